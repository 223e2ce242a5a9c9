"""What the styles of a workbook say of a cell: what its number means, and whether it is struck through."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

# The formats that every spreadsheet knows by number: days, and times that a day may carry.
_DAY_FORMATS = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58}
_MONTH_FORMATS = {17}
_PERCENT_FORMATS = {9, 10}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
# A number between fixed words, as '"Quý "0' or '00"/KH-UBND"'.
_WORDED = re.compile(r'(?:"(?P<before>[^"]*)")?\s?(?P<figures>0+|General|#,##0|#)\s?(?:"(?P<after>[^"]*)")?')
# Excel shows a day whose time is within a ten-thousandth of a second of midnight as the next one.
_NEARLY = 1e-4 / 86_400
_LAST_DAY = 2_958_465
_LEAP_DAY_THAT_NEVER_WAS = 60


class CellStyle(NamedTuple):
    """What a style says: "day", "month", "percent" or nothing, words around the number, the least number of figures."""

    meaning: str = ""
    struck: bool = False
    before: str = ""
    after: str = ""
    figures: int = 0


@dataclass(slots=True)
class StyleReader:
    """Collects the styles from the stream of styles.xml."""

    styles: list[CellStyle] = field(default_factory=list)
    _custom: dict[int, str] = field(default_factory=dict)
    _struck_fonts: list[bool] = field(default_factory=list)
    _inside: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Takes the next element."""
        if name == "numFmt":
            self._custom[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name in ("cellXfs", "cellStyleXfs", "fonts", "dxfs"):
            self._inside = name
        elif name == "font" and self._inside == "fonts":
            self._struck_fonts.append(False)
        elif name == "strike" and self._inside == "fonts" and self._struck_fonts:
            self._struck_fonts[-1] = is_on(attributes)
        elif name == "xf" and self._inside == "cellXfs":
            self.styles.append(self._style(attributes))

    def _style(self, attributes: dict[str, str]) -> CellStyle:
        number, font = int(attributes.get("numFmtId", "0")), int(attributes.get("fontId", "0"))
        code = self._custom.get(number)
        struck = 0 <= font < len(self._struck_fonts) and self._struck_fonts[font]
        meaning = _meaning(number, code)
        worded = _WORDED.fullmatch(code.split(";")[0].strip()) if code and not meaning else None
        if worded is None:
            return CellStyle(meaning, struck)
        figures = len(worded["figures"]) if worded["figures"].startswith("0") else 0
        return CellStyle(meaning, struck, worded["before"] or "", worded["after"] or "", figures)


def is_on(attributes: dict[str, str]) -> bool:
    """Reads an element that switches on unless it says otherwise: <strike/>, <strike val="0"/>."""
    return attributes.get("val", "1") not in ("0", "false")


def _meaning(number: int, code: str | None) -> str:
    if code is None:
        by_number = ((_MONTH_FORMATS, "month"), (_DAY_FORMATS, "day"), (_PERCENT_FORMATS, "percent"))
        return next((meaning for numbers, meaning in by_number if number in numbers), "")
    bare = _QUOTED.sub("", code.split(";")[0]).lower()
    if "d" in bare or ("y" in bare and "m" not in bare):
        return "day"
    if "y" in bare:
        return "month"
    return "percent" if "%" in bare else ""


def number_as_shown(text: str, style: CellStyle, epoch: date, mark: str) -> str:
    """Writes a stored number as the sheet shows it, with that decimal mark.

    ValueError for what is no number or no day that there can be.
    """
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    if style.meaning in ("day", "month"):
        return _day(number, epoch, is_month=style.meaning == "month")
    if style.meaning == "percent":
        return f"{round(number * 100, 2):g}%".replace(".", mark)
    plain = str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.10g}".replace(".", mark)
    return f"{style.before}{plain.zfill(style.figures)}{style.after}" if style != _PLAIN else plain


_PLAIN = CellStyle()


def _day(number: float, epoch: date, *, is_month: bool) -> str:
    whole = int(number + _NEARLY)
    is_of_1900 = epoch.year < 1900
    if not is_of_1900 <= whole <= _LAST_DAY or (is_of_1900 and whole == _LEAP_DAY_THAT_NEVER_WAS):
        raise ValueError(number)
    # Excel counts a 29th of February in 1900: before it, days are one later than counted.
    day = epoch + timedelta(days=whole + (is_of_1900 and whole < _LEAP_DAY_THAT_NEVER_WAS))
    return f"tháng {day.month}/{day.year}" if is_month else f"{day:%d/%m}/{day.year:04}"


def iso_day(text: str) -> str:
    """Writes a day that is stored in words ("2024-11-30T00:00:00"); ValueError for what is none."""
    return f"{date.fromisoformat(text[:10]):%d/%m/%Y}"
