"""Plans that were written without a look at the rules: what they say is read or asked about, never wrong in silence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import blind


@pytest.fixture(scope="module")
def score() -> blind.Score:
    found = blind.Score()
    for path in blind.paths():
        blind.score_plan(found, path)
    return found


@pytest.mark.parametrize("field", ["tasks", "leads", "days", "targets"])
def test_nothing_is_wrong_without_a_question(score: blind.Score, field: str) -> None:
    assert 0 == score.figures[field]["wrong"], "\n".join(score.told)


@pytest.mark.parametrize("field", blind.FIELDS)
def test_most_is_read_right(score: blind.Score, field: str) -> None:
    count = score.figures[field]
    assert count["right"] / count.total() >= 0.95, blind.table(score)


def test_no_line_becomes_work_that_is_none(score: blind.Score) -> None:
    assert [] == [line for line in score.told if line.startswith("OTHER")]
