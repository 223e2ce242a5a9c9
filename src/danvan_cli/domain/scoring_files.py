"""A set of criteria as a .toml file: everything that a set can say, in words that a person can write by hand.

``data/scoring/vi-du.toml`` shows each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.numbers import format_number, parse_number
from danvan_cli.domain.scoring import (
    Band,
    CriteriaSet,
    Criterion,
    Disqualifier,
    Option,
    Rate,
    Rule,
    faults,
    trimmed,
)
from danvan_cli.domain.scoring_kept import digits, span_of, span_text
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import Disqualifies, Rounding, RuleKind, ScorePart, W, parse_word

_SET = (
    "title", "year", "number", "step", "rounding", "bonus", "deduction", "lock_on", "converts", "columns", "total",
    "band", "disqualifier", "criterion",
)  # fmt: skip
_ROW = ("code", "number", "text", "maximum", "part", "method", "proof", "source", "step", "rule", "criterion")
_RULE = ("kind", "options", "rates", "each", "cap", "floor", "goal", "full_when_none")
_HINT = "Xem tệp mẫu: danvan score export --example -o mau.toml."


def set_of(data: Mapping[str, Any], year: int | None = None) -> CriteriaSet:
    """Reads a set from a file's content; UsageError that names the place of the first thing that is wrong."""
    _refuse_unknown(data, _SET, "tệp")
    rows = list(_rows(data.get("criterion", ()), None, ScorePart.MAIN, ""))
    if not rows:
        raise UsageError("Bộ tiêu chí không có [[criterion]] nào.", _HINT)
    _refuse_twice(rows)
    made = CriteriaSet(
        "",
        _text(data, "title", "tệp"),
        year or int(data.get("year", 0)),
        tuple(rows),
        clean(str(data.get("number", ""))) or None,
        tuple(sorted(map(_band, data.get("band", ())), key=lambda band: -band.at_least)),
        tuple(map(_disqualifier, data.get("disqualifier", ()))),
        _number(data, "step", "tệp"),
        _word(Rounding, data.get("rounding", Rounding.HALF_UP), "rounding"),
        _number(data, "bonus", "tệp"),
        _number(data, "deduction", "tệp"),
        _day(data.get("lock_on")),
        bool(data.get("converts", True)),
        tuple((str(role), clean(str(title))) for role, title in data.get("columns", ())),
    )
    _check(made, _number(data, "total", "tệp"))
    return made


def _check(made: CriteriaSet, total: Decimal | None) -> None:
    wrong = list(faults(made.rows))
    if total is not None and total != made.scale:
        wrong.append(f"total ghi {format_number(total)} điểm, các tiêu chí cộng lại {format_number(made.scale)}")
    if wrong:
        raise UsageError(f"Điểm tối đa cộng không khớp: {'; '.join(wrong)}.", "Sửa các số ấy rồi nhập lại.")
    codes = {row.code for row in made.rows}
    names = {band.name for band in made.bands}
    for band in made.bands:
        if band.group is not None and band.group not in codes:
            raise UsageError(f"Mức “{band.name}” đòi nhóm {band.group}, bộ không có nhóm ấy.", _HINT)
    for one in made.disqualifiers:
        if one.band is not None and one.band not in names:
            raise UsageError(f"Điều kiện “{one.words}” dẫn tới mức “{one.band}”, bộ không có mức ấy.", _HINT)


def _refuse_twice(rows: Sequence[Criterion]) -> None:
    seen: dict[str, Criterion] = {}
    for row in rows:
        if (other := seen.setdefault(row.code.casefold(), row)) is not row:
            raise UsageError(f"Hai tiêu chí cùng số {row.code}: “{other.text}” và “{row.text}”.", "Đổi một số.")


