from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from danvan_cli.domain.errors import ConflictError, DanvanError, FileRefusedError, NotFoundError, UsageError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.words import Role, UnitKind
from danvan_cli.services import assigning, finding, units, views
from danvan_cli.services.units import UnitChange

TITLES = ("Mã", "Tên đơn vị", "Tên khác", "Loại", "Cấp trên", "Số người")
ROWS = (
    ("P1", "Phòng Một", "Phòng 1; P. Một", "phòng", "", 8),
    ("P2", "Phòng Hai", "", "phòng", "P1", ""),
    ("VP", "Văn phòng Sở", "VPS", "phòng", "", 12),
)


def unit(book: Any, words: str) -> Unit:
    return finding.show_unit(book.on(), words).unit


def csv_file(path: Path, rows: Sequence[Sequence[object]] = ROWS, separator: str = ";") -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=separator).writerows((TITLES, *rows))
    return path


def xlsx_file(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((TITLES, *ROWS)):
            sheet.write_row(number, 0, row)
    return path


def test_a_unit_is_found_by_all_its_names(book: Any) -> None:
    units.add_unit(book.on(), Unit("PQL", "Phòng Quản lý Khoa học", UnitKind.DEPARTMENT, "VP", 8, ("Phòng QLKH",)))

    assert {"PQL"} == {
        unit(book, words).code for words in ("pql", "phong quan ly khoa hoc", "PHÒNG QLKH", "Phòng Quản lý Khoa học")
    }
    assert ("VP", 8) == (unit(book, "PQL").parent, unit(book, "PQL").headcount)


@pytest.mark.parametrize("code", ["CCTĐC", "cctdc", "CctĐc"])
def test_a_code_is_taken_in_whatever_case_or_accents(book: Any, code: str) -> None:
    before = book.content()

    with pytest.raises(ConflictError, match="Chi cục"):
        units.add_unit(book.on(), Unit(code, "Phòng mới"))

    assert before == book.content()


def test_a_unit_without_a_code_gets_one_from_its_initials(book: Any) -> None:
    assert "PQLKH" == units.add_unit(book.on(), Unit("", "Phòng Quản lý Khoa học")).code
    assert "PQLKH2" == units.add_unit(book.on(), Unit(" ", "Phòng Quản lý Kế hoạch")).code


@pytest.mark.parametrize(
    ("new", "error"),
    [
        (Unit("X", ""), UsageError),
        (Unit("X", " \u200b"), UsageError),
        (Unit("X", "Tên", "lạ"), UsageError),
        (Unit("X", "Tên", headcount=-1), UsageError),
        (Unit("X", "Tên", headcount=10**30), UsageError),
        (Unit("X", "Tên", email="x"), UsageError),
        (Unit("X", "Tên", aliases=(" ",)), UsageError),
        (Unit("X", "Tên", parent="LẠ"), NotFoundError),
        (Unit("X", "Tên", parent="X"), NotFoundError),
    ],
)
def test_a_unit_that_cannot_be_leaves_nothing(book: Any, new: Unit, error: type[DanvanError]) -> None:
    before = book.content()

    with pytest.raises(error):
        units.add_unit(book.on(), new)

    assert before == book.content()


def test_the_same_alias_in_other_accents_is_kept_once(book: Any) -> None:
    units.add_unit(book.on(), Unit("PX", "Phòng X", aliases=("Phòng Ích", "phong ich", "PHÒNG ÍCH")))

    assert ("Phòng Ích",) == unit(book, "PX").aliases


def test_an_edit_changes_what_it_names_and_never_the_code(book: Any) -> None:
    units.edit_unit(
        book.on(), "cctdc", UnitChange("Chi cục mới", UnitKind.TEAM, "VP", 20, ("CC mới",), ("chi cuc tdc",))
    )

    assert Unit("CCTĐC", "Chi cục mới", "team", "VP", 20, ("Chi cục TCĐLCL", "CC mới")) == unit(book, "CCTĐC")


def test_an_empty_parent_takes_the_parent_away(book: Any) -> None:
    units.edit_unit(book.on(), "TTr", UnitChange(parent="VP"))
    units.edit_unit(book.on(), "TTr", UnitChange(parent=""))

    assert unit(book, "TTr").parent is None


def test_no_unit_stands_above_itself(book: Any) -> None:
    units.edit_unit(book.on(), "TTr", UnitChange(parent="VP"))
    units.edit_unit(book.on(), "TKTCV", UnitChange(parent="TTr"))
    for parent in ("TTr", "TKTCV", "VP"):
        with pytest.raises(ConflictError):
            units.edit_unit(book.on(), "VP", UnitChange(parent=parent))

    assert unit(book, "VP").parent is None


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (UnitChange(name=" "), UsageError),
        (UnitChange(kind="lạ"), UsageError),
        (UnitChange(headcount=-5), UsageError),
        (UnitChange(email="thư@y.vn"), UsageError),
        (UnitChange(parent="LẠ"), NotFoundError),
        (UnitChange(drop_aliases=("không có",)), NotFoundError),
        (UnitChange(add_aliases=("",)), UsageError),
    ],
)
def test_an_edit_that_cannot_be_is_refused_whole(book: Any, change: UnitChange, error: type[DanvanError]) -> None:
    before = book.content()

    with pytest.raises(error):
        units.edit_unit(book.on(), "VP", change)

    assert before == book.content()


