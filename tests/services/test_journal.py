"""Every write is one group whose entries are enough to rebuild what was there before."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from danvan_cli.db import journal, tables
from danvan_cli.domain.due import GivenDue
from danvan_cli.domain.errors import DanvanError
from danvan_cli.domain.model import Changed, Unit
from danvan_cli.domain.words import Priority, Role, RollUp, TaskKind, UnitKind
from danvan_cli.services import adding, assigning, lifecycle, planning, setting_aside, targets, tasks, units
from danvan_cli.services.adding import NewTask
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.steps import Choice
from danvan_cli.services.targets import Figure, TargetValues, parse_goal
from danvan_cli.services.tasks import TaskChange
from danvan_cli.services.units import UnitChange

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2023, 10, 26)


def take_back(path: Path, group: int) -> None:
    """Undoes one group by plain SQL, knowing nothing but the journal."""
    connection = sqlite3.connect(path)
    entries = connection.execute(
        "SELECT table_name, row_id, before, after FROM journal_entry WHERE group_id = ? ORDER BY position DESC",
        (group,),
    ).fetchall()
    for table, row_id, before, after in entries:
        if before is None:
            connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        elif after is None:
            row = json.loads(before)
            names = ", ".join(f'"{name}"' for name in row)
            connection.execute(
                f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
            )
        else:
            row = json.loads(before)
            assert set(row) == set(json.loads(after))
            sets = ", ".join(f'"{name}" = ?' for name in row)
            connection.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*row.values(), row_id))
    connection.commit()
    connection.close()


def as_told(content: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Writes instants one way: the driver stores them with a blank, the journal in ISO form."""

    def told(value: Any) -> Any:
        text = str(value)
        if isinstance(value, str) and len(text) > 18 and text[4] == text[7] == "-" and text[10] in " T":
            return text[:19].replace("T", " ")
        return value

    return {table: [{k: told(v) for k, v in row.items()} for row in rows] for table, rows in content.items()}


class Clerk:
    """Does something at random; every choice comes from the seed."""

    def __init__(self, book: Any, seed: int) -> None:
        self.book, self.chance = book, random.Random(seed)

    def task(self) -> str:
        return str(self.chance.choice(self.book.values("SELECT code FROM task")))

    def unit(self) -> str:
        return str(self.chance.choice(self.book.values("SELECT code FROM unit")))

    def target(self) -> str:
        return str(self.chance.choice(self.book.values("SELECT code FROM target")))

    def day(self) -> date:
        return TODAY - timedelta(self.chance.randrange(60))

    def maybe(self, value: Any) -> Any:
        return value if self.chance.random() < 0.5 else None

    def words(self) -> str:
        return self.chance.choice(["Báo cáo", "=1+1", "[/b] :ok:", "a'b\"c", "½ ☂ đ"]) + str(self.chance.randrange(9))

    def due(self) -> Any:
        return self.maybe(GivenDue.by(TODAY + timedelta(self.chance.randrange(-30, 30)), "ngày nào đó"))

    def act(self) -> None:
        on, pick = self.book.on(), self.chance
        choice = Choice(self.task(), self.maybe((self.unit(),)) or ())
        result = Result(
            self.maybe(self.day()), self.maybe(self.words()), self.maybe(("45/BC-VP ngày 1/2/2023",)) or (), "chưa có"
        )
        role = pick.choice(list(Role))
        steps: list[Callable[[], Any]] = [
            lambda: adding.add_task(
                on, NewTask(self.words(), (self.unit(),), due=self.due(), texts={"product": self.words()})
            ),
            lambda: adding.add_task(on, NewTask(self.words(), due=self.due())),
            lambda: tasks.edit_task(on, self.task(), TaskChange(self.maybe(self.words()), due=self.due())),
            lambda: tasks.edit_task(on, self.task(), TaskChange(priority=pick.choice(list(Priority)), no_due=True)),
            lambda: tasks.edit_task(
                on, self.task(), TaskChange(kind=pick.choice(list(TaskKind)), section="", texts={"product": ""})
            ),
            lambda: assigning.assign_task(on, self.task(), {role: [self.unit(), self.unit()]}),
            lambda: assigning.assign_task(on, self.task(), {role: [self.unit()]}, [self.unit()]),
            lambda: assigning.assign_task(on, "IV-4", {}, [pick.choice(["CCTĐC", "TTKHCN"])]),
            lambda: tasks.note_task(on, self.task(), self.words()),
            lambda: tasks.remove_task(on, self.task()),
            lambda: tasks.restore_task(
                on, pick.choice(self.book.values("SELECT code FROM task WHERE removed_at > ''"))
            ),
            lambda: lifecycle.report_progress(on, choice, pick.randrange(101), self.maybe(self.words())),
            lambda: lifecycle.submit(on, choice, result),
            lambda: lifecycle.complete(on, choice, result),
            lambda: lifecycle.confirm(on, choice, Result(no_evidence="không có")),
            lambda: lifecycle.reopen(on, choice, self.words()),
            lambda: setting_aside.cancel(on, choice, self.words()),
            lambda: targets.add_target(
                on, TargetValues(self.words(), goal=parse_goal("≥ 96,50%"), units=[self.unit()])
            ),
            lambda: targets.edit_target(
                on,
                self.target(),
                TargetValues(roll_up=pick.choice(list(RollUp)), units=[self.unit()]),
                self.maybe([self.unit()]) or (),
            ),
            lambda: targets.link_target(on, self.target(), [self.task()]),
            lambda: targets.record_measurement(
                on, self.target(), Figure(f"{pick.randrange(9)},50/9", self.maybe(self.unit()), self.day(), ("x",))
            ),
            lambda: targets.record_measurement(on, "CT2", Figure(pick.choice(["đạt", "chưa"]), self.unit(), TODAY)),
            lambda: units.add_unit(
                on, Unit("", self.words(), pick.choice(list(UnitKind)), self.unit(), 5, (self.words(),))
            ),
            lambda: units.edit_unit(on, self.unit(), UnitChange(self.words(), parent=self.maybe(self.unit()) or "")),
            lambda: units.edit_unit(
                on, self.unit(), UnitChange(add_aliases=(self.words(),), headcount=pick.randrange(9))
            ),
            lambda: self.drop_alias(on),
            lambda: planning.use_plan(on, "KH-2023"),
        ]
        pick.choice(steps)()

    def drop_alias(self, on: Any) -> None:
        row = self.chance.choice(
            self.book.select("SELECT u.code, a.alias FROM unit_alias a JOIN unit u ON u.id = a.unit_id")
        )
        units.edit_unit(on, row["code"], UnitChange(drop_aliases=(row["alias"],)))


