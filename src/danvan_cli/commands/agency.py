"""danvan agency: add, list, edit, status."""

from __future__ import annotations

from typing import Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.shared import Run, changed_result, contract, lists, progress
from danvan_cli.commands.verbs import Noun
from danvan_cli.output.result import CommandResult
from danvan_cli.services import views

noun = Noun()


@noun.verb("add")
def add(
    run: Run,
    code: Annotated[str, typer.Argument(metavar="MÃ", help="Mã cơ quan.")],
    name: Annotated[str, typer.Argument(metavar="TÊN", help="Tên đầy đủ.")],
) -> CommandResult:
    """Thêm một cơ quan vào dữ liệu dùng chung."""
    from danvan_cli.services import agencies

    return changed_result(run, agencies.add_agency(run.request, code, name))


@noun.verb("list", of_now=True)
def list_(run: Run) -> CommandResult:
    """Các cơ quan trong dữ liệu mà tài khoản này được xem."""
    found = views.list_agencies(run.request)
    return CommandResult(
        lambda: contract.listed("agencies", [contract.fields(agency) for agency in found]),
        lambda: lists.agency_list(found),
    )


@noun.verb("edit")
def edit(
    run: Run,
    which: Annotated[str, typer.Argument(metavar="MÃ", help="Mã cơ quan.", autocompletion=suggestions.agency_codes)],
    code: Annotated[str | None, typer.Option("--code", metavar="MÃ", help="Mã mới.", show_default=False)] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="TÊN", help="Tên mới.", show_default=False)] = None,
) -> CommandResult:
    """Đổi mã hoặc tên một cơ quan; kế hoạch, đơn vị và nhật ký của cơ quan giữ nguyên."""
    from danvan_cli.services import agencies

    return changed_result(run, agencies.edit_agency(run.request, which, code=code, name=name))


@noun.verb("status")
def status(
    run: Run,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", metavar="NĂM", min=1945, max=2200, help="Chỉ các kế hoạch của năm này.", show_default=False
        ),
    ] = None,
) -> CommandResult:
    """Tiến độ từng cơ quan trên một bảng, cho cấp tỉnh.

    Có --agency (hoặc biến DANVAN_AGENCY) thì chỉ cơ quan đó.
    """
    found = views.agency_status(run.request, year)
    return CommandResult(
        lambda: contract.agencies_data(found),
        lambda: progress.agencies_report(found),
        as_of=run.request.as_of,
    )
