"""Examines a file of data: what is wrong with it, told by rules that stand beside those that the program works by."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path

from danvan_cli import __version__
from danvan_cli.db import chain, checks, evidence_files
from danvan_cli.db.copies import faults_of
from danvan_cli.db.copy_folder import copies_of, way_back
from danvan_cli.db.location import JOURNAL_ENDS, Database, file_uri, revision_of
from danvan_cli.db.reader import FileReader
from danvan_cli.db.reads.records import record_faults
from danvan_cli.db.restoring import missing_commands
from danvan_cli.domain.checkup import Checked, Fault
from danvan_cli.domain.copies import Copy, in_order
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import DanvanError
from danvan_cli.domain.model import Head
from danvan_cli.domain.record_kinds import RecordKind
from danvan_cli.domain.records import RECORDS
from danvan_cli.domain.settings import MEANING, read_value
from danvan_cli.domain.states import Row, counted_as
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import Check, CopyReason, FileState

# The SQL of each part of a schema, by its kind and name.
Schema = dict[tuple[str, str], str]
_Step = tuple[Check, Callable[[], Checked]]

RECORDS_REMEDY = "Đối chiếu với biểu của đơn vị, rồi sửa bằng danvan record edit MÃ …"
_MOST_TOLD = 5
_SHARES = ("cifs", "smb", "nfs", "9p", "fuse.", "afs", "ncp", "vboxsf", "drvfs")
_TEMPORARY = (".danvan-", ".tmp")
_BUSY_SECONDS = 10
# What reading a value that is none may end in.
_ODD = (sqlite3.Error, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, DanvanError)
_OF_THE_JOURNAL = ("journal_group", "journal_entry", "seal")
_HELD = tuple(name for name, record in RECORDS.items() if not record.is_kept_by_trigger and name not in _OF_THE_JOURNAL)
_FEW_BYTES = 50_000_000
_OLD = 3600  # seconds


def examine(
    database: Database, today: date, schema: Schema, kinds: Sequence[RecordKind], against: Head | None = None
) -> Iterator[Checked]:
    """Goes through all checks of a file that is danvan's; what one cannot read is a fault of that check.

    ``schema`` is what it must consist of, ``kinds`` what its records must obey, ``against`` a head of its journal that
    was printed before.
    """
    assert database.path is not None  # noqa: S101  (a file)
    back = way_back(database)
    connection = sqlite3.connect(file_uri(database.path, "rw"), uri=True, timeout=_BUSY_SECONDS)
    steps: tuple[_Step, ...] = (
        (Check.FILE, lambda: _file(connection, database.path)),  # type: ignore[arg-type]
        (Check.PAGES, lambda: listed(Check.PAGES, checks.page_faults(connection, whole=True), back)),
        *_of_rows(connection, schema, back, against),
        (Check.FIGURES, lambda: listed(Check.FIGURES, _figures(connection, today), back)),
        (Check.RECORDS, lambda: listed(Check.RECORDS, _records(connection, kinds), RECORDS_REMEDY)),
        (Check.COPIES, lambda: _copies(database, today)),
        (Check.SPACE, lambda: _space(database.path)),  # type: ignore[arg-type]
        (Check.PLACE, lambda: _place(database.path)),  # type: ignore[arg-type]
        (Check.LEFTOVERS, lambda: _leftovers(database.path)),  # type: ignore[arg-type]
        (Check.EVIDENCE, lambda: _evidence(connection, database.path)),  # type: ignore[arg-type]
    )
    try:
        yield from _taken(steps, back)
    finally:
        connection.close()


def examine_copy(copy: Path, schema: Schema) -> list[Fault]:
    """Holds a copy whose pages and keys are in order against the rules for data; what lies around it is nothing to it.

    The figures are not counted again: they are made of rows that the journal has been held against.
    """
    connection = sqlite3.connect(file_uri(copy, "ro"), uri=True, timeout=_BUSY_SECONDS)
    try:
        steps = _of_rows(connection, schema, "Chọn bản khác trong danvan backup list.")
        return [fault for one in _taken(steps, "") for fault in one.faults]
    finally:
        connection.close()


def _of_rows(connection: sqlite3.Connection, schema: Schema, back: str, against: Head | None = None) -> list[_Step]:
    return [
        (Check.KEYS, lambda: listed(Check.KEYS, _orphans(connection), back)),
        (Check.VALUES, lambda: listed(Check.VALUES, checks.odd_values(connection), back)),
        (Check.SCHEMA, lambda: _schema(connection, schema, back)),
        (Check.JOURNAL, lambda: listed(Check.JOURNAL, _journal(connection, against), back)),
        (Check.CODES, lambda: listed(Check.CODES, _codes(connection), back)),
    ]


def _taken(steps: Iterable[_Step], back: str) -> Iterator[Checked]:
    for check, step in steps:
        try:
            yield step()
        except _ODD as error:
            yield Checked(check, "không kiểm tra được", (Fault(f"Không đọc được dữ liệu: {_told(error)}.", back),))


def _told(error: Exception) -> str:
    return error.message.rstrip(".") if isinstance(error, DanvanError) else str(error)


def listed(check: Check, found: Iterable[str], back: str) -> Checked:
    """Makes faults of the first of what was found; ``back`` is what to do about each."""
    told = list(islice(found, _MOST_TOLD + 1))
    more = ["và nhiều chỗ nữa"] * (len(told) > _MOST_TOLD)
    faults = tuple(Fault(f"{check.label.capitalize()}: {words}.", back) for words in (*told[:_MOST_TOLD], *more))
    return Checked(check, "có lỗi" if faults else "đúng", faults)


def _file(connection: sqlite3.Connection, path: Path) -> Checked:
    written = connection.execute("SELECT program_version FROM journal_group ORDER BY id DESC LIMIT 1").fetchone()
    by = f", danvan {written[0]} ghi lần cuối" if written else ""
    size = path.stat().st_size
    seen = f"{path}, {size} byte, cấu trúc {revision_of(connection)}{by}; danvan {__version__}, SQLite "
    return Checked(Check.FILE, f"{seen}{sqlite3.sqlite_version}")


def _orphans(connection: sqlite3.Connection) -> Iterator[str]:
    yield from (f"{table} {key} thiếu {parent}" for table, key, parent in checks.orphans(connection))
    parted = connection.execute(
        """SELECT d.id FROM deadline d LEFT JOIN task t ON t.id = d.task_id
        WHERE d.task_id IS NOT NULL AND t.plan_id IS NOT d.plan_id"""
    )
    yield from (f"deadline {key} không thuộc kế hoạch của nhiệm vụ" for (key,) in parted)
    missing = connection.execute(
        """SELECT DISTINCT d.task_id FROM deadline d WHERE d.task_id IS NOT NULL
        AND EXISTS (SELECT 1 FROM deadline x WHERE x.task_id = d.task_id AND x.id != d.id)
        AND NOT EXISTS (SELECT 1 FROM several_deadlines s WHERE s.plan_id = d.plan_id AND s.task_id = d.task_id)"""
    )
    yield from (f"several_deadlines thiếu nhiệm vụ {key}" for (key,) in missing)


def _journal(connection: sqlite3.Connection, against: Head | None) -> Iterator[str]:
    for (agency,) in connection.execute("SELECT id FROM agency ORDER BY id").fetchall():
        yield from (words.rstrip(".") for words in chain.verify(FileReader(connection, agency), against))


def _schema(connection: sqlite3.Connection, schema: Schema, back: str) -> Checked:
    there = schema_of(connection)
    faults = []
    for kind, name in (key for key, sql in schema.items() if there.get(key) != sql):
        how = "bị sửa" if (kind, name) in there else "bị mất"
        if kind == "trigger":
            faults.append(Fault(f"Chốt chặn {name} {how}.", "Chạy danvan doctor --fix.", fixable=True))
        else:
            faults.append(Fault(f"{'Bảng' if kind == 'table' else 'Chỉ mục'} {name} {how}.", back))
    strange = [f"{name} ({kind})" for kind, name in there if (kind, name) not in schema]
    faults += [Fault(f"Có {name} lạ.", "Hỏi người đã thêm vào; danvan không dùng.") for name in strange]
    triggers = sum(kind == "trigger" for kind, _ in schema)
    return Checked(Check.SCHEMA, f"{len(schema) - triggers} bảng và chỉ mục, {triggers} chốt chặn", tuple(faults))


def schema_of(connection: sqlite3.Connection) -> Schema:
    """Reads what a file's schema consists of, but for what SQLite makes by itself."""
    found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(kind, name): sql for kind, name, sql in found}


