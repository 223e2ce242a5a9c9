"""The Vietnamese word for every word of the closed lists; the one place where they are spelt."""

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
TABLE = {
    "access": "quyền truy cập",
    "agency": "cơ quan",
    "plan": "kế hoạch",
    "section": "mục",
    "unit": "đơn vị",
    "unit_alias": "tên khác",
    "setting": "lựa chọn",
    "task": "nhiệm vụ",
    "assignment": "phân công",
    "deadline": "thời hạn",
    "note": "ghi chú",
    "evidence": "minh chứng",
    "target": "chỉ tiêu",
    "target_task": "liên kết chỉ tiêu",
    "target_unit": "đơn vị của chỉ tiêu",
    "measurement": "số liệu",
    "document": "văn bản",
    "extension": "gia hạn",
    "reminder": "đôn đốc",
    "calendar_day": "lịch riêng",
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

# The fields whose change a person wants to read; keys and positions are left to the journal.
FIELD = {
    "code": "mã",
    "scope": "phạm vi",
    "name": "tên",
    "kind": "loại",
    "headcount": "số người",
    "content": "nội dung",
    "title": "tên kế hoạch",
    "number": "số",
    "symbol": "ký hiệu",
    "issued_on": "ngày ban hành",
    "issuer": "cơ quan ban hành",
    "signer": "người ký",
    "source_name": "tệp nguồn",
    "product": "sản phẩm",
    "priority": "ưu tiên",
    "removed_at": "bỏ lúc",
    "role": "vai trò",
    "leads": "chủ trì",
    "supports": "phối hợp",
    "due_text": "thời hạn ghi",
    "due_on": "ngày cuối",
    "stage": "tình trạng",
    "stage_reason": "lý do",
    "progress": "tiến độ (%)",
    "submitted_on": "ngày nộp",
    "completed_on": "ngày hoàn thành",
    "confirmed_by": "người xác nhận",
    "result": "kết quả",
    "exempt_reason": "trễ khách quan",
    "no_evidence_reason": "lý do không có minh chứng",
    "opens_on": "tính từ ngày",
    "review_every": "nhịp cập nhật",
    "new_due_on": "ngày cuối mới",
    "decision": "quyết định",
    "answer": "ý kiến",
    "statement": "nội dung",
    "operator": "phép so",
    "goal": "mục tiêu",
    "unit_of_measure": "đơn vị tính",
    "baseline": "mức gốc",
    "roll_up": "cách gộp",
    "numerator": "tử số",
    "denominator": "mẫu số",
    "value": "giá trị",
}
VALUE = {
    str(word): label
    for words in (STAGE, ROLE, TASK_KIND, PRIORITY, UNIT_KIND, TARGET_KIND, EVERY, DECISION)
    for word, label in words.items()
}
# What a new row is told by, the first that it has.
TELLING = ("text", "content", "statement", "name", "title", "alias", "value")
# Links to other rows, told by what they link: the keys themselves mean nothing to a reader.
LINK = {"unit_id": "đơn vị", "parent_id": "cấp trên", "section_id": "mục"}
MOST_CHANGES = 12
