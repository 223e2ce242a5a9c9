"""Where a text names bodies and groups, and why the words around one rule it out as responsible.

The second pair of eyes for names: it looks for beginnings alone and shares no rule with the reader of roles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter

from danvan_cli.domain.text import fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import LOWER, UPPER
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.spans import Reason, Span, SpanKind

# "P. Kỹ thuật", "P.KHTC", "TT VHTT", "BQL dự án"; "TP. Huế" and "P. 5" are places.
_SHORT = re.compile(rf"(?<![\w./-])(?:P\.\s?|TT\.?\s?|CC\.\s?|BQL\s)[{UPPER}][\w-]+")
_SMALL_REST = re.compile(rf"\s(?!và\b|cùng\b|với\b)[{LOWER}][^\W\d]*")
_COUNTING = re.compile(r"(?<!\w)(?:các|những|mỗi|từng|toàn thể|tất cả|một số)\s", re.IGNORECASE)
# The words of a name as a person would quote it: capitals with what belongs to their syllables, levels, joints.
_NAME_GOES_ON = re.compile(
    rf"\s(?:[{UPPER}][{LOWER}]*(?!\w)(?:\s(?P<small>[{LOWER}]+))?|[{UPPER}](?:[\w&\-]|\.(?=\w))*)(?:\s[-–&](?=\s[{UPPER}]))?"
    rf"|\s(?:{lexicon.LEVELS}|[uủ][yỷ])(?!\w)"
)
_WORD = re.compile(r",?\s+([\w\-]+)")
_MOST_WORDS = 4
_LONGEST_NAME = 20
_MAX_BEFORE = 160

# "họp liên ngành với Viện kiểm sát": with whom.
_MEETS = (
    r"(?:liên hệ|(?-i:làm việc)|họp(?:\s\w+){0,2}|trao đổi(?:\s\w+){0,5}|bàn bạc(?:\s\w+){0,2}|thống nhất)(?=\s+với)"
)
_WHOM = rf"(?:{lexicon.words_of('helpers_sent')})"
# "đặt Báo Hưng Bình làm phóng sự", "trưng tập cán bộ Sở Tư pháp": who is got to do a part of it.
_ENGAGED = rf"(?:thuê|nhờ|khoán|(?<!lắp )(?<!cài )đặt(?:\s+hàng)?|(?:trưng tập|huy động)(?:\s+{_WHOM})?)"
_HIRED = re.compile(
    r"(?<!\w)(?i:thuê|khoán|đặt hàng)(?:\s+(?:cho|với))?\s+"
    rf"(?P<who>[{UPPER}][^\s,;.:()]+(?:(?:\s[{LOWER}][^\s,;.:()]*){{0,6}}(?:\s[{UPPER}][^\s,;.:()]*)+)?)"
)
# "liên hệ Trạm Y tế đến khám", "gửi Chi cục Thú y xét nghiệm", "danh sách của Sở Tài chính chuyển sang".
_CALLED = re.compile(r"(?<!\w)liên hệ\s*\Z", re.IGNORECASE)
_COMES = re.compile(rf"\s+(?:đến|về|lên|xuống|cử)\s+(?!đăng ký|nhận)[{LOWER}]")
_TESTS = re.compile(r"\s+(?:[^\s,;.:()]+\s+){0,2}(?:xét nghiệm|phân tích|kiểm nghiệm|giám định|kiểm định)(?!\w)")
_PASSES_ON = re.compile(r"\s+(?:(?:chuyển|gửi)(?: sang| đến| về)?|cung cấp)(?=\s*[,;.]|\s+và\s|\s*\Z)")
# What stands beside a body and gives it a part of the work.
_GIVEN = re.compile(
    r"(?<!\w)(?:giao|phân công|đề nghị|yêu cầu|do|ủy quyền|(?<!chương trình )(?<!quy chế )phối hợp"
    rf"|(?:kết hợp|hiệp đồng)(?=\s+(?:với|cùng))|{_MEETS}|chủ trì|cùng|{_ENGAGED}"
    r"|(?:lấy|nhận) [^.;,:]{2,30} từ|(?:tham gia|cùng đi|đi cùng|phụ giúp)(?:\s[^\W\d]+){0,3}\s+có"
    rf"|(?:cử|điều|tăng cường)\s+(?:thêm\s+)?(?:\d+\s+)?(?:{_WHOM})\s+(?:của|thuộc)"
    r"|(?:với|có|dưới)\s+sự\s+(?!chỉ đạo|lãnh đạo|quản lý)[^\W\d]+(?:\s[^\W\d]+){0,5}\s+của"
    rf"|mời\s+(?:{lexicon.words_of('helpers_lent')})(?:\s+(?:của|từ))?"
    r"|(?:người|nơi|bên|đơn vị)\s+[^,;.:]{2,30}\s+là|thêm\s+(?:(?:một|hai|ba|bốn|năm|vài|\d+)\s+)?(?:cán bộ|công chức"
    r"|viên chức|người)(?:\s+của)?)"
    r"(?:\s+(?:cho|với|cùng))*\s*:?\s*\Z",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r"\s*(?:[,(]\s*)?(?:là\s+(?:đơn vị|cơ quan)\s+)?(?:đồng\s+)?(?:chủ trì|phối hợp|phụ trách|có trách nhiệm"
    r"|chịu trách nhiệm|làm đầu mối|đầu mối|giúp việc|cùng\s+(?:tham gia|thực hiện|hỗ trợ))(?!\w|\s?:)",
    re.IGNORECASE,
)
# Words before and behind a body that take it out of the work, whatever else stands there.
_TAKEN_OUT: tuple[tuple[Reason, re.Pattern[str], re.Pattern[str]], ...] = (
    # "nguồn giống do Viện Dược liệu thẩm định", "vắc xin do Viện Pasteur sản xuất"
    (
        Reason.TOLD,
        re.compile(r"(?<!\w)do\s*\Z", re.IGNORECASE),
        re.compile(r"[^,;.:()]{0,40}?\s(?:thẩm định|phê duyệt|xác nhận|sản xuất|cung ứng|gửi lên)(?!\w)"),
    ),
    # "tham mưu thành lập Ban Chỉ đạo, Tổ giúp việc"
    (
        Reason.OBJECT,
        re.compile(r"(?<!\w)(?:thành lập|kiện toàn|củng cố|ra mắt)(?: mới)?\s+\Z", re.IGNORECASE),
        re.compile(""),
    ),
    # "Công an phường thay cho Ban Chỉ huy Quân sự phường làm đầu mối"
    (Reason.OBJECT, re.compile(r"(?<!\w)thay (?:cho|thế)(?: cho)?\s+\Z", re.IGNORECASE), re.compile("")),
    # "sau khi thống nhất với Thường trực HĐND"
    (
        Reason.RECIPIENT,
        re.compile(
            r"\bsau khi\s(?:đã\s)?(?:thống nhất|trao đổi|xin ý kiến|có ý kiến)\s(?:với|của)\s+\Z", re.IGNORECASE
        ),
        re.compile(""),
    ),
    # "Năm 2025, Công ty Khai thác công trình thủy lợi đã kiểm tra 09 hồ"
    (
        Reason.SITUATION,
        re.compile(r"\b(?:20\d\d|năm trước|vừa qua|ngoài|trước đây),?\s+\Z", re.IGNORECASE),
        re.compile(r"[^,;.:()]{0,60}?\sđã\s"),
    ),
)
# "Phòng A xong trước ngày 11/4, Phòng B chậm nhất 21/4": each has its own day.
_HAS_DAY = re.compile(r"(?:\s+và\s+UBND)?\s+(?:xong|hoàn thành|chậm nhất|muộn nhất)\s+(?:trước|ngày|trong|vào|\d)")
_NEXT_IN_LIST = re.compile(r"[,;:]\s+(?:riêng\s+)?\Z")
# "… xong ngày 05/4, Công an xã xác minh … xong ngày 20/4", "… vào ngày 10/6 để Phòng B giao giống … vào ngày 28/6".
_BEHIND_DAY = re.compile(r"\d(?:[,;]\s+(?:còn\s+|riêng\s+)?|\s+để\s+)\Z")
_THEN_DAY = re.compile(
    r"(?=\s+[^\W\d])[^,;.]{3,120}?\s(?:xong|hoàn thành|trước|chậm nhất|muộn nhất|vào|trong|hạn|đến)"
    r"\s+(?:(?:trước|hết|ngày|tháng|quý)\s+)*[\dIV]"
)
_ASK = lexicon.words_of("helpers_asked")
_SENT = rf"(?:(?:{lexicon.words_of('helpers_sent')})\s+(?:của\s+)?)?"
# "…, công chức Sở Tư pháp tham gia Đoàn", "…; Trạm Y tế cung cấp thuốc": a clause of its own beside the work's.
_AIDS = re.compile(rf"\s+(?:cùng\s+)?(?:{lexicon.words_of('helpers_do')})(?!\w)")
# What goes on behind a name in small letters, and is no part of it: "Hợp tác xã Đại Đồng tạo điều kiện".
_DOES = re.compile(
    rf"(?:\s\d{{1,2}}(?=\s)|\s(?:{lexicon.LEVELS}|thôn|ấp|tổ dân phố|khu phố|chợ|số)(?:\s[\d{UPPER}][^\s,;.:()]*)*)?\s+"
    r"(?!(?:và|hoặc|của|tại|ở|về|trong|trên|theo(?! dõi)|số|để|là|được|bị|đã|từ|do|trước|chậm|muộn|vào|đến|xong|cả|như"
    rf"|cho|với)\s)[{LOWER}]+\s+[{LOWER}]+"
)
# "…, y tế thôn báo giấy mời", "; nhân viên y tế Lương Thị Huệ tổng hợp": a clause of people in small letters.
_SMALL = rf"(?:{lexicon.words_of('helpers_small')})(?!\w)"
_SMALL_CLAUSE = re.compile(
    rf"(?:[,;]\s+(?P<who>{_SMALL}(?! (?:mình|này|trên)\b))"
    rf"|(?<=[^\W\d]{{2}}[.])\s+(?P<first>(?=[{UPPER}])(?i:{_SMALL})))"
    r"(?P<rest>[^,;.:()]{0,160})"
)
_STOP = re.compile(r"[,;.:()]")
_LONGEST_SMALL = 50
_SMALL_NAMED = re.compile(rf"\b{_SMALL}(?! (?:mình|này|trên)\b)")
# "mời Viện A giảng": but for who is invited to be there.
_ASKED_IN = re.compile(r"(?<!\w)mời\s*\Z", re.IGNORECASE)
_GUEST = re.compile(r"(?<!\w)(?:dự|họp|chứng kiến|đến xem)(?!\w)")
_TO_STOP = re.compile(r"[^,;.:()]*")
_HELPED = re.compile(
    rf"(?:phối hợp|kết hợp|hiệp đồng|{_MEETS}|thêm [^,;.:]{{2,20}}|{_ENGAGED}|cùng)(?:\s+(?:với|cùng|cho))*\s*:?\s*\Z"
    # "có sự giám sát của Phòng Quản lý chất lượng"
    r"|\bsự\s+(?:giám sát|chứng kiến|hướng dẫn|cố vấn|tư vấn|bảo trợ|góp ý|chỉ đạo)(?:\s[^,;.:()]{2,30})?"
    r"\s+(?:của|từ)\s+\Z|🤝\s*\Z",
    re.IGNORECASE,
)
_HELPING = re.compile(r"\s*\(?\s*(?:có trách nhiệm\s+)?(?:cùng\s+)?(?:phối hợp|hỗ trợ|giúp|tham gia)(?!\w)")
_NEXT_CLAUSE = re.compile(rf"[,;]\s+(?:(?:{_ASK})\s+)?(?:[^\W\d_]+\s+){{0,3}}\Z")
# "Nhờ có Hội Phụ nữ xã tham gia." as a sentence of its own.
_INVITED = re.compile(rf"(?:\A|[.:]\s+)\W*(?:(?:{_ASK})\s+){{1,2}}{_SENT}\Z", re.IGNORECASE)
_OWN_CLAUSE = re.compile(rf"[,;]\s+(?:(?:{_ASK})\s+)?{_SENT}\Z")
# What stands before a body and takes it out of the work.
_SENDS = r"gửi|nộp|trình|báo cáo|chuyển|xin ý kiến|tham mưu|kính trình|đăng ký|cung cấp"
_RECIPIENT = re.compile(
    rf"(?<!\w)(?:(?:{_SENDS})(?:\s+(?:cho|về|đến|tới|lên|với|qua))?|(?:về|qua|thông qua|lên)"
    rf"|(?:{_SENDS})(?:\s+[^\s.;:,]+){{1,8}}?\s+(?:về|cho|đến|tới|lên|với|qua))\s*\(?\Z",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"(?:hướng dẫn|chỉ đạo|yêu cầu|quy định|kết luận|ý kiến|chủ trương|phân công|lãnh đạo|phát động|tinh thần)"
    r"(?:\s+[^\s.;]+){0,12}?\s+(?:của|giữa)\s*\Z",
    re.IGNORECASE,
)
_DONE_BY = re.compile(r"(?<!\w)do\s*\Z", re.IGNORECASE)
_DONE_NEXT = re.compile(r"(?:[^\W\d]|/\d{1,4})[.;]\s[^.;]{3,120}\sdo\s*\Z", re.IGNORECASE)
_ISSUED = re.compile(
    rf"(?:,\s(?-i:[{UPPER}])[^.;,:]{{1,40}}?)?[^.;,:]{{0,40}}?\s(?:ban hành|phát động|tổ chức|nêu|quản lý|đề ra)(?!\w)",
    re.IGNORECASE,
)
# "Kinh phí do Công an phường bảo đảm": who pays does not work.
_PAID = re.compile(r"\b(?:kinh phí|tiền|nguồn|vốn|chi phí)\b[^.;,:]{0,40}\sdo\s*\Z", re.IGNORECASE)
_PAYS = re.compile(r"[^.;,:]{0,30}?\s(?:cấp|chi|chi trả|bảo đảm|đảm bảo|đài thọ|thanh toán)(?!\w)")
# "UBND phường giao Phòng Văn hóa - Xã hội …": whoever hands work on does none of it.
_HANDS_ON = re.compile(rf"\s(?:giao|phân công|chỉ đạo|ủy quyền)\s(?:cho\s)?(?:[{UPPER}]|các\s)")
_OF = re.compile(r"(?<!\w)(?:của|giữa)\s*\Z", re.IGNORECASE)
_LISTED = re.compile(r"\s*[,/&+\-–:(]?\s*(?:và|hoặc|cùng)?\s*\Z", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+")
_CLAUSE = re.compile(r"[.;](?=\s)|[(:]")
_BEGINS = re.compile(r"(?:\A|[.;:–]\s|\s-\s|\()\W*\Z")
_ALONE = re.compile(r"\s*(?:[.;)–]|\Z)")
_NEAR = 40
NEXT_SENTENCE = re.compile(r"[^\W\d]{2}[.)]\s+\Z")
_OPENS_CLAUSE = re.compile(r"(?:\A|[.;:,(]\s+|\()\Z")
_PERSONS_OWN = re.compile(r",\s+[^,;.:()]{2,60},|\s*\([^()]{2,60}\),?")


def find_bodies(text: str, names: UnitNames) -> tuple[Span, ...]:
    """Finds every body and group that a text names, in order.

    ``aside`` is None for one that the words around it give a part of the work; the ends are good enough to quote.
    """
    found: list[Span] = []
    for start, end in sorted(_beginnings(text, names), key=itemgetter(0)):
        if not found or start >= found[-1].end:
            # "Bộ Xây dựng", "Ban Kiểm soát": a usual name is whole, whatever verb it holds.
            end = max(end, lexicon.usual_end(text, start))
            aside = _aside(text, start, end, found[-1] if found else None)
            found.append(Span(start, end, SpanKind.BODY, text[start:end], aside))
    found = _with_small_letters(text, found)
    # "mời Sở Y tế, Sở Xây dựng cùng phối hợp": what is said behind the last of a list is said of all.
    for number in range(len(found) - 2, -1, -1):
        one, following = found[number : number + 2]
        is_listed = _COMMA.fullmatch(text[one.end : following.start])
        if is_listed and following.aside is None and one.aside == Reason.OBJECT:
            found[number] = replace(one, aside=None)
    return tuple(found)


def _with_small_letters(text: str, found: list[Span]) -> list[Span]:
    """Adds the people in small letters that do something in a clause of their own; none where a list goes on there."""
    small: list[Span] = []
    verbs = lexicon.verb_pattern()
    for clause in _SMALL_CLAUSE.finditer(text):
        start = max(clause.start("who"), clause.start("first"))
        does = verbs.search(text, clause.start("rest"), clause.end())
        if does is None or does.start() - start > _LONGEST_SMALL or text[: does.start()].endswith((" và ", " hoặc ")):
            continue
        end = does.start() - 1
        before = _STOP.split(text[max(0, clause.start() - _MAX_BEFORE) : clause.start()])[-1]
        # "…; đơn vị phối hợp: Đoàn xã" names a field; where no verb stands before, a list of names goes on.
        is_act = text[does.end() :].lstrip()[:1] != ":" and (clause["first"] or verbs.search(before))
        goes_on = any(not verbs.search(before, m.end()) for m in _SMALL_NAMED.finditer(before))
        is_listed = goes_on or _COUNTING.match(before.lstrip()) or any(s.start <= start < s.end for s in found)
        if is_act and not is_listed:
            small.append(Span(start, end, SpanKind.BODY, text[start:end], None))
    # "thôn đội trưởng các thôn" is more than "các thôn".
    kept = [one for one in found if not any(s.start <= one.start < s.end for s in small)]
    return sorted([*kept, *small], key=lambda span: span.start) if small else found


LENDS_A_HAND = re.compile(
    rf"\b(?:{lexicon.words_of('helpers_do')}|phối hợp|cùng|góp|giữ|bảo đảm|đảm bảo|trực|đỡ|thẩm định|giới thiệu"
    r"|theo dõi|kiểm tra|đôn đốc|cấp|bố trí|tạo điều kiện|chia sẻ|đăng tải|đưa tin|tuyên truyền|chứng kiến|giám sát)\b",
    re.IGNORECASE,
)


def does_the_work(text: str, span: Span) -> bool:
    """True for a body of which nothing says that it helps, and whose own clause says of something else that it does."""
    clause = _TO_STOP.match(text, span.end)
    is_small = span.text[:1].islower()
    return not (is_said_to_help(text, span) or is_small or clause is None or LENDS_A_HAND.search(clause[0]))


def helps(text: str, span: Span) -> bool:
    """True for a body of which the words beside it say that it helps: "có Mặt trận xã tham gia"."""
    before = text[max(0, span.start - _MAX_BEFORE) : span.start]
    is_beside = _is_clause(text, span.start, span.end)
    is_small = bool(_SMALL_NAMED.match(span.text)) and before.rstrip().endswith((",", ";"))
    # "Phòng A lập danh sách. Trại tạm giam bố trí điểm cầu.": behind the first sentence another one acts.
    is_next = bool(NEXT_SENTENCE.search(before)) and _acts(text, span.start, span.end)
    return is_said_to_help(text, span) or bool(is_beside or is_small or is_next)


def is_said_to_help(text: str, span: Span) -> bool:
    """True for a body beside which stands a word of help: "các thôn phối hợp", "cùng Trạm Y tế"."""
    before = text[max(0, span.start - _MAX_BEFORE) : span.start]
    is_named = _HELPED.search(before) or _HELPING.match(text, span.end)
    return bool(is_named) or _is_drawn_in(text, span.start, span.end)


def _is_drawn_in(text: str, start: int, end: int) -> bool:
    """True for a body that is called, sent something to examine, or passes something on."""
    before = text[max(0, start - _MAX_BEFORE) : start]
    return bool(
        (_CALLED.search(before) and _COMES.match(text, end))
        or (_RECIPIENT.search(before) and _TESTS.match(text, end))
        or ((_OF.search(before) or _DONE_BY.search(before)) and _PASSES_ON.match(text, end))
    )


def _is_clause(text: str, start: int, end: int) -> bool:
    """True for a body that begins a clause behind a comma and does something there."""
    if not _OWN_CLAUSE.search(text, max(0, start - _MAX_BEFORE), start):
        return False
    # A name's end is only guessed at here: any verb up to the next stop may be what the body does.
    return bool(_DOES.match(text, end)) or _acts(text, start, end)


def has_own_day(text: str, span: Span) -> bool:
    """True for a body of several that is given a day of its own: "Phòng A xong trước 11/4, Phòng B chậm nhất 21/4"."""
    return _is_dated(text, span.start, span.end)


def _is_dated(text: str, start: int, end: int) -> bool:
    before = max(0, start - _MAX_BEFORE)
    is_next = _HAS_DAY.match(text, end) and _NEXT_IN_LIST.search(text, before, start)
    return bool(is_next or (_BEHIND_DAY.search(text, before, start) and _THEN_DAY.match(text, end)))


def leads_the_next(text: str, span: Span) -> bool:
    """True for the body of a later sentence that is said to do what it is about: "Sản phẩm do Phòng B bán."."""
    return bool(_DONE_NEXT.search(text, max(0, span.start - _MAX_BEFORE), span.start)) and _acts(
        text, span.start, span.end
    )


def _beginnings(text: str, names: UnitNames) -> Iterator[tuple[int, int]]:
    """Finds where names begin, known ones before others: of those with one beginning the first counts."""
    low = text.lower()
    # A letter whose small form is longer would move all places behind it; no Vietnamese letter is one.
    for start, end in names.known_in(low) if len(low) == len(text) else ():
        yield start, _end(text, end)
    for head in lexicon.body_names(text):
        # "Thanh tra theo dõi" names a body, "thanh tra theo kế hoạch" what is done.
        if head[0][:1].isupper() or lexicon.body_start_pattern().match(text, head.start()):
            yield head.start(), _end(text, len(text[: head.end()].rstrip()))
    for short in _SHORT.finditer(text):
        yield short.start(), _end_of_short(text, short.end())
    yield from _people(text)
    for hired in _HIRED.finditer(text):
        yield hired.span("who")
    for many in _COUNTING.finditer(text):
        if lexicon.group_pattern().match(fold(text[many.start() : many.start() + 60])):
            yield many.start(), _end_of_group(text, many.end() - 1)


def _acts(text: str, start: int, end: int) -> bool:
    """True where a verb stands behind a name up to the next stop; a comma may close a person's post."""
    is_person = lexicon.post_pattern().match(text, start) is not None
    rest = _TO_STOP.match(text, end + (is_person and text.startswith(",", end)))
    return rest is not None and lexicon.verb_pattern().search(text, rest.start(), rest.end()) is not None


