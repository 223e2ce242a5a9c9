"""danvan task: the steps of a row's life, from progress to completion, and the moving of its last day."""

from __future__ import annotations

import inspect
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from danvan_cli.commands.options import (
    ChosenTasksArgument,
    GrantOption,
    PeriodOption,
    RefuseOption,
    ShorterOption,
    ShorterReasonOption,
    TasksArgument,
    UnitsOption,
    choice,
    given,
)
from danvan_cli.commands.shared import Run, changed_result
from danvan_cli.commands.verbs import Does, Noun
from danvan_cli.domain.errors import ConflictError, EvidenceMissingError, NotFoundError, UsageError
from danvan_cli.domain.model import TaskFilter
from danvan_cli.domain.words import State, TaskKind
from danvan_cli.output.result import CommandResult

if TYPE_CHECKING:
    from danvan_cli.domain.model import Changed
    from danvan_cli.services.steps import Choice

OnOption = Annotated[
    str | None, typer.Option("--on", metavar="NGÀY", help="Ngày diễn ra, mặc định hôm nay.", show_default=False)
]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="LÝ_DO", help="Lý do.")]
DocumentOption = Annotated[
    str | None,
    typer.Option("--document", metavar="SỐ", help="Văn bản gia hạn, ví dụ 12/SKHCN-VP.", show_default=False),
]


def _words(name: str, metavar: str, what: str) -> Any:
    return Annotated[str | None, typer.Option(name, metavar=metavar, help=what, show_default=False)]


def _percent(text: str) -> int:
    """Reads "30" and "30%"."""
    try:
        return int(str(text).strip().removesuffix("%"))
    except ValueError:
        raise typer.BadParameter(f"“{text}” không phải số phần trăm.") from None


# What a step may be told, by the name that its service calls it; without a default it must be given.
CODE = given("code", ChosenTasksArgument, None)
PERCENT = given(
    "percent",
    Annotated[int, typer.Argument(metavar="PHẦN_TRĂM", help="0 đến 100, có hay không có dấu %.", parser=_percent)],
)
REASON = given("reason", ReasonOption)
UNIT = given("unit", UnitsOption, None)
PERIOD = given("period", PeriodOption, None)
SKIPPED = given("period", Annotated[str, typer.Option("--period", metavar="KỲ", help="Kỳ được bỏ, ví dụ 2023-Q3.")])
ON = given("on", OnOption, None)
NOTE = given("note", _words("--note", "CHỮ", "Đã làm được gì."), None)
RESULT = given("words", _words("--result", "CHỮ", "Kết quả đạt được."), None)
EVIDENCE = given(
    "evidence",
    Annotated[
        list[str] | None,
        typer.Option(
            "--evidence",
            metavar="VĂN_BẢN",
            help="Minh chứng: số, ngày văn bản; liên kết; tệp. Ghi nhiều lần được.",
            show_default=False,
        ),
    ],
    None,
)
NO_EVIDENCE = given("no_evidence", _words("--no-evidence", "LÝ_DO", "Lý do không có minh chứng."), None)
EXEMPT = given("exempt", _words("--exempt", "LÝ_DO", "Trễ khách quan: tính đúng hạn, có ghi lý do."), None)
WITHDRAW = given("withdraw", Annotated[bool, typer.Option("--withdraw", help="Bỏ ghi nhận trễ khách quan.")], False)
# By what rows are chosen where no code is given: the filters of danvan task list.
FILTER = (
    given("state", Annotated[State | None, choice(State, "--state", what="Mọi phần việc ở trạng thái")], None),
    given("section", _words("--section", "MỤC", "Mọi phần việc của mục, ví dụ II.2."), None),
    given("due_from", _words("--due-from", "NGÀY", "Mọi phần việc có ngày cuối từ ngày này."), None),
    given("due_to", _words("--due-to", "NGÀY", "Mọi phần việc có ngày cuối đến ngày này."), None),
    given("kind", Annotated[TaskKind | None, choice(TaskKind, "--kind", what="Mọi phần việc của loại nhiệm vụ")], None),
    given("text", _words("--text", "CHỮ", "Mọi phần việc có chữ này, có dấu hay không."), None),
)
# What most steps take: they need a reason, and happen on a day.
_FOR_REASON = (CODE, REASON, UNIT, PERIOD, ON)


class TaskStep(NamedTuple):
    """A step: the module and function of ``services`` that take it, what it is told, its help page.

    The service takes the request, a Choice (``code``, ``unit``, ``period``) and what else is ``told``, by name; with
    ``EVIDENCE`` among it, all of that as one Result.
    """

    service: str
    told: tuple[inspect.Parameter, ...]
    help: str


