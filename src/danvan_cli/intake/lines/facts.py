"""Lines, and pieces of a line, that are nothing but who does a piece of work, with whom and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from operator import itemgetter
from typing import NamedTuple

from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import ARROW, PERSON, UPPER
from danvan_cli.intake.lines.enumerations import DASHES
from danvan_cli.intake.lines.fields import fields_of
from danvan_cli.intake.lines.markers import Rank
from danvan_cli.intake.lines.nodes import Node
from danvan_cli.intake.lines.sense import BARE_DAY, FEWEST_FACTS, Sense, opens_with_verb
from danvan_cli.intake.people.predicates import TIME_WORDS
from danvan_cli.intake.time_words import ONLY_TIME

# What an office may draw between work, names and times; none of them stands inside a name.
_DRAWN = rf"\s*(?:[|\t{{}}\[\]]|{ARROW}|>>|…|\.{{3,}})\s*|\s/\s"
_SEPARATOR = re.compile(rf"{_DRAWN}|\s[{DASHES}]\s")
_IS_DRAWN = re.compile(_DRAWN)
_DASHED = re.compile(rf"\s[{DASHES}]\s")
_BEFORE_WHEN = re.compile(rf"{_DRAWN}|\s*[,;.(]\s*|\s[{DASHES}]\s")
_COLON, _COMMA = re.compile(r"\s*:\s+"), re.compile(r"\s*[,;(]\s*")
_POINTS = re.compile(rf"\s*(?:{ARROW}|>>)\s*")
_TIME_FIRST = re.compile(TIME_WORDS, re.IGNORECASE)
_HELPED = re.compile(r"\s*[,;]?\s*\(?\s*phối hợp(?:\s+(?:cùng với|cùng|với))?\s*:?\s+", re.IGNORECASE)
_ROLE_BEHIND = re.compile(r"\s*\((?:chủ trì|CT|(?P<help>phối hợp|PH))\)\Z", re.IGNORECASE)
# "Chung tay: Đoàn xã", "Tiền: không": a label in the office's own words.
_OWN_LABEL = re.compile(rf"(?P<label>[{UPPER}]\w*(?:\s\w+){{0,3}})\s?:\s(?P<value>[^:]{{1,120}})")
_HELPERS = re.compile(r"phối hợp|hỗ trợ|giúp|cùng|chung tay|tham gia", re.IGNORECASE)
# A cheap look: nothing in small letters begins so but a time and a group.
_MAY_BE_FACTS = re.compile(
    rf"\W*(?:(?-i:[{UPPER}])|\d|{TIME_WORDS}|các|mỗi|từng|toàn|nhóm|tổ|đội|ban|{PERSON})", re.IGNORECASE
)
_LONGEST_TIME = 60
_LONGEST = 170
_LONGEST_ROW = 400
_MOST_CUTS = 8
_FEWEST_WORDS = 2
_WITH_FIGURE = re.compile(r"\d|quý", re.IGNORECASE)
_WHO = frozenset(["assigned", "lead"])


class Row(NamedTuple):
    """Work told in one line with what a table would have in other cells; ``told`` are those, as written, by name."""

    work: str
    told: dict[str, str]


class _Cut(NamedTuple):
    """A piece of a line that tells facts, at its beginning or its end; ``is_drawn``: an office's own sign parts it."""

    start: int
    end: int
    told: Mapping[str, str]
    is_drawn: bool
    is_dash: bool

    @property
    def length(self) -> int:
        return self.end - self.start


def facts_in(text: str, sense: Sense) -> dict[str, str]:
    """Reads a text that is nothing but who does it and perhaps until when: "Tổ Kỹ thuật - 30/9", "→ Công an xã"."""
    if len(text) > _LONGEST or not _MAY_BE_FACTS.match(text):
        return {}
    bare = _bare(_POINTS.sub("", text, count=1) if _POINTS.match(text) else text)
    if not bare:
        return {}
    if labelled := _OWN_LABEL.fullmatch(bare):
        return _labelled(labelled["label"], labelled["value"], sense)
    for cut in reversed(list(_BEFORE_WHEN.finditer(bare))):
        first, last = bare[: cut.start()], _bare(bare[cut.end() :])
        if _is_when(last, sense) and (who := _who(first, sense)):
            return who | {"due": last}
        if _is_when(first, sense) and (who := _who(last, sense)):
            return who | {"due": _bare(first)}
    return _who(bare, sense) or ({"due": bare} if _is_when(bare, sense) else {})


def _labelled(label: str, value: str, sense: Sense) -> dict[str, str]:
    """Reads "Bộ phận đứng mũi: Trung tâm Khuyến công", "Mốc: quý III": whatever the label, who or when is behind it."""
    if sense.is_bodies(label) or opens_with_verb(label) or ONLY_TIME.fullmatch(label):
        return {}
    said = facts_in(value, sense)
    return {"support": said["assigned"]} if said.keys() == {"assigned"} and _HELPERS.search(label) else said


