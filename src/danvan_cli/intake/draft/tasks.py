"""One item becomes one task or more: who, by when, how often, and what a person has to settle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from danvan_cli.domain.dates import short
from danvan_cli.domain.draft import TaskDraft, Unresolved
from danvan_cli.domain.due import DueContext, period_bounds
from danvan_cli.domain.periods import first_day
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import DueKind
from danvan_cli.intake import lexicon
from danvan_cli.intake.due.bare import occasions
from danvan_cli.intake.due.reading import Due, read_dues
from danvan_cli.intake.due.spans import find_times
from danvan_cli.intake.due.traps import mask_traps
from danvan_cli.intake.lines.contents import Item
from danvan_cli.intake.lines.fields import split_fields
from danvan_cli.intake.people.headings import read_heading
from danvan_cli.intake.people.helpers import helpers_inside, names_help
from danvan_cli.intake.people.mentions import Mention, MentionKind
from danvan_cli.intake.people.name_lists import list_names, split_names
from danvan_cli.intake.people.responsible import (
    Part,
    Responsible,
    may_name_support,
    read_names,
    read_parts,
    read_roles,
)
from danvan_cli.intake.people.rivals import why_another_leads, why_helps_with_a_part, why_roles_are_open
from danvan_cli.intake.people.sound_names import why_cut, why_no_name
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.spans import Reason
from danvan_cli.intake.time_words import DAYTIME, FIGURES, PARTS, Trigger

NO_LEAD = "chưa có đơn vị chủ trì"
_SPLIT = "tách từ một ý có nhiều đơn vị hoặc nhiều thời hạn"
_WITHIN = "chỉ lấy các kỳ thuộc đề mục ở trên"
_HEADING_PERIOD = re.compile(
    r"(?:(?:(?:các |những )?(?:nhiệm vụ|công tác|nội dung|(?:công |phần )?việc|hoạt động|lịch|chương trình)"
    r"(?: (?:trọng tâm|chính|cụ thể|cần|phải|làm|làm trong|thực hiện|triển khai|công tác|của))*|trong)\s+)*"
    r"(?P<period>(?:các\s+)?(?:quý|tháng|(?:0?6|9)\s+tháng)\s[^.;]{1,40})"
    r"|[^()]{3,80}\s[-–]\s(?P<behind>(?:quý|tháng)\s[\dIVX][^()]{0,20})"
    r"|[^()]{3,80}[(\[]\s*(?P<inside>[^()]*(?:tháng|quý|từ ngày|trước ngày|đến ngày)[^()]*)[)\]]",
    re.IGNORECASE,
)
_BESIDE_NAMES = re.compile(
    rf"\((?P<who>[^();]{{2,120}}?)[,;]\s*(?P<when>(?:(?:dự kiến|{DAYTIME}|vào|trong)\s+){{0,3}}"
    r"(?:(?:đầu|giữa|cuối)\s+)?(?:ngày|tháng|quý|tuần)\s[^()]{1,60}?|\d{1,2}/\d{1,2}[^()]{0,20}?)\)\s*(?=[.;,]|\Z)",
    re.IGNORECASE,
)
_WHEN = (
    rf"(?:(?:dự kiến|vào|trong)\s+){{0,2}}(?:ngày\s+)?(?:\d{{1,2}}\s?[-–]\s?)?{FIGURES}"
    r"|(?:(?:dự kiến|vào|trong)\s+){0,2}(?:(?:đầu|giữa|cuối)\s+)?(?:tháng\s+\d{1,2}|quý\s+(?:[1-4]|I{1,3}|IV))"
    r"(?:\s?/\s?\d{4}|\s+năm\s+\d{4})?"
)
# "… (31/01).", "… - 15/11", "…: Văn phòng Sở, tháng 8.": words of time alone at the very end.
_CLOSING = re.compile(
    rf"(?:(?:\(|\s[-–—]\s+|;\s+(?=[^()]*\)))(?P<alone>{_WHEN})|[,;.]\s+(?P<beside>{_WHEN}))\s*\)?\s*[.;]?\s*\Z",
    re.IGNORECASE,
)
# "… gửi thông báo – 15/3 – Tổ Thu", "…; 25/4; Bưu điện huyện": the time between the work and who does it.
_AMID = re.compile(
    rf"(?:\s[-–—]|;)\s+(?P<alone>{_WHEN})(?:\s[-–—]|\s*;)\s+(?P<who>(?:(?!\s[-–—]\s)[^;]){{2,150}})(?P<beside>)\Z",
    re.IGNORECASE,
)
_ROLE_SAID = re.compile(r"(?:[\s\])]|\b(?:chủ trì|phối hợp|tham mưu|thực hiện)|\((?:CT|PH)\))*\Z", re.IGNORECASE)
# A share, a list of days that goes on, a feast or a meeting, a document of that day.
_NO_CLOSING = re.compile(
    r"(?:%|tỷ lệ|tỉ lệ|đạt|\d\s?/\s?\d+\s)[^.;]*\Z|\d\s*\Z|(?:ngày|tháng|quý|dịp|và|đến|từ|số)\s*\Z"
    r"|\b(?:kỷ niệm|hưởng ứng|chào mừng|dịp|lễ|tết|quốc khánh|truyền thống|cuộc họp|phiên họp|(?-i:[Nn]gày\s+[A-ZĐ]))"
    r"[^.;:]*\Z|(?:\bsố\s+\d|/(?-i:[A-ZĐ]{2}))[^.;:,]*\Z",
    re.IGNORECASE,
)
_PERIOD_ALONE = re.compile(r"(?:quý|tháng)\s", re.IGNORECASE)
_PERIOD_LAST = re.compile(r"\b(?:quý|tháng|năm|học kỳ)\s+[\dIVX]+(?:/\d{4})?\Z", re.IGNORECASE)
# "Ngày 01/3 (Chủ nhật) - Lễ ra quân", "Tuần 02/3 - 08/3/2026", "Cao điểm 23 → 29/3".
_HEADING_DAY = re.compile(
    r"(?:(?:ngày|tuần|đợt|giai đoạn|cao điểm|lần)(?:\s+(?:thứ\s+)?[\dIVX]{1,3}\s*[:.(–-])?\s+)?"
    rf"(?P<when>(?:từ\s+)?(?:ngày\s+)?(?:\d{{1,2}}(?:/\d{{1,2}})?\s*(?:-|–|→|đến)\s*(?:ngày\s+)?)?{FIGURES})"
    r"\)?(?:\s*\([^()]*\))?(?:\s*[-–:]\s.*)?",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"\btuần\s+(?:thứ\s+)?(?:\d|đầu|cuối|nhất|hai|ba|tư)(?!\w)(?!\s+(?:tháng|quý|năm))"
    r"|\b(?P<part>đầu|giữa|cuối)\s+tháng(?!\s+[\d\w])",
    re.IGNORECASE,
)
_MONTH = re.compile(r"tháng\s+\d{1,2}(?:\s*(?:/|năm\s+)\s*\d{4})?", re.IGNORECASE)
_NEXT_DAY = "“{}” nêu ở ý sau, có thể cũng là thời hạn của việc này"
_WHEN_COMES = re.compile(r"(?:ngay )?(?:khi|sau|trước)\b", re.IGNORECASE)
_ATTENDS = "thành phần “{}”: phối hợp hay chỉ tham dự?"
_OCCASION_DAY = "dịp “{}” có thể là thời hạn của việc này"
_SAID_TO_LEAD = re.compile(r"[^()]*\bchủ trì\b")
_NEXT_LEADS = "ý sau “{}”: đơn vị này chủ trì cả việc này?"
_LEADS_IT_ALL = re.compile(
    r"\s(?:chịu trách nhiệm|điều phối|phụ trách|chủ trì|điều hành|chỉ huy|lo)\s(?:chung|toàn bộ|tất cả|cả đợt)(?!\w)"
)
# "hằng tháng vào ngày 20, riêng tháng 6 trước ngày 15"
_EXCEPT = re.compile(
    r"\b(?:riêng|trừ|không kể|không tính)\s+(?:các\s+)?(?:tháng|quý|kỳ|đợt|năm|tuần|ngày)\s[^,;.()]{1,40}",
    re.IGNORECASE,
)
_OTHER_DAY = "“{}”: kỳ ấy có thể có ngày riêng"
# "Phòng Kinh tế (trước 10/3), Trạm Y tế (trước 20/3)"
_OWN_DAYS = re.compile(r"\([^()]*?\d{1,2}/\d{1,2}[^()]*\)")
_EACH_ITS_DAY = "mỗi nơi có thời hạn riêng: chưa chia thời hạn theo nơi làm"
_SHARED_OUT = "“{}” mỗi nơi làm một phần: nơi nào chủ trì?"
_TOLD_OTHERWISE = "chung cho các việc ở đây là “{}”, việc này lại nêu đơn vị khác"
_POINTS = "chưa rõ “{}” là đơn vị nào"
_DITTO_DAY = "chưa rõ “{}” có phải là thời hạn của việc ở trên không"
_DITTO_BETWEEN = re.compile(r"\s[-–|]\s(?P<ditto>-?nt-?|như trên)(?=\s*(?:[-–.;|]|\Z))", re.IGNORECASE)
_PART_OF_YEAR = re.compile(rf"(?:{PARTS})\s+năm", re.IGNORECASE)
_EVERYBODY = re.compile(r"(?:các|mỗi|từng|toàn thể|thủ trưởng|(?:tổ )?trưởng(?: các|\s?,))\s", re.IGNORECASE)
# "thời điểm bàn giao theo lịch của hợp tác xã" below a phase: the phase's end is no more than a guess.
_OTHERS_DAY = re.compile(
    r"thời (?:gian|điểm)\b|theo (?:lịch|thông báo)\b|(?:sau )?khi có\b|(?:trong|cùng) (?:khoảng )?thời (?:hạn|gian)\b"
    # A day of the moon's year is one by itself.
    r"|(?:ngày )?(?:(?:mùng|mồng) \d|rằm\b|\d{1,2} (?:tết|tháng))",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r";|[^\W\d]{2}\.\s")
_BEYOND = "“{}” nêu ở ý sau, ở ngoài “{}” của đề mục: thời hạn của cả việc này?"
_NAMED_ABOVE = "đề mục nêu “{}”: có phải thời hạn của việc này không?"
_MOST_TITLE_WORDS = 9
_EVENT_OF_OTHERS = "việc này nêu “{}”; tạm lấy thời hạn của đề mục"
_NEXT_BODY = "ý sau “{}” có thể chỉ là cùng làm việc này"
_MOST_HELP_WORDS = 60
# "Phòng Kinh tế (chủ trì)," says nothing of what is done.
_ONLY_LEADS = re.compile(r"[^,;:()]{3,80}?\s*\(?\s*(?:chủ trì|đầu mối|phụ trách)\s*\)?[\s,;.]*", re.IGNORECASE)
_ENDS_FOR_ALL = re.compile(r"\.\s+(?:Xong|Hoàn thành|Thời (?:gian|hạn)|Hạn)\b[^.;]*[.\s]*\Z")
# "Các việc vừa nêu cần dứt điểm trước 25/8.", "Cả ba tòa lấy mốc 25/9/2026 làm hạn cuối."
_OF_ALL = re.compile(
    r"(?:\A|(?<=[.;]\s))(?:[^.;,\d]{2,20},\s)?(?:(?:tất cả|toàn bộ|cả|các|những|mọi|hai|ba|bốn|\d)\s){1,3}"
    r"(?:(?:phần |công )?việc|nội dung|nhiệm vụ|khâu|phần|đơn vị|tòa|đội|tổ|phòng|khoa|trường|xã|bên)\s"
    r"(?:[^.;\d]{0,30}?(?:này|trên|nói trên|vừa nêu|nêu trên|kể trên|đó|ấy|dưới đây|sau đây)\b|[^.;\d]{0,40}?đều phải\b"
    r"|lấy mốc\b)(?:[^.;]|\.(?=\d))*?\d(?:[^.;]|\.(?=\d))*(?:[.;]|\Z)"
    # "…; tất cả xong trước ngày 15/4", "…, hai việc cùng xong trước 30/6"
    r"|(?:(?<=[.;,]\s)|\A)(?:tất cả|toàn bộ|(?:cả )?(?:hai|ba|bốn)(?: việc| đơn vị)?|cả)\s(?:đều |cùng |phải |cần )*"
    r"(?:xong|hoàn thành|hoàn tất)\b(?:[^.;]|\.(?=\d))*?\d(?:[^.;]|\.(?=\d))*(?:[.;]|\Z)",
    re.IGNORECASE,
)
_ALL_ARE_DUE = "“{}”: có phải thời hạn của cả việc này không?"
_MOST_CHOICES = 4
_FIELD_SUBJECTS = frozenset(["don vi", "co quan", "bo phan", "to chuc", "ca nhan", "nguoi"])
_LONGEST_HEADING = 400


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is open in a task: why, which field, and what could be taken."""

    why: str
    field: str
    choices: tuple[str, ...] = ()


