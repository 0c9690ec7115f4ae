"""The sentences that read a view back: caption, alt text, slide note, report text and command-line output.

They say what was observed, in which patients, with n. They never say "safe", "effective" or "significant".
"""

from collections.abc import Iterable

from core.analyses.headline import GroupHeadline, Headline
from core.endpoints import MISSING
from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL, interval, patients, percent, whole
from core.selection import EVENT_FILTERS, GROUPINGS, PATIENT_FILTERS, Selection, option_label

CAVEAT = (
    "Non-randomised chart data, unadjusted, exploratory. Ruxolitinib cream together with systemic agents is outside "
    "the limitation of use in its US label. Charts under-record adverse events."
)
EDITED_MAP = "Events of special interest are found by a synonym map edited in this session."
SUPPRESSED_MARK = "*"
LEFT_AFTER_SUPPRESSION = "Shares, means and intervals are of what is left, and can be wrong in either direction."
EMPTY = "No patient matches this selection. Remove a filter, or reset them all."

_SEVERITY = {"mild": "mild baseline", "moderate": "moderate baseline", "severe": "severe baseline"}
_EVENTS = {
    ("related", "cream"): "related to the cream",
    ("related", "systemic"): "related to the systemic agent",
    ("related", "treatment"): "related to treatment",
    ("serious", "yes"): "serious",
    ("at_least", "moderate"): "moderate or worse",
    ("at_least", "severe"): "severe or worse",
    ("special", "yes"): "of special interest",
    ("period", "all"): "at any time, before and after the combination too",
}


def sentence(view: Headline, *, uncounted: str = "", mark: str = "") -> str:
    """The view in one reading: who is selected, how many had an event, with exact interval, per group.

    ``uncounted`` says why no event is counted, and stands in their place. ``mark`` follows each number of patients
    that others are compared with, where it can be too low.
    """
    subject = subject_of(view.selection)
    if not view.patients:
        return f"{subject}: 0 of {patients(view.groups[0].of if len(view.groups) == 1 else view.of)}{mark}."
    counted = _patients_only if uncounted else _counted
    last = [uncounted] if uncounted else []
    if len(view.groups) == 1:
        return " ".join([f"{subject}: {counted(view.groups[0], view.selection, mark)}.", *last])
    head = f"{subject}: {_part(view.patients, view.of, mark)}."
    parts = [
        f"{group_label(view.selection.by, one.group)}: {counted(one, view.selection, mark)}." for one in view.groups
    ]
    return " ".join([head, *parts, *last])


def subject_of(selection: Selection) -> str:
    """The selected patients as the subject of a sentence: "Cohort B on dupilumab with severe baseline"."""
    if not selection.restricts_patients:
        return "All patients"
    parts = [f"Cohort {_any_of(selection.cohort)}" if selection.cohort else "Patients"]
    if selection.agent:
        parts.append(f"on {_any_of(_agent_name(agent) for agent in selection.agent)}")
    traits = [
        _any_of(_SEVERITY.get(code, "baseline IGA not recorded") for code in selection.severity),
        _trait("baseline BSA", "bsa", selection),
        _trait("baseline itch", "itch", selection),
    ]
    if any(traits):
        parts.append("with " + " and ".join(trait for trait in traits if trait))
    rest = [_trait(PATIENT_FILTERS[name].lower(), name, selection) for name in ("sex", "age", "site")]
    return ", ".join([" ".join(parts), *(trait for trait in rest if trait)])


def events_of(selection: Selection) -> str:
    """The events that count, as a noun: "an event", "a serious event related to the cream"."""

    def chosen(*names: str) -> list[str]:
        return [_EVENTS[name, code] for name in names for code in selection.chosen(name)]

    kinds = chosen("serious", "at_least")
    parts = ["a" if kinds else "an", ", ".join(kinds), "event", *chosen("special"), " or ".join(chosen("related"))]
    return " ".join(part for part in (*parts, *chosen("period")) if part)


def group_label(by: str, group: str) -> str:
    """A group in words that stand on their own."""
    if by == "cohort":
        return f"Cohort {group}"
    if by == "nothing":
        return "All selected"
    if group == MISSING:
        return f"{GROUPINGS[by]} not recorded"
    return option_label(by, group)


def chip(name: str, code: str) -> str:
    """An active filter as its chip says it."""
    if name in EVENT_FILTERS:
        return _EVENTS[name, code]
    if name == "cohort":
        return f"Cohort {code}"
    label = option_label(name, code)
    return label if name in ("agent", "severity") and code != MISSING else f"{PATIENT_FILTERS[name]}: {label}"


def in_brackets(count: int, total: int, low: float, high: float) -> str:
    """Percentage and interval, or nothing where there are too few patients for a percentage."""
    if total < MIN_FOR_ESTIMATE:
        return ""
    return f" ({percent(count / total)}, 95% CI {interval(100 * low, 100 * high)})"


def small_numbers(counts: Iterable[int], *, interval: bool = True) -> str:
    """Why intervals or estimates are left out of a display, empty where they are not."""
    smallest = min((count for count in counts if count), default=MIN_FOR_INTERVAL)
    lines = []
    if interval and smallest < MIN_FOR_INTERVAL:
        lines.append(
            f"Under {MIN_FOR_INTERVAL} patients a point is drawn without interval or band: too few to say more."
        )
    if smallest < MIN_FOR_ESTIMATE:
        lines.append(f"Under {MIN_FOR_ESTIMATE} only counts are shown.")
    return " ".join(lines)


def _patients_only(one: GroupHeadline, selection: Selection, mark: str) -> str:
    return _part(one.patients, one.of, mark)


def _counted(one: GroupHeadline, selection: Selection, mark: str) -> str:
    head = _part(one.patients, one.of, mark)
    if not one.patients:
        return head
    if not one.any_event.total:
        return f"{head}; none with AE status documented"
    event = events_of(selection)
    documented = f"{whole(one.any_event.total)} with AE status documented{mark}"
    return f"{head}; {documented}, {whole(one.any_event.count)} had {event}" + in_brackets(
        one.any_event.count, one.any_event.total, one.any_event.low, one.any_event.high
    )


def _part(count: int, of: int, mark: str) -> str:
    return f"{patients(of)}{mark}" if count == of else f"{whole(count)} of {patients(of)}{mark}"


def _trait(label: str, name: str, selection: Selection) -> str:
    codes = selection.chosen(name)
    return f"{label} {_any_of(option_label(name, code) for code in codes)}" if codes else ""


def _any_of(words: Iterable[str]) -> str:
    return " or ".join(words)


def _agent_name(agent: str) -> str:
    return "an agent not recorded" if agent == MISSING else agent
