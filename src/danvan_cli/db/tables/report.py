"""Reports that were sent: what was in them, so that a later one can be held against them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from danvan_cli.db.tables.base import not_blank, true_dates


class SentReport(SQLModel, table=True):
    """A report that went out under a number. ``figures`` is a JSON object, figure → value, as printed in it;
    empty where the file carried none. What nobody said of such a file is None: ``kind``, ``period``, ``cut_off``.

    The file itself stays where it is; ``sha256`` tells whether a file is the one that was sent.
    """

    __tablename__ = "sent_report"
    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        not_blank("number"),
        not_blank("kind"),
        not_blank("period"),
        CheckConstraint("cut_off <= sent_on", name="sent_after_cut_off"),
        *true_dates("cut_off", "sent_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", ondelete="CASCADE")
    kind: str | None = None
    period: str | None = None
    cut_off: date | None = None
    number: str
    sent_on: date
    recipient: str | None = None
    file_name: str
    sha256: str
    figures: str = "{}"
