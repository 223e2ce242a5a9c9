"""When a task is due, from the words of the plan: a day, a period, a rhythm, an event, or nothing.

A day that only dates a cited document, a validity, a start or an anniversary is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from danvan_cli.domain.dates import short
from danvan_cli.domain.due import DueContext, DueRule, Operator, Span
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.typed_dates import parse_due
from danvan_cli.domain.words import DueKind, TaskKind
from danvan_cli.intake.due.days import (
    Due,
    Stretch,
    words,
)
from danvan_cli.intake.due.deciding import TOO_MANY, understood
from danvan_cli.intake.due.patterns import (
    GRANTED,
    UNREAD,
    UNREAD_IN_FIELD,
    is_share,
)
from danvan_cli.intake.due.periods import is_past
from danvan_cli.intake.due.spans import LONGEST, may_be_time
from danvan_cli.intake.due.traps import mask, mask_traps
from danvan_cli.intake.due.written import written_day

__all__ = ["Due", "read_due", "read_dues", "read_whole"]

_REMEMBERED = 10_000
# A typed deadline (--due) that names a day or period must have no other words than these (folded) beside its figures;
# words of a new pattern in due_patterns must be added here to be taken there too.
_WORDS_OF_A_DAY = re.compile(
    "ngay|thang|nam|quy|tuan|dau|giua|cuoi|truoc|cham|muon|nhat|la|den|het|tu|trong|vao|thoi|han|vong|ke|lam|viec|va"
    "|mung|mong|i{1,3}|iv|t|khong|hon|tre|qua"
)
# An hour says that the day itself is meant, which the rule holds.
_HOUR = re.compile(
    r"[ t]00:00(?::00)?|\b\d{1,2} ?(?:h|gio|g|:) ?(?:\d{2}(?: ?phut)?)?,? ?(?=(?:ngay )?\d{1,2}[/.\-]\d)"
)
# "trước ngày bầu cử 15/3"
_BEFORE_EVENT = re.compile(
    r"\btrước\s(?:ngày\s)?(?:bầu cử|khai giảng|khai mạc|bế mạc|hội nghị|đại hội|kỳ họp|lễ|ngày hội)"
    r"[^\d,;.()]{0,30}\s(?:ngày\s)?\d{1,2}[/.]\d{1,2}",
    re.IGNORECASE,
)
_BEFORE_WHAT = "“{}”: ngày này là thời hạn hay là ngày của sự kiện?"
_TOO_LONG = "đoạn quá dài, phần cuối chưa đọc thời hạn"
_UNREAD = "“{}” giống thời hạn nhưng chưa đọc được"
_GRANTED = "“{}”: thời hạn đã thay đổi, cần xác định hạn ban đầu và hạn mới"
_WHOLE = re.compile(r"\S(?:.*\S)?", re.DOTALL)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_BARE_YEAR = _compile(
    r"(?:(?:đến|trong|hết)\s+)?(?:(?:hết\s+)?năm\s+)?(?P<year>20\d{2})|(?:trong\s+)?cả năm|(?:trong )?năm"
)
_BARE_RHYTHM = _compile(r"(?:tháng|quý|0?6 tháng|tuần)(?:\s*(?:,|và|/)\s*(?:tháng|quý|0?6 tháng|cả năm|năm))*")
_BARE_DAY_OF = _compile(r"\d{1,2}\s+(?:h[ằà]ng|mỗi)\s+(?:tháng|quý)(?!\w)")
_BARE_MONTH_YEAR = _compile(r"(?P<month>0?[1-9]|1[0-2])\s?[/-]\s?(?P<year>20\d{2})")
# "7 - 8/2026", "07/2026 - 8/2026": months, where both may be one and the first comes before the second.
_BARE_MONTHS_YEAR = _compile(
    r"(?P<first>0?[1-9]|1[0-2])(?:\s?/\s?(?P<of>20\d{2}))?(?P<joint>\s?[-–,&]\s?|\s+(?:và|đến)\s+)"
    r"(?P<last>0?[1-9]|1[0-2])\s?/\s?(?P<year>20\d{2})"
)
_BARE_SHORT_MONTH = _compile(r"T\.?\s?(?P<month>0?[1-9]|1[0-2])(?P<year>\s?/\s?20\d{2})?")
# "T4, T8", "cuối T5": months in letters.
_SHORT_MONTH = re.compile(r"\b[Tt]\.?\s?(0?[1-9]|1[0-2])(?!\d)")
_SHORT_MONTHS = re.compile(
    r"(?:(?:trong|hết|đến|trước|xong|đầu|giữa|cuối)\s+){1,2}[Tt]\.?\s?(?:0?[1-9]|1[0-2])(?:\s?/\s?20\d\d)?"
    r"|[Tt]\.?\s?(?:0?[1-9]|1[0-2])(?:\s*(?:[,;&]|và)\s*[Tt]\.?\s?(?:0?[1-9]|1[0-2]))+"
)
# "T2 - T11": "T2 - T6" may be days of the week.
_SHORT_SPAN = re.compile(
    r"[Tt]\.?\s?(?P<first>0?[1-9]|1[0-2])\s?(?:[-–]|đến)\s?[Tt]\.?\s?(?P<last>0?[8-9]|1[0-2])(?!\d)"
)
_DIGITS = re.compile(r"\d+")
_MOST_WEEKDAYS = 7
_BARE_SHORT_QUARTER = re.compile(r"Q\.?\s?(?=[IV]|(?<=[. ])\d)(?P<quarter>IV|I{1,3}|[1-4])")
_ISO_DAY = re.compile(r"(?P<year>20\d{2})(?P<sign>[-/.])(?P<month>\d{2})(?P=sign)(?P<day>\d{2})(?:[ T]00:00(?::00)?)?")


# Without any of these, in small letters, there is nothing to be read. What begins with letters only is searched for
# much faster: the words are patterns of their own.
_TIME_WORD = re.compile(
    r"ngày|tháng|quý|qúy|năm|tuần|kỳ|hằng|hàng|mỗi|từng|trước|sau|suốt|dịp|nhất|hạn|khi|thường|đột xuất|\[|giờ|phút"
    r"|thời (?:gian|điểm)|mùng|mồng|rằm|\d tết|theo (?:lịch|thông báo|giấy)|lịch cụ thể|bao giờ"
    r"|(?:hoàn thành|xong|nộp|gửi|báo cáo) theo|giao thừa"
    r"|nhân (?:lễ|đại|tết)|cùng (?:kỳ|đợt|cuộc|lễ|hội)"
)
_TIME_SIGN = re.compile(r"\d\s?[/.\-–—|:h]|[…._]/|(?<!\w)t\.?\s?\d")
# The same for what is left when the deadlines were read, and for a deadline that was moved.
_UNREAD_WORD = re.compile("ngày|tháng|qu[ýí]|qú[yi]|năm|tuần|kỳ")
_UNREAD_SIGN = re.compile(r"[\doil]\s?[/\\|.,\-–—−]{1,3}\s?[\doil]")
_GRANTED_WORD = re.compile("gia hạn|lùi|dời|kéo dài|điều chỉnh")


def read_due(text: str, context: DueContext, *, is_field: bool = False) -> Due:
    """Reads the deadline in a task's text; several are one that a person must settle."""
    found = read_dues(text, context, is_field=is_field)
    if len(found) == 1:
        return found[0]
    said = "; ".join(dict.fromkeys(due.text or "" for due in found))
    choices = tuple(short(due.due_on) for due in found if due.due_on)
    return Due(said, None, found[0].kind, None, (), TOO_MANY, DueKind.FIXED, certain=False, choices=choices)


