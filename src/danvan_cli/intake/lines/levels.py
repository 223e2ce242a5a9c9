"""How deep a marker stands among those that are open above it, where its own sign cannot tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from danvan_cli.domain.draft import Line
from danvan_cli.intake.lines.markers import Marker, Rank, split_marker
from danvan_cli.intake.lines.nodes import Node
from danvan_cli.intake.lines.section_kinds import is_known_heading

# How much deeper each further shape of bullets stands.
_DEEPER = 0.05
# Farther down a sign says nothing of a level.
FAR = 200
_FIRST_FEW = 3
_FIRST_PARTS = frozenset(["PA", "P1", "PI", "MA", "M1", "MI"])
_IN_BRACKETS = "()"
# Of letters between Roman numbers.
_IN_ROMAN = Rank.ROMAN + 0.5
# Of numbers that begin anew below "3.1." and stand above its letters.
_ANEW = Rank.LETTER - 0.5


class Levels:
    """Settles markers line by line; remembers the shapes of bullets and the word processor's lists so far."""

    def __init__(self) -> None:
        self._shapes: dict[str, float] = {}
        self._lists: dict[str, float] = {}

    def settled(
        self, marker: Marker, text: str, line: Line, open_nodes: Sequence[Node], below: Sequence[Line]
    ) -> Marker:
        """Gives the marker with the rank at which it stands; ``text`` is the line's without it."""
        is_bullet = marker.rank >= Rank.DASH
        if is_bullet and (beside := _settled_bullet(marker, open_nodes)):
            return beside
        if marker.rank == Rank.DOT:
            return self._among_shapes(marker, open_nodes, below)
        settled = _settled(marker, text, open_nodes)
        if settled.rank == Rank.CAPITAL and _is_inside_roman(open_nodes, below):
            return Marker(_IN_ROMAN, settled.name, settled.sign)
        if settled.rank != Rank.NUMBER or settled.sign == _IN_BRACKETS:
            return settled
        rank = self._of_list(settled, line, open_nodes, below) if line.listed else _of_number(settled, line, open_nodes)
        return Marker(rank, settled.name, settled.sign)

    def _among_shapes(self, marker: Marker, open_nodes: Sequence[Node], below: Sequence[Line]) -> Marker:
        """Puts "○" below the "•" that is open where "•" comes again, and a "•" behind it beside that.

        Shapes that come once each, line by line, are one list.
        """
        shapes = self._shapes
        names = [other.name for line in below if (other := split_marker(line.text, line.label)[0])]
        bullets = [n for n in open_nodes if n.marker and n.rank >= Rank.DASH]
        is_first = not bullets and names[:1] == ["+"] and marker.name in names
        outer_one = Marker(Rank.DASH, marker.name)
        if is_first or (bullets and bullets[0].marker == outer_one):
            # "* Đóng mới 30 bảng" above "+ Hạn: 05/4", and another "*" behind.
            return outer_one
        if marker.name not in shapes:
            outer = [n.marker for n in open_nodes if n.marker and n.marker.name and Rank.PLUS < n.rank < Rank.DOT + 1]
            if outer:
                shapes[marker.name] = outer[-1].rank + _DEEPER * (outer[-1].name in names)
            elif marker.name in names and names[0] in shapes:
                # "➤ Gia đình, an sinh" above "•", which another section has without such titles.
                shapes[marker.name] = shapes[names[0]] - _DEEPER
            else:
                shapes[marker.name] = Rank.DOT
        return Marker(shapes[marker.name], marker.name, marker.sign)

    def _of_list(self, marker: Marker, line: Line, open_nodes: Sequence[Node], below: Sequence[Line]) -> float:
        """Puts a list that Word counts below the heading that was typed, or that another list of it counts.

        "3.1. Phòng A" typed, then "1.", "2." of a list; "1. Phòng A" of a list that goes on as "2. Phòng B" below.
        """
        known = self._lists.get(line.listed)
        numbered = [n for n in open_nodes if Rank.NUMBER <= n.rank < Rank.LETTER and n.marker is not None]
        above = numbered[-1] if numbered else None
        is_headed = above is not None and not above.text.endswith((".", ";")) and _is_right_below(above)
        # A list that counted the work of earlier parts, perhaps on and on, counts what stands below "1. Tuyên truyền".
        is_first = marker.name == "1" or (above is not None and above.line.bold and not line.bold)
        is_anew = is_headed and above is not None and not above.line.listed and is_first
        is_settled = known == Rank.NUMBER or (known is not None and any(n.rank < known for n in numbered))
        if known is not None and is_settled and not is_anew:
            return known
        rank: float = Rank.NUMBER
        if above is not None and is_headed:
            if is_anew or (not above.line.listed and above.rank > Rank.NUMBER):
                rank = _ANEW
            elif above.line.listed and marker.name == "1" and any(one.listed == above.line.listed for one in below):
                rank = above.rank + 0.5
        self._lists[line.listed] = rank
        return rank


