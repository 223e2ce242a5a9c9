"""danvan note: remarks on a plan and its tasks, which the yearly report quotes, and putting them right."""

from __future__ import annotations

from typing import Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.options import NoteKindOption, UnitOption, choice
from danvan_cli.commands.shared import Run, changed_result, contract, lists
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.words import NoteKind
from danvan_cli.output.result import CommandResult

noun = Noun()

NumberArgument = Annotated[int, typer.Argument(metavar="SỐ", min=1, help="Số thứ tự như ở danvan note list.")]
TaskOption = Annotated[
    str | None,
    typer.Option(
        "--task",
        metavar="MÃ",
        help="Về một nhiệm vụ; bỏ trống là về cả kế hoạch.",
        show_default=False,
        autocompletion=suggestions.task_codes,
    ),
]


@noun.verb("add")
def add(
    run: Run,
    text: Annotated[str, typer.Argument(metavar="GHI_CHÚ")],
    kind: NoteKindOption = NoteKind.REMARK,
    task: TaskOption = None,
    unit: UnitOption = None,
) -> CommandResult:
    """Ghi một nhận xét cho báo cáo."""
    from danvan_cli.services import tasks

    return changed_result(run, tasks.note_task(run.request, task, text, kind, unit))


@noun.verb("list")
def list_(
    run: Run, kind: Annotated[NoteKind | None, choice(NoteKind, "--kind", what="Chỉ loại này")] = None
) -> CommandResult:
    """Các ghi chú của kế hoạch và của từng nhiệm vụ, đánh số để sửa hoặc bỏ."""
    from danvan_cli.services import views

    found = views.list_notes(run.request, kind)
    return CommandResult(
        lambda: contract.listed("notes", [contract.fields(note) for note in found.notes]),
        lambda: lists.note_list(found.notes),
        found.plan.code,
        run.request.as_of,
    )


@noun.verb("edit")
def edit(run: Run, number: NumberArgument, text: Annotated[str, typer.Argument(metavar="GHI_CHÚ")]) -> CommandResult:
    """Sửa chữ của một ghi chú; nhật ký giữ chữ cũ."""
    from danvan_cli.services import correcting

    return changed_result(run, correcting.edit_note(run.request, number, text))


@noun.verb("remove")
def remove(run: Run, number: NumberArgument) -> CommandResult:
    """Bỏ một ghi chú; nhật ký giữ chữ cũ."""
    from danvan_cli.services import correcting

    run.confirm_change(lambda request: correcting.remove_note(request, number), "Bỏ ghi chú này?")
    return changed_result(run, correcting.remove_note(run.request, number))