class Reading(NamedTuple):
    """A task, its doubts, and the words of the source that its deadline was read from.

    ``heading`` is the heading that some of them stand in, counted from the nearest.
    """

    task: TaskDraft
    doubts: tuple[Doubt, ...]
    quotes: tuple[str, ...] = ()
    heading: int | None = None

    def unresolved(self) -> Iterator[Unresolved]:
        """Lists the doubts in the form of the draft, with the task's code where it has one."""
        for doubt in self.doubts:
            yield Unresolved(
                self.task.source, self.task.content, doubt.why, self.task.code or None, doubt.field, doubt.choices
            )


class _Dated(NamedTuple):
    """A deadline and the words it was read from; ``heading`` counts from the nearest where they stand above.

    ``limit`` is the heading that narrows a deadline of the item's own.
    """

    due: Due
    quotes: tuple[str, ...]
    heading: int | None = None
    limit: int | None = None


def _dated(due: Due, text: str, heading: int | None = None) -> _Dated:
    quotes = tuple(text[start:end] for start, end in due.at) or ((due.text,) if due.text else ())
    return _Dated(due, quotes, heading)


# "sớm hơn hạn của tỉnh một tuần", "nay được kéo thêm mười ngày", "cuối năm thứ hai", "tháng 11 của năm cuối"
_SHIFT = re.compile(
    r"\b(?:sớm|muộn|chậm|trễ) hơn\s[^.,;:]{3,60}\s(?:ngày|tuần|tháng)\b"
    r"|\b(?:kéo|lùi|gia hạn|cộng|cho)\s(?:dài\s)?thêm\s\w+(?:\s\w+)?\s(?:ngày|tuần|tháng)\b"
    r"|\b(?:trong|cuối|đầu|giữa|hết|vào|của)\snăm\s(?:thứ\s(?:\d|nhất|hai|ba|tư|năm)|cuối|đầu tiên|kế tiếp|tiếp theo)\b"
    r"|\bthêm\s(?:nửa|một|hai|ba|\d{1,2})\s(?:tháng|tuần|ngày)\b"
    # "N-30: hoàn chỉnh văn kiện", counted from a day that is named elsewhere
    r"|\A\W*(?:ngày\s)?[NDT]\s?[-–+]\s?\d{1,3}\s*[:.)]",
    re.IGNORECASE,
)
_MAY_SHIFT = Trigger(r"hơn|thêm|năm |\A\W*(?:ngày\s)?[ndt]\s?[-–+]")
_MAY_BE_EVENT = Trigger("ngày|tuần|hôm|khi nào")
# "Sau hội 3 ngày", "Ngay hôm khai hội" in work without any other time
_FROM_EVENT = re.compile(
    r"\b(?:trước|sau)\s(?!ngày\s\d)[^\W\d][^,.;:\d()]{1,30}\s\d{1,3}\s(?:ngày|tuần)\b(?!\s(?:tuổi|làm))"
    r"|\b(?:ngay|đúng) hôm\s\w+|\A\W*khi nào\s[^.;:]{3,40}",
    re.IGNORECASE,
)
# "… [B1/V0/04.18]": who, with whom and when, in an office's own signs
_CODED = re.compile(r"\[[^\[\]/]{1,30}/[^\[\]]{1,40}\]\s*\.?\Z")
_IN_CODE = "dãy ký hiệu trong ngoặc vuông chưa đọc"
_SHIFTED = "“{}” tính theo một mốc khác, chưa quy ra ngày"
_NO_HELP = "có nêu đơn vị phối hợp nhưng chưa đọc được là ai"


