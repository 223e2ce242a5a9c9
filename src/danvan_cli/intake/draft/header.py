"""The head of a plan: number and symbol, place and date, type, title, year, bases, issuer, governing body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from email.utils import parsedate

from danvan_cli.domain.draft import HeaderDraft, Line
from danvan_cli.domain.text import clean, tone_key
from danvan_cli.intake.draft.documents import issuer_before, spelled_symbol
from danvan_cli.intake.draft.letterhead import BODY_WORD, clear_letterhead, join_names, spelled
from danvan_cli.intake.draft.plan_year import PlanYear, find_year
from danvan_cli.intake.due.written import day_pattern, written_day
from danvan_cli.intake.lines.bases import is_aim, is_basis, is_sure_basis
from danvan_cli.intake.lines.signature import PLACE, Foot
from danvan_cli.intake.lines.titles import MAIL_SUBJECT, SUBJECT, is_greeting, tells_of_work, without_ornaments
from danvan_cli.intake.people.abbreviations import written_out

PLAN_TYPES = (
    "kế hoạch",
    "chương trình",
    "hướng dẫn",
    "chỉ thị",
    "nghị quyết",
    "quyết định",
    "đề án",
    "thông báo",
    "phương án",
    "công văn",
)
OTHER_TYPES = (
    "báo cáo",
    "tờ trình",
    "biên bản",
    "giấy mời",
    "hợp đồng",
    "giấy giới thiệu",
    "đơn",
    "thư mời",
    "bài phát biểu",
)
# These name a plan in small letters too, with the title on the same line: "Kế hoạch công tác dân vận năm 2025".
_OPEN_TYPES = ("kế hoạch", "chương trình", "đề án", "phương án")
_ORGAN = re.compile(r"^(?:ban (?:thường vụ|chấp hành|giám đốc|giám hiệu)|btv|bch)\s+", re.IGNORECASE)
_SYMBOL = r"(?:[A-ZĐ][\w.&Đđ]*)(?:\s?[-/–]\s?[\wĐđ.&]+)*"
_NUMBER = re.compile(rf"số\s*:?\s*((?:\d+\s?/\s?20\d\d(?=\s?[-/–]))|[\d.…_]*)\s*([-/–]?)\s*({_SYMBOL})?", re.IGNORECASE)
_BARE_NUMBER = re.compile(rf"(\d{{1,5}})\s*([-/–])\s*({_SYMBOL})")
# A mail says when it was sent.
_SENT = re.compile(r"(?:ngày(?: gửi)?|đã gửi|gửi lúc|sent|date)\s*:\s*", re.IGNORECASE)
_DAY = re.compile(day_pattern("d"))
_ISSUED = re.compile(rf"[,;(]?\s*ngày\s+{day_pattern('d')}", re.IGNORECASE)
_MAKES = re.compile(
    # In small letters only: in "xã Tân Lập ban hành" the verb is "ban hành", not "Lập".
    r"\s+(?-i:xây dựng|ban hành|đề ra|lập|triển khai|tổ chức|thông báo|hướng dẫn)\b[^.:;]{0,40}?(?:kế hoạch"
    r"|chương trình|hướng dẫn)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\(.*\)|\(?(?:ban hành )?(?:kèm theo|đính kèm)\b.*|\(?trang \d.*", re.IGNORECASE)
# The paper's next paragraph, run on behind the title by a file that keeps no paragraphs.
_RUN_ON = re.compile(r"(?<=[^\s.,;:“”(–-])\s+(?=(?:Căn cứ|Thực hiện|Theo)\s+[A-ZĐ])")
_ABOUT = re.compile(r"[\s,;:).–-]*(?:(?:về(?: việc)?|v/v)\b)?\s*", re.IGNORECASE)
_TITLE_LENGTH = 600
_LONG_LINE = 60
_ENDS = re.compile(r"[.;:,!?)…]$")
_NAMES_YEAR = re.compile(r"\bNĂM\s+(?:HỌC\s+)?20\d\d|\bCÔNG TÁC\b|\bNHIỆM VỤ\b|\bPHÂN CÔNG\b")
_SENTENCE = re.compile(rf"(?:số\s*:?\s*)?(\d+[a-z]?(?:\s?/\s?20\d\d)?)\s?([-/–])\s?({_SYMBOL})", re.IGNORECASE)
_OF = re.compile(r"[,;)]?\s*của\s+", re.IGNORECASE)

_LEVELS = r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)"
_LEVEL_END = re.compile(rf"{_LEVELS}\Z", re.IGNORECASE)
_PARTY_WORDS = ("tỉnh", "huyện", "thành", "thị", "quận", "đảng")
# "BAN DÂN VẬN" is printed for "Ban Dân vận Tỉnh ủy".
_PARTY_LEVEL = re.compile(rf"(?:{'|'.join(tone_key(f'{w} ủy') for w in _PARTY_WORDS)}) ")


@dataclass(slots=True)
class _Parts:
    """What is found on the way down the head.

    ``named`` is a title without a type above it, ``sentence`` a head that is one sentence, ``table`` the one that
    the type stands in, ``is_bold`` whether the title's first line is bold, ``subject`` what a mail says it is about.
    """

    number: str | None = None
    symbol: str | None = None
    type: str | None = None
    place: str | None = None
    issued_on: date | None = None
    issued_year: int | None = None
    issuer: str | None = None
    capitals: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    subject: str | None = None
    title: list[str] = field(default_factory=list)
    sentence: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    intro: str | None = None
    is_bold: bool = False
    table: int | None = None


_FEW = 2


@dataclass(frozen=True, slots=True)
class Head:
    """The header, and the passages that the rest of the reader needs.

    ``year_doubt`` says what is uncertain about the plan's year, with the candidates in ``year_choices``; the year
    in the header is then the likeliest, or None.
    """

    header: HeaderDraft
    bases: tuple[str, ...]
    intro: str | None
    other_type: str | None
    year_doubt: str | None = None
    year_choices: tuple[str, ...] = ()


def read_head(lines: Sequence[Line], foot: Foot, body_text: str, *, year: int | None = None) -> Head:
    """Reads the lines above the first heading; ``year`` wins over what the plan says.

    ``body_text`` is only searched for the way in which the text spells the names printed in capitals.
    """
    parts = _Parts()
    # A letterhead stands in a table of two columns, or three; a list of work below it is none.
    cells = [line.cell for line in lines if line.cell]
    lists = {table for table, row, column in cells if column > _FEW + 1 or (row > _FEW and column > _FEW)}
    for line in _paragraphs(clear_letterhead(line for line in lines if not line.cell or line.cell[0] not in lists)):
        _take(parts, line)
    _take_sentence(parts)
    if foot.dated and parts.issued_on is None:
        _take_place_and_day(parts, foot.dated)
    title = clean(" ".join(parts.title)) or clean(" ".join(parts.named)) or parts.subject or _work_named(lines)
    stated = _stated_issuer(parts.intro)
    governing, printed = _bodies(parts.capitals, stated)
    judged = _judged(parts, title, year, [line.text for line in lines if line.text.startswith("(")])
    header = HeaderDraft(
        number=parts.number,
        symbol=parts.symbol,
        type=parts.type if (parts.type or "").lower() not in OTHER_TYPES else None,
        title=title,
        year=judged.year,
        issuer=_issuer(printed, stated, body_text) or parts.issuer,
        governing_body=spelled(governing, body_text),
        place=parts.place,
        issued_on=parts.issued_on,
        authority=foot.authority,
        signer_title=foot.signer_title,
        signer=foot.signer,
        recipients=foot.recipients,
        is_school_year=judged.is_school_year,
    )
    other = parts.type if parts.type and parts.type.lower() in OTHER_TYPES else None
    return Head(header, tuple(parts.bases), parts.intro, other, judged.doubt, judged.choices)


def _work_named(lines: Sequence[Line]) -> str | None:
    """Finds the title of what is called no plan: "Công việc trọng tâm quý II năm 2026"."""
    said = next((without_ornaments(line.text) for line in lines if tells_of_work(line.text)), None)
    return SUBJECT.sub("", said, count=1) if said else None


def _judged(parts: _Parts, title: str | None, year: int | None, bracketed: Sequence[str]) -> PlanYear:
    """Weighs what the head says of the year; a year that a person gave settles it.

    ``bracketed`` are lines of the head such as "(Từ ngày 31/8 đến ngày 06/9/2026)", asked where nothing else tells.
    """
    intro = parts.intro or ""
    makes = list(_MAKES.finditer(intro))
    names = [intro[makes[-1].start() :]] if makes else []
    issued = parts.issued_on.year if parts.issued_on else parts.issued_year
    month = parts.issued_on.month if parts.issued_on else None
    judged = find_year(title or "", issued, month=month, number=parts.number, others=names)
    if judged.year is None and judged.doubt is None:
        judged = find_year(" ".join((title or "", *bracketed)), issued, number=parts.number)
    return PlanYear(year, is_school_year=judged.is_school_year) if year else judged


def _paragraphs(lines: Iterable[Line]) -> Iterator[Line]:
    """Parts a title from the paragraph that runs on behind it."""
    for line in lines:
        found = _RUN_ON.search(line.text)
        if found and _MAKES.search(line.text, found.end()) and not is_basis(line.text):
            yield replace(line, text=line.text[: found.start()])
            yield replace(line, text=line.text[found.end() :], bold=False)
        else:
            yield line


def _take(parts: _Parts, line: Line) -> None:
    text = line.text
    if parts.type is not None:
        _take_below(parts, line)
    elif (found := _NUMBER.match(text) or _BARE_NUMBER.fullmatch(text)) and parts.symbol is None and len(text) < 120:
        _take_number(parts, found, text)
    elif (found := PLACE.fullmatch(text)) and not is_basis(text) and len(text) < 90:
        _take_place(parts, found)
    elif sent := _SENT.match(text):
        # "Date: Mon, 4 May 2026 09:41:22 +0700"
        written = parsedate(text[sent.end() :])
        _take_day(parts, "{2}/{1}/{0}".format(*written) if written else text[sent.end() :])
    elif _take_type(parts, text):
        parts.table = line.cell[0] if line.cell else None
    elif text.isupper() and (len(text) > 3 or parts.capitals):
        _take_capitals(parts, text)
    elif subject := MAIL_SUBJECT.match(text):
        parts.subject = clean(text[subject.end() :]) or None


def _take_capitals(parts: _Parts, text: str) -> None:
    """Takes a line in capitals: a name, or a title without the word "KẾ HOẠCH"."""
    is_name = BODY_WORD.match(text) or (not _NAMES_YEAR.search(text) and not parts.named)
    (parts.capitals if is_name else parts.named).append(text)


def _take_below(parts: _Parts, line: Line) -> None:
    """Sorts what stands below the type: first the title, then bases and the sentence that leads to the body."""
    text = line.text
    if _goes_on(parts, text):
        _take_basis(parts, f"{parts.bases.pop()} {text}")
    elif (found := PLACE.fullmatch(text)) and parts.place is None and len(text) < 60 and not is_basis(text):
        _take_place(parts, found)
    elif (found := _NUMBER.match(text)) and parts.symbol is None and len(text) < 60:
        _take_number(parts, found, text)
    elif _is_basis(parts, text):
        _take_basis(parts, text)
    elif _is_intro(parts, text):
        parts.intro = parts.intro or text
    elif _is_title(parts, line):
        parts.is_bold = line.bold if not parts.title else parts.is_bold
        (parts.sentence or parts.title).append(text)


def _is_intro(parts: _Parts, text: str) -> bool:
    """True for the sentence that leads to the body: "Sở … xây dựng Kế hoạch …", "Nhằm …", "… như sau:"."""
    is_long = len(text) > _LONG_LINE and bool(_MAKES.search(text))
    return text.endswith(":") or (bool(parts.title) and (is_long or is_aim(text)))


def _goes_on(parts: _Parts, text: str) -> bool:
    """True for the rest of a basis that was cut where its line ended."""
    if not parts.bases or parts.intro or _ENDS.search(parts.bases[-1]) or is_basis(text):
        return False
    return not (BODY_WORD.match(text) and _MAKES.search(text))


def _is_title(parts: _Parts, line: Line) -> bool:
    if parts.bases or parts.intro or line.text.endswith((".", ";")) or _IN_BRACKETS.fullmatch(line.text):
        return False
    if is_greeting(line.text):
        return False
    if line.cell is not None and line.cell[0] != parts.table:
        return False  # a table below the title
    if sum(map(len, [*parts.title, *parts.sentence, line.text])) > _TITLE_LENGTH:
        return False
    return not (parts.is_bold and not line.bold and len(line.text) > _LONG_LINE)


def _is_basis(parts: _Parts, text: str) -> bool:
    """True for "Thực hiện Kế hoạch số …,", False for a title that begins with these words: the title comes first.

    The rest of a title may begin with them too, in small letters.
    """
    if is_sure_basis(text):
        return True
    is_below = bool(parts.title or parts.bases)
    return is_below and is_basis(text) and len(text) > 40 and not text[0].islower()


def _take_basis(parts: _Parts, text: str) -> None:
    parts.bases.append(text)
    if _MAKES.search(text):
        parts.intro = parts.intro or text


def _take_place(parts: _Parts, found: re.Match[str]) -> None:
    parts.place = spelled(clean(found[1]), "")
    _take_day(parts, found[2])


def _take_place_and_day(parts: _Parts, text: str) -> None:
    """Takes what stands above the signature instead of in the head; the day may stand alone there."""
    if found := PLACE.fullmatch(text):
        _take_place(parts, found)
    else:
        _take_day(parts, text)


def _take_day(parts: _Parts, text: str) -> None:
    if (day := _DAY.search(text)) and (written := written_day(day, "d")):
        parts.issued_on = written.on(None)
    years = re.findall(r"\d{4}", text)
    parts.issued_year = int(years[-1]) if years else parts.issued_year


def _take_number(parts: _Parts, found: re.Match[str], text: str) -> None:
    """Splits "17-KH/BDVTW" and "05/BC-KHCN" into number and symbol; dots stand for an empty number.

    Place and date may stand behind, on the same line.
    """
    parts.number = re.sub(r"\s", "", found[1]).strip("._…") or None
    parts.symbol = spelled_symbol(re.sub(r"\s", "", found[3] or "").replace("–", "-")) or None
    rest = text[found.end() :].strip(" ,;()")
    if place := PLACE.fullmatch(rest):
        _take_place(parts, place)
    elif rest.lower().startswith("ngày"):
        _take_day(parts, rest)


def _take_type(parts: _Parts, text: str) -> bool:
    """Takes "KẾ HOẠCH", alone or with the title on the same line, and a head that is one sentence.

    Behind "Chủ đề:" stands a mail's title, behind "V/v" that of a letter.
    """
    text = without_ornaments(text)
    if (subject := SUBJECT.match(text)) and subject[0].rstrip().endswith(":"):
        text = text[subject.end() :]
        subject = SUBJECT.match(text)
    if subject and subject[0][:1] in "Vv" and "/" in subject[0]:
        rest = clean(text[subject.end() :])
        parts.type, parts.title = "Công văn", [f"{rest[:1].upper()}{rest[1:]}"]
        return True
    if not text:
        return False
    key = tone_key(text)
    for name in (*PLAN_TYPES, *OTHER_TYPES):
        spoken = tone_key(name)
        is_open = name in _OPEN_TYPES and text[0].isupper() and not text.endswith((".", ":", ";"))
        if key != spoken and not (key.startswith(f"{spoken} ") and (_is_printed(text, name) or is_open)):
            continue
        words = text.split()
        length = len(name.split())
        parts.type = name.capitalize()
        rest = " ".join(words[length:])
        if rest and _SENTENCE.match(rest):
            parts.sentence = [rest]
        elif rest:
            parts.title.append(rest if _is_printed(text, name) else f"{rest[0].upper()}{rest[1:]}")
        return True
    return False


def _is_printed(text: str, name: str) -> bool:
    """True for a type in capitals; "ĐƠN VỊ …" is no application."""
    words = text.split()
    return " ".join(words[: len(name.split())]).isupper() and (name != "đơn" or words[1:2] in (["XIN"], ["ĐỀ"]))


def _take_sentence(parts: _Parts) -> None:
    """Reads a head that is one sentence: "Kế hoạch số 17-KH/BDV ngày 02/6/2026 của Ban Dân vận … về …"."""
    text = clean(" ".join(parts.sentence))
    found = _SENTENCE.match(text)
    if not found:
        return
    if parts.symbol is None:
        _take_number(parts, found, "")
    rest = text[found.end() :]
    if day := _ISSUED.match(rest):
        if parts.issued_on is None:
            _take_day(parts, day[0])
        rest = rest[day.end() :]
    if of := _OF.match(rest):
        issuer, rest = issuer_before(rest[of.end() :])
        parts.issuer = spelled(issuer, "")
    parts.title = [_ABOUT.sub("", rest, count=1)]


# The part of a body that stands below it and is named before it: "Ban Thường trực Ủy ban MTTQ Việt Nam huyện".
_STANDING = re.compile(r"ban (?:thường trực|thường vụ|chấp hành)|thường trực", re.IGNORECASE)


def _bodies(capitals: Sequence[str], stated: str | None) -> tuple[str | None, str | None]:
    """Puts the lines of the top left block together: the last body issued the plan, those above it govern.

    The body that the text says makes the plan wins over one that stands to its right or below it.
    """
    names = join_names(capitals)
    if not names:
        return None, None
    own = _ORGAN.sub("", stated or "")
    last = next((i for i, name in enumerate(names) if own and _written_key(name).startswith(_written_key(own))), -1)
    if last == -1 and len(names) > 1 and _STANDING.fullmatch(names[-1]):
        return " ".join(names[:-2]) or None, f"{names[-1]} {names[-2]}"
    return " ".join(names[:last]) or None, names[last]


def _stated_issuer(intro: str | None) -> str | None:
    """Finds who makes the plan in "…, Sở … (KH&CN) xây dựng Kế hoạch … như sau:"."""
    found = _MAKES.search(intro or "")
    if not intro or not found:
        return None
    subject = re.sub(r"\s*\([^()]*\)\s*$", "", intro[: found.start()])
    starts = [0, *(m.end() for m in re.finditer(r"[,;.]\s+", subject))]
    for start in reversed(starts):
        if BODY_WORD.match(subject[start:]) and subject[start : start + 1].isupper():
            return clean(re.sub(r"\s*\([^()]*\)", "", subject[start:]))
    return None


def _issuer(printed: str | None, stated: str | None, body_text: str) -> str | None:
    """Prefers the printed name in the spelling of the text; "Sở Tư pháp" there stands for "SỞ TƯ PHÁP TỈNH …" here."""
    if printed and stated and not _says_whose(stated):
        return spelled(printed, body_text)
    if printed is None or (stated and _written_key(printed).startswith(_written_key(stated))):
        return f"{stated}{_own_place(printed, stated, body_text)}" if printed and stated else stated
    if stated and _PARTY_LEVEL.fullmatch(_written_key(stated).removeprefix(_written_key(printed))):
        return stated
    return spelled(printed, body_text)


def _says_whose(stated: str) -> bool:
    """True for "Sở Tư pháp" and "UBND huyện"; "Trường" and "Bệnh viện" say no more than the printed name."""
    return bool(_LEVEL_END.search(stated)) or any(word[:1].isupper() for word in stated.split()[1:])


def _own_place(printed: str, stated: str, body_text: str) -> str:
    """Finds the place that "UBND huyện" leaves out of "ỦY BAN NHÂN DÂN HUYỆN CHÂU THÀNH", after a blank; else empty."""
    if not _LEVEL_END.search(stated):
        return ""
    left_out = len(_written_key(printed).split()) - len(_written_key(stated).split())
    rest = (spelled(printed, body_text) or "").split()[-left_out:] if left_out > 0 else []
    return f" {' '.join(rest)}" if rest else ""


def _written_key(name: str) -> str:
    return f"{tone_key(written_out(name.casefold().replace('ubnd', 'ủy ban nhân dân')))} "
