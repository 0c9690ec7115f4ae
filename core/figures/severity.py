"""Worst severity per patient as one stacked bar a group."""

from collections.abc import Sequence

from pandas import DataFrame

from core.figures.layout import Figure, Look, axis, layout, scaled

_COLOUR = {
    "not recorded": "@grid",
    "mild": "@mild",
    "moderate": "@moderate",
    "severe": "@severe",
    "life-threatening": "@ink",
}
_TOP, _BOTTOM, _ROW = 34, 46, 34


def severity_figure(severity: DataFrame, looks: Sequence[Look], *, top: float) -> Figure:
    """Needs columns group, severity, count, n, share. ``top`` is the end of the axis, a proportion."""
    labels = [look.label for look in looks]
    data = []
    for grade, rows in severity.groupby("severity", sort=False):
        if grade in ("not recorded", "life-threatening") and not rows["count"].any():
            continue
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": grade,
                "x": scaled(rows["share"].tolist(), 100),
                "y": labels,
                "marker": {"color": _COLOUR[str(grade)], "line": {"color": "@muted", "width": 0.5}},
                "text": [str(count) if count else "" for count in rows["count"]],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "constraintext": "none",
                "textfont": {"color": "@paper" if grade in ("severe", "life-threatening") else "@ink", "size": 12},
                "customdata": [f"{count} of {n} patients" for count, n in zip(rows["count"], rows["n"], strict=True)],
                "hovertemplate": f"%{{y}}, worst grade {grade}: %{{customdata}}<extra></extra>",
            }
        )
    return {
        "data": data,
        "layout": layout(
            barmode="stack",
            bargap=0.35,
            legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"},
            margin={"l": 205, "r": 18, "t": _TOP, "b": _BOTTOM},
            xaxis=axis("Patients by worst grade of any counted event, %", range=[0, 100 * top]),
            yaxis=axis(autorange="reversed", showgrid=False, tickfont={"size": 13, "color": "@ink"}, fixedrange=True),
        ),
    }


def severity_height(groups: int) -> int:
    """Height in pixels for so many groups."""
    return _TOP + _BOTTOM + _ROW * max(groups, 1)
