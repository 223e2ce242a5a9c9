"""Who leads, who supports: read from the subject of a task's sentence, from "giao …" or from a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from danvan_cli.domain.text import clean
from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import LOWER, PERSON, UPPER
from danvan_cli.intake.lines.asides import aside_of
from danvan_cli.intake.lines.enumerations import BULLETS_WITHIN
from danvan_cli.intake.lines.fields import is_field_label
from danvan_cli.intake.people.clauses import AIDS, HELPS, ONLY_LEADS, ROLE_BEHIND, clauses
from danvan_cli.intake.people.endings import read_ending
from danvan_cli.intake.people.further_sentences import (
    IS_OVER,
    MAX_JOINED,
    NO_WORK_OF_ITS_OWN,
    TIMED,
    Part,
    begins_an_act,
    done_by_another,
    has_second_work,
    is_anothers,
    is_done_by_many,
    is_led_behind,
    is_strangers,
    is_topic,
    leads_it_all,
    only_helps,
    tells_of_it,
    tells_others,
)
from danvan_cli.intake.people.helpers import MERELY_HELPS, helpers_inside
from danvan_cli.intake.people.inside import asked_to_do, names_inside, said_to_do, without_brackets
from danvan_cli.intake.people.mentions import Mention, MentionKind
from danvan_cli.intake.people.name_lists import split_names
from danvan_cli.intake.people.predicates import (
    TIME_WORDS,
    subject_zone,
    within_brackets,
)
from danvan_cli.intake.people.roles import Responsible, names_of_field, read_roles
from danvan_cli.intake.people.spans import does_the_work, find_bodies
from danvan_cli.intake.people.subjects import subject_and_verb
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.spans import Reason

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
    rf"(?P<zone>[{UPPER}](?:(?!\s[-–—]\s)(?:[^().;:\[\]]|\.(?=\S))){{1,120}}\s?\((?:chủ trì|phối hợp|chính|phụ|CT|PH)\)"
    r"(?:;?(?:[^().;:\[\]]|\.(?=\S)){2,120}\s?\((?:chủ trì|phối hợp|chính|phụ|CT|PH)\)){0,4})"
)
_ROLE_WORD = re.compile(r"chủ trì|phối hợp|phụ trách", re.IGNORECASE)
_ROLED_BRACKET = re.compile(
    rf"\((?P<zone>(?:chủ trì|phối hợp|phụ trách)?\s*:?\s*[{UPPER}][^()]*"
    r"\b(?:chủ trì|phối hợp|phụ trách|giúp việc)\b[^()]*)\)"
)
_SENTENCE = re.compile(
    # "Phòng A làm thủ tục, còn Phòng B bố trí kinh phí", "…, đồng thời Phòng B": each does its own.
    rf"\s+(?=còn\s+[{UPPER}][^,.;:]{{3,60}}\sthì\s)|(?<=,)\s+(?=(?:còn|đồng thời)\s+(?:[{UPPER}]|các\s))"
    # "…, mỗi quý Hội Nông dân xã báo cáo", "…, nhờ đồng chí Tâm lập danh sách xong trước 10/4".
    rf"|(?<=,)\s+(?=(?:mỗi|hằng|hàng)\s+(?:ngày|tuần|tháng|quý|năm)\s+(?:[{UPPER}]|(?:{PERSON})\s)|nhờ\s+(?:{PERSON})\s)"
    rf"|(?<=[.])(?<!\bTP\.)(?<!\bTp\.)(?<!\bP\.)(?<!\bTT\.)(?<!\bQ\.)(?<!\bđ\.)(?<!\bK\.)\s+(?=[{UPPER}])|(?<=;)\s+|(?<=\),)\s+(?=[{UPPER}])"
    # "Ban Chấp hành họp mỗi quý một lần, Ban Thường vụ họp mỗi tháng một lần"
    r"|(?<=,)\s+(?=Ban (?:Thường vụ|Chấp hành)\s(?:họp|giao ban))"
    # "Giao (i) Văn phòng lập danh sách, (ii) Đoàn xã …".
    rf"|(?<=,)\s+(?=\([ivx]{{2,4}}\)\s+[{UPPER}])"
)
_ORDERED = re.compile(r"^\W*giao\s+(?:cho\s+)?", re.IGNORECASE)
_SHARED = re.compile(r"\s+(?:chủ trì,?\s+)?phối hợp\s+(?:(?:cùng với|cùng|với)\s+)?", re.IGNORECASE)
_MARK_GOES_ON = re.compile(r"(?:PH|P/H|CT|C/T)\s*:")
_SHARE = re.compile(
    rf"(?P<who>[{UPPER}][^:()]{{2,90}}?)(?:\s+(?:(?:nộp|gửi|trình)\s+)?"
    r"(?:xong|hoàn thành|chậm nhất|muộn nhất|trước|ngày)|:)\s+(?=[^:()]*\d)[^:()]{3,60}"
)
_LED = re.compile(r"chủ trì|phụ trách|đầu mối|tham mưu|đảm nhiệm|;")
# "Ban Xây dựng Đảng (chậm nhất ngày 31/10/2026)": until when is no part of a name.
_BRACKETED_TIME = re.compile(rf"\s*\([^()]*?\b(?:{TIME_WORDS})[^()]*\)\s*[.;]?\s*\Z")
# "(Tổ Kế hoạch chủ trì; Hội Nông dân phối hợp - hạn từ 01/7 đến 30/9)".
_DASHED_TIME = re.compile(rf"\s[-–]\s+(?:hạn|xong|{TIME_WORDS})[^;]*\Z", re.IGNORECASE)
_LEADS_ALONE = re.compile(
    rf"[{UPPER}][^,.;:]{{2,90}}\s(?:chủ trì|phụ trách|làm đầu mối|là (?:đơn vị|cơ quan) (?:chủ trì|đầu mối))\s*[.;]?"
)
_STANDS_FOR = re.compile(r"(?:cơ quan|đơn vị|bộ phận|lực lượng|bên|nơi)", re.IGNORECASE)
# "… (A, B phối hợp), C chủ trì, xong trước 20/5": the bracket tells who helps.
_LED_BEHIND = re.compile(
    rf"\((?P<aids>[{UPPER}][^();:]{{2,150}}?)\s+(?:cùng\s+)?(?:phối hợp|hỗ trợ|giúp|tham gia)\)[,;.]?\s+(?:do\s+)?"
    rf"(?P<lead>[{UPPER}][^,.;:()]{{2,90}})\s(?:chủ trì|phụ trách|làm đầu mối)\s*(?:[,.;]|\Z)"
)
# "A và B thực hiện, trong đó B chủ trì", "A và B khám bệnh, do B chủ trì".
_OF_THEM_LEADS = re.compile(
    r"(?:\btrong đó,?|[,;]\s+do)\s+(?P<who>[^,;.:()]{3,80}?)\s+(?:chủ trì|làm đầu mối|là đầu mối"
    r"|chịu trách nhiệm chính)(?!\w)"
)
# "Chủ trì hội nghị đối thoại; Đoàn xã chuẩn bị nội dung": whoever the heading means leads.
_LEADS_ITSELF = re.compile(r"Chủ trì,?\s")
# "Về từng trường tư vấn. Đoàn thanh niên đi cùng."
# "Ban Thường vụ họp mỗi tháng; Thường trực giao ban sáng thứ Hai": whose, the words do not say.
_STANDING = re.compile(r"Thường trực\s(?:họp|giao ban|hội ý)")
_GOES_WITH = re.compile(r"(?:sẽ )?(?:đi cùng|cùng đi)")
_JOINS = re.compile(r"\scùng\s+(?:tham gia|hỗ trợ)(?!\w)")
# "Mở lớp bồi dưỡng: Trung tâm Chính trị phối hợp thực hiện": whoever leads is not named.
_HELPS_WITH_IT = re.compile(
    rf":\s[{UPPER}][^:;.,]{{3,100}}\sphối hợp(?:\s(?:thực hiện|tổ chức|triển khai))?\s*(?:[.;]|\Z)"
)
_HELPS_TOO = re.compile(rf",\s(?:cùng\s)?phối hợp\s(?!với\s|cùng\s|các\s)[{LOWER}]+")
_SQUARE = re.compile(rf"\[[{UPPER}][^\[\]();]{{6,}};[^\[\]()]*\]")
_LEADS_A_FIELD = re.compile(
    rf"(?:\A|(?<=\),)\s+)(?P<who>[{UPPER}][^();:]{{2,120}}?)\s+(?:chủ trì|phụ trách)\s+\([^()]{{3,80}}\)"
)
_ROUND = str.maketrans("[]", "()")


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
    if leads := _leads_of_fields(text, names):
        return [Part(text, Responsible(tuple(leads)))]
    parts: list[Part] = []
    sentences = _sentences(text, names)
    said = _without_sayings(sentences, names) if len(sentences) > 1 else sentences
    for sentence in said or sentences:
        before = parts[-1] if parts else None
        # "Đơn vị phối hợp: Phòng Kinh tế." is read as the field that it is.
        is_field = before is not None and is_field_label(sentence)
        subject, verb = ([], "") if is_field else subject_and_verb(sentence, names)
        if before is None and subject and _HELPS_WITH_IT.search(sentence):
            parts.append(Part(sentence, Responsible((), tuple(subject))))
        elif before is None:
            parts.append(Part(sentence, Responsible(tuple(subject))))
        elif is_field:
            parts[-1] = Part(f"{before.text} {sentence}", before.who)
        elif by := done_by_another(sentence, before.who, names):
            parts.append(Part(sentence, Responsible(tuple(by))))
        elif subject and _LEADS_ITSELF.match(before.text) and not before.who.leads and TIMED.search(sentence):
            # "Chủ trì rà soát. Công an xã nộp danh sách trước 15/6.": with a day of its own that is work of its own.
            parts.append(Part(sentence, Responsible(tuple(subject))))
        elif subject and (
            (_LEADS_ITSELF.match(before.text) and not before.who.leads)
            or _GOES_WITH.fullmatch(verb)
            or (AIDS.match(verb) and MERELY_HELPS.search(sentence))
            # "A đặt bẫy ảnh; B giúp khuân máy, xong trong tháng 4": the day is of all that.
            or (verb == "giúp" and before.text.endswith(";") and before.who.leads and not TIMED.search(before.text))
            or (HELPS.match(verb) and only_helps(sentence, before.who, names))
        ):
            parts[-1] = Part(f"{before.text} {sentence}", _helped(before.who, subject))
        elif subject and not before.who.leads and before.text.endswith(".") and _HELPS_TOO.search(sentence):
            # "Mở lớp dạy bơi. Trung tâm A bố trí hồ bơi, phối hợp giảng dạy.": whoever leads, that one helps.
            parts[-1] = Part(f"{before.text} {sentence}", _helped(before.who, subject))
        elif subject and before.who.leads and _LEADS_ALONE.fullmatch(sentence) and _names_all(subject, before.text):
            # "A phối hợp cùng B; B chủ trì.": the last words say who of those named leads.
            others = tuple(m for m in before.who.leads if m not in subject)
            parts[-1] = Part(f"{before.text} {sentence}", Responsible(tuple(subject), (*others, *before.who.supports)))
        elif subject and before.who.leads and _LEADS_ALONE.fullmatch(sentence) and before.text.endswith("."):
            # "Tổ công nghệ số đến từng nhà. Chi đoàn phụ trách.": nothing but who leads, whoever stands before.
            parts[-1] = Part(f"{before.text} {sentence}", Responsible(tuple(subject), before.who.supports))
        elif subject and (is_topic(before) or leads_it_all(sentence, verb, before, names)):
            parts[-1] = Part(f"{before.text} {sentence}", Responsible(tuple(subject)))
        elif before.text.endswith(".") and tells_of_it(sentence, before, names):
            parts[-1] = Part(f"{before.text} {sentence}", before.who)
        elif has_second_work(subject, before.text, sentence) or is_anothers(subject, before, sentence, names):
            parts.append(Part(sentence, Responsible(tuple(subject))))
        elif (
            (
                not subject
                and (
                    _STANDING.match(sentence) or is_strangers(sentence, names) or tells_others(sentence, before, names)
                )
            )
            or (not subject and is_led_behind(sentence, before, names))
            or _is_work_of_its_own(sentence, before, names)
        ):
            parts.append(Part(sentence, Responsible()))
        elif is_done_by_many(sentence, before):
            many, _ = subject_zone(sentence, names)
            parts.append(Part(sentence, Responsible((Mention(MentionKind.GROUP, many),) if many else ())))
        elif _is_next_act(sentence, before):
            # "Phòng A: Đăng ký đội ghe trước 10/10. Sơn sửa ghe, xong 05/11." is all of the one before the colon.
            parts.append(Part(sentence, Responsible(before.who.leads if _leads_by_colon(before) else ())))
        else:
            parts[-1] = Part(f"{before.text} {sentence}", before.who)
    return [Part(part.text, _completed(part, names)) for part in _with_topics(parts)]


def _without_sayings(sentences: Sequence[str], names: UnitNames) -> list[str]:
    """Leaves out "Kinh phí lấy từ nguồn đã giao.", and "Các đơn vị nghiêm túc thực hiện." beside what a body does.

    A date in them is asked about by whoever audits.
    """
    reasons = [aside_of(sentence) for sentence in sentences]
    work = [one for one, reason in zip(sentences, reasons, strict=True) if reason is None]
    is_closed = Reason.CLOSING in reasons and any(
        mention.kind == MentionKind.UNIT for one in work for mention in subject_and_verb(one, names)[0]
    )
    left_out = (Reason.MONEY, Reason.CLOSING) if is_closed else (Reason.MONEY,)
    return [
        one
        for one, reason in zip(sentences, reasons, strict=True)
        if reason not in left_out or (reason == Reason.CLOSING and one.endswith(";"))
    ]


_GIVES_TO = re.compile(rf"[,;:]\s+(?:nhờ|đề nghị|yêu cầu|giao|phân công)\s+(?:cho\s+)?[{UPPER}]")


_DAY_OF_EACH = re.compile(r"\bngày\s+\d{1,2}\s+(?:của\s+)?tháng\s+(?:cuối|đầu)\b", re.IGNORECASE)


def _is_next_act(sentence: str, before: Part) -> bool:
    """True for a sentence that begins with what is done, with a time of its own behind one with its own."""
    is_timed = before.text.endswith(".") and TIMED.search(before.text)
    is_timed = is_timed and (TIMED.search(sentence) or _DAY_OF_EACH.search(sentence))
    return bool(is_timed) and begins_an_act(sentence) and not IS_OVER.search(sentence)


def _leads_by_colon(part: Part) -> bool:
    return any(part.text.startswith(f"{m.text}:") for m in part.who.leads)


def _is_work_of_its_own(sentence: str, before: Part, names: UnitNames) -> bool:
    """True for a sentence with a time of its own that, read alone, says who does it, behind work with both.

    "Đối với các vị trí phải di dời, đề nghị Công ty Điện lực thực hiện xong trước ngày 15/11."
    """
    if not (before.who.leads and before.text.endswith(".") and TIMED.search(before.text) and TIMED.search(sentence)):
        return False
    if IS_OVER.search(sentence):
        return False
    if _GIVES_TO.search(sentence) or read_parts(sentence, names)[0].who.leads:
        return True
    known = [m.text for m in (*before.who.leads, *before.who.supports)]
    acting = (s for s in find_bodies(sentence, names) if s.aside is None and does_the_work(sentence, s))
    return any(not any(s.text in name or name in s.text for name in known) for s in acting)


def _with_topics(parts: Sequence[Part]) -> list[Part]:
    """Puts "Địa điểm." to the sentence behind it, which it only introduces."""
    kept: list[Part] = []
    for part in parts:
        if kept and is_topic(kept[-1]):
            kept[-1] = Part(f"{kept[-1].text} {part.text}", part.who)
        else:
            kept.append(part)
    return kept


def _names_all(subject: Sequence[Mention], before: str) -> bool:
    return all(one.text in before for one in subject)


def _leads_of_fields(text: str, names: UnitNames) -> list[Mention]:
    """Lists both leads of "Thành Đoàn chủ trì (nội dung dạy bơi), Sở B chủ trì (nội dung cứu đuối) mở trại hè"."""
    found = list(_LEADS_A_FIELD.finditer(text)) if text.count(" (") > 1 else []
    if len(found) < 2 or found[0].start() > 0:
        return []
    who = [split_names(one["who"], names) for one in found]
    return [mention for leads in who for mention in leads or ()] if all(who) else []


def _shares(text: str, names: UnitNames) -> list[Part]:
    """Reads "Chỉnh lý sổ: Phòng A xong trước 11/4, Phòng B chậm nhất 21/4" as a piece of work of each; else nothing."""
    topic, colon, rest = text.partition(":")
    clauses = re.split(r"[,;]\s+", rest.strip(" .")) if colon and len(text) < MAX_JOINED else []
    found = [_SHARE.fullmatch(clause) for clause in clauses]
    if len(found) < 2 or not all(found):
        return []
    who = [split_names(one["who"], names) for one in found if one]
    if not all(names_ and all(m.kind == MentionKind.UNIT for m in names_) for names_ in who):
        return []
    return [
        Part(f"{topic}: {clause}", Responsible(tuple(leads or ()))) for clause, leads in zip(clauses, who, strict=True)
    ]


def _sentences(text: str, names: UnitNames) -> list[str]:
    """Cuts a text at full stops and semicolons, not inside brackets, and not where a semicolon stands in a list."""
    found: list[str] = []
    is_open = False
    for piece in _SENTENCE.split(text):
        is_inside = bool(found) and found[-1].endswith(";") and piece.endswith(";")
        is_names = is_inside and subject_zone(piece, names)[0] is None and bool(split_names(piece, names))
        is_list = bool(found) and found[-1].endswith("),")
        is_list = is_list and (not _begins_anew(piece, names) or _is_share(found[-1], names))
        is_who = bool(found) and found[-1].endswith(";") and _is_only_who(found[-1], names)
        is_who = is_who and not _LEADS_ALONE.fullmatch(piece)
        is_led = bool(found) and bool(_LED_BEHIND.search(f"{found[-1]} {piece}"))
        goes_on = is_open or is_names or is_list or is_who or is_led or _MARK_GOES_ON.match(piece)
        if found and len(found[-1]) < MAX_JOINED and goes_on:
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
        # Behind a lone name the list goes on: "phối hợp với A; B; C kiểm tra".
        is_open = is_names or any(found[-1].count(a) > found[-1].count(b) for a, b in ("()", "[]"))
    return list(chain.from_iterable(clauses(sentence, names) for sentence in found))


def _is_only_who(piece: str, names: UnitNames) -> bool:
    """True for "Giao Công an xã;" and "Sở A chủ trì, phối hợp với các Sở: B, C;", behind which the work comes."""
    bare = _ORDERED.sub("", _SHARED.sub("; ", piece)).rstrip(" ;")
    whole = bare != piece.rstrip(" ;") and subject_zone(bare, names)[0] is None
    return whole and all(split_names(one, names) for one in bare.split("; "))


def _is_share(piece: str, names: UnitNames) -> bool:
    """True for "Giao Hội Nông dân (lúa),": who does a part of what the next words say."""
    bare = _ORDERED.sub("", piece).rstrip(" ,")
    return bare.endswith(")") and "(" in bare and split_names(without_brackets(bare), names) is not None


def _begins_anew(piece: str, names: UnitNames) -> bool:
    """True for "…, Trung tâm Kiểm định thay đồng hồ", where behind a bracket another body begins its own work."""
    if ROLE_BEHIND.search(piece) or ONLY_LEADS.match(piece):
        return False
    subject, verb = subject_and_verb(piece, names)
    return verb not in NO_WORK_OF_ITS_OWN and bool(subject) and all(m.kind == MentionKind.UNIT for m in subject)


def read_responsible(text: str, names: UnitNames) -> Responsible:
    """Reads who leads and supports the first part of a task's text; empty roles where it names nobody."""
    return read_parts(text, names)[0].who


