"""What stands on a slide, read back from the file as a person with python-pptx would."""

import io

from pptx import Presentation
from pptx.oxml.ns import qn

from core.export.slides import pptx_of
from core.export.story import deck_of
from core.scenes import Scene, Story


def slides_of(deck):
    """The slides of the written file, opened again."""
    return list(Presentation(io.BytesIO(pptx_of(deck))).slides)


def deck_with(data, *scenes, **options):
    """A deck of scenes given as (display, query) or as Scene."""
    story = Story(tuple(one if isinstance(one, Scene) else Scene(*one) for one in scenes))
    return deck_of(story, data, **options)


def charts(slide):
    """The charts of a slide by name, in order."""
    return {shape.name: shape.chart for shape in slide.shapes if shape.has_chart}


def tables(slide):
    """The tables of a slide as rows of words, by name."""
    return {
        shape.name: [[cell.text for cell in row.cells] for row in shape.table.rows]
        for shape in slide.shapes
        if shape.has_table
    }


def texts(slide):
    """Every text of a slide, tables included."""
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    return [*found, *(cell for rows in tables(slide).values() for row in rows for cell in row)]


def points(chart):
    """(x, y) of every point of an XY chart by series; y is None in a gap, but for gaps at the end."""
    found = {}
    for series in chart.plots[0].series:
        across, upward = (_numbers(series._element.find(qn(name))) for name in ("c:xVal", "c:yVal"))
        end = max(upward, default=-1) + 1
        found[series.name] = [(across[place], upward.get(place)) for place in range(end)]
    return found


def bars(chart):
    """Error bars by series: point -> (minus, plus)."""
    found = {}
    for series in chart.plots[0].series:
        own = series._element.find(qn("c:errBars"))
        if own is not None:
            minus, plus = (_numbers(own.find(qn(name))) for name in ("c:minus", "c:plus"))
            found[series.name] = {place: (minus[place], plus[place]) for place in minus}
    return found


def values(chart):
    """Values of every series of a bar chart."""
    return {series.name: list(series.values) for series in chart.plots[0].series}


def _numbers(element):
    return {int(point.get("idx")): float(point.find(qn("c:v")).text) for point in element.iter(qn("c:pt"))}
