"""What an office keeps for years: its units and plans, and the agencies that share the data."""

from __future__ import annotations

from collections.abc import Sequence

from danvan_cli.domain.figures import AgencyCounts
from danvan_cli.domain.model import Agency, Plan, Unit
from danvan_cli.output import labels
from danvan_cli.output.cross_table import agency_table
from danvan_cli.output.progress import number_words
from danvan_cli.output.tables import Column, Report, Table, number


def agency_list(agencies: Sequence[Agency]) -> Report:
    """Lists the agencies that share the data."""
    columns = (Column("Mã"), Column("Tên cơ quan", wide=True))
    empty = "Chưa có cơ quan nào; thêm bằng danvan agency add."
    return Report("", (), (Table("", columns, tuple(agencies), empty=empty),))


def agencies_report(lines: Sequence[AgencyCounts]) -> Report:
    """Is the province's screen."""
    return Report("", (), (agency_table(lines),))


def unit_list(units: Sequence[Unit]) -> Report:
    """Lists the catalogue."""
    table = Table(
        "",
        (
            Column("Mã"),
            Column("Tên đơn vị", wide=True),
            Column("Loại"),
            Column("Cấp trên"),
            number("Số người"),
            Column("Tên khác", wide=True),
        ),
        tuple(
            (u.code, u.name, labels.UNIT_KIND.get(u.kind, u.kind), u.parent, u.headcount, ", ".join(u.aliases))
            for u in units
        ),
        empty="Chưa có đơn vị nào; thêm bằng danvan unit add hoặc danvan unit import.",
    )
    return Report("", (), (table,))


def plan_list(plans: Sequence[Plan]) -> Report:
    """Lists the plans; the one meant when none is named is marked."""
    table = Table(
        "",
        (
            Column("Mã"),
            number("Năm"),
            Column("Số, ký hiệu"),
            Column("Ngày ban hành"),
            number("Nhiệm vụ"),
            number("Chỉ tiêu"),
            Column("Hiện hành"),
            Column("Tên kế hoạch", wide=True),
        ),
        tuple(
            (
                p.code,
                str(p.year),
                number_words(p),
                p.issued_on,
                p.tasks,
                p.targets,
                "hiện hành" if p.is_current else None,
                p.title,
            )
            for p in plans
        ),
        empty="Chưa có kế hoạch nào; nhập bằng danvan plan import TỆP.",
    )
    return Report("", (), (table,))
