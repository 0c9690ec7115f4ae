"""IGA over time: one 100% stacked bar per visit, a panel per group, clear and almost clear at the base."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from pandas import DataFrame

from core.figures.course import Pinned
from core.figures.iga_marks import NOT_ASSESSED, boundary, grade_bars, missing_bar, of_grade, pinned_shares
from core.figures.layout import Columns, Figure, Look, axis, by_group, label_at, layout, legend_on_top
from core.numbers import short

_TOP, _PANEL, _BETWEEN, _BOTTOM = 54, 210, 84, 62
_NARROW = 760
_LEGEND_ROW, _IN_A_ROW = 18, 4
_GAP = 0.03
# Patients of a group from which on there is no room for both of them beneath a bar.
_MANY = 1000


def iga_height(groups: int) -> int:
    """Height in pixels for so many groups."""
    rows = ceil(max(groups, 1) / _columns(groups))
    return _TOP + rows * _PANEL + (rows - 1) * _BETWEEN + _BOTTOM


@dataclass(frozen=True, slots=True)
class IgaOptions:
    """What the shares are of, said on the axis and in every bar, and how the boundary of 0/1 is drawn."""

    whole: str = "assessed"
    dash: str = "solid"


def iga_figure(
    distribution: DataFrame,
    looks: Sequence[Look],
    options: IgaOptions = IgaOptions(),  # noqa: B008 - frozen
    *,
    pinned: Pinned | None = None,
) -> Figure:
    """Needs columns group, week, grade, count, n, assessed, expected, share; nan shares are not drawn.

    Rows of grade -1 are those not assessed. ``pinned`` is the distribution of another selection with the looks of its
    groups: each panel marks IGA 0/1 of the group of its own name, or of the only one there is.
    """
    narrow: Figure = {"below": _NARROW, "layout": {"legend": {"font": {"size": 10}}}}
    figure: Figure = {"data": [], "layout": _layout(), "narrow": narrow}
    groups, in_legend = by_group(distribution), set[str]()
    for place, look in enumerate(looks):
        across, upward = _place(place, len(looks))
        rows = groups[look.group]
        suffix = "" if place == 0 else str(place + 1)
        for trace in _marks(rows, look, options, pinned):
            first = trace["legendgroup"] not in in_legend
            in_legend.add(trace["legendgroup"])
            figure["data"].append(trace | {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}", "showlegend": first})
        figure["layout"][f"xaxis{suffix}"] = _weeks(rows, across, f"y{suffix}", few=len(looks) <= 2)
        title = f"Patients {options.whole}, %" if across[0] == 0 else ""
        figure["layout"][f"yaxis{suffix}"] = _shares(upward, f"x{suffix}", title)
        figure["layout"]["annotations"].append(_heading(look, across, upward))
        narrow["layout"][f"xaxis{suffix}"] = {"tickfont": {"size": 9, "color": "@muted"}}
    narrow["layout"]["margin"] = {"t": _TOP + _LEGEND_ROW * (ceil(len(in_legend) / _IN_A_ROW) - 1)}
    return figure


def _marks(rows: Columns, look: Look, options: IgaOptions, pinned: Pinned | None) -> list[Figure]:
    marks = grade_bars(rows, look, whole=options.whole)
    if NOT_ASSESSED in rows["grade"]:
        marks.append(missing_bar(rows, look))
    marks.append(boundary(rows, dash=options.dash))
    other = beside(look, pinned[1]) if pinned else None
    return [*marks, pinned_shares(by_group(pinned[0])[other.group], other)] if pinned and other else marks


def beside(look: Look, pinned: Sequence[Look]) -> Look | None:
    """The pinned group that belongs into the panel of a group: that of the same name, or the only one there is."""
    same = [other for other in pinned if other.group == look.group]
    return same[0] if same else pinned[0] if len(pinned) == 1 else None


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


def _weeks(rows: Columns, domain: list[float], anchor: str, *, few: bool) -> Figure:
    """Visits at equal steps; beneath each the patients assessed, of those in the group where there is room."""
    clear = of_grade(rows, 0)
    few = few and max(clear["expected"], default=0) < _MANY
    beneath = [
        f"{short(assessed)}/{short(expected)}" if few else short(assessed)
        for assessed, expected in zip(clear["assessed"], clear["expected"], strict=True)
    ]
    ticks = [f"<b>{week}</b><br>{counts}" for week, counts in zip(clear["week"], beneath, strict=True)]
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


def _shares(domain: list[float], anchor: str, title: str) -> Figure:
    return axis(title, range=[0, 100], domain=domain, anchor=anchor, showticklabels=bool(title), fixedrange=True)


def _layout() -> Figure:
    return layout(
        barmode="stack",
        bargap=0.16,
        annotations=[],
        margin={"l": 56, "r": 16, "t": _TOP, "b": _BOTTOM},
        legend=legend_on_top(traceorder="normal"),
    )
