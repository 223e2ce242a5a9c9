"""Where a body's name ends and the sentence's predicate begins."""

from __future__ import annotations

import re

from danvan_cli.domain.text import fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import LOWER, UPPER
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.time_words import ONLY_TIME

# Where names are followed by when: "Văn phòng Đảng ủy, tháng 8/2026".
TIME_WORDS = (
    r"(?:(?:(?:trong|trước|từ|vào|đến hết|xong|hoàn thành|hoàn tất|thời gian|thời hạn|hạn|chậm nhất|muộn nhất|cuối|giữa"
    r"|dịp|nhân dịp|đầu(?!\s(?:tư|mối|ra|vào)\b)|thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật"
    r"|nửa (?:đầu|cuối)|cả năm|thường xuyên"
    r"|h[ằà]ng(?=\s+(?:ngày|tuần|tháng|quý|quí|qúy|năm|kỳ|nửa|hai))|định kỳ|mỗi)(?!\w)"
    r"|(?:ngày|tháng|quý|quí|qúy|tuần|đến|năm)\s+(?:\d|[IVX]+\b)"
    r"|\d+\s*(?:tháng|lần|tuần|ngày|giờ|năm)\b|\d{1,2}\s*(?:h|giờ|g)\s?\d{0,2}\b|(?:\d{1,2}\s?[-–]\s?)?\d{1,2}[/.]\d"
    r"|\d{1,2}-\d{1,2}-\d{4})"
    r"(?!\s*phòng))"
)
# "Ban chỉ đạo", "Đoàn kiểm tra": what a body does is part of its name.
_NAMED_HEAD = re.compile(
    r"(?<!Văn phòng )(?<!Thanh tra )(?<!Lãnh đạo )(?<!Công đoàn )(?<!Thanh niên )(?<!Hội đồng )"
    r"(?:Ban|[Tt]rưởng ban|Tổ|Đoàn|Đội|Hội đồng|Bộ phận|Nhóm|Tiểu ban|Phòng|Trung tâm|Quỹ|[UỦ][ỷy] ban)\s+$"
)
# "Các đoàn kiểm tra liên ngành", "03 tổ giám sát": what they are for, unless it is what they do ("kiểm tra việc …").
_COUNTED_TEAM = re.compile(r"(?:[Cc]ác|[Nn]hững|[Mm]ỗi|[Tt]ừng|\d+)\s+(?:đoàn|tổ|đội|nhóm|tiểu ban|hội đồng)\s+$")
# "Phòng Giáo dục và Đào tạo các huyện", "Phòng Giáo dục thường xuyên - Nghề nghiệp": no verb begins there.
_ONE_WORD = frozenset(["Đào tạo", "dục thường xuyên", "khoản thu", "khoản chi"])
_TEAM_WORK = frozenset(
    ["kiểm tra", "giám sát", "thanh tra", "khảo sát", "thẩm định", "tuyên truyền", "xử lý", "hòa giải", "hoà giải"]
)
_DONE_TO = re.compile(
    r"\s+(?:việc|công tác|các|những|kế hoạch|báo cáo|chương trình|phương án|đề án|hồ sơ|dự thảo|văn bản|quy chế"
    r"|mức độ|kết quả|kịch bản|nội quy|mô hình|phần mềm|tài liệu|tình hình|thực trạng|hiện trạng|nhu cầu|toàn bộ"
    r"|số lượng"
    # "Tổ Quản lý vận hành 1:" is numbered.
    r"|danh sách|\d(?!\d?\s*(?:[:;,+)]|\Z|và\s)))"
)
_HELD = re.compile(r"\s+(?:hội nghị|hội thảo|hội thi|lớp|buổi|cuộc|đợt|đối thoại|diễn đàn|tập huấn|lấy ý kiến)(?!\w)")
# "Phòng Quản lý", "Ban Quản lý", "Trung tâm Kiểm soát": no name without what is managed.
_OPEN_NAME = re.compile(
    r"(?:Phòng|Ban|Trung tâm|Chi cục|Cục|Bộ phận|Tổ|Đội)\s+(?:[^,;:.()]{2,30}\s[-–]\s)?"
    r"(?:Quản lý|Kiểm soát|Kiểm định|Giám định|Hỗ trợ|Phát triển"
    r"|Bảo vệ|Bảo trì|Cung ứng|Xúc tiến|Ứng dụng|Khai thác|Điều hành|Đào tạo)(?P<what>(?:\s+[^\s,;]+){0,4})\s+$"
)
_OPEN_ENDS = ("Quản lý", "Kiểm soát", "Phát triển", "Xúc tiến")
# "Trung tâm Giám định chất lượng xây dựng": what may end such a name.
_NAME_ENDS = frozenset(["xây dựng", "bảo trì", "khai thác", "vận hành", "bảo vệ", "bồi dưỡng"])
_CLOSES_A_NAME = _NAME_ENDS | {"tổng hợp", "thi công", "bảo dưỡng", "khen thưởng"}
# "Phòng Kiểm tra giám sát"; "Ban Giám sát đầu tư cộng đồng giám sát" watches.
_CHECKS = ("Kiểm tra ", "Thanh tra ")
# "Đội Kiểm tra quy tắc xây dựng lập biên bản": with a verb behind it this is what the body is for.
_FIELD_OF_WORK = frozenset(["xây dựng", "thi công", "khai thác", "vận hành", "biểu diễn", "bảo quản"])
# "Chi cục Giám định xây dựng chủ trì": a verb right before one of these ends the name before it.
_AFTER_A_NAME = re.compile(
    r"\s+(?:chủ trì|phối hợp|cùng|có trách nhiệm|chịu trách nhiệm|tham mưu|căn cứ|là|có nhiệm vụ|tiếp tục|thường xuyên"
    r"|kịp thời|chủ động|sẽ|phải)\b"
)
# "Ban Chỉ đạo thực hiện Quy chế dân chủ": what it steers belongs to its name.
STEERING = re.compile(r"(?:Ban [Cc]hỉ (?:đạo|huy)|BCĐ|Tổ [Gg]iúp việc|Tổ [Cc]ông tác)\s+$")
# "Ban tổ chức Lễ khai giảng": the event is in the name.
_ORGANISED = re.compile(r"Ban\s+[Tt]ổ\s+chức\s+(?:[Ll]ễ|[Hh]ội (?:thi|thao|trại|diễn)|[Gg]iải|[Nn]gày hội)\s+$")
_STEERED = re.compile(
    r"\s+(?:(?<=chuyển đổi )số|nông thôn mới|xã hội học tập|[Qq]uy chế dân chủ|Quy chế|QCDC"
    r"|(?<=thực hiện )dân chủ ở cơ sở|(?<=xây dựng )dân chủ ở cơ sở|Chương trình"
    r"|[Pp]hong trào|[Cc]uộc vận động|Nghị quyết|Đề án|[Cc]ông tác|diễn tập)\b"
)
# "Ban Chỉ đạo vận động hiến máu xã chủ trì": whatever stands up to the level belongs to its name.
_STEERED_LEADS = re.compile(
    rf"(?:\s[{LOWER}]+){{1,6}}?\s(?:{lexicon.LEVELS})(?:\s[{UPPER}]\S*)*"
    r"\s(?:chủ trì|phụ trách|phối hợp|làm đầu mối)(?!\w)"
)
# "… kiểm tra công tác lưu trữ tại các xã: đợt 1 xong ngày 30/4"
_ROUNDS = re.compile(r"\s*(?:đợt|lần|kỳ|vòng|cụm)\s(?:\d|I{1,3}|thứ|đầu)")
_DONE_BY_A_BOARD = frozenset(["kiểm tra", "giám sát", "họp", "đánh giá", "sơ kết", "tổng kết"])
_AND_THEN = re.compile(r"\s(?!(?:báo cáo|đánh giá|đề xuất|góp ý|thống kê|khảo sát|đăng ký)\s)")
_COUNTS_WHAT = re.compile(rf"\s(?:được\s)?\d{{1,4}}\s[{LOWER}]")
# In a field all of "Ban Chỉ đạo ứng phó thiên tai phường" is its name.
_STEERED_ALONE = re.compile(rf"(?:\s[{LOWER}]+){{1,6}}?\s(?:{lexicon.LEVELS})(?:\s[{UPPER}]\S*)*\s*[.;]?\Z")
# "Tổ Bảo vệ | hướng dẫn hội viên": whom the body teaches is in no name.
_MEMBERS = re.compile(r"\s(?:hội viên|đoàn viên|nhân dân|người dân|bà con|các)(?!\w)")
# "Khoa Hồi sức tích cực", "Hội đồng xét công nhận": what a council decides, what goes on behind a name's first words.
_DECIDING = re.compile(
    r"[Hh]ội đồng\s+(?:(?:xét|tuyển|chấm|thi|bình)|(?:(?:xét|chấm|bình)\s+)?(?:công nhận|duyệt|tuyển chọn))\s+$"
)
_COUNCIL_WORK = frozenset(["chấm thi", "coi thi", "xét duyệt", "tuyển dụng", "tuyển chọn", "bình xét", "nghiệm thu"])
# "Phó Giám đốc phụ trách chuyên môn chủ trì": what a deputy is in charge of is in the post.
_DEPUTY = re.compile(
    r"(?:\A|[,;:(]\s*|\s(?:và|do|cho|giao)\s+)(?:đồng chí |đ/c )?phó\s[^,;:()]{3,60}\s$", re.IGNORECASE
)
_IN_CHARGE = re.compile(r"\s+(?!chung\b|việc\b|công tác\b|các\b|thực hiện\b)(?:[^\s,.;:()]+\s*){1,9}")
# "Trung tâm Dịch vụ tổng hợp xã": with its level behind it the verb is in the name.
_LEVEL_BEHIND = re.compile(
    rf"\s+(?:xã(?! hội)|phường|tỉnh|huyện|thành phố|đặc khu)(?!\w)(?=\s+[{LOWER}{UPPER}]|\s*[,;.:)]|\Z)"
)
# "Môi trường", "thị trường", "hợp tác xã Nông …" only end as a level is written.
_LEVEL_END = re.compile(
    rf"(?<![-–])(?<!môi)(?<!thị)(?<!hợp tác)\s(?:{lexicon.LEVELS})(?:\s+[{UPPER}\d]\S*)*\Z", re.IGNORECASE
)
# Small words that go on behind a level, or behind what is written like one ("xã hội").
_GOES_ON = (
    r"(?:và|hoặc|cùng|với|hội|viên|ủy|uỷ|đội|đoàn|nơi|nào|thuộc|trực|đảng|đảm|nhiệm kỳ|giai đoạn"
    r"|(?:khóa|khoá)(?=\s[\dIVXL])|lần|năm|bán|không|chuyên|liên quan|nông thôn|miền|biên giới|trọng điểm|còn"
    r"|khác|nghèo|điểm|nêu|nói|mới|ven|dọc|quanh|phường|xã|thị|huyện"
    r"|số(?=\s\d)|tỉnh|thành|quận|ấp|thôn|khu|bản|phố|trấn|dân|công|văn|quân|cán|nội|ngoại|loại|vùng|trường|ban|tổ"
    r"|phòng)(?!\w)"
)
# "Các Sở: Nội vụ, …": this colon stands inside a list of names.
_COUNTED = re.compile(
    rf"(?:các|những)\s+(?:sở|phòng|ban|hội|bộ|trung tâm|chi cục|trạm|khoa|tổ|đội|đơn vị|{lexicon.LEVELS})"
    r"(?:\s+(?:đảng|chuyên môn))?\s*\Z",
    re.IGNORECASE,
)
# Behind a body's level small letters are no name any more ("Công an xã giữ gìn …"), but for these.
_LEVEL_THEN = re.compile(
    r"(?<!hợp tác )(?<!Hợp tác )(?<!\w)(?:(?<=\w )Sở|(?:tỉnh|thành phố|huyện|thị xã|thị trấn|quận|xã|phường|đặc khu|ấp"
    rf"|tổ dân phố)(?:\s+[{UPPER}\d][^\s,;:.()]*){{0,4}})\s+(?=[{LOWER}])"
    rf"(?!{_GOES_ON})"
)
_NAME_START = re.compile(r"[Cc]ác\s|[Mm]ỗi\s|[Tt]rưởng\s")
# What says with a lead's verb behind it what somebody does; any other verb there belongs to the name.
_LEADS_TOO = frozenset([
    "cùng", "đồng", "làm", "phối hợp", "giao", "là", "được", "tham mưu", "có", "nhận", "chịu", "đảm nhận",
])  # fmt: skip
# Small words without a comma up to "chủ trì": the name goes on.
_LEADS_BEHIND = re.compile(rf"(?:\s[{LOWER}]+){{0,2}}\s(?:chủ trì|chịu trách nhiệm chính|làm đầu mối)(?!\w)")
_WORD_END = re.compile(rf"\s+(?=[{LOWER}])")
_LIST_END = re.compile(r"[,;]\s+|\s(?:và|cùng|với)\s+")
_FIRST = re.compile(r"\w+")
# "Chi cục Thủy lợi sớm lắp camera", "Văn phòng còn soạn báo cáo".
_ADVERB = re.compile(r"\s+(?:còn|sớm|cũng|đều|vẫn|nhanh chóng|kịp thời|khẩn trương|chủ động)\Z")
_PROPER_END = re.compile(
    rf"(?:Trường|Công ty|Hợp tác xã|HTX|Bệnh viện|Viettel|VNPT|Báo|Đài|Bưu điện|Điện lực|Xí nghiệp|Nhà máy|Cảng|Ga"
    rf"|Trạm|Chi nhánh|Vườn quốc gia|Lâm trường|Nông trường|Viễn thông)"
    rf"(?:\s[^,;:]*)?(?:\s[{UPPER}][{LOWER}]+){{2}}\Z"
    r"|(?:Đội|Tổ|Đoàn|Ban|Đồn|Cụm|Kíp|Xưởng|Phân xưởng|Trung đội|Đại đội|Hải đội|Tiểu đoàn|Trung đoàn|Lữ đoàn|Sư đoàn)"
    r"\s(?:[^\s,;:]+\s){0,4}[A-ZĐ]*\d+\Z"
    # "Phòng Kiểm tra số 2", "Đoạn Quản lý đường bộ I": a number ends any name.
    r"|[^,;:]*\s(?:số\s\d+|[IVX]+|\d{1,2}[-/.]\d{1,2})\Z"
)
_GOES = re.compile(_GOES_ON)
# "…, phối hợp với Phòng Theo dõi thi công, hoàn thành tháng 6", "… và Phòng Quản lý vận hành."
_CLAUSE_ENDS = re.compile(rf"\s*(?:[.;)(]|\Z)|,\s*{TIME_WORDS}|\s+và\s+[{UPPER}]")
# "P. Kế hoạch tổng hợp, P. Điều dưỡng" in a field.
_KIND_AND_WORD = re.compile(rf"\w+\s[{UPPER}][{LOWER}]+")
_FIELD_ENDS = re.compile(r"\s*(?:[,.;)]|\Z)")
_NO_VERB = frozenset(["và", "thuộc", "liên", *re.findall(r"\w+", lexicon.LEVELS)])
# "Trường Tiểu học", "Khoa Văn học".
_SCIENCE = re.compile(r"(?:Tiểu|Trung|Đại|Khoa|Tin|Văn|Toán|Sử|Sinh|Hóa|Y) học\Z")
# "… giao Văn phòng Đảng ủy. Tài liệu phải ngắn."
_SENTENCE_END = re.compile(rf"(?<=[{LOWER}]{{2}})\.\s+(?=[{UPPER}])")
_WHEN = frozenset(["trong", "trước", "từ", "sau", "khi"])
MAX_ZONE = 260
_MAX_NAME = 140


