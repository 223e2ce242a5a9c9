"""danvan record: figures that are not tasks, by kinds that are described as data."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.options import (
    LIMIT,
    AllOption,
    GrantOption,
    LimitOption,
    RefuseOption,
    ShorterOption,
    ShorterReasonOption,
    UnitOption,
)
from danvan_cli.commands.shared import Run, changed_result, contract, default_unit, more_hint, record_standing, records
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.errors import UsageError
from danvan_cli.output.result import CommandResult

if TYPE_CHECKING:
    from danvan_cli.services.record_input import RecordInput

noun = Noun()

KindOption = Annotated[
    str,
    typer.Option(
        "--kind", metavar="LOẠI", help="Loại phiếu, như ở danvan record kinds.", autocompletion=suggestions.record_kinds
    ),
]
OptionalKindOption = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="LOẠI",
        help="Chỉ loại phiếu này.",
        show_default=False,
        autocompletion=suggestions.record_kinds,
    ),
]
CodeArgument = Annotated[
    str, typer.Argument(metavar="MÃ", help="Mã phiếu, ví dụ TD-1.", autocompletion=suggestions.record_codes)
]
ValuesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[MỤC=GIÁ_TRỊ…]", help="Như lượt=12 người=15; mục trống là chưa biết, không phải 0."),
]
PeriodOption = Annotated[
    str | None,
    typer.Option("--period", metavar="KỲ", help="Kỳ báo cáo: Q3, 2023-H1, 9 tháng, tháng 10.", show_default=False),
]
OnOption = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="NGÀY", help="Ngày diễn ra; với phiếu theo kỳ: số liệu tính đến ngày.", show_default=False
    ),
]
GivenByOption = Annotated[
    str | None, typer.Option("--given-by", metavar="NGƯỜI", help="Ai cung cấp số liệu.", show_default=False)
]
FormOption = Annotated[
    str | None, typer.Option("--form", metavar="BIỂU", help="Theo biểu mẫu, văn bản nào.", show_default=False)
]
NoteOption = Annotated[str | None, typer.Option("--note", metavar="CHỮ", help="Ghi chú.", show_default=False)]
EvidenceOption = Annotated[
    list[str] | None,
    typer.Option("--evidence", metavar="VĂN_BẢN", help="Minh chứng; ghi nhiều lần được.", show_default=False),
]
OfOption = Annotated[
    str | None,
    typer.Option(
        "--of",
        metavar="MÃ",
        help="Thuộc phiếu nào, như kiến nghị KN thuộc cuộc kiểm tra KT-1.",
        show_default=False,
        autocompletion=suggestions.record_codes,
    ),
]
ReplaceOption = Annotated[bool, typer.Option("--replace", help="Thay phiếu đã có của cùng đơn vị, cùng kỳ.")]


@noun.verb("add")
def add(
    run: Run,
    kind: KindOption,
    values: ValuesArgument = None,
    unit: UnitOption = None,
    period: PeriodOption = None,
    on: OnOption = None,
    given_by: GivenByOption = None,
    form: FormOption = None,
    note: NoteOption = None,
    evidence: EvidenceOption = None,
    of: OfOption = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="TỆP", help="Bảng .csv, .xlsx…: mỗi dòng một phiếu; - là đầu vào.", show_default=False
        ),
    ] = None,
    replaces: ReplaceOption = False,
) -> CommandResult:
    """Ghi một phiếu số liệu, hoặc cả một bảng phiếu.

    Sai quy tắc của loại thì không ghi và nói rõ hai vế. Không ghi --unit là số liệu của toàn cơ quan.
    """
    from danvan_cli.services import recording

    said = replace(_said(values, default_unit(unit), period, on, given_by, form, note, evidence), of=of)
    if source is None:
        return changed_result(run, recording.add_record(run.proving, kind, said, replaces=replaces))
    if values or unit or period or on or given_by or form or note or evidence or of:
        raise UsageError("--from đọc mọi thứ từ bảng.", "Ghi đơn vị, kỳ, ngày thành cột của bảng; bỏ các tùy chọn kia.")
    name, content = _content(run, source)
    return changed_result(run, recording.add_records(run.request, kind, name, content, replaces=replaces))


def _content(run: Run, source: Path) -> tuple[str, bytes]:
    if str(source) == "-":
        from danvan_cli.services.planning import read_input

        return "đầu vào.csv", read_input(sys.stdin.buffer)
    from danvan_cli.services.recording import read_file

    return source.name, read_file(run.input_file(source))


def _said(
    values: list[str] | None,
    unit: str | None,
    period: str | None,
    on: str | None,
    given_by: str | None,
    form: str | None,
    note: str | None,
    evidence: list[str] | None,
) -> RecordInput:
    from danvan_cli.services.record_input import RecordInput

    return RecordInput(values or (), unit, period, on, given_by, form, note, evidence or ())


@noun.verb("list")
def list_(
    run: Run,
    kind: OptionalKindOption = None,
    unit: UnitOption = None,
    period: PeriodOption = None,
    limit: LimitOption = LIMIT,
    all_: AllOption = False,
) -> CommandResult:
    """Các phiếu số liệu, của mọi loại hay một loại."""
    from danvan_cli.services import record_views
    from danvan_cli.services.record_kinds import all_kinds

    found = record_views.list_records(run.request, kind, default_unit(unit), period, None if all_ else limit)
    return CommandResult(
        lambda: contract.listed("records", [records.record_data(one) for one in found.records], found.total),
        lambda: records.record_list(found.kind, found.records, all_kinds()),
        hints=more_hint(found.total - len(found.records), "phiếu"),
    )


@noun.verb("show")
def show(run: Run, code: CodeArgument) -> CommandResult:
    """Một phiếu, với tỷ lệ và cùng kỳ năm trước."""
    from danvan_cli.services import record_views

    found = record_views.show_record(run.request, code)
    before = found.before
    return CommandResult(
        lambda: {
            "record": records.record_data(found.record),
            "rates": [records.rate_data(rate) for rate in found.rates],
            "before": None if before is None else records.record_data(before),
            "own": list(found.own),
        },
        lambda: records.record_sheet(*found[:2], found.rates, before, found.own),
    )


@noun.verb("edit")
def edit(
    run: Run,
    code: CodeArgument,
    values: ValuesArgument = None,
    unit: Annotated[
        str | None,
        typer.Option(
            "-u", "--unit", metavar="ĐƠN_VỊ", help="Đơn vị khác; chữ trống là toàn cơ quan.", show_default=False,
            autocompletion=suggestions.unit_codes,
        ),
    ] = None,
    period: PeriodOption = None,
    on: OnOption = None,
    given_by: GivenByOption = None,
    form: FormOption = None,
    note: NoteOption = None,
    evidence: EvidenceOption = None,
    of: OfOption = None,
    drop_evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--drop-evidence", metavar="VĂN_BẢN", help="Bỏ minh chứng: chữ hoặc số thứ tự.", show_default=False
        ),
    ] = None,
) -> CommandResult:  # fmt: skip
    """Sửa một phiếu; nhật ký giữ số cũ, mục= để trống thì xóa số ở mục ấy.

    Tổng của những mục được sửa thì tính lại, trừ khi cũng được ghi.
    """
    from danvan_cli.services import recording

    said = _said(values, unit, period, on, given_by, form, note, evidence)
    change = replace(said, drop_evidence=drop_evidence or (), of=of)
    return changed_result(run, recording.edit_record(run.proving, code, change))


@noun.verb("remove")
def remove(run: Run, code: CodeArgument) -> CommandResult:
    """Bỏ một phiếu ghi nhầm khỏi mọi danh sách và số cộng; lấy lại bằng danvan undo."""
    from danvan_cli.services import recording

    run.confirm_change(lambda request: recording.remove_record(request, code), "Bỏ phiếu này?")
    return changed_result(run, recording.remove_record(run.request, code))


StepOnOption = Annotated[
    str | None, typer.Option("--on", metavar="NGÀY", help="Ngày diễn ra, mặc định hôm nay.", show_default=False)
]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="LÝ_DO", help="Lý do.")]
ResultOption = Annotated[
    str | None, typer.Option("--result", metavar="CHỮ", help="Kết quả đạt được.", show_default=False)
]


@noun.verb("done")
def done(
    run: Run,
    code: CodeArgument,
    on: StepOnOption = None,
    result: ResultOption = None,
    evidence: EvidenceOption = None,
    no_evidence: Annotated[
        str | None,
        typer.Option("--no-evidence", metavar="LÝ_DO", help="Lý do không có minh chứng.", show_default=False),
    ] = None,
) -> CommandResult:
    """Ghi đã khắc phục một kiến nghị sau kiểm tra, đã trả lời một ý kiến, có minh chứng."""
    from danvan_cli.services.lifecycle import Result
    from danvan_cli.services.record_following import close_record

    told = Result(run.past_day(on), result, evidence or (), no_evidence)
    return changed_result(run, close_record(run.request, code, told))


@noun.verb("submit")
def submit(
    run: Run,
    code: CodeArgument,
    on: StepOnOption = None,
    result: ResultOption = None,
    evidence: EvidenceOption = None,
) -> CommandResult:
    """Đơn vị báo đã khắc phục, đã trả lời, chờ xác nhận bằng danvan record done."""
    from danvan_cli.services.lifecycle import Result
    from danvan_cli.services.record_following import submit_record

    return changed_result(run, submit_record(run.request, code, Result(run.past_day(on), result, evidence or ())))


@noun.verb("reopen")
def reopen(run: Run, code: CodeArgument, reason: ReasonOption, on: StepOnOption = None) -> CommandResult:
    """Mở lại một kiến nghị, ý kiến đã ghi là xong; nhật ký giữ các ngày cũ."""
    from danvan_cli.services.record_following import reopen_record

    return changed_result(run, reopen_record(run.request, code, reason, run.past_day(on)))


@noun.verb("extend")
def extend(
    run: Run,
    code: CodeArgument,
    to: Annotated[str, typer.Option("--to", metavar="NGÀY", help="Thời hạn mới.")],
    reason: ReasonOption,
    on: StepOnOption = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="SỐ", help="Văn bản gia hạn.", show_default=False)
    ] = None,
    request: Annotated[bool, typer.Option("--request", help="Chỉ ghi đề nghị, quyết định sau.")] = False,
) -> CommandResult:
    """Gia hạn một kiến nghị sau kiểm tra, một ý kiến chờ trả lời; ngày cũ được giữ.

    Thêm --request thì chỉ là đề nghị, chờ danvan record extend-decide.
    """
    from danvan_cli.services.extending import Wish
    from danvan_cli.services.record_following import extend_record

    wish = Wish(run.known_day(to), reason, run.past_day(on), document)
    return changed_result(run, extend_record(run.request, code, wish, only_ask=request))


@noun.verb("extend-decide")
def extend_decide(
    run: Run,
    code: CodeArgument,
    grant: GrantOption = False,
    to: ShorterOption = None,
    reason: ShorterReasonOption = None,
    refuse: RefuseOption = None,
    on: StepOnOption = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="SỐ", help="Văn bản gia hạn.", show_default=False)
    ] = None,
) -> CommandResult:
    """Quyết định một đề nghị gia hạn của kiến nghị, ý kiến: đồng ý, ngắn hơn, hoặc không đồng ý."""
    from danvan_cli.services.extending import Decision
    from danvan_cli.services.record_following import decide_record

    decision = Decision(grant, run.day(to), refuse, reason, run.past_day(on), document)
    return changed_result(run, decide_record(run.request, code, decision))


@noun.verb("sum")
def sum_(
    run: Run,
    kind: KindOption,
    period: PeriodOption = None,
    unit: UnitOption = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="MỤC", help="Chia theo một mục thay cho đơn vị.", show_default=False),
    ] = None,
) -> CommandResult:
    """Cộng các phiếu của một loại trong kỳ, bên cạnh cùng kỳ năm trước.

    Số tồn chuyển kỳ không cộng qua các kỳ; tỷ lệ là tỷ lệ của các tổng. Không ghi --period là cả năm của kế hoạch.
    """
    from danvan_cli.services import record_views

    found = record_views.sum_records(run.request, kind, period, default_unit(unit), by)
    return CommandResult(
        lambda: {
            "kind": found.kind.key,
            "period": records.period_data(found.period),
            "before_period": records.period_data(found.before),
            "lines": [records.sums_data(line) for line in found.sums.lines],
            "total": records.sums_data(found.sums.whole),
            "warnings": list(found.warnings),
            "carried": record_standing.carried_data(found.carried),
            "merged": {heir: list(olds) for heir, olds in found.merged.items()},
        },
        lambda: records.sum_report(*found),
    )


@noun.verb("kinds")
def kinds(
    run: Run,
    kind: Annotated[
        str | None,
        typer.Argument(metavar="[LOẠI]", help="Chỉ một loại, với các mục.", autocompletion=suggestions.record_kinds),
    ] = None,
) -> CommandResult:
    """Các loại phiếu; của một loại: các mục, quy tắc."""
    from danvan_cli.services import record_views
    from danvan_cli.services.record_kinds import kind_of

    if kind is not None:
        chosen = kind_of(kind)
        return CommandResult(lambda: {"kind": records.kind_data(chosen)}, lambda: records.kind_sheet(chosen))
    found = record_views.list_kinds(run.request)
    return CommandResult(
        lambda: contract.listed("kinds", [{**records.kind_data(k), "records": number} for k, number in found]),
        lambda: records.kind_list(found),
    )
