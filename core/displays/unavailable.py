"""Which displays some data, or some selections of them, cannot be shown in, and why."""

from core.analyses.subgroup_effects import EFFECTS
from core.chart_options import ChartOptions
from core.view import View
from core.wording_counts import needs_patients

# The displays that show single patients.
OF_PATIENTS = {
    "timeline": "Events by patient",
    "iga-flow": "Flows between IGA grades",
    "iga-strip": "The grades of each patient",
    "bsa-waterfall": "The change of each patient",
}
OF_EVENTS = frozenset({"incidence", "severity", "relatedness", "cumulative", "timeline", "special-interest", "signal"})


def why_not(key: str, view: View, options: ChartOptions) -> str:
    """Why the data do not have what a display shows of a view; empty where they have."""
    if key in OF_PATIENTS and not view.data.patients_known:
        return needs_patients(OF_PATIENTS[key])
    of_events = key in OF_EVENTS or (key == "subgroups" and EFFECTS[options.effect].kind == "event")
    return view.uncounted if of_events else ""
