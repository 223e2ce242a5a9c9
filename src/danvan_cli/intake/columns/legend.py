"""What the words around a table say of its marks and cells: "x: chủ trì, o: phối hợp", "trong ngoặc là người giúp"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from danvan_cli.domain.text import clean, fold

_LEADS = r"(?:lam |lo |viec )?chinh\b|chu tri|thuc hien|phu trach|dau moi"
_HELPS = r"phoi hop|tham gia|cung lam|lam cung|giup|ho tro|cung thuc hien"
_MARK = re.compile(
    r"(?:^|[\s;,.(“\"'])(?:dau |ky hieu )?[“\"'(]?(?P<mark>[x×✓✔√+ov●○*])[”\"')]?\s*(?:[:=–-]|la)\s*"
    rf"(?P<means>[^;.,]{{0,30}}?(?:{_LEADS}|{_HELPS}))"
)
_HELP = re.compile(rf"[^;.]{{0,20}}(?:{_HELPS})")
# "các đơn vị cùng thực hiện": all lead, unless another is marked as the lead.
_TOGETHER = re.compile(r"[^;.]{0,30}\bcung thuc hien\b")
# "Đơn vị ghi trước dấu + là chính, ghi sau là phối hợp", "Người viết trước là chính, trong ngoặc là người giúp".
_SIGN = re.compile(rf"\btruoc (?:dau )?(?P<sign>[+/;,–-]) la [^.;,]{{0,20}}?(?:{_LEADS})")
_BRACKETS = re.compile(rf"\btrong (?:dau )?ngoac(?: don)? la [^.;]{{0,20}}?(?:{_HELPS})")
# "việc đánh dấu nhiều tháng liền nhau thì hoàn thành trong tháng cuối"
_JOINT = re.compile(r"\b(?:thang|quy|tuan|o|dau)\b[^.]{0,30}\b(?:lien nhau|lien tiep|lien ke|lien mach)\b")
# "đỏ = xong trong quý I; cam = quý II"
_VALUE = re.compile(r"(?:^|[:;,]\s*)(?P<word>[^\W\d_]+(?: [^\W\d_]+)?)\s*=\s*(?P<means>[^;=.]{3,60})")
_DONE = re.compile(r"\A(?:xong|hoàn thành|làm|phải xong|thực hiện)\s+(?:(?:trong|vào)\s+)?", re.IGNORECASE)
_FEWEST_VALUES = 2


@dataclass(frozen=True, slots=True)
class Legend:
    """What the marks of a table mean: ``marks`` by mark, folded, "lead", "support" or "joint".

    ``values`` are the words of a deadline by what stands for them; ``helpers_behind`` is the sign behind which a cell
    of names names who helps ("(" for brackets, "" for none); ``is_joint`` says that ticks in neighbouring
    columns are one stretch.
    """

    marks: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    helpers_behind: str = ""
    is_joint: bool = False

    def role(self, mark: str) -> str | None:
        """Tells the part that a mark gives by these words: lead, support or joint; None where they do not say."""
        return self.marks.get(fold(mark).strip(" ()."))

    def apart(self, names: str) -> tuple[str, str]:
        """Parts a cell of names into who leads and who helps; the second is empty where nothing parts them."""
        if self.helpers_behind == "(":
            found = re.fullmatch(r"([^()]+)\(([^()]+)\)\s*", names)
            return (clean(found[1]), clean(found[2])) if found else (names, "")
        lead, sign, helpers = names.partition(self.helpers_behind) if self.helpers_behind else (names, "", "")
        return (clean(lead), clean(helpers)) if sign else (names, "")


def read_legend(lines: Iterable[str]) -> Legend:
    """Reads the lines that stand around a table; an empty legend where they explain nothing."""
    marks: dict[str, str] = {}
    values: dict[str, str] = {}
    behind, is_joint = "", False
    for line in lines:
        key = fold(line)
        for mark, role in _marks(key):
            marks.setdefault(mark, role)
        told = [(found["word"], found["means"]) for found in _VALUE.finditer(line)] if "=" in line else []
        if len(told) >= _FEWEST_VALUES:
            values |= {fold(word): _DONE.sub("", clean(means)) for word, means in told}
        if sign := _SIGN.search(key):
            behind = sign["sign"]
        elif _BRACKETS.search(key):
            behind = "("
        is_joint = is_joint or bool(_JOINT.search(key))
    return Legend(marks, values, behind, is_joint)


def _marks(key: str) -> Iterator[tuple[str, str]]:
    for found in _MARK.finditer(key):
        if _TOGETHER.match(found["means"]):
            yield found["mark"], "joint"
        else:
            yield found["mark"], "support" if _HELP.match(found["means"]) else "lead"
