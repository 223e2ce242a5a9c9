"""What a command changed, where it may be some hundred thousand rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import overload

from danvan_cli.domain.model import Change


class NewRows(Sequence[Change]):
    """Many rows added to one table: their codes at once, a row's values by ``after`` when it is asked for."""

    def __init__(self, table: str, codes: Sequence[str], after: Callable[[int], dict[str, object]]) -> None:
        self.table, self.codes = table, codes
        self._after = after

    def __len__(self) -> int:
        """Counts the rows."""
        return len(self.codes)

    @overload
    def __getitem__(self, place: int) -> Change: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Change]: ...
    def __getitem__(self, place: int | slice) -> Change | Sequence[Change]:
        """Builds a row's change when it is asked for; ``before`` is None."""
        if isinstance(place, slice):
            return [self[number] for number in range(len(self))[place]]
        return Change(self.table, self.codes[place], None, self._after(place))


class Changes(Sequence[Change]):
    """All that a command changed, in the order it was done, kept in the parts it came in."""

    def __init__(self, parts: Sequence[Sequence[Change]] = ()) -> None:
        self._parts = tuple(parts)

    def __len__(self) -> int:
        """Counts the rows changed."""
        return sum(map(len, self._parts))

    def __iter__(self) -> Iterator[Change]:
        """Goes through the changes once, keeping none."""
        return chain.from_iterable(self._parts)

    @overload
    def __getitem__(self, place: int) -> Change: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Change]: ...
    def __getitem__(self, place: int | slice) -> Change | Sequence[Change]:
        """Builds all changes to reach one; go through them in order where there are many."""
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        """Compares by the changes alone, so that a plain tuple of them is equal too."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def codes(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Lists (table, codes changed in it) without building any row; a table may come several times."""
        for part in self._parts:
            if isinstance(part, NewRows):
                yield part.table, part.codes
            else:
                yield from ((change.table, (change.code,)) for change in part)