STEPS = {
    "progress": TaskStep(
        "lifecycle.report_progress",
        (CODE, PERCENT, UNIT, PERIOD, ON, NOTE),
        "Báo tiến độ của đơn vị chủ trì; đơn vị phối hợp cũng báo được, không đổi trạng thái của nhiệm vụ.",
    ),
    "submit": TaskStep(
        "lifecycle.submit",
        (CODE, UNIT, PERIOD, ON, RESULT, EVIDENCE),
        "Đơn vị nộp kết quả, chờ Văn phòng xác nhận; ngày nộp là ngày tính đúng hạn hay trễ.",
    ),
    "done": TaskStep(
        "lifecycle.complete",
        (CODE, UNIT, PERIOD, ON, RESULT, EVIDENCE, NO_EVIDENCE, EXEMPT),
        """Ghi hoàn thành, có minh chứng.

        Việc chưa nộp kết quả trước đó thì ngày hoàn thành cũng là ngày nộp. Không có minh chứng thì ghi --no-evidence
        LÝ_DO.
        """,
    ),
    "confirm": TaskStep(
        "lifecycle.confirm",
        (CODE, UNIT, PERIOD, ON, EVIDENCE, NO_EVIDENCE, EXEMPT),
        "Văn phòng xác nhận kết quả đã nộp; đúng hạn hay trễ vẫn theo ngày đơn vị nộp.",
    ),
    "send-back": TaskStep(
        "lifecycle.send_back",
        _FOR_REASON,
        "Trả lại kết quả đã nộp để đơn vị làm tiếp; trễ hạn tính đến lần nộp sau.",
    ),
    "reopen": TaskStep(
        "lifecycle.reopen",
        _FOR_REASON,
        """Mở lại việc đã nộp, đã hoàn thành hoặc đã thôi; nhật ký giữ các ngày cũ.

        Ngày hoàn thành gõ nhầm: mở lại với --on là ngày đã gõ nhầm, rồi ghi hoàn thành theo ngày đúng.
        """,
    ),
    "pause": TaskStep(
        "setting_aside.pause",
        _FOR_REASON,
        """Tạm hoãn, có lý do: việc ra ngoài mọi tổng số cho đến khi tiếp tục.

        Tạm hoãn không dời ngày cuối: khi tiếp tục, thời hạn cũ vẫn còn nguyên. Cần thêm ngày thì gia hạn bằng
        danvan task extend.
        """,
    ),
    "resume": TaskStep(
        "setting_aside.resume", (CODE, UNIT, PERIOD, ON), "Tiếp tục việc đang tạm hoãn, theo thời hạn đang có."
    ),
    "cancel": TaskStep(
        "setting_aside.cancel",
        _FOR_REASON,
        "Thôi thực hiện, có lý do; không ghi --unit là thôi ở mọi đơn vị chủ trì.",
    ),
    "skip": TaskStep(
        "setting_aside.skip",
        (CODE, SKIPPED, REASON, UNIT, ON),
        "Bỏ một kỳ của việc định kỳ, có lý do; các kỳ khác giữ nguyên.",
    ),
    "exempt": TaskStep(
        "lifecycle.exempt",
        (CODE, REASON, UNIT, PERIOD, WITHDRAW),
        "Ghi nhận trễ khách quan: việc hoàn thành trễ được tính là đúng hạn và được nêu rõ như vậy.",
    ),
}


def register(noun: Noun) -> None:
    """Adds the steps, then the moving of a last day, to danvan task."""
    for name, step in STEPS.items():
        noun.verb(name, step.told, also=FILTER)(_does(step))
    noun.verb("extend", also=FILTER)(extend)
    noun.verb("extend-decide")(extend_decide)


def _does(step: TaskStep) -> Does:
    def take(
        run: Run,
        *,
        code: list[str] | None,
        unit: list[str] | None,
        period: str | None,
        **told: Any,
    ) -> CommandResult:
        narrow = taken_filter(run, told)
        if "on" in told:
            told["on"] = run.past_day(told["on"])
        run, chosen = chosen_rows(run, code, unit, period, narrow)
        if chosen.parts is not None:
            run.confirm_change(
                lambda request: _taken(run._replace(request=request), step.service, chosen, dict(told)),
                "Làm bước này ở các phần việc nêu trên?",
            )
        return changed_result(run, _taken(run, step.service, chosen, told))

    take.__doc__ = step.help
    return take


def taken_filter(run: Run, options: dict[str, Any]) -> TaskFilter:
    """Takes what narrows the rows out of the options of a command."""
    wanted = {parameter.name: options.pop(parameter.name) for parameter in FILTER}
    return TaskFilter(**wanted | {name: run.day(wanted[name]) for name in ("due_from", "due_to")})


