"""Where a stored row stands for people: its plan, and the codes they know it by."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar, cast

from sqlmodel import Session, SQLModel

from danvan_cli.db import tables

# What a row is known by, the first that it has.
_NAMES = ("code", "login", "path", "number", "alias", "key", "day")
_Row = TypeVar("_Row", bound=SQLModel)


class Place(NamedTuple):
    """A row's plan (None outside plans) and its code: "IV-4", "IV-4 CCTĐC 2023", "CT1 VP"."""

    plan_id: int | None
    code: str


def place_of(row: SQLModel, session: Session) -> Place:
    """Names a row; a row that hangs on a task or a target begins with that one's code."""
    of: Any = row
    # By the table's name: the class would have to be made to be asked for.
    match str(type(row).__tablename__):
        case "deadline":
            return _under_task(session, of.task_id, _unit_code(session, of.unit_id), of.period)
        case "assignment":
            return _under_task(session, of.task_id, _unit_code(session, of.unit_id))
        case "note":
            return _under_task(session, of.task_id)
        case "task_document":
            return _under_task(session, of.task_id, _document_number(session, of.document_id))
        case "measurement" | "target_unit":
            return _under_target(session, of.target_id, _unit_code(session, of.unit_id))
        case "target_task":
            return _under_target(session, of.target_id, _under_task(session, of.task_id).code)
        case "evidence" | "extension" | "reminder":
            return _under_row(session, of)
        case "plan_document":
            return Place(of.plan_id, _document_number(session, of.document_id))
        case "plan":
            return Place(of.id, of.code)
        case _:
            words = next(str(getattr(row, name)) for name in _NAMES if hasattr(row, name))
            return Place(getattr(row, "plan_id", None), words)


def _under_row(session: Session, row: tables.Evidence | tables.Extension | tables.Reminder) -> Place:
    if row.deadline_id is not None:
        return place_of(_stored(session, tables.Deadline, row.deadline_id), session)
    return place_of(_stored(session, tables.Measurement, cast("Any", row).measurement_id), session)


def _under_task(session: Session, key: int, *parts: str) -> Place:
    task = _stored(session, tables.Task, key)
    return Place(task.plan_id, " ".join(filter(None, [task.code, *parts])))


def _under_target(session: Session, key: int, *parts: str) -> Place:
    target = _stored(session, tables.Target, key)
    return Place(target.plan_id, " ".join(filter(None, [target.code, *parts])))


def _unit_code(session: Session, key: int | None) -> str:
    return "" if key is None else _stored(session, tables.Unit, key).code


def _document_number(session: Session, key: int) -> str:
    return _stored(session, tables.Document, key).number


def _stored(session: Session, kind: type[_Row], key: int) -> _Row:
    found = session.get(kind, key)
    if found is None:
        raise AssertionError(f"{kind.__name__} {key} is not stored")
    return found
