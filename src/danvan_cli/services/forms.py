"""The units' forms of a reporting round: one workbook for each unit, filled in by people who see no terminal.

A form has the unit's own work and the targets that it gives figures for. What comes back goes in by the same steps as
single commands, all forms of one command as one change; a row that is refused stays out, and goes back in a copy of the
form with what was typed, coloured, the reason beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.db.journal import Transaction
from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import plans, targets, working_sheet
from danvan_cli.db.reads.deadlines import DeadlineQuery
from danvan_cli.db.reads.rounds import rounds_of
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.codes import find_unit
from danvan_cli.domain.coverage import goal_text
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import ConflictError, DoubtfulError, FileRefusedError, NotFoundError, UsageError
from danvan_cli.domain.model import Changed, Deadline, Measurement, Target
from danvan_cli.domain.rounds import Round, UnitReport
from danvan_cli.domain.sheet import (
    BY_NAME,
    FIGURE_COLUMNS,
    FIGURE_EDITED,
    FORM_COLUMNS,
    FORM_EDITED,
    STAGE_LABELS,
    UNIT_FORM,
    CellChange,
    Conflict,
    FileRow,
    FormFile,
    Grid,
    OnConflict,
    Part,
    Refusal,
    SheetBook,
    SheetOutcome,
    canonical,
    difference,
    lines_of,
    mark,
    number_words,
)
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import Stage, TargetKind
from danvan_cli.services import rounds
from danvan_cli.services.coverage import expected_units
from danvan_cli.services.due_days import plan_context
from danvan_cli.services.form_records import FormRecords, RecordTaking, Written, is_told, kinds_of, lists_of
from danvan_cli.services.request import Request
from danvan_cli.services.sheet import SheetOptions, SheetReading, hint_of, refuse_other_form, typed_words, unclear_cell
from danvan_cli.services.sheet_parts import parts_of_plan
from danvan_cli.services.snapshot import snapshot
from danvan_cli.services.targets import Figure, figure_words, record_measurement
from danvan_cli.services.writing import acting_unit_row, changed, plan_row, writing

_GUIDE = (
    "Ghi vào các ô trắng, rồi gửi lại tệp này cho Văn phòng. Việc xong thì chọn Tình trạng “hoàn thành”, ghi ngày "
    "hoàn thành và minh chứng (số, ngày, trích yếu).",
    "Cần thêm ngày thì ghi ngày vào Đề nghị gia hạn đến, kèm lý do. Ô xám do chương trình tính, không sửa. Chỉ tiêu kỳ "
    "này không phát sinh thì ghi 0 ở cả tử số và mẫu số.",
)


def form_books(request: Request, words: str | None, units: Sequence[str]) -> tuple[Round, list[SheetBook]]:
    """Makes the forms of a round, by default for all units that are in it; ConflictError for a unit that is not."""
    with snapshot(request) as reader:
        plan = plans.find_plan(reader, request.plan)
        found = rounds.find_round(rounds_of(reader, plan.code), words, plan.year, request.today)
        known = {report.unit for report in found.reports}
        catalogue = all_units(reader)
        chosen = [find_unit(catalogue, unit, request.as_of).code for words in units for unit in words.split(",")]
        for unit in chosen:
            if unit not in known:
                raise ConflictError(
                    f"{unit} không ở trong đợt {found.code}.", f"Thêm bằng danvan round add {found.code} --unit {unit}."
                )
        made = _Forms(reader, request.as_of, found, plan.title)
        return found, [made.book(unit) for unit in chosen or [report.unit for report, _ in found.states(request.as_of)]]


class _Forms:
    """Makes the forms of one round from the data as they are."""

    def __init__(self, reader: Reader, as_of: date, found: Round, title: str) -> None:
        self._reader, self._as_of, self._round, self._title = reader, as_of, found, title
        self._names = {unit.code: unit.name for unit in all_units(reader)}
        self._targets = targets.all_targets(reader, found.plan)
        self._expected = expected_units(reader, found.plan, all_units(reader), as_of)
        self._figures = targets.measurements(reader, found.plan)

    def book(self, unit: str, refused: Sequence[Refusal] = ()) -> SheetBook:
        """Makes a unit's form; of rows that were refused it has what was typed, and what is wrong with it."""
        title = f"{self._names[unit]}: báo cáo {self._round.spoken}"
        days = f"số liệu từ {short(self._round.first)} đến {short(self._round.cut_off)}, gửi chậm nhất ngày"
        head = f"{title} ({days} {short(self._round.due_on)})"
        typed = {(one.row, name): text for one in refused for name, text in one.typed.items() if text}
        faults = {(one.row, one.column): f"{one.why} {one.hint}".strip() for one in refused if one.column}
        grids = [
            Grid("Nhiệm vụ", head, _GUIDE, FORM_COLUMNS, tuple(self.parts(unit)), FORM_EDITED, frozen=2),
            Grid("Chỉ tiêu", head, _GUIDE, FIGURE_COLUMNS, tuple(self.figures(unit)), FIGURE_EDITED, frozen=2),
        ]
        records, kinds = FormRecords(self._reader, self._round, unit), kinds_of(self._round)
        grids += [records.grid(kind, head, _GUIDE, [one.row for one in refused]) for kind in kinds]
        marked = tuple(grid._replace(typed=_editable(typed, grid.edited), faults=faults) for grid in grids)
        return SheetBook(
            UNIT_FORM, working_sheet.identity(self._reader), self._round.plan, self._title, self._as_of, marked,
            {"stage": STAGE_LABELS, **lists_of(kinds)}, unit, self._round.code,
        )  # fmt: skip

    def parts(self, unit: str) -> Iterator[Part]:
        """Lists the unit's rows that a round is about: begun by its cut-off, and not over before it began."""
        return parts_of_plan(self._reader, DeadlineQuery(self._round.plan, self._as_of, unit), self._is_of_round)

    def _is_of_round(self, row: Deadline) -> bool:
        if row.stage == Stage.CANCELLED or (row.opens_on is not None and row.opens_on > self._round.cut_off):
            return False
        return row.completed_on is None or row.completed_on >= self._round.first

    def figures(self, unit: str) -> Iterator[Part]:
        """Lists the targets that the unit gives figures for, with the figure of the round and the one before."""
        for target in self._targets:
            # What records feed is typed there, and nowhere twice.
            if target.fed_by is None and unit in (target.units or self._expected):
                yield Part(target.code, *_figure_values(target, self._own(target.code, unit), self._round))

    def _own(self, target: str, unit: str) -> list[Measurement]:
        found = [one for one in self._figures.get(target, ()) if one.unit == unit and one.as_of <= self._as_of]
        return sorted(found, key=lambda one: one.as_of)

    def target(self, code: str) -> Target | None:
        """Finds a target by its code."""
        return next((one for one in self._targets if one.code == code), None)


