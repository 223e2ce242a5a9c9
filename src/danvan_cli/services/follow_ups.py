"""The open rows of records that are followed like work, read beside a plan's."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import deadlines
from danvan_cli.domain.follow_ups import FollowUps
from danvan_cli.domain.model import Deadline


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


def narrowed(found: Iterable[FollowUps], is_wanted: Callable[[Deadline], bool]) -> tuple[FollowUps, ...]:
    """Keeps the rows that are wanted, and the kinds that have any of them."""
    kept = (one._replace(rows=tuple(filter(is_wanted, one.rows))) for one in found)
    return tuple(one for one in kept if one.rows)
