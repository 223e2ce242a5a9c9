"""A .pdf with a text layer becomes lines. It is read by a process of its own, with limits on time and memory.

A small PDF can unfold to gigabytes or keep its reader busy for ever.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

from danvan_cli.domain.draft import Line
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.text import clean_lines
from danvan_cli.intake.files.bullets import bullets_as_text
from danvan_cli.intake.files.legacy_fonts import converter
from danvan_cli.intake.files.pdf_page import NO_LETTER
from danvan_cli.intake.files.told import ranges
from danvan_cli.intake.lines.joining import join_printed

TIME_OUT = 60
MAX_PAGES = 300
_SHOWN = 5
_SAVE = "Xin tệp Word (.docx) gốc của văn bản, hoặc mở PDF bằng Word rồi lưu thành .docx."
_OCR = "Nhận dạng chữ (OCR) trước rồi lưu thành .docx hoặc PDF có lớp chữ; hoặc xin tệp Word gốc."
_PARTED = "Bảng không kẻ khung ở trang {} được đọc theo khoảng trắng giữa các cột; hãy soát lại từng hàng."
_UNPARTED = "Bảng không kẻ khung ở trang {}: không tách được từng hàng nên chưa đọc thành nhiệm vụ. " + _SAVE
_REFUSALS = {
    "missing": ("cần thư viện pdfplumber để đọc PDF, máy này chưa có", "Cài bằng lệnh: pip install pdfplumber."),
    "locked": ("là PDF có mật khẩu nên không đọc được", "Mở PDF, bỏ mật khẩu (in ra PDF mới) rồi nhập lại."),
    "scan": ("là PDF ảnh quét, không có lớp chữ", _OCR),
    "unmapped": ("là PDF dùng phông chữ không kèm bảng mã nên chữ không đọc được", _OCR),
    "pages": (f"là PDF hơn {MAX_PAGES} trang, không phải một kế hoạch", "Tách riêng các trang của kế hoạch."),
    "slow": (f"là PDF đọc quá {TIME_OUT} giây hoặc tốn quá nhiều bộ nhớ", _SAVE),
    "big": ("là PDF mà bên trong lớn bất thường, không phải một kế hoạch", _SAVE),
    "broken": ("là PDF hỏng hoặc sai cấu trúc", _SAVE),
}


def read_pdf(name: str, data: bytes) -> tuple[list[Line], list[str]]:
    """Reads paragraphs and tables in reading order, without page numbers and running heads, and any warnings.

    FileRefusedError for what cannot be read, with one of the reasons in ``_REFUSALS``.
    """
    answer = _ask(data)
    refusal = answer.get("refusal")
    if refusal:
        why, hint = _REFUSALS.get(str(refusal), _REFUSALS["broken"])
        raise FileRefusedError(f"Tệp “{name}” {why}.", hint)
    found = [Line(**{**row, "cell": _place(row.get("cell"))}) for row in answer.get("lines", [])]
    convert, assumed = converter(line.text for line in found)
    lines = [
        replace(line, text=clean_lines(bullets_as_text(convert(line.text) if convert else line.text))) for line in found
    ]
    said = [*([assumed] if assumed else []), *_unreadable(found), *_unruled(answer.get("unruled", {}))]
    return join_printed([line for line in lines if line.text]), said


def _unreadable(lines: list[Line]) -> list[str]:
    """Tells where single letters of the text layer are none that a person could read."""
    places = [line.where for line in lines if NO_LETTER in line.text]
    more = f" và {len(places) - _SHOWN} chỗ khác" if len(places) > _SHOWN else ""
    shown = "; ".join(places[:_SHOWN])
    return [f"Có chữ trong PDF không đọc được (ghi là {NO_LETTER}) ở {shown}{more}; hãy soát lại."] if places else []


def _unruled(pages: dict[str, bool]) -> list[str]:
    """Tells of every page with a table without rules: its rows must be looked at, or could not be told apart."""
    by_parted = {True: _PARTED, False: _UNPARTED}
    found = {parted: ranges(int(page) for page, told in pages.items() if told is parted) for parted in by_parted}
    return [words.format(found[parted]) for parted, words in by_parted.items() if found[parted]]


def _place(cell: list[int] | None) -> tuple[int, int, int] | None:
    return (cell[0], cell[1], cell[2]) if cell else None


def _ask(data: bytes) -> dict[str, Any]:
    """Runs the reader on the file's bytes; any other end than an answer is a refusal."""
    command = [sys.executable, "-P", "-m", "danvan_cli.intake.files.pdf_worker", str(MAX_PAGES)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=TIME_OUT, check=False)
        answer = json.loads(done.stdout.decode("utf-8"))
    except subprocess.TimeoutExpired:
        return {"refusal": "slow"}
    except (OSError, ValueError):
        return {"refusal": "broken"}
    return answer if isinstance(answer, dict) else {}
