"""What the rings hand to each other: frozen records.

Modules of records do not postpone their annotations: a class is built from types in half the time that it takes from
words, and every command builds these before it does anything.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from danvan_cli.domain.words import Fate, RollUp, UnitKind

if TYPE_CHECKING:
    from danvan_cli.domain.revision import Revision  # only an import needs it


class Agency(NamedTuple):
    """An office that follows its own plans; many can share one database."""

    code: str
    name: str


class Unit(NamedTuple):
    """A body that can be responsible, from ``valid_from`` to ``valid_to``, both days included.

    ``successors`` are the codes of those who took over from it, ``former_names`` what it was called up to which day.
    """

    code: str
    name: str
    kind: str = UnitKind.DEPARTMENT
    parent: str | None = None
    headcount: int | None = None
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    email: str | None = None
    successors: tuple[str, ...] = ()
    former_names: tuple[tuple[str, date], ...] = ()


class Plan(NamedTuple):
    """One numbered document of one year, as followed; ``tasks`` and ``targets`` are None unless they were counted."""

    code: str
    title: str
    year: int
    number: str | None
    symbol: str | None
    issuer: str | None
    governing_body: str | None
    place: str | None
    issued_on: date | None
    authority: str | None
    signer_title: str | None
    signer: str | None
    recipients: tuple[str, ...]
    source_name: str | None
    tasks: int | None
    targets: int | None
    is_current: bool
    closed_on: date | None = None

    def is_open(self, day: date) -> bool:
        """Tells whether it is followed on a day; on the day of its closing it is not any more."""
        return self.closed_on is None or self.closed_on > day


class Heading(NamedTuple):
    """A heading of a plan; ``path`` ("II.1") is its place, ``parent`` the path above it."""

    path: str
    marker: str
    title: str
    parent: str | None


class Deadline(NamedTuple):
    """One lead unit's date on a task for one period, with its state at the day asked about.

    ``opens_on`` is the day from which the row counts, None where it always did. ``exempt`` is the mark "trễ khách
    quan". ``asked_due_on`` is the day that an undecided request for an extension asks for.
    """

    task: str
    content: str
    section: str | None
    unit: str | None
    role: str
    period: str
    due_text: str | None
    due_on: date | None
    due_certain: bool
    original_due_on: date | None
    extensions: int
    stage: str
    state: str
    days_late: int
    progress: int
    result: str | None
    submitted_on: date | None
    completed_on: date | None
    last_update: date | None
    evidence: tuple[str, ...]
    reminders: int
    reason: str | None
    opens_on: date | None = None
    exempt: bool = False
    exempt_reason: str | None = None
    no_evidence_reason: str | None = None
    asked_due_on: date | None = None
    plan: str = ""
    short_title: str | None = None

    @property
    def is_moved(self) -> bool:
        """True when extensions left another last day than the first one."""
        return bool(self.extensions) and self.original_due_on is not None and self.original_due_on != self.due_on


class SupportReport(NamedTuple):
    """What a supporting unit says it has done; it is shown and never counted."""

    unit: str
    progress: int
    result: str | None
    last_update: date | None


class ComingPeriod(NamedTuple):
    """A period of recurring work that has not begun: from when it counts, and its last day."""

    period: str
    opens_on: date
    due_on: date | None


# Texts of a task that a person enters, changes and reads, each by the name of its column; commands, services, reads and
# screens take them from here, what they are called stands in ``domain.records``.
TASK_TEXTS = ("short_title", "product")


class Task(NamedTuple):
    """A piece of work; ``state`` is the worst of its leads' rows, in time while no period has begun.

    ``deadlines`` are the rows that count at the day asked about, ``coming`` the periods that begin later, each once.
    ``every`` and ``review_every`` are rhythms set by hand.
    """

    code: str
    section: str | None
    content: str
    kind: str
    priority: str
    product: str | None
    source: str | None
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    watchers: tuple[str, ...]
    groups: tuple[str, ...]
    state: str
    removed: bool
    deadlines: tuple[Deadline, ...]
    every: str | None = None
    review_every: str | None = None
    reports: tuple[SupportReport, ...] = ()
    coming: tuple[ComingPeriod, ...] = ()
    short_title: str | None = None
    plan: str = ""


class KnownTask(NamedTuple):
    """What of a stored task it takes to know it again; ``units`` lead or support it."""

    code: str
    content: str
    units: tuple[str, ...] = ()
    is_from_file: bool = True


class TaskFilter(NamedTuple):
    """What a list is narrowed to; every given part must hold. ``unit`` is a code, ``text`` is searched folded.

    ``due_from`` and ``due_to`` are both included. ``unassigned`` keeps the tasks that nobody leads,
    ``with_removed`` the removed ones too.
    """

    unit: str | None = None
    role: str | None = None
    state: str | None = None
    section: str | None = None
    due_from: date | None = None
    due_to: date | None = None
    kind: str | None = None
    text: str | None = None
    unassigned: bool = False
    with_removed: bool = False


class LogFilter(NamedTuple):
    """What the journal is narrowed to; every given part must hold.

    ``since`` is the first day of entering, ``task`` and ``unit`` are typed words of changed things, ``actor`` is a
    writer's name or login, compared folded.
    """

    since: date | None = None
    unit: str | None = None
    task: str | None = None
    actor: str | None = None


class Extension(NamedTuple):
    """A request to move one row's last day and its answer; without a decision it still waits.

    Days that nobody wrote down are None. ``answer`` says why less or nothing was granted.
    """

    unit: str | None
    period: str
    asked_on: date | None
    asked_due_on: date
    old_due_on: date
    new_due_on: date | None
    decision: str | None
    reason: str
    decided_on: date | None
    decided_by: str | None
    document: str | None
    answer: str | None


class Reminder(NamedTuple):
    """One reminder of one row; one with ``withdrawn_on`` was sent by mistake and counts no more.

    ``unit`` is whom it was sent to, whoever has the row since.
    """

    unit: str
    period: str
    number: int
    kind: str
    sent_on: date
    content: str | None
    document: str | None
    withdrawn_on: date | None


class InCharge(NamedTuple):
    """An officer in charge of a task: of the own unit's part, or without a unit of the whole."""

    name: str
    post: str | None
    phone: str | None
    email: str | None
    unit: str | None


