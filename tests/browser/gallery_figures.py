"""Figures of every kind the app draws, in two versions each: ``version`` 0 and 1 stand for two filter settings."""

from typing import Any

from core.figures.theme import plain_text

WEEKS = [0, 2, 4, 8, 12, 16, 24, 36, 52]
HOSTILE = "<a href='javascript:document.body.dataset.hacked=1'>site</a> <b>x</b> & <img src=x onerror=alert(1)>"

Figure = dict[str, Any]


def trajectories(version: int) -> Figure:
    """Means with error bars and a filled band; the second version has one group more and three visits fewer."""
    weeks = WEEKS[: 9 - 3 * version]
    return {
        "data": [trace for group in range(2 + version) for trace in _trajectory(weeks, group, version)],
        "layout": {
            "xaxis": {"title": {"text": "Week"}},
            "yaxis": {"title": {"text": "Body surface, %"}, "rangemode": "tozero"},
            "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom"},
            "margin": {"t": 30, "r": 20, "b": 50, "l": 60},
            "annotations": [
                {"x": weeks[-1], "y": 5, "text": f"n = {40 - 9 * version}", "showarrow": False, "yshift": 10}
            ],
        },
    }


def _trajectory(weeks: list[int], group: int, version: int) -> list[Figure]:
    means = [30 / (1 + week / (6 + 3 * group + 4 * version)) + 2 * group for week in weeks]
    colour = f"@group{group}"
    band = {
        "x": weeks + weeks[::-1],
        "y": [mean + 3 for mean in means] + [mean - 3 for mean in reversed(means)],
        "mode": "lines",
        "fill": "toself",
        "fillcolor": colour,
        "opacity": 0.15,
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    line = {
        "x": weeks,
        "y": means,
        "name": "ABC"[group],
        "mode": "lines+markers",
        "line": {"color": colour, "dash": ["solid", "dash", "dot"][group]},
        "marker": {"color": colour, "symbol": ["circle", "square", "diamond"][group], "size": 8},
        "error_y": {"array": [2 + version] * len(weeks), "color": colour, "thickness": 1},
        "customdata": [f"{'ABC'[group]}-{week}" for week in weeks],
    }
    return [{"type": "scatter", **band}, {"type": "scatter", **line}]


def stacked_bars(version: int) -> Figure:
    """IGA shares per visit as stacked bars with their numbers in them."""
    weeks = [f"week {week}" for week in WEEKS[: 6 - version]]
    shares = [[(grade + 1) * (visit + 1 + version) % 7 + 2 for visit in range(len(weeks))] for grade in range(5)]
    totals = [sum(visit) for visit in zip(*shares, strict=True)]
    return {
        "data": [
            {
                "type": "bar",
                "x": weeks,
                "y": [100 * count / total for count, total in zip(counts, totals, strict=True)],
                "text": [str(count) for count in counts],
                "name": f"IGA {grade}",
                "marker": {"color": f"@iga{grade}"},
                "textfont": {"color": f"@on_iga{grade}"},
            }
            for grade, counts in enumerate(shares)
        ],
        "layout": {
            "barmode": "stack",
            "yaxis": {"title": {"text": "Patients, %"}},
            "margin": {"t": 20, "r": 20, "b": 40, "l": 60},
        },
    }


def forest(version: int) -> Figure:
    """Differences with whiskers, one row per subgroup."""
    rows = ["All", "Mild", "Moderate", "Severe", "Under 40", "40 and over"][: 6 - 2 * version]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers",
                "x": [4 * row - 6 + 5 * version for row in range(len(rows))],
                "y": rows,
                "marker": {"color": "@ink", "symbol": "square", "size": 9},
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    "array": [6 + row for row in range(len(rows))],
                    "arrayminus": [5 + version] * len(rows),
                    "color": "@ink",
                },
            }
        ],
        "layout": {
            "xaxis": {"title": {"text": "Difference, percentage points"}, "zerolinecolor": "@muted"},
            "yaxis": {"autorange": "reversed", "automargin": True},
            "margin": {"t": 20, "r": 20, "b": 50, "l": 60},
        },
    }


def heatmap(version: int) -> Figure:
    """Events by month, as shades with their numbers."""
    counts = [[(row * column + version) % 5 for column in range(8)] for row in range(5)]
    return {
        "data": [
            {
                "type": "heatmap",
                "z": counts,
                "x": [f"month {month}" for month in range(8)],
                "y": ["rash", "itch", "fever", "pain", "other"],
                "colorscale": [[0, "@guide"], [1, "@group0"]],
                "texttemplate": "%{z}",
                "xgap": 2,
                "ygap": 2,
                "showscale": False,
            }
        ],
        "layout": {"margin": {"t": 20, "r": 20, "b": 40, "l": 60}, "yaxis": {"automargin": True}},
    }


def swimmer(version: int) -> Figure:
    """Horizontal bars, one per patient, with event marks on them and text beside them."""
    patients = [f"P{number:02}" for number in range(10 - 3 * version)]
    lengths = [52 - 4 * ((number * 7 + version) % 11) for number in range(len(patients))]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "y": patients,
                "x": lengths,
                "marker": {"color": "@mild"},
                "name": "on treatment",
            },
            {
                "type": "scatter",
                "mode": "markers+text",
                "y": patients[::2],
                "x": [length / 2 for length in lengths[::2]],
                "text": ["AE"] * len(patients[::2]),
                "textposition": "middle right",
                "marker": {"color": "@group1", "size": 10, "symbol": "triangle-up"},
                "name": "adverse event",
            },
        ],
        "layout": {
            "xaxis": {"title": {"text": "Week"}},
            "margin": {"t": 20, "r": 20, "b": 50, "l": 60},
            "shapes": [
                {"type": "line", "x0": 16, "x1": 16, "y0": 0, "y1": 1, "yref": "paper", "line": {"color": "@muted"}}
            ],
        },
    }


def hostile(version: int) -> Figure:
    """Text from a file as a trace name, a tick label, a point's text and an annotation; raw and made plain."""
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [text, text + " "],
                "y": [1 + version, 2],
                "text": text,
                "name": text,
            }
            for text in (HOSTILE, plain_text(HOSTILE))
        ],
        "layout": {
            "annotations": [{"x": 0, "y": 1.5, "text": HOSTILE, "showarrow": False}],
            "margin": {"t": 20, "r": 20, "b": 80, "l": 60},
        },
    }


FIGURES = {
    "trajectories": trajectories,
    "stacked bars": stacked_bars,
    "forest": forest,
    "heatmap": heatmap,
    "swimmer": swimmer,
}
