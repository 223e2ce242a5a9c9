"""What a clerk looks up, as tables: all of one unit, the extensions, the officers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from danvan_cli.domain.codes import full_code
from danvan_cli.domain.dates import VIETNAM, short
from danvan_cli.domain.finding import (
    Officer,
    PlanExtension,
    SupportedTask,
    UnitNote,
    UnitRecord,
    UnitReminder,
    UnitSheet,
)
from danvan_cli.domain.model import Unit
from danvan_cli.domain.searching import Found
from danvan_cli.domain.succession import UnitHistory
from danvan_cli.domain.words import State, Thing
from danvan_cli.output import labels
from danvan_cli.output.columns import deadline_table
from danvan_cli.output.contract import coverage_data, deadline_data, fields, follow_ups_data, listed
from danvan_cli.output.details import contact_words, facts
from danvan_cli.output.follow_ups import follow_up_tables
from danvan_cli.output.lists import days_words
from danvan_cli.output.progress import coverage_list
from danvan_cli.output.result import Data
from danvan_cli.output.tables import Alarm, Cell, Column, Marked, Period, Report, Table, number, without_empty

# Letters of a text that is shown whole, and of its part before the first hit.
_WHOLE, _AROUND = 160, 60
_RECORDS_SHOWN = 10


def unit_sheet(found: UnitSheet) -> Report:
    """Shows all of one unit: what it is and whom to call, then its work; what it has nothing of is left out."""
    unit, several = found.unit, len(found.plans) > 1
    head: list[tuple[str, Cell]] = [
        ("Tên đơn vị", unit.name),
        ("Loại", labels.UNIT_KIND.get(unit.kind, unit.kind)),
        ("Cấp trên", unit.parent),
        ("Số người", unit.headcount),
        ("Tên khác", ", ".join(unit.aliases)),
        ("Thư điện tử", unit.email),
        ("Hoạt động", days_words(unit, found.as_of)),
        ("Tên trước đây", ", ".join(f"{name} (đến {short(until)})" for name, until in unit.former_names)),
        *(("Liên hệ", contact_words(one)) for one in found.officers),
        ("Gia hạn", _extension_words(found.extensions)),
        ("Đôn đốc", _reminder_words(found.reminders)),
    ]
    rows = deadline_table(
        "Chủ trì", ("task", "period", "due_on", "state", "days_late", "moved", "content"), found.deadlines,
        with_plans=several,
    )  # fmt: skip
    waiting = deadline_table(
        "Đã nộp, chờ xác nhận", ("task", "period", "due_on", "submitted_on", "content"), found.waiting,
        with_plans=several,
    )  # fmt: skip
    tables = [
        rows,
        waiting,
        *follow_up_tables(found.follow_ups),
        _support_table(found.supports, with_plans=several),
        extension_table(found.extensions, with_plans=several, with_units=False),
        _reminder_table(found.reminders, with_plans=several),
        *(table for table in coverage_list(found.coverage, brief=True).tables if found.coverage),
        _record_table(found.records),
        _note_table(found.notes, with_plans=several),
    ]
    held = tuple(without_empty(table) for table in tables if table.rows)
    return Report(f"Đơn vị {unit.code}", (_answer(found),), (facts(head), *held))


def history_report(unit: Unit, told: UnitHistory) -> Report:
    """Tells a unit over time: its names, from whom it took over, who took over from it."""
    names = Table(
        "Tên",
        (Column("Tên đơn vị", wide=True), Column("Từ ngày"), Column("Đến hết ngày")),
        told.names,
    )
    columns = (Column("Đơn vị"), Column("Ngày nhận"), Column("Theo văn bản", wide=True))
    steps = ("Tiếp nhận từ", told.took_over), ("Đơn vị tiếp nhận", told.passed_to)
    others = (Table(title, columns, tuple(map(tuple, rows))) for title, rows in steps if rows)
    return Report(f"Đơn vị {unit.code} qua các thời kỳ", (), (names, *others))


def _answer(found: UnitSheet) -> str:
    """Says in one line how the unit stands."""
    day = short(found.as_of)
    owed = sum(bool(line.missing) for line in found.coverage)
    # What is paused or given up is in no total, here as in the tables by unit; of a list that is cut nobody knows.
    is_whole = len(found.deadlines) == found.total
    apart = sum(row.state in (State.PAUSED, State.CANCELLED) for row in found.deadlines) if is_whole else 0
    counted = found.total - apart
    told = [
        f"chủ trì {counted} phần việc" if counted else "không chủ trì việc nào",
        f"ngoài ra {apart} phần việc tạm hoãn, thôi thực hiện" if apart else "",
        f"{len(found.late)} quá hạn" if found.late else "",
        f"{len(found.waiting)} chờ xác nhận" if found.waiting else "",
        f"phối hợp, theo dõi {len(found.supports)} nhiệm vụ" if found.supports else "",
        f"còn thiếu số liệu {owed} chỉ tiêu" if owed else "",
    ]
    told += [f"{len(one.rows)} {one.word}" + _of_late(len(one.overdue)) for one in found.follow_ups]
    said = ", ".join(filter(None, told))
    has_any = found.total or found.supports or found.coverage or found.follow_ups
    return f"{day}: {said}." if has_any else f"{day}: không có việc, chỉ tiêu nào trong kế hoạch đang theo dõi."


def _of_late(number_late: int) -> str:
    return f" ({number_late} quá hạn)" if number_late else ""


def officer_list(found: Sequence[Officer]) -> Report:
    """Lists the officers by the numbers that they may be named by."""
    columns = (
        number("Số"), Column("Họ tên", wide=True), Column("Chức vụ", wide=True), Column("Đơn vị"), Column("Điện thoại"),
        Column("Thư điện tử"), Column("Phụ trách", wide=True),
    )  # fmt: skip
    rows = tuple(
        (one.number, one.name, one.post, one.unit, one.phone, one.email, ", ".join(one.tasks)) for one in found
    )
    return Report("", (), (Table("", columns, rows, empty="Chưa có cán bộ nào; thêm bằng danvan person add."),))


def _extension_words(found: Sequence[PlanExtension]) -> str:
    counted = Counter(one.extension.decision for one in found)
    return ", ".join(f"{counted[word]} {label}" for word, label in labels.DECISION.items() if counted[word])


def _reminder_words(found: Sequence[UnitReminder]) -> str:
    if not found:
        return ""
    counted = Counter(one.kind for one in found)
    told = ", ".join(f"{counted[kind]} {label}" for kind, label in labels.REMINDER_KIND.items() if counted[kind])
    missed = sum(one.is_unanswered for one in found)
    late = f"; {missed} việc quá ngày hẹn trả lời" if missed else ""
    return f"{told}; lần cuối {short(max(one.sent_on for one in found))}{late}"


def _code(plan: str, task: str, *, with_plans: bool) -> str:
    return full_code(plan, task) if with_plans else task


def _support_table(found: Iterable[SupportedTask], *, with_plans: bool) -> Table:
    columns = (Column("Mã"), Column("Vai trò"), Column("Chủ trì"), Column("Nội dung", wide=True, brief=True))
    rows = tuple(
        (
            _code(one.plan, one.task, with_plans=with_plans),
            labels.ROLE[one.role],
            ", ".join(one.leads) or labels.UNASSIGNED,
            one.content,
        )
        for one in found
    )
    return Table("Phối hợp, theo dõi", columns, rows)


def extension_table(found: Iterable[PlanExtension], *, with_plans: bool, with_units: bool = True) -> Table:
    """Lists extensions and requests: the days, how it was decided, by whom, on which paper, why."""
    columns = (
        Column("Mã"), Column("Đơn vị"), Column("Kỳ"), Column("Hạn cũ"), Column("Xin đến"), Column("Hạn mới"),
        Column("Quyết định"), Column("Ngày, người, văn bản", wide=True), Column("Lý do", wide=True),
    )  # fmt: skip
    rows = tuple(
        (
            _code(one.plan, one.task, with_plans=with_plans),
            (e.unit or labels.UNASSIGNED) if with_units else None,
            Period.of(e.period),
            e.old_due_on,
            e.asked_due_on,
            e.new_due_on,
            f"đã rút ngày {short(one.withdrawn_on)}" if one.withdrawn_on else labels.DECISION[e.decision],
            ", ".join(filter(None, [short(e.decided_on) if e.decided_on else "", e.decided_by, e.document])),
            "; ".join(filter(None, [e.reason, e.answer])),
        )
        for one in found
        for e in (one.extension,)
    )
    return Table("Gia hạn", columns, rows, empty="Không có lần gia hạn, đề nghị gia hạn nào như vậy.")


def extension_list(found: Sequence[PlanExtension], *, with_plans: bool) -> Report:
    """Lists extensions and requests alone."""
    table = extension_table(found, with_plans=with_plans)
    return Report("", (), (without_empty(table) if found else table,))


def _reminder_table(found: Iterable[UnitReminder], *, with_plans: bool) -> Table:
    columns = (
        Column("Mã"), Column("Kỳ"), Column("Ngày"), Column("Gửi đơn vị"), Column("Hình thức"),
        Column("Văn bản", wide=True), Column("Hẹn trả lời"), Column("Trả lời"),
    )  # fmt: skip
    rows = tuple(
        (
            _code(one.plan, one.task, with_plans=with_plans),
            Period.of(one.period),
            one.sent_on,
            one.to,
            labels.REMINDER_KIND[one.kind],
            one.document,
            one.reply_by,
            Alarm("quá ngày hẹn") if one.is_unanswered else None,
        )
        for one in found
    )
    return Table("Đôn đốc", columns, rows)


def _record_table(found: Sequence[UnitRecord]) -> Table:
    columns = (Column("Mã"), Column("Loại", wide=True), Column("Kỳ, ngày"), Column("Số liệu", wide=True, brief=True))
    rows = tuple((one.code, one.kind, Period.of(one.when), one.values) for one in found[:_RECORDS_SHOWN])
    left = len(found) - len(rows)
    note = f"Còn {left} phiếu: danvan record list --unit." if left else ""
    return Table("Phiếu số liệu", columns, rows, note=note)


def _note_table(found: Iterable[UnitNote], *, with_plans: bool) -> Table:
    columns = (Column("Lúc"), Column("Mã"), Column("Người ghi"), Column("Ghi chú", wide=True))
    rows = tuple(
        (
            f"{note.at.astimezone(VIETNAM):%d/%m/%Y %H:%M}",
            _code(note.plan, note.task, with_plans=with_plans) if note.task else None,
            note.actor,
            note.text,
        )
        for note in found
    )
    return Table("Ghi chú gần đây", columns, rows)


def search_report(found: Found) -> Report:
    """Shows what was found, a table for each kind of thing, the words in their context; says so where there is none."""
    several = len(found.plans) > 1
    where = f"kế hoạch {', '.join(found.plans)}" if found.plans else "danh mục đơn vị"
    if not found.total:
        searched = "nhiệm vụ, kết quả, chỉ tiêu, ghi chú, minh chứng, văn bản viện dẫn, phiếu số liệu, đơn vị"
        return Report("", (f"Không thấy “{found.words}” trong {where}; đã tìm trong {searched}.",), ())
    columns = (Column("Mã"), Column("Đơn vị"), Column("Ở"), Column("Đoạn chữ", wide=True))
    tables = (
        Table(
            _kind_words(kind, len(found.hits[kind]), total),
            columns,
            tuple(
                (
                    _code(hit.plan, hit.code, with_plans=several) if hit.plan and hit.code else hit.code,
                    hit.unit,
                    hit.field,
                    marked_context(hit.text, hit.spans),
                )
                for hit in found.hits[kind]
            ),
        )
        for kind, total in found.totals.items()
        if total
    )
    return Report("", (f"“{found.words}”: {found.total} chỗ trong {where}.",), tuple(map(without_empty, tables)))


def _kind_words(kind: Thing, shown: int, total: int) -> str:
    name = kind.spoken.capitalize()
    return f"{name} ({total})" if shown == total else f"{name} ({shown} trong {total})"


def marked_context(text: str, spans: Sequence[tuple[int, int]]) -> Marked:
    """Cuts a text to what stands around its first hit, between two words, and keeps the hits in it marked."""
    if not spans or len(text) <= _WHOLE:
        return Marked(text, spans)
    # Where most hits stand near each other, the first of such places.
    near = max(spans, key=lambda span: sum(span[0] <= begin < span[0] + _WHOLE - _AROUND for begin, _ in spans))
    first, last = max(0, near[0] - _AROUND), min(len(text), max(near[1], near[0] + _WHOLE - _AROUND))
    if first > 0:
        blank = text.find(" ", first, near[0])
        first = blank + 1 if blank >= 0 else first
    if last < len(text):
        blank = text.rfind(" ", near[1], last)
        last = blank if blank >= 0 else last
    before, after = "… " if first else "", " …" if last < len(text) else ""
    moved = [
        (begin - first + len(before), end - first + len(before))
        for begin, end in spans
        if first <= begin and end <= last
    ]
    return Marked(f"{before}{text[first:last]}{after}", moved)


def search_data(found: Found) -> Data:
    """Every hit with its whole text and the places of the words in it, by kind; ``counts`` are of all there are."""
    hits = [
        {
            "kind": hit.kind,
            "plan": hit.plan,
            "code": hit.code,
            "unit": hit.unit,
            "field": hit.field,
            "text": hit.text,
            "context": str(marked_context(hit.text, hit.spans)),
            "spans": [list(span) for span in hit.spans],
        }
        for own in found.hits.values()
        for hit in own
    ]
    return {"words": found.words, **listed("hits", hits, found.total), "counts": dict(found.totals)}


def unit_data(found: UnitSheet) -> Data:
    """``deadlines`` may be cut, ``deadline_count`` tells how many there are; late and waiting rows are whole lists."""
    return {
        "unit": fields(found.unit),
        "officers": [fields(one) for one in found.officers],
        "deadlines": [deadline_data(row) for row in found.deadlines],
        "deadline_count": found.total,
        "overdue": [deadline_data(row) for row in found.late],
        "waiting": [deadline_data(row) for row in found.waiting],
        "supports": [fields(one) for one in found.supports],
        "extensions": [extension_data(one) for one in found.extensions],
        "reminders": [fields(one) for one in found.reminders],
        "coverage": [coverage_data(line) for line in found.coverage],
        "records": [fields(record) for record in found.records],
        "notes": [fields(note) for note in found.notes],
        "follow_ups": follow_ups_data(found.follow_ups),
    }


def extension_data(one: PlanExtension) -> Data:
    """An extension with its plan and task; ``decision`` is null while it waits, ``withdrawn_on`` unless taken back."""
    day = one.withdrawn_on
    head = {"plan": one.plan, "task": one.task, "content": one.content, "state": one.state}
    return {**head, **fields(one.extension), "withdrawn_on": None if day is None else day.isoformat()}
