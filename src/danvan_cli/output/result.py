"""What a command answers with: data for programs, tables for people, made only when asked for."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from danvan_cli.domain.errors import DanvanError
    from danvan_cli.output.tables import Report

Data = dict[str, Any]


class CommandResult(NamedTuple):
    """One result in both forms; ``plan``, ``as_of`` and ``known_on`` head the JSON, ``hints`` are said beside it.

    ``brief`` is all that ``--quiet`` leaves of a change; ``failed`` is raised after the result is shown. ``plans``
    are all that the answer covers; where there are several, the head names none as ``plan``. ``of_plans`` is a sentence
    on them for people, which stands above the answer unless that names them itself.
    """

    data: Callable[[], Data]
    report: "Callable[[], Report]"
    plan: str | None = None
    as_of: date | None = None
    hints: tuple[str, ...] = ()
    brief: str | None = None
    known_on: date | None = None
    failed: "DanvanError | None" = None
    plans: tuple[str, ...] = ()
    of_plans: str = ""
