"""Tables that are worked on in Excel and come back as one change: the whole plan, or a unit's form for a round.

What their columns and rows are, how they are written, and what comes of them; how their cells are compared stands in
``domain.sheet_cells``.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from danvan_cli.domain.dates import short
from danvan_cli.domain.words import Stage, Word

FORM, UNIT_FORM, VERSION = "danvan-sheet", "danvan-form", "1"
# The sheets that nobody looks at: what the form is and how its rows stood, and the words of the lists.
STORE, LISTS = "_danvan", "_lists"
# What stands behind the unit's name above each table of its form.
HEAD = ": báo cáo "


class SheetColumn(NamedTuple):
    """A column: ``kind`` is text, day, percent, number, stage, units or lines; ``is_derived`` cells are locked."""

    name: str
    title: str
    width: float
    kind: str = "text"
    is_derived: bool = False
    is_of_task: bool = False


COLUMNS = (
    SheetColumn("code", "Mã", 9, is_derived=True),
    SheetColumn("section", "Mục", 8, is_of_task=True),
    SheetColumn("content", "Nội dung", 52, is_of_task=True),
    SheetColumn("unit", "Đơn vị chủ trì", 13, "units"),
    SheetColumn("supports", "Phối hợp", 13, "units", is_of_task=True),
    SheetColumn("period", "Kỳ", 9, is_derived=True),
    SheetColumn("due", "Thời hạn", 12, "day"),
    SheetColumn("reason", "Lý do thay đổi", 20),
    SheetColumn("state", "Trạng thái", 16, is_derived=True),
    SheetColumn("stage", "Tình trạng", 15, "stage"),
    SheetColumn("progress", "Tiến độ (%)", 9, "percent"),
    SheetColumn("submitted", "Ngày nộp", 12, "day"),
    SheetColumn("completed", "Ngày hoàn thành", 12, "day"),
    SheetColumn("result", "Kết quả", 34),
    SheetColumn("evidence", "Minh chứng", 24, "lines"),
    SheetColumn("no_evidence", "Lý do không có minh chứng", 20),
    SheetColumn("note", "Ghi chú thêm", 20),
    SheetColumn("key", "Khóa", 6, is_derived=True),
)
_OF_WORK = {column.name: column for column in COLUMNS}


def _locked(*names: str) -> tuple[SheetColumn, ...]:
    return tuple(_OF_WORK[name]._replace(is_derived=True) for name in names)


# What a unit is asked of its own work: texts, units and last days are the plan's own.
FORM_COLUMNS = (
    *_locked("code", "content", "period", "due", "state"),
    *(_OF_WORK[name] for name in ("stage", "progress", "completed", "result", "evidence", "no_evidence")),
    SheetColumn("wish", "Đề nghị gia hạn đến", 13, "day"),
    SheetColumn("wish_reason", "Lý do gia hạn", 20),
    _OF_WORK["note"],
    _OF_WORK["key"],
)
FIGURE_COLUMNS = (
    _OF_WORK["code"],
    SheetColumn("statement", "Chỉ tiêu", 52, is_derived=True),
    SheetColumn("goal", "Mục tiêu", 12, is_derived=True),
    SheetColumn("previous", "Kỳ trước", 18, is_derived=True),
    SheetColumn("numerator", "Tử số", 10, "number"),
    SheetColumn("denominator", "Mẫu số", 10, "number"),
    SheetColumn("value", "Giá trị", 12, "number"),
    _OF_WORK["evidence"],
    _OF_WORK["key"],
)
BY_NAME = {column.name: column for column in (*COLUMNS, *FORM_COLUMNS, *FIGURE_COLUMNS)} | _OF_WORK
# What a person may change; a reason and a further note change nothing by themselves.
EDITED = tuple(column.name for column in COLUMNS if not column.is_derived and column.name not in ("reason", "note"))
# What a table that is not ours may change: how far the work is.
REPORTED = ("stage", "progress", "submitted", "completed", "result", "evidence", "no_evidence")
FORM_EDITED = ("stage", "progress", "completed", "result", "evidence", "no_evidence", "wish", "wish_reason")
FIGURE_EDITED = ("numerator", "denominator", "value", "evidence")


STAGE_LABELS = tuple(stage.label for stage in Stage)


class OnConflict(Word):
    """What becomes of a cell that was changed in the file and in the data: the file's value, the data's, neither."""

    FILE = "file", "tệp|lấy tệp|theo tệp"
    DATA = "data", "dữ liệu|giữ dữ liệu|theo dữ liệu"


class Part(NamedTuple):
    """One row of the table as it stands in the data; ``values`` are the words of its cells, ``proofs`` its evidence.

    ``key`` is the row's key in the database; of a target's figures its code.
    """

    key: int | str
    values: Mapping[str, str]
    proofs: tuple[str, ...] = ()


class FileRow(NamedTuple):
    """One row of a file: the words of its cells and where they stand ("G7"), by the names of the columns.

    ``base`` are the marks of the values that were exported, None for a row that never was, ``given`` those of what an
    earlier copy of the same form has written. ``unclear`` tells of cells
    whose words the file itself does not say for this row alone: why, by column.
    """

    number: int
    cells: Mapping[str, str]
    places: Mapping[str, str]
    key: int | None = None
    base: Mapping[str, str] | None = None
    given: Mapping[str, str] = MappingProxyType({})
    unclear: Mapping[str, str] = MappingProxyType({})

    def place(self, *names: str) -> str:
        """Names the first of the cells that the file has; else the row."""
        return next((self.places[name] for name in names if name in self.places), f"hàng {self.number}")


class SheetFile(NamedTuple):
    """A file read back; ``plan`` and ``identity`` are those of our own forms, None in another table.

    ``edited`` are the columns that it may change.
    """

    name: str
    rows: tuple[FileRow, ...]
    plan: str | None = None
    identity: str | None = None
    warnings: tuple[str, ...] = ()
    edited: tuple[str, ...] = EDITED

    @property
    def is_whole(self) -> bool:
        """True for the plan's own table, which may change all of it."""
        return self.edited == EDITED


