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

    assert ["undo", "task progress", "task note", "kiểm thử"] == commands("--task", "iv4")
    assert ["undo", "task progress", "task note", "kiểm thử"] == commands("--unit", "cctdc", "--task", "IV-4")
    assert ["kiểm thử"] == commands("--task", "IV-4", "--unit", "TTKHCN")
    assert ["task progress"] == commands("--actor", "le hoa", "--since", "hôm nay")
    assert [] == commands("--task", "IV-5", "--actor", "Lê Hòa")
    assert [3, 3] == [danvan("log", "--actor", "ai").code, danvan("log", "--unit", "không").code]


def test_an_officer_is_entered_put_in_charge_shown_where_the_work_is_and_taken_back(danvan: Run, book: Any) -> None:
    began = book.content()
    done = [
        ("person", "add", "Lê Thị Hòa", "--unit", "CCTĐC", "--phone", "0912 345 678", "--email", "hoa@skhcn.gov.vn"),
        ("person", "add", "Trần Văn Bình", "--post", "Phó Giám đốc"),
        ("task", "edit", "IV-4", "--person", "hoa"),
        ("task", "edit", "IV-4", "--person", "Trần Văn Bình"),
        ("person", "edit", "1", "--post", "Chuyên viên"),
    ]
    assert [0] * len(done) == [danvan(*words).code for words in done]
    named = {"name": "Lê Thị Hòa", "post": "Chuyên viên", "phone": "0912 345 678", "email": "hoa@skhcn.gov.vn"}
    shown = json.loads(danvan("task", "show", "IV-4", "--json").out)["officers"]
    late = json.loads(danvan("overdue", "--json").out)["deadlines"]

    assert ["Trần Văn Bình", "Lê Thị Hòa"] == [one["name"] for one in shown]
    assert [2, 1] == [len(row["officers"]) for row in late if row["task"] == "IV-4"]
    assert named in next(row["officers"] for row in late if row["unit"] == "CCTĐC")
    assert "Lê Thị Hòa (Chuyên viên), điện thoại 0912 345 678" in danvan("unit", "show", "CCTĐC").out
    assert "KH-2023:IV-4" in danvan("person", "list", "--unit", "CCTĐC").out
    assert 0 == danvan("person", "remove", "hòa", "--yes").code
    assert 1 == len(json.loads(danvan("task", "show", "IV-4", "--json").out)["officers"])
    for _ in range(len(done) + 1):
        danvan("undo", "--yes")
    assert began == book.content()
    for _ in range(len(done) + 1):
        danvan("redo", "--yes")
    assert 1 == json.loads(danvan("person", "list", "--json").out)["count"]


def test_what_cannot_be_true_of_an_officer_is_refused(danvan: Run) -> None:
    danvan("person", "add", "Lê Thị Hòa", "--unit", "VP")
    danvan("person", "add", "Lê Văn Hòa", "--unit", "TTr")
    refused = {
        ("person", "add", "lê thị hoà", "--unit", "VP"): 4,
        ("person", "add", " "): 2,
        ("person", "add", "Bình", "--phone", "không có"): 2,
        ("person", "add", "Bình", "--email", "bình"): 2,
        ("person", "edit", "Hòa", "--post", "Trưởng phòng"): 4,
        ("person", "edit", "Cường", "--post", "Trưởng phòng"): 3,
        ("task", "edit", "IV-4", "--person", "Lê Thị Hòa"): 4,
    }

    assert refused == {words: danvan(*words).code for words in refused}


