"""The first schema: units, plans, tasks, targets, what follows them, and the journal.

A migration is written once and never changed, so it declares its tables itself, at full length, and imports none.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_APPEND_ONLY = ("journal_group", "journal_entry", "reminder")


def upgrade() -> None:
    """Makes every table, index and trigger."""
    _document()
    _journal_group()
    _plan()
    _setting()
    _unit()
    _journal_entry()
    _plan_document()
    _section()
    _unit_alias()
    _target()
    _task()
    _assignment()
    _deadline()
    _measurement()
    _note()
    _target_task()
    _target_unit()
    _task_document()
    _evidence()
    _extension()
    _reminder()
    for table in _APPEND_ONLY:
        _append_only(table)


def downgrade() -> None:
    """Refuses: there is nothing before the first schema."""
    raise RuntimeError("the first schema has nothing before it")


def _a_day(column: str, name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} IS date({column}, '+0 days')", name=op.f(name)).ddl_if(dialect="sqlite")


def _append_only(table: str) -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute(
            f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        for action, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            op.execute(
                f"CREATE TRIGGER {table}_no_{action.split()[0].lower()} BEFORE {action} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION {table}_append_only()"
            )
        return
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        _a_day("issued_on", "ck_document_issued_on_is_a_day"),
        sa.CheckConstraint("length(trim(number)) > 0", name=op.f("ck_document_number_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index("uq_document_number_issued_on", "document", ["number", "issued_on"], unique=True)


def _journal_group() -> None:
    op.create_table(
        "journal_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("program_version", sa.String(), nullable=False),
        sa.CheckConstraint("length(trim(actor)) > 0", name=op.f("ck_journal_group_actor_not_blank")),
        sa.CheckConstraint("length(trim(command)) > 0", name=op.f("ck_journal_group_command_not_blank")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_group")),
    )


def _plan() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("is_school_year", sa.Boolean(), nullable=False),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("symbol", sa.String(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("governing_body", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("authority", sa.String(), nullable=True),
        sa.Column("signer_title", sa.String(), nullable=True),
        sa.Column("signer", sa.String(), nullable=True),
        sa.Column("recipients", sa.String(), nullable=False),
        sa.Column("source_name", sa.String(), nullable=True),
        sa.Column("source_sha256", sa.String(), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=True),
        _a_day("issued_on", "ck_plan_issued_on_is_a_day"),
        sa.CheckConstraint("length(trim(code)) > 0", name=op.f("ck_plan_code_not_blank")),
        sa.CheckConstraint("length(trim(title)) > 0", name=op.f("ck_plan_title_not_blank")),
        sa.CheckConstraint("year BETWEEN 1945 AND 2200", name=op.f("ck_plan_year_plausible")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("code", name=op.f("uq_plan_code")),
    )


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("key", name=op.f("uq_setting_key")),
    )


def _unit() -> None:
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("code_key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("headcount", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('department', 'subordinate', 'team', 'organisation', 'external')", name=op.f("ck_unit_kind_known")
        ),
        _a_day("valid_from", "ck_unit_valid_from_is_a_day"),
        _a_day("valid_to", "ck_unit_valid_to_is_a_day"),
        sa.CheckConstraint("headcount >= 0", name=op.f("ck_unit_headcount_not_negative")),
        sa.CheckConstraint("length(trim(code)) > 0", name=op.f("ck_unit_code_not_blank")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_unit_name_not_blank")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to", name=op.f("ck_unit_valid_in_order")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id")),
        sa.ForeignKeyConstraint(["successor_id"], ["unit.id"], name=op.f("fk_unit_successor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code_key", name=op.f("uq_unit_code_key")),
    )


def _journal_entry() -> None:
    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["journal_group.id"], name=op.f("fk_journal_entry_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
        sa.UniqueConstraint("group_id", "position", name=op.f("uq_journal_entry_group_id_position")),
    )
    op.create_index("ix_journal_entry_plan_id_code", "journal_entry", ["plan_id", "code"], unique=False)


def _plan_document() -> None:
    op.create_table(
        "plan_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.CheckConstraint("relation IN ('basis', 'cited')", name=op.f("ck_plan_document_relation_known")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_plan_document_document_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_document_plan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_document")),
        sa.UniqueConstraint("plan_id", "document_id", name=op.f("uq_plan_document_plan_id_document_id")),
    )


def _section() -> None:
    op.create_table(
        "section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("marker", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(trim(path)) > 0", name=op.f("ck_section_path_not_blank")),
        sa.ForeignKeyConstraint(["parent_id"], ["section.id"], name=op.f("fk_section_parent_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_section_plan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section")),
        sa.UniqueConstraint("plan_id", "path", name=op.f("uq_section_plan_id_path")),
    )


def _unit_alias() -> None:
    op.create_table(
        "unit_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("alias_key", sa.String(), nullable=False),
        sa.CheckConstraint("length(trim(alias)) > 0", name=op.f("ck_unit_alias_alias_not_blank")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_alias_unit_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_alias")),
        sa.UniqueConstraint("unit_id", "alias_key", name=op.f("uq_unit_alias_unit_id_alias_key")),
    )


def _target() -> None:
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("operator", sa.String(), nullable=True),
        sa.Column("goal", sa.Text(), nullable=True),
        sa.Column("unit_of_measure", sa.String(), nullable=True),
        sa.Column("baseline", sa.Text(), nullable=True),
        sa.Column("roll_up", sa.String(), nullable=False),
        sa.Column("per_unit", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.CheckConstraint("kind IN ('ratio', 'count', 'level', 'milestone')", name=op.f("ck_target_kind_known")),
        sa.CheckConstraint("operator IN ('>=', '>', '<=', '<', '=')", name=op.f("ck_target_operator_known")),
        sa.CheckConstraint("roll_up IN ('sum', 'latest', 'average')", name=op.f("ck_target_roll_up_known")),
        sa.CheckConstraint("(operator IS NULL) = (goal IS NULL)", name=op.f("ck_target_goal_with_operator")),
        sa.CheckConstraint("length(trim(code)) > 0", name=op.f("ck_target_code_not_blank")),
        sa.CheckConstraint("length(trim(statement)) > 0", name=op.f("ck_target_statement_not_blank")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_target_plan_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_target_section_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint("plan_id", "code", name=op.f("uq_target_plan_id_code")),
    )


def _task() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("product", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("groups", sa.String(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('once', 'recurring', 'ongoing')", name=op.f("ck_task_kind_known")),
        sa.CheckConstraint("priority IN ('low', 'normal', 'high')", name=op.f("ck_task_priority_known")),
        sa.CheckConstraint("length(trim(code)) > 0", name=op.f("ck_task_code_not_blank")),
        sa.CheckConstraint("length(trim(content)) > 0", name=op.f("ck_task_content_not_blank")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_task_plan_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_task_section_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("id", "plan_id", name=op.f("uq_task_id_plan_id")),
        sa.UniqueConstraint("plan_id", "code", name=op.f("uq_task_plan_id_code")),
    )


def _assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.CheckConstraint("role IN ('lead', 'support', 'watch')", name=op.f("ck_assignment_role_known")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_assignment_task_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_assignment_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("task_id", "unit_id", name=op.f("uq_assignment_task_id_unit_id")),
    )
    op.create_index("ix_assignment_unit_id", "assignment", ["unit_id"], unique=False)


def _deadline() -> None:
    op.create_table(
        "deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("due_rule", sa.String(), nullable=True),
        sa.Column("due_certain", sa.Boolean(), nullable=False),
        sa.Column("due_text", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("original_due_on", sa.Date(), nullable=True),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("stage_since", sa.Date(), nullable=True),
        sa.Column("stage_reason", sa.String(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("exempt", sa.Boolean(), nullable=False),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("last_update", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(stage = 'completed') = (completed_on IS NOT NULL)", name=op.f("ck_deadline_completed_has_a_day")
        ),
        _a_day("completed_on", "ck_deadline_completed_on_is_a_day"),
        _a_day("due_on", "ck_deadline_due_on_is_a_day"),
        _a_day("last_update", "ck_deadline_last_update_is_a_day"),
        _a_day("original_due_on", "ck_deadline_original_due_on_is_a_day"),
        sa.CheckConstraint(
            "stage != 'awaiting_confirmation' OR submitted_on IS NOT NULL",
            name=op.f("ck_deadline_awaiting_has_a_submission_day"),
        ),
        sa.CheckConstraint(
            "stage IN ('not_started', 'in_progress', 'awaiting_confirmation', 'paused', 'cancelled', 'completed')",
            name=op.f("ck_deadline_stage_known"),
        ),
        _a_day("stage_since", "ck_deadline_stage_since_is_a_day"),
        _a_day("submitted_on", "ck_deadline_submitted_on_is_a_day"),
        sa.CheckConstraint("progress BETWEEN 0 AND 100", name=op.f("ck_deadline_progress_is_a_percentage")),
        sa.CheckConstraint("submitted_on <= completed_on", name=op.f("ck_deadline_submitted_before_completed")),
        sa.ForeignKeyConstraint(
            ["task_id", "plan_id"],
            ["task.id", "task.plan_id"],
            name=op.f("fk_deadline_task_id_plan_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_deadline_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
        sa.UniqueConstraint("task_id", "unit_id", "period", name=op.f("uq_deadline_task_id_unit_id_period")),
    )
    op.create_index(
        "ix_deadline_open",
        "deadline",
        ["plan_id", "due_on", "unit_id"],
        unique=False,
        sqlite_where=sa.text("stage NOT IN ('completed', 'cancelled')"),
        postgresql_where=sa.text("stage NOT IN ('completed', 'cancelled')"),
    )
    op.create_index("ix_deadline_plan_id_unit_id", "deadline", ["plan_id", "unit_id"], unique=False)
    op.create_index(
        "uq_deadline_unassigned",
        "deadline",
        ["task_id", "period"],
        unique=True,
        sqlite_where=sa.text("unit_id IS NULL"),
        postgresql_where=sa.text("unit_id IS NULL"),
    )


def _measurement() -> None:
    op.create_table(
        "measurement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("numerator", sa.Text(), nullable=True),
        sa.Column("denominator", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        _a_day("as_of", "ck_measurement_as_of_is_a_day"),
        sa.CheckConstraint("(numerator IS NULL) = (denominator IS NULL)", name=op.f("ck_measurement_ratio_whole")),
        sa.CheckConstraint("(value IS NULL) != (numerator IS NULL)", name=op.f("ck_measurement_value_or_ratio")),
        sa.CheckConstraint("CAST(denominator AS NUMERIC) > 0", name=op.f("ck_measurement_denominator_positive")),
        sa.CheckConstraint("CAST(numerator AS NUMERIC) >= 0", name=op.f("ck_measurement_numerator_not_negative")),
        sa.CheckConstraint("CAST(value AS NUMERIC) >= 0", name=op.f("ck_measurement_value_not_negative")),
        sa.ForeignKeyConstraint(
            ["target_id"], ["target.id"], name=op.f("fk_measurement_target_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_measurement_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
        sa.UniqueConstraint("target_id", "unit_id", "as_of", name=op.f("uq_measurement_target_id_unit_id_as_of")),
    )
    op.create_index(
        "uq_measurement_whole_agency",
        "measurement",
        ["target_id", "as_of"],
        unique=True,
        sqlite_where=sa.text("unit_id IS NULL"),
        postgresql_where=sa.text("unit_id IS NULL"),
    )


def _note() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(trim(text)) > 0", name=op.f("ck_note_text_not_blank")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_note_task_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index("ix_note_task_id", "note", ["task_id"], unique=False)


def _target_task() -> None:
    op.create_table(
        "target_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["target_id"], ["target.id"], name=op.f("fk_target_task_target_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_target_task_task_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_task")),
        sa.UniqueConstraint("target_id", "task_id", name=op.f("uq_target_task_target_id_task_id")),
    )


def _target_unit() -> None:
    op.create_table(
        "target_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["target_id"], ["target.id"], name=op.f("fk_target_unit_target_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_target_unit_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_unit")),
        sa.UniqueConstraint("target_id", "unit_id", name=op.f("uq_target_unit_target_id_unit_id")),
    )


def _task_document() -> None:
    op.create_table(
        "task_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_task_document_document_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_document_task_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_document")),
        sa.UniqueConstraint("task_id", "document_id", name=op.f("uq_task_document_task_id_document_id")),
    )


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=True),
        sa.Column("measurement_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        _a_day("issued_on", "ck_evidence_issued_on_is_a_day"),
        sa.CheckConstraint("kind IN ('document', 'link', 'file', 'statement')", name=op.f("ck_evidence_kind_known")),
        sa.CheckConstraint("(deadline_id IS NULL) != (measurement_id IS NULL)", name=op.f("ck_evidence_of_one_thing")),
        sa.CheckConstraint("length(trim(text)) > 0", name=op.f("ck_evidence_text_not_blank")),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadline.id"], name=op.f("fk_evidence_deadline_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["measurement_id"], ["measurement.id"], name=op.f("fk_evidence_measurement_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index("ix_evidence_deadline_id", "evidence", ["deadline_id"], unique=False)
    op.create_index("ix_evidence_measurement_id", "evidence", ["measurement_id"], unique=False)


def _extension() -> None:
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("asked_due_on", sa.Date(), nullable=False),
        sa.Column("old_due_on", sa.Date(), nullable=False),
        sa.Column("new_due_on", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        _a_day("asked_due_on", "ck_extension_asked_due_on_is_a_day"),
        _a_day("asked_on", "ck_extension_asked_on_is_a_day"),
        _a_day("decided_on", "ck_extension_decided_on_is_a_day"),
        sa.CheckConstraint("decision IN ('granted', 'shortened', 'refused')", name=op.f("ck_extension_decision_known")),
        _a_day("new_due_on", "ck_extension_new_due_on_is_a_day"),
        _a_day("old_due_on", "ck_extension_old_due_on_is_a_day"),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_extension_reason_not_blank")),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadline.id"], name=op.f("fk_extension_deadline_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    op.create_index("ix_extension_deadline_id", "extension", ["deadline_id"], unique=False)


def _reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("content", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.CheckConstraint("kind IN ('remind', 'criticise', 'review')", name=op.f("ck_reminder_kind_known")),
        _a_day("sent_on", "ck_reminder_sent_on_is_a_day"),
        sa.CheckConstraint("number > 0", name=op.f("ck_reminder_number_positive")),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadline.id"], name=op.f("fk_reminder_deadline_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("deadline_id", "number", name=op.f("uq_reminder_deadline_id_number")),
    )
