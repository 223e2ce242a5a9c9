"""Words of time as parts of patterns, each kind once; the audit's own words (``due.time_kinds``) are apart on purpose.

Whoever reads a deadline, sets a line aside or joins it to the next asks for the same words.
"""

from __future__ import annotations

import re

UNITS = "ngày|tháng|quý|quí|qúy|năm"
# Directly before a day or a period, whatever they make of it.
BEFORE = "trước|trong|vào|hết|từ|đến|tới"
# A day in figures with any mark, the year optional only behind a stroke: "5/4", "5/8/26", "05-05-2026", "05.6.2026".
FIGURES = r"\d{1,2}(?:/\d{1,2}(?:/(?:20)?\d\d)?|-\d{1,2}-(?:20)?\d\d|\.\d{1,2}\.(?:20)?\d\d)"
# Parts of a day; a clock time, a weekday or "ngày" may stand beside them.
DAYTIME = "sáng|trưa|chiều|tối|đêm"
WEEKDAY = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)"
PARTS = "nửa đầu|nửa cuối|thượng tuần|trung tuần|hạ tuần|(?<!lần )đầu|giữa|(?<!lần )cuối"
LAST = "(?:chậm|muộn|trễ) nhất"
LATEST = rf"(?:{LAST}|không (?:muộn|chậm|trễ) hơn|không quá|không (?:để )?(?:chậm|trễ) quá)"
CLOCK = r"\d{1,2}\s?(?:h|giờ|g|:)\s?\d{0,2}(?:\s?phút)?"
# "15 ngày sau khi | kết thúc | quý III": a term begins where a period ends.
AFTER = r"(?:từ|sau)\s+"
MOMENT = r"(?:khi|ngày|thời điểm)\s+"
ENDED = r"(?:kết thúc|hết)\s+"
BEHIND_END = rf"{AFTER}(?:{MOMENT})?{ENDED}"
# To hand in, and no end of "chương trình", "tờ trình".
SUBMIT = (
    "".join(rf"(?<!{word}\s)" for word in ("chương", "công", "quá", "quy", "tiến", "lộ", "giáo", "hành", "tờ"))
    + r"(?<!\w)trình"
)
HAND_IN = f"gửi|nộp|báo cáo|{SUBMIT}"
# Words that promise a deadline, wherever they stand before it.
LIMIT = f"trước|{LAST}|hạn|hoàn thành|xong|đến hết"
# "Đợt I được tiến hành …": when a stage of the work goes on, in a sentence of its own.
STAGE_GOES = (
    r"\W*(?i:đợt|giai đoạn|bước|vòng|kỳ|phần)\s[\wIVX]{1,4}\s(?:được )?(?:tiến hành|thực hiện|triển khai|diễn ra)\s"
)


class Trigger:
    """A cheap look whether any of some words, or a pattern, stands in a text of small letters."""

    def __init__(self, words: str) -> None:
        """Takes words that "|" parts, or a pattern; plain words are looked for much faster than by a pattern."""
        self._words = tuple(words.split("|")) if re.fullmatch(r"[\w| ]+", words) else ()
        self._pattern = re.compile(words, re.DOTALL)

    def stands_in(self, small: str) -> bool:
        """True where one of the words stands in the text."""
        if self._words:
            return any(map(small.__contains__, self._words))
        return self._pattern.search(small) is not None


def compiled(pattern: str) -> re.Pattern[str]:
    """Compiles a pattern that takes capitals and small letters alike."""
    return re.compile(pattern, re.IGNORECASE)


# Words that make a time a deadline.
CUED = rf"{LIMIT}|{LATEST}|{HAND_IN}"
# Words that are nothing but a time: "tuần 3 tháng 3", "giữa tháng 10", "từ 01/7 đến 10/7"; with a figure or a period.
ONLY_TIME = compiled(
    rf"(?=\D*\d|\W*(?:(?:{BEFORE})\s+)*(?:cuối|giữa|đầu|hằng|hàng|mỗi|quý|tuần)\b)\W*(?:(?:{UNITS}|{BEFORE}|{PARTS}|tuần|thứ|hằng|hàng|mỗi"
    # Atomic: one way only to part figures and signs, however many there are.
    rf"|sau|chậm|muộn|nhất|lần|dự kiến|{DAYTIME}|và|một|hai|ba|tư|sáu|bảy|chủ nhật|i{{1,3}}|iv|(?>\d[\d/.\-–:]*))"
    r"(?:\W+|\Z))+"
)
# "Cũng ngày này, Trạm Y tế …": the day that the sentence before names.
SAME_DAY = (
    r"(?:cũng\s+(?:trong\s+|vào\s+)?(?:ngày|tháng|quý|đợt|dịp|thời gian|thời điểm)\s+(?:này|đó|ấy)"
    r"|cùng\s+(?:ngày|thời gian|thời điểm)\s+(?:này|đó|ấy|trên))"
)
# "danh sách gian hàng ngày 03/4", "giao hàng tháng 5/2026" tell of goods.
NO_GOODS = r"(?!\s+(?:ngày|tháng|quý|năm)\s+\d{1,4}\s*(?:[/.,;)]|\Z|năm\b))"
# Great days of the year, which events are held for: "họp mặt 20/10".
GREAT_DAY = re.compile(
    r"0?3/0?2|27/0?2|0?8/0?3|26/0?3|30/0?4|0?1/0?5|0?7/0?5|19/0?5|0?1/0?6|27/0?7|19/0?8|0?2/0?9|20/10|18/11|20/11|22/12"
)
