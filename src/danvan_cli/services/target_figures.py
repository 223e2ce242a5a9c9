"""The figures of targets: as units reported them, or, of a target fed by records, made of these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import targets
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.model import Measurement, Target
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import TargetKind

if TYPE_CHECKING:
    from danvan_cli.domain.record_kinds import RecordKind
    from danvan_cli.domain.record_values import KeptRecord

_PARTED = ":"


def figures_of(
    reader: Reader, plan: str, known: Sequence[Target], expected: Sequence[str], as_of: date
) -> dict[str, list[Measurement]]:
    """Lists every figure by target code, oldest first; ``expected`` are the units that have to report where none are
    named.

    A target that is fed takes the records of its kind whose last day is of the plan's year [our rule], and no figure
    that was typed.
    """
    found = targets.measurements(reader, plan)
    if fed := [target for target in known if target.fed_by]:
        found = {**found, **_fed(reader, plan, fed, expected, as_of)}
    return found


def _fed(
    reader: Reader, plan: str, known: Sequence[Target], expected: Sequence[str], as_of: date, years_ago: int = 0
) -> dict[str, list[Measurement]]:
    # Few plans have such a target: the others need not pay for reading the kinds.
    from danvan_cli.db.reads.units import all_units
    from danvan_cli.domain.record_stocks import handover_at
    from danvan_cli.domain.record_sums import fed_figures

    year = targets.plan_year(reader, plan) - years_ago
    handover = handover_at(all_units(reader), as_of)
    found: dict[str, list[Measurement]] = {}
    for target in known:
        kind, own = _records_behind(reader, target, year, as_of)
        if kind is not None:
            is_milestone = target.kind == TargetKind.MILESTONE
            made = fed_figures(kind, own, target.units or expected, as_of, is_milestone=is_milestone, handover=handover)
            found[target.code] = sorted(made, key=lambda figure: figure.as_of)
    return found


def records_behind(
    reader: Reader, plan: str, target: Target, as_of: date
) -> tuple[RecordKind | None, list[KeptRecord]]:
    """Lists the records that feed a target, with their kind; no kind for a target that none feed."""
    return _records_behind(reader, target, targets.plan_year(reader, plan), as_of)


def _records_behind(
    reader: Reader, target: Target, year: int, as_of: date
) -> tuple[RecordKind | None, list[KeptRecord]]:
    from danvan_cli.db.reads.records import records_of
    from danvan_cli.domain.record_rules import has_apart

    kind, narrowed = _source(target)
    if kind is None:
        return None, []
    own = [one for one in records_of(reader, kind.key, as_of) if one.last_day.year == year]
    return kind, [one for one in own if has_apart(kind, one.values, narrowed)]


def _source(target: Target) -> tuple[RecordKind | None, str]:
    """Finds the kind that feeds a target, and what of it alone does."""
    from danvan_cli.services.record_kinds import kind_by_key

    key, _, narrowed = (target.fed_by or "").partition(_PARTED)
    return kind_by_key(key), narrowed


def source_words(source: str | None) -> str | None:
    """Tells in words which records feed a target: "chỉ số: hài lòng"; None where none do."""
    if not source:
        return None
    from danvan_cli.services.record_kinds import kind_by_key

    key, _, narrowed = source.partition(_PARTED)
    kind = kind_by_key(key)
    if kind is None:
        return source
    apart = kind.field(kind.apart[0]) if narrowed else None
    return f"{kind.word}: {apart.choices.get(narrowed, narrowed)}" if apart else kind.word


def kept_up(reader: Reader, plan: str, known: Sequence[Target], expected: Sequence[str], as_of: date) -> list[Target]:
    """Gives targets that no goal was set and that records feed which keep up with the year before its value as goal.

    "Duy trì" means not below it.
    """
    silent = [target for target in known if target.fed_by and target.goal is None and _keeps_up(target)]
    if not silent:
        return list(known)
    from danvan_cli.domain.coverage import cover

    before = _fed(reader, plan, silent, expected, as_of, years_ago=1)
    goals = {target.code: cover(target, before.get(target.code, ()), (), as_of).actual for target in silent}
    return [
        target if (goal := goals.get(target.code)) is None else target._replace(operator=">=", goal=goal)
        for target in known
    ]


def _keeps_up(target: Target) -> bool:
    kind, _ = _source(target)
    return kind is not None and bool(kind.keeps_up) and kind.feed is not None and kind.feed.value == kind.keeps_up


def source_of(words: str, target_kind: str) -> str | None:
    """Reads which records feed a target: a kind, or with a colon those of it alone that tell something apart.

    "chỉ số:hài lòng" are the records of the index so called; None for no words. UsageError for a kind that feeds no
    target, or not one of this kind.
    """
    from danvan_cli.domain.record_kinds import FieldType
    from danvan_cli.domain.record_values import read_choice
    from danvan_cli.services.record_kinds import kind_of

    named, sign, narrowed = clean(words).partition(_PARTED)
    if not named:
        return None
    kind = kind_of(named.strip())
    if kind.feed is None:
        raise UsageError(
            f"Phiếu {kind.word} không cho số liệu của chỉ tiêu nào.", "Ghi số liệu bằng danvan target record."
        )
    is_milestone = target_kind == TargetKind.MILESTONE
    if not kind.feed.units if is_milestone else (target_kind == TargetKind.RATIO) == bool(kind.feed.value):
        of_units = "tỷ lệ hoặc cột mốc" if kind.feed.units else "tỷ lệ"
        told = "số lượng hoặc mức độ" if kind.feed.value else of_units
        raise UsageError(f"Phiếu {kind.word} chỉ cho số liệu của chỉ tiêu loại {told}.", "Đổi loại bằng --kind.")
    apart = [kind.field(key) for key in kind.apart]
    if not sign:
        if kind.feed.value and apart:
            example = next(iter(apart[0].choices.values()), "…")
            raise UsageError(f"Chưa rõ {apart[0].word} nào của phiếu {kind.word}.", f'Ghi như "{named}:{example}".')
        return kind.key
    if not apart:
        raise UsageError(f"Phiếu {kind.word} không chia theo mục nào.", f"Ghi {named} thôi.")
    words = clean(narrowed)
    value = read_choice(apart[0], words) if words and apart[0].type is FieldType.CHOICE else words
    return f"{kind.key}{_PARTED}{value}" if value else kind.key
