"""The unit catalogue: entered by hand, from a file, or from the agency's own list that ships with the program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.units import entered_later
from danvan_cli.domain.codes import every_name, find_unit, new_unit_code
from danvan_cli.domain.dates import FIRST_DAY, short
from danvan_cli.domain.errors import ConflictError, DanvanError, NotFoundError, UsageError
from danvan_cli.domain.model import Changed, Unit
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.validation import NamesInForce, mail_address, unit_code, unit_name
from danvan_cli.domain.words import UnitKind
from danvan_cli.services.request import Request, data_file
from danvan_cli.services.writing import changed, known_units, row_key, unit_row, writing

if TYPE_CHECKING:
    from danvan_cli.intake.agency import Agency

_MOST_PEOPLE = 1_000_000


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What ``edit_unit`` is to change; None leaves a thing as it is, an empty parent or address clears it.

    The name and the number of people hold from ``since`` on. Without it a name is a correction, and a number holds from
    today on. ``goes_on`` takes the last day ``valid_to`` back.
    """

    name: str | None = None
    kind: str | None = None
    parent: str | None = None
    headcount: int | None = None
    add_aliases: Sequence[str] = ()
    drop_aliases: Sequence[str] = ()
    email: str | None = None
    since: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    goes_on: bool = False


def shipped_agency() -> Agency:
    """Reads the agency that ships with danvan, and its units."""
    from danvan_cli.intake.agency import read_agency  # only a new catalogue needs the readers

    return read_agency(data_file("agency.toml"))


def ensure_catalogue(work: Transaction, named: Iterable[str]) -> tuple[str, ...]:
    """Fills an empty catalogue with the shipped agency's units if one of ``named`` is among them; says so.

    Other agencies enter or import their own units and get none of these. Empty when nothing was done.
    """
    words = list(named)
    if not words or known_units(work):
        return ()
    agency = shipped_agency()
    if not any(_is_known(agency.units, word) for word in words):
        return ()
    store_units(work, agency.units)
    return (f"Đã dùng danh mục đơn vị có sẵn của {agency.name}; xem bằng danvan unit list.",)


def unknown_units(known: Sequence[Unit], others: Iterable[Unit]) -> list[Unit]:
    """Keeps the others that share neither code nor name nor alias with a known unit."""
    names = set(map(fold, every_name(known)))
    return [u for u in others if names.isdisjoint(map(fold, every_name([u])))]


def _is_known(units: Sequence[Unit], words: str) -> bool:
    try:
        find_unit(units, words)
    except DanvanError:
        return False
    return True


def add_unit(request: Request, unit: Unit) -> Changed:
    """Adds one unit; a code or name already taken, in whatever case or accents, is a ConflictError.

    An empty code is made from the name's initials.
    """
    with writing(request, may_begin=True) as work:
        code = unit.code.strip() or new_unit_code(unit.name, every_name(known_units(work)))
        parent = unit_row(work, unit.parent).code if unit.parent else None
        code = store_units(work, [unit._replace(code=code, parent=parent)])[0]
    return changed(request, work, f"Đã thêm đơn vị {code}: {clean(unit.name)}.", code)


def store_units(work: Transaction, units: Iterable[Unit]) -> list[str]:
    """Stores new units with their aliases, once their names are fit and nobody else's; the codes in their order.

    Parents may stand anywhere in the list.
    """
    new = [_fit(unit) for unit in units]
    names = NamesInForce(known_units(work))
    for unit in new:
        names.refuse_new(unit)
        names.add(unit)
        row = tables.Unit(
            agency_id=work.agency,
            code=unit.code,
            code_key=fold(unit.code),
            name=unit.name,
            kind=_known_kind(unit.kind),
            headcount=None if unit.headcount is None else _headcount(unit.headcount),
            email=mail_address(unit.email or ""),
            valid_from=unit.valid_from,
            valid_to=unit.valid_to,
        )
        work.session.add(row)
        work.session.flush()
        _add_aliases(work, row_key(row.id), unit.aliases)
    for unit in new:
        if unit.parent:
            row = unit_row(work, unit.code)
            row.parent_id = _parent_id(work, row, unit.parent)
            work.session.flush()
    return [unit.code for unit in new]


