"""Moving an agency's data between a file and a server: everything of it, the journal too, all of it checked.

The file says which figures its rows must give, the head of its journal, and at the end a checksum over every line. Keys
are given anew where it arrives, so the journal is sealed anew there; the head that it came with is kept as a choice.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import col, func, select

from danvan_cli import __version__
from danvan_cli.db import chain, evidence_files, tables
from danvan_cli.db.checks import refuse_damaged
from danvan_cli.db.journal import Transaction
from danvan_cli.db.location import SCHEMA_REVISION
from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import counts, plans
from danvan_cli.db.reads.agencies import all_agencies
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.deadlines import DeadlineQuery
from danvan_cli.db.transfer import Arrival, Moved, OddRowError, rows_of
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import ConflictError, FileRefusedError
from danvan_cli.domain.model import Changed, Head
from danvan_cli.domain.system import reason
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.validation import NamesInForce, why_no_extension, why_not_done
from danvan_cli.domain.words import CopyReason
from danvan_cli.services import copying
from danvan_cli.services.agencies import found
from danvan_cli.services.request import Request
from danvan_cli.services.writing import known_units, row_key, store_setting, writing

_FORM = "danvan-agency"
_LAST_LINE = 1000  # bytes, more than it ever has
# The choice under which the head of the journal where it came from is kept.
ORIGIN = "origin_head"
_NOT_OURS = "Chọn tệp do danvan data export ghi."


@contextmanager
def exported(request: Request) -> Iterator[Iterator[str]]:
    """Yields an agency's data as lines of JSON, read in one transaction and only inside the context.

    The first line says whose data it is and which figures it must give; then one line a row; the last counts them.
    """
    refuse_damaged(request.database, whole=True)
    with reading(request.database) as reader:
        yield _lines(reader, request)


def _lines(reader: Reader, request: Request) -> Iterator[str]:
    code, name = reader.execute("SELECT code, name FROM agency WHERE id = :agency").fetchone()
    sealed = chain.head(reader)
    head = {
        "form": _FORM,
        "schema": SCHEMA_REVISION,
        "danvan": __version__,
        "agency": {"code": code, "name": name, "id": reader.agency},
        "as_of": request.today.isoformat(),
        "figures": _figures(reader, request.today.isoformat()),
        "journal": {"entries": sealed.entries, "hash": sealed.hash},
    }
    line, number, digest = json.dumps(head, ensure_ascii=False), 0, hashlib.sha256()
    for table, row in rows_of(reader):
        digest.update(_bytes_of(line))
        yield line
        number += 1
        line = json.dumps([table, row], ensure_ascii=False)
    digest.update(_bytes_of(line))
    yield line
    yield json.dumps({"rows": number, "sha256": digest.hexdigest()})


def _bytes_of(line: str) -> bytes:
    return f"{line}\n".encode(errors="surrogatepass")


def _figures(reader: Reader, day: str) -> dict[str, list[int]]:
    """Counts each plan's work at a day (ISO): the figures that a move must not change."""
    told = {}
    for plan in plans.all_plans(reader):
        wanted = DeadlineQuery(plan.code, date.fromisoformat(day))
        units = counts.unit_counts(reader, wanted)
        rows = [number for line in units for number in line.counts]
        told[plan.code] = [plan.tasks or 0, plan.targets or 0, *rows, *counts.task_counts(reader, wanted, units)]
    return told


