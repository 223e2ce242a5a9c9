"""The rows of the working sheet as they stand in the data: one for each part of the plan's work."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import plans, tasks, working_sheet
from danvan_cli.db.reads.deadlines import DeadlineQuery
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.dates import short
from danvan_cli.domain.model import Deadline, Task, TaskFilter
from danvan_cli.domain.sheet import Part, SheetPlan
from danvan_cli.domain.sheet_cells import cell_text
from danvan_cli.domain.succession import has_ended
from danvan_cli.domain.words import Stage, State
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import snapshot
from danvan_cli.services.views import plan_and_query


def sheet_of_plan(request: Request, unit: str | None = None) -> SheetPlan:
    """Reads the plan as a table, or one lead unit's rows of it."""
    with snapshot(request) as reader:
        plan, wanted = plan_and_query(reader, request, unit)
        units = all_units(reader)
        return SheetPlan(
            plan.code,
            plan.title,
            request.as_of,
            working_sheet.identity(reader),
            tuple(parts_of_plan(reader, wanted)),
            tuple((one.code, one.name) for one in units if not has_ended(one, request.as_of)),
            tuple(heading.path for heading in plans.headings(reader, plan.code)),
            wanted.unit,
        )


def parts_of_plan(
    reader: Reader, wanted: DeadlineQuery, keep: Callable[[Deadline], bool] = lambda _: True
) -> Iterator[Part]:
    """Lists the parts in the plan's order, of periods that have not begun too; of one unit only what it leads."""
    keys, reasons = working_sheet.row_keys(reader, wanted.plan), working_sheet.wish_reasons(reader, wanted.plan)
    found, _ = tasks.list_tasks(
        reader, wanted._replace(unopened=True, limit=None, streamed=False), TaskFilter(unit=wanted.unit)
    )
    for task in found:
        for row in task.deadlines:
            if (wanted.unit is None or row.unit == wanted.unit) and keep(row):
                key = keys[(task.code, row.unit, row.period)]
                yield Part(key, _values(task, row, reasons.get(key, "")), row.evidence)


def _values(task: Task, row: Deadline, wish_reason: str) -> dict[str, str]:
    words = {
        "code": task.code,
        "section": task.section or "",
        "content": task.content,
        "unit": row.unit or "",
        "supports": ", ".join(task.supports),
        "period": row.period,
        "due": short(row.due_on) if row.due_on else "",
        "state": State(row.state).label,
        "stage": Stage(row.stage).label,
        "progress": str(row.progress),
        "submitted": short(row.submitted_on) if row.submitted_on else "",
        "completed": short(row.completed_on) if row.completed_on else "",
        "result": row.result or "",
        "evidence": "\n".join(row.evidence),
        "no_evidence": row.no_evidence_reason or "",
        "wish": short(row.asked_due_on) if row.asked_due_on else "",
        "wish_reason": wish_reason if row.asked_due_on else "",
    }
    return {name: cell_text(text) for name, text in words.items()}