def put_back_triggers(database: Database, schema: Schema) -> list[str]:
    """Makes the missing and changed triggers anew in one transaction, and names them."""
    assert database.path is not None  # noqa: S101  (a file)
    uri = file_uri(database.path, "rw")
    connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        there = schema_of(connection)
        wrong = [key for key, sql in schema.items() if key[0] == "trigger" and there.get(key) != sql]
        for _, name in wrong:
            connection.execute(f'DROP TRIGGER IF EXISTS "{name}"')
            connection.execute(schema["trigger", name])
        connection.execute("COMMIT")
        return [name for _, name in wrong]
    finally:
        connection.close()


def _figures(connection: sqlite3.Connection, today: date) -> Iterator[str]:
    """Counts every plan's rows one by one by the rule in Python, and holds that against what the reads count in SQL."""
    from danvan_cli.db.reads import counts, plans
    from danvan_cli.db.reads.deadlines import DeadlineQuery

    for (agency,) in connection.execute("SELECT id FROM agency").fetchall():
        reader = FileReader(connection, agency)
        for plan in plans.all_plans(reader):
            own = _recounted(connection, agency, plan.code, today)
            lines = counts.unit_counts(reader, DeadlineQuery(plan.code, today))
            theirs = Counter[str]()
            for line in lines:
                told = line.counts._asdict()
                theirs.update({name: told[name] for name in _STATES})
            yield from (
                f"{plan.code}, {name}: đếm từng dòng {own[name]}, bảng {theirs[name]}"
                for name in _STATES
                if own[name] != theirs[name]
            )


