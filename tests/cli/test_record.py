"""danvan record as a clerk types it: what is said back, in each form, and what a slip is answered with."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Danvan = Callable[..., Any]
RECEPTION = ("record", "add", "--kind", "tiếp-dân", "--unit", "VP", "--period", "Q3", "nơi-tiếp=lãnh-đạo")


@pytest.fixture
def filled(danvan: Danvan) -> Danvan:
    """A quarter's records, and the same quarter's of the year before."""
    danvan(*RECEPTION, "lượt=12", "người=15", "vụ=9")
    danvan(*RECEPTION[:6], "--period", "2022-Q3", RECEPTION[-1], "luot=14", "people=15")
    return danvan


def test_a_record_is_answered_with_its_code_and_all_that_was_understood(danvan: Danvan) -> None:
    said = danvan(*RECEPTION, "lượt=12", "NGUOI=15", "--given-by", "Lê Thị Hòa", "--form", "Biểu 1")

    assert (0, "") == (said.code, said.err)
    assert said.out.startswith(
        "Đã ghi phiếu TD-1 (tiếp công dân, VP, quý III/2023): nơi tiếp lãnh đạo tiếp; lượt 12; người 15. (hoàn tác: danvan undo 2)\n"
    )
    assert "mục của phiếu TD-1 lượt: mới – 12\n" in said.out


def test_a_rule_that_does_not_hold_is_told_with_both_sides_and_what_to_do(danvan: Danvan) -> None:
    said = danvan(
        "record", "add", "--kind", "petitions", "--period", "Q3", "received=12", "complaints=7", "denunciations=4",
        "proposals=0", "opening=0", "settled=12", "open=0",
    )  # fmt: skip

    assert (2, "") == (said.code, said.out)
    assert said.err == (
        "Lỗi: Tiếp nhận 12 khác tổng các phần 11 (khiếu nại 7 + tố cáo 4 + kiến nghị, phản ánh 0).\n"
        "Đối chiếu lại các số ấy với biểu của đơn vị.\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("record", "list", "--kind", "receptions"),
         "Mã\tĐơn vị\tKỳ, ngày\tNơi tiếp\tLượt\tNgười\tVụ\n"
         "TD-2\tVP\t2022-Q3\tlãnh đạo tiếp\t14\t15\t\nTD-1\tVP\t2023-Q3\tlãnh đạo tiếp\t12\t15\t9\n"),
        (("record", "list", "--period", "2023"),
         "Mã\tLoại\tĐơn vị\tKỳ, ngày\tSố liệu\n"
         "TD-1\ttiếp công dân\tVP\t2023-Q3\tnơi tiếp lãnh đạo tiếp; lượt 12; người 15; vụ 9\n"),
        (("record", "list", "--unit", "TTr"), "Mã\tLoại\tĐơn vị\tKỳ, ngày\tSố liệu\n"),
    ],
)  # fmt: skip
def test_lists_in_a_pipe(filled: Danvan, words: tuple[str, ...], said: str) -> None:
    found = filled(*words)

    assert said == found.out


def test_one_record_and_a_sum_stand_beside_the_year_before(filled: Danvan) -> None:
    shown, summed = filled("record", "show", "TD-1").out, filled("record", "sum", "--kind", "receptions").out

    assert "Mục\tSố liệu\tCùng kỳ (quý III/2022)\n" in shown
    assert "Lượt\t12\t14\n" in shown
    assert "Mục\tKỳ này\tCùng kỳ năm trước\tTăng, giảm\n" in summed
    assert "Lượt\t12\t14\t-2\n" in summed
    assert "# Cùng kỳ: năm 2022 (15/12/2021–14/12/2022).\n" in summed
    assert "Cộng\t1\t12\t15\t9\t\t\n" in summed


def test_the_json_has_the_figures_by_their_keys(filled: Danvan) -> None:
    record = json.loads(filled("record", "show", "TD-1", "--json").out)
    total = json.loads(filled("record", "sum", "--kind", "receptions", "--period", "Q3", "--json").out)["total"]

    assert {
        "code": "TD-1", "kind": "receptions", "unit": "VP", "period": "2023-Q3", "first_day": "2023-06-15",
        "last_day": "2023-09-14", "as_of": "2023-09-14",
        "values": {"received_by": "leader", "visits": 12, "people": 15, "cases": 9},
        "given_by": None, "form": None, "note": None, "evidence": [], "of": None, "standing": None,
    } == record["record"]  # fmt: skip
    assert "TD-2" == record["before"]["code"]
    assert (12, 14) == (total["values"]["visits"], total["before"]["values"]["visits"])


def test_a_record_is_edited_removed_and_brought_back(filled: Danvan) -> None:
    edited = filled("record", "edit", "td1", "lượt=13", "vụ=")
    removed = filled("record", "remove", "TD-1", "--yes")
    gone = filled("record", "show", "TD-1")
    filled("undo", "--yes")

    assert (
        "Đã sửa phiếu TD-1 (tiếp công dân, VP, quý III/2023): lượt 12 → 13, vụ 9 → —. (hoàn tác: danvan undo 4)\n"
        in edited.out
    )
    assert removed.out.startswith("Đã bỏ phiếu TD-1 (tiếp công dân, VP, quý III/2023) khỏi mọi danh sách")
    assert (3, "Lỗi: Dữ liệu không có phiếu “TD-1”.") == (gone.code, gone.err.splitlines()[0])
    assert "Lượt\t13\t" in filled("record", "show", "TD-1").out


def test_a_kind_tells_its_fields_and_rules(danvan: Danvan) -> None:
    said = danvan("record", "kinds", "II.06a").out

    assert "(3) tổng số tiếp nhận\treceived\tsố nguyên\tcó\n" in said
    assert "Tổng số tiếp nhận = tổng số đã giải quyết + tổng số đang giải quyết\tkhông ghi\n" in said
    assert "Từ kỳ trước bằng tổng số đang giải quyết của kỳ trước\tnhắc\n" in said


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (("add", "--kind", "tiếp", "lượt=1"), "Lỗi: Không có loại phiếu “tiếp”."),
        (("add", "--kind", "receptions", "lượtt=1"), "Lỗi: Phiếu tiếp công dân không có mục “lượtt”."),
        (("add", "--kind", "dossiers", "--from", "x.csv", "--unit", "VP"), "Lỗi: --from đọc mọi thứ từ bảng."),
        (("add", "--kind", "receptions", "--period", "quýV", "lượt=1"), "Lỗi: Không đọc được kỳ báo cáo “quýV”."),
        (("edit", "TD-1", "lượt"), "Lỗi: “lượt” không có dấu “=”."),
    ],
)
def test_a_slip_is_answered_in_one_sentence(filled: Danvan, words: tuple[str, ...], first: str) -> None:
    said = filled("record", *words)

    assert (2, first) == (said.code, said.err.splitlines()[0])
    # What stands behind an option as "name=value" is not taken for more words of it.
    assert "ngoặc kép" not in said.err


def test_a_table_comes_from_a_file_or_a_pipe(book: Any, child_environment: dict[str, str], tmp_path: Path) -> None:
    table = "Đơn vị,Kỳ,Nơi tiếp,Lượt,Người\nVP,Q3,lãnh đạo,12,15\nTTr,Q3,bộ phận,7,8\n"
    (tmp_path / "tiếp dân.csv").write_text(table, encoding="utf-8")
    told = []
    for source in ("-", str(tmp_path / "tiếp dân.csv")):
        done = subprocess.run(
            [sys.executable, "-m", "danvan_cli", "record", "add", "--kind", "receptions", "--from", source, "--replace"],
            input=table, capture_output=True, encoding="utf-8", check=True,
            env={**child_environment, "DANVAN_DB": str(book.path), "DANVAN_TODAY": "2023-10-26"},
        )  # fmt: skip
        told.append(done.stdout.splitlines()[0])

    assert [
        "Đã ghi 2 phiếu tiếp công dân: TD-1 … TD-2. (hoàn tác: danvan undo 2)", "Không có gì thay đổi; dữ liệu đã như vậy."
    ] == told  # fmt: skip


def test_records_are_found_shown_with_their_unit_and_told_in_the_log_by_their_words(filled: Danvan) -> None:
    filled("record", "edit", "TD-1", "nơi-tiếp=bộ phận tiếp công dân", "--note", "theo sổ tiếp dân")
    hits = json.loads(filled("search", "bộ phận tiếp công dân", "--json").out)["hits"]
    assert [("record", "TD-1", "VP")] == [(hit["kind"], hit["code"], hit["unit"]) for hit in hits]
    assert "TD-1" in filled("search", "so tiep dan").out
    assert "TD-2" in filled("search", "TD-2").out

    shown = filled("unit", "show", "VP").out
    assert "TD-1\ttiếp công dân\t2023-Q3\tnơi tiếp bộ phận tiếp công dân; lượt 12; người 15; vụ 9\n" in shown
    told = json.loads(filled("unit", "show", "VP", "--json").out)["records"]
    assert ["TD-1", "TD-2"] == [one["code"] for one in told]

    log = filled("log").out
    assert "nơi tiếp: mới – lãnh đạo tiếp" in log
    assert "nơi tiếp: chữ: lãnh đạo tiếp → bộ phận tiếp công dân" in log
    assert "leader" not in log


def test_a_record_that_was_changed_by_another_program_is_named_by_the_examination(filled: Danvan, book: Any) -> None:
    assert [] == [
        one
        for one in json.loads(filled("doctor", "--json").out)["checks"]
        if one["check"] == "records" and one["faults"]
    ]
    book.change("UPDATE record_value SET number = '20' WHERE field = 'visits' AND record_id = 1")
    book.change("DELETE FROM record_value WHERE field = 'people' AND record_id = 2")
    said = filled("doctor")
    assert 6 == said.code
    assert "TD-2 (tiếp công dân): thiếu người" in said.out + said.err
