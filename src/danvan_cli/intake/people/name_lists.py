"""A list of names in running text, cut where one unit ends and the next begins and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from danvan_cli.domain.text import clean, fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import ARROW, LOWER, UPPER
from danvan_cli.intake.people.mentions import (
    HEAD_OF_MANY,
    LEADERS_OF_MANY,
    TOGETHER,
    Mention,
    MentionKind,
    is_addressed,
    is_body,
    is_personal,
    is_short,
    kind_of_name,
)
from danvan_cli.intake.people.predicates import TIME_WORDS, is_usual, is_whole
from danvan_cli.intake.people.sound_names import is_sound
from danvan_cli.intake.people.unit_names import UnitNames

__all__ = ["SENDS", "Mention", "MentionKind", "list_names", "split_names"]

# No name begins so: "Tổ Phòng, chống tội phạm", "Đội Phòng cháy, chữa cháy rừng" are one each.
_NOT_HALF = r"(?!\s*(?:chống|chữa cháy)\b)"
# "A/B", "A + B" in a sentence: only before a capital, so that "24/7" and "24/24 giờ" stay.
_SEPARATOR = re.compile(
    rf"(\s*[,;]{_NOT_HALF}\s+(?:và\s+)?|\s+(?:và|cùng với|cùng|với|\+)\s+"
    rf"|(?<=[{LOWER}{UPPER}\d])\s*/\s*(?=[{UPPER}][{LOWER}]))"
)
# In a field names are also told apart by strokes, plus signs, arrows and lines; "Đ/c", "24/7" and "HIV/AIDS" are no two
# names.
_FIELD_SEPARATOR = re.compile(
    rf"(\s*[,;\n]{_NOT_HALF}\s*(?:và\s+)?|\s+(?:và|cùng với|cùng|với|[+&])\s+|(?<=\w)\+(?=\w)"
    rf"|\s*{ARROW}\s*|(?<![đĐ\d])(?<!HIV)\s*/\s*(?![\d])(?=\w)|(?<=\s\d)/(?=[{UPPER}][{LOWER}]))"
)
# "Công đoàn phường,Hội Cựu chiến binh phường"
_TIGHT = re.compile(rf"(?<=[{LOWER}]),(?=[{UPPER}])")
# "các lực lượng Công an xã, Trạm Y tế xã"
_FORCES = re.compile(rf"(?i:(?:các )?(?:lực lượng|cơ quan|ngành))\s+(?=[{UPPER}])")
_OFFICE = re.compile(rf"(?:Phòng|P\.|Ban|Tổ|TT|Trung tâm|Chi cục|Sở|Khoa|Vụ|Cục|Văn phòng|T[oò][aà])\s+[{UPPER}]")
# "Báo và Phát thanh, Truyền hình Tây Ninh": the place behind a usual name.
_CAPITALS_BEHIND = re.compile(rf"(?:\s[{UPPER}][{LOWER}]+){{2}}\Z")
_COUNTED_KIND = re.compile(r"(?P<kind>[^\W\d]+(?:\s[^\W\d]+){0,3})\s(?:số\s)?\d{1,3}")
# The most pieces in one name; the most letters of a list: a longer one is no list of names.
_MAX_JOINED = 7
_MAX_LIST = 600
_PLACED = r"xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|ấp|thôn|khu phố|khóm|bản|trường|đơn vị"
_NAMED = rf"(?=[{UPPER}\d])"
# "Các Sở: Nội vụ, …", "các phòng Kinh tế, …": the kind word stands once, before all names.
_EACH_KIND = re.compile(
    r"(?i:các|những)\s+(?P<head>(?i:sở|phòng|ban|hội|bộ|trung tâm|chi cục|trạm|khoa|tổ|đội|trường))"
    rf"(?:\s+(?i:đảng|chuyên môn))?(?:\s*:\s*|\s+){_NAMED}"
)
# "các trường Tiểu học, THCS": kinds of schools, and no names.
_KIND_OF_SCHOOL = r"(?i:mầm non|mẫu giáo|tiểu học|trung học(?: cơ sở| phổ thông)?|th|thcs|thpt|mn|đại học|cao đẳng)"
_SCHOOLS = re.compile(
    rf"(?:[Cc]ác|[Nn]hững)\s+trường\s+{_KIND_OF_SCHOOL}(?:(?:,\s*(?:và\s+)?|\s+và\s+){_KIND_OF_SCHOOL})+"
)
# "UBND các xã An Phú, An Hòa", "Công an các phường 1, 2".
_EACH_PLACE = re.compile(
    rf"(?P<head>(?:[^\s,;]+\s+){{1,5}}?)(?i:các)\s+(?P<level>(?i:{_PLACED}))(?:\s*:\s*|\s+){_NAMED}"
)
# "Các đơn vị: Văn phòng, …": only the names behind it say who.
_LABEL = re.compile(
    r"(?:các|những)\s+(?:đơn vị|cơ quan|phòng,? ban|ban,? ngành|ngành|đoàn thể|tổ chức)"
    r"(?:,?\s+(?:đơn vị|đoàn thể))?\s*:\s*",
    re.IGNORECASE,
)
_LEVEL = re.compile(_PLACED)
_HAMLET = r"(?:thôn|ấp|khu phố|khóm|bản)"
_BELOW_LEVEL = re.compile(rf"(?:\s(?:xã|phường|thị trấn)|{_HAMLET}\s[^,]+), {_HAMLET}\s[{UPPER}\d]", re.IGNORECASE)
_PLACE_NAME = re.compile(rf"(?P<level>(?i:{_PLACED}))\s+[{UPPER}\d]\S*(?:\s+[{UPPER}\d]\S*)*")
_PLAIN_PLACE = re.compile(rf"[{UPPER}][{LOWER}]+\s[{UPPER}][{LOWER}]+|\d{{1,2}}")
# "Khoa Dược - Trung tâm Y tế huyện": behind the dash stands whose it is.
_INNER = re.compile(r"(?:khoa|bộ môn|phân xưởng)\s", re.IGNORECASE)
# "Ban Xây dựng Đảng - Đảng ủy xã", "Văn phòng - UBND xã": an office and whose it is.
_INNER_OFFICE = re.compile(r"(?:ban|phòng|văn phòng|ủy ban kiểm tra|uỷ ban kiểm tra)(?!\w)", re.IGNORECASE)
_WHOSE = re.compile(
    r"(?:đảng [uủ][ỷy]|ubnd|hđnd|[uủ][ỷy] ban nhân dân|hội đồng nhân dân|sở|huyện [uủ]y|tỉnh [uủ]y)(?!\w)",
    re.IGNORECASE,
)
_OWNER = re.compile(r"(?:trung tâm|bệnh viện|trường|đại học|học viện|viện|công ty|nhà máy)\s", re.IGNORECASE)
_BRANCH = re.compile(r"chi nhánh\s", re.IGNORECASE)
_OFFICES_OF = ((_INNER, _OWNER), (_INNER_OFFICE, _WHOSE))
_JOINT = re.compile(
    r"(?:(?:(?:pho )?(?:chanh|truong)|ke toan|cong chuc|can bo|thu quy) )?(?:van phong|vp)"
    r" (?:hdnd|hoi dong nhan dan|doan dbqh.*|quoc hoi)"
)
_DASH = re.compile(r"\s[-–]\s")
# "VP/TTr", "VP & TTr", "VP-TCCB": several known short names in one word.
_BETWEEN_SHORT = re.compile(r"\s*[/&+–-]\s*")
# A line that is no more than one of these goes on in the next.
_UNFINISHED = re.compile(
    r"^(Ban (?:Chỉ huy|Chấp hành|Thường vụ|Thường trực|Quản lý|Chỉ đạo)|Hội đồng|Hội|[ỦU][ỷy] ban|Uỷ ban|UBND|Trung tâm"
    r"|Trạm|Trường|Chi cục|Phòng|Ban|Sở)\n",
    re.IGNORECASE | re.MULTILINE,
)
_SCHOOL = re.compile(r"(?:TH|THCS|THPT|MN|Tiểu học|Mầm non|Mẫu giáo|Trung học)(?!\w)")
_PEOPLE = rf"(?:{lexicon.words_of('helpers_sent')})"
# Who of a body comes: "Phối hợp: Đảng ủy UBND xã cử cán bộ tham gia đoàn", "Lực lượng: Công an xã 05 đồng chí, …".
SENDS = re.compile(
    rf"(?<=\w)\s+(?:(?:cử|bố trí)\s+(?:\d{{1,3}}\s+)?{_PEOPLE}(?!\w)[^;,]*\Z|\d{{1,3}}\s+{_PEOPLE}(?=\s*(?:[,;)]|\Z)))"
)
# "…, các khu dân cư" begins anew; "Ban Quản lý Khu kinh tế và các khu công nghiệp" is one.
_MANY = re.compile(
    r"(?:các|những|mỗi|từng|một số)\s(?!(?:khu|cụm) (?:công nghiệp|kinh tế|chế xuất)|dự án|công trình|chương trình)",
    re.IGNORECASE,
)
# "phối hợp Tòa án nhân dân tỉnh, 02 lớp (trong tháng 4)": how much is done stands behind the names.
_COUNTED_BEHIND = re.compile(
    r",\s+(?:ít nhất |tối thiểu )?\d{1,3}\s(?:lớp|cuộc|đợt|buổi|hội nghị|mô hình|lần|ngày|bài|tin|lượt)\b[^,;]*\Z"
)
_IS_DONE = re.compile(r"thanh tra|kiểm tra|thống kê|kế toán|văn thư|thi hành án")
_SOMEBODY = re.compile(r"(?:anh|chị|em|cậu|chú|bác)\s")
# "Phòng KT, HT và ĐT" is one office that stands for "Kinh tế, Hạ tầng và Đô thị"; "Phòng KT, VP và CA" are three.
# "Khoa Kiểm soát bệnh tật và HIV/AIDS", "Đội Kiểm lâm cơ động và PCCCR" are one: the letters stand for a matter.
_SHORT_BODIES = re.compile(lexicon.words_of("letters_of_bodies"))
_MATTERS = re.compile(lexicon.words_of("letters_of_matters"))
# "Đội Cảnh sát PCCC và CNCH khu vực".
_BEHIND_MATTER = re.compile(rf"\A\s+(?:(?:{lexicon.LEVELS})(?:\s+[{UPPER}\d]\S*)*|số\s\d+)\Z")
_INITIALS = re.compile(
    rf"(?:Phòng|P\.|Ban|Sở|Bộ|Trung tâm|TT)\s*[{UPPER}]{{1,4}}"
    rf"(?=[^;]*(?:&|\svà\s))(?:(?:\s*,\s*|\s+và\s+|\s*&\s*)"
    rf"(?!(?:{_SHORT_BODIES.pattern})\b)[{UPPER}]{{1,4}}){{2,4}}"
    rf"|(?:Phòng|P\.|Ban|Khoa|Tổ)\s*[{UPPER}]{{1,4}}(?:,[{UPPER}]{{1,4}}){{1,4}}"
)
_BRACKETS = re.compile(r"(?P<name>[^()]+?)\s*\((?P<inside>[^()]+)\)")
_ADDRESS = re.compile(r"\A(?:đồng chí|đ/c|đ\.c)\s+", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:số\s+)?\d{1,2}[A-Z]?|[IVX]+")
_LAST_NUMBER = re.compile(r"(?P<head>.*\s(?:số\s+)?)(?P<number>\d{1,2}|[IVX]{1,4})")
_TIME_FIRST = re.compile(TIME_WORDS, re.IGNORECASE)
# "Viettel Nghệ An - Quý II/2026": until when, behind the last name.
_DASHED_TIME = re.compile(rf"(?<=\w)\s[-–—]\s+(?=(?:{TIME_WORDS}|\d{{1,2}}[/.]\d)[^,;]*(?:[,;]|\Z))", re.IGNORECASE)
_THEN_TIME = re.compile(rf"\s*(?:,|\s[-–—])\s+(?={TIME_WORDS})", re.IGNORECASE)


def split_names(zone: str, names: UnitNames, *, is_field: bool = False) -> list[Mention] | None:
    """Reads a list of names; None when anything in it is no name, because then the words are no list.

    In a field there are no verbs, so small letters after a comma still belong to the name before it.
    """
    if len(zone) > _MAX_LIST:
        return None
    zone = _COUNTED_BEHIND.sub("", _TIGHT.sub(", ", zone))
    found = names.once(("field" if is_field else "sentence", zone), lambda: _split(zone, names, is_field=is_field))
    return list(found) or None


def _split(zone: str, names: UnitNames, *, is_field: bool) -> tuple[Mention, ...]:
    """Reads a list as ``split_names`` does; empty where it is none."""
    zone = _THEN_TIME.split(zone, maxsplit=1)[0] or zone
    if _SCHOOLS.fullmatch(zone.strip(" ,;.")):
        return (Mention(MentionKind.GROUP, zone.strip(" ,;.")),)
    found = _Reader(_pieces(zone, _SEPARATOR), names, is_field=is_field, is_strict=True)
    if not found.read():
        return ()
    are_sound = all(is_sound(m, names, is_field=is_field) for m in found.mentions)
    return tuple(_plain(m) for m in found.mentions) if are_sound else ()


# "Sở Xây dựng về hoàn trả mặt đường": behind a usual name stands what it is about; "Ban Chỉ đạo về nhân quyền" is one.
_ABOUT_WHAT = re.compile(r"\s(?P<what>(?:về|trong việc)\s[^,;\n]+)")
_NAME_ENDS = re.compile(r"[,;:\n]")
_LONGEST_USUAL = 120


def _parted(found: re.Match[str]) -> str:
    who = _NAME_ENDS.split(found.string[max(0, found.start() - _LONGEST_USUAL) : found.start()])[-1].strip()
    return f"; {found['what']}" if is_usual(who) and not is_usual(f"{who}{found[0]}") else found[0]


def list_names(words: str, names: UnitNames) -> list[Mention]:
    """Reads all names of a field or cell; a piece that is no name is a group, as written, so that nothing is lost."""
    words = _ABOUT_WHAT.sub(_parted, _DASHED_TIME.sub("; ", _TIGHT.sub(", ", words)))
    if _SCHOOLS.fullmatch(words):
        return [Mention(MentionKind.GROUP, words)]
    found = _Reader(_pieces(words, _FIELD_SEPARATOR), names, is_field=True, is_strict=False)
    found.read()
    return [_plain(m) for m in found.mentions if re.search(r"\w", m.text)]


def _plain(mention: Mention) -> Mention:
    """Leaves out the form of address before a post ("đồng chí Bí thư Đảng ủy"); before a name it stays."""
    bare = _ADDRESS.sub("", mention.text, count=1) if mention.kind == MentionKind.PERSON else mention.text
    if bare == mention.text or not lexicon.post_pattern().match(bare):
        return mention
    return Mention(mention.kind, bare[:1].upper() + bare[1:])


def _pieces(words: str, separator: re.Pattern[str]) -> list[str]:
    lines = [clean(line) for line in words.split("\n")] if separator is _FIELD_SEPARATOR else [clean(words)]
    text = _UNFINISHED.sub(r"\1 ", "\n".join(line for line in lines if line).strip(" ,;:–—\n"))
    pieces = separator.split(_LABEL.sub("", text, count=1))
    return _closed(pieces) if "(" in words else pieces


def _closed(pieces: list[str]) -> list[str]:
    """Puts what a separator inside brackets has cut together again."""
    found = pieces[:1]
    depth = pieces[0].count("(") - pieces[0].count(")")
    for separator, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if depth > 0:
            found[-1] += separator.replace("\n", " ") + piece
        else:
            found += [separator, piece]
            depth = 0
        depth += piece.count("(") - piece.count(")")
    return found


@dataclass(slots=True)
class _Reader:
    """Walks over the pieces of a list and the separators between them, each piece once."""

    pieces: list[str]
    names: UnitNames
    is_field: bool
    is_strict: bool
    mentions: list[Mention] = field(default_factory=list)
    _at: int = 0

    def read(self) -> bool:
        """Collects the mentions; False where a strict list has a piece that is no name."""
        while self._at < len(self.pieces):
            if self._each() or self._shared():
                continue
            length = self._known_length()
            text = clean("".join(self.pieces[self._at : self._at + length]))
            separator = self.pieces[self._at - 1] if self._at else ""
            self._at += length + 1
            if text and not self._add(text, separator) and self.is_strict:
                return False
        return True

    def _known_length(self) -> int:
        """Counts the pieces that make one known or usual name ("Sở Văn hóa, Thể thao và Du lịch"); 1 when none does."""
        for end in range(min(len(self.pieces), self._at + _MAX_JOINED), self._at + 1, -2):
            joined = clean("".join(self.pieces[self._at : end]))
            if self.names.is_known(joined) or is_usual(joined) or is_usual(_CAPITALS_BEHIND.sub("", joined)):
                return end - self._at
            if _INITIALS.fullmatch(joined):
                return end - self._at
        return 1

    def _each(self) -> bool:
        """Reads "Các Sở: Nội vụ, Tài chính" and "UBND các xã An Phú, An Hòa" as the bodies that they name."""
        text = self.pieces[self._at]
        kind = _EACH_KIND.match(text)
        place = None if kind else _EACH_PLACE.match(text)
        found = kind or place
        if found is None or self.names.is_known(text):
            return False
        head = found["head"].strip() if kind else f"{found['head'].strip()} {found['level'].lower()}"
        if place and not is_body(head, self.names):
            return False
        head = head[:1].upper() + head[1:]
        rest = text[found.end() :]
        goes_on = self._at + 2 < len(self.pieces) and self._goes_on(head, self._at + 2, is_place=place is not None)
        is_part = place is None and lexicon.is_usual_part(head, rest)
        # "các ban HĐND xã", "các phòng Sở" name whose they are.
        if not (is_part or goes_on) or (not is_part and is_body(rest, self.names)):
            return False
        self.pieces[self._at] = rest
        whole = "".join(self.pieces[self._at :])
        self.mentions.append(self._shared_name(head))
        while kind and self._at < len(self.pieces) and _LEVEL.fullmatch(clean(self.pieces[self._at])):
            # "Các Trạm Y tế xã, phường": of both levels.
            self._at += 2
        if kind and ":" not in found[0] and self._at >= len(self.pieces):
            # "Các Trạm Chăn nuôi và Thú y": one name of many bodies.
            self.mentions[-1] = Mention(MentionKind.GROUP, clean(f"{found[0]}{whole}"))
        while self._at < len(self.pieces) and self._goes_on(head, self._at, is_place=place is not None):
            self.mentions.append(self._shared_name(head))
        return True

    def _goes_on(self, head: str, at: int, *, is_place: bool) -> bool:
        """True where a piece is another name behind the same kind word."""
        text = clean(self.pieces[at])
        if is_place:
            is_name = bool(text[:1].isupper() or _NUMBERED.fullmatch(text))
            # "UBND các xã Mù Cang Chải, Trạm Tấu": two capitals are a place, whatever the first is elsewhere.
            is_place_name = bool(_PLAIN_PLACE.fullmatch(text)) and not self.names.is_known(text)
            return is_name and (is_place_name or kind_of_name(text, self.names, is_field=True) is None)
        if fold(head) == "truong":
            return bool(_SCHOOL.match(text)) and not TOGETHER.search(text)
        is_own = kind_of_name(text, self.names, is_field=self.is_field) is not None
        return (
            text[:1].isupper() and (not is_own or lexicon.is_usual_part(head, text)) and not self.names.is_known(text)
        )

    def _shared_name(self, head: str) -> Mention:
        length = self._usual_length(head) or 1
        name = clean("".join(self.pieces[self._at : self._at + length]))
        self._at += length + 1
        return Mention(MentionKind.UNIT, f"{head} {name}")

    def _usual_length(self, head: str) -> int:
        """Counts the pieces that make one usual name behind the kind word; 0 when none does."""
        for end in range(min(len(self.pieces), self._at + _MAX_JOINED), self._at, -2):
            if lexicon.is_usual_part(head, clean("".join(self.pieces[self._at : end]))):
                return end - self._at
        return 0

    def _shared(self) -> bool:
        """Reads "Tài chính - Kế hoạch" behind "Phòng Nội vụ," as a second "Phòng"."""
        before = self.mentions[-1] if self.mentions else None
        text = clean(self.pieces[self._at])
        if before is not None and (name := self._shared_place(before, text) or _next_number(before, text)):
            self.mentions.append(Mention(MentionKind.UNIT, name))
            self._at += 2
            return True
        if before is None or before.kind != MentionKind.UNIT or not text[:1].isupper() or self.names.is_known(text):
            return False
        head = lexicon.body_head_pattern().match(before.text)
        rest = before.text[head.end() :] if head else ""
        if head and fold(head[0]) == "truong" and _SCHOOL.match(text) and not TOGETHER.search(text):
            self.mentions.append(self._shared_name(head[0]))
            return True
        if head is None or not rest or not lexicon.is_usual_part(head[0], rest) or not self._usual_length(head[0]):
            return False
        if kind_of_name(text, self.names, is_field=True) is not None and not is_short(text):
            return False
        is_pair = len(self.mentions) == 1 and self.pieces[self._at - 1].strip() == "và"
        if is_pair and not (self.names.is_known(before.text) and self.names.is_known(f"{head[0]} {text}")):
            # "Khoa Y tế công cộng và An toàn thực phẩm": one office, where the plan names no two of these names.
            return False
        self.mentions.append(self._shared_name(head[0][:1].upper() + head[0][1:]))
        return True

    def _shared_place(self, before: Mention, text: str) -> str | None:
        """Names the second body of "UBND xã An Phú, An Hòa" and of "UBND huyện Châu Thành, thành phố Tây Ninh"."""
        place = next(iter(_PLACE_NAME.finditer(before.text)), None) if before.kind == MentionKind.UNIT else None
        if place is None or place.end() != len(before.text) or not place.start() or self.names.is_known(text):
            return None
        head = before.text[: place.start()]
        if other := _PLACE_NAME.fullmatch(text):
            # "UBND xã Nậm Chà, Trường PTDTBT THCS Nậm Chà": a school is no place of an UBND.
            is_school = other["level"].lower() == "trường" != place["level"].lower()
            return None if is_school else f"{head}{text}"
        return f"{head}{place['level']} {text}" if _PLAIN_PLACE.fullmatch(text) else None

    def _add(self, text: str, separator: str) -> bool:
        text = SENDS.sub("", text)
        apart = self._joined_short(text)
        if len(apart) == 1 and self.is_field and not self.is_strict:
            apart = self._dashed(text)
        if len(apart) > 1:
            for part in apart:
                self._add(part, "; ")
            return True
        if (forces := _FORCES.match(text)) and is_body(text[forces.end() :], self.names):
            text = text[forces.end() :]
        kind = kind_of_name(text, self.names, is_field=self.is_field)
        before = self.mentions[-1] if self.mentions else None
        if kind is None and ((before and _is_capital_body(text)) or self._is_own_place(text, separator, before)):
            kind = MentionKind.UNIT
        if kind is None and before is not None and _is_next_of_a_kind(before, text):
            kind, text = MentionKind.UNIT, f"{text[:1].upper()}{text[1:]}"
        if kind is None and before is not None and _MANY.match(text):
            kind = MentionKind.GROUP
        if before is not None and self._continues(before, text, kind, separator):
            # In a sentence small letters after a comma go on with an office's name ("Phòng Thanh tra, pháp chế"),
            # never with a word that is a verb too ("Thanh tra, kiểm tra").
            loose = (self.is_field or _OFFICE.match(before.text)) and not is_body(text, self.names)
            if before.kind == MentionKind.UNIT and "," in separator and text[:1].islower() and not loose:
                return False
            self.mentions[-1] = Mention(before.kind, clean(f"{before.text}{separator.replace(chr(10), ' ')}{text}"))
            return True
        if kind is None and self.is_strict:
            return False
        text = LEADERS_OF_MANY.sub("", text, count=1)
        inside = _BRACKETS.fullmatch(text) if self.is_field and kind == MentionKind.UNIT else None
        is_said = inside and (inside["inside"][:1].islower() or kind_of_name(inside["inside"], self.names))
        if inside and is_said and not self._is_same(inside["name"], inside["inside"]):
            # "UBND xã (Công chức Tư pháp)", "Đoàn xã (dựng sân khấu)": who does it there, or what, is kept too.
            self.mentions += [Mention(MentionKind.UNIT, inside["name"]), Mention(MentionKind.GROUP, inside["inside"])]
            return True
        # "Lý Thị Ngọc" in a column is one person, whom no word says to be one.
        is_person = kind is None and is_personal(text.strip(" .-–"))
        self.mentions.append(
            Mention(MentionKind.PERSON if is_person else kind or MentionKind.GROUP, text.strip(" .-–"))
        )
        return True

    def _is_same(self, name: str, other: str) -> bool:
        """True for a name and its own short one: "Văn phòng (VP)"."""
        is_known = self.names.key(name) == self.names.key(other)
        return is_known or bool(self.names.codes(name) & self.names.codes(other)) or is_short(other)

    def _is_own_place(self, text: str, separator: str, before: Mention | None) -> bool:
        """True for the "thôn Đông" of "Hội Nông dân xã, thôn Đông": in a cell, or below the level just named."""
        is_apart = separator.strip() in ("", "và") or re.search(r"[,;\n/+&]", separator)
        is_below = before is not None and _BELOW_LEVEL.search(f"{before.text}, {text}")
        return bool((self.is_field or is_below) and is_apart and _PLACE_NAME.fullmatch(text))

    def _joined_short(self, text: str) -> list[str]:
        """Parts "VP/TTr" where each is a unit's own short name and the whole is none."""
        parts = _BETWEEN_SHORT.split(text)
        is_apart = len(parts) > 1 and all(" " not in part and self.names.is_known(part) for part in parts)
        return parts if is_apart and not self.names.is_known(text) else [text]

    def _dashed(self, text: str) -> list[str]:
        """Parts "Đảng ủy - UBND xã" and "VP - TTr"; "Phòng Kế hoạch - Thanh tra", "Khoa Dược - VTYT" are one office."""
        parts = _DASH.split(text)
        if (
            len(parts) < 2
            or self.names.is_known(text)
            or is_usual(self.names.expanded(text))
            or _JOINT.match(fold(text))
        ):
            return [text]
        if len(parts) == 2 and any(i.match(parts[0]) and o.match(parts[1]) for i, o in _OFFICES_OF):
            return [text]
        if len(parts) == 2 and _BRANCH.match(parts[1]):
            # "Văn phòng Đăng ký đất đai - Chi nhánh số 4"
            return [text]
        kinds = {kind_of_name(part, self.names, is_field=True) for part in parts}
        is_apart = kinds == {MentionKind.UNIT} and (is_short(parts[0]) or is_whole(parts[0], self.names))
        return (
            parts if is_apart and all(" " in part or self._is_beside(parts[0], part) for part in parts[1:]) else [text]
        )

    def _is_beside(self, first: str, letters: str) -> bool:
        """True for letters that name a body of their own: beside letters any, behind a spelt name only a known one."""
        is_own = " " not in first or self.names.is_known(letters) or _SHORT_BODIES.fullmatch(letters)
        return is_short(letters) and bool(is_own)

    def _continues(self, before: Mention, text: str, kind: MentionKind | None, separator: str) -> bool:
        if before.kind == MentionKind.UNIT and _TIME_FIRST.match(text):
            return False
        if _is_joint_office(before, text):
            return True
        if _PLACE_NAME.fullmatch(before.text) and _PLACE_NAME.fullmatch(text):
            # "thôn Hải Đông và thôn Hải Tây" are two.
            return False
        if _is_second_half(before, text, separator, self.names):
            return True
        if self._is_matter_of(before, text, separator):
            return True
        if kind is not None:
            return (
                # "đồng chí …, Trưởng phòng Nội vụ" is still the person.
                before.kind == MentionKind.PERSON == kind and is_addressed(before.text) and not is_addressed(text)
            ) or (before.kind == MentionKind.GROUP and _is_rest_of_group(before, text, kind, self.names, separator))
        if self.is_strict:
            return True
        # In a cell what has no kind word of its own goes on with the name before it where that is not whole, or where
        # it begins as no name does; else it is somebody else.
        is_open = before.text.endswith(("-", "–", ",", " và")) or fold(before.text) in lexicon.bare_heads()
        is_line = "\n" in separator or re.search(r"[;/+&]", separator)
        if before.kind == MentionKind.GROUP and not is_line:
            return True
        if text[:1].islower():
            is_closed = "," in separator and (self.names.is_known(before.text) or _SOMEBODY.match(text))
            return is_open or not (is_closed or (is_line and "\n" not in separator))
        # "Trung tâm Văn hóa và Truyền thanh": behind "và" only a person is named without a kind word.
        is_half = separator.strip() == "và" and before.kind == MentionKind.UNIT and not is_personal(text)
        return (
            is_open
            or is_half
            or (not is_line and before.kind == MentionKind.UNIT and not is_whole(before.text, self.names))
        )

    def _is_matter_of(self, before: Mention, text: str, separator: str) -> bool:
        """True for the "thanh tra" of "Phòng Giám đốc, kiểm tra, thanh tra và thi hành án": what an office looks after.

        Such a word names a body, too, but not in small letters behind an office with a capital.
        """
        is_small = text[:1].islower() and separator.strip() in (",", "và") and not self.names.is_known(text)
        is_matter = is_small and _IS_DONE.fullmatch(text)
        return bool(is_matter) and before.kind == MentionKind.UNIT and bool(_OFFICE.match(before.text))


