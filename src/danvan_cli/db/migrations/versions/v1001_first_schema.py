"""The first schema, from which later steps go on.

A new database gets the newest schema at once, from the classes (``db/schema.py``), so nothing is done here.
"""

revision = "1001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Does nothing: whoever has a schema of ours has at least this one."""
