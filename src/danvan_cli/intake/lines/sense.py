"""What one plan's names and dates say of a text: who, when, and whether it says any more."""

from __future__ import annotations

import re

from danvan_cli.domain.due import DueContext
from danvan_cli.intake import lexicon
from danvan_cli.intake.due.reading import read_due
from danvan_cli.intake.due.spans import find_times
from danvan_cli.intake.letters import UPPER
from danvan_cli.intake.lines.fields import fields_of, is_field_label
from danvan_cli.intake.lines.nodes import Node
from danvan_cli.intake.people.headings import read_heading
from danvan_cli.intake.people.mentions import MentionKind
from danvan_cli.intake.people.predicates import subject_zone
from danvan_cli.intake.people.responsible import Responsible, read_responsible
from danvan_cli.intake.people.spans import find_bodies
from danvan_cli.intake.people.unit_names import UnitNames
from danvan_cli.intake.time_words import BEFORE, FIGURES

# A cheap look before the readers of days and names are asked.
_MAY_BE_DATED = re.compile(r"\d|quý|tháng|tuần|năm|hạn|ngày", re.IGNORECASE)
_MOST_CONSIDERED = 1_000
_LONGEST_NAMES = 110
ASSIGNS = frozenset(["assigned", "lead"])


class Sense:
    """What one plan's names and dates say of a text."""

    def __init__(self, names: UnitNames, context: DueContext) -> None:
        """Takes the plan's names and what its days are worked out from."""
        self._names = names
        self._context = context
        self._who: dict[str, Responsible] = {}
        self.headings: dict[int, bool] = {}

    @property
    def year(self) -> int | None:
        """The plan's year."""
        return self._context.year

    def who(self, text: str) -> Responsible:
        """Reads who leads and supports, as the sentence says."""
        if text not in self._who:
            self._who[text] = read_responsible(text[:_MOST_CONSIDERED], self._names)
        return self._who[text]

    def is_led(self, text: str) -> bool:
        """True for a text whose own words say which body or group does it."""
        return bool(self.who(text).leads)

    def is_dated(self, text: str) -> bool:
        """True for a text that gives a last day, a period or a rhythm."""
        if not _MAY_BE_DATED.search(text):
            return False
        due = read_due(text[:_MOST_CONSIDERED], self._context)
        return due.due_on is not None or bool(due.periods) or bool(due.doubt)

    def says(self, text: str) -> bool:
        """True for a text that says which body does something, or until when."""
        return self.is_assigned(text) or self.is_dated(text)

    def is_bodies(self, text: str) -> bool:
        """True for a text that is nothing but names of bodies or groups ("Văn phòng Sở", "Các phòng, đơn vị:")."""
        bare = text.strip(" .:;")
        if len(bare) > _LONGEST_NAMES or is_field_label(text) or (text.endswith((".", ";")) and len(bare.split()) > 8):
            return False
        # "Công an xã kiểm tra các quán": a verb behind a name makes a sentence of it.
        subject, stop = subject_zone(bare, self._names)
        if subject and stop not in ("", ":"):
            return False
        found = read_heading(bare, self._names).leads
        return bool(found) and sum(len(mention.text) for mention in found) >= 0.7 * len(bare)

    def hands_out(self, node: Node) -> bool:
        """True for "Phân công:" above lines that tell several bodies what each has to do; not above mere names."""
        said = fields_of(node.text) if len(node.children) > 1 and node.text.endswith(":") else {}
        is_open = next(iter(said), "") in ASSIGNS and not any(said.values())
        return is_open and all(self._is_told_to_do(child) for child in node.children)

    def _is_told_to_do(self, child: Node) -> bool:
        return self.is_assigned(child.text) and not (self.is_role(child.text) or child.is_field)

    def is_role(self, text: str) -> bool:
        """True for a sentence that only says who does the work above or until when ("Văn phòng chủ trì.")."""
        if _GIVEN_WHOLE.match(text):
            return True
        found = _ROLE_ONLY.match(text) if len(text) < _LONGEST_ROLE else None
        if found is None or not (self.is_led(text) or self.is_dated(text)):
            return False
        others = (verb[0] for verb in lexicon.verb_pattern().finditer(text, found.end()))
        return all(verb in _ROLE_VERBS for verb in others)

    def says_only_facts(self, text: str, *, may_do: bool = True) -> bool:
        """True for a sentence with nothing in it but who does the work above, with whom and until when.

        "Giao Trạm Chẩn đoán thực hiện mỗi quý một đợt.", "Tiến hành trong 6 tháng đầu năm". With ``may_do`` it may say
        what is done, though to nothing of its own.
        """
        if len(text) > _LONGEST_FACTS:
            return False
        who = self.who(text)
        said = [*(mention.text for mention in (*who.leads, *who.supports)), *self._times(text)]
        for words in said:
            text = text.replace(words, " ", 1)
        for body in find_bodies(text, self._names):
            # "Trình UBND tỉnh chậm nhất ngày 20/5".
            text = re.sub(rf"(?i:trình|gửi)\s(?:cho\s)?{re.escape(body.text)}", " ", text)
        left = _FACT_WORDS.sub("", text).strip(" .,;:()-–")
        # "Văn phòng đặt in, cấp phát xong trong tháng 02": what is done, and to the thing above.
        is_done = may_do and all(map(_is_verb, re.split(r"\s*[,;]\s*", left)))
        return bool(said) and (not left or is_done)

    def _times(self, text: str) -> list[str]:
        return [span.text for span in find_times(text, self._context)] or _NO_DAY.findall(text)

    def is_assigned(self, text: str) -> bool:
        """True for a text that gives a body of its own work to do: a name with a verb behind it."""
        return any(mention.kind == MentionKind.UNIT for mention in self.who(text).leads)


