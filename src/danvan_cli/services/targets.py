"""Targets: entering, correcting, linking to tasks, and recording the units' figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.journal import first_day_of
from danvan_cli.db.reads.records import people_on
from danvan_cli.domain.codes import next_code
from danvan_cli.domain.dates import describe
from danvan_cli.domain.errors import ConflictError, DoubtfulError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.numbers import NOTHING_AROSE, format_number, parse_number, ratio_words
from danvan_cli.domain.succession import heirs_at
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.words import RollUp, TargetKind
from danvan_cli.services.evidence import add_evidence, reject_evidence
from danvan_cli.services.plan_store import ensure_plan
from danvan_cli.services.request import Request
from danvan_cli.services.target_figures import source_of, source_words
from danvan_cli.services.units import ensure_catalogue
from danvan_cli.services.writing import (
    acting_unit_row,
    changed,
    known_units,
    past_day,
    plan_row,
    required_text,
    row_key,
    target_row,
    task_row,
    unit_row,
    writing,
)

_PREFIX = "CT"
_SIGNS = {"≥": ">=", "≤": "<=", ">=": ">=", "<=": "<=", ">": ">", "<": "<", "=": "=", "": ">="}
_GOAL = re.compile(r"(≥|≤|>=|<=|>|<|=)?\s*([\d.,]+)\s*(%|[^\W\d_].*)?")
# What a target counts that a unit's headcount is the whole of.
_PEOPLE = ("cong chuc", "vien chuc", "can bo", "nguoi lao dong", "dang vien", "doan vien")
_REACHED = {"dat": 1, "da dat": 1, "co": 1, "xong": 1, "1": 1, "chua": 0, "chua dat": 0, "khong": 0, "0": 0}


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal taken apart: operator, number and what is counted ("%", "mô hình")."""

    operator: str
    number: Decimal
    unit_of_measure: str | None


def parse_goal(text: str) -> Goal:
    """Reads "100%", "≥ 90%", "<= 5 vụ", "2 mô hình"; no sign means ≥. UsageError for other words."""
    found = _GOAL.fullmatch(clean(text))
    if not found:
        raise UsageError(f"Không đọc được mục tiêu “{text}”.", "Viết như 100%, ≥ 90%, ≤ 5 vụ hoặc 2 mô hình.")
    measure = (found[3] or "").strip() or None
    return Goal(_SIGNS[found[1] or ""], parse_number(found[2]), measure)


@dataclass(frozen=True, slots=True)
class TargetValues:
    """A target as entered or corrected; None means not said, which in a correction leaves the old value.

    ``fed_by`` is a kind of records, as in ``source_of``; "" in a correction lets units report again.
    """

    statement: str | None = None
    kind: str | None = None
    goal: Goal | None = None
    baseline: Decimal | None = None
    roll_up: str | None = None
    fed_by: str | None = None
    units: Sequence[str] = ()
    tasks: Sequence[str] = ()


def add_target(request: Request, values: TargetValues) -> Changed:
    """Adds a target with the next code CT1, CT2, …; its kind follows from the goal where it is not said."""
    _refuse_goal_of_milestone(values.kind or _kind_of(values.goal), values.goal)
    with writing(request, may_begin=True) as work:
        notes = ensure_catalogue(work, values.units)
        plan = ensure_plan(work, request)
        rows = work.session.exec(select(tables.Target).where(col(tables.Target.plan_id) == plan.id)).all()
        target = tables.Target(
            plan_id=row_key(plan.id),
            code=_next_target_code(row.code for row in rows),
            position=max((row.position for row in rows), default=0) + 1,
            statement=required_text(values.statement or "", "Nội dung chỉ tiêu"),
            kind=values.kind or _kind_of(values.goal),
            operator=values.goal.operator if values.goal else None,
            goal=values.goal.number if values.goal else None,
            unit_of_measure=values.goal.unit_of_measure if values.goal else None,
            baseline=values.baseline,
            roll_up=values.roll_up or RollUp.SUM,
        )
        target.fed_by = source_of(values.fed_by or "", target.kind)
        work.session.add(target)
        work.session.flush()
        _require_units(work, target, values.units)
        _link_tasks(work, request, plan, target, values.tasks)
        plan_code, code = plan.code, target.code
    return changed(request, work, f"Đã thêm chỉ tiêu {code} vào {plan_code}.", code, plan=plan_code, notes=notes)


