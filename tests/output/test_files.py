from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

import danvan_cli
from danvan_cli.domain.errors import ConflictError, DanvanError, UsageError
from danvan_cli.output.files import OutputFiles


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


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
