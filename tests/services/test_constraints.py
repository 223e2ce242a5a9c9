"""What must never be stored, the database itself refuses, whatever program writes it; on a file and on a server."""

from __future__ import annotations

import re
from typing import Any

import pytest

REFUSED = {
    "task kind": ("UPDATE task SET kind = 'lạ'", "ck_task_kind_known"),
    "task priority": ("UPDATE task SET priority = ''", "ck_task_priority_known"),
    "blank content": ("UPDATE task SET content = '  '", "ck_task_content_not_blank"),
    "blank code": ("UPDATE task SET code = ''", "ck_task_code_not_blank"),
    "no content": ("UPDATE task SET content = NULL", "not.null"),
    "code twice": ("UPDATE task SET code = 'IV-4' WHERE code = 'IV-5'", "UNIQUE"),
    "role": ("UPDATE assignment SET role = 'boss'", "ck_assignment_role_known"),
    "two parts": (
        "INSERT INTO assignment (task_id, unit_id, role) SELECT task_id, unit_id, 'watch' FROM assignment",
        "UNIQUE",
    ),
    "stage": ("UPDATE deadline SET stage = 'late'", "ck_deadline_stage_known"),
    "progress": ("UPDATE deadline SET progress = 101", "ck_deadline_progress_is_a_percentage"),
    "completed without a day": ("UPDATE deadline SET stage = 'completed'", "ck_deadline_completed_has_a_day"),
    "a day without completion": ("UPDATE deadline SET completed_on = '2023-01-01'", "ck_deadline_completed_has_a_day"),
    "waiting without a hand-in": ("UPDATE deadline SET stage = 'awaiting_confirmation'", "ck_deadline_awaiting"),
    "handed in after completion": (
        "UPDATE deadline SET stage = 'completed', completed_on = '2023-01-01', submitted_on = '2023-01-02'",
        "ck_deadline_submitted_before_completed",
    ),
    "no such day": ("UPDATE deadline SET due_on = '2023-02-31'", "ck_deadline_due_on_is_a_day"),
    "a day in words": ("UPDATE deadline SET due_on = 'mai'", "ck_deadline_due_on_is_a_day"),
    "a day as a number": ("UPDATE deadline SET due_on = 20230101", "ck_deadline_due_on_is_a_day"),
    "an instant for a day": ("UPDATE deadline SET due_on = '2023-01-01 00:00:00'", "ck_deadline_due_on_is_a_day"),
    "row twice": (
        "INSERT INTO deadline (task_id, plan_id, unit_id, period, due_certain, stage, progress, exempt)"
        " SELECT task_id, plan_id, unit_id, period, TRUE, stage, 0, FALSE FROM deadline WHERE unit_id > 0",
        "UNIQUE",
    ),
    "two waiting rows": (
        "INSERT INTO deadline (task_id, plan_id, period, due_certain, stage, progress, exempt)"
        " SELECT task_id, plan_id, period, TRUE, stage, 0, FALSE FROM deadline WHERE unit_id IS NULL",
        "UNIQUE",
    ),
    "row of another plan": ("UPDATE deadline SET plan_id = 99", "FOREIGN KEY"),
    "row of no task": ("UPDATE deadline SET task_id = 99 WHERE id = 1", "FOREIGN KEY"),
    "row of no unit": ("UPDATE deadline SET unit_id = 99 WHERE id = 1", "FOREIGN KEY"),
    "unit with work": ("DELETE FROM unit WHERE code = 'VP'", "FOREIGN KEY"),
    "unit kind": ("UPDATE unit SET kind = 'x'", "ck_unit_kind_known"),
    "headcount": ("UPDATE unit SET headcount = -1", "ck_unit_headcount_not_negative"),
    "validity": ("UPDATE unit SET valid_from = '2023-02-01', valid_to = '2023-01-01'", "ck_unit_valid_in_order"),
    "its own successor": (
        "INSERT INTO succession (unit_id, successor_id, from_on) SELECT id, id, '2023-07-01' FROM unit WHERE code = 'VP'",
        "ck_succession_successor_is_another",
    ),
    "a former name of blanks": (
        "INSERT INTO former_name (unit_id, name, valid_to) SELECT id, ' ', '2023-06-30' FROM unit WHERE code = 'VP'",
        "ck_former_name_name_not_blank",
    ),
    "people below none": (
        "INSERT INTO headcount (unit_id, valid_from, people) VALUES (1, '2023-01-01', -1)",
        "ck_headcount_people_not_negative",
    ),
    "people of no day": ("INSERT INTO headcount (unit_id, people) VALUES (1, 8)", "not.null"),
    "people on no such day": (
        "INSERT INTO headcount (unit_id, valid_from, people) VALUES (1, '2023-02-31', 8)",
        "ck_headcount_valid_from_is_a_day",
    ),
    "people twice": (
        "INSERT INTO headcount (unit_id, valid_from, people) VALUES (1, '2023-01-01', 8), (1, '2023-01-01', 9)",
        "UNIQUE",
    ),
    "a person without a name": ("INSERT INTO person (agency_id, name) VALUES (1, ' ')", "ck_person_name_not_blank"),
    "a blank post": ("INSERT INTO person (agency_id, name, post) VALUES (1, 'A', '')", "ck_person_post_not_blank"),
    "a person who ends before beginning": (
        "INSERT INTO person (agency_id, name, valid_from, valid_to) VALUES (1, 'A', '2023-02-01', '2023-01-31')",
        "ck_person_valid_in_order",
    ),
    "a duty": ("INSERT INTO task_person (task_id, person_id, duty) VALUES (1, 1, 'boss')", "ck_task_person_duty_known"),
    "a blank short title": ("UPDATE task SET short_title = ' '", "ck_task_short_title_not_blank"),
    "note kind": (
        "INSERT INTO note (task_id, kind, text, actor, at) VALUES (1, 'x', 'x', 'a', '2023-01-01')",
        "ck_note_kind_known",
    ),
    "a record of no record": (
        "INSERT INTO record (agency_id, kind, code, parent_id, first_day, last_day, as_of) "
        "VALUES (1, 'findings', 'KN-1', 99, '2023-06-20', '2023-06-20', '2023-06-20')",
        "FOREIGN KEY",
    ),
    "a row of a task and a record": ("UPDATE deadline SET record_id = 1", "ck_deadline_of_one_thing"),
    "a row of nothing": ("UPDATE deadline SET task_id = NULL, plan_id = NULL", "ck_deadline_of_one_thing"),
    "a row of a task without its plan": ("UPDATE deadline SET plan_id = NULL", "ck_deadline_plan_with_task"),
    "a row of a plan without its task": (
        "UPDATE deadline SET task_id = NULL, record_id = 1",
        "ck_deadline_plan_with_task",
    ),
    "evidence of two things": (
        "INSERT INTO evidence (kind, text, deadline_id, record_id) VALUES ('link', 'x', 1, 1)",
        "ck_evidence_of_one_thing",
    ),
    "unit code twice": ("UPDATE unit SET code_key = 'vp'", "UNIQUE"),
    "alias twice": (
        "INSERT INTO unit_alias (unit_id, alias, alias_key) SELECT unit_id, alias, alias_key FROM unit_alias",
        "UNIQUE",
    ),
    "plan year": ("UPDATE plan SET year = 1900", "ck_plan_year_plausible"),
    "plan code twice": (
        "INSERT INTO plan (agency_id, code, title, year, is_school_year, recipients)"
        " VALUES (1, 'KH-2023', 'x', 2023, FALSE, '[]')",
        "UNIQUE",
    ),
    "goal without operator": ("UPDATE target SET operator = NULL WHERE code = 'CT1'", "ck_target_goal_with_operator"),
    "target kind": ("UPDATE target SET kind = 'x'", "ck_target_kind_known"),
    "half a ratio": (
        "INSERT INTO measurement (target_id, as_of, numerator) VALUES (1, '2023-01-01', '1')",
        "ck_measurement",
    ),
    "no figure": (
        "INSERT INTO measurement (target_id, as_of) VALUES (1, '2023-01-01')",
        "ck_measurement_value_or_ratio",
    ),
    "denominator 0": (
        "INSERT INTO measurement (target_id, as_of, numerator, denominator) VALUES (1, '2023-01-01', '1', '0')",
        "ck_measurement_denominator_positive",
    ),
    "negative": ("INSERT INTO measurement (target_id, as_of, value) VALUES (1, '2023-01-01', '-1')", "not_negative"),
    "evidence of nothing": ("INSERT INTO evidence (kind, text) VALUES ('link', 'x')", "ck_evidence_of_one_thing"),
    "evidence kind": ("INSERT INTO evidence (kind, text, deadline_id) VALUES ('x', 'x', 1)", "ck_evidence_kind_known"),
    "blank note": ("INSERT INTO note (task_id, text, actor, at) VALUES (1, ' ', 'a', '2023-01-01')", "ck_note_text"),
    "a record that ends before it begins": (
        "INSERT INTO record (agency_id, kind, code, period, first_day, last_day, as_of)"
        " VALUES (1, 'x', 'X-1', 'k', '2023-02-01', '2023-01-01', '2023-02-01')",
        "ck_record_days_in_order",
    ),
    "a record of two days without a period": (
        "INSERT INTO record (agency_id, kind, code, first_day, last_day, as_of)"
        " VALUES (1, 'x', 'X-1', '2023-01-01', '2023-01-02', '2023-01-02')",
        "ck_record_one_day_without_a_period",
    ),
    "a record before it begins": (
        "INSERT INTO record (agency_id, kind, code, first_day, last_day, as_of)"
        " VALUES (1, 'x', 'X-1', '2023-01-02', '2023-01-02', '2023-01-01')",
        "ck_record_known_once_begun",
    ),
    "a record code twice": (
        "INSERT INTO record (agency_id, kind, code, first_day, last_day, as_of) VALUES"
        " (1, 'x', 'X-1', '2023-01-01', '2023-01-01', '2023-01-01'),"
        " (1, 'x', 'X-1', '2023-01-01', '2023-01-01', '2023-01-01')",
        "UNIQUE",
    ),
    "two values of one field": (
        "INSERT INTO record_value (record_id, field, word, number, text) VALUES (1, 'x', 'x', '1', 'x')",
        "ck_record_value_one_value",
    ),
    "a record's figure below nought": (
        "INSERT INTO record_value (record_id, field, word, number) VALUES (1, 'x', 'x', '-1')",
        "ck_record_value_number_not_negative",
    ),
    "a figure of no record": (
        "INSERT INTO record_value (record_id, field, word, number) VALUES (99, 'x', 'x', '1')",
        "FOREIGN KEY",
    ),
    "journal changed": ("UPDATE journal_entry SET code = 'x'", "append-only"),
    "journal cut": ("DELETE FROM journal_entry WHERE id = 1", "append-only"),
    "a command of no day": (
        "INSERT INTO journal_group (agency_id, at, actor, command, program_version)"
        " VALUES (1, '2023-10-26 00:00:00', 'x', 'x', 'x')",
        "not.null",
    ),
    "group changed": ("UPDATE journal_group SET actor = 'x'", "append-only"),
    "group cut": ("DELETE FROM journal_group", "append-only"),
    "group replaced": (
        "INSERT OR REPLACE INTO journal_group (id, at, actor, command, program_version)"
        " VALUES (1, '2023-01-01', 'x', 'x', '0')",
        "append-only|FOREIGN KEY",
    ),
    "entry of no group": (
        "INSERT INTO journal_entry (agency_id, group_id, position, table_name, row_id, code)"
        " VALUES (1, 99, 1, 'x', 1, 'x')",
        "FOREIGN KEY",
    ),
    "entry replaced": (
        "INSERT OR REPLACE INTO journal_entry (id, group_id, position, table_name, row_id, code)"
        " VALUES (1, 1, 1, 'x', 1, 'x')",
        "append-only",
    ),
    "removed with its reminders": (
        "INSERT INTO reminder (deadline_id, unit_id, number, kind, sent_on) VALUES (1, 1, 0, 'remind', '2023-01-01')",
        "ck_reminder_number_positive",
    ),
}


