"""A document becomes a plan draft: every reader in turn, and a list of what none of them could settle."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile

from danvan_cli.domain.dates import short
from danvan_cli.domain.draft import NOTE, Document, HeaderDraft, Line, PlanDraft, TargetDraft, TaskDraft, Unresolved
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import DueKind, TargetKind
from danvan_cli.garbage import seldom_collected
from danvan_cli.intake.as_written import as_written, readable
from danvan_cli.intake.draft.by_number import given_by_number
from danvan_cli.intake.draft.documents import cited_documents
from danvan_cli.intake.draft.header import Head, read_head
from danvan_cli.intake.draft.plan_year import part_of_year
from danvan_cli.intake.draft.pointers import pointed
from danvan_cli.intake.draft.targets import Goal, find_quantities, goals_of_field, read_goals
from danvan_cli.intake.draft.tasks import NO_LEAD, TaskReader
from danvan_cli.intake.draft.twice import told_once
from danvan_cli.intake.due.reading import read_dues
from danvan_cli.intake.due.spans import find_times
from danvan_cli.intake.ledger import Ledger
from danvan_cli.intake.lines.acts import FACTS
from danvan_cli.intake.lines.asides import FOR_UNDATED
from danvan_cli.intake.lines.bases import is_basis
from danvan_cli.intake.lines.contents import Contents, Item
from danvan_cli.intake.lines.enumerations import items_apart
from danvan_cli.intake.lines.items import read_items
from danvan_cli.intake.lines.sense import Sense, opens_with_verb
from danvan_cli.intake.lines.signature import is_place_and_day, read_foot
from danvan_cli.intake.lines.titles import names_plan, tells_of_work, without_ornaments
from danvan_cli.intake.lines.tree import Outline, read_outline, titled_by_shape
from danvan_cli.intake.people.spans import find_bodies
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.spans import Reason
from danvan_cli.intake.tables.in_text import lines_near_tables
from danvan_cli.intake.tables.register import read_register
from danvan_cli.intake.tables.row_reader import RowReader
from danvan_cli.intake.tables.text_sheets import sheets_of_document
from danvan_cli.intake.tables.upright import upright

_MISSING = (
    ("number", "Đầu văn bản", "số văn bản để trống"),
    ("symbol", "Đầu văn bản", "không thấy ký hiệu văn bản"),
    ("issued_on", "Đầu văn bản", "không thấy ngày ban hành đầy đủ"),
    ("title", "Đầu văn bản", "không thấy trích yếu"),
    ("issuer", "Đầu văn bản", "không thấy cơ quan ban hành"),
    ("year", "Đầu văn bản", "không thấy năm của kế hoạch"),
    ("signer", "Cuối văn bản", "không thấy tên người ký"),
)
# More lines below a table than these are a plan's own text.
_MOST_NOTES = 6
_LOOKED_FOR = (
    "Tệp cần có các mục đánh số (I., II., 1.) và dưới đó các nhiệm vụ; kiểm tra xem có đúng tệp kế hoạch không."
)


_LEADS_ALL = re.compile(
    r"(?:(?:giao|phân công)\s+)?[^.;:]{3,120}?\schủ trì(?:,?\s(?:tham mưu|tổ chức|triển khai|thực hiện))*"
    r"(?:\s(?:các|những|toàn bộ)\s(?:đợt|nội dung|nhiệm vụ|hoạt động|công việc|việc|phần việc)\b[^.;,\d]{0,30})?"
    r"(?:[.;,]\s[^.;:\d]*phối hợp\b[^.;:\d]*)?[.;]?",
    re.IGNORECASE,
)
_OF_ALL = "“{}” có nói về việc này không?"
_LIKE_WORK = "chỉ tiêu không có con số, giống nhiệm vụ nhưng chưa đọc thành nhiệm vụ"
_TONED = re.compile(r"[^\W\d_\x00-\x7f]")
_NOTED = "chú thích nói thêm về việc này"
_CONVENED = "việc này không ghi thời hạn; dòng này nói thời hạn của các việc như vậy"
# "Chín mươi lăm phần trăm hộ dân", "ba phần tư số bản", "hai mươi lớp"
_NUMBER_IN_WORDS = re.compile(
    r"\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s(?:(?:mươi|mốt|lăm|tư|một|hai|ba|bốn|năm|sáu|bảy|tám|chín)\s)*"
    r"(?:phần (?:trăm|hai|ba|tư|năm|mười)|mươi|trăm|nghìn|ngàn|triệu|tỷ)\b",
    re.IGNORECASE,
)
# In a Vietnamese text every third letter has a sign.
_FEW_TONED = 50
_TONELESS = "văn bản gõ không dấu nên chưa đọc được phần này; hãy dùng bản có dấu"
_OF_TITLE = "tên kế hoạch nêu “{}”, việc này không ghi thời hạn: có phải làm xong trong kỳ ấy không?"
_WHICH_YEAR = "“{}” là của năm {} hay năm {}?"
_YEAR = re.compile(r"20\d\d")
_END_OF_WINTER = 4
# The last year of a plan of several years stands in its title.
_TERM = re.compile(r"(?:giai đoạn|nhiệm kỳ|từ năm|các năm)\s+\d{4}\s*(?:[-–]|đến(?: năm)?)\s*(20\d{2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Readers:
    """Who reads an item: of running text, or a row of a table."""

    tasks: TaskReader
    rows: RowReader


@dataclass(frozen=True, slots=True)
class _Body:
    """The items sorted into tasks and targets."""

    tasks: tuple[TaskDraft, ...]
    targets: tuple[TargetDraft, ...]
    unresolved: tuple[Unresolved, ...]


def read_plan(
    document: Document,
    catalogue: Callable[[HeaderDraft], Sequence[Unit]],
    *,
    year: int | None = None,
    chosen: DueContext = DueContext(None),  # noqa: B008 (never changes)
) -> PlanDraft:
    """Reads any agency's plan.

    ``catalogue`` finds the units to recognise once the header says whose plan it is; ``year`` wins over the year
    that the plan names; ``chosen`` has the agency's calendar and choices. Raises FileRefusedError for a document in
    which no plan can be found.
    """
    with seldom_collected():
        return _read(document, catalogue, year, chosen)


def _read(
    document: Document,
    catalogue: Callable[[HeaderDraft], Sequence[Unit]],
    year: int | None,
    chosen: DueContext,
) -> PlanDraft:
    if document.sheets:
        return read_register(document, catalogue, year=year, chosen=chosen)
    plain = {n: text for n, line in enumerate(document.lines) if (text := readable(line.text)) != line.text}
    if not plain:
        return _read_text(upright(document), catalogue, year, chosen)
    lines = tuple(replace(x, text=plain[n]) if n in plain else x for n, x in enumerate(document.lines))
    draft = _read_text(upright(replace(document, lines=lines)), catalogue, year, chosen)
    whole: PlanDraft = as_written(draft, document.lines)
    return whole


def _read_text(
    document: Document,
    catalogue: Callable[[HeaderDraft], Sequence[Unit]],
    year: int | None,
    chosen: DueContext,
) -> PlanDraft:
    lines = titled_by_shape(list(chain.from_iterable(map(items_apart, document.lines))))
    document = replace(document, lines=tuple(lines))
    # Footnotes come after the body; they continue no heading or item.
    outline = read_outline([line for line in document.lines if not line.where.startswith(NOTE)])
    body_text = "\n".join(node.text for node in outline.nodes())
    foot_text = " ".join(line.text for line in outline.foot)
    head = read_head(outline.head, read_foot(outline.foot), f"{body_text}\n{foot_text}", year=year)
    _refuse_other(document, head)
    passages = [*(line.text for line in outline.head), body_text]
    names = UnitNames(catalogue(head.header), passages, head.header.issuer)
    context = chosen._replace(
        year=head.header.year, is_school_year=head.header.is_school_year, issued_on=head.header.issued_on
    )
    if _stands_in_tables(outline, document):
        return read_register(document, catalogue, year=year, chosen=chosen)
    if term := _TERM.search(head.header.title or ""):
        context = context._replace(last_year=int(term[1]))
    sense = Sense(names, context)
    contents = read_items(outline.roots, sense, outline.foot, lines_near_tables(document.lines))
    period = part_of_year(head.header.title or "")
    ledger = Ledger(
        document.lines, context, names, lambda text: opens_with_verb(text) or sense.is_assigned(text), sense.is_assigned
    )  # fmt: skip
    _book(ledger, outline, contents, document, head.header.title or "")
    readers = _Readers(TaskReader(names, context, period), RowReader(names, context))
    body = _read_body(contents.items, readers, sense, ledger)
    noted = tuple(_of_notes(contents.starred, body.tasks, context, names))
    left = (*noted, *ledger.left_over(body.tasks, (*body.unresolved, *noted)))
    left = (
        *left,
        *_of_title(period, body.tasks, (*body.unresolved, *left), context),
    )
    left = (*left, *_of_convention(document.lines, body.tasks, (*body.unresolved, *left)))
    left = (*left, *_of_the_turn_of_year(body.tasks, (*body.unresolved, *left), context))
    left = (*left, *_of_toneless(body_text, body.tasks, (*body.unresolved, *left)))
    unresolved = (*_missing(head), *contents.unread, *body.unresolved, *left)
    if not contents.sections or not (body.tasks or body.targets):
        raise FileRefusedError(
            f"Không thấy kế hoạch trong tệp “{document.name}”: không có mục hoặc nhiệm vụ nào.", _LOOKED_FOR
        )
    return PlanDraft(
        header=head.header,
        sections=tuple(contents.sections),
        tasks=body.tasks,
        targets=body.targets,
        units=names.named(),
        documents=cited_documents(_cited_passages(head, outline)),
        unresolved=unresolved,
        source_name=document.name,
        source_sha256=document.sha256,
        warnings=document.warnings,
        accounts=ledger.accounts(body.tasks, unresolved),
    )


def _of_title(
    period: str | None, tasks: Iterable[TaskDraft], doubts: Iterable[Unresolved], context: DueContext
) -> Iterator[Unresolved]:
    """Asks whether work without a time is due in the ``period`` that the title says the whole plan is of."""
    last = read_dues(period, context, is_field=True)[0].due_on if period else None
    asked = {doubt.task for doubt in doubts if doubt.field == "due_on"}
    for task in tasks if last else ():
        is_undated = task.due_kind == DueKind.NONE and task.code not in asked
        if last and is_undated and not any(s.aside == Reason.NO_DAY for s in find_times(task.content, context)):
            why = _OF_TITLE.format(period)
            yield Unresolved(task.source, task.content, why, task.code, "due_on", (short(last),))


def _of_notes(
    notes: Iterable[tuple[str, Line]], tasks: Sequence[TaskDraft], context: DueContext, names: UnitNames
) -> Iterator[Unresolved]:
    """Asks about the work that bears a note's mark: "(*) Văn phòng làm, xong ngày 10/4." says who and until when."""
    for mark, line in notes:
        times = any(span.aside is None for span in find_times(line.text, context))
        bodies = bool(find_bodies(line.text, names))
        for task in tasks:
            if mark not in task.content:
                continue
            for field, is_said in (("due_on", times), ("supports" if task.leads else "leads", bodies)):
                if is_said:
                    yield Unresolved(line.where, line.text, _NOTED, task.code, field)