def _next_number(before: Mention, text: str) -> str | None:
    """Names the second office of "Phòng Nghiệp vụ 1, 2"."""
    is_numbered = before.kind == MentionKind.UNIT and _NUMBERED.fullmatch(text)
    found = _LAST_NUMBER.fullmatch(before.text) if is_numbered else None
    number = text.removeprefix("số ")
    return f"{found['head']}{number}" if found and found["number"].isdecimal() == number.isdecimal() else None


def _is_next_of_a_kind(before: Mention, text: str) -> bool:
    """True for the "tổ khối 5" of "Tổ khối 4 và tổ khối 5"."""
    first, second = _COUNTED_KIND.fullmatch(before.text), _COUNTED_KIND.fullmatch(text)
    return bool(first and second and first["kind"].casefold() == second["kind"].casefold())


def _is_capital_body(text: str) -> bool:
    """True for a kind word with a capital in the middle of a list: "…, Tổ trật tự đô thị"."""
    head = lexicon.body_head_pattern().match(text) if text[:1].isupper() else None
    return head is not None and len(text) > head.end() and fold(text) not in lexicon.bare_heads()


def _is_rest_of_group(before: Mention, text: str, kind: MentionKind | None, names: UnitNames, separator: str) -> bool:
    """True for "đơn vị thuộc Sở" after "các phòng,", False for a new name."""
    starts_anew = fold(HEAD_OF_MANY.sub("", text, count=1)).startswith(("cac ", "ubnd", "chinh quyen")) or (
        kind != MentionKind.GROUP and text[:1].isupper()
    )
    if kind == MentionKind.PERSON:
        # "Các đồng chí Ủy viên Ban Thường vụ, Ủy viên Ban Chấp hành".
        return "đồng chí" in before.text.casefold() and "," in separator and not is_addressed(text)
    is_apart = bool(re.search(r"[;\n/+]", separator)) and kind is not None
    # "Hội Nông dân các xã, Hội Phụ nữ các xã" and "trưởng xóm Chà Đáy và trưởng xóm Xà Lĩnh" are two each.
    first = before.text.split(maxsplit=1)[0].casefold()
    is_like = text.split(maxsplit=1)[0].casefold() == first and len(text.split()) > 1 and first not in _COUNTING
    is_apart = is_apart or (kind == MentionKind.GROUP and is_like)
    # "Các phòng, trung tâm, Quỹ trực thuộc".
    starts_anew = starts_anew and not (kind == MentionKind.UNIT and _OF_ALL.search(text))
    return not names.is_known(text) and not starts_anew and not is_apart


_OF_ALL = re.compile(r"\A\S+ (?:trực thuộc|liên quan)\Z")
_COUNTING = frozenset(["các", "những", "mỗi", "từng", "toàn"])


def _is_joint_office(before: Mention, text: str) -> bool:
    """Keeps "Văn phòng HĐND và UBND" one office."""
    return bool(_JOINT.fullmatch(fold(before.text)) and re.match(r"UBND|HĐND|[UỦ]y ban|Hội đồng", text))


def _is_second_half(before: Mention, text: str, separator: str, names: UnitNames) -> bool:
    """True for the "BVTV" of "Chi cục Trồng trọt và BVTV" and "Phòng Bồi thường, GPMB": letters of no body."""
    if (
        separator.strip() in ("và", ",")
        and (matter := _MATTERS.match(text))
        and not _BEHIND_MATTER.sub("", text[matter.end() :])
    ):
        return True
    is_half = before.kind == MentionKind.UNIT and bool(_OFFICE.match(before.text))
    is_letters = is_short(text) and not names.is_known(text) and not is_body(text, names)
    return is_half and is_letters and separator.strip() in ("và", "&") and not _SHORT_BODIES.fullmatch(text)
