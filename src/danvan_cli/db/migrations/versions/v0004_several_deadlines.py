"""Which tasks have several rows, kept by a trigger: a count of tasks then looks at those alone and not at all.

The index that leads from a task to its rows gets what their states follow from.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_BY_TASK = ("plan_id", "task_id", "stage", "due_on", "submitted_on", "completed_on", "exempt", "opens_on")
FILL = """INSERT INTO several_deadlines (plan_id, task_id)
    SELECT plan_id, task_id FROM deadline GROUP BY plan_id, task_id HAVING COUNT(*) > 1"""
_TRIGGER_OF_FILE = """
CREATE TRIGGER deadline_is_one_of_several AFTER INSERT ON deadline
WHEN EXISTS (SELECT 1 FROM deadline other WHERE other.task_id = NEW.task_id AND other.id != NEW.id)
BEGIN
    INSERT INTO several_deadlines (plan_id, task_id) SELECT NEW.plan_id, NEW.task_id
    WHERE NOT EXISTS (SELECT 1 FROM several_deadlines WHERE plan_id = NEW.plan_id AND task_id = NEW.task_id);
END"""
# It has the owner's rights, because nobody else may write here.
_FUNCTION_OF_SERVER = """
CREATE FUNCTION {schema}.deadline_is_one_of_several() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = {schema}, pg_temp AS $$ BEGIN
    INSERT INTO several_deadlines (plan_id, task_id)
        SELECT DISTINCT c.plan_id, c.task_id FROM come c
        JOIN deadline other ON other.task_id = c.task_id AND other.id != c.id ORDER BY 1, 2
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$"""
_TRIGGER_OF_SERVER = """
CREATE TRIGGER deadline_is_one_of_several AFTER INSERT ON deadline REFERENCING NEW TABLE AS come
FOR EACH STATEMENT EXECUTE FUNCTION {schema}.deadline_is_one_of_several()"""


def upgrade() -> None:
    """Makes the table, fills it with what is there, and lets the database keep it."""
    op.create_table(
        "several_deadlines",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["task_id", "plan_id"],
            ["task.id", "task.plan_id"],
            name=op.f("fk_several_deadlines_task_id_plan_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("plan_id", "task_id", name=op.f("pk_several_deadlines")),
        sqlite_with_rowid=False,
    )
    op.execute(FILL)
    op.drop_index("ix_deadline_plan_id_task_id", "deadline")
    op.create_index("ix_deadline_by_task", "deadline", list(_BY_TASK))
    bind = op.get_bind()
    if bind.dialect.name == "sqlite":
        op.execute(_TRIGGER_OF_FILE)
        return
    schema = bind.execute(sa.text("SELECT quote_ident(current_schema())")).scalar()
    bind.exec_driver_sql(_FUNCTION_OF_SERVER.format(schema=schema))
    bind.exec_driver_sql(f"REVOKE ALL ON FUNCTION {schema}.deadline_is_one_of_several() FROM PUBLIC")
    bind.exec_driver_sql(_TRIGGER_OF_SERVER.format(schema=schema))


def downgrade() -> None:
    """Refuses: the backup made before the step is the way back."""
    raise RuntimeError("restore the backup that was made before the upgrade")
