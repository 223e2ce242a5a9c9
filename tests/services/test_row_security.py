"""Who may see and change what on a server, tried by plain SQL as four logins: no program stands between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.conftest import DATA, SAMPLE_TEXT, ServerBook, request_on
from tests.postgres import Server

from danvan_cli.db.location import Database
from danvan_cli.domain.errors import (
    ConflictError,
    DanvanError,
    DatabaseError,
    ForbiddenError,
    NotFoundError,
    UsageError,
)
from danvan_cli.domain.words import NoteKind, Scope, Verdict
from danvan_cli.services import (
    access,
    agencies,
    configuring,
    confirming,
    extending,
    lifecycle,
    recording,
    reminders,
    rounds,
    score_steps,
    scoring,
    succession,
    targets,
    tasks,
)
from danvan_cli.services.confirming import Finding
from danvan_cli.services.letters import Order
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.planning import import_plan, read_draft
from danvan_cli.services.record_input import RecordInput
from danvan_cli.services.request import Request
from danvan_cli.services.steps import Choice
from danvan_cli.services.succession import Reform
from danvan_cli.services.targets import Figure, TargetValues
from danvan_cli.services.upgrading import upgrade_data

# Login → what it was granted: CCTĐC's and the Office's of the first agency, all agencies', the second one's.
UNIT, OFFICE, PROVINCE, OTHER = "rls_don_vi", "rls_van_phong", "rls_tinh", "rls_so_khac"
OTHER_UNIT, NOBODY = "rls_don_vi_khac", "rls_khong_quyen"
OTHER_PLAN = Path(__file__).parents[1] / "intake" / "plans" / "xa.txt"
EXAMPLE = DATA / "scoring" / "vi-du.toml"
# What no login but the owner reads, and what is no row of anybody's.
HIDDEN = ("access", "alembic_version")


class World(NamedTuple):
    """Two agencies of the same plan in one database, and the keys that the cases speak of."""

    book: ServerBook
    keys: dict[str, Any]

    def attempt(self, login: str, statement: str, before: str = "") -> str | int:
        """Runs a statement as a login, keeps nothing; gives how many rows it met, or the SQLSTATE it was refused with."""
        import psycopg

        with psycopg.connect(self.book.server.url(self.book.name, login), autocommit=True) as connection:
            connection.execute("BEGIN")
            for part in before.format(**self.keys).split(";"):
                if part.strip():
                    connection.execute(part)  # type: ignore[call-overload]
            try:
                return connection.execute(statement.format(**self.keys)).rowcount  # type: ignore[call-overload]
            except psycopg.Error as error:
                return str(error.sqlstate)
            finally:
                connection.execute("ROLLBACK")

    def seen(self, login: str, table: str) -> set[str]:
        """Gives the rows that a login sees of a table."""
        import psycopg

        with psycopg.connect(self.book.server.url(self.book.name, login)) as connection:
            return {row for (row,) in connection.execute(f"SELECT CAST(t AS TEXT) FROM {table} t")}  # type: ignore[call-overload]


def furnish(request: Request) -> None:
    """Leaves something in every table."""
    result = Result(words="xong", evidence=["45/BC-CCTĐC ngày 20/10/2023"])
    lifecycle.submit(request, Choice("IV-4", ["CCTĐC"]), result)
    extending.extend(request, Choice("IV-5"), extending.Wish(date(2023, 12, 1), "chờ số liệu"), only_ask=True)
    reminders.remind(request, None, Order())
    tasks.note_task(request, "IV-4", "đã gọi điện")
    tasks.note_task(request, None, "chỉ đạo kịp thời", NoteKind.STRENGTH)
    targets.record_measurement(request, "CT1", Figure("42/50", "VP", evidence=["46/BC"]))
    targets.record_measurement(request, "CT1", Figure("40/50", "CCTĐC", evidence=["47/BC"]))
    for unit in ("VP", "CCTĐC"):
        record = RecordInput(["item=Công khai tài chính"], unit, on="20/10/2023", evidence=["48/BC"])
        recording.add_record(request, "democracy", record)
    targets.edit_target(request, "CT1", TargetValues(units=["VP", "CCTĐC"]))
    targets.link_target(request, "CT1", ["IV-4"])
    rounds.open_round(request, rounds.NewRound("quý III"))
    rounds.receive(request, None, ["CCTĐC"], rounds.Sending(form="48/BC"))
    rounds.ask(request, None, ["CCTĐC"], "thiếu số liệu", None)
    scoring.import_set(request, scoring.read_file(EXAMPLE))
    for unit in ("VP", "CCTĐC"):
        score = score_steps.ScoreInput("10", evidence=["49/BC"])
        score_steps.set_points(request, "I.1", score, score_steps.Place(None, unit))
    configuring.choose(request, "stale_days", "45")
    configuring.set_day(request, date(2023, 10, 30), "Nghỉ bù", is_working=False)


# What no command writes yet.
MORE = """
INSERT INTO headcount (unit_id, valid_from, people) SELECT id, '2023-01-01', 8 FROM unit WHERE code = 'CCTĐC';
INSERT INTO planned_reform (agency_id, from_on, units, into_units, given) SELECT id, '2024-01-01', '["TTr"]', '["VP"]', '{}' FROM agency;
INSERT INTO former_name (unit_id, name, valid_to) SELECT id, 'Tên cũ', '2023-01-31' FROM unit WHERE code = 'SNV';
INSERT INTO succession (unit_id, successor_id, from_on) SELECT o.id, n.id, '2023-02-01' FROM unit o
    JOIN unit n ON n.agency_id = o.agency_id AND n.code = 'VP' WHERE o.code = 'SNV';
INSERT INTO person (agency_id, unit_id, name) SELECT agency_id, id, 'Trưởng ' || code FROM unit WHERE code = 'CCTĐC';
INSERT INTO task_person (task_id, person_id, duty) SELECT t.id, n.id, 'direct' FROM person n
    JOIN plan p ON p.agency_id = n.agency_id JOIN task t ON t.plan_id = p.id AND t.code = 'IV-4';
INSERT INTO record (agency_id, kind, code, unit_id, first_day, last_day, as_of)
    SELECT agency_id, 'findings', 'KN-' || code, id, '2023-06-20', '2023-06-20', '2023-06-20' FROM unit
    WHERE code IN ('CCTĐC', 'VP');
INSERT INTO deadline (record_id, unit_id, period, due_certain, due_on, stage, progress, exempt)
    SELECT id, unit_id, '', true, '2023-12-01', 'not_started', 0, false FROM record WHERE kind = 'findings';
INSERT INTO sent_report (plan_id, kind, period, cut_off, number, sent_on, file_name, sha256, figures)
    SELECT id, 'annual', '2023', '2023-10-26', '12/BC', '2023-10-30', 'bao-cao.docx', 'x', '{}' FROM plan