def is_whole(name: str, names: UnitNames) -> bool:
    """True for a name that is complete: known, usual, ending in its level, or a kind word that stands alone."""
    return names.is_known(name) or is_usual(name) or bool(_LEVEL_END.search(name)) or _stands_alone(name)


def is_usual(name: str) -> bool:
    """True for a kind word with a usual name behind it: "Sở Nội vụ", "Phòng Kinh tế xã", "TT Xúc tiến đầu tư"."""
    head = lexicon.body_head_pattern().match(name)
    return head is not None and lexicon.is_usual_part(head[0], name[head.end() :])


def is_proper(name: str) -> bool:
    """True for a name that its own proper name or number ends: "Trạm Cấp nước Đồng Văn", "Phòng Kiểm tra số 2"."""
    return bool(_PROPER_END.match(name))


def _stands_alone(name: str) -> bool:
    head = lexicon.body_head_pattern().match(name)
    return head is not None and head.end() == len(name) and fold(name) not in lexicon.bare_heads()


# "P.TH - mua bổ sung áo phao": a short name, a dash and what it does.
_SHORT_THEN_ACT = re.compile(rf"(?P<name>P\.\s?[{UPPER}][\w.]*|[A-ZĐ]{{2,6}})\s[-–]\s(?P<act>[{LOWER}]+)(?=\s)")


