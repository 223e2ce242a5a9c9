"""What sort of body a unit is, guessed from the first words of its name."""

from __future__ import annotations

from danvan_cli.domain.text import fold
from danvan_cli.domain.words import UnitKind
from danvan_cli.intake.lexicon import kind_words


def kind_of_unit(name: str) -> UnitKind:
    """Guesses a new unit's kind from its first words; external when none fits."""
    key = fold(name)
    return next((UnitKind(kind) for head, kind in kind_words() if f"{key} ".startswith(f"{head} ")), UnitKind.EXTERNAL)
