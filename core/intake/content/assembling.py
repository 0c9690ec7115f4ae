"""Patients, visits and events of a site -> an extract."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from pandas import DataFrame, Series

from core.errors import Finding
from core.extract import Extract, extract_from_frames
from core.intake.content.findings import about_rows
from core.intake.content.time_zero import Zero
from core.intake.grid import Grid
from core.intake.meanings.medicines import before_approval
from core.intake.problems import Level, Problem
from core.numbers import patients as patients_text
from core.provenance import Provenance

_VISITS = ("patient_id", "week", "day", "iga", "bsa_pct", "itch_nrs")
_LEVELS: dict[str, Level] = {"error": "refused", "warning": "warning", "note": "info"}
# How far the recorded start of the later treatment may lie from time zero.
_NEAR_WEEKS = 1.0


@dataclass(frozen=True, eq=False, slots=True)
class Assembled:
    """The extract, and what putting it together found."""

    extract: Extract
    problems: tuple[Problem, ...]


def assembled(
    patients: DataFrame, visits: DataFrame | None, events: DataFrame | None, files: Sequence[str]
) -> Assembled:
    """The extract of the three tables; ``patients`` has all columns of the schema under the names of the fields."""
    frames = {"patients": patients.rename(columns={"agent": "systemic_agent"}).rename_axis("patient_id").reset_index()}
    kept = set(patients.index)
    for name, rows in (("assessments", visits), ("adverse_events", events)):
        if rows is not None:
            frames[name] = rows[rows["patient"].isin(kept)].rename(columns={"patient": "patient_id"})
    if "assessments" in frames:
        frames["assessments"] = frames["assessments"][list(_VISITS)]
    title = (
        f"Your data: {', '.join(files)}"
        if len(files) <= 3
        else f"Your data: {files[0]} and {len(files) - 1} more files"
    )
    extract = extract_from_frames(frames, Provenance(title, "imported on this machine", synthetic=False))
    return Assembled(extract, tuple(_from_finding(finding) for finding in extract.findings if _wanted(finding)))


def _wanted(finding: Finding) -> bool:
    """Whether a finding of the extract's own check is new: names of agents were told with their rows."""
    return finding.column != "systemic_agent"


def _from_finding(finding: Finding) -> Problem:
    return Problem(f"check_{finding.column}", _LEVELS[finding.severity], "", None, finding.column, 1, finding.message)


def start_weeks(
    patients: DataFrame, zero: Zero, last_dates: "Series[float]", grids: Sequence[Grid]
) -> tuple[DataFrame, list[Problem]]:
    """The patients with both starts and the follow-up in weeks from time zero, what contradicts it left blank."""
    days = zero.days.reindex(patients.index)
    found = patients.copy()
    problems: list[Problem] = []
    for name, own_cohort in (("cream_start", "B"), ("systemic_start", "A")):
        weeks = found[f"{name}_week"].astype(float)
        weeks = weeks.fillna((zero.starts[f"{name}_date"].reindex(patients.index) - days) / 7)
        later = found["cohort"] == own_cohort
        near = later & (weeks.abs() <= _NEAR_WEEKS)
        weeks = weeks.mask(near, 0.0)
        wrong = (later & weeks.notna() & (weeks != 0)) | (weeks > 0) | (weeks < -5200)
        says = name.replace("_start", "")
        said = f"the start of the {says} contradicts the cohort or time zero. Left blank; check both."
        problems += about_rows(found[wrong], grids, "start_contradicts", "error_cell", said)
        found[f"{name}_week"] = weeks.mask(wrong)
    follow_up = found["follow_up_weeks"].astype(float).fillna((last_dates.reindex(patients.index) - days) / 7)
    odd = follow_up.notna() & ~follow_up.between(0, 5200)
    if odd.any():
        message = f"The follow-up of {patients_text(int(odd.sum()))} ends before it starts. Left blank."
        problems.append(Problem("follow_up_negative", "error_cell", "", None, "", int(odd.sum()), message))
    found["follow_up_weeks"] = follow_up.mask(odd)
    return found, problems


def approval_problems(patients: DataFrame, zero: Zero) -> list[Problem]:
    """Agents that a patient started before the agent was approved, where the start is recorded."""
    starts = zero.starts["systemic_start_date"].reindex(patients.index)
    early = [
        patient
        for patient, agent in patients["agent"].dropna().items()
        if not np.isnan(starts[patient])
        if before_approval(agent, date.fromordinal(int(starts[patient])))
    ]
    if not early:
        return []
    message = (
        f"{len(early)} starts of a systemic lie before its approval for atopic dermatitis in the United States. "
        "Kept: trials, other countries and off-label use are possible; check the dates."
    )
    return [Problem("before_approval", "warning", "", None, "", len(early), message)]
