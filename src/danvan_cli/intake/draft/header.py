"""The head of a plan: number and symbol, place and date, type, title, year, bases, issuer, governing body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from danvan_cli.domain.draft import HeaderDraft, Line
from danvan_cli.domain.text import clean, fold, tone_key
from danvan_cli.intake.due.written import day_pattern, written_day
from danvan_cli.intake.lines.signature import Foot
from danvan_cli.intake.people.unit_names import written_out

PLAN_TYPES = (
    "ke hoach",
    "chuong trinh",
    "huong dan",
    "chi thi",
    "nghi quyet",
    "quyet dinh",
    "de an",
    "thong bao",
    "phuong an",
    "cong van",
)
OTHER_TYPES = (
    "bao cao",
    "to trinh",
    "bien ban",
    "giay moi",
    "hop dong",
    "giay gioi thieu",
    "don",
    "thu moi",
    "bai phat bieu",
)
_ORGAN = re.compile(r"^(?:ban (?:thường vụ|chấp hành|giám đốc|giám hiệu)|btv|bch)\s+", re.IGNORECASE)
_NATIONAL = re.compile(r"cong hoa xa hoi chu nghia|doc lap\s*[-–]|dang cong san viet nam")
_NUMBER = re.compile(
    r"số\s*:?\s*([\d.…_]*)\s*([-/–]?)\s*((?:[A-ZĐ][\w.&Đđ]*)(?:\s?[-/–]\s?[\wĐđ.&]+)*)?", re.IGNORECASE
)
_PLACE = re.compile(r"([^\W\d_][^,:;/]{1,40}),\s*ngày\s*(.*)", re.IGNORECASE)
_DAY = re.compile(day_pattern("d"))
_YEAR = re.compile(r"năm\s+(?:học\s+)?(\d{4})\b")
_SPAN = re.compile(r"(?:giai đoạn|từ năm|nhiệm kỳ|đến năm)\s+\d{4}", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"năm học\s+\d{4}\s*[-–]\s*\d{4}", re.IGNORECASE)
_BASIS = re.compile(r"(?:[-–+]\s*)?(?:(?P<plain>căn cứ|xét)|thực hiện|theo)\b", re.IGNORECASE)
_MAKES = re.compile(
    # In small letters only: in "xã Tân Lập ban hành" the verb is "ban hành", not "Lập".
    r"\s+(?-i:xây dựng|ban hành|đề ra|lập|triển khai|tổ chức|thông báo|hướng dẫn)\b[^.:;]{0,40}?(?:kế hoạch"
    r"|chương trình|hướng dẫn)",
    re.IGNORECASE,
)
_BODY_WORD = re.compile(
    r"(?:ủy ban|uỷ ban|ubnd|hđnd|hội đồng|ubmttq|sở|phòng|trường|ban|đảng (?:ủy|uỷ|bộ|đoàn)|(?:huyện|tỉnh|thành|thị"
    r"|quận|chi) (?:ủy|uỷ|đoàn|bộ)"
    r"|chi cục|trung tâm|bộ|cục|tổng cục|hội|mặt trận|(?:tổng )?liên đoàn|công đoàn|công an|đại học|học viện|viện"
    r"|bệnh viện|trạm|đoàn|văn phòng|thanh tra|tòa án|toà án|kho bạc|bảo hiểm|tập đoàn|tổng công ty|công ty"
    r"|bch|cơ quan|khối|quân khu|liên hiệp)(?=\s|$)",
    re.IGNORECASE,
)

_LEVELS = r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)"
_LEVEL = re.compile(rf"{_LEVELS}\b", re.IGNORECASE)
_LEVEL_END = re.compile(rf"{_LEVELS}\Z", re.IGNORECASE)
_PARTY_WORDS = ("tỉnh", "huyện", "thành", "thị", "quận", "đảng")
# "BAN DÂN VẬN" is printed for "Ban Dân vận Tỉnh ủy".
_PARTY_LEVEL = re.compile(rf"(?:{'|'.join(tone_key(f'{w} ủy') for w in _PARTY_WORDS)}) ")


@dataclass(slots=True)
class _Parts:
    """What is found on the way down the head."""

    number: str | None = None
    symbol: str | None = None
    type: str | None = None
    place: str | None = None
    issued_on: date | None = None
    issued_year: int | None = None
    capitals: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    intro: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The header, and the passages that the rest of the reader needs."""

    header: HeaderDraft
    bases: tuple[str, ...]
    intro: str | None
    other_type: str | None


