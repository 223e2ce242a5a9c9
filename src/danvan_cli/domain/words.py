"""The closed lists of words: what is stored and printed in JSON, how it is told in Vietnamese, how it may be typed.

A word stands here once: labels of screens, help pages, errors, TAB and the columns of files take it from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from typing import Self, TypeVar

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import fold


class Word(StrEnum):
    """A member of a closed list, written as its English value, its Vietnamese names and, where longer, its label.

    The names (``told``) are parted by "|"; help and errors use the first. ``label`` is what screens and reports show.
    A name that two members share is refused when typed, as unclear.
    """

    told: str
    label: str

    def __new__(cls, value: str, told: str = "", label: str = "") -> Self:
        """Makes a member; without names its value is what people say too."""
        member = str.__new__(cls, value)
        member._value_, member.told, member.label = value, told or value, label or told.partition("|")[0] or value
        return member

    @property
    def spoken(self) -> str:
        """The name that help, errors and TAB offer."""
        return self.told.partition("|")[0]

    def means(self, text: str) -> bool:
        """Tells whether a typed text is a name of this member, with or without diacritics, hyphens and capitals."""
        return _key(text) in map(_key, (self.value, self.label, *self.told.split("|")))


W = TypeVar("W", bound=Word)


def _key(text: str) -> str:
    # "Quá hạn", "qua-han" and "QUA_HAN" are the same.
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def spoken_words(words: Iterable[Word]) -> str:
    """Lists words as errors do: "tháng, quý, 6 tháng, năm"."""
    return ", ".join(word.spoken for word in words)


def parse_word(words: type[W], text: str) -> W:
    """Finds the member that a typed text means; a stored value is its own member at once.

    Raises UsageError for what names none, or more than one ("hoàn thành" of three states).
    """
    with suppress(ValueError):
        return words(text)
    found = [word for word in words if word.means(text)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"“{text}” chưa rõ là: {spoken_words(found)}.", "Ghi đủ chữ của một trong số đó.")
    known: Iterable[W] = words
    raise UsageError(
        f"“{text}” không nằm trong các giá trị: {spoken_words(known)}.",
        "Ghi một trong các giá trị ấy, có dấu hay không.",
    )


class YesNo(Word):
    """An answer, and a choice that is on or off."""

    YES = "yes", "có|c|y|true|1|bật"
    NO = "no", "không|k|n|false|0|tắt"


class UnitKind(Word):
    """What sort of body a unit is."""

    DEPARTMENT = "department", "phòng|phòng ban|phòng chuyên môn"
    SUBORDINATE = "subordinate", "đơn vị trực thuộc|trực thuộc|đơn vị|đơn vị sự nghiệp"
    TEAM = "team", "tổ, ban|tổ|ban"
    ORGANISATION = "organisation", "đoàn thể|tổ chức đoàn thể|tổ chức"
    EXTERNAL = "external", "bên ngoài|cơ quan bên ngoài|ngoài"


# The bodies that make up the agency itself: the ones a target without a unit list is expected from.
OWN_KINDS = (UnitKind.DEPARTMENT, UnitKind.SUBORDINATE)


class Scope(Word):
    """How far a login of a server reaches: its own unit's work, all of its agency's, reading of all agencies."""

    UNIT = "unit", "đơn vị"
    OFFICE = "office", "cơ quan|văn phòng"
    PROVINCE = "province", "tỉnh|cấp tỉnh|toàn tỉnh"


class Role(Word):
    """A unit's part in a task."""

    LEAD = "lead", "chủ trì"
    SUPPORT = "support", "phối hợp"
    WATCH = "watch", "theo dõi"


class TaskKind(Word):
    """How often a task falls due."""

    ONCE = "once", "một lần|1 lần"
    RECURRING = "recurring", "định kỳ"
    ONGOING = "ongoing", "thường xuyên"


class Every(Word):
    """The rhythm of recurring work: one row per period."""

    MONTH = "month", "tháng|hàng tháng|mỗi tháng|1 tháng|một tháng", "hằng tháng"
    QUARTER = "quarter", "quý|hàng quý|mỗi quý|3 tháng|ba tháng", "hằng quý"
    HALF = "half", "6 tháng|sáu tháng|nửa năm|sáu tháng một lần", "6 tháng một lần"
    YEAR = "year", "năm|hàng năm|mỗi năm|một năm", "hằng năm"


class Priority(Word):
    """How pressing the Office holds a task to be."""

    LOW = "low", "thấp"
    NORMAL = "normal", "thường|bình thường|trung bình"
    HIGH = "high", "cao|khẩn|gấp"


