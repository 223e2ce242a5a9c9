"""Files that mean harm or are broken, made when they are asked for: name → a function that gives the bytes."""

from __future__ import annotations

import io
import random
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from docx_parts import W, package, par, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TEXT = "KẾ HOẠCH\nCông tác dân vận của Uỷ ban"
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(sheet: str, *, shared: str = "", prolog: str = "", styles: str = "") -> bytes:
    """Gives an .xlsx of one sheet whose XML is ``sheet``."""
    book = f'<workbook {SHEET} xmlns:r="{_RELATION}"><sheets><sheet name="Sheet1" r:id="r1"/></sheets></workbook>'
    parts = {
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{_RELATION}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"{prolog}<worksheet {SHEET}>{sheet}</worksheet>",
        "xl/sharedStrings.xml": f"<sst>{shared}</sst>",
        "xl/styles.xml": f"<styleSheet>{styles}</styleSheet>",
    }
    return zipped({name: xml.encode() for name, xml in parts.items()})


def laughs() -> str:
    """A prolog whose entities unfold to gigabytes."""
    steps = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{steps}]>'


def many_attributes() -> bytes:
    """Paragraphs that differ, so that they compress little: only their number tells them."""
    chance = random.Random(1)
    body = "".join(f'<w:p a="{chance.randrange(10**6)}"/>' for _ in range(900_000))
    return zipped({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()})


def lying_size() -> bytes:
    """An archive whose directory says less than its content holds."""
    data = bytearray(zipped({"word/document.xml": b"x" * 60_000_000}))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


def unfolding(kind: str) -> bytes:
    """A sound .docx or .xlsx but for one part: some megabytes that unfold to 400 MB and claim to be 40 MB."""
    whole = package(par("x")) if kind == "docx" else workbook("<sheetData/>")
    part = "word/document.xml" if kind == "docx" else "xl/worksheets/sheet1.xml"
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(whole)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            with new.open(name, "w") as stream:
                stream.write(old.read(name) if name != part else b"<x>")
                for _ in range(400 if name == part else 0):
                    stream.write(b" " * 1_000_000)
    data = bytearray(target.getvalue())
    at = data.rindex(part.encode(), data.index(b"PK\x01\x02")) - 46 + 24
    data[at : at + 4] = (40_000_000).to_bytes(4, "little")
    return bytes(data)


def locked_zip() -> bytes:
    """An archive whose every entry is marked as encrypted."""
    data = bytearray(package(par("x")))
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def pdf(stream: bytes, *, more: bytes = b"", trailer: bytes = b"", compressed: bool = True) -> bytes:
    """Gives a PDF of one page that draws ``stream``, already compressed where it says so."""
    kind = b"/Filter /FlateDecode " if compressed else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< %s/Length %d >>\nstream\n%s\nendstream" % (kind, len(stream), stream),
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    out.write(more)
    start = out.tell()
    out.write(b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size 5 /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (trailer, start))
    return out.getvalue()


@cache
def pdf_bomb() -> bytes:
    """A page whose content is some megabytes and unfolds to 600 MB."""
    squeeze = zlib.compressobj(1)
    packed = b"".join(squeeze.compress(b" " * 1_000_000) for _ in range(600)) + squeeze.flush()
    return pdf(packed)


def cut(data: bytes) -> bytes:
    """The first half of a file."""
    return data[: len(data) // 2]


WHOLE = package(par("Một đoạn"))
PARAGRAPHS = f"<w:document {W}><w:body>%s</w:body></w:document>"
HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty.docx": lambda: b"",
    "blank.txt": lambda: b" \n\n ",
    "binary.txt": lambda: bytes(range(256)) * 20,
    "png.txt": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "one-line.txt": lambda: b"abc " * 10_000_000,
    "lines.txt": lambda: b"abc\n" * 10_000_000,
    "huge.txt": lambda: b"a" * 50_000_001,
    "random.docx": lambda: bytes((i * 7919 + 13) % 251 for i in range(3000)),
    "text.docx": lambda: TEXT.encode(),
    "locked.docx": lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
    "picture.doc": lambda: OLE + b"nothing",
    "cut.docx": lambda: cut(WHOLE),
    "tail.docx": lambda: WHOLE[:-10],
    "magic.docx": lambda: b"PK\x03\x04",
    "other.docx": lambda: zipped({"hello.txt": b"x"}),
    "no-types.docx": lambda: zipped({"word/document.xml": b"<x/>"}),
    "broken-xml.docx": lambda: package("<w:p><w:r></w:p>"),
    "no-text.docx": lambda: package("<w:p/>"),
    "locked-zip.docx": locked_zip,
    "laughs.docx": lambda: package(par("<w:r><w:t>&a11;</w:t></w:r>"), prolog=laughs()),
    "paragraphs.docx": lambda: zipped({"word/document.xml": (PARAGRAPHS % ("<w:p/>" * 3_000_000)).encode()}),
    "attributes.docx": many_attributes,
    "one-entry.docx": lambda: zipped({"word/document.xml": bytes(60_000_000)}),
    "text-bomb.docx": lambda: zipped({"word/document.xml": b"a" * 300_000_000}),
    "one-paragraph.docx": lambda: package(par("từ " * 300_000)),
    "entries.docx": lambda: zipped({f"word/{i}.xml": b"" for i in range(5001)}),
    "lying.docx": lying_size,
    "broken.xlsx": lambda: zipped({"xl/workbook.xml": b"<x/>"}),
    "laughs.xlsx": lambda: workbook("<sheetData><row><c t='str'><v>&a11;</v></c></row></sheetData>", prolog=laughs()),
    "rows.xlsx": lambda: workbook(f"<sheetData>{'<row/>' * 3_000_000}</sheetData>"),
    "no-table.xlsx": lambda: workbook('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    "strings.xlsx": lambda: workbook("", shared="<si><t>a</t></si>" * 2_500_000),
    "plan.pdf": lambda: b"%PDF-1.7\n" + bytes(50),
    "bomb.pdf": pdf_bomb,
    "scan.pdf": lambda: pdf(b"q Q", compressed=False),
    "locked.pdf": lambda: pdf(b"q Q", compressed=False, trailer=b"/Encrypt << /Filter /Strange /V 9 >>"),
    "comment.html": lambda: b"<html>" + b"<!--" * 2_000_000,
    "open.html": lambda: b"<html>" + b"<div>" * 1_000_000,
    "quotes.html": lambda: b"<html>" + b'<a x="<' * 500_000,
    "cells.csv": lambda: b'"' + b"a" * 5_000_000,
    "plan.xyz": lambda: TEXT.encode(),
}


def with_path_upwards() -> bytes:
    """A sound file that holds an entry with a path out of its folder."""
    target = io.BytesIO(WHOLE)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("../../evil.txt", "x")
    return target.getvalue()


def main() -> None:
    """Prints how each bad file is refused and how long that takes: python tests/intake/hostile.py."""
    from danvan_cli.domain.errors import FileRefusedError
    from danvan_cli.intake.files.opening import open_bytes

    for name, make in HOSTILE.items():
        content = make()
        started = time.perf_counter()
        try:
            open_bytes(content, name)
            said = "READ"
        except FileRefusedError as refusal:
            said = refusal.message
        sys.stdout.write(f"{time.perf_counter() - started:6.2f} s  {name:20} {said}\n")


if __name__ == "__main__":
    main()
