"""danvan explain: what a figure is made of."""

from __future__ import annotations

from typing import Annotated

import typer

from danvan_cli.commands.shared import Run
from danvan_cli.commands.verbs import Noun
from danvan_cli.output.result import CommandResult

noun = Noun()


@noun.verb("explain")
def explain(
    run: Run,
    figure: Annotated[
        list[str],
        typer.Argument(metavar="SỐ_LIỆU", help="Tên số liệu, thêm đơn vị hay mục: quá hạn CCTĐC; overdue II.2; CT1."),
    ],
) -> CommandResult:
    """Giải thích một số liệu của báo cáo: những dòng làm nên nó."""
    from danvan_cli.output import report_answers
    from danvan_cli.services import explaining, views

    found = explaining.explain(run.request, [word for given in figure for word in given.split()])
    line = found.coverage
    if line is not None:
        names = {unit.code: unit.name for unit in views.list_units(run.request)}
        return CommandResult(
            lambda: report_answers.explained_target_data(line, found.measurements),
            lambda: report_answers.explained_target(line, found.measurements, names),
            found.plan.code,
        )
    name = found.figure
    assert name is not None  # noqa: S101  (a figure or a target)
    of = found.unit.name if found.unit else f"mục {found.section}" if found.section else "toàn kế hoạch"
    code = found.unit.code if found.unit else found.section
    return CommandResult(
        lambda: report_answers.explained_rows_data(name.value, code, found.rows, found.tasks),
        lambda: report_answers.explained_rows(f"{name.label} · {of}", found.rows, found.tasks),
        found.plan.code,
    )