"""


@pytest.fixture(scope="module")
def world(server: Server) -> Iterator[World]:
    book = ServerBook(server, server.take("sample"))
    first = request_on(book.database._replace(agency="CQ"), date(2023, 10, 26))
    second = request_on(book.database._replace(agency="KHAC"), date(2023, 10, 26))
    agencies.add_agency(first, "KHAC", "Sở khác")
    import_plan(second, read_draft(second, SAMPLE_TEXT))
    for request in (first, second):
        furnish(request)
    server.run(MORE, book.name)
    access.grant(first, UNIT, Scope.UNIT, "CCTĐC")
    access.grant(first, OTHER_UNIT, Scope.UNIT, "VP")
    access.grant(first, OFFICE, Scope.OFFICE)
    access.grant(first, PROVINCE, Scope.PROVINCE)
    access.grant(second, OTHER, Scope.OFFICE)
    access.grant(first, NOBODY, Scope.OFFICE)
    access.revoke(first, NOBODY)
    yield World(book, keys_of(book))
    server.give_back(book.name, "sample")


def keys_of(book: ServerBook) -> dict[str, Any]:
    """Names the rows that the cases speak of: ``mine`` is CCTĐC's, ``theirs`` another unit's, ``foreign`` the other agency's."""
    queries = {
        "agency": "SELECT id FROM agency WHERE code = '{agency}'",
        "plan": "SELECT p.id FROM plan p JOIN agency a ON a.id = p.agency_id WHERE a.code = '{agency}'",
        "unit": "SELECT u.id FROM unit u JOIN agency a ON a.id = u.agency_id WHERE a.code = '{agency}' AND u.code = '{unit}'",
        "task": "SELECT t.id FROM task t JOIN plan p ON p.id = t.plan_id JOIN agency a ON a.id = p.agency_id "
        "WHERE a.code = '{agency}' AND t.code = '{task}'",
        "deadline": "SELECT d.id FROM deadline d JOIN unit u ON u.id = d.unit_id JOIN agency a ON a.id = u.agency_id "
        "JOIN task t ON t.id = d.task_id WHERE a.code = '{agency}' AND u.code = '{unit}' AND t.code = '{task}'",
        "assignment": "SELECT s.id FROM assignment s JOIN unit u ON u.id = s.unit_id JOIN agency a ON a.id = u.agency_id "
        "JOIN task t ON t.id = s.task_id WHERE a.code = '{agency}' AND u.code = '{unit}' AND t.code = '{task}'",
        "target": "SELECT g.id FROM target g JOIN plan p ON p.id = g.plan_id JOIN agency a ON a.id = p.agency_id "
        "WHERE a.code = '{agency}' AND g.code = 'CT1'",
        "measurement": "SELECT m.id FROM measurement m JOIN unit u ON u.id = m.unit_id JOIN agency a ON a.id = u.agency_id "
        "WHERE a.code = '{agency}' AND u.code = '{unit}'",
        "section": "SELECT s.id FROM section s JOIN plan p ON p.id = s.plan_id JOIN agency a ON a.id = p.agency_id "
        "WHERE a.code = '{agency}' ORDER BY s.id LIMIT 1",
        "document": "SELECT d.id FROM document d JOIN agency a ON a.id = d.agency_id WHERE a.code = '{agency}' LIMIT 1",
        "person": "SELECT n.id FROM person n JOIN agency a ON a.id = n.agency_id WHERE a.code = '{agency}'",
        "finding": "SELECT r.id FROM record r JOIN unit u ON u.id = r.unit_id JOIN agency a ON a.id = u.agency_id "
        "WHERE a.code = '{agency}' AND u.code = '{unit}' AND r.kind = 'findings'",
        "remedy": "SELECT d.id FROM deadline d JOIN record f ON f.id = d.record_id JOIN unit u ON u.id = f.unit_id "
        "JOIN agency a ON a.id = u.agency_id WHERE a.code = '{agency}' AND u.code = '{unit}'",
        "record": "SELECT r.id FROM record r JOIN unit u ON u.id = r.unit_id JOIN agency a ON a.id = u.agency_id "
        "WHERE a.code = '{agency}' AND u.code = '{unit}' AND r.kind = 'democracy'",
        "sheet": "SELECT h.id FROM score_sheet h JOIN unit u ON u.id = h.unit_id JOIN agency a ON a.id = u.agency_id "
        "WHERE a.code = '{agency}' AND u.code = '{unit}'",
        "score": "SELECT x.id FROM score x JOIN score_sheet h ON h.id = x.score_sheet_id JOIN unit u ON u.id = h.unit_id "
        "JOIN agency a ON a.id = u.agency_id WHERE a.code = '{agency}' AND u.code = '{unit}'",
        "criterion": "SELECT c.id FROM criterion c JOIN criteria_set s ON s.id = c.criteria_set_id "
        "JOIN agency a ON a.id = s.agency_id WHERE a.code = '{agency}' AND c.code = 'I.2'",
        "group": "SELECT g.id FROM journal_group g JOIN agency a ON a.id = g.agency_id WHERE a.code = '{agency}' LIMIT 1",
    }
    owners = {"mine": ("CQ", "CCTĐC", "IV-4"), "theirs": ("CQ", "VP", "IV-5"), "foreign": ("KHAC", "CCTĐC", "IV-4")}
    return {
        f"{name}_{what}": book.values(query.format(agency=agency, unit=unit, task=task))[0]
        for name, (agency, unit, task) in owners.items()
        for what, query in queries.items()
    }


def test_every_table_is_seen_by_its_own_agency_alone(world: World) -> None:
    for table in world.book.tables():
        if table in HIDDEN:
            continue
        everything = set(world.book.values(f"SELECT CAST(t AS TEXT) FROM {table} t"))
        own, other = world.seen(OFFICE, table), world.seen(OTHER, table)

        assert (table, True, True) == (table, bool(own), bool(other))
        assert (table, everything, set()) == (table, own | other, own & other)
        assert (table, own, everything) == (table, world.seen(UNIT, table), world.seen(PROVINCE, table))


def test_a_revoked_login_reads_nothing(world: World) -> None:
    for table in world.book.tables():
        assert (table, DENIED) == (table, world.attempt(NOBODY, f"SELECT * FROM {table}"))


DENIED = "42501"
# A unit's own work → what it may do with it. Everything it does not own is not there for an UPDATE: 0 rows.
UNIT_MAY = {
    "progress": "UPDATE deadline SET progress = 50, stage = 'in_progress', submitted_on = NULL WHERE id = {mine_deadline}",
    "hand in": "UPDATE deadline SET result = 'xong', last_update = '2023-10-26' WHERE id = {mine_deadline}",
    "its part": "UPDATE assignment SET progress = 50, result = 'x' WHERE id = {mine_assignment}",
    "proof": "INSERT INTO evidence (deadline_id, kind, text) VALUES ({mine_deadline}, 'statement', 'x')",
    "proof of its figure": "INSERT INTO evidence (measurement_id, kind, text) VALUES ({mine_measurement}, 'statement', 'x')",
    "replaced proof": "UPDATE evidence SET rejected_on = '2023-10-26' WHERE measurement_id = {mine_measurement}",
    "request": "INSERT INTO extension (deadline_id, asked_due_on, old_due_on, reason) "
    "VALUES ({mine_deadline}, '2023-12-01', '2023-10-25', 'x')",
    "figure": "INSERT INTO measurement (target_id, unit_id, as_of, value) VALUES ({mine_target}, {mine_unit}, '2023-01-01', '1')",
    "figure anew": "UPDATE measurement SET numerator = '1' WHERE id = {mine_measurement}",
    "record": "INSERT INTO record (agency_id, kind, code, unit_id, first_day, last_day, as_of) "
    "VALUES ({mine_agency}, 'documents', 'TL-9', {mine_unit}, '2023-01-01', '2023-01-01', '2023-01-01')",
    "record's figure": "INSERT INTO record_value (record_id, field, word, number) VALUES ({mine_record}, 'x', 'x', '1')",
    "record's figure anew": "UPDATE record_value SET text = 'x' WHERE record_id = {mine_record}",
    "record taken out": "UPDATE record SET removed_at = now() WHERE id = {mine_record}",
    "proof of its record": "INSERT INTO evidence (record_id, kind, text) VALUES ({mine_record}, 'statement', 'x')",
    "note": "INSERT INTO note (task_id, text, actor, at) VALUES ({mine_task}, 'x', 'x', now())",
    "note of its own": "INSERT INTO note (task_id, unit_id, kind, text, actor, at) "
    "VALUES ({mine_task}, {mine_unit}, 'cause', 'x', 'x', now())",
    "remedy": "UPDATE deadline SET progress = 50, stage = 'in_progress' WHERE id = {mine_remedy}",
    "proof of its remedy": "INSERT INTO evidence (deadline_id, kind, text) VALUES ({mine_remedy}, 'statement', 'x')",
    "its report": "UPDATE round_unit SET resent_on = '2023-10-26' WHERE unit_id = {mine_unit}",
    "what it was asked for": "UPDATE round_demand SET answered_on = '2023-10-26' WHERE round_unit_id IN "
    "(SELECT id FROM round_unit WHERE unit_id = {mine_unit})",
    "its points": "UPDATE score SET own = '9', declared = 'x', explanation = 'x' WHERE id = {mine_score}",
    "points of one more row": "INSERT INTO score (score_sheet_id, criterion_id, maximum, is_applicable, own) "
    "VALUES ({mine_sheet}, {mine_criterion}, '10', true, '5')",
    "proof of its points": "INSERT INTO score_proof (score_id, kind, text) VALUES ({mine_score}, 'statement', 'x')",
    "copy": "CREATE TEMP TABLE deadline AS SELECT * FROM deadline WHERE unit_id = {mine_unit} LIMIT 1",
}
_ENTRY = (
    "INSERT INTO journal_entry (agency_id, group_id, position, table_name, row_id, plan_id, code, after) "
    "VALUES ({agency}, {group}, 1, '{table}', {row}, {plan}, 'x', '{{{{}}}}')"
)
_OPENED = (
    "INSERT INTO journal_group (agency_id, at, entered_on, actor, command, program_version) "
    "VALUES ({mine_agency}, now(), CURRENT_DATE, 'x', 'x', 'x')"
)


