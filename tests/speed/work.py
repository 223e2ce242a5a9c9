"""The work that every speed test measures on: the same tasks for the program and for its peers, made by rule.

Nothing here is random: a task follows from its number, so that two runs, and two programs, see the same tasks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple
from zlib import crc32

TODAY = date(2023, 10, 26)
BEGIN = date(2023, 1, 1)
SOON = TODAY + timedelta(7)
SECTIONS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")

_VERBS = (
    "Tổ chức quán triệt, triển khai thực hiện", "Xây dựng kế hoạch và tổ chức thực hiện", "Kiểm tra, đôn đốc việc chấp hành",
    "Tham mưu ban hành văn bản hướng dẫn", "Rà soát, đánh giá kết quả thực hiện", "Phối hợp tuyên truyền, phổ biến",
    "Tiếp tục đổi mới, nâng cao chất lượng",
)  # fmt: skip
_OBJECTS = (
    "quy chế dân chủ ở cơ sở", "công tác cải cách hành chính", "công tác tiếp công dân, giải quyết đơn thư",
    "phong trào thi đua “Dân vận khéo”", "các chính sách an sinh xã hội", "công tác dân vận của chính quyền",
    "chương trình xây dựng nông thôn mới", "quy tắc ứng xử của cán bộ, công chức", "việc công khai thủ tục đất đai",
    "chương trình giảm nghèo bền vững", "công tác bồi thường, giải phóng mặt bằng",
)  # fmt: skip
_PLACES = (
    "trên địa bàn toàn tỉnh", "tại các xã, phường, thị trấn", "trong cán bộ, công chức, viên chức",
    "tại các phòng chuyên môn và đơn vị trực thuộc", "ở vùng đồng bào dân tộc thiểu số",
)  # fmt: skip
_OFFICES = (
    ("VP", "Văn phòng"), ("TT", "Thanh tra"), ("NV", "Phòng Nội vụ"), ("TP", "Phòng Tư pháp"), ("YT", "Phòng Y tế"),
    ("TC", "Phòng Tài chính – Kế hoạch"), ("TN", "Phòng Tài nguyên và Môi trường"), ("KT", "Phòng Kinh tế"),
    ("GD", "Phòng Giáo dục và Đào tạo"), ("VH", "Phòng Văn hoá và Thông tin"), ("LD", "Phòng Lao động – Xã hội"),
    ("DT", "Phòng Dân tộc"), ("NN", "Phòng Nông nghiệp"), ("QL", "Phòng Quản lý đô thị"), ("DD", "Chi nhánh Đất đai"),
    ("CA", "Công an"), ("QS", "Ban Chỉ huy quân sự"), ("TH", "Chi cục Thuế"), ("TK", "Chi cục Thống kê"),
    ("BH", "Bảo hiểm xã hội"),
)  # fmt: skip


class Fate(StrEnum):
    """How a task stands on the day asked about, in the program's words."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    DONE_UNDATED = "done_undated"
    IN_TIME = "in_time"
    OVERDUE = "overdue"
    UNDATED = "undated"


class Shape(StrEnum):
    """What a register is like.

    An office's usual year; one in which every task is open and late; or a usual thousand tasks grown by finished work
    of every unit but the first: what is open, and all of the first unit's, is then the same at any size.
    """

    USUAL = "usual"
    LATE = "late"
    GROWN = "grown"


_USUAL_PART = 1000


_DONE = (Fate.DONE_ON_TIME, Fate.DONE_LATE, Fate.DONE_UNDATED)
# Of twenty tasks twelve are done, two of them late; of the eight open ones two are overdue.
_TWENTY = {
    Shape.USUAL: (Fate.DONE_ON_TIME,) * 10 + (Fate.DONE_LATE,) * 2 + (Fate.OVERDUE,) * 2 + (Fate.IN_TIME,) * 6,
    Shape.LATE: (Fate.OVERDUE,) * 20,
    Shape.GROWN: (Fate.DONE_ON_TIME,) * 20,
}


class Unit(NamedTuple):
    """A body that leads tasks."""

    code: str
    name: str


class Item(NamedTuple):
    """One task. ``units`` are places in the list of units; its leads stand in the same state."""

    number: int
    code: str
    section: int
    content: str
    units: tuple[int, ...]
    fate: Fate
    due_on: date | None
    done_on: date | None
    progress: int
    paper: str | None
    reminded: bool

    @property
    def is_done(self) -> bool:
        """Tells finished work."""
        return self.fate in _DONE