def subject_zone(text: str, names: UnitNames, *, is_field: bool = False) -> tuple[str | None, str]:
    """Finds the words before the predicate and the word with which it begins; None and "" where there is none.

    Before a colon a name is whole whatever verbs it holds, and so it is in a field (``is_field``).
    """
    head = text[:MAX_ZONE]
    if stop := _SENTENCE_END.search(head):
        head = head[: stop.start() + 1]
    if (dashed := _SHORT_THEN_ACT.match(head)) and not names.is_known(dashed[0]):
        return dashed["name"], dashed["act"]
    colon = _colon(head)
    # "Tổ Ngữ văn tổ chức Ngày thơ: tuần 3 tháng 3": before a time stands what is done, too.
    whole = -1 if colon > 0 and (ONLY_TIME.fullmatch(head, colon + 1) or _ROUNDS.match(head, colon + 1)) else colon
    spans: list[tuple[int, int]] | None = None
    for match in lexicon.verb_pattern().finditer(head):
        spans = names.spans(head) if spans is None else spans
        if _is_remark(head, match.start()):
            continue
        inside_known = any(start <= match.start() < end for start, end in spans)
        if match.start() and match[0] not in _LEADS_TOO and _LEADS_BEHIND.match(head, match.end()):
            # "Phòng Báo chí xuất bản chủ trì": nobody does two things with nothing between them.
            continue
        if not inside_known and not _is_in_name(head, match, names, whole, is_field=is_field):
            if 0 < colon < match.start():
                return head[:colon], ":"
            zone = _ADVERB.sub("", head[: match.start()].strip()) if match[0] != "được" else head[: match.start()]
            return _cut_at_level(head, match.start()) or (zone.strip(), match[0])
    return (head[:colon], ":") if colon > 0 else (_cut_at_level(head, len(head)) or (None, ""))