def _of_the_turn_of_year(
    tasks: Sequence[TaskDraft], doubts: Iterable[Unresolved], context: DueContext
) -> Iterator[Unresolved]:
    """Asks in which December a day lies that comes first, in a plan of a winter: "31/12", then "15/01" and "28/02".

    Only a plan issued in the last months of the year before has both; a day between May and September rules it out.
    """
    issued = context.issued_on
    if not issued or context.year != issued.year + 1:
        return
    dated = [task for task in tasks if task.due_on and task.due_kind == DueKind.FIXED]
    early = list(takewhile(lambda task: task.due_on and task.due_on.month >= issued.month, dated))
    later = dated[len(early) :]
    asked = {doubt.task for doubt in doubts if doubt.field == "due_on"}
    if not early or not later or any(task.due_on and task.due_on.month > _END_OF_WINTER for task in later):
        return
    for task in early:
        is_bare = task.due_on and task.due_on.year == context.year and not _YEAR.search(task.due_text or "")
        if task.due_on and is_bare and task.code not in asked:
            days = (short(task.due_on.replace(year=issued.year)), short(task.due_on))
            why = _WHICH_YEAR.format(task.due_text, issued.year, context.year)
            yield Unresolved(task.source, task.content, why, task.code, "due_on", days)


def _of_convention(
    lines: Iterable[Line], tasks: Iterable[TaskDraft], doubts: Iterable[Unresolved]
) -> Iterator[Unresolved]:
    """Asks about undated work where a line says what that means: "việc nào không đề ngày thì xong ngày 30/6"."""
    said = next((line for line in lines if FOR_UNDATED.search(line.text)), None)
    asked = {doubt.task for doubt in doubts if doubt.field == "due_on"}
    for task in tasks if said else ():
        if said and task.due_kind == DueKind.NONE and task.code not in asked:
            yield Unresolved(said.where, said.text, _CONVENED, task.code, "due_on")


