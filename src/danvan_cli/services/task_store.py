"""Writes a draft's tasks with all that hangs on them, many at once, and an office's own follow-up with them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlmodel import SQLModel, col, select

from danvan_cli.db import tables
from danvan_cli.db.bulk import Rows
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain import titles
from danvan_cli.domain.codes import next_code
from danvan_cli.domain.draft import DocumentDraft, PeriodDraft, TaskDraft, TrackingDraft
from danvan_cli.domain.due import rule_text
from danvan_cli.domain.periods import first_day
from danvan_cli.domain.words import Role, Stage, TaskKind
from danvan_cli.services.evidence import evidence_values
from danvan_cli.services.plan_store import begin_of
from danvan_cli.services.request import Request
from danvan_cli.services.writing import row_key

_BY_REGISTER = "theo bảng theo dõi của cơ quan"
# The columns that new rows fill, by table.
_TASK = ("plan_id", "section_id", "code", "position", "content", "kind", "product", "source", "groups", "short_title")
_PART = ("task_id", "unit_id", "role")
_ROW = (
    "task_id", "plan_id", "unit_id", "period", "opens_on", "due_rule", "due_certain", "due_text", "original_due_on",
    "due_on",
)  # fmt: skip
_FOLLOWED = ("progress", "result", "stage", "stage_since", "completed_on", "submitted_on")
_PROOF = ("deadline_id", "kind", "text", "number", "issued_on", "receiver")
_MOVE = ("deadline_id", "asked_due_on", "old_due_on", "new_due_on", "decision", "reason")
_NOTE = ("task_id", "text", "actor", "at")
_LINK = ("task_id", "document_id")

_LEAD, _SUPPORT = Role.LEAD.value, Role.SUPPORT.value

# (code in the journal, values) of a new row.
_New = tuple[str, tuple[Any, ...]]


class _Line(NamedTuple):
    """One row of a task on its way in: its lead (or none yet), its period, and what it will hold."""

    task: int
    code: str
    unit: str | None
    item: TaskDraft
    period: PeriodDraft

    @property
    def name(self) -> str:
        return " ".join(filter(None, [self.code, self.unit, self.period.period]))


class TaskStore:
    """Writes tasks of one plan: gives codes and positions, links units, rows and documents."""

    def __init__(
        self,
        work: Transaction,
        request: Request,
        plan: tables.Plan,
        sections: dict[str, int],
        documents: dict[DocumentDraft, int],
    ) -> None:
        self._request = request
        # What a later version adds counts from that version on.
        self._begin = max(begin_of(plan, request), work.happened_on)
        self._work, self._plan, self._sections, self._documents = work, row_key(plan.id), sections, documents
        query = select(tables.Task.code, tables.Task.position).where(col(tables.Task.plan_id) == plan.id)
        rows = list(work.session.exec(query))
        self._codes = {code for code, _ in rows}
        self._position = max((position for _, position in rows), default=0)
        self._units = {
            code: row_key(key)
            for code, key in work.session.exec(
                select(tables.Unit.code, tables.Unit.id).where(col(tables.Unit.agency_id) == work.agency)
            )
        }

        self._names: dict[str, tuple[str, ...]] = {}

    def add(self, items: Sequence[TaskDraft]) -> None:
        """Writes tasks; a task's code is the draft's unless another task ever had that."""
        with self._work.many_to_come(len(items), tables.Task, tables.Assignment, tables.Deadline):
            self._add(items)

    def _add(self, items: Sequence[TaskDraft]) -> None:
        codes = [self._code(item) for item in items]
        keys = self._insert(tables.Task, _TASK, map(self._task, codes, items))

        # LazyMapped again for each table rather than kept: a large register has a hundred thousand.
        def named() -> Iterator[tuple[int, str, TaskDraft]]:
            return zip(keys, codes, items, strict=True)

        followed: list[tuple[int, _Line]] = []

        def rows() -> Iterator[_New]:
            for place, line in enumerate(line for known in named() for line in self._lines(*known)):
                if _is_followed(line.item):
                    followed.append((place, line))
                yield line.name, self._row(line)

        self._insert(tables.Assignment, _PART, (part for known in named() for part in self._parts(*known)))
        row_keys = self._insert(tables.Deadline, _ROW + _FOLLOWED, rows())
        told = [(row_keys[place], line) for place, line in followed]
        self._insert(tables.Evidence, _PROOF, (proof for known in told for proof in _proofs(*known)))
        self._insert(tables.Extension, _MOVE, (move for known in told for move in _moves(*known)))
        self._insert(tables.Note, _NOTE, (note for known in named() for note in self._notes(*known)))
        if self._documents:
            self._insert(tables.TaskDocument, _LINK, (link for known in named() for link in self._links(*known)))

    def _insert(self, kind: type[SQLModel], columns: tuple[str, ...], rows: Iterable[_New]) -> Sequence[int]:
        codes: list[str] = []
        values: list[tuple[Any, ...]] = []
        for code, row in rows:
            codes.append(code)
            values.append(row)
        return self._work.insert_all(kind, Rows(columns, values), codes, self._plan)

    def _code(self, item: TaskDraft) -> str:
        code = item.code if item.code not in self._codes else next_code(item.section or "BS", self._codes)
        self._codes.add(code)
        return code

    def _task(self, code: str, item: TaskDraft) -> _New:
        self._position += 1
        groups = json.dumps(item.groups, ensure_ascii=False) if item.groups else "[]"
        section, source = self._sections.get(item.section), item.source or None
        kind = str(item.kind)
        title = self.title_of(item)
        return code, (
            self._plan,
            section,
            code,
            self._position,
            item.content,
            kind,
            item.product,
            source,
            groups,
            title,
        )

    def title_of(self, item: TaskDraft) -> str | None:
        """Makes a short title of a draft's text, without its own units and last day."""
        if len(item.content) <= titles.LONGEST:
            return None
        if not self._names:
            self._names.update({unit.code: (unit.name, *unit.aliases) for unit in all_units(self._work.reader)})
        names = [name for code in (*item.leads, *item.supports) for name in self._names[code]]
        dues = {item.due_text or "", *(period.due_text or "" for period in item.periods)}
        return titles.short_title(item.content, [*names, *item.groups], dues)

    def _parts(self, key: int, code: str, item: TaskDraft) -> Iterator[_New]:
        for role, units in ((_LEAD, item.leads), (_SUPPORT, item.supports)):
            for unit in units:
                yield f"{code} {unit}", (key, self._units[unit], role)

    def _lines(self, key: int, code: str, item: TaskDraft) -> Iterator[_Line]:
        units: Sequence[str | None] = item.leads or (None,)
        for unit in units:
            for period in item.rows():
                yield _Line(key, code, unit, item, period)

    def _row(self, line: _Line) -> tuple[Any, ...]:
        unit_id = self._units[line.unit] if line.unit else None
        told, new = line.item.tracking, self._new(line.task, line.item, unit_id, line.period)
        if told is not None and told.extended_to is not None:
            new = (*new[:-1], told.extended_to)
        return new + _followed(told)

    def row(self, task: tables.Task, item: TaskDraft, unit_id: int | None, period: PeriodDraft) -> tables.Deadline:
        """Builds the row of one lead (or of none yet) for one period, not stored yet."""
        return tables.Deadline(**dict(zip(_ROW, self._new(row_key(task.id), item, unit_id, period), strict=True)))

    def _new(self, task: int, item: TaskDraft, unit_id: int | None, period: PeriodDraft) -> tuple[Any, ...]:
        opens_on, rule = self._opens_on(item, period.period), rule_text(item.due_rule) if item.due_rule else None
        return (
            task, self._plan, unit_id, period.period, opens_on, rule, item.certain, period.due_text, period.due_on,
            period.due_on,
        )  # fmt: skip

    def _opens_on(self, item: TaskDraft, period: str) -> date:
        """Finds the day from which a row counts: not after what an office already followed up on it."""
        first = first_day(period) if item.kind == TaskKind.RECURRING else None
        day = max(first or self._begin, self._begin)
        told = item.tracking
        return min([day, *filter(None, (told.submitted_on, told.completed_on))]) if told else day

    def _notes(self, key: int, code: str, item: TaskDraft) -> Iterator[_New]:
        if item.tracking is not None and item.tracking.note:
            yield code, (key, item.tracking.note, self._request.actor, self._request.now)

    def _links(self, key: int, code: str, item: TaskDraft) -> Iterator[_New]:
        """Links the documents that a task's text names."""
        for cited, document in self._documents.items():
            if _names(item.content, cited, self._documents):
                yield f"{code} {cited.number}", (key, document)


