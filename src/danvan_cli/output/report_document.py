"""A report as a document: its outline's sections, each filled by the queries that it names, from one object of figures.

An outline (a file of ``data/outlines``) says which queries (``report_parts``) stand where, in which words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice

from danvan_cli.domain.dates import official_short as short
from danvan_cli.domain.dates import official_words
from danvan_cli.domain.errors import DanvanError
from danvan_cli.domain.lazy_lists import LazyRepeated
from danvan_cli.domain.phrases import fill
from danvan_cli.domain.report_values import values_of
from danvan_cli.domain.reporting import OF_RECORDS, PROGRESS, OutlinePart, ReportFigures
from danvan_cli.domain.text import joined_number, nfc
from danvan_cli.output import progress
from danvan_cli.output.blocks import (
    Appendix,
    Block,
    Document,
    Figure,
    Heading,
    Look,
    OfficialFoot,
    OfficialHead,
    Paragraph,
    Signature,
    document_of,
)
from danvan_cli.output.overview import overview
from danvan_cli.output.plan_words import in_sentence, named, subject, subject_without_year
from danvan_cli.output.report_parts import QUERIES, Making, Wish, gap
from danvan_cli.output.report_records import records_told
from danvan_cli.output.tables import Table

# Of a table beside a long register a screen shows so many rows.
_MOST_ROWS = 500
# What tells of targets alone: of a plan without any they can only say so.
_OF_TARGETS = frozenset(("targets", "targets_year_before", "target_details"))
# How sections and appendices are numbered.
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def report_document(figures: ReportFigures, wish: Wish) -> Document:
    """Makes the document; its long tables are read while the data are open."""
    making = Making(figures, wish, _words(figures))
    outline = figures.outline
    if outline.kind == PROGRESS:
        # Of today, with words of its own: what the Monday screen shows, whole.
        report = progress.progress_report(figures.status, figures.earlier)
        return document_of(report)._replace(figures=lambda: _carried(figures), overview=lambda: overview(making))
    abstract = _sentence(outline.abstract, making.words)
    head = None
    if outline.is_official and wish.printed:
        sender = figures.sender
        head = OfficialHead(
            sender.governing_body, sender.issuer, None, sender.symbol, sender.place,
            None if wish.draft else figures.signed_on, abstract,
            outline.type,
        )  # fmt: skip
    title = f"{outline.type.upper()} – {abstract}"
    lines = () if head else tuple(_heading_lines(figures))
    return Document(
        title, lines, lambda: _blocks(making), head, outline.is_sideways, lambda: _carried(figures),
        lambda: overview(making, _heading_lines(figures) if head else ()),
    )  # fmt: skip


def _carried(figures: ReportFigures) -> str:
    told = {
        "unit": figures.status.unit.code if figures.status.unit else None, "plan": figures.status.plan.code,
        "kind": figures.outline.kind, "period": figures.period.name, "cut_off": str(figures.cut_off),
        "values": values_of(figures),
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False)


def gaps(document: Document) -> Iterator[str]:
    """Lists what a person still has to write."""
    return (block.text for block in document.blocks() if isinstance(block, Paragraph) and block.is_gap)


def _words(figures: ReportFigures) -> dict[str, str]:
    plan = figures.status.plan
    year = f"năm {plan.year}"
    about = subject_without_year(plan) if year in figures.period.words else subject(plan)
    return {
        "subject": about,
        "plan_named": named(plan),
        "plan": plan.title,
        "period": figures.period.words,
        "cut_off": short(figures.cut_off),
        "issuer": in_sentence(figures.sender.issuer) if figures.sender.issuer else "cơ quan",
        "unit": figures.status.unit.name if figures.status.unit else "",
    }


def _sentence(template: str, words: dict[str, str]) -> str:
    """Fills a text of the outline, as one line."""
    return nfc(" ".join(fill(template, words).split()))


def _days_line(figures: ReportFigures) -> str:
    known = figures.status.known_on
    typed = f", chỉ gồm những gì đã nhập đến hết ngày {short(known)}" if known else ""
    return (
        f"Kỳ báo cáo {figures.period.words} ({figures.period.days_words}); số liệu tính đến hết ngày "
        f"{short(figures.cut_off)}{typed}"
    )


def _heading_lines(figures: ReportFigures) -> Iterator[str]:
    yield named(figures.status.plan)
    if figures.status.unit is not None:
        olds = ", ".join(map(figures.unit_name, figures.status.merged))
        yield f"Đơn vị: {figures.status.unit.name}{f' (gồm cả {olds} đã sáp nhập)' if olds else ''}"
        if figures.status.below:
            yield f"Chưa gồm việc của các đơn vị thuộc quyền: {', '.join(map(figures.unit_name, figures.status.below))}"
    yield _days_line(figures)
    if sealed := _sealed(figures):
        yield sealed


def _blocks(making: Making) -> Iterator[Block]:
    figures, outline = making.figures, making.figures.outline
    is_official = outline.is_official and making.wish.printed
    if not making.wish.printed:
        # To work with: the large tables first, no text between them.
        parts = (*outline.appendices, *outline.sections)
        yield from (b for part in parts for b in _filled(making, part) if isinstance(b, Table | Figure))
        return
    if is_official:
        yield Paragraph(f"({_days_line(figures)})", Look.CENTRED)
    if outline.opening:
        yield Paragraph(_sentence(outline.opening, making.words))
    for place, (part, blocks) in enumerate(_present(making, outline.sections)):
        if part.title:
            yield Heading(f"{ROMAN[place]}. {_sentence(part.title, making.words)}")
        yield from blocks
    if outline.closing:
        yield Paragraph(f"{_sentence(outline.closing, making.words).rstrip('. ')}./.", is_last=True)
    if is_official:
        sender = figures.sender
        signed = (sender.authority, sender.signer_title, sender.signer)
        yield Signature(OfficialFoot(sender.recipients, *signed, sealed=_sealed(figures)))
    of = ""
    if is_official:
        of = appendix_of(making.wish, outline.type, figures.sender.symbol, figures.signed_on, making.words["issuer"])
    appendices = list(_present(making, outline.appendices))
    for place, (part, blocks) in enumerate(appendices):
        number = ROMAN[place] if len(appendices) > 1 else ""
        yield Appendix(number, _sentence(part.title, making.words), of, part.sideways)
        yield from blocks


def appendix_of(wish: Wish, kind: str, symbol: str, signed_on: date, issuer: str) -> str:
    """Says which document an appendix goes with (NĐ 30/2020); its number is written in by hand."""
    day = "ngày … tháng … năm …" if wish.draft else official_words(signed_on)
    return f"(Kèm theo {kind} số {joined_number('……', symbol)} {day} của {issuer})"


def _present(making: Making, parts: Iterable[OutlinePart]) -> Iterator[tuple[OutlinePart, Iterator[Block]]]:
    """Fills parts; an optional one that has nothing to tell is left out."""
    for part in parts:
        if part.optional and _OF_TARGETS.issuperset(part.fill) and not making.figures.status.coverage:
            continue
        blocks = _filled(making, part)
        first = next(blocks, None) if part.optional else None
        has_rows = bool(first.rows) if isinstance(first, Table) else first is not None
        if not part.optional or has_rows:
            yield part, blocks if first is None else chain((first,), blocks)


def _sealed(figures: ReportFigures) -> str:
    return figures.status.sealed.sentence if figures.status.sealed else ""


def _filled(making: Making, part: OutlinePart) -> Iterator[Block]:
    """Fills a section; headings inside it are numbered 1, 2, …"""
    number = 0
    for block in chain.from_iterable(_queried(making, name) for name in part.fill):
        if isinstance(block, Heading) and block.level == 2:
            number += 1
            block = block._replace(text=f"{number}. {block.text}")
        if isinstance(block, Table) and making.is_told_once and "register" not in part.fill:
            block = _first_rows(block)
        yield block
    if part.gap and not any(one.kind.key == part.unless for one in making.figures.records):
        yield gap(_sentence(part.gap, making.words))


def _first_rows(table: Table) -> Table:
    """Shows the first rows of a table that the register has, too, and says how many there are."""
    left = len(table.rows) - _MOST_ROWS
    if left <= 0:
        return table
    rows = LazyRepeated(_MOST_ROWS, lambda: islice(table.rows, _MOST_ROWS), is_redated=False)
    return table._replace(rows=rows, note=f"Và {left} dòng khác, xem sổ theo dõi. {table.note}".rstrip())


def _queried(making: Making, name: str) -> Iterator[Block]:
    if name.startswith(OF_RECORDS):
        return records_told(making.figures, name.removeprefix(OF_RECORDS))
    if name not in QUERIES:
        known = ", ".join(sorted(QUERIES))
        raise DanvanError(f"Đề cương hỏi “{name}”, chương trình không có.", f"Các phần có: {known}.")
    return QUERIES[name](making)


def file_words(figures: ReportFigures) -> str:
    """Names a report's file by kind, unit and period, without its day and ending: "bao-cao-nam-2023"."""
    unit = f"-{figures.status.unit.code}" if figures.status.unit else ""
    period = f"nam-{figures.period.year}" if figures.period.is_year else figures.period.name
    return f"{figures.outline.file}{unit}-{period}"
