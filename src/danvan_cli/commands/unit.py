"""danvan unit: add, list, show, edit, history, import, remove, unify, merge, split, reform."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.options import LIMIT, AllOption, LimitOption, choice, naming_units
from danvan_cli.commands.shared import Run, changed_result, contract, finding, lists, more_hint
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.succession import is_valid
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

FromOption = Annotated[
    str, typer.Option("--from", metavar="NGÀY", help="Ngày đầu của đơn vị nhận; đơn vị cũ hết ngày hôm trước.")
]
DocumentOption = Annotated[
    str | None, typer.Option("--document", metavar="VĂN_BẢN", help="Luật, quyết định; để tra.", show_default=False)
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
    since: Annotated[
        str | None, typer.Option("--from", metavar="NGÀY", help="Ngày bắt đầu hoạt động.", show_default=False)
    ] = None,
) -> CommandResult:
    """Thêm một đơn vị."""
    from danvan_cli.services import units

    unit = Unit(code, name, kind, parent, headcount, tuple(alias or ()), run.day(since), email=email)
    return changed_result(run, units.add_unit(run.request, unit))


@noun.verb("list")
def list_(
    run: Run, everything: Annotated[bool, typer.Option("--all", help="Cả đơn vị đã kết thúc, chưa bắt đầu.")] = False
) -> CommandResult:
    """Danh mục đơn vị đang hoạt động, theo tên của ngày được xem.

    Danh mục ngày khác: danvan unit list --as-of 30/6/2025.
    """
    known, day = views.list_units(run.request), run.request.as_of
    found = [unit for unit in known if everything or is_valid(unit, day)]
    left = len(known) - len(found)
    return CommandResult(
        lambda: contract.listed("units", [contract.fields(unit) for unit in found]),
        lambda: lists.unit_list(found, day),
        hints=(f"{left} đơn vị đã kết thúc hoặc chưa bắt đầu không hiện; xem bằng --all.",) if left else (),
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
    since: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="NGÀY",
            help="Ngày mang tên mới, có số người mới; bỏ trống là sửa tên sai, số người từ hôm nay.",
            show_default=False,
        ),
    ] = None,
    valid_from: Annotated[
        str | None, typer.Option("--valid-from", metavar="NGÀY", help="Ngày đầu hoạt động.", show_default=False)
    ] = None,
    valid_to: Annotated[
        str | None, typer.Option("--valid-to", metavar="NGÀY", help="Ngày cuối hoạt động.", show_default=False)
    ] = None,
) -> CommandResult:
    """Sửa tên, loại, cấp trên, số người, hộp thư, tên khác, ngày hoạt động; mã giữ nguyên.

    Đổi tên theo quyết định thì ghi --from: xem ngày trước vẫn thấy tên cũ. Số người cũng vậy: phiếu, chỉ tiêu của ngày
    trước tính theo số người của ngày ấy. --parent "" bỏ cấp trên, --valid-to "" bỏ ngày kết thúc.
    """
    from danvan_cli.services import units

    goes_on = valid_to is not None and not valid_to.strip()
    change = units.UnitChange(
        name, kind, parent, headcount, alias or (), drop_alias or (), email, run.day(since), run.day(valid_from),
        None if goes_on else run.day(valid_to), goes_on,
    )  # fmt: skip
    if valid_to is not None:
        run.confirm_change(lambda request: units.edit_unit(request, unit, change), "Ghi ngày kết thúc này?")
    return changed_result(run, units.edit_unit(run.request, unit, change))


@noun.verb("history", of_now=True)
def history(run: Run, unit: UnitArgument) -> CommandResult:
    """Các tên của một đơn vị, ngày hoạt động, tiếp nhận từ ai và ai tiếp nhận."""
    from danvan_cli.services.succession import unit_history

    found, told = unit_history(run.request, unit)
    return CommandResult(
        lambda: {"unit": contract.fields(found), "history": contract.history_data(told)},
        lambda: finding.history_report(found, told),
    )


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


@noun.verb("unify")
def unify(
    run: Run,
    unit: UnitArgument,
    into: Annotated[
        str, typer.Argument(metavar="VÀO_ĐƠN_VỊ", help="Đơn vị được giữ.", autocompletion=suggestions.unit_codes)
    ],
) -> CommandResult:
    """Nhập một đơn vị ghi thành hai về làm một: việc, số liệu, tên cũ đều chuyển sang.

    Sáp nhập theo luật, quyết định thì dùng danvan unit merge: tên cũ và việc đã xong được giữ.
    """
    from danvan_cli.services import removing

    run.confirm_change(lambda request: removing.unify_units(request, unit, into), "Nhập hai đơn vị này làm một?")
    return changed_result(run, removing.unify_units(run.request, unit, into))


@noun.verb("merge")
def merge(
    run: Run,
    units: Annotated[
        list[str],
        typer.Argument(metavar="ĐƠN_VỊ...", help="Đơn vị kết thúc.", autocompletion=suggestions.unit_codes),
    ],
    into: Annotated[str, naming_units("--into", what="Đơn vị nhận; mới thì ghi MÃ=Tên đầy đủ.")],
    since: FromOption,
    document: DocumentOption = None,
) -> CommandResult:
    """Sáp nhập, hợp nhất các đơn vị từ một ngày: việc chưa xong chuyển sang, việc đã xong giữ tên cũ.

    Từ ngày ấy bảng theo đơn vị cộng phần của đơn vị cũ vào đơn vị nhận; xem --as-of ngày trước vẫn thấy đơn vị cũ.
    Ngày chưa tới thì ghi trước: đến ngày ấy mọi việc giữ nguyên, rồi thực hiện bằng danvan unit reform.
    """
    from danvan_cli.services import succession

    reform = succession.Reform(units, [into], run.known_day(since), document)
    run.confirm_change(lambda request: succession.merge_units(request, reform), "Sáp nhập như trên?")
    return changed_result(run, succession.merge_units(run.request, reform))


@noun.verb("split")
def split(
    run: Run,
    unit: UnitArgument,
    into: Annotated[list[str], naming_units("--into", what="Đơn vị nhận, ghi từng đơn vị; mới thì ghi MÃ=Tên đầy đủ.")],
    since: FromOption,
    give: Annotated[
        list[str] | None,
        typer.Option(
            "--give",
            metavar="ĐƠN_VỊ:MÃ,…",
            help="Nhiệm vụ giao cho đơn vị nhận nào; còn lại về đơn vị ghi đầu tiên.",
            show_default=False,
        ),
    ] = None,
    document: DocumentOption = None,
) -> CommandResult:
    """Chia, tách một đơn vị từ một ngày; ghi chính nó ở --into thì nó còn và chỉ giao việc ở --give.

    Việc đã xong giữ tên đơn vị cũ và có dòng riêng trong bảng theo đơn vị. Ngày chưa tới thì ghi trước như unit merge.
    """
    from danvan_cli.domain.codes import parted
    from danvan_cli.services import succession

    given: dict[str, list[str]] = {}
    for words in give or ():
        to, sign, codes = words.partition(":")
        if not sign:
            raise UsageError(f"Chưa hiểu --give “{words}”.", "Ghi như --give PTH:IV-4,IV-5.")
        given.setdefault(to.strip(), []).extend(parted(codes))
    takers = [one.strip() for words in into for one in ([words] if "=" in words else words.split(","))]
    reform = succession.Reform([unit], takers, run.known_day(since), document, given)
    run.confirm_change(lambda request: succession.split_unit(request, reform), "Tách như trên?")
    return changed_result(run, succession.split_unit(run.request, reform))


@noun.verb("reform")
def reform(run: Run) -> CommandResult:
    """Thực hiện những sáp nhập, tách đã ghi trước mà nay đến ngày: tất cả, hoặc không gì cả.

    danvan today và danvan status nhắc khi đến ngày; thực hiện muộn vẫn tính từ ngày đã ghi.
    """
    from danvan_cli.services import planned_reforms

    run.confirm_change(planned_reforms.carry_out, "Thực hiện như trên?")
    return changed_result(run, planned_reforms.carry_out(run.request))
