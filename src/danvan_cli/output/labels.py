"""What screens and reports call things; what tables and columns are called stands in ``domain.records``."""

from __future__ import annotations

from danvan_cli.domain.words import (
    DocumentRole,
    Every,
    Priority,
    ReminderKind,
    Role,
    Stage,
    State,
    TargetKind,
    TaskKind,
    UnitKind,
    Verdict,
)

STATE: dict[str, str] = {word: word.label for word in State}
# In a list on a screen, where the row says the rest.
STATE_BRIEF: dict[str, str] = {
    State.DONE_ON_TIME: "Đúng hạn",
    State.DONE_LATE: "Xong trễ",
    State.DONE_UNDATED: "Đã xong",
    State.IN_TIME: "Trong hạn",
    State.DUE_SOON: "Sắp đến hạn",
    State.OVERDUE: "Quá hạn",
    State.UNDATED: "Không hạn",
    State.PAUSED: "Tạm hoãn",
    State.CANCELLED: "Đã thôi",
}
STAGE: dict[str, str] = {word: word.label for word in Stage}
ROLE: dict[str, str] = {word: word.label for word in Role}
TASK_KIND: dict[str, str] = {word: word.label for word in TaskKind}
PRIORITY: dict[str, str] = {word: word.label for word in Priority}
UNIT_KIND: dict[str, str] = {word: word.label for word in UnitKind}
TARGET_KIND: dict[str, str] = {word: word.label for word in TargetKind}
EVERY: dict[str, str] = {word: word.label for word in Every}
REMINDER_KIND: dict[str, str] = {word: word.label for word in ReminderKind}
DECISION: dict[str | None, str] = {
    None: "đang chờ",
    "granted": "đồng ý",
    "shortened": "ngắn hơn đề nghị",
    "refused": "không đồng ý",
}
WHOLE_AGENCY = "toàn cơ quan"
RELATION: dict[str | None, str] = {None: "", **{word: word.label for word in DocumentRole}}
VERDICT: dict[str, str] = {word: word.label for word in Verdict}
UNASSIGNED = "(chưa phân công)"
EMPTY = "—"

VALUE = {
    str(word): label
    for words in (STAGE, ROLE, TASK_KIND, PRIORITY, UNIT_KIND, TARGET_KIND, EVERY, DECISION, VERDICT)
    for word, label in words.items()
}
MOST_CHANGES = 12
# So many changed rows are shown one by one before a change is asked about.
MOST_PREVIEWED = 60

# Whether a figure makes what its target comes to.
COUNTED = {True: "có", False: "không, đã có số mới hơn"}
