"""The figures of many agencies in one database, each read as its own clerk would read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import plans, reporting
from danvan_cli.db.reads.rounds import rounds_of
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.codes import find_code
from danvan_cli.domain.errors import DanvanError, UsageError
from danvan_cli.domain.figures import Counts, Status
from danvan_cli.domain.figures import total_of as total_of_lines
from danvan_cli.domain.model import Agency, Plan
from danvan_cli.domain.province import (
    AgencyLate,
    AgencyLine,
    AgencyReport,
    AgencyRound,
    AgencyScore,
    ProvinceFigures,
)
from danvan_cli.domain.report_periods import ReportPeriod, named_period, read_period
from danvan_cli.domain.reporting import PROVINCE
from danvan_cli.domain.rounds import Round
from danvan_cli.domain.typed_dates import parse_date
from danvan_cli.domain.words import GroupBy, PeriodRule, RateOf, RoundState
from danvan_cli.services import views
from danvan_cli.services.reporting import ReportOrder, find_outline
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import snapshot
from danvan_cli.services.templates import own_outlines, template_of

# So many late parts of work of an agency are named, the longest late first; the rest are counted.
_MOST_LATE = 5


def province_figures(request: Request, order: ReportOrder) -> ProvinceFigures:
    """Reads the agencies that the login may see, or the one named, up to the day asked about.

    Each is read in a transaction of its own. UsageError for what such a report does not have: a unit, another year
    beside it, a day to come.
    """
    if order.unit is not None or order.against is not None:
        raise UsageError(
            "Báo cáo các cơ quan không chia theo đơn vị, không so với năm khác.",
            "Bỏ đơn vị, năm so sánh; xem từng cơ quan bằng danvan report export --agency MÃ.",
        )
    outlines = own_outlines() if order.template is None else template_of(order.template).outlines
    year = request.as_of.year
    period = _period(order.period, request.today, year)
    is_asked = request.is_day_asked or request.as_of != request.today or request.known_on is not None
    as_of = request.as_of if is_asked or order.period is None else min(request.today, period.last)
    if as_of > request.today or as_of < period.first:
        raise UsageError(
            f"Số liệu đến {as_of:%d/%m/%Y} chưa có gì của kỳ báo cáo {period.words}.",
            "Chọn kỳ khác, hoặc ngày chốt khác ở --as-of.",
        )
    known: Sequence[Agency] = views.list_agencies(request)
    if request.database.agency is not None:
        code = find_code([one.code for one in known], request.database.agency, "cơ quan", "Dữ liệu")
        known = [one for one in known if one.code == code]
    year = period.year or period.last.year
    named = period if order.period is not None else None
    lines = tuple(_read_line(request._replace(as_of=as_of, plan=None), agency, year, named) for agency in known)
    signed_on = order.signed_on or request.today
    outline = find_outline(PROVINCE, outlines)
    return ProvinceFigures(outline, period, year, as_of, signed_on, lines, named is not None)


def _period(words: str | None, today: date, year: int) -> ReportPeriod:
    if words is None:
        return named_period(year, "", PeriodRule.CALENDAR)
    return read_period(words, year, PeriodRule.ND09, lambda text: parse_date(text, today=today, year=year))


def _read_line(request: Request, agency: Agency, year: int, period: ReportPeriod | None) -> AgencyLine:
    """Reads one agency; what keeps it from being read is told with it, and the others are read all the same."""
    try:
        return _line(request, agency, year, period)
    except DanvanError as error:
        return AgencyLine(agency.code, agency.name, (), Counts(), fault=error.message.rstrip("."))


def _line(request: Request, agency: Agency, year: int, period: ReportPeriod | None) -> AgencyLine:
    request = request._replace(database=request.database._replace(agency=agency.code), held=None, noted=None)
    with snapshot(request) as reader:
        own = [plan for plan in plans.all_plans(reader, counted=False) if plan.year == year]
        score = _score(reader, request, year, period.last if period else date(year, 12, 31))
        if not own:
            return AgencyLine(agency.code, agency.name, (), Counts(), score=score)
        wanted = views.query_of(reader, request, own, None, None)
        status = views.status_of(reader, request, own[0], wanted, GroupBy.UNIT, RateOf.DUE)
        names = {unit.code: unit.name for unit in all_units(reader)}
        return AgencyLine(
            agency.code, agency.name, tuple(plan.code for plan in own), total_of_lines(status.units), status.coverage,
            tuple(_rounds(reader, own, request.as_of, period, names)),
            tuple(_reports(reader, own, request.as_of, period)), tuple(_late(status, names)), score,
        )  # fmt: skip


def _rounds(
    reader: Reader, own: Sequence[Plan], as_of: date, period: ReportPeriod | None, names: dict[str, str]
) -> list[AgencyRound]:
    """Lists the rounds of the period, or where none was named the newest one of each plan."""
    found = []
    for plan in own:
        known = [one for one in rounds_of(reader, plan.code) if one.opened_on <= as_of]
        chosen = [one for one in known if one.code == period.name] if period is not None else known[-1:]
        found += [_round(one, as_of, names) for one in chosen]
    return found


def _round(one: Round, as_of: date, names: dict[str, str]) -> AgencyRound:
    states = one.states(as_of)
    late = sum(
        report.sent_on is not None and report.sent_on <= as_of and report.sent_on > one.due_on
        for report, state in states
        if state not in (RoundState.NOT_SENT, RoundState.DRAFT)
    )
    owing = tuple(names.get(report.unit, report.unit) for report in one.owing(as_of))
    return AgencyRound(one.plan, one.code, one.title, one.due_on, one.sent(as_of), late, len(states), owing)


def _reports(reader: Reader, own: Sequence[Plan], as_of: date, period: ReportPeriod | None) -> list[AgencyReport]:
    return [
        AgencyReport(number, sent_on, of)
        for plan in own
        for number, sent_on, _, _, _, of, _, _ in reporting.sent_reports(reader, plan.code)
        if sent_on <= as_of and (period is None or of == period.name)
    ]


def _late(status: Status, names: dict[str, str]) -> list[AgencyLate]:
    rows = sorted(status.overdue, key=lambda row: -row.days_late)[:_MOST_LATE]
    return [
        AgencyLate(
            row.task, row.content, names.get(row.unit, row.unit) if row.unit else None, row.due_on, row.days_late
        )
        for row in rows
        if row.due_on is not None
    ]


def _score(reader: Reader, request: Request, year: int, last: date) -> AgencyScore | None:
    """Reads what the agency scored itself, as its own report tells it; None where that tells nothing."""
    if not reporting.has_criteria_sets(reader) and request.as_of >= request.today:
        return None
    from danvan_cli.services.score_views import told_sheet  # few agencies score

    found = told_sheet(reader, request, year, last)
    if found is None:
        return None
    totals = found.totals[found.best_column]
    return AgencyScore(totals.total, totals.scale, totals.band)
