"""The bars of a report: parts of work of units or agencies by where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from danvan_cli.domain.figures import Counts
from danvan_cli.output.blocks import Figure, Series


def counts_figure(title: str, lines: Iterable[tuple[str, Counts]], most: int) -> Figure:
    """Draws the parts of work of whatever is named, those with most first; what none of them has is left out.

    At most so many bars: the last one is then of all others, so that the bars add up to the whole.
    """
    ordered = sorted(lines, key=lambda line: -line[1].total)
    shown = most if len(ordered) <= most else most - 1
    drawn, left = ordered[:shown], ordered[shown:]
    if left:
        drawn.append(("Còn lại", reduce(Counts.plus, (counts for _, counts in left))))
    found = [counts for _, counts in drawn]
    series = (
        Series("Hoàn thành đúng hạn", tuple(c.done_on_time for c in found), 0),
        Series("Hoàn thành quá hạn", tuple(c.done_late for c in found), 1),
        Series("Hoàn thành, không thời hạn", tuple(c.done_undated for c in found), 2),
        Series("Đang thực hiện, trong hạn", tuple(c.in_time for c in found), 3),
        Series("Quá hạn chưa hoàn thành", tuple(c.overdue for c in found), 4),
        Series("Thường xuyên, không thời hạn", tuple(c.undated for c in found), 5),
    )
    return Figure(title, tuple(name for name, _ in drawn), tuple(one for one in series if any(one.values)))
