"""danvan sheet: the plan as a working Excel table, out and back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.commands.options import UnitOption, choice
from danvan_cli.commands.shared import Run, changes, contract, default_unit
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.errors import CheckFailedError, FileRefusedError, UsageError
from danvan_cli.domain.sheet import OnConflict, SheetFile, SheetOutcome
from danvan_cli.output import sheet_answers
from danvan_cli.output.result import CommandResult
from danvan_cli.output.tables import Report
from danvan_cli.services import sheet as sheets
from danvan_cli.services.due_days import chosen_context

noun = Noun()

OnConflictOption = Annotated[
    OnConflict | None,
    choice(OnConflict, "--on-conflict", what="Ô đã khác cả trong dữ liệu lẫn trong tệp thì lấy theo"),
]
NoEvidenceOption = Annotated[
    str | None,
    typer.Option(
        "--no-evidence",
        metavar="LÝ_DO",
        help="Lý do chung cho việc hoàn thành mà tệp không ghi minh chứng.",
        show_default=False,
    ),
]
FileArgument = Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp Excel, ví dụ ke-hoach.xlsx.")]


@noun.verb("export")
def export(
    run: Run,
    file: FileArgument,
    unit: UnitOption = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")] = False,
) -> CommandResult:
    """Ghi cả kế hoạch ra một bảng Excel để làm việc: mỗi phần việc một hàng, sửa rồi nhập lại bằng sheet import.

    Ô tô xám do chương trình tính, được khóa không mật khẩu; trạng thái, đơn vị, mục chọn trong danh sách.
    """
    from danvan_cli.domain.sheet import book_of
    from danvan_cli.output.working_sheet import write_sheet_book
    from danvan_cli.services.sheet_parts import sheet_of_plan

    if file.suffix.lower() != ".xlsx":
        raise UsageError(
            f"“{file.name}” không mang đuôi .xlsx.", "Bảng làm việc là tệp Excel: đặt tên như ke-hoach.xlsx."
        )
    found = sheet_of_plan(run.request, default_unit(unit))
    size = run.files.write(file, lambda out: write_sheet_book(book_of(found), run.request.now, out), force=force)
    done = f"Đã ghi {len(found.parts)} phần việc của {found.plan} vào {file}."
    tried = "Chạy thử, chưa ghi gì. " if run.request.dry_run else ""
    return CommandResult(
        lambda: {"file": str(file), "rows": len(found.parts), "unit": found.unit, "size": size},
        lambda: Report(f"{tried}{done}", (), ()),
        found.plan,
        run.request.as_of,
        (f"Sửa xong thì nhập lại: danvan sheet import {file}",),
        str(file),
    )


@noun.verb("import")
def import_(
    run: Run,
    file: FileArgument,
    unit: UnitOption = None,
    on_conflict: OnConflictOption = None,
    no_evidence: NoEvidenceOption = None,
    add_new: Annotated[
        bool, typer.Option("--add-new", help="Thêm cả việc lạ trong bảng riêng của đơn vị vào kế hoạch.")
    ] = False,
) -> CommandResult:
    """Nhập lại bảng đã sửa, hoặc bảng riêng của một đơn vị có mã hay nội dung việc: xem trước, một câu hỏi, một undo.

    Hàng được nhận ra dù tệp đã sắp xếp, lọc, đổi cột. Ô sai thì hàng ấy để nguyên và được nêu tên ô. Bảng riêng của đơn
    vị chỉ đổi tiến độ, kết quả.
    """
    from danvan_cli.services.sheet_file import open_sheet

    opened = open_sheet(run.input_file(file), chosen_context(run.request)._replace(year=_year(run)))
    options = sheets.SheetOptions(unit, on_conflict, no_evidence, add_new)
    tried = sheets.import_sheet(run.request._replace(dry_run=True), opened, options)
    _refuse_nothing_but_faults(opened, tried.outcome)
    if not run.request.dry_run and (tried.outcome.cells or tried.outcome.added or tried.outcome.open_conflicts):
        options = _agreed(run, opened, options, tried.outcome)
    done = sheets.import_sheet(run.request, opened, options)
    return _answer(run, done)


def _year(run: Run) -> int | None:
    from danvan_cli.services.snapshot import plan_year

    return plan_year(run.request)[0]


def _refuse_nothing_but_faults(file: SheetFile, outcome: SheetOutcome) -> None:
    """Refuses a file of which nothing can be written, with its first fault."""
    if outcome.refused and not (outcome.cells or outcome.added or outcome.conflicts):
        first = outcome.refused[0]
        more = f" (và {len(outcome.refused) - 1} chỗ khác)" if len(outcome.refused) > 1 else ""
        raise FileRefusedError(
            f"Tệp “{file.name}”, ô {first.place}: {first.why}{more} Không có gì được ghi.", first.hint
        )


def _agreed(run: Run, file: SheetFile, options: sheets.SheetOptions, outcome: SheetOutcome) -> sheets.SheetOptions:
    """Shows what would be done and asks once; conflicts that the command line does not settle are asked about first."""
    run.screen.show_talk(sheet_answers.outcome_report(outcome))
    if outcome.open_conflicts and not run.yes and sys.stdin.isatty():
        typed = run.screen.ask_words(
            f"{len(outcome.open_conflicts)} ô đã đổi cả trong dữ liệu. Lấy theo tệp, giữ dữ liệu, hay Enter để bỏ qua "
            "các hàng ấy? [tệp/dữ liệu] "
        )
        taken = next((word for word in OnConflict if typed and word.means(typed)), None)
        if taken is not None:
            options = options._replace(on_conflict=taken)
            outcome = sheets.import_sheet(run.request._replace(dry_run=True), file, options).outcome
    if outcome.cells or outcome.added:
        run.confirm(_question(outcome))
    return options


def _question(outcome: SheetOutcome) -> str:
    told = [f"{len(outcome.cells)} ô"] if outcome.cells else []
    told += [f"{len(outcome.added)} nhiệm vụ mới"] if outcome.added else []
    left = len(outcome.refused) + len({c.place[1:] for c in outcome.open_conflicts})
    return f"Ghi {' và '.join(told)}{f'; {left} hàng không ghi được để nguyên' if left else ''}?"


def _answer(run: Run, done: sheets.Imported) -> CommandResult:
    outcome, changed = done.outcome, done.changed
    left = len(outcome.refused) + len(outcome.open_conflicts)
    failed = CheckFailedError(
        f"{left} chỗ trong bảng chưa được ghi.",
        "Sửa các ô đã nêu rồi nhập lại tệp" + ("; ô khác dữ liệu: --on-conflict." if outcome.open_conflicts else "."),
    )
    return CommandResult(
        lambda: {**contract.changed_data(changed), **sheet_answers.outcome_data(outcome)},
        lambda: sheet_answers.outcome_report(outcome, changes.headline(changed)),
        changed.plan,
        run.request.as_of,
        changed.notes,
        changed.code,
        failed=failed if left else None,
    )