class Stage(Word):
    """Where a lead unit's row stands, kept by hand; lateness is derived (``states``) and never stored."""

    NOT_STARTED = "not_started", "chưa bắt đầu"
    IN_PROGRESS = "in_progress", "đang thực hiện"
    AWAITING_CONFIRMATION = "awaiting_confirmation", "chờ xác nhận"
    PAUSED = "paused", "tạm hoãn"
    CANCELLED = "cancelled", "thôi thực hiện"
    COMPLETED = "completed", "hoàn thành|đã hoàn thành|xong|đã xong"


class State(Word):
    """A row's state at a day; ``due_soon`` is the part of ``in_time`` whose day is near."""

    DONE_ON_TIME = "done_on_time", "đúng hạn|hoàn thành|đã hoàn thành|xong", "Hoàn thành đúng hạn"
    DONE_LATE = "done_late", "hoàn thành quá hạn|hoàn thành trễ|hoàn thành|đã hoàn thành|xong", "Hoàn thành quá hạn"
    DONE_UNDATED = (
        *("done_undated", "hoàn thành không thời hạn|hoàn thành|đã hoàn thành|xong"),
        "Hoàn thành (không thời hạn)",
    )
    IN_TIME = "in_time", "trong hạn|còn hạn|đang thực hiện", "Đang thực hiện, trong hạn"
    DUE_SOON = "due_soon", "sắp đến hạn|sắp tới hạn|sắp hết hạn", "Sắp đến hạn"
    OVERDUE = "overdue", "quá hạn|trễ|trễ hạn|chậm", "Quá hạn chưa hoàn thành"
    UNDATED = "undated", "không thời hạn|thường xuyên", "Không thời hạn / thường xuyên"
    PAUSED = "paused", "tạm hoãn|tạm dừng", "Tạm hoãn"
    CANCELLED = "cancelled", "thôi thực hiện|đã thôi", "Thôi thực hiện"


class FigureName(Word):
    """A figure of the cross table, as it is asked for; all of them count rows of leads, or tasks once."""

    TOTAL = "total", "tổng|tổng số", "Tổng số"
    DONE = "done", "hoàn thành|đã hoàn thành|xong", "Đã hoàn thành"
    ALREADY_DUE = "already_due", "đến hạn|đã đến hạn", "Đã qua thời hạn"
    DUE_ON_TIME = "due_on_time", "đến hạn đúng hạn", "Đúng hạn trong số đã qua thời hạn"
    DONE_ON_TIME = "done_on_time", "đúng hạn|hoàn thành đúng hạn", "Hoàn thành đúng hạn"
    DONE_LATE = "done_late", "hoàn thành quá hạn|hoàn thành trễ", "Hoàn thành quá hạn"
    DONE_UNDATED = "done_undated", "hoàn thành không thời hạn", "Hoàn thành (không thời hạn)"
    IN_TIME = "in_time", "trong hạn|đang thực hiện", "Đang thực hiện, trong hạn"
    DUE_SOON = "due_soon", "sắp đến hạn|sắp tới hạn", "Sắp đến hạn"
    OVERDUE = "overdue", "quá hạn|trễ|trễ hạn", "Quá hạn chưa hoàn thành"
    UNDATED = "undated", "không thời hạn|thường xuyên", "Không thời hạn / thường xuyên"
    PAUSED = "paused", "tạm hoãn", "Tạm hoãn"
    CANCELLED = "cancelled", "thôi thực hiện", "Thôi thực hiện"


class FigureOf(Word):
    """What a figure is of, where the words that ask for it say so first: "tiêu chí II.1"."""

    TARGET = "target", "chỉ tiêu"
    CRITERION = "criterion", "tiêu chí"
    SCORE_TOTAL = "score_total", "tổng điểm|tổng điểm tự chấm|xếp loại"


class ReminderKind(Word):
    """How strongly a late unit is urged."""

    REMIND = "remind", "nhắc nhở|nhắc"
    CRITICISE = "criticise", "phê bình"
    REVIEW = "review", "kiểm điểm"


class RemindAct(Word):
    """What is done with letters besides urging."""

    LETTER = "letter", "công văn|thư"


class Settling(Word):
    """What becomes of work that is still open when its plan's year ends."""

    CARRY = "carry", "chuyển sang năm sau|chuyển tiếp|chuyển|s"
    CANCEL = "cancel", "thôi thực hiện|thôi|t"
    LEAVE = "leave", "để lại|để|l"


class Fate(Word):
    """What became of a task when its plan was carried into the next year."""

    CARRIED = "carried", "chuyển nguyên"
    REDATED = "redated", "chuyển, đổi ngày"
    DROPPED = "dropped", "không chuyển"


