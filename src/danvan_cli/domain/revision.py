"""A new version of a plan against the plan as followed, compared before anything is changed.

Which task is which is told by their words, not by their numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import NamedTuple

from danvan_cli.domain.alike import Texts
from danvan_cli.domain.dates import short
from danvan_cli.domain.draft import PlanDraft, TaskDraft
from danvan_cli.domain.model import Task
from danvan_cli.domain.states import UNFINISHED
from danvan_cli.domain.words import Stage

# How the reason begins for which a new version cancels what it no longer has.
DROPPED = "không còn trong"


class TaskRevision(NamedTuple):
    """A task that stays, by its code, and what of it the new version says otherwise (field: old → new)."""

    code: str
    item: TaskDraft
    differences: tuple[tuple[str, str, str], ...]


class Revision(NamedTuple):
    """The new version of a plan against the plan; ``kept`` tasks are the same in both.

    ``dropped`` are the tasks that are cancelled; ``finished`` the new version does not have either, but they are done
    or cancelled already, and stay as they are.
    """

    plan: str
    added: tuple[TaskDraft, ...]
    changed: tuple[TaskRevision, ...]
    dropped: tuple[Task, ...]
    kept: int
    finished: tuple[Task, ...] = ()

    @property
    def is_change(self) -> bool:
        """True where a task is added, changed or dropped."""
        return bool(self.added or self.changed or self.dropped)

    @property
    def counts(self) -> dict[str, int]:
        """Counts each part; every place that tells of a revision tells these numbers."""
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "dropped": len(self.dropped),
            "kept": self.kept,
        }

    @property
    def in_words(self) -> str:
        """Says the counts: "3 thêm, 5 đổi, 20 thôi thực hiện, 2 giữ nguyên"."""
        return (
            f"{len(self.added)} thêm, {len(self.changed)} đổi, {len(self.dropped)} thôi thực hiện, "
            f"{self.kept} giữ nguyên"
        )


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
    paired = set(pairs.values())
    gone = [task for task in tasks if task.code not in paired and task.source and not task.removed]
    return Revision(
        plan,
        tuple(item for item in draft.tasks if item.code not in pairs),
        tuple(change for change in revised if change.differences),
        tuple(task for task in gone if _is_open(task)),
        sum(not change.differences for change in revised),
        tuple(task for task in gone if not _is_open(task)),
    )


def _is_open(task: Task) -> bool:
    return any(row.stage in UNFINISHED for row in task.deadlines)


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

    Equal words win (under the same key first, then in the same section), then the most alike.
    """
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    texts = Texts([item.text for item in old])
    words = {item.key: key for item, key in zip(old, texts.keys, strict=True)}
    said = dict(zip([item.key for item in new], Texts([item.text for item in new]).keys, strict=True))
    rules: tuple[Callable[[Item, str], Hashable], ...] = (
        lambda item, key: (key, item.key),
        lambda item, key: (key, item.section),
        lambda _, key: key,
    )
    for rule in rules:
        free: dict[Hashable, list[str]] = {}
        for item in reversed(old):
            if item.key not in taken:
                free.setdefault(rule(item, words[item.key]), []).append(item.key)
        for item in new:
            if item.key not in pairs and (found := free.get(rule(item, said[item.key]))):
                pairs[item.key] = found.pop()
                taken.add(pairs[item.key])
    left = [item for item in old if item.key not in taken]
    texts = Texts([item.text for item in left])
    scored = [
        (ratio, item.key, left[place].key)
        for item in new
        if item.key not in pairs
        for ratio, place in texts.alike(item.text, _ALIKE_IN_SECTION)
        if ratio >= (_ALIKE_IN_SECTION if item.section == left[place].section else _ALIKE)
    ]
    for _, new_key, old_key in sorted(scored, key=lambda row: -row[0]):
        if new_key not in pairs and old_key not in taken:
            pairs[new_key] = old_key
            taken.add(old_key)
    return pairs