def _people(text: str) -> Iterator[tuple[int, int]]:
    """Finds people who begin a clause and do something in it: "…, bà Duyên, Kế toán trưởng, kiểm tra giá"."""
    for post in lexicon.post_pattern().finditer(text):
        if not _OPENS_CLAUSE.search(text, max(0, post.start() - _MAX_BEFORE), post.start()):
            continue
        end = _end(text, post.end())
        own = _PERSONS_OWN.match(text, end)
        end = own.end() - text.endswith(",", end, own.end()) if own else end
        if _acts(text, post.start(), end):
            yield post.start(), end


def _end_of_short(text: str, at: int) -> int:
    """Ends "P. Kỹ thuật", whose second word has a small letter, where no verb begins there."""
    rest = _SMALL_REST.match(text, at)
    return rest.end() if rest and not lexicon.verb_pattern().match(text, at + 1) else at


def _end(text: str, at: int) -> int:
    for _ in range(_LONGEST_NAME):
        goes_on = _NAME_GOES_ON.match(text, at)
        if goes_on is None:
            break
        if goes_on["small"] and lexicon.verb_pattern().match(text, goes_on.start("small")):
            return goes_on.start("small") - 1
        at = goes_on.end()
    return at


def _end_of_group(text: str, at: int) -> int:
    for _ in range(_MOST_WORDS):
        goes_on = _WORD.match(text, at)
        if goes_on is None or lexicon.verb_pattern().match(text, goes_on.start(1)):
            break
        at = goes_on.end()
    return at


