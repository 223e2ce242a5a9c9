"""A plan that was read but not yet stored: what a clerk checks in two minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from danvan_cli.domain.coverage import goal_text
from danvan_cli.domain.dates import short
from danvan_cli.domain.doubts import DoubtKind, Group, group_words, groups, kind_of, positions, words_and_line
from danvan_cli.domain.draft import PlanDraft, TaskDraft, Unresolved
from danvan_cli.domain.records import RECORDS
from danvan_cli.domain.revision import Revision
from danvan_cli.output import labels
from danvan_cli.output.contract import fields
from danvan_cli.output.details import facts, head_facts
from danvan_cli.output.explaining import accounts_data, accounts_tables
from danvan_cli.output.result import Data
from danvan_cli.output.tables import Cell, Column, Report, Table, number


def draft_data(draft: PlanDraft, revision: Revision | None = None, *, explain: bool = False) -> Data:
    """The contract of ``plan import --dry-run``; ``revision`` is null for a plan that is not stored yet.

    ``accounts`` are there only to ``explain``.
    """
    return {
        "plan": {
            **fields(draft.header),
            "bases": [fields(cited) for cited in draft.documents if cited.is_basis],
            "source_name": draft.source_name,
        },
        **{
            noun: [fields(item) for item in getattr(draft, noun)]
            for noun in ("sections", "tasks", "targets", "units", "documents")
        },
        "recipients": list(draft.header.recipients),
        "unresolved": [fields(item) for item in draft.unresolved],
        "warnings": list(draft.warnings),
        "revision": None if revision is None else revision_data(revision),
        **({"accounts": accounts_data(draft)} if explain else {}),
    }


def revision_data(revision: Revision) -> Data:
    """Differences have the names of the draft's fields, values as text."""
    return {
        "plan": revision.plan,
        "added": [item.code for item in revision.added],
        "changed": [
            {
                "code": change.code,
                "differences": [{"field": f, "before": old, "after": new} for f, old, new in change.differences],
            }
            for change in revision.changed
        ],
        "dropped": [task.code for task in revision.dropped],
        "finished": [task.code for task in revision.finished],
        "kept": revision.kept,
        "counts": revision.counts,
    }


def revision_report(revision: Revision) -> Report:
    """Shows what a new version of a plan would change in it."""
    changes = [(change.code, "đổi", _difference_words(change.differences)) for change in revision.changed]
    added = [("mới", "thêm", item.content) for item in revision.added]
    dropped = [(task.code, "thôi thực hiện", task.content) for task in revision.dropped]
    finished = [(task.code, "đã xong, giữ nguyên", task.content) for task in revision.finished]
    table = Table(
        f"Bản mới của {revision.plan}: {revision.in_words}",
        (Column("Mã"), Column("Việc"), Column("Nội dung", wide=True)),
        (*changes, *added, *dropped, *finished),
        empty="Không có gì thay đổi.",
    )
    return Report("", (), (table,))


# What a file says of a task stands in three tables.
_DIFFERENT = {"leads": "chủ trì", "supports": "phối hợp", **RECORDS["deadline"].fields, **RECORDS["task"].fields}


def _difference_words(differences: Sequence[tuple[str, str, str]]) -> str:
    words = [(_DIFFERENT[name], old or labels.EMPTY, new or labels.EMPTY) for name, old, new in differences]
    return "; ".join(f"{label}: {old} → {new}" for label, old, new in words)


def draft_report(draft: PlanDraft, *, explain: bool = False) -> Report:
    """Shows the draft: head, tasks, targets, new units, what is left to a person; to ``explain`` every line too."""
    bases = "; ".join(cited.number for cited in draft.documents if cited.is_basis)
    head = facts([*head_facts(draft.header), ("Căn cứ", bases)])
    return Report(
        f"Xem trước {draft.source_name}: {len(draft.tasks)} nhiệm vụ, {len(draft.targets)} chỉ tiêu, "
        f"{len(draft.documents)} văn bản, {len(draft.unresolved)} điểm cần xem",
        draft.warnings,
        (
            *(head, _tasks(draft), _targets(draft), _new_units(draft), _unresolved(draft)),
            *(accounts_tables(draft) if explain else ()),
        ),
    )


