"""The screens of a follow-up week as a person sees them, at two widths of the terminal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.conftest import Book
from tests.terminal import on_terminal

from danvan_cli.domain.due import GivenDue
from danvan_cli.domain.words import Every, Role
from danvan_cli.services import adding, assigning, extending, lifecycle, reminders, setting_aside
from danvan_cli.services.adding import NewTask
from danvan_cli.services.letters import Order
from danvan_cli.services.lifecycle import Result
from danvan_cli.services.steps import Choice

GOLDEN = Path(__file__).parent / "golden"
SCREENS = {
    "status": ("status",),
    "status-by-section": ("status", "--group-by", "section", "--rate-of", "total"),
    "overdue": ("overdue",),
    "upcoming": ("upcoming", "--days", "45"),
    "calendar": ("calendar", "--month", "11/2023"),
    "task-show": ("task", "show", "IV-4"),
    "task-show-recurring": ("task", "show", "BS-1"),
    "remind": ("remind",),
    "stale": ("stale", "--unit", "TTr"),
}


@pytest.fixture(scope="module")
def year(imported_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample plan after some months of work."""
    path = tmp_path_factory.mktemp("screens") / "năm.db"
    shutil.copyfile(imported_file, path)
    book = Book(path)
    spring, autumn = book.on(date(2023, 10, 27)), book.on(date(2023, 11, 10))
    adding.add_task(
        spring,
        NewTask(
            "Báo cáo tháng",
            ("VP",),
            ("TTr",),
            due=GivenDue.by(date(2023, 10, 25), "25/10"),
            every=Every.MONTH,
            on=date(2023, 9, 1),
        ),
    )
    assigning.assign_task(spring, "IV-5", {Role.SUPPORT: ["TTr"]})
    lifecycle.complete(
        spring, Choice("BS-1", (), "2023-09"), Result(date(2023, 9, 27), "đã gửi", ("12/BC-VP",), exempt="mất điện")
    )
    lifecycle.report_progress(spring, Choice("BS-1", ("TTr",)), 40, "đã gửi số liệu")
    extending.extend(spring, Choice("IV-4", ("CCTĐC",)), extending.Wish(date(2023, 11, 18), "chờ số liệu"))
    extending.extend(autumn, Choice("IV-5"), extending.Wish(date(2023, 12, 15), "thiếu người"), only_ask=True)
    reminders.remind(autumn, None, Order(content="gọi điện"))
    setting_aside.pause(autumn, Choice("IV-2"), "chờ kiện toàn")
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed to see the screen")
@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_as_it_was_looked_at(
    year: Path, name: str, columns: int, golden_file: Callable[[Path, bytes], None]
) -> None:
    environment = {"DANVAN_DB": str(year), "DANVAN_TODAY": "2023-11-20", "NO_COLOR": "1"}
    screen = on_terminal(list(SCREENS[name]), columns, environment)
    lines = [line.rstrip() for line in screen.strip().splitlines()]

    assert max(map(len, lines)) <= columns
    # The times of the history are the machine's.
    end = lines.index("Lịch sử") if "Lịch sử" in lines else len(lines)
    golden_file(GOLDEN / f"{name}-{columns}.txt", ("\n".join(lines[:end]).rstrip() + "\n").encode())