def _next_target_code(codes: Iterable[str]) -> str:
    return next_code(_PREFIX, codes, separator="")


def _kind_of(goal: Goal | None) -> str:
    if goal is None:
        return TargetKind.MILESTONE
    return TargetKind.RATIO if goal.unit_of_measure == "%" else TargetKind.COUNT


def _refuse_goal_of_milestone(kind: str, goal: Goal | None) -> None:
    if kind == TargetKind.MILESTONE and goal is not None:
        raise UsageError("Cột mốc chỉ có đạt hoặc chưa đạt, không có mức để so.", "Bỏ --goal, hoặc chọn --kind khác.")


def _require_units(work: Transaction, target: tables.Target, units: Sequence[str]) -> None:
    for words in units:
        unit = acting_unit_row(work, words, work.today)
        query = select(tables.TargetUnit).where(
            col(tables.TargetUnit.target_id) == target.id, col(tables.TargetUnit.unit_id) == unit.id
        )
        if work.session.exec(query).first() is None:
            work.session.add(tables.TargetUnit(target_id=row_key(target.id), unit_id=row_key(unit.id)))
            work.session.flush()


def _link_tasks(
    work: Transaction, request: Request, plan: tables.Plan, target: tables.Target, codes: Sequence[str]
) -> None:
    for code in codes:
        task = task_row(work, plan, code)
        query = select(tables.TargetTask).where(
            col(tables.TargetTask.target_id) == target.id, col(tables.TargetTask.task_id) == task.id
        )
        if work.session.exec(query).first() is None:
            work.session.add(tables.TargetTask(target_id=row_key(target.id), task_id=row_key(task.id)))
            work.session.flush()


def edit_target(request: Request, code: str, values: TargetValues, drop_units: Sequence[str] = ()) -> Changed:
    """Corrects a target; its code stays. ConflictError for another kind once figures are recorded."""
    with writing(request) as work:
        plan = plan_row(work, request)
        target = target_row(work, plan, code)
        if values.statement is not None:
            target.statement = required_text(values.statement, "Nội dung chỉ tiêu")
        if values.kind is not None and values.kind != target.kind:
            _refuse_with_figures(work, target)
            target.kind = values.kind
            if target.kind == TargetKind.MILESTONE:
                target.operator = target.goal = target.unit_of_measure = None
        _refuse_goal_of_milestone(target.kind, values.goal)
        if values.goal is not None:
            target.operator, target.goal = values.goal.operator, values.goal.number
            target.unit_of_measure = values.goal.unit_of_measure
        target.baseline = target.baseline if values.baseline is None else values.baseline
        target.roll_up = values.roll_up or target.roll_up
        _require_units(work, target, values.units)
        _release_units(work, target, drop_units)
        _feed(work, target, values.fed_by)
        plan_code, target_code, source = plan.code, target.code, source_words(target.fed_by)
    told = f", lấy số liệu từ phiếu {source}" if source and values.fed_by else ""
    return changed(request, work, f"Đã sửa chỉ tiêu {target_code}{told}.", target_code, plan=plan_code)


def _feed(work: Transaction, target: tables.Target, words: str | None) -> None:
    """Says what feeds the target, on all days since it was there: records tell their own days."""
    source = source_of(target.fed_by or "" if words is None else words, target.kind)
    if source != target.fed_by:
        work.session.flush()
        work.happened_on = first_day_of(work.reader, "target", row_key(target.id)) or work.today
        target.fed_by = source
        work.session.flush()


def _refuse_with_figures(work: Transaction, target: tables.Target) -> None:
    query = select(tables.Measurement).where(col(tables.Measurement.target_id) == target.id)
    if work.session.exec(query).first() is not None:
        raise ConflictError(
            f"Chỉ tiêu {target.code} đã có số liệu, không đổi loại được.", "Thêm chỉ tiêu mới bằng danvan target add."
        )


