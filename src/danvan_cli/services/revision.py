"""A revised version of a plan against the plan as followed: what is added, changed, dropped.

Codes, progress and evidence stay. What the new version no longer has is cancelled with that reason, never deleted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.deadlines import DeadlineQuery
from danvan_cli.db.reads.plans import all_plans, plans_of_file
from danvan_cli.db.reads.targets import all_targets
from danvan_cli.db.reads.tasks import list_tasks
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.codes import find_code
from danvan_cli.domain.draft import PeriodDraft, PlanDraft, TaskDraft
from danvan_cli.domain.due import DueRule, rule_text
from danvan_cli.domain.errors import ConflictError
from danvan_cli.domain.model import Plan, Target, TaskFilter
from danvan_cli.domain.overlap import has_own_head, is_table_title
from danvan_cli.domain.revision import DROPPED, Item, Revision, TaskRevision, compared, match
from danvan_cli.domain.states import UNFINISHED
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.words import Role, Stage
from danvan_cli.services.assigning import Opening, assign_units, drop_unit
from danvan_cli.services.due_days import correct_due
from danvan_cli.services.ended_units import led_by_heirs
from danvan_cli.services.plan_store import (
    HEAD,
    fill_plan,
    fill_target,
    store_documents,
    store_sections,
    store_targets,
)
from danvan_cli.services.request import Request
from danvan_cli.services.task_store import TaskStore
from danvan_cli.services.writing import deadline_rows, known_units, row_key, unit_row

# A removed task is known too, so that a new version does not bring it back under another code.
_EVERY = TaskFilter(with_removed=True)


def compare(request: Request, draft: PlanDraft) -> Revision | None:
    """Compares the draft with the plan that it is a version of, and writes nothing; None for a new plan."""
    if not request.database.exists:
        return None
    with reading(request.database) as reader:
        plan = _standing(reader, request, draft)
        if plan is None:
            return None
        tasks, total = list_tasks(reader, DeadlineQuery(plan.code, request.as_of, unopened=True), _EVERY)
        if plan.code in plans_of_file(reader, draft.source_sha256):
            # The same file again changes nothing, whatever was done to the plan since.
            return Revision(plan.code, (), (), (), total)
        tasks = led_by_heirs(tasks, all_units(reader), request.today)
    return compared(plan.code, tasks, draft)


def standing_code(request: Request, draft: PlanDraft) -> str | None:
    """Finds the code of the plan that a draft is the same file or a new version of."""
    if not request.database.exists:
        return None
    with reading(request.database) as reader:
        plan = _standing(reader, request, draft)
    return None if plan is None else plan.code


def standing_plan(work: Transaction, request: Request, draft: PlanDraft) -> tables.Plan | None:
    """Is ``standing_code`` inside a transaction: finds the row."""
    plan = _standing(work.reader, request, draft)
    if plan is None:
        return None
    query = select(tables.Plan).where(col(tables.Plan.agency_id) == work.agency, col(tables.Plan.code) == plan.code)
    return work.session.exec(query).one()


def _standing(reader: Reader, request: Request, draft: PlanDraft) -> Plan | None:
    """A version of a plan has its year, issuer, symbol and title, or is named and of the same year and issuer."""
    plans = all_plans(reader, counted=False)
    if request.plan is not None:
        return _named(plans, request.plan, draft)
    header = draft.header
    if header.title is not None:
        said = (header.year, fold(header.issuer or ""), fold(header.symbol or ""), fold(header.title))
        for plan in plans:
            if said == (plan.year, fold(plan.issuer or ""), fold(plan.symbol or ""), fold(plan.title)):
                return plan
    same_file = plans_of_file(reader, draft.source_sha256)[:1]
    return next((plan for plan in plans if plan.code in same_file), None)


def _named(plans: Sequence[Plan], code: str, draft: PlanDraft) -> Plan:
    known = find_code([plan.code for plan in plans], code, "kế hoạch", "Dữ liệu")
    plan = next(plan for plan in plans if plan.code == known)
    header = draft.header
    other_year = header.year is not None and header.year != plan.year
    other_issuer = bool(header.issuer and plan.issuer) and fold(header.issuer or "") != fold(plan.issuer or "")
    if other_year or other_issuer:
        raise ConflictError(
            f"Tệp là kế hoạch năm {header.year or '…'} của {header.issuer or '…'}, không phải bản sửa đổi của "
            f"{plan.code} (năm {plan.year}, {plan.issuer or '…'}).",
            "Bỏ --plan để nhập thành kế hoạch riêng.",
        )
    return plan


def revise(
    work: Transaction, request: Request, plan: tables.Plan, draft: PlanDraft, may_drop: int | None = None
) -> tuple[Revision, str, tuple[str, ...]]:
    """Brings a plan up to a new version of its file; tells what changed, in a sentence too, and what to check.

    ConflictError where more tasks would be cancelled than ``may_drop``.
    """
    if draft.header.issued_on is not None and draft.header.issued_on > (plan.issued_on or date.min):
        # A later version changes the plan from its own day on; the same one, corrected, from the day it is typed in.
        work.happened_on = min(draft.header.issued_on, request.today)
    tasks, _ = list_tasks(work.reader, DeadlineQuery(plan.code, request.as_of, unopened=True), _EVERY)
    found = compared(plan.code, led_by_heirs(tasks, known_units(work), request.today), draft)
    refuse_removals(found, may_drop)
    is_table = not has_own_head(draft.header, plan.title)
    if is_table:
        draft = _of_table(plan, draft, found)
        if not (found.is_change or _new_targets(work, plan, draft)):
            return found, _revised_words(plan, draft, found), tuple(_left_alone(draft, found))
    fill_plan(plan, draft.header, draft)
    sections = store_sections(work, plan, draft)
    store = TaskStore(work, request, plan, sections, store_documents(work, plan, draft))
    notes: list[str] = []
    gone: list[tables.Deadline] = []
    for change in found.changed:
        task = _row(work, plan, change.code)
        _revive(task, change.item, work, request)
        notes += _change_task(work, task, change, sections, store)
        gone += _change_rows(work, task, change.item, store)
    store.add(found.added)
    for dropped in found.dropped:
        gone += deadline_rows(work, _row(work, plan, dropped.code))
    for row in gone:
        _drop(row, request, clean(draft.source_name))
    notes += _revise_targets(work, plan, draft, sections)
    work.session.flush()
    return found, _revised_words(plan, draft, found), (*notes, *_left_alone(draft, found))


def refuse_removals(found: Revision, may_drop: int | None) -> None:
    """Raises ConflictError where a new version cancels more tasks than was agreed to; None agrees to any number."""
    number = len(found.dropped)
    if may_drop is None or number <= may_drop:
        return
    raise ConflictError(
        f"Bản mới của {found.plan}: {found.in_words}; việc thôi thực hiện {number} nhiệm vụ chưa được đồng ý. "
        "Không có gì được ghi.",
        f"Xem là những việc nào bằng --dry-run; đúng là thôi thực hiện cả {number} nhiệm vụ thì thêm --remove-missing.",
    )


def _of_table(plan: tables.Plan, draft: PlanDraft, found: Revision) -> PlanDraft:
    """Leaves out what a table says of itself: its title and its sheets are not the plan's title and headings.

    What it says of the plan fills what is not known yet; a heading is new only where added tasks stand under it.
    """
    left_out: dict[str, Any] = {name: None for name in HEAD if getattr(plan, name)}
    if draft.header.title and is_table_title(draft.header.title):
        left_out["title"] = None
    wanted = {item.section for item in found.added}
    parents = {section.path: section.parent for section in draft.sections}
    above = {parents.get(path) for path in wanted}
    while above - wanted - {None}:
        wanted |= {path for path in above if path}
        above = {parents.get(path) for path in wanted}
    return replace(
        draft,
        header=replace(draft.header, **left_out),
        sections=tuple(section for section in draft.sections if section.path in wanted),
    )


def _revised_words(plan: tables.Plan, draft: PlanDraft, found: Revision) -> str:
    done = "Đã cập nhật" if found.is_change else "Không có gì thay đổi trong các nhiệm vụ của"
    return f"{done} {plan.code} theo {clean(draft.source_name)}: {found.in_words}."


def _left_alone(draft: PlanDraft, found: Revision) -> Iterator[str]:
    """Tells what the new version says or leaves out that changed nothing."""
    if found.finished:
        codes = ", ".join(task.code for task in found.finished)
        yield f"Đã xong hoặc thôi thực hiện từ trước, không còn trong bản mới, được giữ nguyên: {codes}."
    tracked = sum(task.tracking is not None for task in draft.tasks)
    if tracked:
        yield (
            f"Tình trạng, tiến độ, kết quả ghi trong tệp ({tracked} nhiệm vụ) không đổi số liệu đang theo dõi; "
            "ghi bằng danvan task done, danvan task progress."
        )


def _row(work: Transaction, plan: tables.Plan, code: str) -> tables.Task:
    query = select(tables.Task).where(col(tables.Task.plan_id) == plan.id, col(tables.Task.code) == code)
    return work.session.exec(query).one()


def _change_task(
    work: Transaction, task: tables.Task, change: TaskRevision, sections: dict[str, int], store: TaskStore
) -> list[str]:
    item = change.item
    if task.content != item.content:
        task.short_title = store.title_of(item)
    task.content, task.product, task.kind = item.content, item.product or task.product, item.kind
    task.section_id, task.source = sections.get(item.section, task.section_id), item.source or None
    task.groups = json.dumps(item.groups, ensure_ascii=False)
    notes = _change_units(work, task, item)
    work.session.flush()
    return notes


def _change_rows(work: Transaction, task: tables.Task, item: TaskDraft, store: TaskStore) -> list[tables.Deadline]:
    """Sets every lead's periods and days to the new version's; returns the rows of periods it no longer has.

    A version that says no day at all leaves the rows as they are; one that waits for an event gives undated rows its
    rule.
    """
    if not any(period.due_on for period in item.rows()):
        for row in deadline_rows(work, task):
            if item.due_rule is not None and row.due_on is None:
                row.due_rule, row.due_text = rule_text(item.due_rule), item.due_text
        return []
    gone: list[tables.Deadline] = []
    said = {period.period: period for period in item.rows()}
    units: dict[int | None, list[tables.Deadline]] = {}
    for row in deadline_rows(work, task):
        units.setdefault(row.unit_id, []).append(row)
    for unit_id, rows in units.items():
        if len(rows) == len(said) == 1:
            # One row here and one there are the same, whatever the period was called.
            rows[0].period = next(iter(said))
        standing = {row.period: row for row in rows}
        for name, period in said.items():
            if name in standing:
                _move(work, standing[name], item, period)
            else:
                work.session.add(store.row(task, item, unit_id, period))
        gone += [row for row in rows if row.period not in said]
    work.session.flush()
    return gone


def _move(work: Transaction, row: tables.Deadline, item: TaskDraft, period: PeriodDraft) -> None:
    if period.due_on is None:
        return
    rule = item.due_rule or DueRule.on(period.due_on)
    if period.due_on != (row.original_due_on or row.due_on):
        correct_due(work, row, period.due_on, rule)
    elif period.due_text != row.due_text:
        row.due_rule = rule_text(rule)  # other words for the same day may move otherwise with a setting, or next year
    else:
        return
    row.due_text, row.due_certain = period.due_text, item.certain


def _drop(row: tables.Deadline, request: Request, where: str) -> None:
    if row.stage not in UNFINISHED:
        return
    row.stage, row.stage_since, row.submitted_on = Stage.CANCELLED, request.today, None
    row.stage_reason = f"{DROPPED} {where}"
    row.last_update = request.today


def _revive(task: tables.Task, item: TaskDraft, work: Transaction, request: Request) -> None:
    """Opens again what an earlier version had dropped and this one has."""
    names = {period.period for period in item.rows()}
    for row in deadline_rows(work, task):
        if row.period in names and row.stage == Stage.CANCELLED and (row.stage_reason or "").startswith(DROPPED):
            row.stage = Stage.IN_PROGRESS if row.progress else Stage.NOT_STARTED
            row.stage_since, row.stage_reason = request.today, None


def _change_units(work: Transaction, task: tables.Task, item: TaskDraft) -> list[str]:
    """Assigns the units that the new version names; a lead it no longer names goes, unless it has begun."""
    first = next((p for p in item.rows() if p.due_on), None)
    rule = rule_text(item.due_rule) if item.due_rule else None
    opening = Opening("", first.due_on, first.due_text, due_rule=rule, due_certain=item.certain) if first else Opening()
    assign_units(work, task, {Role.LEAD: item.leads, Role.SUPPORT: item.supports}, (opening,))
    if not item.leads:
        return []
    wanted = {row_key(unit_row(work, code).id) for code in item.leads}
    notes = []
    for row in deadline_rows(work, task):
        if row.unit_id is None or row.unit_id in wanted:
            continue
        unit = work.session.get_one(tables.Unit, row.unit_id)
        if row.stage == Stage.NOT_STARTED:
            drop_unit(work, task, unit)
        else:
            notes.append(
                f"{task.code}: bản mới không còn ghi {unit.code}, nhưng {unit.code} đã có tiến độ nên được giữ."
            )
    return notes


def _revise_targets(work: Transaction, plan: tables.Plan, draft: PlanDraft, sections: dict[str, int]) -> list[str]:
    pairs, gone = _target_pairs(work, plan, draft)
    rows = {
        row.code: row for row in work.session.exec(select(tables.Target).where(col(tables.Target.plan_id) == plan.id))
    }
    for item in draft.targets:
        if item.code in pairs:
            fill_target(rows[pairs[item.code]], item, sections)
    store_targets(work, plan, [item for item in draft.targets if item.code not in pairs], sections)
    return [f"Chỉ tiêu {', '.join(gone)} không còn trong bản mới; số liệu được giữ nguyên."] if gone else []


def _target_pairs(work: Transaction, plan: tables.Plan, draft: PlanDraft) -> tuple[dict[str, str], list[str]]:
    """Pairs the draft's targets with the plan's; gives the codes of those that it no longer has too."""
    standing: list[Target] = all_targets(work.reader, plan.code)
    pairs = match(
        [Item(target.code, "", target.statement) for target in standing],
        [Item(item.code, "", item.statement) for item in draft.targets],
    )
    return pairs, [target.code for target in standing if target.code not in pairs.values()]


def _new_targets(work: Transaction, plan: tables.Plan, draft: PlanDraft) -> bool:
    pairs, _ = _target_pairs(work, plan, draft)
    return any(item.code not in pairs for item in draft.targets)
