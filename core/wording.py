"""The sentences that read a view back: caption, alt text, slide note, report text and command-line output.

They say what was observed, in which patients, with n. They never say "safe", "effective" or "significant".
"""

from collections.abc import Iterable
from typing import Any

from pandas import DataFrame

from core.analyses.headline import GroupHeadline, Headline
from core.endpoints import MISSING
from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL, interval, number, patients, percent
from core.rows import rows_of
from core.selection import EVENT_FILTERS, GROUPINGS, PATIENT_FILTERS, Selection, option_label

CAVEAT = (
    "Non-randomised chart data, unadjusted, exploratory. Ruxolitinib cream together with systemic agents is outside "
    "the limitation of use in its US label. Charts under-record adverse events."
)
MOST_FEW_EVENTS = 3
MOST_READ = 3  # terms of the signal view
FEW_EVENTS = "With so few patients affected, no split of them between groups could be told from chance."
SIGNAL_CAVEAT = (
    "At 1 the interval of a difference just reaches none. Each term is one look among many, nothing is adjusted "
    "for that, and a handful of events shows little whatever the height."
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


def not_excluded(total: int, high: float) -> str:
    """What zero events of ``total`` patients leave open; ``high`` is the upper limit, a proportion."""
    if total == 0:
        return "Nobody could be judged."
    return f"0 of {total} seen; up to {percent(high)} is not excluded."


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


def read_incidence(incidence: DataFrame, selection: Selection) -> str:
    """The incidence chart in words: any event per group, and the terms seen."""
    rows = rows_of(incidence)
    parts = [
        f"{group_label(selection.by, row['group'])}: {row['count']} of {row['n']}"
        + _in_brackets(row["count"], row["n"], row["low"], row["high"])
        for row in rows
        if row["level"] == "any"
    ]
    terms = dict.fromkeys(row["term"] for row in rows if row["level"] == "term" and row["count"] > 0)
    seen = f" Terms seen: {', '.join(terms)}." if terms else " No term was seen."
    return f"Patients with {events_of(selection)}. " + "; ".join(parts) + "." + seen


def read_parts(parts: DataFrame, selection: Selection, *, column: str, what: str) -> str:
    """Stacked bars in words: patients per value of ``column``, per group, of those who could be judged."""
    groups: dict[str, list[dict[Any, Any]]] = {}
    for row in rows_of(parts):
        if row["n"]:
            groups.setdefault(row["group"], []).append(row)
    read = []
    for group, rows in groups.items():
        values = ", ".join(f"{row['count']} {row[column]}" for row in rows if row["count"])
        who = f"{group_label(selection.by, group)}, {patients(rows[0]['n'])}"
        read.append(f"{who}: {values or 'none with an event'}")
    return f"{what}. " + ("; ".join(read) + "." if read else "Nobody could be judged.")


def read_signals(signals: DataFrame, *, first: str, second: str) -> str:
    """The signal view in words: the terms furthest from no difference. Columns as in ``signals`` of the analyses."""
    known = signals[signals["evidence"].notna()]
    head = f"Terms by their difference, {second} minus {first}, and how far it is from none. {len(known)} terms shown."
    furthest = [
        f"{row.term} {number(100 * row.estimate)} percentage points (95% CI {interval(100 * row.low, 100 * row.high)})"
        for row in known.nlargest(MOST_READ, "evidence").itertuples()
    ]
    return head + (f" Furthest from none: {'; '.join(furthest)}." if furthest else "")


def few_events(incidence: DataFrame) -> str:
    """What so few affected patients can show, empty where there are more or only one group."""
    affected = [row["count"] for row in rows_of(incidence) if row["level"] == "any"]
    if len(affected) < 2 or sum(affected) > MOST_FEW_EVENTS:
        return ""
    return f"{patients(sum(affected))} with an event in all. {FEW_EVENTS}"


def exact_test(p: float) -> str:
    """The optional test of any event between two groups."""
    if p != p:
        return "The exact test needs two groups, and groups small enough to compute it."
    return (
        f"Boschloo's exact test of any adverse event, two-sided: p = {p:.3f}. The cohorts are not randomised and "
        "charts under-record, so this tests the charts and not a treatment; looking at many selections makes "
        "small values by chance."
    )


def _patients_only(one: GroupHeadline, selection: Selection, mark: str) -> str:
    return _part(one.patients, one.of, mark)


def _counted(one: GroupHeadline, selection: Selection, mark: str) -> str:
    head = _part(one.patients, one.of, mark)
    if not one.patients:
        return head
    if not one.any_event.total:
        return f"{head}; none with AE status documented"
    event = events_of(selection)
    documented = f"{one.any_event.total} with AE status documented{mark}"
    return f"{head}; {documented}, {one.any_event.count} had {event}" + _in_brackets(
        one.any_event.count, one.any_event.total, one.any_event.low, one.any_event.high
    )


def _part(count: int, of: int, mark: str) -> str:
    return f"{patients(of)}{mark}" if count == of else f"{count} of {patients(of)}{mark}"


def _in_brackets(count: int, total: int, low: float, high: float) -> str:
    """Percentage and interval, or nothing where there are too few patients for a percentage."""
    if total < MIN_FOR_ESTIMATE:
        return ""
    return f" ({percent(count / total)}, 95% CI {interval(100 * low, 100 * high)})"


def _trait(label: str, name: str, selection: Selection) -> str:
    codes = selection.chosen(name)
    return f"{label} {_any_of(option_label(name, code) for code in codes)}" if codes else ""


def _any_of(words: Iterable[str]) -> str:
    return " or ".join(words)


def _agent_name(agent: str) -> str:
    return "an agent not recorded" if agent == MISSING else agent
