"""Percent change of each patient: one bar each, from the largest rise to the largest fall."""

from collections.abc import Sequence
from typing import Any

from pandas import DataFrame

from core.figures.layout import CLEAR, MINUS, Columns, Figure, Look, axis, guide, label_at, layout, numbers_axis
from core.figures.theme import plain_text
from core.numbers import number

_PLOT, _ROW, _TOP, _BOTTOM, _LEFT = 300, 18, 40, 40, 104
_END = 100
_TICKS = (100, 50, 0, -50, -75, -100)
_LINES = {0: "solid", -50: "dash", -75: "dot"}
_PATTERNS = ("", "/", "x", "-", "|", "+", "\\", ".")
# A slot without a bar reaches so far to either side of no change.
_SLOT = 5
# Fewer patients do not have wider bars than this many.
_FEWEST = 12


def waterfall_height(groups: int) -> int:
    """Height in pixels for so many groups; each has a row beneath that shows which patients are its own."""
    return _TOP + _PLOT + _ROW * groups + _BOTTOM


def waterfall_figure(shown: DataFrame, looks: Sequence[Look], *, week: int) -> Figure:
    """Needs columns patient_id, group, baseline, value, change_pct and undefined, in order, nan changes last.

    Changes above +100% are cut there and marked. A bar, slot or mark gives back (patient_id, week).
    """
    rows: Columns = shown.to_dict("list")
    known = [change == change for change in rows["change_pct"]]
    figure: Figure = {"data": [], "layout": _layout(rows, looks, known)}
    for place, look in enumerate(looks):
        own = [at for at, group in enumerate(rows["group"]) if group == look.group]
        with_bar, without = [at for at in own if known[at]], [at for at in own if not known[at]]
        figure["data"] += [
            _bars(rows, with_bar, look, place) | _points(rows, with_bar, look, week),
            _slots(len(without), look) | _points(rows, without, look, week),
            _marks(len(own), look, place) | _points(rows, own, look, week),
        ]
    figure["data"].append(_cut(rows))
    return figure


def _points(rows: Columns, places: Sequence[int], look: Look, week: int) -> Figure:
    """Where the marks of some patients stand, what they say and what they give back."""
    return {
        "x": list(places),
        "text": [_said({name: values[at] for name, values in rows.items()}, look, week) for at in places],
        "customdata": [[rows["patient_id"][at], week] for at in places],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _said(row: dict[str, Any], look: Look, week: int) -> str:
    who = f"<b>{plain_text(row['patient_id'])}</b>, {look.label}"
    scores = f"BSA {_pct(row['baseline'])} at baseline, {_pct(row['value'])} at week {week}"
    return f"{who}<br>{scores}<br>" + (row["undefined"] or f"{_signed(row['change_pct'])} from baseline")


def _pct(value: float) -> str:
    return "not recorded" if value != value else f"{number(value)}%"


def _signed(change: float) -> str:
    rounded = number(change)
    return f"{'' if rounded.startswith('-') else '+' if change > 0 else ''}{rounded}%".replace("-", MINUS)


def _bars(rows: Columns, places: Sequence[int], look: Look, place: int) -> Figure:
    """The changes of one group, its pattern telling it from the others as its colour does."""
    shape = _PATTERNS[place % len(_PATTERNS)]
    pattern = {"shape": shape, "fillmode": "overlay", "fgcolor": "@paper", "size": 5, "solidity": 0.3}
    return {
        "type": "bar",
        "name": look.label,
        "y": [min(rows["change_pct"][at], _END) for at in places],
        "width": 0.8,
        "marker": {"color": look.colour, "pattern": pattern, "line": {"width": 0}},
        "textposition": "none",
    }


def _slots(count: int, look: Look) -> Figure:
    """An empty slot for each patient without a change."""
    pattern = {"shape": "/", "fgcolor": "@muted", "bgcolor": CLEAR, "size": 4, "solidity": 0.25}
    return {
        "type": "bar",
        "name": f"{look.label}, without a bar",
        "y": [2 * _SLOT] * count,
        "base": [-_SLOT] * count,
        "width": 0.8,
        "marker": {"color": CLEAR, "pattern": pattern, "line": {"width": 0.5, "color": "@muted"}},
        "textposition": "none",
        "showlegend": False,
    }


def _marks(count: int, look: Look, place: int) -> Figure:
    """The row beneath that shows which patients are of this group."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": f"patients of {look.label}",
        "yaxis": "y2",
        "y": [place] * count,
        "marker": {"color": look.colour, "symbol": look.marker, "size": 5},
        "showlegend": False,
    }


def _cut(rows: Columns) -> Figure:
    """A mark on the bars that end at +100% only because the axis does."""
    places = [at for at, change in enumerate(rows["change_pct"]) if change > _END]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": f"above +{_END}%",
        "x": places or [None],
        "y": [_END for _ in places] or [None],
        "marker": {"symbol": "triangle-up", "size": 9, "color": "@ink"},
        "hoverinfo": "skip",
        "showlegend": bool(places),
        "cliponaxis": False,
    }


def _layout(rows: Columns, looks: Sequence[Look], known: Sequence[bool]) -> Figure:
    share = _ROW * len(looks) / (_ROW * len(looks) + _PLOT)
    return layout(
        barmode="overlay",
        margin={"l": _LEFT, "r": 16, "t": _TOP, "b": _BOTTOM},
        annotations=[*_names(looks), *_asides(rows, known)],
        shapes=[guide(value, color="@ink", dash=dash) | {"layer": "above"} for value, dash in _LINES.items()],
        xaxis=axis(
            "Patients, from the largest rise to the largest fall",
            range=[-0.6, max(len(known), _FEWEST) - 0.4],
            showgrid=False,
            showticklabels=False,
            anchor="y2",
            fixedrange=True,
            linecolor=CLEAR,
        ),
        yaxis=axis(
            "BSA, change from baseline",
            range=[-_END, _END],
            domain=[share + 0.03, 1],
            tickmode="array",
            tickvals=list(_TICKS),
            ticktext=[f"{value:+d}%".replace("-", MINUS) if value else "0%" for value in _TICKS],
            fixedrange=True,
        ),
        yaxis2=numbers_axis(share, len(looks)),
    )


def _names(looks: Sequence[Look]) -> list[Figure]:
    return [
        label_at(0, place, look.label, yref="y2", xanchor="right", xshift=-8, font={"size": 11, "color": look.colour})
        for place, look in enumerate(looks)
    ]


def _asides(rows: Columns, known: Sequence[bool]) -> list[Figure]:
    """How many slots there are, above them; or that there is nothing to show."""
    missing = [at for at, found in enumerate(known) if not found]
    if not any(known):
        words = "No patient has a BSA at baseline and at this week."
        return [label_at(0.5, 0.75, words, font={"size": 13, "color": "@muted"})]
    if not missing:
        return []
    middle = sum(missing) / len(missing)
    return [label_at(middle, _SLOT, f"{len(missing)} missing", xref="x", yref="y", yanchor="bottom", yshift=2)]
