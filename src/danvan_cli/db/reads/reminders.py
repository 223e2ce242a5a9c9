"""What was urged: the newest reminder of a row, and how many each unit had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.deadlines import DeadlineQuery, of_unit
from danvan_cli.db.reads.rows import NOT_REMOVED, PLAN_KEY, SENT, day
from danvan_cli.db.state_sql import OPENED
from danvan_cli.domain.model import Deadline
from danvan_cli.domain.reminders import EarlierLetter, Last, LoggedLetter, ReminderCounts, Sent
from danvan_cli.domain.words import ReminderKind


class RowName(NamedTuple):
    """What people know a row by; no unit where nobody leads the task."""

    task: str
    unit: str | None
    period: str
    plan: str


# From the few reminders to their rows, or from one unit's rows to theirs, whatever the planner would rather begin with.
_OF_PLAN = f"""
FROM reminder r CROSS JOIN deadline d JOIN unit w ON w.id = r.unit_id LEFT JOIN unit u ON u.id = d.unit_id
WHERE d.id = r.deadline_id AND d.plan_id = {PLAN_KEY}"""
_OF_UNIT = f"""
FROM deadline d CROSS JOIN reminder r JOIN unit w ON w.id = r.unit_id LEFT JOIN unit u ON u.id = d.unit_id
WHERE r.deadline_id = d.id AND d.plan_id = {PLAN_KEY} AND {{whose}}"""
_NEWEST = f"""
SELECT t.code, u.code, d.period, r.kind, r.sent_on, COALESCE(r.sent_on > d.due_on, FALSE)
FROM reminder r JOIN deadline d ON d.id = r.deadline_id JOIN task t ON t.id = d.task_id
LEFT JOIN unit u ON u.id = d.unit_id
WHERE d.plan_id = {PLAN_KEY} AND {SENT}
    AND r.number = (SELECT MAX(x.number) FROM reminder x
        WHERE x.deadline_id = d.id AND x.sent_on <= :as_of AND x.withdrawn_on IS NULL)"""
_BY_KIND = f"""
SELECT w.id, w.code, u.code, COUNT(*) FILTER (WHERE r.kind = 'remind'),
    COUNT(*) FILTER (WHERE r.kind = 'criticise'), COUNT(*) FILTER (WHERE r.kind = 'review')
{{source}} AND {SENT} AND {NOT_REMOVED} AND {OPENED}
GROUP BY w.id, w.code, u.code"""


def newest(reader: Reader, wanted: DeadlineQuery) -> dict[RowName, Last]:
    """Finds the newest reminder of every row that had one by the day asked about; the others are not in it."""
    return {
        RowName(task, unit, period, plan): Last(ReminderKind(kind), date.fromisoformat(sent_on), bool(was_overdue))
        for plan in wanted.plans
        for task, unit, period, kind, sent_on, was_overdue in reader.execute(
            _NEWEST, {"plan": plan, "as_of": wanted.as_of.isoformat()}
        )
    }


def newest_of_records(reader: Reader, wanted: DeadlineQuery) -> dict[RowName, Last]:
    """Finds the newest reminder of every row of a record that had one by the day asked about; they are of no plan."""
    query = f"""SELECT c.code, u.code, d.period, r.kind, r.sent_on, COALESCE(r.sent_on > d.due_on, FALSE)
        FROM deadline d CROSS JOIN reminder r JOIN record c ON c.id = d.record_id LEFT JOIN unit u ON u.id = d.unit_id
        WHERE d.record_id IS NOT NULL AND r.deadline_id = d.id AND c.agency_id = :agency AND {SENT}
        ORDER BY r.number"""
    return {
        RowName(code, unit, period, ""): Last(ReminderKind(kind), date.fromisoformat(str(sent_on)), bool(was_overdue))
        for code, unit, period, kind, sent_on, was_overdue in reader.execute(query, {"as_of": wanted.as_of.isoformat()})
    }


class Numbers(NamedTuple):
    """How many reminders there were: ``sent`` to each unit, and of the rows ``of`` each unit that has them now."""

    sent: tuple[ReminderCounts, ...]
    of: Mapping[str | None, int]


def by_kind(reader: Reader, wanted: DeadlineQuery) -> Numbers:
    """Counts the reminders up to the day asked about, of a unit those of the rows that are its now."""
    query = _BY_KIND.format(source=_OF_PLAN if wanted.unit is None else _OF_UNIT.format(whose=of_unit(wanted)))
    sent: dict[int, ReminderCounts] = {}
    of: Counter[str | None] = Counter()
    for plan in wanted.plans:
        parameters = {"plan": plan, "unit": wanted.unit, "as_of": wanted.as_of.isoformat()}
        for key, code, row_of, *numbers in reader.execute(query, parameters):
            known = sent.get(key, (code, 0, 0, 0))
            sent[key] = ReminderCounts(code, *map(sum, zip(known[1:], numbers, strict=True)))
            of[row_of] += sum(numbers)
    return Numbers(tuple(sent[key] for key in sorted(sent)), of)


def open_rows(reader: Reader, plan: str, others: Iterable[str] = ()) -> set[RowName]:
    """Lists the rows of a plan, and of ``others``, that can still be worked on now, whatever the day asked about."""
    query = f"""SELECT t.code, u.code, d.period FROM deadline d JOIN task t ON t.id = d.task_id
        LEFT JOIN unit u ON u.id = d.unit_id
        WHERE d.plan_id = {PLAN_KEY} AND d.stage IN ('not_started', 'in_progress')"""
    return {RowName._make((*row, code)) for code in (plan, *others) for row in reader.execute(query, {"plan": code})}


def open_rows_of_records(reader: Reader) -> set[RowName]:
    """Lists the rows of records that can still be worked on now."""
    query = """SELECT c.code, u.code, d.period FROM deadline d CROSS JOIN record c LEFT JOIN unit u ON u.id = d.unit_id
        WHERE d.record_id IS NOT NULL AND c.id = d.record_id AND c.agency_id = :agency
            AND d.stage IN ('not_started', 'in_progress')"""
    return {RowName._make((*row, "")) for row in reader.execute(query)}


def next_number(reader: Reader, row: Deadline) -> tuple[int, int]:
    """Finds the key of a lead's row, and the number of its next reminder: the last one's and 1, the first is 1."""
    if not row.plan:
        query = """SELECT d.id, (SELECT COALESCE(MAX(r.number), 0) + 1 FROM reminder r
                WHERE r.deadline_id = d.id AND r.withdrawn_on IS NULL)
            FROM deadline d JOIN record c ON c.id = d.record_id WHERE c.agency_id = :agency AND c.code = :code"""
        key, number = reader.execute(query, {"code": row.task}).fetchone()
        return int(key), int(number)
    found = reader.execute(
        f"""SELECT d.id, (SELECT COALESCE(MAX(r.number), 0) + 1 FROM reminder r
            WHERE r.deadline_id = d.id AND r.withdrawn_on IS NULL)
        FROM deadline d JOIN task t ON t.id = d.task_id JOIN unit u ON u.id = d.unit_id
        WHERE t.plan_id = {PLAN_KEY} AND t.code = :task
            AND u.code = :unit AND d.period = :period""",
        {"plan": row.plan, "task": row.task, "unit": row.unit, "period": row.period},
    ).fetchone()
    return int(found[0]), int(found[1])


def newest_letter(reader: Reader, rows: Iterable[int], before: date) -> tuple[EarlierLetter, str] | None:
    """Finds the newest letter, sent before a day, that urged any of the rows (by key), and the code of whom it went to.

    None where none did. One written elsewhere counts, too, where its number and symbol were logged.
    """
    keys = ", ".join(map(str, rows))
    found = reader.execute(
        f"""SELECT r.document, r.sent_on, r.reply_by, u.code FROM reminder r JOIN unit u ON u.id = r.unit_id
        WHERE r.deadline_id IN ({keys or "NULL"}) AND r.withdrawn_on IS NULL
            AND (r.letter IS NOT NULL OR r.document LIKE '%/%') AND r.sent_on < :before
        ORDER BY r.sent_on DESC, r.id DESC LIMIT 1""",
        {"before": before.isoformat()},
    ).fetchone()
    if found is None:
        return None
    number = None if found[0] is None or str(found[0]).endswith(".docx") else str(found[0])
    return EarlierLetter(number, date.fromisoformat(str(found[1])), day(found[2])), str(found[3])


_LETTERS = """
SELECT r.letter, r.sent_on, u.code, r.document, r.reply_by, r.threshold
FROM reminder r JOIN deadline d ON d.id = r.deadline_id JOIN unit u ON u.id = r.unit_id
WHERE {whose} AND r.letter IS NOT NULL AND r.withdrawn_on IS NULL ORDER BY r.letter, r.id"""
_OF_ITS_PLAN = f"d.plan_id = {PLAN_KEY}"
_OF_NO_PLAN = "d.plan_id IS NULL AND u.agency_id = :agency"
_OF_LETTER = """
SELECT COALESCE(t.code, c.code), u.code, d.period, COALESCE(p.code, ''), r.kind, r.number, d.id, w.code
FROM reminder r JOIN deadline d ON d.id = r.deadline_id JOIN unit w ON w.id = r.unit_id
LEFT JOIN unit u ON u.id = d.unit_id LEFT JOIN task t ON t.id = d.task_id
LEFT JOIN plan p ON p.id = d.plan_id LEFT JOIN record c ON c.id = d.record_id
WHERE w.agency_id = :agency AND r.letter = :letter AND r.withdrawn_on IS NULL ORDER BY r.id"""
_LAST_LETTER = """
SELECT COALESCE(MAX(r.letter), 0) FROM reminder r JOIN unit u ON u.id = r.unit_id
WHERE u.agency_id = :agency AND r.letter IS NOT NULL"""


class Urged(NamedTuple):
    """A row that a letter urged: by which step, as which of its reminders; ``key`` is the row's.

    ``unit`` is the code of whom the letter went to.
    """

    row: RowName
    kind: ReminderKind
    number: int
    key: int
    unit: str


def last_letter(reader: Reader) -> int:
    """Finds the number of the newest letter in the agency's log, a withdrawn one too; 0 before the first."""
    return int(reader.execute(_LAST_LETTER).fetchone()[0])


