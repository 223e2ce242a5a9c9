"""Lines become three parts: head, a tree of headings and items, and foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from danvan_cli.domain.draft import Line
from danvan_cli.domain.text import fold
from danvan_cli.intake.lines.markers import Marker, Rank, is_rule, split_marker
from danvan_cli.intake.lines.signature import is_signature

_END = re.compile(r"\./\.\s*$")
_FINISHED = re.compile(r"[.;:!?…]$")
_CLOSING = re.compile(
    r"tren day la|trong qua trinh (?:to chuc |trien khai )*thuc hien"
    r"|trong qua trinh (?:(?:to chuc|trien khai|thuc hien)[ ,]+)+.*(?:vuong mac|kho khan|phat sinh)"
)
_LAST_WORDS = re.compile(
    r"(?:yeu cau|de nghi|(?:khi )?nhan duoc ke hoach)\b.*"
    r"\b(?:nghiem tuc|trien khai thuc hien|to chuc thuc hien|trien khai ke hoach)"
)
_PAGE_NUMBER = re.compile(r"(?:trang )?[-–—]?\s*\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–—]?", re.IGNORECASE)
_YEAR_TAIL = re.compile(r"[-–]\s*\d{4}\b")


@dataclass(slots=True)
class Node:
    """A heading, an item or a plain paragraph (no marker) with what stands below it."""

    marker: Marker | None
    text: str
    line: Line
    children: list[Node] = field(default_factory=list)
    path: str = ""
    cells: list[Line] = field(default_factory=list)

    @property
    def rank(self) -> int:
        """The depth in the outline, smaller is higher; a plain paragraph is deeper than everything."""
        return self.marker.rank if self.marker else 99

    def walk(self) -> Iterator[Node]:
        """Lists the node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Outline:
    """A document cut at its first heading and at its end mark."""

    head: tuple[Line, ...]
    roots: tuple[Node, ...]
    foot: tuple[Line, ...]

    def nodes(self) -> Iterator[Node]:
        """Lists every node of the body in reading order."""
        for root in self.roots:
            yield from root.walk()


def read_outline(lines: Sequence[Line]) -> Outline:
    """Cuts the lines into head, body and foot and makes the body a tree with a path on every node."""
    kept = _join_broken([line for line in lines if not is_rule(line.text) and not _is_page_number(line)])
    start = _body_start(kept)
    end = _body_end(kept, start)
    body = kept[start:end]
    roots = _tree(body)
    _name_paths(roots)
    return Outline(tuple(kept[:start]), tuple(roots), tuple(kept[end:]))


def _is_page_number(line: Line) -> bool:
    return not line.label and line.cell is None and bool(_PAGE_NUMBER.fullmatch(line.text))


def _join_broken(lines: Sequence[Line]) -> list[Line]:
    joined: list[Line] = []
    for line in lines:
        if joined and _continues(joined[-1], line):
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {line.text}")
        else:
            joined.append(line)
    return joined


def _continues(before: Line, line: Line) -> bool:
    """True for the rest of a sentence (it goes on in small letters), False for a paragraph of its own."""
    if line.label or line.cell != before.cell or _FINISHED.search(before.text):
        return False
    if _YEAR_TAIL.match(line.text) and re.search(r"\d{4}$", before.text):
        return True
    marker, words = split_marker(line.text)
    if marker is not None:
        return False
    if before.text.isupper() and words.isupper() and split_marker(before.text, before.label)[0] is not None:
        return line.cell is None and not is_signature(words)
    return words[:1].islower()


def _body_start(lines: Sequence[Line]) -> int:
    """Finds the first heading: the first part, capital letter or Roman number, else the first numbered line."""
    markers = [split_marker(line.text, line.label)[0] if line.cell is None else None for line in lines]
    high = next(
        (i for i, m in enumerate(markers) if m and m.rank <= Rank.ROMAN and m.name in ("I", "A", "P1", "PI")), None
    )
    first = next((i for i, m in enumerate(markers) if m and m.rank == Rank.NUMBER and m.name == "1"), None)
    if high is None:
        high = next((i for i, m in enumerate(markers) if m and m.rank <= Rank.ROMAN), None)
    found = high if high is not None else first
    return len(lines) if found is None else found