def _bare(text: str) -> str:
    """Takes away signs around a piece, and brackets that are around all of it or have no other half in it."""
    bare = text.strip(" .;,|\t…")
    for opened, closed in ("()", "[]", "{}"):
        if bare.startswith(opened) and bare.find(closed) in (-1, len(bare) - 1):
            bare = bare[1:].rstrip(closed)
        elif bare.endswith(closed) and opened not in bare:
            bare = bare[:-1]
    return bare.strip(" .;,|\t…")


def _is_when(text: str, sense: Sense) -> bool:
    bare = _bare(text)
    if BARE_DAY.fullmatch(bare):
        return True
    if not bare or len(bare) >= _LONGEST_TIME or not _TIME_FIRST.match(bare):
        return False
    is_dated = bool(ONLY_TIME.fullmatch(bare)) or sense.is_dated(bare)
    return is_dated and not (sense.is_led(bare) or opens_with_verb(bare))


def _who(text: str, sense: Sense) -> dict[str, str]:
    bare = text.strip(" ,;.|\t")
    role = _ROLE_BEHIND.search(bare)
    if role:
        name = "support" if role["help"] else "lead"
        return {name: bare[: role.start()]} if sense.is_bodies(bare[: role.start()]) else {}
    if helped := _HELPED.search(bare, 1):
        who, help_ = bare[: helped.start()], bare[helped.end() :].strip(" .)")
        is_both = sense.is_bodies(who) and sense.is_bodies(help_)
        return {"lead": who.strip(" ,."), "support": help_} if is_both else {}
    return {"assigned": bare} if sense.is_bodies(bare) and not sense.is_dated(bare) else {}


def row_in(text: str, sense: Sense) -> Row | None:
    """Reads "Văn phòng | rà soát hồ sơ | 20/5", "[Công an xã] tuần tra, 30/6": work with facts drawn apart from it.

    None where the signs are those of any sentence and do not tell both who and when.
    """
    if len(text) > _LONGEST_ROW or not (_IS_DRAWN.search(text) or len(_DASHED.findall(text)) > 1):
        return None
    # "Phòng Văn hóa - Xã hội - …": the longest that is a name is the name.
    heads = [None, *_heads(text, sense)]
    tails = [None, *_tails(text, sense)]
    found = [
        (head, tail)
        for head in heads
        for tail in tails
        if (head or tail) and _are_apart(text, head, tail) and not _overlap(head, tail)
    ]
    longest_first = sorted(found, key=lambda pair: -sum(cut.length for cut in pair if cut))
    return next((row for head, tail in longest_first if (row := _row(text, head, tail, sense))), None)


def _heads(text: str, sense: Sense) -> Iterator[_Cut]:
    opened = len(text) - len(text.lstrip("[{("))
    cuts = sorted((*_SEPARATOR.finditer(text, opened), *_COLON.finditer(text)), key=lambda cut: cut.start())
    usual = lexicon.usual_end(text)
    for cut in cuts[:_MOST_CUTS]:
        said = text[opened : cut.start()]
        # "Phòng Hành chính - Tổng hợp" is one usual name; a sign inside brackets parts nothing.
        if not said or cut.start() < usual or _is_unbalanced(said):
            continue
        if told := facts_in(said, sense):
            yield _cut(0, cut.end(), told, cut)


def _tails(text: str, sense: Sense) -> Iterator[_Cut]:
    closed = len(text.rstrip(" .;]})"))
    cuts = sorted((*_SEPARATOR.finditer(text), *_COMMA.finditer(text)), key=lambda cut: -cut.start())
    for cut in cuts[:_MOST_CUTS]:
        is_range = text[cut.start() - 1 : cut.start()].isdecimal() and cut[0].strip() in tuple(DASHES)
        if cut.end() < closed and not is_range and (told := facts_in(text[cut.end() :], sense)):
            yield _cut(cut.start(), len(text), told, cut)


def _cut(start: int, end: int, told: Mapping[str, str], sign: re.Match[str]) -> _Cut:
    is_drawn = bool(_IS_DRAWN.fullmatch(sign[0]))
    return _Cut(start, end, told, is_drawn, not is_drawn and sign[0].strip() in tuple(DASHES))


def _are_apart(text: str, head: _Cut | None, tail: _Cut | None) -> bool:
    return (head.end if head else 0) < (tail.start if tail else len(text))


def _overlap(head: _Cut | None, tail: _Cut | None) -> bool:
    """True where both ends of a line tell who, or both until when: then one of them is of the work."""
    names = [{"who" if name in _WHO else name for name in cut.told} for cut in (head, tail) if cut]
    return len(names) > 1 and bool(names[0] & names[1])


def _row(text: str, head: _Cut | None, tail: _Cut | None, sense: Sense) -> Row | None:
    work = text[head.end if head else 0 : tail.start if tail else len(text)].strip(" ,;|\t")
    told = {**(head.told if head else {}), **(tail.told if tail else {})}
    is_drawn = any(cut.is_drawn for cut in (head, tail) if cut)
    # "Công an xã - tuần tra - 30/6"; a single dash may stand in a name.
    is_dashed = head is not None and tail is not None and head.is_dash and tail.is_dash
    is_whole = len(work.split()) >= _FEWEST_WORDS and not facts_in(work, sense) and not _ends_in_facts(work, sense)
    if is_dashed and not is_drawn:
        # "Phòng Kỹ thuật - Tổng hợp in tờ gấp - 20/5"
        is_whole = is_whole and not _does_two_things(work)
    return Row(work, told) if is_whole and (is_drawn or is_dashed) else None


