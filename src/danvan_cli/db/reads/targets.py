"""Targets and the figures reported for them."""

from __future__ import annotations

from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import PLAN_KEY, exact, split
from danvan_cli.domain.model import Measurement, Target

_TARGETS = f"""
SELECT g.code, g.statement, g.kind, g.operator, g.goal, g.unit_of_measure, g.baseline, g.roll_up, g.per_unit,
    (SELECT group_concat(u.code, char(10)) FROM target_unit x JOIN unit u ON u.id = x.unit_id WHERE x.target_id = g.id),
    (SELECT group_concat(t.code, char(10)) FROM target_task x JOIN task t ON t.id = x.task_id
        WHERE x.target_id = g.id AND t.removed_at IS NULL)
FROM target g WHERE g.plan_id = {PLAN_KEY} ORDER BY g.position"""
_MEASUREMENTS = f"""
SELECT g.code, u.code, m.as_of, m.numerator, m.denominator, m.value,
    (SELECT group_concat(e.text, char(10)) FROM evidence e
        WHERE e.measurement_id = m.id AND e.rejected_on IS NULL)
FROM measurement m JOIN target g ON g.id = m.target_id LEFT JOIN unit u ON u.id = m.unit_id
WHERE g.plan_id = {PLAN_KEY} ORDER BY m.as_of, m.id"""


def all_targets(reader: Reader, plan: str) -> list[Target]:
    """Lists a plan's targets in its order, with the units that must report and the tasks that serve them."""
    rows = reader.execute(_TARGETS, {"plan": plan})
    return [
        Target(
            code=code,
            statement=statement,
            kind=kind,
            operator=sign,
            goal=exact(goal),
            unit_of_measure=measure,
            baseline=exact(baseline),
            roll_up=roll_up,
            per_unit=bool(per_unit),
            units=split(units),
            tasks=split(tasks),
        )
        for code, statement, kind, sign, goal, measure, baseline, roll_up, per_unit, units, tasks in rows
    ]


def measurements(reader: Reader, plan: str) -> dict[str, list[Measurement]]:
    """Gives every figure reported, by target code, oldest first."""
    found: dict[str, list[Measurement]] = {}
    for code, unit, as_of, numerator, denominator, value, evidence in reader.execute(_MEASUREMENTS, {"plan": plan}):
        figure = Measurement(
            unit, date.fromisoformat(as_of), exact(numerator), exact(denominator), exact(value), split(evidence)
        )
        found.setdefault(code, []).append(figure)
    return found
