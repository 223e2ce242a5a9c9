"""What the data say of criteria that name a source: shares on time, targets met, reports in time, records added up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.plans import all_plans, find_plan
from danvan_cli.db.reads.rounds import rounds_of
from danvan_cli.db.reads.tasks import list_tasks
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import DanvanError, UsageError
from danvan_cli.domain.model import Plan, TaskFilter
from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.scoring import CriteriaSet
from danvan_cli.domain.scoring_sheets import Figure
from danvan_cli.domain.states import DECIDED
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.words import GroupBy, RateOf, ScoreSource, State, parse_word
from danvan_cli.services.request import Request

_PARTED = ":"


def source_of(words: str) -> str | None:
    """Reads a source as typed: "nhiệm vụ", "chỉ tiêu", "báo cáo", "phiếu:LOẠI:MỤC"; None for no words.

    UsageError for anything else, and for a field or rate that the kind of records has not.
    """
    named, *rest = [clean(part) for part in words.split(_PARTED)]
    if not named:
        return None
    source = parse_word(ScoreSource, named)
    if source is not ScoreSource.RECORDS:
        return str(source)
    from danvan_cli.domain.record_kinds import find_field
    from danvan_cli.services.record_kinds import kind_of

    if len(rest) != 2:
        raise UsageError("Lấy số từ phiếu cần loại phiếu và mục.", "Ghi như phiếu:dossiers:đúng hạn.")
    kind = kind_of(rest[0])
    rate = next((one.word for one in kind.rates if fold(one.word) == fold(rest[1])), None)
    wanted = rate or find_field(kind, rest[1]).word
    return _PARTED.join((source, kind.key, wanted))


def figures_of(reader: Reader, request: Request, scored: CriteriaSet, unit: str | None) -> dict[str, Figure]:
    """Works out the figures of a set's criteria that name a source, of the whole agency or of a unit."""
    wanted = {row.source for row in scored.leaves() if row.source}
    made: dict[str, Figure] = {}
    for source in sorted(wanted):
        kind, _, rest = source.partition(_PARTED)
        work = _WORKED.get(kind)
        if work is not None:
            made[source] = work(reader, request, scored.year, unit, rest)
    return {row.code: made[row.source] for row in scored.leaves() if row.source in made}


def _plan(reader: Reader, request: Request, year: int) -> Plan | None:
    """Finds the plan of the set's year: the one in use where it is of that year."""
    try:
        meant = find_plan(reader, request.plan)
    except DanvanError:
        meant = None
    if meant is not None and meant.year == year:
        return meant
    return next((plan for plan in all_plans(reader, counted=False) if plan.year == year), None)


def _no_plan(year: int) -> Figure:
    return Figure("", f"chưa có kế hoạch năm {year}", ())


def _tasks(reader: Reader, request: Request, year: int, unit: str | None, rest: str) -> Figure:
    from danvan_cli.services import views

    plan = _plan(reader, request, year)
    if plan is None:
        return _no_plan(year)
    wanted = views.query_of(reader, request, [plan], unit, None)
    rate = views.status_of(reader, request, plan, wanted, GroupBy.UNIT, RateOf.DUE).totals.rate(RateOf.DUE)
    found, _ = list_tasks(reader, wanted, TaskFilter())
    rows = [
        (row.task, task.short_title or task.content, _told(row.unit, row.due_on, row.state))
        for task in found
        for row in task.deadlines
        if unit in (None, row.unit) and row.due_on is not None and row.due_on < request.as_of
        and State(row.state) in DECIDED
    ]  # fmt: skip
    told = f"{rate.numerator}/{rate.denominator}"
    return Figure(told, f"nhiệm vụ đúng hạn trong số đã đến hạn: {told}", tuple(rows))


def _told(unit: str | None, due: date, state: str) -> str:
    return f"{unit or 'chưa phân công'}, hạn {short(due)}: {State(state).spoken}"


def _targets(reader: Reader, request: Request, year: int, unit: str | None, rest: str) -> Figure:
    from danvan_cli.db.reads.units import all_units
    from danvan_cli.services.coverage import coverage_of

    plan = _plan(reader, request, year)
    if plan is None:
        return _no_plan(year)
    units = all_units(reader)
    of = next((one for one in units if one.code == unit), None)
    lines = coverage_of(reader, plan.code, units, request.as_of, of)
    met = sum(line.met is True for line in lines)
    words = {True: "đạt", False: "chưa đạt", None: "chưa xác định"}
    rows = tuple((line.target.code, line.target.statement, words[line.met]) for line in lines)
    return Figure(f"{met}/{len(lines)}", f"chỉ tiêu đạt trên tổng số: {met}/{len(lines)}", rows)


def _reports(reader: Reader, request: Request, year: int, unit: str | None, rest: str) -> Figure:
    plan = _plan(reader, request, year)
    if plan is None:
        return _no_plan(year)
    rows = []
    in_time = 0
    for one in rounds_of(reader, plan.code):
        if one.due_on >= request.as_of:
            continue
        for report in one.reports:
            if unit not in (None, report.unit):
                continue
            late = report.days_late(one.due_on, request.as_of)
            in_time += not late
            rows.append((one.code, f"{one.title}, {report.unit}", f"trễ {late} ngày" if late else "đúng hạn"))
    told = f"{in_time}/{len(rows)}"
    return Figure(told, f"báo cáo gửi đúng hạn: {told}", tuple(rows))


def _records(reader: Reader, request: Request, year: int, unit: str | None, rest: str) -> Figure:
    from danvan_cli.db.reads.records import records_of
    from danvan_cli.db.reads.units import all_units
    from danvan_cli.domain.record_stocks import handover_at, stocks_of
    from danvan_cli.domain.record_sums import add_up
    from danvan_cli.domain.record_values import typed_values
    from danvan_cli.services.record_kinds import kind_by_key

    key, _, word = rest.partition(_PARTED)
    kind = kind_by_key(key)
    if kind is None:
        return Figure("", f"bản này chưa biết loại phiếu {key}", ())
    own = [
        one for one in records_of(reader, key, request.as_of) if one.last_day.year == year and unit in (None, one.unit)
    ]
    rows = tuple((one.code, one.unit or "toàn cơ quan", typed_values(kind, one.values)) for one in own)
    if not own:
        return Figure("", f"chưa có phiếu {kind.word} nào năm {year}", ())
    summed = add_up(kind, own, stocks=stocks_of(kind, own, handover_at(all_units(reader), request.as_of)))
    told = ""
    for rate in summed.rates:
        if rate.word == word and rate.numerator is not None and rate.denominator is not None:
            told = f"{format_number(rate.numerator)}/{format_number(rate.denominator)}"
    for field in kind.fields:
        if field.word == word and not told and (value := summed.values.get(field.key)) is not None:
            told = format_number(value)
    return Figure(told, f"{word} của {len(own)} phiếu {kind.word}: {told or 'chưa đủ số'}", rows)


_Worked = Callable[[Reader, Request, int, str | None, str], Figure]
_WORKED: dict[str, _Worked] = {
    ScoreSource.TASKS: _tasks,
    ScoreSource.TARGETS: _targets,
    ScoreSource.REPORTS: _reports,
    ScoreSource.RECORDS: _records,
}
