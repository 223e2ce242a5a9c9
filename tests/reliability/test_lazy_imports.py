"""What is put off is run when first wanted, and is then the module that it would have been."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from danvan_cli.lazy_imports import RARELY_NEEDED, defer

SOURCE = """
from __future__ import annotations
RUNS.append(__name__)
__all__ = ["word"]
word = "có"
"""


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], list[str]]:
    """Makes an importable module that notes each time it is run."""
    runs: list[str] = []
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("builtins.RUNS", runs, raising=False)

    def make(path: str, text: str = SOURCE) -> list[str]:
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        monkeypatch.delitem(sys.modules, path.partition("/")[0].removesuffix(".py"), raising=False)
        return runs

    return make


def test_a_module_runs_when_its_first_name_is_wanted_and_only_once(made: Callable[..., list[str]]) -> None:
    runs = made("rare_one.py")
    defer(["rare_one"])

    module = import_module("rare_one")
    assert [] == runs

    assert "có" == module.word
    assert "có" == import_module("rare_one").word
    assert ["rare_one"] == runs
    assert module is sys.modules["rare_one"]


def test_importing_a_name_or_all_of_them_runs_it(made: Callable[..., list[str]]) -> None:
    made("rare_two.py")
    defer(["rare_two"])
    names: dict[str, object] = {}

    exec("from rare_two import *", names)

    assert "có" == names["word"]


def test_a_package_can_be_put_off_and_its_parts_still_be_found(made: Callable[..., list[str]]) -> None:
    made("rare_three/__init__.py")
    made("rare_three/part.py")
    defer(["rare_three"])

    assert "có" == import_module("rare_three.part").word
    assert "có" == import_module("rare_three").word


def test_what_is_imported_already_stays_as_it_is(made: Callable[..., list[str]]) -> None:
    runs = made("rare_four.py")
    module = import_module("rare_four")

    defer(["rare_four"])

    assert module is import_module("rare_four")
    assert ["rare_four"] == runs


def test_what_is_missing_is_missed_where_it_is_imported() -> None:
    defer(["no_such_module_at_all"])

    with pytest.raises(ModuleNotFoundError):
        import_module("no_such_module_at_all")


def test_a_name_that_a_module_has_not_is_an_attribute_error(made: Callable[..., list[str]]) -> None:
    made("rare_five.py")
    defer(["rare_five"])

    with pytest.raises(AttributeError, match="no_such_name"):
        _ = import_module("rare_five").no_such_name


def test_a_module_that_cannot_run_says_why_every_time(made: Callable[..., list[str]]) -> None:
    made("rare_six.py", "raise ImportError('built without it')")
    defer(["rare_six"])

    for _ in range(2):
        with pytest.raises(ImportError, match="built without it"):
            _ = import_module("rare_six").word


@pytest.mark.parametrize("name", RARELY_NEEDED)
def test_every_module_that_is_put_off_runs_when_wanted(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    eager = import_module(name)
    monkeypatch.delitem(sys.modules, name)

    defer([name])
    module = import_module(name)
    getattr(module, "__all__", None)

    assert {n for n in vars(eager) if n[0] != "_"} == {n for n in vars(module) if n[0] != "_"}
