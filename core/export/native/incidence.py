"""Patients with each event: incidence by term, and events of special interest."""

from collections.abc import Callable, Sequence
from typing import Any

from pandas import DataFrame

from core.analyses.event_rows import RowChoice, chosen_rows, in_rows
from core.analyses.safety import differences
from core.export.native.groups import first_of, groups_of, own_rows, remarks
from core.export.native.page import Box, Slide
from core.export.native.parts import Scale
from core.export.native.rows import Rows, dots, draw_rows, room
from core.export.native.text import label, marked
from core.export.native.xy import Points
from core.export.shown import Shown
from core.figures.layout import Look
from core.numbers import percent, share
from core.wording_special import SPECIAL_LABELS

_OVERALL = {
    "any": "Any adverse event",
    "related_cream": "Related to the cream",
    "related_systemic": "Related to the systemic",
    "serious": "Serious",
    "stopping": "Leading to a stop",
    "moderate": "Moderate or worse",
}
_BEYOND = "An interval that reaches the edge goes on beyond it."
_FLAT = RowChoice(order="incidence", hidden=("related_named", "related"))


def draw_incidence(slide: Slide, shown: Shown, box: Box) -> str:
    """Overall rows, then the terms by how often they were seen."""
    looks, rest = groups_of(shown)
    rows = own_rows(shown)
    keys = chosen_rows(rows, differences(rows) if len(shown.looks) == 2 else rows[:0], _FLAT)
    fitting = keys[: room(box, len(looks))]
    kept = in_rows(rows, fitting)
    names = [term or organ_class or _OVERALL[level] for level, organ_class, term in fitting]
    by_group = {look.group: kept[kept["group"] == look.group] for look in looks}
    draw_rows(slide, box, _shares("Patients with", names, by_group, looks), _share_scale(kept), shown)
    return remarks(first_of(len(fitting), len(keys), "rows"), rest, _beyond(kept))


def draw_special(slide: Slide, shown: Shown, box: Box) -> str:
    """Every category, zeros included."""
    looks, rest = groups_of(shown)
    rows = own_rows(shown)
    categories = list(dict.fromkeys(rows["category"]))
    fitting = categories[: room(box, len(looks))]
    kept = rows[rows["category"].isin(fitting) & rows["group"].isin([look.group for look in looks])]
    by_group = {look.group: kept[kept["group"] == look.group] for look in looks}
    names = [SPECIAL_LABELS[category] for category in fitting]
    draw_rows(
        slide,
        box,
        _shares("Event of special interest", names, by_group, looks, _share_or_bound),
        _share_scale(kept),
        shown,
    )
    return remarks(first_of(len(fitting), len(categories), "rows"), rest, _beyond(kept))


def _share(row: dict[Any, Any]) -> str:
    return share(int(row["count"]), int(row["n"]))


def _share_or_bound(row: dict[Any, Any]) -> str:
    """Of zero the upper limit says more than 0.0%."""
    open_end = not row["count"] and row["high"] == row["high"]
    return f"0/{int(row['n'])}, up to {percent(row['high'])}" if open_end else _share(row)


def _shares(
    heading: str,
    names: Sequence[str],
    by_group: dict[str, DataFrame],
    looks: Sequence[Look],
    said: Callable[[dict[Any, Any]], str] = _share,
) -> Rows:
    """Counts and exact intervals per group; the points of several groups stand one above the other in their row."""
    points: list[Points] = []
    columns = []
    for place, look in enumerate(looks):
        own = by_group[look.group]
        shift = (place - (len(looks) - 1) / 2) * min(0.3, 0.8 / len(looks))
        texts = [said(row) for row in own.to_dict("records")]
        columns.append([text.split(" ")[0].rstrip(",") for text in texts] if len(looks) > 2 else texts)
        points += dots(label(look), own, (look.colour, look.marker), factor=100, height=len(names), shift=shift)
    headings = [heading, *(marked(look) for look in looks)]
    colours = ["@ink", *(look.colour for look in looks)]
    return Rows(headings, names, list(zip(*columns, strict=True)), points, colours)


def _share_scale(rows: DataFrame) -> Scale:
    """From zero to one half, or to all where an estimate needs it; less where everything is small."""
    highs = rows[["estimate", "high"]].to_numpy().ravel()
    most = max((value for value in highs if value == value), default=0.0)
    largest = max((value for value in rows["estimate"] if value == value), default=0.0)
    end = 1.0 if largest > 0.5 else 0.25 if most <= 0.25 else 0.5
    return Scale("Patients, %, exact 95% CI", 0, 100 * end, 20 * end)


def _beyond(rows: DataFrame) -> str:
    return _BEYOND if (rows["high"] > _share_scale(rows).high / 100).any() else ""
