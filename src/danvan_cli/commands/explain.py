"""danvan explain: what a figure is made of."""

from __future__ import annotations

from typing import Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.shared import Run
from danvan_cli.commands.verbs import Noun
from danvan_cli.output.result import CommandResult

noun = Noun()


@noun.verb("explain")
def explain(
    run: Run,
    figure: Annotated[
        list[str],
        typer.Argument(
            metavar="SỐ_LIỆU",
            help="Tên số liệu, thêm đơn vị hay mục: quá hạn CCTĐC; overdue II.2; CT1; II.06a.8 VP; tổng điểm; II.1.",
        ),
    ],
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="KỲ", help="Kỳ của số liệu phiếu: 2023-Q3, 9 tháng.", show_default=False),
    ] = None,
    set_words: Annotated[
        str | None,
        typer.Option("--set", metavar="BỘ", help="Mã bộ tiêu chí của điểm; bỏ trống là bộ của năm kế hoạch.",
                     show_default=False, autocompletion=suggestions.criteria_sets),
    ] = None,
) -> CommandResult:  # fmt: skip
    """Giải thích một số liệu của báo cáo: những dòng làm nên nó.

    Số liệu của phiếu ghi là LOẠI.MỤC, mục là tên, tên ngắn hoặc số cột của biểu: II.06a.8, receptions.lượt. Không ghi
    --period là cả năm của kế hoạch. Điểm tự chấm: “tổng điểm”, hoặc mã của một tiêu chí, một nhóm như II.1; mã trùng
    với một chỉ tiêu thì ghi rõ “tiêu chí II.1”, “chỉ tiêu CT1”.
    """
    from danvan_cli.output import report_answers
    from danvan_cli.output.record_sources import source_data, source_report, with_source
    from danvan_cli.services import explaining, views

    found = explaining.explain(run.request, [word for given in figure for word in given.split()], period, set_words)
    line, source = found.coverage, found.source
    if line is not None:
        names = {unit.code: unit.name for unit in views.list_units(run.request)}
        return CommandResult(
            lambda: report_answers.explained_target_data(line, found.measurements, found.counted) | source_data(source),
            lambda: with_source(
                report_answers.explained_target(line, found.measurements, found.counted, names), source
            ),
            found.plan.code,
        )
    if source is not None:
        whose = found.unit.name if found.unit else "các đơn vị và cơ quan"
        return CommandResult(lambda: source_data(source), lambda: source_report(source, whose), found.plan.code)
    if (scored := found.scored) is not None:
        from danvan_cli.output import score_sources

        sheet = found.unit.name if found.unit else "toàn cơ quan"
        return CommandResult(
            lambda: score_sources.source_data(scored, found.line),
            lambda: score_sources.source_report(scored, found.line, sheet),
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
