"""The command tree: nouns loaded only when used, errors turned into exit codes, streams in UTF-8."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import takewhile
from typing import Any, NamedTuple, NoReturn

import typer
from typer.core import TyperGroup

from danvan_cli import __version__
from danvan_cli.domain.errors import DanvanError, UsageError
from danvan_cli.domain.text import nfc
from danvan_cli.output.screen import show_error, unwritten, warn, write_out
from danvan_cli.usage import FLAG_OPTIONS, HELP_NAMES, VALUE_OPTIONS, VietnameseContext


class Entry(NamedTuple):
    """A first word of the command line: its module of ``commands``, what it is for, whether a verb follows."""

    module: str
    summary: str
    has_verbs: bool = True


# In the order of a working week. A module is imported only when its command is used: the help of all of them must not
# cost the start of each. A new command of a module that stands here needs no line; tests/cli/test_tree.py finds one
# that was forgotten.
_NOUNS: dict[str, Entry] = {
    "demo": Entry("demo", "Xem thử: nhập kế hoạch mẫu vào dữ liệu tạm, xem tình hình.", has_verbs=False),
    "today": Entry("follow", "Hôm nay trong năm dòng, và nên làm gì tiếp.", has_verbs=False),
    "status": Entry(
        "follow", "Một màn hình: tiến độ từng đơn vị, việc trễ, việc sắp đến hạn, chỉ tiêu.", has_verbs=False
    ),
    "overdue": Entry("follow", "Việc quá hạn chưa hoàn thành.", has_verbs=False),
    "upcoming": Entry("follow", "Việc sắp đến hạn.", has_verbs=False),
    "calendar": Entry("follow", "Lịch một tháng với các thời hạn.", has_verbs=False),
    "unassigned": Entry("follow", "Việc chưa có đơn vị chủ trì.", has_verbs=False),
    "stale": Entry("follow", "Việc không thời hạn lâu chưa cập nhật.", has_verbs=False),
    "remind": Entry("remind", "Đôn đốc: ai, việc gì, bước nào; viết công văn.", has_verbs=False),
    "search": Entry("search", "Tìm chữ trong mọi nội dung đã nhập.", has_verbs=False),
    "plan": Entry("plan", "Kế hoạch: nhập từ tệp, xem, chọn."),
    "task": Entry("task", "Nhiệm vụ: thêm, giao, báo tiến độ, hoàn thành."),
    "evidence": Entry("evidence", "Minh chứng: xem, thêm, xác nhận, soát; việc đã xong còn thiếu minh chứng."),
    "doc": Entry("doc", "Sổ văn bản: căn cứ, viện dẫn, văn bản đã ban hành; ghi, gắn với nhiệm vụ, thay thế."),
    "sheet": Entry("sheet", "Bảng làm việc Excel: xuất cả kế hoạch hay một đơn vị, sửa rồi nhập lại."),
    "target": Entry("target", "Chỉ tiêu: thêm, ghi số liệu, mức độ đạt."),
    "record": Entry("record", "Số liệu ngoài nhiệm vụ: tiếp dân, đơn thư, hồ sơ, quán triệt, chỉ số…"),
    "unit": Entry("unit", "Đơn vị: danh mục, tên khác, số người."),
    "extension": Entry("extension", "Gia hạn: đề nghị đang chờ, đã đồng ý, không đồng ý, đã rút."),
    "person": Entry("person", "Cán bộ: đơn vị, điện thoại, việc phụ trách."),
    "note": Entry("note", "Ghi chú, ưu điểm, hạn chế, nguyên nhân, bài học, kiến nghị: thêm, xem, sửa, bỏ."),
    "round": Entry("round", "Đợt báo cáo: mở, ai đã gửi, nhắc, yêu cầu bổ sung, khóa."),
    "form": Entry("form", "Biểu Excel cho đơn vị báo cáo theo đợt: xuất từng đơn vị, nhập lại nhiều tệp một lúc."),
    "score": Entry("score", "Tự chấm điểm thi đua: bộ tiêu chí, chấm, thẩm định, giải trình, khóa, bảng điểm."),
    "report": Entry("report", "Báo cáo năm, kỳ, một trang: tệp Word, PDF, Excel, CSV…; kiểm tra, giải thích số liệu."),
    "explain": Entry("explain", "Giải thích một số liệu: những dòng làm nên nó.", has_verbs=False),
    "log": Entry("follow", "Nhật ký thay đổi.", has_verbs=False),
    "undo": Entry("undo", "Hoàn tác cả một lệnh vừa làm.", has_verbs=False),
    "redo": Entry("undo", "Làm lại lệnh vừa hoàn tác.", has_verbs=False),
    "agency": Entry("agency", "Cơ quan dùng chung dữ liệu: thêm, xem, tiến độ từng cơ quan."),
    "config": Entry("config", "Thiết lập, lịch nghỉ."),
    "data": Entry("data", "Chuyển dữ liệu một cơ quan giữa tệp và máy chủ."),
    "backup": Entry("backup", "Sao lưu dữ liệu; xem các bản sao.", has_verbs=False),
    "restore": Entry("backup", "Khôi phục dữ liệu từ một bản sao.", has_verbs=False),
    "doctor": Entry("doctor", "Khám dữ liệu: tệp, nhật ký, số liệu, bản sao; sửa những gì an toàn.", has_verbs=False),
    "db": Entry("db", "Dữ liệu: nâng cấp, cấp quyền trên máy chủ."),
    "shell": Entry("shell", "Gõ nhiều lệnh liền tại một dấu nhắc, có TAB và lịch sử.", has_verbs=False),
    "help": Entry("help", "Hướng dẫn theo chủ đề: ngày, lọc, trạng thái, chỉ tiêu, báo cáo…", has_verbs=False),
    "completion": Entry(
        "completion", "Phím TAB điền tiếp lệnh và mã trong bash, zsh, fish, PowerShell.", has_verbs=False
    ),
}


class Root(TyperGroup):
    """The root command: finds nouns lazily and ends every run with the right exit code."""

    context_class = VietnameseContext

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        # The names alone let the parser suggest one for a misspelt noun.
        self.commands = dict.fromkeys(_NOUNS)  # type: ignore[assignment]

    def list_commands(self, ctx: Any) -> list[str]:
        """Lists the nouns in the order of a working week."""
        return list(_NOUNS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Imports a noun's module and builds its commands."""
        if cmd_name not in _NOUNS:
            return None
        entry = _NOUNS[cmd_name]
        noun = import_module(f"danvan_cli.commands.{entry.module}").noun
        return noun.group(cmd_name, entry.summary) if entry.has_verbs else noun.command(cmd_name)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Suggests nouns, importing none of them, or options."""
        from danvan_cli.completing import of_group  # only TAB needs it

        return of_group(self, {name: entry.summary for name, entry in _NOUNS.items()}, ctx, incomplete)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Writes the list of nouns without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in _NOUNS.items()])

    def main(
        self, args: Sequence[str] | None = None, *positional: Any, standalone_mode: bool = True, **extra: Any
    ) -> Any:
        """Runs the command line; every failure that a user can cause ends in one sentence and its code."""
        if os.environ.get("_DANVAN_COMPLETE"):
            from danvan_cli.completing import complete

            sys.exit(complete(self, lambda word: nfc(_understood(word)), _common_options_last))
        words = [_understood(word) for word in (sys.argv[1:] if args is None else args)]
        if not words and sys.stdin.isatty() and sys.stdout.isatty():
            words = ["today"]
        code = self._run(_common_options_last(words), extra)
        if not standalone_mode:
            return code
        sys.exit(code)

    def suggestions(self, words: list[str], begun: str) -> list[tuple[str, str]]:
        """Lists what the last word of a line may become, as a shell is told at TAB, with what each means."""
        from danvan_cli.completing import suggested

        return suggested(self, lambda word: nfc(_understood(word)), _common_options_last, words, begun)

    def _run(self, words: list[str], extra: dict[str, Any]) -> int:
        as_json = "--json" in words[: words.index("--")] if "--" in words else "--json" in words
        try:
            result = super().main(args=words, standalone_mode=False, **{**extra, "prog_name": "danvan"})
            return result if isinstance(result, int) else 0
        except DanvanError as error:
            show_error(error, as_json=as_json)
            if "--debug" in words and error.__cause__ is not None:
                warn(f"{type(error.__cause__).__name__}: {error.__cause__}")
            return error.exit_code
        except typer.exceptions.TyperException as error:
            return _usage_failure(error, words, as_json=as_json)
        except SystemExit:
            # Typer's own way out when the reader of a help page has gone.
            return 0
        except Exception as error:
            if "--debug" in words:
                raise
            failure = unwritten(error) or DanvanError(
                f"Chương trình gặp lỗi ngoài dự kiến ({type(error).__name__}: {error}).",
                "Chạy lại với --debug để xem chi tiết rồi báo cho người phụ trách.",
            )
            show_error(failure, as_json=as_json)
            return failure.exit_code


def _understood(word: str) -> str:
    """Reads an argument that a machine without UTF-8 could not read; what is no UTF-8 either stays, for a file's name.

    Texts are cleaned where the command line is parted into them (``usage.HouseCommand``), so that paths stay as typed.
    """
    is_unread = any("\udc80" <= c <= "\udcff" for c in word)
    return os.fsencode(word).decode("utf-8", "surrogateescape") if is_unread else word


def _common_options_last(words: list[str]) -> list[str]:
    """Moves common options that stand before the verb behind it: ``danvan --db F plan list`` means the same.

    Without a verb (a help page, the version) they have nothing to act on and are left out.
    """
    command: list[str] = []
    early: list[str] = []
    rest = list(words)
    while rest and rest[0] != "--" and not _is_complete(command):
        word = rest.pop(0)
        if word.partition("=")[0] in VALUE_OPTIONS:
            early += [word] if "=" in word or not rest else [word, rest.pop(0)]
        elif word in FLAG_OPTIONS:
            early.append(word)
        else:
            command.append(word)
    return [*command, *early, *rest] if _is_complete(command) else [*command, *rest]


def _is_complete(command: list[str]) -> bool:
    verbs = [word for word in command if not word.startswith("-")]
    return bool(verbs) and len(verbs) == (2 if verbs[0] in _NOUNS and _NOUNS[verbs[0]].has_verbs else 1)


def all_commands() -> list[tuple[str, ...]]:
    """Lists every command as it is typed, nouns with their verbs: ("task", "add"), ("status",)."""
    root_command = typer.main.get_command(app)
    context = VietnameseContext(root_command)
    found: list[tuple[str, ...]] = []
    for name in _NOUNS:
        built = root_command.get_command(context, name)  # type: ignore[attr-defined]
        verbs = built.list_commands(context) if _NOUNS[name].has_verbs else []
        found += [(name, verb) for verb in verbs] or [(name,)]
    return found


def _said(words: Sequence[str]) -> list[str]:
    """Lists the words up to the first option, without a noun that there is: "task complete" says "complete"."""
    said = list(takewhile(lambda word: not word.startswith("-"), words))
    return said[1:] if len(said) > 1 and said[0] in _NOUNS else said


def _usage_failure(error: Exception, words: Sequence[str], *, as_json: bool) -> int:
    from danvan_cli.slips import explain, meant_command  # only a slip needs it

    help_text, message, hint = explain(error)
    if message.startswith("Không có lệnh") and (meant := meant_command(_said(words))):
        hint = f"Có phải danvan {meant}? Xem cách dùng: {hint.rpartition('Xem cách dùng: ')[2]}"
    if help_text is not None:
        write_out(help_text + "\n")
        return 2
    show_error(UsageError(message, hint), as_json=as_json)
    return 2


app = typer.Typer(
    cls=Root,
    name="danvan",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=HELP_NAMES,
)


def _show_version(ctx: typer.Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        write_out(f"danvan {__version__}\n")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(False, "--version", help="In số hiệu bản.", callback=_show_version, is_eager=True),
) -> None:
    """Theo dõi kế hoạch dân vận chính quyền: từ tệp kế hoạch đến thời hạn, chỉ tiêu và báo cáo.

    Bắt đầu: danvan demo, rồi danvan plan import KeHoach.docx, mỗi thứ Hai danvan status.
    """


def main() -> NoReturn:
    """Is the program's entry point."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            # Started with that stream closed (">&-"): whatever file is opened next would take its place.
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        # A redirected stream on Windows may be cp1258, which cannot hold composed Vietnamese.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    app()
    raise SystemExit(0)
