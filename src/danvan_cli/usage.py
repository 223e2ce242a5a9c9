"""Typer's own words in Vietnamese: help pages and usage errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from typer.core import TyperCommand, TyperGroup
from typer.models import TyperPath

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import clean, fold, strip_controls

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
    CommonOption("quiet", ("-q", "--quiet"), "Chỉ in mã hoặc dữ liệu."),
    CommonOption("yes", ("-y", "--yes"), "Đồng ý mọi câu hỏi."),
    CommonOption("dry_run", ("-n", "--dry-run"), "Chạy thử, không ghi gì."),
    CommonOption("reopen", ("--reopen",), "Ghi vào cả kế hoạch đã kết thúc, riêng lần này."),
    CommonOption("debug", ("--debug",), "In chi tiết lỗi của chương trình.", hidden=True),
)
# The spellings with and without a value: where an option ends must be known before its command is.
VALUE_OPTIONS = tuple(word for option in COMMON_OPTIONS if option.metavar for word in option.spellings)
FLAG_OPTIONS = tuple(word for option in COMMON_OPTIONS if not option.metavar for word in option.spellings)
# Texts that may be a file's path: their services clean what else they are.
_MAY_BE_PATHS = {"db", "evidence"}

# What people type for a command that is called otherwise (folded), longest first where one begins another.
_OTHERWISE = {
    "hoan thanh|xong|da xong|complete|finish|close": "task done", "them viec|them nhiem vu|them|add|new": "task add",
    "giao viec|giao|phan cong|assign": "task assign", "tien do|progress": "task progress",
    "nop ket qua|nop|submit": "task submit", "gia han|extend": "task extend", "xac nhan|confirm": "task confirm",
    "sua|chinh sua|edit": "task edit", "xoa|bo viec|delete|remove|rm": "task remove",
    "viec|nhiem vu|tasks|list|ls": "task list",
    "qua han|tre han|tre|late": "overdue", "sap den han|den han|due|next": "upcoming",
    "don doc|nhac viec|nhac nho|nhac": "remind", "bao cao|xuat bao cao|export": "report export",
    "chi tieu|targets": "target coverage", "so lieu|nhap so lieu": "target record", "don vi|units": "unit list",
    "nhap ke hoach|nhap|import": "plan import", "ke hoach|plans": "plan list",
    "tinh hinh|trang thai|tong hop|xem": "status", "lich|thang": "calendar",
    "nhat ky|lich su|history": "log", "hoan tac|quay lai|lay lai": "undo", "lam lai": "redo",
    "cau hinh|thiet lap|cai dat|settings": "config list", "minh chung|bang chung": "evidence list",
    "ghi chu|luu y": "note list", "tim kiem|tim|search|find": "task list --text",
}  # fmt: skip

# The same for options.
_OPTIONS_OTHERWISE = {
    "note|ket qua|comment": "--result", "han|thoi han|deadline|due date": "--due", "don vi|donvi|unit name": "--unit",
    "ngay|date|day": "--on", "ly do|lydo|why": "--reason", "ky|quy|thang|month|quarter": "--period",
    "minh chung|proof": "--evidence", "muc": "--section", "dong y|force": "--yes", "out|output file|tep": "--output",
}  # fmt: skip

_HEADINGS = {"Arguments": "Tham số", "Options": "Tùy chọn", "Commands": "Lệnh"}
_PHRASES = (
    ("Show this message and exit.", "Xem hướng dẫn này."),
    ("[required]", "[bắt buộc]"),
    ("[default: ", "[mặc định: "),
    ("; required]", "; bắt buộc]"),
    ("[OPTIONS]", "[TÙY_CHỌN]"),
    ("COMMAND [ARGS]...", "LỆNH [THAM_SỐ]..."),
)
# What the argument parser says → what we say; {0} is its first group.
_ERRORS = (
    (r"'?(.+?)'? is not a valid int(?:eger)?(?: range)?\.?", "“{0}” không phải số nguyên."),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)", "Thừa tham số: {0}."),
    (r"(.+?) is not in the range (\d+)<=x<=(\d+)\.?", "{0} nằm ngoài khoảng từ {1} đến {2}."),
    (r"(.+?) is not in the range x>=(\d+)\.?", "{0} nằm ngoài khoảng từ {1} trở lên."),
    (r"(.+?) is not in the range x<=(\d+)\.?", "{0} nằm ngoài khoảng từ {1} trở xuống."),
    (r"Option '?(.+?)'? requires an argument\.?", "Tùy chọn {0} cần một giá trị."),
    (r"Option '?(.+?)'? requires (\d+) arguments\.?", "Tùy chọn {0} cần {1} giá trị."),
    (r"Option '?(.+?)'? does not take a value\.?", "Tùy chọn {0} không nhận giá trị."),
    (r"No such command '?(.+?)'?\.(?: Did you mean (.+)\?)?", "Không có lệnh {0}."),
    (r"Missing command\.?", "Thiếu lệnh."),
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
            values, rest, order = parse(args)
            for name, value in values.items():
                # "--log --yes" leaves the words out: the next option is no text.
                if name in options and isinstance(value, str) and value in spellings:
                    raise UsageError(
                        f"Tùy chọn {options[name][-1]} cần một giá trị; sau nó là {value}.",
                        f"Ghi giá trị ngay sau {options[name][-1]}.",
                    )
            return {n: v if n in paths else _cleaned(v) for n, v in values.items()}, rest, order

        parser.parse_args = parse_cleaned  # type: ignore[method-assign]
        return parser


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


def _cleaned(value: Any) -> Any:
    """Cleans a value, or each of several, before its number, word or day is read; a flag is what it is."""
    if isinstance(value, str):
        return clean(value)
    return type(value)(map(_cleaned, value)) if isinstance(value, list | tuple) else value


def meant_command(words: Sequence[str]) -> str | None:
    """Finds the command that people mean by other words ("hoàn thành" → "task done"); None for words that are none."""
    named = {phrase: command for phrases, command in _OTHERWISE.items() for phrase in phrases.split("|")}
    for count in range(min(3, len(words)), 0, -1):
        if found := named.get(fold(" ".join(words[:count]))):
            return found
    return None


def explain(error: Any) -> tuple[str | None, str, str]:
    """Turns a usage error into help to show, or a sentence and a hint."""
    kind = type(error).__name__
    context = getattr(error, "ctx", None)
    if kind == "NoArgsIsHelpError":
        return str(error.message), "", ""
    path = context.command_path if context is not None else "danvan"
    hint = f"Xem cách dùng: {path} --help."
    if kind == "MissingParameter":
        return None, f"Thiếu {_name_of(error, context)}.", hint
    if kind == "NoSuchOption":
        near = _meant_option(error.option_name, context)
        return (
            None,
            f"Không có tùy chọn {strip_controls(error.option_name)}.",
            (f"Có phải {near}? {hint}" if near else hint),
        )
    sentence = _sentence(str(error.message))
    if kind == "BadParameter" and getattr(error, "param", None) is not None:
        sentence = f"Giá trị của {_name_of(error, context)} sai: {sentence}"
    return None, sentence, _suggestion(str(error.message)) + hint


def _meant_option(typed: str, context: Any) -> str | None:
    """Finds the command's own option that people mean by another word, or have misspelt; None where none is near."""
    own = [name for param in context.command.params for name in param.opts] if context is not None else []
    key = fold(typed).lstrip("-").replace("-", " ")
    meant = {word: option for words, option in _OPTIONS_OTHERWISE.items() for word in words.split("|")}.get(key)
    if meant in own:
        return meant
    from difflib import get_close_matches  # only a slip needs it

    found = get_close_matches(fold(typed), [name for name in own if name.startswith("--")], n=1, cutoff=0.7)
    return found[0] if found else None


def _name_of(error: Any, context: Any) -> str:
    param = getattr(error, "param", None)
    if param is None:
        return "tham số"
    if getattr(param, "param_type_name", "") == "argument":
        return f"tham số {param.make_metavar(context)}"
    return f"tùy chọn {max(param.opts, key=len)}"


def _sentence(message: str) -> str:
    for pattern, vietnamese in _ERRORS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return strip_controls(vietnamese.format(*(group or "" for group in found.groups())))
    return strip_controls(message)


def _suggestion(message: str) -> str:
    found = re.search(r"Did you mean (.+)\?$", message)
    return "Có phải {}? ".format(found[1].replace("'", "")) if found else ""
