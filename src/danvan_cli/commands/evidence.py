"""danvan evidence: the proofs of a task or target, and putting them right."""

from __future__ import annotations

from typing import Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.shared import Run, changed_result, contract, details
from danvan_cli.commands.verbs import Noun
from danvan_cli.output.result import CommandResult

noun = Noun()

CodeArgument = Annotated[
    str, typer.Argument(metavar="MÃ", help="Mã nhiệm vụ hoặc chỉ tiêu.", autocompletion=suggestions.task_codes)
]
NumberArgument = Annotated[int, typer.Argument(metavar="SỐ", min=1, help="Số thứ tự như ở danvan evidence list.")]


@noun.verb("list")
def list_(run: Run, code: CodeArgument) -> CommandResult:
    """Minh chứng của một nhiệm vụ hoặc chỉ tiêu, đánh số để sửa hoặc bỏ."""
    from danvan_cli.services import views

    plan, known, found = views.list_proofs(run.request, code)
    return CommandResult(
        lambda: contract.listed("evidence", [contract.fields(proof) for proof in found]),
        lambda: details.proof_list(known, found),
        plan.code,
        run.request.as_of,
    )


@noun.verb("replace")
def replace(
    run: Run, code: CodeArgument, number: NumberArgument, text: Annotated[str, typer.Argument(metavar="VĂN_BẢN")]
) -> CommandResult:
    """Sửa một minh chứng ghi sai."""
    from danvan_cli.services import correcting

    return changed_result(run, correcting.replace_evidence(run.request, code, number, text))


@noun.verb("remove")
def remove(run: Run, code: CodeArgument, number: NumberArgument) -> CommandResult:
    """Bỏ một minh chứng ghi nhầm; minh chứng duy nhất của việc đã hoàn thành thì chỉ thay được."""
    from danvan_cli.services import correcting

    run.confirm_change(lambda request: correcting.remove_evidence(request, code, number), "Bỏ minh chứng này?")
    return changed_result(run, correcting.remove_evidence(run.request, code, number))
