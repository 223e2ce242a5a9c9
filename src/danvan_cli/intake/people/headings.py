"""Who a heading gives the work below it to."""

from __future__ import annotations

import re

from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import UPPER
from danvan_cli.intake.people.clauses import ROLE_BEHIND
from danvan_cli.intake.people.inside import LONG_NAME, without_brackets
from danvan_cli.intake.people.mentions import MentionKind, is_body
from danvan_cli.intake.people.name_lists import list_names, split_names
from danvan_cli.intake.people.predicates import MAX_ZONE, is_proper, is_usual, is_whole, subject_zone
from danvan_cli.intake.people.responsible import read_responsible
from danvan_cli.intake.people.roles import Responsible, read_roles
from danvan_cli.intake.people.subjects import ASSIGN
from danvan_cli.intake.people.unit_names import UnitNames

_NUMBER = re.compile(r"\A\s*(?!P\.)(?:\d+(?:\.\d+)*\s*[.)]|\d+(?:\.\d+)+|[a-zđA-ZĐ][.)]|[IVX]+[.)]|[-–+*•])\s+")
_CAPITAL_LIST = re.compile(r"([,;]\s+)")
_HANDED = re.compile(
    r"^(?:(?:các\s+)?(?:nhiệm vụ|trách nhiệm|phần việc|công việc|nội dung|phân công)"
    r"(?:\s+(?:cụ thể|trọng tâm|thực hiện))?\s+(?:của|giao(?:\s+cho)?|đối với|cho|thuộc)\s+)"
    # "Bảng 2. Việc do Bộ phận Tiểu học thực hiện"
    r"|^(?:(?:biểu|bảng|nhóm)\s\d{1,2}\s?[.:]\s)?(?:các\s+|những\s+)?"
    r"(?:nhiệm vụ|(?:công |phần )?việc|nội dung)\s+do\s+",
    re.IGNORECASE,
)
# "Trước ngày 30/4/2026, Đội Quản lý vận hành thực hiện:"
_TIME_FIRST = re.compile(
    rf"\A(?:Trước|Từ|Trong|Đến|Chậm nhất|Tháng|Quý|Ngày|Sau)\s[^:;,]{{0,30}}?[\dIVX][^:;,]{{0,20}},\s+(?=[{UPPER}])"
)
# "Giao Sở Nội vụ trước ngày 15 tháng 9:"
_TIME_BEHIND = re.compile(
    r"(?<=\w),?\s+(?:trước|chậm nhất|trong (?:tháng|quý|năm)|đến hết|từ ngày|xong)\s"
    r"[^,;:.()]{0,25}[\dIVX][^,;:.()]{0,20}\Z"
)
_LEADS_IN_CAPITALS = re.compile(r"\s+(?:CHỦ TRÌ|PHỤ TRÁCH|ĐẢM NHIỆM|THAM MƯU)(?:\s+THỰC HIỆN)?\Z")
# "NHIỆM VỤ GIAO VĂN PHÒNG NĂM 2026"
_OF_WHEN = re.compile(r"\s+(?:trong\s+)?(?:năm|quý|tháng|6 tháng)\s[^,;:]{1,20}\Z", re.IGNORECASE)
# Never inside a word: "Phòng Quản lý vận tải và an toàn giao thông" gives nobody anything.
_ORDER = re.compile(rf"(?:\A|(?<=[:;,]\s)){ASSIGN.pattern}", ASSIGN.flags)
_OFFICE = re.compile(rf"(?:Phòng|Ban|Trung tâm|Chi cục|Sở|Khoa|Vụ|Cục|Bộ phận|Tổ|Khối)\s+[{UPPER}]")

# "Ban Thường vụ Đảng ủy kiểm tra": what a governing body does is no part of its name.
_GOVERNING = re.compile(r"Ban (?:Thường vụ|Chấp hành|Giám đốc|Giám hiệu|Thường trực)\b")
# "Ban Pháp luật và Quan hệ lao động làm đầu mối:"; "Phòng Tham mưu" has a capital there.
_LEADS = re.compile(
    r"(?<=[\w)])\s+(?:trực tiếp )?(?:(?:làm|là) (?:đơn vị |cơ quan )?(?:chủ trì|đầu mối|thường trực)"
    r"|chịu trách nhiệm(?: chính)?|chủ trì(?: thực hiện)?|phụ trách|thực hiện|tham mưu|đảm (?:nhận|nhiệm|trách)|lo)\Z"
)
# No "TỔ CHỨC THỰC HIỆN", "BAN HÀNH VĂN BẢN", "PHÒNG CHÁY, CHỮA CHÁY", "ĐỘI NGŨ CÁN BỘ".
_OFFICE_IN_CAPITALS = re.compile(
    r"(?:PHÒNG (?!CHỐNG|CHÁY|NGỪA|BỆNH|DỊCH|TRÁNH|HỌC|VỆ|HỘ)|KHOA (?!HỌC|GIÁO)|ĐỘI (?!NGŨ|VIÊN|HÌNH)|TỔ (?!CHỨC"
    r"|QUỐC|TIÊN)"
    r"|TRẠM |BAN (?!HÀNH|ĐÊM|NGÀY|BỐ|PHÁT)|BỘ PHẬN |TRUNG TÂM |XÍ NGHIỆP |HẠT )[^,;:.()\d]{3,50}"
)
_NUMBERED = re.compile(r"\s(?:số\s)?\d{1,2}\Z")
_ENDS_NAME = 2
# Words of a name that a verb may end though it is not known: "Phòng Quản lý công nghiệp | thẩm định đề án:".
_LONG_ENOUGH = 5
# "Nhóm 1. Mô hình trình diễn": a number with a full stop behind a word counts what is listed, and names nobody.
_COUNTED = re.compile(r"\A(?:nhóm|tổ|phần|khối|mảng)\s+(?:\d{1,2}|[IVX]+)\s*[.:]\s", re.IGNORECASE)


