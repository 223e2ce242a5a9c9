"""Fields and cells that hold names with their roles, in every notation that offices use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from danvan_cli.domain.text import clean_lines
from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import LOWER, PERSON, UPPER
from danvan_cli.intake.people.mentions import Mention, MentionKind, headed_body
from danvan_cli.intake.people.name_lists import SENDS, list_names, split_names
from danvan_cli.intake.people.predicates import is_usual, subject_zone, usual_subject
from danvan_cli.intake.people.unit_names import UnitNames


class Responsible(NamedTuple):
    """Names as written, by role."""

    leads: tuple[Mention, ...] = ()
    supports: tuple[Mention, ...] = ()

    def units(self, role: str) -> list[str]:
        """Lists the units among "leads" or "supports", as written."""
        return [m.text for m in getattr(self, role) if m.kind == MentionKind.UNIT]

    def groups(self) -> tuple[str, ...]:
        """Lists the groups and persons of both roles as written, leads first, each once."""
        return tuple(dict.fromkeys(m.text for m in (*self.leads, *self.supports) if m.kind != MentionKind.UNIT))

    def is_shared_out(self) -> bool:
        """True where between the bodies that lead stands what one of them does: each has a part of the work."""
        leads = [m for m in self.leads if m.kind == MentionKind.UNIT or lexicon.verb_pattern().match(m.text)]
        return any(a.kind != MentionKind.UNIT == b.kind for a, b in pairwise(leads))

    def offered(self, names: UnitNames) -> tuple[str, ...]:
        """Lists the bodies that the persons who lead are the heads of: what a doubt about the lead offers."""
        bodies = (headed_body(m.text, names) for m in self.leads if m.kind == MentionKind.PERSON)
        return tuple(dict.fromkeys(body for body in bodies if body))


class _Role(StrEnum):
    LEAD = "lead"
    SUPPORT = "support"
    WATCH = "watch"  # follows or directs the work: neither leads nor supports, kept as written
    BARE = "bare"  # no role is said


_WHO = (
    # On one line only: what stands above "Chủ trì:" may be a name.
    r"(?:(?:là|(?<!việc )làm) )?"
    r"(?:(?:các )?(?:đơn vị|cơ quan|bộ phận|phòng, ban|người|tổ chức|đồng chí|cán bộ|cá nhân) )?"
)
# "các đơn vị phối hợp" names who helps; "là đơn vị phối hợp" and "đơn vị phối hợp Thanh tra" only say the role.
_AS = (
    r"(?:(?:là|(?<!việc )làm)\s+(?:(?:đơn vị|cơ quan|bộ phận|người)\s+)?"
    rf"|(?<!các )(?:đơn vị|cơ quan)\s+(?=(?:chủ trì|phối hợp)\s+(?-i:[{UPPER}])))?"
)
_NOUN = r"(?:(?:là |làm )?(?:đơn vị|cơ quan) )?"
_LEADING = (
    # "Trường Kim Đồng chủ trì" leads alone.
    r"(?:(?:cùng|vẫn)\s+)?(?-i:(?<!cộng )đồng\s+)?chủ trì(?:\s+(?:thực hiện|tham mưu|chính))?"
    # "Đảng ủy viên phụ trách chi bộ" is one, whatever his part of the work is.
    rf"|(?<!tổng )phụ trách(?:\s+chính)?(?!\s+(?-i:[{LOWER}]))|chịu trách nhiệm(?:\s+chính)?|(?:làm\s+)?đầu mối"
    r"|(?:(?<=là đơn vị )|(?<=là cơ quan ))chính"
    r"|(?<!phòng )(?<!tâm )(?<!ban )(?<!tổ )(?<=\w\s)điều phối(?=\s*(?:[;,.\n)]|\Z))"
)
_SUPPORTING = (
    r"(?<!tổ )(?<!ban )(?<!bộ phận )giúp việc(?=\s*(?:[;,.\n)]|\Z))"
    r"|(?:(?<=là đơn vị )|(?<=là cơ quan ))(?:cùng\s+)?tham gia"
    r"|(?<=\w\s)(?<!hỗ trợ )(?<!hỗ )(?-i:phụ|(?<!tự )giúp)(?=\s*(?:[;,.\n)]|\Z))"
    r"|(?<!hội đồng )(?:có sự\s+|(?:chỉ|vẫn)\s+)?(?:cùng\s+)?phối hợp(?:\s+(?:thực hiện|tham gia"
    r"|(?:chuẩn bị|tổ chức|triển khai)(?=\s*(?:[;,.\n)]|\Z))))?"
    r"(?P<link>\s+(?:cùng với|cùng|với|của))?"
)
_WATCHING = r"theo dõi|giám sát|chỉ đạo|đôn đốc|kiểm tra"
_SHORT = {
    "c": _Role.LEAD,
    "p": _Role.SUPPORT,
    "ct": _Role.LEAD,
    "ph": _Role.SUPPORT,
    "p/h": _Role.SUPPORT,
    "c/t": _Role.LEAD,
    "td": _Role.WATCH,
}
_SHORTS = "|".join(_SHORT)
_MARK = re.compile(
    # "(chủ trì)", "[PH]" · "– chủ trì", ": phối hợp" · "Chủ trì:", "CT:" · "chủ trì", "phối hợp với"
    rf"[(\[]\s*(?:{_WHO}(?:(?P<lead1>{_LEADING}|chính|tham mưu|thực hiện)"
    rf"|(?P<support1>phối hợp(?:\s+thực hiện)?|hỗ trợ|tham gia|phụ|giúp)"
    rf"|(?P<watch1>{_WATCHING}))|(?P<short1>{_SHORTS}))\s*[)\]]"
    rf"|(?<=\w)\s*(?:\s[-–—]|:)\s*{_NOUN}(?:(?P<lead2>{_LEADING})|(?P<support2>phối hợp))(?=\s*(?:[;,.\n)]|\Z))"
    rf"|(?<!\w){_WHO}(?:(?P<lead3>{_LEADING}|(?<!tài )(?<!hành )chính)"
    rf"|(?P<support3>phối hợp(?:\s+thực hiện)?|hỗ trợ|(?:cùng )?tham gia|cùng làm|phụ"
    rf"|(?:bảo|đảm) (?:đảm|bảo)|phục vụ)|(?P<watch3>{_WATCHING})|(?P<bare3>thực hiện))\s*:"
    # "Chủ trì - Văn phòng; Phối hợp - Thanh tra"
    rf"|(?:\A|(?<=[;\n])|(?<=[;,.]\s)){_NOUN}(?:(?P<lead_3>{_LEADING})|(?P<support_3>phối hợp))\s+[-–](?=\s)"
    r"|(?:(?<=[;,.\n(])|(?<=[;,.]\s)|(?<=\s[-–—]\s)|\A)(?P<short3>ct|ph|c/t|p/h|td)\s*:"
    rf"|(?<!\w){_AS}(?:(?P<lead4>{_LEADING})(?P<joint>\s+(?:cùng với|cùng|với))?|(?P<support4>{_SUPPORTING}))(?!\w)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?m)^\s*(?:[-–—+*•▪●○]|\(?\d{1,2}[.)]|[a-zđ][.)])\s*(?=\S)|\s*[•▪●○]\s*")
_STOP = re.compile(rf"(?<=[{LOWER}]{{2}})\.\s+(?=[{UPPER}])")
_CLAUSE = re.compile(r"[;\n]")
_LAST_NAME = re.compile(r",\s")
_OPENING = re.compile(
    r"\A[\s,;.:+–—-]*(?:(?:và|giao cho|giao|do|phân công|đề nghị|yêu cầu|kính đề nghị|đối với|cùng với|cùng|với|mời"
    r"|nhờ)\s+)*"
    r"(?:(?:tổ chức\s+|triển khai\s+)?(?:thực hiện|tham mưu)(?=\s*(?:[;,.\n]|\Z))[\s,;.]*)?",
    re.IGNORECASE,
)
_WATCH_VERB = re.compile(_WATCHING)
_CLOSING = re.compile(
    r"(?:\s+(?:cùng nhau|cùng|và|là|(?:tổ chức\s+|triển khai\s+)?thực hiện|triển khai|(?-i:tham mưu)))*[\s,;.:+–—-]*\Z",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(
    rf"\s+(?:(?:cho|các|UBND)\s+)?(?=[{UPPER}]|các\s|mỗi\s|(?:giáo viên|nhân viên|y tế|cha mẹ|phụ huynh)\s)"
)
_JOINTLY = re.compile(r"\s(?:và|&|\+)\s")
_REMARK = re.compile(rf";\s+(?=[{LOWER}](?!\S*\s*(?:và|,))[^;]*\Z)(?!các\s|mỗi\s|từng\s|toàn\s)")
_AIDS_BEHIND = re.compile(
    rf"(?:;\s+(?P<who>[{UPPER}][^;]{{2,120}}?)(?<!,)|,\s+(?:có\s+|thêm\s+)?(?P<one>[{UPPER}][^;,]{{2,60}}?))\s+(?:cùng\s+)?(?:{lexicon.words_of('helpers_do')})"
    rf"(?:\s[{LOWER}]+){{0,6}}\s*[.;]?\s*\Z"
)
# Behind these somebody else may do the next part of the work.
_SHARES_APART = re.compile(rf"\s*[,;\n]\s*(?:còn\s+|và\s+)?(?=[{UPPER}]|(?:{PERSON})\s)")
# The most words of a verb without anything that it is done to.
_BARE_VERB = 2
# "Phòng Tổ chức (cùng Xí nghiệp Cơ điện)", "Đội Kiểm soát (Văn phòng hỗ trợ)": who works along stands in the bracket.
_BESIDE = re.compile(
    rf"\s*\((?:(?:cùng(?:\s+với)?|với)\s+(?P<who>[{UPPER}][^()]{{2,120}})"
    rf"|(?P<aid>[{UPPER}][^();]{{2,80}}?)\s+(?:cùng\s+)?(?:hỗ trợ|giúp|phụ giúp|tham gia|phối hợp))\)\s*(?=\Z|\.\Z)"
    # "Phòng Tài chính [+ P. CTSV]"
    rf"|\s*[\[(]\s*\+\s*(?P<more>[{UPPER}][^\[\]()]{{2,120}})[\])]\s*(?=\Z|\.\Z)"
)
# "Phối hợp: không"
_NOBODY = re.compile(r"không(?: có| cần)?", re.IGNORECASE)
_NOT_ROLES = ("link", "joint")
_WRITTEN_SHORT = re.compile(r"(?<!\w)p/h(?!\w)", re.IGNORECASE)


def read_roles(text: str, names: UnitNames) -> Responsible:
    """Reads a field or cell of who does the work, in whatever notation it tells the roles apart.

    Names without any role lead. All words are kept: what is no name is a group, as written.
    """
    said = _CONSULTED.sub("", text)
    said = _BESIDE.sub(lambda found: f"; phối hợp: {found['who'] or found['aid'] or found['more']}", said)
    return names.once(("roles", text), lambda: _read(said, names))


_DONE_BY_NAMES = frozenset(
    ["chủ trì", "phối hợp", "phụ trách", "thực hiện", "tham mưu", "hỗ trợ", "giúp", "tham gia", "theo dõi"]
)
# "UBND phường, sau khi thống nhất với Thường trực HĐND": who is heard first has no part in the work.
_CONSULTED = re.compile(
    r"(?<=\w),?\s+(?:sau khi (?:thống nhất|trao đổi|hiệp thương|(?:có|xin|lấy) ý kiến|được)"
    r"|trên cơ sở (?:ý kiến|đề nghị)"
    r"|theo (?:đề nghị|phân công|chỉ đạo|hướng dẫn) của)\s[^;\n]*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Walk:
    """The stretches of names between the marks of roles, and whose they turn out to be."""

    found: list[tuple[_Role, str]] = field(default_factory=list)
    role: _Role = _Role.BARE

    def before_mark(self, words: str) -> None:
        """Takes the words up to a mark that opens a list of its own ("Phối hợp: …")."""
        self.found.append((self.role, words))

    def marked_behind(self, role: _Role, words: str) -> None:
        """Takes the words that a mark behind them ("… chủ trì") gives a role."""
        if self.role is not _Role.BARE:
            # "Chủ trì: A; B phối hợp": only the last clause is B's.
            rest, words = _split_last(words)
            self.found.append((self.role, rest))
        elif "\n" in words.strip():
            # "Ban Xây dựng Đảng. Đảng ủy Công an xã phối hợp": the sentence before names another.
            rest, _, words = words.strip().rpartition("\n")
            self.found.append((self.role, rest))
        self.found.append((role, words))
        self.role = _Role.BARE


def _read(text: str, names: UnitNames) -> Responsible:
    words = _bare_lines(text, names)
    walk, at = _Walk(), 0
    marks = list(_MARK.finditer(words))
    # "(CT) A, (PH) B": where the first mark in brackets stands before all names, so do the others.
    are_before = bool(marks) and marks[0].start() == 0 and words[:1] in "(["
    for mark in marks:
        before, (role, is_behind) = words[at : mark.start()], _direction(mark, words, at)
        if is_behind and not (are_before and mark[0][:1] in "(["):
            walk.marked_behind(role, before)
            # "A đồng chủ trì với B": both lead.
            walk.role = role if mark["joint"] else walk.role
        else:
            walk.before_mark(before)
            walk.role = role
        at = mark.end()
    walk.before_mark(words[at:])
    return _sorted(_without_lead(walk.found, names), names)


def _bare_lines(text: str, names: UnitNames) -> str:
    """Takes away bullets, numbers of lines and the brackets around it all; a full stop ends a line."""
    lines = _BULLET.sub("\n", _joined(clean_lines(_WRITTEN_SHORT.sub("phối hợp", text)), names))
    lines = _STOP.sub("\n", lines).strip()
    return lines[1:-1] if re.fullmatch(r"\([^()]*\)\.?", lines) else lines


def _joined(lines: str, names: UnitNames) -> str:
    """Joins "Phòng Văn hóa" and "- Xã hội" below it, which look like an entry of a list and are one name."""
    found: list[str] = []
    for line in lines.split("\n"):
        whole = f"{found[-1]} {line}" if found and line.startswith(("- ", "– ")) else ""
        if whole and not found[-1].startswith(("-", "–", "+")) and (names.is_known(whole) or is_usual(whole)):
            found[-1] = whole
        else:
            found.append(line)
    return "\n".join(found)


def _direction(mark: re.Match[str], words: str, at: int) -> tuple[_Role, bool]:
    """Tells a mark's role and whether it stands behind its names."""
    kind = next(name for name, value in mark.groupdict().items() if value is not None and name not in _NOT_ROLES)
    form = kind[-1]
    role = _SHORT[mark[kind].lower()] if kind.startswith("short") else _Role(kind.rstrip("_1234"))
    if form in "12":
        return role, True
    has_names = bool(re.search(r"\w", words[at : mark.start()]))
    if form == "3":
        return role, False
    is_followed = bool(_FOLLOWED.match(words, mark.end()))
    if role is _Role.SUPPORT:
        return role, has_names and mark["link"] is None and not is_followed
    return role, has_names


