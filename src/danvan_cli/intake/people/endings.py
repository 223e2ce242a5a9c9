"""Who does the work where the names stand behind it: "…: Văn phòng", "… - Văn phòng", "… (Văn phòng tham mưu)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from danvan_cli.domain.text import fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import LOWER, PERSON, UPPER
from danvan_cli.intake.people.mentions import Mention, MentionKind, kind_of_name
from danvan_cli.intake.people.name_lists import split_names
from danvan_cli.intake.people.predicates import MAX_ZONE, TIME_WORDS, subject_zone, within_brackets
from danvan_cli.intake.people.roles import Responsible, read_roles
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.time_words import SUBMIT

# Verbs with which a body does the whole work that stands before its name.
ROLE_VERBS = frozenset([
    "chủ trì", "phụ trách", "thực hiện", "chịu trách nhiệm", "có trách nhiệm", "đảm nhiệm", "đảm nhận", "đảm trách",
    "làm đầu mối", "đầu mối", "tham mưu", "dự thảo", "soạn thảo", "soạn", "triển khai", "lo", "làm", "cùng",
    "trực tiếp", "chuẩn bị", "phối hợp", "tiến hành", "đứng ra", "quán xuyến", "đảm đương",
    "làm nòng cốt", "làm chính", "chủ công", "điều hành", "điều phối",
])  # fmt: skip
# Where names may begin, in the order in which they are looked for.
_OPENINGS = (
    re.compile(r":\s+"),
    re.compile(r"(?:\A|(?<=\s))\((?=[^()]{2,200}\))"),
    re.compile(r"\s[-–—]\s+"),
    re.compile(rf"(?<=\w\w)[.;]\s+|(?<=\))[.;]\s+|(?<=\d)(?:;\s+|\.\s+(?=[{UPPER}]))"),
    re.compile(r",\s+"),
)
_COLON, _BRACKET, _DASH, _STOP, _COMMA = range(5)
_CLAUSE_END = re.compile(r"(?<=[^\W\d_]{2})\.(?=\s|\Z)|(?<=[\d)])\.(?=\s|\Z)|;|\s\(|\s[-–—]\s+(?=[a-zđ])")
# "… - Văn phòng - 02 đợt", "…: Văn phòng, kỳ 6 tháng gửi ngày 08/6"
_TIME = re.compile(
    rf"(?:\A|,?\s+|,\s*|\s[-–—]\s)"
    rf"(?={TIME_WORDS}|kỳ (?:\d|năm|quý|tháng)|\d{{1,2}} (?:đợt|lần|buổi|lớp|cuộc)\b)",
    re.IGNORECASE,
)
_TIME_FIRST = re.compile(rf"\A{TIME_WORDS}[^,;.]{{0,40}},\s+", re.IGNORECASE)
_GIVEN = re.compile(
    r"\A(?:(?:giao|phân công)(?:\s+cho)?|do|đơn vị (?:chủ trì|thực hiện)|cơ quan (?:chủ trì|thực hiện))\s+",
    re.IGNORECASE,
)
_ANY_NAME = re.compile(rf"[{UPPER}]|(?:các|mỗi|đ/c|đồng chí|giáo viên)\b", re.IGNORECASE)
# Whom these words name gets, attends or is looked at: nobody of them does the work.
_NO_LEAD_BEFORE = re.compile(
    r"(?:\A|[.;]\s)(?:thành phần|đối tượng|nội dung|kinh phí|nguồn kinh phí|địa điểm|nơi nhận|hình thức|thời gian"
    r"|sản phẩm|phối hợp|đơn vị phối hợp|mục đích|yêu cầu|chỉ tiêu|ghi chú|lưu ý|khách mời|đại biểu|kính gửi"
    r"|tham dự|mời|gồm|bao gồm|đầu mối liên hệ|liên hệ)\b[^.;:]{0,80}\Z"
    r"|\b(?:gồm|bao gồm|sau|sau đây|dưới đây|là|như|tại|với|cho|của|về|đến|gửi|nộp|dự|mời|địa chỉ|địa điểm"
    rf"|{SUBMIT}"
    r"|thành phần|đối tượng|khách mời|phối hợp|ph|p/h|trong đó|giữa|từ|thuộc|và|hoặc)\s*\Z",
    re.IGNORECASE,
)
_SOME_PLACES = frozenset(["don vi", "co quan", "dia phuong", "to chuc", "nganh", "noi", "diem", "doan the", "co so"])
_COUNTED = re.compile(r"(?:các|những|một số|(?P<number>\d+))\s+(?P<what>(?:[^\W\d_]+\s*){1,4})\Z", re.IGNORECASE)
_REACHED = re.compile(
    r"\b(?:gửi|nộp|trình|kính chuyển|về|phối hợp|với|giữa|liên hệ|qua|cho|đến|báo cáo)\s[^.;:]{0,80}\Z", re.IGNORECASE
)
_SENT = re.compile(
    rf"(?<!tiền )\b(?:gửi|nộp|{SUBMIT}|kính chuyển|liên hệ|thông qua)\b|\b(?:tại|về|qua)\s+(?:cấp|cơ quan)",
    re.IGNORECASE,
)
# "…, trình Ban Thường vụ duyệt trước 20/8 (Văn phòng)": whom it is sent to is named before.
_DECIDED = re.compile(rf"\b{SUBMIT}\b[^.;]*\b(?:duyệt|ban hành|xem xét|quyết định|cho ý kiến|công nhận)\b")
# "gửi về Phòng Nội vụ trước ngày 30/8 (Văn phòng)": behind a time nobody is explained.
_ENDS_IN_TIME = re.compile(
    r"(?:\d{1,2}/\d{1,4}(?:/\d{2,4})?|\b(?:giữa|đầu|cuối|trong) năm(?: 20\d\d)?|\bnăm 20\d\d"
    r"|\btháng \d{1,2}|\bquý (?:[IV]+|\d)|\b(?:hằng|hàng|mỗi) (?:tuần|tháng|quý|năm))\Z",
    re.IGNORECASE,
)
_AT = re.compile(rf"\btại\s+[{UPPER}][^.;:]{{2,80}}\Z")
# "…: TTr - PH: VP".
_HELPS = re.compile(r"(?<=[\s;,(])(?:PH|P/H|phối hợp)\s*:\s", re.IGNORECASE)
_AIDS = re.compile(
    r"(?:hỗ trợ(?:\s(?:kỹ thuật|chuyên môn|nghiệp vụ|nhân lực|lực lượng|thực hiện))?|giúp(?: đỡ| sức)?|tham gia)\s*\Z"
)
_GIVES_MONEY = re.compile(r"Ngân hàng|Công ty|Quỹ|Doanh nghiệp|Tập đoàn|Hiệp hội")
_ONLY_AIDS = re.compile(r"phối hợp(?:\s+(?:cùng\s+)?(?:thực hiện|triển khai|tổ chức))?\Z")
_PERSON_BEFORE = re.compile(
    rf"(?<!\w)(?i:{PERSON}|kế toán)\s(?:[^\s,;.:()]+\s){{0,5}}?"
    rf"(?:[{UPPER}][{LOWER}]*(?:\s|\Z)){{2,4}}\Z"
)
_MAX_TRIES = 6
_TAIL = 110


class _Clause(NamedTuple):
    """A stretch that begins at a possible name, without the time behind it; ``end`` is where it ends in the text."""

    words: str
    end: int
    is_given: bool
    is_timed: bool

    def has_role(self, names: UnitNames) -> bool:
        """True where a verb says that the names do the work."""
        return self.is_given or subject_zone(self.words, names)[1] in ROLE_VERBS


def read_ending(text: str, names: UnitNames) -> Responsible:
    """Reads the names behind a piece of work; empty where the words there are no names, or say something else."""
    for kind, opening in enumerate(_OPENINGS):
        for found in islice(_likely(text, opening), _MAX_TRIES):
            # A full stop ends what stands before; whom that reaches says nothing of the name behind.
            before = text[: found.start() + found[0].startswith(".")]
            clause = _clause(text, found.end(), kind)
            who = _read_clause(clause, kind, names)
            if who is None or not _may_lead(before, who, clause, kind, names):
                continue
            if kind == _COLON:
                return _with_listed(text, clause.end, who, names)
            return _with_next(text, clause.end, who, names) if kind == _STOP else who
    return Responsible()


def _likely(text: str, opening: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Finds where a name, a time or "giao" follows; a text that begins so has its subject in front."""
    for found in opening.finditer(text):
        rest = text[found.end() : found.end() + 40]
        if found.start() and (_ANY_NAME.match(rest) or _TIME_FIRST.match(rest + " ") or _GIVEN.match(rest)):
            yield found


