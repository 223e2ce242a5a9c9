"""What the commands about reports answer: what is missing, what a figure is made of, what was sent, what differs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from danvan_cli.domain.coverage import goal_text
from danvan_cli.domain.dates import short
from danvan_cli.domain.figures import Coverage
from danvan_cli.domain.model import Deadline, Measurement
from danvan_cli.domain.numbers import ratio_words
from danvan_cli.domain.report_checks import Missing
from danvan_cli.domain.report_values import Difference
from danvan_cli.domain.templates import Fault
from danvan_cli.domain.words import RollUp
from danvan_cli.output import labels
from danvan_cli.output.columns import deadline_table
from danvan_cli.output.contract import coverage_data, deadline_data, fields, listed
from danvan_cli.output.progress import actual_text, met_text
from danvan_cli.output.result import Data
from danvan_cli.output.tables import Column, Report, Table, number

if TYPE_CHECKING:
    from collections.abc import Mapping

_MISSING = {
    "silent_unit": "đơn vị im lặng",
    "unproved": "chưa có minh chứng",
    "waiting": "chờ xác nhận",
    "leaderless": "chưa có chủ trì",
    "undecided": "chưa quyết định",
    "no_figures": "chưa có số liệu",
    "part_of_figures": "thiếu số liệu",
    "unproved_figures": "số liệu chưa có minh chứng",
    "silent_records": "thiếu phiếu số liệu",
    "odd_records": "phiếu cần xem lại",
    "unscored": "chưa có điểm",
    "unproved_score": "điểm chưa có minh chứng",
    "open_scores": "bảng tự chấm chưa khóa",
    "unread_agency": "không đọc được",
    "no_plan": "chưa có kế hoạch",
    "not_reported": "chưa gửi báo cáo",
    "gap": "chỗ trống",
    "changed": "số liệu đã đổi",
}


def missing_data(found: Sequence[Missing]) -> Data:
    """``kind`` is a word of a closed list, ``code`` the task, unit or target that it is about."""
    return listed("missing", [fields(line) for line in found])


def missing_report(found: Sequence[Missing]) -> Report:
    """Lists what is missing with what to do about it."""
    columns = (Column("Loại"), Column("Còn thiếu", wide=True), Column("Cách làm"))
    rows = tuple((_MISSING[line.kind], line.words, line.hint) for line in found)
    empty = "Không thiếu gì: báo cáo gửi được."
    return Report("", (), (Table("", columns, rows, empty=empty, is_read=True),))


def gap_missing(words: str) -> Missing:
    """Turns a gap of the document into something that is missing."""
    return Missing("gap", None, words.strip("[]"), "danvan note add --kind …, hoặc viết vào tệp")


def changed_missing(found: Sequence[Difference]) -> list[Missing]:
    """Turns figures that are others by now into what is missing."""
    return [
        Missing("changed", None, f"{line.name}: {line.before or '—'} → {line.after or '—'}", "xuất lại báo cáo")
        for line in found
    ]


def explained_rows(words: str, rows: Sequence[Deadline], tasks: int | None) -> Report:
    """Lists the rows of a figure under what it comes to."""
    once = f", {tasks} nhiệm vụ (mỗi nhiệm vụ đếm một lần, theo phần việc chậm nhất)" if tasks is not None else ""
    table = deadline_table(
        "", ("task", "unit", "content", "period", "due_on", "submitted_on", "days_late", "state"), rows,
        empty="Không có phần việc nào.",
    )  # fmt: skip
    return Report(f"{words}: {len(rows)} phần việc{once}", (), (table,))


def explained_rows_data(figure: str, of: str | None, rows: Sequence[Deadline], tasks: int | None) -> Data:
    """``tasks`` counts tasks once, null where rows of one unit were asked about."""
    return {"figure": figure, "of": of, "tasks": tasks, **listed("deadlines", [deadline_data(row) for row in rows])}


def explained_target(
    line: Coverage, measured: Sequence[Measurement], counted: Sequence[Measurement], names: Mapping[str, str]
) -> Report:
    """Lists a target's figures, which of them count, what these make, and who is missing."""
    target = line.target
    goal, reached = goal_text(target) or "không có mức bằng số", actual_text(line) or "chưa có số liệu"
    lines = [f"Mục tiêu: {goal}; thực hiện: {reached}; {met_text(line)}."]
    lines.append(f"Cách gộp: {RollUp(target.roll_up).spoken}; {line.units_reported}/{line.units_total} đơn vị đã báo.")
    if line.missing:
        lines.append(f"Chưa báo: {', '.join(names.get(code, code) for code in line.missing)}.")
    columns = (
        Column("Đơn vị"), Column("Ngày"), Column("Tử số/mẫu số"), number("Giá trị"), Column("Được tính"),
        Column("Minh chứng", wide=True),
    )  # fmt: skip
    rows = tuple(
        (
            names.get(figure.unit, figure.unit) if figure.unit else labels.WHOLE_AGENCY, figure.as_of,
            ratio_words(figure.numerator, figure.denominator) if figure.numerator is not None else None,
            figure.value, labels.COUNTED[figure in counted], "; ".join(figure.evidence) or None,
        )
        for figure in measured
    )  # fmt: skip
    return Report(
        f"{target.code}. {target.statement}", tuple(lines), (Table("", columns, rows, empty="Chưa có số liệu."),)
    )


def explained_target_data(line: Coverage, measured: Sequence[Measurement], counted: Sequence[Measurement]) -> Data:
    """The coverage with every figure that was there by the day asked about, and whether it counts."""
    rows = [{**fields(figure), "counted": figure in counted} for figure in measured]
    return {"target": coverage_data(line), **listed("measurements", rows)}


def differences_report(before: str, after: str, found: Sequence[Difference]) -> Report:
    """Lists the figures that differ between two reports."""
    columns = (Column("Số liệu", wide=True), number(before), number(after))
    rows = tuple((line.name, line.before, line.after) for line in found)
    return Report("", (), (Table("", columns, rows, empty="Không có số liệu nào khác nhau."),))


def sent_report(rows: Sequence[tuple[str, date, str | None, str | None, str, date | None]]) -> Report:
    """Lists the reports that were sent."""
    columns = (
        Column("Số"), Column("Ngày gửi"), Column("Nơi nhận"), Column("Kỳ"), Column("Số liệu đến"),
        Column("Tệp", wide=True),
    )  # fmt: skip
    cells = tuple(
        (sent, on, to, period, cut_off and short(cut_off), name) for sent, on, to, period, name, cut_off in rows
    )
    return Report("", (), (Table("", columns, cells, empty="Chưa giữ báo cáo nào; giữ bằng danvan report sent."),))


def faults_report(faults: Sequence[Fault]) -> Report:
    """Lists what is wrong in a template, each with its place and what to do."""
    columns = (Column("Tệp"), number("Dòng"), Column("Chỗ sai", wide=True), Column("Cách sửa", wide=True))
    return Report("", (), (Table("", columns, tuple(faults), empty="Mẫu đúng, dùng được."),))
