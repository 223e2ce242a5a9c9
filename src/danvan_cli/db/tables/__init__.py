"""The schema as SQLModel classes, one module per concept."""

from danvan_cli.db.tables.agency import Access, Agency
from danvan_cli.db.tables.calendar import CalendarDay
from danvan_cli.db.tables.follow_up import Evidence, Extension, Note, Reminder
from danvan_cli.db.tables.journal import JournalEntry, JournalGroup, Setting
from danvan_cli.db.tables.plan import Document, Plan, PlanDocument, Section, TaskDocument
from danvan_cli.db.tables.target import Measurement, Target, TargetTask, TargetUnit
from danvan_cli.db.tables.task import Assignment, Deadline, Task
from danvan_cli.db.tables.unit import Unit, UnitAlias

__all__ = [
    "Access",
    "Agency",
    "Assignment",
    "CalendarDay",
    "Deadline",
    "Document",
    "Evidence",
    "Extension",
    "JournalEntry",
    "JournalGroup",
    "Measurement",
    "Note",
    "Plan",
    "PlanDocument",
    "Reminder",
    "Section",
    "Setting",
    "Target",
    "TargetTask",
    "TargetUnit",
    "Task",
    "TaskDocument",
    "Unit",
    "UnitAlias",
]
