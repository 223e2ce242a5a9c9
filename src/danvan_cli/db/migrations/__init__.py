"""The schema's versioned steps, run by Alembic."""