def chosen_rows(
    run: Run, code: list[str] | None, unit: list[str] | None, period: str | None, narrow: TaskFilter
) -> tuple[Run, Choice]:
    """Makes the choice of the codes typed, or of the rows that a filter lets through, and settles their plan.

    UsageError for neither; ConflictError for rows of several open plans.
    """
    from danvan_cli.services.steps import Choice

    if narrow == TaskFilter():
        if not code:
            raise UsageError("Chưa ghi mã nhiệm vụ nào.", "Ghi mã như IV-4, hoặc lọc như danvan task list.")
        return run, Choice(",".join(code), unit or (), period)
    if code:
        raise UsageError("Đã ghi mã thì không lọc nữa.", "Bỏ mã, hoặc bỏ các tùy chọn lọc.")
    from danvan_cli.services.views import filtered_parts

    units = [piece for words in unit or () for piece in words.split(",")]
    filters = [narrow._replace(unit=one) for one in units] or [narrow]
    found: dict[str, dict[tuple[str, str, str], None]] = {}
    for plan, *part in (part for each in filters for part in filtered_parts(run.request, each)):
        found.setdefault(plan, {})[part[0], part[1], part[2]] = None
    if not found:
        raise NotFoundError("Không có phần việc nào như đã lọc.", "Xem bằng danvan task list với cùng các tùy chọn.")
    if len(found) > 1:
        told = ", ".join(f"{plan} ({len(parts)} phần việc)" for plan, parts in found.items())
        raise ConflictError(f"Đã lọc được việc của nhiều kế hoạch đang mở: {told}.", "Chọn một kế hoạch bằng --plan.")
    plan, parts = found.popitem()
    tasks = ",".join(dict.fromkeys(task for task, _, _ in parts))
    return run._replace(request=run.request._replace(plan=plan)), Choice(tasks, (), period, frozenset(parts))


def _taken(run: Run, service: str, choice: Choice, told: dict[str, Any]) -> Changed:
    """Calls the step's service; where evidence is missing, asks for it on a terminal, and calls once more."""
    module, _, name = service.partition(".")
    take = getattr(import_module(f"danvan_cli.services.{module}"), name)
    if "evidence" not in told:
        return take(run.request, choice, **told)  # type: ignore[no-any-return]  # found by its name
    from danvan_cli.services.lifecycle import Result

    told["evidence"] = told["evidence"] or ()
    try:
        return take(run.proving, choice, Result(**told))  # type: ignore[no-any-return]  # found by its name
    except EvidenceMissingError:
        if run.yes or not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
    typed = run.screen.ask_words("Minh chứng (số, ngày văn bản; liên kết; tệp; Enter nếu không có): ")
    proof = {"evidence": (typed,)} if typed else {"no_evidence": run.screen.ask_words("Lý do không có minh chứng: ")}
    return take(run.proving, choice, Result(**(told | proof)))  # type: ignore[no-any-return]  # found by its name


def extend(
    run: Run,
    code: ChosenTasksArgument = None,
    to: Annotated[str | None, typer.Option("--to", metavar="NGÀY", help="Ngày cuối mới.", show_default=False)] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="LÝ_DO", help="Lý do.", show_default=False)] = None,
    unit: UnitsOption = None,
    period: PeriodOption = None,
    request: Annotated[bool, typer.Option("--request", help="Chỉ ghi đề nghị, quyết định sau.")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Rút lần gia hạn gần nhất ghi nhầm.")] = False,
    on: OnOption = None,
    document: DocumentOption = None,
    **narrow: Any,
) -> CommandResult:
    """Gia hạn một việc có thời hạn, chưa xong: ngày cũ, ngày gốc, lần thứ mấy, ai và lúc nào đều được giữ.

    Thêm --request thì chỉ là đề nghị, chờ danvan task extend-decide. Ghi nhầm thì rút bằng --withdraw: thời hạn trở lại
    như trước. Nhiều việc một lúc: danvan task extend --state "quá hạn" --section II.2 --to 30/11 --reason "chờ số
    liệu".
    """
    from danvan_cli.services import extending

    run, chosen = chosen_rows(run, code, unit, period, taken_filter(run, narrow))
    if withdraw:
        return changed_result(run, _withdrawn(run, chosen, to or reason or request or on or document))
    if to is None or reason is None:
        raise UsageError("Gia hạn cần ngày mới và lý do.", "Ghi --to NGÀY và --reason LÝ_DO.")
    wish = extending.Wish(run.known_day(to), reason, run.past_day(on), document)
    if chosen.parts is not None:
        run.confirm_change(
            lambda asked: extending.extend(asked, chosen, wish, only_ask=request),
            "Gia hạn các phần việc nêu trên?",
        )
    return changed_result(run, extending.extend(run.request, chosen, wish, only_ask=request))


def _withdrawn(run: Run, choice: Choice, others: object) -> Changed:
    from danvan_cli.services import correcting

    if others:
        raise UsageError("--withdraw chỉ đi với --unit và --period.", "Bỏ các tùy chọn khác.")
    return correcting.withdraw_extension(run.request, choice)


def extend_decide(
    run: Run,
    code: TasksArgument,
    unit: UnitsOption = None,
    period: PeriodOption = None,
    grant: GrantOption = False,
    to: ShorterOption = None,
    reason: ShorterReasonOption = None,
    refuse: RefuseOption = None,
    on: OnOption = None,
    document: DocumentOption = None,
) -> CommandResult:
    """Quyết định một đề nghị gia hạn: đồng ý, ngắn hơn, hoặc không đồng ý."""
    from danvan_cli.services import extending
    from danvan_cli.services.steps import Choice

    decision = extending.Decision(grant, run.day(to), refuse, reason, run.past_day(on), document)
    return changed_result(
        run, extending.decide_extension(run.request, Choice(",".join(code), unit or (), period), decision)
    )
