"""Clerks who write to one server at once lose nothing, and none of them is refused."""

from __future__ import annotations

import pytest
from tests.postgres import Server
from tests.speed.clerks import Limit, write_at_once
from tests.speed.ledger import faults
from tests.speed.load import prepare

WRITERS, UNITS, WRITES = 6, 12, 15


@pytest.mark.parametrize(
    ("agencies", "isolation"),
    [
        (2, "read committed"),
        pytest.param(1, "read committed", marks=pytest.mark.slow),
        pytest.param(1, "serializable", marks=pytest.mark.slow),
    ],
)
def test_every_write_of_many_clerks_is_in_the_data_and_in_the_journal_exactly_once(
    server: Server, agencies: int, isolation: str
) -> None:
    name = f"load_{agencies}_{isolation.replace(' ', '_')}"
    offices = prepare(server, name, agencies, UNITS)
    # What a server does by default is its owner's choice.
    server.run(f"ALTER DATABASE {name} SET default_transaction_isolation = '{isolation}'")
    written = write_at_once(offices, WRITERS, UNITS, Limit(writes=WRITES))

    assert [] == [line.failure for line in written if line.failure]
    assert WRITERS * WRITES == len(written)
    assert [] == list(faults(server.url(name), written))
