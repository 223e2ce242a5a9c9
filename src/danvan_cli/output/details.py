"""One thing shown whole: a task, a target, a unit, a plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from danvan_cli.domain.coverage import goal_text
from danvan_cli.domain.dates import VIETNAM, describe, short
from danvan_cli.domain.figures import Coverage, TaskHistory
from danvan_cli.domain.model import (
    TASK_TEXTS,
    Extension,
    Heading,
    InCharge,
    Measurement,
    Note,
    Plan,
    Reminder,
    Task,
)
from danvan_cli.domain.numbers import format_number, ratio_words
from danvan_cli.domain.records import RECORDS
from danvan_cli.domain.text import printed_number
from danvan_cli.domain.words import State
from danvan_cli.output import labels
from danvan_cli.output.changes import history_table
from danvan_cli.output.columns import deadline_table, shown
from danvan_cli.output.progress import actual_text, met_text
from danvan_cli.output.proofs import proof_table
from danvan_cli.output.tables import Cell, Column, Period, Report, Table, number, without_empty

if TYPE_CHECKING:
    from danvan_cli.domain.documents import Registered
    from danvan_cli.domain.draft import HeaderDraft
    from danvan_cli.domain.finding import Officer


def task_sheet(found: TaskHistory) -> Report:
    """Shows one task whole: its facts, its rows, who supports it, extensions, reminders, notes, history."""
    task = found.task
    tables = [facts([*_task_facts(task), *map(_charge, found.officers)]), _rows_table(task)]
    if task.reports:
        tables.append(_reports_table(task))
    if found.extensions:
        tables.append(_extensions_table(found.extensions))
    if found.reminders:
        tables.append(_reminders_table(found.reminders))
    if found.proofs:
        tables.append(proof_table(found.proofs))
    return Report(
        f"Nhiệm vụ {task.code}" + (" (đã bỏ)" if task.removed else ""),
        (f"Kế hoạch {found.plan.code} – {found.plan.title}",),
        (*tables, _notes_table(found.notes), history_table(found.entries)),
    )


def _charge(one: InCharge) -> tuple[str, Cell]:
    return f"Phụ trách ({one.unit})" if one.unit else "Phụ trách", contact_words(one)


def contact_words(one: InCharge | Officer) -> str:
    """Writes an officer in one line, with the telephone."""
    name = f"{one.name} ({one.post})" if one.post else one.name
    return ", ".join(filter(None, [name, f"điện thoại {one.phone}" if one.phone else "", one.email]))


def _reports_table(task: Task) -> Table:
    return Table(
        "Đơn vị phối hợp đã báo",
        (Column("Đơn vị"), number("Tiến độ (%)"), Column("Cập nhật"), Column("Kết quả", wide=True)),
        tuple((report.unit, report.progress, report.last_update, report.result) for report in task.reports),
    )


def _extensions_table(extensions: Sequence[Extension]) -> Table:
    return Table(
        "Gia hạn",
        (
            Column("Đơn vị"),
            Column("Kỳ"),
            Column("Từ"),
            Column("Xin đến"),
            Column("Được đến"),
            Column("Quyết định"),
            Column("Ngày, người, văn bản", wide=True),
            Column("Lý do", wide=True),
        ),
        tuple(
            (
                e.unit or labels.UNASSIGNED,
                Period.of(e.period),
                e.old_due_on,
                e.asked_due_on,
                e.new_due_on,
                labels.DECISION[e.decision],
                ", ".join(filter(None, [short(e.decided_on) if e.decided_on else "", e.decided_by, e.document])),
                "; ".join(filter(None, [e.reason, e.answer])),
            )
            for e in extensions
        ),
    )


def _withdrawal(reminder: Reminder) -> str:
    return f"gửi nhầm, rút ngày {short(reminder.withdrawn_on)}" if reminder.withdrawn_on else ""


def _reminders_table(reminders: Sequence[Reminder]) -> Table:
    return Table(
        "Đôn đốc",
        (
            Column("Đơn vị"),
            Column("Kỳ"),
            number("Lần"),
            Column("Ngày"),
            Column("Hình thức"),
            Column("Văn bản, nội dung", wide=True),
        ),
        tuple(
            (
                r.unit,
                Period.of(r.period),
                r.number,
                r.sent_on,
                labels.REMINDER_KIND[r.kind],
                "; ".join(filter(None, [_withdrawal(r), r.document, r.content])),
            )
            for r in reminders
        ),
    )


def _task_facts(task: Task) -> list[tuple[str, Cell]]:
    return [
        ("Nội dung", task.content),
        ("Trạng thái", State(task.state)),
        ("Mục", task.section),
        ("Loại", labels.TASK_KIND.get(task.kind, task.kind)),
        ("Ưu tiên", labels.PRIORITY.get(task.priority, task.priority)),
        ("Chủ trì", ", ".join(task.leads) or labels.UNASSIGNED),
        ("Phối hợp", ", ".join(task.supports)),
        ("Theo dõi", ", ".join(task.watchers)),
        ("Nhóm đơn vị nêu trong kế hoạch", "; ".join(task.groups)),
        ("Nhịp", labels.EVERY.get(task.every or "")),
        ("Nhịp cập nhật", task.review_every),
        ("Kỳ chưa bắt đầu", ", ".join(f"{Period.of(p.period).words} (từ {short(p.opens_on)})" for p in task.coming)),
        *((RECORDS["task"].fields[name].capitalize(), getattr(task, name)) for name in TASK_TEXTS),
        ("Vị trí trong kế hoạch", task.source),
    ]


def _rows_table(task: Task) -> Table:
    choices = (
        "unit", "bare_period", "due_text", "due_on", "moved", "state", "progress", shown("days_late", alarm=False),
        "submitted_on", "outcome",
    )  # fmt: skip
    title = "Thời hạn theo đơn vị chủ trì"
    return without_empty(deadline_table(title, choices, task.deadlines, empty="Chưa có kỳ nào bắt đầu."))


def _notes_table(notes: Sequence[Note]) -> Table:
    return Table(
        "Ghi chú",
        (Column("Lúc"), Column("Người ghi"), Column("Ghi chú", wide=True)),
        tuple((f"{note.at.astimezone(VIETNAM):%d/%m/%Y %H:%M}", note.actor, note.text) for note in notes),
        empty="Chưa có ghi chú.",
    )


def facts(pairs: Iterable[tuple[str, Cell]]) -> Table:
    """Lists what is known of one thing, a line each; the unknown is left out."""
    known = tuple(pair for pair in pairs if pair[1] not in (None, ""))
    return Table("", (Column("Mục"), Column("Nội dung", wide=True)), known, is_facts=True)


def head_facts(head: Plan | HeaderDraft) -> list[tuple[str, Cell]]:
    """Lists what a plan's head and foot say, of a plan as followed or as just read."""
    return [
        ("Tên kế hoạch", head.title),
        ("Năm", str(head.year) if head.year else None),
        ("Số, ký hiệu", printed_number(head.number, head.symbol)),
        ("Cơ quan chủ quản", head.governing_body),
        ("Cơ quan ban hành", head.issuer),
        (
            "Nơi, ngày ban hành",
            ", ".join(filter(None, [head.place, describe(head.issued_on) if head.issued_on else ""])),
        ),
        ("Người ký", " – ".join(filter(None, [head.authority, head.signer_title, head.signer]))),
        ("Nơi nhận", "; ".join(head.recipients)),
    ]


