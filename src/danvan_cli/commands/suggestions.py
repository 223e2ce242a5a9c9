"""What the shell is told when a code is half typed: each kind of code, read from the database that the line names.

Nothing else of the program is imported before a shell asks.
"""

import os

from typer import Context

# Codes with what they stand for.
Suggestions = list[tuple[str, str]]


def task_codes(ctx: Context, incomplete: str) -> Suggestions:
    """Suggests tasks of the plan."""
    return _read(ctx, "tasks", incomplete)


def removed_task_codes(ctx: Context, incomplete: str) -> Suggestions:
    """Suggests tasks that were removed from the plan."""
    return _read(ctx, "removed_tasks", incomplete)


def target_codes(ctx: Context, incomplete: str) -> Suggestions:
    """Suggests targets of the plan."""
    return _read(ctx, "targets", incomplete)


def removed_target_codes(ctx: Context, incomplete: str) -> Suggestions:
    """Suggests targets that were removed from the plan."""
    return _read(ctx, "removed_targets", incomplete)


def unit_codes(ctx: Context, incomplete: str) -> Suggestions:
    """Suggests units."""
    return _read(ctx, "units", incomplete)


def officer_names(ctx: Context, incomplete: str) -> Suggestions:
    """Suggests officers."""
    return _read(ctx, "officers", incomplete)


def document_numbers(ctx: Context, incomplete: str) -> Suggestions:
    """Suggests documents of the register."""
    return _read(ctx, "documents", incomplete)


def round_codes(ctx: Context, incomplete: str) -> Suggestions:
    """Suggests reporting rounds."""
    return _read(ctx, "rounds", incomplete)


def plan_codes(ctx: Context, incomplete: str) -> Suggestions:
    """Suggests plans."""
    return _read(ctx, "plans", incomplete)


def agency_codes(ctx: Context, incomplete: str) -> Suggestions:
    """Suggests agencies."""
    from danvan_cli.services import suggesting
    from danvan_cli.services.request import database_at

    return suggesting.suggest_agencies(database_at(ctx.params.get("db"), os.environ), incomplete)


def setting_names(incomplete: str) -> Suggestions:
    """Suggests settings."""
    from danvan_cli.domain.settings import MEANING

    return [(name, meaning) for name, meaning in MEANING.items() if name.startswith(incomplete)]


def _read(ctx: Context, kind: str, incomplete: str) -> Suggestions:
    from danvan_cli.services import suggesting
    from danvan_cli.services.request import database_at, said

    database = database_at(ctx.params.get("db"), os.environ, ctx.params.get("agency"))
    plan = ctx.params.get("plan") or said(os.environ, "DANVAN_PLAN")
    return suggesting.suggest(getattr(suggesting, kind), database, plan, incomplete)


def record_codes(ctx: Context, incomplete: str) -> Suggestions:
    """Suggests records of figures."""
    return _read(ctx, "records", incomplete)


def criterion_codes(ctx: Context, incomplete: str) -> Suggestions:
    """Suggests criteria of the set that is scored by."""
    return _read(ctx, "criteria", incomplete)


def criteria_sets(ctx: Context, incomplete: str) -> Suggestions:
    """Suggests sets of criteria."""
    return _read(ctx, "criteria_sets", incomplete)


def record_kinds(incomplete: str) -> Suggestions:
    """Suggests kinds of records."""
    from danvan_cli.services.record_kinds import all_kinds

    return [(kind.key, kind.word) for kind in all_kinds() if kind.key.startswith(incomplete)]


def report_kinds(incomplete: str) -> Suggestions:
    """Suggests kinds of reports."""
    from danvan_cli.services.reporting import known_kinds

    return [(kind, names) for kind, names in known_kinds() if kind.startswith(incomplete)]


def help_topics(incomplete: str) -> Suggestions:
    """Suggests the pages that are about no single command."""
    from danvan_cli.help_topics import TOPICS

    return [(name, topic.about) for name, topic in TOPICS.items() if name.startswith(incomplete)]


# What offers the codes of a plan's tasks and targets.
PLAN_CODES = (task_codes, removed_task_codes, target_codes, removed_target_codes)
