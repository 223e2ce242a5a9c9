"""The whole schema of a new database: the classes' tables, and what only SQL can say beside them.

A later version changes tables by a step in ``migrations``; a new database gets everything from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from sqlalchemy import Connection, MetaData, Table, UniqueConstraint
from sqlalchemy.schema import CreateIndex, CreateTable

from danvan_cli.db import tables
from danvan_cli.db.location import SCHEMA_REVISION
from danvan_cli.domain.records import RECORDS

_APPEND_ONLY = tuple(table for table, record in RECORDS.items() if record.is_append_only)
_SEVERAL_IN_FILE = """CREATE TRIGGER deadline_is_one_of_several AFTER INSERT ON deadline
WHEN EXISTS (SELECT 1 FROM deadline other WHERE other.task_id = NEW.task_id AND other.id != NEW.id)
BEGIN
    INSERT INTO several_deadlines (plan_id, task_id) SELECT NEW.plan_id, NEW.task_id
    WHERE NOT EXISTS (SELECT 1 FROM several_deadlines WHERE plan_id = NEW.plan_id AND task_id = NEW.task_id);
END"""
# Its function has the owner's rights, because no login may write there.
_SEVERAL_ON_SERVER = """CREATE FUNCTION {schema}.deadline_is_one_of_several() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$ BEGIN
    INSERT INTO several_deadlines (plan_id, task_id)
        SELECT DISTINCT c.plan_id, c.task_id FROM come c
        JOIN deadline other ON other.task_id = c.task_id AND other.id != c.id ORDER BY 1, 2
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION {schema}.deadline_is_one_of_several() FROM PUBLIC;
CREATE TRIGGER deadline_is_one_of_several AFTER INSERT ON deadline REFERENCING NEW TABLE AS come
FOR EACH STATEMENT EXECUTE FUNCTION {schema}.deadline_is_one_of_several()"""
# A file is one agency's, so it has one from the first write on; its name is changed by danvan agency edit.
_FIRST_AGENCY = "INSERT INTO agency (id, code, code_key, name) VALUES (1, 'CQ', 'cq', 'Cơ quan')"
# What the classes leave out because naming PostgreSQL there would import its dialect at every write (0.04 s).
_ONLY_ON_SERVER = (
    # Codes are looked for by what they begin with: byte by byte, whatever language the server sorts in.
    "DROP INDEX ix_journal_entry_plan_id_code",
    'CREATE INDEX ix_journal_entry_plan_id_code ON journal_entry (plan_id, code COLLATE "C")',
    # Ten million rows a year times their changes outgrow four bytes.
    "ALTER TABLE journal_entry ALTER id TYPE BIGINT",
    "ALTER SEQUENCE journal_entry_id_seq AS BIGINT",
    "ALTER TABLE journal_group ALTER login SET DEFAULT SESSION_USER",
)


def create_schema(connection: Connection) -> None:
    """Makes every table, index and trigger in an empty database, and writes down the schema's revision."""
    is_file = connection.dialect.name == "sqlite"
    schema = tables.whole_schema()
    with nullcontext() if is_file else _of_server(schema):
        for table in schema.sorted_tables:
            connection.execute(CreateTable(table))
            # Always in one order: which of two equally good indexes SQLite takes depends on it.
            for index in sorted(table.indexes, key=lambda index: str(index.name), reverse=True):
                connection.execute(CreateIndex(index))
    for statement in triggers(connection).values():
        connection.exec_driver_sql(statement)
    for statement in (_FIRST_AGENCY,) if is_file else _ONLY_ON_SERVER:
        connection.exec_driver_sql(statement)
    # As Alembic itself would make it.
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql(f"INSERT INTO alembic_version (version_num) VALUES ('{SCHEMA_REVISION}')")


@contextmanager
def _of_server(schema: MetaData) -> Iterator[None]:
    """Lets partial indexes and the computed column be a server's, too."""
    computed = [c.computed for table in schema.tables.values() for c in table.columns if c.computed is not None]
    for index in (index for table in schema.tables.values() for index in table.indexes):
        index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
    for column in computed:
        column.persisted = True
    try:
        yield
    finally:
        for column in computed:
            column.persisted = None


def triggers(connection: Connection) -> dict[str, str]:
    """The SQL of every trigger that the schema must have, by the trigger's name; on a server with its function."""
    if connection.dialect.name != "sqlite":
        schema = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar()
        made = {"deadline_is_one_of_several": _SEVERAL_ON_SERVER.format(schema=schema)}
        return made | {name: sql for table in _APPEND_ONLY for name, sql in _append_only_on_server(table).items()}
    made = {"deadline_is_one_of_several": _SEVERAL_IN_FILE}
    return made | {name: sql for table in _APPEND_ONLY for name, sql in _append_only_in_file(table).items()}


def _append_only_in_file(table: str) -> dict[str, str]:
    refused = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    update, delete, replace = (f"{table}_no_{action}" for action in ("update", "delete", "replace"))
    # A replacing insert deletes the row that has the same key without any trigger being asked.
    same = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {' AND '.join((*(f'{name} = NEW.{name}' for name in key), *only))})"
        for key, only in _unique_keys(tables.whole_schema().tables[table])
    )
    return {
        update: f"CREATE TRIGGER {update} BEFORE UPDATE{_of_kept(table)} ON {table} {refused}",
        delete: f"CREATE TRIGGER {delete} BEFORE DELETE ON {table} {refused}",
        replace: f"CREATE TRIGGER {replace} BEFORE INSERT ON {table} WHEN {same} {refused}",
    }


def _of_kept(table: str) -> str:
    """Names the columns that are never changed, where some may be filled later."""
    columns = tables.whole_schema().tables[table].columns
    kept = [column.name for column in columns if column.name not in RECORDS[table].marks]
    return f" OF {', '.join(kept)}" if RECORDS[table].marks else ""


def _unique_keys(table: Table) -> list[tuple[list[str], list[str]]]:
    """Lists what no two rows share, and the condition under which they do not."""
    keys = [constraint.columns.keys() for constraint in table.constraints if isinstance(constraint, UniqueConstraint)]
    partial = [
        (index.columns.keys(), [str(index.dialect_options["sqlite"]["where"])])
        for index in sorted(table.indexes, key=lambda index: str(index.name))
        if index.unique
    ]
    return [(table.primary_key.columns.keys(), []), *((key, list[str]()) for key in sorted(keys)), *partial]


def _append_only_on_server(table: str) -> dict[str, str]:
    """PostgreSQL has no replacing insert: ON CONFLICT DO UPDATE is an update to its triggers."""
    update, truncate = f"{table}_no_update", f"{table}_no_truncate"
    call = f"EXECUTE FUNCTION {table}_append_only()"
    function = (
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    return {
        update: f"{function}; CREATE TRIGGER {update} BEFORE UPDATE{_of_kept(table)} OR DELETE ON {table} "
        f"FOR EACH ROW {call}",
        truncate: f"CREATE TRIGGER {truncate} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}",
    }
