"""The lines beneath a title: who is selected, how many stand behind it, and by which method."""

from core.chart_options import ChartOptions
from core.displays.display import Display
from core.displays.subgroups import subgroup_notes
from core.numbers import whole
from core.selection import GROUPINGS
from core.view import View
from core.wording import events_of, group_label, subject_of

_EXACT = "Intervals: exact 95% (Clopper-Pearson)"
_EVENTS = "Patients with at least one counted event, of those whose AE status is documented"
_METHODS = {
    "patients": "No p-values: with groups that were not randomised they answer no question.",
    "incidence": f"{_EVENTS}. {_EXACT}.",
    "severity": f"{_EVENTS}, each at the worst grade.",
    "relatedness": f"{_EVENTS}, by what any event was judged related to.",
    "cumulative": "Cumulative incidence of the first counted event on both treatments.",
    "timeline": "A row per patient with an event, from the start of the combination.",
    "special-interest": f"{_EVENTS}. {_EXACT}.",
    "signal": "Differences of patients with the term, second group minus first. Intervals: 95% (Newcombe).",
    "iga": "Patients in each IGA grade, of those assessed; where a missing score counts, of all in the group.",
    "responders": "Patients who responded, of those who count. Intervals: 95% (Wilson).",
    "itch-curve": "Patients by their change of itch; the interval in the words is 95% (Wilson).",
    "bsa-waterfall": "One bar a patient.",
}
_EVENT_DISPLAYS = ("incidence", "severity", "relatedness", "cumulative", "timeline", "special-interest", "signal")


def filter_line(view: View) -> str:
    """Who is selected, which events count, and what is compared."""
    selection = view.selection
    events = f"; counted: {events_of(selection)}" if selection.restricts_events else ""
    by = "" if selection.by == "nothing" else f"; compared by {GROUPINGS[selection.by].lower()}"
    return f"{subject_of(selection)}{events}{by}"


def n_line(view: View, key: str) -> str:
    """Patients per group; for events those whose adverse-event status is documented, too."""
    events = key in _EVENT_DISPLAYS
    parts = []
    for one in view.headline.groups:
        status = f" ({whole(one.any_event.total)}{view.mark})" if events else ""
        parts.append(f"{group_label(view.selection.by, one.group)} {whole(one.patients)}{view.mark}{status}")
    return f"n{' (AE status documented)' if events else ''}: {', '.join(parts)}"


def method_of(display: Display) -> str:
    """What the numbers of a display are, empty where its own note says so."""
    return _METHODS.get(display.key, "")


def note_of(display: Display, view: View, options: ChartOptions) -> str:
    """What the figure leaves out and why. A session's count of subgroup views has no place in an export."""
    if display.key != "subgroups":
        return display.note
    return subgroup_notes(view, options, place=1, looks=1)[1]
