"""What a file holds and a reader leaves out is told: a warning for each place, the many of one kind as a number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

_MOST = 8
_LONGEST = 80
STRUCK = "chữ gạch ngang"
HIDDEN = "chữ ẩn"
UNFILLED = "ô chưa điền"
PAGE_FOOT = "chân trang"
MAIL_SIGNATURE = "chữ ký của thư"
DELETED = "chữ đã xóa khi sửa (Track Changes)"


class Told:
    """Collects what is left out of one file."""

    def __init__(self) -> None:
        self._places: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}
        self._unsure: list[str] = []

    def leave_out(self, kind: str, where: str, words: str) -> None:
        """Notes words of a kind that are not read, and where they stand."""
        shown = " ".join(words.split())
        if not shown:
            return
        self._counts[kind] = self._counts.get(kind, 0) + 1
        places = self._places.setdefault(kind, [])
        if len(places) < _MOST:
            short = shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST].rstrip()}…"
            places.append(f"{where}: bỏ qua {kind} “{short}”.")

    def ask_of_row(self, where: str, number: str) -> None:
        """Notes a row of a table, by its printed number, whose words could not be given to columns for sure."""
        self._unsure.append(f"hàng {number} ({where})")

    def warnings(self) -> list[str]:
        """Words the warnings, kind by kind."""
        found: list[str] = []
        if self._unsure:
            more = len(self._unsure) - _MOST
            said = f"{', '.join(self._unsure[:_MOST])}{f' và {more} hàng nữa' if more > 0 else ''}"
            found.append(f"Bảng chép thành chữ, không còn ô: chưa rõ chữ nào thuộc cột nào ở {said}; hãy soát lại.")
        for kind, places in self._places.items():
            found += [place[:1].upper() + place[1:] for place in places]
            more = self._counts[kind] - len(places)
            found += [f"Còn {more} chỗ nữa có {kind} cũng bỏ qua."] if more else []
        return found


def ranges(numbers: Iterable[int]) -> str:
    """Writes numbers shortly: "5–9, 12"."""
    return ", ".join(_ends(run) for run in _runs(sorted(set(numbers))))


def _runs(numbers: Sequence[int]) -> Iterable[list[int]]:
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        yield [number for _, number in run]


def _ends(run: Sequence[int]) -> str:
    return str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}"