def _of_toneless(text: str, tasks: Iterable[TaskDraft], doubts: Iterable[Unresolved]) -> Iterator[Unresolved]:
    """Asks about all that was not read in a plan typed without tones: "xong truoc ngay 20/3"."""
    toned = len(_TONED.findall(text))
    if toned * _FEW_TONED > len(text):
        return
    asked = {(doubt.task, doubt.field) for doubt in doubts}
    for task in tasks:
        for field, is_read in (("leads", task.leads), ("supports", task.supports), ("due_on", task.due_on)):
            if not is_read and (task.code, field) not in asked:
                yield Unresolved(task.source, task.content, _TONELESS, task.code, field)


def _stands_in_tables(outline: Outline, document: Document) -> bool:
    """True where the work stands in nothing but tables: no section has words, or only notes stand below a table."""
    is_headed_only = not outline.head and sum(1 for _ in outline.nodes()) == 1
    if is_headed_only or not any(root.text for root in outline.roots):
        return bool(sheets_of_document(document))
    tables = {line.cell[0] for line in outline.head if line.cell}
    is_noted = bool(tables) and sum(1 for _ in outline.nodes()) <= _MOST_NOTES
    return is_noted and any(sheet.name.strip("[") in map(str, tables) for sheet in sheets_of_document(document))


