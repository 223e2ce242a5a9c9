"""What the words around a table say of its marks and cells: "x: chủ trì, o: phối hợp", "trong ngoặc là người giúp"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.columns.looks import has_time

_LEADS = r"(?:lam |lo |viec |ganh )?chinh\b|chu tri|thuc hien|phu trach|dau moi"
_HELPS = r"phoi hop|tham gia|cung lam|lam cung|giup|ho tro|cung thuc hien|(?:la|lam|to|phong|don vi) phu\b(?! [a-z])"
_UNDER_WAY = r"trien khai|chua phai xong|lam do|dang lam|bat dau|khoi dong|co lam|chuan bi"
# "Đã xong" tells how it stands.
_DONE_BY = r"(?<!\bda )(?:phai xong|hoan thanh|xong|ket thuc|den han|thoi han)"
_SIGNS = r"[x×✓✔√+ov●○*–-]"
# What is no letter and no dash needs nothing between it and its meaning.
_PICTURES = r"[→►➔■□▲△◆◇★☆]|\.\.\."
_MARK = re.compile(
    rf"(?:^|[\s;,.(“\"'])(?:dau |ky hieu |o )?[“\"'(]?(?:(?P<mark>{_SIGNS})[”\"')]?\s*(?:[:=–-]|la\b)"
    rf"|(?P<picture>{_PICTURES})[”\"')]?\s*(?:[:=–-]|la\b)?)\s*(?=(?P<means>[^;,.]{{0,45}}))"
)
# The first of these words that comes says what a mark means; of two in one place the first of this list.
_MEANS = (
    ("joint", r"cung thuc hien\b"), ("support", _HELPS), ("open", _UNDER_WAY), ("due", _DONE_BY), ("lead", _LEADS),
)  # fmt: skip
_MEANT = [(role, re.compile(rf"[^;.]*?(?:{words})")) for role, words in _MEANS]
PARTS = frozenset({"joint", "support", "lead"})
DUE, OPEN = "due", "open"
# "Đơn vị ghi trước dấu + là chính, ghi sau là phối hợp", "phòng chủ trì trước dấu gạch chéo (/), sau dấu là phối hợp".
# "Trước - trong - sau Tết" explains no sign, and names hold commas and dashes: those part nothing.
_SIGN = re.compile(
    r"\b(?:truoc|sau) (?:dau (?:(?:gach|xuyet|cong|cheo|cham|phay) ?){0,2}[(\"“'‘]?(?P<sign>[+/;])"
    r"|dau (?P<word>gach cheo|xuyet|cong|cham phay)\b|(?P<bare>[+/;]) la )"
)
_NO_PART = re.compile(r"\btruoc dau (?:phay|gach ngang|[\"“(]*[,–-])")
_SAYS_BOTH = re.compile(rf"(?:{_LEADS}).*(?:{_HELPS})")
_SIGN_OF = {"gach cheo": "/", "xuyet": "/", "cong": "+", "cham phay": ";"}
_BRACKETS = re.compile(rf"\btrong (?:dau )?ngoac(?: don)? la [^.;]{{0,20}}?(?:{_HELPS})")
# "Đơn vị ghi đầu tiên là đơn vị chủ trì", "Đơn vị in đậm chủ trì": no sign says where the helpers begin.
# "Người đứng đầu các đơn vị thực hiện nghiêm" tells of no list.
_FIRST = re.compile(
    r"\b(?:don vi|co quan|phong|ten)\b[^.;,]{0,20}? (?:dau tien|(?:ghi|neu|dung|ten) (?:dau|truoc)(?: tien)?)\s+"
    r"(?:(?:o|trong|tai) cot [^.;,]{1,20}? )?(?:la |lam )?"
    r"(?:(?:don vi|co quan|phong) )?(?:chu tri|dau moi|chinh\b|lam chinh)"
)
_BY_LOOK = re.compile(
    rf"\b(?:in dam|to dam|boi dam|chu dam|gach chan|in nghieng|chu do|to mau)\b[^.;,]{{0,30}}(?:{_LEADS})"
)
# "việc đánh dấu nhiều tháng liền nhau thì hoàn thành trong tháng cuối"
_JOINT = re.compile(r"\b(?:thang|quy|tuan|o|dau)\b[^.]{0,30}\b(?:lien nhau|lien tiep|lien ke|lien mach)\b")
# "(*) Việc số 4: kéo dài đến hết ngày 20/5": what a mark in a row says more.
_NOTED = re.compile(r"\s*(?P<mark>\(\*{1,4}\)|\[\d\]|\(\d\)|\((?P<star>[★☆]{1,3})\))\s*:?\s*\S")
_SAYS_WHO = re.compile(rf"(?:{_LEADS})|(?:{_HELPS})")
# "Việc bỏ trống cột “Phải xong” là làm xong trong quý."
_BLANK = re.compile(
    r"\b(?:cột|ô|hạn|thời hạn)\b[^.;]{0,30}\b(?:bỏ trống|để trống)\b"
    r"|\b(?:bỏ trống|để trống|không ghi)\s+(?:cột|ô|ngày|hạn|thời hạn|mốc)\b",
    re.IGNORECASE,
)
# "Cột “Thời gian” ghi tháng thì phải trình trước ngày 25 của tháng đó."
_OF_COLUMN = re.compile(
    r"\bcột\s+[“\"'](?P<title>[^“”\"']{1,40})[”\"'][^.]{0,80}?\b"
    r"(?:trước ngày|chậm nhất|muộn nhất|ngày)\s+\d{1,2}(?!\s?[/.]\s?\d)",
    re.IGNORECASE,
)
# "đỏ = xong trong quý I; cam = quý II"
_VALUE = re.compile(r"(?:^|[:;,]\s*)(?P<word>[^\W\d_]+(?: [^\W\d_]+)?)\s*=\s*(?P<means>[^;=.]{3,60})")
_DONE = re.compile(r"\A(?:xong|hoàn thành|làm|phải xong|thực hiện)\s+(?:(?:trong|vào)\s+)?", re.IGNORECASE)
_FEWEST_VALUES = 2


@dataclass(frozen=True, slots=True)
class Legend:
    """What the marks of a table mean: ``marks`` by mark, folded: lead, support, joint, or due or open in its period.

    ``values`` are the words of a deadline by what stands for them; ``helpers_behind`` is the sign behind which a cell
    of names names who helps ("(" for brackets, "" for none); ``is_joint`` says that ticks in neighbouring
    columns are one stretch. ``notes`` are lines with a day or a role by the mark of the rows that they are about, and
    ``of_blank`` is the line that says what an empty deadline means. ``of_lead`` is the line that says by what else than
    a sign who leads is known. ``of_columns`` are lines that say by which day of a period the work of a column is due,
    by the column's title, folded.
    """

    marks: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    helpers_behind: str = ""
    is_joint: bool = False
    of_blank: str = ""
    of_lead: str = ""
    of_columns: Mapping[str, str] = field(default_factory=dict)

    def role(self, mark: str) -> str | None:
        """Tells what a mark means by these words; None where they do not say."""
        return self.marks.get(fold(mark).strip(" ()")) if self.marks else None


NOTHING_SAID = Legend()


_NOBODY = re.compile(r"\W*(?:không|0)?\W*", re.IGNORECASE)


def apart(names: str, sign: str) -> tuple[str, str]:
    """Parts a cell of names at a sign into who leads and who helps; the second is empty where nothing parts them."""
    if sign == "(":
        found = re.fullmatch(r"([^()]+)\(([^()]+)\)\s*", names)
        return (clean(found[1]), clean(found[2])) if found else (names, "")
    lead, _, helpers = names.partition(sign)
    told = clean(helpers.replace(sign, ";"))
    return clean(lead), "" if _NOBODY.fullmatch(told) else told


def read_legend(lines: Iterable[str]) -> Legend:
    """Reads the lines that stand around a table; an empty legend where they explain nothing."""
    marks: dict[str, str] = {}
    values: dict[str, str] = {}
    notes: dict[str, str] = {}
    of_columns: dict[str, str] = {}
    behind, of_blank, of_lead, is_joint = "", "", "", False
    for line in lines:
        key = fold(line)
        for mark, role in _marks(key):
            marks.setdefault(mark, role)
        told = [(found["word"], found["means"]) for found in _VALUE.finditer(line)] if "=" in line else []
        if len(told) >= _FEWEST_VALUES:
            values |= {fold(word): _DONE.sub("", clean(means)) for word, means in told}
        behind = behind or _sign(key)
        if _FIRST.search(key) or _BY_LOOK.search(key) or (_NO_PART.search(key) and _SAYS_BOTH.search(key)):
            behind, of_lead = behind or (";" if _FIRST.search(key) else ""), of_lead or clean(line)
        if (noted := _NOTED.match(key)) and (has_time(line) or _SAYS_WHO.search(key)):
            mark = noted["star"] or noted["mark"]
            known = notes.setdefault(mark, clean(line))
            # The same mark below another table has its own note.
            notes[mark] = known if clean(line) in known else f"{known}; {clean(line)}"
        elif _BLANK.search(line):
            of_blank = of_blank or clean(line)
        of_columns |= {fold(found["title"]): clean(line) for found in _OF_COLUMN.finditer(line)}
        is_joint = is_joint or bool(_JOINT.search(key))
    return Legend(marks, values, notes, behind, is_joint, of_blank, of_lead, of_columns)


# "Ghi chú: CT: chủ trì; PH - phối hợp; KHTC là Phòng Kế hoạch - Tài chính".
_LABEL = re.compile(r"\W*(?:(?:ghi chú|chú thích|chú giải|ký hiệu|viết tắt|chữ viết tắt)[\s:.–*-]+)?", re.IGNORECASE)
_KEY = re.compile(
    r"(?:(?:dấu |chữ |ký hiệu |(?:Hạt|Đội|Trạm|Tổ|Phòng|Khoa|%) )?"
    r"(?:[A-ZĐ][A-ZĐ\d.&/-]*[a-zđ]?(?: [A-ZĐ&][A-ZĐ.&/-]*[a-zđ]?){0,2}|[^\w\s(]|[x×v])"
    r"|[Ôô] trống)"
    r"\s*(?::|=|–|-|\blà\b|(?<=[^\w\s]))\s*(?!.*\d/\d)[^\W\d][^:=;]{2,60}"
)
_DITTO = re.compile(r"\W*(?:ghi chú\W+)?[“\"'(-]*nt[”\"')-]*\s*(?::|=|–|-|là)\s*như trên\W*", re.IGNORECASE)


def says_what_marks_mean(line: str) -> bool:
    """True for a line that explains marks, letters or short names and says no more than that."""
    legend = read_legend([line])
    if legend.notes or legend.of_blank or legend.of_lead or legend.of_columns:
        return False
    label = _LABEL.match(line)
    pieces = [
        clean(piece)
        for piece in re.split(
            r"(?:;|(?<!\b[A-ZĐ])\.)(?=\s|\Z)|,(?=\s[A-ZĐ]{1,4}:)" if ";" in line else r"[,.](?=\s|\Z)",
            line[label.end() if label else 0 :],
        )
        if clean(piece)
    ]
    is_key = len(pieces) > 1 and all(map(_KEY.fullmatch, pieces))
    return bool(legend.marks or legend.values or legend.is_joint or _DITTO.fullmatch(line)) or is_key


def mark_of_note(line: str) -> str:
    """Finds the mark by which a note says what it is about: "(*)", "★"; empty for none."""
    noted = _NOTED.match(fold(line))
    return (noted["star"] or noted["mark"]) if noted else ""


def _sign(key: str) -> str:
    if (found := _SIGN.search(key)) and _SAYS_BOTH.search(key):
        return found["sign"] or found["bare"] or _SIGN_OF[found["word"]]
    return "(" if _BRACKETS.search(key) else ""


def _marks(key: str) -> Iterator[tuple[str, str]]:
    for found in _MARK.finditer(key):
        meant = [(said.end(), role) for role, means in _MEANT if (said := means.match(found["means"]))]
        if meant:
            yield found["mark"] or found["picture"], min(meant, key=itemgetter(0))[1]
