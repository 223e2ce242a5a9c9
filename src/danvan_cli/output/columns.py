"""The columns of every list of deadlines or tasks: title, layout and the making of the cell, each once.

A list names the keys that it shows; what comes of it is a table that every format renders. A new column is one entry
of ``CATALOGUE`` and its key in the lists that want it. (Annotations are not postponed: a record is built faster so.)
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from danvan_cli.domain.codes import full_code
from danvan_cli.domain.dates import WEEKDAYS, short
from danvan_cli.domain.figures import Stale
from danvan_cli.domain.lazy_lists import LazyMapped, redated
from danvan_cli.domain.model import Deadline, Task
from danvan_cli.domain.words import Stage, State
from danvan_cli.output import labels
from danvan_cli.output.tables import Align, Cell, Column, Period, Table, Titled, number

if TYPE_CHECKING:
    from danvan_cli.domain.reminders import PendingReminder  # 2 ms that most lists need not pay

# What the lines of a list are.
Lines = Literal["deadline", "pending", "stale", "task"]


class ListColumn(NamedTuple):
    """One column, and how its cell is made from each kind of line that can show it.

    ``deadline`` serves for a pending reminder and a stale row too, since each carries a deadline; ``left_at`` is for a
    cell that needs the day asked about besides the deadline.
    """

    column: Column
    deadline: Callable[[Deadline], Cell] | None = None
    pending: "Callable[[PendingReminder], Cell] | None" = None
    stale: Callable[[Stale], Cell] | None = None
    task: Callable[[Task], Cell] | None = None
    left_at: Callable[..., Cell] | None = None


# A key, or a key with what this one list has otherwise: ``shown("content", brief=False)``.
Choice = str | tuple[str, dict[str, Any]]


def shown(key: str, **otherwise: Any) -> Choice:
    """Chooses a column with another title or layout than the catalogue's; the names are those of ``Column``."""
    return key, otherwise


def deadline_table(
    title: str,
    choices: Iterable[Choice],
    rows: Collection[Any],
    *,
    lines: Lines = "deadline",
    as_of: date | None = None,
    parted_by: str | None = None,
    empty: str = "Không có.",
    with_plans: bool = False,
) -> Table:
    """Builds a list from columns of the catalogue, in the order named; its cells are made anew at each reading.

    "moved" is left out where no row's last day was moved. ``as_of`` is needed by "days_left" alone. ``parted_by`` is
    the key of the column at whose change of value a line may be drawn. KeyError for one that ``lines`` cannot show.
    ``with_plans`` writes a task's code with its plan's.
    """
    if with_plans:
        choices = ["full_task" if choice == "task" else choice for choice in choices]
    chosen = [(choice, {}) if isinstance(choice, str) else choice for choice in choices]
    keys = [key for key, _ in chosen]
    if "moved" in keys and not _any_moved(rows, lines):
        del chosen[keys.index("moved")]
        keys.remove("moved")
    makers = [_maker(key, lines, as_of) for key in keys]
    return Table(
        title,
        tuple(CATALOGUE[key].column._replace(**otherwise) for key, otherwise in chosen),
        LazyMapped(rows, lambda line: tuple([make(line) for make in makers])),
        empty=empty,
        parted_by=None if parted_by is None else keys.index(parted_by),
    )


def _any_moved(rows: Collection[Any], lines: Lines) -> bool:
    return any(moved_words(line if lines == "deadline" else line.deadline) for line in redated(rows))


def _maker(key: str, lines: Lines, as_of: date | None) -> Callable[[Any], Cell]:
    entry = CATALOGUE[key]
    own: Callable[[Any], Cell] | None = getattr(entry, lines)
    if own is not None:
        return own
    of_deadline = entry.deadline if entry.left_at is None else partial(entry.left_at, as_of=as_of)
    if of_deadline is None or lines == "task":
        raise KeyError(f"{key}: no column of a list of {lines}")
    return of_deadline if lines == "deadline" else lambda line: of_deadline(line.deadline)


def _titled(line: Deadline | Task) -> str:
    return Titled.of(line.content, line.short_title)


def period_cell(row: Deadline) -> Period:
    """Names a row's period, and says so where its day is only assumed."""
    return Period.of(row.period, assumed_words(row))


def assumed_words(row: Deadline) -> str:
    """Marks a last day that the reader had to assume; empty for one that is certain."""
    return "" if row.due_certain else "(tạm tính)"


def moved_words(row: Deadline, *, with_years: bool = False) -> str | None:
    """Tells how a row's last day was moved: "31/03 → 15/04, gia hạn lần 1"; None where it never was.

    Days of two years have theirs in any case.
    """
    move = _move(row, with_years=with_years)
    return ", ".join(move) if move else None


