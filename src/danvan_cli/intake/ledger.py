"""The accounting of a source: where each line and each date in it went, and what is left over.

Every line is used, or set aside for a reason, or named as a doubt; so is every date and period in it. The ledger looks
at the source by itself and believes no reader: what nobody claims becomes a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from danvan_cli.domain.draft import Account, Line, TaskDraft, Unresolved, Use
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.words import DueKind
from danvan_cli.intake.draft.targets import find_quantities
from danvan_cli.intake.due.spans import find_times, is_over, is_to_come, may_be_time, names_day
from danvan_cli.intake.lines.bases import is_aim, is_basis
from danvan_cli.intake.lines.markers import split_marker
from danvan_cli.intake.lines.unnumbered import PERIOD_ONLY
from danvan_cli.intake.people.spans import find_bodies, has_own_day, helps, leads_the_next
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.spans import Reason, Span
from danvan_cli.intake.time_words import HAND_IN, LATEST, LIMIT

# No date in these lines can be anybody's deadline.
_OUTSIDE = frozenset([Reason.LETTERHEAD, Reason.SIGNATURE, Reason.FURNITURE, Reason.CAPTION, Reason.STRUCK])
# Dates in these lines describe, unless a word of deadlines stands before them.
_OF_AN_EVENT = frozenset(
    [
        *(Reason.AGENDA, Reason.ATTENDANCE, Reason.PLACE, Reason.MONEY, Reason.CRITERIA, Reason.SITUATION),
        *(Reason.CLOSING, Reason.NOTE, Reason.POINTER, Reason.THEME, Reason.TOTAL, Reason.PURPOSE, Reason.LEAD_IN),
        *(Reason.BASIS, Reason.FORM),
    ]
)
# "trong đó 6 tháng đầu năm thành lập 10 câu lạc bộ" sets a day for a part of the work.
_CUED = re.compile(rf"\b(?:{LIMIT}|{LATEST}|{HAND_IN}|trong đó)\b", re.IGNORECASE)
_NEAR = 25
_DAY_AND_MONTH = re.compile(r"(?:ngày\s+)?(\d{1,2})\s?[/.-]\s?(\d{1,2})", re.IGNORECASE)
# "trước mùa mưa", "sau Tết", "trong học kỳ I", "trước khi vào năm học": when, but by no calendar.
_OCCASION = re.compile(
    r"(?:ngay\s+)?(?:trước|sau|trong|hết|cuối|vào|nhân|kết thúc|sơ kết|tổng kết)\s"
    r"(?:(?!\d|tháng\s|quý|tuần|ngày\s|kỳ họp).)*",
    re.IGNORECASE,
)
_SEASON = re.compile(r"(?:trước|trong)\s+mùa\s+(?:mưa|lũ|bão|khô|nắng|cạn|giông|sét|gió|,|\s)+", re.IGNORECASE)
_ONE_PERIOD = re.compile(
    r"(?:trong\s+|hết\s+|đến\s+)*(?P<unit>tháng|quý)\s+(?:\d{1,2}|[IV]+)(?:/\d{4})?", re.IGNORECASE
)
_WHOLE_YEAR = re.compile(r"cả năm(?!\w)", re.IGNORECASE)
_YEAR_ONLY = re.compile(r"(?:trong\s+)?(?:cả\s+)?năm(?:\s+\d{4})?", re.IGNORECASE)
_PART_OF_YEAR = re.compile(r"tháng (?:đầu|cuối)|quý|nửa (?:đầu|cuối)", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[;:]|\.\s")
# Where a number may be a goal that stands in the wrong section.
_MAY_HOLD_GOALS = frozenset([Reason.PURPOSE, Reason.CALENDAR, Reason.EXPLANATION, Reason.PROPOSAL, Reason.LEAD_IN])
_GOAL = re.compile(
    r"\b(?:phấn đấu|ít nhất|tối thiểu|không quá|chỉ tiêu)\b|\b(?:đạt|trên|dưới)(?: từ| trên)? \d|\d\s?%", re.IGNORECASE
)
_NO_GOAL = "có con số giống chỉ tiêu chưa dùng vào đâu"
# Lines that tell of work and give none: a body with a part in it is asked about.
_MAY_NAME_WORK = frozenset([Reason.EXPLANATION, Reason.PROPOSAL, Reason.CALENDAR])
_OF_ROLES = frozenset(["leads", "supports", "groups"])
# Lines that are set aside for where they stand; what reads like work there is asked about all the same.
_BY_TITLE = frozenset(
    [Reason.PURPOSE, Reason.SITUATION, Reason.MONEY, Reason.ATTENDANCE, Reason.PROPOSAL, Reason.AGENDA]
)
_NO_PLACE_OF_WORK = frozenset([Reason.LEAD_IN, Reason.CALENDAR, Reason.BASIS, Reason.CRITERIA, Reason.THEME])
_LIKE_WORK = "có dòng giống nhiệm vụ nhưng chưa đọc thành nhiệm vụ"
_CLAUSE_BEGINS = re.compile(
    r"(?:[^\W\d](?:\W*\))?[,;:.]\s+|\d[,;]\s+|/\d{1,4}\.\s+"
    r"|\b(?:đoàn|tổ|thành phần)\s[^,;.]{0,15}gồm\s+|\s(?:còn|nhờ|cùng)\s+)\Z",
    re.IGNORECASE,
)
_IN_A_LIST = re.compile(r"(?:\s*\([^()]{1,60}\))?(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+)")
# No sentence names so many.
_MOST_BODIES = 200
_MANY_BODIES = "dòng này nêu quá nhiều đơn vị, chưa xét được từng đơn vị"
_NO_PART = "“{}” chưa rõ làm gì trong việc này: chủ trì, phối hợp hay chỉ được nhắc đến"
_NO_USE = "dòng này chưa được dùng vào đâu"
_NO_TASK = "có ngày hoặc kỳ hạn chưa gắn với việc nào"
_NOT_READ = "có ngày hoặc kỳ hạn chưa hiểu là thời hạn của việc này"


@dataclass(slots=True)
class _Entry:
    """What became of one line."""

    line: Line
    section: str = ""
    reason: Reason | None = None
    uses: tuple[Use, ...] = ()
    tasks: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    is_told: bool = False
    is_audited: bool = False
    others: tuple[Span, ...] | None = None


class Ledger:
    """Keeps account of the lines of one document."""

    def __init__(
        self, lines: Sequence[Line], context: DueContext, names: UnitNames, is_work: Callable[[str], bool]
    ) -> None:
        """Opens an account for every line; days without a year are those of ``context``, bodies those of ``names``.

        ``is_work`` tells a line that reads like a piece of work, wherever it stands.
        """
        self._is_work = is_work
        self._context = context
        self._names = names
        self._entries = {id(line): _Entry(line) for line in lines}

    def set_aside(self, lines: Iterable[Line], reason: Reason, section: str = "") -> None:
        """Books lines that are nothing to be followed."""
        for line in lines:
            if entry := self._entries.get(id(line)):
                entry.reason, entry.section = reason, section or entry.section

    def use(
        self,
        line: Line,
        said: str,
        tasks: Sequence[str],
        section: str = "",
        *,
        is_told: bool = False,
        is_audited: bool = False,
    ) -> None:
        """Books a line that a field or the words of tasks (by code) are made from; ``said`` is what it is to them.

        ``is_told`` for lines that tell of an event or a goal: there only a word of deadlines makes a date one;
        ``is_audited`` for cells whose reader has asked about every date itself.
        """
        if entry := self._entries.get(id(line)):
            entry.is_audited = entry.is_audited or is_audited
            entry.is_told = entry.is_told or is_told
            entry.section = section or entry.section
            entry.tasks += tuple(code for code in tasks if code not in entry.tasks)
            entry.uses += (Use(0, len(line.text), said, tasks[0] if tasks else None),)

    def claim(self, line: Line, quotes: Iterable[str]) -> None:
        """Books the words of a line that a deadline was read from."""
        if entry := self._entries.get(id(line)):
            entry.quotes += tuple(quote for quote in quotes if quote)

    def left_over(self, tasks: Sequence[TaskDraft], doubts: Iterable[Unresolved]) -> Iterator[Unresolved]:
        """Lists what nobody claimed: lines, dates, goals and names that these tasks and ``doubts`` do not account for.

        In the words of a task that has a deadline, a period without a word of deadlines only describes.
        """
        doubts = list(doubts)
        asked = {(u.task, u.field) for u in doubts}
        doubted: dict[str, str] = {}
        for doubt in doubts:
            if doubt.field == "due_on" and doubt.task:
                told = " ".join((doubt.why, *doubt.choices))
                doubted[doubt.task] = f"{doubted.get(doubt.task, '')} {told}"
        dated = {task.code: task.due_on for task in tasks if task.due_on or task.due_kind != DueKind.NONE}
        yield from self._times_left(doubted, dated, {task.code: task.content for task in tasks})
        yield from self._work_aside()
        yield from self._goals_aside()
        yield from self._bodies_left({t.code: t for t in tasks}, asked)

    def _times_left(
        self, doubted: Mapping[str, str], dated: Mapping[str, date | None], contents: Mapping[str, str]
    ) -> Iterator[Unresolved]:
        """Asks about times that nobody claimed, but for those that the doubts (by task) about a task's day name.

        ``dated`` are the tasks that have a deadline, with its day where it has one, ``contents`` the words of all.
        """
        by_section: dict[tuple[str, Reason], list[str]] = {}
        places: dict[tuple[str, Reason], str] = {}
        entries = list(self._entries.values())
        for index, entry in enumerate(entries):
            if not entry.uses and entry.reason is None:
                yield Unresolved(entry.line.where, entry.line.text, _NO_USE)
                continue
            due = [day for code in entry.tasks if (day := dated.get(code))]
            left = [
                s
                for s in self._open_spans(entry)
                if s.aside is None or _is_rest_of_year(entry, s) or _begins_later(s, due)
            ]
            if not dated.keys().isdisjoint(entry.tasks):
                left = [
                    s
                    for s in left
                    if names_day(s.text)
                    or _is_cued(entry.line.text, s)
                    or _is_alike(entry, s)
                    or _is_finer(entry, s)
                    or _fills_bracket(entry.line.text, s)
                ]
            if entry.quotes and all(map(dated.get, entry.tasks)):
                left = [s for s in left if _is_cued(entry.line.text, s) or not is_over(s.text, self._context)]
                left = [s for s in left if not (_is_one_of(s, due) or _tells_why_then(entry, s))]
            if entry.tasks and not entry.quotes and all(map(dated.get, entry.tasks)):
                # "trước mùa mưa" in work whose day stands on another line.
                left = [s for s in left if not _SEASON.fullmatch(s.text)]
            named = " ".join(doubted.get(code, "") for code in entry.tasks)
            left = [span for span in left if clean(span.text) not in named]
            if not left:
                continue
            words = "; ".join(span.text for span in left)
            if entry.tasks:
                parts: dict[str, list[str]] = {}
                for span in left:
                    code = _whose(entry, span, contents)
                    parts.setdefault(code, []).append(span.text)
                    # "A tuyên truyền; B phát thanh đến 15/3": a semicolon joins what is undated to the day behind it.
                    before = entry.tasks[max(0, entry.tasks.index(code) - 1)]
                    if before not in dated and before != code and contents.get(before, "").endswith(";"):
                        parts.setdefault(before, []).append(span.text)
                for code, said in parts.items():
                    yield Unresolved(
                        _place(entry), f"{clean('; '.join(said))} | {entry.line.text}", _NOT_READ, code, "due_on"
                    )
            elif entry.reason is not None and not _is_needless(entries, index, dated):
                key = (entry.section, entry.reason)
                by_section.setdefault(key, []).append(f"{clean(words)} | {entry.line.text}")
                places.setdefault(key, _place(entry))
        for key, texts in by_section.items():
            yield Unresolved(places[key], "; ".join(texts), f"{key[1]}: {_NO_TASK}", None, "due_on")

    def _work_aside(self) -> Iterator[Unresolved]:
        """Asks about whole sentences and bullets that read like work among lines that are none, once a section."""
        found: dict[tuple[str, Reason], list[_Entry]] = {}
        # Where some lines of a section are tasks, its title says little of the others.
        busy = {entry.section for entry in self._entries.values() if entry.tasks and entry.section}
        for entry in self._entries.values():
            is_placed = entry.reason in _NO_PLACE_OF_WORK or (entry.reason in _BY_TITLE and entry.section in busy)
            if not is_placed or entry.uses or entry.reason is None:
                continue
            marker, text = split_marker(entry.line.text, entry.line.label)
            is_whole = marker is not None or text.endswith((".", ";"))
            is_reason = is_basis(text) or is_aim(text)
            if is_whole and not is_reason and self._is_work(text):
                found.setdefault((entry.section, entry.reason), []).append(entry)
        for (_, reason), entries in found.items():
            words = "; ".join(e.line.text for e in entries)
            yield Unresolved(_place(entries[0]), words, f"{reason}: {_LIKE_WORK}")

    def _goals_aside(self) -> Iterator[Unresolved]:
        """Asks about numbers to reach that stand in sections without targets, once a section."""
        found: dict[str, list[_Entry]] = {}
        for entry in self._entries.values():
            may_hold = entry.reason in _MAY_HOLD_GOALS and not entry.uses and _GOAL.search(entry.line.text)
            if may_hold and any(s.aside is None for s in find_quantities(entry.line.text, self._context.year)):
                found.setdefault(entry.section, []).append(entry)
        for entries in found.values():
            yield Unresolved(_place(entries[0]), "; ".join(e.line.text for e in entries), _NO_GOAL, None, "goal")

    def _bodies_left(
        self, tasks: Mapping[str, TaskDraft], asked: Set[tuple[str | None, str | None]]
    ) -> Iterator[Unresolved]:
        """Asks about bodies that the words give a part in the work and that no task names; once a line.

        Where a task's lead is asked about, they may be the answer, but for those that help.
        """
        full = {unit.code: unit.name for unit in self._names.named()}
        roles: dict[str | None, set[str]] = {}
        for code, field in asked:
            if field and field in _OF_ROLES:
                roles.setdefault(code, set()).add(field)
        for entry in self._entries.values():
            own = [tasks[code] for code in entry.tasks if code in tasks]
            fields = set[str]().union(*(roles.get(code, ()) for code in entry.tasks))
            is_work = bool(own) and not (entry.is_told or entry.is_audited or fields - {"leads"})
            if not is_work and (entry.uses or entry.reason not in _MAY_NAME_WORK):
                continue
            found = find_bodies(entry.line.text, self._names)
            if len(found) > _MOST_BODIES:
                yield Unresolved(_place(entry), entry.line.text, _MANY_BODIES, own[0].code if own else None, "supports")
                continue
            codes = {code for task in own for code in (*task.leads, *task.supports)}
            said = [fold(name) for name in (*map(full.__getitem__, codes), *(g for t in own for g in t.groups))]
            named = [bool(self._names.codes(s.text) & codes or _is_in(fold(s.text), said)) for s in found]
            left = [span for span in found if span.aside is None and (not fields or helps(entry.line.text, span))]
            if own:
                # Several bodies that begin clauses share the work, however that is put.
                sharing = _sharing(found, named, entry.line.text)
                is_shared = len(sharing) > 1 or not fields
                left += [s for s in sharing if s not in left] if is_shared else []
            if own:
                # Who stands in one list with a lead or a helper has a part, too, whatever the words before the list.
                left += [s for s in _beside_named(found, named, entry.line.text) if s not in left and not fields]
                left = [s for s in left if not (named[found.index(s)] or _heads_list(s, entry.line.text, said))]
                left = [s for s in left if not _is_short_for(found, named, s, entry.line.text)]
            if left:
                words = ", ".join(span.text for span in left)
                code = next((t.code for t in own if left[0].text in t.content), own[0].code) if own else None
                is_led = any(has_own_day(entry.line.text, s) or leads_the_next(entry.line.text, s) for s in left)
                field = "leads" if is_led else "supports"
                yield Unresolved(_place(entry), entry.line.text, _NO_PART.format(words), code, field)

    def accounts(self, tasks: Iterable[TaskDraft]) -> tuple[Account, ...]:
        """Lists every line in the order of the source with what became of its parts."""
        dues = {task.code: clean(task.due_text or "") for task in tasks}
        return tuple(Account(e.line.where, e.line.text, tuple(self._uses(e, dues))) for e in self._entries.values())

    def _uses(self, entry: _Entry, dues: Mapping[str, str]) -> Iterator[Use]:
        if entry.reason is not None and not entry.uses:
            yield Use(0, len(entry.line.text), entry.reason.value, None)
        yield from entry.uses
        for start, end in _Claims(entry).stretches() if entry.quotes else ():
            yield Use(start, end, "thời hạn", entry.tasks[0] if entry.tasks else None)
        for span in self._others(entry):
            # What a cell's reader took for a deadline is claimed by nobody else; the head reads its own days.
            said = clean(span.text) if span.aside is None and entry.is_audited else ""
            of = next((code for code in entry.tasks if said and said in dues.get(code, "")), None)
            if of is not None:
                yield Use(span.start, span.end, "thời hạn", of)
            elif span.aside is not None:
                yield Use(span.start, span.end, span.aside.value, None)
            elif entry.reason != Reason.LETTERHEAD:
                yield Use(span.start, span.end, "chưa rõ", None)

    def _open_spans(self, entry: _Entry) -> Iterator[Span]:
        """Lists the dates of a line that no deadline was read from and that nothing about the line rules out."""
        if entry.is_audited or (entry.reason in _OUTSIDE and not entry.uses):
            return
        for span in self._others(entry):
            is_told = (entry.is_told or entry.reason in _OF_AN_EVENT) and not _is_cued(entry.line.text, span)
            # What leads in tells of days that are over: of meetings, of papers.
            if not is_told or (entry.reason == Reason.LEAD_IN and is_to_come(span.text, self._context)):
                yield span

    def _others(self, entry: _Entry) -> tuple[Span, ...]:
        """Lists what is time-like in a line beside the words that are claimed; looked for once."""
        if entry.others is None:
            claims = _Claims(entry) if entry.quotes else None
            if claims is None:
                entry.others = find_times(entry.line.text, self._context)
            elif may_be_time(claims.rest):
                found = find_times(entry.line.text, self._context)
                entry.others = tuple(span for span in found if not claims.touch(span))
            else:
                entry.others = ()
        return entry.others


class _Claims:
    """The letters of a line that deadlines were read from; a quote may go on in another line."""

    def __init__(self, entry: _Entry) -> None:
        self._text = text = entry.line.text
        self._marks = bytearray(len(text))
        for quote in set(entry.quotes):
            start = text.find(quote)
            while start >= 0:
                self._marks[start : start + len(quote)] = b"\1" * len(quote)
                start = text.find(quote, start + len(quote))

    @property
    def rest(self) -> str:
        """The text without what is claimed."""
        free, pieces = 0, []
        for start, end in self.stretches():
            pieces.append(self._text[free:start])
            free = end
        return "\x00".join([*pieces, self._text[free:]])

    def touch(self, span: Span) -> bool:
        """True for a span in which a claimed letter stands."""
        return 1 in self._marks[span.start : span.end]

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Lists the claimed stretches, start inclusive and end exclusive."""
        start = self._marks.find(1)
        while start >= 0:
            end = self._marks.find(0, start)
            end = len(self._marks) if end < 0 else end
            yield start, end
            start = self._marks.find(1, end)


