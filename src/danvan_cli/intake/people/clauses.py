"""Where in one sentence another body begins with work of its own: "A rà soát hộ nghèo, B lập danh sách hộ mới"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import PERSON, UPPER
from danvan_cli.intake.people.endings import read_ending
from danvan_cli.intake.people.further_sentences import MAX_JOINED, NO_WORK_OF_ITS_OWN, TIMED
from danvan_cli.intake.people.inside import names_inside
from danvan_cli.intake.people.mentions import Mention, MentionKind
from danvan_cli.intake.people.name_lists import split_names
from danvan_cli.intake.people.spans import find_bodies
from danvan_cli.intake.people.subjects import subject_and_verb
from danvan_cli.intake.people.unit_names import UnitNames

ROLE_BEHIND = re.compile(r"\((?:đơn vị |cơ quan )?(?:chủ trì|phối hợp|chính|phụ|ct|ph)\)", re.IGNORECASE)
ONLY_LEADS = re.compile(rf"(?:do\s+)?[{UPPER}][^,.;:()]{{2,90}}\s(?:chủ trì|phụ trách|làm đầu mối)\s*(?:[,.;]|\Z)")
HELPS = re.compile(r"phối hợp$|cùng$")
AIDS = re.compile(rf"(?:{lexicon.words_of('helpers_do')}|cùng)\b")
# Where in a sentence another body may begin to do something else: "…, Công an xã lập danh sách".
_NEXT_CLAUSE = re.compile(
    rf"(?<=[^\s(]),\s+(?=(?:(?:và|rồi|riêng|còn|đồng thời)\s+)?[{UPPER}])|(?<=[^\s,;.(])\s+(?=và\s+[{UPPER}])"
)
_JOINS_CLAUSE = re.compile(r"(?:và|rồi|riêng|còn|đồng thời)\s+")
# What a second body does to the same thing, and lends to it.
_SHARES_IN = re.compile(r"(?:xác nhận|góp|góp ý|cắt cử|đóng góp|cho ý kiến|huy động|bảo đảm|đảm bảo|giữ|cùng)(?!\w)")
_DECIDES = re.compile(
    r"(?:phê duyệt|thẩm định|duyệt|quyết định|cho ý kiến|thông qua|chấp thuận|công nhận|đồng ý|ký)(?!\w)"
)
# "Đoàn xã cắt cử mười bạn giúp sức", "Phòng Nghiệp vụ nghiên cứu phối hợp."
_LENDS = re.compile(
    r"(?<!quy chế )(?<!cơ chế )(?<!kế hoạch )(?<!chương trình )(?<!văn bản )phối hợp(?! với| cùng)"
    r"|\b(?:giúp|giúp sức|cùng làm)(?!\w)"
)
_SAID_END = re.compile(
    rf"[;.]\s|[;.]\Z|,\s(?=[{UPPER}])"
    r"|,?\s(?:trước|xong|hoàn thành|(?:chậm|muộn) nhất|(?:trong|vào|từ|đến) (?:ngày|tháng|quý|năm))\s"
)
_CLAUSE_END = re.compile(rf";|,\s(?=[{UPPER}])")
# "Tiêm vét cho 310 trẻ: bác sĩ Mai phụ trách, Chi hội Phụ nữ đi báo từng nhà": a share of it.
_IN_CHARGE_LAST = re.compile(
    r"\s(?:chủ trì|phụ trách|chịu trách nhiệm|đảm nhiệm|đảm nhận|đứng ra|(?:làm )?đầu mối|tổ chức|tiến hành|chuẩn bị"
    r"|làm|lo)\Z"
)
# "nộp 10/6: Công an xã làm phần nhân khẩu": behind the colon stands who does which part of it.
_SHARED_OUT = re.compile(rf":\s(?:[{UPPER}]|{PERSON})")
# A body that is made, and a place that is called like one ("chợ Trường Phú"), begin no list of who does it.
_NO_LIST = re.compile(
    r"(?:(?:thành lập|kiện toàn|củng cố|ra mắt)(?: mới)?"
    r"|chợ|đường|cầu|sông|hồ|kênh|khu|cụm|tuyến|bến|đình|chùa|đập)\s+\Z"
)
_FEWEST_SAID = 2
# "Sở Tư pháp thẩm định dự thảo" decides on the work before it; so many words name another thing.
_MOST_DECIDED = 4
# Who does so much helps with nothing: "chuẩn bị lực lượng dân quân sẵn sàng chữa cháy".
_LONG_SAID = 7
_MAY_BE_MUCH = re.compile(r"(?:chuẩn bị|bố trí|cung cấp|hướng dẫn|giám sát)\Z")
_MOST_CLAUSES = 6
_CONTRASTS = ("riêng", "còn", "đồng thời")
_BEGINS_NAMES = re.compile(rf"[{UPPER}]|(?:các|những)\s")
_HELPED_BY = re.compile(r"(?<!\w)(?:phối hợp|cùng|với)\s+")
_MANY_LAST = re.compile(
    r"(?:(?:(?:phối hợp|cùng|thống nhất|trao đổi)\s+với|cùng|giao|cho|và|gồm|do)\s+|[,;(]\s*)"
    r"(?:các|những)\s(?:[^\s,;.()]+\s?){1,4}\Z",
    re.IGNORECASE,
)


def clauses(sentence: str, names: UnitNames) -> list[str]:
    """Cuts "A rà soát hộ nghèo, B lập danh sách hộ mới" where the second body begins with work of its own.

    Who only helps there, or decides on it, stays with the work; so does a list of names.
    """
    cuts = list(_NEXT_CLAUSE.finditer(sentence))[:_MOST_CLAUSES] if len(sentence) < MAX_JOINED else []
    found: list[str] = []
    start = 0
    for cut in cuts:
        is_apart = cut[0].startswith(",")
        if _does_its_own(sentence[start : cut.start()], sentence[cut.end() :], names, is_apart=is_apart):
            found.append(sentence[start : cut.start() + len(cut[0].rstrip())])
            start = cut.end()
    return [*found, sentence[start:]]


def _does_its_own(before: str, behind: str, names: UnitNames, *, is_apart: bool) -> bool:
    """True where a body behind a comma (``is_apart``) or "và" does something to something, and so does one before it.

    What may be no more than help ("B hướng dẫn hội viên") is work of its own where both have a time of their own.
    """
    joined = _JOINS_CLAUSE.match(behind)
    own = behind[joined.end() :] if joined else behind
    subject, verb = subject_and_verb(own, names)
    if not _is_body_at_work(own, subject, verb) or not (is_apart or lexicon.verb_pattern().fullmatch(verb)):
        return False
    named = own.find(subject[-1].text) + len(subject[-1].text)
    does = own.find(verb, named)
    said = _SAID_END.split(own[does + len(verb) :], maxsplit=1)[0]
    if "," in own[named:does] or len(said.split()) < _FEWEST_SAID or _LENDS.search(said):
        return False
    if _is_open(before, names, is_apart=is_apart):
        return False
    first, first_verb = subject_and_verb(before, names)
    if not first or first_verb in NO_WORK_OF_ITS_OWN:
        first, first_verb = [*names_inside(before, names), *read_ending(before, names).leads], ""
    if not first or (_SHARES_IN.match(verb) and verb != first_verb):
        return False
    is_much = bool(_MAY_BE_MUCH.match(verb)) and len(said.split()) >= _LONG_SAID
    is_aid = (AIDS.match(verb) and not is_much) or (_DECIDES.match(verb) and len(said.split()) < _MOST_DECIDED)
    is_contrast = joined is not None and joined[0].strip() in _CONTRASTS
    return not is_aid or is_contrast or bool(TIMED.search(before) and TIMED.search(_CLAUSE_END.split(behind)[0]))


def _is_body_at_work(own: str, subject: Sequence[Mention], verb: str) -> bool:
    """True for a clause that begins with bodies and goes on with what they do, which is not to help or to lead."""
    if not subject or any(m.kind != MentionKind.UNIT for m in subject) or not own.startswith(subject[0].text):
        return False
    if verb in NO_WORK_OF_ITS_OWN or not verb.islower() or HELPS.match(verb) or ONLY_LEADS.match(own):
        return False
    # "lấy ý kiến Sở Xây dựng, Sở Nông nghiệp, trình UBND tỉnh trước ngày 20/4": no subject holds a predicate.
    return not any(lexicon.verb_pattern().match(more) for m in subject for more in m.text.split(", ")[1:])


def _is_open(before: str, names: UnitNames, *, is_apart: bool) -> bool:
    """True for words behind which shares of the same work or more names follow, and no work of its own."""
    if before.count("(") > before.count(")") or ROLE_BEHIND.search(before) or _IN_CHARGE_LAST.search(before):
        return True
    topic = _SHARED_OUT.search(before)
    is_shared_out = topic is not None and not split_names(before[: topic.start()], names)
    return is_shared_out or _ends_with_names(before, names, is_apart=is_apart)


def _ends_with_names(text: str, names: UnitNames, *, is_apart: bool) -> bool:
    """True for "… phối hợp với Trạm Y tế", behind whose comma the names go on."""
    *_, last = _HELPED_BY.split(text)
    is_list = last != text and _BEGINS_NAMES.match(last) is not None and not lexicon.verb_pattern().search(last)
    last_bodies = (s for s in find_bodies(text, names) if s.end >= len(text))
    is_named = any(not (is_apart and _NO_LIST.search(text, 0, s.start)) for s in last_bodies)
    return is_list or is_named or bool(_MANY_LAST.search(text))
