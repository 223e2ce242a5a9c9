"""Whether a further sentence of a paragraph is work of its own, or says more of what stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from danvan_cli.domain.text import fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import LOWER, PERSON, UPPER
from danvan_cli.intake.lines.fields import fields_of
from danvan_cli.intake.people.endings import ROLE_VERBS, read_ending
from danvan_cli.intake.people.inside import names_inside, without_brackets
from danvan_cli.intake.people.mentions import Mention, MentionKind, is_body
from danvan_cli.intake.people.name_lists import split_names
from danvan_cli.intake.people.predicates import subject_zone
from danvan_cli.intake.people.roles import Responsible
from danvan_cli.intake.people.subjects import AFTERWARDS
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.time_words import STAGE_GOES

# "A và B cùng chủ trì.": nothing else is said of them.
_LEAD_TOGETHER = re.compile(r"\scùng\s+(?:chủ trì|thực hiện|phụ trách|tham mưu)\s*(?:[,.;)]|\Z)")
# "Hội Chữ thập đỏ phường tổ chức, Đoàn phường bố trí tình nguyện viên.": what, stands before.
_HOLDS_IT = re.compile(rf"[{UPPER}][^,.;:]{{3,90}}\s(?:tổ chức|tiến hành|làm|đảm nhận)\s*(?:[,.;]|\Z)")
# "Phòng Kinh tế, Hạ tầng và Đô thị phối hợp Công an phường thực hiện, báo cáo hằng tháng."
_DONE_WITH = re.compile(
    rf"(?P<who>[{UPPER}][^.;:]{{3,90}}?)\sphối hợp\s[^.;:]{{3,90}}?\s(?:thực hiện|triển khai)\s*(?:[,.;]|\Z)"
)
TIMED = re.compile(
    r"(?<!\d)\d{1,2}\s?[/.-]\s?\d{1,2}(?!\d)|\d/\d{4}|\b(?:tháng|quý|tuần)\s+(?:\d|[IVX])"
    r"|\d\s+(?:ngày|tháng)(?: làm việc)?\s+(?:kể từ|sau|từ)\b"
    r"|\b(?:trong|hết|xong)\s+0?\d\s+tháng\s+(?:đầu|cuối)\s+năm\b"
    r"|\d\s+(?:tuần|tháng)\s+(?:một|1|01)\s+lần|\b(?:h[ằà]ng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)",
    re.IGNORECASE,
)
# "Việc này giao Phòng Văn hóa - Xã hội, hạn cuối là 30/6."
_THIS_WORK = re.compile(r"(?:việc|phần việc|công việc|nội dung|nhiệm vụ)\s+(?:này|trên)\b", re.IGNORECASE)
_HELPS_WHOM = re.compile(r"\sphối hợp\s+(?:(?:cùng với|cùng|với)\s+)?")
_SHARE_GIVEN = re.compile(
    rf"(?:riêng\s+)?(?:việc|phần|khâu|nội dung)\s[^,;.:]{{3,80}}?\s(?:do|giao(?:\s+cho)?)\s+"
    rf"(?=[{UPPER}]|(?:{PERSON})\s)",
    re.IGNORECASE,
)
NO_WORK_OF_ITS_OWN = frozenset(["", ":", "thực hiện", "phối hợp", "triển khai", "tham gia"])
# "Hội Nông dân xã phối hợp.", "… phối hợp chọn hộ."
_ONLY_HELPS = re.compile(
    r"\s(?:phối hợp|cùng\s+(?:phối hợp|tham gia|hỗ trợ))"
    rf"(?:\s+(?!với\s|cùng\s|các\s)[{LOWER}]+(?:,?\s[{LOWER}\d]+){{0,9}})?"
    # "…, hoàn thành trước ngày 20/9": the day is of the work.
    r"(?:,\s(?:hoàn thành|xong|trước|trong|chậm nhất|từ|ngày|tháng|quý|mỗi|hằng|hàng|định kỳ|đến)\s[^.;]{2,60})?"
    r"\s*[.;]?\s*\Z"
)
_PLAIN_GROUP = re.compile(
    r"(?:các|lãnh đạo|thủ trưởng|trưởng|hiệu trưởng (?:các|trường)|giám đốc các"
    r"|người đứng đầu|ubnd các|chủ tịch ubnd các|toàn thể)\b",
    re.IGNORECASE,
)
_MAX_GROUP = 14
_KIND = re.compile(r"(?:Tổ|Đội|Nhóm|Bộ phận|Ban|Đoàn|Câu lạc bộ|Chi hội|Chi đoàn)\s")
_STRANGER = re.compile(rf"[{UPPER}][{LOWER}]+(?:\s[{LOWER}]+){{0,3}}\s(?P<proper>[{UPPER}])\S*(?:\s[^\s,;:()]+){{0,6}}")
# "Quý I thay 1.000 chiếc, …" goes on with who stands before.
_SAYS_WHEN = re.compile(r"(?:Quý|Tháng|Tuần|Đợt|Lần|Năm|Ngày|Sáng|Chiều|Tối)\s+(?:\w+\s)?(?:\d|[IVX]+\b)")
# "Sau khóa học 30 ngày, các khoa tự đánh giá."
_MANY_BEFORE = re.compile(r"(?:\A|(?<=ngày, )|(?<=tháng, )|(?<=\d, ))(?:mỗi|từng|các|toàn thể|tất cả)\s", re.IGNORECASE)
# "Mỗi thẩm phán xét xử 02 phiên tòa. Trại tạm giam bố trí điểm cầu."
_MANY_DO = re.compile(r"(?:Mỗi|Từng|Các|Toàn thể|Tất cả)\s(?!(?:ngày|tuần|tháng|quý|năm|kỳ|đợt|lần)\s)")
_MANY_OBEY = re.compile(
    r"(?:Mỗi|Từng|Các|Toàn thể|Tất cả|Mọi)\s(?!(?:ngày|tuần|tháng|quý|năm|kỳ|đợt|lần|nội dung|lớp|buổi|cuộc|hoạt động"
    r"|khoản|chi phí|hồ sơ|tài liệu|số liệu|sản phẩm|công trình|bước|văn bản|hình thức|việc|nhiệm vụ|mô hình)\b)"
)
_WHEN = re.compile(r"\b(?:trước|xong|(?:chậm|muộn) nhất|trong|vào|từ|đến|h[àằ]ng|hạn)\s", re.IGNORECASE)
_FORMS = re.compile(r"(?:Các|Mỗi|Từng) (?:lớp|khối)\s")
_OBEYS = frozenset(
    ["bố trí", "cử", "chuẩn bị", "ký", "đăng ký", "treo", "nộp", "gửi", "mang", "tự", "cam kết", "ký cam kết"]
)
MAX_JOINED = 600
_MAX_TOPIC = 6
# Words on how things stand, and no day to come behind them.
_TELLS_WHY = re.compile(
    r"(?:đến nay|hiện nay|hiện (?:còn|có)|đến (?:cuối|hết) [^,;]{3,30}?)\s(?=[^.]*\b(?:còn|mới|đã|chưa|có|bị)\b)"
    r"|[^.;]{0,80}\s(?:bị|đã)\s(?=.*\bđã\b)|(?:Nghị quyết|Kế hoạch|Công văn|Chỉ thị)\s[^;]{0,80}\snêu\s",
    re.IGNORECASE,
)
# "Đợt I tiến hành trong quý II." in front of what is done in it.
_FRAME = re.compile(rf"{STAGE_GOES}[^,;:]{{3,60}}\.")
_PROMISES = re.compile(r"\b(?:trước ngày|chậm nhất|xong|hoàn thành trước|hạn)\b", re.IGNORECASE)
_SHARES = frozenset(["chuẩn bị", "lo", "làm"])
# "(Văn phòng chủ trì)." and "Do Văn phòng lo." say who does what stands before.
_LEAST_WORK = 6
_HELD_EVENT = re.compile(
    r"(?:Hội nghị|Hội thi|Hội thao|Hội diễn|Hội thảo|Đại hội|Cuộc thi|Giải|Lớp|Lễ|Ngày hội|Chương trình)\s[^.]*"
    r"\b(?:mở|tổ chức|diễn ra|khai mạc|phát động|dự kiến|tiến hành|họp|được)\b"
)
# "Nguồn giống do Viện thẩm định." tells of the work before, not of more.
_DECIDED_BY = re.compile(
    r"\bdo\s[^,;.]{3,80}?\s(?:thẩm định|phê duyệt|duyệt|ban hành|cấp|thành lập|quyết định|ký)(?!\w)"
)
_THING = re.compile(
    rf"(?P<what>[{UPPER}]\S*(?:\s[{LOWER}]+){{0,4}}?)\s(?:tổ chức|diễn ra|dự kiến|được|sẽ|phải|có|gồm|làm việc"
    r"|hoạt động|triển khai|gửi|họp|kéo dài|bắt đầu)(?!\w)"
)
IS_OVER = re.compile(r"\bđã\s(?:được|có|xong|hoàn thành)\b")
_ORDERED = re.compile(r"(?:Chỉ đạo|Yêu cầu|Đôn đốc)\s+")
_BY_WHOM = re.compile(rf"\bdo\s+[{UPPER}][^,;.]{{1,80}}?\s(?:chủ trì|phụ trách|đảm nhiệm|đảm nhận|lo|thực hiện)(?!\w)")
_GIVEN_TO_MANY = re.compile(r"\w\s(?:nhờ|giao(?:\s+cho)?)\s+(?:các|mỗi|từng|mọi|toàn thể)\s")
_NO_WORK = re.compile(
    r"\W*(?:do|giao|kinh phí|nguồn kinh phí|thành phần|địa điểm:|thời gian|trách nhiệm|người|đơn vị|bộ phận"
    r"|cơ quan|đầu mối"
    r"|(?:phần|việc|nội dung|nhiệm vụ|công việc)(?: việc)? (?:này|trên))\b",
    re.IGNORECASE,
)
_WHOLE_WORK = (ROLE_VERBS - {"phối hợp", "trực tiếp", "cùng"}) | {":"}


# What goes on with the work before, or tells of its steps.
_ENDS_THE_WORK = re.compile(
    r"(?:tổng hợp|báo cáo|gửi|nộp|trình|hoàn (?:thành|tất)|xong|thời gian|hạn|kết quả|chậm nhất|trước|từ|phối hợp"
    r"|dự kiến|thực hiện|tổ chức (?:vào|trong|từ|lúc|tại|\d)|áp dụng|căn cứ|theo|khai mạc|bế mạc|tổng kết|sơ kết"
    r"|phát động|trao giải|công bố kết quả|nghiệm thu|đánh giá|rút kinh nghiệm|chủ trì|tham mưu|h[àằ]ng|định kỳ"
    r"|bắt đầu|kết thúc|tiếp tục|lưu ý|yêu cầu|giao|đề nghị|mời|kinh phí)\b"
)


class Part(NamedTuple):
    """A stretch of a task's text that is one piece of work, and who it says does it."""

    text: str
    who: Responsible


