"""The plan as read from a file, before anything is written: what the preview shows and the import stores."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from danvan_cli.domain.due import DueRule

# ``where`` of a footnote's line begins with this: the line comes after the body and belongs to no item.
NOTE = "chú thích"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph or table cell of a document, in reading order.

    ``label`` is the number or bullet that the word processor printed before the text ("II.", "1.", "-"), empty
    when none or when it stands in the text itself. ``where`` tells a person where to look ("đoạn 12", "bảng 1,
    hàng 2, cột 3", "chú thích 1"). ``cell`` is (table, row, column) from 1, None outside tables; ``height`` and
    ``width`` are over how many rows and columns the cell reaches; a PDF's cells are one wide.

    ``printed`` is True for a line that may be a piece of the paragraph above it (of a text, a PDF, behind a break
    inside a paragraph), False where a paragraph begins for sure. ``blank_before``: a blank line or a wider gap stood
    above. ``forced``: its first word had no room on the line above; None where only the letters can tell.
    ``indented``: it begins further in than the lines of its page do; None where no paragraph of the page does.
    ``listed`` tells the lists apart whose numbers the word processor counts; empty for a line of none.
    """

    text: str
    label: str = ""
    bold: bool = False
    where: str = ""
    cell: tuple[int, int, int] | None = None
    height: int = 1
    printed: bool = False
    blank_before: bool = False
    forced: bool | None = None
    indented: bool | None = None
    width: int = 1
    listed: str = ""


class Turned(NamedTuple):
    """A table of a sheet that lay on its side: its rows ``first`` to ``last`` are columns of the file, from 1.

    In the file it begins at row ``top`` and column ``left``; the rows below it stood ``moved`` rows further up.
    """

    first: int
    last: int
    top: int
    left: int
    moved: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or a .csv file (``name`` is then empty).

    ``rows`` are (row number as the spreadsheet counts it, texts of the columns from A on); empty rows are left out.
    ``merged`` are (first row, first column, last row, last column), from 1; ``broken`` the (row, column) of cells
    whose value the file does not give, ``worded`` those of numbers that are stored as text, which a sum of the
    spreadsheet's passes over. ``turned`` are its tables that were turned upright, from above: their rows, and those
    below them, have other numbers than in the file.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    broken: tuple[tuple[int, int], ...] = ()
    worded: frozenset[tuple[int, int]] = frozenset()
    turned: tuple[Turned, ...] = ()

    def in_file(self, row: int, column: int) -> tuple[int, int]:
        """Gives where the file has a cell, from 1; ``column`` 0 for a whole row, which is (0, column) if turned."""
        moved = 0
        for table in self.turned:
            if table.first <= row <= table.last:
                return (table.top + column - 1 if column else 0), table.left + row - table.first
            moved = table.moved if row > table.last else moved
        return row - moved, column


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text in reading order, and what had to be assumed to read it (``warnings``).

    A spreadsheet has ``sheets`` in place of lines.
    """

    lines: tuple[Line, ...]
    name: str
    sha256: str
    warnings: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """A document that the plan cites. ``number`` is the whole number and symbol ("765/KH-UBND")."""

    type: str
    number: str
    issued_on: date | None
    issuer: str | None
    is_basis: bool = False


@dataclass(frozen=True, slots=True)
class HeaderDraft:
    """What the plan's head and foot say; None for what is not there."""

    number: str | None = None
    symbol: str | None = None
    type: str | None = None
    title: str | None = None
    year: int | None = None
    issuer: str | None = None
    governing_body: str | None = None
    place: str | None = None
    issued_on: date | None = None
    authority: str | None = None
    signer_title: str | None = None
    signer: str | None = None
    recipients: tuple[str, ...] = ()
    is_school_year: bool = False


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A heading. ``path`` is its place in the tree ("II.1"), ``parent`` the path above it."""

    path: str
    marker: str
    title: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A responsible unit that the plan names; ``new`` when the catalogue does not know it."""

    code: str
    name: str
    kind: str
    new: bool


class PeriodDraft(NamedTuple):
    """One period of recurring work ("2023", "2023-H1", "2023-Q1", "2023-05") and its last day."""

    period: str
    due_on: date | None = None
    due_text: str | None = None


@dataclass(frozen=True, slots=True)
class TrackingDraft:
    """How far a task already is, as an office's own register says; None for what it does not say.

    ``stage`` is a word of ``words.Stage``; ``extended_to`` is the last day after an extension.
    """

    progress: int | None = None
    stage: str | None = None
    submitted_on: date | None = None
    completed_on: date | None = None
    result: str | None = None
    evidence: tuple[str, ...] = ()
    extended_to: date | None = None
    note: str | None = None


class TaskDraft(NamedTuple):
    """A piece of work. ``leads`` and ``supports`` are unit codes, ``groups`` the words as written.

    ``due_kind`` is fixed, period, recurring, relative, event or none. ``due_rule`` is the deadline as understood,
    from which each day follows. ``certain`` is False where the reader had to assume something about the day.
    ``periods`` lists one deadline per period of recurring work; ``period`` and ``due_on`` are then the first.
    """

    code: str
    section: str
    content: str
    kind: str
    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    period: str = ""
    due_text: str | None = None
    due_on: date | None = None
    product: str | None = None
    source: str = ""
    notes: tuple[str, ...] = ()
    due_kind: str = "none"
    certain: bool = True
    start_on: date | None = None
    due_rule: DueRule | None = None
    periods: tuple[PeriodDraft, ...] = ()
    tracking: TrackingDraft | None = None

    def of_row(
        self, code: str, section: str, source: str, content: str, product: str | None, notes: tuple[str, ...],
        tracking: TrackingDraft | None,
    ) -> TaskDraft:  # fmt: skip
        """Copies the task for one row among those that say the same of who and when.

        Takes a third of the time of ``_replace``: a register has a hundred thousand rows.
        """
        return TaskDraft(
            code, section, content, self.kind, self.leads, self.supports, self.groups, self.period, self.due_text,
            self.due_on, product, source, notes, self.due_kind, self.certain, self.start_on, self.due_rule,
            self.periods, tracking,
        )  # fmt: skip

    def rows(self) -> tuple[PeriodDraft, ...]:
        """Lists the periods that the task has rows for; work that does not recur has one with an empty name."""
        return self.periods or (PeriodDraft(self.period, self.due_on, self.due_text),)


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """A result that the plan promises; operator and goal are None where the plan gives no number.

    ``per_unit`` marks a goal that each unit must reach by itself.
    """

    code: str
    section: str
    statement: str
    kind: str
    operator: str | None = None
    goal: Decimal | None = None
    unit_of_measure: str | None = None
    source: str = ""
    per_unit: bool = False


@dataclass(frozen=True, slots=True)
class Unresolved:
    """What the reader would have had to guess: where it stands, the words, and why it is left to a person.

    ``task`` is the code of the task concerned and ``field`` what of it is open ("leads", "due_on"), where there is
    one; ``choices`` are what could be taken, as a person would type it.
    """

    source: str
    text: str
    why: str
    task: str | None = None
    field: str | None = None
    choices: tuple[str, ...] = ()


# What the words are used for that a doubt asks about, or that nothing was made of.
UNCLEAR = "chưa rõ"


class Use(NamedTuple):
    """What became of a stretch of a line, ``start`` inclusive and ``end`` exclusive: in whose words, for which task."""

    start: int
    end: int
    said: str
    task: str | None = None


class Account(NamedTuple):
    """One line or cell of the source and where each part of it went."""

    where: str
    text: str
    uses: tuple[Use, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """Everything read from one file; ``accounts`` tell where each line of it went.

    ``opening`` are its first lines as they stand, by which a report is told from a plan.
    """

    header: HeaderDraft
    sections: tuple[SectionDraft, ...] = ()
    tasks: tuple[TaskDraft, ...] = ()
    targets: tuple[TargetDraft, ...] = ()
    units: tuple[UnitDraft, ...] = ()
    documents: tuple[DocumentDraft, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    source_name: str = ""
    source_sha256: str = ""
    warnings: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = field(default=(), repr=False, compare=False)
    opening: tuple[str, ...] = field(default=(), repr=False, compare=False)
