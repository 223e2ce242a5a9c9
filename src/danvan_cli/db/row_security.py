"""Who may see and change which rows of a server: PostgreSQL's own row-level security, by login.

The server decides, whatever program asks. Three group roles hold what may be done to which table; a login is a member
of one and stands in the table ``access`` with its agency and unit. Rules: a unit reads all of its agency and writes
its own rows and the journal; the office writes all of its agency; the province reads all agencies. Which rows are
whose, and what of them a unit writes, derives from each table's descriptor (``domain/records``). The owner of the
tables, who upgrades them and moves data in and out, is bound by none of it.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from danvan_cli.db import tables
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.records import RECORDS, table_of
from danvan_cli.domain.words import Scope

_TABLES = tables.whole_schema().tables
GROUPS = {scope: f"danvan_{scope}" for scope in Scope}
# ``access`` is the owner's alone.
_SECURED = {name: record for name, record in RECORDS.items() if name != "access"}
_AGENCIES = "(SELECT danvan_agencies())"
_UNITS = "(SELECT danvan_units())"
_OWN_GROUP = """EXISTS (SELECT 1 FROM journal_group g
    WHERE g.id = group_id AND g.agency_id = journal_entry.agency_id AND g.login = session_user)"""
# What a unit's own row must be afterwards: one that opens on a day to come stands in no list of what is late. A day's
# room for clocks and time zones.
_AFTERWARDS = {"deadline": " AND (opens_on IS NULL OR opens_on <= CURRENT_DATE + 1)"}
# Owned by who owns the tables, so that they see all of ``access``; a caller learns only of itself. Groups are known to
# all databases of a server, so what a login may do in this one is asked of ``access`` every time.
_FUNCTIONS = """
CREATE OR REPLACE FUNCTION danvan_agencies() RETURNS SETOF integer
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT a.id FROM agency a JOIN access x ON x.login = session_user AND (x.scope = 'province' OR x.agency_id = a.id)
$$;
CREATE OR REPLACE FUNCTION danvan_reads_all() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM access x WHERE x.login = session_user AND x.scope = 'province')
$$;
CREATE OR REPLACE FUNCTION danvan_office() RETURNS SETOF integer
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT x.agency_id FROM access x WHERE x.login = session_user AND x.scope = 'office'
$$;
CREATE OR REPLACE FUNCTION danvan_units() RETURNS SETOF integer
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT x.unit_id FROM access x WHERE x.login = session_user AND x.scope = 'unit'
$$"""
# None for a login that the server does not know.
_FREE = """SELECT EXISTS (SELECT 1 FROM pg_roles o, pg_class c
    WHERE c.oid = CAST('plan' AS regclass) AND (o.rolsuper OR o.rolbypassrls OR o.oid = c.relowner)
        AND pg_has_role(r.oid, o.oid, 'MEMBER'))
FROM pg_roles r WHERE r.rolname = :name"""
# A policy may not ask its own table; volatile, so that it finds what the same statement put in before.
_FINDER = """
CREATE OR REPLACE FUNCTION danvan_has_{table}(key integer) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM {table} WHERE {table}.id = key AND {seen})
$$"""


def secure(connection: Connection) -> None:
    """Makes the group roles and sets every rule anew; it may run again at any time."""
    schema = str(connection.execute(text("SELECT quote_ident(current_schema())")).scalar())
    for group in GROUPS.values():
        connection.exec_driver_sql(
            f"DO $$ BEGIN IF to_regrole('{group}') IS NULL THEN CREATE ROLE {group} NOLOGIN; END IF; "
            f"EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )
    everyone = ", ".join(GROUPS.values())
    # Nobody but the owner puts anything beside the tables: a server that was upgraded from an old one lets everybody.
    connection.exec_driver_sql(f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {everyone}")
    connection.exec_driver_sql(f"REVOKE ALL ON access FROM PUBLIC, {everyone}")
    _make_functions(connection, schema, everyone)
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO {everyone}")
    connection.exec_driver_sql(f"GRANT SELECT ON alembic_version TO {everyone}")
    writers = f"{GROUPS[Scope.UNIT]}, {GROUPS[Scope.OFFICE]}"
    connection.exec_driver_sql(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {writers}")
    for table in _SECURED:
        _table_rules(connection, table)
        _unit_rules(connection, table)
    _unit_rules_of_journal(connection)


def _seen(table: str, *, by_owner: bool = False) -> str:
    """The rule by which a row may be seen: what hangs on a row that may be seen may be seen.

    A function of the owner's (``by_owner``) sees every row, so it must ask for the parents' agency, too.
    """
    if not _SECURED[table].parents:
        return f"{table}.{'id' if table == 'agency' else 'agency_id'} IN {_AGENCIES}"
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM {table_of(column)} WHERE {table_of(column)}.id = {table}.{column}"
        + (f" AND ({_seen(table_of(column), by_owner=True)}))" if by_owner else ")")
        for column in _SECURED[table].parents
    )


def _own(table: str, row: str, by: tuple[str, ...] = ()) -> str:
    """The rule by which a row is the unit's own, as its descriptor says; ``row`` is its name in the query."""
    if table == "task":
        return f"EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = {row}.id AND a.unit_id IN {_UNITS})"
    rights = _SECURED[table].unit
    assert rights is not None  # noqa: S101  (a row leads to tables that a unit owns rows of)
    rules = []
    for column in by or rights.by:
        parent = table_of(column)
        if column == "unit_id":
            rules.append(f"{row}.unit_id IN {_UNITS}")
        else:
            own = _own(parent, parent)
            rules.append(f"EXISTS (SELECT 1 FROM {parent} WHERE {parent}.id = {row}.{column} AND {own})")
    return f"({' OR '.join(rules)})"