def _is_needless(entries: Sequence[_Entry], index: int, dated: Container[str]) -> bool:
    """True for "Tháng 5" as a heading where all the work below it has a time of its own."""
    if not _is_period(entries[index]):
        return False
    below = takewhile(lambda e: e.reason != Reason.HEADING or _is_period(e), entries[index + 1 :])
    tasks = [code for entry in below for code in entry.tasks]
    return bool(tasks) and all(code in dated for code in tasks)


def _is_period(entry: _Entry) -> bool:
    return entry.reason == Reason.HEADING and bool(PERIOD_ONLY.fullmatch(fold(entry.line.text)))


def _whose(entry: _Entry, span: Span, contents: Mapping[str, str]) -> str:
    """Gives the first task of a line in whose words the span stands where it stands in the line; else the first."""
    said = clean(entry.line.text[max(0, span.start - _NEAR) : span.end])
    tails = (said, said.rpartition(". ")[2], clean(span.text))
    found = (code for tail in tails for code in entry.tasks if tail and tail in contents.get(code, ""))
    return next(found, entry.tasks[0])


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


def _is_one_of(span: Span, days: Sequence[date]) -> bool:
    """True for the day of a deadline, told once more: "lớp đoàn viên 26/3, thực hiện đến hết ngày 26/3/2026"."""
    found = _DAY_AND_MONTH.fullmatch(span.text)
    return found is not None and any((day.day, day.month) == (int(found[1]), int(found[2])) for day in days)