def _release_units(work: Transaction, target: tables.Target, units: Sequence[str]) -> None:
    for words in units:
        unit = unit_row(work, words)
        query = select(tables.TargetUnit).where(
            col(tables.TargetUnit.target_id) == target.id, col(tables.TargetUnit.unit_id) == unit.id
        )
        found = work.session.exec(query).first()
        if found is None:
            raise ConflictError(f"{unit.code} không nằm trong danh sách của {target.code}.", "Kiểm tra lại mã đơn vị.")
        work.session.delete(found)


def link_target(request: Request, code: str, tasks: Sequence[str]) -> Changed:
    """Links tasks to the target they serve, besides those linked already; NotFoundError for an unknown code."""
    with writing(request) as work:
        plan = plan_row(work, request)
        target = target_row(work, plan, code)
        _link_tasks(work, request, plan, target, tasks)
        plan_code, target_code = plan.code, target.code
    return changed(request, work, f"Đã nối {target_code} với {', '.join(tasks)}.", target_code, plan=plan_code)


@dataclass(frozen=True, slots=True)
class Figure:
    """A unit's figure as typed ("42/50", "100%", "96,6", "đạt"); no unit for the whole agency.

    ``is_sure`` takes a number of people that is not the unit's. ``note`` is kept among the plan's remarks.
    """

    text: str
    unit: str | None = None
    on: date | None = None
    evidence: Sequence[str] = ()
    note: str | None = None
    is_sure: bool = False


def record_measurement(request: Request, code: str, figure: Figure) -> Changed:
    """Records a unit's figure at a day; one already recorded for that day is replaced, the journal keeps it.

    Raises DoubtfulError where a target counts people and the whole is not the unit's headcount, unless sure.
    """
    day = past_day(figure.on, request)
    with writing(request) as work:
        work.happened_on = day
        plan = plan_row(work, request)
        target = target_row(work, plan, code)
        if target.fed_by is not None:
            raise ConflictError(
                f"Chỉ tiêu {target.code} lấy số liệu từ phiếu {source_words(target.fed_by)}, không ghi riêng.",
                f'Ghi phiếu bằng danvan record add, hoặc thôi lấy bằng danvan target edit {target.code} --from "".',
            )
        unit = acting_unit_row(work, figure.unit, day) if figure.unit is not None else None
        people = people_on(work.reader, unit.code, day) if unit is not None else None
        numerator, denominator, value = _read_figure(target, _all_of(figure.text, people))
        if not figure.is_sure:
            _refuse_odd_headcount(target, unit, people, denominator)
        if figure.note is not None:
            words = required_text(figure.note, "Ghi chú")
            note = tables.Note(text=f"{target.code}: {words}", actor=request.actor, at=request.now)
            note.plan_id, note.unit_id = row_key(plan.id), unit.id if unit else None
            work.session.add(note)
        row = measurement_row(work, target, unit, day)
        if row.id is not None and figure.evidence:
            reject_evidence(work, tables.Evidence.measurement_id, row_key(row.id), day)
        row.numerator, row.denominator, row.value = numerator, denominator, value
        work.session.add(row)
        work.session.flush()
        add_evidence(work, figure.evidence, measurement=row_key(row.id))
        notes = (
            *_swapped(numerator, denominator), *_replaced(work, target, unit, day), *_taken_over(work, target, unit)
        )  # fmt: skip
        plan_code, target_code, unit_code = plan.code, target.code, unit.code if unit else "toàn cơ quan"
    words = figure_words(numerator, denominator, value)
    headline = f"Đã ghi {target_code} ({unit_code}): {words}, số liệu ngày {describe(day)}."
    return changed(request, work, headline, target_code, plan=plan_code, notes=notes)


def _all_of(text: str, people: int | None) -> str:
    """Writes "100%" of a unit whose people are known as all of them."""
    return f"{people}/{people}" if people and re.fullmatch(r"100\s*%", text.strip()) else text


def _refuse_odd_headcount(
    target: tables.Target, unit: tables.Unit | None, people: int | None, whole: Decimal | None
) -> None:
    if unit is None or not people or whole is None or whole == people:
        return
    if any(word in fold(target.statement) for word in _PEOPLE):
        raise DoubtfulError(
            f"{unit.code} có {people} người, mà mẫu số là {format_number(whole)}.",
            "Đúng như vậy thì thêm --yes; số người đổi rồi thì sửa bằng danvan unit edit --headcount.",
        )


