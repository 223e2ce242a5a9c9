"""What the program knows of each table besides its columns: one descriptor a table, plain data.

From it derive which agency a row belongs to (``db/ownership``), who may read and write it on a server
(``db/row_security``), the code by which the journal names it (``db/journal``), whether it is replayed for another day
(``db/reads/timeline``), whether it moves with the agency (``db/transfer``) and its words on the screen
(``output/changes``). Which columns there are, and what they may hold, the classes in ``db/tables`` say; a test holds
both together.

A column named ``task_id`` holds the key of a row of ``task``, and so for every table: therefore a descriptor names
columns only, never the tables that they lead to.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

_NONE: Mapping[str, str] = MappingProxyType({})


class UnitRights(NamedTuple):
    """What a unit's login may write of a table on a server; it reads all of its agency.

    ``by`` are the columns that lead to the unit: ``unit_id`` itself, or the parents that are the unit's own; a task
    belongs to all units that have a part in it. ``adds`` allows new rows, in which ``leaves_empty`` are left to the
    office; ``changes`` are the columns of an own row that it may change; where ``changes_by`` is filled, only of rows
    that are its own by these columns of ``by``.
    """

    by: tuple[str, ...]
    adds: bool = False
    leaves_empty: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    changes_by: tuple[str, ...] = ()


class Record(NamedTuple):
    """One table.

    ``label``: its Vietnamese name; None for a table of the program's own, whose changes are told to nobody.
    ``fields``: the label of each column whose change is told; ``links`` the same for keys, of which only is told
    that they were set, changed or taken away; ``untold``: all other columns, but for those that the database computes
    (``computed``). The key ``id`` stands in none of them.
    ``told_by``: the column that describes a new row.
    ``parents``: the columns that lead to the agency, exactly one of them filled; none where the row has an
    ``agency_id`` itself (or is the agency).
    ``code``: the columns that make the code people know a row by; a key stands for the code of the row it leads to.
    ``is_dated``: another day shows the row as it was then; what is not dated keeps its newest name and text.
    ``moves``: goes with the agency's data into another database.
    ``is_append_only``: never changed or removed, held by triggers; only ``marks`` may be filled later, and
    ``corrected`` set right where what they name was entered twice.
    ``is_kept_by_trigger``: on a server only a trigger writes it.
    ``office_changes``: the columns that an office's login may change, where it may not write the whole table.
    ``forms``: columns whose text has a form that no constraint can tell: "words" is a JSON list of words, "figures"
    a JSON object of texts, "rhythm" a
    number of days or a word of ``Every``, "due rule" a deadline as understood (``domain.due``); the others are what
    ``domain.validation`` lets in.
    """

    label: str | None
    code: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    fields: Mapping[str, str] = _NONE
    links: Mapping[str, str] = _NONE
    untold: tuple[str, ...] = ()
    computed: tuple[str, ...] = ()
    told_by: str = ""
    is_dated: bool = False
    moves: bool = True
    is_append_only: bool = False
    marks: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    is_kept_by_trigger: bool = False
    office_changes: tuple[str, ...] = ()
    unit: UnitRights | None = None
    forms: Mapping[str, str] = _NONE


def table_of(column: str) -> str:
    """Names the table whose key a column holds."""
    return column.removesuffix("_id")


RECORDS: dict[str, Record] = {
    "agency": Record(
        "cơ quan",
        code=("code",),
        fields={"code": "mã", "name": "tên"},
        untold=("code_key",),
        told_by="name",
        office_changes=("name",),
    ),
    # Who may see what is a matter of each server: it does not move, and no login but the owner's reads it.
    "access": Record(
        "quyền truy cập",
        code=("login",),
        fields={"scope": "phạm vi"},
        links={"unit_id": "đơn vị"},
        untold=("login", "agency_id"),
        moves=False,
    ),
    "unit": Record(
        "đơn vị",
        code=("code",),
        fields={
            "code": "mã", "name": "tên", "kind": "loại", "headcount": "số người", "email": "thư điện tử",
            "valid_from": "từ ngày", "valid_to": "đến hết ngày",
        },
        links={"parent_id": "cấp trên"},
        untold=("agency_id", "code_key"),
        told_by="name",
        forms={"code": "unit code", "name": "unit name"},
    ),
    "unit_alias": Record(
        "tên khác",
        code=("alias",),
        parents=("unit_id",),
        untold=("unit_id", "alias", "alias_key"),
        told_by="alias",
        forms={"alias": "unit name"},
    ),
    # Both tell their own days, so that no replay is needed for another one.
    "former_name": Record(
        "tên trước đây",
        code=("unit_id", "valid_to"),
        parents=("unit_id",),
        fields={"name": "tên", "valid_to": "đến hết ngày"},
        untold=("unit_id",),
        told_by="name",
        forms={"name": "unit name"},
    ),
    "succession": Record(
        "đơn vị kế tiếp",
        code=("unit_id", "from_on"),
        parents=("unit_id",),
        fields={"from_on": "từ ngày", "document": "theo văn bản"},
        links={"successor_id": "đơn vị nhận"},
        untold=("unit_id",),
        told_by="from_on",
    ),
    "planned_reform": Record(
        "sáp nhập, tách ghi trước",
        code=("from_on",),
        fields={"from_on": "từ ngày", "document": "theo văn bản"},
        untold=("agency_id", "units", "into_units", "given"),
        told_by="from_on",
        is_dated=True,
        forms={"units": "words", "into_units": "words", "given": "figures"},
    ),
    "headcount": Record(
        "biên chế",
        code=("unit_id", "valid_from"),
        parents=("unit_id",),
        fields={"people": "số người"},
        untold=("unit_id", "valid_from"),
        told_by="people",
    ),
    "person": Record(
        "người",
        code=("name",),
        fields={
            "name": "họ tên", "post": "chức vụ", "phone": "điện thoại", "email": "thư điện tử",
            "valid_from": "từ ngày", "valid_to": "đến ngày",
        },
        links={"unit_id": "đơn vị"},
        untold=("agency_id",),
        told_by="name",
    ),
    "setting": Record(
        "lựa chọn",
        code=("key",),
        fields={"value": "giá trị"},
        untold=("agency_id", "key"),
        told_by="value",
        is_dated=True,
    ),
    "calendar_day": Record(
        "lịch riêng",
        code=("day",),
        fields={"name": "tên"},
        untold=("agency_id", "day", "is_working"),
        told_by="name",
    ),
    "document": Record(
        "văn bản",
        code=("number",),
        fields={
            "type": "loại văn bản", "number": "số", "issued_on": "ngày ban hành", "issuer": "cơ quan ban hành",
            "subject": "trích yếu",
        },
        links={"replaced_by_id": "văn bản thay thế"},
        untold=("agency_id",),
        told_by="subject",
    ),
    "plan": Record(
        "kế hoạch",
        code=("code",),
        fields={
            "code": "mã", "title": "tên kế hoạch", "number": "số", "symbol": "ký hiệu", "issuer": "cơ quan ban hành",
            "issued_on": "ngày ban hành", "authority": "quyền hạn ký", "signer_title": "chức vụ người ký",
            "signer": "người ký", "place": "nơi ban hành", "governing_body": "cơ quan chủ quản",
            "source_name": "tệp nguồn", "closed_on": "ngày kết thúc",
        },
        untold=(
            "agency_id", "year", "is_school_year", "type", "recipients", "source_sha256",
        ),
        told_by="title",
        forms={"recipients": "words"},
    ),
    "plan_document": Record(None, code=("document_id",), parents=("plan_id",)),
    "section": Record(
        "mục",
        code=("path",),
        parents=("plan_id",),
        fields={"title": "tên mục"},
        links={"parent_id": "cấp trên"},
        untold=("plan_id", "path", "marker", "position"),
        told_by="title",
    ),
    "task": Record(
        "nhiệm vụ",
        code=("code",),
        parents=("plan_id",),
        fields={
            "code": "mã", "content": "nội dung", "short_title": "tên ngắn", "kind": "loại", "priority": "ưu tiên",
            "product": "sản phẩm", "review_every": "nhịp cập nhật", "removed_at": "bỏ lúc",
        },
        links={"section_id": "mục"},
        untold=("plan_id", "position", "source", "groups", "every"),
        told_by="content",
        is_dated=True,
        forms={"groups": "words", "review_every": "rhythm"},
    ),
    "task_document": Record(None, code=("task_id", "document_id"), parents=("task_id",)),
    "task_person": Record(
        "người phụ trách",
        code=("task_id", "person_id"),
        parents=("task_id",),
        fields={"duty": "vai trò"},
        links={"person_id": "người"},
        untold=("task_id",),
        is_dated=True,
    ),
    "assignment": Record(
        "phân công",
        code=("task_id", "unit_id"),
        parents=("task_id",),
        fields={"role": "vai trò", "progress": "tiến độ (%)", "result": "kết quả"},
        links={"unit_id": "đơn vị"},
        untold=("task_id", "last_update"),
        is_dated=True,
        unit=UnitRights(by=("unit_id",), changes=("progress", "result", "last_update")),
    ),
    # Its plan leads to the agency in one step fewer than its task.
    "deadline": Record(
        "phần việc",
        code=("task_id", "record_id", "unit_id", "period"),
        parents=("plan_id", "record_id"),
        fields={
            "opens_on": "tính từ ngày", "due_text": "thời hạn ghi", "due_on": "ngày cuối",
            "original_due_on": "ngày trước gia hạn", "stage": "tình trạng",
            "stage_reason": "lý do", "progress": "tiến độ (%)", "submitted_on": "ngày nộp",
            "completed_on": "ngày hoàn thành", "confirmed_by": "người xác nhận", "exempt_reason": "trễ khách quan",
            "no_evidence_reason": "lý do không có minh chứng", "result": "kết quả",
        },
        told_by="due_on",
        links={"unit_id": "đơn vị"},
        untold=(
            "task_id", "plan_id", "record_id", "period", "due_rule", "due_certain", "stage_since",
            "exempt", "last_update",
        ),
        computed=("outcome",),
        forms={"due_rule": "due rule"},
        is_dated=True,
        unit=UnitRights(
            by=("unit_id",),
            changes=(
                "opens_on", "stage", "stage_since", "stage_reason", "progress", "submitted_on", "completed_on",
                "confirmed_by", "no_evidence_reason", "result", "last_update",
            ),
        ),
    ),
    "several_deadlines": Record(None, parents=("plan_id",), moves=False, is_kept_by_trigger=True),
    "extension": Record(
        "gia hạn",
        code=("deadline_id",),
        parents=("deadline_id",),
        fields={
            "asked_due_on": "xin đến", "reason": "lý do", "new_due_on": "ngày cuối mới", "decision": "quyết định",
            "answer": "ý kiến",
        },
        untold=("deadline_id", "asked_on", "old_due_on", "decided_on", "decided_by", "document"),
        is_dated=True,
        unit=UnitRights(
            by=("deadline_id",),
            adds=True,
            leaves_empty=("decision", "new_due_on", "decided_on", "decided_by", "document", "answer"),
        ),
    ),
    "reminder": Record(
        "đôn đốc",
        code=("deadline_id",),
        parents=("deadline_id",),
        fields={"number": "số", "kind": "loại", "content": "nội dung", "withdrawn_on": "gửi nhầm, rút ngày"},
        links={"unit_id": "đơn vị"},
        untold=("deadline_id", "sent_on", "document", "letter", "reply_by", "threshold"),
        told_by="content",
        is_dated=True,
        is_append_only=True,
        marks=("withdrawn_on",),
        corrected=("unit_id",),
    ),
    "note": Record(
        "ghi chú",
        code=("task_id", "plan_id"),
        parents=("task_id", "plan_id"),
        fields={"kind": "loại", "text": "nội dung"},
        links={"unit_id": "đơn vị"},
        untold=("task_id", "plan_id", "actor", "at", "login"),
        told_by="text",
        is_dated=True,
        unit=UnitRights(by=("task_id",), adds=True),
    ),
    # The proof of a result stays; that of a figure is rejected by the unit that replaces its figure. Whether a proof is
    # valid the office says.
    "evidence": Record(
        "minh chứng",
        code=("deadline_id", "measurement_id", "record_id"),
        parents=("deadline_id", "measurement_id", "record_id"),
        fields={
            "kind": "loại", "text": "nội dung", "number": "số", "issued_on": "ngày ban hành", "receiver": "nơi nhận",
            "verdict": "xác nhận", "verdict_on": "ngày xác nhận", "verdict_by": "người xác nhận minh chứng",
            "verdict_reason": "lý do không hợp lệ",
        },
        untold=("deadline_id", "measurement_id", "record_id", "sha256", "size", "is_kept", "rejected_on"),
        told_by="text",
        is_dated=True,
        unit=UnitRights(
            by=("deadline_id", "measurement_id", "record_id"),
            adds=True,
            leaves_empty=("rejected_on", "verdict", "verdict_on", "verdict_by", "verdict_reason"),
            changes=("rejected_on",),
            changes_by=("measurement_id", "record_id"),
        ),
    ),
    "target": Record(
        "chỉ tiêu",
        code=("code",),
        parents=("plan_id",),
        fields={
            "code": "mã", "statement": "nội dung", "kind": "loại", "operator": "phép so", "goal": "mục tiêu",
            "unit_of_measure": "đơn vị tính", "baseline": "mức gốc", "roll_up": "cách gộp",
            "removed_at": "bỏ lúc",
        },
        links={"section_id": "mục", "fed_by": "loại phiếu cho số liệu"},
        untold=("plan_id", "position", "per_unit", "source"),
        told_by="statement",
        is_dated=True,
    ),
    "target_task": Record(
        "liên kết chỉ tiêu",
        code=("target_id", "task_id"),
        parents=("target_id",),
        untold=("target_id", "task_id"),
        is_dated=True,
    ),
    "target_unit": Record(
        "đơn vị của chỉ tiêu",
        code=("target_id", "unit_id"),
        parents=("target_id",),
        fields={"goal": "mục tiêu"},
        links={"unit_id": "đơn vị"},
        untold=("target_id",),
        is_dated=True,
    ),
    "measurement": Record(
        "số liệu",
        code=("target_id", "unit_id"),
        parents=("target_id",),
        fields={"numerator": "tử số", "denominator": "mẫu số", "value": "giá trị"},
        links={"unit_id": "đơn vị"},
        untold=("target_id", "as_of"),
        told_by="value",
        is_dated=True,
        unit=UnitRights(by=("unit_id",), adds=True, changes=("numerator", "denominator", "value")),
    ),
    # Each record tells its own day, so that no replay is needed for another one.
    "record": Record(
        "phiếu số liệu",
        code=("code",),
        fields={
            "period": "kỳ", "first_day": "từ ngày", "last_day": "đến ngày", "as_of": "số liệu đến ngày",
            "given_by": "người báo", "form": "biểu mẫu", "note": "ghi chú", "removed_at": "bỏ lúc",
        },
        links={"unit_id": "đơn vị", "parent_id": "thuộc phiếu"},
        untold=("agency_id", "kind", "code"),
        told_by="period",
        unit=UnitRights(
            by=("unit_id",),
            adds=True,
            leaves_empty=("removed_at",),
            changes=("period", "first_day", "last_day", "as_of", "given_by", "form", "note", "removed_at"),
        ),
    ),
    "record_value": Record(
        "mục của phiếu",
        code=("record_id", "word"),
        parents=("record_id",),
        fields={"number": "số", "day": "ngày", "text": "chữ"},
        untold=("record_id", "field", "word", "choice"),
        told_by="number",
        unit=UnitRights(by=("record_id",), adds=True, changes=("number", "day", "choice", "text")),
    ),
    "sent_report": Record(
        "báo cáo đã gửi",
        code=("number",),
        parents=("plan_id",),
        fields={"number": "số", "sent_on": "ngày gửi", "recipient": "nơi nhận", "file_name": "tệp"},
        untold=("plan_id", "kind", "period", "cut_off", "sha256", "figures"),
        told_by="file_name",
        forms={"figures": "figures"},
    ),
    "round": Record(
        "đợt báo cáo",
        code=("code",),
        parents=("plan_id",),
        fields={
            "title": "tên", "first": "từ ngày", "cut_off": "ngày chốt", "due_on": "hạn gửi",
            "closed_on": "ngày khóa",
        },
        untold=("plan_id", "code", "opened_on", "kinds"),
        told_by="title",
        forms={"kinds": "words"},
    ),
    "round_unit": Record(
        "báo cáo của đơn vị",
        code=("round_id", "unit_id"),
        parents=("round_id",),
        fields={
            "drafted_on": "ngày có bản nháp", "sent_on": "ngày gửi", "resent_on": "ngày gửi lại", "form": "gửi bằng",
            "reminded_on": "ngày nhắc", "empty_kinds": "không phát sinh",
        },
        untold=("round_id", "unit_id", "added_on", "given", "reminded"),
        told_by="sent_on",
        forms={"given": "figures", "empty_kinds": "words"},
        unit=UnitRights(
            by=("unit_id",), changes=("drafted_on", "sent_on", "resent_on", "form", "given", "empty_kinds")
        ),
    ),
    "round_demand": Record(
        "yêu cầu bổ sung",
        code=("round_unit_id",),
        parents=("round_unit_id",),
        fields={"reason": "lý do", "due_on": "hạn bổ sung", "answered_on": "ngày bổ sung"},
        untold=("round_unit_id", "asked_on"),
        told_by="reason",
        unit=UnitRights(by=("round_unit_id",), changes=("answered_on",)),
    ),
    "criteria_set": Record(
        "bộ tiêu chí",
        code=("code",),
        fields={
            "code": "mã", "title": "tên", "number": "số", "step": "bước điểm", "rounding": "cách làm tròn",
            "bonus": "điểm thưởng tối đa", "deduction": "điểm trừ tối đa", "lock_on": "ngày khóa",
        },
        untold=(
            "agency_id", "year", "converts", "bands", "disqualifiers", "columns", "source_name", "source_sha256",
        ),
        told_by="title",
        is_dated=True,
        forms={"bands": "words", "disqualifiers": "words", "columns": "words"},
    ),
    "criterion": Record(
        "tiêu chí",
        code=("code",),
        parents=("criteria_set_id",),
        fields={
            "text": "nội dung", "maximum": "điểm tối đa", "rule": "loại cách tính", "method": "cách tính",
            "proof": "tài liệu kiểm chứng", "source": "lấy số từ", "step": "bước điểm",
        },
        untold=("criteria_set_id", "code", "parent", "position", "number", "part", "details"),
        told_by="text",
        is_dated=True,
        forms={"details": "figures"},
    ),
    "score_sheet": Record(
        "bảng chấm điểm",
        code=("criteria_set_id", "unit_id"),
        parents=("criteria_set_id",),
        fields={"closed_on": "ngày khóa", "reopened_on": "ngày mở lại"},
        untold=("criteria_set_id", "unit_id", "opened_on", "struck"),
        told_by="opened_on",
        is_dated=True,
        forms={"struck": "figures"},
        unit=UnitRights(by=("unit_id",), adds=True, leaves_empty=("closed_on", "reopened_on")),
    ),
    # A unit scores its own sheet, which the office closes; it verifies nothing.
    "score": Record(
        "điểm",
        code=("score_sheet_id", "criterion_id"),
        parents=("score_sheet_id",),
        fields={
            "declared": "kê khai", "is_applicable": "áp dụng", "own": "tự chấm", "verified_1": "thẩm định lần 1",
            "explanation": "giải trình", "verified_2": "thẩm định lần 2", "officer": "người phụ trách",
        },
        links={"unit_id": "đơn vị phụ trách"},
        untold=("score_sheet_id", "criterion_id", "maximum"),
        told_by="own",
        is_dated=True,
        unit=UnitRights(
            by=("score_sheet_id",),
            adds=True,
            leaves_empty=("verified_1", "verified_2"),
            changes=("declared", "is_applicable", "own", "explanation", "officer"),
        ),
    ),
    "score_proof": Record(
        "minh chứng điểm",
        code=("score_id",),
        parents=("score_id",),
        fields={"text": "nội dung", "number": "số", "issued_on": "ngày ban hành", "rejected_on": "bỏ ngày"},
        untold=("score_id", "kind", "sha256"),
        told_by="text",
        is_dated=True,
        unit=UnitRights(by=("score_id",), adds=True, leaves_empty=("rejected_on",), changes=("rejected_on",)),
    ),
    # On a server only its triggers write these.
    "journal_group": Record(None, is_append_only=True, is_kept_by_trigger=True),
    "journal_entry": Record(None, is_append_only=True, is_kept_by_trigger=True),
    # Keys are given anew where an agency arrives, so its chain is made anew there.
    "seal": Record(None, is_append_only=True, is_kept_by_trigger=True, moves=False),
}  # fmt: skip
