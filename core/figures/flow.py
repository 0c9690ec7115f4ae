"""Flows between IGA grades: a column per visit, ribbons from each grade to the next, a panel per group."""

from collections import Counter
from collections.abc import Sequence

from pandas import DataFrame

from core.endpoints import IGA_GRADES, MISSING
from core.figures.flow_ribbons import Slots, ribbons
from core.figures.layout import CLEAR, Columns, Figure, Look, axis, by_group, label_at, layout
from core.numbers import patients

HEIGHT = 380
# From the top: severe to clear, missing at the bottom.
ORDER = (*reversed(IGA_GRADES), MISSING)
COLOURS = {grade: (f"@iga{place}", f"@on_iga{place}") for place, grade in enumerate(IGA_GRADES)} | {
    MISSING: ("@mild", "@ink")
}
_LEFT, _RIGHT, _TOP, _BOTTOM = 112, 112, 34, 34
_NARROW, _NARROW_LEFT, _NARROW_RIGHT = 900, 104, 26
# Between the panels there is room for the labels of both; where there is little, only the first column has words.
_BETWEEN, _NARROW_BETWEEN = 0.19, 0.14
# Half the width of a column, as a share of the figure's width.
_BAR = 0.011
# Below this share of the patients a number does not fit into its bar.
_LEAST_INSIDE = 0.05


def flow_figure(transitions: DataFrame, looks: Sequence[Look], weeks: Sequence[int]) -> Figure:
    """Needs the columns of ``core.transitions.transitions``, between each of ``weeks`` and the next."""
    figure: Figure = {"data": [], "layout": _layout(), "narrow": {"below": _NARROW, "layout": {}}}
    groups = by_group(transitions)
    if not groups:
        figure["layout"] |= _empty()
        return figure
    shown = [look for look in looks if look.group in groups]
    for place, look in enumerate(shown):
        _panel(figure, groups[look.group], look, weeks, place, len(shown))
    figure["narrow"]["layout"]["margin"] = {"l": _NARROW_LEFT, "r": _NARROW_RIGHT}
    return figure


def _panel(figure: Figure, rows: Columns, look: Look, weeks: Sequence[int], place: int, panels: int) -> None:
    """One group. Its last column stands on an axis of its own, which carries the labels on the right."""
    across, left, right = _axis(place + 1), _axis(2 * place + 1), _axis(2 * place + 2)
    x = f"x{across}"
    slots = [Slots(_counts(rows, week), ORDER) for week in weeks]
    names = [_visit(week) for week in weeks]
    last = len(weeks) - 1
    bar = _BAR * last * panels
    figure["data"] += ribbons(rows, weeks, slots, COLOURS, {"xaxis": x, "yaxis": f"y{left}"}, bar=bar)
    for at, column in enumerate(slots):
        own = {"xaxis": x, "yaxis": f"y{right if at == last else left}"}
        figure["data"].append(_bars(column, at, f"{look.label}, {names[at]}", bar) | own)
        if 0 < at < last:
            figure["data"].append(_numbers(column, at, bar) | own)
    figure["layout"] |= {
        f"xaxis{across}": _visits(names, _domain(place, panels, _BETWEEN), f"y{left}", bar),
        f"yaxis{left}": _grades(slots[0], x, side="left"),
        f"yaxis{right}": _grades(slots[-1], x, side="right") | {"overlaying": f"y{left}"},
    }
    figure["narrow"]["layout"] |= {
        f"xaxis{across}": {"domain": _domain(place, panels, _NARROW_BETWEEN)},
        f"yaxis{right}": {"ticktext": _counts_only(slots[-1])},
    }
    if place:
        figure["narrow"]["layout"][f"yaxis{left}"] = {"ticktext": _counts_only(slots[0])}
    heading = f"<b>{look.label}</b>, {patients(rows['n'][0])}"
    figure["layout"]["annotations"].append(
        label_at(0, 1, heading, xref=f"{x} domain", xanchor="left", yanchor="bottom", yshift=8, font=_font(look))
    )


