"""The office's choices, and its own days off and working days."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from sqlmodel import col, select

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.settings import CERTAIN_YEAR, own_days, settings
from danvan_cli.domain.calendar import Calendar, YearDays, parse_year
from danvan_cli.domain.dates import describe, short
from danvan_cli.domain.errors import ConflictError, FileRefusedError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.settings import Settings, known_key, spoken_key, stored_value, written
from danvan_cli.domain.text import clean
from danvan_cli.services.days_off import calendar_of, shipped_calendar
from danvan_cli.services.due_days import BEFORE, COUNTED, moved_words, work_out_anew
from danvan_cli.services.request import Request
from danvan_cli.services.writing import changed, required_text, store_setting, writing


def settings_of(request: Request) -> Settings:
    """Reads the choices in force; the defaults where there is no data yet."""
    if not request.database.exists:
        return Settings()
    with reading(request.database) as reader:
        return settings(reader)


def choose(request: Request, key: str, value: str) -> Changed:
    """Stores a choice; another way to count "trước ngày" moves the last days that it concerns in the same step."""
    name = known_key(key)
    words = stored_value(name, value)
    with writing(request, may_begin=True) as work:
        before = settings(work.reader)
        store_setting(work, name, words)
        is_new = written(getattr(before, name)) != words
        notes: tuple[str, ...] = ()
        if is_new and name == "before_is_inclusive":
            moved = work_out_anew(work, BEFORE)
            notes = moved_words(moved) or ("Không có thời hạn nào đang theo dõi ghi “trước ngày”.",)
    return changed(request, work, f"Đã đặt {spoken_key(name)} = {words}.", name, notes=notes)


def set_day(request: Request, day: date, name: str, *, is_working: bool) -> Changed:
    """Stores that a day is off or worked, whatever the official calendar says; terms counted by it move at once."""
    words = required_text(name, "Tên ngày")
    with writing(request, may_begin=True) as work:
        row = _own_day(work, day)
        if row is None:
            row = tables.CalendarDay(agency_id=work.agency, day=day, is_working=is_working, name=words)
        row.is_working, row.name = is_working, words
        work.session.add(row)
        notes = moved_words(work_out_anew(work, COUNTED))
    kind = "ngày làm việc" if is_working else "ngày nghỉ"
    return changed(request, work, f"Đã ghi {describe(day)} là {kind} ({words}).", day.isoformat(), notes=notes)


def reset_day(request: Request, day: date) -> Changed:
    """Removes an own day. Raises ConflictError for a day that the office said nothing of."""
    with writing(request, may_begin=True) as work:
        row = _own_day(work, day)
        if row is None:
            raise ConflictError(f"Ngày {short(day)} không có trong lịch riêng.", "Xem bằng danvan config calendar.")
        work.session.delete(row)
        notes = moved_words(work_out_anew(work, COUNTED))
    return changed(request, work, f"Ngày {short(day)} theo lịch chung.", day.isoformat(), notes=notes)


def import_days(request: Request, path: Path) -> Changed:
    """Takes the days of a year's file (the form of ``data/days-off``) over as the office's own.

    Days entered before get the file's names. Raises FileRefusedError for what is no such file.
    """
    year = _read_year(path)
    days = [(off.day, off.name, False) for off in year.off] + [(w.day, w.name, True) for w in year.working]
    with writing(request, may_begin=True) as work:
        for day, name, is_working in days:
            row = _own_day(work, day) or tables.CalendarDay(
                agency_id=work.agency, day=day, is_working=is_working, name=name
            )
            row.is_working, row.name = is_working, name
            work.session.add(row)
        if year.certain:
            store_setting(work, f"{CERTAIN_YEAR}{year.year}", "có")
        notes = moved_words(work_out_anew(work, COUNTED))
    headline = f"Đã nhập lịch nghỉ năm {year.year}: {len(days)} ngày."
    return changed(request, work, headline, str(year.year), notes=notes)


def _read_year(path: Path) -> YearDays:
    from danvan_cli.intake.files.opening import read_bytes  # only a file needs the readers

    try:
        return parse_year(tomllib.loads(read_bytes(path).decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise FileRefusedError(
            f"Tệp “{clean(path.name)}” không đúng dạng lịch nghỉ .toml.", "Xem mẫu trong data/days-off của danvan."
        ) from error
    except UsageError as error:
        raise FileRefusedError(error.message, error.hint) from error


def _own_day(work: Transaction, day: date) -> tables.CalendarDay | None:
    query = select(tables.CalendarDay).where(
        col(tables.CalendarDay.agency_id) == work.agency, col(tables.CalendarDay.day) == day
    )
    return work.session.exec(query).first()


def calendars(request: Request) -> tuple[Calendar, dict[date, str], dict[date, str]]:
    """Reads the calendar in force, then the days that the office itself said are off, then those that are worked."""
    if not request.database.exists:
        return shipped_calendar(), {}, {}
    with reading(request.database) as reader:
        return calendar_of(reader), *own_days(reader)
