"""Who leads, who supports: read from the subject of a task's sentence, from "giao …" or from a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, islice
from typing import NamedTuple

from danvan_cli.domain.text import clean, fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.lines.enumerations import BULLETS_WITHIN
from danvan_cli.intake.lines.letters import LOWER, UPPER
from danvan_cli.intake.people.endings import ROLE_VERBS, read_ending
from danvan_cli.intake.people.inside import (
    MAX_TRIES,
    helpers_inside,
    names_inside,
    without_brackets,
)
from danvan_cli.intake.people.mentions import Mention, MentionKind, is_body
from danvan_cli.intake.people.name_lists import list_names, split_names
from danvan_cli.intake.people.predicates import (
    MAX_ZONE,
    TIME_WORDS,
    is_proper,
    is_whole,
    subject_zone,
    usual_subject,
    within_brackets,
)
from danvan_cli.intake.people.roles import Responsible, read_roles
from danvan_cli.intake.people.unit_names import UnitNames

ROLE_BEHIND = re.compile(r"\((?:đơn vị |cơ quan )?(?:chủ trì|phối hợp|ct|ph)\)", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"(?:\A|(?<=:\s))(?:mỗi (?:ngày|tuần|tháng|quý|năm|học kỳ|đợt)|trước|chậm nhất|muộn nhất|đến|hằng|hàng|định kỳ"
    r"|trong|vào|từ|quý|tháng|căn cứ|trên cơ sở|để)\b(?:[^,.;:]|\.(?=\d)){0,80},\s*",
    re.IGNORECASE,
)
__all__ = [
    "Mention", "MentionKind", "Part", "Responsible", "may_name_support", "read_names", "read_parts",
    "read_responsible", "read_roles",
]  # fmt: skip
ASSIGN = re.compile(
    r"(?:giao|cử(?=\s+(?:đồng chí|đ/c|ông|bà)\s)|phân công|đề nghị|yêu cầu|kính đề nghị|ủy quyền|đối với)"
    r"(?:\s+(?:nhiệm vụ|trách nhiệm))?(?:\s+cho)?\s+",
    re.IGNORECASE,
)
# "Khi có bão, áp thấp nhiệt đới, các ấp …": the last comma before a name ends it.
_WHEN = re.compile(
    r"(?:mỗi (?:ngày|tuần|tháng|quý|năm|học kỳ|đợt)|khi|nếu|trường hợp|trong|trước|sau|từ|vào|hằng"
    r"|hàng|định kỳ|ngay sau|để|nhân (?:dịp|ngày)|trên cơ sở|căn cứ)\s",
    re.IGNORECASE,
)
# "chậm nhất 10 ngày làm việc các cơ quan phải …" has no comma.
_WITHIN_DAYS = re.compile(
    r"\A(?:chậm nhất|muộn nhất|trong(?: thời hạn| vòng)?|trước|sau)\s+\d+\s+(?:ngày|giờ|tuần|tháng)(?: làm việc)?\s+"
    rf"(?=các\s|mỗi\s|(?-i:[{UPPER}]))",
    re.IGNORECASE,
)
# "Nếu đến hết ngày 15/4 vẫn còn hộ chưa nhận tiền thì Chi nhánh … lập danh sách".
_THEN = re.compile(r"(?<=\s)thì\s+(?=\S)")
_WHEN_END = re.compile(r",\s+(?=\S)")
_WHEN_GROUP = re.compile(r"(?:các|mỗi|từng|toàn thể|trưởng các|thủ trưởng các)\s", re.IGNORECASE)
# "Báo cáo quý: các phòng … gửi", but not "Thành phần: Đoàn Thanh niên …".
_LABEL = re.compile(
    r"(?!(?:thành phần|đối tượng|nội dung|kinh phí|địa điểm|nơi nhận|gồm|bao gồm|hình thức|thời gian|sản phẩm|kết quả"
    r"|phối hợp|mục đích|yêu cầu|chỉ tiêu|ghi chú|lưu ý|khách mời|đại biểu))[^:;()]{3,90}?:\s+(?=\S)",
    re.IGNORECASE,
)
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
    rf"(?<=[.])(?<!\bTP\.)(?<!\bTp\.)(?<!\bP\.)(?<!\bTT\.)(?<!\bQ\.)(?<!\bđ\.)\s+(?=[{UPPER}])|(?<=;)\s+|(?<=\),)\s+(?=[{UPPER}])"
)
_ORDERED = re.compile(r"^\W*giao\s+(?:cho\s+)?", re.IGNORECASE)
_SHARED = re.compile(r"\s+(?:chủ trì,?\s+)?phối hợp\s+(?:(?:cùng với|cùng|với)\s+)?", re.IGNORECASE)
_MARK_GOES_ON = re.compile(r"(?:PH|P/H|CT|C/T)\s*:")
_LED = re.compile(r"chủ trì|phụ trách|đầu mối|tham mưu|đảm nhiệm|;")
# "A đồng chủ trì với B": both lead.
_JOINTLY = re.compile(r"\s*đồng chủ trì\s+(?:cùng với|cùng|với)\s+")
# "A và B cùng chủ trì.": nothing else is said of them.
_HEADED_BY = re.compile(
    r"\s*(?P<who>(?:đồng chí|đ/c|đ\.c|ông|bà)\s[^,;:.]{2,80}?)\s+làm\s+(?:trưởng|tổ trưởng|đội trưởng)\b", re.IGNORECASE
)
# "Ban Xây dựng Đảng (chậm nhất ngày 31/10/2026)": until when is no part of a name.
_BRACKETED_TIME = re.compile(rf"\s*\([^()]*?\b(?:{TIME_WORDS})[^()]*\)\s*[.;]?\s*\Z")
_LEAD_TOGETHER = re.compile(r"\scùng\s+(?:chủ trì|thực hiện|phụ trách|tham mưu)\s*(?:[,.;)]|\Z)")
_CLOSED = re.compile(r"\s*(?:[.;)]|\Z)")
_HELPS = re.compile(r"phối hợp$|cùng$")
_TIMED = re.compile(
    r"\d\s?[/.-]\s?\d|\b(?:tháng|quý|tuần)\s+(?:\d|[IVX])|\b(?:h[ằà]ng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)",
    re.IGNORECASE,
)
_HELPS_WHOM = re.compile(r"\sphối hợp\s+(?:(?:cùng với|cùng|với)\s+)?")
_NO_WORK_OF_ITS_OWN = frozenset(["", ":", "thực hiện", "phối hợp", "triển khai", "tham gia"])
_ONLY_HELPS = re.compile(r"\sphối hợp\s*[.;]?\s*\Z")
# "Bước 1 (từ tháng 3 đến tháng 4): …", "Trước ngày 15/02: …": what stands before the subject.
_ORDINAL = re.compile(
    r"^(?:(?:bước|đợt|giai đoạn|lần)\s+\w+\s*(?:\([^()]*\))?\s*[:.–-]\s*"
    r"|(?:trước|từ|trong|đến|chậm nhất|vào|tháng|quý|tuần|ngày|cuối|đầu|giữa)\b[^:;]{0,60}:\s*)",
    re.IGNORECASE,
)
_ENTRUSTED = re.compile(
    r"\s*được\s+(?:UBND |Sở |cấp trên )?(?:giao|phân công|phân cấp|ủy quyền|uỷ quyền|chọn|cử|chỉ định|phép)\b"
)
_PLAIN_GROUP = re.compile(
    r"(?:các|lãnh đạo|thủ trưởng|trưởng|người đứng đầu|ubnd các|chủ tịch ubnd các|toàn thể)\b", re.IGNORECASE
)
_MAX_GROUP = 14
_STRANGER = re.compile(rf"[{UPPER}][{LOWER}]+(?:\s[{LOWER}]+){{0,3}}\s(?P<proper>[{UPPER}])\S*(?:\s[^\s,;:()]+){{0,6}}")
_STRETCHED = 5
_MAX_JOINED = 600
_MAX_TOPIC = 6
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
    parts: list[Part] = []
    for sentence in _sentences(text, names):
        subject, verb = _subject_and_verb(sentence, names)
        before = parts[-1] if parts else None
        if before is None:
            parts.append(Part(sentence, Responsible(tuple(subject))))
        elif subject and _HELPS.match(verb) and _only_helps(sentence, before.who, names):
            parts[-1] = Part(f"{before.text} {sentence}", _helped(before.who, subject))
        elif subject and (_is_topic(before) or _leads_it_all(sentence, verb, before, names)):
            parts[-1] = Part(f"{before.text} {sentence}", Responsible(tuple(subject)))
        elif _has_second_work(subject, before.text, sentence) or _is_anothers(
            subject, before.who, names, is_timed=bool(_TIMED.search(sentence))
        ):
            parts.append(Part(sentence, Responsible(tuple(subject))))
        elif not subject and _is_strangers(sentence, names):
            parts.append(Part(sentence, Responsible()))
        else:
            parts[-1] = Part(f"{before.text} {sentence}", before.who)
    return [Part(part.text, _completed(part, names)) for part in parts]


def _only_helps(sentence: str, before: Responsible, names: UnitNames) -> bool:
    """True for "Công an xã phối hợp.", which helps; "Công an xã phối hợp Trạm Y tế lắp camera." is work of its own."""
    if not before.leads:
        return bool(_ONLY_HELPS.search(sentence))
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
    subject, verb = _subject_and_verb(piece, names)
    return verb not in _NO_WORK_OF_ITS_OWN and bool(subject) and all(m.kind == MentionKind.UNIT for m in subject)


def read_responsible(text: str, names: UnitNames) -> Responsible:
    """Reads who leads and supports the first part of a task's text; empty roles where it names nobody."""
    return read_parts(text, names)[0].who


