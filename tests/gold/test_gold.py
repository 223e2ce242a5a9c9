"""The plans of plans/ are read as the answers beside them say."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def score_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", Path(__file__).with_name("score.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # dataclasses look their module up by name.
    sys.modules["gold_score"] = module
    spec.loader.exec_module(module)
    return module


SCRIPT = score_script()


@pytest.fixture(scope="module")
def score() -> object:
    return SCRIPT.score_plans(SCRIPT.plan_paths())


def test_there_are_plans_of_many_shapes() -> None:
    assert len(SCRIPT.plan_paths()) >= 15


@pytest.mark.parametrize("field", SCRIPT.FIELDS)
def test_every_field_is_read_well(score: object, field: str) -> None:
    tally = score.tallies[field]  # type: ignore[attr-defined]
    assert min(tally.precision, tally.recall) >= 0.97, SCRIPT.table(score)


def test_nothing_is_wrong_and_sure(score: object) -> None:
    assert [] == score.wrong_and_sure  # type: ignore[attr-defined]


def test_every_line_of_every_plan_is_used_or_set_aside_for_a_reason(score: object) -> None:
    assert 0 == score.uses["chưa rõ"]  # type: ignore[attr-defined]
