"""The companions of the trajectories in words: flows between grades, patients one by one, the change of itch."""

from collections.abc import Mapping, Sequence
from typing import Any

from pandas import DataFrame

from core.analyses.missing import CARRIED
from core.endpoints import IGA_GRADES, MISSING
from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL, interval, number, patients, percent, share, whole
from core.percent_change import BASELINE_0, NO_BASELINE, NOT_ASSESSED
from core.rows import rows_of
from core.selection import GROUPINGS, Selection
from core.wording import group_label

NOBODY = "No patient is selected"
_ORDERS = {
    "baseline": "Highest grade at baseline on top",
    "latest": "Highest latest grade on top",
    "change": "Largest fall from baseline to the latest grade on top",
    "agent": "By systemic agent, in alphabetical order",
}
_UNDEFINED = {NOT_ASSESSED: "not assessed", NO_BASELINE: "without a baseline", BASELINE_0: "with a baseline of 0"}
_MISSING = {
    "nri": "In the numbers, though not on the curve, not assessed counts as no response.",
    "bounds": "The numbers go from none to all of those not assessed having responded; they are not on the curve.",
    CARRIED: "Scores carried forward are not used here: curve and numbers are of recorded scores.",
}


def visit_name(week: int) -> str:
    return "baseline" if week == 0 else f"week {week}"


def pooled(selection: Selection, groups: int) -> str:
    """Why the flows are not shown per group."""
    by = GROUPINGS[selection.by].lower()
    return (
        f"Flows stand side by side for up to two groups. Compared by {by} there are {groups}, so they are drawn of all "
        "selected patients together."
    )


def read_flow(ends: DataFrame, by: str, *, week: int) -> str:
    """The flows in words, from the pairs of grades at baseline and at the last visit."""
    parts = []
    for group, rows in ends.groupby("group", sort=False):
        head = f"{group_label(by, str(group))}, {patients(int(rows['count'].sum()))}"
        parts.append(f"{head}: {_moved(rows, week)}")
    return f"IGA grades from baseline to week {week}. " + (". ".join(parts) or NOBODY) + "."


def _moved(rows: DataFrame, week: int) -> str:
    known = [row for row in rows_of(rows) if MISSING not in (row["from"], row["to"])]
    counts = {"lower": 0, "unchanged": 0, "higher": 0}
    for row in known:
        step = IGA_GRADES.index(row["to"]) - IGA_GRADES.index(row["from"])
        counts["lower" if step < 0 else "higher" if step else "unchanged"] += row["count"]
    missing = int(rows["count"].sum()) - sum(counts.values())
    said = [f"{whole(count)} {what}" for what, count in counts.items()]
    most = max(known, key=lambda row: row["count"], default=None)
    often = f"; most often {most['from']} to {most['to']} ({whole(most['count'])})" if most else ""
    return ", ".join([*said, f"{whole(missing)} missing at baseline or week {week}"]) + often


def read_rows(rows: DataFrame, selection: Selection, *, sort: str) -> str:
    """The heat strip in words: patients and recorded visits per group, and the order."""
    weeks = [name for name in rows if name.startswith("week_")]
    parts = []
    for group, own in rows.groupby("group", sort=False):
        known = int(own[weeks].notna().to_numpy().sum())
        head = f"{group_label(selection.by, str(group))}, {patients(len(own))}"
        parts.append(f"{head}: {known} of {len(own) * len(weeks)} visits have an IGA")
    return f"IGA of each patient, visit by visit. {'. '.join(parts) or NOBODY}. {_ORDERS[sort]}."


def rows_note(drawn: Mapping[str, int], all_of: Mapping[str, int], selection: Selection) -> str:
    """Which patients are drawn where there are too many for all."""
    if sum(drawn.values()) == sum(all_of.values()):
        return ""
    parts = [
        f"{group_label(selection.by, group)} {whole(count)} of {whole(all_of[group])}" for group, count in drawn.items()
    ]
    return f"Drawn are the first patients in this order: {', '.join(parts)}. All are in the table."


def read_percent_changes(changes: DataFrame, groups: Sequence[str], selection: Selection, *, week: int) -> str:
    """The waterfall in words: how many fell by half and by three quarters, and who has no bar."""
    parts = []
    for group in groups:
        own = changes[changes["group"] == group]
        known = own["change_pct"].dropna()
        half, more, rose = (int(found.sum()) for found in (known <= -50, known <= -75, known > 0))
        n = len(known)
        said = [f"{share(half, n)} at least 50% less", f"{share(more, n)} at least 75% less", f"{rose} more"]
        left = own["undefined"].value_counts()
        said += [f"{left[why]} {what}" for why, what in _UNDEFINED.items() if why in left]
        if len(own):
            parts.append(f"{group_label(selection.by, group)}: {', '.join(said if n else said[3:])}")
    return f"BSA at week {week} against baseline, patient by patient. {'. '.join(parts) or NOBODY}."


