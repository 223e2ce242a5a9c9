"""Reporting rounds with where their units stand."""

from __future__ import annotations

import json
from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import PLAN_KEY, day
from danvan_cli.domain.rounds import Demand, Round, UnitReport, read_given


def rounds_of(reader: Reader, plan: str) -> list[Round]:
    """Lists a plan's rounds in the order of their days, the units of each as in the catalogue."""
    named = {"plan": plan}
    demands: dict[int, list[Demand]] = {}
    for key, asked_on, reason, due_on, answered_on in reader.execute(
        f"""SELECT x.round_unit_id, x.asked_on, x.reason, x.due_on, x.answered_on
        FROM round r JOIN round_unit p ON p.round_id = r.id JOIN round_demand x ON x.round_unit_id = p.id
        WHERE r.plan_id = {PLAN_KEY} ORDER BY x.id""",
        named,
    ):
        demand = Demand(_known(asked_on), reason, day(due_on), day(answered_on))
        demands.setdefault(key, []).append(demand)
    reports: dict[int, list[UnitReport]] = {}
    for of_round, key, unit, added, drafted, sent, resent, form, reminded, reminded_on, *said in reader.execute(
        f"""SELECT p.round_id, p.id, u.code, p.added_on, p.drafted_on, p.sent_on, p.resent_on, p.form, p.reminded,
            p.reminded_on, p.given, u.valid_to, p.empty_kinds
        FROM round r JOIN round_unit p ON p.round_id = r.id JOIN unit u ON u.id = p.unit_id
        WHERE r.plan_id = {PLAN_KEY} ORDER BY u.id""",
        named,
    ):
        given, ended, empty = said
        report = UnitReport(
            unit, _known(added), day(drafted), day(sent), day(resent), form, reminded, day(reminded_on),
            tuple(demands.get(key, ())), read_given(given), day(ended), tuple(json.loads(empty)),
        )  # fmt: skip
        reports.setdefault(of_round, []).append(report)
    rows = reader.execute(
        f"""SELECT r.id, p.code, r.code, r.title, r.first, r.cut_off, r.due_on, r.opened_on, r.closed_on,
            r.kinds
        FROM round r JOIN plan p ON p.id = r.plan_id WHERE r.plan_id = {PLAN_KEY} ORDER BY r.cut_off, r.id""",
        named,
    )
    return [
        Round(
            of, code, title, _known(first), _known(cut_off), _known(due_on), _known(opened), day(closed),
            tuple(reports.get(key, ())), tuple(json.loads(kinds)),
        )
        for key, of, code, title, first, cut_off, due_on, opened, closed, kinds in rows
    ]  # fmt: skip


def _known(value: str) -> date:
    return date.fromisoformat(str(value))
