"""What each cell of a register became, for the accounting."""

from __future__ import annotations

from collections.abc import Sequence

from danvan_cli.domain.draft import UNCLEAR, Account, Use
from danvan_cli.intake.columns.layout import Layout
from danvan_cli.intake.spans import Reason
from danvan_cli.intake.tables.cells import Row

# What becomes of the cells of a column, as a person is told.
_FATES = {
    "number": Reason.LABEL_NUMBER.value, "code": "mã nhiệm vụ", "content": "nội dung nhiệm vụ",
    "detail": "nội dung nhiệm vụ", "group": "đề mục", "lead": "đơn vị chủ trì", "old_lead": "đơn vị chủ trì cũ",
    "old_support": "đơn vị phối hợp cũ",
    "support": "đơn vị phối hợp", "due": "thời hạn", "rhythm": "thời hạn", "due_period": "thời hạn",
    "start": Reason.BEGINNING.value,
    "product": "sản phẩm", "target": "chỉ tiêu", "note": "ghi chú của nhiệm vụ", "stage": "tình trạng",
    "done": "tình trạng", "progress": "tiến độ", "submitted_on": "ngày nộp", "completed_on": "ngày hoàn thành",
    "result": "kết quả", "evidence": "minh chứng", "extended_to": "gia hạn",
}  # fmt: skip


def fates_of(layout: Layout) -> dict[int, str]:
    """Tells of every column what becomes of its cells; a column that is not listed is not read."""
    fates = dict.fromkeys(layout.kept, "ghi chú của nhiệm vụ")
    fates |= {column: _FATES.get(name, name) for name, column in layout.columns.items()}
    fates |= {column: _FATES.get(name, name) for column, name in layout.more.items()}
    fates |= dict.fromkeys(layout.units, "đơn vị được đánh dấu") | dict.fromkeys(layout.periods, _FATES["due"])
    fates |= dict.fromkeys(layout.day_parts, _FATES["due"])
    return fates | dict.fromkeys(layout.states, _FATES["stage"])


def account_of(row: Row, cells: Sequence[str], fates: dict[int, str], code: str | None) -> Account:
    """Books the cells of a task's row: what each is to the task."""
    uses: list[Use] = []
    start = 0
    if row.layout is not None and row.layout.left:
        cells = ["" if column < row.layout.left else cell for column, cell in enumerate(cells)]
    cells = cells[: row.layout.right] if row.layout is not None else cells
    for column, cell in enumerate(cells):
        if cell:
            uses.append(Use(start, start + len(cell), fates.get(column, UNCLEAR), code))
            start += len(cell) + 3
    return Account(row.where, " | ".join(filter(None, cells)), tuple(uses))
