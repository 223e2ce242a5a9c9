"""What ``danvan`` alone says on a terminal: the day in five lines."""

from __future__ import annotations

from collections.abc import Callable, Collection

from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.figures import Status
from danvan_cli.domain.model import Deadline
from danvan_cli.output.tables import Report

_NAMED = 3


def today_report(found: Status, unassigned: int) -> Report:
    """Tells the day and the plan, what is late, what is next, what nobody leads, how far the targets are."""
    plans = f"kế hoạch {found.plan.code}" if len(found.plans) < 2 else f"{len(found.plans)} kế hoạch đang mở"
    measured = [line for line in found.coverage if line.target.goal is not None]
    met = sum(line.met is True for line in measured)
    silent = sum(line.is_silent for line in found.coverage)
    return Report(
        f"Hôm nay {describe(found.as_of)}, {plans}",
        (
            f"Quá hạn: {_listed(found.rows.overdue, found.overdue, _late)}",
            f"Đến hạn trong {found.soon_days} ngày: {_listed(found.rows.due_soon, found.due_soon, _due)}",
            f"Chưa có đơn vị chủ trì: {unassigned} nhiệm vụ." if unassigned else "Việc nào cũng có đơn vị chủ trì.",
            f"Chỉ tiêu đạt: {met}/{len(measured)}" + (f"; {silent} chưa có số liệu." if silent else "."),
        ),
        (),
    )


def next_steps(found: Status, unassigned: int) -> tuple[str, ...]:
    """Names what one may do next, the most pressing first."""
    steps = [
        ("danvan overdue, danvan remind: ai trễ, và đôn đốc", bool(found.rows.overdue)),
        ("danvan unassigned, danvan task assign: giao việc chưa có đơn vị chủ trì", bool(unassigned)),
        ("danvan target record: ghi số liệu chỉ tiêu", any(line.is_silent for line in found.coverage)),
        ("danvan status: tình hình từng đơn vị", True),
        ("danvan shell: gõ nhiều lệnh liền; danvan help: hướng dẫn", True),
    ]
    return ("Tiếp theo:", *(f"  {words}" for words, is_wanted in steps if is_wanted))


def nothing_yet() -> Report:
    """Tells how to begin where there are no data."""
    return Report("Chưa có kế hoạch nào.", (), ())


FIRST_STEPS = (
    "Bắt đầu:",
    "  danvan demo: xem thử với kế hoạch mẫu, trong dữ liệu tạm",
    "  danvan plan import KeHoach.docx: nhập kế hoạch của cơ quan",
    "  danvan help: hướng dẫn; danvan --help: các lệnh",
)


def _listed(count: int, rows: Collection[Deadline], tell: Callable[[Deadline], str]) -> str:
    if not count:
        return "không có."
    shown = [tell(row) for row in list(rows)[:_NAMED]]
    rest = f"; còn {count - len(shown)}" if count > len(shown) else ""
    return f"{count} phần việc ({'; '.join(shown)}{rest})."


def _late(row: Deadline) -> str:
    return f"{row.task} {row.unit or 'chưa giao'} trễ {row.days_late} ngày"


def _due(row: Deadline) -> str:
    return f"{row.task} {row.unit or 'chưa giao'} {short(row.due_on)}"
