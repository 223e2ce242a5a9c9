"""What is followed beside the plan's work: rows of records with a last day of their own, never counted to the tasks."""

from typing import NamedTuple

from danvan_cli.domain.model import Deadline
from danvan_cli.domain.words import State


class FollowUps(NamedTuple):
    """The open rows of one kind of record at a day, the earliest last day first; ``word`` names them apart.

    A row's ``task`` is the record's code, its ``content`` what is to be done; it has no plan.
    """

    kind: str
    word: str
    rows: tuple[Deadline, ...]

    @property
    def overdue(self) -> tuple[Deadline, ...]:
        """Lists those past their last day; what was handed in late and waits is among them."""
        return tuple(row for row in self.rows if row.state == State.OVERDUE)

    @property
    def due_soon(self) -> tuple[Deadline, ...]:
        """Lists those whose last day is near."""
        return tuple(row for row in self.rows if row.state == State.DUE_SOON)
