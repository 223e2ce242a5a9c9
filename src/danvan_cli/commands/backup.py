"""danvan backup, danvan restore."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.commands.shared import Run, copies, exports
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.copies import Difference
from danvan_cli.domain.errors import CheckFailedError, UsageError
from danvan_cli.output.result import CommandResult
from danvan_cli.services import copying

noun = Noun()

_LIST = "list"
_MOST_TOLD = 5


@noun.verb("backup")
def backup(
    run: Run,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[TỆP|list]", help="Tệp hoặc thư mục nhận bản sao; list để xem các bản đã có.", show_default=False
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")] = False,
) -> CommandResult:
    """Sao lưu dữ liệu, cả khi có lệnh khác đang ghi; bản sao được kiểm tra xong mới báo. Không ghi TỆP thì bản sao
    mang ngày giờ, nằm trong thư mục sao-luu cạnh tệp dữ liệu.

    Ngoài ra danvan tự sao lưu ở lần ghi đầu tiên mỗi ngày và trước khi nhập, sang năm, sửa nhiều, khôi phục, nâng cấp.
    """
    if run.request.database.path is None:
        from danvan_cli.commands.doctor import on_server

        return on_server(run, "Chưa có bản sao nào được tạo: trên máy chủ, sao lưu bằng công cụ của máy chủ.")
    if str(file) == _LIST:
        found = copying.list_copies(run.request)
        return CommandResult(lambda: copies.list_data(found), lambda: copies.list_report(found))
    if run.request.dry_run:
        return _told(None, "Chạy thử: chưa sao lưu gì.")
    if file is None:
        made = copying.save_copy(run.request)
    else:
        place = file / copying.standard_name(run.request) if file.is_dir() else file
        made = copying.save_copy(run.request, partial(run.files.write_made, place, force=force))
    copying.carry_evidence(run.proving, made)
    faults = copying.look_into_copy(run.request, made)
    size = made.stat().st_size
    done = f"Đã sao lưu {run.request.database} ra {made} ({size} byte); "
    if not faults:
        return _told(made, f"{done}đã đọc lại và kiểm tra.")
    return _told(made, f"{done}bản sao giống dữ liệu, kể cả lỗi.", faults)


def _told(made: Path | None, words: str, faults: tuple[str, ...] = ()) -> CommandResult:
    return CommandResult(
        lambda: {"backup": None if made is None else str(made), "faults": list(faults)},
        lambda: exports.sentence_report(words),
        brief=None if made is None else str(made),
    )


@noun.verb("restore")
def restore(
    run: Run,
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Bản sao, xem danvan backup list.")],
    even_damaged: Annotated[
        bool, typer.Option("--even-damaged", help="Với --yes: khôi phục cả khi bản sao có lỗi.")
    ] = False,
) -> CommandResult:
    """Khôi phục dữ liệu từ một bản sao: cho xem sẽ mất, sẽ được gì rồi mới hỏi; dữ liệu hiện nay được giữ lại thành
    một bản sao.

    Xem trước bằng --dry-run. Bản sao được khám như danvan doctor khám dữ liệu; có lỗi thì --yes không đủ, phải thêm
    --even-damaged.
    """
    from danvan_cli.services import restoring

    if run.request.database.path is None:
        raise UsageError(
            "Dữ liệu trên máy chủ không khôi phục bằng danvan.", "Dùng pg_restore của máy chủ; xem danvan backup."
        )
    copy = restoring.find_copy(run.request, run.input_file(file))
    seen = restoring.compare(run.request, copy)
    faulty = None if even_damaged else _faulty(copy, seen)
    if run.request.dry_run:
        return CommandResult(
            lambda: {**copies.difference_data(seen), "restored": None, "backup": None},
            lambda: copies.difference_report(seen),
            hints=("Chạy thử: chưa khôi phục gì.",),
            failed=faulty,
        )
    if run.yes and faulty is not None:
        raise faulty
    if not run.yes:
        run.screen.show_talk(copies.difference_report(seen))
    run.confirm(f"{copies.sentence(seen)} Khôi phục {run.request.database} từ {copy}?")
    kept = restoring.restore(run.proving, copy, seen, run.files.replace_data)
    told = f"Đã khôi phục {run.request.database} từ {copy}. {copies.sentence(seen)}"
    hints = [f"Dữ liệu trước khi khôi phục: {kept}."] if kept is not None else []
    if seen.is_older_schema:
        hints.append("Bản sao do danvan bản cũ ghi: chạy danvan db upgrade trước khi dùng.")
    return CommandResult(
        lambda: {
            **copies.difference_data(seen),
            "restored": str(copy),
            "backup": None if kept is None else str(kept),
        },
        lambda: exports.sentence_report(told),
        hints=tuple(hints),
        brief=str(copy),
    )


def _faulty(copy: Path, seen: Difference) -> CheckFailedError | None:
    if not seen.faults:
        return None
    told = [*seen.faults[:_MOST_TOLD], *["Xem đủ bằng --dry-run."] * (len(seen.faults) > _MOST_TOLD)]
    return CheckFailedError(
        f"Bản sao {copy} có {len(seen.faults)} lỗi: {' '.join(told)}",
        "Vẫn muốn dùng bản này thì thêm --even-damaged; các bản khác ở danvan backup list.",
    )
