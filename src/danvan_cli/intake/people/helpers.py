"""Who helps with the work, in the middle of a sentence: "phối hợp với B", "mời B về dạy", "…, y tế thôn hỗ trợ"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import LOWER, NO_STOP, UPPER
from danvan_cli.intake.people.inside import (
    AIDED,
    LONG_NAME,
    MAX_TRIES,
    NOT_DONE_BY,
    asked_to_do,
    before_verb,
    without_brackets,
)
from danvan_cli.intake.people.mentions import Mention, MentionKind, is_body
from danvan_cli.intake.people.name_lists import split_names
from danvan_cli.intake.people.predicates import MAX_ZONE, is_whole, subject_zone, within_brackets
from danvan_cli.intake.people.unit_names import UnitNames

_SUPPORT = re.compile(
    r"(?<!chương trình )(?<!quy chế )(?<!kế hoạch )(?<!nội dung )"
    r"(?<!hội đồng )phối hợp(?:\s+(?:chặt chẽ|chặt|thường xuyên|đồng bộ|có hiệu quả|thêm))*(?P<link>\s+(?:cùng với|cùng"
    r"|với))?:?\s+(?=(?P<zone>(?:[^.;:]|\.(?=\S)|(?<=sở):|(?<=ngành):|(?<=phòng):|(?<=ban):|(?<=đơn vị):|(?<=xã):"
    r"|(?<=phường):|(?<=hội):|(?<=đoàn thể):|(?<=khoa):|(?<=tổ):|(?<=địa phương):){1,300}))",
    re.IGNORECASE,
)
_GROUP_COLON = re.compile(r"(?:các|những)\s+(?P<kind>sở|phòng|ban|hội|khoa|tổ)?[^.;:()]{0,60}:\s+", re.IGNORECASE)
_LISTED = re.compile(rf";\s+[{UPPER}][^;.:()]{{2,80}};")
_NEXT = re.compile(rf"phối hợp\s+(?:(?:cùng với|cùng|với)\s+)?(?P<names>[^.;]{{2,200}});\s+(?=[{UPPER}])")
_LEADING_TOO = re.compile(r"chủ trì\s*,?\s*\Z", re.IGNORECASE)
# "có công chức Sở Tư pháp tham gia", "mời đại diện Sở Y tế cùng tham gia".
_SENT = rf"(?:(?:{lexicon.words_of('helpers_sent')})\s+(?:của\s+)?)?"
_ASKED = rf"(?:(?:{lexicon.words_of('helpers_asked')})\s+)?{_SENT}"
_HELPED = re.compile(
    rf"(?:\A|[,;]\s+|\(|(?<![Nn]hờ)\s)có\s+(?:sự\s+phối hợp\s+của\s+)?{_SENT}(?P<zone>(?:các"
    rf"|[{UPPER}])[^.;:]{{2,150}}?)"
    r"\s+(?:(?:(?:cùng|chỉ|vẫn)\s+)?(?:phối hợp|tham gia)|cùng\s+(?:thực hiện|hỗ trợ))"
)
_HELPING = re.compile(
    rf"(?:chủ trì|tham mưu|phụ trách|đầu mối)\s*[,;]\s*{_ASKED}(?P<zone>(?:các|[{UPPER}])[^.;:]{{2,150}}?)"
    r"\s+(?:(?:(?:cùng|chỉ|vẫn)\s+)?phối hợp|cùng\s+(?:tham gia|thực hiện|hỗ trợ))"
)
# "A trồng 100 cây, B phối hợp, xong 28/2", "A phát bản tin, B hỗ trợ số liệu": the verb of a helper, and behind it a
# few words at most, which count nothing.
_GIVES_HELP = (
    r"(?:(?:có trách nhiệm\s+|sẽ\s+|chỉ\s+|vẫn\s+)?(?:cùng\s+)?(?<!quy chế )(?<!chương trình )(?<!kế hoạch )"
    r"phối hợp|(?:sẽ\s+)?cùng (?:đi|dự)|đồng hành"
    r"|góp (?:sức|người|công|ngày công|nhân công|lực lượng|phương tiện)|điều (?:người|xe|lực lượng|quân)"
    r"|là (?:đơn vị|cơ quan) (?:phối hợp|cùng tham gia|hỗ trợ)"
    r"|(?:cùng\s+)?(?:hỗ trợ|tham gia|(?<![Tt]rợ )(?<![Tt]ự )(?:phụ )?giúp(?: sức| đỡ)?|phụ thêm|đỡ (?:một tay|đần))"
    r"|cùng\s+(?:giám sát|làm|thực hiện|triển khai|vận động|tuyên truyền|kiểm tra|tổ chức)"
    r"|hướng dẫn, phối hợp"
    r"|góp ý(?:,? (?:và )?phối hợp)?"
    r"|cử\s+(?:\d+\s+)?(?:người|cán bộ|công chức|lực lượng|đại diện)\s+(?:cùng\s+)?(?:tham gia|phối hợp|hỗ trợ))"
)
MERELY_HELPS = re.compile(rf"\s{_GIVES_HELP}(?:\s[{LOWER}]+){{0,5}}\s*[.;]?\s*\Z")
# "…, nhờ Điện lực kéo giúp một lộ điện riêng", "(Tổ Bảo vệ thực vật chuẩn bị chỗ ngồi giúp)".
_AIDS = re.compile(
    rf"(?:\bnhờ\s+(?P<asked>[{UPPER}][^.;:(),]{{2,120}}?)|\((?P<beside>[{UPPER}][^.;:()]{{2,150}}?))"
    rf"\s+(?:phụ\s+)?{lexicon.AIDS}(?:\s|(?=[),.;]))"
)
# "…, có Trưởng thôn Suối Cát dẫn đạc": a person or a body that does a part of it.
_THERE_DOES = re.compile(rf"[,;]\s+có\s+(?P<words>[{UPPER}][^,.;:()]{{5,120}})(?=\s*(?:[,.;(]|\Z))")
_POST_OF_PLACE = re.compile(
    rf"[{UPPER}]\S*(?:\s[{LOWER}]+){{1,2}}(?:\s[{UPPER}][{LOWER}]+){{1,4}}(?=\s[{LOWER}])(?!\s(?:dự|tham dự)\b)"
)
# Looked for at every comma: "Trung tâm Thông tin, Xúc tiến du lịch lo, Báo Lào Cai phối hợp".
_ONLY_HELPS = re.compile(
    rf"(?:[,;]\s+|\()(?={_ASKED}(?P<zone>(?:các|(?:thôn|ấp|bản|buôn|xóm|làng|khu phố|khoa|tổ|đội)\s[{UPPER}]|[{UPPER}])"
    rf"[^.;:()]{{2,100}}?)\s+(?P<verb>{_GIVES_HELP})"
    rf"(?:\s(?:[{LOWER}]+|Đoàn|Tổ)){{0,8}}(?=\s*(?:[,.;:)]|\Z)))"
)
# "…; y tế trường phối hợp.": a helper in small letters.
_SMALL_HELPS = re.compile(
    rf"[,;]\s+(?P<zone>[{LOWER}]+(?:\s[^\s,;.:()]+){{1,5}}?)\s+(?:cùng\s+)?(?:phối hợp|cùng làm)(?=\s*(?:[.;)]|\Z))"
)
# "…, cùng phối hợp có Sở Văn hóa, Thể thao và Du lịch".
_THERE_HELP = re.compile(
    rf"[,;.]\s+(?:[Cc]ùng\s+)?(?i:phối hợp|tham gia|hỗ trợ|giúp việc|đi|dự)(?:\s[{LOWER}]+){{0,4}}?\s+có\s+"
    rf"(?P<zone>(?:các|[{UPPER}])[^.;:()]{{2,150}})"
)
_WITH_HELP = re.compile(
    r"\s(?:(?:với|có|nhờ|tranh thủ|cùng)\s+sự"
    r"\s+(?:phối hợp|(?:cùng )?tham gia(?: phối hợp)?|hỗ trợ|giúp đỡ|giúp sức|trợ giúp|đồng hành|chung tay|góp sức"
    r"|vào cuộc)"
    rf"|dưới\s+sự\s+(?:phối hợp|hỗ trợ|giúp đỡ))(?:\s+(?:về|trong)\s[^,;.:()]{{2,30}}?)?\s+(?:của|từ)\s+{_SENT}"
    rf"(?P<zone>(?:các|[{UPPER}])[^.;:()]{{2,150}})"
)
_HELPS_NOW = re.compile(r"(?:cùng\s+)?phối hợp(?!\s+(?:lần|kỳ|năm)\s+trước)")
_NAMES_OVER = re.compile(r",\s+(?=[a-zđ])(?!chống\s)|\s+và\s+(?=(?:phải|xong|hoàn thành|sẽ)\s)")
# "Ban Thường trực làm trưởng đoàn, thành phần đoàn gồm Hội Nông dân xã".
_TEAM = re.compile(
    r"[,;]\s+(?:(?:thành phần )?(?:đoàn|tổ)(?: kiểm tra| giám sát)?|thành phần|thành viên(?: phối hợp)?)"
    rf" (?:gồm|có)(?: có)?\s+{_SENT}"
    rf"(?P<zone>(?:các|[{UPPER}])[^.;:(),]{{2,150}}(?:,\s+[{UPPER}][^.;:(),]{{2,60}})*?)(?=\s*(?:[.;(]|,\s+[{LOWER}]|\Z))"
)
# "số liệu do Văn phòng cung cấp", "cây giống được Vườn quốc gia hỗ trợ".
_LENT = re.compile(
    rf"(?:\A|[.;,]\s+)(?P<what>[^.;,:]{{2,40}})\s(?:do|được)\s+"
    rf"(?P<zone>[{UPPER}][^.;:(),]{{2,100}}?)\s+(?:cung cấp|hỗ trợ|cho mượn|tài trợ|(?<![Tt]rợ )giúp)(?!\w)"
)
# "Ban Xây dựng Đảng chủ trì, cùng Văn phòng Đảng ủy giám sát …".
_TOGETHER = re.compile(rf"(?:[Cc]hủ trì|đầu mối)\s*,?\s+cùng(?:\s+với)?\s+(?P<zone>[{UPPER}][^.;:()]{{2,150}})")
# "Lực lượng cùng làm là Phòng Cảnh sát giao thông", "phụ trách, với Hội Chữ thập đỏ huyện"
_BESIDE_IT = re.compile(
    r"\b(?:lực lượng|đơn vị|cơ quan|bên)\s(?:cùng làm|phối hợp|hỗ trợ|tăng cường)\s(?:là|gồm)\s"
    rf"(?P<zone>[{UPPER}][^.;:()]{{2,150}})"
    r"|(?:đảm nhận|phụ trách|chủ trì|thực hiện|đứng ra|làm),?\s(?:cùng\s|cùng với\s|với\s)"
    rf"(?P<with>[{UPPER}][^.;:()]{{2,150}}?)"
    r"(?=\s*(?:[.;(]|,\s[a-zđ]|\Z))",
    re.IGNORECASE,
)
# "Kiểm tra bếp ăn mầm non, cùng Trạm Y tế (25/3)", "Hội diễn văn nghệ cùng với Công đoàn", "Kế toán (cùng Phòng A) …".
_ALONG = re.compile(
    rf"(?:[,;]\s+cùng(?:\s+với)?|\s(?:cùng|làm)\s+với)\s+(?P<zone>[{UPPER}][^.;:(]{{2,120}}?)(?=\s*(?:[.;(]|\Z))"
    rf"|\(cùng(?:\s+với)?\s+(?P<beside>[{UPPER}][^.;:()]{{2,120}})\)"
)
# "phối hợp với Đồn Biên phòng …", "(…; PH: VP)", "cùng với Hội Nông dân": a helper is named there.
_WITH_WHOM = re.compile(
    r"(?<!quy chế )(?<!chương trình )(?<!kế hoạch )"
    r"\b(?:(?:phối hợp(?:\s+(?:chặt chẽ|thêm))?(?:\s+(?:cùng với|cùng|với))?|p/h|PH(?=\s*:)|cùng với)"
    rf"|(?:liên kết|hợp tác|chung|làm) với)\s*:?\s+(?=[{UPPER}])"
)
# "P2 (PH)", "Công an xã (phối hợp)"
_MARKED = re.compile(r"\w\s?\((?:PH|P/h|phối hợp)\)")
_CUT_SHORT = re.compile(
    rf"\b(?i:p[/.]\s?hợp\s+(?:với\s+)?|(?:ph\s?[:.{NO_STOP}]|p/h\s?:?)\s*)(?=[{UPPER}])"
    # "; Thuế phối hợp"
    rf"|[,;.]\s+[{UPPER}]\w+(?:\s\w+){{0,7}}\s+phối hợp\s*(?:[.;)]|\Z)"
    # "có Quân sự hỗ trợ", ", bên Phụ nữ phụ dán giấy", "(+ Công an xã đối chiếu)"
    rf"|\scó\s+[{UPPER}]\w+(?:\s\w+){{0,3}}\s+(?:hỗ trợ|giúp|phụ)(?=\s*(?:[,.;()]|\Z))"
    rf"|[,;]\s+bên\s+[{UPPER}]\w+(?:\s\w+){{0,2}}\s+(?:hỗ trợ|giúp|phụ|phối hợp)\s|\(\+\s*[{UPPER}]"
    # "; phòng nêu tại điểm 1 phối hợp cung cấp số liệu"
    r"|[,;]\s+(?:phòng|đơn vị|bên|ban|tổ)\s(?:nêu|ở|tại|nói|vừa|này|đó|kia)\b[^.,;:]{0,30}\s(?:phối hợp|hỗ trợ|giúp)\b"
    # "A chủ trì, cùng cảnh sát khu vực của Công an phường thực hiện"
    rf"|chủ trì\s*,?\s+cùng(?:\s+với)?\s+(?!thực hiện|chịu|làm)[{LOWER}]"
)
_DOES = re.compile(r"\s(?:thực hiện|chủ trì|phụ trách|tham mưu|làm|lo|nhận|đảm nhận|gánh),\s")
_COMBINED = re.compile(r"\b(?:[Kk]ết hợp|[Hh]iệp đồng)(?=\s+(?:với|cùng)\s)")
_CLAUSE = re.compile(rf"(?:[,;]\s+|\(){_ASKED}(?P<words>[{UPPER}][^,;.:()]{{5,150}}?)(?=\s*(?:[,;.)]|\Z))")
_FEW = 5
_WATCHES = frozenset([":", "được", "là", "chứng kiến", "kiểm tra", "đôn đốc", "chỉ đạo", "nghiệm thu", "phê duyệt"])
_TIMED = re.compile(r"\d\s?/\s?\d|\b(?:trước|xong|hạn|chậm nhất|tháng|quý|hằng|hàng)\b")
_COUNTS = re.compile(rf"{_TIMED.pattern}|\s\d{{2,}}")
# "…, Đoàn Thanh niên xã góp 80 công": how much is given makes it no work of its own.
_GIVES = frozenset(["góp", "góp công", "cử", "hỗ trợ", "giúp", "ủng hộ", "đóng góp"])
_TAKES_PART_TOO = re.compile(r"\s+(?:cùng\s+)?(?:phối hợp|tham gia)\Z")
_HELP_SAID = (
    "phối hợp",
    "p/h",
    "PH",
    "ph:",
    "ph.",
    f"ph{NO_STOP}",
    "P/h",
    "cùng với",
    "p.hợp",
    "hỗ trợ",
    "giúp",
    " phụ ",
    "(+",
    "cùng tham gia",
    "có sự ",
    "với sự ",
    "dưới sự ",
    "nhờ sự ",
    "tranh thủ sự ",
    "cùng làm",
    "liên kết với",
    "hợp tác với",
    "làm với",
    "trì, cùng ",
    "trì cùng ",
)
_HELP_WORD = re.compile("phối hợp|cùng |với |hỗ trợ|, có |tham gia|giúp|góp |điều |đồng hành")
# "…, y tế thôn hỗ trợ", "(thú y viên các thôn phối hợp)", "có dân quân giúp": small letters are kept as written.
_SMALL_NAMED = re.compile(rf"\b(?:{lexicon.words_of('helpers_small')})(?!\w)")
_SMALL = rf"(?i:{lexicon.words_of('helpers_small')})(?!\w)"
_SMALL_AIDS = re.compile(
    rf"(?:[,;(]\s*|\scó\s+)(?:(?:{lexicon.words_of('helpers_asked')})\s+)?(?P<who>{_SMALL}(?:\s[^\s,;.:()]+){{0,7}}?)\s+"
    rf"(?:(?:cùng\s+)?(?:{lexicon.words_of('helpers_do')}|phối hợp|đồng hành)|cùng\s+[{LOWER}]+)(?!\w)"
)
# "làm cùng kế toán", "với sự tham gia của phụ huynh", "cùng đi có công an viên các ấp".
_LONGEST_TIME = 8
_BEGINS_WITH_TIME = re.compile(r"\b(?:ngày|tháng|quý|tuần|năm|sau|trước|đầu|cuối|khi)\b", re.IGNORECASE)
_SMALL_BESIDE = re.compile(
    r"\b(?:cùng(?:\s+với|\s+đi\s+có)?|kết hợp\s+(?:với|cùng)|liên hệ\s+với"
    r"|với sự (?:phối hợp|tham gia|hỗ trợ|giúp đỡ|giúp sức|đồng hành) của)"
    rf"\s+(?P<who>{_SMALL}(?:\s[^\s,;.:()]+){{0,7}})"
)
# "mời Trung tâm Dịch vụ nông nghiệp về dạy …", "có mời Viện A giảng"; whose doctor or speaker comes is asked about.
_INVITED = re.compile(
    rf"\bmời\s+{_SENT}(?P<zone>[{UPPER}][^.;:()]{{2,120}}?)(?:\s+(?:về|đến|lên|xuống|sang)\s+(?!dự\b|họp\b)[{LOWER}]"
    r"|\s+(?=(?:giảng|dạy|tập huấn|hướng dẫn|tư vấn|khám|thẩm định|kiểm tra|báo cáo|nói chuyện|truyền đạt)\b))"
)


def helpers_inside(text: str, names: UnitNames, *, has_lead: bool) -> list[Mention]:
    """Reads who is named after "phối hợp (với)"; without a lead only where "với" says so. Or: "B, C phối hợp".

    Beside a lead, those that have a clause of their own help as well: "…, Công an xã giữ gìn trật tự".
    """
    found = _said_to_help(text, names, has_lead=has_lead)
    beside = [*_in_clauses(text, names), *_in_small_letters(text, names)] if has_lead else []
    # "…, nhờ Hội Doanh nhân trẻ vận động xi măng" beside who does the work.
    beside += [m for m in asked_to_do(text, names) if m.kind == MentionKind.UNIT] if has_lead else []
    beside = [*_invited(text, names), *_lent(text, names), *_aiding(text, names), *beside]
    beside += [*_called_helpers(text, names), *_named_ahead(text, names)]
    # "Phòng Nghiệp vụ nghiên cứu phối hợp" is read whole.
    return [*found, *(m for m in beside if not any(one.text.startswith(m.text) for one in found))]


# "bàn lại với Công ty Khai thác thủy lợi tỉnh (đơn vị phối hợp)"
_CALLED_SO = re.compile(r"\s\((?:là )?(?:đơn vị|cơ quan|bên) (?:cùng )?phối hợp\)")


def _called_helpers(text: str, names: UnitNames) -> list[Mention]:
    """Reads the names that a bracket right behind them says to help."""
    found: list[Mention] = []
    for called in islice(_CALLED_SO.finditer(text), MAX_TRIES):
        before = re.split(r"[;:.(]\s|,\s", text[: called.start()])[-1]
        starts = [m.start() for m in lexicon.body_start_pattern().finditer(before) if before[m.start()].isupper()]
        found += next((said for at in starts if (said := split_names(before[at:], names))), [])
    return found


# "Cùng với Công an xã, Ban Nữ công tuần tra", "Với sự hỗ trợ của Thuế tỉnh, Chi nhánh mở lớp".
_AHEAD = re.compile(
    r"\A(?:cùng(?:\s+với)?|phối hợp với|(?:với|nhờ|có)\s+sự\s+(?:phối hợp|tham gia|hỗ trợ|giúp đỡ|giúp sức)\s+của)"
    rf"\s+(?=(?-i:[{UPPER}]))",
    re.IGNORECASE,
)
_NEXT_NAME = re.compile(rf",\s+(?=[{UPPER}])")
# "Tổ Thu ngân có Phòng Kinh tế giúp sức thẩm định hồ sơ": between who leads and what is done.
_AIDED = re.compile(AIDED, re.IGNORECASE)


def _named_ahead(text: str, names: UnitNames) -> list[Mention]:
    """Reads who helps where that is said first, or between who leads and the verb."""
    if (aided := _AIDED.match(text)) and is_body(aided["who"], names):
        return split_names(aided["aid"], names) or []
    ahead = _AHEAD.match(text)
    commas = _NEXT_NAME.finditer(text, ahead.end(), ahead.end() + MAX_ZONE) if ahead else ()
    for comma in islice(commas, MAX_TRIES):
        said = split_names(text[ahead.end() : comma.start()], names) if ahead else None
        if said and is_body(subject_zone(text[comma.end() :], names)[0] or "", names):
            return said
    return []


def _in_clauses(text: str, names: UnitNames) -> list[Mention]:
    """Reads the bodies that do something of their own behind a comma, without a day or a number of their own."""
    found: list[Mention] = []
    for clause in islice(_CLAUSE.finditer(text), MAX_TRIES):
        words = clause["words"]
        _, stop, begun = text[: clause.start()].rpartition(". ")
        # "… về Tổ Văn phòng. Mười ngày sau buổi lễ, Kế toán quyết toán": with a time a sentence of its own begins.
        if "phối hợp" in words or (stop and len(begun.split()) <= _LONGEST_TIME and _BEGINS_WITH_TIME.search(begun)):
            continue
        zone, verb = subject_zone(words, names)
        is_idle = verb in NOT_DONE_BY and verb not in ("hỗ trợ", "giúp", "bố trí", "cấp")
        if not zone or is_idle or verb in _WATCHES or zone.endswith(","):
            continue
        if (_TIMED if verb in _GIVES else _COUNTS).search(words):
            continue
        said = split_names(without_brackets(zone), names)
        if said and all(m.kind == MentionKind.UNIT for m in said) and not _lists(text[: clause.start()], names):
            found += said
    return found


def _lent(text: str, names: UnitNames) -> list[Mention]:
    """Reads who gives a part of what the work needs: "số liệu do Văn phòng cung cấp"."""
    found: list[Mention] = []
    for lent in islice(_LENT.finditer(text), MAX_TRIES):
        what = f"{lent['what'][:1].lower()}{lent['what'][1:]}"
        # "đối chiếu với sổ do Văn phòng cung cấp" says which sổ.
        said = [] if lexicon.verb_pattern().search(what) else split_names(lent["zone"], names) or []
        found += said if all(m.kind == MentionKind.UNIT for m in said) else []
    return found


def _invited(text: str, names: UnitNames) -> list[Mention]:
    """Reads who is invited to do a part of the work: not who is a guest."""
    found = _INVITED.search(text) if "mời" in text else None
    if found is None:
        return []
    first = subject_zone(found["zone"], names)[0] or ""
    # What is no whole name may go on: "Trung tâm Kỹ thuật | bảo quản".
    said = split_names(found["zone"], names) or (is_whole(first, names) and split_names(first, names)) or []
    return said if all(m.kind == MentionKind.UNIT for m in said) else []


def _aiding(text: str, names: UnitNames) -> list[Mention]:
    """Reads who does a part of the work as a help: "nhờ Điện lực kéo giúp một lộ điện riêng"."""
    found: list[Mention] = []
    for aid in islice(_AIDS.finditer(text), MAX_TRIES) if "giúp" in text or "phụ" in text else ():
        words = f"{aid['asked'] or aid['beside']} giúp"
        zone, verb = subject_zone(words, names)
        zone = before_verb(zone, names) if zone and verb == "giúp" else zone
        said = split_names(without_brackets(zone), names) if zone and verb not in (":", "") else None
        found += said if said and all(m.kind == MentionKind.UNIT for m in said) else []
    return found


def _in_small_letters(text: str, names: UnitNames) -> list[Mention]:
    """Reads people and teams in small letters that help, as written; not the last of those whom the work is for."""
    found: list[Mention] = []
    for aids in islice(_SMALL_AIDS.finditer(text), MAX_TRIES):
        before = re.split(r"[,;.(]", text[: aids.start()])[-1]
        whos = aids["who"].split(" và ")
        is_read = whos[0][:1].isupper() and is_body(whos[0], names)
        if not is_read and not _SMALL_NAMED.search(before) and not any(_does_more(who) for who in whos):
            found += [one for who in whos for one in _with_bodies(who, names)]
    for beside in islice(_SMALL_BESIDE.finditer(text), MAX_TRIES):
        words = beside["who"].split()
        kept = next((n for n, word in enumerate(words) if n and _ends_small(word, words[n:])), len(words))
        found += _with_bodies(" ".join(words[:kept]), names)
    return list(dict.fromkeys(found))


def _with_bodies(who: str, names: UnitNames) -> list[Mention]:
    """Reads the body that lends people, else the people as written: "bác sĩ Trung tâm Y tế huyện về" (cùng khám)."""
    who = re.sub(r"\s+(?:về|đến|lên|xuống|sang|cử|sẽ|phải)\Z", "", who)
    body = lexicon.body_start_pattern().search(who)
    said = split_names(who[body.start() :], names) if body and who[body.start()].isupper() else None
    is_lent = said is not None and all(m.kind == MentionKind.UNIT for m in said)
    return said if said and is_lent else [Mention(MentionKind.GROUP, who)]


def _does_more(who: str) -> bool:
    """True where a verb stands among the words, but for those of a team's own name: "ban quản lý chợ"."""
    verb = lexicon.verb_pattern().search(who) if who[:1].islower() else None
    return verb is not None and who[: verb.start()] not in ("ban ", "đội ", "tổ ", "nhóm ", "bộ phận ", "nhân viên ")


