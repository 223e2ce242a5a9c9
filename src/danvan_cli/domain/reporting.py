"""What a report is made of: its outline (what stands where, in which words) and the one object of its figures."""

from __future__ import annotations

import operator
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from danvan_cli.domain.documents import Registered
from danvan_cli.domain.errors import DanvanError
from danvan_cli.domain.figures import Counts, Coverage, Status
from danvan_cli.domain.model import Deadline, Heading, Measurement, Plan, Task
from danvan_cli.domain.phrases import OWN_REPORT, Phrases
from danvan_cli.domain.report_periods import ReportPeriod
from danvan_cli.domain.words import NoteKind

if TYPE_CHECKING:
    from danvan_cli.domain.record_kinds import RecordKind
    from danvan_cli.domain.record_standing import Carried
    from danvan_cli.domain.record_sums import RecordSums, SumsBeside
    from danvan_cli.domain.record_values import KeptRecord
    from danvan_cli.domain.scoring_sheets import Scored  # what most reports need not pay

# The kind of report that has words of its own: of a day, on no period.
PROGRESS = "progress"
# The kind that is one page.
BRIEF = "brief"
# The kind that is of all agencies in the data, not of one plan.
PROVINCE = "province"
# So begins what an outline asks for of a kind of record: "records:inspections".
OF_RECORDS = "records:"


class OutlinePart(NamedTuple):
    """A section or an appendix: its title, what fills it (names of queries), and what a person is asked to write.

    ``gap`` is printed in brackets where the queries leave something that only a person can say, ``unless`` the kind of
    record so called has been told. ``sideways`` puts an appendix on pages of its own that lie across. An ``optional``
    one is left out where its queries give nothing, and one on targets where the plan has none.
    """

    title: str
    fill: tuple[str, ...]
    gap: str = ""
    sideways: bool = False
    unless: str = ""
    optional: bool = False


class Outline(NamedTuple):
    """A kind of report as its data file tells it.

    ``names`` are the words by which ``--kind`` finds it; ``type`` and ``abstract`` what stands above the text. Without
    ``is_official`` it has no head and no signature. ``file`` begins the name of its file.
    """

    kind: str
    names: tuple[str, ...]
    file: str
    type: str
    abstract: str
    opening: str
    closing: str
    is_official: bool
    is_sideways: bool
    needs_unit: bool
    sections: tuple[OutlinePart, ...]
    appendices: tuple[OutlinePart, ...]


def outline_of(kind: str, data: Mapping[str, Any]) -> Outline:
    """Reads an outline from its file's content. Raises DanvanError for a file that says too little or too much."""
    known = {
        "names", "file", "type", "abstract", "opening", "closing", "official", "sideways", "unit", "section",
        "appendix",
    }  # fmt: skip
    if (unknown := sorted(set(data) - known)) or "abstract" not in data:
        wrong = f"có mục lạ “{unknown[0]}”" if unknown else "thiếu abstract"
        raise DanvanError(f"Tệp đề cương {kind}.toml {wrong}.", "Sửa lại tệp đề cương, xem annual.toml làm mẫu.")
    return Outline(
        kind,
        tuple(data.get("names", ())),
        data.get("file", kind),
        data.get("type", "Báo cáo"),
        data["abstract"],
        data.get("opening", ""),
        data.get("closing", ""),
        bool(data.get("official")),
        bool(data.get("sideways")),
        bool(data.get("unit")),
        tuple(map(_part, data.get("section", ()))),
        tuple(map(_part, data.get("appendix", ()))),
    )


def _part(data: Mapping[str, Any]) -> OutlinePart:
    return OutlinePart(
        data.get("title", ""),
        tuple(data.get("fill", ())),
        data.get("gap", ""),
        bool(data.get("sideways")),
        data.get("unless", ""),
        bool(data.get("optional")),
    )


class LatePart(NamedTuple):
    """A late row of a task; no unit where nobody was given the work, ``days_late`` is 1 or more."""

    unit: str | None
    due_on: date
    days_late: int


class OverdueTask(NamedTuple):
    """A late task with the rows that keep it late, the earliest last day first."""

    code: str
    content: str
    product: str | None
    parts: tuple[LatePart, ...]


class Awaiting(NamedTuple):
    """How many tasks the units are done with and the Office has not confirmed, each part of the state of that name.

    Of such a task no row is still to be handed in.
    """

    in_time: int = 0
    overdue: int = 0
    undated: int = 0

    def plus(self, other: Awaiting) -> Awaiting:
        """Adds another group's to this one's."""
        return Awaiting(*map(operator.add, self, other))


class PlanGroup(NamedTuple):
    """A group of the plan's own with its tasks, each counted once; ``late`` are the first of the late ones."""

    heading: Heading | None
    counts: Counts
    awaiting: Awaiting
    tasks: Collection[Task]
    late: tuple[OverdueTask, ...]


class RegisterLine(NamedTuple):
    """A line of the register: a task with one of its rows.

    There is no row where none has begun or the unit told of only supports: then ``state`` is the task's, and ``leads``
    are told, which a row has of its own.
    """

    code: str
    content: str
    product: str | None
    leads: Sequence[str]
    supports: Sequence[str]
    state: str
    row: Deadline | None


