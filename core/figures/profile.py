"""One patient on one time axis: the three scores, the two treatments, and the adverse events."""

from typing import Any

from pandas import DataFrame

from core.endpoints import MEASURES
from core.figures.layout import Figure, axis, guide, layout
from core.figures.theme import plain_text

PROFILE_HEIGHT = 560
_PANELS = {"iga": (0.76, 1.0), "bsa_pct": (0.49, 0.71), "itch_nrs": (0.22, 0.44)}
_EVENTS_PANEL = (0.0, 0.17)
_SHAPES = {"mild": "circle", "moderate": "square", "severe": "diamond", "life-threatening": "star"}


def profile_figure(visits: DataFrame, events: DataFrame, periods: dict[str, tuple[float, float]]) -> Figure:
    """Needs visits with week, iga, bsa_pct, itch_nrs (nan where not assessed) and events with term, severity,
    start_week, end_week. ``periods`` gives from and to of each treatment in weeks from time zero.

    A line never joins scores across a visit at which the score is missing.
    """
    weeks = [*visits["week"], *(week for period in periods.values() for week in period)]
    low, high = min([0.0, *weeks]) - 3, max([52.0, *weeks]) + 3
    data = [_scores(visits, name, place) for place, name in enumerate(_PANELS)]
    data += [_period(name, period, place) for place, (name, period) in enumerate(periods.items())]
    data.append(_events(events, len(periods), low))
    rows = len(periods) + 1
    axes: Figure = {
        f"yaxis{place + 1 if place else ''}": _score_axis(name, visits) for place, name in enumerate(_PANELS)
    }
    axes["yaxis4"] = axis(
        domain=list(_EVENTS_PANEL),
        range=[rows - 0.5, -0.5],
        tickmode="array",
        tickvals=list(range(rows)),
        ticktext=[*periods, "events"],
        showgrid=False,
        fixedrange=True,
    )
    return {
        "data": data,
        "layout": layout(
            showlegend=False,
            margin={"l": 84, "r": 18, "t": 8, "b": 44},
            xaxis=axis("Weeks from time zero", range=[low, high], anchor="y4", showgrid=False),
            shapes=[guide(0, axis="x", dash="dot")],
            **axes,
        ),
    }


def _scores(visits: DataFrame, name: str, place: int) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": MEASURES[name].short,
        "yaxis": f"y{place + 1 if place else ''}",
        "x": visits["week"].tolist(),
        "y": [None if value != value else value for value in visits[name]],
        "connectgaps": False,
        "line": {"color": "@group0", "width": 2},
        "marker": {"color": "@group0", "size": 8},
        "hovertemplate": f"week %{{x:.1f}}: {MEASURES[name].short} %{{y}}<extra></extra>",
    }


def _score_axis(name: str, visits: DataFrame) -> Figure:
    facts = MEASURES[name]
    known = visits[name].dropna()
    end = facts.end if facts.end is not None else max([10.0, *known.tolist()]) * 1.1
    return axis(facts.short, domain=list(_PANELS[name]), range=[-0.04 * end, 1.04 * end], fixedrange=True)


def _period(name: str, period: tuple[float, float], place: int) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "yaxis": "y4",
        "x": list(period),
        "y": [place, place],
        "line": {"color": "@muted", "width": 9},
        "hovertemplate": f"{name}, week %{{x:.1f}}<extra></extra>",
    }


def _events(events: DataFrame, row: int, low: float) -> Figure:
    """A mark at each start; an event without a recorded start stands at the left end, hollow."""
    marks: list[dict[str, Any]] = events.to_dict("records")
    known = [event["start_week"] == event["start_week"] for event in marks]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": "events",
        "yaxis": "y4",
        "x": [event["start_week"] if ok else low + 1 for event, ok in zip(marks, known, strict=True)],
        "y": [row] * len(marks),
        "text": [plain_text(str(event["term"])) for event in marks],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": "@ink"},
        "marker": {
            "size": 11,
            "color": ["@group1" if ok else "rgba(0,0,0,0)" for ok in known],
            "symbol": [_SHAPES.get(str(event["severity"]), "circle") for event in marks],
            "line": {"color": "@group1", "width": 1.5},
        },
        "customdata": [f"{event['severity']}" if event["severity"] == event["severity"] else "" for event in marks],
        "hovertemplate": "%{text}, week %{x:.1f} %{customdata}<extra></extra>",
    }
