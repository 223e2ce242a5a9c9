"""Reads: SQL over the driver, frozen records out. Nothing here imports SQLModel, SQLAlchemy, pydantic or Alembic."""
