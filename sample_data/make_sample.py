"""Write extract.parquet: 115 synthetic patients, calibrated to the published figures of the chart review.

    python sample_data/make_sample.py

SYNTHETIC - not study data. The study's patient data are not public. What is published (RAD 2025, two secondary
summaries) is met exactly: 73 and 42 patients, 71 of 73 and 36 of 41 without an adverse event, mean change of IGA, BSA
and itch at week 52 in cohort A (sums -180, -562 and -563 over 70 patients), mean time on both treatments. Everything
else is assumed: plausible marginals for ruxolitinib cream and systemic agents in 2022. RandomState is used because
numpy guarantees its stream across versions; newer generators may change theirs.
"""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import RandomState
from pandas import DataFrame

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.agents import AGENTS  # noqa: E402
from core.extract import extract_from_frames, write_extract  # noqa: E402
from core.provenance import Provenance, PublishedFigure  # noqa: E402

SEED = 20250607
TARGET = Path(__file__).resolve().parent / "extract.parquet"
WEEKS_PER_MONTH = 365.25 / 12 / 7

AGENT_COUNTS = {
    "A": {
        "dupilumab": 44,
        "upadacitinib": 14,
        "tralokinumab": 8,
        "abrocitinib": 3,
        "methotrexate": 3,
        "cyclosporine": 1,
    },
    "B": {"dupilumab": 32, "upadacitinib": 4, "tralokinumab": 3, "methotrexate": 2, "abrocitinib": 1},
}
SITE_SHARES = {"Site 1": 0.34, "Site 2": 0.24, "Site 3": 0.18, "Site 4": 0.14, "Site 5": 0.10}
RACE_SHARES = {"White": 0.66, "Black or African American": 0.20, "Asian": 0.08, "": 0.06}
END_SHARES = {"ongoing": 0.80, "stopped cream": 0.08, "stopped systemic": 0.05, "lost to follow-up": 0.07}
MONTHS_ON_BOTH = {"A": 16.8, "B": 21.0}
WEEK_52_SUMS = {"iga": -180, "bsa_pct": -562, "itch_nrs": -563}
WEEK_52_PATIENTS = 70
# Nominal week: spread of the visit in days, share of patients who have it (cohort A, B).
VISITS = {
    4: (9, 0.45, 0.40),
    8: (9, 0.20, 0.20),
    12: (12, 0.70, 0.65),
    16: (12, 0.25, 0.20),
    24: (25, 0.70, 0.65),
    36: (35, 0.55, 0.50),
}
ITEM_MISSING = {"iga": 0.03, "bsa_pct": 0.06, "itch_nrs": 0.12}
SCALES = {"iga": (1.0, 4.0), "bsa_pct": (0.5, 100.0), "itch_nrs": (1.0, 10.0)}

SKIN, EYE = "Skin and subcutaneous tissue disorders", "Eye disorders"
SITE_OF_USE = "General disorders and administration site conditions"
# Cohort, agent of the patient, term, organ class, start week, weeks it lasted, related to cream, related to systemic.
EVENTS = (
    ("A", "dupilumab", "Vision blurred", EYE, 10, 4, False, True),
    ("A", "upadacitinib", "Application site acne", SITE_OF_USE, 6, 5, True, False),
    ("B", "upadacitinib", "Acne", SKIN, 9, 12, False, True),
    ("B", "dupilumab", "Folliculitis", "Infections and infestations", 14, 3, True, False),
    ("B", "dupilumab", "Application site pain", SITE_OF_USE, 1, 2, True, False),
    ("B", "dupilumab", "Dry eye", EYE, 22, 10, False, True),
    ("B", "tralokinumab", "Vision blurred", EYE, 31, 6, False, True),
)

