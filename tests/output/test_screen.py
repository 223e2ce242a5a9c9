"""What a screen shows besides the result: a bar while something takes long."""

from __future__ import annotations

import io
import sys
import time

import pytest

from danvan_cli.output import screen


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "seconds", "quiet", "is_shown"),
    [(Terminal, 0.3, False, True), (Terminal, 0, False, False), (Terminal, 0.3, True, False), (io.StringIO, 0.3, False, False)],
)  # fmt: skip
def test_a_bar_moves_on_a_terminal_while_something_takes_long(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], seconds: float, quiet: bool, is_shown: bool
) -> None:
    monkeypatch.setattr(screen, "_PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(sys, "stderr", stream())
    with screen.Screen(False, False, quiet, screen.GivenAnswers()).busy("Đang ghi a.docx"):
        time.sleep(seconds)

    assert is_shown == ("Đang ghi a.docx" in sys.stderr.getvalue())  # type: ignore[attr-defined]
