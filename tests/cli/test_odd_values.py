"""Whatever a login of a server may write by hand, every command still answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_on_a_server import READS, run
from tests.conftest import ServerBook
from tests.postgres import Server
from tests.services.test_row_security import MORE, furnish

from danvan_cli.domain.words import Scope
from danvan_cli.services import access

UNIT, OFFICE = "odd_don_vi", "odd_van_phong"
ODD = (
    "'infinity'", "'-infinity'", "'0044-03-15 BC'", "'1899-12-31'", "'2201-01-01'", "'294276-12-31'", "'NaN'", "'Infinity'",
    "'1e100000'", "'-5'", "'1,5'", "'.5'", "repeat('9', 40)", "'0'", "'{hỏng'", "'[1]'", "'null'", "'[]'", "'{}'", "''",
    "' '", "'x'", "repeat('dài ', 60000)", "repeat('dài ', 20000)", "E'\\x1b[2J'", "E'\\u202eab'", "E'e\\u0301'",
    "2147483647", "-2147483648", "0", "true", "NULL", "'<b>&\"'", "'=1+1'", "'[/b] :ok:'", "E'hai\\ndòng'",
)  # fmt: skip
COLUMNS = """SELECT DISTINCT p.table_name, p.column_name FROM information_schema.column_privileges p
WHERE p.grantee LIKE 'danvan_{scope}_%' AND p.privilege_type = 'UPDATE' ORDER BY 1, 2"""
COMMANDS = (
    *(words for words in READS if words[0] != "agency"),
    ("log", "verify"),
    ("report", "export", "--format", "md"),
    ("report", "export", "--format", "ics"),
    ("status", "--as-of", "2023-06-01"),
    ("task", "list", "--all", "--as-of", "2023-06-01", "--as-known-on", "2023-10-26"),
)


@pytest.fixture
def book(server: Server) -> Iterator[ServerBook]:
    book = ServerBook(server, server.take("sample"))
    furnish(book.on())
    server.run(MORE, book.name)
    access.grant(book.on(), UNIT, Scope.UNIT, "CCTĐC")
    access.grant(book.on(), OFFICE, Scope.OFFICE)
    yield book
    server.give_back(book.name, "sample")


def write_odd(book: ServerBook, login: str, scope: str) -> list[str]:
    """Tries every odd value in every column that the login may change, each in another row; gives what was taken."""
    import psycopg

    taken = []
    with psycopg.connect(book.server.url(book.name, login), autocommit=True) as connection:
        columns = book.select(COLUMNS.format(scope=scope))
        for column in columns:
            table, name = column["table_name"], column["column_name"]
            rows = [row for (row,) in connection.execute(f"SELECT id FROM {table} ORDER BY id").fetchall()]
            for place, value in enumerate(ODD if rows else ()):
                statement = f"UPDATE {table} SET {name} = {value} WHERE id = {rows[place % len(rows)]}"
                try:
                    if connection.execute(statement).rowcount:
                        taken.append(statement)
                except psycopg.Error:
                    continue
    assert columns
    return taken


@pytest.mark.slow
@pytest.mark.parametrize(("login", "scope"), [(UNIT, "unit"), (OFFICE, "office")])
def test_every_command_answers_whatever_a_login_wrote(book: ServerBook, tmp_path: Path, login: str, scope: str) -> None:
    taken = write_odd(book, login, scope)
    answers: dict[Any, Any] = {words: run(*words, db=book.address) for words in COMMANDS}
    answers["export"] = run("data", "export", str(tmp_path / "a.jsonl"), db=book.address)
    answers["import"] = run("data", "import", str(tmp_path / "a.jsonl"), db=str(tmp_path / "mới.db"))

    assert {} == {words: said for words, said in answers.items() if said.code not in (0, 2, 3, 7)}, "\n".join(taken)
    assert 0 == answers[("log", "verify")].code
