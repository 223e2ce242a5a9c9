"""How rules, bands, disqualifiers and columns are kept as texts: flat, so that no stored text can break a read.

What a login wrote there by hand and nobody can read is left out: a rule then counts as not understood.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from danvan_cli.domain.scoring import Band, Disqualifier, Option, Rate, Rule, Span
from danvan_cli.domain.validation import is_figure
from danvan_cli.domain.words import Disqualifies, RuleKind

_SEP = "|"


def digits(value: Decimal | None) -> str:
    """Writes a number in plain digits without trailing noughts; nothing for None."""
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return value if value is None or is_figure(value) else None


def rule_text(rule: Rule) -> str:
    """Writes all of a rule but its kind, as a JSON object of texts."""
    told: dict[str, str] = {}
    for name in ("each", "cap", "floor"):
        if (value := getattr(rule, name)) is not None:
            told[name] = digits(value)
    if rule.goal != 100:
        told["goal"] = digits(rule.goal)
    if rule.full_when_none:
        told["full_when_none"] = "yes"
    for place, option in enumerate(rule.options, 1):
        told[f"option {place}"] = _SEP.join((digits(option.points), span_text(option.span), option.words))
    for place, rate in enumerate(rule.rates, 1):
        told[f"rate {place}"] = _SEP.join((digits(rate.points), rate.words))
    return json.dumps(told, ensure_ascii=False)


def rule_of(kind: str | None, text: str) -> Rule | None:
    """Reads a rule; None where there is none, or nobody can read it."""
    try:
        told = json.loads(text)
        if kind is None or not isinstance(told, Mapping):
            return None
        own = {str(key): str(value) for key, value in told.items()}
        named = [(key.partition(" ")[0], value) for key, value in own.items()]
        options = [value.split(_SEP, 2) for key, value in named if key == "option"]
        rates = [value.split(_SEP, 1) for key, value in named if key == "rate"]
        return Rule(
            RuleKind(kind),
            tuple(Option(words, Decimal(points), span_of(span)) for points, span, words in options),
            tuple(Rate(words, Decimal(points)) for points, words in rates),
            _decimal(own.get("each", "")),
            _decimal(own.get("cap", "")),
            _decimal(own.get("floor", "")),
            _decimal(own.get("goal", "")) or Decimal(100),
            own.get("full_when_none") == "yes",
        )
    except (ValueError, ArithmeticError, RecursionError):
        return None


def span_text(span: Span) -> str:
    """Writes the figures of a level: ">=90", ">=70 <90", "<70"; nothing where it names none."""
    low = "" if span.low is None else f"{'>' if span.above else '>='}{digits(span.low)}"
    high = "" if span.high is None else f"{'<=' if span.upto else '<'}{digits(span.high)}"
    return f"{low} {high}".strip()


def span_of(text: str) -> Span:
    """Reads what ``span_text`` writes; ValueError for anything else."""
    span = Span()
    for part in text.split():
        sign, number = (part[:2], part[2:]) if part[1:2] == "=" else (part[:1], part[1:])
        value = _decimal(number)
        if value is None or sign not in (">", ">=", "<", "<="):
            raise ValueError(text)
        if sign[0] == ">":
            span = span._replace(low=value, above=sign == ">")
        else:
            span = span._replace(high=value, upto=sign == "<=")
    return span


def bands_text(bands: Iterable[Band]) -> str:
    """Writes bands as a JSON list of texts."""
    told = [_SEP.join((digits(one.at_least), one.group or "", digits(one.group_at_least), one.name)) for one in bands]
    return json.dumps(told, ensure_ascii=False)


def bands_of(text: str) -> tuple[Band, ...]:
    """Reads bands, the highest first."""
    found = []
    for at_least, group, group_at_least, name in _split(text, 3):
        if (points := _decimal(at_least)) is not None:
            found.append(Band(name, points, group or None, _decimal(group_at_least)))
    return tuple(sorted(found, key=lambda band: -band.at_least))


def disqualifiers_text(found: Iterable[Disqualifier]) -> str:
    """Writes disqualifiers as a JSON list of texts."""
    told = [_SEP.join((one.effect, one.band or "", digits(one.points), one.words)) for one in found]
    return json.dumps(told, ensure_ascii=False)


def disqualifiers_of(text: str) -> tuple[Disqualifier, ...]:
    """Reads disqualifiers in their order."""
    return tuple(
        Disqualifier(words, Disqualifies(effect), band or None, _decimal(points))
        for effect, band, points, words in _split(text, 3)
        if effect in list(Disqualifies)
    )


def columns_text(columns: Iterable[tuple[str, str]]) -> str:
    """Writes a table's own columns as a JSON list of texts."""
    return json.dumps([_SEP.join(column) for column in columns], ensure_ascii=False)


def columns_of(text: str) -> tuple[tuple[str, str], ...]:
    """Reads a table's own columns."""
    return tuple((role, title) for role, title in _split(text, 1))


def struck_text(struck: Mapping[int, str]) -> str:
    """Writes which disqualifiers hold, with why, as a JSON object of texts."""
    return json.dumps({str(number): why for number, why in struck.items()}, ensure_ascii=False)


def struck_of(text: str) -> dict[int, str]:
    """Reads which disqualifiers hold."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    pairs = told.items() if isinstance(told, Mapping) else ()
    return {int(number): str(why) for number, why in pairs if str(number).isdecimal() and len(str(number)) < 5}


def _split(text: str, times: int) -> list[Sequence[str]]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return []
    parts = [str(one).split(_SEP, times) for one in told] if isinstance(told, list) else []
    return [part for part in parts if len(part) == times + 1]