def _read_figure(target: tables.Target, text: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    if target.kind == TargetKind.RATIO:
        parts = ["0", "0"] if fold(text).strip() == fold(NOTHING_AROSE) else text.split("/")
        if len(parts) != 2:
            raise UsageError(
                f"Chỉ tiêu {target.code} là tỷ lệ, cần tử số và mẫu số; “{text}” không phải.",
                "Ghi như 42/50 (42 trong 50).",
            )
        numerator, denominator = (parse_number(part) for part in parts)
        if not denominator and numerator:
            raise UsageError(
                f"Mẫu số bằng 0 mà tử số là {format_number(numerator)}.",
                "Ghi tổng số làm mẫu số, ví dụ 42/50; kỳ này không phát sinh thì ghi 0/0.",
            )
        return numerator, denominator, None
    if target.kind == TargetKind.MILESTONE:
        reached = _REACHED.get(fold(text))
        if reached is None:
            raise UsageError(f"Chỉ tiêu {target.code} là cột mốc; không hiểu “{text}”.", "Ghi “đạt” hoặc “chưa đạt”.")
        return None, None, Decimal(reached)
    return None, None, parse_number(text)


def measurement_row(
    work: Transaction, target: tables.Target, unit: tables.Unit | None, day: date
) -> tables.Measurement:
    """Finds the figure of a unit, or (None) of the whole agency, at a day; a new row, not stored yet, for none."""
    of_unit = col(tables.Measurement.unit_id).is_(None) if unit is None else col(tables.Measurement.unit_id) == unit.id
    query = select(tables.Measurement).where(
        col(tables.Measurement.target_id) == target.id, col(tables.Measurement.as_of) == day, of_unit
    )
    found = work.session.exec(query).first()
    return found or tables.Measurement(target_id=row_key(target.id), unit_id=unit.id if unit else None, as_of=day)


def milestone_words(text: str) -> str:
    """Says of a milestone in the one way whether it is reached; other words stay, to be refused."""
    reached = _REACHED.get(fold(text).strip())
    return text if reached is None else ("đạt" if reached else "chưa đạt")


def figure_words(numerator: Decimal | None, denominator: Decimal | None, value: Decimal | None) -> str:
    """Writes a figure as it is read out: "42/50", or its value."""
    if numerator is not None and denominator is not None:
        return ratio_words(numerator, denominator)
    return format_number(value or Decimal(0))


def _replaced(work: Transaction, target: tables.Target, unit: tables.Unit | None, day: date) -> tuple[str, ...]:
    """Warns that a figure of the whole agency stands in place of the units' own."""
    if unit is not None:
        return ()
    query = select(tables.Measurement).where(
        col(tables.Measurement.target_id) == target.id, col(tables.Measurement.unit_id).is_not(None)
    )
    days = [figure.as_of for figure in work.session.exec(query)]
    # As coverage has it: a newer figure of a unit's own keeps the agency's from standing in their place.
    if not days or max(days) > day:
        return ()
    return ("Số liệu toàn cơ quan được dùng thay số liệu các đơn vị đã báo đến ngày này.",)


def _taken_over(work: Transaction, target: tables.Target, unit: tables.Unit | None) -> tuple[str, ...]:
    """Says of the first figure of a unit that took over from others that it holds theirs, too."""
    if unit is None or target.roll_up == RollUp.LATEST:
        return ()
    figure = tables.Measurement
    merged = [code for code, heir in heirs_at(known_units(work), work.today).items() if heir == unit.code]
    query = (
        select(tables.Unit.code)
        .join(figure, col(figure.unit_id) == tables.Unit.id)
        .where(col(figure.target_id) == target.id, col(tables.Unit.code).in_(merged))
    )
    told = list(dict.fromkeys(work.session.exec(query))) if merged else []
    if not told:
        return ()
    return (f"Số này thay số đã báo của {', '.join(told)}; ghi cả phần của đơn vị đã sáp nhập.",)


def _swapped(numerator: Decimal | None, denominator: Decimal | None) -> tuple[str, ...]:
    if numerator is not None and denominator is not None and numerator > denominator:
        return ("Tử số lớn hơn mẫu số; kiểm tra lại nếu không phải vượt chỉ tiêu.",)
    return ()
