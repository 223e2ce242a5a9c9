"""A figure as a native chart of an Office document: bars that lie, in patterns that are told apart without colours."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from danvan_cli.domain.text import strip_controls
from danvan_cli.output.blocks import Figure

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
CHART_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_NAMES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
# Pattern and ink of each look: as light or dark as no other one, the darkest for what is late, so that a print without
# colours tells them apart.
SOLID = "solid"
LOOKS = (
    (SOLID, "C8E6C9"), ("wdUpDiag", "E65100"), ("pct20", "2E7D32"), (SOLID, "64B5F6"), (SOLID, "7F1D1D"),
    (SOLID, "FFFFFF"),
)  # fmt: skip
_EMU_PER_MM = 36_000
_MM_PER_BAR, _MM_AROUND, _MM_OF_TITLE = 7, 34, 11
# Which part of the width the names of the categories have.
NAMES_SHARE = 0.36


def height_mm(figure: Figure) -> int:
    """Tells how tall a figure is drawn: a bar for each category, with its legend and title."""
    return min(_MM_AROUND + _MM_PER_BAR * len(figure.categories), 200)


def described(figure: Figure) -> str:
    """Says in words what a figure shows, for who cannot see it."""
    lines = (
        f"{name}: " + ", ".join(f"{one.name.lower()} {one.values[place]}" for one in figure.series if one.values[place])
        for place, name in enumerate(figure.categories)
    )
    return f"{figure.title}. {'; '.join(lines)}."


def chart_xml(figure: Figure) -> str:
    """Writes the chart's part with all its data in it; the first category stands on top."""
    series = "".join(_series_xml(figure, place) for place in range(len(figure.series)))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {_NAMES}>'
        '<c:roundedCorners val="0"/><c:chart>'
        f'<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr><a:r>'
        f'<a:rPr lang="vi-VN" sz="1200" b="1"/><a:t>{_xml(figure.title)}</a:t></a:r></a:p></c:rich></c:tx>'
        f'<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea>{_layout(figure)}'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="45"/><c:overlap val="100"/><c:axId val="111"/><c:axId val="222"/></c:barChart>'
        '<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="222"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/>'
        '</c:catAx><c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill>'
        '<a:srgbClr val="BFBFBF"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
        '<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:crossAx val="111"/><c:crosses val="max"/>'
        f'<c:crossBetween val="between"/>{_step(figure)}</c:valAx>'
        "</c:plotArea>"
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
        '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1000"><a:latin typeface="Times New Roman"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="vi-VN"/></a:p></c:txPr></c:chartSpace>'
    )


def _layout(figure: Figure) -> str:
    """Leaves the names of the categories so much room that none is left out."""
    tall = height_mm(figure)
    top, bars = _MM_OF_TITLE / tall, (tall - _MM_AROUND) / tall
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{NAMES_SHARE}"/><c:y val="{top:.3f}"/><c:w val="{0.97 - NAMES_SHARE:.3f}"/>'
        f'<c:h val="{bars:.3f}"/></c:manualLayout></c:layout>'
    )


def _step(figure: Figure) -> str:
    """Keeps the axis to whole numbers where the counts are small."""
    most = max((sum(one.values[place] for one in figure.series) for place in range(len(figure.categories))), default=0)
    return '<c:majorUnit val="1"/>' if most <= 10 else ""


def _series_xml(figure: Figure, place: int) -> str:
    one = figure.series[place]
    pattern, ink = LOOKS[one.look % len(LOOKS)]
    row = place + 2
    labels = (
        '<c:dLbls><c:numFmt formatCode="0;;" sourceLinked="0"/><c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/>'
        '</a:solidFill></c:spPr><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef><c:f>A{row}</c:f>'
        f"{_strings([one.name])}</c:strRef></c:tx>"
        f'<c:spPr>{_fill(pattern, ink)}<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/>'
        f'</a:solidFill></a:ln></c:spPr><c:invertIfNegative val="0"/>{labels}'
        f"<c:cat><c:strRef><c:f>B1:Z1</c:f>{_strings(figure.categories)}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>B{row}:Z{row}</c:f>{_numbers(one.values)}</c:numRef></c:val></c:ser>"
    )


def _fill(pattern: str, ink: str) -> str:
    if pattern == SOLID:
        return f'<a:solidFill><a:srgbClr val="{ink}"/></a:solidFill>'
    return (
        f'<a:pattFill prst="{pattern}"><a:fgClr><a:srgbClr val="{ink}"/></a:fgClr><a:bgClr><a:srgbClr val="FFFFFF"/>'
        "</a:bgClr></a:pattFill>"
    )


def _strings(words: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{_xml(word)}</c:v></c:pt>' for n, word in enumerate(words))
    return f'<c:strCache><c:ptCount val="{len(words)}"/>{points}</c:strCache>'


def _numbers(values: Sequence[int]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(values))
    return f'<c:numCache><c:formatCode>0</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numCache>'


def _xml(text: str) -> str:
    return escape(strip_controls(text), {'"': "&quot;"})


def inline_drawing(figure: Figure, key: str, number: int, width_mm: int) -> str:
    """Writes the run of a Word text in which a chart stands."""
    width, height = width_mm * _EMU_PER_MM, height_mm(figure) * _EMU_PER_MM
    return (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="Biểu đồ {number}" '
        f'descr="{_xml(described(figure))}"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart '
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{key}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
