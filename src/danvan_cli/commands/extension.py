"""danvan extension: which days were asked to be moved, and which were."""

from __future__ import annotations

from typing import Annotated

from danvan_cli.commands.options import UnitOption, choice
from danvan_cli.commands.shared import Run, contract, default_unit, finding
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.words import ExtensionState
from danvan_cli.output.result import CommandResult

noun = Noun()


@noun.verb("list")
def list_(
    run: Run,
    unit: UnitOption = None,
    state: Annotated[ExtensionState | None, choice(ExtensionState, "--state", what="Chỉ những lần như vậy")] = None,
) -> CommandResult:
    """Mọi đề nghị gia hạn và lần gia hạn: hạn cũ, hạn mới, lý do, văn bản, ai quyết.

    Chỉ những đề nghị đang chờ của một đơn vị: danvan extension list --unit VP --state "đang chờ". Quyết định bằng
    danvan task extend-decide.
    """
    from danvan_cli.services.finding import list_extensions

    plans, found = list_extensions(run.request, default_unit(unit), state)
    return CommandResult(
        lambda: contract.listed("extensions", [finding.extension_data(one) for one in found]),
        lambda: finding.extension_list(found, with_plans=len(plans) > 1),
        plans[0],
        run.request.as_of,
        plans=plans,
    )
