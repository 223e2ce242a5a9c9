"""What stands around a table of criteria: its title, bands, disqualifiers, rounding, the lock day, the scale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from danvan_cli.domain.numbers import parse_number
from danvan_cli.domain.scoring import Band, Criterion, Disqualifier, added, trimmed
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.words import Disqualifies, Rounding, ScorePart
from danvan_cli.intake.scoring.rule_words import NUMBER, POINTS_WORD, clauses

# After the last figure of a clause "điểm" may be left out.
_E = rf"(?:{POINTS_WORD}|\s*\.?\s*$)"
_NAMES = (
    r"hoàn thành xuất sắc nhiệm vụ|hoàn thành tốt nhiệm vụ|không hoàn thành nhiệm vụ|hoàn thành nhiệm vụ|xuất sắc|tốt"
    r"|khá|trung bình|yếu|kém|đạt chuẩn|chưa đạt|không đạt|đạt yêu cầu|chưa đạt yêu cầu|đạt|không hoàn thành"
    r"|hoàn thành"
)
_NAME = re.compile(rf"(?:xếp )?(?:loại|hạng|mức)?\s*[“\"]?(?P<name>{_NAMES})[”\"]?\s*(?:nhiệm vụ)?")
# "Loại A", "B": a letter is a name only where nothing else stands before the points.
_LETTER = re.compile(r"(?:(?:xếp )?(?:loại|hạng|mức)\s+)?[a-d]")
_RESULTS = re.compile(r"xếp loại|xếp hạng|phân loại|mức xếp")
_SPAN = re.compile(
    rf"(?:(?:tổng|số)\s*)*(?:điểm\s*)?(?:đạt\s*"
    rf"|có\s*)*(?:tổng (?:số )?điểm\s*)?(?:từ\s*)?(?P<low>{NUMBER})(?:{POINTS_WORD})?\s*(?:trở lên"
    rf"|(?:đến|tới|-|–)\s*(?:cận\s*|dưới\s*)?(?P<high>{NUMBER}){_E})|(?:đạt\s*)?(?:≥|>=)\s*(?P<least>{NUMBER})"
    rf"|dưới\s*(?P<under>{NUMBER}){_E}"
)
# Of the whole scale: "từ 90% tổng số điểm trở lên", "từ 80% đến dưới 90%", "dưới 50%".
_SHARE = re.compile(
    rf"(?:từ\s*)?(?P<low>{NUMBER})\s*%[^;%]*?(?:trở lên|(?:đến|tới|-|–)\s*(?:cận\s*|dưới\s*)?(?P<high>{NUMBER})\s*%)"
    rf"|dưới\s*(?P<under>{NUMBER})\s*%"
)
_GROUP = re.compile(
    rf"(?:và|trong đó|với|đồng thời)[^.;]*?(?:nhóm|mục|phần|tiêu chí)\s*(?P<group>[ivx]+|[a-zđ]|\d+(?:\.\d+)*)\b[^.;]*?"
    rf"(?:từ\s*|ít nhất\s*|tối thiểu\s*|không dưới\s*|đạt\s*)+(?P<points>{NUMBER})"
)
_NOT_RANKED = re.compile(
    r"không (?:được\s*)?(?:xếp loại|xét xếp loại|xếp hạng|công nhận|đánh giá|xét)(?P<rest>[^.;]*)"
    r"|hủy (?:bỏ )?kết quả(?P<void>[^.;]*)"
)
_AT_MOST = re.compile(
    r"(?:chỉ\s*)?(?:được\s*)?(?:xếp loại|xếp hạng|đánh giá)?\s*"
    r"(?:cao nhất|tối đa|không quá|không cao hơn|không vượt quá)\s*(?:là|ở|mức|loại|:|\s)*"
)
_CAP_POINTS = re.compile(rf"tổng (?:số )?điểm\s*(?:không (?:được )?(?:vượt )?quá|tối đa)\s*(?P<points>{NUMBER})")
_STEP = re.compile(
    r"làm tròn[^.;]*?(?:đến|tới|theo|bội số(?: của)?)\s*(?:mức\s*)?(?P<step>0[.,]\d+)|(?:điểm lẻ|bước điểm"
    r"|điểm chấm)[^.;]*?(?P<own>0[.,]\d+)"
)
_DIGITS = re.compile(r"làm tròn[^.;]*?(?P<digits>\d|một|hai|ba) chữ số")
_LOCK = re.compile(
    r"(?P<word>khóa|khoá|hoàn thành tự chấm|tự chấm|gửi|nộp)[^.;]*?(?P<before>trước(?: ngày)?"
    r"|đến(?: hết)?(?: ngày)?|ngày|chậm nhất(?: ngày)?)\s*(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?"
)
_WHOLE = re.compile(
    rf"tổng (?:số )?điểm(?: tối đa)?(?: của)?(?: (?:bộ|bảng) tiêu chí)?\s*(?:là|:)\s*(?P<points>{NUMBER}){POINTS_WORD}"
)
_NO_CONVERSION = re.compile(r"không quy đổi")
_TITLE = re.compile(r".*(?:tieu chi|cham diem|bang diem|thang diem|chi so|tu danh gia|khung danh gia|thi dua).*")
_NOT_TITLE = re.compile(
    r"(?:\(|phu luc|kem theo|ban hanh kem|so:|cong hoa|doc lap|dang cong san|uy ban nhan dan|ubnd|so \w+ \w+$).*"
)
_BEGINS = re.compile(r"\b(?:BẢNG|BỘ TIÊU CHÍ|KHUNG|TIÊU CHÍ|THANG ĐIỂM|CHỈ SỐ)\b")
_DECISION = re.compile(
    r"(?P<kind>quyết định|kế hoạch|hướng dẫn)\s+(?:số\s*)?:?\s*(?P<number>\d{1,5}[/-][^\s,;)]+)", re.IGNORECASE
)
_YEAR = re.compile(r"năm\s+(?P<year>(?:19|20)\d{2})", re.IGNORECASE)
_WORDS = {"một": 1, "hai": 2, "ba": 3}
_LEAD = re.compile(r"^(?:ghi chú|\*|\d{1,2}[.)]|[-–+•])\s*:?\s*", re.IGNORECASE)
_HEAD = re.compile(r"^(?:xếp loại|xếp hạng|phân loại|mức xếp loại|đánh giá, xếp loại)\s*:\s*", re.IGNORECASE)


@dataclass(slots=True)
class Around:
    """What the lines around a table say; ``unread`` are those about results that were not understood."""

    title: str = ""
    year: int | None = None
    number: str | None = None
    bands: list[Band] = field(default_factory=list)
    disqualifiers: list[Disqualifier] = field(default_factory=list)
    step: Decimal | None = None
    rounding: Rounding = Rounding.HALF_UP
    lock: tuple[int, int, int | None] | None = None
    whole: Decimal | None = None
    converts: bool = True
    unread: list[str] = field(default_factory=list)
    # Of each band that says where it ends: that end, and its words.
    ends: dict[str, tuple[Decimal, str]] = field(default_factory=dict)

    def lock_on(self, year: int) -> date | None:
        """The last day of self-scoring, in the set's year where none is written."""
        if self.lock is None:
            return None
        day, month, written = self.lock
        try:
            return date(written or year, month, day)
        except ValueError:
            return None


