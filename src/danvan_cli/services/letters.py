"""The letters that urge: to whom, under which number, signed by whom, in answer to what; and what they would lack."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from danvan_cli.db import chain
from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import people, reminders
from danvan_cli.db.reads.settings import settings
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.codes import full_code
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.model import Plan, Unit
from danvan_cli.domain.office import office_of
from danvan_cli.domain.reminders import EarlierLetter, Letter, Mailbox, ReminderList, Sent, UnitReminders
from danvan_cli.domain.settings import Settings
from danvan_cli.domain.succession import name_at
from danvan_cli.domain.text import fold
from danvan_cli.domain.validation import is_mail_address
from danvan_cli.domain.words import ReminderKind
from danvan_cli.services.days_off import calendar_of
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import snapshot
from danvan_cli.services.templates import letter_phrases
from danvan_cli.services.views import plans_and_query

if TYPE_CHECKING:
    from danvan_cli.domain.finding import Officer

# A unit answers within a working week.
_DAYS_TO_REPLY = 5
_DOCUMENT = re.compile(r"(\d{1,6})(?:([/-])(\S.*))?")


@dataclass(frozen=True, slots=True)
class Order:
    """How reminders are sent: another step than the proposed one, what was said, the letter's number, the answer's day.

    ``document`` is the number and symbol that the registry gave ("12/SKHCN-VP"); further letters get the numbers
    behind it. ``is_collective``: one letter to all units of a plan. ``threshold``: only to units whose on-time rate is
    below so many percent.
    """

    kind: ReminderKind | None = None
    content: str | None = None
    document: str | None = None
    reply_by: date | None = None
    is_collective: bool = False
    threshold: int | None = None


# Tells of reminders whether all of them are recorded in the data that the text names; None where it is not these data.
IsRecorded = Callable[[str, Sequence[Sent]], bool | None]


class Publisher(Protocol):
    """Puts letters where the user wants them."""

    def names(self, letters: Sequence[Letter]) -> Sequence[str]:
        """Says what each letter will be called, all differently."""

    def told(self) -> Sequence[str]:
        """Tells in sentences which files there will be, once the letters have names, and what is odd about them."""

    def write(self, letters: Sequence[Letter], sent: Sequence[Sent]) -> None:
        """Writes all letters where nobody sees them yet, with what tells the reminders that they belong to."""

    def settle(self, is_recorded: IsRecorded) -> tuple[int, int]:
        """Shows the letters where their reminders are recorded, else puts everything back as it was."""

    def settle_earlier(self, is_recorded: IsRecorded) -> tuple[int, int]:
        """The same for what killed runs left: how many letters were finished, and how many taken back."""


def letters_for(reader: Reader, request: Request, found: ReminderList, order: Order) -> list[Letter]:
    """Makes the letters to the units of a list, one each or one to all of a plan, numbered one behind the other."""
    chosen, catalogue = settings(reader), all_units(reader)
    first = _first_number(order.document, chosen) if order.document is not None else None
    reply_by = order.reply_by or calendar_of(reader).add_working_days(request.today, _DAYS_TO_REPLY)
    sealed = chain.head(reader)
    addressees = addressed(reader, found.pending, catalogue, request.today)
    phrases = letter_phrases(reader)
    return [
        Letter(
            plan=group[0].plan or found.plan,
            addressees=group,
            number=str(first[0] + place) if first else None,
            symbol=first[1] if first else chosen.letter_symbol or "…",
            signed_on=request.today,
            reply_by=_reply_by(group, reply_by),
            sealed=sealed,
            threshold=order.threshold,
            phrases=phrases,
            **frame_of(group[0].plan or found.plan, chosen, catalogue),
        )
        for place, group in enumerate(_grouped(addressees, is_collective=order.is_collective))
    ]


def addressed(
    reader: Reader, pending: Iterable[UnitReminders], catalogue: Iterable[Unit], day: date
) -> list[UnitReminders]:
    """Adds to what units are told which letter this one comes after, and where each unit reads its mail."""
    officers, units = people.officers(reader), {unit.code: unit for unit in catalogue}
    return [
        one._replace(earlier=_earlier(reader, one, units, day), mailboxes=_mailboxes(officers, one)) for one in pending
    ]


def _grouped(addressees: Sequence[UnitReminders], *, is_collective: bool) -> list[tuple[UnitReminders, ...]]:
    if not is_collective:
        return [(one,) for one in addressees]
    by_plan: dict[str, list[UnitReminders]] = {}
    for one in addressees:
        by_plan.setdefault(one.plan.code if one.plan else "", []).append(one)
    return [tuple(group) for group in by_plan.values()]


def _reply_by(addressees: Iterable[UnitReminders], wanted: date) -> date:
    """Asks of what is only soon due no answer after its own last day."""
    rows = [row for one in addressees for row in one.rows]
    days = [row.deadline.due_on for row in rows if row.deadline.due_on is not None]
    return wanted if any(row.is_overdue for row in rows) else min([wanted, *days])


def _earlier(reader: Reader, pending: UnitReminders, units: Mapping[str, Unit], day: date) -> EarlierLetter | None:
    keys = [reminders.next_number(reader, row.deadline)[0] for row in pending.rows if row.is_overdue]
    found = reminders.newest_letter(reader, keys, day)
    if found is None:
        return None
    letter, code = found
    named = name_at(units[code], letter.sent_on)
    return letter if (code, named) == (pending.unit.code, pending.unit.name) else letter._replace(to=named)


def _mailboxes(officers: Iterable[Officer], pending: UnitReminders) -> tuple[Mailbox, ...]:
    """Finds the unit's mailbox and its officers in charge of what is urged; without either all its officers."""
    unit = pending.unit
    of_unit = [Mailbox(unit.name, unit.email)] if unit.email and is_mail_address(unit.email) else []
    own = [one for one in officers if one.unit == unit.code and is_mail_address(one.email or "")]
    urged = {full_code(row.deadline.plan, row.deadline.task) for row in pending.rows}
    in_charge = [one for one in own if urged.intersection(one.tasks)]
    readers = in_charge if of_unit or in_charge else own
    return (*of_unit, *(Mailbox(one.name, one.email or "") for one in readers))


