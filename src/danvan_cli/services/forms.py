"""The units' forms of a reporting round: one workbook for each unit, filled in by people who see no terminal.

A form has the unit's own work and the targets that it gives figures for. What comes back goes in by the same steps as
single commands, all forms of one command as one change; a row that is refused stays out, and goes back in a copy of the
form with what was typed, coloured, the reason beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import plans, targets, working_sheet
from danvan_cli.db.reads.deadlines import DeadlineQuery
from danvan_cli.db.reads.rounds import rounds_of
from danvan_cli.db.reads.settings import settings
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.codes import find_unit
from danvan_cli.domain.coverage import goal_text
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import ConflictError
from danvan_cli.domain.model import Deadline, Measurement, Target
from danvan_cli.domain.office import office_of
from danvan_cli.domain.rounds import CoverLetter, Round
from danvan_cli.domain.sheet import (
    FIGURE_COLUMNS,
    FIGURE_EDITED,
    FORM_COLUMNS,
    FORM_EDITED,
    HEAD,
    STAGE_LABELS,
    UNIT_FORM,
    Grid,
    Part,
    Refusal,
    SheetBook,
)
from danvan_cli.domain.sheet_cells import number_words
from danvan_cli.domain.words import Stage, TargetKind
from danvan_cli.services.coverage import expected_units
from danvan_cli.services.form_records import FormRecords, kinds_of, lists_of
from danvan_cli.services.letters import frame_of
from danvan_cli.services.request import Request
from danvan_cli.services.round_views import find_round
from danvan_cli.services.sheet_parts import parts_of_plan
from danvan_cli.services.snapshot import snapshot
from danvan_cli.services.targets import figure_words, milestone_words

_COMMAND = re.compile(r"\bdanvan\b|--\w")
_ASK = "Sửa lại ô này; chưa rõ thì hỏi Văn phòng."
_GUIDE = (
    "Ghi vào các ô trắng, rồi gửi lại tệp này cho Văn phòng. Việc xong thì chọn Tình trạng “hoàn thành”, ghi ngày "
    "hoàn thành và minh chứng (số, ngày, trích yếu).",
    "Cần thêm ngày thì ghi ngày vào Đề nghị gia hạn đến, kèm lý do. Ô xám do chương trình tính, không sửa. Chỉ tiêu kỳ "
    "này không phát sinh thì ghi 0 ở cả tử số và mẫu số.",
)


def form_books(request: Request, words: str | None, units: Sequence[str]) -> tuple[Round, list[SheetBook]]:
    """Makes the forms of a round, by default for all units that are in it; ConflictError for a unit that is not."""
    with snapshot(request) as reader:
        plan = plans.find_plan(reader, request.plan)
        found = find_round(rounds_of(reader, plan.code), words, plan.year, request.today)
        known = {report.unit for report in found.reports}
        catalogue = all_units(reader)
        chosen = [find_unit(catalogue, unit, request.as_of).code for words in units for unit in words.split(",")]
        for unit in chosen:
            if unit not in known:
                raise ConflictError(
                    f"{unit} không ở trong đợt {found.code}.", f"Thêm bằng danvan round add {found.code} --unit {unit}."
                )
        made = Forms(reader, request.as_of, found, plan.title)
        return found, [made.book(unit) for unit in chosen or [report.unit for report, _ in found.states(request.as_of)]]


def covering_letter(request: Request, words: str | None) -> CoverLetter:
    """Tells what the letter says that the forms of a round go out with; errors as in ``find_round``."""
    with snapshot(request) as reader:
        plan = plans.find_plan(reader, request.plan)
        found = find_round(rounds_of(reader, plan.code), words, plan.year, request.today)
        chosen, catalogue = settings(reader), all_units(reader)
        names, office = {unit.code: unit.name for unit in catalogue}, office_of(catalogue, chosen)
        asked = [report.unit for report, _ in found.states(request.as_of)]
        # Who collects the answers is not written to, unless nobody else is asked.
        others = [unit for unit in asked if office is None or unit != office.code]
        return CoverLetter(
            plan, found, tuple(names[unit] for unit in others or asked),
            tuple(kind.word for kind in kinds_of(found)), request.today, chosen.letter_symbol or "…",
            **frame_of(plan, chosen, catalogue),
        )  # fmt: skip


class Forms:
    """Makes the forms of one round from the data as they are."""

    def __init__(self, reader: Reader, as_of: date, found: Round, title: str) -> None:
        self._reader, self._as_of, self._round, self._title = reader, as_of, found, title
        self._names = {unit.code: unit.name for unit in all_units(reader)}
        self._targets = targets.all_targets(reader, found.plan)
        self._expected = expected_units(reader, found.plan, all_units(reader), as_of)
        self._figures = targets.measurements(reader, found.plan)

    def book(self, unit: str, refused: Sequence[Refusal] = ()) -> SheetBook:
        """Makes a unit's form; of rows that were refused it has what was typed, and what is wrong with it."""
        title = f"{self._names[unit]}{HEAD}{self._round.spoken}"
        days = f"số liệu từ {short(self._round.first)} đến {short(self._round.cut_off)}, gửi chậm nhất ngày"
        head = f"{title} ({days} {short(self._round.due_on)})"
        typed = {(one.row, name): text for one in refused for name, text in one.typed.items() if text}
        faults = {(one.row, one.column): _told_to_unit(one) for one in refused if one.column}
        grids = [
            Grid("Nhiệm vụ", head, _GUIDE, FORM_COLUMNS, tuple(self.parts(unit)), FORM_EDITED, frozen=2),
            Grid("Chỉ tiêu", head, _GUIDE, FIGURE_COLUMNS, tuple(self.figures(unit)), FIGURE_EDITED, frozen=2),
        ]
        records, kinds = FormRecords(self._reader, self._round, unit), kinds_of(self._round)
        grids += [records.grid(kind, head, _GUIDE, [one.row for one in refused]) for kind in kinds]
        marked = tuple(grid._replace(typed=_editable(typed, grid.edited), faults=faults) for grid in grids)
        return SheetBook(
            UNIT_FORM, working_sheet.identity(self._reader), self._round.plan, self._title, self._as_of, marked,
            {"stage": STAGE_LABELS, **lists_of(kinds)}, unit, self._round.code,
        )  # fmt: skip

    def parts(self, unit: str) -> Iterator[Part]:
        """Lists the unit's rows that a round is about: begun by its cut-off, and not over before it began."""
        return parts_of_plan(self._reader, DeadlineQuery(self._round.plan, self._as_of, unit), self._is_of_round)

    def _is_of_round(self, row: Deadline) -> bool:
        if row.stage == Stage.CANCELLED or (row.opens_on is not None and row.opens_on > self._round.cut_off):
            return False
        return row.completed_on is None or row.completed_on >= self._round.first

    def figures(self, unit: str) -> Iterator[Part]:
        """Lists the targets that the unit gives figures for, with the figure of the round and the one before."""
        for target in self._targets:
            # What records feed is typed there, and nowhere twice.
            if target.fed_by is None and unit in (target.units or self._expected):
                yield Part(target.code, *_figure_values(target, self._own(target.code, unit), self._round))

    def _own(self, target: str, unit: str) -> list[Measurement]:
        found = [one for one in self._figures.get(target, ()) if one.unit == unit and one.as_of <= self._as_of]
        return sorted(found, key=lambda one: one.as_of)

    def target(self, code: str) -> Target | None:
        """Finds a target by its code."""
        return next((one for one in self._targets if one.code == code), None)


