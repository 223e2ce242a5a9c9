"""Each table has one descriptor, and the descriptor says the truth about its columns."""

from __future__ import annotations

from typing import Any

import pytest

from danvan_cli.db import tables
from danvan_cli.db.ownership import owned_in
from danvan_cli.domain.records import RECORDS, table_of
from danvan_cli.output.changes import change_words

SCHEMA = tables.whole_schema().tables
TOLD = [name for name, record in RECORDS.items() if record.label is not None]


def columns_of(table: str) -> set[str]:
    return {column.name for column in SCHEMA[table].columns}


def test_every_table_has_one_descriptor() -> None:
    assert set(SCHEMA) == set(RECORDS)


@pytest.mark.parametrize("table", TOLD)
def test_every_column_of_a_table_that_people_hear_of_has_its_word_or_is_left_untold(table: str) -> None:
    record = RECORDS[table]
    named = [*record.fields, *record.links, *record.untold, *record.computed]

    assert columns_of(table) - {"id"} == set(named)
    assert len(named) == len(set(named))


@pytest.mark.parametrize("table", RECORDS)
def test_a_descriptor_speaks_of_columns_that_are_there(table: str) -> None:
    record = RECORDS[table]
    rights = record.unit
    written = {*rights.by, *rights.leaves_empty, *rights.changes, *rights.changes_by} if rights else set()
    spoken_of = {*record.code, *record.parents, *record.office_changes, *record.forms, *written}

    assert set() == (spoken_of | {record.told_by} - {""}) - columns_of(table)


@pytest.mark.parametrize("table", RECORDS)
def test_a_key_in_a_descriptor_leads_to_the_table_that_its_name_says(table: str) -> None:
    record = RECORDS[table]
    keys = {name for name in (*record.code, *record.parents) if name.endswith("_id")}
    led = {(column.name, key.column.table.name) for column in SCHEMA[table].columns for key in column.foreign_keys}
    # Both by a key over two columns of their task.
    led |= {("plan_id", "plan")} if table in ("deadline", "several_deadlines") else set()

    assert {(name, table_of(name)) for name in keys} <= led


@pytest.mark.parametrize("table", RECORDS)
def test_every_row_leads_to_its_agency(table: str) -> None:
    names_it = table == "agency" or "agency_id" in columns_of(table)

    assert names_it == (not RECORDS[table].parents)
    assert ":agency" in owned_in(table)


@pytest.mark.parametrize(
    ("table", "before", "after", "words"),
    [
        ("task", {"content": "cũ"}, {"content": "mới"}, "nội dung: cũ → mới"),
        ("task", {"short_title": None}, {"short_title": "Tuần lễ số"}, "tên ngắn: — → Tuần lễ số"),
        ("section", {"title": "Cũ"}, {"title": "Mới"}, "tên mục: Cũ → Mới"),
        ("deadline", {"last_update": None}, {"last_update": "2023-10-26"}, "cập nhật"),
        ("deadline", {"unit_id": 1}, {"unit_id": 2}, "đổi đơn vị"),
        ("person", None, {"id": 1, "name": "Nguyễn Văn A"}, "mới – Nguyễn Văn A"),
        ("record", {"parent_id": 1}, {"parent_id": 2}, "đổi thuộc phiếu"),
        ("extension", None, {"asked_due_on": "2023-12-01", "reason": "chờ"}, "mới – đến 01/12/2023"),
        ("note", {"text": "x"}, None, "xóa – x"),
    ],
)
def test_a_change_is_told_in_the_words_of_its_table(table: str, before: Any, after: Any, words: str) -> None:
    assert words == change_words(table, before, after)
