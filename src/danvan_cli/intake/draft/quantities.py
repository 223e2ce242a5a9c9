"""Every number in a text that could be a goal: how it binds, what it counts, or why its words rule it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.numbers import parse_number
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import TargetKind
from danvan_cli.intake.draft.documents import NUMBER
from danvan_cli.intake.due.written import day_pattern
from danvan_cli.intake.spans import Reason

FIGURE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_DIGIT = re.compile(r"\d")
_QUANTITY = re.compile(
    rf"(?<![\w/.,\-–])(?<!năm )(?P<number>{FIGURE})(?P<percent>\s?%)?"
    rf"(?:\s?(?:-|–|đến)\s?(?P<high>{FIGURE})(?P<above>\s?%)?(?![\w/]))?(?![\w/]|[.,]\d)"
)
_FRACTION = re.compile(
    r"(?<![\w/.,\-–])(?P<part>\d{1,5})/(?P<whole>\d{1,5})(?![\d/])\s+"
    r"(?P<noun>(?:tổng\s+)?[^\W\d_]+(?:[ ]+[^\W\d_]+){0,3})"
)
_NOUN = re.compile(r"(?:\s+\([^()\d]{1,30}\))?\s+(?P<noun>[^\W\d_]+(?:[ ]+[^\W\d_]+){0,5}|m2|m3)")
_RANK = re.compile(
    r"(?:nhóm|tốp|top|thứ hạng|xếp hạng|hạng|vị trí|xếp thứ"
    r"|đứng thứ)\s+(?:thứ\s+)?(?P<number>\d{1,3})(?:/\d{1,3})?\b(?!\s*%)",
    re.IGNORECASE,
)
# Words of time behind a number make it a term or a rhythm, which is no quantity.
_TIME_NOUN = re.compile(
    r"(?:năm|tháng|quý|ngày(?! công\b)|tuần|tuổi|học kỳ|nhiệm kỳ|giai đoạn|kỳ họp|thập kỷ|thế kỷ)\b", re.IGNORECASE
)
_CLOCK_NOUN = re.compile(r"(?:giờ|phút|giây|tiếng đồng hồ|h\b|tiết)", re.IGNORECASE)
_MONEY_NOUN = re.compile(
    r"(?:(?:trăm|nghìn|ngàn|triệu|tỷ|tỉ)\s*)*(?:đồng|vnđ|vnd|usd)\b|(?:triệu|tỷ|tỉ)(?!\s*lệ)\b", re.IGNORECASE
)
_SPENT = re.compile(
    r"(?:kinh phí|dự toán|chi phí|mức chi|\bchi\b|(?<!thu )(?<!ngoài )ngân sách|mức lệ phí|tổng mức|phạt|định mức"
    r"|mức hỗ trợ)[^;.]*$",
    re.IGNORECASE,
)
_RATE = re.compile(r"\s*/\s*[^\W\d]")
# Words that name a thing by a number: "mức độ 2", "Điều 5", "Đề án 06", "đợt 1".
_LABEL = re.compile(
    r"(?:điều|khoản|điểm|mục|phần|chương|phụ lục|biểu|mẫu|số|lần thứ|thứ|khóa|khoá|mức|mức độ|cấp độ|cấp|bậc"
    r"|hạng|loại|đợt"
    r"|giai đoạn|bước|vòng|tập|phiên bản|nghị quyết|nghị định|thông tư|chỉ thị|quyết định|kết luận|đề án|luật"
    r"|chương trình"
    r"|tiêu chí|công nghiệp|cách mạng|iso|tcvn|quốc lộ|đường|công nghệ|thế hệ|dự án|kế hoạch|hướng dẫn|quy định"
    r"|lần|nhiệm vụ"
    r"|mục tiêu|khu vực|vùng|quận|tiểu khu|lô)\s*(?:số\s*)?:?\s*$",
    re.IGNORECASE,
)
# The same of places and teams, unless each of them is spoken of: "mỗi ấp 01 mô hình".
_LABEL_BODY = re.compile(
    r"(?<!mỗi )(?<!từng )(?<!một )(?<!các )\b(?:phường|ấp|thôn|xóm|tổ|đội|khu phố|khối|chi bộ|tổ dân phố|khu"
    r"|buôn|làng|(?:học sinh|hs|trẻ|em|giáo viên|phụ huynh|khối) lớp)\s+(?:số\s+)?$",
    re.IGNORECASE,
)
_AND_LABEL = re.compile(r"(?:và|,|hoặc|,\s*(?:mức độ|cấp độ))\s*$", re.IGNORECASE)
_SLOGAN = re.compile(
    r"(?:không|rõ|cùng|sạch|nhất|tốt|biết|bám|xây|chống|hóa|tại chỗ|sẵn sàng|trọng tâm|khâu đột phá|cấp|bên"
    r"|cấp độ|chiều)\b",
    re.IGNORECASE,
)
_WHOLE = r"\b(?:toàn|cả)\s+\w+(?:\s+\w+){0,2}\s+có"
# "toàn tỉnh có 1.250 mô hình được công nhận" is to be reached, "toàn xã có 1.250 hộ" tells how it is.
_WHOLE_HAS = re.compile(rf"{_WHOLE}\s*$", re.IGNORECASE)
_REACHED = re.compile(
    r"[^;.,\d]{0,60}\b(?:được (?:công nhận|biểu dương|khen thưởng|tặng)|đạt|trở lên)\b", re.IGNORECASE
)
_DESCRIBES = re.compile(
    r"(?:(?:\btổng số[^.;,\d]{0,20}\slà|\bcủa|\bthuộc|\bgồm|\bbao gồm|\btrong tổng số|\btrên tổng số|\btrong số"
    r"|\btổng số|\bhiện có|\btrên địa bàn)"
    rf"|{_WHOLE}|\bhiện(?:\s+nay)?\s+\w*\s*có)\s*$",
    re.IGNORECASE,
)
# "100% tàu cá có chiều dài từ 15 m trở lên", "80% doanh nghiệp có từ 25 lao động trở lên": which of them.
_OF_A_SIZE = re.compile(
    r"(?:\scó\s+(?:chiều (?:dài|cao|rộng|sâu)|diện tích|công suất|trọng tải|dung tích|quy mô)\s+(?:[^\W\d]+\s+){0,2}"
    r"|%\s+[^\W\d][^.;,\d]{2,60}\scó\s+"
    # "100% chủ tàu, thuyền trưởng tàu từ 15 m trở lên ký cam kết"
    r"|%\s+[^\W\d][^.;\d]{0,80}\b(?:tàu|xe|thuyền|nhà|hộ|doanh nghiệp|cơ sở|người|trẻ|em|dân|rừng|đập|hồ)\s+)"
    r"(?:từ|trên|dưới)\s*$",
    re.IGNORECASE,
)
# "Xã có 3.500 hộ;" tells of the place and promises nothing.
_PLACE_HAS = re.compile(
    r"(?:^|[.;]\s)\W*(?:toàn\s+)?(?:xã|phường|thị trấn|huyện|tỉnh|ấp|thôn|địa phương"
    r"|địa bàn)(?:\s+[^\W\d]+){0,3}\s+có\s*$",
    re.IGNORECASE,
)
# "Điểm chất lượng trung bình từ 3,8 trở lên": what is counted stands before the number.
_SCORE = re.compile(r"(?:^|[.;:]\s)\W*(?:tổng )?điểm\s(?:[^\W\d]+\s){0,8}$", re.IGNORECASE)
_INHABITANTS = re.compile(
    r"(?:hộ|người|nhân khẩu|khẩu|ấp|thôn|khu phố|xã|phường|km2|ha)(?:\s+(?:dân|gia đình))?\s*[;,.]", re.IGNORECASE
)
_SHARES = frozenset([(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (4, 5)])
_BODIES = re.compile(
    r"(?:xã|phường|ấp|thôn|bản|buôn|huyện|tỉnh|thị trấn|khu phố|tổ|cơ quan|đơn vị|chi bộ|phòng|sở|trường"
    r"|doanh nghiệp|địa phương"
    r"|chi hội|chi đoàn|đảng bộ)\b",
    re.IGNORECASE,
)
_BOUND_BEFORE = 60
# "Không để xảy ra quá 02 vụ", "Không để tỷ lệ … vượt quá 3%" are as "không quá".
_NOT = r"không\s+(?:để\s+(?:[^\W\d_]+\s+){0,8}?|(?:(?:xảy ra|phát sinh|tồn|có|còn|được)\s+){0,2})"
_LEAST = re.compile(
    rf"(?:ít nhất|tối thiểu|{_NOT}(?:dưới|thấp hơn|ít hơn|kém hơn|kém)|≥|>=|từ)\s*(?:là\s+|có\s+|đạt\s+)?$",
    re.IGNORECASE,
)
_MOST = re.compile(
    rf"(?:{_NOT}(?:quá|vượt quá|cao hơn|nhiều hơn|trên|hơn|vượt)|tối đa|nhiều nhất|≤|<=)\s*(?:là\s+)?$",
    re.IGNORECASE,
)
_BELOW = re.compile(r"(?:dưới|thấp hơn|ít hơn|<)\s*(?:mức\s+)?$", re.IGNORECASE)
_DOWN_TO = re.compile(r"(?:\bcòn|chỉ còn|xuống)\s*(?:khoảng\s+)?$", re.IGNORECASE)
_ABOVE = re.compile(r"(?:trên|hơn|vượt|>)\s*(?:mức\s+)?$", re.IGNORECASE)
_FROM_UP = re.compile(r"[^;.,]{0,40}?\btrở lên", re.IGNORECASE)
_FROM_DOWN = re.compile(r"[^;.,]{0,40}?\btrở xuống", re.IGNORECASE)
_STRIVES = re.compile(r"(?:đạt|phấn đấu|chỉ tiêu|là)\s*(?:có\s+)?$", re.IGNORECASE)
_NOUN_END = re.compile(
    r"\b(?:trở lên|trong|trên|tại|được|có|đạt|và|về|cho|từ|của|để|mới|theo|với|là|hoàn thành|tham gia|năm|/|mỗi|do"
    r"|thuộc|ở|đã|bằng|hiệu quả|phải|đến|mà|nhằm|gắn|đăng ký|xây dựng|thực hiện)\b"
)
_CLASSIFIERS = frozenset(
    [
        *("lượt", "buổi", "cuộc", "lớp", "nhà", "hộ", "căn", "lần", "tin", "bài", "kỳ", "đợt", "suất", "km"),
        *("người", "em", "cháu", "cây", "xã", "ấp", "đề", "giải", "bộ", "phòng", "ha", "m", "m2", "tấn", "kg", "đồng"),
        *("điểm", "thôn", "phường", "huyện", "ý kiến", "giờ", "con", "vụ", "tổ", "cái", "chiếc", "trường", "sở"),
    ]
)
# Results of an earlier year ("đạt 96,6% năm 2022") are quoted for comparison and are no goals.
_PAST = re.compile(
    rf"(?:^|(?<=[.;(] ))(?:[Tt]rong\s+)?[Nn]ăm (?P<begun>\d{{4}})\b(?:(?!năm)[^.;%]){{0,80}}?(?:{FIGURE})\s?%"
    rf"|\([^()]*năm (?P<year>\d{{4}})[^()]*(?:{FIGURE})\s?%?[^()]*\)"
    rf"|\([^()]*(?:{FIGURE})\s?%[^()]*năm \d{{4}}[^()]*\)"
    rf"|(?:{FIGURE})\s?%\s+(?:(?P<against>so với)\s+|(?:trong|như|của)\s+)?năm (?P<past>\d{{4}})"
    rf"|\b(?:[Đđ]ã|[Đđ]ến nay|[Hh]iện(?: nay| tại)?|[Nn]ăm (?:trước|ngoái))\s+"
    rf"(?:(?:đã|đạt|có|xây dựng|hoàn thành|giải quyết|vận động|tổ chức|là)\s+)+"
    rf"(?:được\s+)?(?:trên\s+|hơn\s+)?(?:{FIGURE})\s?%?"
)
# "từ 3,2% xuống còn 2,5%": the first figure is where the change begins.
_FROM = re.compile(r"\btừ\s*$", re.IGNORECASE)
_CHANGES_TO = re.compile(r"(?:(?!trở)[^;.,\d]){0,40}?\b(?:xuống|lên)\s+(?:còn|đạt|trên|dưới|\d)", re.IGNORECASE)
_CHANGE = re.compile(r"(?:tăng|giảm|vượt|hạ|cao hơn|thấp hơn|nâng)\b[^.;,]{0,40}$", re.IGNORECASE)
_TIMES = (
    re.compile(rf"\bngày\s+{day_pattern('a')}", re.IGNORECASE),
    re.compile(r"\b\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{4}\b|\b\d{1,2}\s+tháng\s+\d{1,2}\b", re.IGNORECASE),
    re.compile(
        r"(?:năm|giai đoạn|năm học|nhiệm kỳ)\s+\d{4}(?:\s*[-–]\s*\d{4})?|\d{4}\s*[-–]\s*\d{4}|(?:tháng|quý|tuần|ngày)"
        r"\s+\d{1,2}(?:\s*[-–/,]\s*\d{1,2})*(?:/\d{4})?|\b(?:19|20)\d\d\b(?=\s*(?:[,;.)]|$))",
        re.IGNORECASE,
    ),
)
_CLOCK = re.compile(r"\b\d{1,2}(?:h\d{0,2}|:\d{2})\b|\b24/(?:7|24)\b|\b\d/\d\s+(?:ngày|buổi)\b", re.IGNORECASE)
_LABELS = (
    re.compile(NUMBER),
    re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*[.)/]\s"),
    re.compile(r"\(\d{1,2}\)"),
    re.compile(r"\b0\d{8,10}\b"),
)
_QUOTED = re.compile(r"“[^“”]{0,200}”|\"[^\"]{0,200}\"")
_BRACKETS = re.compile(r"\([^()]{0,400}\)")
_BOUND_BRACKET = re.compile(
    r"\(\s*(?:có|với|đạt|phấn đấu|mỗi\s+\w+)?\s*(?:ít nhất|tối thiểu|không dưới|không quá|tối đa|trên|từ|≥|≤|>|<)",
    re.IGNORECASE,
)
_PLAIN_BRACKET = re.compile(rf"\(\s*(?:đạt|phấn đấu|chỉ tiêu)?:?\s*(?:{FIGURE})\s?%?[^()\d]*\)", re.IGNORECASE)
# What goes beyond this is not read: a statement is a sentence or two.
MOST_FIGURES = 200


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; ``bound`` where its words compare ("ít nhất", "trở lên"), ``aside`` why it is no goal."""

    start: int
    end: int
    kind: TargetKind
    operator: str
    number: Decimal | None
    unit: str | None = None
    bound: bool = False
    aside: Reason | None = None


