"""What the styles of a Word file say: numbering, boldness, capitals, hidden and struck text, the font's encoding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from danvan_cli.intake.files.legacy_fonts import Legacy, font_encoding

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PROPERTIES = tuple(f"{W}{tag}" for tag in ("b", "caps", "vanish", "rFonts", "strike", "dstrike"))
# Word itself follows styles eleven deep.
_MAX_CHAIN = 50


@dataclass(frozen=True, slots=True)
class Look:
    """How a run prints, as far as its text depends on it."""

    bold: bool = False
    capitals: bool = False
    hidden: bool = False
    encoding: Legacy | None = None
    struck: bool = False


class Styles:
    """What styles say about numbers, fonts and boldness, through their ``basedOn`` chain."""

    def __init__(self, root: Any) -> None:
        """Indexes styles.xml; None where the package has none."""
        found = root.findall(f"{W}style") if root is not None else []
        self._by_id = {style.get(f"{W}styleId"): style for style in found}
        self._normal = next((s.get(f"{W}styleId") for s in found if _is_default_paragraph(s)), None)
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._default = look_of(defaults, Look())
        self._looks: dict[tuple[str | None, Look | None], Look] = {}
        self._numberings: dict[str | None, tuple[str, int | None, str] | None] = {}

    def chain(self, style_id: str | None) -> list[Any]:
        """Lists the style and those it is based on, nearest first; stops where they go in a circle."""
        chain: list[Any] = []
        while style_id in self._by_id and self._by_id[style_id] not in chain and len(chain) < _MAX_CHAIN:
            chain.append(self._by_id[style_id])
            base = chain[-1].find(f"{W}basedOn")
            style_id = base.get(f"{W}val") if base is not None else None
        return chain

    def numbering(self, style_id: str | None) -> tuple[str, int | None, str] | None:
        """Finds (list id, level or None, id of the style that says so), the nearest style first; None for no list."""
        if style_id not in self._numberings:
            found = ((num_pr(style.find(f"{W}pPr")), style.get(f"{W}styleId")) for style in self.chain(style_id))
            said = next(((num[0], num[1], source) for num, source in found if num is not None), None)
            self._numberings[style_id] = said
        return self._numberings[style_id]

    def look(self, style_id: str | None, above: Look | None = None) -> Look:
        """Works out how the style prints; what it leaves open is as ``above``, else as the document's default."""
        key = (style_id, above)
        if key not in self._looks:
            look = above or self._default
            for style in reversed(self.chain(style_id or (None if above else self._normal))):
                look = look_of(style.find(f"{W}rPr"), look)
            self._looks[key] = look
        return self._looks[key]


def look_of(properties: Any, above: Look) -> Look:
    """Reads a look from run properties; what they leave open is as ``above``."""
    if properties is None or not len(properties):
        return above
    bold, capitals, hidden, fonts, strike, double = (properties.find(tag) for tag in _PROPERTIES)
    return Look(
        above.bold if bold is None else is_on(bold),
        above.capitals if capitals is None else is_on(capitals),
        above.hidden if hidden is None else is_on(hidden),
        above.encoding if fonts is None else _encoding(fonts, above.encoding),
        above.struck if strike is None and double is None else is_on(strike) or is_on(double),
    )


def _encoding(fonts: Any, above: Legacy | None) -> Legacy | None:
    """Reads the font of letters beyond ASCII; a theme's font wins over a named one and is always Unicode."""
    for kind in ("hAnsi", "ascii"):
        if fonts.get(f"{W}{kind}Theme"):
            return None
        if name := fonts.get(f"{W}{kind}"):
            return font_encoding(name)
    return above


def _is_default_paragraph(style: Any) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")


def num_pr(properties: Any) -> tuple[str, int | None] | None:
    """Reads a ``numPr``: (list id, level); the id is "0" where numbering is switched off, "" where not said."""
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None:
        return None
    level = value_of(found.find(f"{W}ilvl"))
    return value_of(found.find(f"{W}numId")) or "", to_int(level, 0) if level is not None else None


def is_on(toggle: Any) -> bool:
    """Reads an on/off property such as ``w:b``."""
    return toggle is not None and (toggle.get(f"{W}val") or "1") not in ("0", "false", "off")


def value_of(element: Any) -> str | None:
    """Reads ``w:val``; None without the element or the attribute."""
    return element.get(f"{W}val") if element is not None else None


def to_int(text: str | None, default: int) -> int:
    """Reads a whole number, or takes the default."""
    try:
        return int(text or "")
    except ValueError:
        return default
