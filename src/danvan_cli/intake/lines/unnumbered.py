"""Headings without a number: in capitals, bold, by the name of a usual part of a plan, or nothing but a time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from danvan_cli.domain.draft import Line
from danvan_cli.domain.text import fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import UPPER
from danvan_cli.intake.lines.fields import is_field_label
from danvan_cli.intake.lines.markers import Marker, Rank, split_marker
from danvan_cli.intake.lines.nodes import Node
from danvan_cli.intake.lines.section_kinds import SectionKind, is_known_heading, kind_of_root
from danvan_cli.intake.lines.signature import is_signature
from danvan_cli.intake.time_words import FIGURES

_UNITS_OF_TIME = frozenset(["ngay", "tuan", "thang", "quy", "dot", "giai", "buoc", "hoc"])
_ABOVE = Rank.DASH - 1
_FIRST = frozenset(["1", "01", "I", "A", "a"])
_BEFORE_TIME = (
    r"(?:(?:hoan thanh|xong|cham nhat|muon nhat|khong (?:cham|muon|tre) hon|han (?:cuoi|chot)|thoi gian|tu nay"
    r"|den het|den|trong|vao|tu|truoc|sau) )"
)
_PERIOD_ONLY = re.compile(
    r"(?:(?:cac |nhung )?(?:cong |phan )?(?:viec|nhiem vu)(?: (?:lam|can lam|phai xong|phai lam|trong tam|cua))* )?"
    r"(?:cac thang (?:dau|cuoi) nam|(?:trong )?ca nam"
    r"|(?:tu (?:ngay )?)?\d{1,2}/\d{1,2}(?: ?[-–] ?| den (?:ngay |het )*)\d{1,2}/\d{1,2}(?:/\d{4})?"
    rf"|{_BEFORE_TIME}+\d{{1,2}}/\d{{1,2}}(?:/\d{{4}})?"
    rf"|{_BEFORE_TIME}*(?:(?:ngay|thang|quy|tuan|dot|giai doan|buoc|hoc ky)\s)"
    # "Tuần tra đêm" names no week.
    r"(?=(?:thu |cuoi |dau )?(?:\d|[ivx]+\b|nhat\b|hai\b|ba\b|tu\b|nam\b))"
    r"[\w/.,\- ]{1,40}(?:\([^()]{3,60}\))?)\s*:?"
)


# "Việc làm quanh năm" stands beside the quarters.
_ALL_YEAR = re.compile(
    r"(?:(?:cac )?(?:viec|cong viec|nhiem vu|hoat dong)(?: lam)? )?(?:quanh nam|thuong xuyen(?: trong nam)?|ca nam)\W*"
)


def is_time_only(text: str) -> bool:
    """True for "Tháng 6", "Trước 30/5:", "Từ nay đến hết tháng 9": a line that only says when what follows is done."""
    return bool(_PERIOD_ONLY.fullmatch(fold(text)))


PHASE = re.compile(
    r"(?:giai đoạn|đợt|bước|tuần|ngày|tháng|quý|phần)\s+(?:thứ\s+)?[\dIVX]{1,4}\b\.?(?:[^.;]|\.(?=\d))*$", re.IGNORECASE
)
# "Biểu 1. Việc làm trước mùa mưa (xong 31/3/2026)" above its table.
NAMES_A_TABLE = re.compile(r"(?:biểu|bảng)(?:\s+số)?\s+(?:\d{1,2}|[IVX]{1,4}|[A-H])\s*(?:[.:–-]|\Z)", re.IGNORECASE)
_LONGEST_TABLE_TITLE = 14
_PHASE_BY_NAME = re.compile(r"(?:giai đoạn|đợt|bước|phần)\s(?:[^.;]|\.(?=\d)){3,110}$", re.IGNORECASE)
# "Trước ngày 20/02/2026", "Tuần 02/3 - 08/3", "Ngày 01/3/2026 (Chủ nhật) - Lễ ra quân", "Cao điểm 23 - 29/3".
_TIME_HEADS = re.compile(
    r"(?:(?:chậm nhất|muộn nhất|xong|đến hết|từ|đến|trước|sau|trong|đợt|là) )*"
    r"(?:(?:ngày|tuần|tháng|quý|cao điểm|giai đoạn|đợt)\s[^.;:]{0,40}\d|quý\s[IVX]{1,4}\b|(?<=[nt]\s)\d)[\d/.\-–→ ]*"
    r"(?:\([^()]*\)\s*)?(?:[-–:]\s*[^.;,:]{0,40})?$",
    re.IGNORECASE,
)
# "Vụ thu (từ 01/9 đến 15/10/2026)" above a sentence.
_TIMED_TITLE = re.compile(
    rf"[{UPPER}][^.;:,()]{{2,50}}\s\((?:(?:từ|trong|trước|đến|tháng|quý|ngày|tuần)\s)*[\dIVX]+[^()]*\):?"
)
_THEME = re.compile(r"\(\s*(?:chủ đề|chủ điểm)\b", re.IGNORECASE)
_LONGEST_TITLE = 120
_MOST_WORDS = 12
_LONGEST_LEAD_IN = 400
# "* Tiểu ban Y tế: Trạm Y tế phường phụ trách" above what it does.
_LED_NAME = re.compile(
    r"(?P<name>[^:.;]{3,80}):\s[^:.;]{3,120}\s(?:phụ trách|chủ trì|đảm nhận)(?:,\s[^:.;]{3,120}\sphối hợp)?\s*:?"
)
_DAY = re.compile(FIGURES)
# "Đối với Chi cục Thủy lợi", "Phần việc của Văn phòng:"
_WHOSE_WORK = re.compile(
    r"(?:(?:đối )?với|(?:(?:phần |công )?việc|nhiệm vụ|trách nhiệm|phần)(?: được giao)? (?:của|cho)|giao(?: cho)?)\s+"
    rf"(?=(?-i:[{UPPER}]))",
    re.IGNORECASE,
)
# "Tổ Kỹ thuật. Chậm nhất ngày 30/9" says who and when of the work above; "TP. Tân An" is one name.
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=\S)")
GIVES = re.compile(r"(?:giao|phân công)(?: cho)?\s", re.IGNORECASE)


def may_name_a_table(node: Node) -> bool:
    """True for "Biểu 1. …" and for a bold line without a stop that assigns nothing: the title of the table below it."""
    if NAMES_A_TABLE.match(node.text):
        return True
    is_short = len(node.text.split()) <= _LONGEST_TABLE_TITLE and node.text[-1:] not in ".;,"
    return node.line.bold and is_short and not node.children and not node.is_field


def names_below_work(lines: Sequence[Line]) -> frozenset[int]:
    """Finds the lines with nothing but a name or a time that stand behind each piece of work, and not above it.

    In a part that begins with work and ends with a name every name says who does what stands above it, and every time
    until when; gives their indexes. A name that is bold, or with a colon, heads what follows.
    """
    found: set[int] = set()
    run: list[tuple[int, bool]] = []
    for index, line in enumerate((*lines, None)):
        marker = split_marker(line.text, line.label)[0] if line and line.cell is None else None
        is_work = marker is not None and marker.rank >= Rank.DASH
        is_named = line is not None and line.cell is None and marker is None and _may_stand_behind(line)
        if is_work or is_named:
            run.append((index, is_named))
            continue
        names = [at for at, is_name in run if is_name]
        if len(names) > 1 and not run[0][1] and run[-1][1]:
            found.update(names)
        run = []
    return frozenset(found)


def _may_stand_behind(line: Line) -> bool:
    is_heading = line.bold or line.text.endswith(":") or _is_capitals(line.text)
    is_fact = (
        names_only(_SENTENCE_END.split(line.text)[0].rstrip("."))
        or is_time_only(line.text)
        or _DAY.fullmatch(line.text)
    )
    return len(line.text) <= _LONGEST_TITLE and not is_heading and bool(is_fact)


def head_with_a_bullet(node: Node, following: Line, open_nodes: Sequence[Node]) -> None:
    """Makes a heading of a bulleted line that is a title in capitals, or a time or a name above further bullets.

    A name heads bullets of another sign only: "* Văn phòng" above "- Phát hành giấy mời".
    """
    text, sign = node.text, node.marker.name or node.marker.sign if node.marker else ""
    if len(text) > _LONGEST_TITLE or text.endswith((".", ";", ",")):
        return
    if _is_capitals(text):
        node.is_title, node.marker = True, Marker(Rank.TITLE, "")
        return
    below = split_marker(following.text, following.label)[0]
    is_above_bullets = below is not None and below.rank >= Rank.DASH
    if is_above_bullets and _is_beside_outer(below, sign, open_nodes):
        # "☐ Trồng cây", "+ tháng 4" above the next "☐": it is of what stands above it.
        return
    is_inner = is_above_bullets and _begins_inner(below, sign, open_nodes)
    is_anew = below is not None and Rank.NUMBER <= below.rank < Rank.DASH and below.name in _FIRST
    # "* Việc tháng 4" above "1. …", and again above the next "1. …".
    raised = (n.rank for n in open_nodes if n.is_lead_in and n.marker and n.marker.sign == sign and n.rank < _ABOVE)
    rank = below.rank - 0.5 if is_anew and below else next(raised, None)
    if rank is not None and (is_time_only(text) or text.endswith(":") or names_only(text)):
        node.is_lead_in, node.marker = True, Marker(rank, "", sign)
        return
    is_time = is_above_bullets and bool(_TIME_HEADS.match(text)) and (is_inner or not _is_nested(node, open_nodes))
    if is_time or (is_inner and names_only(text)):
        node.is_lead_in, node.marker = True, Marker(Rank.DASH - 0.5, "", sign)


def _is_nested(node: Node, open_nodes: Sequence[Node]) -> bool:
    """True for the "○" of "• Sinh hoạt chi hội" above "○ Tháng 3: …" above "• …": it tells more of the "•"."""
    return any(Rank.PLUS < other.rank < node.rank for other in open_nodes)


def _begins_inner(below: Marker | None, sign: str, open_nodes: Sequence[Node]) -> bool:
    """True for a bullet of another ``sign`` than the line above it, and not one of those that it stands below."""
    # Below the name before it with this sign stand such bullets, too.
    return _sign_of(below) != sign and not _is_beside_outer(below, sign, open_nodes)


def _is_beside_outer(below: Marker | None, sign: str, open_nodes: Sequence[Node]) -> bool:
    """True for a bullet of a sign below which bullets of this ``sign`` stand already."""
    signs = [_sign_of(node.marker) for node in open_nodes if node.marker and node.rank >= Rank.DASH - 1]
    return _sign_of(below) in (signs[: signs.index(sign)] if sign in signs else signs)


def _sign_of(marker: Marker | None) -> str:
    return (marker.name or marker.sign) if marker else ""


def names_only(text: str) -> bool:
    """True for nothing but the name of a body or of several ("Các trường học trên địa bàn"), and perhaps a bracket.

    A verb in small letters makes a sentence.
    """
    text = led["name"] if (led := _LED_NAME.fullmatch(text)) else _WHOSE_WORK.sub("", text)
    bare = re.sub(r"\s*\([^()]*\)\s*:?\Z", "", text).rstrip(" :")
    start = lexicon.body_start_pattern().match(bare) or lexicon.group_pattern().match(fold(bare))
    is_said = start and any(verb[0][:1].islower() for verb in lexicon.verb_pattern().finditer(bare, start.end()))
    is_one = ":" not in bare and not _SENTENCE_END.search(bare)
    return start is not None and not is_said and is_one and len(bare.split()) <= _MOST_WORDS


def head_above_its_like(node: Node, following: Line) -> None:
    """Raises a numbered title in capitals, or a phase, above what is numbered in the same way below it.

    "1. MỤC ĐÍCH" above "1. Nâng cao …", "2. Giai đoạn ra quân (từ 05/7)" above "5. Đoàn Trường …".

    So write Word's lists of two levels that both count 1, 2, 3.
    """
    marker, below = node.marker, split_marker(following.text, following.label)
    if marker is None or below[0] is None or below[0].rank != marker.rank or marker.rank < Rank.NUMBER:
        return
    kinds = (_is_capitals, _PHASE_BY_NAME.match)
    is_title = any(bool(is_kind(node.text)) and not is_kind(below[1]) for is_kind in kinds)
    if is_title and not node.text.endswith((".", ";")):
        node.marker = Marker(marker.rank - 0.5, marker.name, marker.sign)


def head_without_number(node: Node, following: Line | None, open_nodes: Sequence[Node]) -> None:
    """Gives a plain line that heads what follows a marker without a name, just above the next line's."""
    text = node.text
    if (rank := _beside_named(text, open_nodes)) is not None:
        node.marker = Marker(rank, "")
    phase = next((n for n in open_nodes if n.is_title and PHASE.match(n.text)), None) if following is None else None
    if phase is not None and PHASE.match(text):
        # "Bước 3. Kiểm tra trực tiếp" above its table, beside the steps before it.
        node.is_title, node.marker = True, Marker(phase.rank, "")
    if following is None or node.marker is not None:
        return
    below = split_marker(following.text, following.label)[0]
    is_open = text.endswith(":") and len(text) < _LONGEST_LEAD_IN
    # "Phòng Văn hóa - Xã hội" above bullets says who does what they tell.
    is_name = below is not None and below.rank >= Rank.DASH and names_only(text)
    if (is_open or is_name) and below is not None:
        node.is_lead_in = True
        # "Giao Phòng A: a) …" above "Giao Phòng B: - …": each gives what stands below it.
        beside = (n.rank for n in open_nodes if GIVES.match(text) and n.is_lead_in and GIVES.match(n.text))
        node.marker = Marker(next(beside, below.rank - 0.5), "")
    elif not is_field_label(text) and _looks_like_title(node, below, following, open_nodes):
        node.is_title = True
        node.marker = Marker(_rank_of_title(text, node.line, below, open_nodes), "")


