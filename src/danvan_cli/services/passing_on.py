"""What goes from a unit that ends to those who take over, on a day: open work, parts, officers, targets, rounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.units import keys_of
from danvan_cli.domain.dates import FIRST_DAY, short
from danvan_cli.domain.succession import reached, sole_heirs, takers_at
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import Role, Stage
from danvan_cli.services.round_heirs import open_demand, pass_demand, report_of
from danvan_cli.services.steps import set_stage
from danvan_cli.services.writing import known_units, row_key

_ROLES = (Role.LEAD, Role.SUPPORT, Role.WATCH)
_IDLE = (Stage.NOT_STARTED, Stage.IN_PROGRESS, Stage.PAUSED)


@dataclass(slots=True)
class Passed:
    """What was passed on, each thing by the words it is told with; ``moved`` and ``targets`` by the successor's code.

    ``kept`` counts the finished parts that keep their unit's name, ``joined`` names the parts that the successor has
    already and that are done once from now on, ``unsettled`` those that a person must settle.
    """

    moved: dict[str, list[str]] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    joined: list[str] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)
    parts: dict[str, list[str]] = field(default_factory=dict)
    targets: dict[str, list[str]] = field(default_factory=dict)
    officers: dict[str, list[str]] = field(default_factory=dict)
    rounds: dict[str, list[str]] = field(default_factory=dict)
    requests: int = 0
    records: dict[str, int] = field(default_factory=dict)


class Passing(NamedTuple):
    """One unit's ending: from which day who takes over; ``pick`` chooses by the key of a task (None: whatever else)."""

    work: Transaction
    old: tables.Unit
    from_on: date
    pick: Callable[[int | None], tables.Unit]
    told: Passed

    def all(self, takers: Sequence[tables.Unit]) -> None:
        """Passes all on; what happened before ``from_on`` keeps the old unit's name."""
        moved = self._rows()
        self._parts(moved)
        self._officers()
        self._targets(takers)
        self._rounds()
        for row in self._own(tables.Unit, "parent_id"):
            taker = self.pick(None)
            row.parent_id = taker.id if row.id != taker.id else self.old.parent_id
        if records := len([row for row in self._own(tables.Record) if row.removed_at is None]):
            self.told.records[self.old.code] = records
        self.work.session.flush()

    def work_alone(self) -> None:
        """Passes on the work that ``pick`` gives to another one, and the parts in it; all else stays."""
        self._parts(self._rows())
        self.work.session.flush()

    def _own(self, kind: type, column: str = "unit_id") -> list[Any]:
        of_old = col(getattr(kind, column)) == self.old.id
        query: Any = select(kind).where(of_old).order_by(col(kind.id))  # type: ignore[attr-defined]  # every table has it
        return list(self.work.session.exec(query).all())

    def _rows(self) -> set[int]:
        """Moves the parts of work that were open on the day; returns the tasks of which something moved."""
        closed = _closed_plans(self.work)
        moved: set[int] = set()
        rows = [row for row in self._own(tables.Deadline) if row.plan_id not in closed]
        # The part that is furthest goes first, so that it is the one that stays where two become one.
        for row in sorted(rows, key=lambda row: (-row.progress, row.due_on or date.max)):
            taker, named = self.pick(row.task_id), _named(self.work, row)
            if taker.id == self.old.id:
                continue
            if not is_open_at(row, self.from_on):
                if row.stage != Stage.CANCELLED:
                    self.told.kept[self.old.code] = self.told.kept.get(self.old.code, 0) + 1
                continue
            twin = self._twin(row, taker)
            if twin is None:
                row.unit_id = taker.id
                self.told.moved.setdefault(taker.code, []).append(named)
                self.told.requests += _waiting_requests(self.work, row)
                moved.add(row.task_id or 0)
            elif self._is_one_work(row, twin):
                why = f"gộp vào phần việc của {taker.name} từ {short(self.from_on)}"
                set_stage(row, Stage.CANCELLED, self.from_on, why)
                self.told.joined.append(f"{named} ({self.old.code})")
            else:
                self.told.unsettled.append(f"{named} ({self.old.code})")
            self.work.session.flush()
        return moved

    def _is_one_work(self, row: tables.Deadline, twin: tables.Deadline) -> bool:
        """Tells whether two parts become one: both open, of one last day, which is not past yet [our rule].

        What was late when its unit ended stays that unit's own debt: joined, it would be late no more.
        """
        is_ahead = row.due_on is None or row.due_on >= self.from_on
        return row.stage in _IDLE and is_ahead and twin.due_on == row.due_on and is_open_at(twin, self.from_on)

    def _twin(self, row: tables.Deadline, taker: tables.Unit) -> tables.Deadline | None:
        deadline = tables.Deadline
        query = select(deadline).where(
            col(deadline.unit_id) == taker.id,
            col(deadline.period) == row.period,
            col(deadline.task_id) == row.task_id
            if row.task_id is not None
            else col(deadline.record_id) == row.record_id,
        )
        return self.work.session.exec(query).first()

    def _parts(self, moved: set[int]) -> None:
        """Gives the parts in tasks on: a lead's where a row went, a helper's where the task is not finished."""
        deadline, part = tables.Deadline, tables.Assignment
        closed = _closed_plans(self.work)
        for own in self._own(part):
            rows = self.work.session.exec(select(deadline).where(col(deadline.task_id) == own.task_id)).all()
            if any(row.plan_id in closed for row in rows):
                continue
            is_lead = own.role == Role.LEAD
            if is_lead and own.task_id not in moved:
                continue
            if not is_lead and not any(is_open_at(row, self.from_on) for row in rows):
                continue
            taker = self.pick(own.task_id)
            if taker.id == self.old.id:
                continue
            query = select(part).where(col(part.task_id) == own.task_id, col(part.unit_id) == taker.id)
            twin = self.work.session.exec(query).first()
            stays = (is_lead and any(row.unit_id == self.old.id for row in rows)) or (twin and own.last_update)
            if twin is not None:
                twin.role = min((Role(own.role), Role(twin.role)), key=_ROLES.index)
                if not stays:
                    self.work.session.delete(own)
            elif stays:
                self.work.session.add(part(task_id=own.task_id, unit_id=row_key(taker.id), role=own.role))
            else:
                own.unit_id = row_key(taker.id)
            if not is_lead:
                code = self.work.session.get_one(tables.Task, own.task_id).code
                self.told.parts.setdefault(taker.code, []).append(code)
            self.work.session.flush()

    def _officers(self) -> None:
        """Takes the officers along: to who gets the work that they are in charge of, else with the rest."""
        charge = tables.TaskPerson
        for person in self._own(tables.Person):
            tasks = self.work.session.exec(select(charge.task_id).where(col(charge.person_id) == person.id)).all()
            takers = {taker.code: taker for taker in map(self.pick, tasks)}
            taker = next(iter(takers.values())) if len(takers) == 1 else self.pick(None)
            others = self.work.session.exec(select(tables.Person).where(col(tables.Person.unit_id) == taker.id)).all()
            if not any(fold(other.name) == fold(person.name) for other in others):
                person.unit_id = taker.id
                self.told.officers.setdefault(taker.code, []).append(person.name)
        self.work.session.flush()

    def _targets(self, takers: Sequence[tables.Unit]) -> None:
        """Expects from the successors what the unit was named for; its own line stays for the days before."""
        line = tables.TargetUnit
        closed = _closed_plans(self.work)
        for own in self._own(line):
            target = self.work.session.get_one(tables.Target, own.target_id)
            if target.plan_id in closed:
                continue
            for taker in takers:
                query = select(line).where(col(line.target_id) == target.id, col(line.unit_id) == taker.id)
                standing = self.work.session.exec(query).first()
                if standing is None:
                    goal = own.goal if len(takers) == 1 else None
                    self.work.session.add(line(target_id=own.target_id, unit_id=row_key(taker.id), goal=goal))
                elif own.goal is not None and len(takers) == 1:
                    standing.goal = (standing.goal or Decimal(0)) + own.goal
                self.told.targets.setdefault(taker.code, []).append(target.code)
            self.work.session.flush()

    def _rounds(self) -> None:
        """Asks the successor for what the unit still owed on the day: a report, or what was to be completed of one.

        What it had sent keeps its name.
        """
        for own in self._own(tables.RoundUnit):
            found = self.work.session.get_one(tables.Round, own.round_id)
            if found.closed_on is not None and found.closed_on <= self.from_on:
                continue
            is_sent = own.sent_on is not None and own.sent_on < self.from_on
            demand = open_demand(self.work, own)
            if is_sent and demand is None:
                continue
            taker = self.pick(None)
            part = report_of(self.work, found, taker, max(self.from_on, found.opened_on))
            if is_sent and demand is not None and open_demand(self.work, part) is None:
                pass_demand(self.work, self.old.code, part, self.from_on, demand.reason, demand.due_on)
            if found.title not in self.told.rounds.setdefault(taker.code, []):
                self.told.rounds[taker.code].append(found.title)