def entry(table: str, row: str, agency: str = "{mine_agency}", group: str = "{mine_group}") -> str:
    return _ENTRY.format(agency=agency, group=group, table=table, row=row, plan="{mine_plan}")


@pytest.mark.parametrize("what", UNIT_MAY)
def test_a_unit_may(world: World, what: str) -> None:
    assert 1 == world.attempt(UNIT, UNIT_MAY[what])


# What a unit wrote by hand → its entry: table, code, columns before and after; whichever program wrote it.
JOURNALED = {
    UNIT_MAY["progress"]: ("deadline", "IV-4 CCTĐC 2023", "progress", "progress"),
    UNIT_MAY["its part"]: ("assignment", "IV-4 CCTĐC", "progress", "progress"),
    UNIT_MAY["proof"]: ("evidence", "IV-4 CCTĐC 2023", None, "text"),
    UNIT_MAY["figure anew"]: ("measurement", "CT1 CCTĐC", "numerator", "numerator"),
    UNIT_MAY["record's figure"]: ("record_value", "DC-2 x", None, "number"),
    UNIT_MAY["its points"]: ("score", "BTC-2023 CCTĐC I.1", "own", "own"),
    UNIT_MAY["note"]: ("note", "IV-4", None, "login"),
}


@pytest.mark.parametrize("statement", JOURNALED)
def test_what_a_unit_writes_by_hand_is_journaled_as_its_own(world: World, statement: str) -> None:
    table, code, before, after = JOURNALED[statement]
    has_before = "e.before IS NULL" if before is None else f"e.before LIKE '%\"{before}\": %'"
    found = f"""SELECT 1 FROM journal_entry e JOIN journal_group g ON g.id = e.group_id
        WHERE g.id = (SELECT MAX(id) FROM journal_group) AND g.login = '{UNIT}' AND g.actor = '{UNIT}'
            AND g.command = '(ghi ngoài danvan)' AND g.at > now() - INTERVAL '1 day' AND e.happened_on > CURRENT_DATE - 2
            AND e.table_name = '{table}' AND e.code = '{code}' AND {has_before}
            AND CAST(e.after AS json) ->> '{after}' IS NOT NULL"""

    assert 1 == world.attempt(UNIT, found, before=statement)


# What a client says of its command → whether it may; what it says is told beside its login, and within bounds.
_STEP = "UPDATE deadline SET progress = 51, stage = 'in_progress' WHERE id = {mine_deadline}"
SAID = {
    "another name": ("SET LOCAL danvan.actor = 'Giám đốc Sở'", "g.actor = 'Giám đốc Sở'", 1),
    "a day gone by": ("SET LOCAL danvan.happened_on = '2023-10-01'", "e.happened_on = '2023-10-01'", 1),
    "another's command": ("SET LOCAL danvan.group_{mine_agency} = '{mine_group}'", "g.id > {mine_group}", 1),
    "moving": ("SET LOCAL danvan.moving = 'on'", "g.command = '(ghi ngoài danvan)'", 1),
    "another agency": ("SET LOCAL danvan.agency = '{foreign_agency}'", "g.agency_id = {mine_agency}", 1),
    "a mark": (r"SET LOCAL danvan.actor = E'a\x07\nb'", "g.actor = 'a  b'", 1),
    "nothing": ("SET LOCAL danvan.actor = ' '", f"g.actor = '{UNIT}'", 1),
    "another style of days": ("SET LOCAL DateStyle = 'German'", "e.after LIKE '%progress%'", 1),
    "a day to come": ("SET LOCAL danvan.happened_on = '2199-01-01'", "", "23514"),
    "no day of ours": ("SET LOCAL danvan.happened_on = '1066-01-01'", "", "23514"),
    "never": ("SET LOCAL danvan.happened_on = 'infinity'", "", "23514"),
    "no day": ("SET LOCAL danvan.happened_on = 'mai'", "", "22007"),
}


@pytest.mark.parametrize("what", SAID)
def test_what_a_client_says_of_its_command_is_bounded(world: World, what: str) -> None:
    said, found, answer = SAID[what]
    query = "SELECT 1 FROM journal_group g JOIN journal_entry e ON e.group_id = g.id WHERE g.id = "
    newest = f"(SELECT MAX(id) FROM journal_group) AND g.login = '{UNIT}' AND "
    if isinstance(answer, str):
        assert answer == world.attempt(UNIT, _STEP, before=said)
    else:
        assert answer == world.attempt(UNIT, query + newest + found, before=f"{said};{_STEP}")


def test_what_a_note_says_of_its_writer_is_the_servers(world: World) -> None:
    written = "INSERT INTO note (task_id, text, actor, at, login) VALUES ({mine_task}, 'giả', 'Giám đốc Sở', '2020-01-01', 'sep')"
    found = f"SELECT 1 FROM note WHERE text = 'giả' AND login = '{UNIT}' AND at > now() - INTERVAL '1 hour'"

    assert 1 == world.attempt(UNIT, found, before=written)


def test_a_reminders_number_is_the_servers(world: World) -> None:
    written = "INSERT INTO reminder (deadline_id, unit_id, number, kind, sent_on) VALUES ({mine_deadline}, {mine_unit}, 99, 'remind', '2023-10-26')"
    query = "SELECT 1 FROM reminder WHERE deadline_id = {mine_deadline} AND number = 99"

    assert 0 == world.attempt(OFFICE, query, before=written)


def test_an_event_put_back_by_hand_is_seen_for_what_it_is(world: World) -> None:
    """What a late row's own unit writes of the past is there from the day on which it wrote it, or says who says so."""
    late = (
        "UPDATE deadline SET stage = 'completed', submitted_on = '2023-10-01', completed_on = '2023-10-01' "
        "WHERE id = {mine_remedy}"
    )
    told = f"""SELECT 1 FROM journal_entry e JOIN journal_group g ON g.id = e.group_id WHERE e.row_id = {{mine_remedy}}
        AND e.table_name = 'deadline' AND g.login = '{UNIT}' AND e.happened_on >= CURRENT_DATE - 1"""

    assert 1 == world.attempt(UNIT, told, before=late)


NOT_THERE = {
    "another unit's progress": "UPDATE deadline SET progress = 100 WHERE id = {theirs_deadline}",
    "a foreign progress": "UPDATE deadline SET progress = 100 WHERE id = {foreign_deadline}",
    "everybody's progress but its own": "UPDATE deadline SET progress = 99 WHERE unit_id IS DISTINCT FROM {mine_unit}",
    "another unit's remedy": "UPDATE deadline SET progress = 100 WHERE id = {theirs_remedy}",
    "a foreign remedy": "UPDATE deadline SET progress = 100 WHERE id = {foreign_remedy}",
    "another unit's part": "UPDATE assignment SET progress = 1 WHERE id = {theirs_assignment}",
    "another unit's figure": "UPDATE measurement SET value = '1' WHERE id = {theirs_measurement}",
    "another unit's proof": "UPDATE evidence SET rejected_on = '2023-01-01' WHERE measurement_id = {theirs_measurement}",
    "proof of its own result": "UPDATE evidence SET rejected_on = '2023-01-01' WHERE deadline_id = {mine_deadline}",
    "another unit's record": "UPDATE record SET note = 'x' WHERE id = {theirs_record}",
    "a foreign record": "UPDATE record SET note = 'x' WHERE id = {foreign_record}",
    "a figure of another unit's record": "UPDATE record_value SET text = 'x' WHERE record_id = {theirs_record}",
    "a foreign row locked": "SELECT id FROM deadline WHERE id = {foreign_deadline} FOR UPDATE",
    "another unit's row locked": "SELECT id FROM deadline WHERE id = {theirs_deadline} FOR UPDATE",
    "a merge": "MERGE INTO deadline d USING (SELECT {theirs_deadline} AS id) s ON s.id = d.id "
    "WHEN MATCHED AND false THEN UPDATE SET progress = 1",
    "a probe by a failure": "SELECT id FROM plan WHERE id = {foreign_plan} AND 1 / (id - {foreign_plan}) > 0",
    "the statistics": "SELECT * FROM pg_stats WHERE schemaname = 'public' AND tablename IN ('deadline', 'plan', 'agency')",
    "what others run": "SELECT query FROM pg_stat_activity WHERE usename != session_user AND query NOT LIKE '<%'",
}


