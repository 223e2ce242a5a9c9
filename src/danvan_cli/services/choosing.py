"""Which plan a code is of, where several plans are open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from danvan_cli.db.reads import codes, plans
from danvan_cli.db.reads.connection import reading
from danvan_cli.domain.codes import parted
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import fold
from danvan_cli.services.request import Request


class Choices(NamedTuple):
    """The codes without the plan that was written before them, and the plans that they may be of.

    ``told`` has for each of ``plans`` what one of the codes is in it. No plan where it is clear without asking.
    """

    words: tuple[str, ...]
    plans: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def plans_of(request: Request, words: Sequence[str]) -> Choices:
    """Finds the open plans in which the codes stand; of "CCHC:IV-4" that plan. UsageError for two such plans at once.

    A plan that was named otherwise is kept, and so is the one in use for a code that stands nowhere.
    """
    if not request.database.exists or not any(words):
        return Choices(tuple(words))
    is_written = any(":" in word for word in words)
    if request.plan is not None and not is_written:
        return Choices(tuple(words))
    with reading(request.database) as reader:
        known = sorted(plans.all_plans(reader, counted=False), key=lambda plan: not plan.is_current)
        if is_written:
            bare, named = _without_plans(words, {fold(plan.code): plan.code for plan in known})
            if len(named) > 1:
                raise UsageError(f"Các mã thuộc nhiều kế hoạch: {', '.join(named)}.", "Ghi mỗi lệnh cho một kế hoạch.")
            if named:
                return Choices(bare, named)
        followed = [plan.code for plan in known if plan.is_open(request.as_of)]
        if request.plan is not None or len(followed) < 2:
            return Choices(tuple(words))
        typed = [code for word in words for code in parted(word)]
        found = {plan: told for plan in followed if (told := codes.what_is(reader, plan, typed)) is not None}
    return Choices(tuple(words), tuple(found), tuple(found.values()))


def _without_plans(words: Sequence[str], known: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Takes the codes of known plans off the front of codes, and lists each such plan once."""
    named: dict[str, None] = {}

    def bare(code: str) -> str:
        plan, mark, rest = code.partition(":")
        if not mark or fold(plan) not in known:
            return code
        named[known[fold(plan)]] = None
        return rest.strip()

    return tuple(",".join(bare(code.strip()) for code in word.split(",")) for word in words), tuple(named)
