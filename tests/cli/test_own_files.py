"""Whatever danvan wrote itself is known again when it is given to plan import, and never becomes a second plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from tests.cli.conftest import Said

FORMATS = ("docx", "xlsx", "csv", "tsv", "md", "json", "ics")
LISTS = {
    "task list --all": "danh sách nhiệm vụ",
    "unassigned": "danh sách nhiệm vụ",
    "status": "báo cáo tiến độ",
    "status --group-by section": "báo cáo tiến độ",
    "status --group-by state --rate-of total": "báo cáo tiến độ",
    "overdue": "danh sách việc quá hạn",
    "upcoming --days 300": "danh sách việc sắp đến hạn",
    "stale": "danh sách việc lâu chưa cập nhật",
    "remind": "danh sách đôn đốc",
    "calendar": "lịch tháng",
    "target list": "danh sách chỉ tiêu",
    "target show CT1": "tờ thông tin của một chỉ tiêu",
    "unit list": "danh mục đơn vị",
    "unit show VP": "tờ thông tin của một đơn vị",
    "plan list": "danh sách kế hoạch",
    "plan show": "tờ thông tin của một kế hoạch",
    "task show IV-4": "tờ thông tin của một nhiệm vụ",
    "log": "nhật ký thay đổi",
    "agency status": "báo cáo tiến độ",
}


def refused(danvan: Callable[..., Said], book: Any, path: Path) -> str:
    """Gives what is said of a file that is refused and leaves the data as they are."""
    before = book.image()
    for plan in ((), ("--plan", "KH-2023")):
        said = danvan("plan", "import", str(path), "--yes", *plan)
        assert (7, "", before) == (said.code, said.out, book.image()), said.err
    return said.err


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_that_danvan_wrote_is_known_in_every_format(
    danvan: Callable[..., Said], book: Any, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"bao-cao.{form}"
    assert 0 == danvan("report", "export", "-o", str(path)).code

    what = {"ics": "lịch các thời hạn", "json": "báo cáo tiến độ"}.get(form, "báo cáo")
    assert f"là {what} do danvan ghi ra, không phải tệp kế hoạch" in refused(danvan, book, path)


@pytest.mark.parametrize("ending", ["tsv", "csv", "txt", "xlsx"])
@pytest.mark.parametrize("words", LISTS)
def test_a_list_that_was_kept_in_a_file_is_known(
    danvan: Callable[..., Said], book: Any, tmp_path: Path, words: str, ending: str
) -> None:
    shown = danvan(*words.split()).out
    path = tmp_path / f"danh-sach.{ending}"
    if ending == "xlsx":
        with xlsxwriter.Workbook(path) as workbook:
            sheet = workbook.add_worksheet()
            for number, line in enumerate(shown.splitlines()):
                sheet.write_row(number, 0, line.split("\t"))
    else:
        path.write_text(shown, encoding="utf-16" if ending == "txt" else "utf-8")

    assert f"là {LISTS[words]} do danvan ghi ra" in refused(danvan, book, path)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("task list --all", "danh sách nhiệm vụ"),
        ("status", "báo cáo tiến độ"),
        ("unit list", "danh mục đơn vị"),
        ("plan list", "kết quả dạng JSON"),
    ],
)
@pytest.mark.parametrize("ending", ["json", "txt"])
def test_an_answer_in_json_is_known(
    danvan: Callable[..., Said], book: Any, tmp_path: Path, words: str, what: str, ending: str
) -> None:
    path = tmp_path / f"ket-qua.{ending}"
    path.write_text(danvan(*words.split(), "--json").out, encoding="utf-8")

    assert f"là {what} do danvan ghi ra" in refused(danvan, book, path)


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["", "--json"])
def test_a_preview_is_known(danvan: Callable[..., Said], book: Any, tmp_path: Path, form: tuple[str, ...]) -> None:
    plan = Path(__file__).parents[2] / "data" / "ke-hoach-dan-van-2023.docx"
    path = tmp_path / "xem-truoc.txt"
    path.write_text(danvan("plan", "import", str(plan), "--dry-run", *form).out, encoding="utf-8")

    assert "là bản xem trước của một kế hoạch do danvan ghi ra" in refused(danvan, book, path)


def test_a_working_sheet_names_the_command_that_takes_it(
    danvan: Callable[..., Said], book: Any, tmp_path: Path
) -> None:
    danvan("sheet", "export", str(tmp_path / "bang.xlsx"))

    assert "Nhập lại bằng danvan sheet import TỆP." in refused(danvan, book, tmp_path / "bang.xlsx")


@pytest.mark.parametrize("name", ["co-quan.jsonl", "co-quan.txt"])
def test_data_to_be_moved_name_the_command_that_takes_them(
    danvan: Callable[..., Said], book: Any, tmp_path: Path, name: str
) -> None:
    danvan("data", "export", str(tmp_path / name))

    assert "Nhập bằng danvan data import TỆP." in refused(danvan, book, tmp_path / name)


def test_the_data_themselves_name_the_option_that_opens_them(danvan: Callable[..., Said], book: Any) -> None:
    assert "--db TỆP" in refused(danvan, book, book.path)


def test_saved_answers_name_the_option_that_takes_them(danvan: Callable[..., Said], book: Any, tmp_path: Path) -> None:
    path = tmp_path / "tra-loi.json"
    plan = Path(__file__).parents[2] / "data" / "ke-hoach-dan-van-2023.txt"
    danvan("plan", "import", str(plan), "--yes", "--save-answers", str(path))

    assert "Dùng nó ở --answers" in refused(danvan, book, path)


def test_a_letter_that_danvan_wrote_is_known(danvan: Callable[..., Said], book: Any, tmp_path: Path) -> None:
    assert 0 == danvan("remind", "--export", str(tmp_path / "don-doc")).code

    letters = list((tmp_path / "don-doc").iterdir())
    assert letters
    for letter in letters:
        assert "là công văn đôn đốc do danvan ghi ra" in refused(danvan, book, letter)


def test_a_table_of_an_office_with_other_titles_is_none_of_ours(danvan: Callable[..., Said], tmp_path: Path) -> None:
    path = tmp_path / "bang.csv"
    path.write_text("Mã;Chủ trì;Nội dung;Thời hạn\nA1;Văn phòng;Mua máy tính cho cơ quan;30/6/2023\n", encoding="utf-8")

    assert 0 == danvan("plan", "import", str(path), "--yes").code
