"""Files are written in one place only: no other module of the program opens anything for writing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "danvan_cli"
DOOR = "output/files.py"
# What else writes, call by call, and why it may.
EXCEPTIONS = {
    ("db/engine.py", "os.open"): "the database itself",
    ("db/engine.py", "mkdir"): "the database's own folder",
    ("db/evidence_files.py", "os.open"): "reading what may be a pipe, without waiting for it",
    ("db/copies.py", "shutil.copymode"): "the mode of a copy that the door writes",
    ("db/copies.py", "mkdir"): "the folder of copies",
    ("db/copies.py", "shutil.copy2"): "the bytes of a file that nobody can read, put aside",
    ("output/word.py", "ZipFile"): "packs into the file that it is given",
    ("output/word.py", "open"): "a part of that package",
    ("output/sheet.py", "ZipFile"): "adds the figures to the workbook that it has written",
    ("services/sheet_file.py", "ZipFile"): "a copy in memory, of a workbook that is read",
    ("app.py", "open"): "os.devnull, where a stream is closed",
    ("output/nameless.py", "tempfile.SpooledTemporaryFile"): "has no name, and goes with who made it",
    ("output/nameless.py", "tempfile.TemporaryDirectory"): "the parts of one file, gone with it",
    ("output/nameless.py", "tempfile.mkdtemp"): "a folder to try things in",
    ("output/screen.py", "os.open"): "os.devnull, where nobody reads the output any more",
    ("commands/shell.py", "mkdir"): "the folder of the prompt's history",
    ("commands/shell.py", "os.open"): "the prompt's history",
    ("usage.py", "write_text"): "a paragraph of a help page",
    ("commands/editing.py", "tempfile.TemporaryDirectory"): "an editor changes files only",
    ("commands/editing.py", "write_text"): "the task's text, for the editor",
    ("intake/files/office_convert.py", "tempfile.TemporaryDirectory"): "LibreOffice reads and writes files only",
    ("intake/files/office_convert.py", "write_bytes"): "the plan, for LibreOffice",
    ("intake/files/office_convert.py", "write_text"): "LibreOffice's settings",
    ("intake/files/office_convert.py", "mkdir"): "LibreOffice's settings",
}
METHODS = {"write_text", "write_bytes", "mkdir", "hardlink_to", "symlink_to", "rename"}
# These names mean a path's method only with so many arguments.
ARGUMENTS = {"touch": 0, "replace": 1}
OF_OS = {"open", "replace", "rename", "renames", "link", "symlink", "mkdir", "makedirs", "mkfifo", "mknod", "truncate"}


def test_nothing_is_written_beside_the_door() -> None:
    found = {
        (path.relative_to(SOURCE).as_posix(), call)
        for path in SOURCE.rglob("*.py")
        for call in writing_calls(ast.parse(path.read_text(encoding="utf-8")))
    }

    assert set(EXCEPTIONS) == {one for one in found if one[0] != DOOR}


@pytest.mark.parametrize(
    ("line", "call"),
    [
        ("open(x, 'w')", "open"),
        ("open(x, mode='ab')", "open"),
        ("open(x, mode)", "open"),
        ("path.open('r+b')", "open"),
        ("path.open(part, 'w')", "open"),
        ("io.open(x, 'x')", "open"),
        ("path.write_text(x)", "write_text"),
        ("path.touch()", "touch"),
        ("path.replace(other)", "replace"),
        ("os.replace(a, b)", "os.replace"),
        ("shutil.copyfile(a, b)", "shutil.copyfile"),
        ("tempfile.mkstemp()", "tempfile.mkstemp"),
        ("from tempfile import mkdtemp", "tempfile.mkdtemp"),
        ("from os import replace as put", "os.replace"),
        ("import shutil as s", "shutil as s"),
        ("zipfile.ZipFile(file, 'w')", "ZipFile"),
    ],
)
def test_every_way_to_write_is_seen(line: str, call: str) -> None:
    assert [call] == list(writing_calls(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    ["open(x)", "path.open('rb')", "text.replace('a', 'b')", "day.replace(day=1)", "replace(draft, x=1)", "os.path.join(a)",
     "package.open(part)", "ZipFile(x)", "shutil.copyfileobj(a, b)", "path.open(encoding='utf-8')"],
)  # fmt: skip
def test_reading_is_not_taken_for_writing(line: str) -> None:
    assert [] == list(writing_calls(ast.parse(line)))


def writing_calls(tree: ast.AST) -> Iterator[str]:
    """Names the calls that write, and the imports that would hide one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in ("os", "shutil", "tempfile"):
            yield from (f"{node.module}.{name.name}" for name in node.names if writes_by(node.module, name.name))
        elif isinstance(node, ast.Import):
            renamed = (name for name in node.names if name.asname and name.name in ("os", "shutil", "tempfile"))
            yield from (f"{name.name} as {name.asname}" for name in renamed)
        elif isinstance(node, ast.Call):
            yield from writing_call(node)


def writing_call(node: ast.Call) -> Iterator[str]:
    of, _, name = ast.unparse(node.func).rpartition(".")
    if of in ("os", "shutil", "tempfile"):
        if writes_by(of, name):
            yield f"{of}.{name}"
    elif name in ("open", "ZipFile"):
        # A method's only argument is the mode of a path, or the name of a part of a package.
        only = bool(of) and of != "io" and name == "open" and len(node.args) == 1
        if may_write(node.args[:1] if only else node.args[1:2], node.keywords, is_surely_mode=not only):
            yield name
    elif of and (name in METHODS or (len(node.args) == ARGUMENTS.get(name) and not node.keywords)):
        yield name


def writes_by(module: str, name: str) -> bool:
    if module == "tempfile":
        return name not in ("gettempdir", "tempdir")
    if module == "shutil":
        return name.startswith(("copy", "move", "make")) and name != "copyfileobj"
    return name in OF_OS


def may_write(modes: list[ast.expr], keywords: list[ast.keyword], *, is_surely_mode: bool) -> bool:
    """Tells whether a mode may be one of writing; one that is worked out may be any."""
    for mode in [*modes, *(word.value for word in keywords if word.arg == "mode")]:
        if isinstance(mode, ast.Constant):
            if set(str(mode.value)) <= set("rwxabt+") and set(str(mode.value)) & set("wax+"):
                return True
        elif is_surely_mode:
            return True
    return False
