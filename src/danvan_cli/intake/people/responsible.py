"""Who leads, who supports: read from the subject of a task's sentence, from "giao …" or from a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from danvan_cli.domain.text import clean, fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.lines.enumerations import BULLETS_WITHIN
from danvan_cli.intake.lines.fields import fields_of
from danvan_cli.intake.lines.letters import LOWER, UPPER
from danvan_cli.intake.people.endings import ROLE_VERBS, read_ending
from danvan_cli.intake.people.helpers import MERELY_HELPS, helpers_inside
from danvan_cli.intake.people.inside import names_inside, without_brackets
from danvan_cli.intake.people.mentions import Mention, MentionKind, is_body
from danvan_cli.intake.people.name_lists import list_names, split_names
from danvan_cli.intake.people.predicates import (
    TIME_WORDS,
    subject_zone,
    within_brackets,
)
from danvan_cli.intake.people.roles import Responsible, read_roles
from danvan_cli.intake.people.subjects import AFTERWARDS, subject_and_verb
from danvan_cli.intake.people.unit_names import UnitNames

ROLE_BEHIND = re.compile(r"\((?:đơn vị |cơ quan )?(?:chủ trì|phối hợp|ct|ph)\)", re.IGNORECASE)
__all__ = [
    "Mention", "MentionKind", "Part", "Responsible", "may_name_support", "read_names", "read_parts",
    "read_responsible", "read_roles",
]  # fmt: skip
# "(chủ trì), … (phối hợp)", "CT: …; PH: …" in the middle of a sentence.
_MARKED = re.compile(
    rf"(?:\A|[-–(,.;:]\s*)(?P<zone>(?-i:CT|C/T)\s*:\s*(?=[{UPPER}])[^.()]{{3,200}}?)(?=\s[-–]\s|\s*[.()]|;(?!\s*(?-i:PH|P/H))|\Z)",
    re.IGNORECASE,
)
_ROLES_BEHIND = re.compile(
    rf"(?:\A|[Gg]iao\s+(?:cho\s+)?|[.;:]\s+|\s[-–—]\s+|\[)"
    rf"(?P<zone>[{UPPER}](?:(?!\s[-–—]\s)(?:[^().;:\[\]]|\.(?=\S))){{1,120}}\s?\((?:chủ trì|phối hợp|CT|PH)\)"
    r"(?:;?(?:[^().;:\[\]]|\.(?=\S)){2,120}\s?\((?:chủ trì|phối hợp|CT|PH)\)){0,4})"
)
_ROLE_WORD = re.compile(r"chủ trì|phối hợp|phụ trách", re.IGNORECASE)
_ROLED_BRACKET = re.compile(
    rf"\((?P<zone>(?:chủ trì|phối hợp|phụ trách)?\s*:?\s*[{UPPER}][^()]*"
    r"\b(?:chủ trì|phối hợp|phụ trách|giúp việc)\b[^()]*)\)"
)
_SENTENCE = re.compile(
    # "Phòng A làm thủ tục, còn Phòng B bố trí kinh phí": each does its own.
    rf"(?<=,)\s+(?=còn\s+(?:[{UPPER}]|các\s))"
    rf"|(?<=[.])(?<!\bTP\.)(?<!\bTp\.)(?<!\bP\.)(?<!\bTT\.)(?<!\bQ\.)(?<!\bđ\.)\s+(?=[{UPPER}])|(?<=;)\s+|(?<=\),)\s+(?=[{UPPER}])"
)
_ORDERED = re.compile(r"^\W*giao\s+(?:cho\s+)?", re.IGNORECASE)
_SHARED = re.compile(r"\s+(?:chủ trì,?\s+)?phối hợp\s+(?:(?:cùng với|cùng|với)\s+)?", re.IGNORECASE)
_MARK_GOES_ON = re.compile(r"(?:PH|P/H|CT|C/T)\s*:")
_SHARE = re.compile(
    rf"(?P<who>[{UPPER}][^:()]{{2,90}}?)\s+(?:xong|hoàn thành|chậm nhất|muộn nhất)\s+(?=[^:()]*\d)[^:()]{{3,60}}"
)
_LED = re.compile(r"chủ trì|phụ trách|đầu mối|tham mưu|đảm nhiệm|;")
# "Ban Xây dựng Đảng (chậm nhất ngày 31/10/2026)": until when is no part of a name.
_BRACKETED_TIME = re.compile(rf"\s*\([^()]*?\b(?:{TIME_WORDS})[^()]*\)\s*[.;]?\s*\Z")
# "(Tổ Kế hoạch chủ trì; Hội Nông dân phối hợp - hạn từ 01/7 đến 30/9)".
_DASHED_TIME = re.compile(rf"\s[-–]\s+(?:hạn|xong|{TIME_WORDS})[^;]*\Z", re.IGNORECASE)
# "A và B cùng chủ trì.": nothing else is said of them.
_LEAD_TOGETHER = re.compile(r"\scùng\s+(?:chủ trì|thực hiện|phụ trách|tham mưu)\s*(?:[,.;)]|\Z)")
_LEADS_ALONE = re.compile(
    rf"[{UPPER}][^,.;:]{{2,90}}\s(?:chủ trì|phụ trách|làm đầu mối|là (?:đơn vị|cơ quan) (?:chủ trì|đầu mối))\s*[.;]?"
)
# "A và B thực hiện, trong đó B chủ trì".
_OF_THEM_LEADS = re.compile(
    r"\btrong đó,?\s+(?P<who>[^,;.:()]{3,80}?)\s+(?:chủ trì|làm đầu mối|là đầu mối|chịu trách nhiệm chính)(?!\w)"
)
# "Hội Chữ thập đỏ phường tổ chức, Đoàn phường bố trí tình nguyện viên.": what, stands before.
_HOLDS_IT = re.compile(rf"[{UPPER}][^,.;:]{{3,90}}\s(?:tổ chức|tiến hành|làm|đảm nhận)\s*(?:[,.;]|\Z)")
_HELPS = re.compile(r"phối hợp$|cùng$")
_AIDS = re.compile(rf"(?:{lexicon.words_of('helpers_do')}|cùng)\b")
_TIMED = re.compile(
    r"(?<!\d)\d{1,2}\s?[/.-]\s?\d{1,2}(?!\d)|\d/\d{4}|\b(?:tháng|quý|tuần)\s+(?:\d|[IVX])"
    r"|\d\s+(?:ngày|tháng)(?: làm việc)?\s+(?:kể từ|sau|từ)\b"
    r"|\d\s+(?:tuần|tháng)\s+(?:một|1|01)\s+lần|\b(?:h[ằà]ng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)",
    re.IGNORECASE,
)
# "Việc này giao Phòng Văn hóa - Xã hội, hạn cuối là 30/6."
_THIS_WORK = re.compile(r"(?:việc|phần việc|công việc|nội dung|nhiệm vụ)\s+(?:này|trên)\b", re.IGNORECASE)
_HELPS_WHOM = re.compile(r"\sphối hợp\s+(?:(?:cùng với|cùng|với)\s+)?")
_SHARE_GIVEN = re.compile(
    rf"(?:riêng\s+)?(?:việc|phần|khâu|nội dung)\s[^,;.:]{{3,80}}?\s(?:do|giao(?:\s+cho)?)\s+"
    rf"(?=[{UPPER}]|(?:ông|bà|đồng chí|đ/c|thầy|cô)\s)",
    re.IGNORECASE,
)
_NO_WORK_OF_ITS_OWN = frozenset(["", ":", "thực hiện", "phối hợp", "triển khai", "tham gia"])
# "Hội Nông dân xã phối hợp.", "… phối hợp chọn hộ."
_ONLY_HELPS = re.compile(rf"\sphối hợp(?:\s+(?!với\s|cùng\s|các\s)[{LOWER}]+(?:\s[{LOWER}]+){{0,5}})?\s*[.;]?\s*\Z")
_PLAIN_GROUP = re.compile(
    r"(?:các|lãnh đạo|thủ trưởng|trưởng|người đứng đầu|ubnd các|chủ tịch ubnd các|toàn thể)\b", re.IGNORECASE
)
_MAX_GROUP = 14
_KIND = re.compile(r"(?:Tổ|Đội|Nhóm|Bộ phận|Ban|Đoàn|Câu lạc bộ|Chi hội|Chi đoàn)\s")
_STRANGER = re.compile(rf"[{UPPER}][{LOWER}]+(?:\s[{LOWER}]+){{0,3}}\s(?P<proper>[{UPPER}])\S*(?:\s[^\s,;:()]+){{0,6}}")
# "Quý I thay 1.000 chiếc, …" goes on with who stands before.
_SAYS_WHEN = re.compile(r"(?:Quý|Tháng|Tuần|Đợt|Lần|Năm|Ngày|Sáng|Chiều|Tối)\s+(?:\w+\s)?(?:\d|[IVX]+\b)")
# "Mỗi thẩm phán xét xử 02 phiên tòa. Trại tạm giam bố trí điểm cầu."
_MANY_BEFORE = re.compile(r"(?:\A|(?<=ngày, )|(?<=tháng, )|(?<=\d, ))(?:mỗi|từng|các|toàn thể|tất cả)\s", re.IGNORECASE)
_MANY_DO = re.compile(r"(?:Mỗi|Từng|Các|Toàn thể|Tất cả)\s")
_MAX_JOINED = 600
_SQUARE = re.compile(rf"\[[{UPPER}][^\[\]();]{{6,}};[^\[\]()]*\]")
_ROUND = str.maketrans("[]", "()")
_MAX_TOPIC = 6
# Words on how things stand, and no day to come behind them.
_TELLS_WHY = re.compile(
    r"(?:đến nay|hiện nay|hiện (?:còn|có)|đến (?:cuối|hết) [^,;]{3,30}?)\s(?=[^.]*\b(?:còn|mới|đã|chưa|có|bị)\b)"
    r"|[^.;]{0,80}\s(?:bị|đã)\s(?=.*\bđã\b)|(?:Nghị quyết|Kế hoạch|Công văn|Chỉ thị)\s[^;]{0,80}\snêu\s",
    re.IGNORECASE,
)
_PROMISES = re.compile(r"\b(?:trước ngày|chậm nhất|xong|hoàn thành trước|hạn)\b", re.IGNORECASE)
_SHARES = frozenset(["chuẩn bị", "lo", "làm"])
# "(Văn phòng chủ trì)." and "Do Văn phòng lo." say who does what stands before.
_LEAST_WORK = 6
_HELD_EVENT = re.compile(
    r"(?:Hội nghị|Hội thi|Hội thao|Hội diễn|Hội thảo|Đại hội|Cuộc thi|Giải|Lớp|Lễ|Ngày hội|Chương trình)\s[^.]*"
    r"\b(?:mở|tổ chức|diễn ra|khai mạc|phát động|dự kiến|tiến hành|họp|được)\b"
)
# "Nguồn giống do Viện thẩm định." tells of the work before, not of more.
_DECIDED_BY = re.compile(r"\bdo\s[^,;.]{3,80}?\s(?:thẩm định|phê duyệt|duyệt|ban hành|cấp|thành lập|quyết định)(?!\w)")
_BY_WHOM = re.compile(rf"\bdo\s+[{UPPER}][^,;.]{{1,80}}?\s(?:chủ trì|phụ trách|đảm nhiệm|đảm nhận|lo|thực hiện)(?!\w)")
_NO_WORK = re.compile(
    r"\W*(?:do|giao|kinh phí|nguồn kinh phí|thành phần|địa điểm:|thời gian|trách nhiệm|người|đơn vị|bộ phận"
    r"|cơ quan|đầu mối"
    r"|(?:phần|việc|nội dung|nhiệm vụ|công việc)(?: việc)? (?:này|trên))\b",
    re.IGNORECASE,
)
_WHOLE_WORK = (ROLE_VERBS - {"phối hợp", "trực tiếp", "cùng"}) | {":"}


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
    if len(bullets := BULLETS_WITHIN.split(text)) > 1:
        # "- … (A chủ trì). - … (B chủ trì)." in one cell: each is work by itself.
        read = [read_parts(piece, names) for piece in bullets]
        if all(parts[0].who.leads for parts in read):
            return list(chain.from_iterable(read))
    if shares := _shares(text, names):
        return shares
    parts: list[Part] = []
    for sentence in _sentences(text, names):
        subject, verb = subject_and_verb(sentence, names)
        before = parts[-1] if parts else None
        if before is None:
            parts.append(Part(sentence, Responsible(tuple(subject))))
        elif by := _done_by_another(sentence, before.who, names):
            parts.append(Part(sentence, Responsible(tuple(by))))
        elif subject and (
            (_AIDS.match(verb) and MERELY_HELPS.search(sentence))
            or (_HELPS.match(verb) and _only_helps(sentence, before.who, names))
        ):
            parts[-1] = Part(f"{before.text} {sentence}", _helped(before.who, subject))
        elif subject and before.who.leads and _LEADS_ALONE.fullmatch(sentence) and _names_all(subject, before.text):
            # "A phối hợp cùng B; B chủ trì.": the last words say who of those named leads.
            others = tuple(m for m in before.who.leads if m not in subject)
            parts[-1] = Part(f"{before.text} {sentence}", Responsible(tuple(subject), (*others, *before.who.supports)))
        elif subject and before.who.leads and _LEADS_ALONE.fullmatch(sentence) and before.text.endswith("."):
            # "Tổ công nghệ số đến từng nhà. Chi đoàn phụ trách.": nothing but who leads, whoever stands before.
            parts[-1] = Part(f"{before.text} {sentence}", Responsible(tuple(subject), before.who.supports))
        elif subject and (_is_topic(before) or _leads_it_all(sentence, verb, before, names)):
            parts[-1] = Part(f"{before.text} {sentence}", Responsible(tuple(subject)))
        elif _has_second_work(subject, before.text, sentence) or _is_anothers(subject, before, sentence, names):
            parts.append(Part(sentence, Responsible(tuple(subject))))
        elif not subject and (_is_strangers(sentence, names) or _tells_others(sentence, before, names)):
            parts.append(Part(sentence, Responsible()))
        else:
            parts[-1] = Part(f"{before.text} {sentence}", before.who)
    return [Part(part.text, _completed(part, names)) for part in parts]


def _names_all(subject: Sequence[Mention], before: str) -> bool:
    return all(one.text in before for one in subject)


def _shares(text: str, names: UnitNames) -> list[Part]:
    """Reads "Chỉnh lý sổ: Phòng A xong trước 11/4, Phòng B chậm nhất 21/4" as a piece of work of each; else nothing."""
    topic, colon, rest = text.partition(":")
    clauses = re.split(r"[,;]\s+", rest.strip(" .")) if colon and len(text) < _MAX_JOINED else []
    found = [_SHARE.fullmatch(clause) for clause in clauses]
    if len(found) < 2 or not all(found):
        return []
    who = [split_names(one["who"], names) for one in found if one]
    if not all(names_ and all(m.kind == MentionKind.UNIT for m in names_) for names_ in who):
        return []
    return [
        Part(f"{topic}: {clause}", Responsible(tuple(leads or ()))) for clause, leads in zip(clauses, who, strict=True)
    ]


def _only_helps(sentence: str, before: Responsible, names: UnitNames) -> bool:
    """True for "Công an xã phối hợp.", which helps; "Công an xã phối hợp Trạm Y tế lắp camera." is work of its own."""
    if not before.leads:
        return bool(_ONLY_HELPS.search(sentence)) and not _THIS_WORK.match(sentence)
    if not (found := _HELPS_WHOM.search(sentence)):
        return True
    zone, verb = subject_zone(sentence[found.end() :], names)
    return verb in _NO_WORK_OF_ITS_OWN or not (zone and split_names(without_brackets(zone), names))


def _sentences(text: str, names: UnitNames) -> list[str]:
    """Cuts a text at full stops and semicolons, not inside brackets, and not where a semicolon stands in a list."""
    found: list[str] = []
    is_open = False
    for piece in _SENTENCE.split(text):
        is_inside = bool(found) and found[-1].endswith(";") and piece.endswith(";")
        is_names = is_inside and subject_zone(piece, names)[0] is None and bool(split_names(piece, names))
        is_list = bool(found) and found[-1].endswith("),") and not _begins_anew(piece, names)
        is_who = bool(found) and found[-1].endswith(";") and _is_only_who(found[-1], names)
        is_who = is_who and not _LEADS_ALONE.fullmatch(piece)
        goes_on = is_open or is_names or is_list or is_who or _MARK_GOES_ON.match(piece)
        if found and len(found[-1]) < _MAX_JOINED and goes_on:
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
        # Behind a lone name the list goes on: "phối hợp với A; B; C kiểm tra".
        is_open = is_names or any(found[-1].count(a) > found[-1].count(b) for a, b in ("()", "[]"))
    return found


def _is_only_who(piece: str, names: UnitNames) -> bool:
    """True for "Giao Công an xã;" and "Sở A chủ trì, phối hợp với các Sở: B, C;", behind which the work comes."""
    bare = _ORDERED.sub("", _SHARED.sub("; ", piece)).rstrip(" ;")
    whole = bare != piece.rstrip(" ;") and subject_zone(bare, names)[0] is None
    return whole and all(split_names(one, names) for one in bare.split("; "))


def _begins_anew(piece: str, names: UnitNames) -> bool:
    """True for "…, Trung tâm Kiểm định thay đồng hồ", where behind a bracket another body begins its own work."""
    if ROLE_BEHIND.search(piece):
        return False
    subject, verb = subject_and_verb(piece, names)
    return verb not in _NO_WORK_OF_ITS_OWN and bool(subject) and all(m.kind == MentionKind.UNIT for m in subject)


def read_responsible(text: str, names: UnitNames) -> Responsible:
    """Reads who leads and supports the first part of a task's text; empty roles where it names nobody."""
    return read_parts(text, names)[0].who