class NoteKind(Word):
    """Where in a report a remark belongs."""

    REMARK = "remark", "ghi chú|nhận xét"
    STRENGTH = "strength", "ưu điểm|mặt được|kết quả nổi bật"
    WEAKNESS = "weakness", "hạn chế|tồn tại|khó khăn"
    CAUSE = "cause", "nguyên nhân"
    LESSON = "lesson", "bài học|bài học kinh nghiệm|kinh nghiệm"
    PROPOSAL = "proposal", "kiến nghị|đề xuất"


class RoundState(Word):
    """Where a unit stands with its report in a round."""

    NOT_SENT = "not_sent", "chưa gửi"
    DRAFT = "draft", "nháp"
    SENT = "sent", "đã gửi"
    SENT_LATE = "sent_late", "gửi muộn"
    INCOMPLETE = "incomplete", "cần bổ sung"
    LOCKED = "locked", "đã khóa"


class PeriodRule(Word):
    """Which days a reporting period has: those of the decree on administrative reports, or the calendar's."""

    ND09 = "nd09", "nđ09|nđ 09/2019|nghị định 09"
    CALENDAR = "calendar", "dương lịch|lịch|theo lịch"


class DueKind(StrEnum):
    """What sort of time the plan gives a task."""

    FIXED = "fixed"
    PERIOD = "period"
    RECURRING = "recurring"
    RELATIVE = "relative"
    EVENT = "event"
    NONE = "none"


class TargetKind(Word):
    """How a target is measured."""

    RATIO = "ratio", "tỷ lệ|tỉ lệ"
    COUNT = "count", "số lượng"
    LEVEL = "level", "mức|mức độ"
    MILESTONE = "milestone", "cột mốc|mốc"


class RollUp(Word):
    """How the units' figures make the agency's."""

    SUM = "sum", "tổng|cộng|cộng dồn"
    LATEST = "latest", "mới nhất|gần nhất"
    AVERAGE = "average", "trung bình|bình quân"


class RateOf(Word):
    """What a rate is a share of."""

    TOTAL = "total", "tổng số|tổng"
    DUE = "due", "đã đến hạn|đến hạn"
    DONE = "done", "đã hoàn thành|hoàn thành|đã xong"


class GroupBy(Word):
    """What the lines of the cross table stand for."""

    UNIT = "unit", "đơn vị"
    SECTION = "section", "mục|phần"
    LEAD = "lead", "chủ trì|đơn vị chủ trì"
    MONTH = "month", "tháng|tháng đến hạn"
    STATE = "state", "trạng thái|tình trạng"


class FailOn(Word):
    """What makes status end with code 6."""

    OVERDUE = "overdue", "quá hạn|trễ|trễ hạn"


class ExtensionState(Word):
    """Where a request for an extension stands; one that was granted less than it asked for is granted."""

    ASKED = "asked", "đang chờ|đang xin|xin"
    GRANTED = "granted", "đồng ý|được gia hạn|cho"
    REFUSED = "refused", "không đồng ý|từ chối"
    WITHDRAWN = "withdrawn", "đã rút|rút"


class Thing(Word):
    """What texts are searched for words."""

    TASK = "task", "nhiệm vụ"
    TARGET = "target", "chỉ tiêu"
    NOTE = "note", "ghi chú"
    EVIDENCE = "evidence", "minh chứng"
    DOCUMENT = "document", "văn bản viện dẫn"
    RECORD = "record", "phiếu số liệu"
    UNIT = "unit", "đơn vị"


class Verdict(Word):
    """What another person found of a proof."""

    VALID = "valid", "hợp lệ"
    INVALID = "invalid", "không hợp lệ"


class DocumentRole(Word):
    """What a document is to the plan: what it rests on, what it cites, what the office issued under it, itself."""

    BASIS = "basis", "căn cứ"
    CITED = "cited", "viện dẫn"
    ISSUED = "issued", "ban hành|đã ban hành"
    PLAN = "plan", "kế hoạch"
    LETTER = "letter", "công văn đôn đốc|đôn đốc"
    REPORT = "report", "báo cáo đã gửi|báo cáo"


class EvidenceFault(Word):
    """What a check of the proofs finds."""

    FILE = "file", "tệp"
    LINK = "link", "liên kết"
    REPLACED = "replaced", "văn bản đã thay thế|đã thay thế"
    OTHER_DAY = "other_day", "khác ngày trong sổ|khác ngày"
    UNREGISTERED = "unregistered", "chưa có trong sổ|ngoài sổ"
    UNCONFIRMED = "unconfirmed", "chưa xác nhận"


