"""Units over time: ended, renamed from a day, merged and split by a law or a decision, and the history of one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.reforms import planned_reforms
from danvan_cli.db.reads.units import all_units, successions
from danvan_cli.domain.codes import find_unit
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.domain.model import Changed, Unit
from danvan_cli.domain.reforms import NAMING, reform_words
from danvan_cli.domain.succession import UnitHistory, history_of
from danvan_cli.domain.text import clean
from danvan_cli.domain.validation import required_text, unit_name
from danvan_cli.services.passing_on import Passed, Passing, last_day_before, pass_headcount, passed_notes
from danvan_cli.services.request import Request
from danvan_cli.services.units import refuse_taken, store_units
from danvan_cli.services.writing import changed, known_units, row_key, unit_row, unit_rows, writing

_LONGEST_DOCUMENT = 300


@dataclass(frozen=True, slots=True)
class Reform:
    """A merger or a split as asked for: who ends, who takes over from which day, by which document.

    One of ``into`` that is new is written with its name, "PHC=Phòng Hành chính". ``given`` says by the successor which
    tasks of a split unit it gets; all that is not named goes to the first one. ``is_forecast``: only to see, ahead of
    its day, what it would do today.
    """

    units: Sequence[str]
    into: Sequence[str]
    from_on: date
    document: str | None = None
    given: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_forecast: bool = False


def merge_units(request: Request, reform: Reform) -> Changed:
    """Merges units into one from a day on: what is open goes to it, what was finished keeps its name.

    The one taken into may be new, one of them, or another. Ahead of its day it is kept and waits, and nothing changes.
    UsageError for fewer than two units; ConflictError where one of them does not act on the day before, or a merger or
    split of it waits already.
    """
    if len(reform.into) != 1:
        raise UsageError("Sáp nhập thì vào một đơn vị.", "Ghi một lần --into; tách thì dùng danvan unit split.")
    if is_ahead(request, reform):
        return _plan_ahead(request, reform, merge_units)
    with writing(request) as work:
        olds = _ending(work, request, reform)
        new = _taker(work, reform, reform.into[0], olds[0])
        olds = [unit for unit in olds if unit.id != new.id]
        if not olds:
            raise UsageError("Chưa có đơn vị nào để sáp nhập.", "Ghi ít nhất một đơn vị khác với đơn vị ở --into.")
        counted = pass_headcount(work, olds, new, reform.from_on)
        told = Passed()
        for old in olds:
            _end(work, old, reform, [new])
            Passing(work, old, reform.from_on, lambda _: new, told).all([new])
        named, code = ", ".join(old.code for old in olds), new.code
        notes = (*passed_notes(told), *filter(None, [counted]), *_logins(request, olds, [new]))
        headline = f"Đã sáp nhập {named} vào {code} ({new.name}) từ {describe(reform.from_on)}."
    return changed(request, work, headline, code, notes=notes)


def split_unit(request: Request, reform: Reform) -> Changed:
    """Splits a unit from a day on: each task goes to who it is given to, the rest to the first successor.

    The unit ends unless it is one of its successors. Errors as in ``merge_units``, NotFoundError for a task given away
    of which the unit has nothing open.
    """
    if len(reform.into) < 2:
        raise UsageError("Tách thì thành ít nhất hai đơn vị.", "Ghi --into cho từng đơn vị, kể cả chính đơn vị cũ.")
    if is_ahead(request, reform):
        return _plan_ahead(request, reform, split_unit)
    with writing(request) as work:
        old = _ending(work, request, reform)[0]
        takers = [_taker(work, reform, words, old) for words in reform.into]
        if len({taker.id for taker in takers}) != len(takers):
            raise UsageError("Một đơn vị được ghi hai lần ở --into.", "Ghi mỗi đơn vị một lần.")
        chosen = _given(work, old, takers, reform)
        told, stays = Passed(), any(taker.id == old.id for taker in takers)

        def pick(task: int | None) -> tables.Unit:
            return chosen.get(task or 0, takers[0])

        others = [taker for taker in takers if taker.id != old.id]
        if stays:
            _follow(work, old, reform, others)
            Passing(work, old, reform.from_on, lambda task: chosen.get(task or 0, old), told).work_alone()
        else:
            _end(work, old, reform, takers)
            Passing(work, old, reform.from_on, pick, told).all(takers)
        code, named = old.code, ", ".join(f"{taker.code} ({taker.name})" for taker in takers)
        notes = [*passed_notes(told), *_logins(request, [] if stays else [old], takers)]
        if any(taker.headcount is None for taker in takers):
            notes.append("Ghi số người của đơn vị mới bằng danvan unit edit MÃ --headcount SỐ.")
        headline = f"Đã tách {code} thành {named} từ {describe(reform.from_on)}."
    return changed(request, work, headline, code, notes=notes)


def _given(
    work: Transaction, old: tables.Unit, takers: Sequence[tables.Unit], reform: Reform
) -> dict[int, tables.Unit]:
    """Reads which tasks go to whom, by their keys, in the plans that are open."""
    by_code = {taker.code: taker for taker in takers}
    query = (
        select(tables.Task.code, tables.Task.id)
        .join(tables.Assignment, col(tables.Assignment.task_id) == tables.Task.id)
        .join(tables.Plan, col(tables.Plan.id) == tables.Task.plan_id)
        .where(col(tables.Assignment.unit_id) == old.id, col(tables.Plan.closed_on).is_(None))
    )
    own: dict[str, list[int]] = {}
    for code, key in work.session.exec(query).all():
        own.setdefault(code.casefold(), []).append(row_key(key))
    found: dict[int, tables.Unit] = {}
    for words, tasks in reform.given.items():
        taker = unit_row(work, words, reform.from_on)
        if taker.code not in by_code:
            raise UsageError(f"{taker.code} không ở trong các đơn vị nhận.", "Ghi ở --give một đơn vị đã ghi ở --into.")
        for task in tasks:
            if task.casefold() not in own:
                raise NotFoundError(
                    f"{old.code} không có phần việc ở {task}.", f"Xem bằng danvan unit show {old.code}."
                )
            found |= dict.fromkeys(own[task.casefold()], by_code[taker.code])
    return found


def _ending(work: Transaction, request: Request, reform: Reform) -> list[tables.Unit]:
    """Finds the units meant, each acting up to the day before."""
    work.happened_on = min(reform.from_on, request.today)
    last = last_day_before(reform.from_on)
    rows, units = unit_rows(work, reform.units, last), known_units(work)
    for row in rows:
        unit = next(one for one in units if one.code == row.code)
        if unit.successors and unit.valid_to is not None:
            raise ConflictError(
                f"{unit.code} đã kết thúc ngày {short(unit.valid_to)}, đơn vị tiếp nhận: {', '.join(unit.successors)}.",
                f"Xem bằng danvan unit history {unit.code}; ghi nhầm thì danvan undo.",
            )
        if unit.valid_to is not None and unit.valid_to != last:
            raise ConflictError(
                f"{unit.code} đã ghi ngày kết thúc {short(unit.valid_to)}, không khớp với ngày {short(last)}.",
                f"Sửa bằng danvan unit edit {unit.code} --valid-to {short(last)}, hoặc ghi lại --from.",
            )
        if unit.valid_from is not None and unit.valid_from > last:
            raise ConflictError(
                f"{unit.code} hoạt động từ {short(unit.valid_from)}, chưa có vào ngày {short(last)}.", "Ghi lại --from."
            )
    _refuse_waiting(work, [row.code for row in rows])
    return rows


def is_ahead(request: Request, reform: Reform) -> bool:
    """Tells whether the day of a merger or a split has not come yet."""
    return reform.from_on > request.today and not reform.is_forecast


def _plan_ahead(request: Request, reform: Reform, carry: Callable[[Request, Reform], Changed]) -> Changed:
    """Keeps a merger or a split until its day, and tells what it would do if all stayed as it is; errors as of it."""
    forecast = carry(request._replace(dry_run=True, write_copy=None), replace(reform, is_forecast=True))
    with writing(request) as work:
        units = [row.code for row in unit_rows(work, reform.units, last_day_before(reform.from_on))]
        document = required_text(reform.document, "Văn bản", _LONGEST_DOCUMENT) if reform.document else None
        into = [clean(one) if NAMING in one else unit_row(work, one, reform.from_on).code for one in reform.into]
        row = tables.PlannedReform(
            agency_id=work.agency,
            from_on=reform.from_on,
            units=json.dumps(units),
            into_units=json.dumps(into, ensure_ascii=False),
            document=document,
            given=json.dumps({taker: ",".join(codes) for taker, codes in reform.given.items()}, ensure_ascii=False),
        )
        work.session.add(row)
        work.session.flush()
    named = describe(reform.from_on)
    headline = f"Ghi trước: {reform_words(units, into)} từ {named}; đến ngày ấy mọi việc giữ nguyên."
    notes = [f"Nếu đến ngày ấy vẫn như hôm nay: {note[0].lower()}{note[1:]}" for note in forecast.notes]
    ready = "Đến ngày, danvan today và danvan status nhắc; thực hiện bằng danvan unit reform."
    return changed(request, work, headline, ", ".join(units), notes=(*notes, ready))


def _refuse_waiting(work: Transaction, ending: Sequence[str], taking: Sequence[str] = ()) -> None:
    """Refuses who ends where a merger or a split of it waits for its day, and who takes over where it is to end."""
    for one in planned_reforms(work.reader):
        known = {new for new in one.into if NAMING not in new}
        if named := sorted({*one.units, *known}.intersection(ending) | set(one.units).intersection(taking)):
            raise ConflictError(
                f"{', '.join(named)} có sáp nhập, tách đã ghi trước từ {short(one.from_on)}: {one.words}.",
                "Đến ngày thì thực hiện bằng danvan unit reform; ghi nhầm thì bỏ bằng danvan undo (xem undo --list).",
            )


def _taker(work: Transaction, reform: Reform, words: str, like: tables.Unit) -> tables.Unit:
    """Finds who takes over, or enters one that is written with its name; it is of the kind of who ends."""
    code, sign, name = words.partition(NAMING)
    if sign:
        parent = work.session.get(tables.Unit, like.parent_id) if like.parent_id else None
        unit = Unit(
            code.strip(), clean(name), like.kind, parent.code if parent else None, valid_from=reform.from_on
        )  # fmt: skip
        # Who ends must have ended before another one takes the name.
        for old in unit_rows(work, reform.units, last_day_before(reform.from_on)):
            if clean(old.name).casefold() == unit.name.casefold():
                old.valid_to = last_day_before(reform.from_on)
        work.session.flush()
        return unit_row(work, store_units(work, [unit])[0])
    try:
        row = unit_row(work, words, reform.from_on)
    except NotFoundError as error:
        raise NotFoundError(
            error.message, f'Đơn vị mới thì ghi cả tên: --into "{clean(words)}=Tên đầy đủ". {error.hint or ""}'.strip()
        ) from error
    _refuse_waiting(work, (), [row.code])
    ends = row.valid_to is not None and row.valid_to < reform.from_on
    if ends or (row.valid_from is not None and row.valid_from > reform.from_on):
        days = f"đến {short(row.valid_to)}" if ends else f"từ {short(row.valid_from)}"
        raise ConflictError(
            f"{row.code} chỉ hoạt động {days}, không tiếp nhận từ {short(reform.from_on)} được.", "Ghi đơn vị khác."
        )
    return row


def _end(work: Transaction, old: tables.Unit, reform: Reform, takers: Sequence[tables.Unit]) -> None:
    old.valid_to = last_day_before(reform.from_on)
    _follow(work, old, reform, takers)


def _follow(work: Transaction, old: tables.Unit, reform: Reform, takers: Sequence[tables.Unit]) -> None:
    document = required_text(reform.document, "Văn bản", _LONGEST_DOCUMENT) if reform.document else None
    work.session.add_all(
        tables.Succession(
            unit_id=row_key(old.id), successor_id=row_key(taker.id), from_on=reform.from_on, document=document
        )
        for taker in takers
    )
    work.session.flush()


def _logins(request: Request, olds: Sequence[tables.Unit], takers: Sequence[tables.Unit]) -> tuple[str, ...]:
    """Says on a server that nobody acts for a successor by having acted for who ended."""
    if request.database.url is None or not olds:
        return ()
    named = ", ".join(old.code for old in olds)
    return (
        f"Tài khoản máy chủ của {named} từ nay chỉ xem; cho làm việc của đơn vị mới bằng danvan db grant TÀI_KHOẢN "
        f"--scope unit --unit {takers[0].code}.",
    )


def set_end(work: Transaction, row: tables.Unit, last: date | None) -> list[str]:
    """Sets a unit's last day, or with None lets it go on; says what is left open. ConflictError where others follow."""
    followed = work.session.exec(select(tables.Succession).where(col(tables.Succession.unit_id) == row.id)).first()
    if followed is not None and row.valid_to is not None:
        raise ConflictError(
            f"{row.code} đã có đơn vị tiếp nhận, ngày kết thúc theo ngày ấy.",
            f"Ghi nhầm thì danvan undo; xem bằng danvan unit history {row.code}.",
        )
    if last is not None and row.valid_from is not None and last < row.valid_from:
        raise UsageError(
            f"Ngày kết thúc {short(last)} trước ngày bắt đầu {short(row.valid_from)}.", "Ghi lại --valid-to."
        )
    row.valid_to = last
    work.session.flush()
    if last is None:
        return []
    open_rows = work.reader.execute(
        """SELECT COUNT(*) FROM deadline d WHERE d.unit_id = :unit
        AND d.stage IN ('not_started', 'in_progress', 'paused')""",
        {"unit": row.id},
    ).fetchone()[0]
    if not open_rows:
        return []
    after = last + timedelta(1)
    return [
        f"{row.code} còn {open_rows} phần việc chưa xong; từ {short(after)} chuyển cho đơn vị tiếp nhận bằng "
        f"danvan unit merge {row.code} --into ĐƠN_VỊ --from {short(after)}, hoặc cho thôi bằng danvan task cancel."
    ]


