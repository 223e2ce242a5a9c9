"""A piece of work that is put together from the lines that belong to it, and the fields that several share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from danvan_cli.domain.text import fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import LOWER, PERSON, UPPER
from danvan_cli.intake.lines.classify import names_a_table
from danvan_cli.intake.lines.contents import Item, Piece, Place
from danvan_cli.intake.lines.fields import (
    MORE,
    OF_WORK,
    due_of_all_behind,
    fields_of,
    is_due_of_all,
    split_fields,
)
from danvan_cli.intake.lines.joining import ends_open, is_titled
from danvan_cli.intake.lines.markers import Marker, Rank
from danvan_cli.intake.lines.nodes import Node
from danvan_cli.intake.lines.sense import BARE_DAY, opens_with_verb
from danvan_cli.intake.lines.unnumbered import is_time_only
from danvan_cli.intake.tables.cells import ditto_of

# "việc 2, 3 xong ngày 15/6"
_DAY_OF_ITEMS = re.compile(
    r"(?:việc|mục|nội dung|nhiệm vụ)\s(?:số\s)?(?P<numbers>\d{1,2}(?:(?:,\s?|\svà\s)\d{1,2})*)\s?[:,]?\s"
    r"(?:làm |thực hiện )?(?P<when>.*\d.*)",
    re.IGNORECASE,
)
_SEVERAL = 2
# The role of a line that only says who does the work above it and until when.
FACTS = "facts"


@dataclass(slots=True)
class Act:
    """A piece of work that is being put together from the lines that belong to it."""

    node: Node
    number: int
    pieces: list[Piece] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)

    def add_fields(self, node: Node, said: dict[str, str]) -> None:
        """Takes a line of fields with what stands in a list below it."""
        first = next(iter(said))
        self.pieces.append(Piece(node.line, node.text, first))
        for name, value in said.items():
            whole = _value(node, value) if name == first else value
            if whole:
                self.fields[name] = f"{self.fields[name]}; {whole}" if name in self.fields else whole
        for child in node.children:
            self.pieces.extend(Piece(n.line, n.text, first) for n in child.walk())


_SHORTEST_ACT = 3
# "như mục 1", "như ở điểm a": what the piece of work with that number says.
_LIKE = re.compile(
    r"như\s+(?:ở\s+|tại\s+)?(?:mục|điểm|ý|việc|nhiệm vụ|nội dung|khoản|số)\s+(?:số\s+)?(?P<which>\d{1,2}|[a-zđ])",
    re.IGNORECASE,
)
# "Do đồng chí A làm cùng tổ B.", "Phòng Nghiệp vụ III: 02 đơn vị; xong tháng 4", "300 cây sao", "Dự kiến ngày 19/5".
_SAYS_NO_WORK = re.compile(
    rf"Do\s(?:[{UPPER}]|{PERSON})|[{UPPER}][^:.;]{{2,60}}:\s*\d+\s[^\d]"
    rf"|\d[\d.]*\s[{LOWER}]+\s[{LOWER}]|Dự kiến\s"
)


def item_of_act(act: Act, place: Place, before: Sequence[Item], *, is_target: bool) -> Item:
    """Makes the item of an act whose lines are all known; ``before`` are the items above it."""
    node = act.node
    told = [piece for piece in act.pieces if piece.role in ("content", "goal", FACTS)]
    said = [piece.text for piece in told]
    for index, piece in enumerate(told[1:]):
        if piece.role == FACTS and _is_whole(said[index]):
            # "Kiểm tra 12 cơ sở" above "Phòng Quản lý chất lượng chủ trì" and "Tiến hành trong quý II".
            said[index] += "." if told[index].role == FACTS else ":"
    if len(said) > 1 and is_titled(*said[:2]):
        said[0] += ":"
    text = " ".join(said)
    details = " ".join(piece.text for piece in act.pieces if piece.role == "detail")
    own: dict[str, str] = {}
    for paragraph in said:
        # A remark in a paragraph of its own is no part of the name behind "Phụ trách:" above it.
        for name, value in split_fields(paragraph)[1].items():
            own[name] = f"{own[name]}; {value}" if name in own else value
    # A detail may be the rest of a sentence that was broken: "… Phụ trách: Ban Thường vụ."
    detailed: dict[str, str] = {}
    for piece in act.pieces:
        if piece.role == "detail" and (values := split_fields(piece.text)[1]):
            detailed |= {name: value for name, value in values.items() if name in OF_WORK and name not in detailed}
    fields = place.fields | detailed | own | act.fields
    if more := act.fields.get(MORE):
        # Behind the names on a line of its own stands more of the work.
        text = f"{text.rstrip(' .;')}. {more}."
    fields = {name: _pointed_to(name, said, place, before) for name, said in fields.items()}
    section = node.path.rpartition(".")[0] if node.marker and node.rank < Rank.DASH and "." in node.path else node.path
    source = source_of(node, place.path, act.number)
    return Item(
        text, place.path or section, source, is_target, details, fields, place.headings,
        (*act.pieces, *place.fielded), place.heads, place.above or _work_above(text, place),
        shared=frozenset(place.fields.keys() - detailed.keys() - own.keys() - act.fields.keys()),
    )  # fmt: skip


def _is_whole(text: str) -> bool:
    """True for a title or a fact that needs a sign behind it; "… gia đình trẻ. Hội" goes on with "LHPN xã chủ trì"."""
    is_ended = text[-1:].isalnum() or text.endswith(")")
    is_begun = re.search(r"[.:]\s", text) or fold(text.split()[-1]) in lexicon.bare_heads() or ends_open(text)
    return is_ended and not is_begun


def _pointed_to(name: str, said: str, place: Place, before: Sequence[Item]) -> str:
    """Gives what "Chủ trì: như trên" and "Thời gian: như mục 1" point to.

    Where nothing is said there the words stay as written, and are asked about.
    """
    if ditto_of(said) == "":
        return before[-1].fields.get(name, said) if before else said
    like = _LIKE.fullmatch(said.strip(" ."))
    number = f"Mục {place.path}, ý {like['which']}" if like else ""
    meant = (item for item in reversed(before) if like and f"{item.source},".startswith(f"{number},"))
    return next((item.fields[name] for item in meant if name in item.fields), said)


def _work_above(text: str, place: Place) -> str:
    """Finds the heading that says what is done, above a line that only says who, how many and when; else nothing."""
    heading = place.headings[0] if place.headings else ""
    is_act = opens_with_verb(heading) and len(heading.split()) >= _SHORTEST_ACT and not heading.isupper()
    return heading.rstrip(" .:;") if is_act and _SAYS_NO_WORK.match(text) else ""


def _value(node: Node, value: str) -> str:
    """Reads the value of a field, which may stand in a list below it."""
    below = [child.text.rstrip(" ;,.") for child in node.children for child in child.walk()]
    return "; ".join(v for v in (value.strip(" ;.,"), *below) if v)


def source_of(node: Node, path: str, number: int) -> str:
    """Says where a person finds a line: its section, its number or how many bullets come before it, its place."""
    if node.marker is None:
        part = f"đoạn văn {number}"
    elif node.rank < Rank.DASH:
        part = f"ý {node.marker.name}"
    else:
        part = f"gạch đầu dòng {number}"
    return ", ".join(piece for piece in (f"Mục {path}", part, node.line.where) if piece)


def shared_fields(nodes: Sequence[Node]) -> list[Node]:
    """Lists the fields that hold for all acts beside them.

    Fields before the first act do, and a run of them behind the last of several acts that have none of their own;
    any other belongs to the act above it. Numbered fields hold for nothing beside them.
    """
    acts = [i for i, node in enumerate(nodes) if not node.is_field]
    if not acts:
        return []
    bulleted = [i for i in acts if not nodes[i].is_plain]
    names: dict[str, list[int]] = {}
    for index, node in enumerate(nodes):
        if node.rank >= Rank.DASH or node.is_lead_in:
            for name in fields_of(node.text).keys() & set(OF_WORK):
                names.setdefault(name, []).append(index)
    inline = {name for i in acts for name in split_fields(nodes[i].text)[1]}
    are_told = any(acts[0] < place < acts[-1] for places in names.values() for place in places)
    found = {
        places[0]
        for name, places in names.items()
        if len(places) == 1 and name not in inline
        and (places[0] < acts[0] or (places[0] > acts[-1] and len(bulleted) > 1 and not are_told))
    }  # fmt: skip
    return [nodes[index] for index in sorted(found)]


def freed(nodes: Sequence[Node]) -> Sequence[Node]:
    """Puts beside a field what stands below it and has fields itself: "… Tiến độ:" above the next pieces of work."""
    found: list[Node] = []
    for node in nodes:
        is_above = node.is_field and any(grand.is_field for child in node.children for grand in child.children)
        found += [replace(node, children=[], is_lead_in=False), *node.children] if is_above else [node]
    return found


def lifted(nodes: Sequence[Node]) -> Sequence[Node]:
    """Puts the line or sentence that dates all acts beside the last one, below or in which it stands."""
    if len(nodes) < _SEVERAL:
        return nodes
    last = nodes[-1]
    if last.children and last.children[-1].is_plain and is_due_of_all(last.children[-1].text):
        return [*nodes, last.children.pop()]
    # The sentence may stand in the last act, or in the last line below it.
    for node in (last, *last.children[-1:]):
        if at := due_of_all_behind(node.text):
            sentence = Node(None, node.text[at:], node.line, path=last.path)
            node.text = node.text[:at].rstrip()
            return [*nodes, sentence]
    return nodes


def dealt_out(nodes: Sequence[Node]) -> Sequence[Node]:
    """Gives each act its own day where one line behind them tells all: "Thời gian: việc 1 xong 20/5; việc 2 …".

    The line may stand below the last act. As it is where a piece of the line names no act beside it.
    """
    below = nodes[-1].children[-1:] if nodes else []
    line = next((node for node in (*nodes, *below) if _shares_days(node)), None)
    if line is None:
        return nodes
    whose = {node.marker.name: node for node in nodes if node.marker}
    told: list[tuple[Node, str]] = []
    for piece in fields_of(line.text)["due"].split(";"):
        found = _DAY_OF_ITEMS.fullmatch(piece.strip(" ."))
        meant = re.findall(r"\d+", found["numbers"]) if found else []
        if not meant or not all(number in whose for number in meant):
            return nodes
        told += [(whose[number], found["when"]) for number in meant if found]
    nodes[-1].children[:] = [child for child in nodes[-1].children if child is not line]
    for node, when in told:
        node.children.append(Node(Marker(Rank.DASH, "-"), f"Thời gian: {when}", line.line, path=node.path))
    return [node for node in nodes if node is not line]


def _shares_days(node: Node) -> bool:
    said = fields_of(node.text).get("due", "") if node.is_field and not node.children else ""
    return ";" in said and _DAY_OF_ITEMS.match(said) is not None


def below_their_times(nodes: Sequence[Node], is_work: Callable[[str], bool]) -> Sequence[Node]:
    """Puts what follows "* Tháng 6" or "1. Từ nay đến hết tháng 9" below it: to the next such line, whatever it bears.

    Numbers that begin anew behind a numbered time end where they stop counting on. A table with a name of its own below
    a piece of work (``is_work``) stands beside it.
    """
    found: list[Node] = []
    head: Node | None = None
    is_timed = False
    nodes = nested_beside(nodes, is_work)
    if nodes and is_time_only(nodes[-1].text) and not is_time_only(nodes[0].text):
        # Work first and a time at the end: each is of what stands above it.
        return nodes
    for node, following in zip(nodes, [*nodes[1:], None], strict=False):
        # Among such lines a bare "03/4" is one, too; alone it is the day of the work above it.
        is_time = (is_time_only(node.text) and not node.is_field) or (
            is_timed and node.is_plain and bool(BARE_DAY.fullmatch(node.text))
        )
        # "thời gian hoàn thành:" above "tháng 3/2021." waits for it.
        is_time = is_time and not (node.is_plain and (node.text.endswith(".") or _awaits(found)))
        is_timed = is_timed or is_time
        if is_time and not node.children and not node.cells and following is not None:
            is_anew = following.marker is not None and following.marker.name == "1" and following.rank == node.rank
            may_head = is_anew or following.is_plain or following.rank != node.rank
            found.append(node)
            head = node if may_head and not is_time_only(following.text) else None
            continue
        if head is not None and not _is_beside(node, head):
            head.children.append(node)
            head.is_lead_in = True
        else:
            found.append(node)
            head = None
    return found


def _awaits(above: Sequence[Node]) -> bool:
    return bool(above) and above[-1].text.endswith(":")


def _is_beside(node: Node, head: Node) -> bool:
    """True for what stands beside a time and no longer below it: the same marker, that does not go on counting."""
    if node.rank < head.rank:
        return head.rank < Rank.DASH
    if node.rank != head.rank:
        return False
    if head.rank >= Rank.DASH:
        return True
    name, count = (node.marker.name if node.marker else ""), len([c for c in head.children if c.rank == head.rank])
    return name != str(count + 1)


def nested_beside(nodes: Sequence[Node], is_work: Callable[[str], bool]) -> list[Node]:
    """Puts beside a number what the tree put below it, though it is not of that piece of work.

    That is a time behind the sign of the times before it, and a table with a name.
    """
    flat: list[Node] = []
    signs: set[str] = set()
    for node in nodes:
        apart = (
            i
            for i, child in enumerate(node.children)
            if (signs and (_sign(child) in signs or child.is_lead_in) and is_time_only(child.text))
            or (names_a_table(child) and is_work(node.text))
        )
        at = next(apart, None)
        if is_time_only(node.text) and _sign(node):
            signs.add(_sign(node))
        flat.append(node)
        if at is not None:
            flat += node.children[at:]
            del node.children[at:]
    return flat


def _sign(node: Node) -> str:
    return node.marker.name if node.marker and node.rank >= Rank.DASH else ""
