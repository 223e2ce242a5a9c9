"""The unit catalogue."""

from __future__ import annotations

from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import PLAN_KEY, Row, column, day
from danvan_cli.domain.model import Unit


class _Row(Row):
    """A unit as the database gives it, each field with the SQL that fills it."""

    key: int = column("u.id")
    code: str = column("u.code")
    name: str = column("u.name")
    kind: str = column("u.kind")
    parent: str | None = column("p.code")
    headcount: int | None = column("u.headcount")
    valid_from: str | None = column("u.valid_from")
    valid_to: str | None = column("u.valid_to")
    email: str | None = column("u.email")


def all_units(reader: Reader) -> list[Unit]:
    """Lists the units in the order they were entered."""
    aliases: dict[int, list[str]] = {}
    for unit_id, alias in reader.execute(
        """SELECT a.unit_id, a.alias FROM unit_alias a JOIN unit u ON u.id = a.unit_id
        WHERE u.agency_id = :agency ORDER BY a.id"""
    ):
        aliases.setdefault(unit_id, []).append(alias)
    query = f"""SELECT {_Row.columns} FROM unit u LEFT JOIN unit p ON p.id = u.parent_id
        WHERE u.agency_id = :agency ORDER BY u.id"""
    return [
        Unit(
            code=row.code,
            name=row.name,
            kind=row.kind,
            parent=row.parent,
            headcount=row.headcount,
            aliases=tuple(aliases.get(row.key, ())),
            valid_from=day(row.valid_from),
            valid_to=day(row.valid_to),
            email=row.email,
        )
        for row in map(_Row, reader.execute(query))
    ]


def entered_later(reader: Reader, as_of: date) -> set[str]:
    """Finds the codes of the units that came into the catalogue only after a day."""
    rows = reader.execute(
        """SELECT u.code FROM journal_entry e JOIN unit u ON u.id = e.row_id
        WHERE e.agency_id = :agency AND e.happened_on > :as_of AND e.table_name = 'unit' AND e.before IS NULL""",
        {"as_of": as_of.isoformat()},
    )
    return {code for (code,) in rows}


def elsewhere(reader: Reader, plan: str) -> set[str]:
    """Finds the codes of units that have work only in plans of other issuers, none where all plans have the same one.

    In one file of several agencies these are the other agencies' units.
    """
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
