"""danvan task: entering, listing and correcting tasks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danvan_cli.commands import suggestions, task_steps
from danvan_cli.commands.options import (
    LIMIT,
    AllOption,
    ChosenTasksArgument,
    LimitOption,
    NoteKindOption,
    TaskArgument,
    UnitOption,
    UnitsOption,
    choice,
    naming_units,
)
from danvan_cli.commands.shared import Run, changed_result, contract, default_unit, details, proofs, tasks_result
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.model import TaskFilter
from danvan_cli.domain.words import Every, NoteKind, Priority, Role, State, TaskKind
from danvan_cli.output.result import CommandResult

if TYPE_CHECKING:
    from danvan_cli.domain.due import GivenDue

noun = Noun()

SupportOption = Annotated[list[str] | None, naming_units("--support", what="Đơn vị phối hợp.")]
WatchOption = Annotated[list[str] | None, naming_units("--watch", what="Đơn vị theo dõi.")]
DueOption = Annotated[
    str | None,
    typer.Option(
        "--due", metavar="NGÀY", help="Ngày cuối: 25/10/2023, quý III/2023, cuối tháng 6, +7 ngày…", show_default=False
    ),
]
SectionOption = Annotated[
    str | None, typer.Option("--section", metavar="MỤC", help="Mục của kế hoạch, ví dụ II.2.", show_default=False)
]
ProductOption = Annotated[
    str | None, typer.Option("--product", metavar="CHỮ", help="Sản phẩm phải có.", show_default=False)
]

RemovedArgument = Annotated[
    str, typer.Argument(metavar="MÃ", help="Mã nhiệm vụ, ví dụ IV-4.", autocompletion=suggestions.removed_task_codes)
]
ReviewOption = Annotated[
    str | None,
    typer.Option(
        "--review", metavar="NHỊP", help="Nhịp cập nhật của việc không thời hạn: 30d, quý…", show_default=False
    ),
]


@noun.verb("add")
def add(
    run: Run,
    text: Annotated[str | None, typer.Argument(metavar="NỘI_DUNG", help="Nội dung nhiệm vụ.")] = None,
    unit: UnitsOption = None,
    support: SupportOption = None,
    watch: WatchOption = None,
    due: DueOption = None,
    section: SectionOption = None,
    product: ProductOption = None,
    priority: Annotated[
        Priority, choice(Priority, "--priority", what="Mức ưu tiên", default=Priority.NORMAL)
    ] = Priority.NORMAL,
    every: Annotated[Every | None, choice(Every, "--every", what="Nhịp của việc định kỳ, mỗi kỳ một thời hạn")] = None,
    review: ReviewOption = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="NGÀY", help="Ngày giao việc, mặc định hôm nay.", show_default=False)
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="TỆP", help="Tệp chữ, mỗi dòng một việc; - là đầu vào chuẩn.", show_default=False
        ),
    ] = None,
) -> CommandResult:
    """Thêm một nhiệm vụ.

    Việc định kỳ: --every quý mở mỗi quý còn lại trong năm một kỳ, tính từ ngày đầu kỳ; --due 25/3 khi đó là mẫu
    (ngày 25 của tháng cuối quý), bỏ trống là ngày cuối kỳ. Việc thường xuyên: --review 30d là nhịp phải có cập nhật.
    Nhiều việc một lúc: danvan task add --from viec.txt --unit VP, các tùy chọn là chung cho mọi dòng.
    """

    from danvan_cli.services import adding

    if (text is None) == (source is None):
        raise UsageError("Cần nội dung của một việc, hoặc một tệp ở --from.", "Ghi đúng một trong hai.")
    new = adding.NewTask(
        content=text or "",
        leads=unit or (),
        supports=support or (),
        watchers=watch or (),
        due=_given_due(run, due),
        section=section,
        texts={"product": product},
        priority=priority,
        every=every,
        review=review,
        on=run.past_day(on),
        agreed=run.yes,
    )
    if source is None:
        added = run.doubted(lambda agreed: adding.add_task(run.request, replace(new, agreed=agreed)))
        return changed_result(run, added)
    contents = _lines(run, source)
    run.confirm_change(
        lambda request: adding.add_tasks(request, replace(new, agreed=True), contents),
        f"Thêm {len(contents)} nhiệm vụ vào kế hoạch?",
    )
    added = run.doubted(lambda agreed: adding.add_tasks(run.request, replace(new, agreed=agreed), contents))
    return changed_result(run, added)


def _lines(run: Run, source: Path) -> list[str]:
    """Reads the lines of a file or of the input that say something."""
    from danvan_cli.services.planning import read_input, text_lines

    content = read_input(sys.stdin.buffer) if str(source) == "-" else None
    return text_lines(run.input_file(source) if content is None else source, content)


def _given_due(run: Run, text: str | None) -> GivenDue | None:
    if text is None:
        return None
    from danvan_cli.services.due_days import given_due

    return given_due(run.request, text)


@noun.verb("list")
def list_(
    run: Run,
    unit: UnitOption = None,
    role: Annotated[Role | None, choice(Role, "--role", what="Vai trò của đơn vị")] = None,
    state: Annotated[State | None, choice(State, "--state", what="Trạng thái")] = None,
    section: SectionOption = None,
    due_from: Annotated[
        str | None, typer.Option("--due-from", metavar="NGÀY", help="Ngày cuối từ ngày này.", show_default=False)
    ] = None,
    due_to: Annotated[
        str | None, typer.Option("--due-to", metavar="NGÀY", help="Ngày cuối đến ngày này.", show_default=False)
    ] = None,
    kind: Annotated[TaskKind | None, choice(TaskKind, "--kind", what="Loại nhiệm vụ")] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="CHỮ", help="Có chữ này, có dấu hay không.", show_default=False)
    ] = None,
    unassigned: Annotated[bool, typer.Option("--unassigned", help="Chỉ việc chưa có đơn vị chủ trì.")] = False,
    limit: LimitOption = LIMIT,
    everything: AllOption = False,
) -> CommandResult:
    """Danh sách nhiệm vụ, lọc theo đơn vị, trạng thái, mục, thời hạn, chữ."""
    from danvan_cli.services import views

    narrow = TaskFilter(
        default_unit(unit), role, state, section, run.day(due_from), run.day(due_to), kind, text, unassigned
    )
    found = views.list_tasks(run.reading, narrow, None if everything else limit)
    return tasks_result(run, found)


@noun.verb("show")
def show(run: Run, code: TaskArgument) -> CommandResult:
    """Một nhiệm vụ: nội dung, thời hạn từng đơn vị, ghi chú, lịch sử."""
    from danvan_cli.services import views

    found = views.show_task(run.request, code)
    return CommandResult(
        lambda: {
            "task": contract.task_data(found.task),
            "officers": [contract.fields(one) for one in found.officers],
            "notes": [contract.fields(note) for note in found.notes],
            "extensions": [contract.fields(extension) for extension in found.extensions],
            "reminders": [contract.fields(reminder) for reminder in found.reminders],
            "evidence": [proofs.proof_data(proof) for proof in found.proofs],
            "history": [contract.fields(entry) for entry in found.entries],
        },
        lambda: details.task_sheet(found),
        found.plan.code,
        run.request.as_of,
    )


@noun.verb("edit")
def edit(
    run: Run,
    code: TaskArgument,
    content: Annotated[
        str | None, typer.Option("--content", metavar="CHỮ", help="Nội dung mới.", show_default=False)
    ] = None,
    replace: Annotated[
        tuple[str, str] | None,
        typer.Option("--replace", metavar="CŨ MỚI", help="Thay chữ trong nội dung.", show_default=False),
    ] = None,
    due: DueOption = None,
    no_due: Annotated[bool, typer.Option("--no-due", help="Bỏ thời hạn.")] = False,
    event_date: Annotated[
        str | None,
        typer.Option(
            "--event-date", metavar="NGÀY", help="Ngày của sự kiện mà thời hạn tính theo.", show_default=False
        ),
    ] = None,
    unit: UnitOption = None,
    section: SectionOption = None,
    short_title: Annotated[
        str | None,
        typer.Option("--short-title", metavar="CHỮ", help='Tên ngắn hiện trên màn hình; "" là bỏ.', show_default=False),
    ] = None,
    product: ProductOption = None,
    priority: Annotated[Priority | None, choice(Priority, "--priority", what="Mức ưu tiên")] = None,
    kind: Annotated[TaskKind | None, choice(TaskKind, "--kind", what="Loại nhiệm vụ")] = None,
    review: ReviewOption = None,
    person: Annotated[
        str | None,
        typer.Option(
            "--person",
            metavar="NGƯỜI",
            help="Cán bộ phụ trách phần của đơn vị mình; để trống là thôi.",
            show_default=False,
            autocompletion=suggestions.officer_names,
        ),
    ] = None,
) -> CommandResult:
    """Sửa nội dung, sản phẩm, mục, thời hạn nhập sai; mã giữ nguyên. --unit giới hạn thời hạn cho một đơn vị.

    Một chữ sai: danvan task edit IV-4 --replace "báo các" "báo cáo". Không ghi tùy chọn nào thì mở các dòng của nhiệm
    vụ trong trình soạn thảo (biến EDITOR), hỏi lại rồi mới ghi.
    """
    from danvan_cli.commands import editing
    from danvan_cli.services import tasks

    if sum((bool(due), no_due, bool(event_date))) > 1:
        raise UsageError("--due, --no-due và --event-date trái nhau.", "Giữ một trong ba.")
    if content is not None and replace is not None:
        raise UsageError("--content và --replace trái nhau.", "Giữ một trong hai.")
    given_any = (content, section, short_title, product, priority, kind, due, event_date, review, replace, person)
    if not no_due and all(value is None for value in given_any):
        if not editing.can_be_asked():
            raise UsageError("Chưa ghi điều gì cần sửa.", "Ghi --content, --replace, --due hoặc tùy chọn khác.")
        return changed_result(run, editing.edit_in_editor(run, code))
    texts, event_on = {"product": product, "short_title": short_title}, run.day(event_date)
    change = tasks.TaskChange(
        content, section, texts, priority, kind, _given_due(run, due), no_due, event_on, unit, review, replace, person
    )
    return changed_result(run, tasks.edit_task(run.request, code, change))


@noun.verb("assign", also=task_steps.FILTER)
def assign(
    run: Run,
    code: ChosenTasksArgument = None,
    unit: UnitsOption = None,
    support: SupportOption = None,
    watch: WatchOption = None,
    drop: Annotated[list[str] | None, naming_units("--drop", what="Rút đơn vị khỏi nhiệm vụ.")] = None,
    **narrow: Any,
) -> CommandResult:
    """Giao nhiệm vụ: --unit chủ trì, --support phối hợp, --watch theo dõi, --drop rút ra.

    Nhiều mã, nhiều đơn vị một lúc: danvan task assign II.2-1 II.2-2 --unit VP,TTr; cả một mục: danvan task assign
    --section II.2 --unit VP.
    """
    from danvan_cli.services import assigning

    parts: dict[Role, Sequence[str]] = {Role.LEAD: unit or (), Role.SUPPORT: support or (), Role.WATCH: watch or ()}
    run, chosen = task_steps.chosen_rows(run, code, None, None, task_steps.taken_filter(run, narrow))
    if chosen.parts is not None:
        run.confirm_change(
            lambda request: assigning.assign_task(request, chosen.code, parts, drop or ()),
            "Giao các nhiệm vụ nêu trên?",
        )
    return changed_result(run, assigning.assign_task(run.request, chosen.code, parts, drop or ()))


@noun.verb("note")
def note(
    run: Run,
    code: TaskArgument,
    text: Annotated[str, typer.Argument(metavar="GHI_CHÚ")],
    kind: NoteKindOption = NoteKind.REMARK,
    unit: UnitOption = None,
) -> CommandResult:
    """Ghi chú vào một nhiệm vụ. Ưu điểm, hạn chế, nguyên nhân, bài học, kiến nghị thì vào báo cáo năm."""
    from danvan_cli.services import tasks

    return changed_result(run, tasks.note_task(run.request, code, text, kind, unit))


@noun.verb("remove")
def remove(run: Run, code: TaskArgument) -> CommandResult:
    """Bỏ nhiệm vụ nhập nhầm khỏi mọi danh sách và số liệu; lấy lại được bằng restore."""
    from danvan_cli.services import tasks

    run.confirm_change(lambda request: tasks.remove_task(request, code), "Bỏ nhiệm vụ này?")
    return changed_result(run, tasks.remove_task(run.request, code))


@noun.verb("restore")
def restore(run: Run, code: RemovedArgument) -> CommandResult:
    """Lấy lại nhiệm vụ đã bỏ."""
    from danvan_cli.services import tasks

    return changed_result(run, tasks.restore_task(run.request, code))


task_steps.register(noun)