class Proof(NamedTuple):
    """What proves a result, a figure or a record (``code``), numbered from 1 within its task, target or record.

    ``unit`` and ``period`` are those of the task's row, or the unit and the day of the figure; one with
    ``rejected_on`` counts no more. ``document`` is the number of the paper that it is. ``is_kept``: the file stands
    beside the data; else only its hash is known. ``verdict`` is what another person found of it (``Verdict``);
    ``key`` is its row's.
    """

    number: int
    unit: str | None
    period: str
    kind: str
    text: str
    issued_on: date | None
    rejected_on: date | None
    code: str = ""
    document: str | None = None
    receiver: str | None = None
    sha256: str | None = None
    size: int | None = None
    is_kept: bool = False
    verdict: str | None = None
    verdict_on: date | None = None
    verdict_by: str | None = None
    verdict_reason: str | None = None
    key: int = 0


class Note(NamedTuple):
    """A remark on a task, with its instant and author."""

    text: str
    actor: str
    at: datetime


class Measurement(NamedTuple):
    """One unit's dated figure; no unit for a figure of the whole agency.

    A ratio has numerator and denominator, every other kind a value.
    """

    unit: str | None
    as_of: date
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    evidence: tuple[str, ...] = ()


class Target(NamedTuple):
    """A quantified or checkable result that the plan promises."""

    code: str
    statement: str
    kind: str
    operator: str | None = None
    goal: Decimal | None = None
    unit_of_measure: str | None = None
    baseline: Decimal | None = None
    roll_up: str = RollUp.SUM
    per_unit: bool = False
    units: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    fed_by: str | None = None


class JournalEntry(NamedTuple):
    """One row's change inside one command; ``login`` is the server's login of the writer, None in a file."""

    group: int
    at: datetime
    actor: str
    login: str | None
    command: str
    table: str
    code: str
    before: dict[str, object] | None
    after: dict[str, object] | None


class Command(NamedTuple):
    """One command that was written to the journal, with the row changes it made; ``login`` as in an entry.

    ``undoes`` is the command that it takes back, ``undone_by`` the one by which it is taken back itself.
    """

    group: int
    at: datetime
    actor: str
    login: str | None
    command: str
    changes: Collection[JournalEntry]
    undoes: int | None = None
    undone_by: int | None = None


class Change(NamedTuple):
    """What a command did to one row: ``before`` is None for a new row, ``after`` for a removed one."""

    table: str
    code: str
    before: dict[str, object] | None
    after: dict[str, object] | None


class CarriedTask(NamedTuple):
    """What became of a task of an old plan in the next one; ``days`` and ``new_days`` are its last days in either."""

    code: str
    content: str
    fate: Fate
    days: tuple[date, ...]
    new_days: tuple[date, ...]


class Changed(NamedTuple):
    """What a command changed, and the journal group that holds it (None when nothing was written).

    ``headline`` says it in one sentence, ``code`` is the code of the thing changed, ``notes`` are what the
    user should know besides. ``revision`` is what a new version of a plan changed in it, ``carried`` what became of
    the tasks of a plan that was carried into the next year.
    """

    headline: str
    code: str
    changes: Sequence[Change]
    group: int | None
    plan: str | None = None
    notes: tuple[str, ...] = ()
    dry_run: bool = False
    revision: "Revision | None" = None
    carried: tuple[CarriedTask, ...] = ()


class Head(NamedTuple):
    """The head of an agency's journal: how many entries it has, and the newest seal, whole or its first 12 digits."""

    entries: int
    hash: str

    @property
    def code(self) -> str:
        """Writes it as it is printed and typed: "1234-3f9c-12ab-77de"; "0" for an empty journal."""
        return "-".join([str(self.entries), *(self.hash[place : place + 4] for place in range(0, 12, 4) if self.hash)])

    @property
    def sentence(self) -> str:
        """Writes the line that stands on what leaves the office."""
        return f"Sổ ghi {self.entries} mục, mã {self.code}"


class Verified(NamedTuple):
    """What is wrong with an agency's journal, one sentence each, and its head."""

    problems: tuple[str, ...]
    head: Head


class Granted(NamedTuple):
    """What a login of a server may do: its scope in words, with the codes of its agency and unit where it has such."""

    login: str
    scope: str
    agency: str | None
    unit: str | None
