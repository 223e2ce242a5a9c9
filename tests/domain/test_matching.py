from __future__ import annotations

import pytest

from danvan_cli.domain.revision import Item, match


def test_a_task_is_known_by_its_words_though_its_number_changed() -> None:
    old = [
        Item("II.1-1", "II.1", "Tuyên truyền, quán triệt các nghị quyết"),
        Item("II.1-2", "II.1", "Tự kiểm tra thu chi"),
    ]
    new = [
        Item("II.1-1", "II.1", "Tự kiểm tra thu chi"),
        Item("II.1-2", "II.1", "Tuyên truyền, quán triệt các Nghị quyết"),
    ]

    assert {"II.1-1": "II.1-2", "II.1-2": "II.1-1"} == match(old, new)


def test_a_reworded_task_is_the_most_alike_one_and_a_new_one_has_no_partner() -> None:
    old = [Item("IV-1", "IV", "Văn phòng Sở theo dõi, đôn đốc việc triển khai và báo cáo trước ngày 31/10/2023")]
    new = [
        Item("IV-1", "IV", "Tổ chức hội nghị đối thoại với thanh niên trong quý II"),
        Item("IV-2", "IV", "Văn phòng Sở theo dõi, đôn đốc việc triển khai và báo cáo trước ngày 15/11/2023"),
    ]

    assert {"IV-2": "IV-1"} == match(old, new)


def test_the_same_words_in_two_sections_stay_in_their_sections() -> None:
    old = [Item("A", "I", "Báo cáo định kỳ"), Item("B", "II", "Báo cáo định kỳ")]
    new = [Item("X", "II", "Báo cáo định kỳ"), Item("Y", "I", "Báo cáo định kỳ")]

    assert {"X": "B", "Y": "A"} == match(old, new)


def test_no_old_task_is_given_to_two_new_ones() -> None:
    assert {"X": "A"} == match([Item("A", "I", "Báo cáo")], [Item("X", "I", "Báo cáo"), Item("Y", "I", "Báo cáo")])


@pytest.mark.parametrize(("section", "least"), [("II.1", 60), ("II.2", 72)])
def test_two_texts_are_one_task_from_a_share_of_common_words_on_less_in_one_section(section: str, least: int) -> None:
    old = Item("A", "II.1", " ".join(f"cũ{number}" for number in range(100)))

    def pairs(common: int) -> dict[str, str]:
        words = [f"cũ{number}" if number < common else f"mới{number}" for number in range(100)]
        return match([old], [Item("X", section, " ".join(words))])

    assert ({"X": "A"}, {}) == (pairs(least), pairs(least - 1))