def _make_functions(connection: Connection, schema: str, everyone: str) -> None:
    connection.exec_driver_sql(_FUNCTIONS.format(schema=schema))
    names = ["danvan_agencies()", "danvan_office()", "danvan_reads_all()", "danvan_units()"]
    for table in _SECURED:
        if any(parent == table for _, parent in _references(table)):
            seen = _seen(table, by_owner=True)
            connection.exec_driver_sql(_FINDER.format(table=table, schema=schema, seen=seen))
            names.append(f"danvan_has_{table}(integer)")
    listed = ", ".join(names)
    connection.exec_driver_sql(f"REVOKE ALL ON FUNCTION {listed} FROM PUBLIC")
    connection.exec_driver_sql(f"GRANT EXECUTE ON FUNCTION {listed} TO {everyone}")


def _references(table: str) -> list[tuple[str, str]]:
    """A table's columns that hold a key, each with the table it is of."""
    columns = _TABLES[table].columns
    return [
        (column.name, key.column.table.name)
        for column in columns
        for key in column.foreign_keys
        if key.column.name == "id"
    ]


def _new_row(table: str) -> str:
    """The rule for a new row: it and all that it names are of an agency that the login may see.

    Foreign keys alone would let a row hang on another agency's, and tell which keys that one has.
    """
    rules = [f"({_seen(table)})"]
    for column, parent in _references(table):
        if parent == table:
            rules.append(f"({column} IS NULL OR danvan_has_{table}({column}))")
        elif (column,) != _SECURED[table].parents and column != "agency_id":
            rules.append(f"({column} IS NULL OR EXISTS (SELECT 1 FROM {parent} x WHERE x.id = {table}.{column}))")
    return " AND ".join(rules)


def join_group(connection: Connection, login: str, scope: Scope | None) -> None:
    """Makes a login a member of one group alone, or of none; a login that the server does not know is made first.

    Raises UsageError for a login that no rule binds: a superuser, one that passes row security by, the
    tables' owner, or who may become one of them.
    """
    name = '"' + login.replace('"', '""') + '"'
    is_free = connection.execute(text(_FREE), {"name": login}).scalar()
    if is_free and scope is not None:
        raise UsageError(
            f"Tài khoản {login} không chịu phân quyền nào: nó là quản trị máy chủ hoặc chủ của dữ liệu.",
            "Cấp quyền cho tài khoản khác.",
        )
    if is_free is None:
        if scope is None:
            return
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN")
    for group in GROUPS.values():
        connection.exec_driver_sql(f"REVOKE {group} FROM {name}")
    if scope is not None:
        connection.exec_driver_sql(f"GRANT {GROUPS[scope]} TO {name}")