def _is_inside_roman(open_nodes: Sequence[Node], below: Sequence[Line]) -> bool:
    """True for the "A." of "III. Nội dung", "A. Bước 1", "B. Bước 2", "IV. Tổ chức": the Roman numbers go on behind."""
    if not open_nodes or open_nodes[0].rank != Rank.ROMAN:
        return False
    markers = (split_marker(line.text, line.label)[0] for line in below if line.cell is None)
    after = next((marker for marker in markers if marker and marker.rank == Rank.ROMAN), None)
    return after is None or after.name != "I"


def _is_right_below(above: Node) -> bool:
    """True where nothing stands below a heading yet but words that lead to a list."""
    return not above.cells and all(child.is_plain and child.text.endswith(":") for child in above.children)


def _of_number(marker: Marker, line: Line, open_nodes: Sequence[Node]) -> float:
    """Puts a typed "1." right below "3.1. Phòng A" one step deeper, and what goes on counting from it.

    Where the number goes on with both, a usual heading or the outer one's boldness tells.
    """
    numbered = [n for n in open_nodes if Rank.NUMBER <= n.rank < Rank.LETTER and n.marker is not None]
    if len(numbered) < 2 or numbered[0].rank != Rank.NUMBER:
        return Rank.NUMBER
    outer, last = numbered[0], numbered[-1]
    if last.rank != _ANEW:
        is_heading = not last.text.endswith((".", ";")) and not line.listed
        return _ANEW if marker.name == "1" and is_heading and _is_right_below(last) else Rank.NUMBER
    if not _follows(marker, last):
        return Rank.NUMBER
    is_like_outer = line.bold == outer.line.bold != last.line.bold
    is_outer = _follows(marker, outer) and (is_like_outer or is_known_heading(line.text))
    return Rank.NUMBER if is_outer else _ANEW


def _follows(marker: Marker, node: Node) -> bool:
    before = node.marker.name if node.marker else ""
    return before.isdecimal() and marker.name.isdecimal() and int(marker.name) == int(before) + 1


def _settled(marker: Marker, text: str, open_nodes: Sequence[Node]) -> Marker:
    """Settles "C." and "D.", which may be Roman numbers or letters, by what stands before them; and "(1)"."""
    if marker.rank <= Rank.SECTION and open_nodes and open_nodes[0].rank == Rank.ROMAN:
        # "III. Nội dung" above "Phần A. …", "Phần B. …": "IV." goes on with the Roman numbers.
        is_below = marker.name in _FIRST_PARTS or any(n.rank == Rank.TITLE and not n.is_title for n in open_nodes)
        return Marker(Rank.TITLE, marker.name, marker.sign) if is_below else marker
    if marker.rank == Rank.BRACKETED and not any(_is_outer(node) for node in open_nodes[1:]):
        return Marker(Rank.NUMBER, marker.name, _IN_BRACKETS)
    if marker.rank == Rank.NUMBER and marker.sign == ")" and _is_inner(marker, open_nodes):
        return Marker(Rank.BRACKETED, marker.name)
    if marker.rank != Rank.ROMAN or len(marker.name) > 1:
        return marker
    before = next((n for n in open_nodes if n.rank == Rank.CAPITAL), None)
    follows = before is not None and before.marker is not None and ord(marker.name) == ord(before.marker.name) + 1
    return Marker(Rank.CAPITAL, marker.name) if follows and text else marker


def _is_outer(node: Node) -> bool:
    """True for a number or letter that "(1)" stands below, which another such number is not."""
    is_beside = node.marker is not None and node.marker.sign == _IN_BRACKETS
    return node.rank <= Rank.LETTER and not node.is_lead_in and not is_beside


def _settled_bullet(marker: Marker, open_nodes: Sequence[Node]) -> Marker | None:
    """Puts a bullet beside the first of its sign: "• A", "- 7 giờ: …", "• B" is a list of two with an agenda between.

    So is "• Việc cả năm:" below the "-" of "• Tháng 6:". None where the signs alone decide: "-" above "+" above "•".
    """
    if beside := next((n.marker for n in open_nodes if _is_led_by(n, marker)), None):
        return beside
    for above, node in pairwise(open_nodes):
        first = next((n.marker for n in above.children[:_FIRST_FEW] if n.rank >= Rank.DASH), None)
        if node.rank >= Rank.DASH and first is not None and first.name == marker.name:
            return marker if node.rank == marker.rank else Marker(node.rank, marker.name, marker.sign)
    return None


def _is_led_by(node: Node, marker: Marker) -> bool:
    """True for a time that heads work, printed behind this bullet above bullets of another sign."""
    first = node.children[0].marker if node.is_lead_in and node.children else None
    return first is not None and node.marker is not None and first.name != node.marker.sign == marker.name


def _is_inner(marker: Marker, open_nodes: Sequence[Node]) -> bool:
    """True for "1)" below "1.", and for the numbers that follow it."""
    if any(node.rank == Rank.BRACKETED for node in open_nodes):
        return True
    outer = next((n.marker for n in open_nodes if n.marker and n.rank == Rank.NUMBER), None)
    return marker.name == "1" and outer is not None and outer.sign != ")"
