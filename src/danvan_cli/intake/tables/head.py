"""The lines above a register's table: whose plan it follows, of which year, and the plan's number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from danvan_cli.domain.draft import HeaderDraft, Sheet
from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.due.written import day_pattern, written_day

_YEAR = re.compile(r"\bnăm\s+(?:học\s+)?((?:19|20)\d{2})\b", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"\bnăm\s+học\s+\d{4}", re.IGNORECASE)
_BARE_YEAR = re.compile(r"(?<![\d/])((?:19|20)\d{2})(?!\d)")
_NUMBER = re.compile(
    r"(?P<type>kế hoạch|quyết định|chương trình|công văn)?\s*số:?\s*(?P<number>\d{1,5})?\s*[-/]\s*"
    r"(?P<symbol>[A-ZĐ][\wĐđ&.]*(?:\s?[-/]\s?[\wĐđ&.]+)*)",
    re.IGNORECASE,
)
_DAY = re.compile(r"\bngày\s+" + day_pattern("d"))
_OF = re.compile(r"\bcủa\s+(?P<issuer>[^()]{4,120}?)\s*\)?$")
_PLACED = re.compile(r"([^\W\d_][^,:;/()]{1,40}),\s*ngày\b", re.IGNORECASE)
_TITLE = re.compile(r"ke hoach|bang|danh muc|phu luc|theo doi|nhiem vu|tien do|tong hop|chuong trinh|bieu")
_ANNEX = re.compile(r"\(?\s*(?:ban hanh )?(?:kem|dinh kem) ")
_NATIONAL = re.compile(r"cong hoa xa hoi|doc lap\s*[-–]|dang cong san")
_BODY = re.compile(
    r"(?:uy ban|ubnd|so|phong|ban|chi cuc|trung tam|truong|van phong|thanh tra|hoi|dang uy|huyen uy|tinh uy|thanh uy"
    r"|bo|cuc|cong an|lien doan|doan|benh vien|tong cong ty|cong ty|vien)\b"
)


def read_register_head(sheets: Sequence[tuple[Sheet, int]], *, year: int | None = None) -> HeaderDraft:
    """Reads what stands above the titles (sheet, row of titles); ``year`` wins over the year that is written."""
    lines = list(_lines(sheets))
    title = _title(lines)
    bodies = [clean(line) for line in lines if _is_body(line)]
    annex = next((line for line in lines if _NUMBER.search(line)), "")
    number = _NUMBER.search(annex)
    of = _OF.search(annex) if number else None
    day = _DAY.search(annex) if number else next((found for line in lines if (found := _DAY.search(line))), None)
    written = written_day(day, "d") if day else None
    stated = clean(of["issuer"]) if of else None
    # The annex's line spells the issuer as running text does: it wins where both are the same body.
    is_same = bodies and stated and bodies[-1].casefold().startswith(stated.casefold())
    issuer = bodies[-1] if bodies and not is_same else stated
    return HeaderDraft(
        number=number["number"] if number else None,
        symbol=re.sub(r"\s", "", number["symbol"]) if number else None,
        type=clean(number["type"]).capitalize() if number and number["type"] else "Kế hoạch",
        title=title,
        year=year or _year([title or "", *lines]),
        issuer=issuer,
        governing_body=bodies[-2] if len(bodies) > 1 else None,
        place=next((clean(found[1]) for line in lines if (found := _PLACED.match(line))), None),
        issued_on=written.on(None) if written else None,
        is_school_year=any(_SCHOOL_YEAR.search(text) for text in [title or "", *lines]),
    )


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
        is_other = _NATIONAL.search(key) or _ANNEX.match(key) or _PLACED.match(line) or _NUMBER.match(line)
        if is_other or (not parts and (_is_body(line) or not _TITLE.search(key))):
            if parts:
                break
            continue
        parts.append(line)
        if len(parts) == 3:
            break
    if parts and re.fullmatch(r"phu luc(?: \w+)?|bieu(?: mau)?(?: so)?(?: \w+)?", fold(parts[0])) and len(parts) > 1:
        parts = parts[1:]
    return clean(" ".join(parts)) or None


def _is_body(line: str) -> bool:
    key = fold(line)
    return bool(_BODY.match(key)) and line.upper() == line and not _YEAR.search(line) and len(line) < 120


def _year(texts: Iterable[str]) -> int | None:
    texts = list(texts)
    found = next((found for text in texts if (found := _YEAR.search(text))), None)
    found = found or next((found for text in texts if (found := _BARE_YEAR.search(text))), None)
    return int(found[1]) if found else None
