"""Reports that were sent: kept with their figures, and held against each other or against today's."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from danvan_cli.db.reads import plans, reporting
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.settings import settings
from danvan_cli.db.reads.tasks import known_tasks
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.carried_figures import FIGURES_PART, Kept, read_figures, read_page
from danvan_cli.domain.codes import find_code
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.office import office_of
from danvan_cli.domain.report_values import Difference, differences, province_values, values_of
from danvan_cli.domain.reporting import PROVINCE
from danvan_cli.domain.text import fold, nfc
from danvan_cli.intake.files.opening import read_bytes
from danvan_cli.intake.files.package import Package
from danvan_cli.services.reporting import ReportOrder, report_period, streamed_report
from danvan_cli.services.request import Request

# A clause in which the plan asks for a yearly report. Of the words themselves: without tones "năm" is "nắm", too.
_CLAUSE = re.compile(r"[.;:]\s")
_REPORT = re.compile(r"\bbao cao\b")
_YEARLY = re.compile(r"\b(?:định kỳ (?:hằng |hàng )?năm|(?:hằng|hàng|mỗi|cả|cuối) năm|(?:báo cáo|tổng kết) năm)\b")


class SentReport(NamedTuple):
    """A report that was sent."""

    number: str
    sent_on: date
    recipient: str | None
    file_name: str
    kept: Kept


def figures_in(path: Path) -> Kept | None:
    """Reads the figures that a file of ours carries; None for any other. FileRefusedError for a damaged one."""
    data = read_bytes(path)
    if data.startswith(b"<!DOCTYPE html>"):
        return read_page(data.decode("utf-8", "replace"))
    if not data.startswith(b"PK"):
        return None
    package = Package(path.name, data)
    return read_figures(package.read(FIGURES_PART).decode("utf-8", "replace")) if FIGURES_PART in package else None


def of_its_plan(request: Request, kept: Kept, file: Path) -> Request:
    """Asks about the plan that a file's figures are of; a file without any is of the plan asked about.

    ConflictError where another plan was named, or the data have none of that code.
    """
    if kept.plan is None:
        return request
    with reading(request.database) as reader:
        known = [plan.code for plan in plans.all_plans(reader, counted=False)]
        named = plans.find_plan(reader, request.plan).code if request.plan is not None else kept.plan
    if kept.plan not in known:
        raise ConflictError(
            f"Tệp “{file.name}” là báo cáo của kế hoạch {kept.plan}, dữ liệu này không có kế hoạch ấy.",
            "Chọn đúng tệp, hoặc đúng dữ liệu bằng --db, --agency.",
        )
    if named != kept.plan:
        raise ConflictError(
            f"Tệp “{file.name}” là báo cáo của kế hoạch {kept.plan}, không phải {named}.",
            f"Ghi --plan {kept.plan}, hoặc chọn tệp khác.",
        )
    return request._replace(plan=kept.plan)


class Sending(NamedTuple):
    """Under which number a report goes out, when, to whom, and for which task it is the proof.

    ``period`` is of a report whose file carries no figures; with ``bare`` such a one is kept whatever is said of it.
    """

    number: str
    sent_on: date
    recipient: str | None = None
    task: str | None = None
    period: str | None = None
    bare: bool = False


def keep_sent(request: Request, path: Path, order: Sending) -> Changed:
    """Keeps a sent report with the figures that its file carries, and proves by it the task that asked for it.

    It is kept with the plan that its figures are of. A file without figures is kept without any, and only where that
    was meant. UsageError for a day not come yet; ConflictError else, and for a number that another report has.
    """
    from danvan_cli.db import tables
    from danvan_cli.services.evidence import add_evidence
    from danvan_cli.services.writing import changed, past_day, plan_row, required_text, row_key, writing

    sent_on = past_day(order.sent_on, request)
    number = required_text(order.number, "Số văn bản")
    data = read_bytes(path)
    kept = figures_in(path) or _without_figures(request, path, order)
    if kept.kind == PROVINCE:
        # Of no plan: there is nothing that its figures could be held against.
        kept = kept._replace(values={})
    request = of_its_plan(request, kept, path)
    if kept.unit is not None:
        raise UsageError(
            f"Tệp “{path.name}” là báo cáo về một đơn vị ({kept.unit}).", "Chỉ giữ báo cáo của cả cơ quan đã gửi đi."
        )
    if kept.cut_off is not None and kept.cut_off > sent_on:
        raise UsageError(
            f"Báo cáo chốt số liệu đến {describe(kept.cut_off)}, không thể đã gửi {describe(sent_on)}.",
            "Ghi đúng ngày gửi ở --on.",
        )
    # Another day is here the cut-off of a file that does not carry it; it is kept today all the same.
    with writing(request._replace(as_of=request.today)) as work:
        plan = plan_row(work, request)
        if any(fold(known.number) == fold(number) for known in _all(work.reader, plan.code)):
            raise ConflictError(f"Đã có báo cáo số {number}.", "Xem bằng danvan report list; ghi số khác.")
        work.session.add(
            tables.SentReport(
                plan_id=row_key(plan.id), kind=kept.kind, period=kept.period, cut_off=kept.cut_off,
                number=number, sent_on=sent_on, recipient=order.recipient,
                file_name=path.name, sha256=hashlib.sha256(data).hexdigest(),
                figures=json.dumps(kept.values, ensure_ascii=False),
            )
        )  # fmt: skip
        task, rows = _proved(work, plan, order, kept)
        proof = f"{number} ngày {short(sent_on)}"
        for row in rows:
            add_evidence(work, [proof], deadline=row_key(row.id))
        plan_code = plan.code
    notes: tuple[str, ...] = (
        () if kept.values else ("Tệp không mang số liệu: đã giữ báo cáo mà không có số liệu để so về sau.",)
    )
    if task is None:
        how = f'danvan task done MÃ --evidence "{proof}"'
        notes += (f"Chưa ghi báo cáo này làm minh chứng của nhiệm vụ nào; nếu có nhiệm vụ đòi nó, ghi {how}.",)
    else:
        done = f"danvan task done {task} --on {short(sent_on)}"
        notes += (f"Là minh chứng của nhiệm vụ {task}; hoàn thành bằng {done}.",)
    told = f" gửi {order.recipient}" if order.recipient else ""
    figures = f"{len(kept.values)} số liệu" if kept.values else "không kèm số liệu"
    headline = f"Đã giữ báo cáo số {number}{told}, {describe(sent_on)}, {figures}."
    return changed(request, work, headline, number, plan=plan_code, notes=notes)


def _without_figures(request: Request, path: Path, order: Sending) -> Kept:
    """Tells of a file that carries no figures what was said of it, and nothing else."""
    cut_off = request.as_of if request.is_day_asked else None
    if cut_off is None and order.period is None and not order.bare:
        raise ConflictError(
            f"Tệp “{path.name}” không mang số liệu của báo cáo, nên không biết nó chốt đến ngày nào.",
            "Giữ không kèm số liệu thì ghi --as-of NGÀY, --period KỲ hay --yes; không thì chọn tệp do danvan xuất.",
        )
    period = report_period(request, order.period).name if order.period is not None else None
    return Kept(None, period, cut_off, {})


def _proved(work: Any, plan: Any, order: Sending, kept: Kept) -> tuple[str | None, list[Any]]:
    """Finds the task that the report proves, with its rows: the one named, else the one that surely asks for it."""
    from danvan_cli.services.steps import unit_code
    from danvan_cli.services.writing import deadline_rows, task_row

    if order.task is not None:
        named = task_row(work, plan, order.task)
        return named.code, deadline_rows(work, named)
    if order.recipient is None or (kept.kind, kept.period) != ("annual", str(plan.year)):
        return None, []
    office = office_of(all_units(work.reader), settings(work.reader))
    if office is None:
        return None, []
    found = []
    for task in known_tasks(work.reader, plan.code):
        if _asks_for_yearly_report(task.content, order.recipient):
            rows = deadline_rows(work, task_row(work, plan, task.code))
            own = [row for row in rows if row.period in ("", kept.period) and unit_code(work, row) == office.code]
            found += [(task.code, own)] if own else []
    return found[0] if len(found) == 1 else (None, [])


def _asks_for_yearly_report(content: str, recipient: str) -> bool:
    wanted = re.compile(rf"\b{re.escape(fold(recipient))}\b")
    clauses = _CLAUSE.split(nfc(content).lower())
    return any(_REPORT.search(fold(one)) and _YEARLY.search(one) and wanted.search(fold(one)) for one in clauses)


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
    """Holds a sent report against another one, or against the same report made of the data as they are now.

    ConflictError for a report that was kept without figures.
    """
    plan, known = sent_reports(request)
    before = _with_figures(plan, known, first)
    if second is not None:
        after = _with_figures(plan, known, second)
        return Compared(plan, before.number, after.number, differences(before.kept.values, after.kept.values))
    return Compared(plan, before.number, "số liệu hiện nay", changed_since(request, before.kept))


def _with_figures(plan: str, known: list[SentReport], words: str) -> SentReport:
    numbers = [report.number for report in known]
    found = known[numbers.index(find_code(numbers, words, "báo cáo đã gửi", f"Kế hoạch {plan}"))]
    if not found.kept.values:
        raise ConflictError(
            f"Báo cáo số {found.number} được giữ không kèm số liệu, nên không có gì để so.",
            "Chọn báo cáo có số liệu; xem danvan report list.",
        )
    return found


def changed_since(request: Request, kept: Kept) -> list[Difference]:
    """Tells which figures of a report would be others if it were made today, up to the same day."""
    if kept.cut_off is not None:
        request = request._replace(as_of=kept.cut_off, is_day_asked=True)
    if kept.kind == PROVINCE:
        from danvan_cli.services.province import province_figures  # who sees one agency never needs it

        order = ReportOrder(PROVINCE, kept.period or None)
        now = province_figures(request, order)
        return differences(kept.values, province_values(now))
    order = ReportOrder(kept.kind or "annual", kept.period, kept.unit)
    with streamed_report(request, order) as figures:
        return differences(kept.values, values_of(figures))
