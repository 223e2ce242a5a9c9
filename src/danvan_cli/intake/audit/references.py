"""Lines that say of work elsewhere, named by its number, who does it or until when: "Khoản 1 Mục III: tháng 5"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from danvan_cli.domain.draft import TaskDraft, Unresolved
from danvan_cli.domain.due import DueContext
from danvan_cli.intake import lexicon
from danvan_cli.intake.audit.entry import Entry
from danvan_cli.intake.draft.by_number import Numbered, items_named
from danvan_cli.intake.draft.twice import days_of

_TOLD = "“{}” ở mục khác nói về việc này theo số thứ tự, chưa dùng vào đâu"
_LONGEST = 120


def told_by_number(
    entries: Sequence[Entry], tasks: Sequence[TaskDraft], context: DueContext, is_given: Callable[[str], bool]
) -> Iterator[Unresolved]:
    """Asks about tasks without a day or a lead of which a line elsewhere tells it; once a task and field.

    ``is_given`` is true for words that give work to a body.
    """
    asked: set[tuple[str, str]] = set()
    numbered = Numbered(tasks)
    for stretch in _stretches(entries):
        text = " | ".join([entry.line.text for entry in stretch])
        if not (named := items_named(text, numbered)):
            continue
        own = {code for entry in stretch for code in entry.tasks}
        meant = [task for task in named if task.code not in own]
        is_timed = any(entry.quotes or any(s.aside is None for s in entry.times(context)) for entry in stretch)
        is_led = all(task.leads and task.supports for task in meant)
        bodies = 0 if is_led else _bodies_in(stretch, is_given)
        for task in meant:
            is_open = {
                "due_on": is_timed and not days_of(task) and not task.due_text,
                "leads": bodies > 0 and not task.leads,
                "supports": bodies > 1 and not task.supports,
            }
            for field in (field for field, is_asked in is_open.items() if is_asked):
                if (task.code, field) not in asked:
                    asked.add((task.code, field))
                    why = _TOLD.format(text[:_LONGEST])
                    yield Unresolved(stretch[0].place, text, why, task.code, field)


def _stretches(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Lists what is read as one: a line of text, a whole row of a table."""
    rows: dict[tuple[int, int], list[Entry]] = {}
    for entry in entries:
        if entry.line.cell is None:
            yield [entry]
        else:
            rows.setdefault(entry.line.cell[:2], []).append(entry)
    yield from rows.values()


def _bodies_in(stretch: Sequence[Entry], is_given: Callable[[str], bool]) -> int:
    """Counts the cells of a row that name a body; a line that gives work to one counts as one."""
    if stretch[0].line.cell is None:
        return int(is_given(stretch[0].line.text))
    return sum(bool(lexicon.body_start_pattern().match(entry.line.text)) for entry in stretch)
