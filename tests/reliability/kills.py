"""Kills commands at random moments and looks at what stays: ``python -m tests.reliability.kills 200``.

No file is broken, nothing that was acknowledged is lost, no output is there by half, and no letter stands under its
name without its reminder; a command that is run again brings what was left to its end.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from danvan_cli.db.location import SCHEMA_REVISION

SAMPLE = Path(__file__).parents[2] / "data" / "ke-hoach-dan-van-2023.txt"
NEWEST = "1002"
# This program as one whose schema is a step further.
NEWER = f"""
import os, shutil, sys
from pathlib import Path
from danvan_cli.db import engine, location, upgrade
steps = Path(sys.argv.pop())
if not steps.exists():
    made = steps.with_name(f"{{steps.name}}-{{os.getpid()}}")
    shutil.copytree(Path(engine.__file__).parent / "migrations", made)
    (made / "versions" / "v{NEWEST}.py").write_text('''
from alembic import op
revision, down_revision, branch_labels, depends_on = "{NEWEST}", "{SCHEMA_REVISION}", None, None
def upgrade():
    op.execute("ALTER TABLE task ADD COLUMN colour VARCHAR")
    op.execute("UPDATE task SET colour = 'xanh'")
''')
    made.rename(steps)  # whole at once: what is killed is the program, not the making of its newer version
engine._MIGRATIONS = steps
for module in (location, upgrade):
    module.REVISIONS = (*location.REVISIONS, "{NEWEST}")
for module in (location, upgrade, engine):
    module.SCHEMA_REVISION = "{NEWEST}"
from danvan_cli.__main__ import main
main()
"""


class Place(NamedTuple):
    """Where one command is killed: the file of data, a folder for outputs, the folder of the newer program's steps."""

    data: Path
    out: Path
    steps: Path


