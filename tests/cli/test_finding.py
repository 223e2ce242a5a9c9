"""Finding things: all of one unit, what changed, whom to call, which days were moved, where a word stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Run = Callable[..., Any]


def test_a_unit_is_shown_with_all_that_it_has_to_do_and_was_told(danvan: Run) -> None:
    for words in (
        ("task", "extend", "IV-4", "--unit", "CCTĐC", "--to", "30/11/2023", "--reason", "chờ số liệu", "--request"),
        ("task", "note", "IV-4", "đã gọi hai lần", "--unit", "CCTĐC"),
        ("remind", "log", "--unit", "CCTĐC", "--yes"),
    ):
        danvan(*words)
    data = json.loads(danvan("unit", "show", "chi cuc tdc", "--json").out)
    shown = danvan("unit", "show", "CCTĐC").out

    assert ("CCTĐC", "chờ số liệu") == (data["unit"]["code"], data["extensions"][0]["reason"])
    assert data["deadline_count"] == len(data["deadlines"])
    assert {"IV-4"} <= {row["task"] for row in data["deadlines"]}
    assert all(row["days_late"] for row in data["overdue"])
    assert ["đã gọi hai lần"] == [note["text"] for note in data["notes"]]
    assert all(word in shown for word in ("1 đang chờ", "chờ số liệu", "đã gọi hai lần", "Chủ trì"))


def test_a_unit_without_anything_says_so(danvan: Run) -> None:
    danvan("unit", "add", "TRONG", "Đội trống", "--kind", "bên ngoài")

    assert "không có việc, chỉ tiêu nào" in danvan("unit", "show", "TRONG").out


def test_the_journal_is_narrowed_by_day_unit_task_and_writer_together(danvan: Run) -> None:
    danvan("task", "note", "IV-4", "đã gọi", "--unit", "CCTĐC")
    danvan("task", "progress", "IV-4", "40", "--unit", "CCTĐC", env={"DANVAN_ACTOR": "Lê Hòa"})
    danvan("undo", "--yes")

    def commands(*words: str) -> list[str]:
        return [one["command"] for one in json.loads(danvan("log", *words, "--json").out)["commands"]]

    assert ["undo", "task progress", "task note", "plan import"] == commands("--task", "iv4")
    assert ["undo", "task progress", "task note", "plan import"] == commands("--unit", "cctdc", "--task", "IV-4")
    assert ["plan import"] == commands("--task", "IV-4", "--unit", "TTKHCN")
    assert ["task progress"] == commands("--actor", "le hoa", "--since", "hôm nay")
    assert [] == commands("--task", "IV-5", "--actor", "Lê Hòa")
    assert [3, 3] == [danvan("log", "--actor", "ai").code, danvan("log", "--unit", "không").code]