def _split_last(words: str) -> tuple[str, str]:
    clauses = list(_CLAUSE.finditer(words.rstrip(" ;,\n"))) or list(_LAST_NAME.finditer(words))
    return (words[: clauses[-1].start()], words[clauses[-1].end() :]) if clauses else ("", words)


def _without_lead(found: Sequence[tuple[_Role, str]], names: UnitNames) -> Iterator[tuple[_Role, str]]:
    """Says whose the names without a role are: the leads', or where others are said to lead, the supports'.

    Where nobody is said to lead, "A, B phối hợp" still has A first; "A và B phối hợp" do it together; "Phòng Kỹ thuật
    và Công nghệ" is one.
    """
    is_led = any(role is _Role.LEAD and re.search(r"\w", words) for role, words in found)
    # "A, B phối hợp thẩm định": what stands behind says what they do and names nobody.
    is_bare = any(
        role is _Role.BARE and re.search(r"\w", words) and not lexicon.verb_pattern().match(words.strip())
        for role, words in found
    )
    for number, (role, words) in enumerate(found):
        if role is _Role.BARE:
            is_act = number > 0 and bool(lexicon.verb_pattern().match(words.strip()))
            yield (_Role.SUPPORT if is_led or is_act else _Role.LEAD), words
        elif role is _Role.SUPPORT and not is_led and not is_bare and number == 0:
            first, last = _split_last(words)
            if _JOINTLY.search(words) and not first and len(names_of_field(words, names)) > 1:
                yield _Role.LEAD, words
            else:
                yield from ((_Role.LEAD, first), (_Role.SUPPORT, last))
        else:
            yield role, words


