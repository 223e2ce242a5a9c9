"""The queries by which an outline fills its sections: each makes blocks from the figures of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from danvan_cli.domain.comparing import counts_beside, targets_beside
from danvan_cli.domain.dates import official_short as short
from danvan_cli.domain.figures import Counts
from danvan_cli.domain.model import Deadline, Task
from danvan_cli.domain.reporting import PlanGroup, ReportFigures
from danvan_cli.domain.words import DocumentRole, NoteKind, State
from danvan_cli.output import progress, report_sentences, report_tables
from danvan_cli.output.blocks import Block, Heading, Listing, Look, Paragraph
from danvan_cli.output.plan_words import padded
from danvan_cli.output.report_charts import counts_figure
from danvan_cli.output.report_sentences import document_words, late_names, of_due, standing
from danvan_cli.output.tables import brief

# A task is named by so many letters where the register has the whole text; units of a chart, tasks of a gap.
_NAMED_LETTERS, _MOST_BARS, _MOST_NAMED = 220, 14, 8
# A screen that has the register, too, tells the results of no more lines than this a second time.
_MOST_TOLD = 1000
# What a single page has room for: bars of its chart, late tasks.
_BARS_BRIEFLY, _MOST_BRIEFLY = 5, 3


class Wish(NamedTuple):
    """How a report is wanted: with the program's codes, for paper or for work, as a draft, its CSV for Excel.

    ``is_whole`` cuts no text of a page that is as tall as it has to be. ``is_screen`` is read on a screen, where a very
    long text is told once.
    """

    codes: bool = False
    printed: bool = True
    draft: bool = False
    excel: bool = False
    is_whole: bool = False
    is_screen: bool = False


class Making(NamedTuple):
    """A report being made: its figures, how it is wanted, the words that its sentences are filled with."""

    figures: ReportFigures
    wish: Wish
    words: dict[str, str]

    @property
    def is_told_once(self) -> bool:
        """True on a screen that has a long register of every task: what stands there is not told again in full."""
        outline = self.figures.outline
        has_register = any("register" in part.fill for part in (*outline.sections, *outline.appendices))
        return has_register and self.wish.is_screen and len(self.figures.register) > _MOST_TOLD

    def say(self, name: str, **values: str | int) -> str:
        """Says a sentence in the office's words."""
        return self.figures.phrases.say(name, **values)


_Fill = Callable[[Making], Iterator[Block]]
# Every query by the name that outlines call it by.
QUERIES: dict[str, _Fill] = {}


def _query(function: _Fill) -> _Fill:
    QUERIES[function.__name__.strip("_")] = function
    return function


def gap(words: str) -> Paragraph:
    """Asks a person to write what the data cannot say."""
    return Paragraph(f"[{words}]", is_gap=True)


@_query
def _documents(making: Making) -> Iterator[Block]:
    """Names what the plan rests on and cites, and what the office issued under it, with numbers and days."""
    known = making.figures.documents
    for role in (DocumentRole.BASIS, DocumentRole.CITED, DocumentRole.ISSUED):
        own = [line for line in known if line.relation == role]
        if own:
            yield Paragraph(making.say(f"documents.{role}"))
            yield Listing([f"{document_words(line)};" for line in own[:-1]] + [f"{document_words(own[-1])}."])
    counted = Counter(line.relation for line in known)
    sent = [
        f"{padded(counted[role])} {what}"
        for role, what in ((DocumentRole.LETTER, "công văn đôn đốc"), (DocumentRole.REPORT, "báo cáo"))
        if counted[role]
    ]
    if sent:
        yield Paragraph(making.say("documents.sent", parts=" và ".join(sent)))


@_query
def _overall(making: Making) -> Iterator[Block]:
    figures = making.figures
    totals, unit = figures.status.totals, figures.status.unit
    yield Paragraph(standing(totals, unit.name if unit else "Kế hoạch", figures.awaiting, figures.phrases))
    yield from _due(making, totals, late_names(figures.late, totals.overdue, figures))
    if not figures.period.is_year:
        yield Paragraph(report_sentences.of_period(figures.in_period, figures.period.words, figures.phrases))
    if figures.estimate is not None:
        yield Paragraph(report_sentences.of_year(figures.estimate, figures.period.year, figures.phrases))
    if figures.status.unopened:
        yield Paragraph(making.say("tasks.unopened", number=padded(figures.status.unopened)))


def _due(making: Making, counts: Counts, late: str) -> Iterator[Block]:
    phrases = making.figures.phrases
    yield Paragraph(of_due(counts, late, phrases))
    if others := report_sentences.beyond_due(counts, phrases):
        yield Paragraph(others)


