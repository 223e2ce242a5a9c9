"""What letters that urge say, to one unit or to several: the abstract, the counts, the demands, what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from danvan_cli.domain.dates import official_words
from danvan_cli.domain.model import Plan
from danvan_cli.domain.reminders import STRONGEST_FIRST, EarlierLetter, Letter, PendingReminder, strongest
from danvan_cli.domain.text import fold, printed_number
from danvan_cli.domain.words import ReminderKind
from danvan_cli.output.columns import Choice, deadline_table, shown
from danvan_cli.output.plan_words import in_sentence, subject
from danvan_cli.output.tables import Table, number

_LONGEST_ABSTRACT = 120


def abstract(letter: Letter) -> str:
    """Says what the letter is about by its strongest step; where only some of several are so blamed, both steps."""
    plan, kind = letter.plan, strongest(letter.rows)
    say = letter.say
    about, what, mildest = subject(plan), say(f"abstract.{kind}"), say(f"abstract.{ReminderKind.REMIND}")
    if any(strongest(one.rows) is ReminderKind.REMIND for one in letter.addressees) and what != mildest:
        what = f"{mildest}, {what}"
    if len(about) > _LONGEST_ABSTRACT and plan.number:
        return f"V/v {what} thực hiện Kế hoạch số {printed_number(plan.number, plan.symbol)}"
    begun = fold(about).startswith("thuc hien ")
    return f"V/v {what} {about}" if begun else f"V/v {what} thực hiện Kế hoạch {about}".rstrip()


def issuer_words(plan: Plan, otherwise: str) -> str:
    """Names who writes, as sentences do."""
    return in_sentence(plan.issuer) if plan.issuer else otherwise


def counts_words(letter: Letter) -> str:
    """Counts what is late and what is soon due: "2 nội dung quá hạn chưa hoàn thành và 1 nội dung sắp đến hạn"."""
    overdue = sum(row.is_overdue for row in letter.rows)
    soon = len(letter.rows) - overdue
    counts = [
        f"{overdue} nội dung quá hạn chưa hoàn thành" if overdue else "",
        f"{soon} nội dung sắp đến hạn" if soon else "",
    ]
    return " và ".join(filter(None, counts))


def earlier_words(letter: Letter, earlier: EarlierLetter, units: str, what: str) -> str:
    """Begins a letter that comes after another: what that one asked of whom until when, and that nothing came."""
    given = f"số {earlier.number} " if earlier.number else ""
    issuer = issuer_words(letter.plan, "cơ quan")
    until = earlier.reply_by
    asked = f", yêu cầu báo cáo kết quả chậm nhất {official_words(until)}" if until else ""
    still = "vẫn " if until and until < letter.signed_on else ""
    whom = earlier.to or units
    return (
        f"Tại Công văn {given}{official_words(earlier.sent_on)}, {issuer} đã đôn đốc {whom} thực hiện {what}{asked}. "
        f"Đến hết {official_words(letter.signed_on)}, {issuer} {still}chưa nhận được kết quả của"
    )


def superiors(letter: Letter) -> tuple[str, ...]:
    """Names who gets a copy: those above, once a first letter was not heeded, unless the recipients name them."""
    is_first = not letter.comes_after_another and strongest(letter.rows) is ReminderKind.REMIND
    if letter.recipients or is_first:
        return ()
    return (f"Lãnh đạo {issuer_words(letter.plan, 'cơ quan')} (b/c)",)


def late_kinds(rows: Iterable[PendingReminder]) -> list[ReminderKind]:
    """Lists the steps that late rows are urged by, the strongest first."""
    kinds = {row.kind for row in rows if row.is_overdue}
    return [kind for kind in STRONGEST_FIRST if kind in kinds]


def step(letter: Letter, kind: ReminderKind, units: str, rows: str) -> str:
    """Urges some units by a step because of some rows."""
    return letter.say(f"step.{kind}", units=units, rows=rows)


def closing_demands(letter: Letter, units: str) -> Iterator[str]:
    """Asks for the report by the day or a request for an extension, and says what follows where that matters.

    What follows the strongest step is said of those alone who are urged by it.
    """
    say, overdue = letter.say, any(row.is_overdue for row in letter.rows)
    if any(not row.is_overdue for row in letter.rows):
        yield say("demand.soon", units=units)
    asked = "demand.late" if overdue else "demand.reply"
    yield say(asked, office=letter.office, day=official_words(letter.reply_by))
    kind = strongest(letter.rows)
    if overdue and (letter.comes_after_another or kind is not ReminderKind.REMIND):
        meant = [one.unit.name for one in letter.addressees if strongest(one.rows) is kind]
        named = units if len(meant) == len(letter.addressees) else ", ".join(meant)
        yield say(f"follows.{kind}", units=named, year=letter.plan.year)


def row_tables(letter: Letter, columns: Sequence[Choice] = (), *, with_steps: bool = False) -> tuple[Table, Table]:
    """Lists the late rows and those soon due, each numbered from 1; ``columns`` stand before what is to be done.

    ``with_steps`` adds the step by which each late row is urged.
    """
    overdue = [row for row in letter.rows if row.is_overdue]
    soon = [row for row in letter.rows if not row.is_overdue]
    late = [shown("days_late", title="Số ngày trễ"), shown("reminder_number", title="Đôn đốc lần thứ")]
    if with_steps:
        late.append(shown("reminder_kind", title="Mức đôn đốc"))
    left = shown("days_left", title="Số ngày còn lại")
    return (
        _table("Nội dung quá hạn chưa hoàn thành", letter, overdue, columns, late),
        _table("Nội dung sắp đến hạn", letter, soon, columns, [left]),
    )


def _table(
    title: str, letter: Letter, rows: Sequence[PendingReminder], columns: Sequence[Choice], closing: Sequence[Choice]
) -> Table:
    """Numbers the rows, as the demands name them by their numbers; the period has a column where a row has one."""
    period = ("bare_period",) if any(row.deadline.period for row in rows) else ()
    choices = (*columns, "content", *period, "due_words", *closing)
    # What was left with a unit that has ended is listed under the name of who is urged of it.
    names = {row.deadline.unit: one.unit.name for one in letter.addressees for row in one.rows}
    table = deadline_table(
        title, choices, [_spoken(row, names) for row in rows], lines="pending", as_of=letter.signed_on
    )
    numbered = tuple((place, *cells) for place, cells in enumerate(table.rows, start=1))
    return table._replace(columns=(number("TT"), *table.columns), rows=numbered)


def _spoken(row: PendingReminder, names: Mapping[str | None, str]) -> PendingReminder:
    """In an official text a unit has its name, and no code of the program stands."""
    unit = row.deadline.unit
    return row._replace(deadline=row.deadline._replace(unit=names.get(unit, unit)))