def frame_of(plan: Plan, chosen: Settings, catalogue: Sequence[Unit]) -> dict[str, Any]:
    """Gives what any letter of the office has around its text: who signs, who gets a copy, who takes the answers.

    What was not set is taken from the plan, the authority only together with the title that it goes with.
    """
    office = office_of(catalogue, chosen)
    of_plan = None if chosen.letter_signer_title else plan.authority
    return {
        "signer_title": chosen.letter_signer_title or plan.signer_title,
        "signer": chosen.letter_signer or plan.signer,
        "authority": chosen.letter_authority or of_plan,
        "recipients": tuple(words.strip() for words in chosen.letter_copies.split(";") if words.strip()),
        "office": office.name if office is not None else "Văn phòng",
    }


def letter_gaps(request: Request, order: Order) -> tuple[str, ...]:
    """Names what the letters would leave blank, each with the command that sets it; of several plans which one."""
    with snapshot(request) as reader:
        followed, chosen = plans_and_query(reader, request, None)[0], settings(reader)
        frame = frame_of(followed[0], chosen, all_units(reader))
    is_deputy = fold(frame["signer_title"] or "").startswith("pho ")
    gaps = {
        "người ký (danvan config set người-ký “…”)": frame["signer"],
        "chức vụ người ký (danvan config set chức-vụ-ký “…”)": frame["signer_title"],
        "KT. trước chức vụ cấp phó (danvan config set quyền-hạn-ký “KT. …”)": frame["authority"] or not is_deputy,
        "số công văn (--document 12/SKHCN-VP)": order.document,
    }
    for plan in followed:
        code = f" {plan.code}" if len(followed) > 1 else ""
        gaps |= {
            f"số kế hoạch{code} (danvan plan edit{code} --number)": plan.number,
            f"cơ quan ban hành{code} (danvan plan edit{code} --issuer)": plan.issuer,
            f"địa danh{code} (danvan plan edit{code} --place)": plan.place,
        }
    return tuple(what for what, value in gaps.items() if not value)


def _first_number(document: str, chosen: Settings) -> tuple[int, str]:
    """Reads the number and symbol of the first letter ("12/SKHCN-VP", of the Party "12-CV/TU")."""
    number, symbol = parted_number(document) or ("", "")
    symbol = symbol or chosen.letter_symbol
    if not number or not symbol:
        raise UsageError(
            f"Số công văn “{document}” không đúng dạng.",
            "Ghi số và ký hiệu, ví dụ 12/SKHCN-VP, hoặc đặt ký hiệu bằng danvan config set letter_symbol.",
        )
    return int(number), symbol


def parted_number(document: str | None) -> tuple[str, str] | None:
    """Takes a letter's number and symbol apart; None for what is none, such as the name of a file."""
    found = _DOCUMENT.fullmatch(document or "")
    return (found[1], found[3] or "") if found else None
