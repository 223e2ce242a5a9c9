"""Reports that were sent: kept with their figures, and held against each other or against today's."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from danvan_cli.db.reads import plans, reporting
from danvan_cli.db.reads.connection import reading
from danvan_cli.domain.codes import find_code
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.errors import ConflictError, FileRefusedError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.report_values import Difference, differences, values_of
from danvan_cli.domain.text import fold
from danvan_cli.intake.files.package import Package
from danvan_cli.services.reporting import ReportOrder, streamed_report
from danvan_cli.services.request import Request

# The part of our Word files that holds the figures printed in them.
FIGURES_PART = "customXml/item9.xml"
_BEGIN, _END = "<danvan:figures", "</danvan:figures>"
_LARGEST = 200_000_000


class Kept(NamedTuple):
    """A report's figures by name, of which kind, period and unit (None: all) it is, and up to which day it knows."""

    kind: str
    period: str
    cut_off: date
    values: Mapping[str, str]
    unit: str | None = None


class SentReport(NamedTuple):
    """A report that was sent."""

    number: str
    sent_on: date
    recipient: str | None
    file_name: str
    kept: Kept


def figures_in(path: Path) -> Kept | None:
    """Reads the figures that a Word file of ours carries; None for any other. FileRefusedError for a damaged one."""
    data = _content(path)
    if not data.startswith(b"PK"):
        return None
    package = Package(path.name, data)
    if FIGURES_PART not in package:
        return None
    xml = package.read(FIGURES_PART).decode("utf-8", "replace")
    from xml.sax.saxutils import unescape

    _, _, rest = xml.partition(_BEGIN)
    try:
        told = json.loads(unescape(rest.partition(">")[2].partition(_END)[0]))
        values = {str(name): str(value) for name, value in told["values"].items()}
        cut_off, unit = date.fromisoformat(told["cut_off"]), told.get("unit")
        return Kept(str(told["kind"]), str(told["period"]), cut_off, values, unit and str(unit))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise FileRefusedError(f"Tệp “{path.name}” quá lớn.", "Chọn đúng tệp báo cáo.")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"Không đọc được tệp “{path}”.", "Kiểm tra lại tên tệp.") from error


class Sending(NamedTuple):
    """Under which number a report goes out, when, to whom, and for which task it is the proof."""

    number: str
    sent_on: date
    recipient: str | None = None
    task: str | None = None


def keep_sent(request: Request, path: Path, order: Sending) -> Changed:
    """Keeps a sent report with its figures, and proves by it the task that asked for it.

    The figures are those that the file carries, else those of the annual report as of the request's day. Where no task
    is named it is the one open task whose text asks for a report to the recipient. UsageError for a day not come yet,
    ConflictError for a number that another report has.
    """
    from danvan_cli.db import tables
    from danvan_cli.services.evidence import add_evidence
    from danvan_cli.services.writing import changed, deadline_rows, past_day, plan_row, required_text, row_key, writing

    sent_on = past_day(order.sent_on, request)
    number = required_text(order.number, "Số văn bản")
    data = _content(path)
    carried = figures_in(path)
    kept = carried or _today(request)
    if kept.unit is not None:
        raise UsageError(
            f"Tệp “{path.name}” là báo cáo về một đơn vị ({kept.unit}).", "Chỉ giữ báo cáo của cả cơ quan đã gửi đi."
        )
    notes: tuple[str, ...] = () if carried else ("Tệp không mang số liệu; đã giữ số liệu tính theo dữ liệu.",)
    if kept.cut_off > sent_on:
        raise UsageError(
            f"Báo cáo chốt số liệu đến {describe(kept.cut_off)}, không thể đã gửi {describe(sent_on)}.",
            "Ghi đúng ngày gửi ở --on.",
        )
    with writing(request) as work:
        plan = plan_row(work, request)
        if any(fold(known.number) == fold(number) for known in _all(work.reader, plan.code)):
            raise ConflictError(f"Đã có báo cáo số {number}.", "Xem bằng danvan report list; ghi số khác.")
        task = _task_of(work, plan, order)
        work.session.add(
            tables.SentReport(
                plan_id=row_key(plan.id), kind=kept.kind, period=kept.period, cut_off=kept.cut_off, number=number,
                sent_on=sent_on, recipient=order.recipient, file_name=path.name,
                sha256=hashlib.sha256(data).hexdigest(), figures=json.dumps(kept.values, ensure_ascii=False),
            )
        )  # fmt: skip
        if task is not None:
            proof = f"{number} ngày {short(sent_on)}"
            for row in deadline_rows(work, task):
                add_evidence(work, [proof], deadline=row_key(row.id))
            notes += (
                f"Là minh chứng của nhiệm vụ {task.code}; hoàn thành bằng danvan task done {task.code} --on "
                f"{short(sent_on)}.",
            )
        plan_code = plan.code
    told = f" gửi {order.recipient}" if order.recipient else ""
    headline = f"Đã giữ báo cáo số {number}{told}, {describe(sent_on)}, {len(kept.values)} số liệu."
    return changed(request, work, headline, number, plan=plan_code, notes=notes)


def _task_of(work: Any, plan: Any, order: Sending) -> Any:
    from danvan_cli.services.writing import task_row

    if order.task is not None:
        return task_row(work, plan, order.task)
    if order.recipient is None:
        return None
    wanted = fold(order.recipient)
    asking = [
        task.code
        for task in _open_tasks(work, plan)
        if wanted in fold(task.content) and "bao cao" in fold(task.content)
    ]
    return task_row(work, plan, asking[0]) if len(asking) == 1 else None


def _open_tasks(work: Any, plan: Any) -> list[Any]:
    from danvan_cli.db.reads.tasks import known_tasks

    return known_tasks(work.reader, plan.code)


def _today(request: Request) -> Kept:
    with streamed_report(request, ReportOrder()) as figures:
        return Kept(figures.outline.kind, figures.period.name, figures.cut_off, values_of(figures))


def sent_reports(request: Request) -> tuple[str, list[SentReport]]:
    """Lists the reports that were sent, oldest first, with the plan's code."""
    with reading(request.database) as reader:
        plan = plans.find_plan(reader, request.plan)
        return plan.code, _all(reader, plan.code)


def _all(reader: Any, plan: str) -> list[SentReport]:
    return [
        SentReport(number, sent_on, recipient, name, Kept(kind, period, cut_off, json.loads(values)))
        for number, sent_on, recipient, name, kind, period, cut_off, values in reporting.sent_reports(reader, plan)
    ]


class Compared(NamedTuple):
    """What differs between two reports, each named by its number or as the data are now."""

    plan: str
    before: str
    after: str
    found: list[Difference]


def compare(request: Request, first: str, second: str | None) -> Compared:
    """Holds a sent report against another one, or against the same report made of the data as they are now."""
    plan, known = sent_reports(request)
    numbers = [report.number for report in known]
    before = known[numbers.index(find_code(numbers, first, "báo cáo đã gửi", f"Kế hoạch {plan}"))]
    if second is not None:
        after = known[numbers.index(find_code(numbers, second, "báo cáo đã gửi", f"Kế hoạch {plan}"))]
        return Compared(plan, before.number, after.number, differences(before.kept.values, after.kept.values))
    return Compared(plan, before.number, "số liệu hiện nay", changed_since(request, before.kept))


def changed_since(request: Request, kept: Kept) -> list[Difference]:
    """Tells which figures of a report would be others if it were made today, up to the same day."""
    order = ReportOrder(kept.kind, kept.period, kept.unit)
    with streamed_report(request._replace(as_of=kept.cut_off), order) as figures:
        return differences(kept.values, values_of(figures))
