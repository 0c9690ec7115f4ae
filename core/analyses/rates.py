"""How often do adverse events come, given how long patients were followed?"""

from math import nan

from pandas import DataFrame

from core.stats.rate import Rate, events_per_100
from core.tally import Tally

WEEKS_A_YEAR = 365.25 / 7

RATE_COLUMNS = [
    "group",
    "n",
    "first_events",
    "years_to_first",
    "eair",
    "eair_low",
    "eair_high",
    "occurrences",
    "years",
    "eaer",
    "eaer_low",
    "eaer_high",
    "left_out",
]


def rates(tally: Tally) -> DataFrame:
    """Adverse events per 100 patient-years on both treatments, with exact Poisson intervals.

    One row per group. The incidence rate ``eair`` is patients with a first event / patient-years until that event or
    the end of the time at risk. The event rate ``eaer`` is events / patient-years on both treatments, so a patient can
    count more than once. ``n`` are patients whose status is documented; ``left_out`` of them are not in the incidence
    rate, because the start of their event, or without one the end of their follow-up, is not recorded. Without time at
    risk rates and limits are nan. They are nan too where the selection counts events outside the combination: such
    events have no share in the patient-years.
    """
    first, counted = tally.events.first, tally.events
    weeks_to_first = (first.events + first.competing + first.censored) @ first.weeks
    rows = []
    for at, group in enumerate(tally.groups):
        incidence = _rate(tally, int(first.events[at].sum()), float(weeks_to_first[at]))
        events = _rate(tally, int(counted.occurrences[at]), float(counted.exposure_weeks[at]))
        of_first = (incidence.count, incidence.patient_years, incidence.estimate, incidence.low, incidence.high)
        of_events = (events.count, events.patient_years, events.estimate, events.low, events.high)
        rows.append((group, int(tally.documented[at]), *of_first, *of_events, int(first.left_out[at])))
    return DataFrame(rows, columns=RATE_COLUMNS)


def _rate(tally: Tally, count: int, weeks: float) -> Rate:
    if tally.selection.period:
        return Rate(count, weeks / WEEKS_A_YEAR, nan, nan, nan)
    return events_per_100(count, weeks / WEEKS_A_YEAR)
