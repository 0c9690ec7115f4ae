"""Adverse-event incidence: n/N as text, dots with exact intervals, and the difference beside them."""

import json
from collections.abc import Collection, Sequence
from textwrap import wrap

from pandas import DataFrame

from core.figures.count_columns import CountColumns, Room, count_columns
from core.figures.layout import Columns, Figure, Look, axis, by_group, label_at, layout, reach, row_guide, scaled
from core.figures.theme import plain_text
from core.numbers import interval, percent

_BOTTOM, _LABELS, _RIGHT = 48, 205, 18
_NARROW = 900
# Pixels within the margins: of the smallest figure that is wide, and of the smallest one at all.
_WIDE_ROOM = Room(_NARROW - _LABELS - _RIGHT, 0.5)
_NARROW_ROOM = Room(600 - _LABELS - _RIGHT, 0.62)
_OVERALL = {
    "any": "Any adverse event",
    "related_cream": "Related to the cream",
    "related_systemic": "Related to the systemic",
    "related_named": "Related to cream or systemic",
    "related": "Related to treatment",
    "serious": "Serious",
    "stopping": "Leading to a stop",
    "moderate": "Moderate or worse",
}


def incidence_height(figure: Figure) -> int:
    """Height in pixels of a figure of :func:`incidence_figure`."""
    return int(figure["layout"]["height"])


def incidence_figure(
    incidence: DataFrame,
    differences: DataFrame,
    looks: Sequence[Look],
    *,
    top: float,
    total: DataFrame | None = None,
    closed: Collection[str] | None = None,
) -> Figure:
    """Two panels over the same rows. Needs the frames of ``core.analyses.safety``, ready for display.

    ``incidence`` has columns level, organ_class, term, group, count, n, estimate, low, high; ``differences`` has one
    row per event row, or none unless there are two groups. ``top`` is the end of the incidence axis, a proportion.
    """
    groups = by_group(incidence)
    labels = _row_labels(groups[looks[0].group], closed)
    with_difference = not differences.empty
    everybody = None if total is None else total.to_dict("list")
    counts = count_columns(groups, looks, everybody, wide=_WIDE_ROOM, narrow=_NARROW_ROOM)
    figure: Figure = {
        "data": counts.traces(),
        "layout": _layout(labels, counts, counts.row(len(looks)), top, with_difference),
        "narrow": {
            "below": _NARROW,
            "data": [{"text": texts} for texts in counts.narrow.texts],
            "layout": _narrow_layout(counts, with_difference),
        },
    }
    headings = figure["layout"]["annotations"]
    headings += counts.headings()
    for place, look in enumerate(looks):
        rows = groups[look.group]
        offset = (place - (len(looks) - 1) / 2) * min(0.36, 0.8 / max(len(looks), 1))
        figure["data"] += [_dots(rows, look, offset), _beyond(rows, look, top, offset)]
    if with_difference:
        figure["data"].append(_difference(differences))
        second, first = looks[1].label, looks[0].label
        headings.append(label_at(1, 1, f"{second} minus {first}", xanchor="right", yanchor="bottom"))
    return figure


def _row_labels(rows: Columns, closed: Collection[str] | None) -> list[Figure]:
    """The rows in words, in the left margin: overall rows and organ classes bold, terms indented beneath them."""
    labels = []
    names = zip(rows["level"], rows["organ_class"], rows["term"], strict=True)
    for place, (level, organ_class, term) in enumerate(names):
        text = term or organ_class or _OVERALL[level]
        lines = "<br>".join(plain_text(line) for line in wrap(text, 32, max_lines=2, placeholder=" …"))
        fold = "" if closed is None or level != "organ_class" else "▸ " if organ_class in closed else "▾ "
        labels.append(
            {
                "text": lines if term else f"<b>{fold}{lines}</b>",
                "xref": "paper",
                "yref": "y",
                "x": 0,
                "y": place,
                "xanchor": "left",
                "xshift": (16 if term else 0) - _LABELS,
                "showarrow": False,
                "align": "left",
                "font": {"size": 11 if "<br>" in lines else 13, "color": "@ink"},
                "captureevents": True,
                # The one field of an annotation that carries data of ours.
                "name": json.dumps([level, organ_class, term, ""]),
            }
        )
    return labels


