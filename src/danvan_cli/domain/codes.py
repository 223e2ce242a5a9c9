"""The words that people type for a unit, a task or a target, and the codes that never change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from datetime import date

from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.succession import is_valid
from danvan_cli.domain.text import clean, fold, initials, tone_key

_MOST_LISTED = 12
LONGEST_CODE = 30  # letters of a unit's code


def find_unit(units: Sequence[Unit], words: str, day: date | None = None) -> Unit:
    """Finds the unit meant by a code, a name or an alias, with or without diacritics.

    A code wins over names, what matches with its tones over what matches without them, and what units are called over
    what they were called before. With a ``day`` those valid on it win over those that are not. Two equally good ones
    are a ConflictError that names both, none a NotFoundError that suggests the nearest.
    """
    for unit in units:
        if fold(unit.code) == fold(words):
            return unit
    for key in (tone_key, fold):
        for names in (_names, _former):
            matches = [u for u in units if key(words) in {key(name) for name in names(u)}]
            if day is not None and len(matches) > 1:
                matches = [u for u in matches if is_valid(u, day)] or matches
            if len(matches) == 1:
                return matches[0]
            if matches:
                listed = ", ".join(f"{u.code} ({u.name}{_ended(u, day)})" for u in matches)
                raise ConflictError(f"“{clean(words)}” có thể là nhiều đơn vị: {listed}.", "Ghi mã của đơn vị.")
    near = nearest(words, every_name(units))
    hint = f"Có phải “{near}”? " if near else ""
    raise NotFoundError(
        f"Không có đơn vị “{clean(words)}”.", f"{hint}Xem danh mục bằng danvan unit list, thêm bằng danvan unit add."
    )


def _names(unit: Unit) -> tuple[str, ...]:
    return (unit.code, unit.name, *unit.aliases)


def _former(unit: Unit) -> tuple[str, ...]:
    return tuple(name for name, _ in unit.former_names)


def _ended(unit: Unit, day: date | None) -> str:
    return f", đến {short(unit.valid_to)}" if unit.valid_to is not None and day is not None else ""


def every_name(units: Iterable[Unit]) -> list[str]:
    """Lists all that units are called by: codes, names, aliases; not what they were called before."""
    return [name for unit in units for name in _names(unit)]


def find_code(codes: Sequence[str], words: str, what: str, where: str) -> str:
    """Finds the code meant, in any case and whatever parts its letters: "iv4" and "IV – 4" are IV-4.

    Raises NotFoundError that suggests the nearest or lists the first few, also where several codes differ in nothing
    but what parts their letters. ``what`` and ``where`` name the kind of thing and the place in the error:
    "nhiệm vụ", "Kế hoạch KH-2023".
    """
    # As written first: D.1 and Đ.1 are two criteria of one set.
    for key in (_cased, fold):
        for code in codes:
            if key(code) == key(words):
                return code
    loose = [code for code in codes if _bare(code) == _bare(words)] if _bare(words) else []
    if len(loose) == 1:
        return loose[0]
    near = nearest(words, codes)
    listed = ", ".join(codes[:_MOST_LISTED]) + (" …" if len(codes) > _MOST_LISTED else "")
    hint = f"Có phải “{near}”?" if near else f"Các mã hiện có: {listed or 'chưa có mã nào'}."
    raise NotFoundError(f"{where} không có {what} “{clean(words)}”.", hint)


def full_code(plan: str, code: str) -> str:
    """Writes a code with its plan's, as it may be typed where several plans are open; that of a record has none."""
    return f"{plan}:{code}" if plan else code


def parted(words: str) -> list[str]:
    """Takes several codes apart: "II.2-1,II.2-4" and "II.2-1..5", which is all from the first number to the last."""
    found: list[str] = []
    for part in filter(None, (piece.strip() for piece in words.split(","))):
        numbers = re.fullmatch(r"(.*?)(\d{1,4})\s*\.\.\s*(\d{1,4})", part)
        if numbers is None:
            found.append(part)
        elif int(numbers[2]) > int(numbers[3]):
            raise UsageError(
                f"Dãy mã “{part}” đi lùi.", f"Ghi số nhỏ trước, như {numbers[1]}{numbers[3]}..{numbers[2]}."
            )
        else:
            found += (f"{numbers[1]}{number}" for number in range(int(numbers[2]), int(numbers[3]) + 1))
    return found


def is_range(words: str) -> bool:
    """True for words with a range of codes in them."""
    return ".." in words


def _cased(code: str) -> str:
    return clean(code).casefold()


def _bare(code: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(code))


def nearest(words: str, names: Iterable[str]) -> str | None:
    """Finds the most similar name, compared without diacritics, to suggest in an error; None when none is near."""
    return next(iter(nearest_ones(words, names, 1)), None)


def nearest_ones(words: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Lists at most so many similar names, the most similar first."""
    import difflib  # needed only when something was misspelt

    keys = {fold(name): name for name in names}
    return [keys[found] for found in difflib.get_close_matches(fold(words), keys, n=most, cutoff=0.6)]


def new_unit_code(name: str, taken: Iterable[str]) -> str:
    """Makes a unit's code from its initials; a number is added while the code is taken.

    Never empty, and never longer than a code may be: there is room for a thousand units of the same initials.
    """
    return new_code_beside(name, {fold(code) for code in taken})


def new_code_beside(name: str, keys: Set[str]) -> str:
    """Makes the same code beside codes that are folded already."""
    base = initials(name)[: LONGEST_CODE - 4] or "DV"
    code, number = base, 2
    while fold(code) in keys:
        code, number = f"{base}{number}", number + 1
    return code


def next_code(prefix: str, taken: Iterable[str], separator: str = "-") -> str:
    """Builds prefix-N, N one above the highest of ``taken`` (1 for none), which must hold removed codes too."""
    head = prefix + separator
    tails = (code[len(head) :] for code in taken if code.startswith(head))
    return f"{head}{max((int(tail) for tail in tails if tail.isdecimal()), default=0) + 1}"


def units_below(units: Sequence[Unit], code: str | None) -> tuple[str, ...]:
    """Lists the codes of the units under one at any depth, itself not among them; empty for None."""
    found: list[str] = []
    above = {code}
    while code is not None and (new := [u.code for u in units if u.parent in above and u.code not in found]):
        found += new
        above = set(new)
    return tuple(found)
