"""The course of danvan plan import: read, settle what is open, show, ask, store."""

from __future__ import annotations

import gc
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from danvan_cli.commands.shared import Run, changed_result, contract, found_by_name, preview
from danvan_cli.domain.errors import DanvanError
from danvan_cli.domain.model import Changed, Unit
from danvan_cli.output.result import CommandResult
from danvan_cli.services import import_decisions, planning, recognising, revision

if TYPE_CHECKING:
    from danvan_cli.domain.draft import PlanDraft, Unresolved
    from danvan_cli.domain.revision import Revision
    from danvan_cli.services.import_decisions import Decision

_BETWEEN_COLLECTIONS = 200_000
# The doubts of a draft on a terminal: a number takes a choice, words are an own answer, Enter skips.
_WIDTH = 76
_STOP = "t"
_ASKED = {"leads": "Đơn vị chủ trì", "due_on": "Ngày cuối"}


class ImportOptions(NamedTuple):
    """What an import is told besides the file."""

    year: int | None
    expand_groups: bool
    answers: Path | None
    save_answers: Path | None
    force: bool
    as_new: bool
    remove_missing: bool = False


def import_file(run: Run, file: Path, options: ImportOptions) -> CommandResult:
    """Imports one plan file; a dry run stops at the preview.

    Only a plan named on the command line is revised by name: DANVAN_PLAN says which plan is looked at, not which one
    a file is a version of.
    """
    # A large file leaves cycles behind that are worth collecting, but seldom: a register is hundreds of thousands of
    # objects that live to the end, and each collection walks them.
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    gc.enable()
    run = run._replace(request=run.request._replace(plan=run.named_plan))
    draft = _read(run, file, options)
    if not options.as_new:
        recognising.refuse_no_version(run.request, draft, may_shrink=options.remove_missing)
    if options.save_answers:
        # Before anybody answers for nothing.
        run.files.check(options.save_answers, force=options.force)
    known = planning.catalogue(run.request, draft.header)
    units = import_decisions.units_in_force(draft, known)
    # An answers file is read to its end before it is written again, so it may be both.
    given = list(import_decisions.read_answers(found_by_name(options.answers))) if options.answers else []
    draft = import_decisions.settle(draft, given, units, run.request.today)
    if not run.request.dry_run and not run.yes:
        _show(run, draft, options)
        if sys.stdin.isatty():
            draft, typed = _ask_all(run, draft, units)
            given += typed
    if options.save_answers and not run.request.dry_run:
        text = import_decisions.answers_text(given)
        run.files.write(options.save_answers, lambda file: file.write(text.encode()), force=options.force)
    if run.request.dry_run:
        return _preview(run, draft, options)
    may_drop = _agree(run, draft, options)
    return _stored(run, planning.import_plan(run.request, draft, as_new=options.as_new, may_drop=may_drop))


def _stored(run: Run, changed: Changed) -> CommandResult:
    """Answers an import; a new version is told with the numbers that its preview told."""
    found = changed.revision
    told = {"revision": None if found is None else preview.revision_data(found)}
    answer = changed_result(run, changed)
    return answer._replace(data=lambda: {**contract.changed_data(changed), **told})


def _agree(run: Run, draft: PlanDraft, options: ImportOptions) -> int | None:
    """Asks for the user's consent; returns how many tasks may be cancelled, None for any number.

    Tasks are not cancelled by a yes that answers something else: their number is typed, or --remove-missing given.
    """
    found = None if options.as_new else revision.compare(run.request, draft)
    if found is None:
        run.confirm(f"Ghi {len(draft.tasks)} nhiệm vụ và {len(draft.targets)} chỉ tiêu vào {run.request.database}?")
        return 0
    words, number = f"Bản mới của {found.plan}: {found.in_words}.", len(found.dropped)
    if run.yes and options.remove_missing:
        return None
    if not number:
        run.confirm(f"{words} Ghi vào {run.request.database}?")
    elif run.yes:
        revision.refuse_removals(found, 0)
    else:
        run.confirm_number(f"{words} Gõ {number} để xác nhận thôi thực hiện {number} nhiệm vụ: ", number)
    return number


def _read(run: Run, file: Path, options: ImportOptions) -> PlanDraft:
    if str(file) == "-":
        draft = planning.read_stream(run.request, sys.stdin.buffer.read(), options.year)
    else:
        draft = planning.read_draft(run.request, run.input_file(file), options.year)
    return planning.expand_groups(run.request, draft) if options.expand_groups else draft


def _preview(run: Run, draft: PlanDraft, options: ImportOptions) -> CommandResult:
    found = None if options.as_new else revision.compare(run.request, draft)
    report = preview.draft_report(draft)
    if found is not None:
        report = report._replace(tables=(*report.tables, *preview.revision_report(found).tables))
    return CommandResult(
        lambda: preview.draft_data(draft, found),
        lambda: report,
        found.plan if found else None,
        run.request.as_of,
        hints=("Chạy thử, chưa ghi gì.", *_removal_hint(found)),
    )


def _removal_hint(found: Revision | None) -> tuple[str, ...]:
    if found is None or not found.dropped:
        return ()
    return (f"{len(found.dropped)} nhiệm vụ sẽ thôi thực hiện; khi ghi với --yes thì thêm --remove-missing.",)


def _show(run: Run, draft: PlanDraft, options: ImportOptions) -> None:
    found = None if options.as_new else revision.compare(run.request, draft)
    run.screen.show_talk(preview.draft_report(draft))
    if found is not None:
        run.screen.show_talk(preview.revision_report(found))


def _ask_all(run: Run, draft: PlanDraft, units: Sequence[Unit]) -> tuple[PlanDraft, list[Decision]]:
    """Goes through the doubts that an answer can settle; gives the draft with the answers in it, and the answers."""
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
            import_decisions.settled_task(task, doubt, words, units, run.request.today, draft.header)
        except DanvanError as error:
            run.screen.say(error.message, error.hint)
        else:
            return words


def _is_choice(typed: str, choices: Sequence[str]) -> bool:
    return typed.isdecimal() and 1 <= int(typed) <= len(choices)
