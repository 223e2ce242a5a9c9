"""The account of one line: what it was used for, and what is time-like in it beside that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from danvan_cli.domain.draft import Line, Use
from danvan_cli.domain.due import DueContext
from danvan_cli.intake.due.spans import find_times, may_be_time
from danvan_cli.intake.spans import Reason, Span


@dataclass(slots=True)
class Entry:
    """What became of one line: what it is used for, for which tasks, and the words that deadlines were read from.

    ``is_told`` for lines that tell of an event or a goal: there only a word of deadlines makes a date one;
    ``is_audited`` for cells whose reader has asked about every date itself.
    """

    line: Line
    section: str = ""
    reason: Reason | None = None
    uses: tuple[Use, ...] = ()
    tasks: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    is_told: bool = False
    is_audited: bool = False
    _times: tuple[Span, ...] | None = None

    @property
    def place(self) -> str:
        """Where the line stands, for a person: its section and its place in the file."""
        return ", ".join(piece for piece in (f"Mục {self.section}" if self.section else "", self.line.where) if piece)

    def times(self, context: DueContext) -> tuple[Span, ...]:
        """Lists what is time-like in the line beside the words that are claimed; looked for once."""
        if self._times is None:
            claims = Claims(self) if self.quotes else None
            found = find_times(self.line.text, context) if claims is None or may_be_time(claims.rest) else ()
            self._times = tuple(span for span in found if claims is None or not claims.touch(span))
        return self._times


class Claims:
    """The letters of a line that deadlines were read from; a quote may go on in another line."""

    def __init__(self, entry: Entry) -> None:
        self._text = text = entry.line.text
        self._marks = bytearray(len(text))
        for quote in set(entry.quotes):
            start = text.find(quote)
            while start >= 0:
                end = start + len(quote)
                # The "quý I" of "quý II" is another quarter.
                if not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum()):
                    self._marks[start:end] = b"\1" * len(quote)
                start = text.find(quote, end)

    @property
    def rest(self) -> str:
        """The text without what is claimed."""
        free, pieces = 0, []
        for start, end in self.stretches():
            pieces.append(self._text[free:start])
            free = end
        return "\x00".join([*pieces, self._text[free:]])

    def touch(self, span: Span) -> bool:
        """True for a span in which a claimed letter stands."""
        return 1 in self._marks[span.start : span.end]

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Lists the claimed stretches, start inclusive and end exclusive."""
        start = self._marks.find(1)
        while start >= 0:
            end = self._marks.find(0, start)
            end = len(self._marks) if end < 0 else end
            yield start, end
            start = self._marks.find(1, end)