def is_open_at(row: tables.Deadline, day: date) -> bool:
    """Tells whether a part of work was not handed in, not done and not given up before a day."""
    given_up = row.stage == Stage.CANCELLED and (row.stage_since is None or row.stage_since < day)
    ended = row.submitted_on or row.completed_on
    return not given_up and row.stage != Stage.CANCELLED and (ended is None or ended >= day)


def pass_headcount(work: Transaction, olds: Iterable[tables.Unit], new: tables.Unit, day: date) -> str | None:
    """Adds up the people of merged units from a day on, where all are known; says how, None where nothing is added."""
    known = [unit.headcount for unit in olds]
    if new.valid_from is None or new.valid_from < day:
        known.append(new.headcount)
    counted = [number for number in known if number is not None]
    if not counted or len(counted) != len(known):
        return None
    count = tables.Headcount
    if new.headcount is not None and not _has_count(work, new, FIRST_DAY, day):
        work.session.add(count(unit_id=row_key(new.id), valid_from=FIRST_DAY, people=new.headcount))
    query = select(count).where(col(count.unit_id) == new.id, col(count.valid_from) == day)
    row = work.session.exec(query).first() or count(unit_id=row_key(new.id), valid_from=day, people=0)
    new.headcount = row.people = sum(counted)
    work.session.add(row)
    work.session.flush()
    return f"Số người của {new.code} từ {short(day)}: {sum(counted)} ({' + '.join(map(str, counted))})."


