"""The words of the field that readers share, read once from lexicon.toml: bodies, posts, verbs, documents, fields.

Every entry of the file has an example and a counter-example, and a test reads them all. A new word goes there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from danvan_cli.domain.text import fold, tone_key
from danvan_cli.intake.letters import UPPER

# Verbs of those who lend a hand; "phụ nữ", "phụ huynh", "giúp việc" are none.
AIDS = r"(?:(?<![Tt]rợ )giúp(?! việc)|phụ(?! (?:nữ|huynh|trách|lão|lục|cấp|sản|tùng|trợ|nhân)))"
# Small words that go on with any body's name: its level, and whose it is.
LEVELS = (
    r"tỉnh|thành phố|tp\.?|huyện|thị xã|thị trấn|quận|xã|phường|đặc khu|ấp|thôn|khu phố|bản|buôn|xóm|khóm|tổ dân phố"
    r"|khu vực|cơ sở|cơ quan|nhà trường|trường|sở|khối|trung ương"
)

_WORD = re.compile(r"\w+")
_DASH = re.compile(r"\s+[–—]\s+")
_PLACE_END = re.compile(
    rf"\s+(?:(?i:huyện|tỉnh|thành|thị|quận|xã|phường|đảng)\s+(?i:ủy|uỷ)|(?i:{LEVELS}))(?:\s+[{UPPER}\d][^\s,;]*){{0,4}}\Z"
)


@cache
def entries(section: str) -> tuple[dict[str, Any], ...]:
    """Lists the entries of a section of the file, in its order."""
    return tuple(_file()[section])


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text("utf-8"))


@cache
def usual_parts() -> Mapping[str, tuple[str, ...]]:
    """Gives, by kind word ("sở", "phòng"), the usual names behind it ("Nội vụ"), longest first."""
    written = {
        head: {form for name in names for form in (name, name.replace("các công trình", "công trình"))}
        for head, names in _file()["parts"].items()
    }
    written["ban"] |= {name.replace("Quản lý dự án", "QLDA") for name in written["ban"]}
    parts = {head: tuple(sorted(names, key=lambda name: (-len(name), name))) for head, names in written.items()}
    return {**parts, "tt": parts["trung tâm"]}


@cache
def usual_names() -> frozenset[str]:
    """Gives the keys (``tone_key``) of all usual names: "sở nội vụ", "sở văn hóa, thể thao và du lịch"."""
    return frozenset(tone_key(f"{head} {part}") for head, parts in usual_parts().items() for part in parts)


@lru_cache(maxsize=20_000)
def is_usual_part(head: str, words: str) -> bool:
    """True for the usual rest of a name behind a kind word: "Nội vụ" behind "Sở"; a level may follow it."""
    words = _DASH.sub(" - ", words)
    bare = _PLACE_END.sub("", words.strip()) or words
    return bool({tone_key(f"{head} {words}"), tone_key(f"{head} {bare}")} & usual_names())


def usual_end(text: str, start: int = 0) -> int:
    """Finds where the usual name that begins at ``start`` ends, exclusive: "Bộ Văn hóa, Thể thao và Du lịch"; or 0."""
    head = body_head_pattern().match(text, start)
    begin = head.end() + 1 if head else 0
    found = _usual_starts(head[0].lower()).match(text, begin) if head else None
    return found.end() if found else 0


@cache
def _usual_starts(head: str) -> re.Pattern[str]:
    """Matches one of the usual names behind a kind word, the longest, or several: "Cấp cứu - Hồi sức tích cực"."""
    parts = usual_parts().get(head, ())
    one = f"(?:{_any(re.escape(part) for part in parts)})" if parts else r"(?!)"
    return re.compile(rf"{one}(?:\s[-–]\s{one}(?!\w))*", re.IGNORECASE)


def _with_not(entry: Mapping[str, Any]) -> str:
    return rf"(?:{entry['word']})(?!\w)" + (rf"(?!{entry['not']})" if "not" in entry else "")


def _any(words: Iterable[str]) -> str:
    return "|".join(words)


def _any_by_letter(patterns: Iterable[str]) -> str:
    """Joins patterns so that the letter that stands at a place rules out most of them at once; their order stays."""
    rooms: dict[str, list[str]] = {}
    for pattern in patterns:
        for letter, narrowed in _by_letter(pattern).items():
            rooms.setdefault(letter, []).append(narrowed)
    return _any(f"(?=[{letter}{letter.upper()}])(?:{_any(found)})" for letter, found in rooms.items())


def _by_letter(pattern: str) -> dict[str, str]:
    """Gives, by the small letter that a match begins with, what of a pattern is left; ValueError where it has none."""
    begin = _LOOKS.match(pattern)
    looks, rest = (begin[0], pattern[begin.end() :]) if begin else ("", pattern)
    if not (opened := _OPENED.match(rest)):
        if rest[:1].isalpha() and rest[1:2] not in ("?", "*"):
            return {rest[0].lower(): pattern}
        raise ValueError(f"begins with no letter: {pattern}")
    inner, behind = _group(rest, opened.end())
    choices: dict[str, list[str]] = {}
    for choice in _choices(inner):
        for letter, narrowed in _by_letter(choice).items():
            choices.setdefault(letter, []).append(narrowed)
    if behind[:1] in ("?", "*"):
        return {**_by_letter(looks + behind[1:]), **dict.fromkeys(choices, pattern)}
    return {letter: f"{looks}{opened[0]}{_any(found)}){behind}" for letter, found in choices.items()}


# What stands before the first letter and is no letter; a group that begins with one.
_LOOKS = re.compile(r"(?:\(\?<?[!=][^()]*\))+")
_OPENED = re.compile(r"\(\?(?:-i)?:")
_SIGN = re.compile(r"\\.|\[[^\]]*\]|[()|]")


def _group(pattern: str, start: int) -> tuple[str, str]:
    """Parts what stands in the group that is open at ``start`` from what follows it."""
    depth = 1
    for sign in _SIGN.finditer(pattern, start):
        depth += {"(": 1, ")": -1}.get(sign[0], 0)
        if not depth:
            return pattern[start : sign.start()], pattern[sign.end() :]
    raise ValueError(f"is not closed: {pattern}")


def _choices(pattern: str) -> Iterator[str]:
    """Gives the alternatives of a pattern, those inside its groups left whole."""
    start = depth = 0
    for sign in _SIGN.finditer(pattern):
        depth += {"(": 1, ")": -1}.get(sign[0], 0)
        if sign[0] == "|" and not depth:
            yield pattern[start : sign.start()]
            start = sign.end()
    yield pattern[start:]


@cache
def head_words() -> str:
    """Builds a pattern of all words with which a body's name begins, without what has to follow; ignores no case."""
    return _any(_with_not(entry) for entry in entries("body"))


