"""Abbreviations in names: those of every office, and those that a plan explains in brackets or in a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from danvan_cli.domain.text import clean, fold, initials
from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import UPPER

# Abbreviations that every office uses and no plan explains.
COMMON = {
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "UBMTTQ": "Ủy ban Mặt trận Tổ quốc",
    "MTTQ": "Mặt trận Tổ quốc",
    "UBMTTQVN": "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "MTTQVN": "Mặt trận Tổ quốc Việt Nam",
    "KH&CN": "Khoa học và Công nghệ",
    "GD&ĐT": "Giáo dục và Đào tạo",
    "NN&PTNT": "Nông nghiệp và Phát triển nông thôn",
    "TN&MT": "Tài nguyên và Môi trường",
    "TT&TT": "Thông tin và Truyền thông",
    "LĐTB&XH": "Lao động - Thương binh và Xã hội",
    "VH&TT": "Văn hóa và Thông tin",
    "LHPN": "Liên hiệp Phụ nữ",
    "CCB": "Cựu chiến binh",
    "TNCS": "Thanh niên Cộng sản",
    "CHQS": "Chỉ huy Quân sự",
    "PTNT": "Phát triển nông thôn",
    "GDĐT": "Giáo dục và Đào tạo",
    "GD-ĐT": "Giáo dục và Đào tạo",
    "LĐ-TB&XH": "Lao động - Thương binh và Xã hội",
    "LĐTBXH": "Lao động - Thương binh và Xã hội",
    "TNMT": "Tài nguyên và Môi trường",
    "KH&ĐT": "Kế hoạch và Đầu tư",
    "KHĐT": "Kế hoạch và Đầu tư",
    "VHTT&DL": "Văn hóa, Thể thao và Du lịch",
    "VH,TT&DL": "Văn hóa, Thể thao và Du lịch",
    "GTVT": "Giao thông vận tải",
    "TC-KH": "Tài chính - Kế hoạch",
    "VH-XH": "Văn hóa - Xã hội",
    "UBKT": "Ủy ban Kiểm tra",
    "LĐLĐ": "Liên đoàn Lao động",
    "CĐCS": "Công đoàn cơ sở",
    "TTYT": "Trung tâm Y tế",
    "HLHPN": "Hội Liên hiệp Phụ nữ",
    "PT-TH": "Phát thanh và Truyền hình",
    "BHXH": "Bảo hiểm xã hội",
    "NHCSXH": "Ngân hàng Chính sách xã hội",
    "KBNN": "Kho bạc Nhà nước",
}
_INTRODUCED = re.compile(r"\((?:(?:sau đây\s+)?(?:gọi|viết) tắt là\s*:?\s*)?([A-ZĐ][A-ZĐ&a-z]{0,3}[A-ZĐ&-]{1,9})\)")
# "Phòng Tài chính - Kế toán (P5)", "Phòng Cảnh sát quản lý hành chính (PC06)": the office's own number.
_NUMBERED = re.compile(r"\(([A-ZĐ]{1,4}\d{1,2})\)")
_CALLED = re.compile(
    r"\((?:sau đây\s+)?(?:được\s+)?(?:gọi|viết)(?:\s+(?:tắt|chung))?\s+là\s*:?\s*([^()]{2,40})\)"
    r"|[\s,]+(?:sau đây\s+)?(?:được\s+)?(?:gọi|viết)\s+tắt\s+là\s*:?\s*([^(),.;]{2,40})(?=[,.;]|\s*\Z)",
    re.IGNORECASE,
)
_OFFICE_SHORT = re.compile(rf"(?<![\w.])P\.\s?(?=[{UPPER}])")
# "Từ viết tắt: P.KHTH: Phòng Kế hoạch tổng hợp; …", mostly at a plan's end.
_EXPLAINED = re.compile(
    r"(?:(?:(?:từ|chữ|các từ|cụm từ|ký hiệu)\s+(?:được\s+)?)?viết tắt|ký hiệu"
    r"|(?:chú giải|giải thích)(?:\s+(?:mã|ký hiệu))?)\s*:(?P<list>[^\n)]+)",
    re.IGNORECASE,
)
_PAIR = re.compile(
    rf"(?P<short>[{UPPER}][\w.&-]{{0,14}})\s*(?::|=|\s[-–]\s|\slà\s)\s*(?P<full>[{UPPER}][^;:=]{{3,120}}?)\s*\.?\Z"
)
_SEVERAL = re.compile(
    rf"(?P<shorts>[{UPPER}]\w{{0,8}}(?:(?:\s*,\s*|\s+và\s+)[{UPPER}]\w{{0,8}})+)\s*(?::|=|[-–]|\slà\s)\s*"
    rf"(?P<full>[{UPPER}][^;:=\d]{{3,80}}?)\s+(?P<numbers>[\dIVX]+(?:(?:\s*,\s*|\s+và\s+)[\dIVX]+)+)\.?"
)
_ONLY_PAIR = re.compile(
    rf"[{UPPER}][\w.&-]{{0,14}}(?:\s[{UPPER}]{{2,6}})?\s*(?::|=|\s[-–]\s)\s*(?P<full>[{UPPER}][^;:=]{{3,80}})"
)
_MOST_WORDS = 8
_MAX_NAME = 140


def has_legend(text: str) -> bool:
    """True for a text that says which bodies short names stand for: "Chú giải: P.KT: Phòng Kinh tế; …"."""
    found = _EXPLAINED.search(text) if ":" in text else None
    pairs = [_PAIR.match(clean(entry)) for entry in found["list"].split(";")] if found else []
    # "TT - Trung tâm" stands for a kind of them only.
    heads = [(pair, lexicon.body_head_pattern().match(pair["full"])) for pair in pairs if pair]
    return any(head and pair["full"][head.end() :].strip(" .)") for pair, head in heads)


def written_out(name: str, abbreviations: dict[str, str] | None = None) -> str:
    """Writes a name without brackets and abbreviations, every hyphen with a blank on both sides."""
    text = re.sub(r"\s*\([^()]*\)", "", clean(name)).strip(" .,;:")
    text = _OFFICE_SHORT.sub("Phòng ", text)
    for short, full in (COMMON if abbreviations is None else abbreviations).items():
        if short[:2] in text and _written(short).search(text):
            text = _written(short).sub(full.replace("\\", ""), text)
    return clean(re.sub(r"\s*[-–—]\s*", " - ", text).replace("&", " và "))


@cache
def _written(short: str) -> re.Pattern[str]:
    """Builds the pattern of an abbreviation as a word of its own: "TC-HC" is "TC - HC" too."""
    loose = re.escape(short).replace(r"\-", r"\s*[-–]\s*")
    return re.compile(rf"(?<![\w&]){loose}(?![\w&])")


def introduced(passages: Iterable[str]) -> dict[str, str]:
    """Collects "Khoa học và Công nghệ (KH&CN)" and "Sở … (sau đây gọi tắt là …)": short name → words it stands for."""
    found: dict[str, str] = {}
    for text in passages:
        has_brackets = "(" in text
        for match in _INTRODUCED.finditer(text) if has_brackets else ():
            before = text[: match.start()]
            full = _words_of(match[1], before) or _name_of(match[1], before)
            if full and match[1] not in found:
                found[match[1]] = full
        for match in _NUMBERED.finditer(text) if has_brackets else ():
            # "Phòng Tài chính - Kế toán": the second half alone would be a body, too.
            before = re.split(r"[,;:.()]\s+|\svà\s(?=Phòng|Ban|Tổ|Đội|Khoa)", text[: match.start()])[-1]
            if match[1] not in found and (full := _first_name(before)):
                found[match[1]] = full
        for explained in _EXPLAINED.finditer(text) if ":" in text else ():
            entries = (clean(entry) for entry in re.split(r";|(?<=[^\W\d_]{2})\.\s", explained["list"]))
            for pair in (_PAIR.match(one) for entry in entries for one in _each(entry)):
                if pair:
                    # "P." is an office wherever it stands: "KHTH" is what is explained.
                    short = re.sub(r"\AP\.\s?", "", pair["short"])
                    full = pair["full"] if short == pair["short"] else re.sub(r"\APhòng\s+", "", pair["full"])
                    found.setdefault(short, full)
        for match in _CALLED.finditer(text) if "ắt là" in text or has_brackets else ():
            short = clean(match[1] or match[2]).strip(' “”"')
            full = _last_name(text[: match.start()], short)
            if full and short not in found and not short.casefold().startswith(("các ", "những ")):
                found[short] = full
    return found


def _each(entry: str) -> list[str]:
    """Parts "P1, P2 - Phòng Nghiệp vụ 1, 2" into an entry for each; gives any other as it is."""
    found = _SEVERAL.fullmatch(entry)
    shorts, numbers = (re.split(r"\s*,\s*|\s+và\s+", found[part]) if found else [] for part in ("shorts", "numbers"))
    if found is None or len(shorts) != len(numbers):
        return [entry]
    return [f"{short}: {found['full']} {number}" for short, number in zip(shorts, numbers, strict=True)]


def explains(text: str) -> bool:
    """True for a line of nothing but abbreviations and the bodies they stand for: "P.HT: Phòng Hạ tầng; TYT: …"."""
    pieces = [clean(piece).rstrip(" .,") for piece in text.split(";") if clean(piece)]
    return bool(pieces) and all(map(_is_pair, pieces))


def _is_pair(text: str) -> bool:
    pair = _ONLY_PAIR.fullmatch(text)
    if pair is None or not lexicon.body_head_pattern().match(pair["full"]):
        return False
    return len(pair["full"].split()) <= _MOST_WORDS and not lexicon.verb_pattern().search(pair["full"])


def _name_of(short: str, before: str) -> str | None:
    """Finds a whole name whose first words the letters are: "Trung tâm Y tế huyện … (TTYT)"."""
    name = _last_name(before)
    wanted = re.sub(r"[^A-ZĐ]", "", short)
    words = [w for w in (name or "").split() if w not in ("và", "-", "–")]
    return name if len(wanted) > 2 and _loose_initials(words).startswith(_loose_initials(list(wanted))) else None


def _first_name(text: str) -> str | None:
    """Gives a text from the first word with which a body's name begins; None without one, or for a sentence."""
    starts = [m.start() for m in lexicon.body_start_pattern().finditer(text) if m[0][:1].isupper()]
    name = clean(text[starts[0] :]) if starts else ""
    return name if name and len(name.split()) <= _MOST_WORDS else None


