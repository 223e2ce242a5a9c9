"""Values as the driver gives them, turned into the domain's types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any, TypeVar

# The key of the plan that a query speaks of by its code.
PLAN_KEY = "(SELECT id FROM plan WHERE agency_id = :agency AND code = :plan)"
# The key of the unit that a query speaks of by its code.
UNIT_KEY = "(SELECT id FROM unit WHERE agency_id = :agency AND code = :unit)"
_REMOVED_TASKS = f"SELECT x.id FROM task x WHERE x.plan_id = {PLAN_KEY} AND x.removed_at IS NOT NULL"
# What was taken out of the plan is in no list and no figure: whether a row (``d``) is of such a task.
NOT_REMOVED = f"d.task_id NOT IN ({_REMOVED_TASKS})"
REMOVED = f"d.task_id IN ({_REMOVED_TASKS})"
# A reminder (``r``) that counts: one sent by mistake is kept and does not.
SENT = "r.sent_on <= :as_of AND r.withdrawn_on IS NULL"
ANY_REMOVED = f"SELECT EXISTS ({_REMOVED_TASKS})"

Value = TypeVar("Value", str, int)


def column(sql: str) -> Any:
    """Fills a field of a ``Row`` by SQL."""
    return sql


class _Columns(type):
    """Makes a class of rows: ``columns`` is what its SELECT lists; each field is read by its place."""

    columns: str

    def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> _Columns:
        """Takes the SQL of the fields out of the class."""
        fields = {field: space[field] for field in space.get("__annotations__", ())}
        read = {field: property(itemgetter(place)) for place, field in enumerate(fields)}
        own = {"__slots__": (), "columns": ", ".join(fields.values())}
        return super().__new__(cls, name, bases, {**space, **read, **own})


class Row(tuple[Any, ...], metaclass=_Columns):
    """A row of a query: the class alone says which columns the query has, in which order, and what fills them.

    A NamedTuple would do the same; making its class takes ten times as long, and every read makes several.
    """


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
