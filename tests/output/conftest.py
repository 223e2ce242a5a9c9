"""One report that holds every awkward cell, and the golden files that the formats are compared with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from danvan_cli.domain.figures import Rate
from danvan_cli.domain.words import State
from danvan_cli.output.tables import Column, Report, Table, number

GoldenFile = Callable[[Path, bytes], None]

GOLDEN = Path(__file__).parent / "golden"
LONG = (
    "Quán triệt, triển khai đầy đủ các chủ trương của Đảng, chính sách, pháp luật của Nhà nước về công tác dân vận "
    "đến toàn thể cán bộ, công chức, viên chức và người lao động; đẩy mạnh phong trào thi đua “Dân vận khéo”, "
    "Ủy ban nhân dân tỉnh Đắk Lắk, Nghị quyết số 25-NQ/TW ngày 03/6/2013."
)


@pytest.fixture
def golden(golden_file: GoldenFile) -> Callable[[str, bytes], None]:
    """Compares bytes with the golden file of that name."""
    return lambda name, actual: golden_file(GOLDEN / name, actual)


@pytest.fixture
def report() -> Report:
    """Holds text that looks like markup, formulas, escapes and dates, and every kind of cell."""
    columns = (
        Column("Mã"),
        Column("Nội dung | *công việc* <b>", wide=True),
        Column("Ngày cuối"),
        number("Số lượng"),
        number("Đúng hạn / đã đến hạn"),
        Column("Trạng thái"),
    )
    none, third = Rate(0, 0, "already_due"), Rate(1, 3, "already_due")
    rows = (
        ("II.2-3", "[/b] =1+1 :ok: \x1b[31m", date(2023, 10, 24), 1234, third, State.OVERDUE),
        ("007", "a | b \\ c \\| d \\", None, Decimal("1234.50"), none, State.DONE_ON_TIME),
        ("8/10", "- x", date(2024, 2, 29), 0, None, State.DUE_SOON),
        ("@x", "dòng một\ndòng hai\tsau khoảng nhảy", None, -3, none, State.PAUSED),
        ("'='", "\"ngoặc\" ; 'nháy' “cong” <b>đậm</b> & KH&CN &amp; đ/Đ", None, None, None, None),
        ("", LONG, date(1899, 12, 31), Decimal("12345678901234567.5"), third, "—"),
        ("_x0041_", "https://vi.vn *sao* _gạch_ `mã` [nối](x) ~~bỏ~~ # 1. $x$", date(2023, 1, 1), 10**6, none, "đ"),
        ("\t=x", "\r\n=2+2", None, Decimal("96.6"), third, "\ud800|\x00\u202e"),
        ("Tổng", "=SUM(A1:A3)", None, 20, third, None),
    )
    return Report(
        title="[/b] =1+1 :ok: \x1b[31m – BÁO CÁO <i>tiến độ</i>",
        lines=("- Kế hoạch KH-2023 | số 5", "1. Số liệu tính đến hết thứ Năm 26/10/2023"),
        tables=(
            Table("Bảng [1]: a/b?*\\ =1+1", columns, rows, total_rows=1, note="+ Ghi chú: *tính* một lần."),
            Table("Sắp đến hạn", columns, (), empty="- Không có nhiệm vụ sắp đến hạn."),
            Table("bảng [1]: A/B?*\\ =1+1", (Column("Một cột"),), (("=x",), (None,))),
        ),
    )
