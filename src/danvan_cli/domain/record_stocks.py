"""Which records begin and end a stock over a span: a unit's first and last, or those of units that followed each other.

Our rule: what one unit had open when it ended is what its successors begin with, told apart by what sets records
apart. Of a unit that has ended the closing stands until a successor has told one; a successor that first tells after
that begins no stock of its own. So no stock counts twice over a merger or a split, and none is lost.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from danvan_cli.domain.model import Unit
from danvan_cli.domain.record_kinds import RecordKind
from danvan_cli.domain.record_rules import apart_key
from danvan_cli.domain.record_values import KeptRecord
from danvan_cli.domain.succession import has_ended

_Line = tuple[str | None, tuple[str, ...]]


class Handover(NamedTuple):
    """The last day of each unit that has ended, by unit all who took over from it, directly or in turn, and the first
    day of each where it is known.
    """

    ended: Mapping[str, date]
    takers: Mapping[str, frozenset[str]]
    begun: Mapping[str, date]


NOBODY = Handover({}, {}, {})


def handover_at(units: Iterable[Unit], day: date) -> Handover:
    """Tells who has ended by a day, and who took over from whom."""
    known = {unit.code: unit for unit in units}
    ended = {code: unit.valid_to for code, unit in known.items() if unit.valid_to and has_ended(unit, day)}
    takers = {code: _behind(known, code) for code, unit in known.items() if unit.successors}
    return Handover(ended, takers, {code: unit.valid_from for code, unit in known.items() if unit.valid_from})


def _behind(known: Mapping[str, Unit], code: str) -> frozenset[str]:
    found, ahead = set[str](), list(known[code].successors)
    while ahead:
        one = ahead.pop()
        if one != code and one not in found:
            found.add(one)
            ahead += known[one].successors
    return frozenset(found)


class Stocks(NamedTuple):
    """The records whose opening counts, and whose closing, each by its identity; ``chains`` go on from each other.

    A chain is of one unit, or of units that took over from each other, oldest first. ``places`` has each record's.
    """

    firsts: frozenset[int]
    lasts: frozenset[int]
    chains: Sequence[Sequence[KeptRecord]]
    places: Mapping[int, int]

    def within(self, records: Iterable[KeptRecord]) -> "Stocks":
        """Narrows the chains to some of the records; what begins and ends a stock stays as all of them have it."""
        return self._replace(chains=list(self._parts(records).values()))

    def _parts(self, records: Iterable[KeptRecord]) -> dict[int, list[KeptRecord]]:
        found: dict[int, list[KeptRecord]] = {}
        for record in records:
            found.setdefault(self.places[id(record)], []).append(record)
        return found

    @property
    def records(self) -> list[KeptRecord]:
        """Lists the records of all chains."""
        return [record for chain in self.chains for record in chain]

    def is_whole(self, records: Iterable[KeptRecord]) -> bool:
        """Tells whether no chain goes on outside some of the records: then their stocks must come out by themselves."""
        return all(len(part) == len(self.chains[place]) for place, part in self._parts(records).items())


def stocks_of(kind: RecordKind, records: Iterable[KeptRecord], handover: Handover = NOBODY) -> Stocks:
    """Finds what begins and ends the stocks of records that lie in one span."""
    lines: dict[_Line, list[KeptRecord]] = {}
    for record in sorted(records, key=_by_day):
        lines.setdefault((record.unit, apart_key(kind, record.values)), []).append(record)
    firsts, lasts = set[int](), set[int]()
    for (unit, apart), line in lines.items():
        before = (lines.get((code, apart)) for code, takers in handover.takers.items() if unit in takers)
        if not any(told and _goes_on(told[0], line[0], handover) for told in before):
            firsts.add(id(line[0]))
        after = (lines.get((code, apart)) for code in handover.takers.get(unit or "", ()))
        last_day = handover.ended.get(unit or "")
        if last_day is None or not any(told and told[-1].last_day > last_day for told in after):
            lasts.add(id(line[-1]))
    chains = _chains(lines, handover)
    places = {id(record): place for place, chain in enumerate(chains) for record in chain}
    return Stocks(frozenset(firsts), frozenset(lasts), chains, places)


def _by_day(record: KeptRecord) -> tuple[date, date, str]:
    return record.first_day, record.last_day, record.code


def _goes_on(before: KeptRecord, record: KeptRecord, handover: Handover) -> bool:
    """Tells whether what a unit that took over told first begins with what the other one had.

    It does where it is new, the other one's record being of days before its first; else where the other one had told,
    and ended, before.
    """
    if handover.begun.get(record.unit or "", date.min) > before.first_day:
        return True
    return before.last_day < record.last_day and handover.ended.get(before.unit or "", date.min) < record.last_day


def _chains(lines: Mapping[_Line, list[KeptRecord]], handover: Handover) -> list[list[KeptRecord]]:
    """Puts the lines together of which one unit took over from the other."""
    linked = {code: set(takers) for code, takers in handover.takers.items()}
    for code, takers in handover.takers.items():
        for taker in takers:
            linked.setdefault(taker, set()).add(code)
    of_line: dict[_Line, list[_Line]] = {}
    for unit, apart in lines:
        own: list[_Line] = [(unit, apart)]
        for other in linked.get(unit or "", ()):
            joined = of_line.get((other, apart))
            if joined is not None and joined is not own:
                own = [*joined, *own]
                of_line |= dict.fromkeys(own, own)
        of_line |= dict.fromkeys(own, own)
    chains = {id(keys): keys for keys in of_line.values()}.values()
    return [sorted((record for key in keys for record in lines[key]), key=_by_day) for keys in chains]
