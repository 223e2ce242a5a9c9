"""What was said of a record, read: by words of a command, or by the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from danvan_cli.db.journal import Transaction
from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.plans import find_plan
from danvan_cli.db.reads.records import people_on, record_of, records_of
from danvan_cli.db.reads.settings import settings
from danvan_cli.domain.codes import find_code, find_unit
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.errors import EvidenceMissingError, FileRefusedError, NotFoundError, UsageError
from danvan_cli.domain.record_kinds import FieldType, RecordKind, Time, find_field
from danvan_cli.domain.record_rules import broken_rules, fill_totals
from danvan_cli.domain.record_standing import broken_steps
from danvan_cli.domain.record_values import KeptRecord, Value, missing, read_values, value_words
from danvan_cli.domain.report_periods import ReportPeriod, read_period
from danvan_cli.domain.somebody import somebody_in
from danvan_cli.domain.succession import has_ended, refuse_not_valid
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.typed_dates import parse_date
from danvan_cli.domain.validation import LONGEST_NAME, required_text, why_not_done
from danvan_cli.services.days_off import calendar_of
from danvan_cli.services.evidence import evidence_values
from danvan_cli.services.record_kinds import kind_by_key
from danvan_cli.services.request import Request
from danvan_cli.services.writing import known_units, unit_rows

# All that a proof of a private kind may say: a document's number and day.
_BARE_NUMBER = re.compile(r"(?:số )?\d[\w/.&-]*(?: ngày \d{1,2}/\d{1,2}/\d{4})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RecordInput:
    """What is said of a record, ``values`` as "field=value" each. Of a change None leaves a thing, "" empties it.

    ``on`` is the day of a record of a day; of a period it is the day that the figures are of, by default its last one.
    ``evidence`` comes to what there is, ``drop_evidence`` are proofs that are no more: by their words, or by their
    numbers from 1 on. ``of`` is the record that it belongs to, by its code.
    """

    values: Sequence[str] = ()
    unit: str | None = None
    period: str | None = None
    on: str | None = None
    given_by: str | None = None
    form: str | None = None
    note: str | None = None
    evidence: Sequence[str] = field(default=())
    drop_evidence: Sequence[str] = field(default=())
    of: str | None = None


class RecordReader:
    """Reads what is said of records of one kind, by the office's settings and the plan's year."""

    def __init__(self, work: Transaction, request: Request, kind: RecordKind) -> None:
        self._work, self._request, self._kind = work, request, kind
        self._rule = settings(work.reader).report_periods
        self._units = known_units(work)
        self._year = request.today.year
        with suppress(NotFoundError, UsageError):
            self._year = find_plan(work.reader, request.plan).year

    def read(self, new: RecordInput) -> tuple[KeptRecord, tuple[str, ...]]:
        """Reads a new record, still without a code, and what the user should know of it.

        UsageError for what cannot be read, is missing, or breaks a rule of the kind.
        """
        values = read_values(self._kind, new.values, self._day)
        self._find_units(values)
        period, first, last, as_of = self._days(new.period, new.on, self._day_of_parent(new))
        unit = self._unit(new.unit, first, last)
        record = KeptRecord("", self._kind.key, unit, period, first, last, as_of, {})
        known = {key: value for key, value in values.items() if value is not None}
        return self._settled(record, new, known, tuple(known))

    def changed(self, old: KeptRecord, change: RecordInput) -> tuple[KeptRecord, tuple[str, ...]]:
        """Reads a correction of a record; errors as in ``read``."""
        said = read_values(self._kind, change.values, self._day)
        self._find_units(said)
        kept = {key: value for key, value in old.values.items() if key not in said}
        values = kept | {key: value for key, value in said.items() if value is not None}
        record = old._replace(evidence=_without(old, change.drop_evidence))
        if change.period is not None or change.on is not None:
            period, first, last, as_of = self._days(change.period or old.period, change.on)
            record = record._replace(period=period, first_day=first, last_day=last, as_of=as_of)
            # A last day that was worked out from the record's own is worked out anew with it.
            if self._worked_out(old) is not None and self._worked_out(old) == old.values.get(self._due):
                values = {key: value for key, value in values.items() if key != self._due or key in said}
        if change.unit is not None:
            record = record._replace(unit=self._unit(change.unit, record.first_day, record.last_day))
        return self._settled(record, change, values, tuple(said))

    def _unit(self, words: str | None, first: date, last: date) -> str | None:
        """Finds the unit that a record is of; ConflictError, naming who acts instead, for one that acted on none of its
        days.
        """
        if not words:
            return None
        unit = find_unit(self._units, words, last)
        refuse_not_valid(self._units, unit, first if has_ended(unit, first) else min(last, unit.valid_to or last))
        return unit.code

    def _settled(
        self, record: KeptRecord, said: RecordInput, values: dict[str, Value], typed: Sequence[str]
    ) -> tuple[KeptRecord, tuple[str, ...]]:
        """Fills what can be worked out, and refuses what is missing or breaks a rule."""
        if self._kind.unit_required and record.unit is None:
            raise UsageError(f"Phiếu {self._kind.word} là của từng đơn vị.", "Ghi đơn vị ở --unit.")
        evidence = tuple(dict.fromkeys((*record.evidence, *said.evidence)))
        if self._kind.evidence_required and not evidence:
            raise EvidenceMissingError(
                f"Phiếu {self._kind.word} cần minh chứng.", "Thêm --evidence “số, ngày văn bản” hoặc liên kết."
            )
        record = record._replace(of=self._parent(record, said))
        headcount = (*self._headcount(record, values), *self._last_day(record, values))
        values, totals = fill_totals(self._kind, values, typed)
        if words := missing(self._kind, values):
            raise UsageError(
                f"Phiếu {self._kind.word} còn thiếu: {words}.", "Ghi đủ các mục ấy; không có gì thì ghi 0."
            )
        broken = broken_rules(self._kind, values)
        if errors := [one.sentence for one in broken if not one.is_warning]:
            raise UsageError(" ".join(errors), "Đối chiếu lại các số ấy với biểu của đơn vị.")
        self._refuse_odd_days(record, values)
        texts: dict[str, Any] = {name: self._text(record, said, name) for name in ("given_by", "form", "note")}
        refuse_told(self._kind, texts["note"], said.evidence)
        for one in self._kind.fields:
            if one.type is FieldType.TEXT and not one.pattern:
                refuse_somebody(self._kind, str(values.get(one.key, "")), one.word)
        refuse_somebody(self._kind, said.form, "biểu mẫu")
        warned = tuple(f"Cần xem lại: {one.sentence}" for one in broken)
        record = record._replace(values=values, evidence=evidence, **texts)
        return record, (*headcount, *totals, *warned)

    def _text(self, record: KeptRecord, said: RecordInput, name: str) -> str | None:
        new: str | None = getattr(said, name)
        old: str | None = getattr(record, name)
        if new is None:
            return old
        return required_text(new, "Chữ", LONGEST_NAME) if name != "note" and clean(new) else clean(new) or None

    def _find_units(self, values: dict[str, Value | None]) -> None:
        """Puts the codes of units in the place of how they were called."""
        for one in self._kind.fields:
            if one.type is FieldType.UNITS and (words := values.get(one.key)):
                values[one.key] = ", ".join(unit.code for unit in unit_rows(self._work, [str(words)]))

    def _parent(self, record: KeptRecord, said: RecordInput) -> str | None:
        """Finds the record that this one belongs to; UsageError where the kind wants one, or takes none."""
        kind = self._kind
        if said.of and not kind.of:
            raise UsageError(f"Phiếu {kind.word} không thuộc phiếu nào.", "Bỏ --of.")
        code = record.of if said.of is None else said.of
        if not code:
            if kind.of_required:
                wanted = kind_by_key(kind.of)
                word = wanted.word if wanted else kind.of
                raise UsageError(f"Phiếu {kind.word} thuộc một phiếu {word}.", "Ghi mã phiếu ấy ở --of, như --of KT-1.")
            return None
        known = [one.code for one in records_of(self._work.reader, kind.of)]
        return find_code(known, code, "phiếu", "Dữ liệu")

    @property
    def _due(self) -> str:
        return self._kind.follow.due if self._kind.follow else ""

    def _worked_out(self, record: KeptRecord) -> date | None:
        """Works out the last day of a record that is followed by the office's number of working days."""
        follow = self._kind.follow
        if follow is None or not follow.setting:
            return None
        days: int = getattr(settings(self._work.reader), follow.setting)
        return calendar_of(self._work.reader).add_working_days(record.first_day, days)

    def _last_day(self, record: KeptRecord, values: dict[str, Value]) -> tuple[str, ...]:
        """Fills the last day where nobody said it."""
        day = None if self._due in values else self._worked_out(record)
        if day is None:
            return ()
        values[self._due] = day
        known, word = calendar_of(self._work.reader), self._kind.word_of(self._due)
        days = getattr(settings(self._work.reader), self._kind.follow.setting) if self._kind.follow else 0
        doubt = "" if known.certain(day) else f"; lịch nghỉ năm {day.year} chưa chắc chắn"
        return (f"Đã tính {word} {describe(day)}: {days} ngày làm việc kể từ {short(record.first_day)}{doubt}.",)

    def _refuse_odd_days(self, record: KeptRecord, values: dict[str, Value]) -> None:
        """Refuses days to come but for those that may lie ahead, a last day before the record, steps out of order."""
        for one in self._kind.fields:
            day = values.get(one.key)
            if not isinstance(day, date):
                continue
            word = f"{one.word[0].upper()}{one.word[1:]} {short(day)}"
            if not one.ahead and (why := why_not_done(day, self._request.today)):
                raise UsageError(f"{word} {why}.", "Ghi ngày đã diễn ra.")
            if one.key == self._due and day < record.first_day:
                raise UsageError(f"{word} trước ngày của phiếu {short(record.first_day)}.", "Kiểm tra lại hai ngày ấy.")
        if broken := broken_steps(self._kind, values, record.first_day):
            raise UsageError(" ".join(broken), f"Thứ tự: {self._steps()}.")

    def _steps(self) -> str:
        named = (self._kind.begins, *(step.word for step in self._kind.steps if not step.ends))
        ends = [step.word for step in self._kind.steps if step.ends]
        return " → ".join(named) + (f", hoặc {', '.join(ends)} lúc nào cũng được" if ends else "")

    def _headcount(self, record: KeptRecord, values: dict[str, Value]) -> tuple[str, ...]:
        """Fills the number of people that the unit had on that day, or says that another was typed."""
        key = self._kind.headcount
        if not key or record.unit is None:
            return ()
        people = people_on(self._work.reader, record.unit, record.last_day)
        word, day = self._kind.word_of(key), short(record.last_day)
        if people is None or values.get(key) == people:
            return ()
        if key in values:
            told = value_words(self._kind.field(key), values[key])
            return (f"Cần xem lại: {word} ghi {told}, mà {record.unit} có {people} người ngày {day}.",)
        values[key] = Decimal(people)
        return (f"Lấy {word} là {people}, số người của {record.unit} ngày {day}.",)

    def _day(self, text: str, *, ahead: bool = False) -> date:
        return parse_date(
            text,
            today=self._request.today,
            year=self._year,
            is_past=not ahead,
            add_working_days=calendar_of(self._work.reader).add_working_days if ahead else None,
        )

    def _day_of_parent(self, said: RecordInput) -> date | None:
        """Finds the day of the record that a new one belongs to: that is its own where nobody says another."""
        if not said.of or not self._kind.of:
            return None
        known = {one.code: one for one in records_of(self._work.reader, self._kind.of)}
        return known[find_code(list(known), said.of, "phiếu", "Dữ liệu")].last_day

    def _days(
        self, period: str | None, on: str | None, usual: date | None = None
    ) -> tuple[str | None, date, date, date]:
        """Finds the period's name, its first and last day, and the day that the figures are of."""
        day = self._day(on) if on else None
        today, kind = self._request.today, self._kind
        if day is not None and (why := why_not_done(day, today)):
            raise UsageError(f"Ngày {describe(day)} {why}.", "Ghi ngày đã diễn ra ở --on.")
        if kind.time is Time.DAY:
            if period:
                raise UsageError(f"Phiếu {kind.word} ghi theo ngày, không theo kỳ.", "Ghi ngày ở --on, bỏ --period.")
            day = day or usual or today
            return None, day, day, day
        if not period:
            example = "2023" if kind.time is Time.YEAR else "Q3"
            raise UsageError(f"Phiếu {kind.word} cần kỳ báo cáo.", f"Ghi kỳ ở --period, như --period {example}.")
        found = read_period(period, self._year, self._rule, self._day)
        self._refuse_period(found, day)
        return found.name, found.first, found.last, day or min(found.last, today)

    def _refuse_period(self, found: ReportPeriod, day: date | None) -> None:
        if self._kind.time is Time.YEAR and not found.is_year:
            raise UsageError(f"Phiếu {self._kind.word} ghi theo năm.", "Ghi năm ở --period, như --period 2023.")
        if found.first > self._request.today:
            raise UsageError(f"Kỳ {found.words} chưa bắt đầu ({short(found.first)}).", "Kiểm tra lại kỳ đã gõ.")
        if day is not None and not found.first <= day <= found.last:
            raise UsageError(
                f"Ngày {describe(day)} nằm ngoài kỳ {found.words} ({short(found.first)}–{short(found.last)}).",
                "Ghi ở --on ngày mà số liệu được tính đến, trong kỳ ấy.",
            )