def _editable(typed: Mapping[tuple[str, str], str], edited: Sequence[str]) -> dict[tuple[str, str], str]:
    names = {*edited, "wish_reason", "note"}
    return {place: text for place, text in typed.items() if place[1] in names}


def _figure_values(
    target: Target, figures: Sequence[Measurement], found: Round
) -> tuple[dict[str, str], tuple[str, ...]]:
    before = [one for one in figures if one.as_of < found.first]
    now = [one for one in figures if found.first <= one.as_of <= found.cut_off]
    previous, current = (before[-1] if before else None), (now[-1] if now else None)
    words = {
        "code": target.code,
        "statement": target.statement,
        "goal": goal_text(target) or "",
        "previous": f"{_words(previous)} ({short(previous.as_of)})" if previous else "",
        "numerator": _digits(current.numerator) if current else "",
        "denominator": _digits(current.denominator) if current else "",
        "value": _digits(current.value) if current else "",
        "evidence": "\n".join(current.evidence) if current else "",
    }
    if current is not None and target.kind == TargetKind.MILESTONE:
        words["value"] = "đạt" if current.value else "chưa đạt"
    return words, current.evidence if current else ()


def _words(figure: Measurement) -> str:
    return figure_words(figure.numerator, figure.denominator, figure.value)


def _digits(value: Decimal | None) -> str:
    return "" if value is None else number_words(value)


