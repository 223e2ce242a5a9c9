"""The report on many agencies: its document by the outline's sections, and the same figures as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import chain

from danvan_cli.domain.dates import official_short as short
from danvan_cli.domain.errors import DanvanError
from danvan_cli.domain.figures import Counts
from danvan_cli.domain.numbers import NOTHING_AROSE, format_number
from danvan_cli.domain.phrases import fill
from danvan_cli.domain.province import AgencyLine, AgencyRound, ProvinceFigures, SharedTarget
from danvan_cli.domain.report_values import province_values
from danvan_cli.domain.reporting import OutlinePart
from danvan_cli.domain.text import nfc
from danvan_cli.output.blocks import (
    Appendix,
    Block,
    Card,
    Cards,
    Document,
    Figure,
    Heading,
    Listing,
    Look,
    OfficialFoot,
    OfficialHead,
    Paragraph,
    Signature,
)
from danvan_cli.output.contract import counts_data, fields, listed, number_data
from danvan_cli.output.plan_words import padded
from danvan_cli.output.report_charts import counts_figure
from danvan_cli.output.report_document import ROMAN, appendix_of
from danvan_cli.output.report_parts import Wish
from danvan_cli.output.report_sentences import of_due, standing
from danvan_cli.output.result import Data
from danvan_cli.output.tables import Cell, Column, Percent, Table, number, without_empty

_MOST_NAMED = 12
# Its sender writes its own in.
_SYMBOL = "BC-…"
# So many bars fit a page of paper, so many a look of the leaders; so many late rows the text.
_BARS, _BARS_BRIEFLY, _MOST_LATE_ROWS = 30, 12, 40


def province_document(figures: ProvinceFigures, wish: Wish) -> Document:
    """Makes the document; who sends it is written in by hand, for a province is no agency of the data."""
    outline = figures.outline
    abstract = _said(figures, outline.abstract)
    head = None
    if outline.is_official and wish.printed:
        signed_on = None if wish.draft else figures.signed_on
        head = OfficialHead(None, None, None, _SYMBOL, None, signed_on, abstract, outline.type)
    return Document(
        f"{outline.type.upper()} – {abstract}", () if head else (_days_line(figures),), lambda: _blocks(figures, wish),
        head, outline.is_sideways, lambda: _carried(figures), lambda: _overview(figures),
    )  # fmt: skip


def _carried(figures: ProvinceFigures) -> str:
    told = {
        "unit": None, "plan": None, "kind": figures.outline.kind,
        "period": figures.period.name if figures.is_of_period else "", "cut_off": str(figures.as_of),
        "values": province_values(figures),
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False)


def brief_document(figures: ProvinceFigures) -> Document:
    """Makes what is sent from phone to phone: the whole first, then who is late and with what."""
    title = f"TÓM TẮT – {_said(figures, figures.outline.abstract)}"
    return Document(title, (_days_line(figures),), lambda: _brief_blocks(figures))


def _brief_blocks(figures: ProvinceFigures) -> Iterator[Block]:
    yield Paragraph(_of_parts(of_due(figures.counts)))
    yield from _sent(figures)
    yield Paragraph(_of_parts(standing(figures.counts, "Các cơ quan")))
    yield from _met_and_scored(figures)
    yield from _bars(figures, _BARS_BRIEFLY)
    yield from _late_of(figures, _BARS_BRIEFLY)


def _said(figures: ProvinceFigures, text: str) -> str:
    words = {"period": figures.period.words, "cut_off": short(figures.as_of)}
    return nfc(" ".join(fill(text, words).split()))


def _days_line(figures: ProvinceFigures) -> str:
    return (
        f"Kế hoạch năm {figures.year} của {padded(len(figures.lines))} cơ quan; số liệu đến hết {short(figures.as_of)}"
    )


def _blocks(figures: ProvinceFigures, wish: Wish) -> Iterator[Block]:
    outline = figures.outline
    if not wish.printed:
        parts = (*outline.appendices, *outline.sections)
        yield from (b for part in parts for b in _filled(figures, part) if isinstance(b, Table | Figure))
        return
    yield Paragraph(f"({_days_line(figures)})", Look.CENTRED)
    if outline.opening:
        yield Paragraph(_said(figures, outline.opening))
    yield from _parts(figures, outline.sections)
    if outline.closing:
        yield Paragraph(f"{_said(figures, outline.closing).rstrip('. ')}./.", is_last=True)
    if outline.is_official:
        yield Signature(OfficialFoot((), None, "Thủ trưởng cơ quan", None))
    of = appendix_of(wish, outline.type, _SYMBOL, figures.signed_on, "…………") if outline.is_official else ""
    yield from _parts(figures, outline.appendices, of)


def _parts(figures: ProvinceFigures, parts: tuple[OutlinePart, ...], of: str | None = None) -> Iterator[Block]:
    """Fills sections, or appendices ``of`` a document, numbered; an optional one with nothing to tell is left out."""
    place = 0
    for part in parts:
        blocks = _filled(figures, part)
        first = next(blocks, None)
        if first is None and part.optional:
            continue
        title = _said(figures, part.title)
        if of is None:
            yield Heading(f"{ROMAN[place]}. {title}")
        else:
            yield Appendix(ROMAN[place] if len(parts) > 1 else "", title, of, part.sideways)
        yield from chain((first,) if first is not None else (), blocks)
        if part.gap:
            yield Paragraph(f"[{_said(figures, part.gap)}]", is_gap=True)
        place += 1


def _filled(figures: ProvinceFigures, part: OutlinePart) -> Iterator[Block]:
    for name in part.fill:
        if name not in AGENCY_QUERIES:
            known = ", ".join(sorted(AGENCY_QUERIES))
            raise DanvanError(f"Đề cương hỏi “{name}”, báo cáo các cơ quan không có.", f"Các phần có: {known}.")
        yield from AGENCY_QUERIES[name](figures)


def _reports(figures: ProvinceFigures) -> Iterator[Block]:
    yield from _sent(figures)
    yield from _rounds(figures)


def _sent(figures: ProvinceFigures) -> Iterator[Block]:
    lines = figures.lines
    sent = [line for line in lines if line.has_reported]
    yield Paragraph(f"Đã gửi báo cáo {len(sent)}/{len(lines)} cơ quan.")
    if missing := [line.name for line in lines if not line.has_reported and not line.fault]:
        yield Paragraph(f"Chưa gửi báo cáo: {_listed(missing)}.")
    for line in figures.unread:
        yield Paragraph(f"Không đọc được số liệu của {line.name}, các tổng không gồm cơ quan này: {line.fault}.")
    if without := [line.name for line in lines if not line.plans and not line.fault]:
        yield Paragraph(f"Chưa có kế hoạch năm {figures.year}: {_listed(without)}.")


def _rounds(figures: ProvinceFigures) -> Iterator[Block]:
    if items := [_round_words(line, one) for line in figures.lines for one in line.rounds]:
        yield Paragraph("Các đợt báo cáo của đơn vị thuộc từng cơ quan:")
        yield Listing([*(f"{words};" for words in items[:-1]), f"{items[-1]}."])


def _listed(names: list[str]) -> str:
    more = f" và {padded(len(names) - _MOST_NAMED)} cơ quan khác" if len(names) > _MOST_NAMED else ""
    return f"{'; '.join(names[:_MOST_NAMED])}{more}"


def _round_words(line: AgencyLine, one: AgencyRound) -> str:
    late = f", trong đó {padded(one.late)} gửi muộn" if one.late else ""
    owing = f"; chưa gửi: {_listed(list(one.owing))}" if one.owing else ""
    return f"{line.name}, {one.title[:1].lower()}{one.title[1:]}: {one.sent}/{one.expected} đơn vị đã gửi{late}{owing}"


def _progress(figures: ProvinceFigures) -> Iterator[Block]:
    counts = figures.counts
    yield Paragraph(_of_parts(standing(counts, "Các cơ quan")))
    yield Paragraph(_of_parts(of_due(counts)))
    yield from _met_and_scored(figures)


def _met_and_scored(figures: ProvinceFigures) -> Iterator[Block]:
    targets = sum(len(line.coverage) for line in figures.lines)
    if targets:
        met, silent = sum(line.met for line in figures.lines), sum(line.silent for line in figures.lines)
        yield Paragraph(f"Đạt {met}/{targets} chỉ tiêu; {padded(silent)} chỉ tiêu chưa có số liệu.")
    scored = [line for line in figures.lines if line.score is not None and line.score.total is not None]
    if scored:
        words = _listed([f"{line.name} {_score_words(line)}" for line in scored])
        yield Paragraph(f"Đã tự chấm điểm {len(scored)}/{len(figures.lines)} cơ quan: {words}.")


def _of_parts(sentence: str) -> str:
    """Says a sentence on tasks of parts of work, which is what the agencies' lines count."""
    return sentence.replace("nhiệm vụ", "phần việc")


