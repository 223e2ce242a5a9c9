"""The one matcher: which part of the plan a row of a file speaks of, by its key, its code or its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from danvan_cli.domain.alike import key_of
from danvan_cli.domain.codes import find_code, find_unit
from danvan_cli.domain.errors import ConflictError, NotFoundError
from danvan_cli.domain.model import Unit
from danvan_cli.domain.periods import find_period
from danvan_cli.domain.sheet import FileRow, Part
from danvan_cli.domain.sheet_cells import canonical, day_in
from danvan_cli.domain.text import clean
from danvan_cli.domain.words import Stage

_OPEN = (Stage.NOT_STARTED.label, Stage.IN_PROGRESS.label)


class Matcher:
    """The parts of one plan, found by what a row says of itself; ``unit`` is whose table the file is."""

    def __init__(self, parts: Iterable[Part], units: Sequence[Unit], plan: str, unit: str | None = None) -> None:
        self.by_key = {int(part.key): part for part in parts}
        self._units, self._plan, self._unit = units, plan, unit
        self._of_task: dict[str, list[Part]] = {}
        self._by_words: dict[str, set[str]] = {}
        for part in self.by_key.values():
            code = part.values["code"]
            self._of_task.setdefault(code, []).append(part)
            self._by_words.setdefault(key_of(part.values["content"]), set()).add(code)

    def find(self, row: FileRow, today: date) -> Part | None:
        """Finds the part that a row means; None for work that the plan does not have.

        Raises NotFoundError for an unknown code, ConflictError where several parts may be meant.
        """
        part = self.by_key.get(row.key) if row.key is not None else None
        if part is not None and part.values["code"] == self._code_of(row) and self._unit in (None, part.values["unit"]):
            return part
        code = self._code_of(row)
        if code is None:
            return None
        return self._one(row, self._of_unit(row, code), today)

    def _code_of(self, row: FileRow) -> str | None:
        said = clean(row.cells.get("code", ""))
        if said:
            return find_code(list(self._of_task), said, "nhiệm vụ", f"Kế hoạch {self._plan}")
        found = self._by_words.get(key_of(row.cells.get("content", "")), set())
        if len(found) > 1:
            raise ConflictError(f"Nội dung này là của nhiều việc: {', '.join(sorted(found))}.", "Ghi mã vào cột Mã.")
        return next(iter(found), None)

    def _of_unit(self, row: FileRow, code: str) -> list[Part]:
        parts = self._of_task[code]
        said = self._unit or canonical("unit", row.cells.get("unit", ""))
        leads = list(dict.fromkeys(part.values["unit"] for part in parts))
        if not said or leads == [""]:
            if len(leads) > 1:
                raise ConflictError(
                    f"{code} có {len(leads)} đơn vị chủ trì: {', '.join(leads)}.",
                    "Ghi đơn vị ở từng hàng, hoặc thêm --unit cho cả tệp.",
                )
            return parts
        named = {self._known_unit(piece) for piece in said.split(", ")}
        own = [part for part in parts if part.values["unit"] in named]
        if not own:
            raise ConflictError(f"{said} không chủ trì {code}.", f"Đơn vị chủ trì: {', '.join(leads)}.")
        if len({part.values["unit"] for part in own}) > 1:
            raise ConflictError(f"Hàng này ghi nhiều đơn vị chủ trì của {code}.", "Tách mỗi đơn vị một hàng.")
        return own

    def _known_unit(self, words: str) -> str:
        try:
            return find_unit(self._units, words).code
        except NotFoundError:
            return words

    def _one(self, row: FileRow, parts: Sequence[Part], today: date) -> Part:
        """Picks the period that a row names, else the one that is late, else the first that is open."""
        said = clean(row.cells.get("period", ""))
        periods = [part.values["period"] for part in parts]
        if said and any(periods):
            meant = find_period(said, [period for period in periods if period])
            if meant is None:
                raise NotFoundError(f"Không có kỳ “{said}”.", f"Các kỳ: {', '.join(periods)}.")
            return next(part for part in parts if part.values["period"] == meant)
        if len(parts) == 1:
            return parts[0]
        still = [part for part in parts if part.values["stage"] in _OPEN] or list(parts)
        late = [part for part in still if (due := day_in(part.values["due"])) is not None and due < today]
        if len(late) > 1:
            several = ", ".join(part.values["period"] for part in late)
            raise ConflictError(f"Có nhiều kỳ đang trễ: {several}.", "Ghi kỳ ở cột Kỳ.")
        return late[0] if late else min(still, key=lambda part: day_in(part.values["due"]) or date.max)