def _counts(rows: Columns, week: int) -> Counter[str]:
    """Patients per grade at a visit, from the flows into it or out of it."""
    end = "week_from" if week in rows["week_from"] else "week_to"
    grades = rows["from" if end == "week_from" else "to"]
    counts: Counter[str] = Counter()
    for at, grade, count in zip(rows[end], grades, rows["count"], strict=True):
        counts[grade] += count * (at == week)
    return counts


def _axis(number: int) -> str:
    return "" if number == 1 else str(number)


def _domain(place: int, panels: int, between: float) -> list[float]:
    width = (1 - between * (panels - 1)) / panels
    left = place * (width + between)
    return [left, min(left + width, 1.0)]


def _bars(column: Slots, at: int, visit: str, bar: float) -> Figure:
    """The grades of one visit, each at its height."""
    seen = [grade for grade in ORDER if column.counts[grade]]
    return {
        "type": "bar",
        "name": visit,
        "x": [at] * len(seen),
        "y": [column.share(grade) for grade in seen],
        "base": [column.bottom[grade] for grade in seen],
        "width": 2 * bar,
        "marker": {"color": [COLOURS[grade][0] for grade in seen], "line": {"color": "@muted", "width": 0.5}},
        "hovertext": [f"{grade}: {column.counts[grade]} of {patients(column.total)}" for grade in seen],
        "textposition": "none",
        # A hover template reads %{...}, so words that stem from a file stand in the data.
        "customdata": [[visit]] * len(seen),
        "hovertemplate": "%{customdata[0]}<br>%{hovertext}<extra></extra>",
        "showlegend": False,
    }


def _numbers(column: Slots, at: int, bar: float) -> Figure:
    """The patients of a visit in the middle: inside the bars, and beside those that are too low."""
    seen = [grade for grade in ORDER if column.counts[grade]]
    fits = [column.share(grade) >= _LEAST_INSIDE for grade in seen]
    return {
        "type": "scatter",
        "mode": "text",
        "name": "patients",
        "x": [at if inside else at + bar for inside in fits],
        "y": [column.middle(grade) for grade in seen],
        "text": [f"{'' if inside else ' '}{column.counts[grade]}" for grade, inside in zip(seen, fits, strict=True)],
        "textposition": ["middle center" if inside else "middle right" for inside in fits],
        "textfont": {
            "size": 11,
            "color": [COLOURS[grade][1] if inside else "@ink" for grade, inside in zip(seen, fits, strict=True)],
        },
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _visits(names: Sequence[str], domain: list[float], anchor: str, bar: float) -> Figure:
    return axis(
        domain=domain,
        anchor=anchor,
        tickmode="array",
        tickvals=list(range(len(names))),
        ticktext=list(names),
        tickfont={"size": 12, "color": "@ink"},
        range=[-1.1 * bar, len(names) - 1 + 1.1 * bar],
        showgrid=False,
        fixedrange=True,
        linecolor=CLEAR,
    )


def _grades(column: Slots, anchor: str, *, side: str) -> Figure:
    """The grades beside their places in one column, with their patients; a grade nobody has keeps its place."""
    return axis(
        side=side,
        anchor=anchor,
        tickmode="array",
        tickvals=[column.middle(grade) for grade in ORDER],
        ticktext=[
            f"{grade} <b>{column.counts[grade]}</b>" if side == "left" else f"<b>{column.counts[grade]}</b> {grade}"
            for grade in ORDER
        ],
        range=[0, column.top],
        showgrid=False,
        fixedrange=True,
        linecolor=CLEAR,
    )


def _counts_only(column: Slots) -> list[str]:
    return [f"<b>{column.counts[grade]}</b>" for grade in ORDER]


def _visit(week: int) -> str:
    return "Baseline" if week == 0 else f"Week {week}"


def _font(look: Look) -> Figure:
    return {"size": 13, "color": look.colour}


def _layout() -> Figure:
    return layout(
        barmode="overlay",
        annotations=[],
        showlegend=False,
        margin={"l": _LEFT, "r": _RIGHT, "t": _TOP, "b": _BOTTOM},
    )


def _empty() -> Figure:
    hidden = {"visible": False, "fixedrange": True}
    return {
        "annotations": [label_at(0.5, 0.5, "No patient is selected.", font={"size": 13, "color": "@muted"})],
        "xaxis": hidden,
        "yaxis": hidden,
    }
