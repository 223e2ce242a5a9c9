"""What was changed: a command's answer, the journal, a task's history."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain

from danvan_cli.domain.dates import VIETNAM, short
from danvan_cli.domain.lazy_lists import Changes, LazyEntries, LazyMapped
from danvan_cli.domain.model import CarriedTask, Change, Changed, Command, JournalEntry, Verified
from danvan_cli.domain.numbers import ratio_words
from danvan_cli.domain.periods import period_words
from danvan_cli.domain.records import RECORDS
from danvan_cli.domain.words import Rounding, RuleKind, Word
from danvan_cli.output import labels
from danvan_cli.output.tables import Cell, Column, Report, Table, number

_ISO_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# The fields whose words are of a closed list; in any other field the same word is text, and stays as it was typed.
_CHOICES = ("kind", "priority", "role", "stage", "decision", "review_every", "verdict")
# Fields of a closed list of their own.
_WORDS_OF: dict[str, type[Word]] = {"rule": RuleKind, "rounding": Rounding}
# The tables whose changes are told.
_LABELS = {table: record.label for table, record in RECORDS.items() if record.label is not None}


def verified_report(found: Verified) -> Report:
    """Tells what is wrong with the journal, or that nothing is."""
    fine = (f"{found.head.sentence}: nguyên vẹn, từng dòng đúng như nhật ký.",)
    return Report("Kiểm tra sổ ghi", found.problems or fine, ())


def carried_table(carried: Sequence[CarriedTask]) -> Table:
    """Lists what became of each task of a plan in the next year's, in the plan's order."""
    columns = (Column("Mã"), Column("Sang năm"), Column("Hạn cũ"), Column("Hạn mới"), Column("Nội dung", wide=True))
    rows = tuple(
        (one.code, one.fate.spoken, "; ".join(map(short, one.days)), "; ".join(map(short, one.new_days)), one.content)
        for one in carried
    )
    return Table("Từng nhiệm vụ", columns, rows, empty="Kế hoạch cũ không có nhiệm vụ nào.")


def journal_report(commands: Collection[Command], *, is_narrowed: bool = False) -> Report:
    """Lists commands, newest first, each with what it changed; ``is_narrowed``: a filter may let none through."""
    empty = "Không có thay đổi nào như vậy." if is_narrowed else "Chưa có thay đổi nào."
    columns = (number("Lần ghi"), Column("Lúc"), Column("Người"), Column("Lệnh"), Column("Thay đổi", wide=True))
    return Report("", (), (Table("", columns, LazyMapped(commands, _command_cells), empty=empty),))


def _command_cells(command: Command) -> tuple[Cell, ...]:
    marks = [f"hoàn tác lần ghi {command.undoes}"] if command.undoes else []
    marks += [f"đã hoàn tác ở lần ghi {command.undone_by}"] if command.undone_by else []
    changes = "; ".join([*marks, *_changes(command.changes)])
    return str(command.group), _clock(command.at), _who(command), command.command, changes


def history_table(entries: Sequence[JournalEntry]) -> Table:
    """Lists the row changes of one thing, newest first."""
    return Table(
        "Lịch sử",
        (number("Lần ghi"), Column("Lúc"), Column("Người"), Column("Thay đổi", wide=True)),
        tuple(
            (str(entry.group), _clock(entry.at), _who(entry), _change_line(entry))
            for entry in entries
            if entry.table in _LABELS
        ),
    )


def _who(written: Command | JournalEntry) -> str:
    """Names the writer, and beside it the login that the server saw: the first is the writer's word alone."""
    return written.actor if written.login in (None, written.actor) else f"{written.actor} ({written.login})"


