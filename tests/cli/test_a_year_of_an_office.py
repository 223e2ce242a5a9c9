"""The whole year 2025 of an office, typed in by commands alone, against sums that ``tests.year_of_an_office`` makes.

What a careless report would say stands here, too: the report must say none of it.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import html
from tests import year_of_an_office as office
from tests.year_of_an_office import DAN_VAN, Run, d
from typer.testing import CliRunner


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The year, lived; gives the run of a command on 17/12/2025."""
    from danvan_cli.app import app

    folder = tmp_path_factory.mktemp("year")
    environment = {"DANVAN_DB": str(folder / "y.db"), "DANVAN_ACTOR": "thu", "DANVAN_BACKUPS": "0"}

    def run(*words: str, on: date = date(2025, 12, 17)) -> Any:
        said = CliRunner().invoke(app, list(words), env={**environment, "DANVAN_TODAY": str(on)})
        if said.exception is not None and not isinstance(said.exception, SystemExit):
            raise said.exception
        assert said.exit_code in (0, 6), (words, said.stderr)
        return json.loads(said.stdout) if "--json" in words else said.stdout

    office.live(run, folder)
    return run


ENDS = {"2025-Q1": d("14/3"), "2025-H1": d("14/6"), "2025-Q3": d("14/9"), "2025-9M": d("14/9"), "2025": d("14/12")}
SPANS = {"2025": (1, 2, 3, 4), "2025-9M": (1, 2, 3), "2025-H1": (1, 2), "2025-Q3": (3,)}


@pytest.mark.slow
@pytest.mark.parametrize("day", [*dict.fromkeys(ENDS.values()), d("30/6"), office.REFORM, d("17/12")], ids=str)
def test_who_stands_where_on_a_day_is_what_was_counted_by_hand(year: Run, day: date) -> None:
    told = year("status", "--as-of", str(day), "--json", *DAN_VAN)
    assert office.counted(office.tasks_at(day).values()) == {state: told["totals"][state] for state in office.WORST}
    lines = {line["code"]: {state: line[state] for state in office.WORST} for line in told["units"]}
    assert office.lines_at(day) == lines
    for unit in (code for code in lines if code):
        explained = year("explain", "đúng hạn", unit, "--as-of", str(day), "--json", *DAN_VAN)
        assert lines[unit]["done_on_time"] == len(explained["deadlines"])


@pytest.mark.slow
@pytest.mark.parametrize("period", ENDS)
def test_the_sentences_of_a_period_are_those_counted_by_hand_and_tell_of_no_other_plan(year: Run, period: str) -> None:
    day = ENDS[period]
    text = year("report", "export", "--period", period, "--format", "md", "-o", "-", *DAN_VAN)
    due = office.due_at(day)
    done = sum(state != "overdue" for state in due.values())
    assert (
        not due
        or f"Đã hoàn thành {done}/{len(due)} nhiệm vụ đến hạn ({office.percent(done, len(due), '0.1')}%)" in text
    )
    assert bool(due) == ("Chưa có nhiệm vụ nào đến hạn." not in text)
    if period != "2025":
        fallen = office.fallen_due(d("15/6") if period == "2025-Q3" else date(2024, 12, 15), day)
        told = {"done_on_time": "hoàn thành đúng hạn", "done_late": "hoàn thành quá hạn", "overdue": "quá hạn chưa"}
        parts = ", ".join(f"{fallen[state]:02d} {words}" for state, words in told.items() if fallen[state])
        assert (parts in text) if parts else "không có phần việc nào đến hạn" in text
    # Both reminders were sent in the third quarter; the other plan's, and its extension, are its own.
    assert ("Đã đôn đốc 02 lần đối với 01 đơn vị: 01 lần nhắc nhở, 01 lần phê bình." in text) == (day >= d("14/9"))
    assert "khác; đồng ý" not in text


