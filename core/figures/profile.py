"""One patient on one time axis: the three scores, the two treatments, and the adverse events."""

from collections.abc import Mapping, Sequence
from typing import Any

from pandas import DataFrame

from core.endpoints import MEASURES
from core.figures.layout import CLEAR, Figure, axis, guide, layout
from core.figures.theme import plain_text

_PANEL, _BETWEEN, _ROW, _TOP, _BOTTOM = 118, 22, 24, 8, 44
_SHAPES = {"mild": "circle", "moderate": "square", "severe": "diamond", "life-threatening": "star"}
# A term must not run into the next one of its row; read off 1024-pixel screens.
_WEEKS_PER_LETTER = 1.2

Periods = Mapping[str, tuple[float, float]]


def profile_height(periods: Periods, events: DataFrame) -> int:
    """Height in pixels: three panels of scores, and a row per treatment and per row of events."""
    return _TOP + _BOTTOM + _panels(len(periods) + _lanes(events)[1])


def profile_figure(
    visits: DataFrame, events: DataFrame, periods: Periods, missed: Mapping[str, Sequence[int]]
) -> Figure:
    """Needs visits with week, iga, bsa_pct, itch_nrs (nan where not assessed) and events with term, severity,
    start_week, end_week. ``periods`` gives from and to of each treatment in weeks from time zero, ``missed`` the
    nominal weeks without a score per measure.

    A line never joins scores across a visit at which the score is missing; each of them is crossed at the foot.
    """
    weeks = [*visits["week"], *events["start_week"].dropna(), *(week for period in periods.values() for week in period)]
    low, high = min([0.0, *weeks]) - 3, max([52.0, *weeks]) + 3
    lanes, count = _lanes(events)
    rows = len(periods) + count
    data = [trace for place, name in enumerate(MEASURES) for trace in _panel(visits, name, place, missed[name])]
    data += [_period(name, period, place) for place, (name, period) in enumerate(periods.items())]
    data += [_lasting(events, lanes, len(periods)), _events(events, lanes, len(periods), low)]
    axes = {f"yaxis{place + 1 if place else ''}": _score_axis(name, visits, place, rows) for place, name in _numbered()}
    return {
        "data": data,
        "layout": layout(
            showlegend=False,
            margin={"l": 84, "r": 18, "t": _TOP, "b": _BOTTOM},
            xaxis=axis("Weeks from time zero", range=[low, high], anchor="y4", showgrid=False),
            yaxis4=_row_axis(list(periods), rows),
            shapes=[guide(0, axis="x", dash="dot")],
            **axes,
        ),
    }


def _numbered() -> list[tuple[int, str]]:
    return list(enumerate(MEASURES))


def _panels(rows: int) -> int:
    """Pixels between the margins."""
    return len(MEASURES) * (_PANEL + _BETWEEN) + _ROW * max(rows, 1)


def _panel(visits: DataFrame, name: str, place: int, missed: Sequence[int]) -> list[Figure]:
    facts, yaxis = MEASURES[name], f"y{place + 1 if place else ''}"
    x, y = _broken(visits["week"].tolist(), visits[name].tolist(), missed)
    recorded = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": facts.short,
        "yaxis": yaxis,
        "x": x,
        "y": y,
        "connectgaps": False,
        "line": {"color": "@group0", "width": 2},
        "marker": {"color": "@group0", "size": 8},
        "hovertemplate": f"week %{{x:.1f}}: {facts.short} %{{y}}<extra></extra>",
    }
    crosses = {
        "type": "scatter",
        "mode": "markers",
        "name": f"{facts.short} missed",
        "yaxis": yaxis,
        "x": list(missed),
        "y": [0] * len(missed),
        "marker": {"color": "@muted", "symbol": "x-thin", "size": 7, "line": {"color": "@muted", "width": 1.5}},
        "hovertemplate": f"week %{{x}}: no {facts.short} recorded<extra></extra>",
    }
    return [recorded, crosses]


