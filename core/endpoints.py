"""Definitions: severity bands, response endpoints, baseline and visit windows. The Methods page prints these texts.

Sources: vIGA-AD, Simpson 2020 (J Am Acad Dermatol 83:839); BSA bands, Chopra 2017 (Br J Dermatol,
doi 10.1111/bjd.15641); itch bands, Vakharia 2018 (Br J Dermatol 178:925); IGA success as IGA-TS in TRuE-AD
(NCT03745651); itch response as NRS4, Yosipovitch 2019 (Br J Dermatol, doi 10.1111/bjd.17744); itch 0/1 and minimal
disease activity as the AHEAD targets, Silverberg 2024 (J Eur Acad Dermatol Venereol, PMID 38989857), in the variant of
TARGET-DERM AD (vIGA-AD 0/1 with itch 0/1). No threshold of BSA is widely accepted: 3% is a convention, AHEAD says 2%.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.schema import NOMINAL_WEEKS

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]

# Baseline: the last value from 90 days before to 7 days after time zero; a value after time zero only where none
# stands before it.
BASELINE_DAYS = (-90, 7)
# The window of week 52 reaches as far beyond it as before it.
LAST_WINDOW_WEEKS = 60.0
# An event that starts up to 30 days after the combination ended still counts as one of the combination.
AFTER_TREATMENT_DAYS = 30
MISSING = "missing"
# The one measure that no chart holds: 1 where minimal disease activity is reached at a visit, 0 where it is not.
MDA = "mda"


@dataclass(frozen=True, slots=True)
class Band:
    """Half-open range [low, high) of a baseline value, or of age."""

    code: str
    label: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measure:
    """One outcome: its words and unit. ``end`` is where its axis always ends, None where the data decide."""

    name: str
    label: str
    short: str
    unit: str
    end: float | None
    decimals: int


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A yes/no outcome at a visit, defined on (baseline, value); ``eligible`` tells who could respond at all.

    ``measure`` is one of :data:`MEASURES`, or :data:`MDA`.
    """

    name: str
    label: str
    measure: str
    definition: str
    needs_baseline: bool
    eligible: Callable[[Numbers], Truths]
    responds: Callable[[Numbers, Numbers], Truths]


MEASURES = {
    measure.name: measure
    for measure in (
        Measure("iga", "IGA (vIGA-AD)", "IGA", "grade", 4, 2),
        Measure("bsa_pct", "Body surface with AD", "BSA", "% of body surface", None, 1),
        Measure("itch_nrs", "Itch (NRS)", "Itch", "points, 0-10", 10, 1),
    )
}

IGA_GRADES = ("clear", "almost clear", "mild", "moderate", "severe")

SEVERITY_BANDS = (
    Band("mild", "mild (IGA 0-2)", 0, 3),
    Band("moderate", "moderate (IGA 3)", 3, 4),
    Band("severe", "severe (IGA 4)", 4, 5),
)
BSA_BANDS = (
    Band("clear", "clear (0%)", 0, np.nextafter(0, 1)),
    Band("mild", "mild (under 16%)", np.nextafter(0, 1), 16),
    Band("moderate", "moderate (16 to under 40%)", 16, 40),
    Band("severe", "severe (40% or more)", 40, np.inf),
)
ITCH_BANDS = (
    Band("mild", "mild (0-3)", 0, 4),
    Band("moderate", "moderate (4-6)", 4, 7),
    Band("severe", "severe (7-10)", 7, np.inf),
)
AGE_BANDS = (
    Band("0-17", "under 18", 0, 18),
    Band("18-39", "18 to 39", 18, 40),
    Band("40-64", "40 to 64", 40, 65),
    Band("65-120", "65 and over", 65, np.inf),
)


def _anyone(baseline: Numbers) -> Truths:
    return np.ones(len(baseline), dtype=bool)


