"""Who leads the work in the middle of a sentence: "…; giao A", "do A chủ trì", "(A chủ trì)"."""

from __future__ import annotations

import re
from itertools import islice

from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import LOWER, PERSON, UPPER
from danvan_cli.intake.people.mentions import Mention, MentionKind
from danvan_cli.intake.people.name_lists import split_names
from danvan_cli.intake.people.predicates import (
    MAX_ZONE,
    STEERING,
    is_proper,
    is_usual,
    is_whole,
    subject_zone,
    usual_subject,
)
from danvan_cli.intake.people.unit_names import UnitNames

_ASSIGN_INSIDE = re.compile(
    r"[,;.:]\s*(?:(?i:việc|phần việc|công việc|nội dung|nhiệm vụ) (?:này|trên)\s+)?"
    rf"(?:giao(?:\s+cho)?|(?<=, )yêu cầu)\s+(?=[{UPPER}])"
    # "…, nhờ Câu lạc bộ Phụ nữ đứng ra"; who only helps is named behind "nhờ" too.
    rf"|(?:[,:;]|thì)\s+(?:tôi |mình )?nhờ\s+(?P<asked>(?=[{UPPER}]|(?:{PERSON})\s[{UPPER}]))"
    # "Nạo vét rãnh nước giao cho Chi hội B": the work stands before it, without a comma.
    rf"|(?<=[{LOWER}\d)”\"])(?<!bàn)(?<!chuyển)(?<!được)(?<!trên)(?<!tỉnh)(?<!xã)\s+giao\s+"
    rf"(?:cho\s+(?=[{UPPER}])|(?=(?:{PERSON})\s[{UPPER}])|(?P<bare>(?=[{UPPER}])))"
)
# "Kho thuốc được Khoa Dược kiểm kê", "được giao cho Khoa Dược biên soạn"; who approves it or helps does not lead.
_PASSIVE = re.compile(rf"\bđược\s+(?:(?:giao|phân công)\s+(?:cho\s+)?)?(?=[{UPPER}])")
NOT_DONE_BY = frozenset([
    "phê duyệt", "giao", "phân công", "ban hành", "công nhận", "quyết định", "hỗ trợ", "giúp", "đồng ý", "chấp thuận",
    "quan tâm", "khen", "khen thưởng", "tặng", "cấp", "thông qua", "thống nhất", "ủy quyền", "cho phép", "chỉ đạo",
    "đánh giá", "xếp", "trao", "bố trí", "phân bổ", "duyệt", "cho", "thẩm định", "phát động", "yêu cầu", "đề nghị",
    "mời", "",
])  # fmt: skip
# "Bên thực hiện là Phòng Kỹ thuật", "trách nhiệm của Phòng Kế hoạch".
_IS_DONE_BY = re.compile(
    r"\b(?:(?:(?:bên|đơn vị|cơ quan|bộ phận|người|nơi)\s+(?:thực hiện|chủ trì|phụ trách|chịu trách nhiệm|đảm nhiệm|làm"
    r"|tham mưu|soạn(?: thảo)?|chuẩn bị|tổ chức)"
    # "Chịu trách nhiệm phân luồng Quốc lộ 279 là Công an xã"
    r"|(?:chịu trách nhiệm|đăng cai|đảm nhận)(?:\s+[^\s,.;:()]+){1,16}?"
    r"|đầu mối(?:\s+[^\W\d]+){0,7}?|phụ trách)"
    r"(?:\s+chính)?\s+là|(?:trách nhiệm|là việc|là (?:nhiệm vụ|phần việc)|(?:nhiệm vụ|việc) này)(?:\s+chính)?"
    r"(?:\s+(?:giải quyết|thực hiện|theo dõi|xử lý))?\s+(?:là\s+)?(?:của|thuộc(?:\s+về)?))"
    rf"\s+(?P<zone>(?:[{UPPER}]|(?:{PERSON})\s)[^.;:()]{{2,120}})",
    re.IGNORECASE,
)
_BY = re.compile(rf"\bdo\s+(?=[{UPPER}]|(?:{PERSON})\s)(?!\S+\s+(?:trưởng|phó|viên|chủ)\b)")
# An event that somebody else holds, and who pays: neither is the work's own lead.
_TAKES_PART = re.compile(
    r"(?:\A|[.;,]\s*)(?:(?:nguồn )?kinh phí|thời gian"
    r"|(?:(?:cử|đăng ký|chọn|đưa|vận động)\s(?:[^.;]{0,60}\s)?)?"
    r"(?:tham dự|dự thi|dự(?! (?:thảo|kiến|toán|án|báo|phòng|trữ))|đi học|học(?= lớp| khóa)|tham gia|hưởng ứng"
    r"|thực hiện theo|theo))"
    r"\s[^.;]*\Z",
    re.IGNORECASE,
)
_HEADS_IT = re.compile(r"\s*làm\s+(?!chủ (?:công|lực|trì))(?:\S+\s+)?(?:trưởng|phó|chủ|tổ|thư ký|thành viên)\b")
# "Đoàn số 1 do Sở Y tế làm trưởng đoàn, kiểm tra …"; but a team that is received or set up is work of its host.
_TEAM_FIRST = re.compile(r"\A\W*(?:Đoàn|Tổ|Kiểm tra|Giám sát|Thanh tra)\b[^.;,]{0,80}\Z")
_LEADS_TEAM = re.compile(r"\s*làm\s+(?:trưởng đoàn|đoàn trưởng|tổ trưởng|trưởng ban)(?!\w)", re.IGNORECASE)
_NOT_BY = frozenset(["phát động", "ban hành", "quản lý", "yêu cầu", "đề nghị", "đề ra", "cung cấp", "là", "", "giao"])
# What is done about money, by others than who pays it.
_ON_MONEY = frozenset(["lập", "tổng hợp", "thẩm định", "quyết toán", "tham mưu", "trình", "đề xuất"])
# "văn bản do HĐND, UBND 03 xã cũ ban hành"
_DONE_BEFORE = re.compile(
    r"[^.;:]{2,80}?\s(?:(?:cũ|trước đây|trước (?:khi )?(?:sắp xếp|sáp nhập|hợp nhất))\s+)+(?:đã\s+)?"
    r"(?:ban hành|phát hành|ký|lập|cấp|quản lý|bàn giao|thực hiện|để lại)(?!\w)"
)
_LEADS_HERE = re.compile(
    r"\s(?:(?:chủ trì|làm đầu mối)(?!\w)|(?:chịu trách nhiệm|phụ trách|đảm nhiệm|đảm nhận)(?=\s*(?:[,.;]|\Z)))"
)
_OWNED = re.compile(
    r"(?:của|với|cho|tại|đến|từ|về|giữa|trước|qua|thuộc|trình|gửi|cùng|và|hợp|,|/|-|–)\s*\Z", re.IGNORECASE
)
# "(Công đoàn chủ trì; xong trước …)", "(Phòng A, Phòng B; thời gian: tháng 6)": names alone need a further fact,
# because "gửi về Sở (Phòng Nội vụ)" says who receives.
_IN_BRACKETS = re.compile(
    rf"\((?P<who>[{UPPER}][^();:]{{1,150}}?)(?<!phối hợp)\s+(?:chủ trì|phụ trách|thực hiện|tham mưu|điều hành|điều phối"
    r"|(?<!công )(?<!quy )(?<!chương )(?<!lịch )(?<!giáo )(?<!lộ )trình"
    r"|làm đầu mối)\b[^()]*\)"
    rf"|\((?P<names>[{UPPER}][^();:]{{2,200}}?)\s*;[^()]*\)"
)
# "Việc thu gom rác giao Công an phường": all that is said is the work and who gets it.
_WHOLE_SHARE = re.compile(
    r"\W*(?:việc|phần(?: việc)?|nội dung|công tác)\s(?!này|trên)[^;:()]{3,160}\sgiao\s", re.IGNORECASE
)
_POST = 25
_LONG_NAME = 3
_AIDS = re.compile(rf"[^,.;:()]{{2,120}}\s(?:{lexicon.AIDS}|hỗ trợ)(?!\w)")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_HELPFUL = re.compile(
    "đăng|phân tích|vẽ|in|dựng|chở|khám|giữ|trông|nấu|dạy|sửa|phát|gửi|soạn|viết|chụp|quay|chuyển|đưa|đón|lắp|mua|trồng"
    "|dọn|kẻ|treo|dán|đọc|ghi|nhập|tra|thu"
)
MAX_TRIES = 6
LONG_NAME = 110