@pytest.mark.parametrize("what", NOT_THERE)
def test_for_a_unit_there_is_no(world: World, what: str) -> None:
    assert 0 == world.attempt(UNIT, NOT_THERE[what])


# Columns that only the office or nobody sets, each on the unit's own row.
FIXED = {
    "deadline": {
        "due_on": "'2024-01-01'",
        "original_due_on": "NULL",
        "due_rule": "NULL",
        "due_text": "NULL",
        "due_certain": "false",
        "exempt": "true",
        "exempt_reason": "'x'",
        "unit_id": "{theirs_unit}",
        "plan_id": "{foreign_plan}",
        "task_id": "{theirs_task}",
        "period": "'2024'",
        "record_id": "{mine_finding}",
        "id": "1000000",
    },
    "assignment": {"unit_id": "{theirs_unit}", "task_id": "{theirs_task}", "role": "'watch'", "id": "1000000"},
    "record": {
        "unit_id": "{theirs_unit}",
        "kind": "'x'",
        "code": "'x'",
        "agency_id": "{foreign_agency}",
        "parent_id": "{theirs_record}",
    },
    "measurement": {"unit_id": "{theirs_unit}", "target_id": "{foreign_target}", "as_of": "'2020-01-01'", "id": "9"},
}


@pytest.mark.parametrize(("table", "column"), [(table, column) for table in FIXED for column in FIXED[table]])
def test_a_unit_may_not_change_even_of_its_own_rows(world: World, table: str, column: str) -> None:
    assert DENIED == world.attempt(
        UNIT, f"UPDATE {table} SET {column} = {FIXED[table][column]} WHERE id = {{mine_{table}}}"
    )


def proof(deadline: str, more: str = "", value: str = "") -> str:
    return f"INSERT INTO evidence (deadline_id, kind, text{more}) VALUES ({deadline}, 'statement', 'x'{value})"


def wish(deadline: str, more: str = "", value: str = "") -> str:
    return (
        f"INSERT INTO extension (deadline_id, asked_due_on, old_due_on, reason{more}) "
        f"VALUES ({deadline}, '2023-12-01', '2023-10-25', 'x'{value})"
    )


def figure(target: str, unit: str, conflict: str = "") -> str:
    return f"INSERT INTO measurement (target_id, unit_id, as_of, value) VALUES ({target}, {unit}, '2023-10-26', '1') {conflict}"


# What no unit may, whichever way it is tried.
UNIT_MAY_NOT = {
    "prove another unit's result": proof("{theirs_deadline}"),
    "prove a foreign result": proof("{foreign_deadline}"),
    "prove a result that nobody has": proof("2000000000"),
    "enter rejected proof": proof("{mine_deadline}", ", rejected_on", ", '2023-01-01'"),
    "enter proof that it judged": proof(
        "{mine_deadline}", ", verdict, verdict_on, verdict_by", ", 'valid', '2023-01-01', 'x'"
    ),
    "judge a proof": "UPDATE evidence SET verdict = 'valid', verdict_on = '2023-01-01', verdict_by = 'x' "
    "WHERE measurement_id = {mine_measurement}",
    "enter a document": "INSERT INTO document (agency_id, number) VALUES ({mine_agency}, '9/QĐ')",
    "prove another unit's figure": "INSERT INTO evidence (measurement_id, kind, text) VALUES ({theirs_measurement}, 'link', 'x')",
    "prove a foreign figure": "INSERT INTO evidence (measurement_id, kind, text) VALUES ({foreign_measurement}, 'link', 'x')",
    "ask for another unit": wish("{theirs_deadline}"),
    "ask for a foreign unit": wish("{foreign_deadline}"),
    "grant itself": wish("{mine_deadline}", ", decision", ", 'granted'"),
    "ask with an answer": wish("{mine_deadline}", ", new_due_on", ", '2024-01-01'"),
    "put its own row off": "UPDATE deadline SET opens_on = '2199-01-01' WHERE id = {mine_deadline}",
    "put its own row off past tomorrow": "UPDATE deadline SET opens_on = CURRENT_DATE + 2 WHERE id = {mine_deadline}",
    "decide": "UPDATE extension SET decision = 'granted' WHERE deadline_id = {mine_deadline}",
    "report for another unit": figure("{mine_target}", "{theirs_unit}"),
    "report for the agency": figure("{mine_target}", "NULL"),
    "report on a foreign target": figure("{foreign_target}", "{mine_unit}"),
    "report as a foreign unit": figure("{foreign_target}", "{foreign_unit}"),
    "overwrite by a conflict": figure(
        "{mine_target}", "{theirs_unit}", "ON CONFLICT (target_id, unit_id, as_of) DO UPDATE SET value = '1'"
    ),
    "record for another unit": "INSERT INTO record (agency_id, kind, code, unit_id, first_day, last_day, as_of) "
    "VALUES ({mine_agency}, 'x', 'X-1', {theirs_unit}, '2023-01-01', '2023-01-01', '2023-01-01')",
    "record for the agency": "INSERT INTO record (agency_id, kind, code, first_day, last_day, as_of) "
    "VALUES ({mine_agency}, 'x', 'X-1', '2023-01-01', '2023-01-01', '2023-01-01')",
    "figure of another unit's record": "INSERT INTO record_value (record_id, field, word) VALUES ({theirs_record}, 'x', 'x')",
    "move a figure": "UPDATE record_value SET record_id = {theirs_record} WHERE record_id = {mine_record}",
    "verify itself": "UPDATE score SET verified_1 = '10' WHERE id = {mine_score}",
    "raise its maximum": "UPDATE score SET maximum = '99' WHERE id = {mine_score}",
    "enter verified points": "INSERT INTO score (score_sheet_id, criterion_id, maximum, is_applicable, verified_1) "
    "VALUES ({mine_sheet}, {mine_criterion}, '10', true, '5')",
    "score for another unit": "INSERT INTO score (score_sheet_id, criterion_id, maximum, is_applicable, unit_id) "
    "VALUES ({theirs_sheet}, {mine_criterion}, '10', true, {mine_unit})",
    "lock its sheet": "UPDATE score_sheet SET closed_on = '2023-10-26' WHERE id = {mine_sheet}",
    "change the rules": "UPDATE criterion SET maximum = '99' WHERE id = {mine_criterion}",
    "change the bands": "UPDATE criteria_set SET bands = '[]'",
    "note on another unit's task": "INSERT INTO note (task_id, text, actor, at) VALUES ({theirs_task}, 'x', 'x', now())",
    "note on a foreign task": "INSERT INTO note (task_id, text, actor, at) VALUES ({foreign_task}, 'x', 'x', now())",
    "note as another unit": "INSERT INTO note (task_id, unit_id, text, actor, at) "
    "VALUES ({mine_task}, {theirs_unit}, 'x', 'x', now())",
    "remedy at will": "INSERT INTO deadline (record_id, unit_id, period) VALUES ({mine_finding}, {mine_unit}, '')",
    "name a person": "INSERT INTO person (agency_id, unit_id, name) VALUES ({mine_agency}, {mine_unit}, 'x')",
    "put a person in charge": "INSERT INTO task_person (task_id, person_id, duty) "
    "VALUES ({mine_task}, {mine_person}, 'direct')",
    "plan a merger": "INSERT INTO planned_reform (agency_id, from_on, units, into_units, given) VALUES ({mine_agency}, '2024-01-01', '[]', '[]', '{{}}')",
    "count its people": "INSERT INTO headcount (unit_id, valid_from, people) VALUES ({mine_unit}, '2024-01-01', 9)",
    "name a task shortly": "UPDATE task SET short_title = 'x' WHERE id = {mine_task}",
    "remind": "INSERT INTO reminder (deadline_id, unit_id, number, kind, sent_on) VALUES ({mine_deadline}, {mine_unit}, 9, 'remind', '2023-10-26')",
    "set": "INSERT INTO setting (agency_id, key, value) VALUES ({mine_agency}, 'x', 'x')",
    "set otherwise": "UPDATE setting SET value = '1'",
    "change a plan": "UPDATE plan SET title = 'x' WHERE id = {mine_plan}",
    "change a unit": "UPDATE unit SET name = 'x' WHERE id = {mine_unit}",
    "change its agency": "UPDATE agency SET name = 'x' WHERE id = {mine_agency}",
    "change a task": "UPDATE task SET content = 'x' WHERE id = {mine_task}",
    "add a task": "INSERT INTO task (plan_id, code, position, content, kind) VALUES ({mine_plan}, 'X', 1, 'x', 'once')",
    "add a row": "INSERT INTO deadline (task_id, plan_id, unit_id) VALUES ({mine_task}, {mine_plan}, {mine_unit})",
    "give a unit its part": "INSERT INTO assignment (task_id, unit_id, role) VALUES ({theirs_task}, {mine_unit}, 'support')",
    "read who may what": "SELECT * FROM access",
    "grant": "INSERT INTO access (login, scope) VALUES (session_user, 'province')",
    "rise": "UPDATE access SET scope = 'province', agency_id = NULL, unit_id = NULL WHERE login = session_user",
    "become the office": "SET ROLE danvan_office_empty",
    "become the province": "SET ROLE danvan_province_empty",
    "become the owner": "SET ROLE postgres",
    "become another session": f"SET SESSION AUTHORIZATION {OFFICE}",
    "join a group": "GRANT danvan_office_empty TO CURRENT_USER",
    "put rules off": "SET row_security = off; SELECT count(*) FROM deadline",
    "stop the triggers": "SET session_replication_role = replica",
    "drop a trigger": "DROP TRIGGER reminder_no_update ON reminder",
    "disable a trigger": "ALTER TABLE reminder DISABLE TRIGGER ALL",
    "disable the rules": "ALTER TABLE deadline DISABLE ROW LEVEL SECURITY",
    "drop a rule": "DROP POLICY danvan_read ON deadline",
    "make a rule": "CREATE POLICY mine ON deadline FOR ALL TO PUBLIC USING (true)",
    "make a trigger": "CREATE TRIGGER mine BEFORE UPDATE ON deadline FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "make a view": "CREATE VIEW public.mine AS SELECT 1",
    "make a table": "CREATE TABLE public.access_too (id integer)",
    "make a function": "CREATE FUNCTION public.danvan_too() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "make a schema": "CREATE SCHEMA mine",
    "change a helper": "CREATE OR REPLACE FUNCTION danvan_units() RETURNS SETOF integer LANGUAGE sql AS 'SELECT 1'",
    "wind a sequence": "SELECT setval('deadline_id_seq', 1)",
    "lock a table": "LOCK TABLE deadline IN EXCLUSIVE MODE",
    "change a trigger's function": "ALTER FUNCTION reminder_append_only() OWNER TO CURRENT_USER",
    "forge another login": "INSERT INTO journal_group (agency_id, at, entered_on, actor, command, program_version, login) "
    f"VALUES ({{mine_agency}}, now(), CURRENT_DATE, 'x', 'x', 'x', '{OFFICE}')",
    "forge another agency's command": "INSERT INTO journal_group (agency_id, at, entered_on, actor, command, program_version) "
    "VALUES ({foreign_agency}, now(), CURRENT_DATE, 'x', 'x', 'x')",
    "add to another's command": entry("deadline", "{mine_deadline}", group="{mine_group}"),
    "add to a foreign command": entry("deadline", "{mine_deadline}", group="{foreign_group}"),
}
UNIT_MAY_NOT |= {
    "open a command": _OPENED,
    **{f"tell a tale of {table}": entry(table, f"{{mine_{table}}}") for table in ("deadline", "assignment", "plan")},
    "seal": "INSERT INTO seal (agency_id, group_id, number, entries, hash) VALUES ({mine_agency}, 1, 9, 9, 'x')",
    "take a number": "SELECT nextval('deadline_id_seq')",
    "run out the journal's numbers": "SELECT nextval('journal_entry_id_seq')",
    "enter another agency": "SELECT danvan_enter({foreign_agency})",
    "open a command by the helper": "SELECT danvan_open({mine_agency})",
    "journal by the helper": "SELECT danvan_record({mine_agency}, 'plan', 1, 1, 'x', NULL, '{{}}')",
}


