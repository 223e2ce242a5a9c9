"""Rows become a tree: which is a group of which, by the looks of their numbers; levels go to their criterion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from danvan_cli.domain.text import clean
from danvan_cli.domain.words import ScorePart
from danvan_cli.intake.lines.enumerations import has_typed_bullet
from danvan_cli.intake.scoring.rows import Kind, OddCellError, RawRow, is_bonus, is_deduction, is_negative

_ROMAN = re.compile(r"[IVX]+")
_CAPITAL = re.compile(r"[A-ZĐ]")
_DIGITS = re.compile(r"\d+")
_PATH = re.compile(r"[^.]+(?:\.[^.]+)+")
_LETTER = re.compile(r"[a-zđ]\d?")


@dataclass(slots=True)
class Node:
    """A row in its place; ``dashed`` are rows under it without a number, ``words`` lines that go on with its rule."""

    raw: RawRow
    depth: int
    parent: Node | None
    part: ScorePart
    code: str = ""
    children: list[Node] = field(default_factory=list)
    dashed: list[RawRow] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def maximum(self) -> Decimal:
        """The points that are written, else what the rows below come to."""
        if self.raw.maximum is not None:
            return self.raw.maximum
        return sum((child.maximum for child in self.children), Decimal(0))


@dataclass(slots=True)
class Tree:
    """All numbered rows in order, the rows of totals, and the lines that belong to no criterion."""

    nodes: list[Node] = field(default_factory=list)
    totals: list[tuple[RawRow, Node | None]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    restarts: bool = False


def build_tree(rows: Sequence[RawRow]) -> Tree:
    """Puts rows under one another; OddCellError for two rows that have one number, and for one without points."""
    tree = Tree()
    styles = _Styles()
    end = _end(rows)
    for place, raw in enumerate(rows):
        last = tree.nodes[-1] if tree.nodes else None
        if raw.kind is Kind.TOTAL:
            tree.totals.append((raw, last))
        elif place > end and _is_foot(raw, tree):
            tree.lines.append(f"{raw.marker}. {raw.text}" if raw.marker else raw.text)
        elif raw.kind in (Kind.NUMBERED, Kind.PART) or (raw.kind is Kind.DASHED and _is_own_row(raw, last)):
            tree.nodes.append(_node(raw, tree, styles))
        elif last is None or (tree.totals and tree.totals[-1][0].row > last.raw.row):
            # What stands below a sum goes on with no criterion.
            tree.lines.append(raw.text)
        elif raw.kind is Kind.DASHED and raw.maximum is not None:
            last.dashed.append(raw)
        else:
            last.words.append(raw.text)
    for node in tree.nodes:
        _settle_dashed(node)
    tree.restarts = _restarts(tree.nodes)
    _name(tree)
    for node in tree.nodes:
        if node.raw.maximum is None and not node.children:
            raise OddCellError(node.raw.place, f"“{node.raw.text[:60]}” không có điểm tối đa")
    return tree


def _end(rows: Sequence[RawRow]) -> int:
    """Finds the last row of the table itself: one of a sum, or with points in their own column."""
    scored = (raw.maximum is not None and raw.cells.get("maximum") for raw in rows)
    return max(
        (n for n, (raw, has) in enumerate(zip(rows, scored, strict=True)) if has or raw.kind is Kind.TOTAL), default=-1
    )


def _is_foot(raw: RawRow, tree: Tree) -> bool:
    """Tells a line below the table from a criterion that lacks its points: that has its number in a cell of its own."""
    has_own_number = raw.kind is Kind.NUMBERED and raw.marker in raw.cells.get("number", "").strip(" .)").split()
    return not has_own_number or bool(tree.totals)


def _is_own_row(raw: RawRow, last: Node | None) -> bool:
    """Tells a row without a number that has points of its own: the rows of a bonus are often not numbered."""
    if raw.maximum is None or has_typed_bullet(raw.text) or last is None:
        return False
    home = last if last.part is not ScorePart.MAIN and last.parent is None else last.parent
    return home is not None and home.part is not ScorePart.MAIN


class _Styles:
    """How deep each look of number stands below the one before it."""

    def __init__(self) -> None:
        self._last_capital = ""

    def depth(self, marker: str, last: Node | None) -> int:
        if not marker:
            return 3
        if _PATH.fullmatch(marker):
            return 2 + marker.count(".") + (1 if not marker[:1].isalpha() else 0)
        if _LETTER.fullmatch(marker):
            # Below whatever number came last.
            above = last
            while above is not None and _LETTER.fullmatch(above.raw.marker):
                above = above.parent
            return above.depth + 1 if above is not None else 3
        if _ROMAN.fullmatch(marker) and not self._goes_on(marker):
            return 1
        if _CAPITAL.fullmatch(marker):
            self._last_capital = marker
            return 0
        return 1 if _ROMAN.fullmatch(marker) else 2

    def _goes_on(self, marker: str) -> bool:
        """Tells a "C" that follows a "B" from the Roman hundred, an "I" after "H" from the Roman one."""
        return bool(self._last_capital) and len(marker) == 1 and ord(marker) == ord(self._last_capital) + 1


def _node(raw: RawRow, tree: Tree, styles: _Styles) -> Node:
    last = tree.nodes[-1] if tree.nodes else None
    if raw.kind is Kind.DASHED and last is not None:
        home = last if last.parent is None else last.parent
        depth = (home.depth if home is not None else 0) + 1
    elif raw.kind is Kind.PART and not raw.marker:
        depth = 1 if any(node.depth == 1 for node in tree.nodes) else min((n.depth for n in tree.nodes), default=1)
    else:
        depth = styles.depth(raw.marker, last)
    parent = last
    while parent is not None and parent.depth >= depth:
        parent = parent.parent
    part = parent.part if parent is not None else ScorePart.MAIN
    if parent is None or parent.part is ScorePart.MAIN:
        is_title = raw.kind is Kind.PART or depth <= 2 or raw.text.isupper()
        if is_title and is_deduction(raw.text):
            part = ScorePart.DEDUCTION
        elif is_title and is_bonus(raw.text):
            part = ScorePart.BONUS
    if part is not ScorePart.DEDUCTION and is_negative(written := raw.cells.get("maximum", "")):
        raise OddCellError(raw.place, f"điểm tối đa “{clean(written)}” là số âm mà không thuộc phần điểm trừ")
    made = Node(raw, depth, parent, part)
    if parent is not None:
        parent.children.append(made)
    return made


def _settle_dashed(node: Node) -> None:
    """Reads rows without a number as levels, or as parts that add up, whichever their points say; never both.

    What says neither is refused later on, as rows that do not add up are.
    """
    points = [row.maximum for row in node.dashed if row.maximum is not None]
    if not points or node.raw.maximum is None:
        return
    if max(points) == node.raw.maximum:
        return
    if sum(points, Decimal(0)) == node.raw.maximum:
        return
    listed = ", ".join(row.place for row in node.dashed)
    raise OddCellError(
        node.raw.place,
        f"tiêu chí {node.raw.marker or node.raw.text[:40]} ghi {node.raw.maximum}, các dòng dưới ({listed}) không phải "
        "các mức của nó, cũng không cộng lại bằng nó",
    )


def parts_of(node: Node) -> bool:
    """Tells whether the rows without a number are parts that add up, no levels."""
    points = [row.maximum for row in node.dashed if row.maximum is not None]
    return bool(points) and max(points) != node.raw.maximum


def _restarts(nodes: Sequence[Node]) -> bool:
    """Tells whether numbers begin anew in each group."""
    seen: list[tuple[int, str]] = []
    for node in nodes:
        if node.parent is not None and node.parent.children[0] is node:
            seen.append((node.depth, node.raw.marker))
    firsts = [marker for _, marker in seen if _DIGITS.fullmatch(marker) or _LETTER.fullmatch(marker)]
    return sum(marker in ("1", "01", "a") for marker in firsts) > 1


def _name(tree: Tree) -> None:
    """Gives every row a code of its own: its number where that says it all, else with its group's before it."""
    taken: dict[str, Node] = {}
    unnumbered: dict[int, int] = {}
    roman = [node.raw.marker for node in tree.nodes if node.depth == 1]
    twice = len(set(roman)) < len(roman)
    for node in tree.nodes:
        own = node.raw.marker
        prefix = node.parent.code if node.parent is not None else ""
        if not own:
            word = {ScorePart.BONUS: "T", ScorePart.DEDUCTION: "TR"}.get(node.part, "X")
            if node.parent is None:
                own = word
            else:
                unnumbered[id(node.parent)] = unnumbered.get(id(node.parent), 0) + 1
                own = str(unnumbered[id(node.parent)])
                node.code = f"{prefix}.{own}"
        is_bare = not _PATH.fullmatch(own)
        if not node.code:
            is_below = (
                node.parent is not None and is_bare and not (_ROMAN.fullmatch(own) and node.depth == 1 and not twice)
            )
            node.code = f"{prefix}.{own}" if is_below and (tree.restarts or _LETTER.fullmatch(own)) else own
        if (other := taken.get(node.code.casefold())) is not None:
            raise OddCellError(
                node.raw.places.get("number", node.raw.place),
                f"hai tiêu chí cùng số {own}: “{clean(other.raw.text)[:40]}” "
                f"({other.raw.places.get('number', other.raw.place)}) và “{clean(node.raw.text)[:40]}”",
            )
        taken[node.code.casefold()] = node
