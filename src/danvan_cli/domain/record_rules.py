"""What must hold in a record, and between it and others of its kind; what does not is told with both sides."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.domain.comparing import years_before
from danvan_cli.domain.dates import short
from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.record_kinds import Over, RecordKind, SumRule, Time
from danvan_cli.domain.record_values import KeptRecord, Value, Values, is_of_type, missing, value_words
from danvan_cli.domain.text import fold


class Broken(NamedTuple):
    """A rule that does not hold, as a sentence; a ``warning`` lets the record stand."""

    sentence: str
    is_warning: bool = False


def fill_totals(
    kind: RecordKind, values: Values, typed: Iterable[str] = ()
) -> tuple[dict[str, Value], tuple[str, ...]]:
    """Works out each total whose parts are all known and that nobody typed; with sentences that tell what was.

    Of a record being changed (``typed``: the fields that are), a total of changed parts is worked out anew.
    """
    changed, stale = set(typed), set[str]()
    totals = [rule for rule in kind.sums if len(rule.left) == 1 and not rule.is_warning]
    while new := {r.left[0] for r in totals if {*r.right} & (changed | stale)} - changed - stale:
        stale |= new
    found = {key: value for key, value in values.items() if key not in stale}
    said: list[str] = []
    while rule := next((r for r in totals if r.left[0] not in found and _known(found, r.right)), None):
        total = _sum(found, rule.right)
        found[rule.left[0]] = total
        if values.get(rule.left[0]) != total:
            parts = " + ".join(_figure(kind, found, key) for key in rule.right)
            said.append(f"Đã tính {kind.word_of(rule.left[0])} {format_number(total)} = {parts}.")
    # Where not all parts are known any more, the total that stood is all that is known of it.
    found = {key: values[key] for key in stale if key in values} | found
    order = {field.key: place for place, field in enumerate(kind.fields)}
    return dict(sorted(found.items(), key=lambda pair: order.get(pair[0], len(order)))), tuple(said)


def broken_rules(kind: RecordKind, values: Values) -> list[Broken]:
    """Lists the rules of the kind that the values break; a field that is empty breaks none.

    Of parts that are not all known, the sum must not be more than the total.
    """
    found = [broken for rule in kind.sums if (broken := _broken_sum(kind, values, rule))]
    for part, whole, is_warning in kind.parts:
        if _known(values, (part, whole)) and _number(values, part) > _number(values, whole):
            said = f"{_named(kind, part)} {_told(values, part)} lớn hơn {kind.word_of(whole)} {_told(values, whole)}"
            found.append(Broken(f"{said}.", is_warning))
    first, last = (values.get(key) for key in kind.span) if kind.span else (None, None)
    if isinstance(first, date) and isinstance(last, date) and last < first:
        begun, ended = kind.span
        found.append(Broken(f"{_named(kind, ended)} {short(last)} trước {kind.word_of(begun)} {short(first)}."))
    return found


def why_odd(kind: RecordKind, values: Values) -> Iterator[str]:
    """Says why stored values cannot be those of a record of the kind, as no door lets them in."""
    if words := missing(kind, values):
        yield f"thiếu {words}"
    for field in kind.fields:
        if field.key in values and not is_of_type(field, values[field.key]):
            yield f"{field.word} có giá trị “{values[field.key]}” không hợp lệ"
    for broken in broken_rules(kind, values):
        if not broken.is_warning:
            yield broken.sentence.rstrip(".")


def _broken_sum(kind: RecordKind, values: Values, rule: SumRule) -> Broken | None:
    if _known(values, (*rule.left, *rule.right)):
        left, right = _sum(values, rule.left), _sum(values, rule.right)
        if left == right:
            return None
        parts = " + ".join(_figure(kind, values, key) for key in rule.right)
        if len(rule.left) == 1:
            said = f"{_named(kind, rule.left[0])} {format_number(left)} khác tổng các phần {format_number(right)}"
            return Broken(f"{said} ({parts}).", rule.is_warning)
        whole = " + ".join(_figure(kind, values, key) for key in rule.left)
        said = f"{whole[0].upper()}{whole[1:]} = {format_number(left)}, khác {parts} = {format_number(right)}"
        return Broken(f"{said}.", rule.is_warning)
    known = [key for key in rule.right if key in values]
    if len(rule.left) == 1 and known and rule.left[0] in values:
        left, right = _sum(values, rule.left), _sum(values, known)
        if right > left:
            parts = " + ".join(_figure(kind, values, key) for key in known)
            said = f"{_named(kind, rule.left[0])} {format_number(left)} nhỏ hơn các phần đã ghi {format_number(right)}"
            return Broken(f"{said} ({parts}).", rule.is_warning)
    return None


def _known(values: Mapping[str, Value], keys: Iterable[str]) -> bool:
    return all(isinstance(values.get(key), Decimal) for key in keys)


def _number(values: Values, key: str) -> Decimal:
    value = values[key]
    assert isinstance(value, Decimal)  # noqa: S101  (asked for only where it is known)
    return value


def _sum(values: Values, keys: Iterable[str]) -> Decimal:
    return sum((_number(values, key) for key in keys), Decimal(0))


def _told(values: Values, key: str) -> str:
    return format_number(_number(values, key))


def _figure(kind: RecordKind, values: Values, key: str) -> str:
    return f"{kind.word_of(key)} {_told(values, key)}"


def _named(kind: RecordKind, key: str) -> str:
    word = kind.word_of(key)
    return word[0].upper() + word[1:]


def is_beside(kind: RecordKind, one: KeptRecord, other: KeptRecord) -> bool:
    """True for records of the same unit that differ in nothing that sets them apart."""
    return one.unit == other.unit and apart_key(kind, one.values) == apart_key(kind, other.values)


def apart_key(kind: RecordKind, values: Values) -> tuple[str, ...]:
    """The values that set records of one unit and period apart, compared without capitals and diacritics.

    A name that is typed once with its diacritics and once in haste would be counted as two.
    """
    return tuple(fold(str(values.get(key, ""))) for key in kind.apart)


def has_apart(kind: RecordKind, values: Values, wanted: str) -> bool:
    """True for values that a field which sets apart has as wanted, without capitals and diacritics; "" wants none."""
    return not wanted or any(fold(str(values.get(key, ""))) == fold(wanted) for key in kind.apart)


def clash(kind: RecordKind, new: KeptRecord, others: Iterable[KeptRecord]) -> KeptRecord | None:
    """Finds a record of the same unit whose days overlap the new one's, unless something sets them apart."""
    for other in others:
        overlaps = other.first_day <= new.last_day and new.first_day <= other.last_day
        if other.code != new.code and overlaps and is_beside(kind, new, other):
            return other
    return None


