from __future__ import annotations

import errno
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

import danvan_cli
from danvan_cli.db.location import APPLICATION_ID
from danvan_cli.domain.errors import ConflictError, DanvanError, UsageError
from danvan_cli.output import nameless
from danvan_cli.output.file_names import free_name
from danvan_cli.output.files import OutputFiles, is_stdout


def write_file(path: Path, content: bytes, *, force: bool | None) -> int:
    return OutputFiles().write(path, lambda file: file.write(content), force=force)


posix_only = pytest.mark.skipif(os.name != "posix", reason="modes, links and limits as on POSIX")


def test_writes_a_new_file_and_nothing_beside_it(tmp_path: Path) -> None:
    write_file(tmp_path / "báo cáo.md", b"x\r\ny", force=False)

    assert contents(tmp_path) == {"báo cáo.md": b"x\r\ny"}


def test_refuses_an_existing_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    with pytest.raises(ConflictError, match=r"đã có, không ghi đè") as caught:
        write_file(path, b"new", force=False)

    assert caught.value.exit_code == 4
    assert "--force" in caught.value.hint
    assert contents(tmp_path) == {"a.md": b"old"}


def test_of_a_long_path_the_end_is_told(tmp_path: Path) -> None:
    folder = tmp_path / ("x" * 100) / ("y" * 100)
    folder.mkdir(parents=True)
    (folder / "báo cáo.md").write_bytes(b"old")

    with pytest.raises(ConflictError, match=r"“…x+/y+/báo cáo\.md” đã có"):
        write_file(folder / "báo cáo.md", b"new", force=False)


def test_replaces_an_existing_file_when_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    write_file(path, b"new", force=True)

    assert contents(tmp_path) == {"a.md": b"new"}


@pytest.mark.parametrize("force", [False, True])
def test_a_file_that_appears_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: bool) -> None:
    path = tmp_path / "a.md"
    appear = iter([lambda: path.write_bytes(b"other")])
    monkeypatch.setattr(os, "fsync", lambda _: next(appear, lambda: None)())

    if force:
        write_file(path, b"new", force=True)
    else:
        with pytest.raises(ConflictError):
            write_file(path, b"new", force=False)

    assert {"a.md": b"new" if force else b"other"} == contents(tmp_path)


def test_a_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    write_file(tmp_path / "a.md", b"new", force=False)

    assert contents(tmp_path) == {"a.md": b"new"}


@posix_only
def test_a_link_is_never_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"precious")
    link.symlink_to(target)

    with pytest.raises(ConflictError):
        write_file(link, b"new", force=False)
    write_file(link, b"new", force=True)

    assert not link.is_symlink()
    assert contents(tmp_path) == {"target": b"precious", "link": b"new"}


@posix_only
def test_a_dangling_link_counts_as_a_file(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")

    with pytest.raises(ConflictError):
        write_file(link, b"new", force=False)

    assert not (tmp_path / "nowhere").exists()


@posix_only
def test_a_pipe_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(UsageError, match="không phải là tệp thường"):
        write_file(tmp_path / "pipe", b"new", force=True)

    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_is_not_a_file(tmp_path: Path, force: bool) -> None:
    with pytest.raises(UsageError, match="là thư mục"):
        write_file(tmp_path, b"new", force=force)


@pytest.mark.parametrize("inside", ["missing/a.md", "file/a.md"])
def test_a_missing_folder(tmp_path: Path, inside: str) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(UsageError, match="Không có thư mục") as caught:
        write_file(tmp_path / inside, b"new", force=False)

    assert caught.value.exit_code == 2


@posix_only
def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="quá dài") as caught:
        write_file(tmp_path / ("Đ" * 200), b"new", force=False)

    assert len(caught.value.message) < 200
    assert contents(tmp_path) == {}