def refuse_told(kind: RecordKind, note: str | None, evidence: Sequence[str]) -> None:
    """Holds that a kind of which names are secret keeps no words in which one could stand; UsageError otherwise."""
    if not kind.private:
        return
    hint = "Pháp luật giữ bí mật người gửi đơn: chỉ ghi số lượng, ngày và số hồ sơ."
    if note:
        raise UsageError(f"Phiếu {kind.word} không nhận ghi chú.", hint)
    for text in evidence:
        if evidence_values(text)["kind"] != "document" or not _BARE_NUMBER.fullmatch(clean(text)):
            raise UsageError(f"Minh chứng của phiếu {kind.word} chỉ gồm số và ngày văn bản.", hint)


def refuse_proof(reader: Reader, code: str, text: str) -> None:
    """Holds the same of one proof that a record is given later; whatever else has that code may be proved by words."""
    record = record_of(reader, code)
    kind = kind_by_key(record.kind) if record is not None else None
    if kind is not None:
        refuse_told(kind, None, [text])


def refuse_somebody(kind: RecordKind, words: str | None, what: str) -> None:
    """Refuses what looks like somebody's name or number in a text of a kind of which names are secret."""
    if kind.private and words and (found := somebody_in(words)):
        raise UsageError(
            f"{what[0].upper()}{what[1:]} của phiếu {kind.word} có “{found}”, như tên hay số của một người.",
            "Không ghi tên, điện thoại, số giấy tờ của người có ý kiến; chỉ ghi nội dung.",
        )


