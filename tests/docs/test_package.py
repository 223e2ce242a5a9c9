"""What is published: the wheel and the source archive hold what they should, and say what an index shows."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from danvan_cli import __version__

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ROOM = ("ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "README.vi.md", "SECURITY.md")

# Where everything is tested nothing may be passed over in silence.
pytestmark = pytest.mark.skipif(find_spec("hatchling") is None and not os.environ.get("CI"), reason="needs hatchling")


class Built(NamedTuple):
    wheel: zipfile.ZipFile
    source: tarfile.TarFile

    def metadata(self) -> Message:
        return message_from_bytes(self.wheel.read(f"danvan-{__version__}.dist-info/METADATA"))

    def in_source(self) -> set[str]:
        return {name.partition("/")[2] for name in self.source.getnames()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert 0 == done.returncode, done.stderr
    assert {f"danvan-{__version__}-py3-none-any.whl", f"danvan-{__version__}.tar.gz"} == {
        path.name for path in folder.iterdir()
    }
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel, tarfile.open(next(folder.glob("*.tar.gz"))) as source:
        yield Built(wheel, source)


def files_of(folder: Path) -> set[str]:
    """Lists a folder's files but what Python leaves there."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_program_its_data_and_nothing_else(built: Built) -> None:
    about = f"danvan-{__version__}.dist-info"
    expected = {f"danvan_cli/{name}" for name in files_of(ROOT / "src" / "danvan_cli")}
    expected |= {f"danvan_cli/data/{name}" for name in files_of(ROOT / "data")}
    expected |= {f"{about}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")}
    assert expected == set(built.wheel.namelist())
    assert 5_000_000 >= sum(one.compress_size for one in built.wheel.infolist())


def test_the_wheel_s_record_is_true_and_its_command_is_there(built: Built) -> None:
    about = f"danvan-{__version__}.dist-info"
    for line in built.wheel.read(f"{about}/RECORD").decode().splitlines():
        name, told, size = line.rsplit(",", 2)
        if told:
            content = built.wheel.read(name)
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
            assert (f"sha256={digest}", str(len(content))) == (told, size), name
    assert "danvan = danvan_cli.__main__:main" in built.wheel.read(f"{about}/entry_points.txt").decode()


def test_an_index_can_show_the_metadata(built: Built) -> None:
    found = built.metadata()
    summary, text = found["Summary"], found.get_payload(decode=True)
    assert isinstance(text, bytes)
    assert ("danvan", __version__, "text/markdown", "MIT", PROJECT["requires-python"]) == (
        found["Name"], found["Version"], found["Description-Content-Type"], found["License-Expression"], found["Requires-Python"],
    )  # fmt: skip
    assert (True, False) == (20 < len(summary) < 200, "\n" in summary)
    assert (ROOT / "README.md").read_text(encoding="utf-8").strip() == text.decode().strip()
    assert re.fullmatch(r"\d+(\.\d+)*((a|b|rc)\d+)?(\.(post|dev)\d+)?", __version__)
    # An index refuses what is installed from an address, and a classifier that there is not.
    assert [] == [line for line in found.get_all("Requires-Dist", []) if "@" in line or "://" in line]
    from trove_classifiers import classifiers

    told = found.get_all("Classifier", [])
    assert ([], sorted(told)) == ([one for one in told if one not in classifiers], told)
    minor = int(PROJECT["requires-python"].rpartition(".")[2])
    assert f"Programming Language :: Python :: 3.{minor}" in told


def test_the_source_archive_holds_what_is_needed_to_read_build_and_test_it(built: Built) -> None:
    held = built.in_source()
    wanted = {f"{folder}/{name}" for folder in ("src", "data", "docs") for name in files_of(ROOT / folder)}
    wanted |= {"pyproject.toml", "constraints.txt", ".ci/run", "tests/conftest.py", *ROOM}
    assert set() == wanted - held
    # What a guide links to comes along.
    links = {
        link
        for guide in ROOM
        if guide.endswith(".md")
        for link in re.findall(r"\]\(([^)#:\s]+)\)", (ROOT / guide).read_text(encoding="utf-8"))
    }
    assert [] == [
        link
        for link in sorted(links)
        if link.rstrip("/").replace("\\", "") not in held
        and not any(name.startswith(link.rstrip("/") + "/") for name in held)
    ]
    assert [] == [name for name in held if "__pycache__" in name or name.endswith((".db", ".pyc"))]
