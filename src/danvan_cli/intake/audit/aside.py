"""Lines that are set aside and read like work, or like goals, all the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from danvan_cli.domain.draft import TaskDraft, Unresolved
from danvan_cli.intake import lexicon
from danvan_cli.intake.audit.entry import Entry
from danvan_cli.intake.columns.legend import says_what_marks_mean
from danvan_cli.intake.draft.by_number import Numbered, items_named
from danvan_cli.intake.draft.targets import UNUSED_FIGURE, find_quantities
from danvan_cli.intake.lines.asides import aside_of
from danvan_cli.intake.lines.bases import is_aim, is_basis
from danvan_cli.intake.lines.markers import split_marker
from danvan_cli.intake.lines.sense import opens_with_verb
from danvan_cli.intake.people.abbreviations import explains
from danvan_cli.intake.spans import Reason

# Where a number may be a goal that stands in the wrong section.
_MAY_HOLD_GOALS = frozenset([Reason.PURPOSE, Reason.CALENDAR, Reason.EXPLANATION, Reason.PROPOSAL, Reason.LEAD_IN])
_GOAL = re.compile(
    r"\b(?:phấn đấu|ít nhất|tối thiểu|không quá|chỉ tiêu)\b|\b(?:đạt|trên|dưới)(?: từ| trên)? \d|\d\s?%", re.IGNORECASE
)
# "Dự toán 820 triệu đồng. Chỉ tiêu vận động tài trợ: 320 triệu đồng."
_NAMED_GOAL = re.compile(r"\bchỉ tiêu\s[^.;:]{3,60}:\s*\d", re.IGNORECASE)
# "thuộc nhóm 5 sở, ngành dẫn đầu": a rank counts nothing.
_RANK = re.compile(r"\b(?:nhóm|tốp|top|hạng|thứ)\s\Z", re.IGNORECASE)
_SENTENCE = re.compile(r"\.\s+(?=[^\W\d_])")
_YEAR = re.compile(r"\bnăm(?: học)? (20\d\d)\b", re.IGNORECASE)
_STANDS = re.compile(
    r"\W*(?:đến nay|hiện(?: nay| có| tại)?\b|dân số|dự báo|sau khi (?:sắp xếp|sáp nhập)|toàn \w+ (?:hiện )?có\b)",
    re.IGNORECASE,
)
_STRIVES = re.compile(
    r"\b(?:phấn đấu|chỉ tiêu|mục tiêu|ít nhất|tối thiểu|trở lên|không quá|giảm|nâng|duy trì)\b",
    re.IGNORECASE,
)
# Lines that are set aside for where they stand; what reads like work there is asked about all the same.
_BY_TITLE = frozenset(
    [Reason.PURPOSE, Reason.SITUATION, Reason.MONEY, Reason.ATTENDANCE, Reason.PROPOSAL, Reason.AGENDA]
)
_NO_PLACE_OF_WORK = frozenset([Reason.LEAD_IN, Reason.CALENDAR, Reason.BASIS, Reason.CRITERIA, Reason.THEME])
# Below the signature: "- Điểm 1: “ngày 15/4” sửa thành “ngày 25/4”", "Bỏ việc số 3", "Bổ sung điểm 5: …".
_CORRECTS = re.compile(
    r"\b(?:sửa|đính chính|điều chỉnh|thay|đổi|chuyển|dời|lùi|gia hạn)\b[^.;]{0,80}?"
    r"\b(?:thành|lại|bằng|sang|đến|như sau|là)\b"
    r"|\A\W*(?:bỏ|rút|hủy|không thực hiện|bổ sung|thêm)\b[^.;]{0,40}\b(?:điểm|mục|việc|nhiệm vụ|nội dung)\b",
    re.IGNORECASE,
)
_TIMELY = re.compile(r"\d\s?[/.-]\s?\d|\b(?:tháng|quý|thời hạn|ngày)\b", re.IGNORECASE)
_CORRECTED = "dòng dưới chữ ký sửa lại hoặc nói thêm về kế hoạch nên chưa đọc"
_HEADS_DETAILS = "đề mục này giống một nhiệm vụ, các dòng dưới nó giống chi tiết của nhiệm vụ ấy"
# "Kính gửi: …", "Chi phí nhân công trích từ quỹ", "Khai giảng: 05/9/2026", "Chấp hành pháp luật: 30 điểm".
_NO_ACT = re.compile(
    r"\W*(?:kính gửi\s*:|(?:chi phí|hạch toán|nguồn)\b|(?:khai|bế) giảng\s*:|[^.;:]{3,80}:\s*\d+ điểm\W*\Z)",
    re.IGNORECASE,
)
_FEWEST_WORDS = 6
_LONGEST_LABEL = 3
_ALIKE = 20
_LIKE_WORK = "có dòng giống nhiệm vụ nhưng chưa đọc thành nhiệm vụ"


def work_aside(
    entries: Sequence[Entry], is_work: Callable[[str], bool], is_given: Callable[[str], bool]
) -> Iterator[Unresolved]:
    """Asks about whole sentences and bullets that read like work among lines that are none, once a section.

    Among aims an act alone (``is_work``) is one of them; what is given to a body (``is_given``) may be work.
    """
    found: dict[tuple[str, Reason], list[Entry]] = {}
    # Where some lines of a section are tasks, its title says little of the others.
    busy = {entry.section for entry in entries if entry.tasks and entry.section}
    for entry in entries:
        if entry.uses or entry.reason is None:
            continue
        is_placed = entry.reason in _NO_PLACE_OF_WORK or (entry.reason in _BY_TITLE and entry.section in busy)
        marker, text = split_marker(entry.line.text, entry.line.label)
        if not is_placed and not (entry.reason == Reason.PURPOSE and is_given(text)):
            continue
        is_whole = marker is not None or text.endswith((".", ";"))
        is_reason = is_basis(text) or is_aim(text) or _says_why(entry.reason, text, is_given)
        if is_whole and not is_reason and is_work(text):
            found.setdefault((entry.section, entry.reason), []).append(entry)
    for (_, reason), like in found.items():
        words = "; ".join(e.line.text for e in like)
        yield Unresolved(like[0].place, words, f"{reason}: {_LIKE_WORK}")


def _says_why(reason: Reason, text: str, is_given: Callable[[str], bool]) -> bool:
    """True for what reads like work and tells for sure what else it is: "VP = Văn phòng", "Kính gửi: …", "… 30 điểm".

    An aim without a body and without a day is no work, wherever it stands.
    """
    is_aim_only = reason == Reason.PURPOSE and not is_given(text) and not _TIMELY.search(text)
    is_told = explains(text) or says_what_marks_mean(text) or aside_of(text) is not None
    return is_aim_only or is_told or bool(_STANDS.match(text) or _NO_ACT.match(text))


def headings_aside(entries: Sequence[Entry], tasks: Iterable[TaskDraft]) -> Iterator[Unresolved]:
    """Asks about headings that read like work where what stands below them does not.

    "1. Kiểm tra việc thu, nộp đảng phí" above "- Niên độ: năm 2025": then the lines below may only tell more of it.
    """
    contents: dict[str, list[str]] = {}
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for task in tasks:
        contents.setdefault(task.section, []).append(task.content)
        codes[task.section].add(task.code)
    for entry, first in pairwise(entries):
        text = split_marker(entry.line.text, entry.line.label)[1]
        if entry.reason != Reason.HEADING or len(text.split()) < _FEWEST_WORDS or not opens_with_verb(text):
            continue
        # A row of an annex that is one with the text's work says nothing of those that are left there.
        said = contents.get(first.section, []) if codes[first.section].intersection(first.tasks) else []
        if said and not any(_reads_like_work(one) or one.startswith(text[:_ALIKE]) for one in said):
            yield Unresolved(entry.place, entry.line.text, _HEADS_DETAILS)


def _reads_like_work(text: str) -> bool:
    label, colon, rest = text.partition(": ")
    # "Chuẩn bị: Văn phòng Đảng ủy" only says who does the work above.
    if colon and len(label.split()) <= _LONGEST_LABEL and lexicon.body_start_pattern().match(rest):
        return False
    return opens_with_verb(text) or lexicon.body_start_pattern().match(text) is not None


def goals_aside(entries: Iterable[Entry], year: int | None) -> Iterator[Unresolved]:
    """Asks about numbers to reach that stand in sections without targets, once a section."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        may_hold = entry.reason in _MAY_HOLD_GOALS and not entry.uses and _GOAL.search(entry.line.text)
        may_hold = may_hold or (entry.reason == Reason.MONEY and _NAMED_GOAL.search(entry.line.text))
        said = _to_come(entry.line.text, year) if may_hold else ""
        if said and any(s.aside is None and not _RANK.search(said, 0, s.start) for s in find_quantities(said, year)):
            found.setdefault(entry.section, []).append(entry)
    for like in found.values():
        yield Unresolved(like[0].place, "; ".join(e.line.text for e in like), UNUSED_FIGURE, None, "goal")


