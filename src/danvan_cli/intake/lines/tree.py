"""Lines become three parts: head, a tree of headings and items, and foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from danvan_cli.domain.draft import Line
from danvan_cli.domain.text import clean, fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import UPPER
from danvan_cli.intake.lines.bases import is_aim, is_basis
from danvan_cli.intake.lines.fields import fields_of, is_field_label, split_fields
from danvan_cli.intake.lines.joining import awaits_day
from danvan_cli.intake.lines.levels import FAR, Levels
from danvan_cli.intake.lines.markers import Marker, Rank, is_rule, page_number, split_marker
from danvan_cli.intake.lines.nodes import Node
from danvan_cli.intake.lines.section_kinds import is_known_heading, names_next_body
from danvan_cli.intake.lines.signature import ends_text, is_day_of_issue, is_signature, is_stamp, signs_by_machine
from danvan_cli.intake.lines.titles import MAIL_SUBJECT, is_greeting, leads_to_body, names_plan, tells_of_work
from danvan_cli.intake.lines.unnumbered import (
    GIVES,
    PHASE,
    head_above_its_like,
    head_with_a_bullet,
    head_without_number,
    is_time_only,
    may_name_a_table,
    names_below_work,
)

_END = re.compile(r"\./\.\s*$")
_CLOSING = re.compile(
    r"tren day la|(?:ke hoach|chuong trinh)(?: nay)? co hieu luc|trong qua trinh (?:to chuc |trien khai )*thuc hien"
    r"|tran trong\W*\Z|than (?:men|ai)\b.{0,40}\Z|(?:(?:em|xin|rat|chan thanh) )*cam on\b.{0,60}\Z"
    r"|(?:moi|neu co) (?:\w+ )?(?:vuong mac|thac mac)\b.*\b(?:gap|lien he|goi|lien lac)\b"
    r"|trong qua trinh (?:(?:to chuc|trien khai|thuc hien)[ ,]+)+.*(?:vuong mac|kho khan|phat sinh)"
)
_LAST_WORDS = re.compile(
    r"(?:yeu cau|de nghi|(?:khi )?nhan duoc (?:ke hoach|van ban|cong van|thong bao|chi thi)"
    r"|can cu (?:ke hoach|noi dung)|tren co so)\b.*"
    r"\b(?:nghiem tuc|trien khai thuc hien|to chuc thuc hien|trien khai ke hoach|thuc hien tot)"
    r"|[^.;,:]{2,60}\s(?:yeu cau|de nghi) (?:cac|moi|toan the)\b[^.;:]{2,120}\bthuc hien\W*\Z"
)
# What a web page puts below a text: "Nguồn: … In trang | Gửi email". One such word alone may be what is to be done.
_BUTTON = r"(?:in trang|bản in|gửi email|chia sẻ|về trang trước|lượt xem:? [\d.]+)"
_PAGE_BUTTONS = re.compile(
    rf"{_BUTTON}\s*\|\s*{_BUTTON}\s*\Z"
    r"|\blượt xem\s*:?\s*[\d.,]+|\Achia sẻ\s*:?\s.*\b(?:facebook|zalo|twitter)\b|\A©|\bcỡ chữ\b",
    re.IGNORECASE,
)
# What stands below such a line is of other pages.
_OTHER_PAGES = re.compile(
    r"(?:các )?(?:tin|bài)(?: tức| viết| đăng)? (?:liên quan|khác|mới hơn|cũ hơn|cùng chuyên mục|đã đưa)\W*",
    re.IGNORECASE,
)
_ANNEX_ALONE = re.compile(r"phu luc(?: so)?(?: [ivx\d]{1,4})?\W*")
_MARKER_ALONE = re.compile(r"\(?(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđA-HĐ])\s?[.)/]")
_SAY_OF_WORK = frozenset(["lead", "support", "assigned", "due"])
# The most words of a piece of work that letters tell the details of.
_LONGEST_OF_ALL = 15
_TITLE_NEAR = 12
_LONGEST_BUTTONS = 120
_TALLEST_STAMP = 6


_NAMED_PHASE = re.compile(r"(?:GIAI ĐOẠN|ĐỢT|BƯỚC)\s[^.;]{3,110}\(\D{0,12}\d")
_MOST_WORDS = 12
# "Giai đoạn 2026 - 2030" belongs to the title.
_YEARS_OF_PLAN = re.compile(r"\w+(?:\s\w+)?\s\d{4}\b")


@dataclass(frozen=True, slots=True)
class Outline:
    """A document cut at its first heading and at its end mark.

    ``furniture`` are page numbers, rules and stamps; ``closing`` the formula at the end of the body.
    """

    head: tuple[Line, ...]
    roots: tuple[Node, ...]
    foot: tuple[Line, ...]
    furniture: tuple[Line, ...] = ()
    closing: tuple[Line, ...] = ()

    def nodes(self) -> Iterator[Node]:
        """Lists every node of the body in reading order."""
        for root in self.roots:
            yield from root.walk()


def read_outline(lines: Sequence[Line]) -> Outline:
    """Cuts the lines into head, body and foot and makes the body a tree with a path on every node."""
    kept: list[Line] = []
    furniture: list[Line] = []
    half = len(lines) // 2
    links = next((i for i, x in enumerate(lines) if i > half and not x.cell and _OTHER_PAGES.fullmatch(x.text)), None)
    signed = [index for index, line in enumerate(lines) if signs_by_machine(line.text)]
    for index, line in enumerate(lines[:links]):
        # "Đơn vị: Công an xã" below what is done is of no stamp, where nothing is signed by machine near it.
        may_be_stamp = any(abs(index - at) <= _TALLEST_STAMP for at in signed)
        is_idle = _is_furniture(line, kept[-1].text if kept else "") or (may_be_stamp and is_stamp(line.text))
        (furniture if is_idle else kept).append(line)
    furniture += lines[links:] if links is not None else ()
    start = _body_start(kept)
    keys = [fold(line.text) for line in kept]
    end = _body_end(kept, keys, start)
    closing = [kept[i] for i in range(start, end) if kept[i].cell is None and _is_closing(kept[i], keys[i])]
    closed = set(map(id, closing))
    roots = _tree([line for line in kept[start:end] if id(line) not in closed])
    _name_paths(roots)
    return Outline(tuple(kept[:start]), tuple(roots), tuple(kept[end:]), tuple(furniture), tuple(closing))


def titled_by_shape(lines: Sequence[Line]) -> Sequence[Line]:
    """Makes bold the short lines between whole sentences, where a document has no number, no bullet and nothing bold.

    Such is a plan in running text that lost its look on the way.
    """
    plain = [line for line in lines if line.cell is None]
    if any(line.bold or split_marker(line.text, line.label)[0] for line in plain):
        return lines
    titles = {
        id(line)
        for above, line, below in zip(plain, plain[1:], plain[2:], strict=False)
        if above.text.endswith(".") and below.text.endswith(".") and len(below.text.split()) > _MOST_WORDS
        if line.text[-1:].isalnum() and line.text[:1].isupper() and len(line.text.split()) <= _MOST_WORDS
    }
    return [replace(line, bold=True) if id(line) in titles else line for line in lines] if len(titles) > 1 else lines


def read_annex(lines: Sequence[Line], path: str) -> tuple[Node, ...]:
    """Makes a tree of the text of an annex, which stands below the signature; paths go on from the annex's own."""
    roots = _tree(lines)
    _name_paths(roots, path)
    return tuple(roots)


