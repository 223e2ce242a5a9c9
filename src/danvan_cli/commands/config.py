"""danvan config: the office's choices, and its own days off."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.shared import Run, changed_result
from danvan_cli.commands.shared import config as rendered
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.errors import UsageError
from danvan_cli.output.result import CommandResult
from danvan_cli.services import configuring

noun = Noun()


@noun.verb("list", of_now=True)
def list_(run: Run) -> CommandResult:
    """Các thiết lập đang dùng và ý nghĩa."""
    chosen = configuring.settings_of(run.request)
    return CommandResult(lambda: rendered.settings_data(chosen), lambda: rendered.settings_report(chosen))


@noun.verb("set")
def set_(
    run: Run,
    key: Annotated[
        str,
        typer.Argument(
            metavar="TÊN", help="Tên thiết lập, xem danvan config list.", autocompletion=suggestions.setting_names
        ),
    ],
    value: Annotated[str, typer.Argument(metavar="GIÁ_TRỊ")],
) -> CommandResult:
    """Đặt một thiết lập.

    Đổi before_is_inclusive thì các ngày cuối đã đọc từ “trước ngày …” đổi theo trong cùng một lần ghi; xem trước bằng
    --dry-run.
    """
    return changed_result(run, configuring.choose(run.request, key, value))


YearArgument = Annotated[
    int | None, typer.Argument(metavar="NĂM", min=1945, max=2200, help="Năm cần xem.", show_default=False)
]
OffOption = Annotated[
    str | None, typer.Option("--off", metavar="NGÀY", help="Ghi ngày này là ngày nghỉ.", show_default=False)
]
WorkOption = Annotated[
    str | None, typer.Option("--work", metavar="NGÀY", help="Ghi ngày này là ngày làm việc.", show_default=False)
]
NameOption = Annotated[
    str | None, typer.Option("--name", metavar="CHỮ", help="Vì sao nghỉ hay làm bù.", show_default=False)
]
ResetOption = Annotated[
    str | None, typer.Option("--reset", metavar="NGÀY", help="Trả ngày này về lịch chung.", show_default=False)
]
ImportOption = Annotated[
    Path | None,
    typer.Option("--import", metavar="TỆP", help="Nhập lịch nghỉ một năm từ tệp .toml.", show_default=False),
]


@noun.verb("calendar")
def calendar(
    run: Run,
    year: YearArgument = None,
    off: OffOption = None,
    work: WorkOption = None,
    name: NameOption = None,
    reset: ResetOption = None,
    import_: ImportOption = None,
) -> CommandResult:
    """Lịch nghỉ: ngày lễ, nghỉ bù, làm bù; nói rõ chắc chắn đến năm nào; sửa và bổ sung được."""
    asked = [words for words in (off, work, reset, import_) if words is not None]
    if asked and year is not None:
        raise UsageError("Năm dùng để xem, không đi cùng thay đổi.", "Ghi đủ năm trong ngày, bỏ NĂM.")
    if len(asked) > 1:
        raise UsageError("Mỗi lần chỉ đổi một thứ.", "Giữ một trong --off, --work, --reset, --import.")
    if not asked:
        known, own_off, own_working = configuring.calendars(run.request)
        shown = year or run.request.as_of.year
        return CommandResult(
            lambda: rendered.calendar_data(known, shown, own_off, own_working),
            lambda: rendered.calendar_report(known, shown, own_off, own_working),
        )
    if reset is not None:
        return changed_result(run, configuring.reset_day(run.request, run.known_day(reset)))
    if import_ is not None:
        return changed_result(run, configuring.import_days(run.request, run.input_file(import_)))
    if not name:
        raise UsageError("Chưa ghi tên ngày.", "Thêm --name, ví dụ --name “nghỉ bù Quốc khánh”.")
    day = run.known_day(off or work or "")
    return changed_result(run, configuring.set_day(run.request, day, name, is_working=work is not None))
