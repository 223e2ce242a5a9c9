"""A merger as the clerk types it: seen before it is done, told by its own day afterwards, taken back whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Run = Callable[..., Any]
MERGER = (
    *("unit", "merge", "CCTĐC", "TTKHCN", "--into", "TTCL=Trung tâm Chất lượng", "--from", "1/10/2023"),
    *("--document", "12/QĐ-SKHCN"),
)


def test_a_merger_is_previewed_done_told_and_taken_back(danvan: Run, book: Any) -> None:
    before = book.content()
    tried = danvan(*MERGER, "--dry-run")
    refused = danvan(*MERGER)
    assert (0, 2, before) == (tried.code, refused.code, book.content())
    assert "Chạy thử, chưa ghi gì. Đã sáp nhập CCTĐC, TTKHCN vào TTCL" in tried.out + tried.err
    assert "Chuyển sang TTCL" in tried.out + tried.err

    old = json.loads(danvan("status", "--as-of", "30/9/2023", "--json").out)
    done = danvan(*MERGER, "--yes")
    new = json.loads(danvan("status", "--json").out)
    assert 0 == done.code, done.err
    assert old == json.loads(danvan("status", "--as-of", "30/9/2023", "--json").out)
    # Of CCTĐC nothing was finished or given up: all that it had is the heir's own now.
    assert {"TTCL": ["TTKHCN"]} == {line["code"]: line["merged"] for line in new["units"] if line["merged"]}
    assert new["rows"]["total"] == sum(line["total"] for line in new["units"])

    shown, kept = danvan("unit", "list"), danvan("unit", "list", "--as-of", "30/9/2023")
    assert [False, True] == ["CCTĐC" in said.out for said in (shown, kept)]
    assert "2 đơn vị đã kết thúc hoặc chưa bắt đầu không hiện; xem bằng --all." in shown.err
    history = json.loads(danvan("unit", "history", "ttcl", "--json").out)["history"]
    assert [("CCTĐC", "2023-10-01", "12/QĐ-SKHCN"), ("TTKHCN", "2023-10-01", "12/QĐ-SKHCN")] == [
        tuple(step.values()) for step in history["took_over"]
    ]
    said = danvan("task", "add", "Việc mới", "--unit", "Chi cục TĐC")
    assert 4 == said.code
    assert "từ 01/10/2023 việc do TTCL (Trung tâm Chất lượng) tiếp nhận." in said.err
    assert "Ghi TTCL thay cho CCTĐC." in said.err

    report = {
        day: danvan("report", "export", "--format", "md", "-o", "-", "--as-of", day).out
        for day in ("30/9/2023", "26/10/2023")
    }
    table = {day: text.split("Phụ lục I.")[1].split("## ")[0] for day, text in report.items()}
    assert [False, True] == ["Trung tâm Chất lượng" in text for text in table.values()]
    assert "| Chi cục Tiêu chuẩn Đo lường Chất lượng |" in table["30/9/2023"]
    assert "Trung tâm Chất lượng gồm cả Trung tâm Khoa học và Công nghệ" in table["26/10/2023"]

    assert 0 == danvan("undo", "--yes").code
    assert before == book.content()


def test_a_name_from_a_day_on_a_last_day_and_a_split_are_told_by_their_days(danvan: Run) -> None:
    assert 0 == danvan("unit", "edit", "VP", "--name", "Văn phòng Sở KH&CN", "--from", "1/9/2023").code
    assert 0 == danvan("unit", "edit", "TKTCV", "--valid-to", "31/12/2023", "--yes").code
    assert 0 == danvan(
        "unit", "split", "TTKHCN", "--into", "TA=Trung tâm A", "--into", "TB=Trung tâm B", "--give", "TB:IV-4",
        "--from", "1/10/2023", "--yes",
    ).code  # fmt: skip

    names = {
        day: json.loads(danvan("unit", "show", "VP", "--as-of", day, "--json").out) for day in ("31/8/2023", "1/9/2023")
    }
    assert ["Văn phòng Sở", "Văn phòng Sở KH&CN"] == [found["unit"]["name"] for found in names.values()]
    assert "đến 31/12/2023" in danvan("unit", "list").out
    rows = json.loads(danvan("task", "show", "IV-4", "--json").out)["task"]["deadlines"]
    assert "TB" in {row["unit"] for row in rows}
    assert 2 == danvan("unit", "split", "VP", "--into", "VP", "--from", "1/10/2023", "--yes").code
    assert 2 == danvan("unit", "split", "VP", "--into", "A=A,B=B", "--give", "x", "--from", "1/10/2023", "--yes").code
    assert 2 == danvan("unit", "edit", "VP", "--from", "1/10/2023").code
    assert 3 == danvan("unit", "merge", "CU", "--into", "KHONGCO", "--from", "1/10/2023", "--yes").code


def test_the_merger_is_asked_about_on_a_terminal(terminal: Run, book: Any) -> None:
    before = book.content()
    said = terminal(*MERGER, columns=120, keys=b"k\n", env={"DANVAN_TODAY": "2023-10-26"})
    assert "Sáp nhập như trên?" in said.out
    assert "Số người" in said.out or "Chuyển sang TTCL" in said.out
    assert (4, before) == (said.code, book.content())


def test_after_a_merger_explain_tells_which_figures_count_and_nobody_is_asked_for_what_its_heir_tells(
    danvan: Run,
) -> None:
    for unit, figure, day in (("TTKHCN", "3/4", "1/9/2023"), ("CCTĐC", "5/6", "2/9/2023"), ("VP", "1/1", "3/9/2023")):
        assert 0 == danvan("target", "record", "CT1", figure, "--unit", unit, "--on", day).code
    visits = ("record", "add", "--kind", "receptions", "nơi-tiếp=lãnh-đạo", "lượt=2", "người=2", "vụ=2")
    for unit, period in (("VP", "Q2"), ("TTKHCN", "Q2"), ("VP", "Q3")):
        assert 0 == danvan(*visits, "--unit", unit, "--period", period).code
    assert "Trung tâm Khoa học và Công nghệ chưa có phiếu tiếp công dân" in danvan("report", "check").out
    assert 0 == danvan(*MERGER, "--yes").code
    assert "chưa có phiếu tiếp công dân" not in danvan("report", "check").out
    sums = {
        unit: json.loads(danvan("record", "sum", "--kind", "receptions", "--unit", unit, "--json").out)
        for unit in ("TTCL", "TTKHCN", "VP")
    }
    # The heir's line has what the merged unit told; that one alone can still be asked for.
    assert [2, 2, 4] == [told["total"]["values"]["visits"] for told in sums.values()]
    assert [{"TTCL": ["TTKHCN"]}, {}, {}] == [told["merged"] for told in sums.values()]

    told = json.loads(danvan("explain", "CT1", "--json").out)
    assert [True, True, True] == [one["counted"] for one in told["measurements"]]
    assert 0 == danvan("target", "record", "CT1", "9/10", "--unit", "TTCL", "--on", "20/10/2023").code
    told = json.loads(danvan("explain", "CT1", "--json").out)
    assert [("TTKHCN", False), ("CCTĐC", False), ("VP", True), ("TTCL", True)] == [
        (one["unit"], one["counted"]) for one in told["measurements"]
    ]
    counted = [one for one in told["measurements"] if one["counted"]]
    assert [10, 11] == [sum(int(one[part]) for one in counted) for part in ("numerator", "denominator")]
    assert (10, 11) == (told["target"]["numerator"], told["target"]["denominator"])


def test_work_that_was_given_up_is_beside_a_units_count_as_it_is_beside_its_line(danvan: Run) -> None:
    assert 0 == danvan("task", "cancel", "IV-5", "--unit", "VP", "--reason", "thôi").code
    line = next(one for one in json.loads(danvan("status", "--json").out)["units"] if one["code"] == "VP")
    said = danvan("unit", "show", "VP").out
    assert 1 == line["cancelled"]
    counted = f"chủ trì {line['total']} phần việc" if line["total"] else "không chủ trì việc nào"
    assert f"{counted}, ngoài ra 1 phần việc tạm hoãn, thôi thực hiện" in said


def test_what_a_merged_unit_had_finished_is_its_heirs_in_the_report_and_in_what_explains_it(danvan: Run) -> None:
    done = ("task", "done", "IV-4", "--unit", "TTKHCN", "--on", "1/9/2023", "--evidence", "7/BC-TTKHCN ngày 1/9/2023")
    assert 0 == danvan(*done, "--result", "Đã tổ chức 3 buổi").code
    given_up = ("task", "cancel", "IV-4", "--unit", "CCTĐC", "--on", "2/9/2023", "--reason", "đã gộp")
    assert 0 == danvan(*given_up).code
    assert 0 == danvan(*MERGER, "--yes").code

    report = danvan("report", "export", "--kind", "unit", "--unit", "TTCL", "--format", "md", "-o", "-").out
    assert "Trung tâm Khoa học và Công nghệ (năm 2023): hoàn thành ngày 01/9/2023; Đã tổ chức 3 buổi" in report
    assert (
        "Trung tâm Chất lượng (gồm cả Chi cục Tiêu chuẩn Đo lường Chất lượng, Trung tâm Khoa học và Công nghệ đã"
        in report
    )
    told = json.loads(danvan("report", "export", "--kind", "unit", "--unit", "TTCL", "--format", "json", "-o", "-").out)
    line = next(one for one in json.loads(danvan("status", "--json").out)["units"] if one["code"] == "TTCL")
    assert 1 == line["done_on_time"] == told["totals"]["done_on_time"]
    explained = json.loads(danvan("explain", "đúng hạn", "TTCL", "--json").out)
    assert [("IV-4", "TTKHCN")] == [(row["task"], row["unit"]) for row in explained["deadlines"]]
    # Whose only work was given up owes nothing.
    assert "Chi cục Tiêu chuẩn Đo lường Chất lượng chưa báo gì" not in danvan("report", "check").out


def test_a_merger_typed_early_waits_for_its_day_and_is_done_by_one_command(danvan: Run, book: Any) -> None:
    early = (*MERGER[:-4], "--from", "1/12/2023")
    said = danvan(*early, "--yes")
    assert 0 == said.code, said.err
    assert "đến ngày ấy mọi việc giữ nguyên" in said.out
    assert "Nếu đến ngày ấy vẫn như hôm nay: chuyển sang TTCL" in said.err
    waiting = json.loads(danvan("status", "--json").out)["planned_reforms"]
    assert [("2023-12-01", ["CCTĐC", "TTKHCN"])] == [(one["from_on"], one["units"]) for one in waiting]
    assert (4, True) == ((before := danvan("unit", "reform", "--yes")).code, "Từ 01/12/2023" in before.err)

    later = {"DANVAN_TODAY": "2023-12-04"}
    for screen in ("today", "status"):
        assert (
            "Đã đến ngày 01/12/2023, chưa thực hiện: CCTĐC, TTKHCN sáp nhập vào TTCL" in danvan(screen, env=later).out
        )
    assert 2 == danvan("unit", "reform", env=later).code
    done = danvan("unit", "reform", "--yes", env=later)
    assert (0, True) == (done.code, "Đã sáp nhập CCTĐC, TTKHCN vào TTCL" in done.out), done.err
    assert [] == json.loads(danvan("status", "--json", env=later).out)["planned_reforms"]
