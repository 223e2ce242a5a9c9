"""danvan unit: add, list, show, edit, import, remove, merge."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.options import LIMIT, AllOption, LimitOption, choice, naming_units
from danvan_cli.commands.shared import Run, changed_result, contract, finding, lists, more_hint
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.model import Unit
from danvan_cli.domain.words import UnitKind
from danvan_cli.output.result import CommandResult
from danvan_cli.services import views

noun = Noun()

AliasOption = Annotated[
    list[str] | None, typer.Option("--alias", metavar="TÊN", help="Tên khác; ghi nhiều lần được.", show_default=False)
]
ParentOption = Annotated[str | None, naming_units("--parent", what="Đơn vị cấp trên.")]
HeadcountOption = Annotated[int | None, typer.Option("--headcount", metavar="SỐ", help="Số người.", show_default=False)]
EmailOption = Annotated[
    str | None, typer.Option("--email", metavar="THƯ", help="Hộp thư của đơn vị.", show_default=False)
]
UnitArgument = Annotated[
    str, typer.Argument(metavar="ĐƠN_VỊ", help="Mã, tên hoặc tên khác.", autocompletion=suggestions.unit_codes)
]


@noun.verb("add")
def add(
    run: Run,
    code: Annotated[str, typer.Argument(metavar="MÃ", help="Mã ngắn, không đổi về sau.")],
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Tên đầy đủ.")],
    alias: AliasOption = None,
    kind: Annotated[
        UnitKind, choice(UnitKind, "--kind", what="Loại đơn vị", default=UnitKind.DEPARTMENT)
    ] = UnitKind.DEPARTMENT,
    parent: ParentOption = None,
    headcount: HeadcountOption = None,
    email: EmailOption = None,
) -> CommandResult:
    """Thêm một đơn vị."""
    from danvan_cli.services import units

    unit = Unit(code, name, kind, parent, headcount, tuple(alias or ()), email=email)
    return changed_result(run, units.add_unit(run.request, unit))


@noun.verb("list", of_now=True)
def list_(run: Run) -> CommandResult:
    """Danh mục đơn vị."""
    found = views.list_units(run.request)
    return CommandResult(
        lambda: contract.listed("units", [contract.fields(unit) for unit in found]),
        lambda: lists.unit_list(found),
    )


@noun.verb("show")
def show(run: Run, unit: UnitArgument, limit: LimitOption = LIMIT, everything: AllOption = False) -> CommandResult:
    """Tất cả về một đơn vị trong các kế hoạch đang theo dõi.

    Liên hệ, việc chủ trì và phối hợp, việc quá hạn, gia hạn, đôn đốc, kết quả chờ xác nhận, chỉ tiêu, ghi chú. Xem theo
    ngày khác: danvan unit show "Văn phòng Sở" --as-of 30/6/2023.
    """
    from danvan_cli.services.finding import show_unit

    found = show_unit(run.request, unit, None if everything else limit)
    return CommandResult(
        lambda: finding.unit_data(found),
        lambda: finding.unit_sheet(found),
        found.plans[0] if found.plans else None,
        found.as_of,
        hints=more_hint(found.total - len(found.deadlines), "phần việc"),
        plans=found.plans,
    )


@noun.verb("edit")
def edit(
    run: Run,
    unit: UnitArgument,
    name: Annotated[str | None, typer.Option("--name", metavar="TÊN", help="Tên mới.", show_default=False)] = None,
    alias: AliasOption = None,
    drop_alias: Annotated[
        list[str] | None, typer.Option("--drop-alias", metavar="TÊN", help="Bỏ một tên khác.", show_default=False)
    ] = None,
    kind: Annotated[UnitKind | None, choice(UnitKind, "--kind", what="Loại đơn vị")] = None,
    parent: ParentOption = None,
    headcount: HeadcountOption = None,
    email: EmailOption = None,
) -> CommandResult:
    """Sửa tên, loại, cấp trên, số người, hộp thư, tên khác; mã giữ nguyên. --parent "" bỏ cấp trên."""
    from danvan_cli.services import units

    change = units.UnitChange(name, kind, parent, headcount, alias or (), drop_alias or (), email)
    return changed_result(run, units.edit_unit(run.request, unit, change))


@noun.verb("import")
def import_(
    run: Run, file: Annotated[Path, typer.Argument(metavar="TỆP", readable=False, help=".csv, .xlsx hoặc .toml.")]
) -> CommandResult:
    """Nhập danh mục đơn vị từ bảng có các cột Mã, Tên đơn vị, Tên khác, Loại, Cấp trên, Số người."""
    from danvan_cli.services import units

    return changed_result(run, units.import_units(run.request, run.input_file(file)))


@noun.verb("remove")
def remove(run: Run, unit: UnitArgument) -> CommandResult:
    """Bỏ một đơn vị nhập nhầm, chưa có việc hay số liệu nào."""
    from danvan_cli.services import removing

    run.confirm_change(lambda request: removing.remove_unit(request, unit), "Bỏ đơn vị này?")
    return changed_result(run, removing.remove_unit(run.request, unit))


@noun.verb("merge")
def merge(
    run: Run,
    unit: UnitArgument,
    into: Annotated[
        str, typer.Argument(metavar="VÀO_ĐƠN_VỊ", help="Đơn vị được giữ.", autocompletion=suggestions.unit_codes)
    ],
) -> CommandResult:
    """Gộp một đơn vị nhập hai lần vào đơn vị kia: việc, số liệu, tên cũ đều chuyển sang.

    Dùng cho một đơn vị ghi thành hai; không phải khi sáp nhập theo quyết định.
    """
    from danvan_cli.services import removing

    run.confirm_change(lambda request: removing.merge_units(request, unit, into), "Gộp hai đơn vị này?")
    return changed_result(run, removing.merge_units(run.request, unit, into))
