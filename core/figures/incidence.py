"""Adverse-event incidence: n/N as text, dots with exact intervals, and the difference beside them."""

from collections.abc import Sequence
from textwrap import wrap

from pandas import DataFrame

from core.figures.layout import Figure, Look, axis, finite, label_at, layout
from core.figures.theme import plain_text
from core.numbers import interval, percent, share

ROW_HEIGHT = 26
_TOP, _BOTTOM, _LABELS = 54, 48, 250
_OVERALL = {"any": "Any adverse event", "serious": "Serious", "related": "Related to cream or systemic"}


def incidence_height(rows: int) -> int:
    """Height in pixels of a figure with so many event rows."""
    return _TOP + _BOTTOM + ROW_HEIGHT * max(rows, 1)


def incidence_figure(incidence: DataFrame, differences: DataFrame, looks: Sequence[Look], *, top: float) -> Figure:
    """Two panels over the same rows. Needs the frames of ``core.analyses.safety``, ready for display.

    ``incidence`` has columns level, organ_class, term, group, count, n, estimate, low, high; ``differences`` has one
    row per event row, or none unless there are two groups. ``top`` is the end of the incidence axis, a proportion.
    """
    labels = _row_labels(incidence)
    with_difference = not differences.empty
    texts = _text_width(len(looks))
    end = 0.68 if with_difference else 1.0
    figure: Figure = {"data": [], "layout": _layout(labels, texts, end, top, with_difference)}
    for place, look in enumerate(looks):
        rows = incidence[incidence["group"] == look.group]
        offset = (place - (len(looks) - 1) / 2) * min(0.36, 0.8 / max(len(looks), 1))
        figure["data"] += [
            _counts(rows, look, place, len(looks)),
            _dots(rows, look, offset),
            _beyond(rows, look, top, offset),
        ]
        x = texts * (place + 0.5) / len(looks)
        figure["layout"]["annotations"].append(
            label_at(x, 1, f"<b>{look.label}</b>", yanchor="bottom", font={"size": 12, "color": look.colour})
        )
    if with_difference:
        figure["data"].append(_difference(differences))
        second, first = looks[1].label, looks[0].label
        figure["layout"]["annotations"].append(
            label_at(0.86, 1, f"{second} minus {first}", yanchor="bottom", xanchor="center")
        )
    return figure


def _text_width(groups: int) -> float:
    return min(0.5, 0.105 * groups)


def _row_labels(incidence: DataFrame) -> list[Figure]:
    """The rows in words, in the left margin: overall rows and organ classes bold, terms indented beneath them."""
    rows = incidence.drop_duplicates(["level", "organ_class", "term"])
    labels = []
    for place, row in enumerate(rows.itertuples()):
        is_term = row.level == "term"
        text = str(row.term if is_term else row.organ_class) or _OVERALL[str(row.level)]
        lines = "<br>".join(plain_text(line) for line in wrap(text, 40, max_lines=2, placeholder=" …"))
        labels.append(
            {
                "text": lines if is_term else f"<b>{lines}</b>",
                "xref": "paper",
                "yref": "y",
                "x": 0,
                "y": place,
                "xanchor": "left",
                "xshift": (16 if is_term else 0) - _LABELS,
                "showarrow": False,
                "align": "left",
                "font": {"size": 11 if "<br>" in lines else 13, "color": "@ink"},
            }
        )
    return labels


def _counts(rows: DataFrame, look: Look, place: int, groups: int) -> Figure:
    """The n/N column of one group."""
    texts = [share(int(count), int(n)) for count, n in zip(rows["count"], rows["n"], strict=True)]
    if groups > 4:
        texts = [text.split(" ")[0] for text in texts]
    return {
        "type": "scatter",
        "mode": "text",
        "xaxis": "x3",
        "x": [place + 0.5] * len(rows),
        "y": list(range(len(rows))),
        "text": texts,
        "textfont": {"size": 12, "color": "@ink"},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
        "name": f"n of {look.label}",
    }


def _dots(rows: DataFrame, look: Look, offset: float) -> Figure:
    estimate = 100 * rows["estimate"]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": look.label,
        "x": finite(estimate.tolist()),
        "y": [place + offset for place in range(len(rows))],
        "marker": {"color": look.colour, "symbol": look.marker, "size": 9},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": finite((100 * rows["high"] - estimate).tolist()),
            "arrayminus": finite((estimate - 100 * rows["low"]).tolist()),
            "color": look.colour,
            "thickness": 1.5,
            "width": 0,
        },
        "customdata": [[row.level, row.organ_class, row.term, row.group] for row in rows.itertuples()],
        "text": [
            f"{look.label}: {int(row.count)} of {int(row.n)}, {percent(float(row.estimate))}, "
            f"95% CI {interval(100 * float(row.low), 100 * float(row.high))}"
            for row in rows.itertuples()
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _beyond(rows: DataFrame, look: Look, top: float, offset: float) -> Figure:
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
    estimate = 100 * differences["estimate"]
    return {
        "type": "scatter",
        "mode": "markers",
        "xaxis": "x2",
        "name": "difference",
        "showlegend": False,
        "x": finite(estimate.tolist()),
        "y": list(range(len(differences))),
        "marker": {"color": "@ink", "symbol": "diamond", "size": 7},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": finite((100 * differences["high"] - estimate).tolist()),
            "arrayminus": finite((estimate - 100 * differences["low"]).tolist()),
            "color": "@ink",
            "thickness": 1.5,
            "width": 0,
        },
        "text": [
            f"difference {100 * row.estimate:+.1f} points, 95% CI {interval(100 * row.low, 100 * row.high)}"
            for row in differences.itertuples()
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _layout(labels: list[Figure], texts: float, end: float, top: float, with_difference: bool) -> Figure:
    rows = len(labels)
    span = 100 * top
    changes: Figure = {
        "margin": {"l": _LABELS, "r": 18, "t": _TOP, "b": _BOTTOM},
        "showlegend": False,
        "annotations": labels,
        "shapes": [
            {
                "type": "rect",
                "layer": "below",
                "xref": "paper",
                "yref": "y",
                "x0": 0,
                "x1": 1,
                "y0": row - 0.5,
                "y1": row + 0.5,
                "fillcolor": "@guide",
                "line": {"width": 0},
            }
            for row in range(0, rows, 2)
        ],
        "yaxis": axis(range=[rows - 0.5, -0.5], showgrid=False, showticklabels=False, fixedrange=True),
        "xaxis": axis(
            "Patients with the event, % with 95% CI (exact)", domain=[texts + 0.02, end], range=[-0.02 * span, span]
        ),
        "xaxis3": {
            "domain": [0, texts],
            "range": [0, max(round(texts / 0.105), 1)],
            "visible": False,
            "fixedrange": True,
        },
    }
    if with_difference:
        changes["xaxis2"] = axis(
            "Difference, percentage points (Newcombe)",
            domain=[0.73, 1.0],
            range=[-span, span],
            zeroline=True,
            zerolinecolor="@muted",
            zerolinewidth=1,
        )
    return layout(**changes)
