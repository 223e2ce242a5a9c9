"""The words around a deadline, as patterns."""

from __future__ import annotations

import re

from danvan_cli.domain.due import CountUnit
from danvan_cli.intake.due.written import (
    MONTH_WORD,
    ODD_YEAR,
    YEAR_FIGURES,
    YEAR_WORD,
    day_pattern,
    later_word,
    next_year,
)
from danvan_cli.intake.letters import LOWER
from danvan_cli.intake.time_words import (
    BEFORE,
    CLOCK,
    DAYTIME,
    LAST,
    LATEST,
    PARTS,
    SAME_DAY,
    SUBMIT,
    WEEKDAY,
    Trigger,
    compiled,
)

_A = day_pattern("a")
_B = day_pattern("b", is_second=True)
_C = day_pattern("c", is_second=True)
_HOUR = rf"(?P<hour>{CLOCK},?\s*)?"
_TIMED = rf"(?:{CLOCK}(?:\s\d{{2}})?,?\s*)?"
# What may stand between a word like "trước" and the day: "sáng thứ Sáu, ngày", "khoảng ngày".
ON = rf"(?:(?:lúc|khoảng|buổi|{DAYTIME}|ngày|m[ồù]ng|{WEEKDAY}\s*,?)\s+){{0,5}}"
# "ngày 25 và 30/11", "các ngày 10, 20 và 30 tháng 4": days that share the month behind the last of them.
_LIST = r"(?:(?<=ngày\s)(?P<list>(?:\d{1,2}\s*(?:,\s*và|,|và|&)\s*(?:ngày\s+)?){1,8}))?"
_DAYS = rf"{ON}{_LIST}{_A}"
_IN_WORDS = r"(?:\s+\([^()]*\))?"
COUNT_UNITS = {"ngày": CountUnit.DAY, "tuần": CountUnit.WEEK, "tháng": CountUnit.MONTH}
_FEAST = (
    r"(?:(?:kỳ nghỉ|ngày|dịp|đại lễ|lễ)\s+)*(?:(?<=lễ\s)|(?<=dịp\s)|(?:quốc khánh|quốc tế|giải phóng|chiến thắng"
    r"|nhà giáo|thương binh|thầy thuốc|phụ nữ|gia đình việt|doanh nhân|báo chí|quân đội|hiến chương|thành lập"
    r"|truyền thống)[^.;,():\d]{0,45}?)"
)
# Tried in order: words that an earlier pattern took are not read again. The groups are read by ``days``: the days _A,
# _B and _C (the last one that took part is the deadline), list, count, counted and working ("10 ngày làm việc kể từ
# …"), before ("trước"), within ("trong", "vào"), limit (a bare "đến"), hour, and aday or bday (the first day of "từ 5
# đến 9/3").
_DAYS_BY_WORD = (
    # trong thời hạn 10 ngày làm việc kể từ ngày 01/6/2023
    (
        r"từ|sau",
        compiled(
            rf"(?:trong\s+(?:thời hạn\s+|vòng\s+)?)?(?P<count>\d{{1,3}}){_IN_WORDS}\s+(?P<counted>ngày|tuần|tháng)"
            r"(?P<working>\s+làm việc)?\s*,?"
            rf"\s+(?:kể\s+)?(?:từ|sau)\s+{ON}{_A}"
        ),
    ),
    # chậm nhất 05 ngày trước ngày 20/11/2023; "báo cáo 9 tháng trước ngày 05/9" counts no months
    (
        r"(?:ngày|tuần|tháng|việc)\s+trước",
        compiled(
            rf"(?:{LATEST}\s+(?:là\s+)?|(?:ít nhất|tối thiểu)\s+|(?!0?[369]\s+tháng"
            rf"|12\s+tháng))\b(?<!trong\s)(?<!vòng\s)(?P<count>\d{{1,3}}){_IN_WORDS}"
            rf"\s+(?P<counted>ngày|tuần|tháng)(?P<working>\s+làm việc)?\s+(?P<before>trước)\s+{ON}{_A}"
        ),
    ),
    # từ ngày 20-5 đến 30-9-2023; từ 5 đến 9/3; ngày 5-9/3; (15/3 - 30/3/2024)
    (
        r"từ|trong khoảng|ngày\s+\d{1,2}\s*[-–—]",
        compiled(
            rf"(?:từ|trong khoảng(?:\s+thời gian)?(?:\s+từ)?)\s+"
            rf"{_TIMED}{ON}(?:{_A}|(?P<aday>\d{{1,2}})(?!\s?[/.]\s?\d|\s?-\s?\d{{1,2}}(?!\d|\s?[/.]\s?\d)))\s*(?:đến|[-–—]|tới)\s*(?:hết\s+)?{_TIMED}{ON}{_B}"
            rf"|ngày\s+(?P<bday>\d{{1,2}})\s*[-–—]\s*{_C}"
        ),
    ),
    # trong hai ngày 07 và 08/02; trong 3 ngày 19, 20 và 21/4
    (
        r"ngày\s+\d{1,2}\s*(?:,|và|&)",
        compiled(
            r"(?:(?:vào|trong|dự kiến)\s+(?:cả\s+)?(?:hai|ba|bốn|năm|0?[2-5])|\b(?:hai|ba|bốn|0?[2-4]))\s+ngày\s+"
            r"(?P<bday>\d{1,2})\s*(?:,|và|&)\s*"
            rf"(?:\d{{1,2}}\s*(?:,|và|&)\s*){{0,3}}(?:ngày\s+)?{_C}"
        ),
    ),
    # họp ngày 5, 15 và 25/6; các ngày 03, 13, 23 tháng 4
    (
        r"ngày\s+\d{1,2}\s*(?:,|và|&)\s*(?:ngày\s+)?\d",
        compiled(
            rf"(?:(?:vào|trong|dự kiến)\s+)?(?P<within>các|\b)\s*ngày\s+(?<=ngày\s)"
            rf"(?P<list>(?:\d{{1,2}}\s*(?:,\s*và|,|và|&)\s*(?:ngày\s+)?){{1,8}}){_A}"
        ),
    ),
    (
        rf"[(:\n,]\s*(?:(?:lúc|khoảng|buổi|{DAYTIME}|ngày|m[ồù]ng|thứ|chủ)\b\D{{0,40}})?\d",
        compiled(
            rf"(?<=[(:\n,])\s*(?:{ON}{_A}\s*(?:đến|[-–—]|tới)\s*(?:hết\s+)?{ON}{_B}"
            rf"|(?P<bday>\d{{1,2}})\s*[-–—]\s*{_C})(?=\s*[);.,\n]|\s*$)"
        ),
    ),
    # trước 17h00 ngày 22/9; trước thời điểm 30/6
    (
        r"trước",
        compiled(
            rf"(?:{LATEST}\s+(?:là\s+)?)?(?P<before>trước)\s+"
            # "hộ cư trú trước thời điểm 01/3" says which.
            rf"(?:(?:(?<=[,;(]\strước\s)|(?<=[,;(]trước\s)|(?<=xong trước\s)|(?<=thành trước\s)|(?<=\Atrước\s))"
            rf"(?:thời điểm|mốc)\s+)?(?:các\s+(?=ngày\s))?{_HOUR}{_DAYS}"
        ),
    ),
    # trước ngày Quốc khánh 02/9; trước lễ 30/4
    (
        r"trước\s+(?!ngày\s+\d)[^\d\s]",
        compiled(rf"(?P<before>trước)\s+{_FEAST}\s*\(?\s*(?:ngày\s+)?{_A}(?:\s*(?:,|và|-|–)\s*0?1/5)?"),
    ),
    # chậm nhất là ngày 31/3
    (r"nhất|hơn|quá", compiled(rf"{LATEST}(?:\s+(?:là|vào|đến|trong|hết|các(?=\sngày))){{0,4}}\s*:?\s+{_HOUR}{_DAYS}")),
    (r"đến|tới", compiled(rf"(?P<limit>(?:đến|tới))\s+(?:hết\s+)?{_HOUR}ngày\s+{_A}|(?:đến|tới)\s+hết\s+{_B}")),
    (
        r"đến|tới",
        compiled(
            rf"(?P<limit>(?:đến|tới))\s+(?=\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?(?:\d{{2}}|\d{{4}})(?!\d)){_A}"
        ),
    ),
    # …, đến 31/5 đưa vào vận hành; Phấn đấu đến 31/5 nghiệm thu
    (r"đến", compiled(rf"(?:^|(?<=[,;.]\s))(?:phấn đấu\s+)?(?P<limit>đến)\s+{_A}(?=\s+(?-i:[{LOWER}]))")),
    # Đến 31/3, Văn phòng báo cáo; từ nay đến 30/4
    (r"đến", compiled(rf"(?:^\W*|\btừ nay (?:cho )?)(?P<limit>đến)\s+(?:ngày\s+)?{_A}(?=\s*(?:[,.;)]|$))")),
    # khen thưởng cuối năm (ngày 29/5)
    (
        r"\((?:ngày\s+)?\d",
        compiled(rf"(?:đầu|giữa|cuối)\s+(?:năm|tháng|quý)(?:\s+(?:\d+|[IV]+))?\s+\(\s*(?:ngày\s+)?{_A}(?=\s*\))"),
    ),
    # hết ngày 30/9; "trước hết ngày 30/9" says neither of the two
    (r"hết", compiled(rf"(?<!trước\s)hết\s+ngày\s+{_A}")),
    # hạn chót: 30/11; deadline 15/5
    (
        r"hạn|deadline",
        compiled(
            r"(?:hạn(?:\s+(?:chung|cuối|chót|nộp|hoàn thành|báo cáo|gửi|thực hiện|trình)){0,3}(?:\s+cùng)?"
            # "…; hạn chót đăng ký 30/9": but "hồ sơ có hạn nhận bài 30/4" says which.
            r"(?:(?<=[,;(]\shạn chót|[,;(]\shạn cuối)(?:\s+(?:đăng ký|nhận|góp ý|nộp|hồ sơ|bài)){1,3})?"
            r"(?:\s+của\s+(?:việc|nhiệm vụ|công việc)\s+này)?|\bdeadline)"
            r"\s*(?::|là|vào|đến)?\s*"
            rf"{_HOUR}{_DAYS}"
        ),
    ),
    # xong ngày 30/11; trình ngày 15/3; nghiệm thu 20/12
    (
        r"xong|hoàn|kết|nghiệm|trình|nộp",
        compiled(
            rf"(?:hoàn thành|hoàn tất|xong|kết thúc|nghiệm thu|{SUBMIT}|nộp)\s+(?:vào\s+|trong\s+)?{_HOUR}{_DAYS}"
        ),
    ),
    # vào sáng thứ Sáu, ngày 20/11; dự kiến sáng ngày 11/10/2026
    # "lần lượt ngày 14/5 và ngày 21/5", "hai đợt: ngày 12/5 và ngày 19/5"
    (
        r"vào|trong|dự|lần lượt|đợt",
        compiled(
            r"(?P<within>(?:vào|trong|dự kiến|lần lượt)(?:\s*:)?|(?:hai|ba|bốn|0?[2-4]) (?:đợt|buổi):|các đợt:?)"
            rf"\s+(?:các\s+)?(?:vào\s+)?{_HOUR}{_DAYS}"
        ),
    ),
    # lớp 1 ngày 10/4, lớp 2 ngày 15/6; lần một 15/5, lần hai 15/9; kỳ 6 tháng gửi ngày 08/6, kỳ năm gửi ngày 06/11
    (
        r"lớp|đợt|buổi|lần|phiên|vòng|kỳ|cuộc",
        compiled(
            r"(?<!\w)(?:(?:lớp|đợt|buổi|lần|phiên|vòng)\s+(?:thứ\s+)?(?:\d{1,2}|I{1,3}|IV)(?:\s*[:(,–-])?\s+(?:vào\s+)?"
            r"(?=[^.,;]{0,20}?ngày\s)|(?:lớp|đợt|buổi|lần|phiên|vòng|kỳ|cuộc)\s+(?:thứ\s+)?(?:nhất|một|hai|ba|bốn|tư|đầu"
            r"|sau|cuối)(?:\s*[:(,–-])?\s+(?:vào\s+)?"
            r"|kỳ\s+(?:(?:0?6|9)\s+tháng|năm|quý)\s+(?:gửi|nộp|báo cáo)\s+(?:vào\s+)?)"
            rf"{_HOUR}{ON}{_A}"
        ),
    ),
    # 15/3: họp thôn
    (r"[:–]", compiled(rf"^\W*(?:{WEEKDAY},?\s+)?(?:ngày\s+)?{_A}(?:\s*\(\s*{WEEKDAY}\s*\))?(?=\s*[:–]\s)")),
)
# Each with a cheap look, at small letters, whether it can be there at all.
DAY_PATTERNS = tuple((Trigger(words), pattern) for words, pattern in _DAYS_BY_WORD)
# Behind a short label ("- Dự thảo: 15/3/2024"): a deadline where the year is the plan's or the next one.
LABELLED_DAY = compiled(rf"(?<=:)\s*{_HOUR}{_DAYS}(?=\s*(?:[;,.)(\n]|$|và\s+\d))")
# In a column of deadlines every day and every stretch is one; not "từ 15/5", a beginning, nor "hoặc 20/3", a choice.
FIELD_STRETCH = compiled(rf"(?:từ\s+)?{ON}{_A}\s*(?:đến|[-–—]|tới)\s*(?:hết\s+)?{ON}{_B}")
_NO_DUE = "".join(rf"(?<!{word}\s)(?<!{word} ngày\s)" for word in ("hoặc", "hay", "từ"))
# "tháng 6 - 7 - 8"
_NO_MONTHS = "".join(rf"(?<!tháng\s{digits}{dash})" for digits in (r"\d", r"\d\d") for dash in (r"[-–]", r"\s[-–]\s"))
FIELD_DAYS = (
    compiled(rf"(?<![/\d])(?<!tháng\s)(?!\d{{1,2}}[-–.]\d{{1,2}}[-–.]\d)(?P<bday>\d{{1,2}})\s*[-–—]\s*{_C}"),
    compiled(
        rf"(?:(?P<within>\A\W{{0,3}})|{_NO_DUE}{_NO_MONTHS}){_HOUR}{ON}(?:(?<![\w/.,\-–])(?P<list>(?:\d{{1,2}}\s*(?:,\s*và|,|và"
        rf"|&)\s*(?:ngày\s+)?){{1,8}}))?{_A}"
    ),
)
# "và ngày 10 tháng 11", "; 15/12", "; đợt 2: 15/9 - 15/10": a further day of the same kind as the one just before it.
JOINED_DAY = compiled(
    rf"(?:\s*\([^()]{{1,40}}\))?\s*(?:,\s*và|,|;|và|&)\s*(?P<also>trước\s+)?(?:đợt\s+\d\s*:?\s+)?"
    rf"(?:từ\s+(?={ON}\d[\d/.]{{1,9}}\s*(?:đến|[-–—]|tới)\s))?{ON}(?:\d{{1,2}}\s[-–]\s)?{_A}(?:\s*(?:đến|[-–—]|tới)\s*(?:hết\s+)?{ON}{_B})?"
)
# The moon's calendar is not this reader's: such a day is a doubt.
LUNAR = compiled(r"\s*[,(]?\s*(?:(?:theo\s+)?âm lịch|(?:âl|al)(?!\w))")
_COUNTED_NOUNS = (
    r"xã|phường|thôn|ấp|bản|buôn|làng|huyện|tỉnh|khu|tổ(?! chức)|hộ|đơn vị|cơ quan|cơ sở|phòng|ban|trường|chi bộ"
    r"|đảng bộ|đảng viên|chỉ tiêu|tiêu chí|nhiệm vụ|nội dung|mô hình|công trình|cuộc|lớp|buổi|lượt|lần|người|đồng chí"
    r"|đại biểu|hội viên|thành viên|cán bộ|điểm|số|tổng số|so với|mức|thời gian|hồ sơ|vụ|đơn|kiến nghị|tỷ|triệu|đồng|km"
    r"|ha|m2|suất|phần|thủ tục"
)
# "hoàn thành 3/5 tiêu chí": a share of something, no third of May; behind "trước" or "hạn" a day is meant all the same.
_SHARE = compiled(rf"\s*(?:{_COUNTED_NOUNS})(?!\w)|\s?%")
_NO_SHARE = compiled(rf"trước|{LATEST}|\bhạn\b|hết|hơn|\bngày\b|tháng|quý|qúy|năm|tuần|h\d|giờ")
_FRACTION = re.compile(r"(\d{1,2})/(\d{1,2})\Z")