FIRST, SECOND = "RAD 2025, as summarised at theskinpeel.com", "RAD 2025, as summarised at skinhealthhubs.com"
PUBLISHED = (
    PublishedFigure("patients", "A", 73, FIRST, "reported"),
    PublishedFigure("patients", "B", 42, FIRST, "reported"),
    PublishedFigure(
        "no_adverse_event_percent",
        "A",
        97.3,
        FIRST,
        "reported",
        "Fits 71 of 73. It is not clear whether any or only treatment-related events are meant.",
    ),
    PublishedFigure(
        "no_adverse_event_percent",
        "B",
        87.8,
        FIRST,
        "reported",
        "Fits 36 of 41 and no count of 42: one chart is taken as not documented.",
    ),
    PublishedFigure("months_on_both_mean", "A", 16.8, SECOND, "secondary source"),
    PublishedFigure("months_on_both_mean", "B", 21.0, SECOND, "secondary source"),
    PublishedFigure(
        "iga_change_week_52",
        "A",
        -2.57,
        SECOND,
        "secondary source",
        "Not possible with 73 patients; fits 70.",
    ),
    PublishedFigure("bsa_pct_change_week_52", "A", -8.03, SECOND, "secondary source"),
    PublishedFigure(
        "itch_nrs_change_week_52",
        "A",
        -8.04,
        SECOND,
        "secondary source",
        "Needs a mean baseline above 8 of 10; almost the same number as for BSA: a slip is possible.",
    ),
)
PROVENANCE = Provenance(
    title="Synthetic sample of 115 patients",
    source="Generated; calibrated to figures published of a chart review (RAD 2025). No real patient is in it.",
    synthetic=True,
    published=PUBLISHED,
)


def main() -> None:
    write_extract(extract_from_frames(sample_frames(), PROVENANCE), TARGET)
    print(f"wrote {TARGET.name}")


def sample_frames() -> dict[str, DataFrame]:
    """The three frames of the sample, the same values on every machine."""
    random = RandomState(SEED)
    patients = DataFrame([row for cohort in ("A", "B") for row in _patients(random, cohort)])
    patients["patient_id"] = [f"SYN-{number:03d}" for number in random.permutation(len(patients)) + 1]
    events = DataFrame(_events(random, patients))
    status = np.where(patients["patient_id"].isin(events["patient_id"]), "any", "none").astype(object)
    free = np.flatnonzero((patients["cohort"] == "B") & (status == "none"))
    status[free[random.randint(len(free))]] = "not documented"
    patients["ae_status"] = status
    ends = RandomState(SEED + 1).choice(list(END_SHARES), len(patients), p=list(END_SHARES.values()))
    patients["follow_up_end"] = ends
    return {
        "patients": patients,
        "assessments": DataFrame(_assessments(random, patients)),
        "adverse_events": events,
    }


def _patients(random: RandomState, cohort: str) -> list[dict[str, Any]]:
    """One cohort, without identifiers and AE status."""
    agents = [agent for agent, count in AGENT_COUNTS[cohort].items() for _ in range(count)]
    size = len(agents)
    share_female, mean_age = (0.60, 40) if cohort == "A" else (0.55, 44)
    ages = np.clip(np.round(random.normal(mean_age, 16, size)), 12, 80)
    females = round(share_female * size)
    sexes = random.permutation(["female"] * females + ["male"] * (size - females)).astype(object)
    sexes[random.randint(size)] = None
    sites = random.choice(list(SITE_SHARES), size, p=list(SITE_SHARES.values()))
    races = random.choice(list(RACE_SHARES), size, p=list(RACE_SHARES.values()))
    # Visits at week 52 are near complete, so time on both treatments has to reach them.
    months = 10.8 + random.gamma(1.6, (MONTHS_ON_BOTH[cohort] - 10.8) / 1.6, size)
    months = np.clip(months, 10.8, 36)
    months += MONTHS_ON_BOTH[cohort] - months.mean()
    return [
        {
            "site": sites[place],
            "cohort": cohort,
            "systemic_agent": agent,
            "age": ages[place],
            "sex": sexes[place],
            "race": races[place] or None,
            **_starts(random, cohort, agent),
            "follow_up_weeks": round(float(months[place]) * WEEKS_PER_MONTH, 1),
        }
        for place, agent in enumerate(agents)
    ]


