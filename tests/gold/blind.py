"""Scores plans written without a look at the rules: blind/*.txt with their hand-made answers beside them.

    python tests/gold/blind.py            the figures by field, and every miss
    python tests/gold/blind.py p1 r3      only the plans whose names begin so

A text named ".docx.txt" or ".xlsx.txt" is made into that kind of file first: a line of "|" is a row of a table ("<" is
merged with the cell to its left, "^" with the one above, "\\n" breaks a line, "@2026-01-20" is a day, "**…**" is bold);
a line after "#. ", "##. ", "#- " or "#+ " is an item of a list that Word numbers or marks itself; "=== name" begins a
sheet. An answer's line is "words of the task|leads|supports|last days": days of one task stand
between ";", other answers that are right too between ",". What may also be
written otherwise has "/" between ("Ban CHQS xã/Ban Chỉ huy Quân sự xã"). A rhythm may have its day ("quarter:19", "month:end"); "doubt"
is a day that nobody can tell from the plan, "none" one that it does not set. "=target|words|goal" is a target.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from danvan_cli.domain.dates import month_end
from danvan_cli.domain.draft import UNCLEAR, Document, PlanDraft, TaskDraft
from danvan_cli.domain.text import clean, fold
from danvan_cli.intake.files.opening import open_document
from danvan_cli.intake.plan import read_plan
from danvan_cli.output.explaining import parts_of

BLIND = Path(__file__).resolve().parent / "blind"
FIELDS = ("tasks", "leads", "supports", "days")
_LISTS = {"#.": "List Number", "##.": "List Number 2", "#-": "List Bullet", "#+": "List Bullet 2"}
_HEAD = 3
_PERIODS = {
    "week": r"\d{4}-W\d+",
    "month": r"\d{4}-\d\d",
    "quarter": r"\d{4}-Q\d",
    "half": r"\d{4}-H\d",
    "year": r"\d{4}",
}


@dataclass(slots=True)
class Score:
    """How many values of each field are right, asked about, or wrong and unasked, and what the last ones are."""

    figures: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in (*FIELDS, "targets")})
    told: list[str] = field(default_factory=list)

    def add(self, name: str, verdict: str, words: str) -> None:
        self.figures[name][verdict] += 1
        if verdict != "right":
            self.told.append(f"{verdict.upper():<7} {name:<9} {words}")


def paths(prefixes: Sequence[str] = ()) -> list[Path]:
    """Gives the marked-up plans."""
    return [p for p in sorted(BLIND.glob("*.txt")) if not prefixes or p.name.startswith(tuple(prefixes))]


def read(path: Path) -> PlanDraft:
    """Makes the file that the text describes and reads it."""
    with tempfile.TemporaryDirectory() as folder:
        kind = Path(path.stem).suffix
        if not kind:
            return read_plan(open_document(path), lambda _: ())
        target = Path(folder) / path.stem
        (_make_word if kind == ".docx" else _make_workbook)(path.read_text("utf-8").splitlines(), target)
        return read_plan(_opened(target), lambda _: ())


def as_text(path: Path) -> str:
    """Gives a marked-up plan as a mail or a web page would have it: numbers and bars written, nothing bold."""
    if not path.stem.endswith(".docx"):
        return path.read_text("utf-8")
    lines: list[str] = []
    counts = Counter[str]()
    for line in path.read_text("utf-8").splitlines():
        mark, _, text = line.partition(" ")
        counts["##."] = counts["##."] if mark in _LISTS else 0
        if line.startswith("|"):
            cells = ["" if cell in ("<", "^") else cell.replace("**", "") for cell in _cells(line)]
            is_head = len(lines) < _HEAD and len(cells) == 2
            lines += "\n".join(cells).split("\n") if is_head else [f"| {' | '.join(cells)} |".replace("\n", " ")]
        elif mark in _LISTS:
            counts[mark] += 1
            sign = {"#.": f"{counts[mark]}.", "##.": f"{counts[mark]})", "#-": "-", "#+": "+"}[mark]
            lines.append(f"{sign} {text}")
        else:
            lines.append(line.replace("**", ""))
    return "\n".join(lines)


def _opened(target: Path) -> Document:
    return open_document(target)


def _cells(line: str) -> list[str]:
    return [c.strip().replace("\\n", "\n") for c in line.strip().removeprefix("|").removesuffix("|").split(" | ")]


def _make_word(lines: Sequence[str], target: Path) -> None:
    import docx

    made = docx.Document()
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            cells = _cells(line)
            if rows and len(rows[0]) != len(cells):
                _add_table(made, rows)
                rows = []
            rows.append(cells)
            continue
        _add_table(made, rows)
        rows = []
        mark, _, text = line.partition(" ")
        if mark in _LISTS:
            made.add_paragraph(style=_LISTS[mark]).add_run(text.strip("*")).bold = text.startswith("**") or None
        elif line:
            made.add_paragraph().add_run(line.strip("*")).bold = line.startswith("**") or None
    made.save(str(target))


def _add_table(made: Any, rows: list[list[str]]) -> None:
    if not rows:
        return
    table = made.add_table(rows=len(rows), cols=len(rows[0]))
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            if text not in ("<", "^"):
                _fill(table.cell(i, j), text)
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            if text == "<":
                table.cell(i, j - 1).merge(table.cell(i, j))
            elif text == "^":
                table.cell(i - 1, j).merge(table.cell(i, j))


def _fill(cell: Any, text: str) -> None:
    """Writes the lines of a cell; those within "**" are bold."""
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        is_bold = line.startswith("**") and line.endswith("**")
        paragraph.add_run(line.strip("*") if is_bold else line).bold = is_bold or None


def _make_workbook(lines: Sequence[str], target: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for line in lines:
        if line.startswith("=== "):
            page = book.create_sheet(line[4:])
            number = 0
            continue
        number += 1
        for column, text in enumerate(_cells(line), 1):
            if text not in ("<", "^", ""):
                page.cell(number, column, _value(text))
    for name, start, stop, row, last in _merges(lines):
        book[name].merge_cells(start_row=start, end_row=stop, start_column=row, end_column=last)
    book.save(str(target))


def _value(text: str) -> object:
    if text.startswith("@"):
        return datetime.fromisoformat(text[1:])
    return int(text) if text.isdigit() and len(text) < 3 else text


def _merges(lines: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Gives each merged range as (sheet, first row, last row, first column, last column)."""
    name, rows = "", [[""]]
    for line in [*lines, "=== "]:
        if not line.startswith("=== "):
            rows.append(_cells(line))
            continue
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                if text in ("<", "^"):
                    continue
                last, stop = j, i
                while last + 1 < len(row) and row[last + 1] == "<":
                    last += 1
                while stop + 1 < len(rows) and rows[stop + 1][j : j + 1] == ["^"]:
                    stop += 1
                if last > j or stop > i:
                    yield name, i, stop, j + 1, last + 1
        name, rows = line[4:], [[""]]


