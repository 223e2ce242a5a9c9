"""What every use case gets besides its own arguments: who, where and as of which day."""

import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from danvan_cli.db.location import Database, locate
from danvan_cli.domain.text import clean

if TYPE_CHECKING:
    from danvan_cli.db.journal import Transaction

_PACKAGE = Path(__file__).resolve().parents[1]


# Puts what a function writes under a name in the folder of evidence, in one step.
KeepFile = Callable[[Path, Callable[[BinaryIO], object]], None]
# Lets a function fill a new file and names it as wanted, or with a number where that name is taken; returns the name.
WriteCopy = Callable[[Path, Callable[[Path], None]], Path]


class Noted:
    """What a command notes besides its answer: the newest day on which anything was typed in (None while unknown).

    ``plans`` says which plans a read is of, by a sentence, where they are not all this year's; empty where they are.
    ``warnings`` are said beside the answer, whatever its form; ``news`` is said also where the command itself failed.
    """

    newest_entry: date | None = None
    plans: str = ""

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.news: list[str] = []


class Request(NamedTuple):
    """Who asks, on which database and plan, and which day it is.

    ``plan`` is a plan's code or None for the current one. ``as_of`` is the day that states are told for, today unless
    ``is_day_asked``;
    ``today`` is Việt Nam's day, which new records are dated by; with ``known_on`` only what had been typed in by that
    day counts. A ``dry_run`` does everything and keeps nothing. ``noted`` is where a read leaves what it learnt.
    ``write_copy`` writes the copies of the data that are made by themselves before a write; None makes none.
    ``keep_file`` keeps a file that proves something; None takes words that name a file for words, as they must be where
    others wrote them: a form, a table, a plan.
    ``reopened`` lets this one command write to a plan that is closed.
    With ``held`` a read stays open until that is closed, and its long lists are read only while they are gone through.
    With ``within`` a write is one piece of a larger command: it goes into that one's transaction, group and undo, and
    where it fails takes back no more than itself.
    """

    database: Database
    plan: str | None
    today: date
    as_of: date
    now: datetime
    actor: str
    command: str
    dry_run: bool = False
    known_on: date | None = None
    noted: Noted | None = None
    held: ExitStack | None = None
    write_copy: WriteCopy | None = None
    keep_file: KeepFile | None = None
    within: "Transaction | None" = None
    reopened: bool = False
    is_day_asked: bool = False


def database_at(chosen: str | None, environment: Mapping[str, str], agency: str | None = None) -> Database:
    """Finds the database: the option, then DANVAN_DB, then the user's data folder. Creates nothing."""
    return locate(chosen, environment, agency)


def said(environment: Mapping[str, str], name: str) -> str | None:
    """Reads a variable of the environment through the door for text; None where it is not set or blank."""
    return clean(environment.get(name, "")) or None


def actor_of(environment: Mapping[str, str]) -> str:
    """Names who acts: DANVAN_ACTOR, else the user of the machine."""
    for name in ("DANVAN_ACTOR", "USER", "LOGNAME", "USERNAME"):
        if named := said(environment, name):
            return named
    try:
        import pwd  # only where the environment does not say, and not on Windows

        return pwd.getpwuid(os.getuid()).pw_name
    except (KeyError, OSError, ImportError):
        return "không rõ"


def data_file(name: str) -> Path:
    """Finds the path of a file that ships with the program: in the installed package, else in the checkout."""
    installed = _PACKAGE / "data"
    folder = installed if installed.is_dir() else _PACKAGE.parents[1] / "data"
    return folder / name