class FormOptions(NamedTuple):
    """What an import of forms is told: the day on which they came, whose value stands in a conflict.

    ``is_sure`` takes numbers of people that are not the unit's; ``no_evidence`` as in ``SheetOptions``.
    """

    on: date | None = None
    on_conflict: OnConflict | None = None
    no_evidence: str | None = None
    is_sure: bool = False


class FormOutcome(NamedTuple):
    """What came of one form: what was written and what was not, and how its report stands in the round.

    ``back`` is the form that goes back where something was refused.
    """

    name: str
    unit: str
    outcome: SheetOutcome
    state: str
    back: SheetBook | None = None


class FormsImported(NamedTuple):
    """What an import of forms has written, form by form."""

    changed: Changed
    forms: tuple[FormOutcome, ...]


def import_forms(request: Request, files: Sequence[FormFile], options: FormOptions) -> FormsImported:
    """Writes what the forms change, and notes in the round that the units have sent.

    A form of which something is refused, or in which nothing was filled in, counts as a draft until it comes in order.
    FileRefusedError for a form of other data, another plan, no round, a closed round, a unit that is not in it, and for
    two forms of one unit.
    """
    request = request._replace(as_of=request.today, known_on=None, held=None)
    with writing(request) as work:
        plan = plan_row(work, request)
        _refuse_twins(files)
        taken = [_Taking(work, request, file, options, plan.code) for file in files]
        forms = tuple(one.take() for one in taken)
        plan_code = plan.code
    cells = sum(len(form.outcome.cells) for form in forms)
    told = f"Từ {len(forms)} biểu của {', '.join(form.unit for form in forms)}: ghi {cells} ô."
    return FormsImported(changed(request, work, told, plan_code, plan=plan_code), forms)


