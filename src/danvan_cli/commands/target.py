"""danvan target: add, list, show, edit, link, record, coverage."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.options import UnitOption, choice, naming_units
from danvan_cli.commands.shared import Run, changed_result, contract, default_unit, details, progress
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.numbers import parse_number
from danvan_cli.domain.words import RollUp, TargetKind
from danvan_cli.output.result import CommandResult
from danvan_cli.services import coverage as targets_coverage

if TYPE_CHECKING:
    from danvan_cli.services.targets import TargetValues

noun = Noun()

CodeArgument = Annotated[
    str, typer.Argument(metavar="MÃ", help="Mã chỉ tiêu, ví dụ CT1.", autocompletion=suggestions.target_codes)
]
KindOption = Annotated[TargetKind | None, choice(TargetKind, "--kind", what="Loại chỉ tiêu")]
GoalOption = Annotated[
    str | None,
    typer.Option("--goal", metavar="MỤC_TIÊU", help="100%, ≥ 90%, ≤ 5 vụ, 2 mô hình.", show_default=False),
]
FromOption = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="LOẠI",
        help='Lấy số liệu từ phiếu loại này (dissemination, "chỉ số:hài lòng"); chữ trống thì thôi lấy.',
        show_default=False,
        autocompletion=suggestions.record_kinds,
    ),
]
BaselineOption = Annotated[str | None, typer.Option("--baseline", metavar="SỐ", help="Mức gốc.", show_default=False)]
RollUpOption = Annotated[RollUp | None, choice(RollUp, "--roll-up", what="Cách gộp số liệu các đơn vị")]
TargetUnitsOption = Annotated[
    list[str] | None,
    naming_units("-u", "--unit", what="Đơn vị phải báo số liệu; ghi nhiều lần được."),
]


@noun.verb("add")
def add(
    run: Run,
    statement: Annotated[str, typer.Argument(metavar="NỘI_DUNG", help="Nội dung chỉ tiêu.")],
    kind: KindOption = None,
    goal: GoalOption = None,
    baseline: BaselineOption = None,
    roll_up: RollUpOption = None,
    source: FromOption = None,
    unit: TargetUnitsOption = None,
    task: Annotated[
        list[str] | None,
        typer.Option(
            "--task", metavar="MÃ", help="Nhiệm vụ phục vụ.", show_default=False, autocompletion=suggestions.task_codes
        ),
    ] = None,
) -> CommandResult:
    """Thêm một chỉ tiêu."""
    from danvan_cli.services import targets

    values = _values(statement, kind, goal, baseline, roll_up, source, unit, task)
    return changed_result(run, targets.add_target(run.request, values))


def _values(
    statement: str | None,
    kind: TargetKind | None,
    goal: str | None,
    baseline: str | None,
    roll_up: RollUp | None,
    source: str | None,
    units: list[str] | None,
    tasks: list[str] | None = None,
) -> TargetValues:
    from danvan_cli.services.targets import TargetValues, parse_goal

    return TargetValues(
        statement,
        kind,
        parse_goal(goal) if goal is not None else None,
        parse_number(baseline) if baseline is not None else None,
        roll_up,
        source,
        units or (),
        tasks or (),
    )


@noun.verb("list")
def list_(run: Run) -> CommandResult:
    """Các chỉ tiêu của kế hoạch."""
    found = targets_coverage.coverage(run.request)
    return CommandResult(
        lambda: contract.listed("targets", [contract.fields(line.target) for line in found.coverage]),
        lambda: progress.coverage_list(found.coverage),
        found.plan.code,
        run.request.as_of,
    )


@noun.verb("show")
def show(run: Run, code: CodeArgument) -> CommandResult:
    """Một chỉ tiêu và số liệu từng đơn vị."""
    found = targets_coverage.show_target(run.request, code)
    return CommandResult(
        lambda: {
            "target": contract.coverage_data(found.coverage),
            "measurements": [contract.fields(figure) for figure in found.measurements],
        },
        lambda: details.target_sheet(found.coverage, found.measurements, found.source),
        found.plan.code,
        run.request.as_of,
    )


@noun.verb("edit")
def edit(
    run: Run,
    code: CodeArgument,
    statement: Annotated[
        str | None, typer.Option("--statement", metavar="CHỮ", help="Nội dung mới.", show_default=False)
    ] = None,
    kind: KindOption = None,
    goal: GoalOption = None,
    baseline: BaselineOption = None,
    roll_up: RollUpOption = None,
    source: FromOption = None,
    unit: TargetUnitsOption = None,
    drop_unit: Annotated[
        list[str] | None,
        naming_units("--drop-unit", what="Bỏ đơn vị khỏi danh sách phải báo."),
    ] = None,
) -> CommandResult:
    """Sửa nội dung, mục tiêu, cách gộp, danh sách đơn vị phải báo; mã giữ nguyên."""
    from danvan_cli.services import targets

    values = _values(statement, kind, goal, baseline, roll_up, source, unit)
    return changed_result(run, targets.edit_target(run.request, code, values, drop_unit or ()))


@noun.verb("link")
def link(
    run: Run,
    code: CodeArgument,
    task: Annotated[
        list[str],
        typer.Argument(
            metavar="NHIỆM_VỤ…", help="Mã nhiệm vụ phục vụ chỉ tiêu.", autocompletion=suggestions.task_codes
        ),
    ],
) -> CommandResult:
    """Nối chỉ tiêu với nhiệm vụ phục vụ nó."""
    from danvan_cli.services import targets

    return changed_result(run, targets.link_target(run.request, code, task))


@noun.verb("record")
def record(
    run: Run,
    code: CodeArgument,
    figure: Annotated[str, typer.Argument(metavar="SỐ_LIỆU", help="42/50 (tỷ lệ), 12 (số lượng), đạt (cột mốc).")],
    unit: UnitOption = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="NGÀY", help="Ngày của số liệu, mặc định hôm nay.", show_default=False)
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", metavar="VĂN_BẢN", help="Minh chứng; ghi nhiều lần được.", show_default=False),
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="CHỮ", help="Ghi chú về số liệu.", show_default=False)
    ] = None,
) -> CommandResult:
    """Ghi số liệu của một đơn vị; không ghi --unit là số liệu của toàn cơ quan.

    Chỉ tiêu tính theo người: 100% là cả đơn vị; mẫu số khác số người của đơn vị thì được hỏi lại.
    """
    from danvan_cli.services import targets

    reported = targets.Figure(figure, default_unit(unit), run.past_day(on), evidence or (), note)
    return changed_result(
        run,
        run.doubted(lambda agreed: targets.record_measurement(run.proving, code, replace(reported, is_sure=agreed))),
    )


@noun.verb("unrecord")
def unrecord(
    run: Run,
    code: CodeArgument,
    unit: UnitOption = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="NGÀY", help="Ngày số liệu, mặc định hôm nay.", show_default=False)
    ] = None,
) -> CommandResult:
    """Bỏ số liệu ghi nhầm của một đơn vị ở một ngày; không ghi --unit là số liệu của toàn cơ quan."""
    from danvan_cli.services import correcting

    day, whose = run.past_day(on) or run.request.today, default_unit(unit)
    run.confirm_change(lambda request: correcting.remove_measurement(request, code, whose, day), "Bỏ số liệu này?")
    return changed_result(run, correcting.remove_measurement(run.request, code, whose, day))


@noun.verb("remove")
def remove(run: Run, code: CodeArgument) -> CommandResult:
    """Bỏ chỉ tiêu nhập nhầm khỏi mọi danh sách; số liệu được giữ, lấy lại được bằng restore."""
    from danvan_cli.services import removing

    run.confirm_change(lambda request: removing.remove_target(request, code), "Bỏ chỉ tiêu này?")
    return changed_result(run, removing.remove_target(run.request, code))


@noun.verb("restore")
def restore(
    run: Run,
    code: Annotated[
        str, typer.Argument(metavar="MÃ", help="Mã chỉ tiêu.", autocompletion=suggestions.removed_target_codes)
    ],
) -> CommandResult:
    """Lấy lại chỉ tiêu đã bỏ."""
    from danvan_cli.services import removing

    return changed_result(run, removing.restore_target(run.request, code))


@noun.verb("coverage")
def coverage(
    run: Run,
    code: Annotated[
        str | None, typer.Argument(metavar="[MÃ]", help="Chỉ một chỉ tiêu.", autocompletion=suggestions.target_codes)
    ] = None,
    unit: UnitOption = None,
) -> CommandResult:
    """Mức độ đạt: tử số, mẫu số, tỷ lệ, còn lại, đơn vị chưa có số liệu."""
    found = targets_coverage.coverage(run.request, code, default_unit(unit))
    return CommandResult(
        lambda: contract.listed("targets", [contract.coverage_data(line) for line in found.coverage]),
        lambda: progress.coverage_list(found.coverage),
        found.plan.code,
        run.request.as_of,
    )
