"""The figures that a report file carries unseen: in which part of a Word or Excel file they lie, and as what XML."""

import json
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from xml.sax.saxutils import escape, unescape

# Within a document Word keeps such a part when the file is edited and saved.
FIGURES_PART = "customXml/item9.xml"
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


def read_figures(xml: str) -> Kept | None:
    """Reads such a part; None for one that somebody else wrote."""
    _, _, rest = xml.partition(_BEGIN)
    try:
        told = json.loads(unescape(rest.partition(">")[2].partition(_END)[0]))
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
