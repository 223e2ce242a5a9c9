"""Work that a document gives to a unit that has ended: given to its heir, or asked about where it has none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from danvan_cli.domain.dates import short
from danvan_cli.domain.draft import PlanDraft, TaskDraft, Unresolved
from danvan_cli.domain.model import Task, Unit
from danvan_cli.domain.succession import has_ended, heirs_at, successors_at


def redirected(draft: PlanDraft, units: Sequence[Unit], today: date) -> PlanDraft:
    """Gives the work of units that have ended to their heirs, with a note; that of others is left open as a doubt.

    What a register tells as done by the unit's last day stays the unit's own.
    """
    ended = {unit.code: unit for unit in units if has_ended(unit, today)}
    if not any(code in ended for task in draft.tasks for code in (*task.leads, *task.supports)):
        return draft
    heirs, doubts = heirs_at(units, today), list[Unresolved]()

    def settled(task: TaskDraft) -> TaskDraft:
        gone = [code for code in dict.fromkeys((*task.leads, *task.supports)) if code in ended]
        gone = [code for code in gone if not _was_done(task, ended[code])]
        if not gone:
            return task
        notes = list(task.notes)
        for code in gone:
            told = f"{code} đã kết thúc hoạt động ngày {short(ended[code].valid_to)}"
            if code in heirs:
                notes.append(f"{told}, ghi cho {heirs[code]}.")
                continue
            takers = tuple(one.code for one in successors_at(units, ended[code], today))
            field = "leads" if code in task.leads else "supports"
            among = f", {', '.join(takers)} tiếp nhận" if takers else ""
            doubts.append(Unresolved(task.source, ended[code].name, f"{told}{among}", task.code, field, takers))

        def now(codes: Sequence[str]) -> tuple[str, ...]:
            found = (heirs.get(code) if code in gone else code for code in codes)
            return tuple(dict.fromkeys(code for code in found if code is not None))

        leads = now(task.leads)
        supports = tuple(code for code in now(task.supports) if code not in leads)
        return task._replace(leads=leads, supports=supports, notes=tuple(notes))

    tasks = tuple(map(settled, draft.tasks))
    told = {
        code: sum(any(note.startswith(f"{code} đã kết thúc") for note in task.notes) for task in tasks)
        for code in ended
        if code in heirs
    }
    warnings = [
        f"{ended[code].name} ({code}) đã kết thúc hoạt động ngày {short(ended[code].valid_to)}: "
        f"{number} nhiệm vụ ghi cho {heirs[code]}."
        for code, number in told.items()
        if number
    ]
    return replace(draft, tasks=tasks, unresolved=(*draft.unresolved, *doubts), warnings=(*draft.warnings, *warnings))


def led_by_heirs(tasks: Iterable[Task], units: Sequence[Unit], day: date) -> list[Task]:
    """Names for units that have ended who took over from them, as a file that is read today is read."""
    heirs = heirs_at(units, day)

    def now(codes: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(heirs.get(code, code) for code in codes))

    if not heirs:
        return list(tasks)
    return [task._replace(leads=now(task.leads), supports=now(task.supports)) for task in tasks]


def _was_done(task: TaskDraft, unit: Unit) -> bool:
    told = task.tracking
    day = (told.submitted_on or told.completed_on) if told is not None else None
    return day is not None and unit.valid_to is not None and day <= unit.valid_to
