from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.settings import MEANING, Settings, known_key, read_value, spoken_key, stored_value, written
from danvan_cli.domain.words import PeriodRule

DAYS = ("soon_days", "stale_days")
LETTER = ("report_symbol", "letter_symbol", "letter_authority", "letter_signer_title", "letter_signer")


def test_what_is_not_chosen_has_a_default() -> None:
    assert Settings(7, (7, 3, 1), 90, 10, False, PeriodRule.ND09, "", "", "", "", "") == Settings()


def test_every_choice_says_what_it_is_for() -> None:
    assert Settings._fields == tuple(MEANING)
    assert all(meaning.endswith(".") for meaning in MEANING.values())


@pytest.mark.parametrize("key", MEANING)
def test_a_choice_is_known_however_its_name_is_cased_or_joined(key: str) -> None:
    spellings = (key, key.upper(), key.title(), key.replace("_", "-"), key.replace("_", "-").upper(), f" {key} ")

    assert {key} == {known_key(spelling) for spelling in spellings}


@pytest.mark.parametrize("key", ["", "soon", "soondays", "days", "current_plan", "soon_days_", "__class__"])
def test_a_choice_that_there_is_not_is_refused_with_those_there_are(key: str) -> None:
    with pytest.raises(UsageError) as error:
        known_key(key)

    assert all(spoken_key(name) in error.value.hint for name in MEANING)


@pytest.mark.parametrize(
    ("key", "text", "stored", "value"),
    [
        *((key, "0", "0", 0) for key in DAYS),
        *((key, " 14 ", "14", 14) for key in DAYS),
        *((key, "007", "7", 7) for key in DAYS),
        *((key, "3660", "3660", 3660) for key in DAYS),
        ("warning_days", "7,3,1", "7,3,1", (7, 3, 1)),
        ("warning_days", "1, 3 ,7", "7,3,1", (7, 3, 1)),
        ("warning_days", "3;3;10", "10,3", (10, 3)),
        ("warning_days", "5", "5", (5,)),
        ("warning_days", ",5,,", "5", (5,)),
        ("warning_days", "0", "0", (0,)),
        *(("before_is_inclusive", text, "có", True) for text in ("có", "Có", "co", "CO", "true", "yes", "1", "bật")),
        *(("before_is_inclusive", text, "không", False) for text in ("không", "KHONG", "false", "no", "0", "tắt")),
        ("report_periods", "dương lịch", "calendar", PeriodRule.CALENDAR),
        ("report_periods", "NĐ 09/2019", "nd09", PeriodRule.ND09),
        *((key, " SKHCN-VP ", "SKHCN-VP", "SKHCN-VP") for key in LETTER),
        *((key, "TL.\tGIÁM  ĐỐC\x1b\u202e", "TL. GIÁM ĐỐC", "TL. GIÁM ĐỐC") for key in LETTER),
        *((key, "Nguye\u0302\u0303n", "Nguyễn", "Nguyễn") for key in LETTER),
        *((key, "", "", "") for key in LETTER),
    ],
)
def test_a_value_is_read_as_typed_and_stored_in_one_form(key: str, text: str, stored: str, value: Any) -> None:
    assert (stored, value) == (stored_value(key, text), read_value(key, text))
    assert value == read_value(key, stored)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        *(
            (key, text)
            for key in DAYS
            for text in ("", " ", "-1", "+7", "7.5", "bảy", "7 ngày", "7,3", "3661", "٧", "²")
        ),
        *((key, "9" * 5000) for key in DAYS),
        *(("warning_days", text) for text in ("", " ", ",", "7,x", "7 3", "-1", "7,3661", "7.3", "trước")),
        *(("before_is_inclusive", text) for text in ("", " ", "2", "đúng", "có không", "x")),
    ],
)
def test_a_value_that_cannot_be_is_refused(key: str, text: str) -> None:
    with pytest.raises(UsageError):
        stored_value(key, text)


@given(st.sampled_from(DAYS), st.integers(0, 3660))
def test_every_number_of_days_up_to_ten_years_comes_back_as_stored(key: str, days: int) -> None:
    assert days == read_value(key, stored_value(key, str(days)))


@given(st.sets(st.integers(0, 3660), min_size=1, max_size=8))
def test_warning_days_are_kept_each_once_the_longest_first(days: set[int]) -> None:
    assert tuple(sorted(days, reverse=True)) == read_value("warning_days", ",".join(map(str, days)))


@given(st.sampled_from(list(MEANING)), st.text(max_size=40))
def test_any_text_is_stored_in_a_form_that_reads_back_or_refused(key: str, text: str) -> None:
    try:
        stored = stored_value(key, text)
    except UsageError:
        return
    assert stored == stored_value(key, stored)
    assert stored == written(read_value(key, stored))


@pytest.mark.parametrize("text", ["0000009999", "000000" + "9" * 5000])
def test_noughts_in_front_hide_no_number_of_days_that_is_too_big(text: str) -> None:
    with pytest.raises(UsageError):
        stored_value("soon_days", text)
