"""Files: what can be read is read, and every other one is refused in one sentence, fast."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from docx_parts import package, par, zipped
from hostile import HOSTILE, unfolding, with_path_upwards, workbook
from tests.conftest import spent

from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.intake.files import opening
from danvan_cli.intake.files import package as package_file
from danvan_cli.intake.files.opening import open_bytes, open_document
from danvan_cli.intake.files.package import Package

TEXT = "KẾ HOẠCH\nCông tác dân vận của Uỷ ban"


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


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_file_is_refused_in_one_sentence_within_seconds(name: str) -> None:
    content = HOSTILE[name]()
    begun = spent()
    with pytest.raises(FileRefusedError) as refusal:
        open_bytes(content, name)
    assert spent() - begun < 5
    assert name in refusal.value.message
    assert refusal.value.message.endswith(".")
    assert "\n" not in refusal.value.message
    assert refusal.value.hint


def refused_with(path: Path) -> tuple[str, int]:
    """Opens a file in a process of its own: the name of the failure, and the kilobytes that it took at most."""
    script = (
        "import re, resource, sys\nfrom pathlib import Path\nfrom danvan_cli.intake.files.opening import open_document\n"
        "try:\n    open_document(Path(sys.argv[1]))\nexcept Exception as failure:\n    print(type(failure).__name__)\n"
        "own = int(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])\n"
        "print(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, timeout=60, check=True
    )
    kind, used = done.stdout.split()
    return kind, int(used)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system counts memory in another way")
@pytest.mark.parametrize("name", ["attributes.docx", "lying.docx", "one-line.txt", "quotes.html", "bomb.pdf"])
def test_a_bad_file_costs_less_than_300_megabytes(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name]())
    kind, used = refused_with(path)
    assert ("FileRefusedError", True) == (kind, used < 300_000)


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
    path = tmp_path / "a" / "b.docx"
    path.parent.mkdir()
    path.write_bytes(with_path_upwards())
    open_document(path)
    assert [] == list(tmp_path.rglob("evil.txt"))


def test_bytes_are_read_as_the_file_would_be(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(package(par("x")))
    assert open_document(path) == open_bytes(path.read_bytes(), "a.docx")


def test_bytes_without_an_ending_are_told_by_what_they_are() -> None:
    found = [open_bytes(data, "đầu vào") for data in (package(par("x")), b"<html><p>x", b"x")]
    assert ["x", "x", "x"] == [document.lines[0].text for document in found]


def test_utf_16_without_its_mark_is_recognised() -> None:
    assert TEXT.split("\n") == [line.text for line in open_bytes(TEXT.encode("utf-16-le"), "a.txt").lines]


@pytest.mark.parametrize(
    "data", ["KÕ ho¹ch c«ng t¸c d©n vËn".encode("latin-1"), "Keá hoaïch coâng taùc daân vaän".encode()]
)
def test_text_in_old_fonts_is_converted_with_a_warning(data: bytes) -> None:
    document = open_bytes(data, "a.txt")
    assert ["Kế hoạch công tác dân vận"] == [line.text for line in document.lines]
    assert 1 == len(document.warnings)


def test_a_far_cell_costs_nothing() -> None:
    far = '<row r="1"><c r="A1" t="str"><v>x</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    begun = spent()
    document = open_bytes(workbook(f"<sheetData>{far}</sheetData>"), "a.xlsx")
    assert ((1, ("x",)),) == document.sheets[0].rows
    assert spent() - begun < 1


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("\uf0b7 Phòng họp.", "• Phòng họp."),
        ("\uf0a7Phòng họp.", "▪ Phòng họp."),
        ("\uf0fc  Phòng họp.", "✓ Phòng họp."),
        ("✅ Phòng họp.", "• Phòng họp."),
        ("➢ Phòng họp.", "➤ Phòng họp."),
        ("❖ Phòng họp.", "◆ Phòng họp."),
        ("▪\tPhòng họp.", "▪ Phòng họp."),
        ("👉🏻 Phòng họp.", "• Phòng họp."),
        ("1️⃣ Phòng họp.", "1. Phòng họp."),
        ("🔟 Phòng họp.", "10. Phòng họp."),
        ("② Phòng họp.", "2. Phòng họp."),
        ("Ⅱ. Phòng họp.", "II. Phòng họp."),
        ("☑ Phòng họp.", "☑ Phòng họp."),
        ("Phòng họp ✅ xong", "Phòng họp ✅ xong"),
        ("✓", "✓"),
    ],
)
def test_bullets_that_are_pictures_become_letters(written: str, read: str) -> None:
    assert [read] == [line.text for line in open_bytes(f"A.\n{written}".encode(), "a.txt").lines[1:]]


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
@pytest.mark.parametrize("mark", ["\t", ";"])
def test_a_table_saved_as_plain_text_is_a_table(codec: str, mark: str) -> None:
    rows = (("TT", "Nội dung công việc", "Đơn vị chủ trì", "Thời hạn"), ("1", "Việc A", "Văn phòng", "15/3/2024"))
    text = "SỔ THEO DÕI NĂM 2024\r\n" + "\r\n".join(mark.join(row) for row in (*rows, rows[1]))
    as_text, as_csv = (open_bytes(text.encode(codec), name) for name in ("a.txt", "a.csv"))
    assert as_csv.sheets == as_text.sheets != ()


def test_a_plan_with_a_few_tabs_is_no_table() -> None:
    text = "UBND TỈNH\tCỘNG HÒA\nKẾ HOẠCH\n1.\tHọp dân;\n2.\tBáo cáo;\n" + "Phòng họp; báo cáo.\n" * 3
    assert () == open_bytes(text.encode(), "a.txt").sheets


def test_words_struck_in_a_markdown_text_are_told() -> None:
    document = open_bytes("1. Họp ~~30/6~~ 30/11".encode(), "a.md")
    assert ("1. Họp 30/11", ("Dòng 1: bỏ qua chữ gạch ngang “30/6”.",)) == (document.lines[0].text, document.warnings)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system counts memory in another way")
@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_an_archive_that_lies_about_its_size_is_not_unpacked_whole(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(unfolding(ending))
    kind, used = refused_with(path)
    assert ("FileRefusedError", True) == (kind, used < 300_000)


def test_a_part_is_unpacked_no_further_than_its_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_file, "MAX_ENTRY", 100_000)
    opened = Package("a.zip", zipped({"a": b"x" * 1_000_000}))
    unpacked = []
    with pytest.raises(FileRefusedError, match="lớn bất thường"):
        unpacked += list(opened.chunks("a"))
    assert [] == unpacked


def test_all_parts_share_one_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_file, "MAX_TOTAL", 150_000)
    opened = Package("a.zip", zipped({"a": b"x" * 100_000, "b": b"y" * 100_000}))
    assert 100_000 == len(opened.read("a"))
    with pytest.raises(FileRefusedError, match="lớn bất thường"):
        opened.read("b")


def test_a_compression_that_no_office_uses_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", "x")
    with pytest.raises(FileRefusedError, match="hỏng"):
        open_bytes(target.getvalue(), "a.docx")


def test_the_input_is_bounded_as_a_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_FILE", 4)

    assert b"1234" == opening.read_input(io.BytesIO(b"1234"))
    with pytest.raises(FileRefusedError, match="Đầu vào lớn hơn"):
        opening.read_input(io.BytesIO(b"12345"))
