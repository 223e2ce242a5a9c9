"""The data examined: what is wrong with them and what to do, and the few things that can be put right safely."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from danvan_cli.db import evidence_files
from danvan_cli.db.chain import printed_head
from danvan_cli.db.copy_folder import folder_of
from danvan_cli.db.location import Database, check_existing, locate
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.records import record_faults
from danvan_cli.db.reads.units import all_units, left_open, successions
from danvan_cli.domain.checkup import Checked, Fault
from danvan_cli.domain.codes import every_name
from danvan_cli.domain.errors import ConflictError, DanvanError
from danvan_cli.domain.settings import MEANING, Settings, written
from danvan_cli.domain.succession import odd_successions
from danvan_cli.domain.validation import NamesInForce
from danvan_cli.domain.words import Check, CopyReason
from danvan_cli.services.configuring import settings_of
from danvan_cli.services.copying import moment_of
from danvan_cli.services.record_kinds import all_kinds
from danvan_cli.services.request import Request
from danvan_cli.services.snapshot import snapshot
from danvan_cli.services.views import verify_log

# The variables of the environment that change what a command does.
_MOST_TOLD = 5
_VARIABLES = (
    "DANVAN_DB",
    "DANVAN_AGENCY",
    "DANVAN_PLAN",
    "DANVAN_UNIT",
    "DANVAN_ACTOR",
    "DANVAN_TODAY",
    "DANVAN_PLAIN",
)


def examine(request: Request, environment: Mapping[str, str], against: str | None = None) -> list[Checked]:
    """Goes through every check; the settings come last, each with where it comes from.

    ``against`` is a head of the journal as it was printed before. What is no data of danvan's, or cannot be opened at
    all, is a DatabaseError.
    """
    printed = printed_head(against) if against is not None else None
    if request.database.path is None:
        from danvan_cli.db.server_examination import examine as examine_server

        found = [*examine_server(request.database, _triggers(request.database)), _journal(request, against)]
        found.append(_records(request))
    else:
        from danvan_cli.db.examination import examine as examine_file

        check_existing(request.database)
        found = list(examine_file(request.database, request.today, _schema(), all_kinds(), printed))
    return [*found, _units(request), _settings(request, environment)]


def _journal(request: Request, against: str | None) -> Checked:
    problems = verify_log(request, against).problems
    todo = "So với bản sao lưu và báo cáo đã in; hỏi người quản trị dữ liệu."
    faults = tuple(Fault(problem, todo) for problem in problems[:_MOST_TOLD])
    return Checked(Check.JOURNAL, f"{len(problems)} chỗ sai" if problems else "đúng", faults)


def _records(request: Request) -> Checked:
    from danvan_cli.db.examination import RECORDS_REMEDY, listed

    with snapshot(request) as reader:
        return listed(Check.RECORDS, record_faults(reader, all_kinds()), RECORDS_REMEDY)


def _units(request: Request) -> Checked:
    """Looks at the units over time: names of two at once, circles of successors, work left with those that ended."""
    try:
        with reading(request.database) as reader:
            units = all_units(reader)
            odd, left = odd_successions(units, successions(reader)), left_open(reader, request.today)
    except DanvanError as error:
        return Checked(Check.UNITS, "không kiểm tra được", (Fault(error.message, error.hint or ""),))
    names = NamesInForce(units)
    for unit in units:
        try:
            names.refuse(unit, every_name([unit]))
        except ConflictError as error:
            odd.append(error.message.rstrip("."))
    todo = "Xem bằng danvan unit history, sửa bằng danvan unit edit."
    faults = [Fault(f"{words}.", todo) for words in dict.fromkeys(odd)]
    for code in dict.fromkeys(unit for unit, *_ in left):
        own = [f"{task} {period}".strip() for unit, task, period in left if unit == code]
        named = ", ".join(own[:_MOST_TOLD]) + (" …" if len(own) > _MOST_TOLD else "")
        done = (
            "Ghi xong hoặc thôi bằng danvan task done, task cancel với --unit là đơn vị ấy; chưa có nơi tiếp nhận thì "
            "danvan unit merge."
        )
        faults.append(Fault(f"{code} đã kết thúc mà còn {len(own)} phần việc chưa xong: {named}.", done))
    return Checked(Check.UNITS, f"{len(faults)} chỗ cần xem" if faults else "đúng", tuple(faults))


def fix(request: Request, found: Iterable[Checked], sweep: Callable[[Path], None]) -> list[str]:
    """Puts back triggers and removes leftovers, after a copy; says what was done. Nothing to do makes no copy."""
    wanted = {one.check for one in found for fault in one.faults if fault.fixable}
    path = request.database.path
    if not wanted or path is None or request.dry_run:
        return []
    from danvan_cli.db.copies import keep_copy
    from danvan_cli.db.examination import put_back_triggers

    done = []
    if Check.SCHEMA in wanted:
        assert request.write_copy is not None  # noqa: S101  (the command gives it)
        copy = keep_copy(request.database, moment_of(request), CopyReason.FIX, request.write_copy)
        names = put_back_triggers(request.database, _schema())
        done.append(f"Đã dựng lại {len(names)} chốt chặn: {', '.join(names)}; bản sao trước đó: {copy}.")
    if Check.LEFTOVERS in wanted:
        for folder in (path.parent, folder_of(path), evidence_files.folder_of(path)):
            sweep(folder)
        done.append("Đã xóa tệp tạm sót lại từ một giờ trở lên.")
    if Check.EVIDENCE in wanted:
        number = evidence_files.sweep_unwanted(path)
        done.append(f"Đã xóa {number} tệp trong thư mục minh-chung mà không dữ liệu, bản sao nào dùng.")
    return done


def backup_checks(request: Request) -> list[Checked]:
    """Looks at what a copy by a server's own tools needs."""
    from danvan_cli.db.server_examination import backup_checks as checks

    return list(checks(request.database))


