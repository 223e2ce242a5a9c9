"""The block above a plan's name, cleared of what is printed on every document, and made whole where it is cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from danvan_cli.domain.draft import Line
from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.letters import UPPER
from danvan_cli.intake.lines.signature import is_stamp
from danvan_cli.intake.spelling import normal_capitals

# The country's name and motto run on over lines and cells; the Party prints its own.
_MOTTOS = ("cong hoa xa hoi chu nghia viet nam doc lap tu do hanh phuc", "dang cong san viet nam")
_MOTTO_STARTS = (0, 8)  # where either begins: the name of the country, its motto
_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(
    r"(?:du thao(?: lan (?:thu )?\w+)?|du thao \d+|mat|toi mat|tuyet mat|khan|thuong khan|hoa toc(?: hen gio)?"
    r"|ban sao|sao y(?: ban chinh)?"
    r"|phu luc(?: so)?(?: \w{1,4})?|mau so \w+|bieu so \w+|luu hanh noi bo|den|cong van den|qr code|ma so"
    r"|cong bao|hop nhat)"
)
_OPEN_PLACE = re.compile(
    rf"[{UPPER}][^,:;/]{{1,40}},(?:\s*ngày(?:[\s.…_]*\d{{0,2}}(?:\s*tháng(?:[\s.…_]*\d{{0,2}})?)?)?)?", re.IGNORECASE
)
_REST_OF_DAY = re.compile(r"(?:ngày|tháng|năm)\b.{0,40}|\d{1,2}\s+tháng\b.{0,30}|\d{4}", re.IGNORECASE)
_OPEN_NUMBER = re.compile(r"số\s*:?\s*[\d.…]*\s*[-/–]?\s*[\wĐđ&/\-– ]{0,20}[-/–]", re.IGNORECASE)
_REST_OF_SYMBOL = re.compile(r"[A-ZĐ][\wĐđ&]{1,11}(?:[-/–][\wĐđ&]{1,11})*")
_LETTER_SPACED = re.compile(r"(?:\S )+\S")
_NEAR = 4

BODY_WORD = re.compile(
    r"(?:ủy ban|uỷ ban|ubnd|hđnd|hội đồng|ubmttq|mttq|sở|phòng|trường|ban|đảng (?:ủy|uỷ|bộ|đoàn)|(?:huyện|tỉnh"
    r"|thành|thị"
    r"|quận|chi) (?:ủy|uỷ|đoàn|bộ)|(?:xã|phường) đoàn"
    r"|chi cục|trung tâm|bộ|cục|tổng cục|hội|mặt trận|(?:tổng )?liên đoàn|công đoàn|công an|đại học|học viện|viện"
    r"|bệnh viện|trạm|đoàn|văn phòng|thanh tra|tòa án|toà án|kho bạc|bảo hiểm|tập đoàn|tổng công ty|công ty"
    r"|bch|cơ quan|khối|quân khu|liên hiệp|liên minh|hiệp hội|ngân hàng|bưu điện|viễn thông|điện lực|hạt|đội|quỹ"
    r"|thư viện|bảo tàng|báo|đài|hợp tác xã|thường trực|lđlđ|đồn|lữ đoàn|trung đoàn|sư đoàn|tiểu đoàn"
    r"|tổ(?! quốc))(?=\s|$)",
    re.IGNORECASE,
)
# A name that cannot end here: "… ĐOÀN ĐBQH VÀ", "BAN CHẤP HÀNH".
_OPEN_NAME = re.compile(
    r".*(?:\svà|\scủa|[,\-–&])|ban (?:chấp hành|thường vụ|thường trực|chỉ đạo|chỉ huy|cán sự đảng)|bch|btv"
    r"|đảng (?:ủy|uỷ|bộ)"
    r"|chi bộ|công đoàn|thường trực|đoàn thanh niên|văn phòng|ủy ban|uỷ ban",
    re.IGNORECASE,
)
_PLACE_FOLLOWS = re.compile(r".*\b(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)", re.IGNORECASE)
_LIKE_A_PLACE = re.compile(r"(?:hội|đoàn|viện|trường|bộ|trạm|khối|đội|tổ|quỹ)\s\w+", re.IGNORECASE)


@dataclass(slots=True)
class _Motto:
    """How far one motto has been read."""

    words: list[str]
    at: int = 0

    def taken(self, words: Sequence[str], least: int) -> int:
        """Counts how many words at the end of a line are the next part of the motto; 0 for too few."""
        for start in dict.fromkeys((self.at, *(s for s in _MOTTO_STARTS if s < len(self.words)))):
            for length in range(min(len(words), len(self.words) - start), least - 1, -1):
                if list(words[-length:]) == self.words[start : start + length] and (length > 1 or start == self.at):
                    self.at = start + length
                    return length
        return 0


def clear_letterhead(lines: Iterable[Line]) -> list[Line]:
    """Drops mottos, stamps and marks from the lines above a plan's body and joins places and numbers cut in two."""
    mottos = [_Motto(words.split()) for words in _MOTTOS]
    kept: list[Line] = []
    for line in lines:
        text = clean(f"{line.label} {line.text}" if line.label else line.text).lstrip("*_ ")
        if is_stamp(text) or _MARK.fullmatch(fold(text).strip(" .:-()")):
            continue
        text = _without_motto(_spaced(text), mottos)
        if text:
            kept.append(replace(line, text=text, label=""))
    return _made_whole(kept)


