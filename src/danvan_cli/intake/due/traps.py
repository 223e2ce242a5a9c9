"""Days that are no deadline, blanked out before any is looked for: cited papers, anniversaries, terms, what is over."""

from __future__ import annotations

import re

from danvan_cli.intake.draft.documents import NUMBER
from danvan_cli.intake.due.patterns import ON
from danvan_cli.intake.due.written import YEAR_FIGURES, day_pattern
from danvan_cli.intake.time_words import FIGURES, LIMIT, Trigger, compiled

_A = day_pattern("a")
_B = day_pattern("b", is_second=True)
_C = day_pattern("c", is_second=True)
# Of these the end of a term is no deadline of work; of "thu hồ sơ" it is.
EXPIRING = r"(?:bảo hiểm|hợp đồng|giấy phép|chứng chỉ|chứng nhận|thẻ|tem|kiểm định|bảo hành|thuốc|vắc xin)\b"
_LIMIT = rf"\b(?:{LIMIT}|từ ngày|kể từ)\b"
_SPAN_OF_YEARS = compiled(rf"\(\s*{_A}\s*[-–]\s*{_B}\s*\)")
_TERMS = (
    r"(?:giai đoạn|nhiệm kỳ|năm học|thời kỳ|khóa|khoá)\s+(?:[IVXL]+\s*,?\s*\(?\s*)?\d{4}\s*(?:[-–—]"
    r"|đến)\s*(?:năm\s+)?\d{4}"
)
# "tính đến hết 14/6", "mốc lấy số liệu"; "máy tính", "lấy ý kiến", "cắm mốc" are work.
RECKONED = (
    r"\b(?:(?<!máy )tính(?=\s+(?:từ|đến|tới|theo|trong|lãi|nợ|công|tiền|phí|tuổi"
    r"|thâm niên)(?!\w))|mốc(?=\s+(?:thời gian|số liệu|lấy|tính|chốt))"
    r"|lấy(?=\s+(?:từ|mốc|thời điểm)))"
)
# Each with what a text in small letters must hold for it.
_BLANKED_BY_WORD = (
    # "trước kỳ họp HĐND giữa năm": whose session, on a day that the plan does not say.
    (
        "kỳ họp|tại hội nghị",
        compiled(
            rf"(?:(?<=kỳ họp)|(?<=tại hội nghị))[^.;,()\d]{{0,40}}?\s(?:giữa|cuối|đầu)\s+năm(?:\s+{YEAR_FIGURES})?"
        ),
    ),
    (
        r"[/\-–]\s?[a-zđ]",
        # "Tháng 3 - Tháng 5" has no number of a document.
        compiled(rf"(?<![\d/.\-])(?<!tháng\s)(?<!tuần\s)(?<!quý\s){NUMBER}\s?,?\s*(?:(?:ban hành\s+)?ngày\s+{_A})?"),
    ),
    (
        '["“]',
        compiled(r"“[^“”]{0,300}”|\"[^\"]{0,300}\""),
    ),
    (
        "hiệu lực|giá trị",
        compiled(
            r"(?:hiệu lực|có giá trị(?: sử dụng)?)(?:\s+(?:thi hành|kể|từ|đến|hết|sau|trước|là|của|văn bản)){0,4}"
            rf"\s+{ON}{_A}"
        ),
    ),
    (
        "bắt đầu|khởi|áp dụng|khai (?:giảng|mạc)|mở|phát động",
        compiled(
            rf"(?:bắt đầu|khởi điểm|khởi công|áp dụng)(?:\s+(?:kể|từ|vào)){{0,3}}\s*:?\s+{ON}{_A}"
            r"(?!\s*(?:đến|[-–]|tới)\s)"
            # "mở ngày 15/8, kết thúc ngày 30/9"
            rf"|\b(?:mở|phát động|khởi động)\s+(?:từ\s+|vào\s+)?{ON}{_B}(?=[^.;]*\b(?:kết thúc|bế mạc|đóng)\b)"
            # "khai giảng đầu tháng 3, bế giảng trước ngày 01/12"
            r"|khai (?:giảng|mạc)\s+(?:(?:vào|trong|từ)\s+)?(?:đầu |giữa |cuối )?tháng\s+\d{1,2}(?:/\d{4})?"
            r"(?=[^.]*\b(?:bế (?:giảng|mạc)|kết thúc|hoàn thành)\b)"
            r"|(?:bắt đầu|khởi công)(?:\s+(?:kể|từ|vào)){0,3}\s+(?:cuối\s+|đầu\s+)?(?:tháng|quý|năm)"
            r"\s+[\dIV]+(?:/\d{4})?"
            r"(?!\s*(?:đến|[-–]|tới)\s)"
        ),
    ),
    (
        "số liệu|tính|mốc|thời điểm|kỳ báo cáo|lấy",
        compiled(
            rf"(?:\bsố liệu|{RECKONED}|\bthời điểm|\bkỳ báo cáo)\b"
            rf"[^.;(]{{0,60}}?\bđến\s+(?:hết\s+)?(?:{ON}{_A}"
            r"|ngày\s+\d{1,2}\s+(?:của\s+)?(?:tháng|kỳ)\b(?!\s*\d)[^.;,]{0,20})"
            r"|(?:số liệu|tính)\b[^.;]{0,60}?\btừ ngày[^.;]{0,40}đến ngày[^.;]{0,40}kỳ báo cáo"
        ),
    ),
    # thăm các Mẹ sinh trước ngày 30/4/1945; mốc kiểm tra từ 01/01/2024 đến 31/12/2025; 09 ngày nghỉ (14/02 - 22/02)
    (
        "sinh|mốc|thời điểm|niên độ|nghỉ",
        compiled(
            rf"(?<!học )(?<!vệ )\bsinh\s+(?:từ|trước|sau|trong|đến)\s+{ON}{FIGURES}"
            r"|\b(?:mốc|thời điểm|niên độ)\s+(?:kiểm tra|giám sát|thanh tra|kiểm toán)\s*:?\s+(?:tính\s+)?từ"
            rf"\s+{ON}{FIGURES}(?:\s*(?:đến|[-–])\s*(?:hết\s+)?{ON}{FIGURES})?"
            rf"|\b(?:ngày|kỳ|lịch|được)\s+nghỉ(?:\s+(?:lễ|Tết|hè))?\s*\((?:từ\s+)?{ON}\d[\d/.-]*\s*(?:đến|[-–])[^()]*\)"
        ),
    ),
    # Năm ngoái, ngày 24/3/2025, gian hàng được giải nhì; bảo hiểm sẽ hết hạn ngày 30/6
    (
        r"ngoái|trước,|hồi\s|hết hạn|(?:năm|mùa|vụ|đợt|lần|kỳ) trước\s",
        compiled(
            rf"(?<!như )(?<!giống )(?<!với )(?:năm ngoái|năm trước,|lần trước,)[^.;:\d]{{0,30}}?\s{ON}{_A}"
            # "… trước 10/02. Năm ngoái việc này kéo sang tận giữa tháng 3 nên bị phê bình.": all of that is over.
            r"|(?:\A|(?<=[.;]\s))(?-i:Năm|Mùa|Vụ|Đợt|Lần|Kỳ)\s(?:ngoái|trước)(?!\w)(?:(?!năm nay|lần này|[.;]\s).)*"
            rf"|\bhồi\s+{ON}{_C}"
            rf"|{EXPIRING}[^.;,]{{0,40}}?\shết hạn(?:\s+(?:sử dụng|hiệu lực|bảo hành|hợp đồng))?(?:\s+vào)?\s+{ON}{_B}"
        ),
    ),
    # lõi lọc còn bảo hành đến tháng 9/2027
    (
        r"(?:còn|được)\s",
        compiled(rf"(?:còn|được)\s{EXPIRING}[^.;,]{{0,20}}?\sđến\s+(?:hết\s+)?(?:{ON}{_A}|tháng\s+\d{{1,2}}/\d{{4}})"),
    ),
    # đến ngày 05/3/2026 đã bàn giao 604 căn nhà
    (
        r"(?:đến|tới).*đã",
        compiled(rf"(?:đến|tới)\s+(?:hết\s+)?{ON}{_A}\s*,?\s+(?:[^\s.,;:]+\s+){{0,4}}đã(?!\w)"),
    ),
    # thanh toán khối lượng đã nghiệm thu đến ngày 31/12/2026
    (
        "đã.*(?:đến|tới)",
        compiled(
            r"\bđã\s+(?!gia hạn|lùi|dời|kéo dài|điều chỉnh|cho phép)(?:[^\s.,;:]+\s+){1,4}?"
            rf"(?:tính\s+)?(?:đến|tới)\s+(?:hết\s+)?{ON}{_A}"
        ),
    ),
    # thời kỳ thanh tra: từ 01/01/2023 đến 31/12/2025
    (
        "thời kỳ|niên độ",
        compiled(
            rf"(?:thời kỳ|niên độ)\s+(?:được\s+)?(?:thanh tra|kiểm tra|kiểm toán|giám sát)[^.;\d]{{0,20}}"
            rf"{_A}\s*(?:đến|[-–—]|tới)\s*(?:hết\s+)?{ON}{_B}"
        ),
    ),
    (
        "kỷ niệm|chào mừng|nhân|lập|ký|ban hành",
        compiled(
            rf"(?:kỷ niệm(?! chương)|chào mừng|nhân (?:dịp|ngày)|lập thành tích)\b"
            rf"(?:(?!{_LIMIT})[^.;,]){{0,80}}?{ON}{_A}"
            # "nộp Hiệu trưởng ký ngày 10/3" is work.
            rf"|(?:(?<!trưởng )(?<!tịch )(?<!đốc )(?<!đạo )(?<!thư )(?<!đăng )\bký|ban hành)\s+(?:vào\s+)?{ON}{_B}"
        ),
    ),
    (
        "ngày.*(?:của|về|quy định)",
        compiled(
            rf"(?<!trước\s)(?<!đến\s)(?<!hết\s)(?<!nhất\s)(?<!là\s)(?<!vào\s)(?<!hạn\s)ngày\s+{_A}"
            r"\s*,?\s+(?:của|về việc|quy định)\b(?!\s+(?:mỗi|từng|hằng|hàng|tháng|quý|năm|kỳ))"
        ),
    ),
    (
        "giai đoạn|nhiệm kỳ|năm học|thời kỳ|khóa|khoá",
        compiled(_TERMS),
    ),
    # "45 ngày, từ 05/5 đến 18/6": the count only tells how long the range is.
    (
        "ngày.*từ",
        compiled(rf"\d+\s+ngày(?:\s+làm việc)?\s*[,(:]?\s*(?=\(?(?:kể\s+)?từ\s+{ON}{_A}\s+đến\s)"),
    ),
    # "Mỗi tiểu phẩm dài 7 - 10 phút": how much, not when
    (
        r"\d\s?[-–]\s?\d",
        compiled(
            r"(?<![\d/.])\d{1,2}\s?[-–]\s?\d{1,2}\s+(?:phút|giờ|buổi|người|hộ|lượt|lần|tờ|trang|điểm|em|cháu"
            r"|đại biểu|học sinh"
            r"|triệu|nghìn|ngàn|tấn|tạ|kg|km|m2|m|ha|thôn|xã|phường|lớp|đơn vị|mô hình|công trình|hội viên|đoàn viên)\b"
        ),
    ),
    # "tháng 4 (thôn 1-4)": places by their numbers
    (
        "thôn|ấp|khu phố|tổ|khối|cụm|bản|xóm|khóm|buôn",
        compiled(r"\b(?:thôn|ấp|khu phố|tổ|khối|cụm|bản|xóm|khóm|buôn)\s+\d{1,2}\s?[-–]\s?\d{1,2}(?![\d/])"),
    ),
    # "10/3 AL (26/4)": the day of the sun's calendar stands behind it.
    (
        r"\d\s?[aâ]l\s",
        compiled(
            rf"{ON}{_A}\s*(?:âl|al)(?!\w)"
            r"(?=\s*\(\s*(?:(?:tức|nhằm)\s+)?(?:ngày\s+)?\d{1,2}/\d{1,2})"
        ),
    ),
    # Work of the whole year has no day of its own.
    ("thường xuyên", compiled(r"(?<=thường xuyên)\s+trong\s+(?:cả\s+|suốt\s+)?năm(?!\s*\d)")),
    # "Nếu đến hết ngày 15/4 vẫn còn hộ chưa nhận tiền thì … lập danh sách trước ngày 22/4"
    (
        "nếu|trường hợp|khi",
        compiled(
            rf"\b(?:nếu|trường hợp|(?<!trước )khi)\s+(?:đến|qua|quá|sau)\s+(?:hết\s+|thời hạn\s+)?{ON}{_A}"
            r"(?=[^.;]*?(?:\bthì\b|,))"
        ),
    ),
    # "xong 15/9 (thay cho thời hạn ngày 15/3 nêu tại …)", "xong 30/6 thay vì 30/4"
    (
        "thay",
        compiled(rf"thay (?:cho|vì)\s+(?:(?:thời )?hạn|thời điểm|mốc)?[^.;,()\d]{{0,20}}?{ON}{_A}"),
    ),
    # "lùi thời gian từ quý I sang quý II": only the new one holds
    (
        "(?:lùi|dời|chuyển|điều chỉnh|thay đổi).*(?:sang|thành)",
        compiled(
            r"(?:lùi|dời|chuyển|điều chỉnh|thay đổi)(?:\s+(?:thời hạn|thời gian|hạn|tiến độ|mốc))*"
            r"\s+từ\s+(?:quý|quí|qúy|tháng|ngày|\d)[^.;]{1,40}?(?=\s+(?:sang|thành)\s)"
        ),
    ),
    (
        # "mỗi quý một lần (trừ quý I)": what is left out is no time of its own.
        "trừ|không kể|không tính",
        compiled(
            r"\b(?:ngoại trừ|trừ|không kể|không tính)\s+(?:các\s+)?(?:quý|quí|qúy|tháng|tuần|ngày)\s"
            r"[^().;]{1,40}?(?=[),.;]|\Z)"
        ),
    ),
    (
        "đã quá|thi đua|chiến dịch|đợt",
        compiled(r"đã quá\s+\d+\s+(?:ngày|tháng|tuần)|(?:thi đua|chiến dịch|đợt)\s+\d+\s+ngày(?!\s+\d)"),
    ),
)
_BLANKED = tuple((Trigger(words), pattern) for words, pattern in _BLANKED_BY_WORD)


def mask_traps(text: str) -> str:
    """Blanks out days that are no deadline; every other character keeps its place.

    An arrow says "to" as a dash does, and so does "÷".
    """
    text = text.replace("→", "-").replace("÷", "-").replace("=>", " -").replace("->", " -")
    small = text.lower()
    for words, pattern in _BLANKED:
        if words.stands_in(small):
            text = pattern.sub(lambda found: "\x00" * len(found[0]), text)
    return _SPAN_OF_YEARS.sub(_without_years, text) if "(" in text else text


def _without_years(found: re.Match[str]) -> str:
    """Blanks out "(15/10/1930 – 15/10/2023)", a tradition's years; "(15/3 - 30/3/2024)" is a stretch to work in."""
    first, last = found["ay"], found["by"]
    return "\x00" * len(found[0]) if first and last and int(last) - int(first) > 1 else found[0]


def mask(text: str, start: int, end: int) -> str:
    """Blanks out what was read; every other character keeps its place."""
    return f"{text[:start]}{chr(0) * (end - start)}{text[end:]}"