def _body_end(lines: Sequence[Line], start: int) -> int:
    """Finds where the foot begins: recipients, a signature, or what follows the end mark "./."."""
    for index in range(start, len(lines)):
        text = lines[index].text
        if _is_in_wide_table(lines, index):
            continue
        if fold(text).startswith("noi nhan") or is_signature(text):
            return index
        if _END.search(text):
            return index + 1
    return len(lines)


def _is_in_wide_table(lines: Sequence[Line], index: int) -> bool:
    """True for a title such as "CHỦ TỊCH" inside a table of tasks; the foot's own table has two columns only."""
    cell = lines[index].cell
    near = lines[max(0, index - 40) : index + 40] if cell else ()
    return cell is not None and any(x.cell is not None and x.cell[0] == cell[0] and x.cell[2] > 2 for x in near)


def _tree(lines: Sequence[Line]) -> list[Node]:
    roots: list[Node] = []
    open_nodes: list[Node] = []
    for line in lines:
        if line.cell is not None:
            _heading_above(open_nodes, roots).cells.append(line)
            continue
        marker, text = split_marker(line.text, line.label)
        node = Node(_settled(marker, text, open_nodes), _END.sub("", text).strip(), line)
        if node.marker is None and _is_closing(text):
            continue
        _close(open_nodes, node)
        (open_nodes[-1].children if open_nodes else roots).append(node)
        if node.marker is not None:
            open_nodes.append(node)
    return roots


def _is_closing(text: str) -> bool:
    """True for the formula at the end of the body, which is no work."""
    key = fold(text)
    return bool(_CLOSING.match(key) or (_END.search(text) and _LAST_WORDS.match(key)))


def _heading_above(open_nodes: list[Node], roots: list[Node]) -> Node:
    """Finds the heading that a table stands below; there is one, since the body begins with it."""
    return next((node for node in reversed(open_nodes) if node.rank < Rank.DASH), roots[-1])


def _close(open_nodes: list[Node], node: Node) -> None:
    """Closes what the node cannot stand below; a plain paragraph belongs to the heading, not to a bullet."""
    if node.marker is None:
        while open_nodes and open_nodes[-1].rank >= Rank.DASH:
            open_nodes.pop()
        return
    same = next((i for i, other in enumerate(open_nodes) if other.rank >= node.rank), len(open_nodes))
    del open_nodes[same:]


def _settled(marker: Marker | None, text: str, open_nodes: Sequence[Node]) -> Marker | None:
    """Settles "C." and "D.", which may be Roman numbers or letters, by what stands before them."""
    if marker is None or marker.rank != Rank.ROMAN or len(marker.name) > 1:
        return marker
    before = next((n for n in open_nodes if n.rank == Rank.CAPITAL), None)
    follows = before is not None and before.marker is not None and ord(marker.name) == ord(before.marker.name) + 1
    return Marker(Rank.CAPITAL, marker.name) if follows and text else marker


def _name_paths(nodes: Sequence[Node], above: str = "") -> None:
    taken: set[str] = set()
    for node in nodes:
        name = node.marker.name if node.marker else ""
        last = above.rsplit(".", maxsplit=1)[-1]
        short = name.rsplit(".", maxsplit=1)[-1] if name.startswith(f"{last}.") or "." in name else name
        path = f"{above}.{short}" if above and short else above or short
        number = 2
        while node.marker and node.rank < Rank.DASH and path in taken:
            path, number = f"{above}.{short}_{number}" if above else f"{short}_{number}", number + 1
        if node.marker and node.rank < Rank.DASH:
            taken.add(path)
            node.path = path
        else:
            node.path = above
        _name_paths(node.children, node.path)