class FormFile(NamedTuple):
    """A unit's form read back: the round that it was made for, the rows of its work, of its figures, of its records.

    ``records`` are by kind, ``heads`` the words above the tables that say whose form it is.
    """

    tasks: SheetFile
    figures: tuple[FileRow, ...]
    round: str
    unit: str
    records: Mapping[str, tuple[FileRow, ...]] = MappingProxyType({})
    heads: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's name."""
        return self.tasks.name


class SheetPlan(NamedTuple):
    """What an exported table holds: its plan, its rows and the words of its lists.

    ``identity`` tells one database from another.
    """

    plan: str
    title: str
    as_of: date
    identity: str
    parts: tuple[Part, ...]
    units: tuple[tuple[str, str], ...]
    sections: tuple[str, ...]
    unit: str | None = None


class Grid(NamedTuple):
    """One table of a workbook; ``room`` are empty rows below for new work, ``locked`` the keys of rows only to be read.

    A form that goes back has by a row's key and a column what was typed there and not written (``typed``), and what is
    wrong with it (``faults``).
    """

    name: str
    title: str
    guide: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    rows: tuple[Part, ...]
    edited: tuple[str, ...]
    frozen: int
    room: int = 0
    locked: frozenset[int | str] = frozenset()
    typed: Mapping[tuple[str, str], str] = MappingProxyType({})
    faults: Mapping[tuple[str, str], str] = MappingProxyType({})


class SheetBook(NamedTuple):
    """A workbook that is written: its tables, the words of its lists by column, and what it is known again by."""

    form: str
    identity: str
    plan: str
    title: str
    as_of: date
    grids: tuple[Grid, ...]
    lists: Mapping[str, Sequence[str]]
    unit: str | None = None
    round: str | None = None


_GUIDE = (
    "Sửa các ô trắng rồi nhập lại bằng danvan sheet import. Việc mới: ghi nội dung ở hàng trống dưới cùng, "
    "để trống Mã. "
    "Dời hạn về sau, tạm hoãn, thôi, mở lại: ghi Lý do thay đổi. "
    "Muốn sắp xếp: Review, Unprotect Sheet (không mật khẩu)."
)
_ROOM = 300


def book_of(plan: SheetPlan) -> SheetBook:
    """Makes the workbook of the whole plan, or of one unit's rows of it."""
    whose = f" – {plan.unit}" if plan.unit else ""
    title = f"{plan.plan}{whose}: {plan.title} (số liệu đến {short(plan.as_of)})"
    lists = {"unit": [code for code, _ in plan.units], "stage": STAGE_LABELS, "section": plan.sections}
    table = Grid("Kế hoạch", title, (_GUIDE,), COLUMNS, plan.parts, EDITED, frozen=3, room=_ROOM)
    return SheetBook(FORM, plan.identity, plan.plan, plan.title, plan.as_of, (table,), lists, plan.unit)


class CellChange(NamedTuple):
    """One cell that goes in: where it stands, of which part, old and new words."""

    place: str
    code: str
    unit: str
    column: str
    before: str
    after: str


class Conflict(NamedTuple):
    """A cell that was changed in the file and, since the export, in the data; ``taken`` says whose value stands."""

    place: str
    code: str
    unit: str
    column: str
    in_data: str
    in_file: str
    taken: str | None = None


class Refusal(NamedTuple):
    """A row that is not written: the cell that is the reason, why, and what to do.

    ``row`` is the row's key, ``column`` the cell's; ``typed`` are the row's cells as they stand in the file.
    """

    place: str
    code: str
    why: str
    hint: str = ""
    row: str = ""
    column: str = ""
    typed: Mapping[str, str] = MappingProxyType({})


class SheetOutcome(NamedTuple):
    """What an import does, or would do: cells that go in, conflicts, refusals; ``added`` are new tasks' contents."""

    cells: tuple[CellChange, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    refused: tuple[Refusal, ...] = ()
    added: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    rows: int = 0

    @property
    def open_conflicts(self) -> tuple[Conflict, ...]:
        """The conflicts that nobody has decided: their rows are left as they are."""
        return tuple(conflict for conflict in self.conflicts if conflict.taken is None)
