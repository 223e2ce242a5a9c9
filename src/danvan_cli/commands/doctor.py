"""danvan doctor: the data examined."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from danvan_cli.commands.shared import Run, checkup
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.errors import CheckFailedError, ConflictError
from danvan_cli.output.result import CommandResult
from danvan_cli.services import examining

noun = Noun()

_BY_SERVER = (
    "Sao lưu: pg_dump --format=custom --file=danvan.dump ĐỊA_CHỈ, chạy bằng tài khoản chủ dữ liệu.",
    "Tài khoản và quyền: pg_dumpall --roles-only --file=vai-tro.sql.",
    "Khôi phục: psql -f vai-tro.sql, rồi pg_restore --create --dbname=postgres danvan.dump.",
)


@noun.verb("doctor")
def doctor(
    run: Run,
    fix: Annotated[bool, typer.Option("--fix", help="Sửa những gì sửa được an toàn, sau khi sao lưu.")] = False,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="MÃ", help="Mã sổ ghi đã in trước đây, để đối chiếu.", show_default=False),
    ] = None,
) -> CommandResult:
    """Khám dữ liệu: tệp, khóa, nhật ký, số liệu đếm lại bằng cách khác, mã, bản sao, chỗ trống, thiết lập.

    Có lỗi thì kết thúc với mã 6. --fix chỉ dựng lại chốt chặn bị mất và xóa tệp tạm sót lại. --against MÃ
    đối chiếu nhật ký với mã in ở báo cáo, công văn.
    """
    found = examining.examine(run.request, os.environ, against)
    fixed: list[str] = []
    if fix and (fixed := examining.fix(run.request, found, run.files.sweep)):
        found = examining.examine(run.request, os.environ, against)
    number = sum(len(one.faults) for one in found)
    failed = CheckFailedError(f"Khám thấy {number} lỗi.", "Cách xử lý từng lỗi nằm ở bảng trên.") if number else None
    return CommandResult(
        lambda: checkup.checkup_data(found, fixed),
        lambda: checkup.checkup_report(found, f"Khám {run.request.database}", fixed),
        as_of=run.request.as_of,
        failed=failed,
    )


def on_server(run: Run, why: str) -> CommandResult:
    """Says how a server is copied, and looks at what that needs; no copy is made, so a script must not go on."""
    found = examining.backup_checks(run.request)
    return CommandResult(
        lambda: {**checkup.checkup_data(found), "how": list(_BY_SERVER), "backup": None},
        lambda: checkup.checkup_report(found, f"Sao lưu {run.request.database}", _BY_SERVER),
        failed=ConflictError(why, "Các lệnh nằm ở trên."),
    )