class ReportReminder(NamedTuple):
    """A reminder as a report tells it; ``unit`` is the code of whom it was sent to, ``name`` its name on that day."""

    task: str
    content: str
    unit: str
    name: str
    number: int
    kind: str
    sent_on: date
    document: str | None


class ReportExtension(NamedTuple):
    """An extension, asked for or decided, as a report tells it."""

    task: str
    content: str
    unit: str | None
    old_due_on: date
    asked_due_on: date
    new_due_on: date | None
    decision: str | None
    reason: str
    decided_on: date | None
    document: str | None


class ReportNote(NamedTuple):
    """A remark that a report quotes; no task for one on the whole plan.

    ``number`` counts the plan's remarks from 1 in the order of writing, those of all kinds. ``content`` is the task's,
    ``unit`` the one that the remark is about.
    """

    number: int
    kind: NoteKind
    text: str
    task: str | None
    at: datetime
    content: str | None = None
    unit: str | None = None


class NoteList(NamedTuple):
    """The remarks on a plan and on its tasks, oldest first."""

    plan: Plan
    notes: tuple[ReportNote, ...]


class Estimate(NamedTuple):
    """What the year comes to where all that is still in time is done in time: of ``dated`` so many ``done``."""

    done: int
    dated: int


class InPeriod(NamedTuple):
    """The dated rows whose last day is in the period, up to the cut-off: ``due`` = on time + late + open + waiting."""

    due: int
    on_time: int
    late: int
    open: int
    waiting: int


class YearBefore(NamedTuple):
    """The same figures of the plan of the year before, up to the same day one year earlier."""

    plan: Plan
    as_of: date
    totals: Counts
    in_period: InPeriod
    coverage: tuple[Coverage, ...]


class RecordsTold(NamedTuple):
    """What a report tells of one kind of record: its sums of the period, and the records themselves as they stand.

    ``span`` are the days that they lie in, ``before_span`` the same a year earlier, ``before`` the records of these.
    ``parted`` has the sums by what the official form parts its lines by, for a kind that has one. ``warnings`` say what
    does not hang together, ``silent`` are the units that told of the kind before and told nothing in the period.
    ``merged`` names by unit those that are added to its line because they were merged into it.
    """

    kind: RecordKind
    span: ReportPeriod
    before_span: ReportPeriod
    sums: RecordSums
    records: tuple[KeptRecord, ...]
    before: tuple[KeptRecord, ...] = ()
    carried: Carried | None = None
    parted: tuple[SumsBeside, ...] = ()
    warnings: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    merged: Mapping[str, tuple[str, ...]] = {}


class Sender(NamedTuple):
    """Who sends a report: what stands in its head and foot; None leaves room to write it in by hand."""

    governing_body: str | None
    issuer: str | None
    symbol: str
    place: str | None
    authority: str | None
    signer_title: str | None
    signer: str | None
    recipients: tuple[str, ...]


class ReportFigures(NamedTuple):
    """All that a report says, once: every sentence, table, chart and format takes its figures from here.

    ``status`` is that of the cut-off, its lists, ``tasks`` and ``register`` may be long and are read anew on each pass.
    ``register`` has each task's rows, one line for a task without any.
    ``signed_on`` is the day that the report bears; ``earlier`` what the status says for another year's plan, where that
    is asked for. ``late`` are the first late tasks of the plan, the longest first. ``brief`` is the outline of the same
    report on a page, where that is asked for; ``phrases`` are the sentences of the office, or the program's own.
    ``records`` are the kinds of records that the outline asks for and of which there ever was one; ``scored`` is the
    agency's own sheet by the set of the plan's year.
    """

    outline: Outline
    period: ReportPeriod
    signed_on: date
    status: Status
    sender: Sender
    names: Mapping[str, str]
    documents: tuple[Registered, ...]
    awaiting: Awaiting
    groups: tuple[PlanGroup, ...]
    tasks: Collection[Task]
    register: Collection[RegisterLine]
    late: tuple[OverdueTask, ...]
    measurements: Mapping[str, Sequence[Measurement]]
    counted: Mapping[str, Collection[Measurement]]
    reminders: tuple[ReportReminder, ...]
    extensions: tuple[ReportExtension, ...]
    notes: tuple[ReportNote, ...]
    in_period: InPeriod
    estimate: Estimate | None
    year_before: YearBefore | None = None
    earlier: Status | None = None
    brief: Outline | None = None
    phrases: Phrases = OWN_REPORT
    records: tuple[RecordsTold, ...] = ()
    scored: Scored | None = None

    @property
    def plan_code(self) -> str:
        """The plan that it is of."""
        return self.status.plan.code

    @property
    def cut_off(self) -> date:
        """The last day that the figures know of."""
        return self.status.as_of

    def unit_name(self, code: str | None) -> str:
        """Names a unit in a sentence; of none it says that nobody was given the work."""
        return "chưa phân công" if code is None else self.names.get(code, code)
