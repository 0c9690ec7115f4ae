"""The marks of one IGA panel: a bar per grade, those not assessed on top, the boundary of 0/1, and what was pinned."""

from core.endpoints import IGA_GRADES
from core.figures.layout import Columns, Figure, Look, scaled
from core.numbers import UNDEFINED
from core.schema import NOMINAL_WEEKS

NOT_ASSESSED = -1
# Shares below this have no room for their number.
_LEAST_LABELLED = 0.08
_HALF_BAR = 0.42


def grade_bars(rows: Columns, look: Look, *, whole: str) -> list[Figure]:
    """A bar per grade and week; ``whole`` says what the shares are of."""
    return [_grade_bar(of_grade(rows, grade), look, grade, whole) for grade in range(len(IGA_GRADES))]


def of_grade(rows: Columns, grade: int) -> Columns:
    """The weeks of one grade."""
    places = [place for place, value in enumerate(rows["grade"]) if value == grade]
    return {name: [values[place] for place in places] for name, values in rows.items()}


def _grade_bar(own: Columns, look: Look, grade: int, whole: str) -> Figure:
    label = IGA_GRADES[grade]
    return {
        "type": "bar",
        "name": f"{grade} {label}",
        "legendgroup": str(grade),
        "x": list(range(len(own["week"]))),
        "y": scaled(own["share"], 100),
        "marker": {"color": f"@iga{grade}", "line": {"color": "@paper", "width": 1}},
        "text": [f"{100 * share:.0f}" if share >= _LEAST_LABELLED else "" for share in own["share"]],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": f"@on_iga{grade}", "size": 12},
        # A hover template reads %{...}, so words that stem from a file stand in the data.
        "customdata": [
            [look.label, f"week {week}: {count} of {n} {whole}"]
            for week, count, n in zip(own["week"], own["count"], own["n"], strict=True)
        ],
        "hovertemplate": f"%{{customdata[0]}}, IGA {grade} {label}<br>%{{customdata[1]}}<extra></extra>",
    }


def missing_bar(rows: Columns, look: Look) -> Figure:
    """Those enrolled and not assessed, hatched, on top of all grades: no grade is claimed for them."""
    own = of_grade(rows, NOT_ASSESSED)
    return {
        "type": "bar",
        "name": "not assessed",
        "legendgroup": "missing",
        "x": list(range(len(own["week"]))),
        "y": scaled(own["share"], 100),
        "marker": {
            "color": "@guide",
            "line": {"color": "@muted", "width": 1},
            "pattern": {"shape": "/", "fgcolor": "@muted", "bgcolor": "@guide", "size": 7, "solidity": 0.22},
        },
        "customdata": [
            [look.label, f"week {week}: {count} of {n} enrolled"]
            for week, count, n in zip(own["week"], own["count"], own["n"], strict=True)
        ],
        "hovertemplate": "%{customdata[0]}, not assessed<br>%{customdata[1]}<extra></extra>",
    }


def boundary(rows: Columns, *, dash: str) -> Figure:
    """A heavy line on top of clear and almost clear, so that IGA 0/1 reads off the axis."""
    x: list[float | None] = []
    y: list[float | None] = []
    for place, top in enumerate(_clear(rows)):
        x += [place - _HALF_BAR, place + _HALF_BAR, None]
        y += [top, top, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "IGA 0/1",
        "legendgroup": "boundary",
        "x": x,
        "y": y,
        "line": {"color": "@ink", "width": 3, "dash": dash},
        "hoverinfo": "skip",
    }


def pinned_shares(rows: Columns, look: Look) -> Figure:
    """IGA 0/1 of a pinned selection: an open mark a week on a thin dotted line."""
    shares, totals = _clear(rows), of_grade(rows, 0)["n"]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": "Pinned: IGA 0/1",
        "legendgroup": "pinned",
        "x": list(range(len(shares))),
        "y": shares,
        "line": {"color": "@ink", "width": 1, "dash": "dot"},
        "marker": {"color": "@paper", "size": 9, "symbol": look.marker, "line": {"color": look.colour, "width": 2}},
        "text": [
            f"Pinned: {look.label}, week {week}: IGA 0/1 {UNDEFINED if share is None else f'{share:.0f}%'}, n {n}"
            for week, share, n in zip(NOMINAL_WEEKS, shares, totals, strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _clear(rows: Columns) -> list[float | None]:
    """Clear and almost clear together, in percent, week by week."""
    both = zip(of_grade(rows, 0)["share"], of_grade(rows, 1)["share"], strict=True)
    return scaled([clear + almost for clear, almost in both], 100)
