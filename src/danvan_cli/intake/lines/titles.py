"""Lines above the body: the title that names a plan, the greeting, the sentence that leads to what each has to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from danvan_cli.domain.draft import Line
from danvan_cli.domain.text import fold

# "Chủ đề: Kế hoạch bảo trì …", "Về kế hoạch công việc năm 2026" below "THÔNG BÁO", "V/v …".
SUBJECT = re.compile(r"(?:(?:chủ đề|tiêu đề|subject)\s*:|(?:v/v|về việc|về)\b\s*:?)\s*", re.IGNORECASE)
MAIL_SUBJECT = re.compile(r"(?:chủ đề|tiêu đề|subject)\s*:\s*(?:\[[^\]]*\]\s*)?", re.IGNORECASE)
# A day's agenda is called "Chương trình" too.
_PLANS = re.compile(
    r"ke hoach"
    r"|(?:phuong an|chuong trinh(?! (?:hoi nghi|hop|buoi|ky hop|phien hop|le|dai hoi|lam viec|toa dam|tap huan)\b))"
    r"\b.*\b(?:nam|thang|quy|vu|mua|dot|he|dip)\b.*20\d\d"
    r"|(?:ban |bang )?phan cong (?:cong viec|nhiem vu)(?!\w)(?! cua)|ban phan cong\W*\Z"
    # They give orders by their name.
    # A letter that hands out work, and none that only asks, answers or invites.
    r"|v/v\b(?!\W*(?:moi|bao cao|tra loi|de nghi|xin|gop y|cung cap|cu |thong bao|lay y kien|tham gia)\b)"
    r"|(?:thong bao )?(?:y kien )?ket luan (?:cua|tai|cuoc hop|hoi nghi|phien hop|giao ban)\b|thong bao ket luan\b"
)
_WORK_OF_A_TIME = re.compile(
    r"(?!(?:bao cao|to trinh|bien ban|giay moi|thu moi|don|hop dong|quy che|noi quy|quy dinh|lich nghi|ket qua)\b)"
    r"(?:[^.;]{0,60}\s)?(?:cong viec|viec|nhiem vu|phan cong|phan viec|cong tac)\s"
    r"[^.;]*\b(?:nam|thang|quy|tuan|dot|vu|dip|mua|ngay)\s[^.;]*20\d\d"
)
_LONGEST_TITLE = 140
# As much of a line as can be a title.
_MOST = 400
# "THÔNG BÁO" above "… Chủ tịch kết luận như sau:" shares out work. Other notices and letters tell something.
_MAY_GIVE_ORDERS = re.compile(r"(?:thong bao|ket luan)(?: (?:phan cong|cong tac|ket luan|noi bo))*\Z|v/v\b")
_SHARES_OUT = re.compile(r"\b(?:phan cong|ket luan|giao|chi dao|yeu cau)\b")
# "…ban hành Kế hoạch với các nội dung cụ thể sau:" ends what leads to the body.
_AS_FOLLOWS = re.compile(
    r"\b(?:nhu sau|sau day|(?:noi dung|nhiem vu|cong viec|giai phap)(?: (?:cu the|chu yeu|chinh|trong tam))* sau"
    r"|cu the)\W*$"
)
_SAYS_WHO = (" ket luan:", " chi dao:", " yeu cau:", " phan cong:")
_GREETING = re.compile(
    r"(?:kinh gui|kinh thua|than gui|chao)\b[^.!]*[.!,:]?\s*\Z|[^.:;]{2,30}\s(?:oi|than men|quy men)\s*[,!.]*\s*\Z"
)
_ORNAMENT = re.compile(r"\A[^\w(“\"]+(?=\w)|(?<=\w)[^\w)”\".,:;!?…]+\Z")


def without_ornaments(text: str) -> str:
    """Gives a title without what decorates it at both ends: "🌞 KẾ HOẠCH HÈ 🌞"."""
    return _ORNAMENT.sub("", text)


def names_plan(lines: Sequence[Line], index: int) -> bool:
    """True for the title of a plan or of orders; other notices tell something, and share no work out."""
    text = without_ornaments(lines[index].text[:_MOST])
    subject = SUBJECT.match(text)
    if _PLANS.match(fold(text)) or (subject and _PLANS.match(fold(text[subject.end() :]))):
        return True
    if not _MAY_GIVE_ORDERS.match(fold(text)):
        return False
    below = (line.text for line in lines[index + 1 :] if line.cell is None)
    return any(_SHARES_OUT.search(fold(text)) for text in below if leads_to_body(text))


def tells_of_work(text: str) -> bool:
    """True for a title that speaks of the work of a time: "Công việc trọng tâm quý II năm 2026"."""
    bare = without_ornaments(text)
    subject = SUBJECT.match(bare)
    key = fold(bare[subject.end() :] if subject else bare)
    return len(key) < _LONGEST_TITLE and not key.endswith((".", ";", ":")) and bool(_WORK_OF_A_TIME.match(key))


def leads_to_body(text: str) -> bool:
    """True for the sentence that the body follows: "… ban hành Kế hoạch như sau:", "Chủ tịch kết luận:"."""
    key = fold(text)
    is_open = text.rstrip().endswith(":")
    return bool(_AS_FOLLOWS.search(key) and (is_open or "nhu sau" in key[-12:])) or key.endswith(_SAYS_WHO)


def is_greeting(text: str) -> bool:
    """True for "Kính gửi: …", "Chào các anh chị,", "Cả nhà ơi,": nothing but whom the text speaks to."""
    return _GREETING.match(fold(text)) is not None
