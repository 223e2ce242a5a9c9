"""What a value must be before it is stored, whoever brings it: a command, a register, data moved from elsewhere.

Days from 1900 to 2200 are the calendar's (``dates.in_range``); what a database can check of all this stands in its
tables too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from danvan_cli.domain.codes import LONGEST_CODE, every_name
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.numbers import MOST_DIGITS
from danvan_cli.domain.text import clean, fold, nfc, strip_controls

FIRST_PLAN_YEAR, LAST_PLAN_YEAR = 1945, 2200
# Plans reach some years ahead, never this many [our rule]: a later year is a slip, or a date that was misread.
MOST_YEARS_AHEAD = 10
LONGEST_NAME = 300
# What the readers of files take for one paragraph at the most.
LONGEST_TEXT = 100_000
# As mail programs take it (RFC 5322) without quotation marks and letters beyond ASCII, which many refuse.
_MAIL_ADDRESS = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([\w-]+\.)+[\w-]+", re.ASCII)
# What would part a code in two where several are typed, or make a path of it.
_PARTING = re.compile(r"[/\\,;:|\"<>*?]")


def required_text(text: str, what: str, longest: int = LONGEST_TEXT) -> str:
    """Cleans a text that must say something in at most ``longest`` letters; ``what`` names it in the UsageError."""
    cleaned = clean(text)
    if not cleaned:
        raise UsageError(f"{what} đang trống.", "Ghi ít nhất một chữ.")
    if len(cleaned) > longest:
        raise UsageError(f"{what} dài {len(cleaned)} chữ, quá {longest}.", "Viết ngắn lại.")
    return cleaned


def unit_name(text: str, what: str = "Tên đơn vị") -> str:
    """Cleans a unit's name or alias. Raises UsageError for an empty one, and for more than 300 letters."""
    return required_text(text, what, LONGEST_NAME)


def unit_code(text: str) -> str:
    """Cleans a unit's code: 1 to 30 characters, one of them a letter or digit, none that parts lists or paths.

    Raises UsageError that says what is wrong, also for a hyphen at the beginning: it would be read as an option.
    """
    code = required_text(text, "Mã đơn vị", LONGEST_CODE)
    if found := _PARTING.search(code):
        raise UsageError(f"Mã đơn vị “{code}” có dấu “{found[0]}”.", "Mã chỉ gồm chữ, số, dấu chấm, gạch nối.")
    if code.startswith("-") or not any(map(str.isalnum, code)):
        raise UsageError(f"Mã đơn vị “{code}” không dùng được.", "Mã bắt đầu bằng chữ hoặc số.")
    return code


def why_unfit(code: str, names: Iterable[str]) -> str | None:
    """Says what is wrong with a unit's code or names, None where nothing is; an empty ``code`` is not looked at."""
    try:
        if code:
            unit_code(code)
        for name in names:
            unit_name(name)
    except UsageError as error:
        return error.message.rstrip(".")
    return None


class NamesInForce:
    """The names by which units are called, codes and aliases too: no two in force at one time share one, folded."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._owners: dict[str, list[Unit]] = {}
        for unit in units:
            self.add(unit)

    def add(self, unit: Unit) -> None:
        """Takes a unit's names up."""
        for key in set(map(fold, every_name([unit]))):
            self._owners.setdefault(key, []).append(unit)

    def refuse_new(self, unit: Unit) -> None:
        """Raises ConflictError where the code or a name of a new unit is another one's."""
        owner = next((o for o in self._owners.get(fold(unit.code), ()) if fold(o.code) == fold(unit.code)), None)
        if owner is not None:
            raise ConflictError(
                f"Mã {unit.code} đã là của {owner.name}.",
                f"Chọn mã khác, hoặc sửa bằng danvan unit edit {owner.code}.",
            )
        self.refuse(unit, every_name([unit]))

    def refuse(self, unit: Unit, names: Iterable[str]) -> None:
        """Raises ConflictError where one of the names, to be the unit's, is that of another one in force with it."""
        for name in names:
            for owner in self._owners.get(fold(name), ()):
                if owner.code != unit.code and _share_a_day(owner, unit):
                    raise ConflictError(
                        f"“{name}” đã là tên của {owner.code} ({owner.name}).",
                        "Một tên chỉ để gọi một đơn vị; chọn tên khác.",
                    )


def _share_a_day(one: Unit, other: Unit) -> bool:
    """True where two units are in force on a common day; an open end reaches for ever."""
    begin = max(one.valid_from or date.min, other.valid_from or date.min)
    return begin <= min(one.valid_to or date.max, other.valid_to or date.max)


def why_not_done(day: date, today: date, year: int | None = None) -> str | None:
    """Says why a day cannot be that of a hand-in or a completion; None where it can.

    It must not be in the future. Nor may it be earlier than 1 January of the year before the plan's ``year``
    [our rule]: work is sometimes begun ahead, but not by more.
    """
    if day > today:
        return f"chưa tới (hôm nay là {describe(today)})"
    if year is not None and day.year < year - 1:
        return f"trước kế hoạch năm {year} hơn một năm"
    return None


def why_no_extension(until: date, due: date | None) -> str | None:
    """Says why a day cannot be that of an extension, which is later than the last day in force; None where it can."""
    return f"không sau thời hạn đang có {short(due)}" if due is not None and until <= due else None


def is_safe(text: str) -> bool:
    """True for text without control characters and invisible marks, whose letters are composed (NFC)."""
    return nfc(strip_controls(text)) == text


def mail_address(text: str) -> str | None:
    """Cleans an e-mail address; None for an empty one. UsageError for what no letter could be sent to."""
    email = clean(text)
    if email and not is_mail_address(email):
        raise UsageError(f"Địa chỉ thư “{email}” không hợp lệ.", "Ghi như ten@coquan.gov.vn.")
    return email or None


def is_mail_address(text: str) -> bool:
    """True for one address that a letter can be sent to ("vanphong@skhcn.gov.vn")."""
    return _MAIL_ADDRESS.fullmatch(text) is not None


def is_figure(number: Decimal) -> bool:
    """True for a finite number of at most ``MOST_DIGITS`` digits, nor further from 1 than as many powers of ten."""
    return number.is_finite() and len(number.as_tuple().digits) <= MOST_DIGITS and abs(number.adjusted()) <= MOST_DIGITS
