"""The rows of a table of criteria, each by itself: its number, words, points, and what kind of row it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.numbers import parse_number
from danvan_cli.domain.scoring import trimmed
from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.lines.enumerations import TYPED
from danvan_cli.intake.scoring.columns import Layout
from danvan_cli.intake.scoring.grid import Grid
from danvan_cli.intake.scoring.rule_words import NUMBER

# "2", "2 điểm", "02đ", "tối đa 10 điểm", "(2 điểm)", "-5", "không quá 5 điểm", "100/100" is none.
_POINTS = re.compile(
    rf"\(?\s*(?:(?:cong|tru|thuong)\s*)?(?:(?:toi da|khong qua|cao nhat)(?: la)?\s*:?\s*)?[-–+]?\s*({NUMBER})\s*"
    r"(?:diem|d)?\.?\s*\)?"
)
_IN_TITLE = re.compile(
    rf"[(\[]\s*(?:(?:toi da|khong qua|tong(?: diem)?|cao nhat)\s*:?\s*)?({NUMBER})\s*(?:diem|d)\s*[)\]]"
)
# A row's own number, alone in its cell or before its words.
_MARKER = re.compile(
    r"(?:(?:phần|mục|nhóm|tiêu chí)\s+)?"
    r"(?P<mark>(?:[IVXivx]+|[A-ZĐ]|\d{1,3})(?:\.(?:\d{1,3}|[a-zđ]))*|[a-zđ](?:\d)?)\s*[.):/]?\s*[.:]?"
)
_AHEAD = re.compile(
    r"(?:(?:[Pp]hần|PHẦN|[Mm]ục|MỤC|[Nn]hóm|NHÓM|[Tt]iêu chí|TIÊU CHÍ)\s+)?"
    r"(?P<mark>[IVX]+|[A-ZĐ]|\d{1,2}(?:\.(?:\d{1,2}|[a-zđ]))*|[a-zđ])\s?[.):/]\s*(?=\S)"
)
_DASH = re.compile(rf"{TYPED}(?=\D)")
_TOTAL = re.compile(
    r"(?:tong(?: (?:cong|so|diem|so diem|cong diem|diem toi da))*|cong)"
    r"(?:\s*[^\w\s].*| (?:cac nhom|muc|nhom|diem|thuong|tru).*)?"
)
_BONUS = re.compile(r".*\b(?:diem (?:thuong|cong(?: them)?)|thuong diem|phan thuong|cong diem)\b.*")
_DEDUCTION = re.compile(r".*\b(?:diem (?:bi )?tru|tru diem)\b.*")
_LONGEST_PART_TITLE = 90


class Kind(Enum):
    """What a row is."""

    NUMBERED = "numbered"
    DASHED = "dashed"
    PART = "part"
    TOTAL = "total"
    WORDS = "words"


@dataclass(slots=True)
class RawRow:
    """One row: what stands in its cells by role, and where; ``maximum`` is None where nothing stands there."""

    row: int
    kind: Kind
    marker: str
    text: str
    maximum: Decimal | None
    place: str
    cells: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    worded: frozenset[str] = frozenset()


class OddCellError(ValueError):
    """A cell that cannot be read: where it is, and what is wrong with it."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(place, why)
        self.place, self.why = place, why


def points_of(words: str) -> Decimal | None:
    """Reads points as tables write them; None for words that are none."""
    found = _POINTS.fullmatch(fold(words))
    if found is None:
        return None
    try:
        # A point is always the decimal mark here: no criterion has thousands of points.
        return trimmed(parse_number(found[1]))
    except UsageError:
        return None


def is_negative(words: str) -> bool:
    """Tells points written below nought, as only a deduction's are."""
    return bool(re.match(r"[-–−]\s*\d", clean(words)))


def is_bonus(text: str) -> bool:
    """Tells the title of the part that is added on top."""
    return len(text) < _LONGEST_PART_TITLE and bool(_BONUS.fullmatch(fold(text)))


def is_deduction(text: str) -> bool:
    """Tells the title of the part that is taken off."""
    return len(text) < _LONGEST_PART_TITLE and bool(_DEDUCTION.fullmatch(fold(text)))


def raw_rows(grid: Grid, layout: Layout) -> Iterator[RawRow]:
    """Reads the rows below the titles; OddCellError for a maximum that is no number."""
    columns = layout.columns
    for number in grid.numbers():
        if number < layout.first:
            continue
        cells = {role: grid.rows[number].get(column, "") for role, column in columns.items()}
        if not any(cells.values()):
            # Words beside the columns that are read: part of a foot.
            cells["text"] = " ".join(grid.rows[number].values())
        yield _raw_row(grid, layout, number, cells)


def _raw_row(grid: Grid, layout: Layout, number: int, cells: dict[str, str]) -> RawRow:
    marker, text = _marker_and_text(cells)
    columns = layout.columns
    places = {role: grid.place(number, column) for role, column in columns.items()}
    place = places["maximum"]
    worded = frozenset(role for role, column in columns.items() if (number, column) in grid.worded)
    written = clean(cells.get("maximum", ""))
    merged = grid.wide.get((number, columns.get("number", columns["text"])), 0)
    if merged >= columns["maximum"] and written == clean(cells.get("text", "")):
        written = ""
    kind = _kind(marker, text, written)
    maximum = points_of(written) if written else _in_title(text, kind)
    is_row = kind in (Kind.NUMBERED, Kind.PART, Kind.TOTAL)
    if written and maximum is None and is_row and not _is_dash(written):
        raise OddCellError(place, f"điểm tối đa “{written}” không phải số")
    return RawRow(number, kind, marker, text, maximum, place, cells, places, worded)


def _is_dash(words: str) -> bool:
    return not words.strip("-–—…. ")


def _in_title(text: str, kind: Kind) -> Decimal | None:
    """Finds the points that a title has in brackets: "I. CÔNG TÁC CHỈ ĐẠO (12 điểm)"."""
    if kind in (Kind.DASHED, Kind.WORDS):
        return None
    found = _IN_TITLE.search(fold(text))
    return points_of(found[1]) if found else None


def _marker_and_text(cells: dict[str, str]) -> tuple[str, str]:
    """Finds a row's number: in its own cell, or before its words; a cell with more than a number holds the words."""
    own, text = clean(cells.get("number", "")), cells.get("text", "").strip()
    if own and (found := _MARKER.fullmatch(own)):
        return _tidy(found["mark"]), clean(text)
    if own and not _DASH.fullmatch(f"{own}x"):
        text = own if not text or clean(text) == own else f"{own} {text}"
    elif own:
        text = f"- {text}"
    if found := _AHEAD.match(text):
        return _tidy(found["mark"]), clean(text[found.end() :])
    return "", clean(text)


def _tidy(mark: str) -> str:
    return mark.strip(" .)")


def _kind(marker: str, text: str, written: str) -> Kind:
    if _TOTAL.fullmatch(fold(text)) and (written or not marker):
        is_part = (is_bonus(text) or is_deduction(text)) and (marker or not fold(text).startswith("tong"))
        return Kind.PART if is_part else Kind.TOTAL
    if not marker and written and (is_bonus(text) or is_deduction(text)):
        return Kind.PART
    if not marker and (is_bonus(text) or is_deduction(text)) and (text.isupper() or _IN_TITLE.search(fold(text))):
        return Kind.PART
    if marker:
        return Kind.NUMBERED
    return Kind.DASHED if _DASH.match(text) or written else Kind.WORDS