def may_name_support(text: str, names: UnitNames) -> bool:
    """True for a text that names a support, would with a lead beside it, or may be more than one part."""
    return bool(_SENTENCE.search(text) or helpers_inside(text, names, has_lead=True))


def _completed(part: Part, names: UnitNames) -> Responsible:
    leads = list(part.who.leads)
    if roled := _roled(part.text, names):
        return roled
    supports = part.who.supports
    if not any(m.kind != MentionKind.PERSON for m in leads):
        # "Chủ tịch UBND xã chỉ đạo chung; giao Công an xã …": the body leads, the person is kept.
        behind = Responsible(tuple(names_inside(part.text, names)))
        behind = behind if behind.leads else read_ending(part.text, names)
        leads, supports = [*(m for m in behind.leads if m not in leads), *leads], supports or behind.supports
    supports = supports or tuple(helpers_inside(part.text, names, has_lead=bool(leads)))
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
        said = [c for c in bracket["zone"].split(";") if _ROLE_WORD.search(c) or split_names(c, names)]
        found = read_roles(";".join(said), names)
        return found if found.leads and all(m.kind != MentionKind.GROUP for m in found.leads) else None
    return None


def _helped(who: Responsible, helpers: Sequence[Mention]) -> Responsible:
    return Responsible(who.leads, (*who.supports, *_without(helpers, who.leads)))


