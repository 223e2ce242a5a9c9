"""danvan round as typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl


def test_a_round_is_opened_sent_reminded_and_closed(danvan: Callable[..., Any], book: Any) -> None:
    assert 0 == danvan("round", "open", "tháng 10", "--cut-off", "25/10", "--due", "25/10").code
    assert 0 == danvan("round", "send", "-u", "VP", "--on", "25/10", "--form", "12/BC-VP").code
    tried = danvan("round", "remind", "--dry-run")
    assert (0, 3, 0) == (
        tried.code,
        tried.out.count("đã quá hạn 1 ngày"),
        sum(book.values("SELECT reminded FROM round_unit")),
    )

    found = json.loads(danvan("round", "status", "--json").out)
    kept = {"code", "title", "first", "cut_off", "due_on", "opened_on", "closed_on", "sent", "units", "reports"}
    assert kept <= set(found)
    assert ("2023-10", 1, 4) == (found["code"], found["sent"], found["units"])
    told = [(one["unit"], one["state"], one["days_late"]) for one in found["reports"]]
    assert [("VP", "sent", 0), ("TTr", "not_sent", 1), ("CCTĐC", "not_sent", 1), ("TTKHCN", "not_sent", 1)] == told
    assert ["IV-4"] == found["reports"][2]["tasks"]

    assert 2 == danvan("round", "close").code  # off a terminal nobody can be asked
    closed = danvan("round", "close", "--yes")
    assert "Chưa gửi: TTr, CCTĐC, TTKHCN." in closed.out + closed.err
    assert 4 == danvan("round", "send", "-u", "TTr").code
    [line] = json.loads(danvan("round", "list", "--json").out)["rounds"]
    assert ("2023-10-26", 1) == (line["closed_on"], line["sent"])


def test_without_a_round_it_is_said_how_to_open_one(danvan: Callable[..., Any]) -> None:
    said = danvan("round", "status")
    assert (3, True) == (said.code, "danvan round open" in said.err)


def test_forms_go_out_to_all_and_come_back_together(danvan: Callable[..., Any], book: Any, tmp_path: Path) -> None:
    danvan("round", "open", "tháng 10", "--cut-off", "25/10", "--due", "27/10")
    folder = tmp_path / "bieu-mau"
    assert (2, False) == (danvan("form", "export").code, folder.exists())
    out = json.loads(danvan("form", "export", "--all", "-o", str(folder), "--json").out)
    assert [f"bao-cao-2023-10-{unit}.xlsx" for unit in ("VP", "TTr", "CCTĐC", "TTKHCN")] == [
        Path(file).name for file in out["files"]
    ]
    letter = docx.Document(out["letter"])
    told = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    for words in (
        "tháng 10 năm 2023", "từ ngày 15 tháng 9 năm 2023 đến hết ngày 25 tháng 10 năm 2023", "Thanh tra",
        "Gửi biểu đã điền về Văn phòng Sở chậm nhất ngày 27 tháng 10 năm 2023.",
    ):  # fmt: skip
        assert words in told
    assert "- Văn phòng Sở" not in told  # who collects the forms is not written to
    assert 4 == danvan("form", "export", "--all", "-o", str(folder)).code  # none is written over
    bare = json.loads(danvan("form", "export", "--all", "--no-letter", "-o", str(tmp_path / "bare"), "--json").out)
    assert (None, 4) == (bare["letter"], len(list((tmp_path / "bare").iterdir())))

    for file in out["files"]:
        work = openpyxl.load_workbook(file)
        figures = work["Chỉ tiêu"]
        figures["E5"], figures["F5"] = 9, 9
        figures["E7"] = 3 if "TTr" in file else None  # CT3 is a ratio: half of it is none
        work.save(file)
    tried = danvan("form", "import", *out["files"], "--dry-run")
    assert (6, 0, []) == (tried.code, book.count("measurement"), list(folder.glob("*can-sua*")))
    done = danvan("form", "import", *out["files"], "--yes", "--json")
    told = json.loads(done.out)
    assert (6, 4) == (done.code, book.count("measurement"))
    states = {form["unit"]: form["state"] for form in told["forms"]}
    assert {"VP": "đã gửi", "TTr": "nháp", "CCTĐC": "đã gửi", "TTKHCN": "đã gửi"} == states
    assert ["bao-cao-2023-10-TTr-can-sua.xlsx"] == [Path(file).name for file in told["returned"]]
    back = openpyxl.load_workbook(told["returned"][0])
    comments = [cell.comment.text for sheet in back for line in sheet.iter_rows() for cell in line if cell.comment]
    assert (1, False) == (len(comments), any("danvan" in text or "--" in text for text in comments))

    assert 0 == danvan("undo", "--yes").code
    assert 0 == book.count("measurement")
    refused = danvan("sheet", "import", out["files"][0], "--yes")
    assert (7, True) == (refused.code, "danvan form import" in refused.err)


def test_an_open_round_stands_in_the_status_of_its_days(danvan: Callable[..., Any]) -> None:
    danvan("round", "open", "tháng 10", "--cut-off", "25/10", "--due", "25/10")
    danvan("round", "send", "-u", "VP", "--on", "25/10")
    before = {"DANVAN_TODAY": "2023-10-25"}
    danvan("round", "ask", "-u", "VP", "--reason", "thiếu CT1", "--due", "25/10", env=before)
    line = "Đợt báo cáo Tháng 10 năm 2023: 1/4 đơn vị đã gửi, hạn 25/10/2023; 3 đơn vị quá hạn gửi; 1 đơn vị quá hạn bổ sung."

    for command in ("status", "today"):
        assert line in danvan(command).out
    [told] = json.loads(danvan("status", "--json").out)["rounds"]
    assert ("2023-10", 1, 4) == (told["code"], told["sent"], told["units"])
    assert (["TTr", "CCTĐC", "TTKHCN"], ["VP"]) == (told["late"], told["demands_late"])
    assert "thiếu CT1 (hạn 25/10/2023, quá 1 ngày)" in danvan("round", "status").out
    assert 1 == json.loads(danvan("round", "status", "--json").out)["reports"][0]["demand_days_late"]
    danvan("round", "close", "--yes")
    assert [] == json.loads(danvan("status", "--json").out)["rounds"]
