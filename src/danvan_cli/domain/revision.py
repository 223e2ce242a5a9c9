"""A new version of a plan against the plan as followed, compared before anything is changed.

Which task is which is told by their words, not by their numbers.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from typing import NamedTuple

from danvan_cli.domain.dates import short
from danvan_cli.domain.draft import PlanDraft, TaskDraft
from danvan_cli.domain.model import Task
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import Stage

# How the reason begins for which a new version cancels what it no longer has.
DROPPED = "không còn trong"


class TaskRevision(NamedTuple):
    """A task that stays, by its code, and what of it the new version says otherwise (field: old → new)."""

    code: str
    item: TaskDraft
    differences: tuple[tuple[str, str, str], ...]


class Revision(NamedTuple):
    """The new version of a plan against the plan; ``kept`` tasks are the same in both."""

    plan: str
    added: tuple[TaskDraft, ...]
    changed: tuple[TaskRevision, ...]
    dropped: tuple[Task, ...]
    kept: int


def compared(plan: str, tasks: Collection[Task], draft: PlanDraft) -> Revision:
    """Pairs the tasks as followed with those of the new version, and lists what differs.

    What a person entered by hand is in no version of the file, so no version drops it; a removed task stays removed.
    """
    pairs = match(
        [Item(task.code, task.section or "", task.content) for task in tasks],
        [Item(item.code, item.section, item.content) for item in draft.tasks],
    )
    by_code = {task.code: task for task in tasks}
    revised = [
        TaskRevision(pairs[item.code], item, _differences(by_code[pairs[item.code]], item))
        for item in draft.tasks
        if item.code in pairs
    ]
    return Revision(
        plan,
        tuple(item for item in draft.tasks if item.code not in pairs),
        tuple(change for change in revised if change.differences),
        tuple(task for task in tasks if task.code not in pairs.values() and task.source and not task.removed),
        sum(not change.differences for change in revised),
    )


def _differences(task: Task, item: TaskDraft) -> tuple[tuple[str, str, str], ...]:
    """Compares what the file says; where it names no unit or day, what a person entered since stays."""
    pairs = [("content", task.content, item.content)]
    if item.product:
        pairs.append(("product", task.product or "", item.product))
    names = {period.period for period in item.rows()}
    if any((row.reason or "").startswith(DROPPED) and row.period in names for row in task.deadlines):
        pairs.append(("stage", "thôi thực hiện", "mở lại"))
    if item.leads:
        pairs.append(("leads", ", ".join(sorted(task.leads)), ", ".join(sorted(item.leads))))
    if item.supports:
        pairs.append(("supports", ", ".join(sorted(task.supports)), ", ".join(sorted(item.supports))))
    standing = [row for row in task.deadlines if row.stage != Stage.CANCELLED]
    days = sorted({row.original_due_on or row.due_on for row in standing if row.due_on} - {None})
    said = sorted({period.due_on for period in item.rows() if period.due_on})
    if said:
        pairs.append(("due_on", ", ".join(short(d) for d in days), ", ".join(short(d) for d in said)))
    return tuple(pair for pair in pairs if pair[1] != pair[2])


# Two texts of one task share at least this much of their words, whatever section they stand in; in one section
# a little less is enough.
_ALIKE = 0.72
_ALIKE_IN_SECTION = 0.6


class Item(NamedTuple):
    """A text that may have moved or been reworded: its key, its section, its words."""

    key: str
    section: str
    text: str


def match(old: Sequence[Item], new: Sequence[Item]) -> dict[str, str]:
    """Pairs new keys with old ones, each at most once; what has no partner is left out.

    Equal words win (in the same section first), then the most alike.
    """
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for same_section in (True, False):
        for item in new:
            found = next((o for o in old if o.key not in taken and _is_same(o, item, same_section)), None)
            if item.key not in pairs and found is not None:
                pairs[item.key] = found.key
                taken.add(found.key)
    rest_old = [(o, fold(o.text).split()) for o in old if o.key not in taken]
    rest_new = [(n, fold(n.text).split()) for n in new if n.key not in pairs]
    scored = [
        (ratio, n.key, o.key)
        for n, words in rest_new
        for o, others in rest_old
        if (ratio := _likeness(words, others)) >= (_ALIKE_IN_SECTION if n.section == o.section else _ALIKE)
    ]
    for _, new_key, old_key in sorted(scored, key=lambda row: -row[0]):
        if new_key not in pairs and old_key not in taken:
            pairs[new_key] = old_key
            taken.add(old_key)
    return pairs


def _is_same(old: Item, new: Item, same_section: bool) -> bool:
    return fold(old.text) == fold(new.text) and (not same_section or old.section == new.section)


def _likeness(words: list[str], others: list[str]) -> float:
    matcher = difflib.SequenceMatcher(None, words, others, autojunk=False)
    # The quick bounds spare the full comparison of texts that have little in common.
    if matcher.real_quick_ratio() < _ALIKE_IN_SECTION or matcher.quick_ratio() < _ALIKE_IN_SECTION:
        return 0.0
    return matcher.ratio()
