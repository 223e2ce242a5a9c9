"""The year 2025 of an office: what the clerk types on which day, and what a right report must say of it.

Two units are merged and two end on 1/7, work is extended, sent back, excused, taken up again, given up; forms are sent
twice. What is expected is made here by plain sums over these tables; nothing of the program adds up anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

Run = Callable[..., Any]
_PLAN = """UBND TỈNH BÌNH AN
SỞ CÔNG THƯƠNG

Số: {number}/KH-SCT

Bình An, ngày 10 tháng 01 năm {year}

KẾ HOẠCH

{subject} năm {year}

Căn cứ Kế hoạch số 5/KH-UBND ngày 02/01/{year} của UBND tỉnh Bình An về công tác năm {year},

Sở Công Thương xây dựng Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

Nâng cao vai trò của người đứng đầu.

II. NỘI DUNG THỰC HIỆN

1. Tuyên truyền, quán triệt

- Văn phòng Sở tổ chức hội nghị quán triệt văn bản, chậm nhất ngày 31/3/{year}.

2. Cải cách hành chính

- Chi cục QLTT rà soát thủ tục hành chính, hoàn thành trong quý II/{year}.

III. TỔ CHỨC THỰC HIỆN

- Văn phòng Sở gửi báo cáo năm về Ban Dân vận trước ngày 20/12/{year}.

GIÁM ĐỐC

