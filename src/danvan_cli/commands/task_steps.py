"""danvan task: the steps of a row's life, from progress to completion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.commands.shared import Noun, Run, TaskArgument, UnitsOption, changed_answer
from danvan_cli.output.answer import Answer

if TYPE_CHECKING:
    from danvan_cli.services.lifecycle import Choice, Result

PeriodOption = Annotated[
    str | None, typer.Option("--period", metavar="KỲ", help="Kỳ của việc định kỳ.", show_default=False)
]
OnOption = Annotated[
    str | None, typer.Option("--on", metavar="NGÀY", help="Ngày diễn ra, mặc định hôm nay.", show_default=False)
]
ResultOption = Annotated[
    str | None, typer.Option("--result", metavar="CHỮ", help="Kết quả đạt được.", show_default=False)
]
EvidenceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--evidence",
        metavar="VĂN_BẢN",
        help="Minh chứng: số, ngày văn bản; liên kết; tệp. Ghi nhiều lần được.",
        show_default=False,
    ),
]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="LÝ_DO", help="Lý do.")]


def register(noun: Noun) -> None:
    """Adds the steps to danvan task."""
    for name, step in (
        ("progress", progress),
        ("submit", submit),
        ("done", done),
        ("confirm", confirm),
        ("reopen", reopen),
        ("cancel", cancel),
    ):
        noun.verb(name)(step)


def progress(
    run: Run,
    code: TaskArgument,
    percent: Annotated[int, typer.Argument(metavar="PHẦN_TRĂM", help="0 đến 100.")],
    unit: UnitsOption = None,
    period: PeriodOption = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="CHỮ", help="Đã làm được gì.", show_default=False)
    ] = None,
) -> Answer:
    """Báo tiến độ của đơn vị chủ trì."""
    from danvan_cli.services import lifecycle

    return changed_answer(run, lifecycle.report_progress(run.request, _choice(code, unit, period), percent, note))


def submit(
    run: Run,
    code: TaskArgument,
    unit: UnitsOption = None,
    period: PeriodOption = None,
    on: OnOption = None,
    result: ResultOption = None,
    evidence: EvidenceOption = None,
) -> Answer:
    """Đơn vị nộp kết quả, chờ Văn phòng xác nhận; ngày nộp là ngày tính đúng hạn hay trễ."""
    from danvan_cli.services import lifecycle

    return changed_answer(
        run, lifecycle.submit(run.request, _choice(code, unit, period), _result(run, on, result, evidence))
    )


def done(
    run: Run,
    code: TaskArgument,
    unit: UnitsOption = None,
    period: PeriodOption = None,
    on: OnOption = None,
    result: ResultOption = None,
    evidence: EvidenceOption = None,
) -> Answer:
    """Ghi hoàn thành. Ví dụ: danvan task done IV-4 --unit CCTĐC --on 25/10/2023 --evidence "45/BC-CCTĐC"."""
    from danvan_cli.services import lifecycle

    return changed_answer(
        run, lifecycle.complete(run.request, _choice(code, unit, period), _result(run, on, result, evidence))
    )


def confirm(
    run: Run, code: TaskArgument, unit: UnitsOption = None, period: PeriodOption = None, on: OnOption = None
) -> Answer:
    """Văn phòng xác nhận kết quả đã nộp."""
    from danvan_cli.services import lifecycle

    return changed_answer(run, lifecycle.confirm(run.request, _choice(code, unit, period), run.day(on)))


def reopen(
    run: Run, code: TaskArgument, reason: ReasonOption, unit: UnitsOption = None, period: PeriodOption = None
) -> Answer:
    """Mở lại việc đã nộp, đã hoàn thành hoặc đã thôi; nhật ký giữ các ngày cũ."""
    from danvan_cli.services import lifecycle

    return changed_answer(run, lifecycle.reopen(run.request, _choice(code, unit, period), reason))


def cancel(
    run: Run, code: TaskArgument, reason: ReasonOption, unit: UnitsOption = None, period: PeriodOption = None
) -> Answer:
    """Thôi thực hiện, có lý do; không ghi --unit là thôi ở mọi đơn vị chủ trì."""
    from danvan_cli.services import lifecycle

    return changed_answer(run, lifecycle.cancel(run.request, _choice(code, unit, period), reason))


def _choice(code: str, units: list[str] | None, period: str | None) -> Choice:
    from danvan_cli.services.lifecycle import Choice

    return Choice(code, units or (), period)


def _result(run: Run, on: str | None, text: str | None, evidence: list[str] | None) -> Result:
    from danvan_cli.services.lifecycle import Result

    return Result(run.day(on), text, evidence or ())
