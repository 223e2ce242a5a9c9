"""Who may see and change which rows of a server: PostgreSQL's own row-level security, by login.

The server decides, whatever program asks. Three group roles hold what may be done to which table; a login is a member
of one and stands in the table ``access`` with its agency and unit. Rules: a unit reads all of its agency and writes
its own rows and the journal; the office writes all of its agency; the province reads all agencies. The owner of the
tables, who upgrades them and moves data in and out, is bound by none of it.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from danvan_cli.db import tables
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.words import Scope

_TABLES = tables.whole_schema().tables
GROUPS = {scope: f"danvan_{scope}" for scope in Scope}
# How a row's agency is found. What hangs on a row that may be seen may be seen.
_SEEN = {
    "agency": "id IN (SELECT danvan_agencies())",
    "plan": "agency_id IN (SELECT danvan_agencies())",
    "unit": "agency_id IN (SELECT danvan_agencies())",
    "setting": "agency_id IN (SELECT danvan_agencies())",
    "calendar_day": "agency_id IN (SELECT danvan_agencies())",
    "document": "agency_id IN (SELECT danvan_agencies())",
    "journal_group": "agency_id IN (SELECT danvan_agencies())",
    "journal_entry": "agency_id IN (SELECT danvan_agencies())",
    "section": "EXISTS (SELECT 1 FROM plan p WHERE p.id = plan_id)",
    "task": "EXISTS (SELECT 1 FROM plan p WHERE p.id = plan_id)",
    "target": "EXISTS (SELECT 1 FROM plan p WHERE p.id = plan_id)",
    "deadline": "EXISTS (SELECT 1 FROM plan p WHERE p.id = plan_id)",
    "several_deadlines": "EXISTS (SELECT 1 FROM plan p WHERE p.id = plan_id)",
    "plan_document": "EXISTS (SELECT 1 FROM plan p WHERE p.id = plan_id)",
    "unit_alias": "EXISTS (SELECT 1 FROM unit u WHERE u.id = unit_id)",
    "assignment": "EXISTS (SELECT 1 FROM task t WHERE t.id = task_id)",
    "note": "EXISTS (SELECT 1 FROM task t WHERE t.id = task_id)",
    "task_document": "EXISTS (SELECT 1 FROM task t WHERE t.id = task_id)",
    "target_task": "EXISTS (SELECT 1 FROM target g WHERE g.id = target_id)",
    "target_unit": "EXISTS (SELECT 1 FROM target g WHERE g.id = target_id)",
    "measurement": "EXISTS (SELECT 1 FROM target g WHERE g.id = target_id)",
    "extension": "EXISTS (SELECT 1 FROM deadline d WHERE d.id = deadline_id)",
    "reminder": "EXISTS (SELECT 1 FROM deadline d WHERE d.id = deadline_id)",
    "evidence": """EXISTS (SELECT 1 FROM deadline d WHERE d.id = deadline_id)
        OR EXISTS (SELECT 1 FROM measurement m WHERE m.id = measurement_id)""",
}
# Written by the schema's own triggers alone.
_KEPT = ("several_deadlines",)
_APPEND_ONLY = ("journal_group", "journal_entry", "reminder")
_UNITS = "(SELECT danvan_units())"
_OWN_DEADLINE = f"EXISTS (SELECT 1 FROM deadline d WHERE d.id = deadline_id AND d.unit_id IN {_UNITS})"
_OWN_MEASUREMENT = f"EXISTS (SELECT 1 FROM measurement m WHERE m.id = measurement_id AND m.unit_id IN {_UNITS})"
_OWN_TASK = f"EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = note.task_id AND a.unit_id IN {_UNITS})"
_OWN_GROUP = """EXISTS (SELECT 1 FROM journal_group g
    WHERE g.id = group_id AND g.agency_id = journal_entry.agency_id AND g.login = session_user)"""
# What a unit may tell of in the journal: the rows that it may write.
_OWN_STORY = f"""CASE table_name
    WHEN 'deadline' THEN EXISTS (SELECT 1 FROM deadline r WHERE r.id = row_id AND r.unit_id IN {_UNITS})
    WHEN 'assignment' THEN EXISTS (SELECT 1 FROM assignment r WHERE r.id = row_id AND r.unit_id IN {_UNITS})
    WHEN 'measurement' THEN EXISTS (SELECT 1 FROM measurement r WHERE r.id = row_id AND r.unit_id IN {_UNITS})
    WHEN 'extension' THEN EXISTS (SELECT 1 FROM extension r WHERE r.id = row_id AND {_OWN_DEADLINE})
    WHEN 'evidence' THEN EXISTS (
        SELECT 1 FROM evidence r WHERE r.id = row_id AND ({_OWN_DEADLINE} OR {_OWN_MEASUREMENT}))
    WHEN 'note' THEN EXISTS (SELECT 1 FROM note WHERE note.id = row_id AND {_OWN_TASK})
    ELSE false END"""
# What a unit may write: table, action, the columns (none named: all but the key), and which rows are its own.
_OF_UNIT = (
    (
        "deadline",
        "UPDATE",
        """stage, stage_since, stage_reason, progress, submitted_on, completed_on, confirmed_by, result, last_update,
        opens_on, no_evidence_reason""",
        f"unit_id IN {_UNITS}",
    ),
    ("assignment", "UPDATE", "progress, result, last_update", f"unit_id IN {_UNITS}"),
    ("evidence", "INSERT", "", f"rejected_on IS NULL AND ({_OWN_DEADLINE} OR {_OWN_MEASUREMENT})"),
    # The proof of a figure that the unit itself replaces.
    ("evidence", "UPDATE", "rejected_on", _OWN_MEASUREMENT),
    (
        "extension",
        "INSERT",
        "",
        f"num_nonnulls(decision, new_due_on, decided_on, decided_by, document, answer) = 0 AND {_OWN_DEADLINE}",
    ),
    ("measurement", "INSERT", "", f"unit_id IN {_UNITS} AND EXISTS (SELECT 1 FROM target g WHERE g.id = target_id)"),
    ("measurement", "UPDATE", "numerator, denominator, value", f"unit_id IN {_UNITS}"),
    ("note", "INSERT", "", _OWN_TASK),
    (
        "journal_group",
        "INSERT",
        "agency_id, at, entered_on, actor, command, program_version",
        "agency_id IN (SELECT danvan_agencies()) AND login = session_user",
    ),
    ("journal_entry", "INSERT", "", f"agency_id IN (SELECT danvan_agencies()) AND {_OWN_GROUP} AND {_OWN_STORY}"),
)
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
    for table, seen in _SEEN.items():
        _table(connection, table, seen)
    for table, action, columns, own in _OF_UNIT:
        _own_rows(connection, table, action, columns, own)


def _make_functions(connection: Connection, schema: str, everyone: str) -> None:
    connection.exec_driver_sql(_FUNCTIONS.format(schema=schema))
    names = ["danvan_agencies()", "danvan_office()", "danvan_reads_all()", "danvan_units()"]
    for table, seen in _SEEN.items():
        if any(parent == table for _, parent in _references(table)):
            connection.exec_driver_sql(_FINDER.format(table=table, schema=schema, seen=_by_function(seen)))
            names.append(f"danvan_has_{table}(integer)")
    listed = ", ".join(names)
    connection.exec_driver_sql(f"REVOKE ALL ON FUNCTION {listed} FROM PUBLIC")
    connection.exec_driver_sql(f"GRANT EXECUTE ON FUNCTION {listed} TO {everyone}")


def _by_function(seen: str) -> str:
    """Says the rule to a function of the owner's, who sees every plan."""
    return seen.replace("WHERE p.id = plan_id", f"WHERE p.id = plan_id AND p.{_SEEN['plan']}")


