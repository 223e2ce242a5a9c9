"""Days as running text writes them: "25/10/2023", "20.7.2020", "ngày 25 (hai mươi lăm) tháng 11 năm 2023"."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

# "ngày 30 (ba mươi) tháng 4", never "ngày 30 tháng 4 (xong trước 15/3)", which has a day of its own.
_WORDS = r"(?:\s*\((?![^()]*(?:\d\s?[/.\-]\s?\d|\b(?:ngày|trước|xong|hạn|nhất)\b))[^()]{1,30}\))?"
# Hyphens, dashes and the minus sign, which keyboards and word processors put for one another.
_DASHES = r"\-–—−‐‑"
MONTH_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12,
}  # fmt: skip
_TENS = {"mười": 10, "hai mươi": 20, "ba mươi": 30}
_UNITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "lăm": 5, "nhăm": 5, "năm": 5, "sáu": 6, "bảy": 7,
    "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
# "ngày hai mươi tư tháng Bảy", "mùng năm tháng Ba".
_DAY_WORD = (
    rf"(?:(?<=ngày\s)|(?<=mùng\s)|(?<=mồng\s))(?:(?:{'|'.join(_TENS)})(?:\s(?:{'|'.join(_UNITS)}))?|{'|'.join(_UNITS)})"
    r"(?=\s+tháng\s)"
)
# "tháng năm 2024" names no month: the word for five is one only with its capital ("tháng Năm").
MONTH_WORD = r"(?:mười một|mười hai|mười(?!\s(?:một|hai)(?!\w))|một|hai|ba|bốn|tư|(?-i:Năm)|sáu|bảy|bẩy|tám|chín)(?!\w)"
# The year beside a day or period without one of its own. Behind a full stop, which wrapping left there, only a small
# letter goes on: "…trước 15/3. Năm 2024, tổ chức …" begins a new sentence.
YEAR_WORD = r"\s*,?\s*(?:của\s+)?năm\s+|\s*\.\s*(?-i:năm)\s+"
# A number behind these is no day: "tháng 4-5/2021", "tuần 2 tháng 5".
_NO_DAY = "".join(
    rf"(?<!(?i:{word})\s)" for word in ("tháng", "quý", "tuần", "thứ", "đợt", "lần", "kỳ", "bước", "khóa", "khoá")
)
# A number of four figures that ends there and begins no term ("năm 2026 - 2030").
YEAR_FIGURES = r"\d{4}(?!\w)(?!\s?[-–]\s?\d{4}(?!\d))"


# A year that none of these patterns takes: "năm hai nghìn …", "năm 20244".
ODD_YEAR = r"\s*,?\s*(?:của\s+)?năm\s+(?:\d|hai\s+(?:nghìn|ngàn))"


_YEARS_LATER = {
    "sau": 1,
    "tới": 1,
    "kế": 1,
    "tiếp": 1,
    "liền": 1,
    "nay": 0,
    "hiện": 0,
    "báo": 0,
    "trước": -1,
    "ngoái": -1,
}


def later_word(prefix: str) -> str:
    """Builds the pattern of the word behind "năm" that tells which year is meant; ``years_later`` reads its group."""
    return (
        rf"(?P<{prefix}later>sau|tới|kế tiếp|tiếp theo|liền kề|nay|hiện tại|báo cáo|ngoái|trước(?!\s+(?:ngày|khi"
        rf"|tháng|\d)))"
        r"(?!\w)(?:\s+liền kề)?"
    )


def next_year(prefix: str) -> str:
    """Builds the pattern of a year told by a word: "năm sau", "của năm tới"."""
    return rf"\s*,?\s*(?:của\s+)?năm\s+{later_word(prefix)}"


def years_later(found: re.Match[str], prefix: str) -> int | None:
    """Reads how many years after the plan's "năm sau", "năm nay", "năm trước" is; None where no such word stands."""
    said = found[f"{prefix}later"] if f"{prefix}later" in found.re.groupindex else None
    return _YEARS_LATER[said.lower().split()[0]] if said else None