def _score_words(line: AgencyLine) -> str:
    score = line.score
    if score is None or score.total is None:
        return ""
    band = f" ({score.band})" if score.band else ""
    return f"{format_number(score.total)}/{format_number(score.scale)}{band}"


def _chart(figures: ProvinceFigures) -> Iterator[Block]:
    return _bars(figures, _BARS)


def _bars(figures: ProvinceFigures, most: int) -> Iterator[Block]:
    """Draws the agencies, the ones with most work first; of more than fit those with most late work.

    A bar of all others would leave no room for these.
    """
    lines = [(line.name, line.counts) for line in figures.lines if line.counts.total]
    which = ""
    if len(lines) > most:
        lines = sorted(lines, key=lambda line: -line[1].overdue)[:most]
        which = f"; {most} cơ quan nhiều việc quá hạn nhất"
    if lines:
        yield counts_figure(f"Tiến độ theo cơ quan (số phần việc{which})", lines, most)


def _table(figures: ProvinceFigures) -> Iterator[Block]:
    columns = (
        number("TT"), Column("Cơ quan", wide=True), Column("Báo cáo đã gửi"), Column("Đơn vị đã gửi"),
        number("Phần việc"), number("Đã hoàn thành"), number("Trong hạn"), number("Quá hạn")._replace(alarm=True),
        number("Không thời hạn"), number("Đúng hạn/đến hạn"), number("Tỷ lệ đúng hạn"), number("Chỉ tiêu đạt"),
        number("Chỉ tiêu"), number("Chưa có số liệu"), number("Điểm tự chấm"), Column("Xếp loại"),
    )  # fmt: skip
    rows = [_row(place, line) for place, line in enumerate(figures.lines, start=1)]
    counts = figures.counts
    sent = f"{sum(line.has_reported for line in figures.lines)}/{len(figures.lines)}"
    units = [one for line in figures.lines for one in line.rounds]
    rows.append(
        (
            None, "Cộng", sent, _fraction(units), *_count_cells(counts), sum(line.met for line in figures.lines),
            sum(len(line.coverage) for line in figures.lines), sum(line.silent for line in figures.lines), None, None,
        )
    )  # fmt: skip
    note = "Đếm phần việc của các đơn vị chủ trì. Tỷ lệ ở dòng cộng là tỷ lệ của các tổng, không phải trung bình."
    yield Table("", columns, tuple(rows), total_rows=1, note=note, name="Các cơ quan")


