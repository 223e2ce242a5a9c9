"""Reading a plan takes work in proportion to its size: calls are counted; the one clock is that of the benchmark.

The benchmark's floor in the same run: every line folded and cut into words fifty times. The better of two runs counts,
for other work on the machine comes and goes.
"""

from __future__ import annotations

import cProfile
import pstats
import subprocess
import sys

import pytest

from danvan_cli.intake.files.opening import open_bytes
from danvan_cli.intake.plan import read_plan

HEAD = "UBND XÃ TÂN LẬP\nSố: 05/KH-UBND\nTân Lập, ngày 10 tháng 12 năm 2025\n\nKẾ HOẠCH\nCông tác dân vận năm 2026\n\nI. NHIỆM VỤ\n"
FEW, MANY = 120, 240
SHAPES: dict[str, tuple[str, str]] = {
    "dated acts": ("", "- Văn phòng tổ chức hội nghị {0}, trước ngày {1}/5/2026."),
    "paragraphs": ("", "\nTuyên truyền nội dung thứ {0} tới hội viên."),
    "remarks": ("", "{2}. Công an xã rà soát hồ sơ {0} trong quý II.\nKinh phí: ngân sách {0}."),
    "headings": ("", "{2}. Công tác số {0}\n- Văn phòng họp {0}.\n- Thời gian: {1}/3."),
    "the same words": ("", "{2}. Phòng Kinh tế rà soát hồ sơ của hộ nghèo."),
    "table": (
        "| TT | Nội dung | Chủ trì | Thời hạn |\n",
        "| {0} | Rà soát hồ sơ {0} | Văn phòng | {1}/5/2026 |",
    ),
}


def plan_of(shape: str, first: int, count: int) -> str:
    head, line = SHAPES[shape]
    return HEAD + head + "\n".join(line.format(i, i % 28 + 1, i % 90 + 1) for i in range(first, first + count))


def calls(text: str) -> int:
    document = open_bytes(text.encode(), "kế hoạch.txt")
    profile = cProfile.Profile()
    profile.enable()
    plan = read_plan(document, lambda _: ())
    profile.disable()
    assert plan.tasks
    return pstats.Stats(profile).total_calls  # type: ignore[attr-defined]


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_plan_is_at_most_a_little_more_than_twice_the_work(shape: str) -> None:
    calls(plan_of(shape, 1, FEW))  # patterns are compiled; no line of it comes again
    assert calls(plan_of(shape, 2_000, MANY)) < 2.15 * calls(plan_of(shape, 1_000, FEW))


_BENCHMARK = """
import re, sys, time, unicodedata
from pathlib import Path
from danvan_cli.intake.files.opening import open_bytes
from danvan_cli.intake.plan import read_plan
text = sys.stdin.buffer.read()
begun = time.process_time()
for _ in range(50):
    for line in text.decode().splitlines():
        unicodedata.normalize("NFD", line).casefold().split()
floor = time.process_time() - begun
begun = time.process_time()
plan = read_plan(open_bytes(text, "a.txt"), lambda _: ())
ratio = (time.process_time() - begun) / floor
# The rusage of a child begins with what its parent held; this is the program's own.
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(len(plan.tasks), ratio, int(peak) // 1024)
"""


@pytest.mark.slow
def test_twenty_thousand_paragraphs_are_read_in_a_bounded_ratio_and_little_memory() -> None:
    kinds = (
        "- Văn phòng tổ chức hội nghị chuyên đề {0}, trước ngày {1}/5/2026.", "- Tuyên truyền nội dung thứ {0} tới hội viên.",
        "- Phòng Kinh tế rà soát hồ sơ {0}, hoàn thành trong quý II.", "- Bảo đảm công khai, minh bạch.",
    )  # fmt: skip
    text = HEAD + "\n".join(kinds[i % 4].format(i, i % 28 + 1) for i in range(20_000))
    runs = [
        subprocess.run([sys.executable, "-c", _BENCHMARK], input=text.encode(), capture_output=True, check=True)
        for _ in range(3)
    ]
    counts, ratios, peaks = zip(*(map(float, run.stdout.split()) for run in runs), strict=True)
    count, ratio, peak = min(counts), min(ratios), max(peaks)
    assert (20_000, True, True) == (count, ratio < 10, peak < 150), (ratio, peak)
