"""The open rows of records that are followed like work, read beside a plan's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import deadlines
from danvan_cli.domain.follow_ups import FollowUps
from danvan_cli.domain.model import Deadline
from danvan_cli.domain.words import State


def follow_ups(reader: Reader, wanted: deadlines.DeadlineQuery) -> tuple[FollowUps, ...]:
    """Lists what is open of all kinds, or of one unit, at the day asked about; a kind without any is not in it."""
    found = deadlines.of_records(reader, wanted)
    if not found:
        return ()
    # Most offices have none: the others need not pay for reading the kinds.
    from danvan_cli.db.reads.records import texts_of
    from danvan_cli.services.record_kinds import all_kinds

    texts = texts_of(reader, [key for _, key, _ in found])
    return tuple(
        FollowUps(
            kind.key,
            kind.follow.word,
            tuple(
                row._replace(content=texts.get((key, kind.follow.content), ""))
                for of_kind, key, row in found
                if of_kind == kind.key
            ),
        )
        for kind in all_kinds()
        if kind.follow is not None and any(of_kind == kind.key for of_kind, _, _ in found)
    )


def late_by(found: Iterable[FollowUps], over: int) -> tuple[FollowUps, ...]:
    """Keeps what is late by more than ``over`` days."""
    return _narrowed(found, lambda row: row.state == State.OVERDUE and row.days_late > over)


def due_by(found: Iterable[FollowUps], last: date) -> tuple[FollowUps, ...]:
    """Keeps what falls due up to a day, is not late yet and not handed in."""

    def is_due(row: Deadline) -> bool:
        is_open = row.state in (State.DUE_SOON, State.IN_TIME) and row.submitted_on is None
        return is_open and row.due_on is not None and row.due_on <= last

    return _narrowed(found, is_due)


def _narrowed(found: Iterable[FollowUps], is_wanted: Callable[[Deadline], bool]) -> tuple[FollowUps, ...]:
    """Keeps the rows that are wanted, and the kinds that have any of them."""
    kept = (one._replace(rows=tuple(filter(is_wanted, one.rows))) for one in found)
    return tuple(one for one in kept if one.rows)
