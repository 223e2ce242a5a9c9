"""The points that a rule proposes for a declared value; a person decides what is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.numbers import format_number, parse_number
from danvan_cli.domain.scoring import ZERO, CriteriaSet, Criterion, Option, Rate, Rule
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.words import RuleKind, ScorePart, YesNo

_HUNDRED = Decimal(100)
_EMPTIED = ("-", "–", "trống")
_NONE_AROSE = ("khong phat sinh", "khong phat sinh vu viec", "0/0")
_NOT_APPLICABLE = ("khong ap dung", "kad", "n/a", "na")
_RATIO = re.compile(r"([\d.,]+)\s*/\s*([\d.,]+)")
_NAMED = re.compile(r"([^=;,]+?)\s*=\s*(\d+(?:[.,]\d+)?)")
_NEGATED = ("khong", "chua")


class Declared(NamedTuple):
    """A declared value as understood: a figure (``percent`` or ``number``), counts by kind, or words alone.

    ``counts`` has occurrences by their kind, by "1", "2" … where only their order was given.
    """

    words: str
    number: Decimal | None = None
    percent: Decimal | None = None
    counts: tuple[tuple[str, Decimal], ...] = ()
    is_yes: bool | None = None
    is_none: bool = False

    @property
    def figure(self) -> Decimal | None:
        """What a level's figures are held against."""
        return self.percent if self.percent is not None else self.number


class Proposal(NamedTuple):
    """Proposed points and how they come about; None points: the rule proposes nothing, ``words`` say why."""

    points: Decimal | None
    words: str


def is_emptied(text: str) -> bool:
    """Tells the words that take away what stood there."""
    return clean(text).casefold() in _EMPTIED


def is_not_applicable(text: str) -> bool:
    """Tells the words that take a criterion out of the scale."""
    return fold(clean(text)) in _NOT_APPLICABLE


def read_declared(text: str) -> Declared:
    """Reads "35/40", "87,5%", "3", "có", "không phát sinh", "nhẹ=2, nặng=1"; anything else stays words."""
    words = clean(text)
    key = fold(words)
    if key in _NONE_AROSE:
        return Declared(words, is_none=True)
    if YesNo.YES.means(words) and not words.isdecimal():
        return Declared(words, is_yes=True)
    if YesNo.NO.means(words) and not words.isdecimal():
        return Declared(words, is_yes=False)
    if found := _RATIO.fullmatch(words):
        part, whole = (_number(one) for one in found.groups())
        if part is not None and whole is not None:
            return Declared(words, percent=_HUNDRED * part / whole if whole else None, is_none=not whole)
    named = [(name.strip(), _number(count)) for name, count in _NAMED.findall(words)]
    # All of it or nothing: "nhẹ=1, nặng=-2" is not one light case.
    is_whole = not _NAMED.sub("", words).strip(" ,;")
    if named and is_whole and all(count is not None for _, count in named):
        return Declared(words, counts=tuple((name, count) for name, count in named if count is not None))
    if ";" in words or "+" in words:
        parts = [_number(part) for part in re.split(r"[;+]", words)]
        if all(part is not None for part in parts):
            return Declared(words, counts=tuple((str(n), part) for n, part in enumerate(parts, 1) if part is not None))
    number = _number(words)
    if number is not None and words.rstrip().endswith("%"):
        return Declared(words, percent=number)
    return Declared(words, number=number, is_none=False)


def _number(text: str) -> Decimal | None:
    try:
        return parse_number(text)
    except UsageError:
        return None


def propose(scored: CriteriaSet, row: Criterion, declared: Declared | None) -> Proposal:
    """Works out the points that the rule gives; of a deduction, the points that are taken off."""
    rule = row.rule
    if rule is None:
        return Proposal(None, "chưa rõ cách tính" if row.method else "bảng không ghi cách tính")
    if rule.kind is RuleKind.JUDGEMENT:
        return Proposal(None, "do người chấm đánh giá")
    if declared is None:
        return Proposal(None, "chưa có số liệu kê khai")
    found = _full(rule, row, declared) or _WORKED[rule.kind](rule, row, declared)
    if found.points is None:
        return found
    points = min(max(scored.rounded(found.points, row.step), ZERO), row.maximum)
    rounded = "" if points == found.points else f" → {format_number(points)}"
    return Proposal(points, f"{found.words}{rounded}")


def _full(rule: Rule, row: Criterion, declared: Declared) -> Proposal | None:
    """Gives the maximum where nothing arose and the rule says that this is enough."""
    if not declared.is_none:
        return None
    if rule.full_when_none or rule.kind is RuleKind.FULL:
        return Proposal(row.maximum, "không phát sinh: điểm tối đa")
    if rule.kind in (RuleKind.DEDUCT, RuleKind.COUNT, RuleKind.BREACH):
        return None
    return Proposal(None, "không phát sinh, mà cách tính không nói được bao nhiêu điểm")


