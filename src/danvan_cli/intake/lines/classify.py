"""What a line is, from evidence weighed together: a heading, an act with details, or nothing to be followed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from danvan_cli.intake.lines import markers
from danvan_cli.intake.lines.asides import aside_of, has_agenda, is_day_alone, is_remark
from danvan_cli.intake.lines.facts import facts_behind, facts_below, facts_in, own_labels
from danvan_cli.intake.lines.fields import OF_WORK, fields_of
from danvan_cli.intake.lines.markers import Rank
from danvan_cli.intake.lines.nodes import Node
from danvan_cli.intake.lines.section_kinds import kind_of_root
from danvan_cli.intake.lines.sense import ASSIGNS, FEWEST_FACTS, LABELLED, Sense, opens_with_verb
from danvan_cli.intake.lines.unnumbered import is_time_only, may_name_a_table
from danvan_cli.intake.people.rivals import scheduled
from danvan_cli.intake.spans import Reason

_LONG = 25
# The most words of a title above bullets.
_TITLE_WORDS = 8


class Evidence(NamedTuple):
    """One thing that speaks for a heading (weight above 0) or for an act (below), with lines that show it and not."""

    name: str
    weight: float
    holds: Callable[[Node, Sense], bool]
    example: str
    counter: str


def _acts_below(node: Node, sense: Sense) -> list[Node]:
    """Lists what below could be acts: bullets, and paragraphs that say more than who does the act above.

    Among fields a line with any other label ("Khẩu hiệu: …") tells more of the act, too.
    """
    is_told = sum(1 for child in node.children if child.is_field) > 1
    labelled = own_labels(node.children, sense)
    return [
        child for child in node.children
        if not (child.is_field or id(child) in labelled)
        and aside_of(child.text) is None and not (is_told and _is_labelled(child, sense))
        and (not child.is_plain or (opens_with_verb(child.text) and not sense.is_role(child.text)))
    ]  # fmt: skip


def _is_labelled(node: Node, sense: Sense) -> bool:
    label = LABELLED.match(node.text)
    return label is not None and not (sense.is_bodies(label["label"]) or opens_with_verb(node.text))


def _children_have_facts(node: Node, sense: Sense) -> bool:
    return any(sense.says(child.text) for child in _acts_below(node, sense))


def _children_open_with_verbs(node: Node, sense: Sense) -> bool:
    below = _acts_below(node, sense)
    acts = [child for child in below if opens_with_verb(child.text) or sense.is_assigned(child.text)]
    return len(below) > 1 and len(acts) * 2 > len(below)


def _says_nothing(node: Node, sense: Sense) -> bool:
    return _children_open_with_verbs(node, sense) and not sense.says(node.text)


def _stands_alone(node: Node, sense: Sense) -> bool:
    is_said = (sense.is_dated(node.text) or sense.is_assigned(node.text)) and not sense.is_bodies(node.text)
    return is_said and not node.cells and not node.text.endswith(":") and not _acts_below(node, sense)


_TO_DETAILS = re.compile(
    r"(?:trong đó|chú ý|lưu ý|cụ thể|bao gồm|gồm|chú trọng|tập trung(?: vào)?|với (?:các )?nội dung)[^,;.:]{0,40}:$",
    re.IGNORECASE,
)


# "Kiểm tra dây chuyền lạnh theo các yêu cầu sau:" lists what is to be so, and no work.
_TO_DEMANDS = re.compile(
    r"\b(?:theo|đạt|đủ|đáp ứng|bảo đảm|đảm bảo|với) (?:đủ )?(?:các |những |\d+ )?(?:yêu cầu|tiêu chí|tiêu chuẩn"
    r"|điều kiện)"
    r"(?: sau(?: đây)?| dưới đây)?:$",
    re.IGNORECASE,
)


def _leads_to_details(node: Node, sense: Sense) -> bool:
    if _TO_DEMANDS.search(node.text) and not any(opens_with_verb(child.text) for child in node.children):
        return True
    return bool(_TO_DETAILS.search(node.text)) and sense.says(node.text)


def is_thing(text: str) -> bool:
    """True for "gạo 45 tấn;" in a list below "Dự trữ tại chỗ:", which is no work by itself."""
    return text[:1].islower() and not opens_with_verb(text)


def _lists_things(node: Node, _: Sense) -> bool:
    below = [child for child in node.children if not (child.is_field or child.is_plain)]
    is_list = len(below) > 1 and all(child.rank >= Rank.DASH and is_thing(child.text) for child in below)
    return is_list and len(node.text.split()) >= _SHORTEST_ACT and not _OPENS_LIKE_A_HEADING.match(node.text)


# "Văn phòng làm các việc sau, xong trước 30/6:" is no work by itself.
_LISTS_WORK = re.compile(r"(?:việc|nhiệm vụ|hoạt động|công tác)\b[^.;]*:$", re.IGNORECASE)


def _says_all_above_things(node: Node, sense: Sense) -> bool:
    """True for work with a body and a day of its own above bullets that say neither and do nothing."""
    is_said = sense.is_assigned(node.text) and sense.is_dated(node.text) and not _LISTS_WORK.search(node.text)
    if not is_said or len(node.children) < FEWEST_FACTS or node.cells:
        return False
    return not any(
        child.rank < Rank.DASH or child.children or opens_with_verb(child.text)
        or sense.is_dated(child.text) or sense.is_assigned(child.text)
        for child in node.children
    )  # fmt: skip


# "Ban Chính sách lo việc này.", "Đây là hoạt động …", "Thời hạn là 30/5.", "Mỗi suất gồm …"
_OF_THIS_WORK = re.compile(
    r"(?:[^.;:]{3,80}\s(?:lo|làm|chủ trì|phụ trách|thực hiện|đảm nhận|chịu trách nhiệm)\s(?:về\s)?)"
    r"(?:việc|nhiệm vụ|nội dung|hoạt động|phần việc) (?:này|trên)\b"
    r"|(?:đây là|(?:thời )?hạn (?:chót )?là|mỗi (?:suất|phần|đội|lớp) (?:gồm|có))\s",
    re.IGNORECASE,
)


def _points_back(node: Node, sense: Sense) -> bool:
    """True for plain sentences below that each say more of the work above: who does "this work", until when."""
    below = node.children
    return (
        bool(below)
        and all(child.is_plain for child in below)
        and any(map(_OF_THIS_WORK.match, (c.text for c in below)))
    )


def _role_below(node: Node, sense: Sense) -> bool:
    return any(child.is_plain and not child.is_field and sense.is_role(child.text) for child in node.children)


def _is_counted_work(node: Node, _: Sense) -> bool:
    is_counted = node.marker is not None and node.marker.sign == markers.OF_WORK
    return is_counted and bool(node.children) and all(child.is_plain for child in node.children) and not node.cells


def _field_children(node: Node) -> list[Node]:
    return [child for child in node.children if child.is_field and child.rank >= Rank.DASH]


def _fields_of_work(node: Node, sense: Sense) -> bool:
    names = {name for child in _field_children(node) for name in fields_of(child.text)}
    told = names & set(OF_WORK)
    # Where several fields say all of it, a plain line between them only tells more of the work.
    is_said = len(told) > 1 and not _OPENS_LIKE_A_HEADING.match(node.text)
    is_said = is_said and not any(sense.says(child.text) for child in _acts_below(node, sense))
    return bool(told) and (is_said or not _acts_with_facts(node, sense))


def _acts_with_facts(node: Node, sense: Sense) -> bool:
    below = _acts_below(node, sense)
    return any(sense.says(child.text) or child.is_plain for child in below)


def _fields_of_each(node: Node, sense: Sense) -> bool:
    """True where two of the lines below have a field of work of the same name: each is work by itself."""
    told: list[set[str]] = []
    for child in node.children:
        if not child.is_field:
            told.append({name for below in _field_children(child) for name in fields_of(below.text)})
        elif told and child.rank >= Rank.DASH:
            told[-1] |= set(fields_of(child.text))
    counts = Counter(name for names in told for name in names & set(OF_WORK))
    return any(count > 1 for count in counts.values())


def _is_sentence(text: str) -> bool:
    return text.endswith((".", ";", "…")) and not text.isupper()


# A heading of fewer words is a topic, whatever stands below it.
_SHORTEST_ACT = 5
_SHORTEST_THING = 4
_OPENS_LIKE_A_HEADING = re.compile(
    r"(?:(?:về\s+)?công tác|về|đối với|nhiệm vụ|(?:các\s+)?giải pháp|nội dung|đợt|giai đoạn|bước|tháng|quý|tuần|nhóm"
    r"|một số|các|việc|hoạt động|lĩnh vực|phong trào|phần|ngày|trước|trong|từ|trách nhiệm)\b",
    re.IGNORECASE,
)


_FEW_PARAGRAPHS = 2
_LONG_TITLE = 9


def heads_schedule(node: Node) -> bool:
    """True for "Các tổ đến từng hộ, theo lịch:" above "Thôn Đông: ngày 07/4": the lines only say where and when."""
    is_act = node.text.endswith(":") and len(node.text.split()) >= _SHORTEST_ACT and not node.text.isupper()
    return is_act and len(node.children) > 1 and all(scheduled(child.text) for child in node.children)


def heads_facts(node: Node, sense: Sense) -> bool:
    """True for work above a line that only says who does it or until when, and others that say more."""
    is_act = opens_with_verb(node.text) and len(node.text.split()) >= _SHORTEST_ACT
    is_act = is_act and not (_OPENS_LIKE_A_HEADING.match(node.text) or node.text.isupper() or node.text.endswith(":"))
    told = (child.text for child in node.children if not child.is_field)
    return is_act and not node.cells and any(sense.says_only_facts(text, may_do=False) for text in told)


def _names_of_fields(node: Node) -> frozenset[str]:
    return frozenset(name for child in node.children if child.is_field for name in fields_of(child.text))


_OF_WORK = frozenset(["due", "lead"])


def heads_one_act(node: Node) -> bool:
    """True for "1. Giám sát việc niêm yết danh sách cử tri" above one paragraph, which says who does that and when."""
    below = [child for child in node.children if not child.is_field]
    is_told = 0 < len(below) <= _FEW_PARAGRAPHS and all(child.is_plain and not child.children for child in below)
    words = len(node.text.split())
    is_field_of_work = bool(_OPENS_LIKE_A_HEADING.match(node.text))
    is_act = opens_with_verb(node.text) and not is_field_of_work
    # "Phong trào văn hóa, thể thao chào mừng Ngày truyền thống": so many words name no field of work.
    is_act = words >= (_SHORTEST_ACT if is_act else _LONG_TITLE)
    # What has a time and a doer in lines of their own below it is what these are about.
    is_act = is_act or (not is_field_of_work and _names_of_fields(node) >= _OF_WORK)
    return is_told and is_act and not node.cells and not node.text.isupper()


def _names_what_is_over(node: Node, _: Sense) -> bool:
    return node.text[-1:].isalnum() and kind_of_root(node.text).reason == Reason.SITUATION


# The weights were set on the plans of tests/gold, one by one. In the examples a bar parts lines.
EVIDENCE: tuple[Evidence, ...] = (
    Evidence("a part of the plan", 4, lambda n, s: n.rank <= Rank.TITLE, "III. GIẢI PHÁP", "1. Giải pháp"),
    Evidence("capitals", 4, lambda n, s: n.text.isupper(), "1. TUYÊN TRUYỀN|- Họp.", "1. Tuyên truyền|- Họp."),
    Evidence("a colon", 2.5, lambda n, s: n.text.endswith(":"), "1. Đợt 1 (tháng 5):|- Họp.", "1. Đợt 1: họp.|- Họp."),
    Evidence(
        "no stop", 1.5, lambda n, s: not n.text.endswith((".", ";", ",", ":")),
        "1. Tuyên truyền|- Họp.", "1. Họp dân.|- Họp.",
    ),
    Evidence("bold", 1.5, lambda n, s: n.line.bold and not _is_sentence(n.text), "**1. Họp**|- Mời.", "1. Họp|- Mời."),
    Evidence(
        "nothing but names", 3, lambda n, s: s.is_bodies(n.text),
        "1. Văn phòng Sở|- Họp.", "1. Văn phòng Sở theo dõi việc họp|- Họp.",
    ),
    Evidence(
        "nothing but a time", 4, lambda n, s: is_time_only(n.text),
        "1. Từ ngày 01/3 đến 15/3|Văn phòng phát phiếu.", "1. Phát phiếu từ ngày 01/3|Văn phòng thu phiếu.",
    ),
    Evidence(
        "names what is over", 8, _names_what_is_over,
        "1. Một số kết quả đến ngày 31/10/2026|Đơn vị đã thu 1.284 tỷ đồng.",
        "1. Báo cáo kết quả đến ngày 31/10/2026|Đơn vị đã thu 1.284 tỷ đồng.",
    ),
    Evidence(
        "begins like a heading", 1.5, lambda n, s: bool(_OPENS_LIKE_A_HEADING.match(n.text)),
        "1. Công tác phụ nữ|- Họp.", "1. Họp phụ nữ|- Mời.",
    ),
    Evidence(
        "short", 0.5, lambda n, s: len(n.text.split()) <= 8,
        "1. Các hội nghị|- Họp.", "1. Các hội nghị của xã với người dân các ấp|- Họp.",
    ),
    Evidence(
        "has a table", 7, lambda n, s: bool(n.cells) and not has_agenda(n),
        "1. Bảng:|TT | Việc | Hạn|1 | Họp | 5/5", "1. Bảng:|- Họp.",
    ),
    Evidence(
        "facts below", 2, _children_have_facts,
        "1. Tuyên truyền|- Văn phòng in tờ rơi, xong trước ngày 30/6.", "1. Tuyên truyền|- In tờ rơi.",
    ),
    Evidence("acts below", 1, _children_open_with_verbs, "1. Dân vận|- Tổ chức họp.|- Phát quà.", "1. Dân vận|- Quà."),
    Evidence(
        "acts below and no facts of its own", 4.5, _says_nothing,
        "1. Đẩy mạnh vận động.|- Tổ chức họp.|- Phát tờ rơi.",
        "1. Công an xã vận động.|- Tổ chức họp.|- Phát tờ rơi.",
    ),
    Evidence("a whole sentence", -2, lambda n, s: _is_sentence(n.text), "1. Họp dân.|- Mời.", "1. Họp dân|- Mời."),
    Evidence(
        "says who does it", -2, lambda n, s: s.is_assigned(n.text) and not s.is_bodies(n.text),
        "1. Công an xã kiểm tra các quán|- Mời.", "1. Kiểm tra các quán|- Mời.",
    ),
    Evidence(
        "has its own last day", -1.5, lambda n, s: s.is_dated(n.text),
        "1. Báo cáo trước ngày 15/6|- Mời.", "1. Báo cáo số 15|- Mời.",
    ),
    Evidence("opens with a verb", -1, lambda n, s: opens_with_verb(n.text), "1. Tổ chức họp|- Mời.", "1. Quà|- Mời."),
    Evidence(
        "leads to details", -4, _leads_to_details,
        "1. Công an xã rà soát, xong trong quý III, trong đó chú ý:|- Mời.",
        "1. Rà soát các quán, trong đó chú ý:|- Mời.",
    ),
    Evidence(
        "lists things", -7, _lists_things,
        "1. Dự trữ tại chỗ đủ dùng:|- gạo 45 tấn;|- nước 20.000 lít.",
        "1. Dự trữ tại chỗ đủ dùng:|- Mua gạo.|- Mua nước.",
    ),
    Evidence(
        "says all above things", -7, _says_all_above_things,
        "1. Công an xã in mẫu, nộp ngày 20/3. Mỗi bộ có:|- Biên bản;|- Phiếu nhắc việc.",
        "1. Công an xã in mẫu, nộp ngày 20/3:|- Tổ chức họp;|- Thăm hộ nghèo.",
    ),
    Evidence(
        "counted as work", -6, _is_counted_work,
        "Mô hình 1. Trồng lúa sạch|Phòng Kinh tế triển khai trong tháng 3.",
        "1. Trồng lúa sạch|Phòng Kinh tế triển khai trong tháng 3.",
    ),
    Evidence(
        "who does it below", -3, _role_below,
        "1. Thăm gia đình chính sách|Hội Chữ thập đỏ xã chủ trì.", "1. Thăm gia đình chính sách|Hội Chữ thập đỏ xã đi.",
    ),
    Evidence(
        "sentences about this work below", -7, _points_back,
        "1. Tặng quà đoàn viên khó khăn|Ban Chính sách lo việc này.|Thời hạn là 30/5.",
        "1. Tặng quà đoàn viên khó khăn|Ban Chính sách mua quà.|Văn phòng trao quà ngày 30/5.",
    ),
    Evidence(
        "nothing but who and when below", -7, lambda n, s: bool(facts_below(n, s)),
        "1. Ngày Sách tại quảng trường|- Thư viện tỉnh|- Trước ngày 21/4",
        "1. Ngày Sách tại quảng trường|- Thư viện tỉnh|- Họp trước ngày 21/4",
    ),
    Evidence(
        "facts of its own and no acts below", -5, _stands_alone,
        "1. Công an xã báo cáo trước ngày 30/11.|Kinh phí từ ngân sách.",
        "1. Công an xã|Tổ chức họp dân.",
    ),
    Evidence(
        "long", -1.5, lambda n, s: len(n.text.split()) > _LONG,
        f"1. {'vận động nhân dân ' * 7}|- Mời.", "1. Vận động nhân dân|- Mời.",
    ),
    Evidence(
        "fields below", -1.5, lambda n, s: bool(_field_children(n)),
        "1. Họp dân|- Địa điểm: nhà văn hóa.", "1. Họp dân|- Tại nhà văn hóa.",
    ),
    Evidence(
        "fields of work below and no acts", -2.5, _fields_of_work,
        "1. Họp dân|- Thời gian: Quý II.", "1. Họp dân|- Thời gian: Quý II.|- Công an xã kiểm tra.",
    ),
    Evidence(
        "fields of each below", 9, _fields_of_each,
        "1. Họp dân.|- Mời.|Chủ trì: Công an xã|- Quà.|Chủ trì: Văn phòng",
        "1. Họp dân.|- Mời.|Chủ trì: Công an xã|- Quà.",
    ),
)  # fmt: skip


def weigh(node: Node, sense: Sense) -> float:
    """Weighs what speaks for a heading against what speaks for an act; above 0 it is a heading."""
    return sum(evidence.weight for evidence in EVIDENCE if evidence.holds(node, sense))


def _is_weighed(node: Node, sense: Sense) -> bool:
    """True for a node whose evidence speaks for a heading; weighed once."""
    if id(node) not in sense.headings:
        sense.headings[id(node)] = weigh(node, sense) > 0
    return sense.headings[id(node)]


def names_a_table(node: Node) -> bool:
    """True for "Biểu 1. Việc làm trước mùa mưa (xong 31/3/2026)" above its table."""
    return bool(node.cells) and node.marker is None and may_name_a_table(node)


def is_heading(node: Node, sense: Sense) -> bool:
    """True for a line that heads the acts below it, False for an act whose details stand below it."""
    if not (node.children or node.cells):
        return False
    if node.is_title and node.rank > Rank.TITLE and not node.cells and _names_of_fields(node) & _OF_WORK:
        # "Lễ phát động" in bold above "Thời gian: …", "Chủ trì: …" is work with its fields.
        return not are_all_fields(node.children)
    if node.is_title or node.is_lead_in or names_a_table(node) or heads_schedule(node):
        return True
    if not node.cells and all(
        is_remark(child) or is_day_alone(child) or (child.points_on and facts_behind(child, sense))
        for child in node.children
    ):
        return False
    if node.rank >= Rank.DASH:
        return (node.text.endswith(":") and not _leads_to_details(node, sense)) or _titles_bullets(node, sense)
    if (
        not node.cells
        and len(node.children) == 1
        and node.children[0].is_plain
        and sense.is_role(node.children[0].text)
    ):
        # "1. Đội tuyên truyền lưu động" above "Phòng Văn hóa chủ trì, xong trước 15/7." is what is made.
        return False
    return not _has_only_facts(node, sense) and _is_weighed(node, sense)


def _has_only_facts(node: Node, sense: Sense) -> bool:
    """True for work above lines that only say who does it, until when, how much of it and where."""
    if node.cells or node.rank <= Rank.TITLE or node.text.isupper() or _HANDS_OUT.match(node.text):
        return False
    if sense.is_bodies(node.text) or is_time_only(node.text) or len(node.text.split()) < _SHORTEST_THING:
        return False
    if any(not below.is_field or below.children for child in node.children for below in child.children):
        return False
    is_led = any(child.is_field and fields_of(child.text).keys() & ASSIGNS for child in node.children)
    names: Counter[str] = Counter()
    told: list[Node] = []
    for child in node.children:
        facts = {} if child.is_field else facts_in(child.text, sense)
        is_said = facts or (not child.is_field and sense.says_only_facts(child.text))
        if is_said or (is_led and _only_says_when(child.text, sense)):
            told.append(child)
        elif not (child.is_field or _is_labelled(child, sense)):
            return False
        names.update(facts.keys())
    # "- Thanh tra: tháng 4", "- Văn phòng: tháng 8": each has a share of its own.
    is_shared_out = max(names.values(), default=0) > 1
    return bool(told) and not (is_shared_out and not all(sense.says_only_facts(child.text) for child in told))


# "Theo tiến độ giao hàng, lô cuối trước ngày 01/9", "Xong cùng lúc với đợt 2, muộn nhất 15/4".
_SAYS_WHEN = re.compile(
    r"(?:theo (?:tiến độ|lịch|thông báo)|xong|hoàn thành|không (?:muộn|chậm|quá)|cùng (?:lúc|thời)|trước|sau|trong|từ"
    r"|đến|(?:chậm|muộn) nhất|hạn|bắt đầu|kết thúc|dự kiến|\d)(?!\w)",
    re.IGNORECASE,
)
_MOST_OF_WHEN = 16


def _only_says_when(text: str, sense: Sense) -> bool:
    is_when = bool(_SAYS_WHEN.match(text)) and len(text.split()) <= _MOST_OF_WHEN
    return is_when and sense.is_dated(text) and not sense.is_assigned(text)


# "1. Phân công thực hiện" above "- Văn phòng chủ trì.": who does the work of the whole plan.
_HANDS_OUT = re.compile(
    r"(?:tổ chức (?:triển khai )?thực hiện|phân công|phân nhiệm|trách nhiệm|giao việc)\b", re.IGNORECASE
)


def _titles_bullets(node: Node, sense: Sense) -> bool:
    """True for "➤ Gia đình, an sinh" above "• Tặng quà …, xong 10/02.": a short title, and pieces of work below it."""
    is_title = node.text[-1:].isalnum() and len(node.text.split()) <= _TITLE_WORDS
    if not is_title or sense.is_dated(node.text) or sense.is_assigned(node.text):
        return False
    told = [child for child in node.children if child.text.endswith((".", ";")) and not child.is_field]
    given = [child for child in told if sense.is_dated(child.text) or sense.is_assigned(child.text)]
    return len(told) > 1 and len(told) == len(node.children) and len(given) * 2 >= len(told)


def are_all_fields(nodes: Sequence[Node]) -> bool:
    """True for lines that are all fields of what stands above them (an event's time, place, guests), each said once."""
    names = [next(iter(fields_of(node.text)), "") for node in nodes]
    return bool(nodes) and all(node.is_field for node in nodes) and len(set(names)) == len(names)
