"""The unit catalogue."""

from __future__ import annotations

import sqlite3

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
