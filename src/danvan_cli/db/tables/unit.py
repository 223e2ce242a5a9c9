"""Units, the other and the former names they go by, and who took over from whom."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from danvan_cli.db.tables.base import in_order, not_blank, one_of, true_dates
from danvan_cli.domain.words import UnitKind


class Unit(SQLModel, table=True):
    """A body that can be responsible. ``code_key`` is the folded code: CCTĐC and cctdc are one.

    ``valid_from`` is its first day, ``valid_to`` its last, both included; who takes over stands in ``Succession``.
    ``name`` is the newest one. ``headcount`` is the figure of today, those of other days stand in ``Headcount``.
    ``email`` is the address of its own mailbox.
    """

    __table_args__ = (
        UniqueConstraint("agency_id", "code_key"),
        not_blank("code"),
        not_blank("name"),
        one_of("kind", UnitKind),
        CheckConstraint("headcount >= 0", name="headcount_not_negative"),
        in_order("valid_from", "valid_to"),
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


class UnitAlias(SQLModel, table=True):
    """Another name of a unit, as plans write it."""

    __tablename__ = "unit_alias"
    __table_args__ = (UniqueConstraint("unit_id", "alias_key"), not_blank("alias"))

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", ondelete="CASCADE")
    alias: str
    alias_key: str


class FormerName(SQLModel, table=True):
    """A name that a unit bore up to and including ``valid_to``, since the day after the one before it."""

    __tablename__ = "former_name"
    __table_args__ = (UniqueConstraint("unit_id", "valid_to"), not_blank("name"), *true_dates("valid_to"))

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", ondelete="CASCADE")
    name: str
    valid_to: date


class Succession(SQLModel, table=True):
    """That a unit's work, or a part of it, went to another one from ``from_on`` on, by a law or a decision.

    A unit with one successor was merged into it, one with several was split. ``document`` says by what.
    """

    __table_args__ = (
        UniqueConstraint("unit_id", "successor_id"),
        CheckConstraint("successor_id != unit_id", name="successor_is_another"),
        not_blank("document"),
        *true_dates("from_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", ondelete="CASCADE")
    successor_id: int = Field(foreign_key="unit.id")
    from_on: date
    document: str | None = None