def _starts(random: RandomState, cohort: str, agent: str) -> dict[str, float]:
    """Weeks of the two starts from time zero: cream starts in the study's window, no agent before its approval."""
    if cohort == "A":
        return {"cream_start_week": -float(random.randint(5, 40)), "systemic_start_week": 0.0}
    approved = AGENTS[agent].approved_us or date(2000, 1, 1)
    first, last = date(2022, 2, 1), date(2023, 1, 1)
    earliest = max(first, approved + timedelta(weeks=13))
    cream = earliest + timedelta(days=int(random.randint((last - earliest).days + 1)))
    since_approval = (cream - approved).days // 7
    return {
        "cream_start_week": 0.0,
        "systemic_start_week": -float(min(random.randint(26, 157), random.randint(4, since_approval + 1))),
    }


def _events(random: RandomState, patients: DataFrame) -> list[dict[str, Any]]:
    """The adverse events: all mild, none serious, each in another patient."""
    taken: set[int] = set()
    rows = []
    for cohort, agent, term, organ_class, start, weeks, cream, systemic in EVENTS:
        fits = (patients["cohort"] == cohort) & (patients["systemic_agent"] == agent)
        free = [place for place in np.flatnonzero(fits) if place not in taken]
        place = free[random.randint(len(free))]
        taken.add(place)
        rows.append(
            {
                "patient_id": patients["patient_id"].iloc[place],
                "term": term,
                "system_organ_class": organ_class,
                "severity": "mild",
                "serious": False,
                "related_cream": cream,
                "related_systemic": systemic,
                "start_week": float(start),
                "end_week": float(start + weeks),
                "action_taken": "none",
                "outcome": "recovered",
            }
        )
    return rows


def _assessments(random: RandomState, patients: DataFrame) -> list[dict[str, Any]]:
    rows = []
    for cohort in ("A", "B"):
        ids = patients.loc[patients["cohort"] == cohort, "patient_id"].to_numpy()
        cream = patients.loc[patients["cohort"] == cohort, "cream_start_week"].to_numpy()
        start, end = _scores(random, cohort, len(ids))
        last = random.permutation(len(ids))[: WEEK_52_PATIENTS if cohort == "A" else round(0.78 * len(ids))]
        if cohort == "A":
            for measure, target in WEEK_52_SUMS.items():
                _calibrate(random, start, end, measure, last, target)
        for place, patient in enumerate(ids):
            course = {measure: (start[measure][place], end[measure][place]) for measure in SCALES}
            complete = cohort == "A" and place in last
            rows += _course(random, cohort, patient, course, cream[place], place in last, complete)
    return rows