# "Khoa Kiểm soát nhiễm khuẩn (phối hợp: Phòng Điều dưỡng)"
_AIDED = re.compile(
    r"(?P<who>[^()]{3,100}?)\s*\((?:phối hợp|p/h|ph)(?:\s+(?:với|cùng))?\s*:?\s+(?P<aids>[^()]{3,120})\)", re.IGNORECASE
)


def read_heading(text: str, names: UnitNames) -> Responsible:
    """Reads a heading that assigns what stands below it: "Văn phòng Sở", "Giao … chủ trì, phối hợp với …:"."""
    heads_list = text.rstrip().endswith(":")
    text = _COUNTED.sub("", _NUMBER.sub("", text.strip(" :.;"), count=1), count=1)
    text = _LEADS.sub("", _TIME_BEHIND.sub("", _TIME_FIRST.sub("", text)))
    text = _LEADS_IN_CAPITALS.sub("", text)
    handed = _HANDED.sub("", text, count=1)
    is_handed = handed != text
    handed = _OF_WHEN.sub("", handed) if is_handed else handed
    if text.isupper():
        found = _in_capitals(handed, names, is_handed=is_handed)
        return found if found.leads else _office_in_capitals(text, names)
    bare = handed if is_handed else _ORDER.sub("", text, count=1)
    if ROLE_BEHIND.search(bare):
        return read_roles(bare, names)
    if (aided := _AIDED.fullmatch(bare)) and (leads := split_names(aided["who"], names)):
        return Responsible(tuple(leads), tuple(list_names(aided["aids"], names)))
    zone, verb = subject_zone(bare, names)
    is_office = bool(_OFFICE.match(bare)) and len(bare) < LONG_NAME
    # "Phòng Quản lý cơ sở lưu trú": with nothing to be done behind it a verb ends the name.
    is_governing = bool(_GOVERNING.match(bare))
    is_last = not is_governing and (
        is_office and bool(zone) and len(bare[len(zone or "") :].split()) <= _ENDS_NAME and not is_usual(zone or "")
    )
    if (
        zone
        and verb not in ("", ":")
        and not is_last
        and (is_governing or is_whole(zone, names) or (heads_list and is_office and len(zone.split()) >= _LONG_ENOUGH))
        and not names.is_known(bare)
    ):
        # "Công an xã tổ chức tuần tra:" is a sentence, whose subject has it done.
        return read_responsible(text, names) if len(text) < MAX_ZONE else Responsible()
    whole = split_names(without_brackets(bare), names, is_field=is_office)
    if whole:
        return Responsible(tuple(whole))
    return read_responsible(text, names) if len(text) < MAX_ZONE else Responsible()


def _in_capitals(text: str, names: UnitNames, *, is_handed: bool) -> Responsible:
    """Reads a heading in capitals that is nothing but the names of bodies or groups: "PHÒNG NỘI VỤ"."""
    words = re.sub(r"\s*\([^()]*\)", "", _ORDER.sub("", text, count=1)).strip()
    if len(words) > LONG_NAME:
        return Responsible()
    pieces = [w if n % 2 else names.in_small_letters(w) for n, w in enumerate(_CAPITAL_LIST.split(words))]
    # "CÁC PHÒNG, ĐƠN VỊ": what goes on with a group has no capital.
    pieces[1:] = [w if is_body(w, names) else w[:1].lower() + w[1:] for w in pieces[1:]]
    found = split_names("".join(pieces), names) or []
    # "THANH TRA, KIỂM TRA" is a topic: a kind word alone is none's name here.
    units = [m.text for m in found if m.kind == MentionKind.UNIT]
    are_names = is_handed or all(" " in name and (is_whole(name, names) or _is_office(name)) for name in units)
    return Responsible(tuple(found)) if are_names else Responsible()


def _office_in_capitals(text: str, names: UnitNames) -> Responsible:
    """Reads "ĐỘI QUẢN LÝ VẬN HÀNH" as "Đội Quản lý vận hành": an office's kind, and nothing behind it but its name."""
    if not _OFFICE_IN_CAPITALS.fullmatch(text):
        return Responsible()
    kind = lexicon.body_head_pattern().match(text.capitalize())
    rest = text[kind.end() :].strip() if kind else ""
    if kind is None or not rest:
        return Responsible()
    name = f"{kind[0].strip()} {rest.capitalize()}"
    found = read_heading(name, names)
    is_whole_name = len(found.leads) == 1 and found.leads[0].text == name and not found.supports
    return found if is_whole_name and found.leads[0].kind == MentionKind.UNIT else Responsible()


def _is_office(name: str) -> bool:
    """True for "Phòng Kỹ thuật 1" and "Phòng Kế hoạch - Tổng hợp": a number or a dash is in no topic."""
    return bool(_OFFICE.match(name)) and (is_proper(name) or bool(_NUMBERED.search(name)) or " - " in name)
