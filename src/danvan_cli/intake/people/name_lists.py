"""A list of names in running text, cut where one unit ends and the next begins and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.lines.letters import UPPER
from danvan_cli.intake.people.unit_names import UnitNames


class MentionKind(StrEnum):
    """What a name in a list of the responsible is."""

    UNIT = "unit"
    GROUP = "group"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Mention:
    """One name as written."""

    kind: MentionKind
    text: str


_SEPARATOR = re.compile(r"(\s*[,;]\s+|\s+(?:và|cùng với|cùng|với)\s+)")
# A word that begins a unit's name; the look-aheads keep out the verbs and nouns that begin alike.
_HEAD = (
    r"văn phòng|thanh tra(?!\s+việc)|sở(?! hữu| dĩ| thích)|phòng(?!,| chống| ngừa| trào| tránh)|ban(?! hành\b| ngành)"
    r"|tổ(?! chức\b| quốc\b)"
    r"|chi (?:cục|ủy|uỷ|bộ|đoàn|hội|nhánh)|trung tâm|(?:đảng|huyện|thành|tỉnh|thị|quận|cấp|xã|phường) (?:ủy|uỷ|đoàn)"
    r"|đảng bộ"
    r"|ubnd|hđnd|ubmttq(?:vn)?|mttq(?:vn)?|ủy ban|uỷ ban|mặt trận"
    r"|hội(?! nghị| thảo| thi| họp| nhập| đàm)|đoàn(?! kết| viên| thể)"
    r"|công đoàn|liên đoàn|trường(?! hợp)"
    r"|công an|bch|bộ(?! luật| tiêu chí| chỉ số| máy| thủ tục)|cục|tổng cục|vụ(?! việc)|viện(?! dẫn)|trạm"
    r"|khoa(?! học)|đồn(?! điền)|đội(?! ngũ)|hạt|kho bạc"
    r"|ngân hàng|bảo hiểm|tòa án|toà án|bưu điện|bệnh viện|đài(?! thọ)|thành đoàn|nhóm(?! nhiệm)|văn thư|kế toán"
    r"|tiểu ban|liên hiệp|quỹ|báo(?! cáo| chí| cho| về)|bhxh|bql|vpđk"
    r"|khối(?= (?:dân vận|vận|mặt trận|đoàn thể|các cơ quan))"
)
_UNIT_START = re.compile(rf"(?i:{_HEAD})(?=[\s.,;:)\-–]|$)")
_MEMBERS = (
    r"phong|ban|don vi|co quan|to|so|nganh|xa|phuong|thi tran|huyen|quan|truong|ap|thon|khu pho|chi|chi [bhd]\w+|chi uy"
    r"|dang|doan|hoi|doanh nghiep"
    r"|dia phuong|khoa|bo|thanh vien|ubnd|uy ban|hdnd|cap|can bo|cong chuc|vien chuc|giao vien|hoc sinh|dong chi"
    r"|cong ty|hop tac xa|luc luong"
    r"|trung tam|vien|benh vien|tram|gia dinh|ho|khoi|mat tran|nha truong|lanh dao|cong doan|bo phan|ca nhan"
    r"|thu truong|nguoi|hiep hoi|chuyen mon"
)
# "các" alone says nothing ("các nhiệm vụ"): what it counts must be a body or people.
_GROUP_START = re.compile(
    rf"(?:cac|nhung|toan the|moi|tung|tat ca|mot so|tat ca cac|toan the cac)\s+(?:{_MEMBERS})\b"
    r"|(?:chinh quyen|doan the|cap uy|lanh dao|nguoi dung dau|thu truong|can bo|cong chuc|vien chuc|dang vien"
    r"|doan vien|hoi vien|co quan"
    r"|don vi|dia phuong|doanh nghiep|giao vien|nhan dan|cap tren|hiep hoi|ho gia dinh|co so (?:hoi|doan)|luc luong"
    r"|bo phan(?= chuyen| lien|$)|to truong|doi truong|hat truong|tram truong|truong (?:cac|ap|thon|khoa|phong, ban))\b"
)
_PERSON_START = re.compile(
    r"(?:dong chi|d/c|ong|ba|giam doc|pho giam doc|chu tich|pho chu tich|hieu truong|pho hieu truong|bi thu"
    r"|pho bi thu|truong ban)\b"
)
_POST = re.compile(rf"(?i:công chức|cán bộ|viên chức|giáo viên|chuyên viên)\s+[{UPPER}]")
# "UBND các xã", "Hiệu trưởng các trường"; but "Phòng Dân vận các cơ quan Nhà nước" is one office.
_MANY = re.compile(
    r"(?i:ubnd|hđnd|[uủ][yỷ] ban|ubmttq|mttq|mặt trận|hội|đoàn|công đoàn|đảng [ủu][yỷ]|chi bộ|đảng bộ|chủ tịch"
    r"|hiệu trưởng|bí thư|giám đốc)\b"
    r"[^,;]{0,40}\bcác\b"
    r"|(?i:\w+ trưởng|trưởng)\s+các\b"
)
_PLACES = r"huyện|xã|phường|thị|quận|thành phố|tỉnh|thôn|ấp|bản|khu|trường|Hạt|Trạm|chi|cấp|địa phương"
_HEAD_OF_MANY = re.compile(rf"(?i:{_HEAD})\s+các\b|(?i:{_HEAD})\b[^,;]{{0,40}}?\bcác\s+(?:{_PLACES})\b")
_LED = r"sở|trung tâm|chi cục|ban quản lý|kho bạc|bảo hiểm|bhxh|công an|phòng|ban"
_HEAD_OF = re.compile(
    r"\A(?:lãnh đạo|thủ trưởng|trưởng|chánh|phó chánh|người đứng đầu|phụ trách"
    rf"|(?:giám đốc|cục trưởng|chi cục trưởng)(?=\s+(?:{_LED})\s+(?-i:[{UPPER}])))\s+",
    re.IGNORECASE,
)
# One of these words alone is the agency itself, or no name.
_BARE_HEADS = frozenset(
    [
        *("so", "phong", "ban", "to", "bo", "cuc", "vu", "vien", "khoa", "doi", "truong", "hoi", "doan", "trung tam"),
        *("chi cuc", "tram", "hat", "uy ban", "ubnd", "quy", "bao", "dai"),
    ]
)
_OFFICE = re.compile(rf"(?:Phòng|Ban|Trung tâm|Chi cục|Sở|Khoa|Vụ|Cục|Văn phòng)\s+[{UPPER}]")
_STOP_WORDS = frozenset(
    [
        "việc",
        "những",
        "với",
        "để",
        "trong",
        "theo",
        "khi",
        "về",
        "cho",
        "đã",
        "sẽ",
        "tại",
        "này",
        "đó",
        "được",
        "bằng",
        "nhằm",
        "phải",
        "cần",
        "đến",
        "từ",
        "như",
        "nếu",
        "tiếp",
        "là",
        "có",
        "không",
        "cũng",
        "cùng",
    ]
)
# Parts of names that hold a stop word ("có công").
_FIXED_WORDS = re.compile(
    r"[Hh]ậu cần|việc làm|có công|có uy tín|không chuyên trách|với nước|tại chỗ|từ thiện|theo pháp luật"
)
_MAX_WORDS = 14
_MAX_SMALL = 7
# The most pieces in one name; the most letters of a list: a longer one is no list of names.
_MAX_JOINED = 7
_MAX_LIST = 600


def split_names(zone: str, names: UnitNames, *, is_field: bool = False) -> list[Mention] | None:
    """Reads a list of names; None when anything in it is no name, because then the words are no list.

    In a field there are no verbs, so small letters after a comma still belong to the name before it.
    """
    if len(zone) > _MAX_LIST:
        return None
    pieces = _SEPARATOR.split(clean(zone).strip(" ,;:"))
    mentions: list[Mention] = []
    index = 0
    while index < len(pieces):
        length = _known_length(pieces, index, names)
        text = "".join(pieces[index : index + length])
        separator = pieces[index - 1] if index else ""
        if not _add(mentions, text, separator, names, is_field=is_field):
            return None
        index += length + 1
    return mentions if mentions and all(_is_sound(m, names, is_field=is_field) for m in mentions) else None


def _known_length(pieces: list[str], index: int, names: UnitNames) -> int:
    """Counts the pieces that make one known name ("Sở Văn hóa, Thể thao và Du lịch"); 1 when none does."""
    for end in range(min(len(pieces), index + _MAX_JOINED), index + 1, -2):
        if names.is_known("".join(pieces[index:end])):
            return end - index
    return 1


def _add(mentions: list[Mention], text: str, separator: str, names: UnitNames, *, is_field: bool) -> bool:
    kind = _kind(text, names)
    before = mentions[-1] if mentions else None
    goes_on = before is not None and (
        kind is None
        # "đồng chí …, Trưởng phòng Nội vụ" is still the person.
        or (before.kind == MentionKind.PERSON and bool(_HEAD_OF.match(text)))
        or _is_rest_of_group(before, text, kind, names)
        or _is_joint_office(before, text)
    )
    if goes_on and before is not None:
        # In a sentence small letters after a comma go on with an office's name ("Phòng Thanh tra, pháp chế"), never
        # with a word that is a verb too ("Thanh tra, kiểm tra").
        loose = (is_field or _OFFICE.match(before.text)) and not _UNIT_START.match(text)
        if before.kind == MentionKind.UNIT and "," in separator and text[:1].islower() and not loose:
            return False
        mentions[-1] = Mention(before.kind, f"{before.text}{separator}{text}")
        return True
    if kind is None:
        return False
    bare = _HEAD_OF.sub("", text, count=1) if kind != MentionKind.PERSON else text
    bare = text if fold(bare) in _BARE_HEADS else bare
    mentions.append(Mention(kind, clean(bare if _kind(bare, names) else text)))
    return True


def _kind(text: str, names: UnitNames) -> MentionKind | None:
    if names.is_known(text):
        return MentionKind.UNIT
    key = fold(text)
    bare = _HEAD_OF.sub("", text, count=1)
    if bare != text and _kind(bare, names):
        return _kind(bare, names)
    if key in _BARE_HEADS:
        return None
    is_person = bool(_PERSON_START.match(key) or _POST.match(text))
    if (_is_group(text, key) and not is_person) or _MANY.match(text) or _HEAD_OF_MANY.match(text):
        return MentionKind.GROUP
    if is_person:
        return MentionKind.PERSON
    # "LĐLĐ huyện" begins as "Liên đoàn Lao động huyện" does.
    if (_UNIT_START.match(text) or _UNIT_START.match(names.expanded(text))) and (
        text[:1].isupper() or re.search(rf"\s[{UPPER}]", text)
    ):
        return MentionKind.UNIT
    return None


def _is_group(text: str, key: str) -> bool:
    """True for a group: "mỗi trường", but not "Môi trường", which is alike without its tones."""
    first = key.split(maxsplit=1)[0] if key else ""
    exact = {"moi": "mỗi", "tung": "từng", "cac": "các"}.get(first)
    return bool(_GROUP_START.match(key)) and (exact is None or text.casefold().startswith(exact))


def _is_rest_of_group(before: Mention, text: str, kind: MentionKind | None, names: UnitNames) -> bool:
    """True for "đơn vị thuộc Sở" after "các phòng,", False for a new name."""
    starts_anew = fold(_HEAD_OF.sub("", text, count=1)).startswith(("cac ", "ubnd", "chinh quyen")) or (
        kind == MentionKind.UNIT and text[:1].isupper()
    )
    return before.kind == MentionKind.GROUP and not names.is_known(text) and not starts_anew


def _is_joint_office(before: Mention, text: str) -> bool:
    """Keeps "Văn phòng HĐND và UBND" one office."""
    return bool(
        re.fullmatch(r"van phong (?:hdnd|hoi dong nhan dan|doan dbqh.*|quoc hoi)", fold(before.text))
        and re.match(r"UBND|HĐND|[UỦ]y ban|Hội đồng", text)
    )


def _is_sound(mention: Mention, names: UnitNames, *, is_field: bool) -> bool:
    words = mention.text.split()
    if mention.kind != MentionKind.UNIT or names.is_known(mention.text):
        return len(words) <= 3 * _MAX_WORDS
    plain = _FIXED_WORDS.sub("", mention.text).split()
    if len(words) > _MAX_WORDS or any(word in _STOP_WORDS for word in plain[1:]):
        return False
    return is_field or _small_run(words[2:]) <= _MAX_SMALL


def _small_run(words: list[str]) -> int:
    """Counts the longest run of words in small letters: names have short ones."""
    longest = run = 0
    for word in words:
        run = (
            run + 1 if word[:1].islower() and word not in ("và", "tỉnh", "huyện", "xã", "phường", "thành", "phố") else 0
        )
        longest = max(longest, run)
    return longest
