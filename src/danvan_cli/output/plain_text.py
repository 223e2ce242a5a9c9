"""A document on the screen: text in lines, tables as the terminal shows them, figures as bars of blocks."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from danvan_cli.domain.text import strip_controls
from danvan_cli.output.blocks import Appendix, Block, Document, Figure, Heading, Listing, Paragraph, Signature
from danvan_cli.output.plain_lines import plain_table
from danvan_cli.output.tables import Report, Table
from danvan_cli.output.terminal import report_pieces

# How each kind of bar is filled, so that they are told apart without colours.
_FILLS = "█▒▓░▚▞"
_WIDEST, _BAR, _NAME = 110, 40, 34


def document_pieces(document: Document, *, color: bool, width: int, plain: bool = False) -> Iterator[str]:
    """Writes the document for a screen ``width`` columns wide; a text is never wider than is readable.

    ``plain`` writes tables and figures as lines of one fact each.
    """
    room = min(width, _WIDEST)
    head = document.head
    if head is not None:
        names = " / ".join(filter(None, [head.governing_body, head.issuer]))
        yield f"{_wrapped(names, room)}\nSố: …/{head.symbol}\n\n"
    yield _wrapped(document.title, room) + "\n"
    yield from (f"{_wrapped(line, room)}\n" for line in document.lines)
    for block in document.blocks():
        yield from _plain_pieces(block, room) if plain else _pieces(block, color=color, width=room)


def _plain_pieces(block: Block, width: int) -> Iterator[str]:
    if isinstance(block, Figure):
        yield f"\n{_wrapped(block.title, width)}\n"
        for place, name in enumerate(block.categories):
            told = ", ".join(f"{one.name} {one.values[place]}" for one in block.series if one.values[place])
            yield f"{strip_controls(name)}: {told or 0}\n"
    elif isinstance(block, Table):
        yield "\n"
        yield from plain_table(block)
    elif isinstance(block, Signature):
        signers = (block.foot.authority, block.foot.signer_title, block.foot.signer)
        yield "".join(f"\n{words}" for words in signers if words) + "\n"
    elif isinstance(block, Appendix):
        yield f"\n{_wrapped(block.line.upper(), width)}\n"
    else:
        yield from _pieces(block, color=False, width=width)


def _pieces(block: Block, *, color: bool, width: int) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"\n{_wrapped(block.text.upper() if block.level == 1 else block.text, width)}\n"
    elif isinstance(block, Paragraph):
        yield f"\n{_wrapped(block.text, width)}\n"
    elif isinstance(block, Listing):
        yield from (f"{_wrapped(f'- {item}', width, '  ')}\n" for item in block.items)
    elif isinstance(block, Figure):
        yield from _bars(block, width)
    elif isinstance(block, Table):
        yield from report_pieces(Report("", (), (block,)), color=color)
    elif isinstance(block, Signature):
        signers = (block.foot.authority, block.foot.signer_title, block.foot.signer)
        yield "".join(f"\n{words.rjust(width)}" for words in signers if words) + "\n"
    elif isinstance(block, Appendix):
        yield f"\n{'─' * width}\n\n{_wrapped(block.line.upper(), width)}\n"
        if block.of:
            yield f"{_wrapped(block.of, width)}\n"


def _bars(figure: Figure, width: int) -> Iterator[str]:
    most = max([1, *(sum(one.values[place] for one in figure.series) for place in range(len(figure.categories)))])
    yield f"\n{_wrapped(figure.title, width)}\n"
    for place, name in enumerate(figure.categories):
        shown = strip_controls(name)
        shown = shown if len(shown) <= _NAME else f"{shown[: _NAME - 1]}…"
        bar = "".join(
            _FILLS[one.look % len(_FILLS)] * max(1, round(_BAR * one.values[place] / most))
            for one in figure.series
            if one.values[place]
        )
        numbers = " + ".join(str(one.values[place]) for one in figure.series if one.values[place])
        yield f"{shown:>{_NAME}} {bar} {numbers}\n"
    key = "  ".join(f"{_FILLS[one.look % len(_FILLS)]} {one.name}" for one in figure.series)
    yield f"{_wrapped(key, width)}\n"


def _wrapped(text: str, width: int, margin: str = "") -> str:
    lines = strip_controls(text).split("\n")
    return "\n".join(textwrap.fill(line, width, subsequent_indent=margin, break_on_hyphens=False) for line in lines)