def read_head(lines: Sequence[str]) -> Around:
    """Reads the title, its year and the decision above a table."""
    found = Around()
    titles: list[str] = []
    for line in lines:
        words = _from_title(clean(line))
        key = fold(words)
        if decision := _DECISION.search(words):
            kind = decision["kind"].capitalize()
            found.number = found.number or f"{kind} số {decision['number'].rstrip('.')}"
        if _NOT_TITLE.fullmatch(key) or len(words) > 250:
            if titles:
                break
            continue
        if _TITLE.fullmatch(key) or (titles and words.isupper()):
            titles.append(words)
    found.title = clean(" ".join(titles[:3]))
    for line in (found.title, *lines):
        if year := _YEAR.search(line):
            found.year = int(year["year"])
            break
    return found


def _from_title(words: str) -> str:
    """Leaves out what a reader of texts joined before a title in capitals: "PHỤ LỤC I BẢNG TIÊU CHÍ …"."""
    begun = _BEGINS.search(words)
    return words[begun.start() :] if begun and words[: begun.start()].isupper() else words


def read_foot(found: Around, lines: Iterable[str], rows: Sequence[Criterion]) -> None:
    """Adds what the lines below a table say, and those above it that speak of the scale."""
    numbers = {row.number.casefold(): row.code for row in rows}
    scale = added(row.maximum for row in rows if row.parent is None and row.part is ScorePart.MAIN)
    for line in lines:
        is_of_results = _RESULTS.search(line.casefold()) is not None
        for clause in _clauses(line):
            _read_clause(found, clause, numbers, scale, is_of_results=is_of_results)
    found.bands.sort(key=lambda band: -band.at_least)
    for above, band in pairwise(found.bands):
        end, words = found.ends.get(band.name, (above.at_least, ""))
        # "từ 80 đến 89" ends where 90 begins; further apart, or over it, two bands contradict each other.
        if not 0 <= above.at_least - end <= 1:
            found.unread.append(words)


def _note_end(found: Around, band: Band, clause: str, scale: Decimal) -> None:
    low = clause.casefold()
    span, share = _SPAN.search(low), _SHARE.search(low)
    of = Decimal(1)
    if share is not None and (span is None or share.start() <= span.start()):
        span, of = share, scale / 100
    if span is not None and (end := span["high"] or span["under"]):
        found.ends[band.name] = (parse_number(end) * of, clause)


def _clauses(line: str) -> Iterator[str]:
    for clause in clauses(line):
        bare = clause
        for _ in range(3):
            bare = _HEAD.sub("", _LEAD.sub("", bare)).strip()
        if bare:
            yield bare