def _book(ledger: Ledger, outline: Outline, contents: Contents, document: Document, title: str) -> None:
    """Books every line that is no task's or target's."""
    below = _below_letterhead(outline.head, title)
    ledger.set_aside(outline.head[:below], Reason.LETTERHEAD)
    ledger.set_aside(outline.head[below:], Reason.LEAD_IN)
    ledger.set_aside(outline.furniture, Reason.FURNITURE)
    ledger.set_aside(outline.closing, Reason.CLOSING)
    ledger.set_aside(outline.foot, Reason.SIGNATURE)
    ledger.set_aside([line for line in outline.foot if is_place_and_day(line.text)], Reason.LETTERHEAD)
    ledger.set_aside((line for line in document.lines if line.where.startswith(NOTE)), Reason.NOTE)
    for node in outline.nodes():
        ledger.set_aside(node.more, Reason.HEADING, node.path)
        ledger.set_aside((line for line in node.cells if line.cell and line.cell[1] == 1), Reason.CAPTION, node.path)
    for root in outline.roots:
        ledger.set_aside([root.line], Reason.HEADING, root.path)
    for aside in contents.asides:
        ledger.set_aside([aside.line], aside.reason, aside.section)


def _below_letterhead(head: Sequence[Line], title: str) -> int:
    """Counts the lines of the head down to the last of the title."""
    below = 1 + next((i for i, one in enumerate(head) if names_plan(head, i) or tells_of_work(one.text)), 0)
    rest = takewhile(lambda line: fold(without_ornaments(line.text)) in fold(title), head[below:])
    return below + sum(1 for _ in rest)


def _refuse_other(document: Document, head: Head) -> None:
    if head.other_type:
        raise FileRefusedError(
            f"Tệp “{document.name}” là {head.other_type.lower()}, không phải kế hoạch.", "Chọn tệp kế hoạch."
        )


def _cited_passages(head: Head, outline: Outline) -> Iterator[tuple[str, bool]]:
    yield head.header.title or "", False
    for basis in head.bases:
        yield basis, True
    if head.intro:
        yield head.intro, is_basis(head.intro)
    for node in outline.nodes():
        yield node.text, False
        yield from ((line.text, False) for line in node.cells)


def _missing(head: Head) -> Iterator[Unresolved]:
    if head.year_doubt:
        title = head.header.title or ""
        yield Unresolved("Đầu văn bản", title, head.year_doubt, field="year", choices=head.year_choices)
    for name, source, why in _MISSING:
        if getattr(head.header, name) is None and not (name == "year" and head.year_doubt):
            yield Unresolved(source, "", why, None, name)