def day_pattern(prefix: str, *, is_second: bool = False) -> str:
    """Builds the pattern of one written day, the year optional; ``prefix`` keeps the groups of two days apart.

    It takes all of what is written or nothing: never "5/6" of "25/6", nor "30/11/2002" of "30/11/20024".
    ``is_second`` for the last day of a stretch, which may stand directly behind a dash ("5-9/3").
    """
    mark, dash = f"(?P={prefix}s)", rf"[/.{_DASHES}]"
    figures = rf"\s?(?P<{prefix}s>{dash})\s?(?P<{prefix}m>\d{{1,2}})"
    # "15 ngày đầu tháng 4" ends on the 15th.
    words = (
        rf"{_WORDS}(?:\s+ngày\s+đầu(?:\s+tiên)?(?:\s+của)?)?"
        rf"\s+tháng\s+(?P<{prefix}wm>\d{{1,2}}|{MONTH_WORD})(?!\w)(?!\s+lần){_WORDS}"
    )
    year = (
        rf"(?:\s?{dash}\s?|{YEAR_WORD})(?P<{prefix}y>{YEAR_FIGURES})(?!/\d)"
        rf"|\s?{mark}\s?(?P<{prefix}yy>\d{{2}})(?!\w)(?!\s?{dash}\s?\d)(?!\s\d{{2}}(?!\w))|{next_year(prefix)}"
    )
    # What goes on with the same mark, or with a year that is none of these, is not understood.
    more = (
        rf"\s?/{{1,2}}\s?\d|(?({prefix}s)\s?{mark}{{1,2}}\d|{dash}{{1,2}}\d)|(?({prefix}s){mark}\s\d|(?!))|{ODD_YEAR}"
    )
    alone = r"(?<![\w/])" if is_second else rf"(?<![\w/])(?<!\d[.{_DASHES}]){_NO_DAY}"
    return rf"{alone}(?P<{prefix}d>\d{{1,2}}|{_DAY_WORD})(?:{figures}|{words})(?!\w)(?:{year}|(?!{more}))(?!\d)"


class WrittenDay(NamedTuple):
    """Day, month and year as figures; the year is None where it was left out.

    ``is_short`` when only the year's last two figures stand there; ``years_later`` for "năm sau" and the like.
    """

    day: int
    month: int
    year: int | None
    is_short: bool = False
    years_later: int | None = None

    def on(self, year: int | None) -> date | None:
        """Finds the calendar day, in ``year`` where none was written; None without a year or for a day that is not."""
        try:
            return date(self.year or year or 0, self.month, self.day)
        except ValueError:
            return None


def written_day(found: re.Match[str], prefix: str) -> WrittenDay | None:
    """Reads the groups of ``day_pattern``; None where they took no part in the match."""
    day = found[f"{prefix}d"] if f"{prefix}d" in found.re.groupindex else None
    if day is None:
        return None
    year, short = found[f"{prefix}y"], found[f"{prefix}yy"]
    return WrittenDay(
        day_number(day),
        month_number(found[f"{prefix}m"] or found[f"{prefix}wm"]),
        int(year) if year else 2000 + int(short) if short else None,
        bool(short),
        years_later(found, prefix),
    )


def day_number(word: str) -> int:
    """Reads a day's number in figures or in words ("hai mươi tư")."""
    if word.isdecimal():
        return int(word)
    key = " ".join(word.lower().split())
    tens = next((ten for ten in ("hai mươi", "ba mươi", "mười") if key.startswith(ten)), "")
    return _TENS.get(tens, 0) + _UNITS.get(key[len(tens) :].strip(), 0)


def month_number(word: str) -> int:
    """Reads a month's number in figures or in words ("Mười một")."""
    return int(word) if word.isdecimal() else MONTH_WORDS.get(" ".join(word.lower().split())) or int(word)
