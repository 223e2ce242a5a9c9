"""Which nodes of the outline are headings, which are pieces of work and which are targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from danvan_cli.domain.draft import Line, SectionDraft, Unresolved
from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.draft.targets import has_number, is_bare_goal
from danvan_cli.intake.lines.fields import split_fields
from danvan_cli.intake.lines.markers import Rank
from danvan_cli.intake.lines.outline import Node
from danvan_cli.intake.lines.section_kinds import SectionKind, kind_of_child, kind_of_root
from danvan_cli.intake.tables.rows import Row, read_tables

_LONG_TITLE = 60
# "Chi tiết tại Phụ lục kèm theo" only points to where the work stands.
_POINTER = re.compile(
    r"^\W*(?:\S+ ){0,6}?(?:phu luc|bieu|bang)\b.*(?:kem theo|dinh kem|chi tiet)|chi tiet.*phu luc|theo phu luc"
)
_LONG_POINTER = 100
_DATED = re.compile(
    r"trước\s+(?:ngày|\d)|chậm nhất|quý\s+[IV]+|tháng\s+\d|\d{1,2}/\d{1,2}|hằng|hàng|định kỳ", re.IGNORECASE
)
# One sentence on what was reached before the plan; behind a full stop there could be work.
_LOOK_BACK = re.compile(
    r"\W*(?:trong\s+)?(?:thời gian|những năm|các năm|năm)\s+(?:vừa\s+)?qua\b"
    r"(?=.*\bđã\b)(?:[^.]|\.(?=\d))*\.?",
    re.IGNORECASE,
)
_AIM = re.compile(r"mục tiêu\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of work or one target: ``text`` as written, ``details`` what stands below it.

    ``headings`` are the texts above it that may say who is responsible, nearest first.
    """

    text: str
    section: str
    source: str
    is_target: bool
    details: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings and the items of a body, in reading order, and the tables that gave none."""

    sections: list[SectionDraft] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    unread: list[Unresolved] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk stands: what the section is for and what it hands down to its items."""

    kind: SectionKind
    path: str
    fields: dict[str, str] = field(default_factory=dict)
    headings: tuple[str, ...] = ()


def read_items(roots: Sequence[Node], after: Sequence[Line] = ()) -> Contents:
    """Sorts the outline's nodes; sections of purposes and the like give headings only.

    ``after`` are the lines below the signature: appendix tables of tasks stand there.
    """
    found = Contents()
    for root in roots:
        if root.marker is None:
            continue
        place = _Place(kind_of_root(root.text), root.path)
        found.sections.append(SectionDraft(root.path, root.marker.name, _title(root)))
        if root.children:
            _walk(root.children, place, found)
        elif not root.cells:
            found.items.extend(_one_line_section(root, place))
        _read_cells(root, place, found)
    _read_appendices(after, found)
    return found


def _title(node: Node) -> str:
    return node.text.rstrip(" :")


def _read_cells(node: Node, place: _Place, found: Contents) -> None:
    """Reads the tables that stand below a heading: work gives tasks, anything else is left to a person."""
    for table in read_tables(node.cells):
        if place.kind == SectionKind.NONE:
            continue
        if table.rows is None or place.kind not in (SectionKind.WORK, SectionKind.MIXED):
            found.unread.append(Unresolved(f"Mục {place.path}, {table.where}", table.titles, "bảng này chưa đọc được"))
        else:
            _read_rows(table.rows, place.path, (node.text, *place.headings), found)


def _read_rows(rows: Sequence[Row], path: str, headings: tuple[str, ...], found: Contents) -> None:
    """Reads the rows of a list of tasks; a row that heads others says of them what a heading says."""
    for row in rows:
        above = (*(group.title for group in reversed(row.groups)), *headings)
        source = f"Mục {path}, {row.where}"
        found.items.append(Item(row.text, path, source, is_target=False, fields=row.fields, headings=above))


def _read_appendices(lines: Sequence[Line], found: Contents) -> None:
    """Reads tables of tasks below the signature; each is a section of its own."""
    for number, table in enumerate((t for t in read_tables(lines) if t.rows), start=1):
        path = f"PL{number}"
        found.sections.append(SectionDraft(path, path, f"Phụ lục {number}"))
        _read_rows(table.rows or (), path, (), found)


