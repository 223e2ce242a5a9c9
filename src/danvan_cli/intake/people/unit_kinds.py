"""What sort of body a unit is, guessed from the first words of its name."""

from __future__ import annotations

from danvan_cli.domain.text import fold
from danvan_cli.domain.words import UnitKind

_KINDS = (
    (UnitKind.DEPARTMENT, ("van phong", "phong", "thanh tra", "bo phan", "khoa", "van thu", "ke toan")),
    (UnitKind.SUBORDINATE, ("chi cuc", "trung tam", "tram", "truong", "doi", "hat")),
    (
        UnitKind.ORGANISATION,
        (
            "chi uy",
            "chi bo",
            "dang",
            "cap uy",
            "cong doan",
            "doan",
            "chi doan",
            "hoi",
            "mat tran",
            "uy ban mat tran",
            "lien doan",
        ),
    ),
    (UnitKind.TEAM, ("to", "ban", "nhom", "hoi dong")),
)


def kind_of_unit(name: str) -> UnitKind:
    """Guesses a new unit's kind from its first words; external when none fits."""
    key = fold(name)
    for kind, heads in _KINDS:
        if any(key == head or key.startswith(f"{head} ") for head in heads):
            return kind
    return UnitKind.EXTERNAL
