"""The figures of an earlier plan, up to the same day of its year, to stand beside a status."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.plans import all_plans
from danvan_cli.db.reads.units import all_units, keys_of
from danvan_cli.domain.codes import find_code
from danvan_cli.domain.comparing import plans_alike, years_before
from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.domain.figures import Status, subtotals, under_heirs
from danvan_cli.domain.model import Plan, Unit
from danvan_cli.domain.succession import heirs_at
from danvan_cli.services import views
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import snapshot


class Against(NamedTuple):
    """What a status is compared with: a year, or the code of a plan; ``on`` is the day, the same of the year for None.

    A year means the plan that is about the same, of each plan that the status is of.
    """

    words: str
    on: date | None = None


def earlier_status(request: Request, now: Status, against: Against) -> Status:
    """Works out what ``now`` says for the earlier plan.

    NotFoundError where there is no such plan, or nothing of it stood in the data by that day; ConflictError where a
    year has several; UsageError for a plan of the same year or a later one.
    """
    with reading(request.database) as reader:
        known, units = list(all_plans(reader, counted=False)), all_units(reader)
    followed = [next(plan for plan in known if plan.code == code) for code in now.plans]
    earlier = [_earlier(plan, against.words, known) for plan in followed]
    if len(followed) > 1 and len({plan.code for plan in earlier}) < len(followed):
        raise UsageError(
            f"Đang xem {len(followed)} kế hoạch, không so được cả với {earlier[0].code}.",
            f"Chọn một kế hoạch: --plan {followed[0].code}.",
        )
    day = against.on or years_before(now.as_of, followed[0].year - earlier[0].year)
    found = _status_of(request._replace(as_of=day, held=None, noted=None), now, earlier, units)
    if not found.totals.total and not found.coverage:
        raise NotFoundError(
            f"Đến {day:%d/%m/%Y} kế hoạch {earlier[0].code} chưa có nhiệm vụ nào để so.",
            "Chọn ngày muộn hơn, ví dụ ngày cuối năm đó.",
        )
    return found


def _status_of(request: Request, now: Status, earlier: Sequence[Plan], units: Sequence[Unit]) -> Status:
    """Works out the earlier figures; what was the work of units merged since stands with who took it over."""
    unit = None if now.unit is None else now.unit.code
    with snapshot(request) as reader:
        # Of the lists only how long they are is compared.
        wanted = views.query_of(reader, request, earlier, unit, limit=1)
        if now.merged:
            wanted = wanted._replace(merged=keys_of(reader, now.merged))
        found = views.status_of(reader, request, earlier[0], wanted, now.group_by, now.rate_of)
    lines = under_heirs(found.units, {one.code: one.name for one in units}, heirs_at(units, now.as_of))
    return found._replace(units=lines, subtotals=subtotals(lines, units))


def _earlier(plan: Plan, words: str, known: Sequence[Plan]) -> Plan:
    if not (words.isdecimal() and len(words) == len("2022")):
        code = find_code([one.code for one in known], words, "kế hoạch", "Dữ liệu")
        found = [one for one in known if one.code == code]
    else:
        found = plans_alike(plan, int(words), known)
    if not found:
        others = ", ".join(one.code for one in known if str(one.year) == words)
        raise NotFoundError(
            f"Không có kế hoạch năm {words} nào cùng tên với {plan.code} để so.",
            f"Kế hoạch năm {words} là {others}; muốn so thì ghi mã kế hoạch thay cho năm."
            if others
            else "Xem các kế hoạch đã nhập: danvan plan list.",
        )
    if len(found) > 1:
        codes = ", ".join(one.code for one in found)
        raise ConflictError(f"Năm {words} có nhiều kế hoạch cùng tên: {codes}.", "Ghi mã kế hoạch thay cho năm.")
    if found[0].year >= plan.year:
        raise UsageError(
            f"Kế hoạch {found[0].code} không phải của năm trước kế hoạch {plan.code}.",
            f"So với một năm trước năm {plan.year}.",
        )
    return found[0]