@pytest.mark.parametrize("what", UNIT_MAY_NOT)
def test_a_unit_may_not(world: World, what: str) -> None:
    assert DENIED == world.attempt(UNIT, UNIT_MAY_NOT[what])


def test_only_the_office_confirms_a_proof_and_only_by_another_login(world: World) -> None:
    book = world.book

    def judged(login: str | None) -> str:
        url = book.server.url(book.name, login) if login else book.server.url(book.name)
        request = request_on(Database(None, url, "CQ"), date(2023, 10, 26), dry_run=True)
        try:
            return confirming.confirm_proofs(request, "IV-4", 1, Finding(Verdict.VALID)).headline
        except DanvanError as error:
            return type(error).__name__

    assert ["ForbiddenError", "ConflictError"] == [judged(UNIT), judged(None)]
    assert "minh chứng 1 hợp lệ" in judged(OFFICE)


@pytest.mark.parametrize("login", [UNIT, PROVINCE])
def test_nobody_but_the_office_removes_anything(world: World, login: str) -> None:
    for table in world.book.tables():
        # What a unit adds it may take back with the command that added it; outside of that no row is its to remove.
        assert (table, world.attempt(login, f"DELETE FROM {table}")) in {(table, DENIED), (table, 0)}
        assert (table, DENIED) == (table, world.attempt(login, f"TRUNCATE {table} CASCADE"))


@pytest.mark.parametrize("override", ["", "OVERRIDING SYSTEM VALUE"])
def test_a_key_of_a_clients_choosing_is_replaced_by_the_servers(world: World, override: str) -> None:
    import psycopg

    row = f"(id, agency_id, code, title, year, is_school_year, recipients) {override}"
    statement = (
        f"INSERT INTO plan {row} VALUES ({{foreign_plan}}, {{mine_agency}}, 'X', 'x', 2023, FALSE, '[]') "
        "ON CONFLICT (id) DO UPDATE SET title = 'x' RETURNING id, agency_id"
    ).format(**world.keys)
    with psycopg.connect(world.book.server.url(world.book.name, OFFICE)) as connection:
        [(key, agency)] = connection.execute(statement).fetchall()  # type: ignore[call-overload]
        connection.rollback()
    assert (world.keys["mine_agency"], True) == (agency, key != world.keys["foreign_plan"])


@pytest.mark.parametrize("login", [UNIT, OFFICE, PROVINCE])
@pytest.mark.parametrize("table", ["journal_group", "journal_entry", "seal", "reminder"])
def test_the_journal_and_the_reminders_are_only_added_to(world: World, table: str, login: str) -> None:
    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
        assert (statement, DENIED) == (statement, world.attempt(login, statement))


def test_the_province_writes_nothing(world: World) -> None:
    for table in world.book.tables():
        for statement in (
            f"INSERT INTO {table} DEFAULT VALUES",
            f"UPDATE {table} SET {column_of(world, table)} = NULL",
        ):
            assert (statement, DENIED) == (statement, world.attempt(PROVINCE, statement))


def column_of(world: World, table: str) -> str:
    return {"alembic_version": "version_num", "several_deadlines": "task_id"}.get(table, "id")


