"""A file with a table of criteria becomes a set, and the points that it is filled with; sums are held against rows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.scoring import ZERO, CriteriaSet, Criterion, Score, Sheet, faults
from danvan_cli.domain.scoring_files import one_line
from danvan_cli.domain.scoring_points import is_not_applicable
from danvan_cli.domain.scoring_totals import Column, total_of
from danvan_cli.domain.text import clean, nfc
from danvan_cli.domain.words import ScorePart
from danvan_cli.intake.lines.enumerations import without_typed_bullet
from danvan_cli.intake.scoring.columns import Layout, find_layout, nearest_titles
from danvan_cli.intake.scoring.foot import Around, read_foot, read_head, settle_caps
from danvan_cli.intake.scoring.grid import Grid, grids_of
from danvan_cli.intake.scoring.rows import (
    OddCellError,
    RawRow,
    is_bonus,
    is_deduction,
    is_negative,
    points_of,
    raw_rows,
)
from danvan_cli.intake.scoring.rule_words import read_rule
from danvan_cli.intake.scoring.tree import Node, Tree, build_tree, parts_of

_FORM = "Bảng cần một cột tiêu chí và một cột điểm tối đa, mỗi tiêu chí một hàng; hoặc dùng tệp .toml như mẫu."
_FIX = "Sửa ô ấy trong bảng rồi nhập lại; chưa ghi gì."
_MOST_TOLD = 8
# More rows than a table has: by it the rows of a further table come behind.
_LATER = 1_000_000
_POINT_ROLES = ("own", "verified_1", "verified_2")
_COLUMN_OF = {"own": Column.OWN, "verified_1": Column.ROUND_1, "verified_2": Column.ROUND_2}
_COLUMN_WORDS = {"own": "tự chấm", "verified_1": "thẩm định lần 1", "verified_2": "thẩm định lần 2"}


@dataclass(frozen=True, slots=True)
class ReadSet:
    """A set with what its file was filled with (``scores``, of the rows that say something).

    ``unread`` are the words that a person must settle, as (where, words, why); ``notes`` what was told of sums and
    what was left out.
    """

    scored: CriteriaSet
    scores: tuple[Score, ...]
    unread: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]
    sha256: str
    year_found: bool = True


def read_table(name: str, data: bytes, year: int | None = None) -> ReadSet:
    """Reads a table of criteria from an Excel or Word file.

    FileRefusedError, with the cell, for a table whose columns cannot be told, two criteria with one number, a maximum
    that is no number, points that are none, and rows that do not add up.
    """
    name = nfc(name)
    grids, warnings = grids_of(name, data)
    grid, layout = _chosen(name, grids)
    try:
        raws = [*raw_rows(grid, layout), *_continued(grids, grid, layout)]
        tree = build_tree(raws)
    except OddCellError as odd:
        raise FileRefusedError(f"Tệp “{name}”, {odd.place}: {odd.why}.", _FIX) from None
    if not tree.nodes:
        raise FileRefusedError(f"Tệp “{name}” không có tiêu chí nào dưới hàng tiêu đề.", _FORM)
    around = read_head(_above(grid, layout))
    rows, unread = _criteria(tree)
    read_foot(around, [*_above(grid, layout), *tree.lines, *grid.after, *_elsewhere(grids, grid, layout)], rows)
    settle_caps(around)
    made = _set(name, around, rows, tree, layout, year)
    _refuse_wrong_sums(name, made, tree, around)
    try:
        scores, told = _filled(tree, made)
    except OddCellError as odd:
        raise FileRefusedError(f"Tệp “{name}”, {odd.place}: {odd.why}.", _FIX) from None
    unread += [("dưới bảng", words, "không rõ ảnh hưởng đến kết quả thế nào") for words in around.unread]
    sha256 = hashlib.sha256(data).hexdigest()
    return ReadSet(made, tuple(scores), tuple(unread), (*told, *warnings), sha256, bool(year or around.year))


def _chosen(name: str, grids: Sequence[Grid]) -> tuple[Grid, Layout]:
    """Takes the largest of the tables whose columns are told; further ones with the same columns go on with it."""
    found = [(grid, layout) for grid in grids if (layout := find_layout(grid)) is not None]
    if found:
        return max(found, key=lambda pair: len(pair[0].rows))
    titles = next((words for grid in grids if (words := nearest_titles(grid))), "")
    seen = f" Hàng giống tiêu đề nhất ghi: {titles}." if titles else ""
    raise FileRefusedError(f"Tệp “{name}”: không nhận ra cột tiêu chí và cột điểm tối đa.{seen}", _FORM)


def _continued(grids: Sequence[Grid], chosen: Grid, layout: Layout) -> Iterator[RawRow]:
    """Reads the tables of a text that go on with the chosen one, with titles again or without."""
    for place, grid in enumerate(_further(grids, chosen, layout), 1):
        again = find_layout(grid)
        below = replace(layout, first=again.first if again is not None else 0)
        for raw in raw_rows(grid, below):
            # Later than all rows of the table before it.
            yield replace(raw, row=raw.row + place * _LATER)


def _further(grids: Sequence[Grid], chosen: Grid, layout: Layout) -> list[Grid]:
    found = []
    for grid in grids[grids.index(chosen) + 1 :] if not chosen.is_sheet else ():
        again = find_layout(grid)
        filled = [row.get(layout.columns["maximum"], "") for row in grid.rows.values()]
        has_points = sum(points_of(clean(words)) is not None for words in filled) * 2 > len(filled)
        if again.columns != layout.columns if again is not None else not has_points:
            break
        found.append(grid)
    return found


def _elsewhere(grids: Sequence[Grid], chosen: Grid, layout: Layout) -> Iterator[str]:
    """Lists what other sheets and tables say: bands often stand in a small table of their own."""
    further = _further(grids, chosen, layout)
    for grid in grids:
        if grid is chosen:
            continue
        if grid not in further:
            yield from (": ".join(map(clean, row.values())) for row in grid.rows.values())
        yield from grid.after


def _above(grid: Grid, layout: Layout) -> list[str]:
    rows = [grid.rows[number] for number in grid.numbers() if number < layout.top]
    return [*grid.before, *(line for row in rows for cell in row.values() for line in cell.split("\n"))]


def _criteria(tree: Tree) -> tuple[list[Criterion], list[tuple[str, str, str]]]:
    rows: list[Criterion] = []
    unread: list[tuple[str, str, str]] = []
    for node in tree.nodes:
        raw = node.raw
        parent = node.parent.code if node.parent is not None else None
        row = Criterion(
            node.code, raw.marker, raw.text or node.code, node.part, node.maximum, parent, place=raw.place,
            proof=clean(raw.cells.get("proof", "")),
        )  # fmt: skip
        if node.children:
            rows.append(row)
        elif parts_of(node):
            rows += [row, *_parts(node, row)]
        else:
            method, found = _rule(node)
            method = one_line(method)
            rows.append(row._replace(rule=found.rule, method=method))
            if found.rule is None and found.why:
                unread.append((node.code, method, found.why))
    return rows, unread


def _parts(node: Node, group: Criterion) -> Iterator[Criterion]:
    for place, raw in enumerate(node.dashed, 1):
        maximum = raw.maximum if raw.maximum is not None else ZERO
        method = raw.cells.get("method", "").strip()
        rule = read_rule(method, maximum).rule if method else None
        yield Criterion(
            f"{group.code}.{place}", "-", without_typed_bullet(raw.text), group.part, maximum, group.code, rule,
            one_line(method), clean(raw.cells.get("proof", "")), place=raw.place,
        )  # fmt: skip


def _rule(node: Node):  # type: ignore[no-untyped-def]  # noqa: ANN202  (the words and what was read from them)
    raw = node.raw
    options = [
        (without_typed_bullet(row.text).rstrip(" :;."), row.maximum) for row in node.dashed if row.maximum is not None
    ]
    written = [words for role in ("method", "note") if (words := raw.cells.get(role, "").strip())]
    bracketed = [found[1] for found in re.finditer(r"\(([^()]*)\)", raw.text) if re.search(r"điểm|trừ|tỷ lệ", found[1])]
    method = "\n".join([*written, *node.words]) or "; ".join(bracketed)
    if options:
        told = "; ".join(f"{words}: {format_number(points)} điểm" for words, points in options)
        return "\n".join(filter(None, [method, told])), read_rule("", node.maximum, options)
    return method, read_rule(method, node.maximum)


def _set(
    name: str, around: Around, rows: Sequence[Criterion], tree: Tree, layout: Layout, year: int | None
) -> CriteriaSet:
    of_year = year or around.year or 0
    parts = {part: _most(tree, part) for part in (ScorePart.BONUS, ScorePart.DEDUCTION)}
    return CriteriaSet(
        "",
        around.title or name.rpartition(".")[0],
        of_year,
        tuple(rows),
        around.number,
        tuple(around.bands),
        tuple(around.disqualifiers),
        around.step,
        around.rounding,
        parts[ScorePart.BONUS],
        parts[ScorePart.DEDUCTION],
        around.lock_on(of_year) if of_year else None,
        around.converts,
        layout.ordered,
        name,
    )


def _most(tree: Tree, part: ScorePart) -> Decimal | None:
    tops = [node for node in tree.nodes if node.part is part and (node.parent is None or node.parent.part is not part)]
    return sum((node.maximum for node in tops), ZERO) if tops else None


def _refuse_wrong_sums(name: str, made: CriteriaSet, tree: Tree, around: Around) -> None:
    """Refuses a table whose maxima do not add up, naming the cells: rows to their group, groups to the whole."""
    wrong = list(faults(made.rows))
    tops = [node for node in tree.nodes if node.parent is None]
    for raw, last in tree.totals:
        if raw.maximum is None:
            continue
        fits = _fitting(raw, last, tops, made)
        if raw.maximum not in fits:
            cells = ", ".join(_added_cells(raw, tops))
            told = format_number(fits[0])
            wrong.append(f"“{raw.text}” ({raw.place}) ghi {format_number(raw.maximum)} điểm, cộng lại {told} ({cells})")
    main = made.scale
    extra = made.most(ScorePart.BONUS)
    if not tree.totals and around.whole is not None and around.whole not in (main, main + extra):
        wrong.append(f"ngoài bảng ghi tổng {format_number(around.whole)} điểm, cộng lại {format_number(main)}")
    if wrong:
        more = f"; và {len(wrong) - _MOST_TOLD} chỗ khác" if len(wrong) > _MOST_TOLD else ""
        raise FileRefusedError(
            f"Tệp “{name}” có điểm tối đa cộng không khớp: {'; '.join(wrong[:_MOST_TOLD])}{more}.",
            "Hỏi nơi ban hành hoặc sửa các ô ấy rồi nhập lại; chưa ghi gì.",
        )


def _added_cells(raw: RawRow, tops: Sequence[Node]) -> Iterator[str]:
    """Names the cells that a row of a sum adds: of the groups above it, or of their rows where a group says nothing."""
    main = [node for node in tops if node.part is ScorePart.MAIN]
    for node in [node for node in main if node.raw.row < raw.row] or main:
        yield from [node.raw.place] if node.raw.maximum is not None else [child.raw.place for child in node.children]


def _fitting(raw: RawRow, last: Node | None, tops: Sequence[Node], made: CriteriaSet) -> list[Decimal]:
    """Lists what a row of a sum may come to, the likeliest first: the whole, with bonus, or the group just above."""
    extra = made.most(ScorePart.BONUS)
    if is_bonus(raw.text) or is_deduction(raw.text):
        return [extra if is_bonus(raw.text) else made.most(ScorePart.DEDUCTION)]
    found = [made.scale, made.scale + extra]
    top = last
    while top is not None:
        found.append(top.maximum)
        top = top.parent
    if last is not None and last.part is not ScorePart.MAIN:
        found.append(extra if last.part is ScorePart.BONUS else made.most(ScorePart.DEDUCTION))
    before = [node for node in tops if node.raw.row < raw.row and node.part is ScorePart.MAIN]
    if before:
        running = sum((node.maximum for node in before), ZERO)
        found.append(running)
        if len(before) < len([node for node in tops if node.part is ScorePart.MAIN]):
            found[0] = running
    return found


def _filled(tree: Tree, made: CriteriaSet) -> tuple[list[Score], list[str]]:
    """Reads the points of a filled table and recomputes its own sums; its sums are told, never kept."""
    scores = {row.code: score for node in tree.nodes for row, score in _scores(node, made)}
    told: list[str] = []
    for role in _POINT_ROLES:
        told += _sums_told(role, tree, made, scores)
    told += _off_step(tree, made, scores)
    kept = [score for score in scores.values() if score != Score(score.code, score.maximum)]
    return kept, told


def _off_step(tree: Tree, made: CriteriaSet, scores: dict[str, Score]) -> Iterator[str]:
    """Tells own points finer than the set allows: typed by hand they would be refused."""
    if made.step is None:
        return
    places = {node.code: node.raw.places.get("own", node.raw.place) for node in tree.nodes}
    found = [score for score in scores.values() if score.own is not None and score.own % made.step]
    if found:
        listed = ", ".join(
            f"{format_number(one.own or ZERO)} của {one.code} ({places.get(one.code, 'dòng con')})" for one in found
        )
        yield f"Bộ này chấm lẻ đến {format_number(made.step)} điểm, không phải bội số của mức ấy: {listed}."


def _scores(node: Node, made: CriteriaSet) -> Iterator[tuple[Criterion, Score]]:
    by_code = {row.code: row for row in made.rows}
    row = by_code[node.code]
    if node.children:
        return
    raws = [(by_code[f"{row.code}.{n}"], raw) for n, raw in enumerate(node.dashed, 1)] if parts_of(node) else []
    for of, raw in raws or [(row, _with_level(node))]:
        yield of, _score(of, raw)


def _with_level(node: Node) -> RawRow:
    """Takes the points that stand in the row of the level that was reached for those of the criterion."""
    raw = node.raw
    for role in _POINT_ROLES:
        filled = [one for one in (raw, *node.dashed) if points_of(clean(one.cells.get(role, ""))) is not None]
        if len(filled) > 1:
            places = ", ".join(one.places.get(role, one.place) for one in filled)
            raise OddCellError(
                places, f"tiêu chí {raw.marker or raw.text[:40]} có điểm {_COLUMN_WORDS[role]} ở nhiều dòng"
            )
        if filled and filled[0] is not raw:
            level = filled[0]
            raw = replace(
                raw, cells={**raw.cells, role: level.cells[role]}, places={**raw.places, role: level.places[role]}
            )
    return raw


def _score(row: Criterion, raw: RawRow) -> Score:
    cells = raw.cells
    points = {role: _points(raw, role, row) for role in _POINT_ROLES}
    declared = clean(cells.get("declared", "")) or None
    marks = [clean(cells.get(role, "")) for role in ("declared", "own")]
    return Score(
        row.code, row.maximum, declared, not any(is_not_applicable(mark) for mark in marks), points["own"],
        points["verified_1"], clean(cells.get("explanation", "")) or None, points["verified_2"],
        officer=clean(cells.get("officer", "")) or None,
    )  # fmt: skip


def _points(raw: RawRow, role: str, row: Criterion) -> Decimal | None:
    words = clean(raw.cells.get(role, ""))
    if not words or is_not_applicable(words) or not words.strip("-–—….x "):
        return None
    points = points_of(words)
    place = raw.places.get(role, raw.place)
    if points is None:
        raise OddCellError(place, f"điểm {_COLUMN_WORDS[role]} “{words}” không phải số")
    if row.part is not ScorePart.DEDUCTION and is_negative(words):
        raise OddCellError(place, f"điểm {_COLUMN_WORDS[role]} {words} là số âm mà không thuộc phần điểm trừ")
    if points > row.maximum:
        most = format_number(row.maximum)
        raise OddCellError(place, f"điểm {_COLUMN_WORDS[role]} {words} cao hơn điểm tối đa {most}")
    return points


def _sums_told(role: str, tree: Tree, made: CriteriaSet, scores: dict[str, Score]) -> Iterator[str]:
    """Tells each sum of the file that is not what its rows come to, and the figures typed as text among them."""
    for node in tree.nodes:
        if node.children and (told := points_of(clean(node.raw.cells.get(role, "")))) is not None:
            leaves = made.leaves(under=node.code)
            yield from _difference(
                role, f"nhóm {node.raw.marker or node.raw.text}", node.raw, told, leaves, scores, tree
            )
    for raw, last in tree.totals:
        told = points_of(clean(raw.cells.get(role, "")))
        if told is None:
            continue
        part = ScorePart.BONUS if is_bonus(raw.text) else ScorePart.DEDUCTION if is_deduction(raw.text) else None
        if part is not None:
            if told != min(_sum(made.leaves(part), role, scores), made.most(part)):
                yield from _difference(role, f"“{raw.text}”", raw, told, made.leaves(part), scores, tree)
            continue
        main = made.leaves(ScorePart.MAIN)
        if told in _wholes(role, made, scores, last):
            continue
        yield from _difference(role, f"“{raw.text}”", raw, told, main, scores, tree)


def _wholes(role: str, made: CriteriaSet, scores: dict[str, Score], last: Node | None) -> set[Decimal]:
    """Lists what a sum of points may come to: the scale's rows, with what is beside them, converted; or a group."""
    main, bonus, less = (_sum(made.leaves(part), role, scores) for part in ScorePart)
    whole = total_of(made, Sheet(None, scores), _COLUMN_OF[role])
    found = {main, main + bonus, main + bonus - less, main - less}
    found |= {one for one in (whole.converted, whole.total) if one is not None}
    if last is not None and last.parent is not None and last.parent.part is ScorePart.MAIN:
        found.add(_sum(made.leaves(under=last.parent.code), role, scores))
    return found


def _sum(rows: Sequence[Criterion], role: str, scores: dict[str, Score]) -> Decimal:
    return sum((getattr(scores[row.code], role) or ZERO for row in rows if row.code in scores), ZERO)


def _difference(
    role: str, what: str, raw: RawRow, told: Decimal, rows: Sequence[Criterion], scores: dict[str, Score], tree: Tree
) -> Iterator[str]:
    real = _sum(rows, role, scores)
    if told == real:
        return
    codes = {row.code for row in rows}
    worded = [node.raw.places[role] for node in tree.nodes if node.code in codes and role in node.raw.worded]
    why = f"; điểm ghi dạng chữ, Excel không cộng: {', '.join(worded)}" if worded else ""
    yield (
        f"Tổng {_COLUMN_WORDS[role]} của {what} ({raw.places.get(role, raw.place)}) ghi {format_number(told)}, "
        f"cộng lại {format_number(real)} (chênh {format_number(real - told)}){why}."
    )