def _is_topic(before: Part) -> bool:
    """True for "Cơ sở vật chất.", which says what the next sentence is about and is no work by itself."""
    text = before.text
    is_short = text.endswith(".") and len(text.split()) <= _MAX_TOPIC and not before.who.leads
    has_verb = lexicon.verb_pattern().search(f"{text[:1].lower()}{text[1:]}") if is_short else None
    return is_short and not has_verb and not _TIMED.search(text) and not lexicon.body_start_pattern().match(text)


def _leads_it_all(sentence: str, verb: str, before: Part, names: UnitNames) -> bool:
    """True for "Rà soát thủ tục. Văn phòng chủ trì.", where the last sentence is no second piece of work.

    Where what stands before has a body of its own, though it could not be read, the last sentence says nothing of it.
    """
    if before.who.leads or lexicon.body_start_pattern().match(before.text):
        return False
    is_led = bool(read_ending(before.text, names).leads)
    if _LEAD_TOGETHER.search(sentence):
        return not is_led
    if sentence.startswith("giao ") or (verb in _WHOLE_WORK and not is_led):
        return True
    # "Lắp camera. Công an xã phối hợp các ấp." says no more than who does it.
    return verb == "phối hợp" and bool(read_ending(f"Việc. {sentence}", names).leads)


def _has_second_work(subject: Sequence[Mention], before: str, sentence: str) -> bool:
    """True where a body is named once more behind a full stop, with another time: it has a second piece of work."""
    is_named = any(mention.kind == MentionKind.UNIT for mention in subject)
    return is_named and before.endswith(".") and bool(_TIMED.search(before) and _TIMED.search(sentence))


def _is_anothers(subject: Sequence[Mention], before: Responsible, names: UnitNames, *, is_timed: bool) -> bool:
    """True for a sentence whose subject is another body than the one before.

    People and loose words are none, but for those with a time of their own, which is not that of the body before.
    """
    found = [m for m in subject if m.kind == MentionKind.UNIT]
    if found:
        same = {code for m in before.leads for code in names.codes(m.text) or {names.key(m.text)}}
        return any((names.codes(m.text) or {names.key(m.text)}).isdisjoint(same) for m in found)
    if is_timed and before.leads and not {fold(m.text) for m in subject} & {fold(m.text) for m in before.leads}:
        return bool(subject)
    groups = [m.text for m in subject if m.kind != MentionKind.UNIT]
    return (
        bool(groups)
        and all(_PLAIN_GROUP.match(g) and len(g.split()) <= _MAX_GROUP for g in groups)
        and (fold(groups[0]) not in {fold(m.text) for m in before.leads})
    )


def _is_strangers(sentence: str, names: UnitNames) -> bool:
    """True for "Lớp Mầm hái hoa xong 20/5.": somebody whom no rule knows does it, and not who stands before."""
    if not _TIMED.search(sentence):
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
    bare = _BRACKETED_TIME.sub("", clean(within_brackets(text))).strip(" .;:()")
    return tuple(list_names(bare, names)) if re.search(r"\w", bare) else ()


