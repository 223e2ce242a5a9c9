"""The accounting of a source: where each line and each date in it went, and what is left over.

Every line is used, or set aside for a reason, or named as a doubt; so is every date and period in it. The ledger looks
at the source by itself and believes no reader: what nobody claims becomes a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from danvan_cli.domain.draft import UNCLEAR, Account, Line, TaskDraft, Unresolved, Use
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.text import clean
from danvan_cli.intake.audit.aside import corrections_aside, goals_aside, headings_aside, work_aside
from danvan_cli.intake.audit.bodies import bodies_left
from danvan_cli.intake.audit.entry import Claims, Entry
from danvan_cli.intake.audit.references import told_by_number
from danvan_cli.intake.audit.times import times_left
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.spans import Reason, Span

_WORD = re.compile(r"\w")
_NO_USE = "dòng này chưa được dùng vào đâu"


class Ledger:
    """Keeps account of the lines of one document."""

    def __init__(
        self,
        lines: Sequence[Line],
        context: DueContext,
        names: UnitNames,
        is_work: Callable[[str], bool],
        is_given: Callable[[str], bool],
    ) -> None:
        """Opens an account for every line; days without a year are those of ``context``, bodies those of ``names``.

        ``is_work`` tells a line that reads like a piece of work, wherever it stands, ``is_given`` one that says whose.
        """
        self._is_work = is_work
        self._is_given = is_given
        self._context = context
        self._names = names
        self._entries = {id(line): Entry(line) for line in lines}

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
        """Books a line that a field or the words of tasks (by code) are made from; ``said`` is what it is to them."""
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
        entries = list(self._entries.values())
        tables: dict[int, list[Line]] = {}
        for entry in entries:
            if entry.uses or entry.reason is not None:
                continue
            if entry.line.cell is None:
                yield Unresolved(entry.line.where, entry.line.text, _NO_USE)
            elif _WORD.search(entry.line.text):
                tables.setdefault(entry.line.cell[0], []).append(entry.line)
        for lines in tables.values():
            yield Unresolved(lines[0].where, "; ".join(line.text for line in lines), _NO_USE)
        yield from times_left(entries, tasks, doubts, self._context)
        yield from work_aside(entries, self._is_work, self._is_given)
        yield from headings_aside(entries, tasks)
        yield from corrections_aside(entries, tasks)
        yield from told_by_number(entries, tasks, self._context, self._is_given)
        yield from goals_aside(entries, self._context.year)
        yield from bodies_left(entries, tasks, doubts, self._names)

    def accounts(self, tasks: Iterable[TaskDraft], doubts: Iterable[Unresolved]) -> tuple[Account, ...]:
        """Lists every line in the order of the source with what became of its parts.

        Of the times, those are unclear that one of ``doubts`` asks about, those of ``left_over`` among them.
        """
        dues = {task.code: clean(task.due_text or "") for task in tasks}
        asked: dict[str | None, str] = {}
        for doubt in (one for one in doubts if one.field in (None, "due_on")):
            asked[doubt.task] = "\n".join((asked.get(doubt.task, ""), doubt.text, doubt.why, *doubt.choices))
        return tuple(
            Account(entry.line.where, entry.line.text, tuple(self._uses(entry, dues, asked)))
            for entry in self._entries.values()
        )

    def _uses(self, entry: Entry, dues: Mapping[str, str], asked: Mapping[str | None, str]) -> Iterator[Use]:
        if entry.reason is not None and not entry.uses:
            yield Use(0, len(entry.line.text), entry.reason.value, None)
        yield from entry.uses
        for start, end in Claims(entry).stretches() if entry.quotes else ():
            yield Use(start, end, "thời hạn", entry.tasks[0] if entry.tasks else None)
        for span in entry.times(self._context):
            # What a cell's reader took for a deadline is claimed by nobody else.
            said = clean(span.text) if span.aside is None and entry.is_audited else ""
            of = next((code for code in entry.tasks if said and said in dues.get(code, "")), None)
            if of is not None:
                yield Use(span.start, span.end, "thời hạn", of)
            elif span.aside is not None:
                yield Use(span.start, span.end, span.aside.value, None)
            elif _is_asked(entry, span, asked):
                yield Use(span.start, span.end, UNCLEAR, None)
            elif entry.uses:
                yield Use(span.start, span.end, Reason.TOLD.value, None)


def _is_asked(entry: Entry, span: Span, asked: Mapping[str | None, str]) -> bool:
    """True for words in a line that a doubt names: one about the line, or about a task that it is used for."""
    said = clean(span.text)
    of_tasks = any(said in asked.get(code, "") for code in entry.tasks)
    return of_tasks or (said in (told := asked.get(None, "")) and clean(entry.line.text) in told)
