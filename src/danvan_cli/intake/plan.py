"""A document becomes a plan draft: every reader in turn, and a list of what none of them could settle."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from danvan_cli.domain.draft import NOTE, Document, HeaderDraft, PlanDraft, TargetDraft, TaskDraft, Unresolved
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.errors import FileRefusedError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.text import fold
from danvan_cli.intake.draft.documents import cited_documents
from danvan_cli.intake.draft.header import Head, read_head
from danvan_cli.intake.draft.targets import Goal, goals_in_work, product_goals, read_goals
from danvan_cli.intake.draft.tasks import Reading, TaskReader, coded
from danvan_cli.intake.ledger import Ledger
from danvan_cli.intake.lines.classify import Sense
from danvan_cli.intake.lines.items import Contents, Item, read_items
from danvan_cli.intake.lines.signature import read_foot
from danvan_cli.intake.lines.tree import Outline, read_outline
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.spans import Reason
from danvan_cli.intake.tables.tracking import read_tracking

_MISSING = (
    ("number", "Đầu văn bản", "số văn bản để trống"),
    ("symbol", "Đầu văn bản", "không thấy ký hiệu văn bản"),
    ("issued_on", "Đầu văn bản", "không thấy ngày ban hành đầy đủ"),
    ("title", "Đầu văn bản", "không thấy trích yếu"),
    ("issuer", "Đầu văn bản", "không thấy cơ quan ban hành"),
    ("year", "Đầu văn bản", "không thấy năm của kế hoạch"),
    ("signer", "Cuối văn bản", "không thấy tên người ký"),
)
_LOOKED_FOR = (
    "Tệp cần có các mục đánh số (I., II., 1.) và dưới đó các nhiệm vụ; kiểm tra xem có đúng tệp kế hoạch không."
)


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
    if document.sheets:
        from danvan_cli.intake.tables.register import read_register  # only spreadsheets need it

        return read_register(document, catalogue, year=year, chosen=chosen)
    return _read_text(document, catalogue, year, chosen)


def _read_text(
    document: Document,
    catalogue: Callable[[HeaderDraft], Sequence[Unit]],
    year: int | None,
    chosen: DueContext,
) -> PlanDraft:
    # Footnotes come after the body; they continue no heading or item.
    outline = read_outline([line for line in document.lines if not line.where.startswith(NOTE)])
    body_text = "\n".join(node.text for node in outline.nodes())
    foot_text = " ".join(line.text for line in outline.foot)
    head = read_head(outline.head, read_foot(outline.foot), f"{body_text}\n{foot_text}", year=year)
    _refuse_other(document, head)
    passages = [*head.bases, *([head.intro] if head.intro else []), body_text]
    names = UnitNames(catalogue(head.header), passages, head.header.issuer)
    context = chosen._replace(
        year=head.header.year, is_school_year=head.header.is_school_year, issued_on=head.header.issued_on
    )
    contents = read_items(outline.roots, Sense(names, context), outline.foot)
    ledger = Ledger(document.lines, context)
    _book(ledger, outline, contents, document)
    body = _read_body(contents.items, TaskReader(names, context), context, ledger)
    doubted = frozenset(u.task for u in body.unresolved if u.task and u.field == "due_on")
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
        unresolved=(*_missing(head.header), *contents.unread, *body.unresolved, *ledger.left_over(doubted)),
        source_name=document.name,
        source_sha256=document.sha256,
        warnings=document.warnings,
        accounts=ledger.accounts(),
    )


def _book(ledger: Ledger, outline: Outline, contents: Contents, document: Document) -> None:
    """Books every line that is no task's or target's."""
    ledger.set_aside(outline.head, Reason.LETTERHEAD)
    ledger.set_aside(outline.furniture, Reason.FURNITURE)
    ledger.set_aside(outline.closing, Reason.CLOSING)
    ledger.set_aside(outline.foot, Reason.SIGNATURE)
    ledger.set_aside((line for line in document.lines if line.where.startswith(NOTE)), Reason.NOTE)
    for node in outline.nodes():
        ledger.set_aside(node.more, Reason.HEADING, node.path)
        ledger.set_aside(node.cells, Reason.CAPTION, node.path)
    for root in outline.roots:
        ledger.set_aside([root.line], Reason.HEADING, root.path)
    for aside in contents.asides:
        ledger.set_aside([aside.line], aside.reason, aside.section)


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
        yield head.intro, fold(head.intro).startswith(("thuc hien", "can cu"))
    for node in outline.nodes():
        yield node.text, False
        yield from ((line.text, False) for line in node.cells)


def _missing(header: HeaderDraft) -> Iterator[Unresolved]:
    for name, source, why in _MISSING:
        if getattr(header, name) is None:
            yield Unresolved(source, "", why, None, name)


def _read_body(items: Sequence[Item], reader: TaskReader, context: DueContext, ledger: Ledger) -> _Body:
    tasks: list[TaskDraft] = []
    targets: list[TargetDraft] = []
    unresolved: list[Unresolved] = []
    counts: dict[str, int] = {}
    for item in items:
        goals: list[str] = []
        for goal in _goals(item, context.year):
            target = _target(item, goal, len(targets) + 1)
            targets.append(target)
            goals.append(target.code)
            if goal.doubt:
                unresolved.append(Unresolved(item.source, target.statement, goal.doubt, target.code, "goal"))
        if item.is_target:
            _book_target(ledger, item, goals)
            continue
        counts[item.section] = counts.get(item.section, 0) + 1
        readings = coded(reader.read(item), f"{item.section}-{counts[item.section]}")
        _book_task(ledger, item, readings)
        for reading in readings:
            told = read_tracking(item.fields, context)
            tasks.append(reading.task._replace(tracking=told.draft))
            unresolved += reading.unresolved()
            unresolved += (
                Unresolved(item.source, d.text, d.why, reading.task.code, f"tracking.{d.field}") for d in told.doubts
            )
    return _Body(tuple(tasks), tuple(targets), tuple(unresolved))


def _book_target(ledger: Ledger, item: Item, codes: Sequence[str]) -> None:
    for piece in item.pieces:
        ledger.use(piece.line, "chỉ tiêu", codes, item.section)


_ROLES = {
    "content": "nội dung nhiệm vụ", "detail": "chi tiết của nhiệm vụ", "lead": "đơn vị chủ trì",
    "support": "đơn vị phối hợp", "assigned": "phân công", "due": "thời hạn", "product": "sản phẩm",
    "attendance": Reason.ATTENDANCE.value, "place": Reason.PLACE.value, "money": Reason.MONEY.value,
}  # fmt: skip


def _book_task(ledger: Ledger, item: Item, readings: Sequence[Reading]) -> None:
    """Books the lines of an item to its tasks, and the words that their deadlines were read from."""
    codes = [reading.task.code for reading in readings]
    for piece in item.pieces:
        ledger.use(piece.line, _ROLES.get(piece.role, "chi tiết của nhiệm vụ"), codes, item.section)
    for reading in readings:
        if reading.heading is None:
            for piece in item.pieces:
                ledger.claim(piece.line, reading.quotes)
        elif reading.heading < len(item.heads):
            ledger.claim(item.heads[reading.heading], reading.quotes)


def _goals(item: Item, year: int | None) -> list[Goal]:
    """Reads an item's goals: its own where it is a target, those that work sets itself or promises as its product."""
    if item.is_target:
        return read_goals(item.text, year)
    said = read_goals(item.fields["target"], year) if item.fields.get("target") else goals_in_work(item.text, year)
    return [*said, *product_goals(item.fields.get("product", ""), year)]


def _target(item: Item, goal: Goal, number: int) -> TargetDraft:
    return TargetDraft(
        f"CT{number}", item.section, goal.statement, goal.kind, goal.operator, goal.number, goal.unit_of_measure,
        item.source, goal.per_unit,
    )  # fmt: skip
