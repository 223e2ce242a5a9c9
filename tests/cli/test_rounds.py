"""danvan round as typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any


def test_a_round_is_opened_sent_reminded_and_closed(danvan: Callable[..., Any], book: Any) -> None:
    assert 0 == danvan("round", "open", "tháng 10", "--cut-off", "25/10", "--due", "25/10").code
    assert 0 == danvan("round", "send", "-u", "VP", "--on", "25/10", "--form", "12/BC-VP").code
    tried = danvan("round", "remind", "--dry-run")
    assert (0, 3, 0) == (
        tried.code,
        tried.out.count("đã quá hạn 1 ngày"),
        sum(book.values("SELECT reminded FROM round_unit")),
    )

    found = json.loads(danvan("round", "status", "--json").out)
    kept = {"code", "title", "first", "cut_off", "due_on", "opened_on", "closed_on", "sent", "units", "reports"}
    assert kept <= set(found)
    assert ("2023-10", 1, 4) == (found["code"], found["sent"], found["units"])
    told = [(one["unit"], one["state"], one["days_late"]) for one in found["reports"]]
    assert [("VP", "sent", 0), ("TTr", "not_sent", 1), ("CCTĐC", "not_sent", 1), ("TTKHCN", "not_sent", 1)] == told
    assert ["IV-4"] == found["reports"][2]["tasks"]

    assert 2 == danvan("round", "close").code  # off a terminal nobody can be asked
    closed = danvan("round", "close", "--yes")
    assert "Chưa gửi: TTr, CCTĐC, TTKHCN." in closed.out + closed.err
    assert 4 == danvan("round", "send", "-u", "TTr").code
    [line] = json.loads(danvan("round", "list", "--json").out)["rounds"]
    assert ("2023-10-26", 1) == (line["closed_on"], line["sent"])


def test_without_a_round_it_is_said_how_to_open_one(danvan: Callable[..., Any]) -> None:
    said = danvan("round", "status")
    assert (3, True) == (said.code, "danvan round open" in said.err)
