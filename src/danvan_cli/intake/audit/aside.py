"""Lines that are set aside and read like work, or like goals, all the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from danvan_cli.domain.draft import Unresolved
from danvan_cli.intake.audit.entry import Entry
from danvan_cli.intake.draft.targets import find_quantities
from danvan_cli.intake.lines.bases import is_aim, is_basis
from danvan_cli.intake.lines.markers import split_marker
from danvan_cli.intake.spans import Reason

# Where a number may be a goal that stands in the wrong section.
_MAY_HOLD_GOALS = frozenset([Reason.PURPOSE, Reason.CALENDAR, Reason.EXPLANATION, Reason.PROPOSAL, Reason.LEAD_IN])
_GOAL = re.compile(
    r"\b(?:phấn đấu|ít nhất|tối thiểu|không quá|chỉ tiêu)\b|\b(?:đạt|trên|dưới)(?: từ| trên)? \d|\d\s?%", re.IGNORECASE
)
_NO_GOAL = "có con số giống chỉ tiêu chưa dùng vào đâu"
# Lines that are set aside for where they stand; what reads like work there is asked about all the same.
_BY_TITLE = frozenset(
    [Reason.PURPOSE, Reason.SITUATION, Reason.MONEY, Reason.ATTENDANCE, Reason.PROPOSAL, Reason.AGENDA]
)
_NO_PLACE_OF_WORK = frozenset([Reason.LEAD_IN, Reason.CALENDAR, Reason.BASIS, Reason.CRITERIA, Reason.THEME])
_LIKE_WORK = "có dòng giống nhiệm vụ nhưng chưa đọc thành nhiệm vụ"


def work_aside(
    entries: Sequence[Entry], is_work: Callable[[str], bool], is_given: Callable[[str], bool]
) -> Iterator[Unresolved]:
    """Asks about whole sentences and bullets that read like work among lines that are none, once a section.

    Among aims an act alone (``is_work``) is one of them; what is given to a body (``is_given``) may be work.
    """
    found: dict[tuple[str, Reason], list[Entry]] = {}
    # Where some lines of a section are tasks, its title says little of the others.
    busy = {entry.section for entry in entries if entry.tasks and entry.section}
    for entry in entries:
        if entry.uses or entry.reason is None:
            continue
        is_placed = entry.reason in _NO_PLACE_OF_WORK or (entry.reason in _BY_TITLE and entry.section in busy)
        marker, text = split_marker(entry.line.text, entry.line.label)
        if not is_placed and not (entry.reason == Reason.PURPOSE and is_given(text)):
            continue
        is_whole = marker is not None or text.endswith((".", ";"))
        is_reason = is_basis(text) or is_aim(text)
        if is_whole and not is_reason and is_work(text):
            found.setdefault((entry.section, entry.reason), []).append(entry)
    for (_, reason), like in found.items():
        words = "; ".join(e.line.text for e in like)
        yield Unresolved(like[0].place, words, f"{reason}: {_LIKE_WORK}")


def goals_aside(entries: Iterable[Entry], year: int | None) -> Iterator[Unresolved]:
    """Asks about numbers to reach that stand in sections without targets, once a section."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        may_hold = entry.reason in _MAY_HOLD_GOALS and not entry.uses and _GOAL.search(entry.line.text)
        if may_hold and any(s.aside is None for s in find_quantities(entry.line.text, year)):
            found.setdefault(entry.section, []).append(entry)
    for like in found.values():
        yield Unresolved(like[0].place, "; ".join(e.line.text for e in like), _NO_GOAL, None, "goal")