def _ends_small(word: str, rest: Sequence[str]) -> bool:
    """True for a word with which what small letters name does not go on: a verb, a time, a place."""
    is_verb = lexicon.verb_pattern().match(" ".join(rest[:3])) is not None
    return is_verb or word in lexicon.stop_words() or word in ("xong", "trước", "do", "hoàn", "và", "của")


def _lists(before: str, names: UnitNames) -> bool:
    """True where the words before a comma end with a body's name: what follows may be the next of one list."""
    tail = before[-LONG_NAME:]
    starts = [m.start() for m in lexicon.body_start_pattern().finditer(tail)]
    return any(not subject_zone(tail[at:], names)[0] and split_names(tail[at:], names) for at in starts[-3:])


def _said_to_help(text: str, names: UnitNames, *, has_lead: bool) -> list[Mention]:
    # "kết hợp với Mặt trận xã", "hiệp đồng với Trung đoàn 762" say the same.
    text = _COMBINED.sub("phối hợp", text) if "ết hợp" in text or "iệp đồng" in text else text
    small = text.lower()
    if has_lead and (found := _in_set_words(text, small, names)):
        return found
    if not _HELP_WORD.search(small):
        return []
    if has_lead and (there := _taking_part(text, names)):
        return there
    for one in islice(_BESIDE_IT.finditer(text), MAX_TRIES) if has_lead else ():
        words = (one["zone"] or one["with"]).strip()
        # "làm cùng Đoàn xã kiểm tra" may be of two that do it.
        if words[:1].isupper() and (said := split_names(words, names)):
            return said
    for pattern in (_THERE_HELP, _HELPING, _TOGETHER, _HELPED, *([_ALONG] if has_lead else [])):
        if helping := pattern.search(text):
            beside = helping["beside"] if pattern is _ALONG else None
            words = (beside or helping["zone"]).strip()
            zone = subject_zone(words, names)[0] if pattern in (_TOGETHER, _ALONG) and not beside else None
            if helpers := split_names(without_brackets(zone or words), names):
                return helpers
    for only in islice(_ONLY_HELPS.finditer(text), MAX_TRIES) if has_lead else ():
        zone = only["zone"]
        if only[0].startswith("(") and not _HELPS_NOW.match(text, only.start("verb")):
            # "nguồn vốn (Ngân hàng Thế giới hỗ trợ)", "(Ban Quản lý chợ phối hợp lần trước)": no part in this work.
            continue
        # "Văn phòng thực hiện, Thanh tra phối hợp": who does it stands before the comma.
        zone = zone.rpartition(", ")[2] if _DOES.search(zone) else zone
        zone = before_verb(zone, names) if only["verb"] == "giúp" else zone
        said = split_names(zone, names) or []
        if not said and "cùng đi" in only["verb"] and len(zone.split()) <= _FEW and not _does_more(zone.lower()):
            # "Cảnh sát khu vực sẽ cùng đi": whoever that is goes along.
            return [Mention(MentionKind.GROUP, zone)]
        if said and ("phối hợp" in only["verb"] or all(m.kind == MentionKind.UNIT for m in said)):
            return said
    return _behind_support(text, names, has_lead=has_lead)