def _fit(unit: Unit) -> Unit:
    """Checks a unit's code, name and aliases, however they came."""
    aliases = tuple(unit_name(alias, "Tên khác") for alias in unit.aliases)
    return unit._replace(code=unit_code(unit.code), name=unit_name(unit.name), aliases=aliases)


def refuse_taken(work: Transaction, row: tables.Unit, names: Sequence[str]) -> None:
    """Refuses names for a unit that stands when another one in force has them."""
    known = known_units(work)
    NamesInForce(known).refuse(next(unit for unit in known if unit.code == row.code), names)


def _known_kind(kind: str) -> str:
    if kind not in list(UnitKind):
        raise UsageError(f"Không có loại đơn vị “{kind}”.", f"Các loại: {', '.join(UnitKind)}.")
    return kind


def _headcount(number: int) -> int:
    if not 0 <= number <= _MOST_PEOPLE:
        raise UsageError(f"Số người {number} không hợp lệ.", f"Ghi số từ 0 đến {_MOST_PEOPLE}.")
    return number


def _add_aliases(work: Transaction, unit_id: int, aliases: Iterable[str]) -> None:
    query = select(tables.UnitAlias.alias_key).where(col(tables.UnitAlias.unit_id) == unit_id)
    taken = set(work.session.exec(query))
    for alias in aliases:
        if fold(alias) not in taken:
            taken.add(fold(alias))
            work.session.add(tables.UnitAlias(unit_id=unit_id, alias=alias, alias_key=fold(alias)))
    work.session.flush()


def edit_unit(request: Request, words: str, change: UnitChange) -> Changed:
    """Changes a unit's name, kind, parent, headcount, address, aliases, first or last day; its code never changes."""
    with writing(request) as work:
        row = unit_row(work, words)
        aliases = tuple(unit_name(alias, "Tên khác") for alias in change.add_aliases)
        notes = _set_days(work, request, row, change)
        if change.kind is not None:
            row.kind = _known_kind(change.kind)
        if change.headcount is not None:
            counted = _count_people(work, row, change.headcount, change.since)
            hint = ["Số ấy đã đổi từ ngày khác thì thêm --from NGÀY."] if counted and change.since is None else []
            notes += [*counted, *hint]
        if change.email is not None:
            row.email = mail_address(change.email)
        if change.parent is not None:
            row.parent_id = _parent_id(work, row, change.parent)
        _drop_aliases(work, row, change.drop_aliases)
        refuse_taken(work, row, aliases)
        _add_aliases(work, row_key(row.id), aliases)
        work.session.flush()
        _rename(work, request, row, change)
        code = row.code
    return changed(request, work, f"Đã sửa đơn vị {code}.", code, notes=notes)


def _count_people(work: Transaction, row: tables.Unit, number: int, since: date | None) -> list[str]:
    """Lets a number of people hold from a day on, today where none is said: earlier days keep the one they had.

    Where no number was known yet, or the unit itself is new today, it is the number of all days. Says which day has
    which.
    """
    people, day = _headcount(number), since or work.today
    if day > work.today:
        raise UsageError(f"Ngày {short(day)} chưa tới, chưa đếm được số người.", "Ghi số người khi đến ngày ấy.")
    count = tables.Headcount
    own = work.session.exec(select(count).where(col(count.unit_id) == row.id)).all()
    is_new = since is None and row.code in entered_later(work.reader, work.today - timedelta(1))
    if not own and (row.headcount in (None, people) or is_new):
        row.headcount = people
        return []
    counts = {one.valid_from: one for one in own}
    for begin, known in ((FIRST_DAY, row.headcount or 0), (day, people)):
        if begin == day or not own:
            counts[begin] = counts.get(begin) or count(unit_id=row_key(row.id), valid_from=begin, people=known)
            counts[begin].people = known
            work.session.add(counts[begin])
    work.session.flush()
    row.headcount = counts[max(begin for begin in counts if begin <= work.today)].people
    before = [begin for begin in counts if begin < day]
    earlier = f", trước đó {counts[max(before)].people}" if before else ""
    return [f"Số người của {row.code} từ {short(day)} là {people}{earlier}."]