def _scores(random: RandomState, cohort: str, size: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Scores at baseline and at week 52 per measure, correlated within the patient."""
    ease = random.normal(size=size)

    def drawn(levels: list[float], shares: list[float], weight: float) -> Any:
        place = np.argsort(np.argsort(weight * ease + (1 - weight) * random.normal(size=size)))
        return np.repeat(levels, _whole(shares, size))[place].astype(float)

    iga = ([3, 4], [0.55, 0.45]) if cohort == "A" else ([2, 3, 4], [0.10, 0.60, 0.30])
    itch = (
        ([7, 8, 9, 10], [0.05, 0.20, 0.40, 0.35])
        if cohort == "A"
        else ([5, 6, 7, 8, 9, 10], [0.15, 0.22, 0.28, 0.2, 0.1, 0.05])
    )
    median, sigma = (9.2, 0.50) if cohort == "A" else (5.0, 0.70)
    bsa = np.clip(np.round(2 * median * np.exp(sigma * random.normal(size=size))) / 2, 2, 30)
    start = {"iga": drawn(*iga, 0.2), "bsa_pct": bsa, "itch_nrs": drawn(*itch, 0.2)}
    iga_end = ([0, 1, 2, 3], [0.35, 0.45, 0.17, 0.03]) if cohort == "A" else ([0, 1, 2, 3], [0.30, 0.42, 0.22, 0.06])
    itch_end = (
        [0, 1, 2, 3, 4],
        [0.42, 0.31, 0.17, 0.07, 0.03] if cohort == "A" else [0.28, 0.28, 0.22, 0.14, 0.08],
    )
    end = {"iga": np.minimum(drawn(*iga_end, 0.6), start["iga"]), "itch_nrs": drawn(*itch_end, 0.6)}
    remaining = np.clip(random.normal(0.33 if cohort == "A" else 0.35, 0.12, size), 0.05, 0.9)
    end["bsa_pct"] = _consistent(end["iga"], np.round(2 * bsa * remaining) / 2)
    return start, end


def _whole(shares: list[float], size: int) -> list[int]:
    """Counts near the shares that add up to ``size``."""
    edges = np.round(np.cumsum(shares) * size).astype(int)
    return [int(count) for count in np.diff([0, *edges[:-1], size])]


def _consistent(iga: Any, bsa: Any) -> Any:
    """Clear skin has no involved surface, and any other grade has some."""
    return np.where(iga == 0, 0.0, np.maximum(bsa, 0.5))


def _calibrate(
    random: RandomState, start: dict[str, Any], end: dict[str, Any], measure: str, places: Any, target: int
) -> None:
    """Move week-52 scores by single steps in random patients until the changes add up to ``target``."""
    step = SCALES[measure][0]
    values, allowed = end[measure], _limits(measure, start, end)
    while (missing := target - (values[places] - start[measure][places]).sum()) != 0:
        place = places[random.randint(len(places))]
        moved = values[place] + np.sign(missing) * step
        low, high = allowed(place)
        if low <= moved <= high:
            values[place] = moved
    if measure == "iga":
        end["bsa_pct"] = _consistent(values, end["bsa_pct"])


def _limits(measure: str, start: dict[str, Any], end: dict[str, Any]) -> Callable[[int], tuple[float, float]]:
    if measure == "iga":
        return lambda place: (0, 3)
    if measure == "bsa_pct":
        # Stay on the side of zero that the patient's IGA asks for.
        return lambda place: (0, 0) if end["iga"][place] == 0 else (0.5, start["bsa_pct"][place])
    return lambda place: (0, start[measure][place])


def _course(
    random: RandomState,
    cohort: str,
    patient: str,
    course: dict[str, tuple[float, float]],
    cream_start: float,
    at_52: bool,
    complete: bool,
) -> list[dict[str, Any]]:
    """The visits of one patient. ``complete``: no item is missing at baseline and week 52."""
    visits = []
    if cohort == "A" and random.uniform() < 0.5:
        # The value before the cream: kept, but outside the baseline of the combination.
        before = {measure: ends[0] for measure, ends in course.items()}
        before["iga"], before["itch_nrs"] = 4.0, min(10.0, before["itch_nrs"] + 1)
        visits.append(_visit(random, patient, int(cream_start * 7), before, whole=False))
    start = {measure: ends[0] for measure, ends in course.items()}
    visits.append(_visit(random, patient, -int(random.randint(0, 8)), start, whole=complete))
    for week, (spread, *shares) in VISITS.items():
        day = week * 7 + int(np.clip(round(random.normal(0, spread / 2)), -spread, spread))
        here = random.uniform() < shares[0 if cohort == "A" else 1]
        scores = _between(random, course, day / 7)
        if here:
            visits.append(_visit(random, patient, day, scores, whole=False))
    if at_52:
        day = 364 + int(np.clip(round(random.normal(0, 15)), -40, 40))
        visits.append(_visit(random, patient, day, {name: ends[1] for name, ends in course.items()}, whole=complete))
    return visits


def _between(random: RandomState, course: dict[str, tuple[float, float]], week: float) -> dict[str, float]:
    """Scores on the way from baseline to week 52: most of the change in the first three months, with noise."""
    done = (1 - np.exp(-week / 8)) / (1 - np.exp(-52 / 8))
    scores = {}
    for measure, (start, end) in course.items():
        step, top = SCALES[measure]
        noise = {"iga": 0.45, "bsa_pct": 0.8, "itch_nrs": 0.9}[measure] * random.normal()
        scores[measure] = float(np.clip(step * round((start + (end - start) * done + noise) / step), 0, top))
    scores["bsa_pct"] = float(_consistent(scores["iga"], scores["bsa_pct"]))
    return scores


def _visit(random: RandomState, patient: str, day: int, scores: dict[str, float], *, whole: bool) -> dict[str, Any]:
    missing = {measure: random.uniform() < share for measure, share in ITEM_MISSING.items()}
    kept = {measure: None if missing[measure] and not whole else score for measure, score in scores.items()}
    return {"patient_id": patient, "week": round(day / 7, 1), "day": day, **kept}


if __name__ == "__main__":
    main()
