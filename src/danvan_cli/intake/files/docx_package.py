"""The parts of a .docx that hold text, parsed with care; pictures and the rest are never unpacked."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from danvan_cli.intake.files.package import Package

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
# Headers and footers of many sections repeat each other.
_MAX_EDGES = 100


class TooBigError(Exception):
    """A part holds more than any document needs."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The XML of the parts, None for those that the package has not.

    ``edges`` are headers and footers; ``chunks`` the parts that are whole files of their own, by relation.
    """

    document: Any
    styles: Any
    numbering: Any
    footnotes: Any
    endnotes: Any
    edges: tuple[Any, ...] = ()
    chunks: Mapping[str, bytes] = field(default_factory=dict)


def read_parts(name: str, data: bytes) -> Parts:
    """Opens the package and parses its parts; any fault raises some exception, which ``read_docx`` words."""
    package = Package(name, data)
    said = (target for kind, _, target in _related(package, "") if kind == "officeDocument" and target in package)
    main = next(said, "word/document.xml")
    related = list(_related(package, main))
    by_kind = {kind: target for kind, _, target in related}
    kinds = ("styles", "numbering", "footnotes", "endnotes")
    styles, numbering, footnotes, endnotes = (_parse(package, by_kind.get(kind)) for kind in kinds)
    edges = [_parse(package, target) for kind, _, target in related[:_MAX_EDGES] if kind in ("header", "footer")]
    chunks = {key: package.read(target) for kind, key, target in related if kind == "aFChunk" and target in package}
    document = _parse(package, main)
    return Parts(document, styles, numbering, footnotes, endnotes, tuple(e for e in edges if e is not None), chunks)


def _related(package: Package, part: str) -> Iterator[tuple[str, str, str]]:
    """Lists (kind, id, name) of the parts that ``part`` points to, none outside the package; "" is the package."""
    folder, file = posixpath.split(part)
    relations = _parse(package, posixpath.join(folder, "_rels", f"{file}.rels"))
    for relation in () if relations is None else relations.iter(_RELATIONS):
        target = relation.get("Target") or ""
        if relation.get("TargetMode") != "External":
            path = target if target.startswith("/") else posixpath.join("/", folder, target)
            kind = (relation.get("Type") or "").rpartition("/")[2]
            yield kind, relation.get("Id") or "", posixpath.normpath(path).lstrip("/")


def _parse(package: Package, part: str | None) -> Any:
    if part is None or part not in package:
        return None
    from lxml import etree

    content = _counted(package, part)
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(content, parser)


def _counted(package: Package, part: str) -> bytes:
    """Unpacks a part up to the nodes that any document may have."""
    nodes = 0
    pieces: list[bytes] = []
    for chunk in package.chunks(part):
        nodes += chunk.count(b"<") + chunk.count(b"=")
        if nodes > _MAX_NODES:
            raise TooBigError
        pieces.append(chunk)
    return b"".join(pieces)
