"""The same tasks for the peers: Taskwarrior, sqlite-utils over a plain table, todoman. Standard library only.

The peers go by the machine's clock and cannot be told another day, so their days are moved by as much as lies between
the day asked about and the real one: "overdue" then names the same tasks everywhere.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.speed import work
from tests.speed.work import Item

# What a sensible user would index: the questions asked here are answered from them.
_PLAIN = """
CREATE TABLE task (
    id INTEGER PRIMARY KEY, code TEXT, section TEXT, content TEXT, unit TEXT, state TEXT, due_on TEXT,
    done_on TEXT, progress INTEGER, paper TEXT
);
CREATE INDEX task_open ON task (due_on) WHERE state = 'open';
CREATE INDEX task_unit ON task (unit, state, due_on);
"""
_TASKRC = "data.location={data}\nconfirmation=no\nverbose=nothing\ndefault.command=next\n"


def shifted(day: date | None) -> date | None:
    """Moves a day of the register to where it lies as seen from the machine's today."""
    return day + (date.today() - work.TODAY) if day else None


def make_table(path: Path, tasks: int) -> None:
    """Makes a plain SQLite table for sqlite-utils."""
    path.unlink(missing_ok=True)
    units = work.units_of(tasks)
    connection = sqlite3.connect(path)
    connection.executescript(_PLAIN)
    rows = (_plain_row(item, units) for item in work.items(tasks))
    connection.executemany(f"INSERT INTO task VALUES ({', '.join('?' * 10)})", rows)
    connection.commit()
    connection.close()


def _plain_row(item: Item, units: list[work.Unit]) -> tuple[Any, ...]:
    return (
        item.number,
        item.code,
        work.SECTIONS[item.section],
        item.content,
        units[item.units[0]].code,
        "done" if item.is_done else "open",
        item.due_on and item.due_on.isoformat(),
        item.done_on and item.done_on.isoformat(),
        item.progress,
        item.paper,
    )


def write_import(path: Path, tasks: int) -> None:
    """Writes the tasks as Taskwarrior's ``task import`` takes them."""
    units = work.units_of(tasks)
    with path.open("w", encoding="utf-8") as file:
        file.write("[\n")
        for item in work.items(tasks):
            end = "" if item.number == tasks else ","
            file.write(json.dumps(_import_line(item, units), ensure_ascii=False) + end + "\n")
        file.write("]\n")


def task_uuid(number: int) -> str:
    """Gives the key of a task, the same at every run."""
    return str(UUID(int=0x5EED << 96 | number, version=4))


def _import_line(item: Item, units: list[work.Unit]) -> dict[str, str]:
    line = {
        "uuid": task_uuid(item.number),
        "description": item.content,
        "project": units[item.units[0]].code,
        "entry": _stamp(work.BEGIN),
        "status": "completed" if item.is_done else "pending",
    }
    if item.due_on is not None:
        line["due"] = _stamp(item.due_on)
    if item.done_on is not None:
        line["end"] = _stamp(item.done_on)
    return line


def _stamp(day: date) -> str:
    return f"{shifted(day):%Y%m%dT020000Z}"


def make_taskwarrior(folder: Path) -> Path:
    """Makes an empty Taskwarrior home and gives the path of its settings."""
    data = folder / "data"
    data.mkdir(parents=True)
    rc = folder / "taskrc"
    rc.write_text(_TASKRC.format(data=data), encoding="utf-8")
    return rc


def make_todos(folder: Path, tasks: int) -> Path:
    """Writes one .ics file a task for todoman, and gives the path of its settings."""
    files = folder / "todos" / "KH-2023"
    files.mkdir(parents=True)
    units = work.units_of(tasks)
    for item in work.items(tasks):
        (files / f"{item.number}.ics").write_bytes(_todo(item, units))
    settings = folder / "todoman.py"
    settings.write_text(
        f'path = "{folder}/todos/*"\ncache_path = "{folder}/cache.sqlite3"\ndefault_list = "KH-2023"\n'
        'date_format = "%Y-%m-%d"\n',
        encoding="utf-8",
    )
    return settings


def _todo(item: Item, units: list[work.Unit]) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//danvan//speed//VI",
        "BEGIN:VTODO",
        f"UID:{task_uuid(item.number)}",
        f"DTSTAMP:{shifted(work.BEGIN):%Y%m%dT000000Z}",
        *_folded(f"SUMMARY:{item.content.replace(',', chr(92) + ',')}"),
        f"CATEGORIES:{units[item.units[0]].code}",
        f"STATUS:{'COMPLETED' if item.is_done else 'NEEDS-ACTION'}",
        f"PERCENT-COMPLETE:{item.progress}",
    ]
    if item.due_on is not None:
        lines.append(f"DUE;VALUE=DATE:{shifted(item.due_on):%Y%m%d}")
    if item.done_on is not None:
        lines.append(f"COMPLETED:{shifted(item.done_on):%Y%m%dT020000Z}")
    return "\r\n".join([*lines, "END:VTODO", "END:VCALENDAR", ""]).encode()


def _folded(line: str) -> list[str]:
    """Breaks a line well below the 75 bytes that the format allows."""
    pieces = [line[start : start + 35] for start in range(0, len(line), 35)]
    return [pieces[0], *(f" {piece}" for piece in pieces[1:])]
