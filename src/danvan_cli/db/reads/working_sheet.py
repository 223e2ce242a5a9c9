"""What the working sheet knows a database and its rows by."""

from __future__ import annotations

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import PLAN_KEY

_LETTERS = 16


def identity(reader: Reader) -> str:
    """Gives what tells the agency's data from all others: the beginning of its first seal; empty before any write."""
    query = "SELECT hash FROM seal WHERE agency_id = :agency AND number = 1"
    found = reader.execute(query).fetchone()
    return str(found[0])[:_LETTERS] if found else ""


def wish_reasons(reader: Reader, plan: str) -> dict[int, str]:
    """Finds why more days are asked for, by the key of the row, where the request waits for a decision."""
    query = f"""SELECT x.deadline_id, x.reason FROM extension x JOIN deadline d ON d.id = x.deadline_id
        WHERE d.plan_id = {PLAN_KEY} AND x.decision IS NULL"""
    return dict(reader.execute(query, {"plan": plan}))


def row_keys(reader: Reader, plan: str) -> dict[tuple[str, str | None, str], int]:
    """Finds the keys of a plan's rows by task, lead and period; of tasks taken out too."""
    query = f"""SELECT t.code, u.code, d.period, d.id FROM deadline d JOIN task t ON t.id = d.task_id
        LEFT JOIN unit u ON u.id = d.unit_id WHERE d.plan_id = {PLAN_KEY}"""
    return {(task, unit, period): key for task, unit, period, key in reader.execute(query, {"plan": plan})}