def test_a_name_with_control_characters_is_shown_without_them(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        write_file(tmp_path / "missing\x1b[31m" / "a\x07.md", b"new", force=False)

    assert "\x1b" not in caught.value.message


@pytest.mark.parametrize(
    ("number", "words", "code"),
    [(errno.ENOSPC, "Không đủ chỗ", 5), (errno.EACCES, "Không được phép", 1), (errno.EIO, "Không ghi được", 1)],
)
@pytest.mark.parametrize("force", [False, True])
def test_a_failure_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str, code: int, force: bool
) -> None:
    path = tmp_path / "a.md"
    before = {"a.md": b"old"} if force else {}
    if force:
        path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(number, "said no")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DanvanError, match=words) as caught:
        write_file(path, b"new", force=force)

    assert code == caught.value.exit_code
    assert before == contents(tmp_path)


def test_an_interruption_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a.md", b"new", force=False)

    assert contents(tmp_path) == {}


@posix_only
@pytest.mark.parametrize("force", [False, True])
def test_a_disk_that_is_full_halfway(tmp_path: Path, force: bool) -> None:
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from danvan_cli.domain.errors import DanvanError\n"
        "from danvan_cli.output.files import OutputFiles\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "content = lambda file: file.write(b'x' * 1_000_000)\n"
        "try: OutputFiles().write(Path(sys.argv[1]), content, force=sys.argv[2] == 'True')\n"
        "except DanvanError as error: sys.exit(10 + error.exit_code)\n"
    )
    before = {"a.md": b"old"} if force else {}
    if force:
        (tmp_path / "a.md").write_bytes(b"old")
    environment = {**os.environ, "PYTHONPATH": str(Path(danvan_cli.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", script, tmp_path / "a.md", str(force)], env=environment, check=False)

    assert 15 == done.returncode
    assert before == contents(tmp_path)


@posix_only
@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
def test_the_mode_honours_the_umask(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        write_file(tmp_path / "a.md", b"x", force=False)
        assert os.umask(umask) == umask
    finally:
        os.umask(before)

    assert mode == (tmp_path / "a.md").stat().st_mode & 0o777


@posix_only
def test_the_folder_is_flushed_once_the_file_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[tuple[bool, list[str]]] = []

    def note(number: int) -> None:
        flushed.append((stat.S_ISDIR(os.fstat(number).st_mode), [path.name for path in tmp_path.glob("a.md")]))

    monkeypatch.setattr(os, "fsync", note)
    write_file(tmp_path / "a.md", b"x", force=False)

    assert [(False, []), (True, ["a.md"])] == flushed


def test_a_command_without_the_option_is_not_told_to_use_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    with pytest.raises(ConflictError) as caught:
        write_file(tmp_path / "a.md", b"new", force=None)

    assert "--" not in caught.value.hint


def test_a_file_that_the_same_command_wrote_may_be_written_again(tmp_path: Path) -> None:
    files = OutputFiles()
    for content in (b"1", b"2"):
        files.write(tmp_path / "a.md", lambda file, content=content: file.write(content), force=False)

    assert {"a.md": b"2"} == contents(tmp_path)


def test_what_was_written_is_taken_back_with_its_folder_but_not_what_others_put_there(tmp_path: Path) -> None:
    files = OutputFiles()
    for folder in (files.make_folder(tmp_path / "x" / "y"), files.make_folder(tmp_path / "z")):
        files.write(folder / "a.md", lambda file: file.write(b""), force=None)
    (tmp_path / "z" / "của người khác").write_bytes(b"")
    files.take_back()

    assert ["z"] == [path.name for path in tmp_path.iterdir()]
    assert ["của người khác"] == [path.name for path in (tmp_path / "z").iterdir()]


@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize("place", ["tệp", "tệp/x", "-"])
def test_a_folder_that_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, dry_run: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tệp").write_bytes(b"x")
    with pytest.raises(UsageError):
        OutputFiles(dry_run=dry_run).make_folder(Path(place))

    assert {"tệp": b"x"} == contents(tmp_path)


@pytest.mark.parametrize(
    "name", ["-", "/dev/stdout", "/dev/stderr", "/dev/fd/1", "/proc/self/fd/1", "/dev/../dev/stdout"]
)
def test_a_stream_by_its_name_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="không phải là tệp thường"):
        write_file(Path(name), b"x", force=True)

    assert {} == contents(tmp_path)


def test_the_names_of_the_standard_output() -> None:
    assert [True, True, True, False] == [is_stdout(path) for path in (None, Path("-"), Path("/dev/stdout"), Path("x"))]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_device_is_written_into_and_not_replaced() -> None:
    write_file(Path("/dev/null"), b"x", force=False)
    with pytest.raises(DanvanError, match="Không đủ chỗ") as caught:
        write_file(Path("/dev/full"), b"x", force=False)

    assert 5 == caught.value.exit_code
    assert (True, True) == (Path("/dev/null").is_char_device(), Path("/dev/full").is_char_device())


@pytest.mark.skipif(not Path("/dev/zero").is_char_device(), reason="this system has no /dev/zero")
@pytest.mark.parametrize("force", [False, True])
def test_no_other_device_is_written_into(tmp_path: Path, force: bool) -> None:
    (tmp_path / "link").symlink_to("/dev/zero")
    for name in (Path("/dev/zero"), tmp_path / "link"):
        with pytest.raises(UsageError, match="không phải là tệp thường"):
            write_file(name, b"x", force=force)


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, 5), (errno.EACCES, 1), (errno.ENOENT, 1)])
@pytest.mark.parametrize("kind", ["mkdtemp", "TemporaryDirectory"])
def test_a_temporary_folder_that_cannot_be_used_is_told(
    monkeypatch: pytest.MonkeyPatch, kind: str, number: int, code: int
) -> None:
    def refuse(**_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(f"tempfile.{kind}", refuse)
    with pytest.raises(DanvanError, match="thư mục tạm") as caught:
        nameless.throwaway_folder() if kind == "mkdtemp" else nameless.scratch_folder().__enter__()

    assert code == caught.value.exit_code


# what must not be written onto


def made_database(path: Path, application_id: int) -> Path:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE x (y)")
    connection.execute(f"PRAGMA application_id={application_id}")
    connection.close()
    return path


def named_in_capitals(path: Path) -> Path:
    return path.with_name(path.name.upper())


def named_in_pieces(path: Path) -> Path:
    return path.with_name(unicodedata.normalize("NFD", path.name))


def named_around(path: Path) -> Path:
    (path.parent / "x").mkdir()
    return path.parent / "x" / ".." / path.name


def linked(path: Path) -> Path:
    (path.parent / "link").symlink_to(path)
    return path.parent / "link"


def linked_hard(path: Path) -> Path:
    os.link(path, path.parent / "link")
    return path.parent / "link"


def through_a_linked_folder(path: Path) -> Path:
    (path.parent / "here").symlink_to(path.parent)
    return path.parent / "here" / path.name


def journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def log_ahead(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def journal_of_a_link(path: Path) -> Path:
    return journal(linked_hard(path))


OTHER_NAMES = [
    Path, named_in_capitals, named_in_pieces, named_around, linked, linked_hard, through_a_linked_folder, journal, log_ahead,
    journal_of_a_link,
]  # fmt: skip


@posix_only
@pytest.mark.parametrize("other_name", OTHER_NAMES)
@pytest.mark.parametrize("force", [False, True])
def test_the_open_data_are_never_written_onto(tmp_path: Path, other_name: Callable[[Path], Path], force: bool) -> None:
    database = made_database(tmp_path / "dữ liệu.db", APPLICATION_ID)
    output, before = other_name(database), all_of(tmp_path)
    with pytest.raises(ConflictError, match="dữ liệu đang dùng") as caught:
        OutputFiles(database).write(output, lambda file: file.write(b"x"), force=force)

    assert (4, False, before) == (caught.value.exit_code, "--force" in caught.value.hint, all_of(tmp_path))


def test_data_that_are_not_there_yet_are_not_written_onto_either(tmp_path: Path) -> None:
    with pytest.raises(ConflictError, match="dữ liệu đang dùng"):
        OutputFiles(tmp_path / "mới.db").write(tmp_path / "mới.db", lambda file: file.write(b"x"), force=False)

    assert {} == contents(tmp_path)


@posix_only
@pytest.mark.parametrize("other_name", [Path, linked, linked_hard, journal, log_ahead])
def test_other_data_of_ours_are_never_written_onto(tmp_path: Path, other_name: Callable[[Path], Path]) -> None:
    output = other_name(made_database(tmp_path / "cũ.db", APPLICATION_ID))
    before = all_of(tmp_path)
    with pytest.raises(ConflictError, match="tệp dữ liệu của danvan"):
        write_file(output, b"x", force=True)

    assert before == all_of(tmp_path)


@pytest.mark.parametrize("application_id", [0, 1])
def test_data_of_another_program_are_a_file_like_any(tmp_path: Path, application_id: int) -> None:
    write_file(made_database(tmp_path / "a.db", application_id), b"x", force=True)

    assert {"a.db": b"x"} == contents(tmp_path)


@posix_only
@pytest.mark.parametrize("other_name", OTHER_NAMES[:7])
def test_what_the_command_reads_is_never_written_onto(tmp_path: Path, other_name: Callable[[Path], Path]) -> None:
    (tmp_path / "kế hoạch.docx").write_bytes(b"plan")
    output, files = other_name(tmp_path / "kế hoạch.docx"), OutputFiles()
    files.spare(tmp_path / "kế hoạch.docx")
    before = all_of(tmp_path)
    with pytest.raises(ConflictError, match="đang đọc"):
        files.write(output, lambda file: file.write(b"x"), force=True)

    assert before == all_of(tmp_path)


# what killed runs leave behind

KILLED = """
import os, signal, sys
from pathlib import Path
from danvan_cli.output import files
def killed(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
files._put_in_place = killed
files.OutputFiles().write(Path(sys.argv[1]), lambda file: file.write(b"half"), force=True)
"""
HELD = """
import sys
from pathlib import Path
from danvan_cli.output.files import OutputFiles
def content(file):
    file.write(b"whole"); file.flush(); print("held", flush=True); sys.stdin.read()
OutputFiles().write(Path(sys.argv[1]), content, force=True)
"""


def grown_old(path: Path) -> None:
    os.utime(path, (time.time() - 4000,) * 2, follow_symlinks=False)


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(danvan_cli.__file__).parents[1])}


