"""Every body, post and group that a text names, and why the words around it rule it out as responsible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from danvan_cli.domain.text import fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.lines.letters import LOWER, UPPER
from danvan_cli.intake.people.mentions import is_addressed
from danvan_cli.intake.people.predicates import is_whole
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.spans import Reason, Span, SpanKind

_WORD = re.compile(r"\s?([\w&./]+(?:-\w+)*|[-–])")
_COUNTING = re.compile(r"(?<!\w)(?:các|những|mỗi|từng|toàn thể|tất cả|một số)\s", re.IGNORECASE)
_LEVEL = re.compile(rf"(?:{lexicon.LEVELS})\Z", re.IGNORECASE)
_NAME_WORD = re.compile(rf"[{UPPER}\d“\"]")
_PERSONS_NAME = re.compile(rf"(?:\s+[{UPPER}][{LOWER}{UPPER}]*)+")
_DASH = re.compile(r"\s+[-–]\s+")
# "các phòng và đơn vị có liên quan trên địa bàn của huyện"
_GROUP_LINK = re.compile(r"(?:và|của|có(?= liên quan)|trên(?= địa bàn))(?!\w)")
_PARTY_LEVEL = re.compile(r"\s(?:huyện|tỉnh|thành|thị|quận|xã|phường|đảng)\Z", re.IGNORECASE)
_MAX_WORDS = 14
_MAX_SMALL = 3
_MAX_BEFORE = 160

# What stands right before a body and tells its part. The first that fits wins.
_GIVEN = re.compile(
    r"(?<!\w)(?:giao|phân công|đề nghị|yêu cầu|do|ủy quyền|phối hợp)(?:\s+(?:cho|với|cùng))*\s*\Z", re.IGNORECASE
)
_LEADS = re.compile(
    r"\s*(?:[,(]\s*)?(?:là\s+(?:đơn vị|cơ quan)\s+)?(?:chủ trì|phối hợp|phụ trách|có trách nhiệm"
    r"|chịu trách nhiệm|làm đầu mối|đầu mối)",
    re.IGNORECASE,
)
_SENT = r"gửi|nộp|trình|báo cáo|chuyển|xin ý kiến|tham mưu|kính trình|đăng ký|cung cấp"
_RECIPIENT = re.compile(
    rf"(?<!\w)(?:(?:{_SENT})(?:\s+(?:cho|về|đến|tới|lên|với|qua))?|(?:về|qua|thông qua|lên)"
    rf"|(?:{_SENT})(?:\s+[^\s.;:,]+){{1,8}}?\s+(?:về|cho|đến|tới|lên|với|qua))\s*\Z",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"(?:hướng dẫn|chỉ đạo|yêu cầu|quy định|kết luận|ý kiến|chủ trương|phân công|lãnh đạo|phát động|tinh thần)"
    r"(?:\s+[^\s.;]+){0,12}?\s+(?:của|giữa)\s*\Z",
    re.IGNORECASE,
)
_OF = re.compile(r"(?<!\w)(?:của|giữa)\s*\Z", re.IGNORECASE)
_OBJECT = re.compile(
    r"(?<!\w)(?:của|tại|ở|cho|với|từ|trong|giữa|trên địa bàn|đối với|đến|tới|kiểm tra|giám sát|thanh tra|đôn đốc"
    r"|hướng dẫn|hỗ trợ|giúp|thăm|tặng|mời|khảo sát|đánh giá|xây dựng|thành lập|kiện toàn|củng cố|tập huấn"
    r"|bồi dưỡng|nhắc nhở|quản lý|ra mắt|tham dự|vận động|khen thưởng|biểu dương|bầu|thuộc|trực thuộc)\s*\Z",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*(?:,|/|&|\+|-|–)?\s*(?:và|hoặc|cùng)?\s*\Z", re.IGNORECASE)


def find_bodies(text: str, names: UnitNames) -> tuple[Span, ...]:
    """Finds every body, post and group named in a text, the longest reading of each, in order.

    Generous: it feeds an audit. ``aside`` is None for what may be responsible.
    """
    found: list[Span] = []
    for start, end in _longest(sorted(_candidates(text, names), key=lambda span: (span[0], -span[1]))):
        aside = _aside(text, start, end, found[-1] if found else None)
        found.append(Span(start, end, SpanKind.BODY, text[start:end], aside))
    return tuple(found)


def _longest(candidates: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last = 0
    for start, end in candidates:
        if start >= last:
            last = end
            yield start, end


def _candidates(text: str, names: UnitNames) -> Iterator[tuple[int, int]]:
    # Letters whose small form is longer stay, so that places in both texts are the same.
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for start, end in names.known_in(low):
        yield start, max(end, _with_place(text, end))
    for head in lexicon.body_name_pattern().finditer(text):
        # "Thanh tra theo dõi" names a body, "thanh tra theo kế hoạch" what is done.
        if head[0][:1].isupper() or lexicon.body_start_pattern().match(text, head.start()):
            yield head.start(), _end_of_name(text, head.start(), head.end(), names)
    for post in lexicon.post_pattern().finditer(text):
        yield post.start(), _end_of_person(text, post.start(), post.end(), names)
    for many in _COUNTING.finditer(text):
        counted = lexicon.group_pattern().match(fold(text[many.start() : many.start() + 60]))
        if counted:
            yield many.start(), _end_of_group(text, many.end(), names)


def _with_place(text: str, end: int) -> int:
    """Takes a level behind a name in, with the name of the place: "Công an" "xã Tân Lập"."""
    found = re.compile(rf"\s+(?i:{lexicon.LEVELS})(?!\w)(?:\s+[{UPPER}]\w*)*").match(text, end)
    return found.end() if found else end


def _end_of_name(text: str, start: int, end: int, names: UnitNames) -> int:
    """Follows a name over its capitals, levels and a few small words, up to a verb or another name."""
    usual = _end_of_usual(text, start)
    at = max(usual, end if usual else len(text[:end].rstrip()))
    is_first, small = not usual and text[end - 1 : end].isspace(), 0
    for _ in range(_MAX_WORDS):
        found = _WORD.match(text, at)
        if found is None:
            break
        word = found[1].rstrip(".")
        if word in ("ủy", "uỷ") and _PARTY_LEVEL.search(text[start:at]):
            at = found.end()
            continue
        if word in ("-", "–", "&", "và"):
            after = _WORD.match(text, found.end())
            is_joint = after is not None and _NAME_WORD.match(after[1]) and not _begins(text, after.start(1))
            if not is_joint or (word == "và" and is_whole(text[start:at], names)):
                break
        elif not (_NAME_WORD.match(word) or _LEVEL.match(word)) and not is_first:
            small += 1
            if (
                small > _MAX_SMALL
                or word in lexicon.ending_words()
                or is_whole(text[start:at], names)
                or _is_verb(text, found)
            ):
                break
        elif word != found[1]:
            return found.start(1) + len(word)
        else:
            small = 0
        at, is_first = found.end(), False
    return at


def _end_of_usual(text: str, start: int) -> int:
    """Finds the end of a usual name ("Sở Văn hóa, Thể thao và Du lịch") that begins there; 0 for none."""
    head = lexicon.body_head_pattern().match(text, start)
    for part in lexicon.usual_parts().get(head[0].lower(), ()) if head else ():
        at = head.end() + 1 if head else 0
        if text[at : at + len(part)].lower() == part.lower() and not text[at + len(part) :][:1].isalnum():
            return at + len(part)
    return 0


def _begins(text: str, at: int) -> bool:
    return bool(lexicon.body_start_pattern().match(text, at) or lexicon.post_pattern().match(text, at))


def _is_verb(text: str, found: re.Match[str]) -> bool:
    return bool(lexicon.verb_pattern().match(text, found.start(1)))


def _end_of_person(text: str, start: int, end: int, names: UnitNames) -> int:
    """Follows a post over the body it belongs to, a name over the post behind it ("Đ/c … - Chánh Văn phòng")."""
    at = end
    for _ in range(3):
        rest = re.compile(r"\s+").match(text, at)
        begin = rest.end() if rest else at
        if body := lexicon.body_name_pattern().match(text, begin):
            at = _end_of_name(text, begin, body.end(), names)
        elif post := lexicon.post_pattern().match(text, begin):
            at = post.end()
            continue
        elif is_addressed(text[start:begin]):
            named = _PERSONS_NAME.match(text, at)
            at = named.end() if named else at
        else:
            at = _end_of_name(text, start, at, names)
        joint = _DASH.match(text, at)
        post = lexicon.post_pattern().match(text, joint.end()) if joint else None
        if post is None:
            break
        at = post.end()
    return at


def _end_of_group(text: str, at: int, names: UnitNames) -> int:
    """Follows "các phòng, ban, đơn vị thuộc Sở" and "các xã An Phú, An Hòa" up to a verb or a name of its own."""
    small = 0
    for number in range(_MAX_WORDS):
        found = re.compile(r"\s*(?:[,:]\s*)?([\w&/-]+)").match(text, at)
        if found is None:
            break
        gap, word = text[at : found.start(1)], found[1]
        if number and (
            _is_verb(text, found) or (word in lexicon.ending_words() and not _GROUP_LINK.match(text, found.start(1)))
        ):
            break
        is_part = _NAME_WORD.match(word) and not _begins(text, found.start(1))
        is_member = re.match(lexicon.group_pattern().pattern, fold(f"cac {text[found.start(1) : found.start(1) + 30]}"))
        if gap.strip() and not (is_part or is_member):
            break
        small = 0 if is_part or is_member else small + 1
        if small > _MAX_SMALL + 1:
            break
        at = found.end()
    return len(re.sub(r"\s+(?:và|có|trên|của)\Z", "", text[:at]))


def _aside(text: str, start: int, end: int, last: Span | None) -> Reason | None:
    """Tells from the words around a body why it is not responsible; None where it may be."""
    before = text[max(0, start - _MAX_BEFORE) : start]
    if _LEADS.match(text, end) or _GIVEN.search(before):
        return None
    if last is not None and last.aside is not None and _GOES_ON.fullmatch(text[last.end : start]):
        return last.aside
    if _RECIPIENT.search(before):
        return Reason.RECIPIENT
    clause = re.split(r"[.;](?=\s)", before)[-1]
    if _OF.search(before) and (lexicon.document_pattern().search(clause) or _CITED.search(clause)):
        return Reason.CITED
    return Reason.OBJECT if _OBJECT.search(before) else None
