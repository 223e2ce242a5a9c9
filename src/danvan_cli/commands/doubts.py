"""Settles the doubts of a draft on a terminal: a number takes a choice, words are an own answer, Enter skips."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from danvan_cli.commands.shared import Run
from danvan_cli.domain.errors import DanvanError
from danvan_cli.domain.model import Unit

if TYPE_CHECKING:
    from danvan_cli.domain.draft import PlanDraft, Unresolved
    from danvan_cli.services.import_decisions import Decision

_WIDTH = 76
_STOP = "t"
_ASKED = {"leads": "Đơn vị chủ trì", "due_on": "Ngày cuối"}


def ask_all(run: Run, draft: PlanDraft, units: Sequence[Unit]) -> tuple[PlanDraft, list[Decision]]:
    """Goes through the doubts that an answer can settle; gives the draft with the answers in it, and the answers."""
    from danvan_cli.services import import_decisions

    doubts = [doubt for doubt in draft.unresolved if import_decisions.can_be_settled(doubt)]
    given: list[Decision] = []
    if not doubts or not run.screen.ask(f"Có {len(doubts)} chỗ cần quyết định. Quyết định từng chỗ bây giờ?"):
        return draft, given
    run.screen.say("Gõ số để chọn, gõ chữ để trả lời khác, Enter để bỏ qua, t để thôi hỏi.")
    for number, doubt in enumerate(doubts, start=1):
        words = _ask(run, f"{number}/{len(doubts)}", draft, doubt, units)
        if words == _STOP:
            break
        if words:
            given.append(import_decisions.Decision(doubt.field or "", doubt.text, words))
            draft = import_decisions.settle(draft, given[-1:], units, run.request.today)
    return draft, given


def _ask(run: Run, place: str, draft: PlanDraft, doubt: Unresolved, units: Sequence[Unit]) -> str:
    from danvan_cli.services import import_decisions

    run.screen.say("", f"[{place}] {doubt.task} – {doubt.source}: {doubt.why}")
    run.screen.say(*textwrap.wrap(doubt.text, _WIDTH, initial_indent="    ", subsequent_indent="    "))
    task = next(task for task in draft.tasks if task.code == doubt.task)
    every = f" (ngày cuối của kỳ đầu trong {len(task.periods)} kỳ; nhận cho mọi kỳ)" if len(task.periods) > 1 else ""
    run.screen.say(*(f"    {index}. {choice}{every}" for index, choice in enumerate(doubt.choices, start=1)))
    while True:
        typed = run.screen.ask_words(f"{_ASKED[doubt.field or 'leads']}: ")
        words = doubt.choices[int(typed) - 1] if _is_choice(typed, doubt.choices) else typed
        if not words or words == _STOP:
            return words
        try:
            import_decisions.settled_task(task, doubt, words, units, run.request.today, draft.header.year)
        except DanvanError as error:
            run.screen.say(error.message, error.hint)
        else:
            return words


def _is_choice(typed: str, choices: Sequence[str]) -> bool:
    return typed.isdecimal() and 1 <= int(typed) <= len(choices)
