"""Writes a draft's tasks with all that hangs on them, many at once, and an office's own follow-up with them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import NewRow, Transaction, Values
from danvan_cli.domain.codes import next_code
from danvan_cli.domain.draft import DocumentDraft, PeriodDraft, TaskDraft, TrackingDraft
from danvan_cli.domain.periods import first_day
from danvan_cli.domain.words import Role, Stage, TaskKind
from danvan_cli.services.evidence import evidence_values
from danvan_cli.services.plan_store import begin_of
from danvan_cli.services.request import Request
from danvan_cli.services.writing import row_key

_BY_REGISTER = "theo bảng theo dõi của cơ quan"


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

    def add(self, items: Sequence[TaskDraft]) -> None:
        """Writes tasks; a task's code is the draft's unless another task ever had that."""
        tasks = [self._task(item) for item in items]
        keys = self._insert(tables.Task, tasks)
        named = list(zip(keys, (row.code for row in tasks), items, strict=True))
        self._insert(tables.Assignment, [part for known in named for part in self._parts(*known)])
        lines = [line for known in named for line in self._lines(*known)]
        rows = self._insert(tables.Deadline, [NewRow(self._row(line), line.name) for line in lines])
        self._insert_proofs(list(zip(rows, lines, strict=True)))
        self._insert(tables.Note, [note for known in named for note in self._notes(*known)])
        self._insert(tables.TaskDocument, [link for known in named for link in self._links(*known)])

    def _insert(self, kind: Any, rows: Sequence[NewRow]) -> Sequence[int]:
        return self._work.insert_all(kind, rows, self._plan)

    def _task(self, item: TaskDraft) -> NewRow:
        code = item.code if item.code not in self._codes else next_code(item.section or "BS", self._codes)
        self._codes.add(code)
        self._position += 1
        values: Values = {
            "plan_id": self._plan,
            "section_id": self._sections.get(item.section),
            "code": code,
            "position": self._position,
            "content": item.content,
            "kind": item.kind,
            "product": item.product,
            "source": item.source or None,
            "groups": json.dumps(item.groups, ensure_ascii=False),
        }
        return NewRow(values, code)

    def _parts(self, key: int, code: str, item: TaskDraft) -> Iterator[NewRow]:
        for role, units in ((Role.LEAD, item.leads), (Role.SUPPORT, item.supports)):
            for unit in units:
                yield NewRow({"task_id": key, "unit_id": self._units[unit], "role": role}, f"{code} {unit}")

    def _lines(self, key: int, code: str, item: TaskDraft) -> Iterator[_Line]:
        units: Sequence[str | None] = item.leads or (None,)
        for unit in units:
            for period in item.rows():
                yield _Line(key, code, unit, item, period)

    def _row(self, line: _Line) -> Values:
        unit_id = self._units[line.unit] if line.unit else None
        values = {"task_id": line.task, **self._new(line.item, unit_id, line.period)}
        told = line.item.tracking
        return values if told is None else {**values, **_followed(told)}

    def row(self, task: tables.Task, item: TaskDraft, unit_id: int | None, period: PeriodDraft) -> tables.Deadline:
        """Makes the row of one lead (or of none yet) for one period, not stored yet."""
        return tables.Deadline(task_id=row_key(task.id), **self._new(item, unit_id, period))

    def _new(self, item: TaskDraft, unit_id: int | None, period: PeriodDraft) -> dict[str, Any]:
        return {
            "plan_id": self._plan,
            "unit_id": unit_id,
            "period": period.period,
            "start_on": item.start_on,
            "opens_on": self._opens_on(item, period.period),
            "due_kind": item.due_kind,
            "due_rule": item.due_rule,
            "due_certain": item.certain,
            "due_text": period.due_text,
            "due_on": period.due_on,
            "original_due_on": period.due_on,
        }

    def _opens_on(self, item: TaskDraft, period: str) -> date:
        """Gives the day from which a row counts; what an office followed before stood there by then."""
        first = first_day(period) if item.kind == TaskKind.RECURRING else None
        day = max(first or self._begin, self._begin)
        told = item.tracking
        return min([day, *filter(None, (told.submitted_on, told.completed_on))]) if told else day

    def _insert_proofs(self, rows: Sequence[tuple[int, _Line]]) -> None:
        told = [(key, line, line.item.tracking) for key, line in rows if line.item.tracking is not None]
        proofs = [
            NewRow({"deadline_id": key, **evidence_values(words)}, line.name)
            for key, line, tracking in told
            for words in tracking.evidence
        ]
        moves = [
            NewRow({"deadline_id": key, **_extension(line.period.due_on, tracking.extended_to)}, line.name)
            for key, line, tracking in told
            if tracking.extended_to is not None and line.period.due_on is not None
        ]
        self._insert(tables.Evidence, proofs)
        self._insert(tables.Extension, moves)

    def _notes(self, key: int, code: str, item: TaskDraft) -> Iterator[NewRow]:
        if item.tracking is not None and item.tracking.note:
            note = {"text": item.tracking.note, "actor": self._request.actor, "at": self._request.now}
            yield NewRow({"task_id": key, **note}, code)

    def _links(self, key: int, code: str, item: TaskDraft) -> Iterator[NewRow]:
        """Links the documents that a task's text names."""
        for cited, document in self._documents.items():
            if _names(item.content, cited, self._documents):
                yield NewRow({"task_id": key, "document_id": document}, f"{code} {cited.number}")


def _followed(told: TrackingDraft) -> Values:
    """Takes an office's own follow-up into a new row; what has no day that can be believed stays open."""
    values: Values = {"progress": told.progress or 0, "result": told.result}
    if told.extended_to is not None:
        values["due_on"] = told.extended_to
    handed_in = told.submitted_on or told.completed_on
    if told.completed_on is not None and told.stage in (None, Stage.COMPLETED):
        day = max(told.completed_on, handed_in or told.completed_on)
        stage = {"stage": Stage.COMPLETED, "stage_since": told.completed_on, "completed_on": day}
        return values | stage | {"submitted_on": handed_in}
    if told.submitted_on is not None:
        stage = {"stage": Stage.AWAITING_CONFIRMATION, "stage_since": told.submitted_on}
        return values | stage | {"submitted_on": handed_in}
    if told.stage in (Stage.IN_PROGRESS, Stage.PAUSED, Stage.CANCELLED):
        return values | {"stage": told.stage}
    return values | {"stage": Stage.IN_PROGRESS if told.progress else Stage.NOT_STARTED}


def _extension(old: date | None, until: date) -> Values:
    return {
        "asked_due_on": until,
        "old_due_on": old,
        "new_due_on": until,
        "decision": "granted",
        "reason": _BY_REGISTER,
    }


def _names(content: str, cited: DocumentDraft, documents: Iterable[DocumentDraft]) -> bool:
    """Says whether a task's text names a document: its whole number, and its day where another has that number."""
    if not re.search(rf"(?<![\w/-]){re.escape(cited.number)}(?![\w/-])", content):
        return False
    if cited.issued_on is None or sum(other.number == cited.number for other in documents) == 1:
        return True
    day = cited.issued_on
    written = rf"0?{day.day}\s?(?:[/.-]|tháng)\s?0?{day.month}\s?(?:[/.-]|năm)\s?{day.year}"
    return re.search(rf"(?<!\d){written}(?!\d)", content) is not None
