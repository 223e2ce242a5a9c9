"""The sentences of reports and letters as text with named places, which an office may say in its own words.

A place ("{done}") is filled by the program and by nothing else: no code runs in a sentence, and no figure is typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

PLACE = re.compile(r"\{([^{}]*)\}")
_PLACE_AND_BLANK = re.compile(r"\{([^{}]*)\}( ?)")

# By file, then topic and sentence. The places of a sentence are those of the text that stands here.
REPORT = {
    "tasks.none": "{of} không có nhiệm vụ nào được tính.",
    "tasks.all": "{of} có {total} nhiệm vụ: {parts}.{apart}",
    "tasks.apart": " Ngoài số này: {parts}.",
    "tasks.done": "{number} đã hoàn thành{parts}",
    "tasks.in_time": "{number} đang thực hiện trong hạn{parts}",
    "tasks.overdue": "{number} quá hạn chưa hoàn thành{parts}",
    "tasks.undated": "{number} thường xuyên hoặc không có thời hạn đang thực hiện{parts}",
    "tasks.unopened": "Ngoài ra có {number} nhiệm vụ định kỳ chưa đến kỳ thực hiện.",
    "due.none": "Chưa có nhiệm vụ nào đến hạn.",
    "due.all": "Đã hoàn thành {done}/{due} nhiệm vụ đến hạn{share}{parts}{missing}.",
    "due.missing": "; {number} nhiệm vụ quá hạn chưa hoàn thành{which}",
    "beyond_due.all": "Chưa tính vào số đến hạn: {parts}.",
    "beyond_due.early": "{number} nhiệm vụ đã hoàn thành trước thời hạn",
    "beyond_due.in_time": "{number} nhiệm vụ trong hạn",
    "beyond_due.undated": "{number} nhiệm vụ không có thời hạn{parts}",
    "period.none": "Trong kỳ ({period}) không có phần việc nào đến hạn.",
    "period.all": "Trong kỳ ({period}) có {total} phần việc của các đơn vị chủ trì đến hạn: {parts}.",
    "year.estimate": (
        "Ước {year}: hoàn thành {done}/{due} nhiệm vụ có thời hạn{share}, với giả định các nhiệm vụ còn trong hạn đều "
        "hoàn thành; chưa tính các nhiệm vụ đang quá hạn."
    ),
    "targets.none": "Kế hoạch không có chỉ tiêu.",
    "targets.none_of_unit": "{unit} không được giao chỉ tiêu nào.",
    "targets.all": "Kế hoạch có {total} chỉ tiêu: {parts}.",
    "targets.of_unit": "{unit} được giao {total} chỉ tiêu: {parts}.",
    "targets.owed": "Chưa báo số liệu của {number} chỉ tiêu:",
    "reminders.none": "Trong kỳ chưa có lần đôn đốc nào được ghi.",
    "reminders.all": "Đã đôn đốc {total} lần đối với {units} đơn vị: {parts}.",
    "extensions.none": "Không có đề nghị gia hạn.",
    "extensions.all": "Có {total} đề nghị gia hạn: {parts}.",
    "documents.basis": "Kế hoạch được ban hành trên cơ sở:",
    "documents.cited": "Các văn bản được quán triệt, triển khai theo kế hoạch:",
    "documents.issued": "Các văn bản cơ quan đã ban hành để triển khai thực hiện:",
    "documents.sent": "Đã gửi {parts}, danh mục ở phụ lục.",
    "records.none": "Trong kỳ không phát sinh.",
    "records.untold": "Trong kỳ chưa có số liệu được báo.",
    "records.of_which": ", trong đó {parts}",
    "records.of_which_of_all": "; trong đó {parts}",
    "records.compared": "So với cùng kỳ năm trước ({period}): {parts}.",
    "records.only_before": "Cùng kỳ năm trước ({period}): {parts}.",
    "records.nothing_before": "Cùng kỳ năm trước ({period}) không có số liệu để so sánh.",
    "records.carried": "Từ các kỳ trước chuyển sang {total}{parts}; còn tiếp tục {number}.",
    "records.came": "; trong kỳ: {parts}",
    "decisions.opening": "Cần lãnh đạo quyết định:",
    "ahead.still": "Tiếp tục thực hiện {number} nhiệm vụ chưa hoàn thành của kế hoạch ({parts}).",
    "results.missing": "Chưa có kết quả được báo của {number} nhiệm vụ: {which}",
    "results.in_register": "Kết quả từng nhiệm vụ ghi tại sổ theo dõi nhiệm vụ, phụ lục kèm theo.",
    "headings.strength": "Ưu điểm",
    "headings.weakness": "Hạn chế, tồn tại",
    "headings.cause": "Nguyên nhân",
    "headings.lesson": "Bài học kinh nghiệm",
    "headings.proposal": "Kiến nghị, đề xuất",
    "headings.ahead": "Phương hướng, nhiệm vụ trọng tâm",
    "headings.outside": "Nhiệm vụ bổ sung ngoài các mục của kế hoạch",
    "gaps.strength": "Ghi ưu điểm, kết quả nổi bật",
    "gaps.weakness": "Ghi hạn chế, tồn tại",
    "gaps.cause": "Ghi nguyên nhân",
    "gaps.lesson": "Ghi bài học kinh nghiệm",
    "gaps.proposal": "Ghi kiến nghị, đề xuất; nếu không có thì ghi “Không”",
}
LETTER = {
    "abstract.remind": "đôn đốc",
    "abstract.criticise": "phê bình chậm",
    "abstract.review": "kiểm điểm trách nhiệm do chậm",
    "opening.one": (
        "Theo dõi việc thực hiện {plan}, số liệu tính đến hết {day}, {units} còn {counts}{low}, cụ thể như sau:"
    ),
    "opening.several": (
        "Theo dõi việc thực hiện {plan}, số liệu tính đến hết {day}, {units} còn {counts}{low}, cụ thể như sau:"
    ),
    "lead.one": "Đối với nội dung nêu trên, {issuer} có ý kiến như sau:",
    "lead.several": (
        "Nội dung cụ thể của từng đơn vị ghi tại Phụ lục kèm theo. Đối với các nội dung này, {issuer} có ý kiến như "
        "sau:"
    ),
    "step.remind": "Đề nghị {units} khẩn trương thực hiện {rows}.",
    "step.criticise": "Phê bình {units} do chưa hoàn thành đúng thời hạn {rows}.",
    "step.review": "Yêu cầu {units} tổ chức kiểm điểm trách nhiệm của tập thể, cá nhân liên quan đối với {rows}.",
    "demand.soon": "Đề nghị {units} chủ động hoàn thành nội dung sắp đến hạn theo đúng thời hạn.",
    "demand.late": (
        "Hoàn thành nội dung quá hạn, báo cáo kết quả kèm minh chứng về {office} chậm nhất {day}. Trường hợp không "
        "thể hoàn thành theo thời hạn, có văn bản đề nghị gia hạn, nêu rõ lý do, gửi {office} chậm nhất ngày nêu trên."
    ),
    "demand.reply": (
        "Báo cáo kết quả thực hiện kèm minh chứng về {office} chậm nhất {day}. Trường hợp không thể hoàn thành theo "
        "thời hạn, có văn bản đề nghị gia hạn, nêu rõ lý do, gửi {office} chậm nhất ngày nêu trên."
    ),
    "follows.remind": "Quá thời hạn nêu trên mà chưa hoàn thành, {units} bị xem xét phê bình bằng văn bản.",
    "follows.criticise": (
        "Quá thời hạn nêu trên mà chưa hoàn thành, {units} phải kiểm điểm trách nhiệm của tập thể, cá nhân liên quan."
    ),
    "follows.review": (
        "Kết quả thực hiện là căn cứ đánh giá mức độ hoàn thành nhiệm vụ và xét thi đua năm {year} của {units}, cá "
        "nhân liên quan."
    ),
    "closing.one": "Đề nghị {units} nghiêm túc triển khai thực hiện",
    "closing.several": "Đề nghị các đơn vị có tên trên nghiêm túc triển khai thực hiện",
}
# A sentence in other words still says these, where the program's own does: figures that add up, who, and by when.
KEPT = frozenset(
    ("total", "parts", "done", "due", "missing", "number", "which", "counts", "rows", "units", "day", "apart")
)


class Phrases(NamedTuple):
    """Sentences by name, those of the office before the program's own."""

    texts: Mapping[str, str]

    def say(self, name: str, **values: str | int) -> str:
        """Fills a sentence's places."""
        return fill(self.texts[name], values)


def fill(text: str, values: Mapping[str, str | int]) -> str:
    """Fills each place once: a brace of the data stays what it is. An empty value takes the blank behind it along."""

    def filled(found: re.Match[str]) -> str:
        if found[1] not in values:
            return found[0]
        value = str(values[found[1]])
        return f"{value}{found[2]}" if value else ""

    return _PLACE_AND_BLANK.sub(filled, text)


OWN_REPORT, OWN_LETTER = Phrases(REPORT), Phrases(LETTER)
