"""Files that danvan wrote itself: told by their form, so that none of them is taken for a plan."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice, product
from typing import NamedTuple

from danvan_cli.domain.draft import Document
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.sheet import COLUMNS
from danvan_cli.domain.text import clean, fold

# How many rows or lines are looked at: what is ours says so at its top.
_LOOKED_AT = 60
_LOOKED_AT_BYTES = 200_000
_MOST_JSON = 20_000_000
_SQLITE = b"SQLite format 3\0"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

_FROM_SOURCE = "Nhập kế hoạch từ tệp kế hoạch gốc; sửa từng việc bằng danvan task edit."
_NO_WAY_BACK = f"Chưa có lệnh nào nhập lại tệp này. {_FROM_SOURCE}"
_RESULTS = (
    "Chưa có lệnh nào nhập lại tệp này. Ghi kết quả bằng danvan task done MÃ, tiến độ bằng danvan task progress MÃ "
    "PHẦN_TRĂM."
)


class Kind(NamedTuple):
    """A kind of our files: what it is, which command takes it or that none does, and how it is told.

    ``titles`` are the titles of one of its tables; one that may be missing ends in "?".
    """

    what: str
    hint: str
    titles: str


_REPORT, _TASKS, _LETTER = "báo cáo tiến độ", "danh sách nhiệm vụ", "công văn đôn đốc"
_COUNTS = "|Tổng|HT đúng hạn|HT quá hạn|HT không hạn|Trong hạn|– sắp đến hạn|Quá hạn|Không thời hạn|Đúng hạn / "
_RATES = ("đã đến hạn", "tổng số", "đã hoàn thành")
_GROUPS = ("Đơn vị", "Mục", "Chủ trì", "Tháng", "Trạng thái", "Cơ quan|Kế hoạch")

KINDS = (
    Kind(
        "bảng làm việc", "Nhập lại bằng danvan sheet import TỆP.",
        "|".join(f"{column.title}?" if column.name == "key" else column.title for column in COLUMNS),
    ),
    Kind(_TASKS, _NO_WAY_BACK, "Mã|Chủ trì|Phối hợp|Ngày cuối|Trạng thái|Nội dung"),
    Kind("danh sách việc quá hạn", _RESULTS, "Mã|Đơn vị|Kỳ|Ngày cuối|Trễ (ngày)|Gia hạn?|Nội dung"),
    Kind("danh sách việc sắp đến hạn", _RESULTS, "Thứ|Ngày cuối|Mã|Đơn vị|Kỳ|Còn (ngày)|Gia hạn?|Nội dung"),
    Kind("danh sách việc sắp đến hạn", _RESULTS, "Mã|Đơn vị|Kỳ|Ngày cuối|Còn (ngày)|Gia hạn?|Nội dung"),
    Kind(
        "danh sách việc lâu chưa cập nhật", _RESULTS, "Mã|Đơn vị|Đã qua (ngày)|Nhịp (ngày)|Cập nhật gần nhất|Nội dung"
    ),
    Kind(
        "danh sách đôn đốc", _RESULTS, "Mã|Kỳ|Ngày cuối|Gia hạn?|Tình trạng|Lần|Bước đôn đốc|Nội dung"
    ),
    Kind("lịch tháng", _RESULTS, "Thứ|Ngày cuối|Mã|Đơn vị|Trạng thái|Nội dung"),
    Kind(
        _REPORT, _RESULTS,
        "Mã|Đơn vị|Nội dung|Kỳ|Thời hạn như đã ghi|Ngày cuối|Gia hạn?|Số ngày trễ|Tiến độ (%)|Trạng thái",
    ),
    *(Kind(_REPORT, _RESULTS, f"{group}|Năm?{_COUNTS}{rate}") for group in _GROUPS for rate in _RATES),
    Kind(_LETTER, _RESULTS, "TT|Đơn vị?|Nội dung|Kỳ?|Thời hạn|Số ngày trễ|Đôn đốc lần thứ|Mức đôn đốc?"),
    Kind(_LETTER, _RESULTS, "TT|Đơn vị?|Nội dung|Kỳ?|Thời hạn|Số ngày còn lại"),
    Kind(
        "danh sách chỉ tiêu", "Chưa có lệnh nào nhập lại tệp này. Ghi số liệu bằng danvan target record.",
        "Mã|Chỉ tiêu|Mục tiêu|Thực hiện|Tỷ lệ|Còn lại|Kết quả|Chưa có số liệu",
    ),
    Kind(
        "danh mục đơn vị", "Nhập bằng danvan unit import TỆP.",
        "Mã|Tên đơn vị|Loại|Cấp trên|Số người|Tên khác|Hoạt động?",
    ),
    Kind(
        "danh sách kế hoạch", _NO_WAY_BACK,
        "Mã|Năm|Số, ký hiệu|Ngày ban hành|Nhiệm vụ|Chỉ tiêu|Hiện hành|Tên kế hoạch",
    ),
    Kind("nhật ký thay đổi", "Không nhập lại được nhật ký.", "Lần ghi|Lúc|Người|Lệnh|Thay đổi"),
    Kind(
        "bản xem trước của một kế hoạch", f"Nhập tệp gốc mà bản này xem trước. {_NO_WAY_BACK}",
        "Mã|Chủ trì|Phối hợp|Ghi trong kế hoạch|Ngày cuối|Đã làm?|Nội dung",
    ),
)  # fmt: skip

# What is told by its first line, where the row below it is the head of a list of facts; without tones and signs.
_SHEETS = (
    (re.compile(r"ke hoach kh (?:19|20)\d\d(?: \d+)?"), "tờ thông tin của một kế hoạch", _NO_WAY_BACK),
    (re.compile(r"nhiem vu \w+(?: \w+)*"), "tờ thông tin của một nhiệm vụ", _RESULTS),
    (re.compile(r"chi tieu ct\d+"), "tờ thông tin của một chỉ tiêu", _NO_WAY_BACK),
    (re.compile(r"don vi \w+"), "tờ thông tin của một đơn vị", "Nhập danh mục bằng danvan unit import TỆP."),
)
_FACTS = "muc noi dung"
# The line under the title of a report on a period; printed on a page it may be parted behind its days.
_PERIOD = re.compile(r"ky bao cao .+ tu ngay \d\d \d\d? \d{4} den ngay \d\d \d\d? \d{4}.*")
_PREVIEW = re.compile(r"xem truoc .+ \d+ nhiem vu \d+ chi tieu \d+ van ban \d+ cho can quyet dinh")
_FIGURES = re.compile(r"so lieu tinh den het (?:thu \w+|chu nhat) \d\d \d\d \d{4}.*")

# The keys by which an answer of --json is told, the first that is there; the common head stands in each.
_ANSWERS = (
    ("form", "tệp chuyển dữ liệu của một cơ quan", "Nhập bằng danvan data import TỆP."),
    ("answers", "tệp các quyết định đã lưu", "Dùng nó ở --answers, cùng với tệp kế hoạch."),
    ("unresolved", "bản xem trước của một kế hoạch", f"Nhập tệp gốc mà bản này xem trước. {_NO_WAY_BACK}"),
    ("changed", "câu trả lời của một lệnh", _NO_WAY_BACK),
    ("coverage", _REPORT, _RESULTS),
    ("tasks", _TASKS, _NO_WAY_BACK),
    ("deadlines", "danh sách thời hạn", _RESULTS),
    ("units", "danh mục đơn vị", "Nhập danh mục từ bảng .xlsx hoặc .csv bằng danvan unit import TỆP."),
    ("schema", "kết quả dạng JSON", _NO_WAY_BACK),
)


def refuse_own_data(name: str, content: bytes) -> None:
    """Refuses a file that only danvan makes and no reader opens: data, JSON, a calendar; lists piped into a file too.

    FileRefusedError that says what the file is, and which command takes it.
    """
    if content.startswith(_SQLITE):
        _refuse(name, "tệp dữ liệu", "Mở dữ liệu ấy bằng --db TỆP.", ours=False)
    text = _text(content)
    if text is None:
        return
    if text.lstrip().startswith("{"):
        _refuse_json(name, content, text.lstrip())
    if text.lstrip().startswith("BEGIN:VCALENDAR"):
        _refuse(name, "lịch các thời hạn", "Mở bằng Outlook, Google Calendar hoặc Thunderbird.", ours="danvan" in text)
    _refuse_rows(name, text.splitlines())


def refuse_own_document(document: Document) -> None:
    """Refuses an opened document that danvan wrote: a report, a list, a letter; FileRefusedError as above."""
    for sheet in document.sheets:
        _refuse_rows(document.name, (" ".join(cells) for _, cells in sheet.rows))
    _refuse_rows(document.name, _printed_rows(document))


def _printed_rows(document: Document) -> Iterator[str]:
    """Gives the lines of a text; the cells of one row of a table are one line."""
    place: tuple[int, int] | None = None
    cells: list[str] = []
    for line in document.lines:
        if line.cell is None or line.cell[:2] != place:
            if cells:
                yield " ".join(cells)
            cells, place = [], line.cell[:2] if line.cell else None
        if line.cell is None:
            yield line.text
        else:
            cells.append(line.text)
    if cells:
        yield " ".join(cells)


def _refuse_rows(name: str, rows: Iterable[str]) -> None:
    """Looks for the titles of our tables and for our first lines among the first rows."""
    seen: list[str] = []
    for row in islice(rows, _LOOKED_AT):
        key = _key(row)
        if not key:
            continue
        kind = _KIND_OF.get(key)
        if kind is not None:
            _refuse(name, kind.what, kind.hint)
        if _FIGURES.fullmatch(key) and any(line.startswith("ke hoach ") for line in seen):
            _refuse(name, _REPORT, _RESULTS)
        if _PERIOD.fullmatch(key):
            _refuse(name, "báo cáo", _RESULTS)
        if _PREVIEW.fullmatch(key):
            _refuse(name, "bản xem trước của một kế hoạch", f"Nhập tệp gốc mà bản này xem trước. {_NO_WAY_BACK}")
        if key == _FACTS and seen:
            found = next(((what, hint) for pattern, what, hint in _SHEETS if pattern.fullmatch(seen[0])), None)
            if found:
                _refuse(name, *found)
        seen.append(key)


def _key(text: str) -> str:
    """Leaves the words alone: however a row was stored, its separators, quotes and frames are no part of it."""
    return " ".join(re.findall(r"\w+", fold(text[:400])))


def _spellings(titles: str) -> Iterator[str]:
    """Gives the title row with and without each column that may be missing."""
    columns = [((title[:-1], "") if title.endswith("?") else (title,)) for title in titles.split("|")]
    for chosen in product(*columns):
        yield _key(" ".join(chosen))


_KIND_OF = {spelling: kind for kind in KINDS for spelling in _spellings(kind.titles)}


def _text(content: bytes) -> str | None:
    """Decodes the beginning of a text file; None for what is no text."""
    codec = next((codec for mark, codec in _MARKS if content.startswith(mark)), "utf-8")
    part = content[:_LOOKED_AT_BYTES]
    if codec != "utf-16" and b"\0" in part:
        return None
    return part.decode(codec, errors="ignore")


def _refuse_json(name: str, content: bytes, text: str) -> None:
    first = text.split("\n", 1)[0]
    for written in (first, _whole(content)):
        try:
            data = json.loads(written)
        except (ValueError, RecursionError):
            continue
        if isinstance(data, dict) and (data.keys() & {"schema", "answers"} or "danvan" in data):
            what, hint = next((what, hint) for key, what, hint in _ANSWERS if key in data)
            _refuse(name, what, hint)
        return


def _whole(content: bytes) -> str:
    if len(content) > _MOST_JSON:
        return ""
    codec = next((codec for mark, codec in _MARKS if content.startswith(mark)), "utf-8")
    return content.decode(codec, errors="ignore")


def _refuse(name: str, what: str, hint: str, *, ours: bool = True) -> None:
    by = " do danvan ghi ra" if ours else ""
    raise FileRefusedError(f"Tệp “{clean(name)}” là {what}{by}, không phải tệp kế hoạch; không có gì được ghi.", hint)
