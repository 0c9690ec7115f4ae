"""A measure over time: one line per group with its spread or interval, and the patients beneath each week."""

from collections.abc import Sequence
from math import ceil

from pandas import DataFrame

from core.figures.axes import root_ticks
from core.figures.course_bands import bands
from core.figures.course_marks import (
    CourseOptions,
    at,
    bridge,
    line,
    numbers_beneath,
    of_whom,
    pinned_line,
)
from core.figures.layout import Figure, Look, axis, by_group, guide, layout, numbers_axis
from core.figures.patients import PatientScores, patient_marks
from core.numbers import MIN_FOR_INTERVAL
from core.schema import NOMINAL_WEEKS

Pinned = tuple[DataFrame, Sequence[Look]]

_PLOT, _SMALL_PLOT, _ROW, _LEGEND_ROW = 225, 175, 15, 22
_TOP, _BOTTOM = 34, 46
_ROOM = 0.025
_RIGHT, _RIGHT_WITH_WORDS = 22, 58


def course_height(groups: int, *, compact: bool = False) -> int:
    """Height in pixels for so many groups: the plot keeps its size, each group adds a row of numbers."""
    return (_SMALL_PLOT if compact else _PLOT) + _ROW * groups + _top(groups, compact=compact) + _BOTTOM


def _top(groups: int, *, compact: bool) -> int:
    return _TOP + _LEGEND_ROW * (ceil(groups / 2) - 1 if compact else 0)


def course_figure(
    estimates: DataFrame,
    looks: Sequence[Look],
    options: CourseOptions,
    *,
    patients: Sequence[PatientScores] = (),
    pinned: Pinned | None = None,
) -> Figure:
    """Needs columns group, week, n, assessed, expected, and those the options name; nan leaves a gap.

    ``patients`` stand behind the estimates, one entry per group in the order of ``looks``. ``pinned`` are the estimates
    of another selection, with the looks of its groups.
    """
    data: list[Figure] = []
    alone = sum(len(own.names) for own in patients) < MIN_FOR_INTERVAL
    for place, (look, own) in enumerate(zip(looks, patients, strict=False)):
        data += patient_marks(own, look, options, place=place, groups=len(looks), alone=alone)
    if pinned:
        faint = by_group(pinned[0])
        data += [pinned_line(faint[look.group], look, options) for look in pinned[1]]
    groups = by_group(estimates)
    for place, look in enumerate(looks):
        rows = groups[look.group]
        shift = 0.0 if options.band else (place - (len(looks) - 1) / 2) * 0.5
        if options.band:
            data += bands(rows, look, options)
        data += [bridge(rows, look, options, shift), line(rows, look, options, shift)]
    data.append(numbers_beneath(groups, looks, compact=options.compact))
    notes = [] if options.compact else [of_whom(groups[look.group], look, row) for row, look in enumerate(looks)]
    return {"data": data, "layout": _layout(looks, options, notes)}


def _layout(looks: Sequence[Look], options: CourseOptions, notes: list[Figure]) -> Figure:
    rows = _ROW * len(looks)
    share = rows / (rows + (_SMALL_PLOT if options.compact else _PLOT))
    return layout(
        margin={
            "l": 52,
            "r": _RIGHT if options.compact else _RIGHT_WITH_WORDS,
            "t": _top(len(looks), compact=options.compact),
            "b": _BOTTOM,
        },
        xaxis=axis(
            "Week" if options.compact else "Week; beneath the line: patients assessed, of those in the group",
            tickmode="array",
            tickvals=list(NOMINAL_WEEKS),
            range=[-2, 54],
            showgrid=False,
            anchor="y2",
            fixedrange=True,
        ),
        yaxis=_values(options, share),
        yaxis2=numbers_axis(share, len(looks)),
        shapes=[guide(at(options.marked[0], options), dash="dot") | {"layer": "above"}] if options.marked else [],
        annotations=[*notes, _mark(*options.marked, options)] if options.marked else notes,
    )


def _values(options: CourseOptions, share: float) -> Figure:
    ticks: Figure = {}
    if options.root:
        places, words = root_ticks(options.top)
        ticks = {"tickmode": "array", "tickvals": places, "ticktext": words}
    bottom, top = (at(limit / options.scale, options) for limit in (options.bottom, options.top))
    # Marks of single patients at an end of the axis are drawn whole.
    room = 0 if options.compact else _ROOM * (top - bottom)
    return axis(
        options.title,
        range=[bottom - room, top + room],
        domain=[share + 0.02, 1],
        # What the reader zoomed to in one unit means nothing in another.
        uirevision=options.title,
        **ticks,
    )


def _mark(value: float, words: str, options: CourseOptions) -> Figure:
    """The words of the marked value, to the right of its line."""
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 4,
        "y": at(value, options),
        "yref": "y",
        "text": words,
        "showarrow": False,
        "font": {"size": 11, "color": "@muted"},
    }
