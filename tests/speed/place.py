"""Where the benchmark works: the installed programs and the data that they are asked about, kept for the next run."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from tests.speed import peers
from tests.speed.bare import FLOOR
from tests.speed.timing import Command
from tests.speed.work import TODAY, Shape

ROOT = Path(__file__).parents[2]
_HERE = Path(__file__).parent
_SCHEMA = tuple(
    ROOT / "src/danvan_cli" / name for name in ("db/tables", "db/schema.py", "db/migrations", "domain/records.py")
)
_PEERS = ("sqlite-utils>=4,<5", "todoman>=4.7,<5", "openpyxl>=3.1,<4")


class Place:
    """A folder that keeps what takes long to make; everything in it is named by what it was made from.

    ``here`` measures the program of this Python as it stands, not installed: quick to try, no figures to quote.
    """

    def __init__(self, folder: Path, *, here: bool, with_peers: bool) -> None:
        self._folder = folder
        self._here = here
        (folder / "home").mkdir(parents=True, exist_ok=True)
        self.python = Path(sys.executable) if here else self._install()
        self.program: Sequence[str] = (
            [str(self.python), "-m", "danvan_cli"] if here else [str(self.python.with_name("danvan"))]
        )
        self.peers = self._install_peers() if with_peers else None
        self.task = _taskwarrior() if with_peers else None

    def environment(self, **more: str) -> dict[str, str]:
        """Gives what a process is started with: nothing of the user's, and Python keeps its bytecode."""
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "SYSTEMROOT") if name in os.environ}
        if self._here:
            kept["PYTHONPATH"] = str(ROOT / "src")
            kept["PYTHONPYCACHEPREFIX"] = str(self._folder / "pyc")
        day = {"DANVAN_TODAY": TODAY.isoformat(), "DANVAN_ACTOR": "thu"}
        return {**kept, **day, "HOME": str(self._folder / "home"), "LANG": "C.UTF-8", "COLUMNS": "120", **more}

    def danvan(self, database: Path, *words: str, prepare: Callable[[], Sequence[str]] = tuple) -> Command:
        """Makes a command of the program on a database."""
        return Command([*self.program, *words], self.environment(DANVAN_DB=str(database)), prepare)

    def floor(self, database: Path) -> Command:
        """Makes the read that is nothing but Python and its database driver."""
        return Command([str(self.python), "-c", FLOOR, str(database)], self.environment())

    def bare(self, *words: str) -> Command:
        """Makes a run of the bare libraries in the program's Python."""
        return Command([str(self.python), str(_HERE / "bare.py"), *words], self.environment())

    def sqlite_utils(self, table: Path, query: str) -> Command:
        """Makes a question to sqlite-utils."""
        return Command([str(self._peer("sqlite-utils")), "query", str(table), query, "--table"], self.environment())

    def todoman(self, settings: Path, *words: str) -> Command:
        """Makes a command of todoman."""
        return Command([str(self._peer("todo")), "-c", str(settings), *words], self.environment())

    def taskwarrior(
        self, settings: Path, *words: str, data: Path | None = None, prepare: Callable[[], Sequence[str]] = tuple
    ) -> Command:
        """Makes a command of Taskwarrior; ``data`` is another folder than the settings name."""
        more = {"TASKDATA": str(data)} if data else {}
        return Command([str(self.task), *words], self.environment(TASKRC=str(settings), **more), prepare)

    def register(self, tasks: int, shape: Shape = Shape.USUAL) -> Path:
        """Gives a register of that size; it must not be written to."""
        version = _digest([_HERE / "work.py", _HERE / "registers.py", *_SCHEMA])
        path = self._folder / f"register-{tasks}-{shape}-{version}.db"
        return self._made(path, lambda part: self._module("registers", str(part), str(tasks), str(shape)))

    def sheet(self, tasks: int, ending: str) -> Path:
        """Gives the register as the office keeps it."""
        path = self._folder / f"sheet-{tasks}-{_digest([_HERE / 'work.py', _HERE / 'sheets.py'])}.{ending}"
        return self._made(path, lambda part: self._module("sheets", str(part), str(tasks)))

    def table(self, tasks: int) -> Path:
        """Gives the plain table of sqlite-utils."""
        return self._made(self._of_peers(tasks, "db"), lambda part: peers.make_table(part, tasks))

    def task_import(self, tasks: int) -> Path:
        """Gives the file of ``task import``."""
        return self._made(self._of_peers(tasks, "json"), lambda part: peers.write_import(part, tasks))

    def task_home(self, tasks: int) -> Path:
        """Gives the settings of a Taskwarrior home that has the tasks."""
        home = self._of_peers(tasks, "tw")
        if not home.is_dir():
            settings = peers.make_taskwarrior(home)
            command = self.taskwarrior(settings, "import", str(self.task_import(tasks)))
            # It says a line a task: kept, that would count in the memory of every child of this process.
            subprocess.run(
                command.words, env=command.environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        return home / "taskrc"

    def todos(self, tasks: int) -> Path:
        """Gives the settings of a todoman home that has the tasks."""
        home = self._of_peers(tasks, "todo")
        return home / "todoman.py" if home.is_dir() else peers.make_todos(home, tasks)

    def scratch(self, name: str) -> Path:
        """Gives a path that a run may write to; what the last run left there is gone."""
        path = self._folder / "scratch" / name
        path.parent.mkdir(exist_ok=True)
        shutil.rmtree(path, ignore_errors=True)
        path.unlink(missing_ok=True)
        return path

    def tidy(self) -> None:
        """Removes what the runs wrote."""
        shutil.rmtree(self._folder / "scratch", ignore_errors=True)

    def reader(self) -> Path | None:
        """Gives a Python that can read workbooks back, where there is one."""
        return self._peer("python") if self.peers else self.python if self._here else None

    def _peer(self, name: str) -> Path:
        if self.peers is None:
            raise LookupError(name)
        return self.peers / name

    def _of_peers(self, tasks: int, ending: str) -> Path:
        # Their days are told from the machine's today.
        version = _digest([_HERE / "work.py", _HERE / "peers.py"])
        return self._folder / f"peers-{tasks}-{version}-{date.today():%Y%m%d}.{ending}"

    def _made(self, path: Path, make: Callable[[Path], None]) -> Path:
        if not path.exists():
            # Made from what stands no more, and at a million tasks two gigabytes.
            for old in self._folder.glob(f"{path.stem.rpartition('-')[0]}-*{path.suffix}"):
                old.unlink()
            part = path.with_stem("part-" + path.stem)
            make(part)
            part.rename(path)
        return path

    def _module(self, name: str, *words: str) -> None:
        # In a process of its own: what it imports would count in the memory of every child of this one.
        environment = self.environment()
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), environment.get("PYTHONPATH")]))
        command = [str(self.python), "-m", f"tests.speed.{name}", *words]
        subprocess.run(command, env=environment, check=True, cwd=self._folder)

    def _install(self) -> Path:
        """Installs the program as its users do, compiled and not editable."""
        needs, source = [ROOT / "pyproject.toml", ROOT / "constraints.txt"], [ROOT / "src", ROOT / "data"]
        python = _environment(self._folder / f"danvan-{_digest(needs)}")
        stamp = python.parent / f"installed-{_digest([*needs, *source])}"
        if not stamp.exists():
            is_new = not python.with_name("danvan").exists()
            how = ("-c", str(ROOT / "constraints.txt")) if is_new else ("--no-deps", "--force-reinstall")
            for other in python.parent.glob("installed-*"):
                other.unlink()
            _pip(python, str(ROOT), *how)
            subprocess.run([str(python), "-m", "compileall", "-q", str(python.parents[1] / "lib")], check=False)
            stamp.touch()
        return python

    def _install_peers(self) -> Path:
        python = _environment(self._folder / "peers")
        if not python.with_name("todo").exists():
            _pip(python, *_PEERS)
        return python.parent


def _environment(folder: Path) -> Path:
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    return python


def _pip(python: Path, *words: str) -> None:
    unset = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
    environment: Mapping[str, str] = {name: value for name, value in os.environ.items() if name not in unset}
    command = [str(python), "-m", "pip", "install", "-q", *words]
    subprocess.run(command, env=environment, check=True, stdout=sys.stderr, stderr=subprocess.PIPE)


def _taskwarrior() -> str | None:
    """Finds Taskwarrior, or gets it where the system has apt-get and lets us."""
    if not shutil.which("task") and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-qq", "-y", "taskwarrior"], check=False, stdout=sys.stderr)
    return shutil.which("task")


def _digest(paths: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix != ".pyc":
                found.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return found.hexdigest()[:12]
