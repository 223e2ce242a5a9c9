"""How many examples a property is tried with: fewer in the README's command than with ``--hypothesis-profile deep``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

_DEEP = "deep"


def use_profile() -> None:
    """Registers both profiles; the quick one is in force until pytest is told otherwise."""
    quick = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    settings.register_profile("danvan", quick)
    settings.register_profile(_DEEP, quick)
    settings.load_profile("danvan")


def costly(most: int) -> Callable[[Any], Any]:
    """Tries a property with at most that many examples, by default with a third of them; marks it ``costly``."""

    def bounded(test: Any) -> Any:
        deep = settings.get_current_profile_name() == _DEEP
        return pytest.mark.costly(settings(max_examples=most if deep else max(1, most // 3))(test))

    return bounded
