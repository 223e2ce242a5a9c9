"""What an error or a note tells the user to write exists: every option named is one of the command it is told by."""

from __future__ import annotations

import ast
import dis
import inspect
import re
import textwrap
import types
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from danvan_cli import app
from danvan_cli.commands import shared
from danvan_cli.commands.shared import Run
from danvan_cli.commands.task_steps import TaskStep
from danvan_cli.commands.verbs import Noun

SOURCE = Path(app.__file__).parent
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
COMMAND = re.compile(r"danvan ([a-z]+)(?: ([a-z]+))?")
# Every command has them, shown or not.
HELP = {"--help", "--debug"}


def nouns() -> dict[str, Noun]:
    return {name: import_module(f"danvan_cli.commands.{entry.module}").noun for name, entry in app._NOUNS.items()}


def verbs() -> dict[str, Any]:
    """Lists "task done" → what it runs; a noun that stands alone is its own verb."""
    return {
        f"{name} {word}" if app._NOUNS[name].has_verbs else name: verb.does
        for name, noun in nouns().items()
        for word, verb in noun._verbs.items()
        if app._NOUNS[name].has_verbs or word == name
    }


@cache
def options_of(command: str) -> frozenset[str]:
    noun, _, verb = command.partition(" ")
    built = nouns()[noun].command(verb or noun)
    return frozenset(name for param in built.params for name in (*param.opts, *param.secondary_opts)) | HELP


def reached(function: Any, seen: dict[Any, None]) -> None:
    """Collects the functions of ours that one may come to, by the names in its code and what it closes over."""
    for wrapper in ("func", "fget", "__func__"):
        function = getattr(function, wrapper, function)
    function = inspect.unwrap(function)
    if isinstance(function, type):
        if function.__module__.startswith("danvan_cli") and function not in seen:
            seen[function] = None
            for member in vars(function).values():
                reached(member, seen)
        return
    if not isinstance(function, types.FunctionType) or function in seen:
        return
    if not function.__module__.startswith("danvan_cli"):
        return
    seen[function] = None
    for other in named_by(function):
        reached(other, seen)


@cache
def named_by(function: types.FunctionType) -> tuple[Any, ...]:
    return tuple(named_in(function))


def named_in(function: types.FunctionType) -> Iterator[Any]:
    cells = [cell.cell_contents for cell in function.__closure__ or ()]
    for cell in cells:
        if isinstance(cell, TaskStep):
            module, _, step = cell.service.partition(".")
            yield vars(import_module(f"danvan_cli.services.{module}"))[step]
        else:
            yield from cell if isinstance(cell, tuple | list) else [cell]
    names = names_of(function.__code__)
    modules = [value for name in names if (value := imported(function, name)) is not None]
    for module in modules:
        yield from (vars(module)[name] for name in names if name in vars(module))
    yield from (function.__globals__[name] for name in globals_of(function.__code__) if name in function.__globals__)
    if "self" in function.__code__.co_varnames or "Run" in function.__annotations__.values():
        yield from (vars(Run)[name] for name in names if name in vars(Run))


def imported(function: types.FunctionType, name: str) -> types.ModuleType | None:
    """Finds the module of ours that a name stands for, one that renders or one imported within the function too."""
    value = function.__globals__.get(name)
    if isinstance(value, types.ModuleType):
        return value if value.__name__.startswith("danvan_cli") else None
    if isinstance(value, shared._Room):
        return import_module(value._name)
    if name.startswith("danvan_cli."):
        return import_module(name)
    return None


def globals_of(code: types.CodeType) -> set[str]:
    """Names what code takes from its module; an attribute may be called like a function there."""
    inner = [const for const in code.co_consts if isinstance(const, types.CodeType)]
    own = {line.argval for line in dis.get_instructions(code) if line.opname == "LOAD_GLOBAL"}
    return own.union(*map(globals_of, inner))


def names_of(code: types.CodeType) -> set[str]:
    inner = [const for const in code.co_consts if isinstance(const, types.CodeType)]
    found = set(code.co_names).union(*map(names_of, inner))
    # "from danvan_cli.services import moving" within a function.
    packages = [name for name in found if name.startswith("danvan_cli.")]
    return found | {f"{package}.{name}" for package in packages for name in found if is_module(package, name)}


