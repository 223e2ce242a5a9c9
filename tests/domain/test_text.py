from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.text import clean, clean_lines, fold, initials, nfc, printed_number, tone_key


@pytest.mark.parametrize(
    ("one", "other"), [("Chi uỷ", "Chi ủy"), ("hoà", "hòa"), ("thuý", "thúy"), ("khoá XI", "khóa XI"), ("ĐỒNG", "đồng")]
)
def test_two_spellings_of_a_name_are_one(one: str, other: str) -> None:
    assert tone_key(one) == tone_key(other)
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("hòa", "hóa"), ("Thanh tra", "Thành trà"), ("dân", "dẫn")])
def test_tone_key_keeps_names_apart_that_differ_in_tone(one: str, other: str) -> None:
    assert tone_key(one) != tone_key(other)


@pytest.mark.parametrize(
    ("text", "key"),
    [("CCTĐC", "cctdc"), ("Tiêu chuẩn  Đo lường", "tieu chuan do luong"), ("ÐẢNG", "dang"), ("Ưu tiên", "uu tien")],
)
def test_fold_takes_off_tones_hats_case_and_the_bar_of_đ(text: str, key: str) -> None:
    assert key == fold(text)


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(text) == fold(fold(text))


@given(st.text(alphabet="aăâeêiouơưyđĐẾỘỬỹ ờ"))
def test_composed_and_decomposed_text_have_the_same_keys(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert (fold(text), tone_key(text)) == (fold(apart), tone_key(apart))


def test_clean_makes_one_line_and_drops_what_a_terminal_would_obey() -> None:
    assert "[/b] =1+1 :ok: [31m" == clean("  [/b] =1+1\u00a0:ok:\r\n\x1b[31m\u202e\u200b ")


@given(
    st.text()
    | st.text(alphabet="30/11\u200e\u202a\u2066\ufeff\u00ad\u00a0\u202f\uff13\uff0f\u2011\ufe0f\u0301e\x0b\n \t")
)
def test_clean_text_is_composed_has_nothing_invisible_and_stays_as_it_is(text: str) -> None:
    for door, line_ends in ((clean, ""), (clean_lines, "\n")):
        cleaned = door(text)
        assert cleaned == door(cleaned) == unicodedata.normalize("NFC", cleaned)
        assert not [c for c in cleaned if unicodedata.category(c).startswith("C") and c not in line_ends]
        assert not [c for c in cleaned if c.isspace() and c not in f" {line_ends}"]


@pytest.mark.parametrize(
    "pasted",
    [
        *(f"{mark}30/11/2023{mark}" for mark in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
        *(f"30/{mark}11/2023" for mark in "\ufeff\u200b\u200c\u200d\u00ad\u2060\ufe0f"),
        *(f"{blank}30/11/2023{blank}" for blank in "\u00a0\u202f\u3000\u2009"),
        "\uff13\uff10\uff0f\uff11\uff11\uff0f\uff12\uff10\uff12\uff13",
    ],
    ids=ascii,
)
def test_a_pasted_day_is_the_day_that_is_seen(pasted: str) -> None:
    assert "30/11/2023" == clean(pasted)


def test_a_hyphen_that_does_not_break_is_a_hyphen() -> None:
    assert "17-KH/BDVTW" == clean("17\u2011KH/BDVTW")


def test_clean_lines_keeps_the_line_ends() -> None:
    assert "một\nhai ba" == clean_lines("một \r\nhai\t ba\n")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Tổ Kiểm tra Công vụ", "TKTCV"),
        ("Ủy ban", "UB"),
        ("Phòng Kế hoạch - Tài chính", "PKHTC"),
        ("Đoàn Thanh niên", "ĐTN"),
        ("–", ""),
    ],
)
def test_initials_keep_đ_and_drop_tones(name: str, code: str) -> None:
    assert code == initials(name)


def test_nfc_composes() -> None:
    assert "ế" == nfc("e\u0302\u0301")


@pytest.mark.parametrize(
    ("number", "symbol", "printed"),
    [
        ("765", "KH-UBND", "765/KH-UBND"),
        ("17", "KH/BDVTW", "17-KH/BDVTW"),
        (None, "KH-UBND", "…/KH-UBND"),
        ("", "KH-UBND", "…/KH-UBND"),
        ("12", None, "12"),
        (None, None, None),
    ],
)
def test_a_number_is_printed_as_far_as_it_is_known(number: str | None, symbol: str | None, printed: str | None) -> None:
    assert printed == printed_number(number, symbol)
