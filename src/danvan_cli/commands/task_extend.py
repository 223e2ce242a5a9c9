"""danvan task extend and extend-decide: moving a last day."""

from __future__ import annotations

from typing import Annotated

import typer

from danvan_cli.commands.options import TaskArgument, UnitsOption
from danvan_cli.commands.shared import Noun, Run, changed_result
from danvan_cli.commands.task_steps import OnOption, PeriodOption, ReasonOption
from danvan_cli.output.result import CommandResult

DocumentOption = Annotated[
    str | None,
    typer.Option("--document", metavar="SỐ", help="Văn bản gia hạn, ví dụ 12/SKHCN-VP.", show_default=False),
]


def register(noun: Noun) -> None:
    """Adds the verbs to danvan task."""
    noun.verb("extend")(extend)
    noun.verb("extend-decide")(extend_decide)


def extend(
    run: Run,
    code: TaskArgument,
    to: Annotated[str, typer.Option("--to", metavar="NGÀY", help="Ngày cuối mới.")],
    reason: ReasonOption,
    unit: UnitsOption = None,
    period: PeriodOption = None,
    request: Annotated[bool, typer.Option("--request", help="Chỉ ghi đề nghị, quyết định sau.")] = False,
    on: OnOption = None,
    document: DocumentOption = None,
) -> CommandResult:
    """Gia hạn một việc có thời hạn, chưa xong: ngày cũ, ngày gốc, lần thứ mấy, ai và lúc nào đều được giữ.

    Ví dụ: danvan task extend IV-4 --unit CCTĐC --to 15/11/2023 --reason "chờ số liệu". Thêm --request thì chỉ là đề
    nghị, chờ danvan task extend-decide.
    """
    from danvan_cli.services import extending
    from danvan_cli.services.steps import Choice

    wish = extending.Wish(run.known_day(to), reason, run.day(on), document)
    choice = Choice(code, unit or (), period)
    return changed_result(run, extending.extend(run.request, choice, wish, only_ask=request))


def extend_decide(
    run: Run,
    code: TaskArgument,
    unit: UnitsOption = None,
    period: PeriodOption = None,
    grant: Annotated[bool, typer.Option("--grant", help="Đồng ý đúng như đề nghị.")] = False,
    to: Annotated[
        str | None, typer.Option("--to", metavar="NGÀY", help="Gia hạn ngắn hơn đề nghị.", show_default=False)
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="LÝ_DO", help="Vì sao ngắn hơn.", show_default=False)
    ] = None,
    refuse: Annotated[
        str | None, typer.Option("--refuse", metavar="LÝ_DO", help="Không đồng ý, vì sao.", show_default=False)
    ] = None,
    on: OnOption = None,
    document: DocumentOption = None,
) -> CommandResult:
    """Quyết định một đề nghị gia hạn: đồng ý, ngắn hơn, hoặc không đồng ý."""
    from danvan_cli.services import extending
    from danvan_cli.services.steps import Choice

    decision = extending.Decision(grant, run.day(to), refuse, reason, run.day(on), document)
    return changed_result(run, extending.decide_extension(run.request, Choice(code, unit or (), period), decision))