def _records(connection: sqlite3.Connection, kinds: Sequence[RecordKind]) -> Iterator[str]:
    for (agency,) in connection.execute("SELECT id FROM agency ORDER BY id").fetchall():
        yield from record_faults(FileReader(connection, agency), kinds)


_STATES = (
    *("done_on_time", "done_late", "done_undated", "in_time", "due_soon", "overdue", "undated", "paused", "cancelled"),
)


def _recounted(connection: sqlite3.Connection, agency: int, plan: str, today: date) -> Counter[str]:
    rows = connection.execute(
        """SELECT d.stage, d.due_on, d.submitted_on, d.completed_on, d.exempt, d.opens_on
        FROM plan p JOIN task t ON t.plan_id = p.id JOIN deadline d ON d.task_id = t.id
        WHERE p.agency_id = ? AND p.code = ? AND t.removed_at IS NULL""",
        (agency, plan),
    )
    found = Counter[str]()
    for stage, *days, exempt, opens_on in rows:
        if opens_on is not None and date.fromisoformat(opens_on) > today:
            continue
        due, submitted, completed = (None if day is None else date.fromisoformat(day) for day in days)
        state = counted_as(Row(stage, due, submitted, completed, bool(exempt)), today)
        found["done_on_time" if state == "excused" else str(state)] += 1
        found["in_time"] += state == "due_soon"
    return found


def _codes(connection: sqlite3.Connection) -> Iterator[str]:
    seen: dict[tuple[object, str], str] = {}
    for kind, query in (
        ("nhiệm vụ", "SELECT plan_id, code FROM task"),
        ("kế hoạch", "SELECT agency_id, code FROM plan"),
        ("chỉ tiêu", "SELECT plan_id, code FROM target"),
        ("đơn vị", "SELECT agency_id, code FROM unit"),
    ):
        for place, code in connection.execute(query):
            key = (kind, place), fold(code)
            if key in seen:
                yield f"{kind} {code} trùng với {seen[key]}"
            if not code.strip() or not code.isprintable():
                yield f"{kind} có mã không đọc được {code!r}"
            seen[key] = code
    keys = "SELECT code, code_key FROM unit UNION ALL SELECT alias, alias_key FROM unit_alias"
    for words, key in connection.execute(f"{keys} UNION ALL SELECT code, code_key FROM agency"):
        if fold(words) != key:
            yield f"khóa tra của {words} không khớp"
    for name, value in connection.execute("SELECT key, value FROM setting"):
        if name in MEANING:
            try:
                read_value(name, value)
            except DanvanError:
                yield f"thiết lập {name} có giá trị không đọc được"


