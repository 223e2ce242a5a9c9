"""The questions of ``danvan plan close``: what becomes of each task that is still open."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple

from danvan_cli.commands.shared import Run, changed_result
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.words import Settling
from danvan_cli.output.result import CommandResult
from danvan_cli.services import closing

_ALL = ("all", "tất cả", "tat ca", "tất-cả", "tat-ca")
_HELP = "s chuyển sang năm sau, t thôi thực hiện, l để lại; chữ hoa S, T, L cho mọi việc còn lại; k dừng"


class Said(NamedTuple):
    """The options as typed: codes, or "all" for the rest."""

    carry: Sequence[str]
    cancel: Sequence[str]
    leave: Sequence[str]
    reason: str | None
    into: str | None


def close(run: Run, code: str | None, said: Said) -> CommandResult:
    """Closes a plan; on a terminal it asks about each open task of which nothing was said, then once for all."""
    request = run.request._replace(plan=code or run.request.plan)
    tasks, rest = _ways(said)
    order = closing.Settlement(tasks, rest, said.reason, said.into)
    if rest is None and sys.stdin.isatty() and not run.yes and not request.dry_run:
        order = _asked(run, closing.closable(request, order), order)
    run.confirm_change(
        lambda trying: closing.close_plan(trying._replace(plan=request.plan), order), "Kết thúc kế hoạch?"
    )
    return changed_result(run, closing.close_plan(request, order))


def _ways(said: Said) -> tuple[list[tuple[str, Settling]], Settling | None]:
    tasks: list[tuple[str, Settling]] = []
    rest: Settling | None = None
    for way, words in ((Settling.CARRY, said.carry), (Settling.CANCEL, said.cancel), (Settling.LEAVE, said.leave)):
        for word in words:
            if word.lower() not in _ALL:
                tasks.append((word, way))
            elif rest is not None:
                raise UsageError("“all” chỉ ghi được ở một tùy chọn.", "Ghi mã của từng việc ở các tùy chọn khác.")
            else:
                rest = way
    return tasks, rest


def _asked(run: Run, found: closing.Closable, order: closing.Settlement) -> closing.Settlement:
    tasks, rest = list(order.tasks), order.rest
    for task in found.tasks:
        if rest is not None:
            break
        run.screen.say(f"{task.code} (thời hạn {task.due}): {task.content}")
        way, is_for_all = _way(run, can_carry=bool(found.successor or order.into))
        if is_for_all:
            rest = way
        else:
            tasks.append((task.code, way))
    reason = order.reason
    if reason is None and {Settling.CANCEL, Settling.LEAVE} & {*(way for _, way in tasks), rest}:
        reason = run.screen.ask_words("Lý do thôi hoặc để lại: ")
    return closing.Settlement(tasks, rest, reason, order.into)


def _way(run: Run, *, can_carry: bool) -> tuple[Settling, bool]:
    run.screen.say(f"  {_HELP}.")
    while typed := run.screen.ask_words("  [s/t/l] ").strip():
        if typed.casefold() == "k":
            break
        way = next((way for way in Settling if way.means(typed)), None)
        # Said at once: after the last question all the other answers would be lost with it.
        if way == Settling.CARRY and not can_carry:
            run.screen.say("  Chưa có kế hoạch năm sau để chuyển sang (mở bằng danvan plan rollover); chọn t hoặc l.")
        elif way is not None:
            return way, typed in ("S", "T", "L")
    raise ConflictError("Đã dừng theo ý người dùng; không có gì được ghi.")
