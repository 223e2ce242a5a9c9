"""Every closed choice of every command is taken in English and in Vietnamese, and tells its words in Vietnamese."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from enum import Enum
from importlib import import_module
from typing import Any, Literal, NamedTuple, get_args, get_origin

import pytest
from tests.cli.test_tree import built

from danvan_cli.app import _NOUNS, all_commands
from danvan_cli.domain import words
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import Every, Priority, State, UnitKind, Word, parse_word


class Closed(NamedTuple):
    """A parameter of a command that takes a member of a closed list."""

    line: tuple[str, ...]
    name: str
    words: type[Word]

    def __str__(self) -> str:
        return f"{' '.join(self.line)} {self.name}"


def types_in(annotation: Any) -> list[Any]:
    inner = [part for argument in get_args(annotation) for part in types_in(argument)]
    return [annotation, *inner]


def closed_parameters() -> list[Closed]:
    found = []
    for line in all_commands():
        verb = import_module(f"danvan_cli.commands.{_NOUNS[line[0]].module}").noun._verbs[line[-1]]
        for parameter in verb.parameters():
            name = parameter.name
            for kind in types_in(get_args(parameter.annotation)[0]):
                assert get_origin(kind) is not Literal, f"{line} {name}: a closed list is a Word"
                if isinstance(kind, type) and issubclass(kind, Enum):
                    assert issubclass(kind, Word), f"{line} {name}: a closed list is a Word"
                    found.append(Closed(line, name, kind))
    return found


CHOICES = closed_parameters()
# The lists that the commands of this version take, so that none is lost from the walk.
TAKEN = {
    *(
        "DocumentRole",
        "EvidenceFault",
        "UnitKind",
        "Scope",
        "Role",
        "RuleKind",
        "TaskKind",
        "Every",
        "Priority",
        "State",
        "ReminderKind",
        "TargetKind",
        "RollUp",
    ),
    *(
        "RateOf",
        "GroupBy",
        "FailOn",
        "Format",
        "LogAct",
        "RemindAct",
        "Shell",
        "NoteKind",
        "OnConflict",
        "ExtensionState",
        "TemplateAct",
    ),
}


def test_the_walk_finds_the_lists() -> None:
    assert TAKEN == {choice.words.__name__ for choice in CHOICES}


def spellings(member: Word) -> set[str]:
    """All the ways to type a member: its value and each word for it, as the office or a hurried clerk types it."""
    said = {member.value, member.spoken}
    plain = {fold(word) for word in said}
    hyphens = {"-".join(fold(word).replace(",", " ").split()) for word in said}
    decomposed = {unicodedata.normalize("NFD", word) for word in said}
    return said | plain | hyphens | decomposed | {word.upper() for word in said | plain} | {f"  {member.spoken} "}


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_each_member_is_taken_in_english_and_vietnamese(choice: Closed) -> None:
    command = built(choice.line)
    param = next(param for param in command.params if param.name == choice.name)
    context = command.context_class(command)
    for member in choice.words:
        taken = {text: param.type_cast_value(context, text) for text in spellings(member)}

        assert dict.fromkeys(taken, member) == taken


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_a_wrong_word_ends_in_one_vietnamese_sentence_that_lists_the_words(
    danvan: Callable[..., Any], choice: Closed
) -> None:
    line = list(choice.line)
    for param in built(choice.line).params:
        value = "lạ quá" if param.name == choice.name else "1" if param.required else None
        if value is not None:
            line += [value] if param.param_type_name == "argument" else [param.opts[0], value]
    said = danvan(*line)

    told = f"“lạ quá” không nằm trong các giá trị: {', '.join(member.spoken for member in choice.words)}."
    assert (2, "") == (said.code, said.out)
    assert said.err.splitlines()[0].endswith(told)


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_help_and_tab_offer_the_vietnamese_words(choice: Closed) -> None:
    command = built(choice.line)
    param = next(param for param in command.params if param.name == choice.name)
    context = command.context_class(command)
    offered = [item.value for item in param.shell_complete(context, "")]

    assert list(choice.words) == [parse_word(choice.words, word) for word in offered]
    assert [] == [word for word in offered if " " in word]
    assert [] == [member.spoken for member in choice.words if member.spoken not in param.help]


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_tab_goes_on_with_an_english_word_too(choice: Closed) -> None:
    command = built(choice.line)
    param = next(param for param in command.params if param.name == choice.name)
    context = command.context_class(command)

    assert [] == [member for member in choice.words if not param.shell_complete(context, member.value)]


LISTS = [
    kind for kind in vars(words).values() if isinstance(kind, type) and issubclass(kind, Word) and kind is not Word
]


@pytest.mark.parametrize("kind", LISTS)
def test_the_word_offered_and_the_label_mean_one_member(kind: type[Word]) -> None:
    for member in kind:
        assert [member] * 3 == [parse_word(kind, text) for text in (member.value, member.spoken, member.label)]


@pytest.mark.parametrize(
    ("kind", "text", "member"),
    [
        (Every, "hàng quý", Every.QUARTER),
        (Every, "hằng quý", Every.QUARTER),
        (Every, "nửa năm", Every.HALF),
        (Every, "sáu tháng", Every.HALF),
        (State, "trễ", State.OVERDUE),
        (State, "Hoàn thành đúng hạn", State.DONE_ON_TIME),
        (State, "due soon", State.DUE_SOON),
        (UnitKind, "Tổ", UnitKind.TEAM),
        (UnitKind, "ban", UnitKind.TEAM),
        (UnitKind, "phòng, ban", UnitKind.DEPARTMENT),
        (UnitKind, "đơn vị sự nghiệp", UnitKind.SUBORDINATE),
    ],
)
def test_other_names_are_known_too(kind: type[Word], text: str, member: Word) -> None:
    assert member == parse_word(kind, text)


def test_a_word_of_several_members_is_a_question_that_names_them() -> None:
    with pytest.raises(UsageError, match="“hoàn thành” chưa rõ là: đúng hạn, hoàn thành quá hạn, hoàn thành không"):
        parse_word(State, "hoàn thành")


@pytest.mark.parametrize("text", ["", " ", "-", "quý quý", "q"])
def test_what_only_looks_like_a_word_is_none(text: str) -> None:
    with pytest.raises(UsageError):
        parse_word(Every, text)


def test_the_words_do_what_the_english_ones_do(danvan: Callable[..., Any]) -> None:
    danvan("task", "add", "Báo cáo", "--every", "quý", "--priority", "CAO")
    danvan("unit", "add", "TTX", "Trung tâm X", "--kind", "đơn vị trực thuộc")
    task = json.loads(danvan("task", "show", "BS-1", "--json").out)["task"]
    unit = json.loads(danvan("unit", "show", "TTX", "--json").out)["unit"]

    assert (Every.QUARTER, Priority.HIGH, UnitKind.SUBORDINATE) == (task["every"], task["priority"], unit["kind"])
    for vietnamese, english in (("quá hạn", "overdue"), ("tam-hoan", "paused"), ("Sắp đến hạn", "due_soon")):
        assert danvan("task", "list", "--state", english).out == danvan("task", "list", "--state", vietnamese).out


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        (
            "task list --state ",
            ["đúng-hạn", "hoàn-thành-quá-hạn", "hoàn-thành-không-thời-hạn", "trong-hạn", "sắp-đến-hạn"],
        ),
        ("task list --state qua", ["qua-hạn"]),
        ("task add x --every 6", ["6-tháng"]),
        ("task add x --every qua", ["quarter"]),
        ("unit add A B --kind T", ["Tổ-ban"]),
    ],
)
def test_tab_writes_a_word_that_no_shell_parts(danvan: Callable[..., Any], line: str, offered: list[str]) -> None:
    asked = {"_DANVAN_COMPLETE": "complete_bash", "_TYPER_COMPLETE_ARGS": f"danvan {line}"}

    assert offered == danvan(env=asked).out.split()[: len(offered)]
