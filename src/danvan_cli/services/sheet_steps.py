"""What a changed cell of the working sheet means: the same steps as single commands, one after another.

- Nội dung, Mục: ``edit_task``. Đơn vị chủ trì, Phối hợp: ``assign_task``, who no longer stands there is dropped.
- Thời hạn: a later day of open dated work is an extension and needs a reason; any other day corrects what was entered,
  as does a later one whose reason begins with "sửa". An emptied cell takes the deadline away.
- Minh chứng: the proofs become those of the cell. Kết quả of open work is news of it, of closed work a correction.
- Tình trạng, Tiến độ, Ngày nộp, Ngày hoàn thành: progress, hand-in, confirmation or completion; a day alone stands for
  its state. To pause, give up and reopen takes a reason; a day of closed work is corrected by reopening it at that day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from danvan_cli.domain.codes import find_unit
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.errors import ConflictError, DanvanError, NotFoundError, UsageError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.sheet import FileRow, Part
from danvan_cli.domain.sheet_cells import canonical, day_in, lines_of
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.typed_dates import parse_date
from danvan_cli.domain.words import Role, Stage, parse_word
from danvan_cli.services import correcting, lifecycle, setting_aside
from danvan_cli.services.assigning import assign_task
from danvan_cli.services.due_days import day_of, given_due
from danvan_cli.services.extending import Wish, extend
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.request import Request
from danvan_cli.services.steps import OPEN, Choice
from danvan_cli.services.tasks import TaskChange, edit_task

_CLOSED = (Stage.AWAITING_CONFIRMATION, Stage.COMPLETED, Stage.CANCELLED)
_WORKED_ON = (*OPEN, Stage.PAUSED)
# How a reason begins that corrects a day which was entered wrongly.
_CORRECTING = ("sua", "nhap sai", "nhap nham", "go sai", "go nham", "ghi sai", "ghi nham")
_DAY_CORRECTED = "sửa ngày trong bảng tính"


class RefusedCellError(Exception):
    """A step that a service refuses, and the columns whose cells ask for it."""

    def __init__(self, columns: Sequence[str], error: DanvanError) -> None:
        super().__init__(error.message)
        self.columns, self.error = tuple(columns), error


class RowStep(NamedTuple):
    """A row of a file, the part that it means, and the columns to be written; ``no_evidence`` is said for all rows."""

    row: FileRow
    part: Part
    changed: frozenset[str]
    units: Sequence[Unit]
    context: DueContext
    is_whole: bool = True
    no_evidence: str | None = None

    def cell(self, name: str) -> str:
        """Gives the cell's words where it was changed, else those in the data."""
        return canonical(name, (self.row.cells if name in self.changed else self.part.values).get(name, ""))

    def day(self, name: str, request: Request) -> date | None:
        """Reads a cell that holds the day of something that has happened."""
        words = self.cell(name)
        if not words or (day := day_in(words)) is not None:
            return day if words else None
        with _at(name):
            return parse_date(
                words,
                today=request.today,
                year=self.context.year,
                is_school_year=self.context.is_school_year,
                is_past=True,
            )

    @property
    def stage(self) -> Stage:
        """The stage in the data."""
        return parse_word(Stage, self.part.values["stage"])

    @property
    def leads(self) -> list[str]:
        """The row's leads as they are to be; none for work that nobody leads."""
        return _codes(self.units, self.cell("unit"))

    @property
    def choice(self) -> Choice:
        """The row, once its units are written."""
        return Choice(self.part.values["code"], self.leads, self.part.values.get("period") or None)

    @property
    def reason(self) -> str:
        """The words of the column of reasons."""
        return clean(self.row.cells.get("reason", ""))

    def needed_reason(self, what: str, *columns: str) -> str:
        """Gives the reason, or refuses the cell that needs one."""
        if not self.reason:
            error = ConflictError(f"{what} cần lý do.", "Ghi lý do vào cột Lý do thay đổi.")
            raise RefusedCellError(columns, error)
        return self.reason


@contextmanager
def _at(*columns: str) -> Iterator[None]:
    """Names the cells of what a service refuses; what is wrong with the database itself goes on as it is."""
    try:
        yield
    except (UsageError, NotFoundError, ConflictError) as error:
        raise RefusedCellError(columns, error) from None


def _codes(units: Sequence[Unit], words: str) -> list[str]:
    with _at("unit"):
        return [find_unit(units, piece).code for piece in words.split(", ") if piece]


