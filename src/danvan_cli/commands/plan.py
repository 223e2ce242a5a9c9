"""danvan plan: import, list, show, use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.commands.shared import Noun, Run, as_typed, changed_answer
from danvan_cli.output import contract, details, lists, preview
from danvan_cli.output.answer import Answer
from danvan_cli.services import views

noun = Noun()


@noun.verb("import")
def import_(
    run: Run,
    file: Annotated[Path, typer.Argument(metavar="TỆP", readable=False, help="Kế hoạch: .docx hoặc .txt.")],
    year: Annotated[
        int | None, typer.Option("--year", metavar="NĂM", help="Năm của kế hoạch, nếu khác năm trong tệp.")
    ] = None,
) -> Answer:
    """Đọc tệp kế hoạch thành nhiệm vụ, đơn vị, thời hạn, chỉ tiêu; xem trước rồi mới ghi.

    Chỗ chưa rõ được liệt kê để người quyết định, không đoán. Ví dụ: danvan plan import KeHoach.docx --dry-run
    """
    from danvan_cli.services import planning

    draft = planning.read_draft(run.request, as_typed(file), year)
    if run.request.dry_run:
        return Answer(
            lambda: preview.draft_data(draft),
            lambda: preview.draft_report(draft),
            None,
            run.request.as_of,
            hints=("Chạy thử, chưa ghi gì.",),
        )
    if not run.yes:
        run.screen.show_talk(preview.draft_report(draft))
    run.confirm(f"Ghi {len(draft.tasks)} nhiệm vụ và {len(draft.targets)} chỉ tiêu vào {run.request.database}?")
    return changed_answer(run, planning.import_plan(run.request, draft))


@noun.verb("list")
def list_(run: Run) -> Answer:
    """Các kế hoạch đã nhập."""
    found = views.list_plans(run.request)
    return Answer(
        lambda: contract.listed("plans", [contract.plan_data(plan) for plan in found]),
        lambda: lists.plan_list(found),
    )


CodeArgument = Annotated[
    str | None, typer.Argument(metavar="[MÃ]", help="Mã kế hoạch; bỏ trống là kế hoạch hiện hành.")
]


@noun.verb("show")
def show(run: Run, code: CodeArgument = None) -> Answer:
    """Một kế hoạch: số, ngày, người ký, nơi nhận, các mục, văn bản viện dẫn."""
    found = views.show_plan(run.request, code)
    return Answer(
        lambda: contract.plan_detail_data(found.plan, found.sections, found.documents),
        lambda: details.plan_sheet(found.plan, found.sections, found.documents),
        found.plan.code,
    )


@noun.verb("use")
def use(run: Run, code: Annotated[str, typer.Argument(metavar="MÃ", help="Mã kế hoạch.")]) -> Answer:
    """Chọn kế hoạch hiện hành, dùng khi không ghi --plan."""
    from danvan_cli.services import planning

    return changed_answer(run, planning.use_plan(run.request, code))