def is_share(match: re.Match[str]) -> bool:
    """True for "hoàn thành 3/5 tiêu chí", how many of how many; "xong 15/3 thôn A họp" is a day, since 15 > 3."""
    parts = _FRACTION.search(match[0])
    is_part = parts is None or int(parts[1]) <= int(parts[2])
    return is_part and bool(_SHARE.match(match.string, match.end())) and not _NO_SHARE.search(match[0])


_QUARTER = r"(?<!mỗi\s)(?<!hằng\s)(?<!hàng\s)(?:qu[ýí]|qúy|qúi)"
_TIMES = (
    r"\s+(?:lần|buổi|cuộc|kỳ|đợt|số|tin|bài|lượt|lớp|tháng|phiên|hội nghị|chuyến|điểm|mô hình|công trình)(?!\w)"
    # "một phiên trong quý II và một cuộc vào quý IV"
    r"|\s+[^\W\d]+(?:\s[^\W\d]+)?\s(?:trong|vào|ở)\s"
)
_NO_COUNT = rf"(?!(?:{_TIMES}))"
_ROMAN = rf"(?:iv|i{{1,3}}|[1-4]|(?:nhất|một|hai|ba|bốn|tư){_NO_COUNT})(?!\w)"
# The words in front of a period that make it a deadline, and the part of it that is meant. "trước hết tháng 6" and
# the like are read by no pattern: what they mean must be asked.
_LEAD_WORDS = (
    rf"trước khi (?:kết thúc|hết)|{BEFORE}|là|{LATEST}|hoàn thành|hoàn tất|xong|thời gian|các|khoảng"
    rf"|dự kiến|phát động|khai mạc|trao giải|chung kết|kết thúc|ngày cuối cùng|ngày cuối|{PARTS}"
    # "trong vòng quý III", "hạn quý II", "thời gian thực hiện quý III"
    r"|(?<=trong )vòng|hạn|thời gian (?:thực hiện|triển khai)"
    # "tuyên truyền suốt tháng 5", "nghiệm thu quý III"
    r"|suốt|nghiệm thu|bàn giao|khánh thành|đưa vào (?:sử dụng|vận hành|khai thác|hoạt động)(?: từ)?"
    # "đợt 1 tháng 4, đợt 2 tháng 8", "lớp thứ nhất tháng 6"; "lớp 1" is a form of a school.
    r"|(?:(?:đợt|lần|vòng)\s+(?:thứ\s+)?|(?:lớp|kỳ|buổi|cuộc)\s+thứ\s+)(?:\d|I{1,3}|IV|nhất|một|hai|ba|tư|đầu)"
)
_LEAD = rf"(?:(?P<lead>(?<!bắt )\b(?:(?:{_LEAD_WORDS})\s*:?\s+){{1,5}})(?:của\s+)?)"
_SHORT_YEAR = r"\s?/\s?(?P<short>\d{2})(?!\w)"
_YEAR_OF = (
    rf"(?:(?:\s*[/\-–]\s*|\.(?=20\d\d)|{YEAR_WORD})(?P<year>{YEAR_FIGURES})|{_SHORT_YEAR}"
    rf"|{next_year('n')})?(?!\w)(?!\s?/\s?\d|{ODD_YEAR})"
)

