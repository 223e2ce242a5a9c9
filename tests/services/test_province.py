"""A hundred agencies on a server beside each other: what they come to together is what a hand adds up of each."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from tests.conftest import request_on
from tests.postgres import Server

from danvan_cli.db.location import Database
from danvan_cli.db.upgrade import upgrade
from danvan_cli.domain.report_checks import missing
from danvan_cli.domain.reporting import PROVINCE
from danvan_cli.services.province import province_figures
from danvan_cli.services.reporting import ReportOrder

TODAY = date(2023, 10, 26)
AGENCIES, TASKS = 100, 100
# Of agency a, a of a hundred tasks are done in time and one in ten of the others is late; the last one has no plan.
_STEPS = (
    "INSERT INTO agency (id, code, code_key, name) SELECT a, 'CQ' || a, 'cq' || a, 'Cơ quan số ' || a"
    " FROM generate_series(1, {agencies}) AS a",
    "INSERT INTO unit (id, agency_id, code, code_key, name, kind) SELECT a, a, 'VP', 'vp', 'Văn phòng', 'department'"
    " FROM generate_series(1, {agencies}) AS a",
    "INSERT INTO plan (id, agency_id, code, title, year, is_school_year, recipients)"
    " SELECT a, a, 'KH-2023', 'KẾ HOẠCH NĂM 2023', 2023, FALSE, '[]' FROM generate_series(1, {agencies} - 1) AS a",
    "INSERT INTO task (id, plan_id, code, position, content, kind, priority, groups)"
    " SELECT (a - 1) * {tasks} + n, a, 'BS-' || n, n, 'Việc số ' || n, 'once', 'normal', '[]'"
    " FROM generate_series(1, {agencies} - 1) AS a CROSS JOIN generate_series(1, {tasks}) AS n",
    "INSERT INTO assignment (id, task_id, unit_id, role) SELECT id, id, plan_id, 'lead' FROM task",
    "INSERT INTO deadline (id, task_id, plan_id, unit_id, period, due_certain, due_text, due_on, original_due_on,"
    " opens_on, stage, stage_since, progress, submitted_on, completed_on, confirmed_by, exempt)"
    " SELECT id, id, plan_id, plan_id, '', TRUE, 'hạn', due, due, DATE '2023-01-01',"
    " CASE WHEN done THEN 'completed' ELSE 'in_progress' END, CASE WHEN done THEN DATE '2023-06-01' END,"
    " CASE WHEN done THEN 100 ELSE 40 END, CASE WHEN done THEN DATE '2023-06-01' END,"
    " CASE WHEN done THEN DATE '2023-06-01' END, CASE WHEN done THEN 'thu' END, FALSE"
    " FROM (SELECT id, plan_id, position <= plan_id AS done, CASE WHEN position <= plan_id THEN DATE '2023-06-30'"
    " WHEN position % 10 = 0 THEN DATE '2023-09-30' ELSE DATE '2023-12-31' END AS due FROM task) AS t",
    "INSERT INTO target (id, plan_id, code, position, statement, kind, operator, goal, unit_of_measure, roll_up,"
    " per_unit) SELECT a, a, 'CT1', 1, 'Tỷ lệ hồ sơ đúng hạn', 'ratio', '>=', '90', '%', 'sum', FALSE"
    " FROM generate_series(1, {agencies} - 1) AS a",
    "INSERT INTO measurement (target_id, unit_id, as_of, numerator, denominator)"
    " SELECT a, a, DATE '2023-09-30', a::text, (100 + a * a)::text FROM generate_series(1, {agencies} - 2) AS a",
)


@pytest.fixture(scope="module")
def hundred(server: Server) -> Database:
    import psycopg

    server.run("CREATE DATABASE hundred TEMPLATE template0")
    place = Database(None, server.url("hundred"))
    upgrade(place)
    with psycopg.connect(server.url("hundred"), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        for step in _STEPS:
            connection.execute(step.format(agencies=AGENCIES, tasks=TASKS))
        connection.execute("ANALYZE")
    return place


@pytest.mark.slow
def test_a_hundred_agencies_come_to_the_sums_of_a_hand_and_to_rates_of_these(hundred: Database) -> None:
    found = province_figures(request_on(hundred, TODAY), ReportOrder(PROVINCE))

    numbers = range(1, AGENCIES)
    late = {a: sum(n % 10 == 0 for n in range(a + 1, TASKS + 1)) for a in numbers}
    assert [(a, late[a]) for a in numbers] + [(0, 0)] == [
        (line.counts.done_on_time, line.counts.overdue) for line in found.lines
    ]
    counts = found.counts
    assert ((AGENCIES - 1) * TASKS, sum(numbers), sum(late.values())) == (
        counts.total, counts.done_on_time, counts.overdue
    )  # fmt: skip
    rate = counts.rate()
    assert (sum(numbers), sum(numbers) + sum(late.values())) == (rate.numerator, rate.denominator)
    # The last agency with a plan has no figure of the target.
    told = range(1, AGENCIES - 1)
    [shared] = found.shared
    tops, bottoms = sum(told), sum(100 + a * a for a in told)
    percent = (Decimal(100 * tops) / bottoms).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert (AGENCIES - 1, AGENCIES - 2, tops, bottoms, percent) == (
        shared.agencies, shared.reported, shared.numerator, shared.denominator, shared.percent
    )  # fmt: skip
    mean = sum(Decimal(100 * a) / (100 + a * a) for a in told) / len(told)
    assert percent != mean.quantize(Decimal("0.01"))


@pytest.mark.slow
def test_of_a_hundred_agencies_the_one_without_a_plan_and_the_one_without_figures_are_named(hundred: Database) -> None:
    found = missing(province_figures(request_on(hundred, TODAY), ReportOrder(PROVINCE)))

    by_kind = {kind: [one.code for one in found if one.kind == kind] for kind in {one.kind for one in found}}
    assert [f"CQ{AGENCIES}"] == by_kind["no_plan"]
    assert [f"CQ{AGENCIES - 1}"] == by_kind["no_figures"]
    assert sorted(f"CQ{a}" for a in range(1, AGENCIES)) == sorted(by_kind["not_reported"])