def read_dues(text: str, context: DueContext, *, is_field: bool = False) -> list[Due]:
    """Reads every deadline in a task's text, in the order of reading; never empty: one of kind NONE stands for none.

    ``is_field`` is for a text that is nothing but a deadline ("Quý II"): a bare day or month counts there, and its
    words are kept whatever they are.
    """
    read = _in_field if is_field else _in_text
    if len(text) <= LONGEST:
        return list(read(text, context))
    # No sentence is that long: the rest only costs time, and is asked about where it may hold a deadline.
    found, rest = list(read(text[:LONGEST], context)), text[LONGEST:]
    if not may_be_time(rest):
        return found
    doubt = f"{found[0].doubt}; {_TOO_LONG}" if found[0].doubt else _TOO_LONG
    return [found[0]._replace(doubt=doubt, certain=False, at=(*found[0].at, (LONGEST, len(text)))), *found[1:]]


# What a line is, is told from its days, too: they are read again when its task is.
@lru_cache(maxsize=_REMEMBERED)
def _in_text(text: str, context: DueContext) -> tuple[Due, ...]:
    small = text.lower()
    if not (_TIME_WORD.search(small) or _TIME_SIGN.search(small)):
        return (Due(),)
    return tuple(_read(text, mask_traps(text), context, is_field=False))


def read_whole(text: str, context: DueContext) -> DueRule | None:
    """Reads words that are nothing but one deadline, strictly or as a column has it; None unless all is understood."""
    if rule := parse_due(text):
        return rule
    found = read_dues(text, context, is_field=True)
    if len(found) != 1 or found[0].rule is None:
        return None
    rule, start = found[0].rule, found[0].start_on
    used = {rule.day, rule.month, rule.year, rule.number, rule.amount}
    used |= {start.day, start.month, start.year} if start else set()
    used |= {6} if rule.span == Span.HALF else set()
    # What is left over ("25/10/23", "15/01 năm sau") says that the words were understood in part only.
    words = re.findall(r"[a-z]+|\d+", _HOUR.sub("", fold(text)))
    is_whole = all(int(word) in used if word.isdigit() else _is_of_a_day(word, rule) for word in words)
    return rule if is_whole else None


