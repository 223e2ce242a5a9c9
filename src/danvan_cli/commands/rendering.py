"""The modules that render, imported only when a result is really rendered: JSON needs no tables, tables no JSON."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from danvan_cli.output import changes, config, contract, details, exports, lists, preview, progress
else:

    class _Room:
        """Stands for a module until one of its functions is called."""

        def __init__(self, name: str) -> None:
            self._name = f"danvan_cli.output.{name}"

        def __getattr__(self, function: str) -> Any:
            return getattr(import_module(self._name), function)

    changes, contract, details = _Room("changes"), _Room("contract"), _Room("details")
    config, exports = _Room("config"), _Room("exports")
    lists, preview, progress = _Room("lists"), _Room("preview"), _Room("progress")

__all__ = ["changes", "config", "contract", "details", "exports", "lists", "preview", "progress"]
