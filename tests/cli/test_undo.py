"""The way back: every command can be taken back and done again, and says what is in the way."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]
# Every kind of change, in an order in which each one can be made; two of them on another day.
WEEK = [
    "unit add QTTB Quỹ|thi|đua",
    "unit edit VP --name Văn|phòng|Sở|KHCN --alias Phòng|Văn|thư --headcount 9",
    "unit edit VP --drop-alias Phòng|Văn|thư",
    "task add Soạn|sổ|tay --unit VP --due 30/11/2023 --section IV",
    "task add Họp|giao|ban --unit TTr --every quarter --due 25/12/2023",
    "task edit IV-4 --content Sơ|kết|công|tác --priority cao",
    "task edit IV-4 --replace Sơ Tổng",
    "task edit IV-5 --due 20/12/2023",
    "task assign II.2-1 --unit VP --support TTr",
    "task assign IV-4 --drop TTKHCN",
    "task note IV-4 Đã|nhắc|qua|điện|thoại",
    "task progress IV-5 --unit VP 40 --on 20/10/2023",
    "task submit IV-5 --unit VP --on 21/10/2023 --evidence 12/BC-VP,|20/10/2023",
    "task send-back IV-5 --unit VP --reason thiếu|số --on 22/10/2023",
    "task done IV-5 --unit VP --on 24/10/2023 --evidence 13/BC-VP,|23/10/2023 --result Đủ",
    "task reopen IV-5 --unit VP --reason nhầm",
    "task extend IV-5 --unit VP --to 30/12/2023 --reason chờ|số|liệu",
    "task extend IV-4 --unit CCTĐC --to 15/11/2023 --reason chờ --request",
    "task extend-decide IV-4 --unit CCTĐC --grant",
    "task pause II.2-1 --unit VP --reason chờ|kinh|phí",
    "task resume II.2-1 --unit VP",
    "task exempt IV-4 --unit CCTĐC --reason bão|số|5",
    "task cancel IV-3 --reason hết|việc",
    "task remove IV-2",
    "task restore IV-2",
    "target add Đạt|ít|nhất|90%|hộ --goal 90%",
    "target edit CT1 --unit VP --unit TTr",
    "target record CT1 --unit VP 4/9 --evidence 5/BC-VP,|01/10/2023",
    "target record CT1 --unit VP 5/9",
    "target record CT1 --unit TTr 2/3 --note nghỉ|một",
    "target link CT1 IV-4",
    "config set soon_days 10",
    "person add Lê|Thị|Hòa --unit VP --phone 0912|345|678",
    "person edit Hòa --email hoa@skhcn.gov.vn",
    "task edit IV-5 --person Hòa",
    "person remove Hòa",
    "record add --kind petitions --unit TTr --period Q3 opening=3 complaints=4 denunciations=3 proposals=1 settled=7 open=4",
    "record add --kind democracy --unit VP item=Công|khai --on 20/10/2023 --evidence 48/BC",
    "record edit DT-1 proposals=2 open=5 --given-by Lê|Thị|Hòa",
    "record edit DC-1 --on 19/10/2023 --evidence 49/BC",
    "record remove DC-1",
    "config calendar --off 02/11/2023 --name Ngày|hội|ngành",
    "plan rollover 2024",
    "plan use KH-2023",
    "plan edit --number 25/KH-SKHCN --signer Nguyễn|Văn|A",
    "plan close --leave all --reason chờ|kinh|phí",
    "plan reopen",
    "note add Giữ|lời|hứa --unit VP --kind strength",
    "note edit 1 Giữ|đúng|lời|hứa",
    "note remove 1",
    "unit edit VP --name Văn|phòng|Sở|KH&CN --from 1/9/2023",
    "unit edit TKTCV --valid-to 31/12/2023",
    "unit merge TTr BTTND --into TTBT=Ban|Thanh|tra --from 1/7/2023",
    "unit split CU --into CUA=Chi|ủy|A --into CUB=Chi|ủy|B --from 1/9/2023",
    "sheet import",
]


def words(line: str) -> list[str]:
    return [word.replace("|", " ") for word in line.split()]


@pytest.fixture
def filled(danvan: Run, tmp_path: Path) -> Callable[[], str]:
    """Makes the working sheet of the moment, with one cell filled in."""

    def fill() -> str:
        path = tmp_path / "bang.xlsx"
        danvan("sheet", "export", str(path), "--force")
        book = openpyxl.load_workbook(path)
        row = next(row for row in book.worksheets[0].iter_rows(min_row=4) if row[0].value == "II.1-1")
        row[3].value = "VP"
        book.save(path)
        return str(path)

    return fill


def test_every_command_is_taken_back_and_done_again(danvan: Run, book: Any, filled: Callable[[], str]) -> None:
    before = [book.content()]
    done = []
    for line in WEEK:
        file = [filled()] if line == "sheet import" else []
        answer = danvan(*words(line), *file, "--yes")
        if answer.code == 0 and book.content() != before[-1]:
            done.append(line)
            before.append(book.content())
    assert [] == [line for line in WEEK if line not in done]

    back = []
    for _ in done:
        back.append(book.content())
        assert danvan("undo", "--yes").code == 0
    assert list(reversed(before[1:])) == back
    assert before[0] == book.content()

    again = []
    for _ in done:
        assert danvan("redo", "--yes").code == 0
        again.append(book.content())
    assert before[1:] == again


@pytest.mark.parametrize("line", ["undo", "redo", "undo --list", "undo 1"])
def test_what_is_taken_back_is_not_chosen_by_a_plan(danvan: Run, line: str) -> None:
    danvan("task", "note", "IV-4", "Ghi")
    before = danvan("log").out

    assert 2 == danvan(*line.split(), "--plan", "KH-2023", "--yes").code
    assert before == danvan("log").out


@pytest.mark.parametrize(
    "line",
    [
        "task note IV-4 Ghi", "task done IV-5 --no-evidence thử", "remind --log gọi", "config set soon_days 9",
        "unit history VP", "plan list", "config list", "agency list", "report list",
    ],
)  # fmt: skip
@pytest.mark.parametrize("day", ["--as-of", "--as-known-on"])
def test_what_knows_only_today_is_not_asked_about_another_day(danvan: Run, line: str, day: str) -> None:
    before = danvan("log").out

    assert 2 == danvan(*line.split(), day, "1/10/2023", "--yes").code
    assert before == danvan("log").out


def test_a_redo_without_room_names_the_command_in_its_place(danvan: Run) -> None:
    for line in ("remind --log gọi --unit CCTĐC", "undo", "remind --log gọi|lại --unit CCTĐC"):
        assert 0 == danvan(*words(line), "--yes").code
    in_its_place = json.loads(danvan("undo", "--list", "--json").out)["commands"][0]["group"]

    refused = danvan("redo", "--yes")

    assert 4 == refused.code
    assert f"danvan undo {in_its_place}." in refused.err
    assert "Không làm lại được" in refused.err
    assert [0, 0] == [danvan("undo", str(in_its_place), "--yes").code, danvan("redo", "--yes").code]


# What is refused after most of the others, or takes rows away from under them.
ANY_TIME = [
    *WEEK,
    "note edit IV-4 1 Sửa", "note remove IV-4 1", "note add Yếu|kém --kind weakness",
    "evidence replace IV-5 1 9/BC-VP", "evidence remove IV-5 1",
    "task extend IV-5 --withdraw", "task confirm IV-5 --no-evidence x", "task edit IV-5 --no-due",
    "task progress IV-4,IV-5 30", "task done --state overdue --no-evidence x", "task done II.2-1 --no-evidence x",
    "task extend --state overdue --to 30/12/2023 --reason x", "task skip BS-1 --period 2023-Q4 --reason x",
    "target unrecord CT1 --unit VP", "target remove CT3", "target restore CT3",
    "unit remove QTTB", "unit unify QTTB VP", "remind --log gọi --unit VP", "remind --withdraw IV-5",
    "plan close --cancel all --reason hết|năm", "plan close --carry IV-5 --leave all --reason chờ", "plan reopen",
    "plan rollover 2024", "plan use KH-2024", "plan use KH-2023", "plan edit --place Tây|Ninh", "plan remove KH-2024",
    "agency edit --name Sở", "config calendar --work 02/11/2023", "config set letter_signer Nguyễn|A",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_commands_in_any_order_are_taken_back_and_done_again(
    danvan: Run, book: Any, filled: Callable[[], str], seed: int
) -> None:
    chance = random.Random(seed)

    # Reminders stay, marked as sent by mistake.
    def content() -> dict[str, Any]:
        return {name: rows for name, rows in book.content().items() if name != "reminder"}

    states = [content()]
    for _ in range(50):
        line = chance.choice(ANY_TIME)
        before = len(book.select("SELECT id FROM journal_group"))
        danvan(*words(line), *([filled()] if line == "sheet import" else []), "--yes")
        if len(book.select("SELECT id FROM journal_group")) > before:
            states.append(content())
    back, again = [], []
    for _ in states[1:]:
        back.append(content())
        assert 0 == danvan("undo", "--yes").code
    assert states == [content(), *reversed(back)]
    for _ in states[1:]:
        assert 0 == danvan("redo", "--yes").code
        again.append(content())
    assert states[1:] == again
