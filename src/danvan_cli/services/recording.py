"""Records of figures that are not tasks: written, corrected, taken out; every rule of their kind is asked first.

Our rule: what is corrected was never as it stood, on no day, so each change counts from the day that the figures are
of; the journal keeps what stood before.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.records import children_of, record_codes, record_of, records_of
from danvan_cli.domain.codes import find_code
from danvan_cli.domain.errors import ConflictError, DanvanError, FileRefusedError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.record_kinds import RecordKind
from danvan_cli.domain.record_rules import apart_key, beside_others, clash
from danvan_cli.domain.record_values import KeptRecord, Value, Values, typed_values, value_words
from danvan_cli.domain.text import clean
from danvan_cli.services.evidence import add_evidence
from danvan_cli.services.record_following import keep_last_day
from danvan_cli.services.record_input import RecordInput, RecordReader, read_rows
from danvan_cli.services.record_kinds import kind_by_key, kind_of
from danvan_cli.services.request import Request
from danvan_cli.services.writing import changed, row_key, unit_row, writing

_MOST_TOLD = 10


@dataclass(frozen=True, slots=True)
class Put:
    """A record as it was written, what it was before (None: new), and what the user should know besides."""

    record: KeptRecord
    before: KeptRecord | None
    notes: tuple[str, ...]


class RecordBook:
    """The records of one kind, open for writing inside a transaction: commands and forms write through it.

    What a record must be beside the others of its kind is asked of all that stand, those just written among them.
    """

    def __init__(self, work: Transaction, request: Request, kind: RecordKind) -> None:
        self._work, self._kind = work, kind
        self._reader = RecordReader(work, request, kind)
        # By what may not overlap: a table of thousands is not compared with all that stands, row by row.
        self._standing: dict[Hashable, dict[str, KeptRecord]] = {}
        for record in records_of(work.reader, kind.key):
            self._beside(record)[record.code] = record
        self._last = _highest(kind.prefix, record_codes(work.reader, removed_too=True))

    def put(self, new: RecordInput, *, replaces: bool = False) -> Put:
        """Writes a record; with ``replaces`` in the place of one of the same unit and days, wholly.

        UsageError for what cannot be read and for a rule that does not hold, ConflictError where a record of the same
        unit has days in common and is not to be replaced. Nothing is written then.
        """
        record, notes = self._reader.read(new)
        standing = clash(self._kind, record, self._beside(record).values())
        is_same = standing is not None and _days(standing) == _days(record)
        if standing is not None and not (replaces and is_same):
            hint = f"Thay cả phiếu bằng danvan record add --replace, hoặc sửa bằng danvan record edit {standing.code} …"
            raise _clash_error(self._kind, record, standing, hint if is_same else "")
        if standing is not None:
            proofs = tuple(dict.fromkeys((*standing.evidence, *record.evidence)))
            record = record._replace(evidence=proofs)
        record = record._replace(code=standing.code if standing else f"{self._kind.prefix}-{self._last + 1}")
        return self._write(record, standing, notes, new.evidence)

    def change(self, old: KeptRecord, change: RecordInput) -> Put:
        """Corrects a record: what is not said stays, what is said to be empty is emptied; errors as in ``put``."""
        record, notes = self._reader.changed(old, change)
        if (other := clash(self._kind, record, self._beside(record).values())) is not None:
            hint = f"Bỏ một trong hai phiếu bằng danvan record remove {other.code}."
            raise _clash_error(self._kind, record, other, hint if _days(other) == _days(record) else "")
        return self._write(record, old, (*notes, *self._left_behind(record)), change.evidence)

    def _left_behind(self, record: KeptRecord) -> tuple[str, ...]:
        """Says which records that belong to this one are now of an earlier day than it is."""
        own = filter(None, (record_of(self._work.reader, code) for code in children_of(self._work.reader, record.code)))
        if earlier := ", ".join(one.code for one in own if one.first_day < record.first_day):
            return (
                f"Cần xem lại: {earlier} ghi ngày trước {record.code} ({record.when_words}); sửa bằng danvan record "
                "edit … --on.",
            )
        return ()

    def _beside(self, record: KeptRecord) -> dict[str, KeptRecord]:
        """Gives the records of the same unit that nothing sets apart from a record, by code."""
        return self._standing.setdefault((record.unit, apart_key(self._kind, record.values)), {})

    def _write(
        self, record: KeptRecord, before: KeptRecord | None, notes: tuple[str, ...], proofs: Sequence[str]
    ) -> Put:
        work, unit = self._work, unit_row(self._work, record.unit) if record.unit else None
        work.happened_on = min(record.as_of, work.today)
        if before is None:
            self._last += 1
            row = tables.Record(agency_id=work.agency, kind=record.kind, code=record.code, **_columns(record))
        else:
            row = _row(work, record.code)
            for name, value in _columns(record).items():
                setattr(row, name, value)
        row.unit_id = unit.id if unit else None
        row.parent_id = _row(work, record.of).id if record.of else None
        work.session.add(row)
        work.session.flush()
        if self._kind.follow is not None:
            keep_last_day(work, row, record, self._kind.follow.due)
        _write_values(work, row, self._kind, record.values)
        _reject_others(work, row, record)
        add_evidence(work, proofs, record=row_key(row.id))
        work.session.flush()
        warnings = [
            broken.sentence for broken in beside_others(self._kind, record, list(self._beside(record).values()))
        ]
        if before is not None:
            self._beside(before).pop(before.code, None)
        self._beside(record)[record.code] = record
        return Put(record, before, (*notes, *(f"Cần xem lại: {sentence}" for sentence in warnings)))


def _highest(prefix: str, codes: Sequence[str]) -> int:
    numbers = (code.removeprefix(f"{prefix}-") for code in codes if code.startswith(f"{prefix}-"))
    return max((int(number) for number in numbers if number.isdecimal()), default=0)


def _days(record: KeptRecord) -> tuple[date, date]:
    return record.first_day, record.last_day


def _clash_error(kind: RecordKind, new: KeptRecord, standing: KeptRecord, hint: str) -> ConflictError:
    """Tells of a record that stands where another one would; without ``hint`` their days only touch."""
    whose = new.unit or "Toàn cơ quan"
    if hint:
        return ConflictError(f"{whose} đã có phiếu {kind.word} {standing.when_words}: {standing.code}.", hint)
    return ConflictError(
        f"Kỳ {new.when_words} trùng ngày với kỳ {standing.when_words} của phiếu {standing.code} "
        f"({whose}, {kind.word}).",
        f"Các kỳ của một đơn vị không được chồng nhau; xem bằng danvan record show {standing.code}.",
    )


def _columns(record: KeptRecord) -> dict[str, Any]:
    names = ("period", "first_day", "last_day", "as_of", "given_by", "form", "note")
    return {name: getattr(record, name) for name in names}


def _row(work: Transaction, code: str) -> tables.Record:
    query = select(tables.Record).where(col(tables.Record.agency_id) == work.agency, col(tables.Record.code) == code)
    return work.session.exec(query).one()


def _write_values(work: Transaction, row: tables.Record, kind: RecordKind, values: Values) -> None:
    """Makes the stored fields those given: a field that is no more is emptied, its row stays."""
    query = select(tables.RecordValue).where(col(tables.RecordValue.record_id) == row.id)
    stored = {value.field: value for value in work.session.exec(query)}
    for field in (*values, *(name for name in stored if name not in values)):
        kept = stored.get(field)
        if kept is None:
            kept = tables.RecordValue(record_id=row_key(row.id), field=field, word=kind.word_of(field))
        value = values.get(field)
        kept.number, kept.day, kept.text = _by_type(value)
        kept.choice = value if isinstance(value, str) and kind.has_choices(field) else None
        kept.text = value_words(kind.field(field), value) if kept.choice else kept.text
        work.session.add(kept)
    work.session.flush()


def _reject_others(work: Transaction, row: tables.Record, record: KeptRecord) -> None:
    """Marks the proofs that are the record's no more, and keeps them: a unit's login may remove none."""
    proof = tables.Evidence
    query = select(proof).where(col(proof.record_id) == row.id, col(proof.rejected_on).is_(None))
    for standing in work.session.exec(query):
        if standing.text not in record.evidence:
            standing.rejected_on = work.happened_on


def _by_type(value: Value | None):  # type: ignore[no-untyped-def]  # noqa: ANN202  (number, day and text, one filled)
    if isinstance(value, date):
        return None, value, None
    return (None, None, value) if isinstance(value, str) else (value, None, None)


def add_record(request: Request, kind: str, new: RecordInput, *, replaces: bool = False) -> Changed:
    """Writes a record of a kind; errors as in ``RecordBook.put`` and ``kind_of``."""
    with writing(request) as work:
        put = RecordBook(work, request, kind_of(kind)).put(new, replaces=replaces)
    return _answer(request, work, put)


def add_records(request: Request, kind: str, name: str, content: bytes, *, replaces: bool = False) -> Changed:
    """Writes a record for each row of a table (.csv, .xlsx …), all of them or none.

    FileRefusedError that names every row with its fault, and for a table without a title for each column.
    """
    chosen = kind_of(kind)
    rows = read_rows(chosen, name, content)
    puts: list[Put] = []
    faults: list[str] = []
    with writing(request) as work:
        book = RecordBook(work, request, chosen)
        for number, new in rows:
            try:
                puts.append(book.put(new, replaces=replaces))
            except DanvanError as error:
                faults.append(f"dòng {number}: {error.message}")
        if faults:
            more = f" Còn {len(faults) - _MOST_TOLD} dòng khác." if len(faults) > _MOST_TOLD else ""
            raise FileRefusedError(
                f"Tệp “{clean(name)}” có {len(faults)} dòng không ghi được: {' '.join(faults[:_MOST_TOLD])}{more}",
                "Chưa ghi dòng nào; sửa các dòng ấy rồi chạy lại.",
            )
    codes = [put.record.code for put in puts]
    told = f"{codes[0]} … {codes[-1]}" if len(codes) > 1 else ", ".join(codes)
    notes = [f"{put.record.code}: {note}" for put in puts for note in put.notes]
    return changed(request, work, f"Đã ghi {len(puts)} phiếu {chosen.word}: {told}.", "", notes=notes)


def edit_record(request: Request, code: str, change: RecordInput) -> Changed:
    """Corrects a record, which keeps its code and kind; errors as in ``RecordBook.change``, NotFoundError for none."""
    with writing(request) as work:
        old, kind = _known(work, code)
        put = RecordBook(work, request, kind).change(old, change)
    return _answer(request, work, put)


def remove_record(request: Request, code: str) -> Changed:
    """Takes a record out of every list and sum; ``undo`` brings it back. NotFoundError for an unknown code."""
    with writing(request) as work:
        old, kind = _known(work, code)
        if own := children_of(work.reader, old.code):
            raise ConflictError(
                f"Phiếu {old.code} còn có phiếu thuộc nó: {', '.join(own)}.", "Bỏ những phiếu ấy trước."
            )
        work.happened_on = min(old.as_of, work.today)
        _row(work, old.code).removed_at = request.now
    headline = f"Đã bỏ phiếu {old.code} ({_about(kind, old)}) khỏi mọi danh sách; lấy lại bằng danvan undo."
    return changed(request, work, headline, old.code)


def _known(work: Transaction, words: str) -> tuple[KeptRecord, RecordKind]:
    code = find_code(record_codes(work.reader), words, "phiếu", "Dữ liệu")
    record = record_of(work.reader, code)
    kind = kind_by_key(record.kind) if record else None
    if record is None or kind is None:
        raise ConflictError(f"Phiếu {code} thuộc loại mà bản này chưa biết.", "Cập nhật danvan lên bản mới hơn.")
    return record, kind


def _about(kind: RecordKind, record: KeptRecord) -> str:
    return f"{kind.word}, {record.unit or 'toàn cơ quan'}, {record.when_words}"


def _answer(request: Request, work: Transaction, put: Put) -> Changed:
    record = put.record
    kind = kind_of(record.kind)
    if put.before is None:
        said = f"Đã ghi phiếu {record.code} ({_about(kind, record)}): {typed_values(kind, record.values)}."
    else:
        told = _differences(kind, put.before.values, record.values)
        said = f"Đã sửa phiếu {record.code} ({_about(kind, record)}){': ' if told else ''}{told}."
    return changed(request, work, said, record.code, notes=put.notes)


def _differences(kind: RecordKind, before: Values, after: Values) -> str:
    """Tells each field that is another now: "lượt 12 → 13"."""
    told = []
    for field in kind.fields:
        old, new = before.get(field.key), after.get(field.key)
        if old != new:
            told.append(f"{field.word} {value_words(field, old) or '—'} → {value_words(field, new) or '—'}")
    return ", ".join(told)


def read_file(path: Path) -> bytes:
    """Reads a file of records within the caps of every input; FileRefusedError for one that cannot be used."""
    from danvan_cli.intake.files.opening import read_bytes  # only a file needs the readers

    return read_bytes(path)
