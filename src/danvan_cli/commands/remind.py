"""danvan remind: whom to urge, the letters, the log of reminders."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.commands.options import PeriodOption, UnitOption, choice
from danvan_cli.commands.shared import Run, below_hint, changed_result, contract, default_unit, lists, messages
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.reminders import read_threshold, strongest
from danvan_cli.domain.words import RemindAct, ReminderKind
from danvan_cli.output.result import CommandResult
from danvan_cli.services import reminders

if TYPE_CHECKING:
    from danvan_cli.services.letters import Order, Publisher

noun = Noun()

KindOption = Annotated[ReminderKind | None, choice(ReminderKind, "--kind", what="Bước đôn đốc thay cho bước đề xuất")]
ExportOption = Annotated[
    Path | None,
    typer.Option(
        "--export", metavar="THƯ_MỤC", help="Viết công văn cho từng đơn vị và ghi đôn đốc.", show_default=False
    ),
]
EmlOption = Annotated[
    Path | None,
    typer.Option(
        "--eml",
        metavar="THƯ_MỤC",
        help="Viết thư điện tử nháp .eml, công văn đính kèm, và ghi đôn đốc.",
        show_default=False,
    ),
]
CollectiveOption = Annotated[
    bool, typer.Option("--collective", help="Một công văn chung gửi mọi đơn vị, danh sách ở phụ lục.")
]
BelowOption = Annotated[
    str | None,
    typer.Option(
        "--on-time-below",
        metavar="TỶ_LỆ",
        help="Chỉ đơn vị có tỷ lệ đúng hạn, trên số đã đến hạn, dưới mức này, ví dụ 80%.",
        show_default=False,
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
    eml: EmlOption = None,
    collective: CollectiveOption = False,
    on_time_below: BelowOption = None,
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
    act: Annotated[
        RemindAct | None, choice(RemindAct, what="Ghi letter để viết lại công văn đã gửi", metavar="[letter]")
    ] = None,
    which: Annotated[
        str | None,
        typer.Argument(
            metavar="[LAST|SỐ]", help="Với letter: công văn nào; bỏ trống là danh sách.", show_default=False
        ),
    ] = None,
    text: Annotated[
        bool, typer.Option("--text", help="In lời nhắn ngắn cho từng đơn vị, để gửi Zalo hay thư điện tử.")
    ] = False,
) -> CommandResult:
    """Đôn đốc: từng đơn vị có gì trễ hoặc sắp đến hạn, bước tiếp theo (nhắc nhở, phê bình, kiểm điểm).

    Không có --export, --eml hay --log thì chỉ xem. --export viết mỗi đơn vị một công văn .docx, --eml mỗi đơn vị
    một thư nháp có công văn đính kèm (gửi hộp thư của đơn vị ghi ở danvan unit và cán bộ phụ trách việc; chưa có
    thì gửi mọi cán bộ của đơn vị có địa chỉ thư ở danvan person), và ghi đôn đốc: mỗi việc một lần, số thứ tự nối
    tiếp, một ngày không ghi hai lần. Việc đã xong, đã nộp hoặc đã thôi không bị đôn đốc. Gửi nhầm thì ghi
    --withdraw MÃ: lần ấy được giữ, không còn tính, bước đôn đốc lùi lại. Văn phòng không tự gửi cho mình, trừ khi
    ghi --unit. Phê bình, kiểm điểm phải có người đồng ý: trả lời câu hỏi, ghi --kind hoặc --yes.

    Một công văn phê bình chung các đơn vị dưới mức: danvan remind --on-time-below 80% --kind phê-bình --collective
    --export cong-van.

    Viết lại công văn đã gửi (sai người ký, mất tệp), không đôn đốc thêm: danvan remind letter LAST --export cong-van.
    """
    chosen = default_unit(unit)
    files = export is not None or eml is not None
    if act is RemindAct.LETTER:
        if unit or kind or log or document or reply_by or withdraw or period or text or collective or on_time_below:
            raise UsageError("letter chỉ đi với số công văn, --export và --eml.", "Bỏ các tùy chọn khác.")
        return _letters(run, which, export, eml)
    if text and (files or log or withdraw or collective):
        raise UsageError("--text chỉ in lời nhắn, không ghi đôn đốc.", "Bỏ --text, hoặc bỏ các tùy chọn kia.")
    if withdraw is not None:
        if files or log or document or reply_by or kind or collective or on_time_below:
            raise UsageError("--withdraw chỉ đi với --unit và --period.", "Bỏ các tùy chọn khác.")
        return changed_result(run, _withdrawn(run, withdraw, chosen, period))
    if period is not None:
        raise UsageError("--period chỉ đi với --withdraw.", "Bỏ --period.")
    if collective and not files:
        raise UsageError("--collective viết một công văn chung, nên cần chỗ viết.", "Thêm --export THƯ_MỤC.")
    threshold = None if on_time_below is None else read_threshold(on_time_below)
    if not files and log is None:
        if document or reply_by:
            raise UsageError("--document và --reply-by đi cùng --export, --eml hoặc --log.", "Thêm --export THƯ_MỤC.")
        return _listed(run, chosen, kind, threshold, as_text=text)

    from danvan_cli.services.letters import Order

    order = Order(kind, log, document, run.day(reply_by), collective, threshold)
    _agree_to_steps(run, chosen, order, by_letter=files)
    if not files:
        if chosen is None:
            run.confirm_change(lambda request: reminders.remind(request, chosen, order), "Ghi đôn đốc?")
        return changed_result(run, reminders.remind(run.request, chosen, order))
    _tell_gaps(run, order)
    return changed_result(run, reminders.remind(run.request, chosen, order, _folders(run, export, eml)))


def _listed(
    run: Run, unit: str | None, kind: ReminderKind | None, threshold: int | None, *, as_text: bool
) -> CommandResult:
    found = reminders.pending_reminders(run.reading, unit, kind, threshold)
    if as_text:
        return CommandResult(
            lambda: {"messages": [{"unit": code, "text": words} for code, words in messages.messages(found)]},
            lambda: messages.message_report(found),
            found.plan.code,
            run.request.as_of,
        )
    return CommandResult(
        lambda: contract.reminder_list_data(found),
        lambda: lists.reminder_report(found),
        found.plan.code,
        run.request.as_of,
        hints=below_hint(found.below),
        plans=found.plans,
    )


def _folders(run: Run, export: Path | None, eml: Path | None) -> Publisher:
    """Puts letters into the one folder, e-mails with them into the other; without either, letters where one stands."""
    from danvan_cli.output.letters import LetterFolder, LetterFolders

    database = reminders.data_name(run.request)

    def folder(place: Path, *, as_mail: bool) -> LetterFolder:
        return LetterFolder(place, run.request.now, run.files, database, as_mail=as_mail)

    letters = [] if export is None and eml is not None else [folder(export or Path(), as_mail=False)]
    return LetterFolders(*letters, *([] if eml is None else [folder(eml, as_mail=True)]))


def _agree_to_steps(run: Run, unit: str | None, order: Order, *, by_letter: bool) -> None:
    """No step rises by itself: a person names it, or says yes to it; off a terminal that is --yes."""
    if order.kind is not None or run.yes or run.request.dry_run:
        return
    found = reminders.pending_reminders(run.request, unit, threshold=order.threshold, spare_office=by_letter)
    stronger = [(one.unit.code, strongest(one.rows)) for one in found.pending]
    told = [f"{kind.spoken} {code}" for code, kind in stronger if kind is not ReminderKind.REMIND]
    if not told:
        return
    if not sys.stdin.isatty():
        raise ConflictError(
            f"Bước đôn đốc tăng lên phải có người đồng ý: {', '.join(told)}.",
            "Thêm --yes để đồng ý, hoặc --kind nhắc-nhở để chỉ nhắc nhở.",
        )
    run.screen.show_talk(lists.reminder_report(found))
    run.confirm(f"Đồng ý {', '.join(told)}?")


def _tell_gaps(run: Run, order: Order) -> None:
    from danvan_cli.services.letters import letter_gaps

    gaps = letter_gaps(run.request, order)
    if gaps:
        run.screen.say(f"Công văn sẽ để trống: {'; '.join(gaps)}.")
        if sys.stdin.isatty():
            run.confirm("Vẫn viết công văn?")


def _letters(run: Run, which: str | None, export: Path | None, eml: Path | None) -> CommandResult:
    from danvan_cli.services import reissuing

    if which is None:
        found = reissuing.logged_letters(run.request)
        return CommandResult(
            lambda: contract.listed("letters", [contract.fields(one) for one in found]),
            lambda: messages.letter_list(found),
            as_of=run.request.as_of,
        )
    done = reissuing.reissue(run.request, which, _folders(run, export, eml))
    written = "Chạy thử, chưa viết gì" if run.request.dry_run else "Đã viết lại"
    return CommandResult(
        lambda: {"letters": [contract.fields(one) for one in done.letters], "files": list(done.names)},
        lambda: messages.letter_list(done.letters),
        done.plan,
        run.request.as_of,
        (f"{written}, không ghi thêm lần đôn đốc nào.", *done.notes),
    )


def _withdrawn(run: Run, code: str, unit: str | None, period: str | None) -> Changed:
    from danvan_cli.services import correcting
    from danvan_cli.services.steps import Choice

    return correcting.withdraw_reminder(run.request, Choice(code, [unit] if unit else (), period))
