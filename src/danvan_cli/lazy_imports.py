"""Modules of others that hardly any command needs: they are run when something of them is first wanted.

Typer, SQLAlchemy and the standard library import them whole, for a corner of theirs that a plain command never comes
to. A module's own ``__getattr__`` (PEP 562) is asked for what it has not: here it has nothing yet, and is then run.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.util import find_spec, module_from_spec
from typing import Any

RARELY_NEEDED = (
    "bz2",
    "csv",
    "fnmatch",
    "hashlib",
    "ipaddress",
    "linecache",
    "lzma",
    "ntpath",
    "secrets",
    "shellingham",
    "subprocess",
    "tempfile",
    "textwrap",
    "tokenize",
)


def defer(names: Iterable[str] = RARELY_NEEDED) -> None:
    """Stands each module, not yet run, where an import finds it; what is missing or imported already stays so."""
    for name in names:
        if name not in sys.modules:
            _defer(name)


def _defer(name: str) -> None:
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        return
    loader, module = spec.loader, module_from_spec(spec)

    def run_first(wanted: str) -> Any:
        # While it runs it must miss what it has not made yet, as any module does.
        del vars(module)["__getattr__"]
        try:
            loader.exec_module(module)
        except BaseException:
            vars(module)["__getattr__"] = run_first
            raise
        return getattr(module, wanted)

    vars(module)["__getattr__"] = run_first
    sys.modules[name] = module
