"""What a figure is made of: the rows behind a count, the figures behind a target's."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import plans, reporting, tasks
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.codes import find_code, find_unit, nearest_ones
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.figures import Coverage
from danvan_cli.domain.model import Deadline, Measurement, Plan, Target, TaskFilter, Unit
from danvan_cli.domain.record_kinds import Feed, RecordKind, find_figure
from danvan_cli.domain.record_standing import with_counts
from danvan_cli.domain.record_stocks import handover_at
from danvan_cli.domain.record_sums import FigureSource, capped_in, counted_in, parts_of, summed_fields
from danvan_cli.domain.states import DECIDED, DONE
from danvan_cli.domain.succession import merged_into
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import FigureName, FigureOf, State, parse_word, spoken_words
from danvan_cli.services.coverage import counted_figures, coverage_of, reported_figures
from danvan_cli.services.record_kinds import all_kinds
from danvan_cli.services.record_views import figure_in
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import snapshot
from danvan_cli.services.target_figures import records_behind
from danvan_cli.services.views import plan_and_query

if TYPE_CHECKING:
    from danvan_cli.domain.scoring import CriteriaSet, Criterion
    from danvan_cli.domain.scoring_sheets import Scored, ScoreLine


class Explained(NamedTuple):
    """A figure with what makes it: rows of leads, what was measured for a target, or a scored sheet.

    ``tasks`` counts each task once by its worst row, which is what the totals do; None where a unit was asked about.
    ``line`` is the criterion asked about, None for the total of ``scored``.
    """

    plan: Plan
    figure: FigureName | None
    unit: Unit | None
    section: str | None
    rows: tuple[Deadline, ...] = ()
    tasks: int | None = None
    coverage: Coverage | None = None
    measurements: tuple[Measurement, ...] = ()
    counted: tuple[Measurement, ...] = ()
    source: FigureSource | None = None
    scored: Scored | None = None
    line: ScoreLine | None = None


def explain(
    request: Request, words: Sequence[str], period: str | None = None, set_words: str | None = None
) -> Explained:
    """Finds the figure that the words name and what makes it: "overdue CCTĐC", "quá hạn II.2", "CT1", "II.06a.8 VP".

    ``period`` is for figures of records alone, by default the plan's year; ``set_words`` for points alone, by default
    the set of the plan's year. NotFoundError for a unit or heading that there is not, UsageError for what names no
    figure, or two.
    """
    with snapshot(request) as reader:
        plan, wanted = plan_and_query(reader, request, None)
        units = all_units(reader)
        lines = coverage_of(reader, plan.code, units, wanted.as_of, None)
        of, words = _named_of(words)
        line = _target(lines, words, of, set_words)
        sets = _criteria_sets(reader)
        row = None if of is FigureOf.TARGET else _criterion(sets, request, reader, words, of, set_words)
        if line and row:
            raise UsageError(
                f"“{words[0]}” vừa là chỉ tiêu, vừa là tiêu chí chấm điểm.",
                f"Ghi “chỉ tiêu {words[0]}” hoặc “tiêu chí {words[0]}”.",
            )
        if line:
            figures = reported_figures(reader, plan.code, [line.target], units, wanted.as_of)
            own = figures.get(line.target.code, [])
            known = tuple(figure for figure in own if figure.as_of <= wanted.as_of)
            source = _behind_target(reader, plan, line.target, units, wanted.as_of)
            behind = tuple(counted_figures(line.target, known, units, wanted.as_of))
            return Explained(plan, None, None, None, (), None, line, known, behind, source)
        if (named := _of_records(words) if row is None and of is None else None) is not None:
            kind, key, rest = named
            unit = find_unit(units, rest) if rest else None
            return Explained(
                plan, None, unit, None,
                source=_record_figure(reader, request, kind, key, period, unit.code if unit else None),
            )  # fmt: skip
        if period is not None:
            raise UsageError(
                "--period chỉ dùng cho số liệu của phiếu.", "Ghi LOẠI.MỤC, ví dụ II.06a.8, hoặc bỏ --period."
            )
        if row or of is FigureOf.SCORE_TOTAL:
            rest = " ".join(words[1:] if row else words)
            unit = find_unit(units, rest) if rest else None
            return _scored(reader, request, plan, unit, set_words, words[0] if row else None)
        codes = [*(line.target.code for line in lines), *(row.code for one in sets for row in one.rows)]
        figure, rest = _figure(words, codes)
        paths = {fold(heading.path): heading.path for heading in plans.headings(reader, plan.code)}
        section = paths.get(fold(rest)) if rest else None
        unit = find_unit(units, rest) if rest and section is None else None
        found, _ = tasks.list_tasks(reader, wanted, TaskFilter(section=section))
        # A unit's line has what those merged into it had finished.
        whose = unit and {unit.code, *merged_into(units, unit.code, wanted.as_of)}
        rows: list[Deadline] = []
        counted = 0
        for task in found:
            own_rows = [row for row in task.deadlines if whose is None or row.unit in whose]
            rows += (row for row in own_rows if _is_in(row, figure, request))
            counted += _counts_task(figure, task.state)
        is_counted = unit is None and figure not in (FigureName.ALREADY_DUE, FigureName.DUE_ON_TIME)
        return Explained(plan, figure, unit, section, tuple(rows), counted if is_counted else None)


def _named_of(words: Sequence[str]) -> tuple[FigureOf | None, Sequence[str]]:
    """Takes the words that say what a figure is of from the front, the longest that do."""
    for length in range(len(words), 0, -1):
        with suppress(UsageError):
            found = parse_word(FigureOf, " ".join(words[:length]))
            rest = words[length:]
            # "chỉ tiêu" alone names no figure.
            return (found, rest) if rest or found is FigureOf.SCORE_TOTAL else (None, words)
    return None, words


def _target(
    lines: Sequence[Coverage], words: Sequence[str], of: FigureOf | None, set_words: str | None
) -> Coverage | None:
    """Finds the target of a code; NotFoundError for none where a target was named as one."""
    if of is FigureOf.TARGET:
        code = find_code([line.target.code for line in lines], " ".join(words), "chỉ tiêu", "Kế hoạch này")
        return next(line for line in lines if line.target.code == code)
    if of is not None or set_words is not None:
        return None
    return next((line for line in lines if fold(line.target.code) == fold(words[0])), None)


def _criteria_sets(reader: Reader) -> list[CriteriaSet]:
    if not reporting.has_criteria_sets(reader):
        return []
    from danvan_cli.db.reads.scores import all_sets  # few agencies score

    return all_sets(reader)


def _criterion(
    sets: Sequence[CriteriaSet], request: Request, reader: Reader, words: Sequence[str], of: FigureOf | None,
    set_words: str | None,
) -> Criterion | None:  # fmt: skip
    """Finds the criterion of a code; NotFoundError for none where a criterion, or a set, was named.

    UsageError for one that sets of the same year have.
    """
    if of is FigureOf.SCORE_TOTAL:
        return None
    is_meant = of is FigureOf.CRITERION or set_words is not None
    wanted = fold(words[0])
    if not is_meant and all(fold(row.code) != wanted for one in sets for row in one.rows):
        return None
    from danvan_cli.services.score_views import chosen_set  # few agencies score

    return chosen_set(reader, request, set_words).find(words[0])


def _scored(
    reader: Reader, request: Request, plan: Plan, unit: Unit | None, set_words: str | None, code: str | None
) -> Explained:
    from danvan_cli.services.score_views import chosen_set, view_of

    found = view_of(reader, request, chosen_set(reader, request, set_words), unit.code if unit else None)
    row = found.scored.find(code) if code else None
    line = next((one for one in found.lines if row and one.row.code == row.code), None)
    return Explained(plan, None, unit, None, scored=found, line=line)


def _of_records(words: Sequence[str]) -> tuple[RecordKind, str, str] | None:
    """Reads a figure of records, "II.06a.8", with the unit behind it; None where the words name no kind before a point.

    The longest name counts. UsageError for what the kind has no figure of.
    """
    wrong: UsageError | None = None
    for length in range(len(words), 0, -1):
        left, point, name = " ".join(words[:length]).rpartition(".")
        kind = next((one for one in all_kinds() if point and fold(left) in _names_of(one)), None)
        if kind is None:
            continue
        try:
            return kind, find_figure(kind, name), " ".join(words[length:])
        except UsageError as error:
            wrong = error
    if wrong is not None:
        raise wrong
    return None


def _names_of(kind: RecordKind) -> list[str]:
    return [kind.key, fold(kind.key), *map(fold, (kind.word, *kind.names))]


def _record_figure(
    reader: Reader, request: Request, kind: RecordKind, key: str, period: str | None, unit: str | None
) -> FigureSource:
    rate = next((place for place, line in enumerate(kind.rates) if line.word == key), None)
    keys = (key,) if rate is None else (*kind.rates[rate].numerator, *kind.rates[rate].denominator)
    sums, given = figure_in(reader, request, kind, keys, period, unit)
    handover = handover_at(all_units(reader), request.as_of)
    return FigureSource(
        kind, parts_of(kind, keys), tuple(given), sums.sums.whole, sums.period, sums.before,
        key if rate is None else None, rate,
        () if rate is None else capped_in(kind, [record for record, _ in given], handover),
    )  # fmt: skip


def _behind_target(
    reader: Reader, plan: Plan, target: Target, units: Sequence[Unit], as_of: date
) -> FigureSource | None:
    kind, records = records_behind(reader, plan.code, target, as_of)
    if kind is None:
        return None
    feed = kind.feed or Feed()
    parts = parts_of(kind, (*feed.numerator, *feed.denominator, *filter(None, [feed.value])))
    counted, handover = with_counts(kind, records, as_of), handover_at(units, as_of)
    given = tuple(counted_in(kind, counted, parts, handover))
    return FigureSource(kind, parts, given, capped=capped_in(kind, counted, handover))


def _figure(words: Sequence[str], codes: Sequence[str]) -> tuple[FigureName, str]:
    """Takes as many words as name a figure; the rest names a unit or a heading."""
    for length in range(len(words), 0, -1):
        try:
            return parse_word(FigureName, " ".join(words[:length])), " ".join(words[length:])
        except UsageError:
            continue
    known = [*codes, *(word for name in FigureName for word in (name.value, *name.told.split("|")))]
    known += FigureOf.SCORE_TOTAL.told.split("|")
    known += [f"{kind.key}.{field.key}" for kind in all_kinds() for field in summed_fields(kind)]
    known += [f"{form}.{f.number}" for kind in all_kinds() for form in kind.names for f in kind.fields if f.number]
    near = nearest_ones(" ".join(words), known)
    meant = f"Có phải {', '.join(f'“{name}”' for name in near)}? " if near else ""
    raise UsageError(
        f"Không có số liệu tên “{' '.join(words)}”.",
        f"{meant}Ghi mã chỉ tiêu, mã tiêu chí chấm điểm, LOẠI_PHIẾU.MỤC (II.06a.8), hoặc một trong: "
        f"{spoken_words(FigureName)}, {FigureOf.SCORE_TOTAL.spoken}; thêm đơn vị hay mục.",
    )


def _is_in(row: Deadline, figure: FigureName, request: Request) -> bool:
    state = State(row.state)
    if figure is FigureName.TOTAL:
        return state not in (State.PAUSED, State.CANCELLED)
    if figure is FigureName.DONE:
        return state in DONE
    is_due = state in DECIDED and row.due_on is not None and row.due_on < request.as_of
    if figure is FigureName.ALREADY_DUE:
        return is_due
    if figure is FigureName.DUE_ON_TIME:
        return is_due and state is State.DONE_ON_TIME
    return state == figure.value or (figure is FigureName.IN_TIME and state is State.DUE_SOON)


def _counts_task(figure: FigureName, state: str) -> bool:
    if figure is FigureName.TOTAL:
        return state not in (State.PAUSED, State.CANCELLED)
    if figure is FigureName.DONE:
        return state in DONE
    return state == figure.value or (figure is FigureName.IN_TIME and state == State.DUE_SOON)
