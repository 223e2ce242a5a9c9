"""The Vietnamese word for every word of the closed lists. What tables and columns are called: ``domain/records``."""

from __future__ import annotations

from danvan_cli.domain.words import Every, Priority, ReminderKind, Role, Stage, State, TargetKind, TaskKind, UnitKind

STATE: dict[str, str] = {
    State.DONE_ON_TIME: "Hoàn thành đúng hạn",
    State.DONE_LATE: "Hoàn thành quá hạn",
    State.DONE_UNDATED: "Hoàn thành (không thời hạn)",
    State.IN_TIME: "Đang thực hiện, trong hạn",
    State.DUE_SOON: "Sắp đến hạn",
    State.OVERDUE: "Quá hạn chưa hoàn thành",
    State.UNDATED: "Không thời hạn / thường xuyên",
    State.PAUSED: "Tạm hoãn",
    State.CANCELLED: "Thôi thực hiện",
}
STAGE: dict[str, str] = {
    Stage.NOT_STARTED: "chưa bắt đầu",
    Stage.IN_PROGRESS: "đang thực hiện",
    Stage.AWAITING_CONFIRMATION: "chờ xác nhận",
    Stage.PAUSED: "tạm hoãn",
    Stage.CANCELLED: "thôi thực hiện",
    Stage.COMPLETED: "hoàn thành",
}
ROLE: dict[str, str] = {Role.LEAD: "chủ trì", Role.SUPPORT: "phối hợp", Role.WATCH: "theo dõi"}
TASK_KIND: dict[str, str] = {TaskKind.ONCE: "một lần", TaskKind.RECURRING: "định kỳ", TaskKind.ONGOING: "thường xuyên"}
PRIORITY: dict[str, str] = {Priority.LOW: "thấp", Priority.NORMAL: "thường", Priority.HIGH: "cao"}
UNIT_KIND: dict[str, str] = {
    UnitKind.DEPARTMENT: "phòng",
    UnitKind.SUBORDINATE: "đơn vị trực thuộc",
    UnitKind.TEAM: "tổ, ban",
    UnitKind.ORGANISATION: "đoàn thể",
    UnitKind.EXTERNAL: "bên ngoài",
}
TARGET_KIND: dict[str, str] = {
    TargetKind.RATIO: "tỷ lệ",
    TargetKind.COUNT: "số lượng",
    TargetKind.LEVEL: "mức",
    TargetKind.MILESTONE: "cột mốc",
}
EVERY: dict[str, str] = {
    Every.MONTH: "hằng tháng",
    Every.QUARTER: "hằng quý",
    Every.HALF: "6 tháng một lần",
    Every.YEAR: "hằng năm",
}
REMINDER_KIND: dict[str, str] = {
    ReminderKind.REMIND: "nhắc nhở",
    ReminderKind.CRITICISE: "phê bình",
    ReminderKind.REVIEW: "kiểm điểm",
}
DECISION: dict[str | None, str] = {
    None: "đang chờ",
    "granted": "đồng ý",
    "shortened": "ngắn hơn đề nghị",
    "refused": "không đồng ý",
}
WHOLE_AGENCY = "toàn cơ quan"
RELATION = {"basis": "căn cứ", "cited": "viện dẫn"}
UNASSIGNED = "(chưa phân công)"
EMPTY = "—"

VALUE = {
    str(word): label
    for words in (STAGE, ROLE, TASK_KIND, PRIORITY, UNIT_KIND, TARGET_KIND, EVERY, DECISION)
    for word, label in words.items()
}
MOST_CHANGES = 12
