"""What danvan report export writes: which files, as what, from which figures, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from danvan_cli.commands.shared import Run, exports
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.province import ProvinceFigures
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import Format
from danvan_cli.output.files import is_stdout
from danvan_cli.output.result import CommandResult
from danvan_cli.services import views
from danvan_cli.services.templates import is_of_province

if TYPE_CHECKING:
    from danvan_cli.domain.figures import Dated
    from danvan_cli.domain.reporting import ReportFigures
    from danvan_cli.output.nameless import Content
    from danvan_cli.output.report_parts import Wish
    from danvan_cli.services.reporting import ReportOrder
    from danvan_cli.services.request import Request

# Endings that a program opens as what it is not; any other, such as .txt or .tmp, may hold every format.
_OTHER_ENDINGS = ("doc", "htm", "odt", "ods", "rtf", "xls", "xlsm")
# What is text may stand in a file of that ending, however it is laid out.
_TEXTS = (Format.MD, Format.CSV, Format.TSV, Format.JSON)


class File(NamedTuple):
    """A file of the report: as what, where, of how many bytes (0 until it is written)."""

    form: Format
    path: Path
    size: int


class Prepared(NamedTuple):
    """What files are made from, while the data are open: a report's figures, the rows of a calendar, or both."""

    run: Run
    wish: Wish
    figures: ReportFigures | ProvinceFigures | None
    dated: Dated | None

    def content(self, form: Format) -> Content:
        """Prepares what is written in one form."""
        request = self.run.request
        if self.dated is not None and form is Format.ICS:
            return exports.calendar_file(self.dated, request.as_of, request.now)
        assert self.figures is not None  # noqa: S101  (opened for every other form)
        if isinstance(self.figures, ProvinceFigures):
            return exports.province_file(form, self.figures, self.wish, request.now)
        return exports.report_file(form, self.figures, self.wish, request.now)

    def own_path(self) -> Path:
        """Names the file that nobody named."""
        assert self.figures is not None  # noqa: S101  (a calendar is never written unnamed)
        return exports.own_name(self.figures, Path())

    @property
    def plan(self) -> str:
        """The code of the plan that it is of."""
        if self.figures:
            return self.figures.plan_code or ""
        return self.dated.plan.code if self.dated and self.dated.plan else ""

    @property
    def cut_off(self) -> date:
        """The last day that its figures know of."""
        return self.figures.cut_off if self.figures else self.run.request.as_of


@contextmanager
def opened_report(request: Request, order: ReportOrder) -> Iterator[ReportFigures | ProvinceFigures]:
    """Reads the figures of any kind of report; they lie open inside the context."""
    if is_of_province(order.kind):
        from danvan_cli.services.province import province_figures

        yield province_figures(request, order)
        return
    from danvan_cli.services.reporting import streamed_report

    with streamed_report(request, order) as figures:
        yield figures


@contextmanager
def prepared_report(run: Run, order: ReportOrder, wish: Wish, forms: set[Format]) -> Iterator[Prepared]:
    """Reads what the forms asked for are made from; it lies open inside the context."""
    if is_of_province(order.kind) and Format.ICS in forms:
        raise UsageError("Báo cáo các cơ quan không có lịch.", "Bỏ tệp .ics, hoặc xuất lịch của từng cơ quan.")
    with ExitStack() as stack:
        dated = figures = None
        if Format.ICS in forms:
            dated = stack.enter_context(views.streamed_dated(run.request, order.unit))
        if forms - {Format.ICS}:
            figures = stack.enter_context(opened_report(run.request, order))
        yield Prepared(run, wish, figures, dated)


def with_size(run: Run, prepared: Prepared, file: File, *, force: bool) -> File:
    """Writes a file, and says how large it became."""
    with run.screen.busy(f"Đang ghi {file.path.name}"):
        return file._replace(size=run.files.write(file.path, prepared.content(file.form), force=force))


def written(run: Run, files: Sequence[File], prepared: Prepared) -> CommandResult:
    """Tells which files there are now."""
    done = "Chạy thử, chưa ghi" if run.request.dry_run else "Đã ghi"
    told = [
        {"file": str(file.path), "format": file.form, "bytes": file.size, "dry_run": run.request.dry_run}
        for file in files
    ]
    names = "; ".join(f"{file.path} ({file.form})" for file in files)
    return CommandResult(
        lambda: {**told[0], "files": told},
        lambda: exports.sentence_report(f"{done} {names}, số liệu đến {short(prepared.cut_off)}."),
        prepared.plan,
        prepared.cut_off,
        brief="\n".join(str(file.path) for file in files),
    )


def places_of(outputs: Sequence[Path], chosen: Format | None, *, as_json: bool) -> list[tuple[Format, Path | None]]:
    """Finds where to write and as what; without -o and format it is a Word file that the program names (None)."""
    if not outputs:
        if chosen is None and not as_json:
            return [(Format.DOCX, None)]
        return [(_format(chosen, None, as_json=as_json), Path("-"))]
    if len(outputs) > 1 and (chosen is not None or any(map(is_stdout, outputs))):
        raise UsageError("Nhiều tệp -o thì dạng của mỗi tệp theo đuôi của nó.", "Bỏ --format và -o -, hoặc giữ một -o.")
    return [(_format(chosen, path, as_json=as_json), path) for path in outputs]


def _format(chosen: Format | None, output: Path | None, *, as_json: bool) -> Format:
    """Takes the format of the option or of the file's ending; where both are given they must not contradict."""
    to_screen, known = is_stdout(output), ", ".join(Format)
    ending = "" if output is None or to_screen else output.suffix.removeprefix(".").casefold()
    if chosen is None:
        if ending in list(Format):
            return Format(ending)
        if as_json and to_screen:
            return Format.JSON
        if ending:
            how = "Đổi đuôi tệp." if ending in _OTHER_ENDINGS else "Đổi đuôi tệp, hoặc ghi --format."
            raise UsageError(f"Không có dạng báo cáo “.{clean(ending)}”.", f"Các dạng có: {known}. {how}")
        raise UsageError("Chưa rõ dạng báo cáo.", f"Ghi --format ({known}), hoặc -o với tệp có đuôi như vậy.")
    if as_json and to_screen and chosen is not Format.JSON:
        raise UsageError(f"--json và --format {chosen} cùng ra màn hình.", "Bỏ một trong hai, hoặc ghi tệp ở -o.")
    if ending != chosen and ending in (*Format, *_OTHER_ENDINGS) and (ending != Format.TXT or chosen not in _TEXTS):
        raise UsageError(
            f"Đuôi tệp .{ending} không hợp với --format {chosen}.",
            f"Đổi đuôi tệp thành .{chosen}, hoặc ghi --format đúng với đuôi (có {known}).",
        )
    return chosen
