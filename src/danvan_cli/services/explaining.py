"""What a figure is made of: the rows behind a count, the figures behind a target's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from danvan_cli.db.reads import plans, tasks
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.codes import find_unit
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.figures import Coverage
from danvan_cli.domain.model import Deadline, Measurement, Plan, TaskFilter, Unit
from danvan_cli.domain.states import DECIDED, DONE
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import FigureName, State, parse_word, spoken_words
from danvan_cli.services.coverage import coverage_of, reported_figures
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import snapshot
from danvan_cli.services.views import plan_and_query


class Explained(NamedTuple):
    """A figure with what makes it: rows of leads, or what was measured for a target.

    ``tasks`` counts each task once by its worst row, which is what the totals do; None where a unit was asked about.
    """

    plan: Plan
    figure: FigureName | None
    unit: Unit | None
    section: str | None
    rows: tuple[Deadline, ...] = ()
    tasks: int | None = None
    coverage: Coverage | None = None
    measurements: tuple[Measurement, ...] = ()


def explain(request: Request, words: Sequence[str]) -> Explained:
    """Finds the figure that the words name and what makes it: "overdue CCTĐC", "quá hạn II.2", "CT1".

    NotFoundError for a unit or heading that there is not, UsageError for what names no figure.
    """
    with snapshot(request) as reader:
        plan, wanted = plan_and_query(reader, request, None)
        units = all_units(reader)
        lines = coverage_of(reader, plan.code, units, wanted.as_of, None)
        of_target = {fold(line.target.code): line for line in lines}
        if line := of_target.get(fold(words[0])):
            figures = reported_figures(reader, plan.code, [line.target], units, wanted.as_of)
            own = figures.get(line.target.code, [])
            known = tuple(figure for figure in own if figure.as_of <= wanted.as_of)
            return Explained(plan, None, None, None, coverage=line, measurements=known)
        figure, rest = _figure(words)
        paths = {fold(heading.path): heading.path for heading in plans.headings(reader, plan.code)}
        section = paths.get(fold(rest)) if rest else None
        unit = find_unit(units, rest) if rest and section is None else None
        found, _ = tasks.list_tasks(reader, wanted, TaskFilter(section=section))
        rows: list[Deadline] = []
        counted = 0
        for task in found:
            own_rows = [row for row in task.deadlines if unit is None or row.unit == unit.code]
            rows += (row for row in own_rows if _is_in(row, figure, request))
            counted += _counts_task(figure, task.state)
        is_counted = unit is None and figure not in (FigureName.ALREADY_DUE, FigureName.DUE_ON_TIME)
        return Explained(plan, figure, unit, section, tuple(rows), counted if is_counted else None)


def _figure(words: Sequence[str]) -> tuple[FigureName, str]:
    """Takes as many words as name a figure; the rest names a unit or a heading."""
    for length in range(len(words), 0, -1):
        try:
            return parse_word(FigureName, " ".join(words[:length])), " ".join(words[length:])
        except UsageError:
            continue
    raise UsageError(
        f"Không có số liệu tên “{' '.join(words)}”.",
        f"Ghi mã chỉ tiêu, hoặc một trong: {spoken_words(FigureName)}; thêm đơn vị hay mục.",
    )


def _is_in(row: Deadline, figure: FigureName, request: Request) -> bool:
    state = State(row.state)
    if figure is FigureName.TOTAL:
        return state not in (State.PAUSED, State.CANCELLED)
    if figure is FigureName.DONE:
        return state in DONE
    is_due = state in DECIDED and row.due_on is not None and row.due_on < request.as_of
    if figure is FigureName.ALREADY_DUE:
        return is_due
    if figure is FigureName.DUE_ON_TIME:
        return is_due and state is State.DONE_ON_TIME
    return state == figure.value or (figure is FigureName.IN_TIME and state is State.DUE_SOON)


def _counts_task(figure: FigureName, state: str) -> bool:
    if figure is FigureName.TOTAL:
        return state not in (State.PAUSED, State.CANCELLED)
    if figure is FigureName.DONE:
        return state in DONE
    return state == figure.value or (figure is FigureName.IN_TIME and state == State.DUE_SOON)
