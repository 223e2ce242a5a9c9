"""How records stand at a day, and what went on from earlier periods: cells, facts, sentences and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from danvan_cli.domain.dates import short
from danvan_cli.domain.record_values import KeptRecord
from danvan_cli.output.result import Data
from danvan_cli.output.tables import Cell

if TYPE_CHECKING:
    from danvan_cli.domain.record_standing import Carried


def standing_cells(record: KeptRecord) -> tuple[Cell, Cell, Cell]:
    """Gives how a record stands, its last day where that was moved, and its delay."""
    standing = record.standing
    if standing is None:
        return None, None, None
    moved = standing.due_on if record.remedy is not None and record.remedy.extensions else None
    return standing.word, moved, standing.days_late or None


def standing_facts(record: KeptRecord) -> Iterator[tuple[str, Cell]]:
    """Tells how a record stands; of one that is followed, its last day in force, when and by what it was closed."""
    standing = record.standing
    if standing is None:
        return
    late = f", trễ {standing.days_late} ngày" if standing.days_late else ""
    yield "Tình trạng", f"{standing.word}{late}"
    if record.remedy is not None and record.remedy.extensions:
        yield "Hạn hiện nay", f"{short(standing.due_on)}, gia hạn {record.remedy.extensions} lần"
    if record.remedy is not None:
        yield "Xin gia hạn đến", record.remedy.asked_due_on
    yield "Ngày nộp", standing.submitted_on
    yield "Ngày hoàn thành", standing.completed_on
    if record.remedy is not None:
        yield "Kết quả", record.remedy.result
    yield "Minh chứng hoàn thành", "; ".join(standing.proofs)
    if record.remedy is not None:
        yield "Không có minh chứng vì", record.remedy.no_evidence_reason


def standing_data(record: KeptRecord) -> Data:
    """How a record stands at the day asked about: ``state`` and the days are those of one that is followed."""
    standing, remedy = record.standing, record.remedy
    assert standing is not None  # noqa: S101  (asked for only where it is known)
    days = {name: getattr(standing, name) for name in ("due_on", "submitted_on", "completed_on")}
    return {
        "word": standing.word,
        "state": standing.state,
        **{name: None if day is None else day.isoformat() for name, day in days.items()},
        "days_late": standing.days_late,
        "extensions": remedy.extensions if remedy else 0,
        "asked_due_on": remedy.asked_due_on.isoformat() if remedy and remedy.asked_due_on else None,
        "result": remedy.result if remedy else None,
        "evidence": list(standing.proofs),
    }


def carried_lines(carried: Carried | None) -> tuple[str, ...]:
    """Tells what went on into a period from those before it, and what came of it there."""
    if carried is None or not carried.total:
        return ()
    came = ", ".join(f"{many} {word}" for word, many in carried.came if many) or "chưa có gì mới"
    return (f"Từ các kỳ trước chuyển sang {carried.total}: trong kỳ {came}, còn {carried.left}.",)


def carried_data(carried: Carried | None) -> Data | None:
    """What went on from earlier periods, as JSON; null for a kind whose records end with their own period."""
    if carried is None:
        return None
    return {"total": carried.total, "came": dict(carried.came), "left": carried.left}