def _row(place: int, line: AgencyLine) -> tuple[Cell, ...]:
    if line.fault:
        return (place, line.name, "không đọc được số liệu", *(None,) * 13)
    sent = "; ".join(f"{one.number} ngày {short(one.sent_on)}" for one in line.reports) or (
        None if line.plans else "chưa có kế hoạch"
    )
    score = line.score
    return (
        place, line.name, sent, _fraction(list(line.rounds)), *_count_cells(line.counts), line.met, len(line.coverage),
        line.silent, score.total if score else None, score.band if score else None,
    )  # fmt: skip


def _fraction(rounds: list[AgencyRound]) -> str | None:
    return f"{sum(one.sent for one in rounds)}/{sum(one.expected for one in rounds)}" if rounds else None


def _count_cells(counts: Counts) -> tuple[Cell, ...]:
    rate = counts.rate()
    percent = None if rate.percent is None else Percent(rate.percent)
    share = f"{rate.numerator}/{rate.denominator}" if rate.denominator else NOTHING_AROSE
    return counts.total, counts.done, counts.in_time, counts.overdue, counts.undated, share, percent


def _targets(figures: ProvinceFigures) -> Iterator[Block]:
    if not figures.shared:
        return
    columns = (
        Column("Chỉ tiêu", wide=True), number("Cơ quan có số liệu"), number("Tử số"), number("Mẫu số"), number("Tỷ lệ"),
    )  # fmt: skip
    rows = tuple(
        (one.statement, f"{one.reported}/{one.agencies}", *_sums(one), _percent(one)) for one in figures.shared
    )
    note = "Cộng tử số, mẫu số của các cơ quan có số liệu; tỷ lệ là tỷ lệ của các tổng."
    yield Table("", columns, rows, note=note, name="Chỉ tiêu chung")


def _sums(one: SharedTarget) -> tuple[Decimal | None, Decimal | None]:
    return (one.numerator, one.denominator) if one.reported else (None, None)


def _percent(one: SharedTarget) -> Cell:
    if one.percent is not None:
        return Percent(one.percent)
    return NOTHING_AROSE if one.reported else None


def _late(figures: ProvinceFigures) -> Iterator[Block]:
    return _late_of(figures, len(figures.lines))


