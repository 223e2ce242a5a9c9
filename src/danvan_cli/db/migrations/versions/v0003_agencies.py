"""Several agencies in one database, who may do what on a server, and indexes that answer for a million rows.

A file is one agency's, so its rows become that one's. SQLite cannot change a constraint: the tables that get an
agency are made anew from their own definitions, with their indexes and triggers.
"""

from __future__ import annotations

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# What belongs to an agency → the columns that are unique within it from now on (they were in the whole database).
_OWNED: dict[str, tuple[str, ...]] = {
    "plan": ("code",),
    "unit": ("code_key",),
    "setting": ("key",),
    "calendar_day": ("day",),
    "document": (),
    "journal_group": (),
    "journal_entry": (),
}
_OPEN = "stage NOT IN ('completed', 'cancelled')"
_CLOSED = "stage IN ('completed', 'cancelled')"
_OUTCOME = """CASE
    WHEN stage = 'cancelled' THEN 'cancelled'
    WHEN stage != 'completed' THEN NULL
    WHEN due_on IS NULL THEN 'done_undated'
    WHEN COALESCE(submitted_on, completed_on) <= due_on THEN 'done_on_time'
    WHEN exempt THEN 'excused'
    ELSE 'done_late'
END"""
_PARTIAL = (
    ("task", "listed", "removed_at IS NULL", ("plan_id", "position")),
    ("task", "removed", "removed_at IS NOT NULL", ("plan_id", "position")),
    (
        "deadline",
        "open",
        _OPEN,
        (
            "plan_id",
            "due_on",
            "unit_id",
            "task_id",
            "stage",
            "submitted_on",
            "completed_on",
            "exempt",
            "opens_on",
        ),
    ),
    ("deadline", "open_by_unit", _OPEN, ("plan_id", "unit_id", "stage", "due_on", "opens_on")),
    ("deadline", "waiting", "stage = 'awaiting_confirmation'", ("stage", "plan_id", "unit_id")),
    ("deadline", "closed_by_unit", _CLOSED, ("plan_id", "unit_id", "outcome", "due_on", "opens_on", "stage")),
    ("deadline", "completed_on", _CLOSED, ("plan_id", "completed_on")),
)


def upgrade() -> None:
    """Makes the agency, gives it what is there, and renews the indexes."""
    is_file = op.get_bind().dialect.name == "sqlite"
    _agency()
    if is_file:
        _first_agency()
    for table, unique in _OWNED.items():
        if is_file:
            _make_anew(table, unique)
        else:
            _alter(table, unique)
    op.add_column("journal_group", sa.Column("login", sa.String(), nullable=True))
    _access()
    kept = "" if is_file else " STORED"
    op.execute(f"ALTER TABLE deadline ADD COLUMN outcome VARCHAR GENERATED ALWAYS AS ({_OUTCOME}){kept}")
    _indexes()
    if not is_file:
        # Codes are looked for by what they begin with: byte by byte, whatever language the server sorts in.
        op.drop_index("ix_journal_entry_plan_id_code", "journal_entry")
        op.execute('CREATE INDEX ix_journal_entry_plan_id_code ON journal_entry (plan_id, code COLLATE "C")')
        # Ten million rows a year times their changes outgrow four bytes.
        op.alter_column("journal_entry", "id", type_=sa.BigInteger())
        op.execute("ALTER SEQUENCE journal_entry_id_seq AS bigint")
        op.alter_column("journal_group", "login", server_default=sa.text("SESSION_USER"))


def downgrade() -> None:
    """Refuses: which agency a row is of would be lost; the backup made before the step is the way back."""
    raise RuntimeError("restore the backup that was made before the upgrade")


def _agency() -> None:
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("code_key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.CheckConstraint("length(trim(code)) > 0", name=op.f("ck_agency_code_not_blank")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_agency_name_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("code_key", name=op.f("uq_agency_code_key")),
    )


def _first_agency() -> None:
    """Founds the agency that a file is of, named as its newest plan's issuer."""
    bind = op.get_bind()
    query = "SELECT issuer FROM plan WHERE issuer IS NOT NULL ORDER BY year DESC, id DESC LIMIT 1"
    name = unicodedata.normalize("NFC", bind.execute(sa.text(query)).scalar() or "Cơ quan")
    bind.execute(sa.text("INSERT INTO agency (id, code, code_key, name) VALUES (1, 'CQ', 'cq', :name)"), {"name": name})


