"""The way back: every command can be taken back and done again, and says what is in the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Run = Callable[..., Any]
# Every kind of change, in an order in which each one can be made; two of them on another day.
WEEK = [
    "unit add QTTB Quỹ|thi|đua",
    "unit edit VP --name Văn|phòng|Sở|KHCN --alias Phòng|Văn|thư --headcount 9",
    "unit edit VP --drop-alias Phòng|Văn|thư",
    "task add Soạn|sổ|tay --unit VP --due 30/11/2023 --section IV",
    "task add Họp|giao|ban --unit TTr --every quarter --due 25/12/2023",
    "task edit IV-4 --content Sơ|kết|công|tác --priority cao",
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
    "target link CT1 IV-4",
    "config set soon_days 10",
    "person add Lê|Thị|Hòa --unit VP --phone 0912|345|678",
    "person edit Hòa --email hoa@skhcn.gov.vn",
    "task edit IV-5 --person Hòa",
    "person remove Hòa",
    "config calendar --off 02/11/2023 --name Ngày|hội|ngành",
    "plan rollover 2024",
    "plan use KH-2023",
    "plan edit --number 25/KH-SKHCN --signer Nguyễn|Văn|A",
    "plan close --leave all --reason chờ|kinh|phí",
    "plan reopen",
]


def words(line: str) -> list[str]:
    return [word.replace("|", " ") for word in line.split()]


def test_every_command_is_taken_back_and_done_again(danvan: Run, book: Any) -> None:
    before = [book.content()]
    done = []
    for line in WEEK:
        answer = danvan(*words(line), "--yes")
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
