"""Lines that are nothing to be followed, and why: pointers, captions, hours, money, remarks, days alone."""

from __future__ import annotations

import re

from danvan_cli.domain.text import fold, initials
from danvan_cli.intake import lexicon
from danvan_cli.intake.columns.looks import is_lone_time
from danvan_cli.intake.letters import PERSON, UPPER
from danvan_cli.intake.lines.nodes import Node
from danvan_cli.intake.spans import Reason
from danvan_cli.intake.time_words import CLOCK, DAYTIME, HAND_IN, LAST, LIMIT, WEEKDAY

_LIMIT = re.compile(rf"\b(?:trước ngày|{LAST}|hạn|đến hết)\b", re.IGNORECASE)
_DEADLINE = re.compile(rf"\b(?:{LIMIT}|{HAND_IN}|định kỳ|h[ằà]ng)\b", re.IGNORECASE)
# "Chi tiết tại Phụ lục kèm theo" only points to where the work stands; a body with work of its own does not.
_POINTER = re.compile(
    r"\W*(?:(?:noi dung|cac|nhung|khac|chi tiet|cu the|danh muc|danh sach|nhiem vu|cong viec|phan cong|phu luc"
    r"|tien do|theo|quy dinh|don vi|co quan|hoan thanh|thoi han"
    r"|(?:don vi|co quan) (?:chu tri|phoi hop|thuc hien)|chu tri|phoi hop|thoi (?:gian|han)(?: hoan thanh| thuc hien)?"
    r"|tai|o|co|xem|trong|kem|nhu|duoc|neu|thuc hien|va|so)[ ,:]*){1,9}(?:phu luc|bieu|bang)\b[^.;]{0,60}\W*"
)
# "Các nhiệm vụ cụ thể, đơn vị chủ trì và thời gian hoàn thành được nêu tại Phụ lục ban hành kèm theo Kế hoạch này."
_NAMED_ELSEWHERE = re.compile(
    r"(?:cac |nhung |toan bo )?(?:noi dung|nhiem vu|cong viec|hoat dong|danh muc|phan cong|lich|thoi gian)\b"
    r"(?:(?!\bgiao\b)[^.;:\d]){0,120}"
    r"\b(?:theo|tai|trong|o)(?: cac)? (?:phu luc|bieu|bang|lich)\b"
    r"(?: so)?(?: [\divx]{1,4}| kem theo| sau| duoi day| ban hanh)*"
    r"[^.;]{0,40}(?:\([^()]*\))?\W*"
)
_BELOW = ("sau", "sau day", "duoi day")
# "Việc thu thập thông tin được chia thành các đợt như bảng sau:"
_TO_A_TABLE = re.compile(
    r"[^.;\d]{0,120}\b(?:nhu|theo|tai|trong) (?:bang|bieu|danh sach|lich) (?:sau|sau day|duoi day)\W*"
)
# "Các nội dung trọng tâm được phân công như sau:" above a table.
_AS_FOLLOWS = re.compile(
    r"(?:cac |nhung )?(?:noi dung|nhiem vu|cong viec|hoat dong|chi tieu)\b[^.;\d]{0,120}(?: nam 20\d\d)?"
    r"[^.;\d]{0,60}\bnhu sau\W*"
)
_LONG_POINTER = 160
# "Đợt cao điểm chia làm 03 giai đoạn."
_TOLD_IN_PARTS = re.compile(
    r"(?:ke hoach|chuong trinh|chien dich|dot|cuoc)\b[^.;:]{0,40} (?:chia (?:lam|thanh|ra)|gom|co) \d+"
    r" (?:giai doan|dot|buoc|phan)\W*"
)
# One sentence on what was reached before the plan; behind a full stop there could be work.
_LOOK_BACK = re.compile(
    r"\W*(?:trong\s+)?(?:(?:thời gian|những năm|các năm|năm)\s+(?:vừa\s+)?qua"
    # "Vụ xuân năm trước xã đã tiêm 1.870 con trâu bò."
    r"|(?:(?:vụ|mùa|đợt|quý|tháng|kỳ)\s+(?:\w+\s+)?)?năm\s+(?:trước|ngoái)"
    r"|(?:vụ|đợt|lần|kỳ|mùa)\s+(?:\w+\s+)?trước)\b"
    r"(?=.*\bđã\b)(?:[^.]|\.(?=\d))*\.?",
    re.IGNORECASE,
)
# "Các đơn vị có thể thay đổi hình thức hội nghị": what is allowed and asked of nobody.
_PERMISSION = re.compile(r"(?:cac|moi|tuy|can cu|don vi)\b[^.;]{0,60}\bco the (?!hoan thanh|nop)[^.;]*\.?")
# "(Nghỉ Tết Nguyên đán từ 11/02 đến hết 22/02.)"
_HOLIDAY = re.compile(
    r"\(?\s*nghỉ (?:tết|lễ|hè|bù)(?:\s(?:nguyên đán|âm lịch|dương lịch|quốc khánh|năm \d{4}))*:?"
    r"(?:\s(?:từ|đến|hết|ngày|tháng|năm|và|-|–|\d[\d/.-]*))*[.;]?\s*\)?[.;]?",
    re.IGNORECASE,
)
# "Kỷ niệm 80 năm Ngày Thương binh - Liệt sĩ (27/7/1947 - 27/7/2027)."
_ANNIVERSARY = re.compile(
    r"(?:lễ )?(?:kỷ niệm|chào mừng|hướng tới) (?:lần thứ )?\d{1,3}(?: năm)? (?:ngày|năm) [^.;()]{3,120}"
    r"\(\s*\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\s*[-–]\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\s*\)[.;]?",
    re.IGNORECASE,
)
# "Bảo đảm an toàn thực phẩm là nhiệm vụ quan trọng …", "Công tác truyền thông hướng tới các nhóm có nguy cơ cao": how
# the work is seen or meant, and nobody's piece of it.
_DECLARES = re.compile(
    r"[^.;:\d]{5,120} la (?:nhiem vu|trach nhiem|yeu cau|khau|giai phap|noi dung|viec lam|muc tieu|dong luc)\b"
    # "Trực bảo vệ hai cơ sở là trách nhiệm của Tổ Bảo vệ" gives it to somebody.
    r"(?! cua (?!moi|cac|toan|tat ca|ca he thong|nhan dan|nguoi))"
    r"[^.;:\d]{0,40}"
    r"\b(?:quan trong|thuong xuyen|trong tam|then chot|hang dau|lau dai|cap bach|cap thiet)\b[^.;]*"
    r"|[^.;:]{0,80}\bxac dinh [^.;:\d]{5,140} la [^.;\d]*(?:dot pha|trong tam|then chot|quan trong|uu tien)[^.;]*"
    r"|(?:cong tac|hoat dong|viec)\b[^.;:\d]{3,100} (?:duoc (?:tien hanh|thuc hien|to chuc|trien khai)"
    r" (?:theo (?:nguyen tac|phuong cham|tinh than)|tren (?:co so|tinh than))|huong (?:toi|den)"
    r"|(?:phai|can) (?:bao dam|dam bao))\b[^.;\d]*"
    r"|[^.;:\d]{5,80} chiu trach nhiem truoc [^.;\d]{3,80} neu (?:de )?xay ra[^.;\d]*"
)
_PRAISES = re.compile("ghi nhan|bieu duong|danh gia cao|hoan nghenh")
# "UBND tỉnh ghi nhận nỗ lực của các địa phương …" praises and gives nobody anything to do.
_PRAISE = re.compile(
    r"(?:[^.;,]{0,60}\s)?(?:ghi nhan|bieu duong|danh gia cao|hoan nghenh)(?:(?:,| va|,? bieu duong"
    r"|,? danh gia cao| cac| nhung| su)\b)*\s?\b(?:no luc|co gang|ket qua|tinh than|trach nhiem|chi dao|vao cuoc"
    r"|phoi hop|thanh tich|dong gop)\b"
    r"(?!.*(?:[.;,]|\bva)\s*(?:giao|yeu cau|de nghi)\b).*"
)
# "Năm 2025 có 418 hộ đạt danh hiệu, bằng 61%.", "Trường hiện có 186 học sinh bán trú.": numbers of how things are.
_STANDS = re.compile(
    r"(?:(?:trong|đến|đầu|cuối|hết|tính đến)\s+)?[^.;:]{0,70}?"
    r"\b(?:có|còn|đạt|chiếm|là|(?:để )?xảy ra|giảm còn|tăng lên|đã)\b[^;:]*\d[^;:]*[.;]?",
    re.IGNORECASE,
)
_LONGEST_STATE = 800
_STRIVES = re.compile(
    r"\b(?:chỉ tiêu|mục tiêu|phấn đấu|ít nhất|tối thiểu|trở lên|mỗi|duy trì|giữ vững)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b20\d\d\b")