OFFICE_MAY = {
    "correct a last day": "UPDATE deadline SET due_on = '2024-01-01' WHERE id = {theirs_deadline}",
    "drop a task": "DELETE FROM note WHERE task_id = {mine_task}",
    "name its agency": "UPDATE agency SET name = 'Sở ta' WHERE id = {mine_agency}",
    "add a task": "INSERT INTO task (plan_id, section_id, code, position, content, kind, priority, groups) "
    "VALUES ({mine_plan}, {mine_section}, 'X', 1, 'x', 'once', 'normal', '[]')",
    "add a unit below another": "INSERT INTO unit (agency_id, code, code_key, name, kind, parent_id) "
    "SELECT {mine_agency}, 'X', 'x', 'x', kind, {mine_unit} FROM unit WHERE id = {mine_unit}",
    "give a unit a part": "INSERT INTO assignment (task_id, unit_id, role) VALUES ({theirs_task}, {mine_unit}, 'support')",
    "find": "INSERT INTO record (agency_id, kind, code, unit_id, parent_id, first_day, last_day, as_of) "
    "VALUES ({mine_agency}, 'findings', 'KN-9', {theirs_unit}, {mine_record}, '2023-06-20', '2023-06-20', '2023-06-20')",
    "follow": "INSERT INTO deadline (record_id, unit_id, period, due_certain, stage, progress, exempt) "
    "VALUES ({mine_record}, {mine_unit}, '', true, 'not_started', 0, false)",
    "put a person in charge": "INSERT INTO task_person (task_id, person_id, duty) "
    "VALUES ({theirs_task}, {mine_person}, 'direct')",
    "remind": "INSERT INTO reminder (deadline_id, unit_id, number, kind, sent_on) VALUES ({mine_deadline}, {mine_unit}, 9, 'remind', '2023-10-26')",
}
_SECTION = "INSERT INTO section (plan_id, parent_id, path, marker, title, position) VALUES"


@pytest.mark.parametrize("what", OFFICE_MAY)
def test_the_office_may(world: World, what: str) -> None:
    assert 1 == world.attempt(OFFICE, OFFICE_MAY[what])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agency SET name = 'x' WHERE id = {foreign_agency}",
        "UPDATE plan SET title = 'x' WHERE agency_id = {foreign_agency}",
        "UPDATE unit SET name = 'x' WHERE agency_id = {foreign_agency}",
        "UPDATE setting SET value = '1' WHERE agency_id = {foreign_agency}",
        "UPDATE task SET content = 'x' WHERE plan_id = {foreign_plan}",
        "UPDATE deadline SET progress = 1 WHERE plan_id = {foreign_plan}",
        "UPDATE assignment SET progress = 1 WHERE task_id = {foreign_task}",
        "DELETE FROM plan WHERE agency_id = {foreign_agency}",
        "DELETE FROM task WHERE plan_id = {foreign_plan}",
        "DELETE FROM note WHERE task_id = {foreign_task}",
        "SELECT id FROM plan WHERE id = {foreign_plan} FOR UPDATE",
    ],
)
def test_for_an_office_there_is_no_foreign_row(world: World, statement: str) -> None:
    assert 0 == world.attempt(OFFICE, statement)


OFFICE_MAY_NOT = {
    "give a plan away": "UPDATE plan SET agency_id = {foreign_agency} WHERE id = {mine_plan}",
    "give a unit away": "UPDATE unit SET agency_id = {foreign_agency} WHERE id = {mine_unit}",
    "give a task away": "UPDATE task SET plan_id = {foreign_plan} WHERE id = {mine_task}",
    "give a row away": "UPDATE deadline SET plan_id = {foreign_plan}, task_id = {foreign_task} WHERE id = {mine_deadline}",
    "give a setting away": "UPDATE setting SET agency_id = {foreign_agency}",
    "let a foreign unit lead": "UPDATE deadline SET unit_id = {foreign_unit} WHERE id = {mine_deadline}",
    "give a foreign unit a part": "INSERT INTO assignment (task_id, unit_id, role) VALUES ({mine_task}, {foreign_unit}, 'lead')",
    "give a part in a foreign task": "INSERT INTO assignment (task_id, unit_id, role) VALUES ({foreign_task}, {mine_unit}, 'lead')",
    "put a task under a foreign heading": "UPDATE task SET section_id = {foreign_section} WHERE id = {mine_task}",
    "put a heading under a foreign one": f"{_SECTION} ({{mine_plan}}, {{foreign_section}}, 'X', 'X', 'x', 1)",
    "put a unit under a foreign one": "UPDATE unit SET parent_id = {foreign_unit} WHERE id = {mine_unit}",
    "let a foreign unit follow": "INSERT INTO succession (unit_id, successor_id, from_on) "
    "VALUES ({mine_unit}, {foreign_unit}, '2023-07-01')",
    "put a unit under nobody's": "UPDATE unit SET parent_id = 2000000000 WHERE id = {mine_unit}",
    "name a foreign unit as before": "INSERT INTO former_name (unit_id, name, valid_to) VALUES ({foreign_unit}, 'x', '2023-06-30')",
    "name a foreign unit": "INSERT INTO unit_alias (unit_id, alias, alias_key) VALUES ({foreign_unit}, 'x', 'x')",
    "link a foreign task": "INSERT INTO target_task (target_id, task_id) VALUES ({mine_target}, {foreign_task})",
    "ask a foreign unit": "INSERT INTO target_unit (target_id, unit_id) VALUES ({mine_target}, {foreign_unit})",
    "report for a foreign unit": figure("{mine_target}", "{foreign_unit}"),
    "report on a foreign target": figure("{foreign_target}", "{mine_unit}"),
    "cite a foreign document": "INSERT INTO task_document (task_id, document_id) VALUES ({mine_task}, {foreign_document})",
    "cite in a foreign plan": "INSERT INTO plan_document (plan_id, document_id, relation) VALUES ({foreign_plan}, {mine_document}, 'cited')",
    "prove a foreign result": proof("{foreign_deadline}"),
    "note on a foreign task": UNIT_MAY_NOT["note on a foreign task"],
    "remind a foreign unit": "INSERT INTO reminder (deadline_id, unit_id, number, kind, sent_on) VALUES ({foreign_deadline}, {foreign_unit}, 9, 'remind', '2023-10-26')",
    "remind a foreign unit of its own agency's work": "INSERT INTO reminder (deadline_id, unit_id, number, kind, sent_on) VALUES ({mine_deadline}, {foreign_unit}, 9, 'remind', '2023-10-26')",
    "grant a foreign wish": wish("{foreign_deadline}"),
    "find in a foreign inspection": "INSERT INTO record (agency_id, kind, code, parent_id, first_day, last_day, as_of) "
    "VALUES ({mine_agency}, 'findings', 'KN-9', {foreign_record}, '2023-06-20', '2023-06-20', '2023-06-20')",
    "remedy a foreign finding": "UPDATE deadline SET record_id = {foreign_finding} WHERE id = {mine_remedy}",
    "prove a foreign finding": "INSERT INTO evidence (record_id, kind, text) VALUES ({foreign_finding}, 'link', 'x')",
    "put a foreign person in charge": "INSERT INTO task_person (task_id, person_id, duty) "
    "VALUES ({mine_task}, {foreign_person}, 'direct')",
    "count foreign people": "INSERT INTO headcount (unit_id, valid_from, people) VALUES ({foreign_unit}, '2024-01-01', 9)",
    "merge foreign units ahead": "INSERT INTO planned_reform (agency_id, from_on, units, into_units, given) VALUES ({foreign_agency}, '2024-01-01', '[]', '[]', '{{}}')",
    "name a foreign person": "INSERT INTO person (agency_id, name) VALUES ({foreign_agency}, 'x')",
    "set for another": "INSERT INTO setting (agency_id, key, value) VALUES ({foreign_agency}, 'x', 'x')",
    "set for another by a conflict": "INSERT INTO setting (agency_id, key, value) VALUES ({foreign_agency}, 'stale_days', '1') "
    "ON CONFLICT (agency_id, key) DO UPDATE SET value = '1'",
    "change a key": "UPDATE setting SET id = 2000000",
    "take a number": UNIT_MAY_NOT["take a number"],
    "take another agency's code": "UPDATE agency SET code = 'KHAC' WHERE id = {mine_agency}",
    "take another agency's key": "UPDATE agency SET code_key = 'zz' WHERE id = {mine_agency}",
    "open a command": _OPENED,
    "seal": UNIT_MAY_NOT["seal"],
    "enter another agency": UNIT_MAY_NOT["enter another agency"],
    "found an agency": "INSERT INTO agency (code, code_key, name) VALUES ('X', 'x', 'x')",
    "remove its agency": "DELETE FROM agency WHERE id = {mine_agency}",
    "read who may what": "SELECT * FROM access",
    "grant": "INSERT INTO access (login, scope) VALUES (session_user, 'province')",
    "become the province": "SET ROLE danvan_province_empty",
    "become a unit": "SET ROLE danvan_unit_empty",
    "make a view": "CREATE VIEW public.mine AS SELECT 1",
    "make a table": "CREATE TABLE public.access_too (id integer)",
    "make a column": "ALTER TABLE task ADD COLUMN mine integer",
    "make an index": "CREATE INDEX mine ON task (content)",
    "make a trigger": UNIT_MAY_NOT["make a trigger"],
    "drop a table": "DROP TABLE note",
    "empty a table": "TRUNCATE note",
    "keep what a trigger keeps": "INSERT INTO several_deadlines (plan_id, task_id) VALUES ({mine_plan}, {mine_task})",
    "forget what a trigger keeps": "DELETE FROM several_deadlines",
    "change the version": "UPDATE alembic_version SET version_num = '9999'",
    "copy rows in": "COPY setting (agency_id, key, value) FROM PROGRAM 'true'",
    "forge another login": UNIT_MAY_NOT["forge another login"].replace(OFFICE, UNIT),
    "forge another agency's command": UNIT_MAY_NOT["forge another agency's command"],
    "add to another's command": entry("deadline", "{mine_deadline}", group="{mine_group}"),
    "add to a foreign command": entry(
        "deadline", "{foreign_deadline}", agency="{foreign_agency}", group="{foreign_group}"
    ),
}


