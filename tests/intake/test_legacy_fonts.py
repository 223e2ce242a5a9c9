"""Text typed in the fonts of before Unicode is recognised and converted; Unicode is never touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from danvan_cli.intake.files.legacy_fonts import Legacy, convert, convert_text, font_encoding, guess

DATA = Path(__file__).resolve().parents[2] / "data"
TCVN3 = "KÕ ho¹ch c«ng t¸c d©n vËn"
VNI = "Keá hoaïch coâng taùc daân vaän"
WANTED = "Kế hoạch công tác dân vận"


@pytest.mark.parametrize(
    ("font", "expected"),
    [
        (".VnTime", Legacy.TCVN3),
        (".VnTimeH", Legacy.TCVN3_CAPITALS),
        (".VnArial Narrow", Legacy.TCVN3),
        ("VNI-Times", Legacy.VNI),
        ("Times New Roman", None),
        ("", None),
        (None, None),
    ],
)
def test_the_fonts_name_tells_the_encoding(font: str | None, expected: Legacy | None) -> None:
    assert expected == font_encoding(font)


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        (TCVN3, Legacy.TCVN3, WANTED),
        (TCVN3, Legacy.TCVN3_CAPITALS, WANTED.upper()),
        ("§¶ng bé, \u00ad¬m ®Òu", Legacy.TCVN3, "Đảng bộ, ươm đều"),
        (VNI, Legacy.VNI, WANTED),
        ("KEÁ HOAÏCH; ñöôïc, nghò quyeát, naêm, baèng", Legacy.VNI, "KẾ HOẠCH; được, nghị quyết, năm, bằng"),
        ("\uf04b\uf0d5", Legacy.TCVN3, "Kế"),
    ],
    ids=["TCVN3", "capitals", "soft hyphen", "VNI", "VNI capitals", "symbols"],
)
def test_letters_become_unicode(text: str, encoding: Legacy, expected: str) -> None:
    assert expected == convert(text, encoding)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TCVN3, Legacy.TCVN3),
        (VNI, Legacy.VNI),
        (WANTED, None),
        ("Hoà, hoá, toà", None),
        ("Ký, ngày 12 · «x» ½ ®", None),
        ("Le café déjà vu à côté", None),
        ("", None),
    ],
)
def test_the_score_tells_old_text_from_unicode(text: str, expected: Legacy | None) -> None:
    assert expected == guess(text)


@pytest.mark.parametrize(
    "path", [DATA / "ke-hoach-dan-van-2023.txt", *sorted((Path(__file__).parent / "plans").iterdir())]
)
def test_no_line_of_a_unicode_plan_is_taken_for_old_text(path: Path) -> None:
    assert set() == {guess(line) for line in path.read_text("utf-8").split("\n")} - {None}


def test_a_line_of_plain_capitals_stays_in_capitals() -> None:
    assert "KẾ HOẠCH\nSố: 12/KH" == convert_text("KÕ HO¹CH\nSè: 12/KH", Legacy.TCVN3)