def _one_line_section(root: Node, place: _Place) -> Iterator[Item]:
    """Reads "IV. TỔ CHỨC THỰC HIỆN: Văn phòng …" where everything stands in the heading's own line."""
    _, _, after = root.text.partition(":")
    text = clean(after) or (root.text if len(root.text) > _LONG_TITLE and not root.text.isupper() else "")
    if text and place.kind != SectionKind.NONE:
        yield from _item(Node(root.marker, text, root.line, path=root.path), place, 1)


def _walk(nodes: Sequence[Node], place: _Place, found: Contents) -> None:
    place = replace(place, fields=place.fields | _shared_fields(nodes))
    first_marked = next((i for i, n in enumerate(nodes) if n.marker is not None), len(nodes))
    number = 0
    for index, node in enumerate(nodes):
        if _is_field(node) or _is_lead_in(nodes, index, first_marked):
            continue
        if _is_section(node):
            below = _below(node, place)
            name = node.marker.name if node.marker else ""
            found.sections.append(SectionDraft(node.path, name, _title(node), place.path))
            _walk(node.children, below, found)
            _read_cells(node, below, found)
        elif node.children and node.text.endswith(":") and place.kind != SectionKind.TARGETS:
            _walk(node.children, replace(place, headings=(node.text, *place.headings)), found)
        else:
            number += 1
            found.items.extend(_item(node, place, number))


def _below(node: Node, place: _Place) -> _Place:
    kind = kind_of_child(node.text, place.kind)
    return _Place(kind, node.path, {}, (node.text, *place.headings))


def _shared_fields(nodes: Sequence[Node]) -> dict[str, str]:
    """Collects "Đơn vị chủ trì: …" lines that stand among the items and hold for all of them."""
    shared: dict[str, str] = {}
    for node in nodes:
        if _is_field(node):
            shared |= split_fields(node.text)[1]
    return {name: value for name, value in shared.items() if name in ("lead", "support", "assigned", "due")}


def _is_field(node: Node) -> bool:
    rest, fields = split_fields(node.text)
    return not rest.strip(" -–+•") and bool(fields) and not node.children


def _is_lead_in(nodes: Sequence[Node], index: int, first_marked: int) -> bool:
    """True for a sentence that only leads to the list below it, and for an unnumbered bold title."""
    node = nodes[index]
    if node.marker is not None or first_marked == len(nodes):
        return node.marker is None and node.text.endswith(":") and index + 1 < len(nodes)
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    is_title = node.line.bold and not node.text.endswith(".") and following is not None and following.marker is not None
    return index < first_marked or node.text.endswith(":") or is_title


def _is_section(node: Node) -> bool:
    """True for a numbered heading with more below it than named fields."""
    if node.marker is None or node.rank >= Rank.DASH or not (node.children or node.cells):
        return False
    return bool(node.cells) or not all(_is_field(child) for child in node.children)


def _item(node: Node, place: _Place, number: int) -> Iterator[Item]:
    if place.kind == SectionKind.NONE or not node.text:
        return
    if len(node.text) < _LONG_POINTER and _POINTER.search(fold(node.text)):
        return
    if _LOOK_BACK.fullmatch(node.text):
        return
    numeric = has_number(node.text)
    if place.kind == SectionKind.GOALS and not numeric:
        return
    if place.kind == SectionKind.TARGETS and not numeric and _AIM.match(node.text):
        return
    is_target = (
        place.kind in (SectionKind.TARGETS, SectionKind.GOALS)
        or (place.kind == SectionKind.MIXED and numeric)
        or (is_bare_goal(node.text) and not _DATED.search(node.text))
    )
    below = [n for child in node.children for n in child.walk()]
    details = " ".join(n.text for n in below if not _is_field(n) or "detail" in split_fields(n.text)[1])
    fields = place.fields | split_fields(node.text)[1]
    for line in below:
        fields |= split_fields(line.text)[1] if _is_field(line) else {}
    section = node.path.rpartition(".")[0] if node.marker and node.rank < Rank.DASH and "." in node.path else node.path
    yield Item(
        node.text, place.path or section, _source(node, place.path, number), is_target, details, fields, place.headings
    )


def _source(node: Node, path: str, number: int) -> str:
    if node.marker is None:
        part = f"đoạn văn {number}"
    elif node.rank < Rank.DASH:
        part = f"ý {node.marker.name}"
    else:
        part = f"gạch đầu dòng {number}"
    return ", ".join(piece for piece in (f"Mục {path}", part, node.line.where) if piece)
