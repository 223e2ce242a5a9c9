"""The agencies that share a database, and which of them is meant."""

from __future__ import annotations

from danvan_cli.db.location import Database
from danvan_cli.db.reader import Reader
from danvan_cli.domain.codes import find_code
from danvan_cli.domain.errors import NotFoundError, UsageError
from danvan_cli.domain.model import Agency

_MOST_LISTED = 12


def all_agencies(reader: Reader) -> list[Agency]:
    """Lists the agencies that the login may see, in the order they were entered."""
    return [Agency(code, name) for code, name in reader.execute("SELECT code, name FROM agency ORDER BY id")]


def agency_key(reader: Reader, database: Database) -> int:
    """Finds the key of the agency meant: the one named, else the only one there is to see.

    Raises NotFoundError where there is none or not the one named, UsageError where it must be named.
    """
    found: dict[str, int] = {
        code: key for key, code in reader.execute("SELECT id, code FROM agency ORDER BY id").fetchall()
    }
    if not found:
        raise NotFoundError(
            "Chưa có cơ quan nào trong dữ liệu mà tài khoản này được xem.",
            "Thêm bằng danvan agency add MÃ TÊN, hoặc xin quyền bằng danvan db grant.",
        )
    if database.agency is not None:
        return found[find_code(list(found), database.agency, "cơ quan", "Dữ liệu")]
    if len(found) > 1:
        listed = ", ".join(list(found)[:_MOST_LISTED]) + (" …" if len(found) > _MOST_LISTED else "")
        raise UsageError(
            f"Dữ liệu có {len(found)} cơ quan: {listed}.", "Ghi mã cơ quan ở --agency hoặc biến DANVAN_AGENCY."
        )
    return next(iter(found.values()))