def _taking_part(text: str, names: UnitNames) -> list[Mention]:
    """Reads who does a part of the work behind ", có": "…, có Trưởng thôn Suối Cát dẫn đạc"; guests do none."""
    for there in islice(_THERE_DOES.finditer(text), MAX_TRIES):
        zone, verb = subject_zone(there["words"], names)
        if verb in _WATCHES or verb in ("có", "tham dự", "dự"):
            continue
        if zone and (said := split_names(without_brackets(zone), names)):
            return said
        post = _POST_OF_PLACE.match(there["words"])
        if post and (post[0].startswith("Trưởng ") or lexicon.post_pattern().match(post[0])):
            return [Mention(MentionKind.GROUP, post[0])]
    return []


def _in_set_words(text: str, small: str, names: UnitNames) -> list[Mention]:
    """Reads "thành phần đoàn gồm A và B", "với sự tham gia của A"; ``small`` is the text in small letters."""
    if ("đoàn" in small or "tổ " in small or "thành phần" in small) and (team := _TEAM.search(text)):
        return split_names(_TAKES_PART_TOO.sub("", team["zone"].strip()), names) or []
    if " sự " in small and (helping := _WITH_HELP.search(text)):
        # "Trung tâm Xúc tiến đầu tư, thương mại và du lịch": a usual name ends behind its commas.
        ends = _NAMES_OVER.search(helping["zone"], lexicon.usual_end(helping["zone"]))
        words = helping["zone"][: ends.start()] if ends else helping["zone"]
        return split_names(subject_zone(words, names)[0] or words, names) or []
    return []