ENDPOINTS = {
    endpoint.name: endpoint
    for endpoint in (
        Endpoint(
            "iga_0_1",
            "IGA 0/1",
            "iga",
            "IGA clear or almost clear at the visit; of all patients with an IGA at the visit.",
            False,
            _anyone,
            lambda baseline, value: value <= 1,
        ),
        Endpoint(
            "iga_success",
            "IGA success",
            "iga",
            "IGA 0/1 and at least 2 grades below baseline (IGA-TS); of patients with an IGA at baseline and at the "
            "visit whose baseline was 2 or more. A baseline of 0 or 1 cannot respond and is left out.",
            True,
            lambda baseline: baseline >= 2,
            lambda baseline, value: (value <= 1) & (baseline - value >= 2),
        ),
        Endpoint(
            "itch_response",
            "Itch response",
            "itch_nrs",
            "Itch at least 4 points below baseline (NRS4); of patients with an itch score at baseline and at the "
            "visit whose baseline was 4 or more.",
            True,
            lambda baseline: baseline >= 4,
            lambda baseline, value: baseline - value >= 4,
        ),
        Endpoint(
            "itch_0_1",
            "Itch 0/1",
            "itch_nrs",
            "Itch of 1 or less at the visit, whatever it was at baseline; of all patients with an itch score at the "
            "visit.",
            False,
            _anyone,
            lambda baseline, value: value <= 1,
        ),
        Endpoint(
            "bsa_3",
            "BSA 3% or less",
            "bsa_pct",
            "Atopic dermatitis on 3% of the body surface or less at the visit, whatever it was at baseline; of all "
            "patients with a BSA at the visit.",
            False,
            _anyone,
            lambda baseline, value: value <= 3,
        ),
        Endpoint(
            "mda",
            "Minimal disease activity",
            MDA,
            "IGA 0/1 and itch 0/1 at the same nominal visit (AHEAD, in the variant of TARGET-DERM AD); of all patients "
            "with both an IGA and an itch score at the visit.",
            False,
            _anyone,
            lambda baseline, value: value == 1,
        ),
    )
}


def minimal_disease_activity(iga: Numbers, itch: Numbers) -> Numbers:
    """The measure :data:`MDA` of scores that belong together: 1 or 0, nan where either score is missing."""
    reached = (iga <= 1) & (itch <= 1)
    return np.where(np.isnan(iga) | np.isnan(itch), np.nan, reached)


def band_codes(values: Numbers, bands: tuple[Band, ...]) -> NDArray[np.int16]:
    """Index of the band of each value; ``len(bands)`` where the value is missing.

    Values outside every band do not occur in a valid extract and count as missing.
    """
    edges = np.array([band.low for band in bands])
    codes = np.searchsorted(edges, values, side="right") - 1
    inside = (codes >= 0) & ~np.isnan(values)
    return np.where(inside, codes, len(bands)).astype(np.int16)


def nominal_weeks(weeks: Numbers) -> Numbers:
    """The nominal week each time belongs to after baseline: the nearest one, by mid-point windows.

    A time exactly between two belongs to the later. Times nearest to week 0 have no nominal week here (nan): only
    the baseline rule speaks for week 0. Nor have times from week 60 on.
    """
    nominal = np.array(NOMINAL_WEEKS, dtype=float)
    middles = (nominal[1:] + nominal[:-1]) / 2
    nearest: Numbers = nominal[np.searchsorted(middles, weeks, side="right")]
    return np.where((nearest > 0) & (weeks < LAST_WINDOW_WEEKS), nearest, np.nan)


def window_text(week: int) -> str:
    """The window of a nominal week in words, as :func:`nominal_weeks` and the baseline rule apply it."""
    if week == 0:
        first, last = BASELINE_DAYS
        return f"day {first} to day +{last}; the last value at or before time zero goes first"
    place = NOMINAL_WEEKS.index(week)
    before = (NOMINAL_WEEKS[place - 1] + week) / 2
    after = LAST_WINDOW_WEEKS if week == NOMINAL_WEEKS[-1] else (week + NOMINAL_WEEKS[place + 1]) / 2
    return f"week {before:g} to before week {after:g}"


def responders(endpoint: Endpoint, baseline: Numbers, value: Numbers, patients: Any) -> tuple[int, int]:
    """Responders and those who could respond, from counts of patients by (baseline, value)."""
    counted = np.asarray(patients)
    eligible = endpoint.eligible(baseline)
    if endpoint.needs_baseline:
        eligible = eligible & ~np.isnan(baseline)
    return int(counted[eligible & endpoint.responds(baseline, value)].sum()), int(counted[eligible].sum())
