"""What a cell looks like by itself: a body, a day, a share, a tick, a clock time."""

from __future__ import annotations

import re
from functools import lru_cache

from danvan_cli.domain.text import fold
from danvan_cli.intake.time_words import DAYTIME, LAST

_SHORT = 15
_ROLES = {
    **dict.fromkeys(("ct", "c", "chu tri", "dm", "dau moi", "c/t", "ctri"), "lead"),
    **dict.fromkeys(("ph", "p", "phoi hop", "tham gia", "tg", "p/h", "o", "○", "◯", "◇"), "support"),
    **dict.fromkeys("●◆", "lead"),
    **dict.fromkeys(("x", "v", "+", "×", "✓", "✔", "√", "☑", "th", "thuc hien", "•", "1"), "tick"),
}
_SHARE = re.compile(
    r"\d{1,3}(?:[.,]\d+)?\s*%?|x"
    r"|(?:da|dang|chua|hoan thanh|xong|co ban|cham|tre|qua han|dung han|tam dung|tam hoan|thoi thuc hien)\b.*"
)
_FIGURES = r"\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{1,4})?"
_LONE_TIME = re.compile(
    rf"\W*(?:(?:truoc|tu|den(?: het)?|{fold(LAST)}|xong|dot) )?(?:\d{{1,2}} ?(?:h|gio) ?\d{{0,2}},? )?"
    rf"(?:(?:{fold(DAYTIME)})(?: (?:thu \w+|chu nhat))?,? )?(?:ngay )?{_FIGURES}(?: ?\([^()]{{1,20}}\))?\W*"
    r"|(?:(?:truoc|trong|het) )?(?:thang \d{1,2}|quy [iv]+) ?(?:/|nam) ?\d{4}\W*"
)
_TIME = re.compile(
    rf"\d{{1,2}}/\d{{1,2}}|\b\d{{1,2}}([.-])\d{{1,2}}\1\d{{2,4}}\b|\b(?:trước|đến|hết)\s+(?:hết\s+)?ngày\b|\btrước\s+\d|\b{LAST}\b|quý\s+[IV]+|tháng\s+\d"
    r"|(?:hằng|hàng|mỗi|từng) (?:tháng|quý|tuần|năm)\b|\bđịnh kỳ\b|(?:tuần|tháng|ngày) cuối\b",
    re.IGNORECASE,
)
_LONGEST_TIME = 60
_DAY = re.compile(
    rf"{_FIGURES}(?:[ ;,].*)?"
    r"|(?:quy|thang|t|q|nam)\.?\s?(?:[ivx]{1,4}|\d{1,4})\b.*"
    r"|(?:ngay|thu)\s+\w+ (?:hang|moi) (?:tuan|thang|quy)"
    r"|20\d{2}-\d{2}-\d{2}.*"
    r"|(?:truoc|den|cham nhat|cuoi|dau|giua|trong|tu)\b.*\b(?:ngay|thang|quy|nam|\d{1,2}/\d{1,2}"
    r"|\d{1,2}([.-])\d{1,2}\1\d{2,4}).*"
    r"|(?:hang|moi) (?:ngay|tuan|thang|quy|nam|ky|vu|dot)\b.*|(?:dinh ky|thuong xuyen)\b.*"
)
_BODY = re.compile(
    r"(?:van phong|phong|ban|so|trung tam|chi cuc|thanh tra|cong an|doan|hoi|truong|ubnd|uy ban|to|cac|mat tran|mttq"
    r"|ubmttq|dang|cong doan|lien doan|benh vien|tram|kho bac|bao hiem|khoa|vien|hat|doi|bch|ban chi huy|dai|vp|tt|cc"
    r"|lien minh|lien hiep|hiep hoi|hop tac xa|cong ty|ngan hang|dien luc|buu dien|hai quan|toa an|chi bo|viettel|vnpt"
    r")\b.*|p\.\s?\w.*"
)
# "II", "T3", "Q1" are numbers and periods; "Buổi", "Năm" are words, and no letters for a name.
_SHORT_NAME = re.compile(r"(?![IVXTQ]?[IVX\d]+\Z)(?!\w[a-zà-ỹ]+\Z)[A-ZĐ][\wĐđ&.-]{1,9}")
# "Số lượng" is no "Sở".
_COUNTED = re.compile(r"số\b", re.IGNORECASE)
_COUNT_OF_DAYS = re.compile(r"\d{1,3} ngay(?: lam viec)?")
_CLOCK = re.compile(r"\d{1,2}\s?(?:h|g|gio|:)\s?\d{0,2}\b.*")
_WHOLE_DAY = re.compile(r"\d{1,2}[.-]\d{1,2}[.-]\d{2,4}")
_WRITTEN_DAY = re.compile(r"(?:ngày\s+)?\d{1,4}\s?[/.\-]\s?\d|đã|xong|hoàn thành|chưa|đang|x\b|\W*\Z", re.IGNORECASE)


def is_body(title: str) -> bool:
    """True for a short text that looks like a body's name."""
    is_named = bool(_BODY.fullmatch(fold(title)) or _SHORT_NAME.fullmatch(title))
    return is_named and len(title) < 60 and role_of(title) is None and not _COUNTED.match(title)


def has_body(text: str) -> bool:
    """True for a cell with a body's name among others."""
    return any(map(is_body, re.split(r"[,;\n]\s*", text)))


@lru_cache(maxsize=20_000)
def role_of(text: str) -> str | None:
    """Tells what a mark in a column of ticks says: lead, support, or only tick; None for other words."""
    return _ROLES.get(fold(text).strip(" ().")) if len(text) < _SHORT else None


# "… trình dự thảo kết luận trong 10 ngày kể từ ngày kết thúc", "… gửi giấy mời trước ngày họp 07 ngày"
_COUNTED_DAYS = re.compile(
    r"\b\d{1,3} ngày (?:làm việc )?(?:kể từ|sau|trước|từ)\b|\btrước\s[^;.]{2,40}\s\d{1,3} ngày\b", re.IGNORECASE
)


def counts_days(text: str) -> bool:
    """True for a term counted from an event, whatever its day: "trong 10 ngày kể từ …"."""
    return bool(_COUNTED_DAYS.search(text))


def has_time(text: str) -> bool:
    """True for words with a day, a period or a rhythm among them; a look, and no reading."""
    return _TIME.search(text) is not None


def is_lone_time(text: str) -> bool:
    """True for words that are nothing but one day in figures, or one period with its year, wherever they stand."""
    return len(text) < _LONGEST_TIME and bool(_LONE_TIME.fullmatch(fold(text)))


def is_day(text: str) -> bool:
    """True for a cell that is a day, a period or a rhythm, whatever it says behind: "Quý II, sau khi có kinh phí"."""
    return bool(_DAY.fullmatch(fold(text)))


def is_count_of_days(text: str) -> bool:
    """True for a cell that only counts days from an event: "70 ngày"."""
    return bool(_COUNT_OF_DAYS.fullmatch(fold(text)))


def is_written_day(text: str) -> bool:
    """True for a cell that begins with a day in figures, or tells how far work is."""
    return bool(_WRITTEN_DAY.match(text.strip()))


def is_share(text: str) -> bool:
    """True for a share of work done, in figures or words."""
    return bool(_SHARE.fullmatch(fold(text)))


def is_clock(text: str) -> bool:
    """True for a time of the day without a date."""
    return bool(_CLOCK.fullmatch(fold(text))) and "/" not in text and not _WHOLE_DAY.search(text)