Nguyễn Văn A
"""
UNITS = {
    "VP": ("Văn phòng Sở", 12), "TTr": ("Thanh tra Sở", 6), "CN": ("Phòng Công nghiệp", 7),
    "TM": ("Phòng Thương mại", 5), "CC": ("Chi cục QLTT", 20), "TT": ("Trung tâm Khuyến công", 15),
    "BQ": ("Ban Quản lý dự án", 3),
}  # fmt: skip
REFORM = date(2025, 7, 1)
HEIRS = {"CN": "CT", "TM": "CT", "TTr": "VP"}
DAN_VAN, OTHER = ("--plan", "KH-2025"), ("--plan", "KH-2025-2")


def d(text: str) -> date:
    """Reads a day of 2025, "31/3"."""
    day, month = map(int, text.split("/"))
    return date(2025, month, day)


class Part(NamedTuple):
    """A lead's part of a task as the clerk saw it: by when, moved when and to when, handed in, closed, taken up again.

    ``done`` and ``redone`` are the days of hand-in that the Office took, ``waits`` one that it never took.
    """

    unit: str | None
    due: date | None
    done: date | None = None
    moved: tuple[date, date] | None = None
    reopened: date | None = None
    redone: date | None = None
    waits: date | None = None
    stopped: tuple[date, str] | None = None
    is_excused: bool = False
    begins: date = date(2025, 1, 10)

    def state(self, day: date) -> str:
        if self.stopped and self.stopped[0] <= day:
            return self.stopped[1]
        due = self.due_on(day)
        handed = self.redone if self.redone and self.redone <= day else self.done
        if handed and self.reopened and self.reopened <= day and handed == self.done:
            handed = None
        if handed and handed <= day:
            in_time = due is None or handed <= due or self.is_excused
            return "done_undated" if due is None else "done_on_time" if in_time else "done_late"
        if due is None:
            return "undated"
        return "overdue" if (self.waits if self.waits and self.waits <= day else day) > due else "in_time"

    def due_on(self, day: date) -> date | None:
        return self.moved[1] if self.moved and self.moved[0] <= day else self.due

    def is_past(self, day: date) -> bool:
        """Tells whether its last day is past; of what counts as nothing it does not matter."""
        due = self.due_on(day)
        return self.state(day) in ("cancelled", "paused") or (due is not None and due < day)


def each_quarter(unit: str, *done: str) -> list[Part]:
    """A report for each quarter, due on the 25th of its last month."""
    lasts = [d("25/3"), d("25/6"), d("25/9"), d("25/12")]
    begins = [d("1/1"), d("1/4"), d("1/7"), d("1/10")]
    told = [*map(d, done), None, None, None, None]
    return [Part(unit, last, one, begins=at) for last, one, at in zip(lasts, told, begins, strict=False)]


# What became of each task. Its section, its leads, and the words of its last day are those of the command.
TASKS: dict[str, tuple[str, list[Part]]] = {
    "II.1-1": ("", [Part("VP", d("31/3"), d("28/3"))]),
    "II.2-1": ("", [Part("CC", d("30/6"), d("5/7"))]),
    "III-1": ("", [Part("VP", d("19/12"))]),
    "late at the merger": ("II.1", [Part("TM", d("15/6"), d("10/7"))]),
    "one of two in time": ("II.1", [Part("CN", d("25/6"), d("24/6")), Part("TM", d("25/6"), d("5/7"))]),
    "done by the heir": ("II.2", [Part("CN", d("20/8"), d("15/8"))]),
    "two parts become one": (
        "II.2",
        [Part("CN", d("30/11"), d("28/11")), Part("TM", d("30/11"), stopped=(REFORM, "cancelled"))],
    ),
    "done before its unit ended": ("II.2", [Part("TTr", d("31/3"), d("27/3"))]),
    "left by a unit that ended": ("II.2", [Part("TTr", d("30/9"), d("20/9"))]),
    "extended": ("II.1", [Part("TT", d("30/4"), d("30/5"), (d("28/4"), d("31/5")))]),
    "refused an extension": ("II.1", [Part("TT", d("31/5"), d("10/6"))]),
    "extended by less": ("II.2", [Part("TT", d("30/9"), d("14/10"), (d("29/9"), d("15/10")))]),
    "never done": ("II.2", [Part("CC", d("15/7"))]),
    "waits in time": ("II.2", [Part("CC", d("31/10"), waits=d("30/10"))]),
    "waits late": ("II.2", [Part("CC", d("31/10"), waits=d("5/11"))]),
    "goes on": ("II.1", [Part("VP", None)]),
    "done without a date": ("II.1", [Part("VP", None, d("1/8"))]),
    "given up": ("II.2", [Part("TT", d("30/6"), stopped=(d("10/6"), "cancelled"))]),
    "rests": ("II.2", [Part("TT", d("31/7"), stopped=(d("1/7"), "paused"))]),
    "excused": ("II.1", [Part("TT", d("31/8"), d("10/9"), is_excused=True)]),
    "every quarter": ("II.2", each_quarter("VP", "25/3", "25/6", "28/9") + each_quarter("CC", "20/3", "24/6", "24/9")),
    "nobody's": ("II.2", [Part(None, d("30/9"))]),
    "tomorrow": ("II.2", [Part("TT", d("15/12"))]),
    "early": ("II.1", [Part("CC", d("31/12"), d("1/10"))]),
    "taken up again": ("II.2", [Part("CC", d("31/5"), d("30/5"), reopened=d("15/6"), redone=d("20/6"))]),
    "sent back": ("II.1", [Part("TT", d("31/8"), d("8/9"))]),
    "done before the end": ("II.1", [Part("BQ", d("31/5"), d("20/5"))]),
}
WORST = ("overdue", "in_time", "undated", "paused", "done_late", "done_on_time", "done_undated", "cancelled")
# By quarter: opening, received, settled in time, settled late, open. The inspectors' are the Office's since July.
PETITIONS = [
    ("TTr", 1, 2, 5, 3, 1, 3), ("TTr", 2, 3, 1, 2, 0, 2), ("VP", 3, 2, 1, 1, 1, 1), ("VP", 4, 1, 4, 3, 0, 2),
]  # fmt: skip
# Columns 6, 4, 5, 8, 9, 10, 12, 13 of the official form.
DOSSIERS = [
    ("CN", 1, "Công nghệ", 6, 20, 10, 10, 15, 1, 9, 1), ("CN", 2, "Công nghệ", 10, 12, 8, 10, 10, 2, 8, 0),
    ("TM", 1, "Khoa học", 2, 5, 5, 4, 5, 0, 3, 0), ("TM", 2, "Khoa học", 3, 4, 4, 3, 3, 1, 3, 1),
    ("CT", 3, "Công nghệ", 8, 15, 5, 8, 12, 0, 8, 0), ("CT", 3, "Khoa học", 4, 6, 0, 3, 4, 1, 2, 0),
    ("CT", 4, "Công nghệ", 8, 10, 10, 10, 13, 1, 4, 0), ("CT", 4, "Khoa học", 2, 8, 2, 4, 6, 0, 2, 0),
    ("CC", 1, "Đo lường", 5, 50, 30, 40, 35, 2, 7, 1), ("CC", 2, "Đo lường", 8, 40, 20, 30, 30, 2, 6, 0),
    ("CC", 3, "Đo lường", 6, 0, 0, 3, 2, 0, 1, 0), ("CC", 4, "Đo lường", 1, 30, 10, 20, 15, 1, 5, 0),
]  # fmt: skip
SENT_FIRST = (8, 70, 20, 50, 30, 5, 13, 0)  # by CC's form of the second quarter, which was corrected
COLUMNS = ("6", "4", "5", "8", "9", "10", "12", "13")
SERVICES = [("CN", 1, 10), ("CN", 2, 12), ("CT", 3, 15), ("CT", 4, 16), ("CC", 1, 5), ("CC", 2, 5), ("CC", 3, 5), ("CC", 4, 6)]  # fmt: skip
# The day, who, how many were there of how many on that day; VP had 14 since May, 20 with the inspectors.
TOLD = [
    ("10/2", "VP", 10, 12), ("10/2", "TTr", 6, 6), ("11/2", "CN", 5, 7), ("11/2", "TM", 5, 5), ("20/5", "VP", 13, 14),
    ("5/9", "CT", 9, 12), ("1/10", "CC", 19, 20), ("2/10", "VP", 18, 20),
]  # fmt: skip
FIGURES = [
    ("20/3", "VP", 11, 12), ("20/3", "TTr", 6, 6), ("20/3", "CN", 7, 7), ("20/3", "TM", 3, 5), ("20/3", "CC", 18, 20),
    ("20/10", "CT", 12, 12), ("2/12", "CC", 20, 20), ("3/12", "VP", 20, 20),
]  # fmt: skip
LAST_YEAR = {"4": 60, "5": 40, "6": 4, "8": 30, "9": 60, "10": 8, "12": 6, "13": 0}


def dmy(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def typed(code: Callable[[str], str]) -> Iterable[tuple[date, tuple[str, ...]]]:
    """Gives what the clerk types once the tasks are there, on which day."""
    for key, (_, parts) in TASKS.items():
        for part in parts:
            yield from steps_of(code(key), key, part)
    yield d("28/3"), ("task", "submit", "II.1-1", "-u", "VP", "--evidence", "1/BC", *DAN_VAN)
    yield d("5/4"), ("task", "confirm", "II.1-1", "-u", "VP", *DAN_VAN)
    asked, less, back = code("refused an extension"), code("extended by less"), code("sent back")
    yield (
        d("29/5"),
        ("task", "extend", asked, "-u", "TT", "--to", "30/6", "--reason", "thiếu số", "--request", *DAN_VAN),
    )
    yield d("2/6"), ("task", "extend-decide", asked, "-u", "TT", "--refuse", "đã đủ", *DAN_VAN)
    yield d("25/9"), ("task", "extend", less, "-u", "TT", "--to", "31/10", "--reason", "chờ", "--request", *DAN_VAN)
    yield d("29/9"), ("task", "extend-decide", less, "-u", "TT", "--to", "15/10", "--reason", "gấp", *DAN_VAN)
    for day, step in (("25/8", "submit"), ("1/9", "send-back"), ("8/9", "submit"), ("9/9", "confirm")):
        more = ("--reason", "thiếu") if step == "send-back" else ("--evidence", f"{day}/BC") if step == "submit" else ()
        yield d(day), ("task", step, back, "-u", "TT", *more, *DAN_VAN)
    yield d("30/6"), ("unit", "edit", "BQ", "--valid-to", "30/6/2025", "--yes")
    yield REFORM, ("unit", "merge", "CN", "TM", "--into", "CT=Phòng Công Thương", "--from", "1/7/2025", "--yes")
    yield REFORM, ("unit", "merge", "TTr", "--into", "VP", "--from", "1/7/2025", "--yes")
    yield d("5/5"), ("unit", "edit", "VP", "--headcount", "14", "--from", "1/5/2025")
    # The other plan of the year: nothing of it is in this one's report.
    yield d("21/7"), ("remind", "-u", "CC", "--log", "gọi điện", *DAN_VAN)
    yield d("20/8"), ("remind", "-u", "CC", "--kind", "phê bình", "--log", "công văn", "--yes", *DAN_VAN)
    yield d("21/7"), ("remind", "-u", "VP", "--log", "gọi điện", *OTHER)
    yield d("20/4"), ("task", "extend", "II.1-1", "-u", "VP", "--to", "30/4", "--reason", "khác", *OTHER)
    for day, unit, reached, whole in FIGURES:
        yield d(day), ("target", "record", "CT1", f"{reached}/{whole}", "-u", unit, "--yes", *DAN_VAN)
    yield from records()


def steps_of(code: str, key: str, part: Part) -> Iterable[tuple[date, tuple[str, ...]]]:
    def step(day: date, verb: str, *more: str) -> tuple[date, tuple[str, ...]]:
        by = HEIRS.get(part.unit or "", part.unit or "") if day >= REFORM else part.unit or ""
        return day, ("task", verb, code, "-u", by, *more, *DAN_VAN)

    proof = ("--evidence", "1/BC")
    period = ("--period", f"Q{(part.due.month + 2) // 3}") if key == "every quarter" and part.due else ()
    excuse = ("--exempt", "bão") if part.is_excused else ()
    if part.done and key not in ("II.1-1", "sent back"):
        yield step(part.done, "done", *proof, *period, *excuse)
    if part.moved and key == "extended":
        yield step(part.moved[0], "extend", "--to", dmy(part.moved[1]), "--reason", "chờ")
    if part.reopened and part.redone:
        yield step(part.reopened, "reopen", "--reason", "thiếu")
        yield step(part.redone, "done", *proof)
    if part.waits:
        yield step(part.waits, "submit")
    if part.stopped and part.unit != "TM":  # what became one part at the merger, the merger gave up
        yield step(part.stopped[0], "cancel" if part.stopped[1] == "cancelled" else "pause", "--reason", "kinh phí")


def records() -> Iterable[tuple[date, tuple[str, ...]]]:
    sent = {1: d("17/3"), 2: d("17/6"), 3: d("16/9"), 4: d("16/12")}

    def add(day: date, kind: str, unit: str, when: Sequence[str], *values: str) -> tuple[date, tuple[str, ...]]:
        return day, ("record", "add", "--kind", kind, "-u", unit, *when, *values)

    for unit, quarter, opening, received, in_time, late, still in PETITIONS:
        told = (opening, received, in_time + late, in_time, late, still)
        names = ("opening", "received", "settled", "settled_in_time", "settled_late", "open")
        pairs = (f"{name}={number}" for name, number in zip(names, told, strict=True))
        yield add(sent[quarter], "petitions", unit, ("--period", f"2025-Q{quarter}"), *pairs)
    for unit, quarter, area, *figures in DOSSIERS:
        if (unit, quarter) != ("CC", 2):
            pairs = (f"{name}={number}" for name, number in zip(COLUMNS, figures, strict=True))
            yield add(sent[quarter], "dossiers", unit, ("--period", f"2025-Q{quarter}"), f"lĩnh vực={area}", *pairs)
    for unit, quarter, offered in SERVICES:
        when = ("--period", f"2025-Q{quarter}")
        yield add(
            sent[quarter], "online-services", unit, when, f"services={offered}", "dossiers=0", "dossiers_online=0"
        )
    for number, (day, unit, present, _) in enumerate(TOLD):
        # Typed in December where the unit still acts: the people are those of the day of the meeting all the same.
        late = unit in ("VP", "CC", "CT")
        yield add(d("10/12") if late else d(day), "dissemination", unit, ("--on", dmy(d(day))),
                  f"document=Văn bản {number}", f"present={present}")  # fmt: skip


def live(run: Run, folder: Path) -> None:
    before, begin = date(2024, 1, 10), date(2025, 1, 10)
    for code, (name, people) in UNITS.items():
        run("unit", "add", code, name, "--headcount", str(people), on=before)
    for number, of, what, on in (
        (9, 2024, "Dân vận chính quyền", before), (12, 2025, "Dân vận chính quyền", begin), (15, 2025, "Cải cách", begin),
    ):  # fmt: skip
        path = folder / f"{number}.txt"
        path.write_text(_PLAN.format(number=number, year=of, subject=what), encoding="utf-8")
        run("plan", "import", str(path), "--yes", "--new", on=on)
    old = ("--plan", "KH-2024")
    run("task", "done", "II.1-1", "--evidence", "1/BC", *old, on=date(2024, 3, 20))
    run("task", "done", "II.2-1", "--evidence", "2/BC", *old, on=date(2024, 7, 10))
    figures = (f"{column}={number}" for column, number in LAST_YEAR.items())
    run("record", "add", "--kind", "dossiers", "-u", "CN", "--period", "2024", "lĩnh vực=Công nghệ", *figures,
        on=date(2024, 12, 16))  # fmt: skip
    goal = ("--goal", ">= 95%", "--kind", "tỷ lệ")
    run("target", "add", "Công chức được quán triệt", *goal, *DAN_VAN, on=begin)
    run("target", "add", "Người dự phổ biến", *goal, "--from", "dissemination", *DAN_VAN, on=begin)
    codes = {key: key for key in TASKS}
    for key, (section, parts) in TASKS.items():
        if section:
            leads = [word for unit in dict.fromkeys(part.unit for part in parts) if unit for word in ("-u", unit)]
            due = (
                ("--due", "25/3", "--every", "quý")
                if len(parts) == 8
                else ("--due", dmy(parts[0].due))
                if parts[0].due
                else ()
            )
            told = run(
                "task",
                "add",
                f"Việc {len(codes)} {key}",
                "--section",
                section,
                *leads,
                *due,
                *DAN_VAN,
                "--json",
                on=begin,
            )
            codes[key] = next(one["code"] for one in told["changed"] if one["table"] == "task")
    acts = sorted(typed(codes.__getitem__), key=lambda act: act[0])
    for day, words in (act for act in acts if act[0] < d("16/6")):
        run(*words, on=day)
    second_quarter(run, folder)
    for day, words in (act for act in acts if act[0] >= d("16/6")):
        run(*words, on=day)


def second_quarter(run: Run, folder: Path) -> None:
    """CC sends its form, then a corrected one; TT stays silent."""
    run("round", "open", "quý II", "--kind", "dossiers", *DAN_VAN, on=d("15/6"))
    run("form", "export", "-u", "CC", "-o", str(folder), *DAN_VAN, on=d("15/6"))
    path = next(folder.glob("bao-cao-*.xlsx"))
    work = openpyxl.load_workbook(path)
    sheet = next(one for one in work if one.title.startswith("Hồ sơ"))
    places = {str(cell.value): cell.column for cell in sheet[4]}
    row = next(line[0].row for line in sheet.iter_rows(min_row=5) if not line[0].value)
    right = next(tuple(line[3:]) for line in DOSSIERS if line[:2] == ("CC", 2))
    for figures in (SENT_FIRST, right):
        sheet.cell(row, places["Lĩnh vực"]).value = "Đo lường"
        for column, number in zip(COLUMNS, figures, strict=True):
            sheet.cell(
                row, next(place for title, place in places.items() if title.endswith(f"({column})"))
            ).value = number
        work.save(path)
        run("form", "import", str(path), "--yes", *DAN_VAN, on=d("16/6"))
    run("round", "send", "-u", "VP,TTr,CN,TM", *DAN_VAN, on=d("16/6"))


def counted(states: Iterable[str]) -> dict[str, int]:
    """Counts states, those that are nought among them."""
    found = Counter(states)
    return {state: found[state] for state in WORST}


def parts_at(key: str, day: date) -> list[Part]:
    """Lists the parts of a task whose time has begun."""
    return [part for part in TASKS[key][1] if part.begins <= day]


def lines_at(day: date) -> dict[str | None, dict[str, int]]:
    """Counts the parts of each unit, those of merged units as their heir's."""
    found: dict[str | None, list[str]] = {}
    for part in (part for key in TASKS for part in parts_at(key, day)):
        heir = HEIRS.get(part.unit or "", part.unit) if day >= REFORM else part.unit
        found.setdefault(heir, []).append(part.state(day))
    return {unit: counted(states) for unit, states in found.items()}


