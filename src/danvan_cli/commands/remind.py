"""danvan remind: whom to urge, the letters, the log of reminders."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.commands.options import PeriodOption, UnitOption, choice
from danvan_cli.commands.shared import Noun, Run, below_hint, changed_result, contract, default_unit, lists
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.words import ReminderKind
from danvan_cli.output.result import CommandResult
from danvan_cli.services import reminders

noun = Noun()

KindOption = Annotated[ReminderKind | None, choice(ReminderKind, "--kind", what="Bước đôn đốc thay cho bước đề xuất")]
ExportOption = Annotated[
    Path | None,
    typer.Option(
        "--export", metavar="THƯ_MỤC", help="Viết công văn cho từng đơn vị và ghi đôn đốc.", show_default=False
    ),
]
LogOption = Annotated[
    str | None,
    typer.Option("--log", metavar="NỘI_DUNG", help="Ghi đôn đốc đã làm (gọi điện, nhắn tin).", show_default=False),
]
DocumentOption = Annotated[
    str | None,
    typer.Option(
        "--document",
        metavar="SỐ",
        help="Số công văn, ví dụ 12/SKHCN-VP; đơn vị sau lấy số kế tiếp.",
        show_default=False,
    ),
]
ReplyByOption = Annotated[
    str | None,
    typer.Option(
        "--reply-by", metavar="NGÀY", help="Ngày cuối để trả lời; mặc định 5 ngày làm việc.", show_default=False
    ),
]


@noun.verb("remind")
def remind(
    run: Run,
    unit: UnitOption = None,
    kind: KindOption = None,
    export: ExportOption = None,
    log: LogOption = None,
    document: DocumentOption = None,
    reply_by: ReplyByOption = None,
    withdraw: Annotated[
        str | None,
        typer.Option(
            "--withdraw",
            metavar="MÃ",
            help="Ghi lần đôn đốc gần nhất của nhiệm vụ này là gửi nhầm.",
            show_default=False,
        ),
    ] = None,
    period: PeriodOption = None,
) -> CommandResult:
    """Đôn đốc: từng đơn vị có gì trễ hoặc sắp đến hạn, bước tiếp theo (nhắc nhở, phê bình, kiểm điểm).

    Không có --export hay --log thì chỉ xem. --export viết mỗi đơn vị một công văn .docx và ghi đôn đốc: mỗi việc một
    lần, số thứ tự nối tiếp, một ngày không ghi hai lần. Việc đã xong, đã nộp hoặc đã thôi không bị đôn đốc. Gửi nhầm
    thì ghi --withdraw MÃ: lần ấy được giữ, không còn tính, bước đôn đốc lùi lại.
    """
    chosen = default_unit(unit)
    if withdraw is not None:
        if export or log or document or reply_by or kind:
            raise UsageError("--withdraw chỉ đi với --unit và --period.", "Bỏ các tùy chọn khác.")
        return changed_result(run, _withdrawn(run, withdraw, chosen, period))
    if period is not None:
        raise UsageError("--period chỉ đi với --withdraw.", "Bỏ --period.")
    if export is None and log is None:
        if document or reply_by:
            raise UsageError("--document và --reply-by đi cùng --export hoặc --log.", "Thêm --export THƯ_MỤC.")
        found = reminders.pending_reminders(run.reading, chosen, kind)
        return CommandResult(
            lambda: contract.reminder_list_data(found),
            lambda: lists.reminder_report(found),
            found.plan.code,
            run.request.as_of,
            hints=below_hint(found.below),
            plans=found.plans,
        )
    order = reminders.Order(kind, log, document, run.day(reply_by))
    if export is None:
        if chosen is None:
            run.confirm_change(lambda request: reminders.remind(request, chosen, order), "Ghi đôn đốc?")
        return changed_result(run, reminders.remind(run.request, chosen, order))

    from danvan_cli.output.letters import LetterFolder

    folder = LetterFolder(export, run.request.now, run.files, reminders.data_name(run.request))
    return changed_result(run, reminders.remind(run.request, chosen, order, folder))


def _withdrawn(run: Run, code: str, unit: str | None, period: str | None) -> Changed:
    from danvan_cli.services import correcting
    from danvan_cli.services.steps import Choice

    return correcting.withdraw_reminder(run.request, Choice(code, [unit] if unit else (), period))