def percent_changes_note(changes: DataFrame, *, week: int, step: int) -> str:
    """Who has an empty slot or none, which bars are cut, and how many are drawn."""
    left = changes["undefined"].value_counts()
    slots = [f"{left[why]} {_UNDEFINED[why]}" for why in (NOT_ASSESSED, NO_BASELINE) if why in left]
    lines = [f"Hatched slots at the right, week {week}: {', '.join(slots)}."] if slots else []
    if BASELINE_0 in left:
        lines.append(f"Not drawn, as a percentage of a baseline of 0 is undefined: {patients(left[BASELINE_0])}.")
    cut = changes.loc[changes["change_pct"] > 100, "change_pct"].tolist()
    if cut:
        values = ", ".join(f"+{number(value, 0)}%" for value in cut[:8]) + (", ..." if len(cut) > 8 else "")
        lines.append(f"Cut at +100% and marked: {patients(len(cut))} ({values}).")
    if step > 1:
        lines.append(f"Drawn is 1 patient in {step}, in this order. All {len(changes)} are in the table.")
    return " ".join(lines)


def response_text(row: Mapping[str, Any]) -> str:
    """ "44/60 (73.3%), 95% CI 61.0 to 82.9"; with bounds "44 to 48/64 (68.8% to 75.0%), 95% limits 56.6 to 84.0"."""
    count, most, n = int(row["count"]), int(row["count_most"]), int(row["n"])
    limits = interval(100 * row["low"], 100 * row["high"])
    if most == count:
        return share(count, n) + (f", 95% CI {limits}" if n >= MIN_FOR_INTERVAL else "")
    shares = f" ({percent(row['estimate'])} to {percent(row['estimate_most'])})" if n >= MIN_FOR_ESTIMATE else ""
    return f"{whole(count)} to {whole(most)}/{whole(n)}{shares}" + (
        f", 95% limits {limits}" if n >= MIN_FOR_INTERVAL else ""
    )


def difference_text(difference: DataFrame, selection: Selection) -> str:
    """ "Difference Cohort B - Cohort A: -8.8 percentage points, 95% CI -28.8 to 10.1"; empty where too few are left."""
    if difference.empty or difference["n"].iloc[0] < MIN_FOR_ESTIMATE:
        return ""
    row = rows_of(difference)[0]
    least, most = number(100 * row["estimate"]), number(100 * row["estimate_most"])
    bounded = row["estimate"] != row["estimate_most"]
    pair = " - ".join(group_label(selection.by, row[name]) for name in ("group", "against"))
    text = f"Difference {pair}: {f'{least} to {most}' if bounded else least} percentage points"
    if row["n"] < MIN_FOR_INTERVAL:
        return text
    return f"{text}, 95% {'limits' if bounded else 'CI'} {interval(100 * row['low'], 100 * row['high'])}"


def read_response(table: DataFrame, selection: Selection, *, week: int, threshold: int) -> str:
    """The change curve in words: who fell by at least the threshold, per group, and the difference.

    ``table`` has the rows of the response and of its difference, told apart by the column ``row``.
    """
    parts = [
        f"{group_label(selection.by, row['group'])}: {response_text(row)}"
        for row in rows_of(table)
        if row["row"] == "response"
    ]
    difference = difference_text(table[table["row"] == "difference"], selection)
    less = f"at least {threshold} point{'s' if threshold > 1 else ''} less"
    what = f"Itch {less} at week {week}, of patients with a baseline of {threshold} or more"
    return f"{what}. " + ". ".join([*parts, difference] if difference else parts) + "."


def response_note(response: DataFrame, selection: Selection, *, week: int, threshold: int, missing: str) -> str:
    """Who is not on the curve, per group, how not assessed counts, and what small numbers leave out."""
    rows = {group_label(selection.by, row["group"]): row for row in rows_of(response)}
    lines = [
        f"Ineligible, as the baseline is below {threshold}: {_counts(rows, 'ineligible')}.",
        f"No baseline: {_counts(rows, 'no_baseline')}.",
        f"Eligible, but not assessed at week {week}: {_counts(rows, 'not_assessed')}.",
        _MISSING.get(missing, ""),
        _small(response),
    ]
    if len(rows) > 1:
        lines.append(f"Non-randomised {'cohorts' if selection.by == 'cohort' else 'groups'}, unadjusted.")
    return " ".join(line for line in lines if line)


def _counts(rows: Mapping[str, Mapping[str, Any]], what: str) -> str:
    return ", ".join(f"{label} {whole(row[what])}" for label, row in rows.items())


def _small(response: DataFrame) -> str:
    smallest = min((n for n in response["n"] if n), default=MIN_FOR_INTERVAL)
    lines = []
    if smallest < MIN_FOR_INTERVAL:
        lines.append(f"Under {MIN_FOR_INTERVAL} patients there is no interval.")
    if smallest < MIN_FOR_ESTIMATE:
        lines.append(f"Under {MIN_FOR_ESTIMATE} there are only counts, and no curve.")
    return " ".join(lines)
