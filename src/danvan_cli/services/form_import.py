"""The way back of the units' forms: the rows of each go in by the same steps as single commands, all as one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads import plans
from danvan_cli.db.reads.rounds import rounds_of
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.codes import find_unit
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import ConflictError, DoubtfulError, FileRefusedError, NotFoundError, UsageError
from danvan_cli.domain.model import Changed, Target
from danvan_cli.domain.rounds import Round, UnitReport
from danvan_cli.domain.sheet import (
    BY_NAME,
    FIGURE_EDITED,
    FORM_EDITED,
    HEAD,
    CellChange,
    Conflict,
    FileRow,
    FormFile,
    OnConflict,
    Part,
    Refusal,
    SheetBook,
    SheetOutcome,
)
from danvan_cli.domain.sheet_cells import canonical, decide, lines_of, mark
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.words import TargetKind
from danvan_cli.services import rounds
from danvan_cli.services.due_days import plan_context
from danvan_cli.services.form_records import RecordTaking, Written, is_told, kinds_of
from danvan_cli.services.forms import Forms
from danvan_cli.services.request import Request
from danvan_cli.services.round_answers import answer_nothing, remember
from danvan_cli.services.sheet import SheetOptions, SheetReading, hint_of, refuse_other_form, typed_words, unclear_cell
from danvan_cli.services.targets import Figure, milestone_words, record_measurement
from danvan_cli.services.writing import acting_unit_row, changed, plan_row, writing


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
        if report.has_ended(came := self._options.on or self._work.today):
            try:
                acting_unit_row(self._work, file.unit, came)
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
        self._refuse_anothers()
        return found, report

    def _refuse_anothers(self) -> None:
        """Refuses a form above which another unit has written its name: whose figures these are is not known."""
        units = all_units(self._work.reader)
        for head in self._file.heads:
            with suppress(NotFoundError, ConflictError):
                meant = find_unit(units, head.partition(HEAD)[0])
                if meant.code != self._file.unit:
                    raise FileRefusedError(
                        f"Biểu “{self._file.name}” xuất cho {self._file.unit}, mà trên biểu ghi là của {meant.name}.",
                        f"Đúng là của {self._file.unit} thì ghi lại tên ở hàng đầu; không thì xuất biểu của "
                        f"{meant.code} bằng danvan form export --unit {meant.code} rồi chép sang.",
                    )

    def take(self) -> FormOutcome:
        """Writes the form's rows, one by one, then where the unit stands in the round."""
        forms = Forms(self._work.reader, self._request.today, self._round, "")
        known = {str(part.key): part for part in forms.figures(self._file.unit)}
        tasks = self._tasks()
        seen: dict[str, int] = {}
        for row in self._file.figures:
            code = _code_meant(row, known)
            self._take_figure(self._with_given(row, code), code, known, forms, seen)
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
        answer_nothing(self._work, self._round, self._file.unit, records.nothing)
        state = self._receive(outcome)
        back = None
        if outcome.refused:
            title = plans.find_plan(self._work.reader, self._plan).title
            now = Forms(self._work.reader, self._request.today, self._round, title)
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

    def _take_figure(
        self, row: FileRow, code: str, known: Mapping[str, Part], forms: Forms, seen: dict[str, int]
    ) -> None:
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
        if target.kind == TargetKind.MILESTONE:  # "Có" says the same as "đạt"
            row = row._replace(cells={**row.cells, "value": milestone_words(row.cells.get("value", ""))})
        found = decide(row, part, BY_NAME, FIGURE_EDITED, (code, self._file.unit), self._options.on_conflict)
        self._conflicts += found.conflicts
        if found.wanted:
            cells = {**part.values, **{name: row.cells[name] for name in found.wanted}}
            self._write_figure(row, cells, part, target, found.wanted)

    def _write_figure(
        self, row: FileRow, cells: Mapping[str, str], part: Part, target: Target, names: Sequence[str]
    ) -> None:
        try:
            with self._work.piece():
                text = _typed_figure(cells, target)
                proofs = lines_of(cells.get("evidence", ""), part.proofs)
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
            remember(self._work, self._round, unit, self._marks())
            return "đã gửi trước đó" if is_sent else draft
        sending = rounds.Sending(self._options.on, self._file.name, is_draft, self._marks())
        rounds.receive(self._request, self._round.code, [unit], sending)
        return draft if is_draft else "đã gửi"

    def _marks(self) -> dict[str, str]:
        """Marks what stands now in the cells that the form has written, by row and column."""
        now = Forms(self._work.reader, self._request.today, self._round, "")
        unit = self._file.unit
        values = {str(part.key): part.values for part in (*now.parts(unit), *now.figures(unit))}
        written = ((key, name) for key, name in self._written if key in values)
        return self._given | {f"{key} {name}": mark(name, values[key].get(name, "")) for key, name in written}


def _code_meant(row: FileRow, known: Mapping[str, Part]) -> str:
    """Tells which target a row means: by its code however it is typed, without one by its statement."""
    said, statement = clean(row.cells.get("code", "")), fold(clean(row.cells.get("statement", "")))
    if said:
        return next((code for code in known if fold(code) == fold(said)), said)
    return next((code for code, part in known.items() if fold(part.values["statement"]) == statement), "")


def _is_filled(file: FormFile) -> bool:
    """Tells whether somebody has filled in any cell of a form."""
    cells = [(row, name) for row in file.tasks.rows for name in (*FORM_EDITED, "note")]
    cells += [(row, name) for row in file.figures for name in FIGURE_EDITED]
    is_filled = any(
        mark(name, row.cells.get(name, "")) != row.base.get(name, "") for row, name in cells if row.base is not None
    )
    return is_filled or any(is_told(kind, row) for kind, rows in file.records.items() for row in rows)


def _typed_figure(words: Mapping[str, str], target: Target) -> str:
    """Puts a figure together from its cells; ConflictError where one of them is missing or belongs to another kind."""
    cells = {name: canonical(name, words.get(name, "")) for name in ("numerator", "denominator", "value")}
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
