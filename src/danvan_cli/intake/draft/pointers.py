"""What a plan says of work elsewhere: by its number, its code or its place, or by its first words once more."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice, takewhile
from types import MappingProxyType

from danvan_cli.domain.draft import TaskDraft, Unresolved
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import DueKind
from danvan_cli.intake import lexicon
from danvan_cli.intake.draft.twice import core, days_of, words_of
from danvan_cli.intake.lines.enumerations import REFERS

_LETTERS = "abcd"
# "HT-01: Quét sổ hộ tịch", and elsewhere "HT-04 ngày 20/4/2026; HT-01 ngày 30/6/2026".
_CODE = re.compile(r"[A-ZĐ]{1,5}[-.]?\d{1,3}(?!\w)")
# "Tất cả do Văn phòng chủ trì, chỉ trừ việc thứ ba. Việc đầu xong 31/5, hai việc ở giữa xong 30/9."
_BY_PLACE = re.compile(
    r"\b(?<!làm )(?:việc|nhiệm vụ|nội dung|công việc)\s(?:đầu(?: tiên)?|cuối(?: cùng)?"
    r"|thứ\s(?:nhất|hai|ba|tư|năm|sáu|bảy)|còn lại|ở giữa|kia)\b(?!\s(?:của|năm|tháng|tuần))",
    re.IGNORECASE,
)
_COUNTED_PLACE = re.compile(
    r"\b(?:hai|ba|bốn|\d)\s(?:việc|nhiệm vụ|nội dung|công việc|ý|mục)\s(?:đầu|cuối|trên|còn lại|nêu trên)\b",
    re.IGNORECASE,
)
# "… chủ trì nội dung 3; cả ba nội dung hoàn thành trước ngày 20/4."
_ALL_OF_THEM = re.compile(
    r"\bcả (?:hai|ba|bốn|năm|\d{1,2}) (?:việc|nhiệm vụ|nội dung|công việc)\b"
    r"|\bcác (?:việc|nhiệm vụ|nội dung) (?:trên|nêu trên)\b",
    re.IGNORECASE,
)
_AGAIN = "“{}” có thể nói về chính việc này"
_MOST_NAMING = 12
_GIVEN = re.compile(r"(?:giao|chủ trì|phân công|các)\s|chủ trì,", re.IGNORECASE)
_COMMON = frozenset(
    tuple(fold(words).split())
    for words in (
        "tổ chức", "xây dựng", "ban hành", "tham mưu", "triển khai", "thực hiện", "phối hợp", "báo cáo", "tiếp tục",
        "đẩy mạnh", "tăng cường", "rà soát", "kiểm tra", "tuyên truyền", "chủ trì", "hướng dẫn", "theo dõi", "đôn đốc",
        "phòng văn", "văn phòng", "công an", "hội nông", "đoàn thanh", "ủy ban", "trạm y", "phòng kinh", "tổng hợp",
        "mở lớp", "vận động", "bố trí", "nâng cao", "thường xuyên", "lập kế", "xử lý", "cập nhật", "tập huấn",
    )
)  # fmt: skip
# "Hội Người cao tuổi xã giúp các việc số 2 và 3"
_HELPS_ITEMS = re.compile(
    r"\b(?:giúp|hỗ trợ|phối hợp|tham gia|cùng làm)\b[^.;\d]{0,20}\bviệc\s(?:số\s)?"
    r"(?P<numbers>\d{1,2}(?:(?:,\s*|\s+và\s+)\d{1,2})*)",
    re.IGNORECASE,
)
_HELPED = "“{}” có thể nói ai phối hợp việc này"
_FOR_ALL = "đơn vị và thời hạn ghi dưới nhiệm vụ {} có thể là của cả việc này"
_POINTED_AT = "“{}” nêu thêm về việc này, có thể cả thời hạn"

_Told = Mapping[str, Container[str]]


def pointed(tasks: Sequence[TaskDraft], told_below: _Told = MappingProxyType({})) -> Iterator[Unresolved]:
    """Asks about the tasks of which a later one says more: who does them, who helps, until when.

    ``told_below`` has, by a task's code, what the lines of their own below it say of it.
    """
    open_ones: dict[str, dict[str | None, TaskDraft]] = {}
    begins: dict[tuple[str, ...], list[TaskDraft]] = {}
    labels: dict[str, list[TaskDraft]] = {}
    has_sections = len({task.section for task in tasks}) > 1
    for number, task in enumerate(tasks):
        yield from _told_for_all(tasks, number, told_below)
        yield from _referred(task, open_ones) if open_ones else ()
        yield from _helped(task, tasks, number)
        yield from _pointed_at(task, tasks, number, labels)
        yield from _told_again(task, begins) if has_sections else ()
        if not task.leads or not days_of(task):
            open_ones.setdefault(task.code.rpartition("-")[2], {})[task.section] = task
        if label := _CODE.match(task.content):
            labels.setdefault(label[0], []).append(task)
        if key := _begin_of(task):
            begins.setdefault(key, []).append(task)


def _told_for_all(tasks: Sequence[TaskDraft], number: int, told_below: _Told) -> Iterator[Unresolved]:
    """Asks until when work right above that nobody leads is due, and who helps with it.

    "a) Tham mưu … b) Ban hành … - Chủ trì: … - Thời gian: …"
    """
    task = tasks[number]
    told = told_below.get(task.code, ())
    if "lead" not in told:
        return
    above = takewhile(
        lambda one: one.section == task.section and not (one.leads or one.groups), reversed(tasks[:number])
    )
    for one in above:
        fields = ("due_on",) if "due" in told and not (days_of(one) or one.due_text) else ()
        for field in (*fields, "supports") if task.supports and not one.supports else fields:
            yield Unresolved(task.source, task.content, _FOR_ALL.format(task.code), one.code, field)


def _referred(task: TaskDraft, open_ones: Mapping[str, Mapping[str | None, TaskDraft]]) -> Iterator[Unresolved]:
    """Asks about the work above that a task points to by its number: who does it and until when is said there.

    ``open_ones`` are the tasks above without a lead or without a day, by their number and section; where several
    sections have one of that number nobody can tell which is meant. One with a lead is meant by a day in another
    section only: "II. Tiến độ: Nhiệm vụ 1 xong ngày 20/4".
    """
    # "Phân công: nội dung 1, 2 do Phòng Kinh tế chủ trì; …" is a field that names no one body.
    content = "; ".join((task.content, *task.groups))
    numbers = [number for found in REFERS.finditer(content) for number in _numbers(found)]
    if not numbers:
        return
    said = fold(content)
    tells_help = "phoi hop" in said
    only_helps = tells_help and "chu tri" not in said
    for number in dict.fromkeys(numbers):
        above = list(islice(open_ones.get(number.lstrip("0"), {}).values(), 2))
        is_told = len(above) == 1 and (not above[0].leads or (bool(days_of(task)) and above[0].section != task.section))
        for one in above if is_told else ():
            why = f"nhiệm vụ {task.code} giao lại việc này theo số thứ tự, đơn vị và thời hạn nêu ở đó"
            fields = ("due_on",) * (not (only_helps or days_of(one))) + ("supports",) * (
                tells_help and not one.supports
            )
            for field in fields:
                yield Unresolved(task.source, task.content, why, one.code, field)


def _helped(task: TaskDraft, tasks: Sequence[TaskDraft], number: int) -> Iterator[Unresolved]:
    """Asks about the work above that "Hội Nông dân xã giúp các việc số 2 và 3" names by its number."""
    said = _HELPS_ITEMS.search(task.content)
    for item in re.findall(r"\d+", said["numbers"]) if said else ():
        above = (one for one in tasks[:number] if one.section != task.section)
        meant = [one for one in above if one.code.endswith(f"-{int(item)}")]
        if len(meant) == 1:
            why = _HELPED.format(task.content.rstrip(" .;"))
            yield Unresolved(task.source, task.content, why, meant[0].code, "supports")


def _pointed_at(
    task: TaskDraft, tasks: Sequence[TaskDraft], number: int, labels: Mapping[str, Sequence[TaskDraft]]
) -> Iterator[Unresolved]:
    """Asks about the undated work above that a task of another section points to by a code or by its place.

    ``labels`` are the tasks above by the code with which their words begin.
    """
    # One sentence with several days is several tasks: it points once.
    if number and tasks[number - 1].content == task.content:
        return
    meant = [one for code in dict.fromkeys(_CODE.findall(task.content)) for one in labels.get(code, ())]
    if _COUNTED_PLACE.search(task.content):
        # "Thời gian hoàn thành hai nội dung đầu: trong 6 tháng đầu năm" below these in one section.
        beside = [one for one in tasks[:number] if one.section == task.section]
        for one in beside:
            why = _POINTED_AT.format(task.content.rstrip(" .;"))
            fields = (*(("due_on",) if not days_of(one) else ()), "leads")
            yield from (Unresolved(task.source, task.content, why, one.code, field) for field in fields)
    if _BY_PLACE.search(task.content) or (days_of(task) and _ALL_OF_THEM.search(task.content)):
        last = next((one.section for one in reversed(tasks[:number]) if one.section != task.section), None)
        meant += [one for one in tasks[:number] if one.section == last]
    for one in meant:
        if one.section != task.section and not days_of(one):
            why = _POINTED_AT.format(task.content.rstrip(" .;"))
            yield Unresolved(task.source, task.content, why, one.code, "due_on")


def _begin_of(task: TaskDraft) -> tuple[str, ...]:
    """Gives the words by which a plan would name the work once more: more of them where it begins like much other."""
    if lexicon.body_start_pattern().match(task.content) or _GIVEN.match(task.content):
        # A plan that says in front who does it tells it all there.
        return ()
    words = words_of(core(task))
    count = 5 if tuple(words[:2]) in _COMMON or words[:1] == ["hop"] else 3
    return tuple(words[:count]) if len(words) >= count else ()


def _told_again(task: TaskDraft, begins: Mapping[tuple[str, ...], Sequence[TaskDraft]]) -> Iterator[Unresolved]:
    """Asks about work that a later section names by its first words and tells more of: a day, who leads, who helps.

    "Quyên góp sách …" in December, and in "Tổ chức thực hiện": "Liên đội: Quyên góp sách từ 7/12 đến 19/12".
    """
    words = words_of(task.content)[:_MOST_NAMING]
    for at in range(len(words)):
        found = next((begins[key] for n in (5, 3) if (key := tuple(words[at : at + n])) in begins), ())
        if len(found) != 1 or found[0].section == task.section:
            continue
        first, why = found[0], _AGAIN.format(task.content.rstrip(" .;"))
        if days_of(task) and days_of(task) != days_of(first) and first.due_kind != DueKind.FIXED:
            yield Unresolved(task.source, task.content, why, first.code, "due_on")
        if task.leads and not first.leads:
            yield Unresolved(task.source, task.content, why, first.code, "leads")
        elif set(task.leads) & set(first.leads) and set(task.supports) - {*first.leads, *first.supports}:
            yield Unresolved(task.source, task.content, why, first.code, "supports")
        return


def _numbers(found: re.Match[str]) -> list[str]:
    """Lists the numbers that the words name; "điểm b" is the second."""
    letter = found["letter"]
    return [str(_LETTERS.index(letter.lower()) + 1)] if letter else re.findall(r"\d+", found["numbers"])
