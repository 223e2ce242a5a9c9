"""Whose plans are followed: the agency's file, and whether a plan is that agency's."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from danvan_cli.domain.draft import HeaderDraft
from danvan_cli.domain.errors import FileRefusedError, UsageError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.text import clean, fold, nfc, tone_key
from danvan_cli.domain.validation import why_unfit
from danvan_cli.domain.words import UnitKind, parse_word, spoken_words
from danvan_cli.intake.files.opening import read_bytes
from danvan_cli.intake.people.abbreviations import written_out
from danvan_cli.intake.people.unit_kinds import kind_of_unit

_FORM = "Tệp cần bảng [agency] có name, và mỗi đơn vị một bảng [[unit]] có code và name."


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency and the bodies that its plans name."""

    name: str
    short_name: str | None
    governing_body: str | None
    place: str | None
    units: tuple[Unit, ...]


def read_agency(path: Path) -> Agency:
    """Reads the agency's TOML file. Raises FileRefusedError that names the unit and what is wrong with it."""
    content = _toml(path)
    agency = content.get("agency")
    if not isinstance(agency, dict) or not _text(agency.get("name")):
        raise FileRefusedError(f"Tệp “{nfc(path.name)}” không có tên cơ quan.", _FORM)
    return Agency(
        name=_text(agency["name"]) or "",
        short_name=_text(agency.get("short_name")),
        governing_body=_text(agency.get("governing_body")),
        place=_text(agency.get("place")),
        units=_units(path, content),
    )


def read_agency_units(path: Path) -> tuple[Unit, ...]:
    """Reads only the [[unit]] tables of such a file."""
    units = _units(path, _toml(path))
    if not units:
        raise FileRefusedError(f"Tệp “{nfc(path.name)}” không có đơn vị nào.", _FORM)
    return units


def agency_matches(header: HeaderDraft, agency: Agency) -> bool:
    """True when the plan is the agency's: by name, and by governing body or else place where both name one."""
    own = {_key(name) for name in (agency.name, agency.short_name) if name}
    if header.issuer is None or _key(header.issuer) not in own:
        return False
    if header.governing_body and agency.governing_body:
        return _key(header.governing_body) == _key(agency.governing_body)
    if header.place and agency.place:
        return _key(header.place) == _key(agency.place)
    return True


def _key(name: str) -> str:
    return tone_key(written_out(name.replace("TP.", "thành phố ")))


def _toml(path: Path) -> dict[str, Any]:
    data = read_bytes(path)
    try:
        return tomllib.loads(nfc(data.decode("utf-8-sig")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as failure:
        raise FileRefusedError(f"Tệp “{nfc(path.name)}” không đọc được theo dạng TOML: {failure}.", _FORM) from None


def _text(value: object) -> str | None:
    return clean(value) or None if isinstance(value, str) else None


def _units(path: Path, content: dict[str, Any]) -> tuple[Unit, ...]:
    rows = content.get("unit", [])
    if not isinstance(rows, list):
        raise FileRefusedError(f"Tệp “{nfc(path.name)}”: unit phải là các bảng [[unit]].", _FORM)
    units: list[Unit] = []
    for number, row in enumerate(rows, start=1):
        wrong = _wrong(row, {fold(u.code) for u in units})
        if wrong:
            raise FileRefusedError(f"Tệp “{nfc(path.name)}”, đơn vị thứ {number}: {wrong}.", _FORM)
        units.append(_unit(row))
    return tuple(units)


def _wrong(row: object, taken: set[str]) -> str | None:
    if not isinstance(row, dict):
        return "không phải một bảng"
    code, name = _text(row.get("code")), _text(row.get("name"))
    aliases, headcount = row.get("aliases", []), row.get("headcount")
    problems = (
        (code is None, "thiếu code"),
        (name is None, "thiếu name"),
        (code is not None and fold(code) in taken, f"code “{code}” đã dùng cho đơn vị khác"),
        (
            "kind" in row and _kind(row["kind"]) is None,
            f"kind “{row.get('kind')}” không có; dùng {spoken_words(UnitKind)}",
        ),
        (not isinstance(aliases, list) or not all(_text(a) for a in aliases), "aliases phải là danh sách tên"),
        (
            headcount is not None and (isinstance(headcount, bool) or not isinstance(headcount, int) or headcount < 0),
            "headcount phải là số nguyên",
        ),
    )
    wrong = next((why for is_wrong, why in problems if is_wrong), None)
    return wrong or why_unfit(code or "", (name or "", *aliases))


def _kind(words: object) -> UnitKind | None:
    try:
        return parse_word(UnitKind, words) if isinstance(words, str) else None
    except UsageError:
        return None


def _unit(row: dict[str, Any]) -> Unit:
    name = _text(row["name"]) or ""
    return Unit(
        code=_text(row["code"]) or "",
        name=name,
        kind=_kind(row.get("kind")) or kind_of_unit(name),
        parent=_text(row.get("parent")),
        headcount=row.get("headcount"),
        aliases=tuple(clean(alias) for alias in row.get("aliases", [])),
    )
