"""How a plan, a name, a number and a rate stand in an official sentence."""

from __future__ import annotations

import re

from danvan_cli.domain.dates import official_words
from danvan_cli.domain.figures import Rate
from danvan_cli.domain.model import Plan
from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.text import printed_number

_PLAN_WORD = re.compile(r"kế hoạch\b\s*", re.IGNORECASE)
# Behind these a capital begins again, and behind a kind of place all words are a name.
_PARTED = ("và", "-", "–", "&")
_PLACES = ("tỉnh", "phố", "huyện", "xã", "phường", "quận", "trấn")
_SHORTS = ("UBND", "HĐND", "UB", "MTTQ", "KH&CN")


def subject(plan: Plan) -> str:
    """Continues a sentence that has named the plan's type: "Kế hoạch" goes, a capital stays only in an abbreviation."""
    title = plan.title.strip()
    bare = _PLAN_WORD.sub("", title, count=1) if _PLAN_WORD.match(title) else plan.title
    first = bare.split(" ", 1)[0]
    return bare if first.isupper() and len(first) > 1 else bare[:1].lower() + bare[1:]


def subject_without_year(plan: Plan) -> str:
    """Is the subject of a report that names its period itself: no "năm 2023" at its end."""
    return re.sub(rf"[\s,]*(?:trong )?năm {plan.year}$", "", subject(plan)).strip()


def named(plan: Plan) -> str:
    """Names a plan in full: "Kế hoạch số 5/KH-SKHCN ngày 22 tháng 3 năm 2023 của … về …"."""
    known = [
        f"số {printed_number(plan.number, plan.symbol)}" if plan.number else "",
        official_words(plan.issued_on) if plan.issued_on else "",
        f"của {in_sentence(plan.issuer)}" if plan.issuer else "",
    ]
    about_it = subject(plan)
    about = "về" if any(known) and about_it and not about_it.startswith("về ") else ""
    return " ".join(filter(None, ["Kế hoạch", *known, about, about_it]))


def in_sentence(name: str) -> str:
    """Writes a body's name that a letterhead has in capitals as sentences have it; any other name stays.

    Our rule, for capitals alone do not tell: the kind of body and what begins a part of its name have a capital, a
    place has one in every word.
    """
    if not name.isupper() or " " not in name:
        return name
    words: list[str] = []
    in_place = False
    for place, word in enumerate(name.split()):
        low = word.lower()
        begins = place < 2 or words[-1].lower() in _PARTED or words[-1].endswith(",")
        if word in _SHORTS:
            words.append(word)
        elif low in (*_PLACES, *_PARTED) and place:
            words.append(low)
        else:
            words.append(low[:1].upper() + low[1:] if begins or in_place else low)
        in_place = (in_place or low in _PLACES) and low not in _PARTED
    return " ".join(words)


def padded(number: int) -> str:
    """Writes a count as official texts do: two digits below ten, "0" for none."""
    return f"{number:02d}" if 0 < number < 10 else format_number(number)


def rate_words(rate: Rate) -> str:
    """States an on-time rate of what was already due, with both its numbers: "33,3% (1/3 phần việc đã đến hạn)"."""
    parts = f"{rate.numerator}/{rate.denominator} phần việc đã đến hạn"
    return parts if rate.percent is None else f"{format_number(rate.percent)}% ({parts})"


def document_subject(words: str | None) -> str:
    """Continues a sentence that has named a document: "V/v triển khai …" and "Triển khai …" both go on with "về"."""
    if not words:
        return ""
    bare = re.sub(r"^(?:v/v|về việc|về)\s+", "", words.strip(), flags=re.IGNORECASE)
    first = bare.split(" ", 1)[0]
    return f"về việc {bare if first.isupper() and len(first) > 1 else bare[:1].lower() + bare[1:]}"