def beside_others(kind: RecordKind, new: KeptRecord, others: Sequence[KeptRecord]) -> list[Broken]:
    """Warns where a record does not go on from the period before, is below the year before, or tells the same again."""
    own = [other for other in others if other.code != new.code and is_beside(kind, new, other)]
    return [
        *_not_carried(kind, new, own),
        *_fallen(kind, new, own),
        *_overfull(kind, new, own),
        *_again(kind, new, own),
    ]


def _overfull(kind: RecordKind, new: KeptRecord, own: Sequence[KeptRecord]) -> list[Broken]:
    """Warns where a year's parts, added up, are more than the whole, which stays the same one: somebody came twice."""
    year = sorted((one for one in (*own, new) if one.last_day.year == new.last_day.year), key=lambda one: one.last_day)
    found = []
    for part, whole, _ in kind.parts:
        if (kind.field(part).over, kind.field(whole).over) != (Over.SUM, Over.CLOSING) or len(year) < 2:
            continue
        added = sum((_number(one.values, part) for one in year if part in one.values), Decimal(0))
        if whole in year[-1].values and added > _number(year[-1].values, whole):
            codes = ", ".join(one.code for one in year)
            found.append(
                Broken(
                    f"{_named(kind, part)} của {codes} cộng lại {format_number(added)}, lớn hơn {kind.word_of(whole)} "
                    f"{_told(year[-1].values, whole)}: mỗi người chỉ tính một lần.",
                    is_warning=True,
                )
            )
    return found


def _again(kind: RecordKind, new: KeptRecord, own: Sequence[KeptRecord]) -> list[Broken]:
    """Warns where a kind of which each is told once has another record of the same."""
    if not kind.once or not own:
        return []
    word, codes = kind.word_of(kind.apart[0]), ", ".join(f"{one.code} ({one.when_words})" for one in own)
    return [
        Broken(f"{new.unit or 'Toàn cơ quan'} đã có phiếu cùng {word}: {codes}; cùng một việc thì bỏ một phiếu.", True)
    ]


def _not_carried(kind: RecordKind, new: KeptRecord, own: Sequence[KeptRecord]) -> list[Broken]:
    found = []
    for field in kind.fields:
        for before, after in (
            *((other, new) for other in own if other.last_day + timedelta(days=1) == new.first_day),
            *((new, other) for other in own if new.last_day + timedelta(days=1) == other.first_day),
        ):
            closing, opening = before.values.get(field.carried_from), after.values.get(field.key)
            if field.carried_from and closing is not None and opening is not None and closing != opening:
                found.append(
                    Broken(
                        f"{_named(kind, field.key)} kỳ {after.when_words} là {value_words(field, opening)}, khác "
                        f"{kind.word_of(field.carried_from)} kỳ {before.when_words} là {value_words(field, closing)}"
                        f" ({before.code}).",
                        is_warning=True,
                    )
                )
    return found


def _fallen(kind: RecordKind, new: KeptRecord, own: Sequence[KeptRecord]) -> list[Broken]:
    key = kind.keeps_up
    if not key or kind.time is not Time.YEAR or key not in new.values:
        return []
    field, days = kind.field(key), (years_before(new.first_day, 1), years_before(new.last_day, 1))
    return [
        Broken(
            f"{_named(kind, key)} {new.when_words} là {value_words(field, new.values[key])}, thấp hơn "
            f"{other.when_words} là {value_words(field, other.values[key])}: không duy trì được mức năm trước.",
            is_warning=True,
        )
        for other in own
        if (other.first_day, other.last_day) == days
        and key in other.values
        and _number(new.values, key) < _number(other.values, key)
    ]
