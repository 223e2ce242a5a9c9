"""The agencies that share a database, and the logins of a server that may see them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from danvan_cli.db.tables.base import not_blank, one_of
from danvan_cli.domain.words import Scope


class Agency(SQLModel, table=True):
    """An office that follows its own plans, with its own units, choices and journal; a new file has one."""

    __table_args__ = (UniqueConstraint("code_key"), not_blank("code"), not_blank("name"))

    id: int | None = Field(default=None, primary_key=True)
    code: str
    code_key: str
    name: str


class Access(SQLModel, table=True):
    """What a login of a server may do: one unit's share, one agency's all, or reading all agencies.

    The server's row-level security goes by it; only the owner of the database changes it. A file has none.
    """

    __table_args__ = (
        Index("uq_access_login", "login", unique=True),
        not_blank("login"),
        one_of("scope", Scope),
        CheckConstraint("(scope = 'province') = (agency_id IS NULL)", name="agency_by_scope"),
        CheckConstraint("(scope = 'unit') = (unit_id IS NOT NULL)", name="unit_by_scope"),
    )

    id: int | None = Field(default=None, primary_key=True)
    login: str
    scope: str
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
