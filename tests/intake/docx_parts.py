"""Word files made by hand for the tests: the body's XML goes in, a whole package comes out."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OTHER = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_KIND}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_KIND}.numbering+xml"/>'
    "</Types>"
)
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_REL = (
    '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
)


def package(body: str, *, numbering: str = "", styles: str = "", prolog: str = "") -> bytes:
    """Gives the bytes of a .docx whose body is ``body``."""
    document = f"{prolog}<w:document {W} {OTHER}><w:body>{body}</w:body></w:document>"
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS.format(_REL.format("r1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _RELS.format(
            _REL.format("r1", "styles", "styles.xml") + _REL.format("r2", "numbering", "numbering.xml")
        ),
        "word/document.xml": document,
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
    }
    return zipped({name: xml.encode() for name, xml in parts.items()})


def zipped(parts: dict[str, bytes]) -> bytes:
    """Gives a zip archive of the parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def num(list_id: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def level(ilvl: int, style: str, text: str, extra: str = "") -> str:
    inner = f'<w:start w:val="1"/><w:numFmt w:val="{style}"/>{extra}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{ilvl}">{inner}</w:lvl>'


def list_num(number: int, abstract_id: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>'


def with_notes(body: str, *, footnotes: dict[str, str], endnotes: dict[str, str] | None = None) -> bytes:
    """Gives the bytes of a .docx with notes: id → text."""
    with zipfile.ZipFile(io.BytesIO(package(body))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    relations = parts["word/_rels/document.xml.rels"].decode()
    for kind, tag, notes in (("footnotes", "footnote", footnotes), ("endnotes", "endnote", endnotes or {})):
        content = "".join(f'<w:{tag} w:id="{key}">{par(text)}</w:{tag}>' for key, text in notes.items())
        parts[f"word/{kind}.xml"] = f"<w:{kind} {W}>{content}</w:{kind}>".encode()
        relations = relations.replace("</Relationships>", f"{_REL.format(kind, kind, f'{kind}.xml')}</Relationships>")
    parts["word/_rels/document.xml.rels"] = relations.encode()
    return zipped(parts)


def with_parts(body: str, **related: tuple[str, bytes]) -> bytes:
    """Gives the bytes of a .docx with further parts: kind of the relation, which is its id too → (file, content)."""
    with zipfile.ZipFile(io.BytesIO(package(body))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    relations = parts["word/_rels/document.xml.rels"].decode()
    for kind, (file, content) in related.items():
        parts[f"word/{file}"] = content
        relations = relations.replace("</Relationships>", f"{_REL.format(kind, kind, file)}</Relationships>")
    parts["word/_rels/document.xml.rels"] = relations.encode()
    return zipped(parts)