def _fills_bracket(text: str, span: Span) -> bool:
    """True for "… trước hè (trước 25/5) và dịp hoa tam giác mạch (tháng 10)": a period alone in its bracket."""
    return text[span.start - 1 : span.start] == "(" and text[span.end : span.end + 1] == ")"


def _is_finer(entry: _Entry, span: Span) -> bool:
    """True for the "tháng 4" of "công dân đủ 17 tuổi trong năm 2026 …, thực hiện tháng 4", due in the year so far."""
    is_year = bool(entry.quotes) and all(_YEAR_ONLY.fullmatch(quote.strip()) for quote in entry.quotes)
    return is_year and bool(_ONE_PERIOD.match(clean(span.text)))


def _begins_later(span: Span, days: Sequence[date]) -> bool:
    """True for a day that something begins on, behind all deadlines of the line: it is the end of something else."""
    found = _DAY_AND_MONTH.match(span.text) if span.aside == Reason.BEGINNING and days else None
    return found is not None and (int(found[2]), int(found[1])) > max((day.month, day.day) for day in days)


def _is_rest_of_year(entry: _Entry, span: Span) -> bool:
    """True for the "cả năm" of "6 tháng đầu năm 20 đơn vị, cả năm 45 đơn vị"."""
    return bool(_WHOLE_YEAR.fullmatch(span.text)) and any(_PART_OF_YEAR.search(quote) for quote in entry.quotes)


