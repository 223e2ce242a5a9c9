"""The records of a round in the units' forms: a table for each kind, rows of what was told, and empty ones to fill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from danvan_cli.db.journal import Transaction
from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.records import records_of
from danvan_cli.domain.dates import short
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.errors import ConflictError, DanvanError, UsageError
from danvan_cli.domain.numbers import NOTHING_AROSE
from danvan_cli.domain.record_kinds import FieldType, KindField, RecordKind, Time
from danvan_cli.domain.record_standing import goes_on
from danvan_cli.domain.record_values import KeptRecord, Value, read_choice
from danvan_cli.domain.rounds import Round, UnitReport, is_of_round, period_for
from danvan_cli.domain.sheet import BY_NAME, CellChange, Conflict, FileRow, Grid, OnConflict, Part, Refusal, SheetColumn
from danvan_cli.domain.sheet_cells import canonical, content_of, day_in, decide, lines_of, mark, number_words
from danvan_cli.domain.text import clean, fold
from danvan_cli.services.record_input import RecordInput
from danvan_cli.services.record_kinds import kind_by_key
from danvan_cli.services.recording import RecordBook
from danvan_cli.services.request import Request
from danvan_cli.services.sheet import with_years

# Empty rows of a kind of which a unit may tell several times, and of one that it tells once.
_SEVERAL, _ONCE = 10, 1
_KINDS = {
    FieldType.INTEGER: ("number", 11.0), FieldType.DECIMAL: ("number", 11.0), FieldType.DATE: ("day", 12.0),
    FieldType.CHOICE: ("choice", 20.0), FieldType.TEXT: ("text", 30.0),
    FieldType.UNITS: ("text", 20.0),
}  # fmt: skip
_DAY = SheetColumn("on:day", "Ngày", 12, "day")
_BEFORE, _LAST_TIME = "<", "kỳ trước"
_OF = SheetColumn("of:text", "Thuộc phiếu", 12, "text")
_BECAME = "record"  # what is remembered of a new row: the code of the record that came of it
_GUIDE = f"Kỳ này không có gì thì ghi “{NOTHING_AROSE}” vào ô Ngày của một hàng trống."
_LONGEST_NAME = 31  # of a sheet in Excel


def kinds_of(found: Round) -> list[RecordKind]:
    """Lists the kinds that a round asks for; one that only a later version knows is left out."""
    return [kind for key in found.kinds if (kind := kind_by_key(key))]


def columns_of(kind: RecordKind) -> tuple[SheetColumn, ...]:
    """Makes the columns of a kind's table."""
    day = (_DAY,) if kind.time is Time.DAY else ()
    note = () if kind.private else (BY_NAME["note"],)
    of = (_OF,) if kind.of else ()
    return (BY_NAME["code"], *day, *of, *map(_column, kind.fields), BY_NAME["evidence"], *note, BY_NAME["key"])


def _column(field: KindField) -> SheetColumn:
    kind, width = _KINDS[field.type]
    number = f" ({field.number})" if field.number else ""
    return SheetColumn(f"{field.key}:{kind}", f"{field.word[:1].upper()}{field.word[1:]}{number}", width, kind)


def edited_of(kind: RecordKind) -> tuple[str, ...]:
    """Names the columns that a unit fills."""
    return tuple(column.name for column in columns_of(kind) if not column.is_derived)


def lists_of(kinds: Iterable[RecordKind]) -> dict[str, tuple[str, ...]]:
    """Gives the words of the lists to choose from, by column."""
    return {
        _column(field).name: tuple(field.choices.values())
        for kind in kinds
        for field in kind.fields
        if field.type is FieldType.CHOICE
    }


def is_told(key: str, row: FileRow) -> bool:
    """Tells whether a row of a kind's table says what the data did not when the form was made."""
    kind, code = kind_by_key(key), clean(row.cells.get("key", ""))
    if kind is None or row.base is None or code.startswith(f"{key}/{_BEFORE}"):
        return False
    return any(mark(name, row.cells.get(name, "")) != row.base.get(name, "") for name in edited_of(kind))


