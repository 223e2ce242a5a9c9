"""The unit catalogue."""

from __future__ import annotations

from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import PLAN_KEY, day
from danvan_cli.domain.model import Unit


def all_units(reader: Reader) -> list[Unit]:
    """Lists the units in the order they were entered."""
    aliases: dict[int, list[str]] = {}
    for unit_id, alias in reader.execute(
        """SELECT a.unit_id, a.alias FROM unit_alias a JOIN unit u ON u.id = a.unit_id
        WHERE u.agency_id = :agency ORDER BY a.id"""
    ):
        aliases.setdefault(unit_id, []).append(alias)
    rows = reader.execute(
        """SELECT u.id, u.code, u.name, u.kind, p.code, u.headcount, u.valid_from, u.valid_to
        FROM unit u LEFT JOIN unit p ON p.id = u.parent_id
        WHERE u.agency_id = :agency ORDER BY u.id"""
    )
    return [
        Unit(code, name, kind, parent, headcount, tuple(aliases.get(key, ())), day(valid_from), day(valid_to))
        for key, code, name, kind, parent, headcount, valid_from, valid_to in rows
    ]


def entered_later(reader: Reader, as_of: date) -> set[str]:
    """Gives the units that came into the catalogue only after a day."""
    rows = reader.execute(
        """SELECT u.code FROM journal_entry e JOIN unit u ON u.id = e.row_id
        WHERE e.agency_id = :agency AND e.happened_on > :as_of AND e.table_name = 'unit' AND e.before IS NULL""",
        {"as_of": as_of.isoformat()},
    )
    return {code for (code,) in rows}


def elsewhere(reader: Reader, plan: str) -> set[str]:
    """Gives the units that have work only in plans of other issuers: in one file of several agencies, the others'."""
    others = f"""SELECT EXISTS (SELECT 1 FROM plan p JOIN plan own ON own.id = {PLAN_KEY}
        WHERE p.agency_id = :agency AND p.id != own.id AND COALESCE(p.issuer, '') != COALESCE(own.issuer, ''))"""
    if not reader.execute(others, {"plan": plan}).fetchone()[0]:
        return set()
    rows = reader.execute(
        f"""SELECT u.code FROM unit u
        JOIN assignment a ON a.unit_id = u.id JOIN task t ON t.id = a.task_id JOIN plan p ON p.id = t.plan_id
        JOIN plan own ON own.id = {PLAN_KEY}
        WHERE u.agency_id = :agency
        GROUP BY u.id, u.code HAVING COUNT(*) FILTER (
            WHERE p.id = own.id OR p.issuer = own.issuer OR (p.issuer IS NULL AND own.issuer IS NULL)) = 0""",
        {"plan": plan},
    )
    return {code for (code,) in rows}
