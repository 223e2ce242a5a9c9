"""What stands below a heading: purposes, targets or work."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from danvan_cli.domain.text import fold
from danvan_cli.intake.spans import Reason


class SectionKind(StrEnum):
    """What the items below a heading are."""

    WORK = "work"
    TARGETS = "targets"
    GOALS = "goals"  # aims: what has a number is a target, the rest is purpose
    MIXED = "mixed"  # targets and work in one section: what has a number is a target, the rest is a task
    NONE = "none"


class Subject(NamedTuple):
    """What a heading is about; ``reason`` is why what stands below a heading of kind NONE is no work."""

    kind: SectionKind
    reason: Reason | None = None


WORK = Subject(SectionKind.WORK)
_LEAD = r"(?:(?:mot so|cac|nhung|he thong|ve|phan)\s+)*"
_AIMS = re.compile(_LEAD + r"muc tieu(?! quoc gia)")
_EVENT = r"(?:hoi nghi|buoi le|le|dai hoi|cuoc hop|toa dam|hoi thao|buoi|hoi thi|ngay hoi|phien hop|lop)"
# The first that fits wins. Headings are compared without tones; each has a heading that it is for.
_NO_WORK: tuple[tuple[Reason, str, str], ...] = (
    (Reason.PURPOSE, r"muc dich|yeu cau|quan diem|phuong cham|nguyen tac|y nghia", "Mục đích, yêu cầu"),
    (Reason.BASIS, r"can cu|co so (?:phap ly|thuc tien|ly luan|chinh tri)|co so(?: va can cu)?\Z", "Căn cứ"),
    (
        Reason.SITUATION,
        r"dac diem|dat van de|su can thiet|mo dau\Z|tinh hinh|thuc trang|boi canh|nhan dinh"
        r"|danh gia (?!chat luong|muc do|xep loai)[a-z ]{0,60}\bnam (?:20\d\d|qua|truoc)"
        r"|danh gia (?:chung|tinh hinh|thuc trang|ket qua|cong tac (?:thang|quy|nam|tuan))"
        r"|du bao(?: tinh hinh|\Z)"
        r"|nhin lai\b|(?:danh gia|ket qua) (?:tuan|thang|quy|hoc ky) (?:\d{1,2}|[ivx]+|truoc|qua)"
        r"|ket qua (?:den|tinh den|cua) (?:het |cuoi )?(?:ngay|thang|quy|nam)\b"
        r"|ket qua (?:\d{1,2}|mot|hai|ba|bon) (?:thang|quy|nam)\b"
        r"|ket qua thuc hien|ket qua dat duoc|ket qua nam|ket qua cong tac|khai quat"
        r"|han che(?! tai nan| thap nhat| toi da| toi thieu)|nguyen nhan|uu diem",
        "Tình hình chung",
    ),
    (
        Reason.AGENDA,
        rf"(?:noi dung|chuong trinh|trinh tu|dien bien|nghi thuc|kich ban)(?:,? (?:va )?(?:trinh tu|chuong trinh))?"
        rf" (?:chi tiet )?(?:cua )?(?:cac )?{_EVENT}",
        "Nội dung, trình tự hội nghị",
    ),
    (
        Reason.CALENDAR,
        r"(?:khung )?thoi gian|(?:mon|noi dung) thi(?: dau)?,? (?:va )?dia diem"
        r"|lich (?:hoc|lam viec|tiep)|thoi gian va dia diem|dia diem|pham vi",
        "Thời gian, địa điểm",
    ),
    (Reason.MONEY, r"kinh phi|nguon kinh phi|du toan|nguon luc|nguon von|che do chi", "Kinh phí thực hiện"),
    (Reason.ATTENDANCE, r"thanh phan|doi tuong|dai bieu|khach moi|so luong", "Thành phần tham dự"),
    (
        Reason.CRITERIA,
        r"tieu chi|tieu chuan(?!,? do luong)|thang diem|the le|co cau giai thuong|dieu kien(?! kinh doanh)",
        "Tiêu chí",
    ),
    (Reason.NOTE, r"ghi chu|chu thich", "Ghi chú"),
    (Reason.THEME, r"khau hieu|chu de", "Chủ đề"),
    (
        Reason.PROPOSAL,
        r"kien nghi(?! xu ly)|de xuat(?! nhiem vu| de tai| du an)|phuong huong(?!.*nhiem vu)|nhiem vu va quyen han",
        "Kiến nghị, đề xuất",
    ),
)
_NOTHING = tuple((reason, re.compile(rf"{_LEAD}(?:{words})\b")) for reason, words, _ in _NO_WORK)
# Below work only a heading that says nothing else is of another kind: "Kinh phí tuyên truyền …" may be work.
_BARE = tuple(
    (reason, re.compile(rf"{_LEAD}(?:{words})(?:[ ,]+(?:va )?(?:{words}|thuc hien|tham du|tham gia|cu the|du kien"
                        r"|dia diem|to chuc|moi|hoi nghi|kem theo))*"))
    for reason, words, _ in _NO_WORK
    if reason not in (Reason.BASIS, Reason.SITUATION, Reason.PROPOSAL, Reason.THEME)
)  # fmt: skip
# "Tháng 9/2025" below "Lịch công tác": what is done in it, no lesson hours.
_MONTHS = re.compile(r"(?:thang|quy|tuan) (?:thu )?(?:\d|[ivx]+\b)")
_WORK = re.compile(
    r"\b(?:noi dung|nhiem vu|giai phap|to chuc thuc hien|trien khai|phan cong|bien phap|trong tam|cong viec)\b"
)
# "Về kinh phí: giao Sở Tài chính" gives what follows to somebody.
_GIVES = re.compile(
    r"(?:[:,;]|\A)\s*giao (?:so|phong|ubnd|uy ban|van phong|cong an|ban|cac|trung tam|chi cuc|thanh tra)\b"
)
# A part of a plan by its name alone, without a number before it.
_KNOWN = re.compile(
    r"(?:muc dich|yeu cau|muc tieu|chi tieu|noi dung|nhiem vu|giai phap|to chuc thuc hien|kinh phi|thoi gian"
    r"|thanh phan|doi tuong|dia diem|phan cong|phuong phap|hinh thuc|pham vi|tien do|quan diem"
    r"|che do (?:thong tin )?bao cao|cong tac chuan bi)"
    r"(?:[ ,]+(?:va )?(?:muc dich|yeu cau|muc tieu|chi tieu|noi dung|nhiem vu|giai phap|cong tac|chu yeu|trong tam"
    r"|cu the|thuc hien|to chuc|kinh phi|thoi gian|dia diem|tham du|tham gia|doi tuong|trien khai|trach nhiem|tong quat"
    r"|chung|rieng|hinh thuc|hoat dong|phuong thuc|bien phap|quan diem|tien do|nguon|ke hoach|nam \d{4}|bao cao))*"
    # Behind the months: their last one says nothing of this.
    r"|(?:cac )?(?:cong viec|viec|nhiem vu|hoat dong)"
    r" (?:quanh nam|(?:trong )?ca nam|thuong xuyen(?: trong nam)?|dinh ky)"
)


_BODY_IN_CAPITALS = re.compile(
    r"(?:VĂN PHÒNG|PHÒNG|BAN|CHI CỤC|TRUNG TÂM|THANH TRA|KHOA|TỔ|ĐỘI|CÔNG ĐOÀN)\s(?!CHÁY|CHỐNG|NGỪA|HÀNH|CHỨC)"
)
_OPEN_TITLE = re.compile(r"(?:\b(?:CỦA|VÀ|CHO|VỚI|THUỘC|TẠI|DO|CÔNG TÁC|CÁC|NHIỆM VỤ|PHÂN CÔNG)|[,;:–-])\W*$")


def names_next_body(title: str, text: str) -> bool:
    """True for the line below a whole title in capitals that is a body's name: whose work comes next."""
    return bool(_BODY_IN_CAPITALS.match(text)) and not _OPEN_TITLE.search(title)


