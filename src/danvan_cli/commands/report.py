"""danvan report: export."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.commands.options import UnitOption, choice
from danvan_cli.commands.shared import Noun, Run, default_unit, exports
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import Format
from danvan_cli.output.files import is_stdout
from danvan_cli.output.result import CommandResult
from danvan_cli.output.screen import write_file_out
from danvan_cli.services import copying, views

if TYPE_CHECKING:
    from danvan_cli.output.files import Content

noun = Noun()

# Endings that a program opens as what it is not; any other, such as .txt or .tmp, may hold every format.
_OTHER_ENDINGS = ("doc", "htm", "html", "odt", "ods", "pdf", "rtf", "xls", "xlsm")


@noun.verb("export")
def export(
    run: Run,
    format_: Annotated[
        Format | None, choice(Format, "--format", what="Dạng tệp, bỏ trống thì theo đuôi của tệp ở -o")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="TỆP", readable=False, help="Tệp kết quả; - là màn hình.", show_default=False
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")] = False,
    unit: UnitOption = None,
) -> CommandResult | None:
    """Báo cáo tiến độ: bảng theo đơn vị, việc quá hạn, việc sắp đến hạn, mức độ đạt chỉ tiêu.

    Ví dụ: danvan report export -o bao-cao.docx --as-of 26/10/2023. Dạng ics là lịch các thời hạn, có báo thức, mở bằng
    Outlook, Google Calendar, Thunderbird; nhập lại thì cập nhật. Báo cáo nói rõ số liệu tính theo ngày diễn ra
    (--as-of) hay theo những gì đã nhập (--as-known-on).
    """
    chosen = _format(format_, output, as_json=run.screen.json)
    copying.look_before_export(run.request)
    if output is None or is_stdout(output):
        # The data are let go of before the first line is shown: a reader that takes its time locks nobody out.
        with _report(run, chosen, unit) as (_, content):
            made = exports.made_for_stdout(chosen, content)
        write_file_out(made)
        return None
    with _report(run, chosen, unit) as (plan, content):
        size = run.files.write(output, content, force=force)
    dry_run = run.request.dry_run
    done = "Chạy thử, chưa ghi" if dry_run else "Đã ghi"
    return CommandResult(
        lambda: {"file": str(output), "format": chosen, "bytes": size, "dry_run": dry_run},
        lambda: exports.sentence_report(f"{done} {output} ({chosen}, số liệu đến {short(run.request.as_of)})."),
        plan,
        run.request.as_of,
        brief=str(output),
    )


@contextmanager
def _report(run: Run, chosen: Format, unit: str | None) -> Iterator[tuple[str, Content]]:
    """Prepares the file, with its plan's code; writing it reads the data, so it must be done inside the context."""
    request, of_unit = run.request, default_unit(unit)
    if chosen is Format.ICS:
        with views.streamed_dated(request, of_unit) as dated:
            yield dated.plan.code, exports.calendar_file(dated, request.as_of, request.now)
        return
    with views.streamed_status(request, of_unit) as found:
        yield found.plan.code, exports.report_file(chosen, found, request.now)


def _format(chosen: Format | None, output: Path | None, *, as_json: bool) -> Format:
    """Takes the format of the option or of the file's ending; where both are given they must not contradict."""
    to_screen, known = is_stdout(output), ", ".join(Format)
    ending = "" if output is None or to_screen else output.suffix.removeprefix(".").casefold()
    if chosen is None:
        if ending in list(Format):
            return Format(ending)
        if as_json and to_screen:
            return Format.JSON
        if ending:
            how = "Đổi đuôi tệp." if ending in _OTHER_ENDINGS else "Đổi đuôi tệp, hoặc ghi --format."
            raise UsageError(f"Không có dạng báo cáo “.{clean(ending)}”.", f"Các dạng có: {known}. {how}")
        raise UsageError("Chưa rõ dạng báo cáo.", f"Ghi --format ({known}), hoặc -o với tệp có đuôi như vậy.")
    if as_json and to_screen and chosen is not Format.JSON:
        raise UsageError(f"--json và --format {chosen} cùng ra màn hình.", "Bỏ một trong hai, hoặc ghi tệp ở -o.")
    if ending != chosen and ending in (*Format, *_OTHER_ENDINGS):
        raise UsageError(
            f"Đuôi tệp .{ending} không hợp với --format {chosen}.",
            f"Đổi đuôi tệp thành .{chosen}, hoặc ghi --format đúng với đuôi (có {known}).",
        )
    return chosen