@_query
def _year_before(making: Making) -> Iterator[Block]:
    """Puts the tasks beside those of the same period one year earlier, where that year's plan is known."""
    figures, before = making.figures, making.figures.year_before
    if before is not None:
        lines = counts_beside(figures, before)
        yield report_tables.beside(lines, figures, before, "Nội dung", "So với năm trước")


@_query
def _targets_year_before(making: Making) -> Iterator[Block]:
    figures, before = making.figures, making.figures.year_before
    lines = targets_beside(figures.status.coverage, before.coverage) if before is not None else []
    if before is not None and lines:
        yield report_tables.beside(lines, figures, before, "Chỉ tiêu", "Chỉ tiêu so với năm trước")


@_query
def _chart(making: Making) -> Iterator[Block]:
    """Draws the units' parts of work, the largest first, and those beyond the first few in one bar."""
    yield from _bars(making, _MOST_BARS)


@_query
def _chart_briefly(making: Making) -> Iterator[Block]:
    yield from _bars(making, _BARS_BRIEFLY)


def _bars(making: Making, most: int) -> Iterator[Block]:
    lines = [(line.name or "Chưa phân công", line.counts) for line in making.figures.status.units]
    if lines:
        yield counts_figure("Tiến độ theo đơn vị chủ trì (số phần việc)", lines, most)


@_query
def _groups(making: Making) -> Iterator[Block]:
    for group in making.figures.groups:
        yield Heading(_group_title(making, group), 2)
        names = late_names(group.late, group.counts.overdue, making.figures)
        yield Paragraph(standing(group.counts, "Nhóm này", group.awaiting, making.figures.phrases))
        if group.counts.already_due:
            yield from _due(making, group.counts, names)
        if making.wish.printed:  # what is made to work with has no text, which takes as long as the tables
            yield from _results(making, group)


def _group_title(making: Making, group: PlanGroup) -> str:
    if group.heading is None:
        return making.say("headings.outside")
    title = group.heading.title.strip().rstrip(".:;")
    return title.capitalize() if title.isupper() else title


def _results(making: Making, group: PlanGroup) -> Iterator[Block]:
    """Tells task by task what was done, as the units wrote it, then names the tasks of which nothing was."""
    silent: list[str] = []
    number = 0
    is_elsewhere = making.is_told_once
    if is_elsewhere:
        yield Paragraph(making.say("results.in_register"))
    for task in group.tasks:
        if words := _task_words(making, task):
            if not is_elsewhere:
                yield Listing([words])
        elif task.state != State.CANCELLED:
            number += 1
            if len(silent) < _MOST_NAMED:
                silent.append(f"“{brief(task.content.rstrip('. '), 90)}”")
    if number:
        more = f" và {padded(number - len(silent))} nhiệm vụ khác" if number > len(silent) else ""
        yield gap(making.say("results.missing", number=padded(number), which=f"{'; '.join(silent)}{more}"))


