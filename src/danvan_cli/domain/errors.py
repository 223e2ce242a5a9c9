"""Every error that a user can cause, with its exit code.

DanvanError                 1   unexpected by the user, but explained
├── UsageError              2   a wrong option, date, number or choice
├── NotFoundError           3   no such plan, unit, task or target
├── ConflictError           4   taken code, wrong state for the step, ambiguous name
├── DatabaseError           5   missing, foreign, damaged, locked, newer or full
├── NoRoomError             5   the disk or device of an output takes no more
├── CheckFailedError        6   a check found what it looked for
└── FileRefusedError        7   an input file cannot be used; nothing was written

The message says what and why; the hint says what to do. Both are Vietnamese sentences.
"""

from __future__ import annotations


class DanvanError(Exception):
    """An explained failure; ``exit_code`` is what the process ends with."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(DanvanError):
    """The command line holds something that cannot be read."""

    exit_code = 2


class EvidenceMissingError(UsageError):
    """A result is to be closed without proof and without a reason for that."""


class NotFoundError(DanvanError):
    """The thing named does not exist."""

    exit_code = 3


class ConflictError(DanvanError):
    """The step contradicts what is stored."""

    exit_code = 4


class DoubtfulError(ConflictError):
    """What was asked for is more often a slip than meant; it is done where a person says yes."""


class DatabaseError(DanvanError):
    """The database cannot be used as it is."""

    exit_code = 5


class DamagedError(DatabaseError):
    """The file of data is damaged: nothing may be written to it, and what it tells may be wrong."""


class NoRoomError(DanvanError):
    """The disk, or what stands for the output, takes no more; to a script it is the same as a full database."""

    exit_code = 5


class ForbiddenError(DatabaseError):
    """The server does not let this login do that."""


class SerializationError(DatabaseError):
    """The server undid a write because another one ran at the same time; running it again is safe."""


class CheckFailedError(DanvanError):
    """A check that the user asked for found something."""

    exit_code = 6


class FileRefusedError(DanvanError):
    """An input file cannot be used; nothing was written."""

    exit_code = 7
