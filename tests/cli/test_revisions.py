"""What is given to plan import beside a stored plan: its new version, a unit's report on it, a second copy of it."""

from __future__ import annotations

import csv
import io
import json
import os
import select
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter
from tests.cli.conftest import Said
from tests.conftest import SAMPLE_TEXT
from tests.terminal import started_on_terminal

Row = Sequence[str | int]

TITLES = ("STT", "Mã", "Nội dung nhiệm vụ", "Kết quả thực hiện", "Tiến độ (%)")
REPORTED = ("IV-3", "II.3-2", "II.2-4", "II.1-2", "IV-1")
LINE_OF_IV_3 = (
    "- Thanh tra thực hiện việc tiếp công dân, giải quyết khiếu nại, tố cáo đảm bảo kịp thời, "
    "đúng quy định của pháp luật.\n"
)


def as_xlsx(rows: Sequence[Row], path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
    return path


def as_csv(rows: Sequence[Row], path: Path) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8-sig")
    return path


def as_docx(rows: Sequence[Row], path: Path) -> Path:
    """Writes rows of one cell as paragraphs, the others as a table."""
    document = docx.Document()
    for cells in rows:
        if len(cells) == 1:
            document.add_paragraph(str(cells[0]))
    table = [cells for cells in rows if len(cells) > 1]
    made = document.add_table(rows=len(table), cols=len(table[0]))
    for line, cells in zip(made.rows, table, strict=True):
        for cell, text in zip(line.cells, cells, strict=True):
            cell.text = str(text)
    document.save(str(path))
    return path


FORMS = {"xlsx": as_xlsx, "csv": as_csv, "docx": as_docx}


@pytest.fixture
def contents(danvan: Callable[..., Said]) -> dict[str, str]:
    listed = json.loads(danvan("task", "list", "--all", "--json").out)
    return {task["code"]: task["content"] for task in listed["tasks"]}


def report_rows(contents: dict[str, str], codes: Sequence[str] = REPORTED) -> list[Row]:
    return [TITLES, *((n, code, contents[code], "Đã thực hiện", 100) for n, code in enumerate(codes, start=1))]


def revised(tmp_path: Path, *changes: tuple[str, str]) -> str:
    text = SAMPLE_TEXT.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "ban-sua-doi.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("plan", [(), ("--plan", "KH-2023")], ids=["", "--plan"])
@pytest.mark.parametrize("form", FORMS)
def test_a_units_report_on_part_of_the_plan_is_refused_and_writes_nothing(
    danvan: Callable[..., Said],
    book: Any,
    contents: dict[str, str],
    tmp_path: Path,
    form: str,
    plan: tuple[str, ...],
) -> None:
    rows = [("BÁO CÁO KẾT QUẢ THỰC HIỆN QUÝ III NĂM 2023",), ("Đơn vị: Thanh tra Sở",), *report_rows(contents)]
    path = FORMS[form](rows, tmp_path / f"quy-3.{form}")
    before = book.image()
    said = danvan("plan", "import", str(path), "--yes", *plan)

    assert (7, "", before) == (said.code, said.out, book.image())
    assert "giống báo cáo kết quả của Thanh tra (TTr) về kế hoạch KH-2023" in said.err
    assert "5/5 dòng ứng với 5 trong 20 nhiệm vụ" in said.err
    assert "Không có gì được ghi." in said.err
    assert "danvan task done MÃ --unit TTr" in said.err


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(lambda c: report_rows(c), id="codes and contents"),
        pytest.param(
            lambda _: [TITLES, *((1, code, f"Công tác của {code}", "Xong", 100) for code in REPORTED)], id="codes alone"
        ),
        pytest.param(
            lambda c: [
                ("TT", "Nhiệm vụ", "Kết quả thực hiện"),
                *((n, " ".join(c[code].split()[:12]), "Xong") for n, code in enumerate(REPORTED, start=1)),
            ],
            id="contents cut short",
        ),
        pytest.param(
            lambda c: [("TT", "Nội dung", "Thời hạn"), *((1, c[code], "tháng 11/2023") for code in REPORTED)],
            id="no results yet",
        ),
        pytest.param(lambda c: [*report_rows(c), (6, "", "Việc riêng của đơn vị trong quý", "Xong", 100)], id="more"),
        pytest.param(lambda c: report_rows(c, ("IV-4",)), id="one row"),
    ],
)
def test_a_report_is_told_by_its_rows_however_they_are_written(
    danvan: Callable[..., Said], contents: dict[str, str], tmp_path: Path, rows: Callable[[dict[str, str]], list[Row]]
) -> None:
    said = danvan("plan", "import", str(as_xlsx(rows(contents), tmp_path / "a.xlsx")), "--yes", "--plan", "KH-2023")

    assert (7, True) == (said.code, "KH-2023, không phải kế hoạch mới" in said.err)