def import_agency(request: Request, path: Path) -> Changed:
    """Stores the agency of a file that ``exported`` gave, under its own code or the one asked for, in one step.

    An agency of that code that has plans, units or a history is a ConflictError; one that was only founded is filled.
    Refuses a file that is cut short or changed by hand, whose figures come out otherwise, or whose journal is not what
    was sealed where it comes from; nothing is kept then.
    """
    if path.exists() and not path.is_file():  # such as a pipe, which has no end to look at first
        raise FileRefusedError(f"“{clean(path.name)}” không phải tệp thường.", _NOT_OURS)
    try:
        with path.open(encoding="utf-8") as file:
            lines = _Lines(file, path)
            head = _head(lines, path)
            _check_end(path)
            with writing(request, is_founding=True, risk=CopyReason.IMPORT) as work:
                row = _place(work, request.database.agency or head["agency"]["code"], head["agency"]["name"])
                arrival = Arrival(work.session.connection(), (head["agency"]["id"], row_key(row.id)))
                work.move_in()
                arrival.take(lines.rows())
                work.moved_in()
                _refuse_impossible(work, request, path)
                _bring_evidence_in(work, request, path)
                origin = _checked_journal(lines, head["journal"], path)
                store_setting(work, ORIGIN, origin.code)
                if _figures(work.reader, head["as_of"]) != head["figures"]:
                    raise FileRefusedError(f"Số liệu của tệp {clean(path.name)} không khớp sau khi nhập.", _NOT_OURS)
                code, name = row.code, row.name
    except OSError as error:
        raise FileRefusedError(
            f"Không đọc được tệp {clean(str(path))} ({reason(error)}).", "Kiểm tra đường dẫn."
        ) from error
    except OddRowError as odd:
        raise FileRefusedError(
            f"Tệp {clean(path.name)}, bảng {odd.table}, dòng có id {clean(str(odd.key))}, cột {odd.column}: {odd.why}.",
            _NOT_OURS,
        ) from odd
    except (ValueError, LookupError, TypeError, ArithmeticError, AttributeError, RecursionError) as error:
        raise FileRefusedError(
            f"Tệp {clean(path.name)} không phải dữ liệu cơ quan, hoặc đã bị sửa.", _NOT_OURS
        ) from error
    headline = (
        f"Đã nhập cơ quan {code} ({name}): {_counted(arrival)}; tệp nguyên vẹn, số liệu và sổ ghi {origin.code} khớp."
    )
    # What came in is the file's own history: only the founding is a change of today.
    return Changed(headline, code, work.changes, work.group, None, (), request.dry_run)


def carry_evidence_out(request: Request, file: Path) -> None:
    """Brings the kept files beside a file of exported data; a server keeps none."""
    place = request.database.path
    if place is None:
        return
    assert request.keep_file is not None  # noqa: S101  (the command gives it)
    source, target = evidence_files.folder_of(place), evidence_files.folder_of(file)
    wanted = sorted(evidence_files.wanted_by(place))
    copying.tell_of_carried(request, evidence_files.carry(wanted, source, target, request.keep_file), target)


def _bring_evidence_in(work: Transaction, request: Request, file: Path) -> None:
    """Brings the kept files from beside the file of data before the rows that speak of them are kept."""
    place = request.database.path
    if place is None or request.dry_run or request.keep_file is None:
        return
    query = "SELECT DISTINCT e.sha256 FROM evidence e WHERE e.is_kept ORDER BY e.sha256"
    wanted = [str(sha256) for (sha256,) in work.reader.execute(query)]
    source, target = evidence_files.folder_of(file), evidence_files.folder_of(place)
    copying.tell_of_carried(request, evidence_files.carry(wanted, source, target, request.keep_file), target)


def _counted(arrival: Arrival) -> str:
    counts = arrival.counts
    return f"{counts['plan']} kế hoạch, {counts['task']} nhiệm vụ, {sum(counts.values())} dòng"


def _refuse_impossible(work: Transaction, request: Request, path: Path) -> None:
    """Refuses rows that no command would have stored: named with their tasks and units."""
    names = NamesInForce(())
    for unit in known_units(work):
        try:
            names.refuse_new(unit)
        except ConflictError as error:
            raise FileRefusedError(f"Tệp {clean(path.name)}: {error.message}", _NOT_OURS) from error
        names.add(unit)
    done = """SELECT t.code, p.year, d.submitted_on, d.completed_on FROM deadline d JOIN task t ON t.id = d.task_id
        JOIN plan p ON p.id = t.plan_id
        WHERE p.agency_id = :agency AND (d.submitted_on IS NOT NULL OR d.completed_on IS NOT NULL)"""
    for code, year, *days in work.reader.execute(done):
        for day in (date.fromisoformat(day) for day in days if day is not None):
            if why := why_not_done(day, request.today, year):
                raise FileRefusedError(f"Tệp {clean(path.name)}, nhiệm vụ {code}: ngày {short(day)} {why}.", _NOT_OURS)
    moved = """SELECT t.code, e.old_due_on, e.new_due_on FROM extension e JOIN deadline d ON d.id = e.deadline_id
        JOIN task t ON t.id = d.task_id JOIN plan p ON p.id = t.plan_id
        WHERE p.agency_id = :agency AND e.new_due_on IS NOT NULL"""
    for code, *days in work.reader.execute(moved):
        old, until = map(date.fromisoformat, days)
        if why := why_no_extension(until, old):
            raise FileRefusedError(f"Tệp {clean(path.name)}, nhiệm vụ {code}: ngày {short(until)} {why}.", _NOT_OURS)


