"""Records added up over units and periods: what may be added is, stocks are carried over, rates are of sums.

A rate is never a mean of rates; 0/0 is no rate: nothing arose. Exact throughout (Decimal).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.domain.coverage import rounded_percent
from danvan_cli.domain.model import Measurement
from danvan_cli.domain.record_kinds import Feed, KindField, Over, RateLine, RecordKind
from danvan_cli.domain.record_rules import broken_rules
from danvan_cli.domain.record_standing import has_ended, with_counts
from danvan_cli.domain.record_stocks import NOBODY, Handover, Stocks, stocks_of
from danvan_cli.domain.record_values import KeptRecord, Value
from danvan_cli.domain.report_periods import ReportPeriod

_HUNDRED = Decimal(100)
Numbers = Mapping[str, Decimal]


class SummedRate(NamedTuple):
    """A rate with both its sums; None where one of them is not known. No percentage of 0/0, where nothing arose."""

    word: str
    numerator: Decimal | None
    denominator: Decimal | None

    @property
    def percent(self) -> Decimal | None:
        """In percent with two decimals; a part is never rounded up to 100."""
        if self.numerator is None or not self.denominator:
            return None
        return rounded_percent(_HUNDRED * self.numerator / self.denominator)


class RecordSum(NamedTuple):
    """Records added up: of one unit or of whatever ``of`` names, None for all.

    ``values`` has what is known of each field that may be added; ``partial`` names those that some of the records left
    empty, so that the sum is of the others alone.
    """

    of: str | None
    records: int
    values: Numbers
    rates: tuple[SummedRate, ...]
    partial: tuple[str, ...] = ()


class SumsBeside(NamedTuple):
    """Sums of a span and, beside each, of the same span one year earlier (None where there is no record of it)."""

    now: RecordSum
    before: RecordSum | None


class RecordSums(NamedTuple):
    """All that is added up of a kind: a line each, and the whole; ``warnings`` say what does not hang together."""

    lines: tuple[SumsBeside, ...]
    whole: SumsBeside
    warnings: tuple[str, ...]


class Capped(NamedTuple):
    """Records of one unit and one thing whose parts add up to more than the whole, which stays the same one.

    Somebody is told of twice: of what they ``added`` up to only the ``most`` that there is counts in rates and targets.
    """

    records: tuple[str, ...]
    part: KindField
    whole: KindField
    added: Decimal
    most: Decimal


class FigureSource(NamedTuple):
    """The records behind a figure: what each of them gives to which sums (``parts``).

    ``whole`` are the sums of the period asked about (``span``, and ``before`` a year earlier), with ``key`` one of
    their numbers or ``rate`` the place of one of their rates; None behind a target, whose figure is in its coverage.
    ``capped`` are the records of which it takes less than they add up to.
    """

    kind: RecordKind
    parts: tuple[KindField, ...]
    given: tuple[tuple[KeptRecord, Numbers], ...]
    whole: SumsBeside | None = None
    span: ReportPeriod | None = None
    before: ReportPeriod | None = None
    key: str | None = None
    rate: int | None = None
    capped: tuple[Capped, ...] = ()


def summed_fields(kind: RecordKind) -> tuple[KindField, ...]:
    """Lists the fields and counts that say something over several records, in the kind's order."""
    return tuple(field for field in kind.numbered if field.is_number and field.over is not Over.NONE)


def add_up(
    kind: RecordKind, records: Sequence[KeptRecord], of: str | None = None, stocks: Stocks | None = None
) -> RecordSum:
    """Adds records up that lie in one span; none at all make an empty sum.

    ``stocks`` tells what begins and ends a stock where these are but some of the records, or units took over from
    others.
    """
    own = stocks_of(kind, records) if stocks is None else stocks.within(records)
    values: dict[str, Decimal] = {}
    partial = []
    for field in summed_fields(kind):
        if field.over is Over.TOTAL:
            continue
        told = [number for chain in own.chains for number in _told(field, chain, own)]
        known = [number for number in told if number is not None]
        if known:
            values[field.key] = sum(known, Decimal(0))
        has_gap = any(field.key not in record.values for record in records if field.over is Over.SUM)
        if known and (len(known) < len(told) or has_gap):
            partial.append(field.key)
    _make_totals(kind, values)
    people = {**values, **_each_once(kind, own)}
    rates = tuple(_rate(line, people) for line in kind.rates)
    return RecordSum(of, len(records), values, rates, tuple(partial))


def _each_once(kind: RecordKind, stocks: Stocks) -> dict[str, Decimal]:
    """Adds up the parts of a whole that stays the same over several records, of each chain no more than the whole.

    Our rule for rates and targets: who came twice never stands for who was absent.
    """
    found: dict[str, Decimal] = {}
    for part, whole in _of_the_same_whole(kind):
        told = [[_over_time(field, chain, stocks) for field in (part, whole)] for chain in stocks.chains]
        known = [[number for number in pair if number is not None] for pair in told]
        if known and all(len(pair) == 2 for pair in known):
            found[part.key] = sum(map(min, known), Decimal(0))
    return found


