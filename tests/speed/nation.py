"""Fills a server with many agencies' years of work, by the server's own SQL; the journal stays empty.

An agency has ten plans a year for ten years, a plan a hundred tasks of one lead and one deadline each. Six in ten are
completed, one of them in eight late; of the open ones a quarter is late and was urged once.
"""

from __future__ import annotations

from tests.postgres import Server
from tests.speed.work import TODAY

PLANS_A_YEAR, YEARS, TASKS = 10, 10, 100
PLANS = PLANS_A_YEAR * YEARS
UNITS = 20
_LAST_YEAR = TODAY.year
_GROWING = ("task", "assignment", "deadline", "reminder")
# One row a task, in the order of the plans, as imports leave them: its key, its plan, its number in the plan.
_OF_PLANS = f"""generate_series(({{first}} - 1) * {PLANS * TASKS} + 1, {{last}} * {PLANS * TASKS}) AS k(id)
    CROSS JOIN LATERAL (SELECT (k.id - 1) / {TASKS} + 1 AS id, (k.id - 1) % {TASKS} + 1 AS n) AS p"""
_YEAR = f"({_LAST_YEAR - YEARS} + 1 + (p.id - 1) % {PLANS} / {PLANS_A_YEAR})"
_UNIT = f"(p.id - 1) / {PLANS} * {UNITS} + 1 + p.n % {UNITS}"
_IS_DONE, _IS_LATE = "p.n % 10 < 6", "p.n % 40 IN (6, 17, 28, 39)"
_DUE = f"""CASE
    WHEN NOT {_IS_DONE} AND NOT {_IS_LATE} THEN DATE '{TODAY}' + p.n
    ELSE make_date({_YEAR}, 1, 31) + (p.n * 37 + p.id) % 200 END"""
_DONE = f"CASE WHEN {_IS_DONE} THEN {_DUE} + CASE WHEN p.n % 8 = 0 THEN 9 ELSE - p.n % 20 END END"
_STEPS = (
    "INSERT INTO agency (id, code, code_key, name) SELECT a, 'CQ' || a, 'cq' || a, 'Cơ quan số ' || a"
    " FROM generate_series({first}, {last}) AS a",
    f"INSERT INTO unit (id, agency_id, code, code_key, name, kind) SELECT (a - 1) * {UNITS} + u, a, 'DV' || u,"
    f" 'dv' || u, 'Đơn vị số ' || u, 'department'"
    f" FROM generate_series({{first}}, {{last}}) AS a CROSS JOIN generate_series(1, {UNITS}) AS u",
    f"INSERT INTO plan (id, agency_id, code, title, year, is_school_year, recipients) SELECT p.id, (p.id - 1) / {PLANS} + 1,"
    f" 'KH-' || {_YEAR} || '-' || (p.id - 1) % {PLANS_A_YEAR} + 1, 'KẾ HOẠCH CÔNG TÁC NĂM ' || {_YEAR}, {_YEAR}, FALSE, '[]'"
    f" FROM generate_series(({{first}} - 1) * {PLANS} + 1, {{last}} * {PLANS}) AS p(id)",
    f"INSERT INTO task (id, plan_id, code, position, content, kind, priority, groups) SELECT k.id, p.id, 'BS-' || p.n,"
    f" p.n, 'Kiểm tra, đôn đốc việc thực hiện quy chế dân chủ tại các xã, phường, thị trấn, đợt ' || p.n, 'once',"
    f" 'normal', '[]' FROM {_OF_PLANS}",
    f"INSERT INTO assignment (id, task_id, unit_id, role) SELECT k.id, k.id, {_UNIT}, 'lead' FROM {_OF_PLANS}",
    "INSERT INTO deadline (id, task_id, plan_id, unit_id, period, due_certain, due_text, due_on,"
    " original_due_on, opens_on, stage, stage_since, progress, submitted_on, completed_on, confirmed_by, exempt,"
    f" last_update) SELECT k.id, k.id, p.id, {_UNIT}, '', TRUE, to_char({_DUE}, 'DD/MM/YYYY'), {_DUE},"
    f" {_DUE}, make_date({_YEAR}, 1, 1), CASE WHEN {_IS_DONE} THEN 'completed' WHEN p.n % 2 = 0 THEN 'in_progress'"
    f" ELSE 'not_started' END, {_DONE}, CASE WHEN {_IS_DONE} THEN 100 WHEN p.n % 2 = 0 THEN 40 ELSE 0 END, {_DONE},"
    f" {_DONE}, CASE WHEN {_IS_DONE} THEN 'thu' END, FALSE, {_DONE} FROM {_OF_PLANS}",
    "INSERT INTO reminder (deadline_id, unit_id, number, kind, sent_on)"
    f" SELECT k.id, {_UNIT}, 1, 'remind', DATE '{TODAY}' - p.n FROM {_OF_PLANS} WHERE {_IS_LATE}",
)
_KEEP_INDEXES = """CREATE TEMP TABLE standing AS SELECT indexname AS name, indexdef AS words FROM pg_indexes
    WHERE schemaname = 'public' AND tablename = ANY (%s)
    AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)"""


def fill(server: Server, database: str, first: int, last: int) -> None:
    """Adds agencies by their numbers, and leaves the tables as the server's own upkeep does."""
    import psycopg

    with psycopg.connect(server.url(database), autocommit=True) as connection:
        # Neither keys of other tables nor the journal's rules are looked at row by row.
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET maintenance_work_mem = '512MB'")
        # An index is made faster than it grows.
        connection.execute(psycopg.ClientCursor(connection).mogrify(_KEEP_INDEXES, [list(_GROWING)]))
        standing = connection.execute("SELECT name, words FROM standing").fetchall()
        for name, _ in standing:
            connection.execute(f'DROP INDEX "{name}"')
        for step in _STEPS:
            connection.execute(step.format(first=first, last=last))
        for _, words in standing:
            connection.execute(words)
        for table in ("agency", "unit", "plan", "task", "assignment", "deadline"):
            connection.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT MAX(id) FROM {table}))")
        connection.execute("VACUUM ANALYZE")
