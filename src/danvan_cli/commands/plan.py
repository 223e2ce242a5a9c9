"""danvan plan: import, list, show, use, rollover."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.shared import Noun, Run, changed_result, contract, details, lists
from danvan_cli.output.result import CommandResult
from danvan_cli.services import views

noun = Noun()


@noun.verb("import")
def import_(
    run: Run,
    file: Annotated[
        Path, typer.Argument(metavar="TỆP", readable=False, help="Kế hoạch: Word, PDF, Excel, văn bản; - là đầu vào.")
    ],
    year: Annotated[
        int | None, typer.Option("--year", metavar="NĂM", help="Năm của kế hoạch, nếu khác năm trong tệp.")
    ] = None,
    expand_groups: Annotated[
        bool, typer.Option("--expand-groups", help="“Các phòng, đơn vị thuộc Sở” thành từng đơn vị chủ trì.")
    ] = False,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers", metavar="TỆP", readable=False, help="Dùng các quyết định đã lưu.", show_default=False
        ),
    ] = None,
    save_answers: Annotated[
        Path | None,
        typer.Option("--save-answers", metavar="TỆP", readable=False, help="Lưu các quyết định.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có ở --save-answers.")] = False,
    as_new: Annotated[bool, typer.Option("--new", help="Mở kế hoạch riêng, dù giống một kế hoạch đã có.")] = False,
    remove_missing: Annotated[
        bool, typer.Option("--remove-missing", help="Bản mới không còn việc nào thì việc ấy thôi thực hiện.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Cùng --dry-run: từng dòng của tệp đã được dùng vào đâu.")
    ] = False,
) -> CommandResult:
    """Đọc tệp kế hoạch thành nhiệm vụ, đơn vị, thời hạn, chỉ tiêu; xem trước rồi mới ghi.

    Chỗ chưa rõ được liệt kê để người quyết định, không đoán. Bản sửa đổi của một kế hoạch cập nhật kế hoạch ấy:
    giữ mã, tiến độ, minh chứng; việc không còn trong bản mới chỉ thôi thực hiện khi được xác nhận bằng số, hoặc bằng
    --yes --remove-missing. Báo cáo của đơn vị không phải kế hoạch mới. Ví dụ: danvan plan import KeHoach.docx --dry-run
    """
    from danvan_cli.commands import importing

    options = importing.ImportOptions(
        year, expand_groups, answers, save_answers, force, as_new, remove_missing, explain
    )
    return importing.import_file(run, file, options)


@noun.verb("list")
def list_(run: Run) -> CommandResult:
    """Các kế hoạch đã nhập."""
    found = views.list_plans(run.request)
    return CommandResult(
        lambda: contract.listed("plans", [contract.fields(plan) for plan in found]),
        lambda: lists.plan_list(found),
    )


CodeArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[MÃ]", help="Mã kế hoạch; bỏ trống là kế hoạch hiện hành.", autocompletion=suggestions.plan_codes
    ),
]


@noun.verb("show")
def show(run: Run, code: CodeArgument = None) -> CommandResult:
    """Một kế hoạch: số, ngày, người ký, nơi nhận, các mục, văn bản viện dẫn."""
    found = views.show_plan(run.request, code)
    return CommandResult(
        lambda: contract.plan_detail_data(found.plan, found.headings, found.cited),
        lambda: details.plan_sheet(found.plan, found.headings, found.cited),
        found.plan.code,
    )


@noun.verb("use")
def use(
    run: Run,
    code: Annotated[str, typer.Argument(metavar="MÃ", help="Mã kế hoạch.", autocompletion=suggestions.plan_codes)],
) -> CommandResult:
    """Chọn kế hoạch hiện hành, dùng khi không ghi --plan."""
    from danvan_cli.services import planning

    return changed_result(run, planning.use_plan(run.request, code))


@noun.verb("rollover")
def rollover(
    run: Run, year: Annotated[int, typer.Argument(metavar="NĂM", help="Năm của kế hoạch mới.")]
) -> CommandResult:
    """Mở kế hoạch năm sau từ kế hoạch này: chuyển ngày, để trống tiến độ, liệt kê chỗ cần xem lại."""
    from danvan_cli.services.rollover import roll_over

    return changed_result(run, roll_over(run.request, year))


@noun.verb("remove")
def remove(
    run: Run,
    code: Annotated[str, typer.Argument(metavar="MÃ", help="Mã kế hoạch.", autocompletion=suggestions.plan_codes)],
) -> CommandResult:
    """Bỏ cả một kế hoạch nhập nhầm với mọi việc, chỉ tiêu của nó; lấy lại được bằng undo."""
    from danvan_cli.services import removing

    if not run.yes and not run.request.dry_run:
        tried = removing.remove_plan(run.request._replace(dry_run=True), code)
        tasks = sum(change.table == "task" for change in tried.changes)
        run.confirm_number(f"{tried.headline.replace('Đã bỏ', 'Bỏ').rstrip('.')}? Gõ {tasks} để đồng ý: ", tasks)
    return changed_result(run, removing.remove_plan(run.request, code))
