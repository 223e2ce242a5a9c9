"""The unit catalogue."""

from __future__ import annotations

import sqlite3
from datetime import date

from danvan_cli.db.reads.rows import day
from danvan_cli.domain.model import Unit


def all_units(connection: sqlite3.Connection) -> list[Unit]:
    """Lists the units in the order they were entered."""
    aliases: dict[int, list[str]] = {}
    for unit_id, alias in connection.execute("SELECT unit_id, alias FROM unit_alias ORDER BY id"):
        aliases.setdefault(unit_id, []).append(alias)
    rows = connection.execute(
        """SELECT u.id, u.code, u.name, u.kind, p.code, u.headcount, u.valid_from, u.valid_to
        FROM unit u LEFT JOIN unit p ON p.id = u.parent_id ORDER BY u.id"""
    )
    return [
        Unit(code, name, kind, parent, headcount, tuple(aliases.get(key, ())), day(valid_from), day(valid_to))
        for key, code, name, kind, parent, headcount, valid_from, valid_to in rows
    ]


def entered_later(connection: sqlite3.Connection, as_of: date) -> set[str]:
    """Gives the units that came into the catalogue only after a day."""
    rows = connection.execute(
        """SELECT u.code FROM journal_entry e JOIN unit u ON u.id = e.row_id
        WHERE e.happened_on > ? AND e.table_name = 'unit' AND e.before IS NULL""",
        (as_of.isoformat(),),
    )
    return {code for (code,) in rows}


def elsewhere(connection: sqlite3.Connection, plan: str) -> set[str]:
    """Gives the units that have work only in plans of other issuers: in one file of several agencies, the others'."""
    rows = connection.execute(
        """SELECT u.code FROM unit u
        JOIN assignment a ON a.unit_id = u.id JOIN task t ON t.id = a.task_id JOIN plan p ON p.id = t.plan_id
        GROUP BY u.id HAVING MAX(p.code = :plan) = 0
            AND MAX(p.issuer IS (SELECT issuer FROM plan WHERE code = :plan)) = 0""",
        {"plan": plan},
    )
    return {code for (code,) in rows}
