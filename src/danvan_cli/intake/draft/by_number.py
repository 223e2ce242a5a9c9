"""Work that a plan names by its number: which tasks are meant, and who is given them so.

"Phòng B: chủ trì thực hiện các nội dung tại mục 1 và mục 4 Phần III." says of other tasks who leads them, and is none
itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from danvan_cli.domain.draft import TaskDraft
from danvan_cli.intake import lexicon
from danvan_cli.intake.letters import LOWER, UPPER

_LETTERS = "abcdđeghiklm"
_LEVEL = r"(?i:mục|phần|điểm|khoản|nhiệm vụ|công việc|việc|nội dung|ý|hoạt động|dòng|stt)\s+(?:(?i:số|thứ)\s+)?"
# "1", "3.2", "III", "III.2", "B", "a"; "việc 02 cán bộ" and "mục 3 Điều 5" name none.
_ID = (
    r"(?P<id>\(?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,5}(?:[.-]\d{1,2}(?:\.\d{1,2})?)?|[A-HĐ]|[a-hđ])\)?)"
    r"(?![\w/]|\.\w|\s?%|\s+(?i:cán bộ|người|lớp|điều)\b)"
)
_FIRST = re.compile(rf"(?<!\w){_LEVEL}{_ID}")
_NEXT = re.compile(rf"(?P<gap>\s*,\s*(?:và\s+)?|\s+và\s+|\s+(?:(?:của|thuộc)\s+)?)(?P<level>{_LEVEL})?(?:số\s+)?{_ID}")
# "II.1", "mục III.2" in a cell or a sentence.
_BY_PATH = re.compile(r"(?<![\w.-])(?P<id>[IVX]{1,5}[.\-]\d{1,2}(?:\.\d{1,2}){0,2})(?![\w/-])")
_PIECE = re.compile(r"[.\-]")
_CLAUSE = re.compile(r"[.;]\s+")
_LEADS = r"(?:chủ trì|phụ trách|chịu trách nhiệm|đảm nhận|đảm nhiệm|thực hiện|triển khai|tổ chức|tham mưu)"
# What stands before the numbers where a clause says whose they are and nothing else.
_GIVES = re.compile(
    r"(?P<who>(?!phối hợp)[^:;.]{2,120}?[:,]?\s+)??"
    rf"(?:(?:là\s+(?:cơ quan|đơn vị)\s+)?(?P<leads>{_LEADS}(?:,?\s+(?:và\s+)?(?:{_LEADS}|chính))*)"
    r"|(?:phối hợp|tham gia|hỗ trợ)(?:\s+(?:thực hiện|triển khai|tổ chức))?)"
    r"(?:\s+(?:toàn bộ|tất cả|các|những|nội dung|nhiệm vụ|công việc|phần việc|việc|hoạt động|chỉ tiêu|tại|ở|nêu|ghi"
    r"|được|giao|phân công|quy định|đề ra|có|trong|theo))*\s+",
    re.IGNORECASE,
)
_AND_NO_MORE = re.compile(
    r"(?:\s+(?:của|trong|tại|thuộc))?(?:\s+(?:bản\s+)?kế hoạch|\s+chương trình)?(?:\s+(?:này|trên|nêu trên|ở trên))?"
    r"(?:\s*\((?:trừ|ngoài|không kể)[^()]*\)|\s*,?\s+(?:trừ|ngoài|không kể)\s[^,;.]*)?\s*[.;]?",
    re.IGNORECASE,
)
# Roles are no work of their own; nor is a capital with the small syllable behind it: "Kiểm soát" in a name.
_ROLE = re.compile(
    r"(?<!\w)(?:chủ trì|phụ trách|phối hợp|thực hiện|(?:chịu|có) trách nhiệm|hỗ trợ|tham gia|đề nghị|yêu cầu"
    r"|(?:được )?(?:phân công|giao)|là(?: đầu mối)?)(?:\s(?:với|cùng|cho))?(?!\w)",
    re.IGNORECASE,
)
_NAME = re.compile(rf"[{UPPER}]\S*\s[{LOWER}]+")


class Given(NamedTuple):
    """The tasks that are left, and for the codes of those that only gave others away the first that they gave."""

    tasks: list[TaskDraft]
    merged: dict[str, str]


class Numbered:
    """The tasks by the numbers on the way to them, so that no line looks at all of them: III, 1 and 4 of "III.1-4"."""

    def __init__(self, tasks: Sequence[TaskDraft]) -> None:
        self._tasks = tasks
        self._paths = [_path_of(task) for task in tasks]
        self._at: dict[str, list[tuple[int, int]]] = {}
        for index, path in enumerate(self._paths):
            for place, piece in enumerate(path):
                self._at.setdefault(piece, []).append((index, place))

    def below(self, numbers: Sequence[str]) -> list[TaskDraft]:
        """Lists the tasks on whose way these numbers stand side by side; none where several ways lead to such."""
        wanted = tuple(numbers)
        # The number that the fewest have is looked at: a whole part is on the way to all below it.
        rarest = min(range(len(wanted)), key=lambda place: len(self._having(wanted[place])))
        found: list[TaskDraft] = []
        ways: set[tuple[str, ...]] = set()
        for index, place in self._having(wanted[rarest]):
            path, first = self._paths[index], place - rarest
            rest = path[max(first, 0) : first + len(wanted)]
            is_meant = (
                first >= 0
                and len(rest) == len(wanted)
                and all(_is_like(*pair) for pair in zip(rest, wanted, strict=True))
            )
            if is_meant and not (found and found[-1] is self._tasks[index]):
                ways.add(path[:first])
                found.append(self._tasks[index])
        return found if len(ways) == 1 else []

    def _having(self, number: str) -> Sequence[tuple[int, int]]:
        """Lists where a number stands on the way to a task; "điểm b" may be the second item."""
        nth = str(_LETTERS.index(number) + 1) if number in _LETTERS else ""
        return [*self._at.get(number, ()), *self._at.get(nth, ())] if nth else self._at.get(number, ())


def given_by_number(tasks: Sequence[TaskDraft]) -> Given:
    """Gives tasks that nobody leads, and those that nobody helps with, whom a later task names for their numbers.

    A task that says no more goes; one that says more, or whose every number is led by others, stays. A number that is
    no task's gives nothing, and what a task itself says of who leads it wins; two who are given one lead it together.
    """
    numbered = Numbered(tasks)
    now = {task.code: task for task in tasks}
    merged: dict[str, str] = {}
    for task in tasks:
        is_bare = not (task.due_on or task.due_text or task.periods or task.groups)
        clauses = [clause for clause in _CLAUSE.split(task.content) if clause.strip(" .;")] if task.leads else []
        read = [_given(clause, numbered) for clause in clauses] if is_bare or len(clauses) > 1 else []
        if not read or read[0] is None:
            continue
        # Of several clauses it is not told which one the helpers stand in.
        says = task if len(clauses) == 1 else task._replace(supports=())
        meant: list[TaskDraft] = []
        for given in read:
            if given is None:
                break
            is_lead, named = given
            for one in (one for one in named if one.section != task.section):
                is_own = is_lead and bool(one.leads)
                if not is_own or set(task.leads) <= set(one.leads):
                    now[one.code] = _with_role(now[one.code], says, is_lead=is_lead)
                is_said = _bodies(task) <= _bodies(now[one.code])
                meant += [one] if is_said else []
        if meant and is_bare and None not in read:
            merged[task.code] = meant[0].code
    return Given([now[task.code] for task in tasks if task.code not in merged], merged)


def items_named(text: str, tasks: Numbered) -> list[TaskDraft]:
    """Lists the tasks that a text names by their numbers; of a number that several sections have, none."""
    paths = chain.from_iterable(paths for _, _, paths in _chains(text))
    named = chain(paths, (_pieces(found["id"]) for found in _BY_PATH.finditer(text)))
    return list({one.code: one for path in named for one in tasks.below(path)}.values())


def _given(clause: str, tasks: Numbered) -> tuple[bool, list[TaskDraft]] | None:
    """Reads a clause that gives tasks by their numbers and says no more: whether to lead, and which; else None."""
    for start, end, paths in _chains(clause):
        gives = _GIVES.fullmatch(clause, 0, start)
        if gives is None or not says_only_who(gives["who"] or "") or not _AND_NO_MORE.fullmatch(clause, end):
            return None
        found = [tasks.below(path) for path in paths]
        return (bool(gives["leads"]), list(chain.from_iterable(found))) if found and all(found) else None
    return None


def says_only_who(words: str) -> bool:
    """True for words that name units and their roles; "Văn phòng theo dõi việc" and "Kiểm tra việc" tell of work."""
    rest = _ROLE.sub(" ", words).strip()
    is_work = lexicon.verb_pattern()
    return not is_work.match(rest[:1].lower() + rest[1:]) and not is_work.search(_NAME.sub(" ", rest))


def _with_role(one: TaskDraft, said: TaskDraft, *, is_lead: bool) -> TaskDraft:
    """Adds who leads a task and who helps them, or who helps; several lines may each name some."""
    # "các thôn" do it themselves.
    if (is_lead and one.groups) or _bodies(said) <= _bodies(one):
        return one
    leads = (*one.leads, *(said.leads if is_lead else ()))
    helpers = (*one.supports, *(() if is_lead else said.leads), *said.supports)
    return one._replace(
        leads=tuple(dict.fromkeys(leads)),
        supports=tuple(name for name in dict.fromkeys(helpers) if name not in leads),
        source=one.source if said.source in one.source else f"{one.source}; {said.source}",
    )


def _bodies(task: TaskDraft) -> set[str]:
    return {*task.leads, *task.supports}


def _chains(text: str) -> Iterator[tuple[int, int, list[tuple[str, ...]]]]:
    """Finds where a text names tasks by their numbers: the stretch, and the ways that its numbers tell."""
    at = 0
    while first := _FIRST.search(text, at):
        found = [("", first["id"])]
        at = first.end()
        while following := _NEXT.match(text, at):
            # "mục 1 Phần III", but "mục 1 a" is no number of a number.
            if not following["level"] and not following["gap"].strip():
                break
            found.append((following["gap"], following["id"]))
            at = following.end()
        yield first.start(), at, list(_ways(found))


def _ways(found: Sequence[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """Puts together what each number stands below: "điểm a, b khoản 2 Mục III" is (III, 2, a) and (III, 2, b)."""
    open_ones: list[tuple[str, ...]] = []
    for gap, number in found:
        pieces = _pieces(number)
        is_part = pieces[0][:1].isupper()
        is_number = pieces[0].isdecimal()
        lower = [way for way in open_ones if is_part or (is_number and not way[0].isdecimal())]
        if lower and "và" not in gap:
            open_ones = [way for way in open_ones if way not in lower]
            whole = [(*pieces, *way) for way in lower]
            yield from whole if is_part else ()
            open_ones += () if is_part else whole
        elif is_part:
            yield pieces
        else:
            open_ones.append(pieces)
    yield from (way for way in open_ones if way[0].isdecimal())


def _pieces(number: str) -> tuple[str, ...]:
    return tuple(piece.lstrip("0") or "0" for piece in _PIECE.split(number.strip("()")))


def _path_of(task: TaskDraft) -> tuple[str, ...]:
    """Parts "III.1-4b", the second task of the fourth item, into III, 1 and 4."""
    section, _, item = task.code.rpartition("-")
    return (*filter(None, _PIECE.split(section)), item.rstrip("abcdefghijklmnopqrstuvwxyz") or item)


def _is_like(piece: str, wanted: str) -> bool:
    """True for a piece of a way and what a text says of it; "điểm b" may be the second item."""
    is_nth = wanted in _LETTERS and piece == str(_LETTERS.index(wanted) + 1)
    return piece == wanted or is_nth