def begun(place: Place, words: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """Starts a command."""
    program = ["-c", NEWER] if words[0] == "db" else ["-m", "danvan_cli"]
    last = [str(place.steps)] if words[0] == "db" else []
    environment = {**os.environ, "DANVAN_DB": str(place.data), "DANVAN_TODAY": "2023-10-26", "DANVAN_ACTOR": "thu"}
    return subprocess.Popen(
        [sys.executable, *program, *words, *last], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def run(place: Place, words: tuple[str, ...]) -> int:
    """Runs a command to its end."""
    child = begun(place, words)
    child.communicate(timeout=60)
    return child.returncode


def values(path: Path, query: str) -> list[object]:
    """Gives the first column of an answer."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute(query)]


def broken(path: Path) -> list[str]:
    """Says what is wrong with a file of data, or with its copies."""
    wrong = []
    for file in (path, *(path.parent / "sao-luu").glob("*.db")):
        if not file.exists() or not file.stat().st_size:
            continue
        if values(file, "PRAGMA integrity_check") != ["ok"] or values(file, "PRAGMA foreign_key_check"):
            wrong.append(f"{file.name} is broken")
        elif values(file, "SELECT 1 FROM sqlite_master WHERE name = 'journal_group'") and values(
            file, "SELECT id FROM journal_group WHERE id NOT IN (SELECT group_id FROM journal_entry)"
        ):
            wrong.append(f"{file.name} has a command without its changes")
    return wrong


def notes(place: Place) -> int:
    """Counts what commands added."""
    return len(values(place.data, "SELECT id FROM task WHERE code LIKE 'BS%'"))


def letters_without_log(place: Place) -> list[str]:
    """Names letters that stand there and are not recorded; a reminder names its letter."""
    recorded = set(values(place.data, "SELECT document FROM reminder"))
    shown = [path.name for path in place.out.glob("*.docx")]
    return [f"letter {name} without its reminder" for name in shown if name not in recorded]


def after_add(place: Place, done: bool) -> list[str]:
    """What was acknowledged is there."""
    return ["an acknowledged task is lost"] * (done and not notes(place))


def after_done(place: Place, done: bool) -> list[str]:
    """A step is there with its evidence, or not at all."""
    completed = values(place.data, "SELECT id FROM deadline WHERE stage = 'completed'")
    evidence = values(place.data, "SELECT deadline_id FROM evidence")
    wrong = ["a completed row without its evidence"] * (sorted(map(str, completed)) != sorted(map(str, evidence)))
    return wrong + ["an acknowledged step is lost"] * (done and not completed)


def after_follow(place: Place, done: bool) -> list[str]:
    """A record that is followed is there with its last day and its values, or not at all."""
    records, rows = (
        values(place.data, f"SELECT {key} FROM {table} ORDER BY 1")
        for key, table in (("id", "record"), ("record_id", "deadline WHERE record_id IS NOT NULL"))
    )
    told = values(place.data, "SELECT COUNT(*) FROM record_value GROUP BY record_id")
    wrong = ["a record without its last day"] * (records != rows or told != [3] * len(records))
    return wrong + ["an acknowledged record is lost"] * (done and not records)


def after_import(place: Place, done: bool) -> list[str]:
    """A plan is there whole, or not at all."""
    tasks = values(place.data, "SELECT COUNT(*) FROM task GROUP BY plan_id")
    wrong = [f"a plan of {tasks} tasks"] if set(tasks) != {20} else []
    return wrong + ["an acknowledged plan is lost"] * (done and len(tasks) != 2)


def after_export(place: Place, done: bool) -> list[str]:
    """A file is there whole, or not at all."""
    wrong = []
    for path in place.out.iterdir():
        if path.suffix == ".jsonl":
            with contextlib.suppress(ValueError, IndexError):
                if "rows" in json.loads(path.read_text(encoding="utf-8").splitlines()[-1]):
                    continue
            wrong.append("half an export")
    return wrong + ["an acknowledged file is lost"] * (done and not list(place.out.glob("*.jsonl")))


def after_remind(place: Place, done: bool) -> list[str]:
    """Letters that are shown are recorded; the same command again shows all that is recorded, each once."""
    wrong = letters_without_log(place)
    for path in place.out.glob("*.docx"):
        try:
            ZipFile(path).testzip()
        except BadZipFile:
            wrong.append("half a letter")
    if run(place, COMMANDS["remind"][0](place)) not in (0, 4):
        wrong.append("the next reminders do not run")
    shown = sorted(path.name for path in place.out.glob("*.docx"))
    wrong += letters_without_log(place)
    if shown != sorted(map(str, values(place.data, "SELECT DISTINCT document FROM reminder"))):
        wrong.append(f"{len(shown)} letters are not those that are recorded")
    # A hidden folder without anything in it may be one that another run is just making: it stays for an hour.
    if any(path.suffix != ".docx" and (path.is_file() or any(path.iterdir())) for path in place.out.iterdir()):
        wrong.append("something is left in the folder of letters")
    return wrong


def after_restore(place: Place, done: bool) -> list[str]:
    """The data are those of before or those of the copy, whole."""
    found = notes(place)
    kept = list((place.data.parent / "sao-luu").glob("*truoc-khi-khoi-phuc*"))
    wrong = [f"neither before nor after: {found} tasks"] if found not in (0, 1) else []
    wrong += ["an acknowledged restore is lost"] * (done and found != 0)
    return wrong + ["the data of before are not kept"] * (found == 0 and not kept)


def after_upgrade(place: Place, done: bool) -> list[str]:
    """The schema is the old or the new one, whole, and the upgrade may be run again."""
    (revision,) = values(place.data, "SELECT version_num FROM alembic_version")
    columns = values(place.data, "SELECT name FROM pragma_table_info('task')")
    wrong = ["half an upgrade"] * ((revision == NEWEST) != ("colour" in columns))
    wrong += ["an acknowledged upgrade is lost"] * (done and revision != NEWEST)
    return wrong + ["the upgrade cannot be run again"] * (run(place, ("db", "upgrade")) != 0)


def after_undo(place: Place, done: bool) -> list[str]:
    """The import is there whole or taken back whole, and the journal says which."""
    counts = [values(place.data, f"SELECT COUNT(*) FROM {table}")[0] for table in ("plan", "task", "deadline")]
    undone = values(place.data, "SELECT id FROM journal_group WHERE undoes_id IS NOT NULL")
    wrong = [f"half an import: {counts}"] * (counts not in ([1, 20, 21], [0, 0, 0]))
    wrong += ["the journal says otherwise"] * (bool(undone) != (counts[0] == 0))
    return wrong + ["an acknowledged undo is lost"] * (done and counts[0] != 0)


# What is killed, and what must hold then.
COMMANDS: dict[str, tuple[Callable[[Place], tuple[str, ...]], Callable[[Place, bool], list[str]]]] = {
    "remind": (lambda place: ("remind", "--export", str(place.out)), after_remind),
    "restore": (lambda place: ("restore", "bản.db", "--yes"), after_restore),
    "upgrade": (lambda place: ("db", "upgrade"), after_upgrade),
    "import": (lambda place: ("plan", "import", str(place.out / "mới.txt"), "--new", "--yes"), after_import),
    "undo": (lambda place: ("undo", "--yes"), after_undo),
    "export": (lambda place: ("data", "export", str(place.out / "xuất.jsonl")), after_export),
    "add": (lambda place: ("task", "add", "Việc mới", "--unit", "VP"), after_add),
    "follow": (
        lambda place: ("record", "add", "--kind", "ý kiến", "-u", "VP", "từ=Công đoàn", "nội dung=công khai quỹ"),
        after_follow,
    ),
    "done": (
        lambda place: ("task", "done", "IV-4", "--unit", "CCTĐC", "--on", "24/10/2023", "--evidence", "45/BC-CCTĐC"),
        after_done,
    ),
}


def made_place(folder: Path, name: str, whole: Path) -> Place:
    """Makes the place of one kill out of the sample."""
    place = Place(folder / "dữ liệu" / "kế hoạch.db", folder / "ra", folder / "bước")
    place.data.parent.mkdir(parents=True)
    place.out.mkdir()
    shutil.copyfile(whole, place.data)
    if name == "import":
        text = SAMPLE.read_text(encoding="utf-8")
        (place.out / "mới.txt").write_text(text + "\n", encoding="utf-8")
    if name == "restore":
        (place.data.parent / "sao-luu").mkdir()
        shutil.copyfile(whole, place.data.parent / "sao-luu" / "bản.db")
        assert 0 == run(place, ("task", "add", "Việc mới", "--unit", "VP"))
    return place


def kill_one(whole: Path, folder: Path, name: str, lasts: float, chance: random.Random) -> tuple[list[str], bool]:
    """Kills one command once and says what was not as it must be, and whether it had ended before."""
    words, look = COMMANDS[name]
    place = made_place(folder, name, whole)
    child = begun(place, words(place))
    time.sleep(chance.uniform(0.25, 1.05) * lasts)
    child.kill()
    child.communicate()
    done = child.returncode == 0
    wrong = [*broken(place.data), *look(place, done), *broken(place.data)]
    shutil.rmtree(folder)
    return [f"{name}: {words}" for words in wrong], done


def main(number: int, seed: int = 1) -> int:
    """Kills so many commands, prints what went wrong, and says whether anything did."""
    chance = random.Random(seed)
    is_measured = number > len(COMMANDS)  # a few kills need no exact moments
    wrong: list[str] = []
    killed: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as here:
        folder = Path(here)
        place = Place(folder / "gốc.db", folder, folder / "bước")
        begin = time.monotonic()
        assert 0 == run(place, ("plan", "import", str(SAMPLE), "--yes"))
        lasts = {} if is_measured else dict.fromkeys(COMMANDS, time.monotonic() - begin)
        whole = place.data
        for one in range(number):
            name = list(COMMANDS)[one % len(COMMANDS)]
            if name not in lasts:
                measured = made_place(folder / "đo", name, whole)
                begin = time.monotonic()
                child = run(measured, COMMANDS[name][0](measured))
                lasts[name] = time.monotonic() - begin
                assert not child, child
                shutil.rmtree(folder / "đo")
            found, done = kill_one(whole, folder / "giết", name, lasts[name], chance)
            wrong += found
            killed[name] += not done
    told = ", ".join(f"{name} {count}" for name, count in killed.items())
    sys.stdout.write(
        "\n".join([*wrong, f"{sum(killed.values())} of {number} killed ({told}); {len(wrong)} wrong"]) + "\n"
    )
    return bool(wrong)


if __name__ == "__main__":
    for variable in ("DANVAN_DB", "DANVAN_PLAN", "DANVAN_UNIT"):
        os.environ.pop(variable, None)
    sys.exit(main(*map(int, sys.argv[1:])))
