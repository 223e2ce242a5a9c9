"""The codes that a half-typed word may become."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from danvan_cli.db.location import Database
from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import codes
from danvan_cli.db.reads.agencies import all_agencies
from danvan_cli.db.reads.connection import opened, reading
from danvan_cli.db.reads.plans import all_plans, find_plan
from danvan_cli.db.reads.rounds import rounds_of
from danvan_cli.domain.text import PLAIN_LETTERS, fold

# A code and its name or text.
Suggestion = tuple[str, str]
# Reads the codes of a kind that begin as typed, in order; it may give others too.
Read = Callable[[Reader, str | None, str], Iterable[Any]]
MOST = 50
# The beginning of a code that every shell takes for a word.
_PLAIN = re.compile(rf"(?!-)[{PLAIN_LETTERS}]+")


def suggest(read: Read, database: Database, plan: str | None, begun: str) -> list[Suggestion]:
    """Lists the codes that begin as typed, in any case and without diacritics, spelt on as the word was begun.

    Of more than ``MOST`` the first ones and the last: shells complete at once what all suggestions have in common, and
    so this is common to all codes. Of a code that a shell would split, the beginning. Raises what reading raises.
    """
    with reading(database) as reader:
        return _suggested(read(reader, plan, begun), begun)


def suggest_agencies(database: Database, begun: str) -> list[Suggestion]:
    """Lists the agencies whose codes begin as typed, of all that the login may see."""
    with opened(database) as reader:
        return _suggested(sorted((agency.code, agency.name) for agency in all_agencies(reader)), begun)


def tasks(reader: Reader, plan: str | None, begun: str) -> Iterable[Any]:
    """Reads the tasks of the plan meant."""
    return _tasks(reader, plan, begun, removed=False)


def removed_tasks(reader: Reader, plan: str | None, begun: str) -> Iterable[Any]:
    """Reads the tasks that were removed from the plan meant."""
    return _tasks(reader, plan, begun, removed=True)


def _tasks(reader: Reader, plan: str | None, begun: str, *, removed: bool) -> Iterable[Any]:
    code = find_plan(reader, plan).code
    # Looked up by the index as typed, in capitals and in small letters; only then are all codes compared.
    spellings = sorted({begun, begun.upper(), begun.lower()})
    found = [task for word in spellings for task in codes.task_codes(reader, code, word, MOST, removed=removed)]
    return found or codes.all_task_codes(reader, code, removed=removed)


def targets(reader: Reader, plan: str | None, begun: str) -> list[Suggestion]:
    """Reads the targets of the plan meant."""
    return codes.target_codes(reader, find_plan(reader, plan).code)


def removed_targets(reader: Reader, plan: str | None, begun: str) -> list[Suggestion]:
    """Reads the targets that were removed from the plan meant."""
    return codes.target_codes(reader, find_plan(reader, plan).code, removed=True)


def units(reader: Reader, plan: str | None, begun: str) -> list[Suggestion]:
    """Reads the agency's units."""
    return codes.unit_codes(reader)


def officers(reader: Reader, plan: str | None, begun: str) -> list[Suggestion]:
    """Reads the agency's officers."""
    return codes.officer_names(reader)


def documents(reader: Reader, plan: str | None, begun: str) -> list[Suggestion]:
    """Reads the documents that were entered, or found in plans."""
    return codes.document_numbers(reader)


def criteria(reader: Reader, plan: str | None, begun: str) -> list[Suggestion]:
    """Reads the criteria of the newest set, groups left out."""
    from danvan_cli.db.reads.scores import all_sets

    newest = all_sets(reader)[-1:]
    return [(row.code, row.text) for one in newest for row in one.leaves()]


def criteria_sets(reader: Reader, plan: str | None, begun: str) -> list[Suggestion]:
    """Reads the sets of criteria."""
    from danvan_cli.db.reads.scores import all_sets

    return [(one.code, one.title) for one in all_sets(reader)]


def records(reader: Reader, plan: str | None, begun: str) -> list[Suggestion]:
    """Reads the agency's records of figures."""
    return codes.record_codes(reader)


def plans(reader: Reader, plan: str | None, begun: str) -> list[Suggestion]:
    """Reads the agency's plans."""
    return [(plan.code, plan.title) for plan in all_plans(reader)]


def rounds(reader: Reader, plan: str | None, begun: str) -> list[Suggestion]:
    """Reads the reporting rounds of the plan meant."""
    return [(one.code, one.title) for one in rounds_of(reader, find_plan(reader, plan).code)]


def _suggested(found: Iterable[Any], begun: str) -> list[Suggestion]:
    fitting = sorted({word: what for code, what in found if (word := _spelt_on(code, begun))}.items())
    return fitting if len(fitting) <= MOST else [*fitting[: MOST - 1], fitting[-1]]


def _spelt_on(code: str, begun: str) -> str | None:
    """Spells a code on from how it was begun, which is kept: ``cct`` goes on to ``cctdc``; None for another code.

    Shells accept only what begins letter by letter as typed; the command finds CCTĐC by "cctdc" too.
    """
    key = fold(code)
    if code.startswith(begun):
        spelt = code
    elif len(fold(begun)) == len(begun) and key.startswith(fold(begun)):
        rest = key[len(begun) :]
        spelt = begun + (rest.upper() if begun.isupper() else rest)
    else:
        return None
    plain = _PLAIN.match(spelt)
    return plain[0] if plain is not None and plain.end() >= len(begun) else None
