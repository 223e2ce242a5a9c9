"""Runs the steps on the connection, and inside the transaction, that the engine hands over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
