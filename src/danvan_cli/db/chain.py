"""The chain of seals over an agency's journal: no line of it can be changed or taken out without the chain breaking.

Each command's group has one seal: sha256 over the seal before it, the group's own columns, and the sha256 of each of
its entries in order. The newest one, the head, stands for the whole journal: printed on what leaves the office, it
finds a journal that was cut short, or whose chain was computed anew. This is evidence, not protection: whoever holds
the file can rewrite all of it, but not what was printed before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from danvan_cli.db.ownership import owned_in
from danvan_cli.db.reader import FileReader, Reader
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.model import Head
from danvan_cli.domain.records import RECORDS

_GROUP = ("id", "agency_id", "at", "entered_on", "actor", "command", "program_version", "login", "undoes_id")
_ENTRY = (
    "agency_id", "position", "happened_on", "table_name", "row_id", "plan_id", "code", "before", "after",
)  # fmt: skip
_DAYS = ("entered_on", "happened_on")
_NUMBERS = ("id", "agency_id", "position", "row_id", "plan_id", "undoes_id")
_HEAD = "SELECT entries, hash FROM seal WHERE agency_id = :agency ORDER BY number DESC LIMIT 1"
_SEALED = "SELECT number, entries, hash FROM seal WHERE agency_id = :agency ORDER BY number DESC LIMIT 1"
_PRINTED = re.compile(r"(?<!\w)(\d+)[- ]+([0-9a-f]{4})[- ]?([0-9a-f]{4})[- ]?([0-9a-f]{4})(?!\w)")


def group_text(*, is_file: bool) -> str:
    """SQL that writes a group ``g`` as one text; no two different groups have the same."""
    return _text("g", _GROUP, is_file=is_file)


def entry_text(*, is_file: bool) -> str:
    """SQL that writes an entry ``e`` as one text; no two different entries have the same."""
    return _text("e", _ENTRY, is_file=is_file)


def _text(row: str, columns: tuple[str, ...], *, is_file: bool) -> str:
    """A JSON list of the values without blanks: none can run into the next, and SQLite writes it at once."""
    if is_file:
        return f"json_array({', '.join(f'{row}.{name}' for name in columns)})"
    told = (f"COALESCE({_on_server(f'{row}.{name}', name)}, 'null')" for name in columns)
    return "'[' || " + " || ',' || ".join(told) + " || ']'"


def _on_server(value: str, name: str) -> str:
    if name in _NUMBERS:
        return f"CAST({value} AS TEXT)"
    if name == "at":
        value = f"to_char({value} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    elif name in _DAYS:
        value = f"to_char({value}, 'YYYY-MM-DD')"
    return f"CAST(to_json({value}) AS TEXT)"


def _sha256(text: str) -> Any:
    import hashlib  # what only reads the head need not pay

    return hashlib.sha256(text.encode(errors="surrogatepass"))


def next_hash(previous: str, group: str, entries: Iterator[str]) -> tuple[str, int]:
    """Computes a group's seal from the one before it ("" for the first); counts the group's entries on the way."""
    whole, count = _sha256(f"{previous}{group}"), 0
    for entry in entries:
        whole.update(_sha256(entry).digest())
        count += 1
    return whole.hexdigest(), count


class MovedChain:
    """The chain computed anew from rows as they are moved: groups first, then their entries, both in their order."""

    def __init__(self) -> None:
        self._groups: dict[int, str] = {}
        self._digests: dict[int, Any] = {}
        self.entries = 0

    def take(self, table: str, row: dict[str, Any]) -> None:
        """Takes a row up; those that are not of the journal are nothing to it."""
        if table == "journal_group":
            self._groups[row["id"]] = _moved_text(row, _GROUP)
        elif table == "journal_entry":
            told = _sha256(_moved_text(row, _ENTRY)).digest()
            self._digests.setdefault(row["group_id"], bytearray()).extend(told)
            self.entries += 1

    def head(self) -> Head:
        """The head that these rows have where nothing of them was changed since they were sealed."""
        found = ""
        for key, text in self._groups.items():
            whole = _sha256(f"{found}{text}")
            whole.update(self._digests.get(key, b""))
            found = whole.hexdigest()
        return Head(self.entries, found)


def _moved_text(row: dict[str, Any], columns: tuple[str, ...]) -> str:
    told = {**row}
    if "at" in columns:
        told["at"] = datetime.fromisoformat(row["at"]).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return json.dumps([told[name] for name in columns], ensure_ascii=False, separators=(",", ":"))


def seal(reader: Reader, group: int) -> None:
    """Seals a group of a file, whose entries are all there; a server does so by itself when the command ends."""
    number, entries, previous = reader.execute(_SEALED).fetchone() or (0, 0, "")
    (text,) = reader.execute(
        f"SELECT {group_text(is_file=True)} FROM journal_group g WHERE g.id = :g", {"g": group}
    ).fetchone()
    told = reader.stream(
        f"SELECT {entry_text(is_file=True)} FROM journal_entry e WHERE e.group_id = :g ORDER BY e.position",
        {"g": group},
    )
    found, count = next_hash(previous, text, (text for (text,) in told))
    reader.execute(
        "INSERT INTO seal (agency_id, group_id, number, entries, hash) VALUES (:agency, :g, :number, :entries, :hash)",
        {"g": group, "number": number + 1, "entries": entries + count, "hash": found},
    )


def head(reader: Reader) -> Head:
    """The head of the agency's journal; one of nothing where nothing was ever written."""
    entries, found = reader.execute(_HEAD).fetchone() or (0, "")
    return Head(entries, found)


