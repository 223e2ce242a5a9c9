"""What is followed beside the plan's work, in lines and tables of its own: demands after inspections, opinions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from danvan_cli.domain.dates import short
from danvan_cli.domain.follow_ups import FollowUps
from danvan_cli.domain.model import Deadline
from danvan_cli.output import labels
from danvan_cli.output.columns import deadline_table
from danvan_cli.output.tables import Table, without_empty

_NAMED = 3


def follow_up_lines(found: Iterable[FollowUps]) -> Iterator[str]:
    """Tells each kind in one line: what is late, by whom and how long, what comes next, what is open besides."""
    for one in found:
        late, soon = one.overdue, one.due_soon
        asked = tuple(row for row in one.rows if row.asked_due_on is not None)
        rest = len(one.rows) - len(late) - len(soon)
        told = [
            f"{len(late)} quá hạn ({_named(late, _late)})" if late else "",
            f"{len(soon)} sắp đến hạn ({_named(soon, _due)})" if soon else "",
            f"{rest} còn trong hạn" if rest else "",
            f"xin gia hạn, chờ quyết định: {_named(asked, _asked)}" if asked else "",
        ]
        yield f"{one.word[0].upper()}{one.word[1:]}: {'; '.join(filter(None, told))}."


def _named(rows: tuple[Deadline, ...], tell: Callable[[Deadline], str]) -> str:
    shown = "; ".join(tell(row) for row in rows[:_NAMED])
    return f"{shown}; còn {len(rows) - _NAMED}" if len(rows) > _NAMED else shown


def _late(row: Deadline) -> str:
    return f"{row.task} {row.unit or labels.UNASSIGNED} trễ {row.days_late} ngày"


def _due(row: Deadline) -> str:
    return f"{row.task} {row.unit or labels.UNASSIGNED} {short(row.due_on)}"


def _asked(row: Deadline) -> str:
    return f"{row.task} đến {short(row.asked_due_on)}"


def follow_up_tables(found: Iterable[FollowUps]) -> tuple[Table, ...]:
    """Lists the rows of each kind, with their days and where they stand."""
    choices = ("task", "unit", "due_on", "state", "days_late", "moved", "asked_due_on", "content")
    return tuple(
        without_empty(deadline_table(f"{one.word[0].upper()}{one.word[1:]}", choices, one.rows)) for one in found
    )
