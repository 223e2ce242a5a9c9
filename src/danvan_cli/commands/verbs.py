"""How a function becomes a command: its verb and noun, the common options, one run of it from typing to answer."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

import typer
from typer.core import TyperCommand

from danvan_cli.commands.options import COMMON, given
from danvan_cli.commands.shared import Run, read_day
from danvan_cli.commands.suggestions import PLAN_CODES
from danvan_cli.domain.dates import describe, in_range, vietnam_today
from danvan_cli.domain.errors import SerializationError, UsageError
from danvan_cli.output.result import CommandResult
from danvan_cli.output.screen import GivenAnswers, Screen, wants_color, wants_plain, warn
from danvan_cli.services.request import Noted, Request, actor_of, database_at, said
from danvan_cli.usage import HELP_NAMES, HouseCommand, HouseGroup

if TYPE_CHECKING:
    from danvan_cli.output.files import OutputFiles

# What a verb does: takes a Run and its own options, by name, and gives an answer.
Does = Callable[..., CommandResult | None]

# How long to wait, in seconds, before each further try of a write that a server undid.
_PAUSES = (0.05, 0.2, 0.8)


class Verb(NamedTuple):
    """A command's function; ``told`` are its parameters where they stand in a table, None: read from the function.

    ``also`` are options that it takes besides, by keyword. ``of_now``: it knows only the present, so that asking it
    about another day is refused.
    """

    does: Does
    told: tuple[inspect.Parameter, ...] | None
    of_now: bool = False
    also: tuple[inspect.Parameter, ...] = ()

    def parameters(self) -> list[inspect.Parameter]:
        """Lists the options of the verb's own, with their types."""
        if self.told is not None:
            return [*self.told, *self.also]
        hints = get_type_hints(self.does, include_extras=True)
        own = list(inspect.signature(self.does).parameters.values())[1:]
        named = [parameter for parameter in own if parameter.kind is not inspect.Parameter.VAR_KEYWORD]
        return [*(given(parameter.name, hints[parameter.name], parameter.default) for parameter in named), *self.also]

    def first_sentence(self) -> str:
        """Shortens the help to what a list of verbs tells."""
        words = (self.does.__doc__ or "").split("\n\n")[0].split()
        return " ".join(words).split(". ")[0].rstrip(".") + "."


class Noun:
    """The verbs of one noun, each built into a command only when it is called or listed."""

    def __init__(self) -> None:
        self._verbs: dict[str, Verb] = {}

    def verb(
        self,
        name: str,
        told: tuple[inspect.Parameter, ...] | None = None,
        *,
        of_now: bool = False,
        also: tuple[inspect.Parameter, ...] = (),
    ) -> Callable[[Does], Does]:
        """Registers a function whose parameters, where ``told`` is not given, are read from itself."""

        def register(function: Does) -> Does:
            self._verbs[name] = Verb(function, told, of_now, also)
            return function

        return register

    def command(self, name: str) -> TyperCommand:
        """Builds one verb."""
        return _built(name, self._verbs[name])

    def group(self, name: str, summary: str) -> HouseGroup:
        """Makes the noun's own command, which finds its verbs here."""
        first_sentences = {word: verb.first_sentence() for word, verb in self._verbs.items()}
        return HouseGroup(first_sentences, self.command, name=name, help=summary)


def _built(name: str, verb: Verb) -> TyperCommand:
    """Turns a verb into a Typer command that has the common options too, so that their place does not matter."""
    own = verb.parameters()
    coded = [parameter.name for parameter in own if _takes_codes(parameter)]

    @functools.wraps(verb.does)
    def run_command(ctx: typer.Context, **options: Any) -> None:
        common = {key: options.pop(key) for key in COMMON}
        if verb.of_now and (common["as_of"] or common["as_known_on"]):
            raise UsageError(
                "Lệnh này chỉ xem được tình hình hiện nay.",
                "Bỏ --as-of, --as-known-on; thay đổi theo ngày: danvan log.",
            )
        # The data are let go of before the first line is shown: a reader that takes its time locks nobody out.
        with ExitStack() as held:
            run = _start(ctx, common, held)
            with _telling_damage(run.request, is_json=run.screen.json):
                if any(options.get(name) for name in coded):
                    from danvan_cli.commands.choosing import settled

                    run, options = settled(run, options, coded)
                answer = _answered(verb.does, run, options)
                if answer is not None:
                    answer = answer._replace(
                        as_of=answer.as_of or run.request.as_of,
                        known_on=run.request.known_on,
                        of_plans=run.request.noted.plans if run.request.noted is not None else "",
                    )
                show = None if answer is None else run.screen.prepared(answer)
        if show is not None:
            show()
        _warn_of_noted(run.request)
        _warn_of_clock(run.request)
        if answer is not None and answer.failed is not None:
            raise answer.failed

    signature = inspect.Signature([given("ctx", typer.Context), *own, *COMMON.values()])
    run_command.__signature__ = signature  # type: ignore[attr-defined]
    run_command.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    single = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
    single.command(name, cls=HouseCommand, context_settings=HELP_NAMES)(run_command)
    built = typer.main.get_command(single)
    assert isinstance(built, TyperCommand)  # noqa: S101  (one verb alone is a command, not a group)
    return built