def _of_the_same_whole(kind: RecordKind) -> Iterator[tuple[KindField, KindField]]:
    for part, whole, _ in kind.parts:
        pair = kind.field(part), kind.field(whole)
        if (pair[0].over, pair[1].over) == (Over.SUM, Over.CLOSING):
            yield pair


def capped_in(kind: RecordKind, records: Iterable[KeptRecord], handover: Handover = NOBODY) -> tuple[Capped, ...]:
    """Finds the records of which rates and targets take less than they add up to."""
    found = []
    stocks = stocks_of(kind, records, handover)
    for chain in stocks.chains:
        for part, whole in _of_the_same_whole(kind):
            added, most = _over_time(part, chain, stocks), _over_time(whole, chain, stocks)
            if added is not None and most is not None and added > most:
                found.append(Capped(tuple(one.code for one in chain), part, whole, added, most))
    return tuple(found)


def _over_time(field: KindField, chain: Sequence[KeptRecord], stocks: Stocks) -> Decimal | None:
    """Takes a field of a chain over its whole span: each stock's opening or closing, or the sum."""
    known = [number for number in _told(field, chain, stocks) if number is not None]
    return sum(known, Decimal(0)) if known else None


def _told(field: KindField, chain: Sequence[KeptRecord], stocks: Stocks) -> list[Decimal | None]:
    """Lists what is added up of a field; None for a stock that was left empty, or where nothing was told."""
    ends = {Over.OPENING: stocks.firsts, Over.CLOSING: stocks.lasts}.get(field.over)
    told = [_decimal(record.values.get(field.key)) for record in chain if ends is None or id(record) in ends]
    return told if ends is not None else [number for number in told if number is not None] or [None]


