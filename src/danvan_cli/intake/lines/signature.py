"""The foot of a plan: who receives it, who signs it and in whose name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from danvan_cli.domain.draft import Line
from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.lines.letters import LOWER, UPPER
from danvan_cli.intake.lines.markers import split_marker

_AUTHORITY = re.compile(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|T/UQ|Q)\s?\.?\s+\S")
_TITLE = re.compile(
    r"(?:quyen |pho )?(?:tong )?(?:giam doc|cuc truong|chi cuc truong|vu truong|vien truong|chu tich|chu nhiem"
    r"|hieu truong|hieu pho"
    r"|bi thu|pho bi thu|truong ban|truong phong|chanh van phong|chanh thanh tra|bo truong|thu truong|to truong"
    r"|tram truong"
    r"|thuong truc|truong doan|chi huy truong|truong cong an|uy vien|vien pho|chinh tri vien|chinh uy)\b.*"
)
_RANK = r"(?:(?:Thiếu|Trung|Thượng|Đại)\s+(?:úy|uý|tá|tướng)\s+)?"
_NAME = re.compile(
    rf"{_RANK}(?:(?:TS|ThS|PGS|GS|BS|KS|CN|LS|DS|BSCK\w{{0,2}}|CK\w{{0,2}})\.?\s*)*[{UPPER}][{LOWER}]*(?:\s+[{UPPER}][{LOWER}]*){{1,5}}"
)
_SIGNED = re.compile(r"\(?\s*(?:da ky|ky ten|dong dau|da ky va dong dau|ky, ten, dong dau|ky va ghi ro ho ten).*")
_RECIPIENTS = re.compile(r"noi nhan\s*:?\s*")


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands below the body; None for what is not there."""

    recipients: tuple[str, ...] = ()
    authority: str | None = None
    signer_title: str | None = None
    signer: str | None = None


def is_signature(text: str) -> bool:
    """True for a line of the signature block: an authority ("TM. …") or a title, in capitals."""
    bare = clean(text).rstrip(".,;")
    return bare.isupper() and len(bare) < 90 and bool(_AUTHORITY.match(bare) or _TITLE.fullmatch(fold(bare)))


def read_foot(lines: Sequence[Line]) -> Foot:
    """Reads recipients and signature in whatever order two columns were written down."""
    recipients: list[str] = []
    capitals: list[str] = []
    signer: str | None = None
    listing = False
    for line in lines:
        marker, words = split_marker(line.text, line.label)
        if (found := _RECIPIENTS.match(fold(line.text))) is not None:
            listing, words = True, clean(line.text)[found.end() :]
            marker, words = split_marker(words)
            recipients += [_recipient(words)] if words else []
        elif (is_signature(line.text) and marker is None) or (capitals and _is_capital_rest(words, signer)):
            capitals.append(words if marker is None else line.text)
        elif capitals and signer is None and marker is None and _is_name(words):
            signer = words
        elif listing and marker is not None:
            recipients.append(_recipient(words))
        elif fold(words).startswith("phu luc"):
            break
        elif listing and recipients and not capitals and marker is None and not _SIGNED.match(fold(words)):
            recipients[-1] = _recipient(f"{recipients[-1]} {words}")
    authority, title = _split_capitals(capitals)
    return Foot(tuple(r for r in recipients if r), authority, title, signer)


def _is_capital_rest(words: str, signer: str | None) -> bool:
    """True for the second line of a long authority or title, above the name."""
    return (
        signer is None and words.isupper() and not _NAME.fullmatch(words) and len(words) < 90 and len(words.split()) > 1
    )


def _is_name(words: str) -> bool:
    return bool(_NAME.fullmatch(words)) and not _SIGNED.match(fold(words))


def _recipient(words: str) -> str:
    return clean(words).rstrip(";.,").strip()


def _split_capitals(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """Splits "TM. … / KT. … / PHÓ …" into authority and title; without TM., KT. … there is a title only."""
    last = max((i for i, line in enumerate(lines) if _AUTHORITY.match(line)), default=-1)
    # A capital line below "TM. BAN THƯỜNG VỤ" that is no title still names the body.
    while last + 1 < len(lines) and last >= 0 and not _TITLE.fullmatch(fold(lines[last + 1])):
        last += 1
    authority = " / ".join(lines[: last + 1]) or None
    title = " ".join(lines[last + 1 :]) or None
    return authority, title
