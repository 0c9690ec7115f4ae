"""Cumulative incidence: one step curve per group with its interval, and those still at risk beneath the axis."""

from collections.abc import Sequence
from html import unescape
from math import ceil

from pandas import DataFrame

from core.figures.cumulative_marks import LAST_WEEK, band, curve, faint, hovers, steps_of, whisker
from core.figures.layout import Columns, Figure, Look, axis, by_group, label_at, layout, numbers_axis
from core.figures.theme import plain_text
from core.numbers import MIN_FOR_INTERVAL, short

MOST_BANDS = 3
TICKS = (0, 12, 24, 36, LAST_WEEK)
_PLOT, _ROW, _TOP, _BOTTOM, _LEGEND_ROW = 240, 16, 34, 46, 20
_LABELS, _NARROW, _LONGEST = 118, 760, 16


def cumulative_height(groups: int) -> int:
    """Height in pixels for so many groups: the plot keeps its size, each group adds a row of numbers."""
    return _PLOT + _ROW * max(groups, 1) + _top(groups) + _BOTTOM


def _top(groups: int) -> int:
    return _TOP + _LEGEND_ROW * max(ceil(groups / 3) - 1, 0)


def cumulative_figure(curves: DataFrame, at_risk: DataFrame, looks: Sequence[Look], *, top: float) -> Figure:
    """Needs the frames of ``core.analyses.first_event``, ready for display; nan is not drawn.

    ``curves`` has columns group, week, at_risk, events, competing, censored, estimate, low, high, not_excluded;
    ``at_risk`` has group, week, at_risk and events at the weeks of TICKS. ``top`` is the end of the axis, a proportion.
    The band spans the interval, and before the first event what is not excluded; of more than MOST_BANDS groups bands
    would hide each other, so the limits stand at the end of the curve. Where fewer than ten patients are left the curve
    is faint.
    """
    data: list[Figure] = []
    groups, beneath = by_group(curves), by_group(at_risk)
    for place, look in enumerate(looks):
        steps = steps_of(groups[look.group])
        few = next((at for at, left in enumerate(steps["left"]) if left < MIN_FOR_INTERVAL), len(steps["left"]))
        data += [
            band(steps, look) if len(looks) <= MOST_BANDS else whisker(steps, look, place),
            curve(steps, look, few),
            faint(steps, look, few),
            hovers(groups[look.group], look),
            _numbers(beneath[look.group], look, place),
        ]
    return {
        "data": data,
        "layout": _layout(looks, top),
        "narrow": {"below": _NARROW, "layout": {"xaxis": {"title": _title("Week; beneath: at risk (events so far)")}}},
    }


def _numbers(rows: Columns, look: Look, place: int) -> Figure:
    """The row of numbers under the axis."""
    return {
        "type": "scatter",
        "mode": "text",
        "yaxis": "y2",
        "x": rows["week"],
        "y": [place] * len(rows["week"]),
        "text": [
            f"{short(left)} ({short(events)})" for left, events in zip(rows["at_risk"], rows["events"], strict=True)
        ],
        "textfont": {"size": 11, "color": look.colour},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
        "name": f"at risk of {look.label}",
    }


def _title(text: str) -> Figure:
    return {"text": text, "font": {"size": 12, "color": "@muted"}, "standoff": 8}


def _layout(looks: Sequence[Look], top: float) -> Figure:
    rows = _ROW * max(len(looks), 1)
    share = rows / (rows + _PLOT)
    return layout(
        margin={"l": _LABELS, "r": 26, "t": _top(len(looks)), "b": _BOTTOM},
        annotations=[_row_label(look, place) for place, look in enumerate(looks)],
        xaxis=axis(
            "Week; beneath: patients still at risk (first events so far)",
            tickmode="array",
            tickvals=list(TICKS),
            range=[-1.5, 53.5 + (1.2 * len(looks) if len(looks) > MOST_BANDS else 0)],
            showgrid=False,
            anchor="y2",
            fixedrange=True,
        ),
        yaxis=axis(
            "With a first event, % of patients", range=[-1.5 * top, 100 * top], domain=[share + 0.02, 1], dtick=20 * top
        ),
        yaxis2=numbers_axis(share, len(looks)),
    )


def _row_label(look: Look, place: int) -> Figure:
    """The group before its row of numbers."""
    text = unescape(look.label)
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    font = {"size": 11, "color": look.colour}
    return label_at(0, place, plain_text(short), yref="y2", xanchor="right", xshift=-14, font=font)
