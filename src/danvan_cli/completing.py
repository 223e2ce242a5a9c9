"""Answers a shell's TAB: Typer's completion, with our words, our order of options, and nothing that costs time."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from typer import _completion_classes
from typer._click.shell_completion import CompletionItem, add_completion_class
from typer._completion_shared import get_completion_script
from typer.completion import shell_complete
from typer.core import TyperGroup

from danvan_cli.domain.text import PLAIN_LETTERS, clean, nfc
from danvan_cli.usage import COMMON_OPTIONS, VALUE_OPTIONS, translated

# Set by the shell's script, with what it wants; and the line as far as the cursor.
VARIABLE = "_DANVAN_COMPLETE"
_LINE = "_TYPER_COMPLETE_ARGS"
# Nobody who types waits longer: for a locked file, for a server that does not answer.
_SECONDS = 2
# What a shell or the script that asks us would read as more than text. Scripts evaluate what they are told, and the
# texts come from plans that anybody may have written.
_UNSAFE = re.compile(r"[^\w .,/()%–-]+")
_PLAIN = re.compile(rf"(?:--?[\w-]+=)?[{PLAIN_LETTERS}]+")
_LONGEST = 60
# Typer's own call the program by a word that may not be expanded yet, part the line at ":" and "@" too, and tell the
# errors of a program that is not there; that for PowerShell leaves an empty variable behind.
_SCRIPTS = {
    "bash": """_danvan_completion() {
    local IFS=$'\\n'
    COMPREPLY=( $( env _DANVAN_COMPLETE=complete_bash _TYPER_COMPLETE_ARGS="${COMP_LINE:0:$COMP_POINT}" \\
        "${1/#\\~\\//$HOME/}" 2>/dev/null ) )
}
complete -o default -F _danvan_completion danvan
""",
    "zsh": """#compdef danvan
_danvan_completion() {
    eval $(env _DANVAN_COMPLETE=complete_zsh _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" danvan 2>/dev/null)
}
compdef _danvan_completion danvan
""",
    "fish": """function _danvan_completion
    env _DANVAN_COMPLETE=complete_fish _TYPER_COMPLETE_FISH_ACTION=$argv[1] \\
        _TYPER_COMPLETE_ARGS=(commandline -cp) danvan 2>/dev/null
end
complete --command danvan --no-files --arguments "(_danvan_completion get-args)" \\
    --condition "_danvan_completion is-args"
""",
}


class _Bash(_completion_classes.BashComplete):
    """Is told the line: bash's own words are parted at every "=", ":" and "@" too."""

    def get_completion_args(self) -> tuple[list[str], str]:
        return _completion_classes.ZshComplete.get_completion_args(self)  # type: ignore[arg-type]


class _PowerShell(_completion_classes.PowerShellComplete):
    """Takes a backslash for what it is there: part of a path."""

    def get_completion_args(self) -> tuple[list[str], str]:
        os.environ[_LINE] = os.environ.get(_LINE, "").replace("\\", "\\\\")
        return super().get_completion_args()


_SHELLS: dict[str, type[Any]] = {
    "bash": _Bash,
    "zsh": _completion_classes.ZshComplete,
    "fish": _completion_classes.FishComplete,
    "powershell": _PowerShell,
    "pwsh": _PowerShell,
}


def script(shell: str) -> str:
    """Writes the lines that a shell must have read to ask us at each TAB."""
    if shell in _SCRIPTS:
        return _SCRIPTS[shell]
    found = get_completion_script(prog_name="danvan", complete_var=VARIABLE, shell=shell)
    return re.sub(r'\$Env:(\w+) = ""', r"Remove-Item Env:\1 -ErrorAction SilentlyContinue", found) + "\n"


def complete(root: TyperGroup, understood: Callable[[str], str], in_order: Callable[[list[str]], list[str]]) -> int:
    """Answers what the environment asks and gives the exit code; whatever goes wrong, there is nothing to suggest.

    A word that is typed is ``understood`` as the program does, and options are put ``in_order``.
    """
    wanted, _, shell = os.environ[VARIABLE].partition("_")
    if wanted != "complete" or shell not in _SHELLS:
        return 1
    # Typer imports rich to take its markup off each help text, of which ours have none.
    _completion_classes._sanitize_help_text = lambda text: text
    add_completion_class(_completion_class(_SHELLS[shell], understood, in_order), shell)
    import threading

    # Nothing is being written that could be left half done.
    patience = threading.Timer(_SECONDS, os._exit, (1,))
    patience.daemon = True
    patience.start()
    try:
        return shell_complete(root, {}, "danvan", VARIABLE, os.environ[VARIABLE])
    except Exception:
        return 1
    finally:
        patience.cancel()


def suggested(
    root: TyperGroup,
    understood: Callable[[str], str],
    in_order: Callable[[list[str]], list[str]],
    words: list[str],
    begun: str,
) -> list[tuple[str, str]]:
    """Lists what the last word of a line may become, with what each means; nothing where something goes wrong."""
    _completion_classes._sanitize_help_text = lambda text: text
    answering = _completion_class(_SHELLS["zsh"], understood, in_order)
    try:
        found = answering(root, {}, "danvan", VARIABLE).get_completions(words, begun)
    except Exception:
        return []
    return [(item.value, item.help or "") for item in found]


def _completion_class(
    base: type[Any], understood: Callable[[str], str], in_order: Callable[[list[str]], list[str]]
) -> type[Any]:
    class HouseCompletion(base):  # type: ignore[misc]
        """Understands the line as the program itself would."""

        def get_completions(self, args: Sequence[str], incomplete: str) -> list[CompletionItem]:
            words, typed = [understood(word) for word in args], understood(incomplete)
            ordered = in_order(words)
            if words and words[-1] in VALUE_OPTIONS and ordered[-1:] != words[-1:]:
                return []  # the value of an option whose command is not typed yet
            option, joined, value = incomplete.rpartition("=") if typed.startswith("-") else ("", "", incomplete)
            found = super().get_completions(ordered, typed)
            # Bash replaces only what stands behind the "=".
            before = option + joined if base is not _Bash else ""
            length = len(nfc(value))
            told = ((f"{before}{value}{item.value[length:]}", item) for item in found)
            return [
                CompletionItem(word, item.type, _told(item.help))
                for word, item in told
                if _PLAIN.fullmatch(nfc(word))  # also of what was typed: the script evaluates it
            ]

    return HouseCompletion


def of_group(group: TyperGroup, summaries: Mapping[str, str], ctx: Any, incomplete: str) -> list[CompletionItem]:
    """Suggests a group's commands by name, building none of them, its options and those that every command has.

    The class's own suggestions of options come together with all its commands, built; its parent's without. The
    common ones may stand before the command.
    """
    commands = [CompletionItem(name, help=what) for name, what in summaries.items() if name.startswith(incomplete)]
    spellings = [word for option in COMMON_OPTIONS if not option.hidden for word in option.spellings]
    common = [CompletionItem(word) for word in spellings if incomplete.startswith("-") and word.startswith(incomplete)]
    return [*commands, *super(TyperGroup, group).shell_complete(ctx, incomplete), *common]


def _told(help_text: str | None) -> str | None:
    if not help_text:
        return None
    text = clean(_UNSAFE.sub(" ", re.sub("[;:] ", ", ", translated(help_text))))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