# "nhờ Hội Phụ nữ Công an tỉnh đứng ra giúp": all of it.
_STANDS_FOR_IT = re.compile(r"[^,.;:()]{3,80}?\sđứng ra(?!\w)")
_WITH_OTHERS = re.compile(rf"\s*phối hợp\s+(?:với|cùng|các|[{UPPER}])")
# Who only does this lends a hand to who stands before.
LENDS = re.compile(r"(?:góp|điều)(?!\w)")
AIDED = (
    rf"(?P<who>(?-i:[{UPPER}])[^.;:()]{{2,80}}?)\scó\s(?P<aid>(?-i:[{UPPER}])[^.;:()]{{2,80}}?)\s"
    rf"(?:giúp sức|giúp đỡ|giúp|hỗ trợ|cùng làm|cùng tham gia)\s+(?=(?-i:[{LOWER}]))"
)
_AIDS_TOO = re.compile(rf"{LENDS.pattern}|(?:hỗ trợ|giúp|phụ giúp)(?!\w)")
_NAMES_END = re.compile(r"[;.(]|,\s+(?=[a-zđ])")
_SMALL_BEHIND = re.compile(r",\s+(?=[a-zđ])")
_IS_TO = re.compile(r"\s+(?:là|phối hợp|cùng)\s")
# "thời điểm do Tổng cục Hải quan thông báo" tells who sets the time.
_TELLS_WHEN = re.compile(r"\bthời (?:điểm|gian|hạn)(?:\s[^\W\d]+){0,3}\s*\Z", re.IGNORECASE)
_STEERED = re.compile(rf"\s+(?:thực hiện|phụ trách|tham mưu|chủ trì)\s+[{UPPER}]")


