"""How far a task is, as an office's own table says: progress, state, dates, result, evidence and extension.

A word or a date that is not understood is left out and named, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from danvan_cli.domain.dates import in_range
from danvan_cli.domain.draft import TrackingDraft
from danvan_cli.domain.due import DueContext, DueRule, Operator, last_day
from danvan_cli.domain.text import clean, fold, tone_key
from danvan_cli.domain.words import DueKind, Stage
from danvan_cli.intake.due.reading import read_whole

_STATE = ("submitted_on", "completed_on", "extended_to", "stage", "done", "progress", "result", "note")
_STRICT = ("stage", "done", "progress", "completed_on")
TRACKED = ("progress", "stage", "done", "submitted_on", "completed_on", "result", "evidence", "extended_to")
_REMEMBERED = 50_000
# Work is followed for some years behind its own; 2062 is a slip of the pen for 2026.
_FAR = 5
_SHORT = 60
_NOTHING = re.compile(r"[-–—.…/]*|khong(?: co)?|chua(?: co)?|n/a")
_SHARE = re.compile(r"(?:\D{0,40}?\s)?(\d{1,3})(?:[.,](\d+))?\s*%?")
_PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d+))?\s*%")
# Columns of results and notes hold all kinds of words: only these say how far the work is, and only at the beginning.
_SAYS_STATE = re.compile(
    r"(?:đã\s+|cơ bản\s+(?:đã\s+)?)(?:hoàn thành|xong)\b"
    r"|(?:hoàn thành|xong)\b(?!\s+(?:trước|đến|trong|chậm|muộn)\s+(?:ngày|tháng|quý|năm|nhất|\d))"
    r"|(?:đang|chưa)\s+(?:hoàn thành|thực hiện|triển khai|xong|làm|trình|xử lý)"
    r"|đã\s+(?:gửi|nộp|trình)\b|chờ\s+(?:duyệt|xác nhận|thẩm định|phê duyệt|ký)|tạm\s+(?:dừng|hoãn|ngưng|ngừng)"
    r"|không\s+(?:hoàn thành|thực hiện|triển khai|đạt)|(?:chậm|trễ)\s+(?:tiến độ|hạn)|đúng hạn|quá hạn"
    r"|thôi thực hiện|h[uủ][yỷ] bỏ"
    r"|[x×✓✔]$|(?:\D{0,30}\s)?\d{1,3}(?:[.,]\d+)?\s?%\W*$",
    re.IGNORECASE,
)
# A state that says no more than its name and perhaps a day or share.
_BARE_STATE = re.compile(
    r"(?:(?:đã|cơ bản|đang|chưa|không|sắp|chờ|tạm|quá|đúng|trong|còn|thôi|hủy|huỷ)\s+){0,3}"
    r"(?:hoàn thành|xong|thực hiện|triển khai|làm|xử lý|hạn|đến hạn|dừng|hoãn|ngưng|duyệt"
    r"|bỏ|phê duyệt|xác nhận|ht|đạt|trình|nộp|gửi)?"
    r"(?:,\s+chờ (?:duyệt|phê duyệt|xác nhận))?(?:\s+(?:rồi|đúng hạn|quá hạn|trước hạn))?"
    r"[\s,:.(–-]*(?:(?:ngày|vào ngày)\s+)?[\d/.\s-]*%?\)?",
    re.IGNORECASE,
)
# What has to be done by a day is not done yet.
_TO_BE_DONE = re.compile(
    r"(?:phải\s+)?(?:hoàn thành|xong)\s+(?:trước|đến|trong|chậm|muộn)\s+(?:ngày|tháng|quý|năm|nhất|\d)", re.IGNORECASE
)
# A day inside words of a state: with its year, behind "ngày" or in brackets; a bare "3/4" may be three quarters.
_INSIDE = re.compile(
    r"(?P<sure>\bngày\s+|\()?(?P<day>\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?(?P<year>\d{4}|\d{2}))?"
    r"|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)(?![\d/]|\s?%)",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"\b(?:BC|báo cáo|QĐ|quyết định|KH|kế hoạch|CV|công văn|TB|thông báo|TTr|tờ trình|văn bản|biên bản|BB|NQ"
    r"|nghị quyết)\s+(?:số\s*)?:?\s*\d{1,5}\s?[-/]\s?[\w&-]+(?:/[\w&-]+)*"
    r"(?:,?\s+ngày\s+\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?)?",
    re.IGNORECASE,
)
# The words with which a cell begins, longest first; words of no stage are named so that they are not taken for others.
# They are compared with their tones wherever the cell has any: without them "đúng hạn" is "dừng hẳn", "chữa" "chưa",
# "đăng" "đang" and "đặt" "đạt".
_STAGES: tuple[tuple[Stage | None, tuple[str, ...]], ...] = (
    (Stage.CANCELLED, ("hủy", "hủy bỏ", "thôi thực hiện", "dừng hẳn", "dừng thực hiện", "đưa ra khỏi",
        "không thực hiện nữa", "không triển khai nữa", "không làm nữa", "không tiếp tục thực hiện",
    )),
    (Stage.PAUSED, ("tạm dừng", "tạm hoãn", "tạm ngưng", "tạm ngừng", "tạm đình chỉ")),
    (Stage.NOT_STARTED, (
        "chưa thực hiện", "chưa triển khai", "chưa bắt đầu", "chưa làm", "chưa đến hạn", "chưa tới hạn", "mới giao",
        "not started", "to do", "todo",
    )),
    (Stage.IN_PROGRESS, (
        "chưa hoàn thành", "chưa xong", "đang", "trong hạn", "còn hạn", "quá hạn chưa", "thường xuyên",
        "sắp đến hạn", "in progress", "doing", "ongoing",
    )),
    (Stage.AWAITING_CONFIRMATION, (
        "chờ duyệt", "chờ xác nhận", "chờ thẩm định", "chờ phê duyệt", "chờ ký", "đã nộp", "đã gửi", "đã trình",
    )),
    (Stage.COMPLETED, (
        *(f"{already}{verb}" for already in ("", "đã ") for verb in (
            "hoàn thành", "xong", "thực hiện", "làm", "triển khai", "ban hành", "kết thúc",
        )), "đạt", "ht", "done", "completed",
    )),
    # Late or on time, given up or only not finished: a person must say. Words that only look like others follow.
    (None, (
        "đúng hạn", "không", "late", "overdue", "pending",
        "chậm", "cơ bản hoàn thành", "cơ bản đã hoàn thành", "trễ", "quá hạn", "huy động",
        "thực hiện chậm", "thực hiện không",
    )),
)  # fmt: skip


def _begins(spelled: Callable[[str], str]) -> tuple[re.Pattern[str], dict[str, set[Stage | None]]]:
    """Makes the pattern of all words of the stages, spelled in one way, and which stages each may mean."""
    meanings: dict[str, set[Stage | None]] = {}
    for stage, words in _STAGES:
        for word in words:
            meanings.setdefault(spelled(word), set()).add(stage)
    longest_first = sorted(meanings, key=len, reverse=True)
    # A tone stands behind its syllable in the key, so a letter or a tone behind the words makes them others.
    return re.compile(rf"({'|'.join(map(re.escape, longest_first))})(?![\w\u0300-\u036f])"), meanings


def _toned(text: str) -> str:
    """Spells each word with its tone behind it, where its writer may have put it: "hòan" is "hoàn"."""
    return re.sub(r"[^\W\d_]+", lambda word: tone_key(word[0]), clean(text).casefold().replace("ð", "đ"))


_WITH_TONES, _WITHOUT_TONES = _begins(_toned), _begins(fold)
_TICKED = {spelled(word) for spelled in (_toned, fold) for word in (
    "x", "✓", "✔", "v", "có", "√", "đã", "1", "hoàn thành", "đã hoàn thành",
)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that was not understood: the name of its column, its words, and why."""

    field: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Tracking:
    """What the cells say, None where they say nothing, and what of them a person must look at."""

    draft: TrackingDraft | None
    doubts: tuple[Doubt, ...] = ()


