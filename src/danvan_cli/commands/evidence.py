"""danvan evidence: what proves results, figures and records; added, confirmed, checked, put right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.options import LIMIT, AllOption, LimitOption, PeriodOption, UnitOption, choice
from danvan_cli.commands.shared import Run, changed_result, contract, default_unit, more_hint, proofs
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.errors import CheckFailedError, UsageError
from danvan_cli.domain.words import EvidenceFault, Verdict
from danvan_cli.output.result import CommandResult

noun = Noun()

CodeArgument = Annotated[
    str, typer.Argument(metavar="MÃ", help="Mã nhiệm vụ, chỉ tiêu hoặc phiếu.", autocompletion=suggestions.task_codes)
]
NumberArgument = Annotated[int, typer.Argument(metavar="SỐ", min=1, help="Số thứ tự như ở danvan evidence list.")]
ProofArgument = Annotated[
    str, typer.Argument(metavar="VĂN_BẢN", help="Số, ngày văn bản; liên kết; đường dẫn tệp; hoặc lời.")
]


@noun.verb("list")
def list_(
    run: Run,
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="[MÃ]", help="Mã nhiệm vụ, chỉ tiêu hoặc phiếu; bỏ trống là cả kế hoạch.", show_default=False,
            autocompletion=suggestions.task_codes,
        ),
    ] = None,
    unit: UnitOption = None,
    unconfirmed: Annotated[bool, typer.Option("--unconfirmed", help="Chỉ những gì chưa ai xác nhận.")] = False,
    limit: LimitOption = LIMIT,
    show_all: AllOption = False,
) -> CommandResult:  # fmt: skip
    """Minh chứng của một nhiệm vụ, chỉ tiêu, phiếu, hoặc của cả kế hoạch; đánh số để xác nhận, sửa, bỏ."""
    from danvan_cli.services import proving

    most = None if show_all or code is not None else limit
    whose = unit if code is not None else default_unit(unit)
    found = proving.list_proofs(run.request, code, whose, most, unconfirmed=unconfirmed)
    return CommandResult(
        lambda: proofs.list_data(found.proofs, found.total),
        lambda: proofs.proof_list(found.code, found.proofs),
        found.plan.code,
        run.request.as_of,
        hints=more_hint(found.total - len(found.proofs), "minh chứng"),
    )


@noun.verb("show")
def show(
    run: Run,
    code: CodeArgument,
    number: NumberArgument,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="TỆP", help="Ghi tệp được giữ ra đây.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")] = False,
) -> CommandResult:
    """Một minh chứng: số, ngày, nơi nhận, mã băm, ai nhập, ai xác nhận; lấy tệp được giữ ra bằng -o."""
    from danvan_cli.services import proving

    found = proving.show_proof(run.request, code, number)
    hints: tuple[str, ...] = ()
    if output is not None:
        run.files.write(output, proving.kept_content(run.request, found), force=force)
        hints = ("Chạy thử: chưa ghi tệp." if run.request.dry_run else f"Đã ghi tệp ra {output}.",)
    return CommandResult(
        lambda: {
            "evidence": proofs.proof_data(found.proof),
            "file": found.file,
            "document": contract.fields(found.document) if found.document else None,
            "entered_by": list(found.entered_by),
        },
        lambda: proofs.proof_sheet(found),
        found.plan.code,
        run.request.as_of,
        hints=hints,
    )


@noun.verb("add")
def add(
    run: Run,
    code: CodeArgument,
    evidence: ProofArgument,
    on: Annotated[
        str | None, typer.Option("--on", metavar="NGÀY", help="Ngày của văn bản.", show_default=False)
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="NƠI_NHẬN", help="Văn bản gửi ai.", show_default=False)
    ] = None,
    unit: UnitOption = None,
    period: PeriodOption = None,
) -> CommandResult:
    """Thêm một minh chứng cho kết quả, số liệu hoặc phiếu đã ghi.

    Tệp được chép vào thư mục minh-chung cạnh dữ liệu, giữ theo mã băm; trên máy chủ chỉ giữ mã băm.
    """
    from danvan_cli.services import confirming

    new = confirming.NewProof(evidence, run.past_day(on), to, unit, period)
    return changed_result(run, confirming.add_proof(run.proving, code, new))


@noun.verb("confirm")
def confirm(
    run: Run,
    code: CodeArgument,
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="[SỐ]", min=1, help="Số thứ tự; bỏ trống là mọi minh chứng chưa xác nhận.", show_default=False
        ),
    ] = None,
    valid: Annotated[bool, typer.Option("--valid", help="Hợp lệ.")] = False,
    invalid: Annotated[bool, typer.Option("--invalid", help="Không hợp lệ: không còn tính, phải có --reason.")] = False,
    reason: Annotated[str | None, typer.Option("--reason", metavar="LÝ_DO", help="Vì sao.", show_default=False)] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by", metavar="NGƯỜI", help="Ai xác nhận, khi người khác gõ hộ.", show_default=False,
            autocompletion=suggestions.officer_names,
        ),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="NGÀY", help="Ngày xác nhận, mặc định hôm nay.", show_default=False)
    ] = None,
) -> CommandResult:  # fmt: skip
    """Xác nhận minh chứng hợp lệ hay không hợp lệ; người nhập minh chứng không tự xác nhận được."""
    from danvan_cli.services import confirming

    if valid == invalid:
        raise UsageError("Chưa rõ minh chứng hợp lệ hay không.", "Ghi một trong --valid, --invalid.")
    found = confirming.Finding(Verdict.VALID if valid else Verdict.INVALID, reason, by, run.past_day(on))
    return changed_result(run, confirming.confirm_proofs(run.request, code, number, found))


@noun.verb("missing")
def missing(run: Run, unit: UnitOption = None) -> CommandResult:
    """Việc đã xong, số liệu đã báo mà không có minh chứng còn tính.

    Có việc chưa ghi cả lý do thì kết thúc với mã 6.
    """
    from danvan_cli.services import proving

    found = proving.missing(run.request, default_unit(unit))
    failed = None
    if found.unexplained:
        failed = CheckFailedError(
            f"Còn {found.unexplained} kết quả không có minh chứng và lý do.", "Bổ sung bằng danvan evidence add."
        )
    return CommandResult(
        lambda: (
            contract.listed("missing", [contract.fields(row) for row in found.rows])
            | {"unexplained": found.unexplained}
        ),
        lambda: proofs.missing_report(found.rows, found.unexplained),
        found.plan.code,
        run.request.as_of,
        failed=failed,
    )


@noun.verb("check")
def check(
    run: Run, only: Annotated[EvidenceFault | None, choice(EvidenceFault, "--only", what="Chỉ xem loại")] = None
) -> CommandResult:
    """Soát minh chứng: tệp khớp mã băm, liên kết đúng dạng, văn bản có trong sổ và còn hiệu lực, đã được xác nhận.

    Có gì phải xem lại thì kết thúc với mã 6.
    """
    from danvan_cli.services import proving

    plan, found = proving.check(run.request, only)
    failed = (
        CheckFailedError(f"Soát thấy {len(found)} điểm ở minh chứng.", "Cách xử lý nằm ở bảng trên.") if found else None
    )
    return CommandResult(
        lambda: contract.listed("faults", [contract.fields(one) for one in found]),
        lambda: proofs.check_report(found),
        plan.code,
        run.request.as_of,
        failed=failed,
    )


@noun.verb("replace")
def replace(run: Run, code: CodeArgument, number: NumberArgument, evidence: ProofArgument) -> CommandResult:
    """Sửa một minh chứng ghi sai; xác nhận trước đó không còn."""
    from danvan_cli.services import correcting

    return changed_result(run, correcting.replace_evidence(run.proving, code, number, evidence))


@noun.verb("remove")
def remove(run: Run, code: CodeArgument, number: NumberArgument) -> CommandResult:
    """Bỏ một minh chứng ghi nhầm; minh chứng duy nhất của việc đã hoàn thành thì chỉ thay được."""
    from danvan_cli.services import correcting

    run.confirm_change(lambda request: correcting.remove_evidence(request, code, number), "Bỏ minh chứng này?")
    return changed_result(run, correcting.remove_evidence(run.request, code, number))