def names_inside(text: str, names: UnitNames) -> list[Mention]:
    """Reads "…; giao Văn phòng …", "do Văn phòng chủ trì" and "(Văn phòng chủ trì)" in the middle of a sentence."""
    found = _given(text, names) or _done_by(text, names) or _passive(text, names) or said_to_do(text, names)
    return found or _in_brackets(text, names) or _leading_within(text, names)


def asked_to_do(text: str, names: UnitNames) -> list[Mention]:
    """Reads who is asked for a favour: "…, nhờ Câu lạc bộ Phụ nữ đứng ra"; where somebody leads, that one helps."""
    return _given(text, names, is_favour=True) if "nhờ" in text.lower() else []


def _given(text: str, names: UnitNames, *, is_favour: bool = False) -> list[Mention]:
    for match in islice(_ASSIGN_INSIDE.finditer(text), MAX_TRIES):
        rest = text[match.end() :]
        # Who is asked to take it all on is given it.
        if (match["asked"] is not None and not _STANDS_FOR_IT.match(rest)) != is_favour:
            continue
        zone, verb = subject_zone(rest, names)
        is_open = (match["bare"] is not None and not _WHOLE_SHARE.match(text)) or match["asked"] is not None
        is_aid = match["asked"] is not None and _AIDS.match(rest) and not _STANDS_FOR_IT.match(rest)
        # "Việc mua sách giao Tổ Văn phòng phối hợp với Tổ Sử thực hiện" gives it to the first.
        is_with = verb == "phối hợp" and _WITH_OTHERS.match(rest, len(zone or "")) is not None
        if is_aid or (is_open and not is_with and (not verb or verb in (":", "phối hợp") or verb in NOT_DONE_BY)):
            # "chỉ tiêu Sở giao Trường A", "nhờ Huyện đoàn hỗ trợ": no work of it is told.
            continue
        zone = zone or ("" if is_open else _NAMES_END.split(rest[:MAX_ZONE], maxsplit=1)[0])
        is_help = verb == "phối hợp" and not _WITH_OTHERS.match(rest, len(zone))
        if "," in zone and (is_help or LENDS.match(verb)):
            # "giao Đoàn Thanh niên, Ban Chỉ huy Quân sự góp người": the last of them helps.
            zone = zone.rstrip(", ").rpartition(",")[0] or zone
        zone = without_brackets(zone).rstrip(" ,")
        # "giao cho Trung tâm Văn hóa, có sự tham gia của …"
        cut = _NAMES_END.split(zone, maxsplit=1)[0]
        if zone and (found := split_names(zone, names) or split_names(cut, names)):
            return found
    return []


