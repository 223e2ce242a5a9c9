"""The periods of recurring work: their names, first and last days, the last day within each.

Our names: "2023", "2023-H1", "2023-Q1", "2023-05". Reporting periods of their own (NĐ 09/2019/NĐ-CP Điều 12) are
kept by the day that the work gives, not by the period's name.
"""

import re
from collections.abc import Iterable
from datetime import date

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import Every, parse_word, spoken_words

MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF: 6, Every.YEAR: 12}
_PREFIX = {Every.MONTH: "", Every.QUARTER: "Q", Every.HALF: "H", Every.YEAR: ""}
# Compiled when first met: most commands read no name of a period.
_NAME = r"([1-9]\d{3})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?"
# Work never falls due by it: only reports are made for it.
_NINE_MONTHS = r"[1-9]\d{3}-9M"
_REVIEW = r"(\d{1,4}) ?(?:d|ngay)"


def period_name(every: Every, year: int, month: int) -> str:
    """Names the period that ``month`` is the last month of."""
    if every == Every.YEAR:
        return str(year)
    if every == Every.MONTH:
        return f"{year}-{month:02d}"
    return f"{year}-{_PREFIX[every]}{month // MONTHS[every]}"


def last_month(name: str) -> tuple[int, int] | None:
    """Finds (year, last month 1–12) of a period by its name; None for any other words."""
    found = re.fullmatch(_NAME, name)
    if not found:
        return None
    year, quarter, half, month = found.groups()
    return int(year), int(quarter) * 3 if quarter else int(half) * 6 if half else int(month or 12)


def find_period(words: str, known: Iterable[str]) -> str | None:
    """Finds the period meant among those of a task: its name, "Q2", "quý II", "tháng 6", "6 tháng đầu năm", or "2".

    None where none is meant, or several are.
    """
    names = list(dict.fromkeys(known))
    key = re.sub(r"[\s/.-]+", " ", fold(words)).strip()
    found = [name for name in names if key in _spoken(name)]
    return found[0] if len(found) == 1 else None


def period_words(name: str) -> str:
    """Writes a period as official texts do: "Quý II/2023", "Tháng 5/2023", "6 tháng đầu năm 2023", "Năm 2023"."""
    found = re.fullmatch(_NAME, name)
    if not found:
        return f"9 tháng đầu năm {name[:4]}" if re.fullmatch(_NINE_MONTHS, name) else name
    year, quarter, half, month = found.groups()
    if quarter:
        return f"Quý {('I', 'II', 'III', 'IV')[int(quarter) - 1]}/{year}"
    if half:
        return f"6 tháng {'đầu' if half == '1' else 'cuối'} năm {year}"
    return f"Tháng {int(month)}/{year}" if month else f"Năm {year}"


def _spoken(name: str) -> set[str]:
    """Lists what people call a period: with its year and without."""
    found = re.fullmatch(_NAME, name)
    if not found:
        return {fold(name)}
    year, quarter, half, month = found.groups()
    if quarter:
        roman = ("i", "ii", "iii", "iv")[int(quarter) - 1]
        bare = {f"q{quarter}", f"quy {quarter}", f"quy {roman}", roman, quarter}
    elif half:
        bare = {f"h{half}", f"6 thang {'dau' if half == '1' else 'cuoi'} nam", half}
    elif month:
        bare = {f"thang {int(month)}", f"thang {month}", f"t{int(month)}", str(int(month)), month}
    else:
        return {year, f"nam {year}"}
    years = (f"{said} {year}" for said in bare)
    worded = (f"{said} nam {year}" for said in bare)
    return {*bare, *years, *worded, re.sub(r"[\s/.-]+", " ", fold(name))}


def first_day(name: str) -> date | None:
    """Finds the first day of a period, itself in it; None for any other words and for a whole year.

    Our rule: work that is due once in the plan's year counts from the plan's first day on, as other work does.
    """
    found = re.fullmatch(_NAME, name)
    if not found:
        return None
    year, quarter, half, month = found.groups()
    if quarter:
        return date(int(year), int(quarter) * 3 - 2, 1)
    if half:
        return date(int(year), int(half) * 6 - 5, 1)
    return date(int(year), int(month), 1) if month else None


def pattern_words(every: Every, pattern: date) -> str:
    """Says by which day of every period work is due: "ngày 25 hằng tháng", "ngày 25 tháng thứ 3 của quý"."""
    place = (pattern.month - 1) % MONTHS[every] + 1
    return {
        Every.MONTH: f"ngày {pattern.day} hằng tháng",
        Every.QUARTER: f"ngày {pattern.day} tháng thứ {place} của quý",
        Every.HALF: f"ngày {pattern.day} tháng thứ {place} của 6 tháng",
        Every.YEAR: f"ngày {pattern.day}/{pattern.month} hằng năm",
    }[every]


def review_rhythm(text: str) -> str:
    """Reads how often work without a date must be heard of ("30d", "30 ngày", "quarter", "quý"), as it is kept."""
    found = re.fullmatch(_REVIEW, fold(text))
    if found and int(found[1]):
        return f"{int(found[1])}d"
    try:
        return parse_word(Every, text).value
    except UsageError:
        raise UsageError(
            f"Không đọc được nhịp rà soát “{text}”.", f"Ghi số ngày (30d) hoặc {spoken_words(Every)}."
        ) from None


def review_days(rhythm: str, heard: date) -> int:
    """Counts after how many days without news since ``heard`` work with a rhythm of its own is due for review."""
    if rhythm.endswith("d"):
        return int(rhythm[:-1])
    from dateutil.relativedelta import relativedelta  # 10 ms that most reads need not pay

    return (heard + relativedelta(months=MONTHS[Every(rhythm)]) - heard).days
