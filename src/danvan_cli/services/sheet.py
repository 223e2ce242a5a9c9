"""The way back of the working sheet, and of a unit's own table: one previewed change, one transaction, one undo."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads import working_sheet
from danvan_cli.db.reads.tasks import notes_of
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.codes import find_unit
from danvan_cli.domain.dates import short
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.errors import ConflictError, DanvanError, FileRefusedError, NotFoundError, UsageError
from danvan_cli.domain.model import Changed, Unit
from danvan_cli.domain.sheet import (
    BY_NAME,
    FORM_EDITED,
    REPORTED,
    CellChange,
    Conflict,
    FileRow,
    OnConflict,
    Part,
    Refusal,
    SheetFile,
    SheetOutcome,
)
from danvan_cli.domain.sheet_cells import canonical, content_of, decide, difference, mark
from danvan_cli.domain.text import clean
from danvan_cli.domain.typed_dates import parse_date
from danvan_cli.domain.words import Stage
from danvan_cli.services.adding import NewTask, add_task
from danvan_cli.services.due_days import given_due, plan_context
from danvan_cli.services.request import Request
from danvan_cli.services.sheet_matching import Matcher
from danvan_cli.services.sheet_parts import parts_of_plan
from danvan_cli.services.sheet_steps import RefusedCellError, RowStep, write_row
from danvan_cli.services.tasks import note_task
from danvan_cli.services.views import plan_and_query
from danvan_cli.services.writing import changed, plan_row, writing

# A day as people type it into a cell: Excel itself adds the year only where it takes the words for a day.
_SHORT_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d\d)?")


_FIGURE = re.compile(r"\d")
_WISH = ("wish", "wish_reason")
_MOST_REPEATED = 200  # letters of a cell


class SheetOptions(NamedTuple):
    """What an import is told besides the file: whose table it is, whose value stands in a conflict (None: neither).

    ``no_evidence`` is the reason for work that is closed without proof; ``add_new`` takes unknown work of a table that
    is not ours into the plan.
    """

    unit: str | None = None
    on_conflict: OnConflict | None = None
    no_evidence: str | None = None
    add_new: bool = False


class Imported(NamedTuple):
    """What an import has written, and what it found in the file."""

    changed: Changed
    outcome: SheetOutcome


def import_sheet(request: Request, file: SheetFile, options: SheetOptions) -> Imported:
    """Writes what a file changes; rows with a conflict or a refused cell stay as they are, and are named.

    Raises FileRefusedError for the form of another plan or of another database.
    """
    request = request._replace(as_of=request.today, known_on=None, held=None)
    with writing(request) as work:
        plan = plan_row(work, request)
        refuse_other_form(work, plan.code, file)
        reading = SheetReading(work, request, file, options, plan_context(work, plan), plan.code)
        for row in file.rows:
            reading.take(row)
        plan_code = plan.code
    outcome = reading.outcome()
    parts = len({(cell.code, cell.unit, cell.place[1:]) for cell in outcome.cells})
    told = [f"ghi {len(outcome.cells)} ô ở {parts} hàng"] if outcome.cells else []
    told += [f"thêm {len(outcome.added)} nhiệm vụ"] if outcome.added else []
    headline = f"Từ bảng “{file.name}”: {', '.join(told)}." if told else ""
    return Imported(changed(request, work, headline, plan_code, plan=plan_code), outcome)


def refuse_other_form(work: Transaction, plan: str, file: SheetFile) -> None:
    """Raises FileRefusedError for a table of ours that was made of other data or of another plan."""
    if file.plan is None:
        return
    if file.identity != working_sheet.identity(work.reader):
        raise FileRefusedError(
            f"Bảng “{file.name}” xuất từ dữ liệu khác (kế hoạch {file.plan}); không có gì được ghi.",
            "Mở đúng dữ liệu bằng --db, hoặc xuất bảng mới bằng danvan sheet export.",
        )
    if file.plan != plan:
        raise FileRefusedError(
            f"Bảng “{file.name}” là của kế hoạch {file.plan}, không phải {plan}; không có gì được ghi.",
            f"Thêm --plan {file.plan} nếu muốn ghi vào kế hoạch ấy.",
        )


class SheetReading:
    """Goes through the rows of one file inside the transaction, each row a piece of its own."""

    def __init__(
        self,
        work: Transaction,
        request: Request,
        file: SheetFile,
        options: SheetOptions,
        context: DueContext,
        plan: str,
    ) -> None:
        reader = work.reader
        _, wanted = plan_and_query(reader, request, None)
        self._work, self._file, self._options, self._context = work, file, options, context
        self._request = request._replace(within=work)
        self._units: list[Unit] = all_units(reader)
        self._unit = find_unit(self._units, options.unit).code if options.unit else None
        self._matcher = Matcher(parts_of_plan(reader, wanted), self._units, plan, self._unit)
        self._plan = plan
        self._seen: dict[int | str, int] = {}
        self._of_tasks: dict[tuple[str, str], str] = {}
        self._cells: list[CellChange] = []
        self._conflicts: list[Conflict] = []
        self._refused: list[Refusal] = []
        self._added: list[tuple[str, str]] = []
        self._notes: list[str] = [*file.warnings]
        # Row's key and column of each cell that went in.
        self.written: list[tuple[str, str]] = []

    def outcome(self) -> SheetOutcome:
        """Tells what was written, and what was not."""
        return SheetOutcome(
            tuple(self._cells),
            tuple(self._conflicts),
            tuple(self._refused),
            tuple(self._added),
            tuple(dict.fromkeys(self._notes)),
            len(self._file.rows),
        )

    def take(self, row: FileRow) -> None:
        """Writes one row; what is refused is kept with its cell, and nothing of the row is written."""
        row = self._in_codes(row)
        if unclear := unclear_cell(row):
            self._refused.append(unclear)
            return
        said = clean(row.cells.get("code", "")) or "mới"
        try:
            part = self._matcher.find(row, self._request.today)
        except (NotFoundError, ConflictError) as error:
            why = f"{error.message}{typed_words(row, self._file.edited)}"
            self._refused.append(Refusal(row.place("code", "content"), said, why, hint_of(error)))
            return
        if part is None:
            self._take_new(row)
            return
        if (first := self._seen.setdefault(part.key, row.number)) != row.number:
            why = f"Hàng này và hàng {first} là cùng một phần việc."
            self._refused.append(Refusal(row.place("code", "content"), part.values["code"], why, "Bỏ bớt một hàng."))
            return
        if clean(row.cells.get("wish_reason", "")) and not clean(row.cells.get("wish", "")):
            why = "Có lý do gia hạn mà chưa có ngày đề nghị."
            told = Refusal(row.place("wish"), part.values["code"], why, "Ghi ngày vào cột Đề nghị gia hạn đến.")
            self._refused.append(told._replace(row=str(part.key), column="wish", typed=row.cells))
            return
        if (name := self._without_day(row)) is not None:
            why = f"“{clean(row.cells[name])}” không phải một ngày cụ thể: đọc vào hôm khác thì thành ngày khác."
            told = Refusal(row.place(name), part.values["code"], why, "Ghi ngày như 14/9/2023.")
            self._refused.append(told._replace(row=str(part.key), column=name, typed=row.cells))
            return
        self._guarded(row, part, lambda: self._take_known(row, part))

    def _without_day(self, row: FileRow) -> str | None:
        """Finds a day of a unit's form that hangs on the day of reading ("hôm qua")."""
        if self._file.edited != FORM_EDITED:
            return None
        days = (name for name in FORM_EDITED if content_of(name) == "day" and clean(row.cells.get(name, "")))
        return next((name for name in days if not _FIGURE.search(row.cells[name])), None)

    def _in_codes(self, row: FileRow) -> FileRow:
        """Writes the names of units as codes, days without a year with it, so that neither is a change.

        Words of no unit and of no day stay, to be refused.
        """
        cells = with_years(row.cells, self._context, self._request.today)
        for name in ("unit", "supports"):
            pieces = []
            for piece in filter(None, canonical(name, cells.get(name, "")).split(", ")):
                try:
                    pieces.append(find_unit(self._units, piece).code)
                except (NotFoundError, ConflictError):
                    pieces.append(piece)
            if name in cells:
                cells[name] = ", ".join(pieces)
        return row._replace(cells=cells)

    def _guarded(self, row: FileRow, part: Part, take: Callable[[], None]) -> None:
        cells, conflicts, of_tasks = len(self._cells), len(self._conflicts), dict(self._of_tasks)
        written = len(self.written)
        try:
            with self._work.piece():
                take()
        except RefusedCellError as refused:
            del self._cells[cells:], self._conflicts[conflicts:], self.written[written:]
            self._of_tasks = of_tasks
            error = refused.error
            column = next((name for name in refused.columns if name in row.places), "")
            self._refused.append(
                Refusal(
                    row.place(*refused.columns), part.values["code"], error.message, hint_of(error),
                    str(part.key), column, row.cells,
                )
            )  # fmt: skip

    def _take_known(self, row: FileRow, part: Part) -> None:
        if not self._file.is_whole:
            self._note_other_due(row, part)
        whose = part.values["code"], part.values["unit"]
        row = self._without_answered(row, part)
        found = decide(row, part, BY_NAME, self._file.edited, whose, self._options.on_conflict)
        self._conflicts += found.conflicts
        if not found.is_open:
            self._write(row, *self._once(row, part, set(found.wanted)))

    def _without_answered(self, row: FileRow, part: Part) -> FileRow:
        """Leaves out a wish that the form told of before and that was decided, or withdrawn, since."""
        words = row.cells.get("wish", "")
        if not clean(words) or part.values.get("wish") or row.given.get("wish") != mark("wish", words):
            return row
        day = canonical("wish", words)
        self._notes.append(f"{part.values['code']}: đề nghị gia hạn đến {day} đã được trả lời, không ghi lại.")
        return row._replace(cells={name: text for name, text in row.cells.items() if name not in _WISH})

    def _note_other_due(self, row: FileRow, part: Part) -> None:
        due, own = canonical("due", row.cells.get("due", "")), part.values["due"]
        if due and own and mark("due", due) != mark("due", own):
            self._notes.append(
                f"Ô {row.place('due')}: thời hạn “{due}” khác kế hoạch ({part.values['code']}: {own}); "
                "thời hạn không đổi theo bảng của đơn vị."
            )

    def _once(self, row: FileRow, part: Part, wanted: set[str]) -> tuple[Part, set[str]]:
        """Leaves out what another row of the same task has written already; two different values are refused."""
        left = set(wanted)
        for name in sorted(wanted):
            whose = part.values["unit"] if name == "unit" else ""
            if not (BY_NAME[name].is_of_task or whose):
                continue
            key, value = (part.values["code"], f"{name} {whose}"), mark(name, row.cells[name])
            if key not in self._of_tasks:
                self._of_tasks[key] = value
                continue
            if self._of_tasks[key] != value:
                error = ConflictError(
                    f"Cột {BY_NAME[name].title} ghi khác một hàng trên của cùng nhiệm vụ.", "Ghi giống nhau ở mọi hàng."
                )
                raise RefusedCellError((name,), error)
            left.remove(name)
            part = part._replace(values={**part.values, name: canonical(name, row.cells[name])})
        return part, left

    def _write(self, row: FileRow, part: Part, wanted: Iterable[str]) -> None:
        step = RowStep(
            row, part, frozenset(wanted), self._units, self._context, self._file.is_whole, self._options.no_evidence
        )
        if step.changed:
            write_row(self._request, step)
        for name in (column for column in BY_NAME if column in step.changed):
            before, after = part.values.get(name, ""), canonical(name, row.cells[name])
            self._tell(row, part, name, before, after)
        self._write_note(row, part)

    def _tell(self, row: FileRow, part: Part, name: str, before: str, after: str) -> None:
        code, unit = part.values["code"], part.values["unit"]
        self.written.append((str(part.key), name))
        self._cells.append(CellChange(row.place(name), code, unit, BY_NAME[name].title, before, after))

    def _write_note(self, row: FileRow, part: Part) -> None:
        words, code = clean(row.cells.get("note", "")), part.values["code"]
        if not words or words in {note.text for note in notes_of(self._work.reader, self._plan, code)}:
            return
        note_task(self._request, code, words, unit=part.values["unit"] or None)
        self._tell(row, part, "note", "", words)

    def _take_new(self, row: FileRow) -> None:
        content = clean(row.cells.get("content", ""))
        if not content:
            return
        if not self._file.is_whole and not self._options.add_new:
            self._refused.append(
                Refusal(
                    row.place("content", "code"), "mới", f"Kế hoạch không có việc “{content}”.",
                    "Ghi mã của việc vào cột Mã; việc mới thì thêm --add-new.",
                )
            )  # fmt: skip
            return
        blank = Part(0, {"code": "mới", "unit": "", "stage": Stage.NOT_STARTED.label, "progress": "0"})
        self._guarded(row, blank, lambda: self._add(row, content, blank))

    def _add(self, row: FileRow, content: str, blank: Part) -> None:
        due, section = canonical("due", row.cells.get("due", "")), clean(row.cells.get("section", ""))
        leads = [piece for piece in canonical("unit", row.cells.get("unit", "")).split(", ") if piece]
        supports = [piece for piece in canonical("supports", row.cells.get("supports", "")).split(", ") if piece]
        try:
            given = given_due(self._request, due) if due else None
            made = add_task(self._request, NewTask(content, leads, supports, due=given, section=section or None))
        except (UsageError, NotFoundError, ConflictError) as error:
            raise RefusedCellError(("due", "unit", "content"), error) from None
        self._added.append((made.code, content))
        self._notes += (f"{made.code}: {note}" for note in made.notes)
        part = Part(0, {**blank.values, "code": made.code, "unit": ", ".join(leads), "period": ""})
        told = set(difference(row._replace(base=None), part, REPORTED).changed)
        self._write(row, part, told)