def _behind_support(text: str, names: UnitNames, *, has_lead: bool) -> list[Mention]:
    """Reads the names behind "phối hợp (với)"."""
    listed = _LISTED.sub(lambda found: _as_list(found[0], names), text) if text.count(";") > 1 else text
    listed = _NEXT.sub(lambda found: _with_next(found, names), listed) if ";" in listed else listed
    for match in islice(_SUPPORT.finditer(listed), MAX_TRIES):
        is_apart = listed[: match.start()].rstrip().endswith((",", ";"))
        is_joined = match["link"] is not None or is_apart or _LEADING_TOO.search(listed, 0, match.start())
        if not (has_lead or is_joined):
            continue
        zone, _ = subject_zone(match["zone"], names)
        words = match["zone"][:MAX_ZONE] if zone is None else zone
        words = within_brackets(words)
        words = re.split(r"\s+(?:để|nhằm|trong việc|trong công tác|trong|theo|về|khi)(?:\s+|\Z)", words, maxsplit=1)[0]
        # "(… chủ trì, phối hợp Hội Phụ nữ)" ends at its bracket.
        bare = without_brackets(words).split(")")[0]
        found = split_names(re.sub(r"[\s,]+(?:và)?\s*$", "", bare), names)
        if found:
            return _named_behind(listed[match.end() :], found, names) or found
    return []


