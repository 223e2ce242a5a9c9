"""The sentences of a report, made from its figures: the parts of each add up to the whole that it names first.

Every rate is a share of a number that stands in the same sentence. A part that is nought is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from danvan_cli.domain.dates import official_short as short
from danvan_cli.domain.documents import Registered
from danvan_cli.domain.figures import Counts, Rate
from danvan_cli.domain.numbers import NOTHING_AROSE, format_number
from danvan_cli.domain.phrases import OWN_REPORT, Phrases
from danvan_cli.domain.reporting import Awaiting, Estimate, InPeriod, OverdueTask, ReportFigures, ReportNote
from danvan_cli.domain.words import DocumentRole
from danvan_cli.output.plan_words import document_subject, padded
from danvan_cli.output.tables import brief

_NAMED_LETTERS = 110
# So many requests are told one by one.
_REQUESTS = 2
_AWAITING = "đã nộp, chờ xác nhận"
_NOTHING_AWAITED = Awaiting()


def share(part: int, whole: int) -> str:
    """Writes a share in brackets: "(80%)"; nothing where there is no whole."""
    percent = Rate(part, whole, "").percent
    return "" if percent is None else f" ({format_number(percent)}%)"


def counted(*parts: tuple[int, str]) -> str:
    """Joins counts with their words, leaving out the ones that are nought."""
    return ", ".join(f"{padded(number)} {words}" for number, words in parts if number)


def _of_which(*parts: tuple[int, str]) -> str:
    said = counted(*parts)
    return f", trong đó {said}" if said else ""


def standing(counts: Counts, of: str, awaiting: Awaiting = _NOTHING_AWAITED, phrases: Phrases = OWN_REPORT) -> str:
    """Tells all tasks by where they stand: the parts add up to the total; of what is done, too.

    ``awaiting`` is told within the part that it belongs to.
    """
    if not counts.total:
        return phrases.say("tasks.none", of=of)
    done = counted(
        (counts.done_on_time, "đúng hạn"), (counts.done_late, "quá hạn"), (counts.done_undated, "không có thời hạn")
    )
    soon = _of_which((counts.due_soon, "sắp đến hạn"), (awaiting.in_time, _AWAITING))
    late = _of_which((awaiting.overdue, _AWAITING))
    undated = _of_which((awaiting.undated, _AWAITING))
    apart = counted((counts.paused, "tạm hoãn"), (counts.cancelled, "thôi thực hiện"))
    told = (
        ("done", counts.done, f" ({done})" if done else ""),
        ("in_time", counts.in_time, soon),
        ("overdue", counts.overdue, late),
        ("undated", counts.undated, undated),
    )
    said = [phrases.say(f"tasks.{name}", number=padded(n), parts=parts) for name, n, parts in told if n]
    return phrases.say(
        "tasks.all",
        of=of,
        total=padded(counts.total),
        parts="; ".join(said),
        apart=phrases.say("tasks.apart", parts=apart) if apart else "",
    )


def of_due(counts: Counts, late: str = "", phrases: Phrases = OWN_REPORT) -> str:
    """Tells what was done of the tasks whose last day is past: done = on time + late, due = done + still open."""
    due, still = counts.already_due, counts.overdue
    if not due:
        return phrases.say("due.none")
    done = due - still
    behind = counted((counts.due_on_time, "đúng hạn"), (done - counts.due_on_time, "quá hạn"))
    return phrases.say(
        "due.all",
        done=format_number(done),
        due=format_number(due),
        share=share(done, due),
        parts=f", trong đó {behind}" if behind else "",
        missing=phrases.say("due.missing", number=padded(still), which=late) if still else "",
    )


def beyond_due(counts: Counts, phrases: Phrases = OWN_REPORT) -> str:
    """Tells what is no part of what was due; with it, it adds up to all. Nothing where all, or nothing, was due."""
    due = counts.already_due
    if not due or due == counts.total:
        return ""
    early = counts.done_on_time + counts.done_late + counts.overdue - due
    undated = counts.done_undated + counts.undated
    told = (
        ("early", early, ""),
        ("in_time", counts.in_time, ""),
        ("undated", undated, _of_which((counts.done_undated, "đã hoàn thành"))),
    )
    said = [phrases.say(f"beyond_due.{name}", number=padded(n), parts=parts) for name, n, parts in told if n]
    return phrases.say("beyond_due.all", parts="; ".join(said))


def of_period(found: InPeriod, words: str, phrases: Phrases = OWN_REPORT) -> str:
    """Tells the parts of work that fell due in the period; they add up to what fell due."""
    if not found.due:
        return phrases.say("period.none", period=words)
    parts = counted(
        (found.on_time, "hoàn thành đúng hạn"),
        (found.late, "hoàn thành quá hạn"),
        (found.open, "quá hạn chưa hoàn thành"),
        (found.waiting, "trong hạn hoặc chờ xác nhận"),
    )
    return phrases.say("period.all", period=words, total=padded(found.due), parts=parts)


def of_year(found: Estimate, year: int | None, phrases: Phrases = OWN_REPORT) -> str:
    """Tells what the year comes to, and on what condition."""
    return phrases.say(
        "year.estimate",
        year=f"cả năm {year}" if year else "cả năm",
        done=format_number(found.done),
        due=format_number(found.dated),
        share=share(found.done, found.dated),
    )


def late_names(late: Sequence[OverdueTask], total: int, figures: ReportFigures) -> str:
    """Names the late tasks behind a colon, with who and how many days, and says how many more there are."""
    if not late:
        return ""
    said = [f"“{brief(task.content.rstrip('. '), _NAMED_LETTERS)}” ({late_parts(task, figures)})" for task in late]
    more = f"; và {padded(total - len(late))} nhiệm vụ khác (xem phụ lục)" if total > len(late) else ""
    return f": {'; '.join(said)}{more}"


def late_parts(task: OverdueTask, figures: ReportFigures) -> str:
    """Names the units that keep a task late, those of one last day together, each with that day and the days behind."""
    of_day: dict[tuple[date, int], list[str]] = {}
    for part in task.parts:
        units = of_day.setdefault((part.due_on, part.days_late), [])
        units.append(figures.unit_name(part.unit) if part.unit else "chưa giao đơn vị chủ trì")
    return "; ".join(
        f"{', '.join(dict.fromkeys(units))}, thời hạn {short(day)}, chậm {padded(days)} ngày"
        for (day, days), units in of_day.items()
    )


def of_targets(figures: ReportFigures) -> str:
    """Tells how many targets are met; met, not met, of nothing, unclear and without figures add up to all."""
    coverage, unit, say = figures.status.coverage, figures.status.unit, figures.phrases.say
    if not coverage:
        return say("targets.none_of_unit", unit=unit.name) if unit else say("targets.none")
    met = sum(line.met is True for line in coverage)
    missed = sum(line.met is False for line in coverage)
    silent = sum(line.is_silent for line in coverage)
    idle = sum(line.nothing_arose for line in coverage)
    unclear = len(coverage) - met - missed - silent - idle
    parts = counted(
        (met, "đạt"),
        (missed, "chưa đạt"),
        (idle, NOTHING_AROSE),
        (unclear, "có số liệu nhưng chưa đủ để đánh giá"),
        (silent, "chưa có số liệu"),
    )
    total = padded(len(coverage))
    if unit:
        return say("targets.of_unit", unit=unit.name, total=total, parts=parts)
    return say("targets.all", total=total, parts=parts)


def of_reminders(figures: ReportFigures) -> str:
    """Tells how often was urged, by kind; the kinds add up to all."""
    total = len(figures.reminders)
    if not total:
        return figures.phrases.say("reminders.none")
    of_kind = {kind: sum(line.kind == kind for line in figures.reminders) for kind in ("remind", "criticise", "review")}
    parts = counted(
        (of_kind["remind"], "lần nhắc nhở"),
        (of_kind["criticise"], "lần phê bình"),
        (of_kind["review"], "lần kiểm điểm"),
    )
    units = len({line.unit for line in figures.reminders})
    return figures.phrases.say("reminders.all", total=padded(total), units=padded(units), parts=parts)


def of_extensions(figures: ReportFigures) -> str:
    """Tells how many extensions were asked for and how they were answered; the answers add up to all."""
    total = len(figures.extensions)
    if not total:
        return figures.phrases.say("extensions.none")
    told = {"granted": "đồng ý", "shortened": "đồng ý ngắn hơn đề nghị", "refused": "không đồng ý", None: "đang chờ"}
    parts = counted(
        *((sum(line.decision == decision for line in figures.extensions), words) for decision, words in told.items())
    )
    return figures.phrases.say("extensions.all", total=padded(total), parts=parts)


def document_words(line: Registered) -> str:
    """Names a document by its kind, number, day, issuer and subject."""
    parts = [
        line.type or "Văn bản",
        f"số {line.number}",
        f"ngày {short(line.issued_on)}" if line.issued_on else "",
        f"của {line.issuer}" if line.issuer and line.relation != DocumentRole.ISSUED else "",
        document_subject(line.subject),
    ]
    words = " ".join(filter(None, parts))
    return f"{words} (đã được thay thế bằng văn bản số {line.replaced_by})" if line.replaced_by else words


def note_words(figures: ReportFigures, note: ReportNote, *, codes: bool) -> str:
    """Quotes a remark, and names the task and the unit that it hangs on."""
    unit = figures.unit_name(note.unit) if note.unit else ""
    code = f"{note.task}. " if codes else ""
    task = f"nhiệm vụ “{code}{brief(note.content.rstrip('. '), 90)}”" if note.content else ""
    about = ", ".join(filter(None, (task, unit)))
    return f"{note.text.rstrip('. ')} ({about})." if about else note.text


def extensions_asked(figures: ReportFigures) -> Iterator[str]:
    """Tells each request for an extension; more than a few by how many each unit has."""
    requests = figures.status.extension_requests
    if len(requests) > _REQUESTS:
        of_unit = Counter(figures.unit_name(row.unit) for row in requests)
        said = ", ".join(f"{name} {padded(number)}" for name, number in of_unit.most_common())
        yield f"Quyết định {padded(len(requests))} đề nghị gia hạn: {said}."
        return
    for row in requests:
        until = short(row.asked_due_on or figures.cut_off)
        what = brief(row.content.rstrip(". "), 110)
        yield f"Đề nghị gia hạn của {figures.unit_name(row.unit)} đến ngày {until}: “{what}”."
