"""What a reader recognises in a text, and why a part of it may be set aside: the vocabulary of the accounting.

Everything that is found in a source ends in one of three ways: a field uses it, it is set aside for a reason of the
closed list below, or it is a doubt.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SpanKind(StrEnum):
    """What a stretch of text is, whatever its line turns out to be."""

    TIME = "time"  # a day, a period, a rhythm, a term counted from an event, or a word that promises one
    BODY = "body"  # the name of a body or a group
    QUANTITY = "quantity"  # a number that could be a goal


class Reason(StrEnum):
    """Why something is no task, deadline, responsible body or goal; the values are what a person is shown."""

    LETTERHEAD = "đầu văn bản"
    BASIS = "căn cứ"
    PURPOSE = "mục đích, yêu cầu"
    HEADING = "đề mục"
    LEAD_IN = "câu dẫn"
    POINTER = "chỉ dẫn sang phụ lục"
    CLOSING = "câu kết"
    SIGNATURE = "nơi nhận, chữ ký"
    CAPTION = "tên bảng, tên cột"
    CONTINUED = "phần tiếp của hàng trên"
    TOTAL = "dòng cộng"
    FURNITURE = "số trang, đường kẻ"
    NOTE = "chú thích"
    AGENDA = "chương trình hội nghị"
    ATTENDANCE = "thành phần dự"
    CALENDAR = "khung thời gian"
    CRITERIA = "tiêu chí, tiêu chuẩn"
    CLOCK = "giờ, thời lượng"
    MONEY = "kinh phí"
    PLACE = "địa điểm"
    SITUATION = "tình hình, kết quả đã qua"
    CITED = "văn bản viện dẫn"
    VALIDITY = "hiệu lực"
    BEGINNING = "ngày bắt đầu"
    ANNIVERSARY = "ngày kỷ niệm, tên phong trào"
    CONTENT_PERIOD = "kỳ của nội dung"
    TERM = "giai đoạn, nhiệm kỳ, năm học"
    QUOTED = "lời trích trong ngoặc kép"
    NO_DAY = "việc thường xuyên, không có ngày"
    RECIPIENT = "nơi nhận kết quả"
    OBJECT = "đối tượng của việc"
    EXPLAINED = "phần giải thích trong ngoặc"
    LABEL_NUMBER = "số thứ tự, số hiệu"
    TOLD = "chỉ kể thêm, không phải thời hạn"
    DESCRIBED = "con số mô tả"
    THEME = "chủ đề, khẩu hiệu"
    PROPOSAL = "kiến nghị, đề xuất"
    FORM = "biểu mẫu, đề cương"
    EXPLANATION = "lời giải thích"
    STRUCK = "chữ gạch ngang"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, ``start`` inclusive and ``end`` exclusive; ``aside`` is why its words alone rule it out.

    A span with ``aside`` None must be used by a field or become a doubt.
    """

    start: int
    end: int
    kind: SpanKind
    text: str
    aside: Reason | None = None
