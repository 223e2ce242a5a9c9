"""Codes that begin as typed, on both engines."""

from __future__ import annotations

from typing import Any

import pytest

from danvan_cli.domain.errors import NotFoundError
from danvan_cli.services import suggesting
from danvan_cli.services.adding import NewTask, add_task
from danvan_cli.services.tasks import remove_task


@pytest.mark.parametrize(
    ("read", "begun", "codes"),
    [
        (suggesting.tasks, "IV-", ["IV-1", "IV-2", "IV-4", "IV-5", "IV-6"]),
        (suggesting.tasks, "iv-5", ["iv-5"]),
        (suggesting.removed_tasks, "", ["IV-3"]),
        (suggesting.targets, "CT", ["CT1", "CT2", "CT3", "CT4"]),
        (suggesting.units, "ttr", ["ttr"]),
        (suggesting.plans, "", ["KH-2023"]),
    ],
)
def test_what_begins_as_typed_is_suggested(book: Any, read: suggesting.Read, begun: str, codes: list[str]) -> None:
    add_task(book.on(), NewTask("Việc mới", section="IV"))
    remove_task(book.on(), "IV-3")

    assert codes == [code for code, _ in suggesting.suggest(read, book.database, None, begun)]


def test_a_plan_that_is_not_there_is_not_found(book: Any) -> None:
    with pytest.raises(NotFoundError):
        suggesting.suggest(suggesting.tasks, book.database, "KH-1999", "")


def test_agencies_are_suggested_without_one_being_meant(book: Any) -> None:
    code = book.values("SELECT code FROM agency")[0]

    assert [code] == [found for found, _ in suggesting.suggest_agencies(book.database, code[:1])]