def _refuse_twins(files: Sequence[FormFile]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for file in files:
        first = seen.get((file.round, file.unit))
        seen[file.round, file.unit] = file.name
        if first is not None:
            raise FileRefusedError(
                f"Hai tệp “{first}” và “{file.name}” cùng là biểu của {file.unit}; không có gì được ghi.",
                "Chỉ nhập bản mới nhất của mỗi đơn vị.",
            )


class _Taking:
    """Takes one form in, inside the transaction of all."""

    def __init__(self, work: Transaction, request: Request, file: FormFile, options: FormOptions, plan: str) -> None:
        refuse_other_form(work, plan, file.tasks)
        self._work, self._file, self._options, self._plan = work, file, options, plan
        self._request = request._replace(within=work)
        self._round, self._report = self._place()
        self._cells: list[CellChange] = []
        self._conflicts: list[Conflict] = []
        self._refused: list[Refusal] = []
        self._written: list[tuple[str, str]] = []
        self._given: dict[str, str] = {}
        self._notes: list[str] = []

    def _place(self) -> tuple[Round, UnitReport]:
        file = self._file
        found = next((one for one in rounds_of(self._work.reader, self._plan) if one.code == file.round), None)
        report = next((one for one in found.reports if one.unit == file.unit), None) if found else None
        if found is None or report is None:
            what = f"không có đợt báo cáo {file.round}" if found is None else f"{file.unit} không ở trong đợt ấy"
            raise FileRefusedError(
                f"Biểu “{file.name}” là của {file.unit}, đợt {file.round}: kế hoạch {self._plan} {what}.",
                "Xem bằng danvan round list; xuất biểu mới bằng danvan form export.",
            )
        if not report.is_in(self._work.today):
            try:
                acting_unit_row(self._work, file.unit, self._work.today)
            except ConflictError as error:
                raise FileRefusedError(
                    f"Biểu “{file.name}”: {error.message}",
                    "Xuất biểu của đơn vị tiếp nhận bằng danvan form export, chép số liệu sang.",
                ) from None
        if gone := [kind.word for kind in kinds_of(found) if kind.key not in file.records]:
            raise FileRefusedError(
                f"Biểu “{file.name}” không còn bảng {', '.join(gone)}, hoặc bảng ấy mất tên cột.",
                "Xuất biểu mới bằng danvan form export, chép số liệu sang.",
            )
        if found.closed_on is not None:
            raise FileRefusedError(
                f"Biểu “{file.name}” là của đợt {found.code}, đã khóa ngày {short(found.closed_on)}.",
                f"Mở lại bằng danvan round reopen {found.code}.",
            )
        return found, report

    def take(self) -> FormOutcome:
        """Writes the form's rows, one by one, then where the unit stands in the round."""
        forms = _Forms(self._work.reader, self._request.today, self._round, "")
        known = {str(part.key): part for part in forms.figures(self._file.unit)}
        tasks = self._tasks()
        seen: dict[str, int] = {}
        for row in self._file.figures:
            self._take_figure(self._with_given(row, clean(row.cells.get("code", ""))), known, forms, seen)
        records = self._records()
        outcome = SheetOutcome(
            (*tasks.cells, *self._cells, *records.cells),
            (*tasks.conflicts, *self._conflicts, *records.conflicts),
            (*tasks.refused, *self._refused, *records.refused),
            (),
            (*tasks.notes, *self._notes, *records.notes),
            tasks.rows + len(self._file.figures) + sum(map(len, self._file.records.values())),
        )
        self._given |= records.given
        state = self._receive(outcome)
        back = None
        if outcome.refused:
            title = plans.find_plan(self._work.reader, self._plan).title
            now = _Forms(self._work.reader, self._request.today, self._round, title)
            back = now.book(self._file.unit, outcome.refused)
        return FormOutcome(self._file.name, self._file.unit, outcome, state, back)

    def _tasks(self) -> SheetOutcome:
        options = SheetOptions(self._file.unit, self._options.on_conflict, self._options.no_evidence)
        plan = plan_row(self._work, self._request)
        context = plan_context(self._work, plan)
        reading = SheetReading(self._work, self._request, self._file.tasks, options, context, self._plan)
        for row in self._file.tasks.rows:
            reading.take(self._with_given(row, str(row.key)))
        self._written += reading.written
        return reading.outcome()

    def _records(self) -> Written:
        context = plan_context(self._work, plan_row(self._work, self._request))
        taking = RecordTaking(
            self._work, self._request, self._round, self._report, self._file.name, self._options.on_conflict, context
        )
        for kind in kinds_of(self._round):
            taking.take(kind, self._file.records[kind.key])
        return taking.written()

    def _with_given(self, row: FileRow, key: str) -> FileRow:
        """Tells of a row what the unit's form said before."""
        return row._replace(given=self._report.given_of(key))

    def _take_figure(self, row: FileRow, known: Mapping[str, Part], forms: _Forms, seen: dict[str, int]) -> None:
        code = clean(row.cells.get("code", ""))
        if unclear := unclear_cell(row):
            self._refused.append(unclear._replace(row=code))
            return
        part, target = known.get(code), forms.target(code)
        if part is None or target is None:
            said = code or clean(row.cells.get("statement", ""))
            if said or any(clean(row.cells.get(name, "")) for name in FIGURE_EDITED):
                why = f"{self._file.unit} không báo số liệu của chỉ tiêu “{said}”.{typed_words(row, FIGURE_EDITED)}"
                self._refused.append(Refusal(row.place("code"), said, why, "Ghi vào đúng hàng của chỉ tiêu."))
            return
        if (first := seen.setdefault(code, row.number)) != row.number:
            why = f"Hàng này và hàng {first} cùng là chỉ tiêu {code}."
            self._refused.append(Refusal(row.place("code"), code, why, "Bỏ bớt một hàng."))
            return
        found = difference(row, part, FIGURE_EDITED)
        taken = self._options.on_conflict
        for name in found.conflicts:
            words = (part.values.get(name, ""), canonical(name, row.cells[name]))
            told = taken.value if taken else None
            self._conflicts.append(Conflict(row.place(name), code, self._file.unit, BY_NAME[name].title, *words, told))
        if found.changed and (not found.conflicts or taken == OnConflict.FILE):
            self._write_figure(row, part, target, found.changed)

    def _write_figure(self, row: FileRow, part: Part, target: Target, names: Sequence[str]) -> None:
        try:
            with self._work.piece():
                text = _typed_figure(row, target)
                proofs = lines_of(row.cells.get("evidence", ""), part.proofs)
                on = min(self._request.today, self._round.cut_off)
                done = record_measurement(
                    self._request, target.code,
                    Figure(text, self._file.unit, on, proofs, is_sure=self._options.is_sure),
                )  # fmt: skip
        except (UsageError, NotFoundError, ConflictError, DoubtfulError) as error:
            self._refused.append(
                Refusal(row.place(*names), target.code, error.message, hint_of(error), target.code, names[0], row.cells)
            )
            return
        self._notes += (f"{target.code}: {note}" for note in done.notes)
        for name in names:
            before, after = part.values.get(name, ""), canonical(name, row.cells[name])
            self._written.append((target.code, name))
            self._cells.append(
                CellChange(row.place(name), target.code, self._file.unit, BY_NAME[name].title, before, after)
            )

    def _receive(self, outcome: SheetOutcome) -> str:
        """Notes in the round that the form came; the same one again says nothing new, an empty one is a draft."""
        unit, day = self._file.unit, self._request.today
        is_empty = not (outcome.cells or _is_filled(self._file))
        is_draft = is_empty or bool(outcome.refused or outcome.open_conflicts)
        is_sent = self._report.sent_on is not None
        is_asked = self._report.open_demand(day) is not None
        draft = "nháp, biểu chưa điền ô nào" if is_empty else "nháp"
        if (is_sent and (is_draft or not (outcome.cells or is_asked))) or (is_draft and self._report.drafted_on):
            rounds.remember(self._work, self._round, unit, self._marks())
            return "đã gửi trước đó" if is_sent else draft
        sending = rounds.Sending(self._options.on, self._file.name, is_draft, self._marks())
        rounds.receive(self._request, self._round.code, [unit], sending)
        return draft if is_draft else "đã gửi"

    def _marks(self) -> dict[str, str]:
        """Marks what stands now in the cells that the form has written, by row and column."""
        now = _Forms(self._work.reader, self._request.today, self._round, "")
        unit = self._file.unit
        values = {str(part.key): part.values for part in (*now.parts(unit), *now.figures(unit))}
        written = ((key, name) for key, name in self._written if key in values)
        return self._given | {f"{key} {name}": mark(name, values[key].get(name, "")) for key, name in written}


def _is_filled(file: FormFile) -> bool:
    """Tells whether somebody has filled in any cell of a form."""
    cells = [(row, name) for row in file.tasks.rows for name in (*FORM_EDITED, "wish_reason", "note")]
    cells += [(row, name) for row in file.figures for name in FIGURE_EDITED]
    is_filled = any(
        mark(name, row.cells.get(name, "")) != row.base.get(name, "") for row, name in cells if row.base is not None
    )
    return is_filled or any(is_told(kind, row) for kind, rows in file.records.items() for row in rows)


def _typed_figure(row: FileRow, target: Target) -> str:
    """Puts a figure together from its cells; ConflictError where one of them is missing or belongs to another kind."""
    cells = {name: canonical(name, row.cells.get(name, "")) for name in ("numerator", "denominator", "value")}
    if share := next((cells[name] for name in ("numerator", "denominator") if cells[name].endswith("%")), ""):
        raise ConflictError(f"Tử số, mẫu số là số đếm, không ghi {share}.", "Ghi số, ví dụ 42 và 50.")
    if target.kind == TargetKind.RATIO:
        if not (cells["numerator"] and cells["denominator"]):
            raise ConflictError(
                f"Chỉ tiêu {target.code} là tỷ lệ, cần cả tử số và mẫu số.",
                "Ghi cả hai ô; không phát sinh thì ghi 0 ở cả hai.",
            )
        if cells["value"]:
            raise ConflictError(
                f"Chỉ tiêu {target.code} là tỷ lệ, ô Giá trị phải để trống.", "Ghi vào Tử số và Mẫu số."
            )
        return f"{cells['numerator']}/{cells['denominator']}"
    if cells["numerator"] or cells["denominator"]:
        raise ConflictError(f"Chỉ tiêu {target.code} không phải tỷ lệ.", "Ghi vào ô Giá trị.")
    if not cells["value"]:
        raise ConflictError(f"Chỉ tiêu {target.code} chưa có giá trị.", "Ghi vào ô Giá trị.")
    return cells["value"]
