"""How far the targets are: of a whole plan, of one unit, of one target."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import NamedTuple

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import plans, targets
from danvan_cli.db.reads.units import all_units, elsewhere, entered_later
from danvan_cli.domain.codes import find_code, find_unit
from danvan_cli.domain.coverage import cover, figures_in_force
from danvan_cli.domain.figures import Coverage
from danvan_cli.domain.model import Measurement, Plan, Target, Unit
from danvan_cli.domain.succession import Inherited, has_ended, heirs_at, inherit, is_valid
from danvan_cli.domain.words import OWN_KINDS
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import note_plans, snapshot
from danvan_cli.services.target_figures import figures_of, kept_up, source_words


class CoverageList(NamedTuple):
    """How far the targets of one plan are."""

    plan: Plan
    coverage: tuple[Coverage, ...]


def coverage(request: Request, code: str | None = None, unit: str | None = None) -> CoverageList:
    """Works out how far every target is, or the one named, as of the request's day; NotFoundError for other codes."""
    with snapshot(request) as reader:
        plan = plans.find_plan(reader, request.plan)
        note_plans(reader, request, [plan])
        units = all_units(reader)
        chosen = None if unit is None else find_unit(units, unit, request.as_of)
        lines = coverage_of(reader, plan.code, units, request.as_of, chosen)
    if code is not None:
        lines = (_one_target(plan, lines, code),)
    return CoverageList(plan, lines)


class TargetDetail(NamedTuple):
    """One target with every figure reported for it, oldest first; ``source`` names the records that feed it."""

    plan: Plan
    coverage: Coverage
    measurements: tuple[Measurement, ...]
    source: str | None


def show_target(request: Request, code: str) -> TargetDetail:
    """Finds one target with all its figures; NotFoundError for an unknown code."""
    with snapshot(request) as reader:
        plan = plans.find_plan(reader, request.plan)
        note_plans(reader, request, [plan])
        units = all_units(reader)
        line = _one_target(plan, coverage_of(reader, plan.code, units, request.as_of, None), code)
        figures = reported_figures(reader, plan.code, [line.target], units, request.as_of).get(line.target.code, [])
    return TargetDetail(plan, line, tuple(figures), source_words(line.target.fed_by))


def _one_target(plan: Plan, lines: Sequence[Coverage], code: str) -> Coverage:
    known = find_code([line.target.code for line in lines], code, "chỉ tiêu", f"Kế hoạch {plan.code}")
    return next(line for line in lines if line.target.code == known)


def coverage_of(reader: Reader, plan: str, units: list[Unit], as_of: date, chosen: Unit | None) -> tuple[Coverage, ...]:
    """Works out how far every target of a plan is; with ``chosen`` that unit's figures of what it was given.

    Expected to report are the target's own units, else ``expected_units``; figures of merged units are their heirs'.
    """
    own = expected_units(reader, plan, units, as_of)
    known = kept_up(reader, plan, targets.all_targets(reader, plan), own, as_of)
    figures = figures_of(reader, plan, known, own, as_of)
    valid = {unit.code for unit in units if is_valid(unit, as_of)}
    ended = {unit.code for unit in units if has_ended(unit, as_of)}
    lines = []
    for target in known:
        # Who was named and has ended since is not waited for.
        named = [code for code in target.units if code in valid]
        expected = named if target.units else own
        found = inherit(
            figures.get(target.code, []), units, as_of, target.roll_up, is_flow=bool(target.fed_by),
            expected=_had_to_report(target),
        )  # fmt: skip
        line = cover(target, found.figures, expected, as_of, ended)
        if not _stands_for_all(target, found.figures, as_of):
            line = _told_by(line, found, expected)
        if chosen is None:
            lines.append(line)
            continue
        whole = figures.get(target.code, []) if chosen.code in ended else found.figures
        own_figures = [figure for figure in whole if figure.unit == chosen.code]
        if chosen.code in expected or own_figures:
            own_line = cover(target, own_figures, [chosen.code] if chosen.code in expected else [], as_of)
            # A figure of the whole agency stands for each unit's.
            lines.append(own_line._replace(missing=tuple(code for code in own_line.missing if code in line.missing)))
    return tuple(line._replace(plan=plan) for line in lines)


def _had_to_report(target: Target) -> Callable[[Unit, date], bool]:
    """Tells who had to report on a day before it ended: of the target's own units, else of all."""
    return lambda unit, day: (
        unit.code in target.units if target.units else unit.kind in OWN_KINDS and is_valid(unit, day)
    )


def _stands_for_all(target: Target, figures: Sequence[Measurement], as_of: date) -> bool:
    """Tells whether a figure of the whole agency is in force: then no unit's is waited for."""
    return not target.per_unit and any(one.unit is None for one in figures_in_force(target, figures, as_of))


def _told_by(line: Coverage, found: Inherited, expected: Collection[str]) -> Coverage:
    """Asks those again whose figure leaves out what a unit merged into them never told, and no one that has told."""
    again = [code for code in expected if code in found.partial and code not in line.missing]
    missing = tuple(code for code in (*line.missing, *again) if code not in found.waiting)
    if missing == line.missing:
        return line
    reported = line.units_reported - len(again) + sum(code in found.waiting for code in line.missing)
    return line._replace(missing=missing, units_reported=reported, met=None if line.met and missing else line.met)


def reported_figures(
    reader: Reader, plan: str, known: Sequence[Target], units: Sequence[Unit], as_of: date
) -> dict[str, list[Measurement]]:
    """Lists the figures behind targets, as ``figures_of`` has them."""
    is_fed = any(target.fed_by for target in known)
    return figures_of(reader, plan, known, expected_units(reader, plan, units, as_of) if is_fed else (), as_of)


def counted_figures(
    target: Target, figures: Sequence[Measurement], units: Sequence[Unit], as_of: date
) -> list[Measurement]:
    """Lists which figures, as told, make a target's at a day: what a newer one replaced is not among them."""
    found = inherit(
        figures, units, as_of, target.roll_up, is_flow=bool(target.fed_by), expected=_had_to_report(target)
    )  # fmt: skip
    used = {one.unit for one in figures_in_force(target, found.figures, as_of)}
    heirs = heirs_at(units, as_of)
    return [one for one in found.parts if (heirs.get(one.unit, one.unit) if one.unit else None) in used]


def expected_units(reader: Reader, plan: str, units: Sequence[Unit], as_of: date) -> list[str]:
    """Lists who has to report: the agency's own units, valid and entered by ``as_of``, not at work only in plans of
    other issuers.
    """
    others = elsewhere(reader, plan) | entered_later(reader, as_of)
    return [u.code for u in units if u.kind in OWN_KINDS and u.code not in others and is_valid(u, as_of)]
