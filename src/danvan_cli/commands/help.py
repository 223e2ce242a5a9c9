"""danvan help: pages on what many commands share, and the page of a command."""

from __future__ import annotations

from typing import Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.shared import Run, exports
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.errors import NotFoundError
from danvan_cli.output.result import CommandResult
from danvan_cli.output.screen import write_out

noun = Noun()


@noun.verb("help")
def help_(
    run: Run,
    about: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CHỦ_ĐỀ|LỆNH]",
            help="ngày, lọc, trạng-thái, chỉ-tiêu, báo-cáo, mã-thoát, tệp, tùy-chọn; hoặc một lệnh: task done.",
            show_default=False,
            autocompletion=suggestions.help_topics,
        ),
    ] = None,
) -> CommandResult | None:
    """Xem hướng dẫn theo chủ đề, có dấu hay không; hoặc hướng dẫn của một lệnh."""
    from danvan_cli.help_topics import known_topics, page_of

    if not about:
        text = known_topics()
    elif (found := page_of(" ".join(about))) is not None:
        text = found
    elif run.tree.get_command(run.context, about[0]) is not None:
        run.tree.main([*about, "--help"], standalone_mode=False)
        return None
    else:
        raise NotFoundError(
            f"Không có trang hướng dẫn “{' '.join(about)}”.",
            "Xem các chủ đề: danvan help; xem các lệnh: danvan --help.",
        )
    if run.screen.json:
        return CommandResult(lambda: {"about": about or [], "text": text}, lambda: exports.sentence_report(text))
    write_out(text + "\n")
    return None