@posix_only
def test_the_next_write_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path / "a.md"], env=environment(), check=False)
    (left,) = tmp_path.glob(".danvan-*.tmp")

    assert (-signal.SIGKILL, b"half", b"old") == (done.returncode, left.read_bytes(), (tmp_path / "a.md").read_bytes())
    write_file(tmp_path / "b.md", b"x", force=False)
    assert left.exists(), "it may still be written"
    grown_old(left)
    write_file(tmp_path / "c.md", b"x", force=False)
    assert {"a.md": b"old", "b.md": b"x", "c.md": b"x"} == contents(tmp_path)


@posix_only
def test_a_file_that_a_living_process_writes_is_left_however_long_it_takes(tmp_path: Path) -> None:
    words = [sys.executable, "-c", HELD, tmp_path / "a.md"]
    with subprocess.Popen(words, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as held:
        assert held.stdout is not None
        assert b"held\n" == held.stdout.readline()
        (temporary,) = tmp_path.glob(".danvan-*.tmp")
        grown_old(temporary)
        write_file(tmp_path / "b.md", b"x", force=False)
        held.communicate()

    assert (0, {"a.md": b"whole", "b.md": b"x"}) == (held.returncode, contents(tmp_path))


@pytest.mark.parametrize(
    "name", [".danvan-ghi.tmp", ".danvan-abcdefgh.tmp.docx", "danvan-abcdefgh.tmp", ".danvan-ABCDEFGH.tmp", ".danvan-abcdefgh1.tmp"]
)  # fmt: skip
def test_a_file_of_another_name_is_never_swept(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    grown_old(tmp_path / name)
    write_file(tmp_path / "a.md", b"x", force=False)

    assert {name: b"mine", "a.md": b"x"} == contents(tmp_path)


@posix_only
def test_a_link_and_a_folder_of_such_a_name_are_left(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"mine")
    (tmp_path / ".danvan-abcdefgh.tmp").symlink_to(tmp_path / "target")
    (tmp_path / ".danvan-12345678.tmp").mkdir()
    for path in list(tmp_path.iterdir()):
        grown_old(path)
    write_file(tmp_path / "a.md", b"x", force=False)

    assert 4 == len(list(tmp_path.iterdir()))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files to somebody else")
def test_what_another_user_left_is_left(tmp_path: Path) -> None:
    path = tmp_path / ".danvan-abcdefgh.tmp"
    path.write_bytes(b"x")
    os.chown(path, 65534, 65534)
    grown_old(path)
    write_file(tmp_path / "a.md", b"x", force=False)

    assert path.exists()


# names made of data


def letter_name(words: str, taken: tuple[str, ...] = (), folder: Path = Path("không có")) -> str:
    return free_name(folder, words, "-2023-10-26", ".docx", taken)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("VP", "VP-2023-10-26.docx"),
        ("Chi cục TĐC", "Chi cục TĐC-2023-10-26.docx"),
        ('a<b>:"/\\|?*c', "a-b-c-2023-10-26.docx"),
        ("../../etc", "-..-etc-2023-10-26.docx"),
        (".ẩn", "ẩn-2023-10-26.docx"),
        ("a\x00\x1b\u202eb\n", "ab-2023-10-26.docx"),
    ],
)
def test_a_name_made_of_data_has_only_what_every_system_takes(words: str, name: str) -> None:
    assert name == letter_name(words)