def _is_within(period: str, first: date, last: date) -> bool:
    begins = first_day(period)
    return begins is not None and first <= begins <= last


def _is_another(told: str, who: Responsible, text: str) -> bool:
    """True where a text without "chủ trì" names others than the lead that is told for all that it stands among."""
    own = who.units("leads")
    return bool(told) and not any(name in told or told in name for name in own) and "chủ trì" not in text


def _once(*mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(dict.fromkeys(m for several in mentions for m in several))


def _with_next_day(one: Reading, following: Reading | None) -> Reading:
    """Asks whether "In kỷ yếu; Văn phòng in, xong trong quý III" is due on the day behind its semicolon or stop."""
    # What a heading says may give way to a day of the work itself.
    is_settled = one.task.due_text and not (one.heading is not None and one.task.content.rstrip().endswith(";"))
    if following is None or is_settled or any(doubt.field == "due_on" for doubt in one.doubts):
        return one
    day = following.task.due_on
    asked = next((doubt for doubt in following.doubts if doubt.field == "due_on"), None)
    choices = (short(day),) if day else asked.choices if asked else ()
    said = following.task.due_text or ", ".join(choices)
    return one._replace(doubts=(*one.doubts, Doubt(_NEXT_DAY.format(said), "due_on", choices))) if said else one


def _asked_of_next(one: Reading, following: TaskDraft) -> Reading:
    """Asks whether those that a later sentence is about lead this work, too.

    "A, B và C cung cấp số liệu cho D chủ trì thực hiện": some of them only help.
    """
    fields = ("leads", "supports") if len(following.leads) > 1 and not one.task.supports else ("leads",)
    why = _NEXT_LEADS.format(following.content.rstrip(" .;"))
    return one._replace(doubts=(*one.doubts, *(Doubt(why, field, following.leads) for field in fields)))


def _tells(text: str, said: str) -> bool:
    """True where a label in the text has this value: "Thời hạn: 20/5", and not "trước 20/5"."""
    return any(f"{sign} {said}" in text for sign in ":?")


def _due_of_all_apart(text: str) -> tuple[str, str]:
    """Takes out the sentence that dates all work of a paragraph: "Hai việc này không chậm quá ngày 10/11."."""
    found = _OF_ALL.search(text)
    if found is None:
        return text, ""
    return f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}".strip(), found[0].strip()


