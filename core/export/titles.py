"""What a display found, in a title of one or two lines: counts with their denominators, and no verdict."""

from collections.abc import Callable

from core.chart_options import ChartOptions
from core.displays.display import Display
from core.export.title_parts import fitting, group_name
from core.export.titles_events import (
    cumulative_title,
    incidence_title,
    relatedness_title,
    severity_title,
    signal_title,
    special_title,
    timeline_title,
)
from core.export.titles_outcomes import (
    course_title,
    flow_title,
    grades_title,
    itch_curve_title,
    responders_title,
    strip_title,
    waterfall_title,
)
from core.numbers import MIN_FOR_INTERVAL, number, whole
from core.view import View

Title = Callable[[Display, View, ChartOptions], str]


def title_of(display: Display, view: View, options: ChartOptions) -> str:
    """The finding of a display; its name where there is none that fits into a title."""
    make = _TITLES.get(display.key)
    if view.empty or make is None or display.table.empty:
        return display.name
    return make(display, view, options) or display.name


def _patients(display: Display, view: View, options: ChartOptions) -> str:
    counts = ", ".join(f"{group_name(view, one.group)} {whole(one.patients)}" for one in view.headline.groups)
    smds = display.table.groupby("variable", sort=False)["smd"].first().abs()
    few = min(one.patients for one in view.headline.groups) < MIN_FOR_INTERVAL
    if few or smds.isna().all():
        return fitting(display.name, [counts])
    unlike = str(smds.idxmax()).lower().replace("iga", "IGA").replace("bsa", "BSA").split(",")[0]
    return fitting(display.name, [f"{counts}; most unlike in {unlike} (SMD {number(smds.max(), 2)})"])


def _subgroups(display: Display, view: View, options: ChartOptions) -> str:
    overall, _, _ = display.words.partition(". Overall: ")
    found = display.words.removeprefix(f"{overall}. Overall: ").split(". ")[0]
    return _cut_to_fit(display.name, found)


def _cut_to_fit(head: str, found: str) -> str:
    return fitting(head, [found]) or fitting(head, [found.split(" (")[0]])


_TITLES: dict[str, Title] = {
    "patients": _patients,
    "incidence": incidence_title,
    "severity": severity_title,
    "relatedness": relatedness_title,
    "special-interest": special_title,
    "cumulative": cumulative_title,
    "timeline": timeline_title,
    "signal": signal_title,
    "iga": grades_title,
    "bsa_pct": course_title,
    "itch_nrs": course_title,
    "iga-flow": flow_title,
    "iga-strip": strip_title,
    "bsa-waterfall": waterfall_title,
    "itch-curve": itch_curve_title,
    "responders": responders_title,
    "subgroups": _subgroups,
}
