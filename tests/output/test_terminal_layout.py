"""How a table is laid out for a terminal's width: cells break before titles, no text runs down a slit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from danvan_cli.domain.words import State
from danvan_cli.output import labels
from danvan_cli.output.delimited import tsv
from danvan_cli.output.tables import Column, Period, Report, Table, Titled, number, text_of
from danvan_cli.output.terminal import report_pieces

Shown = Callable[[Table, int], list[str]]
WORDS = "thực hiện tốt quy chế dân chủ ở cơ sở " * 8


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Shows a table on a terminal of so many columns, as lines without what stands behind their last letter."""

    def show(table: Table, columns: int) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(columns))
        lines = "".join(report_pieces(Report("", (), (table,)), color=False)).splitlines()
        assert columns >= max(map(len, lines), default=0)
        return [line.rstrip() for line in lines]

    return show


def test_no_title_takes_more_than_two_lines_while_there_is_room(shown: Shown) -> None:
    columns = (Column("Mã"), number("Đúng hạn / đã đến hạn"), number("– sắp đến"), Column("Nội dung", wide=True))
    lines = shown(Table("", columns, (("IV-4", 1, 0, "họp giao ban tuần"),)), 50)

    assert 2 >= next(place for place, line in enumerate(lines) if line.startswith("─"))


def test_a_cell_is_whole_before_a_title_is(shown: Shown) -> None:
    columns = (Column("Cập nhật gần đây nhất"), Column("Ghi trong kế hoạch"), Column("Nội dung", wide=True))
    lines = shown(Table("", columns, (("25/10/2023 09:30", "trước 25/10", WORDS[:36]),)), 64)

    assert ["25/10/2023 09:30  trước 25/10"] == [line[:29] for line in lines if line.startswith("25")]
    assert lines[0].split() != ["Cập", "nhật", "gần", "đây", "nhất", "Ghi", "trong", "kế", "hoạch", "Nội", "dung"]


@pytest.mark.parametrize(("columns", "is_table"), [(44, False), (80, True)])
def test_a_long_text_is_read_across_and_not_down_a_slit(shown: Shown, columns: int, is_table: bool) -> None:
    heads = (Column("Mã"), Column("Đơn vị"), Column("Ngày cuối"), Column("Nội dung", wide=True))
    lines = shown(Table("", heads, (("IV-4", "CCTĐC", "24/10/2023", WORDS.strip()),)), columns)

    assert is_table == (not any(line.startswith("Nội dung: ") for line in lines))
    assert WORDS.split() == " ".join(lines).rpartition("24/10/2023")[2].replace("Nội dung: ", "").split()


@pytest.mark.parametrize(("columns", "starts"), [(90, [0, 10, 20]), (16, [0, 6, 12]), (8, [])])
def test_a_grid_has_columns_of_one_width_or_does_not_stand_there(shown: Shown, columns: int, starts: list[int]) -> None:
    days = ("T2", "T3", "T4")
    lines = shown(Table("", tuple(map(Column, days)), (("1", "2 IV-4 B", "3"),), is_drawn=True), columns)

    assert starts == [head.find(day) for head in lines[:1] for day in days]


def test_what_rows_are_of_is_said_once_where_they_are_parted_by_it(shown: Shown) -> None:
    rows = (("VP", "2023", 1), ("VP", "2022", 2), ("TTr", "2023", 3))
    lines = shown(Table("", (Column("Đơn vị"), Column("Năm"), number("Tổng")), rows, parted_by=0), 80)

    assert (1, 1) == tuple(" ".join(lines).split().count(unit) for unit in ("VP", "TTr"))


def test_facts_stand_without_a_head_and_a_text_that_fits_is_not_cut(shown: Shown) -> None:
    facts = Table("", (Column("Mục"), Column("Nội dung", wide=True)), (("Năm", "2023"),), is_facts=True)
    brief = Column("Nội dung", wide=True, brief=True, lines=1)
    whole = Titled.of(WORDS, "Thực hiện quy chế dân chủ")

    assert ["Năm  2023"] == shown(facts, 80)
    assert "Thực hiện quy chế dân chủ" == shown(Table("", (brief,), ((whole,),)), 25)[-1]
    assert "Thực hiện quy chế dân …" == shown(Table("", (brief,), ((whole,),)), 24)[-1]


def test_a_period_has_words_for_people_and_its_name_for_programs() -> None:
    table = Table("", (Column("Kỳ"),), ((Period.of("2023-Q3", "(tạm tính)"),), (Period.of("đợt 1"),), (Period.of(""),)))

    assert ["Quý III/2023 (tạm tính)", "đợt 1", "—"] == [text_of(row[0]) for row in table.rows]
    assert "Kỳ\n2023-Q3 (tạm tính)\nđợt 1\n\n" == "".join(tsv(table))


def test_every_state_has_a_short_word() -> None:
    assert set(State) == labels.STATE_BRIEF.keys()
    assert len(State) == len(set(labels.STATE_BRIEF.values()))