def _with_shared(own: list[_Dated], shared: list[_Dated], of_all: str) -> list[_Dated]:
    """Gives work without a day of its own the day of all; beside a day of its own that one is asked about."""
    if all(one.heading is not None or not one.due.text for one in own):
        return shared
    why = _ALL_ARE_DUE.format(of_all.rstrip(" .;"))
    days = tuple(short(day) for one in (*own, *shared) if (day := one.due.due_on))
    return [one._replace(due=one.due._replace(doubt=one.due.doubt or why, certain=False, choices=days)) for one in own]


def _names_time(one: Reading) -> bool:
    """True for a piece of work with a day, or with one that is asked about."""
    return bool(one.task.due_on) or any(doubt.field == "due_on" for doubt in one.doubts)


class TaskReader:
    """Reads items against one plan's names and year."""

    def __init__(self, names: UnitNames, context: DueContext, period: str | None = None) -> None:
        """Takes what all tasks of the plan share: its names, its year, the agency's calendar and choices.

        ``period`` is the month, quarter or half that the whole plan is of, as written; None for a year.
        """
        self._period = period
        self._names = names
        self._context = context

    def read(self, item: Item, code: str = "") -> list[Reading]:
        """Reads a task for every part of the item and every deadline in it.

        Their codes are the item's, with "a", "b", … behind it where there are several.
        """
        text, of_all = _due_of_all_apart(item.text)
        parts = read_parts(text, self._names)
        shared = self._dues_of_all(of_all) if of_all else []
        if of_all and (not text or not shared or read_parts(of_all, self._names)[0].who.leads):
            parts, of_all = read_parts(item.text, self._names), ""
        parts[-1] = Part(f"{parts[-1].text} {item.details}".strip(), parts[-1].who)
        # "A làm. Thời hạn: 12/5. B làm trong quý III.": what a sentence says is of those up to it.
        said = item.fields.get("due") or ""
        told = next((n for n, part in enumerate(parts) if said and _tells(part.text, said)), len(parts))
        dues = [self._dues(part, item, is_behind=number > told) for number, part in enumerate(parts)]
        if of_all:
            dues = [_with_shared(own, shared, of_all) for own in dues]
            parts[-1] = Part(f"{parts[-1].text} {of_all}", parts[-1].who)
        # Behind a semicolon a part without a day goes with the day of the one before, not with the heading's.
        for number in range(1, len(dues)):
            is_joined = not parts[number - 1].text.endswith(".")
            if is_joined and all(d.heading is not None or d.due.text is None for d in dues[number]):
                own = [d for d in dues[number - 1] if d.heading is None and d.due.due_on]
                dues[number] = own[:1] or dues[number]
        if _ENDS_FOR_ALL.search(parts[-1].text):
            # "A …; B …. Xong trước 05/4." holds for both.
            for number, part in enumerate(parts[:-1]):
                if part.text.endswith(";") and all(d.heading is not None or d.due.text is None for d in dues[number]):
                    dues[number] = [d for d in dues[-1] if d.heading is None and d.due.due_on] or dues[number]
        whose = [self._who(part, item, is_further=number > 0) for number, part in enumerate(parts)]
        tasks = [(part, who, dated) for part, who, own in zip(parts, whose, dues, strict=True) for dated in own]
        if len(tasks) == 1:
            return [self._reading(item, code, *tasks[0])]
        readings = [
            self._reading(item, f"{code}{chr(ord('a') + number)}" if code else "", *task, is_split=True)
            for number, task in enumerate(tasks)
        ]
        return [self._with_later(one, readings[number:]) for number, one in enumerate(readings, start=1)]

    def _dues_of_all(self, said: str) -> list[_Dated]:
        """Reads the day of a sentence that dates all work; a bare one ("khóa sổ ngày 15/4") is asked about."""
        found = [_dated(due, said) for due in read_dues(said, self._context) if due.due_on]
        bare = re.findall(FIGURES, said)
        if found or len(bare) != 1:
            return found
        why = _ALL_ARE_DUE.format(said.rstrip(" .;"))
        dues = [due._replace(doubt=why, certain=False) for due in read_dues(bare[0], self._context, is_field=True)]
        return [_dated(due, said) for due in dues if due.due_on]

    def _with_later(self, one: Reading, later: Sequence[Reading]) -> Reading:
        """Asks what of the later parts of a text may hold for this one, too: a day, who leads it all, who helps."""
        one = _with_next_day(one, next(filter(_names_time, later), None))
        of_all = next((r.task for r in later if r.task.leads and _LEADS_IT_ALL.search(r.task.content)), None)
        if of_all and of_all.leads != one.task.leads:
            return _asked_of_next(one, of_all)
        led = next((r.task for r in later[:1] if r.task.leads and _SAID_TO_LEAD.match(r.task.content)), None)
        if led and led.leads != one.task.leads and not lexicon.body_start_pattern().match(one.task.content):
            return _asked_of_next(one, led)
        return self._with_next_body(one, later[0] if later else None)

    def _with_next_body(self, one: Reading, following: Reading | None) -> Reading:
        """Asks whether "Phòng A tổ chức lễ hội. Tỉnh đoàn huy động tình nguyện viên." names who helps, or more work."""
        task = one.task
        # Behind a comma only a body with work of its own begins another piece.
        if following is None or task.supports or not following.task.leads or task.content.endswith(","):
            return one
        words = following.task.content.partition(". ")[0]
        is_idle = len(words.split()) <= _MOST_HELP_WORDS
        has_day = following.task.due_kind != DueKind.NONE and (following.task.due_text or "") in words
        # What everybody is told to do has no helper: "Các phòng thực hiện; Văn phòng tổng hợp."
        is_of_all = not task.leads and any(map(_EVERYBODY.match, task.groups))
        if (
            not is_idle
            or is_of_all
            or following.task.leads == task.leads
            or (has_day and not _ONLY_LEADS.fullmatch(task.content.rpartition(". ")[2]))
        ):
            return one
        doubt = Doubt(_NEXT_BODY.format(words.rstrip(" .;")), "supports", following.task.leads)
        return one._replace(doubts=(*one.doubts, doubt))

    def _are_bodies(self, said: str | None) -> bool:
        """True for "Thành phần tham gia: Trường Chính trị tỉnh", where nothing but bodies are named."""
        found = list_names(said, self._names) if said else []
        return bool(found) and all(mention.kind == MentionKind.UNIT for mention in found)

    def may_name_support(self, text: str) -> bool:
        """True for a text that has to be read for who supports, whoever leads."""
        return may_name_support(text, self._names)

    def _reading(
        self, item: Item, code: str, part: Part, who: Responsible, dated: _Dated, *, is_split: bool = False
    ) -> Reading:
        doubts: list[Doubt] = []
        due = dated.due
        cut = [why for name in who.units("leads") if (why := why_cut(part.text, name, self._names))]
        doubts += [Doubt(why, "leads") for why in cut]
        # "(phối hợp: A; B, trước 10/2)" was read for who helps, and B leads nothing.
        helping = "" if item.fields.get("lead") else item.fields.get("support") or ""
        leads = self._codes([name for name in who.units("leads") if name not in helping], "leads", doubts)
        supports = tuple(c for c in self._codes(who.units("supports"), "supports", doubts) if c not in leads)
        doubts = [*([] if leads else [self._lead_doubt(part, who, supports)]), *doubts]
        is_told = bool(item.fields.keys() & {"lead", "assigned"})
        if leads and (why := why_another_leads(part.text, who, self._names, is_told=is_told)):
            doubts.append(Doubt(why, "leads", leads))
        elif leads and is_told and who.is_shared_out():
            doubts.append(Doubt(_SHARED_OUT.format(", ".join(who.units("leads"))), "leads", leads))
        elif leads and is_told and _is_another(item.fields.get("lead", ""), who, part.text):
            doubts.append(Doubt(_TOLD_OTHERWISE.format(item.fields["lead"]), "leads", leads))
        if open_roles := why_roles_are_open(part.text, who, self._names):
            doubts += [Doubt(open_roles, field, leads) for field in ("leads", "supports")]
        elif (
            not (supports or who.supports) and "lead" in item.fields and self._are_bodies(item.fields.get("attendance"))
        ):
            doubts.append(Doubt(_ATTENDS.format(item.fields["attendance"]), "supports"))
        elif not (supports or who.supports or "support" in item.fields) and self._is_helped(part, item):
            doubts.append(Doubt(_NO_HELP, "supports"))
            # "giao Phòng Kinh tế, Công an xã phối hợp": one of them may be who helps.
            doubts += [Doubt(_NO_HELP, "leads", leads)] if len(leads) > 1 and not is_told else []
        if not item.fields.get("support") and (why := why_helps_with_a_part(part.text, who)):
            doubts.append(Doubt(why, "supports", supports))
        doubts += [
            Doubt(_POINTS.format(g), "supports") for g in who.groups() if g.casefold().startswith(("như ", "nt"))
        ][:1]
        doubts += [Doubt(due.doubt, "due_on", due.choices)] if due.doubt else self._occasion_doubts(part, dated)
        if _CODED.search(part.text):
            doubts += [Doubt(_IN_CODE, field) for field in ("leads", "supports", "due_on")]
        small = part.text.lower()
        if _MAY_SHIFT.stands_in(small) and (shift := _SHIFT.search(part.text)):
            doubts.append(Doubt(_SHIFTED.format(shift[0]), "due_on"))
        is_undated = due.due_kind == DueKind.NONE and not due.doubt
        if is_undated and _MAY_BE_EVENT.stands_in(small) and (event := _FROM_EVENT.search(part.text)):
            doubts.append(Doubt(_SHIFTED.format(event[0]), "due_on"))
        if due.due_kind == DueKind.NONE and not due.doubt and (ditto := _DITTO_BETWEEN.search(part.text)):
            # "Rải đường lô 7 - Tổ Máy cày - nt": what stands above may be when.
            doubts.append(Doubt(_DITTO_DAY.format(ditto["ditto"]), "due_on"))
        if due.periods and (other := _EXCEPT.search(part.text)):
            doubts.append(Doubt(_OTHER_DAY.format(other[0]), "due_on"))
        if is_told and len(_OWN_DAYS.findall(f"{item.fields.get('lead', '')}; {item.fields.get('assigned', '')}")) > 1:
            doubts.append(Doubt(_EACH_ITS_DAY, "due_on"))
        task = TaskDraft(
            code=code,
            section=item.section,
            content=part.text,
            kind=due.kind,
            leads=leads,
            supports=supports,
            # "phối hợp: TTr; 20/6": what a deadline was read from is nobody.
            groups=tuple(group for group in who.groups() if group not in dated.quotes),
            period=due.period,
            due_text=due.text,
            due_on=due.due_on,
            product=item.fields.get("product") or None,
            source=item.source,
            notes=(*due.notes, *((_SPLIT,) if is_split else ())),
            due_kind=due.due_kind,
            certain=due.certain,
            start_on=due.start_on,
            due_rule=due.rule,
            periods=due.periods,
        )
        return Reading(task, tuple(doubts), dated.quotes, dated.limit if dated.heading is None else dated.heading)

    def _occasion_doubts(self, part: Part, dated: _Dated) -> list[Doubt]:
        """Asks about "nhân ngày 20/10", "khi có lệnh" in work without a day of its own, below a longer period."""
        if dated.due.text and dated.heading is None:
            return []
        said, days = occasions(part.text, self._context, dated.due.due_on)
        event = read_dues(part.text, self._context)[0] if dated.due.due_on else None
        if event is not None and event.due_kind == DueKind.EVENT and _WHEN_COMES.match(event.text or "") and not days:
            # "Khi có lệnh của Trưởng ban" below "từ tháng 9 đến tháng 12".
            return [Doubt(_OCCASION_DAY.format(event.text), "due_on")]
        return [Doubt(_OCCASION_DAY.format(", ".join(said)), "due_on", tuple(map(short, days)))] if days else []

    def _who(self, part: Part, item: Item, *, is_further: bool) -> Responsible:
        """Prefers named fields, then the sentence's own subject, then the nearest heading that names somebody.

        People and groups of the sentence stay, as written, beside a lead that a field or a heading gives.
        """
        given = item.fields
        fields = [read_roles(given[name], self._names) for name in ("lead", "assigned") if name in given]
        support = read_names(given["support"], self._names) if "support" in given else ()
        own = part.who
        if own.leads and all(mention.text in given.get("support", "") for mention in own.leads):
            # "… - Công an phường; hỗ trợ: Đoàn phường": who leads stands before the label.
            bare = split_fields(part.text)[0]
            own = read_parts(bare, self._names)[0].who if bare else Responsible()
        if is_further and any(m.kind == MentionKind.UNIT for m in own.leads):
            # "Phụ trách: chị Ngân. Trung tâm Chính trị bố trí phòng.": the second piece is the body's.
            fields, support = [], ()
        leads = next((said.leads for said in fields if said.leads), own.leads)
        if own.leads and item.shared.issuperset(given.keys() & {"lead", "assigned"}):
            # "(Phòng Tổ chức chủ trì)" in one of several acts that share a lead.
            leads = own.leads if any(m.kind == MentionKind.UNIT for m in own.leads) else leads
        supports = (*support, *(m for said in fields for m in said.supports)) or own.supports
        above = Responsible()
        if not any(m.kind != MentionKind.PERSON for m in leads):
            found = map(self._heading_who, item.headings)
            above = next((who for who in found if who.leads), above)
        beside = [m for m in (*leads, *own.leads) if m.kind != MentionKind.UNIT] if above.leads else []
        beside += [m for m in own.leads if m.kind != MentionKind.UNIT and not any(m.text in one.text for one in leads)]
        # "Đơn vị thực hiện: …" names a field and nobody.
        beside = [m for m in beside if fold(m.text) not in _FIELD_SUBJECTS]
        leads, supports = above.leads or leads, supports or above.supports
        if leads and not (supports or own.leads or given.get("support")):
            # "…, cùng Trạm Y tế" where another cell or line says who leads.
            supports = tuple(helpers_inside(part.text, self._names, has_lead=True))
        return Responsible(_once(leads, beside), _once(m for m in supports if m not in leads))

    def _is_helped(self, part: Part, item: Item) -> bool:
        """True where the words say with whom the work is done, or those of the heading that says who leads it."""
        above = next((h for h in item.headings if self._heading_who(h).leads), "") if not part.who.leads else ""
        return any(names_help(text, self._names) for text in (part.text, above))

    def _heading_who(self, heading: str) -> Responsible:
        """Reads a heading once for all tasks below it; the names' own cache is emptied when a name is learned."""
        if heading.isupper() and self._names.is_issuer(heading):
            # The letterhead once more, above an annex.
            return Responsible()
        return self._names.once(("heading", heading), lambda: read_heading(heading, self._names))

    def _dues(self, part: Part, item: Item, *, is_behind: bool = False) -> list[_Dated]:
        said = item.fields.get("due") if not is_behind else None
        context = self._context_below(item.headings)
        # "A làm trước 10/8. B làm. Thời hạn: 12/9.": what the last sentence says is not of work with a day of its own.
        is_anothers = said is not None and said in item.text and not _tells(part.text, said)
        is_shared = "due" in item.shared or is_anothers
        if said and is_shared and any(due.due_on for due in read_dues(part.text, context)):
            said = None
        if said:
            return [_dated(due, said) for due in read_dues(said, context, is_field=True)]
        own = read_dues(part.text, context)
        closing = self._closing_dues(part) if len(own) == 1 and not own[0].certain else []
        if closing and closing[0].due.due_on == own[0].due_on:
            return closing
        if len(own) > 1 or own[0].due_on or own[0].text or own[0].due_kind != DueKind.NONE:
            found = [self._within(_dated(due, part.text), item.headings) for due in own]
            above = self._dues_above(item.headings) if own[0].due_kind == DueKind.EVENT else []
            if above and _OTHERS_DAY.match(own[0].text or ""):
                why = _EVENT_OF_OTHERS.format(own[0].text)
                above = [one._replace(due=one.due._replace(doubt=why, certain=False)) for one in above]
            return above or self._asked_beyond(found, part.text, item.headings)
        return (
            self._dues_beside_names(part.text)
            or self._closing_dues(part)
            or self._dues_above(item.headings, part.text)
            or self._asked_of_heading(item.headings)
            or [_dated(due, part.text) for due in own]
        )

    def _asked_beyond(self, found: list[_Dated], text: str, headings: Sequence[str]) -> list[_Dated]:
        """Asks about the one day of a later clause that lies behind the heading's: the work before it may be due then.

        "Tiếp xúc cử tri; kiến nghị tổng hợp xong ngày 19/10" below "Tuần từ 12/10 đến 16/10".
        """
        one = found[0]
        is_behind = _CLAUSE_END.search(text.partition(one.due.text or "")[0]) is not None
        is_alone = len(found) == 1 and one.due.due_on is not None and not one.due.doubt
        above = self._dues_above(headings) if is_behind and is_alone else []
        if len(above) != 1 or not (one.due.due_on and above[0].due.due_on) or above[0].due.due_on >= one.due.due_on:
            return found
        why = _BEYOND.format(one.due.text, above[0].due.text)
        days = (short(above[0].due.due_on), short(one.due.due_on))
        return [one._replace(due=one.due._replace(doubt=why, certain=False, choices=days))]

    def _context_below(self, headings: Sequence[str]) -> DueContext:
        """Gives the year of the nearest heading that writes one: "tuần cuối tháng 12" below "(đến 31/12/2025)"."""
        for heading in headings if self._context.year and not self._context.is_school_year else ():
            dues = self._heading_dues(heading)
            written = {due.rule.year for due in dues if due.rule and due.rule.year and due.due_on}
            years = {day.year for due in dues for day in (due.start_on, due.due_on) if day}
            if written:
                return self._context._replace(year=min(written)) if years == written else self._context
        return self._context

    def _dues_beside_names(self, text: str) -> list[_Dated]:
        """Reads what stands beside names in brackets that end a clause: "(Văn phòng, ngày 26/4)"."""
        said = [found["when"] for found in _BESIDE_NAMES.finditer(text) if split_names(found["who"], self._names)]
        return [
            _dated(due, when) for when in said for due in read_dues(when, self._context, is_field=True) if due.due_on
        ]

    def _closing_dues(self, part: Part) -> list[_Dated]:
        """Reads a time that stands alone at the end: in brackets, behind a dash, or beside who does the work."""
        found = _CLOSING.search(part.text) or self._amid(part.text)
        if found is None or "\x00" in mask_traps(part.text)[found.start() :]:
            return []
        when = found["alone"] or found["beside"]
        before = part.text[: found.start()]
        named = (*part.who.leads, *part.who.supports)
        is_beside_names = any(_ROLE_SAID.sub("", before).endswith(one.text) for one in named)
        # "Tập huấn cho 60 hộ, quý II.": a period alone behind the last comma.
        is_beside_names = is_beside_names or bool(
            part.text[found.start()] == ","
            and _PERIOD_ALONE.match(found["beside"] or "")
            and not _PERIOD_LAST.search(before)
        )
        if _NO_CLOSING.search(before) or (found["beside"] and not is_beside_names):
            return []
        dues = read_dues(when, self._context, is_field=True)
        return [_dated(due, when) for due in dues] if any(due.due_on for due in dues) else []

    def _amid(self, text: str) -> re.Match[str] | None:
        """Finds a time between the work and the names of who does it."""
        found = _AMID.search(text)
        who = read_roles(found["who"].strip(" ."), self._names) if found else Responsible()
        return found if who.leads else None

    def _within(self, own: _Dated, headings: Sequence[str]) -> _Dated:
        """Keeps of "hằng tháng" the periods that the nearest heading of a period allows: three below "Quý III".

        The farthest is the period of the plan itself.
        """
        if own.due.due_kind != DueKind.RECURRING or not own.due.periods:
            return own
        for number, heading in enumerate([*headings, *([self._period] if self._period else ())]):
            for said in self._heading_dues(heading):
                rule = said.rule
                bounds = period_bounds(rule, self._context) if rule and rule.kind == DueKind.PERIOD else None
                kept = tuple(p for p in own.due.periods if bounds and _is_within(p.period, *bounds))
                if kept and kept != own.due.periods:
                    due = own.due._replace(periods=kept, due_on=kept[0].due_on, notes=(*own.due.notes, _WITHIN))
                    return _Dated(due, (*own.quotes, *_dated(said, heading).quotes), limit=number)
        return own

    def _dues_above(self, headings: Sequence[str], text: str = "") -> list[_Dated]:
        """Reads a heading that gives a day or period to all below it ("Quý I", "Đợt 1: từ … đến …", "(trước …)").

        A week in the ``text`` below a month is a week of that month: "Tập huấn giáo viên, tuần 4" below "Tháng 3".
        """
        week = _WEEK.search(text)
        for number, heading in enumerate(headings):
            if dues := [due for due in self._heading_dues(heading) if due.due_on]:
                part = week["part"] or week[0] if week else ""
                of_week = f"{part} {heading}".lower() if part and _MONTH.fullmatch(heading) else ""
                found = read_dues(of_week, self._context, is_field=True) if of_week else []
                if week and found and found[0].due_on:
                    return [_dated(due, heading, number)._replace(quotes=(week[0], heading)) for due in found]
                return [_dated(due, heading, number) for due in dues]
        return []

    def _asked_of_heading(self, headings: Sequence[str]) -> list[_Dated]:
        """Asks about the one time of a short heading that does not date what stands below it ("Nhóm việc quý II")."""
        for number, heading in enumerate(headings):
            spans = find_times(heading, self._context) if len(heading.split()) <= _MOST_TITLE_WORDS else []
            said = [span for span in spans if span.aside in (None, Reason.CONTENT_PERIOD)]
            dues = read_dues(said[0].text, self._context, is_field=True) if len(said) == 1 else []
            day = dues[0].due_on if len(dues) == 1 else None
            if day and dues[0].due_kind in (DueKind.FIXED, DueKind.PERIOD):
                doubt = Due(doubt=_NAMED_ABOVE.format(said[0].text), choices=(short(day),))
                return [_Dated(doubt, (), number)]
        return []

    def _heading_dues(self, heading: str) -> list[Due]:
        if found := _HEADING_PERIOD.fullmatch(heading.strip(" .:;")):
            dues = self._dues_at(heading, found["period"] or found["behind"] or found["inside"])
            if any(due.due_on for due in dues):
                return dues
        if found := _HEADING_DAY.fullmatch(heading.strip(" .:;")):
            return self._dues_at(heading, found["when"])
        if len(heading) > _LONGEST_HEADING:
            return []
        # "Rà soát hộ nghèo cuối năm": the words of a title, which date no single step; "… (cuối năm)" does.
        is_title = "(" not in heading and not _PART_OF_YEAR.fullmatch(heading.strip(" .:;"))
        dues = read_dues(heading, self._context)
        dues = [due for due in dues if not (is_title and _PART_OF_YEAR.fullmatch(due.text or ""))]
        return [due for due in dues if due.certain or due.due_kind == DueKind.FIXED]

    def _dues_at(self, heading: str, words: str) -> list[Due]:
        """Reads a part of a heading; where the deadlines stand is told for the whole of it."""
        start = heading.index(words)
        dues = read_dues(words, self._context, is_field=True)
        return [due._replace(at=tuple((start + first, start + end) for first, end in due.at)) for due in dues]

    def _codes(self, units: Sequence[str], field: str, doubts: list[Doubt]) -> tuple[str, ...]:
        codes: list[str] = []
        for name in units:
            near = None if self._names.is_known(name) else self._names.near_miss(name)
            if why := why_no_name(name, self._names):
                doubts.append(Doubt(why, field))
            code = self._names.resolve(name)
            if code is None:
                several = sorted(self._names.codes(name))
                doubts.append(Doubt(f"“{name}” có thể là nhiều đơn vị trong danh mục", field, tuple(several)))
            elif code not in codes:
                codes.append(code)
            if near:
                doubts.append(Doubt(f"“{name}” không có trong danh mục; có phải “{near}”?", field, (near, name)))
        return tuple(codes)

    def _lead_doubt(self, part: Part, who: Responsible, supports: Sequence[str]) -> Doubt:
        """Says why nobody leads, and offers the units in the text that have no other part in the work."""
        heads = [code for name in who.offered(self._names) for code in sorted(self._names.codes(name)) or [name]]
        named = [c for c in self._names.mentioned(part.text) if c not in supports]
        choices = tuple(dict.fromkeys((*heads, *named)))[:_MOST_CHOICES]
        people = [m.text for m in who.leads if m.kind == MentionKind.PERSON]
        groups = [m.text for m in who.leads if m.kind == MentionKind.GROUP]
        if people:
            return Doubt(f"giao cho cá nhân “{', '.join(people)}”, {NO_LEAD}", "leads", choices)
        if groups:
            return Doubt(f"chỉ giao chung cho “{', '.join(groups)}”, {NO_LEAD} cụ thể", "leads", choices)
        return Doubt(NO_LEAD, "leads", choices)
