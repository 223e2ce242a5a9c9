"""The course of danvan plan import: read, settle what is open, show, ask, store."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from danvan_cli.commands.doubts import ask_all
from danvan_cli.commands.rendering import preview
from danvan_cli.commands.shared import Run, changed_result, found_by_name
from danvan_cli.output.result import CommandResult
from danvan_cli.services import import_decisions, planning, revision

if TYPE_CHECKING:
    from danvan_cli.domain.draft import PlanDraft


_BETWEEN_COLLECTIONS = 200_000


class ImportOptions(NamedTuple):
    """What an import is told besides the file."""

    year: int | None
    expand_groups: bool
    answers: Path | None
    save_answers: Path | None
    force: bool
    as_new: bool


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
            draft, typed = ask_all(run, draft, units)
            given += typed
    if options.save_answers and not run.request.dry_run:
        text = import_decisions.answers_text(given)
        run.files.write(options.save_answers, lambda file: file.write(text.encode()), force=options.force)
    if run.request.dry_run:
        return _preview(run, draft, options)
    run.confirm(f"Ghi {len(draft.tasks)} nhiệm vụ và {len(draft.targets)} chỉ tiêu vào {run.request.database}?")
    return changed_result(run, planning.import_plan(run.request, draft, as_new=options.as_new))


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
        hints=("Chạy thử, chưa ghi gì.",),
    )


def _show(run: Run, draft: PlanDraft, options: ImportOptions) -> None:
    found = None if options.as_new else revision.compare(run.request, draft)
    run.screen.show_talk(preview.draft_report(draft))
    if found is not None:
        run.screen.show_talk(preview.revision_report(found))
