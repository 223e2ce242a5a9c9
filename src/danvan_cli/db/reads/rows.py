"""Values as the driver gives them, turned into the domain's types."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal


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
