"""The year that a plan is for, or its part: what is evidence of it, how much it weighs, when only a person can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from danvan_cli.intake.draft.documents import NUMBER
from danvan_cli.intake.due.written import day_pattern, written_day

_SCHOOL = re.compile(r"năm học\s+(?P<first>20\d\d)(?:\s*[-–/]\s*\d{4})?", re.IGNORECASE)
# "NĂM 2026 - XÃ LONG HẢI" has no number of a document.
_NUMBER = re.compile(rf"(?<![\d/.\-])(?<!(?i:năm|quý)\s)(?<!(?i:tháng)\s){NUMBER}")
_DAY = re.compile(rf"\b{day_pattern('a')}", re.IGNORECASE)
_DATES = (_DAY, _NUMBER)
# "Hoạt động hè và chuẩn bị năm học 2026 - 2027", "Tuyển sinh …": done in the summer before it.
_BEFORE_SCHOOL = re.compile(r"\b(?:hè|tuyển sinh|xét tuyển|chuẩn bị|đón)\b", re.IGNORECASE)
# "(1930 - 2025)" behind these words counts an anniversary.
_ANNIVERSARY = re.compile(r"(?:kỷ niệm|lần thứ)\b[^;]*?\(?\b(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d\)?", re.IGNORECASE)
# Stretches of years and the years that end them: the plan may be of any year in them.
_TERM = re.compile(r"nhiệm kỳ\s+(?:năm\s+)?(?P<a>20\d\d)\s*[-–/]\s*(?P<b>20\d\d)", re.IGNORECASE)
_SPAN = re.compile(
    r"(?:(?:giai đoạn|các năm|từ năm|năm|trong|thời kỳ)\s+){0,3}\b(?P<a>20\d\d)\s*(?:[-–]"
    r"|đến(?:\s+(?:hết\s+)?năm)?)\s*(?P<b>20\d\d)",
    re.IGNORECASE,
)
_HORIZON = re.compile(
    r"(?:đến|tầm nhìn|trước|hết|tới)(?:\s+(?:đến|hết|cuối)){0,2}\s+(?:năm\s+)?(?P<b>20\d\d)", re.IGNORECASE
)
_OWN = re.compile(r"(?<![\d.,])(20\d\d)(?![\d%])(?!\s*(?:người|hộ|lượt|đồng|tỷ|triệu))")
# What another document is about: "thực hiện Kế hoạch … năm 2023", "Luật … năm 2022".
_CITED = re.compile(
    r"(?:(?:thực hiện|triển khai|theo(?! dõi)|quán triệt|cụ thể hóa|cụ thể hoá)\s+(?:\w+\s+){0,2}?"
    r"(?:kế hoạch|nghị quyết|chỉ thị|quyết định|kết luận|chương trình|hướng dẫn|đề án|công văn|thông báo|văn bản"
    r"|nghị định)\b"
    r"|(?<!pháp )\b(?:bộ luật|luật|pháp lệnh|hiến pháp)\s).*",
    re.IGNORECASE,
)
# "Lịch thực hiện Kế hoạch dân chủ cơ sở năm 2026" is the list of that very plan, "Bảng theo dõi thực hiện kết luận,
# chỉ đạo của Chủ tịch UBND xã năm 2026" that of a year's orders.
_LIST = re.compile(
    r"\W*(?:lịch|bảng|biểu|tiến độ|danh mục|sổ|phân công)\b[^\d]*"
    r"\b(?:kế hoạch|chương trình|kết luận|chỉ đạo|thông báo)\b[^\d]*\bnăm\s+20\d\d\W*",
    re.IGNORECASE,
)
# "Kế hoạch công tác tháng 4 năm 2026", "Công việc trọng tâm quý II/2026", "… 6 tháng cuối năm 2026".
_PART = re.compile(
    r"(?<!và )(?<!từ )(?<!đến )(?<!đầu )(?<!giữa )(?<!cuối )(?<![-–,] )"
    r"(?P<period>\b(?:tháng\s+\d{1,2}|quý\s+(?:[1-4]|I{1,3}|IV)|(?:0?6|sáu)\s+tháng\s+(?:đầu|cuối))"
    r"(?:\s+năm\s+|\s*/\s*|\s*-\s*)20\d\d)"
    r"(?:\s*\([^()]*\)|\s+(?:của|trên địa bàn)\s.*)?\W*\Z",
    re.IGNORECASE,
)
# What is met about, looked back at or paid for a month is not done in it.
_ABOUT_PART = re.compile(
    r"\b(?:giao ban|họp|hội nghị|sơ kết|tổng kết|báo cáo|đánh giá|kết quả|xếp loại|chi trả|chi lương|ngày\s+\d+"
    r"|lũ|bão|hậu quả|thiên tai|sự cố|kết luận|giám sát|thanh tra|kiến nghị)\b",
    re.IGNORECASE,
)
_CITED_DAY = re.compile(rf"ngày\s+{day_pattern('d')}", re.IGNORECASE)
_NUMBERED = re.compile(r"\d+/(?P<year>20\d\d)")
_LAST_QUARTER = 10


@dataclass(frozen=True, slots=True)
class PlanYear:
    """The year taken, None where it is open; ``doubt`` says what a person must settle, ``choices`` the candidates."""

    year: int | None
    is_school_year: bool = False
    doubt: str | None = None
    choices: tuple[str, ...] = ()


def find_year(
    title: str, issued: int | None, *, month: int | None = None, number: str | None = None, others: Iterable[str] = ()
) -> PlanYear:
    """Weighs the evidence: the title, what else names the plan (``others``), its number, year and month of its issue.

    A term, a span and the year of a cited document are evidence of nothing: at most they make the year of issue
    doubtful. A year of issue within the term settles it, but for a plan of the last quarter, which may be for the next.
    """
    others = tuple(others)
    school = (_SCHOOL.search(text) for text in (title, *(() if _OWN.search(title) else others)))
    if found := next(filter(None, school), None):
        first = int(found["first"])
        if issued == first and _BEFORE_SCHOOL.search(found.string, 0, found.start()):
            return PlanYear(first)
        is_near = issued is None or issued - first in (-1, 0, 1)
        choices = (first, issued)
        return PlanYear(first, is_school_year=True) if is_near else _open(choices, "năm học cách xa ngày ban hành")
    bare = _without_dates(title)
    own, cited = _own_years(bare, title)
    if not own:
        own = next((years for text in others if (years := _own_years(_without_dates(text), text)[0])), ())
    if own:
        return _of_own(own, issued)
    if number and (found := _NUMBERED.search(number)):
        return PlanYear(int(found["year"]))
    judged = _of_issue(bare, issued, cited, is_early=month is not None and month < _LAST_QUARTER)
    if judged.year is None and judged.doubt is None:
        # "Việc chuẩn bị phiên chợ 20/10 năm 2026": a day that the title names is most likely of the plan's year.
        of_days = sorted({one.year for found in _DAY.finditer(title) if (one := written_day(found, "a")) and one.year})
        if len(of_days) == 1 and not _CITED.search(title):
            return PlanYear(of_days[0])
        return (
            _assumed(of_days[0], of_days, "năm chỉ thấy trong một ngày ở tên kế hoạch") if len(of_days) == 1 else judged
        )
    return judged


def part_of_year(title: str) -> str | None:
    """Gives the month, quarter or half that the whole plan is of, as the title writes it, where it is of no year.

    What has no other time is to be done in it (our rule).
    """
    found = _PART.search(title)
    return found["period"] if found and not _ABOUT_PART.search(title, 0, found.start()) else None


def _without_dates(text: str) -> str:
    for pattern in (*_DATES, _ANNIVERSARY):
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    return text


def _own_years(bare: str, title: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Parts the years of a title that are its own from those of documents that it cites."""
    for pattern in (_TERM, _SPAN, _HORIZON):
        bare = pattern.sub(lambda m: " " * len(m[0]), bare)
    found = None if _LIST.fullmatch(bare) else _CITED.search(bare)
    start = found.start() if found else len(bare)
    own, cited = _years(bare[:start]), _years(bare[start:])
    day = _CITED_DAY.search(title, start)
    written = written_day(day, "d") if day else None
    dated = (written.year or 0) if written else 0
    # A directive of 2013 is not about 2026: that is the year of the plan that carries it out.
    if not own and dated and cited and cited[-1] - dated > 1:
        return cited[-1:], ()
    return own, cited