def _dots(rows: Columns, look: Look, offset: float) -> Figure:
    estimates = rows["estimate"]
    said = zip(rows["count"], rows["n"], estimates, rows["low"], rows["high"], strict=True)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": look.label,
        "x": scaled(estimates, 100),
        "y": [place + offset for place in range(len(estimates))],
        "marker": {"color": look.colour, "symbol": look.marker, "size": 9},
        "error_x": _whiskers(rows, look.colour),
        "customdata": [
            list(names) for names in zip(rows["level"], rows["organ_class"], rows["term"], rows["group"], strict=True)
        ],
        "text": [
            f"{look.label}: {count} of {n}, {percent(estimate)}, 95% CI {interval(100 * low, 100 * high)}"
            for count, n, estimate, low, high in said
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _whiskers(rows: Columns, colour: str) -> Figure:
    return {
        "type": "data",
        "symmetric": False,
        "array": reach(rows["estimate"], rows["high"], 100),
        "arrayminus": reach(rows["estimate"], rows["low"], 100),
        "color": colour,
        "thickness": 1.5,
        "width": 0,
    }


def _beyond(rows: Columns, look: Look, top: float, offset: float) -> Figure:
    """A mark at the end of the axis where an interval goes on beyond it."""
    places = [place for place, high in enumerate(rows["high"]) if high > top]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [100 * top] * len(places),
        "y": [place + offset for place in places],
        "marker": {"color": look.colour, "symbol": "triangle-right", "size": 7},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
        "name": f"{look.label} beyond",
    }


def _difference(differences: DataFrame) -> Figure:
    rows: Columns = differences.to_dict("list")
    said = zip(rows["estimate"], rows["low"], rows["high"], strict=True)
    return {
        "type": "scatter",
        "mode": "markers",
        "xaxis": "x2",
        "name": "difference",
        "showlegend": False,
        "x": scaled(rows["estimate"], 100),
        "y": list(range(len(rows["estimate"]))),
        "marker": {"color": "@ink", "symbol": "diamond", "size": 7},
        "error_x": _whiskers(rows, "@ink"),
        "text": [
            f"difference {100 * estimate:+.1f} points, 95% CI {interval(100 * low, 100 * high)}"
            for estimate, low, high in said
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _layout(labels: list[Figure], counts: CountColumns, row: int, top: float, with_difference: bool) -> Figure:
    rows, span = len(labels), 100 * top
    domains = _domains(counts.wide.share, with_difference)
    changes: Figure = {
        "margin": {"l": _LABELS, "r": _RIGHT, "t": counts.top, "b": _BOTTOM},
        "height": counts.top + _BOTTOM + row * max(rows, 1),
        "showlegend": False,
        "annotations": labels,
        "shapes": [row_guide(row) for row in range(0, rows, 2)],
        "yaxis": axis(range=[rows - 0.5, -0.5], showgrid=False, showticklabels=False, fixedrange=True),
        "xaxis": axis("Patients with the event, % with 95% CI (exact)", range=[-0.04 * span, span], **domains["xaxis"]),
        "xaxis3": {"range": [0, len(counts.columns)], "visible": False, "fixedrange": True, **domains["xaxis3"]},
    }
    if with_difference:
        changes["xaxis2"] = axis(
            "Difference, percentage points (Newcombe)",
            range=[-span, span],
            zeroline=True,
            zerolinecolor="@muted",
            zerolinewidth=1,
            **domains["xaxis2"],
        )
    return layout(**changes)


def _narrow_layout(counts: CountColumns, with_difference: bool) -> Figure:
    """Where there is little width the counts keep theirs and the panels give way."""
    changes = _domains(counts.narrow.share, with_difference)
    titles = {"xaxis": "%, 95% CI (exact)", "xaxis2": "Difference, points"}
    return {
        name: {
            **change,
            **({"title": {"text": titles[name], "font": {"size": 11, "color": "@muted"}}} if name in titles else {}),
        }
        for name, change in changes.items()
    }


def _domains(texts: float, with_difference: bool) -> dict[str, Figure]:
    """Where the columns of counts, the incidence and the difference stand, in shares of the width."""
    if not with_difference:
        return {"xaxis3": {"domain": [0, texts]}, "xaxis": {"domain": [texts + 0.02, 1]}}
    end = texts + 0.02 + 0.6 * (0.93 - texts)
    return {
        "xaxis3": {"domain": [0, texts]},
        "xaxis": {"domain": [texts + 0.02, end]},
        "xaxis2": {"domain": [end + 0.05, 1]},
    }
