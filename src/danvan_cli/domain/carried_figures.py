"""The figures that a report file carries unseen: where in a Word or Excel file or a page they lie, and as what."""

import json
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from xml.sax.saxutils import escape, unescape

# Within a document Word keeps such a part when the file is edited and saved.
FIGURES_PART = "customXml/item9.xml"
# Within a page they are a block of data, which no browser runs.
_PAGE_BEGIN, _PAGE_END = '<script type="application/json" id="so-lieu">', "</script>"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_BEGIN, _END = "<danvan:figures", "</danvan:figures>"


class Kept(NamedTuple):
    """A report's figures by name, of which kind, period, unit (None: all) and plan, and up to which day it knows.

    A report that was kept without its figures has none; what nobody said of it is None.
    """

    kind: str | None
    period: str | None
    cut_off: date | None
    values: Mapping[str, str]
    unit: str | None = None
    plan: str | None = None


def figures_xml(told: str) -> str:
    """Wraps the JSON of a document's figures for its part."""
    return f'{_HEAD}{_BEGIN} xmlns:danvan="urn:danvan:figures">{escape(told)}{_END}'


def figures_block(told: str) -> str:
    """Wraps the JSON of a document's figures for a page; no text in it can end the block."""
    return f"{_PAGE_BEGIN}{told.replace('<', chr(92) + 'u003c')}{_PAGE_END}\n"


def read_figures(xml: str) -> Kept | None:
    """Reads such a part; None for one that somebody else wrote."""
    return _kept(unescape(xml.partition(_BEGIN)[2].partition(">")[2].partition(_END)[0]))


def read_page(page: str) -> Kept | None:
    """Reads the block of a page; None for one that has none of ours."""
    return _kept(page.rpartition(_PAGE_BEGIN)[2].partition(_PAGE_END)[0])


def _kept(words: str) -> Kept | None:
    try:
        told = json.loads(words)
        values = {str(name): str(value) for name, value in told["values"].items()}
        unit, plan = (told[name] and str(told[name]) for name in ("unit", "plan"))
        return Kept(
            str(told["kind"]),
            str(told["period"]),
            date.fromisoformat(told["cut_off"]),
            values,
            unit or None,
            plan or None,
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
