"""danvan note: remarks that the yearly report quotes."""

from __future__ import annotations

from typing import Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.options import NoteKindOption, choice
from danvan_cli.commands.shared import Noun, Run, changed_result, contract, lists
from danvan_cli.domain.words import NoteKind
from danvan_cli.output.result import CommandResult

noun = Noun()


@noun.verb("add")
def add(
    run: Run,
    text: Annotated[str, typer.Argument(metavar="GHI_CHÚ")],
    kind: NoteKindOption = NoteKind.REMARK,
    task: Annotated[
        str | None,
        typer.Option(
            "--task", metavar="MÃ", help="Về một nhiệm vụ; bỏ trống là về cả kế hoạch.", show_default=False,
            autocompletion=suggestions.task_codes,
        ),
    ] = None,
) -> CommandResult:  # fmt: skip
    """Ghi một nhận xét cho báo cáo. Ví dụ: danvan note add "Lãnh đạo chỉ đạo kịp thời" --kind "ưu điểm"."""
    from danvan_cli.services import tasks

    return changed_result(run, tasks.note_task(run.request, task, text, kind))


@noun.verb("list")
def list_(
    run: Run, kind: Annotated[NoteKind | None, choice(NoteKind, "--kind", what="Chỉ loại này")] = None
) -> CommandResult:
    """Các ghi chú của kế hoạch và của từng nhiệm vụ."""
    from danvan_cli.services import views

    found = views.list_notes(run.request, kind)
    return CommandResult(
        lambda: contract.listed("notes", [contract.fields(note) for note in found.notes]),
        lambda: lists.note_list(found.notes),
        found.plan.code,
        run.request.as_of,
    )
