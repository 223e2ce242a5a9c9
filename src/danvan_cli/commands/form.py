"""danvan form: the units' Excel forms of a reporting round, out and back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.commands.round import RoundArgument, RoundUnitsOption
from danvan_cli.commands.shared import Run, changes, contract
from danvan_cli.commands.sheet import NoEvidenceOption, OnConflictOption
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.errors import CheckFailedError, DanvanError, UsageError
from danvan_cli.domain.sheet import SheetBook
from danvan_cli.output import sheet_answers
from danvan_cli.output.nameless import Content
from danvan_cli.output.result import CommandResult
from danvan_cli.output.tables import Report
from danvan_cli.services import form_import, forms

noun = Noun()

_RETURNED = "-can-sua"


@noun.verb("export")
def export(
    run: Run,
    name: RoundArgument = None,
    unit: RoundUnitsOption = None,
    everyone: Annotated[bool, typer.Option("--all", help="Mọi đơn vị trong đợt.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="THƯ_MỤC", help="Thư mục ghi biểu; mặc định thư mục đang đứng.", show_default=False
        ),
    ] = None,
    letter: Annotated[
        bool, typer.Option("--letter/--no-letter", help="Với --all: ghi cả công văn gửi kèm biểu.")
    ] = True,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")] = False,
) -> CommandResult:
    """Ghi cho mỗi đơn vị một biểu Excel của đợt báo cáo: việc của đơn vị, số liệu chỉ tiêu; điền rồi gửi lại.

    Với --all có thêm công văn gửi các đơn vị. Ô xám do chương trình tính, được khóa không mật khẩu; số kỳ trước đứng
    bên cạnh. Nhập lại bằng danvan form import.
    """
    if not unit and not everyone:
        raise UsageError("Chưa ghi đơn vị nào.", "Ghi --unit MÃ, hoặc --all cho mọi đơn vị trong đợt.")
    found, books = forms.form_books(run.request, name, unit or ())
    folder = run.files.make_folder(out) if out is not None else Path()
    paths = [folder / f"bao-cao-{found.code}-{book.unit}.xlsx" for book in books]
    contents: dict[Path, Content] = dict(zip(paths, (_form_file(book, run) for book in books), strict=True))
    covering = folder / f"cong-van-{found.code}.docx" if everyone and letter else None
    if covering is not None:
        from danvan_cli.output.cover_letter import cover_letter

        contents[covering] = cover_letter(forms.covering_letter(run.request, name), run.request.now)
    try:
        for path in contents:
            run.files.check(path, force=force)
        for path, content in contents.items():
            run.files.write(path, content, force=force)
    except DanvanError:
        run.files.take_back()
        raise
    tried = "Chạy thử, chưa ghi gì. " if run.request.dry_run else ""
    besides = " và công văn gửi kèm" if covering else ""
    done = f"{tried}Đã ghi {len(books)} biểu {found.spoken}{besides} vào {folder.resolve()}."
    return CommandResult(
        lambda: {
            "round": found.code,
            "files": list(map(str, paths)),
            "letter": str(covering) if covering else None,
        },
        lambda: Report(done, tuple(path.name for path in contents), ()),
        found.plan,
        run.request.as_of,
        ("Đơn vị gửi lại thì nhập: danvan form import TỆP…",),
        "\n".join(map(str, contents)),
    )


def _form_file(book: SheetBook, run: Run) -> Content:
    from danvan_cli.output.working_sheet import write_sheet_book

    return partial(write_sheet_book, book, run.request.now)


@noun.verb("import")
def import_(
    run: Run,
    file: Annotated[list[Path], typer.Argument(metavar="TỆP", help="Một hay nhiều biểu đã điền.")],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="NGÀY", help="Ngày đơn vị gửi, mặc định hôm nay.", show_default=False),
    ] = None,
    on_conflict: OnConflictOption = None,
    no_evidence: NoEvidenceOption = None,
) -> CommandResult:
    """Nhập các biểu đơn vị gửi lại: xem trước từng ô, một câu hỏi, một undo; đợt báo cáo ghi ai đã gửi.

    Hàng được nhận ra dù tệp đã sắp xếp, lọc, đổi cột. Hàng sai thì để nguyên, và được trả lại trong tệp …-can-sua.xlsx
    có ô tô màu, ghi chú chỗ sai; biểu ấy còn là nháp cho đến khi gửi lại đúng.
    """
    from danvan_cli.services.sheet_file import open_form

    opened = [open_form(run.input_file(path)) for path in file]
    options = form_import.FormOptions(run.past_day(on), on_conflict, no_evidence, run.yes)
    tried = form_import.import_forms(run.request._replace(dry_run=True), opened, options)
    if not run.request.dry_run and tried.changed.changes:
        run.screen.show_talk(_report(tried))
        run.confirm("Ghi những ô nêu trên?")
    done = form_import.import_forms(run.request, opened, options)
    returned = _give_back(run, file, done)
    left = sum(len(form.outcome.refused) + len(form.outcome.open_conflicts) for form in done.forms)
    failed = CheckFailedError(
        f"{left} chỗ trong biểu chưa được ghi.",
        f"Gửi lại đơn vị: {', '.join(path.name for path in returned)}."
        if returned
        else "Sửa các ô đã nêu rồi nhập lại; ô khác dữ liệu: --on-conflict.",
    )
    return CommandResult(
        lambda: {
            **contract.changed_data(done.changed),
            "forms": [
                {"file": form.name, "unit": form.unit, "state": form.state, **sheet_answers.outcome_data(form.outcome)}
                for form in done.forms
            ],
            "returned": list(map(str, returned)),
        },
        lambda: _report(done, changes.headline(done.changed)),
        done.changed.plan,
        run.request.as_of,
        done.changed.notes,
        done.changed.code,
        failed=failed if left else None,
    )


def _report(done: form_import.FormsImported, title: str = "") -> Report:
    """Tells form by form what goes in and what does not."""
    parts = [sheet_answers.outcome_report(form.outcome) for form in done.forms]
    lines = [f"{form.unit}, “{form.name}”: {form.state}." for form in done.forms]
    notes = [note for part in parts for note in part.lines]
    tables = [
        table._replace(title=f"{form.unit}: {table.title}")
        for form, part in zip(done.forms, parts, strict=True)
        for table in part.tables
    ]
    return Report(title, (*lines, *notes), tuple(tables))


def _give_back(run: Run, files: list[Path], done: form_import.FormsImported) -> list[Path]:
    """Writes beside each form of which something was refused a copy with its cells marked, under a free name."""
    returned = []
    for path, form in zip(files, done.forms, strict=True):
        if form.back is None or run.request.dry_run:
            continue
        wanted = path.with_name(f"{path.stem.partition(_RETURNED)[0]}{_RETURNED}.xlsx")
        returned.append(run.files.write_free(wanted, _form_file(form.back, run)))
    return returned