class FileState(Word):
    """How a kept file stands beside its hash."""

    INTACT = "intact", "nguyên vẹn"
    MISSING = "missing", "không còn"
    CHANGED = "changed", "nội dung đã khác"
    ODD = "odd", "không phải tệp thường"


class LogAct(Word):
    """What the journal is asked for besides its newest commands."""

    VERIFY = "verify", "kiểm tra"


class TemplateAct(Word):
    """What is done with a folder of an office's own words."""

    EXPORT = "export", "xuất"
    CHECK = "check", "kiểm tra"


class Format(Word):
    """What a report can be written as: the ending of its file."""

    MD = "md", "md|markdown"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XLSX = "xlsx", "xlsx|excel"
    DOCX = "docx", "docx|word"
    PDF = "pdf"
    HTML = "html", "html|trang web"
    PNG = "png", "png|ảnh"
    TXT = "txt", "txt|tin nhắn"
    ICS = "ics", "ics|lịch"


class CopyReason(Word):
    """Why a copy of the data was made."""

    DAILY = "daily", "hằng ngày"
    IMPORT = "import", "trước khi nhập"
    ROLLOVER = "rollover", "trước khi sang năm"
    BULK = "bulk", "trước khi sửa nhiều"
    RESTORE = "restore", "trước khi khôi phục"
    UPGRADE = "upgrade", "trước khi nâng cấp"
    FIX = "fix", "trước khi sửa lỗi"
    BY_HAND = "by_hand", "theo lệnh"
    # The bytes of a file that cannot be read, put aside before another takes its place.
    UNREADABLE = "unreadable", "tệp hỏng"


class Check(Word):
    """What an examination of the data looks at, in its order."""

    FILE = "file", "tệp và phiên bản"
    PAGES = "pages", "trang dữ liệu"
    KEYS = "keys", "khóa liên kết"
    VALUES = "values", "giá trị đọc được"
    SCHEMA = "schema", "bảng và chốt chặn"
    JOURNAL = "journal", "nhật ký khớp dữ liệu"
    FIGURES = "figures", "số liệu đếm lại"
    RECORDS = "records", "quy tắc của phiếu"
    CODES = "codes", "mã và tên"
    UNITS = "units", "đơn vị qua các thời kỳ"
    COPIES = "copies", "bản sao"
    SPACE = "space", "chỗ trống"
    PLACE = "place", "ổ đĩa"
    LEFTOVERS = "leftovers", "tệp sót lại"
    EVIDENCE = "evidence", "tệp minh chứng"
    SETTINGS = "settings", "thiết lập"
    SERVER = "server", "máy chủ"
    RIGHTS = "rights", "quyền"


class Shell(Word):
    """The shells that can ask what TAB suggests."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell", "powershell|pwsh"


class RuleKind(Word):
    """How the points of a criterion are worked out."""

    LEVEL = "level", "mức|chọn mức|thang mức"
    PROPORTION = "proportion", "tỷ lệ|tỉ lệ|theo tỷ lệ"
    DEDUCT = "deduct", "trừ|trừ theo lần|trừ từng lần"
    COUNT = "count", "đếm|cộng theo số lượng|mỗi cái được"
    BREACH = "breach", "vi phạm thì 0|vi phạm|vi phạm là 0"
    FULL = "full", "không phát sinh|không phát sinh thì đủ điểm"
    JUDGEMENT = "judgement", "người chấm|đánh giá|hội đồng"


class ScorePart(Word):
    """What a criterion counts to; bonus and deduction have maxima of their own."""

    MAIN = "main", "thang điểm"
    BONUS = "bonus", "thưởng|điểm thưởng|cộng"
    DEDUCTION = "deduction", "trừ|điểm trừ"


class Disqualifies(Word):
    """What a disqualifier does to the result: it holds it down, or takes it away."""

    CAP = "cap", "khống chế|chặn mức"
    VOID = "void", "không xếp loại|hủy kết quả"


class Rounding(Word):
    """How points between two steps are rounded."""

    HALF_UP = "half_up", "gần nhất|thường"
    DOWN = "down", "xuống"
    UP = "up", "lên"


class ScoreSource(Word):
    """Where the figure of a criterion can come from."""

    TASKS = "tasks", "nhiệm vụ|nhiệm vụ đúng hạn"
    TARGETS = "targets", "chỉ tiêu|chỉ tiêu đạt"
    REPORTS = "reports", "báo cáo|báo cáo đúng hạn"
    RECORDS = "records", "phiếu|số liệu"
