"""danvan task: the steps of a row's life, from progress to completion."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.commands.options import TaskArgument, UnitsOption
from danvan_cli.commands.shared import Noun, Run, Verb, changed_result
from danvan_cli.domain.errors import EvidenceMissingError
from danvan_cli.output.result import CommandResult

if TYPE_CHECKING:
    from danvan_cli.domain.model import Changed
    from danvan_cli.services.lifecycle import Result
    from danvan_cli.services.steps import Choice

PeriodOption = Annotated[
    str | None, typer.Option("--period", metavar="KỲ", help="Kỳ của việc định kỳ, ví dụ 2023-Q3.", show_default=False)
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
NoEvidenceOption = Annotated[
    str | None, typer.Option("--no-evidence", metavar="LÝ_DO", help="Lý do không có minh chứng.", show_default=False)
]
ExemptOption = Annotated[
    str | None,
    typer.Option("--exempt", metavar="LÝ_DO", help="Trễ khách quan: tính đúng hạn, có ghi lý do.", show_default=False),
]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="LÝ_DO", help="Lý do.")]


def register(noun: Noun) -> None:
    """Adds the steps to danvan task."""
    steps: dict[str, Verb] = {
        "progress": progress,
        "submit": submit,
        "done": done,
        "confirm": confirm,
        "send-back": send_back,
        "reopen": reopen,
        "pause": pause,
        "resume": resume,
        "cancel": cancel,
        "skip": skip,
        "exempt": exempt,
    }
    for name, step in steps.items():
        noun.verb(name)(step)


def progress(
    run: Run,
    code: TaskArgument,
    percent: Annotated[int, typer.Argument(metavar="PHẦN_TRĂM", help="0 đến 100.")],
    unit: UnitsOption = None,
    period: PeriodOption = None,
    on: OnOption = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="CHỮ", help="Đã làm được gì.", show_default=False)
    ] = None,
) -> CommandResult:
    """Báo tiến độ của đơn vị chủ trì; đơn vị phối hợp cũng báo được, không đổi trạng thái của nhiệm vụ."""
    from danvan_cli.services import lifecycle

    choice = _choice(code, unit, period)
    return changed_result(run, lifecycle.report_progress(run.request, choice, percent, note, run.day(on)))


def submit(
    run: Run,
    code: TaskArgument,
    unit: UnitsOption = None,
    period: PeriodOption = None,
    on: OnOption = None,
    result: ResultOption = None,
    evidence: EvidenceOption = None,
) -> CommandResult:
    """Đơn vị nộp kết quả, chờ Văn phòng xác nhận; ngày nộp là ngày tính đúng hạn hay trễ."""
    from danvan_cli.services import lifecycle

    found = _result(run, on, result, evidence)
    return changed_result(run, lifecycle.submit(run.request, _choice(code, unit, period), found))


def done(
    run: Run,
    code: TaskArgument,
    unit: UnitsOption = None,
    period: PeriodOption = None,
    on: OnOption = None,
    result: ResultOption = None,
    evidence: EvidenceOption = None,
    no_evidence: NoEvidenceOption = None,
    exempt: ExemptOption = None,
) -> CommandResult:
    """Ghi hoàn thành, có minh chứng.

    Ví dụ: danvan task done IV-4 --unit CCTĐC --on 25/10/2023 --evidence "45/BC-CCTĐC". Việc chưa nộp kết quả trước đó
    thì ngày hoàn thành cũng là ngày nộp. Không có minh chứng thì ghi --no-evidence LÝ_DO.
    """
    from danvan_cli.services import lifecycle

    choice, found = _choice(code, unit, period), _result(run, on, result, evidence, no_evidence, exempt)
    return changed_result(run, _proved(run, found, lambda given: lifecycle.complete(run.request, choice, given)))


def confirm(
    run: Run,
    code: TaskArgument,
    unit: UnitsOption = None,
    period: PeriodOption = None,
    on: OnOption = None,
    evidence: EvidenceOption = None,
    no_evidence: NoEvidenceOption = None,
    exempt: ExemptOption = None,
) -> CommandResult:
    """Văn phòng xác nhận kết quả đã nộp; đúng hạn hay trễ vẫn theo ngày đơn vị nộp."""
    from danvan_cli.services import lifecycle

    choice, found = _choice(code, unit, period), _result(run, on, None, evidence, no_evidence, exempt)
    return changed_result(run, _proved(run, found, lambda given: lifecycle.confirm(run.request, choice, given)))


def send_back(
    run: Run,
    code: TaskArgument,
    reason: ReasonOption,
    unit: UnitsOption = None,
    period: PeriodOption = None,
    on: OnOption = None,
) -> CommandResult:
    """Trả lại kết quả đã nộp để đơn vị làm tiếp; trễ hạn tính đến lần nộp sau."""
    from danvan_cli.services import lifecycle

    return changed_result(run, lifecycle.send_back(run.request, _choice(code, unit, period), reason, run.day(on)))


def reopen(
    run: Run,
    code: TaskArgument,
    reason: ReasonOption,
    unit: UnitsOption = None,
    period: PeriodOption = None,
    on: OnOption = None,
) -> CommandResult:
    """Mở lại việc đã nộp, đã hoàn thành hoặc đã thôi; nhật ký giữ các ngày cũ.

    Ngày hoàn thành gõ nhầm: mở lại với --on là ngày đã gõ nhầm, rồi ghi hoàn thành theo ngày đúng.
    """
    from danvan_cli.services import lifecycle

    return changed_result(run, lifecycle.reopen(run.request, _choice(code, unit, period), reason, run.day(on)))


def pause(
    run: Run,
    code: TaskArgument,
    reason: ReasonOption,
    unit: UnitsOption = None,
    period: PeriodOption = None,
    on: OnOption = None,
) -> CommandResult:
    """Tạm hoãn, có lý do: việc ra ngoài mọi tổng số cho đến khi tiếp tục.

    Tạm hoãn không dời ngày cuối: khi tiếp tục, thời hạn cũ vẫn còn nguyên. Cần thêm ngày thì gia hạn bằng
    danvan task extend.
    """
    from danvan_cli.services import setting_aside

    return changed_result(run, setting_aside.pause(run.request, _choice(code, unit, period), reason, run.day(on)))


def resume(
    run: Run, code: TaskArgument, unit: UnitsOption = None, period: PeriodOption = None, on: OnOption = None
) -> CommandResult:
    """Tiếp tục việc đang tạm hoãn, theo thời hạn đang có."""
    from danvan_cli.services import setting_aside

    return changed_result(run, setting_aside.resume(run.request, _choice(code, unit, period), run.day(on)))


def cancel(
    run: Run,
    code: TaskArgument,
    reason: ReasonOption,
    unit: UnitsOption = None,
    period: PeriodOption = None,
    on: OnOption = None,
) -> CommandResult:
    """Thôi thực hiện, có lý do; không ghi --unit là thôi ở mọi đơn vị chủ trì."""
    from danvan_cli.services import setting_aside

    return changed_result(run, setting_aside.cancel(run.request, _choice(code, unit, period), reason, run.day(on)))


def skip(
    run: Run,
    code: TaskArgument,
    period: Annotated[str, typer.Option("--period", metavar="KỲ", help="Kỳ được bỏ, ví dụ 2023-Q3.")],
    reason: ReasonOption,
    unit: UnitsOption = None,
    on: OnOption = None,
) -> CommandResult:
    """Bỏ một kỳ của việc định kỳ, có lý do; các kỳ khác giữ nguyên."""
    from danvan_cli.services import setting_aside

    return changed_result(run, setting_aside.skip(run.request, _choice(code, unit, period), reason, run.day(on)))


def exempt(
    run: Run,
    code: TaskArgument,
    reason: ReasonOption,
    unit: UnitsOption = None,
    period: PeriodOption = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Bỏ ghi nhận trễ khách quan.")] = False,
) -> CommandResult:
    """Ghi nhận trễ khách quan: việc hoàn thành trễ được tính là đúng hạn và được nêu rõ như vậy."""
    from danvan_cli.services import lifecycle

    choice = _choice(code, unit, period)
    return changed_result(run, lifecycle.exempt(run.request, choice, reason, withdraw=withdraw))


def _proved(run: Run, result: Result, close: Callable[[Result], Changed]) -> Changed:
    """Closes a row; on a terminal asks for the proof that is missing, once."""
    from dataclasses import replace

    try:
        return close(result)
    except EvidenceMissingError:
        if run.yes or not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
    given = run.screen.ask_words("Minh chứng (số, ngày văn bản; liên kết; tệp; Enter nếu không có): ")
    if given:
        return close(replace(result, evidence=(given,)))
    return close(replace(result, no_evidence=run.screen.ask_words("Lý do không có minh chứng: ")))


def _choice(code: str, units: list[str] | None, period: str | None) -> Choice:
    from danvan_cli.services.steps import Choice

    return Choice(code, units or (), period)


def _result(
    run: Run,
    on: str | None,
    text: str | None,
    evidence: list[str] | None,
    no_evidence: str | None = None,
    exempt: str | None = None,
) -> Result:
    from danvan_cli.services.lifecycle import Result

    return Result(run.day(on), text, evidence or (), no_evidence, exempt)
