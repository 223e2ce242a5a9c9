"""A rule settled by a person where the words of a table were not understood, and where its figure comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.numbers import parse_number
from danvan_cli.domain.scoring import Option, Rate, Rule
from danvan_cli.domain.scoring_files import refuse_senseless
from danvan_cli.domain.scoring_kept import rule_text
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import RuleKind
from danvan_cli.services.request import Request
from danvan_cli.services.score_book import criterion_rows, set_row
from danvan_cli.services.score_figures import source_of
from danvan_cli.services.score_views import chosen_set
from danvan_cli.services.writing import changed, writing


@dataclass(frozen=True, slots=True)
class RuleInput:
    """A rule as typed; None leaves the criterion's rule, or its source, as it is."""

    rule: Rule | None
    source: str | None = None


def typed_rule(
    kind: RuleKind | None, options: Sequence[str], rates: Sequence[str], numbers: Sequence[str | None],
    full_when_none: bool, source: str | None,
) -> RuleInput:  # fmt: skip
    """Reads the options of the command; ``numbers`` are each, cap and floor. UsageError for what no kind takes."""
    each, cap, floor = (None if text is None else _number(text.removesuffix("%")) for text in numbers)
    if kind is None:
        if options or rates or each or cap or floor or full_when_none:
            raise UsageError("Chưa ghi loại cách tính.", "Thêm --kind.")
        if source is None:
            raise UsageError("Chưa ghi gì cho tiêu chí này.", "Ghi --kind hoặc --source.")
        return RuleInput(None, source)
    from danvan_cli.services.scoring import span_of_words

    levels = [Option(words, points, span_of_words(words)) for words, points in map(_pair, options)]
    taken = [Rate(words, points) for words, points in map(_pair, rates)]
    rule = Rule(kind, tuple(levels), tuple(taken), each, cap, floor, full_when_none=full_when_none)
    return RuleInput(rule, source)


def _pair(text: str) -> tuple[str, Decimal]:
    words, sign, points = text.rpartition("=")
    return (clean(words), _number(points)) if sign else ("", _number(text))


def _number(text: str) -> Decimal:
    return parse_number(clean(text).replace(".", ","))


def settle_rule(request: Request, code: str, said: RuleInput, set_words: str | None) -> Changed:
    """Gives a criterion the rule that a person read in its words, and a source; ConflictError for a group."""
    with writing(request) as work:
        scored = chosen_set(work.reader, request, set_words)
        row = scored.find(code)
        if row.code in scored.parents:
            raise ConflictError(f"{row.code} là nhóm, không có cách tính riêng.", "Ghi cho từng tiêu chí trong nhóm.")
        stored = criterion_rows(work, set_row(work, scored.code))[row.code]
        told = []
        if said.rule is not None:
            refuse_senseless(said.rule, f"tiêu chí {row.code}", row.maximum)
            stored.rule, stored.details = str(said.rule.kind), rule_text(said.rule)
            told.append(f"cách tính “{said.rule.kind.spoken}”")
        if said.source is not None:
            stored.source = source_of(said.source)
            told.append(f"lấy số từ {stored.source}" if stored.source else "không lấy số từ dữ liệu")
        work.session.add(stored)
    return changed(request, work, f"Tiêu chí {row.code}: {', '.join(told)}.", f"{scored.code} {row.code}")