def _subject_and_verb(sentence: str, names: UnitNames, *, is_given: bool = False) -> tuple[list[Mention], str]:
    """Reads the names before the first verb, or before a colon; ``is_given`` behind "… giao"."""
    start = _opened(_ORDINAL.sub("", sentence, count=1), names)
    assigned = ASSIGN.match(start)
    start = start[assigned.end() :] if assigned else start
    zone, stop = subject_zone(start, names)
    if zone and stop == "giao" and not is_given:
        # "UBND xã giao Công an xã chủ trì": who is given the work does it.
        rest = start[start.find("giao ", len(zone)) + len("giao ") :][:MAX_ZONE]
        given, verb = _subject_and_verb(rest, names, is_given=True)
        if any(m.kind == MentionKind.UNIT for m in given):
            return given, verb
    # A subject is not cut off from its verb by a comma: "Thanh tra, kiểm tra …" are two verbs.
    found: list[Mention] = []
    if zone and stop == "phối hợp" and ";" in zone and is_given | bool(assigned):
        # "Giao Công an xã; Đội Trật tự đô thị phối hợp: …": who stands before the semicolon leads.
        zone = zone.rpartition(";")[0]
    if zone is not None and (not zone.endswith(",") or stop in ("chủ trì", "phối hợp")):
        found = split_names(without_brackets(zone), names) or []
    if stop == ":" and (headed := _HEADED_BY.match(start, len(zone or "") + 1)):
        # "Đoàn số 1: đồng chí Bí thư Đảng ủy làm trưởng đoàn, thăm …": the person is known, the team is made for this.
        found = split_names(headed["who"], names) or found
    unusual = usual_subject(start, names) if not found or _may_be_stretched(found[-1], names) else None
    if unusual and (not found or _is_stretched(zone or "", unusual[0])):
        found, stop = split_names(without_brackets(unusual[0]), names) or found, unusual[1]
    if found and stop == "đồng chủ trì" and (joint := _JOINTLY.match(start, len(zone or ""))):
        others, _ = subject_zone(start[joint.end() :], names)
        found = [*found, *(split_names(others or start[joint.end() :][:MAX_ZONE].rstrip(" ."), names) or [])]
    if not found and (label := _LABEL.match(start)):
        # "Báo cáo quý: các phòng, đơn vị gửi …": behind a label a name needs a verb of its own.
        behind = start[label.end() :]
        zone, verb = subject_zone(behind, names)
        is_last = verb == "phối hợp" and _CLOSED.match(behind, len(zone or "") + 1 + len(verb))
        if zone and verb != ":" and not is_last:
            found, stop = split_names(without_brackets(zone), names) or [], verb if found else stop
    if stop == "được" and not _ENTRUSTED.match(start, len(zone or "")):
        # "Trạm Y tế được sửa chữa": somebody else does it.
        found = []
    # A verb that goes on with "đầu mối" gives the whole work.
    stop = "làm đầu mối" if stop == "làm" and "làm đầu mối" in start else stop
    # "Phân công lãnh đạo phụ trách" names nobody yet.
    return ([] if assigned and _is_vague(found) else found), stop


def _may_be_stretched(last: Mention, names: UnitNames) -> bool:
    return last.kind == MentionKind.UNIT and len(last.text.split()) >= _STRETCHED and not is_whole(last.text, names)


def _is_stretched(zone: str, whole: str) -> bool:
    """True where several small words stand behind a whole name: "Ban Giám hiệu | chốt phương án thi"."""
    rest = zone[len(whole) :].split() if zone.startswith(whole) else []
    return len(rest) > (0 if is_proper(whole) else 2) and "và" not in rest and all(word.islower() for word in rest)


def _opened(sentence: str, names: UnitNames) -> str:
    """Takes away what tells when and why before the subject: "Khi có bão, …, các ấp cử …"."""
    sentence = _WITHIN_DAYS.sub("", sentence, count=1)
    if not _WHEN.match(sentence):
        return _ADVERBIAL.sub("", sentence, count=1)
    if then := _THEN.search(sentence, 0, MAX_ZONE):
        return sentence[then.end() :]
    for comma in islice(_WHEN_END.finditer(sentence, 0, MAX_ZONE), MAX_TRIES):
        rest = _WITHIN_DAYS.sub("", sentence[comma.end() :], count=1)
        if _WHEN_GROUP.match(rest) or (rest[:1].isupper() and is_body(rest, names)):
            return rest
    return _ADVERBIAL.sub("", sentence, count=1)


def _is_vague(found: Sequence[Mention]) -> bool:
    return bool(found) and all(
        m.kind == MentionKind.GROUP and m.text.islower() and len(m.text.split()) < 3 for m in found
    )


def _without(mentions: Sequence[Mention], leads: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple(m for m in mentions if m not in leads)