@pytest.mark.parametrize("alias", ["VP", "văn phòng", "Van phong so"])
def test_a_name_that_means_another_unit_is_refused_as_an_alias(book: Any, alias: str) -> None:
    with pytest.raises(ConflictError, match="VP"):
        units.edit_unit(book.on(), "BTTND", UnitChange(add_aliases=(alias,)))


def test_a_name_that_two_units_bore_one_after_the_other_is_told_apart_by_the_code(book: Any) -> None:
    units.add_unit(book.on(), Unit("PA", "Phòng Pháp chế", valid_to=date(2022, 12, 31)))
    units.add_unit(book.on(), Unit("PB", "Phòng Pháp chế", valid_from=date(2023, 1, 1)))

    with pytest.raises(ConflictError, match="PB"):
        unit(book, "phong phap che")
    assert ("PA", "PB") == (unit(book, "PA").code, unit(book, "PB").code)


@pytest.mark.parametrize(
    "new",
    [
        Unit("VP2", "VĂN PHÒNG SỞ"),
        Unit("VP2", "Phòng mới", aliases=("van phong so",)),
        Unit("VP2", "VP"),
        Unit("VP Sở", "Phòng mới"),
        Unit("PA", "Văn phòng", valid_from=date(2030, 1, 1)),
    ],
    ids=["name", "alias", "its code", "code that is an alias", "later, but for ever"],
)
def test_no_two_units_in_force_share_a_name(book: Any, new: Unit) -> None:
    with pytest.raises(ConflictError, match="VP"):
        units.add_unit(book.on(), new)


def test_two_units_that_share_one_day_alone_share_no_name(book: Any) -> None:
    units.add_unit(book.on(), Unit("PA", "Phòng Pháp chế", valid_to=date(2022, 12, 31)))

    with pytest.raises(ConflictError, match="PA"):
        units.add_unit(book.on(), Unit("PB", "Phòng Pháp chế", valid_from=date(2022, 12, 31)))


@pytest.mark.parametrize("name", ["VĂN PHÒNG SỞ", "vp", "VP Sở"])
def test_no_unit_is_renamed_to_anothers_name(book: Any, tmp_path: Path, name: str) -> None:
    with pytest.raises(ConflictError, match="VP"):
        units.edit_unit(book.on(), "BTTND", UnitChange(name=name))
    file = tmp_path / "units.csv"
    file.write_text(f"Mã,Tên đơn vị\nBTTND,{name}\n", encoding="utf-8")
    with pytest.raises(ConflictError, match="VP"):
        units.import_units(book.on(), file)


@pytest.mark.parametrize("code", ["P" * 31, "P/QL", "P\\QL", "P,QL", "P;QL", "-P", "...", "\u200b\u202e"], ids=ascii)
def test_a_code_that_parts_lists_or_paths_is_refused(book: Any, tmp_path: Path, code: str) -> None:
    with pytest.raises(UsageError, match="Mã đơn vị"):
        units.add_unit(book.on(), Unit(code, "Phòng mới"))
    file = tmp_path / "units.toml"
    file.write_text(f"[[unit]]\ncode = {json.dumps(code)}\nname = 'Phòng mới'\n", encoding="utf-8")
    with pytest.raises(FileRefusedError, match="đơn vị thứ 1"):
        units.import_units(book.on(), file)