def _clock(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def preview_report(tried: Changed) -> Report:
    """Says what a command would do, before it is asked about: a line for every field, its old and its new value."""
    told = [change for change in tried.changes if change.table in _LABELS]
    if not 1 < len(told) <= labels.MOST_PREVIEWED:
        return changed_report(tried._replace(dry_run=False, group=None))
    columns = (Column("Ở đâu"), Column("Trước", wide=True), Column("Sau", wide=True))
    rows = tuple(
        ("" if place else _named(one), *values) for one in told for place, values in enumerate(_old_and_new(one))
    )
    return Report("Sẽ thay đổi", (tried.headline, *tried.notes), (Table("", columns, rows),))


def _old_and_new(change: Change) -> list[tuple[str, str]]:
    words = change_words(change.table, change.before, change.after)
    if change.before is None:
        return [(labels.EMPTY, words)]
    if change.after is None:
        return [(words.removeprefix("xóa – "), "xóa")]
    record = RECORDS[change.table]
    fields = [
        (f"{label}: {_value_words(key, change.before.get(key))}", f"{label}: {_value_words(key, change.after[key])}")
        for key, label in record.fields.items()
        if key in change.after
    ]
    return fields or [(labels.EMPTY, words)]


def _changes(rows: Collection[Change | JournalEntry] | Collection[JournalEntry]) -> list[str]:
    """Says each change, or how many of each kind where they are many; keys of the program's own are left out."""
    numbers = rows.numbers() if isinstance(rows, LazyEntries) else _numbers(rows)
    told = {table: number for table, number in numbers.items() if table in _LABELS}
    if sum(changes for changes, _ in told.values()) <= labels.MOST_CHANGES:
        return [_change_line(row) for row in rows if row.table in _LABELS]
    return [f"{_LABELS[table]}: {things}" for table, (_, things) in told.items()]


def _numbers(rows: Collection[Change | JournalEntry] | Collection[JournalEntry]) -> dict[str, tuple[int, int]]:
    """Counts the changed rows of each table, and the things that they belong to."""
    parts: dict[str, list[Sequence[str]]] = {}
    for table, codes in rows.codes() if isinstance(rows, Changes) else ((row.table, (row.code,)) for row in rows):
        parts.setdefault(table, []).append(codes)
    # One table after the other: the codes of all of them at once are as much memory again as a large import's rows.
    return {table: (sum(map(len, codes)), len(set(chain.from_iterable(codes)))) for table, codes in parts.items()}


def _change_line(change: Change | JournalEntry) -> str:
    return f"{_named(change)}: {change_words(change.table, change.before, change.after)}"


def _named(change: Change | JournalEntry) -> str:
    """Names what was changed: "phần việc BS-1 VP, quý III/2023"."""
    code, _, last = change.code.rpartition(" ")
    period = period_words(last)
    words = change.code if not code or period == last else f"{code}, {period[0].lower()}{period[1:]}"
    return f"{_LABELS[change.table]} {words}"


def change_words(table: str, before: dict[str, object] | None, after: dict[str, object] | None) -> str:
    """Says what became of a row: "mới", "xóa", or each changed field old → new."""
    record = RECORDS[table]
    if before is None:
        words = _new_row_words(after or {}, record.told_by)
        return f"mới – {words}" if words else "mới"
    if after is None:
        words = _new_row_words(before, record.told_by)
        return f"xóa – {words}" if words else "xóa"
    changes = [
        f"{record.fields[key]}: {_value_words(key, before.get(key))} → {_value_words(key, value)}"
        for key, value in after.items()
        if key in record.fields
    ]
    changes += [
        f"{'ghi' if before.get(key) is None else 'bỏ' if value is None else 'đổi'} {record.links[key]}"
        for key, value in after.items()
        if key in record.links
    ]
    return "; ".join(changes) or "cập nhật"


def _new_row_words(values: dict[str, object], told_by: str) -> str:
    if values.get("denominator") is not None:
        return ratio_words(Decimal(str(values["numerator"])), Decimal(str(values["denominator"])))
    if values.get("asked_due_on"):
        return f"đến {_value_words('asked_due_on', values['asked_due_on'])}"
    # A text that looks like a day stays as it was typed.
    told = values.get(told_by) or values.get("text" if "record_id" in values else "")
    if told is None and values.get("day"):
        return _value_words("day", values["day"])
    return _value_words(told_by, told) if told and told_by.endswith("_on") else str(told or "")


def _value_words(field: str, value: object) -> str:
    if value is None or value == "":
        return labels.EMPTY
    if isinstance(value, bool):
        return "có" if value else "không"
    if field in _WORDS_OF:
        return next((word.spoken for word in _WORDS_OF[field] if word == value), str(value))
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return short(date.fromisoformat(value))
    if isinstance(value, str) and _ISO_INSTANT.fullmatch(value):
        return f"{datetime.fromisoformat(value).astimezone(VIETNAM):%d/%m/%Y %H:%M}"
    return labels.VALUE.get(str(value), str(value)) if field in _CHOICES else str(value)


def headline(changed: Changed) -> str:
    """Says in a sentence what a command did, and how it is taken back."""
    tried = "Chạy thử, chưa ghi gì. " if changed.dry_run else ""
    back = f" (hoàn tác: danvan undo {changed.group})" if changed.group else ""
    return f"{tried}{changed.headline}{back}"


def changed_report(changed: Changed) -> Report:
    """Says what a command did: one sentence, then the rows it changed."""
    return Report(headline(changed), tuple(f"  {line}" for line in _changes(changed.changes)), ())