def _is_done_with(sentence: str) -> bool:
    """True where a name alone stands before "phối hợp Công an phường thực hiện", which says nothing new to be done."""
    found = _DONE_WITH.match(sentence)
    return found is not None and not lexicon.verb_pattern().search(found["who"])


def begins_an_act(words: str) -> bool:
    """True for "Công khai kết quả chậm nhất 20/9", False for "báo cáo kết quả trước 15/6", which ends what was done."""
    small = f"{words[:1].lower()}{words[1:]}"
    return bool(lexicon.verb_pattern().match(small)) and not _ENDS_THE_WORK.match(small)


def is_done_by_many(sentence: str, before: Part) -> bool:
    """True for "Các lớp hoàn thành tủ sách trước 01/12." behind work with a time of its own: many do it.

    "Các nội dung trên xong trước 30/6." is about the work before.
    """
    is_timed = TIMED.search(sentence) and _WHEN.search(sentence) and TIMED.search(before.text)
    if not is_timed or IS_OVER.search(sentence):
        return False
    said = f"{sentence[:1].upper()}{sentence[1:]}"
    forms = _FORMS.match(said)
    return bool(_MANY_OBEY.match(said)) or bool(forms and lexicon.verb_pattern().match(said, forms.end()))


def only_helps(sentence: str, before: Responsible, names: UnitNames) -> bool:
    """True for "Công an xã phối hợp.", which helps; "Công an xã phối hợp Trạm Y tế lắp camera." is work of its own."""
    if not before.leads:
        return bool(_ONLY_HELPS.search(sentence)) and not _THIS_WORK.match(sentence)
    if not (found := _HELPS_WHOM.search(sentence)):
        return True
    zone, verb = subject_zone(sentence[found.end() :], names)
    return verb in NO_WORK_OF_ITS_OWN or not (zone and split_names(without_brackets(zone), names))


