"""The officers, and what they are in charge of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import PLAN_KEY
from danvan_cli.domain.codes import full_code
from danvan_cli.domain.model import InCharge

if TYPE_CHECKING:
    from danvan_cli.domain.finding import Officer  # what a task alone need not pay


def officers(reader: Reader) -> list[Officer]:
    """Lists the agency's officers in the order they were entered, each with the tasks in charge of."""
    from danvan_cli.domain.finding import Officer

    tasks: dict[int, list[str]] = {}
    for person, plan, task in reader.execute(
        # From the few officers to their tasks, whatever the planner would rather begin with.
        """SELECT x.person_id, p.code, t.code FROM person o CROSS JOIN task_person x CROSS JOIN task t CROSS JOIN plan p
        WHERE o.agency_id = :agency AND x.person_id = o.id AND t.id = x.task_id AND p.id = t.plan_id
            AND t.removed_at IS NULL
        ORDER BY p.id, t.position"""
    ):
        tasks.setdefault(person, []).append(full_code(plan, task))
    rows = reader.execute(
        """SELECT o.id, o.name, o.post, o.phone, o.email, u.code FROM person o LEFT JOIN unit u ON u.id = o.unit_id
        WHERE o.agency_id = :agency ORDER BY o.id"""
    )
    return [
        Officer(number, name, post, phone, email, unit, tuple(tasks.get(key, ())))
        for number, (key, name, post, phone, email, unit) in enumerate(rows, start=1)
    ]


def in_charge(reader: Reader, plan: str, task: str) -> list[InCharge]:
    """Lists the officers in charge of a task, those of the whole first."""
    rows = reader.execute(
        f"""SELECT o.name, o.post, o.phone, o.email, u.code FROM task t JOIN task_person x ON x.task_id = t.id
        JOIN person o ON o.id = x.person_id LEFT JOIN unit u ON u.id = o.unit_id
        WHERE t.plan_id = {PLAN_KEY} AND t.code = :task ORDER BY u.id IS NOT NULL, x.id""",
        {"plan": plan, "task": task},
    )
    return [InCharge(*row) for row in rows]
