"""The questions of an import: each doubt with its words and choices, answered one by one or for a whole section."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from danvan_cli.commands.shared import Run
from danvan_cli.domain.doubts import DoubtKind, Group, codes_words, groups, kind_of, left_words, positions
from danvan_cli.domain.errors import DanvanError
from danvan_cli.output import questions
from danvan_cli.services import import_decisions, import_questions
from danvan_cli.services.import_decisions import Answer, Decision, unit_words
from danvan_cli.services.import_questions import Question

if TYPE_CHECKING:
    from danvan_cli.domain.draft import PlanDraft, Unresolved
    from danvan_cli.domain.due import DueContext
    from danvan_cli.domain.model import Unit

# Room for the keys behind a question.
_YES_OR_NO = 8
_BACK, _KIND, _STOP, _HELP = "l", "b", "t", "?"


class _Step(NamedTuple):
    """What one answer did, so that it can be taken back: decisions, doubts passed over, a group not to be asked for.

    ``settled`` counts the doubts that the decisions are about.
    """

    said: str
    decisions: tuple[Decision, ...] = ()
    passed: tuple[Unresolved, ...] = ()
    declined: tuple[object, ...] = ()
    settled: int = 0


class Source(NamedTuple):
    """What the questions are about: ``read`` gives the draft as read with a year (None: the file's own).

    ``known`` is the catalogue; ``context`` has the agency's calendar and choices.
    """

    read: Callable[[int | None], PlanDraft]
    known: Sequence[Unit]
    context: DueContext


class Asking:
    """One round of questions; nothing is written, and every answer can be taken back."""

    def __init__(self, run: Run, source: Source, given: Sequence[Decision]) -> None:
        """Begins with the answers that a file gave."""
        self._run = run
        self._source = source
        self._given = tuple(given)
        self._steps: list[_Step] = []
        self.draft = self._settled(self._given)

    @property
    def typed(self) -> list[Decision]:
        """Lists the answers of this round."""
        return [decision for step in self._steps for decision in step.decisions]

    def ask_all(self) -> None:
        """Asks about every doubt until all are passed or the person has had enough."""
        number = len(self.draft.unresolved)
        screen = self._run.screen
        if not number or not screen.ask(f"{left_words(number).capitalize()}. Trả lời từng điểm bây giờ?"):
            return
        screen.say(*_wrapped(questions.KEYS))
        while (doubt := self._next()) is not None and self._ask(doubt):
            pass
        screen.say("", f"Đã hỏi xong: {left_words(len(self.draft.unresolved))}.")

    def _settled(self, decisions: Sequence[Decision]) -> PlanDraft:
        draft = self._source.read(import_decisions.year_in(decisions))
        return import_decisions.settle(
            draft, decisions, self._units(draft), self._run.request.today, self._source.context
        )

    def _units(self, draft: PlanDraft) -> list[Unit]:
        return import_decisions.units_in_force(draft, self._source.known)

    def _passed(self) -> set[Unresolved]:
        return {doubt for step in self._steps for doubt in step.passed}

    def _next(self) -> Unresolved | None:
        passed = self._passed()
        return next((doubt for doubt in self.draft.unresolved if doubt not in passed), None)

    def _ask(self, doubt: Unresolved) -> bool:
        """Asks about one doubt until something is decided about it; False ends the round."""
        header = self.draft.header
        context = self._source.context._replace(
            year=header.year, is_school_year=header.is_school_year, issued_on=header.issued_on
        )
        units = self._units(self.draft)
        question = import_questions.question_about(doubt, self.draft, units, context)
        choices = tuple(option.shown for option in question.options)
        number = 1 + sum(step.settled + len(step.passed) for step in self._steps)
        shown = questions.Shown(doubt, number, number - 1 + self._open_count(), choices)
        self._run.screen.say(*questions.question_lines(shown, self.draft, _width()))
        while True:
            typed = self._run.screen.ask_or_end(questions.prompt(doubt))
            if typed is None or typed.casefold() == _STOP:
                return False
            if typed == _HELP:
                self._run.screen.say(*questions.help_lines(choices, _width()))
            elif self._understand(question, typed, units):
                return True

    def _open_count(self) -> int:
        passed = self._passed()
        return sum(doubt not in passed for doubt in self.draft.unresolved)

    def _understand(self, question: Question, typed: str, units: Sequence[Unit]) -> bool:
        """Does what was typed; False where the same question has to be asked again."""
        doubt, word = question.doubt, typed.casefold()
        if word in ("", "0") or Answer.SKIP.is_said_in(typed):
            self._steps.append(_Step(f"bỏ qua {doubt.task or doubt.source}", passed=(doubt,)))
            return True
        if word == _KIND:
            self._pass_kind(kind_of(doubt))
            return True
        if word == _BACK:
            return self._go_back()
        try:
            answer = import_questions.answer_of(question, typed)
            named = self._with_new_unit(answer, units)
            if named is None:
                return False
            group, others = self._others_like(doubt)
            self._steps.append(self._decide((doubt,), named))
        except DanvanError as error:
            self._run.screen.say(*_wrapped(error.message), *_wrapped(error.hint))
            return False
        if group is not None and others:
            self._answer_group(doubt, group, others, named)
        return True

    def _pass_kind(self, kind: DoubtKind) -> None:
        passed = self._passed()
        doubts = tuple(d for d in self.draft.unresolved if kind_of(d) is kind and d not in passed)
        self._steps.append(_Step(f"bỏ qua {len(doubts)} điểm về {kind}", passed=doubts))
        self._run.screen.say(f"Bỏ qua {len(doubts)} điểm về {kind}.")

    def _go_back(self) -> bool:
        if not self._steps:
            self._run.screen.say("Đây là câu đầu, không có câu nào để quay lại.")
            return False
        taken = self._steps.pop()
        self.draft = self._settled((*self._given, *self.typed))
        self._run.screen.say(*_wrapped(f"Đã lấy lại: {taken.said}."))
        return True

    def _with_new_unit(self, answer: str, units: Sequence[Unit]) -> str | None:
        """Asks for the name where "đơn vị mới" was chosen without one; None where there is to be none."""
        parts = unit_words(answer)
        bare = [part for part in parts if Answer.NEW_UNIT.is_said_in(part)]
        names = {part: self._new_name(units) for part in bare}
        if None in names.values():
            return None
        if not bare:
            return answer
        return "; ".join(f"{Answer.NEW_UNIT}: {names[part]}" if part in names else part for part in parts)

    def _new_name(self, units: Sequence[Unit]) -> str | None:
        name = self._run.screen.ask_words("Tên đơn vị mới (Enter để thôi): ")
        if not name:
            return None
        near = import_questions.similar_unit(name, units)
        if near is None:
            return name
        return name if self._agrees(f"Đã có {near.code} – {near.name}. Vẫn thêm “{name}” thành đơn vị mới?") else None

    def _decide(self, doubts: Sequence[Unresolved], answer: str) -> _Step:
        """Puts an answer in and says what it changed; DanvanError, and nothing done, where it does not fit."""
        before = self.draft
        decisions = tuple(import_decisions.decide(before, doubts, answer))
        self.draft = self._settled((*self._given, *self.typed, *decisions))
        lines = list(questions.decision_lines(doubts, before, self.draft, answer))
        self._run.screen.say(*(part for line in lines for part in _wrapped(line, "  ")))
        return _Step("; ".join(lines), decisions, settled=len(doubts))

    def _others_like(self, doubt: Unresolved) -> tuple[Group | None, list[Unresolved]]:
        """Finds the group of a doubt, and what else of it is open for the very same reason and not passed over."""
        passed = self._passed()
        group = next((group for group in groups(self.draft) if doubt.task and doubt in group.doubts), None)
        if group is None or any(step.declined == group[:3] for step in self._steps):
            return None, []
        return group, [d for d in group.doubts if d != doubt and d.why == doubt.why and d not in passed]

    def _answer_group(self, doubt: Unresolved, group: Group, others: Sequence[Unresolved], answer: str) -> None:
        """Offers the answer just given for the others of the section; all of it is then taken back at once."""
        step = self._steps[-1]
        codes = list(dict.fromkeys(other.task for other in (doubt, *others) if other.task))
        noun = "chỉ tiêu" if group.kind is DoubtKind.GOAL else "việc"
        place = f" của mục {group.section}" if group.section else ""
        words = codes_words(codes, positions(self.draft))
        if not self._agrees(f"Áp dụng cho cả {len(codes)} {noun}{place} ({words})?"):
            self._steps[-1] = step._replace(declined=group[:3])
            return
        for some in self._that_take(others, answer):
            more = self._decide(some, answer)
            self._steps[-1] = step = step._replace(
                said=f"{step.said}; {more.said}",
                decisions=(*step.decisions, *more.decisions),
                settled=step.settled + more.settled,
            )

    def _agrees(self, question: str) -> bool:
        """Asks yes or no; a long question is broken between its words."""
        *first, last = questions.wrapped(question, _width() - _YES_OR_NO)
        self._run.screen.say(*first)
        return self._run.screen.ask(last)

    def _that_take(self, doubts: Sequence[Unresolved], answer: str) -> list[Sequence[Unresolved]]:
        """Leaves out the doubts that the answer does not fit, and says why; they are asked about one by one."""
        if self._refusal(doubts, answer) is None:
            return [doubts]
        fitting = []
        for doubt in doubts:
            refusal = self._refusal([doubt], answer)
            if refusal is None:
                fitting.append(doubt)
            else:
                self._run.screen.say(*_wrapped(refusal, "  "))
        return [fitting] if fitting else []

    def _refusal(self, doubts: Sequence[Unresolved], answer: str) -> str | None:
        try:
            self._settled((*self._given, *self.typed, *import_decisions.decide(self.draft, doubts, answer)))
        except DanvanError as error:
            return error.message
        return None


def _wrapped(text: str, indent: str = "") -> list[str]:
    return questions.wrapped(text, _width(), indent)


def _width() -> int:
    return shutil.get_terminal_size().columns