def _tasks(draft: PlanDraft) -> Table:
    tracked = any(task.tracking for task in draft.tasks)
    return Table(
        "Nhiệm vụ",
        (
            Column("Mã"),
            Column("Chủ trì"),
            Column("Phối hợp"),
            Column("Ghi trong kế hoạch"),
            Column("Ngày cuối"),
            *((Column("Đã làm"),) if tracked else ()),
            Column("Nội dung", wide=True, brief=True),
        ),
        tuple(
            (
                task.code,
                ", ".join(task.leads) or "; ".join(f"nhóm: {words}" for words in task.groups) or labels.UNASSIGNED,
                ", ".join(task.supports),
                task.due_text,
                _due_words(task),
                *((_done_words(task),) if tracked else ()),
                task.content,
            )
            for task in draft.tasks
        ),
    )


def _due_words(task: TaskDraft) -> str:
    """Writes the last day, of more than two periods the first and the last; "(?)" marks what was assumed."""
    days = list(dict.fromkeys(short(row.due_on) for row in task.rows() if row.due_on))
    words = f"{len(days)} kỳ: {days[0]} – {days[-1]}" if len(days) > 2 else ", ".join(days)
    return f"{words} (?)" if words and not task.certain else words


def _done_words(task: TaskDraft) -> str:
    tracked = task.tracking
    if tracked is None:
        return ""
    parts = [
        labels.STAGE.get(tracked.stage or "", ""),
        f"{tracked.progress}%" if tracked.progress else "",
        short(tracked.completed_on or tracked.submitted_on) if tracked.completed_on or tracked.submitted_on else "",
        f"gia hạn {short(tracked.extended_to)}" if tracked.extended_to else "",
    ]
    return " ".join(filter(None, parts))


def _targets(draft: PlanDraft) -> Table:
    return Table(
        "Chỉ tiêu",
        (Column("Mã"), Column("Loại"), Column("Mục tiêu"), Column("Nội dung", wide=True, brief=True)),
        tuple(
            (
                target.code,
                labels.TARGET_KIND.get(target.kind, target.kind),
                goal_text(target),
                target.statement,
            )
            for target in draft.targets
        ),
        empty="Kế hoạch không có chỉ tiêu.",
    )


def _new_units(draft: PlanDraft) -> Table:
    return Table(
        "Đơn vị mới, chưa có trong danh mục",
        (Column("Mã"), Column("Tên đơn vị", wide=True), Column("Loại")),
        tuple((unit.code, unit.name, labels.UNIT_KIND.get(unit.kind, unit.kind)) for unit in draft.units if unit.new),
        empty="Không có; mọi đơn vị đều có trong danh mục.",
    )


def _unresolved(draft: PlanDraft) -> Table:
    """Lists what is open, most harmful first; what is open for one reason in one section stands in one row."""
    places = positions(draft)
    written = {task.code: task.due_text or "" for task in draft.tasks}
    rows: list[tuple[Cell, ...]] = [
        (len(group.doubts), f"{group_words(group, places)}{_choice_words(group)}", _source_words(group, written))
        for group in groups(draft)
    ]
    return Table(
        "Cần người xem",
        (number("Điểm"), Column("Chưa rõ", wide=True), Column("Chữ trong tệp", wide=True, brief=True)),
        (*rows, (len(draft.unresolved), "Tổng số điểm cần xem", "")) if rows else (),
        empty="Không có.",
        total_rows=1 if rows else 0,
    )


def _source_words(group: Group, written: Mapping[str, str]) -> str:
    """Finds where and in which words one doubt stands; of several doubts the deadlines as written."""
    if len(group.doubts) == 1:
        return _one_source(group.doubts[0], written)
    if group.kind is not DoubtKind.DUE:
        return ""
    said_of = [words_and_line(doubt)[0] or written.get(doubt.task or "") for doubt in group.doubts]
    return "; ".join(dict.fromkeys(filter(None, said_of)))


def _one_source(doubt: Unresolved, written: Mapping[str, str]) -> str:
    """Puts first what a person looks for: the words of a deadline, or the place of what belongs to no task."""
    words, line = words_and_line(doubt)
    if doubt.task is None:
        return ": ".join(filter(None, [doubt.source, line]))
    if kind_of(doubt) is DoubtKind.DUE:
        words = words or written.get(doubt.task, "")
    said = f"“{words}” trong: {line}" if words and words != line else line
    return f"{said} ({doubt.source})"


def _choice_words(group: Group) -> str:
    choices = group.doubts[0].choices
    return f" – có thể chọn: {'; '.join(choices)}" if len(group.doubts) == 1 and choices else ""