def is_topic(before: Part) -> bool:
    """True for "Cơ sở vật chất.", which says what the next sentence is about and is no work by itself.

    So does "Đến nay còn 03 công trình chưa quyết toán;", which tells why.
    """
    text = before.text
    if _FRAME.fullmatch(text):
        return True
    if _TELLS_WHY.match(text) and not before.who.leads and not _PROMISES.search(text):
        return True
    is_short = text.endswith(".") and len(text.split()) <= _MAX_TOPIC and not before.who.leads
    has_verb = lexicon.verb_pattern().search(f"{text[:1].lower()}{text[1:]}") if is_short else None
    return is_short and not has_verb and not TIMED.search(text) and not lexicon.body_start_pattern().match(text)


def leads_it_all(sentence: str, verb: str, before: Part, names: UnitNames) -> bool:
    """True for "Rà soát thủ tục. Văn phòng chủ trì.", where the last sentence is no second piece of work.

    Where what stands before has a body of its own, though it could not be read, the last sentence says nothing of it.
    """
    if before.who.leads or lexicon.body_start_pattern().match(before.text) or _MANY_DO.match(before.text):
        return False
    if _THIS_WORK.match(sentence):
        return True
    # "Khám bệnh cho hội viên trước 30/6. Hội Phụ nữ liên hệ với Trạm Y tế.": nobody is named before, no day behind.
    is_dated = bool(TIMED.search(before.text))
    is_nobodys = not is_dated or not (TIMED.search(sentence) or lexicon.body_start_pattern().search(before.text))
    is_led = bool(_doers(before.text, names)) or _is_done_by_unknown(before.text, names)
    if is_nobodys and before.text.endswith(".") and not is_led:
        return True
    if not is_led and (_HOLDS_IT.match(sentence) or _is_done_with(sentence)):
        return True
    if _LEAD_TOGETHER.search(sentence):
        return not is_led
    # "Cắt tỉa cây trước 30/6. Trường A chuẩn bị 10 phòng trước 15/7.": two days, two pieces of work.
    is_more = verb in _SHARES and is_dated and bool(TIMED.search(sentence))
    if sentence.startswith("giao ") or (verb in _WHOLE_WORK and not is_led and not is_more):
        return True
    # "Lắp camera. Công an xã phối hợp các ấp." says no more than who does it.
    return verb == "phối hợp" and bool(read_ending(f"Việc. {sentence}", names).leads)


