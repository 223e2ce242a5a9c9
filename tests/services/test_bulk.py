"""A register of many rows costs no more statements than one of few, and stores and journals what one row at a time would."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from tests.conftest import Book

from danvan_cli.db import bulk
from danvan_cli.domain.model import Changed
from danvan_cli.intake.due import reading as due
from danvan_cli.output import changes, contract
from danvan_cli.services import planning

GOLDEN = Path(__file__).parent / "golden" / "mixed-register.txt"
TODAY = date(2023, 10, 26)
HEAD = (
    "STT;Nội dung công việc;Đơn vị chủ trì;Phối hợp;Thời hạn hoàn thành;Tình trạng;Tiến độ (%);Ngày hoàn thành;"
    "Kết quả;Minh chứng;Thời hạn điều chỉnh;Ghi chú"
)
MIXED = (
    "I;Tuyên truyền;;;;;;;;;;",
    "1;Tổ chức hội nghị quán triệt;Phòng A;Thanh tra;31/05/2023;Hoàn thành;100%;30/05/2023;01 hội nghị;"
    "12/BC-VP ngày 30/5/2023, https://vi.du/a;;",
    "2;Viết tin bài trên trang thông tin;Phòng B, Phòng C;;30/06/2023;Hoàn thành;;05/07/2023;;ảnh chụp;;",
    '3;"Kiểm tra ""đột xuất"" \\ công vụ	năm 😀";Phòng A;Phòng B;30/09/2023;Đang thực hiện;60%;;;;15/11/2023;Chờ lịch',
    "II;Báo cáo;;;;;;;;;;",
    "4;Báo cáo kết quả thực hiện;Phòng B;;Hằng quý;Chưa thực hiện;;;;;;",
    "5;Khảo sát sự hài lòng;;;;;;;;;30/11/2023;",
    "6;Đôn đốc các đơn vị;Các phòng chuyên môn;;Thường xuyên;Tạm dừng;20%;;;;;",
    "7;Trình lãnh đạo phê duyệt;Phòng C;;Khi có yêu cầu;Đã trình;;;;;;",
)  # fmt: skip


def imported(book: Book, rows: list[str], folder: Path) -> Changed:
    path = folder / "theo dõi.csv"
    path.write_text("\n".join(("KẾ HOẠCH CÔNG TÁC DÂN VẬN NĂM 2023", "", HEAD, *rows)) + "\n", encoding="utf-8")
    return planning.import_plan(book.on(TODAY), planning.read_draft(book.on(TODAY), path))


def numbered(count: int) -> list[str]:
    return [
        f"{n};Nhiệm vụ số {n};Phòng {'ABC'[n % 3]};;{1 + n % 28:02d}/{1 + n % 12:02d}/2023;Đang thực hiện;;;;;;"
        for n in range(1, count + 1)
    ]


@contextmanager
def statements() -> Iterator[Counter[str]]:
    sent: Counter[str] = Counter()

    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent[statement.split()[0]] += 1

    event.listen(Engine, "before_cursor_execute", count)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", count)


def test_a_mixed_register_is_stored_and_journaled_to_the_letter(
    blank: Book, golden_file: Callable[[Path, bytes], None], tmp_path: Path
) -> None:
    imported(blank, list(MIXED), tmp_path)
    stored = blank.content() | {"journal_entry": blank.last_entries()}

    lines = [
        json.dumps([name, row], ensure_ascii=False, sort_keys=True) for name, rows in stored.items() for row in rows
    ]
    # An instant is told in the engine's own way; a file knows no login.
    told = "\n".join(lines).replace(" 02:00:00.000000", " 02:00:00+00").replace('"login": "postgres"', '"login": null')
    told = told.replace(', \\"login\\": \\"postgres\\"', "")
    golden_file(GOLDEN, f"{told}\n".encode())


def test_a_thousand_rows_take_the_statements_of_a_hundred(tmp_path: Path) -> None:
    sent = []
    for count in (100, 1000):
        book = Book(tmp_path / f"{count}.db")
        imported(book, ["0;Nhiệm vụ đầu;Phòng A;;01/02/2023;;;;;;;"], tmp_path)
        with statements() as found:
            imported(book, numbered(count), tmp_path)
        sent.append(found)
        assert count + 1 == book.count("task")

    assert sent[0] == sent[1]
    assert sent[1].total() < 100


@pytest.mark.a_file
@pytest.mark.parametrize("values", [1000, 100, 21])
def test_rows_are_stored_alike_however_many_go_into_a_statement(
    blank: Book, values: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    one_by_one = Book(tmp_path / "một.db")
    imported(one_by_one, numbered(30), tmp_path)
    monkeypatch.setattr(bulk, "_MOST_VALUES", values)
    imported(blank, numbered(30), tmp_path)

    assert one_by_one.content() == blank.content()
    assert one_by_one.last_entries() == blank.last_entries()


def test_a_deadline_is_read_once_however_many_rows_say_it(
    blank: Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: Counter[str] = Counter()
    read = due._said_in_field
    monkeypatch.setattr(due, "_said_in_field", lambda text: (said.update([text]), read(text))[1])
    due._in_field.cache_clear()

    imported(blank, numbered(400), tmp_path)

    assert (84, {1}) == (len(said), set(said.values()))


def test_what_was_changed_is_counted_by_code_and_told_row_by_row(blank: Book, tmp_path: Path) -> None:
    done = imported(blank, numbered(30), tmp_path)

    assert {"  nhiệm vụ: 30", "  phần việc: 30"} <= set(changes.changed_report(done).lines)
    told = [(c["table"], c["code"], c["after"]) for c in contract.changed_data(done)["changed"]]
    assert told == [(e["table_name"], e["code"], json.loads(e["after"])) for e in blank.last_entries()]
    assert done.changes[-1] == list(done.changes)[-1]


@pytest.mark.a_file
def test_indexes_and_the_guard_that_stood_aside_are_back_as_they_were(
    blank: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(blank, ["0;Nhiệm vụ đầu;Phòng A;;01/02/2023;;;;;;;"], tmp_path)
    query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    before = blank.select(query)
    dropped: list[str] = []
    monkeypatch.setattr(bulk, "_MANY", 20)
    event.listen(Engine, "before_cursor_execute", listen := (lambda _c, _r, sql, *_: dropped.append(sql)))
    try:
        imported(blank, numbered(30), tmp_path)
    finally:
        event.remove(Engine, "before_cursor_execute", listen)

    assert before == blank.select(query)
    assert {"ix_deadline_open", "ix_task_listed", "uq_deadline_unassigned", "journal_entry_no_replace"} <= set(
        re.findall(r'(?i)DROP (?:INDEX|TRIGGER) "(\w+)"', "\n".join(dropped))
    )
    assert ["ok"] == blank.values("PRAGMA integrity_check")
