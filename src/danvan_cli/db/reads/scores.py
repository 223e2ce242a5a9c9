"""Sets of criteria with their rows, and the sheets that were scored by them."""

from __future__ import annotations

from decimal import Decimal

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import Row, column, day, exact
from danvan_cli.domain.scoring import CriteriaSet, Criterion, Score, Sheet
from danvan_cli.domain.scoring_kept import bands_of, columns_of, disqualifiers_of, rule_of, struck_of
from danvan_cli.domain.words import Rounding, ScorePart


class _SetRow(Row):
    """A set as the database gives it."""

    key: int = column("s.id")
    code: str = column("s.code")
    title: str = column("s.title")
    number: str | None = column("s.number")
    year: int = column("s.year")
    step: str | None = column("s.step")
    rounding: str = column("s.rounding")
    bonus: str | None = column("s.bonus")
    deduction: str | None = column("s.deduction")
    lock_on: str | None = column("s.lock_on")
    converts: bool = column("s.converts")
    bands: str = column("s.bands")
    disqualifiers: str = column("s.disqualifiers")
    columns_: str = column("s.columns")
    source_name: str | None = column("s.source_name")


class _ScoreRow(Row):
    """A row of a sheet as the database gives it."""

    sheet: int = column("x.score_sheet_id")
    key: int = column("x.id")
    code: str = column("c.code")
    maximum: str = column("x.maximum")
    declared: str | None = column("x.declared")
    is_applicable: bool = column("x.is_applicable")
    own: str | None = column("x.own")
    verified_1: str | None = column("x.verified_1")
    explanation: str | None = column("x.explanation")
    verified_2: str | None = column("x.verified_2")
    unit: str | None = column("u.code")
    officer: str | None = column("x.officer")


_SETS = f"SELECT {_SetRow.columns} FROM criteria_set s WHERE s.agency_id = :agency ORDER BY s.year, s.id"
_ROWS = """SELECT c.criteria_set_id, c.code, c.number, c.text, c.part, c.maximum, c.parent, c.rule, c.details, c.method,
    c.proof, c.source, c.step
FROM criterion c JOIN criteria_set s ON s.id = c.criteria_set_id WHERE s.agency_id = :agency
ORDER BY c.criteria_set_id, c.position"""
_OF_SET = "FROM score_sheet h JOIN criteria_set s ON s.id = h.criteria_set_id"
_SHEETS = f"""SELECT h.id, u.code, h.opened_on, h.closed_on, h.reopened_on, h.struck {_OF_SET}
LEFT JOIN unit u ON u.id = h.unit_id WHERE s.agency_id = :agency AND s.code = :set ORDER BY h.id"""
_SCORES = f"""SELECT {_ScoreRow.columns} {_OF_SET} JOIN score x ON x.score_sheet_id = h.id
JOIN criterion c ON c.id = x.criterion_id LEFT JOIN unit u ON u.id = x.unit_id
WHERE s.agency_id = :agency AND s.code = :set ORDER BY x.id"""
_PROOFS = f"""SELECT p.score_id, p.text {_OF_SET} JOIN score x ON x.score_sheet_id = h.id
JOIN score_proof p ON p.score_id = x.id
WHERE s.agency_id = :agency AND s.code = :set AND p.rejected_on IS NULL ORDER BY p.id"""


def all_sets(reader: Reader) -> list[CriteriaSet]:
    """Lists the sets, the oldest year first, each with its rows."""
    rows: dict[int, list[Criterion]] = {}
    for key, code, number, words, part, maximum, parent, rule, details, method, proof, source, step in reader.execute(
        _ROWS
    ):
        criterion = Criterion(
            code, number, words, ScorePart(part), Decimal(maximum), parent, rule_of(rule, details), method, proof,
            source, exact(step),
        )  # fmt: skip
        rows.setdefault(key, []).append(criterion)
    return [_set(row, rows.get(row.key, [])) for row in map(_SetRow, reader.execute(_SETS))]


def _set(row: _SetRow, rows: list[Criterion]) -> CriteriaSet:
    return CriteriaSet(
        row.code, row.title, row.year, tuple(rows), row.number, bands_of(row.bands),
        disqualifiers_of(row.disqualifiers), exact(row.step), Rounding(row.rounding), exact(row.bonus),
        exact(row.deduction), day(row.lock_on), bool(row.converts), columns_of(row.columns_), row.source_name,
    )  # fmt: skip


def sheets_of(reader: Reader, code: str) -> list[Sheet]:
    """Lists the sheets of a set, that of the whole agency first."""
    named = {"set": code}
    proofs: dict[int, list[str]] = {}
    for key, words in reader.execute(_PROOFS, named):
        proofs.setdefault(key, []).append(words)
    scores: dict[int, dict[str, Score]] = {}
    for row in map(_ScoreRow, reader.execute(_SCORES, named)):
        scores.setdefault(row.sheet, {})[row.code] = Score(
            row.code, Decimal(row.maximum), row.declared, bool(row.is_applicable), exact(row.own),
            exact(row.verified_1), row.explanation, exact(row.verified_2), row.unit, row.officer,
            tuple(proofs.get(row.key, ())),
        )  # fmt: skip
    found = [
        Sheet(unit, scores.get(key, {}), day(opened), day(closed), day(reopened), struck_of(struck))
        for key, unit, opened, closed, reopened, struck in reader.execute(_SHEETS, named)
    ]
    return sorted(found, key=lambda sheet: sheet.unit is not None)