def has_second_work(subject: Sequence[Mention], before: str, sentence: str) -> bool:
    """True where a body is named once more behind a full stop, with another time: it has a second piece of work."""
    is_named = any(mention.kind == MentionKind.UNIT for mention in subject)
    if is_named and AFTERWARDS.match(sentence) and TIMED.search(before[-MAX_JOINED:]):
        return True
    return is_named and before.endswith(".") and bool(TIMED.search(sentence) and TIMED.search(before))


def is_anothers(subject: Sequence[Mention], before: Part, sentence: str, names: UnitNames) -> bool:
    """True for a sentence whose subject is another body than the one before.

    People and loose words are none, but for those with a time of their own, which is not that of the body before.
    """
    leads = before.who.leads
    found = [m for m in subject if m.kind == MentionKind.UNIT]
    if found:
        same = {code for m in leads for code in names.codes(m.text) or {names.key(m.text)}}
        return any((names.codes(m.text) or {names.key(m.text)}).isdisjoint(same) for m in found)
    if TIMED.search(sentence) and subject:
        others = leads or (_doers(before.text, names) if before.text.endswith(".") else ())
        if others and not {fold(m.text) for m in subject} & {fold(m.text) for m in others}:
            return True
    groups = [m.text for m in subject if m.kind != MentionKind.UNIT]
    if groups and before.text.endswith(".") and all(_KIND.match(g) for g in groups):
        # "Tổ An ninh cơ sở các ấp đến từng hộ …" is another than the one before.
        return fold(groups[0]) not in {fold(m.text) for m in leads}
    return (
        bool(groups)
        and all(_PLAIN_GROUP.match(g) and len(g.split()) <= _MAX_GROUP for g in groups)
        and (fold(groups[0]) not in {fold(m.text) for m in leads})
    )


