"""Mergers and splits entered ahead of their day, carried out once it has come: all that are due, or none."""

from __future__ import annotations

from danvan_cli.db import tables
from danvan_cli.db.reads.reforms import planned_reforms
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.reforms import PlannedReform
from danvan_cli.services.request import Request
from danvan_cli.services.succession import Reform, merge_units, split_unit
from danvan_cli.services.writing import changed, writing


def carry_out(request: Request) -> Changed:
    """Carries out what was entered ahead and whose day has come, in the order of the days, as one command.

    ConflictError where nothing is due, telling what waits; errors as in ``merge_units``.
    """
    with writing(request) as work:
        planned = planned_reforms(work.reader)
        due = [one for one in planned if one.from_on <= request.today]
        if not due:
            waiting = " ".join(one.told(request.today) for one in planned)
            raise ConflictError(
                "Không có sáp nhập, tách nào ghi trước mà đã đến ngày.",
                waiting or "Ghi trước bằng danvan unit merge hoặc unit split với --from là ngày sắp tới.",
            )
        told: list[str] = []
        notes: list[str] = []
        for one in due:
            work.happened_on = one.from_on
            work.session.delete(work.session.get_one(tables.PlannedReform, one.key))
            work.session.flush()
            done = _carried_out(request._replace(within=work), one)
            told.append(done.headline)
            notes += done.notes
        code = ", ".join(dict.fromkeys(unit for one in due for unit in one.units))
    return changed(request, work, " ".join(told), code, notes=notes)


def _carried_out(request: Request, one: PlannedReform) -> Changed:
    given = {taker: codes.split(",") for taker, codes in one.given.items()}
    reform = Reform(one.units, one.into, one.from_on, one.document, given)
    try:
        return (split_unit if one.is_split else merge_units)(request, reform)
    except (ConflictError, NotFoundError, UsageError) as error:
        raise ConflictError(
            f"Chưa thực hiện được {one.words} từ {short(one.from_on)}: {error.message}",
            "Nay đã khác thì bỏ lần ghi trước bằng danvan undo (xem danvan undo --list), rồi ghi lại bằng "
            "danvan unit merge, danvan unit split.",
        ) from error
