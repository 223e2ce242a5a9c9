"""Who leads, who supports: read from the subject of a task's sentence, from "giao …" or from a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from danvan_cli.domain.text import clean, fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.lines.letters import UPPER
from danvan_cli.intake.people.mentions import Mention, MentionKind
from danvan_cli.intake.people.name_lists import list_names, split_names
from danvan_cli.intake.people.predicates import MAX_ZONE, subject_zone
from danvan_cli.intake.people.roles import Responsible, read_roles
from danvan_cli.intake.people.unit_names import UnitNames

_NUMBER = re.compile(r"\A\s*(?:\d+(?:\.\d+)*\s*[.)]|\d+(?:\.\d+)+|[a-zđ][.)]|[IVX]+[.)]|[-–+*•])\s+")
_ROLE_BEHIND = re.compile(r"\((?:đơn vị |cơ quan )?(?:chủ trì|phối hợp|ct|ph)\)", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|đến|hằng|hàng|định kỳ|trong|vào|từ|quý|tháng|căn cứ|trên cơ sở"
    r"|để)\b[^,.;:]{0,80},\s*",
    re.IGNORECASE,
)
__all__ = [
    "Mention", "MentionKind", "Part", "Responsible", "may_name_support", "read_heading", "read_names", "read_parts",
    "read_responsible", "read_roles",
]  # fmt: skip
_ASSIGN = re.compile(
    r"(?:giao|phân công|đề nghị|yêu cầu|kính đề nghị|ủy quyền|đối với)(?:\s+(?:nhiệm vụ|trách nhiệm))?(?:\s+cho)?\s+",
    re.IGNORECASE,
)
_ASSIGN_INSIDE = re.compile(rf"[,;.]\s*giao(?:\s+cho)?\s+(?=[{UPPER}])")
_BY = re.compile(rf"\bdo\s+([{UPPER}][^.;:()]{{2,120}}?)\s+(?:chủ trì|phụ trách|chịu trách nhiệm|làm đầu mối)")
# "(Công đoàn chủ trì; xong trước …)", "(Phòng A, Phòng B; thời gian: tháng 6)": names alone need a further fact,
# because "gửi về Sở (Phòng Nội vụ)" says who receives.
_IN_BRACKETS = re.compile(
    rf"\((?P<who>[{UPPER}][^();:]{{2,150}}?)\s+(?:chủ trì|phụ trách|thực hiện|làm đầu mối)\b[^()]*\)"
    rf"|\((?P<names>[{UPPER}][^();:]{{2,200}}?)\s*;[^()]*\)"
)
_END_BRACKETS = re.compile(rf"\((?P<names>[{UPPER}][^()]{{1,200}})\)\s*[.;]?\s*\Z")
_SENT = re.compile(
    r"(?<!tiền )\b(?:gửi|nộp|trình|kính chuyển|liên hệ|thông qua)\b|\b(?:tại|về|qua)\s+(?:cấp|cơ quan)", re.IGNORECASE
)
_SUPPORT = re.compile(
    r"(?<!chương trình )(?<!quy chế )(?<!kế hoạch )(?<!nội dung )"
    r"phối hợp(?:\s+(?:chặt chẽ|chặt|thường xuyên|đồng bộ|có hiệu quả))*(?P<link>\s+(?:cùng với|cùng"
    r"|với))?\s+(?=(?P<zone>(?:[^.;:]|\.(?=\S)){1,300}))",
    re.IGNORECASE,
)
_LEADING_TOO = re.compile(r"chủ trì\s*,?\s*\Z", re.IGNORECASE)
_HELPING = re.compile(rf"chủ trì\s*[,;]\s*(?P<zone>(?:các|[{UPPER}])[^.;:]{{2,150}}?)\s+(?:cùng\s+)?phối hợp")
_SENTENCE = re.compile(rf"(?<=[.])(?<!\bTP\.)(?<!\bTp\.)(?<!\bđ\.)\s+(?=[{UPPER}])|(?<=;)\s+")
_HELPS = re.compile(r"phối hợp$|cùng$")
# "Bước 1 (từ tháng 3 đến tháng 4): …", "Trước ngày 15/02: …": what stands before the subject.
_ORDINAL = re.compile(
    r"^(?:(?:bước|đợt|giai đoạn|lần)\s+\w+\s*(?:\([^()]*\))?\s*[:.–-]\s*"
    r"|(?:trước|từ|trong|đến|chậm nhất|vào|tháng|quý|tuần|ngày|cuối|đầu|giữa)\b[^:;]{0,60}:\s*)",
    re.IGNORECASE,
)
_PLAIN_GROUP = re.compile(
    r"(?:các|lãnh đạo|thủ trưởng|trưởng|người đứng đầu|ubnd các|chủ tịch ubnd các|toàn thể)\b", re.IGNORECASE
)
_MAX_GROUP = 14
_OFFICE = re.compile(rf"(?:Phòng|Ban|Trung tâm|Chi cục|Sở|Khoa|Vụ|Cục)\s+[{UPPER}]")
_LONG_NAME = 110
_MAX_TRIES = 6


class Part(NamedTuple):
    """A stretch of a task's text that is one piece of work, and who it says does it."""

    text: str
    who: Responsible