def _clause(text: str, start: int, kind: int) -> _Clause:
    words = text[start : start + MAX_ZONE]
    if kind == _BRACKET:
        end = words.find(")")
    else:
        stop = _CLAUSE_END.search(words)
        end = stop.start() if stop else len(words)
    words = within_brackets(words[:end])
    end = len(words)
    bare = _TIME_FIRST.sub("", words, count=1)
    named = _GIVEN.sub("", bare, count=1)
    cut = _TIME.search(named)
    return _Clause(
        named[: cut.start()].strip(" ,.") if cut else named.strip(" ,."), start + end, named != bare, cut is not None
    )


def _read_clause(clause: _Clause, kind: int, names: UnitNames) -> Responsible | None:
    """Reads a clause that is names alone, or names and a verb of ``ROLE_VERBS``; None for any other."""
    zone, verb = subject_zone(clause.words, names)
    if verb == ":":
        both = read_roles(clause.words, names) if _HELPS.search(clause.words) else Responsible()
        return both if both.leads and both.supports else None
    rest = clause.words[len(zone) :].lstrip() if zone else ""
    is_apart = bool(zone) and zone is not None and zone.endswith(",")
    if zone and zone.count("(") > zone.count(")"):
        # "Trung tâm A (Đoàn Luật sư cử luật sư cùng đi)": the bracket has a verb of its own.
        zone, verb, rest = zone[: zone.rindex("(")].strip(), "", ""
    if zone is None:
        zone = clause.words
    elif verb == "phối hợp" or re.search(r"\bphối hợp\b", rest[:_TAIL]):
        return _roles(clause.words, zone, verb, names, is_bracket=kind == _BRACKET)
    elif kind == _BRACKET and _AIDS.match(rest) and not _GIVES_MONEY.match(zone) and (aids := split_names(zone, names)):
        # "(Trung tâm Văn hóa huyện hỗ trợ kỹ thuật)": whoever leads, that one helps.
        return Responsible((), tuple(aids))
    elif is_apart:
        if kind not in (_COLON, _DASH):
            return None
    elif verb not in ROLE_VERBS and kind != _COLON and not clause.is_given:
        return None
    # "…, Ban đại diện cha mẹ học sinh cùng giám sát": somebody else leads.
    if kind == _COMMA and not clause.is_given and (verb in ("", "cùng") or is_apart):
        return None
    found = split_names(zone.rstrip(" ,"), names)
    if found and clause.is_given and " " in rest and all(m.kind == MentionKind.PERSON for m in found):
        # "…, phân công ủy viên phụ trách từng khu phố" is what is done, and by somebody else.
        return None
    return Responsible(tuple(found)) if found else None