@pytest.mark.parametrize("words", ["CON", "nul", "Com1", "LPT9", "aux.x", "COM¹", "prn .x"])
def test_a_name_that_windows_keeps_for_a_device_gets_a_sign(words: str) -> None:
    assert f"_{words}.docx" == free_name(Path("x"), words, "", ".docx", ())


def test_a_name_does_not_end_with_what_windows_drops() -> None:
    assert "a. b" == free_name(Path("x"), "a. b . ", "", "", ())


@pytest.mark.parametrize("words", ["Đ" * 200, "ặ" * 300, "x" * 5000, "𝕏" * 100])
def test_a_long_name_is_cut_to_what_a_disk_takes_between_letters(words: str, tmp_path: Path) -> None:
    name = letter_name(words)
    write_file(tmp_path / name, b"x", force=None)

    assert 250 < len(name.encode()) <= 255
    assert name.startswith(words[:50])
    assert name.endswith("-2023-10-26.docx")
    assert name == letter_name(words)


def test_long_names_that_begin_alike_stay_different() -> None:
    assert 3 == len({letter_name("Đ" * 200 + end) for end in ("", "a", "b")})


def test_a_taken_name_gets_a_number_in_whatever_case_and_as_long_as_it_may_be(tmp_path: Path) -> None:
    (tmp_path / "VP-2023-10-26-2.docx").write_bytes(b"")
    (tmp_path / "VP-2023-10-26-3.docx").symlink_to(tmp_path / "nowhere")
    long = letter_name("Đ" * 200)
    second = letter_name("Đ" * 200, (long.upper(),))

    assert "VP-2023-10-26-4.docx" == letter_name("VP", ("vp-2023-10-26.DOCX",), tmp_path)
    assert (True, True) == (second != long, len(second.encode()) <= 255)


def all_of(folder: Path) -> dict[str, tuple[bool, bytes | None]]:
    return {
        path.relative_to(folder).as_posix(): (path.is_symlink(), path.read_bytes() if path.is_file() else None)
        for path in folder.rglob("*")
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