def _without(record: KeptRecord, dropped: Sequence[str]) -> tuple[str, ...]:
    """Lists a record's proofs but those dropped; NotFoundError for one that it has not."""
    kept = dict(enumerate(record.evidence, start=1))
    for words in dropped:
        meant = [n for n, text in enumerate(record.evidence, start=1) if clean(words) in (str(n), text)]
        if not meant:
            known = "; ".join(f"{n}. {text}" for n, text in enumerate(record.evidence, start=1))
            raise NotFoundError(
                f"{record.code} không có minh chứng “{clean(words)}”.", f"Đang có: {known or 'chưa có minh chứng nào'}."
            )
        for number in meant:
            kept.pop(number, None)
    return tuple(kept.values())


# The columns of a table of records that are no fields of a kind.
_COLUMNS = {
    "unit": ("đơn vị", "mã đơn vị", "tên đơn vị"),
    "period": ("kỳ", "kỳ báo cáo"),
    "on": ("ngày", "số liệu đến ngày"),
    "given_by": ("người báo", "người lập"),
    "form": ("biểu mẫu",),
    "note": ("ghi chú",),
    "evidence": ("minh chứng",),
    "of": ("thuộc phiếu", "mã cuộc kiểm tra", "mã cuộc đối thoại"),
}
_MEANT = {fold(word): name for name, words in _COLUMNS.items() for word in (name, *words)}