def _last_name(before: str, short: str = "") -> str | None:
    """Finds the name that a text ends with, from the last word with which a body's name begins; None for none.

    "Văn phòng HĐND và UBND xã (gọi tắt là Văn phòng)": a name that begins as its ``short`` one goes before.
    """
    tail = before[-_MAX_NAME:]
    starts = [m.start() for m in lexicon.body_start_pattern().finditer(tail) if m[0][:1].isupper()]
    alike = [at for at in starts if short and tail.startswith(f"{short} ", at)]
    name = clean(tail[(alike or starts)[-1] :]) if starts else ""
    return name if name and not re.search(r"[.;:]", name) else None


def _words_of(short: str, before: str) -> str | None:
    wanted = re.sub(r"[^A-ZĐ]", "", short)
    if len(wanted) < 2:
        return None
    words = before.split()
    for count in range(len(wanted), min(len(wanted) + 4, len(words)) + 1):
        tail = words[-count:]
        if tail[0] in ("và", "-", "–"):
            continue
        counted = [w for w in tail if w not in ("và", "-", "–")]
        if _loose_initials(counted) == _loose_initials([wanted[i] for i in range(len(wanted))]):
            return " ".join(tail)
    return None


def _loose_initials(words: Sequence[str]) -> str:
    return "".join(initials(word)[:1] for word in words)


def stands_for(short: str, name: str) -> bool:
    """True for a short way to write a name: "P. QTTB" for "PHÒNG QUẢN TRỊ THIẾT BỊ", "TT Truyền thông"."""
    words = fold(name).split()
    for token in re.findall(r"[^\s.]+", short):
        if words[:1] == [fold(token)]:
            words = words[1:]
        elif token.isupper() and [word[0] for word in words[: len(token)]] == list(fold(token)):
            words = words[len(token) :]
        else:
            return False
    return not words