def may_name_support(text: str, names: UnitNames) -> bool:
    """True for a text that names a support, would with a lead beside it, or may be more than one part."""
    return bool(_SENTENCE.search(text) or helpers_inside(text, names, has_lead=True))


def _completed(part: Part, names: UnitNames) -> Responsible:
    leads = list(part.who.leads)
    if _SQUARE.search(part.text):
        # "[Sở Nội vụ; Sở Y tế; trước 01/9]" is read as in round brackets.
        part = part._replace(text=part.text.translate(_ROUND))
    if roled := _roled(part.text, names):
        return roled
    supports = part.who.supports
    if not any(m.kind != MentionKind.PERSON for m in leads):
        # "Chủ tịch UBND xã chỉ đạo chung; giao Công an xã …": the body leads, the person is kept.
        behind = Responsible(tuple(names_inside(part.text, names)))
        behind = behind if behind.leads else read_ending(part.text, names)
        leads, supports = [*(m for m in behind.leads if m not in leads), *leads], supports or behind.supports
    supports = supports or tuple(helpers_inside(part.text, names, has_lead=bool(leads)))
    said = _OF_THEM_LEADS.search(part.text)
    if said and (chief := [m for m in leads if m.text.casefold() == said["who"].casefold()]):
        leads, supports = chief, (*(m for m in leads if m not in chief), *supports)
    return Responsible(tuple(leads), _without(supports, leads))


