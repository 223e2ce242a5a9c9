"""danvan note: the notes of a task, and putting them right."""

from __future__ import annotations

from typing import Annotated

import typer

from danvan_cli.commands.options import TaskArgument
from danvan_cli.commands.shared import Noun, Run, changed_result, contract, details
from danvan_cli.output.result import CommandResult

noun = Noun()

NumberArgument = Annotated[int, typer.Argument(metavar="SỐ", min=1, help="Số thứ tự như ở danvan note list.")]


@noun.verb("list")
def list_(run: Run, code: TaskArgument) -> CommandResult:
    """Ghi chú của một nhiệm vụ, đánh số để sửa hoặc bỏ."""
    from danvan_cli.services import views

    plan, known, found = views.list_notes(run.request, code)
    return CommandResult(
        lambda: contract.listed("notes", [contract.fields(note) for note in found]),
        lambda: details.note_list(known, found),
        plan.code,
        run.request.as_of,
    )


@noun.verb("edit")
def edit(
    run: Run, code: TaskArgument, number: NumberArgument, text: Annotated[str, typer.Argument(metavar="GHI_CHÚ")]
) -> CommandResult:
    """Sửa chữ của một ghi chú; nhật ký giữ chữ cũ."""
    from danvan_cli.services import correcting

    return changed_result(run, correcting.edit_note(run.request, code, number, text))


@noun.verb("remove")
def remove(run: Run, code: TaskArgument, number: NumberArgument) -> CommandResult:
    """Bỏ một ghi chú; nhật ký giữ chữ cũ."""
    from danvan_cli.services import correcting

    run.confirm_change(lambda request: correcting.remove_note(request, code, number), "Bỏ ghi chú này?")
    return changed_result(run, correcting.remove_note(run.request, code, number))
