"""What looks like a person's name or number in words, where the law keeps secret whose they are.

Our rule, by surnames: three words with capitals that begin with one, two behind a form of address, with diacritics or
typed without them; not behind a word that makes them the name of a street, a school or a place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from danvan_cli.domain.text import fold

# "Ông Nguyễn Văn A", a telephone number, the number of a card.
_PLAIN = re.compile(r"\b(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị)\s+[A-ZĐÀ-Ỹ]\w+(?:\s+[A-ZĐÀ-Ỹ]\w*)*|\+?\d(?:[ .-]?\d){8,}")
_WORD = re.compile(r"[^\W\d_]+")
_SURNAMES = "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh lâm đào lương đoàn"
# Typed without diacritics these are hardly anything else; the others only before the commonest middle names.
_BARE = "nguyen tran pham hoang huynh phan bui ngo dinh trinh"
_BARE_BEFORE_MIDDLE = "le vu vo dang ho duong ly lam dao luong doan mai cao"
_MIDDLE = ("van", "thi")
_ADDRESS = "ông bà anh chị cô chú bác cụ em ong ba chi co chu bac cu"
# Before these words a name is that of a place or of a movement.
_OF_A_PLACE = (
    "duong pho truong thpt thcs tieu hoc mam non xa phuong thon xom ap khu to cho cau ngo hem quan huyen tinh vien "
    "tuong phong cach duc guong giai quy san ho nghia trang den chua benh hieu"
)
_FAMOUS = ("hồ chí minh", "ho chi minh", "chí minh")


def somebody_in(words: str) -> str | None:
    """Finds the first words that look like a person's name, telephone or card number; None where there are none."""
    if found := _PLAIN.search(words):
        return found[0]
    tokens = list(_WORD.finditer(words))
    for place, token in enumerate(tokens):
        name = _name_from(words, tokens[place:])
        before = [one[0] for one in tokens[max(0, place - 2) : place]]
        wanted = 2 if before and before[-1].lower() in _ADDRESS.split() else 3
        if len(name) < wanted or not _begins_a_name(name) or any(fold(one) in _OF_A_PLACE.split() for one in before):
            continue
        said = words[token.start() : name[-1].end()]
        if not said.lower().startswith(_FAMOUS):
            return said
    return None


def _name_from(words: str, tokens: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Takes the words from the first on that have capitals and nothing but a blank between them, four at most.

    Of a name typed without any capital the first three.
    """
    joined = [tokens[0]]
    for token in tokens[1:4]:
        if words[joined[-1].end() : token.start()].strip(" "):
            break
        joined.append(token)
    if all(token[0].islower() for token in joined[:3]):
        return joined[:3] if _is_bare(joined) and len(joined) > 1 and joined[1][0] in _MIDDLE else []
    capitals = 0
    while capitals < len(joined) and joined[capitals][0][0].isupper():
        capitals += 1
    return joined[:capitals]


def _is_bare(name: Sequence[re.Match[str]]) -> bool:
    return name[0][0].lower() in _BARE.split()


def _begins_a_name(name: Sequence[re.Match[str]]) -> bool:
    first, middle = name[0][0].lower(), name[1][0].lower()
    if first in _BARE_BEFORE_MIDDLE.split():
        return middle in _MIDDLE
    return first in _SURNAMES.split() or first in _BARE.split()
