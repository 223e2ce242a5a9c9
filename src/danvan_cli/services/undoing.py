"""Takes a whole command back, or does one again that was taken back; both are commands of the journal themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.exc import IntegrityError

from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.connection import reading
from danvan_cli.db.reads.journal import taken_back
from danvan_cli.db.reads.rows import instant
from danvan_cli.db.undoing import Obstacle, Reversal
from danvan_cli.domain.dates import VIETNAM
from danvan_cli.domain.errors import ConflictError, NotFoundError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.records import RECORDS
from danvan_cli.services.request import Request
from danvan_cli.services.writing import changed, writing

_MOST_NAMED = 5
# Who may do what on a server, and which agencies there are, is set and taken back by commands of their own.
_NOT_HERE = frozenset(["access", "agency"])
_COMMANDS = """SELECT g.id, g.undoes_id, g.at, g.actor, g.command FROM journal_group g
WHERE g.agency_id = :agency AND {which} AND EXISTS (SELECT 1 FROM journal_entry e WHERE e.group_id = g.id)
ORDER BY g.id DESC"""
_UNDOS = "SELECT g.id, g.undoes_id FROM journal_group g WHERE g.agency_id = :agency AND g.undoes_id IS NOT NULL"
# The newest command after one that changed a thing of the same name: it took the place of an old value.
_IN_ITS_PLACE = """SELECT MAX(later.group_id) FROM journal_entry e
JOIN journal_entry later ON later.table_name = e.table_name AND later.code = e.code AND later.agency_id = e.agency_id
WHERE e.agency_id = :agency AND e.group_id = :group AND later.group_id > e.group_id
    AND COALESCE(later.plan_id, 0) = COALESCE(e.plan_id, 0)"""
_LARGEST_KEY = 2**63 - 1
_SEE_LIST = "Xem các lệnh bằng danvan undo --list."


class _Command(NamedTuple):
    group: int
    undoes: int | None
    at: str
    actor: str
    command: str

    def words(self) -> str:
        """Names the command as people know it: its number, its words, who typed it and when."""
        at: datetime = instant(self.at).astimezone(VIETNAM)
        return f"lần ghi {self.group} “{self.command}” ({self.actor}, {at:%d/%m/%Y %H:%M})"


def undo(request: Request, number: int | None = None) -> Changed:
    """Takes back the newest command that still counts, or the one of that number; each is one step of the journal.

    On a server the newest is that of one's own login. NotFoundError where there is none; ConflictError where it was
    taken back before, where a later command touched the same rows, or other rows hang on what it made.
    """
    with writing(request) as work:
        return _reverse(request, work, _wanted(request, work, number))


def redo(request: Request) -> Changed:
    """Does the command again that the newest undo took back; errors as for ``undo``."""
    with writing(request) as work:
        taken = taken_back(work.reader)
        made = {command.group: command for command in _commands(request, work)}
        undone = (c for c in made.values() if c.group not in taken and _is_undo(c, made))
        command = next(undone, None)
        if command is None:
            raise NotFoundError("Không có lệnh hoàn tác nào để làm lại.", _SEE_LIST)
        return _reverse(request, work, command)


def _commands(request: Request, work: Transaction) -> Iterator[_Command]:
    own = "TRUE" if request.database.url is None else "g.login = SESSION_USER"
    return map(_Command._make, work.reader.stream(_COMMANDS.format(which=own)))


def _is_undo(command: _Command, made: Mapping[int, _Command]) -> bool:
    """True for an undo; what undoes an undo does a command again, and may be undone in turn."""
    undone = made.get(command.undoes or 0)
    return command.undoes is not None and (undone is None or not _is_undo(undone, made))


def _wanted(request: Request, work: Transaction, number: int | None) -> _Command:
    taken = taken_back(work.reader)
    if number is None:
        for command in _commands(request, work):
            if command.undoes is None and command.group not in taken:
                return command
        raise NotFoundError("Không có lệnh nào để hoàn tác.", _SEE_LIST)
    known = number <= _LARGEST_KEY
    row = work.reader.execute(_COMMANDS.format(which="g.id = :group"), {"group": number if known else 0}).fetchone()
    if row is None:
        raise NotFoundError(f"Không có lần ghi {number}.", _SEE_LIST)
    if number in taken:
        raise ConflictError(
            f"Lần ghi {number} đã được hoàn tác ở lần ghi {taken[number]}.",
            f"Làm lại bằng danvan undo {taken[number]}.",
        )
    command = _Command(*row)
    if command.undoes is not None and (newest := _newest_step(work, number)) != number:
        raise ConflictError(
            f"Lần ghi {number} không còn là bước mới nhất: sau nó lệnh đó đã được hoàn tác hoặc làm lại ở lần ghi "
            f"{newest}.",
            f"Hoàn tác bước đó: danvan undo {newest}.",
        )
    return command


def _newest_step(work: Transaction, number: int) -> int:
    """Finds the last undo or redo of the command that ``number`` took back or did again."""
    undone: dict[int, int] = dict(work.reader.execute(_UNDOS).fetchall())

    def first(group: int) -> int:
        while group in undone:
            group = undone[group]
        return group

    return max(group for group in undone if first(group) == first(number))


def _reverse(request: Request, work: Transaction, command: _Command) -> Changed:
    reversal = Reversal(work, command.group)
    cannot = _cannot(work, command)
    _refuse_in_the_way(cannot, list(reversal.obstacles()), reversal.tables)
    try:
        reversal.reverse()
        work.session.flush()
    except IntegrityError:
        taken_by = _in_its_place(request, command)
        raise ConflictError(
            f"{cannot}: dữ liệu hiện nay không còn chỗ cho giá trị cũ, do lần ghi {taken_by or 'không rõ'}.",
            f"Hoàn tác trước: danvan undo {taken_by}." if taken_by else _SEE_LIST,
        ) from None
    work.write_journal()
    _refuse_anothers(work, command, cannot)
    kept = reversal.kept
    notes = []
    if kept:
        numbers = sorted({str(row["document"]) for row in kept if row.get("document")})
        letters = f"; công văn đã xuất cần thu hồi: {', '.join(numbers)}" if numbers else ""
        notes.append(f"{len(kept)} lần đôn đốc được giữ lại với ghi chú gửi nhầm, không còn tính{letters}.")
    return changed(request, work, _headline(work, command), "", notes=notes)


def _in_its_place(request: Request, command: _Command) -> int | None:
    """Finds the later command whose values stand where the old ones were; asked apart, for the first asker failed."""
    with reading(request.database) as reader:
        found: int | None = reader.execute(_IN_ITS_PLACE, {"group": command.group}).fetchone()[0]
        return found


def _refuse_anothers(work: Transaction, command: _Command, cannot: str) -> None:
    """Refuses where a server has not taken it for an undo: a unit's login takes back its own commands alone."""
    query = "SELECT g.undoes_id FROM journal_group g WHERE g.id = :group"
    found = work.reader.execute(query, {"group": work.group}).fetchone() if work.group is not None else None
    if found is not None and found[0] != command.group:
        raise ConflictError(f"{cannot}: lệnh của tài khoản khác.", "Nhờ Văn phòng hoàn tác lệnh này.")


