"""A report as a document: its outline's sections, each filled by the queries that it names, from one object of figures.

A query is a function of this module; an outline (a file of ``data/outlines``) says which stand where, in which words.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

from danvan_cli.domain.dates import official_short as short
from danvan_cli.domain.errors import DanvanError
from danvan_cli.domain.model import Cited, Deadline, Task
from danvan_cli.domain.report_values import values_of
from danvan_cli.domain.reporting import OutlinePart, PlanGroup, ReportFigures
from danvan_cli.domain.text import nfc
from danvan_cli.domain.words import NoteKind, State
from danvan_cli.output import progress, report_sentences, report_tables
from danvan_cli.output.blocks import (
    Block,
    Document,
    Figure,
    Heading,
    Listing,
    Look,
    OfficialFoot,
    OfficialHead,
    PageBreak,
    Paragraph,
    Series,
    Signature,
    document_of,
)
from danvan_cli.output.plan_words import in_sentence, named, padded, subject, subject_without_year
from danvan_cli.output.report_sentences import late_names, of_due, standing
from danvan_cli.output.tables import Table, brief

# The one kind that is not of a period.
PROGRESS = "progress"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# A task is named by so many letters where the register has the whole text; units of a chart, tasks of a gap.
_NAMED_LETTERS, _MOST_BARS, _MOST_NAMED, _MOST_BRIEFLY = 220, 14, 8, 5


class Wish(NamedTuple):
    """How a report is wanted: with the program's codes, for paper or for work, as a draft, its CSV for Excel."""

    codes: bool = False
    printed: bool = True
    draft: bool = False
    excel: bool = False


class _Making(NamedTuple):
    figures: ReportFigures
    wish: Wish
    words: dict[str, str]


_Fill = Callable[[_Making], Iterator[Block]]
_QUERIES: dict[str, _Fill] = {}


def _query(function: _Fill) -> _Fill:
    _QUERIES[function.__name__.strip("_")] = function
    return function


def report_document(figures: ReportFigures, wish: Wish) -> Document:
    """Makes the document; its long tables are read while the data are open."""
    if figures.outline.kind == PROGRESS:
        # Of today, with words of its own: what the Monday screen shows, whole.
        return document_of(progress.progress_report(figures.status))._replace(figures=lambda: _carried(figures))
    making = _Making(figures, wish, _words(figures))
    outline = figures.outline
    abstract = _sentence(outline.abstract, making.words)
    head = None
    if outline.is_official and wish.printed:
        sender = figures.sender
        head = OfficialHead(
            sender.governing_body, sender.issuer, None, sender.symbol, sender.place,
            None if wish.draft else figures.signed_on, abstract,
            outline.type,
        )  # fmt: skip
    title = f"{outline.type.upper()} – {abstract}"
    lines = () if head else tuple(_heading_lines(figures))
    return Document(title, lines, lambda: _blocks(making), head, outline.is_sideways, lambda: _carried(figures))


def _carried(figures: ReportFigures) -> str:
    told = {
        "kind": figures.outline.kind, "period": figures.period.name, "cut_off": str(figures.cut_off),
        "values": values_of(figures),
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False)


def gaps(document: Document) -> Iterator[str]:
    """Lists what a person still has to write."""
    return (block.text for block in document.blocks() if isinstance(block, Paragraph) and block.is_gap)


def _words(figures: ReportFigures) -> dict[str, str]:
    plan = figures.status.plan
    year = f"năm {plan.year}"
    about = subject_without_year(plan) if year in figures.period.words else subject(plan)
    return {
        "subject": about,
        "plan_named": named(plan),
        "plan": plan.title,
        "period": figures.period.words,
        "cut_off": short(figures.cut_off),
        "issuer": in_sentence(figures.sender.issuer) if figures.sender.issuer else "cơ quan",
        "unit": figures.status.unit.name if figures.status.unit else "",
    }


def _sentence(template: str, words: dict[str, str]) -> str:
    """Fills a template; a brace of the data itself stays what it is."""
    for name, word in words.items():
        template = (
            template.replace(f"{{{name}}}", f"\ue000{name}\ue001") if word else template.replace(f"{{{name}}}", "")
        )
    for name, word in words.items():
        template = template.replace(f"\ue000{name}\ue001", word)
    return nfc(" ".join(template.split()))


def _days_line(figures: ReportFigures) -> str:
    known = figures.status.known_on
    typed = f", chỉ gồm những gì đã nhập đến hết ngày {short(known)}" if known else ""
    return (
        f"Kỳ báo cáo {figures.period.words} ({figures.period.days_words}); số liệu tính đến hết ngày "
        f"{short(figures.cut_off)}{typed}"
    )