def _broken(
    weeks: Sequence[float], scores: Sequence[float], missed: Sequence[int]
) -> tuple[list[float], list[float | None]]:
    """The scores in order of time with a gap wherever one is missing, or a nominal visit between two was missed."""
    points = [(week, None if score != score else score) for week, score in zip(weeks, scores, strict=True)]
    points += [(week, None) for week in missed]
    points.sort(key=lambda point: (point[0], point[1] is not None))
    return [week for week, _ in points], [score for _, score in points]


def _score_axis(name: str, visits: DataFrame, place: int, rows: int) -> Figure:
    facts = MEASURES[name]
    known = visits[name].dropna()
    end = facts.end if facts.end is not None else max([10.0, *known.tolist()]) * 1.1
    top = 1 - place * (_PANEL + _BETWEEN) / _panels(rows)
    domain = [top - _PANEL / _panels(rows), top]
    return axis(facts.short, domain=domain, range=[-0.08 * end, 1.06 * end], nticks=5, fixedrange=True)


def _row_axis(periods: Sequence[str], rows: int) -> Figure:
    events = ["events"] * min(rows - len(periods), 1)
    return axis(
        domain=[0, _ROW * max(rows, 1) / _panels(rows)],
        range=[max(rows, 1) - 0.5, -0.5],
        tickmode="array",
        tickvals=list(range(len(periods) + len(events))),
        ticktext=[*periods, *events],
        showgrid=False,
        fixedrange=True,
    )


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


def _lanes(events: DataFrame) -> tuple[list[int], int]:
    """The row of each event among the event rows, so that no term runs into another, and how many rows that takes."""
    free: list[float] = []
    lanes = []
    for event in events.to_dict("records"):
        start = event["start_week"] if event["start_week"] == event["start_week"] else float("-inf")
        lane = next((place for place, end in enumerate(free) if start > end), len(free))
        end = max(start, event["end_week"]) if event["end_week"] == event["end_week"] else start
        reached = max(end, start + _WEEKS_PER_LETTER * (len(str(event["term"])) + 2))
        # Nothing stands beside an event without a start: its mark is at the edge, whatever the axis begins with.
        reached = reached if start == start and start != float("-inf") else float("inf")
        free[lane : lane + 1] = [reached]
        lanes.append(lane)
    return lanes, len(free)


def _lasting(events: DataFrame, lanes: Sequence[int], first: int) -> Figure:
    """From start to end of the events that have both."""
    x: list[float | None] = []
    y: list[float | None] = []
    for event, lane in zip(events.to_dict("records"), lanes, strict=True):
        if event["start_week"] == event["start_week"] and event["end_week"] == event["end_week"]:
            x += [event["start_week"], event["end_week"], None]
            y += [first + lane, first + lane, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "lasting",
        "yaxis": "y4",
        "x": x,
        "y": y,
        "line": {"color": "@group1", "width": 5},
        "opacity": 0.35,
        "hoverinfo": "skip",
    }


def _events(events: DataFrame, lanes: Sequence[int], first: int, low: float) -> Figure:
    """A mark at each start; an event without a recorded start stands at the left end, hollow."""
    marks: list[dict[Any, Any]] = events.to_dict("records")
    known = [event["start_week"] == event["start_week"] for event in marks]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": "events",
        "yaxis": "y4",
        "x": [event["start_week"] if ok else low + 1 for event, ok in zip(marks, known, strict=True)],
        "y": [first + lane for lane in lanes],
        "text": [f"  {plain_text(str(event['term']))}" for event in marks],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": "@ink"},
        "cliponaxis": False,
        "marker": {
            "size": 11,
            "color": ["@group1" if ok else CLEAR for ok in known],
            "symbol": [_SHAPES.get(str(event["severity"]), "circle") for event in marks],
            "line": {"color": "@group1", "width": 1.5},
        },
        "customdata": [_when(event) for event in marks],
        "hovertemplate": "%{text}, %{customdata}<extra></extra>",
    }


def _when(event: Mapping[Any, Any]) -> str:
    start = event["start_week"]
    severity = event["severity"] if isinstance(event["severity"], str) else "severity not recorded"
    return f"{severity}, " + (f"week {start:.1f}" if start == start else "start not recorded")