def _is_of_a_day(word: str, rule: DueRule) -> bool:
    return rule.kind not in (DueKind.FIXED, DueKind.PERIOD) or bool(_WORDS_OF_A_DAY.fullmatch(word))


# A register says the same few hundred deadlines in all its rows.
@lru_cache(maxsize=_REMEMBERED)
def _in_field(text: str, context: DueContext) -> tuple[Due, ...]:
    said = _said_in_field(text)
    # How many characters the words put in front are; None where the whole was said anew.
    added = len(said) - len(text) if said.endswith(text[1:]) else None
    found = _read(said, mask_traps(said), context, is_field=True)
    whole = clean(text).strip(".;, ")
    if (event := _BEFORE_EVENT.search(text)) and len(found) == 1 and found[0].rule and not found[0].doubt:
        is_day_before = found[0].rule.operator == Operator.BEFORE
        why = None if is_day_before else _BEFORE_WHAT.format(event[0])
        found = [found[0]._replace(doubt=why, certain=is_day_before)]
    return tuple(
        due._replace(
            text=whole if len(found) == 1 else (due.text or "").removeprefix(said[: added or 0]),
            at=_moved(due.at, added, text),
        )
        for due in found
    )


def _moved(at: tuple[Stretch, ...], added: int | None, text: str) -> tuple[Stretch, ...]:
    """Moves stretches of what was said in a field back to the text as given."""
    if added is None:
        start = len(text) - len(text.lstrip(" .;"))
        return ((start, len(text.rstrip(" .;"))),) if at else ()
    return tuple((max(0, start - added), end - added) for start, end in at if end > added)


# "Theo lịch của Sở Y tế", "Khi Sở Y tế phê duyệt": the day is known when that comes; "khi có yêu cầu" has none.
_AFTER_OTHERS = re.compile(
    r"theo\s+(?:thông báo|lịch|chỉ đạo|hướng dẫn|tiến độ|kế hoạch|công văn|văn bản|giấy mời)\b", re.IGNORECASE
)
_ON_EVENT = re.compile(r"khi\s+(?!(?:có\s+|được\s+)?(?:yêu cầu|phát sinh|cần))\w", re.IGNORECASE)
# What a field of deadlines says where the work has no day: "Thường xuyên", "Khi phát sinh"; but "Theo ý kiến Bộ".
_SAYS_NO_DAY = re.compile(
    r"\A(?=\D*\Z)(?:\W*|.*\b(?:thường xuyên|thường kỳ|liên tục|đột xuất|phát sinh|nhu cầu|khi cần(?: thiết)?"
    r"|thực tế|quy định|cả năm|quanh năm|hằng năm|hàng năm|lâu dài|như trên|lồng ghép)\b.*"
    # "Không muộn hơn kỳ họp", "Theo yêu cầu tiến độ của Bộ" do set one.
    r"|(?:khi (?:có|được)|theo) (?:yêu cầu|đề nghị)(?: (?:công việc|nhiệm vụ|của cấp trên|cấp trên))?\W*"
    r"|không(?: (?:có|quy định|ấn định|thời hạn|hạn))*\W*)\Z",
    re.IGNORECASE | re.DOTALL,
)
# "tr. 15/9", "ngày 5 th 6", "QI, QIII": as offices write by hand.
_BY_HAND = re.compile(
    r"(?<!\w)(?:tr\.?(?=\s*(?:ngày\s+)?\d)\s*|th\.?\s?(?=\d{1,2}(?!\w))"
    r"|q\.?\s?(?=(?:iv|i{1,3}|[1-4])(?!\w)))",
    re.IGNORECASE,
)
_IN_FULL = {"tr": "trước ", "th": "tháng ", "q": "quý "}