def _heading_lines(figures: ReportFigures) -> Iterator[str]:
    yield named(figures.status.plan)
    if figures.status.unit is not None:
        yield f"Đơn vị: {figures.status.unit.name}"
        if figures.status.below:
            yield f"Chưa gồm việc của các đơn vị thuộc quyền: {', '.join(map(figures.unit_name, figures.status.below))}"
    yield _days_line(figures)


def _blocks(making: _Making) -> Iterator[Block]:
    figures, outline = making.figures, making.figures.outline
    is_official = outline.is_official and making.wish.printed
    if not making.wish.printed:
        # To work with: the large tables first, no text between them.
        parts = (*outline.appendices, *outline.sections)
        yield from (b for part in parts for b in _filled(making, part) if isinstance(b, Table | Figure))
        return
    if is_official:
        yield Paragraph(f"({_days_line(figures)})", Look.CENTRED)
    if outline.opening:
        yield Paragraph(_sentence(outline.opening, making.words))
    for place, part in enumerate(outline.sections):
        if part.title:
            yield Heading(f"{_ROMAN[place]}. {part.title}")
        yield from _filled(making, part)
    if outline.closing:
        yield Paragraph(f"{_sentence(outline.closing, making.words).rstrip('. ')}./.", is_last=True)
    if is_official:
        sender = figures.sender
        yield Signature(OfficialFoot(sender.recipients, sender.authority, sender.signer_title, sender.signer))
    for place, part in enumerate(outline.appendices):
        yield PageBreak(part.sideways)
        yield Heading(f"Phụ lục {_ROMAN[place]}. {part.title}")
        yield from _filled(making, part)


def _filled(making: _Making, part: OutlinePart) -> Iterator[Block]:
    """Fills a section; headings inside it are numbered 1, 2, …"""
    number = 0
    for block in chain.from_iterable(_queried(making, name) for name in part.fill):
        if isinstance(block, Heading) and block.level == 2:
            number += 1
            block = block._replace(text=f"{number}. {block.text}")
        yield block
    if part.gap:
        yield _gap(part.gap)


def _queried(making: _Making, name: str) -> Iterator[Block]:
    if name not in _QUERIES:
        known = ", ".join(sorted(_QUERIES))
        raise DanvanError(f"Đề cương hỏi “{name}”, chương trình không có.", f"Các phần có: {known}.")
    return _QUERIES[name](making)


def _gap(words: str) -> Paragraph:
    return Paragraph(f"[{words}]", is_gap=True)


@_query
def _documents(making: _Making) -> Iterator[Block]:
    cited = making.figures.documents
    for relation, opening in (
        ("basis", "Kế hoạch được ban hành trên cơ sở:"),
        ("cited", "Các văn bản được quán triệt, triển khai theo kế hoạch:"),
    ):
        own = [line for line in cited if line.relation == relation]
        if own:
            yield Paragraph(opening)
            yield Listing([f"{_document_words(line)};" for line in own[:-1]] + [f"{_document_words(own[-1])}."])


def _document_words(line: Cited) -> str:
    parts = [
        line.type or "Văn bản",
        f"số {line.number}",
        f"ngày {short(line.issued_on)}" if line.issued_on else "",
        f"của {line.issuer}" if line.issuer else "",
    ]
    return " ".join(filter(None, parts))


@_query
def _overall(making: _Making) -> Iterator[Block]:
    figures = making.figures
    totals, unit = figures.status.totals, figures.status.unit
    yield Paragraph(standing(totals, unit.name if unit else "Kế hoạch"))
    yield Paragraph(of_due(totals, late_names(figures.late, totals.overdue, figures)))
    if not figures.period.is_year:
        yield Paragraph(report_sentences.of_period(figures.in_period, figures.period.words))
    if figures.estimate is not None:
        yield Paragraph(report_sentences.of_year(figures.estimate, figures.period.year))
    if figures.status.unopened:
        yield Paragraph(f"Ngoài ra có {padded(figures.status.unopened)} nhiệm vụ định kỳ chưa đến kỳ thực hiện.")


