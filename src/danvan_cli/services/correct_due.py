"""Correcting a row's first last day, under whatever extension was granted since."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction


def is_extended(work: Transaction, row: tables.Deadline) -> bool:
    """Tells whether an extension of the row was ever granted."""
    query = select(tables.Extension.id).where(
        col(tables.Extension.deadline_id) == row.id, col(tables.Extension.new_due_on).is_not(None)
    )
    return work.session.exec(query).first() is not None


def correct_due(work: Transaction, row: tables.Deadline, day: date) -> None:
    """Corrects the first last day; a granted day that is later stays in force, since nobody took it back."""
    row.original_due_on = day
    if row.due_on is None or row.due_on <= day or not is_extended(work, row):
        row.due_on = day
