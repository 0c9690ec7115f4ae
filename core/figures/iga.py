"""IGA over time: one 100% stacked bar per visit, a panel per group, clear and almost clear at the base."""

from collections.abc import Sequence
from math import ceil

from pandas import DataFrame

from core.endpoints import IGA_GRADES
from core.figures.layout import Columns, Figure, Look, axis, by_group, label_at, layout, scaled

_TOP, _PANEL, _BETWEEN, _BOTTOM = 54, 210, 84, 62
_NARROW = 760
# Shares below this have no room for their number.
_LEAST_LABELLED = 0.08
_GAP = 0.03


def iga_height(groups: int) -> int:
    """Height in pixels for so many groups."""
    rows = ceil(max(groups, 1) / _columns(groups))
    return _TOP + rows * _PANEL + (rows - 1) * _BETWEEN + _BOTTOM


def iga_figure(distribution: DataFrame, looks: Sequence[Look]) -> Figure:
    """Needs columns group, week, grade, count, n, expected, share; ``share`` is nan where it is not to be drawn."""
    narrow: Figure = {"below": _NARROW, "layout": {"legend": {"font": {"size": 10}}}}
    figure: Figure = {"data": [], "layout": _layout(), "narrow": narrow}
    groups = by_group(distribution)
    for place, look in enumerate(looks):
        across, upward = _place(place, len(looks))
        rows = groups[look.group]
        suffix = "" if place == 0 else str(place + 1)
        figure["data"] += _bars(rows, look, suffix, first=place == 0)
        figure["data"].append(_boundary(rows, look, suffix))
        figure["layout"][f"xaxis{suffix}"] = _weeks(rows, across, f"y{suffix}", few=len(looks) <= 2)
        figure["layout"][f"yaxis{suffix}"] = _shares(upward, f"x{suffix}", first=across[0] == 0)
        figure["layout"]["annotations"].append(_heading(look, across, upward))
        narrow["layout"][f"xaxis{suffix}"] = {"tickfont": {"size": 9, "color": "@muted"}}
    return figure


def _columns(groups: int) -> int:
    return min(max(groups, 1), 3)


def _place(place: int, groups: int) -> tuple[list[float], list[float]]:
    """Where a panel stands: from-to across and from-to upward, in shares of the figure."""
    columns, rows = _columns(groups), ceil(groups / _columns(groups))
    width = (1 - _GAP * (columns - 1)) / columns
    left = (place % columns) * (width + _GAP)
    whole = rows * _PANEL + (rows - 1) * _BETWEEN
    top = 1 - (place // columns) * (_PANEL + _BETWEEN) / whole
    return [left, left + width], [max(top - _PANEL / whole, 0.0), top]


def _heading(look: Look, across: list[float], upward: list[float]) -> Figure:
    font = {"size": 13, "color": look.colour}
    middle = sum(across) / 2
    return label_at(middle, upward[1], f"<b>{look.label}</b>", xanchor="center", yanchor="bottom", font=font)


def _bars(rows: Columns, look: Look, suffix: str, *, first: bool) -> list[Figure]:
    bars = []
    for grade, label in enumerate(IGA_GRADES):
        # Rows stand week by week, each with every grade in order.
        own = {name: values[grade :: len(IGA_GRADES)] for name, values in rows.items()}
        bars.append(
            {
                "type": "bar",
                "name": f"{grade} {label}",
                "legendgroup": str(grade),
                "showlegend": first,
                "xaxis": f"x{suffix}",
                "yaxis": f"y{suffix}",
                "x": list(range(len(own["week"]))),
                "y": scaled(own["share"], 100),
                "marker": {"color": f"@iga{grade}", "line": {"color": "@paper", "width": 1}},
                "text": [f"{100 * share:.0f}" if share >= _LEAST_LABELLED else "" for share in own["share"]],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "textfont": {"color": f"@on_iga{grade}", "size": 12},
                # A hover template reads %{...}, so words that stem from a file stand in the data.
                "customdata": [
                    [look.label, f"week {week}: {count} of {n} assessed"]
                    for week, count, n in zip(own["week"], own["count"], own["n"], strict=True)
                ],
                "hovertemplate": f"%{{customdata[0]}}, IGA {grade} {label}<br>%{{customdata[1]}}<extra></extra>",
            }
        )
    return bars


def _boundary(rows: Columns, look: Look, suffix: str) -> Figure:
    """A heavy line on top of clear and almost clear, so that IGA 0/1 reads off the axis."""
    shares, grades = rows["share"], len(IGA_GRADES)
    x: list[float | None] = []
    y: list[float | None] = []
    for place in range(len(shares) // grades):
        clear = shares[place * grades] + shares[place * grades + 1]
        x += [place - 0.42, place + 0.42, None]
        y += [None if clear != clear else 100 * clear] * 2 + [None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "IGA 0/1",
        "legendgroup": "boundary",
        "showlegend": suffix == "",
        "xaxis": f"x{suffix}",
        "yaxis": f"y{suffix}",
        "x": x,
        "y": y,
        "line": {"color": "@ink", "width": 3},
        "hoverinfo": "skip",
    }


def _weeks(rows: Columns, domain: list[float], anchor: str, *, few: bool) -> Figure:
    """Visits at equal steps; beneath each the patients assessed, of those in the group where there is room."""
    visits = zip(*(rows[name][:: len(IGA_GRADES)] for name in ("week", "n", "expected")), strict=True)
    ticks = [f"<b>{week}</b><br>{f'{n}/{expected}' if few else n}" for week, n, expected in visits]
    return axis(
        "Week; assessed / patients in the group" if few else "Week; assessed",
        domain=domain,
        anchor=anchor,
        tickmode="array",
        tickvals=list(range(len(ticks))),
        ticktext=ticks,
        range=[-0.6, len(ticks) - 0.4],
        showgrid=False,
        fixedrange=True,
    )


def _shares(domain: list[float], anchor: str, *, first: bool) -> Figure:
    title = "Patients assessed, %" if first else ""
    return axis(title, range=[0, 100], domain=domain, anchor=anchor, showticklabels=first, fixedrange=True)


def _layout() -> Figure:
    return layout(
        barmode="stack",
        bargap=0.16,
        annotations=[],
        margin={"l": 56, "r": 16, "t": _TOP, "b": _BOTTOM},
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )
