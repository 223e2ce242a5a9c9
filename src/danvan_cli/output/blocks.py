"""What a document is before it has a format: a sequence of blocks, made once; every format has one renderer for them.

A table is a block, too (``tables.Table``). Blocks are read in order, anew on each pass; a long table's rows are read
only while they are written.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from danvan_cli.domain.text import fold
from danvan_cli.output.tables import Cell, Column, Report, Table, number

# Room for who is not known.
_TO_WRITE = "…………"


class Look(StrEnum):
    """How a paragraph stands: justified text, a line in the middle of the page, small words, or large ones."""

    BODY = "body"
    CENTRED = "centred"
    NOTE = "note"
    LEAD = "lead"


class Heading(NamedTuple):
    """A heading; ``level`` is 1 for a section, 2 for a group in it."""

    text: str
    level: int = 1


class Paragraph(NamedTuple):
    """A paragraph; a gap is what only a person can write, marked so that nobody sends it unseen."""

    text: str
    look: Look = Look.BODY
    is_gap: bool = False
    is_last: bool = False


class Listing(NamedTuple):
    """Items of one list, each a paragraph behind a dash."""

    items: Iterable[str]


class Series(NamedTuple):
    """One kind of bars of a figure, a value for each category; ``look`` keeps kinds alike in every figure, from 0."""

    name: str
    values: tuple[int, ...]
    look: int


class Figure(NamedTuple):
    """Stacked bars: what they count is data, how they are drawn is the format's."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]


class Appendix(NamedTuple):
    """What follows is an appendix, on pages of its own that are numbered anew, with ``sideways`` lying across.

    ``number`` is Roman, empty for the only one; ``of`` says which document it goes with, empty for none.
    """

    number: str
    title: str
    of: str = ""
    sideways: bool = False

    @property
    def name(self) -> str:
        """What it is called in its first line."""
        return f"Phụ lục {self.number}".rstrip()

    @property
    def line(self) -> str:
        """Its name and title in one line."""
        return f"{self.name}. {self.title}"


class OfficialHead(NamedTuple):
    """What stands above the text; what is None leaves room to be written in by hand, or is left out.

    Without ``kind`` the document is a công văn: its abstract ("V/v đôn đốc …") stands under the number. One with a
    ``kind`` ("Báo cáo") has kind and abstract in the middle of the page. ``symbol`` is what stands behind the number.
    """

    governing_body: str | None
    issuer: str | None
    number: str | None
    symbol: str
    place: str | None
    signed_on: date | None
    abstract: str
    kind: str | None = None


class OfficialFoot(NamedTuple):
    """What stands below the text; ``authority`` may have several lines, parted by " / " ("TM. … / KT. …").

    ``archive`` says where the copy is kept ("Lưu: VT, VP."); that line is always the last of the recipients.
    ``sealed`` is the line below them that vouches for the figures.
    """

    recipients: Sequence[str]
    authority: str | None
    signer_title: str | None
    signer: str | None
    archive: str = "VT, VP"
    sealed: str = ""

    @property
    def listed(self) -> tuple[str, ...]:
        """The lines of recipients, each with its mark; the copy's comes last, for a "Lưu: …" among them.

        Where none is known there is room to write them in.
        """
        bare = (words.strip().rstrip(";.,") for words in self.recipients)
        others = [words for words in bare if words and not fold(words).startswith(("luu:", "luu vt"))]
        return (*(f"{words};" for words in others or [_TO_WRITE]), f"Lưu: {self.archive}.")


class Signature(NamedTuple):
    """Recipients and signature, kept together and never alone on a page."""

    foot: OfficialFoot


class Card(NamedTuple):
    """One figure to be seen at once: what it counts, how many, what it is a part of; ``is_alarm`` sets it off.

    ``name`` is the figure's own in the answers of ``--json``.
    """

    name: str
    label: str
    value: str
    note: str = ""
    is_alarm: bool = False


class Cards(NamedTuple):
    """Figures side by side; only an overview has them."""

    cards: tuple[Card, ...]


Block = Heading | Paragraph | Listing | Table | Figure | Appendix | Signature


class Document(NamedTuple):
    """A titled sequence of blocks; ``blocks`` makes it anew whenever it is called.

    ``head`` is the official frame, without which ``title`` stands above all and ``lines`` under it. ``figures`` makes
    the JSON of what is printed in it, for formats that can carry it unseen. ``overview`` makes what leaders look at
    first, for formats that have a page of their own for it.
    """

    title: str
    lines: tuple[str, ...]
    blocks: Callable[[], Iterable[Block]]
    head: OfficialHead | None = None
    is_sideways: bool = False
    figures: Callable[[], str] | None = None
    overview: Callable[[], Iterable[Block | Cards]] | None = None

    def tables(self) -> Iterator[Table]:
        """Goes through the tables alone, for formats that hold nothing else."""
        return (block for block in self.blocks() if isinstance(block, Table))


def document_of(report: Report) -> Document:
    """Makes a document of what a screen shows: its tables under its lines, on pages that lie across."""
    return Document(report.title, report.lines, lambda: report.tables, is_sideways=True)


def figure_table(figure: Figure) -> Table:
    """Makes the table of a figure's own numbers, for formats that draw nothing."""
    columns = (Column("", wide=True), *(number(one.name) for one in figure.series))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *(one.values[place] for one in figure.series)) for place, name in enumerate(figure.categories)
    )
    return Table(figure.title, columns, rows, name="Biểu đồ")