HALF_YEAR = compiled(
    rf"{_LEAD}?\b(?P<half>(?:0?6|sáu)\s+tháng\s+(?:đầu|cuối)|nửa\s+(?:đầu|cuối)|(?:0?9|chín)\s+tháng(?:\s+đầu)?)"
    rf"\s+(?:của\s+)?năm(?:\s+(?:(?P<year>{YEAR_FIGURES})|{later_word('n')}))?(?!\w)"
)
_BETWEEN = r"\s*(?:,\s*và|,|;|và|-|–|—|đến|tới|\+|&)\s*"
QUARTER = compiled(
    rf"{_LEAD}?{_QUARTER}\s+(?P<quarter>{_ROMAN})(?:(?P<between>{_BETWEEN})(?:hết\s+)?(?:{_QUARTER}\s+)?"
    rf"(?P<more>(?:{_ROMAN}\s*(?:,\s*và|,|và)\s*(?:{_QUARTER}\s+)?){{0,3}})(?P<last>{_ROMAN})(?!/\d\b))?{_YEAR_OF}"
)
# A bare number after "tháng 5," is a month only where nothing is counted by it ("tháng 5, 02 lớp").
ALONE = (
    r"(?!\w)(?![/.]\d{1,2}\b)"
    r"(?=\s*(?:[,;.):]|$|và\b|/\s*\d{4}|[-–]\s*\d{4}|năm\s+(?:\d|sau|tới|nay)|h[ằà]ng|hàng))"
)
_MONTH_WORD_ALONE = rf"{MONTH_WORD}(?:(?=\s*(?:[,;.):/\-–]|$|và\b|đến\b|năm\b)))"
_MONTH_NUMBER = rf"(?:\d{{1,2}}|(?-i:Giêng)|{_MONTH_WORD_ALONE})(?!\w)"
_MONTHS = (
    rf"(?:(?<!\d\s)|(?<=(?:đợt|lần)\s\d\s))(?<!mỗi\s)(?<!từng\s)(?<!hằng\s)(?<!hàng\s)tháng\s+(?P<month>{_MONTH_NUMBER})(?![/.]\d{{1,2}}[/.])"
    # "tháng 6 - 7 - 8"
    rf"(?:\s*[-–]\s*\d{{1,2}}(?=\s*[-–]\s*\d{{1,2}}{ALONE}))*"
    rf"(?:(?P<between>{_BETWEEN})"
    rf"(?:(?:hết\s+)?tháng\s+(?P<last>{_MONTH_NUMBER})(?![/.]\d{{1,2}}\b)|(?P<bare>\d{{1,2}}){ALONE}))?{_YEAR_OF}"
)
# "thực hiện tháng 5, 6/2026": several months are when it is done, where one may be what it is about.
_DONE_IN_MONTHS = (
    r"(?:(?<=thực hiện)|(?<=tiến hành)|(?<=triển khai))(?<!kết quả thực hiện)(?<!tình hình thực hiện)\s+"
    r"(?=tháng\s+\d{1,2}\s*(?:[-–,]|đến|và)\s*(?:tháng\s+)?\d{1,2}(?:\s*(?:/|năm )\s*20\d\d)?\s*(?:[.;)]|\Z))"
)
MONTH = compiled(
    rf"(?:{_LEAD}|{_DONE_IN_MONTHS}|(?<=đợt:)\s*(?=tháng)|(?<=lần:)\s*(?=tháng)|\(\s*(?=tháng)|(?<=/\d{{4}}\s[-–])\s+(?=tháng\s)|(?<=[;,.])\s*(?=tháng\s+[\d/]{{1,7}}\s*:)|(?:(?<=[;,])|(?<=\s[-–]))\s+(?=tháng\s+\d{{1,2}}\s*(?:[-–]|đến)\s*(?:tháng\s+)?\d{{1,2}}(?:/20\d\d)?\s*(?:[.;)]|\Z))|^\W*(?=tháng[^:,]{{1,30}}[:,])"
    rf"|(?<=:)\s*(?=tháng\s+[\d/\-]+\s*(?:[;,.)\n]|$))){_MONTHS}"
)
# "mỗi tháng 1 lần" names no month.
FIELD_MONTH = compiled(rf"{_LEAD}?(?!tháng\s+\d{{1,2}}{_TIMES}){_MONTHS}")
JOINED_MONTH = compiled(
    rf"(?<=\S)\s*(?:,\s*và|,|;|và|\+|&)\s*(?:tháng\s+(?P<month>{_MONTH_NUMBER})|(?P<bare>\d{{1,2}}){ALONE}){_YEAR_OF}"
)
SHORT_MONTH = compiled(
    rf"{_LEAD}?\bT\.?\s?(?P<month>\d{{1,2}})\s?(?:[/\-]\s?(?P<year>\d{{4}})|/(?P<short>\d{{2}}))(?!\w)(?!/\d)"
)
# "Q3/2026"
SHORT_QUARTER = compiled(
    rf"{_LEAD}?\bQ\.?\s?(?P<quarter>iv|i{{1,3}}|[1-4])\s?[/\-]\s?(?P<year>{YEAR_FIGURES})(?!\w)(?!/\d)"
)
# "ngày làm việc cuối cùng của tháng 6"
LAST_WORKING_DAY = compiled(
    rf"(?:{LATEST}\s+(?:là\s+|vào\s+)?|(?:đến|hết|vào)\s+)?(?<!trước\s)ngày làm việc cuối(?:\s+cùng)?(?:\s+của)?"
    rf"\s+(?:(?P<unit>tháng)\s+(?P<month>\d{{1,2}})|{_QUARTER}\s+(?P<quarter>{_ROMAN})){_YEAR_OF}"
)
# "trong 10/2023", a month with its year; "trước 10/2023" is left for a person.
NUMBER_MONTH = compiled(
    r"(?P<lead>\b(?:(?:trong|vào|hết|đến|tới|xong|hoàn thành|cuối|dự kiến)\s+){1,4})(?<!trước hết\s)"
    r"(?<![\w/])(?P<month>0?[1-9]|1[0-2])/(?P<year>20\d{2})(?!\w)(?!/\d)"
)
WEEK_OF_MONTH = compiled(
    rf"{_LEAD}?tuần\s+(?:lễ\s+)?(?:thứ\s+)?(?P<week>[1-4]|I{{1,3}}|IV|đầu(?:\s+tiên)?|cuối(?:\s+cùng)?|nhất|hai|ba|tư)"
    rf"(?:\s+của)?\s+tháng\s+(?P<month>{_MONTH_NUMBER}){_YEAR_OF}"
)
_DONE = (
    rf"(?:hoàn thành|xong|{SUBMIT}(?:\s+(?:phê duyệt|duyệt|ban hành|thông qua|thẩm định))?|nghiệm thu"
    "|đạt chuẩn|phê duyệt)"
)
# "…, bàn giao năm 2028", "… (làm năm 2026)" at the beginning of a clause.
_DOING = "(?:thực hiện|triển khai|làm|bàn giao|khởi công|khánh thành|thanh lý|trình duyệt|đưa vào sử dụng)"
YEAR = compiled(
    rf"(?P<lead>(?:\b{_DONE}\s+(?:trong\s+|vào\s+)?)?\b(?<!họp\s)(?:(?:{BEFORE}|cuối|đầu|giữa"
    rf"|{LATEST}|là)\s+){{1,4}}|\b{_DONE}\s+"
    rf"|(?:(?<=[,;:] )|(?<=\()){_DOING}\s+(?=năm\s+\d{{4}}\s*(?:[,;.)]|$))"
    rf"|(?:^|[\n;(])\W{{0,5}}(?=năm\s+\d{{4}}\s*[:)]))"
    rf"năm\s+(?:(?P<year>{YEAR_FIGURES})|{later_word('n')})(?!\w)"
    # "trong năm 2026 và 2027" is left for a person.
    r"(?!\s*(?:học|ngân sách|tài chính|công tác)|\s*(?:và|,)\s*(?:năm\s+)?20\d{2}(?!\w))"
    r"|(?:\b(?:đến|xong|hoàn thành)\s+)?(?<!họp\s)(?<!dịp\s)(?<!kết quả\s)"
    r"\b(?P<when>trong|hết|cuối|đầu|giữa)\s+năm(?!\w)"
    r"(?!\s*(?:học|qua|trước|tới|sau|\d|ngân sách|tài chính|công tác|nay|ngoái|kế tiếp|tiếp theo|liền kề|báo cáo))"
)
FIELD_YEAR = compiled(rf"(?P<lead>)\bnăm\s+(?P<year>{YEAR_FIGURES})")
TERM = compiled(
    # "Sơ kết học kỳ I" by itself is what is done.
    r"(?:(?:trong|hết|cuối|kết thúc|(?:dịp|khi|đợt) sơ kết)\s+){1,3}(?:sơ kết\s+)?học kỳ\s+(?:I{1,2}|[12])\b"
    r"|(?:hết|cuối|kết thúc)\s+năm học\b(?!\s*\d)"
)

