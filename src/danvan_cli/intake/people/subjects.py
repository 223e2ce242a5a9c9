"""Who does what a sentence says: the names before its verb or colon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import LOWER, PERSON, UPPER
from danvan_cli.intake.people.inside import AIDED, LENDS, MAX_TRIES, without_brackets
from danvan_cli.intake.people.mentions import Mention, MentionKind, is_body
from danvan_cli.intake.people.name_lists import split_names
from danvan_cli.intake.people.predicates import MAX_ZONE, is_proper, is_whole, subject_zone, usual_subject
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.time_words import ONLY_TIME, SAME_DAY

_ADVERBIAL = re.compile(
    r"(?:\A|(?<=:\s))(?:mỗi (?:ngày|tuần|tháng|quý|năm|học kỳ|đợt)|cứ|trước|chậm nhất|muộn nhất|đến|hằng|hàng|định kỳ"
    r"|trong|vào|từ|quý|tháng|căn cứ|trên cơ sở|để)\b(?:[^,.;:]|\.(?=\d)){0,80},\s*",
    re.IGNORECASE,
)
ASSIGN = re.compile(
    r"(?:giao|mời(?=\s[^.;]{2,120}\s(?:cùng\s+)?(?:phối hợp|tham gia|hỗ trợ|soát|rà soát|kiểm tra|thẩm định)\b)"
    rf"|cử(?=\s+(?:{PERSON})\s)|nhờ(?=\s+(?:{PERSON}|(?-i:[{UPPER}])))"
    rf"(?![^.;,]{{2,120}}\s(?:{lexicon.AIDS}|hỗ trợ|phối hợp)(?!\w))"
    r"|phân công|đề nghị|yêu cầu|kính đề nghị|ủy quyền|đối với)"
    r"(?:\s+(?:nhiệm vụ|trách nhiệm)(?:\s+chính)?)?(?:\s+cho)?\s+",
    re.IGNORECASE,
)
# "Về nhà ở, Phòng Kinh tế …", "Riêng việc đăng kiểm xe, Văn phòng phải …", "Việc này Văn phòng làm".
_ABOUT = re.compile(
    rf"\A(?:(?:Về|Riêng(?=\s[{LOWER}])|Đối với|Với|Ở|Tại|Phần(?! (?:việc|này))|Mảng|Khâu|Lĩnh vực)\s[^,:;.]{{2,100}},"
    # "Hộ nào chưa có đất ở thì Phòng Tài nguyên và Môi trường …", "Riêng các khách hàng như bệnh viện, … thì Phòng …"
    r"|(?:Hộ|Nơi|Đơn vị|Trường hợp|Trường|Thôn|Ai|Nếu|Riêng|Đối với|Với|Còn"
    rf"|[{UPPER}][{LOWER}]*(?:\s[{LOWER}]+){{0,3}}\snào)\s[^.;:]{{3,160}}?\sthì"
    r"|(?:Việc|Phần(?: việc)?|Nội dung|Công việc|Nhiệm vụ) này)"
    rf"\s+(?=[{UPPER}]|(?:giao|đề nghị|yêu cầu|trong|vào|đến|tháng|quý|{PERSON})\s)"
)
# "Đối với các trạm y tế, đề nghị cử cán bộ trực": who is asked stands first.
_ASKED_OF_MANY = re.compile(
    r"\AĐối với (?P<who>(?:các|những|mỗi)\s[^,:;.]{2,60}),\s+(?:đề nghị|yêu cầu)\s+(?=(?P<verb>[^\W\d]+))(?-i:[a-zđ])"
)
# "Chiều 12/02 Ban công tác Mặt trận …", "mỗi quý Công ty A …", "9h thứ Bảy 14/3 đồng chí Hà …": a name behind a time.
_WORD_AHEAD = re.compile(r"(?<=[\w)]),?\s+(?=\w)")
# "Năm 2025, Bệnh viện tiếp nhận 1.284 ca" tells how it was.
_WHOLE_YEAR = re.compile(r"(?:trong\s+)?năm(?:\s+học)?\s+\d[\d\s–-]*", re.IGNORECASE)
# "Ngày 25 hằng tháng, các chi bộ gửi biên bản"
_MANY = re.compile(r"(?:các|mỗi|từng)\s(?!(?:ngày|tuần|tháng|quý|năm|đợt|kỳ)\b)")
_LONGEST_TIME = 80
# "Ban công tác Mặt trận đi chấm điểm".
_ON_THE_WAY = re.compile(r"\s+(?:đi|đứng ra|cử người|thì)\Z")
AFTERWARDS = re.compile(
    r"\A(?:(?:theo đó|cụ thể|vì vậy|do đó|tiếp đó|tiếp theo|sau đó|cuối cùng|đồng thời|ngoài ra|bên cạnh đó"
    r"|cùng với đó|song song"
    rf"|{SAME_DAY}),\s+|(?:sau đó|tiếp đó)\s+(?=(?:{PERSON})\s|(?-i:[{UPPER}]))|còn\s+(?=\w)|và\s+(?=(?-i:[{UPPER}]))"
    r"|(?:trên cơ sở (?:đó|(?:kết quả|báo cáo|danh sách) (?:đó|này|trên|nêu trên))|từ đó"
    rf"|căn cứ (?:kết quả|báo cáo|danh sách) (?:đó|này|trên|nêu trên)|trước mắt|cùng lúc"
    rf"|{SAME_DAY}),?\s+(?=(?-i:[{UPPER}]))"
    rf"|(?:(?:đồng thời|riêng)\s+(?=(?-i:[{UPPER}])|(?:đề nghị|yêu cầu|giao)\s)|đồng thời\s+(?=các\s)))",
    re.IGNORECASE,
)
# "Khi có bão, áp thấp nhiệt đới, các ấp …": the last comma before a name ends it.
_WHEN = re.compile(
    r"(?:mỗi (?:ngày|tuần|tháng|quý|năm|học kỳ|đợt)|cứ|khi|nếu|trường hợp|trong|trước|sau|từ|vào|hằng"
    r"|hàng|định kỳ|ngay sau|để|nhân (?:dịp|ngày)|dịp|mùa|vụ|trên cơ sở|căn cứ|do|vì|thay vì"
    r"|nhằm|theo|qua|bên cạnh|ngoài|tùy"
    r"|không (?:để )?(?:quá|muộn hơn|chậm hơn)|cùng với|với sự (?:hỗ trợ|phối hợp|tham gia|giúp đỡ|giúp sức)(?: của)?"
    r"|kể từ|xong|hoàn thành|năm (?:nay|này),|trước mắt,|thời gian tới,"
    # "Thực hiện Kế hoạch số 12/KH-UBND ngày 10/01/2026, Hội Nông dân …", "Hưởng ứng Tháng Thanh niên, Đoàn xã …".
    r"|(?:thực hiện|triển khai|hưởng ứng|thi hành)\s(?:các |nội dung |ý kiến )?"
    rf"(?:{'|'.join(lexicon.document_types())}|chỉ đạo|phong trào|cuộc vận động|chiến dịch|tháng|tuần lễ|ngày|đợt))\s",
    re.IGNORECASE,
)
# "chậm nhất 10 ngày làm việc các cơ quan phải …" has no comma.
_WITHIN_DAYS = re.compile(
    r"\A(?:chậm nhất|muộn nhất|trong(?: thời hạn| vòng)?|trước|sau)\s+\d+\s+(?:ngày|giờ|tuần|tháng)(?: làm việc)?\s+"
    rf"(?=các\s|mỗi\s|(?-i:[{UPPER}]))",
    re.IGNORECASE,
)
# "Nếu đến hết ngày 15/4 vẫn còn hộ chưa nhận tiền thì Chi nhánh … lập danh sách".
# "Do mưa lũ kéo dài nên Hội Nông dân thống kê thiệt hại".
_THEN = re.compile(rf"(?<=\s)(?:thì\s+(?=\S)|nên\s+(?=[{UPPER}]))")
# "Nước chảy rồi thì Trạm Y tế xã lấy mẫu", "Hóa chất quá hạn (khoảng 270 kg) thì Khoa Công nghệ Hóa học …".
_AFTER_THAT = re.compile(rf"[^;.:]{{3,100}}\s+thì\s+(?=[{UPPER}])")
# "Hội nghị thống nhất giao Đội Kiểm lâm …", "Lãnh đạo Sở kết luận: giao …".
_DECIDED = re.compile(
    rf"\A(?:[{UPPER}][^,.;:]{{2,60}}?\s)?(?:thống nhất|nhất trí|kết luận|đồng ý|quyết định)[:,]?\s+"
    r"(?=(?:giao|phân công|đề nghị|yêu cầu)\s)",
    re.IGNORECASE,
)
# "Tổ Khoa học tự nhiên mỗi học kỳ tổ chức …": how often, between the name and its verb.
_EVERY_BETWEEN = re.compile(
    r"\A(?P<who>[^,.;:]{3,80}?)\s(?:(?:mỗi|hằng|hàng)\s(?:học kỳ|ngày|tuần|tháng|quý|năm)"
    r"|mỗi\s(?:tổ|đơn vị|bên|phòng|xã|trường))"
    r"(?:\s(?:một|hai|0?1|0?2)\slần)?"
    rf"\s(?=[{LOWER}])"
)
# "Tháng 9, sau khi ổn định, mời Phòng Thanh tra soát lại hợp đồng": a time, and then why or whom.
_TIME_FIRST = re.compile(r"(?P<time>[^,.;:]{3,40}),\s+")
_WHEN_END = re.compile(r",\s+(?=\S)")
_WHEN_GROUP = re.compile(
    r"(?:các|cấp ủy|mỗi|từng|toàn thể|trưởng các|thủ trưởng các"
    rf"|(?:{PERSON})(?=\s(?-i:[{UPPER}][{LOWER}])))\s",
    re.IGNORECASE,
)
# "Báo cáo quý: các phòng … gửi", but not "Thành phần: Đoàn Thanh niên …".
_LABEL = re.compile(
    r"(?!(?:thành phần|đối tượng|nội dung|kinh phí|địa điểm|nơi nhận|gồm|bao gồm|hình thức|thời gian|sản phẩm|kết quả"
    r"|phối hợp|mục đích|yêu cầu|chỉ tiêu|ghi chú|lưu ý|khách mời|đại biểu))[^:;()]{3,90}?:\s+(?=\S)",
    re.IGNORECASE,
)
# "A đồng chủ trì với B": both lead.
_JOINTLY = re.compile(r"\s*đồng chủ trì\s+(?:cùng với|cùng|với)\s+")
_HEADED_BY = re.compile(
    rf"\s*(?P<who>(?:{PERSON})\s[^,;:.]{{2,80}}?)\s+làm\s+(?:trưởng|tổ trưởng|đội trưởng)\b", re.IGNORECASE
)
_APPOSED = re.compile(rf"(?:{PERSON})\s[^,;:.]{{2,60}},\s[^,;:.]{{3,80}},", re.IGNORECASE)
_CLOSED = re.compile(r"\s*(?:[.;)]|\Z)")
# "Bước 1 (từ tháng 3 đến tháng 4): …", "Trước ngày 15/02: …": what stands before the subject.
_ORDINAL = re.compile(
    r"^(?:(?:bước|đợt|giai đoạn|lần)\s+\w+\s*(?:\([^()]*\))?\s*[:.–-]\s*"
    r"|(?:trước|từ|trong|đến|chậm nhất|vào|tháng|quý|tuần|ngày|cuối|đầu|giữa)\b[^:;]{0,60}:\s*)",
    re.IGNORECASE,
)
# "Phòng Kinh tế, trên cơ sở số liệu do các thôn gửi lên, hoàn thành đồ án": how, between the name and its verb.
_IN_BETWEEN = re.compile(
    rf"\A(?P<who>[{UPPER}][^,.;:]{{2,80}}),\s+(?:trên cơ sở|căn cứ|sau khi|trước khi|dựa trên|thông qua|để|nhằm)\s"
    r"[^,.;:]{3,200},\s+(?=(?P<rest>[^\W\d]\w*))"
)
_AIDED = re.compile(AIDED, re.IGNORECASE)
_ENTRUSTED = re.compile(
    r"\s*được\s+(?:UBND |Sở |cấp trên )?(?:giao|phân công|yêu cầu|đề nghị|phân cấp|ủy quyền|uỷ quyền|chọn|cử"
    r"|chỉ định|phép)\b"
)
_STRETCHED = 4
_IN_NO_NAME = frozenset(
    ["vừa", "ra", "mỗi", "cũng", "đã", "tự", "mới", "nhớ", "chỉ", "đều", "vẫn", "sẽ", "đang", "lại", "đọc", "đăng"]
)


def subject_and_verb(sentence: str, names: UnitNames, *, is_given: bool = False) -> tuple[list[Mention], str]:
    """Reads the names before the first verb, or before a colon; ``is_given`` behind "… giao"."""
    if (asked := _ASKED_OF_MANY.match(sentence)) and (many := split_names(asked["who"], names)):
        return many, asked["verb"]
    start = _opened(_ORDINAL.sub("", sentence, count=1), names)
    assigned = ASSIGN.match(start)
    start = start[assigned.end() :] if assigned else start
    if (aside := _IN_BETWEEN.match(start)) and aside["rest"].islower() and is_body(aside["who"], names):
        start = f"{aside['who']} {start[aside.end() :]}"
    if (aided := _AIDED.match(start)) and is_body(aided["who"], names):
        start = f"{aided['who']} {start[aided.end() :]}"
    if (often := _EVERY_BETWEEN.match(start)) and is_body(often["who"], names):
        start = f"{often['who']} {start[often.end() :]}"
    zone, stop = subject_zone(start, names)
    zone = _ON_THE_WAY.sub("", zone) if zone else zone
    if zone and stop in ("giao", "phân công") and not is_given:
        # "UBND xã giao Công an xã chủ trì", "Ban Chấp hành phân công bà Oanh": who is given the work does it; to part
        # it among "ủy viên" is the work itself.
        rest = start[start.find(f"{stop} ", len(zone)) + len(stop) + 1 :][:MAX_ZONE]
        given, verb = subject_and_verb(rest, names, is_given=True)
        is_named = any(m.kind == MentionKind.PERSON and not m.text.islower() for m in given)
        if any(m.kind == MentionKind.UNIT for m in given) or (is_named and stop != "giao"):
            return given, verb
    is_aid = stop == "phối hợp" and not is_body(zone or "", names)
    if zone and "," in zone and (is_given or assigned) and (is_aid or LENDS.match(stop)):
        # "Giao các ấp đội trưởng, Công an xã phối hợp.", "giao A, B góp người": the last of them helps.
        zone = zone.rpartition(",")[0]
    # "Ông Rơ Mah Thái, Phó Chi cục trưởng, làm Trưởng ban": the post stands between two commas.
    zone = zone[:-1] if zone and _APPOSED.fullmatch(zone) else zone
    # A subject is not cut off from its verb by a comma: "Thanh tra, kiểm tra …" are two verbs.
    found: list[Mention] = []
    if zone and stop == "phối hợp" and ";" in zone and (is_given or assigned):
        # "Giao Công an xã; Đội Trật tự đô thị phối hợp: …": who stands before the semicolon leads.
        zone = zone.rpartition(";")[0]
    if zone is not None and (not zone.endswith(",") or stop in ("chủ trì", "phối hợp")):
        found = split_names(without_brackets(zone), names) or []
    if stop == ":" and (headed := _HEADED_BY.match(start, len(zone or "") + 1)):
        # "Đoàn số 1: đồng chí Bí thư Đảng ủy làm trưởng đoàn, thăm …": the person is known, the team is made for this.
        found = split_names(headed["who"], names) or found
    # "Phòng Quản lý vật liệu nổ công nghiệp và tiền chất chủ trì" is one name, whatever its words are.
    is_said = stop in ("chủ trì", "làm đầu mối", "chịu trách nhiệm") and zone is not None
    if is_said and zone and not found and not zone.endswith(",") and is_body(zone, names):
        found = split_names(without_brackets(zone), names, is_field=True) or []
    unusual = usual_subject(start, names) if not found or _may_be_stretched(found[-1], names) else None
    if unusual and not found and zone is None and _is_names_only(start, names):
        return [], ""
    if unusual and not (found and is_said) and (not found or _is_stretched(zone or "", unusual[0])):
        found, stop = split_names(without_brackets(unusual[0]), names) or found, unusual[1]
    if found and stop == "đồng chủ trì" and (joint := _JOINTLY.match(start, len(zone or ""))):
        others, _ = subject_zone(start[joint.end() :], names)
        found = [*found, *(split_names(others or start[joint.end() :][:MAX_ZONE].rstrip(" ."), names) or [])]
    if not found and (label := _LABEL.match(start)):
        # "Báo cáo quý: các phòng, đơn vị gửi …": behind a label a name needs a verb of its own.
        behind = _behind_time(start[label.end() :])
        zone, verb = subject_zone(behind, names)
        is_last = verb == "phối hợp" and _CLOSED.match(behind, len(zone or "") + 1 + len(verb))
        if zone and verb != ":" and not is_last:
            found, stop = split_names(without_brackets(zone), names) or [], verb if found else stop
    if stop == "được" and not _ENTRUSTED.match(start, len(zone or "")):
        # "Trạm Y tế được sửa chữa": somebody else does it.
        found = []
    # A verb that goes on with "đầu mối" gives the whole work.
    stop = "làm đầu mối" if stop == "làm" and "làm đầu mối" in start else stop
    # "Phân công lãnh đạo phụ trách" names nobody yet.
    return ([] if assigned and _is_vague(found) else found), stop


def _is_names_only(text: str, names: UnitNames) -> bool:
    """True for "Hạt Kiểm lâm rừng đặc dụng Na Hang và Hạt Kiểm lâm khu vực Chiêm Hóa.": no word is a verb there."""
    found = split_names(text.strip(" ."), names) or []
    return bool(found) and all(one.text.rpartition(" ")[2][:1].isupper() for one in found)


def _may_be_stretched(last: Mention, names: UnitNames) -> bool:
    return last.kind == MentionKind.UNIT and len(last.text.split()) >= _STRETCHED and not is_whole(last.text, names)


def _is_stretched(zone: str, whole: str) -> bool:
    """True where several small words stand behind a whole name: "Ban Giám hiệu | chốt phương án thi"."""
    rest = zone[len(whole) :].split() if zone.startswith(whole) else []
    if not rest or "và" in rest or not all(word.islower() for word in rest):
        return False
    # "Phòng Kinh tế | đấu thầu", "Ban Tuyên giáo | vừa": words that stand in no name.
    is_strange = len(rest) > 1 and tuple(rest[:2]) not in lexicon.name_pairs()
    return is_proper(whole) or is_strange or len(rest) > 2 or rest[0] in _IN_NO_NAME


def _opened(sentence: str, names: UnitNames) -> str:
    """Takes away what tells when and why before the subject: "Khi có bão, …, các ấp cử …"."""
    sentence = AFTERWARDS.sub("", _WITHIN_DAYS.sub("", sentence, count=1), count=1)
    sentence = _DECIDED.sub("", sentence, count=1)
    sentence = _behind_time(_ABOUT.sub("", sentence, count=1))
    if (time := _TIME_FIRST.match(sentence)) and ONLY_TIME.fullmatch(time["time"]):
        rest = sentence[time.end() :]
        sentence = rest if _WHEN.match(rest) or ASSIGN.match(rest) else sentence
    if not (_WHEN.match(sentence) or _AFTER_THAT.match(sentence)):
        return _ADVERBIAL.sub("", sentence, count=1)
    if then := _THEN.search(sentence, 0, MAX_ZONE):
        return sentence[then.end() :]
    for comma in islice(_WHEN_END.finditer(sentence, 0, MAX_ZONE), MAX_TRIES):
        rest = _WITHIN_DAYS.sub("", sentence[comma.end() :], count=1)
        if _WHEN_GROUP.match(rest) or (rest[:1].isupper() and is_body(rest, names)):
            return rest
    return _ADVERBIAL.sub("", sentence, count=1)


def _behind_time(sentence: str) -> str:
    """Takes away a time that stands right before a name, with or without a comma."""
    # Most sentences begin with no time at all.
    if not (sentence[:1].isalnum() and ONLY_TIME.match(sentence)):
        return sentence
    for gap in _WORD_AHEAD.finditer(sentence, 0, _LONGEST_TIME):
        time, rest = sentence[: gap.start()], sentence[gap.end() :]
        if not (rest[0].isupper() or lexicon.post_pattern().match(rest) or _MANY.match(rest)):
            continue
        if len(time.split()) < 2 or not ONLY_TIME.fullmatch(time) or _WHOLE_YEAR.fullmatch(time):
            continue
        # "thứ Hai", "tháng Giêng", "quý II": still words of the time.
        if not ONLY_TIME.fullmatch(f"{time} {rest.split()[0].rstrip(',.;:')}"):
            return rest
    return sentence


def _is_vague(found: Sequence[Mention]) -> bool:
    return bool(found) and all(
        m.kind == MentionKind.GROUP and m.text.islower() and len(m.text.split()) < 3 for m in found
    )