def _task_words(making: Making, task: Task) -> str:
    figures = making.figures
    rows = [row for row in task.deadlines if figures.status.takes_in(row.unit)]
    told = [words for row in rows if (words := _row_words(figures, row))]
    told += [
        f"{figures.unit_name(report.unit)} (phối hợp): {report.result.rstrip('. ')}"
        for report in task.reports
        if report.result and figures.status.takes_in(report.unit)
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
    proved = f"minh chứng: {proof}" if proof and row.evidence else proof
    said = "; ".join(part.rstrip(". ") for part in (done or going, result, proved) if part)
    return f"{figures.unit_name(row.unit)}{period}: {said}"


@_query
def _targets(making: Making) -> Iterator[Block]:
    figures = making.figures
    yield Paragraph(report_sentences.of_targets(figures))
    if figures.status.coverage:
        yield report_tables.targets(figures)


@_query
def _targets_briefly(making: Making) -> Iterator[Block]:
    yield Paragraph(report_sentences.of_targets(making.figures))


@_query
def _oversight(making: Making) -> Iterator[Block]:
    figures = making.figures
    yield Paragraph(report_sentences.of_reminders(figures))
    if figures.reminders:
        yield report_tables.reminders(figures, printed=making.wish.printed)
    yield Paragraph(report_sentences.of_extensions(figures))
    if figures.extensions:
        yield report_tables.extensions(figures, printed=making.wish.printed)


_JUDGED = (NoteKind.STRENGTH, NoteKind.WEAKNESS, NoteKind.CAUSE, NoteKind.LESSON)


@_query
def _assessment(making: Making) -> Iterator[Block]:
    for kind in _JUDGED:
        yield from _notes(making, kind)


@_query
def _proposals(making: Making) -> Iterator[Block]:
    yield from _notes(making, NoteKind.PROPOSAL)


def _notes(making: Making, kind: NoteKind) -> Iterator[Block]:
    yield Heading(making.say(f"headings.{kind}"), 2)
    figures, codes = making.figures, making.wish.codes
    own = [report_sentences.note_words(figures, note, codes=codes) for note in figures.notes if note.kind == kind]
    yield Listing(own) if own else gap(making.say(f"gaps.{kind}"))


@_query
def _ahead(making: Making) -> Iterator[Block]:
    totals = making.figures.status.totals
    still = totals.in_time + totals.overdue + totals.undated
    yield Heading(making.say("headings.ahead"), 2)
    if still:
        parts = report_sentences.counted(
            (totals.overdue, "quá hạn"), (totals.in_time, "trong hạn"), (totals.undated, "thường xuyên")
        )
        yield Paragraph(making.say("ahead.still", number=padded(still), parts=parts))


@_query
def _cross_table(making: Making) -> Iterator[Block]:
    words = progress.UnitWords.BOTH if making.wish.codes else progress.UnitWords.NAME
    yield progress.cross_table(making.figures.status, words)._replace(title="", name="Tổng hợp")


@_query
def _register(making: Making) -> Iterator[Block]:
    yield report_tables.register(making.figures, codes=making.wish.codes, printed=making.wish.printed)


@_query
def _overdue(making: Making) -> Iterator[Block]:
    yield report_tables.overdue(making.figures)


@_query
def _due_soon(making: Making) -> Iterator[Block]:
    yield report_tables.due_soon(making.figures)


@_query
def _going(making: Making) -> Iterator[Block]:
    yield report_tables.going(making.figures)


@_query
def _target_details(making: Making) -> Iterator[Block]:
    yield report_tables.target_details(making.figures)


@_query
def _document_list(making: Making) -> Iterator[Block]:
    yield report_tables.documents(making.figures)


@_query
def _answer(making: Making) -> Iterator[Block]:
    totals, unit = making.figures.status.totals, making.figures.status.unit
    phrases = making.figures.phrases
    yield Paragraph(of_due(totals, phrases=phrases))
    yield Paragraph(standing(totals, unit.name if unit else "Kế hoạch", making.figures.awaiting, phrases))


@_query
def _late_briefly(making: Making) -> Iterator[Block]:
    yield report_tables.late_briefly(making.figures, _MOST_BRIEFLY, is_whole=making.wish.is_whole)


@_query
def _decisions(making: Making) -> Iterator[Block]:
    """Names what waits for a decision of the leaders, besides the late rows themselves."""
    figures = making.figures
    asked = list(report_sentences.extensions_asked(figures))
    nobody = next((line.counts.total - line.counts.done for line in figures.status.units if line.code is None), 0)
    if nobody:
        asked.append(f"Giao đơn vị chủ trì cho {padded(nobody)} nhiệm vụ chưa phân công.")
    if asked:
        yield Paragraph(making.say("decisions.opening"))
        yield Listing(asked)


@_query
def _owed(making: Making) -> Iterator[Block]:
    unit = making.figures.status.unit
    owed = [line.target.statement for line in making.figures.status.coverage if unit and unit.code in line.missing]
    if owed:
        yield Paragraph(making.say("targets.owed", number=padded(len(owed))))
        yield Listing(owed)


@_query
def _records_year_before(making: Making) -> Iterator[Block]:
    """Puts the figures of all kinds of records beside those of the same period a year earlier."""
    if making.figures.records:
        from danvan_cli.output.report_records import beside_table  # only who keeps records needs it

        if table := beside_table(making.figures):
            yield table


@_query
def _record_forms(making: Making) -> Iterator[Block]:
    """Fills the official forms whose columns the kinds of records know."""
    if making.figures.records:
        from danvan_cli.output.report_records import form_table

        for found in making.figures.records:
            if (table := form_table(found)) is not None:
                yield Paragraph(f"{found.kind.table}, {found.span.words} ({found.span.days_words})", Look.CENTRED)
                yield table


@_query
def _scores(making: Making) -> Iterator[Block]:
    """Tells what the agency scored itself; asks a person for it where nothing was scored here."""
    found = making.figures.scored
    if found is None or not any(line.score.own is not None for line in found.lines):
        yield gap("Ghi tổng điểm tự chấm và xếp loại theo bộ tiêu chí; kèm bảng điểm, minh chứng")
        return
    from danvan_cli.output import score_sentences  # only who scores needs it

    yield from (Paragraph(sentence) for sentence in score_sentences.of_result(found))
    yield score_sentences.group_table(found)
    if items := score_sentences.of_lost(found):
        yield Paragraph("Các tiêu chí chưa đạt điểm tối đa:")
        yield Listing(items)
    if words := score_sentences.open_words(found):
        yield gap(words)


@_query
def _score_table(making: Making) -> Iterator[Block]:
    found = making.figures.scored
    if found is not None and any(line.score.own is not None for line in found.lines):
        from danvan_cli.output.score_table import table_of

        yield table_of(found, blank=False)
