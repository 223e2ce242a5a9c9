"""One sheet open for writing inside a transaction: commands and filled tables write scores through it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.scores import sheets_of
from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.domain.numbers import format_number, parse_number
from danvan_cli.domain.scoring import CriteriaSet, Criterion, Score, Sheet, trimmed
from danvan_cli.domain.scoring_points import is_emptied
from danvan_cli.domain.text import clean
from danvan_cli.services.evidence import evidence_values
from danvan_cli.services.request import Request
from danvan_cli.services.score_views import sheet_of
from danvan_cli.services.writing import acting_unit_row, row_key, unit_row


def typed_points(scored: CriteriaSet, row: Criterion, text: str) -> Decimal | None:
    """Reads points as typed: "1,75", "1.75"; None for "-", which empties. UsageError beyond the maximum or the step."""
    words = clean(text)
    if is_emptied(words):
        return None
    try:
        points = parse_number(words.removesuffix("điểm").replace(".", ","))
    except UsageError:
        raise UsageError(
            f"Không đọc được điểm “{words}”.",
            "Ghi số như 1,75; “-” là xóa điểm, danvan score set MÃ --na là không áp dụng.",
        ) from None
    if points > row.maximum:
        raise UsageError(
            f"Tiêu chí {row.code} tối đa {format_number(row.maximum)} điểm, không nhận {format_number(points)}.",
            "Ghi điểm không quá mức tối đa.",
        )
    step = row.step or scored.step
    if step is not None and points % step:
        raise UsageError(
            f"Điểm {format_number(points)} không phải bội số của {format_number(step)}.",
            f"Bộ {scored.code} chấm lẻ đến {format_number(step)} điểm.",
        )
    return trimmed(points)


def set_row(work: Transaction, code: str) -> tables.CriteriaSet:
    """Finds the stored row of a set."""
    query = select(tables.CriteriaSet).where(
        col(tables.CriteriaSet.agency_id) == work.agency, col(tables.CriteriaSet.code) == code
    )
    return work.session.exec(query).one()


def criterion_rows(work: Transaction, scored: tables.CriteriaSet) -> dict[str, tables.Criterion]:
    """Finds the stored rows of a set by their codes."""
    query = select(tables.Criterion).where(col(tables.Criterion.criteria_set_id) == scored.id)
    return {row.code: row for row in work.session.exec(query)}


class ScoreBook:
    """The sheet of a unit, or of the whole agency; it is begun by the first thing that is written."""

    def __init__(self, work: Transaction, request: Request, scored: CriteriaSet, unit: str | None) -> None:
        self._work, self._request, self.scored = work, request, scored
        self._unit = unit_row(work, unit) if unit else None
        self.sheet: Sheet = sheet_of(sheets_of(work.reader, scored.code), self._unit.code if self._unit else None)
        self._rows: dict[str, tables.Score] = {}

    @property
    def whose(self) -> str:
        """Names the sheet in a sentence."""
        return self._unit.name if self._unit else "toàn cơ quan"

    def refuse_locked(self) -> None:
        """Raises ConflictError where no own points may be written any more."""
        if why := self.sheet.why_locked(self.scored.lock_on, self._work.today):
            unit = f" --unit {self._unit.code}" if self._unit else ""
            raise ConflictError(
                f"Bảng tự chấm của {self.whose} {why}.", f"Mở lại bằng danvan score reopen{unit} nếu được phép."
            )

    def refuse_writing(self) -> None:
        """Raises ConflictError where the unit scores itself no more: it has ended, or its sheet is locked."""
        if self._unit is not None:
            acting_unit_row(self._work, self._unit.code, self._work.today)
        self.refuse_locked()

    def leaf(self, words: str) -> Criterion:
        """Finds a criterion that has points; ConflictError for a group."""
        row = self.scored.find(words)
        if row.code in self.scored.parents:
            below = ", ".join(one.code for one in self.scored.leaves(under=row.code))
            raise ConflictError(f"{row.code} là nhóm, điểm của nó được cộng từ các dòng.", f"Chấm từng dòng: {below}.")
        return row

    def sheet_row(self) -> tables.ScoreSheet:
        """The sheet's own row, made where there is none yet."""
        scored = set_row(self._work, self.scored.code)
        sheet, unit = tables.ScoreSheet, self._unit.id if self._unit else None
        query = select(sheet).where(col(sheet.criteria_set_id) == scored.id, col(sheet.unit_id) == unit)
        found = self._work.session.exec(query).first()
        if found is None:
            found = sheet(criteria_set_id=row_key(scored.id), unit_id=unit, opened_on=self._work.today)
            self._work.session.add(found)
            self._work.session.flush()
        return found

    def row_of(self, criterion: Criterion) -> tables.Score:
        """The stored row of a criterion, made with today's maximum where there is none."""
        if not self._rows:
            sheet = self.sheet_row()
            query = select(tables.Score).where(col(tables.Score.score_sheet_id) == sheet.id)
            stored = {row.criterion_id: row for row in self._work.session.exec(query)}
            for code, one in criterion_rows(self._work, set_row(self._work, self.scored.code)).items():
                key = row_key(one.id)
                made = tables.Score(score_sheet_id=row_key(sheet.id), criterion_id=key, maximum=one.maximum)
                self._rows[code] = stored.get(key) or made
        return self._rows[criterion.code]

    def put(self, criterion: Criterion, proofs: Sequence[str] = (), **columns: Any) -> None:
        """Writes columns of a row, and the proofs that come to it."""
        row = self.row_of(criterion)
        for name, value in columns.items():
            setattr(row, name, value)
        self._work.session.add(row)
        self._work.session.flush()
        self._prove(row, proofs)

    def _prove(self, row: tables.Score, texts: Sequence[str]) -> None:
        proof = tables.ScoreProof
        query = select(proof.text).where(col(proof.score_id) == row.id, col(proof.rejected_on).is_(None))
        known = set(self._work.session.exec(query)) if texts else set()
        for values in map(evidence_values, texts):
            if values["text"] not in known:
                known.add(values["text"])
                self._work.session.add(proof(score_id=row_key(row.id), **values))
        self._work.session.flush()

    def drop_proof(self, criterion: Criterion, words: str) -> None:
        """Marks a proof as none any more, by its words or its number from 1; NotFoundError for none such."""
        proof = tables.ScoreProof
        query = select(proof).where(col(proof.score_id) == self.row_of(criterion).id, col(proof.rejected_on).is_(None))
        standing = list(self._work.session.exec(query.order_by(col(proof.id))))
        meant = [one for n, one in enumerate(standing, 1) if clean(words) in (str(n), one.text)]
        if not meant:
            known = "; ".join(f"{n}. {one.text}" for n, one in enumerate(standing, 1)) or "chưa có minh chứng nào"
            raise NotFoundError(
                f"Tiêu chí {criterion.code} không có minh chứng “{clean(words)}”.", f"Đang có: {known}."
            )
        for one in meant:
            one.rejected_on = self._work.today
            self._work.session.add(one)
        self._work.session.flush()

    def take(self, score: Score) -> None:
        """Writes what a filled table says of a criterion; what its cells leave empty stays."""
        self.refuse_writing()
        names = ("declared", "own", "verified_1", "explanation", "verified_2", "officer")
        said = {name: value for name in names if (value := getattr(score, name)) is not None}
        if score.own is not None:
            # As with points that are typed: what has some is applicable again.
            said = {**said, "is_applicable": True}
        if not score.is_applicable:
            said = {**said, "is_applicable": False, "own": None}
        self.put(self.leaf(score.code), **said)
