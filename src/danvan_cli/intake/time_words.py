"""Words of time as parts of patterns, each kind once; the audit's own words (``due.time_kinds``) are apart on purpose.

Whoever reads a deadline, sets a line aside or joins it to the next asks for the same words.
"""

from __future__ import annotations

UNITS = "ngày|tháng|quý|quí|qúy|năm"
# Directly before a day or a period, whatever they make of it.
BEFORE = "trước|trong|vào|hết|từ|đến|tới"
PARTS = "nửa đầu|nửa cuối|thượng tuần|trung tuần|hạ tuần|đầu|giữa|cuối"
LAST = "(?:chậm|muộn|trễ) nhất"
LATEST = rf"(?:{LAST}|không (?:muộn|chậm|trễ) hơn|không quá)"
CLOCK = r"\d{1,2}\s?(?:h|giờ|g|:)\s?\d{0,2}(?:\s?phút)?"
# To hand in, and no end of "chương trình", "tờ trình".
SUBMIT = (
    "".join(rf"(?<!{word}\s)" for word in ("chương", "công", "quá", "quy", "tiến", "lộ", "giáo", "hành", "tờ"))
    + r"(?<!\w)trình"
)
HAND_IN = f"gửi|nộp|báo cáo|{SUBMIT}"
# Words that promise a deadline, wherever they stand before it.
LIMIT = f"trước|{LAST}|hạn|hoàn thành|xong|đến hết"
