"""How often the collector looks for garbage while much is read that lives to the end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# A register is hundreds of thousands of objects: each look of the collector walks them all, and finds little.
_BETWEEN_COLLECTIONS = 200_000


def collect_seldom() -> None:
    """Puts the collector on for the rest of the program, seldom enough for a large file."""
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    gc.enable()


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Lets the collector look seldom for a while, and as often as before behind it."""
    before = gc.get_threshold()
    gc.set_threshold(max(_BETWEEN_COLLECTIONS, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
