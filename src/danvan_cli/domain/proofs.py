"""What is known around proofs: one whole, what is done without any, what a check of them finds."""

from typing import NamedTuple

from danvan_cli.domain.documents import Registered
from danvan_cli.domain.model import Plan, Proof
from danvan_cli.domain.words import EvidenceFault, FileState


class ProofDetail(NamedTuple):
    """One proof with how its kept file stands (None: none is kept), its document in the register, who entered it."""

    plan: Plan
    proof: Proof
    file: FileState | None
    document: Registered | None
    entered_by: tuple[str, ...]


class Unproved(NamedTuple):
    """A part of work, a figure or a record that nothing in force proves; ``reason`` says why, where that was said.

    ``thing`` is "task", "target" or "record"; ``was_rejected``: it had a proof once, which counts no more.
    """

    thing: str
    code: str
    unit: str | None
    period: str
    content: str
    reason: str | None
    was_rejected: bool


class Faulty(NamedTuple):
    """What is wrong with one proof or cited document, and what to do; ``code`` is the task, target or record."""

    fault: EvidenceFault
    code: str
    number: int | None
    text: str
    what: str
    todo: str
