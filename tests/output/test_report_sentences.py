"""The parts of every sentence of a report add up to the whole that it names, whatever the figures are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.figures import Counts, Tally, counts_of, tally_of_tasks
from danvan_cli.domain.reporting import Awaiting, InPeriod
from danvan_cli.domain.words import State
from danvan_cli.output.plan_words import in_sentence, padded
from danvan_cli.output.report_sentences import beyond_due, of_due, of_period, standing

numbers = st.integers(0, 1_200)
parts = st.builds(
    Counts, done_on_time=numbers, done_late=numbers, done_undated=numbers, in_time=numbers, overdue=numbers,
    undated=numbers, paused=numbers, cancelled=numbers,
)  # fmt: skip
row_tallies = st.builds(
    lambda state, is_past: Tally(state, 1, int(is_past), int(is_past and state == State.DONE_ON_TIME)),
    st.sampled_from([State.DONE_ON_TIME, State.DONE_LATE]), st.booleans(),
) | st.sampled_from([Tally(State.OVERDUE, 1, 1, 0), Tally(State.IN_TIME, 1), Tally(State.UNDATED, 1), Tally(State.PAUSED, 1)])  # fmt: skip
_NUMBER = r"\d{1,3}(?:\.\d{3})*"


def value(text: str) -> int:
    return int(text.replace(".", ""))


def numbers_before(words: str, text: str) -> list[int]:
    return [value(found) for found in re.findall(rf"({_NUMBER}) {words}", text)]


@given(parts)
def test_what_stands_somewhere_adds_up_to_all_tasks(counts: Counts) -> None:
    said = standing(counts, "Kế hoạch")
    if not counts.total:
        assert said == "Kế hoạch không có nhiệm vụ nào được tính."
        return
    whole, _, rest = said.partition(" nhiệm vụ: ")
    inside, _, outside = rest.partition(" Ngoài số này: ")
    bare = re.sub(r"\([^)]*\)|, trong đó .+?(?=;|\.$|\.\s)", "", inside)
    assert counts.total == value(whole.split()[-1]) == sum(map(value, re.findall(_NUMBER, bare)))
    if "(" in inside:
        of_done = inside.partition("(")[2].partition(")")[0]
        assert counts.done == sum(map(value, re.findall(_NUMBER, of_done)))
    assert counts.paused + counts.cancelled == sum(map(value, re.findall(_NUMBER, outside)))


@given(st.lists(st.lists(row_tallies, min_size=1, max_size=4), max_size=30))
def test_what_was_done_of_the_due_adds_up_however_many_rows_a_task_has(tasks: list[list[Tally]]) -> None:
    counts = counts_of(tally_of_tasks(rows) for rows in tasks)
    said = of_due(counts)
    if not counts.already_due:
        assert said == "Chưa có nhiệm vụ nào đến hạn."
        return
    done, due = map(value, re.findall(rf"({_NUMBER})/({_NUMBER}) nhiệm vụ đến hạn", said)[0])
    behind = sum(numbers_before("đúng hạn", said)) + sum(numbers_before(r"quá hạn(?! chưa)", said))
    still = sum(numbers_before("nhiệm vụ quá hạn chưa hoàn thành", said))
    assert (counts.already_due, counts.overdue) == (due, still)
    assert (due, done) == (done + still, behind)


@given(st.lists(st.lists(row_tallies, min_size=1, max_size=4), max_size=30))
def test_what_was_due_and_what_is_said_to_be_no_part_of_it_add_up_to_all(tasks: list[list[Tally]]) -> None:
    counts = counts_of(tally_of_tasks(rows) for rows in tasks)
    said = re.sub(r", trong đó .+?(?=;|\.$)", "", beyond_due(counts))
    beyond = sum(map(value, re.findall(rf"({_NUMBER}) nhiệm vụ", said)))

    assert counts.total - counts.already_due == beyond if counts.already_due else not said


def test_what_is_no_part_of_the_due_is_named() -> None:
    counts = Counts(
        done_on_time=6, done_undated=2, in_time=4, due_soon=1, overdue=3, undated=5, due_on_time=4, already_due=7
    )

    assert beyond_due(counts) == (
        "Chưa tính vào số đến hạn: 02 nhiệm vụ đã hoàn thành trước thời hạn; 04 nhiệm vụ trong hạn; 07 nhiệm vụ không "
        "có thời hạn, trong đó 02 đã hoàn thành."
    )
    assert "; 04 đang thực hiện trong hạn, trong đó 01 sắp đến hạn, 02 đã nộp, chờ xác nhận;" in standing(
        counts, "Kế hoạch", Awaiting(in_time=2)
    )
    assert "03 quá hạn chưa hoàn thành, trong đó 01 đã nộp, chờ xác nhận;" in standing(
        counts, "Kế hoạch", Awaiting(overdue=1)
    )


def test_the_sentence_of_the_due_is_the_one_that_offices_write() -> None:
    counts = Counts(done_on_time=13, done_late=1, overdue=3, due_on_time=11, already_due=15)

    assert of_due(counts, ": a; b; c") == (
        "Đã hoàn thành 12/15 nhiệm vụ đến hạn (80%), trong đó 11 đúng hạn, 01 quá hạn; 03 nhiệm vụ quá hạn chưa hoàn "
        "thành: a; b; c."
    )


@given(st.tuples(numbers, numbers, numbers, numbers))
def test_what_fell_due_in_a_period_adds_up(found: tuple[int, int, int, int]) -> None:
    said = of_period(InPeriod(sum(found), *found), "kỳ")
    told = list(map(value, re.findall(rf"{_NUMBER}", said)))

    assert [sum(found), *filter(None, found)] == told if sum(found) else not told


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (1, "01"), (9, "09"), (10, "10"), (1234, "1.234")])
def test_a_count_below_ten_has_two_digits(number: int, text: str) -> None:
    assert text == padded(number)


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Sở Khoa học và Công nghệ"),
        ("UBND TỈNH TÂY NINH", "UBND tỉnh Tây Ninh"),
        ("Sở KH&CN", "Sở KH&CN"),
        ("UBND", "UBND"),
    ],
)
def test_a_name_in_capitals_has_the_usual_letters_in_a_sentence(printed: str, said: str) -> None:
    assert said == in_sentence(printed)