def _years(text: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(year) for year in _OWN.findall(text)))


def _of_own(own: Sequence[int], issued: int | None) -> PlanYear:
    if len(own) > 1:
        return _open((*own, issued), "tên kế hoạch nêu nhiều năm")
    if issued is None or issued in (own[0], own[0] - 1):
        return PlanYear(own[0])
    if issued == own[0] + 1:
        return _assumed(own[0], (own[0], issued), "năm trong tên kế hoạch sớm hơn năm ban hành")
    return _open((own[0], issued), "năm trong tên kế hoạch cách xa ngày ban hành")


def _of_issue(bare: str, issued: int | None, cited: Sequence[int], *, is_early: bool) -> PlanYear:
    """Falls back on the year of issue, with a doubt where the title speaks of a stretch of years."""
    term, span, horizon = _TERM.search(bare), _SPAN.search(bare), _HORIZON.search(bare)
    if issued in cited or (horizon and int(horizon["b"]) == issued):
        return PlanYear(issued)
    if is_early and any(found and int(found["a"]) <= (issued or 0) <= int(found["b"]) for found in (term, span)):
        return PlanYear(issued)
    if term:
        first = int(term["a"])
        return _assumed(issued, (issued, first), "tên kế hoạch chỉ nêu nhiệm kỳ")
    if span:
        first, last = int(span["a"]), int(span["b"])
        if issued is not None and first <= issued <= last:
            return _assumed(issued, (issued,), "tên kế hoạch chỉ nêu giai đoạn")
        return _open((issued, first), "tên kế hoạch chỉ nêu giai đoạn")
    if horizon:
        return _assumed(issued, (issued, int(horizon["b"])), "tên kế hoạch chỉ nêu năm cuối")
    if cited and (issued is None or cited[-1] > issued):
        return _open((cited[-1], issued), "năm trong tên kế hoạch là của văn bản được viện dẫn")
    return PlanYear(issued)


def _assumed(year: int | None, choices: Iterable[int | None], why: str) -> PlanYear:
    if year is None:
        return _open(choices, why)
    return PlanYear(year, doubt=f"{why}; đã lấy năm {year}, cần xác nhận", choices=_listed(choices))


def _open(choices: Iterable[int | None], why: str) -> PlanYear:
    listed = _listed(choices)
    return PlanYear(None, doubt=f"{why}; năm của kế hoạch là {' hay '.join(listed)}?", choices=listed)


def _listed(choices: Iterable[int | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(year) for year in choices if year))