def rename_from(work: Transaction, request: Request, row: tables.Unit, name: str, day: date) -> None:
    """Gives a unit another name from a day on; up to the day before it keeps the one it had. UsageError as below."""
    if day > request.today:
        raise UsageError(
            f"{describe(day).capitalize()} chưa tới (hôm nay là {describe(request.today)}).", "Đổi tên khi đến ngày ấy."
        )
    last = last_day_before(day)
    if row.valid_from is not None and last < row.valid_from:
        raise UsageError(
            f"{row.code} hoạt động từ {short(row.valid_from)}, chưa có tên nào trước {short(day)}.",
            "Sửa tên gõ sai thì bỏ --from.",
        )
    former = tables.FormerName
    newest = work.session.exec(
        select(former).where(col(former.unit_id) == row.id).order_by(col(former.valid_to).desc())
    ).first()
    if newest is not None and newest.valid_to >= last:
        raise ConflictError(
            f"{row.code} đã đổi tên ngày {short(newest.valid_to + timedelta(1))}.",
            "Ghi ngày sau ngày ấy, hoặc danvan undo lần đổi trước.",
        )
    name = unit_name(name)
    if name == row.name:
        return
    work.happened_on = day
    refuse_taken(work, row, (name,))
    work.session.add(former(unit_id=row_key(row.id), name=row.name, valid_to=last))
    row.name = name
    work.session.flush()


def unit_history(request: Request, words: str) -> tuple[Unit, UnitHistory]:
    """Tells a unit's names, its first and last day, from whom it took over and who took over from it."""
    with reading(request.database) as reader:
        unit = find_unit(all_units(reader), words, request.as_of)
        return unit, history_of(unit, successions(reader))