BLANK_DAY = compiled(
    rf"(?:trước|{LAST}|đến hết|đến)\s+(?:là\s+)?(?:ngày\s+)?(?:\[[^\]]*\]"
    r"|[.…_]{1,}\s*/\s*[\d.…_]*(?:\s*/\s*[\d.…_]*)?|/\s*/?\s*\d{4})"
)
_COUNTED = rf"\d{{1,3}}{_IN_WORDS}\s+(?:ngày|tuần|giờ|tháng)(?!\s+(?:đầu|cuối)\s+năm)(?:\s+làm việc)?"
_WITHIN = (
    r"(?:trong\s+(?:thời hạn\s+|thời gian\s+|vòng\s+)?|(?:chậm|muộn) nhất\s+(?:là\s+|trong\s+|sau\s+)?"
    r"|không (?:ít|quá)(?: hơn)?\s+|tối đa\s+)"
)
RELATIVE = compiled(
    rf"(?:{_WITHIN}|sau\s+|trước\s+)?\b(?<!ngày\s){_COUNTED}\s*,?\s+(?:kể từ|sau khi|từ khi|từ ngày|trước khi"
    rf"|kể khi|khi có"
    r"|tính từ|trước|sau)\b[^.;,()]{0,80}"
    r"|trước\s+(?:thời điểm|thời hạn(?!\s+\d)|cuộc|buổi|phiên|đợt|lễ|giờ|ngày\s+(?=[^\W\d]))[^.;,()\d]{2,60}?"
    rf"\s(?:ít nhất\s+|tối thiểu\s+)?{_COUNTED}"
    rf"|(?:{_WITHIN}|trước\s+){_COUNTED}(?!\s*\d)(?!\s*/)[^.;,()]{{0,50}}"
    # "sau kiểm tra 05 ngày"
    rf"|sau\s+(?:khi\s+)?(?:mỗi\s+)?(?:kiểm tra|thanh tra|giám sát|tập huấn|nghiệm thu|họp|lớp|đợt|chuyến)"
    rf"[^.;,()\d]{{0,40}}\s{_COUNTED}"
)
# Events: the day is known only when they come.
EVENT = compiled(
    # "cùng thời hạn với việc 1"
    r"cùng (?:thời hạn|hạn|thời điểm|lúc|ngày) với (?:việc|mục|nhiệm vụ|ý|nội dung|phần|điểm)\b[^.;,()]{0,40}"
    r"|chưa (?:xác định|rõ|có|ấn định|chốt)(?: được)? (?:thời gian|thời hạn|thời điểm|ngày)\b[^.;()]{0,60}"
    r"|khi có (?:kế hoạch|văn bản|hướng dẫn|thông báo|chỉ đạo|quyết định|lịch|ý kiến|mặt bằng|kinh phí|vốn)\b"
    r"[^.;,()]{0,60}"
    # A last sentence that is nothing but a condition: "… (Văn phòng). Khi có lệnh của Trưởng ban."
    r"|(?<=[.;]\s)khi\s+(?:có|được|xảy ra|xuất hiện|phát sinh)\s(?!(?:nhu|yêu) cầu)[^.;()]{2,70}(?=[.;]?\s*\Z)"
    r"|(?:trước|sau|đến) thời điểm (?!\d|ngày)[^.;,()]{3,60}|(?:đêm|tối) giao thừa(?!\w)"
    r"|(?:trước|sau|dịp|trong) tiết (?-i:[A-ZĐ])[^.;,()\d]{2,25}"
    # "hoàn thành theo hướng dẫn của Sở Nội vụ"
    r"|(?:hoàn thành|xong|nộp|gửi|báo cáo) theo (?:hướng dẫn|thời gian|lịch|thông báo) (?:của )?[^.;,()\d]{3,40}"
    # "khi được Ủy ban MTTQ xã phân công"
    r"|khi (?:được\s)?(?-i:[A-ZĐỦ])[^.;,()]{2,60}?\s(?:phân công|yêu cầu|triệu tập|mời|phê duyệt|cho phép)(?!\w)"
    # "khi Bộ Tài chính và UBND tỉnh có hướng dẫn", "theo lịch chiêu sinh của cơ sở đào tạo"
    r"|khi (?-i:[A-ZĐ])[^.;,()]{2,60}?\scó (?:kế hoạch|văn bản|hướng dẫn|thông báo|chỉ đạo|quyết định|ý kiến"
    r"|kết luận)\b[^.;,()]{0,40}"
    # "(Đoàn xã chủ trì; khi có doanh nghiệp đăng ký)", "Khi lượng máu dự trữ xuống dưới 150 đơn vị, Bệnh viện …"
    r"|(?<=[(;,]\s)khi\s[^.;()\d]{3,60}(?=\))|(?<=\()khi\s[^.;()\d]{3,60}(?=\))"
    r"|\A\W{0,3}khi\s(?!(?:thực hiện|tổ chức|triển khai)\s)[^.;,()]{3,90}(?=,)"
    # "trực đến khi công bố kết quả", "nghiệm thu khi kết thúc vụ", "kết thúc cùng kỳ thi tốt nghiệp"
    r"|(?<=\s)(?:đến|tới)\skhi\s[^.;,()\d]{3,60}|khi\s(?:kết thúc|hết|xong)\s[^.;,()\d]{2,50}"
    r"|(?:kết thúc|xong)\scùng\s(?:với\s)?(?:kỳ|đợt|cuộc|lễ|hội nghị)\s[^.;,()\d]{3,50}"
    r"|(?:trước|sau) lúc\s[^.;,()\d]{3,40}|(?:nghỉ|ăn|qua|hết) tết(?: xong)?(?: là [^.;,()\d]{2,30})?"
    r"|theo giấy (?:triệu tập|mời)\b[^.;,()\d]{0,40}"
    r"|theo (?:lịch|thông báo|kế hoạch) (?:chiêu sinh|tuyển sinh|xét xử|thi|mở lớp|của (?-i:[A-ZĐ]))[^.;,()]{0,60}"
    # "khi nào Sở có ý kiến chính thức thì làm", "thời điểm áp dụng Giám đốc sẽ thông báo sau", "thời gian tùy theo …"
    r"|(?:khi|bao giờ) nào\s[^.;()]{3,60}?\sthì\b|bao giờ\s[^.;()]{3,60}?\sthì\b"
    r"|(?:thời (?:gian|điểm|hạn)|lịch(?= cụ thể))\b[^.;()]{0,60}?\b(?:(?:sẽ|có) (?:được )?thông báo|thông báo sau"
    r"|(?:tùy|tuỳ|phụ thuộc"
    r"|căn cứ)(?: theo| vào)?\s)"
    r"[^.;,()]{0,60}"
    r"|thời (?:gian|hạn)(?: cụ thể| hoàn thành| thực hiện)?\s+(?:như|theo) (?:mục|điểm|khoản|ý|nhiệm vụ|việc|trên)\b"
    r"[^.;,()]{0,30}"
    r"|(?<=; )cùng với (?:kế hoạch|báo cáo|dự toán|kỳ|đợt)\b[^.;,()\d]{3,60}"
    r"|cùng (?:thời (?:điểm|gian)|dịp) (?!này|đó|trên)[^.;,()\d]{3,60}"
    # "mùng 6 Tết Bính Ngọ", "23 tháng Chạp": a day of the moon's year
    r"|(?:ngày\s+)?(?:(?:mùng|mồng)\s+\d{1,2}|rằm|\d{1,2})\s+"
    r"(?:tết(?!\s+(?!(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý)\s)(?-i:[A-ZĐ]))|tháng\s+(?:giêng|chạp))(?!\w)"
    # "…, cũng trong thời hạn này", "thời gian khi có kinh phí"
    r"|(?:trong|cùng) (?:khoảng )?thời (?:hạn|gian) (?:này|đó|trên|nêu trên|nói trên)"
    r"|thời (?:gian|hạn|điểm)(?: thực hiện| hoàn thành)?\s*:?\s(?:là )?khi\s[^.;()]{3,60}"
    r"|theo (?:yêu cầu|đề nghị) của (?-i:[A-ZĐỦ])[^.;,()]{2,60}"
    # "Văn phòng Sở (theo lịch từng chuyến)", "theo hạn ghi trên tem"
    r"|(?<=\()theo (?:lịch|thông báo|kế hoạch|tiến độ)\s[^.;,()]{3,50}(?=\))|theo (?:thời )?hạn\s[^.;,()\d]{3,40}"
    # "… – UBND phường – khi công trình được nghiệm thu."
    r"|(?<=\s[-–—]\s)khi\s[^.;,()\d]{3,60}(?=[.;]?\s*\Z)"
    r"|thời (?:gian|điểm)(?:\s[^\W\d]+){0,2}\s+(?:do|(?:sẽ\s+)?thông báo"
    r"|theo (?:thông báo|lịch|chỉ đạo|hướng dẫn|tiến độ|kế hoạch|công văn|văn bản|giấy mời))\s[^.;,()]{2,70}"
    r"|(?:hết|cuối|kết thúc)\s+(?:giai đoạn|đợt|chiến dịch|cao điểm)\b[^.;,()]{0,40}"
    r"|(?:ngay\s+)?(?:sau|trước) khi\s+(?!có yêu cầu)[^.;,()]{3,70}|ngay (?:sau|khi)\s+[^.;,()]{3,60}"
    # "bón phân khi lúa được 40 - 45 ngày tuổi"
    r"|khi [^.;,()\d]{2,40}?\s(?:được|đạt|đủ)\s\d[^.;,()]{0,30}"
    r"|(?:trước|sau)\s+(?:đợt\s+)?cao điểm\b[^.;,()]{0,40}"
    r"|(?:trước|sau|trong)\s+(?:mùa|lũ|bão|hè|khai giảng|năm học mới|kỳ họp|đại hội|tết|lễ|hội nghị|bầu cử"
    r"|ngày bầu cử)\b[^.;,()]{0,50}"
    r"|(?:trong\s+)?suốt\s+(?:đợt|chiến dịch|mùa|(?:tháng|tuần) (?:cao điểm|hành động|(?-i:[A-ZĐ])))[^.;,()]{0,50}"
    r"|khi\s+(?:được\s+)?(?:[^.;,()\d]{0,50}\s)?(?:duyệt|cấp|bố trí|phân bổ|giao)\s+(?:kinh phí|vốn|dự toán|chủ trương)"
    r"[^.;,()]{0,30}"
    # "tại hội nghị tổng kết cuối năm", whose words of the year were blanked
    r"|tại hội nghị(?:\s[^\s.;,()\d\x00]+){0,3}\s*\x00+"
    rf"|{SAME_DAY}|tại\s+(?:các\s+)?(?:(?:cuộc|phiên|buổi|kỳ)\s+(?:họp|sinh hoạt|giao ban)|hội nghị)"
    r"(?:\s[^\s.;,()\d]+){0,6}?\s(?:tháng|quý)\b[^.;,()]{0,30}"
    r"|trước, trong và sau\s+[^.;,()]{3,50}|(?:trình|tại|trước|sau|trong)\s+(?:các\s+)?kỳ họp\b[^.;,()]{0,50}"
)
# A day behind a comma is none of the feast's name: "dịp Tết Trung thu, ngày 25/9".
_OF_A_FEAST = r"\s+(?:(?!,\s+(?:vào\s+)?ngày\s+\d)[^.;()“”]){2,50}"
OCCASION = compiled(rf"(?:(?:vào|nhân|trong)\s+)?(?:các\s+)?dịp{_OF_A_FEAST}|nhân (?:ngày|lễ|đại lễ|tết){_OF_A_FEAST}")
NO_DATE = compiled(
    r"khi (?:có|được) yêu cầu|theo (?:yêu cầu|đề nghị)(?: của)? cấp trên|thường xuyên hoặc đột xuất"
    # Alone at the end it says when: "… – Đoàn trường chủ trì – thường xuyên."
    r"|(?:(?<=[,;:–—.-]\s)|(?<=\())(?:(?:thực hiện|triển khai|duy trì)\s+)?thường xuyên(?:,?\s+liên tục)?(?=\W*\Z)"
)

