"""Units over time: who is valid at a day, what they were called, who took over from whom, how their figures go on.

The rules, of the law of 2025 and ours. A unit's first and last day are days on which it acts; who takes over acts from
the day after. A unit merged wholly into another has one heir: what it had finished keeps its name, and where units are
added up after that day the heir adds it to its own. A split unit has several successors and no heir: what it had
finished stays a line of its own. Where the successors meet again in one unit, that one is the heir of all.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple, TypeVar

from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import ConflictError
from danvan_cli.domain.model import Measurement, Unit
from danvan_cli.domain.words import RollUp

Key = TypeVar("Key", bound=Hashable)
_ONE_DAY = timedelta(1)


def is_valid(unit: Unit, day: date) -> bool:
    """Tells whether a unit acts on a day; its first and its last day are such days, an open end reaches for ever."""
    return (unit.valid_from is None or unit.valid_from <= day) and not has_ended(unit, day)


def has_ended(unit: Unit, day: date) -> bool:
    """Tells whether a unit's last day is before a day."""
    return unit.valid_to is not None and unit.valid_to < day


def reached(takers: Mapping[Key, Sequence[Key]], start: Key) -> list[Key]:
    """Follows successors to those who still act, each once; ``takers`` names those of the units that have ended.

    Empty where a unit ended without one, or where they lead back in a circle.
    """
    found: dict[Key, None] = {}
    seen, ahead = {start}, list(takers.get(start, ()))
    while ahead:
        key = ahead.pop(0)
        if key in seen:
            continue
        seen.add(key)
        if key in takers:
            ahead += takers[key]
        else:
            found[key] = None
    return list(found)


def sole_heirs(takers: Mapping[Key, Sequence[Key]]) -> dict[Key, Key]:
    """Finds by each unit that has ended its heir; one that was split, or ended without a successor, has none."""
    return {key: heirs[0] for key in takers if len(heirs := reached(takers, key)) == 1}


def takers_at(units: Iterable[Unit], day: date) -> dict[str, Sequence[str]]:
    """Names the successors of the units that have ended by a day."""
    return {unit.code: unit.successors for unit in units if has_ended(unit, day)}


def heirs_at(units: Iterable[Unit], day: date) -> dict[str, str]:
    """Finds by code the heir of each unit that has ended by a day, as ``sole_heirs``."""
    return sole_heirs(takers_at(units, day))


def merged_into(units: Iterable[Unit], heir: str, day: date) -> tuple[str, ...]:
    """Lists the units that have ended by a day and whose heir is the one named."""
    return tuple(code for code, found in heirs_at(units, day).items() if found == heir)


def successors_at(units: Sequence[Unit], unit: Unit, day: date) -> list[Unit]:
    """Lists the units valid at a day to which the work of one that has ended went."""
    codes = reached(takers_at(units, day), unit.code)
    return [one for one in units if one.code in codes and is_valid(one, day)]


def refuse_not_valid(units: Sequence[Unit], unit: Unit, day: date) -> None:
    """Raises ConflictError, naming who acts instead, where a unit does not act on the day that something is about."""
    if unit.valid_from is not None and day < unit.valid_from:
        before = [one.code for one in units if unit.code in one.successors]
        hint = f" Việc trước ngày ấy ghi cho {', '.join(before)}." if before else ""
        raise ConflictError(
            f"{unit.code} ({unit.name}) hoạt động từ {short(unit.valid_from)}, chưa có vào ngày {short(day)}.",
            f"Ghi đơn vị hoặc ngày khác.{hint}",
        )
    if unit.valid_to is not None and has_ended(unit, day):
        next_ones = successors_at(units, unit, max(day, unit.valid_to + _ONE_DAY))
        told = f"{unit.code} ({unit.name}) đã kết thúc hoạt động ngày {short(unit.valid_to)}"
        if next_ones:
            named = ", ".join(f"{one.code} ({one.name})" for one in next_ones)
            raise ConflictError(
                f"{told}; từ {short(unit.valid_to + _ONE_DAY)} việc do {named} tiếp nhận.",
                f"Ghi {' hoặc '.join(one.code for one in next_ones)} thay cho {unit.code}.",
            )
        raise ConflictError(
            f"{told} và chưa ghi đơn vị tiếp nhận.",
            f"Chọn đơn vị khác; ghi việc sáp nhập bằng danvan unit merge {unit.code} --into ĐƠN_VỊ --from NGÀY.",
        )


