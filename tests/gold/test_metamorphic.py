"""Changes that mean nothing to a clerk mean nothing to the reader: no day goes lost in silence, and no body.

A change is a function of a plan's text that lists changed texts with a name for each; add yours to ``CHANGES``.
"""

from __future__ import annotations

import random
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import blind

from danvan_cli.domain.dates import month_end
from danvan_cli.domain.draft import PlanDraft, TaskDraft
from danvan_cli.domain.text import fold
from danvan_cli.intake.files.opening import open_bytes
from danvan_cli.intake.lines.markers import split_marker
from danvan_cli.intake.plan import read_plan

# Of the plans that the rules were not written for, as texts, these are quick to try; the others are slow.
_QUICK = "c"
PLANS = sorted(Path(__file__).with_name("plans").glob("*.txt"))
UNSEEN = [path for path in blind.paths() if not path.stem.endswith(".xlsx")]
HARMLESS = (
    "Kinh phí bố trí từ nguồn thường xuyên.",
    "Việc thực hiện phải bảo đảm đúng quy định.",
    "Ghi chú: báo cáo bằng văn bản.",
    "Yêu cầu các đơn vị nghiêm túc thực hiện.",
    "(Có bảng chi tiết kèm theo.)",
    "- Bảo đảm công khai, minh bạch.",
)
WIDTHS = (60, 68, 75, 82, 95)
_HEAD = 12
_MOST = 4
_BEGINNING = 20
_DATED = re.compile(r"\d{1,2}/\d{1,2}|quý [IV]|tháng \d")
_STOP = re.compile(r"(?<=[a-zà-ỹ0-9)])(?<!TP)(?<!\b\d)(?<!\b\d\d)\. (?=[A-ZĐ])")
Changed = Iterator[tuple[str, str]]


def _items(lines: list[str], fits: Callable[[str], object], chance: random.Random) -> list[int]:
    """Gives some of the numbered or bulleted lines of the body that fit."""
    found = [i for i, line in enumerate(lines) if i > _HEAD and split_marker(line)[0] and fits(line)]
    return sorted(chance.sample(found, min(_MOST, len(found))))


def _is_whole(lines: list[str], at: int) -> bool:
    """True for a line that no other goes on with."""
    below = lines[at + 1] if at + 1 < len(lines) else ""
    return not below.strip() or bool(split_marker(below)[0]) or (below[:1].isupper() and lines[at].endswith((".", ";")))


def with_a_remark(text: str, chance: random.Random) -> Changed:
    """Puts a harmless line behind a dated item."""
    lines = text.split("\n")
    for at in _items(lines, _DATED.search, chance):
        if not _is_whole(lines, at):
            continue
        remark = chance.choice(HARMLESS)
        yield f"{remark} behind line {at + 1}", "\n".join([*lines[: at + 1], remark, *lines[at + 1 :]])


def wrapped(text: str, chance: random.Random) -> Changed:
    """Breaks the lines where a mail program or a narrow page would."""
    for width in WIDTHS:
        pieces = (
            [line] if re.search(r"\||\t| {4}", line) else textwrap.wrap(line, width, break_on_hyphens=False) or [""]
            for line in text.split("\n")
        )
        yield f"wrapped at {width}", "\n".join(piece for line in pieces for piece in line)


def split_at_a_stop(text: str, chance: random.Random) -> Changed:
    """Makes a paragraph of its own of an item's second sentence."""
    lines = text.split("\n")
    for at in _items(lines, lambda line: _STOP.search(line, 4), chance):
        broken = lines[at][:4] + _STOP.sub(".\n", lines[at][4:], count=1)
        yield f"split in line {at + 1}", "\n".join([*lines[:at], broken, *lines[at + 1 :]])


def merged(text: str, chance: random.Random) -> Changed:
    """Makes one paragraph of an item and the plain sentence below it."""
    lines = text.split("\n")
    for at in _items(lines, lambda line: line.endswith("."), chance):
        below = lines[at + 1] if at + 1 < len(lines) else ""
        if below.endswith(".") and not split_marker(below)[0] and "|" not in below:
            yield f"merged {at + 1}", "\n".join([*lines[:at], f"{lines[at]} {below}", *lines[at + 2 :]])


def with_a_blank_line(text: str, chance: random.Random) -> Changed:
    """Puts a blank line behind an item, or between the lines of one."""
    lines = text.split("\n")
    for at in _items(lines, bool, chance):
        yield f"blank line behind {at + 1}", "\n".join([*lines[: at + 1], "", *lines[at + 1 :]])


