"""Who may see and change which rows of a server: PostgreSQL's own row-level security, by login.

The server decides, whatever program asks. Three group roles hold what may be done to which table; a login is a member
of one and stands in the table ``access`` with its agency and unit. Rules: a unit reads all of its agency and writes
its own rows and the journal; the office writes all of its agency; the province reads all agencies. The owner of the
tables, who upgrades them and moves data in and out, is bound by none of it.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from danvan_cli.domain.words import Scope

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
_APPEND_ONLY = ("journal_group", "journal_entry", "reminder")
_OWN_DEADLINE = "EXISTS (SELECT 1 FROM deadline d WHERE d.id = deadline_id AND d.unit_id IN (SELECT danvan_units()))"
# What a unit may write: table, action, the columns where not all, and which rows are its own.
_OF_UNIT = (
    (
        "deadline",
        "UPDATE",
        """stage, stage_since, stage_reason, progress, submitted_on, completed_on, confirmed_by, result, last_update,
        opens_on, no_evidence_reason""",
        "unit_id IN (SELECT danvan_units())",
    ),
    ("assignment", "UPDATE", "progress, result, last_update", "unit_id IN (SELECT danvan_units())"),
    (
        "evidence",
        "INSERT",
        "",
        f"""{_OWN_DEADLINE} OR EXISTS (
        SELECT 1 FROM measurement m WHERE m.id = measurement_id AND m.unit_id IN (SELECT danvan_units()))""",
    ),
    ("extension", "INSERT", "", f"decision IS NULL AND {_OWN_DEADLINE}"),
    (
        "measurement",
        "INSERT",
        "",
        """unit_id IN (SELECT danvan_units())
        AND EXISTS (SELECT 1 FROM target g WHERE g.id = target_id)""",
    ),
    ("measurement", "UPDATE", "numerator, denominator, value", "unit_id IN (SELECT danvan_units())"),
    (
        "note",
        "INSERT",
        "",
        """EXISTS (SELECT 1 FROM assignment a
        WHERE a.task_id = note.task_id AND a.unit_id IN (SELECT danvan_units()))""",
    ),
    ("journal_group", "INSERT", "", "agency_id IN (SELECT danvan_agencies()) AND login = session_user"),
    (
        "journal_entry",
        "INSERT",
        "",
        """agency_id IN (SELECT danvan_agencies())
        AND EXISTS (SELECT 1 FROM journal_group g WHERE g.id = group_id AND g.login = session_user)""",
    ),
)
# Owned by who owns the tables, so that they see all of ``access``; a caller learns only of itself.
_FUNCTIONS = """
CREATE OR REPLACE FUNCTION danvan_agencies() RETURNS SETOF integer
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT a.id FROM agency a JOIN access x ON x.login = session_user AND (x.scope = 'province' OR x.agency_id = a.id)
$$;
CREATE OR REPLACE FUNCTION danvan_units() RETURNS SETOF integer
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT x.unit_id FROM access x WHERE x.login = session_user AND x.scope = 'unit'
$$"""


def secure(connection: Connection) -> None:
    """Makes the group roles and sets every rule anew; it may run again at any time."""
    schema = connection.execute(text("SELECT quote_ident(current_schema())")).scalar()
    for group in GROUPS.values():
        connection.exec_driver_sql(
            f"DO $$ BEGIN CREATE ROLE {group} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; "
            f"END $$"
        )
    everyone = ", ".join(GROUPS.values())
    connection.exec_driver_sql(_FUNCTIONS.format(schema=schema))
    connection.exec_driver_sql("REVOKE ALL ON FUNCTION danvan_agencies(), danvan_units() FROM PUBLIC")
    connection.exec_driver_sql(f"GRANT EXECUTE ON FUNCTION danvan_agencies(), danvan_units() TO {everyone}")
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO {everyone}")
    connection.exec_driver_sql(f"GRANT SELECT ON alembic_version TO {everyone}")
    writers = f"{GROUPS[Scope.UNIT]}, {GROUPS[Scope.OFFICE]}"
    connection.exec_driver_sql(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {writers}")
    for table, seen in _SEEN.items():
        _table(connection, table, seen)
    for table, action, columns, own in _OF_UNIT:
        _own_rows(connection, table, action, columns, own)


def join_group(connection: Connection, login: str, scope: Scope | None) -> None:
    """Makes a login a member of one group alone, or of none; a login that the server does not know is made first."""
    name = '"' + login.replace('"', '""') + '"'
    known = connection.execute(text("SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = :name)"), {"name": login})
    if not known.scalar():
        if scope is None:
            return
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN")
    for group in GROUPS.values():
        connection.exec_driver_sql(f"REVOKE {group} FROM {name}")
    if scope is not None:
        connection.exec_driver_sql(f"GRANT {GROUPS[scope]} TO {name}")


def _table(connection: Connection, table: str, seen: str) -> None:
    everyone, office = ", ".join(GROUPS.values()), GROUPS[Scope.OFFICE]
    connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    connection.exec_driver_sql(f"REVOKE ALL ON {table} FROM {everyone}")
    connection.exec_driver_sql(f"GRANT SELECT ON {table} TO {everyone}")
    _policy(connection, table, "read", f"FOR SELECT TO {everyone} USING ({seen})")
    if table == "agency":
        connection.exec_driver_sql(f"GRANT UPDATE (code, code_key, name) ON agency TO {office}")
        _policy(connection, table, "office", f"FOR UPDATE TO {office} USING ({seen}) WITH CHECK ({seen})")
        return
    actions = "INSERT" if table in _APPEND_ONLY else "INSERT, UPDATE, DELETE"
    connection.exec_driver_sql(f"GRANT {actions} ON {table} TO {office}")
    checked = f"({seen})" + (" AND login = session_user" if table == "journal_group" else "")
    _policy(connection, table, "office", f"FOR ALL TO {office} USING ({seen}) WITH CHECK ({checked})")


def _own_rows(connection: Connection, table: str, action: str, columns: str, own: str) -> None:
    unit = GROUPS[Scope.UNIT]
    connection.exec_driver_sql(f"GRANT {action}{f' ({columns})' if columns else ''} ON {table} TO {unit}")
    using = f"USING ({own}) " if action == "UPDATE" else ""
    _policy(connection, table, f"unit_{action.lower()}", f"FOR {action} TO {unit} {using}WITH CHECK ({own})")


def _policy(connection: Connection, table: str, name: str, rule: str) -> None:
    connection.exec_driver_sql(f"DROP POLICY IF EXISTS danvan_{name} ON {table}")
    connection.exec_driver_sql(f"CREATE POLICY danvan_{name} ON {table} {rule}")
