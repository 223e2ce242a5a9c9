"""The figures of a report: one object, read in one transaction, from which every format is made."""

from __future__ import annotations

import functools
import itertools
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from danvan_cli.db import chain
from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import counts, plans, reporting
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.deadlines import DeadlineQuery
from danvan_cli.db.reads.documents import register
from danvan_cli.db.reads.records import kinds_in_use
from danvan_cli.db.reads.settings import settings
from danvan_cli.db.reads.tasks import load_tasks
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.comparing import plan_before, years_before
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.figures import Counts, Status
from danvan_cli.domain.lazy_lists import LazyKeyed, LazyRepeated
from danvan_cli.domain.model import Heading, Measurement, Plan, Unit
from danvan_cli.domain.report_periods import ReportPeriod, named_period, read_period
from danvan_cli.domain.reporting import (
    BRIEF,
    OF_RECORDS,
    PROGRESS,
    Awaiting,
    Estimate,
    InPeriod,
    LatePart,
    Outline,
    OverdueTask,
    PlanGroup,
    RecordsTold,
    ReportFigures,
    Sender,
    YearBefore,
)
from danvan_cli.domain.settings import Settings
from danvan_cli.domain.states import worst
from danvan_cli.domain.text import fold
from danvan_cli.domain.typed_dates import parse_date
from danvan_cli.domain.words import GroupBy, RateOf, State
from danvan_cli.services import views
from danvan_cli.services.comparing import Against, earlier_status
from danvan_cli.services.coverage import counted_figures, reported_figures
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import snapshot
from danvan_cli.services.templates import own_outlines, template_in_force

if TYPE_CHECKING:
    from danvan_cli.domain.scoring_sheets import Scored

# Late tasks that a sentence names; the rest stand in the list of all.
_MOST_NAMED = 10
# The queries of outlines that name late tasks.
_NAMING_LATE_TASKS = {"overall", "groups", "late_briefly"}
_OF_SCORES = {"scores", "score_table"}
_OF_REMARKS = {"assessment", "proposals"}
# A plan's groups are its headings down to this depth ("II.1"); what lies deeper counts to the one above.
_DEPTH = 2


class ReportOrder(NamedTuple):
    """What is asked for; None is the plan's year for ``period``, today for ``signed_on``.

    No ``kind`` is the annual report, of a unit that unit's own. ``against`` is for a report of the progress alone.
    ``is_briefed`` also asks for what the leaders' page is made of; ``template`` is the folder of an office's words.
    """

    kind: str | None = None
    period: str | None = None
    unit: str | None = None
    signed_on: date | None = None
    against: Against | None = None
    is_briefed: bool = False
    template: Path | None = None


def known_kinds() -> list[tuple[str, str]]:
    """Lists the program's own kinds of reports with the words by which they are asked for."""
    return [(one.kind, ", ".join(one.names)) for one in own_outlines()]


def find_outline(words: str, known: Sequence[Outline]) -> Outline:
    """Finds an outline by its kind or one of its names; UsageError for any other words."""
    wanted = fold(words).replace("-", " ")
    for one in known:
        if wanted in (one.kind.replace("-", " "), *map(fold, one.names)):
            return one
    told = ", ".join(f"{one.kind} ({one.names[0]})" if one.names else one.kind for one in known)
    raise UsageError(f"Không có loại báo cáo “{words}”.", f"Các loại: {told}.")


