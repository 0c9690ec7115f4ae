"""IGA of each patient at each visit: a row per patient, a column per visit, a block per group."""

from collections.abc import Sequence
from itertools import groupby

from pandas import DataFrame

from core.endpoints import IGA_GRADES
from core.figures.layout import CLEAR, Columns, Figure, Look, axis, by_group, label_at, layout, legend_on_top
from core.figures.theme import plain_text
from core.schema import NOMINAL_WEEKS

# With the row of buttons, so that a row of patients is a whole number of pixels.
_BUTTONS, _TOP, _BOTTOM, _HEADING = 28, 48, 46, 30
_ROOM, _LEAST, _MOST = 800, 4, 8
_FEWEST_PIXELS = 120
# An agent is named where its patients stand together and are tall enough for a line of text.
_LINE, _NAMES, _LONGEST = 13, 120, 18


def strip_height(rows: int, groups: int) -> int:
    """Height in pixels for so many patients in so many groups."""
    return _BUTTONS + _TOP + _BOTTOM + max(rows * row_pixels(rows), _FEWEST_PIXELS) + _HEADING * groups


def row_pixels(rows: int) -> int:
    """Height of one patient's row in pixels: the more patients, the thinner."""
    return min(max(_ROOM // max(rows, 1), _LEAST), _MOST)


def strip_figure(shown: DataFrame, looks: Sequence[Look], *, named: bool = False) -> Figure:
    """Needs columns patient_id, group, agent and ``week_0`` to ``week_52`` (grades, nan where missing), in order.

    A cell gives back (patient_id, week). ``named`` names the agents beside their patients.
    """
    figure: Figure = {"data": [], "layout": _layout(named)}
    groups, unit = by_group(shown), row_pixels(len(shown))
    top = 0.0
    for look in looks:
        if look.group not in groups:
            continue
        rows = groups[look.group]
        first = top + _HEADING / unit
        top = first + len(rows["group"])
        figure["layout"]["annotations"].append(_heading(look, first, len(rows["group"])))
        figure["layout"]["annotations"] += _agents(rows, first, unit) if named else []
        figure["data"] += _block(rows, look, first)
    figure["data"] += [_key(label, f"@iga{grade}") for grade, label in enumerate(IGA_GRADES)]
    figure["data"].append(_key("missing", "@paper"))
    figure["layout"]["yaxis"]["range"] = [max(top, _FEWEST_PIXELS / unit), 0]
    if not groups:
        words = label_at(0.5, 0.5, "No patient is selected.", font={"size": 13, "color": "@muted"})
        figure["layout"]["annotations"].append(words)
    return figure


def _block(rows: Columns, look: Look, first: float) -> list[Figure]:
    """The patients of one group: what is missing is a box of paper in a thin line, beneath the grades."""
    grades = [list(own) for own in zip(*(rows[f"week_{week}"] for week in NOMINAL_WEEKS), strict=True)]
    missing = [[None if grade == grade else 0 for grade in own] for own in grades]
    place = {
        "type": "heatmap",
        "x": [at - 0.5 for at in range(len(NOMINAL_WEEKS) + 1)],
        "y": [first + at for at in range(len(grades) + 1)],
        "zmin": 0,
        "zmax": len(IGA_GRADES),
        "showscale": False,
    }
    box = place | {"z": missing, "hoverinfo": "skip"}
    cells = place | {
        "name": look.label,
        "z": [[None if grade != grade else grade + 0.5 for grade in own] for own in grades],
        "colorscale": _shades(),
        "xgap": 2,
        "ygap": 1,
        "customdata": [[[patient, week] for week in NOMINAL_WEEKS] for patient in rows["patient_id"]],
        "text": _texts(rows, grades),
        "hovertemplate": "%{text}<extra></extra>",
    }
    return [
        box | {"name": "missing", "xgap": 2, "ygap": 1, "colorscale": [[0, "@mild"], [1, "@mild"]]},
        box | {"name": "missing, inside", "xgap": 4, "ygap": 3, "colorscale": [[0, "@paper"], [1, "@paper"]]},
        cells,
    ]


def _shades() -> list[list[float | str]]:
    """One flat colour per grade, of equal width."""
    steps = len(IGA_GRADES)
    return [[edge / steps, f"@iga{grade}"] for grade in range(steps) for edge in (grade, grade + 1)]


def _texts(rows: Columns, grades: list[list[float]]) -> list[list[str]]:
    texts = []
    for patient, agent, own in zip(rows["patient_id"], rows["agent"], grades, strict=True):
        who = f"<b>{plain_text(patient)}</b>, {plain_text(agent) if isinstance(agent, str) else 'agent not recorded'}"
        texts.append(
            [
                f"{who}<br>{'baseline' if week == 0 else f'week {week}'}: {_grade(grade)}"
                for week, grade in zip(NOMINAL_WEEKS, own, strict=True)
            ]
        )
    return texts


def _grade(grade: float) -> str:
    return "IGA missing" if grade != grade else f"IGA {int(grade)} {IGA_GRADES[int(grade)]}"


def _heading(look: Look, first: float, count: int) -> Figure:
    return label_at(
        0,
        first,
        f"<b>{look.label}</b>, n = {count}",
        yref="y",
        xanchor="left",
        yanchor="bottom",
        font={"size": 13, "color": look.colour},
    )


def _agents(rows: Columns, first: float, unit: int) -> list[Figure]:
    """The name of each agent beside its patients, where there is a line's height."""
    labels, at = [], first
    for agent, own in groupby(agent if isinstance(agent, str) else "not recorded" for agent in rows["agent"]):
        count = len(list(own))
        if count * unit >= _LINE:
            name = agent if len(agent) <= _LONGEST else agent[: _LONGEST - 1] + "…"
            labels.append(label_at(0, at, plain_text(name), yref="y", xanchor="right", xshift=-6, yanchor="top"))
        at += count
    return labels


def _key(name: str, colour: str) -> Figure:
    """What a colour means. A heatmap has no place in the legend, nor has a trace without any point."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [None],
        "y": [None],
        "marker": {"symbol": "square", "size": 11, "color": colour, "line": {"color": "@muted", "width": 1}},
        "hoverinfo": "skip",
    }


def _layout(named: bool) -> Figure:
    return layout(
        annotations=[],
        margin={"l": _NAMES if named else 16, "r": 16, "t": _TOP, "b": _BOTTOM},
        legend=legend_on_top(),
        xaxis=axis(
            "Week",
            tickmode="array",
            tickvals=list(range(len(NOMINAL_WEEKS))),
            ticktext=["baseline" if week == 0 else str(week) for week in NOMINAL_WEEKS],
            range=[-0.5, len(NOMINAL_WEEKS) - 0.5],
            showgrid=False,
            fixedrange=True,
            linecolor=CLEAR,
        ),
        yaxis=axis(showgrid=False, showticklabels=False, ticks="", fixedrange=True, linecolor=CLEAR),
    )