def write_row(request: Request, step: RowStep) -> None:
    """Takes the steps that a row's changed cells ask for, in the order in which they make sense."""
    changed = step.changed
    if changed & {"unit", "supports"}:
        _assign(request, step)
    if changed & {"content", "section"}:
        texts = {name: step.cell(name) if name in changed else None for name in ("content", "section")}
        with _at(*(changed & {"content", "section"})):
            edit_task(request, step.part.values["code"], TaskChange(texts["content"], texts["section"]))
    if "due" in changed:
        _move_due(request, step)
    if changed & {"wish", "wish_reason"}:
        _ask_for_days(request, step)
    if "evidence" in changed:
        with _at("evidence"):
            correcting.set_proofs(request, step.choice, lines_of(step.row.cells["evidence"], step.part.proofs))
    if changed & {"stage", "progress", "submitted", "completed", "result", "no_evidence"}:
        _go_on(request, step)


def _assign(request: Request, step: RowStep) -> None:
    old = [step.part.values["unit"]] if step.part.values.get("unit") else []
    new = step.leads
    supports, drop = list[str](), [unit for unit in old if unit not in new]
    if "supports" in step.changed:
        with _at("supports"):
            wanted = [find_unit(step.units, piece).code for piece in step.cell("supports").split(", ") if piece]
        known = [piece for piece in step.part.values.get("supports", "").split(", ") if piece]
        supports = [unit for unit in wanted if unit not in known]
        drop += [unit for unit in known if unit not in wanted and unit not in new]
    leads = [unit for unit in new if unit not in old] if "unit" in step.changed else []
    if leads or supports or drop:
        with _at(*(step.changed & {"unit", "supports"})):
            parts: dict[Role, Sequence[str]] = {Role.LEAD: leads, Role.SUPPORT: supports}
            assign_task(request, step.part.values["code"], parts, drop)


def _move_due(request: Request, step: RowStep) -> None:
    words, old = step.cell("due"), day_in(step.part.values.get("due", ""))
    code, unit = step.part.values["code"], ",".join(step.leads) or None
    with _at("due"):
        if not words:
            edit_task(request, code, TaskChange(no_due=True, unit=unit))
            return
        given = given_due(request, words)
        day = day_of(given, step.context)
        is_later = old is not None and day is not None and day > old and step.stage in _WORKED_ON
        if not is_later or day is None or fold(step.reason).startswith(_CORRECTING):
            edit_task(request, code, TaskChange(due=given, unit=unit))
            return
        if not step.reason:
            raise ConflictError(
                f"Thời hạn dời từ {step.part.values['due']} đến {words} mà chưa có lý do.",
                "Ghi lý do vào cột Lý do thay đổi thì là gia hạn; ngày cũ nhập sai thì ghi lý do bắt đầu bằng “sửa”.",
            )
        extend(request, step.choice, Wish(day, step.reason))


def _ask_for_days(request: Request, step: RowStep) -> None:
    """Enters the unit's wish for a later day, which waits for a decision; one that waits already becomes this one.

    Where the form has a wish no more, it is withdrawn.
    """
    reason = clean(step.row.cells.get("wish_reason", ""))
    if not step.cell("wish"):
        if step.part.values.get("wish"):
            with _at("wish"):
                correcting.withdraw_extension(request, step.choice)
        return
    if not reason:
        error = ConflictError("Đề nghị gia hạn mà chưa có lý do.", "Ghi lý do vào cột Lý do gia hạn.")
        raise RefusedCellError(("wish_reason", "wish"), error)
    with _at("wish"):
        day = parse_date(step.cell("wish"), today=request.today, year=step.context.year)
        extend(request, step.choice, Wish(day, reason), only_ask=True, replaces=bool(step.part.values.get("wish")))


def _go_on(request: Request, step: RowStep) -> None:
    """Brings a row to the stage that its cells ask for, with its progress, days and words."""
    wanted = _wanted_stage(step)
    if "progress" in step.changed and wanted not in OPEN and not (wanted == Stage.COMPLETED and _percent(step) == 100):
        error = ConflictError(f"Việc {wanted.label} không đổi tiến độ.", "Đổi cột Tình trạng, hoặc trả tiến độ cũ lại.")
        raise RefusedCellError(("progress",), error)
    if step.changed <= {"result", "no_evidence", "progress"} and wanted not in OPEN:
        _restate(request, step)
    elif wanted == Stage.COMPLETED:
        _complete(request, step)
    elif wanted == Stage.AWAITING_CONFIRMATION:
        _hand_in(request, step)
    elif wanted in (Stage.PAUSED, Stage.CANCELLED):
        if wanted != step.stage:
            take = setting_aside.pause if wanted == Stage.PAUSED else setting_aside.cancel
            with _at("stage"):
                take(request, step.choice, step.needed_reason(wanted.label.capitalize(), "stage"))
        _restate(request, step)
    else:
        _work_on(request, step, wanted)