class _Stated(NamedTuple):
    """What the cells of states and days say, and the doubts about them."""

    draft: TrackingDraft
    doubts: tuple[Doubt, ...]


def read_tracking(fields: Mapping[str, str], context: DueContext) -> Tracking:
    """Reads the cells of one row by the names of their columns; days as every deadline is read."""
    if not any(fields.get(name) for name in (*TRACKED, "note")):
        return Tracking(None)
    told = {name: fields.get(name, "") for name in _STATE}
    for name in ("result", "note"):
        told[name] = told[name] if _SAYS_STATE.match(told[name]) else ""
    if not any(told.values()) and not any(fields.get(name) for name in TRACKED):
        return Tracking(None)
    stated = _read_state(tuple(told.values()), context)
    said = stated.draft
    is_understood = said.stage is not None or said.progress is not None
    result, note = _result(fields, is_understood=is_understood), clean(fields.get("note", "")) or None
    evidence = _evidence(fields.get("evidence", "")) or tuple(found[0] for found in _CITED.finditer(told["result"]))
    draft = TrackingDraft(
        said.progress, said.stage, said.submitted_on, said.completed_on, result, evidence, said.extended_to, note,
    )  # fmt: skip
    is_followed = draft != TrackingDraft(note=note) or any(fields.get(name) for name in TRACKED)
    return Tracking(draft if is_followed and draft != TrackingDraft() else None, stated.doubts)


