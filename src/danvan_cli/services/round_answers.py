"""What a unit's report says besides its rows: the marks of what a form wrote, of which kinds of records none arose."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.records import records_of
from danvan_cli.domain.errors import ConflictError, UsageError
from danvan_cli.domain.numbers import NOTHING_AROSE
from danvan_cli.domain.record_kinds import Time
from danvan_cli.domain.rounds import Round, is_of_round, read_given
from danvan_cli.services.record_kinds import kind_of


def remember(work: Transaction, found: Round, unit: str, given: Mapping[str, str]) -> None:
    """Keeps what a unit's form has said where its report stands as it stood."""
    row = _part_of(work, found, unit)
    if given:
        row.given = json.dumps({**read_given(row.given), **given})
        work.session.flush()


def answer_nothing(work: Transaction, found: Round, unit: str, nothing: Iterable[str]) -> None:
    """Keeps of which kinds (by key) a form says that none arose; what an earlier one said of others counts no more."""
    _part_of(work, found, unit).empty_kinds = json.dumps(sorted(set(nothing)))
    work.session.flush()


def add_nothing(row: tables.RoundUnit, nothing: Iterable[str]) -> None:
    """Adds kinds of which a unit says that none arose."""
    row.empty_kinds = json.dumps(sorted({*json.loads(row.empty_kinds), *nothing}))


def empty_kind(work: Transaction, found: Round, unit: str, words: str) -> str:
    """Finds the kind meant, of which none arose for a unit in a round; by its key.

    UsageError for one that the round does not ask for, or of which a period's record is to say so with noughts;
    ConflictError where there are records of it.
    """
    kind = kind_of(words)
    if kind.key not in found.kinds:
        raise UsageError(
            f"Đợt {found.title} không hỏi phiếu {kind.word}.", "Xem các loại của đợt bằng danvan round status."
        )
    if kind.time is not Time.DAY:
        raise UsageError(
            f"Phiếu {kind.word} ghi theo kỳ: {NOTHING_AROSE} thì ghi một phiếu có các số 0.",
            f"Ghi bằng danvan record add --kind {kind.key}.",
        )
    codes = [
        one.code for one in records_of(work.reader, kind.key) if one.unit == unit and is_of_round(kind, one, found)
    ]
    if codes:
        raise ConflictError(
            f"{unit} có phiếu {kind.word} trong kỳ: {', '.join(codes)}.",
            "Phiếu ghi nhầm thì bỏ bằng danvan record remove MÃ, rồi ghi lại.",
        )
    return kind.key


def _part_of(work: Transaction, found: Round, unit: str) -> tables.RoundUnit:
    query = (
        select(tables.RoundUnit)
        .join(tables.Round, col(tables.Round.id) == tables.RoundUnit.round_id)
        .join(tables.Unit, col(tables.Unit.id) == tables.RoundUnit.unit_id)
        .join(tables.Plan, col(tables.Plan.id) == tables.Round.plan_id)
        .where(
            col(tables.Plan.agency_id) == work.agency,
            col(tables.Plan.code) == found.plan,
            col(tables.Round.code) == found.code,
            col(tables.Unit.code) == unit,
        )
    )
    return work.session.exec(query).one()
