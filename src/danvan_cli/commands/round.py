"""danvan round: reporting rounds, who has sent, who is asked to complete, what is missing."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.options import naming_units
from danvan_cli.commands.shared import Run, changed_result, contract, rounds
from danvan_cli.commands.verbs import Noun
from danvan_cli.output.result import CommandResult

noun = Noun()

RoundArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="ĐỢT",
        help="Đợt, như 2023-Q3 hay “quý III”; bỏ trống là đợt đang mở.",
        autocompletion=suggestions.round_codes,
        show_default=False,
    ),
]
RoundUnitsOption = Annotated[list[str] | None, naming_units("-u", "--unit", what="Đơn vị; ghi nhiều lần được.")]
SomeUnitsOption = Annotated[list[str], naming_units("-u", "--unit", what="Đơn vị; ghi nhiều lần được.")]


def _day(flag: str, what: str) -> Any:
    return typer.Option(flag, metavar="NGÀY", help=what, show_default=False)


@noun.verb("open")
def open_(
    run: Run,
    name: Annotated[str, typer.Argument(metavar="KỲ", help="Kỳ báo cáo: 2023-Q3, “quý III”, “6 tháng đầu năm”.")],
    first: Annotated[str | None, _day("--from", "Số liệu từ ngày; mặc định ngày đầu của kỳ.")] = None,
    cut_off: Annotated[str | None, _day("--cut-off", "Ngày chốt số liệu; mặc định ngày cuối của kỳ.")] = None,
    due: Annotated[str | None, _day("--due", "Hạn gửi; mặc định hai ngày làm việc sau ngày chốt.")] = None,
    unit: RoundUnitsOption = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", metavar="LOẠI", help="Loại phiếu số liệu các đơn vị báo thêm; ghi nhiều lần được, hoặc all.",
            show_default=False, autocompletion=suggestions.record_kinds,
        ),
    ] = None,
) -> CommandResult:  # fmt: skip
    """Mở một đợt báo cáo cho các đơn vị của cơ quan.

    Danh sách đơn vị chốt lúc mở; đơn vị đến sau thì danvan round add.
    """
    from danvan_cli.services import rounds as service

    new = service.NewRound(name, run.day(first), run.day(cut_off), run.day(due), unit or (), kind or ())
    return changed_result(run, service.open_round(run.request, new))


@noun.verb("list")
def list_(run: Run) -> CommandResult:
    """Danh sách đợt báo cáo: kỳ, ngày chốt, hạn gửi, bao nhiêu đơn vị đã gửi.

    Từng đơn vị của một đợt: danvan round status 2023-Q3.
    """
    from danvan_cli.services.round_views import list_rounds

    plan, found = list_rounds(run.request)
    day = run.request.as_of
    return CommandResult(
        lambda: contract.listed("rounds", [contract.round_data(one, day) for one in found]),
        lambda: rounds.round_list(found, day),
        plan,
        day,
    )


@noun.verb("status")
def status(run: Run, name: RoundArgument = None) -> CommandResult:
    """Một đợt báo cáo: đơn vị nào đã gửi, gửi muộn, cần bổ sung, và báo cáo còn thiếu gì.

    Còn thiếu: việc đến hạn trong kỳ mà chưa có kết quả, chỉ tiêu chưa có số liệu trong kỳ.
    """
    from danvan_cli.services.round_views import round_status

    found = round_status(run.request, name)
    return CommandResult(
        lambda: rounds.status_data(found), lambda: rounds.status_report(found), found.round.plan, found.as_of
    )


@noun.verb("send", of_now=True)
def send(
    run: Run,
    unit: SomeUnitsOption,
    name: RoundArgument = None,
    on: Annotated[str | None, _day("--on", "Ngày gửi, mặc định hôm nay.")] = None,
    form: Annotated[
        str | None,
        typer.Option("--form", metavar="CHỮ", help="Gửi bằng tệp hay văn bản nào.", show_default=False),
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Mới là bản nháp, chưa tính là đã gửi.")] = False,
    none: Annotated[
        list[str] | None,
        typer.Option(
            "--none", metavar="LOẠI", help="Loại phiếu trong kỳ không phát sinh; ghi được nhiều lần.",
            show_default=False, autocompletion=suggestions.record_kinds,
        ),
    ] = None,
) -> CommandResult:  # fmt: skip
    """Ghi đơn vị đã gửi báo cáo; gửi lại thì thay bản trước, và xong yêu cầu bổ sung."""
    from danvan_cli.services import rounds as service

    sending = service.Sending(run.past_day(on), form, draft, nothing=none or ())
    return changed_result(run, service.receive(run.request, name, unit, sending))


@noun.verb("ask", of_now=True)
def ask(
    run: Run,
    unit: SomeUnitsOption,
    reason: Annotated[str, typer.Option("--reason", metavar="LÝ_DO", help="Cần bổ sung gì.")],
    name: RoundArgument = None,
    due: Annotated[str | None, _day("--due", "Hạn bổ sung.")] = None,
) -> CommandResult:
    """Yêu cầu đơn vị đã gửi bổ sung báo cáo; mỗi lúc một yêu cầu."""
    from danvan_cli.services import rounds as service

    return changed_result(run, service.ask(run.request, name, unit, reason, run.day(due)))


@noun.verb("remind", of_now=True)
def remind(run: Run, name: RoundArgument = None, unit: RoundUnitsOption = None) -> CommandResult:
    """Lời nhắc ngắn cho từng đơn vị chưa gửi hay mới có nháp, để dán vào Zalo, thư; ghi là đã nhắc.

    Xem lời nhắc mà chưa ghi: danvan round remind --dry-run.
    """
    from danvan_cli.services import rounds as service

    done, texts = service.remind(run.request, name, unit or ())
    return CommandResult(
        lambda: {**contract.changed_data(done), "texts": texts},
        lambda: rounds.reminder_report(texts, done),
        done.plan,
        run.request.as_of,
        done.notes,
        done.code,
    )


@noun.verb("add", of_now=True)
def add(run: Run, unit: SomeUnitsOption, name: RoundArgument = None) -> CommandResult:
    """Thêm vào đợt đang mở một đơn vị chưa có lúc mở đợt."""
    from danvan_cli.services import rounds as service

    return changed_result(run, service.add_units(run.request, name, unit))


@noun.verb("close", of_now=True)
def close(run: Run, name: RoundArgument = None) -> CommandResult:
    """Khóa đợt báo cáo: những gì đã gửi không đổi nữa, đơn vị chưa gửi được nêu tên."""
    from danvan_cli.services import rounds as service

    run.confirm_change(lambda request: service.close_round(request, name), "Khóa đợt báo cáo này?")
    return changed_result(run, service.close_round(run.request, name))


@noun.verb("reopen", of_now=True)
def reopen(run: Run, name: RoundArgument = None) -> CommandResult:
    """Mở lại một đợt đã khóa."""
    from danvan_cli.services import rounds as service

    return changed_result(run, service.reopen_round(run.request, name))