def test_a_name_has_at_most_300_letters(book: Any) -> None:
    units.add_unit(book.on(), Unit("P1", "P" * 300))
    with pytest.raises(UsageError, match="300"):
        units.add_unit(book.on(), Unit("P2", "Q" * 301))
    with pytest.raises(UsageError, match="300"):
        units.edit_unit(book.on(), "P1", UnitChange(add_aliases=("Q" * 301,)))


def test_a_renamed_unit_keeps_its_work(book: Any) -> None:
    units.edit_unit(book.on(), "CCTĐC", UnitChange(name="Chi cục khác"))

    assert {"CCTĐC": "lead", "TTKHCN": "lead"} == book.parts_of("IV-4")


# import


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_adds_new_units_and_corrects_known_ones(book: Any, tmp_path: Path, kind: str) -> None:
    make = {"csv": csv_file, "xlsx": xlsx_file}[kind]
    changed = units.import_units(book.on(), make(tmp_path / f"đơn vị.{kind}"))

    assert "2 mới, 1 được sửa" in changed.headline
    assert Unit("P1", "Phòng Một", "department", None, 8, ("Phòng 1", "P. Một")) == unit(book, "P1")
    assert Unit("P2", "Phòng Hai", "department", "P1", None, ()) == unit(book, "P2")
    assert (12, True) == (unit(book, "VP").headcount, "VPS" in unit(book, "VP").aliases)
    assert 2 == book.count("journal_group")


def test_the_same_table_again_changes_nothing(book: Any, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "đơn vị.csv")
    units.import_units(book.on(), file)
    before = book.content()
    changed = units.import_units(book.on(), file)

    assert (before, None) == (book.content(), changed.group)


def test_a_table_without_a_headcount_or_parent_leaves_those_there_are(book: Any, tmp_path: Path) -> None:
    units.edit_unit(book.on(), "TTr", UnitChange(parent="VP", headcount=8))
    units.import_units(book.on(), csv_file(tmp_path / "đơn vị.csv", [("TTr", "Thanh tra Sở", "", "", "", "")]))

    assert ("Thanh tra Sở", "VP", 8) == (unit(book, "TTr").name, unit(book, "TTr").parent, unit(book, "TTr").headcount)


def test_a_table_into_an_empty_database_is_the_whole_catalogue(blank: Any, tmp_path: Path) -> None:
    units.import_units(blank.on(), csv_file(tmp_path / "đơn vị.csv"))

    assert ["P1", "P2", "VP"] == [u.code for u in views.list_units(blank.on())]