def may_name_support(text: str, names: UnitNames) -> bool:
    """True for a text that names a support, would with a lead beside it, or may be more than one part."""
    return bool(_SENTENCE.search(text) or helpers_inside(text, names, has_lead=True))


_HELP_TOGETHER = re.compile(
    rf"[^\W\d][.;]\s(?P<who>[{UPPER}][^.;:()]{{3,150}}?)(?<!cùng)\sphối hợp"
    rf"(?:\s(?!với\s|cùng\s|các\s)[{LOWER}\d]+(?:,?\s[{LOWER}\d]+){{0,9}})?(?:[.;]|\Z)"
)
_IN_CHARGE = re.compile(
    rf"\((?P<who>[{UPPER}][^();:]{{2,100}}?)\s+(?:tham mưu|chủ trì|phụ trách|làm đầu mối)(?=\s*[,;)])"
)


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
        behind = behind if behind.leads else behind._replace(leads=tuple(asked_to_do(part.text, names)))
        # "…; Phòng Kinh tế cùng tham gia khảo sát.": who is said to join leads by no other reading of it.
        is_joined = _JOINS.search(part.text) or _GOES_WITH.search(part.text) or _LEADS_ITSELF.match(part.text)
        joined = supports if is_joined or _says_helpers(part.text, supports) else ()
        leads = [*(m for m in behind.leads if m not in (*leads, *joined)), *leads]
        supports = supports or behind.supports
    elif all(m.kind == MentionKind.GROUP for m in leads):
        # "Phân công đảng viên giúp đỡ hộ nghèo (Phòng Văn hóa - Xã hội tham mưu)", "các chi bộ cùng làm, đầu mối là
        # Ban Xây dựng Đảng": the group does as the body says.
        given = _IN_CHARGE.search(part.text)
        bodies = split_names(given["who"], names) if given else said_to_do(part.text, names)
        leads = [*(m for m in bodies or () if m.kind == MentionKind.UNIT), *leads]
    # "A phối hợp với B mở lớp. C phối hợp.": a later sentence names one more.
    inside = helpers_inside(part.text, names, has_lead=bool(leads))
    # "(Hội đồng Phối hợp phổ biến, giáo dục pháp luật)" leads, and its first words are nobody's name.
    inside = [m for m in inside if not any(other.text.startswith(f"{m.text} ") for other in leads)]
    supports = (*(m for m in inside if not any(m.text in other.text for other in supports)), *supports)
    said = _OF_THEM_LEADS.search(part.text)
    if said and (chief := [m for m in leads if m.text.casefold() == said["who"].casefold()]):
        leads, supports = chief, (*(m for m in leads if m not in chief), *supports)
    if any(m.kind == MentionKind.UNIT for m in (*leads, *supports)):
        # "Cơ quan soạn là Văn phòng", "lực lượng cùng làm là Công an xã": the word stands for the body.
        leads = [m for m in leads if not _STANDS_FOR.fullmatch(m.text)]
        supports = tuple(m for m in supports if not _STANDS_FOR.fullmatch(m.text))
    return Responsible(tuple(leads), _without(supports, leads))


