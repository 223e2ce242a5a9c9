"""Files: what can be read is read, and every other one is refused in one sentence, fast."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from docx_parts import W, package, par, zipped

from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.intake.files import open_document

TEXT = "KẾ HOẠCH\nCông tác dân vận của Uỷ ban"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        "KẾ HOẠCH\r\nCông tác dân vận của Uỷ ban\r\n".encode(),
        # As macOS writes it: every mark apart from its letter.
        __import__("unicodedata").normalize("NFD", TEXT).encode(),
    ],
    ids=["utf-8", "BOM", "utf-16", "utf-16-be", "CRLF", "NFD"],
)
def test_every_unicode_text_is_read_composed(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "kế hoạch.txt"
    path.write_bytes(data)
    document = open_document(path)
    assert TEXT.split("\n") == [line.text for line in document.lines]
    assert () == document.warnings


def test_a_legacy_encoding_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "cu.txt"
    path.write_bytes("KÊ HOACH công tác".encode("cp1258"))
    document = open_document(path)
    assert ["KÊ HOACH công tác"] == [line.text for line in document.lines]
    assert 1 == len(document.warnings)


def test_the_name_and_the_digest_are_the_files(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    document = open_document(path)
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert ("a.txt", expected) == (document.name, document.sha256)


def test_the_content_decides_and_not_the_ending(tmp_path: Path) -> None:
    path = tmp_path / "word.txt"
    path.write_bytes(package(par("bên trong")))
    assert ["bên trong"] == [line.text for line in open_document(path).lines]


def test_escape_sequences_never_leave_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("x\x1b[31my\u202ez".encode())
    assert ["x[31myz"] == [line.text for line in open_document(path).lines]


def entities() -> bytes:
    steps = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    prolog = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{steps}]>'
    return package(par("<w:r><w:t>&a11;</w:t></w:r>"), prolog=prolog)


def lying_size() -> bytes:
    """An archive whose directory says less than its content holds."""
    data = bytearray(zipped({"word/document.xml": b"x" * 60_000_000}))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


def locked_zip() -> bytes:
    data = bytearray(package(par("x")))
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


BIG = f"<w:document {W}><w:body>{'<w:p/>' * 3_000_000}</w:body></w:document>".encode()
WHOLE = package(par("Một đoạn"))
HOSTILE = {
    "empty.docx": b"",
    "blank.txt": b" \n\n ",
    "binary.txt": bytes(range(256)) * 20,
    "png.txt": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "random.docx": bytes((i * 7919 + 13) % 251 for i in range(3000)),
    "text.docx": TEXT.encode(),
    "locked.docx": OLE + "EncryptedPackage".encode("utf-16-le"),
    "old.doc": OLE + "WordDocument".encode("utf-16-le"),
    "cut.docx": WHOLE[: len(WHOLE) // 2],
    "tail.docx": WHOLE[:-10],
    "magic.docx": b"PK\x03\x04",
    "other.docx": zipped({"hello.txt": b"x"}),
    "sheet.xlsx": zipped({"xl/workbook.xml": b"<x/>"}),
    "no-types.docx": zipped({"word/document.xml": b"<x/>"}),
    "broken-xml.docx": package("<w:p><w:r></w:p>"),
    "no-text.docx": package("<w:p/>"),
    "locked-zip.docx": locked_zip(),
    "laughs.docx": entities(),
    "paragraphs.docx": zipped({"word/document.xml": BIG}),
    "one-entry.docx": zipped({"word/document.xml": bytes(60_000_000)}),
    "entries.docx": zipped({f"word/{i}.xml": b"" for i in range(5001)}),
    "lying.docx": lying_size(),
    "plan.pdf": b"%PDF-1.7\n" + bytes(50),
    "plan.rtf": b"{\\rtf1 x}",
    "plan.xyz": TEXT.encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_file_is_refused_in_one_sentence_within_seconds(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    started = time.monotonic()
    with pytest.raises(FileRefusedError) as refusal:
        open_document(path)
    assert time.monotonic() - started < 5
    assert name in refusal.value.message
    assert refusal.value.message.endswith(".")
    assert "\n" not in refusal.value.message
    assert refusal.value.hint


def test_an_external_entity_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", encoding="utf-8")
    prolog = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    path = tmp_path / "xxe.docx"
    path.write_bytes(package(par("trước") + par("<w:r><w:t>&s;</w:t></w:r>"), prolog=prolog))
    assert ["trước"] == [line.text for line in open_document(path).lines]


@pytest.mark.parametrize("name", ["không có.docx", "x\x00y.txt"])
def test_a_missing_file_is_refused_with_its_own_exit_code(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileRefusedError) as refusal:
        open_document(tmp_path / name)
    assert 7 == refusal.value.exit_code


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="thư mục"):
        open_document(tmp_path)


def test_an_archive_with_a_path_upwards_writes_nothing(tmp_path: Path) -> None:
    target = io.BytesIO(WHOLE)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("../../evil.txt", "x")
    path = tmp_path / "a" / "b.docx"
    path.parent.mkdir()
    path.write_bytes(target.getvalue())
    open_document(path)
    assert [] == list(tmp_path.rglob("evil.txt"))
