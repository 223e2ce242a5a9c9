"""Other ways to write the same plan give the same answers: none is wrong without a question.

A notation is a function of a plan's marked-up line; add yours to ``NOTATIONS``.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import blind

# The newest plans; the others are slow.
_NEWEST = "c"
_OF = 4
# Its answers find two pieces of work by the days in their words.
_BY_DAYS = "w2-so-tai-chinh"
_CITES = re.compile(r"số |Số:|[Cc]ăn cứ|Quyết định|Nghị|Kèm theo", re.IGNORECASE)
_WHOLE_DAY = r"(?<![\d/])(\d{1,2})/(\d{1,2})/(20\d\d)(?![\d/])"


def with_hyphens(line: str) -> str:
    """Writes 15-3-2026 for 15/3/2026."""
    return re.sub(_WHOLE_DAY, r"\1-\2-\3", line)


def with_stops(line: str) -> str:
    """Writes 15.3.2026 for 15/3/2026."""
    return re.sub(_WHOLE_DAY, r"\1.\2.\3", line)


def with_short_years(line: str) -> str:
    """Writes 15/3/26 for 15/3/2026."""
    return re.sub(r"(?<![\d/])(\d{1,2}/\d{1,2})/20(2\d)(?![\d/])", r"\1/\2", line)


def without_the_mark_of_the_past(line: str) -> str:
    """Writes "hàng tháng" for "hằng tháng", "qúy II" for "quý II"."""
    return re.sub(r"\bquý (?=[IV])", "qúy ", re.sub("hằng (?=tháng|quý|tuần|năm)", "hàng ", line))


def decomposed(line: str) -> str:
    """Writes every letter and its mark apart, as some machines do."""
    return unicodedata.normalize("NFD", line)


def with_fixed_blanks(line: str) -> str:
    """Puts a blank that does not break before figures."""
    return re.sub(r"(?<=\w) (?=\d)", "\u00a0", line)


def with_other_bullets(line: str) -> str:
    """Marks items with "–" in place of "-"."""
    return re.sub(r"^- ", "– ", line)


def numbered_by_strokes(line: str) -> str:
    """Numbers items "1/" in place of "1."."""
    return re.sub(r"^(\d{1,2})\. ", r"\1/ ", line)


def indented(line: str) -> str:
    """Begins every line of words further in."""
    return line if not line or line.startswith(("|", "#", "*", "=")) else f"    {line}"


NOTATIONS = (
    with_hyphens,
    with_stops,
    with_short_years,
    without_the_mark_of_the_past,
    decomposed,
    with_fixed_blanks,
    with_other_bullets,
    numbered_by_strokes,
    indented,
)
PLANS = [
    pytest.param(True, id="the newest plans"),
    pytest.param(False, id="the other plans", marks=pytest.mark.slow),
]


# Written so, these still lose a day or a name in silence: known faults, each to go from here when it is mended.
_KNOWN_FAULTS = {
    ("zzs-p11-don-bien-phong", "numbered_by_strokes"),
    # One list numbered both "2/" and "3.", where the line above ends with a day.
    ("zzzz-k24-kieu-ngay", "numbered_by_strokes"),
    # "ban hành ngày 20/6/26" looks like the day of a paper.
    ("zzzz-k45-cach-goi", "with_short_years"),
    # A name that is broken before its own dash.
    ("zzz-e02-wrap-bodies", "with_other_bullets"),
}


def changed(text: str, notation: Callable[[str], str]) -> str:
    lines = text.splitlines()
    return "\n".join(line if line.startswith("===") or _CITES.search(line) else notation(line) for line in lines)


@pytest.mark.parametrize("is_newest", PLANS)
@pytest.mark.parametrize("notation", NOTATIONS, ids=lambda n: n.__name__)
def test_nothing_is_wrong_without_a_question_however_it_is_written(
    notation: Callable[[str], str], *, is_newest: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [p for p in blind.paths() if p.name.startswith(_NEWEST) == is_newest and not p.name.startswith(_BY_DAYS)]
    # Each plan in one notation of every four: nine of them over all plans would take as long as all other tests.
    for path in paths:
        if crc32(path.stem.encode()) % _OF != NOTATIONS.index(notation) % _OF:
            continue
        if (path.name.split(".")[0], notation.__name__) in _KNOWN_FAULTS:
            continue
        answer = f"{path.name.split('.')[0]}.answer"
        (tmp_path / answer).write_text((blind.BLIND / answer).read_text("utf-8"), "utf-8")
        (tmp_path / path.name).write_text(changed(path.read_text("utf-8"), notation), "utf-8")
    monkeypatch.setattr(blind, "BLIND", tmp_path)
    score = blind.Score()
    for path in blind.paths():
        blind.score_plan(score, path)
    assert [] == [line for line in score.told if line.startswith(("WRONG", "OTHER"))]
