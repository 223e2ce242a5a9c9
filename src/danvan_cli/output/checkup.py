"""What an examination of the data found, as tables and as data."""

from __future__ import annotations

from collections.abc import Sequence

from danvan_cli.domain.checkup import Checked
from danvan_cli.output.result import Data
from danvan_cli.output.tables import Column, Report, Table


def checkup_data(found: Sequence[Checked], fixed: Sequence[str] = ()) -> Data:
    """Every check with what it saw and its faults; ``faults`` counts them all, ``fixed`` says what was put right."""
    return {
        "faults": sum(len(one.faults) for one in found),
        "fixed": list(fixed),
        "checks": [
            {
                "check": one.check.value, "ok": not one.faults, "seen": one.seen,
                "faults": [{"what": f.what, "todo": f.todo, "fixable": f.fixable} for f in one.faults],
            }
            for one in found
        ],
    }  # fmt: skip


def checkup_report(found: Sequence[Checked], title: str, fixed: Sequence[str] = ()) -> Report:
    """Lists the checks, then each fault with what to do."""
    rows = tuple((one.check.label, "có lỗi" if one.faults else "tốt", one.seen) for one in found)
    faults = tuple((fault.what, fault.todo) for one in found for fault in one.faults)
    checks = Table("", (Column("Kiểm tra"), Column("Kết quả"), Column("Đã thấy", wide=True)), rows, is_read=True)
    columns = (Column("Lỗi", wide=True), Column("Cách xử lý", wide=True))
    return Report(
        title, tuple(fixed), (checks, Table("Lỗi và cách xử lý", columns, faults, "Không có lỗi.", is_read=True))
    )
