"""What the columns of a table of tasks hold, told by their titles, over one row or two, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from danvan_cli.domain.draft import Sheet
from danvan_cli.domain.text import fold

_SEARCHED = 40
_SAMPLED = 60
_LONGEST = 90
# The first that fits wins: what says more stands above what says less. Titles are compared without tones.
_TITLES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("number", r"(?:so )?(?:tt|stt)\.?|so thu tu|#|no\.?"),
        ("code", r"ma(?: so| hieu)?(?: (?:nhiem vu|nv|cong viec|viec|chi tieu))?|ky hieu(?: nhiem vu)?"),
        ("ignored", r".*(?:ngay giao|nguoi giao|lanh dao|chi dao|van ban giao|can cu|kinh phi|du toan|dia diem).*"),
        ("extended_to", r".*(?:gia han|dieu chinh).*"),
        ("submitted_on", r"(?:ngay|thoi (?:gian|diem))(?: thuc te)? (?:nop|gui|trinh|bao cao).*"),
        (
            "completed_on",
            r"ngay(?: thang)?(?: thuc te)?(?: da)? (?:hoan thanh|ket thuc|xong|ht)\b.*"
            r"|(?:thoi (?:gian|diem) )?hoan thanh (?:ngay|thuc te|vao ngay).*|thoi (?:gian|diem) hoan thanh thuc te.*",
        ),
        ("progress", r".*(?:%|ty le|phan tram).*"),
        ("stage", r"(?:tinh trang|trang thai|tinh hinh|hien trang).*"),
        ("done", r"(?:da )?hoan thanh"),
        ("evidence", r".*(?:minh chung|kiem chung|van ban ket qua|so van ban|so,? ky hieu).*|tai lieu"),
        ("result", r"ket qua.*(?:dat duoc|da dat|thuc hien|trien khai|den nay|den ngay|xu ly|theo doi).*"),
        ("note", r"ghi chu.*|y kien.*|luu y"),
        ("lead", r".*chu tri.*"),
        ("support", r".*phoi hop.*"),
        (
            "lead",
            r".*(?:(?:don vi|co quan|bo phan|phong,? ban)(?: duoc)? (?:thuc hien|phu trach|duoc giao|tham muu|dau moi"
            r"|chiu trach nhiem|giao)|dau moi).*|don vi|phong,? ban|co quan|bo phan",
        ),
        ("person", r".*(?:phu trach|nguoi thuc hien|phan cong|chiu trach nhiem|can bo|chuyen vien|nguoi lam).*"),
        ("start", r".*(?:bat dau|khoi cong|tu ngay).*"),
        (
            "due",
            r".*(?:thoi gian|thoi han|thoi diem|ket thuc|han (?:hoan thanh|cuoi|nop|bao cao|xu ly|thuc hien|chot)"
            r"|den ngay|phai hoan thanh).*|han|deadline",
        ),
        ("pace", r"tien do.*"),
        ("product", r".*san pham.*|ket qua.*(?:can dat|du kien|dau ra|yeu cau|mong).*|dau ra.*|du kien ket qua.*"),
        ("outcome", r"ket qua"),
        ("target", r"chi tieu.*|muc tieu.*"),
        ("group", r"(?:nhom|linh vuc|mang|phan|muc)(?: (?:nhiem vu|cong viec|cong tac|noi dung))?"),
        (
            "content",
            r".*(?:noi dung|nhiem vu|cong viec|hoat dong|dau viec|viec can lam|giai phap|ten viec).*|ten|viec",
        ),
    )
)
_TRACKING = {"progress", "stage", "done", "submitted_on", "result", "evidence", "extended_to"}
_SHARE = re.compile(r"\d{1,3}(?:[.,]\d+)?\s*%?|(?:da|dang|chua|hoan thanh|xong)\b.*")


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column, from 0, holds what; ``top`` is the row of titles, ``first`` the row below them."""

    columns: dict[str, int]
    top: int
    first: int


def find_layout(sheet: Sheet) -> Layout | None:
    """Finds the titles among the first rows; None for a table that is no list of tasks."""
    rows = sheet.rows[:_SEARCHED]
    for index, (number, cells) in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) and rows[index + 1][0] == number + 1 else None
        one = _names(cells)
        two = _names(_over_two_rows(cells, below[1])) if below and _is_second_row(cells, below[1]) else {}
        columns, first = (two, number + 2) if len(two) > len(one) else (one, number + 1)
        if "content" in columns and len(columns.keys() - {"number", "ignored", "code"}) > 1:
            return Layout(_settled(columns, sheet.rows[index + 1 :]), number, first)
    return None


def is_title_row(cells: Sequence[str], layout: Layout) -> bool:
    """True for the titles when they are printed again on a new page."""
    if len(cells) <= layout.columns["content"] or not _title(cells[layout.columns["content"]], ("content",)):
        return False
    names = _names(cells)
    return "content" in names and len(names) > 2


def _names(cells: Iterable[str]) -> dict[str, int]:
    """Lists the columns (from 0) by name; a second column of content is its detail."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(cells):
        name = _title(cell)
        if name == "content" and name in columns:
            name = "detail"
        if name and name not in columns:
            columns[name] = index
    return columns


def _title(cell: str, names: Sequence[str] = ()) -> str | None:
    if not cell or len(cell) > _LONGEST:
        return None
    key = fold(cell)
    key = key if "%" in key else re.sub(r"\s*\([^()]*\)", "", key).strip(" .:*") or key
    return next((name for name, pattern in _TITLES if (not names or name in names) and pattern.fullmatch(key)), None)


def _is_second_row(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """True for a second row of titles: short words that are all titles themselves."""
    filled = [cell for cell in lower if cell]
    return bool(filled) and all(len(cell) < _LONGEST and _title(cell) not in (None, "number") for cell in filled)


def _over_two_rows(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    width = max(len(upper), len(lower))
    padded = [(row + ("",) * width)[:width] for row in (tuple(upper), tuple(lower))]
    return [below or above for above, below in zip(*padded, strict=True)]


def _settled(columns: dict[str, int], rows: Sequence[tuple[int, tuple[str, ...]]]) -> dict[str, int]:
    """Settles the titles that mean one thing in a plan and another in a follow-up."""
    found = dict(columns)
    is_followed = bool(found.keys() & _TRACKING)
    if "pace" in found:
        is_share = _is_mostly_share(found["pace"], rows)
        _rename(found, "pace", ("progress", "stage") if is_share or "due" in found else ("due",))
    if "outcome" in found:
        _rename(found, "outcome", ("result",) if "product" in found or is_followed else ("product",))
    if "completed_on" in found and "due" not in found and not is_followed:
        _rename(found, "completed_on", ("due",))
    if "person" in found:
        _rename(found, "person", ("lead",))
    found.pop("ignored", None)
    return found


def _rename(columns: dict[str, int], name: str, others: Sequence[str]) -> None:
    index = columns.pop(name)
    free = next((other for other in others if other not in columns), None)
    if free:
        columns[free] = index


def _is_mostly_share(index: int, rows: Sequence[tuple[int, tuple[str, ...]]]) -> bool:
    texts = [cells[index] for _, cells in islice(rows, _SAMPLED) if index < len(cells) and cells[index]]
    return sum(bool(_SHARE.fullmatch(fold(text))) for text in texts) * 2 > len(texts)