class FormRecords:
    """The records of one unit in a round, kind by kind."""

    def __init__(self, reader: Reader, found: Round, unit: str) -> None:
        self._reader, self._round, self._unit = reader, found, unit
        self._nothing = {kind for report in found.reports if report.unit == unit for kind in report.empty_kinds}

    def parts(self, kind: RecordKind, refused: Sequence[str]) -> tuple[list[Part], frozenset[int | str]]:
        """Lists a table's rows, and the keys of those only to be read: what was told the last time.

        What was begun earlier and goes on by steps comes first, to be carried on. ``refused`` are the keys of rows
        that were not written: a new one among them keeps its place.
        """
        known = records_of(self._reader, kind.key)
        own = [record for record in known if record.unit == self._unit]
        now = [_part(kind, record) for record in own if is_of_round(kind, record, self._round)]
        carried = [_part(kind, record) for record in own if _is_carried(kind, record, self._round)]
        is_several = bool(kind.apart) or kind.time is Time.DAY
        empty = _SEVERAL if is_several else max(0, _ONCE - len(now))
        # A row of a form is another row than that of a form made later, when more was told.
        made = max((int(record.code.rpartition("-")[2]) for record in known), default=0)
        nothing = {"on:day": NOTHING_AROSE} if kind.key in self._nothing and not now else {}
        blank = [
            Part(f"{kind.key}/+{number}.{made}", {"code": "", **(nothing if number == 1 else {})})
            for number in range(1, empty + 1)
        ]
        kept = {key for key in refused if key.startswith(f"{kind.key}/+")} - {part.key for part in blank}
        blank = [*(Part(key, {"code": ""}) for key in sorted(kept)), *blank]
        before = [] if kind.time is Time.DAY else _last(own, self._round.first)
        read = [_part(kind, record, before=True) for record in before]
        return [*carried, *now, *blank, *read], frozenset(part.key for part in read)

    def grid(self, kind: RecordKind, title: str, guide: tuple[str, ...], refused: Sequence[str]) -> Grid:
        """Makes a kind's table; ``refused`` as in ``parts``."""
        rows, locked = self.parts(kind, refused)
        name = f"{kind.word[:1].upper()}{kind.word[1:]}"[:_LONGEST_NAME]
        guide = (*guide[:-1], f"{guide[-1]} {_GUIDE}") if guide and kind.time is Time.DAY else guide
        return Grid(name, title, guide, columns_of(kind), tuple(rows), edited_of(kind), frozen=1, locked=locked)


def _is_carried(kind: RecordKind, record: KeptRecord, found: Round) -> bool:
    """Tells whether a record of an earlier round goes on by steps that this one may tell of."""
    return bool(kind.steps) and goes_on(kind, record, found.first)


def _says_nothing_arose(kind: RecordKind, row: FileRow) -> bool:
    """Tells whether all that a row says is that the period had nothing of its kind."""
    said = {fold(clean(row.cells.get(name, ""))) for name in edited_of(kind)} - {""}
    return said == {fold(NOTHING_AROSE)}


def _last(records: Sequence[KeptRecord], first: date) -> list[KeptRecord]:
    earlier = [record for record in records if record.last_day < first]
    newest = max((record.last_day for record in earlier), default=None)
    return [record for record in earlier if record.last_day == newest]


def _part(kind: RecordKind, record: KeptRecord, *, before: bool = False) -> Part:
    values = {_column(field).name: _words(field, record.values.get(field.key)) for field in kind.fields}
    code = f"{_LAST_TIME} ({record.when})" if before else record.code
    said = {
        "code": code,
        "on:day": short(record.first_day),
        "of:text": record.of,
        "evidence": "\n".join(record.evidence),
        "note": record.note,
    }
    key = f"{kind.key}/{_BEFORE if before else ''}{record.code}"
    return Part(key, {**{name: text or "" for name, text in said.items()}, **values}, record.evidence)