def name_at(unit: Unit, day: date) -> str:
    """Names a unit as it was called on a day."""
    return next((name for name, until in sorted(unit.former_names, key=_until) if day <= until), unit.name)


def _until(named: tuple[str, date]) -> date:
    return named[1]


class Inherited(NamedTuple):
    """Figures of one target with those of merged units added under their heirs.

    ``partial`` are the heirs that stand for a unit which never told its part: they still have to tell the whole.
    ``waiting`` are successors of a split unit that have told theirs, while its own figure stands for the others.
    ``parts`` are the figures, as told, that make these.
    """

    figures: list[Measurement]
    partial: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()
    parts: tuple[Measurement, ...] = ()


def inherit(
    figures: Sequence[Measurement],
    units: Sequence[Unit],
    as_of: date,
    roll_up: str,
    *,
    is_flow: bool,
    expected: Callable[[Unit, date], bool],
) -> Inherited:
    """Puts the figures of units that have ended by ``as_of`` where they belong: none is lost, none counts twice.

    Our rules: the newest figures of merged units, and the heir's own from before, add up to one figure of the heir,
    until it tells one of a day since it took over: that one holds theirs. A split unit's figure stands until all of
    its successors have told theirs, which then replace it. Of a ``roll_up`` that is no sum the newest, or their mean,
    stands for the merged. A flow (``is_flow``: each record tells what its own unit did, no later one repeats it) is
    always added. ``expected`` tells whether a unit had to report on a day.
    """
    return _Book(units, as_of, figures, is_flow=is_flow, expected=expected).settled(roll_up)


def _newest(figures: Iterable[Measurement], day: date) -> dict[str | None, Measurement]:
    return {one.unit: one for one in sorted((one for one in figures if one.as_of <= day), key=_as_of)}


def _as_of(figure: Measurement) -> date:
    return figure.as_of


class _Book:
    """The newest figures of one target by unit, put under the units that they count for at a day."""

    def __init__(
        self,
        units: Sequence[Unit],
        day: date,
        figures: Sequence[Measurement],
        *,
        is_flow: bool,
        expected: Callable[[Unit, date], bool],
    ) -> None:
        self._units = {unit.code: unit for unit in units}
        self._takers, self._day = takers_at(units, day), day
        self._figures, self._newest = figures, _newest(figures, day)
        self._is_flow, self._expected = is_flow, expected
        self._merged: dict[str, list[str]] = {}
        for code, takers in self._takers.items():
            if len(takers) == 1:
                self._merged.setdefault(takers[0], []).append(code)
        self._gone: set[str] = set()
        self._untold: set[str] = set()

    def settled(self, roll_up: str) -> Inherited:
        """Gives a figure to each unit for which any counts."""
        waiting, standing = self._split()
        hung = {code for below in self._merged.values() for code in below}
        tops = {code for code in self._merged if code not in hung and len(self._takers.get(code, ())) < 2}
        partial, sums, told = set[str](), dict[str, Measurement](), list[Measurement]()
        for top in sorted(tops | standing.keys()):
            self._untold.clear()
            own = self._parts(top) if len(self._takers.get(top, ())) < 2 else []
            if self._untold:
                partial.add(top)
            if parts := [*own, *standing.get(top, ())]:
                told += parts
                sums[top] = parts[0]._replace(unit=top) if len(parts) == 1 else _sum_of(top, parts, roll_up)
        kept = [one for unit, one in self._newest.items() if unit not in self._gone and unit not in sums]
        figures = sorted([*kept, *sums.values()], key=_as_of)
        return Inherited(figures, frozenset(partial), frozenset(waiting), (*kept, *told))

    def _parts(self, code: str) -> list[Measurement]:
        """Lists the figures that make a unit's: its own, and those of units merged into it since it told that."""
        own = self._newest.get(code)
        parts = [] if own is None else [own]
        for one in self._merged.get(code, ()):
            self._gone.add(one)
            before, last = self._parts(one), self._units[one].valid_to or self._day
            if self._is_flow or own is None or own.as_of <= last:
                parts += before
                if not before and self._expected(self._units[one], last):
                    self._untold.add(one)
        return parts

    def _split(self) -> tuple[set[str], dict[str, list[Measurement]]]:
        """Settles the split units, the first one first: who waits, and whose figures stand for their successors."""
        heirs, waiting = sole_heirs(self._takers), set[str]()
        standing: dict[str, list[Measurement]] = {}
        split = [code for code, takers in self._takers.items() if len(takers) > 1]
        for code in sorted(split, key=lambda code: self._units[code].valid_to or self._day):
            last, own = self._units[code].valid_to or self._day, self._parts(code)
            self._gone.add(code)
            told = [self._tellers(taker, last, {code}) for taker in self._takers[code]]
            if not own or (not self._is_flow and all(is_whole for is_whole, _ in told)):
                continue
            for teller in () if self._is_flow else (one for _, tellers in told for one in tellers):
                # What it told since holds a part of what still stands for all.
                del self._newest[teller]
                before = _newest((one for one in self._figures if one.unit == teller), last)
                self._newest |= before
                waiting.add(teller)
            standing.setdefault(heirs.get(code, code), []).extend(own)
        return waiting, standing

    def _tellers(self, code: str, last: date, seen: set[str]) -> tuple[bool, list[str]]:
        """Finds who told, after a day, what a successor took over, and whether that is all of it."""
        figure = self._newest.get(code)
        if figure is not None and figure.as_of > last:
            return True, [code]
        takers = [one for one in self._takers.get(code, ()) if one not in seen]
        found = [self._tellers(one, last, {*seen, code}) for one in takers]
        return bool(found) and all(is_whole for is_whole, _ in found), [one for _, own in found for one in own]