def _is_followed(item: TaskDraft) -> bool:
    """True for a task of which a register gives evidence or an extension, which are no columns of its row."""
    return item.tracking is not None and bool(item.tracking.evidence or item.tracking.extended_to)


def _proofs(key: int, line: _Line) -> Iterator[_New]:
    for words in line.item.tracking.evidence if line.item.tracking else ():
        values = evidence_values(words)
        yield line.name, (key, *(values[name] for name in _PROOF[1:]))


def _moves(key: int, line: _Line) -> Iterator[_New]:
    old, until = line.period.due_on, line.item.tracking.extended_to if line.item.tracking else None
    if until is not None and old is not None:
        yield line.name, (key, until, old, until, "granted", _BY_REGISTER)


def _followed(told: TrackingDraft | None) -> tuple[Any, ...]:
    """Builds a new row's values from an office's own follow-up; work without a day of completion stays open."""
    if told is None:
        return (0, None, Stage.NOT_STARTED.value, None, None, None)
    said = (told.progress or 0, told.result)
    handed_in = told.submitted_on or told.completed_on
    if told.completed_on is not None and told.stage in (None, Stage.COMPLETED):
        day = max(told.completed_on, handed_in or told.completed_on)
        return (*said, Stage.COMPLETED.value, told.completed_on, day, handed_in)
    if told.submitted_on is not None:
        return (*said, Stage.AWAITING_CONFIRMATION.value, told.submitted_on, None, handed_in)
    if told.stage in (Stage.IN_PROGRESS, Stage.PAUSED, Stage.CANCELLED):
        return (*said, str(told.stage), None, None, None)
    return (*said, (Stage.IN_PROGRESS if told.progress else Stage.NOT_STARTED).value, None, None, None)


def _names(content: str, cited: DocumentDraft, documents: Iterable[DocumentDraft]) -> bool:
    """True when a task's text names a document: its whole number, and its day where another has that number."""
    if not re.search(rf"(?<![\w/-]){re.escape(cited.number)}(?![\w/-])", content):
        return False
    if cited.issued_on is None or sum(other.number == cited.number for other in documents) == 1:
        return True
    day = cited.issued_on
    written = rf"0?{day.day}\s?(?:[/.-]|tháng)\s?0?{day.month}\s?(?:[/.-]|năm)\s?{day.year}"
    return re.search(rf"(?<!\d){written}(?!\d)", content) is not None
