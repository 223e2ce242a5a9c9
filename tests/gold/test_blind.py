"""Plans that were written without a look at the rules: what they say is read or asked about, never wrong in silence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import blind

# All plans take their time: a share of them is read with the quick tests, the others with the slow ones.
SHARES = 8


@pytest.mark.parametrize("share", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, SHARES))])
def test_nothing_is_wrong_without_a_question_and_most_is_right(share: int) -> None:
    found = blind.Score()
    for path in blind.paths()[share::SHARES]:
        blind.score_plan(found, path)
    # What is wrong, work that is none, and what is shown as unclear without a question.
    told = [line for line in found.told if line.startswith(("WRONG", "OTHER", "UNASKED"))]
    rights = {field: found.figures[field]["right"] / found.figures[field].total() for field in blind.FIELDS}
    # Of all plans together every field is right in more than 95 of 100; the fewer plans of a share scatter around it.
    assert ([], {}) == (told, {field: right for field, right in rights.items() if right < 0.93}), blind.table(found)


@pytest.mark.parametrize(
    ("plan", "title"),
    [
        ("a4-so-lao-dong.docx", "Tiến độ theo quý"),
        ("a4-so-lao-dong.docx", "III"),
        ("a7-chi-cuc-thuy-loi.xlsx", "Thời gian thực hiện"),
        ("a13-truong-nghe-tuan.xlsx", "Thời gian"),
        ("a16-kiem-lam.docx", "Ngày kiểm tra"),
        ("r4-trung-tam-y-te.xlsx", "Hạn xử lý"),
        ("s4-trung-tam-xuc-tien.xlsx", "Ngày bắt đầu"),
        ("s4-trung-tam-xuc-tien.xlsx", "Phối hợp"),
        ("s5-kho-bac.docx", "Ghi chú"),
        ("u6-chu-thap-do.xlsx", "Quý II"),
        ("x1-van-phong-tinh.xlsx", "Ngày phải hoàn thành"),
        ("x2-cuc-thong-ke.xlsx", "TGHT"),
    ],
)
def test_a_column_whose_title_nobody_knows_loses_no_day_and_no_lead_in_silence(
    plan: str, title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (blind.BLIND / f"{plan}.txt").read_text("utf-8")
    answer = f"{plan.split('.')[0]}.answer"
    (tmp_path / answer).write_text((blind.BLIND / answer).read_text("utf-8"), "utf-8")
    changed = tmp_path / f"{plan}.txt"
    changed.write_text(text.replace(f"| {title} |", "| Mục XQ |"), "utf-8")
    assert changed.read_text("utf-8") != text
    monkeypatch.setattr(blind, "BLIND", tmp_path)
    found = blind.Score()
    blind.score_plan(found, changed)
    assert [] == [line for line in found.told if line.startswith("WRONG") and " supports " not in line]