def _aside(text: str, start: int, end: int, last: Span | None) -> Reason | None:
    """Tells from the words around a body why it is not responsible; None where they give it a part."""
    before = text[max(0, start - _MAX_BEFORE) : start]
    if out := next((r for r, above, behind in _TAKEN_OUT if above.search(before) and behind.match(text, end)), None):
        return out
    if _DONE_BY.search(before) and _ISSUED.match(text, end):
        return Reason.CITED
    if _PAID.search(before) and _PAYS.match(text, end):
        return Reason.MONEY
    if _BEGINS.search(text, max(0, start - _MAX_BEFORE), start) and _HANDS_ON.match(text, end):
        return Reason.OBJECT
    if _TAKES.match(text, end) or _GIVEN.search(before):
        return None
    if _ASKED_IN.search(before) and not _GUEST.search(text, end, end + _NEAR):
        return None
    if _is_dated(text, start, end):
        return None
    if _is_drawn_in(text, start, end):
        return None
    is_listed = last is not None and bool(_LISTED.fullmatch(text[last.end : start]))
    is_aid = _AIDS.match(text, end) and (_NEXT_CLAUSE.search(before) or _INVITED.search(before))
    if is_aid or (not is_listed and _is_clause(text, start, end)):
        return None
    if last is not None and is_listed:
        return last.aside
    if _RECIPIENT.search(before):
        return Reason.RECIPIENT
    clause = _CLAUSE.split(before)[-1]
    if _OF.search(before) and (lexicon.document_pattern().search(clause) or _CITED.search(clause)):
        return Reason.CITED
    acts = _ALONE.match(text, end) or lexicon.verb_pattern().search(text, end, end + _NEAR)
    return None if acts and _BEGINS.search(text, max(0, start - _MAX_BEFORE), start) else Reason.OBJECT