LABELLED = re.compile(rf"(?P<label>[{UPPER}][^:.;,\d]{{2,30}}):\s+\S")
BARE_DAY = re.compile(rf"{FIGURES}\s*:?")
_LONGEST_ROLE = 140
FEWEST_FACTS = 2
_LONGEST_FACTS = 240
_NO_DAY = re.compile(r"thường xuyên|liên tục|hằng ngày|hàng ngày", re.IGNORECASE)
# What else stands in a sentence that only says who does it, with whom and until when.
_FACT_WORDS = re.compile(
    rf"(?<!\w)(?:giao(?: cho)?|phân công|chủ trì|chịu trách nhiệm(?: chính)?|phụ trách|(?:làm|là) (?:đơn vị )?đầu mối"
    rf"|là (?:đơn vị|cơ quan|bộ phận) chủ trì|tham mưu|phối hợp|hỗ trợ|cùng(?: với)?|với|và|do|bởi|đảm nhận"
    rf"|(?:tổ chức |triển khai )?(?:thực hiện|triển khai|tiến hành)|hoàn thành|kết thúc|bắt đầu|xong"
    rf"|thời (?:gian|hạn)(?: thực hiện| hoàn thành)?|tiến độ|dự kiến|đợt \d|(?:một|hai|ba|bốn|\d+) (?:đợt|lần)"
    rf"|trong|vào|trước|từ|đến|các|phường|xã|liên quan|{BEFORE})(?!\w)",
    re.IGNORECASE,
)
_ROLE_VERBS = frozenset(["phối hợp", "hoàn thành", "thực hiện", "chủ trì", "gửi", "báo cáo", "tham mưu", "phụ trách"])
_ROLE_ONLY = re.compile(
    rf"(?:[{UPPER}][^.;:]{{2,90}}\s(?:chủ trì|phụ trách|chịu trách nhiệm|là (?:đơn vị|cơ quan) (?:chủ trì|đầu mối))"
    r"(?:\s+(?:thực hiện|tham mưu|chính))?(?=\s*(?:[.,;]|$))"
    r"|Hoàn thành|Thời (?:gian|hạn)|Xong trước|Chậm nhất|Trước ngày)"
)
# "Giao Phòng A chủ trì; mời Sở B hướng dẫn; Đoàn xã góp công." gives the work above, and tells who helps.
_GIVEN_WHOLE = re.compile(r"(?:Giao|Phân công)\s(?:cho\s)?[^.;:]{3,90}\s(?:chủ trì|phụ trách|làm đầu mối)\s*[;.]")
_VERB_LIKE = re.compile(
    r"(?:tổ chức|xây dựng|ban hành|triển khai|tham mưu|phối hợp|thực hiện|báo cáo|gửi|rà soát|lập|in|cấp|phát|nộp|họp"
    r"|trình|kiểm tra|đánh giá|tiếp|mở|làm|hoàn (?:thành|thiện)|tặng|thăm|đi|dọn|vệ sinh|treo|chốt|thống kê)\b",
    re.IGNORECASE,
)


def opens_with_verb(text: str) -> bool:
    """True for a text whose first words say what is done."""
    small = f"{text[:1].lower()}{text[1:]}"
    return bool(lexicon.verb_pattern().match(small) or _VERB_LIKE.match(text))


def _is_verb(words: str) -> bool:
    """True for words that only say what is done: "đặt in"."""
    while words and (found := lexicon.verb_pattern().match(words) or _VERB_LIKE.match(words)):
        words = words[found.end() :].lstrip()
    return not words
