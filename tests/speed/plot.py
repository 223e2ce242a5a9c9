"""Draws a log-log plot as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

_COLOURS = ("#b00020", "#e07a5f", "#1d3557", "#457b9d", "#2a9d8f", "#8d6a9f", "#606060", "#bc6c25")
_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 780, 520, 70, 50, 210, 60
_Points = Sequence[tuple[float, float]]


def log_log(title: str, series: Mapping[str, _Points], across: str = "deadlines") -> str:
    """Draws each series as a line over whole decades; the names stand at the right, in the order of the last points."""
    points = [point for line in series.values() for point in line]
    xs, ys = (_decades([point[axis] for point in points]) for axis in (0, 1))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="13">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        f'<text x="{_LEFT}" y="28" font-size="16">{escape(title)}</text>',
        *_grid(xs, ys),
        f'<text x="{(_LEFT + _WIDTH - _RIGHT) / 2}" y="{_HEIGHT - 15}" text-anchor="middle">{escape(across)}</text>',
        *_lines(series, xs, ys),
        "</svg>\n",
    ]
    return "\n".join(lines)


def _decades(values: Sequence[float]) -> tuple[int, int]:
    first, last = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return first, max(last, first + 1)


def _x(value: float, decades: tuple[int, int]) -> float:
    share = (math.log10(value) - decades[0]) / (decades[1] - decades[0])
    return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)


def _y(value: float, decades: tuple[int, int]) -> float:
    share = (math.log10(value) - decades[0]) / (decades[1] - decades[0])
    return round(_HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM), 1)


def _grid(xs: tuple[int, int], ys: tuple[int, int]) -> Iterator[str]:
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    for power in range(xs[0], xs[1] + 1):
        x = _x(10**power, xs)
        yield f'<line x1="{x}" y1="{_TOP}" x2="{x}" y2="{bottom}" stroke="#ddd"/>'
        yield f'<text x="{x}" y="{bottom + 20}" text-anchor="middle">10<tspan dy="-5" font-size="9">{power}</tspan></text>'
    for power in range(ys[0], ys[1] + 1):
        y = _y(10.0**power, ys)
        yield f'<line x1="{_LEFT}" y1="{y}" x2="{right}" y2="{y}" stroke="#ddd"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{10.0**power:g}</text>'


def _lines(series: Mapping[str, _Points], xs: tuple[int, int], ys: tuple[int, int]) -> Iterator[str]:
    # Names keep a line's height from each other, from the top down.
    free = float(_TOP)
    coloured = zip(series.items(), _COLOURS, strict=False)
    for (name, points), colour in sorted(coloured, key=lambda line: -line[0][1][-1][1]):
        placed = [(_x(x, xs), _y(y, ys)) for x, y in points]
        path = " ".join(f"{x},{y}" for x, y in placed)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in placed)
        free = max(free, placed[-1][1])
        yield f'<text x="{placed[-1][0] + 10}" y="{free + 4}" fill="{colour}">{escape(name)}</text>'
        free += 17
