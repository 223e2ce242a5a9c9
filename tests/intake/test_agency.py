from __future__ import annotations

from pathlib import Path

import pytest

from danvan_cli.domain.draft import HeaderDraft
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.intake.agency import Agency, agency_matches, read_agency

DATA = Path(__file__).resolve().parents[2] / "data"
OWN = Agency("Sở Khoa học và Công nghệ", "Sở KH&CN", "UBND tỉnh Tây Ninh", "Tây Ninh", ())


def test_the_agencys_file_gives_names_and_units() -> None:
    agency = read_agency(DATA / "agency.toml")
    assert ("Sở Khoa học và Công nghệ", "Sở KH&CN", "Tây Ninh") == (agency.name, agency.short_name, agency.place)
    assert ["VP", "TTr", "CCTĐC", "TTKHCN", "TKTCV", "BTTND", "CU", "SNV"] == [u.code for u in agency.units]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (HeaderDraft(issuer="SỞ KHOA HỌC VÀ CÔNG NGHỆ"), True),
        (HeaderDraft(issuer="Sở KH&CN", place="Tây Ninh"), True),
        (HeaderDraft(issuer="Sở KH&CN", governing_body="ỦY BAN NHÂN DÂN TỈNH TÂY NINH"), True),
        (HeaderDraft(issuer="Sở KH&CN", governing_body="UBND TỈNH LONG AN", place="Tây Ninh"), False),
        (HeaderDraft(issuer="Sở KH&CN", place="Long An"), False),
        (HeaderDraft(issuer="Sở Nội vụ", place="Tây Ninh"), False),
        (HeaderDraft(), False),
    ],
)
def test_a_plan_is_the_agencys_by_name_and_place(header: HeaderDraft, expected: bool) -> None:
    assert expected == agency_matches(header, OWN)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[agency\n", "TOML"),
        ("[agency]\nplace = 'x'", "tên cơ quan"),
        ("[agency]\nname = 'x'\n[[unit]]\nname = 'y'", "đơn vị thứ 1: thiếu code"),
        ("[agency]\nname = 'x'\n[[unit]]\ncode = 'y'", "thiếu name"),
        ("[agency]\nname='x'\n[[unit]]\ncode='a'\nname='y'\n[[unit]]\ncode='A'\nname='z'", "thứ 2: code “A” đã dùng"),
        ("[agency]\nname = 'x'\n[[unit]]\ncode = 'a'\nname = 'y'\nkind = 'cái gì'", "kind"),
        ("[agency]\nname = 'x'\n[[unit]]\ncode = 'a'\nname = 'y'\nheadcount = -1", "headcount"),
        ("[agency]\nname = 'x'\n[[unit]]\ncode = 'a'\nname = 'y'\naliases = 'z'", "aliases"),
        ("unit = 3\n[agency]\nname = 'x'", "unit"),
    ],
)
def test_a_wrong_agency_file_names_what_is_wrong(tmp_path: Path, content: str, why: str) -> None:
    path = tmp_path / "agency.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileRefusedError, match=why):
        read_agency(path)
