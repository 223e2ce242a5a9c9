"""Lists too long for memory: every pass over one makes or loads its items again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar, cast

from danvan_cli.domain.model import Deadline, JournalEntry

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
