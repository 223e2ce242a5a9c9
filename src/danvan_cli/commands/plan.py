"""danvan plan: import, list, show, edit, use, rollover, close, reopen, remove."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.shared import Run, changed_result, changes, contract, details, lists
from danvan_cli.commands.verbs import Noun
from danvan_cli.output.result import CommandResult
from danvan_cli.services import views

if TYPE_CHECKING:
    from danvan_cli.output.tables import Report, Table

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
    --yes --remove-missing. Báo cáo của đơn vị không phải kế hoạch mới.
    """
    from danvan_cli.commands import importing

    options = importing.ImportOptions(
        year, expand_groups, answers, save_answers, force, as_new, remove_missing, explain
    )
    return importing.import_file(run, file, options)


@noun.verb("list", of_now=True)
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
    """Mở kế hoạch năm sau từ kế hoạch này và dùng kế hoạch ấy từ nay: chuyển ngày, để trống tiến độ.

    Từng việc được liệt kê: chuyển nguyên, chuyển và đổi ngày, hay không chuyển. Việc định kỳ có đủ kỳ của cả năm;
    việc đã thôi thực hiện không chuyển.
    """
    from danvan_cli.services.rollover import roll_over

    done = roll_over(run.request, year)
    answer = changed_result(run, done)
    return answer._replace(
        data=lambda: {**answer.data(), "carried": [contract.fields(one) for one in done.carried]},
        report=lambda: _with_table(answer.report(), changes.carried_table(done.carried)),
    )


def _with_table(report: Report, table: Table) -> Report:
    return report._replace(tables=(table,))


CARRY = "Mã của việc chuyển sang kế hoạch năm sau; all là mọi việc còn lại."


@noun.verb("close")
def close(
    run: Run,
    code: CodeArgument = None,
    carry: Annotated[list[str] | None, typer.Option("--carry", metavar="MÃ", help=CARRY, show_default=False)] = None,
    cancel: Annotated[
        list[str] | None,
        typer.Option("--cancel", metavar="MÃ", help="Mã của việc thôi thực hiện, hoặc all.", show_default=False),
    ] = None,
    leave: Annotated[
        list[str] | None,
        typer.Option("--leave", metavar="MÃ", help="Mã của việc để lại như vậy, hoặc all.", show_default=False),
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option("--reason", metavar="LÝ_DO", help="Vì sao thôi hoặc để lại.", show_default=False),
    ] = None,
    into: Annotated[
        str | None,
        typer.Option(
            "--into",
            metavar="MÃ",
            help="Kế hoạch nhận việc chuyển sang; mặc định kế hoạch năm sau.",
            show_default=False,
            autocompletion=suggestions.plan_codes,
        ),
    ] = None,
) -> CommandResult:
    """Kết thúc kế hoạch năm: việc dở dang chuyển sang năm sau, thôi, hoặc để lại; rồi khóa kế hoạch.

    Trên màn hình, việc nào chưa nói đến thì được hỏi. Việc không có thời hạn hết năm thì hết, không phải ghi. Kế hoạch
    đã kết thúc chỉ ghi thêm được với --reopen, hoặc sau danvan plan reopen.
    """
    from danvan_cli.commands import closing

    return closing.close(run, code, closing.Said(carry or (), cancel or (), leave or (), reason, into))


@noun.verb("reopen")
def reopen(run: Run, code: CodeArgument = None) -> CommandResult:
    """Mở lại một kế hoạch đã kết thúc."""
    from danvan_cli.services import closing

    return changed_result(run, closing.reopen_plan(run.request._replace(plan=code or run.request.plan)))


def _text(flag: str, what: str) -> Any:
    return typer.Option(flag, metavar="CHỮ", help=what, show_default=False)


@noun.verb("edit")
def edit(
    run: Run,
    code: CodeArgument = None,
    number: Annotated[str | None, _text("--number", "Số, hoặc số và ký hiệu: 25/KH-SKHCN.")] = None,
    issued_on: Annotated[
        str | None, typer.Option("--issued-on", metavar="NGÀY", help="Ngày ban hành.", show_default=False)
    ] = None,
    signer: Annotated[str | None, _text("--signer", "Họ tên người ký.")] = None,
    signer_title: Annotated[str | None, _text("--signer-title", "Chức vụ người ký, ví dụ PHÓ GIÁM ĐỐC.")] = None,
    authority: Annotated[str | None, _text("--authority", "Quyền hạn ký, ví dụ KT. GIÁM ĐỐC.")] = None,
    title: Annotated[str | None, _text("--title", "Tên kế hoạch.")] = None,
    issuer: Annotated[str | None, _text("--issuer", "Cơ quan ban hành.")] = None,
    governing_body: Annotated[str | None, _text("--governing-body", "Cơ quan chủ quản.")] = None,
    place: Annotated[str | None, _text("--place", "Nơi ban hành, ví dụ Tây Ninh.")] = None,
) -> CommandResult:
    """Ghi hoặc sửa số, ngày, người ký và phần đầu của kế hoạch đã nhập; nhật ký giữ giá trị cũ."""
    from danvan_cli.services import planning

    said = (title, issuer, governing_body, place, authority, signer_title, signer)
    request = run.request._replace(plan=code or run.request.plan)
    texts = dict(zip(planning.EDITABLE, said, strict=True))
    return changed_result(run, planning.edit_plan(request, texts, number, run.past_day(issued_on)))


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
