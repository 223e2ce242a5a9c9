"""The working sheet: a plan as a table of its parts that is worked on in Excel and comes back as one change.

What its columns are, how a cell's words are compared whatever program saved them, and what is a change: a cell that
differs from what was exported. Where the data have changed since as well, that is a conflict.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import clean, fold, nfc
from danvan_cli.domain.words import Stage, Word, parse_word

# What Excel holds in one cell.
LONGEST_CELL = 32_767
FORM, VERSION = "danvan-sheet", "1"
# The sheets that nobody looks at: what the form is and how its rows stood, and the words of the lists.
STORE, LISTS = "_danvan", "_lists"


class SheetColumn(NamedTuple):
    """A column: ``kind`` is text, day, percent, stage, units or lines; ``is_derived`` cells are locked."""

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
BY_NAME = {column.name: column for column in COLUMNS}
# What a person may change; a reason and a further note change nothing by themselves.
EDITED = tuple(column.name for column in COLUMNS if not column.is_derived and column.name not in ("reason", "note"))
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?")


class OnConflict(Word):
    """What becomes of a cell that was changed in the file and in the data: the file's value, the data's, neither."""

    FILE = "file", "tệp|lấy tệp|theo tệp"
    DATA = "data", "dữ liệu|giữ dữ liệu|theo dữ liệu"


class Part(NamedTuple):
    """One row of the table as it stands in the data; ``values`` are the words of its cells, ``proofs`` its evidence.

    ``key`` is the row's key in the database.
    """

    key: int
    values: Mapping[str, str]
    proofs: tuple[str, ...] = ()


class FileRow(NamedTuple):
    """One row of a file: the words of its cells and where they stand ("G7"), by the names of the columns.

    ``base`` are the marks of the values that were exported, None for a row that never was.
    """

    number: int
    cells: Mapping[str, str]
    places: Mapping[str, str]
    key: int | None = None
    base: Mapping[str, str] | None = None

    def place(self, *names: str) -> str:
        """Names the first of the cells that the file has; else the row."""
        return next((self.places[name] for name in names if name in self.places), f"hàng {self.number}")


class SheetFile(NamedTuple):
    """A file read back; ``plan``, ``identity`` and ``unit`` are those of our own form, None in another table."""

    name: str
    rows: tuple[FileRow, ...]
    plan: str | None = None
    identity: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """True for a table that was exported by us."""
        return self.plan is not None


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
    """A row that is not written: the cell that is the reason, why, and what to do."""

    place: str
    code: str
    why: str
    hint: str = ""


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


def cell_text(text: str | None) -> str:
    """Cuts a value to what one cell holds."""
    return (text or "")[: LONGEST_CELL - 1]


def canonical(name: str, text: str) -> str:
    """Writes a cell's words in the one way in which they are compared, however a program has saved them.

    Words that are no day, number or state stay words: whether they can be taken is said where they are used.
    """
    kind = BY_NAME[name].kind
    if kind == "lines":
        return "\n".join(clean(line) for line in nfc(text).split("\n") if clean(line))
    words = clean(text)
    if kind == "day":
        return _canonical_day(words)
    if kind == "percent":
        return _canonical_percent(words)
    if kind == "units":
        return ", ".join(clean(part) for part in re.split(r"[,;\n]", text) if clean(part))
    if kind == "stage" and words:
        try:
            return parse_word(Stage, words).label
        except UsageError:
            return words
    return words


def _canonical_day(words: str) -> str:
    found = _DAY.fullmatch(words)
    numbers = (int(found[3]), int(found[2]), int(found[1])) if found else None
    if numbers is None and (found := _ISO.fullmatch(words)):
        numbers = (int(found[1]), int(found[2]), int(found[3]))
    try:
        return short(date(*numbers)) if numbers else words
    except ValueError:
        return words


def _canonical_percent(words: str) -> str:
    bare = words.removesuffix("%").strip().replace(",", ".")
    try:
        number = float(bare)
    except ValueError:
        return words
    return f"{number:g}"


def mark(name: str, text: str) -> str:
    """Makes the mark by which a value is known again without being kept; nothing has an empty one."""
    words = canonical(name, text)
    if BY_NAME[name].kind == "units":
        words = ", ".join(sorted(map(fold, words.split(", "))))
    return hashlib.sha256(words.encode()).hexdigest()[:10] if words else ""


def marks(values: Mapping[str, str]) -> dict[str, str]:
    """Makes the marks of all values that a person may change."""
    return {name: mark(name, values.get(name, "")) for name in EDITED}


def stored_base(part: Part) -> str:
    """Writes what the hidden sheet keeps of a row: which part it is, and the marks of its values."""
    values = part.values
    told = {"part": [values["code"], values["unit"], values["period"]], "marks": marks(values)}
    return json.dumps(told, ensure_ascii=False)


def read_base(text: str) -> tuple[tuple[str, str, str], dict[str, str]] | None:
    """Reads that back; None for what we did not write."""
    try:
        told = json.loads(text)
        code, unit, period = map(str, told["part"])
        return (code, unit, period), {str(name): str(value) for name, value in told["marks"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


class Difference(NamedTuple):
    """What a row of a file would change, by column, and which of these the data have changed otherwise since."""

    changed: tuple[str, ...]
    conflicts: tuple[str, ...]


def difference(row: FileRow, part: Part) -> Difference:
    """Compares a row of a file with what was exported and with what stands in the data now.

    A cell is changed where it is not as exported; a row that never was exported says nothing by an empty cell. What
    stands in the data already is no change, so that the same file changes nothing a second time.
    """
    changed, conflicts = [], []
    for name in EDITED:
        if name not in row.cells:
            continue
        theirs, ours = mark(name, row.cells[name]), mark(name, part.values.get(name, ""))
        base = None if row.base is None else row.base.get(name, "")
        if theirs in (ours, base) or (base is None and not theirs):
            continue
        changed.append(name)
        if base is not None and ours != base:
            conflicts.append(name)
    return Difference(tuple(changed), tuple(conflicts))


def lines_of(text: str, known: Sequence[str]) -> list[str]:
    """Takes a cell of evidence apart: one a line; a line that is none of the known ones also by ";"."""
    found: list[str] = []
    for line in canonical("evidence", text).split("\n"):
        found += [line] if line in known else [clean(piece) for piece in line.split(";")]
    return [piece for piece in found if piece]
