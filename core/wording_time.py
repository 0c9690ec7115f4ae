"""Time and exposure in words: rates, the cumulative incidence and the timeline."""

from typing import Any

from pandas import DataFrame

from core.analyses.first_event import COMPETING, LAST_WEEK
from core.endpoints import AFTER_TREATMENT_DAYS
from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL, interval, number, patients, percent, whole
from core.rows import rows_of
from core.selection import Selection
from core.wording import events_of, group_label

RATE_CAVEAT = (
    "A rate adds up the time of all patients and assumes that events come evenly over it: 100 patients for one year "
    "and 50 for two count alike. The interval of the event rate also assumes that events come independently of each "
    "other, although one patient can have several. Charts under-record adverse events, so the true rates are likely "
    "higher."
)
ON_COMBINATION = (
    "Time concerns the combination only: events before and after it are left out here, although they are counted above."
)


def rate_text(count: int, years: float, estimate: float, low: float, high: float, *, n: int) -> str:
    """ "2 / 99.2 → 2.0 (0.2 to 7.3)": count / patient-years → rate per 100 patient-years (95% CI).

    Where ``n``, the patients, are under ten there is no interval, and where they are under five no rate; nor is there a
    rate of 0 without its interval.
    """
    counts = f"{whole(count)} / {number(years)}"
    if n < MIN_FOR_ESTIMATE or estimate != estimate or (n < MIN_FOR_INTERVAL and not count):
        return counts
    limits = f" ({interval(low, high)})" if n >= MIN_FOR_INTERVAL else ""
    return f"{counts} → {number(estimate)}{limits}"


def rate_texts(row: dict[str, Any]) -> tuple[str, str]:
    """First events and events of one row of the rates, as :func:`rate_text` says them."""
    first = (row["first_events"], row["years_to_first"], row["eair"], row["eair_low"], row["eair_high"])
    events = (row["occurrences"], row["years"], row["eaer"], row["eaer_low"], row["eaer_high"])
    return rate_text(*first, n=row["n"]), rate_text(*events, n=row["n"])


def read_first_event(points: DataFrame, selection: Selection) -> str:
    """The curves in words: the share with a first event by week 52 per group, and who is still at risk then."""
    parts = []
    for row in rows_of(points):
        if row["week"] == LAST_WEEK:
            parts.append(f"{group_label(selection.by, row['group'])}: {_by_then(row)}")
    event = events_of(selection).split(" ", 1)[1]
    return f"First {event} by week {LAST_WEEK}. " + "; ".join(parts) + "."


def _by_then(row: dict[str, Any]) -> str:
    n, events, at_risk = row["n"], row["events"], row["at_risk"]
    estimate, low, high, bound = row["estimate"], row["low"], row["high"], row["not_excluded"]
    if not n:
        return "nobody could be followed"
    counts = f"{whole(events)} of {patients(n)}"
    if n < MIN_FOR_ESTIMATE:
        return f"{counts}, {whole(at_risk)} at risk"
    if estimate != estimate:
        return f"{counts}; nobody was followed that long"
    if bound == bound:
        limits = f" (up to {percent(bound)} is not excluded)"
    else:
        limits = f" (95% CI {interval(100 * low, 100 * high)})" if low == low else ""
    return f"{counts}, {percent(estimate)}{limits}, {whole(at_risk)} at risk"


def first_event_note(curves: DataFrame, left_out: dict[str, int], selection: Selection, *, most_bands: int) -> str:
    """What the curves rest on: the method per group, who is left out, and where little is known."""
    methods = _methods_by_group(curves, selection)
    lines = [_methods(methods)] if methods else []
    if COMPETING in methods:
        lines.append(
            "Stopping a treatment competes: whoever stops without an event can have none of the combination later, and "
            "counts as without one rather than as unknown."
        )
    lines += [_left_out(left_out, selection)] if sum(left_out.values()) else []
    if max(curves["n"], default=0) >= MIN_FOR_INTERVAL:
        lines.append("Until the first event the interval shows what is not excluded.")
    if methods:
        lines.append(f"The curve is faint where fewer than {MIN_FOR_INTERVAL} patients are left.")
    if curves["group"].nunique() > most_bands:
        lines.append(f"With more than {most_bands} groups the interval stands at the end of each curve.")
    return " ".join([*lines, *_small(curves)])


def left_out_of_rates(rates: DataFrame, selection: Selection) -> str:
    """Who is not in the rate of first events, empty where everyone is."""
    left_out = dict(zip(rates["group"], rates["left_out"], strict=True))
    return _left_out(left_out, selection) if sum(left_out.values()) else ""


def _left_out(left_out: dict[str, int], selection: Selection) -> str:
    who = "; ".join(f"{group_label(selection.by, group)} {whole(count)}" for group, count in left_out.items() if count)
    return (
        "Left out of first events, as the start of the event, or without one the end of follow-up, is not recorded: "
        f"{patients(sum(left_out.values()))} ({who})."
    )


def _methods(methods: dict[str, str]) -> str:
    if len(methods) == 1:
        return f"Method: {next(iter(methods))}, log-log 95% intervals."
    return "Method: " + "; ".join(f"{method} for {who}" for method, who in methods.items()) + "; log-log 95% intervals."


def _methods_by_group(curves: DataFrame, selection: Selection) -> dict[str, str]:
    """The groups that are told of, by the method of their curve."""
    groups: dict[str, dict[str, str]] = {}
    for row in rows_of(curves):
        if row["n"] >= MIN_FOR_ESTIMATE:
            groups.setdefault(row["method"], {})[row["group"]] = group_label(selection.by, row["group"])
    return {method: ", ".join(own.values()) for method, own in sorted(groups.items())}


def _small(curves: DataFrame) -> list[str]:
    """Why a band or a curve is missing."""
    smallest = min((n for n in curves["n"] if n), default=MIN_FOR_INTERVAL)
    lines = []
    if smallest < MIN_FOR_INTERVAL:
        lines.append(f"Under {MIN_FOR_INTERVAL} patients a curve is drawn without interval.")
    if smallest < MIN_FOR_ESTIMATE:
        lines.append(f"Under {MIN_FOR_ESTIMATE} only counts are shown.")
    return lines


def read_timeline(listing: DataFrame, total: int) -> str:
    """The timeline in words; ``total`` are the patients selected."""
    affected = listing["patient_id"].nunique()
    events, counted = len(listing), int(listing["counted"].sum())
    head = f"Patients with an adverse event in the chart: {whole(affected)} of {whole(total)}"
    if not events:
        return f"{head}."
    where = listing["period"].value_counts(sort=False)
    periods = ", ".join(f"{count} {period}" for period, count in where.items())
    return f"{head}. {_events(events)}, {counted} counted ({periods})."


def timeline_note(listing: DataFrame, drawn: int) -> str:
    """What the timeline leaves out, and what a hollow mark is."""
    affected = listing["patient_id"].nunique()
    lines = []
    if drawn < affected:
        lines.append(
            f"Drawn are the {drawn} patients with most events; {patients(affected - drawn)} more are in the table."
        )
    if not listing["counted"].all():
        lines.append(
            f"Hollow marks are events that are not counted: before time zero, more than {AFTER_TREATMENT_DAYS} days "
            "after the combination, left out by the event filters, or of a patient whose status is not documented."
        )
    unknown = listing.loc[listing["follow_up_weeks"].isna(), "patient_id"].nunique()
    if unknown:
        lines.append(f"Without a bar, as the time on both treatments is not recorded: {patients(unknown)}.")
    return " ".join(lines)


def _events(count: int) -> str:
    return f"{count} event" if count == 1 else f"{count} events"