def _headline(work: Transaction, command: _Command) -> str:
    """Says which command of a person's own no longer counts, or counts again."""
    own, counts_again = _own(work, command)
    return f"{'Đã làm lại' if counts_again else 'Đã hoàn tác'} {own.words()}."


def _cannot(work: Transaction, command: _Command) -> str:
    own, counts_again = _own(work, command)
    return f"Không {'làm lại' if counts_again else 'hoàn tác'} được {own.words()}"


def _own(work: Transaction, command: _Command) -> tuple[_Command, bool]:
    """Finds the command of a person's own at the end of undos and redos, and whether taking this back does it again."""
    counts_again = False
    while command.undoes is not None:
        row = work.reader.execute(_COMMANDS.format(which="g.id = :group"), {"group": command.undoes}).fetchone()
        command, counts_again = _Command(*row), not counts_again
    return command, counts_again


def _refuse_in_the_way(cannot: str, found: list[Obstacle], touched: frozenset[str]) -> None:
    if touched & _NOT_HERE:
        raise ConflictError(
            f"{cannot}: đó là lệnh quản trị.",
            "Sửa bằng danvan agency edit, danvan db grant hoặc danvan db revoke.",
        )
    if not found:
        return
    if differing := [o for o in found if o.is_other]:
        raise ConflictError(
            f"{cannot}: {_named(differing)} khác với nhật ký.",
            "Dữ liệu đã bị sửa ngoài chương trình; kiểm tra trước khi làm tiếp.",
        )
    if kept := [o for o in found if o.is_kept]:
        raise ConflictError(
            f"{cannot}: {_named(kept)} thì sổ ghi giữ lại, kể cả khi gửi nhầm.",
            "Cho phần việc thôi thực hiện bằng danvan task cancel, ghi rõ lý do.",
        )
    groups = sorted({o.group for o in found if o.group is not None}, reverse=True)
    first = f"Hoàn tác trước: danvan undo {groups[0]}." if groups else _SEE_LIST
    later = ", ".join(map(str, groups[:_MOST_NAMED])) or "không rõ"
    raise ConflictError(f"{cannot}: {_named(found)} đã đổi hoặc có thêm ở lần ghi {later}.", first)


def _named(found: list[Obstacle]) -> str:
    names = list(dict.fromkeys(f"{RECORDS[o.table].label or o.table} {o.code}".strip() for o in found))
    more = f" và {len(names) - _MOST_NAMED} mục khác" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more