def _rename(work: Transaction, request: Request, row: tables.Unit, change: UnitChange) -> None:
    if change.since is not None and change.name is None and change.headcount is None:
        raise UsageError(
            "--from là ngày mang tên mới, có số người mới; chưa ghi tên hay số ấy.",
            "Ghi --name hoặc --headcount, hoặc bỏ --from.",
        )
    if change.name is None:
        return
    if change.since is not None:
        from danvan_cli.services.succession import rename_from

        rename_from(work, request, row, change.name, change.since)
        return
    name = unit_name(change.name)
    refuse_taken(work, row, (name,))
    row.name = name


def _set_days(work: Transaction, request: Request, row: tables.Unit, change: UnitChange) -> list[str]:
    """Sets a unit's first and last day; says what is left open of one that ends."""
    if change.valid_from is not None:
        if row.valid_to is not None and change.valid_to is None and change.valid_from > row.valid_to:
            raise UsageError(
                f"Ngày bắt đầu {short(change.valid_from)} sau ngày kết thúc {short(row.valid_to)}.", "Ghi lại ngày."
            )
        row.valid_from = change.valid_from
    if change.valid_to is None and not change.goes_on:
        return []
    from danvan_cli.services.succession import set_end

    notes = set_end(work, row, change.valid_to)
    refuse_taken(work, row, every_name([next(unit for unit in known_units(work) if unit.code == row.code)]))
    return notes


def _parent_id(work: Transaction, row: tables.Unit, words: str) -> int | None:
    if not words.strip():
        return None
    parent = unit_row(work, words)
    above: tables.Unit | None = parent
    while above is not None:
        if above.id == row.id:
            raise ConflictError(f"{parent.code} đang trực thuộc {row.code}.", "Chọn cấp trên khác.")
        above = work.session.get(tables.Unit, above.parent_id) if above.parent_id else None
    return parent.id


def _drop_aliases(work: Transaction, row: tables.Unit, aliases: Iterable[str]) -> None:
    for alias in aliases:
        query = select(tables.UnitAlias).where(
            col(tables.UnitAlias.unit_id) == row.id, col(tables.UnitAlias.alias_key) == fold(alias)
        )
        found = work.session.exec(query).first()
        if found is None:
            raise NotFoundError(f"{row.code} không có tên khác “{alias}”.", f"Xem bằng danvan unit show {row.code}.")
        work.session.delete(found)


def import_units(request: Request, path: Path) -> Changed:
    """Brings units in from a file: new codes are added, known ones get the file's name, kind, aliases, …

    A headcount or parent that the file leaves out stays, and no alias is dropped.
    """
    from danvan_cli.intake.tables.unit_table import read_units

    added = updated = 0
    with writing(request, may_begin=True) as work:
        units = read_units(path, known_units(work))
        known = {fold(unit.code) for unit in known_units(work)}
        new = [unit for unit in units if fold(unit.code) not in known]
        store_units(work, new)
        added = len(new)
        for unit in units:
            if fold(unit.code) in known:
                updated += _update(work, unit)
    headline = f"Đã nhập {len(units)} đơn vị từ {clean(path.name)}: {added} mới, {updated} được sửa."
    return changed(request, work, headline, "")


def _update(work: Transaction, unit: Unit) -> int:
    query = select(tables.Unit).where(
        col(tables.Unit.agency_id) == work.agency, col(tables.Unit.code_key) == fold(unit.code)
    )
    row = work.session.exec(query).one()
    before = (row.name, row.kind, row.headcount, row.parent_id)
    unit = _fit(unit)
    refuse_taken(work, row, (unit.name, *unit.aliases))
    row.name, row.kind = unit.name, _known_kind(unit.kind)
    if unit.headcount is not None:
        _count_people(work, row, unit.headcount, None)
    if unit.parent:
        row.parent_id = _parent_id(work, row, unit.parent)
    old_aliases = next(u.aliases for u in known_units(work) if u.code == row.code)
    _add_aliases(work, row_key(row.id), unit.aliases)
    new_aliases = next(u.aliases for u in known_units(work) if u.code == row.code)
    return int(before != (row.name, row.kind, row.headcount, row.parent_id) or old_aliases != new_aliases)