@pytest.mark.parametrize("what", OFFICE_MAY_NOT)
def test_the_office_may_not(world: World, what: str) -> None:
    assert DENIED == world.attempt(OFFICE, OFFICE_MAY_NOT[what])


@pytest.mark.parametrize("login", [UNIT, OFFICE, PROVINCE, OTHER])
@pytest.mark.parametrize("function", ["danvan_agencies()", "danvan_units()", "danvan_office()"])
def test_a_helper_tells_a_login_only_of_itself(world: World, login: str, function: str) -> None:
    own = {
        "danvan_agencies()": {UNIT: 1, OFFICE: 1, PROVINCE: 2, OTHER: 1},
        "danvan_units()": {UNIT: 1},
        "danvan_office()": {OFFICE: 1, OTHER: 1},
    }

    assert own[function].get(login, 0) == world.attempt(login, f"SELECT {function}")


@pytest.mark.parametrize("function", ["danvan_agencies()", "danvan_units()", "danvan_has_unit(1)"])
def test_who_has_no_right_here_asks_no_helper(world: World, function: str) -> None:
    assert DENIED == world.attempt(NOBODY, f"SELECT {function}")


@pytest.mark.parametrize("kind", ["unit", "section"])
def test_a_foreign_key_is_as_unknown_as_one_that_nobody_has(world: World, kind: str) -> None:
    answers = [
        world.attempt(OFFICE, f"SELECT 1 WHERE danvan_has_{kind}({key})")
        for key in (f"{{mine_{kind}}}", f"{{foreign_{kind}}}", "2000000000")
    ]

    assert [1, 0, 0] == answers


@pytest.mark.parametrize(
    "decoy",
    [
        f"CREATE TEMP TABLE access AS SELECT 1 AS id, '{UNIT}' AS login, 'province' AS scope, 0 AS agency_id, 0 AS unit_id",
        "CREATE TEMP TABLE agency AS SELECT generate_series(1, 9) AS id",
        "CREATE TEMP TABLE plan AS SELECT generate_series(1, 9) AS id, {mine_agency} AS agency_id",
        "CREATE TEMP TABLE unit AS SELECT generate_series(1, 99) AS id",
        "SET LOCAL search_path = pg_temp, public",
        "SET ROLE danvan_unit_empty",
    ],
)
def test_a_decoy_before_the_tables_shows_nothing_more(world: World, decoy: str) -> None:
    foreign = "SELECT id FROM public.deadline WHERE plan_id = {foreign_plan}"
    write = "UPDATE public.deadline SET progress = 1 WHERE unit_id IS DISTINCT FROM {mine_unit}"

    assert (0, 0) == (world.attempt(UNIT, foreign, before=decoy), world.attempt(UNIT, write, before=decoy))


def test_copies_go_by_the_same_rules(world: World) -> None:
    import psycopg

    with psycopg.connect(world.book.server.url(world.book.name, UNIT)) as connection, connection.cursor() as cursor:
        with cursor.copy("COPY plan (id) TO STDOUT") as copy:
            out = [row[0] for row in copy.rows()]
        with pytest.raises(psycopg.errors.FeatureNotSupported), cursor.copy("COPY note (task_id) FROM STDIN") as copy:
            copy.write_row((world.keys["mine_task"],))

    assert [str(world.keys["mine_plan"])] == out


def test_who_takes_on_its_group_is_journaled_by_its_login(world: World) -> None:
    own = f"SELECT 1 FROM journal_group WHERE id = (SELECT MAX(id) FROM journal_group) AND login = '{UNIT}'"

    assert 1 == world.attempt(UNIT, own, before=f"SET ROLE danvan_unit_empty; {_STEP}")


def test_a_group_of_another_database_gives_nothing_in_this_one(world: World) -> None:
    world.book.server.run(f'REVOKE danvan_unit_empty FROM "{UNIT}"; GRANT danvan_office_empty TO "{UNIT}"')
    try:
        changed = [
            world.attempt(UNIT, f"UPDATE {table} WHERE true")
            for table in ("deadline SET due_on = NULL", "plan SET title = 'x'", "agency SET name = 'x'")
        ]
        added = world.attempt(UNIT, UNIT_MAY_NOT["set"])
    finally:
        world.book.server.run(f'REVOKE danvan_office_empty FROM "{UNIT}"; GRANT danvan_unit_empty TO "{UNIT}"')

    assert ([0, 0, 0], DENIED) == (changed, added)


@pytest.mark.parametrize(
    "name", ["danvan_unit_empty", "danvan_office_x", "danvan_province_", "pg_monitor", "public", "none", " "]
)
def test_a_group_is_no_login(world: World, name: str) -> None:
    with pytest.raises(UsageError):
        access.grant(world.book.on(), name, Scope.OFFICE)


def test_who_is_bound_by_no_rule_is_given_no_right(world: World) -> None:
    with pytest.raises(UsageError, match="không chịu phân quyền"):
        access.grant(world.book.on(), "postgres", Scope.PROVINCE)


def test_a_right_on_all_agencies_needs_no_agency_named(server: Server) -> None:
    book = ServerBook(server, server.take("sample"))
    agencies.add_agency(book.on(), "KHAC", "Sở khác")
    other = request_on(book.database._replace(agency="KHAC"), date(2023, 10, 26))
    access.grant(book.on(), "rls_moi_tinh", Scope.PROVINCE)
    access.grant(other, "rls_moi_khac", Scope.OFFICE)
    with pytest.raises(UsageError, match="2 cơ quan"):
        access.grant(book.on(), "rls_moi_khac", Scope.OFFICE)
    for login in ("rls_moi_tinh", "rls_moi_khac"):
        access.revoke(book.on(), login)
    told = book.select(
        "SELECT a.code, e.code AS login FROM journal_entry e JOIN agency a ON a.id = e.agency_id "
        "WHERE e.table_name = 'access' ORDER BY e.id"
    )
    left = book.count("access")
    server.give_back(book.name, "sample")

    assert 0 == left
    assert [("CQ", "rls_moi_tinh"), ("KHAC", "rls_moi_khac")] * 2 == [(row["code"], row["login"]) for row in told]


def test_a_login_of_a_merged_unit_only_reads_until_it_is_granted_who_took_over(server: Server) -> None:
    book, login = ServerBook(server, server.take("sample")), "rls_moi_gop"
    world, step = (
        World(book, {}),
        "UPDATE deadline SET progress = 51, stage = 'in_progress' WHERE stage = 'not_started'",
    )
    access.grant(book.on(), login, Scope.UNIT, "CCTĐC")
    own = world.attempt(login, step)
    succession.merge_units(book.on(), Reform(["CCTĐC"], ["PTC=Phòng Tiêu chuẩn"], date(2023, 10, 1)))
    ended = (world.attempt(login, step), len(world.seen(login, "deadline")))
    access.grant(book.on(), login, Scope.UNIT, "PTC")
    granted = world.attempt(login, step)
    access.revoke(book.on(), login)
    rows = book.count("deadline")
    server.give_back(book.name, "sample")

    assert (0, rows) == ended
    assert own == granted != 0