def tasks_at(day: date) -> dict[str, str]:
    """Finds each task's state: that of its worst part."""
    return {key: min((part.state(day) for part in parts_at(key, day)), key=WORST.index) for key in TASKS}


def due_at(day: date) -> dict[str, str]:
    """Finds the tasks whose last day is past, of all their parts where all are done: done on time or late, or late."""
    states = tasks_at(day)
    return {
        key: state
        for key, state in states.items()
        if state in ("overdue", "done_late")
        or (state == "done_on_time" and all(part.is_past(day) for part in parts_at(key, day)))
    }


def fallen_due(first: date, day: date) -> dict[str, int]:
    """Counts the parts that fell due from a day to another, by their state on the second."""
    parts = [part for key in TASKS for part in parts_at(key, day)]
    return counted(part.state(day) for part in parts if (due := part.due_on(day)) and first <= due <= day)


def form_of(quarters: Sequence[int]) -> dict[str, int]:
    """The official form's columns: what was open when the span began, what came in, what is open at its end."""
    rows = [(row[1], dict(zip(COLUMNS, row[3:], strict=True))) for row in DOSSIERS if row[1] in quarters]
    sums = {column: sum(told[column] for _, told in rows) for column in ("4", "5", "8", "9", "10")}
    sums["6"] = sum(told["6"] for quarter, told in rows if quarter == quarters[0])
    sums |= {column: sum(told[column] for quarter, told in rows if quarter == quarters[-1]) for column in ("12", "13")}
    sums["7"], sums["11"] = sums["8"] + sums["9"] + sums["10"], sums["12"] + sums["13"]
    return sums | {"3": sums["4"] + sums["5"] + sums["6"]}


def petitions_of(quarters: Sequence[int]) -> tuple[int, int, int, int]:
    """What was open when the span began, received, settled, open at its end."""
    rows = [row for row in PETITIONS if row[1] in quarters]
    opening, still = (sum(r[n] for r in rows if r[1] == quarters[end]) for n, end in ((2, 0), (6, -1)))
    return opening, sum(r[3] for r in rows), sum(r[4] + r[5] for r in rows), still


def percent(part: Decimal | int, whole: int, step: str) -> str:
    """Writes a share as reports do: "83,3", no noughts behind."""
    share = (Decimal(100) * part / whole).quantize(Decimal(step), ROUND_HALF_UP)
    return f"{share.normalize():f}".replace(".", ",")
