"""Files that commands write, as they are typed: onto nothing that is not asked for, and with a way out that exists."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Said

from danvan_cli.domain.errors import SerializationError
from danvan_cli.domain.reminders import Letter
from danvan_cli.output.files import OutputFiles
from danvan_cli.output.letters import LetterFolder
from danvan_cli.services import planning, reminders
from danvan_cli.services.letters import Order

SAMPLE = Path(__file__).parents[2] / "data" / "ke-hoach-dan-van-2023.txt"
WRITERS = [
    ("report", "export", "--force", "--format", "csv", "-o"),
    ("report", "export", "--force", "--format", "csv", "--dry-run", "-o"),
    ("data", "export", "--force"),
    ("plan", "import", str(SAMPLE), "--yes", "--force", "--save-answers"),
]


@pytest.mark.parametrize("end", ["", "-journal", "-wal", "-shm"])
@pytest.mark.parametrize("command", WRITERS, ids=" ".join)
def test_no_command_writes_onto_the_data_or_their_journal(
    danvan: Callable[..., Said], book: Any, command: tuple[str, ...], end: str
) -> None:
    before = book.image()
    said = danvan(*command, f"{book.path}{end}")

    assert (4, "", True) == (said.code, said.out, "dữ liệu đang dùng" in said.err)
    assert before == book.image()


@pytest.mark.parametrize("command", WRITERS, ids=" ".join)
def test_no_command_writes_onto_other_data_of_ours(
    danvan: Callable[..., Said], copy_of_sample: Callable[[str], Any], command: tuple[str, ...]
) -> None:
    other = copy_of_sample("năm trước.db")
    before = other.path.read_bytes()

    assert (4, before) == (danvan(*command, str(other.path)).code, other.path.read_bytes())


def test_the_data_of_the_option_are_safe_by_whatever_name(
    danvan: Callable[..., Said], book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book.path.parent)
    before = book.image()
    said = danvan("data", "export", f"./{book.path.name}", "--force", "--db", str(book.path))

    assert (4, before) == (said.code, book.image())


def test_a_file_that_is_there_is_replaced_only_when_forced(danvan: Callable[..., Said], tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("cũ", encoding="utf-8")

    assert 4 == danvan("report", "export", "-o", str(tmp_path / "a.csv")).code
    assert 0 == danvan("report", "export", "-o", str(tmp_path / "a.csv"), "--force").code
    assert "cũ" != (tmp_path / "a.csv").read_text(encoding="utf-8-sig")


# saved answers


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "kế hoạch.txt"
    path.write_bytes(SAMPLE.read_bytes())
    return path


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_answers_are_never_saved_onto_the_plan(
    danvan: Callable[..., Said], book: Any, plan: Path, force: tuple[str, ...]
) -> None:
    before = plan.read_bytes(), book.image()
    said = danvan("plan", "import", str(plan), "--yes", "--save-answers", str(plan), *force)

    assert (4, True, False) == (said.code, "lệnh này đang đọc" in said.err, "--force" in said.err)
    assert before == (plan.read_bytes(), book.image())


@pytest.mark.parametrize("old", ["của tôi", '{"answers": []}\n'])
def test_answers_replace_a_file_only_when_forced(
    danvan: Callable[..., Said], blank: Any, plan: Path, tmp_path: Path, old: str
) -> None:
    answers = tmp_path / "trả lời.json"
    answers.write_text(old, encoding="utf-8")
    words = ("plan", "import", str(plan), "--yes", "--save-answers", str(answers), "--db", str(blank.path))
    refused = danvan(*words)

    assert (4, True, old) == (refused.code, "--force" in refused.err, answers.read_text(encoding="utf-8"))
    assert not blank.path.exists()
    assert 0 == danvan(*words, "--force").code
    assert {"answers": []} == json.loads(answers.read_text(encoding="utf-8"))


def test_a_trial_refuses_and_saves_no_answers(danvan: Callable[..., Said], plan: Path, tmp_path: Path) -> None:
    words = ("plan", "import", str(plan), "--dry-run", "--save-answers")

    assert (0, False) == (danvan(*words, str(tmp_path / "a.json")).code, (tmp_path / "a.json").exists())
    assert 4 == danvan(*words, str(plan)).code
    assert 2 == danvan(*words, str(tmp_path / "không có" / "a.json")).code


def test_answers_are_given_and_saved_in_one_file(
    danvan: Callable[..., Said], blank: Any, plan: Path, tmp_path: Path
) -> None:
    answers = tmp_path / "a.json"
    kept = {"answers": [{"field": "leads", "text": "không đâu", "answer": "VP"}]}
    answers.write_text(json.dumps(kept), encoding="utf-8")
    both = ("--answers", str(answers), "--save-answers", str(answers), "--force")

    assert 0 == danvan("plan", "import", str(plan), "--yes", "--db", str(blank.path), *both).code
    assert kept == json.loads(answers.read_text(encoding="utf-8"))


def test_an_import_that_must_run_again_saves_its_answers_all_the_same(
    danvan: Callable[..., Said], blank: Any, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails, store = iter([True]), planning.import_plan

    def undone_once(*words: Any, **named: Any) -> Any:
        if next(fails, False):
            raise SerializationError("x")
        return store(*words, **named)

    monkeypatch.setattr(planning, "import_plan", undone_once)
    saved = ("--save-answers", str(tmp_path / "a.json"))

    assert 0 == danvan("plan", "import", str(plan), "--yes", "--db", str(blank.path), *saved).code
    assert (20, True) == (blank.count("task"), (tmp_path / "a.json").exists())


# the format and the name


@pytest.mark.parametrize(
    ("name", "format_"),
    [("x.xlsx", "docx"), ("x.DOCX", "xlsx"), ("x.csv", "json"), ("x.pdf", "docx"), ("x.doc", "docx")],
)
def test_an_ending_that_contradicts_the_format_is_refused(
    danvan: Callable[..., Said], tmp_path: Path, name: str, format_: str
) -> None:
    said = danvan("report", "export", "-o", str(tmp_path / name), "--format", format_)

    assert (2, True) == (said.code, f"không hợp với --format {format_}" in said.err)
    assert "md, csv, tsv, json, xlsx, docx, pdf, html, png, txt, ics" in said.err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(("name", "format_"), [("x", "csv"), ("x.txt", "md"), ("x.tmp", "json"), ("x.CSV", "csv")])
def test_an_ending_that_says_nothing_goes_with_every_format(
    danvan: Callable[..., Said], tmp_path: Path, name: str, format_: str
) -> None:
    assert 0 == danvan("report", "export", "-o", str(tmp_path / name), "--format", format_).code


@pytest.mark.parametrize(("name", "told"), [("x.odt", "“.odt”"), ("x.Word", "“.word”"), ("x", "Chưa rõ dạng")])
def test_an_ending_of_no_format_tells_which_there_are(
    danvan: Callable[..., Said], tmp_path: Path, name: str, told: str
) -> None:
    said = danvan("report", "export", "-o", str(tmp_path / name))

    assert (2, True, True) == (
        said.code,
        told in said.err,
        "md, csv, tsv, json, xlsx, docx, pdf, html, png, txt, ics" in said.err,
    )


# places that take no file

NOWHERE = [
    ("report", "export", "--format", "csv", "-o"),
    ("data", "export"),
    ("plan", "import", str(SAMPLE), "--yes", "--save-answers"),
]


@pytest.mark.parametrize("command", [NOWHERE[0], NOWHERE[1]], ids=" ".join)
def test_the_standard_output_may_be_named_as_a_file(danvan: Callable[..., Said], command: tuple[str, ...]) -> None:
    named, plain = danvan(*command, "/dev/stdout"), danvan(*command, "-")

    assert (0, plain.out, "") == (named.code, named.out, named.err)


def test_answers_are_no_data_for_the_standard_output(
    danvan: Callable[..., Said], blank: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for place in ("-", "/dev/stdout"):
        assert (2, "") == danvan(*NOWHERE[2], place, "--db", str(blank.path))[:2]

    assert [] == [path for path in (Path("-"), blank.path) if path.exists()]


@pytest.mark.parametrize("command", NOWHERE, ids=" ".join)
@pytest.mark.parametrize(("place", "words"), [("", "là thư mục"), ("vắng/x.csv", "Không có thư mục")])
def test_a_folder_and_a_missing_folder_are_told(
    danvan: Callable[..., Said], book: Any, tmp_path: Path, command: tuple[str, ...], place: str, words: str
) -> None:
    before = book.image()
    said = danvan(*command, str(tmp_path / place))

    assert (2, "", True, 2) == (said.code, said.out, words in said.err, said.err.count("\n"))
    assert before == book.image()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", NOWHERE, ids=" ".join)
def test_a_device_that_takes_no_more_is_told(
    danvan: Callable[..., Said], blank: Any, book: Any, command: tuple[str, ...]
) -> None:
    before = book.image()
    said = danvan(*command, "/dev/full")

    assert (5, "", True) == (said.code, said.out, "Không đủ chỗ" in said.err)
    # Answers without any word take no room; the import itself is not begun.
    assert before == book.image()


# letters


class Kept(LetterFolder):
    """Keeps the letters of a round."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def names(self, letters: Any) -> Any:
        self.letters = list(letters)
        return [str(place) for place in range(len(letters))]

    def write(self, letters: Any, sent: Any) -> None:
        return None

    def told(self) -> tuple[str, ...]:
        return ()

    def settle(self, is_recorded: Any) -> tuple[int, int]:
        return 0, 0

    def settle_earlier(self, is_recorded: Any) -> tuple[int, int]:
        return 0, 0