def _make_anew(table: str, unique: tuple[str, ...]) -> None:
    bind = op.get_bind()
    query = sa.text("SELECT sql FROM sqlite_master WHERE tbl_name = :table AND type = :kind AND sql IS NOT NULL")
    made = {
        kind: [row[0] for row in bind.execute(query, {"table": table, "kind": kind})]
        for kind in ("table", "index", "trigger")
    }
    columns = ", ".join(row[1] for row in bind.exec_driver_sql(f"PRAGMA table_info({table})"))
    body = made["table"][0].split("(", 1)[1].rstrip().removesuffix(")").rstrip()
    body = body.replace("id INTEGER NOT NULL,", "id INTEGER NOT NULL, agency_id INTEGER NOT NULL,", 1)
    if unique:
        old, new = (f"uq_{table}_{unique[0]}", f"uq_{table}_agency_id_{unique[0]}")
        # A word of SQL's own, such as "key", stands in quotes.
        for written in (unique[0], f'"{unique[0]}"'):
            body = body.replace(
                f"CONSTRAINT {old} UNIQUE ({written})", f"CONSTRAINT {new} UNIQUE (agency_id, {written})"
            )
    foreign = f"CONSTRAINT fk_{table}_agency_id FOREIGN KEY(agency_id) REFERENCES agency (id)"
    op.execute(f"CREATE TABLE {table}_anew ({body}, {foreign})")
    names = columns.replace("id", "id, agency_id", 1)
    op.execute(f"INSERT INTO {table}_anew ({names}) SELECT {columns.replace('id', 'id, 1', 1)} FROM {table}")
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE {table}_anew RENAME TO {table}")
    for statement in (*made["index"], *made["trigger"]):
        op.execute(statement)


def _alter(table: str, unique: tuple[str, ...]) -> None:
    op.add_column(table, sa.Column("agency_id", sa.Integer(), nullable=False))
    op.create_foreign_key(op.f(f"fk_{table}_agency_id"), table, "agency", ["agency_id"], ["id"])
    for column in unique:
        op.drop_constraint(op.f(f"uq_{table}_{column}"), table, type_="unique")
        op.create_unique_constraint(op.f(f"uq_{table}_agency_id_{column}"), table, ["agency_id", column])


def _access() -> None:
    op.create_table(
        "access",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(scope = 'province') = (agency_id IS NULL)", name=op.f("ck_access_agency_by_scope")),
        sa.CheckConstraint("(scope = 'unit') = (unit_id IS NOT NULL)", name=op.f("ck_access_unit_by_scope")),
        sa.CheckConstraint("length(trim(login)) > 0", name=op.f("ck_access_login_not_blank")),
        sa.CheckConstraint("scope IN ('unit', 'office', 'province')", name=op.f("ck_access_scope_known")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_access_agency_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_access_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access")),
    )
    op.create_index("uq_access_login", "access", ["login"], unique=True)


def _indexes() -> None:
    for table, old in (
        ("document", "uq_document_number_issued_on"),
        ("journal_group", "ix_journal_group_entered_on"),
        ("journal_entry", "ix_journal_entry_happened_on"),
        ("deadline", "ix_deadline_open"),
        ("deadline", "ix_deadline_plan_id_unit_id"),
    ):
        op.drop_index(old, table)
    op.create_index(
        "uq_document_agency_id_number_issued_on", "document", ["agency_id", "number", "issued_on"], unique=True
    )
    op.create_index("ix_journal_group_agency_id_entered_on", "journal_group", ["agency_id", "entered_on"])
    op.create_index("ix_journal_entry_agency_id_happened_on", "journal_entry", ["agency_id", "happened_on"])
    op.create_index("ix_task_plan_id_section_id_position", "task", ["plan_id", "section_id", "position"])
    op.create_index("ix_plan_year", "plan", ["year"])
    op.create_index("ix_deadline_plan_id_task_id", "deadline", ["plan_id", "task_id"])
    op.create_index("ix_deadline_plan_id_unit_id", "deadline", ["plan_id", "unit_id", "task_id"])
    op.create_index("ix_deadline_plan_id_opens_on", "deadline", ["plan_id", "opens_on"])
    for table, name, rows, columns in _PARTIAL:
        only = sa.text(rows)
        op.create_index(f"ix_{table}_{name}", table, list(columns), sqlite_where=only, postgresql_where=only)
