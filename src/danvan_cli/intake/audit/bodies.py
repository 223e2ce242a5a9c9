"""Bodies that the words give a part in the work and that no task names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from danvan_cli.domain.draft import TaskDraft, Unresolved
from danvan_cli.domain.text import fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.audit.entry import Entry
from danvan_cli.intake.letters import LOWER
from danvan_cli.intake.people.abbreviations import has_legend
from danvan_cli.intake.people.further_sentences import TIMED
from danvan_cli.intake.people.mentions import MentionKind, kind_of_name
from danvan_cli.intake.people.spans import (
    LENDS_A_HAND,
    NEXT_SENTENCE,
    does_the_work,
    find_bodies,
    has_own_day,
    helps,
    is_said_to_help,
    leads_the_next,
)
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.spans import Reason, Span

# Lines that tell of work and give none: a body with a part in it is asked about.
_MAY_NAME_WORK = frozenset([Reason.EXPLANATION, Reason.PROPOSAL, Reason.CALENDAR])
_OF_ROLES = frozenset(["leads", "supports", "groups"])
_SO = "vì vậy|vì thế|do đó|do vậy|trên cơ sở đó|từ đó|ngoài ra"
_CLAUSE_BEGINS = re.compile(
    r"(?:[^\W\d](?:\W*\))?[,;:.]\s+|\d[,;]\s+|/\d{1,4}\.\s+"
    r"|\b(?:đoàn|tổ|thành phần)\s[^,;.]{0,15}gồm\s+|\s(?:còn|nhờ|cùng)\s+"
    rf"|[,;.]\s+(?:và )?(?:sau đó|tiếp đó|tiếp theo|rồi|đồng thời|riêng|song song đó|{_SO}),?\s+)\Z",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"(?:(?:\A|[.;,(]\s*|\sđồng thời\s|(?:\A|[.;(]\s*)[^,.;:()]{2,60}(?<!\bban)\s)chỉ đạo"
    r"|\btham mưu\s[^.;:]{0,60}\s(?:chỉ đạo|giao|phân công|yêu cầu))\s\Z",
    re.IGNORECASE,
)
_NEAR = 25
_MANY = re.compile(r"(?:các|mỗi|từng|những)\s", re.IGNORECASE)
# "A viết báo cáo, các Chi cục gửi phần của mình trước 03/3": the only day is that of who does the next part.
_WITH_DAY = re.compile(r"\s[^,;.:]{3,120}?\s(?:trước|xong|chậm nhất)\s(?:\d|ngày|hết|thứ)")
_IN_A_LIST = re.compile(r"(?:\s*\([^()]{1,60}\))?(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+)")
_POSTS = re.compile(
    r"(?:phó |tổ |đội |cụm )?(?:trưởng|bí thư|chủ tịch|giám đốc|ủy viên|uỷ viên|thành viên|đại biểu"
    r"|cán bộ|nhà trường|kíp trực|nhân dân)",
    re.IGNORECASE,
)
# "…, vì vậy Phòng Tổ chức cán bộ sửa quy chế": what follows from it is work of its own.
_SO_ANOTHER = re.compile(rf"[,;.]\s+(?:{_SO}),?\s+\Z", re.IGNORECASE)
# No sentence names so many.
_MOST_BODIES = 200
_MANY_BODIES = "dòng này nêu quá nhiều đơn vị, chưa xét được từng đơn vị"
# "…, hoàn thành trong quý I; đồng thời số hóa sổ hộ tịch đến hết ngày 31/10"
_MORE_WORK = re.compile(r"[,;]\s(?:đồng thời|riêng|còn|song song|bên cạnh đó)\s")
_WITH_BOTH = "“{}” phối hợp trong cả việc này, hay chỉ trong việc kia?"
_NO_PART = "“{}” chưa rõ làm gì trong việc này: chủ trì, phối hợp hay chỉ được nhắc đến"


def bodies_left(
    entries: Iterable[Entry], tasks: Iterable[TaskDraft], doubts: Iterable[Unresolved], names: UnitNames
) -> Iterator[Unresolved]:
    """Asks about bodies that the words give a part in the work and that no task names; once a line.

    Where ``doubts`` ask about a task's lead, they may be the answer, but for those that help.
    """
    by_code = {task.code: task for task in tasks}
    full = {unit.code: fold(unit.name) for unit in names.named()}
    # "dựng sân khấu, Đoàn xã nấu ăn", "hậu cần: Đoàn xã": what says what is done names nobody.
    groups = {
        code: [fold(g) for g in task.groups if ":" not in g and not lexicon.verb_pattern().match(g)]
        for code, task in by_code.items()
    }
    roles: dict[str | None, set[str]] = {}
    for doubt in doubts:
        if doubt.field in _OF_ROLES:
            roles.setdefault(doubt.task, set()).add(doubt.field or "")
    for entry in entries:
        own = [by_code[code] for code in entry.tasks if code in by_code]
        fields = set[str]().union(*(roles.get(code, ()) for code in entry.tasks))
        is_work = bool(own) and not (entry.is_told or entry.is_audited or fields - {"leads"})
        if not is_work and (entry.uses or entry.reason not in _MAY_NAME_WORK or has_legend(entry.line.text)):
            continue
        found = find_bodies(entry.line.text, names)
        if len(found) > _MOST_BODIES:
            yield Unresolved(entry.place, entry.line.text, _MANY_BODIES, own[0].code if own else None, "supports")
            continue
        # Those that the words themselves rule in; a lead that is asked about already may be one of them.
        left = [span for span in found if span.aside is None and (not fields or helps(entry.line.text, span))]
        if own:
            text = entry.line.text
            left += [s for s in found if s not in left and not fields and (_is_ordered(text, s) or _is_alone(text, s))]
            codes = {code for task in own for code in (*task.leads, *task.supports)}
            said = [*map(full.__getitem__, codes), *chain.from_iterable(groups[task.code] for task in own)]
            named = [bool(names.codes(s.text) & codes or _is_in(fold(s.text), said)) for s in found]
            left = _without_part(entry.line.text, found, named, said, left, is_lead_asked=bool(fields))
            left = [s for s in left if not (_is_bare(s) and (s.text.islower() or not helps(text, s)))]
            # "các trường cử giáo viên" beside who leads; "lực lượng dân quân và Tổ bảo vệ" names one, too.
            left = [s for s in left if is_said_to_help(text, s) or not (s.text[1:].islower() and _is_many(s, names))]
        if left:
            asked = _asked(entry, left, own, found)
            yield asked
            if asked.field == "supports" and any(_may_do_its_own(entry.line.text, span) for span in left):
                yield replace(asked, field="leads")
        if len(own) > 1 and not fields:
            yield from _asked_of_rows(entry, found, left, own)


def _without_part(
    text: str, found: Sequence[Span], named: Sequence[bool], said: Sequence[str], left: Sequence[Span], *,
    is_lead_asked: bool,
) -> list[Span]:  # fmt: skip
    """Lists the bodies without a part in a task's line: those ``left``, and those that share the work with others.

    Several bodies that begin clauses share the work, however that is put; who stands in one list with a lead or a
    helper has a part, too, whatever the words before the list.
    """
    sharing = _sharing(found, named, text)
    beside = () if is_lead_asked else _beside_named(found, named, text)
    all_left = list(dict.fromkeys([*left, *(sharing if len(sharing) > 1 or not is_lead_asked else ()), *beside]))
    return [
        span
        for span in all_left
        if not (
            named[found.index(span)] or _heads_list(span, text, said) or _is_short_for(found, named, span, text)
        )
    ]  # fmt: skip


def _is_ordered(text: str, span: Span) -> bool:
    """True for the "Trạm Y tế" of "A chỉ đạo Trạm Y tế khám …", "A tham mưu UBND xã giao Trạm Y tế, Đoàn xã khám …"."""
    is_first = bool(_ORDERS.search(text, 0, span.start))
    return is_first and bool(_IN_A_LIST.match(text, span.end) or lexicon.verb_pattern().match(text, span.end + 1))


def _is_alone(text: str, span: Span) -> bool:
    """True for the second of "môn Toán (Tổ Toán - Tin) và môn Ngữ văn (Tổ Ngữ văn)": a bracket with nothing else."""
    is_first = text[: span.start].count("(") == 1
    return (
        span.aside is None
        and text[span.start - 1 : span.start] == "("
        and text.startswith(")", span.end)
        and not is_first
    )


def _is_bare(span: Span) -> bool:
    """True for "đơn vị", "Tổ", "Phòng", "ủy viên": a kind of body or a post alone names nobody to be asked about."""
    # "CCTĐC" in one word is a body's short name.
    is_word = " " not in span.text and not span.text.isupper()
    return is_word or fold(span.text) in lexicon.bare_heads() or bool(_POSTS.fullmatch(span.text))


def _is_many(span: Span, names: UnitNames) -> bool:
    """True for "mỗi đội", "các phường cũ": nobody is missed; where nobody leads, that is asked about anyway."""
    return kind_of_name(span.text, names) == MentionKind.GROUP


def _asked(entry: Entry, left: Sequence[Span], own: Sequence[TaskDraft], found: Sequence[Span]) -> Unresolved:
    words = ", ".join(span.text for span in left)
    code = next((task.code for task in own if left[0].text in task.content), own[0].code) if own else None
    is_led = any(has_own_day(entry.line.text, span) or leads_the_next(entry.line.text, span) for span in left)
    # Who does something in work that nobody leads is more likely who does it all than who helps.
    is_unled = bool(own) and not any((*t.leads, *t.groups) for t in own)
    is_led = is_led or (is_unled and does_the_work(entry.line.text, left[0]))
    is_led = is_led or any(_is_alone(entry.line.text, span) for span in left)
    # "Hội Khuyến học trao học bổng. Báo tỉnh tuyên truyền.": the next sentence may be work of its own.
    text = entry.line.text
    is_led = is_led or any(
        _SO_ANOTHER.search(text, 0, span.start)
        or (NEXT_SENTENCE.search(text, 0, span.start) and does_the_work(text, span))
        or (_MANY.match(span.text) and _WITH_DAY.match(text, span.end) and not TIMED.search(text[: span.start]))
        for span in left
    )
    return Unresolved(entry.place, entry.line.text, _NO_PART.format(words), code, "leads" if is_led else "supports")


# "…, Chi cục Thủy lợi hướng dẫn hội viên cài đặt ứng dụng": help, or work of its own.
_DOES_SOMETHING = re.compile(rf"\s[{LOWER}]+(?:\s[{LOWER}\d][^\s,;.()]*){{4}}")


def _may_do_its_own(text: str, span: Span) -> bool:
    is_apart = _CLAUSE_BEGINS.search(text[max(0, span.start - _NEAR) : span.start])
    is_act = _DOES_SOMETHING.match(text, span.end) and not LENDS_A_HAND.search(text, span.end, span.end + _NEAR)
    return bool(is_apart and is_act) and "(chủ trì)" not in text and does_the_work(text, span)


def _asked_of_rows(
    entry: Entry, found: Sequence[Span], left: Sequence[Span], own: Sequence[TaskDraft]
) -> Iterator[Unresolved]:
    """Asks who leads the later rows of a text with several days, where somebody else stands before one of them.

    "A nghiệm thu kênh chậm nhất ngày 20/3, còn việc thanh toán do B thực hiện trước ngày 31/3."
    """
    text = entry.line.text
    rows = [task for task in own if task.content == own[0].content][1:]
    # "…; riêng khâu mời báo cáo viên thì nhờ Ban C liên hệ trước ngày 25/02": who is asked helps, or does that part.
    asked = [span for span in found if span in left or text[: span.start].endswith("nhờ ")]
    others = [span for span in asked if TIMED.search(text, 0, span.start) and TIMED.search(text, span.end)]
    for row in rows if others else ():
        words = ", ".join(span.text for span in others)
        yield Unresolved(entry.place, text, _NO_PART.format(words), row.code, "leads")
    joint = _MORE_WORK.search(text)
    if joint and rows and own[0].supports and TIMED.search(text, 0, joint.start()) and TIMED.search(text, joint.end()):
        # Who helps with the one need not help with the other.
        helping = [span for span in found if is_said_to_help(text, span)]
        of_next = [span.text for span in helping if span.start > joint.start()]
        of_first = [span.text for span in helping if span.start < joint.start()]
        for helpers, tasks in ((of_next, own[:1]), (of_first, rows)):
            for task in tasks if helpers else ():
                yield Unresolved(entry.place, text, _WITH_BOTH.format(", ".join(helpers)), task.code, "supports")


def _beside_named(found: Sequence[Span], named: Sequence[bool], text: str) -> Iterator[Span]:
    """Lists the bodies that stand in one list right behind one that is named in a role."""
    for number in range(1, len(found)):
        between = text[found[number - 1].end : found[number].start]
        if named[number - 1] and not named[number] and _IN_A_LIST.fullmatch(between):
            yield found[number]


def _sharing(found: Sequence[Span], named: Sequence[bool], text: str) -> list[Span]:
    """Lists the bodies in no role that begin a clause, and those that go on with a list of such."""
    sharing: list[Span] = []
    for number, span in enumerate(found):
        before = found[number - 1] if number else None
        if named[number] or span.aside not in (None, Reason.OBJECT) or not span.text[:1].isupper():
            continue
        if before is not None and _IN_A_LIST.fullmatch(text[before.end : span.start]):
            is_apart = before in sharing or named[number - 1]
        else:
            is_apart = bool(_CLAUSE_BEGINS.search(text[max(0, span.start - _NEAR) : span.start]))
        sharing += [span] if is_apart else []
    return sharing


def _is_short_for(found: Sequence[Span], named: Sequence[bool], span: Span, text: str) -> bool:
    """True for the "(Đoàn xã)" of "Đoàn TNCS Hồ Chí Minh xã (Đoàn xã)": another word for who is named before it."""
    at = found.index(span)
    is_alone = text[span.start - 1 : span.start] == "(" and text[span.end : span.end + 1] == ")"
    return is_alone and at > 0 and named[at - 1] and text[found[at - 1].end : span.start].strip() == "("


def _heads_list(span: Span, text: str, said: Sequence[str]) -> bool:
    """True for the "các Sở" of "các Sở: Nội vụ, Tài chính", whose names are read."""
    kind = fold(span.text).removeprefix("cac ")
    return text[span.end :].lstrip().startswith(":") and any(name.startswith(f"{kind} ") for name in said)


def _is_in(name: str, said: Iterable[str]) -> bool:
    """True for a name that one of those said begins with, ends with or holds, or the other way round."""
    return any(name in other or other in name for other in said)
