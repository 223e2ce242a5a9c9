"""What is asked about reporting rounds: which one is meant, where its units stand, what their reports lack."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import plans
from danvan_cli.db.reads.deadlines import DeadlineQuery, dated_between
from danvan_cli.db.reads.records import records_of
from danvan_cli.db.reads.rounds import rounds_of
from danvan_cli.db.reads.targets import all_targets
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.codes import find_code
from danvan_cli.domain.errors import NotFoundError, UsageError
from danvan_cli.domain.report_periods import read_period
from danvan_cli.domain.rounds import Lack, Round, RoundStatus, called, is_of_round, open_ones
from danvan_cli.domain.typed_dates import parse_date
from danvan_cli.domain.words import PeriodRule, State
from danvan_cli.services.coverage import expected_units
from danvan_cli.services.record_kinds import kind_by_key
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import snapshot
from danvan_cli.services.target_figures import figures_of

_STILL = (State.OVERDUE, State.DUE_SOON, State.IN_TIME)


def find_round(rounds: Sequence[Round], words: str | None, year: int, today: date) -> Round:
    """Finds the round meant by its code or its period's words, of ``year`` where they tell none.

    Without words it is the only one that is open, else the newest.

    NotFoundError where the plan has none or the words name none; UsageError where several are open.
    """
    if not rounds:
        raise NotFoundError("Chưa có đợt báo cáo nào.", 'Mở bằng danvan round open "quý III".')
    if words is None:
        opened = open_ones(rounds, today)
        if len(opened) > 1:
            raise UsageError(f"Nhiều đợt đang mở: {called(opened)}.", "Ghi mã của một đợt.")
        return opened[0] if opened else rounds[-1]
    codes = [one.code for one in rounds]
    try:
        # Days of one's own are named by themselves; the rule of periods plays no part in a name.
        meant = read_period(
            words, year, PeriodRule.CALENDAR, lambda text: parse_date(text, today=today, year=year)
        ).name
    except UsageError:
        meant = words
    return rounds[codes.index(find_code(codes, meant, "đợt báo cáo", f"Kế hoạch {rounds[0].plan}"))]


def list_rounds(request: Request) -> tuple[str, list[Round]]:
    """Lists the rounds that were opened by the day asked about, with the plan's code."""
    with snapshot(request) as reader:
        plan = plans.find_plan(reader, request.plan)
        return plan.code, [one for one in rounds_of(reader, plan.code) if one.opened_on <= request.as_of]


def round_status(request: Request, words: str | None) -> RoundStatus:
    """Tells where each unit of a round stood at the day asked about, and what its report lacks.

    Errors as in ``find_round``.
    """
    with snapshot(request) as reader:
        plan = plans.find_plan(reader, request.plan)
        known = [one for one in rounds_of(reader, plan.code) if one.opened_on <= request.as_of]
        found = find_round(known, words, plan.year, request.as_of)
        return RoundStatus(found, request.as_of, _lacks(reader, request, found))


def _lacks(reader: Reader, request: Request, found: Round) -> dict[str, Lack]:
    """Finds by unit the work that fell due in the round and is open, and the targets without a figure in its days."""
    wanted = DeadlineQuery(found.plan, request.as_of)
    tasks: dict[str, dict[str, None]] = {}
    for row in dated_between(reader, wanted, found.first, min(found.cut_off, request.as_of)).rows:
        if row.unit is not None and row.submitted_on is None and row.state in _STILL:
            tasks.setdefault(row.unit, {})[row.task] = None
    expected = expected_units(reader, found.plan, all_units(reader), request.as_of)
    # What records feed no form asks for as a figure: what lacks then is the record.
    known = [target for target in all_targets(reader, found.plan) if target.fed_by is None]
    figures = figures_of(reader, found.plan, known, expected, request.as_of)
    lacking: dict[str, list[str]] = {}
    last = min(found.cut_off, request.as_of)
    for target in known:
        told = {one.unit for one in figures.get(target.code, ()) if found.first <= one.as_of <= last}
        # A figure of the whole agency stands for each unit's.
        for unit in () if None in told else target.units or expected:
            if unit not in told:
                lacking.setdefault(unit, []).append(target.code)
    kept = _told_kinds(reader, request.as_of, found)
    kinds = [kind for key in found.kinds if (kind := kind_by_key(key))]
    return {
        one.unit: Lack(
            tuple(tasks.get(one.unit, ())),
            tuple(lacking.get(one.unit, ())),
            tuple(k.word for k in kinds if (one.unit, k.key) not in kept and k.key not in one.empty_kinds),
            tuple(k.word for k in kinds if (one.unit, k.key) not in kept and k.key in one.empty_kinds),
        )
        for one in found.reports
        if one.is_in(request.as_of)
    }


def _told_kinds(reader: Reader, as_of: date, found: Round) -> set[tuple[str | None, str]]:
    """Finds which unit has told of which kind in the round."""
    return {
        (record.unit, kind.key)
        for key in found.kinds
        if (kind := kind_by_key(key))
        for record in records_of(reader, key, as_of)
        if is_of_round(kind, record, found)
    }
