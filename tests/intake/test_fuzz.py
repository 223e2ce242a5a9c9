"""Mangled real files: the reader gives a draft or refuses; it never fails in another way and never hangs."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import spent
from tests.depth import costly

from danvan_cli.domain.draft import PlanDraft
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.intake.files.opening import open_document
from danvan_cli.intake.plan import read_plan

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "data"
TEXTS = [DATA / "ke-hoach-dan-van-2023.txt", *sorted((HERE / "plans").iterdir())]
STEPS = ["drop", "double", "swap", "cut", "upper", "glue", "noise"]
NOISE = [
    "|",
    "**",
    "\t",
    "- ",
    "I. ",
    "1.1.1. ",
    "a) ",
    "ngày 99/99/9999",
    "(",
    "“",
    "%",
    "\u0301",
    "trước ngày ",
    "Số: ",
    "./.",
    "Nơi nhận:",
]


def mangle(text: str, seed: int, steps: list[str]) -> str:
    chance = random.Random(seed)
    lines = text.split("\n")
    for step in steps:
        at = chance.randrange(len(lines))
        match step:
            case "drop":
                lines = lines[:at] + lines[at + 1 :] or [""]
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case "cut":
                lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
            case "upper":
                lines[at] = lines[at].upper()
            case "glue":
                lines[at : at + 2] = ["".join(lines[at : at + 2])]
            case _:
                place = chance.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:place] + chance.choice(NOISE) + lines[at][place:]
    return "\n".join(lines)


@costly(150)
@given(st.sampled_from(TEXTS), st.integers(0, 10**6), st.lists(st.sampled_from(STEPS), min_size=1, max_size=60))
def test_mangled_plans_give_a_draft_or_a_refusal(
    read_words: Callable[..., PlanDraft], path: Path, seed: int, steps: list[str]
) -> None:
    try:
        draft = read_words(mangle(path.read_text("utf-8"), seed, steps))
    except FileRefusedError:
        return
    codes = [t.code for t in draft.tasks]
    assert len(set(codes)) == len(codes)
    assert {t.section for t in draft.tasks} <= {s.path for s in draft.sections}
    assert {c for t in draft.tasks for c in (*t.leads, *t.supports)} <= {u.code for u in draft.units}


@costly(150)
@given(st.binary(min_size=1, max_size=40), st.integers(0, 45_000))
def test_mangled_word_files_give_a_draft_or_a_refusal(tmp_path: Path, noise: bytes, at: int) -> None:
    data = bytearray((DATA / "ke-hoach-dan-van-2023.docx").read_bytes())
    data[at % len(data) : at % len(data) + len(noise)] = noise
    path = tmp_path / "a.docx"
    path.write_bytes(bytes(data))
    with suppress(FileRefusedError):
        assert read_plan(open_document(path), lambda _: ()).tasks


@pytest.mark.parametrize(
    "line",
    [
        "(" * 40_000,
        "ngày 1/1 " * 8_000,
        "Văn phòng, " * 8_000,
        "1." * 20_000,
        "Phối hợp với " * 6_000,
        "a " * 40_000,
        "“" * 40_000,
        "100% " * 15_000,
        "Số 1/KH-UBND " * 5_000,
        "từ ngày 1/1 đến " * 5_000,
        "6 tháng, năm, " * 5_000,
        "- " * 30_000,
        "12/KH-" * 10_000,
        "Phòng A cùng Phòng B " * 2_000,
        "còn Phòng A làm, " * 2_500,
        ", kế toán, nhân viên hỗ trợ" * 1_500,
        "Năm 2023 có 1 hộ, " * 2_000,
    ],
    ids=lambda line: line[:12],
)
def test_a_monstrous_line_is_read_in_seconds(read_words: Callable[..., PlanDraft], line: str) -> None:
    head = "Số: 1/KH-X\nA, ngày 01 tháng 02 năm 2024\nKẾ HOẠCH\nNăm 2024\nI. NỘI DUNG\n- "
    begun = spent()
    with suppress(FileRefusedError):
        assert read_words(f"{head}{line}\n- Việc.").tasks
    assert spent() - begun < 10
