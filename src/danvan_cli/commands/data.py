"""danvan data: export, import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.commands.rendering import exports
from danvan_cli.commands.shared import Noun, Run, as_typed, changed_answer
from danvan_cli.output.answer import Answer

noun = Noun()


@noun.verb("export")
def export(
    run: Run,
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp kết quả, ví dụ skhcn.jsonl.", readable=False)],
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")] = False,
) -> Answer:
    """Ghi toàn bộ dữ liệu của một cơ quan, cả nhật ký, ra một tệp văn bản để chuyển sang nơi khác.

    Ví dụ: danvan data export skhcn.jsonl, rồi danvan data import skhcn.jsonl --db postgresql://…
    """
    from danvan_cli.services import moving

    with moving.exported(run.request) as lines:
        size = exports.lines_to_file(file, lines, force=force)
    return Answer(
        lambda: {"file": str(file), "bytes": size},
        lambda: exports.told(f"Đã ghi toàn bộ dữ liệu của cơ quan ra {file}."),
        brief=str(file),
    )


@noun.verb("import")
def import_(
    run: Run, file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp do danvan data export ghi.")]
) -> Answer:
    """Nhập dữ liệu một cơ quan từ tệp của danvan data export; số liệu được đối chiếu, sai thì không ghi gì.

    Cơ quan giữ mã của mình, hoặc lấy mã ghi ở --agency.
    """
    from danvan_cli.services import moving

    return changed_answer(run, moving.import_agency(run.request, as_typed(file)))
