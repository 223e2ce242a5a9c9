"""A field or column that is nothing but a deadline ("Quý II", "10/2023"), put as running text would say it."""

from __future__ import annotations

import re

from danvan_cli.domain.due import DueContext
from danvan_cli.intake.due_days import find_days
from danvan_cli.intake.due_patterns import mask_traps
from danvan_cli.intake.due_rhythms import find_days_in_period
from danvan_cli.intake.written import day_pattern


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_BARE_YEAR = _compile(
    r"(?:(?:đến|trong|hết)\s+)?(?:(?:hết\s+)?năm\s+)?(?P<year>20\d{2})|(?:trong\s+)?cả năm|(?:trong )?năm"
)
_BARE_RHYTHM = _compile(r"(?:tháng|quý|0?6 tháng|tuần)(?:\s*(?:,|và|/)\s*(?:tháng|quý|0?6 tháng|cả năm|năm))*")
_BARE_SPAN = _compile(rf"(?:ngày\s+)?{day_pattern('a')}\s*(?:[-–]|đến)\s*(?:ngày\s+)?{day_pattern('b')}")
_BARE_MONTH_YEAR = _compile(r"(?P<month>0?[1-9]|1[0-2])\s?[/-]\s?(?P<year>20\d{2})")
_BARE_SHORT_MONTH = _compile(r"T\.?\s?(?P<month>0?[1-9]|1[0-2])(?P<year>\s?/\s?20\d{2})?")
_ISO_DAY = re.compile(r"(?P<year>20\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?:[ T]00:00(?::00)?)?")
_BARE_START = _compile(r"\W*(?:các\s+)?(?:ngày|tháng|quý|tuần|năm|T?\d)")


def said_in_field(text: str, context: DueContext) -> str:
    """Puts before a bare day, month or rhythm the word that running text would have there."""
    small = f"{text[:1].lower()}{text[1:]}"
    if found := _BARE_YEAR.fullmatch(text.strip(" .;")):
        return f"hết năm {found['year'] or ''}".strip()
    if found := _ISO_DAY.fullmatch(text.strip()):
        return f"trong {found['day']}/{found['month']}/{found['year']}"
    if _BARE_MONTH_YEAR.fullmatch(text.strip(" .;")):
        return f"trong tháng {text.strip(' .;')}"
    if found := _BARE_SHORT_MONTH.fullmatch(text.strip(" .;")):
        return f"trong tháng {found['month']}{found['year'] or ''}"
    if _BARE_RHYTHM.fullmatch(text.strip(" .;")):
        return f"định kỳ {small}"
    if _BARE_SPAN.match(text):
        return f"từ {small}"
    masked = mask_traps(text)
    is_said = find_days(text, masked, context) or find_days_in_period(text, masked, ())
    return text if is_said or not _BARE_START.match(text) else f"trong {small}"
