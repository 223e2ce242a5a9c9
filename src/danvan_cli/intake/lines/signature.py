"""The foot of a plan: who receives it, who signs it and in whose name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from danvan_cli.domain.draft import Line
from danvan_cli.domain.text import clean, fold, tone_key
from danvan_cli.intake.letters import LOWER, UPPER
from danvan_cli.intake.lines.markers import Rank, split_marker
from danvan_cli.intake.spelling import normal_capitals

_AUTHORITY = re.compile(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|T/UQ|Q)\s?\.?\s+\S")
_TITLE = re.compile(
    r"(?:quyen |pho )?(?:tong )?(?:giam doc|cuc truong|chi cuc truong|vu truong|vien truong|chu tich|chu nhiem"
    r"|hieu truong|hieu pho"
    r"|bi thu|pho bi thu|truong ban|truong phong|chanh van phong|chanh thanh tra|bo truong|thu truong|to truong"
    r"|tram truong|thuong truc|truong doan|chi huy truong|truong cong an|uy vien|vien pho|chinh tri vien|chinh uy"
    r"|doi truong|don truong|dai doi truong|hat truong|chanh an|tong bien tap|truong khoa|doan truong|cuc pho)\b.*"
)
_RANK = r"(?:(?:Thiếu|Trung|Thượng|Đại)\s+(?:úy|uý|tá|tướng)(?:\s+QNCN)?,?\s+)?"
_DEGREES = (
    r"(?:(?:TSKH|TS|ThS|Ths|PGS|GS|BS\.?\s?CK\s?I{1,2}|BSCK\w{0,2}|CK\s?I{1,2}|CK\w{0,2}|BSNT|BS|KTS|KS|CN|LS|DSCK\w{0,2}|DS|NGND|NGƯT"
    r"|TTND|TTƯT|(?:Tiến|Thạc|Bác|Kỹ|Luật|Dược) sĩ|Bác sỹ|Kỹ sư|Luật sư|Cử nhân)(?:\.\s*|\s*[-–,/]\s*|\s+))*"
)
_BEFORE_NAME = re.compile(rf"\A{_RANK}{_DEGREES}")
_NAME = re.compile(rf"{_RANK}{_DEGREES}[{UPPER}][{LOWER}]*(?:\s+[{UPPER}][{LOWER}]*){{1,5}}")
# A name in capitals is known by its family name: "NGUYỄN VĂN AN" below "GIÁM ĐỐC".
_FAMILY_NAMES = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Lâm Mai Trương Hà Cao Tạ Lương
Thái Châu Tô Tăng Vương Quách Kiều Lò Vi Nông Hứa Triệu Chu Tống Phùng Đào La Kim Thạch Sơn Danh Giang Văn Lưu Từ Diệp
Tôn Khổng Nghiêm Ông Thân
"""
FAMILIES = frozenset(map(tone_key, _FAMILY_NAMES.split()))
_SIGNED = re.compile(r"\(?\s*(?:da ky|ky ten|dong dau|da ky va dong dau|ky, ten, dong dau|ky va ghi ro ho ten).*")
_SIGNED_TAIL = re.compile(r"\s*\((?:đã ký|đã kí|ký tên)[^()]*\)\s*$", re.IGNORECASE)
_RECIPIENTS = re.compile(r"noi nhan\s*:?\s*")
_INLINE = re.compile(r";\s*[-–+]\s+")
# What the signing program prints on the page: no line of it is the document's.
# The program that signs writes the year first; "Date: 27/7/2026 09:05" says when a mail was sent.
_STAMP = re.compile(
    r"(?:(?:được )?ký (?:bởi|số bởi)|người ký|cơ quan|đơn vị|tổ chức|thời gian ký|ngày ký|ngày giờ ký|giờ ký|e-?mail"
    r"|chữ ký số|ký số|lý do ký|nơi ký|chức vụ người ký|số chứng thư|(?:digitally )?signed by|signature(?: valid)?"
    r"|signer|signing time|date(?=:\s*\d{4})|reason|location|dn|foxit.{0,20}version|adobe.{0,20}version)\s*:",
    re.IGNORECASE,
)
# "Tây Ninh, ngày 18 tháng 01 năm 2026", "Hòa Khánh, 20/4/2026 - BTV Đoàn xã", "Ngày 12 tháng 01 năm 2026".
PLACE = re.compile(
    r"([^\W\d_][^,:;/]{1,40}?)(?:,\s*(?:ngày\b|(?=\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}))"
    r"|\s+ngày(?=\s+\d{1,2}\s+tháng))\s*(.*)",
    re.IGNORECASE,
)
_DAY_ALONE = re.compile(
    r"(?:ngày\s+)?\d{1,2}\s*(?:tháng|[/.\-])\s*\d{1,2}\s*(?:,?\s*năm|[/.\-])\s*(?:20)?\d\d\W*(?:\s[-–]\s.{2,40})?",
    re.IGNORECASE,
)
# "Thảo", "Thảo - Trung tâm PVHCC" as a mail's last line, and "ĐT: 0905 123 456" below it.
_SIGNS_OFF = re.compile(rf"[{UPPER}][{LOWER}]+(?:\s[{UPPER}][{LOWER}]+){{0,4}}(?:\s[-–]\s[{UPPER}][^.;:\d]{{2,50}})?")
_PARTING = re.compile(
    r"(?:xin )?(?:trân trọng|kính thư|kính chào|thân(?: ái| mến)?)"
    r"(?: (?:cảm ơn|cám ơn|kính chào|chào)[^.;:,\d]{0,40})?\s?[,!]?(?:\s[^\s.;:,\d]+){0,5}"
    # "Chúc Tết các gia đình chính sách" is work.
    r"|(?:(?:xin )?(?:chúc|cảm ơn|cám ơn)\s(?:(?:các|cả|mọi)\s)?(?:anh|chị|em|thầy|cô|bác|nhà|người|đồng chí|bạn)\b)"
    r"[^.;:\d]{0,30}[.!]?",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:[^.;:\d]{2,60}\s[-–]\s)?(?:SĐT|ĐT|ĐTDĐ|Điện thoại|Di động|Mobile|Tel|Email|Zalo|Hotline)"
    r"(?: nội bộ)?\s*[:.]?\s*[\w.@+\-\s/()]{3,60}"
    # "Hoa - Văn phòng, 0912 345 678"
    r"|[^.;:\d]{2,60},\s(?:số máy\s)?0\d[\d .]{7,13}",
    re.IGNORECASE,
)
_PLACE_WORDS = frozenset(["xã", "phường", "tỉnh", "thành", "phố", "huyện", "ngày"])
_MOST_BELOW = 6
# "Cơ quan: Tỉnh Tây Ninh" is a stamp; in a table or a list "Cơ quan: Sở Nội vụ chủ trì" is not.
_SHORT = 90
_LONGEST_LINE = 90
_LONGEST_POST = 50
_STAMPED_TIME = re.compile(
    r"(?:\d{1,2}[./\-]\d{1,2}[./\-]\d{4}|\d{4}[./\-]\d{2}[./\-]\d{2})[ T,]+\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:Z"
    r"|[+\-]\d{2}[':]?\d{2}'?|AM|PM))?",
    re.IGNORECASE,
)
_STAMPED_MARK = re.compile(r"signature (?:valid|not verified)|chữ ký (?:số )?hợp lệ|đã ký số\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands below the body; None for what is not there. ``dated`` is a line of place and day, as in a head."""

    recipients: tuple[str, ...] = ()
    authority: str | None = None
    signer_title: str | None = None
    signer: str | None = None
    dated: str | None = None


@dataclass(slots=True)
class _Found:
    """What is found on the way down the foot; ``cell`` is the column that the recipients stand in."""

    recipients: list[str] = field(default_factory=list)
    capitals: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    signer: str | None = None
    listing: bool = False
    cell: tuple[int, int, int] | None = None


def is_signature(text: str) -> bool:
    """True for a line of the signature block: an authority ("TM. …") or a title, in capitals."""
    bare = clean(text).rstrip(".,;")
    if not bare.isupper() or len(bare) >= _LONGEST_LINE:
        return False
    is_head = bare.startswith("TRƯỞNG ") and len(bare) < _LONGEST_POST
    return bool(_AUTHORITY.match(bare) or _TITLE.fullmatch(fold(bare)) or is_head)


def is_place_and_day(text: str) -> bool:
    """True for a line that holds a day with its year, a place before it, and nothing else."""
    found = PLACE.fullmatch(text)
    # "Tổng kết tại Nà Hin, ngày 18 tháng 12" tells of work.
    is_place = found is None or all(word[0].isupper() or word in _PLACE_WORDS for word in found[1].split())
    return is_place and bool(_DAY_ALONE.fullmatch(found[2] if found else text)) and len(text) < _LONGEST_LINE


def is_day_of_issue(text: str) -> bool:
    """True for "Tân An, ngày 05/01/2026", "Ngày 5 tháng 1 năm 2026"; a bare "30/5/2026" is a day of work."""
    return ("," in text or "tháng" in text.lower()) and is_place_and_day(text)


def ends_text(lines: Sequence[Line], index: int) -> bool:
    """True for the line of place and day that only a name follows, and for a name alone behind the last sentence."""
    if len(lines) - index > _MOST_BELOW + 1:
        return False
    below = lines[index + 1 :]
    while below and _CONTACT.fullmatch(below[-1].text):
        below = below[:-1]
    if any(line.cell is not None or line.text.endswith((".", ";", ":")) for line in below):
        return False
    if index + 1 < len(lines) and _PARTING.fullmatch(lines[index].text):
        return all(len(line.text) < _LONGEST_LINE and not re.search(r"\d", line.text) for line in below)
    if lines[index].cell is not None or lines[index].text.endswith((".", ";", ":")):
        return False
    if is_day_of_issue(lines[index].text):
        is_listed = index > 0 and (
            lines[index - 1].text.endswith((":", " tại")) or is_place_and_day(lines[index - 1].text)
        )
        if is_listed or any(is_place_and_day(line.text) for line in below):
            return False
        return all(len(line.text) < _LONGEST_LINE for line in below)
    is_last = not below and index > 0 and lines[index - 1].text.endswith((".", "!"))
    return is_last and bool(_SIGNS_OFF.fullmatch(lines[index].text))


_BY_MACHINE = re.compile(
    r"(?:được )?ký (?:bởi|số)|người ký\s*:|(?:thời gian|ngày|giờ|ngày giờ|lý do|nơi) ký|chữ ký số|số chứng thư"
    r"|signed by|signature|signer|signing time|(?:foxit|adobe).{0,20}version",
    re.IGNORECASE,
)


def signs_by_machine(text: str) -> bool:
    """True for the lines of a digital signature's stamp that stand in no other text ("Ký bởi: …")."""
    bare = clean(text)
    is_marked = _STAMPED_TIME.fullmatch(bare) or _STAMPED_MARK.fullmatch(bare) or _BY_MACHINE.match(bare)
    return len(bare) <= _SHORT * 2 and bool(is_marked)


def is_stamp(text: str) -> bool:
    """True for a line of a digital signature's stamp ("Ký bởi: …", "Thời gian ký: …"), which belongs to no text."""
    bare = clean(text)
    if len(bare) > _SHORT * 2:
        return False
    if _STAMPED_TIME.fullmatch(bare) or _STAMPED_MARK.fullmatch(bare):
        return True
    found = _STAMP.match(bare)
    return found is not None and (len(bare) < _SHORT or "ký" in bare[: found.end()].lower())


def read_foot(lines: Sequence[Line]) -> Foot:
    """Reads recipients and signature in whatever order two columns were written down."""
    found = _Found()
    for line in _joined_label(lines):
        if is_stamp(line.text):
            continue
        if fold(line.text).startswith("phu luc"):
            break
        _take(found, line)
    authority, title = _split_capitals(_with_strays(found))
    recipients = [r for r in map(_recipient, found.recipients) if r]
    if not found.listing and not any(fold(r).startswith("luu") for r in recipients):
        recipients = []
    # A day alone in a cell is that of a row of an annex.
    days = [n for n, line in enumerate(lines) if is_place_and_day(line.text)]
    dated = next((n for n in days if lines[n].cell is None or PLACE.fullmatch(lines[n].text)), None)
    signer = found.signer
    if dated is not None and not found.capitals and signer is None:
        # "Trưởng thôn" above "Lò Văn Piềng", in small letters.
        *posts, name = [line.text for line in lines[dated + 1 :]] or [""]
        signer, title = (name, " ".join(posts) or None) if _NAME.fullmatch(name) else (None, title)
    return Foot(tuple(recipients), authority, title, signer, None if dated is None else lines[dated].text)


def _joined_label(lines: Sequence[Line]) -> list[Line]:
    """Drops a label cut in two ("Nơi" / "nhận:") and keeps everything else as it is."""
    kept: list[Line] = []
    for line in lines:
        if kept and fold(kept[-1].text) == "noi" and fold(line.text).startswith("nhan"):
            kept[-1] = Line(f"Nơi {line.text}", where=line.where, cell=line.cell)
        else:
            kept.append(line)
    return kept


def _take(found: _Found, line: Line) -> None:
    marker, words = split_marker(line.text, line.label)
    is_list = marker is not None and marker.rank >= Rank.DASH
    if (label := _RECIPIENTS.match(fold(line.text))) is not None:
        found.listing, found.cell = True, line.cell
        _, words = split_marker(clean(line.text)[label.end() :])
        _add_recipients(found, words)
    elif (is_signature(line.text) and marker is None) or (found.capitals and _is_capital_rest(words, found)):
        found.capitals.append(words if marker is None else line.text)
    elif found.capitals and found.signer is None and marker is None and (name := _name(words, found)):
        found.signer = name
    elif marker is not None and (found.listing or is_list):
        _add_recipients(found, words)
    elif found.listing and found.recipients and marker is None and _is_rest_of_recipient(words, line, found):
        found.recipients[-1] = f"{found.recipients[-1]} {words}"


def _is_rest_of_recipient(words: str, line: Line, found: _Found) -> bool:
    """True for the second line of a recipient; below a title only in the recipients' own column."""
    is_own_column = line.cell is not None and line.cell == found.cell
    return (is_own_column or not found.capitals) and not _SIGNED.match(fold(words))


def _add_recipients(found: _Found, words: str) -> None:
    """Adds the recipients of a line; capitals behind the last one were printed beside it, in the other column."""
    if not words:
        return
    for piece in _INLINE.split(words):
        head, semicolon, tail = piece.partition(";")
        if semicolon and tail.strip().isupper() and len(tail.split()) > 1 and not head.isupper():
            found.strays.append(clean(tail))
            piece = head
        found.recipients.append(piece)


def _with_strays(found: _Found) -> list[str]:
    """Puts capitals that stood beside a recipient below the last authority, where a title begins."""
    last = max((i for i, line in enumerate(found.capitals) if _AUTHORITY.match(line)), default=-1)
    return [*found.capitals[: last + 1], *found.strays, *found.capitals[last + 1 :]]


def _is_capital_rest(words: str, found: _Found) -> bool:
    """True for the second line of a long authority or title, above the name."""
    return (
        found.signer is None
        and words.isupper()
        and not _NAME.fullmatch(words)
        and not _is_family_name(words, found)
        and len(words) < 90
        and len(words.split()) > 1
    )


def _name(words: str, found: _Found) -> str | None:
    bare = _SIGNED_TAIL.sub("", words).strip(" .,;")
    # The rank and the degrees before a name are no part of it.
    name = _BEFORE_NAME.sub("", bare, count=1)
    if _is_family_name(name, found):
        return " ".join(word.capitalize() for word in name.split())
    return name if _NAME.fullmatch(bare) and not _SIGNED.match(fold(bare)) else None


def _is_family_name(words: str, found: _Found) -> bool:
    """True for "NGUYỄN VĂN AN" below a title."""
    parts = words.split()
    return (
        words.isupper()
        and 2 <= len(parts) <= 5
        and tone_key(parts[0]) in FAMILIES
        # "ĐÀO TẠO BỒI DƯỠNG" goes on with a title.
        and all(word[0].isupper() for word in normal_capitals(words).split())
        and any(_TITLE.fullmatch(fold(line)) for line in found.capitals)
    )


def _recipient(words: str) -> str:
    return clean(words).rstrip(";.,").strip()


def _split_capitals(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """Splits "TM. … / KT. … / PHÓ …" into authority and title; without TM., KT. … there is a title only."""
    last = max((i for i, line in enumerate(lines) if _AUTHORITY.match(line)), default=-1)
    # A capital line below "TM. BAN THƯỜNG VỤ" that is no title still names the body.
    while last + 1 < len(lines) and last >= 0 and not _TITLE.fullmatch(fold(lines[last + 1])):
        last += 1
    authority = " / ".join(lines[: last + 1]) or None
    title = " ".join(lines[last + 1 :]) or None
    return authority, title