def _refuse_unknown(data: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    if unknown := sorted(set(data) - set(known)):
        raise UsageError(f"Mục lạ “{unknown[0]}” ở {where}.", f"Các mục có: {', '.join(known)}. {_HINT}")


def _rows(data: Sequence[Mapping[str, Any]], parent: str | None, part: ScorePart, prefix: str) -> Iterator[Criterion]:
    for one in data:
        number = clean(str(one.get("number", "")))
        where = f"tiêu chí {number or '(không số)'}"
        _refuse_unknown(one, _ROW, where)
        own_code = clean(str(one.get("code", "")))
        if not number and not own_code:
            raise UsageError(f"Thiếu number ở tiêu chí “{one.get('text', '')}”.", _HINT)
        own = _word(ScorePart, one.get("part", part), where)
        code = own_code or _code(number, prefix)
        below = list(_rows(one.get("criterion", ()), code, own, code))
        maximum = _number(one, "maximum", where)
        if maximum is None and not below:
            raise UsageError(f"Thiếu maximum ở {where}.", _HINT)
        top = [row.maximum for row in below if row.parent == code]
        whole = maximum if maximum is not None else sum(top, Decimal(0))
        yield Criterion(
            code, number, _text(one, "text", where), own, whole, parent, _rule(one.get("rule"), where, whole),
            one_line(str(one.get("method", ""))), clean(str(one.get("proof", ""))),
            clean(str(one.get("source", ""))) or None, _number(one, "step", where),
        )  # fmt: skip
        yield from below


def _code(number: str, prefix: str) -> str:
    """Makes a row's code of its number and its group's code, which "1.1" does not need."""
    return number if "." in number or not prefix else f"{prefix}.{number}"


def _rule(data: Any, where: str, maximum: Decimal) -> Rule | None:
    if data is None:
        return None
    if not isinstance(data, Mapping) or "kind" not in data:
        raise UsageError(f"rule của {where} phải có kind.", _HINT)
    _refuse_unknown(data, _RULE, f"rule của {where}")
    rule = Rule(
        _word(RuleKind, data["kind"], where),
        tuple(_option(one, where) for one in data.get("options", ())),
        tuple(Rate(clean(str(one.get("words", ""))), _needed(one, "points", where)) for one in data.get("rates", ())),
        _number(data, "each", where),
        _number(data, "cap", where),
        _number(data, "floor", where),
        _number(data, "goal", where) or Decimal(100),
        bool(data.get("full_when_none")),
    )
    refuse_senseless(rule, where, maximum)
    return rule


def refuse_senseless(rule: Rule, where: str, maximum: Decimal) -> None:
    """Raises UsageError for a rule that lacks what its kind needs, or gives more than the maximum."""
    if rule.kind is RuleKind.LEVEL and len(rule.options) < 2:
        raise UsageError(f"Cách tính theo mức của {where} cần ít nhất hai mức.", _HINT)
    if rule.kind is RuleKind.DEDUCT and not rule.rates:
        raise UsageError(f"Cách tính trừ của {where} cần số điểm trừ mỗi lần.", _HINT)
    if rule.kind is RuleKind.COUNT and rule.each is None:
        raise UsageError(f"Cách tính theo số lượng của {where} cần số điểm mỗi cái.", _HINT)
    most = max((option.points for option in rule.options), default=Decimal(0))
    if most > maximum:
        raise UsageError(f"{where} có mức {digits(most)}, quá điểm tối đa {digits(maximum)}.", "Sửa mức ấy.")


def _option(data: Mapping[str, Any], where: str) -> Option:
    try:
        span = span_of(str(data.get("span", "")))
    except ValueError:
        raise UsageError(f"Khoảng “{data.get('span')}” ở {where} không đọc được.", 'Ghi như ">=70 <90".') from None
    return Option(clean(str(data.get("words", ""))), _needed(data, "points", where), span)


def _band(data: Mapping[str, Any]) -> Band:
    name = _text(data, "name", "band")
    group = clean(str(data.get("group", ""))) or None
    return Band(name, _needed(data, "at_least", f"mức {name}"), group, _number(data, "group_at_least", name))


def _disqualifier(data: Mapping[str, Any]) -> Disqualifier:
    words = _text(data, "words", "disqualifier")
    effect = _word(Disqualifies, data.get("effect", ""), words)
    band = clean(str(data.get("band", ""))) or None
    points = _number(data, "points", words)
    if effect is Disqualifies.CAP and band is None and points is None:
        raise UsageError(f"Điều kiện “{words}” chặn ở đâu: thiếu band hoặc points.", _HINT)
    return Disqualifier(words, effect, band, points)


def one_line(words: str) -> str:
    """Joins the lines of a method to one: no stored text has line ends."""
    return "; ".join(line.rstrip(" ;.") for line in map(clean, words.split("\n")) if line)


def _text(data: Mapping[str, Any], name: str, where: str) -> str:
    if not (words := clean(str(data.get(name, "")))):
        raise UsageError(f"Thiếu {name} ở {where}.", _HINT)
    return words


def _needed(data: Mapping[str, Any], name: str, where: str) -> Decimal:
    found = _number(data, name, where)
    if found is None:
        raise UsageError(f"Thiếu {name} ở {where}.", _HINT)
    return found


def _number(data: Mapping[str, Any], name: str, where: str) -> Decimal | None:
    value = data.get(name)
    if value is None:
        return None
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        number = Decimal(value)
    else:
        try:
            number = parse_number(str(value).replace(".", ","))
        except UsageError:
            raise UsageError(f"{name} ở {where} ghi “{value}”, không phải số.", _HINT) from None
    if number < 0:
        raise UsageError(f"{name} ở {where} là số âm.", _HINT)
    return trimmed(number)


def _word(words: type[W], value: Any, where: str) -> W:
    try:
        return parse_word(words, str(value))
    except UsageError as error:
        raise UsageError(f"{where}: {error.message}", error.hint) from None


def _day(value: Any) -> date | None:
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise UsageError(f"lock_on ghi “{value}”, không phải ngày.", "Ghi như 2026-10-31.") from None


def toml_text(made: CriteriaSet) -> Iterator[str]:
    """Writes a set as lines of a .toml file that ``set_of`` reads as the same set."""
    yield f"title = {_quoted(made.title)}"
    yield f"year = {made.year}"
    yield from _lines(number=made.number, step=made.step, rounding=str(made.rounding), bonus=made.bonus)
    yield from _lines(deduction=made.deduction)
    yield f"total = {digits(made.scale)}"
    if made.lock_on is not None:
        yield f"lock_on = {made.lock_on.isoformat()}"
    yield f"converts = {str(made.converts).lower()}"
    if made.columns:
        told = ", ".join(f"[{_quoted(role)}, {_quoted(title)}]" for role, title in made.columns)
        yield f"columns = [{told}]"
    for band in made.bands:
        yield "\n[[band]]"
        yield from _lines(name=band.name, at_least=band.at_least, group=band.group, group_at_least=band.group_at_least)
    for one in made.disqualifiers:
        yield "\n[[disqualifier]]"
        yield from _lines(words=one.words, effect=str(one.effect), band=one.band, points=one.points)
    yield from _row_lines(made.rows, None, "criterion")


def _row_lines(rows: Sequence[Criterion], parent: str | None, path: str) -> Iterator[str]:
    for row in rows:
        if row.parent != parent:
            continue
        yield f"\n[[{path}]]"
        yield from _lines(code=None if row.code == _code(row.number, parent or "") else row.code)
        yield from _lines(number=row.number, text=row.text, maximum=row.maximum, part=str(row.part))
        yield from _lines(method=row.method or None, proof=row.proof or None, source=row.source, step=row.step)
        if row.rule is not None:
            yield f"rule = {_rule_toml(row.rule)}"
        yield from _row_lines(rows, row.code, f"{path}.criterion")


def _rule_toml(rule: Rule) -> str:
    parts = [f"kind = {_quoted(str(rule.kind))}"]
    if rule.options:
        told = []
        for option in rule.options:
            span = f", span = {_quoted(span_text(option.span))}" if span_text(option.span) else ""
            told.append(f"{{ words = {_quoted(option.words)}, points = {digits(option.points)}{span} }}")
        parts.append(f"options = [{', '.join(told)}]")
    if rule.rates:
        rates = (f"{{ words = {_quoted(rate.words)}, points = {digits(rate.points)} }}" for rate in rule.rates)
        parts.append(f"rates = [{', '.join(rates)}]")
    parts += [
        f"{name} = {digits(value)}" for name in ("each", "cap", "floor") if (value := getattr(rule, name)) is not None
    ]
    parts += [f"goal = {digits(rule.goal)}"] if rule.goal != 100 else []
    parts += ["full_when_none = true"] if rule.full_when_none else []
    return f"{{ {', '.join(parts)} }}"


def _lines(**fields: str | Decimal | None) -> Iterator[str]:
    for name, value in fields.items():
        if value is not None:
            yield f"{name} = {digits(value) if isinstance(value, Decimal) else _quoted(value)}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", " ")
    return f'"{escaped}"'