@pytest.mark.slow
@pytest.mark.parametrize("period", SPANS)
def test_records_come_to_what_was_added_up_by_hand_whoever_was_merged(year: Run, period: str) -> None:
    def summed(kind: str) -> Any:
        return year("record", "sum", "--kind", kind, "--period", period, "--json", *DAN_VAN)

    by_hand, found = office.form_of(SPANS[period]), summed("dossiers")
    fields = year("record", "kinds", "dossiers", "--json")["kind"]["fields"]
    keys = {field["number"]: field["key"] for field in fields if field["number"]}
    assert by_hand["3"] == by_hand["7"] + by_hand["11"]
    assert by_hand == {number: found["total"]["values"][key] for number, key in keys.items()}
    assert by_hand == {number: sum(line["values"][key] for line in found["lines"]) for number, key in keys.items()}
    assert [] == found["warnings"]
    for number in keys:
        explained = year("explain", f"II.06a.{number}", "--period", period, "--json", *DAN_VAN)
        assert by_hand[number] == sum(part for one in explained["records"] for part in one["gives"].values())

    opening, received, settled, still = office.petitions_of(SPANS[period])
    total = summed("petitions")["total"]
    assert opening + received == settled + still
    assert [opening, received, settled, still] == [
        total["values"][key] for key in ("opening", "received", "settled", "open")
    ]
    assert (settled, opening + received) == (total["rates"][0]["numerator"], total["rates"][0]["denominator"])
    offered = sum(number for _, quarter, number in office.SERVICES if quarter == SPANS[period][-1])
    assert offered == summed("online-services")["total"]["values"]["services"]


def careless_words() -> list[str]:
    """What a careless report says: stocks added, a form counted twice, people of another day, a mean of rates."""
    first_form = office.form_of(SPANS["2025"])["4"] + office.SENT_FIRST[1]
    now = {"VP": 20, "TTr": 6, "CN": 7, "TM": 5, "CT": 12, "CC": 20}
    rates = [Decimal(there) / whole for _, _, there, whole in office.TOLD]
    return [
        f"{sum(row[3] for row in office.DOSSIERS)} từ kỳ trước",
        f"{sum(row[3] for row in office.DOSSIERS if row[1] == 1 or row[:2] == ('CT', 3))} từ kỳ trước",
        f"{first_form} tiếp nhận trực tuyến",
        f"trên {sum(now[unit] for _, unit, *_ in office.TOLD)} người",
        f"({office.percent(sum(rates), len(rates), '0.01')}%)",
        # It was handed in on 5/11 and has waited since: late by five days, not by 44.
        "thời hạn 31/10/2025, chậm 44 ngày",
    ]


@pytest.mark.slow
def test_the_years_report_says_it_in_every_form_and_nothing_careless(year: Run, tmp_path: Path) -> None:
    paths = {ending: tmp_path / f"nam.{ending}" for ending in ("md", "docx", "html", "json")}
    year("report", "export", *(word for path in paths.values() for word in ("-o", str(path))), *DAN_VAN)
    text, by_hand = paths["md"].read_text(encoding="utf-8"), office.form_of(SPANS["2025"])
    total = ["Tổng cộng", *(str(by_hand[str(number)]) for number in range(3, 14))]
    assert f"| {' | '.join(f'**{cell}**' for cell in total)} |" in text
    assert total in [
        [cell.text for cell in row.cells][1:]
        for table in docx.Document(str(paths["docx"])).tables
        for row in table.rows
    ]
    page = html.document_fromstring(paths["html"].read_text(encoding="utf-8"))
    assert total in [[cell.text_content().strip() for cell in row][1:] for row in page.iter("tr")]
    kept = json.loads(paths["json"].read_text(encoding="utf-8"))["records"]
    assert [by_hand["3"]] == [one["total"]["values"]["received"] for one in kept if one["kind"] == "dossiers"]

    people, present = (sum(row[place] for row in office.TOLD) for place in (3, 2))
    assert f"với {present} lượt người dự trên {people} người của các đơn vị" in text
    assert f"Tỷ lệ dự {present}/{people} ({office.percent(present, people, '0.01')}%)" in text
    # VP with the inspectors, CT with both rooms, CC: 20 + 12 + 20; TT never told.
    assert "| Công chức được quán triệt | ≥ 95% | 52/52 | 100% | Chưa đủ số liệu | — | Trung tâm Khuyến công |" in text
    before = sum(office.LAST_YEAR[column] for column in ("4", "5", "6"))
    assert f"tổng số tiếp nhận tăng {by_hand['3'] - before} (từ {before} lên {by_hand['3']})" in text
    assert [] == [words for words in careless_words() if words in text]


@pytest.mark.slow
def test_who_sent_a_corrected_form_has_sent_in_time_and_who_sent_none_is_named(year: Run) -> None:
    told = year("round", "status", "2025-Q2", "--as-of", "20/6/2025", "--json", *DAN_VAN)
    assert {"CC": "sent", "TT": "not_sent"} == {
        one["unit"]: one["state"] for one in told["reports"] if one["unit"] in ("CC", "TT")
    }