def _is_closing(line: Line, key: str) -> bool:
    """True for the formula at the end of the body, which is no work; ``key`` is its text folded."""
    is_formula = _CLOSING.match(key) or (_LAST_WORDS.match(key) and _END.search(line.text))
    return bool(is_formula) and split_marker(line.text, line.label)[0] is None


def _is_furniture(line: Line, above: str) -> bool:
    if is_rule(line.text):
        return True
    if not line.label and line.cell is None and page_number(line.text) is not None:
        # "… trước" above "10/12": a day that wrapping left there, no page.
        return not ("/" in line.text and awaits_day(above))
    is_button = len(line.text) < _LONGEST_BUTTONS and line.cell is None and _PAGE_BUTTONS.search(line.text)
    return bool(is_button)


# "Để tháo gỡ, Chủ tịch UBND tỉnh giao Sở Tài chính …"
_HANDS_OUT = re.compile(rf"\b(?:giao|yêu cầu|đề nghị|phân công)\s(?:cho\s)?[{UPPER}]")
_UNTIL = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|xong|hoàn thành|hạn|hết)\s(?:[^\W\d]+\s){0,4}\d{1,2}\s?[/-]\s?\d", re.IGNORECASE
)


def _body_start(lines: Sequence[Line]) -> int:
    """Finds the first heading: a part, capital letter or Roman number, a "1.", or the name of a usual part.

    Behind the sentence that ends with "như sau:" the body begins at the latest, however its first line looks.

    Where the plan has none of them, the body is what follows the sentence that ends in a colon, or the first bullet.
    """
    titled, is_told, is_greeted = None, False, False
    for index, line in enumerate(lines):
        if line.cell is not None:
            continue
        is_greeted = is_greeted or is_greeting(line.text)
        marker, text = split_marker(line.text, line.label)
        is_first = marker is not None and (
            (marker.rank <= Rank.ROMAN and (titled is not None or marker.name in ("I", "A", "P1", "PI")))
            or (marker.rank == Rank.NUMBER and marker.name == "1")
        )
        is_heading = (
            marker is None
            and titled is not None
            and (is_known_heading(text) or _is_phase(text) or _heads_work(lines, titled, index))
        )
        if is_heading and not is_first and is_told:
            break
        if is_first or is_heading:
            above = lines[index - 1] if index else line
            # "QUÝ I" above "1. …" heads it, though no part of the plan is called so; a day there is that of its issue.
            is_number = marker is not None and marker.rank == Rank.NUMBER
            is_period = _is_time_head(above) and not fold(above.text).startswith("ngay")
            return index - 1 if is_number and is_period else index
        if titled is not None and marker is None and leads_to_body(text):
            return _behind_lead_in(text, index)
        # "Ai làm: Đoàn xã" says who does what stands above it: the body begins before the next heading.
        is_told = is_told or (titled is not None and "lead" in fields_of(text))
        # Below a greeting "Kế hoạch luân chuyển sách chưa phải làm." is a sentence, and no title.
        if titled is None and not (is_greeted and text.endswith(".")) and names_plan(lines, index):
            titled = index
    return _body_start_without_headings(lines, titled)