def is_known_heading(text: str) -> bool:
    """True for a line that is nothing but the name of a usual part of a plan ("Mục đích, yêu cầu")."""
    return len(text) < 80 and text[:1].isupper() and bool(_KNOWN.fullmatch(fold(text).rstrip(" :.")))


def kind_of_root(title: str) -> Subject:
    """Finds what a top heading is about; an unknown one counts as work, so that no task is lost."""
    key = fold(title)
    works = bool(_WORK.search(key))
    if _GIVES.search(key):
        return WORK
    if "chi tieu" in key:
        return Subject(SectionKind.MIXED if works else SectionKind.TARGETS)
    if _AIMS.match(key):
        return Subject(SectionKind.MIXED if works else SectionKind.GOALS)
    reason = _no_work(key)
    if reason is None or (reason == Reason.CALENDAR and works):
        return WORK
    return Subject(SectionKind.NONE, reason)


def kind_of_child(title: str, parent: Subject) -> Subject:
    """Finds what a lower heading is about: what its parent is, unless it is plainly the name of another part."""
    key = fold(title).rstrip(" :.")
    if parent.kind == SectionKind.TARGETS or len(key) > 60:
        return parent
    if re.fullmatch(_LEAD + r"chi tieu\b.*", key) or re.fullmatch(r"muc tieu cu the\b.*", key):
        return Subject(SectionKind.TARGETS)
    if _AIMS.match(key):
        return Subject(SectionKind.GOALS)
    if parent.kind != SectionKind.WORK and (reason := _no_work(key)):
        return Subject(SectionKind.NONE, reason)
    if parent.reason == Reason.CALENDAR and _MONTHS.match(key):
        return WORK
    if bare := next((reason for reason, pattern in _BARE if pattern.fullmatch(key)), None):
        return Subject(SectionKind.NONE, bare)
    if _WORK.match(key) and parent.kind in (SectionKind.MIXED, SectionKind.GOALS):
        return WORK
    return parent


def _no_work(key: str) -> Reason | None:
    return next((reason for reason, pattern in _NOTHING if pattern.match(key)), None)