def test_extensions_are_listed_by_unit_and_state_those_taken_back_too(danvan: Run) -> None:
    ask = ("task", "extend", "IV-4", "--unit", "CCTĐC", "--to", "30/11/2023", "--reason", "chờ số", "--request")
    grant = ("task", "extend", "IV-5", "--unit", "VP", "--to", "15/11/2023", "--reason", "bận", "--document", "5/SKHCN")
    back = ("task", "extend", "IV-4", "--unit", "CCTĐC", "--withdraw")
    other = ("task", "extend", "IV-4", "--unit", "TTKHCN", "--to", "20/11/2023", "--reason", "chờ", "--request")
    assert [0] * 5 == [danvan(*words, "--yes").code for words in (ask, grant, back, other, ("undo",))]

    def listed(*words: str) -> list[tuple[str, str, str]]:
        data = json.loads(danvan("extension", "list", *words, "--json").out)
        return [(one["task"], one["unit"], one["state"]) for one in data["extensions"]]

    assert [("IV-5", "VP", "granted"), ("IV-4", "CCTĐC", "withdrawn")] == listed()
    assert [("IV-4", "CCTĐC", "withdrawn")] == listed("--state", "đã rút", "--unit", "cctdc")
    assert [] == listed("--state", "đang chờ")
    assert [] == listed("--state", "refused")
    assert all(word in danvan("extension", "list").out for word in ("5/SKHCN", "bận", "2023-11-15", "đã rút ngày"))


def test_words_are_found_in_every_text_in_context_without_diacritics_and_as_plain_letters(danvan: Run) -> None:
    for words in (
        ("task", "note", "IV-4", 'đạt 50%_a "x" - xong'),
        ("task", "done", "IV-5", "--unit", "VP", "--on", "24/10/2023", "--evidence", "45/BC-VP", "--result", "Đủ số"),
    ):
        assert 0 == danvan(*words).code

    def found(*words: str) -> list[tuple[str, str]]:
        return [(hit["kind"], hit["code"]) for hit in json.loads(danvan("search", *words, "--json").out)["hits"]]

    expected = {
        ('50%_A "X"',): [("note", "IV-4")],
        ("xong", "ĐẠT"): [("note", "IV-4")],
        ("5_%",): [],
        ("du so", "--limit", "1"): [("task", "IV-5")],
        ("du s",): [("task", "IV-5")],
        ("45/bc",): [("evidence", "IV-5")],
        ("iv-3",): [("task", "IV-3")],
        ("chi cuc tdc",): [("unit", "CCTĐC")],
    }
    assert expected == {words: found(*words) for words in expected}
    assert ("document", "04/2015/NĐ-CP") in found("04/2015")
    hit = json.loads(danvan("search", "quy chế dân chủ", "--json").out)["hits"][0]
    assert ["quy chế dân chủ"] == [hit["text"][begin:end].lower() for begin, end in hit["spans"]]
    assert "quy chế dân chủ" in hit["context"].lower()
    assert "Không thấy “zzz” trong kế hoạch KH-2023" in danvan("search", "zzz").out
    assert 2 == danvan("search", " ").code


def test_a_closed_plan_is_searched_only_where_that_is_asked_for(danvan: Run) -> None:
    danvan("plan", "close", "--leave", "all", "--reason", "hết năm", "--yes", env={"DANVAN_TODAY": "2023-12-31"})
    danvan("plan", "rollover", "2024", "--yes")
    later = {"DANVAN_TODAY": "2024-02-01"}

    def plans(*words: str) -> set[str]:
        hits = json.loads(danvan("search", "dân vận", *words, "--json", env=later).out)["hits"]
        return {hit["plan"] for hit in hits if hit["plan"]}

    assert ({"KH-2024"}, {"KH-2023", "KH-2024"}, {"KH-2023"}) == (plans(), plans("--all"), plans("--plan", "KH-2023"))


def test_an_officer_is_not_renamed_to_another_of_the_same_unit(danvan: Callable[..., Any]) -> None:
    for name in ("Lê Thị Hòa", "Trần B"):
        assert 0 == danvan("person", "add", name, "--unit", "VP").code

    assert 4 == danvan("person", "edit", "Trần B", "--name", "lê thị hoà").code
    assert 0 == danvan("person", "edit", "Trần B", "--name", "Trần Văn B").code
    assert 0 == danvan("person", "edit", "Trần Văn B", "--phone", "0912 345 678").code