def read_parts(text: str, names: UnitNames) -> list[Part]:
    """Cuts a text where another body begins to do something else; mostly it is one part.

    A later sentence without a subject goes on with the one before; "B phối hợp" there names a support.
    """
    if not text:
        return [Part(text, Responsible())]
    parts: list[Part] = []
    for sentence in _SENTENCE.split(text):
        subject, verb = _subject_and_verb(sentence, names)
        before = parts[-1] if parts else None
        if before is None:
            parts.append(Part(sentence, Responsible(tuple(subject))))
        elif subject and _HELPS.match(verb) and before.who.leads:
            parts[-1] = Part(f"{before.text} {sentence}", _helped(before.who, subject))
        elif subject and not before.who.leads and (_leads_it_all(verb) or sentence.startswith("giao ")):
            parts[-1] = Part(f"{before.text} {sentence}", Responsible(tuple(subject)))
        elif _is_anothers(subject, before.who, names):
            parts.append(Part(sentence, Responsible(tuple(subject))))
        else:
            parts[-1] = Part(f"{before.text} {sentence}", before.who)
    return [Part(part.text, _completed(part, names)) for part in parts]


def read_responsible(text: str, names: UnitNames) -> Responsible:
    """Reads who leads and supports the first part of a task's text; empty roles where it names nobody."""
    return read_parts(text, names)[0].who


def may_name_support(text: str, names: UnitNames) -> bool:
    """True for a text that names a support, would with a lead beside it, or may be more than one part."""
    return bool(_SENTENCE.search(text) or _supports(text, names, has_lead=True))


def _completed(part: Part, names: UnitNames) -> Responsible:
    leads = list(part.who.leads)
    if not any(m.kind != MentionKind.PERSON for m in leads):
        # "Chủ tịch UBND xã chỉ đạo chung; giao Công an xã …": the body leads, the person is kept.
        leads = [*(m for m in _inside(part.text, names) if m not in leads), *leads]
    supports = part.who.supports or tuple(_supports(part.text, names, has_lead=bool(leads)))
    return Responsible(tuple(leads), _without(supports, leads))


def _helped(who: Responsible, helpers: Sequence[Mention]) -> Responsible:
    return Responsible(who.leads, (*who.supports, *_without(helpers, who.leads)))


def _leads_it_all(verb: str) -> bool:
    """True for "Rà soát thủ tục. Văn phòng chủ trì.", where the last sentence is no second piece of work."""
    return verb in ("chủ trì", "phụ trách", "thực hiện", "chịu trách nhiệm", "có trách nhiệm", ":")


def _is_anothers(subject: Sequence[Mention], before: Responsible, names: UnitNames) -> bool:
    """True for a sentence whose subject is another body than the one before; people and loose words are none."""
    found = [m for m in subject if m.kind == MentionKind.UNIT]
    if found:
        same = {code for m in before.leads for code in names.codes(m.text) or {names.key(m.text)}}
        return any((names.codes(m.text) or {names.key(m.text)}).isdisjoint(same) for m in found)
    groups = [m.text for m in subject if m.kind != MentionKind.UNIT]
    return (
        bool(groups)
        and all(_PLAIN_GROUP.match(g) and len(g.split()) <= _MAX_GROUP for g in groups)
        and (fold(groups[0]) not in {fold(m.text) for m in before.leads})
    )


def read_heading(text: str, names: UnitNames) -> Responsible:
    """Reads a heading that assigns what stands below it: "Văn phòng Sở", "Giao … chủ trì, phối hợp với …:"."""
    text = _NUMBER.sub("", text.strip(" :.;"), count=1)
    bare = _ASSIGN.sub("", re.sub(r"^trách nhiệm của\s+", "", text, flags=re.IGNORECASE), count=1)
    if _ROLE_BEHIND.search(bare):
        return read_roles(bare, names)
    is_office = bool(_OFFICE.match(bare)) and len(bare) < _LONG_NAME
    whole = split_names(re.sub(r"\s*\([^()]*\)", "", bare), names, is_field=is_office)
    if whole:
        return Responsible(tuple(whole))
    return read_responsible(text, names) if len(text) < MAX_ZONE else Responsible()


def read_names(text: str, names: UnitNames) -> tuple[Mention, ...]:
    """Reads a field or cell that holds nothing but names; what is no list of names is kept as a group, as written."""
    found = names.lists.get(text)
    if found is None:
        bare = clean(text).strip(" .;:()")
        found = tuple(list_names(bare, names)) if re.search(r"\w", bare) else ()
        names.lists[text] = found
    return found


