"""Reads every plan of plans/ and prints how much of the hand-made answers beside them it found, and where each line went.

    python tests/gold/score.py            the table and every miss
    python tests/gold/score.py h1 h2      only the plans whose names begin so

An answer may give alternatives ("a|b"); a group that begins with "*" may be left out. "periods" is a rhythm and a day
("quarter:19": the 19th of each quarter's last month, "month:end"); periods that fell due before the plan was issued
are not expected. "dues" lists the days of periods that the plan names one by one. A recurring task with neither has no
day that could be right or wrong.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from danvan_cli.domain.dates import month_end
from danvan_cli.domain.draft import Document, PlanDraft, TaskDraft
from danvan_cli.domain.text import fold
from danvan_cli.intake.files.opening import open_document
from danvan_cli.intake.plan import read_plan

PLANS = Path(__file__).resolve().parent / "plans"
FIELDS = (
    "tasks",
    "leads",
    "supports",
    "groups",
    "due dates",
    "due kinds",
    "starts",
    "target numbers",
    "documents",
    "sections",
    "header",
)
_STEPS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(slots=True)
class Tally:
    """What one field's answers came to."""

    right: int = 0
    expected: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0


@dataclass(slots=True)
class Score:
    """Tallies by field, what was missed, and what was wrong without a doubt said."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    misses: list[str] = field(default_factory=list)
    uses: Counter[str] = field(default_factory=Counter)
    wrong_and_sure: list[str] = field(default_factory=list)

    def compare(self, plan: str, name: str, expected: Sequence[str], found: Sequence[str], where: str = "") -> None:
        """Counts a field's answers; an expected one may be several ("a|b"), or may be left out ("*a")."""
        left = [fold(f) for f in found]
        tally = self.tallies[name]
        tally.found += len(left)
        for answer in expected:
            taken = next((a for a in answer.lstrip("*").split("|") if fold(a) in left), None)
            if taken is not None:
                left.remove(fold(taken))
                tally.right += 1
                tally.expected += 1
            elif not answer.startswith("*"):
                tally.expected += 1
                self.misses.append(f"{plan} {where} {name}: missing “{answer}”")
        self.misses += [f"{plan} {where} {name}: not asked for “{f}”" for f in left]


def plan_paths(prefixes: Sequence[str] = ()) -> list[Path]:
    """Gives the plans that have an answer beside them."""
    answers = sorted(PLANS.glob("*.json"))
    chosen = [a for a in answers if not prefixes or a.stem.startswith(tuple(prefixes))]
    return [next(p for p in PLANS.glob(f"{a.stem}.*") if p.suffix != ".json") for a in chosen]


def score_plans(paths: Iterable[Path]) -> Score:
    """Scores the plans together."""
    score = Score()
    for path in paths:
        gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
        document = _as_word(path) if gold.get("as_word") else open_document(path)
        draft = read_plan(document, lambda _: ())
        score.uses.update(account.uses[0].said if account.uses else "chưa rõ" for account in draft.accounts)
        score_draft(score, path.stem, gold, draft)
    return score


def _as_word(path: Path) -> Document:
    """Makes a Word file of the text, its rows of "|" as real tables, and reads that."""
    import docx

    made = docx.Document()
    table = None
    for line in path.read_text("utf-8").split("\n"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) < 2 or set(line) <= set("|- "):
            table = None if len(cells) < 2 else table
            made.add_paragraph(line) if len(cells) < 2 else None
            continue
        if table is None or len(table.columns) != len(cells):
            table = made.add_table(rows=0, cols=len(cells))
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"{path.stem}.docx"
        made.save(str(target))
        return open_document(target)


def score_draft(score: Score, plan: str, gold: dict[str, Any], draft: PlanDraft) -> None:
    """Compares one draft with its answer."""
    header = {k: v for k, v in gold["header"].items() if v is not None}
    said = {k: getattr(draft.header, k) for k in gold["header"]}
    score.compare(
        plan,
        "header",
        ["|".join(f"{k}={a}" for a in str(v).split("|")) for k, v in header.items()],
        [f"{k}={v}" for k, v in said.items() if v is not None],
    )
    score.compare(plan, "sections", gold["sections"], [s.path for s in draft.sections])
    score.compare(
        plan, "documents",
        [f"{n} {d} {'basis' if b else 'cited'}" for n, d, b in gold["documents"]],
        [f"{d.number} {d.issued_on} {'basis' if d.is_basis else 'cited'}" for d in draft.documents],
    )  # fmt: skip
    score.compare(
        plan, "target numbers",
        ["|".join(_target(k, o, Decimal(g) if g else None, u, p) for u in (unit or "None").split("|"))
         for k, o, g, unit, p in gold["targets"]],
        [_target(t.kind, t.operator, t.goal, t.unit_of_measure, t.per_unit) for t in draft.targets],
    )  # fmt: skip
    _score_tasks(score, plan, gold, draft)


def _target(kind: str, operator: str | None, goal: Decimal | None, unit: str | None, per_unit: bool) -> str:
    number = None if goal is None else format(goal.normalize(), "f")
    return f"{kind} {operator} {number} {unit} {'each' if per_unit else ''}".strip()