def _spaced(text: str) -> str:
    """Closes letters that are set apart: "K Ế H O Ạ C H"."""
    if len(text) > 6 and _LETTER_SPACED.fullmatch(text) and fold(text.replace(" ", "")) == "kehoach":
        return "KẾ HOẠCH"
    return text


def _without_motto(text: str, mottos: Sequence[_Motto]) -> str:
    found = list(_WORD.finditer(text))
    words = [fold(word[0]) for word in found]
    if not words:
        return text
    for motto in mottos:
        # Behind a body's name only a long piece is surely the motto's.
        length = motto.taken(words, len(words)) or motto.taken(words, 3)
        if length:
            return text[: found[-length].start()].rstrip(" -–|*")
    key = fold(text)
    at = key.find("cong hoa xa hoi chu nghia")
    return text[:at].rstrip() if at >= 0 and len(key) == len(text) else text


def _made_whole(lines: Sequence[Line]) -> list[Line]:
    whole: list[Line] = []
    used: set[int] = set()
    for index, line in enumerate(lines):
        if index in used:
            continue
        text = line.text
        is_place = bool(_OPEN_PLACE.fullmatch(text)) and len(text) < 60
        for other in range(index + 1, min(index + _NEAR, len(lines))):
            rest = lines[other].text
            is_next = other == index + 1
            if other in used:
                continue
            if (is_place and _OPEN_PLACE.fullmatch(text) and _REST_OF_DAY.fullmatch(rest)) or (
                is_next and _OPEN_NUMBER.fullmatch(text) and _REST_OF_SYMBOL.fullmatch(rest)
            ):
                text = f"{text}{'' if _OPEN_NUMBER.fullmatch(text) else ' '}{rest}"
                used.add(other)
        whole.append(replace(line, text=text))
    return whole


def join_names(capitals: Sequence[str]) -> list[str]:
    """Puts the lines of the top left block together to one name each."""
    names: list[str] = []
    for text in capitals:
        if names and (not BODY_WORD.match(text) or _goes_on(names[-1], text)):
            names[-1] = f"{names[-1]} {text}"
        else:
            names.append(text)
    return names


def _goes_on(name: str, text: str) -> bool:
    return bool(_OPEN_NAME.fullmatch(name) or (_PLACE_FOLLOWS.fullmatch(name) and _LIKE_A_PLACE.fullmatch(text)))


def spelled(name: str | None, text: str) -> str | None:
    """Writes a name printed in capitals as running text does, and by the rules of spelling where it does not."""
    if name is None or not name.isupper():
        return name
    ruled = normal_capitals(name)
    for found in re.finditer(re.escape(name).replace(r"\ ", r"\s+"), text, re.IGNORECASE):
        said = clean(found[0])
        # "sở Khoa Học Và Công nghệ" is no better than the rules.
        if said[0].isupper() and not said.isupper() and not said.istitle() and " Và " not in said:
            return said
    return ruled