def _is_remark(head: str, at: int) -> bool:
    """True inside "Tổ kiểm tra (do Phó Giám đốc Sở làm Tổ trưởng)" and "Tổ Thu (phối hợp: Bưu điện xã)".

    Such brackets tell who is in the body, or who helps it.
    """
    opened = head.rfind("(", 0, at + 1)
    return opened > 0 and head.startswith(("(do ", "(phối hợp"), opened) and opened < at < head.find(")", opened)


def _cut_at_level(head: str, end: int) -> tuple[str, str] | None:
    """Finds a predicate that begins with no known verb right behind a level: "Công an xã" | "mật phục …"."""
    is_name = lexicon.body_start_pattern().match(head) or _NAME_START.match(head)
    found = _LEVEL_THEN.search(head, 0, end) if is_name else None
    # "Phòng Sở hữu trí tuệ" is no office of a "Sở".
    is_usual_part = found is not None and lexicon.usual_end(head) > found.end()
    if found is None or is_usual_part or found.end() >= end or _is_remark(head, found.start()):
        return None
    word = _FIRST.match(head, found.end())
    # "trong tháng 3", "theo phân công": what goes on with the sentence is left to the verb.
    if word is None or (word[0] in lexicon.ending_words() and word[0] not in _WHEN):
        return None
    return head[: found.end()].strip(), word[0]


