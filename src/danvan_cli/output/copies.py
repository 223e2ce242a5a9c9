"""Copies of the data: what lies in the folder, and what going back to one changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from danvan_cli.domain.copies import CopyName, Difference, Holding, Listed, PastCommand
from danvan_cli.domain.dates import VIETNAM, short
from danvan_cli.domain.numbers import format_number
from danvan_cli.output.contract import listed
from danvan_cli.output.result import Data
from danvan_cli.output.tables import Column, Report, Table, number


def list_data(found: Sequence[Listed]) -> Data:
    """Copies newest first; ``lacks`` and ``has_more`` are commands, null where the copy or the data cannot be read."""
    return listed(
        "copies",
        [
            {
                "file": str(one.copy.path), "day": one.copy.name.day.isoformat(), "time": _time(one.copy.name) or None,
                "reason": one.copy.name.reason.value, "bytes": one.copy.size, "lacks": one.lacks,
                "has_more": one.has_more,
            }
            for one in found
        ],
    )  # fmt: skip


def list_report(found: Sequence[Listed]) -> Report:
    """Lists the copies: when, why, how large, how far from the data as they are now."""
    rows = tuple(
        (
            one.copy.name.day, _time(one.copy.name), one.copy.name.reason.label, f"{_kilobytes(one.copy.size)} KB",
            one.lacks, one.has_more, one.copy.path.name,
        )
        for one in found
    )  # fmt: skip
    columns = (
        *(Column("Ngày"), Column("Lúc"), Column("Vì sao"), Column("Cỡ")),
        *(number("Thiếu lệnh"), number("Thừa lệnh"), Column("Tệp", wide=True)),
    )
    folder = f"Thư mục: {found[0].copy.path.parent}" if found else ""
    empty = "Chưa có bản sao nào; làm một bản bằng danvan backup."
    return Report("Các bản sao", tuple(filter(None, [folder])), (Table("", columns, rows, empty),))


def _time(name: CopyName) -> str:
    return f"{name.time[:2]}:{name.time[2:4]}" if name.time else ""


def _kilobytes(size: int) -> str:
    return format_number(max(1, round(size / 1024)))


def difference_data(found: Difference) -> Data:
    """What is lost and brought back counts commands of the journal; ``now`` is null where nothing could be read."""
    return {
        "now": None if found.now is None else _state_data(found.now),
        "copy": _state_data(found.copy),
        "lost": found.lost if found.now is not None else None,
        "newest_lost": [_command_data(one) for one in found.newest_lost],
        "brought_back": found.brought,
        "faults": list(found.faults),
    }


def _state_data(state: Holding) -> Data:
    last = None if state.last is None else _command_data(state.last)
    return {"plans": state.plans, "tasks": state.tasks, "commands": state.commands, "last": last}


def _command_data(one: PastCommand) -> Data:
    return {"at": _instant(one).isoformat(), "actor": one.actor, "command": one.command}


def difference_report(found: Difference) -> Report:
    """Lays the data now beside the copy, and names the newest commands that would be lost."""
    now = found.now
    rows = tuple(
        (what, None if now is None else of(now), of(found.copy))
        for what, of in (
            ("kế hoạch", lambda s: s.plans),
            ("nhiệm vụ", lambda s: s.tasks),
            ("lệnh đã ghi", lambda s: s.commands),
            ("lệnh cuối", lambda s: _told(s.last) if s.last else None),
        )
    )
    columns = (Column("Số liệu"), Column("Hiện nay", wide=True), Column("Trong bản sao", wide=True))
    lost = tuple((_told(one),) for one in found.newest_lost)
    faults = tuple((words,) for words in found.faults)
    return Report(
        "Khôi phục từ bản sao",
        (sentence(found),),
        (
            Table("", columns, rows),
            *((Table("Lệnh sẽ mất, mới nhất trước", (Column("Lệnh", wide=True),), lost),) * bool(lost)),
            *((Table("Lỗi trong bản sao", (Column("Lỗi", wide=True),), faults, is_read=True),) * bool(faults)),
        ),
    )


def sentence(found: Difference) -> str:
    """Says how much is lost and brought back, and whether the copy can be trusted."""
    faulty = f" Bản sao có {len(found.faults)} lỗi." if found.faults else ""
    if found.now is None:
        return f"Dữ liệu hiện nay không đọc được; bản sao thay vào chỗ đó.{faulty}"
    brought = f", lấy lại {found.brought} lệnh mà dữ liệu hiện nay không có" if found.brought else ""
    return f"Mất {found.lost} lệnh đã ghi sau bản sao{brought}.{faulty}"


def _told(one: PastCommand) -> str:
    at = _instant(one).astimezone(VIETNAM)
    return f"{short(at.date())} {at:%H:%M} {one.actor}: {one.command}"


def _instant(one: PastCommand) -> datetime:
    return datetime.fromisoformat(f"{one.at}+00:00")