def _behind_lead_in(text: str, index: int) -> int:
    """Begins the body with "Giao Phòng A chủ trì, phối hợp với B làm các việc sau:", else behind the sentence."""
    return index if GIVES.match(text) else index + 1


def _body_start_without_headings(lines: Sequence[Line], titled: int | None) -> int:
    foot = next((i for i, line in enumerate(lines) if fold(line.text).startswith("noi nhan")), len(lines))
    if titled is None:
        near = enumerate(lines[: min(foot, _TITLE_NEAR)])
        titled = next((i for i, line in near if line.cell is None and tells_of_work(line.text)), None)
    if titled is None:
        # A mail is about its subject, whatever that is called.
        near = enumerate(lines[: min(foot, _TITLE_NEAR)])
        titled = next((i for i, line in near if line.cell is None and MAIL_SUBJECT.match(line.text)), None)
    for wanted in (Rank.ROMAN, Rank.DOT):
        for index, line in enumerate(lines[:foot]):
            marker = split_marker(line.text, line.label)[0] if line.cell is None else None
            is_below = titled is None or index > titled
            if marker is not None and marker.rank <= wanted and is_below and not is_basis(line.text):
                told = (
                    [i for i in range((titled or 0) + 1, index) if _gives_work(lines[i])] if titled is not None else []
                )
                if wanted == Rank.DOT and len(told) > 1:
                    return told[0]
                return index - 1 if index and _heads(lines[index - 1]) else index
            if wanted == Rank.DOT and titled is not None and index > titled and leads_to_body(line.text):
                return _behind_lead_in(line.text, index)
    if titled is None:
        # A page that tells whom the chairman gave what, under a headline: several paragraphs give work until a day.
        told = [index for index in range(foot) if _gives_work(lines[index])]
        if len(told) > 1:
            return told[0]
        # A letter whose subject stands in the table of its head begins with whom it is for.
        near = enumerate(lines[:foot])
        titled = next((i for i, line in near if line.cell is None and is_greeting(line.text)), None) if told else None
    if titled is None:
        return len(lines)
    # Nothing is numbered: the body begins with the first whole sentence below the title that is no basis and no aim,
    # or with a phase or the fields of a piece of work, which stand below it.
    for index in range(titled + 1, foot):
        text = lines[index].text
        if _is_time_head(lines[index]) and text.endswith(":"):
            return index
        is_fields = fields_of(text).keys() & {"lead", "support"}
        is_sentence = text.endswith(".") and not is_basis(text) and not is_aim(text) and not is_greeting(text)
        if is_sentence or is_fields:
            # "Nội dung: …" above "Chủ trì: …" is of the same piece of work.
            first = index
            while is_fields and first - 1 > titled and is_field_label(lines[first - 1].text):
                first -= 1
            above = first - 1 > titled and (is_fields or _is_time_head(lines[first - 1]))
            return first - 1 if above else first
    return len(lines)


