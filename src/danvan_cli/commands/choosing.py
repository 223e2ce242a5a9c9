"""Asking which plan a code is of, where it stands in several open ones."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from danvan_cli.commands.shared import Run
from danvan_cli.domain.codes import full_code
from danvan_cli.domain.errors import ConflictError
from danvan_cli.domain.text import fold
from danvan_cli.output.tables import brief
from danvan_cli.services.choosing import Choices, plans_of

_LETTERS = 60


def settled(run: Run, options: dict[str, Any], coded: Sequence[str]) -> tuple[Run, dict[str, Any]]:
    """Settles the plan of a command by the codes it is given, which come back without a plan's code before them.

    ConflictError where they stand in several open plans and nobody can be asked.
    """
    given = {name: options[name] for name in coded if options.get(name)}
    words = [word for value in given.values() for word in ([value] if isinstance(value, str) else value)]
    found = plans_of(run.request, words)
    plan = _asked(run, words[0], found) if len(found.plans) > 1 else next(iter(found.plans), None)
    if plan is None:
        return run, options
    left = iter(found.words)
    bare = {
        name: next(left) if isinstance(value, str) else [next(left) for _ in value] for name, value in given.items()
    }
    return run._replace(request=run.request._replace(plan=plan)), options | bare


def _asked(run: Run, code: str, found: Choices) -> str:
    conflict = ConflictError(
        f"Mã {code} có ở nhiều kế hoạch đang mở: {', '.join(found.plans)}.",
        f"Ghi rõ kế hoạch, ví dụ {full_code(found.plans[-1], code)}, hoặc thêm --plan {found.plans[-1]}.",
    )
    if run.yes or run.screen.json or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise conflict
    listed = zip(found.plans, found.told, strict=True)
    run.screen.say(f"Mã {code} có ở {len(found.plans)} kế hoạch đang mở:")
    run.screen.say(*(f"  {n}. {plan}: {brief(told, _LETTERS)}" for n, (plan, told) in enumerate(listed, start=1)))
    by_key = {str(n): plan for n, plan in enumerate(found.plans, start=1)}
    by_key |= {fold(plan): plan for plan in found.plans}
    while typed := run.screen.ask_words("Kế hoạch nào (số hoặc mã; Enter để dừng)? "):
        if fold(typed) in by_key:
            return by_key[fold(typed)]
    raise conflict
