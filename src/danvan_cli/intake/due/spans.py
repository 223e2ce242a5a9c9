"""Everything in a text that has to do with time, whatever the reader of deadlines makes of it.

This is the second pair of eyes of the accounting: it shares no pattern with the reader, takes broken notations too, and
is generous. What it sees and no deadline used is asked about, unless its own words or those around it rule it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from danvan_cli.domain.due import DueContext
from danvan_cli.intake.due.patterns import is_share
from danvan_cli.intake.due.time_kinds import CUE, KINDS, Kind
from danvan_cli.intake.due.traps import EXPIRING, RECKONED
from danvan_cli.intake.spans import Reason, Span, SpanKind
from danvan_cli.intake.time_words import compiled

_REMEMBERED = 10_000


# What a text holds behind so many letters is one span: no sentence is that long.
LONGEST = 3_000
# Without any of these, in small letters, there is nothing to look for. The words are a pattern of their own because
# one that begins with letters only is searched for much faster.
_ANY_WORD = re.compile(
    r"ngày|tháng|quý|qúy|qúi|năm|tuần|thứ\s+[^\W\d]|thứ\s+[2-7](?!\d)|chủ nhật|kỳ|hằng|hàng|mỗi|từng|thường|trước|sau"
    r"|sáng mai|trưa mai|chiều mai|tối mai|hôm nay"
    r"|dịp|suốt|thời (?:gian|hạn)|vụ\s|giao thừa|hè(?!\w)|(?<!\w)q\s?[1-4]"
    r"|nhất|hạn|khi|đột xuất|liên tục|theo|mùng|mồng|lần|giờ|phút|…|\.\.|_|\[|giai đoạn|hơn"
)
_ANY_SIGN = re.compile(r"\d\s?(?:[/|\\.,\-–—−]{1,3}\s*[\doilvx]|[:h→])|[oil?x]\s?/|(?<!\w)t\.?\s?\d")
_DAY = compiled(r"\d\s?[/.\-–]\s?\d|\bngày\s+\d|\d\s+tháng\s+\d")
_KINDS_BY_NEED = tuple((re.compile(kind.needed), kind) for kind in KINDS)
# A further month or quarter of a list: ", 6", "và III".
_FURTHER = compiled(
    r"\s*(?:,|;|và|-|–|&|\+|,\s*và)\s*(?P<one>(?:I{1,3}|IV|\d{1,2})(?!\w)(?![/.,]\d)(?:/\d{4})?)"
    r"(?=\s*(?:[,;.):\-–]|$|và\b|năm\b|hằng\b|hàng\b|/\d{4}))"
)
_NUMBER = re.compile(
    r"(?<![\w/.\-])(?!\d{1,2}\s?[/\-]\s?(?:[IVX]+|[OI]\d|\dO)\s?[/\-]\s?20\d\d)"
    r"\d{1,5}[a-z]?\s?(?:/\s?\d{4}\s?)?[-/–]\s?[A-ZĐ][\wĐđ.&]{0,15}(?:\s?[-/–]\s?[A-ZĐ][\wĐđ.&]{0,20}){0,4}"
)
_QUOTE = re.compile(r"“[^“”]{0,300}”|\"[^\"]{0,300}\"|«[^«»]{0,300}»")
_STARTS_WITH_CUE = compiled(rf"{CUE}(?!\w)")
# Documents whose names are no verbs: "gửi báo cáo về Sở ngày 15/3" cites nothing.
_DOCUMENT = (
    r"(?:nghị quyết|nghị định|quyết định|chỉ thị|thông tư|thông tri|kết luận|quy định|quy chế|công văn|công điện"
    r"|tờ trình"
    r"|pháp lệnh|bộ luật|luật|hiến pháp|biên bản)"
)
_LOOKS_BACK = r"(?:báo cáo|kết quả|tổng kết|sơ kết|số liệu|danh sách|hồ sơ|tình hình)"
_CONTENT = (
    rf"(?:kế hoạch|chương trình|{_LOOKS_BACK}|công tác|nhiệm vụ|phương hướng|dự toán|chỉ tiêu"
    r"|danh mục|chuyên đề|đề án|kinh phí|chỉ số|hướng dẫn|nội dung|ngân sách|chủ đề|mục tiêu)"
)
# Nobody tells today what "next week" was like: "nộp báo cáo tuần tới".
_NOT_TO_COME = compiled(r"^(?!.*\b(?:tới|sau|này)$)")
# "báo cáo số liệu gửi Sở Tư pháp 6 tháng và năm" is sent twice a year.
# Nor is "lấy mốc 25/9/2026 làm hạn cuối" what is reckoned by.
_NOT_TWICE = compiled(r"(?!\s*(?:và|,)\s*(?:cuối |cả )?năm(?!\w)|\s+làm (?:(?:thời )?hạn|mốc cuối|ngày cuối)\b)")
# A year describes more: "hội nghị cán bộ, công chức năm 2024" tells which, not when.
_YEARS_CONTENT = (
    rf"(?:{_CONTENT}|phong trào|hoạt động|thi đua|đăng ký|bình xét|xếp loại|đánh giá|hội nghị|mô hình|cải cách"
    rf"|quy chế|khen thưởng"
    r"|dân vận khéo|tuyển quân|khảo sát|tập huấn|chấm điểm|tháng|quý)"
)


# Years that a piece of work is given at most; a programme's five are its name.
_LONGEST_WORK = 2
_FROM_AND_TO = 2


class _Rule(NamedTuple):
    """Why a time is set aside: the words that stand before it, within it or behind it; for which kinds (all: none)."""

    reason: Reason
    before: re.Pattern[str] | None = None
    inside: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None
    kinds: tuple[str, ...] = ()


def _ends(pattern: str) -> re.Pattern[str]:
    return compiled(rf"(?:{pattern})\s*$")


# "chốt số liệu 31/12", "rà soát số liệu đến hết 30/11": the figures may be gathered until then: that is asked about.
_GATHERING = ("chốt", "thu", "lấy", "thập", "gửi", "nộp", "nhập", "hợp", "nhật", "soát", "chiếu", "sạch", "cấp", "tra")
_NOT_COLLECTED = "".join(f"(?<!{word} )" for word in _GATHERING)
# The first rule whose words stand there decides. These hold even behind a word that promises a deadline, which is part
# of another phrase there ("tính đến ngày …", "có hiệu lực đến …").
_STRONGER = (
    # Luật có hiệu lực đến hết ngày 30/6
    _Rule(Reason.VALIDITY, before=_ends(r"hiệu lực(?: thi hành)?[^.,;\n]{0,30}")),
    # bảo hiểm sẽ hết hạn ngày 30/6
    _Rule(
        Reason.VALIDITY,
        before=_ends(rf"{EXPIRING}[^.;,]{{0,40}}"),
        inside=compiled(r"^hết hạn(?:\s+(?:sử dụng|hiệu lực|bảo hành|hợp đồng))?(?:\s+vào)?\s+(?:ngày|\d)"),
    ),
    # Năm ngoái, ngày 24/3/2025, …; thay bạc đạn hồi tháng 9/2025
    _Rule(
        Reason.SITUATION,
        before=_ends(
            r"(?<!như )(?<!giống )(?<!với )\b(?:(?:năm ngoái|năm trước,|lần trước,)(?:[\s,][^.;:\d\n]{0,30})?"
            r"|hồi(?:\s+(?:đầu|giữa|cuối))?)"
        ),
        kinds=("day", "period"),
    ),
    # số liệu tính đến ngày 14/6
    _Rule(
        Reason.CONTENT_PERIOD,
        before=_ends(
            rf"(?:{_NOT_COLLECTED}\b(?:lấy )?số liệu(?! (?:chốt|nộp|gửi|thu)\b)|{RECKONED}|\bthời điểm)\b"
            r"[^.;,\n]{0,40}"
        ),
        behind=_NOT_TWICE,
    ),
    # Sau khi nghe Sở Xây dựng báo cáo, Phó Chủ tịch kết luận như sau
    _Rule(Reason.SITUATION, inside=compiled(r"^sau khi (?:nghe|xem xét|trao đổi|thảo luận)\b"), kinds=("event",)),
    # thời kỳ thanh tra: từ 01/01/2023 đến 31/12/2025
    _Rule(
        Reason.CONTENT_PERIOD,
        before=_ends(r"\b(?:thời kỳ|niên độ)\s+(?:được\s+)?(?:thanh tra|kiểm tra|kiểm toán|giám sát)\b[^.;]{0,40}"),
    ),
    # ngày 25/02/2026 (tức ngày 09 tháng Giêng)
    _Rule(Reason.EXPLAINED, before=_ends(r"\d\s*\((?:tức|nhằm)(?:\s+(?:là|vào))*"), kinds=("day",)),
    # các điểm đỗ xe trên đường 3/2, đường 30/4
    _Rule(
        Reason.OBJECT,
        before=_ends(r"\b(?:đường|phố|cầu|chợ|quảng trường|công viên|nông trường|công ty|ngã tư)(?:\s+[^\W\d]+){0,2}"),
        # "khánh thành cầu Bến Đá 15/4": streets are called after great days only.
        inside=compiled(
            r"^0?(?:3/0?2|8/0?3|1/0?5|2/0?9|7/0?5)$"
            r"|^(?:26/0?3|30/0?4|19/0?5|27/0?7|19/0?8|23/0?9|10/10|20/10|23/10|20/11|23/11|22/12)$"
            r"|^\d{1,2} (?-i:Tháng) \d{1,2}$"
        ),
        kinds=("day",),
    ),
    # thương binh hạng 3/4; vốn 50/50
    _Rule(
        Reason.OBJECT,
        before=_ends(r"\b(?:hạng|loại|tỷ lệ(?: vốn| bản đồ)?|tỉ lệ(?: vốn)?)"),
        inside=compiled(r"^\d{1,2}/\d"),
        kinds=("day",),
    ),
    # 96 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2026)
    _Rule(Reason.ANNIVERSARY, before=_ends(r"\(\s*\d{1,2}/\d{1,2}/(?:18|19|20)\d\d\s*[-–]"), kinds=("day",)),
    # (Kế hoạch cũ ghi ngày 28/02/2026)
    _Rule(Reason.EXPLAINED, before=_ends(r"\((?:kế hoạch|quyết định|văn bản|thông báo) (?:cũ|trước đây)[^();]{0,40}")),
    # Để kịp khai giảng năm học mới ngày 05/9, …
    _Rule(
        Reason.OBJECT,
        before=_ends(r"\bđể\s+(?:kịp|phục vụ|đón|chuẩn bị)\b[^.;,\n]{0,60}"),
        kinds=("day", "period"),
    ),
    # trước ngày 05/02/2026 (18 tháng Chạp)
    _Rule(Reason.EXPLAINED, before=_ends(r"\d\s*\("), inside=compiled(r"tháng\s+(?:chạp|giêng)")),
    # Nếu đến hết ngày 15/4 vẫn còn hộ chưa nhận tiền thì …
    _Rule(Reason.SITUATION, before=_ends(r"\b(?:nếu|trường hợp)"), kinds=("day",)),
    # xong ngày 15/9 (thay cho thời hạn ngày 15/3)
    _Rule(Reason.EXPLAINED, before=_ends(r"\bthay (?:cho|vì)(?:\s[^.;,()\d]{0,20})?")),
    # số liệu từ 01/01/2025 đến thời điểm giám sát
    _Rule(
        Reason.CONTENT_PERIOD,
        behind=compiled(r"\s+đến\s+(?:thời điểm|khi)\s+(?:kiểm tra|giám sát|thanh tra|báo cáo)"),
        kinds=("day",),
    ),
    # trong 5 năm qua; trong năm qua
    _Rule(Reason.SITUATION, inside=compiled(r"năm\s+(?:qua|ngoái|trước)$"), kinds=("year",)),
    _Rule(Reason.SITUATION, behind=compiled(r"\s+(?:vừa\s+)?qua(?!\w)"), kinds=("counted", "year", "clock")),
)
_RULES = (
    # 7h00 - 7h45; (30 phút); 02 ngày
    _Rule(Reason.CLOCK, kinds=("clock",)),
    # thường xuyên
    _Rule(Reason.NO_DAY, kinds=("no day",)),
    # giai đoạn 2026–2030
    _Rule(Reason.TERM, kinds=("term",)),
    # ngày 14/7/2023 của Ban Bí thư
    _Rule(
        Reason.CITED,
        behind=compiled(r"\s*,?\s*(?:của\s+(?!(?:tháng|quý|năm|mỗi|từng|hằng|hàng|kỳ|tuần)(?!\w))|về việc|v/v|giữa)"),
        kinds=("day",),
    ),
    # Quyết định ngày 07/4/2023; (ban hành ngày 15/3/2024); no "tuyên truyền Luật Đất đai đến hội viên (30/6)"
    _Rule(
        Reason.CITED,
        before=_ends(
            rf"\b{_DOCUMENT}(?:\s+(?!(?:đến|tới|cho|tại|trên|gửi|nộp|trình|xong)\s)[^\s.;,:\x00]+){{0,8}}|\x00\s?,?"
            r"|\b(?:(?<!trưởng )(?<!tịch )(?<!đốc )(?<!đạo )(?<!thư )(?<!đăng )ký|ban hành|kèm theo)(?:\s+vào)?"
            rf"|\bsố\s*:?\s*\d[\w/\-]*\s*,?"
        ),
        kinds=("day",),
    ),
    # Luật Thực hiện dân chủ ở cơ sở năm 2022
    _Rule(
        Reason.CITED,
        before=_ends(r"\b(?:luật|bộ luật|hiến pháp|pháp lệnh|nghị quyết|nghị định|chỉ thị)\b[^.;,\n]{0,80}"),
        kinds=("year",),
    ),
    # bắt đầu từ ngày 15/3; từ tháng 5/2024 trở đi
    _Rule(Reason.BEGINNING, behind=compiled(r"\s+trở đi")),
    _Rule(
        Reason.BEGINNING,
        before=_ends(r"\b(?:bắt đầu|khởi công|khởi điểm|khai mạc)(?:\s+(?:từ|vào|kể từ))*\s*:?|\b(?:kể\s+)?từ"),
        behind=compiled(r"(?!\s*(?:đến|tới|-|–|—))"),
    ),
    # kỷ niệm 93 năm ngày 15/10; chào mừng 30/4 - 1/5; Ngày hội Đại đoàn kết 18/11
    _Rule(
        Reason.ANNIVERSARY,
        before=_ends(
            r"\b(?:kỷ niệm(?! chương)|chào mừng|nhân (?:dịp|ngày)|dịp|lập thành tích|truyền thống|quốc khánh|thành lập"
            r"|ngày hội|ngày lễ"
            r"|quốc tế|ngày\s+(?!chủ nhật|thứ\s)(?-i:[A-ZĐ]))[^.;:,(\n]{0,80}(?:\d{1,2}/\d{1,2}\s*(?:,|và|-|–)\s*)*"
        ),
        kinds=("day", "clock", "counted"),
    ),
    _Rule(Reason.ANNIVERSARY, inside=compiled(r"^(?:các\s+)?dịp|^nhân\s"), kinds=("event",)),
    # nhân ngày 8/3; no "công nhân ngày 8/3"
    _Rule(
        Reason.ANNIVERSARY,
        before=_ends(r"(?<!công )(?<!bệnh )(?<!cá )(?<!nạn )(?<!quân )(?<!nguyên )\bnhân"),
        inside=compiled("^ngày"),
        kinds=("day",),
    ),
    # thi đua 100 ngày
    _Rule(Reason.ANNIVERSARY, before=_ends(r"\b(?:thi đua|chiến dịch|cao điểm|đợt)"), kinds=("counted", "clock")),
    # sau 5 năm thực hiện; đã quá 3 tháng
    _Rule(
        Reason.SITUATION,
        inside=compiled(r"^(?:sau|qua)\s+\S+\s+năm|năm\s+(?:qua|ngoái|trước)$"),
        kinds=("counted", "year"),
    ),
    # hưởng trợ cấp hằng tháng; but "chi trả trợ cấp hằng tháng" may be work of every month
    _Rule(
        Reason.MONEY,
        before=_ends(
            r"^(?!\W*(?:chi trả|cấp phát|trả|phát)\b).{0,200}"
            r"\b(?:trợ cấp|phụ cấp|lương|học bổng|sinh hoạt phí|tiền|hưởng|mức đóng|đóng phí)[^.;,\n]{0,30}"
        ),
        kinds=("rhythm",),
    ),
    # đời sống hằng ngày; báo cáo định kỳ
    _Rule(Reason.NO_DAY, inside=compiled(r"^(?:hằng|hàng|mỗi|từng)\s+(?:ngày|kỳ)$"), kinds=("rhythm",)),
    _Rule(
        Reason.NO_DAY,
        before=_ends(
            r"\b(?:báo cáo|chế độ|sinh hoạt|hội nghị|họp|giao ban|tiếp|thường xuyên,?|thường xuyên và"
            r"|thường xuyên hoặc)"
        ),
        inside=compiled(r"^định kỳ$"),
        kinds=("rhythm",),
    ),
    _Rule(
        Reason.NO_DAY,
        inside=compiled(r"^định kỳ$"),
        behind=compiled(r"[^.;\n]{0,40}(?:\d|hằng|hàng|mỗi)"),
        kinds=("rhythm",),
    ),
    # kế hoạch hằng năm
    _Rule(
        Reason.CONTENT_PERIOD,
        before=_ends(
            r"\b(?:kế hoạch|chương trình|nhiệm vụ|chỉ tiêu|dự toán|ngân sách|đánh giá xếp loại)(?:\s+\w+){0,3}"
        ),
        inside=compiled(r"năm$"),
        kinds=("rhythm",),
    ),
    # năm 2024 đã tổ chức; so với năm 2023
    _Rule(
        Reason.SITUATION,
        behind=compiled(r"\s*,?\s*(?:đã|tăng|giảm)(?!\w)"),
        kinds=("year", "period"),
    ),
    _Rule(Reason.SITUATION, before=_ends(r"\b(?:so với|cùng kỳ|đã\b[^.;,\n]{0,60})"), kinds=("year", "period")),
    # kế hoạch tháng tới; báo cáo quý III; kết quả 6 tháng đầu năm
    _Rule(
        Reason.CONTENT_PERIOD,
        before=_ends(rf"\b{_CONTENT}(?:\s+[^\s.;,:()]+){{0,4}}"),
        inside=_NOT_TO_COME,
        behind=_NOT_TWICE,
        kinds=("period",),
    ),
    _Rule(
        Reason.CONTENT_PERIOD,
        before=_ends(rf"\b(?!{_LOOKS_BACK}){_CONTENT}(?:\s+[^\s.;,:()]+){{0,4}}"),
        behind=_NOT_TWICE,
        kinds=("period",),
    ),
    _Rule(Reason.CONTENT_PERIOD, before=_ends(rf"\b{_YEARS_CONTENT}(?:\s+[^\s.;:()]+){{0,12}}"), kinds=("year",)),
)


def names_day(text: str) -> bool:
    """True for a time with a day in it, which mostly is a deadline; a month or year alone mostly describes."""
    return _DAY.search(text) is not None


def may_be_time(text: str) -> bool:
    """True for a text that is worth looking through; most have nothing time-like in them."""
    small = text.lower()
    return bool(_ANY_WORD.search(small) or _ANY_SIGN.search(small))


@lru_cache(maxsize=_REMEMBERED)
def find_times(text: str, context: DueContext) -> tuple[Span, ...]:
    """Finds everything time-like in a text, each the longest reading, in order and without overlap.

    ``aside`` is set where its words or those around it rule it out as a deadline, never directly behind a word that
    promises one ("trước", "hạn", "trong").
    """
    if not may_be_time(text):
        return ()
    if len(text) > LONGEST:
        rest = (
            (Span(LONGEST, len(text), SpanKind.TIME, text[LONGEST : LONGEST + 40]),)
            if may_be_time(text[LONGEST:])
            else ()
        )
        return (*find_times(text[:LONGEST], context), *rest)
    numbers = _blanked(text, _NUMBER)
    quotes = [(found.start(), found.end()) for found in _QUOTE.finditer(text)]
    spans = []
    for start, end, kind in _longest(numbers):
        is_quoted = any(first <= start and end <= last for first, last in quotes)
        aside = Reason.QUOTED if is_quoted else _aside(numbers, start, end, kind, context)
        spans.append(Span(start, end, SpanKind.TIME, text[start:end], aside))
    return tuple(spans)


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda found: "\x00" * len(found[0]), text)


def _longest(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Lists what the patterns find, the leftmost first and of those the longest; lists item by item."""
    low = text.lower()
    found = [
        (match.start(), match.end(), rank, kind)
        for rank, (needed, kind) in enumerate(_KINDS_BY_NEED)
        if needed.search(low)
        for match in kind.pattern.finditer(text)
        if not (kind.name == "day" and is_share(match))
    ]
    free = 0
    for start, end, _, kind in sorted(found, key=lambda one: (one[0], -one[1], one[2])):
        if start < free:
            continue
        start += len(text[start:end]) - len(text[start:end].lstrip(" ,;:\n"))
        end -= len(text[start:end]) - len(text[start:end].rstrip(" ,;:\n"))
        yield start, end, kind
        free = end
        while kind.name == "period" and (more := _FURTHER.match(text, free)):
            yield more.start("one"), more.end("one"), kind
            free = more.end("one")