def _decimal(value: Value | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _make_totals(kind: RecordKind, values: dict[str, Decimal]) -> None:
    wanted = {field.key for field in kind.fields if field.over is Over.TOTAL}
    rules = [rule for rule in kind.sums if len(rule.left) == 1 and rule.left[0] in wanted]
    # A total may be part of another one.
    while made := next((r for r in rules if r.left[0] not in values and all(key in values for key in r.right)), None):
        values[made.left[0]] = sum((values[key] for key in made.right), Decimal(0))


def _rate(line: RateLine, values: Numbers) -> SummedRate:
    return SummedRate(line.word, _sum(values, line.numerator), _sum(values, line.denominator))


def _sum(values: Numbers, keys: Iterable[str]) -> Decimal | None:
    known = [values.get(key) for key in keys]
    return None if None in known else sum((value for value in known if value is not None), Decimal(0))


def rates_of(kind: RecordKind, record: KeptRecord) -> tuple[SummedRate, ...]:
    """Works out the kind's rates of one record, but those of what records are counted to."""
    counts = {count.field.key for count in kind.counts}
    numbers = {key: value for key, value in record.values.items() if isinstance(value, Decimal)}
    return tuple(_rate(line, numbers) for line in kind.rates if not counts & {*line.numerator, *line.denominator})


def sums_of(
    kind: RecordKind,
    records: Sequence[KeptRecord],
    before: Sequence[KeptRecord],
    line_of: Callable[[KeptRecord], str | None],
    handover: Handover = NOBODY,
) -> RecordSums:
    """Adds a span's records up, a line for each ``line_of``, and beside them those of the span a year earlier.

    Lines stand in the order in which they first come; one that only the year before has comes last. They add up to the
    whole: a stock that a unit handed over is its successor's.
    """
    now, then = _by_line(records, line_of), _by_line(before, line_of)
    names = [*now, *(name for name in then if name not in now)]
    ends, ends_then = (stocks_of(kind, told, handover) for told in (records, before))
    lines = tuple(
        SumsBeside(
            add_up(kind, now.get(name, ()), name, ends),
            add_up(kind, then[name], name, ends_then) if name in then else None,
        )
        for name in names
    )
    whole = SumsBeside(add_up(kind, records, stocks=ends), add_up(kind, before, stocks=ends_then) if before else None)
    warnings = [
        f"{line.now.of or 'Toàn cơ quan'}, cả kỳ: {broken.sentence}"
        for line in lines
        if ends.is_whole(now.get(line.now.of, ()))
        for broken in broken_rules(kind, line.now.values)
    ]
    if not warnings:
        # What does not hang together between lines: a stock that was handed over is not what another began with.
        warnings += [f"Cộng cả kỳ: {broken.sentence}" for broken in broken_rules(kind, whole.now.values)]
    if whole.now.partial:
        words = ", ".join(kind.word_of(key) for key in whole.now.partial)
        warnings.append(f"Có phiếu để trống {words}; số cộng chỉ gồm những phiếu đã ghi.")
    return RecordSums(lines, whole, tuple(warnings))


def _by_line(
    records: Iterable[KeptRecord], line_of: Callable[[KeptRecord], str | None]
) -> dict[str | None, list[KeptRecord]]:
    found: dict[str | None, list[KeptRecord]] = {}
    for record in records:
        found.setdefault(line_of(record), []).append(record)
    return found


def counted_in(
    kind: RecordKind, records: Sequence[KeptRecord], parts: Sequence[KindField], handover: Handover = NOBODY
) -> list[tuple[KeptRecord, Numbers]]:
    """Tells what each record gives to the sums of these fields: to a stock only the one that begins or ends it.

    A field that a record gives nothing to is not in its numbers.
    """
    stocks = stocks_of(kind, records, handover)
    ends = {Over.OPENING: stocks.firsts, Over.CLOSING: stocks.lasts}
    found: list[tuple[KeptRecord, Numbers]] = []
    for chain in stocks.chains:
        for record in chain:
            given = {
                field.key: number
                for field in parts
                if field.over not in ends or id(record) in ends[field.over]
                if (number := _decimal(record.values.get(field.key))) is not None
            }
            found.append((record, given))
    return found


def parts_of(kind: RecordKind, keys: Iterable[str]) -> tuple[KindField, ...]:
    """Lists what sums are made of: themselves, or of a total that is worked out again the parts of its first rule."""
    found: list[KindField] = []
    for key in keys:
        field = next(field for field in kind.numbered if field.key == key)
        rule = next((rule for rule in kind.sums if rule.left == (key,)), None)
        found += parts_of(kind, rule.right) if field.over is Over.TOTAL and rule is not None else (field,)
    return tuple({field.key: field for field in found}.values())


def difference(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """Now less before, of rates in percentage points; None where either is not known."""
    return None if now is None or before is None else now - before


def fed_figures(
    kind: RecordKind,
    records: Sequence[KeptRecord],
    expected: Sequence[str],
    as_of: date,
    *,
    is_milestone: bool = False,
    handover: Handover = NOBODY,
) -> list[Measurement]:
    """Makes the figures that a target takes from the records of a kind, one of each unit, as of the newest record.

    Where the kind counts units, an expected one without a record stands with 0 of 1; a milestone is reached by who has
    one. Of a value the newest counts; the proofs are those of all its records. A record that was withdrawn gives no
    figure. What a unit told before it was taken over, and who took over told again, is in that one's figure.
    """
    feed = kind.feed or Feed()
    found = []
    records = with_counts(kind, [record for record in records if not has_ended(kind, record, as_of)], as_of)
    stocks = stocks_of(kind, records, handover)
    whose = _tellers(stocks) if feed.denominator else {}
    for unit, told in _by_line(records, lambda record: record.unit).items():
        day = max(record.as_of for record in told)
        proofs = tuple(dict.fromkeys(proof for record in told for proof in record.evidence))
        if feed.units:
            found.append(_counted(unit, day, Decimal(1), proofs, is_milestone=is_milestone))
            continue
        own = stocks.within(record for record in records if whose.get(id(record), record.unit) == unit)
        values = {**add_up(kind, own.records, stocks=own).values, **_each_once(kind, own)}
        numerator, denominator = _sum(values, feed.numerator), _sum(values, feed.denominator)
        newest = _decimal(max(told, key=lambda record: record.last_day).values.get(feed.value))
        if feed.value and newest is not None:
            found.append(Measurement(unit, day, None, None, newest, proofs))
        elif feed.denominator and not own.chains:
            found.append(Measurement(unit, day, Decimal(0), Decimal(0), None, proofs))
        elif feed.denominator and numerator is not None and denominator is not None:
            found.append(Measurement(unit, day, numerator, denominator, None, proofs))
    if feed.units:
        done = {figure.unit for figure in found}
        found += [_counted(u, as_of, Decimal(0), (), is_milestone=is_milestone) for u in expected if u not in done]
    return found


def _tellers(stocks: Stocks) -> dict[int, str | None]:
    """Finds by the identity of each record whose figure it is in where a chain of several units has one last teller."""
    found: dict[int, str | None] = {}
    for chain in stocks.chains:
        last = [record.unit for record in chain if id(record) in stocks.lasts]
        if len(last) == 1:
            found |= dict.fromkeys(map(id, chain), last[0])
    return found


def _counted(
    unit: str | None, day: date, reached: Decimal, proofs: tuple[str, ...], *, is_milestone: bool
) -> Measurement:
    if is_milestone:
        return Measurement(unit, day, None, None, reached, proofs)
    return Measurement(unit, day, reached, Decimal(1), None, proofs)
