"""Plans, units and targets that should not be there: taken out whole, put together, or kept with the reason told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.records import records_of
from danvan_cli.db.removing import branch_of, kept_for_ever, remove
from danvan_cli.domain.dates import FIRST_DAY, short
from danvan_cli.domain.errors import ConflictError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.record_rules import clash
from danvan_cli.domain.records import RECORDS
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import Role, Stage
from danvan_cli.services.plan_store import CURRENT
from danvan_cli.services.record_kinds import all_kinds
from danvan_cli.services.request import Request
from danvan_cli.services.steps import code_of
from danvan_cli.services.writing import changed, plan_row, row_key, target_row, unit_row, writing

# What belongs to a unit alone and goes with it.
_OF_UNIT = frozenset(["unit", "unit_alias", "former_name", "headcount"])
_ROLES = (Role.LEAD, Role.SUPPORT, Role.WATCH)
_MOST_NAMED = 5


def remove_plan(request: Request, code: str) -> Changed:
    """Takes a plan out with all that hangs on it; ``undo`` brings it back.

    ConflictError where letters or reminders were sent for it: those are kept, and so is the plan.
    """
    with writing(request) as work:
        plan = plan_row(work, request._replace(plan=code))
        branch = branch_of(work, "plan", [row_key(plan.id)])
        if kept := kept_for_ever(branch):
            raise ConflictError(
                f"Kế hoạch {plan.code} đã có {branch.count(kept[0])} lần đôn đốc, không bỏ được.",
                "Hồ sơ đôn đốc phải được giữ; chọn kế hoạch khác bằng danvan plan use.",
            )
        plan_code, title, tasks = plan.code, plan.title, branch.count("task")
        work.session.expunge(plan)
        remove(work, branch, FIRST_DAY)
        _choose_another(work, plan_code)
    headline = f"Đã bỏ kế hoạch {plan_code} “{title}” với {tasks} nhiệm vụ và {branch.count('target')} chỉ tiêu."
    return changed(request, work, headline, plan_code)


def _choose_another(work: Transaction, plan_code: str) -> None:
    """Lets the choice of a plan fall that is no more: the only one left is then meant, of several none."""
    query = select(tables.Setting).where(
        col(tables.Setting.agency_id) == work.agency,
        col(tables.Setting.key) == CURRENT,
        col(tables.Setting.value) == plan_code,
    )
    for row in work.session.exec(query):
        work.session.delete(row)


def remove_unit(request: Request, words: str) -> Changed:
    """Takes a unit out that nothing speaks of; ConflictError, naming what does, for any other."""
    with writing(request) as work:
        unit = unit_row(work, words)
        branch = branch_of(work, "unit", [row_key(unit.id)])
        others = {table: len(rows) for table, rows in branch.rows.items() if rows and table not in _OF_UNIT}
        below = branch.count("unit") - 1
        if others or below:
            raise ConflictError(
                f"{unit.code} còn {_numbers(others, below)}, không bỏ được.",
                f"Gộp vào đơn vị khác bằng danvan unit unify {unit.code} ĐƠN_VỊ.",
            )
        code, name = unit.code, unit.name
        work.session.expunge(unit)
        remove(work, branch, FIRST_DAY)
    return changed(request, work, f"Đã bỏ đơn vị {code} “{name}”.", code)


def _numbers(others: Mapping[str, int], below: int) -> str:
    told = [f"{count} {RECORDS[table].label or table}" for table, count in others.items()]
    return ", ".join([*told, *([f"{below} đơn vị trực thuộc"] if below else [])])


def unify_units(request: Request, words: str, into: str) -> Changed:
    """Puts a unit that was entered twice into the other: all of the first's becomes the second's, its names too.

    For two names of one body; bodies that the law merges are for ``succession``. ConflictError where both
    have begun the same part of a task, or have different last days for it, or different figures of one target and day.
    """
    with writing(request) as work:
        old, new = unit_row(work, words), unit_row(work, into)
        if old.id == new.id:
            raise ConflictError(f"“{words}” và “{into}” là cùng một đơn vị.", "Ghi hai đơn vị khác nhau.")
        _refuse_reformed(work, old)
        work.happened_on = FIRST_DAY
        _merge_rows(work, old, new)
        _merge_parts(work, old, new)
        _merge_figures(work, old, new)
        _merge_records(work, old, new)
        _merge_reports(work, old, new)
        names = [old.name, *_take_names(work, old, new)]
        for row in work.session.exec(select(tables.Unit).where(col(tables.Unit.parent_id) == old.id)):
            row.parent_id = new.id if row.id != new.id else None
        _move_all(work, old, new)
        work.session.flush()
        code, into_code = old.code, new.code
        # What is gone so far is told while the unit is there that its code has in it.
        work.write_journal()
        work.session.delete(old)
        work.session.flush()
        for name in dict.fromkeys([code, *names]):
            _add_name(work, new, name)
    headline = f"Đã gộp {code} vào {into_code}; tên cũ thành tên khác của {into_code}."
    return changed(request, work, headline, into_code)


def _refuse_reformed(work: Transaction, old: tables.Unit) -> None:
    """Refuses a unit that took over from another one or that another one took over from: that was no slip."""
    step = tables.Succession
    query = select(step).where((col(step.unit_id) == old.id) | (col(step.successor_id) == old.id))
    if work.session.exec(query).first() is not None:
        raise ConflictError(
            f"{old.code} đã sáp nhập hoặc tách theo quyết định, không phải ghi trùng.",
            f"Xem bằng danvan unit history {old.code}; ghi nhầm thì danvan undo.",
        )


def _merge_rows(work: Transaction, old: tables.Unit, new: tables.Unit) -> None:
    """Where both lead a task, keeps the part that was begun; two that were are a person's to settle."""
    query = select(tables.Deadline)
    theirs = {
        (r.task_id, r.record_id, r.period): r for r in work.session.exec(query.where(_is_of(tables.Deadline, new)))
    }
    clashes: list[str] = []
    days: list[str] = []
    is_urged = False
    for row in work.session.exec(query.where(_is_of(tables.Deadline, old))).all():
        twin = theirs.get((row.task_id, row.record_id, row.period))
        if twin is None:
            row.unit_id = new.id
        elif row.due_on != twin.due_on and Stage.CANCELLED not in (row.stage, twin.stage):
            days.append(f"{code_of(work, row)} ({_day_of(row)} và {_day_of(twin)})")
        elif idle := next((r for r in (row, twin) if not _is_begun(work, r)), None):
            work.session.delete(idle)
            work.session.flush()
            row.unit_id = new.id if idle is twin else row.unit_id
        else:
            clashes.append(code_of(work, row))
            is_urged = is_urged or all(
                branch_of(work, "deadline", [row_key(r.id)]).count("reminder") for r in (row, twin)
            )
    if days:
        raise ConflictError(
            f"{old.code} và {new.code} có thời hạn khác nhau ở {_listed(days)}.",
            f"Sửa cho giống nhau bằng danvan task edit MÃ --unit {old.code} --due NGÀY rồi gộp lại.",
        )
    if is_urged:
        raise ConflictError(
            f"{old.code} và {new.code} cùng đã được đôn đốc ở {_listed(clashes)}; sổ ghi giữ lại các lần đôn đốc.",
            f"Cho {old.code} thôi thực hiện bằng danvan task cancel MÃ --unit {old.code}, không gộp.",
        )
    if clashes:
        raise ConflictError(
            f"{old.code} và {new.code} cùng đã làm {_listed(clashes)}.",
            f"Cho một bên thôi thực hiện bằng danvan task cancel MÃ --unit {old.code} rồi gộp lại.",
        )
    work.session.flush()