def usual_subject(text: str, names: UnitNames) -> tuple[str, str] | None:
    """Finds a whole name at the beginning of a text and the unknown verb behind it, where no verb was found.

    "Phòng Tư pháp" | "cấp phát …". Every name before the cut has to be whole.
    """
    head = text[:MAX_ZONE]
    if not (lexicon.body_start_pattern().match(head) and head[:1].isupper()):
        return None
    # "Khoa Nội tổng hợp" is longer than "Khoa Nội".
    usual = lexicon.usual_end(head)
    for cut in _WORD_END.finditer(head, usual, _MAX_NAME):
        word = _FIRST.match(head, cut.end())
        if (
            word is None
            or word[0] in _NO_VERB
            or _SCIENCE.search(head, 0, cut.end() + len("học"))
            or word[0] in lexicon.ending_words()
            or _GOES.match(head, cut.end())
            or _STOPS.match(head, cut.end() + len(word[0]))
            or _COUNTS_THEN.search(head, 0, cut.start())
        ):
            continue
        # "Phòng Công chức, viên chức" is one usual name.
        last = head[: cut.start()] if cut.start() == usual else _LIST_END.split(head[: cut.start()])[-1]
        is_end = (not _stands_alone(last) and is_whole(last, names)) or is_proper(last)
        if last and last[-1] not in ",;" and is_end:
            return head[: cut.start()], word[0]
    return None