def _is_alike(entry: _Entry, span: Span) -> bool:
    """True for a further month or quarter beside one that is a deadline: "quý I thay 1.000 chiếc, quý II 1.500"."""
    if _is_rest_of_year(entry, span):
        return True
    unit = _ONE_PERIOD.match(span.text)
    units = [found["unit"].casefold() for quote in entry.quotes if (found := _ONE_PERIOD.fullmatch(clean(quote)))]
    return unit is not None and unit["unit"].casefold() in units and clean(span.text) not in map(clean, entry.quotes)


def _tells_why_then(entry: _Entry, span: Span) -> bool:
    """True for an occasion in one clause with the day that is set for it: "trước mùa mưa, hạn 30/4"."""
    text = entry.line.text
    if not _OCCASION.fullmatch(span.text):
        return False
    return any(
        not _CLAUSE_END.search(text[min(span.end, end) : max(span.start, start)])
        for start, end in _Claims(entry).stretches()
    )


def _is_cued(text: str, span: Span) -> bool:
    """True for a date with a word of deadlines in it or just before it, in one clause."""
    before = re.split(r"[.;]", text[max(0, span.start - _NEAR) : span.start])[-1]
    return bool(_CUED.search(f"{before} {span.text}"))


def _is_in(name: str, said: Iterable[str]) -> bool:
    """True for a name that one of those said begins with, ends with or holds, or the other way round."""
    return any(name in other or other in name for other in said)


def _place(entry: _Entry) -> str:
    return ", ".join(piece for piece in (f"Mục {entry.section}" if entry.section else "", entry.line.where) if piece)