def _roled(text: str, names: UnitNames) -> Responsible | None:
    """Reads roles marked as in a cell: "CT: A; PH: B", "(A chủ trì; B phối hợp)", "giao A (chủ trì), B (phối hợp)"."""
    if marked := _MARKED.search(text):
        return read_roles(marked["zone"], names)
    if ROLE_BEHIND.search(text) and (behind := _ROLES_BEHIND.search(text)):
        found = read_roles(behind["zone"], names)
        return found if found.leads and all(m.kind == MentionKind.UNIT for m in found.leads) else None
    bracket = _ROLED_BRACKET.search(text)
    # "Phó Trưởng ban (Phó Chủ tịch UBND xã phụ trách văn xã)" only says who that is.
    is_post = bracket and lexicon.post_pattern().match(bracket["zone"]) and "," not in bracket["zone"]
    if bracket and not is_post and _LED.search(bracket["zone"]):
        zone = _DASHED_TIME.sub("", bracket["zone"])
        said = [c for c in zone.split(";") if _ROLE_WORD.search(c) or split_names(c, names)]
        found = read_roles(";".join(said), names)
        is_told = ";" in bracket["zone"] or all(m.kind != MentionKind.GROUP for m in found.leads)
        return found if found.leads and is_told else None
    return None


def _helped(who: Responsible, helpers: Sequence[Mention]) -> Responsible:
    return Responsible(who.leads, (*who.supports, *_without(helpers, who.leads)))


