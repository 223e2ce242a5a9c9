"""CHECKs that follow from a column's type: what the program could not read, the database does not take from anybody.

Made for the schema alone, from the classes and the descriptors, so that a new column has them without being asked. A
server, on which any program may write with a clerk's login, refuses as well what no text of ours holds; in a file
that would cost an import a tenth of its time and keep nobody out who holds the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import CheckConstraint, Column, Date, DateTime, MetaData, String, Table

from danvan_cli.db.tables.base import ExactNumber, stored_type
from danvan_cli.domain.dates import FIRST_DAY, LAST_DAY
from danvan_cli.domain.numbers import MOST_DIGITS
from danvan_cli.domain.records import RECORDS
from danvan_cli.domain.validation import LONGEST_TEXT

_MADE = "danvan_strict"
_FILE, _SERVER = "sqlite", "postgresql"
# The letters that ``domain.text.strip_controls`` drops, as far as they are known to do harm: controls but tab and line
# end, soft hyphen, marks without width, what turns the direction of writing.
_UNSAFE = r"[\u0001-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]"


def make_strict(schema: MetaData) -> None:
    """Adds the constraints to every table, once; those of one engine alone are left out on the other."""
    for table in schema.tables.values():
        if table.info.get(_MADE):
            continue
        table.info[_MADE] = True
        for column in table.columns:
            if column.computed is None:
                for constraint in _of_column(table, column):
                    table.append_constraint(constraint)


def _of_column(table: Table, column: Column[Any]) -> Iterator[CheckConstraint]:
    name = column.name
    if isinstance(column.type, ExactNumber):
        yield from _of_number(name)
    elif isinstance(stored_type(column), Date):
        yield CheckConstraint(f"{name} BETWEEN '{FIRST_DAY}' AND '{LAST_DAY}'", name=f"{name}_in_range")
    elif isinstance(stored_type(column), DateTime):
        after = f"{LAST_DAY.year + 1}-01-01"
        yield CheckConstraint(f"{name} >= '{FIRST_DAY}' AND {name} < '{after}'", name=f"{name}_in_range")
        yield CheckConstraint(f"{name} IS NULL OR datetime({name}) IS NOT NULL", name=f"{name}_an_instant").ddl_if(
            dialect=_FILE
        )
    elif isinstance(stored_type(column), String):
        yield from _of_text(table.name, name)


def _of_number(name: str) -> Iterator[CheckConstraint]:
    """Digits as ``Decimal`` writes them without an exponent, no more than a sum keeps exact; no NaN, no infinity."""
    digits = f"length(replace(replace({name}, '.', ''), '-', '')) <= {MOST_DIGITS + 1}"
    yield CheckConstraint(digits, name=f"{name}_of_few_digits")
    yield CheckConstraint(f"{name} ~ '^-?[0-9]+([.][0-9]+)?$'", name=f"{name}_a_number").ddl_if(dialect=_SERVER)
    bare = f"ltrim({name}, '-')"
    form = (
        f"{bare} GLOB '[0-9]*' AND {bare} NOT GLOB '*[^0-9.]*' AND {bare} NOT GLOB '*.*.*' AND {bare} NOT GLOB '*.' "
        f"AND {name} NOT GLOB '--*'"
    )
    yield CheckConstraint(form, name=f"{name}_a_number").ddl_if(dialect=_FILE)


def _of_text(table: str, name: str) -> Iterator[CheckConstraint]:
    record = RECORDS.get(table)
    form = record.forms.get(name) if record is not None else None
    kind = {"words": "array", "due rule": "object"}.get(form or "")
    if kind is not None:
        yield CheckConstraint(
            f"{name} IS NULL OR json_valid({name}) AND json_type({name}) = '{kind}'", name=f"{name}_json"
        ).ddl_if(dialect=_FILE)
        yield CheckConstraint(f"json_typeof(CAST({name} AS json)) = '{kind}'", name=f"{name}_json").ddl_if(
            dialect=_SERVER
        )
    if record is None or record.is_kept_by_trigger:
        return
    rules = f"length({name}) <= {LONGEST_TEXT} AND {name} !~ '{_UNSAFE}' AND {name} IS NFC NORMALIZED"
    yield CheckConstraint(rules, name=f"{name}_safe").ddl_if(dialect=_SERVER)
