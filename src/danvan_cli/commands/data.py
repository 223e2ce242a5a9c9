"""danvan data: export, import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.commands.shared import Run, changed_result, exports
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.errors import UsageError
from danvan_cli.output.files import is_stdout
from danvan_cli.output.nameless import nameless_file
from danvan_cli.output.result import CommandResult
from danvan_cli.output.screen import write_file_out

noun = Noun()


@noun.verb("export")
def export(
    run: Run,
    file: Annotated[
        Path, typer.Argument(metavar="TỆP", help="Tệp kết quả, ví dụ skhcn.jsonl; - là màn hình.", readable=False)
    ],
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")] = False,
) -> CommandResult | None:
    """Ghi toàn bộ dữ liệu của một cơ quan, cả nhật ký, ra một tệp văn bản để chuyển sang nơi khác."""
    from danvan_cli.services import moving

    if is_stdout(file):
        if run.screen.json:
            raise UsageError("--json và dữ liệu cùng ra màn hình.", "Bỏ --json, hoặc ghi ra tệp.")
        # The data are let go of before the first line is shown: a reader that takes its time locks nobody out.
        with moving.exported(run.request) as lines:
            made = nameless_file(exports.data_file(lines))
        write_file_out(made)
        return None
    with moving.exported(run.request) as lines:
        size = run.files.write(file, exports.data_file(lines), force=force)
    if not run.request.dry_run:
        moving.carry_evidence_out(run.proving, file)
    dry_run = run.request.dry_run
    done = "Chạy thử, chưa ghi" if dry_run else "Đã ghi"
    return CommandResult(
        lambda: {"file": str(file), "bytes": size, "dry_run": dry_run},
        lambda: exports.sentence_report(f"{done} toàn bộ dữ liệu của cơ quan ra {file} ({size} byte)."),
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

    return changed_result(run, moving.import_agency(run.proving, run.input_file(file)))
