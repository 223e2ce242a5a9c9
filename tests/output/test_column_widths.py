from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.output.tables import Column
from danvan_cli.output.widths import column_widths, lines_in

CODE, WIDE, LATE = Column("Mã"), Column("Nội dung", wide=True), Column("Số ngày trễ")


def test_spare_width_goes_to_the_wide_column() -> None:
    code, wide, late = column_widths((CODE, WIDE, LATE), [("II.2-3", "ngắn", "2")], 100)

    assert code + wide + late == pytest.approx(100)
    assert wide > 70


def test_a_long_text_squeezes_no_column_below_its_longest_word() -> None:
    code, _, late = column_widths((CODE, WIDE, LATE), [("TTKHCN", "dài " * 200, "2")], 60)

    assert code >= len("TTKHCN")
    assert late >= len("ngày")


def test_one_endless_word_does_not_take_the_page() -> None:
    code, wide, late = column_widths((CODE, WIDE, LATE), [("x" * 500, "dài " * 200, "2")], 100)

    assert code < wide
    assert late >= len("ngày")


@given(
    st.lists(st.tuples(st.text(max_size=50), st.text(max_size=200), st.text(max_size=20)), max_size=5),
    st.floats(20, 200),
)
def test_the_widths_fill_the_line(rows: list[tuple[str, str, str]], available: float) -> None:
    widths = column_widths((CODE, WIDE, LATE), rows, available)

    assert sum(widths) == pytest.approx(available)
    assert min(widths) > 0


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 10, 1), ("một hai", 20, 1), ("một hai ba bốn", 9, 2), ("a\nb\n\nc", 20, 4), ("x" * 35, 11, 4)],
)
def test_lines_in(text: str, width: float, lines: int) -> None:
    assert lines == lines_in(text, width)
