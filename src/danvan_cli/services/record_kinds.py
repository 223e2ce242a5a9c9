"""The kinds of records that come with the program: each a file of its own."""

from __future__ import annotations

import functools
import tomllib

from danvan_cli.domain.record_kinds import RecordKind, find_kind, read_kind
from danvan_cli.services.request import data_file

# In the order of a report; a kind that is not named comes after them.
_ORDER = (
    "dissemination", "democracy", "documents", "receptions", "petitions", "dossiers", "online-services", "payments",
    "indices", "movements", "models", "dialogues", "opinions", "inspections", "findings", "violations",
)  # fmt: skip


@functools.cache
def all_kinds() -> tuple[RecordKind, ...]:
    """Reads the kinds, in the order of a report; ValueError for a file that does not hang together."""
    files = {path.stem: path for path in data_file("records").glob("*.toml")}
    names = [*(name for name in _ORDER if name in files), *sorted(set(files) - set(_ORDER))]
    return tuple(read_kind(name, tomllib.loads(files[name].read_text(encoding="utf-8"))) for name in names)


def kind_of(words: str) -> RecordKind:
    """Finds the kind meant; errors as in ``find_kind``."""
    return find_kind(all_kinds(), words)


def kind_by_key(key: str) -> RecordKind | None:
    """Finds a kind by its key; None for one that a later version of the program knows."""
    return next((kind for kind in all_kinds() if kind.key == key), None)