def _sorted(found: Iterable[tuple[_Role, str]], names: UnitNames) -> Responsible:
    leads: list[Mention] = []
    supports: list[Mention] = []
    for role, words in found:
        if role is _Role.LEAD and (aid := _AIDS_BEHIND.search(words)):
            # "UBND các xã; Sở Khoa học và Công nghệ hướng dẫn kỹ thuật", "Văn phòng, Đoàn phường hỗ trợ phát".
            supports += names_of_field(aid["who"] or aid["one"], names)
            words = words[: aid.start()]
        mentions = names_of_field(words, names)
        if role is _Role.WATCH:
            leads += [Mention(MentionKind.GROUP, f"{m.text} (theo dõi)") for m in mentions]
        else:
            (leads if role is _Role.LEAD else supports).extend(mentions)
    led = tuple(dict.fromkeys(leads))
    return Responsible(led, tuple(m for m in dict.fromkeys(supports) if m not in led))


def _balanced(words: str) -> str:
    """Drops a bracket whose other half stands in another role: "Phòng Kinh tế (phối hợp với Công an xã)"."""
    bare = words.strip()
    if bare.count("(") > bare.count(")"):
        bare = bare.rstrip(" (") if bare.endswith("(") else bare.replace("(", " ", 1)
    elif bare.count(")") > bare.count("("):
        bare = bare.rstrip(" )") if bare.endswith(")") else bare.replace(")", " ", 1)
    return bare