@pytest.mark.parametrize(
    "rows",
    [
        [("A", "Phòng A", "", "", "B", ""), ("B", "Phòng B", "", "", "A", "")],
        [("A", "Phòng A", "", "", "A", "")],
        [("A", "Phòng A", "", "", "VP", ""), ("VP", "Văn phòng Sở", "", "", "A", "")],
    ],
)
def test_a_table_whose_units_stand_above_each_other_is_refused(
    book: Any, tmp_path: Path, rows: list[tuple[str, ...]]
) -> None:
    before = book.content()

    with pytest.raises(DanvanError):
        units.import_units(book.on(), csv_file(tmp_path / "vòng.csv", rows))

    assert before == book.content()


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("A", "", "", "", "", "")],
        [("A", "Phòng A", "", "", "", "nhiều")],
        [("A", "Phòng A", "", "", "", "-1")],
        [("A", "Phòng A", "", "loại lạ", "", "")],
        [("A", "Phòng A", "", "", "", ""), ("a", "Phòng B", "", "", "", "")],
        [("A", "Phòng A", "", "", "", "9" * 30)],
    ],
)
def test_a_table_with_a_bad_row_is_refused_whole(book: Any, tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    before = book.content()

    with pytest.raises((FileRefusedError, UsageError)):
        units.import_units(book.on(), csv_file(tmp_path / "sai.csv", rows))

    assert before == book.content()


def test_a_table_that_names_an_unknown_parent_is_refused_whole(book: Any, tmp_path: Path) -> None:
    before = book.content()

    with pytest.raises(NotFoundError):
        units.import_units(book.on(), csv_file(tmp_path / "sai.csv", [("A", "Phòng A", "", "", "Không có", "")]))

    assert before == book.content()


def test_a_unit_with_work_stays_in_the_cross_table_under_its_code(book: Any) -> None:
    assigning.assign_task(book.on(), "II.1-1", {Role.LEAD: ["SNV"]})

    assert "SNV" in [line.code for line in views.status(book.on()).units]


def test_a_unit_without_a_code_in_a_file_is_the_one_of_its_name_or_a_new_one(blank: Any, tmp_path: Path) -> None:
    units.add_unit(blank.on(), Unit("VP", "Văn phòng Sở", UnitKind.DEPARTMENT))
    path = tmp_path / "don-vi.csv"
    path.write_text("Tên;Số người\nVườn Phố;3\nVăn phòng Sở;12\n", encoding="utf-8")
    units.import_units(blank.on(), path)
    assert [("VP", "Văn phòng Sở", 12), ("VP2", "Vườn Phố", 3)] == [
        (row["code"], row["name"], row["headcount"]) for row in blank.select("SELECT * FROM unit ORDER BY code")
    ]


def test_a_unit_has_a_mailbox_that_can_be_changed_and_cleared(book: Any) -> None:
    def mailbox(code: str) -> str | None:
        return unit(book, code).email

    units.add_unit(book.on(), Unit("TT2", "Trung tâm Hai", email=" tt2@x.gov.vn "))
    assert ("tt2@x.gov.vn", None) == (mailbox("TT2"), mailbox("VP"))
    for typed, stored in (("vanphong@x.gov.vn", "vanphong@x.gov.vn"), ("", None)):
        units.edit_unit(book.on(), "VP", UnitChange(email=typed))
        assert stored == mailbox("VP")


def test_a_number_of_people_holds_from_its_day_on_and_earlier_days_keep_theirs(book: Any) -> None:
    begin, may, june = date(2023, 3, 27), date(2023, 5, 2), date(2023, 6, 1)
    units.edit_unit(book.on(begin), "VP", UnitChange(headcount=12))
    # Nobody had counted before: the first number is that of all days.
    assert [12, 12] == people(book, "VP", date(2023, 1, 5), may)
    changed = units.edit_unit(book.on(may), "VP", UnitChange(headcount=14))
    assert (
        "Số người của VP từ 02/05/2023 là 14, trước đó 12.", "Số ấy đã đổi từ ngày khác thì thêm --from NGÀY.",
    ) == changed.notes  # fmt: skip
    units.edit_unit(book.on(may), "VP", UnitChange(headcount=15))
    assert [12, 12, 15, 15] == people(book, "VP", begin, date(2023, 5, 1), may, june)
    units.edit_unit(book.on(june), "VP", UnitChange(headcount=11, since=date(2023, 4, 1)))
    assert [12, 11, 15] == people(book, "VP", begin, date(2023, 4, 30), june)
    assert 15 == unit(book, "VP").headcount
    before = book.content()
    with pytest.raises(UsageError, match="02/06/2023 chưa tới"):
        units.edit_unit(book.on(june), "VP", UnitChange(headcount=9, since=date(2023, 6, 2)))
    assert before == book.content()


def test_the_number_of_a_unit_that_is_new_today_is_corrected_for_all_days(book: Any) -> None:
    units.add_unit(book.on(date(2023, 3, 27)), Unit("PM", "Phòng Mới", headcount=21))
    units.edit_unit(book.on(date(2023, 3, 27)), "PM", UnitChange(headcount=12))
    assert [12] == people(book, "PM", date(2023, 1, 5))


def people(book: Any, code: str, *days: date) -> list[int | None]:
    from danvan_cli.db.reads.connection import reading
    from danvan_cli.db.reads.records import people_on

    with reading(book.database) as reader:
        return [people_on(reader, code, day) for day in days]