def _to_come(text: str, year: int | None) -> str:
    """Leaves out the sentences that tell what was reached before the plan, or is expected: they set no goal."""
    return ". ".join(one for one in _SENTENCE.split(text) if _STRIVES.search(one) or not _is_over(one, year))


def _is_over(sentence: str, year: int | None) -> bool:
    years = [int(said) for said in _YEAR.findall(sentence)]
    is_before = bool(years) and year is not None and min(years) < year
    return is_before or bool(_STANDS.match(sentence))


def corrections_aside(entries: Iterable[Entry], tasks: Sequence[TaskDraft]) -> Iterator[Unresolved]:
    """Asks about lines below the signature that correct the plan: on the work that they name by its number, if any."""
    numbered = Numbered(tasks)
    for entry in entries:
        is_read = entry.uses or entry.reason not in (Reason.SIGNATURE, Reason.NOTE)
        if is_read or not _CORRECTS.search(entry.line.text):
            continue
        clauses = entry.line.text.split(";")
        asked = [
            (task, "due_on" if _TIMELY.search(clause) else "leads")
            for clause in clauses
            for task in items_named(clause, numbered)
        ]
        for task, field in asked:
            yield Unresolved(entry.place, entry.line.text, _CORRECTED, task.code, field)
        if not asked:
            yield Unresolved(entry.place, entry.line.text, _CORRECTED)
