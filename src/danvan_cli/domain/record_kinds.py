"""Kinds of records: figures that are not tasks, each kind described by data and never by code of its own.

A record is what one unit (or the agency) tells of one kind for a period, a day or a year. A kind says which fields it
has, what must hold among them, how each goes over from period to period, and what it is for; a new kind is a new file.
(The descriptors of the database's tables are another thing: ``domain.records``.)
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from danvan_cli.domain.codes import nearest, nearest_ones
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import fold


class FieldType(StrEnum):
    """What a field holds."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TEXT = "text"
    CHOICE = "choice"
    UNITS = "units"


# A field in the sentences of a report.
NAMED = re.compile(r"\{(\w+)\}")
NUMBERS = (FieldType.INTEGER, FieldType.DECIMAL)


class Over(StrEnum):
    """How a number goes over several periods.

    SUM is added. OPENING and CLOSING are stocks that are carried over: a year has the opening of its first period and
    the closing of its last one. TOTAL holds a stock among its parts, so that it is worked out again from them. NONE
    says nothing over several periods.
    """

    SUM = "sum"
    OPENING = "opening"
    CLOSING = "closing"
    TOTAL = "total"
    NONE = "none"


class Time(StrEnum):
    """What a record of a kind is of: a day, a reporting period, a whole year."""

    DAY = "day"
    PERIOD = "period"
    YEAR = "year"


class KindField(NamedTuple):
    """One field. ``key`` is its name in data, JSON and commands; ``word`` and ``names`` are what people call it.

    ``measure`` is its unit of measure, ``number`` its column in the official form. Records of one unit and period that
    differ in a field that sets ``apart`` stand beside each other. ``carried_from`` names the field of the period before
    that an opening must equal. ``most`` is the largest number, ``pattern`` the form of a text, like ``example``. A day
    that lies ``ahead`` may come later than today; no other one may.
    """

    key: str
    word: str
    type: FieldType
    names: tuple[str, ...] = ()
    choices: Mapping[str, str] = {}
    over: Over = Over.NONE
    measure: str = ""
    number: str = ""
    required: bool = False
    apart: bool = False
    carried_from: str = ""
    most: Decimal | None = None
    pattern: str = ""
    example: str = ""
    ahead: bool = False

    @property
    def is_number(self) -> bool:
        """True for what can be compared and, where ``over`` says so, added."""
        return self.type in NUMBERS


