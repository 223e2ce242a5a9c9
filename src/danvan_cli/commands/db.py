"""danvan db: upgrade, grant, revoke, access."""

from __future__ import annotations

from typing import Annotated

import typer

from danvan_cli.commands.options import UnitOption, choice
from danvan_cli.commands.shared import Run, changed_result, contract, exports, lists
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.words import Scope
from danvan_cli.output.result import CommandResult

noun = Noun()

LoginArgument = Annotated[str, typer.Argument(metavar="TÀI_KHOẢN", help="Tên tài khoản trên máy chủ.")]


@noun.verb("upgrade")
def upgrade(run: Run) -> CommandResult:
    """Dựng hoặc nâng cấp cấu trúc dữ liệu; tệp thì sao lưu trước và nói bản sao lưu ở đâu."""
    from danvan_cli.services.upgrading import upgrade_data

    changed, copy = (False, None) if run.request.dry_run else upgrade_data(run.request, run.files.write_copy)
    told = "Đã dựng cấu trúc dữ liệu mới trên máy chủ." if changed else "Dữ liệu không cần nâng cấp."
    if copy is not None:
        told = f"Đã nâng cấp tệp dữ liệu; bản trước khi nâng cấp: {copy}."
    if run.request.dry_run:
        told = "Chạy thử: chưa nâng cấp gì."
    return CommandResult(lambda: {"backup": None if copy is None else str(copy)}, lambda: exports.sentence_report(told))


@noun.verb("grant")
def grant(
    run: Run,
    login: LoginArgument,
    scope: Annotated[
        Scope,
        choice(
            Scope,
            "--scope",
            what="Phạm vi (đơn vị: xem cả cơ quan, ghi việc của đơn vị mình; cơ quan: ghi mọi việc của cơ quan; tỉnh: "
            "xem mọi cơ quan)",
        ),
    ],
    unit: UnitOption = None,
) -> CommandResult:
    """Cấp quyền cho một tài khoản máy chủ.

    Máy chủ PostgreSQL tự giữ quyền theo từng dòng, không phụ thuộc chương trình nối vào. Mật khẩu đặt bằng lệnh của
    máy chủ.
    """
    from danvan_cli.services import access

    return changed_result(run, access.grant(run.request, login, scope, unit))


@noun.verb("access")
def access_(run: Run) -> CommandResult:
    """Những tài khoản có quyền trên dữ liệu này, phạm vi, cơ quan và đơn vị của mỗi tài khoản."""
    from danvan_cli.services import access

    found = access.listed(run.request)
    return CommandResult(
        lambda: contract.listed("logins", [contract.fields(one) for one in found]), lambda: lists.access_list(found)
    )


@noun.verb("revoke")
def revoke(run: Run, login: LoginArgument) -> CommandResult:
    """Thu hồi mọi quyền của một tài khoản trên dữ liệu này."""
    from danvan_cli.services import access

    return changed_result(run, access.revoke(run.request, login))
