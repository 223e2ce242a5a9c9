"""The course of danvan plan import: read, settle what is open, show, ask, store."""

from __future__ import annotations

import functools
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from danvan_cli.commands.asking import Asking, Source
from danvan_cli.commands.shared import Run, changed_result, contract, found_by_name, preview
from danvan_cli.domain.doubts import left_words
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.garbage import collect_seldom
from danvan_cli.output.result import CommandResult
from danvan_cli.services import import_decisions, planning, recognising, revision
from danvan_cli.services.due_days import chosen_context

if TYPE_CHECKING:
    from danvan_cli.domain.draft import PlanDraft
    from danvan_cli.domain.revision import Revision
    from danvan_cli.services.import_decisions import Decision


class ImportOptions(NamedTuple):
    """What an import is told besides the file."""

    year: int | None
    expand_groups: bool
    answers: Path | None
    save_answers: Path | None
    force: bool
    as_new: bool
    remove_missing: bool = False
    explain: bool = False


def import_file(run: Run, file: Path, options: ImportOptions) -> CommandResult:
    """Imports one plan file; a dry run stops at the preview.

    Only a plan named on the command line is revised by name: DANVAN_PLAN says which plan is looked at, not which one
    a file is a version of.
    """
    # A large file leaves cycles behind that are worth collecting.
    collect_seldom()
    run = run._replace(request=run.request._replace(plan=run.named_plan))
    if options.explain and not run.request.dry_run:
        raise UsageError("--explain chỉ dùng khi chạy thử.", "Thêm --dry-run.")
    path = None if str(file) == "-" else run.input_file(file)
    if options.save_answers:
        # Before anybody answers for nothing.
        run.files.check(options.save_answers, force=options.force)
    # An answers file is read to its end before it is written again, so it may be both.
    given = list(import_decisions.read_answers(found_by_name(options.answers))) if options.answers else []
    asking = _begun(run, path, options, given)
    if not options.as_new:
        recognising.refuse_no_version(run.request, asking.draft, may_shrink=options.remove_missing)
    if not run.request.dry_run and not run.yes:
        _show(run, asking.draft, options)
        if sys.stdin.isatty() and not run.screen.json and not run.screen.quiet:
            asking.ask_all()
    draft = asking.draft
    given += asking.typed
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
    left = f", {left_words(len(draft.unresolved))}" if draft.unresolved else ""
    if found is None:
        counts = f"{len(draft.tasks)} nhiệm vụ và {len(draft.targets)} chỉ tiêu"
        run.confirm(f"Ghi {counts} vào {run.request.database}{left}?")
        return 0
    words, number = f"Bản mới của {found.plan}: {found.in_words}.", len(found.dropped)
    if run.yes and options.remove_missing:
        return None
    if not number:
        run.confirm(f"{words} Ghi vào {run.request.database}{left}?")
    elif run.yes:
        revision.refuse_removals(found, 0)
    else:
        run.confirm_number(f"{words} Gõ {number} để xác nhận thôi thực hiện {number} nhiệm vụ: ", number)
    return number


def _begun(run: Run, path: Path | None, options: ImportOptions, given: Sequence[Decision]) -> Asking:
    """Reads the file (None: the input), anew for a year that is answered, and puts the answers of a file in."""
    content = planning.read_input(sys.stdin.buffer) if path is None else b""

    @functools.cache
    def read(year: int | None) -> PlanDraft:
        year = year if options.year is None else options.year
        if path is None:
            draft = planning.read_stream(run.request, content, year)
        else:
            draft = planning.read_draft(run.request, path, year)
        return planning.expand_groups(run.request, draft) if options.expand_groups else draft

    header = read(import_decisions.year_in(given)).header
    source = Source(read, planning.catalogue(run.request, header), chosen_context(run.request))
    return Asking(run, source, given)


def _preview(run: Run, draft: PlanDraft, options: ImportOptions) -> CommandResult:
    found = None if options.as_new else revision.compare(run.request, draft)
    report = preview.draft_report(draft, explain=options.explain)
    if found is not None:
        report = report._replace(tables=(*report.tables, *preview.revision_report(found).tables))
    return CommandResult(
        lambda: preview.draft_data(draft, found, explain=options.explain),
        lambda: report,
        found.plan if found else None,
        run.request.as_of,
        hints=("Chạy thử, chưa ghi gì.", *_removal_hint(found), f"{left_words(len(draft.unresolved)).capitalize()}."),
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
