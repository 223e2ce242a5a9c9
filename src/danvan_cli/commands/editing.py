"""A task as a text in the user's own editor: the fields that can be corrected, a line each, come back changed."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from danvan_cli.commands.shared import Run
from danvan_cli.domain.errors import ConflictError, DanvanError, UsageError
from danvan_cli.domain.model import Changed, Task
from danvan_cli.domain.text import fold, nfc
from danvan_cli.domain.words import Priority, TaskKind, parse_word
from danvan_cli.services import views
from danvan_cli.services.due_days import given_due
from danvan_cli.services.planning import text_lines
from danvan_cli.services.tasks import TaskChange, edit_task

CONTENT, TITLE, PRODUCT, SECTION, PRIORITY, KIND, DUE = (
    "Nội dung",
    "Tên ngắn",
    "Sản phẩm",
    "Mục",
    "Mức ưu tiên",
    "Loại",
    "Thời hạn",
)
_REMARK = "#"
# What is on nearly every machine, the friendliest first.
_EDITORS = ("notepad",) if sys.platform == "win32" else ("sensible-editor", "nano", "vim", "vi")


def can_be_asked() -> bool:
    """Tells whether somebody sits at a terminal, where an editor can be opened."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def edit_in_editor(run: Run, code: str) -> Changed:
    """Has a task's text changed in an editor, asks, and writes it; what cannot be written is opened again as it was.

    ConflictError where the text comes back empty, or the user gives it up.
    """
    found = views.show_task(run.request, code)
    before = fields_of(found.task)
    text = as_text(before, f"{found.task.code}, kế hoạch {found.plan.code}")
    while True:
        text = _through_editor(text)
        if not any(line.strip() and not line.startswith(_REMARK) for line in text.splitlines()):
            raise ConflictError("Đã dừng: văn bản trống; không có gì được ghi.")
        try:
            change = _change(run, before, text)
            tried = edit_task(run.request._replace(dry_run=True), found.task.code, change)
            break
        except DanvanError as error:
            run.screen.say(error.message)
            run.confirm("Mở lại để sửa tiếp?")
    if tried.changes:
        run.confirm_change(lambda request: edit_task(request, found.task.code, change), "Ghi các thay đổi này?")
    return edit_task(run.request, found.task.code, change)


def fields_of(task: Task) -> dict[str, str]:
    """Lists what can be corrected of a task; the last day only where all of its leads have the same."""
    dues = {row.due_text or "" for row in task.deadlines}
    fields = {
        CONTENT: task.content,
        TITLE: task.short_title or "",
        PRODUCT: task.product or "",
        SECTION: task.section or "",
        PRIORITY: Priority(task.priority).spoken,
        KIND: TaskKind(task.kind).spoken,
    }
    return fields | ({DUE: dues.pop()} if len(dues) == 1 else {})


def as_text(fields: Mapping[str, str], what: str) -> str:
    """Writes fields a line each, under what the reader is told."""
    told = [
        f"{what}. Sửa chữ sau dấu hai chấm, lưu rồi đóng.",
        "Xóa hết chữ để dừng. Dòng bắt đầu bằng # không được đọc.",
    ]
    if DUE not in fields:
        told.append("Thời hạn của các đơn vị khác nhau: sửa bằng --due NGÀY --unit ĐƠN_VỊ.")
    return "\n".join([*(f"{_REMARK} {line}" for line in told), *(f"{k}: {v}".rstrip() for k, v in fields.items()), ""])


def read_back(text: str, labels: Mapping[str, str]) -> dict[str, str]:
    """Reads the fields of a changed text; a line without a label goes on with the field above it.

    A field whose line is gone is not in it. UsageError for a text before the first label, or a label twice.
    """
    known = {fold(label): label for label in labels}
    found: dict[str, str] = {}
    current = None
    for line in nfc(text.removeprefix("\ufeff")).splitlines():
        if line.startswith(_REMARK):
            continue
        label, mark, rest = line.partition(":")
        named = known.get(fold(label.strip())) if mark else None
        if named in found:
            raise UsageError(f"Có hai dòng “{named}”.", "Giữ một dòng.")
        if named is not None:
            current, found[named] = named, rest.strip()
        elif line.strip() and current is None:
            raise UsageError(
                f"Không rõ dòng “{line.strip()[:40]}” là gì.", f"Mỗi dòng bắt đầu bằng: {', '.join(labels)}."
            )
        elif line.strip() and current is not None:
            found[current] = f"{found[current]} {line.strip()}".strip()
    return found


def _change(run: Run, before: Mapping[str, str], text: str) -> TaskChange:
    now = {label: value for label, value in read_back(text, before).items() if value != before[label]}
    due = now.get(DUE)
    return TaskChange(
        content=now.get(CONTENT),
        section=now.get(SECTION),
        texts={"product": now.get(PRODUCT), "short_title": now.get(TITLE)},
        priority=parse_word(Priority, now[PRIORITY]) if PRIORITY in now else None,
        kind=parse_word(TaskKind, now[KIND]) if KIND in now else None,
        due=given_due(run.request, due) if due else None,
        no_due=due == "",
    )


def _through_editor(text: str) -> str:
    with tempfile.TemporaryDirectory(prefix="danvan-") as folder:
        path = Path(folder) / "nhiem-vu.txt"
        path.write_text(text, encoding="utf-8")
        command = [*_editor(), str(path)]
        try:
            failed = subprocess.run(command, check=False).returncode
        except OSError as error:
            failed = error.errno or 1
        if failed:
            raise UsageError(
                f"Không mở được trình soạn thảo “{command[0]}”.",
                "Đặt biến EDITOR, ví dụ nano, hoặc sửa bằng --content.",
            )
        # Whatever encoding the editor kept it in.
        return "\n".join(text_lines(path)) if path.read_bytes().strip() else ""


def _editor() -> list[str]:
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if chosen:
        return shlex.split(chosen, posix=sys.platform != "win32")
    found = next(filter(None, map(shutil.which, _EDITORS)), None)
    if found is None:
        raise UsageError("Không tìm thấy trình soạn thảo nào.", "Đặt biến EDITOR, ví dụ nano, hoặc sửa bằng --content.")
    return [found]