def names_help(text: str, names: UnitNames) -> bool:
    """True for a text that says with whom the work is done: behind a colon, or in words that a name goes on with."""
    if not any(map(text.__contains__, _HELP_SAID)):
        return False
    if text.isupper():
        return "PHỐI HỢP" in text
    behind = any(
        # "phối hợp C.A xã": a capital behind it begins a name, be it one that nobody knows.
        ":" in found[0] or "với" in found[0] or found[0].startswith("phối hợp") or is_body(text[found.end() :], names)
        for found in _WITH_WHOM.finditer(text)
    )
    return (
        behind
        or bool(_MARKED.search(text))
        or bool(_CUT_SHORT.search(text) or _HELPED.search(text) or _WITH_HELP.search(text))
        or any(is_body(found["zone"], names) and not _all_do_it(found) for found in _ONLY_HELPS.finditer(text))
        or any(not lexicon.verb_pattern().match(found["zone"]) for found in _SMALL_HELPS.finditer(text))
    )


def _all_do_it(found: re.Match[str]) -> bool:
    """True for the "B và C cùng làm" of "A, B và C cùng làm", and for "(B cùng làm)"."""
    return (" và " in found["zone"] or found[0].startswith("(")) and found["verb"].startswith("cùng ")


def _named_behind(text: str, found: Sequence[Mention], names: UnitNames) -> list[Mention]:
    """Reads who a group is where a colon and names follow: "các sở, ngành: Tư pháp, Xây dựng rà soát …"."""
    colon = _GROUP_COLON.match(text)
    if (
        colon is None
        or not text[colon.end() :][:1].isupper()
        or any(mention.kind != MentionKind.GROUP for mention in found)
    ):
        return []
    zone, _ = subject_zone(text[colon.end() :], names)
    words = without_brackets(re.split(r"[.;:]", zone or text[colon.end() :][:MAX_ZONE], maxsplit=1)[0])
    kind = colon["kind"]
    return split_names(words, names) or (kind and split_names(f"các {kind}: {words}", names)) or []


def _as_list(words: str, names: UnitNames) -> str:
    """Writes "; B;" with commas where nothing but a name stands between: "phối hợp với A; B; C kiểm tra"."""
    return f",{words[1:-1]}," if split_names(words.strip(" ;"), names) else words


def _with_next(found: re.Match[str], names: UnitNames) -> str:
    """Writes the ";" of "phối hợp với các Sở: A, B; UBND xã C tổ chức …" with a comma: the names go on to the verb."""
    zone, verb = subject_zone(found.string[found.end() :], names)
    is_list = zone and verb not in ("", ":") and split_names(zone, names) and split_names(found["names"], names)
    return f"{found[0].rstrip()[:-1]}, " if is_list else found[0]
