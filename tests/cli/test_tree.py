"""The tree of commands is whole: a command, a common option or a private name of Typer's stands in one place."""

from __future__ import annotations

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer

import danvan_cli
from danvan_cli.app import _NOUNS, _common_options_last, all_commands
from danvan_cli.commands.task_steps import STEPS
from danvan_cli.slips import explain
from danvan_cli.usage import COMMON_OPTIONS

SOURCE = Path(danvan_cli.__file__).parent
WITH_NOUN = [
    path.stem
    for path in sorted((SOURCE / "commands").glob("*.py"))
    if re.search(r"^noun = ", path.read_text(encoding="utf-8"), re.MULTILINE)
]
# What of Typer is not public and yet used, for want of another way to answer a shell; all of it in completing.py.
PRIVATE = {
    "typer._completion_classes": {
        *("BashComplete", "ZshComplete", "FishComplete", "PowerShellComplete", "_sanitize_help_text"),
    },
    "typer._completion_shared": {"get_completion_script"},
    "typer._click.shell_completion": {"CompletionItem", "add_completion_class"},
}


def built(line: tuple[str, ...]) -> Any:
    """Builds the command that a line names."""
    return import_module(f"danvan_cli.commands.{_NOUNS[line[0]].module}").noun.command(line[-1])


@pytest.mark.parametrize("module", WITH_NOUN)
def test_no_command_of_a_module_is_forgotten_in_the_tree(module: str) -> None:
    verbs = set(import_module(f"danvan_cli.commands.{module}").noun._verbs)
    words = [name for name, entry in _NOUNS.items() if entry.module == module]

    assert words, f"danvan_cli.commands.{module} has a noun but no line in app._NOUNS"
    if _NOUNS[words[0]].has_verbs:
        assert {(words[0], verb) for verb in verbs} == {line for line in all_commands() if line[0] == words[0]}
    else:
        assert verbs == set(words), f"each verb of {module} is a word of its own: one line each in app._NOUNS"


def beyond(param: Any) -> list[int]:
    """Gives a number beyond each end of a parameter's range; nothing for one that has none."""
    low, high = getattr(param.type, "min", None), getattr(param.type, "max", None)
    return [*([low - 1] if low is not None else ()), *([high + 1] if high is not None else ())]


def test_a_number_beyond_any_range_is_refused_in_vietnamese() -> None:
    ranged = [param for line in all_commands() for param in built(line).params if beyond(param)]
    told = []
    for param in ranged:
        for number in beyond(param):
            with pytest.raises(typer.BadParameter) as refused:
                param.type.convert(str(number), param, None)
            told.append(explain(refused.value)[1])

    assert any(param.param_type_name == "argument" for param in ranged)
    assert any(param.type.max is None for param in ranged)
    assert [] == [sentence for sentence in told if "range" in sentence or "nằm ngoài khoảng từ" not in sentence]


@pytest.mark.parametrize("option", COMMON_OPTIONS, ids=lambda option: option.name)
def test_a_common_option_is_known_wherever_options_are_read(option: object) -> None:
    for spelling in option.spellings:
        words = [spelling, "x"] if option.metavar else [spelling]

        assert ["status", *words] == _common_options_last([*words, "status"])
    assert {option.spellings} == {
        tuple(param.opts) for line in all_commands() for param in built(line).params if param.name == option.name
    }


@pytest.mark.parametrize("name", STEPS)
def test_a_step_tells_its_service_only_what_that_takes(name: str) -> None:
    step = STEPS[name]
    module, _, function = step.service.partition(".")
    takes = set(inspect.signature(getattr(import_module(f"danvan_cli.services.{module}"), function)).parameters)
    told = {given.name for given in step.told} - {"code", "unit", "period"}
    if "evidence" in told:
        from danvan_cli.services.lifecycle import Result

        assert told <= set(Result.__dataclass_fields__)
        told = {"result"}

    assert takes - {"request", "choice"} == told


def private_names(path: Path) -> dict[str, set[str]]:
    """Finds what a file takes of modules of Typer's whose names begin with a line: imported, or by attribute."""
    found: dict[str, set[str]] = {}
    modules: dict[str, str] = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("typer"):
            for alias in node.names:
                if "._" in f"{node.module}.{alias.name}":
                    whole = f"{node.module}.{alias.name}"
                    if node.module == "typer":
                        modules[alias.asname or alias.name] = whole
                    else:
                        found.setdefault(node.module, set()).add(alias.name)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                assert not alias.name.startswith("typer._"), f"{path}: import the names wanted"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            found.setdefault(modules[node.value.id], set()).add(node.attr)
        elif isinstance(node, ast.Attribute) and node.attr.startswith("_") and ast.unparse(node.value) == "typer":
            found.setdefault(f"typer.{node.attr}", set())
    return found


def test_what_is_private_to_typer_is_used_in_one_module_and_named_here() -> None:
    used = {path.name: names for path in SOURCE.rglob("*.py") if (names := private_names(path))}

    assert {"completing.py": PRIVATE} == used


@pytest.mark.parametrize(
    ("module", "name"), [(module, name) for module, names in PRIVATE.items() for name in sorted(names)]
)
def test_this_typer_still_has_the_private_name(module: str, name: str) -> None:
    assert hasattr(import_module(module), name), (
        f"Typer no longer has {module}.{name}: completing.py answers shells with it; find its successor or pin Typer"
    )


def names_in_vietnamese(node: ast.expr) -> bool:
    return any(
        isinstance(part, ast.Constant) and isinstance(part.value, str) and not part.value.isascii()
        for part in ast.walk(node)
    )


@pytest.mark.parametrize("room", ["commands", "services", "db", "output"])
def test_no_rule_hangs_on_a_displayed_word(room: str) -> None:
    hanging = [
        f"{path.name}:{node.lineno}"
        for path in (SOURCE / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare) and names_in_vietnamese(node)
    ]

    assert [] == hanging
