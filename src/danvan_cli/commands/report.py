"""danvan report: export."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.commands.rendering import exports
from danvan_cli.commands.shared import Noun, Run, UnitOption, default_unit
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.system import native
from danvan_cli.output.answer import Answer
from danvan_cli.services import views

noun = Noun()


class Format(StrEnum):
    """What a report can be written as."""

    MD = "md"
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    DOCX = "docx"
    ICS = "ics"


@noun.verb("export")
def export(
    run: Run,
    format_: Annotated[
        Format | None,
        typer.Option("--format", help="Dạng tệp; bỏ trống thì theo đuôi của tệp ở -o.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="TỆP", readable=False, help="Tệp kết quả; - là màn hình.", show_default=False
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")] = False,
    unit: UnitOption = None,
) -> Answer | None:
    """Báo cáo tiến độ: bảng theo đơn vị, việc quá hạn, việc sắp đến hạn, mức độ đạt chỉ tiêu.

    Ví dụ: danvan report export -o bao-cao.docx --as-of 26/10/2023. Dạng ics là lịch các thời hạn, có báo thức, mở bằng
    Outlook, Google Calendar, Thunderbird; nhập lại thì cập nhật. Báo cáo nói rõ số liệu tính theo ngày diễn ra
    (--as-of) hay theo những gì đã nhập (--as-known-on).
    """
    chosen = _format(format_, output, as_json=run.screen.json)
    found = views.status(run.request, default_unit(unit))
    if chosen is Format.ICS:
        dated = views.dated(run.request, default_unit(unit))
        content = exports.calendar(dated, run.request.as_of, run.request.now)
    else:
        content = exports.render(chosen, found, run.request.now)
    if output is None or str(output) == "-":
        exports.to_stdout(chosen, content)
        return None
    if not run.request.dry_run:
        exports.to_file(native(str(output)), content, force=force)
    done = "Chạy thử, chưa ghi" if run.request.dry_run else "Đã ghi"
    return Answer(
        lambda: {"file": str(output), "format": chosen, "bytes": len(content), "dry_run": run.request.dry_run},
        lambda: exports.told(f"{done} {output} ({chosen}, số liệu đến {short(found.as_of)})."),
        found.plan.code,
        found.as_of,
        brief=str(output),
    )


def _format(chosen: Format | None, output: Path | None, *, as_json: bool) -> Format:
    to_screen = output is None or str(output) == "-"
    if chosen is not None:
        if as_json and to_screen and chosen is not Format.JSON:
            raise UsageError(f"--json và --format {chosen} cùng ra màn hình.", "Bỏ một trong hai, hoặc ghi tệp ở -o.")
        return chosen
    ending = output.suffix.removeprefix(".").casefold() if output else ""
    if ending in list(Format):
        return Format(ending)
    if as_json and to_screen:
        return Format.JSON
    known = ", ".join(Format)
    raise UsageError("Chưa rõ dạng báo cáo.", f"Ghi --format ({known}), hoặc -o với tệp có đuôi như vậy.")