def _done_by(text: str, names: UnitNames) -> list[Mention]:
    for match in islice(_BY.finditer(text), MAX_TRIES):
        taken = _TAKES_PART.search(text, max(0, match.start() - MAX_ZONE), match.start())
        if taken and "kinh phí" not in taken[0].lower():
            continue
        if _DONE_BEFORE.match(text, match.end()) or _TELLS_WHEN.search(text, 0, match.start()):
            continue
        rest = text[match.end() :]
        zone, verb = subject_zone(rest, names)
        if taken and verb not in _ON_MONEY:
            continue
        if zone and verb == "làm" and _HEADS_IT.match(text, match.end() + len(zone)):
            # "Đoàn kiểm tra do đồng chí A làm trưởng đoàn" tells who is in it; what a body heads, it leads.
            is_of_team = _TEAM_FIRST.search(text, 0, match.start()) and _LEADS_TEAM.match(text, match.end() + len(zone))
            heads = (split_names(without_brackets(zone), names) or []) if is_of_team else []
            if heads and all(m.kind == MentionKind.UNIT for m in heads):
                return heads
            continue
        if zone and verb not in _NOT_BY and verb != ":" and (found := split_names(without_brackets(zone), names)):
            return found
        # "do Phòng Kế hoạch mua: rọ thép về kho trong tháng 4"
        unusual = usual_subject(rest, names) if not zone or verb == ":" else None
        if unusual and (found := split_names(unusual[0], names)):
            return found
    return []


def _passive(text: str, names: UnitNames) -> list[Mention]:
    for match in islice(_PASSIVE.finditer(text), MAX_TRIES):
        zone, verb = subject_zone(text[match.end() :], names)
        found = split_names(without_brackets(zone), names) if zone and verb not in NOT_DONE_BY and verb != ":" else None
        if found and all(m.kind == MentionKind.UNIT for m in found):
            return found
    return []


def said_to_do(text: str, names: UnitNames) -> list[Mention]:
    """Reads "Bên thực hiện là Phòng Kỹ thuật", "đầu mối là Văn phòng", "trách nhiệm của Công an xã là tuần tra"."""
    told = _IS_DONE_BY.search(text)
    if told is None:
        return []
    # A usual name goes on behind its commas: "việc của Trung tâm Xúc tiến đầu tư, thương mại và du lịch, xong …".
    end = _SMALL_BEHIND.search(told["zone"], lexicon.usual_end(told["zone"]))
    zone = _IS_TO.split(told["zone"][: end.start()] if end else told["zone"], maxsplit=1)[0]
    if not (zone[:1].isupper() or lexicon.post_pattern().match(zone)):
        return []
    if found := split_names(zone, names):
        return found
    # "trách nhiệm của Trạm Y tế xã, Công an xã hỗ trợ": the last one does something else.
    before, verb = subject_zone(zone, names)
    before = before.rpartition(",")[0] or before if before and _AIDS_TOO.match(verb) else before
    return (split_names(without_brackets(before), names) if before and verb != ":" else None) or []


