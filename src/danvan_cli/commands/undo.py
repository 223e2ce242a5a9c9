"""The way back: undo and redo of whole commands."""

from __future__ import annotations

from typing import Annotated

import typer

from danvan_cli.commands.options import AllOption
from danvan_cli.commands.shared import Run, changed_result, changes, contract, more_hint
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.errors import UsageError
from danvan_cli.output.result import CommandResult
from danvan_cli.services import views

noun = Noun()
_LISTED = 10


@noun.verb("undo")
def undo(
    run: Run,
    number: Annotated[
        int | None, typer.Argument(metavar="[LẦN_GHI]", help="Lần ghi cần hoàn tác; để trống là lần gần nhất.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Xem các lần ghi gần đây, không hoàn tác gì.")] = False,
    everything: AllOption = False,
) -> CommandResult:
    """Hoàn tác cả một lệnh: lệnh gần nhất, hoặc lệnh mang số lần ghi đã cho. Xem trước thay đổi rồi mới hỏi.

    Lệnh đã hoàn tác coi như chưa từng có, kể cả khi xem --as-of ngày cũ; nhật ký vẫn giữ. Làm lại bằng danvan redo.
    """
    _refuse_plan(run)
    if listed:
        if number is not None:
            raise UsageError("--list không đi với số lần ghi.", "Bỏ một trong hai.")
        found = views.log(run.reading, None if everything else _LISTED)
        return CommandResult(
            lambda: contract.commands_data(found.commands, found.total),
            lambda: changes.journal_report(found.commands),
            hints=more_hint(found.total - len(found.commands), "lần ghi"),
        )
    from danvan_cli.services import undoing

    run.confirm_change(lambda request: undoing.undo(request, number), "Hoàn tác lệnh này?")
    return changed_result(run, undoing.undo(run.request, number))


@noun.verb("redo")
def redo(run: Run) -> CommandResult:
    """Làm lại lệnh vừa hoàn tác. Xem trước thay đổi rồi mới hỏi."""
    _refuse_plan(run)
    from danvan_cli.services import undoing

    run.confirm_change(undoing.redo, "Làm lại lệnh này?")
    return changed_result(run, undoing.redo(run.request))


def _refuse_plan(run: Run) -> None:
    """A command may have changed several plans, or none: which one is taken back is not chosen by a plan."""
    if run.named_plan is not None:
        raise UsageError(
            "Hoàn tác theo từng lệnh, không theo kế hoạch.",
            "Bỏ --plan; xem số các lần ghi bằng danvan undo --list, rồi danvan undo SỐ.",
        )
