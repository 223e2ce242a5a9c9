"""How much one PDF may unfold to and draw: counted while the library works, on every system.

The library unpacks streams and draws letters without a bound of its own. These counters stand in its place inside the
process that reads one PDF and nowhere else.
"""

from __future__ import annotations

import zlib
from typing import Any

MOST_BYTES = 60_000_000
# A page of small print holds some six thousand letters; lines and curves of a drawn table are far fewer.
MOST_MARKS = 600_000
_ONE_STREAM = 20_000_000


class PastBudgetError(MemoryError):
    """More than any plan unfolds to; a MemoryError, since the library swallows most others."""


class _Zlib:
    """The part of zlib that the library uses, with a count of what comes out."""

    error = zlib.error

    def __init__(self) -> None:
        self.left = MOST_BYTES

    def decompress(self, data: bytes) -> bytes:
        """Unpacks a whole stream; zlib's own error for one that is damaged or cut."""
        unpacker = zlib.decompressobj()
        found = unpacker.decompress(data, min(_ONE_STREAM, self.left) + 1)
        self.take(len(found), of_stream=len(found))
        if not unpacker.eof:
            raise zlib.error("incomplete or truncated stream")
        return found

    def decompressobj(self) -> _Unpacker:
        """Unpacks a damaged stream bit by bit."""
        return _Unpacker(self)

    def take(self, count: int, of_stream: int) -> None:
        """Counts bytes that came out."""
        self.left -= count
        if self.left < 0 or of_stream > _ONE_STREAM:
            raise PastBudgetError


class _Unpacker:
    """Unpacks a stream of which the end may be damaged."""

    def __init__(self, budget: _Zlib) -> None:
        self._budget = budget
        self._unpacker = zlib.decompressobj()
        self._count = 0

    def decompress(self, data: bytes) -> bytes:
        """Unpacks the next bytes."""
        found = self._unpacker.decompress(data, _ONE_STREAM)
        self._count += len(found)
        self._budget.take(len(found), of_stream=self._count)
        return found


class _Marks:
    """Counts what is drawn."""

    def __init__(self) -> None:
        self.left = MOST_MARKS

    def counted(self, draw: Any) -> Any:
        """Wraps a method of the library that draws one thing."""

        def drawn(*args: Any, **options: Any) -> Any:
            self.left -= 1
            if self.left < 0:
                raise PastBudgetError
            return draw(*args, **options)

        return drawn


def set_budget() -> None:
    """Puts the counters into the library: once, in a process that reads one PDF."""
    from pdfminer import pdftypes
    from pdfminer.converter import PDFLayoutAnalyzer
    from pdfminer.pdfinterp import PDFPageInterpreter

    pdftypes.zlib = _Zlib()  # type: ignore[attr-defined, assignment]
    marks = _Marks()
    for owner, names in ((PDFLayoutAnalyzer, ("render_char", "paint_path")), (PDFPageInterpreter, ("do_Do",))):
        for name in names:
            setattr(owner, name, marks.counted(getattr(owner, name)))
