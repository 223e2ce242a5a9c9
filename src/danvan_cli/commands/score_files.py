"""The files of danvan score export: the official table in every format, a blank form, a set as .toml."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from danvan_cli.commands.shared import Run, exports
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.scoring import Sheet
from danvan_cli.domain.scoring_files import toml_text
from danvan_cli.domain.scoring_sheets import Scored, scored_sheet
from danvan_cli.domain.words import Format
from danvan_cli.output.result import CommandResult
from danvan_cli.services import score_views
from danvan_cli.services.scoring import example_set

if TYPE_CHECKING:
    from danvan_cli.output.nameless import Content
    from danvan_cli.output.score_table import TableWish

# A table is no data for programs and no calendar; a set can be kept as a file of its own.
_FORMATS = (*(str(form) for form in Format if form not in (Format.JSON, Format.ICS)), "toml")


def write_files(
    run: Run, outputs: Sequence[Path], set_words: str | None, unit: str | None, *, blank: bool, example: bool,
    force: bool,
) -> CommandResult:  # fmt: skip
    """Writes each file by its ending; UsageError for an ending of no format."""
    from danvan_cli.output.score_table import Sender, TableWish

    for path in outputs:
        if path.suffix.removeprefix(".").casefold() not in _FORMATS:
            raise UsageError(f"Không rõ dạng của tệp “{path.name}”.", f"Đặt đuôi là một trong: {', '.join(_FORMATS)}.")
    if example:
        found = scored_sheet(example_set(), Sheet(None), {}, None)
        wish = TableWish("", blank=True)
    else:
        found, names = score_views.for_file(run.request, set_words, unit)
        wish = TableWish(names.whose, blank, Sender(*names.sender))
    told = []
    for path in outputs:
        run.files.check(path, force=force)
    for path in outputs:
        size = run.files.write(path, _content(run, path, found, wish), force=force)
        told.append({"file": str(path), "bytes": size, "dry_run": run.request.dry_run})
    done = "Chạy thử, chưa ghi" if run.request.dry_run else "Đã ghi"
    names_of = ", ".join(str(path) for path in outputs)
    return CommandResult(
        lambda: {"set": found.scored.code or None, "files": told},
        lambda: exports.sentence_report(f"{done} {names_of}."),
        brief="\n".join(str(path) for path in outputs),
    )


def _content(run: Run, path: Path, found: Scored, wish: TableWish) -> Content:
    ending = path.suffix.removeprefix(".").casefold()
    if ending == "toml":
        return exports.data_file(toml_text(found.scored))
    if ending == "xlsx":
        from danvan_cli.output.score_book import write_score_book

        return lambda file: write_score_book(found, wish, run.request.now, file)
    from danvan_cli.output.score_table import score_document

    return exports.document_file(ending, score_document(found, wish), run.request.now)
