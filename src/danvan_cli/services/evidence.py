"""What a person types as proof, sorted into a document, a link, a file or a statement; files are kept by their hash."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sqlmodel import col, select

from danvan_cli.db import evidence_files, tables
from danvan_cli.db.evidence_files import Print
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.proofs import proofs_of
from danvan_cli.db.reads.settings import settings
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import clean
from danvan_cli.domain.validation import LONGEST_NAME
from danvan_cli.services.request import Request
from danvan_cli.services.writing import required_text

_NUMBER = re.compile(r"\b(\d{1,5}(?:/\d{4})?[-/][A-ZĐ][A-ZĐa-zđ&\d]*(?:-[A-ZĐ][A-ZĐa-zđ&]*)*(?:/[A-ZĐ]+)?)")
_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_RECEIVER = re.compile(r"[\s,;]+gửi\s+(?:đến\s+|cho\s+)?(\S.*)$", re.IGNORECASE)
# Words that end so name a file and nothing else: without one of that name they are a slip.
_OF_A_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|jpe?g|png|gif|tiff?|bmp|heic|zip|rar|7z|mp[34]|eml|msg)$", re.I
)
_EMPTY: dict[str, Any] = dict.fromkeys(("kind", "text", "number", "issued_on", "receiver", "sha256", "size"))
# What another proof in the same place has to be given anew.
_UNJUDGED: dict[str, Any] = dict.fromkeys(("verdict", "verdict_on", "verdict_by", "verdict_reason"))


class _Source(NamedTuple):
    """A file to be kept, by the path that was typed and what it was known by then."""

    path: Path
    known: Print


def add_evidence(
    work: Transaction,
    texts: Sequence[str],
    *,
    deadline: int | None = None,
    measurement: int | None = None,
    record: int | None = None,
) -> None:
    """Stores what proves one deadline row, measurement or record; the same proof of the same thing is stored once.

    Two files are the same by what is in them, other proofs by their words.
    """
    proof = tables.Evidence
    owners: dict[str, Any] = {"deadline_id": deadline, "measurement_id": measurement, "record_id": record}
    owner, key = next((name, key) for name, key in owners.items() if key is not None)
    query = select(proof.text, proof.sha256).where(col(getattr(proof, owner)) == key, col(proof.rejected_on).is_(None))
    known = {sha256 or words for words, sha256 in work.session.exec(query)} if texts else set()
    for values in (evidence_values(text, work) for text in texts):
        if (mark := values["sha256"] or values["text"]) not in known:
            known.add(mark)
            work.session.add(proof(**owners, **values))


def proof_rows(work: Transaction, plan: tables.Plan, code: str) -> list[tables.Evidence]:
    """Lists the proofs of a task, target or record by its code, in the order of their numbers."""
    keys = [proof.key for proof in proofs_of(work.reader, plan.code, code)]
    query = select(tables.Evidence).where(col(tables.Evidence.id).in_(keys))
    rows = {row.id: row for row in work.session.exec(query)}
    return [rows[key] for key in keys]


def carry_evidence(work: Transaction, row: int, to: int) -> None:
    """Proves one row by all that proves another one and is in force."""
    proof = tables.Evidence
    query = select(proof).where(col(proof.deadline_id) == row, col(proof.rejected_on).is_(None))
    for standing in work.session.exec(query.order_by(col(proof.id))).all():
        work.session.add(proof(**{**standing.model_dump(exclude={"id"}), "deadline_id": to}))


def replace_values(proof: tables.Evidence, text: str, work: Transaction) -> None:
    """Puts another proof into a row; what was found of the one before says nothing of it."""
    values = _UNJUDGED | evidence_values(text, work)
    if proof.verdict is not None and proof.verdict != "valid":
        values["rejected_on"] = None
    for name, value in values.items():
        setattr(proof, name, value)


def reject_evidence(work: Transaction, owner: int | None, key: int, day: date) -> None:
    """Marks the proofs of a row as rejected from ``day`` on and keeps them; ``owner`` is the row's key column."""
    for proof in work.session.exec(select(tables.Evidence).where(col(owner) == key)):
        proof.rejected_on = proof.rejected_on or day


def evidence_values(text: str, work: Transaction | None = None) -> dict[str, Any]:
    """Sorts what was typed into its columns; a path stands for its file only where the transaction takes files.

    Raises UsageError for a blank, for a day that no calendar has, and for the name of a file that is not there;
    FileRefusedError for a file that is too large or cannot be read.
    """
    words = required_text(text, "Minh chứng")
    values = _EMPTY | {"is_kept": False, "text": words}
    if words.startswith(("http://", "https://")):
        return values | {"kind": "link"}
    if work is not None and work.takes_files and (file := _file_values(text, words, work)):
        return values | file
    if not (number := _NUMBER.search(words)):
        return values | {"kind": "statement"}
    receiver = _RECEIVER.search(words)
    return values | {
        "kind": "document",
        "number": number[1],
        "issued_on": _issued_on(words),
        "receiver": receiver[1][:LONGEST_NAME].strip() if receiver else None,
    }


def _issued_on(words: str) -> date | None:
    found = _DAY.search(words)
    if not found:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        raise UsageError(
            f"Ngày “{found[0]}” trong minh chứng không có trên lịch.", "Kiểm tra lại ngày văn bản."
        ) from None


def _file_values(text: str, words: str, work: Transaction) -> dict[str, Any] | None:
    """Reads words that name a file; None for any others."""
    is_server = work.session.get_bind().dialect.name != "sqlite"
    # A file is found by its path as it was typed.
    for typed in dict.fromkeys((text.strip(), words)):
        path = _path(typed)
        if path is None:
            continue
        megabytes = settings(work.reader).evidence_file_mb
        is_kept = not is_server and megabytes > 0
        known = evidence_files.fingerprint(path, megabytes * 1_000_000 if is_kept else None)
        if known is None:
            continue
        if is_kept:
            work.new_files[known.sha256] = _Source(path, known)
        name = clean(path.name)[-LONGEST_NAME:] or "tệp"
        return {"kind": "file", "text": name, "sha256": known.sha256, "size": known.size, "is_kept": is_kept}
    if _OF_A_FILE.search(words) and not _NUMBER.search(words):
        raise UsageError(
            f"Không có tệp “{words}”, hoặc đó không phải tệp thường.",
            "Kiểm tra đường dẫn; chỉ là lời thì viết không có đuôi tệp.",
        )
    return None


def _path(words: str) -> Path | None:
    try:
        path = Path(words).expanduser()
        return path if path.is_file() else None
    except (OSError, ValueError, RuntimeError):
        # Not a path at all: then the words stand for themselves.
        return None


def keep_files(work: Transaction, request: Request) -> None:
    """Copies the files that the command proves something by, before it is kept itself; a file is written whole or not.

    Raises FileRefusedError where one changed or vanished since it was looked at, NoRoomError and others of the door.
    """
    place = request.database.path
    assert place is not None and request.keep_file is not None  # noqa: S101, PT018  (a server keeps no file)
    work.session.flush()
    for source in work.new_files.values():
        evidence_files.keep(source.path, source.known, evidence_files.folder_of(place), request.keep_file)