def _copies(database: Database, today: date) -> Checked:
    assert database.path is not None  # noqa: S101  (a file)
    copies = [copy for copy in copies_of(database.path) if copy.name.reason is not CopyReason.UNREADABLE]
    if not copies:
        return Checked(Check.COPIES, "chưa có bản sao nào; danvan backup làm một bản")
    seen = f"{len(copies)} bản; mới nhất ngày {short(copies[0].name.day)}, {copies[0].path.name}"
    before = _grown_from(database, copies)
    if before is None:
        return Checked(Check.COPIES, f"{seen}; chưa có bản nào từ sau lần khôi phục để so")
    try:
        whole = _copy_faults(before.path)
    except checks.UNREADABLE as error:
        whole = [str(error)]
    if whole:
        todo = "Xóa bản sao này và làm bản mới bằng danvan backup."
        return Checked(Check.COPIES, seen, (Fault(f"Bản sao {before.path.name} bị hỏng ({whole[0]}).", todo),))
    with _with_copy(database.path, before.path) as connection:
        odd = list(islice(_changed_since(connection), _MOST_TOLD))
    todo = f"So bằng danvan restore {before.path.name} --dry-run; một trong hai đã bị sửa ngoài danvan hoặc bị hỏng."
    faults = [Fault(f"Khác bản sao mới nhất mà không có lệnh nào sửa: {words}.", todo) for words in odd]
    return Checked(Check.COPIES, seen, tuple(faults))


def _changed_since(connection: sqlite3.Connection) -> Iterator[str]:
    """Names each row that differs from the attached copy ``other`` though no command after it touched the row."""
    (last,) = connection.execute("SELECT COALESCE(MAX(id), 0) FROM other.journal_entry").fetchone()
    for table in (*_HELD, *_OF_THE_JOURNAL):
        columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f'PRAGMA table_info("{table}")'))
        # What is appended only stays as the copy has it, whatever came behind.
        touched = "SELECT row_id FROM main.journal_entry WHERE table_name = ? AND id > ?"
        query = f"""SELECT DISTINCT id FROM (
            SELECT * FROM (SELECT {columns} FROM main.{table} EXCEPT SELECT {columns} FROM other.{table})
            UNION ALL
            SELECT * FROM (SELECT {columns} FROM other.{table} EXCEPT SELECT {columns} FROM main.{table}))
            WHERE id NOT IN ({touched}) AND id <= (SELECT COALESCE(MAX(id), 0) FROM other.{table}) ORDER BY id"""
        yield from (f"{table} {key}" for (key,) in connection.execute(query, (table, last)))


def _copy_faults(path: Path) -> list[str]:
    """Says what is wrong with the pages and keys of a copy."""
    connection = sqlite3.connect(file_uri(path, "ro"), uri=True, timeout=_BUSY_SECONDS)
    try:
        return faults_of(connection)
    finally:
        connection.close()


def _grown_from(database: Database, copies: Sequence[Copy]) -> Copy | None:
    """Finds the newest copy that the data have grown from: after a restore those of what was given up are none."""
    gone_back = next((copy.name for copy in copies if copy.name.reason is CopyReason.RESTORE), None)
    for copy in copies:
        if gone_back is None or in_order(copy.name) > in_order(gone_back):
            return copy
        if missing_commands(database, copy.path)[1] == 0:
            return copy
    return None


