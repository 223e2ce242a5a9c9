"""What is missing before a report can be sent: our rule, from its figures alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from danvan_cli.domain.model import Deadline, Measurement
from danvan_cli.domain.province import AgencyLine, ProvinceFigures
from danvan_cli.domain.reporting import ReportFigures
from danvan_cli.domain.states import DONE
from danvan_cli.domain.words import Stage, State

# So many of a kind are named; the rest are counted.
_MOST_NAMED = 20


class Missing(NamedTuple):
    """One thing that is missing: of what kind, in words, and what to do; ``code`` is what it is about."""

    kind: str
    code: str | None
    words: str
    hint: str


def missing(figures: ReportFigures | ProvinceFigures) -> list[Missing]:
    """Lists units of which nothing was heard, results and figures without proof, what waits, targets without figures.

    Of each kind of record that the report tells also the units that told of it before and are silent now.
    A result that was taken without proof for a reason is told with it: who signs the report should know. Of many
    agencies those that could not be read, have no plan, sent no report, or whose units, targets and points lack.
    """
    if isinstance(figures, ProvinceFigures):
        return [one for line in figures.lines for one in _of_agency(line, figures.year)]
    return [*_of_rows(figures), *_of_targets(figures), *_of_records(figures), *_of_scores(figures)]


def _of_agency(line: AgencyLine, year: int) -> Iterator[Missing]:
    at = f"--agency {line.code}"
    if line.fault:
        words = f"không đọc được số liệu của {line.name}: {line.fault}"
        yield Missing("unread_agency", line.code, words, f"danvan doctor {at}")
        return
    if not line.plans:
        yield Missing("no_plan", line.code, f"{line.name} chưa có kế hoạch năm {year}", f"danvan plan import TỆP {at}")
        return
    if not line.has_reported:
        yield Missing("not_reported", line.code, f"{line.name} chưa gửi báo cáo", f"danvan report sent TỆP … {at}")
    for one in line.rounds:
        if one.owing:
            named, left = "; ".join(one.owing[:_MOST_NAMED]), len(one.owing) - _MOST_NAMED
            more = f" và {left} đơn vị khác" if left > 0 else ""
            words = f"{line.name}, {one.title}: chưa gửi {one.expected - one.sent}/{one.expected} ({named}{more})"
            yield Missing("silent_unit", line.code, words, f"danvan round remind {one.code} {at}")
    if line.silent:
        words = f"{line.name} có {line.silent}/{len(line.coverage)} chỉ tiêu chưa có số liệu"
        yield Missing("no_figures", line.code, words, f"danvan target list {at}")
    if line.score is not None and line.score.total is None:
        yield Missing("unscored", line.code, f"{line.name} chưa có tổng điểm tự chấm", f"danvan score show {at}")


def _of_rows(figures: ReportFigures) -> Iterator[Missing]:
    spoke: dict[str, bool] = {}
    unproved, waiting, leaderless = [], [], []
    for task in figures.tasks:
        for row in task.deadlines:
            if row.unit is None:
                if row.state not in (*DONE, State.CANCELLED):
                    leaderless.append(row.task)
                continue
            if row.state == State.CANCELLED:
                # Of work that was given up nothing is owed: at a merger it may even be the heir's.
                continue
            spoke[row.unit] = spoke.get(row.unit, False) or _is_heard(row)
            if row.state in DONE and not row.evidence:
                unproved.append(row)
            elif row.stage == Stage.AWAITING_CONFIRMATION:
                waiting.append(row)
    for unit in (code for code, has_spoken in spoke.items() if not has_spoken):
        words = f"{figures.unit_name(unit)} chưa báo gì về các việc chủ trì"
        yield Missing("silent_unit", unit, words, f"danvan remind --unit {unit}")
    for row in unproved[:_MOST_NAMED]:
        why = f": {row.no_evidence_reason}" if row.no_evidence_reason else ""
        words = f"{row.task} ({row.unit}) hoàn thành mà {'không có' if why else 'chưa có'} minh chứng{why}"
        yield Missing("unproved", row.task, words, f"danvan task show {row.task}")
    if len(unproved) > _MOST_NAMED:
        yield Missing("unproved", None, f"và {len(unproved) - _MOST_NAMED} việc hoàn thành khác chưa có minh chứng", "")
    for row in waiting[:_MOST_NAMED]:
        words = f"{row.task} ({row.unit}) đã nộp kết quả, chờ xác nhận"
        yield Missing("waiting", row.task, words, f"danvan task confirm {row.task}")
    if leaderless:
        words = f"{len(leaderless)} nhiệm vụ chưa có đơn vị chủ trì: {', '.join(leaderless[:_MOST_NAMED])}"
        yield Missing("leaderless", None, words, "danvan unassigned")
    for asked in figures.status.extension_requests:
        words = f"{asked.task} ({asked.unit}) có đề nghị gia hạn chưa quyết định"
        yield Missing("undecided", asked.task, words, f"danvan task show {asked.task}")


def _is_heard(row: Deadline) -> bool:
    return bool(row.last_update or row.submitted_on or row.completed_on or row.result or row.evidence)


def _of_targets(figures: ReportFigures) -> Iterator[Missing]:
    for line in figures.status.coverage:
        code = line.target.code
        if line.is_silent:
            source = (line.target.fed_by or "").partition(":")[0]
            hint = f"danvan record add --kind {source} …" if source else f"danvan target record {code} …"
            yield Missing("no_figures", code, f"{code} chưa có số liệu nào", hint)
        elif line.missing:
            names = ", ".join(map(figures.unit_name, line.missing))
            yield Missing(
                "part_of_figures", code, f"{code} còn thiếu số liệu của {names}", f"danvan target show {code}"
            )
        newest = {figure.unit: figure for figure in figures.measurements.get(code, ())}
        # Where records feed a target, a unit without one stands with nought: there is nothing to prove.
        is_fed = line.target.fed_by is not None
        unproved = [one for one in newest.values() if not one.evidence and not (is_fed and _is_nought(one))]
        if unproved:
            whose = ", ".join(
                dict.fromkeys(figures.unit_name(one.unit) if one.unit else "toàn cơ quan" for one in unproved)
            )
            words = f"{code} có {len(unproved)} số liệu chưa có minh chứng ({whose})"
            yield Missing("unproved_figures", code, words, f"danvan target show {code}")


def _is_nought(figure: Measurement) -> bool:
    return not (figure.value if figure.numerator is None else figure.numerator)


def _of_records(figures: ReportFigures) -> Iterator[Missing]:
    for told in figures.records:
        word, period = told.kind.word, told.span.words
        for unit in told.silent:
            words = f"{figures.unit_name(unit)} chưa có phiếu {word} đến hết {period}"
            hint = f"danvan record add --kind {told.kind.key} --unit {unit} …"
            yield Missing("silent_records", unit, words, hint)
        for warning in told.warnings:
            hint = f"danvan record list --kind {told.kind.key}"
            yield Missing("odd_records", told.kind.key, f"{word}: {warning.rstrip('.')}", hint)


def _of_scores(figures: ReportFigures) -> Iterator[Missing]:
    """Names the criteria without points, then those without proof and explanation, and a sheet that is still open."""
    found = figures.scored
    if found is None:
        return
    lacking = [(line.row, lacks[0]) for line in found.lines if (lacks := line.lacks())]
    for row, what in lacking[:_MOST_NAMED]:
        kind, lack = ("unscored", "điểm") if what == "points" else ("unproved_score", "minh chứng hay giải trình")
        hint = f"danvan score set {row.code} …"
        yield Missing(kind, row.code, f"tiêu chí {row.code} ({row.text[:60]}) chưa có {lack}", hint)
    if len(lacking) > _MOST_NAMED:
        yield Missing("unscored", None, f"và {len(lacking) - _MOST_NAMED} tiêu chí khác còn thiếu", "danvan score show")
    if not lacking and found.locked is None:
        yield Missing(
            "open_scores", found.scored.code, "bảng tự chấm chưa khóa, điểm còn sửa được", "danvan score close"
        )