def _roles(words: str, zone: str, verb: str, names: UnitNames, *, is_bracket: bool) -> Responsible | None:
    """Reads "A phối hợp B" and "A, B phối hợp"; a further verb behind says what else they do."""
    if verb not in ROLE_VERBS or (zone.endswith(",") and verb != "phối hợp"):
        return None
    found = read_roles(words, names)
    said = (*found.leads, *found.supports)
    is_named = all(m.kind == kind_of_name(m.text, names) for m in said)
    # "(Chi đoàn giáo viên phối hợp thực hiện)": whoever leads, that one helps.
    is_aid = is_bracket and not found.leads and bool(_ONLY_AIDS.search(words))
    return found if (found.leads or is_aid) and is_named else None


def _may_lead(before: str, who: Responsible, clause: _Clause, kind: int, names: UnitNames) -> bool:
    """False where the words before the names tell who gets something, who attends or what is looked at."""
    if clause.is_given:
        return True
    last = before.rstrip(" :-–—(")[-MAX_ZONE:]
    if kind in (_COLON, _BRACKET) and _lists_objects(last, who.leads):
        return False
    if kind in (_COLON, _DASH) and _NO_LEAD_BEFORE.search(last):
        return False
    if kind == _BRACKET and _PERSON_BEFORE.search(last):
        # "thầy Nguyễn Đình Chiến (tổ Tin học)": whose the person is.
        return clause.has_role(names)
    if kind == _BRACKET:
        sentence = re.split(r"[.;]\s", last)[-1].rstrip(" .")
        # "Kiện toàn Đội dân phòng (đ/c Lực - Phó Trưởng Công an xã)": a person is no other word for a body.
        is_person = all(m.kind == MentionKind.PERSON for m in who.leads)
        is_explained = bool(_SENT.search(sentence) and not _DECIDED.search(sentence))
        is_explained = is_explained or (not is_person and not clause.is_timed and _ends_in_body(sentence, names))
        is_explained = is_explained and not _ENDS_IN_TIME.search(sentence)
        return clause.has_role(names) or not is_explained or (len(who.leads) > 1 and bool(_AT.search(sentence)))
    if kind in (_DASH, _COMMA) and before.count("(") > before.count(")"):
        # "(đ/c Ngân - Văn phòng)" is one person.
        return False
    if kind in (_DASH, _COMMA) and any(m.kind != MentionKind.UNIT for m in who.leads):
        # "Chị Lê Thị A - Phó Chủ tịch phụ trách" is one person.
        return False
    if kind == _DASH and _in_a_name(last, names):
        return False
    if kind == _DASH:
        return not (_REACHED.search(re.split(r"[.;:]\s", last)[-1]) and _ends_in_body(last, names))
    if kind == _COMMA:
        return not _ends_in_body(last, names)
    if kind != _STOP or before[-1:] == "." or clause.has_role(names):
        return True
    # "… tại 02 nơi: Nhà văn hóa; Trạm Y tế" is one list.
    in_list = any(_COUNTED.search(head) for head in re.split(r"[.;]\s", last)[-1].split(":")[:-1])
    return not in_list and not (_REACHED.search(last) and _ends_in_body(last, names))


