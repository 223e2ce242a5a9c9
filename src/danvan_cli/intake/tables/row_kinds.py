"""What a row of a table is by its own words and the next row's: work, a heading, a total, the foot below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from danvan_cli.domain.text import clean, fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.columns.looks import is_day
from danvan_cli.intake.columns.title_words import period_of
from danvan_cli.intake.lines.asides import TOTAL_WITH_FIGURE
from danvan_cli.intake.lines.enumerations import has_typed_bullet
from danvan_cli.intake.lines.markers import Rank, split_marker
from danvan_cli.intake.time_words import LAST

# Matched with tones: "Cộng" is a sum and "Công tác" is not; "Tổng hợp báo cáo" is work.
_TOTAL = re.compile(
    rf"(?:tổng|cộng)[:.]?|{TOTAL_WITH_FIGURE}"
    r"|(?:tổng (?:cộng|số|nhiệm vụ|việc|kinh phí|dự toán|tiền|vốn|mức)|cộng (?:số|chung|mục|phần)"
    r"|trong đó\s*:|(?:số tiền )?bằng chữ\s*:)\W?.*"
    r"|cộng (?:bảng|biểu|nhóm|trang|tháng|quý|tuần|sheet)\s.{1,30}|cộng\s(?-i:[A-H]|[IVX]{1,4})"
    r"|(?:số|số lượng)\s+(?:nhiệm vụ|việc|công việc|nội dung|đầu việc|lượt|lần)\s+(?:trong|theo|của|từng|mỗi)"
    r"\s+(?:tháng|quý|tuần|năm).{0,20}"
    r"|(?:số|tỷ lệ|tỉ lệ|số lượng|tổng số)\s+(?:(?:nhiệm vụ|việc|công việc|nội dung|đầu việc|văn bản)\s+)?"
    r"(?:được giao|chủ trì|phối hợp|(?:đã|chưa|đang|phải|không)\s+(?:hoàn thành|thực hiện|triển khai)|hoàn thành"
    r"|quá hạn|trong hạn|đúng hạn|trễ hạn|tạm dừng|còn lại)\b.{0,60}",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"[\d\s.,/%–-]*(?:nhiệm vụ|việc|nội dung|văn bản)?", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,4}\s[^\W\d]+(?:\s[^\W\d]+)?")
_COUNTS = re.compile(r"(?:[^\W\d][^\d,;.]{1,20}\s\d{1,4}(?:\s*[,;])?\s*)+")
# "160 tr.đ", "Bình quân 37%"
_AMOUNT = re.compile(
    r"(?:(?:bình quân|trung bình|tổng)\s)?\d[\d.,]*\s*(?:%|(?:tr\.?|triệu|tỷ|nghìn)?\s*(?:đồng|đ)|triệu|tỷ|tr)",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"noi nhan\b|nguoi (?:lap|tong hop|ghi\b|giu so|theo doi(?:\W*\Z|\s*:))|lap bieu"
    r"|(?:pho )?(?:giam doc|chu tich|truong phong|thu truong|hieu truong|truong (?:tram|khoa|ban|doan|to|nhom)\s*:)"
    r"|(?:phe )?duyet(?: cua)? (?:giam doc|chu tich|lanh dao|hieu truong|thu truong|truong)|xac nhan cua "
    r"|(?:tm|kt|tl|tuq)\. |t/m |(?:bi thu|chanh van phong|truong thue(?: co so)?)(?: [^,;.]{1,30})?\Z"
    r"|[^\d,]{2,40}, (?:ngay .{0,12}thang|\d{1,2}/\d{1,2}/20\d\d\b)|\(?ky(?:,| va) "
)
# "Người lập" beside "Trưởng phòng Kế hoạch" and "TỔNG GIÁM ĐỐC".
_MADE_BY = re.compile(r"(?:nguoi )?lap(?: (?:bieu|bang|ke hoach|danh sach))?")
_LONG_POST = 40
_FEW = 2
_FEWEST_WORDS = 5
# "Đơn vị: Văn phòng Sở", "VIỆC GIAO PHÒNG KINH TẾ" above a table say who does all of its work.
WHOSE = re.compile(
    r"(?:(?:tên\s+)?(?:đơn vị|phòng|bộ phận|cơ quan)(?:\s+(?:thực hiện|chủ trì|phụ trách))?\s*:"
    rf"|(?:(?:những|các|bảng)\s+)?(?:đầu |công )?(?:việc|nhiệm vụ)\s+(?:được\s+)?(?:giao|của)(?:\s+cho)?"
    rf"(?=\s+(?:{lexicon.head_words()})\s))\s*(.{{3,100}}?)(?:\s+(?:trong\s+)?năm\s+\d{{4}})?[.;]?",
    re.IGNORECASE,
)
# A line above a table that gives a deadline to all who read it.
FOR_ALL = re.compile(
    rf"\b(?:trước|{LAST}|đến hết)\s+(?:là\s+)?(?:ngày\s+)?\d"
    r"|\b(?:hằng|hàng) (?:tuần|tháng|quý)|\bđịnh kỳ\b",
    re.IGNORECASE,
)
# "Số liệu tính đến hết ngày 15/5/2026", "(Cập nhật đến 27/02/2026 - Văn phòng Sở quản lý)".
AS_OF = re.compile(
    r"\W*(?:(?:ghi chú|lưu ý)\W+)?(?:[^.;\d]{1,40}\d{1,3} [^.;\d]{2,30}\.\s+)?"
    r"(?:số liệu|bảng|biểu)\b[^.;]{0,40}?\b(?:tính|chốt|cập nhật|lấy)(?: từ [^.;]{1,30}?)? đến\b"
    r"[^.;]{0,70}\W*|\W*cập nhật (?:đến|ngày|tới)\b[^.;]{0,70}\W*"
    # "Lịch được Ban Thường vụ thông qua ngày 08/01/2026", "Biểu này thay cho biểu kèm theo Công văn số 03"
    r"|(?:lịch|biểu|bảng|danh mục)(?: này)?\s(?:(?:đã )?được [^.;:]{2,60} (?:thông qua|phê duyệt|duyệt|ký)"
    r"|(?:thay cho|kèm theo))\s[^.;:]{3,80}\W*",
    re.IGNORECASE,
)
# "DANH MỤC BÁO CÁO ĐỊNH KỲ" names the table.
REGULAR = re.compile(r"\bbáo cáo định kỳ\b|\b(?:việc|nhiệm vụ) định kỳ\b", re.IGNORECASE)
# "Biểu 1. Các việc phải xong trong quý I/2026" dates all rows below; a title's year alone dates none.
_DUE_BY = re.compile(
    r"(?:.*\s)?(?:việc|nhiệm vụ|nội dung|hoạt động)\s[^.;:\d]{0,40}?\b(?:xong|hoàn thành|thực hiện|làm|triển khai)\s+"
    rf"(?P<when>(?:trong|trước|đến|vào|hết|{LAST})\s(?=.*(?:ngày|tháng|quý|qúy|\d/\d))(?:[^.;:]|\.(?=\d)){{4,40}})[.:]?"
    r"|(?:biểu|bảng)(?:\s+số)?\s+(?:\d{1,2}|[IVX]{1,4})\s*[.:–-][^()]{3,100}"
    r"\((?P<inside>[^()]*(?:ngày|tháng|quý|qúy|\d/\d)[^()]*)\)[.:]?"
    # "Xong 30-4-2025" as the name of a sheet, "Bảng 2. Các cuộc giám sát, hoàn thành trong quý III/2026".
    r"|(?:.*,\s)?(?:phải\s)?(?P<until>(?:xong|hoàn thành|hạn)\s"
    rf"(?:(?:trong|trước|đến|vào|hết|ngày|{LAST})\s)*(?:quý\s[IVX\d]+|tháng\s\d|\d{{1,2}}[/.-]\d)[\d/.\- năm]*)[.:]?",
    re.IGNORECASE,
)
LETTERS = re.compile(r"[^\W\d_]{2,}")
HANDED_DOWN = ("lead", "support", "due")
_DOERS = frozenset({"lead", "support"})
_HEADING = frozenset({"number", "content", "code", "note", *HANDED_DOWN})


def heading_of(line: str) -> str:
    """Reads a line that says whose or when all below it is: "Đơn vị: Văn phòng Sở", "THÁNG 3/2026", "Bảng 1. …"."""
    if found := WHOSE.fullmatch(line):
        return found[1]
    due = _DUE_BY.fullmatch(line)
    return due["when"] or due["inside"] or due["until"] if due else period_of(line) or ""


def goes_on(words: dict[str, str]) -> bool:
    """True for a row that is work for sure, whatever the row above looked like."""
    is_numbered = bool(re.fullmatch(r"\d{1,4}(?:\.\d{1,2}){0,2}\.?", words.get("number", "")))
    return has_words(words.get("content", "")) and len(words) > (2 if is_numbered else 3)


def is_end(row: dict[str, str], cells: Sequence[str]) -> bool:
    """True for the foot below a table; never for a row with a number, or with content and another column."""
    filled = [cell for cell in cells if cell]
    if "number" not in row and fold(row.get("content", "")).startswith("noi nhan"):
        return True
    if "number" not in row and all(cell.isupper() for cell in filled) and len(filled) > 1:
        # "NGƯỜI LẬP BIỂU" beside "TM. ỦY BAN NHÂN DÂN": who signs, whatever columns they stand in.
        return any(AFTER.match(fold(cell)) for cell in filled)
    content = row.get("content", "")
    is_signed = "number" not in row and len(filled) > 1 and AFTER.match(fold(content))
    if is_signed and all(cell == content or cell.isupper() for cell in filled):
        # "Người lập biểu: Đinh Thị Xoan" beside "P. GIÁM ĐỐC".
        return True
    tops = [cell.split("\n")[0] for cell in filled]
    # "Lập danh sách | Công an xã | 30/4" is work.
    is_dated = is_day(row.get("due", "")) and not any(fold(top).startswith("nguoi") for top in tops)
    if not is_dated and "number" not in row and len(filled) > 1 and any(_MADE_BY.fullmatch(fold(top)) for top in tops):
        return all(len(top) < _LONG_POST and not top.endswith(".") for top in tops)
    if has_words(row.get("content", "")) and len(row) > 1:
        return False
    if row.get("number", "").strip(".)").isalnum() and len(row["number"]) < 6:
        return False
    return any(len(cell) < 200 and AFTER.match(fold(cell)) for cell in cells if cell)


def is_group(row: dict[str, str], following: dict[str, str]) -> bool:
    """True for a row that heads those below it: by its marker and theirs, in capitals, or with fewer words."""
    marker = _marker(row)
    below = _marker(following)
    bare = not any(name not in ("number", "content", "code", "note") for name in row)
    if marker is not None and marker[0] <= Rank.ROMAN:
        # "I", "A": a heading where the rows below count in another way.
        return (below is not None and below[0] > marker[0]) or bare
    if _is_made_up(row, following):
        return True
    # "GĐ1 | KHẢO SÁT | 01/4 | 08/5" above "1.1 | Vẽ lại quy trình | Ngô Thanh Hải | …": a phase and its days.
    content = row.get("content", "")
    is_phase = content.isupper() and not row.keys() & _DOERS and "due" in row
    if is_phase and following.keys() & _DOERS and not following.get("content", "").isupper():
        return True
    if not bare:
        return False
    if marker is None:
        text = row["content"]
        return not has_typed_bullet(text) and bool(following) and (text.isupper() or len(following) > len(row))
    if below is None and "number" not in row:
        # "1. Thể chế" alone in its row, above work that is not numbered.
        return len(following) > _FEW and "content" in following
    return below is not None and marker[0] < below[0] and len(following) > len(row)


def _is_made_up(row: dict[str, str], following: dict[str, str]) -> bool:
    """True for "Chỉnh trang đô thị, gồm:" above rows numbered below it; it may say who does them and when."""
    marker, below = _marker(row), _marker(following)
    is_open = row["content"].rstrip().endswith(":") and row.keys() <= _HEADING
    if not is_open or marker is None:
        return False
    is_listed = has_typed_bullet(following.get("content", "")) and "number" not in following
    return is_listed or (below is not None and marker[0] < below[0])


def is_plain(row: dict[str, str]) -> bool:
    """True for a row with a number, words and one more cell: most rows are, and need no closer look."""
    content = row.get("content", "")
    is_whole = not content.endswith(":") and bool(LETTERS.search(content))
    return len(row) > 2 and row.get("number", "").isdecimal() and is_whole


def is_sum(filled: Sequence[str]) -> bool:
    """True for cells that only count: "Cộng | 4 việc | 2 việc"."""
    return bool(_TOTAL.fullmatch(filled[0])) and all(map(_is_count, filled[1:]))


def _is_count(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (_FIGURES, _COUNT, _COUNTS, _AMOUNT))


def is_total(words: dict[str, str], filled: Sequence[str]) -> bool:
    """True for a row that sums up: what it counts, and beside it nothing but figures."""
    said = next((text for text in filled if LETTERS.search(text)), "")
    # "Tổng cộng" may stand in a column of its own, before "11 nhiệm vụ".
    content = words.get("content", "")
    # "Cộng" in any column, before "14 sự kiện".
    is_content = (
        bool(_TOTAL.fullmatch(said) and _COUNT.fullmatch(content))
        or said in (content, words.get("number"), words.get("code"))
        or bool(_FIGURES.fullmatch(content))
    )
    if not is_content or not _TOTAL.fullmatch(said):
        return False
    if is_day(words.get("due", "")) and len(said.split()) >= _FEWEST_WORDS:
        # "Tổng dự toán thu chi trình HĐND xã | 25/10" is work to be done by then.
        return False
    # "Xong 1, đang làm 5" counts the rows above by their states.
    return all(t == said or _is_count(t) for t in filled)


def looks_like_work(cells: Sequence[str]) -> bool:
    """True for a row of several cells with a day among them, wherever it stands."""
    return sum(map(bool, cells)) > _FEW and any(map(is_day, cells))


def has_words(text: str) -> bool:
    """True for a text with a word in it, not only figures and signs."""
    return bool(LETTERS.search(text))


def _marker(row: dict[str, str]) -> tuple[float, str] | None:
    printed = clean(row.get("number", "")).rstrip(".)")
    marker = split_marker(f"{printed}. x")[0] if printed else split_marker(row.get("content", ""))[0]
    return (marker.rank, marker.name) if marker and marker.rank < Rank.DASH else None


def depth(words: dict[str, str]) -> float:
    """Tells how deep a row is numbered: "1.1", "a)" and "-" stand below "1"."""
    printed = clean(words.get("number", "")).rstrip(".)")
    marker = split_marker(f"{printed}. x")[0] if printed and printed not in "-–+" else None
    marker = marker or split_marker(words.get("content", "") if not printed else f"{printed} x")[0]
    return marker.rank if marker else Rank.NUMBER