@_query
def _chart(making: _Making) -> Iterator[Block]:
    """Draws the units' parts of work, the largest first; units beyond the first few stand in the table alone."""
    lines = sorted(making.figures.status.units, key=lambda line: -line.counts.total)[:_MOST_BARS]
    if lines:
        found = [line.counts for line in lines]
        series = (
            Series("Hoàn thành đúng hạn", tuple(c.done_on_time for c in found)),
            Series("Hoàn thành quá hạn", tuple(c.done_late for c in found)),
            Series("Hoàn thành, không thời hạn", tuple(c.done_undated for c in found)),
            Series("Đang thực hiện, trong hạn", tuple(c.in_time for c in found)),
            Series("Quá hạn chưa hoàn thành", tuple(c.overdue for c in found)),
            Series("Thường xuyên, không thời hạn", tuple(c.undated for c in found)),
        )
        names = tuple(line.name or "Chưa phân công" for line in lines)
        shown = tuple(one for one in series if any(one.values))
        yield Figure("Tiến độ theo đơn vị chủ trì (số phần việc)", names, shown)


@_query
def _groups(making: _Making) -> Iterator[Block]:
    for group in making.figures.groups:
        yield Heading(_group_title(group), 2)
        names = late_names(group.late, group.counts.overdue, making.figures)
        yield Paragraph(standing(group.counts, "Nhóm này"))
        if group.counts.already_due:
            yield Paragraph(of_due(group.counts, names))
        yield from _results(making, group)


def _group_title(group: PlanGroup) -> str:
    if group.heading is None:
        return "Nhiệm vụ bổ sung ngoài các mục của kế hoạch"
    title = group.heading.title.strip().rstrip(".:;")
    return title.capitalize() if title.isupper() else title


def _results(making: _Making, group: PlanGroup) -> Iterator[Block]:
    """Tells task by task what was done, as the units wrote it, then names the tasks of which nothing was."""
    silent: list[str] = []
    number = 0
    for task in group.tasks:
        if words := _task_words(making, task):
            yield Listing([words])
        elif task.state != State.CANCELLED:
            number += 1
            if len(silent) < _MOST_NAMED:
                silent.append(f"“{brief(task.content.rstrip('. '), 90)}”")
    if number:
        more = f" và {padded(number - len(silent))} nhiệm vụ khác" if number > len(silent) else ""
        yield _gap(f"Chưa có kết quả được báo của {padded(number)} nhiệm vụ: {'; '.join(silent)}{more}")


def _task_words(making: _Making, task: Task) -> str:
    figures, unit = making.figures, making.figures.status.unit
    rows = [row for row in task.deadlines if unit is None or row.unit == unit.code]
    told = [words for row in rows if (words := _row_words(figures, row))]
    told += [
        f"{figures.unit_name(report.unit)} (phối hợp): {report.result.rstrip('. ')}"
        for report in task.reports
        if report.result and (unit is None or report.unit == unit.code)
    ]
    if not told:
        return ""
    code = f"{task.code}. " if making.wish.codes else ""
    return f"{code}{brief(task.content.rstrip('. '), _NAMED_LETTERS)} – {'. '.join(told)}."


def _row_words(figures: ReportFigures, row: Deadline) -> str:
    """Tells one unit's row: how it stands, the result as written, the evidence; nothing where none of it is known."""
    result, proof = report_tables.result_words(row), report_tables.proof_words(row)
    if not (result or proof or row.completed_on):
        return ""
    period = f" ({report_tables.period_name(row.period)})" if row.period else ""
    late = f", chậm {padded(row.days_late)} ngày" if row.days_late else ""
    done = f"hoàn thành ngày {short(row.submitted_on or row.completed_on)}{late}" if row.completed_on else ""
    going = f"đạt {row.progress}%{late}" if not row.completed_on and row.progress else ""
    proved = f"minh chứng: {proof}" if proof else ""
    said = "; ".join(part.rstrip(". ") for part in (done or going, result, proved) if part)
    return f"{figures.unit_name(row.unit)}{period}: {said}"


@_query
def _targets(making: _Making) -> Iterator[Block]:
    figures = making.figures
    yield Paragraph(report_sentences.of_targets(figures.status.coverage))
    if figures.status.coverage:
        yield report_tables.targets(figures)


@_query
def _targets_briefly(making: _Making) -> Iterator[Block]:
    yield Paragraph(report_sentences.of_targets(making.figures.status.coverage))


@_query
def _oversight(making: _Making) -> Iterator[Block]:
    figures = making.figures
    yield Paragraph(report_sentences.of_reminders(figures))
    if figures.reminders:
        yield report_tables.reminders(figures, printed=making.wish.printed)
    yield Paragraph(report_sentences.of_extensions(figures))
    if figures.extensions:
        yield report_tables.extensions(figures, printed=making.wish.printed)


