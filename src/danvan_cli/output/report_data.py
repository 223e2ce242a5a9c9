"""A report as JSON: its figures as they are, lists row by row."""

from __future__ import annotations

from danvan_cli.domain.comparing import counts_beside, targets_beside
from danvan_cli.domain.figures import Coverage
from danvan_cli.domain.lazy_lists import LazyMapped
from danvan_cli.domain.reporting import PROGRESS, PlanGroup, ReportFigures
from danvan_cli.output.blocks import Document
from danvan_cli.output.comparing import compared_data
from danvan_cli.output.contract import counts_data, coverage_data, fields, number_data, status_data, task_data
from danvan_cli.output.report_document import gaps
from danvan_cli.output.report_records import told_data
from danvan_cli.output.result import Data


def report_data(figures: ReportFigures, document: Document) -> Data:
    """Holds the status of the cut-off and what only a report has; ``gaps`` are what a person still has to write.

    Of kind "progress" it is the status alone.
    """
    found = status_data(figures.status)
    if figures.outline.kind == PROGRESS:
        before = figures.earlier
        return found if before is None else found | {"compared": compared_data(figures.status, before)}
    period = figures.period
    return {
        "kind": figures.outline.kind,
        "title": document.title,
        "period": {"name": period.name, "words": period.words, "first": str(period.first), "last": str(period.last)},
        "cut_off": str(figures.cut_off),
        "signed_on": str(figures.signed_on),
        **found,
        "in_period": fields(figures.in_period),
        "year_before": _year_before_data(figures),
        "estimate": fields(figures.estimate) if figures.estimate else None,
        "plan_groups": [_group_data(group) for group in figures.groups],
        "coverage": [_coverage_data(figures, line) for line in figures.status.coverage],
        "documents": [fields(line) for line in figures.documents],
        "reminders_sent": [fields(line) for line in figures.reminders],
        "extensions": [fields(line) for line in figures.extensions],
        "notes": [fields(note) for note in figures.notes],
        "scores": _scores_data(figures),
        "records": [told_data(found) for found in figures.records],
        "gaps": list(gaps(document)),
        "tasks": LazyMapped(figures.tasks, task_data),
    }


def _scores_data(figures: ReportFigures) -> Data | None:
    """The agency's own sheet; null where none was scored."""
    if figures.scored is None:
        return None
    from danvan_cli.output.scores import sheet_data  # only who scores needs it

    return sheet_data(figures.scored)


def _year_before_data(figures: ReportFigures) -> Data | None:
    """The figures of this year beside those of the year before; ``difference`` of a rate is in percentage points."""
    before = figures.year_before
    if before is None:
        return None
    lines = [*counts_beside(figures, before), *targets_beside(figures.status.coverage, before.coverage)]
    return {
        "plan": before.plan.code,
        "as_of": str(before.as_of),
        "figures": [{**fields(line), "difference": number_data(line.difference)} for line in lines],
    }


def _group_data(group: PlanGroup) -> Data:
    heading = group.heading
    return {
        "section": heading.path if heading else None,
        "title": heading.title if heading else None,
        **counts_data(group.counts),
        "tasks": len(group.tasks),
    }


def _coverage_data(figures: ReportFigures, line: Coverage) -> Data:
    own, counted = (told.get(line.target.code, ()) for told in (figures.measurements, figures.counted))
    return {**coverage_data(line), "measurements": [{**fields(one), "counted": one in counted} for one in own]}