def _read_body(items: Sequence[Item], readers: _Readers, sense: Sense, ledger: Ledger) -> _Body:
    tasks: list[TaskDraft] = []
    targets: list[TargetDraft] = []
    unresolved: list[Unresolved] = []
    counts: dict[str, int] = {}
    like_work: dict[str, list[Item]] = {}
    told_below: dict[str, Container[str]] = {}
    for item in items:
        goals = _goals(item, sense.year)
        for goal in goals:
            target = _target(item, goal, len(targets) + 1)
            targets.append(target)
            if goal.doubt:
                unresolved.append(Unresolved(item.source, target.statement, goal.doubt, target.code, "goal"))
        if item.is_target:
            _book_target(ledger, item, [target.code for target in targets[-len(goals) :]])
            unresolved += _goals_left(item, goals, targets[-1].code, sense.year)
            if _is_like_work(item, goals, sense):
                like_work.setdefault(item.section, []).append(item)
            continue
        counts[item.section] = counts.get(item.section, 0) + 1
        code = f"{item.section}-{counts[item.section]}"
        found = _of_row(item, code, readers.rows, ledger) if item.row else _of_text(item, code, readers.tasks, ledger)
        _book_task(ledger, item, [task.code for task in found.tasks])
        told_below |= {task.code: item.fields.keys() for task in found.tasks}
        tasks += found.tasks
        unresolved += found.unresolved
    unresolved += (Unresolved(x[0].source, "; ".join(i.text for i in x), _LIKE_WORK) for x in like_work.values())
    given = given_by_number(tasks)
    once = told_once(given.tasks)
    merged = given.merged | once.merged
    settled = {t.code: {"leads" if t.leads else "", "due_on" if t.due_on else ""} for t in once.tasks}
    kept = [
        u for u in unresolved
        if u.task not in merged and not (u.why == NO_LEAD and "leads" in settled.get(u.task or "", set()))
    ]  # fmt: skip
    return _Body(
        tuple(once.tasks), tuple(targets), (*_offered(kept, once.tasks), *once.doubts, *pointed(once.tasks, told_below))
    )


def _is_like_work(target: Item, goals: Sequence[Goal], sense: Sense) -> bool:
    """True for a target without a number that gives a body or a day, as work does."""
    is_open = all(goal.kind == TargetKind.MILESTONE for goal in goals)
    return is_open and (sense.is_assigned(target.text) or sense.is_dated(target.text))


def _offered(doubts: Sequence[Unresolved], tasks: Sequence[TaskDraft]) -> Iterator[Unresolved]:
    """Offers who is said to lead all the work, in a line that says no more, to the work that nobody leads.

    "Phòng Y tế chủ trì các đợt kiểm tra; Công an xã phối hợp." may name who helps, too.
    """
    of_all = [task for task in tasks if task.leads and not task.due_on and _LEADS_ALL.fullmatch(task.content)]
    for doubt in doubts:
        if len(of_all) != 1 or doubt.why != NO_LEAD or not doubt.task:
            yield doubt
            continue
        said = of_all[0]
        why = _OF_ALL.format(said.content.rstrip(" .;"))
        yield replace(doubt, why=f"{NO_LEAD}; {why}", choices=said.leads)
        if said.supports:
            yield replace(doubt, why=why, field="supports", choices=said.supports)


def _goals_left(item: Item, goals: Sequence[Goal], code: str, year: int | None) -> Iterator[Unresolved]:
    """Asks about numbers of a target that none of its goals was read from.

    Where nothing of it is a goal, "của 20 giáo viên" may be one.
    """
    is_open = all(goal.number is None for goal in goals)
    for span in find_quantities(item.text, year):
        may_be = span.aside is None or (is_open and span.aside == Reason.DESCRIBED)
        if may_be and not any(g.at and g.at[0] < span.end and span.start < g.at[1] for g in goals):
            why = f"con số “{span.text}” chưa thành chỉ tiêu nào"
            yield Unresolved(item.source, item.text, why, code, "goal")
            return
    if all(goal.number is None for goal in goals) and (said := _NUMBER_IN_WORDS.search(item.text)):
        yield Unresolved(item.source, item.text, f"con số viết bằng chữ “{said[0]}” chưa đọc", code, "goal")
    elif any(piece.role == "row" for piece in item.pieces) and all(goal.number is None for goal in goals):
        yield Unresolved(item.source, item.text, "ô chỉ tiêu này chưa thành con số", code, "goal")


