"""The codes that begin with some letters, for whoever is still typing one: the first few in order, and the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import PLAN_KEY
from danvan_cli.domain.codes import find_code
from danvan_cli.domain.errors import NotFoundError

_BEYOND = "\U0010ffff"  # stands behind every letter that a code may go on with


def task_codes(reader: Reader, plan: str, begun: str, most: int, *, removed: bool) -> list[tuple[str, str]]:
    """Finds codes and contents of a plan's tasks, or of those that were removed from it, that begin so.

    Of more than ``most`` the first and the last, and where these go on alike first and last but for capitals too.
    """
    query = f"""{_tasks(removed=removed)} AND code COLLATE BINARY >= :begun AND code COLLATE BINARY < :beyond
        ORDER BY {{order}} LIMIT {{limit}}"""
    parameters = {"plan": plan, "begun": begun, "beyond": begun + _BEYOND}

    def ordered(order: str, limit: int) -> list[tuple[str, str]]:
        return reader.execute(query.format(order=order, limit=limit), parameters).fetchall()

    first = ordered("code COLLATE BINARY", most)
    if len(first) < most:
        return first
    last = ordered("code COLLATE BINARY DESC", 1)
    next_letters = {code[: len(begun) + 1].lower() for code, _ in (*first[:1], *last)}
    if len(next_letters) > 1:
        return [*first, *last]  # no index knows the order without capitals
    ends = ("lower(code) COLLATE BINARY", "lower(code) COLLATE BINARY DESC")
    return [*first, *last, *(row for order in ends for row in ordered(order, 1))]


def all_task_codes(reader: Reader, plan: str, *, removed: bool) -> Iterator[tuple[Any, ...]]:
    """Goes through codes and contents of all those tasks, keeping none."""
    return reader.stream(_tasks(removed=removed), {"plan": plan})


def _tasks(*, removed: bool) -> str:
    which = "IS NOT NULL" if removed else "IS NULL"
    return f"SELECT code, content FROM task WHERE plan_id = {PLAN_KEY} AND removed_at {which}"


def target_codes(reader: Reader, plan: str, *, removed: bool = False) -> list[tuple[str, str]]:
    """Lists codes and statements of a plan's targets, or of those removed from it, by code."""
    which = "IS NOT NULL" if removed else "IS NULL"
    query = f"SELECT code, statement FROM target WHERE plan_id = {PLAN_KEY} AND removed_at {which}"
    return reader.execute(f"{query} ORDER BY code COLLATE BINARY", {"plan": plan}).fetchall()


def unit_codes(reader: Reader) -> list[tuple[str, str]]:
    """Lists codes and names of the agency's units, by code."""
    return reader.execute(
        "SELECT code, name FROM unit WHERE agency_id = :agency ORDER BY code COLLATE BINARY"
    ).fetchall()


def officer_names(reader: Reader) -> list[tuple[str, str]]:
    """Lists names and units of the agency's officers, by name."""
    return reader.execute(
        """SELECT o.name, COALESCE(u.name, o.post, '') FROM person o LEFT JOIN unit u ON u.id = o.unit_id
        WHERE o.agency_id = :agency ORDER BY o.name COLLATE BINARY"""
    ).fetchall()


def document_numbers(reader: Reader) -> list[tuple[str, str]]:
    """Lists the numbers of documents, each with what it is about or who issued it."""
    return reader.execute(
        """SELECT d.number, COALESCE(d.subject, d.issuer, d.type, '') FROM document d WHERE d.agency_id = :agency
        ORDER BY d.number COLLATE BINARY, d.id"""
    ).fetchall()


def record_codes(reader: Reader) -> list[tuple[str, str]]:
    """Lists the codes of records of figures, each with its kind, unit and period or day."""
    rows = reader.execute(
        """SELECT r.code, r.kind, u.code, COALESCE(r.period, CAST(r.last_day AS TEXT))
        FROM record r LEFT JOIN unit u ON u.id = r.unit_id
        WHERE r.agency_id = :agency AND r.removed_at IS NULL ORDER BY r.id"""
    )
    return [(code, " ".join(filter(None, (kind, unit, when)))) for code, kind, unit, when in rows]


def what_is(reader: Reader, plan: str, typed: Sequence[str]) -> str | None:
    """Tells what the first of some typed codes that stands in a plan is: a task's or a target's text, removed or not.

    None where none stands in it. Only what is not written as the plan has it is looked for among all codes.
    """
    query = f"""SELECT content FROM task WHERE plan_id = {PLAN_KEY} AND code = :code
        UNION ALL SELECT statement FROM target WHERE plan_id = {PLAN_KEY} AND code = :code"""
    for code in typed:
        found = reader.execute(query, {"plan": plan, "code": code}).fetchone()
        if found:
            return str(found[0])
    every = f"""SELECT code, content FROM task WHERE plan_id = {PLAN_KEY}
        UNION ALL SELECT code, statement FROM target WHERE plan_id = {PLAN_KEY}"""
    known = dict(reader.execute(every, {"plan": plan}).fetchall())
    for code in typed:
        try:
            return str(known[find_code(list(known), code, "mã", plan)])
        except NotFoundError:
            continue
    return None