@cache
def body_start_pattern() -> re.Pattern[str]:
    """Matches where a body's name begins in a text: a kind word with a proper part, or one that needs none."""
    return _body_starts(r"|(?=\s*(?:[.,;:)(/+&–-]|\Z|\s(?:và|chủ trì|phối hợp|với|cùng)(?!\w)))")


@cache
def body_name_pattern() -> re.Pattern[str]:
    """Is ``body_start_pattern`` for a text that is known to be one piece: what follows "Thanh tra" is its rest."""
    return _body_starts(r"|(?=[\s.,;:)(/–-]|\Z)")


def body_names(text: str) -> Iterator[re.Match[str]]:
    """Finds all that ``body_name_pattern`` does in a text; it is tried only at words with which a name can begin."""
    firsts, pattern, end = _first_words(), body_name_pattern(), 0
    small = text.lower()
    # A letter whose small form is longer would move all places behind it; no Vietnamese letter is one.
    words = _WORD.finditer(small if len(small) == len(text) else text)
    for start in [word.start() for word in words if word[0] in firsts]:
        if start >= end and (found := pattern.match(text, start)):
            yield found
            end = found.end()


@cache
def _first_words() -> frozenset[str]:
    """Gives the first words of all kind words, in small letters."""
    return frozenset(word.split()[0] for entry in entries("body") for word in _spelled(entry["word"]))


