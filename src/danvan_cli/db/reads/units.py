"""The unit catalogue."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import PLAN_KEY, Row, column, day
from danvan_cli.domain.model import Unit

if TYPE_CHECKING:
    from danvan_cli.domain.reforms import PlannedReform


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


# What a unit is called besides, was called, and who took over from it, in one question.
_WORDS = """
SELECT a.unit_id, 'alias', a.alias, NULL, a.id AS place FROM unit_alias a JOIN unit u ON u.id = a.unit_id
WHERE u.agency_id = :agency
UNION ALL SELECT n.unit_id, 'name', n.name, CAST(n.valid_to AS TEXT), n.id FROM former_name n
JOIN unit u ON u.id = n.unit_id WHERE u.agency_id = :agency
UNION ALL SELECT s.unit_id, 'successor', x.code, NULL, s.id FROM succession s JOIN unit u ON u.id = s.unit_id
JOIN unit x ON x.id = s.successor_id WHERE u.agency_id = :agency
ORDER BY place"""


def all_units(reader: Reader) -> list[Unit]:
    """Lists the units in the order they were entered."""
    aliases: dict[int, list[str]] = {}
    successors: dict[int, list[str]] = {}
    former: dict[int, list[tuple[str, date]]] = {}
    for unit_id, kind, words, until, _ in reader.execute(_WORDS):
        if kind == "name":
            former.setdefault(unit_id, []).append((words, date.fromisoformat(until)))
        else:
            (aliases if kind == "alias" else successors).setdefault(unit_id, []).append(words)
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
            successors=tuple(successors.get(row.key, ())),
            former_names=tuple(former.get(row.key, ())),
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


def named_otherwise(reader: Reader, as_of: date) -> list[tuple[int, str]]:
    """Lists by key the names that units bore on a day, of those that are called otherwise since."""
    rows = reader.execute(
        """SELECT n.unit_id, n.name FROM former_name n JOIN unit u ON u.id = n.unit_id
        WHERE u.agency_id = :agency AND n.valid_to >= :as_of ORDER BY n.valid_to DESC""",
        {"as_of": as_of.isoformat()},
    )
    return list(dict(map(tuple, rows)).items())


def keys_of(reader: Reader, codes: Collection[str]) -> tuple[int, ...]:
    """Finds the keys of units by their codes, in the catalogue's order."""
    rows = reader.execute("SELECT u.id, u.code FROM unit u WHERE u.agency_id = :agency ORDER BY u.id")
    return tuple(key for key, code in rows if code in codes)


def left_open(reader: Reader, day: date) -> list[tuple[str, str, str]]:
    """Lists the open parts of work of units that have ended by a day: unit, task, period; closed plans are left out."""
    rows = reader.execute(
        """SELECT u.code, t.code, d.period FROM unit u JOIN deadline d ON d.unit_id = u.id
        JOIN task t ON t.id = d.task_id JOIN plan p ON p.id = t.plan_id
        WHERE u.agency_id = :agency AND u.valid_to < :day AND t.removed_at IS NULL AND p.closed_on IS NULL
            AND d.stage IN ('not_started', 'in_progress', 'paused') ORDER BY u.id, t.position, d.period""",
        {"day": day.isoformat()},
    )
    return [(str(unit), str(task), str(period)) for unit, task, period in rows]


def successions(reader: Reader) -> list[tuple[str, str, date, str | None]]:
    """Lists who took over from whom, since which day and by which document, in the order of the days."""
    rows = reader.execute(
        """SELECT u.code, x.code, s.from_on, s.document FROM succession s JOIN unit u ON u.id = s.unit_id
        JOIN unit x ON x.id = s.successor_id WHERE u.agency_id = :agency ORDER BY s.from_on, s.id"""
    )
    return [(old, new, date.fromisoformat(str(day)), document) for old, new, day, document in rows]


def waiting_reforms(reader: Reader) -> tuple[PlannedReform, ...]:
    """Lists the mergers and splits that wait for their day, in the order of their days."""
    query = "SELECT EXISTS (SELECT 1 FROM planned_reform r WHERE r.agency_id = :agency)"
    if not reader.execute(query).fetchone()[0]:
        return ()
    from danvan_cli.db.reads.reforms import planned_reforms  # most days none waits

    return tuple(planned_reforms(reader))