def _takes_codes(parameter: inspect.Parameter) -> bool:
    """Tells whether a parameter is of codes that a plan gives: the same may stand in another plan, too."""
    told = getattr(parameter.annotation, "__metadata__", ())
    return any(getattr(one, "autocompletion", None) in PLAN_CODES for one in told)


@contextmanager
def _telling_damage(request: Request, *, is_json: bool) -> Iterator[None]:
    """Tells what a damaged file leads to as damage: a thing that is not found, a value that nobody can read."""
    try:
        yield
    except (typer.exceptions.TyperException, typer.Exit, typer.Abort, OSError):
        raise
    except Exception as error:
        if request.noted is not None and not is_json:
            for sentence in request.noted.news:
                warn(sentence)
        from danvan_cli.services.copying import refuse_damaged_after

        refuse_damaged_after(request, error)
        raise


def _warn_of_noted(request: Request) -> None:
    for sentence in (*request.noted.news, *request.noted.warnings) if request.noted is not None else ():
        warn(sentence)


def _answered(does: Does, run: Run, options: dict[str, Any]) -> CommandResult | None:
    """Runs a verb; one that a server undid for another's sake runs again, with what the user answered."""
    for pause in _PAUSES:
        try:
            return does(run, **options)
        except SerializationError:
            import random
            import time

            run.screen.asked.begin_again()
            time.sleep(pause * (1 + random.random()))
    return does(run, **options)


def _start(ctx: typer.Context, common: dict[str, Any], held: ExitStack) -> Run:
    # To the second, as the journal tells it: what is taken back and done again is the same.
    now = datetime.now(UTC).replace(microsecond=0)
    today = today_at(now)
    plan = common["plan"] or said(os.environ, "DANVAN_PLAN")
    request = Request(
        database=database_at(common["db"], os.environ, common["agency"]),
        plan=plan,
        today=today,
        as_of=today,
        now=now,
        actor=actor_of(os.environ),
        command=ctx.command_path.removeprefix(f"{ctx.find_root().info_name} "),
        dry_run=common["dry_run"],
        reopened=common["reopen"],
        noted=Noted(),
    )
    known_on = _day_of(common["as_known_on"], request)
    asked = _day_of(common["as_of"], request) or known_on
    request = request._replace(as_of=asked or today, known_on=known_on, is_day_asked=asked is not None)
    screen = Screen(
        common["json"],
        wants_color(common["no_color"], os.environ),
        common["quiet"],
        GivenAnswers(),
        wants_plain(common["plain"], os.environ),
    )

    @functools.cache
    def make_files() -> OutputFiles:
        from danvan_cli.output.files import OutputFiles  # few commands write any

        return OutputFiles(request.database.path, dry_run=request.dry_run)

    request = request._replace(write_copy=lambda wanted, make: make_files().write_copy(wanted, make))
    return Run(request, screen, common["yes"], common["plan"], held, make_files, ctx)


def _day_of(text: str | None, request: Request) -> date | None:
    return None if text is None else read_day(text, request, is_past=True)


def _warn_of_clock(request: Request) -> None:
    """Warns where the newest entry is of a later day than today: a clock that goes wrong makes every lateness wrong."""
    if not request.database.exists:
        return
    from danvan_cli.services.snapshot import newest_entry_day

    newest = newest_entry_day(request)
    if newest is not None and newest > request.today:
        warn(
            f"Cảnh báo: hôm nay là {describe(request.today)} theo đồng hồ máy, nhưng nhật ký đã có lần ghi ngày "
            f"{describe(newest)}. Kiểm tra lại ngày giờ của máy; số ngày trễ có thể sai."
        )


def today_at(now: datetime) -> date:
    """Says which day it is in Việt Nam, or the one that DANVAN_TODAY fixes."""
    fixed = said(os.environ, "DANVAN_TODAY")
    if not fixed:
        return vietnam_today(now)
    # By far the most often written so, and no other form is of ten letters with such a hyphen.
    if len(fixed) == 10 and fixed[4] == "-":
        with suppress(ValueError):
            day = date.fromisoformat(fixed)
            if in_range(day):
                return day
    from danvan_cli.domain.typed_dates import parse_date  # only tests and demonstrations fix the day

    return parse_date(fixed, today=vietnam_today(now))
