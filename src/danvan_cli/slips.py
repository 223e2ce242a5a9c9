"""What a slip of the keyboard is answered with: Typer's usage errors in Vietnamese, and what may be meant instead.

Imported only where something went wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from danvan_cli.domain.text import fold, strip_controls
from danvan_cli.usage import COMMON_OPTIONS, FLAG_OPTIONS, TYPED

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
    "cham diem|tu cham diem|tu cham|bang diem": "score show", "tieu chi|bo tieu chi": "score sets",
    "ghi chu|luu y": "note list", "tim kiem|tim|search|find": "task list --text",
}  # fmt: skip

# The same for options: the first of them that the command has is meant.
_OPTIONS_OTHERWISE = {
    "note|comment|ghi chu": "--note --result --reason", "ket qua": "--result --note",
    "han|thoi han|deadline|due date": "--due --to", "don vi|donvi|unit name": "--unit",
    "ngay|date|day": "--on --as-of", "den ngay|to date": "--to --as-of", "tu ngay|from": "--since --due-from",
    "ly do|lydo|why": "--reason", "ky|quy|thang|month|quarter|period": "--period --month --as-of",
    "minh chung|proof": "--evidence", "muc": "--section", "dong y|force": "--yes", "tep|out|output file": "--output",
    "trang thai|tinh trang|qua han|qua": "--state", "loc|filter|tim|search": "--text", "tat ca": "--all",
}  # fmt: skip

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
    words = context.meta.get(TYPED, ()) if context is not None else ()
    if kind == "MissingParameter":
        return None, f"Thiếu {_name_of(error, context)}.", hint
    if kind == "NoSuchOption":
        near = _meant_option(error.option_name, context)
        return (
            None,
            f"Không có tùy chọn {strip_controls(error.option_name)}.",
            (f"Có phải {near}? {hint}" if near else _own_options(context) + hint),
        )
    sentence = _sentence(str(error.message))
    if kind == "BadParameter" and getattr(error, "param", None) is not None:
        sentence = f"Giá trị của {_name_of(error, context)} sai: {sentence}"
    return None, sentence, unquoted(words, sentence) + _suggestion(str(error.message)) + hint


def unquoted(words: Sequence[str], blamed: str) -> str:
    """Asks to put in quotation marks what was typed in several words, where a sentence blames one of them; else empty.

    Words behind an option are meant for it ("-u Chi cục TĐC"); those of a command that takes one text are its text.
    """
    for option, value, *more in _runs(words):
        if more and any(re.search(rf"[“ ]{re.escape(word)}[”. ]", blamed) for word in (value, *more)):
            return f'Tên nhiều chữ thì đặt trong ngoặc kép: {option} "{strip_controls(" ".join((value, *more)))}". '
    text = [word for word in words if not word.startswith("-") or word == "-"]
    if blamed.startswith("Thừa tham số") and not any(word.startswith("--") for word in words) and len(text) > 1:
        return f'Câu nhiều chữ thì đặt trong ngoặc kép: "{strip_controls(" ".join(text))}". '
    return ""


def _runs(words: Sequence[str]) -> Iterator[list[str]]:
    """Finds each option that may take a value, with the words behind it up to the next option or "name=value"."""
    run: list[str] = []
    for word in (*words, "--"):
        if (word.startswith("-") and word != "-") or "=" in word:
            if len(run) > 1 and run[0] not in FLAG_OPTIONS:
                yield run
            run = [] if "=" in word else [word]
        elif run:
            run.append(word)


def _own_options(context: Any) -> str:
    """Names the options of a command's own, where it has some."""
    if context is None:
        return ""
    common = {spelling for option in COMMON_OPTIONS for spelling in option.spellings}
    params = [param.opts[-1] for param in context.command.params if param.param_type_name == "option"]
    own = [name for name in params if name not in common and name != "--help"]
    return f"Lệnh này có: {', '.join(own)}. " if own else ""


def _meant_option(typed: str, context: Any) -> str | None:
    """Finds the command's own option that people mean by another word, or have misspelt; None where none is near."""
    own = [name for param in context.command.params for name in param.opts] if context is not None else []
    key = fold(typed).lstrip("-").replace("-", " ")
    meant = {word: option for words, option in _OPTIONS_OTHERWISE.items() for word in words.split("|")}.get(key, "")
    for name in meant.split():
        if name in own:
            return name
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
