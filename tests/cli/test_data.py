"""Taking an agency elsewhere, as it is typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def test_the_data_go_to_a_file_or_to_the_output_alike(danvan: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "cơ quan.jsonl"
    written, shown = danvan("data", "export", str(file)), danvan("data", "export", "-")

    assert (0, 0, "") == (written.code, shown.code, shown.err)
    assert file.read_text(encoding="utf-8") == shown.out


def test_a_trial_writes_no_file(danvan: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "cơ quan.jsonl"
    tried = json.loads(danvan("data", "export", str(file), "--dry-run", "--json").out)

    assert (True, False) == (tried["dry_run"], file.exists())
    assert tried["bytes"] == len(danvan("data", "export", "-").out.encode())


@pytest.mark.parametrize("command", [("data", "export"), ("report", "export", "--format", "md", "-o")])
@pytest.mark.parametrize(("place", "code"), [("không có/tệp", 2), ("có", 4), ("", 2)])
def test_a_trial_refuses_what_the_command_would(
    danvan: Callable[..., Any], tmp_path: Path, command: tuple[str, ...], place: str, code: int
) -> None:
    (tmp_path / "có").write_text("x")
    tried, done = (danvan(*command, str(tmp_path / place), *more) for more in (("-n",), ()))

    assert (code, tried.err) == (tried.code, done.err)


def test_data_and_an_answer_do_not_share_the_output(danvan: Callable[..., Any]) -> None:
    assert (2, "") == danvan("data", "export", "-", "--json")[:2]


def test_a_province_may_ask_about_one_agency(danvan: Callable[..., Any]) -> None:
    danvan("agency", "add", "KHAC", "Sở khác")
    both, one, none = (
        danvan("agency", "status", "--json", *more) for more in ((), ("--agency", "khac"), ("--agency", "XYZ"))
    )

    assert 2 == json.loads(both.out)["count"]
    assert ["KHAC"] == [agency["code"] for agency in json.loads(one.out)["agencies"]]
    assert 3 == none.code
