"""Adverse events over time, one row per patient: when each began and ended, how severe, and whether it counts."""

from collections.abc import Sequence
from typing import Any

from pandas import DataFrame

from core.figures.layout import CLEAR, MINUS, Columns, Figure, Look, axis, label_at, layout
from core.figures.theme import plain_text
from core.figures.timeline_marks import NOT_RECORDED, bars, beyond, followed, legend, open_ends, starts
from core.figures.timeline_places import Span, ends, heights, span_of, weeks_on_axis
from core.rows import columns_of
from core.schema import AE_SEVERITIES

_ROW, _TOP, _NARROW_TOP, _BOTTOM, _LABELS, _NARROW = 24, 58, 76, 46, 136, 760
_FEWEST, _LONGEST = 3, 14


def timeline_height(rows: int, groups: int) -> int:
    """Height in pixels for so many patients in so many groups; each group has a row for its name."""
    return _TOP + _BOTTOM + _ROW * max(rows + groups, _FEWEST)


def timeline_figure(shown: DataFrame, looks: Sequence[Look]) -> Figure:
    """Needs the columns of ``core.listings.event_listing``, and ``row``: the place of the patient from the top.

    Filled marks are events that count. Events that start before time zero stand left of the line at 0, those whose
    start is not recorded in a column of their own.
    """
    rows: Columns = columns_of(shown)
    headings = _headings(rows, looks)
    span = span_of(rows)
    rows["row"] = [row + list(headings).index(group) + 1 for row, group in zip(rows["row"], rows["group"], strict=True)]
    rows["grade"] = [grade if grade in AE_SEVERITIES else NOT_RECORDED for grade in rows["severity"]]
    rows["x"] = [span.unknown if week != week else span.inside(week) for week in rows["start_week"]]
    rows["end"] = ends(rows, span)
    rows["y"] = heights(rows)
    data = [followed(rows, look, span) for look in looks]
    data += [bars(rows, counted=True), bars(rows, counted=False)]
    data += [beyond(rows, span), starts(rows, looks), *legend(rows), open_ends(rows, span)]
    return {
        "data": data,
        "layout": _layout(rows, looks, headings, span),
        "narrow": {"below": _NARROW, "layout": {"margin": {"l": _LABELS, "r": 20, "t": _NARROW_TOP, "b": _BOTTOM}}},
    }


def _headings(rows: Columns, looks: Sequence[Look]) -> dict[str, int]:
    """Where the name of each group with a patient stands: one row above its first."""
    first: dict[str, int] = {}
    for row, group in zip(rows["row"], rows["group"], strict=True):
        first[group] = min(row, first.get(group, row))
    present = [look.group for look in looks if look.group in first]
    return {group: first[group] + place for place, group in enumerate(present)}


def _layout(rows: Columns, looks: Sequence[Look], headings: dict[str, int], span: Span) -> Figure:
    count = max([*rows["row"], _FEWEST - 1]) + 1
    weeks = weeks_on_axis(span)
    return layout(
        margin={"l": _LABELS, "r": 20, "t": _TOP, "b": _BOTTOM},
        annotations=[*_group_names(looks, headings), *_row_labels(rows, looks), *_asides(rows, span)],
        shapes=[_line(0, width=1.5), *([] if span.unknown != span.unknown else [_line(span.first, dash="dot")])],
        xaxis=axis(
            "Weeks from the start of the combination",
            range=[span.left, span.last],
            tickmode="array",
            tickvals=weeks,
            ticktext=[str(week).replace("-", MINUS) for week in weeks],
            fixedrange=True,
        ),
        yaxis=axis(range=[count - 0.5, -0.5], showgrid=False, showticklabels=False, fixedrange=True, linecolor=CLEAR),
    )


def _group_names(looks: Sequence[Look], headings: dict[str, int]) -> list[Figure]:
    """The name of each group above its patients."""
    return [
        label_at(
            0,
            headings[look.group],
            f"<b>{look.label}</b>",
            yref="y",
            xanchor="left",
            xshift=8 - _LABELS,
            font={"size": 12, "color": look.colour},
        )
        for look in looks
        if look.group in headings
    ]


def _line(week: float, **line: Any) -> Figure:
    """A vertical line through all rows."""
    return {
        "type": "line",
        "layer": "below",
        "xref": "x",
        "yref": "paper",
        "x0": week,
        "x1": week,
        "y0": 0,
        "y1": 1,
        "line": {"color": "@muted", "width": 1, **line},
    }


def _row_labels(rows: Columns, looks: Sequence[Look]) -> list[Figure]:
    """Patient and cohort before each row, in the colour of the group. Of a long identifier the end tells most."""
    colours = {look.group: look.colour for look in looks}
    named = {
        row: (patient, cohort, colours[group])
        for row, patient, cohort, group in zip(
            rows["row"], rows["patient_id"], rows["cohort"], rows["group"], strict=True
        )
    }
    return [
        label_at(
            0,
            row,
            f"{plain_text(patient if len(patient) <= _LONGEST else '…' + patient[1 - _LONGEST :])} · {cohort}",
            yref="y",
            xanchor="right",
            xshift=-8,
            font={"size": 12, "color": colour},
        )
        for row, (patient, cohort, colour) in named.items()
    ]


def _asides(rows: Columns, span: Span) -> list[Figure]:
    """What the column of events without a start is, beneath the axis where weeks have their numbers; or that there is
    nothing to show.
    """
    if not rows["row"]:
        return [
            label_at(0.5, 0.5, "No adverse event is recorded for these patients.", font={"size": 13, "color": "@muted"})
        ]
    if span.unknown != span.unknown:
        return []
    where = {"xref": "x", "yanchor": "top", "yshift": -4, "font": {"size": 10, "color": "@muted"}}
    return [label_at(span.unknown, 0, "start not<br>recorded", **where)]