# "Đoàn kiểm tra 16 | bến đò" is no team of that number.
_COUNTS_THEN = re.compile(r"\s(?:kiểm tra|giám sát|khảo sát|thanh tra|rà soát)\s\d{1,4}\Z")
# "Phòng Quản lý chất lượng nước; …": no unknown verb has nothing behind it.
_STOPS = re.compile(r"\s*[;.](?!\d)|\s*\Z")
# "A kiểm tra giá, thời gian: tháng 4": what stands before such a word is no name's end.
_LABEL_END = re.compile(r"[,;(]\s*(?:thời (?:gian|hạn)|hạn|sản phẩm|kinh phí|địa điểm)(?:\s\w+)?\Z", re.IGNORECASE)


def _colon(head: str) -> int:
    at = head.find(":")
    while at >= 0 and (
        _is_remark(head, at)
        or _LABEL_END.search(head, 0, at)
        or (_COUNTED.search(head[:at]) and _names_follow(head[at + 1 :].strip()))
    ):
        at = head.find(":", at + 1)
    return at


def _names_follow(text: str) -> bool:
    """True where a colon is followed by names, False for what has to be done: "Các phòng: Rà soát …"."""
    return text[:1].isupper() and not lexicon.verb_pattern().match(f"{text[:1].lower()}{text[1:]}")


def _ends_name(text: str, found: re.Match[str]) -> bool:
    """True for the last word of "Hội đồng chấm thi", behind which nothing or another verb stands."""
    rest = text[found.end() :].strip()
    return found[0] in _COUNCIL_WORK and (not rest or rest[0] in ";.)" or bool(lexicon.verb_pattern().match(rest)))


def _is_charge(text: str, at: int) -> bool:
    """True where a deputy's charge is followed by what the deputy does, or by nothing."""
    charge = _IN_CHARGE.match(text, at)
    if charge is None:
        return False
    verb = lexicon.verb_pattern().search(text, at + 1, charge.end())
    is_end = charge.end() == len(text) or text[charge.end()] in ",.;:)"
    return (verb is not None and bool(text[at : verb.start()].strip())) or (verb is None and is_end)


