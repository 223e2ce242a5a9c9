from __future__ import annotations

import pytest

from danvan_cli.domain.codes import LONGEST_CODE, find_code, find_unit, new_unit_code, next_code
from danvan_cli.domain.errors import ConflictError, NotFoundError
from danvan_cli.domain.model import Unit

UNITS = [
    Unit("CCTĐC", "Chi cục Tiêu chuẩn Đo lường Chất lượng", aliases=("Chi cục TĐC",)),
    Unit("VP", "Văn phòng Sở", aliases=("Văn phòng",)),
    Unit("PTC", "Phòng Tài chính"),
    Unit("PTCH", "Phòng Tái chính"),
]


@pytest.mark.parametrize(
    "words",
    [
        "CCTĐC",
        "cctdc",
        "CCTDC",
        "Chi cục Tiêu chuẩn Đo lường Chất lượng",
        "chi cuc tieu chuan do luong chat luong",
        "chi cục tđc",
    ],
)
def test_a_unit_is_found_by_code_name_or_alias_with_or_without_accents(words: str) -> None:
    assert "CCTĐC" == find_unit(UNITS, words).code


def test_accents_tell_names_apart_and_their_absence_asks_back() -> None:
    assert "PTC" == find_unit(UNITS, "Phòng Tài chính").code
    with pytest.raises(ConflictError, match=r"PTC .*PTCH"):
        find_unit(UNITS, "phong tai chinh")


def test_an_unknown_unit_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(NotFoundError) as refused:
        find_unit(UNITS, "van phong so 1")
    assert "Văn phòng Sở" in refused.value.hint


@pytest.mark.parametrize("words", ["iv4", "IV–4", "IV - 4", "iv.4", "Iv 4"])
def test_a_code_is_found_whatever_parts_its_letters(words: str) -> None:
    assert "IV-4" == find_code(["IV-3", "IV-4", "II.2-4"], words, "nhiệm vụ", "KH-2023")


def test_codes_that_differ_in_nothing_else_are_not_guessed() -> None:
    with pytest.raises(NotFoundError):
        find_code(["II.1-2", "II-12"], "ii12", "nhiệm vụ", "KH-2023")


@pytest.mark.parametrize(("number", "end"), [(12, "M12."), (13, "M12 ….")])
def test_an_unknown_code_is_refused_with_the_first_twelve_there_are(number: int, end: str) -> None:
    with pytest.raises(NotFoundError) as refused:
        find_code([f"M{n}" for n in range(1, number + 1)], "xyz", "nhiệm vụ", "KH-2023")
    assert refused.value.hint.startswith("Các mã hiện có: M1, M2, ")
    assert refused.value.hint.endswith(f", {end}")


def test_a_new_unit_gets_its_initials_and_a_number_while_they_are_taken() -> None:
    assert "TKTCV" == new_unit_code("Tổ Kiểm tra Công vụ", [])
    assert "VP2" == new_unit_code("Văn phòng", ["VP"])
    assert "CCTĐC2" == new_unit_code("Chi cục T Đ C", ["cctdc"])
    assert "DV" == new_unit_code("–", [])


def test_a_code_from_a_long_name_is_fit_however_many_units_have_the_same_initials() -> None:
    name = "Đ " * 40
    first = new_unit_code(name, [])
    taken = [first, *(f"{first}{number}" for number in range(2, 1000))]

    assert ("Đ" * 26, f"{first}1000") == (first, new_unit_code(name, taken))
    assert LONGEST_CODE == len(f"{first}1000")


def test_a_code_is_never_given_twice() -> None:
    assert "II.2-6" == next_code("II.2", ["II.2-5", "II.2-1", "II.20-9", "IV-7"])
    assert "BS-1" == next_code("BS", [])
    assert "CT5" == next_code("CT", ["CT4", "CT2", "CTX"], separator="")


def test_a_code_as_written_goes_before_one_that_differs_in_a_stroke() -> None:
    codes = ["D.1", "Đ.1"]
    assert ["D.1", "Đ.1", "Đ.1"] == [find_code(codes, words, "tiêu chí", "Bộ") for words in ("d.1", "Đ.1", "đ.1")]