def _aside(text: str, start: int, end: int, kind: Kind, context: DueContext) -> Reason | None:
    for rule in _STRONGER:
        if _holds(rule, text, start, end, kind):
            return rule.reason
    if _STARTS_WITH_CUE.match(text, start, end) and kind.name not in ("clock", "no day"):
        return None
    if kind.name == "term" and _is_of_the_work(text, start, end, context):
        return None
    for rule in _RULES:
        if (
            _holds(rule, text, start, end, kind)
            and not (
                rule.reason == Reason.CITED
                and "\x00" not in text[max(0, start - 3) : start]
                # "mở chuyên mục hỏi đáp pháp luật (12/5)": a document's day in brackets has its year.
                and (
                    is_to_come(text[start:end], context)
                    or (text[start - 1 : start] == "(" and _whole_day(text[start:end]) is None)
                )
            )
        ):
            return rule.reason
    return _of_its_year(text[start:end], kind, context)


def _is_of_the_work(text: str, start: int, end: int, context: DueContext) -> bool:
    """True for the "giai đoạn 2027 - 2028" of "Nâng cấp đường, giai đoạn 2027 - 2028.": programmes last longer."""
    years = [int(year) for year in re.findall(r"(?:19|20)\d{2}", text[start:end])]
    if len(years) != _FROM_AND_TO:
        return False
    first, last = years
    is_apart = text[:start].rstrip().endswith((",", ";", ":")) and not text[end:].strip(" .;")
    return is_apart and 0 < last - first <= _LONGEST_WORK and last > (context.year or last)