_BEFORE = re.compile(
    r"(?:(?:trong|đến|đầu|cuối|hết|tính đến|kết thúc)\s+)*(?:(?:ngày|tháng|quý)\s+[\d/IVX]+\s+)?năm(?:\s+học)?\s+"
    r"(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"(?:[^.;:]{2,40}\s)?hiện(?:\s+(?:nay|tại|có|còn))\b", re.IGNORECASE)
_OF_THE_PAST = re.compile(
    r"(?:theo [^,.;]{3,60}, )?(?:trong |suốt |qua |kể từ )?"
    r"(?:(?:\d{1,2}|sáu|chín) tháng (?:đầu năm|qua|vừa qua)|nửa đầu năm|(?:tháng|quý) [\dIVX]{1,3} vừa qua"
    r"|(?:thời gian|năm|tuần|tháng|quý|đợt|mùa) (?:qua|vừa qua|trước)|vừa qua|(?:sáng|chiều) (?:nay|qua)"
    r"|hôm (?:qua|trước)"
    r"|(?:những|các) (?:năm|tháng|ngày) (?:qua|gần đây)|(?:đến|hiện|lâu) nay|tính đến)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:đã|xảy ra|ghi nhận|mới (?:được|đạt|có|chỉ)|lâu nay|vừa|vẫn|còn|giảm|tăng|đạt|chưa|bị|có \d)\b", re.IGNORECASE
)
_ORDERS = re.compile(
    r"\b(?:giao|yêu cầu|đề nghị|phân công|phải|cần|(?:chậm|muộn) nhất|trước ngày|xong|hoàn thành trước|hạn|sẽ|chủ trì"
    r"|phối hợp|như sau|chốt|tiếp tục|khẩn trương)\b",
    re.IGNORECASE,
)
_HOUR = re.compile(rf"\W*(?:từ\s+)?{CLOCK}(?!\w)", re.IGNORECASE)
_AGENDA = re.compile(
    rf"\W*(?:từ\s+)?{CLOCK}\s*(?:-|–|đến|:)(?!\s*ngày)|[^.;]{{0,120}}\(\s*\d{{1,3}}\s*(?:phút|’|')\s*\)\W*$"
    # "14 giờ thứ Tư 08/4, BS. Liễu nói chuyện …" is an event of its own.
    rf"|\W*{CLOCK}\s+(?!(?:(?:{WEEKDAY}|{DAYTIME}|ngày),?\s+){{1,3}}\d{{1,2}}\s?/)[^\d\W]",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\W*(?:(?:(?:nguồn|tổng(?: nhu cầu)?)\s+)?(?:kinh phí|chi phí|mức chi|dự toán|tiền công|thù lao)"
    r"|(?:nguồn|tổng(?: nhu cầu)?)\s+vốn|vốn(?=\s*:))\b"
    r"(?!.*\b(?:lập|tham mưu|(?<!quá )trình|thẩm định|quyết toán)\b)"
    r"|[^.;:]{0,60}:\s*[\d.,]+\s*(?:đồng|đ|triệu|tr)\b|\W*dự kiến:?\s+[\d.,]+\s*(?:đồng|triệu|tỷ)\b"
    # "Tổng giá trị hợp đồng là 18,6 tỷ đồng": what is bought; "giá trị sản xuất" may be a goal.
    r"|\W*(?:tổng )?(?:giá trị (?:các )?(?:hợp đồng|gói thầu|dự án)|mức đầu tư)\b[^.;:]{0,60}\s[\d.,]+\s*(?:đồng"
    r"|triệu|tỷ)\b",
    re.IGNORECASE,
)
# "Tiền công đức: …, sáng 31/3 Tiểu ban Tài chính mở hòm kiểm đếm".
_DONE_ON_A_DAY = re.compile(rf"(?i:{DAYTIME}|{WEEKDAY}|ngày),?\s+\d{{1,2}}/\d{{1,2}}(?:/\d{{4}})?,?\s+[{UPPER}]")
# "Kinh phí công phun giao Kế toán xã thẩm tra và chi trả trong vòng 10 ngày".
_GIVES_WORK = re.compile(rf"\bgiao\s+(?:cho\s+)?(?=[{UPPER}])")
# "Đính chính: tại điểm 2 mục II, … sửa thành …" says nothing of the work above it alone.
_CORRECTION = re.compile(r"\W*đính chính\b(?=.*\b(?:sửa|thay|bỏ|là|thành)\b)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[^\s.][.;])\s+(?=[^\W\d_])")
# "(*) Việc số 4: kéo dài đến hết ngày 20/5" tells more of what bears that mark, and is no work of its own.
# "(*) Văn phòng lập kế hoạch" may be work behind a bullet of its own kind.
_STARRED = re.compile(
    r"\s*\(\*{1,4}\)\s*:?\s*(?:ghi chú|lưu ý|chú thích|(?:việc|nhiệm vụ|nội dung|mục) (?:số|này|thứ|trên)\b"
    r"|(?:số lượng|mức chi|thành phần|định mức|kinh phí|địa điểm)\b"
    r"|(?:(?:đã|được|cho|cho phép|xin)\s+)?(?:lùi|dời|kéo dài|gia hạn|hoãn|chuyển sang)\b|(?:thời hạn|hạn|số liệu)\b)",
    re.IGNORECASE,
)
# "Đầu việc nào không đề ngày thì hiểu là phải xong ngày 30/6/2026."
FOR_UNDATED = re.compile(
    r"\bviệc\s(?:nào\s)?(?:không|chưa)\s(?:đề|ghi|nêu|có)\s(?:rõ\s)?(?:ngày|thời hạn|hạn|thời gian|mốc)\b"
    r"[^.;]{0,20}\b(?:thì|là|đều)\b",
    re.IGNORECASE,
)
# "Tổ trưởng: thầy Lộc - Hiệu trưởng. Thư ký: thầy Bảo.": who is in a team.
_MEMBERS = re.compile(
    r"\W*(?:(?:(?:phó )?(?:tổ|đội|nhóm) (?:trưởng|phó)|(?:phó )?trưởng (?:ban|đoàn|tiểu ban|nhóm)|phó (?:ban|đoàn)"
    r"|thư ký)"
    rf"(?: thường trực)?\s*:\s*(?=(?:{PERSON})\s|(?-i:[{UPPER}]))[^.;:\d]{{3,80}}(?:[.;]\s*|\Z))+",
    re.IGNORECASE,
)
_THEME = re.compile(r"\W*(?:chủ đề|chủ điểm|khẩu hiệu|thông điệp)\b[^:.;]{0,30}:", re.IGNORECASE)
_TERM_CALENDAR = re.compile(
    r"\W*(?:lịch năm học|lịch (?:thi|nghỉ|học)|học kỳ|hoc ky|kỳ nghỉ|nghỉ (?:hè|tết))\b[^.;]{0,20}:", re.IGNORECASE
)
_EXPLANATION = re.compile(r"\W*\(?(?:ghi chú|lưu ý|(?:từ |chữ )?viết tắt)\b\s*:|\W*\(\s*ghi chú", re.IGNORECASE)
# "(dành cho khối 6, 7)" on a line of its own.
_IN_BRACKETS = re.compile(
    r"\((?!.*\b(?:chủ trì|phối hợp|tham mưu|xong|hạn|thực hiện|ngày|tuần|tháng|quý|phòng|ban|tổ|đội|đoàn|hội|công an"
    r"|trạm)\b)(?-i:[a-zà-ỹđ])[^()/]{3,60}\)\.?",
    re.IGNORECASE,
)
# "Quy ước: ● là đơn vị chủ trì", "Cột (5) là ngày gửi hồ sơ", "Tên đơn vị: VP - Văn phòng Sở": how a table is read.
_OF_A_TABLE = re.compile(
    r"\W*(?:quy ước|cách ghi(?: sổ)?|ký hiệu|chú giải|chú thích|tên (?:các )?(?:đơn vị|phòng|bộ phận))\b[^:.;]{0,20}:"
    r"|\W*(?:các )?cột\s+(?:\(?\d{1,2}\)?|[\"“][^\"”]{1,40}[\"”])(?:\s+(?:là|ghi|cho biết|để|nêu|tính)\b|\s*:)",
    re.IGNORECASE,
)
# "Tổng cộng: 02 nhiệm vụ", "Cộng tháng 3: 04 cuộc kiểm tra" below what they count; no "Cộng tác viên: 5 người".
TOTAL_WITH_FIGURE = r"(?:tổng|tổng cộng|cộng(?:\s(?!tác|đồng|sinh|hưởng)[^:]{1,30})?)\s*:\s*\d.{0,100}"
_TOTAL = re.compile(
    rf"(?!.*\b(?:chủ trì|phối hợp|phụ trách|thực hiện|giao|đạt|phấn đấu|ít nhất)\b){TOTAL_WITH_FIGURE}", re.IGNORECASE
)
_APPLAUSE = re.compile(
    r"\W*(?:chào cờ|giải lao|văn nghệ chào mừng|ổn định tổ chức|bế mạc|đón tiếp đại biểu)\b", re.IGNORECASE
)
_LETTERS = re.compile(rf"\W*(?P<letters>[{UPPER}]{{2,8}})\s*(?::|=|[-–])\s+(?P<words>[^.;:]{{4,80}})\W*")
_CAPITALS = re.compile(rf"\W*[{UPPER}]{{2}}")
_APPENDIX_NAME = re.compile(
    r"\W*(?:phụ lục|bảng|biểu(?: mẫu)?|mẫu)\s*(?:số)?\s*(?:[\dIVX]{0,4}|[A-HĐ])\W*", re.IGNORECASE
)
# "Bảng 1. Nhiệm vụ có thời hạn", "Lịch kiểm tra của Đoàn:" name the table below them.
_CAPTION = re.compile(
    r"(?:bảng|biểu)(?:\s+số)?\s+(?:\d{1,2}|[IVX]{1,4})\s*[.:–-]\s*"
    r"(?!.*\b(?:ngày|tuần|tháng|quý|năm|chậm nhất|muộn nhất)\b)[^.;:\d]{3,100}"
    r"|\((?:đvt|đv tính|đơn vị tính|đơn vị)\s*:[^.;:()]{1,60}\)"
    r"|(?:lịch|danh sách|danh mục|bảng|biểu|kế hoạch (?:chi tiết|cụ thể))\s[^.;:\d]{3,90}:"
    r"|(?:lịch|bảng|danh mục) (?:công việc|hoạt động|công tác|thực hiện|nhiệm vụ)",
    re.IGNORECASE,
)


def aside_of(text: str) -> Reason | None:
    """Tells why a line by itself is nothing to be followed; None for one that may be.

    A line of several sentences is an aside where each of them is, for the reason of the first.
    """
    if reason := _aside_of(text):
        return reason
    sentences = _SENTENCE.split(text)
    reasons = [_aside_of(sentence) for sentence in sentences] if len(sentences) > 1 else []
    return reasons[0] if reasons and all(reasons) else None


def tells_how_it_stands(text: str, year: int | None) -> bool:
    """True for a paragraph of nothing but numbers of how things were before the plan's year, or are now.

    What names the plan's year, strives for something or sets a number without such a beginning may be a goal.
    """
    if len(text) > _LONGEST_STATE or _STRIVES.search(text) or _DEADLINE.search(text):
        return False
    years = [int(found) for found in _YEAR.findall(text)]
    begun = _BEFORE.match(text)
    is_before = begun is not None and year is not None and int(begun["year"]) < year
    is_past = all(year is None or one < year for one in years)
    return (is_before or bool(_NOW.match(text))) and is_past and all(map(_STANDS.fullmatch, _SENTENCE.split(text)))


def tells_what_was(text: str) -> bool:
    """True for the opening of a letter of which every sentence tells what happened or how things are.

    "Trong 11 tháng đầu năm, toàn huyện xảy ra 84 vụ …": it gives nobody anything to do.
    """
    if len(text) > _LONGEST_STATE or not _OF_THE_PAST.match(text) or _ORDERS.search(text):
        return False
    return all(map(_TELLS.search, _SENTENCE.split(text)))


def _aside_of(text: str) -> Reason | None:
    key = fold(text)
    # "thời hạn hoàn thành được nêu tại Phụ lục" says no time itself.
    if _NAMED_ELSEWHERE.fullmatch(key) and not _LIMIT.search(text.replace("thời hạn", "")):
        return Reason.POINTER
    if (len(text) < _LONG_POINTER and _POINTER.fullmatch(key)) or _APPENDIX_NAME.fullmatch(text):
        return Reason.POINTER
    if (
        _CAPTION.fullmatch(text)
        or _AS_FOLLOWS.fullmatch(key)
        or (key.rstrip(" :.").endswith(_BELOW) and _TO_A_TABLE.fullmatch(key))
    ):
        return Reason.CAPTION
    if _TOLD_IN_PARTS.fullmatch(key):
        return Reason.LEAD_IN
    if "co the " in key and _PERMISSION.fullmatch(key) and not _LIMIT.search(text):
        return Reason.EXPLANATION
    if _EXHORTATION.fullmatch(key) or _is_appeal(key) or (_THANKS.fullmatch(key) and not _DEADLINE.search(text)):
        return Reason.CLOSING
    if _NOTHING_OWN.fullmatch(key):
        return Reason.CLOSING
    if "nay" in key and _ENFORCES.fullmatch(key):
        return Reason.CLOSING
    if "hieu luc" in key and _IN_FORCE.fullmatch(key):
        return Reason.VALIDITY
    if _LOOK_BACK.fullmatch(text) or (_PRAISES.search(key) and _PRAISE.fullmatch(key)):
        return Reason.SITUATION
    if _DECLARES.fullmatch(key.rstrip(" .;")) and not (_LIMIT.search(text) or _DAY_SAID.search(key)):
        return Reason.PURPOSE
    if _HOLIDAY.fullmatch(text):
        return Reason.CALENDAR
    if _ANNIVERSARY.fullmatch(text):
        return Reason.ANNIVERSARY
    if _CORRECTION.match(text) or _STARRED.match(text) or (text[:1] == "(" and FOR_UNDATED.search(text)):
        return Reason.NOTE
    if _MEMBERS.fullmatch(text):
        return Reason.ATTENDANCE
    if _THEME.match(text) and not _LIMIT.search(text):
        return Reason.THEME
    if _TERM_CALENDAR.match(text):
        return Reason.CALENDAR
    if (_AGENDA.match(text) or _APPLAUSE.match(text)) and not _LIMIT.search(text):
        return Reason.AGENDA
    if _TOTAL.fullmatch(text) and not _LIMIT.search(text):
        return Reason.TOTAL
    if _MONEY.match(text) and not (_DEADLINE.search(text) or _DONE_ON_A_DAY.search(text) or _gives_work(text)):
        return Reason.MONEY
    is_told = (
        explains_letters(text)
        or _CALLED.fullmatch(text)
        or _OF_A_TABLE.match(text)
        or (_EXPLANATION.match(text) and not _LIMIT.search(text))
        or (text[:1] == "(" and _IN_BRACKETS.fullmatch(text))
    )
    return Reason.EXPLANATION if is_told else None


def _gives_work(text: str) -> bool:
    """True for money that a body is told to do something with; "giao Văn phòng" alone says who has it."""
    given = _GIVES_WORK.search(text)
    return given is not None and any(
        verb[0] not in lexicon.verbs_in_names() for verb in lexicon.verb_pattern().finditer(text, given.end())
    )


def _is_appeal(key: str) -> bool:
    """True for a sentence that asks everybody for zeal and nobody for a piece of work, or tells whom to turn to."""
    if not (key.startswith(_OPENINGS) or "yeu cau" in key or "de nghi" in key):
        return False
    bare = _COUNTED_MANY.sub(r"\1", key)
    is_idle = bool(_APPEAL.fullmatch(bare)) and not _CONCRETE.search(bare)
    return is_idle or bool(_REPLACES.fullmatch(key) or (_IN_TROUBLE.fullmatch(key) and not _DAY_SAID.search(key)))


def explains_letters(text: str) -> bool:
    """True for "QLĐS: Quản lý đường sắt; …", letters and the words that they begin."""
    label = _EXPLANATION.match(text)
    bare = text[label.end() :] if label else text
    if not _CAPITALS.match(bare):
        return False
    pairs = [_LETTERS.fullmatch(piece) for piece in bare.rstrip(" ;.").split(";")]
    return all(pair and initials(" ".join(pair["letters"])) == initials(pair["words"]) for pair in pairs)


# "Các chữ viết tắt: Phòng Kế hoạch tổng hợp (sau đây gọi là P.KHTH); …"
_CALLED = re.compile(
    r"(?:[^:.;()]{0,70}:\s*)?"
    r"(?:[^:.;()]{3,90}\((?:sau đây |dưới đây )?(?:gọi|viết)(?: (?:tắt|gọn|chung))?(?: là)? [^()]{1,40}\)"
    r"\s*[;,.]?\s*(?:và\s+)?)+",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"\W*(?:(?:(?:xin|rat|kinh) )?(?:tran trong |chan thanh )*(?:cam on|cam ta|kinh chao)"
    r"|su (?:giup do|quan tam|ung ho) cua"
    r"|(?:(?:kinh|rat|xin) )?mong (?:rang|ba con|cac|moi|quy|nhan duoc|duoc|cong doan|toan the)|nguyen xin|kinh chuc"
    r"|chuc (?:cac|moi|toan the|quy|ca nha))\b[^.;\d]*\W*"
)
# Words that close a list and give nobody anything to do.
_EXHORTATION = re.compile(
    r"(?:(?:yeu cau|de nghi) (?:cac|nhung|toan the|thu truong cac)\b[^.;,]{0,60}?"
    r"|(?:can cu (?:vao )?ke hoach nay, ?)?(?:cac|(?:thu truong|truong) cac)\b[^.;]{0,60}? nghiem tuc)"
    r"(?:nghiem tuc|khan truong|to chuc|trien khai|,| )*"
    r" thuc hien(?: nghiem(?: tuc)?| tot| ke hoach(?: nay)?| cac noi dung tren)*\W*"
    r"|[^.;\d]{0,90}\bthong bao (?:de|den) (?:cac|nhung)\b[^.;\d]{0,60}\bbiet,?(?: va)?(?: to chuc| trien khai)*"
    r"(?: phoi hop)? thuc hien\W*"
)

# "Các đơn vị nghiêm túc triển khai; coi đây là …". Heads who answer for something do work, if without a day.
_MANY = r"(?:[^.;]{0,90}?\b(?:yeu cau|de nghi) |nhan duoc ke hoach(?: nay)?,? )?(?:cac|nhung|moi|tat ca|toan the)\b"
_APPEAL = re.compile(
    rf"(?:{_MANY}|(?:yeu cau|de nghi)\b)[^.]{{0,160}}?(?:\bnghiem tuc\b|\bcoi (?:day|viec) la|\bbam sat"
    r"|\b(?:guong mau|neu guong)"
    r"|\bhang hai thi dua|\bquan tam,? (?:tao dieu kien|chi dao|phoi hop)"
    r"|\b(?:nang cao|neu cao|de cao) (?:y thuc|tinh than|trach nhiem)|\btich cuc huong ung|\bchu dong trien khai"
    r"|\bquan tam trien khai|\b(?:trien khai|to chuc)? ?thuc hien (?:tot|co hieu qua|day du))[^.]*\.?\W*"
    r"|(?:(?:thu truong|truong|lanh dao) )?(?:cac|nhung|moi)\b[^.:;]{0,90} (?:can cu|theo)(?: vao)?"
    r" (?:(?:ke hoach|chuong trinh|phu luc)(?: nay)?|chuc nang,? nhiem vu)[^.;]*"
    r"(?:; ?(?:(?:neu )?co )?(?:kho khan|vuong mac)[^.;]*)?\.?"
    r"|(?:cac|nhung)\b[^.:;]{0,60}: (?:theo|thuc hien theo) (?:chuc nang|linh vuc|nhiem vu)[^.;]*\.?"
    r"|(?:neu cao tinh than trach nhiem|coi (?:day|viec|do) la)[^.]*\.?"
)
# "Các xóm phối hợp thực hiện các nội dung liên quan.", "Hiệu trưởng chỉ đạo chung.": nobody is told to do anything.
_NOTHING_OWN = re.compile(
    r"(?:cac|nhung)\b[^.;:\d]{0,90} (?:phoi hop|to chuc|trien khai|thuc hien| )+"
    r" cac (?:noi dung|nhiem vu) (?:co )?lien quan\W*"
    r"|(?:hieu truong|giam doc|chu tich|bi thu|truong ban|dong chi)\b[^.;:,\d]{0,60}?"
    r" (?:chi dao chung|truc tiep chi dao|phu trach chung)\W*"
    r"|(?:[^.;:\d]{3,80} )?la (?:co quan|don vi|bo phan) thuong truc\b[^.;:,\d]{0,80}\W*"
    r"|(?:cac|nhung)\b[^.;:\d]{0,60} can cu chuc nang (?:de )?(?:to chuc )?(?:trien khai|thuc hien)\W*"
    r"|(?:cac|nhung)\b[^.;:\d]{0,60} lam viec theo (?:che do|nguyen tac)\b[^.;:\d]*\W*"
)
_PAPER = r"(?:ke hoach|quyet dinh|chi thi|thong bao|ket luan|van ban|chuong trinh|cong van|phuong an|huong dan|quy che)"
# "Điều 4. Chánh Văn phòng, Trưởng các phòng … chịu trách nhiệm thi hành Quyết định này": nothing but this paper itself
# is to be carried out, and by all.
_ENFORCES = re.compile(
    r"(?:dieu \d{1,2}\W{1,2})?(?=[^.;:]*\b(?:cac|moi|toan the|ca nhan)\b)[^.;:\d]{3,400}?(?:\bdieu \d[^.;:\d]{0,200}?)?"
    r"\b(?:chiu trach nhiem|co trach nhiem|can cu (?:chuc nang|nhiem vu|ke hoach)[^.;:\d]{0,60}|nghiem tuc|chu dong)"
    r"(?:,? ?\b(?:nghiem tuc|chu dong|phoi hop|khan truong|to chuc|trien khai|thuc hien|thi hanh|quan triet|pho bien"
    rf"|nghiem|va))+ (?:cac )?(?:noi dung )?(?:tai |cua )?{_PAPER} nay\W*"
)
_IN_FORCE = re.compile(
    rf"(?:dieu \d{{1,2}}\W{{1,2}})?{_PAPER} nay co hieu luc (?:thi hanh )?(?:ke )?tu ngay (?:ky|ban hanh)"
    r"(?:,? ?(?:va )?thay the (?:[^.;]|\.(?=\S))*|[^.;\d]{0,40})\W*"
)
# No further than the sentence: behind it work may stand.
_TO_THE_STOP = r"(?:[^.;]|\.(?=\S))*[.;]?\W*"
# "Kế hoạch này thay thế …", "Kế hoạch này được phổ biến đến toàn thể cán bộ …".
_REPLACES = re.compile(
    r"ke hoach(?: nay)? thay cho menh lenh hanh dong\W*"
    r"|(?:ke hoach|van ban) nay (?:thay the (?:cho )?(?:ke hoach|van ban)|duoc pho bien|duoc quan triet|ap dung)\b"
    rf"{_TO_THE_STOP}"
)
# "Mọi vướng mắc xin liên hệ Phòng Tổng hợp", "…; có vướng mắc phản ánh về UBND xã": only where trouble comes.
_IN_TROUBLE = re.compile(
    r"(?:(?:trong )?qua trinh\b|neu\b|truong hop\b|moi\b|co\b|khi co\b)[^.;]{0,60}?"
    r"\b(?:vuong mac|kho khan|phat sinh|can sua doi|can bo sung|can dieu chinh)\b"
    r"[^.;]{0,120}?\b(?:phan anh|lien he|trao doi|bao cao|co chi dao)\b"
    rf"{_TO_THE_STOP}"
)
_DAY_SAID = re.compile(r"\d{1,2}/\d{1,2}|\b(?:truoc|hang|ngay) (?:ngay )?\d|\b(?:hang|dinh ky) ")
_COUNTED_MANY = re.compile(r"\b\d+ ((?:khu pho|thon|ap|xa|phuong|phong|don vi|truong)\b)|\s*\bnam 20\d\d\b")
_OPENINGS = (
    *("cac ", "nhung ", "moi ", "tat ca ", "toan the ", "neu ", "coi ", "nhan duoc "),
    *("ke hoach nay", "van ban nay", "trong qua trinh", "qua trinh ", "truong hop ", "co ", "khi co "),
)
# What gives an appeal a piece of work after all.
_CONCRETE = re.compile(
    r"\d|\b(?:xay dung|ban hanh|lap(?! thanh tich)|gui|nop|hoan thanh|tong hop|(?<!coi )kiem tra|ra soat|tham muu"
    r"|dang ky|hang|dinh ky"
    r"|truoc khi|so ket|tong ket|trinh (?=lanh dao|giam doc|ubnd|cap))\b"
)

# What field a line names, where it stands by itself and not below an act.
_OF_FIELD = {
    "attendance": Reason.ATTENDANCE,
    "place": Reason.PLACE,
    "money": Reason.MONEY,
    "due": Reason.CALENDAR,
    "detail": Reason.EXPLANATION,
}


def aside_of_field(name: str) -> Reason | None:
    """Tells why a field of no act is set aside; None for one that assigns work and must be asked about."""
    return _OF_FIELD.get(name)


def has_agenda(node: Node) -> bool:
    """True for a table of an event's hours: it tells how the act above goes on, hour by hour."""
    rows = {line.cell[:2] for line in node.cells if line.cell}
    hours = {line.cell[:2] for line in node.cells if line.cell and _HOUR.match(line.text)}
    return bool(rows) and len(hours) * 2 > len(rows)


_REMARK = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)[.;]?")


def is_day_alone(node: Node) -> bool:
    """True for a line without a number that is nothing but a day or period: no work by itself."""
    return node.is_plain and not node.children and is_lone_time(node.text)


def is_remark(node: Node) -> bool:
    """True for a line that stands in brackets: "(Theo Công văn số 6012/UBND-KT)" is a remark on the act above."""
    return node.is_plain and not node.children and bool(_REMARK.fullmatch(node.text))
