"""Whether a line goes on with the act above it or is work of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from danvan_cli.intake.lines.acts import FACTS, Act
from danvan_cli.intake.lines.classify import is_thing
from danvan_cli.intake.lines.contents import Piece
from danvan_cli.intake.lines.facts import facts_behind, is_time_of_work
from danvan_cli.intake.lines.joining import PERIOD_BEGINS
from danvan_cli.intake.lines.markers import Rank
from danvan_cli.intake.lines.nodes import Node
from danvan_cli.intake.lines.sense import Sense, opens_with_verb
from danvan_cli.intake.time_words import SAME_DAY

_FEW_WORDS = 8
# "- Công an xã phối hợp" beside "- Đoàn xã mở lớp bơi" is no work of its own.
_ONLY_HELPS = re.compile(
    r"(?!Đề nghị|Kính|Mời)(?P<who>[^.;:]{3,120}?)\s(?:cùng\s)?(?:phối hợp|hỗ trợ|tham gia)(?:\sthực hiện)?[.;]?"
)
# "Chỉ tiêu đến 31/12/2025: toàn tỉnh có 1.250 mô hình."
SETS_GOALS = re.compile(r"(?:chỉ tiêu\s[^:.;]{0,60}|mục tiêu(?:\s[^:.;]{0,60})?):\s(?=[^.;]*\d)", re.IGNORECASE)
# Sentences that go on with the act above though they open with a verb.
_GOES_ON = re.compile(
    r"(?:hoàn thành|thời (?:gian|hạn)|xong|gửi|báo cáo (?:kết quả )?(?:về|gửi)|yêu cầu|trong đó|cụ thể|đồng thời|qua đó"
    r"|từ đó|ngoài ra|riêng|nguồn|việc này|nội dung này|số lượng|mỗi đợt|kết quả|(?:đoàn|tổ|ban)[^.]{0,40} (?:do|gồm)\b"
    r"|(?:các )?(?:nội dung|công việc|việc|nhiệm vụ) (?:trên|này|nêu trên))\b",
    re.IGNORECASE,
)
_ONLY_WHEN = re.compile(r"(?:hoàn thành|thời (?:gian|hạn)|xong|hạn|tiến độ|yêu cầu)\b", re.IGNORECASE)
_BESIDES = re.compile(rf"(?:đồng thời|ngoài ra|riêng|{SAME_DAY}),?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Belonging:
    """Decides on lines below an act and behind it; ``sense`` tells what names and dates are in a text."""

    sense: Sense

    def goes_on(self, node: Node, act: Act) -> bool:
        """True for a plain paragraph that goes on with the act above it, and for bullets that tell how it is done."""
        if node.points_on and not node.children and not act.node.points_on:
            return True
        if self._only_helps(node) and self._is_led(act):
            return True
        if node.children or act.node.is_lead_in:
            return False
        if not node.is_plain:
            if act.node.is_plain and node.rank >= Rank.DASH and self.sense.is_role(node.text):
                # "- Giao Hội Thầy thuốc trẻ chủ trì, phối hợp với …" below a paragraph that says what is done.
                return not self._is_led(act)
            is_remark = node.rank >= Rank.DASH and not opens_with_verb(node.text) and act.node.is_plain
            return is_remark and self._has_facts(act) and not self.sense.says(node.text)
        if self._is_dated_anew(node, act) or PERIOD_BEGINS.match(node.text):
            return False
        if self.sense.is_role(node.text) or (_GOES_ON.match(node.text) and not self._is_given_anew(node.text, act)):
            return True
        if self.sense.is_assigned(node.text):
            # What says who does it belongs to work that does not say so itself.
            return not act.node.is_plain and not self._is_led(act)
        return not act.node.is_plain

    def facts(self, node: Node, act: Act) -> dict[str, str]:
        """Reads a line that is nothing but who does the act above it, or until when; empty for any other."""
        # "✓ Phun thuốc" above "- 30/6": signs of their own tell the work from what is said of it.
        is_bullet = node.rank >= Rank.DASH and node.rank != act.node.rank
        is_below = is_bullet and act.node.rank >= Rank.DASH
        said = facts_behind(node, self.sense, is_below=is_below)
        if not said:
            return {}
        if said.keys() == {"due"}:
            is_dated = "due" in act.fields or any(self.sense.is_dated(piece.text) for piece in act.pieces)
            return said if is_time_of_work(node.text, self.sense) and not (is_dated or act.node.is_field) else {}
        # "Công an xã" above "Đoàn xã": both do it.
        return said if node.points_on or "assigned" in act.fields or not self._is_led(act) else {}

    def is_anothers(self, node: Node, act: Act) -> bool:
        """True for work below an act that is given to a body by itself, or has its own last day beside the act's."""
        if node.is_plain and SETS_GOALS.match(node.text):
            return True
        if self._only_helps(node) and self._is_led(act):
            return False
        is_arrow = node.points_on and not act.node.points_on
        if is_arrow or (node.is_plain and (self.sense.is_role(node.text) or _GOES_ON.match(node.text))):
            return False
        if is_thing(node.text) and not self._is_led(act):
            return False
        if self.sense.says_only_facts(node.text) and not self._is_led(act):
            return False
        if self.sense.is_assigned(node.text) and not self.sense.is_role(node.text):
            return not node.is_plain or self._is_led(act)
        if node.is_plain and node.line.blank_before and self._is_dated_anew(node, act):
            return True
        is_act = not node.is_plain and opens_with_verb(node.text)
        return is_act and self.sense.is_dated(node.text) and self.sense.is_dated(act.node.text)

    def piece(self, node: Node, *, is_said: bool) -> Piece:
        """Takes a line that goes on with an act: an arrow's and "Văn phòng chủ trì." say more of the work itself."""
        if self.sense.says_only_facts(node.text):
            return Piece(node.line, node.text, FACTS)
        is_content = is_said or node.points_on or self.sense.is_role(node.text)
        is_content = is_content or (is_thing(node.text) and self.sense.says(node.text))
        return Piece(node.line, node.text, "content" if is_content else "detail")

    def _is_dated_anew(self, node: Node, act: Act) -> bool:
        """True for a sentence of its own paragraph with a day of its own, below work that has its day.

        "Hoàn thành trước 15/3." only says until when.
        """
        is_apart = node.line.blank_before or not node.line.printed
        is_whole = is_apart and node.text.endswith((".", ";")) and len(node.text.split()) > _FEW_WORDS
        return (
            is_whole
            and not _ONLY_WHEN.match(node.text)
            and self.sense.is_dated(node.text)
            and any(self.sense.is_dated(piece.text) for piece in act.pieces)
        )

    def _is_given_anew(self, text: str, act: Act) -> bool:
        """True for "Đồng thời Phòng Kinh tế kẻ vạch, xong trước 30/4": behind such a word stands other work."""
        opened = _BESIDES.match(text)
        rest = text[opened.end() :] if opened else ""
        is_led = bool(rest) and (self.sense.is_led(text) or self.sense.is_led(f"{rest[:1].upper()}{rest[1:]}"))
        return is_led and (self.sense.is_dated(rest) or self._is_led(act))

    def _only_helps(self, node: Node) -> bool:
        helping = None if node.children else _ONLY_HELPS.fullmatch(node.text)
        return helping is not None and self.sense.is_bodies(helping["who"])

    def _has_facts(self, act: Act) -> bool:
        return bool(act.fields) or any(self.sense.says(piece.text) for piece in act.pieces)

    def _is_led(self, act: Act) -> bool:
        return "lead" in act.fields or any(self.sense.is_assigned(piece.text) for piece in act.pieces)
