"""What all tables share: constraint names, exact numbers, words of a closed list."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Column, Dialect, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

# Every constraint has a name from the first version on: an unnamed one can never be altered.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class ExactNumber(TypeDecorator[Decimal]):
    """Stores a Decimal as its digits: SQLite would make a float of it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Writes the digits, without an exponent."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Reads the digits back."""
        return None if value is None else Decimal(value)


def stored_type(column: Column[Any]) -> object:
    """The type that a column has in the database, whatever stands before it in Python."""
    return column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """Lets only the words of a closed list into a text column."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def not_blank(column: str) -> CheckConstraint:
    """Refuses text of blanks only."""
    return CheckConstraint(f"length(trim({column})) > 0", name=f"{column}_not_blank")


def exactly_one(*columns: str) -> CheckConstraint:
    """Holds that one of the columns is filled, and no other."""
    filled = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return CheckConstraint(f"{filled} = 1", name="of_one_thing")


def in_order(first: str, last: str) -> CheckConstraint:
    """Refuses a stretch of days that ends before it begins; either end may be open."""
    return CheckConstraint(f"{first} IS NULL OR {last} IS NULL OR {first} <= {last}", name="valid_in_order")


def true_dates(*columns: str) -> list[CheckConstraint]:
    """Refuses what is no calendar day; only SQLite needs it, its DATE column takes any text."""
    # "+0 days" makes SQLite compute the day: without it 2023-02-31 passes.
    return [
        CheckConstraint(f"{column} IS date({column}, '+0 days')", name=f"{column}_is_a_day").ddl_if(dialect="sqlite")
        for column in columns
    ]