def _body_starts(alone_before: str) -> re.Pattern[str]:
    usual = {head: _any(re.escape(p.split()[0].rstrip(",")) for p in parts) for head, parts in usual_parts().items()}
    forms = []
    for entry in entries("body"):
        rest = [rf"(?-i:[{UPPER}\d“\"])", r"số\s+\d", rf"(?:{LEVELS})(?!\w)"]
        rest += [rf"(?:{entry['lower']})(?!\w)"] if "lower" in entry else []
        rest += [rf"(?:{usual[entry['word']]})(?!\w)"] if entry["word"] in usual else []
        alone = alone_before if entry.get("alone") else ""
        behind = "".join(rf"(?<!{word} )" for word in entry.get("behind", ()))
        forms.append(rf"{behind}{_with_not(entry)}(?:\s+(?=(?:{_any(rest)})){alone})")
    # In a document's number ("05/CTr-LĐLĐ") a body only gives its letters.
    return re.compile(rf"(?<!\w)(?<!\w-)(?<!\d/)(?:{_any_by_letter(forms)})", re.IGNORECASE)


@cache
def body_head_pattern() -> re.Pattern[str]:
    """Matches a kind word ("Sở", "Công an") that is no other word, whatever follows it."""
    return re.compile(rf"(?:{head_words()})(?=[\s.,;:)(/–-]|\Z)", re.IGNORECASE)


@cache
def bare_heads() -> frozenset[str]:
    """Gives the kind words (folded) that alone are the agency itself, or nobody."""
    return frozenset(fold(word) for entry in entries("body") if entry.get("bare") for word in _spelled(entry["word"]))


def _spelled(pattern: str) -> list[str]:
    """Writes out the alternatives of a simple pattern: "(?:tổng )?cục" gives both."""
    if found := re.search(r"\(\?:([^()]*)\)(\?)?", pattern):
        choices = [*found[1].split("|"), *([""] if found[2] else [])]
        return [w for c in choices for w in _spelled(pattern[: found.start()] + c + pattern[found.end() :])]
    return pattern.split("|")


@cache
def kind_words() -> tuple[tuple[str, str], ...]:
    """Lists the kind words (folded) with the kind of unit that their bodies are, longest first."""
    pairs = ((fold(w), e.get("kind", "external")) for e in entries("body") for w in _spelled(e["word"]))
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def post_pattern() -> re.Pattern[str]:
    """Matches where a person is named by a post or a form of address: "Phó Chủ tịch", "Đ/c"."""
    return _posts(entries("post"))


@cache
def heading_post_pattern() -> re.Pattern[str]:
    """Matches a post whose holder heads the body that is named after it: "Chánh" Văn phòng, "Giám đốc" Trung tâm."""
    return _posts(entry for entry in entries("post") if entry.get("heads"))


def _posts(found: Iterable[Mapping[str, Any]]) -> re.Pattern[str]:
    # What has to be a capital stays one: "ông Lê", not "ông lão".
    words = [_with_not(e).replace("[A-ZĐÀ-Ỹ]", f"(?-i:[{UPPER}])") for e in found]
    return re.compile(rf"(?<!\w)(?:{_any_by_letter(words)})", re.IGNORECASE)


@cache
def group_pattern() -> re.Pattern[str]:
    """Matches, in folded text, words that mean several bodies or people at once: "cac phong", "don vi"."""
    counted = _any(word for entry in entries("member") for word in entry["words"])
    plain = _any(word for entry in entries("group") for word in entry["words"])
    many = r"cac|nhung|toan the|moi|tung|tat ca|mot so|tat ca cac|toan the cac"
    return re.compile(rf"(?:(?:{many})\s+(?:{counted})|(?:{plain}))(?!\w)")


