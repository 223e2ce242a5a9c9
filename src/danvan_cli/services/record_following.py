"""Records that are followed like work: their last day is a row, closed, reopened and extended as any other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.records import record_codes, record_of
from danvan_cli.domain.codes import find_code
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import ConflictError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.record_kinds import RecordKind
from danvan_cli.domain.record_values import KeptRecord
from danvan_cli.services.days_off import calendar, day_off_notes
from danvan_cli.services.extending import Decision, Wish, deciding, moving_on
from danvan_cli.services.lifecycle import Result, completing, reopening, submitting
from danvan_cli.services.record_input import refuse_somebody, refuse_told
from danvan_cli.services.record_kinds import kind_by_key
from danvan_cli.services.request import Request
from danvan_cli.services.steps import apply_to_record
from danvan_cli.services.writing import past_day, row_key


def keep_last_day(work: Transaction, row: tables.Record, record: KeptRecord, due: str) -> None:
    """Makes the followed row of a record as the record says; ConflictError for another last day of an extended one."""
    day = record.values[due]
    assert isinstance(day, date)  # noqa: S101  (a kind's last day is a day that must be filled)
    query = select(tables.Deadline).where(col(tables.Deadline.record_id) == row.id)
    kept = work.session.exec(query).first()
    if kept is None:
        kept = tables.Deadline(record_id=row_key(row.id), due_on=day, original_due_on=day)
    elif kept.original_due_on != day:
        if kept.due_on != kept.original_due_on:
            raise ConflictError(
                f"Thời hạn của {record.code} đã được gia hạn đến {short(kept.due_on)}, không sửa ngày đầu được nữa.",
                f"Gia hạn tiếp bằng danvan record extend {record.code}, hoặc lấy lại bằng danvan undo.",
            )
        kept.due_on = kept.original_due_on = day
    kept.unit_id, kept.opens_on = row.unit_id, record.first_day
    work.session.add(kept)
    work.session.flush()


def close_record(request: Request, code: str, result: Result) -> Changed:
    """Closes a followed record by a proof; errors as in ``lifecycle.complete``, and for a day before its own."""
    record, kind = _followed(request, code)
    day = past_day(result.on, request)
    if day < record.first_day:
        raise ConflictError(
            f"Ngày {short(day)} trước ngày của phiếu {record.code} ({short(record.first_day)}).", "Ghi ngày sau ở --on."
        )
    refuse_told(kind, result.words, result.evidence)
    refuse_somebody(kind, result.no_evidence, "lý do")
    return apply_to_record(request, record.code, completing(request, replace(result, on=day)))


def submit_record(request: Request, code: str, result: Result) -> Changed:
    """Notes that a unit handed in what closes a record, which waits for confirmation; errors as ``close_record``."""
    record, kind = _followed(request, code)
    refuse_told(kind, result.words, result.evidence)
    return apply_to_record(request, record.code, submitting(request, result))


def reopen_record(request: Request, code: str, reason: str, on: date | None = None) -> Changed:
    """Opens a closed record again for a reason, from ``on`` or today."""
    record, kind = _followed(request, code)
    refuse_somebody(kind, reason, "lý do")
    return apply_to_record(request, record.code, reopening(request, reason, on))


def extend_record(request: Request, code: str, wish: Wish, *, only_ask: bool = False) -> Changed:
    """Moves the last day of a followed record, or asks for it alone; errors as in ``extending.extend``."""
    record, kind = _followed(request, code)
    refuse_somebody(kind, wish.reason, "lý do")
    step = moving_on(request, wish, only_ask=only_ask)
    return apply_to_record(request, record.code, step, day_off_notes(calendar(request), wish.until))


def decide_record(request: Request, code: str, decision: Decision) -> Changed:
    """Answers the waiting request of a followed record; errors as in ``extending.decide_extension``."""
    record, kind = _followed(request, code)
    for words in filter(None, (decision.refusal, decision.reason)):
        refuse_somebody(kind, words, "lý do")
    notes = day_off_notes(calendar(request), decision.until)
    return apply_to_record(request, record.code, deciding(request, decision), notes)


def _followed(request: Request, words: str) -> tuple[KeptRecord, RecordKind]:
    """Finds a record that is followed, by its code; ConflictError for one of which nothing is."""
    with reading(request.database) as reader:
        code = find_code(record_codes(reader), words, "phiếu", "Dữ liệu")
        record = record_of(reader, code)
    kind = kind_by_key(record.kind) if record else None
    if record is None or kind is None or kind.follow is None:
        about = f"Phiếu {code}" + (f" ({kind.word})" if kind else "")
        raise ConflictError(f"{about} không có thời hạn để theo dõi.", "Sửa phiếu bằng danvan record edit.")
    return record, kind
