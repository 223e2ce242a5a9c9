"""Plans: which there are, and which is meant when none is named."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from danvan_cli.db.reader import Reader
from danvan_cli.db.reads.rows import PLAN_KEY, Row, column, day
from danvan_cli.domain.codes import find_code
from danvan_cli.domain.errors import NotFoundError, UsageError
from danvan_cli.domain.model import Heading, Plan

_CURRENT = """COALESCE(
    (SELECT value FROM setting WHERE agency_id = :agency AND key = 'current_plan'),
    (SELECT MIN(code) FROM plan WHERE agency_id = :agency HAVING COUNT(*) = 1)
)"""


class _Row(Row):
    """A plan as the database gives it, each field with the SQL that fills it; ``_plan`` makes the record of it."""

    code: str = column("p.code")
    title: str = column("p.title")
    year: int = column("p.year")
    number: str | None = column("p.number")
    symbol: str | None = column("p.symbol")
    issuer: str | None = column("p.issuer")
    governing_body: str | None = column("p.governing_body")
    place: str | None = column("p.place")
    issued_on: str | None = column("p.issued_on")
    authority: str | None = column("p.authority")
    signer_title: str | None = column("p.signer_title")
    signer: str | None = column("p.signer")
    recipients: str = column("p.recipients")
    source_name: str | None = column("p.source_name")
    tasks: int | None = column("{tasks}")
    targets: int | None = column("{targets}")
    is_current: bool | int = column(f"p.code = {_CURRENT}")
    closed_on: str | None = column("p.closed_on")


_PLANS = f"SELECT {_Row.columns} FROM plan p WHERE p.agency_id = :agency ORDER BY p.year DESC, p.id DESC"
_COUNTED = _PLANS.format(
    tasks="(SELECT COUNT(*) FROM task t WHERE t.plan_id = p.id AND t.removed_at IS NULL)",
    targets="(SELECT COUNT(*) FROM target g WHERE g.plan_id = p.id AND g.removed_at IS NULL)",
)
_NAMED = _PLANS.format(tasks="NULL", targets="NULL")


def all_plans(reader: Reader, *, counted: bool = True) -> list[Plan]:
    """Lists the plans, newest year first; only where it is ``counted`` with how many tasks and targets each holds."""
    return [_plan(row) for row in map(_Row, reader.execute(_COUNTED if counted else _NAMED))]


def _plan(row: _Row) -> Plan:
    return Plan(
        code=row.code,
        title=row.title,
        year=row.year,
        number=row.number,
        symbol=row.symbol,
        issuer=row.issuer,
        governing_body=row.governing_body,
        place=row.place,
        issued_on=day(row.issued_on),
        authority=row.authority,
        signer_title=row.signer_title,
        signer=row.signer,
        recipients=tuple(json.loads(row.recipients)),
        source_name=row.source_name,
        tasks=row.tasks,
        targets=row.targets,
        is_current=bool(row.is_current),
        closed_on=day(row.closed_on),
    )


def find_plan(reader: Reader, code: str | None, *, counted: bool = False) -> Plan:
    """Finds a plan by its code, in any case; without a code the one in use, else the only one. Raises NotFoundError.

    Which of several is meant is chosen by a person: UsageError where nobody chose.
    How many tasks and targets it holds is a count of its own, told only where it is asked for.
    """
    return _meant(all_plans(reader, counted=counted), code)


def has_round(reader: Reader, plan: str) -> bool:
    """Tells whether a plan ever had a reporting round."""
    query = f"SELECT EXISTS (SELECT 1 FROM round r WHERE r.plan_id = {PLAN_KEY})"
    return bool(reader.execute(query, {"plan": plan}).fetchone()[0])


def followed_plans(reader: Reader, code: str | None, as_of: date) -> list[Plan]:
    """Finds the plan named, else every one that is open at a day, the current one first; errors as in ``find_plan``.

    Where none is open the current one is followed still.
    """
    plans = all_plans(reader, counted=False)
    meant = _meant(plans, code)
    followed = [meant] if code is not None else [plan for plan in plans if plan.is_open(as_of)]
    return sorted(followed, key=lambda plan: plan.code != meant.code) or [meant]


def _meant(plans: Sequence[Plan], code: str | None) -> Plan:
    if not plans:
        raise NotFoundError("Chưa có kế hoạch nào.", "Nhập kế hoạch bằng danvan plan import TỆP.")
    if code is None:
        chosen = next((plan for plan in plans if plan.is_current), None)
        if chosen is None:
            known = ", ".join(plan.code for plan in plans)
            raise UsageError(
                f"Chưa chọn kế hoạch đang dùng; có {known}.", "Chọn bằng danvan plan use MÃ, hoặc ghi --plan MÃ."
            )
        return chosen
    known = find_code([plan.code for plan in plans], code, "kế hoạch", "Dữ liệu")
    return next(plan for plan in plans if plan.code == known)


def plans_of_file(reader: Reader, sha256: str) -> list[str]:
    """Lists the codes of the plans that a file was imported as, oldest first."""
    query = "SELECT code FROM plan WHERE agency_id = :agency AND source_sha256 = :sha256 ORDER BY id"
    return [code for (code,) in reader.execute(query, {"sha256": sha256})] if sha256 else []


def is_school_year(reader: Reader, plan: str) -> bool:
    """Tells whether a plan is one of a school year, August to July; False where there is no such plan."""
    rows = reader.execute(f"SELECT is_school_year FROM plan WHERE id = {PLAN_KEY}", {"plan": plan})
    return any(said for (said,) in rows)


def headings(reader: Reader, plan: str) -> list[Heading]:
    """Lists a plan's headings in order."""
    rows = reader.execute(
        f"""SELECT s.path, s.marker, s.title, u.path FROM section s LEFT JOIN section u ON u.id = s.parent_id
        WHERE s.plan_id = {PLAN_KEY} ORDER BY s.position""",
        {"plan": plan},
    )
    return [Heading(*row) for row in rows]
