"""Days as running text writes them: "25/10/2023", "20.7.2020", "ngày 25 (hai mươi lăm) tháng 11 năm 2023"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_WORDS = r"(?:\s*\([^()]{1,30}\))?"


def day_pattern(prefix: str) -> str:
    """Builds the pattern of one written day, the year optional; ``prefix`` keeps the groups of two days apart."""
    figures = rf"\s?[/.\-]\s?(?P<{prefix}m>\d{{1,2}})(?!\d)(?:\s?[/.\-]\s?(?P<{prefix}y>\d{{4}}))?"
    words = (
        rf"{_WORDS}\s+tháng\s+(?P<{prefix}wm>\d{{1,2}}){_WORDS}(?:\s*(?:,?\s*năm\s+|/|-)\s*(?P<{prefix}wy>\d{{4}}))?"
    )
    return rf"(?P<{prefix}d>\d{{1,2}})(?:{figures}|{words})(?!\d)"


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """Day, month and year as figures; the year is None where it was left out."""

    day: int
    month: int
    year: int | None

    def on(self, year: int | None) -> date | None:
        """Finds the calendar day, in ``year`` where none was written; None without a year or for a day that is not."""
        try:
            return date(self.year or year or 0, self.month, self.day)
        except ValueError:
            return None


def written_day(found: re.Match[str], prefix: str) -> WrittenDay | None:
    """Reads the groups of ``day_pattern``; None where they took no part in the match."""
    groups = found.groupdict()
    if groups.get(f"{prefix}d") is None:
        return None
    year = groups[f"{prefix}y"] or groups[f"{prefix}wy"]
    month = groups[f"{prefix}m"] or groups[f"{prefix}wm"]
    return WrittenDay(int(groups[f"{prefix}d"]), int(month), int(year) if year else None)
