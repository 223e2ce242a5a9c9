"""Scores the reader of criteria tables: ``python -m tests.gold.criteria.score`` prints what is right, of how much."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.gold.criteria.tables import TABLES, Answer

from danvan_cli.domain.errors import DanvanError
from danvan_cli.domain.scoring_kept import digits
from danvan_cli.domain.words import ScorePart
from danvan_cli.intake.scoring.reading import ReadSet, read_table


class Mark(NamedTuple):
    """One thing that a person reads, and whether the reader did; what it read instead, where it did not."""

    what: str
    is_right: bool
    instead: str = ""


def marks(read: ReadSet, answer: Answer) -> Iterator[Mark]:
    """Compares a reading with its answer, thing by thing."""
    rows = {row.code: row for row in read.scored.rows}
    leaves = {row.code for row in read.scored.leaves()}
    for code, maximum in answer.groups.items():
        found = digits(rows[code].maximum) if code in rows and code not in leaves else "—"
        yield Mark(f"nhóm {code}", found == maximum, found)
    names = dict(answer.leaves)
    extra = sorted(code for code in leaves if code not in names and rows[code].part is ScorePart.BONUS)
    for code, (maximum, rule) in names.items():
        # A bonus row without a number is called by whatever code it got.
        known = extra.pop(0) if code == "bonus" and extra else code
        row = rows.get(known) if known in leaves else None
        yield Mark(
            f"{code} tối đa",
            row is not None and digits(row.maximum) == maximum,
            "" if row is None else digits(row.maximum),
        )
        kind = None if row is None or row.rule is None else str(row.rule.kind)
        yield Mark(f"{code} cách tính", row is not None and kind == rule, f"{kind} thay vì {rule}")
    for code in sorted(leaves - set(names)) if "bonus" not in names else []:
        yield Mark(f"{code} thừa", False)
    scored = read.scored
    yield Mark("tổng", digits(scored.scale) == answer.total, digits(scored.scale))
    yield Mark("thưởng", (digits(scored.bonus) or None) == answer.bonus, digits(scored.bonus))
    yield Mark("trừ", (digits(scored.deduction) or None) == answer.deduction, digits(scored.deduction))
    told = tuple((band.name.casefold(), digits(band.at_least)) for band in scored.bands)
    for name, at_least in answer.bands:
        yield Mark(f"xếp loại {name}", (name.casefold(), at_least) in told, str(told))
    yield Mark(
        "điều kiện",
        tuple(str(one.effect) for one in scored.disqualifiers) == answer.disqualifiers,
        str(scored.disqualifiers),
    )
    points = {score.code: digits(score.own) for score in read.scores if score.own is not None}
    for code, own in answer.points.items():
        yield Mark(f"{code} tự chấm", points.get(code) == own, str(points.get(code)))


def score_all() -> dict[str, list[Mark]]:
    """Reads all tables and marks each."""
    found: dict[str, list[Mark]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, (make, answer) in TABLES.items():
            path = Path(folder) / name
            make(path)
            try:
                found[name] = list(marks(read_table(name, path.read_bytes()), answer))
            except DanvanError as error:
                found[name] = [Mark(error.message, False)]
                found[name] += [Mark("", False)] * (
                    2 * len(answer.leaves) + len(answer.groups) + len(answer.bands) + len(answer.points) + 3
                )
    return found


def main() -> None:
    """Prints the figures of each table, and what is wrong."""
    right = whole = 0
    for name, found in score_all().items():
        good = sum(mark.is_right for mark in found)
        right, whole = right + good, whole + len(found)
        sys.stdout.write(f"{name}: {good}/{len(found)}\n")
        for mark in found:
            if not mark.is_right and mark.what:
                sys.stdout.write(f"    {mark.what}: {mark.instead}\n")
    sys.stdout.write(f"cả sáu: {right}/{whole}\n")


if __name__ == "__main__":
    main()