def _head(lines: Iterator[str], path: Path) -> dict[str, Any]:
    head = json.loads(next(lines, "null"))
    if not isinstance(head, dict) or head.get("form") != _FORM:
        raise FileRefusedError(f"Tệp {clean(path.name)} không phải dữ liệu cơ quan.", _NOT_OURS)
    if head["schema"] != SCHEMA_REVISION:
        raise FileRefusedError(
            f"Tệp {clean(path.name)} do danvan {clean(str(head.get('danvan')))} ghi, khác cấu trúc của bản này.",
            "Dùng cùng một bản danvan ở hai nơi, rồi xuất lại.",
        )
    if not all(isinstance(head["agency"][name], str) and clean(head["agency"][name]) for name in ("code", "name")):
        raise ValueError(head["agency"])
    return head


def _check_end(path: Path) -> None:
    """Refuses a file that is cut short before any database is made for it."""
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - _LAST_LINE))
        last = file.read().rstrip().splitlines()[-1:]
    if not last or not last[0].startswith(b'{"rows"'):
        raise FileRefusedError(
            f"Tệp {clean(path.name)} không kết thúc bằng dòng đếm: bị thiếu phần cuối hoặc bị thêm.",
            "Xuất lại rồi nhập.",
        )


class _Lines:
    """The lines of a file as they are read: a checksum over all of them, and the chain of the journal among them."""

    def __init__(self, lines: Iterable[str], path: Path) -> None:
        self._lines, self._path = iter(lines), path
        self._digest = hashlib.sha256()
        self.chain = chain.MovedChain()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines).rstrip("\r\n")
        self._digest.update(_bytes_of(line))
        return line

    def rows(self) -> Iterator[Moved]:
        """The rows behind the head; FileRefusedError at the end where the last line says that there were others."""
        number, before = 0, self._digest.hexdigest()
        for line in self:
            told = json.loads(line)
            if isinstance(told, dict):
                self._check(told, number, before)
                return
            number, before = number + 1, self._digest.hexdigest()
            table, row = told
            self.chain.take(table, row)
            yield table, row
        self._check({}, number, before)

    def _check(self, end: dict[str, Any], number: int, digest: str) -> None:
        name = clean(self._path.name)
        if end.get("rows") != number or any(map(str.strip, self)):
            raise FileRefusedError(
                f"Tệp {name} bị thiếu hoặc thừa dòng ({number} dòng trước dòng đếm).", "Xuất lại rồi nhập."
            )
        if end.get("sha256") != digest:
            raise FileRefusedError(
                f"Tệp {name} đã bị sửa sau khi xuất: tổng kiểm tra không khớp.", "Xuất lại rồi nhập."
            )


def _checked_journal(lines: _Lines, said: dict[str, Any], path: Path) -> Head:
    found = lines.chain.head()
    if found != Head(said["entries"], said["hash"]):
        raise FileRefusedError(
            f"Nhật ký trong tệp {clean(path.name)} không khớp mã sổ ghi của nó: dữ liệu nơi xuất đã bị sửa.",
            "Ở nơi xuất, xem bằng danvan log verify.",
        )
    return found


def _place(work: Transaction, code: str, name: str) -> tables.Agency:
    """Finds the agency to fill: that of the code (ConflictError unless empty), the only and empty one, or a new one."""
    known = all_agencies(work.reader)
    query = select(tables.Agency)
    standing = work.session.exec(query.where(col(tables.Agency.code_key) == fold(clean(code)))).first()
    only = work.session.exec(query).first() if standing is None and len(known) == 1 else None
    empty_only = only if only is not None and not _holds_anything(work, only) else None
    row = standing or empty_only
    if row is None:
        return found(work, clean(code), name)
    if _holds_anything(work, row):
        raise ConflictError(
            f"Cơ quan {row.code} ({row.name}) đã có dữ liệu.",
            "Nhập dưới mã khác bằng --agency MÃ, hoặc vào dữ liệu mới.",
        )
    work.agency = row_key(row.id)
    row.code, row.code_key, row.name = clean(code), fold(clean(code)), name
    work.session.add(row)
    work.session.flush()
    return row


def _holds_anything(work: Transaction, row: tables.Agency) -> bool:
    return any(
        work.session.exec(select(func.count()).select_from(kind).where(col(kind.agency_id) == row.id)).one()
        for kind in (tables.Plan, tables.Unit)
    )
