"""The lists and single things that commands show, as tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from danvan_cli.domain.dates import VIETNAM, describe, short
from danvan_cli.domain.model import (
    Change,
    Changed,
    Coverage,
    Deadline,
    JournalEntry,
    Measurement,
    Note,
    Plan,
    State,
    Status,
    Task,
    Unit,
)
from danvan_cli.domain.numbers import format_number
from danvan_cli.output import labels
from danvan_cli.output.progress import (
    actual_text,
    coverage_table,
    cross_table,
    figure_text,
    goal_text,
    heading_lines,
    met_text,
)
from danvan_cli.output.tables import Align, Cell, Column, Report, Table, number

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def status_report(status: Status) -> Report:
    """Is the Monday screen: the cross table, then rows short enough for one screen."""
    return Report(
        status.plan.title,
        heading_lines(status),
        (
            cross_table(status, codes_only=True),
            overdue_list(status.overdue, brief=True),
            due_list(status.due_soon, status.as_of, status.soon_days, brief=True),
            coverage_table(status.coverage, brief=True),
        ),
    )


def overdue_list(rows: Sequence[Deadline], *, brief: bool = False) -> Table:
    """Lists what is late by what a reader acts on: who, since when, on what."""
    return _deadline_list(
        "Quá hạn chưa hoàn thành",
        Column("Trễ (ngày)", Align.RIGHT, alarm=True),
        [(row, row.days_late) for row in rows],
        "Không có việc quá hạn.",
        brief=brief,
    )


def due_list(rows: Sequence[Deadline], as_of: date, days: int, *, brief: bool = False) -> Table:
    """Lists what falls due within so many days, with the days left; 0 is today, still in time."""
    return _deadline_list(
        f"Sắp đến hạn (trong {days} ngày)",
        number("Còn (ngày)"),
        [(row, (row.due_on - as_of).days if row.due_on else None) for row in rows],
        f"Không có việc nào đến hạn trong {days} ngày tới.",
        brief=brief,
    )


def _deadline_list(
    title: str, days: Column, rows: Sequence[tuple[Deadline, int | None]], empty: str, *, brief: bool
) -> Table:
    return Table(
        title,
        (Column("Mã"), Column("Đơn vị"), Column("Ngày cuối"), days, Column("Nội dung", wide=True, brief=brief)),
        tuple((row.task, row.unit or labels.UNASSIGNED, row.due_on, count, row.content) for row, count in rows),
        empty=empty,
    )


def task_list(tasks: Sequence[Task]) -> Report:
    """Lists tasks with their leads, nearest last day and state."""
    table = Table(
        "",
        (
            Column("Mã"),
            Column("Chủ trì"),
            Column("Phối hợp"),
            Column("Ngày cuối"),
            Column("Trạng thái"),
            Column("Nội dung", wide=True, brief=True),
        ),
        tuple(
            (
                task.code,
                ", ".join(task.leads) or labels.UNASSIGNED,
                ", ".join(task.supports),
                min((row.due_on for row in task.deadlines if row.due_on), default=None),
                State(task.state),
                task.content,
            )
            for task in tasks
        ),
        empty="Không có nhiệm vụ nào như vậy.",
    )
    return Report("", (), (table,))


def task_sheet(plan: Plan, task: Task, notes: Sequence[Note], entries: Sequence[JournalEntry]) -> Report:
    """Shows one task whole: its facts, its rows, its notes, its history."""
    return Report(
        f"Nhiệm vụ {task.code}" + (" (đã bỏ)" if task.removed else ""),
        (f"Kế hoạch {plan.code} – {plan.title}",),
        (
            facts(_task_facts(task)),
            _rows_table(task),
            _notes_table(notes),
            _history_table(entries),
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
        ("Sản phẩm", task.product),
        ("Vị trí trong kế hoạch", task.source),
    ]


def _rows_table(task: Task) -> Table:
    return Table(
        "Thời hạn theo đơn vị chủ trì",
        (
            Column("Đơn vị"),
            Column("Kỳ"),
            Column("Ghi trong kế hoạch"),
            Column("Ngày cuối"),
            Column("Trạng thái", wide=True),
            number("Tiến độ (%)"),
            number("Trễ (ngày)"),
            Column("Ngày nộp"),
            Column("Kết quả, minh chứng", wide=True),
        ),
        tuple(
            (
                row.unit or labels.UNASSIGNED,
                row.period,
                row.due_text,
                row.due_on,
                State(row.state),
                row.progress,
                row.days_late or None,
                row.submitted_on,
                "; ".join(filter(None, [row.result, *row.evidence])),
            )
            for row in task.deadlines
        ),
    )


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
    return Table("", (Column("Mục"), Column("Nội dung", wide=True)), known)


def unit_list(units: Sequence[Unit]) -> Report:
    """Lists the catalogue."""
    table = Table(
        "",
        (
            Column("Mã"),
            Column("Tên đơn vị", wide=True),
            Column("Loại"),
            Column("Cấp trên"),
            number("Số người"),
            Column("Tên khác", wide=True),
        ),
        tuple(
            (u.code, u.name, labels.UNIT_KIND.get(u.kind, u.kind), u.parent, u.headcount, ", ".join(u.aliases))
            for u in units
        ),
        empty="Chưa có đơn vị nào; thêm bằng danvan unit add hoặc danvan unit import.",
    )
    return Report("", (), (table,))


def unit_sheet(unit: Unit) -> Report:
    """Shows one unit."""
    table = facts(
        [
            ("Tên đơn vị", unit.name),
            ("Loại", labels.UNIT_KIND.get(unit.kind, unit.kind)),
            ("Cấp trên", unit.parent),
            ("Số người", unit.headcount),
            ("Tên khác", ", ".join(unit.aliases)),
            ("Hiệu lực từ", unit.valid_from),
            ("Hiệu lực đến", unit.valid_to),
        ]
    )
    return Report(f"Đơn vị {unit.code}", (), (table,))


def plan_list(plans: Sequence[Plan]) -> Report:
    """Lists the plans; the one meant when none is named is marked."""
    table = Table(
        "",
        (
            Column("Mã"),
            number("Năm"),
            Column("Số, ký hiệu"),
            Column("Ngày ban hành"),
            number("Nhiệm vụ"),
            number("Chỉ tiêu"),
            Column("Hiện hành"),
            Column("Tên kế hoạch", wide=True),
        ),
        tuple(
            (
                p.code,
                str(p.year),
                f"{p.number or '…'}/{p.symbol}" if p.symbol else p.number,
                p.issued_on,
                p.tasks,
                p.targets,
                "hiện hành" if p.is_current else None,
                p.title,
            )
            for p in plans
        ),
        empty="Chưa có kế hoạch nào; nhập bằng danvan plan import TỆP.",
    )
    return Report("", (), (table,))


def plan_sheet(
    plan: Plan,
    sections: Sequence[tuple[str, str, str, str | None]],
    documents: Sequence[tuple[str | None, str, str | None, str | None, str]],
) -> Report:
    """Shows a plan's head, headings and cited documents."""
    head = facts(
        [
            ("Tên kế hoạch", plan.title),
            ("Năm", str(plan.year)),
            ("Số, ký hiệu", f"{plan.number or '…'}/{plan.symbol}" if plan.symbol else plan.number),
            ("Cơ quan chủ quản", plan.governing_body),
            ("Cơ quan ban hành", plan.issuer),
            (
                "Nơi, ngày ban hành",
                ", ".join(filter(None, [plan.place, describe(plan.issued_on) if plan.issued_on else None])),
            ),
            ("Người ký", " – ".join(filter(None, [plan.authority, plan.signer_title, plan.signer]))),
            ("Nơi nhận", "; ".join(plan.recipients)),
            ("Tệp nguồn", plan.source_name),
            ("Nhiệm vụ", plan.tasks),
            ("Chỉ tiêu", plan.targets),
        ]
    )
    headings = Table(
        "Các mục",
        (Column("Mục"), Column("Tiêu đề", wide=True)),
        tuple((path, title) for path, _, title, _ in sections),
        empty="Kế hoạch không chia mục.",
    )
    cited = Table(
        "Văn bản được viện dẫn",
        (Column("Loại"), Column("Số, ký hiệu"), Column("Ngày"), Column("Cơ quan", wide=True), Column("Vai trò")),
        tuple(
            (
                kind,
                number_,
                "/".join(reversed(day.split("-"))) if day else None,
                issuer,
                "căn cứ" if role == "basis" else "viện dẫn",
            )
            for kind, number_, day, issuer, role in documents
        ),
        empty="Kế hoạch không viện dẫn văn bản nào.",
    )
    return Report(f"Kế hoạch {plan.code}", (), (head, headings, cited))