def test_an_owner_without_the_power_to_make_roles_is_told_what_to_have_made_and_then_grants(server: Server) -> None:
    server.run("CREATE ROLE rls_yeu LOGIN")
    server.run("CREATE DATABASE rls_yeu TEMPLATE template0 OWNER rls_yeu")
    book = ServerBook(server, "rls_yeu")
    owner = request_on(book.database._replace(url=server.url(book.name, "rls_yeu")), date(2023, 10, 26))
    with pytest.raises(ForbiddenError) as refused:
        upgrade_data(owner)
    left = book.tables()
    for scope in Scope:
        server.run(f"CREATE ROLE danvan_{scope}_rls_yeu NOLOGIN ADMIN rls_yeu")
    upgrade_data(owner)
    agencies.add_agency(owner, "CQ", "Cơ quan")
    with pytest.raises(ForbiddenError) as unmade:
        access.grant(owner, "rls_chua_co", Scope.PROVINCE)
    server.run("CREATE ROLE rls_chua_co LOGIN")
    access.grant(owner, "rls_chua_co", Scope.PROVINCE)
    seen = World(book, {}).attempt("rls_chua_co", "SELECT 1 FROM agency")
    server.run("DROP DATABASE rls_yeu WITH (FORCE)")
    server.run("DROP ROLE rls_chua_co, danvan_unit_rls_yeu, danvan_office_rls_yeu, danvan_province_rls_yeu, rls_yeu")

    assert "CREATE ROLE" in refused.value.hint
    assert [] == left
    assert "rls_chua_co" in unmade.value.message
    assert 1 == seen


def test_a_login_that_differs_in_capitals_alone_is_not_made(world: World) -> None:
    with pytest.raises(ConflictError, match=UNIT):
        access.grant(
            request_on(world.book.database._replace(agency="CQ"), date(2023, 10, 26)), UNIT.upper(), Scope.OFFICE
        )


def test_a_database_that_let_everybody_make_tables_no_longer_does_after_an_upgrade(server: Server) -> None:
    book = ServerBook(server, server.take("empty"))
    server.run("GRANT CREATE ON SCHEMA public TO PUBLIC; GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC", book.name)
    access.grant(book.on(), OFFICE, Scope.OFFICE)
    upgrade_data(book.on())
    world = World(book, {})
    tried = [
        world.attempt(OFFICE, statement)
        for statement in ("CREATE TABLE public.x (id integer)", "SELECT * FROM access", "TRUNCATE note")
    ]
    # The copy of a database has groups of its own from then on, and its logins are in them.
    member = f"SELECT 1 WHERE pg_has_role('{OFFICE}', 'danvan_office_{book.name}', 'MEMBER')"
    named = (world.attempt(OFFICE, "SELECT 1 FROM agency"), len(book.select(member)))
    server.run(f"DROP DATABASE {book.name} WITH (FORCE)")

    assert [DENIED] * 3 == tried
    assert (1, 1) == named


def test_an_upgrade_that_has_nothing_to_do_waits_for_no_reader_and_one_that_has_heals(server: Server) -> None:
    import psycopg

    server.run("CREATE DATABASE rls_doc TEMPLATE template0")
    book = ServerBook(server, "rls_doc")
    upgrade_data(book.on())
    with psycopg.connect(book.address) as reader:
        reader.execute("SELECT * FROM deadline")
        reader.execute("SET lock_timeout = '1s'")
        upgrade_data(book.on())
    server.run("DROP POLICY danvan_read ON plan; ALTER TABLE note DISABLE ROW LEVEL SECURITY", book.name)
    upgrade_data(book.on())
    healed = book.values(
        "SELECT (SELECT COUNT(*) FROM pg_policy WHERE polname = 'danvan_read' AND polrelid = 'plan'::regclass) "
        "+ (SELECT COUNT(*) FROM pg_class WHERE relname = 'note' AND relrowsecurity)"
    )
    server.run("DROP DATABASE rls_doc WITH (FORCE)")

    assert [2] == healed


def test_a_database_of_another_encoding_is_refused(server: Server) -> None:
    server.run("CREATE DATABASE rls_latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(DatabaseError, match="LATIN1") as refused:
        upgrade_data(ServerBook(server, "rls_latin").on())
    server.run("DROP DATABASE rls_latin WITH (FORCE)")

    assert "UTF8" in (refused.value.hint or "")


def test_an_owner_needs_no_power_over_the_server(server: Server) -> None:
    """Whoever owns the database makes roles once; an upgrade later needs not even that."""
    server.run("CREATE ROLE rls_chu LOGIN CREATEROLE")
    # Newer servers let a role give only what it was given to give.
    server.run("GRANT danvan_unit_empty, danvan_office_empty, danvan_province_empty TO rls_chu WITH ADMIN OPTION")
    server.run("CREATE DATABASE rls_rieng TEMPLATE template0 OWNER rls_chu")
    book = ServerBook(server, "rls_rieng")
    owner = request_on(book.database._replace(url=server.url(book.name, "rls_chu")), date(2023, 10, 26))
    upgrade_data(owner)
    agencies.add_agency(owner, "CQ", "Cơ quan")
    import_plan(owner, read_draft(owner, SAMPLE_TEXT))
    access.grant(owner, "rls_moi", Scope.UNIT, "VP")
    server.run("ALTER ROLE rls_chu NOCREATEROLE")
    upgrade_data(owner)
    world = World(book, {})
    found = [world.attempt("rls_moi", f"UPDATE deadline SET progress = {number}") for number in (1, 101)]
    typed = (
        "SELECT 1 FROM journal_group WHERE id = (SELECT MAX(id) FROM journal_group) AND entered_on >= CURRENT_DATE - 1"
    )
    # The tests' own clock is not in this database.
    dated = world.attempt(
        "rls_moi", typed, before="SET LOCAL danvan.today = '2023-10-01'; UPDATE deadline SET progress = 2"
    )
    server.run("DROP DATABASE rls_rieng WITH (FORCE)")
    server.run("DROP ROLE rls_moi, danvan_unit_rls_rieng, danvan_office_rls_rieng, danvan_province_rls_rieng, rls_chu")

    assert ([1, "23514"], 1) == (found, dated)


def test_an_office_imports_a_whole_plan(world: World) -> None:
    database = world.book.database._replace(url=world.book.server.url(world.book.name, OFFICE))
    request = request_on(database, date(2023, 10, 26), dry_run=True)
    draft = read_draft(request, OTHER_PLAN)
    found = import_plan(request, draft)

    assert len(draft.tasks) == sum(change.table == "task" for change in found.changes)


def test_who_may_become_a_superuser_is_given_no_right(server: Server) -> None:
    book = ServerBook(server, server.take("sample"))
    server.run("CREATE ROLE rls_sieu SUPERUSER; CREATE ROLE rls_thanh_vien LOGIN IN ROLE rls_sieu")
    with pytest.raises(UsageError, match="không chịu phân quyền"):
        access.grant(book.on(), "rls_thanh_vien", Scope.OFFICE)
    server.run("DROP ROLE rls_thanh_vien, rls_sieu")
    server.give_back(book.name, "sample")


def test_who_has_no_right_has_none_to_lose(world: World) -> None:
    with pytest.raises(NotFoundError) as refused:
        access.revoke(world.book.on(), "rls_chua_he_co")
    assert OFFICE in (refused.value.hint or "")


def test_a_right_elsewhere_is_not_taken_away_unasked(server: Server) -> None:
    book = ServerBook(server, server.take("sample"))
    agencies.add_agency(book.on(), "KHAC", "Sở khác")
    here, other = (request_on(book.database._replace(agency=code), date(2023, 10, 26)) for code in ("CQ", "KHAC"))
    access.grant(here, "rls_hai_noi", Scope.OFFICE)
    with pytest.raises(ConflictError):
        access.grant(other, "rls_hai_noi", Scope.OFFICE)
    access.revoke(other, "rls_hai_noi")
    told = book.values(
        "SELECT a.code FROM journal_entry e JOIN agency a ON a.id = e.agency_id WHERE e.table_name = 'access'"
    )
    server.give_back(book.name, "sample")

    assert ["CQ", "CQ"] == told
