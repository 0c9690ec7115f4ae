"""A native chart of bars or columns over categories."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.util import Pt

from core.export.native.page import FONT, SMALLEST, Box, Slide, paint
from core.export.native.parts import Scale, Values, finish, plain_axis, scale_axis
from core.export.native.text import cell


@dataclass(frozen=True, slots=True)
class Part:
    """One series of bars; ``ink`` is the colour role of the number in them, empty for no numbers."""

    name: str
    values: Values
    colour: str
    ink: str = ""
    outline: str = "@paper"


@dataclass(frozen=True, slots=True)
class Columns:
    """What the chart is of. ``kind`` is an XL_CHART_TYPE, ``gap`` the space between categories in % of a bar.

    ``reverse`` puts the first of horizontal bars on top.
    """

    kind: Any
    categories: Sequence[str]
    parts: Sequence[Part]
    scale: Scale
    categories_title: str = ""
    title: str = ""
    gap: int = 20
    overlap: int = 100
    reverse: bool = False
    legend: bool = True
    labels: str = ""  # number format of the numbers in the bars


def columns_chart(slide: Slide, box: Box, chosen: Columns, *, name: str) -> Any:
    """Draw the chart and return it. ``name`` is read out in its place."""
    data = CategoryChartData()
    # Bars start at the bottom: turned around here, the axis of numbers stays where it belongs.
    turn = -1 if chosen.reverse else 1
    data.categories = [cell(category) for category in chosen.categories[::turn]]
    for part in chosen.parts:
        data.add_series(cell(part.name), part.values[::turn])
    frame = slide.shapes.add_chart(chosen.kind, *box.emu(), data)
    frame.name = name
    chart = frame.chart
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = chosen.gap, chosen.overlap
    scale_axis(chart.value_axis, chosen.scale)
    chart.category_axis.has_major_gridlines = False
    plain_axis(chart.category_axis, chosen.categories_title)
    for drawn, part in zip(plot.series, chosen.parts, strict=True):
        _dress(drawn, part, chosen.labels)
    finish(chart, title=chosen.title, legend=chosen.legend)
    return chart


def _dress(drawn: Any, part: Part, labels: str) -> None:
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.rgb = paint(part.colour)
    drawn.format.line.color.rgb = paint(part.outline)
    drawn.format.line.width = Pt(0.5)
    drawn.invert_if_negative = False
    if labels and part.ink:
        shown = drawn.data_labels
        shown.show_value = True
        shown.number_format, shown.number_format_is_linked = labels, False
        shown.font.size, shown.font.name = Pt(SMALLEST), FONT
        shown.font.color.rgb = paint(part.ink)