def printed_head(words: str) -> Head:
    """Reads a head as it was printed: "1234-3f9c-12ab-77de", or the whole line. UsageError for anything else."""
    found = _PRINTED.search(f"{words.strip().casefold()} ")
    if found is None:
        raise UsageError(
            f"“{words}” không phải mã sổ ghi.",
            "Chép lại dòng “Sổ ghi … mục, mã …” ở cuối báo cáo, ví dụ 1234-3f9c-12ab-77de.",
        )
    return Head(int(found[1]), "".join(found.groups()[1:]))


def verify(reader: Reader, against: Head | None = None) -> Iterator[str]:
    """Tells each way in which the journal is not what was sealed, or the rows not what the journal says.

    With ``against``, a head printed before, also a journal that was cut short, replaced by an older one, or sealed
    anew since. The journal is streamed; nothing told means that all holds.
    """
    yield from _broken_seals(reader)
    if against is not None:
        yield from _not_this_head(reader, against)
    yield from _other_rows(reader)


def _not_this_head(reader: Reader, against: Head) -> Iterator[str]:
    now = head(reader)
    query = "SELECT hash FROM seal WHERE agency_id = :agency AND entries = :entries"
    known = [found for (found,) in reader.execute(query, {"entries": against.entries})]
    if now.entries < against.entries:
        yield (
            f"Sổ chỉ còn {now.entries} mục, mã đã in ghi {against.entries} mục: sổ bị cắt, hoặc tệp cũ được đặt lại."
        )
    elif not any(found.startswith(against.hash) for found in known):
        yield f"Đến mục {against.entries} sổ không mang mã {against.code}: nhật ký đã bị viết lại sau khi in mã đó."


def _broken_seals(reader: Reader) -> Iterator[str]:
    is_file = isinstance(reader, FileReader)
    groups = reader.stream(
        f"""SELECT g.id, g.at, g.actor, {group_text(is_file=is_file)}, s.number, s.entries, s.hash, s.agency_id
        FROM journal_group g LEFT JOIN seal s ON s.group_id = g.id WHERE g.agency_id = :agency ORDER BY g.id"""
    )
    entries = reader.stream(
        f"""SELECT e.group_id, {entry_text(is_file=is_file)} FROM journal_entry e
        JOIN journal_group g ON g.id = e.group_id WHERE g.agency_id = :agency ORDER BY e.group_id, e.position"""
    )
    told = groupby(entries, key=itemgetter(0))
    waiting = next(told, None)
    previous, number, total = "", 0, 0
    for group, at, actor, text, sealed, count, found, agency in groups:
        mine: Iterator[str] = iter(())
        if waiting is not None and waiting[0] == group:
            mine = (entry for _, entry in waiting[1])
        computed, here = next_hash(previous, text, mine)
        if waiting is not None and waiting[0] == group:
            waiting = next(told, None)
        named = f"Lần ghi số {group} ({str(at)[:19]}, {actor})"
        if found is None:
            yield f"{named} không có dấu niêm: nó được ghi bằng chương trình khác."
            continue
        if sealed != number + 1:
            yield f"Trước lần ghi số {group} thiếu dấu niêm: có lần ghi đã bị xóa hoặc đổi chỗ."
        elif computed != found or agency != reader.agency:
            yield f"{named} không khớp dấu niêm: nội dung của nó, hoặc của mục nhật ký thuộc nó, đã bị sửa hay xóa."
        elif count != total + here:
            yield f"{named}: số mục của sổ bị sửa (ghi {count}, đếm được {total + here})."
        previous, number, total = found, sealed, count
    lost = """SELECT COUNT(*) FROM seal s WHERE s.agency_id = :agency
        AND NOT EXISTS (SELECT 1 FROM journal_group g WHERE g.id = s.group_id)"""
    if gone := reader.execute(lost).fetchone()[0]:
        yield f"{gone} dấu niêm không còn lần ghi của nó: lần ghi đã bị xóa."
    strays = """SELECT COUNT(*) FROM journal_entry e WHERE e.agency_id = :agency
        AND NOT EXISTS (SELECT 1 FROM journal_group g WHERE g.id = e.group_id AND g.agency_id = e.agency_id)"""
    if gone := reader.execute(strays).fetchone()[0]:
        yield f"{gone} mục nhật ký không thuộc lần ghi nào của cơ quan."