def _day_of(row: tables.Deadline) -> str:
    return short(row.due_on) if row.due_on else "không thời hạn"


def _is_begun(work: Transaction, row: tables.Deadline) -> bool:
    """True where something would be lost with the row; one that was cancelled holds only what hangs on it."""
    hanging = branch_of(work, "deadline", [row_key(row.id)])
    is_idle = row.stage in (Stage.NOT_STARTED, Stage.CANCELLED)
    return not is_idle or any(hanging.count(t) for t in ("evidence", "extension", "reminder"))


def _merge_parts(work: Transaction, old: tables.Unit, new: tables.Unit) -> None:
    """Where both have a part in a task, the greater one stays."""
    query = select(tables.Assignment)
    theirs = {part.task_id: part for part in work.session.exec(query.where(_is_of(tables.Assignment, new)))}
    for part in work.session.exec(query.where(_is_of(tables.Assignment, old))).all():
        twin = theirs.get(part.task_id)
        if twin is None:
            part.unit_id = row_key(new.id)
            continue
        twin.role = min((Role(part.role), Role(twin.role)), key=_ROLES.index)
        twin.progress, twin.result = twin.progress or part.progress, twin.result or part.result
        work.session.delete(part)
    work.session.flush()


def _merge_figures(work: Transaction, old: tables.Unit, new: tables.Unit) -> None:
    query = select(tables.Measurement)
    theirs = {(f.target_id, f.as_of): f for f in work.session.exec(query.where(_is_of(tables.Measurement, new)))}
    for figure in work.session.exec(query.where(_is_of(tables.Measurement, old))).all():
        twin = theirs.get((figure.target_id, figure.as_of))
        if twin is None:
            figure.unit_id = new.id
        elif (figure.numerator, figure.denominator, figure.value) == (twin.numerator, twin.denominator, twin.value):
            work.session.delete(figure)
        else:
            target = work.session.get_one(tables.Target, figure.target_id).code
            raise ConflictError(
                f"{old.code} và {new.code} có số liệu khác nhau của {target} cùng ngày.",
                f"Bỏ một số bằng danvan target unrecord {target} --unit {old.code}.",
            )
    owned = select(tables.TargetUnit)
    both = {line.target_id for line in work.session.exec(owned.where(_is_of(tables.TargetUnit, new)))}
    for line in work.session.exec(owned.where(_is_of(tables.TargetUnit, old))).all():
        if line.target_id in both:
            work.session.delete(line)
        else:
            line.unit_id = row_key(new.id)
    work.session.flush()


