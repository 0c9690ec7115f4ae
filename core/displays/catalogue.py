"""Every display by its key: what a scene, a slide or a report can show."""

from collections.abc import Callable
from dataclasses import dataclass

from core.chart_options import ChartOptions
from core.displays.change_curve import itch_curve
from core.displays.courses import bsa_course, iga_course, itch_course
from core.displays.display import Display
from core.displays.flow import iga_flow
from core.displays.limits import limits_display
from core.displays.patients import patients_display
from core.displays.responding import responders_over_time
from core.displays.safety import incidence_display, relatedness_display, severity_display, signal_display
from core.displays.special import special_display
from core.displays.strip import iga_strip
from core.displays.subgroups import subgroup_display
from core.displays.time import cumulative_display, timeline_display
from core.displays.waterfall import bsa_waterfall
from core.view import View

Build = Callable[[View, ChartOptions, View | None], Display | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One display: its key in scenes and file names, what it is called, the page it stands on, and how it is built.

    ``build`` takes the view, the chart options and the pinned view; None where the view cannot be shown this way.
    """

    key: str
    label: str
    page: str
    build: Build


CATALOGUE = {
    entry.key: entry
    for entry in (
        Entry("patients", "Who the patients are", "overview", lambda view, options, pin: patients_display(view)),
        Entry("incidence", "Adverse events by term", "safety", lambda view, options, pin: incidence_display(view)),
        Entry("severity", "Worst severity", "safety", lambda view, options, pin: severity_display(view)),
        Entry("relatedness", "Related to", "safety", lambda view, options, pin: relatedness_display(view)),
        Entry("cumulative", "First event over time", "safety", lambda view, options, pin: cumulative_display(view)),
        Entry(
            "timeline",
            "Events by patient",
            "safety",
            lambda view, options, pin: timeline_display(view, masked=options.mask == "on"),
        ),
        Entry(
            "special-interest", "Events of special interest", "safety", lambda view, options, pin: special_display(view)
        ),
        Entry("signal", "Signal view", "safety", lambda view, options, pin: signal_display(view)),
        Entry("iga", "IGA over time", "trajectories", iga_course),
        Entry("bsa_pct", "BSA over time", "trajectories", bsa_course),
        Entry("itch_nrs", "Itch over time", "trajectories", itch_course),
        Entry("iga-flow", "IGA, flows between grades", "trajectories", iga_flow),
        Entry("iga-strip", "IGA of each patient", "trajectories", iga_strip),
        Entry("bsa-waterfall", "BSA, change of each patient", "trajectories", bsa_waterfall),
        Entry("itch-curve", "Itch, change curve", "trajectories", itch_curve),
        Entry("responders", "Responders over time", "trajectories", responders_over_time),
        Entry(
            "subgroups",
            "Subgroups",
            "subgroups",
            lambda view, options, pin: subgroup_display(view, options, place=1, looks=1),
        ),
        Entry("limits", "What these data cannot show", "methods", lambda view, options, pin: limits_display(view)),
    )
}