def _is_topic(before: Part) -> bool:
    """True for "Cơ sở vật chất.", which says what the next sentence is about and is no work by itself.

    So does "Đến nay còn 03 công trình chưa quyết toán;", which tells why.
    """
    text = before.text
    if _TELLS_WHY.match(text) and not before.who.leads and not _PROMISES.search(text):
        return True
    is_short = text.endswith(".") and len(text.split()) <= _MAX_TOPIC and not before.who.leads
    has_verb = lexicon.verb_pattern().search(f"{text[:1].lower()}{text[1:]}") if is_short else None
    return is_short and not has_verb and not _TIMED.search(text) and not lexicon.body_start_pattern().match(text)


def _leads_it_all(sentence: str, verb: str, before: Part, names: UnitNames) -> bool:
    """True for "Rà soát thủ tục. Văn phòng chủ trì.", where the last sentence is no second piece of work.

    Where what stands before has a body of its own, though it could not be read, the last sentence says nothing of it.
    """
    if before.who.leads or lexicon.body_start_pattern().match(before.text) or _MANY_DO.match(before.text):
        return False
    if _THIS_WORK.match(sentence):
        return True
    # "Khám bệnh cho hội viên trước 30/6. Hội Phụ nữ liên hệ với Trạm Y tế.": nobody is named before, no day behind.
    is_dated = bool(_TIMED.search(before.text))
    is_nobodys = not is_dated or not (_TIMED.search(sentence) or lexicon.body_start_pattern().search(before.text))
    is_led = bool(_doers(before.text, names)) or _is_done_by_unknown(before.text, names)
    if is_nobodys and before.text.endswith(".") and not is_led:
        return True
    if _HOLDS_IT.match(sentence) and not is_led:
        return True
    if _LEAD_TOGETHER.search(sentence):
        return not is_led
    # "Cắt tỉa cây trước 30/6. Trường A chuẩn bị 10 phòng trước 15/7.": two days, two pieces of work.
    is_more = verb in _SHARES and is_dated and bool(_TIMED.search(sentence))
    if sentence.startswith("giao ") or (verb in _WHOLE_WORK and not is_led and not is_more):
        return True
    # "Lắp camera. Công an xã phối hợp các ấp." says no more than who does it.
    return verb == "phối hợp" and bool(read_ending(f"Việc. {sentence}", names).leads)


