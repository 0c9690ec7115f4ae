"""What is said where data are counts: what they are, and what only an extract can show."""

from collections.abc import Mapping, Sequence

from core.endpoints import MISSING
from core.numbers import patients

_OPEN_INSTEAD = "Open the extract that they were counted from to see it."
PATIENT_VIEWS = (
    "Single patients, their lines and profiles, flows between IGA grades, the change of each patient, events by "
    "patient, the terms of special interest and the scores that count nowhere are not shown"
)


def needs_patients(what: str) -> str:
    """The line in the place of what only single patients can show; ``what`` begins the sentence."""
    return f"{what}: not shown, because these data are counts and list no single patient. {_OPEN_INSTEAD}"


def described(cohorts: Mapping[str, int], sites: Sequence[str], groups: Sequence[int]) -> str:
    """What counts are of: patients, sites where these were told apart, and how small their groups are.

    ``cohorts`` has the patients of each cohort, ``sites`` the sites that exist, MISSING for none recorded, ``groups``
    the patients of each group that is counted by itself.
    """
    named = [site for site in sites if site != MISSING]
    of = ", ".join(f"{count:,} in cohort {cohort}" for cohort, count in cohorts.items())
    places = f" from {len(named)} {'site' if len(named) == 1 else 'sites'}" if named else ""
    kinds = "1 group" if len(groups) == 1 else f"{len(groups):,} groups"
    alone = sum(count == 1 for count in groups)
    few = f", {alone:,} of them of one patient" if alone else ""
    return f"Counts of {patients(sum(cohorts.values()))} ({of}){places}, in {kinds}{few}. No patient is listed."


def limits_of_counts(*, any_events: bool) -> str:
    """What counts cannot show; ``any_events`` where event filters can be combined freely."""
    one = "" if any_events else " Of the event filters one choice at a time is counted."
    return f"{PATIENT_VIEWS}.{one}"