def _book_target(ledger: Ledger, item: Item, codes: Sequence[str]) -> None:
    for piece in item.pieces:
        # A target keeps its own dates in its words; those of the work behind it on one line are that work's.
        ledger.use(piece.line, "chỉ tiêu", codes, item.section, is_audited=piece.role != "goal")


_ROLES = {
    "content": "nội dung nhiệm vụ", FACTS: "nội dung nhiệm vụ", "detail": "chi tiết của nhiệm vụ",
    "lead": "đơn vị chủ trì",
    "support": "đơn vị phối hợp", "assigned": "phân công", "due": "thời hạn", "product": "sản phẩm",
    "attendance": Reason.ATTENDANCE.value, "place": Reason.PLACE.value, "money": Reason.MONEY.value,
    "row": "hàng của nhiệm vụ",
}  # fmt: skip


def _of_text(item: Item, code: str, reader: TaskReader, ledger: Ledger) -> _Body:
    """Reads the tasks of an item of running text, and books the words that their deadlines were read from."""
    readings = reader.read(item, code)
    for reading in readings:
        for piece in item.pieces:
            ledger.claim(piece.line, reading.quotes)
        if reading.heading is not None and reading.heading < len(item.heads):
            ledger.claim(item.heads[reading.heading], reading.quotes)
    if item.above:
        # "Giám sát việc niêm yết": the heading is what the paragraph below it is about.
        readings = [r._replace(task=r.task._replace(content=f"{item.above}: {r.task.content}")) for r in readings]
    return _Body(tuple(r.task for r in readings), (), tuple(u for r in readings for u in r.unresolved()))


def _of_row(item: Item, code: str, reader: RowReader, ledger: Ledger) -> _Body:
    """Reads the tasks of a row of a table, as those of a register are read; books the deadlines that a heading told."""
    row = item.row
    if row is None:
        return _Body((), (), ())
    read = reader.read(row, item.headings, "")
    tasks: list[TaskDraft] = []
    unresolved: list[Unresolved] = []
    for number, (task, said, doubts) in enumerate(read):
        own = code if len(read) == 1 else f"{code}{chr(ord('a') + number)}"
        tasks.append(task.of_row(own, item.section, item.source, *said))
        unresolved += (replace(doubt, source=item.source, text=doubt.text or row.text, task=own) for _, doubt in doubts)
    told = [task.due_text for task in tasks if task.due_text and task.due_text not in row.text]
    for line in item.heads:
        ledger.claim(line, [said for said in told if said in line.text])
    last = tasks[-1].code if tasks else None
    unresolved += (Unresolved(item.source, odd.text, odd.why, last, odd.field) for odd in row.doubts)
    return _Body(tuple(tasks), (), tuple(unresolved))


def _book_task(ledger: Ledger, item: Item, codes: Sequence[str]) -> None:
    """Books the lines of an item to its tasks; a row's own reader has looked at the dates of its cells."""
    for piece in item.pieces:
        said, is_told = _ROLES.get(piece.role, "chi tiết của nhiệm vụ"), piece.role in ("attendance", "place", "money")
        ledger.use(piece.line, said, codes, item.section, is_told=is_told, is_audited=piece.role == "row")


def _goals(item: Item, year: int | None) -> list[Goal]:
    """Reads an item's goals: its own where it is a target, those that work sets itself or promises as its product."""
    if item.is_target:
        return [item.goal] if item.goal else read_goals(item.text, year, item.above)
    told = item.fields.get("target", "")
    said = ("target", told) if told else ("content", item.text)
    fields = (said, ("product", item.fields.get("product", "")))
    return [goal for name, words in fields for goal in goals_of_field(name, words, year, item.text)]


def _target(item: Item, goal: Goal, number: int) -> TargetDraft:
    return TargetDraft(
        f"CT{number}", item.section, goal.statement, goal.kind, goal.operator, goal.number, goal.unit_of_measure,
        item.source, goal.per_unit,
    )  # fmt: skip