def copy_faults(copy: Path) -> tuple[str, ...]:
    """Says what is wrong in a copy of this version's schema, by the rules by which the data themselves are examined."""
    from danvan_cli.db.examination import examine_copy

    return tuple(fault.what for fault in examine_copy(copy, _schema()))


def _schema() -> dict[tuple[str, str], str]:
    """Makes a new schema in memory, and gives its parts: what every file of this program must consist of."""
    from danvan_cli.db.engine import migrate, open_engine
    from danvan_cli.db.examination import schema_of

    engine = open_engine(Database(None))
    try:
        migrate(engine)
        with engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            return schema_of(driver)
    finally:
        engine.dispose()


def _triggers(database: Database) -> set[str]:
    from danvan_cli.db.engine import open_engine
    from danvan_cli.db.schema import triggers

    engine = open_engine(database)
    try:
        with engine.connect() as connection:
            return set(triggers(connection))
    finally:
        engine.dispose()


def _settings(request: Request, environment: Mapping[str, str]) -> Checked:
    told = [f"dữ liệu theo {_source(request.database, environment)}"]
    told += [f"{name}={environment[name]}" for name in _VARIABLES[1:] if environment.get(name)]
    try:
        chosen = settings_of(request)
    except DanvanError:
        return Checked(Check.SETTINGS, "; ".join([*told, "thiết lập trong dữ liệu không đọc được"]))
    own = [name for name in MEANING if getattr(chosen, name) != getattr(Settings(), name)]
    told += [f"{name}={written(getattr(chosen, name))} (đặt trong dữ liệu)" for name in own]
    return Checked(Check.SETTINGS, "; ".join([*told, "còn lại theo mặc định"]))


def _source(database: Database, environment: Mapping[str, str]) -> str:
    for source, known in (("DANVAN_DB", environment), ("mặc định", {})):
        if (source in environment or not known) and _same(locate(None, known), database):
            return source
    return "--db"


def _same(one: Database, other: Database) -> bool:
    if one.path is None or other.path is None:
        return one.url == other.url
    return os.path.realpath(one.path) == os.path.realpath(other.path)
