from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from danvan_cli.domain.draft import Document, HeaderDraft, PlanDraft
from danvan_cli.domain.due import DueContext
from danvan_cli.domain.model import Unit
from danvan_cli.intake.agency import read_agency
from danvan_cli.intake.files.opening import open_document
from danvan_cli.intake.files.text import read_text
from danvan_cli.intake.plan import read_plan

DATA = Path(__file__).resolve().parents[2] / "data"
PLANS = Path(__file__).resolve().parent / "plans"


@pytest.fixture(scope="session")
def agency_units() -> tuple[Unit, ...]:
    return read_agency(DATA / "agency.toml").units


@pytest.fixture(scope="session")
def read_own(agency_units: tuple[Unit, ...]) -> Callable[[str], PlanDraft]:
    """Reads a file of data/ with the sample agency's catalogue."""
    return lambda name: read_plan(open_document(DATA / name), lambda _: agency_units)


@pytest.fixture(scope="session")
def read_strange() -> Callable[..., PlanDraft]:
    """Reads a plan of tests/intake/plans with an empty catalogue, or with the given units."""

    def read(name: str, units: Sequence[Unit] = ()) -> PlanDraft:
        return read_plan(open_document(PLANS / name), lambda _: units)

    return read


@pytest.fixture(scope="session")
def read_words() -> Callable[..., PlanDraft]:
    """Reads a plan given as text."""

    def read(text: str, *, units: Sequence[Unit] = (), year: int | None = None, inclusive: bool = False) -> PlanDraft:
        lines, warnings = read_text("thử.txt", text.encode())
        document = Document(tuple(lines), "thử.txt", "0" * 64, tuple(warnings))

        def catalogue(header: HeaderDraft) -> Sequence[Unit]:
            return units

        chosen = DueContext(None, before_is_inclusive=inclusive)
        return read_plan(document, catalogue, year=year, chosen=chosen)

    return read
