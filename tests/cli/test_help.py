"""Every help page, in Vietnamese, at every width."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from tests.cli.conftest import ESCAPE
from tests.cli.test_tree import built

from danvan_cli.app import all_commands, app
from danvan_cli.domain.text import fold
from danvan_cli.examples import EXAMPLES
from danvan_cli.help_topics import TOPICS
from danvan_cli.slips import _OTHERWISE
from danvan_cli.usage import VietnameseContext

COMMANDS = all_commands()
NOUNS = {
    line[0]: tuple(verb for noun, *verbs in COMMANDS if noun == line[0] for verb in verbs)
    for line in COMMANDS
    if line[1:]
}
ALONE = tuple(line[0] for line in COMMANDS if not line[1:])
PAGES = [(), *[(n,) for n in (*ALONE, *NOUNS)], *[(noun, verb) for noun, verbs in NOUNS.items() for verb in verbs]]
ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments?|args|show|this|message|exit|required|default|missing|error|try|for help"
    r"|text|integer|path|file|directory|float|boolean|the|and|see)\b",
    re.IGNORECASE,
)
# What is meant to be English: option names, variables, words of closed lists, example lines.
MEANT = re.compile(r"--?[a-z][\w-]*|DANVAN_\w+|NO_COLOR|\[[a-z_|]+\]|danvan [a-z -]+|\.\w+")


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_a_page_is_whole_and_vietnamese(danvan: Callable[..., Any], columns: str) -> None:
    for page in PAGES:
        said = danvan(*page, "--help", env={"COLUMNS": columns, "TERMINAL_WIDTH": columns})

        assert (page, 0, "") == (page, said.code, said.err)
        assert said.out.startswith("Cách dùng: ")
        assert f"Cách dùng: {' '.join(('danvan', *page))}" in " ".join(said.out.split())
        assert (page, []) == (page, ENGLISH.findall(MEANT.sub("", without_names(said.out))))


def without_names(text: str) -> str:
    """Drops the verbs at the head of a list of commands."""
    head, _, listed = text.partition("\nLệnh:\n")
    return head + "\n" + re.sub(r"^  [a-z]+", "", listed, flags=re.MULTILINE)


@pytest.mark.parametrize("noun", NOUNS)
def test_a_noun_lists_all_its_verbs_with_whole_sentences(danvan: Callable[..., Any], noun: str) -> None:
    said = danvan(noun, "--help", env={"COLUMNS": "80"}).out
    listed = said.partition("Lệnh:\n")[2]

    assert sorted(NOUNS[noun]) == sorted(re.findall(r"^  ([a-z-]+) ", listed, flags=re.MULTILINE))
    assert "..." not in listed


@pytest.mark.parametrize("page", [(), *[(noun,) for noun in NOUNS]], ids=" ".join)
def test_a_noun_alone_shows_its_help(danvan: Callable[..., Any], page: tuple[str, ...]) -> None:
    said = danvan(*page)

    assert (2, danvan(*page, "--help").out.split()) == (said.code, said.out.split())


def test_every_command_names_the_common_options(danvan: Callable[..., Any]) -> None:
    wanted = ("--db", "--plan", "--json", "--as-of", "--no-color", "--quiet", "--yes", "--dry-run", "--help")
    pages = {words: danvan(*words, "-h").out for words in COMMANDS}

    assert [] == [(words, option) for words, said in pages.items() for option in wanted if option not in said]


def test_the_version_is_the_programs(danvan: Callable[..., Any]) -> None:
    from danvan_cli import __version__

    assert (0, f"danvan {__version__}\n", "") == danvan("--version")


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("hoàn thành IV-4", "Có phải danvan task done?"),
        ("complete IV-4 --yes", "Có phải danvan task done?"),
        ("task complete IV-4", "Có phải danvan task done?"),
        ("QUÁ HẠN", "Có phải danvan overdue?"),
        ("task finsh IV-4", "Xem cách dùng: danvan task --help."),
        ("task done IV-4 --note x", "Có phải --result?"),
        ("task add x --hạn 5/5", "Có phải --due?"),
        ("status --unti VP", "Có phải --unit?"),
        ("status --xyz", "Lệnh này có: --unit, --group-by, --rate-of, --fail-on,"),
        ("status --month 10", "Có phải --as-of?"),
        ("task list --quá hạn", "Có phải --state?"),
        ("status -u Chi cục TĐC", 'Tên nhiều chữ thì đặt trong ngoặc kép: -u "Chi cục TĐC". Xem'),
        ("task show IV-4 --plan KH dân vận", 'Tên nhiều chữ thì đặt trong ngoặc kép: --plan "KH dân vận". '),
        ("task list --state quá hạn", 'Tên nhiều chữ thì đặt trong ngoặc kép: --state "quá hạn". '),
        ("task add - họp giao ban", 'Câu nhiều chữ thì đặt trong ngoặc kép: "- họp giao ban". '),
        ("status -y abc def", 'Câu nhiều chữ thì đặt trong ngoặc kép: "abc def". '),
    ],
)
def test_other_words_for_a_command_or_an_option_are_answered_with_its_name(
    danvan: Callable[..., Any], line: str, meant: str
) -> None:
    said = danvan(*line.split())
    assert (2, True) == (said.code, said.err.splitlines()[1].startswith(meant))


def test_a_word_of_the_table_names_a_command_that_there_is() -> None:
    known = {" ".join(words) for words in COMMANDS}
    assert set() == {command.split(" --")[0] for command in _OTHERWISE.values()} - known


def test_a_name_without_its_quotation_marks_is_said_to_want_them_where_codes_follow(danvan: Callable[..., Any]) -> None:
    said = danvan("task", "done", "IV-4", "-u", "Chi", "cục", "TĐC")
    assert (3, True) == (
        said.code,
        said.err.splitlines()[1].startswith('Tên nhiều chữ thì đặt trong ngoặc kép: -u "Chi'),
    )


@pytest.mark.parametrize("text", ["- Họp giao ban", "– Họp giao ban", "-  Họp\u00a0giao ban"])
def test_a_text_that_begins_with_a_dash_is_a_text(danvan: Callable[..., Any], text: str) -> None:
    said = danvan("task", "add", text, "--json")
    content = [row["after"]["content"] for row in json.loads(said.out)["changed"] if row["table"] == "task"]

    assert (0, [" ".join(text.split())]) == (said.code, content)


def test_a_page_ends_with_two_examples_that_the_command_understands(
    danvan: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("KeHoach.docx", "don-vi.csv", "ke-hoach.xlsx", "phan-viec-vp.xlsx", "bao-cao.docx", "quy-3.docx"):
        Path(name).touch()
    for name in ("skhcn.jsonl", "sao-luu.db"):
        Path(name).touch()
    root = typer.main.get_command(app)
    for words in COMMANDS:
        lines = danvan(*words, "--help").out.rpartition("\nVí dụ:\n")[2].splitlines()
        assert 2 == len(lines), words
        for line in lines:
            typed = shlex.split(line.strip().removeprefix("danvan "))
            assert list(words) == typed[: len(words)]
            context = VietnameseContext(root)
            built = root
            for word in words:
                built = built.get_command(context, word)
            built.make_context(words[-1], typed[len(words) :], parent=context)
    assert {" ".join(words) for words in COMMANDS} == set(EXAMPLES)


def test_a_page_tells_the_commands_own_options_first_and_only_names_the_common_ones(danvan: Callable[..., Any]) -> None:
    said = danvan("overdue", "--help", env={"COLUMNS": "200", "TERMINAL_WIDTH": "200"}).out
    places = [said.index(words) for words in ("--over SỐ_NGÀY", "Lệnh nào cũng có", "--db --agency", "Ví dụ:")]

    assert (sorted(places), False) == (places, "--db TỆP" in said)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_found_with_and_without_diacritics_and_names_only_what_there_is(
    danvan: Callable[..., Any], topic: str
) -> None:
    said = danvan("help", topic)
    named = re.findall(r"danvan ([a-z]+)(?: ([a-z-]+))?", said.out)

    options = {name for words in COMMANDS for param in built(words).params for name in param.opts}
    assert set() == set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", said.out)) - options - {"--help"}
    assert (0, said.out) == (said.code, danvan("help", *fold(topic).upper().split("-")).out)
    assert [] == [pair for pair in named if pair[0] not in {words[0] for words in COMMANDS}]
    assert max(map(len, said.out.splitlines())) <= 80


def test_help_lists_its_topics_shows_a_commands_page_and_refuses_other_words(danvan: Callable[..., Any]) -> None:
    listed = danvan("help").out

    assert [] == [topic for topic in TOPICS if f"\n  {topic} " not in listed]
    assert danvan("task", "done", "--help") == danvan("help", "task", "done")
    assert (3, "Lỗi: Không có trang hướng dẫn “xyz”.") == (
        danvan("help", "xyz").code,
        danvan("help", "xyz").err.splitlines()[0],
    )


def test_the_program_alone_on_a_terminal_tells_the_day_in_five_lines_and_what_is_next(
    terminal: Callable[..., Any], tmp_path: Path
) -> None:
    said = terminal(columns=100)
    day, _, steps = said.out.partition("Tiếp theo:")
    first = terminal(columns=100, env={"DANVAN_DB": str(tmp_path / "none.db")})

    assert (0, 5) == (said.code, len([line for line in day.splitlines() if line.strip()]))
    assert ESCAPE.sub("", day).startswith("Hôm nay thứ Năm 26/10/2023")
    assert "danvan overdue" in steps
    assert (0, True) == (first.code, "danvan plan import" in first.out)
