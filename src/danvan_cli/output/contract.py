"""The JSON contract: additive only; ``SCHEMA`` rises when a key changes its meaning."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from danvan_cli.domain.codes import full_code
from danvan_cli.domain.errors import DanvanError
from danvan_cli.domain.figures import (
    AgencyCounts,
    Counts,
    Coverage,
    GroupCounts,
    Month,
    Rate,
    Stale,
    Status,
    total_of,
)
from danvan_cli.domain.lazy_lists import LazyMapped
from danvan_cli.domain.model import (
    TASK_TEXTS,
    Change,
    Changed,
    Command,
    Deadline,
    Head,
    Heading,
    JournalEntry,
    Plan,
    Task,
)
from danvan_cli.domain.numbers import plain_number
from danvan_cli.domain.succession import UnitHistory
from danvan_cli.domain.words import RateOf
from danvan_cli.output.json_text import json_pieces
from danvan_cli.output.result import CommandResult, Data

if TYPE_CHECKING:
    from danvan_cli.domain.documents import Registered
    from danvan_cli.domain.finding import Officer
    from danvan_cli.domain.follow_ups import FollowUps
    from danvan_cli.domain.reminders import PendingReminder, ReminderList
    from danvan_cli.domain.rounds import Round

SCHEMA = 1
# What of a target its coverage tells too.
_PROMISED = ("code", "statement", "kind", "operator", "goal", "unit_of_measure", "per_unit")


def dumps(data: Data) -> str:
    """Writes one JSON object on lines of its own, letters as they are."""
    return "".join(json_pieces(data)) + "\n"


def answer_pieces(answer: CommandResult) -> Iterator[str]:
    """Writes an answer with the common head piece by piece; its long lists are read while it is written."""
    head: Data = {"schema": SCHEMA, "plan": answer.plan, "as_of": _day(answer.as_of)}
    if len(answer.plans) > 1:
        head |= {"plan": None, "plans": list(answer.plans)}
    if answer.known_on is not None:
        head["as_known_on"] = _day(answer.known_on)
    yield from json_pieces(head | answer.data())
    yield "\n"


def error_text(error: DanvanError) -> str:
    """Writes an error as the contract has it."""
    return dumps({"error": {"code": error.exit_code, "message": error.message, "hint": error.hint or None}})


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def number_data(value: Decimal | None) -> int | float | None:
    """Gives a number as JSON has it; null where there is none."""
    return None if value is None else plain_number(value)


def counts_data(counts: Counts, of: RateOf = RateOf.DUE) -> Data:
    """Counts and one rate, which names its denominator; ``paused`` and ``cancelled`` stand outside ``total``."""
    rate = counts.rate(of)
    return {
        "total": counts.total,
        "done_on_time": counts.done_on_time,
        "done_late": counts.done_late,
        "done_undated": counts.done_undated,
        "in_time": counts.in_time,
        "due_soon": counts.due_soon,
        "overdue": counts.overdue,
        "undated": counts.undated,
        "paused": counts.paused,
        "cancelled": counts.cancelled,
        "reminders": counts.reminders,
        "exempt": counts.exempt,
        "rate_on_time": _rate_data(rate),
    }


def _rate_data(rate: Rate) -> Data:
    return {"numerator": rate.numerator, "denominator": rate.denominator, "of": rate.of}


def group_counts_data(line: GroupCounts, of: RateOf) -> Data:
    """Code and name are null for what has no unit, section or month; ``merged`` are units that are counted in it."""
    head = {"code": line.code, "name": line.name or None, "parent": line.parent, "merged": list(line.merged)}
    return {**head, **counts_data(line.counts, of)}


def deadline_data(row: Deadline) -> Data:
    """State and days late are those of the day asked about; ``period`` is null for work that is done once."""
    return {
        "task": row.task,
        "content": row.content,
        "unit": row.unit,
        "role": row.role,
        "period": row.period or None,
        "due_text": row.due_text,
        "due_on": _day(row.due_on),
        "due_certain": row.due_certain,
        "original_due_on": _day(row.original_due_on),
        "extensions": row.extensions,
        "stage": row.stage,
        "state": row.state,
        "days_late": row.days_late,
        "progress": row.progress,
        "result": row.result,
        "submitted_on": _day(row.submitted_on),
        "completed_on": _day(row.completed_on),
        "last_update": _day(row.last_update),
        "evidence": list(row.evidence),
        "reminders": row.reminders,
        "reason": row.reason,
        "opens_on": _day(row.opens_on),
        "exempt": row.exempt,
        "exempt_reason": row.exempt_reason,
        "no_evidence_reason": row.no_evidence_reason,
        "asked_due_on": _day(row.asked_due_on),
        "plan": row.plan or None,
        "short_title": row.short_title,
    }


def stale_data(line: Stale) -> Data:
    """A deadline with ``idle_days`` since it was last heard of; ``review_days`` is the limit that they have reached."""
    heard = {"idle_days": line.idle_days, "last_heard": _day(line.last_heard), "review_days": line.after}
    return deadline_data(line.deadline) | heard


def month_data(month: Month) -> Data:
    """Days off hold weekends too; the rows are those whose last day is in the month, in any state."""
    return {
        "month": f"{month.first:%Y-%m}",
        "days_off": [{"day": _day(day), "name": name} for day, name in month.days_off.items()],
        "certain": month.certain,
        **listed("deadlines", LazyMapped(month.deadlines, deadline_data)),
    }


def reminder_list_data(found: ReminderList) -> Data:
    """Lists the units to be urged; ``leaderless`` and ``urged_today`` count rows that stand in none of them."""
    units = [
        {
            "unit": pending.unit.code,
            "name": pending.unit.name,
            "deadlines": LazyMapped(pending.rows, _pending_data),
            "plan": pending.plan.code if pending.plan else None,
            "rate_on_time": _rate_data(pending.rate) if pending.rate else None,
        }
        for pending in found.pending
    ]
    return {
        **listed("units", units),
        "warning_days": list(found.warning_days),
        "leaderless": found.leaderless,
        "urged_today": found.urged_today,
        "threshold": found.threshold,
        "unurged": [{"unit": code, "rate_on_time": _rate_data(rate)} for code, rate in found.unurged],
    }


def _pending_data(row: PendingReminder) -> Data:
    return deadline_data(row.deadline) | {"next_kind": row.kind, "next_number": row.number}


def task_data(task: Task) -> Data:
    """``state`` is the worst of the rows that count at the day asked about; ``coming_periods`` count later."""
    return {
        "plan": task.plan,
        "code": task.code,
        "section": task.section,
        "content": task.content,
        "kind": task.kind,
        "priority": task.priority,
        **{name: getattr(task, name) for name in TASK_TEXTS},
        "source": task.source,
        "leads": list(task.leads),
        "supports": list(task.supports),
        "watchers": list(task.watchers),
        "groups": list(task.groups),
        "state": task.state,
        "removed": task.removed,
        "every": task.every,
        "review_every": task.review_every,
        "support_reports": [fields(report) for report in task.reports],
        "coming_periods": [fields(period) for period in task.coming],
        "deadlines": [deadline_data(row) for row in task.deadlines],
    }


def coverage_data(line: Coverage) -> Data:
    """Figures are null while nothing was recorded, ``met`` where it cannot be said."""
    promised = fields(line.target)
    return {
        **{key: promised[key] for key in _PROMISED},
        "numerator": number_data(line.numerator),
        "denominator": number_data(line.denominator),
        "actual": number_data(line.actual),
        "percent": number_data(line.percent),
        "met": line.met,
        "nothing_arose": line.nothing_arose,
        "remaining": number_data(line.remaining),
        "units_reported": line.units_reported,
        "units_total": line.units_total,
        "missing": list(line.missing),
        "tasks": promised["tasks"],
        "as_of": _day(line.as_of),
        "plan": line.plan or None,
    }


def head_data(head: Head) -> Data:
    """The head of the journal: how many entries, and the code as printed."""
    return {"entries": head.entries, "code": head.code}


def status_data(status: Status) -> Data:
    """``rows`` adds up the units' lines (parts of work), ``totals`` counts each task once."""
    of = status.rate_of
    sealed = {"journal": head_data(status.sealed)} if status.sealed else {}
    return sealed | {
        "unit": status.unit.code if status.unit else None,
        "units": [group_counts_data(line, of) for line in status.units],
        "subtotals": [{**group_counts_data(line, of), "units": list(line.of_units)} for line in status.subtotals],
        "rows": counts_data(status.rows, of),
        "totals": counts_data(status.totals, of),
        "group_by": status.group_by,
        "groups": [group_counts_data(line, of) for line in status.groups],
        "unopened": status.unopened,
        "overdue": LazyMapped(status.overdue, deadline_data),
        "due_soon": LazyMapped(status.due_soon, deadline_data),
        **{f"{name}_count": getattr(status.rows, name) for name in ("overdue", "due_soon")},
        "coverage": [coverage_data(line) for line in status.coverage],
        "extension_requests": LazyMapped(status.extension_requests, deadline_data),
        "reminders": [fields(line) for line in status.reminders],
        "rounds": [round_data(one, status.as_of) for one in status.rounds],
        "follow_ups": follow_ups_data(status.follow_ups),
        "planned_reforms": [fields(one) for one in status.reforms],
    }