def _words(field: KindField, value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return short(value)
    if isinstance(value, str):
        return field.choices.get(value, value)
    return number_words(value)


class Written(NamedTuple):
    """What came of the rows of records in a form; ``given`` are the marks of what was written, by row and column.

    ``nothing`` are the keys of the kinds of which it says that none arose.
    """

    cells: tuple[CellChange, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    refused: tuple[Refusal, ...] = ()
    given: Mapping[str, str] = {}
    notes: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()


class RecordTaking:
    """Writes the rows of records of one unit's form, row by row, inside the transaction of all forms."""

    def __init__(
        self,
        work: Transaction,
        request: Request,
        found: Round,
        report: UnitReport,
        form: str,
        on_conflict: OnConflict | None,
        context: DueContext,
    ) -> None:
        self._work, self._request, self._round, self._context = work, request, found, context
        self._report, self._unit, self._form, self._on_conflict = report, report.unit, form, on_conflict
        self._cells: list[CellChange] = []
        self._conflicts: list[Conflict] = []
        self._refused: list[Refusal] = []
        self._given: dict[str, str] = {}
        self._notes: list[str] = []
        self._nothing: list[str] = []
        # The row by which this form tells of a record.
        self._rows: dict[str, int] = {}

    def take(self, kind: RecordKind, rows: Sequence[FileRow]) -> None:
        """Writes the rows of one kind."""
        own = [one for one in records_of(self._work.reader, kind.key) if one.unit == self._unit]
        of_round = {one.code: one for one in own if is_of_round(kind, one, self._round)}
        known = {one.code: one for one in own if _is_carried(kind, one, self._round)} | of_round
        shown = [] if kind.time is Time.DAY else [_part(kind, one) for one in _last(own, self._round.first)]
        book = RecordBook(self._work, self._request, kind)
        seen: dict[str, int] = {}
        nothing: list[FileRow] = []
        for as_typed in rows:
            cells = with_years(as_typed.cells, self._context, self._request.today)
            row = as_typed._replace(cells=_in_words(kind, cells))
            code = typed_code = clean(row.cells.get("key", "")).removeprefix(f"{kind.key}/")
            told = any(row.cells.get(name, "").strip() for name in edited_of(kind))
            code = self._report.given.get(f"{kind.key}/{code} {_BECAME}", code)
            if code.startswith(_BEFORE) or _says_before(row):
                if told and not self._is_as_shown(kind, row, shown):
                    self._refuse(kind, row._replace(cells={**row.cells, "key": ""}), _only_shown())
                continue
            if not (told or code in known):
                continue
            if kind.time is Time.DAY and _says_nothing_arose(kind, row):
                nothing.append(row)
                continue
            twin = seen.setdefault(code, row.number) if code else row.number
            try:
                if row.unclear:
                    raise ConflictError(next(iter(row.unclear.values())), "Ghi giá trị vào từng ô.")
                if not told:
                    raise ConflictError(
                        f"Phiếu {code} nay để trống cả hàng.", "Ghi lại số liệu; bỏ phiếu thì báo Văn phòng."
                    )
                if twin != row.number:
                    raise ConflictError(f"Hàng này và hàng {twin} là cùng một phiếu.", "Bỏ bớt một hàng.")
                self._take_row(kind, book, row, known, code, typed_code)
            except DanvanError as error:
                self._refuse(kind, row, error)
        told_again = {*self._rows, *seen}
        for code in known:
            if code not in told_again and self._report.given_of(f"{kind.key}/{code}"):
                self._notes.append(
                    f"Cần xem lại: biểu gửi lại không còn phiếu {code}, phiếu ấy vẫn được cộng; bỏ thì ghi danvan "
                    f"record remove {code}."
                )
        told_codes = [code for code, one in known.items() if is_of_round(kind, one, self._round)]
        for row in nothing:
            if told_codes:
                self._refuse(kind, row, _something_arose(told_codes))
            else:
                self._nothing.append(kind.key)

    def _is_as_shown(self, kind: RecordKind, row: FileRow, shown: list[Part]) -> bool:
        """Tells whether a row of the last time still says what the form showed, and says it once."""
        names = edited_of(kind)
        marks = {name: mark(name, row.cells.get(name, "")) for name in names}
        for part in shown:
            if row.base == marks or marks == {name: mark(name, part.values.get(name, "")) for name in names}:
                shown.remove(part)
                return True
        return False

    def written(self) -> Written:
        """Tells what was written, and what was not."""
        return Written(
            tuple(self._cells), tuple(self._conflicts), tuple(self._refused), self._given, tuple(self._notes),
            tuple(dict.fromkeys(self._nothing)),
        )  # fmt: skip

    def _refuse(self, kind: RecordKind, row: FileRow, error: DanvanError) -> None:
        filled = [name for name in edited_of(kind) if row.cells.get(name, "").strip()] or [edited_of(kind)[0]]
        column = next(iter(row.unclear), filled[0])
        # A row that was pasted has no key; it goes back as a row of its own all the same.
        key = clean(row.cells.get("key", "")) or f"{kind.key}/+hàng.{row.number}"
        # Who fills a form types no command: what an option would say, a cell of the row says.
        hint = "Bổ sung vào hàng này." if "--" in error.hint else error.hint
        hint = "Sửa hàng này, hoặc báo Văn phòng." if "danvan " in hint else hint
        told = (kind.word, error.message, hint)
        self._refused.append(Refusal(row.place(column), *told, key, column, row.cells))

    def _take_row(
        self, kind: RecordKind, book: RecordBook, row: FileRow, known: dict[str, KeptRecord], code: str, typed: str
    ) -> None:
        names = edited_of(kind)
        old = known.get(code) or self._same(kind, row, known.values())
        self._refuse_odd(kind, row, names, old.first_day if old else None)
        if old is not None and (first := self._rows.setdefault(old.code, row.number)) != row.number:
            raise ConflictError(f"Hàng này và hàng {first} nói cùng một phiếu.", "Gộp hai hàng thành một.")
        part = _part(kind, old) if old else Part("", {})
        # A new row that was written before says the same as the record that came of it.
        base = row.base if code in known else dict.fromkeys(names, "")
        given = self._report.given_of(f"{kind.key}/{old.code}") if old else {}
        compared = row._replace(base=base, given=given)
        found = decide(compared, part, _by_name(kind), names, (kind.word, self._unit), self._on_conflict)
        self._conflicts += found.conflicts
        if not found.wanted:
            return
        with self._work.piece():
            said = self._said(kind, row, found.wanted if old else names, part.proofs)
            put = book.change(old, said) if old else book.put(said)
        known[put.record.code] = put.record
        self._rows[put.record.code] = row.number
        if typed.startswith("+"):
            self._given[f"{kind.key}/{typed} {_BECAME}"] = put.record.code
        self._notes += (f"{put.record.code}: {note}" for note in put.notes)
        for name in found.wanted:
            before, after = part.values.get(name, ""), canonical(name, row.cells[name])
            told = (put.record.code, self._unit, _title(kind, name))
            self._cells.append(CellChange(row.place(name), *told, before, after))
            self._given[f"{kind.key}/{put.record.code} {name}"] = mark(name, after)

    def _refuse_odd(self, kind: RecordKind, row: FileRow, names: Iterable[str], own: date | None) -> None:
        """Refuses a share where a count is asked for, and a day outside the round that is not the record's ``own``."""
        for name in names:
            words = clean(row.cells.get(name, ""))
            if content_of(name) == "number" and words.endswith("%"):
                raise UsageError(
                    f"Ô {_title(kind, name)} ghi {words}, mà đây là số đếm.", "Ghi số, không ghi phần trăm."
                )
        day = day_in(canonical("on:day", row.cells.get("on:day", "")))
        if kind.time is Time.DAY and not any(clean(row.cells.get(name, "")) for name in ("on:day", "of:text")):
            raise UsageError("Hàng này chưa ghi ngày.", "Ghi ngày vào ô Ngày.")
        if day not in (None, own) and not self._round.first <= day <= self._round.cut_off:
            raise UsageError(
                f"Ngày {short(day)} ngoài đợt báo cáo ({short(self._round.first)}–{short(self._round.cut_off)}).",
                "Kiểm tra lại ngày; việc của kỳ khác thì báo ở kỳ ấy.",
            )

    def _same(self, kind: RecordKind, row: FileRow, known: Iterable[KeptRecord]) -> KeptRecord | None:
        """Finds the record that a new row tells of again: of the same day, and the same where records differ."""
        apart = [_column(field).name for field in kind.fields if field.apart]
        day = day_in(canonical("on:day", row.cells.get("on:day", "")))
        for record in known:
            values = _part(kind, record).values
            is_same = all(mark(name, row.cells.get(name, "")) == mark(name, values[name]) for name in apart)
            if is_same and (kind.time is not Time.DAY or record.first_day == day):
                return record
        return None

    def _said(self, kind: RecordKind, row: FileRow, names: Iterable[str], proofs: Sequence[str]) -> RecordInput:
        cells = {name: canonical(name, row.cells[name]) for name in names if name in row.cells}
        told = lines_of(row.cells["evidence"], proofs) if "evidence" in cells else list(proofs)
        values = [
            f"{name.rpartition(':')[0]}={text}"
            for name, text in cells.items()
            if name not in ("on:day", "of:text", "evidence", "note") and (text or row.base)
        ]
        return RecordInput(
            values,
            self._unit,
            period_for(kind, self._round),
            cells.get("on:day") or None,
            form=self._form,
            note=cells.get("note"),
            evidence=[proof for proof in told if proof not in proofs],
            drop_evidence=[proof for proof in proofs if proof not in told],
            of=cells.get("of:text"),
        )


def _in_words(kind: RecordKind, cells: Mapping[str, str]) -> dict[str, str]:
    """Writes what was chosen as the list has it, however it was typed; words that are in no list stay."""
    copied = dict(cells)
    for field in kind.fields:
        name = _column(field).name
        if field.choices and name in cells:
            with suppress(UsageError):
                copied[name] = _words(field, read_choice(field, clean(cells[name])))
    return copied


def _says_before(row: FileRow) -> bool:
    return fold(clean(row.cells.get("code", ""))).startswith(fold(_LAST_TIME))


def _only_shown() -> DanvanError:
    return ConflictError(
        "Hàng kỳ trước chỉ để đối chiếu, mà nay ghi khác hoặc có hai lần.",
        "Là số kỳ này thì giữ ở hàng này; không thì xóa các ô của hàng.",
    )


def _something_arose(codes: Sequence[str]) -> DanvanError:
    return ConflictError(
        f"Ghi “{NOTHING_AROSE}” mà kỳ này có phiếu {', '.join(codes)}.", "Xóa chữ ấy; phiếu ghi nhầm thì báo Văn phòng."
    )


def _by_name(kind: RecordKind) -> dict[str, SheetColumn]:
    return {column.name: column for column in columns_of(kind)}


def _title(kind: RecordKind, name: str) -> str:
    return _by_name(kind)[name].title