_JUDGED = {
    NoteKind.STRENGTH: ("Ưu điểm", "Ghi ưu điểm, kết quả nổi bật"),
    NoteKind.WEAKNESS: ("Hạn chế, tồn tại", "Ghi hạn chế, tồn tại"),
    NoteKind.CAUSE: ("Nguyên nhân", "Ghi nguyên nhân"),
    NoteKind.LESSON: ("Bài học kinh nghiệm", "Ghi bài học kinh nghiệm"),
}


@_query
def _assessment(making: _Making) -> Iterator[Block]:
    for kind, (title, asked) in _JUDGED.items():
        yield Heading(title, 2)
        yield from _notes(making, kind, asked)


@_query
def _proposals(making: _Making) -> Iterator[Block]:
    yield Heading("Kiến nghị, đề xuất", 2)
    yield from _notes(making, NoteKind.PROPOSAL, "Ghi kiến nghị, đề xuất; nếu không có thì ghi “Không”")


def _notes(making: _Making, kind: NoteKind, asked: str) -> Iterator[Block]:
    own = [note.text for note in making.figures.notes if note.kind == kind]
    yield Listing(own) if own else _gap(asked)


@_query
def _ahead(making: _Making) -> Iterator[Block]:
    totals = making.figures.status.totals
    still = totals.in_time + totals.overdue + totals.undated
    yield Heading("Phương hướng, nhiệm vụ trọng tâm", 2)
    if still:
        parts = report_sentences.counted(
            (totals.overdue, "quá hạn"), (totals.in_time, "trong hạn"), (totals.undated, "thường xuyên")
        )
        yield Paragraph(f"Tiếp tục thực hiện {padded(still)} nhiệm vụ chưa hoàn thành của kế hoạch ({parts}).")


@_query
def _cross_table(making: _Making) -> Iterator[Block]:
    words = progress.UnitWords.BOTH if making.wish.codes else progress.UnitWords.NAME
    yield progress.cross_table(making.figures.status, words)._replace(title="", name="Tổng hợp")


@_query
def _register(making: _Making) -> Iterator[Block]:
    yield report_tables.register(making.figures, codes=making.wish.codes, printed=making.wish.printed)


@_query
def _overdue(making: _Making) -> Iterator[Block]:
    yield report_tables.overdue(making.figures)


@_query
def _due_soon(making: _Making) -> Iterator[Block]:
    yield report_tables.due_soon(making.figures)


@_query
def _target_details(making: _Making) -> Iterator[Block]:
    yield report_tables.target_details(making.figures)


@_query
def _document_list(making: _Making) -> Iterator[Block]:
    yield report_tables.documents(making.figures)


@_query
def _answer(making: _Making) -> Iterator[Block]:
    totals = making.figures.status.totals
    yield Paragraph(of_due(totals))
    yield Paragraph(standing(totals, "Kế hoạch"))


@_query
def _late_briefly(making: _Making) -> Iterator[Block]:
    yield report_tables.late_briefly(making.figures, _MOST_BRIEFLY)


@_query
def _decisions(making: _Making) -> Iterator[Block]:
    """Names what waits for a decision of the leaders, besides the late rows themselves."""
    figures = making.figures
    asked = [
        f"Đề nghị gia hạn của {figures.unit_name(row.unit)} đến ngày {short(row.asked_due_on or figures.cut_off)}: "
        f"“{brief(row.content.rstrip('. '), 110)}”."
        for row in figures.status.extension_requests
    ]
    nobody = next((line.counts.total for line in figures.status.units if line.code is None), 0)
    if nobody:
        asked.append(f"Giao đơn vị chủ trì cho {padded(nobody)} nhiệm vụ chưa phân công.")
    if asked:
        yield Paragraph("Cần lãnh đạo quyết định:")
        yield Listing(asked)


@_query
def _owed(making: _Making) -> Iterator[Block]:
    unit = making.figures.status.unit
    owed = [line.target.statement for line in making.figures.status.coverage if unit and unit.code in line.missing]
    if owed:
        yield Paragraph(f"Chưa báo số liệu của {padded(len(owed))} chỉ tiêu:")
        yield Listing(owed)


def file_words(figures: ReportFigures) -> str:
    """Names a report's file by kind, unit and period, without its day and ending: "bao-cao-nam-2023"."""
    unit = f"-{figures.status.unit.code}" if figures.status.unit else ""
    period = f"nam-{figures.period.year}" if figures.period.is_year else figures.period.name
    return f"{figures.outline.file}{unit}-{period}"