# A deadline that was moved: the first one and the new one must be told apart by a person.
GRANTED = compiled(
    rf"(?:gia hạn|lùi|dời|kéo dài|điều chỉnh)(?:\s+(?:thời hạn|thời gian|hạn|lại|sang)){{0,3}}"
    rf"\s*(?:đến|tới|sang|:)?\s*(?:hết\s+)?{ON}{_A}"
)
# What looks like a time and was not read. Behind a word that promises a deadline it is a doubt, always.
_CUE = (
    rf"(?:trước(?:\s+(?:hoặc|và)\s+trong)?|{LATEST}|(?:muộn|chậm|trễ) hơn|hạn(?:\s+(?:cuối|chót|nộp|trình|gửi"
    rf"|cùng)){{0,3}}"
    rf"|đến|tới|hết|xong|hoàn thành|kết thúc|trong|vào|hoặc|hay|dự kiến|nghiệm thu|{SUBMIT}|nộp|thời gian)"
)
_FILLING = (
    rf"(?:\s*[:,]?\s+(?:là|vào|ngày|hết|đến|trong|khoảng|các|lúc|buổi|{DAYTIME}|kết thúc|{WEEKDAY}"
    r"|\d{1,2}\s?(?:h|giờ|g)\d{0,2}(?:\s\d{2})?(?:\s?phút)?)(?!\w)){0,6}\s*[:,]?\s+"
)
_MARK = r"\s?[/\\|.,\-–—−]{1,3}\s?"
_FIGURE = r"[\dOoIl]{1,2}"
_BROKEN = (
    rf"(?=[OoIl]?\d){_FIGURE}(?:\s?[/\\|]{{1,3}}\s?{_FIGURE}(?:{_MARK}[\dOoIl]{{1,6}})?"
    rf"|{_MARK}{_FIGURE}{_MARK}[\dOoIl]{{2,6}})(?!\w)"
    r"|\d{1,2}/\d{4}(?!\w)|20\d{2}\s?[/\-]\s?\d{1,2}(?:\s?[/\-]\s?\d{1,2})?(?!\w)"
)
_NAMED = (
    rf"(?:(?:{PARTS}|hết)\s+(?:của\s+)?){{0,2}}(?:tháng\s+(?:[^\s,;.)]*\d[^\s,;)]*|{MONTH_WORD}|giêng|chạp|này|sau|tới"
    r"|cuối|đầu)"
    rf"|(?:qu[ýí]|qúy|qúi)\s+(?:[\dIVXl]{{1,4}}(?!\w)[^\s,;)]*|nhất|một|hai|ba|bốn|tư|này|sau|tới|cuối|đầu)"
    r"|năm\s+(?:[^\s,;.)]*\d[^\s,;)]*|sau|tới|nay)(?!\w)"
    r"|tuần\s+(?:đầu|cuối|tới|sau|này|thứ|[1-5])[^,;.()\n]{0,20})(?!\w)"
)
_PART_OF = rf"(?:{PARTS})\s+(?:tháng|quý|kỳ)(?!\w)"
UNREAD = compiled(
    rf"\b{_CUE}{_FILLING}(?:{_BROKEN}|(?<=ngày\s){_FIGURE}{_MARK}{_FIGURE}(?!\w)|(?<=ngày\s)[^\s\d]?\d[^\s,;)]*"
    rf"|{_NAMED}"
    rf"|{_PART_OF})"
)
# In a column of deadlines no word need promise it.
UNREAD_IN_FIELD = compiled(
    rf"(?:\b{_CUE}{_FILLING})?(?:{_BROKEN}|{_FIGURE}{_MARK}{_FIGURE}(?!\w)|ngày\s+[^\s\d]?\d[^\s,;)]*|{_NAMED}"
    rf"|{_PART_OF}"
    r"|(?<!\w)(?:19|20)\d{2}(?!\w)(?:\s?[-–]\s?\d{4})?|(?:hoặc|hay)\s+\d{1,2}\b"
    r"|\d{1,2}\s+(?:tháng|tuần)(?!\w|\s*:))"
)
