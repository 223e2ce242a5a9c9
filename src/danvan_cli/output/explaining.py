"""The source of a plan line by line with where each part of it went: a field, a reason to set it aside, or nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from danvan_cli.domain.draft import UNCLEAR, Account, PlanDraft, Use
from danvan_cli.output.tables import Alarm, Cell, Column, Table, number

_MARK = "(?) "
# Uses that name a thing, not a part of one: "nội dung nhiệm vụ II-1", but "thời hạn của II-1".
_NAMES_A_THING = ("nhiệm vụ", "chỉ tiêu")


def parts_of(account: Account) -> list[Use]:
    """Lists the uses of a line in its order, each once, and as unclear what none of them covers."""
    uses = sorted(dict.fromkeys(account.uses), key=lambda use: (use.start, -use.end))
    return sorted([*uses, *_gaps(account.text, uses)], key=lambda use: (use.start, -use.end))


def _gaps(text: str, uses: Iterable[Use]) -> Iterator[Use]:
    done = 0
    for start, end in [*((use.start, use.end) for use in uses), (len(text), len(text))]:
        if any(map(str.isalnum, text[done:start])):
            yield Use(done, start, UNCLEAR)
        done = max(done, end)


def accounts_data(draft: PlanDraft) -> list[dict[str, Any]]:
    """Gives every line with its parts; ``start`` inclusive and ``end`` exclusive count letters of ``text``."""
    return [
        {
            "where": account.where,
            "text": account.text,
            "uses": [
                {"start": u.start, "end": u.end, "text": account.text[u.start : u.end], "use": u.said, "task": u.task}
                for u in parts_of(account)
            ],
        }
        for account in draft.accounts
    ]


def accounts_tables(draft: PlanDraft) -> tuple[Table, ...]:
    """Shows every line, then how many lines went where, and the words inside lines that were judged by themselves."""
    parts = [(account, parts_of(account)) for account in draft.accounts]
    lines = Table(
        "Từng dòng của tệp",
        (Column("Ở đâu"), Column("Chữ", wide=True, brief=True), Column("Đã dùng làm", wide=True)),
        tuple((account.where, account.text, _uses_cell(account, uses)) for account, uses in parts),
        empty="Loại tệp này chưa kể được từng dòng.",
        is_read=True,
    )
    if not parts:
        return (lines,)
    inner = [use.said for account, uses in parts for use in uses if use is not _main(uses)]
    return (
        lines,
        _counts("Số dòng", "Dòng đã dùng làm", (_main_words(uses) for _, uses in parts), "Tổng số dòng"),
        *([_counts("Số chỗ", "Chữ trong dòng được xét riêng", inner, "Tổng số chỗ")] if inner else []),
    )


def _main(uses: list[Use]) -> Use | None:
    """Finds the use that a line is counted under: the one that takes most of it."""
    return max(uses, key=lambda use: use.end - use.start, default=None)


def _main_words(uses: list[Use]) -> str:
    main = _main(uses)
    return main.said if main else "dòng trống"


def _uses_cell(account: Account, uses: list[Use]) -> Cell:
    main = _main(uses)
    words = [_use_words(use, "" if use is main else account.text[use.start : use.end]) for use in uses]
    said = "; ".join(words)
    return Alarm(said) if any(use.said == UNCLEAR for use in uses) else said


def _use_words(use: Use, quoted: str) -> str:
    joint = " " if use.said.endswith(_NAMES_A_THING) else " của "
    said = f"{_MARK if use.said == UNCLEAR else ''}{use.said}{f'{joint}{use.task}' if use.task else ''}"
    return f"“{quoted}”: {said}" if quoted else said


def _counts(number_title: str, title: str, said: Iterable[str], total: str) -> Table:
    counts = Counter(said)
    rows: list[tuple[Cell, ...]] = [
        (count, Alarm(f"{_MARK}{words}") if words == UNCLEAR else words)
        for words, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return Table(
        title, (number(number_title), Column("Dùng làm", wide=True)), (*rows, (counts.total(), total)), total_rows=1
    )
