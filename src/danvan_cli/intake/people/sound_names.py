"""Whether what was read as a body's name can be one: not too long, and without the small words of a sentence."""

from __future__ import annotations

import re

from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import LOWER, UPPER
from danvan_cli.intake.people.mentions import Mention, MentionKind
from danvan_cli.intake.people.predicates import is_open, is_usual
from danvan_cli.intake.people.unit_names import UnitNames

# Parts of names that hold a stop word ("có công").
_FIXED_WORDS = re.compile(
    r"[Hh]ậu cần|hành chính về|tội phạm về|việc làm|có công|có uy tín|không chuyên trách|[Gg]iúp việc|với nước"
    r"|tại chỗ|từ thiện|theo pháp luật|mặt bằng|[Vv]ì người nghèo"
    # What stands in quotes is a name, whatever its words.
    r"|[\"“][^\"“”]{2,60}[\"”]"
)
# "viên chức cấp chứng chỉ trong vòng 05 ngày": no group is named with a time.
_TIMED = re.compile(r"\d\s+(?:ngày|tháng|tuần|giờ)\b|\d/\d|\bngày\s+\d", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+|[,;:()/&–-]")
# Words that link a name's parts or say whose it is.
_LINKS = frozenset(["và", "các", "của", "về", "số", *re.findall(r"\w+", lexicon.LEVELS)])
# No name ends so: "Ban Chính sách, nửa" took a word of the time behind it, "Ủy ban Kiểm tra Việc" the next sentence's.
_NO_NAME = re.compile(
    r",\s(?:nửa|nữa|đầu|giữa|cuối|sau|trước|khi|ngay|kịp|theo|dự|xong|hạn|hàng|hằng|mỗi|suốt|cả|toàn bộ|liên tục"
    r"|đột xuất|từng|thường|tháng|quý|tuần|ngày|năm)\b[^,]*\Z"
    # "Tỉnh đoàn hỗ trợ vật tư", "Kế toán lo thủ tục": what somebody does behind a name that no rule ended.
    r"|\s(?:hỗ trợ|cử người|lo|nhập kho|thực hiện|phối hợp|cung cấp|chuẩn bị)(?:\s[a-zà-ỹ ]{2,40})?\Z"
    # "… và trợ" was cut inside a word of two syllables.
    rf"|\svà\s[{LOWER}]+\Z"
    r"|\s(?:Việc|Ghi chú|Kinh phí|Yêu cầu|Trong|Khi|Sau|Theo)\Z"
    # "Trạm Thú y khu vực 1 bán": behind its number a name goes on with a level only.
    rf"|\d\s(?!(?:{lexicon.LEVELS}|và|của|các|thuộc|ở|tại|tuổi)(?!\w))[{LOWER}]+\Z"
    # "TGHT: 28/02/2026": a label or a day is no part of a name.
    r"|\w:\s|\d{1,2}/\d{1,2}(?:/\d{4})?\Z"
)
# "Tổ Thể dục - QPAN, Y tế học đường": a name with a comma, or two names.
_LISTED = re.compile(rf"\s-\s[^,]*,\s[{UPPER}]")
_ON_ITS_OWN = re.compile(
    r"(?:Sở|UBND|Ủy ban nhân dân|Công an|Công ty|Tổng công ty|Đài|Báo|Hội|Liên minh|Tỉnh đoàn|Đoàn Thanh niên|Trường"
    r"|Trung tâm|Bệnh viện|Viện|Điện lực|Viễn thông|Bưu điện|Kho bạc|Bảo hiểm xã hội|Ngân hàng|Chi cục|Cục|Hạt|Đồn)\s"
)
_BRACKETS = frozenset("[]{}<>")
_SMALL_NEXT = re.compile(rf"\s(?P<word>[{LOWER}]+)")
# Verbs of one syllable that are in names, too: they end a name as often as they go on with it.
_DOES_TOO = frozenset([
    *("và", "cấp", "phát", "chi", "thu", "ký", "in", "bán", "mua", "trả", "giao", "tiếp", "tuyển", "xét", "thi"),
    *("khám", "cho", "với", "tại", "về", "của"),
])  # fmt: skip
_SHOWN = 25
_MAX_WORDS = 14
_MAX_SMALL = 7


def why_no_name(name: str, names: UnitNames) -> str | None:
    """Says why a person must look at what was read as a body's name; None for a known name and for a plain one."""
    if names.is_known(name):
        return None
    if _NO_NAME.search(name):
        return f"chưa chắc “{name}” là tên một đơn vị"
    parts = re.split(r"\s[-–]\s", name)
    # "Viễn thông Hồng Châu - Đài Khí tượng Thủy văn tỉnh": each half is a body that is no part of another.
    are_bodies = len(parts) > 1 and all(map(_ON_ITS_OWN.match, parts))
    is_list = (_LISTED.search(name) or are_bodies) and not is_usual(name)
    return f"“{name}” là một đơn vị hay nhiều đơn vị?" if is_list else None


def why_cut(text: str, name: str, names: UnitNames) -> str | None:
    """Says why a person must look at a name that may go on in its text: "Phòng Sở" | "hữu trí tuệ hướng dẫn"."""
    at = text.find(name)
    following = _SMALL_NEXT.match(text, at + len(name)) if at >= 0 else None
    if following is None or names.is_known(name) or is_usual(name) or following["word"] in _DOES_TOO:
        return None
    last = name.split()[-1].lower()
    is_pair = (last, following["word"]) in lexicon.name_pairs()
    if lexicon.verb_pattern().match(text, following.start("word")):
        return f"tên “{name}” có thể đã gồm cả đầu của việc" if _ends_oddly(name) else None
    if not is_pair:
        return None
    return f"tên “{name}” có thể còn tiếp trong “{text[at : at + len(name) + _SHOWN].rstrip()}…”"


def _ends_oddly(name: str) -> bool:
    """True for the "đặt" of "Tổ Lễ hội đặt": a third word behind two that belong together, and in no name of a body."""
    words = name.split()
    run = next((n for n, word in enumerate(reversed(words)) if not word.islower()), 0)
    is_level = words[-1] in _LINKS or words[-1] == "trường"
    return run > 0 and run % 2 == 0 and not is_level and (words[-2].lower(), words[-1]) not in lexicon.name_pairs()


def is_sound(mention: Mention, names: UnitNames, *, is_field: bool) -> bool:
    """False for a body whose words are too many, or hold what stands in no name: then the list is no list of names."""
    words = mention.text.split()
    if mention.kind == MentionKind.GROUP and not is_field and _TIMED.search(mention.text):
        return False
    if mention.kind != MentionKind.UNIT or names.is_known(mention.text) or is_usual(mention.text):
        return len(words) <= 3 * _MAX_WORDS
    plain = _FIXED_WORDS.sub("", mention.text).split()
    if not _BRACKETS.isdisjoint(mention.text) or is_open(mention.text):
        return False
    if not is_field and not {"do", "gồm"}.isdisjoint(plain):
        # "Đoàn kiểm tra gồm Công an phường", "Đoàn kiểm tra do đồng chí … làm trưởng đoàn" says who is in it.
        return False
    if len(words) > _MAX_WORDS or not lexicon.stop_words().isdisjoint(plain[1:]):
        return False
    bare = _FIXED_WORDS.sub("", mention.text)
    return is_field or (_small_run(words[2:]) <= _MAX_SMALL and not _holds_a_predicate(bare))


def _holds_a_predicate(name: str) -> bool:
    """True where several words in small letters go on that no name is made of: "Phòng Hành chính | in kỷ niệm chương".

    One such word alone may well be a name's last ("Phòng Trưng bày").
    """
    head = lexicon.body_head_pattern().match(name)
    words = _WORD.findall(name[head.end() if head else 0 :])
    pairs = lexicon.name_pairs()
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if not word.islower() or not (after.islower() or after.isdigit()) or word in _LINKS or after in _LINKS:
            continue
        if (before.lower(), word) not in pairs and (word, after) not in pairs:
            return True
    return False


def _small_run(words: list[str]) -> int:
    """Counts the longest run of words in small letters: names have short ones."""
    longest = run = 0
    for word in words:
        run = (
            run + 1 if word[:1].islower() and word not in ("và", "tỉnh", "huyện", "xã", "phường", "thành", "phố") else 0
        )
        longest = max(longest, run)
    return longest