def _level(rule: Rule, row: Criterion, declared: Declared) -> Proposal:
    figure = declared.figure
    if figure is not None:
        held = [option for option in rule.options if option.span.holds(figure)]
        if len(held) == 1:
            return Proposal(held[0].points, f"{format_number(round(figure, 4))} thuộc mức “{held[0].words}”")
    option = _named_option(rule.options, declared)
    if option is None:
        return Proposal(None, f"“{declared.words}” không rõ là mức nào: {'; '.join(one.words for one in rule.options)}")
    return Proposal(option.points, f"mức “{option.words}”")


def _named_option(options: Sequence[Option], declared: Declared) -> Option | None:
    if declared.is_yes is not None:
        negated = [one for one in options if fold(one.words).startswith(_NEGATED)]
        others = [one for one in options if one not in negated]
        chosen = others if declared.is_yes else negated
        return chosen[0] if len(chosen) == 1 and len(options) == 2 else None
    key = fold(declared.words)
    same = [one for one in options if fold(one.words) == key]
    held = same or ([one for one in options if key in fold(one.words)] if key else [])
    return held[0] if len(held) == 1 else None


def _proportion(rule: Rule, row: Criterion, declared: Declared) -> Proposal:
    percent = declared.percent
    if percent is None:
        return Proposal(None, f"cần tỷ lệ như 35/40 hoặc 87,5%, không phải “{declared.words}”")
    shown = format_number(round(percent, 2))
    if rule.floor is not None and percent < rule.floor:
        return Proposal(ZERO, f"{shown}% dưới {format_number(rule.floor)}%: 0 điểm")
    share = min(percent / rule.goal, Decimal(1))
    capped = ", tối đa" if percent > rule.goal else ""
    return Proposal(row.maximum * share, f"{shown}% × {format_number(row.maximum)} điểm{capped}")


def _deduct(rule: Rule, row: Criterion, declared: Declared) -> Proposal:
    counts = _occurrences(rule.rates, declared)
    if counts is None:
        kinds = ", ".join(f"{rate.words}=…" for rate in rule.rates if rate.words) or "số lần"
        return Proposal(None, f"cần {kinds}, không phải “{declared.words}”")
    taken = sum((number * rate.points for number, rate in counts), ZERO)
    told = " + ".join(f"{format_number(n)} × {format_number(rate.points)}" for n, rate in counts)
    if row.part is ScorePart.DEDUCTION:
        return Proposal(taken, f"trừ {told}")
    told = f"({told})" if len(counts) > 1 else told
    return Proposal(max(row.maximum - taken, ZERO), f"{format_number(row.maximum)} − {told}")


def _occurrences(rates: Sequence[Rate], declared: Declared) -> list[tuple[Decimal, Rate]] | None:
    if declared.is_none or declared.is_yes is False or declared.number == 0:
        return [(ZERO, rate) for rate in rates]
    if declared.number is not None:
        return [(declared.number, rates[0])] if len(rates) == 1 else None
    found = []
    for name, number in declared.counts:
        place = int(name) - 1 if name.isdecimal() else -1
        held = [rate for rate in rates if fold(name) in fold(rate.words)]
        rate = rates[place] if 0 <= place < len(rates) else held[0] if len(held) == 1 else None
        if rate is None:
            return None
        found.append((number, rate))
    return found or None


def _count(rule: Rule, row: Criterion, declared: Declared) -> Proposal:
    number = ZERO if declared.is_none or declared.is_yes is False else declared.number
    if number is None or rule.each is None:
        return Proposal(None, f"cần số lượng, không phải “{declared.words}”")
    most = rule.cap if rule.cap is not None else row.maximum
    points = number * rule.each
    capped = f", tối đa {format_number(most)}" if points > most else ""
    return Proposal(min(points, most), f"{format_number(number)} × {format_number(rule.each)}{capped}")


def _breach(rule: Rule, row: Criterion, declared: Declared) -> Proposal:
    has_breach = declared.is_yes
    if declared.is_none or declared.number is not None:
        has_breach = bool(declared.number)
    if has_breach is None:
        return Proposal(None, f"cần có/không hoặc số vụ, không phải “{declared.words}”")
    return Proposal(ZERO, "có vi phạm: 0 điểm") if has_breach else Proposal(row.maximum, "không vi phạm: điểm tối đa")


def _arose(rule: Rule, row: Criterion, declared: Declared) -> Proposal:
    if declared.number == 0 or declared.is_yes is False:
        return Proposal(row.maximum, "không phát sinh: điểm tối đa")
    return Proposal(None, "có phát sinh: cách tính không nói được bao nhiêu điểm")


_WORKED = {
    RuleKind.LEVEL: _level,
    RuleKind.PROPORTION: _proportion,
    RuleKind.DEDUCT: _deduct,
    RuleKind.COUNT: _count,
    RuleKind.BREACH: _breach,
    RuleKind.FULL: _arose,
}
