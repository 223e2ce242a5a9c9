"""Reminders: which step comes next for a late row, and what one unit is to be told."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.figures import Rate
from danvan_cli.domain.model import Deadline, Head, Plan, Unit
from danvan_cli.domain.numbers import parse_number
from danvan_cli.domain.text import joined_number
from danvan_cli.domain.words import ReminderKind, State

STRONGEST_FIRST = (ReminderKind.REVIEW, ReminderKind.CRITICISE, ReminderKind.REMIND)


class PendingReminder(NamedTuple):
    """One row to be urged: ``number`` counts its reminders with this one, ``kind`` is the step proposed."""

    deadline: Deadline
    kind: ReminderKind
    number: int

    @property
    def is_overdue(self) -> bool:
        """True when the last day is past, False when it only comes near."""
        return self.deadline.state == State.OVERDUE


class Last(NamedTuple):
    """A row's newest reminder: its kind, its day, and whether the last day was past by then."""

    kind: ReminderKind
    sent_on: date
    was_overdue: bool


class Sent(NamedTuple):
    """A reminder as it is recorded: the key of its row, its number, the day in ISO, the letter's number or name."""

    row: int
    number: int
    sent_on: str
    document: str | None


class ReminderCounts(NamedTuple):
    """How many reminders a unit's rows had, by kind; no code for rows without a lead."""

    code: str | None
    remind: int
    criticise: int
    review: int

    @property
    def total(self) -> int:
        """Counts all of them."""
        return self.remind + self.criticise + self.review


def strongest(rows: Iterable[PendingReminder]) -> ReminderKind:
    """Finds the strongest step among a unit's late rows; a reminder where none is late."""
    kinds = {row.kind for row in rows if row.is_overdue}
    return next((kind for kind in STRONGEST_FIRST if kind in kinds), ReminderKind.REMIND)


class EarlierLetter(NamedTuple):
    """The newest letter that urged a row: its number (None where it had none), its day, the answer's last day.

    The latter is not known of every letter that was written elsewhere. ``to`` names the unit it was sent to, as it was
    called that day, where that is not the unit, or not the name, that is written to now.
    """

    number: str | None
    sent_on: date
    reply_by: date | None
    to: str | None = None


class Mailbox(NamedTuple):
    """Where a unit reads its mail: whose address it is, and the address."""

    name: str
    email: str


class UnitReminders(NamedTuple):
    """What one unit is to be told of one plan at a day: its late rows, the longest first, then those soon due.

    ``rate`` is its on-time rate in that plan, where units were chosen by it; ``earlier`` the letter that this one comes
    after; ``mailboxes`` are where a letter goes.
    """

    unit: Unit
    rows: Collection[PendingReminder]
    plan: Plan | None = None
    rate: Rate | None = None
    earlier: EarlierLetter | None = None
    mailboxes: tuple[Mailbox, ...] = ()


class ReminderList(NamedTuple):
    """Whom to urge at a day; ``leaderless`` counts the late rows without a lead.

    ``urged_today`` rows had their reminder of the day already and are left out. With ``threshold`` only units whose
    on-time rate is below so many percent are in it; ``unurged`` are those of them that have nothing to be urged.
    ``office`` is the unit that writes, which does not write to itself, and ``office_rows`` what it would be told.
    """

    plan: Plan
    pending: tuple[UnitReminders, ...]
    warning_days: tuple[int, ...]
    leaderless: int
    urged_today: int = 0
    below: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    threshold: int | None = None
    unurged: tuple[tuple[str, Rate], ...] = ()
    office: Unit | None = None
    office_rows: int = 0


def read_threshold(text: str) -> int:
    """Reads an on-time rate below which units are urged: whole percent from 1 to 100, "80" or "80%"."""
    number = parse_number(text)
    if number != int(number) or not 1 <= number <= 100:
        raise UsageError(f"Mức “{text}” không dùng được.", "Ghi số nguyên phần trăm từ 1 đến 100, ví dụ 80%.")
    return int(number)


def is_below(rate: Rate, threshold: int) -> bool:
    """Tells whether a rate, as it is printed, is below so many percent; where nothing was due yet it is not."""
    return rate.percent is not None and rate.percent < threshold


def next_step(overdue: bool, last: Last | None) -> ReminderKind:
    """Proposes the step for a row: nhắc nhở first; for a row still overdue after a step the next one, to kiểm điểm.

    A reminder up to the last day does not count as a step. The source is the agencies' practice; the Office
    may choose another step.
    """
    if not overdue or last is None or not last.was_overdue:
        return ReminderKind.REMIND
    return ReminderKind.CRITICISE if last.kind == ReminderKind.REMIND else ReminderKind.REVIEW


class LoggedLetter(NamedTuple):
    """A letter of the log: its number there from 1, days in ISO; ``document`` is its number, or its file's name.

    ``units`` are the codes of those that it went to; ``threshold`` is the rate in percent by which they were chosen.
    """

    plan: str
    place: int
    sent_on: str
    units: tuple[str, ...]
    document: str | None
    reply_by: str
    rows: int
    threshold: int | None = None


class Letter(NamedTuple):
    """An official letter that urges one unit, or several together: who sends it, under which number, signed by whom.

    ``number`` is None until the registry gives one; ``symbol`` is the part behind it ("SKHCN-VP"). ``reply_by`` is
    the last day for the answers; ``office`` names the unit that they go to. ``threshold`` is the on-time rate in
    percent below which all addressees are, None where they were not chosen by it. ``phrases`` are the sentences of the
    office, None the program's own.
    """

    plan: Plan
    addressees: tuple[UnitReminders, ...]
    number: str | None
    symbol: str
    signed_on: date
    signer_title: str | None
    signer: str | None
    authority: str | None
    reply_by: date
    recipients: Sequence[str] = ()
    sealed: Head | None = None
    office: str = "Văn phòng"
    threshold: int | None = None
    phrases: Mapping[str, str] | None = None

    def say(self, name: str, **values: str | int) -> str:
        """Says a sentence of the letter in the office's words."""
        from danvan_cli.domain.phrases import LETTER, fill  # many ask who is to be urged, few write to them

        return fill((self.phrases or LETTER)[name], values)

    @property
    def printed_number(self) -> str | None:
        """Number and symbol as on the letter (NĐ 30/2020: two digits at least); None before there is a number."""
        return None if self.number is None else joined_number(self.number.zfill(2), self.symbol)

    @property
    def is_collective(self) -> bool:
        """True for a letter to several units."""
        return len(self.addressees) > 1

    @property
    def rows(self) -> tuple[PendingReminder, ...]:
        """Lists what it urges, unit by unit."""
        return tuple(row for one in self.addressees for row in one.rows)

    @property
    def comes_after_another(self) -> bool:
        """True where one of its addressees was written to before about the same work."""
        return any(one.earlier is not None for one in self.addressees)
