"""The office's choices, and its own days off."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from danvan_cli.domain.settings import MEANING, Settings, read_value


def settings(connection: sqlite3.Connection) -> Settings:
    """Gives every choice, as it was chosen or by default."""
    marks = ", ".join("?" * len(MEANING))
    rows = connection.execute(f"SELECT key, value FROM setting WHERE key IN ({marks})", tuple(MEANING))
    chosen: dict[str, Any] = {key: read_value(key, value) for key, value in rows}
    return Settings(**chosen)


# A year that an imported file says is certain, as a choice kept with the data.
CERTAIN_YEAR = "calendar_certain_"


def certain_years(connection: sqlite3.Connection) -> list[int]:
    """Gives the years whose official notice the office itself entered."""
    rows = connection.execute("SELECT key FROM setting WHERE key LIKE ? || '%'", (CERTAIN_YEAR,))
    return [int(key.removeprefix(CERTAIN_YEAR)) for (key,) in rows]


def own_days(connection: sqlite3.Connection) -> tuple[dict[date, str], dict[date, str]]:
    """Gives the days that the office itself said are off, and those it said are worked, with their names."""
    found: tuple[dict[date, str], dict[date, str]] = ({}, {})
    for day, is_working, name in connection.execute("SELECT day, is_working, name FROM calendar_day ORDER BY day"):
        found[bool(is_working)][date.fromisoformat(day)] = name
    return found
