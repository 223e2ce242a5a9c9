"""What a person types as proof, sorted into a document, a link, a file or a statement."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.domain.errors import UsageError
from danvan_cli.services.writing import required_text

_NUMBER = re.compile(r"\b(\d{1,5}(?:/\d{4})?[-/][A-ZĐ][A-ZĐa-zđ&\d]*(?:-[A-ZĐ][A-ZĐa-zđ&]*)*(?:/[A-ZĐ]+)?)")
_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_READ_SIZE = 1 << 20
_VALUES: dict[str, Any] = dict.fromkeys(("kind", "text", "number", "issued_on", "sha256"))


def add_evidence(
    work: Transaction,
    texts: Sequence[str],
    *,
    deadline: int | None = None,
    measurement: int | None = None,
    record: int | None = None,
) -> None:
    """Stores what proves one deadline row, measurement or record; the same words for the same thing are stored once."""
    proof = tables.Evidence
    owners: dict[str, Any] = {"deadline_id": deadline, "measurement_id": measurement, "record_id": record}
    owner, key = next((name, key) for name, key in owners.items() if key is not None)
    query = select(proof.text).where(col(getattr(proof, owner)) == key, col(proof.rejected_on).is_(None))
    known = set(work.session.exec(query)) if texts else set()
    for values in map(evidence_values, texts):
        if values["text"] not in known:
            known.add(values["text"])
            work.session.add(proof(**owners, **values))


def proofs_of(work: Transaction, row: tables.Deadline) -> list[str]:
    """Lists the proofs of a row that are in force, as written, oldest first."""
    proof = tables.Evidence
    query = select(proof.text).where(col(proof.deadline_id) == row.id, col(proof.rejected_on).is_(None))
    return list(work.session.exec(query.order_by(col(proof.id))))


def reject_evidence(work: Transaction, owner: int | None, key: int, day: date) -> None:
    """Marks the proofs of a row as rejected from ``day`` on and keeps them; ``owner`` is the row's key column."""
    for proof in work.session.exec(select(tables.Evidence).where(col(owner) == key)):
        proof.rejected_on = proof.rejected_on or day


def evidence_values(text: str) -> dict[str, Any]:
    """Sorts what was typed into its columns. Raises UsageError for a blank or a day that no calendar has."""
    words = required_text(text, "Minh chứng")
    if words.startswith(("http://", "https://")):
        return _VALUES | {"kind": "link", "text": words}
    # A file is found by its path as it was typed.
    if sha256 := next(filter(None, map(_fingerprint, dict.fromkeys((text, words)))), None):
        return _VALUES | {"kind": "file", "text": words, "sha256": sha256}
    if not (number := _NUMBER.search(words)):
        return _VALUES | {"kind": "statement", "text": words}
    return _VALUES | {"kind": "document", "text": words, "number": number[1], "issued_on": _issued_on(words)}


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


def _fingerprint(words: str) -> str | None:
    try:
        path = Path(words).expanduser()
        if not path.is_file():
            return None
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(_READ_SIZE):
                digest.update(block)
        return digest.hexdigest()
    except (OSError, ValueError, RuntimeError):
        # Not a path at all, or one that cannot be read: then the words stand for themselves.
        return None