def _does_two_things(work: str) -> bool:
    """True for two verbs in a row, the first of which is of a name: "Tổng hợp in tờ gấp"."""
    verb = lexicon.verb_pattern().match(f"{work[:1].lower()}{work[1:]}")
    rest = work[verb.end() :] if verb else ""
    return rest[:1] == " " and opens_with_verb(rest[1:])


def _is_unbalanced(words: str) -> bool:
    return any(words.count(opened) != words.count(closed) for opened, closed in ("()", "[]", "{}"))


def _ends_in_facts(work: str, sense: Sense) -> bool:
    """True for "Trồng hoa: Hội Phụ nữ" in front of "/ Đoàn xã": the names before the sign are of the same list."""
    return any(facts_in(work[cut.end() :], sense) for cut in (*_COLON.finditer(work), *_SEPARATOR.finditer(work)))


def facts_behind(node: Node, sense: Sense, *, is_below: bool = False) -> dict[str, str]:
    """Reads a plain line, or one with an arrow, that only tells who does the work above it and until when.

    So does a bullet that stands below its work (``is_below``).
    """
    if not (node.is_plain or node.points_on or is_below) or node.children or node.cells:
        return {}
    said = facts_in(node.text, sense)
    if node.points_on and not said.keys() & _WHO:
        return {}
    return said | _labelled_behind(node.text) if said else _pointed(node, sense)


def _labelled_behind(text: str) -> dict[str, str]:
    return fields_of(text.partition(";")[2].strip())


def _pointed(node: Node, sense: Sense) -> dict[str, str]:
    """Reads "→ Xưởng Sửa chữa, phối hợp Phòng Vật tư; hạn: 20/5"."""
    names, _, rest = node.text.partition(";") if node.points_on else ("", "", "")
    said = _who(names, sense) if names else {}
    return said | fields_of(rest.strip()) if said else {}


def is_time_of_work(text: str, sense: Sense) -> bool:
    """True for "tháng 4" and "trước 15/6/2026" on a line of their own; "Thứ Ba" is no time of work by itself."""
    return bool(_WITH_FIGURE.search(text)) and facts_in(text, sense).keys() == {"due"}


def facts_below(node: Node, sense: Sense) -> dict[int, dict[str, str]]:
    """Reads bullets that are nothing but who does the work above and until when, by the child's identity.

    "- Thư viện tỉnh", "- Tỉnh Đoàn (phối hợp)", "- Ngày 21/4/2026", or both in one; empty where anything before or
    behind them says who or when, too.
    """
    found = list(takewhile(itemgetter(1), ((child, _bare_fact(child, sense)) for child in node.children)))
    names = [name for _, said in found for name in said]
    if names.count("due") != 1 or len({*names}) < FEWEST_FACTS:
        return {}
    others = node.children[len(found) :]
    is_whole = not any(child.children or sense.says(child.text) for child in others)
    return {id(child): said for child, said in found} if is_whole else {}


def _bare_fact(child: Node, sense: Sense) -> dict[str, str]:
    if child.children or child.cells or child.is_plain or child.is_field or child.rank < Rank.DASH:
        return {}
    bare = child.text.strip(" .;")
    # "Hè 2026, chung kết ngày 31/7"
    is_time = len(bare) < _LONGEST_TIME and sense.is_dated(bare) and not (sense.is_led(bare) or opens_with_verb(bare))
    return facts_in(bare, sense) or ({"due": bare} if is_time else {})


def own_labels(nodes: Sequence[Node], sense: Sense) -> dict[int, dict[str, str]]:
    """Reads lines below an act whose label nobody knows but which stand among its fields, by the node's identity.

    "Quỹ chi: không" between "Phụ trách: …" and "Hạn: …" is a detail of the work, no work of its own.
    """
    found: dict[int, dict[str, str]] = {}
    behind_field = False
    for node, following in zip(nodes, [*nodes[1:], None], strict=False):
        is_next = following is None or not following.is_plain or following.is_field or _has_own_label(following, sense)
        if behind_field and is_next and not node.is_field and _has_own_label(node, sense):
            found[id(node)] = {"detail": node.text}
        behind_field = node.is_plain and (node.is_field or id(node) in found)
    return found


def _has_own_label(node: Node, sense: Sense) -> bool:
    said = _OWN_LABEL.fullmatch(node.text) if node.is_plain and not (node.children or node.cells) else None
    if said is None or sense.is_led(said["label"]) or sense.is_bodies(said["label"]):
        return False
    value = said["value"]
    return sense.is_bodies(value) or not (sense.is_led(value) or opens_with_verb(value))
