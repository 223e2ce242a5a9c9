"""Values as the driver gives them, turned into the domain's types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

# The key of the plan that a query speaks of by its code.
PLAN_KEY = "(SELECT id FROM plan WHERE agency_id = :agency AND code = :plan)"
# The key of the unit that a query speaks of by its code.
UNIT_KEY = "(SELECT id FROM unit WHERE agency_id = :agency AND code = :unit)"
_REMOVED_TASKS = f"SELECT x.id FROM task x WHERE x.plan_id = {PLAN_KEY} AND x.removed_at IS NOT NULL"
# What was taken out of the plan is in no list and no figure: whether a row (``d``) is of such a task.
NOT_REMOVED = f"d.task_id NOT IN ({_REMOVED_TASKS})"
REMOVED = f"d.task_id IN ({_REMOVED_TASKS})"
ANY_REMOVED = f"SELECT EXISTS ({_REMOVED_TASKS})"

Value = TypeVar("Value", str, int)


def column(sql: str) -> Any:
    """Fills a field of a row's class by SQL: the class alone says which columns a query has, and in which order."""
    return sql


def columns_of(row: type[NamedTuple]) -> str:
    """Writes the columns of a SELECT whose rows the class takes in by ``_make``."""
    return ", ".join(row._field_defaults.values())


def listed(words: Sequence[Value]) -> tuple[str, dict[str, Value]]:
    """Writes the marks of a list of values (":w0, :w1"), and the parameters for them."""
    named = {f"w{place}": word for place, word in enumerate(words)}
    return ", ".join(f":{name}" for name in named), named


def day(value: str | None) -> date | None:
    """Reads an ISO date."""
    return None if value is None else date.fromisoformat(value)


def instant(value: str) -> datetime:
    """Reads a stored time stamp; what is stored is UTC."""
    return datetime.fromisoformat(value).replace(tzinfo=UTC)


def exact(value: str | None) -> Decimal | None:
    """Reads a stored exact number."""
    return None if value is None else Decimal(value)


def split(value: str | None) -> tuple[str, ...]:
    """Takes apart what was joined line by line; stored text itself never holds a line end."""
    return tuple(value.split("\n")) if value else ()