def read_quantities(text: str, year: int | None) -> list[Quantity]:
    """Lists every number that could be a goal, in order; days, periods, terms and bare numbers are none."""
    if not _DIGIT.search(text):
        return []
    ruled = _ruled_out(text, year)
    found: list[Quantity] = []
    for quantity in _candidates(text):
        rule = next((r for r in ruled if r[0] < quantity.end and quantity.start < r[1]), None)
        if rule is not None and rule[2] is None:
            continue
        if found and quantity.start < found[-1].end:
            continue
        aside = rule[2] if rule else quantity.aside or _begins_change(text, quantity)
        found.append(replace(quantity, aside=aside))
        if len(found) == MOST_FIGURES:
            break
    return _without_brackets(text, _without_subjects(text, found))


def _candidates(text: str) -> list[Quantity]:
    everything = [*_ranks(text), *_fractions(text), *_numbers(text)]
    return sorted(everything, key=lambda q: (q.start, -q.end))


def _ruled_out(text: str, year: int | None) -> list[tuple[int, int, Reason | None]]:
    """Lists the stretches whose numbers are no goals, with the reason; None for times, which are no quantities."""
    ruled: list[tuple[int, int, Reason | None]] = []
    for pattern in _LABELS[:1]:
        ruled += [(m.start(), m.end(), Reason.LABEL_NUMBER) for m in pattern.finditer(text)]
    ruled += [(*m.span(), Reason.QUOTED) for m in _QUOTED.finditer(text)]
    ruled += [(*m.span(), Reason.SITUATION) for m in _PAST.finditer(text) if _is_past(m, text, year)]
    for pattern in _TIMES:
        ruled += [(*m.span(), None) for m in pattern.finditer(text)]
    ruled += [(*m.span(), Reason.CLOCK) for m in _CLOCK.finditer(text)]
    for pattern in _LABELS[1:]:
        ruled += [(*m.span(), Reason.LABEL_NUMBER) for m in pattern.finditer(text)]
    return ruled


