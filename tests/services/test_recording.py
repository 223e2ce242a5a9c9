"""Records of figures on a real database: written, corrected, taken out and back, seen on other days, added up."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from danvan_cli.domain.errors import ConflictError, DanvanError, FileRefusedError, NotFoundError, UsageError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.record_values import KeptRecord
from danvan_cli.services import configuring, record_kinds, record_views, recording, removing, targets, undoing, units
from danvan_cli.services import coverage as target_coverage
from danvan_cli.services.record_input import RecordInput
from danvan_cli.services.request import Request, data_file
from danvan_cli.services.targets import Figure, Goal, TargetValues
from danvan_cli.services.units import UnitChange

OCTOBER = date(2023, 10, 26)


def add(
    asked: Request, kind: str, *values: str, unit: str | None = "VP", period: str | None = "Q3", **said: Any
) -> str:
    return recording.add_record(asked, kind, RecordInput(values, unit, period, **said)).code


def shown(on: Request, code: str) -> KeptRecord:
    return record_views.show_record(on, code).record


def listed(on: Request, kind: str | None = None, **said: Any) -> list[str]:
    found = record_views.list_records(on, kind, said.get("unit"), said.get("period"), said.get("limit"))
    return [one.code for one in found.records]


PETITIONS = ("opening=3", "complaints=5", "denunciations=0", "proposals=3", "settled=7", "open=4")


def test_a_record_is_kept_as_it_was_said_with_what_follows_from_it(book: Any) -> None:
    code = add(
        book.on(), "đơn thư", *PETITIONS, "số hồ sơ=12/HSKN, 15/HSTC",
        given_by="Lê Thị Hòa", form="Biểu quý III", evidence=["48/BC-TTr ngày 20/9/2023"],
    )  # fmt: skip
    found = shown(book.on(), code)

    assert KeptRecord(
        "DT-1", "petitions", "VP", "2023-Q3", date(2023, 6, 15), date(2023, 9, 14), date(2023, 9, 14),
        {
            "opening": Decimal(3), "received": Decimal(8), "complaints": Decimal(5), "denunciations": Decimal(0),
            "proposals": Decimal(3), "settled": Decimal(7), "open": Decimal(4), "file_numbers": "12/HSKN, 15/HSTC",
        },
        "Lê Thị Hòa", "Biểu quý III", None, ("48/BC-TTr ngày 20/9/2023",),
    ) == found  # fmt: skip
    assert list(found.values) == [f.key for f in record_kinds.kind_of("petitions").fields if f.key in found.values]


def test_codes_are_given_once_and_never_again(book: Any) -> None:
    assert ["TL-1", "TL-2"] == [
        add(book.on(), "documents", f"số={number}/KH-VP", period=None, on="12/4") for number in (1, 2)
    ]
    recording.remove_record(book.on(), "tl2")

    assert "TL-3" == add(book.on(), "documents", "số=3/KH-VP", period=None)


REFUSED: dict[str, tuple[str, dict[str, Any], str]] = {
    "no period": ("receptions", {"period": None}, "Phiếu tiếp công dân cần kỳ báo cáo."),
    "a period to come": ("receptions", {"period": "2024-Q2"}, "Kỳ quý II năm 2024 chưa bắt đầu (15/03/2024)."),
    "no such period": ("receptions", {"period": "quý V"}, "Không đọc được kỳ báo cáo “quý V”."),
    "a day outside": (
        "receptions",
        {"on": "20/9/2023"},
        "Ngày thứ Tư 20/09/2023 nằm ngoài kỳ quý III năm 2023 (15/06/2023–14/09/2023).",
    ),
    "a day to come": ("democracy", {"period": None, "on": "27/10/2023", "evidence": ["1/BC"]},
                      "Ngày thứ Sáu 27/10/2023 chưa tới (hôm nay là thứ Năm 26/10/2023)."),
    "a period for a day": ("democracy", {"evidence": ["1/BC"]}, "Phiếu dân chủ ở cơ sở ghi theo ngày, không theo kỳ."),
    "a quarter for a year": ("indices", {}, "Phiếu chỉ số ghi theo năm."),
    "no proof": ("democracy", {"period": None, "values": ["nội dung=x"]}, "Phiếu dân chủ ở cơ sở cần minh chứng."),
    "no unit": ("documents", {"period": None, "unit": None, "values": ["số=1/KH"]},
                "Phiếu tài liệu của đơn vị là của từng đơn vị."),
    "unknown unit": ("receptions", {"unit": "XYZ"}, "Không có đơn vị “XYZ”."),
    "a field that must be": ("receptions", {"values": ["người=4"]}, "Phiếu tiếp công dân còn thiếu: nơi tiếp, lượt."),
    "a rule": (
        "receptions",
        {"values": ["nơi tiếp=lãnh đạo", "lượt=4", "người=5", "đoàn=5", "người trong đoàn=6"]},
        "Đoàn 5 lớn hơn lượt 4. Người trong đoàn 6 lớn hơn người 5.",
    ),
    "words that could name somebody": (
        "petitions", {"values": PETITIONS, "note": "ông A"}, "Phiếu đơn khiếu nại, tố cáo, kiến nghị không nhận ghi chú."
    ),
    "proof that could name somebody": (
        "petitions",
        {"values": PETITIONS, "evidence": ["48/BC về đơn của ông A"]},
        "Minh chứng của phiếu đơn khiếu nại, tố cáo, kiến nghị chỉ gồm số và ngày văn bản.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_a_kind_does_not_take_is_refused_and_nothing_written(book: Any, what: str) -> None:
    kind, said, why = REFUSED[what]
    before = book.image()
    with pytest.raises(DanvanError) as refused:
        recording.add_record(book.on(), kind, RecordInput(**{"unit": "VP", "period": "Q3", **said}))

    assert why == refused.value.message
    assert refused.value.hint
    assert before == book.image()


def test_a_units_periods_do_not_overlap_and_a_replaced_record_keeps_its_code(book: Any) -> None:
    values = ("nơi tiếp=lãnh đạo", "lượt=4", "người=5")
    add(book.on(), "receptions", *values, "vụ=3")
    with pytest.raises(ConflictError, match=r"VP đã có phiếu tiếp công dân quý III/2023: TD-1\."):
        add(book.on(), "receptions", *values)
    with pytest.raises(ConflictError, match="Kỳ 9 tháng đầu năm 2023 trùng ngày với kỳ quý III/2023 của phiếu TD-1"):
        recording.add_record(book.on(), "receptions", RecordInput(values, "VP", "9M"), replaces=True)
    again = RecordInput(("nơi tiếp=lãnh đạo", "lượt=6", "người=5"), "VP", "Q3")
    recording.add_record(book.on(), "receptions", again, replaces=True)
    unchanged = recording.add_record(book.on(), "receptions", again, replaces=True)

    assert {"received_by": "leader", "visits": Decimal(6), "people": Decimal(5)} == shown(book.on(), "TD-1").values
    assert ("Không có gì thay đổi; dữ liệu đã như vậy.", None) == (unchanged.headline, unchanged.group)
    assert ["TD-2", "TD-3"] == [
        add(book.on(), "receptions", "nơi tiếp=bộ phận", "lượt=4", "người=5"),
        add(book.on(), "receptions", *values, unit="TTr"),
    ]


def test_a_correction_keeps_the_former_figure_and_works_totals_out_anew(book: Any) -> None:
    add(book.on(), "petitions", *PETITIONS)
    changed = recording.edit_record(book.on(), "DT-1", RecordInput(["kiến nghị=4", "open=5"], given_by="Hòa"))
    told = {entry["code"]: (entry["before"], entry["after"]) for entry in book.last_entries()}

    assert (
        "Đã sửa phiếu DT-1 (đơn khiếu nại, tố cáo, kiến nghị, VP, quý III/2023): tiếp nhận 8 → 9, kiến nghị, phản ánh 3 → 4, "
        "chưa giải quyết 4 → 5." == changed.headline
    )
    assert ('{"number": "8"}', '{"number": "9"}') == told["DT-1 tiếp nhận"]
    assert {"DT-1", "DT-1 tiếp nhận", "DT-1 kiến nghị, phản ánh", "DT-1 chưa giải quyết"} == set(told)
    with pytest.raises(
        UsageError, match=r"Đã giải quyết 7 \+ chưa giải quyết 4 = 11, khác tồn kỳ trước 3 \+ tiếp nhận 9"
    ):
        recording.edit_record(book.on(), "DT-1", RecordInput(["open=4"]))
    with pytest.raises(UsageError, match=r"còn thiếu: tồn kỳ trước\."):
        recording.edit_record(book.on(), "DT-1", RecordInput(["opening="]))
    with pytest.raises(NotFoundError, match=r"Dữ liệu không có phiếu “DT-9”\."):
        recording.edit_record(book.on(), "DT-9", RecordInput())


def test_a_field_that_is_emptied_is_not_nought(book: Any) -> None:
    add(book.on(), "receptions", "nơi tiếp=lãnh đạo", "lượt=4", "người=5", "vụ=3", note="x", given_by="Hòa")
    recording.edit_record(book.on(), "TD-1", RecordInput(["vụ="], note="", unit=""))
    found = shown(book.on(), "TD-1")

    assert ({"received_by", "visits", "people"}, None, "Hòa", None) == (
        set(found.values), found.note, found.given_by, found.unit,
    )  # fmt: skip


def test_a_proof_is_dropped_by_its_words_or_number_and_never_the_last_one_that_must_be(book: Any) -> None:
    said = RecordInput(["nội dung=Công khai"], "VP", on="2/6/2023", evidence=["1/BC", "2/BC", "3/BC"])
    recording.add_record(book.on(), "democracy", said)
    recording.edit_record(book.on(), "DC-1", RecordInput(evidence=["4/BC"], drop_evidence=["2/BC", "1"]))
    with pytest.raises(UsageError, match="cần minh chứng"):
        recording.edit_record(book.on(), "DC-1", RecordInput(drop_evidence=["1", "2"]))
    with pytest.raises(NotFoundError, match="DC-1 không có minh chứng “9/BC”"):
        recording.edit_record(book.on(), "DC-1", RecordInput(drop_evidence=["9/BC"]))
    recording.add_record(
        book.on(), "democracy", RecordInput(said.values, "VP", on="2/6/2023", evidence=["5/BC"]), replaces=True
    )

    assert ("3/BC", "4/BC", "5/BC") == shown(book.on(), "DC-1").evidence
    assert 5 == book.count("evidence")


def test_each_write_is_taken_back_whole_and_done_again(book: Any) -> None:
    steps: list[Callable[[], Any]] = [
        lambda: add(book.on(), "petitions", *PETITIONS, evidence=["48/BC"]),
        lambda: recording.edit_record(book.on(), "DT-1", RecordInput(["kiến nghị=4", "open=5"], period="2023-Q2")),
        lambda: recording.remove_record(book.on(), "DT-1"),
    ]
    states = [book.content()]
    for step in steps:
        step()
        states.append(book.content())
    back = [(undoing.undo(book.on()), book.content())[1] for _ in steps]
    again = [(undoing.redo(book.on()), book.content())[1] for _ in steps]

    assert list(reversed(states[:-1])) == back
    assert states[1:] == again
    assert [] == listed(book.on())


def test_another_day_shows_the_records_of_that_day_and_what_was_known_then(book: Any) -> None:
    add(book.on(date(2023, 9, 10)), "petitions", *PETITIONS)  # typed in before the period is over
    add(book.on(), "documents", "số=1/KH-VP", period=None, on="12/4/2023")
    recording.edit_record(book.on(), "DT-1", RecordInput(["kiến nghị=4", "open=5"]))

    def seen(as_of: date, known_on: date | None = None) -> dict[str, Any]:
        on = book.on()._replace(as_of=as_of, known_on=known_on)
        found = record_views.list_records(on, None, None, None, None).records
        return {one.code: one.values.get("received") for one in found}

    # A correction was so from the day that the figures are of; what was typed in then is another question.
    assert {"TL-1": None, "DT-1": Decimal(9)} == seen(date(2023, 9, 10))
    assert {"TL-1": None} == seen(date(2023, 9, 9))
    assert {"DT-1": Decimal(8)} == seen(date(2023, 9, 10), date(2023, 9, 10))
    assert {} == seen(date(2023, 4, 11))
    with pytest.raises(NotFoundError, match="Ngày ấy chưa có phiếu DT-1"):
        shown(book.on()._replace(as_of=date(2023, 9, 9)), "DT-1")


def test_the_people_of_the_unit_on_that_day_are_taken_and_another_number_is_doubted(book: Any) -> None:
    units.edit_unit(book.on(), "VP", UnitChange(headcount=14))
    book.change(
        "INSERT INTO headcount (unit_id, valid_from, people) SELECT id, '2023-01-01', 12 FROM unit WHERE code = 'VP'"
    )
    said = RecordInput(["văn bản=CT 33", "có mặt=11"], "VP", on="12/6/2023")
    taken = recording.add_record(book.on(), "quán triệt", said)
    typed = recording.add_record(
        book.on(), "quán triệt", RecordInput(["văn bản=CT 34", "có mặt=11", "biên chế=13"], "VP", on="12/6/2023")
    )

    assert ("Lấy số người của đơn vị là 12, số người của VP ngày 12/06/2023.",) == taken.notes
    assert ("Cần xem lại: số người của đơn vị ghi 13, mà VP có 12 người ngày 12/06/2023.",) == typed.notes
    assert [12, 13] == [shown(book.on(), code).values["headcount"] for code in ("QT-1", "QT-2")]


TABLE = """STT,Đơn vị,Kỳ,(3),4,5,6,7,8,9,10,11,12,13,Người báo
1,VP,2023-Q1,20,10,5,5,15,5,9,1,5,5,0,Hòa
2,VP,Q2,22,12,5,5,18,6,12,0,4,3,1,
3,cctđc,Q2,,7,1,2,,4,4,0,,2,0,
"""


def test_a_table_of_records_comes_in_whole_by_one_command_or_not_at_all(book: Any) -> None:
    told = recording.add_records(book.on(), "dossiers", "hồ sơ.csv", TABLE.encode())
    again = recording.add_records(book.on(), "dossiers", "hồ sơ.csv", TABLE.encode(), replaces=True)

    assert "Đã ghi 3 phiếu hồ sơ thủ tục hành chính: HS-1 … HS-3." == told.headline
    assert None is again.group
    assert ([8, 10], "Hòa") == (
        [shown(book.on(), "HS-3").values[key] for key in ("settled", "received")],
        shown(book.on(), "HS-1").given_by,
    )
    faulty = TABLE.replace("18,6,12", "18,6,13").replace("cctđc", "XYZ")
    with pytest.raises(FileRefusedError) as refused:
        recording.add_records(book.on(), "dossiers", "hồ sơ.csv", faulty.encode(), replaces=True)
    assert (
        "Tệp “hồ sơ.csv” có 2 dòng không ghi được: dòng 3: Tổng số đã giải quyết 18 khác tổng các phần 19 (giải quyết "
        "trước hạn 6 + giải quyết đúng hạn 13 + giải quyết quá hạn 0). dòng 4: Không có đơn vị “XYZ”."
        == refused.value.message
    )
    undoing.undo(book.on())
    assert [] == listed(book.on())


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("a,b\n", "Tệp “x.csv” không có bảng phiếu nào."),
        ("Đơn vị,Màu\nVP,đỏ\n", "Tệp “x.csv”, cột “Màu”: Phiếu hồ sơ thủ tục hành chính không có mục “Màu”."),
    ],
)
def test_a_table_that_is_none_of_records_is_refused(book: Any, table: str, why: str) -> None:
    with pytest.raises(FileRefusedError) as refused:
        recording.add_records(book.on(), "dossiers", "x.csv", table.encode())

    assert why == refused.value.message


def test_a_year_is_added_up_beside_the_year_before(book: Any) -> None:
    """By hand: openings 5 and 2 are of the first quarter, the open ones of the last; received = 22 + 6 + 8 + … + 7."""
    before = TABLE.replace("2023-Q1", "2022-Q1").replace(",Q2", ",2022-Q2")
    for table in (TABLE, before.replace("20,10,5,5,15", "21,11,5,5,16").replace("16,5,9,1", "16,6,9,1")):
        recording.add_records(book.on(), "dossiers", "x.csv", table.encode())
    found = record_views.sum_records(book.on(), "dossiers", "2023-H1")
    whole, then = found.sums.whole.now, found.sums.whole.before

    assert ("2023-H1", "2022-H1") == (found.period.name, found.before.name)
    assert (["VP", "CCTĐC"], 3) == ([line.now.of for line in found.sums.lines], whole.records)
    assert (29, 11, 7, 47, 41, 6) == tuple(
        whole.values[key] for key in ("received_online", "received_direct", "opening", "received", "settled", "open")
    )
    assert then is not None
    assert (1, 1) == tuple(then.values[key] - whole.values[key] for key in ("received", "settled"))
    assert ((40, 41), Decimal("97.56")) == (
        (whole.rates[0].numerator, whole.rates[0].denominator), whole.rates[0].percent,
    )  # fmt: skip
    assert () == found.warnings
    assert 1 == record_views.sum_records(book.on(), "dossiers", "2023-H1", unit="CCTĐC").sums.whole.now.records


def test_a_sum_says_what_it_leaves_out(book: Any) -> None:
    recording.add_records(book.on(), "dossiers", "x.csv", TABLE.replace("Q2", "Q3").encode())
    found = record_views.sum_records(book.on(), "dossiers", "15/12/2022..15/6/2023")

    assert ("Không cộng vì chỉ nằm một phần trong kỳ: HS-2 (quý III/2023), HS-3 (quý III/2023).",) == found.warnings
    assert ("Thiếu phiếu của kỳ giữa: VP (trước kỳ quý III/2023).",) == record_views.sum_records(
        book.on(), "dossiers", None
    ).warnings
    with pytest.raises(UsageError, match="Phiếu chỉ số không có số nào cộng được"):
        record_views.sum_records(book.on(), "indices", None)
    with pytest.raises(UsageError, match="Không chia được theo “lượt”"):
        record_views.sum_records(book.on(), "receptions", None, by="lượt")


def test_records_are_added_up_by_what_sets_them_apart(book: Any) -> None:
    for unit, by, visits in (("VP", "lãnh đạo", 4), ("VP", "bộ phận", 9), ("TTr", "lãnh đạo", 2)):
        add(book.on(), "receptions", f"nơi tiếp={by}", f"lượt={visits}", "người=10", unit=unit)
    found = record_views.sum_records(book.on(), "receptions", "Q3", by="nơi tiếp")

    assert [("lãnh đạo tiếp", 6), ("bộ phận tiếp công dân", 9)] == [
        (line.now.of, line.now.values["visits"]) for line in found.sums.lines
    ]


def test_one_line_adds_up_a_name_however_it_was_typed(book: Any) -> None:
    for unit, name in (("VP", "Dân vận khéo"), ("TTr", "dan van kheo")):
        add(book.on(), "movements", f"tên phong trào={name}", "số đăng ký=5", unit=unit, period="2023")
    found = record_views.sum_records(book.on(), "movements", "2023", by="tên phong trào")

    assert [("Dân vận khéo", 10)] == [(line.now.of, line.now.values["registered"]) for line in found.sums.lines]


def test_lists_are_narrowed_by_kind_unit_and_period(book: Any) -> None:
    add(book.on(), "receptions", "nơi tiếp=lãnh đạo", "lượt=4", "người=5")
    add(book.on(), "receptions", "nơi tiếp=lãnh đạo", "lượt=4", "người=5", unit="TTr", period="Q2")
    add(book.on(), "documents", "số=1/KH-VP", period=None, on="12/8/2023")

    assert ["TL-1", "TD-2", "TD-1"] == listed(book.on())
    assert ["TD-2", "TD-1"] == listed(book.on(), "receptions")
    assert ["TL-1", "TD-1"] == listed(book.on(), unit="vp")
    assert ["TL-1", "TD-1"] == listed(book.on(), period="Q3")
    assert ["TL-1"] == listed(book.on(), limit=1)
    assert {"receptions": 2, "documents": 1} == {
        one.kind.key: one.records for one in record_views.list_kinds(book.on()) if one.records
    }


def test_the_period_follows_the_offices_own_rule(book: Any) -> None:
    configuring.choose(book.on(), "report_periods", "dương lịch")
    add(book.on(), "receptions", "nơi tiếp=lãnh đạo", "lượt=4", "người=5")

    assert (date(2023, 7, 1), date(2023, 9, 30)) == shown(book.on(), "TD-1")[4:6]


def test_a_unit_entered_twice_gives_its_records_to_the_other(book: Any) -> None:
    units.add_unit(book.on(), Unit("VPS", "Văn phòng (cũ)"))
    add(book.on(), "receptions", "nơi tiếp=lãnh đạo", "lượt=4", "người=5", unit="VPS")
    add(book.on(), "receptions", "nơi tiếp=lãnh đạo", "lượt=1", "người=1")
    with pytest.raises(ConflictError, match="VPS và VP cùng có phiếu số liệu của những ngày ấy: TD-1 và TD-2"):
        removing.unify_units(book.on(), "VPS", "VP")
    recording.remove_record(book.on(), "TD-2")
    removing.unify_units(book.on(), "VPS", "VP")

    assert ["TD-1"] == listed(book.on(), unit="VP")


def covered(on: Request, code: str) -> tuple[Any, ...]:
    found = target_coverage.show_target(on, code)
    line = found.coverage
    return line.numerator, line.denominator, line.actual, len(line.missing), len(found.measurements)


def test_a_target_is_fed_by_records_and_typed_nowhere_twice(book: Any) -> None:
    """By hand: of CT 33 VP had 5 + 7 of 14, TTr 4 of 5; of CT 34 VP had 14 of 14: 30 of 33."""
    targets.edit_target(book.on(), "CT1", TargetValues(fed_by="quán triệt"))
    for unit, document, present, people, day in (
        ("VP", "CT 33", 5, 14, "1/6/2023"), ("VP", "CT 33", 7, 14, "2/6/2023"), ("VP", "CT 34", 14, 14, "2/6/2023"),
        ("TTr", "ct 33", 4, 5, "3/6/2023"), ("TTr", "CT 33", 5, 5, "3/6/2022"),
    ):  # fmt: skip
        values = (f"văn bản={document}", f"có mặt={present}", f"biên chế={people}")
        add(book.on(), "dissemination", *values, unit=unit, period=None, on=day)

    assert (30, 33, 2) == (*covered(book.on(), "CT1")[:2], covered(book.on(), "CT1")[4])
    assert (26, 28) == covered(book.on()._replace(as_of=date(2023, 6, 2)), "CT1")[:2]
    assert "quán triệt, phổ biến" == target_coverage.show_target(book.on(), "CT1").source
    with pytest.raises(ConflictError, match="Chỉ tiêu CT1 lấy số liệu từ phiếu quán triệt, phổ biến, không ghi riêng"):
        targets.record_measurement(book.on(), "CT1", Figure("5/5", "TTr"))
    targets.edit_target(book.on(), "CT1", TargetValues(fed_by="quán triệt:CT 33"))
    assert (16, 19) == covered(book.on(), "CT1")[:2]
    targets.edit_target(book.on(), "CT1", TargetValues(fed_by=""))
    assert (None, None) == covered(book.on(), "CT1")[:2]


def test_a_target_counts_the_units_that_have_a_record_of_their_own(book: Any) -> None:
    targets.edit_target(book.on(), "CT3", TargetValues(fed_by="democracy", units=["VP", "TTr", "CCTĐC"]))
    for unit in ("VP", "VP", "TTr"):
        say = RecordInput([f"nội dung={len(listed(book.on()))}"], unit, on="2/6/2023", evidence=["4/BC"])
        recording.add_record(book.on(), "democracy", say)

    assert (2, 3, 0) == (*covered(book.on(), "CT3")[:2], covered(book.on(), "CT3")[3])


def test_a_milestone_is_reached_by_the_units_that_have_a_document(book: Any) -> None:
    targets.edit_target(book.on(), "CT2", TargetValues(fed_by="documents"))
    add(book.on(), "documents", "số=1/KH-VP", period=None, on="12/4/2023")

    assert (1, 4) == covered(book.on(), "CT2")[:2]


def test_a_target_takes_the_newest_value_of_the_index_that_is_meant(book: Any) -> None:
    code = targets.add_target(book.on(), TargetValues("Hài lòng", "level", Goal(">=", Decimal(90), "%"))).code
    targets.edit_target(book.on(), code, TargetValues(fed_by="chỉ số:hài lòng"))
    for index, value in (("hài lòng", "91,5"), ("CCHC", "80")):
        name = {"CCHC": "cải cách hành chính"}.get(index, index)
        values = (f"tên chỉ số={name}", f"giá trị={value}", "nguồn=Sở Nội vụ")
        add(book.on(), "indices", *values, unit=None, period="2023")

    assert Decimal("91.5") == covered(book.on(), code)[2]


@pytest.mark.parametrize(
    ("code", "source", "why"),
    [
        ("CT1", "receptions", "Phiếu tiếp công dân không cho số liệu của chỉ tiêu nào."),
        ("CT1", "chỉ số:hài lòng", "Phiếu chỉ số chỉ cho số liệu của chỉ tiêu loại số lượng hoặc mức độ."),
        ("CT1", "lạ", "Không có loại phiếu “lạ”."),
    ],
)
def test_a_target_is_fed_only_by_what_fits_it(book: Any, code: str, source: str, why: str) -> None:
    with pytest.raises(UsageError) as refused:
        targets.edit_target(book.on(), code, TargetValues(fed_by=source))

    assert why == refused.value.message


CLASSES = """
word = "lớp bồi dưỡng"
prefix = "LB"
time = "day"
table = "Lớp bồi dưỡng, tập huấn"
[[field]]
key = "title"
word = "tên lớp"
type = "text"
required = true
apart = true
[[field]]
key = "people"
word = "học viên"
type = "integer"
over = "sum"
required = true
[[field]]
key = "women"
word = "nữ"
type = "integer"
over = "sum"
[[field]]
key = "granted_on"
word = "ngày cấp giấy"
type = "date"
[[rule]]
part = "women"
of = "people"
[[rate]]
word = "tỷ lệ nữ"
numerator = ["women"]
denominator = ["people"]
"""


@pytest.fixture
def new_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A kind that the program never heard of: one more file."""
    shutil.copytree(data_file("records"), tmp_path / "records")
    (tmp_path / "records" / "classes.toml").write_text(CLASSES, encoding="utf-8")
    monkeypatch.setattr(record_kinds, "data_file", lambda name: tmp_path / name)
    record_kinds.all_kinds.cache_clear()
    yield
    record_kinds.all_kinds.cache_clear()


@pytest.mark.usefixtures("new_kind")
def test_a_new_kind_is_its_description_alone(book: Any) -> None:
    add(book.on(), "lớp bồi dưỡng", "tên lớp=CĐS", "học viên=30", "nữ=12", "ngày cấp giấy=hôm qua", period=None)
    with pytest.raises(UsageError, match=r"Nữ 31 lớn hơn học viên 30\."):
        recording.edit_record(book.on(), "LB-1", RecordInput(["nữ=31"]))
    recording.edit_record(book.on(), "LB-1", RecordInput(["nữ=13"]))
    found = record_views.show_record(book.on(), "LB-1")

    assert {
        "title": "CĐS", "people": Decimal(30), "women": Decimal(13), "granted_on": date(2023, 10, 25)
    } == found.record.values  # fmt: skip
    assert Decimal("43.33") == found.rates[0].percent
    assert 30 == record_views.sum_records(book.on(), "classes", None).sums.whole.now.values["people"]
