"""A table that a web page or a mail left with one cell per line gets its rows and cells back.

Only where it is sure to be one: titles that the head reader knows, from "TT" on, and below them numbers on lines of
their own that count on. A row with as many lines as titles is plain; in any other the kinds of its lines (a day, a
body, words) say which cells are missing and which have several lines. Where they do not, the row is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from danvan_cli.domain.draft import Sheet
from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.columns.looks import has_body, is_day
from danvan_cli.intake.columns.title_words import goes_on, is_titles, meaning_of
from danvan_cli.intake.columns.titles import find_layout
from danvan_cli.intake.files.told import Told
from danvan_cli.intake.lines.markers import Rank, split_marker
from danvan_cli.intake.lines.signature import is_signature

_NUMBER = re.compile(r"(\d{1,3})[.)]?")
_SECTION = re.compile(r"([IVX]{1,5}|[A-H])[.)]?")
_LABEL_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])\)?(?:\s*=.*)?")
_END = re.compile(r"(?:nơi nhận|trên đây|ghi chú|người lập|xem thêm)\b|.*\./\.|[-–_*=]{3,}$", re.IGNORECASE)
_BODIES = frozenset({"lead", "support", "executor", "unit", "assigned"})
_TIMELY = ("due", "start", "pace", "rhythm", "completed_on", "handed", "extended_to", "done")
_COUNTS = ("so ngay", "so luong", "so nguoi", "so tien")
_SENTENCE = 60
_MOST_TITLES = 12
_LONGEST_TITLE = 120
_MOST_LINES = 30
_FEWEST_ROWS = 2
_MOST_LOST = 2
_LONGEST_NUMBER_TITLE = 15
_LONGEST_KNOWN = 40
# What speaks for a line in a column, or against it; our own weights, set on tables of these kinds.
_FITS, _MAY, _ODD, _NEVER = 3.0, 1.0, -0.5, -3.0
_SAME_CELL, _EMPTY_CELL = -0.25, -0.3
_MARGIN = 0.2


class _Unit(NamedTuple):
    """What stands between blank lines, or one line where a text has none; ``text`` is "" for a cell kept by a blank."""

    lines: tuple[int, ...]
    text: str


@dataclass(slots=True)
class _Row:
    number: _Unit
    units: list[_Unit]
    is_section: bool = False


@dataclass(slots=True)
class _Table:
    titles: list[_Unit]
    rows: list[_Row] = field(default_factory=list)
    labels: list[_Unit] = field(default_factory=list)
    end: int = 0


def cells_of(written: Sequence[str], told: Told) -> dict[int, tuple[int, int, int]]:
    """Gives (table, row, column), from 1, for the lines that are cells, by their numbers from 1.

    ``told`` takes the rows whose lines could not be given to columns for sure; their words stand in the first column
    of words. Cost is linear in the number of lines.
    """
    starts = list(_starts(written))
    found: dict[int, tuple[int, int, int]] = {}
    end = tables = 0
    for place, start in enumerate(starts):
        stop = starts[place + 1] if place + 1 < len(starts) else len(written)
        if start < end or (table := _table(_units(written, start, stop))) is None:
            continue
        tables += 1
        end = table.end
        found |= _placed(table, tables, told)
    return found


def _starts(written: Sequence[str]) -> Iterator[int]:
    """Finds where titles may begin: at "TT", and at the first of several known ones just above a number 1."""
    run: list[int] = []
    titled = -2 * _MOST_TITLES
    for index, line in enumerate(written):
        bare = line.strip()
        if _is_number_title(line):
            yield index
            run, titled = [], index
        elif run and _begins_rows(bare):
            # Titles just below "TT" begin no other table.
            if len(run) > 1 and run[0] - titled >= 2 * _MOST_TITLES:
                yield run[0]
            run, titled = [], -2 * _MOST_TITLES
        elif bare:
            is_title = len(bare) < _LONGEST_KNOWN and meaning_of(clean(bare)) is not None
            run = [*run[-_MOST_TITLES:], index] if is_title else []


def _is_number_title(line: str) -> bool:
    bare = line.strip()
    return bool(bare) and len(bare) < _LONGEST_NUMBER_TITLE and meaning_of(clean(bare)) == "number"


def _units(written: Sequence[str], start: int, stop: int) -> list[_Unit]:
    """Puts lines without a blank line between together where blank lines part the cells, as web pages leave them."""
    titles = written[start : start + 2 * _MOST_TITLES]
    is_parted = sum(not line.strip() for line in titles) * 3 > len(titles)
    units: list[_Unit] = []
    goes_on_here = False
    for index in range(start, stop):
        text = clean(written[index])
        if not text:
            # A cell without words may have kept its blank.
            if written[index].strip("\r\t "):
                units.append(_Unit((index,), ""))
            goes_on_here = False
            continue
        is_alone = bool(_NUMBER.fullmatch(text) or _SECTION.fullmatch(text))
        if is_parted and goes_on_here and not is_alone:
            units[-1] = _Unit((*units[-1].lines, index), f"{units[-1].text} {text}")
        else:
            units.append(_Unit((index,), text))
        goes_on_here = not is_alone and index > start
    return units


def _table(units: Sequence[_Unit]) -> _Table | None:
    """Reads the table that begins with its title "TT"; None where titles and numbers do not make one for sure."""
    words = [unit for unit in units if unit.text]
    begin = next((i for i, unit in enumerate(words[1:], 1) if _begins_rows(unit.text) or i > _MOST_TITLES + 1), 0)
    titles = _titles(words[:begin])
    if titles and meaning_of(titles[0].text) != "number":
        titles.insert(0, _Unit((), "TT"))
    if len(titles) < 3 or any(len(title.text) > _LONGEST_TITLE for title in titles):
        return None
    if not is_titles([title.text for title in titles]):
        return None
    table = _Table(titles)
    rest = list(units[units.index(words[begin]) :])
    labels = [unit for unit in rest[: 2 * len(titles)] if unit.text][: len(titles)]
    if len(labels) == len(titles) and all(_LABEL_NUMBER.fullmatch(unit.text) for unit in labels):
        table.labels = labels
        rest = rest[rest.index(labels[-1]) + 1 :]
    _read_rows(table, rest)
    work = [row for row in table.rows if not row.is_section]
    if len(work) < _FEWEST_ROWS or find_layout(_sheet(table)) is None:
        return None
    last = table.rows[-1].units or [table.rows[-1].number]
    table.end = last[-1].lines[-1] + 1
    return table


def _begins_rows(text: str) -> bool:
    return text.strip("(.)") in ("1", "01", "I", "A")


def _titles(units: Sequence[_Unit]) -> list[_Unit]:
    titles: list[_Unit] = []
    for unit in units:
        if len(titles) > 1 and unit.text[:1].islower() and goes_on(unit.text):
            titles[-1] = _Unit((*titles[-1].lines, *unit.lines), f"{titles[-1].text} {unit.text}")
        else:
            titles.append(unit)
    return titles


def _read_rows(table: _Table, units: Sequence[_Unit]) -> None:
    """Parts the lines at the numbers that count on, and ends the table where its last row must end."""
    width = len(table.titles)
    expected, last_section = 1, ""
    index = 0
    while index < len(units):
        unit = units[index]
        found, section = _NUMBER.fullmatch(unit.text), _SECTION.fullmatch(unit.text)
        is_next = found is not None and _counts_on(int(found[1]), expected, has_section=bool(last_section))
        if section and not is_next and _follows(last_section, section[1]):
            last_section = section[1]
            titled = _until_number(units, index + 1, 1 if expected > 1 else expected, expected)
            is_section = sum(bool(u.text) for u in titled) == 1
            table.rows.append(_Row(unit, list(titled), is_section=is_section))
            index += 1 + len(titled)
            continue
        if not is_next or found is None:
            break
        expected = int(found[1]) + 1
        taken = _row_units(units, index + 1, expected, width, has_section=bool(last_section))
        table.rows.append(_Row(unit, taken))
        index += 1 + len(taken)
    if table.rows:
        table.rows[-1].units = _last_units(table)


def _counts_on(number: int, expected: int, *, has_section: bool) -> bool:
    """True for the number of the next row; one or two may have been lost, and below a section it may be 1 again."""
    return expected <= number <= expected + _MOST_LOST or (has_section and number == 1)


def _follows(before: str, section: str) -> bool:
    order = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"]
    letters = list("ABCDEFGH")
    return any(
        section in names and names.index(section) == (names.index(before) + 1 if before in names else 0)
        for names in (order, letters)
    )


def _until_number(units: Sequence[_Unit], start: int, *numbers: int) -> Sequence[_Unit]:
    for index in range(start, min(start + _MOST_LINES, len(units))):
        found = _NUMBER.fullmatch(units[index].text)
        if (found and int(found[1]) in numbers) or _SECTION.fullmatch(units[index].text):
            return units[start:index]
    return units[start : start + _MOST_LINES]


def _row_units(units: Sequence[_Unit], start: int, following: int, width: int, *, has_section: bool) -> list[_Unit]:
    """Takes the lines of a row up to the next number; of two that could be it, the one behind a full row.

    A cell may hold nothing but a number, too: the number of the next row stands behind the last of them.
    """
    stop = min(start + _MOST_LINES, len(units))
    candidates: list[int] = []
    for index in range(start, stop):
        text = units[index].text
        if _is_end(text):
            stop = index
            break
        number = _NUMBER.fullmatch(text)
        if number and int(number[1]) in (following, 1 if has_section else following):
            if candidates and index - candidates[0] > width:
                break
            candidates.append(index)
        elif candidates and number and int(number[1]) == following + 1:
            break
        elif _SECTION.fullmatch(text):
            candidates.append(index)
            break
    if not candidates:
        return list(units[start : _behind_gap(units, start, stop, following)])
    full = [index for index in candidates if index - start == width - 1]
    return list(units[start : (full or [next((i for i in candidates if i > start), candidates[0])])[0]])


def _behind_gap(units: Sequence[_Unit], start: int, stop: int, following: int) -> int:
    """Finds where a row ends whose next number is missing: at the one behind it."""
    for index in range(start + 1, stop):
        number = _NUMBER.fullmatch(units[index].text)
        if number and following < int(number[1]) <= following + _MOST_LOST:
            return index
    return stop


def _is_end(text: str) -> bool:
    """True for what stands below a table: a heading, the closing sentence, the recipients, a signature."""
    if not text:
        return False
    marker = split_marker(text)[0]
    is_heading = marker is not None and marker.rank <= Rank.ROMAN
    return is_heading or bool(_END.match(text)) or is_signature(text)


def _last_units(table: _Table) -> list[_Unit]:
    """Ends the last row: by the last of its lines that is a day or a body, else with as many lines as titles."""
    units = table.rows[-1].units
    longest = max((len(row.units) for row in table.rows[:-1] if not row.is_section), default=len(table.titles) - 1)
    near = units[: max(longest, len(table.titles) - 1)]
    columns = _kinds(table)
    tests = [is_day if kind == "day" else has_body for kind in columns[-1:] if kind in ("day", "body")]
    fits = [i for i, unit in enumerate(near) if unit.text and any(test(unit.text) for test in tests)]
    if fits:
        return near[: fits[-1] + 1]
    return near[: len(table.titles) - 1]


def _kinds(table: _Table) -> list[str]:
    """Tells what each column but the first holds: "day", "body", "count", "content" or other words."""
    return [kind_of_title(title.text) for title in table.titles[1:]]


def kind_of_title(title: str) -> str:
    """Tells what a column holds by its title: "day", "body", "count", "content" or another meaning; "" for none."""
    meaning = meaning_of(title) or ""
    if fold(title).startswith(_COUNTS):
        return "count"
    if meaning.startswith(_TIMELY):
        return "day"
    return "body" if meaning in _BODIES else meaning


# "Sau khi phương án được phê duyệt", "Thường xuyên": what a column of deadlines says without a day.
_NO_CALENDAR = re.compile(
    r"(?:ngay )?(?:sau|trước) khi\b|khi (?:có|được|nào)\b|theo (?:lịch|yêu cầu|tiến độ|thông báo|kế hoạch|chỉ đạo)\b"
    r"|thường xuyên\b|đột xuất\b",
    re.IGNORECASE,
)


def _score(kind: str, text: str, *, is_first: bool) -> float:
    if not text:
        return 0.0
    is_long = len(text) > _SENTENCE or text.endswith(".")
    if kind == "day":
        return _FITS if is_day(text) or _NO_CALENDAR.match(text) else _NEVER if is_long else _ODD * 2
    if is_day(text):
        return _NEVER
    if kind == "count":
        return _FITS if text[:1].isdecimal() and not is_long else _NEVER if is_long else _ODD
    if kind == "body":
        return _FITS if has_body(text) and not is_long else _NEVER if is_long else _ODD
    if kind == "content":
        return _MAY if is_first else 0.0
    if has_body(text) and not is_long:
        return _ODD
    return _MAY / 2 if is_first and not is_long else 0.0


def _columns_of(units: Sequence[_Unit], kinds: Sequence[str]) -> list[int] | None:
    """Gives each line its column, from 0, in order; None where two ways are as good as each other."""
    if len(units) == len(kinds) and all(
        _score(kind, unit.text, is_first=True) > _ODD * 2 for unit, kind in zip(units, kinds, strict=True)
    ):
        return list(range(len(kinds)))
    # The best two ways to place the lines so far, by the column of the last: (score, columns).
    ways: dict[int, list[tuple[float, tuple[int, ...]]]] = {-1: [(0.0, ())]}
    before = None
    for unit in units:
        longer: dict[int, list[tuple[float, tuple[int, ...]]]] = {}
        for last, best in ways.items():
            for column in range(max(last, 0), len(kinds)):
                is_first = column != last
                if not is_first and (before is None or not before.text or not unit.text):
                    continue
                step = _score(kinds[column], unit.text, is_first=is_first)
                step += _EMPTY_CELL * (column - last - 1) if is_first else _SAME_CELL
                step += _NEVER if "content" in kinds[last + 1 : column] else 0.0
                longer.setdefault(column, []).extend((score + step, (*path, column)) for score, path in best)
        ways = {column: sorted(found, reverse=True)[:2] for column, found in longer.items()}
        before = unit
    ranked = sorted(
        ((score + _EMPTY_CELL * (len(kinds) - 1 - last), path) for last, best in ways.items() for score, path in best),
        reverse=True,
    )
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN):
        return None
    return list(ranked[0][1])


def _placed(table: _Table, number: int, told: Told) -> dict[int, tuple[int, int, int]]:
    """Gives every line of a table its cell, and tells the rows that are unsure."""
    kinds = _kinds(table)
    found: dict[int, tuple[int, int, int]] = {}
    row = 1
    for places in (table.titles, table.labels):
        for column, unit in enumerate(places, start=1):
            found |= dict.fromkeys(unit.lines, (number, row, column))
        row += bool(places)
    for one in table.rows:
        found[one.number.lines[0]] = (number, row, 1)
        columns = [0] * len(one.units) if one.is_section else _columns_of(one.units, kinds)
        if columns is None:
            told.ask_of_row(f"dòng {one.number.lines[0] + 1}", one.number.text)
            columns = _unsure(one.units, kinds)
        for unit, column in zip(one.units, columns, strict=True):
            found |= dict.fromkeys(unit.lines, (number, row, column + 2))
        row += 1
    return {line + 1: cell for line, cell in found.items()}


def _unsure(units: Sequence[_Unit], kinds: Sequence[str]) -> list[int]:
    """Leaves the words of an unsure row in the column of content, its only day in the only column of days."""
    content = next((i for i, kind in enumerate(kinds) if kind == "content"), 0)
    days = [i for i, kind in enumerate(kinds) if kind == "day"]
    is_plain = len(days) == 1 and sum(is_day(unit.text) for unit in units) == 1
    return [days[0] if is_plain and is_day(unit.text) else content for unit in units]


def _sheet(table: _Table) -> Sheet:
    kinds = _kinds(table)
    rows: list[tuple[int, tuple[str, ...]]] = [(1, tuple(title.text for title in table.titles))]
    for index, one in enumerate(table.rows, start=2):
        columns = _columns_of(one.units, kinds) or _unsure(one.units, kinds)
        cells = [one.number.text, *("" for _ in kinds)]
        for unit, column in zip(one.units, columns, strict=True):
            cells[column + 1] = f"{cells[column + 1]} {unit.text}".strip()
        rows.append((index, tuple(cells)))
    return Sheet("", tuple(rows))
