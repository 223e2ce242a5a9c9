"""Plans, their sections, and the documents they cite."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from danvan_cli.db.tables.base import not_blank, one_of, true_dates


class Plan(SQLModel, table=True):
    """One numbered document of one year. ``recipients`` is a JSON list; the rest is as printed.

    ``closed_on`` is the day on which its year was settled: from then on it is written to only where that is said.
    """

    __table_args__ = (
        UniqueConstraint("agency_id", "code"),
        # One year's plans of all agencies.
        Index("ix_plan_year", "year"),
        not_blank("code"),
        not_blank("title"),
        CheckConstraint("year BETWEEN 1945 AND 2200", name="year_plausible"),
        *true_dates("issued_on", "closed_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    code: str
    title: str
    year: int
    is_school_year: bool = False
    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    issuer: str | None = None
    governing_body: str | None = None
    place: str | None = None
    issued_on: date | None = None
    authority: str | None = None
    signer_title: str | None = None
    signer: str | None = None
    recipients: str = "[]"
    source_name: str | None = None
    source_sha256: str | None = None
    closed_on: date | None = None


class Section(SQLModel, table=True):
    """A heading of a plan; ``path`` ("II.1") is its place in the tree."""

    __table_args__ = (UniqueConstraint("plan_id", "path"), not_blank("path"))

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", ondelete="CASCADE")
    parent_id: int | None = Field(default=None, foreign_key="section.id")
    path: str
    marker: str
    title: str
    position: int


class Document(SQLModel, table=True):
    """A document of another authority or of the office, known by its number, symbol and date.

    ``replaced_by_id`` is the one that took its place. Letters and reports that the program itself has sent, and plans,
    are documents too and stand in their own tables: the register (``db/reads/documents``) puts them together.
    """

    __table_args__ = (
        Index("uq_document_agency_id_number_issued_on", "agency_id", "number", "issued_on", unique=True),
        not_blank("number"),
        CheckConstraint("replaced_by_id != id", name="not_replaced_by_itself"),
        *true_dates("issued_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    replaced_by_id: int | None = Field(default=None, foreign_key="document.id")
    type: str | None = None
    number: str
    issued_on: date | None = None
    issuer: str | None = None
    subject: str | None = None


class PlanDocument(SQLModel, table=True):
    """A plan cites a document, is based on it, or the office issued it under the plan."""

    __tablename__ = "plan_document"
    __table_args__ = (
        UniqueConstraint("plan_id", "document_id"),
        Index("ix_plan_document_document_id", "document_id"),
        one_of("relation", ("basis", "cited", "issued")),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", ondelete="CASCADE")
    document_id: int = Field(foreign_key="document.id")
    relation: str


class TaskDocument(SQLModel, table=True):
    """A task names a document."""

    __tablename__ = "task_document"
    __table_args__ = (
        UniqueConstraint("task_id", "document_id"),
        Index("ix_task_document_document_id", "document_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", ondelete="CASCADE")
    document_id: int = Field(foreign_key="document.id")
