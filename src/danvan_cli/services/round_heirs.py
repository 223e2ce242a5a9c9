"""Who completes in a reporting round what a unit that has ended had sent, or was still to complete."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.domain.codes import find_unit
from danvan_cli.domain.errors import ConflictError
from danvan_cli.domain.rounds import UnitReport
from danvan_cli.domain.succession import heirs_at, refuse_not_valid
from danvan_cli.services.request import Request
from danvan_cli.services.writing import acting_unit_row, known_units, row_key


def report_of(work: Transaction, found: tables.Round, unit: tables.Unit, since: date) -> tables.RoundUnit:
    """Finds where a unit stands in a round; one that is not in it is taken in from a day on."""
    part = tables.RoundUnit
    query = select(part).where(col(part.round_id) == found.id, col(part.unit_id) == unit.id)
    row = work.session.exec(query).first()
    if row is None:
        row = part(round_id=row_key(found.id), unit_id=row_key(unit.id), added_on=since)
        work.session.add(row)
        work.session.flush()
    return row


def pass_demand(
    work: Transaction, old: str, part: tables.RoundUnit, day: date, reason: str, due_on: date | None
) -> None:
    """Demands of a successor what the report of a unit that has ended lacks."""
    said = f"Báo cáo của {old}: {reason}"
    work.session.add(tables.RoundDemand(round_unit_id=row_key(part.id), asked_on=day, reason=said, due_on=due_on))
    work.session.flush()


def open_demand(work: Transaction, row: tables.RoundUnit) -> tables.RoundDemand | None:
    """Finds what of a report still waits to be completed."""
    demand = tables.RoundDemand
    query = select(demand).where(col(demand.round_unit_id) == row.id, col(demand.answered_on).is_(None))
    return work.session.exec(query).first()


def who_completes(
    work: Transaction, request: Request, report: UnitReport, row: tables.RoundUnit
) -> tuple[str, tables.RoundUnit]:
    """Finds who completes a report, and where that one stands in the round: the unit itself, or its heir."""
    if not report.has_ended(request.today):
        return report.unit, row
    units = known_units(work)
    heir = heirs_at(units, request.today).get(report.unit)
    if heir is None:
        refuse_not_valid(units, find_unit(units, report.unit), request.today)
    heir_row = acting_unit_row(work, str(heir), request.today)
    return heir_row.code, report_of(work, work.session.get_one(tables.Round, row.round_id), heir_row, request.today)


def refuse_ended(work: Transaction, report: UnitReport, on: date) -> None:
    """Refuses a report of a unit that no longer acts on the day that it came, naming who sends it instead."""
    units = known_units(work)
    try:
        refuse_not_valid(units, find_unit(units, report.unit), on)
    except ConflictError as error:
        raise ConflictError(error.message, f"{error.hint} Đã nhận trước ngày ấy thì ghi ngày nhận ở --on.") from None
