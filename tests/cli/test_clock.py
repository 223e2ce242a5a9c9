"""Today is Việt Nam's, whatever the machine's zone; a clock that went back is told."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from danvan_cli.commands import verbs


class Clock(datetime):
    """Stands still at an instant."""

    instant = datetime.fromisoformat("2023-10-24T16:59:00+00:00")

    @classmethod
    def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
        """Gives the instant in the zone asked for."""
        return cls.instant.astimezone(tz)


@pytest.fixture(params=["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The machine's own zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("instant", "day", "late"),
    [
        ("2023-10-24T16:59:00+00:00", "2023-10-24", 0),  # 23:59 in Việt Nam
        ("2023-10-24T17:01:00+00:00", "2023-10-25", 2),  # 00:01
    ],
)
def test_the_day_turns_at_midnight_in_viet_nam(
    danvan: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, zone: str, instant: str, day: str, late: int
) -> None:
    monkeypatch.setattr(Clock, "instant", datetime.fromisoformat(instant))
    monkeypatch.setattr(verbs, "datetime", Clock)
    found = json.loads(danvan("overdue", "--json", env={"DANVAN_TODAY": ""}).out)

    assert (day, late) == (found["as_of"], found["count"])


def test_a_clock_before_the_newest_entry_is_told_with_every_kind_of_answer(danvan: Callable[..., Any]) -> None:
    early = {"DANVAN_TODAY": "2023-10-25"}
    table, data = danvan("status", env=early), danvan("status", "--json", env=early)

    assert [0, 0] == [table.code, data.code]
    assert all("thứ Năm 26/10/2023" in said.err for said in (table, data))
    assert "2023-10-25" == json.loads(data.out)["as_of"]


def test_looking_back_is_no_wrong_clock(danvan: Callable[..., Any]) -> None:
    assert "" == danvan("status", "--as-of", "2023-10-01").err