def score_plan(score: Score, path: Path) -> None:
    """Scores one plan."""
    draft = read(path)
    name = path.name.split(".")[0]
    used: set[str] = set()
    answers = [line.split("|") for line in (BLIND / f"{name}.answer").read_text("utf-8").splitlines()]
    for _, words, goal in (a for a in answers if a[0] == "=target"):
        _score_target(score, name, words, Decimal(goal), draft)
    answers = [a for a in answers if a[0] != "=target"]
    of = {words: [t for t in draft.tasks if fold(words) in fold(t.content)] for words, *_ in answers}
    for words, *asked in answers:
        tasks = of[words]
        used |= {t.code for t in tasks}
        # What one sentence says of several pieces of work is kept as one task with all their days.
        codes = {t.code for t in tasks}
        beside = {
            d for w, *a in answers if w != words and codes & {t.code for t in of[w]} for d in re.split("[;,]", a[2])
        }
        if not tasks:
            doubted = any(fold(words) in fold(u.text) for u in draft.unresolved)
            for field_ in FIELDS:
                score.add(field_, "asked" if doubted else "wrong", f"{name} “{words}” is not found")
            continue
        score.add("tasks", "right", "")
        _score_task(score, f"{name} {tasks[0].code} “{words}”", (*asked, beside), tasks, draft)
    for task in draft.tasks:
        if task.code not in used:
            score.told.append(
                f"OTHER   tasks     {name} {task.code} “{task.content[:70]}” {sorted(map(str, _days([task])))}"
            )
    score.told += [f"UNASKED {name} {where}: “{words}”" for where, words in _unasked(draft)]


