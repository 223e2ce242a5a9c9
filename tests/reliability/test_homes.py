"""What keeps the tests apart from each other and from the user."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path


def test_every_test_has_an_empty_home_of_its_own(homes: Callable[[], Path]) -> None:
    mine, first, second = Path(os.environ["HOME"]), homes(), homes()

    assert 3 == len({mine, first, second})
    assert first.parents[1] == mine.parents[1]
    assert not any(home.exists() for home in (mine, first, second))
    assert mine / "share" == Path(os.environ["XDG_DATA_HOME"])
