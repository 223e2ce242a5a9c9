"""What a clerk looks up across the plans followed: all of one unit, the extensions, the officers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads import deadlines, people, searching, unit_work
from danvan_cli.db.reads.plans import all_plans, followed_plans
from danvan_cli.db.reads.units import all_units
from danvan_cli.db.reads.withdrawn import withdrawn_extensions
from danvan_cli.domain.codes import find_unit
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.finding import Officer, PlanExtension, UnitRecord, UnitSheet
from danvan_cli.domain.searching import Found, Passage, search
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import ExtensionState, Thing
from danvan_cli.services.coverage import coverage_of
from danvan_cli.services.follow_ups import follow_ups
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import note_plans, snapshot
from danvan_cli.services.views import plans_and_query

if TYPE_CHECKING:
    from danvan_cli.domain.record_kinds import RecordKind
    from danvan_cli.domain.record_values import KeptRecord

_NOTES_SHOWN = 10


def list_officers(request: Request, unit: str | None = None) -> tuple[Officer, ...]:
    """Lists the officers, or a unit's, in the order entered, each with the work in charge of at the day asked about."""
    with snapshot(request) as reader:
        code = None if unit is None else find_unit(all_units(reader), unit).code
        return tuple(one for one in people.officers(reader) if code is None or one.unit == code)


def show_unit(request: Request, words: str, limit: int | None = None) -> UnitSheet:
    """Finds one unit by its code, name or an alias, and its work; errors as in ``find_unit``.

    ``limit`` cuts the list of its rows. Where there is no plan yet it is the unit alone.
    """
    with snapshot(request) as reader:
        units = all_units(reader)
        unit = find_unit(units, words)
        own = tuple(one for one in people.officers(reader) if one.unit == unit.code)
        if request.plan is None and not all_plans(reader, counted=False):
            nothing = UnitSheet(unit, request.as_of, (), own, (), 0, (), (), (), (), (), (), ())
            return nothing._replace(records=_records(reader, unit.code, request))
        _, wanted = plans_and_query(reader, request, unit.code, limit)
        rows, total = deadlines.begun(reader, wanted)
        whole = wanted._replace(limit=None)
        each = whole.each()
        notes = [note for one in each for note in unit_work.notes(reader, one, _NOTES_SHOWN)]
        return UnitSheet(
            unit,
            request.as_of,
            wanted.plans,
            own,
            tuple(rows),
            total,
            tuple(deadlines.overdue(reader, whole).rows),
            tuple(deadlines.handed_in(reader, whole).rows),
            tuple(task for one in each for task in unit_work.supported(reader, one)),
            tuple(extension for one in each for extension in unit_work.extensions(reader, one)),
            tuple(reminder for one in each for reminder in unit_work.reminders(reader, one)),
            tuple(line for plan in wanted.plans for line in coverage_of(reader, plan, units, request.as_of, unit)),
            tuple(sorted(notes, key=lambda note: note.at, reverse=True)[:_NOTES_SHOWN]),
            _records(reader, unit.code, request),
            follow_ups(reader, wanted),
        )


def _records(reader: Reader, unit: str, request: Request) -> tuple[UnitRecord, ...]:
    """Lists what a unit told that is no work, the newest periods first."""
    found = [
        UnitRecord(record.code, kind.word, record.when, record.last_day, words)
        for kind, record, words in _all_records(reader, request)
        if record.unit == unit
    ]
    return tuple(sorted(found, key=lambda one: one.last_day, reverse=True))


def list_extensions(
    request: Request, unit: str | None = None, state: ExtensionState | None = None
) -> tuple[tuple[str, ...], tuple[PlanExtension, ...]]:
    """Lists the extensions of the plans followed, all or a unit's, in any state or in one; with the plans' codes.

    Plan by plan, each from its oldest on; those that were withdrawn come last, and then those of followed records.
    """
    with snapshot(request) as reader:
        _, wanted = plans_and_query(reader, request, unit)
        found = [
            one
            for plan in wanted.each()
            for read in (unit_work.extensions, withdrawn_extensions)
            for one in read(reader, plan)
        ]
        found += _of_records(reader, wanted)
    return wanted.plans, tuple(one for one in found if state is None or one.state == state)


def _of_records(reader: Reader, wanted: deadlines.DeadlineQuery) -> Iterator[PlanExtension]:
    """Lists the extensions of followed records, each with what its record is about."""
    found = unit_work.extensions_of_records(reader, wanted)
    if not found:
        return
    from danvan_cli.db.reads.records import texts_of
    from danvan_cli.services.record_kinds import kind_by_key

    texts = texts_of(reader, [key for key, _, _ in found])
    for key, kind, one in found:
        known = kind_by_key(kind)
        about = known.follow.content if known is not None and known.follow is not None else ""
        yield one._replace(content=texts.get((key, about), ""))


def search_texts(request: Request, words: str, limit: int, *, closed_too: bool = False) -> Found:
    """Searches all texts of the plans followed, or with ``closed_too`` of all plans, and the names of the units.

    UsageError for words of which nothing is left to be searched.
    """
    if not fold(words):
        raise UsageError("Chưa ghi chữ cần tìm.", 'Ghi như danvan search "cải cách hành chính".')
    with snapshot(request) as reader:
        known = all_plans(reader, counted=False)
        if closed_too and request.plan is None:
            plans = known
        elif known:
            plans = followed_plans(reader, request.plan, request.as_of)
        else:
            plans = []
        note_plans(reader, request, plans)
        codes = tuple(plan.code for plan in plans)
        found = chain(searching.passages(reader, codes), _record_passages(reader, request))
        return search(found, words, codes, limit)


def _record_passages(reader: Reader, request: Request) -> Iterator[Passage]:
    """Goes through the records of the day asked about: what each says, then the texts that stand beside it."""
    for kind, record, words in _all_records(reader, request):
        said = f"{kind.word}, {record.when_words}: {words}"
        texts = (
            ("", said), ("ghi chú", record.note), ("biểu mẫu", record.form), ("người báo", record.given_by),
            *(("minh chứng", proof) for proof in record.evidence),
            *(() if record.remedy is None else (
                ("kết quả", record.remedy.result), *(("minh chứng hoàn thành", proof) for proof in record.remedy.proofs)
            )),
        )  # fmt: skip
        yield from (Passage(Thing.RECORD, None, record.code, record.unit, at, text) for at, text in texts if text)


def _all_records(reader: Reader, request: Request) -> Iterator[tuple[RecordKind, KeptRecord, str]]:
    """Goes through the records of the day asked about, each with its kind and what it says."""
    from danvan_cli.db.reads.records import kinds_in_use, records_of

    if not kinds_in_use(reader):
        return
    # Most screens have none: they need not pay for reading the kinds.
    from danvan_cli.domain.record_values import typed_values
    from danvan_cli.services.record_kinds import all_kinds

    for kind in all_kinds():
        for record in records_of(reader, kind.key, request.as_of):
            yield kind, record, typed_values(kind, record.values)