def _late_of(figures: ProvinceFigures, most: int) -> Iterator[Block]:
    """Names what is late longest of the agencies with most late work, of at most so many."""
    late = sorted((line for line in figures.lines if line.counts.overdue), key=lambda line: -line.counts.overdue)
    if not late:
        yield Paragraph("Không cơ quan nào có việc quá hạn chưa hoàn thành.")
        return
    told = _listed([f"{line.name} ({padded(line.counts.overdue)})" for line in late])
    yield Paragraph(f"{padded(len(late))} cơ quan có việc quá hạn chưa hoàn thành: {told}.")
    columns = (
        Column("Cơ quan"), Column("Nội dung", wide=True), Column("Đơn vị chủ trì"), Column("Ngày cuối"),
        number("Số ngày trễ"),
    )  # fmt: skip
    each = max(1, _MOST_LATE_ROWS // len(late))
    rows = tuple(
        (line.name, one.content, one.unit or "chưa phân công", one.due_on, one.days_late)
        for line in late[:most]
        for one in line.late[:each]
    )
    left = sum(line.counts.overdue for line in late) - len(rows)
    note = f"Mỗi cơ quan nêu những việc trễ lâu nhất; còn {padded(left)} việc khác." if left > 0 else ""
    yield Table("", columns, rows, note=note, parted_by=0, name="Quá hạn")


AGENCY_QUERIES: dict[str, Callable[[ProvinceFigures], Iterator[Block]]] = {
    "agency_reports": _reports,
    "agency_progress": _progress,
    "agency_chart": _chart,
    "agency_table": _table,
    "agency_targets": _targets,
    "agency_late": _late,
}


def _overview(figures: ProvinceFigures) -> Iterator[Block | Cards]:
    counts, lines = figures.counts, figures.lines
    yield Paragraph(_of_parts(of_due(counts)), Look.LEAD)
    if unread := [line.name for line in figures.unread]:
        yield Paragraph(f"Không đọc được số liệu của {_listed(unread)}.", is_gap=True)
    met, targets = sum(line.met for line in lines), sum(len(line.coverage) for line in lines)
    yield Cards(
        (
            Card("agencies", "Cơ quan", format_number(len(lines))),
            Card("reported", "Đã báo cáo", f"{sum(line.has_reported for line in lines)}/{len(lines)}"),
            Card("done", "Đã hoàn thành", f"{format_number(counts.done)}/{format_number(counts.total)}", "phần việc"),
            Card("overdue", "Quá hạn", format_number(counts.overdue), "chưa hoàn thành", is_alarm=counts.overdue > 0),
            Card("met", "Chỉ tiêu đạt", f"{format_number(met)}/{format_number(targets)}"),
        )
    )
    yield from _bars(figures, _BARS_BRIEFLY)
    yield Heading("Các cơ quan")
    yield from (without_empty(table) for table in _table(figures) if isinstance(table, Table))


def province_data(figures: ProvinceFigures) -> Data:
    """The report as JSON: the lines of ``agency status`` with what only a report has."""
    period = figures.period
    known = [
        {
            "plan_codes": list(line.plans),
            "has_reported": line.has_reported,
            "reports": [fields(one) for one in line.reports],
            "rounds": [fields(one) for one in line.rounds],
            "targets": {"total": len(line.coverage), "met": line.met, "silent": line.silent},
            "score": None if line.score is None else _score_data(line),
            "fault": line.fault or None,
            "late": [fields(one) for one in line.late],
        }
        for line in figures.lines
    ]
    heads = [
        {"code": line.code, "name": line.name, "plans": len(line.plans), **counts_data(line.counts)}
        for line in figures.lines
    ]
    shared = [{**fields(one), "percent": number_data(one.percent)} for one in figures.shared]
    return {
        "kind": figures.outline.kind,
        "year": figures.year,
        "period": {"name": period.name, "words": period.words, "first": str(period.first), "last": str(period.last)},
        "cut_off": str(figures.as_of),
        "signed_on": str(figures.signed_on),
        **listed("agencies", [head | more for head, more in zip(heads, known, strict=True)]),
        "rows": counts_data(figures.counts),
        "reported": sum(line.has_reported for line in figures.lines),
        "shared_targets": shared,
    }


def _score_data(line: AgencyLine) -> Data:
    assert line.score is not None  # noqa: S101  (asked for only where there is one)
    return {
        "total": number_data(line.score.total), "scale": number_data(line.score.scale), "band": line.score.band,
    }  # fmt: skip