def read_head(lines: Sequence[Line], foot: Foot, body_text: str, *, year: int | None = None) -> Head:
    """Reads the lines above the first heading; ``year`` wins over what the plan says.

    ``body_text`` is only searched for the way in which the text spells the names printed in capitals.
    """
    parts = _Parts()
    for line in lines:
        _take(parts, line)
    title = clean(" ".join(parts.title)) or None
    stated = _stated_issuer(parts.intro)
    governing, printed = _bodies(parts.capitals, stated)
    header = HeaderDraft(
        number=parts.number,
        symbol=parts.symbol,
        type=parts.type if parts.type not in OTHER_TYPES else None,
        title=title,
        year=year or _year(title or "") or parts.issued_year,
        issuer=_issuer(printed, stated, body_text),
        governing_body=_spelled(governing, body_text),
        place=parts.place,
        issued_on=parts.issued_on,
        authority=foot.authority,
        signer_title=foot.signer_title,
        signer=foot.signer,
        recipients=foot.recipients,
        is_school_year=bool(_SCHOOL_YEAR.search(title or "")),
    )
    other = parts.type if parts.type and fold(parts.type) in OTHER_TYPES else None
    return Head(header, tuple(parts.bases), parts.intro, other)


def _take(parts: _Parts, line: Line) -> None:
    text = clean(f"{line.label} {line.text}" if line.label else line.text).lstrip("*_ ")
    if _NATIONAL.search(fold(text)):
        return
    if parts.type is None and (found := _PLACE.fullmatch(text)) and not _BASIS.match(text):
        _take_place(parts, found)
    elif parts.type is None and (found := _NUMBER.match(text)) and parts.symbol is None and len(text) < 60:
        parts.number, parts.symbol = _number(found)
    elif parts.type is None and _take_type(parts, text):
        return
    elif parts.type is None and text.isupper():
        parts.capitals.append(text)
    elif parts.type is not None and _is_basis(parts, text):
        parts.bases.append(text)
    elif parts.type is not None:
        _take_text(parts, text)


def _is_basis(parts: _Parts, text: str) -> bool:
    """True for "Thực hiện Kế hoạch số …,", False for a title that begins with these words: the title comes first."""
    found = _BASIS.match(text)
    return found is not None and not _MAKES.search(text) and bool(found["plain"] or (parts.title and len(text) > 40))


def _take_text(parts: _Parts, text: str) -> None:
    """Sorts what stands below the type: first the title, then bases and the sentence that leads to the body."""
    if (found := _PLACE.fullmatch(text)) and parts.place is None and len(text) < 60:
        _take_place(parts, found)
    elif (found := _NUMBER.match(text)) and parts.symbol is None and len(text) < 40:
        parts.number, parts.symbol = _number(found)
    elif _MAKES.search(text) and (len(text) > 60 or text.endswith(":")) and (parts.title or text.endswith(":")):
        parts.intro = parts.intro or text
        if _BASIS.match(text):
            parts.bases.append(text)
    elif (
        not parts.bases
        and parts.intro is None
        and len(" ".join([*parts.title, text])) < 400
        and not text.endswith((":", "."))
    ):
        parts.title.append(text)
    elif text.endswith(":"):
        parts.intro = parts.intro or text


def _take_place(parts: _Parts, found: re.Match[str]) -> None:
    parts.place = clean(found[1])
    if (day := _DAY.search(found[2])) and (written := written_day(day, "d")):
        parts.issued_on = written.on(None)
    years = re.findall(r"\d{4}", found[2])
    parts.issued_year = int(years[-1]) if years else None


def _number(found: re.Match[str]) -> tuple[str | None, str | None]:
    """Splits "17-KH/BDVTW" and "05/BC-KHCN" into number and symbol; dots stand for an empty number."""
    number = found[1].strip("._…") or None
    symbol = re.sub(r"\s", "", found[3] or "").replace("–", "-") or None
    return number, symbol


