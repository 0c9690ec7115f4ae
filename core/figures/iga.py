"""IGA over time: one 100% stacked bar per visit, a panel per group, clear and almost clear at the base."""

from collections.abc import Sequence

from pandas import DataFrame

from core.endpoints import IGA_GRADES
from core.figures.layout import Figure, Look, axis, finite, guide, label_at, layout
from core.numbers import MIN_FOR_ESTIMATE

IGA_HEIGHT = 360
# Shares below this have no room for their number.
_LEAST_LABELLED = 0.08
_GAP = 0.03


def iga_figure(distribution: DataFrame, looks: Sequence[Look]) -> Figure:
    """Needs columns group, week, grade, count, n, expected, share; ``share`` is nan where it is not to be drawn."""
    width = (1 - _GAP * (len(looks) - 1)) / max(len(looks), 1)
    figure: Figure = {"data": [], "layout": _layout()}
    for place, look in enumerate(looks):
        start = place * (width + _GAP)
        rows = distribution[distribution["group"] == look.group]
        suffix = "" if place == 0 else str(place + 1)
        figure["data"] += _bars(rows, look, suffix, first=place == 0)
        figure["data"].append(_boundary(rows, look, suffix))
        figure["layout"][f"xaxis{suffix}"] = _weeks(rows, [start, start + width], len(looks))
        figure["layout"]["annotations"].append(
            label_at(
                start + width / 2,
                1.0,
                f"<b>{look.label}</b>",
                xanchor="center",
                yanchor="bottom",
                font={"size": 13, "color": look.colour},
            )
        )
    return figure


def _bars(rows: DataFrame, look: Look, suffix: str, *, first: bool) -> list[Figure]:
    bars = []
    for grade, label in enumerate(IGA_GRADES):
        own = rows[rows["grade"] == grade]
        bars.append(
            {
                "type": "bar",
                "name": f"{grade} {label}",
                "legendgroup": str(grade),
                "showlegend": first,
                "xaxis": f"x{suffix}",
                "x": list(range(len(own))),
                "y": finite((100 * own["share"]).tolist()),
                "marker": {"color": f"@iga{grade}", "line": {"color": "@paper", "width": 1}},
                "text": [f"{100 * share:.0f}" if share >= _LEAST_LABELLED else "" for share in own["share"]],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "textfont": {"color": f"@on_iga{grade}", "size": 12},
                "customdata": [
                    f"week {week}: {count} of {n} assessed"
                    for week, count, n in zip(own["week"], own["count"], own["n"], strict=True)
                ],
                "hovertemplate": f"{look.label}, IGA {grade} {label}<br>%{{customdata}}<extra></extra>",
            }
        )
    return bars


def _boundary(rows: DataFrame, look: Look, suffix: str) -> Figure:
    """A heavy line on top of clear and almost clear, so that IGA 0/1 reads off the axis."""
    clear = rows[rows["grade"] <= 1].groupby("week", sort=False)["share"].sum(min_count=2)
    x: list[float | None] = []
    y: list[float | None] = []
    for place, share in enumerate(clear):
        x += [place - 0.42, place + 0.42, None]
        y += [None if share != share else 100 * share] * 2 + [None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "IGA 0/1",
        "legendgroup": "boundary",
        "showlegend": suffix == "",
        "xaxis": f"x{suffix}",
        "x": x,
        "y": y,
        "line": {"color": "@ink", "width": 3},
        "hoverinfo": "skip",
    }


def _weeks(rows: DataFrame, domain: list[float], groups: int) -> Figure:
    """Visits at equal steps; beneath each the patients assessed of those in the group."""
    visits = rows.drop_duplicates("week")
    ticks = [
        f"<b>{week}</b><br>{n}/{expected}" + ("<br>counts only" if 0 < n < MIN_FOR_ESTIMATE else "")
        for week, n, expected in zip(visits["week"], visits["n"], visits["expected"], strict=True)
    ]
    if groups > 2:
        ticks = [tick.split("/")[0] for tick in ticks]
    title = "Week, assessed / patients in the group" if groups <= 2 else "Week, assessed"
    return axis(
        title,
        domain=domain,
        tickmode="array",
        tickvals=list(range(len(ticks))),
        ticktext=ticks,
        range=[-0.6, len(ticks) - 0.4],
        showgrid=False,
        fixedrange=True,
    )


def _layout() -> Figure:
    return layout(
        barmode="stack",
        bargap=0.16,
        annotations=[],
        shapes=[guide(50, dash="dot")],
        margin={"l": 56, "r": 16, "t": 58, "b": 74},
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1.09,
            "yanchor": "bottom",
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        yaxis=axis("Patients assessed, %", range=[0, 100], fixedrange=True),
    )