def _gives_work(line: Line) -> bool:
    """True for a paragraph of whole sentences that gives a body work until a day, above the first bullet."""
    text = line.text
    is_told = lexicon.body_start_pattern().search(text) and _UNTIL.search(text)
    is_paragraph = line.cell is None and text.endswith((".", ";")) and not is_basis(text)
    is_paragraph = is_paragraph and not (is_aim(text) and not _HANDS_OUT.search(text))
    return bool(is_told) and is_paragraph and not is_greeting(text)


# "Các việc hoàn thành trước ngày 20/5:" above "(1) …".
_NAMES_WORK = re.compile(r"(?:(?:các|những)\s)?(?:công việc|việc|nhiệm vụ|nội dung|hoạt động)\s", re.IGNORECASE)


def _heads(line: Line) -> bool:
    """True for a line that heads the bullets below it, though nothing is numbered."""
    names_work = GIVES.match(line.text) or _NAMES_WORK.match(line.text)
    is_title = is_known_heading(line.text) or (line.text.endswith(":") and names_work)
    return _is_time_head(line) or (line.cell is None and bool(is_title))


def _is_time_head(line: Line) -> bool:
    """True for "Tháng 1", "Giai đoạn 1: Chuẩn bị": it heads the bullets below it, though nothing is numbered."""
    text = line.text.rstrip(" :")
    is_period = is_time_only(text) and not fold(text).startswith("ngay")
    is_phase = PHASE.match(text) and not text.endswith(".") and not _YEARS_OF_PLAN.match(text)
    return line.cell is None and bool(is_period or is_phase)


def _body_end(lines: Sequence[Line], keys: Sequence[str], start: int) -> int:
    """Finds where the foot begins: recipients or a signature; without them behind the end mark "./.".

    ``keys`` are the texts of the lines folded.
    """
    marked = None
    for index in range(start, len(lines)):
        text = lines[index].text
        if _is_in_wide_table(lines, index):
            continue
        if keys[index].startswith("noi nhan") or is_signature(text) or ends_text(lines, index):
            return index - 1 if index > start and _is_day_of_issue(lines, index - 1) else index
        if _END.search(text):
            marked = index + 1
        elif marked == index and keys[index].startswith("phu luc"):
            return index
    if marked is not None:
        return _behind_mark(lines, marked)
    # Neither mark nor foot: the annex is no part of the body's last item.
    found = (i for i in range(start, len(lines)) if lines[i].cell is None and _begins_annex(lines[i].text, keys[i]))
    return next(found, len(lines))