def _score_tasks(score: Score, plan: str, gold: dict[str, Any], draft: PlanDraft) -> None:
    names = {u.code: u.name for u in draft.units}
    doubted = {(u.task, u.field) for u in draft.unresolved}
    left = list(draft.tasks)
    tally = score.tallies["tasks"]
    tally.found += len(left)
    for answer in gold["tasks"]:
        tally.expected += 1
        dates = set(_dates(answer, gold["header"]))
        task = _match(answer, left, dates)
        if task is None:
            score.misses.append(f"{plan} tasks: missing “{answer['text']}” in {answer['in']}")
            empty = TaskDraft("", "", "", "")
            _score_task(score, plan, answer, empty, names, dates)
            continue
        left.remove(task)
        tally.right += 1
        _score_task(score, plan, answer, task, names, dates)
        _score_sure(score, plan, answer, task, names, dates, doubted)
    for task in left:
        score.misses.append(f"{plan} tasks: not asked for {task.code} “{task.content[:60]}”")
        if task.certain and _found_dates(task):
            score.wrong_and_sure.append(f"{plan} {task.code}: a day on a task not asked for")


def _match(answer: dict[str, Any], left: list[TaskDraft], dates: set[date]) -> TaskDraft | None:
    starts = [fold(s) for s in answer["text"].split("|")]
    fitting = [t for t in left if answer["in"] in ("*", t.section) and fold(t.content).startswith(tuple(starts))]
    same_day = [t for t in fitting if _found_dates(t) == dates] or [t for t in fitting if _found_dates(t) & dates]
    return next(iter([*same_day, *fitting]), None)


def _score_task(
    score: Score, plan: str, answer: dict[str, Any], task: TaskDraft, names: dict[str, str], dates: set[date]
) -> None:
    where = task.code or answer["text"][:25]
    score.compare(plan, "leads", answer.get("leads", []), [names[c] for c in task.leads], where)
    score.compare(plan, "supports", answer.get("supports", []), [names[c] for c in task.supports], where)
    score.compare(plan, "groups", answer.get("groups", []), task.groups, where)
    found = _found_dates(task) if dates or "recurring" not in answer.get("kind", "none") else set()
    score.compare(plan, "due dates", sorted(map(str, dates)), sorted(map(str, found)), where)
    score.compare(plan, "due kinds", [answer.get("kind", "none")], [task.due_kind] if task.code else [], where)
    starts = [str(task.start_on)] if task.start_on else []
    score.compare(plan, "starts", [answer["start"]] if "start" in answer else [], starts, where)


def _score_sure(
    score: Score,
    plan: str,
    answer: dict[str, Any],
    task: TaskDraft,
    names: dict[str, str],
    dates: set[date],
    doubted: set[tuple[str | None, str | None]],
) -> None:
    wrong = _found_dates(task) - dates
    if wrong and task.certain and (task.code, "due_on") not in doubted:
        score.wrong_and_sure.append(f"{plan} {task.code}: {', '.join(map(str, sorted(wrong)))}")
    asked = {fold(a) for names_ in answer.get("leads", []) for a in names_.lstrip("*").split("|")}
    wrongly = [names[c] for c in task.leads if fold(names[c]) not in asked]
    if wrongly and (task.code, "leads") not in doubted:
        score.wrong_and_sure.append(f"{plan} {task.code}: led by {', '.join(wrongly)}")


def _found_dates(task: TaskDraft) -> set[date]:
    days = {p.due_on for p in task.periods} | {task.due_on}
    return {day for day in days if day}


def _dates(answer: dict[str, Any], header: dict[str, Any]) -> Iterator[date]:
    if "due" in answer:
        yield date.fromisoformat(answer["due"])
    yield from map(date.fromisoformat, answer.get("dues", []))
    if "periods" in answer:
        rhythm, day = answer["periods"].split(":")
        issued = date.fromisoformat(header["issued_on"]) if header["issued_on"] else None
        yield from (d for d in _rhythm(rhythm, day, header["year"]) if issued is None or d >= issued)


def _rhythm(rhythm: str, day: str, year: int) -> Iterator[date]:
    is_school_year = rhythm.startswith("school")
    step = _STEPS[rhythm.removeprefix("school")]
    for number in range(step, 13, step):
        month = (number + 6) % 12 + 1 if is_school_year else number
        its_year = year + 1 if is_school_year and month < 8 else year
        yield month_end(its_year, month) if day == "end" else date(its_year, month, int(day))


def table(score: Score) -> str:
    """Writes precision and recall by field."""
    lines = [f"{'field':<16}{'precision':>10}{'recall':>8}{'right':>7}{'found':>7}{'asked':>7}"]
    for name, tally in score.tallies.items():
        lines.append(
            f"{name:<16}{tally.precision:>10.3f}{tally.recall:>8.3f}{tally.right:>7}{tally.found:>7}{tally.expected:>7}"
        )
    return "\n".join([*lines, f"wrong and sure: {len(score.wrong_and_sure)}"])


def accounts(score: Score) -> str:
    """Writes what the lines of the plans were used for, or why they were set aside."""
    return "\n".join(f"{count:>7}  {said}" for said, count in score.uses.most_common())


def main(prefixes: Sequence[str]) -> None:
    """Prints the table and the misses."""
    paths = plan_paths(prefixes)
    score = score_plans(paths)
    lines = [
        f"{len(paths)} plans",
        table(score),
        accounts(score),
        *(f"WRONG AND SURE {w}" for w in score.wrong_and_sure),
    ]
    sys.stdout.write("\n".join([*lines, *score.misses]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