def with_the_end_mark_alone(text: str, chance: random.Random) -> Changed:
    """Puts "./." on a line of its own."""
    yield "end mark alone", text.replace("./.", ".\n./.")


def with_two_items_swapped(text: str, chance: random.Random) -> Changed:
    """Swaps two bullets that stand one below the other."""
    lines = text.split("\n")
    pairs = [i for i in range(_HEAD, len(lines) - 1) if lines[i][:2] == lines[i + 1][:2] == "- "]
    for at in chance.sample(pairs, min(_MOST, len(pairs))):
        yield f"swapped {at + 1}", "\n".join([*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]])


CHANGES = (
    with_a_remark,
    wrapped,
    split_at_a_stop,
    merged,
    with_a_blank_line,
    with_the_end_mark_alone,
    with_two_items_swapped,
)


def read(text: str) -> PlanDraft:
    return read_plan(open_bytes(text.encode(), "kế hoạch.txt"), lambda _: ())


@lru_cache(maxsize=8)
def as_it_is(path: Path) -> PlanDraft:
    """Reads a plan before any change, once for its neighbouring tries."""
    return read(blind.as_text(path))


def days(plan: PlanDraft) -> Counter[date]:
    return Counter(row.due_on for task in plan.tasks for row in task.rows() if row.due_on)


def leads(plan: PlanDraft) -> Counter[str]:
    names = {unit.code: fold(unit.name) for unit in plan.units}
    return Counter(names[code] for task in plan.tasks for code in task.leads)


def beginning(task: TaskDraft) -> str:
    """Gives the words by which a task is found again in a changed plan, where its code may be another."""
    return fold(task.content)[:_BEGINNING]


def is_asked(day: date, before: PlanDraft, after: PlanDraft) -> bool:
    """True where a question about the deadline of a task that had the day names it, if only by its month's name."""
    had = {beginning(task) for task in before.tasks if any(row.due_on == day for row in task.rows())}
    codes = {task.code for task in after.tasks if beginning(task) in had}
    said = " ".join(u.text for u in after.unresolved if u.field == "due_on" and u.task in codes)
    is_last = day == month_end(day.year, day.month)
    # "trước 10/9" names the day before it.
    behind = day + timedelta(days=1)
    named = rf"(?<!\d)0?{day.day}/0?{day.month}(?!\d)|trước (?:ngày )?0?{behind.day}/0?{behind.month}(?!\d)"
    named += rf"|tháng 0?{day.month}\b" if is_last else ""
    return bool(re.search(named, said, re.IGNORECASE))


# Changed so, these still lose a day in silence: known faults. A mended one fails.
_KNOWN_FAULTS = {
    ("zzp-f07-toa-an-khu-vuc.docx", "wrapped"),
    # Two that may lead or help, once asked about as both, once under who helps, where another line says who leads.
    ("zzz-e18-told-twice", "split_at_a_stop"),
    # A blank line in the middle of a name that goes on in the next line.
    ("zzz-e02-wrap-bodies", "with_a_blank_line"),
    ("zzzzzz98tt98-hardwrap-07", "with_a_blank_line"),
}


def tries() -> Iterator[object]:
    """Lists the plans with the changes: of the unseen ones each with about half of them, by its own name."""
    yield from (pytest.param(p, c, id=f"{p.stem}-{c.__name__}") for p in PLANS for c in CHANGES)
    for path in UNSEEN:
        marks = () if path.name.startswith(_QUICK) else (pytest.mark.slow,)
        for change in CHANGES[crc32(path.stem.encode()) % 2 :: 2]:
            is_known = (path.stem, change.__name__) in _KNOWN_FAULTS
            known = (pytest.mark.xfail(strict=True, reason="a known fault"),) if is_known else ()
            yield pytest.param(path, change, id=f"{path.stem}-{change.__name__}", marks=(*marks, *known))


@pytest.mark.parametrize(("path", "change"), list(tries()))
def test_no_day_and_no_body_goes_lost_in_silence(path: Path, change: Callable[[str, random.Random], Changed]) -> None:
    before = as_it_is(path)
    for name, changed in change(blind.as_text(path), random.Random(path.stem)):
        after = read(changed)
        lost = [day for day in days(before) - days(after) if not is_asked(day, before, after)]
        missing = leads(before) - leads(after) if len(after.unresolved) <= len(before.unresolved) else Counter[str]()
        assert ([], Counter()) == (lost, missing), name
