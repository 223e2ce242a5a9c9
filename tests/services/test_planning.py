from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from danvan_cli.domain.errors import FileRefusedError, NotFoundError
from danvan_cli.domain.model import TaskFilter
from danvan_cli.services import adding, coverage, planning, tasks, views
from danvan_cli.services.adding import NewTask

DATA = Path(__file__).parents[2] / "data"
SAMPLE = DATA / "ke-hoach-dan-van-2023.txt"


def import_file(book: Any, path: Path = SAMPLE, year: int | None = None, **options: Any) -> Any:
    return planning.import_plan(book.on(**options), planning.read_draft(book.on(), path, year))


def variant(tmp_path: Path, change: Callable[[str], str], name: str = "khác.txt") -> Path:
    path = tmp_path / name
    path.write_text(change(SAMPLE.read_text(encoding="utf-8")), encoding="utf-8")
    return path


def test_the_sample_gives_so_many_rows_of_each_kind(book: Any) -> None:
    tables = ("plan", "task", "deadline", "assignment", "document", "target", "section", "unit", "journal_group")

    assert {
        "plan": 1,
        "task": 20,
        "deadline": 21,
        "assignment": 7,
        "document": 12,
        "target": 4,
        "section": 11,
        "unit": 8,
        "journal_group": 1,
    } == {table: book.count(table) for table in tables}


def test_the_head_of_the_sample_is_stored_as_printed(book: Any) -> None:
    plan = views.show_plan(book.on(), None).plan

    assert ("KH-2023", None, "KH-KHCN", 2023, "Tây Ninh", date(2023, 3, 22)) == (
        plan.code,
        plan.number,
        plan.symbol,
        plan.year,
        plan.place,
        plan.issued_on,
    )
    assert ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", 5) == (plan.authority, plan.signer_title, len(plan.recipients))


def test_the_plan_rests_on_one_document_and_cites_the_rest_with_their_days(book: Any) -> None:
    cited = views.show_plan(book.on(), None).cited

    assert [("765/KH-UBND", date(2023, 3, 20))] == [(d.number, d.issued_on) for d in cited if d.relation == "basis"]
    assert 12 == len({(d.number, d.issued_on) for d in cited})
    assert None not in [d.issued_on for d in cited]


@pytest.mark.parametrize(
    ("section", "count"),
    [("I", 0), ("II.1", 3), ("II.2", 5), ("II.3", 3), ("II.4", 2), ("II.5", 2), ("III", 0), ("IV", 5)],
)
def test_every_section_has_its_number_of_tasks(book: Any, section: str, count: int) -> None:
    assert count == views.list_tasks(book.on(), TaskFilter(section=section), None).total


def test_leads_supports_and_groups_are_those_of_the_plan(book: Any) -> None:
    found = {task.code: task for task in views.list_tasks(book.on(), TaskFilter(), None).tasks}

    assert {
        "II.4-1": (("CU",), ()),
        "IV-1": ((), ()),
        "IV-2": (("TKTCV",), ("BTTND",)),
        "IV-3": (("TTr",), ()),
        "IV-4": (("CCTĐC", "TTKHCN"), ()),
        "IV-5": (("VP",), ()),
    } == {code: (t.leads, t.supports) for code, t in found.items() if t.leads or t.supports or code == "IV-1"}
    assert all(found[code].groups for code in ("II.4-1", "IV-1"))
    assert 14 == sum(not t.leads for code, t in found.items() if code.startswith("II"))


def test_only_two_tasks_have_a_day_and_keep_the_words(book: Any) -> None:
    found = book.select(
        """SELECT t.code, u.code AS unit, d.due_on, d.due_text FROM deadline d JOIN task t ON t.id = d.task_id
        JOIN unit u ON u.id = d.unit_id WHERE d.due_on IS NOT NULL ORDER BY d.id"""
    )

    assert [
        ("IV-4", "CCTĐC", "2023-10-24", "trước ngày 25/10/2023"),
        ("IV-4", "TTKHCN", "2023-10-24", "trước ngày 25/10/2023"),
        ("IV-5", "VP", "2023-10-30", "trước ngày 31/10/2023"),
    ] == [tuple(row.values()) for row in found]


def test_targets_are_of_the_kinds_that_the_plan_gives(book: Any) -> None:
    lines = coverage.coverage(book.on()).coverage

    assert [("ratio", 100), ("milestone", None), ("ratio", 100)] == [
        (line.target.kind, line.target.goal) for line in lines[:3]
    ]
    assert (4, None) == (len(lines), lines[3].target.goal)


