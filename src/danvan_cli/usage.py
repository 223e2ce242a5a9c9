"""The options that every command has, and Typer's help in Vietnamese; ``slips`` words its errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from typer.core import TyperCommand, TyperGroup
from typer.models import TyperPath

from danvan_cli.domain.errors import NotFoundError, UsageError
from danvan_cli.domain.text import clean

HELP_NAMES = {"help_option_names": ["-h", "--help"]}


class CommonOption(NamedTuple):
    """An option that every command has; one with a metavar takes a value.

    ``name`` is what the program calls its value, ``suggested`` the function of ``commands.suggestions`` that TAB asks.
    """

    name: str
    spellings: tuple[str, ...]
    help: str
    metavar: str | None = None
    suggested: str | None = None
    hidden: bool = False


# In the order of the help pages. All that is known of a common option stands here.
COMMON_OPTIONS = (
    CommonOption("db", ("--db",), "Tệp dữ liệu, hoặc postgresql://… của máy chủ (hoặc biến DANVAN_DB).", "TỆP"),
    CommonOption(
        *("agency", ("--agency",), "Cơ quan, khi dữ liệu có nhiều (hoặc biến DANVAN_AGENCY).", "MÃ", "agency_codes")
    ),
    CommonOption("plan", ("--plan",), "Kế hoạch (hoặc biến DANVAN_PLAN).", "MÃ", "plan_codes"),
    CommonOption("json", ("--json",), "Trả lời bằng JSON."),
    CommonOption("as_of", ("--as-of",), "Tính trạng thái đến hết ngày này.", "NGÀY"),
    CommonOption("as_known_on", ("--as-known-on",), "Chỉ tính những gì đã nhập đến hết ngày này.", "NGÀY"),
    CommonOption("no_color", ("--no-color",), "Không tô màu (hoặc biến NO_COLOR)."),
    CommonOption(
        "plain", ("--plain",), "Mỗi dòng một điều, không kẻ bảng: cho trình đọc màn hình (hoặc biến DANVAN_PLAIN)."
    ),
    CommonOption("quiet", ("-q", "--quiet"), "Chỉ in mã hoặc dữ liệu."),
    CommonOption("yes", ("-y", "--yes"), "Đồng ý mọi câu hỏi."),
    CommonOption("dry_run", ("-n", "--dry-run"), "Chạy thử, không ghi gì."),
    CommonOption("reopen", ("--reopen",), "Ghi vào cả kế hoạch đã kết thúc, riêng lần này."),
    CommonOption("debug", ("--debug",), "In chi tiết lỗi của chương trình.", hidden=True),
)
# The spellings with and without a value: where an option ends must be known before its command is.
VALUE_OPTIONS = tuple(word for option in COMMON_OPTIONS if option.metavar for word in option.spellings)
FLAG_OPTIONS = tuple(word for option in COMMON_OPTIONS if not option.metavar for word in option.spellings)
# Where a command's context keeps the words typed after it.
TYPED = "danvan.typed"
# Put before a text that begins like an option ("- Họp giao ban") while the line is parsed. No argument can hold it.
_TEXT = "\0"
# Texts that may be a file's path: their services clean what else they are.
_MAY_BE_PATHS = {"db", "evidence"}

_HEADINGS = {"Arguments": "Tham số", "Options": "Tùy chọn", "Commands": "Lệnh"}
_PHRASES = (
    ("Show this message and exit.", "Xem hướng dẫn này."),
    ("[required]", "[bắt buộc]"),
    ("[default: ", "[mặc định: "),
    ("; required]", "; bắt buộc]"),
    ("[OPTIONS]", "[TÙY_CHỌN]"),
    ("COMMAND [ARGS]...", "LỆNH [THAM_SỐ]..."),
)


def translated(text: str) -> str:
    """Puts Typer's own words in a help text into Vietnamese; ours stay."""
    for english, vietnamese in _PHRASES:
        text = text.replace(english, vietnamese)
    return text


def _formatter_class(base: type[Any]) -> type[Any]:
    class VietnameseFormatter(base):  # type: ignore[misc]
        """Writes help with Vietnamese headings."""

        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, translated(args), prefix or "Cách dùng: ")

        def write_heading(self, heading: str) -> None:
            super().write_heading(_HEADINGS.get(heading, heading))

        def write_dl(self, rows: Sequence[tuple[str, str]], *args: Any, **extra: Any) -> None:
            super().write_dl([(name, translated(text)) for name, text in rows], *args, **extra)

    return VietnameseFormatter