def follow_ups_data(found: Iterable[FollowUps]) -> list[Data]:
    """Each kind with its open rows; ``task`` of a row is the record's code, its plan null."""
    return [
        {
            "kind": one.kind,
            "word": one.word,
            "open": len(one.rows),
            "overdue": len(one.overdue),
            "due_soon": len(one.due_soon),
            "deadlines": [deadline_data(row) for row in one.rows],
        }
        for one in found
    ]


def round_data(one: Round, day: date) -> Data:
    """Holds a reporting round, how many units had sent by a day, and which are late with a report or its completion."""
    return {
        "code": one.code,
        "title": one.title,
        "first": str(one.first),
        "cut_off": str(one.cut_off),
        "due_on": str(one.due_on),
        "opened_on": str(one.opened_on),
        "closed_on": str(one.closed_on) if one.closed_on and one.closed_on <= day else None,
        "sent": one.sent(day),
        "units": len(one.states(day)),
        "late": [report.unit for report in one.late(day)],
        "demands_late": [report.unit for report in one.unanswered(day)],
    }


def agencies_data(lines: Sequence[AgencyCounts]) -> Data:
    """``rows`` adds up the agencies' lines."""
    rows = [{"code": line.code, "name": line.name, "plans": line.plans, **counts_data(line.counts)} for line in lines]
    return {**listed("agencies", rows), "rows": counts_data(total_of(lines))}


