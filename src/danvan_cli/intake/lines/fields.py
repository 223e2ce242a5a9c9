"""Named pieces of a task's text: "Đơn vị chủ trì: …", "Thời gian: …", "Sản phẩm: …"."""

from __future__ import annotations

import re

from danvan_cli.domain.text import clean

_WHO = r"(?:(?:các\s+)?(?:đơn vị|cơ quan|bộ phận|phòng, ban|người|cán bộ|cá nhân|tổ chức)\s+)"
_NAMES = {
    "support": rf"{_WHO}?phối hợp(?:\s+thực hiện)?",
    "assigned": r"phân công(?:\s+(?:thực hiện|nhiệm vụ))?",
    "lead": rf"(?:trách nhiệm(?:\s+thực hiện)?|{_WHO}?(?:chủ trì(?:\s+(?:thực hiện"
    rf"|tham mưu))?|phụ trách"
    rf"|chịu trách nhiệm(?:\s+chính)?|đầu mối)|{_WHO}thực hiện)",
    "due": r"thời (?:gian|hạn)(?:\s+(?:thực hiện|hoàn thành|tổ chức|triển khai|báo cáo))*|hạn hoàn thành"
    r"|tiến độ(?:\s+thực hiện)?|hoàn thành",
    "product": r"sản phẩm(?:\s+(?:đầu ra|hoàn thành|cần đạt))?|kết quả(?:\s+(?:đầu ra|cần đạt|đạt được|dự kiến))?"
    r"|dự kiến sản phẩm",
    "target": r"chỉ tiêu",
    "detail": r"nội dung(?:\s+thực hiện)?|hình thức|thành phần|đối tượng|địa điểm|kinh phí|nguồn kinh phí|số lượng"
    r"|yêu cầu|mục đích|lưu ý|ghi chú",
}
_LABEL = re.compile(
    r"(?:^\W*|[;.,(]\s*|\s[-–+]\s*)(?:"
    + "|".join(rf"(?P<{name}>{pattern})" for name, pattern in _NAMES.items())
    + r")\s*:\s*",
    re.IGNORECASE,
)


def split_fields(text: str) -> tuple[str, dict[str, str]]:
    """Splits a text into what stands before the first label and the labelled values; a label given twice is joined."""
    matches = list(_LABEL.finditer(text))
    if not matches:
        return text, {}
    values: dict[str, str] = {}
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        value = clean(text[match.end() : following.start() if following else len(text)]).strip(" ;.,()")
        name = match.lastgroup or "detail"
        values[name] = f"{values[name]}; {value}" if name in values else value
    return text[: matches[0].start()].rstrip(" ;,(-–"), values
