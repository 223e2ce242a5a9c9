"""Deadlines that are counted from an event: without a day until it comes, or from one whose day is known."""

from __future__ import annotations

import re

from danvan_cli.domain.dates import short
from danvan_cli.domain.due import CountUnit, DueContext, DueRule, Operator, last_day
from danvan_cli.domain.text import fold
from danvan_cli.domain.words import DueKind, TaskKind
from danvan_cli.intake.due.days import Due, words
from danvan_cli.intake.due.periods import find_periods
from danvan_cli.intake.time_words import BEHIND_END

_EVENT_DAY = "thời hạn tính theo một sự kiện, chưa có ngày cụ thể"
# The paper that sets the term, not one that it cites.
_OF_THIS_PLAN = re.compile(
    r"(?:kể từ|từ|sau) (?:khi )?(?:ngày )?(?:ký|ban hành|ký ban hành)"
    r" (?:kế hoạch|thông báo|chương trình|công văn) này\W*$",
    re.IGNORECASE,
)
_OF_A_PERIOD = re.compile(
    rf"{BEHIND_END}(?P<period>(?:quý|tháng|năm|6 tháng)\s[^.;,()]+)$",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?P<amount>\d{1,3})(?: \([^)]*\))? (?P<unit>ngay|tuan|thang)(?P<working> lam viec)?")
_UNIT_OF = {"ngay": CountUnit.DAY, "tuan": CountUnit.WEEK, "thang": CountUnit.MONTH}
_BACKWARDS = re.compile(r"\btruoc (?:\d{1,3}|khi|ngay)\b|\btruoc\b(?! ngay \d)")


def waiting(text: str, match: re.Match[str], kind: DueKind) -> Due:
    """Makes a deadline whose day is known only when its event comes."""
    said = words(text, match)
    rule, at = _rule_of_event(said, kind), ((match.start(), match.end()),)
    return Due(said, None, TaskKind.ONCE, None, (), _EVENT_DAY, kind, certain=False, rule=rule, at=at)


def from_known(due: Due, context: DueContext) -> Due:
    """Counts from a day that is known: the plan's own issue ("15 ngày kể từ ngày ký Kế hoạch này"), a period's end."""
    if not (due.rule and due.rule.amount and due.text):
        return due
    event_on, said = None, ""
    if _OF_THIS_PLAN.search(due.text):
        event_on, said = context.issued_on, "ngày ban hành"
    elif ended := _OF_A_PERIOD.search(due.text):
        words_ = f"hết {ended['period']}"
        found = find_periods(words_, words_, context)
        event_on, said = (found[0].last_day if len(found) == 1 else None), "ngày kết thúc kỳ"
    if event_on is None:
        return due
    rule = due.rule._replace(event_on=event_on)
    note = f"tính từ {said} {short(event_on)}"
    return due._replace(rule=rule, due_on=last_day(rule, context), doubt=None, certain=True, notes=(note,))


def _rule_of_event(said: str, kind: DueKind) -> DueRule:
    """Reads what is counted from the event's day ("20 ngày sau khi …", "trước 01 ngày …"), or nothing."""
    key = fold(said)
    found = _COUNT.search(key)
    if kind != DueKind.RELATIVE or not found:
        return DueRule(DueKind.EVENT)
    unit = CountUnit.WORKING_DAY if found["working"] else _UNIT_OF[found["unit"]]
    operator = Operator.BEFORE if _BACKWARDS.search(key) else Operator.WITHIN
    return DueRule(DueKind.RELATIVE, operator, amount=int(found["amount"]), unit=unit)