def _table_rules(connection: Connection, table: str) -> None:
    """Who reads a table, and what an office writes of it."""
    record, seen = _SECURED[table], _seen(table)
    unit, office, province = (GROUPS[scope] for scope in (Scope.UNIT, Scope.OFFICE, Scope.PROVINCE))
    everyone = f"{unit}, {office}, {province}"
    connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    connection.exec_driver_sql(f"REVOKE ALL ON {table} FROM PUBLIC, {everyone}")
    connection.exec_driver_sql(f"GRANT SELECT ON {table} TO {everyone}")
    _policy(connection, table, "read", f"FOR SELECT TO {unit}, {office} USING ({seen})")
    # Asked once a query, where a rule by the row's agency would be asked of each of ten million rows.
    _policy(connection, table, "province", f"FOR SELECT TO {province} USING ((SELECT danvan_reads_all()))")
    if record.is_kept_by_trigger:
        return
    using = f"EXISTS (SELECT danvan_office()) AND ({seen})"
    if record.office_changes:
        connection.exec_driver_sql(f"GRANT UPDATE ({', '.join(record.office_changes)}) ON {table} TO {office}")
        _policy(connection, table, "office", f"FOR UPDATE TO {office} USING ({using}) WITH CHECK ({using})")
        return
    actions = "INSERT" if record.is_append_only else "INSERT, UPDATE, DELETE"
    connection.exec_driver_sql(f"GRANT {actions} ON {table} TO {office}")
    own = {"journal_group": " AND login = session_user", "journal_entry": f" AND {_OWN_GROUP}"}.get(table, "")
    checked = f"EXISTS (SELECT danvan_office()) AND {_new_row(table)}{own}"
    _policy(connection, table, "office", f"FOR ALL TO {office} USING ({using}) WITH CHECK ({checked})")


def _unit_rules(connection: Connection, table: str) -> None:
    """What a unit writes of a table."""
    rights, unit = _SECURED[table].unit, GROUPS[Scope.UNIT]
    if rights is None:
        return
    own = _own(table, table)
    if rights.adds:
        # Not its key: one of its own choosing could be one that another agency is about to be given.
        named = [column.name for column in _TABLES[table].columns if column.name != "id"]
        rules = [_new_row(table), own]
        if rights.leaves_empty:
            rules.append(f"num_nonnulls({', '.join(rights.leaves_empty)}) = 0")
        if "unit_id" in named and "unit_id" not in rights.by:
            rules.append(f"({table}.unit_id IS NULL OR {table}.unit_id IN {_UNITS})")
        connection.exec_driver_sql(f"GRANT INSERT ({', '.join(named)}) ON {table} TO {unit}")
        _policy(connection, table, "unit_insert", f"FOR INSERT TO {unit} WITH CHECK ({' AND '.join(rules)})")
    if rights.changes:
        own = _own(table, table, rights.changes_by)
        connection.exec_driver_sql(f"GRANT UPDATE ({', '.join(rights.changes)}) ON {table} TO {unit}")
        checked = f"{own}{_AFTERWARDS.get(table, '')}"
        _policy(connection, table, "unit_update", f"FOR UPDATE TO {unit} USING ({own}) WITH CHECK ({checked})")


def _unit_rules_of_journal(connection: Connection) -> None:
    """A unit opens a command under its own login, and tells there of the rows that it may write."""
    unit = GROUPS[Scope.UNIT]
    columns = [column.name for column in _TABLES["journal_group"].columns if column.name not in ("id", "login")]
    connection.exec_driver_sql(f"GRANT INSERT ({', '.join(columns)}) ON journal_group TO {unit}")
    rule = f"agency_id IN {_AGENCIES} AND login = session_user"
    _policy(connection, "journal_group", "unit_insert", f"FOR INSERT TO {unit} WITH CHECK ({rule})")
    columns = [column.name for column in _TABLES["journal_entry"].columns if column.name != "id"]
    connection.exec_driver_sql(f"GRANT INSERT ({', '.join(columns)}) ON journal_entry TO {unit}")
    cases = " ".join(
        f"WHEN '{name}' THEN EXISTS (SELECT 1 FROM {name} told WHERE told.id = row_id AND {_own(name, 'told')})"
        for name, record in _SECURED.items()
        if record.unit is not None
    )
    rule = f"agency_id IN {_AGENCIES} AND {_OWN_GROUP} AND CASE table_name {cases} ELSE false END"
    _policy(connection, "journal_entry", "unit_insert", f"FOR INSERT TO {unit} WITH CHECK ({rule})")


def _policy(connection: Connection, table: str, name: str, rule: str) -> None:
    connection.exec_driver_sql(f"DROP POLICY IF EXISTS danvan_{name} ON {table}")
    connection.exec_driver_sql(f"CREATE POLICY danvan_{name} ON {table} {rule}")