def commands_data(commands: Collection[Command], total: int) -> Data:
    """Lists commands, newest first, each with the row changes it made."""
    return listed("commands", LazyMapped(commands, _command_data), total)


def _command_data(command: Command) -> Data:
    head = fields(command._replace(changes=()))
    return {**head, "changes": LazyMapped(command.changes, _change_data)}


def _change_data(change: Change | JournalEntry) -> Data:
    return {"table": change.table, "code": change.code, "before": change.before, "after": change.after}


def deadlines_data(rows: Collection[Deadline], total: int, officers: Sequence[Officer] | None = None) -> Data:
    """``total`` is how many rows there are in all, of which only the first may be here.

    Where ``officers`` are given each row names those of them who are in charge of it.
    """
    if officers is None:
        return listed("deadlines", LazyMapped(rows, deadline_data), total)
    charge: dict[str, list[Officer]] = {}
    for one in officers:
        for task in one.tasks:
            charge.setdefault(task, []).append(one)

    def with_officers(row: Deadline) -> Data:
        own = [one for one in charge.get(full_code(row.plan, row.task), ()) if one.unit in (None, row.unit)]
        return deadline_data(row) | {
            "officers": [{"name": o.name, "post": o.post, "phone": o.phone, "email": o.email} for o in own]
        }

    return listed("deadlines", LazyMapped(rows, with_officers), total)


def tasks_data(tasks: Collection[Task], total: int) -> Data:
    """``total`` is how many tasks there are in all, of which only the first may be here."""
    return listed("tasks", LazyMapped(tasks, task_data), total)


def changed_data(changed: Changed) -> Data:
    """``undo`` is the journal group that would be taken back, null where nothing was written."""
    return {
        "changed": LazyMapped(changed.changes, _change_data),
        "undo": changed.group,
        "code": changed.code or None,
        "message": changed.headline,
        "notes": list(changed.notes),
        "dry_run": changed.dry_run,
    }


def listed(noun: str, items: Collection[Data], count: int | None = None) -> Data:
    """Puts a list under its plural noun; without ``count`` all there are are shown."""
    return {noun: items, "count": len(items) if count is None else count, "shown": len(items)}


def history_data(told: UnitHistory) -> Data:
    """A day is null where nobody said from or to when."""
    return {
        "names": [{"name": name, "from": _day(since), "to": _day(until)} for name, since, until in told.names],
        "took_over": [fields(step) for step in told.took_over],
        "passed_to": [fields(step) for step in told.passed_to],
    }


def plan_detail_data(plan: Plan, headings: Sequence[Heading], cited: Sequence[Registered]) -> Data:
    """Headings stand in reading order, each with the path of the one above it."""
    return {
        "plan": fields(plan),
        "sections": [fields(heading) for heading in headings],
        "documents": [fields(document) for document in cited],
    }


def fields(record: Any) -> Data:
    """Names a record's fields as the record does: a new field of it is a new key of the contract."""
    return {name: _plain(getattr(record, name)) for name in _names(record)}


def _names(record: Any) -> Sequence[str]:
    named: Sequence[str] = getattr(record, "_fields", None) or tuple(getattr(record, "__dataclass_fields__", ()))
    return named


def _plain(value: Any) -> Any:
    if _names(value):
        return fields(value)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return plain_number(value) if isinstance(value, Decimal) else value