@contextmanager
def streamed_report(request: Request, order: ReportOrder) -> Iterator[ReportFigures]:
    """Works out a report's figures; its long lists are read row by row and only inside the context.

    The cut-off is the day asked about (``--as-of``), else the last day of the period, or today where that is earlier.
    Remarks are those of the day on the report: people judge a period when it is over. UsageError for a report on a unit
    that names none.
    """
    template = template_in_force(request, order.template)
    chosen = find_outline(order.kind or ("annual" if order.unit is None else "unit"), template.outlines)
    if chosen.is_official and order.unit is not None:
        raise UsageError(
            "Báo cáo này là của cả cơ quan, không lập riêng cho một đơn vị.",
            f"Ghi danvan report export --kind unit --unit {order.unit}, hoặc danvan report export cho cả cơ quan.",
        )
    if chosen.needs_unit and order.unit is None:
        raise UsageError(
            "Báo cáo của một đơn vị thì phải ghi đơn vị nào.", "Ghi danvan report export --kind unit --unit MÃ."
        )
    if order.against is not None and chosen.kind != PROGRESS:
        raise UsageError(
            "Chỉ báo cáo tiến độ so được với một năm chọn trước; báo cáo năm có sẵn phần so với năm trước.",
            "Chọn loại báo cáo tiến độ, hoặc bỏ việc so sánh.",
        )
    period, plan_year = _period_and_year(request, order.period)
    # What is no report on a period tells of today, however long the plan's year is over.
    is_of_period = chosen.is_official or order.period is not None
    is_asked = request.is_day_asked or request.as_of != request.today or request.known_on is not None
    cut_off = min(request.today, period.last) if is_of_period and not is_asked else request.as_of
    if chosen.is_official and cut_off > request.today:
        raise UsageError(
            f"Ngày chốt số liệu {cut_off:%d/%m/%Y} chưa đến, chưa thể báo cáo.",
            "Bỏ --as-of để chốt đến hôm nay, hoặc ghi ngày đã qua.",
        )
    if period.year is not None and period.year < plan_year:
        raise UsageError(
            f"Kế hoạch của năm {plan_year}, không có kỳ báo cáo {period.words}.",
            "Chọn kỳ trong năm của kế hoạch, hoặc kế hoạch khác bằng --plan.",
        )
    if is_of_period and cut_off < period.first:
        raise UsageError(
            f"Số liệu đến {cut_off:%d/%m/%Y} chưa có gì của kỳ báo cáo {period.words}.",
            "Chọn kỳ khác, ví dụ danvan report export --period 2023-H1, hoặc ngày chốt khác ở --as-of.",
        )
    with ExitStack() as stack:
        held = request._replace(as_of=cut_off, held=stack)
        with snapshot(held) as reader:
            figures = _figures(reader, held, chosen, period, order)
        figures = _judged(request, figures)
        yield figures._replace(
            phrases=template.report,
            records=_reworded(figures.records, template.records),
            brief=find_outline(BRIEF, template.outlines) if order.is_briefed else None,
            year_before=_year_before(request, figures),
            earlier=earlier_status(request, figures.status, order.against) if order.against is not None else None,
        )


def _judged(request: Request, figures: ReportFigures) -> ReportFigures:
    """Takes the remarks in that were written after the cut-off, up to the day that is on the report."""
    asked = {name for part in (*figures.outline.sections, *figures.outline.appendices) for name in part.fill}
    day = min(figures.signed_on, request.today)
    if day <= figures.cut_off or not asked & _OF_REMARKS:
        return figures
    unit = figures.status.unit
    request = request._replace(plan=figures.status.plan.code, as_of=day, held=None, noted=None)
    with snapshot(request) as reader:
        _, wanted = views.plan_and_query(reader, request, unit.code if unit else None)
        return figures._replace(notes=tuple(reporting.notes(reader, wanted)))


def _year_before(request: Request, figures: ReportFigures) -> YearBefore | None:
    """Reads the same figures one year earlier, where an official report is made and the data have that year's plan.

    None, too, where nothing of that plan was there by then.
    """
    if not figures.outline.is_official:
        return None
    as_of, period = years_before(figures.cut_off, 1), figures.period
    with reading(request.database) as reader:
        found = plan_before(figures.status.plan, plans.all_plans(reader, counted=False))
    if found is None:
        return None
    request = request._replace(plan=found.code, as_of=as_of, held=None, noted=None)
    with snapshot(request) as reader:
        plan, wanted = views.plan_and_query(reader, request, None)
        status = views.status_of(reader, request, plan, wanted, GroupBy.UNIT, RateOf.DUE)
        earlier = period._replace(first=years_before(period.first, 1), last=years_before(period.last, 1))
        in_period = _in_period(reader, wanted, earlier)
    return YearBefore(plan, as_of, status.totals, in_period, status.coverage) if status.totals.total else None


def report_period(request: Request, words: str | None) -> ReportPeriod:
    """Finds the period meant, by default the plan's year."""
    return _period_and_year(request, words)[0]


def _period_and_year(request: Request, words: str | None) -> tuple[ReportPeriod, int]:
    with reading(request.database) as reader:
        year, rule = plans.find_plan(reader, request.plan).year, settings(reader).report_periods
    if words is None:
        return named_period(year, "", rule), year
    return read_period(words, year, rule, lambda text: parse_date(text, today=request.today, year=year)), year