def _result(fields: Mapping[str, str], *, is_understood: bool) -> str | None:
    """Keeps what an office writes of how far the work is: its results, or the words of a state that say more.

    Words that were not understood are kept as well, for whoever answers the doubt about them.
    """
    if result := clean(fields.get("result", "")):
        return result
    said = [clean(fields.get(name, "")) for name in ("stage", "progress", "done", "completed_on")]
    worded = [text for text in said if re.search(r"[^\W\d_]{2}", text)]
    told = [text for text in worded if not (is_understood and len(text) < _SHORT and _BARE_STATE.fullmatch(text))]
    return "; ".join(told) or None


# Results and evidence differ from row to row; states and days come again and again.
@lru_cache(maxsize=_REMEMBERED)
def _read_state(cells: tuple[str, ...], context: DueContext) -> _Stated:
    """Reads the cells of ``_STATE``."""
    fields, doubts = dict(zip(_STATE, cells, strict=True)), list[Doubt]()
    draft = TrackingDraft(
        submitted_on=_day(fields, "submitted_on", context, doubts),
        completed_on=_day(fields, "completed_on", context, doubts),
        extended_to=_day(fields, "extended_to", context, doubts),
    )
    source = ""
    for name in (*_STRICT, "result", "note"):
        before = draft
        if name in _STRICT or (draft.stage is None and draft.progress is None):
            draft = _with_state(draft, name, fields[name], doubts)
        elif fields[name] and (draft.stage == Stage.COMPLETED) != (_stage(fields[name]) == Stage.COMPLETED):
            doubts.append(Doubt(name, clean(fields[name]), "ghi khác với tình trạng của hàng này"))
        source = name if before.stage is None and draft.stage else source
    draft = _with_day_inside(draft, source, fields.get(source, ""), context, doubts)
    draft = _concluded(draft)
    return _Stated(draft, (*doubts, *_contradictions(draft, fields)))


def _with_day_inside(
    draft: TrackingDraft, name: str, text: str, context: DueContext, doubts: list[Doubt]
) -> TrackingDraft:
    """Takes the day that the words of a state give: "Hoàn thành ngày 02/7", "đã gửi BC số 15/BC-VP ngày 19/02"."""
    if draft.stage not in (Stage.COMPLETED, Stage.AWAITING_CONFIRMATION) or draft.completed_on or draft.submitted_on:
        return draft
    found = {match["day"]: match for match in _INSIDE.finditer(text)}
    if not found:
        return draft
    said, match = next(iter(found.items()))
    rule = read_whole(f"ngày {said}" if "tháng" in said else said, context)
    day = last_day(rule, context) if rule is not None and _is_plain_day(rule) else None
    is_day = match["sure"] or match["year"] or _can_be_no_share(said)
    if len(found) > 1 or not is_day or day is None or not in_range(day):
        why = "có nhiều ngày, chưa rõ ngày nào" if len(found) > 1 else f"chưa rõ “{said}” có phải là ngày không"
        doubts.append(Doubt(name, clean(text), why))
        return draft
    if draft.stage == Stage.COMPLETED:
        return replace(draft, completed_on=day)
    return replace(draft, submitted_on=day)


def _can_be_no_share(said: str) -> bool:
    """True for "27/02" and "05/7": nobody writes so how many of how many are done, as "5/12" may say."""
    first, second = re.findall(r"\d+", said)[:2]
    return int(first) > int(second) or said.startswith("0") or second.startswith("0")


def _day(fields: Mapping[str, str], name: str, context: DueContext, doubts: list[Doubt]) -> date | None:
    text = clean(fields.get(name, ""))
    key = fold(text)
    if not text or _NOTHING.fullmatch(key) or (name == "completed_on" and _stage(text)):
        return None
    rule = read_whole(text.rstrip("."), context)
    # What was done was done on a day; only a last day may be that of a month or quarter, or the one before a day.
    fits = rule is not None and (name == "extended_to" or _is_plain_day(rule))
    day = last_day(rule, context) if rule is not None and fits else None
    if day is not None and _is_far(day, context):
        doubts.append(Doubt(name, text, "ngày này cách xa năm của kế hoạch, cần kiểm tra lại"))
        return None
    if day is None or not in_range(day):
        doubts.append(Doubt(name, text, "ngày này không có trên lịch" if fits else "không hiểu ngày này"))
        return None
    return day