def names_of_field(words: str, names: UnitNames) -> list[Mention]:
    """Reads what names without roles, each maybe with its part of the work; no name is a group, as written."""
    bare = _balanced(_CLOSING.sub("", _OPENING.sub("", _balanced(words), count=1), count=1))
    if not re.search(r"\w", bare) or _NOBODY.fullmatch(bare):
        return []
    bare = SENDS.sub("", bare)
    zone, verb = subject_zone(bare, names, is_field=True)
    if zone and zone.count("(") > zone.count(")"):
        # "Đoàn xã (dựng sân khấu), Hội Phụ nữ (nấu ăn)": the verb is in a remark.
        return list_names(bare, names)
    if zone and "\n" in zone and verb != ":":
        # "Ban Nữ công. Việc thực hiện phải …": a sentence below a name is none of it.
        above = zone.rpartition("\n")[0]
        return [*names_of_field(above, names), *names_of_field(bare[bare.find(above) + len(above) :], names)]
    if zone and verb and (remark := _REMARK.search(zone)):
        # "Các trường học; nhà trường tự cân đối kinh phí": what goes on in small letters with a verb is a remark.
        return [
            *names_of_field(bare[: remark.start()], names),
            Mention(MentionKind.GROUP, bare[remark.end() :].strip(" .;")),
        ]
    if zone and _WATCH_VERB.fullmatch(verb) and bare == f"{zone} {verb}":
        # "Ban Giám sát đầu tư cộng đồng giám sát" watches the work and does not help.
        return [Mention(MentionKind.GROUP, bare)]
    if zone and zone.endswith(",") and verb not in _DONE_BY_NAMES and bare == f"{zone} {verb}":
        # "Trạm Chẩn đoán, xét nghiệm": in a cell a verb alone behind a comma ends the name.
        return list_names(bare, names)
    said = split_names(zone, names) if zone and verb and verb != ":" else None
    if zone and said and any(m.kind != MentionKind.GROUP for m in said):
        # "Văn phòng Sở tham mưu ban hành": what is left says what is done, "…, Đoàn xã nấu ăn" who does the next part.
        rest = bare[bare.find(verb, len(zone)) :].strip(" .,;")
        own, behind = _next_share(rest, names)
        return [*said, *([Mention(MentionKind.GROUP, own)] if behind or " " in own[len(verb) :] else []), *behind]
    return list_names(bare, names)


def _next_share(words: str, names: UnitNames) -> tuple[str, list[Mention]]:
    """Parts what one does from who does the next part, and what: "dựng sân khấu" | "Đoàn xã", "nấu ăn"."""
    for comma in _SHARES_APART.finditer(words):
        rest = words[comma.end() :].strip(" .,;")
        zone, verb = subject_zone(rest, names)
        if not zone or _SHARES_APART.search(zone):
            # "Hội Phụ nữ nấu ăn, Công an xã giữ xe": the first verb is none that is known.
            zone, verb = usual_subject(rest, names) or (zone, verb)
        if zone and verb and verb != ":" and (said := split_names(zone, names)):
            own, behind = _next_share(rest[rest.find(verb, len(zone)) :], names)
            return words[: comma.start()], [*said, Mention(MentionKind.GROUP, own), *behind]
        if len(words[: comma.start()].split()) <= _BARE_VERB and (said := split_names(rest, names)):
            # "Văn phòng tham mưu, Phòng Nội vụ": what is only named goes on with the names.
            return words[: comma.start()], said
    return words, []
