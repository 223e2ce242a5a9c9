"""Every rule kind as a table: what is declared, and what is proposed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from danvan_cli.domain.scoring import CriteriaSet, Criterion, Option, Rate, Rule, Span
from danvan_cli.domain.scoring_kept import rule_of, rule_text, span_of, span_text
from danvan_cli.domain.scoring_points import propose, read_declared
from danvan_cli.domain.words import Rounding, RuleKind, ScorePart

D = Decimal
LEVELS = Rule(
    RuleKind.LEVEL,
    options=(
        Option("từ 90% trở lên", D(4), Span(low=D(90))),
        Option("từ 70% đến dưới 90%", D("2.5"), Span(D(70), D(90))),
        Option("dưới 70%", D(0), Span(high=D(70))),
    ),
)
YES_NO = Rule(RuleKind.LEVEL, options=(Option("Có ban hành", D(4)), Option("Không ban hành", D(0))))
TWO_RATES = Rule(RuleKind.DEDUCT, rates=(Rate("vi phạm nhẹ", D("0.5")), Rate("vi phạm nặng", D(2))))
CASES = [
    # level
    (LEVELS, "95%", "4"), (LEVELS, "90%", "4"), (LEVELS, "89,9%", "2.5"), (LEVELS, "70%", "2.5"), (LEVELS, "69,99%", "0"),
    (LEVELS, "9/10", "4"), (LEVELS, "dưới 70%", "0"), (LEVELS, "rất tốt", None), (LEVELS, "0/0", None),
    (YES_NO, "có", "4"), (YES_NO, "không", "0"), (YES_NO, "có ban hành", "4"), (YES_NO, "chưa rõ", None),
    # proportion
    (Rule(RuleKind.PROPORTION), "35/40", "3.5"), (Rule(RuleKind.PROPORTION), "1/3", "1.33"),
    (Rule(RuleKind.PROPORTION), "87,5%", "3.5"), (Rule(RuleKind.PROPORTION), "120%", "4"),
    (Rule(RuleKind.PROPORTION), "0/10", "0"), (Rule(RuleKind.PROPORTION), "35", None),
    (Rule(RuleKind.PROPORTION), "0/0", None), (Rule(RuleKind.PROPORTION, full_when_none=True), "0/0", "4"),
    (Rule(RuleKind.PROPORTION, floor=D(50)), "49,9%", "0"), (Rule(RuleKind.PROPORTION, floor=D(50)), "50%", "2"),
    (Rule(RuleKind.PROPORTION, goal=D(80)), "60%", "3"), (Rule(RuleKind.PROPORTION, goal=D(80)), "85%", "4"),
    # deduct per occurrence, not below 0
    (Rule(RuleKind.DEDUCT, rates=(Rate("lần", D("0.5")),)), "3", "2.5"),
    (Rule(RuleKind.DEDUCT, rates=(Rate("lần", D("0.5")),)), "0", "4"),
    (Rule(RuleKind.DEDUCT, rates=(Rate("lần", D("0.5")),)), "9", "0"),
    (Rule(RuleKind.DEDUCT, rates=(Rate("lần", D("0.5")),)), "không phát sinh", "4"),
    (Rule(RuleKind.DEDUCT, rates=(Rate("lần", D("0.5")),)), "có", None),
    (TWO_RATES, "nhẹ=1, nặng=1", "1.5"), (TWO_RATES, "nhẹ=1, nặng=-2", None), (TWO_RATES, "nặng=3", "0"), (TWO_RATES, "2; 0", "3"), (TWO_RATES, "0", "4"),
    (TWO_RATES, "2", None), (TWO_RATES, "vừa=1", None),
    # count with a cap
    (Rule(RuleKind.COUNT, each=D("1.5")), "2", "3"), (Rule(RuleKind.COUNT, each=D("1.5")), "3", "4"),
    (Rule(RuleKind.COUNT, each=D("1.5"), cap=D(2)), "3", "2"), (Rule(RuleKind.COUNT, each=D("1.5")), "không", "0"),
    (Rule(RuleKind.COUNT, each=D("1.5")), "nhiều", None),
    # zero on a breach
    (Rule(RuleKind.BREACH), "có", "0"), (Rule(RuleKind.BREACH), "2", "0"), (Rule(RuleKind.BREACH), "không", "4"),
    (Rule(RuleKind.BREACH), "0", "4"), (Rule(RuleKind.BREACH), "chưa kiểm tra", None),
    # full when nothing arose
    (Rule(RuleKind.FULL), "không phát sinh", "4"), (Rule(RuleKind.FULL), "0", "4"), (Rule(RuleKind.FULL), "2", None),
    # judgement, and a rule that nobody understood
    (Rule(RuleKind.JUDGEMENT), "tốt", None), (None, "35/40", None), (Rule(RuleKind.PROPORTION), None, None),
]  # fmt: skip


def a_set(**changes: object) -> CriteriaSet:
    return CriteriaSet("BTC-1", "Bộ", 2026, (), **changes)  # type: ignore[arg-type]


def a_row(rule: Rule | None, **changes: object) -> Criterion:
    row = Criterion("1", "1", "Tiêu chí", ScorePart.MAIN, D(4), rule=rule, method="…")
    return row._replace(**changes)


def proposed(
    rule: Rule | None, declared: str | None, scored: CriteriaSet | None = None, **changes: object
) -> str | None:
    found = propose(scored or a_set(), a_row(rule, **changes), read_declared(declared) if declared else None)
    assert found.words
    return None if found.points is None else format(found.points, "f")


@pytest.mark.parametrize(("rule", "declared", "points"), CASES)
def test_a_rule_proposes_points_or_nothing(rule: Rule | None, declared: str | None, points: str | None) -> None:
    assert points == proposed(rule, declared)


@pytest.mark.parametrize(
    ("step", "rounding", "own", "points"),
    [
        ("0.25", Rounding.HALF_UP, None, "1.25"), ("0.25", Rounding.DOWN, None, "1.25"), ("0.25", Rounding.UP, None, "1.5"),
        ("0.5", Rounding.HALF_UP, None, "1.5"), (None, Rounding.HALF_UP, None, "1.33"), ("0.25", Rounding.UP, "0.1", "1.4"),
    ],
)  # fmt: skip
def test_points_are_rounded_as_the_set_says_and_the_criterion_before_it(
    step: str | None, rounding: Rounding, own: str | None, points: str
) -> None:
    scored = a_set(step=D(step) if step else None, rounding=rounding)
    assert points == proposed(Rule(RuleKind.PROPORTION), "1/3", scored, step=D(own) if own else None)


def test_a_deduction_proposes_what_is_taken_off_up_to_its_maximum() -> None:
    rule = Rule(RuleKind.DEDUCT, rates=(Rate("lần", D(1)),))
    assert ["0", "3", "4"] == [proposed(rule, said, part=ScorePart.DEDUCTION) for said in ("0", "3", "7")]


@pytest.mark.parametrize("rule", [rule for rule, _, _ in CASES if rule is not None])
def test_a_rule_is_kept_as_text_and_read_back_the_same(rule: Rule) -> None:
    assert rule == rule_of(str(rule.kind), rule_text(rule))


def test_what_nobody_can_read_as_a_rule_is_no_rule() -> None:
    bad = ["", "[]", "3", '{"option 1": "x|y|z"}', '{"option 1": "1"}', '{"rate 1": "NaN"}', "{" * 3000]
    assert [None] * 4 == [rule_of("level", text) for text in bad[:1] + bad[3:5] + bad[6:]]
    assert (None, None) == (rule_of("magic", "{}"), rule_of(None, "{}"))


@pytest.mark.parametrize("text", ["", ">=90", ">90 <=95.5", "<70", "<=0"])
def test_the_figures_of_a_level_are_written_and_read_back(text: str) -> None:
    assert text == span_text(span_of(text))
