"""Who may see and change which rows of a server: PostgreSQL's own row-level security, by login.

The server decides, whatever program asks. Three group roles, named after the database, hold what may be done to which
table; a login is a member of one and stands in the table ``access`` with its agency and unit. Rules: a unit reads all
of its agency and writes its own rows; the office writes all of its agency; the province reads all agencies. Nobody
chooses a key, and nobody writes the journal: triggers do (``db/server_triggers``). Which rows are whose, and what of
them a unit writes, derives from each table's descriptor (``domain/records``). The owner of the tables, who upgrades
them and moves data in and out, is bound by none of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, text

from danvan_cli.db import tables
from danvan_cli.domain.errors import ConflictError, ForbiddenError, UsageError
from danvan_cli.domain.records import RECORDS, table_of
from danvan_cli.domain.words import Scope

_TABLES = tables.whole_schema().tables
# The longest name that PostgreSQL keeps, in bytes.
MOST_BYTES = 63
# ``access`` is the owner's alone.
_SECURED = {name: record for name, record in RECORDS.items() if name != "access"}
_AGENCIES = "(SELECT danvan_agencies())"
_UNITS = "(SELECT danvan_units())"
# A unit that has ended writes nothing any more, and nothing of who took over from it until its login is granted that.
# Owned by who owns the tables, so that they see all of ``access``; a caller learns only of itself. A group may be given
# by others than the owner, so what a login may do is asked of ``access`` every time.
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
    SELECT x.unit_id FROM access x JOIN unit u ON u.id = x.unit_id
    WHERE x.login = session_user AND x.scope = 'unit'
        AND COALESCE(u.valid_to >= CAST(CURRENT_TIMESTAMP AT TIME ZONE 'UTC' + INTERVAL '7 hours' AS date), TRUE)
$$"""
# None for a login that the server does not know.
_FREE = """SELECT EXISTS (SELECT 1 FROM pg_roles o, pg_class c
    WHERE c.oid = CAST('plan' AS regclass) AND (o.rolsuper OR o.rolbypassrls OR o.oid = c.relowner)
        AND pg_has_role(r.oid, o.oid, 'MEMBER'))
FROM pg_roles r WHERE r.rolname = :name"""
# A policy may not ask its own table. What the same statement puts in is not found: no client knows its keys by then.
_FINDER = """
CREATE OR REPLACE FUNCTION danvan_has_{table}(key integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM {table} WHERE {table}.id = key AND {seen})
$$"""


_IS_OWNER = """SELECT pg_has_role(current_user, c.relowner, 'MEMBER') FROM pg_class c
WHERE c.oid = CAST('plan' AS regclass)"""
_IN_FORCE = """SELECT DISTINCT r.rolname FROM pg_policy p JOIN pg_roles r ON r.oid = ANY (p.polroles)
WHERE p.polrelid = CAST('plan' AS regclass) ORDER BY 1"""


def is_owner(connection: Connection) -> bool:
    """True for the login that the tables are of, and for whoever may act as it."""
    return bool(connection.exec_driver_sql(_IS_OWNER).scalar())


def groups(connection: Connection) -> dict[Scope, str]:
    """The names of the three group roles that the rules in force name: a copied database has those of its model."""
    found = [str(name) for name in connection.exec_driver_sql(_IN_FORCE).scalars()]
    known = {scope: name for scope in Scope for name in found if name.startswith(group_name(scope, ""))}
    return _own_groups(connection) | known


def _own_groups(connection: Connection) -> dict[Scope, str]:
    """The names that the groups of this database should have: a server keeps roles for all its databases."""
    database = str(connection.exec_driver_sql("SELECT current_database()").scalar())
    return {scope: group_name(scope, database) for scope in Scope}


def group_name(scope: Scope, database: str) -> str:
    """Names a group role: "danvan_unit_DATABASE"; a long one is cut and told apart by a digest."""
    name = f"danvan_{scope}_{database}"
    if len(name.encode()) <= MOST_BYTES:
        return name
    digest = hashlib.sha256(database.encode()).hexdigest()[:8]
    return name.encode()[: MOST_BYTES - 9].decode(errors="ignore") + f"_{digest}"