def coverage_list(coverage: Sequence[Coverage]) -> Report:
    """Lists how far the targets are."""
    return Report("", (), (coverage_table(coverage),))


def target_sheet(line: Coverage, measurements: Sequence[Measurement]) -> Report:
    """Shows one target: what it asks, how far it is, every figure reported."""
    target = line.target
    head = facts(
        [
            ("Nội dung", target.statement),
            ("Loại", labels.TARGET_KIND.get(target.kind, target.kind)),
            ("Mục tiêu", goal_text(line)),
            ("Thực hiện", actual_text(line)),
            ("Tỷ lệ", None if line.percent is None else f"{format_number(line.percent)}%"),
            ("Kết quả", met_text(line)),
            ("Còn lại", line.remaining),
            ("Đơn vị đã báo", f"{line.units_reported}/{line.units_total}"),
            ("Chưa có số liệu", ", ".join(line.missing)),
            ("Nhiệm vụ phục vụ", ", ".join(target.tasks)),
        ]
    )
    figures = Table(
        "Số liệu đã ghi",
        (Column("Ngày"), Column("Đơn vị"), number("Số liệu"), Column("Minh chứng", wide=True)),
        tuple(
            (
                figure.as_of,
                figure.unit or labels.WHOLE_AGENCY,
                figure.value if figure.numerator is None else figure_text(figure.numerator, figure.denominator),
                "; ".join(figure.evidence),
            )
            for figure in measurements
        ),
        empty="Chưa có số liệu.",
    )
    return Report(f"Chỉ tiêu {target.code}", (), (head, figures))