def _is_cut_wrongly(first: str, text: str, found: re.Match[str]) -> bool:
    """True for "Ban Nữ công | nhận danh sách" and "Đội Duy tu | sửa đường": the verb's first word is the name's."""
    syllable = found[0].split()[0]
    is_pair = first[:1].isupper() and (first.lower(), syllable) in lexicon.name_pairs()
    is_verb = is_pair and lexicon.verb_pattern().match(text, found.start() + len(syllable) + 1)
    return bool(is_verb) and not lexicon.body_head_pattern().fullmatch(first)


_AND_A_NAME = re.compile(rf"\s+và\s+[{UPPER}]")


def _is_in_name(text: str, found: re.Match[str], names: UnitNames, colon: int, *, is_field: bool) -> bool:
    """True for a verb that is part of a body's name, False for one that says what the body does."""
    if " " not in found[0] and _AND_A_NAME.match(text, found.end()):
        # "Đội Phúc tập và Kiểm tra sau thông quan": a capital behind "và" goes on with the name.
        return True
    before = text[: found.start()]
    # "Phòng Khảo thí và đánh giá chất lượng": behind "và" a name goes on.
    if before.endswith((" và ", " - ")):
        return True
    # "Tổ Bảo vệ | tổ chức kiểm tra": in no name a second verb follows this one.
    if found[0] == "tổ chức" and lexicon.verb_pattern().match(text, found.end() + 1):
        return False
    if found[0] == "hướng dẫn" and _MEMBERS.match(text, found.end()):
        return False
    # "Khoa Điện kiểm tra 2 trạm biến áp": what is counted is done to.
    if _COUNTS_WHAT.match(text, found.end()):
        return False
    # "Tổ Biên soạn lịch sử": the second half of a verb that a capital makes part of the name, unlike in "Kim Đồng tổ
    # chức".
    first = before.rstrip().rpartition(" ")[2]
    if first[:1].isupper() and " " not in found[0] and lexicon.verb_pattern().fullmatch(f"{first.lower()} {found[0]}"):
        return True
    # "Tổ Hỗ trợ người nộp thuế": whom the body is for.
    if before.endswith(" người "):
        return True
    if _is_cut_wrongly(first, text, found):
        return True
    if _ORGANISED.search(before) or f"{before.rstrip().rpartition(' ')[2]} {found[0]}" in _ONE_WORD:
        return True
    if STEERING.search(before):
        whole = (_STEERED, _STEERED_LEADS, *([_STEERED_ALONE] if is_field else []))
        if any(pattern.match(text, found.end()) for pattern in whole):
            return True
        if found[0] in _DONE_BY_A_BOARD:
            # "Ban Chỉ đạo kiểm tra trực tiếp 08 thôn"
            return False
    is_of_all = found[0] == "tổng hợp" and before.endswith("Văn phòng ")
    if is_of_all and is_field and _FIELD_ENDS.match(text, found.end()):
        # "Văn phòng tổng hợp" fills its cell.
        return True
    if found[0] == "tổng hợp" and before.endswith("Tham mưu ") and not text.startswith("báo cáo", found.end() + 1):
        # "Đội Tham mưu tổng hợp | soạn kịch bản"
        return lexicon.verb_pattern().match(text, found.end() + 1) is not None
    if is_of_all and _AND_THEN.match(text, found.end()):
        # "Văn phòng tổng hợp | theo dõi": an office of that name, where another verb follows.
        return bool(lexicon.verb_pattern().match(text, found.end() + 1))
    if found[0] == "phụ trách" and _DEPUTY.search(before):
        return _is_charge(text, found.end())
    if _DECIDING.search(before) or (before.endswith("ội đồng ") and _ends_name(text, found)):
        return True
    if found[0] in _TEAM_WORK and _COUNTED_TEAM.search(before):
        return not _DONE_TO.match(text, found.end())
    last = _LIST_END.split(before.strip())[-1]
    start = len(before.rstrip()) - len(last)
    kind = lexicon.body_head_pattern().match(text, start)
    if max(lexicon.usual_end(text, start), kind.end() if kind else 0) > found.start():
        # "Phòng Cảnh sát | quản lý hành chính …".
        return True
    if "," in before and any(lexicon.usual_end(text, at.start()) > found.start() for at in lexicon.body_names(before)):
        # "Phòng Quản lý, giám sát tổ chức tín dụng 1": the comma is in the name.
        return True
    if is_field and " " not in found[0] and _KIND_AND_WORD.fullmatch(last) and _FIELD_ENDS.match(text, found.end()):
        # "Nhóm Đan lát" fills its cell.
        return True
    if found[0] not in lexicon.verbs_in_names():
        return False
    closes = found[0] in _CLOSES_A_NAME or (found[0] == "giám sát" and before.endswith(_CHECKS))
    if is_field and not text[found.end() :].strip(" .;)") and closes:
        # "Phòng Kinh tế xây dựng" fills its cell.
        return True
    ends = _FIELD_ENDS if is_field else _CLAUSE_ENDS
    if (is_field or closes) and ends.match(text, found.end()):
        # "…: Đội Điều tra tổng hợp.": with nothing behind it such a verb ends a name, but not a whole one.
        is_office = lexicon.body_start_pattern().match(text, start) or text.startswith("P.", start)
        return bool(is_office) and not is_whole(last, names)
    is_what_for = found[0] in _FIELD_OF_WORK and lexicon.verb_pattern().match(text, found.end() + 1)
    if is_what_for and not is_whole(last, names):
        return True
    opened = _OPEN_NAME.search(before)
    if opened and opened["what"] and found[0] not in _NAME_ENDS:
        return False
    if opened and not is_whole(_LIST_END.split(before.strip())[-1], names):
        # "… tuần tra, bảo vệ rừng" is what it does.
        is_series = not is_field and text.startswith(",", found.end())
        return not is_series and not _DONE_TO.match(text, found.end())
    if _NAMED_HEAD.search(before):
        return True
    if _LEVEL_BEHIND.match(text, found.end()) and lexicon.body_head_pattern().match(last):
        return True
    if is_field and (head := lexicon.body_start_pattern().match(text, start)) and head.end() == found.start():
        # "Văn phòng đăng ký đất đai": small letters that go on with this kind word.
        return not _DONE_TO.match(text, found.end())
    if is_whole(last, names) or not before.strip():
        return False
    if is_field and lexicon.body_head_pattern().match(last):
        return not _DONE_TO.match(text, found.end())
    is_before_colon = found.end() <= colon <= _MAX_NAME and bool(lexicon.body_start_pattern().match(text))
    # "Tổ Pháp chế tổ chức hội nghị …: lần 1 …" tells what is done, then when.
    is_before_colon = is_before_colon and not _HELD.match(text, found.end())
    if is_before_colon or _AFTER_A_NAME.match(text, found.end()):
        return True
    # "Trung tâm Kiểm soát thanh toán tổng hợp": what is controlled is in the name, the next verb says what is done.
    does = " ".join(last.split()[-2:]).lower() in lexicon.verbs_in_names()
    return does and bool(lexicon.verb_pattern().match(text, found.end() + 1))


def is_open(name: str) -> bool:
    """True for "Phòng Quản lý", "Đội Kiểm soát": what is managed is missing; "Ban Quản lý" may be all of a name."""
    return bool(_OPEN_NAME.fullmatch(f"{name} ")) and name.endswith(_OPEN_ENDS) and not name.startswith("Ban ")


def within_brackets(words: str) -> str:
    """Cuts at a bracket that was opened before the words: "Hội LHPN phường): lớp cho cán bộ …"."""
    depth = 0
    for at, letter in enumerate(words):
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return words[:at]
    return words