def with_years(cells: Mapping[str, str], context: DueContext, today: date) -> dict[str, str]:
    """Copies the cells of a row, days without a year with the plan's; the last such day for what has happened."""
    copied = dict(cells)
    for name, words in cells.items():
        is_short = _SHORT_DAY.fullmatch(clean(words))
        # A last day may be told by a rule ("quý III"); of any other day the words are only another way to write it.
        if content_of(name) == "day" and (is_short or (name != "due" and _FIGURE.search(words))):
            is_past = name not in ("due", "wish")
            year, is_school_year = context.year, context.is_school_year
            with suppress(UsageError):
                day = parse_date(words, today=today, year=year, is_school_year=is_school_year, is_past=is_past)
                copied[name] = short(day)
    return copied


def typed_words(row: FileRow, names: Iterable[str]) -> str:
    """Repeats what was typed in a row that has no place: it stands nowhere else any more."""
    base = row.base or {}
    told = [
        f"{BY_NAME[name].title} “{clean(row.cells[name])[:_MOST_REPEATED]}”"
        for name in names
        if row.cells.get(name, "").strip() and mark(name, row.cells[name]) != base.get(name, "")
    ]
    return f" Trong hàng ghi: {'; '.join(told)}." if told else ""


def unclear_cell(row: FileRow) -> Refusal | None:
    """Refuses a row of which the file does not say what stands in a cell."""
    if not row.unclear:
        return None
    column, why = next(iter(row.unclear.items()))
    return Refusal(
        row.place(column), clean(row.cells.get("code", "")) or "mới", why, "Ghi giá trị vào từng ô.",
        str(row.key or ""), column, row.cells,
    )  # fmt: skip


def hint_of(error: DanvanError) -> str:
    """Says what to do about a cell; an option of the single command, which a sheet has not, is no help there."""
    if "--" in error.hint and "danvan " not in error.hint:
        return "Sửa ô, hoặc ghi riêng phần việc này bằng lệnh danvan task."
    return error.hint
