"""danvan score as typed: October from the province's table to the official one, the report and its check."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from tests.cli.test_report_records import _rows
from tests.conftest import DATA
from tests.gold.criteria.tables import TABLES
from tests.scoring_set import GROUPS, HAND, write_xlsx

from danvan_cli.services.score_steps import Place, ScoreInput, set_points

POINTS = {
    "I.1": "10", "I.2": "7,5", "II.1": "15", "II.2": "8", "II.3": "7", "III.1": "9", "III.2": "5", "III.3": "8,25",
    "IV.1": "10", "IV.2": "4,5",
}  # fmt: skip
EXAMPLE = str(DATA / "scoring" / "vi-du.toml")


def told(said: Any) -> Any:
    assert (0, "") == (said.code, "" if said.code == 0 else said.err)
    return json.loads(said.out)


def test_a_table_is_brought_in_scored_and_printed_with_sums_as_formulas(
    danvan: Callable[..., Any], tmp_path: Path
) -> None:
    write_xlsx(tmp_path / "bảng.xlsx")
    done = told(danvan("score", "import", str(tmp_path / "bảng.xlsx"), "--json"))
    assert ("BTC-2023", 100, []) == (done["set"]["code"], done["set"]["scale"], done["unresolved"])
    write_xlsx(tmp_path / "đã chấm.xlsx", {code: float(value) for code, value in HAND.items() if value})
    assert 0 == danvan("score", "import", str(tmp_path / "đã chấm.xlsx")).code
    danvan("score", "set", "II.1", "--evidence", "II.1/BC")
    assert 0 == danvan("score", "set", "V.2", "--na").code
    sheet = told(danvan("score", "show", "--json"))
    own = sheet["totals"]["own"]
    # By hand: 86.25 of 95, so 90.79 of 100; bonus 3, deduction 1.
    keys = ("main", "reduced", "converted", "bonus", "deduction", "total", "band")
    assert [86.25, 95, 90.79, 3, 1, 92.79, "Xuất sắc"] == [own[key] for key in keys]
    line = next(one for one in sheet["criteria"] if one["code"] == "II.1")
    assert (7.75, 8, ["II.1/BC"], []) == (line["self"], line["maximum"], line["evidence"], line["missing"])

    files = [str(tmp_path / name) for name in ("điểm.xlsx", "điểm.docx", "điểm.csv", "bộ.toml")]
    assert 0 == danvan("score", "export", *(word for file in files for word in ("-o", file))).code
    assert 4 == danvan("score", "export", "-o", files[0]).code
    book = openpyxl.load_workbook(files[0]).active
    kept = openpyxl.load_workbook(files[0], data_only=True).active
    assert book is not None
    assert kept is not None
    by_name = {str(row[1].value): row for row in kept.iter_rows() if row[1].value}
    formulas = {str(row[1].value): row for row in book.iter_rows() if row[1].value}
    assert [17.75, 86.25, 90.79, 92.79] == [
        by_name[name][4].value
        for name in ("NHIỆM VỤ CHÍNH TRỊ", "Cộng", "Quy đổi từ thang 95 về thang 100", "TỔNG ĐIỂM")
    ]
    assert all(str(formulas[name][4].value).startswith("=") for name in ("NHIỆM VỤ CHÍNH TRỊ", "Cộng", "TỔNG ĐIỂM"))
    assert ["STT", "Tiêu chí", "Điểm tối đa", "Cách tính điểm", "Điểm tự chấm"] == [
        cell.value for row in kept.iter_rows() if row[0].value == "STT" for cell in row
    ]
    table = docx.Document(files[1]).tables[0]
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert ["", "TỔNG ĐIỂM", "", "", "92,79"] == [cell.replace("\u00a0", "") for cell in texts[-1]]
    assert "Không có gì thay đổi" in danvan("score", "import", files[3]).out
    # What was printed comes back as it went, for a unit from Excel, and again from Word.
    back = danvan("score", "import", files[0], "-u", "VP")
    assert (0, "") == (back.code, back.err)
    assert own == told(danvan("score", "show", "-u", "VP", "--json"))["totals"]["own"]
    assert "Không có gì thay đổi" in danvan("score", "import", files[1], "-u", "VP").out


def test_what_cannot_be_read_is_listed_and_settled_by_a_person(danvan: Callable[..., Any], tmp_path: Path) -> None:
    TABLES["phuong.docx"][0](tmp_path / "p.docx")
    tried = danvan("score", "import", str(tmp_path / "p.docx"), "--dry-run")
    assert (0, True, 2) == (tried.code, "Chạy thử" in tried.out, tried.err.count("Cần người xem"))
    assert 3 == danvan("score", "show").code
    done = told(danvan("score", "import", str(tmp_path / "p.docx"), "--json"))
    assert ["II.1", "III.1"] == [one["where"] for one in done["unresolved"]]
    assert 0 == danvan("score", "rule", "II.1", "--kind", "tỷ lệ").code
    assert 0 == danvan("score", "rule", "III.1", "--kind", "trừ", "--rate", "đầu=5", "--rate", "sau=10").code
    danvan("score", "set", "III.1", "--declared", "đầu=1, sau=1", "--proposed")
    line = told(danvan("score", "show", "III.1", "--json"))["criterion"]
    assert ("deduct", 5, 5) == (line["rule"]["kind"], line["proposed"], line["self"])
    assert 2 == danvan("score", "rule", "II.1", "--kind", "mức", "--option", "a=1").code
    assert 2 == danvan("score", "rule", "II.1", "--each", "1").code


def test_a_wrong_table_is_refused_in_one_sentence_and_nothing_is_kept(
    danvan: Callable[..., Any], tmp_path: Path, book: Any
) -> None:
    write_xlsx(tmp_path / "sai.xlsx", None, C7=5)
    said = danvan("score", "import", str(tmp_path / "sai.xlsx"))
    assert (7, 0) == (said.code, book.count("criteria_set"))
    assert "Nhóm I (ô C6) ghi 10 điểm, các dòng của nó cộng lại 11 (ô C7, ô C8, ô C9)" in said.err
    assert 2 == len(said.err.strip().splitlines())
    for name in ("so.xlsx", "../x.pdf"):
        assert 7 == danvan("score", "import", str(tmp_path / name)).code


def test_the_year_is_told_in_the_report_and_what_lacks_by_its_check(danvan: Callable[..., Any], book: Any) -> None:
    gap = "Ghi tổng điểm tự chấm và xếp loại theo bộ tiêu chí"
    assert gap in danvan("report", "preview").out
    danvan("score", "import", EXAMPLE)
    kinds = [one["kind"] for one in json.loads(danvan("report", "check", "--json").out)["missing"]]
    assert 10 == kinds.count("unscored")
    for code, points in POINTS.items():
        said = ScoreInput(points, evidence=() if code == "I.1" else ("1/BC",))
        set_points(book.on(), code, said, Place())
    found = json.loads(danvan("report", "check", "--json").out)["missing"]
    assert ["I.1"] == [one["code"] for one in found if one["kind"] == "unproved_score"]
    shown = " ".join(danvan("report", "preview").out.split())
    assert "Tổng điểm tự chấm: 84,25/100, xếp loại Tốt." in shown
    assert "II.1. Tỷ lệ nhiệm vụ hoàn thành đúng hạn: 15/20, thiếu 5 điểm;" in shown
    assert gap not in shown
    # Behind units, the register, late work, work due soon, documents; of targets there is no figure yet.
    assert "PHỤ LỤC VI. BẢNG TỰ ĐÁNH GIÁ, CHẤM ĐIỂM" in shown
    # The table stands in its section, not beside it.
    headings = [line for line in danvan("report", "export", "--format", "md").out.splitlines() if line.startswith("#")]
    section = next(place for place, line in enumerate(headings) if line.startswith("## VI."))
    assert "### Điểm theo nhóm tiêu chí" == headings[section + 1]
    data = json.loads(danvan("report", "export", "--format", "json").out)
    assert (84.25, "Tốt") == (data["scores"]["totals"]["own"]["total"], data["scores"]["totals"]["own"]["band"])


@pytest.fixture
def october(danvan: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """A sheet by hand: of a scale of 100, V.2 is not applicable, bonus and deduction are claimed, nothing is verified."""
    write_xlsx(tmp_path / "đã chấm.xlsx", {code: float(value) for code, value in HAND.items() if value})
    assert 0 == danvan("score", "import", str(tmp_path / "đã chấm.xlsx")).code
    assert 0 == danvan("score", "set", "V.2", "--na").code
    return danvan


def test_a_total_is_explained_by_the_steps_to_it_and_equals_what_the_report_tells(
    october: Callable[..., Any],
) -> None:
    found = told(october("explain", "tổng điểm", "--json"))
    # By hand: 86.25 of 95 are 90.79 of 100, and 3 more and 1 less.
    assert [
        ("Cộng các tiêu chí", 86.25), ("Quy đổi", 90.79), ("Điểm thưởng", 3), ("Điểm trừ", -1), ("Tổng điểm", 92.79),
    ] == [(step["name"], step["points"]) for step in found["steps"]]  # fmt: skip
    sheet = told(october("score", "show", "--json"))
    assert (sheet["totals"], sheet["criteria"]) == (found["totals"], found["criteria"])
    data = json.loads(october("report", "export", "--format", "json").out)
    assert (92.79, "own") == (data["scores"]["totals"][found["column"]]["total"], found["column"])
    sentence = "Tổng điểm tự chấm: 92,79/100 (86,25/95 điểm áp dụng, quy đổi 90,79/100; điểm thưởng 3; điểm trừ 1)"
    assert sentence in " ".join(october("explain", "Tổng điểm").out.split())
    assert sentence in " ".join(october("report", "preview").out.split())


def test_what_a_cap_and_a_disqualifier_do_to_a_total_is_told(october: Callable[..., Any]) -> None:
    # A bonus of 3 + 4 is held to 5, and who was disciplined is not above "Khá".
    assert 0 == october("score", "set", "T.2", "4").code
    assert 0 == october("score", "disqualify", "1", "--reason", "QĐ 5/QĐ-SKHCN").code
    steps = {step["name"]: step for step in told(october("explain", "xếp loại", "--json"))["steps"]}
    assert ("các dòng cộng 7, tối đa 5", 5) == (steps["Điểm thưởng"]["how"], steps["Điểm thưởng"]["points"])
    assert "QĐ 5/QĐ-SKHCN" in steps["Điều kiện khống chế"]["how"]
    assert steps["Tổng điểm"]["how"].endswith("điều kiện 1 chỉ cho xếp loại cao nhất là Khá; xếp loại Khá")


def test_one_criterion_and_a_group_are_explained_as_the_sheet_shows_them(october: Callable[..., Any]) -> None:
    one = told(october("explain", "ii.1", "--json"))
    assert (told(october("score", "show", "II.1", "--json"))["criterion"], []) == (one["criterion"], one["criteria"])
    assert "thiếu 0,25 điểm" in october("explain", "II.1").out
    group = told(october("explain", "tiêu chí", "II", "--json"))
    assert (17.75, [7.75, 4, 6]) == (group["criterion"]["self"], [line["self"] for line in group["criteria"]])
    # Of a unit nothing is scored yet.
    unit = told(october("explain", "II.1", "VP", "--json"))
    assert ("VP", None) == (unit["of"], unit["criterion"]["self"])


def test_a_code_of_two_things_is_asked_about_and_what_is_none_is_told(
    danvan: Callable[..., Any], tmp_path: Path
) -> None:
    text = Path(EXAMPLE).read_text(encoding="utf-8").replace('number = "III"', 'number = "CT1"')
    (tmp_path / "bộ.toml").write_text(text, encoding="utf-8")
    assert 0 == danvan("score", "import", str(tmp_path / "bộ.toml")).code
    asked = danvan("explain", "CT1")
    assert (2, True) == (asked.code, "vừa là chỉ tiêu, vừa là tiêu chí" in asked.err)
    assert "target" in told(danvan("explain", "chỉ tiêu", "CT1", "--json"))
    assert "criterion" in told(danvan("explain", "tiêu chí CT1", "--json"))
    assert "criterion" in told(danvan("explain", "CT1", "--set", "BTC-2023", "--json"))
    assert "deadlines" in told(danvan("explain", "quá hạn", "II.1", "--json"))
    for words, code, hint in (
        (("II.9",), 2, "“II.3”"), (("tiêu chí", "II.9"), 3, "không có tiêu chí"),
        (("chỉ tiêu", "CT99"), 3, "không có chỉ tiêu"), (("tổng điểm", "--period", "Q3"), 2, "--period"),
        (("tổng điểm", "--set", "BTC-1999"), 3, "BTC-2023"),
    ):  # fmt: skip
        said = danvan("explain", *words)
        assert (code, True) == (said.code, hint in said.err), said.err


def test_two_sets_of_a_year_are_named_where_points_are_asked_about(october: Callable[..., Any]) -> None:
    assert 0 == october("score", "import", EXAMPLE).code
    asked = october("explain", "tổng điểm")
    assert (2, True, True) == (asked.code, "có 2 bộ tiêu chí" in asked.err, "--set" in asked.err)
    assert 92.79 == told(october("explain", "tổng điểm", "--set", "BTC-2023", "--json"))["value"]
    assert 0 == october("explain", "quá hạn").code


def test_every_format_says_the_same_points(october: Callable[..., Any], tmp_path: Path) -> None:
    files = [tmp_path / f"a.{form}" for form in ("docx", "html", "md", "xlsx", "csv")]
    assert 0 == october("report", "export", *(word for file in files for word in ("-o", str(file)))).code
    sheet = told(october("score", "show", "--json"))
    groups = {
        line["number"]: str(line["self"]) for line in sheet["criteria"] if line["is_group"] and line["part"] == "main"
    }
    lines = {
        f"{group} {n}": HAND[f"{group}.{n}"] for group, (_, maxima) in GROUPS.items() for n in range(1, len(maxima) + 1)
    }
    lines["V 2"] = "KAD"
    for file in files:
        found: dict[str, str] = {}
        group, place = "", None
        for row in filter(None, _rows(file)):
            place = row.index("Điểm tự chấm") if "Điểm tự chấm" in row else place
            group = row[0] if row[0] in GROUPS else group
            if place is not None and len(row) > place and group:
                name = group if row[0] == group else f"{group} {row[0]}"
                found.setdefault(name, row[place].strip().replace(",", "."))
        assert (file.suffix, groups | lines) == (file.suffix, {name: found.get(name) for name in groups | lines})


def test_the_check_of_a_report_sees_points_that_are_others_by_now(october: Callable[..., Any], tmp_path: Path) -> None:
    file = str(tmp_path / "a.docx")
    assert 0 == october("report", "export", "-o", file).code
    assert 0 == october("score", "set", "II.2", "5").code
    found = json.loads(october("report", "check", file, "--json").out)["missing"]
    # One point more of 95 is 1.05 more of 100.
    assert [
        "Tổng điểm tự đánh giá, chấm điểm: 92,79 → 93,84", "Tổng điểm · tự chấm: 92,79 → 93,84",
        "Điểm · nhóm II: 17,75 → 18,75", "Điểm · tiêu chí II.2: 4 → 5",
    ] == [one["words"] for one in found if one["kind"] == "changed"]  # fmt: skip


def test_points_given_once_the_period_is_over_are_in_its_report_and_none_of_a_day_before(
    danvan: Callable[..., Any], tmp_path: Path
) -> None:
    # The year of the reports ends on 14/12; the points are given on 18/12, another one on 19/12.
    write_xlsx(tmp_path / "đã chấm.xlsx", {code: float(value) for code, value in HAND.items() if value})
    assert 0 == danvan("score", "import", str(tmp_path / "đã chấm.xlsx"), env={"DANVAN_TODAY": "2023-12-18"}).code
    later = {"DANVAN_TODAY": "2023-12-20"}
    assert 0 == danvan("report", "export", "-o", str(tmp_path / "a.docx"), env=later).code
    data = json.loads(danvan("report", "export", "--format", "json", env=later).out)
    # By hand: 91 of 100, 3 more and 1 less.
    assert ("2023-12-14", 93) == (data["cut_off"], data["scores"]["totals"]["own"]["total"])
    found = json.loads(danvan("report", "check", str(tmp_path / "a.docx"), "--json", env=later).out)["missing"]
    assert [] == [one["words"] for one in found if one["kind"] == "changed"]
    before = json.loads(danvan("report", "export", "--format", "json", "--as-of", "30/11/2023", env=later).out)
    assert before["scores"] is None


def test_the_check_of_a_report_names_a_sheet_that_is_still_open(danvan: Callable[..., Any], book: Any) -> None:
    danvan("score", "import", EXAMPLE)
    for code, points in POINTS.items():
        set_points(book.on(), code, ScoreInput(points, evidence=("1/BC",)), Place())
    assert "open_scores" in danvan("report", "check", "--json").out
    assert 0 == danvan("score", "close").code
    assert "open_scores" not in danvan("report", "check", "--json").out


def test_every_screen_of_a_scoring_says_what_stands(danvan: Callable[..., Any]) -> None:
    danvan("score", "import", EXAMPLE)
    danvan("score", "set", "I.1", "8", "-u", "VP")
    danvan("score", "disqualify", "1", "--reason", "QĐ 5", "-u", "VP")
    danvan("score", "verify", "I.1", "7", "-u", "VP")
    for words, shown in (
        (("sets",), "BTC-2023"), (("sets", "btc-2023"), "cao nhất là Khá"), (("show", "-u", "vp"), "Chưa có tổng tự chấm"),
        (("show", "II.1"), "nhiệm vụ đúng hạn trong số đã đến hạn: 0/1"), (("rank",), "Văn phòng Sở (VP)"),
    ):  # fmt: skip
        said = danvan("score", *words)
        assert (0, True) == (said.code, shown in said.out)
        assert 0 == danvan("score", *words, "--json").code
    assert (3, 2, 2, 2) == (
        danvan("score", "compare").code, danvan("score", "set", "I.1").code,
        danvan("score", "disqualify", "1").code, danvan("score", "export", "-o", "a.xyz").code,
    )  # fmt: skip
    assert 0 == danvan("score", "remove", "BTC-2023", "--yes").code
    assert 0 == danvan("undo", "--yes").code
    assert "I.1" in danvan("log").out


def test_as_a_process_the_set_of_the_example_is_brought_in_and_a_wrong_file_ends_with_7(
    process: Callable[..., Any], book: Any, tmp_path: Path
) -> None:
    (tmp_path / "sai.toml").write_text("title = ", encoding="utf-8")
    place = {"DANVAN_DB": str(book.path)}
    wrong, right = (process("score", "import", path, "-q", env=place) for path in (str(tmp_path / "sai.toml"), EXAMPLE))
    assert (7, "", 0, "BTC-2023\n") == (wrong.code, wrong.out, right.code, right.out)
    assert wrong.err.startswith("Lỗi: Tệp “sai.toml” không đọc được theo dạng TOML")
