"""Where a body's name ends and the sentence's predicate begins."""

from __future__ import annotations

import re

from danvan_cli.domain.text import fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.lines.letters import UPPER
from danvan_cli.intake.people.unit_names import UnitNames

# "Ban chỉ đạo", "Đoàn kiểm tra": what a body does is part of its name.
_NAMED_HEAD = re.compile(
    r"(?:Ban|[Tt]rưởng ban|Tổ|Đoàn|Đội|Hội đồng|Bộ phận|Nhóm|Tiểu ban|Phòng|Trung tâm|Quỹ|[UỦ][ỷy] ban)\s+$"
)
# "Chi cục Giám định xây dựng chủ trì": a verb right before one of these ends the name before it.
_AFTER_A_NAME = re.compile(
    r"\s+(?:chủ trì|phối hợp|cùng|có trách nhiệm|chịu trách nhiệm|tham mưu|căn cứ|là|có nhiệm vụ|tiếp tục|thường xuyên"
    r"|kịp thời|chủ động|sẽ|phải)\b"
)
# "Ban Chỉ đạo thực hiện Quy chế dân chủ": what it steers belongs to its name.
_STEERING = re.compile(r"(?:Ban [Cc]hỉ đạo|BCĐ|Tổ [Gg]iúp việc|Tổ [Cc]ông tác)\s+$")
_STEERED = re.compile(r"\s+(?:Quy chế|QCDC|Chương trình|[Pp]hong trào|[Cc]uộc vận động|Nghị quyết|Đề án|[Cc]ông tác)\b")
_LEVEL_END = re.compile(rf"(?<![-–])\s(?:{lexicon.LEVELS})(?:\s+[{UPPER}\d]\S*)*\Z", re.IGNORECASE)
# "Các Sở: Nội vụ, …": this colon stands inside a list of names.
_COUNTED = re.compile(
    rf"(?:các|những)\s+(?:sở|phòng|ban|hội|bộ|trung tâm|chi cục|trạm|khoa|tổ|đội|đơn vị|{lexicon.LEVELS})"
    r"(?:\s+(?:đảng|chuyên môn))?\s*\Z",
    re.IGNORECASE,
)
_LIST_END = re.compile(r"[,;]\s+|\s(?:và|cùng|với)\s+")
MAX_ZONE = 260
_MAX_NAME = 140


def is_whole(name: str, names: UnitNames) -> bool:
    """True for a name that is complete: known, usual, ending in its level, or a kind word that stands alone."""
    return names.is_known(name) or is_usual(name) or bool(_LEVEL_END.search(name)) or _stands_alone(name)


def is_usual(name: str) -> bool:
    """True for a kind word with a usual name behind it: "Sở Nội vụ", "Phòng Kinh tế xã"."""
    head = lexicon.body_head_pattern().match(name)
    return head is not None and lexicon.is_usual_part(head[0], name[head.end() :])


def _stands_alone(name: str) -> bool:
    head = lexicon.body_head_pattern().match(name)
    return head is not None and head.end() == len(name) and fold(name) not in lexicon.bare_heads()


def subject_zone(text: str, names: UnitNames) -> tuple[str | None, str]:
    """Finds the words before the predicate and the word with which it begins; None and "" where there is none.

    Before a colon a name is whole whatever verbs it holds.
    """
    head = text[:MAX_ZONE]
    spans = names.spans(head)
    colon = _colon(head)
    for match in lexicon.verb_pattern().finditer(head):
        inside_known = any(start <= match.start() < end for start, end in spans)
        if not inside_known and not _is_in_name(head, match, names, colon):
            return (head[:colon], ":") if 0 < colon < match.start() else (head[: match.start()].strip(), match[0])
    return (head[:colon], ":") if colon > 0 else (None, "")


def _colon(head: str) -> int:
    at = head.find(":")
    while at >= 0 and _COUNTED.search(head[:at]) and _names_follow(head[at + 1 :].strip()):
        at = head.find(":", at + 1)
    return at


def _names_follow(text: str) -> bool:
    """True where a colon is followed by names, False for what has to be done: "Các phòng: Rà soát …"."""
    return text[:1].isupper() and not lexicon.verb_pattern().match(f"{text[:1].lower()}{text[1:]}")


def _is_in_name(text: str, found: re.Match[str], names: UnitNames, colon: int) -> bool:
    """True for a verb that is part of a body's name, False for one that says what the body does."""
    before = text[: found.start()]
    # "Phòng Khảo thí và đánh giá chất lượng": behind "và" a name goes on.
    if before.endswith((" và ", " - ")):
        return True
    if _STEERING.search(before) and _STEERED.match(text, found.end()):
        return True
    if found[0] not in lexicon.verbs_in_names():
        return False
    if _NAMED_HEAD.search(before):
        return True
    last = _LIST_END.split(before.strip())[-1]
    if is_whole(last, names) or not before.strip():
        return False
    is_before_colon = found.end() <= colon <= _MAX_NAME and bool(lexicon.body_start_pattern().match(text))
    if is_before_colon or _AFTER_A_NAME.match(text, found.end()):
        return True
    # "Trung tâm Kiểm soát thanh toán tổng hợp": what is controlled is in the name, the next verb says what is done.
    does = " ".join(last.split()[-2:]).lower() in lexicon.verbs_in_names()
    return does and bool(lexicon.verb_pattern().match(text, found.end() + 1))