def _is_far(day: date, context: DueContext) -> bool:
    return context.year is not None and abs(day.year - context.year) > _FAR


def _is_plain_day(rule: DueRule) -> bool:
    return rule.kind == DueKind.FIXED and rule.amount is None and rule.operator != Operator.BEFORE


def _with_state(draft: TrackingDraft, name: str, text: str, doubts: list[Doubt]) -> TrackingDraft:
    """Takes a share or a word; offices write either into either column."""
    key = fold(text)
    if not key or (name == "completed_on" and draft.completed_on) or (name != "done" and _NOTHING.fullmatch(key)):
        return draft
    if name == "done":
        if _toned(text) in _TICKED:
            return replace(draft, stage=draft.stage or Stage.COMPLETED)
        if _NOTHING.fullmatch(key):
            return draft
    share, stage = _share(key, name), None if _TO_BE_DONE.match(text) else _stage(text)
    if share is not None and share > 100:
        doubts.append(Doubt(name, clean(text), "tiến độ quá 100%"))
        return draft
    # "hoàn thành 80%" is a share of the work and not its end.
    stage = stage if share in (None, 100) else Stage.IN_PROGRESS if share else stage
    if share is None and stage is None and name != "completed_on":
        doubts.append(Doubt(name, clean(text), "không hiểu tình trạng này"))
    return replace(
        draft,
        progress=share if draft.progress is None else draft.progress,
        stage=(stage.value if stage else None) if draft.stage is None else draft.stage,
    )


def _share(key: str, name: str) -> int | None:
    found = _SHARE.fullmatch(key) if name == "progress" else _PERCENT.search(key)
    if found is None or (found[2] and found[1] == "0"):
        # 0,75 may be three quarters or less than one percent.
        return None
    return round(float(f"{found[1]}.{found[2] or 0}"))


def _stage(text: str) -> Stage | None:
    """Tells the stage that a cell begins with; None for words of none, and for those that may mean two."""
    key = fold(text)
    # Typed without tones throughout: then only the bare words can be compared.
    pattern, meanings = _WITHOUT_TONES if key == clean(text).casefold() else _WITH_TONES
    found = pattern.match(key if pattern is _WITHOUT_TONES[0] else _toned(text))
    stages = meanings[found[1]] if found else {None}
    return next(iter(stages)) if len(stages) == 1 else None


def _evidence(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    pieces = (clean(piece) for piece in re.split(r"[;\n]", text))
    return tuple(piece for piece in pieces if piece and piece not in "xX×" and not _NOTHING.fullmatch(fold(piece)))


def _concluded(draft: TrackingDraft) -> TrackingDraft:
    """Draws what follows for sure: a day of completion is a completion, a share of work is work begun."""
    if draft.stage is None and draft.completed_on:
        return replace(draft, stage=Stage.COMPLETED.value)
    if draft.stage is None and draft.progress is not None and 0 < draft.progress < 100:
        return replace(draft, stage=Stage.IN_PROGRESS.value)
    if draft.stage is None and draft.progress == 0:
        return replace(draft, stage=Stage.NOT_STARTED.value)
    return draft


def _contradictions(draft: TrackingDraft, fields: Mapping[str, str]) -> Iterator[Doubt]:
    name = next((name for name in (*_STRICT, "result", "note") if fields.get(name)), "completed_on")
    words = clean(fields.get(name, ""))
    is_done = draft.stage == Stage.COMPLETED
    if is_done and draft.completed_on is None and draft.submitted_on is None:
        yield Doubt(name, words, "ghi là đã hoàn thành nhưng không có ngày hoàn thành")
    elif draft.stage == Stage.AWAITING_CONFIRMATION and draft.completed_on is None and draft.submitted_on is None:
        yield Doubt(name, words, "ghi là chờ xác nhận nhưng không có ngày nộp")
    elif draft.progress == 100 and draft.stage is None:
        yield Doubt(name, words, "tiến độ 100% nhưng không có ngày hoàn thành")
    elif draft.completed_on and not is_done:
        yield Doubt(name, words, "có ngày hoàn thành nhưng tình trạng ghi là chưa")
    elif is_done and draft.progress is not None and draft.progress < 100:
        yield Doubt("progress", clean(fields.get("progress", "")), "ghi là đã hoàn thành nhưng tiến độ chưa đủ 100%")