# What only a file needs, since a server has days of its own and no replacing insert.
OF_A_FILE = ("_is_a_day", "append-only|FOREIGN KEY")


@pytest.mark.parametrize("name", REFUSED)
def test_the_schema_refuses(book: Any, engine: str, name: str) -> None:
    statement, why = REFUSED[name]
    if engine == "server" and (why.endswith(OF_A_FILE) or "OR REPLACE" in statement):
        pytest.skip("about a file alone")

    assert re.search(why, book.refuses(statement), re.IGNORECASE)


@pytest.mark.parametrize("statement", ["UPDATE reminder SET content = 'x'", "DELETE FROM reminder"])
def test_a_reminder_once_sent_stays(book: Any, statement: str) -> None:
    assert "" == book.refuses(
        "INSERT INTO reminder (deadline_id, unit_id, number, kind, sent_on) VALUES (1, 1, 1, 'remind', '2023-01-01')"
    )
    assert "append-only" in book.refuses(statement)


def test_the_keys_of_a_servers_journal_outgrow_four_bytes(blank: Any, engine: str) -> None:
    if engine == "file":
        pytest.skip("the keys of a file always do")
    column = "SELECT data_type FROM information_schema.columns WHERE table_name = ? AND column_name = 'id' AND table_schema = 'public'"
    sequence = "SELECT CAST(data_type AS text) FROM pg_sequences WHERE sequencename = ?"

    assert ["bigint"] == blank.values(column, "journal_entry")
    assert ["bigint"] == blank.values(sequence, "journal_entry_id_seq")