def test_a_table_of_other_work_is_a_plan_of_its_own(danvan: Callable[..., Said], tmp_path: Path) -> None:
    rows = [
        ("KẾ HOẠCH MUA SẮM NĂM 2023",),
        ("TT", "Nội dung nhiệm vụ", "Chủ trì", "Thời hạn"),
        (1, "Mua máy tính phục vụ chuyển đổi số", "Văn phòng", "30/9/2023"),
        (2, "Sửa chữa trụ sở cơ quan", "Văn phòng", "30/6/2023"),
    ]
    said = danvan("plan", "import", str(as_xlsx(rows, tmp_path / "mua-sam.xlsx")), "--yes")

    assert (0, True) == (said.code, said.out.startswith("Đã nhập KH-2023-2: 2 nhiệm vụ"))


def test_a_part_is_the_new_version_where_that_is_said(
    danvan: Callable[..., Said], contents: dict[str, str], tmp_path: Path
) -> None:
    path = str(as_xlsx(report_rows(contents), tmp_path / "a.xlsx"))
    said = danvan("plan", "import", path, "--yes", "--plan", "KH-2023", "--remove-missing")

    assert (0, True) == (said.code, "0 thêm, 0 đổi, 15 thôi thực hiện, 5 giữ nguyên" in said.out)
    plans = json.loads(danvan("plan", "list", "--json").out)["plans"]
    assert ["Thực hiện công tác Dân vận chính quyền năm 2023"] == [plan["title"] for plan in plans]


def test_remove_missing_without_a_plan_named_does_not_make_a_report_a_plan(
    danvan: Callable[..., Said], contents: dict[str, str], tmp_path: Path
) -> None:
    path = str(as_xlsx(report_rows(contents), tmp_path / "a.xlsx"))

    assert 7 == danvan("plan", "import", path, "--yes", "--remove-missing").code
    assert 0 == danvan("plan", "import", path, "--yes", "--new").code


@pytest.mark.parametrize("columns", [(), ("Kết quả thực hiện",)], ids=["plain", "with results"])
def test_a_table_of_the_whole_plan_is_no_second_plan_and_as_its_version_changes_nothing(
    danvan: Callable[..., Said], book: Any, tmp_path: Path, columns: tuple[str, ...]
) -> None:
    tasks = json.loads(danvan("task", "list", "--all", "--json").out)["tasks"]
    rows: list[Row] = [("BẢNG THEO DÕI NHIỆM VỤ NĂM 2023",), ("TT", "Mã", "Nội dung", "Chủ trì", *columns)]
    rows += [(n, t["code"], t["content"], ", ".join(t["leads"]), *columns) for n, t in enumerate(tasks, start=1)]
    path = str(as_xlsx(rows, tmp_path / "bang.xlsx"))
    before = book.image()

    said = danvan("plan", "import", path, "--yes")
    assert (4, before) == (said.code, book.image())
    assert "20/20 dòng là nhiệm vụ của kế hoạch KH-2023" in said.err
    said = danvan("plan", "import", path, "--yes", "--plan", "KH-2023")
    assert (0, "Không có gì thay đổi; dữ liệu đã như vậy.\n", before) == (said.code, said.out, book.image())


def test_a_version_that_drops_nothing_is_taken_with_yes(danvan: Callable[..., Said], tmp_path: Path) -> None:
    path = revised(tmp_path, ("trước ngày 25/10/2023", "trước ngày 15/11/2023"))
    said = danvan("plan", "import", path, "--yes")

    assert (0, True) == (said.code, "0 thêm, 1 đổi, 0 thôi thực hiện, 19 giữ nguyên" in said.out)


def test_yes_alone_cancels_no_task(danvan: Callable[..., Said], book: Any, tmp_path: Path) -> None:
    path = revised(tmp_path, (LINE_OF_IV_3, ""))
    before = book.image()
    said = danvan("plan", "import", path, "--yes")

    assert (4, "", before) == (said.code, said.out, book.image())
    assert "0 thêm, 0 đổi, 1 thôi thực hiện, 19 giữ nguyên" in said.err
    assert "--remove-missing" in said.err


