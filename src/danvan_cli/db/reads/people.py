"""The officers, and what they are in charge of."""

from __future__ import annotations

from danvan_cli.db.reader import Reader
from danvan_cli.domain.codes import full_code
from danvan_cli.domain.finding import Officer


def officers(reader: Reader) -> list[Officer]:
    """Lists the agency's officers in the order they were entered, each with the tasks in charge of."""
    tasks: dict[int, list[str]] = {}
    for person, plan, task in reader.execute(
        """SELECT x.person_id, p.code, t.code FROM task_person x JOIN task t ON t.id = x.task_id
        JOIN plan p ON p.id = t.plan_id WHERE p.agency_id = :agency AND t.removed_at IS NULL
        ORDER BY p.id, t.position"""
    ):
        tasks.setdefault(person, []).append(full_code(plan, task))
    rows = reader.execute(
        """SELECT o.id, o.name, o.post, o.phone, u.code FROM person o LEFT JOIN unit u ON u.id = o.unit_id
        WHERE o.agency_id = :agency ORDER BY o.id"""
    )
    return [
        Officer(number, name, post, phone, unit, tuple(tasks.get(key, ())))
        for number, (key, name, post, phone, unit) in enumerate(rows, start=1)
    ]
