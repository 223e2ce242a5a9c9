"""The periods that reports are made for: their names, their days, how they are typed and printed.

By NĐ 09/2019/NĐ-CP Điều 12 a period ends on the 14th of its last month and begins on the 15th of the month before its
first (a year: 15/12–14/12); an office may choose the calendar's days instead (setting ``report_periods``). Any other
days are written as "from..to".
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from danvan_cli.domain.dates import month_end, official_month, official_short, official_words
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import PeriodRule

_ROMAN = ("I", "II", "III", "IV")
_NAMED = re.compile(r"([1-9]\d{3})(?:-(?:q([1-4])|h([12])|(9)m|(0?[1-9]|1[0-2])))?")
_WORDS = (
    (re.compile(r"(?:quy |q)(iv|i{1,3}|[1-4])"), lambda found: f"q{_ROMAN.index(_roman(found)) + 1}"),
    (re.compile(r"(?:6|sau) thang(?: dau(?: nam)?)?|nua dau nam|h1"), lambda _: "h1"),
    (re.compile(r"(?:6|sau) thang cuoi(?: nam)?|nua cuoi nam|h2"), lambda _: "h2"),
    (re.compile(r"(?:9|chin) thang(?: dau(?: nam)?)?|9m"), lambda _: "9m"),
    (re.compile(r"(?:thang |t)(1[0-2]|0?[1-9])"), lambda found: found[1]),
    (re.compile(r"(?:ca )?nam"), lambda _: ""),
)
_YEAR_BEHIND = re.compile(r"(?:[ /-]| nam )*([1-9]\d{3})")
_HINT = "Ghi 2023, 2023-H1, 2023-9M, 2023-Q3, 2023-10, hoặc từ..đến, ví dụ 15/12/2022..14/09/2023."


def _roman(found: re.Match[str]) -> str:
    return _ROMAN[int(found[1]) - 1] if found[1].isdigit() else found[1].upper()


class ReportPeriod(NamedTuple):
    """A period with both its ends included; ``words`` name it in a sentence ("quý III năm 2023").

    ``year`` is the year it reports on, None for days of one's own; ``is_year`` marks a whole one.
    """

    name: str
    words: str
    first: date
    last: date
    year: int | None = None
    is_year: bool = False

    @property
    def days_words(self) -> str:
        """Tells both ends: "từ ngày 15/12/2022 đến ngày 14/12/2023"."""
        return f"từ ngày {official_short(self.first)} đến ngày {official_short(self.last)}"


def read_period(text: str, year: int, rule: PeriodRule, read_day: Callable[[str], date]) -> ReportPeriod:
    """Reads a period's name or its words; where they tell no year it is ``year``. UsageError for anything else."""
    words = fold(text)
    if (span := _span(text, words)) is not None:
        first, last = map(read_day, span)
        if last < first:
            raise UsageError(f"Kỳ báo cáo “{text}” kết thúc trước khi bắt đầu.", "Ghi ngày đầu trước, ngày cuối sau.")
        return ReportPeriod(f"{first}..{last}", f"từ {official_words(first)} đến {official_words(last)}", first, last)
    if found := _NAMED.fullmatch(words):
        _, quarter, half, nine, month = found.groups()
        part = f"q{quarter}" if quarter else f"h{half}" if half else "9m" if nine else month or ""
        return named_period(int(found[1]), part, rule)
    for pattern, part_of in _WORDS:
        if begun := pattern.match(words):
            rest = words[begun.end() :]
            behind = _YEAR_BEHIND.fullmatch(rest)
            if behind or not rest:
                return named_period(int(behind[1]) if behind else year, part_of(begun), rule)
    raise UsageError(f"Không đọc được kỳ báo cáo “{text}”.", _HINT)


def _span(text: str, words: str) -> tuple[str, str] | None:
    if ".." in text:
        first, _, last = text.partition("..")
        return first.strip(), last.strip()
    found = re.fullmatch(r"tu (?:ngay )?(.+?) den (?:het )?(?:ngay )?(.+)", words)
    return (found[1], found[2]) if found else None


def named_period(year: int, part: str, rule: PeriodRule) -> ReportPeriod:
    """Makes a period of a year: ``part`` is "q3", "h1", "9m", a month's number, or "" for all of it."""
    if part.startswith("q"):
        number = int(part[1])
        last_month, months = number * 3, 3
        name, words = f"{year}-Q{number}", f"quý {_ROMAN[number - 1]} năm {year}"
    elif part.startswith("h"):
        last_month, months = int(part[1]) * 6, 6
        name, words = f"{year}-H{part[1]}", f"6 tháng {'đầu' if part[1] == '1' else 'cuối'} năm {year}"
    elif part == "9m":
        last_month, months, name, words = 9, 9, f"{year}-9M", f"9 tháng đầu năm {year}"
    elif part:
        last_month, months = int(part), 1
        name, words = f"{year}-{last_month:02d}", official_month(year, last_month)
    else:
        last_month, months, name, words = 12, 12, str(year), f"năm {year}"
    first, last = _days(year, last_month - months + 1, last_month, rule)
    return ReportPeriod(name, words, first, last, year, not part)


def _days(year: int, first_month: int, last_month: int, rule: PeriodRule) -> tuple[date, date]:
    if rule == PeriodRule.CALENDAR:
        return date(year, first_month, 1), month_end(year, last_month)
    before = date(year - 1, 12, 15) if first_month == 1 else date(year, first_month - 1, 15)
    return before, date(year, last_month, 14)
