"""Scores looked at: a sheet with what is proposed, sheets side by side, this year's beside the last."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.plans import find_plan
from danvan_cli.db.reads.scores import all_sets, sheets_of
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.codes import find_code, find_unit
from danvan_cli.domain.errors import NotFoundError, UsageError
from danvan_cli.domain.scoring import CriteriaSet, Sheet
from danvan_cli.domain.scoring_sheets import Compared, ComparedLine, Ranked, Scored, ScoreLine, scored_sheet
from danvan_cli.domain.scoring_totals import Column
from danvan_cli.domain.text import fold
from danvan_cli.services.request import Request
from danvan_cli.services.score_figures import figures_of
from danvan_cli.services.snapshot import snapshot

_NONE = "Nhập bảng tiêu chí bằng danvan score import TỆP, hoặc xem mẫu bằng danvan score export --example."


def chosen_set(reader: Reader, request: Request, words: str | None) -> CriteriaSet:
    """Finds the set meant: by its code, else that of the plan's year, else the newest.

    NotFoundError where there is none, UsageError where two are of that year.
    """
    known = all_sets(reader)
    if not known:
        raise NotFoundError("Chưa có bộ tiêu chí chấm điểm nào.", _NONE)
    if words is not None:
        code = find_code([one.code for one in known], words, "bộ tiêu chí", "Dữ liệu")
        return next(one for one in known if one.code == code)
    year = request.as_of.year
    with suppress(NotFoundError, UsageError):
        year = find_plan(reader, request.plan).year
    own = [one for one in known if one.year == year] or [one for one in known if one.year == known[-1].year]
    if len(own) > 1:
        raise UsageError(
            f"Năm {own[0].year} có {len(own)} bộ tiêu chí.",
            f"Chọn một bộ như danvan score show --set MÃ: {', '.join(one.code for one in own)}.",
        )
    return own[0]


def sheet_of(sheets: Sequence[Sheet], unit: str | None) -> Sheet:
    """Finds the sheet of a unit; an empty one where nothing was written yet."""
    return next((sheet for sheet in sheets if sheet.unit == unit), Sheet(unit))


def view_of(reader: Reader, request: Request, scored: CriteriaSet, unit: str | None) -> Scored:
    """Reads a sheet with what the data propose."""
    sheet = sheet_of(sheets_of(reader, scored.code), unit)
    locked = sheet.why_locked(scored.lock_on, request.as_of)
    return scored_sheet(scored, sheet, figures_of(reader, request, scored, unit), locked)


def told_sheet(reader: Reader, request: Request, year: int, last: date) -> Scored | None:
    """Reads the sheet of the whole agency that a report on days up to ``last`` tells, by the set of a year.

    None where there is no such set, or more than one. Points judge a period and are given once it is over: with all of
    the period's days told it is the sheet of the day on which the report is made, beside figures of those days [our
    rule].
    """
    is_over = request.as_of >= last and request.known_on is None
    day = max(request.as_of, request.today) if is_over else request.as_of
    with ExitStack() as stack:
        asked = request._replace(as_of=day, held=None, noted=None)
        now = reader if day == request.as_of else stack.enter_context(snapshot(asked))
        own = [one for one in all_sets(now) if one.year == year]
        if len(own) != 1:
            return None
        sheet = sheet_of(sheets_of(now, own[0].code), None)
    return scored_sheet(own[0], sheet, figures_of(reader, request, own[0], None), sheet.why_locked(own[0].lock_on, day))


def show(request: Request, set_words: str | None, unit: str | None) -> Scored:
    """Shows a sheet, of the whole agency or of a unit."""
    with snapshot(request) as reader:
        code = None if unit is None else find_unit(all_units(reader), unit).code
        return view_of(reader, request, chosen_set(reader, request, set_words), code)


def one_set(request: Request, words: str | None) -> CriteriaSet:
    """Shows one set; errors as in ``chosen_set``."""
    with snapshot(request) as reader:
        return chosen_set(reader, request, words)


class Names(NamedTuple):
    """What a printed table names: whose points they are, and who sends it (body above, issuer, title, name, right)."""

    whose: str
    sender: tuple[str | None, str | None, str | None, str | None, str | None]


def for_file(request: Request, set_words: str | None, unit: str | None) -> tuple[Scored, Names]:
    """Reads a sheet for print; the sender is that of the plan in use, where there is one."""
    found = show(request, set_words, unit)
    sender: tuple[str | None, ...] = (None,) * 5
    with snapshot(request) as reader:
        names = {one.code: one.name for one in all_units(reader)}
        with suppress(NotFoundError, UsageError):
            plan = find_plan(reader, request.plan)
            sender = (plan.governing_body, plan.issuer, plan.signer_title, plan.signer, plan.authority)
    body, issuer, title, name, authority = sender
    own = found.sheet.unit
    whose = names.get(own, own) if own else issuer or "Toàn cơ quan"
    if own is not None:
        # A unit signs its own table.
        title = name = authority = None
    return found, Names(whose, (body, issuer, title, name, authority))


def sets(request: Request) -> list[tuple[CriteriaSet, int]]:
    """Lists the sets with how many sheets each has."""
    with snapshot(request) as reader:
        return [(one, len(sheets_of(reader, one.code))) for one in all_sets(reader)]


def ranking(request: Request, set_words: str | None) -> tuple[CriteriaSet, list[Ranked]]:
    """Puts the sheets of a set side by side, the highest total first, without a total last."""
    with snapshot(request) as reader:
        scored = chosen_set(reader, request, set_words)
        names = {unit.code: unit.name for unit in all_units(reader)}
        found = sheets_of(reader, scored.code)
    views = [scored_sheet(scored, sheet, {}, None) for sheet in found]
    totals = [view.result.total for view in views if view.sheet.unit is not None and view.result.total is not None]
    ranked = [_ranked(view, totals, names, request) for view in views]
    return scored, sorted(ranked, key=lambda one: (one.unit is not None, one.rank or len(ranked) + 1))


def _ranked(view: Scored, totals: Sequence[Decimal], names: dict[str, str], request: Request) -> Ranked:
    unit, total = view.sheet.unit, view.result.total
    # The agency itself stands in no competition of its units.
    rank = None if unit is None or total is None else 1 + sum(other > total for other in totals)
    closed = view.sheet.closed_on is not None
    return Ranked(unit, names.get(unit or "", "Toàn cơ quan"), rank, view.totals[Column.OWN], view.result, closed)


def compare(request: Request, set_words: str | None, other: str | None, unit: str | None) -> Compared:
    """Puts a sheet beside that of another set, by default the one of the year before.

    Rows are the same where code and words are, else where the words are. NotFoundError where there is no other set.
    """
    with snapshot(request) as reader:
        scored = chosen_set(reader, request, set_words)
        code = None if unit is None else find_unit(all_units(reader), unit).code
        before = _before(all_sets(reader), scored, other)
        now, then = view_of(reader, request, scored, code), view_of(reader, request, before, code)
    left = list(then.lines)
    lines = []
    for line in now.lines:
        same = _same(line, left)
        if same is not None:
            left.remove(same)
        lines.append(ComparedLine(line, same))
    return Compared(now, then, tuple(lines), tuple(left))


def _before(known: Sequence[CriteriaSet], scored: CriteriaSet, words: str | None) -> CriteriaSet:
    others = [one for one in known if one.code != scored.code]
    if words is not None:
        year = [one for one in others if words.isdecimal() and one.year == int(words)]
        if len(year) == 1:
            return year[0]
        code = find_code([one.code for one in others], words, "bộ tiêu chí", "Dữ liệu")
        return next(one for one in others if one.code == code)
    own = [one for one in others if one.year == scored.year - 1]
    if len(own) != 1:
        raise NotFoundError(
            f"Không rõ so {scored.code} với bộ nào: có {len(own)} bộ của năm {scored.year - 1}.",
            f"Ghi danvan score compare MÃ; đang có: {', '.join(one.code for one in others) or 'không bộ nào khác'}.",
        )
    return own[0]


def _same(line: ScoreLine, others: Sequence[ScoreLine]) -> ScoreLine | None:
    own = [one for one in others if one.is_group == line.is_group and fold(one.row.text) == fold(line.row.text)]
    with_code = [one for one in own if one.row.code == line.row.code]
    return next(iter(with_code or own), None)
