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
    """

    figures: list[Measurement]
    partial: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()


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
    merged = _merged_into(units, as_of)
    newest = _newest(figures, as_of)
    gone: set[str] = set()
    untold: set[str] = set()

    def parts_of(code: str) -> list[Measurement]:
        own = newest.get(code)
        parts = [] if own is None else [own]
        for unit, since in merged.get(code, ()):
            gone.add(unit.code)
            before = parts_of(unit.code)
            if is_flow or own is None or own.as_of < since:
                parts += before
                if not before and expected(unit, unit.valid_to or as_of):
                    untold.add(unit.code)
        return parts

    hung = {unit.code for below in merged.values() for unit, _ in below}
    partial, added = set[str](), list[Measurement]()
    for top in sorted(merged.keys() - hung):
        untold.clear()
        parts = parts_of(top)
        if untold:
            partial.add(top)
        if parts and parts != [newest.get(top)]:
            gone.add(top)
            added.append(_sum_of(top, parts, roll_up))
    kept = [one for one in figures if one.unit not in gone]
    found = Inherited(sorted([*kept, *added], key=_as_of), frozenset(partial))
    return found if is_flow else _with_splits(found, units, as_of)


def _with_splits(found: Inherited, units: Sequence[Unit], day: date) -> Inherited:
    """Lets a split unit's figure stand for all of its successors, or theirs for it."""
    figures, waiting = found.figures, set[str]()
    for unit, since in _split_by(units, day):
        newest = _newest(figures, day)
        takers = reached(takers_at(units, day), unit.code)
        told = {code for code in takers if code in newest and newest[code].as_of >= since}
        if unit.code not in newest or not told:
            continue
        if len(told) == len(takers):
            figures = [one for one in figures if one.unit != unit.code]
        else:
            figures = [one for one in figures if one.unit not in told or one.as_of < since]
            waiting |= told
    return found._replace(figures=figures, waiting=frozenset(waiting))


def _newest(figures: Iterable[Measurement], day: date) -> dict[str | None, Measurement]:
    return {one.unit: one for one in sorted((one for one in figures if one.as_of <= day), key=_as_of)}


def _as_of(figure: Measurement) -> date:
    return figure.as_of


def _split_by(units: Sequence[Unit], day: date) -> list[tuple[Unit, date]]:
    """Lists the units that have ended by a day without one heir, split ones, with the first day of their successors."""
    takers = takers_at(units, day)
    heirs = sole_heirs(takers)
    split = (unit for unit in units if unit.code in takers and unit.code not in heirs and len(unit.successors) > 1)
    return [(unit, (unit.valid_to or day) + _ONE_DAY) for unit in split]


def _merged_into(units: Sequence[Unit], day: date) -> dict[str, list[tuple[Unit, date]]]:
    """Lists by who took over each unit merged into it by a day, with the first day on which it told for both.

    A split unit whose successors met again hangs on its heir alone, since the last of those between them ended.
    """
    by_code, takers = {unit.code: unit for unit in units}, takers_at(units, day)
    heirs = sole_heirs(takers)
    found: dict[str, list[tuple[Unit, date]]] = {}
    for code, next_ones in takers.items():
        unit = by_code[code]
        if len(next_ones) == 1:
            found.setdefault(next_ones[0], []).append((unit, (unit.valid_to or day) + _ONE_DAY))
        elif code in heirs:
            between = _after(takers, code) & takers.keys()
            ends = [by_code[one].valid_to or day for one in (code, *between)]
            found.setdefault(heirs[code], []).append((unit, max(ends) + _ONE_DAY))
    return found


def _after(takers: Mapping[str, Sequence[str]], start: str) -> set[str]:
    seen, ahead = set[str](), list(takers[start])
    while ahead:
        code = ahead.pop()
        if code not in seen:
            seen.add(code)
            ahead += takers.get(code, ())
    return seen


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
