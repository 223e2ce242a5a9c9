"""What an examination of the data found: each check with what it saw, and each fault with what to do about it."""

from __future__ import annotations

from typing import NamedTuple

from danvan_cli.domain.words import Check


class Fault(NamedTuple):
    """One thing that is wrong, and what to do; ``fixable`` where ``danvan doctor --fix`` may put it right."""

    what: str
    todo: str
    fixable: bool = False


class Checked(NamedTuple):
    """One check: what it saw in a few words, and the faults it found."""

    check: Check
    seen: str
    faults: tuple[Fault, ...] = ()
