"""The lines above a register's table: whose plan it follows, of which year, and the plan's number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from danvan_cli.domain.draft import Document, HeaderDraft, Line, Sheet
from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.draft.documents import issuer_before, spelled_symbol
from danvan_cli.intake.draft.letterhead import BODY_WORD, clear_letterhead, join_names, spelled
from danvan_cli.intake.draft.plan_year import PlanYear, find_year
from danvan_cli.intake.due.written import day_pattern, written_day
from danvan_cli.intake.lines.bases import is_aim, is_sure_basis
from danvan_cli.intake.lines.markers import has_marker
from danvan_cli.intake.lines.signature import is_signature, read_foot

# "TASK LIST 2026": what a list is called need not have the word "năm".
_LAST_YEAR = re.compile(r"[^\W\d]\s+(?:19|20)\d{2}\s*\Z")
_YEAR = re.compile(r"\bnăm\s+(?:học\s+)?((?:19|20)\d{2})\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<type>kế hoạch|quyết định|chương trình|công văn)?\s*số:?\s*(?P<number>\d{1,5}(?:/20\d\d)?)?\s*[-/]\s*"
    r"(?P<symbol>[A-ZĐ][\wĐđ&.]*(?:\s?[-/]\s?[\wĐđ&.]+)*)",
    re.IGNORECASE,
)
_DAY = re.compile(r"\bngày\s+" + day_pattern("d"), re.IGNORECASE)
_OF = re.compile(r"\bcủa\s+(?P<issuer>[^()]{2,120})", re.IGNORECASE)
_PLACED = re.compile(r"([^\W\d_][^,:;/()]{1,40}),\s*ngày\b", re.IGNORECASE)
_TITLE = re.compile(
    r"ke hoach|bang|danh muc|phu luc|theo doi|nhiem vu|tien do|tong hop|chuong trinh|bieu|so theo doi"
    r"|lo trinh|phan cong|\blich\b|ma tran|du kien|chi tieu"
)
# Lines that only say what kind of paper it is; the title follows.
_LABEL = re.compile(r"phu luc(?: \w+)?|bieu(?: mau)?(?: so)?(?: \w+)?|ke hoach|chuong trinh")
_ANNEX = re.compile(r"\(?\s*(?:ban hanh )?(?:kem|dinh kem) ")
# "(Số liệu tính đến ngày 30/9/2025)" dates the figures, "Đơn vị tính: …" their unit.
_NOTE = re.compile(r"\(?\s*(?:so lieu|tinh den|cap nhat|den ngay|don vi tinh|nguoi lap|ngay lap|tu ngay)")


# Who made the list signs beside the one who answers for it.
_MAKER = re.compile(r"nguoi (?:lap|tong hop|theo doi)|lap bieu|ke toan")


@dataclass(frozen=True, slots=True)
class RegisterHead:
    """The header of a register, and what is uncertain about its year with the candidates."""

    header: HeaderDraft
    year_doubt: str | None = None
    year_choices: tuple[str, ...] = ()


def register_head(sheets: Sequence[tuple[Sheet, int]], *, year: int | None = None) -> RegisterHead:
    """Reads what stands above the titles (sheet, row of titles); ``year`` wins over the year that is written."""
    lines = [line.text for line in clear_letterhead(Line(text) for text in _lines(sheets))]
    title = _title(lines)
    bodies = join_names(_capitals(lines))
    annex = next((line for line in lines if _NUMBER.search(line)), "")
    number = _NUMBER.search(annex) if annex else None
    of = _OF.search(annex, number.end()) if number else None
    dated = [line for line in lines if not _NOTE.match(fold(line))]
    day = _DAY.search(annex) if number else None
    day = day or next((found for line in dated if (found := _DAY.search(line))), None)
    written = written_day(day, "d") if day else None
    issued = written.on(None) if written else None
    stated = issuer_before(of["issuer"].rstrip(" ./)"))[0] if of else None
    # The annex's line spells the issuer as running text does: it wins where both are the same body.
    # "của UBND phường" says less than "UBND PHƯỜNG TÂN AN" above.
    is_same = bool(bodies and stated and bodies[-1].casefold() == stated.casefold())
    issuer = bodies[-1] if bodies and not is_same else stated
    judged = _judged(title, lines, issued, number["number"] if number else None)
    header = HeaderDraft(
        number=number["number"] if number else None,
        symbol=spelled_symbol(re.sub(r"\s", "", number["symbol"])) if number else None,
        type=clean(number["type"]).capitalize() if number and number["type"] else "Kế hoạch",
        title=title,
        year=year or judged.year,
        issuer=spelled(issuer, ""),
        governing_body=spelled(bodies[-2], "") if len(bodies) > 1 else None,
        place=next((spelled(clean(found[1]), "") for line in lines if (found := _PLACED.match(line))), None),
        issued_on=issued,
        is_school_year=judged.is_school_year,
    )
    return RegisterHead(header) if year else RegisterHead(header, judged.doubt, judged.choices)


def read_signer(document: Document, sheet: Sheet, first: int) -> str | None:
    """Finds the name that stands below a post in capitals: of the columns below a table the one most to the right.

    In a text the signature may stand in a table of its own, whose columns are read one after the other.
    """
    columns: dict[tuple[int, ...], list[Line]] = {}
    for place, line in _below(document, sheet, first):
        columns.setdefault(place, []).append(line)
    for lines in reversed(columns.values()):
        posts = [index for index, line in enumerate(lines) if _is_post(line.text)]
        if posts and (signer := read_foot(lines[posts[0] :]).signer):
            return signer
    return None


def _below(document: Document, sheet: Sheet, first: int) -> Iterator[tuple[tuple[int, ...], Line]]:
    """Lists what stands below the last numbered row of a sheet, or below a text's last table of tasks, by columns."""
    if document.sheets:
        numbered = [number for number, cells in sheet.rows if cells and cells[0].isdecimal()]
        last = max([first, *numbered])
        for number, cells in sheet.rows:
            for column, cell in enumerate(cells if number > last else ()):
                yield from (((column,), Line(text)) for text in cell.split("\n") if text.strip())
        return
    table = int(sheet.name.strip("[") or 0)
    ends = [index for index, line in enumerate(document.lines) if line.cell and line.cell[0] == table]
    for line in document.lines[max(ends, default=-1) + 1 :]:
        yield (line.cell[0], line.cell[2]) if line.cell else (0,), line


