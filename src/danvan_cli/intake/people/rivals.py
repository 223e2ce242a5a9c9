"""Why somebody else may lead than who was read as the lead: whom the words name first, or with "chủ trì"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from danvan_cli.domain.text import fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import LOWER, PERSON, UPPER
from danvan_cli.intake.people.further_sentences import TIMED, begins_an_act
from danvan_cli.intake.people.inside import without_brackets
from danvan_cli.intake.people.mentions import Mention, MentionKind
from danvan_cli.intake.people.predicates import STEERING
from danvan_cli.intake.people.roles import Responsible
from danvan_cli.intake.people.spans import LENDS_A_HAND, find_bodies
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.time_words import CUED, ONLY_TIME

_FIRST_UNREAD = "đầu ý nêu “{}” nhưng chưa đọc được là chủ trì hay không"
_WHO_LEADS = "“{}” hay “{}” chủ trì?"
_WHERE = "“{}” làm việc này, hay là nơi được đến vào ngày ấy?"
_ONLY_GIVES = "“{}” chủ trì hay chỉ góp vào việc này?"
_IN_TURN = "các đơn vị thay nhau làm việc này; đơn vị nào chủ trì kỳ nào?"
_BY_PARTS = "mỗi đơn vị làm một phần: cùng chủ trì hay chỉ phối hợp?"
_OWN_WORK = "“{}” làm một việc riêng trong câu này hay phối hợp?"
_AS_ABOVE = "đơn vị được chỉ bằng “ấy”, “như trên”: chưa rõ là đơn vị nào"
# "vẫn hai đơn vị ấy, vai như mục trên", "cũng phòng ấy"
_SAME_AS = re.compile(
    r"\b(?:vai|phân công|đơn vị|ai làm)\s(?:thì\s)?như\s(?:mục|việc|điểm|ý)\s(?:trên|\d)"
    r"|\b(?:cũng|vẫn)\s(?:là\s|do\s)?(?:hai\s|các\s)?(?:đơn vị|phòng|tổ|ban|khoa|đội)\s(?:ấy|đó|này|trên)\b",
    re.IGNORECASE,
)
_HELPS_WITH = "“{}” phối hợp trong cả việc này, hay chỉ trong ý “{}”?"
_SHOWN = 60
_CLAUSE = re.compile(rf"(?<=[{LOWER}]{{2}})[.;]\s+|(?<=[\d)])[.;]\s+(?=[^\W\d])")
_JOINS = re.compile(
    r"(?:đồng thời |trước mắt,? |ngoài ra,? |(?:trong|từ|vào|đến)\s[^,;.]{2,40},\s)?(?:chủ trì,? )?"
    rf"(?:phối hợp|cùng)(?: với| cùng)*\s+(?=(?-i:[{UPPER}]))",
    re.IGNORECASE,
)
_ACTS_BEHIND = re.compile(rf"\s(?!(?:trong|về|để|và)\b|(?:thực hiện|triển khai|tổ chức)\s*(?:[.;,]|\Z))[{LOWER}]+\s")
_AND_JOINS = re.compile(rf",\svà\s(?:phối hợp|cùng)(?: với| cùng)*\s+[{UPPER}]")
_ONE_OR_TWO = "“{}” là một đơn vị hay hai, đơn vị nào chủ trì?"
# "Tổ Điện nước - Tổ Bảo vệ", "Tiểu ban An ninh - Công an phường"; but "Tổ Phòng dịch - Trạm Y tế xã" is of the station.
_DASHED_BODIES = re.compile(
    r"(?:Tổ|Đội|Khoa|Phòng|Bộ phận|Nhóm|Ban)\s.+\s[-–]\s(?:(?:Tổ(?! chức| hợp)|Đội|Khoa(?! học)|Phòng(?! chống| ngừa)"
    r"|Bộ phận|Nhóm)\s.+)"
    r"|Tiểu ban\s.+\s[-–]\s(?:Công an|Tổ(?! chức)|Đội|Phòng|Ban|Trạm|Văn phòng|Đoàn|Hội|Trường|Trung tâm)\s.+"
)
_OTHER_ROLE = "“{}” được ghi là chủ trì trong ngoặc"
# "tháng lẻ do A, tháng chẵn đến lượt B"
_TURNS = re.compile(
    r"\b(?:luân phiên|thay phiên|thay nhau|đến lượt|tới lượt|(?:tuần|tháng|quý|ngày) (?:lẻ|chẵn))\b", re.IGNORECASE
)
# "A làm phần nhân khẩu, B làm phần phương tiện", "Phần hồ đập thuộc A, phần lưới điện thuộc B"
_A_PART = re.compile(
    r"\b(?:làm|viết|lo|soạn|phụ trách|đảm nhận|thực hiện)\s+phần\s|\bphần\s[^.,;:]{2,40}\s(?:thuộc|do|giao)\s",
    re.IGNORECASE,
)
# "Tổ Nhà trẻ khâu chăn, Tổ Mẫu giáo sắp góc đồ chơi; cả hai việc xong ngày 20/8"
# "Tiểu ban Nghi lễ chọn đội tế. Chúc văn do cụ Nguyễn Đức Hợi soạn lại."
_DONE_BY_SOMEBODY = re.compile(
    rf"[.;]\s[^.;]{{2,80}}?\sdo\s(?P<who>(?:{PERSON}|cụ)\s[{UPPER}]\S*(?:\s[{UPPER}]\w+){{0,4}})\s(?=[a-zđà-ỹ])"
)
_SEVERAL_WORKS = re.compile(r"\bcả (?:hai|ba|bốn) (?:việc|nhiệm vụ|phần việc|nội dung)\b", re.IGNORECASE)
# "Phòng Tài chính chuẩn bị kinh phí, Chi cục Thủy lợi xây dựng kịch bản": nobody is said to lead the whole.
_OF_THE_WHOLE = re.compile(
    r"[^.;:]{0,20}\b(?:chủ trì|phụ trách|đảm nh[ậi]\w+|đảm trách|điều hành|điều phối|đầu mối|chủ công|tổ chức|đứng ra"
    r"|chịu trách nhiệm|tham mưu|tiến hành|chỉ đạo|trưởng đoàn)\b",
    re.IGNORECASE,
)
_WITH_OTHERS = re.compile(r"\b(?:phối hợp|cùng|với)\s[^.;:]*\Z")
# "Hội LHPN xã phối hợp cùng Trạm Y tế xã (đơn vị chủ trì)"
_LEADS_IN_BRACKET = re.compile(
    rf"\b(?:cùng|với)\s+(?P<who>[{UPPER}][^.;:,()]{{2,80}}?)\s*(?:\(|[-–]\s)"
    r"(?:(?:[^\W\d]+\s){1,4}?là\s+|là\s+)?(?:đơn vị|cơ quan|bên)\s+chủ trì(?:\)|\s*[-–])"
)
_LONGER = "tên “{}” có thể còn dài hơn"
_LEADS_FURTHER_ON = re.compile(rf"\s[{LOWER}][^.;:{UPPER}]{{3,150}}\s(?:chủ trì|phụ trách|chịu trách nhiệm)\s")
_GOES_ALONG = "“{}” cùng chủ trì hay chỉ phối hợp?"
# "Mở lớp bồi dưỡng. Ban Xây dựng Đảng và Trung tâm Chính trị phối hợp."
_TOGETHER_AT_END = re.compile(rf"[.;]\s+(?P<who>[{UPPER}][^.;:()]{{2,160}}?)\s+phối hợp\s*[.;]?\s*\Z")
_CUED = re.compile(rf"\b(?:{CUED})\b", re.IGNORECASE)
_REMARK = re.compile(r"\s[-–]\s(?!\d)|[;(]|\.\s")
_HOUR = re.compile(r"\A\s*(?:lúc\s+)?\d{1,2}\s?(?:h|giờ)\s?\d{0,2}\s*")
# "Tổ chức hội thi trước 20/4, Công an xã lo trật tự.": a share of the work, at its end.
_SHARES = re.compile(
    rf"[^\W\d]\w*\s[^.;:]{{3,}},\s+(?P<who>[{UPPER}][^.;:,]{{2,60}}?)\s+(?:lo|giữ|bảo đảm|đảm bảo|phục vụ|chuẩn bị)"
    r"\s[^.;:,]{2,40}[.;]?\Z"
)
_HANDED_ON = re.compile(r"\b(?:giao|chỉ đạo|phân công|làm trưởng)\b")
_SAID_TO_LEAD = re.compile(
    rf"(?:\A|[.;:,(]\s*|\s[-–]\s|\b(?:do|gồm|giao(?:\s+cho)?)\s+)(?!Tổng phụ trách)"
    rf"(?P<who>[{UPPER}][^.;:,()–]{{2,80}}?)"
    r"(?:\s+(?:(?:cùng|đồng)\s+)?(?P<says>chủ trì|phụ trách|chịu trách nhiệm ch(?:ung|ính)|điều phối|dẫn đầu|đảm nhận"
    r"|trực tiếp chỉ đạo|đảm nhiệm|đảm trách|làm đầu mối|lo(?=\s*[,.;]))(?!\w)"
    r"|\s*\((?:tổ trưởng|trưởng đoàn|đội trưởng|nhóm trưởng|trưởng ban)\))"
)
_HANDS_ON = re.compile(r"\s+(?:giao|phân công|yêu cầu|đề nghị|ủy quyền|chỉ đạo)(?!\w)")
# What is given, not done: who gives it mostly helps.
_GIVES = re.compile(
    r"\s+(?:sẽ\s+|được mời\s+)?(?:tài trợ|ủng hộ|giới thiệu|cho mượn|đóng góp|góp ý|xuất kinh phí|cấp kinh phí"
    r"|tạo điều kiện|hỗ trợ|cung cấp|biên tập tài liệu|cử\s|bố trí (?:địa điểm|hội trường|sân bãi|xe)|chia sẻ)(?!\w)"
)
# "Tết trồng cây (chi hội A, chi hội B chuẩn bị hố trước 20/2)": a share of the work, in a bracket.
_PREPARES = re.compile(r"\((?P<who>(?:(?!chủ trì)[^();]){3,120}?)\s(?:chuẩn bị|lo|cử|bố trí)\s(?=\w)[^()]+\)")
# "Lắp gờ giảm tốc (Phòng Kinh tế cùng làm)": with whom, the words do not say.
_JOINS_IN = re.compile(r"\((?P<who>(?:(?!chủ trì)[^();]){3,120}?)\scùng\s(?:làm|tham gia|thực hiện|giúp|hỗ trợ)\)")
# "Về chế biến: Nhà máy bảo dưỡng dây chuyền …"
_TOPIC = re.compile(r"\A(?:Về|Đối với|Riêng)\s[^.;:,\d]{2,60}[:,]\s+")
# "riêng Trường A bàn giao trong quý IV"
_APART = re.compile(r"\W*(?i:riêng)\s(?P<who>[^.;:]+)")
_COUNTED_LIST = re.compile(r"\b(?P<count>\d{1,2})\s(?=[a-zđ])[^();.:]{3,80}\((?P<who>[^()]+)\)[^()]{0,40}\Z")
_SAID_TO_HELP = re.compile(r"(?:phối hợp|cùng)[^.;]{0,60}\Z")
_LABELS = frozenset(["Đơn vị", "Cơ quan", "Bộ phận", "Nơi"])
_BEGINNING = 120
_SEVERAL = 2
_TOGETHER_WITH = re.compile(r"\scùng(?:\s+với)?\s+\Z")
# "Thanh tra tỉnh cùng các Sở: Tư pháp, Tài chính".
_WITH_MANY = re.compile(r"\scùng(?:\s+với)?\s+các\s+\w+\s?:")
_BOTH_LEAD = re.compile(r"\s+(?:cùng\s+|đồng\s+)?(?:chủ trì|chịu trách nhiệm|phụ trách)(?!\w)")


def why_another_leads(text: str, who: Responsible, names: UnitNames, *, is_told: bool) -> str:
    """Says why a person must look at the lead that was read from a text; "" where nobody else may lead.

    ``is_told`` where a field names the lead: then only what is said of leading in so many words counts.
    """
    units = ", ".join(who.units("leads"))
    if not is_told and (first := _first_named(text, who, names)):
        return _FIRST_UNREAD.format(first)
    if not is_told and STEERING.match(f"{units} ") and _LEADS_FURTHER_ON.match(text, len(units)):
        # "Tổ công tác rà soát, tháo gỡ vướng mắc các dự án chủ trì phân loại": all of it may be its name.
        return _LONGER.format(units)
    if not is_told and _is_scheduled(text, who):
        return _WHERE.format(units)
    if not is_told and (apart := _APART.match(text)) and apart["who"].startswith(units):
        return _WHERE.format(units)
    if not is_told and (listed := _listed_objects(text, who)):
        return _WHERE.format(listed)
    if not is_told and (why := _why_a_giver(text, who, names)):
        return why
    share = _PREPARES.search(text) or _JOINS_IN.search(text)
    if not is_told and share and all(name in share["who"] for name in who.units("leads")):
        return _ONLY_GIVES.format(units)
    if not is_told and (share := _SHARES.match(text)) and share["who"] == units:
        return _ONLY_GIVES.format(units)
    if other := _leads_before(text, who):
        return _WHO_LEADS.format(other, units)
    somebody = _DONE_BY_SOMEBODY.search(text)
    if somebody and units and somebody["who"] not in units:
        return _WHO_LEADS.format(somebody["who"], units)
    return ""


def _listed_objects(text: str, who: Responsible) -> str:
    """Quotes the leads of "Kiểm tra 02 chi bộ (Chi bộ A, Chi bộ B)", as many as are looked at; else nothing."""
    units = who.units("leads")
    listed = _COUNTED_LIST.search(text) if len(units) > 1 else None
    is_same = (
        listed is not None and int(listed["count"]) == len(units) and all(u.split()[-1] in listed["who"] for u in units)
    )
    return ", ".join(units) if is_same else ""


def why_roles_are_open(text: str, who: Responsible, names: UnitNames) -> str:
    """Says why neither who leads nor who helps is sure: bodies in turn, each with a part, or led by who is helped.

    So is a lead that a dash may make of two. Empty for any other text.
    """
    if dashed := next(filter(_DASHED_BODIES.fullmatch, who.units("leads")), ""):
        return _ONE_OR_TWO.format(dashed)
    if halves := _halves(text, who.leads):
        return _ONE_OR_TWO.format(halves)
    if _SAME_AS.search(text):
        return _AS_ABOVE
    if beside := going_along(text, [m.text for m in who.leads]):
        return _GOES_ALONG.format(", ".join(beside))
    both = _TOGETHER_AT_END.search(text)
    if both and who.leads and not who.supports and all(mention.text in both["who"] for mention in who.leads):
        return _GOES_ALONG.format(both["who"])
    if found := _LEADS_IN_BRACKET.search(text):
        return _OTHER_ROLE.format(found["who"])
    if apart := _doing_something_else(text, who):
        return _OWN_WORK.format(apart)
    is_in_parts = len(_A_PART.findall(text)) > 1 or bool(_SEVERAL_WORKS.search(text))
    if not (is_in_parts or _TURNS.search(text)) or len(find_bodies(text, names)) < _SEVERAL:
        return ""
    return _BY_PARTS if is_in_parts else _IN_TURN


def why_helps_with_a_part(text: str, who: Responsible) -> str:
    """Says why those that help may help with a part only: their clause says what else is done, or others have days too.

    "A kiện toàn đội xung kích; phối hợp với B rà soát danh sách", "Chủ trì, phối hợp với B rà soát, xong trước 15/8.
    Công khai kết quả chậm nhất 20/9."; empty for any other text.
    """
    helpers = who.units("supports")
    clauses = [clause for clause in _CLAUSE.split(text) if clause.strip(" .;")] if helpers else []
    helped = [number for number, clause in enumerate(clauses) if any(name in clause for name in helpers)]
    if len(helped) != 1:
        return ""
    clause = clauses[helped[0]]
    works = [one for number, one in enumerate(clauses) if TIMED.search(one) and (number == 0 or begins_an_act(one))]
    joins = _JOINS.match(clause) if helped[0] else _AND_JOINS.search(clause)
    behind = max(clause.rfind(name) + len(name) for name in helpers if name in clause)
    is_part = bool(joins) and _ACTS_BEHIND.match(clause, behind) is not None
    return _HELPS_WITH.format(", ".join(helpers), clause.strip(" .;")[:_SHOWN]) if is_part or len(works) > 1 else ""


def _doing_something_else(text: str, who: Responsible) -> str:
    """Quotes a helper whose own clause says of no help: "A chuẩn bị kinh phí, B xây dựng kịch bản"; else nothing."""
    if any(_OF_THE_WHOLE.match(text, text.find(m.text) + len(m.text)) for m in who.leads):
        return ""
    for unit in who.units("supports") if who.leads else ():
        clause = re.search(rf"[,;]\s+{re.escape(unit)}\s+(?P<does>[^,;.:()]+)", text)
        if clause is None or _WITH_OTHERS.search(text, 0, clause.start()):
            continue
        does = clause["does"].strip()
        if " " in does and lexicon.verb_pattern().match(does) and not LENDS_A_HAND.search(does):
            return unit
    return ""


def _halves(text: str, leads: Sequence[Mention]) -> str:
    """Quotes a body with words in small letters behind it that no group is called by: "Ban Công tác đảng, đoàn …"."""
    for unit, more in pairwise(leads):
        joined = [f"{unit.text}{sign}{more.text}" for sign in (", ", " và ", " - ")]
        is_many = lexicon.group_pattern().match(fold(more.text)) or lexicon.body_start_pattern().match(more.text)
        is_odd = more.kind == MentionKind.GROUP and not is_many
        if unit.kind == MentionKind.UNIT and is_odd and (said := next((one for one in joined if one in text), "")):
            return said
    return ""


def _first_named(text: str, who: Responsible, names: UnitNames) -> str:
    """Quotes the body with which the text begins where another one is read as its lead; else nothing."""
    text = _TOPIC.sub("", text, count=1)
    start = lexicon.body_start_pattern().match(text)
    if start is None or not text[:1].isupper():
        return ""
    named = find_bodies(text[:_BEGINNING], names)
    first = named[0].text if named and named[0].start == 0 else ""
    if _HANDS_ON.match(text, len(first)):
        return ""
    is_read = any(first.startswith(m.text) or m.text.startswith(first) for m in (*who.leads, *who.supports))
    return "" if is_read else first


def scheduled(text: str) -> str:
    """Gives what stands before the colon of "Trường Tiểu học A: ngày 15/4.": no work and no word of deadlines behind.

    Empty for any other line.
    """
    name, colon, rest = text.partition(":")
    said = _REMARK.split(rest)[0]
    is_time = bool(colon) and bool(ONLY_TIME.match(_HOUR.sub("", said))) and not _CUED.search(said)
    return name if is_time and not lexicon.verb_pattern().search(said) else ""


def _is_scheduled(text: str, who: Responsible) -> bool:
    """True where the line of a schedule names nothing but the lead that was read: one may go there on that day."""
    leads = who.units("leads")
    rest = without_brackets(scheduled(text))
    for lead in leads:
        rest = rest.replace(lead, "", 1)
    return bool(leads) and bool(scheduled(text)) and not rest.replace(" và ", "").strip(" ,;&")


def _why_a_giver(text: str, who: Responsible, names: UnitNames) -> str:
    """Asks who leads where the one read only gives for the work: "A tài trợ máy, B lắp", "nước do A tài trợ"."""
    leads = who.units("leads")
    if len(leads) != 1 or (at := text.find(leads[0])) < 0 or not _GIVES.match(text, at + len(leads[0])):
        return ""
    end = at + len(leads[0])
    others = [s for s in find_bodies(text, names) if s.aside is None and not (at <= s.start < end)]
    other = next((s.text for s in others if not _SAID_TO_HELP.search(text, 0, s.start)), "")
    if other:
        return _WHO_LEADS.format(leads[0], other)
    return _ONLY_GIVES.format(leads[0]) if text[:at].lower().endswith(" do ") else ""


def _leads_before(text: str, who: Responsible) -> str:
    """Quotes who is said to lead where another is read as the lead: a person before it, a name before "chủ trì"."""
    people = [m.text for m in who.leads if m.kind == MentionKind.PERSON]
    units = who.units("leads")
    for person in people:
        at, of = text.find(person), min((p for u in units if (p := text.find(u)) >= 0), default=-1)
        if 0 <= at < of and not _HANDED_ON.search(text, at + len(person), of):
            return person
    named = [m.text for m in who.leads]
    is_plain = any(f"{name} chủ trì" in text for name in named)
    for said in _SAID_TO_LEAD.finditer(text):
        # "A chủ trì, B phụ trách hậu cần": who leads is said in so many words.
        if is_plain and said["says"] != "chủ trì":
            continue
        if _is_somebody(said["who"]) and not any(name in said["who"] or said["who"] in name for name in named):
            return said["who"].strip()
    return ""


def _is_somebody(name: str) -> bool:
    """False for "Phân công bộ phận | phụ trách từng tiêu chí" and "Đơn vị | chủ trì:": work, or a field's label."""
    return name not in _LABELS and not lexicon.verb_pattern().match(f"{name[:1].lower()}{name[1:]}")


def going_along(text: str, leads: Sequence[str]) -> Sequence[str]:
    """Lists those of the leads' names that "cùng (với)" joins to the first: "A cùng B tổ chức …" may say that B helps.

    Empty for "A và B cùng thực hiện" and "A cùng B chủ trì", which are two leads beyond doubt.
    """
    at = 0
    if len(leads) > 1 and _WITH_MANY.search(text):
        return () if _BOTH_LEAD.search(text) else leads[1:]
    for number, one in enumerate(leads if " cùng " in text else ()):
        at = text.find(one, at)
        if at < 0:
            break
        if number and _TOGETHER_WITH.search(text, 0, at):
            last = text.find(leads[-1], at) + len(leads[-1])
            return () if _BOTH_LEAD.match(text, last) else leads[number:]
        at += len(one)
    return ()