def _says_helpers(text: str, supports: Sequence[Mention]) -> bool:
    """True for "Hội A và Đồn B phối hợp." as a sentence: all of them help, whoever leads; "A và B cùng phối hợp" do."""
    found = _HELP_TOGETHER.search(text) if supports else None
    return found is not None and all(m.text in found["who"] for m in supports)


def _roled(text: str, names: UnitNames) -> Responsible | None:
    """Reads roles marked as in a cell: "CT: A; PH: B", "(A chủ trì; B phối hợp)", "giao A (chủ trì), B (phối hợp)"."""
    if marked := _MARKED.search(text):
        return read_roles(marked["zone"], names)
    if ROLE_BEHIND.search(text) and (behind := _ROLES_BEHIND.search(text)):
        zone = behind["zone"].replace("(chính)", "(chủ trì)").replace("(phụ)", "(phối hợp)")
        found = read_roles(zone, names)
        return found if found.leads and all(m.kind == MentionKind.UNIT for m in found.leads) else None
    if led := _LED_BEHIND.search(text):
        return Responsible(tuple(split_names(led["lead"], names) or ()), read_names(led["aids"], names))
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


def read_names(text: str, names: UnitNames) -> tuple[Mention, ...]:
    """Reads a field or cell that holds nothing but names; what is no list of names is kept as a group, as written."""
    return names.once(("names", text), lambda: _names_in(text, names))


def _names_in(text: str, names: UnitNames) -> tuple[Mention, ...]:
    bare = _BRACKETED_TIME.sub("", clean(within_brackets(text))).strip(" .;:")
    # "cô Thúy (Văn phòng)" keeps its bracket, "(Văn phòng)" is a name.
    bare = bare.strip("() ") if bare.count("(") != bare.count(")") or bare.startswith("(") else bare
    return tuple(names_of_field(bare, names)) if re.search(r"\w", bare) else ()


def _without(mentions: Sequence[Mention], leads: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple(m for m in mentions if m not in leads)
