"""Deadlines: the last day in time, the words as written, and the days that are no deadline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.dates import month_end
from danvan_cli.domain.due import DueContext, DueRule
from danvan_cli.domain.words import DueKind, TaskKind
from danvan_cli.intake.due.reading import read_due, read_dues

RULES = DueContext(2023, issued_on=date(2023, 1, 5))


@pytest.mark.parametrize(
    ("text", "words", "last_day"),
    [
        ("gửi báo cáo trước ngày 25/10/2023 về Sở", "trước ngày 25/10/2023", date(2023, 10, 24)),
        ("hoàn thành trước ngày 20.7.2023.", "trước ngày 20.7.2023", date(2023, 7, 19)),
        ("phản hồi trước ngày 28/02", "trước ngày 28/02", date(2023, 2, 27)),
        ("trước 30/4", "trước 30/4", date(2023, 4, 29)),
        ("trước ngày 01 tháng 3 năm 2023", "trước ngày 01 tháng 3 năm 2023", date(2023, 2, 28)),
        ("trước 17 giờ 00 ngày 25/10/2023", "trước 17 giờ 00 ngày 25/10/2023", date(2023, 10, 25)),
        ("chậm nhất ngày 31/3", "chậm nhất ngày 31/3", date(2023, 3, 31)),
        ("làm trong hai ngày 07 và 08/02", "trong hai ngày 07 và 08/02", date(2023, 2, 8)),
        ("trưng bày trong 3 ngày 19, 20 và 21/4/2023", "trong 3 ngày 19, 20 và 21/4/2023", date(2023, 4, 21)),
        ("hoàn thành trong đêm 15/9", "hoàn thành trong đêm 15/9", date(2023, 9, 15)),
        (
            "Chậm nhất ngày 25 (hai mươi lăm) tháng 11 (mười một)",
            "Chậm nhất ngày 25 (hai mươi lăm) tháng 11 (mười một)",
            date(2023, 11, 25),
        ),
        ("gửi không muộn hơn ngày 25/10", "không muộn hơn ngày 25/10", date(2023, 10, 25)),
        ("nộp không quá ngày 25/10/2023", "không quá ngày 25/10/2023", date(2023, 10, 25)),
        ("hoàn thành trễ nhất là ngày 25/10", "trễ nhất là ngày 25/10", date(2023, 10, 25)),
        ("muộn nhất là ngày 06/6/2023", "muộn nhất là ngày 06/6/2023", date(2023, 6, 6)),
        ("đến hết ngày 30/9/2023", "đến hết ngày 30/9/2023", date(2023, 9, 30)),
        ("từ ngày 20-5 đến 30-9-2023", "từ ngày 20-5 đến 30-9-2023", date(2023, 9, 30)),
        ("Từ ngày 1.4 đến ngày 6.7", "Từ ngày 1.4 đến ngày 6.7", date(2023, 7, 6)),
        ("đợt 2, từ tháng 10 đến tháng 11/2023", "từ tháng 10 đến tháng 11/2023", date(2023, 11, 30)),
        ("Vào tháng 11 hằng năm", "Vào tháng 11", date(2023, 11, 30)),
        ("Hoàn thành T12/2024", "Hoàn thành T12/2024", date(2024, 12, 31)),
        ("trong năm 2023", "trong năm 2023", date(2023, 12, 31)),
        ("đến hết năm 2024", "đến hết năm 2024", date(2024, 12, 31)),
        ("giữa năm", None, None),
        ("6 tháng đầu năm 2023", "6 tháng đầu năm 2023", date(2023, 6, 30)),
        ("Báo cáo trong Quý III", "trong Quý III", date(2023, 9, 30)),
        ("hết quý I-2024", "hết quý I-2024", date(2024, 3, 31)),
        ("quý II, III năm 2023", "quý II, III năm 2023", date(2023, 9, 30)),
        ("cuối tháng 6", "cuối tháng 6", date(2023, 6, 30)),
        ("đầu tháng 7/2023", "đầu tháng 7/2023", date(2023, 7, 1)),
        ("giữa tháng 7/2023", "giữa tháng 7/2023", date(2023, 7, 15)),
        ("trước tháng 6", "trước tháng 6", date(2023, 5, 31)),
        ("(tháng 5/2023)", "tháng 5/2023", date(2023, 5, 31)),
        (
            "trong thời hạn 10 ngày kể từ ngày 01/6/2023",
            "trong thời hạn 10 ngày kể từ ngày 01/6/2023",
            date(2023, 6, 12),
        ),
    ],
)
def test_words_and_last_day(text: str, words: str | None, last_day: date | None) -> None:
    if text == "giữa năm":
        text, words, last_day = "sơ kết giữa năm", "giữa năm", date(2023, 6, 30)
    due = read_due(text, RULES)
    assert (words, last_day, None) == (due.text, due.due_on, due.doubt)


@pytest.mark.parametrize(
    "text",
    [
        "có hiệu lực từ 01/7/2023",
        "Luật có hiệu lực thi hành kể từ ngày 01/7/2023",
        "Chỉ thị số 33/CT-TTg, ngày 26/11/2023 của Thủ tướng Chính phủ",
        "Kết luận ngày 14/7/2023 của Ban Bí thư",
        "Bắt đầu từ 25/7/2023",
        "bắt đầu từ cuối tháng 5/2023",
        "nhân kỷ niệm Ngày truyền thống (15/10/1930 – 15/10/2023)",
        "kỷ niệm 93 năm ngày 15/10/2023",
        "theo Quyết định số 01/QĐ-UBND ngày 07/04/2023",
        "Chương trình giai đoạn 2021-2030",
        "“Đề án đến hết năm 2025”",
        "số liệu tính đến ngày 30/9/2023",
        "Tính từ ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo cáo",
        "đã quá 3 tháng",
        "thi đua 100 ngày",
        "trong năm qua",
        "thu chi đầu năm học",
        "kết quả trong năm 2022",
        "cấp 1.200 suất quà, 20.10 triệu",
    ],
)
def test_no_trap_becomes_a_deadline(text: str) -> None:
    due = read_due(text, RULES)
    assert (None, "ongoing") == (due.due_on, due.kind)


@pytest.mark.parametrize(
    ("text", "frequency", "last_day"),
    [
        ("định kỳ năm báo cáo trước ngày 31/10/2023", "định kỳ năm", date(2023, 10, 30)),
        ("báo cáo hằng năm trước ngày 15/11", "hằng năm", date(2023, 11, 14)),
        ("giao ban 2 tuần/lần", "2 tuần/lần", None),
        ("Báo cáo số liệu hằng ngày trước 20h00", "hằng ngày", None),
    ],
)
def test_a_rhythm_recurs_and_keeps_only_a_plain_day(text: str, frequency: str, last_day: date | None) -> None:
    due = read_due(text, RULES)
    assert ("recurring", frequency, last_day) == (due.kind, due.frequency, due.due_on)
    assert due.doubt is None


def ends(*months: int) -> list[date]:
    return [month_end(2023, month) for month in months]


@pytest.mark.parametrize(
    ("text", "names", "days", "certain"),
    [
        ("trước ngày 25 hằng tháng", ["2023-01", "2023-02"], [date(2023, m, 24) for m in range(1, 13)], True),
        ("Định kỳ từ ngày 1 đến ngày 5 hằng tháng", ["2023-01"], [date(2023, m, 5) for m in range(1, 13)], True),
        ("hằng tháng, vào ngày 31", ["2023-01", "2023-02"], ends(*range(1, 13)), True),
        ("Chậm nhất ngày 06 (sáu) của tháng cuối quý", ["2023-Q1"], [date(2023, m, 6) for m in (3, 6, 9, 12)], True),
        ("công khai vào ngày 10 của tháng đầu mỗi quý", ["2023-Q1"], [date(2023, m, 10) for m in (1, 4, 7, 10)], True),
        ("gửi trước ngày 15 tháng cuối của mỗi quý", ["2023-Q1"], [date(2023, m, 14) for m in (3, 6, 9, 12)], True),
        (
            "chậm nhất ngày 05 của tháng đầu quý sau",
            ["2023-Q1"],
            [*(date(2023, m, 5) for m in (4, 7, 10)), date(2024, 1, 5)],
            True,
        ),
        ("báo cáo định kỳ hàng quý, 6 tháng", ["2023-Q1", "2023-Q2"], ends(3, 6, 9, 12), False),
        ("khảo sát 3 tháng/lần", ["2023-Q1"], ends(3, 6, 9, 12), False),
        ("định kỳ 6 tháng báo cáo", ["2023-H1", "2023-H2"], ends(6, 12), False),
        ("họp giao ban trong quý", ["2023-Q1"], ends(3, 6, 9, 12), True),
        ("định kỳ năm báo cáo trước ngày 31/10/2023", ["2023"], [date(2023, 10, 30)], True),
        ("họp định kỳ hằng tháng từ tháng 3 đến tháng 5", ["2023-03"], ends(3, 4, 5), False),
        ("họp định kỳ hằng quý, bắt đầu từ quý II", ["2023-Q2"], ends(6, 9, 12), False),
        ("báo cáo hằng tháng, từ tháng 11/2023", ["2023-11"], ends(11, 12), False),
        (
            "báo cáo trước ngày 20 hằng tháng, kể từ tháng 10",
            ["2023-10"],
            [date(2023, m, 19) for m in (10, 11, 12)],
            True,
        ),
    ],
)
def test_what_recurs_has_a_day_in_every_period(text: str, names: list[str], days: list[date], certain: bool) -> None:
    due = read_due(text, RULES)
    assert ("recurring", days, certain) == (due.due_kind, [p.due_on for p in due.periods], certain)
    assert names == [p.period for p in due.periods][: len(names)]
    assert (names[0], days[0]) == (due.period, due.due_on)
    assert not (due.certain and due.doubt)


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("khảo sát 3 tháng/lần", False),
        ("họp định kỳ hằng tháng từ tháng 3 đến tháng 5", False),
        ("báo cáo định kỳ hàng quý, 6 tháng", True),
        ("định kỳ hằng quý đến năm 2030", True),
        ("hoàn thành trong quý", True),
    ],
)
def test_a_rhythm_is_asked_about_where_it_may_mean_other_periods(text: str, is_asked: bool) -> None:
    assert is_asked == bool(read_due(text, RULES).doubt)


@pytest.mark.parametrize("since", ["tháng 3/2025", "tháng 13"])
def test_what_begins_in_no_period_of_the_plan_is_asked_about(since: str) -> None:
    assert since in (read_due(f"báo cáo hằng tháng, bắt đầu từ {since}", RULES).doubt or "")


def test_periods_that_were_past_when_the_plan_was_issued_are_none() -> None:
    rules = DueContext(2023, issued_on=date(2023, 5, 10))
    assert ["2023-05", "2023-06"] == [p.period for p in read_due("trước ngày 25 hằng tháng", rules).periods][:2]


def test_a_school_years_months_run_to_july() -> None:
    listed = read_due("vào ngày 20 hằng tháng", DueContext(2023, is_school_year=True)).periods
    assert ("2023-08", "2024-07", 12) == (listed[0].period, listed[-1].period, len(listed))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("báo cáo trước ngày 15/6 và trước ngày 15/12", [("fixed", date(2023, 6, 14)), ("fixed", date(2023, 12, 14))]),
        ("trước ngày 10 tháng 6 và ngày 10 tháng 11", [("fixed", date(2023, 6, 9)), ("fixed", date(2023, 11, 9))]),
        ("hiến máu (tháng 4, tháng 10)", [("period", date(2023, 4, 30)), ("period", date(2023, 10, 31))]),
        ("đợt 1 trong quý II, đợt 2 trong quý IV", [("period", date(2023, 6, 30)), ("period", date(2023, 12, 31))]),
        ("sơ kết trong quý II; báo cáo trước ngày 15/8", [("period", date(2023, 6, 30)), ("fixed", date(2023, 8, 14))]),
        ("trước ngày 30/9, định kỳ năm báo cáo", [("fixed", date(2023, 9, 29)), ("recurring", date(2023, 12, 31))]),
        (
            "ký trong tháng 4; sau khi ký, trong vòng 15 ngày ban hành",
            [("period", date(2023, 4, 30)), ("relative", None)],
        ),
        ("gửi trước ngày 15/11 để tổng hợp báo cáo tỉnh trước ngày 20/11", [("fixed", date(2023, 11, 14))]),
        ("tập huấn 03 lớp trong tháng 5, 02 lớp ở xã", [("period", date(2023, 5, 31))]),
        ("2 lớp: lớp 1 ngày 10/4, lớp 2 ngày 15/6", [("fixed", date(2023, 4, 10)), ("fixed", date(2023, 6, 15))]),
        ("chậm nhất là ngày làm việc cuối cùng của tháng 9", [("fixed", date(2023, 9, 29))]),
        ("trình trước Q3/2023, xong Q4-2023", [("period", date(2023, 6, 30)), ("period", date(2023, 12, 31))]),
    ],
)
def test_every_deadline_of_a_text(text: str, expected: list[tuple[str, date | None]]) -> None:
    assert expected == [(due.due_kind, due.due_on) for due in read_dues(text, RULES)]


@pytest.mark.parametrize(
    ("text", "start", "last_day"),
    [
        ("từ ngày 20-5 đến 30-9-2023", date(2023, 5, 20), date(2023, 9, 30)),
        ("Từ ngày 1.4 đến ngày 6.7", date(2023, 4, 1), date(2023, 7, 6)),
        ("từ ngày 10 đến ngày 15/3/2023", date(2023, 3, 10), date(2023, 3, 15)),
        ("từ ngày 20/12 đến ngày 10/01/2024", date(2023, 12, 20), date(2024, 1, 10)),
        ("đợt 2, từ tháng 10 đến tháng 11/2023", date(2023, 10, 1), date(2023, 11, 30)),
        ("(tháng 3 - tháng 10/2023)", date(2023, 3, 1), date(2023, 10, 31)),
        ("quý I - quý IV/2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("thời hạn 45 ngày, từ 05/5 đến 18/6", date(2023, 5, 5), date(2023, 6, 18)),
        ("15 ngày (từ ngày 01/6 đến ngày 15/6)", date(2023, 6, 1), date(2023, 6, 15)),
        ("Tập huấn tại Đà Nẵng, 25/6 - 12/7.", date(2023, 6, 25), date(2023, 7, 12)),
        ("In kỷ niệm chương: 20/7→31/7.", date(2023, 7, 20), date(2023, 7, 31)),
        ("Tập huấn, 25/6 ÷ 12/7.", date(2023, 6, 25), date(2023, 7, 12)),
    ],
)
def test_a_range_has_a_start_and_an_end(text: str, start: date, last_day: date) -> None:
    due = read_due(text, RULES)
    assert (start, last_day) == (due.start_on, due.due_on)


@pytest.mark.parametrize(
    "text",
    [
        "20 ngày sau khi Tỉnh uỷ ban hành văn bản",
        "trước 01 ngày tổ chức phiên họp",
        "gửi báo cáo trước thời điểm kiểm tra 05 ngày",
        "gửi trước thời hạn nêu trên 05 ngày làm việc",
        "trong 05 ngày làm việc",
        "Ký ban hành (trong 10 ngày)",
        "chậm nhất 20 ngày",
    ],
)
def test_a_term_counted_from_an_event_stays_undated_and_doubted(text: str) -> None:
    due = read_due(text, RULES)
    assert (None, "thời hạn tính theo một sự kiện, chưa có ngày cụ thể") == (due.due_on, due.doubt)
    assert ("relative", False) == (due.due_kind, due.certain)
    assert due.rule
    assert DueKind.RELATIVE == due.rule.kind


@pytest.mark.parametrize(
    "text", ["ngay sau khi kết thúc đợt cao điểm", "hoàn thành trước kỳ họp cuối năm", "xong trước hè", "dịp Tết"]
)
def test_an_event_without_a_day_keeps_its_words(text: str) -> None:
    due = read_due(text, RULES)
    assert (DueRule(DueKind.EVENT), None, False) == (due.rule, due.due_on, due.certain)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("trước ngày 15/6 và trước ngày 15/12", "có nhiều thời hạn khác nhau, chọn một hoặc tách thành nhiều nhiệm vụ"),
        ("trước ngày 31/02/2023", "ngày này không có trên lịch"),
        ("Hoàn thành trước ngày [dd/mm/yyyy]", "ngày của thời hạn để trống"),
        ("hoàn thành tháng 13", "ngày này không có trên lịch"),
        ("trước ngày …/…/2023", "ngày của thời hạn để trống"),
        ("trong sinh hoạt tháng 02/2023", "có tháng 02/2023 nhưng không rõ có phải là thời hạn"),
        ("phục vụ hội nghị ngày 20/11/2023", "có ngày 20/11/2023 nhưng không rõ có phải là thời hạn"),
    ],
)
def test_what_is_unclear_has_no_day_and_a_reason(text: str, why: str) -> None:
    due = read_due(text, RULES)
    assert (None, why) == (due.due_on, due.doubt)


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("Quý II/2023", date(2023, 6, 30)),
        ("25/10/2023", date(2023, 10, 25)),
        ("Tháng 5", date(2023, 5, 31)),
        ("Trong năm", date(2023, 12, 31)),
        ("Trước 30/11", date(2023, 11, 29)),
        ("Thường xuyên", None),
        ("Theo lộ trình", None),
        ("10/2023", date(2023, 10, 31)),
        ("Năm 2023", date(2023, 12, 31)),
        ("Cả năm", date(2023, 12, 31)),
        ("2023-08-15 00:00:00", date(2023, 8, 15)),
        ("15/3/2023 - 20/4/2023", date(2023, 4, 20)),
        ("07/02/2023 (thứ Ba)", date(2023, 2, 7)),
    ],
)
def test_a_field_may_be_a_bare_day_or_month_and_keeps_its_words(text: str, last_day: date | None) -> None:
    due = read_due(text, RULES, is_field=True)
    assert (text, last_day) == (due.text, due.due_on)


def test_an_assumed_year_is_said() -> None:
    notes = read_due("chậm nhất ngày 31/3", RULES).notes
    assert ("văn bản không ghi năm, hiểu là năm 2023 theo kế hoạch",) == notes


def test_a_weekend_day_is_kept_and_said() -> None:
    due = read_due("chậm nhất ngày 29/10/2023", RULES)
    note = "hạn Chủ nhật 29/10/2023 là ngày nghỉ; ngày làm việc kế tiếp là thứ Hai 30/10/2023"
    assert (date(2023, 10, 29), (note,)) == (due.due_on, due.notes)


def test_without_any_year_there_is_no_day() -> None:
    due = read_due("chậm nhất ngày 31/3", DueContext(None))
    assert (None, "chưa biết năm của thời hạn") == (due.due_on, due.doubt)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Báo cáo định kỳ 2 lần/năm: tháng 5, tháng 11", ["2023-05", "2023-11"]),
        ("Họp phụ huynh 3 lần/năm (tháng 4, 5 và 9)", ["2023-04", "2023-05", "2023-09"]),
        ("Đối thoại hằng năm 02 lần vào quý II và quý IV", ["2023-Q2", "2023-Q4"]),
        ("định kỳ các tháng 3, 6, 9, 12", ["2023-03", "2023-06", "2023-09", "2023-12"]),
        ("báo cáo 2 lần/năm: tháng 9/2023, tháng 1/2024", ["2023-09", "2024-01"]),
    ],
)
def test_named_months_are_periods_of_one_recurring_task(text: str, periods: list[str]) -> None:
    [due] = read_dues(text, RULES)
    assert (DueKind.RECURRING, True) == (due.due_kind, due.certain)
    assert periods == [p.period for p in due.periods]
    assert due.due_on == due.periods[0].due_on


def test_named_months_of_a_school_year_go_on_in_the_next() -> None:
    [due] = read_dues("định kỳ 3 lần/năm: tháng 9, tháng 1, tháng 5", DueContext(2023, is_school_year=True))
    assert ["2023-09", "2024-01", "2024-05"] == [p.period for p in due.periods]
    assert due.certain


def test_a_day_within_the_month_holds_for_every_named_month() -> None:
    [due] = read_dues("báo cáo 2 lần/năm, tháng 5 và tháng 11, chậm nhất ngày 20 hằng tháng", RULES)
    assert [date(2023, 5, 20), date(2023, 11, 20)] == [p.due_on for p in due.periods]


@pytest.mark.parametrize(
    "text", ["3 lần/năm: tháng 9, tháng 1, tháng 5", "3 lần/năm: tháng 5, tháng 9", "2 lần/năm: tháng 5, tháng 9"]
)
def test_named_months_that_do_not_fit_are_doubted(text: str) -> None:
    [due] = read_dues(text, DueContext(2023, issued_on=date(2023, 6, 1)))
    assert due.doubt
    assert not due.certain


@pytest.mark.parametrize(
    ("text", "months"),
    [("Vệ sinh đường làng hằng tháng", range(1, 13)), ("Cử cán bộ xuống cơ sở hàng quý cùng dân", (3, 6, 9, 12))],
)
def test_a_rhythm_without_a_day_is_assumed_to_end_with_each_period_and_not_asked_about(
    text: str, months: Sequence[int]
) -> None:
    due = read_due(text, RULES)
    assert (TaskKind.RECURRING, False, None) == (due.kind, due.certain, due.doubt)
    assert ends(*months) == [period.due_on for period in due.periods]
    assert due.text in text


@pytest.mark.parametrize("text", ["Chi trả trợ cấp hằng tháng cho người có công", "đời sống hằng ngày của dân"])
def test_money_and_days_that_only_describe_are_no_rhythm(text: str) -> None:
    assert TaskKind.ONGOING == read_due(text, RULES).kind


@pytest.mark.parametrize(("text", "year"), [("trước ngày 15/9", 2023), ("trước ngày 15/4", 2024)])
def test_a_school_year_runs_from_august(text: str, year: int) -> None:
    due = read_due(text, DueContext(2023, is_school_year=True))
    assert year == (due.due_on.year if due.due_on else None)


@given(st.dates(date(2013, 1, 1), date(2030, 12, 31)), st.sampled_from(["/", ".", "-"]))
def test_before_a_day_is_always_the_day_before(day: date, mark: str) -> None:
    due = read_due(f"báo cáo trước ngày {day.day:02d}{mark}{day.month}{mark}{day.year}.", DueContext(day.year))
    assert day - timedelta(days=1) == due.due_on


@given(st.dates(date(2013, 1, 1), date(2030, 12, 31)))
def test_a_cited_documents_day_is_never_a_deadline(day: date) -> None:
    text = f"thực hiện Quyết định số 217-QĐ/TW ngày {day.day}/{day.month}/{day.year} của Bộ Chính trị"
    assert None is read_due(text, DueContext(day.year)).due_on


@given(st.text(alphabet="trước ngàyđếnhếtquýthángIV0123456789/.-–()năm ", max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    due = read_due(text, RULES)
    assert due.due_on is None or due.text is not None


PLAN = DueContext(2024, issued_on=date(2024, 1, 10))


def days(text: str, context: DueContext = PLAN, *, is_field: bool = False) -> list[str | None]:
    """Lists the last days of a text without any doubt, in the order of reading."""
    found = read_dues(text, context, is_field=is_field)
    assert not [due.doubt for due in found if due.doubt]
    return [due.due_on and due.due_on.isoformat() for due in found]


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("gửi trước ngày 15/01 năm 2025", "2025-01-14"),
        ("gửi trước ngày 15/01/25.", "2025-01-14"),
        ("gửi trước ngày 15/01 năm sau", "2025-01-14"),
        ("trước ngày 10/12 năm nay", "2024-12-09"),
        ("hoàn thành quý I năm sau", "2025-03-31"),
        ("hoàn thành trong năm tới", "2025-12-31"),
        ("trước ngày 30–11–2024", "2024-11-29"),
        ("trước ngày 30-11-2024", "2024-11-29"),
        ("trước ngày 15 tháng 3. năm 2024", "2024-03-14"),
        ("trước ngày 15 tháng 3, năm 2024", "2024-03-14"),
        ("trước ngày 15/3. Năm 2025, tổ chức hội nghị", "2024-03-14"),
        ("trước ngày 05 tháng mười một", "2024-11-04"),
        ("trong nửa đầu tháng 10", "2024-10-15"),
        ("trong nửa cuối tháng 10", "2024-10-31"),
        ("vào thượng tuần tháng 5", "2024-05-10"),
        ("vào trung tuần tháng 5", "2024-05-20"),
        ("vào hạ tuần tháng 5", "2024-05-31"),
        ("nửa cuối năm 2024", "2024-12-31"),
        ("hoàn thành trong tháng Mười", "2024-10-31"),
        ("hoàn thành trong tháng Năm", "2024-05-31"),
        ("HOÀN THÀNH QUÝ II", "2024-06-30"),
        ("hoàn thành Qúy Hai", "2024-06-30"),
        ("trước tháng 6/2024", "2024-05-31"),
        ("xong trong 06/2024", "2024-06-30"),
        ("hoàn thành trước năm 2025", "2024-12-31"),
        ("phấn đấu đạt chuẩn vào năm 2025", "2025-12-31"),
        ("nghiệm thu năm 2025", "2025-12-31"),
        ("Dự kiến sáng ngày 11/10/2024 (thứ Sáu)", "2024-10-11"),
        ("Thời gian: 8h00, ngày 20/4/2024", "2024-04-20"),
        ("tổ chức (15/3 - 30/3/2024)", "2024-03-30"),
        ("từ 15/12/2024 đến 15/01", "2025-01-15"),
        ("từ 15/01/2024 đến 15/12", "2024-12-15"),
        ("trước 30/6 báo cáo Uỷ ban nhân dân", "2024-06-29"),
        ("báo cáo 9 tháng trước ngày 05/9", "2024-09-04"),
        ("chậm nhất 9 tháng trước ngày 05/12/2024", "2024-03-05"),
        ("Năm 2024: 02 mô hình", "2024-12-31"),
    ],
)
def test_a_day_is_read_from_all_that_is_written(text: str, last_day: str) -> None:
    assert [last_day] == days(text)


@pytest.mark.parametrize(
    "text",
    [
        "trước ngày 30//11",
        "trước 3O/11",
        "trước ngày l0/6/2024",
        "trước ngày 30/11/20024",
        "trước ngày 10/6/202",
        "trước ngày 10/6/35",
        "trước 06/2024",
        "trước ngày 25",
        "trước cuối tháng 6",
        "trước hết quý III",
        "trước ngày 10/3 âm lịch",
        "trước ngày 15 tháng 5 năm hai nghìn không trăm hai mươi tư",
        "hoàn thành trước ngày 15 tháng sau",
        "vào tháng Giêng",
        "vào giữa tháng",
        "hoàn thành trong tuần đầu",
        "hoàn thành trong quý V",
        "hoàn thành trong quý II/20244",
        "hoàn thành trong năm 2024 - 2025",
        "lùi thời hạn đến ngày 15/7/2024",
    ],
)
@pytest.mark.parametrize("is_field", [True, False])
def test_what_promises_a_deadline_and_cannot_be_read_is_a_doubt_without_a_day(text: str, is_field: bool) -> None:
    [due] = read_dues(text, PLAN, is_field=is_field)
    assert (None, DueKind.FIXED, False) == (due.due_on, due.due_kind, due.certain)
    assert due.doubt
    assert due.at


@pytest.mark.parametrize(
    "text", ["2026-2030", "giai đoạn 2026-2030", "25", "3O/11", "K3", "9 tháng", "Từ 15/5", "45382"]
)
def test_a_field_with_figures_that_give_no_day_is_a_doubt(text: str) -> None:
    [due] = read_dues(text, PLAN, is_field=True)
    assert (None, text, False, ((0, len(text)),)) == (due.due_on, due.text, due.certain, due.at)


@pytest.mark.parametrize(
    "text",
    ["hoàn thành 3/5 tiêu chí", "đạt trong 4/6 xã", "giai đoạn 2021–2025", "nhiệm kỳ 2020 - 2025", "từ quý II/2024"],
)
def test_shares_terms_and_beginnings_are_neither_a_day_nor_a_doubt(text: str) -> None:
    due = read_due(text, PLAN)
    assert (None, None, DueKind.NONE) == (due.due_on, due.doubt, due.due_kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15/3 và 15/9", ["2024-03-15", "2024-09-15"]),
        ("trong quý II đến thăm cơ sở, trong quý IV", ["2024-06-30", "2024-12-31"]),
        ("Tháng 3, 4, 6", ["2024-03-31", "2024-04-30", "2024-06-30"]),
        ("25 và 30/11", ["2024-11-25", "2024-11-30"]),
        ("Các ngày 10, 20 và 30 tháng 4", ["2024-04-10", "2024-04-20", "2024-04-30"]),
        ("15/3/2024 (lần 1), 15/9/2024 (lần 2)", ["2024-03-15", "2024-09-15"]),
        ("30/6/2024 30/9/2024", ["2024-06-30", "2024-09-30"]),
        ("- Dự thảo: 15/3/2024\n- Trình ký: 30/3/2024", ["2024-03-15", "2024-03-30"]),
        ("trình năm 2024, nghiệm thu năm 2025", ["2024-12-31", "2025-12-31"]),
        ("quý II/2024 và quý I/2025", ["2024-06-30", "2025-03-31"]),
        ("15/3 - 30/3/2024", ["2024-03-30"]),
        ("15/5/2024 đến 20/5/2024", ["2024-05-20"]),
        ("25–30/11", ["2024-11-30"]),
        ("15-12-24", ["2024-12-15"]),
        ("Tháng 4-5/2024", ["2024-05-31"]),
        ("Quý II (trước 15/6)", ["2024-06-14"]),
        ("17h ngày 15/5/2024", ["2024-05-15"]),
    ],
)
def test_a_field_gives_every_day_it_holds(text: str, expected: list[str]) -> None:
    assert expected == days(text, is_field=True)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Tháng 3, 6, 9", ["2024-03", "2024-06", "2024-09"]),
        ("tháng 3, 6, 9, 12", ["2024-03", "2024-06", "2024-09", "2024-12"]),
        ("Tháng 6, 12", ["2024-06", "2024-12"]),
        ("Tháng 6, 9/2025", ["2025-06", "2025-09"]),
        ("Quý I, III", ["2024-Q1", "2024-Q3"]),
        ("tháng 4, tháng 8, tháng 12", ["2024-04", "2024-08", "2024-12"]),
    ],
)
def test_several_months_under_one_word_are_one_task_with_several_days(text: str, periods: list[str]) -> None:
    [due] = read_dues(text, PLAN, is_field=True)
    assert (DueKind.RECURRING, True, periods) == (due.due_kind, due.certain, [p.period for p in due.periods])


@pytest.mark.parametrize(
    ("text", "start", "last_day"),
    [
        ("tháng 3, 4", date(2024, 3, 1), date(2024, 4, 30)),
        ("tháng 3, 4, 5", date(2024, 3, 1), date(2024, 5, 31)),
        ("quý II, III", date(2024, 4, 1), date(2024, 9, 30)),
    ],
)
def test_neighbours_are_one_stretch_of_time(text: str, start: date, last_day: date) -> None:
    [due] = read_dues(text, PLAN, is_field=True)
    assert (DueKind.PERIOD, start, last_day) == (due.due_kind, due.start_on, due.due_on)


@pytest.mark.parametrize(("days_", "count"), [(6, 6), (7, 1)])
def test_more_than_six_days_are_one_question(days_: int, count: int) -> None:
    text = "; ".join(f"{number}/5/2024" for number in range(11, 11 + days_))
    found = read_dues(text, PLAN, is_field=True)
    assert (count, count == 1) == (len(found), bool(found[0].doubt))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gửi trước ngày 15/11 để tổng hợp báo cáo tỉnh trước ngày 20/11", ["2024-11-14"]),
        ("gửi trước ngày 15/11; để tổng hợp, báo cáo tỉnh trước ngày 20/11", ["2024-11-14", "2024-11-19"]),
    ],
)
def test_a_receivers_day_is_told_and_is_none_of_the_task(text: str, expected: list[str]) -> None:
    found = read_dues(text, PLAN)
    assert expected == [str(due.due_on) for due in found]
    assert (len(expected) == 1) == any("nơi nhận" in note for note in found[0].notes)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Báo cáo hằng tháng kết quả thực hiện quy chế dân chủ ở cơ sở của các đơn vị, gửi trước ngày 25", "recurring"),
        (
            "Gửi trước ngày 25 các số liệu về phong trào thi đua của đơn vị theo nội dung báo cáo hằng tháng",
            "recurring",
        ),
        ("Báo cáo hằng tháng; danh sách gửi trước ngày 25", "recurring fixed"),
    ],
)
def test_a_day_without_a_month_is_that_of_a_rhythm_in_its_sentence(text: str, kind: str) -> None:
    due = read_due(text, PLAN)
    assert ("recurring" == kind, DueKind.RECURRING) == (due.due_on == date(2024, 1, 24), due.due_kind)
    assert ("recurring" == kind) == (due.doubt is None)


@pytest.mark.parametrize(
    ("text", "last_day", "says"),
    [
        ("đến năm 2030", date(2030, 12, 31), "muộn hơn"),
        ("trước ngày 15/3/2042", date(2042, 3, 14), "muộn hơn"),
        ("chậm nhất ngày 01/01/2026", date(2026, 1, 1), "muộn hơn"),
        ("trước ngày 10/01/2024", date(2024, 1, 9), "sớm hơn"),
        ("từ ngày 20/5/2024 đến ngày 10/5/2024", date(2024, 5, 10), "trước khi bắt đầu"),
        ("từ ngày 15/12 đến ngày 15/01", date(2025, 1, 15), "sang năm khác"),
        ("trước ngày 15/6 hoặc trước ngày 30/6", date(2024, 6, 14), "hoặc"),
        ("Trước 15/3/2024, gia hạn đến 30/4/2024", date(2024, 3, 14), "hạn mới"),
        ("trong quý I trước ngày 25/9", date(2024, 9, 24), "quý I"),
        ("trước ngày 15/3, riêng xã An Phú trước 3O/3", date(2024, 3, 14), "3O/3"),
    ],
)
def test_a_day_that_may_be_another_is_asked_about(text: str, last_day: date, says: str) -> None:
    [due] = read_dues(text, PLAN)
    assert (last_day, False) == (due.due_on, due.certain)
    assert due.doubt
    assert says in due.doubt


@pytest.mark.parametrize("text", ["chậm nhất ngày 31/12/2025", "chậm nhất ngày 10/01/2024"])
def test_days_of_the_next_year_and_of_the_day_of_issue_are_certain(text: str) -> None:
    assert read_due(text, PLAN).certain


def test_without_a_day_of_issue_the_plans_year_tells_what_is_early() -> None:
    assert [False, True] == [
        read_due(f"chậm nhất ngày {day}", DueContext(2024)).certain for day in ("31/12/2023", "01/01/2024")
    ]


@pytest.mark.parametrize("text", ["trước ngày 15/6", "quý II", "15/01 năm sau", "ngày 25 và 30/11", "tháng 3, 6, 9"])
def test_without_a_plans_year_nothing_has_a_day(text: str) -> None:
    found = read_dues(text, DueContext(None), is_field=True)
    assert {(None, "chưa biết năm của thời hạn")} == {(due.due_on, due.doubt) for due in found}


def test_what_recurs_keeps_its_end() -> None:
    [due] = read_dues("Văn phòng báo cáo hằng quý đến năm 2030", PLAN)
    assert ("hằng quý đến năm 2030", 4, ("việc kéo dài đến hết 31/12/2030",)) == (due.text, len(due.periods), due.notes)


@pytest.mark.parametrize(("text", "certain"), [("họp giao ban trong quý", True), ("hoàn thành trong quý", False)])
def test_work_within_a_quarter_is_of_every_quarter_only_where_it_is_held(text: str, certain: bool) -> None:
    assert certain == read_due(text, PLAN).certain


@pytest.mark.parametrize(
    ("text", "is_field", "expected"),
    [
        ("Gửi trước ngày 15/6 và trước ngày 15/12.", False, [["trước ngày 15/6"], ["trước ngày 15/12"]]),
        ("gửi ngày 25 và 30/11", True, [["ngày 25 và 30/11"], ["ngày 25 và 30/11"]]),
        (
            "Báo cáo hằng quý trước ngày 15 của tháng cuối quý",
            False,
            [["trước ngày 15 của tháng cuối quý", "hằng quý"]],
        ),
        ("Năm 2024, trong quý III xong", False, [["trong quý III"]]),
        ("Trong năm, xong quý III", False, [["xong quý III", "Trong năm"]]),
        ("quý III", True, [["quý III"]]),
        (" Tháng, quý ", True, [["Tháng, quý"]]),
        ("- Dự thảo: 15/3/2024\n- Trình ký: 30/3/2024", True, [["15/3/2024"], ["30/3/2024"]]),
        (" 2024-06-30 00:00:00 ", True, [["2024-06-30 00:00:00"]]),
        ("Năm 2024.", True, [["Năm 2024"]]),
        ("thứ Sáu hằng tuần", False, [["thứ Sáu hằng tuần"]]),
        ("xong 20 ngày sau khi Tỉnh uỷ ban hành", False, [["20 ngày sau khi Tỉnh uỷ ban hành"]]),
        ("trước 15/3, gia hạn đến 30/4/2024", False, [["trước 15/3", "gia hạn đến 30/4/2024"]]),
        ("Văn phòng, trước 30//11, báo cáo", False, [["trước 30//11"]]),
    ],
)
def test_a_deadline_knows_where_it_was_read(text: str, is_field: bool, expected: list[list[str]]) -> None:
    found = read_dues(text, PLAN, is_field=is_field)
    assert expected == [[text[start:end].strip() for start, end in due.at] for due in found]


@given(st.text(alphabet="trước ngàyđếnhếtquýthángIVnăm0123456789/.-–() ,;\n", max_size=60), st.booleans())
def test_every_stretch_lies_in_the_text(text: str, is_field: bool) -> None:
    for due in read_dues(text, PLAN, is_field=is_field):
        assert all(0 <= start < end <= len(text) for start, end in due.at)
        assert due.due_on is None or due.at


def test_a_day_of_every_week_is_asked_about() -> None:
    found = read_due("tiếp dân vào chiều thứ sáu hàng tuần", RULES)
    assert (None, "việc hàng tuần vào một thứ trong tuần, chưa lập thời hạn cho từng tuần") == (
        found.due_on,
        found.doubt,
    )


def test_work_of_every_week_within_a_month_is_asked_about() -> None:
    assert "việc hằng tuần nhưng chỉ ghi một kỳ" == read_due("báo cáo hằng tuần, trong tháng 6/2023", RULES).doubt


def test_what_ends_in_the_month_of_a_day_is_work_of_its_own_behind_a_semicolon() -> None:
    found = read_dues("trước ngày 05/10/2023; tổng kết trong tháng 10/2023", RULES)
    assert ["2023-10-04", "2023-10-31"] == [str(due.due_on) for due in found]


def test_a_deadline_behind_a_comma_is_no_validity() -> None:
    assert "2023-03-30" == str(read_due("lập danh mục văn bản hết hiệu lực, xong trước ngày 31/3/2023", RULES).due_on)


@pytest.mark.parametrize("text", ["hằng tháng thăm trong 5 hộ nghèo", "họp hằng tháng trong 2 buổi"])
def test_a_number_in_work_of_every_month_is_no_day_of_it(text: str) -> None:
    assert ("hằng tháng", date(2023, 1, 31)) == (read_due(text, RULES).text, read_due(text, RULES).due_on)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q1/2023", ["2023-03-31"]),
        ("Q.III/2023", ["2023-09-30"]),
        ("Tháng 3 - Tháng 5", ["2023-05-31"]),
        ("2023/06/30", ["2023-06-30"]),
        ("25 hằng tháng", ["2023-01-25"]),
        ("Bắt đầu: 01/3; hoàn thành: 30/4", ["2023-04-30"]),
    ],
)
def test_quarters_months_and_stretches_as_columns_have_them(text: str, expected: list[str]) -> None:
    assert expected == days(text, DueContext(2023), is_field=True)


def test_a_count_of_times_names_no_month() -> None:
    assert [DueKind.RECURRING] == [due.due_kind for due in read_dues("mỗi tháng 1 lần", PLAN, is_field=True)]


def test_brackets_behind_a_day_that_hold_a_day_of_their_own_are_no_part_of_it() -> None:
    text = "phát động đợt 1 chào mừng ngày 30 tháng 4 (đăng ký xong trước 15/3/2023)"
    assert date(2023, 3, 14) == read_due(text, RULES).due_on


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("tổ chức hội nghị ngày 20/11/2023", date(2023, 11, 20)),
        ("Tổ chức Lễ khởi động tại sân vận động xã, ngày 01/3/2023.", date(2023, 3, 1)),
        ("Gặp mặt, tọa đàm kỷ niệm ngày 8/3 – ngày 06/3/2023, tại hội trường", date(2023, 3, 6)),
        ("Báo cáo tổng kết về Trung tâm Y tế khu vực ngày 05 tháng 12 năm 2023.", date(2023, 12, 5)),
        ("Tổng kết tại hội trường, chiều ngày 18/11", date(2023, 11, 18)),
        ("Họp rút kinh nghiệm ngày 20/6, gửi biên bản về Văn phòng.", date(2023, 6, 20)),
        ("Chọn khu dân cư điểm, riêng việc này chốt danh sách ngày 10/10/2023.", date(2023, 10, 10)),
        ("Phát động thi đua tháng 5/2023.", date(2023, 5, 31)),
        ("Tháng 3, Công đoàn trồng cây", date(2023, 3, 31)),
        ("Chuẩn bị tài liệu phục vụ hội nghị ngày 20/5/2023.", None),
        ("Tổ chức các hoạt động chào mừng ngày 20/10.", None),
        ("Tuyên truyền bầu cử ngày 21/5/2023", None),
        ("Rà soát (Kế hoạch tỉnh, ngày 26/4/2023)", None),
        ("Gửi biên bản họp ngày 20/6 cho các phòng", None),
    ],
)
def test_a_day_on_which_work_is_held_needs_no_word_of_deadlines(text: str, last_day: date | None) -> None:
    assert last_day == read_due(text, RULES).due_on


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("tổ chức 03 lớp (tháng 5: 01 lớp; tháng 8: 02 lớp)", [date(2023, 5, 31), date(2023, 8, 31)]),
        ("Quý I: 01 cuộc; Quý III: 02 cuộc", [date(2023, 3, 31), date(2023, 9, 30)]),
        ("báo cáo kê khai tài sản: 15/3 và 15/9", [date(2023, 3, 15), date(2023, 9, 15)]),
        ("Đến 31/3, Văn phòng báo cáo", [date(2023, 3, 31)]),
        ("tháo dỡ biển quảng cáo từ nay đến 30/4.", [date(2023, 4, 30)]),
        ("gửi Hội cấp trên ngày mồng 5 tháng 12", [date(2023, 12, 5)]),
        ("mở niêm phong hồ sơ lúc 8h30 ngày 15/6/2023.", [date(2023, 6, 15)]),
        ("trong 15 ngày kể từ ngày ký Kế hoạch này", [date(2023, 1, 20)]),
        ("trong 15 ngày kể từ ngày nhận được Kế hoạch này", []),
        ("Báo cáo trước kỳ họp HĐND giữa năm.", []),
        ("Trình kỳ họp HĐND tỉnh cuối năm 2023", []),
    ],
)
def test_every_day_that_is_said_is_read_and_no_other(text: str, days: list[date]) -> None:
    assert days == [due.due_on for due in read_dues(text, RULES) if due.due_on]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("hằng quý, chậm nhất 15 ngày sau khi kết thúc quý", ["2023-04-15", "2023-07-15", "2023-10-15", "2024-01-15"]),
        ("hằng quý, trong 10 ngày kể từ ngày kết thúc quý", ["2023-04-10", "2023-07-10", "2023-10-10", "2024-01-10"]),
    ],
)
def test_days_behind_the_end_of_every_period_are_days_of_the_next_month(text: str, days: list[str]) -> None:
    due = read_due(text, RULES)
    assert (days, True) == ([str(period.due_on) for period in due.periods], due.certain)


@pytest.mark.parametrize("is_field", [False, True])
@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("trong 15 ngày sau khi kết thúc quý III", date(2023, 10, 16)),
        ("trong thời hạn 10 ngày kể từ ngày kết thúc tháng 6/2023", date(2023, 7, 10)),
        ("chậm nhất 05 ngày làm việc sau khi kết thúc quý II", date(2023, 7, 7)),
        ("trong 30 ngày sau khi kết thúc năm 2023", date(2024, 1, 30)),
        ("sau khi kết thúc quý III", None),
        ("trong 15 ngày làm việc sau khi kết thúc đợt thi", None),
    ],
)
def test_a_term_behind_the_end_of_a_period_is_counted_from_there(
    text: str, last_day: date | None, *, is_field: bool
) -> None:
    (due,) = read_dues(text, RULES, is_field=is_field)
    assert (last_day, last_day is not None) == (due.due_on, due.certain)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Đợt 1: 15/3 - 15/4; đợt 2: 15/9 - 15/10", [date(2023, 4, 15), date(2023, 10, 15)]),
        ("từ 15/3 đến 15/4 và từ 15/9 đến 15/10", [date(2023, 4, 15), date(2023, 10, 15)]),
        ("T2 - T11", [date(2023, 11, 30)]),
        ("xong 15/3, từ 20/3 vận hành thử", [date(2023, 3, 15)]),
    ],
)
def test_every_stretch_of_a_column_of_deadlines_ends_at_its_end(text: str, days: list[date]) -> None:
    assert days == [due.due_on for due in read_dues(text, RULES, is_field=True)]


@pytest.mark.parametrize("text", ["T2 - T6", "Theo công văn của Sở Y tế", "hết giai đoạn", "Kết thúc đợt 1"])
def test_a_time_that_is_no_day_of_the_calendar_is_asked_about(text: str) -> None:
    assert [(None, True)] == [(due.due_on, bool(due.doubt)) for due in read_dues(text, RULES, is_field=True)]


def test_each_of_two_rhythms_has_its_own_days() -> None:
    dues = read_dues("họp thường trực ngày 5 hằng tháng; giao ban chi hội mỗi quý 1 lần", RULES)
    assert [(12, date(2023, 1, 5)), (4, date(2023, 3, 31))] == [(len(due.periods), due.due_on) for due in dues]


@pytest.mark.parametrize("goods", ["danh sách gian hàng", "kiểm đơn hàng", "giao hàng"])
def test_goods_are_no_rhythm(goods: str) -> None:
    assert "recurring" not in {due.due_kind.value for due in read_dues(f"{goods} ngày 03/4", RULES)}
