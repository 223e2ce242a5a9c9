"""One line of a body with what stands below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from danvan_cli.domain.draft import Line
from danvan_cli.intake.lines.fields import is_field_label
from danvan_cli.intake.lines.markers import Marker, Rank


@dataclass(slots=True)
class Node:
    """A heading, an item or a plain paragraph (no marker) with what stands below it.

    ``is_title`` is a heading without a number: in capitals, bold, or with the name of a usual part of a plan;
    ``is_lead_in`` is a plain line that ends in a colon above a list; ``hands_out``: that list tells several bodies
    what each has to do; ``more`` are further lines of a title.
    """

    marker: Marker | None
    text: str
    line: Line
    children: list[Node] = field(default_factory=list)
    path: str = ""
    cells: list[Line] = field(default_factory=list)
    is_title: bool = False
    is_lead_in: bool = False
    hands_out: bool = False
    more: tuple[Line, ...] = ()

    @property
    def rank(self) -> float:
        """The depth in the outline, smaller is higher; a plain paragraph is deeper than everything."""
        return self.marker.rank if self.marker else Rank.PLAIN

    @property
    def is_plain(self) -> bool:
        """True for a paragraph without a number or bullet that heads nothing."""
        return self.marker is None

    @property
    def is_field(self) -> bool:
        """True for "Thời gian: tháng 5"; not for "Phân công:" above lines that each tell what a body has to do."""
        return not self.hands_out and is_field_label(self.text)

    @property
    def points_on(self) -> bool:
        """True for "→ Cô Ngân lên nội dung, làm vào ngày 14/3", which says more of the line above."""
        return f"{self.line.label}{self.line.text}".lstrip().startswith(("→", "⇒", "⇨", "➔", "=>", "->"))

    def walk(self) -> Iterator[Node]:
        """Lists the node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()