def _told_to_unit(refused: Refusal) -> str:
    """Says what is wrong with a cell to people who see no terminal: what names a command says nothing to them."""
    told = [words for words in (refused.why, refused.hint) if not _COMMAND.search(words)]
    return " ".join(filter(None, told if len(told) == 2 else [*told, _ASK]))


def _editable(typed: Mapping[tuple[str, str], str], edited: Sequence[str]) -> dict[tuple[str, str], str]:
    names = {*edited, "note"}
    return {place: text for place, text in typed.items() if place[1] in names}


def _figure_values(
    target: Target, figures: Sequence[Measurement], found: Round
) -> tuple[dict[str, str], tuple[str, ...]]:
    before = [one for one in figures if one.as_of < found.first]
    now = [one for one in figures if found.first <= one.as_of <= found.cut_off]
    previous, current = (before[-1] if before else None), (now[-1] if now else None)
    words = {
        "code": target.code,
        "statement": target.statement,
        "goal": goal_text(target) or "",
        "previous": f"{_words(previous, target)} ({short(previous.as_of)})" if previous else "",
        "numerator": _digits(current.numerator) if current else "",
        "denominator": _digits(current.denominator) if current else "",
        "value": _digits(current.value) if current else "",
        "evidence": "\n".join(current.evidence) if current else "",
    }
    if current is not None and target.kind == TargetKind.MILESTONE:
        words["value"] = milestone_words(words["value"])
    return words, current.evidence if current else ()


def _words(figure: Measurement, target: Target) -> str:
    if target.kind == TargetKind.MILESTONE and figure.value is not None:
        return milestone_words(_digits(figure.value))
    return figure_words(figure.numerator, figure.denominator, figure.value)


def _digits(value: Decimal | None) -> str:
    return "" if value is None else number_words(value)