def _merge_reports(work: Transaction, old: tables.Unit, new: tables.Unit) -> None:
    """Where both are in a reporting round, keeps the report that came; two that did are a person's to settle."""
    part = tables.RoundUnit
    theirs = {row.round_id: row for row in work.session.exec(select(part).where(_is_of(part, new)))}
    for row in work.session.exec(select(part).where(_is_of(part, old))).all():
        twin = theirs.get(row.round_id)
        if twin is not None and row.sent_on is not None and twin.sent_on is not None:
            named = work.session.get_one(tables.Round, row.round_id)
            raise ConflictError(
                f"{old.code} và {new.code} cùng đã gửi báo cáo {named.title}.",
                "Số liệu của hai báo cáo cần người quyết định; chưa gộp được.",
            )
        gone = None if twin is None else row if row.sent_on is None else twin
        if gone is not None:
            for demand in work.session.exec(
                select(tables.RoundDemand).where(col(tables.RoundDemand.round_unit_id) == gone.id)
            ):
                work.session.delete(demand)
            work.session.delete(gone)
            work.session.flush()
        if gone is not row:
            row.unit_id = row_key(new.id)
    work.session.flush()


def _merge_records(work: Transaction, old: tables.Unit, new: tables.Unit) -> None:
    """Gives the other unit the first's records; where both tell of the same days and thing, a person must choose."""
    for kind in all_kinds():
        known = records_of(work.reader, kind.key)
        theirs = [record for record in known if record.unit == new.code]
        for record in known:
            twin = clash(kind, record._replace(unit=new.code), theirs) if record.unit == old.code else None
            if twin is not None:
                raise ConflictError(
                    f"{old.code} và {new.code} cùng có phiếu số liệu của những ngày ấy: {record.code} và {twin.code}.",
                    "Bỏ một phiếu bằng danvan record remove MÃ rồi gộp lại.",
                )
    for row in work.session.exec(select(tables.Record).where(_is_of(tables.Record, old))).all():
        row.unit_id = new.id
    work.session.flush()


def _move_all(work: Transaction, old: tables.Unit, new: tables.Unit) -> None:
    """Gives the other unit what else is the first's: notes, reminders, people; its headcounts go with it."""
    for kind in (tables.Note, tables.Reminder, tables.Person):
        for row in work.session.exec(select(kind).where(_is_of(kind, old))).all():
            row.unit_id = new.id
    for count in work.session.exec(select(tables.Headcount).where(_is_of(tables.Headcount, old))).all():
        work.session.delete(count)
    work.session.flush()


def _take_names(work: Transaction, old: tables.Unit, new: tables.Unit) -> list[str]:
    rows = work.session.exec(select(tables.UnitAlias).where(_is_of(tables.UnitAlias, old))).all()
    names = [row.alias for row in rows]
    former = work.session.exec(select(tables.FormerName).where(_is_of(tables.FormerName, old))).all()
    for row in (*rows, *former):
        work.session.delete(row)
    work.session.flush()
    return names


def _add_name(work: Transaction, unit: tables.Unit, name: str) -> None:
    known = work.session.exec(select(tables.UnitAlias.alias_key).where(_is_of(tables.UnitAlias, unit))).all()
    if fold(name) not in {*known, fold(unit.name), fold(unit.code)}:
        work.session.add(tables.UnitAlias(unit_id=row_key(unit.id), alias=name, alias_key=fold(name)))
        work.session.flush()


def _is_of(kind: type, unit: tables.Unit):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return col(kind.unit_id) == unit.id  # type: ignore[attr-defined]


def _listed(codes: Iterable[str]) -> str:
    named = list(dict.fromkeys(codes))
    return ", ".join(named[:_MOST_NAMED]) + (
        f" và {len(named) - _MOST_NAMED} việc khác" if len(named) > _MOST_NAMED else ""
    )


def remove_target(request: Request, code: str) -> Changed:
    """Takes a target out of every list and figure; its figures are kept and ``restore_target`` brings all back."""
    with writing(request) as work:
        plan = plan_row(work, request)
        target = target_row(work, plan, code)
        target.removed_at = request.now
        plan_code, target_code = plan.code, target.code
    headline = f"Đã bỏ chỉ tiêu {target_code} khỏi mọi danh sách; lấy lại bằng danvan target restore {target_code}."
    return changed(request, work, headline, target_code, plan=plan_code)


def restore_target(request: Request, code: str) -> Changed:
    """Brings a removed target back as it was; ConflictError for one that is not removed."""
    with writing(request) as work:
        plan = plan_row(work, request)
        target = target_row(work, plan, code, removed_too=True)
        if target.removed_at is None:
            raise ConflictError(f"Chỉ tiêu {target.code} không bị bỏ.", "Không cần lấy lại.")
        target.removed_at = None
        plan_code, target_code = plan.code, target.code
    return changed(request, work, f"Đã lấy lại chỉ tiêu {target_code}.", target_code, plan=plan_code)