def _beside_named(text: str, open_nodes: Sequence[Node]) -> float | None:
    """Gives the rank of "Công an xã:" above bullets to "Trạm Y tế xã: phun hóa chất …", which stands beside it.

    None for any other line, and where no such name is open.
    """
    name, colon, said = text.partition(": ")
    heads = [n for n in open_nodes if n.is_lead_in and n.text.endswith(":") and names_only(n.text)]
    head = heads[-1] if heads else None
    if head is None or not head.children or not (colon and said[:1].islower() and names_only(name)):
        return None
    return head.rank


def _looks_like_title(node: Node, below: Marker | None, following: Line, open_nodes: Sequence[Node]) -> bool:
    text = node.text
    if len(text) > _LONGEST_TITLE or text.endswith((".", ";", ",")) or is_signature(text):
        return False
    headed = next((n for n in reversed(open_nodes) if n.rank < Rank.LETTER), None)
    goes_on = below is not None and headed is not None and below.rank <= headed.rank and below.name not in _FIRST
    if goes_on and not _is_capitals(text):
        # The next line goes on with what stands above: this heads nothing, but for the next of several phases or times.
        titles = [node for node in open_nodes if node.is_title]
        is_next_time = node.line.bold and is_time_only(text) and any(is_time_only(title.text) for title in titles)
        return is_next_time or (bool(PHASE.match(text)) and any(PHASE.match(title.text) for title in titles))
    # "Tháng 3/2026" above "(Theo Công văn số …)" is the last day of the act that both belong to.
    is_period = is_time_only(text) and (
        below is not None or following.text[:1] != "(" or bool(_THEME.match(following.text))
    )
    if _is_main_title(text) or is_period or _is_bold_title(node, below, following, open_nodes):
        return True
    is_act = lexicon.verb_pattern().match(f"{text[:1].lower()}{text[1:]}")
    if _TIMED_TITLE.fullmatch(text) and not is_act and below is None:
        return following.text.endswith((".", ";")) and len(following.text.split()) > _MOST_WORDS
    is_next_phase = any(n.is_title and PHASE.match(n.text) for n in open_nodes)
    is_first_phase = not open_nodes and following.text.endswith((".", ";"))
    if PHASE.match(text) and (is_next_phase or is_first_phase or below is not None):
        return True
    # In a plan that numbers nothing a short line by itself, above whole sentences, heads them.
    is_alone = node.line.blank_before and following.text.endswith((".", ";", ":"))
    is_unnumbered = bool(open_nodes) and open_nodes[0].is_title
    return is_alone and is_unnumbered and len(text.split()) <= _MOST_WORDS


