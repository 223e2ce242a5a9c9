"""A part of a stored plan is known on a file and on a server alike."""

from __future__ import annotations

from typing import Any

import pytest

from danvan_cli.domain.draft import HeaderDraft, PlanDraft, TaskDraft
from danvan_cli.domain.errors import ConflictError, FileRefusedError
from danvan_cli.domain.model import TaskFilter
from danvan_cli.services import planning, recognising, revision, setting_aside, views
from danvan_cli.services.steps import Choice


def draft_of(book: Any, codes: tuple[str, ...] | None = None, year: int | None = None) -> PlanDraft:
    found = views.list_tasks(book.on(), TaskFilter(), None).tasks
    tasks = tuple(TaskDraft(t.code, "B1", t.content, t.kind) for t in found if codes is None or t.code in codes)
    return PlanDraft(HeaderDraft(year=year), tasks=tasks, source_name="bang.xlsx", source_sha256="b" * 64)


def test_a_part_is_refused_and_the_whole_is_asked_about(book: Any) -> None:
    with pytest.raises(FileRefusedError, match="2/2 dòng ứng với 2 trong 20 nhiệm vụ"):
        recognising.refuse_no_version(book.on(), draft_of(book, ("IV-3", "II.2-4")))
    with pytest.raises(ConflictError, match="20/20 nhiệm vụ"):
        recognising.refuse_no_version(book.on(), draft_of(book))


def test_a_table_of_another_year_is_no_part_of_this_years_plan(book: Any) -> None:
    recognising.refuse_no_version(book.on(), draft_of(book, ("IV-3", "II.2-4"), year=2024))


def test_work_that_was_given_up_is_no_task_that_a_version_must_have(book: Any) -> None:
    setting_aside.cancel(book.on(), Choice("IV-3"), "thôi")
    with pytest.raises(FileRefusedError, match="1 trong 19 nhiệm vụ"):
        recognising.refuse_no_version(book.on(), draft_of(book, ("II.2-4",)))


def test_more_removals_than_were_agreed_to_are_not_written(book: Any) -> None:
    draft = draft_of(book, ("IV-3", "II.2-4"))
    request = book.on(plan="KH-2023")
    before = book.count("journal_entry")
    with pytest.raises(ConflictError, match="18 thôi thực hiện"):
        planning.import_plan(request, draft, may_drop=17)

    assert before == book.count("journal_entry")
    found = planning.import_plan(request, draft, may_drop=18).revision
    assert found is not None
    assert (18, 0) == (found.counts["dropped"], len(revision.compare(request, draft).dropped))  # type: ignore[union-attr]
