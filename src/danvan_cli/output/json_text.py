"""JSON on lines of its own, letters as they are, written piece by piece: a long list is never held as text.

The text is that of ``json.dumps(value, ensure_ascii=False, indent=1)``, which the standard library writes in Python,
one value at a time; here its fast encoder writes each record in one go.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

Encode = Callable[[Any], str]

_SCALARS = frozenset({str, int, float, bool, type(None)})
_value: Encode = json.JSONEncoder(ensure_ascii=False).encode


def json_pieces(value: Any, margin: str = "\n") -> Iterator[str]:
    """Writes a value piece by piece; any collection but a mapping is a list, read as it is written.

    ``margin`` is the line end and indentation that the value's closing bracket stands behind.
    """
    if not _is_nested(value):
        yield _value(value)
    elif isinstance(value, Mapping):
        yield from _record_pieces(value, margin)
    else:
        yield from _list_pieces(value, margin)


def _record_pieces(record: Mapping[str, Any], margin: str) -> Iterator[str]:
    """Writes the fields between two nested ones in one go."""
    nested = [key for key, inner in record.items() if type(inner) not in _SCALARS and _is_nested(inner)]
    fields = _fields_encoder(f"{margin} ")
    if not nested:
        yield f"{{{margin} {fields(record)[1:-1]}{margin}}}"
        return
    before, flat = f"{{{margin} ", dict[str, Any]()
    for key, inner in record.items():
        if key not in nested:
            flat[key] = inner
            continue
        if flat:
            yield f"{before}{fields(flat)[1:-1]}"
            before, flat = f",{margin} ", {}
        yield f"{before}{_value(key)}: "
        yield from json_pieces(inner, f"{margin} ")
        before = f",{margin} "
    yield f"{before}{fields(flat)[1:-1]}{margin}}}" if flat else f"{margin}}}"


def _list_pieces(items: Collection[Any], margin: str) -> Iterator[str]:
    before = f"[{margin} "
    for item in items:
        yield before
        yield from json_pieces(item, f"{margin} ")
        before = f",{margin} "
    yield "[]" if before[0] == "[" else f"{margin}]"


@functools.cache
def _fields_encoder(margin: str) -> Encode:
    return json.JSONEncoder(ensure_ascii=False, separators=(f",{margin}", ": ")).encode


def _is_nested(value: Any) -> bool:
    """Says whether a value takes lines of its own; an empty list or record is written like a number."""
    if isinstance(value, list | tuple | dict):
        return bool(value)
    return isinstance(value, Collection) and not isinstance(value, str)