class VietnameseContext(TyperCommand.context_class):  # type: ignore[misc, valid-type]
    """A command's context whose help is Vietnamese."""

    formatter_class = _formatter_class(TyperCommand.context_class.formatter_class)


class HouseCommand(TyperCommand):
    """A command with Vietnamese help, whose texts pass the one door for text."""

    context_class = VietnameseContext

    def make_parser(self, ctx: Any) -> Any:
        """Makes the parser of the words typed: texts come out clean, paths as they were typed."""
        parser = super().make_parser(ctx)
        paths = {param.name for param in self.params if isinstance(param.type, TyperPath)} | _MAY_BE_PATHS
        parse = parser.parse_args
        options = {param.name: param.opts for param in self.params if param.param_type_name == "option"}
        spellings = {spelling for names in options.values() for spelling in names}

        def parse_cleaned(args: list[str]) -> tuple[dict[str, Any], list[str], list[Any]]:
            ctx.meta[TYPED] = tuple(args)
            values, rest, order = parse([f"{_TEXT}{word}" if word[1:2].isspace() else word for word in args])
            rest = [word.removeprefix(_TEXT) for word in rest]
            for name, value in values.items():
                # "--log --yes" leaves the words out: the next option is no text.
                if name in options and isinstance(value, str) and value in spellings:
                    raise UsageError(
                        f"Tùy chọn {options[name][-1]} cần một giá trị; sau nó là {value}.",
                        f"Ghi giá trị ngay sau {options[name][-1]}.",
                    )
            return {name: _read(value, name in paths) for name, value in values.items()}, rest, order

        parser.parse_args = parse_cleaned  # type: ignore[method-assign]
        return parser

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Writes the arguments and the options of the command's own; the common ones are only named, in one line."""
        common = {option.name for option in COMMON_OPTIONS} | {"help"}
        for kind, heading in (("argument", "Arguments"), ("option", "Options")):
            told = [param for param in self.params if param.param_type_name == kind and param.name not in common]
            if rows := [row for param in told if (row := param.get_help_record(ctx)) is not None]:
                with formatter.section(heading):
                    formatter.write_dl(rows)
        named = " ".join(option.spellings[-1] for option in COMMON_OPTIONS if not option.hidden)
        formatter.write_paragraph()
        formatter.write_text(f"Lệnh nào cũng có (danvan help tùy-chọn): {named} --help")

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Writes the examples, each on a line of its own that can be copied."""
        from danvan_cli.examples import EXAMPLES  # only a help page needs them

        name = ctx.command_path.removeprefix(f"{ctx.find_root().info_name} ")
        formatter.write_paragraph()
        formatter.write("Ví dụ:\n")
        for line in EXAMPLES.get(name, ()):
            formatter.write(f"  danvan {line}\n")

    def invoke(self, ctx: Any) -> Any:
        """Runs the command; where a name is not known, says that one of several words must stand in quotation marks."""
        try:
            return super().invoke(ctx)
        except (NotFoundError, UsageError) as error:
            from danvan_cli.slips import unquoted  # only a slip needs it

            if asked := unquoted(ctx.meta.get(TYPED, ()), error.message):
                error.hint = f"{asked}{error.hint}"
            raise


class HouseGroup(TyperGroup):
    """A noun with Vietnamese help, whose verbs are built when they are needed."""

    context_class = VietnameseContext

    def __init__(self, verbs: Mapping[str, str], build: Callable[[str], TyperCommand], **settings: Any) -> None:
        super().__init__(rich_markup_mode=None, no_args_is_help=True, context_settings=HELP_NAMES, **settings)
        self._build = build
        self._summaries = verbs
        # The names alone let the parser suggest one for a misspelt verb.
        self.commands = dict.fromkeys(verbs)  # type: ignore[assignment]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Writes the verbs with whole sentences, building none of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self._summaries.items()))

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Suggests verbs, building none of them, or options."""
        from danvan_cli.completing import of_group  # only TAB needs it

        return of_group(self, self._summaries, ctx, incomplete)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Builds the verb asked for."""
        if cmd_name in self.commands and self.commands[cmd_name] is None:
            self.commands[cmd_name] = self._build(cmd_name)
        return self.commands.get(cmd_name)


def _read(value: Any, is_path: bool) -> Any:
    """Cleans a value, or each of several, before it is read; a flag and a path are what they are."""
    if isinstance(value, str):
        typed = value.removeprefix(_TEXT)
        return typed if is_path else clean(typed)
    return type(value)(_read(part, is_path) for part in value) if isinstance(value, list | tuple) else value