def _is_bold_title(node: Node, below: Marker | None, following: Line, open_nodes: Sequence[Node]) -> bool:
    """True for a bold line above a list, and for a short one above a paragraph that is not bold.

    Above "Thời gian: …", and below other bold titles that are no parts of the plan, it may be longer.
    """
    is_alike = any(n.is_title and n.line.bold and not _is_main_title(n.text) for n in open_nodes)
    most = 2 * _MOST_WORDS if is_alike or is_field_label(following.text) else _MOST_WORDS
    is_short = len(_without_brackets(node.text).split()) <= most and not following.bold
    return node.line.bold and (below is not None or is_short)


def _is_main_title(text: str) -> bool:
    return _is_capitals(text) or is_known_heading(text)


def _is_capitals(text: str) -> bool:
    """True for a title in capitals, whatever its brackets say: "GIAI ĐOẠN 1: CHUẨN BỊ (từ ngày … đến ngày …)"."""
    bare = _without_brackets(text)
    return bare.isupper() and len(bare) > 3


def _without_brackets(text: str) -> str:
    return re.sub(r"\([^()]*\)", "", text).strip()


def _rank_of_period(text: str, titles: Sequence[Node]) -> float | None:
    """Puts months below the quarter that stands above them, and a quarter beside the one before; None for the rest."""
    periods = [n for n in titles if is_time_only(n.text)]
    if periods and _ALL_YEAR.fullmatch(fold(text)):
        return periods[0].rank
    if not is_time_only(text):
        return None
    kind = _kind_of_time(text)
    if alike := [n.rank for n in periods if _kind_of_time(n.text) == kind]:
        return alike[-1]
    is_within = bool(periods) and (_kind_of_time(periods[-1].text), kind) == ("quy", "thang")
    return periods[-1].rank + 0.25 if is_within else None


