"""Units and the other names they go by."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from danvan_cli.db.tables.base import in_order, not_blank, one_of, true_dates
from danvan_cli.domain.words import UnitKind


class Unit(SQLModel, table=True):
    """A body that can be responsible. ``code_key`` is the folded code: CCTĐC and cctdc are one.

    ``valid_to`` is its last day; ``successor_id`` takes over the day after. ``headcount`` is the figure of today, those
    of other days stand in ``Headcount``. ``email`` is the address of its own mailbox.
    """

    __table_args__ = (
        UniqueConstraint("agency_id", "code_key"),
        not_blank("code"),
        not_blank("name"),
        one_of("kind", UnitKind),
        CheckConstraint("headcount >= 0", name="headcount_not_negative"),
        in_order("valid_from", "valid_to"),
        CheckConstraint("successor_id IS NULL OR valid_to IS NOT NULL", name="successor_needs_an_end"),
        CheckConstraint("successor_id != id", name="successor_is_another"),
        *true_dates("valid_from", "valid_to"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    code: str
    code_key: str
    name: str
    kind: str
    parent_id: int | None = Field(default=None, foreign_key="unit.id")
    headcount: int | None = None
    email: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: int | None = Field(default=None, foreign_key="unit.id")


class UnitAlias(SQLModel, table=True):
    """Another name of a unit, as plans write it."""

    __tablename__ = "unit_alias"
    __table_args__ = (UniqueConstraint("unit_id", "alias_key"), not_blank("alias"))

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", ondelete="CASCADE")
    alias: str
    alias_key: str
