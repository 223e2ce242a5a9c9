"""The kinds of time that a text can hold, each with its pattern: generous, and shared with no reader."""

from __future__ import annotations

import re
from typing import NamedTuple

from danvan_cli.intake.letters import UPPER
from danvan_cli.intake.time_words import DAYTIME, NO_GOODS, compiled

# Words that promise a deadline; directly before a time they forbid to set it aside.
CUE = (
    r"(?:trước|(?:chậm|muộn|trễ) nhất|không (?:muộn|chậm|trễ) hơn|không quá|(?:thời\s+)?hạn(?:\s+(?:cuối|chót|nộp"
    r"|trình|gửi"
    r"|hoàn thành|báo cáo)){0,3}|đến|tới|hết|xong|hoàn thành|kết thúc|nghiệm thu|trong|vào|dự kiến|hoặc|gia hạn|lùi"
    r"|tối đa)"
)
_SMALL = (
    rf"(?:là|vào|hết|đến|trong|khoảng|các|lúc|buổi|{DAYTIME}|ngày|thời hạn|thời điểm|mốc|vòng|kết thúc|khi kết thúc"
    r"|thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|\d{1,2}\s?(?:h|giờ|g|:)\s?(?:\d{2})?(?:\s?phút)?)"
)
_CUES = rf"(?:(?<!\w){CUE}(?:\s*[:,]?\s+(?:{CUE}|{_SMALL})(?!\w)){{0,6}}\s*:?\s+)"
_PART = r"(?:(?:nửa đầu|nửa cuối|thượng tuần|trung tuần|hạ tuần|đầu|giữa|cuối)\s+(?:của\s+)?)"
_FIGURE = r"[\dOoIl]{1,2}"
_MARK = r"\s?[/\\|.,\-–—−]{1,3}\s?"
_YEAR = (
    r"(?:\s*[/\-–.,]?\s*(?:của\s+)?(?:năm\s+)?20\d{2,3}(?!\w)|\s*,?\s*(?:của\s+)?năm\s+(?:sau|tới|nay|kế tiếp"
    r"|tiếp theo))"
)
# "Tết Bính Ngọ" is that of a year.
_STEMS = r"(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý)\s"
_NUMBER_WORD = r"(?:một|hai|ba|bốn|tư|năm|sáu|bảy|bẩy|tám|chín|mười một|mười hai|mười|giêng|chạp)"
_UNIT = r"(?:năm học|năm|quý|tháng|tuần|ngày|đêm|tối|(?:0?6|sáu)\s+tháng|nửa năm|học kỳ|kỳ)"
_IN_WORDS = r"(?:\s*\([^()]{1,40}\))?"
# "dịp 27/7, trình Chủ tịch trước ngày 05/7": behind the occasion stands the deadline.
_CUED_DAY = rf"\s{CUE}\s+(?:{_SMALL}\s+)*(?:\d{{1,2}}(?:\s?[/.\-–]\s?|\s+tháng\s+)\d|(?:tháng|quý)\s+[\dIV])"
# A stop inside a day ("20.10.2026") ends nothing.
_WORD = rf"(?:(?!{_CUED_DAY})(?:[^.;,()“”\n]|(?<=\d)\.(?=\d)))"
_COUNT = rf"(?:\d{{1,3}}|một|hai|ba|bốn|năm|mười){_IN_WORDS}\s+(?:ngày|tuần|tháng|giờ|năm)(?:\s+làm việc)?(?!\w)"


class Kind(NamedTuple):
    """One kind of time: its name, what a text in small letters must hold for its pattern to be tried, the pattern."""

    name: str
    needed: str
    pattern: re.Pattern[str]


