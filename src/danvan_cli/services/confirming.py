"""Proofs given behind the event, and what another person finds of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.journal import first_day_of
from danvan_cli.db.reads.people import officers
from danvan_cli.db.reads.proofs import writers_of
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.domain.finding import find_officer
from danvan_cli.domain.model import Changed
from danvan_cli.domain.periods import find_period
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.validation import LONGEST_NAME
from danvan_cli.domain.words import Stage, Verdict
from danvan_cli.services.evidence import add_evidence, proof_rows
from danvan_cli.services.proving import find_owner
from danvan_cli.services.record_input import refuse_proof
from danvan_cli.services.request import Request
from danvan_cli.services.steps import refuse_before, unit_code
from danvan_cli.services.writing import (
    changed,
    deadline_rows,
    past_day,
    plan_row,
    required_text,
    row_key,
    unit_row,
    writing,
)

_HANDED_IN = (Stage.COMPLETED, Stage.AWAITING_CONFIRMATION)


class NewProof(NamedTuple):
    """A proof to be added; a paper's ``dated`` day and ``receiver`` are written behind its number.

    ``unit`` and ``period`` say of which row of a task, or of whose figure.
    """

    text: str
    dated: date | None = None
    receiver: str | None = None
    unit: str | None = None
    period: str | None = None

    @property
    def words(self) -> str:
        """Writes the proof as it is stored: "45/BC-VP ngày 25/10/2023 gửi Sở Nội vụ"."""
        day = f" ngày {short(self.dated)}" if self.dated else ""
        to = f" gửi {clean(self.receiver)}" if self.receiver and clean(self.receiver) else ""
        # As typed where nothing comes behind: it may be the path of a file.
        return f"{self.text}{day}{to}" if day or to else self.text


def add_proof(request: Request, code: str, new: NewProof) -> Changed:
    """Adds a proof to a task's row, a target's newest figure or a record; ConflictError where two could be meant."""
    with writing(request) as work:
        plan = plan_row(work, request)
        owner = find_owner(work.reader, plan.code, code)
        column, key, shown = _place(work, plan, owner, new)
        before = _count(work, column, key)
        add_evidence(work, [new.words], **{column.removesuffix("_id"): key})
        work.session.flush()
        is_new = _count(work, column, key) > before
        plan_code = plan.code
    told = clean(new.words) if is_new else "minh chứng ấy đã có"
    return changed(request, work, f"{shown}: {told}.", owner, plan=plan_code)


def _count(work: Transaction, column: str, key: int) -> int:
    return len(work.session.exec(select(tables.Evidence.id).where(col(getattr(tables.Evidence, column)) == key)).all())


def _place(work: Transaction, plan: tables.Plan, owner: str, new: NewProof) -> tuple[str, int, str]:
    """Finds the row that is proved: the column that holds its key, the key, what it is called."""
    task = work.session.exec(
        select(tables.Task).where(col(tables.Task.plan_id) == plan.id, col(tables.Task.code) == owner)
    ).first()
    if task is not None:
        row = _row_of_task(work, task, new)
        return "deadline_id", row_key(row.id), " ".join(filter(None, [owner, unit_code(work, row), row.period]))
    if new.period is not None:
        raise UsageError(f"{owner} không phải nhiệm vụ định kỳ.", "Bỏ --period.")
    target = work.session.exec(
        select(tables.Target).where(col(tables.Target.plan_id) == plan.id, col(tables.Target.code) == owner)
    ).first()
    if target is not None:
        figure = _newest_figure(work, target, new.unit)
        whose = work.session.get_one(tables.Unit, figure.unit_id).code if figure.unit_id else "toàn cơ quan"
        return "measurement_id", row_key(figure.id), f"{owner} ({whose}, số liệu ngày {short(figure.as_of)})"
    record = work.session.exec(
        select(tables.Record).where(col(tables.Record.agency_id) == work.agency, col(tables.Record.code) == owner)
    ).one()
    refuse_proof(work.reader, owner, new.words)
    closing = work.session.exec(select(tables.Deadline).where(col(tables.Deadline.record_id) == record.id)).first()
    # What was closed without proof is what a proof is added for.
    if closing is not None and closing.stage in _HANDED_IN and not _is_proved(work, closing):
        return "deadline_id", row_key(closing.id), owner
    return "record_id", row_key(record.id), owner


def _row_of_task(work: Transaction, task: tables.Task, new: NewProof) -> tables.Deadline:
    rows = deadline_rows(work, task)
    if new.unit is not None:
        unit = unit_row(work, new.unit)
        rows = [row for row in rows if row.unit_id == unit.id]
        if not rows:
            raise ConflictError(f"{unit.code} không chủ trì {task.code}.", f"Xem bằng danvan task show {task.code}.")
    if new.period is not None:
        meant = find_period(new.period, [row.period for row in rows if row.period])
        rows = [row for row in rows if meant and row.period == meant]
        if not rows:
            raise UsageError(f"{task.code} không có kỳ “{new.period}”.", f"Xem bằng danvan task show {task.code}.")
    # What was handed in is proved; of several the one that still has nothing.
    handed_in = [row for row in rows if row.stage in _HANDED_IN]
    for narrowed in (rows, handed_in, [row for row in handed_in if not _is_proved(work, row)]):
        if len(narrowed) == 1:
            return narrowed[0]
    if not rows:
        raise ConflictError(f"{task.code} chưa có phần việc nào.", "Giao đơn vị bằng danvan task assign.")
    named = ", ".join(" ".join(filter(None, [unit_code(work, row), row.period])) for row in rows)
    raise ConflictError(
        f"{task.code} có {len(rows)} phần việc: {named}.", "Ghi --unit, --period của phần việc cần ghi."
    )


def _is_proved(work: Transaction, row: tables.Deadline) -> bool:
    query = select(tables.Evidence.id).where(
        col(tables.Evidence.deadline_id) == row.id, col(tables.Evidence.rejected_on).is_(None)
    )
    return work.session.exec(query).first() is not None


def _newest_figure(work: Transaction, target: tables.Target, words: str | None) -> tables.Measurement:
    query = select(tables.Measurement).where(col(tables.Measurement.target_id) == target.id)
    if words is not None:
        query = query.where(col(tables.Measurement.unit_id) == unit_row(work, words).id)
    found = sorted(work.session.exec(query), key=lambda figure: figure.as_of)
    if not found and target.fed_by is not None:
        raise ConflictError(
            f"{target.code} lấy số liệu từ phiếu, minh chứng là của từng phiếu.",
            f"Thêm bằng danvan evidence add MÃ_PHIẾU …; xem các phiếu bằng danvan explain {target.code}.",
        )
    if not found:
        raise NotFoundError(
            f"{target.code} chưa có số liệu nào để chứng minh.", "Ghi số liệu bằng danvan target record."
        )
    if len({figure.unit_id for figure in found}) > 1:
        raise ConflictError(f"{target.code} có số liệu của nhiều đơn vị.", "Ghi đơn vị ở --unit.")
    return found[-1]


class Finding(NamedTuple):
    """What a person found of proofs: valid or not, why not, who (None: who types), on which day (None: today)."""

    verdict: Verdict
    reason: str | None = None
    by: str | None = None
    on: date | None = None


def confirm_proofs(request: Request, code: str, number: int | None, found: Finding) -> Changed:
    """Says of one proof, or of all that nobody has judged, whether it is valid; an invalid one counts no more.

    ConflictError where the same person entered it, or it counts no more for another reason; UsageError for an invalid
    one without a reason.
    """
    if found.verdict is Verdict.INVALID and not clean(found.reason or ""):
        raise UsageError("Không hợp lệ thì phải có lý do.", 'Thêm --reason "vì sao".')
    reason = required_text(found.reason, "Lý do") if found.reason else None
    day = past_day(found.on, request)
    with writing(request) as work:
        plan = plan_row(work, request)
        owner = find_owner(work.reader, plan.code, code)
        person = _person(work, request, found.by)
        chosen = _chosen(proof_rows(work, plan, owner), owner, number)
        for place, proof in chosen:
            _refuse_own(work, request, proof, person, f"{owner}, minh chứng {place}")
            refuse_before(day, first_day_of(work.reader, "evidence", row_key(proof.id)), "ghi minh chứng")
            # What was judged on a day was there by then, whenever it was typed in.
            work.happened_on = day
            proof.verdict, proof.verdict_on, proof.verdict_by = found.verdict.value, day, person
            proof.verdict_reason = reason
            proof.rejected_on = day if found.verdict is Verdict.INVALID else None
            work.session.flush()
        plan_code = plan.code
    what = ", ".join(str(place) for place, _ in chosen)
    why = f" ({reason})" if reason else ""
    headline = f"{owner}: minh chứng {what} {found.verdict.label}{why}, {person} xác nhận {describe(day)}."
    return changed(request, work, headline, owner, plan=plan_code, notes=_left_without(found, owner))


def _left_without(found: Finding, owner: str) -> tuple[str, ...]:
    if found.verdict is Verdict.VALID:
        return ()
    return (f"Minh chứng không hợp lệ không còn tính; bổ sung bằng danvan evidence add {owner} VĂN_BẢN.",)


def _chosen(proofs: Sequence[tables.Evidence], owner: str, number: int | None) -> list[tuple[int, tables.Evidence]]:
    numbered = list(enumerate(proofs, start=1))
    if number is None:
        found = [(place, proof) for place, proof in numbered if proof.rejected_on is None and proof.verdict is None]
        if not found:
            raise NotFoundError(
                f"{owner} không có minh chứng nào chờ xác nhận.", f"Xem bằng danvan evidence list {owner}."
            )
        return found
    if not 1 <= number <= len(proofs):
        known = f"Có {len(proofs)}, đánh số từ 1." if proofs else "Chưa có minh chứng nào."
        raise NotFoundError(f"{owner} không có minh chứng {number}.", known)
    proof = proofs[number - 1]
    if proof.rejected_on is not None and proof.verdict != Verdict.INVALID:
        raise ConflictError(
            f"{owner}, minh chứng {number} không còn tính từ {short(proof.rejected_on)}.",
            "Xác nhận minh chứng đang dùng.",
        )
    return [(number, proof)]


def _person(work: Transaction, request: Request, words: str | None) -> str:
    """Names who confirms: an officer of the list where there is one, else the name as given, else who types."""
    if words is None:
        return request.actor
    known = officers(work.reader)
    return find_officer(known, words).name if known else required_text(words, "Người xác nhận", LONGEST_NAME)


def _refuse_own(work: Transaction, request: Request, proof: tables.Evidence, person: str, which: str) -> None:
    """Refuses whoever entered the proof: on a server by the login, which nobody can lend, else by the name signed."""
    login = None
    if request.database.url is not None:
        (login,) = work.reader.execute("SELECT SESSION_USER").fetchone()
    for actor, by_login in writers_of(work.reader, row_key(proof.id)):
        is_same = by_login == str(login) if login is not None and by_login is not None else fold(actor) == fold(person)
        if is_same:
            raise ConflictError(
                f"{which} do chính {by_login or actor} nhập; người khác mới xác nhận được.",
                "Ghi người xác nhận ở --by, hoặc để người ấy gõ lệnh này."
                if login is None
                else "Dùng tài khoản của người khác để xác nhận.",
            )
