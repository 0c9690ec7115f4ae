"""How charts show a selection: part of a link, like the selection, and no number depends on it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from core.selection import Ignored

CHART_OPTIONS: dict[str, tuple[str, ...]] = {
    "centre": ("median", "mean"),
    "values": ("scores", "change"),
    "missing": ("observed", "nri", "bounds", "locf"),
    "week": ("52", "36", "24", "16", "12", "8", "4"),
    "scale": ("linear", "sqrt"),
    "lines": ("off", "on"),
    "iga_beside": ("none", "flow", "strip"),
    "strip_sort": ("baseline", "latest", "change", "agent"),
    "bsa_beside": ("none", "waterfall"),
    "itch_beside": ("curve", "none"),
    "threshold": ("4", "1", "2", "3", "5", "6", "7", "8", "9", "10"),
    "effect": ("any_event", "iga_0_1", "iga_success", "itch_response", "bsa_change", "itch_change"),
    "between": ("cohorts", "A", "B"),
    "mask": ("on", "off"),
    "order": ("class", "incidence", "difference", "name"),
    "rows": ("terms", "classes"),
    "signal": ("off", "on"),
    "test": ("off", "on"),
}


@dataclass(frozen=True, slots=True)
class ChartOptions:
    """One choice for each of :data:`CHART_OPTIONS`."""

    centre: str = "median"
    values: str = "scores"
    missing: str = "observed"  # what a missing score counts as
    week: str = "52"  # the visit that tables and change charts are about
    scale: str = "linear"  # the axis of BSA
    lines: str = "off"  # one line per patient behind the course
    iga_beside: str = "none"
    strip_sort: str = "baseline"
    bsa_beside: str = "none"
    itch_beside: str = "curve"
    threshold: str = "4"  # points of itch that make a responder on the change curve
    effect: str = "any_event"  # what the subgroup view compares
    between: str = "cohorts"  # the two cohorts, or the outcome itself in one of them
    mask: str = "on"  # patients' identifiers
    order: str = "class"
    rows: str = "terms"
    signal: str = "off"
    test: str = "off"

    def pairs(self) -> list[tuple[str, str]]:
        """The query parameters that differ from the default."""
        given = [(one.name, getattr(self, one.name), one.default) for one in fields(self)]
        return [(name, value) for name, value, default in given if value != default]

    def changed(self, name: str, value: str) -> "ChartOptions":
        changes: dict[str, Any] = {name: value}
        return replace(self, **changes)


def chart_options(pairs: Iterable[tuple[str, str]]) -> tuple[ChartOptions, tuple[Ignored, ...]]:
    """The chart options among query parameters, and those of their values that name nothing."""
    options, ignored = ChartOptions(), []
    for name, value in pairs:
        known: Collection[str] = CHART_OPTIONS.get(name, ())
        if value in known:
            options = options.changed(name, value)
        elif known:
            ignored.append(Ignored(name, value, tuple(known)))
    return options, tuple(ignored)