def _move(row: Deadline, *, with_years: bool) -> tuple[str, str] | None:
    if not row.is_moved or row.original_due_on is None or row.due_on is None:
        return None
    without = not with_years and row.original_due_on.year == row.due_on.year
    first, last = (f"{day:%d/%m}" if without else short(day) for day in (row.original_due_on, row.due_on))
    return f"{first} → {last}", f"gia hạn lần {row.extensions}"


def _due_words(row: Deadline) -> str:
    move = _move(row, with_years=True)
    days = f"{move[0]} ({move[1]})" if move else short(row.due_on)
    return f"{days} {assumed_words(row)}".rstrip()


def _next_day(task: Task) -> date | None:
    """Finds the earliest last day of what is still open, else of periods to come, else of all rows."""
    days = [row.due_on for row in task.deadlines if row.due_on and row.stage not in (Stage.COMPLETED, Stage.CANCELLED)]
    coming = [period.due_on for period in task.coming if period.due_on]
    return min(days or coming or [row.due_on for row in task.deadlines if row.due_on], default=None)


def _outcome(row: Deadline) -> str:
    words = [
        row.result,
        *row.evidence,
        row.reason,
        f"trễ khách quan: {row.exempt_reason}" if row.exempt_reason else None,
        f"không có minh chứng: {row.no_evidence_reason}" if row.no_evidence_reason else None,
        f"đang xin gia hạn đến {short(row.asked_due_on)}" if row.asked_due_on else None,
    ]
    return "; ".join(filter(None, words))


def _last_heard(line: Stale) -> Cell:
    return line.deadline.last_update or f"chưa lần nào (giao {short(line.last_heard)})"


CATALOGUE: dict[str, ListColumn] = {
    "task": ListColumn(Column("Mã"), attrgetter("task"), task=attrgetter("code")),
    "full_task": ListColumn(
        Column("Mã"),
        lambda row: full_code(row.plan, row.task),
        task=lambda task: full_code(task.plan, task.code),
    ),
    "unit": ListColumn(Column("Đơn vị"), lambda row: row.unit or labels.UNASSIGNED),
    "leads": ListColumn(Column("Chủ trì"), task=lambda task: ", ".join(task.leads) or labels.UNASSIGNED),
    "supports": ListColumn(Column("Phối hợp"), task=lambda task: ", ".join(task.supports)),
    "content": ListColumn(Column("Nội dung", wide=True, brief=True), _titled, task=_titled),
    "period": ListColumn(Column("Kỳ"), period_cell),
    "bare_period": ListColumn(
        Column("Kỳ"), lambda row: Period.of(row.period)
    ),  # where no mark of an assumed day belongs
    "due_text": ListColumn(Column("Ghi trong kế hoạch"), attrgetter("due_text")),
    "weekday": ListColumn(Column("Thứ"), lambda row: WEEKDAYS[row.due_on.weekday()] if row.due_on else None),
    "due_on": ListColumn(Column("Ngày cuối"), attrgetter("due_on"), task=_next_day),
    "due_words": ListColumn(Column("Thời hạn"), _due_words),
    "moved": ListColumn(Column("Gia hạn"), moved_words),
    "asked_due_on": ListColumn(Column("Xin đến"), attrgetter("asked_due_on")),
    "days_late": ListColumn(Column("Trễ (ngày)", Align.RIGHT, alarm=True), lambda row: row.days_late or None),
    "days_left": ListColumn(
        number("Còn (ngày)"), left_at=lambda row, as_of: (row.due_on - as_of).days if row.due_on else None
    ),
    "state": ListColumn(
        Column("Trạng thái", brief=True), lambda row: State(row.state), task=lambda task: State(task.state)
    ),
    "progress": ListColumn(number("Tiến độ (%)"), attrgetter("progress")),
    "submitted_on": ListColumn(Column("Ngày nộp"), attrgetter("submitted_on")),
    "outcome": ListColumn(Column("Kết quả, minh chứng, lý do", wide=True), _outcome),
    "idle_days": ListColumn(number("Đã qua (ngày)"), stale=attrgetter("idle_days")),
    "review_days": ListColumn(number("Nhịp (ngày)"), stale=attrgetter("after")),
    "last_heard": ListColumn(Column("Cập nhật gần nhất"), stale=_last_heard),
    "reminder_number": ListColumn(number("Lần"), pending=attrgetter("number")),
    "reminder_kind": ListColumn(Column("Bước đôn đốc"), pending=lambda line: labels.REMINDER_KIND[line.kind]),
}