def _has_second_work(subject: Sequence[Mention], before: str, sentence: str) -> bool:
    """True where a body is named once more behind a full stop, with another time: it has a second piece of work."""
    is_named = any(mention.kind == MentionKind.UNIT for mention in subject)
    if is_named and AFTERWARDS.match(sentence) and _TIMED.search(before[-_MAX_JOINED:]):
        return True
    return is_named and before.endswith(".") and bool(_TIMED.search(sentence) and _TIMED.search(before))


def _is_anothers(subject: Sequence[Mention], before: Part, sentence: str, names: UnitNames) -> bool:
    """True for a sentence whose subject is another body than the one before.

    People and loose words are none, but for those with a time of their own, which is not that of the body before.
    """
    leads = before.who.leads
    found = [m for m in subject if m.kind == MentionKind.UNIT]
    if found:
        same = {code for m in leads for code in names.codes(m.text) or {names.key(m.text)}}
        return any((names.codes(m.text) or {names.key(m.text)}).isdisjoint(same) for m in found)
    if _TIMED.search(sentence) and subject:
        others = leads or (_doers(before.text, names) if before.text.endswith(".") else ())
        if others and not {fold(m.text) for m in subject} & {fold(m.text) for m in others}:
            return True
    groups = [m.text for m in subject if m.kind != MentionKind.UNIT]
    if groups and before.text.endswith(".") and all(_KIND.match(g) for g in groups):
        # "Tổ An ninh cơ sở các ấp đến từng hộ …" is another than the one before.
        return fold(groups[0]) not in {fold(m.text) for m in leads}
    return (
        bool(groups)
        and all(_PLAIN_GROUP.match(g) and len(g.split()) <= _MAX_GROUP for g in groups)
        and (fold(groups[0]) not in {fold(m.text) for m in leads})
    )