def _figures(
    reader: Reader, request: Request, chosen: Outline, period: ReportPeriod, order: ReportOrder
) -> ReportFigures:
    plan, wanted = views.plan_and_query(reader, request, order.unit)
    status = views.status_of(reader, request, plan, wanted, GroupBy.UNIT, RateOf.DUE)
    status = status._replace(sealed=chain.head(reader))
    units = all_units(reader)
    asked = {name for part in (*chosen.sections, *chosen.appendices) for name in part.fill}
    paths = {heading.path for heading in plans.headings(reader, plan.code)}
    late = _LateTasks(reader, wanted, paths, is_named=order.is_briefed or bool(asked & _NAMING_LATE_TASKS))
    # What asks for nothing of its own is the status alone.
    keys = reporting.task_keys(reader, wanted) if asked else {}
    ordered, load = _in_order(keys), functools.partial(load_tasks, reader, wanted)
    lines = LazyKeyed(ordered, functools.partial(reporting.register_lines, reader, wanted, status.takes_in))
    awaiting = _awaiting(reader, wanted, late) if asked or order.is_briefed else {}
    # A year tells of all that the plan saw, whatever day it was issued on.
    since = date.min if period.is_year else period.first
    measured, counted = _measured(reader, status, units)
    return ReportFigures(
        outline=chosen,
        period=period,
        signed_on=order.signed_on or request.today,
        status=status,
        sender=_sender(plan, settings(reader)),
        names={unit.code: unit.name for unit in units},
        documents=tuple(register(reader, request.as_of, plan.code)),
        awaiting=functools.reduce(Awaiting.plus, awaiting.values(), Awaiting()),
        groups=tuple(_groups(reader, wanted, keys, late, awaiting)) if keys else (),
        tasks=LazyKeyed(ordered, load),
        register=LazyRepeated(reporting.register_rows(reader, wanted) if keys else 0, lines.__iter__, is_redated=False),
        late=late.named(None),
        measurements=measured,
        counted=counted,
        reminders=tuple(reporting.reminders(reader, wanted, since)),
        extensions=tuple(reporting.extensions(reader, wanted, since)),
        notes=tuple(reporting.notes(reader, wanted)),
        in_period=_in_period(reader, wanted, period),
        scored=_scored(reader, request, plan, period) if asked & _OF_SCORES and order.unit is None else None,
        estimate=_estimate(status.totals) if status.as_of < period.last and period.is_year else None,
        records=tuple(_records(reader, asked, period, wanted)),
    )


def _records(
    reader: Reader, asked: Collection[str], period: ReportPeriod, wanted: DeadlineQuery
) -> Iterator[RecordsTold]:
    """Adds up the kinds of records that an outline asks for; one of which there never was a record is left out."""
    keys = {name.removeprefix(OF_RECORDS) for name in asked if name.startswith(OF_RECORDS)}
    used = kinds_in_use(reader) if keys else {}
    if not keys & used.keys():
        return
    from danvan_cli.services.record_kinds import all_kinds
    from danvan_cli.services.record_views import told_in

    for kind in all_kinds():
        if kind.key not in keys & used.keys():
            continue
        if (found := told_in(reader, kind, period, wanted.as_of, wanted.unit)) is not None:
            yield found


def _reworded(told: Sequence[RecordsTold], texts: Mapping[str, str]) -> tuple[RecordsTold, ...]:
    if not texts or not told:
        return tuple(told)
    from danvan_cli.domain.record_phrases import reworded  # few offices say it otherwise

    return tuple(one._replace(kind=reworded(one.kind, texts)) for one in told)


def _scored(reader: Reader, request: Request, plan: Plan, period: ReportPeriod) -> Scored | None:
    if not reporting.has_criteria_sets(reader) and request.as_of >= request.today:
        return None
    from danvan_cli.services.score_views import told_sheet  # few agencies score

    return told_sheet(reader, request, plan.year, period.last)


def _in_order(keys: Mapping[str | None, Sequence[int]]) -> array[int]:
    """Puts the tasks group by group, as the plan has its headings; what stands under none comes last."""
    ordered = array("q")
    for path in [*filter(None, keys), None]:
        ordered.extend(keys.get(path, ()))
    return ordered


def _groups(
    reader: Reader,
    wanted: DeadlineQuery,
    keys: Mapping[str | None, Sequence[int]],
    late: _LateTasks,
    awaiting: Mapping[str | None, Awaiting],
) -> Iterator[PlanGroup]:
    """Puts the tasks into the plan's own groups, in its order; a group without tasks is left out."""
    headings: dict[str | None, Heading] = {h.path: h for h in plans.headings(reader, wanted.plan)}
    own: dict[str | None, array[int]] = {path: array("q") for path in [*headings, None]}
    for path, found in keys.items():
        own[late.group_of(path)].extend(found)
    lines: dict[str | None, list[Counts]] = {}
    for line in counts.group_counts(reader, wanted, GroupBy.SECTION):
        lines.setdefault(late.group_of(line.code), []).append(line.counts)
    load = functools.partial(load_tasks, reader, wanted)
    for path, found in own.items():
        if found:
            counted = functools.reduce(Counts.plus, lines.get(path, ()), Counts())
            handed_in, named = awaiting.get(path, Awaiting()), late.named(path, in_group=True)
            yield PlanGroup(headings.get(path), counted, handed_in, LazyKeyed(found, load), named)