def _is_phase(text: str) -> bool:
    """True for "GIAI ĐOẠN CHUẨN BỊ (từ 05/02 đến hết 27/02)", which heads work; "GIAI ĐOẠN 2026 - 2030" does not."""
    bare = re.sub(r"\([^()]*\)", "", text)
    return bare.isupper() and bool(_NAMED_PHASE.match(text)) and not _YEARS_OF_PLAN.match(text)


def _heads_work(lines: Sequence[Line], titled: int, index: int) -> bool:
    """True for the first bold title below the plan's own, above a paragraph with a body in it; none behind bullets."""
    line, following = lines[index], next(iter(lines[index + 1 : index + 2]), None)
    if not line.bold or following is None or following.bold or following.cell is not None:
        return False
    is_subject = all(one.bold for one in lines[titled:index])
    is_title = len(line.text.split()) <= _MOST_WORDS and line.text[-1:].isalnum() and not is_greeting(line.text)
    is_told = following.text.endswith(".") and lexicon.body_start_pattern().search(following.text)
    if not is_title or is_subject or not is_told:
        return False
    return not any(split_marker(one.text, one.label)[0] for one in lines[titled + 1 : index])


def _begins_annex(text: str, key: str) -> bool:
    return bool(_ANNEX_ALONE.fullmatch(key)) or (text.isupper() and key.startswith("phu luc"))


def _is_day_of_issue(lines: Sequence[Line], index: int) -> bool:
    """True for "Tân An, ngày 05 tháng 01 năm 2026" above the signer, where the head has none.

    The last cell of a table of tasks and a bare "30/5/2026" below a field are days of work.
    """
    cell, below = lines[index].cell, lines[index + 1].cell
    is_of_foot = cell is None or (below is not None and below[0] == cell[0] and not _is_in_wide_table(lines, index))
    return is_of_foot and is_day_of_issue(lines[index].text)


def _behind_mark(lines: Sequence[Line], marked: int) -> int:
    """Without recipients and signature the body goes on behind the mark only with a numbered line."""
    rest = lines[marked:]
    numbered = any(line.cell is None and (m := split_marker(line.text, line.label)[0]) and m.rank < Rank.DASH
                   for line in rest)  # fmt: skip
    return len(lines) if numbered else marked


def _is_in_wide_table(lines: Sequence[Line], index: int) -> bool:
    """True for a title such as "CHỦ TỊCH" inside a table of tasks; the foot's own table has two columns only."""
    cell = lines[index].cell
    near = lines[max(0, index - 40) : index + 40] if cell else ()
    return cell is not None and any(x.cell is not None and x.cell[0] == cell[0] and x.cell[2] > 2 for x in near)


def _tree(lines: Sequence[Line]) -> list[Node]:
    roots: list[Node] = []
    open_nodes: list[Node] = []
    alone: Line | None = None
    levels = Levels()
    behind = names_below_work(lines)
    for index, line in enumerate(lines):
        if line.cell is None and not line.label and _MARKER_ALONE.fullmatch(line.text) and index + 1 < len(lines):
            alone = line
            continue
        if line.cell is not None:
            above = _heading_above(open_nodes, roots)
            if above is None:
                above = Node(Marker(Rank.TITLE, ""), "", line, is_title=True)
                roots.append(above)
                open_nodes = [above]
            # The plain line right above a table that names it has the table to itself.
            last = (open_nodes[-1].children if open_nodes else roots)[-1:]
            is_named = bool(last) and last[0].marker is None and may_name_a_table(last[0])
            (last[0] if is_named and not above.cells else above).cells.append(line)
            continue
        if _goes_on_title(line, open_nodes):
            open_nodes[-1].text = clean(f"{open_nodes[-1].text} {line.text}")
            open_nodes[-1].more += (line,)
            continue
        node = _node(lines, index, open_nodes, alone, levels)
        if node.marker is None and index not in behind:
            head_without_number(node, _following(lines, index), open_nodes)
        alone = None
        _close(open_nodes, node)
        (open_nodes[-1].children if open_nodes else roots).append(node)
        if node.marker is not None:
            open_nodes.append(node)
    return roots


