"""What a plan rests on and what it is for: "Căn cứ Nghị quyết …", "Thực hiện Kế hoạch …", "Nhằm …" give no work."""

from __future__ import annotations

import re

from danvan_cli.domain.text import fold
from danvan_cli.intake.lines.enumerations import SIGNS

_LEAD = rf"[{SIGNS}\s]*"
# "Theo dõi, đôn đốc …" is work.
_BASIS = re.compile(rf"{_LEAD}(?:(?P<sure>can cu|xet)|(?:trien khai )?thuc hien|theo(?! doi\b))\b")
# With tones: "để" is a purpose, "đề" begins "đề nghị".
_AIM = re.compile(rf"{_LEAD}(?:nhằm|để|với mục đích)\s", re.IGNORECASE)


def is_basis(text: str) -> bool:
    """True for a line that says what a plan rests on; the words of one may also begin a title or a piece of work."""
    return _BASIS.match(fold(text)) is not None


def is_sure_basis(text: str) -> bool:
    """True for a basis by words that begin nothing else: "Căn cứ …", "Xét …"."""
    found = _BASIS.match(fold(text))
    return found is not None and found["sure"] is not None


def is_aim(text: str) -> bool:
    """True for a line that says what a plan is for: "Nhằm …", "Để …"."""
    return _AIM.match(text) is not None
