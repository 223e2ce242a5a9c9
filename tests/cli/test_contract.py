"""The JSON that other programs rely on (DESIGN.md §5): exact keys, whatever the command."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[2] / "data"
SAMPLE = str(DATA / "ke-hoach-dan-van-2023.txt")
HEAD = {"schema", "plan", "as_of"}
LISTED = {"count", "shown"}
COUNTS = {
    *("total", "done_on_time", "done_late", "done_undated", "in_time", "due_soon", "overdue", "undated"),
    *("paused", "cancelled", "reminders", "rate_on_time", "exempt"),
}
STATUS = {
    *("unit", "units", "subtotals", "rows", "totals", "group_by", "groups", "unopened"),
    *(
        "overdue",
        "due_soon",
        "coverage",
        "extension_requests",
        "overdue_count",
        "due_soon_count",
        "reminders",
        "rounds",
        "follow_ups",
        "planned_reforms",
    ),
}
DEADLINE = {
    "plan",
    *("task", "content", "unit", "role", "period", "due_text", "due_on", "due_certain", "original_due_on"),
    *("extensions", "stage", "reason"),
    *("state", "days_late", "progress", "result", "submitted_on", "completed_on", "last_update", "evidence"),
    *("reminders", "opens_on", "exempt", "exempt_reason", "no_evidence_reason", "asked_due_on", "short_title"),
}
TASK = {
    *(
        "plan",
        "code",
        "section",
        "content",
        "short_title",
        "kind",
        "priority",
        "product",
        "source",
        "leads",
        "supports",
        "watchers",
    ),
    *("groups", "state", "removed", "deadlines", "every", "review_every", "support_reports", "coming_periods"),
}
COVERAGE = {
    "plan",
    *("code", "statement", "kind", "operator", "goal", "unit_of_measure", "numerator", "denominator", "actual"),
    *("percent", "met", "nothing_arose", "remaining", "units_reported", "units_total", "missing", "tasks", "as_of"),
    "per_unit",
}
TARGET = {
    *("code", "statement", "kind", "operator", "goal", "unit_of_measure", "baseline", "roll_up", "units", "tasks"),
    *("per_unit", "fed_by"),
}
UNIT = {
    "code",
    "name",
    "kind",
    "parent",
    "headcount",
    "aliases",
    "valid_from",
    "valid_to",
    "email",
    "successors",
    "former_names",
}
PLAN = {
    *("code", "title", "year", "number", "symbol", "issuer", "governing_body", "place", "issued_on", "authority"),
    *("signer_title", "signer", "recipients", "source_name", "tasks", "targets", "is_current", "closed_on"),
}
ENTRY = {"group", "at", "actor", "login", "command", "table", "code", "before", "after"}
CHANGE = {"changed", "undo", "code", "message", "notes", "dry_run"}
DOCUMENT = {
    *("type", "number", "issued_on", "issuer", "relation", "subject", "replaced_by", "plan", "tasks", "recipients"),
    "is_entered",
}
MEASUREMENT = {"unit", "as_of", "numerator", "denominator", "value", "evidence"}


def read(danvan: Callable[..., Any], *words: str, code: int = 0) -> dict[str, Any]:
    said = danvan(*words, "--json")
    assert (code, "") == (said.code, said.err)
    found = json.loads(said.out)
    assert isinstance(found, dict)
    return found


UNIT_SHEET = {
    *("unit", "officers", "deadlines", "deadline_count", "overdue", "waiting", "supports", "extensions"),
    *("records", "reminders", "coverage", "notes", "follow_ups"),
}
READS: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "status": (("status",), STATUS),
    "calendar": (("calendar",), {"month", "days_off", "certain", "deadlines", *LISTED}),
    "unassigned": (("unassigned",), {"tasks", *LISTED}),
    "stale": (("stale",), {"deadlines", *LISTED}),
    "remind": (("remind",), {"units", "warning_days", "leaderless", "urged_today", "threshold", "unurged", *LISTED}),
    "config list": (("config", "list"), {"settings"}),
    "config calendar": (("config", "calendar"), {"year", "certain", "certain_until", "days", *LISTED}),
    "overdue": (("overdue",), {"deadlines", "follow_ups", *LISTED}),
    "upcoming": (("upcoming", "--days", "10"), {"deadlines", "follow_ups", *LISTED}),
    "log": (("log",), {"commands", *LISTED}),
    "plan list": (("plan", "list"), {"plans", *LISTED}),
    "plan show": (("plan", "show"), {"sections", "documents"}),
    "task list": (("task", "list"), {"tasks", *LISTED}),
    "task show": (
        ("task", "show", "IV-4"),
        {"task", "officers", "notes", "extensions", "reminders", "evidence", "history"},
    ),
    "evidence list": (("evidence", "list"), {"evidence", *LISTED}),
    "evidence missing": (("evidence", "missing"), {"missing", "unexplained", *LISTED}),
    "evidence check": (("evidence", "check"), {"faults", *LISTED}),
    "doc list": (("doc", "list"), {"documents", *LISTED}),
    "doc show": (("doc", "show", "765/KH-UBND"), {"document", "plans", "evidence", "replaces"}),
    "target list": (("target", "list"), {"targets", *LISTED}),
    "target show": (("target", "show", "CT1"), {"target", "measurements"}),
    "target coverage": (("target", "coverage"), {"targets", *LISTED}),
    "unit list": (("unit", "list"), {"units", *LISTED}),
    "unit show": (("unit", "show", "vp"), UNIT_SHEET),
    "person list": (("person", "list"), {"officers", *LISTED}),
    "record list": (("record", "list"), {"records", *LISTED}),
    "record kinds": (("record", "kinds"), {"kinds", *LISTED}),
    "record kinds receptions": (("record", "kinds", "receptions"), {"kind"}),
    "record sum": (
        ("record", "sum", "--kind", "receptions"),
        {"kind", "period", "before_period", "lines", "total", "warnings", "carried", "merged"},
    ),
    "extension list": (("extension", "list"), {"extensions", *LISTED}),
    "search": (("search", "dân vận"), {"words", "hits", "counts", *LISTED}),
    "import --dry-run": (
        ("plan", "import", SAMPLE, "--dry-run"),
        {"sections", "tasks", "targets", "units", "documents", "recipients", "unresolved", "warnings", "revision"},
    ),
}


@pytest.mark.parametrize("name", READS)
def test_every_answer_has_the_common_head_and_its_own_keys(danvan: Callable[..., Any], name: str) -> None:
    words, keys = READS[name]
    found = read(danvan, *words)

    assert HEAD | keys == set(found)
    assert 1 == found["schema"]


def test_lists_say_how_many_there_are_and_how_many_are_shown(danvan: Callable[..., Any]) -> None:
    found = read(danvan, "task", "list", "--limit", "3")
    assert (20, 3, 3) == (found["count"], found["shown"], len(found["tasks"]))

    found = read(danvan, "task", "list", "--limit", "3", "--all")
    assert (20, 20) == (found["count"], found["shown"])


def test_the_parts_of_the_status_have_their_keys(danvan: Callable[..., Any]) -> None:
    found = read(danvan, "status")

    assert {frozenset({"code", "name", "parent", "merged", *COUNTS})} == {frozenset(line) for line in found["units"]}
    assert COUNTS == set(found["totals"])
    assert {"numerator", "denominator", "of"} == set(found["totals"]["rate_on_time"])
    assert "already_due" == found["totals"]["rate_on_time"]["of"]
    assert {frozenset(DEADLINE)} == {frozenset(row) for row in found["overdue"] + found["due_soon"]}
    assert {frozenset(COVERAGE)} == {frozenset(line) for line in found["coverage"]}
    assert ("KH-2023", "2023-10-26", None) == (found["plan"], found["as_of"], found["units"][-1]["code"])


def test_totals_are_the_sums_that_the_contract_names(danvan: Callable[..., Any]) -> None:
    found = read(danvan, "status")

    for line in (*found["units"], found["totals"]):
        parts = ("done_on_time", "done_late", "done_undated", "in_time", "overdue", "undated")
        assert line["total"] == sum(line[part] for part in parts)
        assert line["due_soon"] <= line["in_time"]
    assert 20 == found["totals"]["total"]


def test_the_things_shown_have_their_keys(danvan: Callable[..., Any]) -> None:
    danvan("task", "note", "IV-4", "x")
    danvan("target", "record", "CT1", "42/50", "--unit", "VP")
    task, target = read(danvan, "task", "show", "IV-4"), read(danvan, "target", "show", "CT1")

    assert TASK == set(task["task"]) == set(read(danvan, "task", "list")["tasks"][0])
    assert DEADLINE == set(task["task"]["deadlines"][0]) == set(read(danvan, "upcoming")["deadlines"][0])
    assert DEADLINE | {"officers"} == set(read(danvan, "overdue")["deadlines"][0])
    assert {"text", "actor", "at"} == set(task["notes"][0])
    assert ENTRY == set(task["history"][0])
    command = read(danvan, "log")["commands"][0]
    assert {"group", "at", "actor", "login", "command", "changes", "undoes", "undone_by"} == set(command)
    assert {"table", "code", "before", "after"} == set(command["changes"][0])
    assert COVERAGE == set(target["target"]) == set(read(danvan, "target", "coverage")["targets"][0])
    assert MEASUREMENT == set(target["measurements"][0])
    assert TARGET == set(read(danvan, "target", "list")["targets"][0])
    assert UNIT == set(read(danvan, "unit", "show", "VP")["unit"]) == set(read(danvan, "unit", "list")["units"][0])
    plan = read(danvan, "plan", "show")
    assert PLAN == set(plan["plan"]) == set(read(danvan, "plan", "list")["plans"][0])
    assert {"path", "marker", "title", "parent"} == set(plan["sections"][0])
    assert DOCUMENT == set(plan["documents"][0]) == set(read(danvan, "doc", "list")["documents"][0])


def test_the_draft_of_an_import_has_the_keys_of_the_contract(danvan: Callable[..., Any]) -> None:
    found = read(danvan, "plan", "import", SAMPLE, "--dry-run")
    keys = {
        "sections": {"path", "marker", "title", "parent"},
        "tasks": {
            *("code", "section", "content", "kind", "leads", "supports", "groups", "due_text", "due_on", "product"),
            *("source", "notes"),
        },
        "targets": {"code", "statement", "kind", "operator", "goal", "unit_of_measure"},
        "units": {"code", "name", "new"},
        "documents": {"type", "number", "issued_on", "issuer"},
        "unresolved": {"source", "text", "why"},
    }

    assert {
        *("number", "symbol", "type", "title", "year", "issuer", "governing_body", "place", "issued_on"),
        *("authority", "signer_title", "signer", "recipients", "bases", "source_name"),
    } <= set(found["plan"])
    for noun, expected in keys.items():
        assert all(expected <= set(item) for item in found[noun])
    assert (20, 4, 12) == (len(found["tasks"]), len(found["targets"]), len(found["documents"]))
    assert {"source", "text", "why", "task", "field", "choices"} == set(found["unresolved"][0])


def test_every_line_of_the_source_is_told_when_it_is_asked_for(danvan: Callable[..., Any]) -> None:
    found = read(danvan, "plan", "import", SAMPLE, "--dry-run", "--explain")

    assert "accounts" not in read(danvan, "plan", "import", SAMPLE, "--dry-run")
    assert {"where", "text", "uses"} == set(found["accounts"][0])
    assert {"start", "end", "text", "use", "task"} == set(found["accounts"][0]["uses"][0])
    assert all(line["uses"] for line in found["accounts"])
    used = [(line["text"], use) for line in found["accounts"] for use in line["uses"]]
    assert all(text[use["start"] : use["end"]] == use["text"] for text, use in used)
    tasks = {use["task"] for _, use in used if use["use"] == "nội dung nhiệm vụ"}
    assert {task["code"] for task in found["tasks"]} == tasks


def test_an_explanation_without_a_dry_run_is_refused(danvan: Callable[..., Any]) -> None:
    said = danvan("plan", "import", SAMPLE, "--explain", "--yes")

    assert (2, True) == (said.code, "--dry-run" in said.err)


WRITES: dict[str, tuple[str, ...]] = {
    "task add": ("task", "add", "Báo cáo", "--unit", "VP", "--due", "30/11"),
    "task edit": ("task", "edit", "IV-5", "--content", "Mới"),
    "task assign": ("task", "assign", "IV-1", "--unit", "VP", "--support", "TTr", "--watch", "SNV"),
    "task progress": ("task", "progress", "IV-5", "50", "--note", "đang làm"),
    "task submit": ("task", "submit", "IV-5", "--on", "25/10"),
    "task done": ("task", "done", "IV-5", "--result", "xong", "--evidence", "45/BC-VP"),
    "task cancel": ("task", "cancel", "IV-5", "--reason", "thôi"),
    "task note": ("task", "note", "IV-5", "x"),
    "task remove": ("task", "remove", "IV-5", "--yes"),
    "target add": ("target", "add", "100% đơn vị", "--goal", "100%"),
    "target edit": ("target", "edit", "CT1", "--goal", "≥ 95%"),
    "target link": ("target", "link", "CT1", "IV-4", "IV-5"),
    "target record": ("target", "record", "CT1", "42/50", "--unit", "VP"),
    "unit add": ("unit", "add", "PX", "Phòng X", "--alias", "P. X", "--headcount", "3"),
    "unit edit": ("unit", "edit", "VP", "--headcount", "12"),
    "plan import": ("plan", "import", SAMPLE, "--yes"),
}


@pytest.mark.parametrize("name", WRITES)
def test_every_change_answers_with_what_it_changed(danvan: Callable[..., Any], name: str) -> None:
    found = read(danvan, *WRITES[name])

    again = name == "plan import"
    assert HEAD | CHANGE | ({"revision"} if again else set()) == set(found)
    assert (False, None if again else 2, again) == (found["dry_run"], found["undo"], found["changed"] == [])
    assert all({"table", "code", "before", "after"} == set(change) for change in found["changed"])


@pytest.mark.parametrize("name", WRITES)
def test_a_dry_run_answers_alike_and_writes_nothing(danvan: Callable[..., Any], book: Any, name: str) -> None:
    before = book.path.read_bytes()
    words = tuple(word for word in WRITES[name] if word != "--yes")
    found = read(danvan, *words, "-n")

    assert before == book.path.read_bytes()
    if name != "plan import":
        assert (True, None) == (found["dry_run"], found["undo"])


@pytest.mark.parametrize(
    "step",
    [
        ("submit",),
        ("done", "--evidence", "45/BC"),
        ("reopen", "--reason", "x"),
        ("confirm", "--no-evidence", "x"),
        ("restore",),
    ],
)
def test_the_later_steps_answer_alike(danvan: Callable[..., Any], step: tuple[str, ...]) -> None:
    if step[0] in ("reopen", "confirm"):
        danvan("task", "submit", "IV-5")
    if step[0] == "restore":
        danvan("task", "remove", "IV-5", "--yes")

    assert HEAD | CHANGE == set(read(danvan, "task", step[0], "IV-5", *step[1:]))


def test_units_and_plans_brought_in_answer_alike(danvan: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "đơn vị.csv"
    file.write_text("Mã;Tên đơn vị\nPX;Phòng X\n", encoding="utf-8")

    assert HEAD | CHANGE == set(read(danvan, "unit", "import", str(file)))
    assert HEAD | CHANGE == set(read(danvan, "plan", "use", "KH-2023"))


def test_a_report_written_to_a_file_says_which(danvan: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "báo cáo.docx"
    found = read(danvan, "report", "export", "-o", str(file))

    assert HEAD | {"file", "format", "bytes", "dry_run", "files"} == set(found)
    assert (str(file), "docx", file.stat().st_size) == (found["file"], found["format"], found["bytes"])


def test_the_json_of_the_progress_report_is_the_status(danvan: Callable[..., Any]) -> None:
    said = danvan("report", "export", "--kind", "progress", "--format", "json")

    told = json.loads(said.out)
    journal = told.pop("journal")

    assert read(danvan, "status") == told
    assert told | {"journal": journal} == read(danvan, "report", "export", "--kind", "tiến độ")
    assert {"entries", "code"} == set(journal)


def test_the_demo_answers_with_a_status_and_its_place(
    danvan: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    found = read(danvan, "demo")

    assert HEAD | STATUS | {"database"} == set(found)
    assert (2, 1) == (len(found["overdue"]), len(found["due_soon"]))


FAILURES: dict[str, tuple[tuple[str, ...], int]] = {
    "no such option": (("status", "--lạ"), 2),
    "no such noun": (("lạ",), 2),
    "no such verb": (("task", "lạ"), 2),
    "missing argument": (("task", "add"), 2),
    "too many arguments": (("task", "show", "IV-4", "IV-5"), 2),
    "no number": (("task", "progress", "IV-4", "nhiều"), 2),
    "no such choice": (("task", "list", "--state", "lạ"), 2),
    "no such day": (("task", "done", "IV-5", "--on", "31/02/2023"), 2),
    "no yes": (("task", "remove", "IV-5"), 2),
    "no such task": (("task", "show", "IX-1"), 3),
    "no such unit": (("status", "--unit", "LẠ"), 3),
    "no such plan": (("status", "--plan", "KH-1999"), 3),
    "ambiguous": (("task", "done", "IV-4"), 4),
    "taken": (("unit", "add", "vp", "Khác"), 4),
    "no database": (("status", "--db", "/không/có.db"), 5),
    "no file": (("plan", "import", "/không/có.txt", "--yes"), 7),
}


@pytest.mark.parametrize("name", FAILURES)
def test_an_error_is_json_on_stderr_and_nothing_on_stdout(danvan: Callable[..., Any], name: str) -> None:
    words, code = FAILURES[name]
    said = danvan(*words, "--json")

    assert (code, "") == (said.code, said.out)
    error = json.loads(said.err)
    assert {"error"} == set(error)
    assert {"code", "message", "hint"} == set(error["error"])
    assert code == error["error"]["code"]


@pytest.mark.parametrize("name", FAILURES)
def test_an_error_says_what_and_what_to_do_in_vietnamese(danvan: Callable[..., Any], name: str) -> None:
    words, code = FAILURES[name]
    said = danvan(*words)

    first, *rest = said.err.splitlines()
    assert (code, "") == (said.code, said.out)
    assert first.startswith("Lỗi: ")
    assert rest
    for english in (
        "Got",
        "unexpected",
        "invalid",
        "No such",
        "Missing",
        "Traceback",
        "Error",
        "required",
        "not one of",
    ):
        assert english not in said.err


@pytest.mark.parametrize("format_", ["csv", "md"])
def test_with_json_the_output_is_json_whatever_else_is_said(danvan: Callable[..., Any], format_: str) -> None:
    said = danvan("report", "export", "--format", format_, "--json")

    if said.code == 0:
        json.loads(said.out)
    else:
        assert (2, "") == (said.code, said.out)