def unit_count(tasks: int) -> int:
    """Gives how many units share a register of that size."""
    return 500 if tasks >= 1_000_000 else 50 if tasks >= 100_000 else 20


def units_of(tasks: int) -> list[Unit]:
    """Lists the units of a register of that size."""
    found = []
    for place in range(unit_count(tasks)):
        (code, name), area = _OFFICES[place % len(_OFFICES)], place // len(_OFFICES)
        found.append(Unit(f"{code}{area}", f"{name} khu vực {area}") if area else Unit(code, name))
    return found


def items(tasks: int, shape: Shape = Shape.USUAL) -> Iterator[Item]:
    """Makes the tasks of a register, in the plan's order."""
    units = unit_count(tasks)
    # A grown register keeps the codes that its first tasks had.
    size = _USUAL_PART if shape == Shape.GROWN else tasks
    firsts = [-(-section * size // len(SECTIONS)) for section in range(len(SECTIONS))]
    for place in range(tasks):
        section = min(place * len(SECTIONS) // size, len(SECTIONS) - 1)
        # Spreads what must not follow the pattern of the states.
        spread = crc32(place.to_bytes(4, "little"))
        is_usual = shape == Shape.GROWN and place < _USUAL_PART
        yield _item(place, section, place - firsts[section] + 1, spread, units, Shape.USUAL if is_usual else shape)


def _item(place: int, section: int, number: int, spread: int, units: int, shape: Shape) -> Item:
    fate = _fate(place, shape)
    due_on, done_on = _days(fate, spread)
    lead = 1 + spread % (units - 8) if shape == Shape.GROWN else spread % units
    return Item(
        number=place + 1,
        code=f"{SECTIONS[section]}-{number}",
        section=section,
        content=_content(place, spread),
        # Two of a hundred are led by two units together: one of the done, one of the open.
        units=(lead, (lead + 7) % units) if place % 50 == 7 else (lead,),
        fate=fate,
        due_on=due_on,
        done_on=done_on,
        progress=100 if fate in _DONE else spread % 4 * 20,
        paper=_paper(spread, done_on) if done_on and place % 9 == 0 else None,
        reminded=fate == Fate.OVERDUE and place % 7 == 0,
    )


def _fate(place: int, shape: Shape) -> Fate:
    fate = _TWENTY[shape][place % 20]
    if place % 200 == 19 and fate == Fate.IN_TIME:
        return Fate.UNDATED
    return Fate.DONE_UNDATED if place % 200 == 20 and fate == Fate.DONE_ON_TIME else fate


def _days(fate: Fate, spread: int) -> tuple[date | None, date | None]:
    """Gives a task's last day and the day on which it was done."""
    past = BEGIN + timedelta(30 + spread % 220)
    match fate:
        case Fate.DONE_ON_TIME:
            return past, past - timedelta(spread % 23)
        case Fate.DONE_LATE:
            return past, past + timedelta(1 + spread % 37)
        case Fate.DONE_UNDATED:
            return None, past
        case Fate.OVERDUE:
            return TODAY - timedelta(1 + spread % 199), None
        case Fate.IN_TIME:
            return TODAY + timedelta(spread % 67), None
        case Fate.UNDATED:
            return None, None


def _content(place: int, spread: int) -> str:
    verb, thing, where = _VERBS[spread % 7], _OBJECTS[spread % 11], _PLACES[spread % 5]
    return f"{verb} {thing} {where}, việc số {place + 1}"


def _paper(spread: int, day: date) -> str:
    return f"{spread % 900 + 1}/BC-VP ngày {written(day)}"


def written(day: date | None) -> str:
    """Writes a day as an office does, nothing where there is none."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day else ""


def totals(tasks: int, shape: Shape = Shape.USUAL) -> dict[str, object]:
    """Counts what ``status`` must answer of such a register on that day: tasks once, reminders a row."""
    found: Counter[str] = Counter()
    for item in items(tasks, shape):
        found[item.fate] += 1
        found["due_soon"] += item.fate == Fate.IN_TIME and item.due_on is not None and item.due_on <= SOON
        found["reminders"] += item.reminded * len(item.units)
    due = found[Fate.DONE_ON_TIME] + found[Fate.DONE_LATE] + found[Fate.OVERDUE]
    return {
        "total": tasks,
        **{fate.value: found[fate] for fate in Fate},
        **{name: found[name] for name in ("due_soon", "reminders")},
        "paused": 0,
        "cancelled": 0,
        "exempt": 0,
        "rate_on_time": {"numerator": found[Fate.DONE_ON_TIME], "denominator": due, "of": "already_due"},
    }
