"""What stands below a heading: purposes, targets or work."""

from __future__ import annotations

import re
from enum import StrEnum

from danvan_cli.domain.text import fold


class SectionKind(StrEnum):
    """What the items below a heading are."""

    WORK = "work"
    TARGETS = "targets"
    GOALS = "goals"  # aims: what has a number is a target, the rest is purpose
    MIXED = "mixed"  # targets and work in one section: what has a number is a target, the rest is a task
    NONE = "none"


_LEAD = r"(?:(?:mot so|cac|nhung|he thong|ve|phan)\s+)*"
_AIMS = re.compile(_LEAD + r"muc tieu")
_NOTHING = re.compile(
    _LEAD + r"(?:muc dich|yeu cau|quan diem|phuong cham|nguyen tac|can cu|co so|dac diem|tinh hinh|thuc trang|boi canh"
    r"|danh gia tinh hinh"
    r"|danh gia thuc trang|danh gia ket qua|ket qua thuc hien|ket qua dat duoc"
    r"|ket qua nam|ket qua cong tac|khai quat|pham vi|doi tuong"
    r"|thoi gian, dia diem"
    r"|thoi gian thuc hien|thoi gian va dia diem|dia diem|kinh phi|nguon kinh phi|du toan|thanh phan|han che"
    r"|nguyen nhan|uu diem|khau hieu|chu de|kien nghi|de xuat|phuong huong(?!.*nhiem vu)|nhiem vu va quyen han)\b"
)
_WORK = re.compile(
    r"\b(?:noi dung|nhiem vu|giai phap|to chuc thuc hien|trien khai|phan cong|bien phap|trong tam|cong viec)\b"
)


def kind_of_root(title: str) -> SectionKind:
    """Finds a top heading's kind; an unknown one counts as work, so that no task is lost."""
    key = fold(title)
    works = bool(_WORK.search(key))
    if "chi tieu" in key:
        return SectionKind.MIXED if works else SectionKind.TARGETS
    if _AIMS.match(key):
        return SectionKind.MIXED if works else SectionKind.GOALS
    if _NOTHING.match(key):
        return SectionKind.NONE
    return SectionKind.WORK


def kind_of_child(title: str, parent: SectionKind) -> SectionKind:
    """Finds a lower heading's kind: its parent's, unless it is plainly the name of another kind."""
    key = fold(title).rstrip(" :.")
    if parent == SectionKind.TARGETS or len(key) > 60:
        return parent
    if re.fullmatch(_LEAD + r"chi tieu\b.*", key) or re.fullmatch(r"muc tieu cu the\b.*", key):
        return SectionKind.TARGETS
    if _AIMS.match(key):
        return SectionKind.GOALS
    if _NOTHING.match(key) and (
        parent != SectionKind.WORK or re.fullmatch(r"(?:muc dich|yeu cau|muc dich, yeu cau|kinh phi.*)", key)
    ):
        return SectionKind.NONE
    if _WORK.match(key) and parent in (SectionKind.MIXED, SectionKind.GOALS):
        return SectionKind.WORK
    return parent
