"""Mergers and splits that were entered ahead and wait for their day.

Our rule: until it is carried out nothing of one holds, on its day and after it as before; carried out, on that day or
later, it holds from its day on. So there is no day on which a half of it does.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from danvan_cli.domain.dates import short

NAMING = "="


class PlannedReform(NamedTuple):
    """A merger or a split that waits, as its row says; ``key`` is the row's."""

    key: int
    from_on: date
    units: tuple[str, ...]
    into: tuple[str, ...]
    document: str | None
    given: Mapping[str, str]

    @property
    def is_split(self) -> bool:
        """True where one unit has several successors."""
        return len(self.into) > 1

    @property
    def words(self) -> str:
        """Tells it in words: "QLCN, QLKH sáp nhập vào KHCN"."""
        return reform_words(self.units, self.into)

    def told(self, day: date) -> str:
        """Tells it as it stands at a day, with what to do once its own has come."""
        by = f" ({self.document})" if self.document else ""
        if self.from_on <= day:
            return f"Đã đến ngày {short(self.from_on)}, chưa thực hiện: {self.words}{by}; chạy danvan unit reform."
        return f"Từ {short(self.from_on)}: {self.words}{by}; đến ngày ấy mọi việc giữ nguyên."


def reform_words(units: Sequence[str], into: Sequence[str]) -> str:
    """Tells who becomes what, by codes."""
    takers = ", ".join(one.partition(NAMING)[0].strip() for one in into)
    return f"{', '.join(units)} {'tách thành' if len(into) > 1 else 'sáp nhập vào'} {takers}"
