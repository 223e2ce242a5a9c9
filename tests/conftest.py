"""Fixtures shared by all tests: a clean environment, a database, the sample plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from danvan_cli.db.location import Database
from danvan_cli.services.request import Request

settings.register_profile("danvan", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("danvan")

DATA = Path(__file__).parents[1] / "data"
SAMPLE_TEXT = DATA / "ke-hoach-dan-van-2023.txt"
SAMPLE_WORD = DATA / "ke-hoach-dan-van-2023.docx"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine reaches a test, and no test reaches the user's own data."""
    for name in ("DANVAN_DB", "DANVAN_PLAN", "DANVAN_UNIT", "DANVAN_ACTOR", "DANVAN_TODAY", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "share"))
    monkeypatch.setenv("COLUMNS", "200")


def request_on(path: Path, today: date, *, plan: str | None = None, dry_run: bool = False) -> Request:
    """Makes the request of a clerk who works on ``path`` on that day."""
    now = datetime(today.year, today.month, today.day, 2, 0, tzinfo=UTC)
    return Request(Database(path), plan, today, today, now, "thu", "kiểm thử", dry_run)


@pytest.fixture
def db_path(tmp_path: Path) -> Path:
    """A place for a database; nothing is there yet."""
    return tmp_path / "kế hoạch.db"


@pytest.fixture
def sample(db_path: Path) -> Iterator[Request]:
    """The 2023 plan imported; the request speaks of 26/10/2023."""
    from danvan_cli.services.planning import import_plan, read_draft

    request = request_on(db_path, date(2023, 10, 26))
    import_plan(request, read_draft(request, SAMPLE_TEXT))
    yield request