def _said_in_field(text: str) -> str:
    """Puts before a bare day, month or rhythm the word that running text would have there."""
    text = _BY_HAND.sub(lambda found: _IN_FULL[found[0].strip(" .").lower()], text)
    small = f"{text[:1].lower()}{text[1:]}"
    bare = text.strip(" .;")
    if found := _BARE_YEAR.fullmatch(bare):
        return f"hết năm {found['year'] or ''}".strip()
    if found := _ISO_DAY.fullmatch(text.strip()):
        return f"trong {found['day']}/{found['month']}/{found['year']}"
    if _BARE_MONTH_YEAR.fullmatch(bare):
        return f"trong tháng {bare}"
    if found := _BARE_MONTHS_YEAR.fullmatch(bare):
        first, last = int(found["first"]), int(found["last"])
        if found["of"] not in (None, found["year"]) or first < last:
            joint = found["joint"].strip()
            of = f"/{found['of']}" if found["of"] not in (None, found["year"]) else ""
            if joint in ("-", "–", "đến"):
                return f"từ tháng {first}{of} đến tháng {last}/{found['year']}"
            return f"tháng {first}{of} và tháng {last}/{found['year']}"
    if found := _BARE_SHORT_MONTH.fullmatch(bare):
        return f"trong tháng {found['month']}{found['year'] or ''}"
    if _SHORT_MONTHS.fullmatch(bare) and (
        bare[:1] not in "Tt" or bare[1:2] == "r" or _MOST_WEEKDAYS < max(map(int, _DIGITS.findall(bare)))
    ):
        # "T2, T4, T6" may be days of the week.
        return _SHORT_MONTH.sub(lambda month: f"tháng {month[1]}", bare)
    if found := _SHORT_SPAN.fullmatch(bare):
        return f"từ tháng {found['first']} đến tháng {found['last']}"
    if found := _BARE_SHORT_QUARTER.fullmatch(bare):
        return f"trong quý {found['quarter']}"
    if _BARE_DAY_OF.match(bare):
        return f"ngày {text}"
    if _AFTER_OTHERS.match(bare):
        return f"thời gian {small}"
    if _ON_EVENT.match(bare):
        return f"ngay {small}"
    if _BARE_RHYTHM.fullmatch(bare):
        return f"định kỳ {small}"
    return text


# "Tuần 3 (22 - 27/9)": a week by its days, which are read.
_WEEK_OF_DAYS = re.compile(r"tuần\s+(?:thứ\s+)?\w{1,3}(?=[\s;:(,–-]*(?:từ\s*)?\x00)", re.IGNORECASE)


def _read(text: str, masked: str, context: DueContext, *, is_field: bool) -> list[Due]:
    """Reads the deadlines, then doubts whatever else looks like one."""
    granted = list(GRANTED.finditer(masked)) if _GRANTED_WORD.search(masked.lower()) else []
    for match in granted:
        masked = mask(masked, match.start(), match.end())
    dues = understood(text, masked, context, is_field=is_field)
    for due in dues:
        for start, end in due.at:
            masked = mask(masked, start, end)
    for week in _WEEK_OF_DAYS.finditer(masked) if is_field else ():
        masked = mask(masked, week.start(), week.end())
        dues = [dues[0]._replace(at=(*dues[0].at, (week.start(), week.end()))), *dues[1:]]
    left = [m for m in _unread(masked, is_field=is_field) if _is_open(m, context, is_field)]
    if granted:
        dues = _with_doubt(dues, text, granted, _GRANTED)
    if is_field and dues[0].due_kind == DueKind.NONE and (left or not _SAYS_NO_DAY.search(text)):
        # Words that gave no day and do not say that there is none: the whole of the field is asked about.
        left = list(_WHOLE.finditer(text))
    return _with_doubt(dues, text, left, _UNREAD) if left else dues


def _unread(masked: str, *, is_field: bool) -> Iterator[re.Match[str]]:
    """Finds what looks like a deadline in what is left; in running text only where a word or figures of one stand."""
    small = "" if is_field else masked.lower()
    if is_field or _UNREAD_WORD.search(small) or _UNREAD_SIGN.search(small):
        yield from (UNREAD_IN_FIELD if is_field else UNREAD).finditer(masked)


def _is_open(match: re.Match[str], context: DueContext, is_field: bool) -> bool:
    """True for words that a person must look at: no share ("3/5 xã"), in running text nothing of earlier years."""
    return is_field or (not is_past(match, context) and not is_share(match))


def _with_doubt(dues: list[Due], text: str, unread: Sequence[re.Match[str]], why: str) -> list[Due]:
    """Adds the words that were not understood to the first deadline, or makes them one without a day."""
    said = "; ".join(words(text, match) for match in unread)
    first, at = dues[0], tuple((match.start(), match.end()) for match in unread)
    doubt = why.format(said)
    days = [day for m in unread if m.re is GRANTED and (w := written_day(m, "a")) and (day := w.on(w.year))]
    choices = first.choices or ((short(first.due_on),) if first.due_on else ())
    choices = (*choices, *map(short, days))
    if first.due_kind == DueKind.NONE:
        kind = TaskKind.RECURRING if first.kind == TaskKind.RECURRING else TaskKind.ONCE
        return [
            Due(
                said, None, kind, first.frequency, (), doubt, DueKind.FIXED, certain=False, choices=choices,
                at=(*first.at, *at),
            )
        ]  # fmt: skip
    doubt = f"{first.doubt}; {doubt}" if first.doubt else doubt
    return [first._replace(doubt=doubt, certain=False, choices=choices, at=(*first.at, *at)), *dues[1:]]