@cache
def is_module(package: str, name: str) -> bool:
    return (
        "." not in name and hasattr(import_module(package), "__path__") and find_spec(f"{package}.{name}") is not None
    )


@cache
def sentences(function: Any) -> tuple[str, ...]:
    """Finds the sentences in a function that name options."""
    if isinstance(function, type) or not Path(function.__code__.co_filename).is_file():
        return ()  # a class's methods are reached themselves; what a dataclass makes says nothing
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    return tuple(sentences_in(tree)) if isinstance(tree, ast.FunctionDef) else ()


def sentences_in(tree: ast.FunctionDef) -> Iterator[str]:
    """Finds the texts that name options, what is put into them as "…"; neither docstrings nor another program's words."""
    inner: set[ast.AST] = set()
    for node in (node for top in tree.body for node in ast.walk(top)):
        text = ""
        if isinstance(node, ast.Expr):
            inner.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            inner.update(node.values)
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in inner:
            text = node.value
        if " " in text.strip() and OPTION.search(text):
            yield text


def missing(command: str, sentence: str) -> list[str]:
    """Names the options that a sentence of a command speaks of and that are not those of the command it names."""
    ends = [(found.start(), found) for found in COMMAND.finditer(sentence)]
    wrong = []
    for option in OPTION.finditer(sentence):
        before = [found for start, found in ends if start < option.start()]
        of = named(before[-1]) if before else command
        if of is None or option[0] not in options_of(of):
            wrong.append(option[0])
    return wrong


def named(found: re.Match[str]) -> str | None:
    whole = f"{found[1]} {found[2]}"
    return whole if whole in verbs() else found[1] if found[1] in verbs() else None


# The demonstration reads a file of its own, in which nothing is wrong; a sheet, a form and what was entered ahead put
# their own advice for options.
@pytest.mark.parametrize(
    "command", [command for command in verbs() if command not in ("demo", "sheet import", "form import", "unit reform")]
)
def test_an_option_that_a_sentence_names_is_one_of_its_command(command: str) -> None:
    seen: dict[Any, None] = {}
    reached(verbs()[command], seen)
    wrong = [
        (function.__module__, function.__qualname__, sentence, option)
        for function in seen
        for sentence in sentences(function)
        for option in missing(command, sentence)
    ]

    assert [] == wrong


def test_nearly_every_sentence_is_come_to_from_some_command() -> None:
    """What this file looks into: a rule that is checked nowhere holds nowhere."""
    seen: dict[Any, None] = {}
    for verb in verbs().values():
        reached(verb, seen)
    told = {sentence for function in seen for sentence in sentences(function)}

    # Those of the door for files are said to a command that has the option only: see tests/output/test_files.py. What
    # is said of a code in two plans stands before every command that takes codes, what is said of another day before
    # those that know only today; --plan and --as-of are options of all.
    before_any = {
        "Ghi rõ kế hoạch, ví dụ …, hoặc thêm --plan ….",
        "Bỏ --as-of, --as-known-on; thay đổi theo ngày: danvan log.",
    }
    assert {"Thêm --force để ghi đè, hoặc chọn tên khác.", *before_any} == {
        sentence
        for path in SOURCE.rglob("*.py")
        if path.name not in ("app.py", "usage.py", "slips.py", "completing.py", "help_topics.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        for sentence in sentences_in(node)
    } - told


@pytest.mark.parametrize(
    ("command", "sentence", "wrong"),
    [
        ("remind", "Thêm --force để ghi đè.", ["--force"]),
        ("report export", "Thêm --force để ghi đè.", []),
        ("status", "Ghi danvan task done IV-4 --unit VP --on 1/1.", []),
        ("status", "Ghi danvan task done IV-4 --due 1/1.", ["--due"]),
        ("task done", "Bỏ --on, hoặc ghi danvan plan list --on 1/1.", ["--on"]),
        ("plan list", "Ghi --db TỆP, xem --help.", []),
    ],
)
def test_an_option_is_looked_for_where_the_sentence_says(command: str, sentence: str, wrong: list[str]) -> None:
    assert wrong == missing(command, sentence)
