"""What a deadline's life needs: days of events in the journal, opening days, extensions' answers, own days off.

Columns are added, no table is rebuilt: a rebuild would lose its triggers and, with foreign keys on, its children.
"""

from __future__ import annotations

import json
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_EVERY = "'month', 'quarter', 'half', 'year'"
# Days that say when a step happened, the one that decides first.
_EVENT_DAYS = ("completed_on", "submitted_on", "decided_on", "sent_on")


def upgrade() -> None:
    """Adds the columns, then dates what the journal already holds."""
    _add("journal_group", "entered_on", "DATE", is_day=True)
    _add("journal_entry", "happened_on", "DATE", is_day=True)
    _add("task", "every", "VARCHAR", f"every IN ({_EVERY})", "every_known")
    _add("task", "review_every", "VARCHAR")
    _add("assignment", "progress", "INTEGER", "progress BETWEEN 0 AND 100", "progress_is_a_percentage")
    _add("assignment", "result", "VARCHAR")
    _add("assignment", "last_update", "DATE", is_day=True)
    _add("deadline", "opens_on", "DATE", is_day=True)
    _add("deadline", "exempt_reason", "VARCHAR", "exempt = (exempt_reason IS NOT NULL)", "exempt_has_a_reason")
    _add("deadline", "no_evidence_reason", "VARCHAR")
    _add("extension", "document", "VARCHAR")
    _add("extension", "answer", "VARCHAR")
    _add("evidence", "rejected_on", "DATE", is_day=True)
    _calendar_day()
    _date_the_journal()
    _refuse_replacing()
    undecided = sa.text("decision IS NULL")
    op.create_index(
        "uq_extension_undecided",
        "extension",
        ["deadline_id"],
        unique=True,
        sqlite_where=undecided,
        postgresql_where=undecided,
    )
    op.create_index("ix_journal_group_entered_on", "journal_group", ["entered_on"], unique=False)
    op.create_index("ix_journal_entry_happened_on", "journal_entry", ["happened_on"], unique=False)
    op.create_index("ix_journal_entry_table_name_row_id", "journal_entry", ["table_name", "row_id"], unique=False)


def downgrade() -> None:
    """Refuses: the days would be lost; the backup made before the step is the way back."""
    raise RuntimeError("restore the backup that was made before the upgrade")


def _add(
    table: str, column: str, kind: str, check: str | None = None, name: str | None = None, *, is_day: bool = False
) -> None:
    if is_day and op.get_bind().dialect.name == "sqlite":
        check, name = f"{column} IS date({column}, '+0 days')", f"{column}_is_a_day"
    constraint = f" CONSTRAINT ck_{table}_{name} CHECK ({check})" if check else ""
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}{constraint}")


def _calendar_day() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.CheckConstraint("day IS date(day, '+0 days')", name=op.f("ck_calendar_day_day_is_a_day")).ddl_if(
            dialect="sqlite"
        ),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_calendar_day_name_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_day")),
        sa.UniqueConstraint("day", name=op.f("uq_calendar_day_day")),
    )


def _date_the_journal() -> None:
    """Gives old entries their days: what a step says itself, a plan's own day for its content, else the day typed."""
    bind = op.get_bind()
    if not bind.execute(sa.text("SELECT COUNT(*) FROM journal_group")).scalar():
        return
    for table in ("journal_group", "journal_entry"):
        op.execute(f"DROP TRIGGER {table}_no_update")
    op.execute("UPDATE journal_group SET entered_on = date(at, '+7 hours')")
    plans = {key: issued or f"{year}-01-01" for key, issued, year in _rows("SELECT id, issued_on, year FROM plan")}
    query = (
        "SELECT e.id, g.entered_on, g.command, e.plan_id, e.after FROM journal_entry e "
        "JOIN journal_group g ON g.id = e.group_id"
    )
    days = [
        {"id": key, "day": _event_day(entered, command, plans.get(plan), after)}
        for key, entered, command, plan, after in _rows(query)
    ]
    bind.execute(sa.text("UPDATE journal_entry SET happened_on = :day WHERE id = :id"), days)
    for table in ("journal_group", "journal_entry"):
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _refuse_replacing() -> None:
    """Closes the way round the append-only triggers: a replacing insert deletes without one being asked."""
    if op.get_bind().dialect.name != "sqlite":
        # PostgreSQL has no replacing insert: ON CONFLICT DO UPDATE is an update to its triggers.
        return
    same = {"journal_group": "id = NEW.id", "journal_entry": "id = NEW.id"}
    same["reminder"] = "id = NEW.id OR (deadline_id = NEW.deadline_id AND number = NEW.number)"
    for table, condition in same.items():
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {condition}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _rows(query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in op.get_bind().execute(sa.text(query))]


def _event_day(entered: object, command: object, plan_day: object, after: object) -> str:
    typed = date.fromisoformat(str(entered))
    values = json.loads(str(after)) if after else {}
    told = next((values[key] for key in _EVENT_DAYS if values.get(key)), None)
    if command == "plan import":
        told = plan_day
    day = date.fromisoformat(str(told)) if told else typed
    return min(day, typed).isoformat()