def secure(connection: Connection) -> None:
    """Makes the group roles and sets every rule anew; it may run again at any time.

    Rules that stand as they should are left alone, since setting one waits for everybody who reads the table. Raises
    ForbiddenError, with the names, where the groups are not there and may not be made.
    """
    schema = str(connection.execute(text("SELECT quote_ident(current_schema())")).scalar())
    former, named = groups(connection), _own_groups(connection)
    _make_groups(connection, list(named.values()))
    roles = {scope: _quoted(name) for scope, name in named.items()}
    everyone = ", ".join(roles.values())
    # Nobody but the owner puts anything beside the tables: a server that was upgraded from an old one lets everybody.
    connection.exec_driver_sql(f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {everyone}")
    connection.exec_driver_sql(f"REVOKE ALL ON access FROM PUBLIC, {everyone}")
    connection.exec_driver_sql(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM PUBLIC, {everyone}")
    _make_functions(connection, schema, everyone)
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO {everyone}")
    connection.exec_driver_sql(f"GRANT SELECT ON alembic_version TO {everyone}")
    rules = []
    for table in _SECURED:
        for statement in _table_grants(table, roles):
            connection.exec_driver_sql(statement)
        rules += [*_table_rules(table, roles), *_unit_rules(table, roles)]
    _set_rules(connection, rules)
    if left := [name for name in former.values() if name not in named.values()]:
        _leave(connection, schema, left)


def _leave(connection: Connection, schema: str, former: list[str]) -> None:
    """Takes the rights from groups of another name, which this database had where it comes from; its logins move."""
    listed = ", ".join(map(_quoted, former))
    connection.exec_driver_sql(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {listed}")
    connection.exec_driver_sql(f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {schema} FROM {listed}")
    connection.exec_driver_sql(f"REVOKE ALL ON SCHEMA {schema} FROM {listed}")
    for login, scope in connection.exec_driver_sql("SELECT login, scope FROM access ORDER BY login").fetchall():
        join_group(connection, login, Scope(scope))


_STANDING = """SELECT md5(string_agg(CAST((c.relname, c.relrowsecurity, p.polname, p.polcmd, p.polroles,
    pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) AS text), ';'
    ORDER BY c.relname, p.polname))
FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = CAST(current_schema() AS regnamespace)"""


def _set_rules(connection: Connection, rules: list[str]) -> None:
    """Runs the statements unless what stands is what they made the last time: that is kept as a table's comment."""
    wanted = hashlib.sha256("\n".join(rules).encode()).hexdigest()
    kept = "SELECT obj_description(CAST('alembic_version' AS regclass), 'pg_class')"
    if connection.exec_driver_sql(kept).scalar() == f"{wanted} {connection.exec_driver_sql(_STANDING).scalar()}":
        return
    for statement in rules:
        connection.exec_driver_sql(statement)
    made = f"{wanted} {connection.exec_driver_sql(_STANDING).scalar()}"
    connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{made}'")


def _make_groups(connection: Connection, names: list[str]) -> None:
    known = set(connection.exec_driver_sql("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", (names,)).scalars())
    missing = [name for name in names if name not in known]
    if missing and not _may_make_roles(connection):
        raise ForbiddenError(
            f"Máy chủ chưa có các nhóm quyền {', '.join(missing)}, và tài khoản này không được tạo nhóm.",
            "Nhờ người quản trị máy chủ chạy: "
            + "; ".join(f"CREATE ROLE {_quoted(name)} NOLOGIN ADMIN CURRENT_USER" for name in missing)
            + " (thay CURRENT_USER bằng tài khoản chủ của dữ liệu), rồi chạy lại.",
        )
    for name in missing:
        # Another upgrade may have made it meanwhile.
        connection.exec_driver_sql(
            f"DO $$ BEGIN CREATE ROLE {_quoted(name)} NOLOGIN; "
            f"EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )


def _may_make_roles(connection: Connection) -> bool:
    query = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    return bool(connection.exec_driver_sql(query).scalar())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""').replace("%", "%%") + '"'


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
    names = ["danvan_agencies()", "danvan_office()", "danvan_reads_all()", "danvan_units()", "danvan_enter(integer)"]
    names.append("danvan_takes_back(text, integer)")
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

    What stands as wanted is left alone, so that an owner who may make no roles can do without. Raises UsageError for a
    login that no rule binds: a superuser, one that passes row security by, the tables' owner, or who may become one of
    them; ConflictError for a new login that differs from a known one in capitals alone; ForbiddenError where the owner
    may not do it.
    """
    name = _quoted(login)
    is_free = connection.execute(text(_FREE), {"name": login}).scalar()
    if is_free and scope is not None:
        raise UsageError(
            f"Tài khoản {login} không chịu phân quyền nào: nó là quản trị máy chủ hoặc chủ của dữ liệu.",
            "Cấp quyền cho tài khoản khác.",
        )
    if is_free is None:
        if scope is None:
            return
        _make_login(connection, login)
    wanted = None if scope is None else groups(connection)[scope]
    standing = set(connection.exec_driver_sql(_MEMBERSHIPS, (login,)).scalars())
    for group in groups(connection).values():
        if group in standing and group != wanted:
            connection.exec_driver_sql(f"REVOKE {_quoted(group)} FROM {name}")
    if wanted is not None and wanted not in standing:
        connection.exec_driver_sql(f"GRANT {_quoted(wanted)} TO {name}")


_MEMBERSHIPS = """SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = %s"""


def _make_login(connection: Connection, login: str) -> None:
    alike = connection.execute(
        text("SELECT rolname FROM pg_roles WHERE lower(rolname) = lower(:name) ORDER BY rolname LIMIT 1"),
        {"name": login},
    ).scalar()
    if alike is not None:
        raise ConflictError(
            f"Máy chủ đã có tài khoản {alike}, chỉ khác {login} ở chữ hoa.", f"Ghi đúng tên: danvan db grant {alike} …"
        )
    if not _may_make_roles(connection):
        raise ForbiddenError(
            f"Máy chủ chưa có tài khoản {login}, và tài khoản này không được tạo tài khoản mới.",
            f"Nhờ người quản trị máy chủ chạy: CREATE ROLE {_quoted(login)} LOGIN, rồi chạy lại.",
        )
    connection.exec_driver_sql(f"CREATE ROLE {_quoted(login)} LOGIN")


Roles = dict[Scope, str]


def _columns(table: str, *, key: bool = False) -> str:
    """All columns but what is computed; with the ``key``, of which a trigger takes none of a client's choosing."""
    return ", ".join(c.name for c in _TABLES[table].columns if (key or c.name != "id") and c.computed is None)


def _table_grants(table: str, roles: Roles) -> Iterator[str]:
    """Which columns of a table the groups read and write, in whatever rows the rules let them."""
    record = _SECURED[table]
    yield f"REVOKE ALL ON {table} FROM PUBLIC, {', '.join(roles.values())}"
    yield f"GRANT SELECT ON {table} TO {', '.join(roles.values())}"
    if record.is_kept_by_trigger:
        return
    office, unit, rights = roles[Scope.OFFICE], roles[Scope.UNIT], record.unit
    if record.office_changes:
        yield f"GRANT UPDATE ({', '.join(record.office_changes)}) ON {table} TO {office}"
    else:
        yield f"GRANT INSERT ({_columns(table, key=True)}) ON {table} TO {office}"
        if not record.is_append_only:
            yield f"GRANT UPDATE ({_columns(table)}), DELETE ON {table} TO {office}"
        elif later := (*record.marks, *record.corrected):
            yield f"GRANT UPDATE ({', '.join(later)}) ON {table} TO {office}"
    if rights is not None and rights.adds:
        yield f"GRANT INSERT ({_columns(table, key=True)}), DELETE ON {table} TO {unit}"
    if rights is not None and rights.changes:
        yield f"GRANT UPDATE ({', '.join(rights.changes)}) ON {table} TO {unit}"


def _table_rules(table: str, roles: Roles) -> Iterator[str]:
    """Which rows of a table are read, and which of them an office writes."""
    record, seen = _SECURED[table], _seen(table)
    unit, office, province = (roles[scope] for scope in (Scope.UNIT, Scope.OFFICE, Scope.PROVINCE))
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield from _policy(table, "read", f"FOR SELECT TO {unit}, {office} USING ({seen})")
    # Asked once a query, where a rule by the row's agency would be asked of each of ten million rows.
    yield from _policy(table, "province", f"FOR SELECT TO {province} USING ((SELECT danvan_reads_all()))")
    if record.is_kept_by_trigger:
        return
    using = f"EXISTS (SELECT danvan_office()) AND ({seen})"
    if record.office_changes:
        yield from _policy(table, "office", f"FOR UPDATE TO {office} USING ({using}) WITH CHECK ({using})")
        return
    checked = f"EXISTS (SELECT danvan_office()) AND {_new_row(table)}"
    yield from _policy(table, "office", f"FOR ALL TO {office} USING ({using}) WITH CHECK ({checked})")


def _unit_rules(table: str, roles: Roles) -> Iterator[str]:
    """Which rows of a table a unit writes."""
    rights, unit = _SECURED[table].unit, roles[Scope.UNIT]
    if rights is None:
        return
    own = _own(table, table)
    if rights.adds:
        rules = [_new_row(table), own]
        if rights.leaves_empty:
            rules.append(f"num_nonnulls({', '.join(rights.leaves_empty)}) = 0")
        if "unit_id" in _TABLES[table].columns and "unit_id" not in rights.by:
            rules.append(f"({table}.unit_id IS NULL OR {table}.unit_id IN {_UNITS})")
        yield from _policy(table, "unit_insert", f"FOR INSERT TO {unit} WITH CHECK ({' AND '.join(rules)})")
        # What a unit has added goes again only when it takes back the command that added it.
        gone = f"{own} AND danvan_takes_back('{table}', {table}.id)"
        yield from _policy(table, "unit_delete", f"FOR DELETE TO {unit} USING ({gone})")
    if rights.changes:
        own = _own(table, table, rights.changes_by)
        yield from _policy(table, "unit_update", f"FOR UPDATE TO {unit} USING ({own}) WITH CHECK ({own})")


def _policy(table: str, name: str, rule: str) -> Iterator[str]:
    yield f"DROP POLICY IF EXISTS danvan_{name} ON {table}"
    yield f"CREATE POLICY danvan_{name} ON {table} {rule}"
