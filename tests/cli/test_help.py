"""Every help page, in Vietnamese, at every width."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from danvan_cli.app import all_commands
from danvan_cli.slips import _OTHERWISE

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
@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_a_page_is_whole_and_vietnamese(danvan: Callable[..., Any], page: tuple[str, ...], columns: str) -> None:
    said = danvan(*page, "--help", env={"COLUMNS": columns, "TERMINAL_WIDTH": columns})

    assert (0, "") == (said.code, said.err)
    assert said.out.startswith("Cách dùng: ")
    assert f"Cách dùng: {' '.join(('danvan', *page))}" in " ".join(said.out.split())
    assert [] == ENGLISH.findall(MEANT.sub("", without_names(said.out)))


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


@pytest.mark.parametrize(
    "page", [page for page in PAGES if len(page) == 2 or (page[:1] and page[0] in ALONE)], ids=" ".join
)
def test_every_command_takes_the_common_options(danvan: Callable[..., Any], page: tuple[str, ...]) -> None:
    said = danvan(*page, "-h").out

    assert [] == [
        option
        for option in ("--db", "--plan", "--json", "--as-of", "--no-color", "--quiet", "--yes", "--dry-run", "--help")
        if option not in said
    ]


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