class _Table(NamedTuple):
    name: str
    columns: tuple[str, ...]


def _other_rows(reader: Reader) -> Iterator[str]:
    """Tells the rows that are not what the journal last said of them: another program has changed them."""
    for name, record in RECORDS.items():
        if record.is_kept_by_trigger or name in _OF_THE_JOURNAL or not record.moves:
            continue
        told = dict.fromkeys(("id", *record.code, *record.parents, *record.fields, *record.links, *record.untold))
        yield from _other_rows_of(reader, _Table(name, tuple(told)))


_OF_THE_JOURNAL = ("journal_group", "journal_entry", "seal")


def _other_rows_of(reader: Reader, table: _Table) -> Iterator[str]:
    listed = ", ".join(f't."{column}"' for column in table.columns)
    owned = owned_in(table.name)
    rows = reader.stream(f"SELECT {listed} FROM {table.name} t WHERE {owned} ORDER BY id")
    entries = reader.stream(
        """SELECT e.row_id, e.code, e.before, e.after FROM journal_entry e
        WHERE e.agency_id = :agency AND e.table_name = :table ORDER BY e.row_id, e.id""",
        {"table": table.name},
    )
    label = RECORDS[table.name].label or table.name
    for key, row, known in _side_by_side(rows, _replayed(entries)):
        if row is None:
            if known is not None and known.values is not None:
                yield f"{label} {known.code}: nhật ký không ghi là đã bỏ, mà không còn."
        elif known is None or known.values is None:
            # A file's own agency is there from the start.
            if table.name != "agency":
                yield f"{label} số {key}: có mà nhật ký không ghi."
        elif odd := _odd_columns(table, row, known.values):
            yield f"{label} {known.code}: {', '.join(odd)} không như nhật ký ghi lần cuối."


class _Known(NamedTuple):
    """What the journal ends with for one key of a table: the row's code and values, None for a removed row."""

    key: int
    code: str
    values: dict[str, Any] | None


def _side_by_side(
    rows: Iterator[tuple[Any, ...]], known: Iterator[_Known]
) -> Iterator[tuple[int, tuple[Any, ...] | None, _Known | None]]:
    """Goes through both by their keys, of which both are in the order; what one of them lacks is None."""
    row, told = next(rows, None), next(known, None)
    while row is not None or told is not None:
        key = min([*([row[0]] if row is not None else ()), *([told.key] if told is not None else ())])
        is_here, is_told = row is not None and row[0] == key, told is not None and told.key == key
        yield key, row if is_here else None, told if is_told else None
        row = next(rows, None) if is_here else row
        told = next(known, None) if is_told else told


def _odd_columns(table: _Table, row: tuple[Any, ...], values: dict[str, Any]) -> list[str]:
    """Names the columns whose value is another one than the journal's."""
    record, known = RECORDS[table.name], zip(table.columns, row, strict=True)
    odd = [name for name, value in known if _plain(value) != _plain(values.get(name))]
    if table.name == "agency":
        odd = [name for name in odd if name in values]
    return [record.fields.get(name) or record.links.get(name) or name for name in odd]


def _replayed(entries: Iterator[tuple[Any, ...]]) -> Iterator[_Known]:
    for key, changes in groupby(entries, key=itemgetter(0)):
        values: dict[str, Any] | None = None
        newest = ""
        for _, newest, before, after in changes:  # noqa: B007  (the last one is the one that counts)
            if after is None:
                values = None
            else:
                values = (values if before is not None else None) or {}
                values.update(_read(after))
        yield _Known(key, newest, values)


def _read(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _plain(value: Any) -> Any:
    """One spelling of a value, of the row and of the journal: truth as 0 and 1, an instant to the second."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d", value):
        return value[:19].replace("T", " ")
    return value
