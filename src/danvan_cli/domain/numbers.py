"""Vietnamese numbers in and out, exact: Decimal, never float."""

from __future__ import annotations

import re
from decimal import Decimal

from danvan_cli.domain.errors import UsageError

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")


# Sums and percentages of such numbers stay exact in Decimal's 28 digits.
MOST_DIGITS = 21
# What is said of a ratio without a whole to take a share of.
NOTHING_AROSE = "không phát sinh"


def parse_number(text: str) -> Decimal:
    """Reads "1200", "1.200" (one thousand two hundred), "12,5", "1.234,5", "95%".

    A point followed by exactly three digits groups thousands, but behind a nought; any other point is a decimal point.
    Raises UsageError for anything else, signs included, and for more digits than any figure has.
    """
    bare = text.strip().removesuffix("%").strip()
    if sum(map(str.isdigit, bare)) > MOST_DIGITS:
        raise UsageError(f"Số “{text[:30]}…” dài quá {MOST_DIGITS} chữ số.", "Kiểm tra lại số đã gõ.")
    if _GROUPED.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    raise UsageError(
        f"Không đọc được số “{text}”.",
        "Viết số như 1200, 1.200 (một nghìn hai trăm), 12,5 hoặc 95%.",
    )


def format_number(value: Decimal | int) -> str:
    """Prints for people: "1.234,5"; no trailing zeros."""
    whole, _, fraction = format(abs(Decimal(value)), "f").partition(".")
    fraction = fraction.rstrip("0")
    sign = "-" if value < 0 else ""
    grouped = sign + f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{fraction}" if fraction else grouped


def ratio_words(numerator: Decimal, denominator: Decimal | None) -> str:
    """Writes a ratio as it was reported: "42/50"; of 0/0, that nothing arose."""
    return f"{format_number(numerator)}/{format_number(denominator)}" if denominator else NOTHING_AROSE


def plain_number(value: Decimal) -> int | float:
    """Converts for JSON and cells: an int where it is whole, else the nearest float."""
    return int(value) if value == value.to_integral_value() else float(value)
