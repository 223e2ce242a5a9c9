"""The steps of a scoring: own points, verification, explanation, disqualifiers, closing and opening again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.people import officers
from danvan_cli.domain.errors import ConflictError, DoubtfulError, NotFoundError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.scoring import Criterion
from danvan_cli.domain.scoring_kept import struck_text
from danvan_cli.domain.scoring_points import is_emptied, is_not_applicable
from danvan_cli.domain.scoring_sheets import Scored
from danvan_cli.domain.scoring_totals import Column
from danvan_cli.domain.text import clean
from danvan_cli.domain.validation import LONGEST_NAME, required_text
from danvan_cli.services.request import Request
from danvan_cli.services.score_book import ScoreBook, typed_points
from danvan_cli.services.score_views import chosen_set, view_of
from danvan_cli.services.writing import acting_unit_row, changed, row_key, writing


@dataclass(frozen=True, slots=True)
class Place:
    """Which sheet is meant: a set by its code (None: the year's) and a unit (None: the whole agency)."""

    set_words: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class ScoreInput:
    """What is said of a criterion; None leaves a thing, "" or "-" empties it.

    ``applies`` False takes it out of the scale. With ``proposed`` its points are those that the rule proposes.
    """

    points: str | None = None
    declared: str | None = None
    applies: bool | None = None
    proposed: bool = False
    responsible: str | None = None
    officer: str | None = None
    evidence: Sequence[str] = ()
    drop_evidence: Sequence[str] = ()


def _book(work: Transaction, request: Request, place: Place) -> ScoreBook:
    return ScoreBook(work, request, chosen_set(work.reader, request, place.set_words), place.unit)


def _view(work: Transaction, request: Request, book: ScoreBook) -> Scored:
    return view_of(work.reader, request, book.scored, book.sheet.unit)


def set_points(request: Request, code: str, said: ScoreInput, place: Place) -> Changed:
    """Writes a unit's own word on a criterion; errors as in ``typed_points``, ConflictError where it is locked."""
    with writing(request) as work:
        book = _book(work, request, place)
        book.refuse_writing()
        row = book.leaf(code)
        columns = _columns(work, book, row, said)
        for words in said.drop_evidence:
            book.drop_proof(row, words)
        book.put(row, said.evidence, **columns)
        notes = []
        if said.proposed:
            points, why = _proposed(_view(work, request, book), row)
            book.put(row, own=points)
            notes.append(f"Điểm đề xuất: {why}.")
        view = _view(work, request, book)
    return changed(
        request, work, _told(view, row, book), f"{book.scored.code} {row.code}", notes=(*notes, *_open(view))
    )


def _columns(work: Transaction, book: ScoreBook, row: Criterion, said: ScoreInput) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    points, applies = said.points, said.applies
    if points is not None and is_not_applicable(points):
        points, applies = None, False
    if said.declared is not None:
        columns["declared"] = clean(said.declared) or None
        applies = False if is_not_applicable(said.declared) else applies
    if points is not None:
        columns |= {"own": typed_points(book.scored, row, points), "is_applicable": True}
    if applies is not None:
        columns["is_applicable"] = applies
        if not applies:
            columns["own"] = None
    if said.responsible is not None:
        whose = acting_unit_row(work, said.responsible, work.today) if clean(said.responsible) else None
        columns["unit_id"] = row_key(whose.id) if whose is not None else None
    if said.officer is not None:
        columns["officer"] = _officer(work, said.officer)
    return columns


def _officer(work: Transaction, words: str) -> str | None:
    """Spells an officer as the list of them does; one that is not in it stays as typed."""
    name = required_text(words, "Người phụ trách", LONGEST_NAME) if clean(words) else ""
    known = [person.name for person in officers(work.reader)]
    return next((one for one in known if one.casefold() == name.casefold()), name) or None


def _proposed(view: Scored, row: Criterion) -> tuple[Decimal, str]:
    proposal = next(line.proposal for line in view.lines if line.row.code == row.code)
    if proposal is None or proposal.points is None:
        why = proposal.words if proposal else "không áp dụng"
        raise ConflictError(
            f"Tiêu chí {row.code} không có điểm đề xuất: {why}.", "Ghi --declared, hoặc ghi điểm bằng số."
        )
    return proposal.points, proposal.words


def _told(view: Scored, row: Criterion, book: ScoreBook) -> str:
    line = next(line for line in view.lines if line.row.code == row.code)
    whose = f" ({book.whose})" if book.sheet.unit else ""
    if not line.score.is_applicable:
        return f"Tiêu chí {row.code}{whose}: không áp dụng, thang còn {format_number(view.result.reduced)} điểm."
    own = "chưa có điểm" if line.score.own is None else f"{format_number(line.score.own)} điểm"
    declared = f", kê khai {line.score.declared}" if line.score.declared else ""
    return f"Tiêu chí {row.code}{whose}: tự chấm {own}/{format_number(line.score.maximum)}{declared}."


def _open(view: Scored) -> list[str]:
    """Says what the sheet comes to, or that it cannot be added up yet."""
    own = view.totals[Column.OWN]
    if own.empty:
        return [f"Còn {len(own.empty)} tiêu chí chưa có điểm tự chấm nên chưa có tổng."]
    if own.total is None:
        return []
    band = f", xếp loại {own.band}" if own.band else ""
    return [f"Đủ điểm: tổng tự chấm {format_number(own.total)}{band}."]


def take_proposals(request: Request, place: Place) -> Changed:
    """Gives every criterion without points those that its rule proposes; the others stay."""
    with writing(request) as work:
        book = _book(work, request, place)
        book.refuse_writing()
        view = _view(work, request, book)
        taken = []
        for line in view.lines:
            has_points = line.proposal is not None and line.proposal.points is not None
            if not line.is_group and line.score.own is None and has_points and line.proposal is not None:
                book.put(line.row, own=line.proposal.points)
                taken.append(line.row.code)
        after = _view(work, request, book)
    said = (
        f"Đã ghi điểm đề xuất cho {len(taken)} tiêu chí: {', '.join(taken)}." if taken else "Không có điểm đề xuất nào."
    )
    return changed(request, work, said, book.scored.code, notes=_open(after))


def verify(request: Request, code: str, points: str, place: Place, number: int | None = None) -> Changed:
    """Writes verified points: of round 1, or of round 2 where round 1 was answered by an explanation.

    ConflictError for round 2 of a row without points of round 1, and for a row that is not applicable.
    """
    with writing(request) as work:
        book = _book(work, request, place)
        row = book.leaf(code)
        score = book.sheet.score(row)
        if not score.is_applicable:
            raise ConflictError(f"Tiêu chí {row.code} không áp dụng nên không thẩm định.", "Xem danvan score show.")
        of = number or (2 if score.verified_1 is not None and score.explanation else 1)
        if of == 2 and score.verified_1 is None:
            raise ConflictError(f"Tiêu chí {row.code} chưa có điểm thẩm định lần 1.", "Ghi lần 1 trước, bỏ --round 2.")
        typed = typed_points(book.scored, row, points)
        columns: dict[str, Any] = {f"verified_{of}": typed}
        book.put(row, **columns)
        view = _view(work, request, book)
    own = "trống" if score.own is None else format_number(score.own)
    told = "xóa" if typed is None else f"{format_number(typed)}/{format_number(score.maximum)}"
    said = f"Tiêu chí {row.code}: thẩm định lần {of}: {told} điểm (tự chấm {own})."
    result = view.totals[Column.ROUND_2 if of == 2 else Column.ROUND_1]
    notes = [] if result.total is None else [f"Tổng thẩm định lần {of}: {format_number(result.total)}."]
    return changed(request, work, said, f"{book.scored.code} {row.code}", notes=notes)


def explain(request: Request, code: str, text: str, place: Place) -> Changed:
    """Writes the explanation of a criterion; "-" takes it away. It may be given while the sheet is locked."""
    with writing(request) as work:
        book = _book(work, request, place)
        row = book.leaf(code)
        words = None if is_emptied(text) else required_text(text, "Giải trình")
        book.put(row, explanation=words)
    said = f"Đã ghi giải trình của tiêu chí {row.code}." if words else f"Đã bỏ giải trình của tiêu chí {row.code}."
    return changed(request, work, said, f"{book.scored.code} {row.code}")


def strike(request: Request, number: int, reason: str | None, place: Place) -> Changed:
    """Says that a disqualifier of the set holds, with why; without a reason it holds no more."""
    with writing(request) as work:
        book = _book(work, request, place)
        known = book.scored.disqualifiers
        if not 1 <= number <= len(known):
            told = "; ".join(f"{n}. {one.words}" for n, one in enumerate(known, 1)) or "bộ này không có điều kiện nào"
            raise NotFoundError(f"Không có điều kiện số {number}.", f"Các điều kiện: {told}.")
        struck = {n: why for n, why in book.sheet.struck.items() if n != number}
        if reason is not None:
            struck[number] = required_text(reason, "Lý do")
        row = book.sheet_row()
        row.struck = struck_text(dict(sorted(struck.items())))
        work.session.add(row)
        work.session.flush()
        view = _view(work, request, book)
    words = known[number - 1].words
    said = f"Điều kiện {number} ({words}): {'bị áp dụng' if reason is not None else 'không áp dụng nữa'}."
    band = view.result.band
    return changed(request, work, said, book.scored.code, notes=[f"Xếp loại: {band}."] if band else ())


def close(request: Request, place: Place, *, sure: bool = False) -> Changed:
    """Locks the own points of a sheet. ConflictError while criteria have none, DoubtfulError without proofs."""
    with writing(request) as work:
        book = _book(work, request, place)
        book.refuse_locked()
        view = _view(work, request, book)
        own = view.totals[Column.OWN]
        if own.empty:
            raise ConflictError(
                f"Còn {len(own.empty)} tiêu chí chưa có điểm: {', '.join(own.empty[:15])}.",
                "Chấm hết rồi khóa; điểm 0 cũng phải ghi, không áp dụng thì danvan score set MÃ --na.",
            )
        bare = [line.row.code for line in view.lines if line.lacks()]
        if bare and not sure:
            raise DoubtfulError(
                f"{len(bare)} tiêu chí chưa có minh chứng hay giải trình: {', '.join(bare[:15])}.",
                "Bổ sung bằng danvan score set MÃ --evidence …, hoặc thêm --yes để vẫn khóa.",
            )
        row = book.sheet_row()
        row.closed_on = work.today
        work.session.add(row)
        work.session.flush()
    total = "" if own.total is None else f", tổng {format_number(own.total)}"
    band = f", xếp loại {own.band}" if own.band else ""
    return changed(request, work, f"Đã khóa bảng tự chấm của {book.whose}{total}{band}.", book.scored.code)


def reopen(request: Request, place: Place) -> Changed:
    """Lets own points be written again, also past the lock day. ConflictError for a sheet that is not locked."""
    with writing(request) as work:
        book = _book(work, request, place)
        if not book.sheet.why_locked(book.scored.lock_on, work.today):
            raise ConflictError(f"Bảng tự chấm của {book.whose} đang mở.", "Chấm bằng danvan score set.")
        row = book.sheet_row()
        row.closed_on, row.reopened_on = None, work.today
        work.session.add(row)
        work.session.flush()
    return changed(request, work, f"Đã mở lại bảng tự chấm của {book.whose}.", book.scored.code)
