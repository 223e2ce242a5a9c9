"""The options and arguments that many commands take, and the common ones that every command has."""

import inspect
import re
from typing import Annotated, Any

import typer

from danvan_cli.commands import suggestions
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import NoteKind, Word, parse_word
from danvan_cli.usage import COMMON_OPTIONS, CommonOption


def naming_units(*names: str, what: str) -> Any:
    """Makes an option that takes a unit, or several, by code, name or alias."""
    return typer.Option(*names, metavar="ĐƠN_VỊ", help=what, show_default=False, autocompletion=suggestions.unit_codes)


def choice(words: type[Word], *names: str, what: str, default: Word | None = None, metavar: str = "GIÁ_TRỊ") -> Any:
    """Makes an option (an argument where it has no names) that takes a member of a closed list.

    It may be typed as its English value or a Vietnamese name. Help shows the Vietnamese, in quotation marks where it
    has blanks; TAB offers it with hyphens for blanks, so that no shell parts it, and the English value where only that
    begins as typed.
    """
    shown = {word: f'"{word.spoken}"' if " " in word.spoken else word.spoken for word in words}

    def read(text: str) -> Word:
        try:
            return parse_word(words, text)
        except UsageError as error:
            raise typer.BadParameter(error.message) from None

    def suggest(incomplete: str) -> list[str]:
        begun = fold(incomplete)
        names_of = ((re.sub(r"\W+", "-", word.spoken), word.value) for word in words)
        begin = [[name for name in names if fold(name).startswith(begun)] for names in names_of]
        # Typer drops what does not go on as typed, letter by letter.
        return [incomplete + found[0][len(incomplete) :] for found in begin if found]

    made = typer.Option if names else typer.Argument
    without = "" if default is None else f"  [mặc định: {shown[default]}]"
    return made(
        *names,
        metavar=metavar,
        help=f"{what}: {', '.join(shown.values())}.{without}",
        show_default=False,
        parser=read,
        autocompletion=suggest,
    )


UnitOption = Annotated[str | None, naming_units("-u", "--unit", what="Mã, tên hoặc tên khác của đơn vị.")]
UnitsOption = Annotated[list[str] | None, naming_units("-u", "--unit", what="Đơn vị chủ trì; ghi nhiều lần được.")]

CompareOption = Annotated[
    str | None,
    typer.Option(
        "--compare",
        metavar="NĂM",
        help="So từng số với kế hoạch cùng tên của năm này đến cùng ngày, hoặc với kế hoạch có mã này.",
        show_default=False,
    ),
]
TaskArgument = Annotated[
    str, typer.Argument(metavar="MÃ", help="Mã nhiệm vụ, ví dụ IV-4.", autocompletion=suggestions.task_codes)
]
PeriodOption = Annotated[
    str | None, typer.Option("--period", metavar="KỲ", help="Kỳ của việc định kỳ, ví dụ 2023-Q3.", show_default=False)
]
TasksArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="MÃ...",
        help="Mã nhiệm vụ, một hay nhiều: IV-4 BS-1, hoặc II.2-1..5.",
        autocompletion=suggestions.task_codes,
    ),
]
ChosenTasksArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[MÃ...]",
        help="Mã nhiệm vụ, một hay nhiều: IV-4 BS-1, hoặc II.2-1..5; bỏ trống khi lọc.",
        show_default=False,
        autocompletion=suggestions.task_codes,
    ),
]
NoteKindOption = Annotated[NoteKind, choice(NoteKind, "--kind", what="Loại ghi chú", default=NoteKind.REMARK)]
# A list stops at a screenful; how much is left is said beside it.
LIMIT = 50
LimitOption = Annotated[int, typer.Option("--limit", metavar="SỐ", min=1, max=1_000_000, help="Số dòng hiện ra.")]
AllOption = Annotated[bool, typer.Option("--all", help="Hiện tất cả.")]
# How a request for an extension is answered, whatever it is for.
GrantOption = Annotated[bool, typer.Option("--grant", help="Đồng ý đúng như đề nghị.")]
ShorterOption = Annotated[
    str | None, typer.Option("--to", metavar="NGÀY", help="Gia hạn ngắn hơn đề nghị.", show_default=False)
]
ShorterReasonOption = Annotated[
    str | None, typer.Option("--reason", metavar="LÝ_DO", help="Vì sao ngắn hơn.", show_default=False)
]
RefuseOption = Annotated[
    str | None, typer.Option("--refuse", metavar="LÝ_DO", help="Không đồng ý, vì sao.", show_default=False)
]


def given(name: str, annotation: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    """Makes a parameter of a command that is built from a table; without a default it must be given."""
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _common(option: CommonOption) -> inspect.Parameter:
    info = typer.Option(
        *option.spellings,
        metavar=option.metavar,
        help=option.help,
        hidden=option.hidden,
        show_default=False,
        autocompletion=getattr(suggestions, option.suggested) if option.suggested else None,
    )
    if option.metavar:
        return given(option.name, Annotated[str | None, info], None)
    return given(option.name, Annotated[bool, info], False)


# The options of every command, by name. They go into its Run: its own function does not get them.
COMMON = {option.name: _common(option) for option in COMMON_OPTIONS}
