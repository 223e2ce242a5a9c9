"""The files that ship with the program: beside the package when installed, in the checkout otherwise."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def data_file(name: str) -> Path:
    """Finds the path of a shipped file: in the installed package, else in the checkout's data folder."""
    installed = _PACKAGE / "data"
    folder = installed if installed.is_dir() else _PACKAGE.parents[1] / "data"
    return folder / name