@contextmanager
def _with_copy(path: Path, copy: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(file_uri(path, "rw"), uri=True, timeout=_BUSY_SECONDS)
    try:
        connection.execute("ATTACH ? AS other", (file_uri(copy, "ro"),))
        yield connection
    finally:
        connection.close()


def _space(path: Path) -> Checked:
    free = shutil.disk_usage(path.parent).free
    needed = max(_FEW_BYTES, 3 * path.stat().st_size)
    faults: tuple[Fault, ...] = ()
    if free < needed:
        faults = (
            Fault(f"Ổ đĩa chỉ còn {free // 1_000_000} MB.", f"Giải phóng để còn ít nhất {needed // 1_000_000} MB."),
        )
    return Checked(Check.SPACE, f"còn {free // 1_000_000} MB", faults)


def _place(path: Path) -> Checked:
    kind = _file_system(path)
    if not kind.startswith(_SHARES):
        return Checked(Check.PLACE, kind or "ổ đĩa của máy")
    todo = "Để tệp dữ liệu ở ổ đĩa của máy, hoặc dùng máy chủ PostgreSQL khi nhiều máy cùng ghi."
    return Checked(Check.PLACE, kind, (Fault(f"Tệp dữ liệu nằm trên ổ đĩa mạng ({kind}).", todo),))


def _file_system(path: Path) -> str:
    """Names the kind of file system that a path is on; nothing where the machine does not say."""
    whole = os.path.realpath(path)
    if sys.platform == "win32":
        return "smb" if whole.startswith("\\\\") else ""
    found, longest = "", -1
    with contextlib.suppress(OSError):
        for line in Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines():
            _, place, kind, *_ = line.split(" ")
            place = place.replace("\\040", " ").rstrip("/")
            if (whole == place or whole.startswith(f"{place}/")) and len(place) > longest:
                found, longest = kind, len(place)
    return found


def _leftovers(path: Path) -> Checked:
    found = [Path(f"{path}{end}").name for end in JOURNAL_ENDS if Path(f"{path}{end}").exists()]
    faults = [
        Fault(f"Cạnh tệp dữ liệu có {name}.", "Không xóa: có thể một lệnh đang ghi; chạy lại sau.") for name in found
    ]
    old = [
        f"{place.name}/{name}"
        for place in (path.parent, path.parent / "sao-luu", evidence_files.folder_of(path))
        for name in _temporary_in(place)
    ]
    faults += [Fault(f"Tệp tạm sót lại: {name}.", "Chạy danvan doctor --fix.", fixable=True) for name in old]
    return Checked(Check.LEFTOVERS, "không có" if not faults else f"{len(faults)} tệp", tuple(faults))


def _evidence(connection: sqlite3.Connection, path: Path) -> Checked:
    """Holds each kept file against its name; those that nobody asks for any more are leftovers."""
    folder = evidence_files.folder_of(path)
    kept = evidence_files.kept_in(connection)
    states = ((sha256, evidence_files.state_of(folder, sha256)) for sha256 in kept)
    bad = [(sha256, state) for sha256, state in states if state is not FileState.INTACT]
    todo = (
        "Chép lại thư mục minh-chung từ bản sao lưu, hoặc thay bằng danvan evidence replace; xem danvan evidence check."
    )
    faults = [Fault(f"Tệp minh chứng {sha256[:12]}… {state.label}.", todo) for sha256, state in bad[:_MOST_TOLD]]
    if len(bad) > _MOST_TOLD:
        faults.append(Fault(f"Và {len(bad) - _MOST_TOLD} tệp minh chứng khác không còn hoặc đã khác.", todo))
    left = evidence_files.unwanted(path)
    if left:
        faults.append(
            Fault(f"{len(left)} tệp trong thư mục minh-chung không ai dùng.", "Chạy danvan doctor --fix.", fixable=True)
        )
    return Checked(Check.EVIDENCE, f"giữ {len(kept)} tệp" if kept else "không giữ tệp nào", tuple(faults))


def _temporary_in(folder: Path) -> list[str]:
    begin, end = _TEMPORARY
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        # A younger one may be of a command that is still at work; what removes them leaves it, too.
        old = (entry for entry in entries if time.time() - entry.stat().st_mtime > _OLD)
        return sorted(entry.name for entry in old if entry.name.startswith(begin) and entry.name.endswith(end))
    return []