def _kind_of_time(text: str) -> str:
    """Gives the unit of "Quý I", "Tháng 3"; "" for "Đến 30/01", "25/3 - 02/4", "Cả năm", which stand side by side."""
    return next((word for word in fold(text).split()[:1] if word in _UNITS_OF_TIME), "")


def _rank_of_title(text: str, line: Line, below: Marker | None, open_nodes: Sequence[Node]) -> float:
    """A title without a number stands where the last of its kind stood, else just below the open heading."""
    titles = [node for node in open_nodes if node.is_title]
    if (rank := _rank_of_period(text, titles)) is not None:
        return rank
    if titles and not any(not n.is_title and n.rank < Rank.LETTER and not n.is_lead_in for n in open_nodes):
        top = titles[0]
        # Under a title of purposes or targets no other part of the plan stands; and what looks alike is of one rank.
        is_alike = top.line.bold == line.bold and _is_capitals(top.text) == _is_capitals(text)
        is_closed = kind_of_root(top.text).kind not in (SectionKind.WORK, SectionKind.MIXED)
        is_next = bool(PHASE.match(text) and PHASE.match(top.text)) and text.split()[0] == top.text.split()[0]
        is_inner = not (_is_main_title(text) or is_closed or is_next or (line.bold and is_alike))
        return Rank.TITLE + 0.5 if is_inner else Rank.TITLE
    if titles:
        return titles[-1].rank
    numbered = [n for n in open_nodes if n.rank < Rank.LETTER and not n.is_lead_in]
    if not numbered:
        return Rank.TITLE
    last = numbered[-1]
    is_empty = not last.children and not last.cells
    inner = last.rank + 0.5 if is_empty or len(numbered) == 1 else numbered[-2].rank + 0.5
    return min(inner, below.rank - 0.25) if below and below.rank > inner - 1 else inner