KINDS = (
    # 30/11/2024, 30-11-2024, 3O/11, 30//11, 30/11/20024, 06/2024, 17h00 ngày 22/9
    Kind(
        "day",
        r"[\doil]\s?[/\\|.,\-–—−]{1,3}\s?[\doil]",
        compiled(
            rf"{_CUES}?(?:ngày\s+)?(?<![\w/])(?!24/(?:24|7))(?=[OoIl]?\d){_FIGURE}"
            rf"(?:\s?[/\\|]{{1,3}}\s?{_FIGURE}(?:{_MARK}\d{{1,6}})?|{_MARK}{_FIGURE}{_MARK}\d{{2,6}}"
            rf"|/\d{{4}})(?!\w)(?!/\w|[.-]\d)"
            rf"(?:\s*[.,]?\s*(?:của\s+)?năm\s+(?:\d{{4}}(?!\w)|sau|tới|nay|trước))?"
        ),
    ),
    Kind("day", r"20\d\d[-/]", compiled(r"(?<!\w)20\d{2}[-/]\d{1,2}[-/]\d{1,2}(?!\w)")),
    # ngày 25; ngày 15 (mười lăm) tháng 3 năm 2024; ngày 20.7; mùng 5 tháng Giêng; ngày cuối cùng của quý
    Kind(
        "day",
        r"ngày|mùng|mồng|[\d)]\s+tháng",
        compiled(
            rf"{_CUES}?(?:ngày\s+(?:mùng\s+|mồng\s+)?|(?<!\w)mùng\s+|(?<!\w)mồng\s+"
            rf"|(?<![\w/.,])(?=\d{{1,2}}{_IN_WORDS}\s+tháng))"
            rf"{_FIGURE}(?!\w){_IN_WORDS}(?:{_MARK}{_FIGURE}(?!\w))?"
            rf"(?:\s+tháng\s+(?:\d{{1,2}}|{_NUMBER_WORD})(?!\w){_IN_WORDS})?(?:{_YEAR})?"
            r"(?:\s*\(?(?:theo\s+)?âm lịch\)?)?"
        ),
    ),
    Kind(
        "day",
        r"ngày\s+(?:làm|cuối|đầu)",
        compiled(
            rf"{_CUES}?ngày\s+(?:làm việc\s+)?(?:cuối|đầu)(?:\s+(?:cùng|tiên))?\s+(?:của\s+)?(?:mỗi\s+)?(?:tháng"
            rf"|quý|năm|tuần)(?!\w)"
        ),
    ),
    # 20.7 or 25-10 behind a word that promises a day
    Kind(
        "day",
        r"\d\s?[.\-–]\s?\d",
        compiled(
            rf"(?:{_CUES}|(?<!\w)(?:{DAYTIME})\s+(?=\d\d[.\-–]\d\d))"
            r"(?<![\w/.])\d{1,2}\s?[.\-–]\s?\d{1,2}(?![\w%]|[.,]\d|\s?(?:tỷ|triệu|%|đồng|ha|km|giờ|h\b))"
        ),
    ),
    # mùng 6 Tết; rằm tháng Giêng; 28 Tết; 23 tháng Chạp
    Kind(
        "day",
        r"tết|giêng|chạp|rằm",
        compiled(
            rf"{_CUES}?(?:ngày\s+)?(?:(?:mùng|mồng)\s+\d{{1,2}}|rằm|\d{{1,2}})\s+(?:tết(?!\s+(?!{_STEMS})(?-i:[A-ZĐ]))|tháng\s+(?:giêng|chạp))(?!\w)"
        ),
    ),
    # trước 30 05 2026
    Kind("day", r"\d\s\d{1,2}\s20\d\d", compiled(rf"{_CUES}\d{{1,2}}\s\d{{1,2}}\s20\d{{2}}(?!\w)")),
    # …/…/2024, [dd/mm/yyyy]
    Kind(
        "day",
        r"…|\.\.|_|\[",
        compiled(
            rf"{_CUES}?(?:ngày\s+)?(?:(?:…|\.{{2,}}|_+)\s*/\s*[\d.…_]+(?:\s*/\s*[\d.…_]+)?|\[[^\[\]]*(?:dd|mm|yy"
            rf"|ngày)[^\[\]]*\])"
        ),
    ),
    # giai đoạn 2026-2030; nhiệm kỳ 2025 - 2030
    Kind(
        "term",
        r"\d{4}\s*(?:[-–—]|đến)",
        compiled(
            rf"{_CUES}?(?:(?:giai đoạn|nhiệm kỳ|năm học|thời kỳ|khóa|khoá)\s+(?:[IVXL\d]+\s*,?\s*\(?\s*)?)?(?<![\w/\-])"
            r"(?:19|20)\d{2}\s*(?:[-–—]|đến)\s*(?:năm\s+)?(?:19|20)\d{2}(?!\w)"
        ),
    ),
    Kind(
        "term",
        r"giai đoạn|nhiệm kỳ|thời kỳ",
        compiled(rf"{_CUES}?(?:giai đoạn|nhiệm kỳ|thời kỳ)\s+(?:này|tới|mới|\d{{4}})(?!\w)|{_CUES}nhiệm kỳ(?!\w)"),
    ),
    # 6 tháng đầu năm 2024; nửa cuối năm; 9 tháng đầu năm
    Kind(
        "period",
        r"tháng|nửa",
        compiled(
            rf"{_CUES}?(?:(?:0?[369]|sáu|chín|ba)\s+tháng\s+(?:đầu|cuối)|nửa\s+(?:đầu|cuối)|0?9\s+tháng)"
            rf"(?:\s+năm(?:\s+(?:20\d{{2}}(?!\w)|sau|tới|nay))?)?(?!\w)"
        ),
    ),
    # tháng 5; cuối tháng 9/2024; tháng Mười; T12/2024; giữa tháng
    Kind(
        "period",
        r"tháng",
        compiled(
            rf"{_CUES}?{_PART}?tháng\s+(?:\d{{1,3}}(?!\w)|(?:{_NUMBER_WORD})(?!\w)(?!\s+(?:lần|buổi|cuộc|số|lượt|kỳ))"
            rf"|sau|tới|này|trước|cuối)(?!\w)(?:{_YEAR}|/\d{{2}}(?!\w))?"
        ),
    ),
    # q3; 6 tháng và cuối năm
    Kind("period", r"(?<!\w)q\s?[1-4]", compiled(rf"{_CUES}?(?<!\w)q\s?[1-4](?:[/.\-]\d{{2,4}})?(?!\w)")),
    Kind(
        "period",
        r"tháng",
        compiled(r"(?<!\w)(?:0?6|sáu)\s+tháng(?=\s*(?:,|và|-|–)\s*(?:cuối|cả|hết|tổng kết)?\s*năm(?!\w))"),
    ),
    Kind(
        "period",
        r"(?<!\w)t\.?\s?\d",
        compiled(rf"{_CUES}?(?<!\w)T\.?\s?(?:0?[1-9]|1[0-2])(?:\s?[/\-]\s?\d{{2,4}})?(?!\w)(?![/\-.]\w)"),
    ),
    Kind(
        "period",
        r"tháng|quý|kỳ",
        compiled(rf"(?:{_CUES}{_PART}?|{_PART})(?:tháng|quý|kỳ)(?!\w)(?!\s+(?:họp|báo|vị|cơ))"),
    ),
    # quý III/2024; QUÝ II; quý Hai
    Kind(
        "period",
        r"qu[ýí]|qú",
        compiled(
            rf"{_CUES}?{_PART}?(?:qu[ýí]|qúy|qúi)\s+(?:[IVXl\d]{{1,4}}|nhất|một|hai|ba|bốn|tư|này|sau|tới|trước)(?!\w)"
            rf"(?:{_YEAR}|/\d{{2}}(?!\w))?"
        ),
    ),
    # tuần đầu tháng 4; tuần 2; tuần sau
    Kind(
        "period",
        r"tuần",
        compiled(
            rf"{_CUES}?tuần\s+(?:lễ\s+)?(?:thứ\s+)?(?:\d{{1,2}}|I{{1,3}}|IV|đầu|cuối|nhất|hai|ba|tư|sau|tới|này)(?!\w)"
            rf"(?:\s+(?:tiên|cùng))?(?:\s+(?:của\s+)?(?:tháng\s+\w+|quý\s+\w+|năm)(?:{_YEAR})?)?"
        ),
    ),
    # họp giao ban đầu tuần; tổng kết cuối tháng.
    Kind(
        "period",
        r"tuần|tháng|quý",
        compiled(r"(?<!\w)(?:vào\s+)?(?:đầu|giữa|cuối)\s+(?:tuần|tháng|quý)(?=\s*(?:[,.;)]|\Z))"),
    ),
    # trong ngày mai; chiều mai; hôm nay: reckoned from the day of writing
    Kind(
        "period",
        r"mai|kia|mốt|hôm nay",
        compiled(
            rf"{_CUES}?(?<!\w)(?:(?:ngày|{DAYTIME})\s+(?:mai|kia|mốt)|(?:{DAYTIME}\s+)?hôm nay)(?!\w)"
            rf"(?!\s+(?-i:[{UPPER}]))"
        ),
    ),
    # năm 2025; trong năm; đến cuối năm 2024; năm tới
    Kind(
        "year",
        r"năm",
        compiled(rf"{_CUES}?{_PART}?(?:các\s+)?năm\s+(?:(?:19|20)\d{{2,3}}|sau|tới|nay|kế tiếp|tiếp theo)(?!\w)"),
    ),
    Kind("year", r"năm", compiled(rf"(?:{_CUES}{_PART}?|{_PART}|cả\s+)năm(?!\w)(?!\s*(?:\d{4}|học|trước|ngoái|châu))")),
    Kind("year", r"năm", compiled(r"(?:trong\s+)?(?:những\s+|các\s+)?năm\s+(?:qua|ngoái|trước)(?!\w)")),
    Kind("year", r"năm\s\d{4}", compiled(r"(?<=năm\s\d{4})\s*(?:,|và|;)\s*20\d{2}(?!\w)")),
    # thống kê theo quý
    Kind("rhythm", r"theo\s", compiled(r"(?<!\w)theo\s+(?:từng\s+)?(?:tuần|tháng|quý)(?!\w)(?!\s*[\dIV])")),
    # hằng quý; định kỳ 6 tháng; 02 lần/năm; 3 tháng một lần; thứ Sáu hằng tuần
    Kind(
        "rhythm",
        r"h[ằà]ng|mỗi|từng|định kỳ|lần|/",
        compiled(
            rf"(?:định kỳ\s+)?(?<!\w)(?:hằng|hàng{NO_GOODS}|mỗi|từng)\s+{_UNIT}(?!\w)(?:\s*(?:,|và|/)\s*(?:(?:hằng|hàng"
            rf"|mỗi)\s+)?{_UNIT}"
            rf"(?!\w)(?!\s*[\dIV])){{0,4}}(?:\s+(?:một|\d{{1,2}})\s+(?:lần|buổi|kỳ|cuộc))?"
            rf"|(?<!\w)định kỳ(?:\s+(?:theo\s+)?{_UNIT}(?!\w)(?:\s*(?:,|và|/)\s*{_UNIT}(?!\w)(?!\s*[\dIV])){{0,4}})?"
            r"|(?<![\w/])(?:\d{1,2}|một|hai|ba)\s+(?:lần|buổi|kỳ|đợt|cuộc|lượt|số|tin|bài|phiên)\s?/\s?(?:\d\s+)?"
            r"(?:tuần|tháng|quý|năm học|năm|kỳ)(?!\w)"
            r"|(?:(?<!\w)(?:\d{1,2}|một|hai|ba)\s+)?(?<!\w)(?:tuần|tháng|quý|năm|ngày)(?:\s?/\s?(?:01?\s+|một\s+)?"
            r"|\s+(?:một|01?)\s+)lần(?!\w)"
        ),
    ),
    # trong 10 ngày làm việc kể từ …; 20 ngày sau khi …; chậm nhất 05 ngày trước …
    Kind(
        "counted",
        r"[\w)]\s+(?:ngày|tuần|tháng|giờ|năm)",
        compiled(
            rf"(?:{_CUES}|(?<!\w)sau\s+){_COUNT}(?:\s*,?\s*(?:kể từ|sau|từ|trước|tính từ)\b[^.;,()\n]{{0,80}})?"
            rf"|(?<![\w/.,]){_COUNT}\s*,?\s*(?:kể từ|sau khi|từ khi|từ ngày|trước khi|tính từ|trước"
            rf"|sau)\b[^.;,()\n]{{0,80}}"
        ),
    ),
    # trước khi kết thúc năm học; sau kỳ họp; dịp Tết; ngay khi có kết quả
    Kind(
        "event",
        r"khi|mỗi|từng|đó|mùa|vụ|lũ|bão|suốt|thời gian|thời hạn|giao thừa|hè|kỳ\s"
        r"|kỳ họp|đại hội|tết|lễ|bầu cử|khai giảng|học kỳ|dịp|năm học",
        compiled(
            r"(?<!\w)(?:(?:chậm nhất|muộn nhất)\s+(?:là\s+)?)?(?:(?:ngay\s+)?(?:sau|trước)\s+khi|ngay\s+(?:sau"
            rf"|khi))\s+{_WORD}{{3,70}}"
            r"|(?<!\w)(?:đêm|tối)\s+giao thừa(?!\w)"
            r"|(?<!\w)(?:trước|sau|trong|hết|cuối)\s+(?:giao thừa|vụ\s+(?:hè|đông|xuân|thu|mùa|chiêm))\b(?:\s\w+)?"
            r"|(?<!\w)(?:trước|sau|trong)\s+(?:mùa|lũ|bão|kỳ họp|đại hội|tết|lễ|bầu cử|ngày bầu cử|khai giảng"
            rf"|học kỳ)\b{_WORD}{{0,50}}"
            rf"|(?<!\w)(?:(?:trước|vào|nhân|trong)\s+)?(?:các\s+)?dịp\s+(?:{_WORD}|,(?!\s+ngày\s+\d)){{2,50}}"
            # "…, nộp kho bạc, khi hòm công đức đầy."
            rf"|(?<=,\s)khi\s(?!(?:có|được|cần|phát sinh)\b){_WORD}{{3,70}}(?=\s*\.?\s*\Z)"
            # "Tiêm phòng đàn bò vụ Hè Thu."
            r"|(?<!\w)vụ\s+(?-i:Hè|Đông|Xuân|Thu|Mùa|Chiêm)(?:[\s–-]+(?-i:Hè|Đông|Xuân|Thu))?(?=\s*(?:[.,;)]|\Z))"
            # "Hoạt động ở cơ sở (trong thời gian chung nêu trên)"
            r"|(?<!\w)(?:trong\s+|cùng\s+)*thời (?:gian|hạn)\s+(?:chung\s+)?(?:(?:nêu|nói|như)\s+)?(?:ở\s+)?trên(?!\w)"
            # "trực cấp cứu suốt thời gian diễn ra lễ hội"
            rf"|(?<!\w)(?:(?:trong\s+)?suốt\s+(?:thời gian|đợt|kỳ|mùa)|trong\s+thời gian\s+(?:diễn ra|tổ chức))\s"
            rf"{_WORD}{{2,40}}"
            r"|(?<=[,:–-]\s)(?:học kỳ|kỳ)\s+(?:[12]|I{1,2})(?=\s*(?:[.,;)]|\Z))"
            r"|(?<=[,:–-]\s)hè(?:\s+20\d\d)?(?=\s*(?:[.,;)]|\Z))"
            r"|(?:hết|cuối|kết thúc|sơ kết|trong)\s+(?:học kỳ|năm học)(?:\s+[IV\d]+)?(?!\w)"
            rf"|(?<!\w)(?:trước|sau)\s+(?:mỗi|từng)\s+{_WORD}{{2,40}}|(?<!\w)(?:trước|sau)\s+đó(?!\w){_WORD}{{0,40}}"
        ),
    ),
    # thứ Sáu hằng tuần; sáng thứ Hai; Chủ nhật
    Kind(
        "weekday",
        r"thứ\s|chủ nhật",
        compiled(
            rf"(?:(?<!\w)(?:vào|trước|đến|ngày|{DAYTIME}|buổi)\s+){{1,4}}(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy"
            r"|[2-7])|chủ nhật)(?!\w)"
            r"|(?<!\w)(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?=\s+(?:hằng|hàng|mỗi|tuần|đầu|cuối))"
            # "tiếp công dân thứ Hai, thứ Tư."
            r"|(?<!\w)thứ\s+(?-i:Hai|Ba|Tư|Năm|Sáu|Bảy)(?=\s*(?:[,.;)]|và\s+thứ|\Z))"
        ),
    ),
    # chậm nhất …, whatever follows; hạn nộp: …
    Kind(
        "cue",
        r"nhất|hơn|hạn|ngày",
        compiled(
            r"(?<!\w)(?:(?:chậm|muộn|trễ)\s+nhất|không\s+(?:muộn|chậm|trễ)\s+hơn)\s+[^.;,()\n]{2,40}"
            r"|(?<!\w)(?:thời\s+)?hạn\s+(?:cuối|chót|nộp|trình|gửi)[^.;,()\n]{2,40}|(?<!\w)(?:trước|đến"
            r"|đến hết)\s+ngày\s+[^\s,;]{1,12}"
        ),
    ),
    # khi có yêu cầu, thường xuyên, theo lộ trình
    Kind(
        "no day",
        r"thường|liên tục|đột xuất|khi|theo",
        compiled(
            r"(?<!\w)(?:thường xuyên|liên tục|đột xuất|khi (?:có|được) yêu cầu|theo yêu cầu|theo lộ trình"
            r"|khi (?:có )?phát sinh"
            r"|theo tiến độ|theo quy định về thời gian)(?!\w)"
        ),
    ),
    # 7h00 - 7h45; (30 phút); 02 ngày; but "lớp 2 ngày 15/6" is a day
    Kind(
        "clock",
        r"\d\s?(?:h|giờ|:|phút)|[\w)]\s+(?:ngày|tuần|tháng|giờ|năm)",
        compiled(
            r"(?<![\w/])\d{1,2}\s?(?:h|giờ|:)\s?(?:[0-5]\d(?!\s?/))?(?:\s?phút)?(?:\s*(?:-|–|đến)\s*\d{1,2}\s?(?:h|giờ"
            r"|:)\s?(?:[0-5]\d)?(?:\s?phút)?)?(?!\w)"
            rf"|(?<![\w/])\d{{1,3}}\s+phút(?!\w)|(?<![\w/.,]){_COUNT}(?!\s*\d{{1,2}}\s?[/.\-]\s?\d)"
        ),
    ),
    # 15/VII/2026; ??/5/2026; x/10
    Kind(
        "day",
        r"[/.\-]\s?[ivx]+\s?[/.\-]|[?x]\s?/\s?\d",
        compiled(
            rf"{_CUES}?(?:ngày\s+)?(?<![\w/])(?:\d{{1,2}}\s?[/.\-]\s?(?:X?(?:IX|IV|V?I{{1,3}}|V)|X)\s?[/.\-]\s?\d{{4}}"
            r"|(?:\d?\?{1,2}|\?\d|x{1,2}|\dx)\s?/\s?\d{1,2}(?:\s?/\s?\d{2,4})?)(?!\w)"
        ),
    ),
)