@cache
def verb_pattern() -> re.Pattern[str]:
    """Matches a verb, in small letters, that "các", "những", "một số" does not make a noun."""
    # What a verb does not stand behind may begin a name there: "Công trình", "Trật tự".
    patterns = [_BEHIND.sub(_either_case, e["pattern"]) for e in entries("verb") if "pattern" in e]
    words = [word for e in entries("verb") for word in e.get("words", ())]
    return re.compile(rf"(?<!\w)(?<!các )(?<!những )(?<!một số )(?:{_any_by_letter([*patterns, *words])})(?!\w)")


_BEHIND = re.compile(r"\(\?<!(?P<first>[^\W\d_])(?P<rest>[^()|]*)\)")


def _either_case(found: re.Match[str]) -> str:
    return f"{found[0]}(?<!{found['first'].upper()}{found['rest']})"


@cache
def verbs_in_names() -> frozenset[str]:
    """Gives the verbs that may be part of a body's name."""
    return frozenset(word for entry in entries("verb_in_name") for word in entry["words"])


@cache
def stop_words() -> frozenset[str]:
    """Gives the small words that stand in no name."""
    return frozenset(_file()["stop_words"])


@cache
def words_of(what: str) -> str:
    """Gives a list of words as a pattern: "letters_of_bodies" ("UBND"), "helpers_do" ("hỗ trợ"); KeyError for none."""
    found: str = _file()[what]
    return found


@cache
def name_pairs() -> frozenset[tuple[str, str]]:
    """Gives the pairs of words, in small letters, that stand side by side in names of bodies."""
    usual = (re.findall(r"\w+", part.lower()) for parts in usual_parts().values() for part in parts)
    return frozenset(pair for words in (_file()["name_words"].split(), *usual) for pair in pairwise(words))


@cache
def ending_words() -> frozenset[str]:
    """Gives the small words at which a name in running text ends, the stop words among them."""
    return stop_words() | frozenset(_file()["link_words"])


@cache
def document_types() -> tuple[str, ...]:
    """Lists the kinds of documents, longer names before those that they begin with."""
    return tuple(entry["name"] for entry in entries("document"))


@cache
def document_pattern() -> re.Pattern[str]:
    """Matches the name of a kind of document that is no part of another word ("Luật", not "Luật sư")."""
    return re.compile(
        rf"(?<!\w)(?:{_any(_with_not({**e, 'word': re.escape(e['name'])}) for e in entries('document'))})",
        re.IGNORECASE,
    )


@cache
def field_words() -> Mapping[str, str]:
    """Gives, by the name of a task's field ("due"), the pattern of the words that stand before its colon."""
    return {entry["name"]: _also_short(_words_of_field(entry)).replace(" ", r"\s+") for entry in entries("field")}


# How the words of labels are cut by hand: "Đ/vị phối hợp", "T/gian t/hiện".
_CUT_SHORT = (
    ("đơn vị", r"đ[/.]\s?vị|đ/v"), ("cơ quan", r"c[/.]\s?quan"), ("chủ trì", r"ch?[/.]\s?trì"),
    ("phối hợp", r"ph?[/.]\s?hợp"), ("thực hiện", r"th?[/.]\s?hiện"), ("hoàn thành", r"h[/.]\s?thành"),
    ("thời (?:gian|hạn|điểm)", r"th?[/.]\s?(?:gian|hạn)"),
)  # fmt: skip


def _also_short(pattern: str) -> str:
    for whole, short in _CUT_SHORT:
        pattern = pattern.replace(whole, f"(?:{whole}|{short})")
    return pattern


def _words_of_field(entry: Mapping[str, str]) -> str:
    """Adds to the words of a field those that are its label only before a name: "Giao: Văn phòng Sở"."""
    if "before_names" not in entry:
        return entry["pattern"]
    begins = rf"(?:(?:các\s+)?(?:{words_of('names_begin')})|nt|như trên|không)\b"
    return rf"{entry['pattern']}|(?:{entry['before_names']})(?=\s*:\s*{begins})"
