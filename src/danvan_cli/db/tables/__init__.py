"""The schema as SQLModel classes, one module per concept."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy import MetaData
from sqlmodel import SQLModel

from danvan_cli.db.tables.agency import Access, Agency
from danvan_cli.db.tables.journal import JournalEntry, JournalGroup, Seal, Setting
from danvan_cli.db.tables.plan import Document, Plan, PlanDocument, Section, TaskDocument
from danvan_cli.db.tables.task import Assignment, Deadline, Task
from danvan_cli.db.tables.unit import FormerName, Succession, Unit, UnitAlias

if TYPE_CHECKING:
    from danvan_cli.db.tables.calendar import CalendarDay
    from danvan_cli.db.tables.follow_up import Evidence, Extension, Note, Reminder
    from danvan_cli.db.tables.people import Headcount, Person, TaskPerson
    from danvan_cli.db.tables.record import Record, RecordValue
    from danvan_cli.db.tables.reform import PlannedReform
    from danvan_cli.db.tables.report import SentReport
    from danvan_cli.db.tables.round import Round, RoundDemand, RoundUnit
    from danvan_cli.db.tables.score import CriteriaSet, Criterion, Score, ScoreProof, ScoreSheet
    from danvan_cli.db.tables.target import Measurement, Target, TargetTask, TargetUnit

__all__ = [
    "Access",
    "Agency",
    "Assignment",
    "CalendarDay",
    "CriteriaSet",
    "Criterion",
    "Deadline",
    "Document",
    "Evidence",
    "Extension",
    "FormerName",
    "Headcount",
    "JournalEntry",
    "JournalGroup",
    "Measurement",
    "Note",
    "Person",
    "Plan",
    "PlanDocument",
    "PlannedReform",
    "Record",
    "RecordValue",
    "Reminder",
    "Round",
    "RoundDemand",
    "RoundUnit",
    "Score",
    "ScoreProof",
    "ScoreSheet",
    "Seal",
    "Section",
    "SentReport",
    "Setting",
    "Succession",
    "Target",
    "TargetTask",
    "TargetUnit",
    "Task",
    "TaskDocument",
    "TaskPerson",
    "Unit",
    "UnitAlias",
]
# Made when one of them is first wanted (0.03 s that most steps need not pay): class → module. A new table is imported
# above only where nearly every write needs it, else it stands here, and above for the type checker.
_LATER = {
    "CalendarDay": "calendar",
    **dict.fromkeys(("Headcount", "Person", "TaskPerson"), "people"),
    **dict.fromkeys(("Evidence", "Extension", "Note", "Reminder"), "follow_up"),
    **dict.fromkeys(("Record", "RecordValue"), "record"),
    "PlannedReform": "reform",
    "SentReport": "report",
    **dict.fromkeys(("Round", "RoundDemand", "RoundUnit"), "round"),
    **dict.fromkeys(("CriteriaSet", "Criterion", "Score", "ScoreProof", "ScoreSheet"), "score"),
    **dict.fromkeys(("Measurement", "Target", "TargetTask", "TargetUnit"), "target"),
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)


def class_of(table: str) -> type[SQLModel]:
    """The class whose rows stand in a table: ``TargetTask`` for "target_task"."""
    found: type[SQLModel] = getattr(import_module(__name__), table.title().replace("_", ""))
    return found


def whole_schema() -> MetaData:
    """All tables, with every rule; before this is called only those are known that were wanted."""
    for module in _LATER.values():
        import_module(f"{__name__}.{module}")
    import_module(f"{__name__}.strict").make_strict(SQLModel.metadata)
    return SQLModel.metadata
