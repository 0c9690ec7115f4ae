"""What all native charts share: fonts, axes, error bars and the XML that python-pptx has no words for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Pt

from core.export.native.page import FONT, SMALLEST, colour, paint
from core.export.native.text import clean

_DASHES = {"solid": "solid", "dash": "dash", "dot": "sysDot", "dashdot": "dashDot", "longdash": "lgDash"}
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Scale:
    """A value axis: title, ends, distance of ticks, number format; ``hidden`` draws nothing of it."""

    title: str
    low: float
    high: float
    step: float
    shown_as: str = "General"
    hidden: bool = False
    grid: bool = True


def known(values: Sequence[Any], factor: float = 1.0) -> list[float | None]:
    """Numbers times a factor as a chart takes them: None, a gap, for nan."""
    return [None if value is None or value != value else float(factor * value) for value in values]


def scale_axis(axis: Any, scale: Scale) -> None:
    """A value axis that stays put: its ends are ours, never chosen by the program that opens the file."""
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = scale.low, scale.high, scale.step
    axis.has_major_gridlines = scale.grid and not scale.hidden
    axis.visible = not scale.hidden
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = scale.shown_as, False
    if not scale.hidden:
        plain_axis(axis, scale.title)


def plain_axis(axis: Any, title: str) -> None:
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.tick_labels.font.size, axis.tick_labels.font.name = Pt(SMALLEST), FONT
    axis.tick_labels.font.color.rgb = paint("@muted")
    axis.format.line.color.rgb = paint("@grid")
    if axis.has_major_gridlines:
        axis.major_gridlines.format.line.color.rgb = paint("@grid")
    axis.has_title = bool(title)
    if title:
        frame = axis.axis_title.text_frame
        frame.text = clean(title)
        font = frame.paragraphs[0].runs[0].font
        font.size, font.bold, font.name = Pt(SMALLEST), False, FONT
        font.color.rgb = paint("@muted")


def finish(chart: Any, *, title: str = "", legend: bool, unnamed: Sequence[int] = ()) -> None:
    """Font, title and legend; ``unnamed`` are the places of series that the legend leaves out."""
    chart.font.size, chart.font.name = Pt(SMALLEST), FONT
    chart.font.color.rgb = paint("@ink")
    chart.has_title = bool(title)
    if title:
        chart.chart_title.text_frame.text = clean(title)
        font = chart.chart_title.text_frame.paragraphs[0].runs[0].font
        font.size, font.bold, font.name = Pt(14), True, FONT
        chart.chart_title.include_in_layout = False
    chart.has_legend = legend
    if legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size, chart.legend.font.name = Pt(SMALLEST), FONT
        for place in reversed(unnamed):
            entry = etree.Element(qn("c:legendEntry"))
            etree.SubElement(entry, qn("c:idx")).set("val", str(place))
            etree.SubElement(entry, qn("c:delete")).set("val", "1")
            chart.legend._element.find(qn("c:legendPos")).addnext(entry)
    _empty_points(chart)


def _empty_points(chart: Any) -> None:
    """A point without a value has no place in the file: the word None would have to be repaired."""
    for point in chart._chartSpace.iter(f"{{{_CHART}}}pt"):
        if point.find(qn("c:v")) is not None and point.find(qn("c:v")).text in ("None", None):
            point.getparent().remove(point)


def error_bars(series: Any, plus: Values, minus: Values, role: str) -> None:
    """Custom vertical error bars of a series; None draws none at that point."""
    own = etree.SubElement(etree.Element("holder"), qn("c:errBars"))
    for name, setting in (("errDir", "y"), ("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "1")):
        etree.SubElement(own, qn(f"c:{name}")).set("val", setting)
    for name, values in (("plus", plus), ("minus", minus)):
        numbers = etree.SubElement(etree.SubElement(own, qn(f"c:{name}")), qn("c:numLit"))
        etree.SubElement(numbers, qn("c:formatCode")).text = "General"
        etree.SubElement(numbers, qn("c:ptCount")).set("val", str(len(values)))
        for place, value in enumerate(values):
            if value is not None:
                point = etree.SubElement(numbers, qn("c:pt"))
                point.set("idx", str(place))
                etree.SubElement(point, qn("c:v")).text = repr(float(value))
    own.append(_stroke(role, 1.5))
    element = series._element
    first = element.find(qn("c:cat"))
    first = element.find(qn("c:xVal")) if first is None else first
    first.addprevious(own)


def line(series: Any, role: str, *, dash: str = "solid", width: float) -> None:
    """The line of a series; none for a width of 0."""
    format_line = series.format.line
    if not width:
        format_line.fill.background()
        return
    format_line.color.rgb, format_line.width = paint(role), Pt(width)
    properties = series._element.find(qn("c:spPr")).find(qn("a:ln"))
    found = properties.find(qn("a:prstDash"))
    mark = etree.SubElement(properties, qn("a:prstDash")) if found is None else found
    mark.set("val", _DASHES.get(dash, "lgDashDot"))


def place_plot(chart: Any, *, x: float, y: float, width: float, height: float) -> None:
    """The inner plot area at fixed shares of the chart, so that what stands beside it stays level with it."""
    area = chart._chartSpace.find(qn("c:chart")).find(qn("c:plotArea"))
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    settings = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"}
    settings |= {"x": f"{x:.4f}", "y": f"{y:.4f}", "w": f"{width:.4f}", "h": f"{height:.4f}"}
    for name, value in settings.items():
        etree.SubElement(manual, qn(f"c:{name}")).set("val", value)
    area.insert(0, layout)


def _stroke(role: str, points: float) -> Any:
    properties = etree.Element(qn("c:spPr"))
    stroke = etree.SubElement(properties, qn("a:ln"))
    stroke.set("w", str(int(12700 * points)))
    solid = etree.SubElement(stroke, qn("a:solidFill"))
    etree.SubElement(solid, qn("a:srgbClr")).set("val", colour(role))
    return properties