def _has_count(work: Transaction, unit: tables.Unit, first: date, last: date) -> bool:
    count = tables.Headcount
    query = select(count).where(
        col(count.unit_id) == unit.id, col(count.valid_from) >= first, col(count.valid_from) <= last
    )
    return work.session.exec(query).first() is not None


def _closed_plans(work: Transaction) -> set[int | None]:
    query = select(tables.Plan.id).where(
        col(tables.Plan.agency_id) == work.agency, col(tables.Plan.closed_on).is_not(None)
    )
    return set(work.session.exec(query).all())


def _waiting_requests(work: Transaction, row: tables.Deadline) -> int:
    asked = tables.Extension
    query = select(asked).where(col(asked.deadline_id) == row.id, col(asked.decision).is_(None))
    return len(work.session.exec(query).all())


def _named(work: Transaction, row: tables.Deadline) -> str:
    if row.task_id is None:
        code = work.session.get_one(tables.Record, row.record_id).code
    else:
        code = work.session.get_one(tables.Task, row.task_id).code
    return f"{code} {row.period}".strip()


class Takers(NamedTuple):
    """Who has the work of units that have ended, by key: ``gone`` holds None for one without a single heir."""

    gone: Mapping[int, int | None]
    words: Mapping[int, str]

    def of(self, unit: int | None) -> int | None:
        """Finds who has the work of a unit now: itself where it acts."""
        return self.gone.get(unit, unit) if unit is not None else None

    def told(self, task: str, went: Iterable[int | None]) -> list[str]:
        """Says of each unit that led a task and has ended who leads it now."""
        return [f"{task}: {self.words[key]}" for key in went if key is not None]


def takers_of(work: Transaction, day: date) -> Takers:
    """Finds who has the work of the units that have ended by a day."""
    units = known_units(work)
    takers = takers_at(units, day)
    heirs = sole_heirs(takers)
    keys = {unit.code: key for unit, key in zip(units, keys_of(work.reader, [one.code for one in units]), strict=True)}
    words = {}
    for code in takers:
        others = reached(takers, code)
        to = f"việc chuyển cho {heirs[code]}" if code in heirs else "chưa rõ đơn vị nào chủ trì"
        among = f" ({', '.join(others)} tiếp nhận)" if len(others) > 1 else ""
        words[keys[code]] = f"{code} đã kết thúc hoạt động, {to}{among}."
    return Takers({keys[code]: keys.get(heirs.get(code, "")) for code in takers}, words)


def last_day_before(day: date) -> date:
    """Finds the last day of who ends where another one takes over on a day."""
    return day - timedelta(1)


_MOST_NAMED = 8


def passed_notes(told: Passed) -> list[str]:
    """Tells what was passed on and what stays, one sentence each."""

    def named(words: Sequence[str]) -> str:
        more = f" và {len(words) - _MOST_NAMED} mục khác" if len(words) > _MOST_NAMED else ""
        return f"{', '.join(words[:_MOST_NAMED])}{more}"

    def by_taker(found: Mapping[str, Sequence[str]], says: str) -> list[str]:
        return [says.format(taker=taker, number=len(words), named=named(words)) for taker, words in found.items()]

    notes = by_taker(told.moved, "Chuyển sang {taker} {number} phần việc chưa xong: {named}.")
    notes += by_taker(told.parts, "{taker} thay ở {number} nhiệm vụ phối hợp, theo dõi: {named}.")
    if told.kept:
        counted = ", ".join(f"{code} {number}" for code, number in told.kept.items())
        notes.append(f"Giữ tên cũ {sum(told.kept.values())} phần việc đã nộp hoặc đã xong: {counted}.")
    if told.joined:
        notes.append(
            f"Gộp thành một với phần cùng việc, cùng thời hạn (phần trùng thôi thực hiện): {named(told.joined)}."
        )
    if told.unsettled:
        notes.append(
            f"Còn để dưới tên cũ vì đơn vị nhận đã có phần của mình (đã quá hạn, khác thời hạn hoặc đã xong): "
            f"{named(told.unsettled)}; cần người quyết định, làm xong hoặc thôi bằng danvan task done, task cancel "
            "với --unit là đơn vị cũ."
        )
    notes += by_taker(told.targets, "{taker} báo số liệu thay ở {number} chỉ tiêu giao riêng: {named}.")
    notes += by_taker(told.rounds, "{taker} gửi thay báo cáo chưa gửi của {number} đợt: {named}.")
    notes += by_taker(told.officers, "Cán bộ chuyển sang {taker}: {named}.")
    if told.requests:
        notes.append(f"{told.requests} đề nghị gia hạn đang chờ đi theo phần việc.")
    if told.records:
        counted = ", ".join(f"{code} {number}" for code, number in told.records.items())
        notes.append(f"Phiếu số liệu đã ghi giữ tên cũ: {counted}.")
    return notes