def _in_brackets(text: str, names: UnitNames) -> list[Mention]:
    for match in islice(_IN_BRACKETS.finditer(text), MAX_TRIES):
        # "(Ban Chỉ đạo thực hiện Quy chế dân chủ, cuối tháng)": the verb is in the name.
        is_steered = (
            match["who"]
            and STEERING.search(f"{match['who']} ")
            and _STEERED.match(match[0], match.end("who") - match.start())
        )
        # "(Trung tâm Giám sát điều hành thông minh)": so it is in a usual name.
        whole = match[0][1:-1].partition(";")[0].strip()
        steered = split_names(whole, names) if is_steered or is_usual(whole) else None
        found = steered or split_names(match["who"] or match["names"], names)
        if found and match["names"]:
            found = [*found, *_further(match[0][len(match["names"]) + 1 : -1], names)]
        if found and (match["who"] or all(m.kind == MentionKind.UNIT for m in found)):
            return found
    return []


def before_verb(zone: str, names: UnitNames) -> str:
    """Cuts a verb from "Trạm Y tế xã | khám (giúp)", where a whole name stands before it."""
    words = zone.split(" ")
    for count in (1, 2):
        shorter, last = " ".join(words[:-count]), " ".join(words[-count:])
        # "Tổ CNTT | đăng", "Trường Đại học Cần Thơ | phân tích": behind letters or a proper name goes no small word on.
        is_end = is_whole(shorter, names) or is_proper(shorter) or shorter.split(" ")[-1].isupper()
        is_end = is_end or (_HELPFUL.fullmatch(last) is not None and len(words) - count >= _LONG_NAME)
        if shorter and is_end and (lexicon.verb_pattern().fullmatch(last) or _HELPFUL.fullmatch(last)):
            return shorter
    return zone


def _further(text: str, names: UnitNames) -> list[Mention]:
    """Reads the names that go on behind the first semicolon of a bracket: "(Ban Quản lý rừng; Công ty X; quý II)"."""
    found: list[Mention] = []
    for piece in text.split(";")[1:]:
        more = split_names(piece.strip(" ."), names)
        if not more or any(mention.kind != MentionKind.UNIT for mention in more):
            break
        found += more
    return found


def _leading_within(text: str, names: UnitNames) -> list[Mention]:
    """Reads "Thăm hộ nghèo Hội Nông dân xã chủ trì": names that run up to "chủ trì" where a line was joined."""
    for match in islice(_LEADS_HERE.finditer(text), MAX_TRIES):
        # Names do not begin outside the bracket in which they end.
        tail = text[max(0, match.start() - LONG_NAME) : match.start()].rpartition("(")[2].rstrip(" ,")
        starts = [m.start() for m in lexicon.body_start_pattern().finditer(tail) if tail[m.start()].isupper()]
        for at in starts[:MAX_TRIES]:
            if found := split_names(tail[at:], names):
                # Inside a name that is somebody's no other begins: "gửi Tổ Văn phòng" has no "Văn phòng".
                is_owned = _OWNED.search(tail[:at]) or _heads(tail, at)
                return [] if is_owned else found
    return []


def _heads(text: str, at: int) -> bool:
    """True where the body at a place is the one that a person heads: "Phó Trưởng Công an xã"."""
    post = lexicon.post_pattern().search(text, max(0, at - _POST))
    return post is not None and post.start() < at


def without_brackets(words: str) -> str:
    """Leaves out what stands in brackets, and all behind one that is not closed."""
    return _BRACKET.sub("", words).partition("(")[0].rstrip() if "(" in words else words
