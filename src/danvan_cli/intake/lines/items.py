"""Which nodes of the outline are headings, which are pieces of work and which are targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from danvan_cli.domain.draft import Line, SectionDraft, Unresolved
from danvan_cli.domain.text import clean
from danvan_cli.intake.columns.legend import mark_of_note
from danvan_cli.intake.columns.looks import has_time
from danvan_cli.intake.draft.targets import has_number, is_bare_goal
from danvan_cli.intake.letters import UPPER
from danvan_cli.intake.lines.acts import (
    Act,
    below_their_times,
    dealt_out,
    freed,
    item_of_act,
    lifted,
    nested_beside,
    shared_fields,
    source_of,
)
from danvan_cli.intake.lines.asides import (
    aside_of,
    aside_of_field,
    explains_letters,
    has_agenda,
    is_day_alone,
    is_remark,
    tells_how_it_stands,
    tells_what_was,
)
from danvan_cli.intake.lines.belonging import SETS_GOALS, Belonging
from danvan_cli.intake.lines.classify import (
    are_all_fields,
    heads_facts,
    heads_one_act,
    heads_schedule,
    is_heading,
)
from danvan_cli.intake.lines.contents import Aside, Contents, Piece, Place, annexes, is_form, may_begin_work, read_cells
from danvan_cli.intake.lines.facts import facts_behind, facts_below, is_time_of_work, own_labels, row_in
from danvan_cli.intake.lines.fields import fields_of
from danvan_cli.intake.lines.markers import Rank
from danvan_cli.intake.lines.nodes import Node
from danvan_cli.intake.lines.section_kinds import WORK, SectionKind, Subject, kind_of_child, kind_of_root
from danvan_cli.intake.lines.sense import Sense, opens_with_verb
from danvan_cli.intake.lines.tree import read_annex
from danvan_cli.intake.lines.unnumbered import GIVES, is_time_only
from danvan_cli.intake.spans import Reason

_LONG_TITLE = 60
_TITLE_WORDS = 8
_LEAD_WORDS = 16
_AIM = re.compile(r"mục tiêu\b", re.IGNORECASE)
# "Việc đầu năm": what stands below it, though it names a time.
_NAMES_WORK = re.compile(
    r"(?:(?:các|những)\s+)?(?:việc|công việc|nhiệm vụ|hoạt động|công tác|nội dung)\s", re.IGNORECASE
)
_COUNTED_WORK = re.compile(r"(?:việc|nhiệm vụ|công việc|nội dung|hoạt động)\s(?:số\s)?\d{1,2}[.:]?", re.IGNORECASE)
_LOOSE = "NV"
# What is done at a meeting, and who comes: fields there are of the meeting.
_NAMES_ONLY = frozenset([Reason.POINTER, Reason.CAPTION, Reason.LEAD_IN, Reason.HEADING, Reason.CLOSING])
_HELD_THERE = frozenset([Reason.AGENDA, Reason.ATTENDANCE, Reason.CALENDAR])
_OF_GOALS = (SectionKind.TARGETS, SectionKind.GOALS)
_SPENDS = re.compile(
    r"\W*(?:(?:nguồn|tổng(?: nhu cầu)?)\s+)?(?:kinh phí|chi phí|mức chi|dự toán chi|thù lao)", re.IGNORECASE
)
# "Tổng thu ngân sách: 68,5 tỷ đồng. Trong đó:" above "- Phí chợ: 350 triệu đồng".
_OF_WHICH = re.compile(r"[.;,]?\s*trong đó\s*:?\s*\Z", re.IGNORECASE)
_FIGURE_BEHIND = re.compile(r":\s*(?=\d)")
_STRIVES = re.compile(r"phấn đấu\b", re.IGNORECASE)


def read_items(roots: Sequence[Node], sense: Sense, after: Sequence[Line] = (), near: Sequence[str] = ()) -> Contents:
    """Sorts the outline's nodes; sections of purposes and the like give headings only.

    ``after`` are the lines below the signature: appendices stand there. ``near`` are the lines by tables.
    """
    for node in (node for root in roots for node in root.walk() if sense.hands_out(node)):
        node.is_lead_in = node.hands_out = True
    walk = _Walk(sense, Contents(near=near), Belonging(sense), _marks_within(roots))
    walk.roots(roots)
    for number, (title, lines) in enumerate(annexes(after), start=1):
        walk.annex(f"PL{number}", title, lines)
    return walk.found


_MARK_WITHIN = re.compile(r"(?<=\w)\s?(?P<mark>\(\*{1,4}\))")


def _marks_within(roots: Sequence[Node]) -> frozenset[str]:
    """Lists the marks in brackets that stand behind words, to be explained elsewhere."""
    texts = (node.line.text for root in roots for node in root.walk())
    return frozenset(found["mark"] for text in texts for found in _MARK_WITHIN.finditer(text))


_SENTENCE_END = re.compile(rf"(?<=[^\W\d_]{{2}}[.;])\s+(?=[{UPPER}])|(?<=[\d%)][.;])\s+(?=[{UPPER}])")
_AS_FOLLOWS = re.compile(r"\bsau(?: đây)?:$")
# "Nhà máy chịu trách nhiệm chính các việc trong bảng dưới đây, Phòng Kỹ thuật phối hợp:" says it of every row.
_OF_A_TABLE = re.compile(
    r"\b(?:bảng|biểu)\s(?:dưới đây|dưới|sau)\b[^.;]{0,80}:$"
    # "Đội Kiểm tra nội bộ chủ trì toàn bộ các cuộc dưới đây."
    r"|\b(?:toàn bộ|tất cả) các (?:cuộc|việc|nhiệm vụ|hoạt động|nội dung) (?:dưới đây|sau đây|sau)\b[^.;]{0,80}[.:]$"
)


def _title(node: Node) -> str:
    return node.text.rstrip(" :")


@dataclass(slots=True)
class _Walk:
    """Goes through the tree and collects; ``sense`` says what names and dates are in a text."""

    sense: Sense
    found: Contents
    belonging: Belonging
    marks: frozenset[str] = frozenset()

    def roots(self, roots: Sequence[Node]) -> None:
        loose: list[Node] = []
        for root in nested_beside(roots, self.sense.says):
            if not root.is_plain and (root.rank <= Rank.TITLE or is_heading(root, self.sense) or not _is_work(root)):
                self._loose(loose)
                self._root(root)
            else:
                loose.append(root)
        self._loose(loose)

    def annex(self, path: str, title: str, lines: Sequence[Line]) -> None:
        """Reads an annex: its tables of tasks, and what is numbered in it; forms and outlines are set aside."""
        if is_form(title, lines):
            self.found.asides.extend(Aside(line, line.text, Reason.FORM, path) for line in lines)
            return
        name = f"Phụ lục {path.removeprefix('PL')}"
        self.found.sections.append(SectionDraft(path, path, name))
        place = Place(WORK, path)
        read_cells(lines, place, self.found, self.sense.year, is_annex=True)
        text = [line for line in lines if line.cell is None]
        first = next((i for i, line in enumerate(text) if may_begin_work(line)), len(text))
        self.found.asides.extend(Aside(line, line.text, Reason.CAPTION, path) for line in text[:first])
        self.walk(read_annex(text[first:], path), place)

    def _loose(self, nodes: list[Node]) -> None:
        """Reads acts that stand below no heading at all as a section of their own."""
        if not nodes:
            return
        taken = {section.path for section in self.found.sections}
        path = next(p for p in (_LOOSE, *(f"{_LOOSE}{n}" for n in range(2, len(taken) + 3))) if p not in taken)
        before = len(self.found.items)
        self.walk(nodes, Place(WORK, path))
        if len(self.found.items) > before:
            self.found.sections.append(SectionDraft(path, path, "Nhiệm vụ"))
        nodes.clear()

    def _root(self, root: Node) -> None:
        place = Place(kind_of_root(root.text), root.path or "N", {}, (), (root.text,), (root.line,))
        marker = root.marker.name if root.marker else ""
        if root.path or place.path not in {section.path for section in self.found.sections}:
            self.found.sections.append(SectionDraft(place.path, marker or place.path, _title(root)))
        block = self._own_fields(root)
        is_event = bool(block) and not root.cells
        of_cells = place
        if root.cells and root.children and self._leads_to_table(root.children[-1]):
            last = root.children.pop()
            self._set_aside(last, Reason.LEAD_IN, place)
            of_cells = replace(place, headings=(last.text, *place.headings), heads=(last.line, *place.heads))
        if root.text and is_event and place.subject.kind == SectionKind.WORK:
            self._event(root, block, place)
            self.walk(root.children[len(block) :], place)
        elif root.children:
            self.walk(root.children, self._with_heading(place, root))
        elif not root.cells:
            self._one_line(root, place)
        read_cells(root.cells, of_cells, self.found, self.sense.year)

    def _leads_to_table(self, node: Node) -> bool:
        """True for "Trong năm 2026, Ban Thường vụ Đảng ủy tiến hành các cuộc sau:" right above a table."""
        undated = node.text.replace(f"năm {self.sense.year}", "")
        if not node.is_plain or node.children or node.cells or re.search(r"\d", undated):
            return False
        is_short = len(node.text.split()) <= _LEAD_WORDS
        return bool(_OF_A_TABLE.search(node.text) or (is_short and _AS_FOLLOWS.search(node.text)))

    @staticmethod
    def _own_fields(root: Node) -> Sequence[Node]:
        """Lists the fields that tell of a part that is one piece of work; none where others stand among them.

        Below "VIỆC 1" they name the work themselves, and what stands behind them is no part of it.
        """
        if are_all_fields(root.children):
            return root.children
        block = list(takewhile(lambda child: child.is_field, root.children))
        names = {name for child in block for name in fields_of(child.text)}
        is_named = _COUNTED_WORK.fullmatch(root.text) is not None and {"detail", "lead"} <= names
        return block if is_named and are_all_fields(block) else []

    def _event(self, root: Node, block: Sequence[Node], place: Place) -> None:
        """Reads a part that is one event: its title is the work, time and place below are its fields.

        "VIỆC 1" names none: its first field does.
        """
        said = fields_of(block[0].text).get("detail") if _COUNTED_WORK.fullmatch(root.text) else None
        line, text = (block[0].line, said) if said else (root.line, root.text)
        act = Act(replace(root, text=text), 1, [Piece(line, text, "content")])
        self._take_below(act, block[1:] if said else block, place)
        self._finish(act, replace(place, headings=(), heads=()))

    def _one_line(self, root: Node, place: Place) -> None:
        """Reads "IV. TỔ CHỨC THỰC HIỆN: Văn phòng …" where everything stands in the heading's own line."""
        _, _, after = root.text.partition(":")
        text = clean(after) or (root.text if len(root.text) > _LONG_TITLE and not root.text.isupper() else "")
        reason = place.subject.reason or Reason.PURPOSE if place.subject.kind == SectionKind.NONE else aside_of(text)
        if text and reason:
            self.found.asides.append(Aside(root.line, text, reason, place.path))
        elif text:
            act = Act(Node(root.marker, text, root.line, path=root.path), 1, [Piece(root.line, text, "content")])
            self._finish(act, place)

    def walk(self, nodes: Sequence[Node], place: Place) -> None:
        """Sorts the nodes that stand side by side: each plain line or field belongs to the act above it."""
        nodes = self._with_own_paragraphs(below_their_times(lifted(dealt_out(freed(nodes))), self.sense.says))
        shared = shared_fields(nodes)
        place = self._with_shared(place, shared)
        act: Act | None = None
        number = 0
        labelled = own_labels(nodes, self.sense)
        # In a list that begins with a time, each may as well be that of the act below it.
        is_by_time = bool(nodes) and is_time_of_work(nodes[0].text, self.sense)
        for index, node in enumerate(nodes):
            if node in shared:
                continue
            if (
                act is not None
                and (said := labelled.get(id(node)) or self.belonging.facts(node, act))
                and not (is_by_time and said.keys() == {"due"})
            ):
                act.add_fields(node, said)
                continue
            if self._is_bare_title(node, nodes[index + 1 : index + 2], act):
                self._set_aside(node, Reason.HEADING, place)
                continue
            if self._is_note(node):
                self._note(node, place)
                continue
            if node.is_field and self._is_field(node):
                self._field(node, act, place)
                continue
            if reason := self._aside_of(node, place, nodes[index + 1 : index + 2]):
                self._set_aside(node, reason, place)
                continue
            if reason := self._opens(node, number, is_work=place.subject.kind == SectionKind.WORK):
                self._set_aside(node, reason, place)
                continue
            if is_day_alone(node):
                # In a list that begins with a day, each may as well be that of the act below it.
                self._take_day(None if is_day_alone(nodes[0]) else act, node, place)
                continue
            if act is None and is_remark(node) and not self.sense.says(node.text):
                # "(Tháng cao điểm kỷ niệm …)" below "THÁNG 3".
                self._set_aside(node, Reason.NOTE, place)
                continue
            is_own_goal = place.subject.kind in _OF_GOALS and node.is_plain and has_number(node.text)
            may_go_on = act is not None and not is_own_goal and not node.cells
            if act is not None and may_go_on and (is_remark(node) or self.belonging.goes_on(node, act)):
                act.pieces.append(self.belonging.piece(node, is_said=act.node.is_plain))
                continue
            if act is not None:
                self._finish(act, place)
                act = None
            if self._descends(node, place):
                continue
            number += 1
            act = self._act_of(node, number)
            if has_agenda(node):
                self.found.asides.extend(Aside(line, line.text, Reason.AGENDA, place.path) for line in node.cells)
            else:
                read_cells(node.cells, place, self.found, self.sense.year)
            later = self._take_below(act, node.children, place)
            if later:
                self._finish(act, place)
                act = None
                below = place.below(node, place.subject, place.path)
                self.walk(later, below)
        if act is not None:
            self._finish(act, place)

    def _act_of(self, node: Node, number: int) -> Act:
        """Begins an act; what its line tells apart from the work, as cells would ("… | Công an | 20/5"), are fields."""
        row = row_in(node.text, self.sense) if not node.is_field else None
        if row is None:
            return Act(node, number, [Piece(node.line, node.text, "content")])
        told = [Piece(node.line, said, name) for name, said in row.told.items()]
        return Act(node, number, [Piece(node.line, row.work, "content"), *told], dict(row.told))

    def _said_of(self, node: Node, act: Act) -> dict[str, str]:
        if node.points_on:
            return facts_behind(node, self.sense)
        return self.belonging.facts(node, act) if node.is_plain else {}

    def _is_note(self, node: Node) -> bool:
        """True for "(*) Văn phòng làm, xong ngày 10/4." where the mark stands behind other words of the plan."""
        return not node.children and mark_of_note(node.line.text) in self.marks

    def _note(self, node: Node, place: Place) -> None:
        self.found.starred.append((mark_of_note(node.line.text), node.line))
        self._set_aside(node, Reason.NOTE, place)

    def _with_own_paragraphs(self, nodes: Sequence[Node]) -> Sequence[Node]:
        """Puts what stands behind "* Văn phòng" below it: a line that is nothing but names heads it."""
        found: list[Node] = []
        headed: set[float] = set()
        head: Node | None = None
        for node, following in zip(nodes, [*nodes[1:], None], strict=False):
            is_next_head = self.sense.is_bodies(node.text) or self._names_work(node.text)
            if head is not None and (node.is_plain or (head.rank < Rank.DASH and not is_next_head)):
                head.is_lead_in = True
                headed.add(head.rank)
                head.children.append(node)
                continue
            found.append(node)
            head = node if self._heads_what_follows(node, following, is_next=node.rank in headed) else None
        return found

    def _heads_what_follows(self, node: Node, following: Node | None, *, is_next: bool) -> bool:
        """True for a lone name: a bullet above paragraphs, or a number behind which the numbers begin anew.

        So does a title of work, behind which the numbers begin anew, and "* Tuyển sinh" above what bodies do there.

        ``is_next`` where a name beside it heads what follows it.
        """
        if following is None or node.is_plain or node.children or node.cells:
            return False
        is_below = node.rank >= Rank.DASH and following.is_plain and not following.is_field
        if is_below and self._is_field_of_work(node.text, following.text):
            return True
        is_anew = following.marker is not None and following.marker.name == "1" and following.rank == node.rank
        may_head = following.is_plain if node.rank >= Rank.DASH else is_anew or is_next
        return may_head and (self.sense.is_bodies(node.text) or ((is_anew or is_next) and self._names_work(node.text)))

    def _is_field_of_work(self, title: str, said: str) -> bool:
        """True for a short title above a paragraph with the work of bodies in it, not who does what the title says."""
        is_title = len(title.split()) <= _TITLE_WORDS and title[-1:].isalnum()
        is_work = self.sense.is_assigned(said) and not self.sense.is_role(said) and len(said.split()) > _TITLE_WORDS
        return is_title and is_work and said.endswith(".") and not self.sense.says(title)

    def _names_work(self, text: str) -> bool:
        """True for "Những việc phải xong trước ngày 31/3", which is no work itself."""
        is_title = bool(_NAMES_WORK.match(text)) and not text.endswith((".", ";"))
        return is_title and not self.sense.is_assigned(text)

    def _with_shared(self, place: Place, shared: Sequence[Node]) -> Place:
        act = Act(shared[0], 0) if shared else None
        for node in shared:
            if act is not None:
                act.add_fields(node, fields_of(node.text))
        if act is None:
            return place
        return replace(place, fields=place.fields | act.fields, fielded=(*place.fielded, *act.pieces))

    def _is_field(self, node: Node) -> bool:
        """True for a field; "Nội dung:" above acts of their own heads them."""
        if explains_letters(node.text):
            return False
        said = fields_of(node.text)
        name, value = next(iter(said.items()), ("", ""))
        if name == "detail" and len(said) > 1 and node.rank < Rank.DASH:
            # "1. Nội dung: Tổ chức hội thi; Thời gian: tháng 5" is a piece of work by itself.
            return False
        if name in ("detail", "target"):
            return not node.children and bool(value)
        return bool(said) and not (name == "due" and any(opens_with_verb(child.text) for child in node.children))

    def _field(self, node: Node, act: Act | None, place: Place) -> None:
        said = fields_of(node.text)
        is_numbered = node.marker is not None and bool(node.marker.name) and node.rank < Rank.DASH
        if act is not None and not is_numbered:
            act.add_fields(node, said)
            return
        reason = aside_of_field(next(iter(said)))
        is_empty = not any(said.values())
        if reason is not None:
            self._set_aside(node, reason, place)
        elif is_empty and (node.cells or node.children):
            # "Phân công:" above a table, or above what each does.
            self.found.asides.append(Aside(node.line, node.text, Reason.HEADING, place.path))
            read_cells(node.cells, place, self.found, self.sense.year)
            self.walk(node.children, place)
        else:
            self.found.asides.append(Aside(node.line, node.text, Reason.HEADING, place.path))
            source = source_of(node, place.path, 0)
            self.found.unread.append(Unresolved(source, node.text, "chưa rõ dòng này nói về việc nào"))

    def _aside_of(self, node: Node, place: Place, following: Sequence[Node]) -> Reason | None:
        if is_heading(node, self.sense):
            return None
        if place.subject.kind != SectionKind.NONE:
            reason = None if node.children else aside_of(node.text)
            # "Phí chợ: 350 triệu đồng" among targets is to be reached, "Kinh phí: 350 triệu đồng" is not.
            is_goal = place.subject.kind in _OF_GOALS and has_number(node.text) and not _SPENDS.match(node.text)
            return None if reason == Reason.MONEY and is_goal else reason
        is_spending = place.subject.reason == Reason.MONEY and aside_of(node.text) is None
        is_work = self.sense.is_assigned(node.text) and (
            is_spending or self.sense.is_dated(node.text) or "chủ trì" in node.text
        )  # fmt: skip
        is_told = place.subject.reason not in _HELD_THERE and _is_told_below([*following, *node.children])
        return None if is_work or is_told else place.subject.reason or Reason.PURPOSE

    def _opens(self, node: Node, number: int, *, is_work: bool) -> Reason | None:
        """Tells why a paragraph before the acts or between them is none: it leads to them, or says how things are."""
        if not node.is_plain or node.children:
            return None
        if number == 0 and is_work and tells_what_was(node.text):
            return Reason.SITUATION
        if self.sense.is_assigned(node.text) or opens_with_verb(node.text):
            return None
        if number == 0 and is_work and tells_how_it_stands(node.text, self.sense.year):
            return Reason.SITUATION
        is_idle = not (self.sense.is_led(node.text) or re.search(r"\d", node.text))
        return Reason.LEAD_IN if is_idle and node.text.endswith(":") and len(node.text.split()) <= _LEAD_WORDS else None

    def _set_aside(self, node: Node, reason: Reason, place: Place) -> None:
        for one in node.walk():
            self.found.asides.append(Aside(one.line, one.text, reason, place.path))
            if one.cells:
                # What only names the table below it, or leads to it, says nothing against its rows.
                below = place if reason in _NAMES_ONLY else replace(place, subject=Subject(SectionKind.NONE, reason))
                read_cells(one.cells, below, self.found, self.sense.year)

    def _is_bare_title(self, node: Node, beneath: Sequence[Node], act: Act | None) -> bool:
        """True for "Hoạt động chăm lo" on a line of its own above bullets or whole sentences.

        It names no body, no day and no work.
        """
        if (
            not node.is_plain
            or node.children
            or not beneath
            or (beneath[0].rank < Rank.DASH and not beneath[0].is_plain)
        ):
            return False
        if beneath[0].is_plain and not (node.line.blank_before and beneath[0].text.endswith((".", ";"))):
            return False
        is_short = len(node.text.split()) <= _TITLE_WORDS and node.text[:1].isupper()
        is_closed = act is None or act.pieces[-1].text.endswith((".", ";"))
        is_title = is_short and is_closed and not re.search(r"[.;:,…\d]", node.text)
        is_told = self.sense.says(node.text) and not self._names_work(node.text)
        return is_title and not opens_with_verb(node.text) and not is_told

    def _is_given(self, text: str) -> bool:
        """True for work with a body and a day of its own, whatever section it stands in."""
        return self.sense.is_assigned(text) and self.sense.is_dated(text)

    def _descends(self, node: Node, place: Place) -> bool:
        """Walks below a heading; False for an item."""
        is_target = place.subject.kind in _OF_GOALS
        if is_target and node.is_lead_in and has_number(node.text):
            # "Tổng thu ngân sách: 68,5 tỷ đồng. Trong đó:" above the parts of it.
            self._target_with_parts(node, place)
            return True
        if not is_heading(node, self.sense) or (is_target and node.rank >= Rank.DASH and not node.is_lead_in):
            if is_target and node.children:
                self._target_with_parts(node, place)
                return True
            return False
        if node.rank < Rank.DASH and node.marker and node.marker.name:
            below = place.below(node, kind_of_child(node.text, place.subject), node.path)
            self.found.sections.append(SectionDraft(node.path, node.marker.name, _title(node), place.path))
        else:
            below = place.below(node, kind_of_child(node.text, place.subject), place.path)
        self.found.asides.append(Aside(node.line, node.text, Reason.HEADING, below.path))
        self.walk(node.children, self._with_heading(below, node))
        read_cells(node.cells, below, self.found, self.sense.year)
        return True

    def _with_heading(self, place: Place, node: Node) -> Place:
        """Lets what stands below a heading that is a piece of work be told with its words: a paragraph, or a schedule.

        So is what stands below a bullet that says what it is about, and neither who does it nor when.
        """
        is_told = place.subject.kind == SectionKind.WORK and (
            heads_one_act(node) or heads_schedule(node) or heads_facts(node, self.sense)
        )  # fmt: skip
        is_named = node.rank >= Rank.DASH and any(child.is_plain for child in node.children)
        is_named = is_named and not (is_time_only(node.text) or self.sense.is_bodies(node.text))
        return replace(place, above=_title(node)) if is_told or is_named else place

    def _target_with_parts(self, node: Node, place: Place) -> None:
        """Reads a target whose parts stand below it, each with the words above it."""
        if has_number(node.text) or not any(has_number(child.text) for child in node.children):
            self._finish(Act(node, 1, [Piece(node.line, _OF_WHICH.sub("", node.text), "content")]), place)
        else:
            self.found.asides.append(Aside(node.line, node.text, Reason.HEADING, place.path))
        self.walk(node.children, replace(place, above=_FIGURE_BEHIND.split(node.text, maxsplit=1)[0]))

    def _take_below(self, act: Act, nodes: Sequence[Node], place: Place) -> list[Node]:
        """Takes what stands below an act as its details and fields; gives back acts that are others' own."""
        later: list[Node] = []
        facts = facts_below(act.node, self.sense) if nodes is act.node.children else {}
        facts = own_labels(nodes, self.sense) | facts
        for node in nodes:
            if self._is_note(node):
                self._note(node, place)
                continue
            said = facts.get(id(node)) or self._said_of(node, act) or fields_of(node.text)
            if said and not node.hands_out and not later:
                act.add_fields(node, said)
            elif not later and is_day_alone(node):
                self._take_day(act, node, place)
            elif not later and (reason := aside_of(node.text)):
                self._set_aside(node, reason, place)
            elif later or node.cells or self.belonging.is_anothers(node, act):
                later.append(node)
            else:
                act.pieces.append(self.belonging.piece(node, is_said=node.is_plain))
                later += self._take_below(act, node.children, place)
        return later

    def _take_day(self, act: Act | None, node: Node, place: Place) -> None:
        """Takes a day on a line of its own as the last day of the act above; beside another day it is asked about.

        One of no act is left to the ledger, which asks about days of headings that no act has.
        """
        if act is None:
            self.found.asides.append(Aside(node.line, node.text, Reason.HEADING, place.path))
        elif "due" in act.fields or any(self.sense.is_dated(piece.text) for piece in act.pieces):
            act.pieces.append(Piece(node.line, node.text, "detail"))
            source = source_of(node, place.path, act.number)
            self.found.unread.append(Unresolved(source, node.text, "việc ở trên đã có thời hạn khác ngày này"))
        else:
            act.add_fields(node, {"due": node.text})

    def _finish(self, act: Act, place: Place) -> None:
        """Makes the item of an act, or sets it aside where it is none."""
        node, kind = act.node, place.subject.kind
        if not node.text:
            return
        numeric = kind not in (SectionKind.WORK, SectionKind.NONE) and has_number(node.text)
        aims = (kind == SectionKind.GOALS and not numeric) or (
            kind == SectionKind.TARGETS and not numeric and bool(_AIM.match(node.text))
        )
        if kind in _OF_GOALS and self._is_given(node.text):
            self.found.items.append(item_of_act(act, place, self.found.items, is_target=False))
            return
        if aims:
            self.found.asides.extend(Aside(p.line, p.text, Reason.PURPOSE, place.path) for p in act.pieces)
            return
        is_target = (
            kind in _OF_GOALS
            or (kind == SectionKind.MIXED and numeric and not self._begins_with_work(node.text))
            or (is_bare_goal(node.text) and not has_time(node.text))
            or bool(SETS_GOALS.match(node.text))
            or (bool(_STRIVES.match(node.text)) and has_number(node.text) and not self._is_given(node.text))
        )
        behind = self._work_behind(node.text, is_mixed=kind == SectionKind.MIXED) if is_target else 0
        if behind:
            self._finish_goal_and_work(act, behind, place)
            return
        self.found.items.append(item_of_act(act, place, self.found.items, is_target=is_target))

    def _work_behind(self, text: str, *, is_mixed: bool) -> int:
        """Finds where behind the sentences of a goal one gives a body work to do; 0 for nowhere.

        Where goals and work are not told together, only what has a last day is work.
        """
        for stop in _SENTENCE_END.finditer(text):
            sentence = _SENTENCE_END.split(text[stop.end() :], maxsplit=1)[0]
            is_work = GIVES.match(sentence) or self.sense.is_assigned(sentence)
            is_work = is_work and not _STRIVES.match(sentence)
            if is_work and (is_mixed or self.sense.is_dated(sentence)):
                return stop.end()
        return 0

    def _begins_with_work(self, text: str) -> bool:
        """True for a paragraph whose first sentence gives a body work and sets no number; a later one may."""
        first, *others = _SENTENCE_END.split(text, maxsplit=1)
        return bool(others) and self.sense.is_assigned(first) and not has_number(first)

    def _finish_goal_and_work(self, act: Act, behind: int, place: Place) -> None:
        """Makes two items of "… đạt 92% trở lên. Tòa Hình sự rà soát …, trước ngày 31/01": the goal, and the work."""
        node = act.node
        goal, work = (replace(node, text=text) for text in (node.text[:behind].rstrip(), node.text[behind:]))
        said = Act(goal, act.number, [Piece(node.line, goal.text, "goal")])
        done = Act(work, act.number, [Piece(node.line, work.text, "content"), *act.pieces[1:]], act.fields)
        self.found.items.append(item_of_act(said, place, self.found.items, is_target=True))
        self.found.items.append(item_of_act(done, place, self.found.items, is_target=False))


def _is_told_below(nodes: Sequence[Node]) -> bool:
    """True where one line says who does it and until when: "Phụ trách: Khoa Nhi. Hoàn thành: trong năm 2026."."""
    told = (fields_of(node.text).keys() for node in nodes if node.is_field)
    return any("due" in names and names & {"lead", "assigned"} for names in told)


def _is_work(node: Node) -> bool:
    return opens_with_verb(node.text) or not node.is_field
