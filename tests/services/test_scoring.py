"""Scoring on a file and on a server: brought in, scored, verified, locked, taken back, moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import DATA, Book
from tests.scoring_set import HAND, write_xlsx

from danvan_cli.domain.errors import ConflictError, DoubtfulError, FileRefusedError, NotFoundError, UsageError
from danvan_cli.domain.scoring import Rule
from danvan_cli.domain.scoring_files import set_of, toml_text
from danvan_cli.domain.scoring_sheets import Scored
from danvan_cli.domain.scoring_totals import Column
from danvan_cli.domain.words import RuleKind
from danvan_cli.services import (
    lifecycle,
    moving,
    record_input,
    recording,
    score_rules,
    score_steps,
    score_views,
    scoring,
    succession,
    undoing,
)
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.request import Request
from danvan_cli.services.score_steps import Place, ScoreInput
from danvan_cli.services.steps import Choice

pytestmark = pytest.mark.slow_on_server

D = Decimal
EXAMPLE = DATA / "scoring" / "vi-du.toml"
WHOLE = Place()


def bring_in(request: Request, path: Path = EXAMPLE, **more: Any) -> Any:
    return scoring.import_set(request, scoring.read_file(path), **more)


def shown(request: Request, unit: str | None = None) -> Scored:
    return score_views.show(request, None, unit)


def put(request: Request, code: str, points: str | None = None, place: Place = WHOLE, **more: Any) -> Any:
    return score_steps.set_points(request, code, ScoreInput(points, **more), place)


def points(found: Scored, code: str) -> list[str | None]:
    line = next(line for line in found.lines if line.row.code == code)
    return [None if one is None else format(one, "f") for one in line.points]


def score_all(request: Request, place: Place = WHOLE) -> None:
    for code, value in {
        "I.1": "10", "I.2": "7,5", "II.1": "15", "II.2": "8", "II.3": "7", "III.1": "9", "III.2": "5", "III.3": "8,25",
        "IV.1": "10", "IV.2": "4,5",
    }.items():  # fmt: skip
        put(request, code, value, place, evidence=[f"{code}/BC"])


def test_a_set_is_scored_verified_answered_and_locked(sample: Request) -> None:
    bring_in(sample)
    assert shown(sample).totals[Column.OWN].total is None
    score_all(sample)
    own = shown(sample).totals[Column.OWN]
    # By hand: 17.5 + 30 + 22.25 + 14.5.
    assert (D("84.25"), "Tốt") == (own.total, own.band)

    score_steps.verify(sample, "II.1", "12", WHOLE)
    score_steps.explain(sample, "II.1", "Đã bổ sung văn bản", WHOLE)
    score_steps.verify(sample, "II.1", "14", WHOLE)
    assert ["15", "12", "14", "14"] == points(shown(sample), "II.1")
    assert D("83.25") == shown(sample).result.total

    put(sample, "III.3", "không áp dụng")
    reduced = shown(sample).result
    assert (D(90), D("75"), D("83.33")) == (reduced.reduced, reduced.main, reduced.total)

    score_steps.close(sample, WHOLE)
    with pytest.raises(ConflictError, match="đã khóa ngày 26/10/2023"):
        put(sample, "I.1", "9")
    score_steps.verify(sample, "I.1", "9", WHOLE)
    score_steps.reopen(sample, WHOLE)
    put(sample, "I.1", "9")
    assert ["9", "9", None, "9"] == points(shown(sample), "I.1")


def test_what_cannot_be_is_refused_and_nothing_is_kept(sample: Request) -> None:
    bring_in(sample)
    for code, value, error in (
        ("I.1", "10,5", "tối đa 10"), ("I.1", "1,3", "bội số của 0,25"), ("I.1", "mười", "Không đọc được điểm"),
        ("IV.2", "0,25", "bội số của 0,5"),
    ):  # fmt: skip
        with pytest.raises(UsageError, match=error):
            put(sample, code, value)
    with pytest.raises(ConflictError, match="là nhóm"):
        put(sample, "I", "5")
    with pytest.raises(NotFoundError, match="không có tiêu chí"):
        put(sample, "IX.1", "5")
    with pytest.raises(ConflictError, match="10 tiêu chí chưa có điểm"):
        score_steps.close(sample, WHOLE)
    with pytest.raises(ConflictError, match="chưa có điểm thẩm định lần 1"):
        score_steps.verify(sample, "I.1", "5", WHOLE, 2)
    with pytest.raises(ConflictError, match="không có điểm đề xuất"):
        put(sample, "IV.2", proposed=True)
    assert {} == shown(sample).sheet.scores
    score_all(sample)
    put(sample, "I.1", drop_evidence=["1"])
    with pytest.raises(DoubtfulError, match=r"1 tiêu chí chưa có minh chứng hay giải trình: I\.1"):
        score_steps.close(sample, WHOLE)
    score_steps.explain(sample, "I.1", "Kế hoạch đã gửi kèm báo cáo tháng 3", WHOLE)
    score_steps.close(sample, WHOLE)


def test_the_lock_day_of_the_set_locks_and_reopening_lets_on(sample: Request) -> None:
    bring_in(sample)
    later = sample._replace(today=date(2023, 11, 1), as_of=date(2023, 11, 1))
    with pytest.raises(ConflictError, match="đã qua ngày khóa 31/10/2023"):
        put(later, "I.1", "9")
    score_steps.reopen(later, WHOLE)
    put(later, "I.1", "9")


def test_disqualifiers_cap_or_void_and_are_lifted(sample: Request) -> None:
    bring_in(sample)
    score_all(sample)
    bands = []
    for number, reason in ((1, "QĐ 5"), (2, "sai"), (2, None), (1, None)):
        score_steps.strike(sample, number, reason, WHOLE)
        bands.append(shown(sample).result.band)
    assert ["Khá", "Không xếp loại", "Khá", "Tốt"] == bands
    with pytest.raises(NotFoundError, match="Không có điều kiện số 3"):
        score_steps.strike(sample, 3, "x", WHOLE)


def test_proposals_come_from_the_data_with_their_rows(sample: Request) -> None:
    bring_in(sample)
    lifecycle.complete(sample, Choice("IV-4", ["CCTĐC"]), Result(evidence=["1/BC"], on=date(2023, 10, 20)))
    lifecycle.complete(sample, Choice("IV-4", ["TTKHCN"]), Result(evidence=["2/BC"], on=date(2023, 10, 26)))
    recording.add_record(
        sample, "dossiers", record_input.RecordInput(DOSSIERS, "VP", "Q3"),
    )  # fmt: skip
    score_rules.settle_rule(sample, "III.3", score_rules.RuleInput(None, "phiếu:dossiers:đúng hạn"), None)
    lines = {line.row.code: line for line in shown(sample).lines}
    told = {code: lines[code].figure for code in ("II.1", "II.2", "III.3")}
    assert ("0/1", 2) == (told["II.1"].declared, len(told["II.1"].rows))  # type: ignore[union-attr]
    assert "CCTĐC, hạn 24/10/2023: đúng hạn" == told["II.1"].rows[0][2]  # type: ignore[union-attr]
    assert "0/4" == told["II.2"].declared  # type: ignore[union-attr]
    assert ("40", ["HS-1"]) == (told["III.3"].declared, [row[0] for row in told["III.3"].rows])  # type: ignore[union-attr]
    score_steps.take_proposals(sample, WHOLE)
    assert ["0", "0", None] == [points(shown(sample), code)[0] for code in ("II.1", "II.2", "III.3")]


DOSSIERS = [
    "tiếp nhận=42", "trực tuyến=40", "trực tiếp=2", "kỳ trước chuyển sang=0", "đã giải quyết=42", "trước hạn=0",
    "đúng hạn=40", "quá hạn=2", "đang giải quyết=0", "trong hạn=0", "đang giải quyết quá hạn=0",
]  # fmt: skip


def test_a_command_is_one_undo_and_another_day_shows_what_stood_then(sample: Request) -> None:
    bring_in(sample)
    put(sample, "I.1", "8")
    later = sample._replace(today=date(2023, 10, 28), as_of=date(2023, 10, 28))
    put(later, "I.1", "9", evidence=["7/KH"])
    line = shown(later._replace(as_of=date(2023, 10, 27))).sheet.scores["I.1"]
    assert (D(8), ()) == (line.own, line.proofs)
    assert [] == [code for code, _ in [(s.code, n) for s, n in score_views.sets(later)] if code != "BTC-2023"]
    with pytest.raises(NotFoundError):
        score_views.show(later._replace(as_of=date(2023, 10, 25)), None, None)
    undoing.undo(later)
    assert (D(8), ()) == (shown(later).sheet.scores["I.1"].own, shown(later).sheet.scores["I.1"].proofs)
    undoing.redo(later)
    assert D(9) == shown(later).sheet.scores["I.1"].own
    scoring.remove_set(later, "BTC-2023")
    assert [] == score_views.sets(later)
    undoing.undo(later)
    assert ("7/KH",) == shown(later).sheet.scores["I.1"].proofs


def test_units_are_scored_apart_and_ranked(sample: Request) -> None:
    bring_in(sample)
    for unit, first in (("VP", "10"), ("TTr", "10"), ("CCTĐC", "5")):
        score_all(sample, Place(None, unit))
        put(sample, "I.1", first, Place(None, unit))
    put(sample, "I.1", "5")
    found = {one.unit: (one.rank, one.result.total) for one in score_views.ranking(sample, None)[1]}
    same = D("84.25")
    assert {None: (None, None), "VP": (1, same), "TTr": (1, same), "CCTĐC": (3, D("79.25"))} == found


def test_a_unit_that_has_ended_is_scored_no_more_and_its_heir_is_named(sample: Request) -> None:
    bring_in(sample)
    put(sample, "I.1", "8", Place(unit="TTr"))
    succession.merge_units(sample, succession.Reform(["TTr"], ["VP"], sample.today))
    steps: tuple[Callable[[], Any], ...] = (
        lambda: put(sample, "I.1", "9", Place(unit="TTr")),
        lambda: bring_in(sample, unit="TTr"),
        lambda: put(sample, "I.1", "9", responsible="TTr"),
    )
    for step in steps:
        with pytest.raises(ConflictError, match="do VP"):
            step()

    assert "8" in points(shown(sample, "TTr"), "I.1")


def test_a_filled_table_fills_the_standing_set_and_one_with_other_rows_must_be_meant(
    sample: Request, tmp_path: Path
) -> None:
    write_xlsx(tmp_path / "trống.xlsx")
    write_xlsx(tmp_path / "đã chấm.xlsx", {code: float(value) for code, value in HAND.items() if value})
    write_xlsx(tmp_path / "khác.xlsx", None, C7=3, C8=4)
    bring_in(sample, tmp_path / "trống.xlsx")
    done = bring_in(sample, tmp_path / "đã chấm.xlsx", unit="VP")
    assert "Bộ tiêu chí BTC-2023 đã có, không đổi. Đã ghi 26 điểm tự chấm của Văn phòng Sở." == done.headline
    own = shown(sample, "VP").totals[Column.OWN]
    assert (D(93), "Xuất sắc") == (own.total, own.band)
    with pytest.raises(ConflictError, match="các dòng khác với tệp này"):
        bring_in(sample, tmp_path / "khác.xlsx")
    with pytest.raises(ConflictError, match=r"I\.1, I\.2 đã có điểm"):
        bring_in(sample, tmp_path / "khác.xlsx", replaces=True)
    undoing.undo(sample)
    assert "Đã thay bộ tiêu chí BTC-2023" in bring_in(sample, tmp_path / "khác.xlsx", replaces=True).headline


def test_this_year_stands_beside_the_last(sample: Request, tmp_path: Path) -> None:
    text = "\n".join(toml_text(scoring.example_set()._replace(year=2022)))
    (tmp_path / "2022.toml").write_text(text.replace("II.3", "II.4"), encoding="utf-8")
    bring_in(sample, tmp_path / "2022.toml")
    bring_in(sample)
    put(sample, "I.1", "10")
    score_steps.set_points(sample, "I.1", ScoreInput("7,5"), Place("BTC-2022"))
    found = score_views.compare(sample, None, None, None)
    assert {"I.1": D("2.5")} == {
        line.line.row.code: line.difference
        for line in found.lines
        if line.difference is not None and not line.line.is_group
    }
    assert ("BTC-2022", 18, []) == (found.before.scored.code, len(found.lines), [one.row.code for one in found.gone])


def test_a_set_is_the_same_from_its_own_toml(sample: Request, tmp_path: Path) -> None:
    import tomllib

    made = scoring.example_set()
    again = set_of(tomllib.loads("\n".join(toml_text(made)), parse_float=Decimal))
    assert made == again
    for change, words in (
        ("maximum = 20\n\n    # Loại \"level\"", "cộng không khớp"), ('number = "2"', "cùng số I.1"), ("kind = \"count\"", "không nằm trong"),
        ("total = 100", "total ghi 99"), ("[[band]]", "không đọc được theo dạng TOML"), ('text = "Hội', "Mục lạ"),
    ):  # fmt: skip
        new = {"maximum": 'maximum = 21\n\n    # Loại "level"', 'number = "2"': 'number = "1"', "kind": 'kind = "đoán"',
               "total": "total = 99", "[[band]]": "[[band", "text": 'teks = "Hội'}  # fmt: skip
        key = next(key for key in new if change.startswith(key))
        broken = tmp_path / "x.toml"
        broken.write_text(EXAMPLE.read_text(encoding="utf-8").replace(change, new[key], 1), encoding="utf-8")
        with pytest.raises(FileRefusedError, match=words):
            scoring.read_file(broken)


def test_scores_move_with_their_agency(
    sample: Request, copy_of_sample: Callable[[str], Book], tmp_path: Path, blank: Book
) -> None:
    bring_in(sample)
    score_all(sample)
    score_steps.verify(sample, "I.1", "9", WHOLE)
    path = tmp_path / "a.jsonl"
    with moving.exported(sample) as lines:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    there = blank.another("nơi khác.db").on(date(2023, 10, 26))
    moving.import_agency(there, path)
    assert shown(sample) == shown(there)


def test_the_same_rows_with_other_bands_are_told_and_replaced_only_when_asked_and_a_rule_written_by_hand_stays(
    sample: Request, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(path)
    bring_in(sample, path)
    score_rules.settle_rule(sample, "I.1", score_rules.RuleInput(Rule(RuleKind.JUDGEMENT)), None)
    write_xlsx(path, None, A43="Xuất sắc: từ 95 điểm trở lên; Tốt: dưới 95 điểm.")
    assert "nhập lại với --replace" in bring_in(sample, path).notes[0]
    assert 90 == shown(sample).scored.bands[0].at_least
    bring_in(sample, path, replaces=True)
    found = shown(sample).scored
    assert (95, "judgement") == (found.bands[0].at_least, found.find("I.1").rule.kind)  # type: ignore[union-attr]


def test_points_of_a_filled_table_make_a_criterion_applicable_again(sample: Request, tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", {"I.1": "không áp dụng"})
    bring_in(sample, tmp_path / "a.xlsx")
    write_xlsx(tmp_path / "a.xlsx", {"I.1": 3})
    bring_in(sample, tmp_path / "a.xlsx")
    score = shown(sample).sheet.scores["I.1"]
    assert (True, 3) == (score.is_applicable, score.own)
