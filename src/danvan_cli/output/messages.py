"""Short messages that urge a unit, for a chat or an e-mail; and the list of letters sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from danvan_cli.domain.dates import short
from danvan_cli.domain.periods import period_words
from danvan_cli.domain.reminders import LoggedLetter, PendingReminder, ReminderList, UnitReminders
from danvan_cli.output.plan_words import rate_words
from danvan_cli.output.tables import Column, Report, Table, number

_LONGEST = 90


def messages(found: ReminderList) -> Iterator[tuple[str, str]]:
    """Writes for each unit (by code) one text of a few lines, that stands by itself wherever it is pasted."""
    for pending in found.pending:
        yield pending.unit.code, text_to([pending])


def text_to(addressees: Sequence[UnitReminders], reply_by: date | None = None) -> str:
    """Writes the text that urges some units, each line of several with its unit's name; ``reply_by`` ends it."""
    named = ", ".join(one.unit.name for one in addressees)
    lines = "\n".join(
        f"- {one.unit.name}: {_line(row)}" if len(addressees) > 1 else f"- {_line(row)}"
        for one in addressees
        for row in one.rows
    )
    rates = "".join(f"{sentence}\n" for one in addressees if (sentence := rate_sentence(one)))
    until = f"Báo cáo kết quả chậm nhất ngày {short(reply_by)}.\n" if reply_by else ""
    return (
        f"Kính gửi {named}: đề nghị thực hiện và báo cáo kết quả các nội dung sau:\n{lines}\n{rates}{until}Trân trọng."
    )


def rate_sentence(one: UnitReminders) -> str:
    """States the on-time rate by which a unit was chosen, with what it is a share of; empty where there is none."""
    return f"Tỷ lệ hoàn thành đúng hạn của {one.unit.name}: {rate_words(one.rate)}." if one.rate else ""


def _line(row: PendingReminder) -> str:
    deadline = row.deadline
    words = deadline.content
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0] + "…"
    period = f" ({period_words(deadline.period)})" if deadline.period else ""
    late = f", đã quá hạn {deadline.days_late} ngày" if row.is_overdue else ""
    return f"{words}{period}: thời hạn {short(deadline.due_on)}{late}"


def message_report(found: ReminderList) -> Report:
    """Shows the messages one under another, ready to be copied."""
    texts = [line for _, text in messages(found) for line in (*text.split("\n"), "")]
    return Report("" if texts else "Không có đơn vị nào cần đôn đốc.", tuple(texts), ())


def letter_list(found: Sequence[LoggedLetter]) -> Report:
    """Lists letters by their numbers in the log."""
    columns = (
        number("Thứ tự"), Column("Ngày gửi"), Column("Đơn vị"), Column("Số hoặc tệp", wide=True),
        Column("Trả lời chậm nhất"), number("Số việc"),
    )  # fmt: skip
    rows = tuple(
        (
            str(one.place),
            date.fromisoformat(one.sent_on),
            ", ".join(one.units),
            one.document,
            date.fromisoformat(one.reply_by),
            one.rows,
        )
        for one in found
    )
    return Report("", (), (Table("Công văn đôn đốc đã gửi", columns, rows, empty="Chưa gửi công văn nào."),))
