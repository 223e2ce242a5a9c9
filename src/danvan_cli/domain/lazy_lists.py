"""Lists too long for memory: every pass over one makes or loads its items again; what a command changed is one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeVar, cast, overload

from danvan_cli.domain.model import Change, Deadline, JournalEntry

Item = TypeVar("Item")
Source = TypeVar("Source")

_PIECE = 200  # items at a time: with more, passing the keys to the database costs more than the queries saved


class _Lazy(Collection[Item]):
    def __contains__(self, item: object) -> bool:
        """Searches item by item from the start."""
        return any(item == own for own in self)


class LazyMapped(_Lazy[Item]):
    """The items of another list, each passed through a function on every pass and not kept."""

    def __init__(self, source: Collection[Source], make: Callable[[Source], Item]) -> None:
        self._length = source.__len__
        self._items: Callable[[], Iterator[Item]] = lambda: map(make, source)

    def __len__(self) -> int:
        """Counts without making any item."""
        return self._length()

    def __iter__(self) -> Iterator[Item]:
        """Makes every item anew on each pass."""
        return self._items()


class LazyKeyed(_Lazy[Item]):
    """A list whose keys are known and whose items are loaded in pieces, while the reader behind it is open."""

    def __init__(self, keys: Sequence[int], load: Callable[[Sequence[int]], Iterable[Item]]) -> None:
        self._keys = keys
        self._load = load

    def __len__(self) -> int:
        """Counts without loading any item."""
        return len(self._keys)

    def __iter__(self) -> Iterator[Item]:
        """Loads every item anew on each pass."""
        for start in range(0, len(self._keys), _PIECE):
            yield from self._load(self._keys[start : start + _PIECE])


class LazyRepeated(_Lazy[Item]):
    """A list of known length whose items are made on each pass; ``redated`` as in LazyDeadlines."""

    def __init__(self, length: int, items: Callable[[], Iterator[Item]], *, is_redated: bool) -> None:
        self._length = length
        self._items = items
        self.redated: Collection[Item] = self if is_redated else ()

    def __len__(self) -> int:
        """Counts without making any item."""
        return self._length

    def __iter__(self) -> Iterator[Item]:
        """Makes every item anew on each pass."""
        return self._items()


class LazyDeadlines(LazyKeyed[Deadline]):
    """Deadline rows; ``redated`` are those among them whose last day is not the first one any more."""

    def __init__(
        self,
        keys: Sequence[int],
        redated: Sequence[int],
        load: Callable[[Sequence[int]], Iterable[Deadline]],
    ) -> None:
        super().__init__(keys, load)
        self.redated = LazyKeyed(redated, load)


def redated(rows: Collection[Item]) -> Collection[Item]:
    """Picks from a long list the rows whose last day was moved; a list in memory comes back whole."""
    return cast("Collection[Item]", rows.redated) if isinstance(rows, LazyDeadlines | LazyRepeated) else rows


class LazyPaged(_Lazy[Item]):
    """A list of known length loaded page by page; a page begins behind the last item of the one before."""

    def __init__(self, length: int, page: Callable[[Item | None], Sequence[Item]]) -> None:
        self._length = length
        self._page = page

    def __len__(self) -> int:
        """Counts without loading any item."""
        return self._length

    def __iter__(self) -> Iterator[Item]:
        """Loads every item anew on each pass."""
        page = self._page(None)
        while page:
            yield from page
            page = self._page(page[-1])


class LazyEntries(LazyMapped[JournalEntry]):
    """Row changes of one command; ``numbers`` gives, in order of appearance, each table's rows and their codes."""

    def __init__(
        self,
        source: Collection[Source],
        make: Callable[[Source], JournalEntry],
        numbers: Callable[[], Mapping[str, tuple[int, int]]],
    ) -> None:
        super().__init__(source, make)
        self.numbers = numbers


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
