"""danvan completion: what makes a shell complete commands and codes at TAB."""

from __future__ import annotations

import sys
from typing import Annotated

from danvan_cli.commands.options import choice
from danvan_cli.commands.shared import Run, exports
from danvan_cli.commands.verbs import Noun
from danvan_cli.completing import script
from danvan_cli.domain.words import Shell
from danvan_cli.output.result import CommandResult
from danvan_cli.output.screen import write_out

noun = Noun()


_PLACES = {
    Shell.BASH: 'Thêm vào ~/.bashrc: eval "$(danvan completion bash)"',
    Shell.ZSH: 'Thêm vào ~/.zshrc, sau compinit: eval "$(danvan completion zsh)"',
    Shell.FISH: "Chạy một lần: danvan completion fish > ~/.config/fish/completions/danvan.fish",
    Shell.POWERSHELL: "Thêm vào $PROFILE: danvan completion powershell | Out-String | Invoke-Expression",
}


@noun.verb("completion")
def completion(
    run: Run, shell: Annotated[Shell, choice(Shell, what="Vỏ lệnh", metavar="SHELL")]
) -> CommandResult | None:
    """In đoạn mã để phím TAB điền tiếp lệnh, tùy chọn, mã nhiệm vụ, chỉ tiêu, đơn vị, kế hoạch.

    Trong ~/.bashrc: eval "$(danvan completion bash)"; trong ~/.zshrc, sau compinit: eval "$(danvan completion zsh)";
    fish: danvan completion fish > ~/.config/fish/completions/danvan.fish; trong $PROFILE của PowerShell:
    danvan completion powershell | Out-String | Invoke-Expression.
    """
    text = script(shell)
    if run.screen.json:
        return CommandResult(lambda: {"shell": str(shell), "script": text}, lambda: exports.sentence_report(text))
    write_out(text)
    if sys.stdout.isatty():
        run.screen.say(_PLACES[shell])
    return None