def _subject_and_verb(sentence: str, names: UnitNames, *, is_given: bool = False) -> tuple[list[Mention], str]:
    """Reads the names before the first verb, or before a colon; ``is_given`` behind "… giao"."""
    start = _ADVERBIAL.sub("", _ORDINAL.sub("", sentence, count=1), count=1)
    assigned = _ASSIGN.match(start)
    start = start[assigned.end() :] if assigned else start
    zone, stop = subject_zone(start, names)
    if zone and stop == "giao" and not is_given:
        # "UBND xã giao Công an xã chủ trì": who is given the work does it.
        rest = start[start.find("giao ", len(zone)) + len("giao ") :][:MAX_ZONE]
        given, verb = _subject_and_verb(rest, names, is_given=True)
        if any(m.kind == MentionKind.UNIT for m in given):
            return given, verb
    # A subject is not cut off from its verb by a comma: "Thanh tra, kiểm tra …" are two verbs.
    if zone is None or (zone.endswith(",") and stop not in ("chủ trì", "phối hợp")):
        return [], stop
    found = split_names(_without_brackets(zone), names) or []
    # "Phân công lãnh đạo phụ trách" names nobody yet.
    return ([] if assigned and _is_vague(found) else found), stop


def _is_vague(found: Sequence[Mention]) -> bool:
    return bool(found) and all(
        m.kind == MentionKind.GROUP and m.text.islower() and len(m.text.split()) < 3 for m in found
    )


def _inside(text: str, names: UnitNames) -> list[Mention]:
    """Reads "…; giao Văn phòng …", "do Văn phòng chủ trì" and "(Văn phòng chủ trì)" in the middle of a sentence."""
    for match in islice(_ASSIGN_INSIDE.finditer(text), _MAX_TRIES):
        zone, _ = subject_zone(text[match.end() :], names)
        if zone and (found := split_names(_without_brackets(zone), names)):
            return found
    for match in islice(_BY.finditer(text), _MAX_TRIES):
        if found := split_names(_without_brackets(match[1]), names):
            return found
    for match in islice(_IN_BRACKETS.finditer(text), _MAX_TRIES):
        found = split_names(match["who"] or match["names"], names)
        if found and (match["who"] or all(m.kind == MentionKind.UNIT for m in found)):
            return found
    return _at_end(text, names)


def _at_end(text: str, names: UnitNames) -> list[Mention]:
    """Reads "Ra quân dọn vệ sinh (Công an xã)."; behind a body's name, or where something is sent, it explains that."""
    match = _END_BRACKETS.search(text)
    if match is None:
        return []
    before = re.split(r"[.;]\s", text[: match.start()])[-1].rstrip()
    if _SENT.search(before) or _ends_in_body(before, names):
        return []
    found = split_names(match["names"], names)
    return found if found and all(m.kind == MentionKind.UNIT for m in found) else []


def _ends_in_body(text: str, names: UnitNames) -> bool:
    """True where the last words are a body's name: "Phối hợp với UBND xã (Công an xã)"."""
    tail = text[-_LONG_NAME:]
    starts = [m.start() for m in lexicon.body_start_pattern().finditer(tail)]
    return any(
        (said := split_names(tail[at:], names)) is not None and said[-1].kind == MentionKind.UNIT for at in starts[-3:]
    )


def _supports(text: str, names: UnitNames, *, has_lead: bool) -> list[Mention]:
    """Reads who is named after "phối hợp (với)"; without a lead only where "với" says so. Or: "B, C phối hợp"."""
    if (helping := _HELPING.search(text)) and (found := split_names(_without_brackets(helping["zone"]), names)):
        return found
    for match in islice(_SUPPORT.finditer(text), _MAX_TRIES):
        is_joined = match["link"] is not None or _LEADING_TOO.search(text, 0, match.start())
        if not (has_lead or is_joined):
            continue
        zone, _ = subject_zone(match["zone"], names)
        words = match["zone"][:MAX_ZONE] if zone is None else zone
        words = re.split(r"\s+(?:để|nhằm|trong việc|trong công tác|trong|theo|về|khi)\s+", words, maxsplit=1)[0]
        # "(… chủ trì, phối hợp Hội Phụ nữ)" ends at its bracket.
        bare = _without_brackets(words).split(")")[0]
        found = split_names(re.sub(r"[\s,]+(?:và)?\s*$", "", bare), names)
        if found:
            return found
    return []


def _without_brackets(words: str) -> str:
    return re.sub(r"\s*\([^()]*\)", "", words)


def _without(mentions: Sequence[Mention], leads: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple(m for m in mentions if m not in leads)
