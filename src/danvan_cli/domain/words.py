"""The closed lists of words: what is stored in the database and printed in JSON."""

from __future__ import annotations

from enum import StrEnum


class UnitKind(StrEnum):
    """What sort of body a unit is."""

    DEPARTMENT = "department"
    SUBORDINATE = "subordinate"
    TEAM = "team"
    ORGANISATION = "organisation"
    EXTERNAL = "external"


# The bodies that make up the agency itself: the ones a target without a unit list is expected from.
OWN_KINDS = (UnitKind.DEPARTMENT, UnitKind.SUBORDINATE)


class Scope(StrEnum):
    """How far a login of a server reaches: its own unit's work, all of its agency's, reading of all agencies."""

    UNIT = "unit"
    OFFICE = "office"
    PROVINCE = "province"


class Role(StrEnum):
    """A unit's part in a task."""

    LEAD = "lead"
    SUPPORT = "support"
    WATCH = "watch"


class TaskKind(StrEnum):
    """How often a task falls due."""

    ONCE = "once"
    RECURRING = "recurring"
    ONGOING = "ongoing"


class Every(StrEnum):
    """The rhythm of recurring work: one row per period."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class Priority(StrEnum):
    """How pressing the Office holds a task to be."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class Stage(StrEnum):
    """Where a lead unit's row stands, kept by hand; lateness is derived (``states``) and never stored."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    COMPLETED = "completed"


class State(StrEnum):
    """A row's state at a day; ``due_soon`` is the part of ``in_time`` whose day is near."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    DONE_UNDATED = "done_undated"
    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    UNDATED = "undated"
    PAUSED = "paused"
    CANCELLED = "cancelled"


class ReminderKind(StrEnum):
    """How strongly a late unit is urged: nhắc nhở, phê bình, kiểm điểm."""

    REMIND = "remind"
    CRITICISE = "criticise"
    REVIEW = "review"


class DueKind(StrEnum):
    """What sort of time the plan gives a task."""

    FIXED = "fixed"
    PERIOD = "period"
    RECURRING = "recurring"
    RELATIVE = "relative"
    EVENT = "event"
    NONE = "none"


class TargetKind(StrEnum):
    """How a target is measured."""

    RATIO = "ratio"
    COUNT = "count"
    LEVEL = "level"
    MILESTONE = "milestone"


class RollUp(StrEnum):
    """How the units' figures make the agency's."""

    SUM = "sum"
    LATEST = "latest"
    AVERAGE = "average"