def journal_table(entries: Sequence[JournalEntry]) -> Table:
    """Lists commands, newest first, each with what it changed."""
    groups: dict[int, list[JournalEntry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    return Table(
        "",
        (number("Lần ghi"), Column("Lúc"), Column("Người"), Column("Lệnh"), Column("Thay đổi", wide=True)),
        tuple(
            (str(group), _clock(rows[0]), rows[0].actor, rows[0].command, "; ".join(_changes(rows)))
            for group, rows in groups.items()
        ),
        empty="Chưa có thay đổi nào.",
    )


def _history_table(entries: Sequence[JournalEntry]) -> Table:
    return Table(
        "Lịch sử",
        (number("Lần ghi"), Column("Lúc"), Column("Người"), Column("Thay đổi", wide=True)),
        tuple(
            (str(entry.group), _clock(entry), entry.actor, _change_line(entry))
            for entry in entries
            if entry.table in labels.TABLE
        ),
    )


def _clock(entry: JournalEntry) -> str:
    return f"{entry.at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def _changes(rows: Sequence[Change | JournalEntry]) -> list[str]:
    """Says each change, or how many of each kind where they are many; keys of the program's own are left out."""
    shown = [row for row in rows if row.table in labels.TABLE]
    if len(shown) <= labels.MOST_CHANGES:
        return [_change_line(row) for row in shown]
    numbers: dict[str, int] = {}
    for row in shown:
        numbers[row.table] = numbers.get(row.table, 0) + 1
    return [f"{labels.TABLE[table]}: {count}" for table, count in numbers.items()]


def _change_line(change: Change | JournalEntry) -> str:
    return f"{labels.TABLE[change.table]} {change.code}: {change_words(change.before, change.after)}"


def change_words(before: dict[str, object] | None, after: dict[str, object] | None) -> str:
    """Says what became of a row: "mới", "xóa", or each changed field old → new."""
    if before is None:
        words = _telling_words(after or {})
        return f"mới – {words}" if words else "mới"
    if after is None:
        return "xóa"
    changes = [
        f"{labels.FIELD[key]}: {_value_words(before.get(key))} → {_value_words(value)}"
        for key, value in after.items()
        if key in labels.FIELD
    ]
    return "; ".join(changes) or "cập nhật"


def _telling_words(values: dict[str, object]) -> str:
    if values.get("denominator"):
        return f"{values['numerator']}/{values['denominator']}"
    return next((str(values[key]) for key in labels.TELLING if values.get(key)), "")


def _value_words(value: object) -> str:
    if value is None or value == "":
        return labels.EMPTY
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return short(date.fromisoformat(value))
    return labels.VALUE.get(str(value), str(value))


def changed_report(changed: Changed) -> Report:
    """Says what a command did: one sentence, then the rows it changed."""
    where = f" (lần ghi {changed.group})" if changed.group else ""
    tried = "Chạy thử, chưa ghi gì. " if changed.dry_run else ""
    return Report(f"{tried}{changed.headline}{where}", tuple(f"  {line}" for line in _changes(changed.changes)), ())
