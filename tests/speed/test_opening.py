"""Opening a file takes work in proportion to its size: calls are counted, no clock is read."""

from __future__ import annotations

import cProfile
import pstats
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "intake"))

from docx_parts import abstract, level, list_num, num, package, par, run
from hostile import workbook

from danvan_cli.intake.files.opening import open_bytes

SENTENCE = "Văn phòng chủ trì xây dựng kế hoạch số {}, hoàn thành trước ngày 15/3/2024."
LINKED = '<w:style w:type="paragraph" w:styleId="S{0}"><w:basedOn w:val="S{1}"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
NUMBERING = abstract(0, level(0, "decimal", "%1.")) + list_num(1, 0)


def printed(count: int) -> list[str]:
    return [f"{n}. {SENTENCE.format(n)}" for n in range(count)]


def wrapped(count: int) -> bytes:
    """A text of which every paragraph is broken twice."""
    return "\n".join(text.replace(" kế ", "\nkế ").replace(" trước ", "\ntrước ") for text in printed(count)).encode()


def row(number: int, cells: str = "") -> str:
    cells = cells or "".join(f'<c t="str"><v>{text}</v></c>' for text in (number, SENTENCE.format(number), "TTr"))
    return f"<row>{cells}</row>"


def tall(count: int) -> str:
    start, on = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>"
    cells = (f"<w:tc>{on if n else start}{par('a' * (not n))}</w:tc><w:tc>{par(SENTENCE)}</w:tc>" for n in range(count))
    return f"<w:tbl>{''.join(f'<w:tr>{cell}</w:tr>' for cell in cells)}</w:tbl>"


FILES: dict[str, Callable[[int], bytes]] = {
    "a.txt": lambda n: "\n".join(printed(n)).encode(),
    "wrapped.txt": wrapped,
    "one-paragraph.txt": lambda n: ("1. Việc gồm" + "\nviệc này và" * n).encode(),
    "dashes.txt": lambda n: ("- Phòng Kế hoạch\n- Tài chính\n" * n).encode(),
    "a.csv": lambda n: "\n".join(f"{n};{SENTENCE};x" for n in range(n)).encode(),
    "a.html": lambda n: f"<html>{''.join(f'<p>{text}</p>' for text in printed(n))}".encode(),
    "breaks.html": lambda n: f"<html><p>{'<br>'.join(printed(n))}".encode(),
    "a.docx": lambda n: package("".join(map(par, printed(n)))),
    "numbered.docx": lambda n: package("".join(par(text, num(1)) for text in printed(n)), numbering=NUMBERING),
    "struck.docx": lambda n: package("".join(par(run(text, "<w:strike/>") + run("A")) for text in printed(n))),
    "breaks.docx": lambda n: package(par("<w:r>" + "".join(f"<w:t>{text}</w:t><w:br/>" for text in printed(n)) + "</w:r>")),
    "table.docx": lambda n: package(tall(n)),
    "styles.docx": lambda n: package(
        "".join(par("x", f'<w:pStyle w:val="S{m}"/>') for m in range(n)),
        styles="".join(LINKED.format(m, m - 1) for m in range(n)), numbering=NUMBERING,
    ),
    "a.xlsx": lambda n: workbook(f"<sheetData>{''.join(map(row, range(n)))}</sheetData>"),
    "hidden.xlsx": lambda n: workbook(
        f"<sheetData>{''.join(row(m).replace('<row', '<row hidden=' + repr('1')) for m in range(n))}{row(1)}</sheetData>"
        f"<mergeCells>{''.join(f'<mergeCell ref={chr(34)}A{m + 1}:A{n}{chr(34)}/>' for m in range(n))}</mergeCells>"
    ),
}  # fmt: skip


def calls(data: bytes, name: str) -> int:
    """Counts the calls of functions, those of the interpreter's own included, that opening a file takes."""
    profile = cProfile.Profile()
    profile.runcall(open_bytes, data, name)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", FILES)
def test_twice_the_size_is_at_most_twice_the_work(name: str) -> None:
    open_bytes(FILES[name](10), name)
    small, large = calls(FILES[name](400), name), calls(FILES[name](800), name)
    assert large < 2.1 * small
