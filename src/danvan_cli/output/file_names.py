"""Names of files: made of words from the data so that every system takes them, and the next free one."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from itertools import count
from pathlib import Path

from danvan_cli.domain.system import path_of
from danvan_cli.domain.text import clean

_LONGEST_NAME = 255  # bytes of UTF-8, on Linux and macOS; Windows takes as many units of UTF-16
_UNFIT = re.compile(r'[<>:"/\\|?*]+')
# Windows takes these for devices, whatever follows behind a dot.
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])\s*(\..*)?", re.IGNORECASE)


def free_name(folder: Path, words: str, end: str, suffix: str, taken: Collection[str]) -> str:
    """Makes a file's name of words from the data, "WORDS" + "END" + ".suffix", that every system takes.

    A name that stands in ``folder`` or among ``taken``, also in other letters' case, gets a number before its suffix.
    Of words that are too long the beginning stays, with a fingerprint of all of them: the same words always give the
    same name, other words another.
    """
    fit = _UNFIT.sub("-", clean(words)).lstrip(" .")
    if _DEVICES.fullmatch(f"{fit}{end}{suffix}"):
        fit = f"_{fit}"
    others = {name.casefold() for name in taken}
    folder = path_of(str(folder))
    for number in count(1):
        tail = f"{end}-{number}{suffix}" if number > 1 else f"{end}{suffix}"
        name = f"{_shortened(fit, _LONGEST_NAME - len(tail.encode()))}{tail}".rstrip(" .")
        # Some disks hold names that differ by case alone to be one.
        if name.casefold() not in others and not os.path.lexists(folder / name):
            return name
    raise AssertionError  # the numbers have no end


def _shortened(words: str, most: int) -> str:
    """Cuts words to so many bytes of UTF-8, never within a letter."""
    if len(words.encode()) <= most:
        return words
    import hashlib  # only a name that is too long needs it

    mark = f"~{hashlib.sha256(words.encode()).hexdigest()[:8]}"
    return words.encode()[: most - len(mark)].decode(errors="ignore") + mark


def numbered(wanted: Path) -> Iterator[Path]:
    """Gives the name wanted, then the same with numbers from 2 on, without end."""
    yield wanted
    for number in count(2):
        yield wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