def coded(letter: Letter, code: str) -> Letter:
    [told] = letter.addressees
    return letter._replace(addressees=(told._replace(unit=told.unit._replace(code=code)),))


def test_units_of_any_code_get_a_letter_each(book: Any, tmp_path: Path) -> None:
    kept = Kept()
    reminders.remind(book.on(), None, Order(), kept)
    codes = ["Đ" * 200, "Đ" * 200 + "1", "CON", "a/b", "a:b", "..", "VP", "vp"]
    letters = [coded(kept.letters[0], code) for code in codes]
    folder = LetterFolder(tmp_path / "x", book.on().now, OutputFiles())
    names = folder.names(letters)
    folder.write(letters, [])
    folder.settle(lambda _database, _sent: True)

    assert sorted(names) == sorted(path.name for path in (tmp_path / "x").iterdir())
    assert len(codes) == len({name.casefold() for name in names})


def test_letters_that_cannot_all_be_written_leave_no_letter_no_folder_and_no_log(
    danvan: Callable[..., Said], book: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, rounds = OutputFiles.write, iter([1, 2])

    def full_at_the_third(*words: Any, **named: Any) -> int:
        if next(rounds, None) is None:
            raise OSError(28, "No space left on device")
        return write(*words, **named)

    monkeypatch.setattr(OutputFiles, "write", full_at_the_third)
    before = book.content(), book.count("journal_group")
    said = danvan("remind", "--export", str(tmp_path / "x" / "y"))

    assert 0 != said.code
    assert (False, before) == ((tmp_path / "x").exists(), (book.content(), book.count("journal_group")))
