"""Named pieces of a task's text: "Đơn vị chủ trì: …", "Thời gian: …", "Sản phẩm: …"."""

from __future__ import annotations

import re

from danvan_cli.domain.text import clean
from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import UPPER
from danvan_cli.intake.lines.enumerations import REFERS

_LABELS = "|".join(f"(?P<{name}>{pattern})" for name, pattern in lexicon.field_words().items())
# "Chủ trì: …", "Ai làm? …"; on a form dots lead up to what was filled in: "Ngày xong: ......24/01/2026......".
_SIGN = r"\s*[:?](?:\s*\.{3,})?\s*"
_LABEL = re.compile(rf"(?:^\W*|[;.,(]\s*|\s[-–+]\s*)(?:{_LABELS}){_SIGN}", re.IGNORECASE)
_BARE = "|".join(lexicon.field_words().values())
_AT_START = re.compile(rf"\W*(?:{_LABELS})(?:\s*(?:,|và|-|–|/)\s*(?:{_BARE}))*{_SIGN}", re.IGNORECASE)
# "(Phòng A chủ trì; Đoàn B phối hợp)" on a line of its own.
_ROLES_ALONE = re.compile(rf"\((?P<who>[{UPPER}][^():]*\b(?:chủ trì|phối hợp|phụ trách)\b[^():]*)\)[.;:]?\s*")
_LONGEST_ROLES = 300
# "Hai nhiệm vụ tại mục này phải xong trước ngày 20/6.", "Trừ việc ở mục 4, các việc nêu trên …".
_DUE_OF_ALL = re.compile(
    r"(?:(?:trừ|ngoại trừ|ngoài)\s[^,.;]{3,60},\s+)?"
    r"(?:(?:các|những|cả|tất cả|toàn bộ|hai|ba|bốn|năm|sáu|\d{1,2})\s+){1,3}"
    r"(?:nhiệm vụ|công việc|nội dung|việc|hoạt động)"
    r"\s+(?:(?:tại|ở|thuộc|trong|nêu|của)\s+)*(?:(?:mục|phần|điểm)\s+)?(?:này|trên|ở trên|nêu trên)\s"
    r"(?=[^.;]*\b(?:xong|hoàn thành|chậm nhất|muộn nhất|trước|hạn)\b)(?=[^.;]*\d)(?:[^.;]|\.(?=\d)){5,120}[.;]?",
    re.IGNORECASE,
)
_OF_ALL = (
    r"(?:(?:các|những|cả|tất cả|toàn bộ)\s+){1,3}(?:nhiệm vụ|công việc|nội dung|việc|hoạt động)"
    r"\s+(?:(?:tại|ở|thuộc|trong|nêu|của)\s+)*(?:mục|phần|nhóm)\s+này"
)
# "Các nhiệm vụ trong mục này do Bộ phận Kỹ thuật chủ trì."
_LEAD_OF_ALL = re.compile(
    rf"{_OF_ALL}\s(?:đều\s)?(?:do|giao(?: cho)?)\s(?P<who>[^.;]{{3,120}}?)(?:\s(?:chủ trì|phụ trách|thực hiện))?[.;]?",
    re.IGNORECASE,
)
_WHO = frozenset({"lead", "support", "assigned"})
_THEN = re.compile(
    r"(?P<who>[^.;:]{2,160})[.;]\s+(?P<when>(?:hoàn thành|xong|chậm nhất|muộn nhất|trước|thời hạn|kết thúc|tổ chức"
    r"(?: vào)? ngày|đến hết|từ ngày|trong (?:vòng|tháng|quý))\s(?=.*(?:\d|quý)).+)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(rf"\.\s+(?=[{UPPER}])")
_STOP = re.compile(rf"(?<=[^\W\d_]{{2}})(?<!\bTP)(?<!\bTp)(?<!\bTT)(?<!\bTX)\.\s+(?=[{UPPER}])")
_HANDS_OUT = re.compile(r"\W*giao(?:\s+cho)?\s*:\s*", re.IGNORECASE)
_STOP_OR_END = re.compile(r"[.;]")
_POINTS = re.compile(rf"(?:riêng\s+)?(?:{REFERS.pattern})", re.IGNORECASE)
_OF_ROLES = frozenset(["chủ trì", "phối hợp", "phụ trách", "tham gia", "thực hiện", "cùng", "được", "phải", "đầu mối"])
_SEVERAL = 2
_ALIKE = re.compile(r":\s*(?:như|cũng như)\s[^:;]{3,30}\Z", re.IGNORECASE)
_EACH_LABEL = {
    "lead": re.compile(r"chủ trì|phụ trách|thực hiện(?!\s*(?:[,:]|và)?\s*thời)", re.IGNORECASE),
    "support": re.compile(r"phối hợp", re.IGNORECASE),
    "due": re.compile(r"thời (?:gian|hạn)|hạn|tiến độ", re.IGNORECASE),
}
# What else a line of names says of the work: no label has this name.
MORE = "more"
# Fields that say something of a whole block of work.
OF_WORK = ("lead", "support", "assigned", "due", "product")


def split_fields(text: str) -> tuple[str, dict[str, str]]:
    """Splits a text into what stands before the first label and the labelled values; a label given twice is joined."""
    matches = [m for m in _LABEL.finditer(text) if not _is_order(text, m)] if ":" in text or "?" in text else []
    if not matches:
        return text, {}
    values: dict[str, str] = {}
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        value = _closed(clean(text[match.end() : _end_of(text, match, following)]))
        name = match.lastgroup or "detail"
        if name == "due":
            value, *rest = _SENTENCE_END.split(value, maxsplit=1)
            if rest and match.start() and lexicon.body_start_pattern().match(rest[0]):
                # "…; thời gian: tháng 3. Tòa Dân sự mở phiên tòa …": in running text a day is of its own sentence.
                continue
        if name in _WHO:
            value, due, more = _parted(value)
            values |= {MORE: more} if more else {}
            if due:
                values.setdefault("due", due)
        values[name] = f"{values[name]}; {value}" if name in values else value
    return text[: matches[0].start()].rstrip(" ;,(-–"), values


def _end_of(text: str, label: re.Match[str], following: re.Match[str] | None) -> int:
    """Finds where a value ends: "(chủ trì: Hội A; Đoàn B phối hợp), xong trước 20/5" has it in the bracket."""
    end = following.start() if following else len(text)
    closed = text.find(")", label.end(), end) if label[0].startswith("(") else -1
    return closed if closed > 0 and "(" not in text[label.end() : closed] else end


def _parted(value: str) -> tuple[str, str, str]:
    """Parts names from a deadline and from the sentences behind them, which say more of the work.

    "Văn phòng. Hoàn thành trước 31/8", "Trạm Y tế xã. Mời Hội Phụ nữ tham gia"; what points to work by its number
    stays with the names.
    """
    if then := _THEN.match(value):
        when, *more = _SENTENCE_END.split(then["when"], maxsplit=1)
        return then["who"], when, "".join(more)
    for stop in _STOP.finditer(value):
        starts = (lexicon.body_start_pattern(), lexicon.post_pattern())
        is_name = any(start.match(value, stop.end()) for start in starts)
        if not _POINTS.match(value, stop.end()) and not (is_name and not _does(value[stop.end() :])):
            return value[: stop.start()], "", value[stop.end() :]
    return value, "", ""


def _does(sentence: str) -> bool:
    """True for a body that does something of its own: "Trung tâm A bố trí phòng học", no "Văn phòng phối hợp"."""
    verbs = (verb[0] for verb in lexicon.verb_pattern().finditer(sentence))
    first = next((verb for verb in verbs if verb not in lexicon.verbs_in_names()), "")
    return bool(first) and first not in _OF_ROLES


def _closed(value: str) -> str:
    """Leaves out the signs around a value, but no bracket that closes one inside."""
    bare = value.strip(" ;.,")
    if bare.startswith("(") and bare.find(")") in (-1, len(bare) - 1):
        bare = bare[1:]
    return bare.rstrip(")").rstrip(" ;.,") if bare.count(")") > bare.count("(") else bare


def due_of_all_behind(text: str) -> int:
    """Finds where a sentence that dates all above it begins behind others of a paragraph; 0 for none."""
    stop = text.rfind(". ", 0, len(text) - 1)
    return stop + 2 if stop > 0 and is_due_of_all(text[stop + 2 :]) else 0


def is_due_of_all(text: str) -> bool:
    """True for "Hai nhiệm vụ tại mục này phải xong trước ngày 20/6.", which holds for all that stands above it.

    With a colon at its end it is a heading of what stands below.
    """
    return not text.endswith(":") and bool(_DUE_OF_ALL.fullmatch(text))


def _roles_alone(text: str) -> str:
    found = _ROLES_ALONE.fullmatch(text) if text[:1] == "(" and len(text) < _LONGEST_ROLES else None
    return clean(found["who"]) if found else ""


def _at_start(text: str) -> re.Match[str] | None:
    found = _AT_START.match(text) if ":" in text[:80] or "?" in text[:80] else None
    return None if found and _is_order(text, found) else found


def _is_order(text: str, label: re.Match[str]) -> bool:
    """True for "Giao: Phòng Kinh tế thống kê thiệt hại", the work itself; "Giao: Phòng Kinh tế" is a field of it."""
    return bool(_HANDS_OUT.fullmatch(label[0])) and _does(_STOP_OR_END.split(text[label.end() :], maxsplit=1)[0])


def is_field_label(text: str) -> bool:
    """True for a line that begins with the name of a field and a colon ("Thời gian:", "Thời gian, địa điểm: …")."""
    return bool(_at_start(text) or _roles_alone(text) or _LEAD_OF_ALL.fullmatch(text)) or is_due_of_all(text)


def fields_of(text: str) -> dict[str, str]:
    """Reads the names and values of a line that is nothing but fields; empty for another line.

    A value may be empty: it stands in the lines below.
    """
    if said := _roles_alone(text):
        return {"assigned": said}
    if is_due_of_all(text):
        return {"due": text}
    if of_all := _LEAD_OF_ALL.fullmatch(text):
        return {"lead": of_all["who"]}
    found = _at_start(text)
    if found is None:
        return {}
    rest, values = split_fields(text)
    first = found.lastgroup or "detail"
    if _ALIKE.search(text) and len(values) < _SEVERAL:
        # "Đơn vị chủ trì, phối hợp và thời gian: như mục 1": each of them.
        named = [name for name, one in _EACH_LABEL.items() if one.search(found[0])]
        return dict.fromkeys((first, *named), clean(text[found.end() :]).strip(" ;.,"))
    if rest.strip(" -–+•") or first not in values:
        return {first: clean(text[found.end() :]).strip(" ;.,")} | {k: v for k, v in values.items() if k != first}
    return values