def _references(table: str) -> list[tuple[str, str]]:
    """Gives a table's columns that hold a key, each with the table it is of."""
    columns = _TABLES[table].columns
    return [
        (column.name, key.column.table.name)
        for column in columns
        for key in column.foreign_keys
        if key.column.name == "id"
    ]


def _ours(table: str, seen: str) -> str:
    """Gives the rule for a new row: it and all that it names are of an agency that the login may see.

    Foreign keys alone would let a row hang on another agency's, and tell which keys that one has.
    """
    rules = [f"({seen})"]
    for column, parent in _references(table):
        if parent == table:
            rules.append(f"({column} IS NULL OR danvan_has_{table}({column}))")
        elif column not in seen:
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


def _table(connection: Connection, table: str, seen: str) -> None:
    unit, office, province = (GROUPS[scope] for scope in (Scope.UNIT, Scope.OFFICE, Scope.PROVINCE))
    everyone = f"{unit}, {office}, {province}"
    connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    connection.exec_driver_sql(f"REVOKE ALL ON {table} FROM PUBLIC, {everyone}")
    connection.exec_driver_sql(f"GRANT SELECT ON {table} TO {everyone}")
    _policy(connection, table, "read", f"FOR SELECT TO {unit}, {office} USING ({seen})")
    # Asked once a query, where a rule by the row's agency would be asked of each of ten million rows.
    _policy(connection, table, "province", f"FOR SELECT TO {province} USING ((SELECT danvan_reads_all()))")
    if table in _KEPT:
        return
    using = f"EXISTS (SELECT danvan_office()) AND ({seen})"
    if table == "agency":
        connection.exec_driver_sql(f"GRANT UPDATE (code, code_key, name) ON agency TO {office}")
        _policy(connection, table, "office", f"FOR UPDATE TO {office} USING ({using}) WITH CHECK ({using})")
        return
    actions = "INSERT" if table in _APPEND_ONLY else "INSERT, UPDATE, DELETE"
    connection.exec_driver_sql(f"GRANT {actions} ON {table} TO {office}")
    own = {"journal_group": " AND login = session_user", "journal_entry": f" AND {_OWN_GROUP}"}.get(table, "")
    checked = f"EXISTS (SELECT danvan_office()) AND {_ours(table, seen)}{own}"
    _policy(connection, table, "office", f"FOR ALL TO {office} USING ({using}) WITH CHECK ({checked})")


def _own_rows(connection: Connection, table: str, action: str, columns: str, own: str) -> None:
    unit = GROUPS[Scope.UNIT]
    # A key of one's own choosing could be one that another agency is about to be given.
    named = columns or ", ".join(column.name for column in _TABLES[table].columns if column.name != "id")
    connection.exec_driver_sql(f"GRANT {action} ({named}) ON {table} TO {unit}")
    using = f"USING ({own}) " if action == "UPDATE" else ""
    checked = f"({own}){_AFTERWARDS.get(table, '')}"
    _policy(connection, table, f"unit_{action.lower()}", f"FOR {action} TO {unit} {using}WITH CHECK ({checked})")


def _policy(connection: Connection, table: str, name: str, rule: str) -> None:
    connection.exec_driver_sql(f"DROP POLICY IF EXISTS danvan_{name} ON {table}")
    connection.exec_driver_sql(f"CREATE POLICY danvan_{name} ON {table} {rule}")
