"""danvan data: export, import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.commands.shared import Noun, Run, as_typed, changed_result, exports
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.system import native
from danvan_cli.output.result import CommandResult

noun = Noun()


@noun.verb("export")
def export(
    run: Run,
    file: Annotated[
        Path, typer.Argument(metavar="TỆP", help="Tệp kết quả, ví dụ skhcn.jsonl; - là màn hình.", readable=False)
    ],
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")] = False,
) -> CommandResult | None:
    """Ghi toàn bộ dữ liệu của một cơ quan, cả nhật ký, ra một tệp văn bản để chuyển sang nơi khác.

    Ví dụ: danvan data export skhcn.jsonl, rồi danvan data import skhcn.jsonl --db postgresql://…
    """
    from danvan_cli.services import moving

    if str(file) == "-":
        if run.screen.json:
            raise UsageError("--json và dữ liệu cùng ra màn hình.", "Bỏ --json, hoặc ghi ra tệp.")
        # The data are let go of before the first line is shown: a reader that takes its time locks nobody out.
        with moving.exported(run.request) as lines:
            content = exports.spooled("jsonl", exports.lines_fill(lines))
        exports.to_stdout(content)
        return None
    dry_run = run.request.dry_run
    with moving.exported(run.request) as lines:
        size = exports.to_file(native(str(file)), exports.lines_fill(lines), force=force, dry_run=dry_run)
    done = "Chạy thử, chưa ghi" if dry_run else "Đã ghi"
    return CommandResult(
        lambda: {"file": str(file), "bytes": size, "dry_run": dry_run},
        lambda: exports.sentence(f"{done} toàn bộ dữ liệu của cơ quan ra {file} ({size} byte)."),
        brief=str(file),
    )


@noun.verb("import")
def import_(
    run: Run, file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp do danvan data export ghi.")]
) -> CommandResult:
    """Nhập dữ liệu một cơ quan từ tệp của danvan data export; số liệu được đối chiếu, sai thì không ghi gì.

    Cơ quan giữ mã của mình, hoặc lấy mã ghi ở --agency.
    """
    from danvan_cli.services import moving

    return changed_result(run, moving.import_agency(run.request, as_typed(file)))