def _goes_on_title(line: Line, open_nodes: Sequence[Node]) -> bool:
    """True for the second line of a numbered title in capitals, and for the title below a bare "PHẦN I"."""
    last = open_nodes[-1] if open_nodes else None
    if last is None or last.children or last.cells or not line.text.isupper() or is_signature(line.text):
        return False
    if last.text and (line.blank_before or is_time_only(line.text) or PHASE.match(line.text)):
        return False
    if last.text and names_next_body(last.text, line.text):
        return False
    is_open = not last.text or (last.text.isupper() and not last.is_title)
    return is_open and last.rank < Rank.DASH and split_marker(line.text, line.label)[0] is None


def _node(lines: Sequence[Line], index: int, open_nodes: Sequence[Node], alone: Line | None, levels: Levels) -> Node:
    """Makes the node of a line; ``alone`` is a line above it that holds nothing but its number."""
    line = lines[index]
    marker, text = split_marker(line.text, line.label or (alone.text if alone else ""))
    text = _END.sub("", text).strip()
    is_bullet = marker is not None and marker.rank >= Rank.DASH
    below = lines[index + 1 : index + FAR]
    settled = levels.settled(marker, text, line, open_nodes, below) if marker else None
    node = Node(settled, text, line, more=(alone,) if alone else ())
    following = _following(lines, index)
    if is_bullet and following is not None:
        head_with_a_bullet(node, following, open_nodes)
    elif node.marker is not None and following is not None:
        head_above_its_like(node, following)
    return node


def _following(lines: Sequence[Line], index: int) -> Line | None:
    """Gives the next line where it is none of a table."""
    return next((line for line in lines[index + 1 : index + 2] if line.cell is None), None)


def _heading_above(open_nodes: list[Node], roots: list[Node]) -> Node | None:
    """Finds the heading that a table stands below; None where the body begins with it."""
    return next((node for node in reversed(open_nodes) if node.rank < Rank.DASH), roots[-1] if roots else None)


def _close(open_nodes: list[Node], node: Node) -> None:
    """Closes what the node cannot stand below; a plain paragraph stands beside the bullets, not below one."""
    if node.marker is None:
        while open_nodes and (open_nodes[-1].rank >= Rank.DASH or _is_said_of_all(node, open_nodes)):
            open_nodes.pop()
        return
    same = next((i for i, other in enumerate(open_nodes) if other.rank >= node.rank), len(open_nodes))
    del open_nodes[same:]


def _is_said_of_all(node: Node, open_nodes: Sequence[Node]) -> bool:
    """True for "Đơn vị phụ trách: …" below "a) …", "b) …", none of which has such fields: it is of "1." above them."""
    if len(open_nodes) < 2 or open_nodes[-1].rank != Rank.LETTER or not fields_of(node.text).keys() & _SAY_OF_WORK:
        return False
    letters = [child for child in open_nodes[-2].children if child.rank == Rank.LETTER]
    is_short = len(open_nodes[-2].text.split()) <= _LONGEST_OF_ALL
    is_told = any(letter.children or split_fields(letter.text)[1] for letter in letters)
    return is_short and len(letters) > 1 and not is_told


def _name_paths(nodes: Sequence[Node], above: str = "") -> None:
    taken: set[str] = set()
    titles = 0
    for node in nodes:
        name = node.marker.name if node.marker else ""
        if not above and node.is_title and not name:
            titles += 1
            name = f"N{titles}"
        last = above.rsplit(".", maxsplit=1)[-1]
        short = name.rsplit(".", maxsplit=1)[-1] if name.startswith(f"{last}.") or "." in name else name
        path = f"{above}.{short}" if above and short else above or short
        number = 2
        while name and node.rank < Rank.DASH and path in taken:
            path, number = f"{above}.{short}_{number}" if above else f"{short}_{number}", number + 1
        if name and node.rank < Rank.DASH:
            taken.add(path)
            node.path = path
        else:
            node.path = above
        _name_paths(node.children, node.path)


def said(node: Node) -> str:
    """Gives the line as printed, its number included: for a person who looks for it."""
    return clean(f"{node.line.label} {node.line.text}")
