"""A native XY scatter: points, lines and error bars at numbers, not at categories."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE

from core.export.native.page import Box, Slide, paint
from core.export.native.parts import Scale, Values, error_bars, finish, line, scale_axis
from core.export.native.text import cell

_MARKERS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "square": XL_MARKER_STYLE.SQUARE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "triangle-up": XL_MARKER_STYLE.TRIANGLE,
    "cross": XL_MARKER_STYLE.PLUS,
    "x": XL_MARKER_STYLE.X,
    "star": XL_MARKER_STYLE.STAR,
    "triangle-down": XL_MARKER_STYLE.DASH,
}


@dataclass(frozen=True, slots=True)
class Points:
    """One series. A ``y`` of None is a gap; vertical error bars reach ``plus`` and ``minus`` from the point.

    ``marker`` is one of the markers of ``core.figures.layout.Look``, empty for none; ``width`` 0 draws no line.
    """

    name: str
    x: Values
    y: Values
    colour: str
    marker: str = ""
    dash: str = "solid"
    width: float = 0.0
    plus: Values = ()
    minus: Values = ()
    size: int = 8
    named: bool = True  # in the legend


def xy_chart(
    slide: Slide, box: Box, series: Sequence[Points], across: Scale, upward: Scale, *, name: str, title: str = "",
    legend: bool = True,
) -> Any:  # fmt: skip
    """Draw the chart and return it. ``name`` is read out in its place."""
    data = XyChartData()
    longest = max(len(one.x) for one in series)
    for one in series:
        own = data.add_series(cell(one.name))
        for x, y in zip(one.x, one.y, strict=True):
            own.add_data_point(x, y)
        # LibreOffice drops a first series that is shorter than another: gaps make all equally long.
        for _ in range(longest - len(one.x)):
            own.add_data_point(one.x[-1], None)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES, *box.emu(), data)
    frame.name = name
    chart = frame.chart
    scale_axis(chart.category_axis, across)
    scale_axis(chart.value_axis, upward)
    for one, drawn in zip(series, chart.plots[0].series, strict=True):
        _dress(drawn, one)
    unnamed = [place for place, one in enumerate(series) if not one.named]
    finish(chart, title=title, legend=legend, unnamed=unnamed)
    return chart


def _dress(drawn: Any, one: Points) -> None:
    drawn.smooth = False
    line(drawn, one.colour, dash=one.dash, width=one.width)
    marker = drawn.marker
    marker.style = _MARKERS[one.marker] if one.marker else XL_MARKER_STYLE.NONE
    if one.marker:
        marker.size = one.size
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = paint(one.colour)
        marker.format.line.color.rgb = paint(one.colour)
    if one.plus:
        error_bars(drawn, one.plus, one.minus, one.colour)