def plan_sheet(plan: Plan, headings: Sequence[Heading], cited: Sequence[Registered]) -> Report:
    """Shows a plan's head, headings and cited documents."""
    held: list[tuple[str, Cell]] = [
        ("Tệp nguồn", plan.source_name),
        ("Nhiệm vụ", plan.tasks),
        ("Chỉ tiêu", plan.targets),
    ]
    outline = Table(
        "Các mục",
        (Column("Mục"), Column("Tiêu đề", wide=True)),
        tuple((heading.path, heading.title) for heading in headings),
        empty="Kế hoạch không chia mục.",
    )
    return Report(f"Kế hoạch {plan.code}", (), (facts([*head_facts(plan), *held]), outline, _cited_table(cited)))


def _cited_table(cited: Sequence[Registered]) -> Table:
    return Table(
        "Văn bản được viện dẫn",
        (Column("Loại"), Column("Số, ký hiệu"), Column("Ngày"), Column("Cơ quan", wide=True), Column("Vai trò")),
        tuple((d.type, d.number, d.issued_on, d.issuer, labels.RELATION.get(d.relation, d.relation)) for d in cited),
        empty="Kế hoạch không viện dẫn văn bản nào.",
    )


def target_sheet(line: Coverage, measurements: Sequence[Measurement], source: str | None) -> Report:
    """Shows one target: what it asks, how far it is, every figure reported, from which records (``source``)."""
    target = line.target
    head = facts(
        [
            ("Nội dung", target.statement),
            ("Loại", labels.TARGET_KIND.get(target.kind, target.kind)),
            ("Mục tiêu", goal_text(target)),
            ("Thực hiện", actual_text(line)),
            ("Tỷ lệ", None if line.percent is None else f"{format_number(line.percent)}%"),
            ("Kết quả", met_text(line)),
            ("Còn lại", line.remaining),
            ("Đơn vị đã báo", f"{line.units_reported}/{line.units_total}"),
            ("Chưa có số liệu", ", ".join(line.missing)),
            ("Nhiệm vụ phục vụ", ", ".join(target.tasks)),
            ("Lấy số từ phiếu", source),
        ]
    )
    figures = Table(
        "Số liệu đã ghi",
        (Column("Ngày"), Column("Đơn vị"), number("Số liệu"), Column("Minh chứng", wide=True)),
        tuple(
            (
                figure.as_of,
                figure.unit or labels.WHOLE_AGENCY,
                figure.value if figure.numerator is None else ratio_words(figure.numerator, figure.denominator),
                "; ".join(figure.evidence),
            )
            for figure in measurements
        ),
        empty="Chưa có số liệu.",
    )
    return Report(f"Chỉ tiêu {target.code}", (), (head, figures))