def _read_clause(found: Around, clause: str, numbers: dict[str, str], scale: Decimal, *, is_of_results: bool) -> None:
    low = clause.casefold()
    if _rounding(found, low) or _locking(found, low):
        return
    if whole := _WHOLE.search(low):
        found.whole = parse_number(whole["points"])
        return
    if _NO_CONVERSION.search(low):
        found.converts = False
        return
    if banned := _disqualifier(clause, low):
        found.disqualifiers.append(banned)
        return
    if band := _band(clause, low, numbers, scale):
        same = next((other for other in found.bands if other.name.casefold() == band.name.casefold()), None)
        if same is None:
            found.bands.append(band)
            _note_end(found, band, clause, scale)
        elif same != band:
            found.unread.append(clause)
        return
    if (
        re.search(r"xếp loại|xếp hạng|không xét|khống chế|hạ (?:một|01|1) (?:bậc|mức)", low)
        and 25 < len(low)
        and not low.endswith(":")
    ) or (is_of_results and _SPAN.search(low)):
        found.unread.append(clause)


def _rounding(found: Around, low: str) -> bool:
    step = _STEP.search(low)
    if step is not None:
        found.step = parse_number(step["step"] or step["own"])
    elif places := _DIGITS.search(low):
        found.step = Decimal(1).scaleb(-(_WORDS.get(places["digits"]) or int(places["digits"])))
    else:
        return False
    if "làm tròn xuống" in low:
        found.rounding = Rounding.DOWN
    elif "làm tròn lên" in low:
        found.rounding = Rounding.UP
    return True


def _locking(found: Around, low: str) -> bool:
    if re.search(r"khóa|khoá|tự chấm|tự đánh giá", low) is None or (day := _LOCK.search(low)) is None:
        return False
    at = date(int(day["year"] or 2000), 1, 1)
    try:
        at = date(at.year, int(day["month"]), int(day["day"]))
    except ValueError:
        return False
    if day["before"].startswith("trước"):
        at = date.fromordinal(at.toordinal() - 1)
    found.lock = (at.day, at.month, int(day["year"]) if day["year"] else None)
    return True


def _disqualifier(clause: str, low: str) -> Disqualifier | None:
    if found := _CAP_POINTS.search(low):
        return Disqualifier(clause, Disqualifies.CAP, points=parse_number(found["points"]))
    if most := _AT_MOST.search(low):
        name = _NAME.match(low[most.end() :].strip())
        if name and re.search(r"xếp|loại|mức", low):
            return Disqualifier(clause, Disqualifies.CAP, band=_spelt(clause, low, name["name"]))
    found = _NOT_RANKED.search(low)
    if found is None:
        return None
    rest = (found["rest"] or "").strip()
    rest = re.sub(r"^(?:loại|hạng|mức|từ|đạt)\s+", "", rest)
    named = re.findall(rf"\b(?:{_NAMES})\b", rest.split(" đối với ")[0].split(" nếu ")[0])
    if named:
        # What is left after the best ones that it may not have.
        return Disqualifier(clause, Disqualifies.CAP, band=f"<{named[-1]}")
    return Disqualifier(clause, Disqualifies.VOID)


def _spelt(clause: str, low: str, name: str) -> str:
    place = low.rindex(name)
    return clause[place : place + len(name)]


def _band(clause: str, low: str, numbers: dict[str, str], scale: Decimal) -> Band | None:
    span, share = _SPAN.search(low), _SHARE.search(low)
    of = Decimal(1)
    if share is not None and (span is None or share.start() <= span.start()):
        span, of = share, scale / 100
    if span is None:
        return None
    before, after = low[: span.start()].strip(" :,–-"), low[span.end() :].strip(" :,–-")
    named = _NAME.search(before)
    if named is None and _LETTER.fullmatch(before):
        return _banded(before[-1], low, span, of, numbers)
    if named is None:
        last = re.split(r"[:–-]|\bxếp\b", after)[-1].strip(" .")
        named = _NAME.match(last) or _NAME.search(after)
    if named is None:
        return None
    return _banded(_spelt(clause, low, named["name"]), low, span, of, numbers)


def _banded(name: str, low: str, span: re.Match[str], of: Decimal, numbers: dict[str, str]) -> Band | None:
    lowest = "0" if span["under"] else span["low"] or span.groupdict().get("least") or "0"
    group = _GROUP.search(low)
    code = numbers.get(group["group"].casefold()) if group else None
    if group is not None and code is None:
        return None
    points = parse_number(group["points"]) if group else None
    return Band(name[:1].upper() + name[1:], trimmed(parse_number(lowest) * of), code, points)


def settle_caps(found: Around) -> None:
    """Finds for "no result A, B" the best band that is left; one that cannot be found is not understood."""
    order = [band.name for band in found.bands]
    keys = [name.casefold() for name in order]
    for place, one in enumerate(list(found.disqualifiers)):
        if one.effect is not Disqualifies.CAP or one.band is None:
            continue
        key = one.band.lstrip("<").casefold()
        known = next((n for n, name in enumerate(keys) if name == key), None)
        at = None if known is None else known + 1 if one.band.startswith("<") else known
        if at is None or at >= len(order):
            found.unread.append(one.words)
            found.disqualifiers[place] = one._replace(band="")
        else:
            found.disqualifiers[place] = one._replace(band=order[at])
    found.disqualifiers = [one for one in found.disqualifiers if one.band != ""]