def _is_past(found: re.Match[str], text: str, year: int | None) -> bool:
    """False for a year that is the plan's or later, and for a change that an earlier year is only compared with.

    Without the plan's year "năm … đạt …%" is taken for ahead.
    """
    if found["against"] and _CHANGE.search(text[max(0, found.start() - 60) : found.start()]):
        return False
    said = int(found["past"] or found["year"] or found["begun"] or 0)
    return said < year if year else found["begun"] is None


def _numbers(text: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(text):
        number = number_in(match["number"])
        if number is None:
            continue
        start, end = match.span()
        operator, bound = _operator(text, start, end)
        plain = Quantity(start, end, TargetKind.COUNT, operator, number, bound=bound)
        if match["percent"] or match["above"]:
            yield replace(plain, kind=TargetKind.RATIO, unit="%")
        elif counted := _counted(text, plain):
            yield counted


def _counted(text: str, plain: Quantity) -> Quantity | None:
    """Adds what a number counts; None for a term, a rhythm, and a bare number that nothing makes a goal."""
    noun = _NOUN.match(text, plain.end)
    at = noun.start("noun") if noun else plain.end
    said = noun["noun"] if noun else ""
    before = text[max(0, plain.start - 60) : plain.start]
    if _TIME_NOUN.match(said):
        return None
    if money := _MONEY_NOUN.match(said):
        is_rate = _RATE.match(text, at + money.end()) and not _STRIVES.search(before)
        is_spent = not plain.bound and (_SPENT.search(before) or is_rate)
        return replace(plain, end=at + money.end(), unit=clean(money[0]), aside=Reason.MONEY if is_spent else None)
    unit = _unit(said) or ("điểm" if _SCORE.search(before) else None)
    is_clock = _CLOCK_NOUN.match(said) is not None and not plain.bound
    aside = Reason.CLOCK if is_clock else _label(before)
    if unit is None and aside is None and not plain.bound and not _STRIVES.search(before):
        return None
    is_size = plain.bound and _OF_A_SIZE.search(before)
    aside = aside or (Reason.DESCRIBED if is_size else None)
    aside = aside or (None if plain.bound else _described(before, text[at:] if noun else ""))
    is_behind = unit is not None and text.startswith(unit, at)
    return replace(plain, end=at + len(unit) if unit and is_behind else plain.end, unit=unit, aside=aside)


def _begins_change(text: str, quantity: Quantity) -> Reason | None:
    is_from = _FROM.search(text[max(0, quantity.start - 8) : quantity.start])
    return Reason.SITUATION if is_from and _CHANGES_TO.match(text, quantity.end) else None


def _fractions(text: str) -> Iterator[Quantity]:
    """Reads "10/10 ấp", a count, and "2/3 số hộ", a share whose figure only a person can write."""
    for match in _FRACTION.finditer(text):
        noun = match["noun"]
        part, whole = int(match["part"]), int(match["whole"])
        is_share = bool(re.match(r"(?:tổng )?số\b", noun)) or (part, whole) in _SHARES
        if not is_share and part != whole and not (_BODIES.match(noun) or noun.split()[0] in _CLASSIFIERS):
            continue
        if re.search(r"(?:ngày|dịp|trước|đến|tháng)\s*$", text[: match.start()]):
            continue
        operator, bound = _operator(text, match.start(), match.end("whole"))
        unit = _unit(noun)
        number = None if is_share else Decimal(part)
        kind = TargetKind.RATIO if is_share else TargetKind.COUNT
        yield Quantity(match.start(), match.end("whole"), kind, operator, number, unit, bound)


def _ranks(text: str) -> Iterator[Quantity]:
    for match in _RANK.finditer(text):
        # "hạng 2" is the name of a class, "xếp hạng 2" a place among others.
        is_class = re.fullmatch(r"hạng\s+\d+", match[0], re.IGNORECASE) and not re.search(
            r"(?:xếp|thứ)\s*$", text[: match.start()], re.IGNORECASE
        )
        aside = Reason.LABEL_NUMBER if is_class else None
        start = match.start("number") if is_class else match.start()
        yield Quantity(
            start, match.end(), TargetKind.LEVEL, "<=", Decimal(match["number"]), "hạng", bound=True, aside=aside
        )


def _label(before: str) -> Reason | None:
    """Rules out a number that names a thing: "mức độ 3"; in "mức độ 3 và 4" the word holds for both."""
    if _LABEL.search(before) or _LABEL_BODY.search(before):
        return Reason.LABEL_NUMBER
    more = _AND_LABEL.search(before)
    first = re.search(r"\d+\s*$", before[: more.start()]) if more else None
    return _label(before[: first.start()]) if first else None


def _described(before: str, after: str) -> Reason | None:
    if _WHOLE_HAS.search(before) and _REACHED.match(after):
        return None
    is_of_place = _PLACE_HAS.search(before) and _INHABITANTS.match(after)
    return Reason.DESCRIBED if is_of_place or _DESCRIBES.search(before) or _SLOGAN.match(after) else None


def _without_subjects(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Sets aside who must reach a goal: "02 xã (…) phải xây dựng ít nhất 01 mô hình"."""
    result: list[Quantity] = []
    for index, quantity in enumerate(found):
        rest = text[quantity.end : found[index + 1].start] if index + 1 < len(found) else ""
        is_body = quantity.kind == TargetKind.COUNT and bool(_BODIES.match(quantity.unit or ""))
        rest = _BRACKETS.sub("", rest)
        follows = index + 1 < len(found) and found[index + 1].bound and not re.search(r"[;.,]\s", rest)
        is_subject = is_body and follows and not quantity.bound and quantity.aside is None
        result.append(replace(quantity, aside=Reason.DESCRIBED) if is_subject else quantity)
    return result


def _without_brackets(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Sets aside what only explains in brackets; a goal stands there where it says so, or where there is no other."""
    brackets = [m.span() for m in _BRACKETS.finditer(text)]

    def inside(quantity: Quantity) -> tuple[int, int] | None:
        return next((b for b in brackets if b[0] <= quantity.start < b[1]), None)

    is_alone = not any(q.aside is None and inside(q) is None for q in found)
    result: list[Quantity] = []
    for quantity in found:
        place = inside(quantity)
        if place is None or quantity.aside is not None:
            result.append(quantity)
            continue
        words = text[place[0] : place[1]]
        keeps = _BOUND_BRACKET.match(words) or (is_alone and _PLAIN_BRACKET.fullmatch(words))
        result.append(quantity if keeps else replace(quantity, aside=Reason.EXPLAINED))
    return result


def _unit(words: str) -> str | None:
    """Cuts the counted noun out of what follows the number: a classifier or a word of two syllables."""
    stop = _NOUN_END.search(words)
    syllables = (words[: stop.start()] if stop else words).split()
    return clean(" ".join(syllables[: 1 if syllables and syllables[0].lower() in _CLASSIFIERS else 2])) or None


def _operator(text: str, start: int, end: int) -> tuple[str, bool]:
    """Reads how a number binds, and whether its words say so."""
    before, after = text[max(0, start - _BOUND_BEFORE) : start], text[end : end + 60]
    if _FROM_DOWN.match(after):
        return "<=", True
    if _LEAST.search(before) and not _MOST.search(before):
        return ">=", not re.search(r"từ\s*$", before, re.IGNORECASE) or bool(_FROM_UP.match(after))
    if _MOST.search(before):
        return "<=", True
    if _BELOW.search(before):
        return "<", True
    if _DOWN_TO.search(before):
        return "<=", True
    is_up = bool(_FROM_UP.match(after))
    if _ABOVE.search(before) and not is_up:
        return ">", True
    return ">=", is_up


def number_in(text: str) -> Decimal | None:
    """Reads a text that is nothing but a number; None for any other."""
    try:
        return parse_number(text)
    except UsageError:
        return None
