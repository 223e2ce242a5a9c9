"""One column of a table by its titles and its first cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from danvan_cli.domain.text import fold
from danvan_cli.intake.columns.looks import has_body, is_body, role_of
from danvan_cli.intake.columns.title_words import meaning_below, meaning_of, period_of

ASSIGNING = frozenset({"executor", "lead", "support", "unit", "person"})
# "Các đơn vị tham gia" above names of bodies.
_OF_BODIES = re.compile(r"\b(?:don vi|co quan|phong,? ban|phan cong|trach nhiem)\b")
_FACT = re.compile(r"\d")


def meaning_at(path: tuple[str, ...]) -> str | None:
    """Tells what a column says it holds whose titles stand below each other in ``path``."""
    if not path:
        return None
    return meaning_of(path[0]) if len(path) == 1 else meaning_below(" ".join(path[:-1]), path[-1])


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its first rows show it; ``path`` are its titles from the top row down."""

    index: int
    path: tuple[str, ...]
    cells: tuple[tuple[int, str], ...]

    @property
    def title(self) -> str:
        """The titles in one line, as a person is told them."""
        return " – ".join(dict.fromkeys(self.path))

    @property
    def meaning(self) -> str | None:
        """What the titles say that the column holds."""
        return meaning_at(self.path)

    @property
    def period(self) -> str | None:
        """The period that the titles name."""
        return period_of(self.path[-1], " ".join(self.path[:-1])) if self.path else None

    @property
    def is_of_body(self) -> bool:
        """True for a title that is a body's name, or stands below one of who does the work."""
        if not self.path or meaning_of(self.path[-1]):
            return False
        above = " ".join(self.path[:-1])
        if meaning_of(above) == "kept":
            # "BCH", "BTV" below "Cấp ban hành": who decides on it, and no helper.
            return False
        return is_body(self.path[-1]) or meaning_of(above) in ASSIGNING or bool(_OF_BODIES.search(fold(above)))

    @property
    def is_numbered(self) -> bool:
        """True for 1, 2, 3, … without a title that says so."""
        figures = [int(text.strip(".)")) for _, text in self.cells if text.strip(".)").isdecimal()]
        return len(figures) > 1 and figures[:3] == list(range(1, 4))[: len(figures)] and len(figures) == len(self.cells)

    def share(self, test: Callable[[str], object]) -> float:
        """Finds the share of the cells for which the test is true; of no cells all."""
        return sum(bool(test(text)) for _, text in self.cells) / len(self.cells) if self.cells else 1

    def share_of_said(self, test: Callable[[str], object]) -> float:
        """Finds the same share of the cells that say anything: "-" says nothing."""
        said = [text for _, text in self.cells if text.strip(" -–—./")]
        return sum(bool(test(text)) for text in said) / len(said) if said else 0

    def has_facts(self) -> bool:
        """True for a column with days, figures, bodies or ticks, which could matter."""
        return any(_FACT.search(text) or has_body(text) or role_of(text) for _, text in self.cells)