def letters(reader: Reader, plans: Iterable[str]) -> list[LoggedLetter]:
    """Lists the letters sent for some plans and not withdrawn, oldest first.

    One that urged nothing of a plan, only records, goes with the first of them.
    """
    found: dict[int, LoggedLetter] = {}
    asked = list(plans)
    for plan, whose in (*((plan, _OF_ITS_PLAN) for plan in asked), *((plan, _OF_NO_PLAN) for plan in asked[:1])):
        query = _LETTERS.format(whose=whose)
        for letter, sent_on, unit, document, reply_by, threshold in reader.execute(query, {"plan": plan}):
            known = found.get(letter) or LoggedLetter(
                plan, letter, str(sent_on), (), document, str(reply_by), 0, threshold
            )
            units = known.units if unit in known.units else (*known.units, unit)
            found[letter] = known._replace(units=units, rows=known.rows + 1)
    return [found[letter] for letter in sorted(found)]


def urged_by(reader: Reader, letter: int) -> list[Urged]:
    """Lists the rows that a letter of the log urged."""
    rows = reader.execute(_OF_LETTER, {"letter": letter})
    return [
        Urged(RowName(task, unit, period, plan), ReminderKind(kind), number, key, to)
        for task, unit, period, plan, kind, number, key, to in rows
    ]


def are_recorded(reader: Reader, sent: Iterable[Sent]) -> bool:
    """Tells whether reminders stand in the data; they are recorded together or not at all."""
    query = """SELECT 1 FROM reminder
        WHERE deadline_id = :row AND number = :number AND sent_on = :sent_on AND COALESCE(document, '') = :document"""
    return all(
        reader.execute(query, {**one._asdict(), "document": one.document or ""}).fetchone() is not None for one in sent
    )
