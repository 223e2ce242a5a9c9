"""One item becomes a task: who, by when, how often, and what a person has to settle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from danvan_cli.domain.draft import TaskDraft, Unresolved
from danvan_cli.domain.model import TaskKind
from danvan_cli.intake.due import Due, DueRules, read_due
from danvan_cli.intake.items import Item
from danvan_cli.intake.name_lists import MentionKind
from danvan_cli.intake.responsible import Responsible, read_heading, read_names, read_responsible
from danvan_cli.intake.unit_names import UnitNames

NO_LEAD = "chưa có đơn vị chủ trì"


class TaskReader:
    """Reads items against one plan's names and year."""

    def __init__(self, names: UnitNames, rules: DueRules) -> None:
        """Keeps what all tasks of the plan share."""
        self._names = names
        self._rules = rules

    def read(self, item: Item) -> tuple[TaskDraft, list[Unresolved]]:
        """Gives the task (its code is given by the plan) and its doubts."""
        who = self._who(item)
        due = self._due(item)
        doubts: list[str] = []
        leads = self._codes(who.units("leads"), doubts)
        supports = tuple(c for c in self._codes(who.units("supports"), doubts) if c not in leads)
        doubts = [*_lead_doubts(who, leads), *doubts, *self._other_doubts(who), *([due.doubt] if due.doubt else [])]
        task = TaskDraft(
            code="",
            section=item.section,
            content=f"{item.text} {item.details}".strip(),
            kind=due.kind,
            leads=leads,
            supports=supports,
            groups=who.groups(),
            period=self._period(due),
            due_text=due.text,
            due_on=due.due_on,
            product=item.fields.get("product") or None,
            source=item.source,
            notes=due.notes,
        )
        return task, [Unresolved(item.source, item.text, why) for why in doubts]

    def _who(self, item: Item) -> Responsible:
        """Prefers named fields, then the sentence's own subject, then the nearest heading that names somebody."""
        lead = read_names(item.fields.get("lead", ""), self._names)
        support = read_names(item.fields.get("support", ""), self._names)
        own = read_responsible(item.text, self._names)
        if lead or own.leads:
            return Responsible(lead or own.leads, support or own.supports, () if lead else own.others)
        for heading in item.headings:
            above = read_heading(heading, self._names)
            if above.leads:
                return Responsible(above.leads, support or own.supports or above.supports)
        return Responsible((), support or own.supports)

    def _due(self, item: Item) -> Due:
        if said := item.fields.get("due"):
            return read_due(said, self._rules, is_field=True)
        return read_due(f"{item.text} {item.details}".strip(), self._rules)

    def _period(self, due: Due) -> str:
        yearly = due.kind == TaskKind.RECURRING and due.frequency is not None and due.frequency.endswith("năm")
        return str(self._rules.year) if yearly and self._rules.year else ""

    def _codes(self, units: Sequence[str], doubts: list[str]) -> tuple[str, ...]:
        codes: list[str] = []
        for name in units:
            is_new = not self._names.is_known(name)
            near = self._names.near_miss(name) if is_new else None
            code = self._names.resolve(name)
            if code is None:
                doubts.append(f"“{name}” có thể là nhiều đơn vị trong danh mục")
            elif code not in codes:
                codes.append(code)
            if near:
                doubts.append(f"“{name}” không có trong danh mục; có phải “{near}”?")
        return tuple(codes)

    def _other_doubts(self, who: Responsible) -> Iterator[str]:
        others = [
            name for name in who.units("others") if self._names.codes(name) != self._names.codes(who.leads[0].text)
        ]
        if others:
            yield f"trong một ý còn việc của {', '.join(others)}, nên tách thành nhiệm vụ riêng"


def _lead_doubts(who: Responsible, leads: Sequence[str]) -> Iterator[str]:
    if leads:
        return
    people = [m.text for m in who.leads if m.kind == MentionKind.PERSON]
    groups = [m.text for m in who.leads if m.kind == MentionKind.GROUP]
    if people:
        yield f"giao cho cá nhân “{', '.join(people)}”, {NO_LEAD}"
    elif groups:
        yield f"chỉ giao chung cho “{', '.join(groups)}”, {NO_LEAD} cụ thể"
    else:
        yield NO_LEAD