class SumRule(NamedTuple):
    """The fields of one side make as much as those of the other; a ``left`` of one field is the total of its parts."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    is_warning: bool = False


class PartRule(NamedTuple):
    """One field is part of another, so never more than it."""

    part: str
    whole: str
    is_warning: bool = False


class RateLine(NamedTuple):
    """A rate that is worked out of sums: the fields above and those below the line."""

    word: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]


class Step(NamedTuple):
    """A state that a record comes into on the day that a field tells; steps follow each other in the kind's order.

    One that ``ends`` may come after any other, and nothing comes after it.
    """

    field: str
    word: str
    ends: bool = False


class Count(NamedTuple):
    """A number that records are counted to, each as one: ``field`` makes it a number like those of fields.

    Counted is what had come by the day asked about: a record of which the field ``since`` tells a day, and ``until``
    none; with ``states`` those whose own last day stands so; with ``where`` those of which a field has that choice.
    """

    field: KindField
    since: str = ""
    until: str = ""
    states: tuple[str, ...] = ()
    where: tuple[str, str] | None = None


class Follow(NamedTuple):
    """What makes a record followed like work: it has a last day, is late after it, urged, extended, closed by a proof.

    ``word`` names such rows apart from the plan's, ``due`` is the field of the last day as first set, ``content`` the
    one that tells what is to be done, ``setting`` the choice of working days from the record's day by which ``due``
    is worked out where nobody said it; ``done`` says that it is closed.
    """

    word: str
    due: str
    content: str
    done: str
    setting: str = ""


class Telling(NamedTuple):
    """How a report tells of a kind: a sentence with "{field}" for each sum, and which fields its table of records has.

    Of ``parts``, shares of what the sentence counts, those follow it that are not nought; then of ``also``, which are
    no shares of it. Without ``columns`` the table has the sums of each unit.
    Records of which nothing may be added are told one by one: of ``lines`` the first, and what follows as far as it is
    known; the number ``beside`` stands beside that of the same record a year earlier.
    """

    sentence: str = ""
    parts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    beside: str = ""

    def named(self) -> list[str]:
        """Lists the numbers that the sentence, its parts and what stands beside name."""
        own = [name for words in (self.sentence, *self.parts, *self.also) for name in NAMED.findall(words)]
        return [*own, *filter(None, [self.beside])]


class Feed(NamedTuple):
    """What a target takes from the records of a kind: a share, a value, or whether each unit has a record at all."""

    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    value: str = ""
    units: bool = False


class RecordKind(NamedTuple):
    """One kind; ``prefix`` begins the codes of its records, ``table`` is the title of its table in a report.

    ``headcount`` is the field that the unit's number of people at the record's day fills, ``keeps_up`` the one that
    should not be below the year before's. A ``private`` kind keeps no free text: no note, only documents as proof.
    ``span`` are the fields of its first and last day; ``once`` doubts a second record of what is set apart.
    ``of`` is the kind of the record that one of this kind belongs to. ``begins`` names the state before the first of
    the ``steps``; ``counts`` are numbers that nobody types.
    """

    key: str
    word: str
    prefix: str
    time: Time
    table: str
    fields: tuple[KindField, ...]
    names: tuple[str, ...] = ()
    sums: tuple[SumRule, ...] = ()
    parts: tuple[PartRule, ...] = ()
    rates: tuple[RateLine, ...] = ()
    feed: Feed | None = None
    unit_required: bool = False
    evidence_required: bool = False
    private: bool = False
    headcount: str = ""
    keeps_up: str = ""
    span: tuple[str, ...] = ()
    once: bool = False
    of: str = ""
    of_required: bool = False
    begins: str = ""
    steps: tuple[Step, ...] = ()
    counts: tuple[Count, ...] = ()
    follow: Follow | None = None
    told: Telling | None = None

    def field(self, key: str) -> KindField:
        """Gives the field of a key; KeyError for none."""
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(key)

    def has_choices(self, key: str) -> bool:
        """True for a field of a closed list; False for one that the kind no longer has."""
        return any(field.key == key and bool(field.choices) for field in self.fields)

    def word_of(self, key: str) -> str:
        """Gives the word of a field or a count; of a field that the kind no longer has, its key."""
        return next((field.word for field in self.numbered if field.key == key), key)

    @property
    def numbered(self) -> tuple[KindField, ...]:
        """Lists the fields, and after them what records are counted to."""
        return (*self.fields, *(count.field for count in self.counts))

    @property
    def apart(self) -> tuple[str, ...]:
        """Names the fields in which records of one unit and period may differ."""
        return tuple(field.key for field in self.fields if field.apart)


def read_kind(key: str, told: Mapping[str, Any]) -> RecordKind:
    """Makes a kind of its description; ValueError, naming the kind, for one that does not hang together."""
    said = dict(told)
    try:
        fields = tuple(_field(one) for one in said.pop("field"))
        rules = said.pop("rule", [])
        feed, follow, telling = (said.pop(name, None) for name in ("feeds", "follow", "report"))
        kind = RecordKind(
            key=key,
            time=Time(said.pop("time")),
            names=tuple(said.pop("names", ())),
            span=tuple(said.pop("span", ())),
            fields=fields,
            sums=tuple(_sum_rule(rule) for rule in rules if "part" not in rule),
            parts=tuple(_part_rule(rule) for rule in rules if "part" in rule),
            rates=tuple(_rate(one) for one in said.pop("rate", [])),
            feed=None if feed is None else _feed(feed),
            steps=tuple(Step(**one) for one in said.pop("step", [])),
            counts=tuple(map(_count, said.pop("count", []))),
            follow=None if follow is None else Follow(**follow),
            told=None if telling is None else _telling(telling),
            **said,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"record kind {key}: {error}") from error
    if why := _why_odd(kind):
        raise ValueError(f"record kind {key}: {why}")
    return kind


def _field(told: Mapping[str, Any]) -> KindField:
    said = dict(told)
    of_type, most = FieldType(said.pop("type")), said.pop("most", None)
    if of_type in NUMBERS and "over" not in said:
        raise ValueError(f"{said['key']} does not say how it goes over several periods")
    over, names = Over(said.pop("over", Over.NONE)), tuple(said.pop("names", ()))
    return KindField(type=of_type, over=over, names=names, most=None if most is None else Decimal(str(most)), **said)


def _sum_rule(told: Mapping[str, Any]) -> SumRule:
    left = (told["total"],) if "total" in told else tuple(told["sum"])
    return SumRule(left, tuple(told["parts" if "total" in told else "equals"]), told.get("warning", False))


def _part_rule(told: Mapping[str, Any]) -> PartRule:
    return PartRule(told["part"], told["of"], told.get("warning", False))


def _rate(told: Mapping[str, Any]) -> RateLine:
    return RateLine(told["word"], tuple(told["numerator"]), tuple(told["denominator"]))


def _count(told: Mapping[str, Any]) -> Count:
    field = KindField(told["key"], told["word"], FieldType.INTEGER, over=Over.SUM, measure=told.get("measure", ""))
    where = (told["field"], told["is"]) if "field" in told else None
    return Count(field, told.get("since", ""), told.get("until", ""), tuple(told.get("states", ())), where)


def _telling(told: Mapping[str, Any]) -> Telling:
    said = dict(told)
    lists: dict[str, Any] = {name: tuple(said.pop(name, ())) for name in ("parts", "also", "columns", "lines")}
    return Telling(**lists, **said)


def _feed(told: Mapping[str, Any]) -> Feed:
    said = dict(told)
    lines = {name: tuple(said.pop(name, ())) for name in ("numerator", "denominator")}
    return Feed(lines["numerator"], lines["denominator"], **said)


def _why_odd(kind: RecordKind) -> str | None:
    """Says what in a description contradicts itself; None where nothing does."""
    keys = [field.key for field in kind.numbered]
    numbers = {field.key for field in kind.numbered if field.is_number}
    feed = kind.feed or Feed()
    added = [key for rule in kind.sums for key in (*rule.left, *rule.right)]
    added += [key for rule in kind.parts for key in (rule.part, rule.whole)]
    added += [key for rate in kind.rates for key in (*rate.numerator, *rate.denominator)]
    added += [*feed.numerator, *feed.denominator, *filter(None, (feed.value, kind.headcount, kind.keeps_up))]
    added += [field.carried_from for field in kind.fields if field.carried_from]
    totals = {rule.left[0] for rule in kind.sums if len(rule.left) == 1}
    called = [fold(name) for field in kind.fields for name in {field.word, *field.names}]
    days = {field.key for field in kind.fields if field.type is FieldType.DATE}
    dated = [
        *kind.span,
        *(step.field for step in kind.steps),
        *(day for c in kind.counts for day in (c.since, c.until) if day),
    ]
    dated += [kind.follow.due] if kind.follow else []
    chosen = {(field.key, word) for field in kind.fields for word in field.choices}
    telling = kind.told or Telling()
    named = [*telling.columns, *(name for words in telling.lines for name in NAMED.findall(words))]
    named += [kind.follow.content] if kind.follow else []
    said = telling.named()
    if len(set(keys)) < len(keys):
        return "two fields of one key"
    if twice := {name for name in called if called.count(name) > 1}:
        return f"two fields are called {', '.join(sorted(twice))}"
    if unknown := set(added) - numbers:
        return f"no number is called {', '.join(sorted(unknown))}"
    if loose := [f.key for f in kind.fields if f.over is Over.TOTAL and f.key not in totals]:
        return f"no rule makes the total {', '.join(loose)}"
    if empty := [f.key for f in kind.fields if (f.type is FieldType.CHOICE) != bool(f.choices)]:
        return f"choices and type of {', '.join(empty)} differ"
    if unknown := set(dated) - days:
        return f"no day is called {', '.join(sorted(unknown))}"
    if unknown := {*said} - numbers | {*named} - {*keys}:
        return f"nothing is called {', '.join(sorted(unknown))}"
    if odd := {count.where for count in kind.counts if count.where} - chosen:
        return f"no choice is called {', '.join(map(str, sorted(odd)))}"
    if kind.once and not kind.apart:
        return "what is told once is not set apart"
    if kind.follow is None and any(count.states for count in kind.counts):
        return "states are counted of what is not followed"
    return None


def find_kind(kinds: Sequence[RecordKind], words: str) -> RecordKind:
    """Finds the kind meant by its key, word or another name; UsageError that lists them for any other words."""
    wanted = fold(words).replace("-", " ").replace("_", " ")
    for kind in kinds:
        if wanted in (kind.key.replace("-", " "), *map(fold, (kind.word, *kind.names))):
            return kind
    near = nearest(words, [name for kind in kinds for name in (kind.key, kind.word, *kind.names)])
    told = ", ".join(f"{kind.key} ({kind.word})" for kind in kinds)
    hint = f"Có phải “{near}”? " if near else ""
    raise UsageError(f"Không có loại phiếu “{words}”.", f"{hint}Các loại: {told}.")


def find_field(kind: RecordKind, words: str) -> KindField:
    """Finds the field meant by its key, word, other name or column number; UsageError with the nearest for others."""
    wanted = fold(words).replace("-", " ").replace("_", " ").strip("() ")
    for field in kind.fields:
        if wanted in (field.key.replace("_", " "), *map(fold, (field.word, *field.names)), field.number or None):
            return field
    near = nearest(words, [name for field in kind.fields for name in (field.word, field.key, *field.names)])
    told = ", ".join(f"{field.word} ({field.key})" for field in kind.fields)
    hint = f"Có phải “{near}”? " if near else ""
    raise UsageError(f"Phiếu {kind.word} không có mục “{words}”.", f"{hint}Các mục: {told}.")


def find_figure(kind: RecordKind, words: str) -> str:
    """Finds the number of a kind, or the rate, that the words name: its key, or the rate's word.

    UsageError with the nearest for others.
    """
    wanted = fold(words).replace("-", " ").replace("_", " ").strip("() ")
    for rate in kind.rates:
        if wanted == fold(rate.word):
            return rate.word
    known = [field for field in kind.numbered if field.is_number]
    for field in known:
        if wanted in (field.key.replace("_", " "), *map(fold, (field.word, *field.names)), field.number or None):
            return field.key
    names = [name for field in known for name in (field.key, field.word, *field.names)]
    near = nearest_ones(words, [*names, *(rate.word for rate in kind.rates)])
    hint = f"Có phải {', '.join(f'“{name}”' for name in near)}? " if near else ""
    told = ", ".join(f"{field.word} ({field.number or field.key})" for field in known) or "không có số nào"
    raise UsageError(f"Phiếu {kind.word} không có số liệu “{words}” để giải thích.", f"{hint}Các số liệu: {told}.")


def listed_words(kind: RecordKind, keys: Iterable[str]) -> str:
    """Lists fields by their words: "lượt, người"."""
    return ", ".join(kind.word_of(key) for key in keys)
