"""What was entered wrongly is put right: proofs, extensions, reminders, notes and figures; the journal keeps the old.

Our rule: what is corrected here was never as it stood, on no day; so each change counts from the day of what it
corrects.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlmodel import SQLModel, col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.journal import first_day_of
from danvan_cli.db.reads.records import record_codes
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.errors import ConflictError, NotFoundError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import Stage
from danvan_cli.services.evidence import add_evidence, proof_rows, replace_values
from danvan_cli.services.lifecycle import refuse_unproved
from danvan_cli.services.proving import find_owner
from danvan_cli.services.record_input import refuse_proof
from danvan_cli.services.request import Request
from danvan_cli.services.steps import Choice, Step, apply, apply_to_record, noun_of
from danvan_cli.services.targets import figure_words, measurement_row
from danvan_cli.services.writing import (
    changed,
    plan_row,
    required_text,
    row_key,
    target_row,
    unit_row,
    writing,
)

_Row = TypeVar("_Row", bound=SQLModel)
_ANY_STAGE = tuple(Stage)


def replace_evidence(request: Request, code: str, number: int, text: str) -> Changed:
    """Puts another proof in the place of the one of that number in ``evidence list``; NotFoundError for none."""
    return _change_proof(request, code, number, text)


def remove_evidence(request: Request, code: str, number: int) -> Changed:
    """Takes a proof out. ConflictError for the only one of completed work: that is replaced, or the work reopened."""
    return _change_proof(request, code, number, None)


def _change_proof(request: Request, code: str, number: int, text: str | None) -> Changed:
    with writing(request) as work:
        plan = plan_row(work, request)
        shown = find_owner(work.reader, plan.code, code)
        proof = _numbered(proof_rows(work, plan, shown), number, "minh chứng", shown)
        work.happened_on = _since(work, proof, request)
        old = proof.text
        if text is not None:
            if _is_of_record(work, proof):
                refuse_proof(work.reader, shown, text)
            replace_values(proof, text, work)
            headline = f"{shown}: minh chứng {number} sửa từ “{old}” thành “{proof.text}”."
        else:
            _refuse_last_proof(work, proof, shown)
            work.session.delete(proof)
            headline = f"{shown}: đã bỏ minh chứng {number} “{old}”."
        plan_code = plan.code
    return changed(request, work, headline, shown, plan=plan_code)


def _numbered(rows: Sequence[_Row], number: int, what: str, code: str) -> _Row:
    if not 1 <= number <= len(rows):
        known = f"Có {len(rows)}, đánh số từ 1." if rows else f"Chưa có {what} nào."
        raise NotFoundError(f"{code} không có {what} {number}.", known)
    return rows[number - 1]


def _refuse_last_proof(work: Transaction, proof: tables.Evidence, code: str) -> None:
    row = work.session.get(tables.Deadline, proof.deadline_id) if proof.deadline_id else None
    if row is None or row.stage != Stage.COMPLETED or row.no_evidence_reason or proof.rejected_on:
        return
    others = select(tables.Evidence.id).where(
        col(tables.Evidence.deadline_id) == row.id,
        col(tables.Evidence.rejected_on).is_(None),
        col(tables.Evidence.id) != proof.id,
    )
    if work.session.exec(others).first() is None:
        raise ConflictError(
            f"Đó là minh chứng duy nhất của phần việc đã hoàn thành ở {code}.",
            f"Thay bằng danvan evidence replace, hoặc mở lại bằng danvan {noun_of(row)} reopen.",
        )


def _is_of_record(work: Transaction, proof: tables.Evidence) -> bool:
    row = work.session.get(tables.Deadline, proof.deadline_id) if proof.deadline_id else None
    return proof.record_id is not None or (row is not None and row.record_id is not None)


def _since(work: Transaction, row: SQLModel, request: Request) -> date:
    """Finds the day from which a row was there, so that its correction counts from that day on."""
    table, key = str(row.__tablename__), row_key(row.id)  # type: ignore[attr-defined]
    return first_day_of(work.reader, table, key) or request.today


def set_proofs(request: Request, choice: Choice, texts: Sequence[str]) -> Changed:
    """Makes the proofs of a row those given: equal ones stay, others are replaced in their order, added or taken out.

    ConflictError where completed work would be left with none.
    """

    def act(work: Transaction, row: tables.Deadline) -> str:
        query = (
            select(tables.Evidence)
            .where(col(tables.Evidence.deadline_id) == row.id, col(tables.Evidence.rejected_on).is_(None))
            .order_by(col(tables.Evidence.id))
        )
        standing = list(work.session.exec(query))
        new = [text for text in dict.fromkeys(texts) if text not in {proof.text for proof in standing}]
        old = [proof for proof in standing if proof.text not in texts]
        for proof, text in zip(old, new, strict=False):
            replace_values(proof, text, work)
        add_evidence(work, new[len(old) :], deadline=row_key(row.id))
        for proof in old[len(new) :]:
            _refuse_last_proof(work, proof, work.session.get_one(tables.Task, row.task_id).code)
            work.session.delete(proof)
            work.session.flush()
        return f"minh chứng: {'; '.join(texts) or 'không còn'}"

    return apply(request, choice, Step(_ANY_STAGE, act, request.today))


def restate(request: Request, choice: Choice, result: str | None, no_evidence: str | None) -> Changed:
    """Corrects the words of a row's result and of why it has no proof, in any stage; None leaves, "" empties them.

    Raises EvidenceMissingError where completed work would be left with neither proof nor reason.
    """

    def act(work: Transaction, row: tables.Deadline) -> str:
        if result is not None:
            row.result = clean(result) or None
        if no_evidence is not None:
            row.no_evidence_reason = clean(no_evidence) or None
            if row.stage == Stage.COMPLETED:
                refuse_unproved(work, row)
        return "sửa chữ của kết quả"

    return apply(request, choice, Step(_ANY_STAGE, act, request.today))


def withdraw_extension(request: Request, choice: Choice) -> Changed:
    """Takes the newest extension of a row back, granted or only asked for: the last day is what it was before.

    ConflictError where there is none, it was refused, or the last day was set otherwise since.
    """

    def act(work: Transaction, row: tables.Deadline) -> str:
        query = select(tables.Extension).where(col(tables.Extension.deadline_id) == row.id)
        newest = max(work.session.exec(query), key=lambda extension: row_key(extension.id), default=None)
        if newest is None or newest.decision == "refused":
            raise ConflictError("Không có lần gia hạn nào để rút.", "Xem các lần gia hạn bằng danvan task show.")
        work.happened_on = newest.decided_on or newest.asked_on or _since(work, newest, request)
        if newest.decision is not None:
            if row.due_on != newest.new_due_on:
                raise ConflictError(
                    f"Thời hạn hiện nay {short(row.due_on)} không còn là ngày đã gia hạn {short(newest.new_due_on)}.",
                    "Sửa thẳng bằng danvan task edit MÃ --due NGÀY.",
                )
            row.due_on = newest.old_due_on
        work.session.delete(newest)
        work.session.flush()
        if newest.decision is None:
            return f"rút đề nghị gia hạn đến {short(newest.asked_due_on)}"
        return f"rút gia hạn, thời hạn trở lại {describe(newest.old_due_on)}"

    return apply(request, choice, Step(_ANY_STAGE, act, request.today))


def withdraw_reminder(request: Request, choice: Choice) -> Changed:
    """Marks the newest reminder of a row as sent by mistake: it is kept, counts no more, and the step falls back.

    The code may be that of a followed record.
    """
    with reading(request.database) as reader:
        known = {code.casefold(): code for code in record_codes(reader)}
    if code := known.get(choice.code.strip().casefold()):
        return apply_to_record(request, code, _withdrawing(request))
    return apply(request, choice, _withdrawing(request))


def _withdrawing(request: Request) -> Step:

    def act(work: Transaction, row: tables.Deadline) -> str:
        query = select(tables.Reminder).where(
            col(tables.Reminder.deadline_id) == row.id, col(tables.Reminder.withdrawn_on).is_(None)
        )
        newest = max(work.session.exec(query), key=lambda reminder: row_key(reminder.id), default=None)
        if newest is None:
            raise ConflictError("Chưa có lần đôn đốc nào để rút.", "Xem các lần đôn đốc bằng danvan task show.")
        work.happened_on = newest.sent_on
        newest.withdrawn_on = request.today
        work.session.flush()
        return f"đôn đốc lần {newest.number} ngày {short(newest.sent_on)} được ghi là gửi nhầm, không còn tính"

    return Step(_ANY_STAGE, act, request.today)


def edit_note(request: Request, number: int, text: str) -> Changed:
    """Corrects the words of a remark on the plan or one of its tasks, by its number in ``note list``."""
    return _change_note(request, number, required_text(text, "Ghi chú"))


def remove_note(request: Request, number: int) -> Changed:
    """Takes a remark out, by its number in ``note list``; the journal keeps its words."""
    return _change_note(request, number, None)


def _change_note(request: Request, number: int, words: str | None) -> Changed:
    with writing(request) as work:
        plan = plan_row(work, request)
        task, note_of = tables.Task, tables.Note
        query = (
            select(note_of)
            .join(task, col(task.id) == note_of.task_id, isouter=True)
            .where(
                (col(note_of.plan_id) == plan.id) | ((col(task.plan_id) == plan.id) & col(task.removed_at).is_(None))
            )
            .order_by(col(note_of.id))
        )
        note = _numbered(list(work.session.exec(query)), number, "ghi chú", f"Kế hoạch {plan.code}")
        work.happened_on = _since(work, note, request)
        old = note.text
        if words is None:
            work.session.delete(note)
        else:
            note.text = words
        plan_code = plan.code
    done = f"sửa từ “{old}” thành “{words}”" if words else f"bỏ “{old}”"
    return changed(request, work, f"Ghi chú {number}: {done}.", plan_code, plan=plan_code)


def remove_measurement(request: Request, code: str, unit: str | None, on: date) -> Changed:
    """Takes a figure of that day out, a unit's or (None) the whole agency's; NotFoundError where there is none."""
    with writing(request) as work:
        plan = plan_row(work, request)
        target = target_row(work, plan, code)
        of_unit = unit_row(work, unit) if unit is not None else None
        row = measurement_row(work, target, of_unit, on)
        whose = of_unit.code if of_unit else "toàn cơ quan"
        if row.id is None:
            raise NotFoundError(
                f"{target.code} không có số liệu của {whose} ngày {short(on)}.",
                f"Xem bằng danvan target show {target.code}.",
            )
        work.happened_on = on
        words = figure_words(row.numerator, row.denominator, row.value)
        for proof in work.session.exec(select(tables.Evidence).where(col(tables.Evidence.measurement_id) == row.id)):
            work.session.delete(proof)
        # Told while the figure is there that their code has in it.
        work.write_journal()
        work.session.delete(row)
        plan_code, target_code = plan.code, target.code
    headline = f"Đã bỏ số liệu {words} của {target_code} ({whose}) ngày {describe(on)}."
    return changed(request, work, headline, target_code, plan=plan_code)
