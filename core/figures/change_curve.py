"""Change as a cumulative share of patients, with a line that the reader moves to what counts as a response."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pandas import DataFrame

from core.figures.change_curve_marks import (
    END,
    curve_names,
    number_at,
    share_at,
    signed,
    steps,
    threshold_label,
    threshold_mark,
)
from core.figures.layout import Figure, Look, axis, by_group, guide, label_at, layout

_PLOT, _LINE, _TOP, _BOTTOM, _LEFT = 290, 20, 28, 48, 60
LEAST, MOST = 1, END
# Where fewer % reached the threshold, the foot of its line is crossed by the curves.
_LOW = 20


@dataclass(frozen=True, slots=True)
class Readout:
    """What stands above the curves: a line of text per group, and those of the difference, if there is one."""

    groups: Mapping[str, str]
    difference: tuple[str, ...]


def change_curve_height(lines: int) -> int:
    """Height in pixels with so many lines of text above the plot."""
    return _TOP + _LINE * lines + _PLOT + _BOTTOM


def change_curve_figure(
    curve: DataFrame,
    looks: Sequence[Look],
    readout: Readout,
    *,
    week: int,
    threshold: int,
    pinned: Sequence[Figure] = (),
) -> Figure:
    """Needs columns group, change, n, estimate, in steps; a group with nan has no curve.

    ``draggable`` makes a handle of the line at the threshold. ``pinned`` are curves of another selection.
    """
    groups = by_group(curve)
    curves = [steps(groups.get(look.group), look) | {"name": readout.groups[look.group]} for look in looks]
    shares = [share_at(one, -threshold) for one in curves]
    marks = [
        threshold_mark(shares[at], look, threshold) | number_at(at, shares, threshold) for at, look in enumerate(looks)
    ]
    lines = len(looks) + len(pinned) + len(readout.difference)
    figure: Figure = {"data": [*pinned, *curves, *marks], "layout": _layout(lines, week)}
    reached = [share for share in shares if share == share]
    high = min(reached, default=100) < _LOW
    figure["layout"]["annotations"] = [threshold_label(threshold, high=high), *curve_names(curves, looks)]
    if readout.difference:
        said = "<br>".join(readout.difference)
        place = {"xanchor": "left", "yanchor": "bottom", "yshift": 20, "align": "left"}
        figure["layout"]["annotations"].append(label_at(0, 1, said, **place))
    if not reached:
        words = f"Too few patients have a baseline of {threshold} or more and an itch score at week {week} for a curve."
        figure["layout"]["annotations"].append(
            label_at(0.5, 0.5, words, bgcolor="@paper", font={"size": 13, "color": "@muted"})
        )
    figure["layout"]["shapes"].append(guide(-threshold, axis="x", color="@ink", width=2))
    figure["draggable"] = _handle(threshold, len(figure["layout"]["shapes"]) - 1, high=high)
    return figure


def pinned_curves(curve: DataFrame, looks: Sequence[Look], readout: Readout) -> list[Figure]:
    """The curves of another selection, faint, for behind the present ones."""
    groups = by_group(curve)
    return [
        steps(groups.get(look.group), look)
        | {
            "name": f"Pinned: {readout.groups[look.group]}",
            "line": {"color": look.colour, "dash": "dot", "width": 1.5, "shape": "hv"},
            "opacity": 0.45,
            "legendrank": 2000,
        }
        for look in looks
    ]


def _handle(threshold: int, shape: int, *, high: bool) -> Figure:
    """What the page needs to let the reader move the line: which shape, and the whole points it may stand at."""
    return {
        "name": "threshold",
        "label": "Responder threshold: points of itch less than at baseline",
        "shape": shape,
        "now": threshold,
        "least": LEAST,
        "most": MOST,
        "scale": -1,
        "high": high,
    }


def _layout(lines: int, week: int) -> Figure:
    ticks = range(-END, END + 1, 2)
    return layout(
        annotations=[],
        shapes=[guide(0, axis="x", dash="dot")],
        margin={"l": _LEFT, "r": 22, "t": _TOP + _LINE * lines, "b": _BOTTOM},
        legend={
            "orientation": "v",
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        xaxis=axis(
            f"Change of itch from baseline to week {week}, points",
            range=[-END, END],
            tickmode="array",
            tickvals=list(ticks),
            ticktext=[signed(tick) for tick in ticks],
            showgrid=False,
            fixedrange=True,
        ),
        yaxis=axis("Patients with this change or less, %", range=[0, 100], fixedrange=True),
    )
