"""A status beside the plan of an earlier year, up to the same day of that year."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Book

from danvan_cli.domain.comparing import line_key, years_before
from danvan_cli.domain.figures import Counts, GroupCounts
from danvan_cli.domain.words import GroupBy
from danvan_cli.output.tables import Signed, text_of
from danvan_cli.services import lifecycle, planning, targets
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.steps import Choice

SAMPLE = Path(__file__).parents[2] / "data" / "ke-hoach-dan-van-2023.txt"


@pytest.fixture(scope="module")
def years(imported_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample plan, half of its one task of two units done late, and the same plan of 2022, done in time."""
    folder = tmp_path_factory.mktemp("years")
    path = folder / "d.db"
    shutil.copyfile(imported_file, path)
    (folder / "2022.txt").write_text(SAMPLE.read_text(encoding="utf-8").replace("2023", "2022"), encoding="utf-8")
    spring, autumn = Book(path).on(date(2022, 3, 25)), Book(path).on(date(2022, 10, 20))
    planning.import_plan(spring, planning.read_draft(spring, folder / "2022.txt"))
    before, now = autumn._replace(plan="KH-2022"), Book(path).on(date(2023, 10, 25))._replace(plan="KH-2023")
    lifecycle.complete(before, Choice("IV-4", ("CCTĐC", "TTKHCN")), Result(date(2022, 10, 20), None, ("1/BC",)))
    lifecycle.complete(before, Choice("IV-5"), Result(date(2022, 10, 20), None, ("2/BC",)))
    lifecycle.complete(now, Choice("IV-4", ("CCTĐC",)), Result(date(2023, 10, 25), None, ("3/BC",)))
    targets.record_measurement(before, "CT1", targets.Figure("40/50", "CCTĐC", is_sure=True))
    targets.record_measurement(now, "CT1", targets.Figure("45/50", "CCTĐC", is_sure=True))
    return path


@pytest.fixture
def ask(danvan: Callable[..., Any], years: Path) -> Callable[..., Any]:
    return lambda *words: danvan(*words, "--plan", "KH-2023", env={"DANVAN_DB": str(years)})


def test_each_figure_of_a_status_differs_from_the_earlier_plans_on_the_same_day(ask: Callable[..., Any]) -> None:
    found = json.loads(ask("status", "--compare", "2022", "--json").out)
    before = found["compared"]
    alone = json.loads(ask("status", "--json").out)

    assert alone == {key: value for key, value in found.items() if key != "compared"}
    assert ("KH-2022", "2022-10-26") == (before["plan"], before["as_of"])
    differences = before["differences"]
    for side in ("rows", "totals"):
        assert {key: value - before[side][key] for key, value in found[side].items() if isinstance(value, int)} == {
            key: value for key, value in differences[side].items() if key != "rate_on_time"
        }
    assert (-2, 1, -100) == tuple(differences["totals"][key] for key in ("done_on_time", "overdue", "rate_on_time"))
    of_unit = {line["code"]: line for line in differences["lines"]}
    assert (-1, 1, -100) == tuple(of_unit["CCTĐC"][key] for key in ("done_on_time", "done_late", "rate_on_time"))
    first = differences["coverage"][0]
    assert (90, 80, 10, True) == tuple(first[key] for key in ("now", "before", "difference", "is_rate"))


def test_the_earlier_figures_and_what_they_differ_by_stand_under_each_figure(ask: Callable[..., Any]) -> None:
    lines = [line.split("\t") for line in ask("status", "--compare", "2022").out.splitlines()]
    rows = {(line[0], line[1]): line for line in lines if len(line) > 5}

    assert (
        "So với kế hoạch KH-2022 đến cùng ngày 26/10/2022: quá hạn 1 (2022: 0, +1); tỷ lệ đúng hạn 0% (2022: 100%, "
        "-100,0 điểm %)."
    ) in [line[0] for line in lines]
    place = rows[("Đơn vị", "Năm")].index("Quá hạn")
    assert ["1", "0", "+1"] == [rows[("TTKHCN", name)][place] for name in ("2023", "2022", "so 2022")]
    assert "-100.0" == rows[("Tổng số nhiệm vụ", "so 2022")][-1]
    assert ["90.00%", "80.00%", "+10.00"] == next(line for line in lines if line[0] == "CT1")[3:6]


def test_what_two_units_had_a_year_ago_stands_beside_the_unit_that_they_were_merged_into(
    danvan: Callable[..., Any], years: Path, tmp_path: Path
) -> None:
    path = tmp_path / "d.db"
    shutil.copyfile(years, path)

    def ask(*words: str) -> Any:
        return json.loads(danvan(*words, "--json", env={"DANVAN_DB": str(path)}).out)

    units = ("CCTĐC", "TTKHCN", "--into", "TTCL=Trung tâm Chất lượng", "--from", "1/10/2023")
    ask("unit", "merge", *units, "--yes")
    whole = ask("status", "--compare", "2022", "--plan", "KH-2023")["compared"]
    lines = {line["code"]: line for line in whole["units"]}
    # Both had done the one task of theirs in time.
    assert (2, 2) == (lines["TTCL"]["total"], lines["TTCL"]["done_on_time"])
    assert not {"CCTĐC", "TTKHCN"} & lines.keys()
    assert whole["rows"]["total"] == sum(line["total"] for line in lines.values())
    alone = ask("status", "--compare", "2022", "--plan", "KH-2023", "--unit", "TTCL")["compared"]
    assert (2, 1) == (alone["rows"]["done_on_time"], alone["totals"]["done_on_time"])