def _unasked(draft: PlanDraft) -> Iterator[tuple[str, str]]:
    """Lists the words that a person is shown as unclear and that no doubt names, with their places."""
    told = clean(" ".join(word for u in draft.unresolved for word in (u.text, u.why, *u.choices)))
    for account in draft.accounts:
        for use in parts_of(account):
            words = clean(account.text[use.start : use.end])
            if use.said.startswith(UNCLEAR) and words not in told:
                yield account.where, words


def _score_target(score: Score, name: str, words: str, goal: Decimal, draft: PlanDraft) -> None:
    found = [t.goal for t in draft.targets if fold(words) in fold(t.statement)]
    doubted = any(fold(words) in fold(u.text) for u in draft.unresolved)
    verdict = "right" if goal in found else "asked" if doubted else "wrong"
    score.add("targets", verdict, f"{name} “{words}”: {goal} ≠ {found}")


def _score_task(
    score: Score, where: str, answer: tuple[str, str, str, Set[str]], tasks: list[TaskDraft], draft: PlanDraft
) -> None:
    *asked, beside = answer
    names = {u.code: u.name for u in draft.units}
    doubted = {u.field for u in draft.unresolved if u.task in {t.code for t in tasks}}
    groups = {fold(g) for t in tasks for g in t.groups}
    for field_, expected in zip(("leads", "supports"), asked, strict=False):
        found = {fold(names[c]) for t in tasks for c in getattr(t, field_)}
        spelt = [[fold(n) for n in one.split("/")] for one in expected.split(";") if one]
        wanted = {next((n for n in one if n in found), one[0]) for one in spelt}
        right = found <= wanted and wanted <= found | groups
        verdict = "right" if right else "asked" if field_ in doubted else "wrong"
        score.add(field_, verdict, f"{where}: {sorted(wanted)} ≠ {sorted(found)} {sorted(groups) or ''}")
    is_doubted = "due_on" in doubted
    right = any(_is_answered(a, tasks, beside, is_doubted=is_doubted) for a in asked[2].split(","))
    unsure = is_doubted or not all(t.certain for t in tasks)
    told = [(t.due_kind, t.due_text) for t in tasks]
    verdict = "right" if right else "asked" if unsure else "wrong"
    score.add("days", verdict, f"{where}: {asked[2]} ≠ {sorted(map(str, _days(tasks)))} {told}")


def _days(tasks: Sequence[TaskDraft]) -> set[date]:
    return {d for t in tasks for d in (t.due_on, *(p.due_on for p in t.periods)) if d}


def _is_answered(answer: str, tasks: Sequence[TaskDraft], beside: Set[str], *, is_doubted: bool) -> bool:
    others = {date.fromisoformat(d) for d in beside if d[0].isdigit()} - set(_fixed(answer))
    days = _days(tasks) - others
    kinds = {t.due_kind for t in tasks}
    if answer in ("none", "doubt"):
        return not days and (answer == "none" or is_doubted or kinds <= {"relative", "event"})
    rhythm, _, day = answer.partition(":")
    if fixed := set(_fixed(answer)):
        recurring = _days([t for t in tasks if t.due_kind == "recurring"])
        return fixed <= days and days - fixed <= (recurring if "month" in "".join(beside) else set())
    if "recurring" not in kinds:
        return False
    tasks = [t for t in tasks if t.due_kind == "recurring"]
    named = [p.period for t in tasks for p in t.periods]
    if rhythm not in _PERIODS or not named:
        return True
    fitting = [t for t in tasks if t.periods and all(re.fullmatch(_PERIODS[rhythm], p.period) for p in t.periods)]
    return any(not day or all(d == _on(d, day) for d in _days([t])) for t in fitting)


def _fixed(answer: str) -> Iterator[date]:
    yield from (date.fromisoformat(d) for d in answer.split(";") if d[:1].isdigit())


def _on(day: date, wanted: str) -> date:
    last = month_end(day.year, day.month)
    return last if wanted == "end" else day.replace(day=min(int(wanted), last.day))


def table(score: Score) -> str:
    """Writes the figures by field."""
    lines = [f"{'field':<10}{'right':>7}{'asked':>7}{'wrong':>7}"]
    for name, count in score.figures.items():
        lines.append(f"{name:<10}{count['right']:>7}{count['asked']:>7}{count['wrong']:>7}")
    return "\n".join(lines)


def main(prefixes: Sequence[str]) -> None:
    """Prints the figures and what is not right."""
    score = Score()
    for path in paths(prefixes):
        score_plan(score, path)
    sys.stdout.write("\n".join([table(score), *score.told]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