@pytest.mark.a_file
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))])
def test_the_journal_leads_back_through_every_state_the_data_had(book: Any, tmp_path: Path, seed: int) -> None:
    clerk = Clerk(book, seed)
    states, done = [book.content()], 0
    for _ in range(36):
        before = book.count("journal_group")
        try:
            clerk.act()
        except (DanvanError, IndexError):
            assert states[-1] == book.content()
            continue
        assert book.count("journal_group") - before == int(states[-1] != book.content())
        if states[-1] != book.content():
            states.append(book.content())
            done += 1

    assert done > 10
    copy = type(book)(tmp_path / "bản sao.db")
    shutil.copyfile(book.path, copy.path)
    for group in range(done + 1, 1, -1):
        take_back(copy.path, group)
        assert as_told(states[group - 2]) == as_told(copy.content())


@pytest.mark.a_file
def test_taking_back_the_import_leaves_empty_tables(book: Any) -> None:
    take_back(book.path, 1)

    assert {table: [] for table in book.content() if table != "agency"} == {
        table: rows for table, rows in book.content().items() if table != "agency"
    }


def test_a_group_says_who_when_by_which_command_and_which_program(book: Any) -> None:
    from danvan_cli import __version__

    assert [("thu", "kiểm thử", __version__, "2023-10-26 02:00:00")] == [
        (g["actor"], g["command"], g["program_version"], g["at"][:19])
        for g in book.select("SELECT * FROM journal_group")
    ]


def test_entries_are_numbered_from_one_inside_their_group(book: Any) -> None:
    adding.add_task(book.on(), NewTask("Báo cáo", ("VP",), ("TTr",)))

    assert [1, 2, 3, 4] == [entry["position"] for entry in book.last_entries()]


def test_what_the_answer_says_is_what_the_journal_keeps(book: Any) -> None:
    changed = assigning.assign_task(book.on(), "IV-4", {Role.LEAD: ["VP"]}, ["CCTĐC"])

    assert [(c.table, c.code, c.before, c.after) for c in changed.changes] == [
        (e["table_name"], e["code"], e["before"] and json.loads(e["before"]), e["after"] and json.loads(e["after"]))
        for e in book.last_entries()
    ]
    assert changed.group == book.values("SELECT MAX(id) FROM journal_group")[0]


def test_instants_in_the_journal_do_not_depend_on_the_machines_zone(book: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    try:
        tasks.remove_task(book.on(), "IV-5")
        tasks.restore_task(book.on(), "IV-5")
    finally:
        monkeypatch.undo()
        time.tzset()

    assert [{"removed_at": "2023-10-26T02:00:00+00:00"}] == [json.loads(e["before"]) for e in book.last_entries()]


def test_a_failure_in_the_middle_of_a_command_leaves_nothing(book: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before, groups = book.content(), book.count("journal_group")

    def fail(*_: object) -> None:
        raise RuntimeError("mất điện")

    monkeypatch.setattr(journal.Transaction, "write_journal", fail)
    with pytest.raises(RuntimeError):
        adding.add_task(book.on(), NewTask("Báo cáo"))

    assert (before, groups) == (book.content(), book.count("journal_group"))


DRY: dict[str, Callable[[Any], Any]] = {
    "add": lambda on: adding.add_task(on, NewTask("Báo cáo", ("VP",))),
    "done": lambda on: lifecycle.complete(on, Choice("IV-5"), Result(no_evidence="không có")),
    "record": lambda on: targets.record_measurement(on, "CT1", Figure("42/50", "VP")),
    "unit": lambda on: units.add_unit(on, Unit("PX", "Phòng X")),
    "remove": lambda on: tasks.remove_task(on, "IV-5"),
    "drop": lambda on: assigning.assign_task(on, "IV-5", {}, ["VP"]),
}


@pytest.mark.parametrize("step", DRY)
def test_a_dry_run_says_what_would_change_and_leaves_every_byte(book: Any, step: str) -> None:
    before = book.image()
    tried = DRY[step](book.on(dry_run=True))

    assert (before, True, None) == (book.image(), tried.dry_run, tried.group)
    assert without_keys(tried) == without_keys(DRY[step](book.on()))


def without_keys(changed: Changed) -> list[Any]:
    """Leaves out the keys of new rows: a server never gives one again that a dry run had."""
    return [
        (
            c.table,
            c.code,
            c.before,
            c.after and {name: value for name, value in c.after.items() if not name.endswith("id")},
        )
        for c in changed.changes
    ]


def test_every_table_of_the_schema_has_a_key_that_the_journal_can_name() -> None:
    kept = [getattr(tables, name) for name in tables.__all__]

    assert {"id"} == {column.name for table in kept for column in table.__table__.primary_key}
