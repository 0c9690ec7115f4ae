"""Step 5, Summary: what would be opened, in numbers, and everything it can be taken away as."""

from collections.abc import Iterator
from typing import Any

import streamlit as st
from pandas import DataFrame

from core.intake.engine import Import
from pages.components.intake.downloads import downloads
from pages.components.intake.fold import fold
from pages.components.intake.outcome import ABSENT
from pages.components.intake.words import counted
from pages.components.plain_table import plain_table

_MEASURES = {"iga": "IGA", "bsa": "BSA", "itch": "Itch"}


def summary(done: Import) -> None:
    """Draw the step."""
    made = done.summary
    state = "after the questions are answered" if made is None else counted(made["n_patients"], "patient")
    box = fold("summary", "5 Summary and downloads", state if done.outcome != "reject" else "nothing to open")
    if box is None:
        return
    with box:
        if made is not None:
            plain_table(
                DataFrame(_rows(made), columns=["", "found"]), key="import-summary", name="What would be opened"
            )
        for name in done.not_available:
            st.text(f"Not available: {ABSENT[name]}.")
        if len(done.excluded):
            st.text(f"{counted(len(done.excluded), 'row')} left out; the download says which and why.")
        downloads(done)


def _rows(made: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for cohort, count in made["n_by_cohort"].items():
        yield f"Patients in cohort {cohort}", str(count)
    if made["agent_patients"]:
        yield "Patients by agent", ", ".join(f"{agent} {count}" for agent, count in made["agent_patients"].items())
    if made["n_combination_patients"]:
        yield "Patients on several agents at once", str(made["n_combination_patients"])
    visits, events = made["assessments"], made["adverse_events"]
    if visits is not None:
        yield "Visits", str(visits["n_patient_visits"])
        for name, count in visits["n_values"].items():
            yield f"{_MEASURES[name]}: values", str(count)
    if events is not None:
        yield "Adverse events", str(events["n_events"])
        for cohort, count in events["patients_any"].items():
            yield f"Patients with any adverse event, cohort {cohort}", str(count)