def _is_post(text: str) -> bool:
    return is_signature(text) and not _MAKER.match(fold(text))


def _judged(title: str | None, lines: Sequence[str], issued: date | None, number: str | None) -> PlanYear:
    """Weighs the title first, then the other lines that name a year, then the plan's own number and day."""
    rest = [line for line in lines if line not in (title or "") and not _NUMBER.search(line) and _YEAR.search(line)]
    rest = rest or [line for line in lines if _LAST_YEAR.search(line)]
    first = [line for line in rest if not _DAY.search(line) and not _PLACED.match(line)]
    year, month = (issued.year, issued.month) if issued else (None, None)
    return find_year(title or "", year, month=month, number=number, others=first)


def _lines(sheets: Iterable[tuple[Sheet, int]]) -> Iterator[str]:
    for sheet, top in sheets:
        for number, cells in sheet.rows:
            if number >= top:
                break
            yield from (clean(line) for cell in cells for line in cell.split("\n") if clean(line))


def _title(lines: Sequence[str]) -> str | None:
    """Puts the title together: from the first line that names a plan or a list, without what only introduces it."""
    parts: list[str] = []
    for line in lines:
        key = fold(line)
        is_other = _ANNEX.match(key) or _PLACED.match(line) or _NUMBER.match(line) or _NOTE.match(key)
        if parts and (has_marker(line) or line in parts or is_sure_basis(line) or is_aim(line)):
            # Every sheet of a workbook may have the title once more.
            break
        if is_other or (not parts and (_is_body(line) or not _TITLE.search(key))):
            if parts:
                break
            continue
        parts.append(line)
        if len(parts) == 3:
            break
    if len(parts) > 1 and _LABEL.fullmatch(fold(parts[0])):
        parts = parts[1:]
    return clean(" ".join(parts)) or None


def _capitals(lines: Sequence[str]) -> list[str]:
    """Lists the lines that name bodies, with what continues a name on the next line: "TỈNH AN BÌNH"."""
    kept: list[str] = []
    is_open = False
    for line in lines:
        key = fold(line)
        is_list = _TITLE.search(key) or _ANNEX.match(key) or _NOTE.match(key) or _NUMBER.match(line)
        is_open = _is_body(line) or (
            is_open and line.isupper() and not is_list and not _YEAR.search(line) and len(line) < 60
        )
        if is_open:
            kept.append(line)
    return kept


def _is_body(line: str) -> bool:
    return bool(BODY_WORD.match(line)) and line.isupper() and not _YEAR.search(line) and len(line) < 120
