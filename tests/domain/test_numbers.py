from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.numbers import format_number, parse_number, plain_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1200", "1200"),
        ("1.200", "1200"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.234,5", "1234.5"),
        ("95%", "95"),
        ("96,6 %", "96.6"),
        ("0", "0"),
        ("1.200.000", "1200000"),
        ("0.125", "0.125"),
    ],
)
def test_a_point_before_three_digits_groups_thousands_unless_a_nought_stands_before_it(text: str, value: str) -> None:
    assert Decimal(value) == parse_number(text)


@pytest.mark.parametrize("text", ["", "-5", "1,2,3", "mười", "1e3", "1.2.3", "12,", "NaN", "½"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse_number(text)


def test_a_number_has_21_digits_at_most() -> None:
    assert Decimal("9" * 21) == parse_number("9" * 21)
    with pytest.raises(UsageError, match="21"):
        parse_number("9" * 22)


@given(st.decimals(0, 10**12, places=3))
def test_a_printed_number_is_read_back(value: Decimal) -> None:
    assert value == parse_number(format_number(value))


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("1234.50"), "1.234,5"), (72, "72"), (Decimal("-0.5"), "-0,5"), (Decimal("1E+3"), "1.000")],
)
def test_numbers_are_printed_the_vietnamese_way(value: Decimal | int, text: str) -> None:
    assert text == format_number(value)


def test_json_gets_whole_numbers_as_integers() -> None:
    assert (90, 96.6) == (plain_number(Decimal("90.00")), plain_number(Decimal("96.6")))
    assert isinstance(plain_number(Decimal("90.00")), int)