def test_the_word_file_gives_the_same_plan_as_the_text(blank: Any, book: Any) -> None:
    import_file(blank, DATA / "ke-hoach-dan-van-2023.docx")
    # The Word file has the two-column head that the text leaves out.
    own = ("source", "source_name", "source_sha256", "governing_body", "issuer", "signer")

    def plain(content: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
        return {t: [{k: v for k, v in row.items() if k not in own} for row in rows] for t, rows in content.items()}

    assert plain(book.content()) == plain(blank.content())


def test_the_same_file_again_changes_nothing(book: Any) -> None:
    before = book.content()
    changed = import_file(book)

    assert (before, (), None, "KH-2023") == (book.content(), changed.changes, changed.group, changed.code)
    assert 1 == book.count("journal_group")


def test_a_second_plan_of_the_year_gets_its_own_code_and_leaves_the_first_in_use(book: Any, tmp_path: Path) -> None:
    changed = import_file(
        book,
        variant(tmp_path, lambda text: text.replace("công tác Dân vận chính quyền năm", "phong trào Dân vận khéo năm")),
    )

    plans = {plan.code: plan for plan in views.list_plans(book.on())}
    assert ("KH-2023-2", 20, False, True) == (
        changed.code,
        plans["KH-2023-2"].tasks,
        plans["KH-2023-2"].is_current,
        plans["KH-2023"].is_current,
    )
    assert (8, 12) == (book.count("unit"), book.count("document"))


def test_plans_do_not_see_each_others_tasks_and_figures(book: Any, tmp_path: Path) -> None:
    import_file(
        book,
        variant(tmp_path, lambda text: text.replace("công tác Dân vận chính quyền năm", "phong trào Dân vận khéo năm")),
    )
    tasks.remove_task(book.on(plan="KH-2023-2"), "IV-4")

    assert (1, 0) == tuple(views.status(book.on(plan=code)).totals.overdue for code in ("kh-2023", "KH-2023-2"))
    assert [20, 19] == [views.list_tasks(book.on(plan=c), TaskFilter(), None).total for c in ("KH-2023", "KH-2023-2")]


def test_the_year_said_wins_over_the_files(blank: Any) -> None:
    assert "KH-2024" == import_file(blank, year=2024).code
    assert [2024] == [plan.year for plan in views.list_plans(blank.on())]


def test_a_plan_can_be_chosen_as_the_current_one(book: Any, tmp_path: Path) -> None:
    import_file(
        book,
        variant(tmp_path, lambda text: text.replace("công tác Dân vận chính quyền năm", "phong trào Dân vận khéo năm")),
    )
    planning.use_plan(book.on(), "kh-2023")

    assert "KH-2023" == views.status(book.on()).plan.code
    assert None is planning.use_plan(book.on(), "KH-2023").group
    with pytest.raises(NotFoundError, match="KH-1999"):
        planning.use_plan(book.on(), "KH-1999")


def test_an_import_names_units_by_the_catalogue_in_force(blank: Any) -> None:
    from danvan_cli.domain.model import Unit
    from danvan_cli.services import units

    units.add_unit(blank.on(), Unit("X", "Phòng X"))
    units.add_unit(blank.on(), Unit("VPS", "Văn phòng Sở"))
    import_file(blank)

    assert {"VPS": "lead"} == blank.parts_of("IV-5")
    assert {"CCTĐC", "TTKHCN"} == set(blank.parts_of("IV-4"))
    assert ["X", "VPS", "TTr", "CCTĐC", "TTKHCN", "TKTCV", "BTTND", "CU", "SNV"] == [
        unit.code for unit in views.list_units(blank.on())
    ]


def test_another_agencys_first_unit_brings_nobody_elses_along(blank: Any) -> None:
    from danvan_cli.domain.model import Unit
    from danvan_cli.services import units

    units.add_unit(blank.on(), Unit("PNV", "Phòng Nội vụ"))

    assert ["PNV"] == [unit.code for unit in views.list_units(blank.on())]


def test_an_import_into_a_database_with_a_plan_typed_by_hand_keeps_both(blank: Any) -> None:
    adding.add_task(blank.on(), NewTask("Việc riêng", ("VP",)))

    assert "KH-2023-2" == import_file(blank).code


def test_a_document_is_linked_to_the_tasks_that_name_it_and_to_no_others(book: Any) -> None:
    found = book.select(
        """SELECT d.number, t.code FROM task_document x JOIN document d ON d.id = x.document_id
        JOIN task t ON t.id = x.task_id WHERE t.code LIKE 'II.1%' OR t.code LIKE 'II.4%'"""
    )

    assert {
        ("114-KL/TW", "II.1-1"),
        ("23-QĐ/TW", "II.1-1"),
        ("33/CT-TTg", "II.1-1"),
        ("25-CT/TU", "II.1-1"),
        ("01/QĐ-UBND", "II.4-2"),
        ("02/QĐ-UBND", "II.4-2"),
    } == {(row["number"], row["code"]) for row in found}


def test_a_number_inside_a_longer_number_names_no_document(blank: Any, tmp_path: Path) -> None:
    def change(text: str) -> str:
        return (
            text.replace("Quyết định số 01/QĐ-UBND ngày 07/01/2023", "Quyết định số 2/QĐ-UBND ngày 07/01/2023")
            .replace(
                "Quyết định số 02/QĐ-UBND ngày 07/01/2022 của UBND tỉnh ban hành",
                "các quy định của UBND tỉnh về",
            )
            .replace("- Thanh tra thực hiện", "- Thanh tra theo Quyết định số 12/QĐ-UBND ngày 05/01/2023 thực hiện")
        )

    import_file(blank, variant(tmp_path, change))
    found = blank.select(
        """SELECT d.number, t.code FROM task_document x JOIN document d ON d.id = x.document_id
        JOIN task t ON t.id = x.task_id WHERE d.number LIKE '%2/QĐ-UBND'"""
    )

    assert {("2/QĐ-UBND", "II.4-2"), ("12/QĐ-UBND", "IV-3")} == {(row["number"], row["code"]) for row in found}


def test_two_documents_of_one_number_and_different_days_are_both_linked(blank: Any, tmp_path: Path) -> None:
    def change(text: str) -> str:
        return text.replace("Quyết định số 02/QĐ-UBND ngày 07/01/2022", "Quyết định số 01/QĐ-UBND ngày 07/01/2022")

    import_file(blank, variant(tmp_path, change))
    found = blank.select(
        """SELECT d.issued_on FROM task_document x JOIN document d ON d.id = x.document_id
        WHERE d.number = '01/QĐ-UBND' ORDER BY d.issued_on"""
    )

    assert ["2022-01-07", "2023-01-07"] == [row["issued_on"] for row in found]


def test_documents_of_one_number_without_a_day_are_not_taken_for_one(blank: Any, tmp_path: Path) -> None:
    def undated(text: str) -> str:
        return text.replace("Quyết định số 01/QĐ-UBND ngày 07/01/2023", "Quyết định số 01/QĐ-UBND")

    import_file(blank, variant(tmp_path, undated))
    other = variant(tmp_path, lambda text: undated(text).replace("công tác Dân vận", "phong trào Dân vận"), "khác.txt")
    import_file(blank, other)

    query = "SELECT number, issued_on FROM document WHERE number IN ('01/QĐ-UBND', '02/QĐ-UBND') ORDER BY number"
    assert [("01/QĐ-UBND", None), ("01/QĐ-UBND", None), ("02/QĐ-UBND", "2022-01-07")] == [
        (row["number"], row["issued_on"]) for row in blank.select(query)
    ]


def test_a_name_of_a_file_never_brings_controls_into_the_data(blank: Any, tmp_path: Path) -> None:
    import_file(blank, variant(tmp_path, lambda text: text, "kế\x1b[31m hoạch.txt"))

    assert "\x1b" not in blank.values("SELECT source_name FROM plan")[0]


def test_a_dry_run_tells_what_would_be_and_leaves_no_file(blank: Any) -> None:
    changed = import_file(blank, dry_run=True)

    assert (True, None, "KH-2023") == (changed.dry_run, changed.group, changed.code)
    assert 20 == sum(change.table == "task" for change in changed.changes)
    assert blank.is_untouched()


def test_a_refused_file_leaves_no_database(blank: Any, tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError):
        import_file(blank, tmp_path / "không có.txt")

    assert blank.is_untouched()


def test_a_list_of_deadlines_stops_at_its_limit_and_counts_the_rest(book: Any) -> None:
    found = views.overdue(book.on(), limit=1)

    assert (1, 2) == (len(found.deadlines), found.total)
    assert (2, 2) == (len(views.overdue(book.on(), limit=2).deadlines), views.overdue(book.on()).total)