def _wanted_stage(step: RowStep) -> Stage:
    if "stage" in step.changed:
        with _at("stage"):
            wanted = parse_word(Stage, step.cell("stage"))
        if not step.is_whole and wanted == Stage.COMPLETED and not step.cell("completed"):
            raise RefusedCellError(
                ("completed", "stage", "progress"),
                ConflictError("Ghi hoàn thành mà chưa có ngày hoàn thành.", "Bổ sung ngày hoàn thành rồi nhập lại."),
            )
        return wanted
    if "completed" in step.changed:
        return Stage.COMPLETED if step.cell("completed") else Stage.IN_PROGRESS
    if "submitted" in step.changed:
        if not step.cell("submitted"):
            return Stage.IN_PROGRESS
        return Stage.COMPLETED if step.stage == Stage.COMPLETED else Stage.AWAITING_CONFIRMATION
    return step.stage


def _percent(step: RowStep) -> int:
    with _at("progress"):
        words = step.cell("progress") or "0"
        if not words.isdecimal() or int(words) > 100:
            raise UsageError(f"Tiến độ “{words}” không hợp lệ.", "Ghi số nguyên từ 0 đến 100.")
        return int(words)


def _reopen(request: Request, step: RowStep, column: str, on: date | None) -> None:
    """Takes a closed row up again; where only its day is corrected, at that day and without a reason asked for."""
    is_correction = on is not None
    reason = step.reason or _DAY_CORRECTED if is_correction else step.needed_reason("Mở lại việc", column)
    with _at(column):
        lifecycle.reopen(request, step.choice, reason, on)


def _complete(request: Request, step: RowStep) -> None:
    done, handed = step.day("completed", request), step.day("submitted", request)
    is_waiting = step.stage == Stage.AWAITING_CONFIRMATION and "submitted" not in step.changed
    if step.stage in _CLOSED and not is_waiting:
        was = {Stage.COMPLETED: "completed", Stage.AWAITING_CONFIRMATION: "submitted"}.get(step.stage)
        _reopen(request, step, was or "stage", day_in(step.part.values[was]) if was else None)
        if step.stage == Stage.COMPLETED and "submitted" not in step.changed and handed and done and handed > done:
            handed = None
    columns = [name for name in ("completed", "submitted", "stage") if name in step.changed]
    closing = Result(done, _new_result(step), (), _no_evidence(step))
    with _at(*columns, "evidence"):
        if is_waiting:
            lifecycle.confirm(request, step.choice, closing)
            _restate(request, step)
        elif handed is not None and handed != done:
            lifecycle.submit(request, step.choice, Result(handed, closing.words))
            lifecycle.confirm(request, step.choice, Result(done, None, (), closing.no_evidence))
        else:
            lifecycle.complete(request, step.choice, closing)


def _hand_in(request: Request, step: RowStep) -> None:
    handed = step.day("submitted", request)
    if step.stage in _CLOSED:
        is_day = step.stage == Stage.AWAITING_CONFIRMATION
        _reopen(request, step, "stage", day_in(step.part.values["submitted"]) if is_day else None)
    with _at("submitted", "stage"):
        lifecycle.submit(request, step.choice, Result(handed, _new_result(step)))


def _work_on(request: Request, step: RowStep, wanted: Stage) -> None:
    if step.stage in _CLOSED:
        column = next(name for name in ("stage", "completed", "submitted") if name in step.changed)
        _reopen(request, step, column, None)
    elif step.stage == Stage.PAUSED:
        with _at("stage"):
            setting_aside.resume(request, step.choice)
    elif wanted == Stage.NOT_STARTED and step.stage == Stage.IN_PROGRESS and "stage" in step.changed:
        error = ConflictError("Việc đang thực hiện không trở lại chưa bắt đầu được.", "Trả tình trạng cũ lại.")
        raise RefusedCellError(("stage",), error)
    result = _new_result(step)
    is_begun = "stage" in step.changed and wanted == Stage.IN_PROGRESS and step.stage == Stage.NOT_STARTED
    if "progress" in step.changed or result or is_begun:
        with _at(*[name for name in ("progress", "result", "stage") if name in step.changed]):
            lifecycle.report_progress(request, step.choice, _percent(step), result)
    _restate(request, step)


def _new_result(step: RowStep) -> str | None:
    """Gives the result that is to be written; None where it stays, or is emptied."""
    return (step.cell("result") or None) if "result" in step.changed else None


def _no_evidence(step: RowStep) -> str | None:
    """Gives the reason for closing without proof; what is said for all rows is for those that have none of either."""
    has_proof = bool(lines_of(step.row.cells.get("evidence", ""), step.part.proofs) or step.part.proofs)
    return step.cell("no_evidence") or (None if has_proof else step.no_evidence)


def _restate(request: Request, step: RowStep) -> None:
    """Puts words right that no step has taken along."""
    words = {name: step.cell(name) for name in ("result", "no_evidence") if name in step.changed}
    if words:
        with _at(*words):
            correcting.restate(request, step.choice, words.get("result"), words.get("no_evidence"))