def test_the_numbers_of_a_revision_are_the_same_in_preview_reply_and_json(
    danvan: Callable[..., Said], tmp_path: Path
) -> None:
    path = revised(tmp_path, (LINE_OF_IV_3, ""), ("trước ngày 25/10/2023", "trước ngày 15/11/2023"))
    words = "0 thêm, 1 đổi, 1 thôi thực hiện, 18 giữ nguyên"
    counts = {"added": 0, "changed": 1, "dropped": 1, "kept": 18}

    tried = danvan("plan", "import", path, "--dry-run")
    assert (0, True) == (tried.code, f"Bản mới của KH-2023: {words}" in tried.out)
    assert counts == json.loads(danvan("plan", "import", path, "--dry-run", "--json").out)["revision"]["counts"]
    done = json.loads(danvan("plan", "import", path, "--yes", "--remove-missing", "--json").out)
    assert (counts, ["IV-3"]) == (done["revision"]["counts"], done["revision"]["dropped"])
    assert f"{words}." in done["message"]


def test_finished_work_that_the_new_version_lacks_is_not_counted_as_dropped(
    danvan: Callable[..., Said], tmp_path: Path
) -> None:
    danvan("task", "done", "IV-3", "--no-evidence", "không có")
    said = danvan("plan", "import", revised(tmp_path, (LINE_OF_IV_3, "")), "--yes")

    assert (0, True) == (said.code, "0 thôi thực hiện, 19 giữ nguyên" in said.out)
    assert "được giữ nguyên: IV-3" in said.err


def test_a_version_that_changes_nothing_says_so(danvan: Callable[..., Said], tmp_path: Path) -> None:
    said = danvan("plan", "import", revised(tmp_path, ("nội quy, quy chế", "nội quy,  quy chế")), "--yes")

    assert (0, True) == (said.code, said.out.startswith("Không có gì thay đổi trong các nhiệm vụ của KH-2023"))


@pytest.fixture
def talk(book: Any, child_environment: dict[str, str]) -> Callable[..., Said]:
    """Runs a real process on a terminal; each answer is typed when its question stands there, in turn."""

    def run(*words: str, answers: Sequence[tuple[str, str]]) -> Said:
        environment = {**child_environment, "TERM": "xterm-256color", "DANVAN_DB": str(book.path)}
        child, ours = started_on_terminal([sys.executable, "-m", "danvan_cli", *words], environment, 200)
        seen, waiting, end = b"", list(answers), time.monotonic() + 60
        read_to = 0
        while time.monotonic() < end:
            if select.select([ours], [], [], 0.5)[0]:
                try:
                    block = os.read(ours, 65536)
                except OSError:
                    break
                if not block:
                    break
                seen += block
            while waiting and (found := seen.find(waiting[0][0].encode(), read_to)) >= 0:
                read_to = found + len(waiting[0][0].encode())
                os.write(ours, f"{waiting.pop(0)[1]}\n".encode())
        code = child.wait(10)
        os.close(ours)
        return Said(code, seen.decode().replace("\r\n", "\n"), "")

    return run


SETTLE, NUMBER = "Trả lời từng điểm bây giờ? [c/k]", "Gõ 1 để xác nhận thôi thực hiện 1 nhiệm vụ:"


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        pytest.param([(NUMBER, "1")], 0, id="the number"),
        pytest.param([(NUMBER, "c"), ("Chưa đúng số", ""), (NUMBER, "")], 4, id="a yes is no number"),
        pytest.param([(NUMBER, "20"), (NUMBER, "1")], 0, id="another number is asked again"),
        pytest.param([(NUMBER, "k")], 4, id="no"),
    ],
)
def test_removals_are_agreed_to_by_typing_their_number(
    talk: Callable[..., Said], book: Any, tmp_path: Path, answers: list[tuple[str, str]], code: int
) -> None:
    path = revised(tmp_path, (LINE_OF_IV_3, ""))
    said = talk("plan", "import", path, answers=[(SETTLE, "k"), *answers])

    assert code == said.code, said.out
    assert f"0 thêm, 0 đổi, 1 thôi thực hiện, 19 giữ nguyên. {NUMBER}" in said.out
    assert ("cancelled" if code == 0 else "not_started") == book.rows_of("IV-3")[0]["stage"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("c",), 0),
        (("Có",), 0),
        (("y",), 0),
        (("k",), 4),
        (("không",), 4),
        (("n",), 4),
        (("", "k"), 4),
        (("x", "c"), 0),
    ],
)
def test_anything_but_yes_or_no_is_asked_again(
    talk: Callable[..., Said], tmp_path: Path, typed: tuple[str, ...], code: int
) -> None:
    path = revised(tmp_path, ("trước ngày 25/10/2023", "trước ngày 15/11/2023"))
    question, again = "0 thêm, 1 đổi, 0 thôi thực hiện, 19 giữ nguyên. Ghi vào", "Gõ c (có) hoặc k (không): [c/k]"
    questions = [question, *(again for _ in typed[1:])]
    said = talk("plan", "import", path, answers=[(SETTLE, "k"), *zip(questions, typed, strict=True)])

    assert (code, 1, len(typed) - 1) == (said.code, said.out.count(question), said.out.count(again)), said.out
