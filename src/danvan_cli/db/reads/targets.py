"""Targets and the figures reported for them."""

from __future__ import annotations

from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import PLAN_KEY, Row, column, exact, split
from danvan_cli.domain.model import Measurement, Target


class _Row(Row):
    """A target as the database gives it, each field with the SQL that fills it."""

    code: str = column("g.code")
    statement: str = column("g.statement")
    kind: str = column("g.kind")
    operator: str | None = column("g.operator")
    goal: str | None = column("g.goal")
    unit_of_measure: str | None = column("g.unit_of_measure")
    baseline: str | None = column("g.baseline")
    roll_up: str = column("g.roll_up")
    per_unit: bool | int = column("g.per_unit")
    fed_by: str | None = column("g.fed_by")
    units: str | None = column(
        """(SELECT group_concat(u.code, char(10)) FROM target_unit x JOIN unit u ON u.id = x.unit_id
        WHERE x.target_id = g.id)"""
    )
    tasks: str | None = column(
        """(SELECT group_concat(t.code, char(10)) FROM target_task x JOIN task t ON t.id = x.task_id
        WHERE x.target_id = g.id AND t.removed_at IS NULL)"""
    )


class _MeasurementRow(Row):
    """A figure as the database gives it, each field with the SQL that fills it."""

    target: str = column("g.code")
    unit: str | None = column("u.code")
    as_of: str = column("m.as_of")
    numerator: str | None = column("m.numerator")
    denominator: str | None = column("m.denominator")
    value: str | None = column("m.value")
    evidence: str | None = column(
        """(SELECT group_concat(e.text, char(10)) FROM evidence e
        WHERE e.measurement_id = m.id AND e.rejected_on IS NULL)"""
    )


_TARGETS = (
    f"SELECT {_Row.columns} FROM target g WHERE g.plan_id = {PLAN_KEY} AND g.removed_at IS NULL ORDER BY g.position"
)
_MEASUREMENTS = f"""
SELECT {_MeasurementRow.columns}
FROM measurement m JOIN target g ON g.id = m.target_id LEFT JOIN unit u ON u.id = m.unit_id
WHERE g.plan_id = {PLAN_KEY} ORDER BY m.as_of, m.id"""


def all_targets(reader: Reader, plan: str) -> list[Target]:
    """Lists a plan's targets in its order, with the units that must report and the tasks that serve them."""
    return [
        Target(
            code=row.code,
            statement=row.statement,
            kind=row.kind,
            operator=row.operator,
            goal=exact(row.goal),
            unit_of_measure=row.unit_of_measure,
            baseline=exact(row.baseline),
            roll_up=row.roll_up,
            per_unit=bool(row.per_unit),
            units=split(row.units),
            tasks=split(row.tasks),
            fed_by=row.fed_by,
        )
        for row in map(_Row, reader.execute(_TARGETS, {"plan": plan}))
    ]


def plan_year(reader: Reader, plan: str) -> int:
    """Gives the year of a plan that there is."""
    (year,) = reader.execute(
        "SELECT year FROM plan WHERE agency_id = :agency AND code = :plan", {"plan": plan}
    ).fetchone()
    return int(year)


def measurements(reader: Reader, plan: str) -> dict[str, list[Measurement]]:
    """Lists every figure reported, by target code, oldest first; a target without figures is not in it."""
    found: dict[str, list[Measurement]] = {}
    for row in map(_MeasurementRow, reader.execute(_MEASUREMENTS, {"plan": plan})):
        found.setdefault(row.target, []).append(
            Measurement(
                row.unit,
                date.fromisoformat(row.as_of),
                exact(row.numerator),
                exact(row.denominator),
                exact(row.value),
                split(row.evidence),
            )
        )
    return found
