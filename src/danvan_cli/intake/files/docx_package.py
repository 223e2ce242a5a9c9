"""The parts of a .docx that hold text, parsed with care; pictures and the rest are never unpacked."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# "Strict Open XML" is the same language under other names.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
# A hundred pages hold some hundred thousand tags and attributes; each costs the parser some hundred bytes.
_MAX_NODES = 1_000_000


class TooBigError(Exception):
    """A part holds more than any document needs."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The XML of the parts, None for those that the package has not."""

    document: Any
    styles: Any
    numbering: Any
    footnotes: Any
    endnotes: Any


def read_parts(data: bytes) -> Parts:
    """Opens the package and parses its parts; any fault raises some exception, which ``read_docx`` words."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = {name.lstrip("/"): name for name in package.namelist()}
        main = next((target for kind, target in _related(package, names, "") if kind == "officeDocument"), None)
        main = main if main in names else "word/document.xml"
        related = dict(_related(package, names, main))
        kinds = ("styles", "numbering", "footnotes", "endnotes")
        others = [_parse(package, names, related.get(kind)) for kind in kinds]
        return Parts(_parse(package, names, main), *others)


def _related(package: zipfile.ZipFile, names: dict[str, str], part: str) -> Iterator[tuple[str, str]]:
    """Lists (kind, name) of the parts that ``part`` points to, none outside the package; "" is the package itself."""
    folder, file = posixpath.split(part)
    relations = _parse(package, names, posixpath.join(folder, "_rels", f"{file}.rels"))
    for relation in () if relations is None else relations.iter(_RELATIONS):
        target = relation.get("Target") or ""
        if relation.get("TargetMode") != "External":
            path = target if target.startswith("/") else posixpath.join("/", folder, target)
            yield (relation.get("Type") or "").rpartition("/")[2], posixpath.normpath(path).lstrip("/")


def _parse(package: zipfile.ZipFile, names: dict[str, str], part: str | None) -> Any:
    if part is None or part not in names:
        return None
    from lxml import etree

    content = package.read(names[part])
    if content.count(b"<") + content.count(b"=") > _MAX_NODES:
        raise TooBigError
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(content, parser)
