"""Damages copies of a file at random and looks what the program makes of each: ``python -m tests.reliability.damage 200``.

A copy whose rows are no longer those of the original must be told by ``doctor``; one that cannot be read must not be
written to; nothing ends as an unexpected error.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from danvan_cli.app import app

PAGE = 4096
SAMPLE = Path(__file__).parents[2] / "data" / "ke-hoach-dan-van-2023.txt"
DAY = {"DANVAN_TODAY": "2023-10-26", "DANVAN_ACTOR": "thu"}
BEFORE_THE_COPY = (
    ("plan", "import", str(SAMPLE), "--yes"),
    ("task", "done", "IV-4", "--unit", "CCTĐC", "--on", "24/10/2023", "--evidence", "45/BC-CCTĐC"),
    ("task", "note", "IV-4", "đã gọi"),
    ("target", "record", "CT1", "--unit", "VP", "30/30"),
    ("backup",),
)
AFTER_THE_COPY = (
    ("task", "progress", "IV-5", "40", "--unit", "VP"),
    ("remind", "--log", "gọi điện", "--yes"),
    ("config", "set", "soon_days", "9"),
    ("task", "add", "Việc mới", "--unit", "VP", "--due", "30/12/2023"),
)
READS = (("status",), ("task", "list"), ("task", "show", "IV-4"), ("log",), ("report", "export", "--format", "md"))
WRITES = (("task", "note", "IV-5", "x"), ("plan", "import", str(SAMPLE), "--yes"), ("db", "upgrade"))


def run(path: Path, *words: str) -> int:
    """Runs a command and gives its exit code; an exception that the program lets through counts as 1."""
    return CliRunner().invoke(app, list(words), env={**DAY, "DANVAN_DB": str(path)}).exit_code


def original(folder: Path) -> Path:
    """Makes a file with a history, and a copy of an earlier day in its folder of copies."""
    path = folder / "gốc.db"
    for words in (*BEFORE_THE_COPY, *AFTER_THE_COPY):
        assert 0 == run(path, *words), words
    for copy in (folder / "sao-luu").iterdir():
        if "theo-lenh" in copy.name:
            copy.rename(copy.with_name("gốc.db-2023-10-25-hang-ngay.db"))
        else:
            copy.unlink()
    return path


def flipped(data: bytearray, chance: random.Random) -> None:
    """Turns one bit round."""
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def flipped_in_text(data: bytearray, chance: random.Random) -> None:
    """Turns a bit round where a word stands, as rows hold most of."""
    places = [place for place in range(PAGE, len(data)) if 97 <= data[place] <= 122]
    data[chance.choice(places)] ^= 1 << chance.randrange(7)


def zeroed(data: bytearray, chance: random.Random) -> None:
    """Empties a page."""
    begin = chance.randrange(len(data) // PAGE) * PAGE
    data[begin : begin + PAGE] = bytes(PAGE)


def emptied(data: bytearray, chance: random.Random) -> None:
    """Makes a page one that holds no row and is in order for itself."""
    begin = chance.randrange(1, len(data) // PAGE) * PAGE
    data[begin : begin + PAGE] = b"\x0d\0\0\0\0\x10\0\0" + bytes(PAGE - 8)


def cut(data: bytearray, chance: random.Random) -> None:
    """Loses the end, at a page or in the middle of one, or all."""
    del data[chance.choice([0, chance.randrange(len(data)), chance.randrange(len(data) // PAGE) * PAGE]) :]


def scribbled(data: bytearray, chance: random.Random) -> None:
    """Writes over some bytes."""
    begin = chance.randrange(len(data) - 64)
    data[begin : begin + 64] = chance.randbytes(64)


def exchanged(data: bytearray, chance: random.Random) -> None:
    """Writes one page over another."""
    one, other = (chance.randrange(1, len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE] = data[other : other + PAGE]


KINDS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    *(flipped, flipped_in_text, zeroed, emptied, cut, scribbled, exchanged),
)


def rows_in(path: Path) -> object:
    """Gives the schema and every row of every table, or why it cannot be read; the order of rows says nothing."""
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        connection.text_factory = bytes
        try:
            schema = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
            names = [row[0].decode() for row in schema if row[1] and row[1].startswith(b"\nCREATE TABLE")]
            names += [row[0].decode() for row in schema if row[1] and row[1].startswith(b"CREATE TABLE")]
            tables = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
            return schema, {name: sorted(map(repr, rows)) for name, rows in tables.items()}
        except (sqlite3.Error, UnicodeDecodeError) as error:
            return repr(error)


def try_one(whole: Path, number: int, seed: int) -> list[str]:
    """Damages one copy and says what was not as it must be; nothing where all was."""
    chance = random.Random(f"{seed}-{number}")
    kind = KINDS[number % len(KINDS)]
    folder = whole.parent / f"hỏng-{number}"
    shutil.copytree(whole.parent / "sao-luu", folder / "sao-luu")
    path = folder / whole.name
    data = bytearray(whole.read_bytes())
    kind(data, chance)
    path.write_bytes(data)
    told = f"{number} {kind.__name__}"
    is_changed = rows_in(path) != rows_in(whole)
    wrong = []
    doctor = run(path, "doctor")
    if is_changed and doctor not in (5, 6):
        wrong.append(f"{told}: doctor {doctor} of changed rows")
    if not is_changed and data == whole.read_bytes() and doctor:
        wrong.append(f"{told}: doctor {doctor} of an equal file")
    words: tuple[str, ...]
    for words in (*READS, ("data", "export", str(folder / "xuất.jsonl"))):
        if (code := run(path, *words)) not in (0, 3, 5):
            wrong.append(f"{told}: {' '.join(words[:2])} {code}")
    is_unreadable = _quick_check(path) != "ok"
    if is_unreadable and (folder / "xuất.jsonl").exists():
        wrong.append(f"{told}: exported a damaged file")
    for words in WRITES:
        before = path.read_bytes()
        code = run(path, *words)
        if code == 1:
            wrong.append(f"{told}: {' '.join(words[:2])} {code}")
        if is_unreadable and (code == 0 or before != path.read_bytes()):
            wrong.append(f"{told}: {' '.join(words[:2])} {code} wrote to a damaged file")
    shutil.rmtree(folder)
    return wrong


def _quick_check(path: Path) -> str:
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        try:
            if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                return "empty"
            return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        except (sqlite3.Error, UnicodeDecodeError) as error:
            return repr(error)


def main(number: int, seed: int = 1) -> int:
    """Damages so many copies, prints what went wrong, and says how many did."""
    with tempfile.TemporaryDirectory() as name:
        whole = original(Path(name))
        assert 0 == run(whole, "doctor")
        wrong = [words for one in range(number) for words in try_one(whole, one, seed)]
    sys.stdout.write(
        "\n".join([*wrong, f"{number} damaged, {len(wrong)} not as they must be: {Counter(wrong)}"[:200]]) + "\n"
    )
    return bool(wrong)


if __name__ == "__main__":
    os.environ.pop("DANVAN_DB", None)
    sys.exit(main(*map(int, sys.argv[1:])))