def _done_by_another(sentence: str, before: Responsible, names: UnitNames) -> list[Mention]:
    """Reads who is given a share of the work: "…; phần đường truyền giao Văn phòng Đảng ủy"; else nothing."""
    given = _SHARE_GIVEN.match(sentence)
    if given is None or not before.leads:
        return []
    zone, _ = subject_zone(sentence[given.end() :], names)
    # "giao Văn phòng Đảng ủy, VNPT hỗ trợ": who helps stands behind the comma.
    said = zone if zone and "," not in zone else sentence[given.end() :].partition(",")[0].rstrip(" .")
    by = split_names(without_brackets(said), names) or []
    return [] if {fold(m.text) for m in by} & {fold(m.text) for m in before.leads} else by


def _tells_others(sentence: str, before: Part, names: UnitNames) -> bool:
    """True for "Địa điểm do Trung tâm B chuẩn bị." behind a full stop: its doer is another than the one before."""
    if not before.text.endswith(".") or len(sentence.split()) < _LEAST_WORK or _NO_WORK.match(sentence):
        return False
    is_timed = bool(_TIMED.search(sentence))
    if fields_of(sentence) or (not is_timed and _DECIDED_BY.search(sentence)):
        return False
    told = {fold(m.text) for m in before.who.leads or _doers(before.text, names)}
    if is_timed and _begins_with_body(sentence, names):
        # "Tổ bơm tát nạo vét kênh trước 12/4.": its name does not end clearly, but it is not the one before.
        return not fold(sentence).startswith(tuple(told))
    if _HELD_EVENT.match(sentence) and is_timed and _TIMED.search(before.text):
        # "Hội nghị tổng kết dự kiến giữa tháng 12." is held by nobody that is said.
        return True
    if _BY_WHOM.search(sentence) and is_timed and told:
        # "Trao học bổng trong tháng 8, do Hội chủ trì.": whoever that is, it is said for this sentence alone.
        return not any(name and name in fold(sentence) for name in told)
    others = {fold(m.text) for m in _doers(sentence, names)}
    # Where nobody is named before, the sentence tells who does that, unless each has a time of its own.
    is_apart = bool(told) or bool(_MANY_BEFORE.search(before.text)) or (is_timed and bool(_TIMED.search(before.text)))
    return bool(others) and others.isdisjoint(told) and is_apart


