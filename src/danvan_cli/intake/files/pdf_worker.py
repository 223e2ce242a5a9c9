"""The process that reads one PDF: its bytes come on standard input, its lines go out as JSON."""

from __future__ import annotations

import io
import json
import re
import sys
from dataclasses import asdict, replace
from typing import Any

from danvan_cli.intake.files.pdf_budget import PastBudgetError, set_budget
from danvan_cli.intake.files.pdf_layout import read_pages
from danvan_cli.intake.files.pdf_page import NO_LETTER, Cell, Page, Table, Word

_MEMORY = 280_000_000
# A page of a scan holds at most a stamp and a number of its own.
_FEWEST_LETTERS = 15
# The library writes a letter whose font has no table of its letters as its number in the font; a wrong table gives
# letters of nobody, or says itself that there is none.
_UNREAD = re.compile(rf"\(cid:\d+\)|[\ue000-\uefff\uf100-\uf8ff{NO_LETTER}]")


def main() -> None:
    """Reads standard input and answers on standard output, within limits."""
    _limit_memory()
    set_budget()
    found = answer(sys.stdin.buffer.read(), int(sys.argv[1]))
    sys.stdout.buffer.write(json.dumps(found).encode())


def answer(data: bytes, most_pages: int) -> dict[str, Any]:
    """Reads the lines, or finds the reason why there are none: a ``refusal`` that ``pdf_file`` words."""
    try:
        return _read(data, most_pages)
    except PastBudgetError:
        return {"refusal": "big"}
    except MemoryError:
        return {"refusal": "slow"}
    except ImportError:
        return {"refusal": "missing"}
    except Exception as failure:
        # The library wraps what its parser raises; the name of either tells a password.
        names = f"{type(failure).__name__} {' '.join(type(arg).__name__ for arg in failure.args)}"
        return {"refusal": "locked" if "Password" in names or "Encryption" in names else "broken"}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; time is limited there as everywhere
        return
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))


def _read(data: bytes, most_pages: int) -> dict[str, Any]:
    import logging

    import pdfplumber

    logging.disable(logging.CRITICAL)
    pages: list[Page] = []
    letters = 0
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        if len(pdf.pages) > most_pages:
            return {"refusal": "pages"}
        for page in pdf.pages:
            letters += len(page.chars)
            pages.append(_page(page))
            page.close()
    if letters < _FEWEST_LETTERS * len(pages):
        return {"refusal": "scan"}
    lines, unruled = read_pages(pages)
    unread = sum(len(_UNREAD.findall(line.text)) for line in lines)
    if unread * 20 > letters:
        return {"refusal": "unmapped"}
    if unread:
        lines = [replace(line, text=_UNREAD.sub(NO_LETTER, line.text)) for line in lines]
    return {"lines": [asdict(line) for line in lines], "unruled": unruled}


def _page(page: Any) -> Page:
    found = page.extract_words(x_tolerance=1.5, extra_attrs=["fontname"], use_text_flow=False)
    words = [Word(w["text"], w["x0"], w["x1"], w["top"], w["bottom"], "bold" in w["fontname"].lower()) for w in found]
    tables = [_table(table) for table in page.find_tables()]
    return Page(page.width, page.height, words, [table for table in tables if table.columns > 1])


def _table(table: Any) -> Table:
    left, top, right, bottom = table.bbox
    rows = [[Cell(*box) if box else None for box in row.cells] for row in table.rows]
    tops = [row.bbox[1] for row in table.rows]
    return Table(left, top, right, bottom, rows, tops)


if __name__ == "__main__":
    main()