def read_rows(kind: RecordKind, name: str, content: bytes) -> list[tuple[int, RecordInput]]:
    """Reads a table whose first row names its columns: each further row with its number, as the program counts it.

    FileRefusedError for a file without such a table, and for a column that is no field of the kind.
    """
    from danvan_cli.intake.files.opening import open_bytes  # only a file needs the readers

    sheets = [sheet for sheet in open_bytes(content, name).sheets if sheet.rows]
    if not sheets or len(sheets[0].rows) < 2:
        raise FileRefusedError(
            f"Tệp “{clean(name)}” không có bảng phiếu nào.", "Dòng đầu ghi tên các cột, mỗi dòng sau là một phiếu."
        )
    (_, titles), *rows = sheets[0].rows
    columns = [_column(kind, name, title) for title in titles]
    return [(number, _row_input(columns, cells)) for number, cells in rows if any(map(str.strip, cells))]


def _column(kind: RecordKind, name: str, title: str) -> str:
    words = clean(title)
    if not words or fold(words) in ("stt", "so thu tu"):
        return ""
    if meant := _MEANT.get(fold(words)):
        return meant
    try:
        return f"{find_field(kind, words).key}="
    except UsageError as error:
        raise FileRefusedError(f"Tệp “{clean(name)}”, cột “{words}”: {error.message}", error.hint) from None


def _row_input(columns: Sequence[str], cells: Sequence[str]) -> RecordInput:
    filled = [(column, clean(cell)) for column, cell in zip(columns, cells, strict=False) if column and clean(cell)]
    said = {column: cell for column, cell in filled if not column.endswith("=")}
    evidence = [said.pop("evidence")] if "evidence" in said else []
    return RecordInput(
        [f"{column}{cell}" for column, cell in filled if column.endswith("=")], evidence=evidence, **said
    )
