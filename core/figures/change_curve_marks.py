"""The marks of a change curve: its steps, the shares at the threshold, and the words beside them."""

from collections.abc import Sequence
from math import nan

from core.figures.layout import MINUS, Columns, Figure, Look, label_at
from core.numbers import percent

END = 10
# Levels of the curves at which their names may stand, in %.
_LEVELS = (50, 40, 60, 30, 70, 20, 80)
# Where the numbers of the higher and the lower of two curves stand at the line: no curve passes there.
_SIDES = ("top left", "bottom right")
# Nearer to the left end than this, a name has no room on the left of its curve.
_ROOM = -8.0


def steps(rows: Columns | None, look: Look) -> Figure:
    """Steps from nobody at the left end of the scale to everybody at the right; no points where it is left out."""
    line = {
        "type": "scatter",
        "mode": "lines",
        "line": {"color": look.colour, "dash": look.dash, "width": 2.5, "shape": "hv"},
        "hovertemplate": "%{text}<extra></extra>",
    }
    if rows is None or rows["estimate"][0] != rows["estimate"][0]:
        # A trace without any point has no place in the legend.
        return line | {"x": [None], "y": [None]}
    texts = [
        f"{look.label}: {signed(change)} points or less in {round(share * n)} of {n} ({percent(share)})"
        for change, share, n in zip(rows["change"], rows["estimate"], rows["n"], strict=True)
    ]
    return line | {
        "x": [-END, *rows["change"], END],
        "y": [0, *(100 * share for share in rows["estimate"]), 100],
        "text": [look.label, *texts, look.label],
    }


def signed(change: float) -> str:
    """A change in points, with its sign."""
    return f"{change:+g}".replace("-", MINUS) if change else "0"


def threshold_mark(share: float, look: Look, threshold: int) -> Figure:
    """The share of the curve that reached the threshold (in %), on the line; nothing where it is nan."""
    known = [share] if share == share else []
    return {
        "type": "scatter",
        "name": f"{look.label} at the threshold",
        "x": [-threshold for _ in known] or [None],
        "y": known or [None],
        "marker": {"color": look.colour, "symbol": look.marker, "size": 10, "line": {"color": "@paper", "width": 1.5}},
        "text": [f"{value:.0f}%" for value in known],
        "textfont": {"color": look.colour, "size": 13},
        "hovertext": [f"{look.label}: {value:.1f}% at least {_points(threshold)} less" for value in known],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "showlegend": False,
        "cliponaxis": False,
    }


def number_at(place: int, shares: Sequence[float], threshold: int) -> Figure:
    """Whether and where the number of a mark stands; of more than two they would lie on each other."""
    if len(shares) > len(_SIDES):
        return {"mode": "markers"}
    lower = any(other > shares[place] for other in shares) or shares[place] in shares[:place]
    side = _SIDES[lower]
    # On the left end of the axis there is no room on the left of the line.
    return {"mode": "markers+text", "textposition": side.replace("left", "right") if threshold == END else side}


def curve_names(curves: Sequence[Figure], looks: Sequence[Look]) -> list[Figure]:
    """One or two curves named at a high step where they are far apart: the left one on its left, else on the right."""
    drawn = [(curve, look) for curve, look in zip(curves, looks, strict=True) if curve["x"] != [None]]
    if not 0 < len(drawn) <= len(_SIDES):
        return []
    crossed = [[_step(curve, level) for curve, _ in drawn] for level in _LEVELS]
    best = max(crossed, key=lambda found: (max(found)[0] - min(found)[0], min(high - low for _, low, high in found)))
    labels = []
    for at, ((x, low, high), (_, look)) in enumerate(zip(best, drawn, strict=True)):
        left = best.index(min(best)) == at and len(best) > 1 and x > _ROOM
        side: Figure = {"xanchor": "right", "xshift": -8} if left else {"xanchor": "left", "xshift": 8}
        font = {"size": 12, "color": look.colour}
        labels.append(label_at(x, (low + high) / 2, f"<b>{look.label}</b>", xref="x", yref="y", font=font, **side))
    return labels


def _step(curve: Figure, level: float) -> tuple[float, float, float]:
    """The step that takes a curve through a level: its change, and the shares from and to."""
    at = next(at for at, share in enumerate(curve["y"]) if share >= level)
    return curve["x"][at], curve["y"][at - 1], curve["y"][at]


def share_at(curve: Figure, change: float) -> float:
    """The height of a curve at a change, in %; nan where there is no curve."""
    if curve["x"] == [None]:
        return nan
    return float(max(y for x, y in zip(curve["x"], curve["y"], strict=True) if x <= change))


def threshold_label(threshold: int, *, high: bool) -> Figure:
    """What the line says, where no curve is: at its foot, or at its head where so few have reached it."""
    return label_at(
        -threshold,
        1 if high else 0,
        f"← at least {_points(threshold)} less",
        xref="x",
        xanchor="left",
        yanchor="top" if high else "bottom",
        xshift=14,
        yshift=-4 if high else 3,
        font={"size": 12, "color": "@ink"},
    )


def _points(count: int) -> str:
    return f"{count} point" if count == 1 else f"{count} points"
