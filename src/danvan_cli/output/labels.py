"""What screens and reports call things: the words of the closed lists (``domain.words``), tables and columns."""

from __future__ import annotations

from danvan_cli.domain.words import Every, Priority, ReminderKind, Role, Stage, State, TargetKind, TaskKind, UnitKind

STATE: dict[str, str] = {word: word.label for word in State}
STAGE: dict[str, str] = {word: word.label for word in Stage}
ROLE: dict[str, str] = {word: word.label for word in Role}
TASK_KIND: dict[str, str] = {word: word.label for word in TaskKind}
PRIORITY: dict[str, str] = {word: word.label for word in Priority}
UNIT_KIND: dict[str, str] = {word: word.label for word in UnitKind}
TARGET_KIND: dict[str, str] = {word: word.label for word in TargetKind}
EVERY: dict[str, str] = {word: word.label for word in Every}
REMINDER_KIND: dict[str, str] = {word: word.label for word in ReminderKind}
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
