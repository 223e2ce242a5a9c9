"""What a file is to the plans already stored: a unit's report on one of them, or a second copy; neither is imported."""

from __future__ import annotations

import re

from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.plans import all_plans
from danvan_cli.db.reads.tasks import known_tasks
from danvan_cli.db.reads.units import all_units
from danvan_cli.domain.draft import Document, HeaderDraft, PlanDraft, TaskDraft
from danvan_cli.domain.errors import ConflictError, FileRefusedError
from danvan_cli.domain.overlap import Overlap, overlap
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.words import TaskKind
from danvan_cli.services import revision
from danvan_cli.services.request import Request

_FEWEST_WORDS = 4  # of the text of a task
_TOP = 12  # lines that tell whose a report is
_MOST_CELLS, _LONGEST = 2, 200  # what has more cells or letters is a row of the table, or a paragraph
_CODE = re.compile(r"[\w.]{1,20}-\d{1,4}")


def refuse_no_version(request: Request, draft: PlanDraft, *, may_shrink: bool = False) -> None:
    """Refuses a file that is no plan of its own and no new version of one.

    FileRefusedError for a report on a plan, which a plan that ``may_shrink`` takes all the same; ConflictError for
    nearly the whole of a plan that is not named, which would become a second one.
    """
    standing = None if request.plan else revision.standing_code(request, draft)
    found = _most_alike(request, draft, request.plan or standing)
    if found is None:
        return
    is_named = (request.plan or standing) is not None
    if found.is_report and not (may_shrink and is_named):
        raise FileRefusedError(_report_words(found, draft), _report_hint(found))
    if found.is_copy and not is_named:
        code = found.plan.code
        raise ConflictError(
            f"Tệp “{clean(draft.source_name)}” có {found.matched}/{found.rows} dòng là nhiệm vụ của kế hoạch {code} "
            f"đã có ({found.covered}/{found.tasks} nhiệm vụ); nhập nữa thì thành hai kế hoạch. Không có gì được ghi.",
            f"Để cập nhật kế hoạch ấy: thêm --plan {code}. Nếu là một kế hoạch khác: thêm --new.",
        )


def refuse_report(request: Request, document: Document) -> None:
    """Says of a document in which no plan can be read that it is a report on a stored plan, where its tables show it.

    FileRefusedError, or nothing where they do not.
    """
    draft = _draft_of_rows(document)
    found = _most_alike(request, draft, request.plan)
    if found is not None:
        raise FileRefusedError(
            _report_words(found, draft),
            f"{_results_hint(found)} Nếu đúng là bản mới của kế hoạch: nhập tệp có các mục của kế hoạch, hoặc bảng "
            "Excel có cột Nội dung, Chủ trì, Thời hạn.",
        )


def _draft_of_rows(document: Document) -> PlanDraft:
    """Makes of each row of a table what its code and its first text of some words say.

    The first row of a table has the titles of its columns; they and the lines above say what the table is.
    """
    rows: dict[tuple[int, int], list[str]] = {}
    titles: list[str] = []
    for number, sheet in enumerate(document.sheets):
        rows |= {(number, row): list(cells) for row, cells in sheet.rows}
    for line in document.lines:
        if line.cell and line.cell[1] == 1:
            titles.append(line.text)
        elif line.cell:
            rows.setdefault(line.cell[:2], []).append(line.text)
    tasks = []
    for place, cells in enumerate(rows.values(), start=1):
        content = next((cell for cell in cells if len(cell.split()) >= _FEWEST_WORDS), None)
        if content:
            code = next((cell for cell in cells if _CODE.fullmatch(cell)), f"-{place}")
            tasks.append(TaskDraft(code, "", content, TaskKind.ONCE))
    opening = (*opening_of(document), *titles)
    return PlanDraft(HeaderDraft(), tasks=tuple(tasks), source_name=document.name, opening=opening)


def opening_of(document: Document) -> tuple[str, ...]:
    """Gives the lines at a file's top that are no row of a table: whose it is, and what it is."""
    rows = [
        " ".join(filter(None, cells))
        for sheet in document.sheets
        for _, cells in sheet.rows[:_TOP]
        if sum(map(bool, cells)) <= _MOST_CELLS
    ]
    wide = {line.cell[0] for line in document.lines if line.cell and line.cell[2] > _MOST_CELLS}
    lines = [line.text for line in document.lines[:_TOP] if not line.cell or line.cell[0] not in wide]
    return tuple(text for text in (*rows, *lines) if len(text) <= _LONGEST)


def _most_alike(request: Request, draft: PlanDraft, code: str | None) -> Overlap | None:
    """Finds the plan that the file has most of: the one named, else among those of its year."""
    if not request.database.exists or not draft.tasks:
        return None
    with reading(request.database) as reader:
        plans = all_plans(reader, counted=False)
        if code is not None:
            plans = [plan for plan in plans if fold(plan.code) == fold(code)]
        elif draft.header.year is not None:
            plans = [plan for plan in plans if plan.year == draft.header.year]
        units = all_units(reader)
        found = [overlap(plan, known_tasks(reader, plan.code), draft, units) for plan in plans]
    alike = [each for each in found if each.is_of_the_plan]
    return max(alike, key=lambda each: (each.matched, each.plan.is_current), default=None)


def _report_words(found: Overlap, draft: PlanDraft) -> str:
    of_unit = f" của {found.unit.name} ({found.unit.code})" if found.unit else ""
    is_report = found.is_tracked or found.is_called_report or found.unit is not None
    what = f"báo cáo kết quả{of_unit}" if is_report else "một phần"
    return (
        f"Tệp “{clean(draft.source_name)}” giống {what}{' về' if is_report else ' của'} kế hoạch {found.plan.code}, "
        f"không phải kế hoạch mới: {found.matched}/{found.rows} dòng ứng với {found.covered} trong {found.tasks} nhiệm "
        "vụ của kế hoạch ấy. Không có gì được ghi."
    )


def _report_hint(found: Overlap) -> str:
    left = found.tasks - found.covered
    return (
        f"{_results_hint(found)} Nếu đúng là bản mới của kế hoạch: thêm --plan {found.plan.code} --remove-missing "
        f"({left} nhiệm vụ không có trong tệp sẽ thôi thực hiện). Nếu là kế hoạch riêng: thêm --new."
    )


def _results_hint(found: Overlap) -> str:
    if found.unit is None:
        one_by_one = "danvan task done MÃ hoặc danvan task progress MÃ PHẦN_TRĂM"
        return f"Bảng Excel: danvan sheet import TỆP. Từng việc: {one_by_one}."
    code = found.unit.code
    return (
        f"Bảng Excel: danvan sheet import TỆP --unit {code}. Từng việc: danvan task done MÃ --unit {code} hoặc danvan "
        f"task progress MÃ PHẦN_TRĂM --unit {code}."
    )