def _awaiting(reader: Reader, wanted: DeadlineQuery, late: _LateTasks) -> dict[str | None, Awaiting]:
    """Counts by group the tasks of which nothing is owed any more and something is not confirmed."""
    found: dict[str | None, Awaiting] = {}
    for _, of_task in itertools.groupby(reporting.rows_of_awaiting(reader, wanted), key=lambda row: row.task):
        rows = list(of_task)
        state = worst(row.state for row in rows)
        if state in Awaiting._fields and not any(row.is_open for row in rows):
            group = late.group_of(rows[0].section)
            found[group] = found.get(group, Awaiting()).plus(Awaiting(**{state: 1}))
    return found


class _LateTasks:
    """The first late tasks of each group, from one pass over the late rows, which come by their last day."""

    def __init__(self, reader: Reader, wanted: DeadlineQuery, paths: set[str], *, is_named: bool) -> None:
        self._paths = paths
        self._found: dict[tuple[bool, str | None], dict[str, list[reporting.LateRow]]] = {}
        for row in reporting.late_rows(reader, wanted) if is_named else ():
            for group in ((False, None), (True, self.group_of(row.section))):
                tasks = self._found.setdefault(group, {})
                if row.task in tasks or len(tasks) < _MOST_NAMED:
                    tasks.setdefault(row.task, []).append(row)
        codes = sorted({code for tasks in self._found.values() for code in tasks})
        self._texts = reporting.texts(reader, wanted.plan, codes)

    def group_of(self, path: str | None) -> str | None:
        """Finds the group that a heading belongs to."""
        if path is None:
            return None
        parts = path.split(".")
        return next((up for n in range(_DEPTH, 0, -1) if (up := ".".join(parts[:n])) in self._paths), None)

    def named(self, path: str | None, *, in_group: bool = False) -> tuple[OverdueTask, ...]:
        """Lists the late tasks of one group, or of the whole plan, the latest first."""
        return tuple(
            OverdueTask(
                code,
                *self._texts[code],
                tuple(LatePart(row.unit, row.due_on, row.days_late) for row in rows),
            )
            for code, rows in self._found.get((in_group, path), {}).items()
        )


def _measured(
    reader: Reader, status: Status, units: Sequence[Unit]
) -> tuple[dict[str, list[Measurement]], dict[str, list[Measurement]]]:
    """Lists by target the figures that were reported by the day, and those of them that make what it comes to."""
    known, as_of = [line.target for line in status.coverage], status.as_of
    found = reported_figures(reader, status.plan.code, known, units, as_of)
    told = {code: [one for one in figures if one.as_of <= as_of] for code, figures in found.items()}
    counted = {target.code: counted_figures(target, told.get(target.code, ()), units, as_of) for target in known}
    own = {code: [one for one in figures if status.takes_in(one.unit)] for code, figures in told.items()}
    return own, counted


def _in_period(reader: Reader, wanted: DeadlineQuery, period: ReportPeriod) -> InPeriod:
    found = reporting.states_of_due(reader, wanted, period.first, min(period.last, wanted.as_of))
    on_time, late = found.get(State.DONE_ON_TIME, 0), found.get(State.DONE_LATE, 0)
    still, waiting = found.get(State.OVERDUE, 0), found.get(State.IN_TIME, 0) + found.get(State.DUE_SOON, 0)
    return InPeriod(on_time + late + still + waiting, on_time, late, still, waiting)


def _estimate(totals: Counts) -> Estimate | None:
    done = totals.done_on_time + totals.done_late + totals.in_time
    return Estimate(done, done + totals.overdue) if done + totals.overdue else None


def _sender(plan: Plan, chosen: Settings) -> Sender:
    # A report's symbol is the plan's with its own abbreviation: "KH-SKHCN" → "BC-SKHCN", the Party's "KH/DV" → "BC/DV".
    own = plan.symbol or ""
    symbol = f"BC{own.removeprefix('KH')}" if own.startswith("KH") else "BC-…"
    return Sender(
        plan.governing_body,
        plan.issuer,
        chosen.report_symbol or symbol,
        plan.place,
        plan.authority,
        plan.signer_title,
        plan.signer,
        plan.recipients,
    )