def _in_a_name(before: str, names: UnitNames) -> bool:
    """True for the dash of "…. Phòng Hành chính - Kế toán": the clause before it is nothing but a name's beginning."""
    clause = re.split(r"[.;:(,]\s", before)[-1].strip()
    head = lexicon.body_head_pattern().match(clause)
    return head is not None and before != clause and subject_zone(clause, names)[0] is None


def _lists_objects(before: str, leads: Sequence[Mention]) -> bool:
    """True for "kiểm tra 02 chi bộ: Chi bộ A, …": what is counted is what the names are."""
    counted = _COUNTED.search(before)
    if counted is None:
        return False
    if counted["number"] and len(leads) == 1 < int(counted["number"]):
        # "kiểm tra 12 cơ sở (Đội Quản lý chợ)": one body is not twelve.
        return False
    what = fold(counted["what"]).strip()
    heads = {fold(m.text).split()[0] for m in leads if m.kind == MentionKind.UNIT}
    return bool(heads) and (
        any(what == p or what.startswith(f"{p} ") for p in _SOME_PLACES) or what.split()[0] in heads
    )


def _ends_in_body(text: str, names: UnitNames) -> bool:
    """True where the last words are a body's name: "Phối hợp với UBND xã (Công an xã)"."""
    tail = text[-_TAIL:]
    starts = [m.start() for m in lexicon.body_start_pattern().finditer(tail)]
    return any(
        not _TIME.search(tail, at)
        and (said := split_names(tail[at:], names)) is not None
        and said[-1].kind == MentionKind.UNIT
        for at in starts[-3:]
    )


def _with_listed(text: str, end: int, who: Responsible, names: UnitNames) -> Responsible:
    """Goes on over the names to the end of "Bế giảng: Liên đội; Tổ Văn phòng."; anything else there ends them."""
    listed = [piece.strip() for piece in text[end:].rstrip(" .").split(";")]
    if who.supports or listed[0] or len(listed) == 1:
        return who
    said = [split_names(one, names) if subject_zone(one, names)[0] is None else None for one in listed[1:]]
    more = [mention for found in said for mention in found or ()]
    return Responsible((*who.leads, *(m for m in more if m not in who.leads))) if all(said) else who


def _with_next(text: str, end: int, who: Responsible, names: UnitNames) -> Responsible:
    """Goes on over "; B cùng làm" and "; B phối hợp" behind the first names."""
    follow = re.compile(r";\s+").match(text, end)
    clause = _clause(text, follow.end(), _STOP) if follow else None
    zone, verb = subject_zone(clause.words, names) if clause else (None, "")
    found = split_names(zone, names) if zone and clause and verb in ("cùng", "phối hợp") else None
    if not found:
        return who
    if verb == "phối hợp":
        return Responsible(who.leads, (*who.supports, *found))
    return Responsible((*who.leads, *(m for m in found if m not in who.leads)), who.supports)