def _begins_with_body(sentence: str, names: UnitNames) -> bool:
    """True for words of work behind a kind of body: "Tổ dịch vụ bơm tát nạo vét …", but not "Tổ Thu, 15-20/5."."""
    words = sentence.partition(",")[0].split()
    if lexicon.body_start_pattern().match(sentence):
        return len(words) > _LEAST_WORK
    zone, verb = subject_zone(sentence, names)
    head = lexicon.body_head_pattern().match(sentence)
    return bool(zone and head and verb != ":" and len(words) > _LEAST_WORK and len(zone.split()) <= _MAX_TOPIC)


def _is_done_by_unknown(text: str, names: UnitNames) -> bool:
    """True for "Tổ cơ điện lo âm thanh": words in front of the verb that are no name that is known."""
    zone, verb = subject_zone(text, names)
    return bool(zone) and verb in _SHARES and not lexicon.verb_pattern().match(text[:1].lower() + text[1:])


def _doers(sentence: str, names: UnitNames) -> tuple[Mention, ...]:
    """Gives who a sentence says does its work in other words than a subject: "do A lo", "giao A", "(A chủ trì)"."""
    found = names_inside(sentence, names) or read_ending(sentence, names).leads
    return tuple(m for m in found if m.kind != MentionKind.GROUP)


def _is_strangers(sentence: str, names: UnitNames) -> bool:
    """True for "Lớp Mầm hái hoa xong 20/5.": somebody whom no rule knows does it, and not who stands before."""
    if not _TIMED.search(sentence) or _SAYS_WHEN.match(sentence):
        return False
    zone, verb = subject_zone(sentence, names)
    if zone is None or verb in (":", "được") or not (name := _STRANGER.fullmatch(zone)):
        return False
    is_act = lexicon.verb_pattern().match(f"{zone[:1].lower()}{zone[1:]}")
    is_body_named = is_body(zone[name.start("proper") :], names)
    return not is_act and not is_body_named and lexicon.ending_words().isdisjoint(zone.lower().split())


def read_names(text: str, names: UnitNames) -> tuple[Mention, ...]:
    """Reads a field or cell that holds nothing but names; what is no list of names is kept as a group, as written."""
    return names.once(("names", text), lambda: _names_in(text, names))


def _names_in(text: str, names: UnitNames) -> tuple[Mention, ...]:
    bare = _BRACKETED_TIME.sub("", clean(within_brackets(text))).strip(" .;:")
    # "cô Thúy (Văn phòng)" keeps its bracket, "(Văn phòng)" is a name.
    bare = bare.strip("() ") if bare.count("(") != bare.count(")") or bare.startswith("(") else bare
    return tuple(list_names(bare, names)) if re.search(r"\w", bare) else ()


def _without(mentions: Sequence[Mention], leads: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple(m for m in mentions if m not in leads)