def done_by_another(sentence: str, before: Responsible, names: UnitNames) -> list[Mention]:
    """Reads who is given a share of the work: "…; phần đường truyền giao Văn phòng Đảng ủy"; else nothing."""
    given = _SHARE_GIVEN.match(sentence)
    if given is None or not before.leads:
        return []
    zone, _ = subject_zone(sentence[given.end() :], names)
    # "giao Văn phòng Đảng ủy, VNPT hỗ trợ": who helps stands behind the comma.
    said = zone if zone and "," not in zone else sentence[given.end() :].partition(",")[0].rstrip(" .")
    by = split_names(without_brackets(said), names) or []
    return [] if {fold(m.text) for m in by} & {fold(m.text) for m in before.leads} else by


def tells_others(sentence: str, before: Part, names: UnitNames) -> bool:
    """True for "Địa điểm do Trung tâm B chuẩn bị." behind a full stop: its doer is another than the one before."""
    # "4. Đội cờ đỏ …" has a number typed in front; "Hai thôn đã được Công an xã thông báo." is over.
    is_number = len(before.text.split()) == 1
    if before.text.endswith(";") and TIMED.search(sentence) and _begins_with_body(sentence, names):
        # "…; Ban Liên lạc hưu trí ba xã gặp mặt trước 12/10": whose name no rule could end does it.
        return not fold(sentence).startswith(tuple(fold(m.text) for m in before.who.leads))
    if is_number or not before.text.endswith(".") or len(sentence.split()) < _LEAST_WORK:
        return False
    if _NO_WORK.match(sentence) or IS_OVER.search(sentence):
        return False
    is_timed = bool(TIMED.search(sentence))
    if fields_of(sentence) or (not is_timed and _DECIDED_BY.search(sentence)):
        return False
    told = {fold(m.text) for m in before.who.leads or _doers(before.text, names)}
    if is_timed and (ordered := _ORDERED.match(sentence)) and _begins_with_body(sentence[ordered.end() :], names):
        # "Giao A báo cáo trước 30/9. Chỉ đạo B bố trí kinh phí trước 31/10."
        return not fold(sentence[ordered.end() :]).startswith(tuple(told))
    if is_timed and _begins_with_body(sentence, names):
        # "Tổ bơm tát nạo vét kênh trước 12/4.": its name does not end clearly, but it is not the one before.
        return not fold(sentence).startswith(tuple(told))
    if _HELD_EVENT.match(sentence) and is_timed and TIMED.search(before.text):
        # "Hội nghị tổng kết dự kiến giữa tháng 12." is held by nobody that is said.
        return True
    if _BY_WHOM.search(sentence) and is_timed and told:
        # "Trao học bổng trong tháng 8, do Hội chủ trì.": whoever that is, it is said for this sentence alone.
        return not any(name and name in fold(sentence) for name in told)
    if is_timed and told and _GIVEN_TO_MANY.search(sentence):
        # "Câu hỏi nhờ các tổ trưởng thu, nộp trước 09/5."
        return True
    others = {fold(m.text) for m in _doers(sentence, names)}
    # Where nobody is named before, the sentence tells who does that, unless each has a time of its own.
    is_apart = bool(told) or bool(_MANY_BEFORE.search(before.text)) or (is_timed and bool(TIMED.search(before.text)))
    return bool(others) and others.isdisjoint(told) and is_apart


