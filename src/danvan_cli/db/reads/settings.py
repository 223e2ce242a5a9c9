"""The office's choices, and its own days off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from danvan_cli.db.reader import Reader
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.settings import MEANING, Settings, read_value


def settings(reader: Reader) -> Settings:
    """Reads every choice, as it was chosen or by default; one that another program made unreadable is by default."""
    known = ", ".join(f"'{key}'" for key in MEANING)
    rows = reader.execute(f"SELECT key, value FROM setting WHERE agency_id = :agency AND key IN ({known})")
    return Settings(**dict(_readable(rows)))


def _readable(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Any]]:
    for key, value in rows:
        with suppress(UsageError):
            yield key, read_value(key, value)


def soon_days(reader: Reader) -> dict[int, int]:
    """Reads the ``soon_days`` of every agency that chose its own, by the agency's key."""
    rows = reader.execute("SELECT agency_id, value FROM setting WHERE key = 'soon_days'")
    found = {agency: dict(_readable([("soon_days", value)])) for agency, value in rows}
    return {agency: int(known["soon_days"]) for agency, known in found.items() if known}


# A year that an imported file says is certain, as a choice kept with the data.
CERTAIN_YEAR = "calendar_certain_"


def certain_years(reader: Reader) -> list[int]:
    """Lists the years whose official notice of days off the office itself entered, in no order."""
    rows = reader.execute(
        "SELECT key FROM setting WHERE agency_id = :agency AND key LIKE :head || '%'", {"head": CERTAIN_YEAR}
    )
    years = (key.removeprefix(CERTAIN_YEAR) for (key,) in rows)
    return [int(year) for year in years if year.isascii() and year.isdigit()]


def own_days(reader: Reader) -> tuple[dict[date, str], dict[date, str]]:
    """Reads the days that the office itself said are off, and those it said are worked, with their names."""
    found: tuple[dict[date, str], dict[date, str]] = ({}, {})
    query = "SELECT day, is_working, name FROM calendar_day WHERE agency_id = :agency ORDER BY day"
    for day, is_working, name in reader.execute(query):
        found[bool(is_working)][date.fromisoformat(day)] = name
    return found
