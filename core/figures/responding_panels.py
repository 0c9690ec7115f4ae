"""Where the small panels of the responders stand, in a wide and in a narrow figure."""

from math import ceil

from core.figures.layout import Figure, axis, numbers_axis
from core.schema import NOMINAL_WEEKS

WIDE_COLUMNS, NARROW_COLUMNS = 3, 2
_PLOT, _ROW, _HEAD, _WEEKS = 168, 13, 24, 30
_GAP = 0.035

Corner = tuple[list[float], list[float], list[float]]


def panels_height(panels: int, groups: int) -> int:
    """Height in pixels of so many panels, three in a row."""
    return ceil(panels / WIDE_COLUMNS) * (_HEAD + _PLOT + _ROW * groups + _WEEKS)


def x_axis(place: int) -> str:
    return "x" if place == 0 else f"x{place + 1}"


def y_axis(place: int) -> str:
    return "y" if place == 0 else f"y{2 * place + 1}"


def in_panel(place: int) -> Figure:
    return {"xaxis": x_axis(place), "yaxis": y_axis(place)}


def heading(title: str, place: int) -> Figure:
    """The title above its panel, wherever the panel stands."""
    return {
        "x": 0,
        "xref": f"{x_axis(place)} domain",
        "xanchor": "left",
        "y": 1,
        "yref": f"{y_axis(place)} domain",
        "yanchor": "bottom",
        "yshift": 3,
        "text": f"<b>{title}</b>",
        "showarrow": False,
        "font": {"size": 12.5, "color": "@ink"},
    }


def corner(place: int, panels: int, columns: int, groups: int) -> Corner:
    """Where a panel stands among so many columns: across, its plot upward, its rows of numbers upward (0-1)."""
    rows = ceil(panels / columns)
    whole = panels_height(panels, groups)
    width = (1 - _GAP * (columns - 1)) / columns
    left = (place % columns) * (width + _GAP)
    top = 1 - (place // columns) / rows
    foot = top - 1 / rows + _WEEKS / whole
    numbers = foot + groups * _ROW / whole
    return [left, left + width], [numbers + 4 / whole, top - _HEAD / whole], [foot, numbers]


def axes(place: int, corner: Corner, groups: int) -> Figure:
    across, upward, foot = corner
    weeks = axis(
        domain=across,
        anchor=f"y{2 * place + 2}",
        tickmode="array",
        tickvals=list(NOMINAL_WEEKS),
        tickfont={"size": 10.5, "color": "@muted"},
        range=[-2.5, 54.5],
        showgrid=False,
        fixedrange=True,
    )
    shares = axis(
        "Patients, %" if across[0] == 0 else "",
        domain=upward,
        anchor=x_axis(place),
        range=[0, 100],
        tickvals=[0, 25, 50, 75, 100],
        tickfont={"size": 10.5, "color": "@muted"},
        showticklabels=across[0] == 0,
        fixedrange=True,
    )
    numbers = numbers_axis(0, groups) | {"domain": foot, "anchor": x_axis(place)}
    return {f"xaxis{x_axis(place)[1:]}": weeks, f"yaxis{y_axis(place)[1:]}": shares, f"yaxis{2 * place + 2}": numbers}