def is_led_behind(sentence: str, before: Part, names: UnitNames) -> bool:
    """True for "kiểm tra 12 cơ sở (Phòng B, quý III)" behind "lập danh sách (Phòng A, trước 20/5);".

    Each names behind its own words who does it, and that is not the same body.
    """
    if not before.text.endswith(";") or before.who.leads or len(before.text) + len(sentence) > MAX_JOINED:
        return False
    first, second = ({fold(m.text) for m in _doers(one, names)} for one in (before.text, sentence))
    return bool(first and second) and first.isdisjoint(second)


def _begins_with_body(sentence: str, names: UnitNames) -> bool:
    """True for words of work behind a kind of body: "Tổ dịch vụ bơm tát nạo vét …", but not "Tổ Thu, 15-20/5."."""
    words = sentence.partition(",")[0].split()
    if lexicon.body_start_pattern().match(sentence):
        return len(words) > _LEAST_WORK
    zone, verb = subject_zone(sentence, names)
    head = lexicon.body_head_pattern().match(sentence)
    return bool(zone and head and verb != ":" and len(words) > _LEAST_WORK and len(zone.split()) <= _MAX_TOPIC)


def _is_done_by_unknown(text: str, names: UnitNames) -> bool:
    """True for "Tổ cơ điện lo âm thanh": words in front of the verb that are no name that is known."""
    zone, verb = subject_zone(text, names)
    return bool(zone) and verb in _SHARES and not lexicon.verb_pattern().match(text[:1].lower() + text[1:])


def _doers(sentence: str, names: UnitNames) -> tuple[Mention, ...]:
    """Gives who a sentence says does its work in other words than a subject: "do A lo", "giao A", "(A chủ trì)"."""
    found = names_inside(sentence, names) or read_ending(sentence, names).leads
    return tuple(m for m in found if m.kind != MentionKind.GROUP)


def tells_of_it(sentence: str, before: Part, names: UnitNames) -> bool:
    """True for "Tổ làm việc tại thôn." and "Lễ phát động tổ chức trước 30/8." behind work that makes just that.

    What is no body of its own and was named before is what the sentence says more of.
    """
    thing = _THING.match(sentence)
    if thing is None or (" " in thing["what"] and is_body(thing["what"], names)):
        return False
    if lexicon.group_pattern().match(fold(thing["what"])) and TIMED.search(sentence):
        # "Các đơn vị trực thuộc gửi số liệu chậm nhất ngày 15/9." is what these do, wherever they were named.
        return False
    return bool(re.search(rf"(?<!\w){re.escape(thing['what'].lower())}(?!\w)(?! chức)", before.text.lower()))


def is_strangers(sentence: str, names: UnitNames) -> bool:
    """True for "Lớp Mầm hái hoa xong 20/5.": somebody whom no rule knows does it, and not who stands before.

    So are the many of "Các tàu du lịch, tàu cá bố trí thùng chứa rác."
    """
    if _MANY_OBEY.match(sentence) and subject_zone(sentence, names)[1] in _OBEYS:
        return True
    if not TIMED.search(sentence) or _SAYS_WHEN.match(sentence):
        return False
    zone, verb = subject_zone(sentence, names)
    if zone is None or verb in (":", "được") or not (name := _STRANGER.fullmatch(zone)):
        return False
    is_act = lexicon.verb_pattern().match(f"{zone[:1].lower()}{zone[1:]}")
    is_body_named = is_body(zone[name.start("proper") :], names)
    return not is_act and not is_body_named and lexicon.ending_words().isdisjoint(zone.lower().split())
