"""The courses over time in words: what they show, what was pinned, and what a missing score counts as."""

from collections.abc import Iterable
from typing import Any

from pandas import DataFrame

from core.endpoints import ENDPOINTS
from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL, number, percent, share, whole
from core.rows import rows_of
from core.selection import Selection
from core.wording import group_label, subject_of

LEGACY = "LOCF (legacy)"
DEFINED = "What each outcome means stands in the table and on the page Methods."
# What a name says of the rule for missing scores, after a comma.
RULE_WORDS = {
    "observed": "",
    "nri": "missing as no response",
    "bounds": "worst to best case",
    "locf": LEGACY,
}
_RULE_NOTES = {
    "observed": "",
    "nri": "A missing score counts as no response, of all who could respond. In charts a missed visit is no failure.",
    "bounds": "If no patient without a score had responded, and if every one had: what was not recorded lies between.",
    "locf": "LOCF (legacy): a visit without a score repeats the last one before it, which can err in either direction.",
}
_SPREADS = {
    "median": "Bands: the middle 50% and 80% of patients.",
    "median of many": "Bars: the middle 50% of patients.",
    "mean": "Bars: 95% intervals of the mean.",
    "mean of many": "Bars: 95% intervals of the mean.",
}
_ONLY_OBSERVED = "Observed scores only: what is missing can count as no response in yes/no outcomes, not in these."


def named(name: str, missing: str) -> str:
    """The name of a display with the rule for missing scores, unless nothing is filled in."""
    return ", ".join(part for part in (name, RULE_WORDS[missing]) if part)


def read_course(
    estimates: DataFrame, selection: Selection, *, what: str, column: str, decimals: int, scale: float = 1
) -> str:
    """A trajectory in words: its first and last week with a value, per group, with n."""
    parts = []
    for group, rows in _with_patients(estimates).items():
        ends = rows if len(rows) == 1 else [rows[0], rows[-1]]
        values = [_value(row, number(scale * row[column], decimals)) for row in ends]
        parts.append(f"{group_label(selection.by, group)}: " + ", ".join(values))
    return f"{what}. " + ("; ".join(parts) + "." if parts else "No score was recorded.")


def _value(row: dict[Any, Any], said: str) -> str:
    """An estimate at its week; only the patients where they are too few for one."""
    if row["n"] < MIN_FOR_ESTIMATE:
        return f"n {whole(row['n'])} at week {row['week']}"
    return f"{said} at week {row['week']} (n {whole(row['n'])})"


def _with_patients(estimates: DataFrame) -> dict[str, list[dict[Any, Any]]]:
    """The rows with patients, by group and in order."""
    groups: dict[str, list[dict[Any, Any]]] = {}
    for row in rows_of(estimates):
        if row["n"]:
            groups.setdefault(row["group"], []).append(row)
    return groups


def read_iga(distribution: DataFrame, selection: Selection, *, missing: str = "observed") -> str:
    """The IGA bars in words: clear or almost clear at baseline and at the last week with patients, per group."""
    parts = []
    for group, rows in _with_patients(distribution).items():
        weeks = list(dict.fromkeys(row["week"] for row in rows))
        values = []
        for week in dict.fromkeys([weeks[0], weeks[-1]]):
            own = {row["grade"]: row for row in rows if row["week"] == week}
            clear = own[0]["count"] + own[1]["count"]
            most = clear + own[-1]["count"] if missing == "bounds" else clear
            values.append(f"{_between(clear, most, own[0]['n'])} at week {week}")
        parts.append(f"{group_label(selection.by, group)}: " + ", ".join(values))
    what = named("IGA clear or almost clear", missing)
    return f"{what}. " + ("; ".join(parts) + "." if parts else "No IGA was recorded.")


def _between(least: int, most: int, total: int) -> str:
    if least == most:
        return share(least, total)
    counts = f"{whole(least)} to {whole(most)} of {whole(total)}"
    return counts if total < MIN_FOR_ESTIMATE else f"{counts} ({percent(least / total)} to {percent(most / total)})"


def read_responses(table: DataFrame, selection: Selection, *, week: int) -> str:
    """The yes/no outcomes in words: responders at one week per outcome and group, of those who count."""
    said: dict[str, list[str]] = {}
    for row in rows_of(table[(table["week"] == week) & (table["expected"] > 0)]):
        words = f"{group_label(selection.by, row['group'])} {_responded(row)}"
        said.setdefault(ENDPOINTS[row["endpoint"]].label, []).append(words)
    parts = [f"{label}: {', '.join(words)}" for label, words in said.items()]
    return f"Responders at week {week}. " + ("; ".join(parts) + "." if parts else "Nobody was assessed.")


def _responded(row: dict[Any, Any]) -> str:
    if "worst_count" in row:
        return _between(row["worst_count"], row["best_count"], row["expected"])
    return share(row["count"], row["n"])


def definitions(endpoints: Iterable[str]) -> str:
    """What each yes/no outcome means, one sentence after the other."""
    return " ".join(f"{ENDPOINTS[name].label}: {ENDPOINTS[name].definition}" for name in endpoints)


def read_pinned(selection: Selection, words: str) -> str:
    """What the faint lines show: the pinned selection, read like the one in front of it."""
    return f"Pinned for comparison ({subject_of(selection)}): {words}"


def rule_note(missing: str) -> str:
    """What a missing score counts as in a yes/no outcome, empty where it does not count."""
    return _RULE_NOTES[missing]


def course_note(counts: Iterable[int], missing: str, spread: str, *, drawn: int, patients: int) -> str:
    """What a course shows, what it leaves out and why.

    ``spread`` is "median" or "mean", " of many" groups where bands would hide each other; ``drawn`` of ``patients``
    stand in the figure one by one, none where the data are counts.
    """
    marks = " Small marks: single patients." if patients else ""
    lines = [_SPREADS[spread] + marks, few_in_course(counts, alone=patients > 0)]
    if drawn < patients:
        some = f"{whole(drawn)} of {whole(patients)}"
        lines.append(f"Single patients: {some} are drawn, evenly spaced in the file; all are counted.")
    lines.append(_RULE_NOTES[missing] if missing in ("observed", "locf") else _ONLY_OBSERVED)
    return " ".join(line for line in lines if line)


def few_in_course(counts: Iterable[int], *, alone: bool = True) -> str:
    """Why a band, an interval or the line itself is missing, empty where nothing is.

    ``alone`` where patients are drawn one by one.
    """
    smallest = min((count for count in counts if count), default=MIN_FOR_INTERVAL)
    lines = []
    if smallest < MIN_FOR_INTERVAL:
        lines.append(f"Under {MIN_FOR_INTERVAL} patients a visit has no band and no interval: too few to say more.")
    if smallest < MIN_FOR_ESTIMATE:
        left = "it has only the patients' own scores" if alone else "nothing of it is drawn"
        lines.append(f"Under {MIN_FOR_ESTIMATE} {left}.")
    return " ".join(lines)
