"""Answers a shell's TAB: Typer's completion, with our words, our order of options, and nothing that costs time."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from typing import Any

from typer import _completion_classes
from typer._click.shell_completion import CompletionItem, add_completion_class
from typer._completion_shared import get_completion_script
from typer.completion import shell_complete
from typer.core import TyperGroup

from danvan_cli.domain.text import clean
from danvan_cli.usage import VALUE_OPTIONS, translated

# Set by the shell's script, with what it wants.
VARIABLE = "_DANVAN_COMPLETE"
_SHELLS: dict[str, type[Any]] = {
    "bash": _completion_classes.BashComplete,
    "zsh": _completion_classes.ZshComplete,
    "fish": _completion_classes.FishComplete,
    "powershell": _completion_classes.PowerShellComplete,
    "pwsh": _completion_classes.PowerShellComplete,
}
# What a shell or the script that asks us would read as more than a word. Scripts evaluate what they are told, and the
# words come from plans that anybody may have written.
_WORD = re.compile(r"[\w./+-]+")
_UNSAFE = re.compile(r"[^\w .,/()%–-]+")
_LONGEST = 60


def script(shell: str) -> str:
    """Gives the lines that a shell must have read to ask us at each TAB."""
    return get_completion_script(prog_name="danvan", complete_var=VARIABLE, shell=shell) + "\n"


def complete(root: TyperGroup, in_order: Callable[[list[str]], list[str]]) -> int:
    """Answers what the environment asks and gives the exit code; whatever goes wrong, there is nothing to suggest."""
    # A server that does not answer must not hold the line that is being typed.
    os.environ.setdefault("PGCONNECT_TIMEOUT", "2")
    # Typer imports rich to take its markup off each help text, of which ours have none.
    _completion_classes._sanitize_help_text = lambda text: text
    for name, base in _SHELLS.items():
        add_completion_class(_asked_by(base, in_order), name)
    try:
        return shell_complete(root, {}, "danvan", VARIABLE, os.environ[VARIABLE])
    except Exception:
        return 1


def _asked_by(base: type[Any], in_order: Callable[[list[str]], list[str]]) -> type[Any]:
    class Asked(base):  # type: ignore[misc]
        """Understands the line as the program itself would."""

        def get_completions(self, args: Sequence[str], incomplete: str) -> list[CompletionItem]:
            # Bash parts "--unit=VP" in three.
            words = [word for word in args if word != "="]
            ordered = in_order(words)
            if words and words[-1] in VALUE_OPTIONS and ordered[-1:] != words[-1:]:
                return []  # the value of an option whose command is not typed yet
            found = super().get_completions(ordered, incomplete)
            return [CompletionItem(i.value, i.type, _told(i.help)) for i in found if _WORD.fullmatch(i.value)]

    return Asked


def _told(help_text: str | None) -> str | None:
    if not help_text:
        return None
    text = clean(_UNSAFE.sub(" ", re.sub("[;:] ", ", ", translated(help_text))))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
