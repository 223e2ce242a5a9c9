from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.docs import pictures
from tests.postgres import Server
from tests.terminal import on_terminal, run
from typer.testing import CliRunner

from danvan_cli.app import all_commands, app
from danvan_cli.usage import COMMON_OPTIONS

ROOT = Path(__file__).parents[2]
READMES = ["README.md", "README.vi.md"]
SAMPLE = ROOT / "data" / "ke-hoach-dan-van-2023.docx"
SCREEN = re.compile(r"(<!-- screen: danvan (?P<command>[^>]+) -->\n```\n)(?P<shown>.*?)(```\n)", re.DOTALL)


def examples(readme: str, place: str = "") -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    return [line for block in re.findall(rf"```sh{place}\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]


def failures(lines: list[str], environment: dict[str, str], folder: Path) -> list[str]:
    """Runs lines as they are written, one after the other in one start, and gives the errors of those that failed."""
    assert [] == [line for line in lines if not line.startswith("danvan ")]
    ended = run(["shell"], environment, cwd=folder, typed="\n".join(lines))
    told = [line for line in ended.stderr.splitlines() if line.startswith("Lỗi")]
    return told or ([f"mã {ended.returncode}"] if ended.returncode else [])


# Both READMEs show the same ones.
def test_every_example_runs_as_written(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path / "KeHoach.docx")
    assert [] == failures(examples(READMES[0]), {"DANVAN_DB": str(tmp_path / "danvan.db")}, tmp_path)


# Both READMEs show the same ones.
def test_every_example_for_a_server_runs_as_written(tmp_path: Path, server: Server) -> None:
    run(["plan", "import", str(SAMPLE), "--yes"], {"DANVAN_DB": str(tmp_path / "danvan.db")})
    name = server.take("template0")
    assert [] == failures(examples(READMES[0], " server"), {"DANVAN_DB": server.url(name)}, tmp_path)


def test_the_story_of_a_year_runs_as_written_in_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(SAMPLE, tmp_path / "KeHoach.docx")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DANVAN_DB", str(tmp_path / "danvan.db"))
    text = (ROOT / "docs" / "mot-nam.md").read_text(encoding="utf-8")
    days = re.findall(r"<!-- ngày: (\S+) -->\n```sh\n(.*?)```", text, re.DOTALL)
    for day, lines in days:
        # What is asked on a terminal is agreed to.
        ended = CliRunner().invoke(app, ["shell", "--yes"], input=lines, env={"DANVAN_TODAY": day})
        assert (0, []) == (ended.exit_code, [line for line in ended.stderr.splitlines() if line.startswith("Lỗi")])

    assert text.count("\ndanvan ") == sum(lines.count("danvan ") for _, lines in days)
    assert {"bao-cao.docx", "cong-van", "ke-hoach.xlsx", "usb.db"} <= {path.name for path in tmp_path.iterdir()}


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed to see the screen")
@pytest.mark.parametrize("readme", READMES)
def test_the_screen_shown_is_the_real_one(
    readme: str, tmp_path: Path, golden_file: Callable[[Path, bytes], None]
) -> None:
    environment = {"DANVAN_DB": str(tmp_path / "danvan.db"), "DANVAN_TODAY": "2023-10-26", "NO_COLOR": "1"}
    run(["plan", "import", str(SAMPLE), "--yes"], environment)
    text = (ROOT / readme).read_text(encoding="utf-8")

    def shown(found: re.Match[str]) -> str:
        screen = on_terminal(found["command"].split(), 80, environment)
        lines = [line.rstrip() for line in screen.strip().splitlines()]
        return found[1] + "\n".join(lines) + "\n" + found[4]

    golden_file(ROOT / readme, SCREEN.sub(shown, text).encode())


def test_both_readmes_show_the_same_commands() -> None:
    assert examples(READMES[0]) == examples(READMES[1])
    assert examples(READMES[0], " server") == examples(READMES[1], " server")


def test_the_command_reference_is_that_of_the_program(
    golden_file: Callable[[Path, bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    common = CliRunner().invoke(app, ["help", "tùy-chọn"]).stdout.partition("\n\n")[2].rstrip()
    parts = [
        "# Các lệnh của danvan\n\nTrang này được sinh từ chương trình.\n",
        "\n## Tùy chọn chung\n\nMọi lệnh đều có; đứng trước hay sau tên lệnh đều được. Dưới đây không nhắc lại.\n",
        f"\n```\n{common}\n```\n",
    ]
    for words in all_commands():
        page = CliRunner().invoke(app, [*words, "--help"]).stdout.rstrip()
        page = re.sub(r"\n\nLệnh nào cũng có .*?\n\n", "\n\n", page, flags=re.DOTALL)
        parts.append(f"\n## {' '.join(['danvan', *words])}\n\n```\n{page}\n```\n")
    golden_file(ROOT / "docs" / "commands.md", "".join(parts).encode())


def test_the_command_reference_tells_a_common_option_once() -> None:
    listed = re.findall(r"^  (-.+?)  ", (ROOT / "docs" / "commands.md").read_text(encoding="utf-8"), re.MULTILINE)
    told = [[word for word in line.replace(",", " ").split() if word.startswith("-")] for line in listed]

    assert 1 == told.count(["-h", "--help"])
    assert [1] * len(COMMON_OPTIONS) == [
        told.count(list(option.spellings)) + option.hidden for option in COMMON_OPTIONS
    ]


GUIDES = [
    *READMES,
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "docs/mot-nam.md",
    "docs/scale.md",
    "docs/speed.md",
]
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<to>[^)\s]+)\)")
_CODE_OF = re.compile(r"`(?P<name>[A-Z][A-Za-z_]+)`[^`|]{0,30}\[(?:[^\]]*)\]\((?P<to>[^)]+\.py)\)")


@pytest.mark.parametrize("guide", GUIDES)
def test_every_link_of_a_guide_leads_to_something_that_is_there(guide: str) -> None:
    path = ROOT / guide
    links = [found["to"].partition("#")[0] for found in _LINK.finditer(path.read_text(encoding="utf-8"))]
    own = [link for link in links if link and "://" not in link]
    assert [] == [link for link in own if not (path.parent / link).exists()]


@pytest.mark.parametrize("guide", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_a_name_that_a_guide_places_in_a_file_stands_there(guide: str) -> None:
    found = list(_CODE_OF.finditer((ROOT / guide).read_text(encoding="utf-8")))
    assert found
    assert [] == [
        match["name"] for match in found if match["name"] not in (ROOT / match["to"]).read_text(encoding="utf-8")
    ]


def test_the_guide_knows_every_folder_of_the_program() -> None:
    told = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rings = [path.name for path in (ROOT / "src" / "danvan_cli").iterdir() if path.is_dir() and path.name[0] != "_"]
    assert [] == [ring for ring in rings if f"{ring}/" not in told]


def test_the_pictures_are_of_the_page_as_it_is_drawn_today() -> None:
    shown = [
        picture
        for readme in READMES
        for picture in re.findall(r"!\[[^\]]+\]\(docs/([^)]+\.png)\)", (ROOT / readme).read_text(encoding="utf-8"))
    ]
    assert [name for name, *_ in pictures.PICTURES] * 2 == shown
    # python -m tests.docs.pictures makes them anew.
    assert {pictures.fingerprint()} == {pictures.mark_of((ROOT / "docs" / name).read_bytes()) for name in shown}