def _sum_of(heir: str, parts: Sequence[Measurement], roll_up: str) -> Measurement:
    last = max(parts, key=lambda one: one.as_of)
    if last.value is not None and roll_up == RollUp.LATEST:
        return last._replace(unit=heir)
    value = None if last.value is None else sum((one.value or Decimal(0) for one in parts), Decimal(0))
    if value is not None and roll_up == RollUp.AVERAGE:
        value /= len(parts)
    numerator = denominator = None
    if last.numerator is not None:
        numerator = sum((one.numerator or Decimal(0) for one in parts), Decimal(0))
        denominator = sum((one.denominator or Decimal(0) for one in parts), Decimal(0))
    evidence = tuple(dict.fromkeys(text for one in parts for text in one.evidence))
    return Measurement(heir, last.as_of, numerator, denominator, value, evidence)


def odd_successions(units: Sequence[Unit], steps: Iterable[tuple[str, str, date, str | None]]) -> list[str]:
    """Says what cannot be: who leads back to itself, or ends on another day than the one before others take over."""
    by_code = {unit.code: unit for unit in units}
    takers = {unit.code: unit.successors for unit in units if unit.valid_to is not None and unit.successors}
    odd = [f"{code} và đơn vị tiếp nhận nối thành vòng" for code in takers if not reached(takers, code)]
    for old, new, day, _ in steps:
        first, last = by_code[new].valid_from, by_code[old].valid_to
        if last is not None and last != day - _ONE_DAY:
            odd.append(f"{old} kết thúc ngày {short(last)}, mà {new} tiếp nhận từ {short(day)}")
        if first is not None and first > day:
            odd.append(f"{new} tiếp nhận {old} từ {short(day)}, mà hoạt động từ {short(first)}")
    return odd


class Step(NamedTuple):
    """One unit that took over from another, since a day, by a document where one is known."""

    unit: str
    day: date
    document: str | None


class UnitHistory(NamedTuple):
    """A unit over time: its names with the days of each (None: open), from whom and to whom work went."""

    names: tuple[tuple[str, date | None, date | None], ...]
    took_over: tuple[Step, ...]
    passed_to: tuple[Step, ...]


def history_of(unit: Unit, steps: Iterable[tuple[str, str, date, str | None]]) -> UnitHistory:
    """Tells a unit's history from all that took over from another: (from, to, day, document)."""
    names: list[tuple[str, date | None, date | None]] = []
    since = unit.valid_from
    for name, until in sorted(unit.former_names, key=_until):
        names.append((name, since, until))
        since = until + _ONE_DAY
    known = list(steps)
    return UnitHistory(
        (*names, (unit.name, since, unit.valid_to)),
        tuple(Step(old, day, document) for old, new, day, document in known if new == unit.code),
        tuple(Step(new, day, document) for old, new, day, document in known if old == unit.code),
    )