def _take_type(parts: _Parts, text: str) -> bool:
    """Takes "KẾ HOẠCH", alone or with the title on the same line."""
    key = fold(text)
    for name in (*PLAN_TYPES, *OTHER_TYPES):
        if key == name or (key.startswith(f"{name} ") and (text.isupper() or text.split()[0].isupper())):
            words = text.split()
            length = len(name.split())
            parts.type = " ".join(words[:length]).capitalize()
            parts.title += [" ".join(words[length:])] if words[length:] else []
            return True
    return False


def _year(title: str) -> int | None:
    if found := _YEAR.search(title.lower()):
        return int(found[1])
    bare = _SPAN.sub("", title)
    years = re.findall(r"(?<![\d/\-–])((?:19|20)\d{2})(?![\d\-–])", bare)
    return int(years[0]) if years else None


def _bodies(capitals: Sequence[str], stated: str | None) -> tuple[str | None, str | None]:
    """Puts the lines of the top left block together: the last body issued the plan, those above it govern.

    The body that the text says makes the plan wins over one that stands to its right or below it.
    """
    names: list[str] = []
    for text in capitals:
        if names and not _BODY_WORD.match(text):
            names[-1] = f"{names[-1]} {text}"
        else:
            names.append(text)
    if not names:
        return None, None
    own = _ORGAN.sub("", stated or "")
    last = next((i for i, name in enumerate(names) if own and _written_key(name).startswith(_written_key(own))), -1)
    return " ".join(names[:last]) or None, names[last]


def _stated_issuer(intro: str | None) -> str | None:
    """Finds who makes the plan in "…, Sở … (KH&CN) xây dựng Kế hoạch … như sau:"."""
    found = _MAKES.search(intro or "")
    if not intro or not found:
        return None
    subject = re.sub(r"\s*\([^()]*\)\s*$", "", intro[: found.start()])
    starts = [0, *(m.end() for m in re.finditer(r"[,;.]\s+", subject))]
    for start in reversed(starts):
        if _BODY_WORD.match(subject[start:]) and subject[start : start + 1].isupper():
            return clean(re.sub(r"\s*\([^()]*\)", "", subject[start:]))
    return None


def _issuer(printed: str | None, stated: str | None, body_text: str) -> str | None:
    """Prefers the printed name in the spelling of the text; "Sở Tư pháp" there stands for "SỞ TƯ PHÁP TỈNH …" here."""
    if printed and stated and not _says_whose(stated):
        return _spelled(printed, body_text)
    if printed is None or (stated and _written_key(printed).startswith(_written_key(stated))):
        return f"{stated}{_own_place(printed, stated, body_text)}" if printed and stated else stated
    if stated and _PARTY_LEVEL.fullmatch(_written_key(stated).removeprefix(_written_key(printed))):
        return stated
    return _spelled(printed, body_text)


def _says_whose(stated: str) -> bool:
    """True for "Sở Tư pháp" and "UBND huyện"; "Trường" and "Bệnh viện" say no more than the printed name."""
    return bool(_LEVEL_END.search(stated)) or any(word[:1].isupper() for word in stated.split()[1:])


def _own_place(printed: str, stated: str, body_text: str) -> str:
    """Finds the place that "UBND huyện" leaves out of "ỦY BAN NHÂN DÂN HUYỆN CHÂU THÀNH", after a blank; else empty."""
    if not _LEVEL_END.search(stated):
        return ""
    left_out = len(_written_key(printed).split()) - len(_written_key(stated).split())
    rest = _spelled(" ".join(printed.split()[-left_out:]), body_text) if left_out else None
    if rest and rest.isupper():
        rest = _LEVEL.sub(lambda found: found[0].lower(), " ".join(word.capitalize() for word in rest.split()))
    return f" {rest}" if rest else ""


def _written_key(name: str) -> str:
    return f"{tone_key(written_out(name.casefold().replace('ubnd', 'ủy ban nhân dân')))} "


def _spelled(name: str | None, text: str) -> str | None:
    """Finds how running text spells a name printed in capitals; as printed where it does not."""
    if name is None or not name.isupper():
        return name
    found = re.search(re.escape(name).replace(r"\ ", r"\s+"), text, re.IGNORECASE)
    while found and found[0].isupper():
        found = re.compile(re.escape(name).replace(r"\ ", r"\s+"), re.IGNORECASE).search(text, found.end())
    return clean(found[0]) if found else name
