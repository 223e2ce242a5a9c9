"""Printed lines become paragraphs and items again: one rule for text, pages with breaks, PDF and Word line breaks.

The column at which lines were broken is measured first. A line then goes on with the one above where that one is
open ("trước ngày") or where its first word had no room there, unless it is the next item of an enumeration. Two items
are never put together for a guess; what stays apart without need stays apart at the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from danvan_cli.domain.draft import NOTE, Line
from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import LOWER, PERSON, UPPER
from danvan_cli.intake.lines.enumerations import BULLET, DASHES, Item, item_of
from danvan_cli.intake.lines.fields import is_field_label
from danvan_cli.intake.lines.markers import signed
from danvan_cli.intake.lines.print_width import SENTENCE, STOP, Width, measured, without_idle_blanks
from danvan_cli.intake.lines.section_kinds import names_next_body
from danvan_cli.intake.lines.signature import is_signature
from danvan_cli.intake.lines.titles import is_greeting
from danvan_cli.intake.lines.unnumbered import names_only
from danvan_cli.intake.time_words import BEFORE, FIGURES, LAST, LIMIT, ONLY_TIME, PARTS, UNITS, WEEKDAY

# No "tài khoản", "thời gian, địa điểm".
_OF_LAW = (
    r"(?<!tài )khoản|điều|(?<!địa )(?<!thời )(?<!cao )(?<!trọng )(?<!quan )(?<!đặc )(?<!giao )(?<!ưu )điểm"
    r"|khóa|khoá"
)
# "quý" + "III/2024": what follows is a number, a date or a symbol, whatever it looks like.
_AWAITS_NUMBER = re.compile(
    r"(?:(?<!\w)(?<!hằng )(?<!hàng )(?<!mỗi )(?<!từng )"
    rf"(?:số|{UNITS}|{_OF_LAW}|đợt|lần|thứ|mùng|mồng|đến|trước|sau|từ|Ngày|Tháng|Quý|Quí|Qúy|Trước|Từ|Đến"
    rf"|SỐ|{UNITS.upper()}|KHÓA|ĐỢT)"
    rf"|(?<!\w)(?:khoản|điều|điểm|{UNITS})\s+\S{{1,5}}(?:\s?(?:,|và|-|–|đến))+)$"
)
# "tháng" + "3. năm 2024": no heading ends so, even where "3." were the next item.
_AWAITS_SURELY = re.compile(
    rf"(?<!\w)(?:ngày\s+\d{{1,2}}\s+tháng|tháng\s+\d{{1,2}}\s+năm|(?:số|{_OF_LAW})(?:\s+\d+(?:,|\s?và))?)$"
)
# Words that no sentence ends with, and the comma.
_OPEN_WORDS = (
    "và của từ đến trước tại theo với cho các những do để là trong trên bằng khi hoặc thuộc nhằm giữa bởi không được "
    "đã sẽ phải cùng mỗi mọi qua về số khoản"
)
_OPEN = re.compile(rf"(?<![\w-])(?:{'|'.join((*_OPEN_WORDS.split(), *_OPEN_WORDS.upper().split()))})$")
# "phối hợp với Phòng": the name goes on.
_OPEN_NAME = re.compile(
    r"(?:\b(?:với|và|giao|cho|cùng|do)|[,:])\s(?:Phòng|Ban|Sở|Chi cục|Trung tâm|Trường|Hội|Ủy ban|Đoàn|Tổ"
    r"|(?:Phân|Lâm|Nông) trường|Đội|Khoa|Trạm|Hạt|Đồn|Viện|Bệnh viện|Công ty|Hợp tác xã|Nhà máy|Xí nghiệp|Xưởng"
    rf"|{PERSON})$"
    # "thẩm định, trình" + "UBND tỉnh …"; "… toàn viện. Giám đốc" + "Bệnh viện chỉ đạo".
    r"|[,;]\s(?:trình|gửi|giao|đề xuất)$"
    r"|[^\W\d][.;,]\s(?:Giám đốc|Chủ tịch|Hiệu trưởng|Bí thư|Trưởng ban|Chánh Văn phòng)$"
)
# "(Ủy ban Kiểm tra; quý II, III)", "(Ban Tổ chức chủ trì, xong trong tháng 3)" below a numbered heading.
_SAID_IN_BRACKETS = re.compile(
    r"\([^()]{3,120}(?:chủ trì|phối hợp|phụ trách|(?:quý|tháng)\s+[\dIVX]+|\d/\d)[^()]{0,60}\)[.;:]?", re.IGNORECASE
)
# "(tháng 5/2026)", "(từ 01 đến 31/5)" on a line of its own says when what stands above is.
_TIME_IN_BRACKETS = re.compile(
    rf"[(\[](?:(?:{BEFORE}|{PARTS}|{LAST}|từ|hạn|xong|hoàn thành|thực hiện|trong)\s+)*"
    rf"(?:(?:{UNITS})\s+)?(?:\d|[IVX]+\b)[^()]*[)\]][.;:]?",
    re.IGNORECASE,
)
# "… chậm đóng" + "– tháng 5 – Tổ Kiểm tra": a time between the work and its names.
_DASHED_TIME = re.compile(
    rf"[{DASHES}]\s+(?:(?:{BEFORE}|{PARTS}|{LAST}|hạn|xong|{UNITS}|Quý|Tháng)\s+[\dIV]|\d{{1,2}}/\d)"
)
# "Hạn:" + "30/4".
_AWAITS_TIME = re.compile(rf"\b(?:{lexicon.field_words()['due']}|xong)\s*:$", re.IGNORECASE)
# "… 35 chị ở ấp Gò Dưa. Phụ trách:" + "Ban Thường vụ".
_AWAITS_WHO = re.compile(
    rf"(?:\A|[^\W\d][.;,]\s+)(?:{lexicon.field_words()['lead']}|{lexicon.field_words()['support']})\s*:$", re.IGNORECASE
)
_TIME = re.compile(rf"\d{{1,2}}/\d|(?:(?:{BEFORE}) )?(?:{UNITS})\s+[\dIV]", re.IGNORECASE)
# "… tại quảng trường phường, sáng" + "01/3".
_AWAITS_DAY = re.compile(r"(?<!\w)(?:sáng|chiều|tối|trưa)$", re.IGNORECASE)
_FIGURES = re.compile(FIGURES)
_DAY = re.compile(rf"{FIGURES}\b|{WEEKDAY}|ngày\s\d", re.IGNORECASE)
# "phối hợp: Đội Cảnh sát PCCC khu vực" + "3. Thời hạn: trước ngày 10/9": what a name is numbered with.
_NUMBERED_NAME = re.compile(r"(?<!\w)(?:khu vực|cơ sở|cụm|vùng|tuyến|hạng|cấp|loại)$", re.IGNORECASE)
# "báo cáo Sở trước" + "ngày 05/6".
_BEFORE_TIME = re.compile(rf"(?<!\w)(?:{BEFORE}|sau|{LIMIT})$")
_SMALL_TIME = re.compile(rf"(?:{UNITS})\s+[\dIV]")
# "các ngày Chủ nhật xanh:" + "07/6, 05/7 và 02/8": days that open no entry of their own ("15/3: họp thôn").
_DAYS_ONLY = re.compile(rf"(?:\d{{1,2}}\s?[-–]\s?)?{FIGURES}(?=\s*(?:[,;.)]|và\s\d|$))")
_END_MARK = re.compile(r"[.\s]*/[.\s]*-?")
# No line begins with these: "; các xã", "/KH-UBND".
_TAIL = re.compile(r"[,.;:)\]”%](?!\w)|/\w")
# "… - Ban Chính sách" + "- Pháp luật - hoàn thành trước …": the second half of an office's name, and then no act.
_OFFICE_END = re.compile(
    rf"(?:[,;:(]|\s[{DASHES}]|\b(?:với|và|giao|cho|cùng|do))\s?(?:Phòng|P\.|Ban|Tổ|Khoa|Bộ phận|Đội|Bộ môn)"
    rf"\s(?P<what>[{UPPER}][^,;:.()]{{1,25}})$"
)
_REST_OF_NAME = re.compile(
    rf"[{DASHES}]\s(?P<rest>[{UPPER}][^,;:.(){DASHES}]{{1,25}}?)"
    rf"(?:\s[{DASHES}]\s|[,;:.()]|\s(?:chủ trì|phối hợp|phụ trách|tham mưu|thực hiện|hoàn thành|làm|{BEFORE})(?!\w))"
)
# "…: Ban Tuyên giáo" + "Đảng ủy tham mưu": an office, and whose it is, over a blank line too.
_OFFICE_BEGUN = re.compile(r"[,;:.]\s(?:Ban|Ủy ban|Văn phòng|Cơ quan)(?:\s[^\s,;:.]+){0,3}$")
_WHOSE = re.compile(rf"(?:(?:Đảng|Tỉnh|Thành|Huyện|Quận|Thị) ủy|(?:Tỉnh|Thành|Huyện|Xã) đoàn|UBND|HĐND)\s[{LOWER}]")
# "… cho các hộ ở chợ Gò" + "Dưa, hoàn thành chậm nhất …": a proper name broken between its words.
_PLACE_BEGUN = re.compile(rf"[{LOWER}]\s(?:(?:[{UPPER}][{LOWER}]+|[{UPPER}]{{2,5}})\s)?[{UPPER}][{LOWER}]+$")
_PLACE_ENDED = re.compile(
    rf"[{UPPER}][{LOWER}]+(?:\s[{UPPER}][{LOWER}]+)?(?:\s\d{{1,2}})?"
    r"(?:[,;.)]|\s(?:chủ trì|phối hợp|thực hiện|phụ trách)\b)"
)
_COUNTED = re.compile(r"\A\d{1,2}[.;,]\s+")
_NUMBER = re.compile(r"\(?(?:\d|[IVX]{1,4}\b|…|[.]{2})")
_COUNT = re.compile(rf"\d[\d.,]*\s[{LOWER}]")
_FEWEST_BEFORE_COUNT = 4
# So many numbers on, an enumeration whose author miscounted still goes on.
_SKIPPED = 3
_SECOND = re.compile(rf"2(?:\s*[.)/,-])?\s+(?=[{UPPER}])")
# Farther down no second item of a list stands.
_FAR = 12
_AWAITS_COUNT = re.compile(r"(?<!\w)(?:ít nhất|tối thiểu|tối đa|khoảng|hơn|gần|đủ|thêm|các|những|cả|quá|được)$")
# "VI PHẠM", "XI MĂNG" begin with no number.
_SYLLABLE = re.compile(r"(?:VI|XI)\s(?:PHẠM|SINH|RÚT|MÔ|TÍNH|KHUẨN|ĐIỀU|MẠCH|MĂNG)\b")
_NO_SIGN = re.compile(rf"(?P<number>\d{{1,2}}|[IVX]{{1,4}}|[b-hđ])\s+(?=[{UPPER}])")
_SHORT_END = 25
_FIRST_ITEM = re.compile(rf"(?:1|(?:\d{{1,2}}\.){{1,3}}\d{{1,2}})[.)]?\s+[{UPPER}]")
_ANY_ITEM = re.compile(rf"\(?\d{{1,2}}[.)]\s+[{UPPER}]")
_DIGITAL = re.compile(
    r"(?:thức|tầng|quyền|kinh tế|xã hội|chuyển đổi|dữ liệu|công dân|kỹ năng|nội dung|văn hóa|nền tảng|công nghệ|chữ ký"
    r"|nhân lực|thể chế|môi trường|dịch vụ|y tế|giáo dục|nông nghiệp|doanh nghiệp) số$",
    re.IGNORECASE,
)
# A paragraph never begins so: "III/2024", "15/3/2024", "18/QĐ-UBND".
_BARE_PIECE = re.compile(r"(?:[IVX]{1,4}/\s?\d{4}|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,4}[-/][A-ZĐ]{2,})\b")
# Names with a dash inside: (the words before it, those behind it). "Kinh tế" may be followed by either "xã hội" or
# "Xã hội", but "kinh tế" in small letters only by small ones: "- Xã hội hóa giáo dục" is an item.
_DASHED_NAMES = (
    ("kinh tế", "xã hội|kỹ thuật"),
    ("văn hóa|văn hoá", "xã hội|thông tin|thể thao"),
    ("chính trị", "xã hội|hành chính"),
    ("chính sách", "pháp luật"),
    ("xã hội", "nghề nghiệp"),
    ("khoa học", "kỹ thuật|công nghệ"),
    ("quốc phòng", "an ninh"),
    ("tài chính", "kế hoạch|kế toán"),
    ("kế hoạch", "tài chính|nghiệp vụ|đầu tư"),
    ("lao động", "thương binh"),
    ("tổ chức", "hành chính|cán bộ"),
    ("hành chính", "tổng hợp|quản trị"),
    ("quy hoạch", "kiến trúc"),
    ("tiêu chuẩn", "đo lường"),
    ("đo lường", "chất lượng"),
    ("kiểm tra", "giám sát"),
    ("thanh tra", "pháp chế"),
)


def _capital(names: str) -> str:
    return "|".join(map(str.capitalize, names.split("|")))


_DASHED_NAME = re.compile(
    "|".join(
        rf"(?<!\w)(?:(?:{first}) [-–] (?:{second})|(?:{_capital(first)}) [-–] (?i:{second}))\b"
        for first, second in _DASHED_NAMES
    )
)
_NAME_WITH_DASH = re.compile(
    rf"(?P<before>[{UPPER}{LOWER}]+ [{LOWER}]+) [-–] (?P<behind>[{UPPER}][{LOWER}]* [{LOWER}]+)(?!\w)"
)
_LONGEST_NAME = 20
_OFFICE_ALONE = re.compile(rf"(?:\S{{1,6}}[.)]\s)?(?:Giao\s)?(?:Phòng|Ban|Tổ|Khoa|Sở)\s[{UPPER}][^,;:.()]{{1,25}}")
_BEHIND_NAME = re.compile(
    "|".join(rf"(?i:[-–]\s(?:{second}))(?:\s(?:xã|phường|huyện|tỉnh|đặc khu))?\s" for _, second in _DASHED_NAMES)
)
_YEARS = re.compile(r"[-–]\s*\d{4}\b")
# "Quy ước viết tắt: TCHC - Phòng Tổ chức - Hành chính;" + "CTSV - Phòng Công tác sinh viên; …".
_EXPLAINS = re.compile(r"\W*(?:\w+\s){0,3}?(?:viết tắt|ký hiệu|chú giải|quy ước)\b[^:;]{0,20}:", re.IGNORECASE)
_SHORT_AND_NAME = re.compile(rf"[{UPPER}][\w.&]{{0,14}}\s?(?::|=|\s[-–])\s[{UPPER}]")
# "THÁNG 01" below "A. CÔNG VIỆC THEO THÁNG".
_PERIOD = re.compile(r"(?:THÁNG|QUÝ|TUẦN|ĐỢT|HỌC KỲ|GIAI ĐOẠN)\s+(?:\d|[IVX]+\b)")
# "Tháng 8", "Quý I + II" on a line of its own heads the work of that time.
# "Tháng 3: Bổ sung Quy chế …", "Quý II: …": each line of a calendar.
PERIOD_BEGINS = re.compile(r"(?:Tháng|Quý)\s[\dIVX][\dIVX+,/ -]{0,12}:\s")
# "Giai đoạn 2: từ 01/8 đến 15/9", "Nhóm 3. Tuyên truyền", "Đợt II - tháng 9".
_PHASE_BEGINS = re.compile(
    r"(?:Giai đoạn|Đợt|Bước|Chặng|Nhóm|Mảng|Chuyên đề|Nội dung|Nhiệm vụ|Việc|Chủ đề)\s(?:\d{1,2}|[IVX]+)"
    r"\s?(?::|\.(?=\s[^\W\d])|[-–](?=\s))\s"
)
_PERIOD_LINE = re.compile(
    r"(?:Tháng|Quý|Tuần|Đợt|Học kỳ)\s+(?:\d{1,2}|[IVX]+)(?:\s?[-–+,&]\s?(?:\d{1,2}|[IVX]+))*:?"
    r"|\d{1,2}/\d{1,2}\s?[-–]\s?\d{1,2}/\d{1,2}(?:/\d{4})?:?|Cả năm:?"
)
_PART = re.compile(r"(?:PHẦN|CHƯƠNG|MỤC|PHỤ LỤC|Phần|Chương|Phụ lục)\s+(?:[IVX]+|\d+|THỨ|thứ|[A-H])\b")
# "Bộ phận đứng mũi: Trung tâm Y tế" above "Mốc cuối: 30/6": an office's own labels, each on its line.
_LABEL_LINE = re.compile(rf"[{UPPER}]\w*(?:\s[{LOWER}]+){{0,4}}\s?:\s\S")
# "Mục 3. Trước ngày 15/6:" heads what follows, whatever word ends the line above.
_PART_HEAD = re.compile(r"(?:Mục|Phần|Nhóm|Đợt|Giai đoạn|Bước)\s(?:[IVX]+|\d{1,2})\s?[.:]\s")
_DOCUMENT = r"(?:Kế hoạch|Công văn|Nghị|Quyết|Chỉ thị|Hướng dẫn|Chương trình|Kết luận|Thông|Luật)\b"
# What begins a paragraph of the head or the foot, however full the line above is.
_OPENS = re.compile(
    rf"Căn cứ\s|Thực hiện {_DOCUMENT}"
    r"|(?:Ghi chú|Lưu ý|Chú thích)\s*:"
    r"|Nơi nhận|Kính gửi|Trên đây|Số\s*:|Độc lập|CỘNG H[ÒO]|ĐẢNG CỘNG SẢN"
    r"|(?:KẾ HOẠCH|CHƯƠNG TRÌNH|BÁO CÁO|ĐỀ ÁN|HƯỚNG DẪN)$"
)
_CITED = re.compile(_DOCUMENT)
_MOTTO = re.compile(r"CỘNG H[ÒO][ÀA]? XÃ HỘI CHỦ NGHĨA(?: VIỆT)?$", re.IGNORECASE)
_MOTTO_REST = re.compile(r"(?:VIỆT )?NAM$", re.IGNORECASE)
# "theo Kế hoạch số 12/KH-" + "UBND"; a number that a pen is to fill in stands below "Số:".
_BROKEN_SYMBOL = re.compile(r"\d/[A-ZĐ]{1,6}-$")
_CAPITALS = re.compile(r"[A-ZĐ]{2,10}\b(?!\s[A-ZĐÀ-Ỹ]{2})")
_NO_BLANK = re.compile(r"[^\W_][-/]$")
_FEWEST = 3
_FEW = 3
_LONGEST_TITLE = 80
# So long is a line that was broken where it was full.
_FULL = 50
_NOTHING = Line("")


def join_printed(lines: Sequence[Line]) -> list[Line]:
    """Joins what was only broken in print; each line keeps the place of its first piece.

    Paragraphs that are none of a printer's (``printed`` False) stay, but for what goes on in small letters or with
    the number that the one above waits for.
    """
    lines = without_idle_blanks(lines)
    joined: list[Line] = []
    above = _Above(measured(lines), _dashed_names(lines))
    for index, printed in enumerate(lines):
        line = above.numbered(printed, lines[index + 1 : index + _FAR])
        if joined and above.takes(line):
            above.add(line)
        else:
            if joined:
                joined[-1] = above.whole()
            joined.append(line)
            above.begin(line)
    if joined:
        joined[-1] = above.whole()
    return joined


def awaits_number(text: str) -> bool:
    """Tells whether a line ends where a number must follow: "trước ngày", "trong quý", "Hạn:"."""
    return bool(_AWAITS_NUMBER.search(text) or _AWAITS_TIME.search(text))


def _goes_on_with_number(before: str, text: str) -> bool:
    """True for "Quyết định số" above "18/QĐ-UBND", not for "Phòng Nội dung số" above "1. Chuyển đổi băng tư liệu".

    Nor for "2. Hạ tầng số" above "2.1. Rà soát …", where "số" means digital.
    """
    is_next = before.endswith(" số") and (
        _FIRST_ITEM.match(text) or (_DIGITAL.search(before) and _ANY_ITEM.match(text))
    )
    if before.endswith("năm") and _ANY_ITEM.match(text):
        # "6 tháng đầu năm" above "4. Công an xã": no year.
        return False
    return not is_next and bool(_AWAITS_NUMBER.search(before) and _NUMBER.match(text))


def awaits_day(text: str) -> bool:
    """Tells whether a line ends where a day in figures goes on with it: "xong", "hạn", and all that await a number."""
    return _BEFORE_TIME.search(text) is not None or awaits_number(text)


def is_titled(title: str, sentence: str) -> bool:
    """True for "Thành lập Tổ bầu cử" above "UBND xã quyết định thành lập …": a title and its sentence."""
    is_title = len(title) < _LONGEST_TITLE and title[-1:].isalnum() and " " in title and not ends_open(title)
    is_sentence = sentence[:1].isupper() and sentence[-1:] == "."
    # A short one may as well be the rest of a name.
    return (
        is_title
        and is_sentence
        and (len(sentence) > len(title) or lexicon.body_start_pattern().match(sentence) is not None)
    )


def ends_open(text: str) -> bool:
    """Tells whether a line ends with a word that no sentence or title ends with: "phối hợp với"."""
    return bool(_OPEN_NAME.search(text) or _OPEN.search(text))


@dataclass(slots=True)
class _Above:
    """The paragraph that is open above the next line, and how far each enumeration has come."""

    width: Width
    names: frozenset[str]
    _first: Line = _NOTHING
    _texts: list[str] = field(default_factory=list)
    _last: Line = _NOTHING
    _length: int = 0
    _is_capital: bool = False
    _is_item: bool = False
    _is_bullet: bool = False
    _is_dash: bool = False
    _numbers: dict[tuple[str, ...], tuple[int, ...]] = field(default_factory=dict)

    def begin(self, line: Line) -> None:
        """Opens a paragraph; the number it begins with is where its enumeration now stands."""
        self._first = self._last = line
        self._texts = [line.text]
        self._length = len(line.text)
        self._is_capital = line.text.isupper()
        self._is_dash = (line.label or line.text)[:1] in tuple(DASHES)
        found = item_of(f"{signed(line.label)} {line.text}" if line.label else line.text)
        self._is_bullet = BULLET.match(line.text) is not None
        self._is_item = found is not None or bool(_PART.match(line.text) or line.label)
        for style, number in found.styles if found else ():
            self._numbers[style] = number

    def numbered(self, line: Line, following: Sequence[Line]) -> Line:
        """Gives a line that begins with the next number of an open enumeration, though no sign stands behind it.

        "3 Phòng Kinh tế cân đối …" below "2. …", "b Trạm Y tế …" below "a) …", "III NHIỆM VỤ" below "II. …"; "1 Công an
        xã …" above "2 Đoàn xã …".
        """
        found = _NO_SIGN.match(line.text) if not line.label and line.cell is None and self._texts else None
        before = self._last.text
        if (
            found is None
            or ends_open(before)
            or before.endswith(",")
            or awaits_day(before)
            or _AWAITS_COUNT.search(before)
        ):
            return line
        if line.printed and not line.blank_before and not STOP.search(before) and self.width.forced(before, line.text):
            return line
        label = f"{found['number']}."
        item = item_of(f"{label} x")
        is_next = item is not None and any(
            self._is_after(style[0], number, most=2 if STOP.search(before) else 1) for style, number in item.styles
        )
        is_next = is_next or (found["number"] == "1" and any(_SECOND.match(x.text) for x in following if not x.label))
        is_next = is_next or (found["number"][0] in "IVX" and line.text.isupper() and not _SYLLABLE.match(line.text))
        # "… mỗi tuần ít nhất" + "3 buổi" above "3 Công an xã …": the number that comes again begins nothing.
        is_next = is_next and not any(x.text.startswith((f"{found['number']} ", label)) for x in following)
        return replace(line, text=line.text[found.end() :], label=found["number"]) if is_next else line

    def _is_later(self, item: Item | None) -> bool:
        """True for "4. Công an xã" below "2. …": a number of the enumeration was left out."""
        return item is not None and any(
            self._is_after(style[0], number, most=_SKIPPED) for style, number in item.styles
        )

    def _is_after(self, kind: str, number: tuple[int, ...], most: int) -> bool:
        """True for a number up to ``most`` behind the last one of an enumeration of this kind, whatever its signs."""
        kinds = ("number", "roman", "letter")
        lasts = [last[0] for style, last in self._numbers.items() if style[0] == kind and len(last) == 1]
        return kind in kinds and any(number[0] - last in range(1, most + 1) for last in lasts)

    def add(self, line: Line) -> None:
        """Takes a line as the next piece of the open paragraph."""
        is_symbol = _NO_BLANK.search(self._last.text) is not None and line.text[:1].isupper()
        is_end = bool(_END_MARK.fullmatch(line.text))
        is_tail = is_end or bool(_TAIL.match(line.text))
        # "…30/9/2026." above "./." has one full stop.
        text = line.text.lstrip(".") if is_end and self._texts[-1].endswith(".") else line.text
        self._texts.append(text if is_symbol or is_tail else f" {text}")
        self._last = line
        self._length += len(line.text)
        self._is_capital = self._is_capital and line.text == line.text.upper()

    def whole(self) -> Line:
        """Gives the open paragraph."""
        return self._first if len(self._texts) == 1 else replace(self._first, text="".join(self._texts))

    def takes(self, line: Line) -> bool:
        """Tells whether the line goes on with the open paragraph."""
        last = self._last
        if line.label or line.cell != last.cell or _is_other_note(last, line):
            return False
        if line.cell is not None:
            return self._takes_in_cell(last.text, line.text)
        is_said = _TIME_IN_BRACKETS.fullmatch(line.text) or (
            (self._is_item or self._is_bullet) and _SAID_IN_BRACKETS.fullmatch(line.text)
        )
        is_when = is_said and not (STOP.search(last.text) or (self._is_capital and not self._is_item))
        if is_when or _END_MARK.fullmatch(line.text):
            return True
        if not line.printed:
            return self._takes_paragraph(last.text, line.text)
        if line.blank_before:
            is_later = _ANY_ITEM.match(line.text) and self._is_later(item_of(line.text))
            is_number = self._awaits(last.text, line.text) and not is_later
            return is_number or self._is_whose(line.text) or _is_broken(last.text, line.text)
        return self._takes_printed(last, line)

    def _takes_in_cell(self, before: str, text: str) -> bool:
        """Joins little in a cell: its lines are names as often as pieces of one."""
        is_motto = bool(_MOTTO.search(before) and _MOTTO_REST.match(text))
        is_words = " " in before and not STOP.search(before)
        return is_motto or (is_words and text[:1].islower() and not _begins_item(text))

    def _takes_paragraph(self, before: str, text: str) -> bool:
        """Joins a paragraph of its own to the one above only where a sentence plainly goes on."""
        if STOP.search(before):
            return False
        if self._is_whose(text):
            return True
        if _years_go_on(before, text):
            return not self._is_next(item_of(text))
        if _begins_item(text) or self._awaits(before, text):
            return self._awaits(before, text)
        if text.isupper() and self._is_capital and self._is_item:
            return not (self._heads(before, text) or is_signature(text) or _OPENS.match(text))
        return text[:1].islower() and (self._length >= SENTENCE or self._is_capital)

    def _awaits(self, before: str, text: str) -> bool:
        """True where the line is the number that the one above waits for, and no next item."""
        is_time = _BEFORE_TIME.search(before) and _SMALL_TIME.match(text)
        is_number = is_time or _goes_on_with_number(before, text)
        return bool(is_number) and not self._is_next(item_of(text))

    def _heads(self, before: str, text: str) -> bool:
        """True where the open title is whole and the line names whose or which time's work comes next.

        "PHẦN II" alone is open.
        """
        if self._is_item and _PERIOD.match(text):
            return True
        return (len(self._texts) > 1 or len(before.split()) > _FEWEST) and names_next_body(before, text)

    def _takes_printed(self, last: Line, line: Line) -> bool:
        before, text = last.text, line.text
        forced = line.forced if line.forced is not None else self.width.forced(before, text)
        is_finished = bool(STOP.search(before))
        if len(self._texts) == 1 and ":" not in before and is_greeting(before):
            # "Chào các anh chị," ends with its comma.
            return False
        if _BROKEN_SYMBOL.search(before) and _CAPITALS.match(text):
            return True
        if text[:1].isdigit() and _PERIOD_LINE.fullmatch(text) and before.endswith((")", ".", ";")):
            # "25/3 - 02/4" below "… (Phòng Trưng bày)" dates what comes next.
            return False
        if _TAIL.match(text) or _years_go_on(before, text) or (_MOTTO.search(before) and _MOTTO_REST.match(text)):
            return True
        if _AWAITS_TIME.search(before) and _TIME.match(text):
            return True
        if _AWAITS_DAY.search(before) and _DAY.match(text):
            return True
        counted = _COUNTED.match(text)
        if counted and _NUMBERED_NAME.search(before) and is_field_label(text[counted.end() :]):
            return True
        if before.endswith(":") and (_DAYS_ONLY.match(text) or (_AWAITS_WHO.search(before) and not item_of(text))):
            return True
        # "Chủ trì: như trên" above "Phối hợp: không" is whole, though words that sentences go on with end it.
        if text[:1].isupper() and is_field_label(text) and (_is_whole(before) or is_field_label(before)):
            return False
        if (dash := BULLET.match(text)) is not None:
            return not is_finished and self._takes_dash(before, line, dash, forced=forced)
        item = item_of(text)
        if _FIGURES.fullmatch(text) and not awaits_day(before) and _is_whole(before) and before[-1] != ":":
            # "30/6" below "Phòng Kế hoạch" dates what stands above.
            return False
        if not is_finished and self._closes_bracket(text):
            return True
        if not is_finished and _goes_on_with_number(before, text):
            return (
                bool(_AWAITS_SURELY.search(before)) or not self._is_next(item) or (item is not None and item.is_small)
            )
        if item is not None:
            return not is_finished and self._takes_number(item, before, line, forced=forced)
        if _BARE_PIECE.match(text):
            return not is_finished and (forced or self._length >= SENTENCE)
        is_labels = _LABEL_LINE.match(text) and _LABEL_LINE.match(before) and before[-1] not in ";,"
        if _PART_HEAD.match(text) or (is_labels and _is_whole(before)):
            return False
        if text[:1].islower():
            is_whole = not (forced or is_finished) and text[-1:] not in ".;," and _is_whole(before)
            if is_whole and ONLY_TIME.fullmatch(text):
                # "tháng 4" on a line of its own below "Công an xã" below what is done.
                return False
            # "… mượn máy quét khổ A2;" above "dự kiến quý III mới xong.", where no list of small letters stands.
            is_running = self._is_item or (len(self._texts) > 1 and self._first.text[:1].isupper())
            return forced or not is_finished or (before.endswith(";") and is_running)
        return self._takes_words(last, line, forced=forced)

    def _closes_bracket(self, text: str) -> bool:
        """True for "III)." below "(20 sản phẩm đến hết quý": what begins with a number ends an open bracket."""
        at = text.find(")")
        whole = "".join(self._texts) if 0 < at < _SHORT_END else ""
        return whole.count("(") > whole.count(")") and "(" not in text[:at] and at > 1

    def _takes_dash(self, before: str, line: Line, dash: re.Match[str], *, forced: bool) -> bool:
        """Tells the dash inside a name ("Phòng Kế hoạch", "- Tài chính") from that of an item, both behind no stop."""
        if dash["sign"] not in DASHES or line.indented:
            return False
        if forced and _DASHED_TIME.match(line.text):
            return True
        if _is_in_name(before, line.text) and (self._length >= _LONGEST_NAME or _is_named_alone(before, line.text)):
            return True
        if self.names and _across(before, line.text) in self.names:
            return True
        if forced and _OFFICE_END.search(before) and _is_rest_of_name(line.text):
            return True
        if line.indented is False:
            return forced
        # Below a heading or a numbered item a list of dashes begins; below a dash of its own it goes on.
        return forced and self.width.regular_dashes and self._is_dash

    def _takes_number(self, item: Item, before: str, line: Line, *, forced: bool) -> bool:
        """Tells "3. năm 2024" and "H. Long Thành" inside a sentence from an item behind no stop."""
        if self._is_next(item):
            return forced and line.indented is False
        if item.is_number and not item.is_small and line.text.endswith(":"):
            # "7. Phòng Quản lý Văn hóa:" heads what follows, though no "6." stands above it.
            return False
        return forced or (item.is_number and item.is_small) or before.rfind("(") > before.rfind(")")

    def _takes_words(self, last: Line, line: Line, *, forced: bool) -> bool:
        """Decides on a line that begins like any sentence: with a capital letter, a figure, a bracket."""
        before, text = last.text, line.text
        is_open = ends_open("".join(self._texts[-2:])) or before.endswith(",")
        if _OPENS.match(text) or is_signature(text) or (_PART.match(text) and not is_open):
            return False
        is_alone = before[-1].isalnum() and text[-1].isalnum() and not _FIGURES.search(text)
        if not is_open and is_alone and _is_whole(before) and self._is_work and names_only(text):
            # "Trạm Y tế xã" below "2. Khám sức khỏe cho người cao tuổi" says who does it.
            return False
        if _PERIOD_LINE.fullmatch(text) and _is_whole(before) and not (before.endswith(":") or awaits_day(before)):
            return False
        if (PERIOD_BEGINS.match(text) or _PHASE_BEGINS.match(text)) and _is_whole(before):
            return False
        is_finished = bool(STOP.search(before))
        if text.isupper():
            if self._is_capital and not self._heads(before, text):
                return is_open or forced or (self._is_item and not is_finished)
            return (is_open or forced) and not is_finished and len(text.split()) <= _FEW
        if self._is_capital or (last.bold and not line.bold and not is_open):
            return False
        if before.endswith(";") and before.rfind("(") > before.rfind(")"):
            return True
        if before.endswith(";") and _SHORT_AND_NAME.match(text) and _EXPLAINS.match(self._first.text):
            return True
        if is_finished:
            # Where paragraphs begin further in, a line at the margin goes on even behind a full stop.
            return forced and (line.indented is False or self._pauses(before, text))
        is_name = _PLACE_BEGUN.search(before) and _PLACE_ENDED.match(text)
        return is_open or forced or bool(is_name) or self._is_whose(text) or _counts_what_is_done(before, text)

    @property
    def _is_work(self) -> bool:
        """True for one line of an item that says what is done."""
        words = self._first.text.lower()
        is_begun = self._is_item or self._is_bullet
        return is_begun and len(self._texts) == 1 and lexicon.verb_pattern().search(words) is not None

    def _is_whose(self, text: str) -> bool:
        """True behind an office for a line that says whose it is."""
        return bool(_WHOSE.match(text) and _OFFICE_BEGUN.search("".join(self._texts)))

    def _pauses(self, before: str, text: str) -> bool:
        """Tells a pause inside a paragraph; the bases of a plan end with one each."""
        is_basis = bool(_OPENS.match(self._first.text)) and not _CITED.match(text)
        return before[-1] in ";:" and not self.width.slack and not is_basis

    def _is_next(self, item: Item | None) -> bool:
        """Tells whether the number is the next one of an enumeration that is open, or the first of a deeper one."""
        return item is not None and any(self._follows(style, number) for style, number in item.styles)

    def _follows(self, style: tuple[str, ...], number: tuple[int, ...]) -> bool:
        if number[-1] == 1:
            return True
        before = self._numbers.get(style, ())
        if before and number == (*before[:-1], before[-1] + 1):
            return True
        # "2.3" in a list whose "2" is open.
        return len(number) > 1 and number[:1] == self._numbers.get(("number", ".", "1"), ())


def _counts_what_is_done(before: str, text: str) -> bool:
    """True for "300 cuốn sổ tay" below "2. Văn phòng Đảng ủy in": a verb ends no sentence."""
    words = before.split()
    if not _COUNT.match(text) or len(words) < _FEWEST_BEFORE_COUNT:
        return False
    ends = (" ".join(words[-count:]) for count in (1, 2))
    return any((verb := lexicon.verb_pattern().match(f"{end} {text}")) and verb[0] == end for end in ends)


def _is_whole(text: str) -> bool:
    """True for a line that waits for nothing: no bracket, comma or word is open at its end."""
    return not text.endswith(",") and text.count("(") <= text.count(")") and not ends_open(text)


def _is_broken(before: str, text: str) -> bool:
    """True where a blank line fell into a sentence: "… tiếp nhận do Hội Chữ" above "thập đỏ giao."."""
    is_open = len(before) >= _FULL and (before[-1].isalnum() or before[-1] == ",") and not before.isupper()
    return is_open and text[:1].islower() and not _begins_item(text)


def _is_other_note(last: Line, line: Line) -> bool:
    return line.where != last.where and (line.where.startswith(NOTE) or last.where.startswith(NOTE))


def _begins_item(text: str) -> bool:
    return bool(BULLET.match(text) or item_of(text) or _PART.match(text))


def _is_in_name(before: str, text: str) -> bool:
    """Tells whether the dash that begins a line stands inside a name of the list."""
    head = before[-_LONGEST_NAME:]
    found = _DASHED_NAME.finditer(f"{head} {text[:_LONGEST_NAME]}")
    return any(name.start() < len(head) < name.end() for name in found)


def _dashed_names(lines: Sequence[Line]) -> frozenset[str]:
    """Gathers the names with a dash that stand whole in some line: "Tham mưu - Hành chính"."""
    return frozenset(
        f"{name['before']} - {name['behind']}" for line in lines for name in _NAME_WITH_DASH.finditer(line.text)
    )


def _across(before: str, text: str) -> str:
    """Gives what stands at the break with the dash as such a name would: two words on either side."""
    found = _NAME_WITH_DASH.search(f"{' '.join(before.split()[-2:])} {' '.join(text.split()[:3])}")
    return f"{found['before']} - {found['behind']}" if found else ""


def _is_named_alone(before: str, text: str) -> bool:
    """True for "2. Phòng Văn hóa" above "- Xã hội tham mưu …": an office alone, and what it does behind its name."""
    rest = _BEHIND_NAME.sub("", text, count=1)
    return bool(_OFFICE_ALONE.fullmatch(before)) and rest != text and lexicon.verb_pattern().match(rest) is not None


def _is_rest_of_name(text: str) -> bool:
    """Tells whether a line that a dash begins names something and says nothing of what is done."""
    found = _REST_OF_NAME.match(text)
    rest = found["rest"] if found else ""
    return bool(rest) and not lexicon.verb_pattern().match(f"{rest[:1].lower()}{rest[1:]}")


def _years_go_on(before: str, text: str) -> bool:
    """Tells the rest of "2021 - 2025" from a dash."""
    return bool(_YEARS.match(text) and before[-4:].isdecimal())