def is_to_come(said: str, context: DueContext) -> bool:
    """True for a whole day after the plan's issue: no document of that day can be cited."""
    day = _whole_day(said)
    return day is not None and context.issued_on is not None and day > context.issued_on.timetuple()[:3]


def is_over(said: str, context: DueContext) -> bool:
    """True for a whole day before the plan's issue, which is no deadline of its work."""
    day = _whole_day(said)
    return day is not None and context.issued_on is not None and day < context.issued_on.timetuple()[:3]


def _whole_day(said: str) -> tuple[int, int, int] | None:
    """Finds year, month and day of the first day with its year."""
    found = re.search(r"(?<!\d)(\d{1,2})\D{1,8}(\d{1,2})\D{1,6}(20\d{2})(?!\d)", said)
    return (int(found[3]), int(found[2]), int(found[1])) if found else None


def _holds(rule: _Rule, text: str, start: int, end: int, kind: Kind) -> bool:
    if rule.kinds and kind.name not in rule.kinds:
        return False
    return (
        (rule.before is None or bool(rule.before.search(text[max(0, start - 120) : start])))
        and (rule.inside is None or bool(rule.inside.search(text[start:end])))
        and (rule.behind is None or bool(rule.behind.match(text[end : end + 40])))
    )


def _of_its_year(said: str, kind: Kind, context: DueContext) -> Reason | None:
    """Sets aside a year without any word around it: the plan's own describes, an earlier one tells of the past."""
    years = [int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", said)]
    if context.year is None or not years:
        return None
    issued = context.issued_on.year if context.issued_on and kind.name == "period" else context.year
    if max(years) < min(context.year - (kind.name == "day"), issued):
        return Reason.SITUATION
    is_plans = kind.name == "year" and years == [context.year]
    return Reason.CONTENT_PERIOD if is_plans else None