@pytest.mark.parametrize("by", list(GroupBy))
def test_every_grouping_can_be_compared_line_by_line(ask: Callable[..., Any], by: GroupBy) -> None:
    found = json.loads(ask("status", "--compare", "2022", "--group-by", by, "--json").out)["compared"]["differences"]
    whole = "rows" if by in (GroupBy.UNIT, GroupBy.MONTH) else "totals"

    assert found[whole]["overdue"] == sum(line["overdue"] for line in found["lines"])
    # The plans are the same but for the year: every heading and month has its fellow.
    if by in (GroupBy.SECTION, GroupBy.MONTH):
        assert [0] * len(found["lines"]) == [line["total"] for line in found["lines"]]


def test_the_progress_report_is_compared_in_every_working_form(
    ask: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = ask("report", "export", "--kind", "progress", "--compare", "2022", "-o", "-", "--format", "csv")
    rows = [row for row in csv.reader(io.StringIO(said.out)) if row[:1] == ["Tổng số nhiệm vụ"]]

    assert [["2023", "0/1 (0%)"], ["2022", "1/1 (100%)"], ["so 2022", "-100.0"]] == [[row[1], row[-1]] for row in rows]
    assert 2 == ask("report", "export", "--compare", "2022", "-o", "a.docx").code


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("2021",), 3, "Không có kế hoạch năm 2021 nào cùng tên với KH-2023 để so."),
        (("KH-2021",), 3, "KH-2021"),
        (("2023",), 2, "không phải của năm trước"),
        (("2022", "--compare-as-of", "1/1/2022"), 3, "Đến 01/01/2022 kế hoạch KH-2022 chưa có nhiệm vụ nào"),
        (("kh-2022", "--compare-as-of", "31/12/2022"), 0, ""),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_sentence(
    ask: Callable[..., Any], words: tuple[str, ...], code: int, told: str
) -> None:
    said = ask("status", "--compare", *words)

    assert (code, True) == (said.code, told in said.err)


def test_a_day_alone_compares_nothing(ask: Callable[..., Any]) -> None:
    assert 2 == ask("status", "--compare-as-of", "1/1/2022").code


def test_the_same_day_of_an_earlier_year_is_found(ask: Callable[..., Any]) -> None:
    assert date(2022, 2, 28) == years_before(date(2024, 2, 29), 2)
    assert date(2022, 10, 26) == years_before(date(2023, 10, 26), 1)


def test_lines_of_two_years_are_the_same_where_they_say_the_same() -> None:
    def line(code: str, name: str) -> GroupCounts:
        return GroupCounts(code, name, Counts())

    for by, one, other, is_same in (
        (GroupBy.MONTH, line("2023-05", ""), line("2022-05", ""), True),
        (GroupBy.MONTH, line("2023-05", ""), line("2022-06", ""), False),
        (GroupBy.SECTION, line("II.1", "Cải cách năm 2023"), line("II.1", "Cải cách năm 2022"), True),
        (GroupBy.SECTION, line("II.1", "Cải cách"), line("II.1", "Dân chủ"), False),
        (GroupBy.UNIT, line("VP", "Văn phòng"), line("VP", "Văn phòng Sở"), True),
    ):
        assert is_same == (line_key(one, by) == line_key(other, by))


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (Signed(Decimal(5), is_points=True), "+5,0 điểm %"), (Signed(Decimal("-14.44"), is_points=True), "-14,44 điểm %"),
        (Signed(Decimal(0)), "0"), (Signed(Decimal(-1200)), "-1.200"), (Signed(Decimal(2)), "+2"),
    ],
)  # fmt: skip
def test_a_difference_has_its_sign_and_a_rates_its_points(cell: Signed, said: str) -> None:
    assert said == text_of(cell)


def test_two_plans_are_not_compared_with_one(danvan: Callable[..., Any], years: Path, tmp_path: Path) -> None:
    shutil.copyfile(years, tmp_path / "hai.db")
    book = Book(tmp_path / "hai.db")
    book.change("UPDATE plan SET closed_on = '2023-01-05' WHERE code = 'KH-2022'")
    planning.import_plan(book.on(), planning.read_draft(book.on(), SAMPLE), as_new=True)
    said = danvan("status", "--compare", "2022", env={"DANVAN_DB": str(book.path)})

    assert (2, True) == (said.code, "Đang xem 2 kế hoạch, không so được cả với KH-2022." in said.err)
