"""Patients without their identifiers: the same "Patient 12" for the same patient on every page and in every export."""

from pandas import Series

from core.extract import Extract


def masked_names(extract: Extract) -> dict[str, str]:
    """What stands for each identifier: the patient's number in the order of the extract, whatever is selected."""
    return {patient: f"Patient {number}" for number, patient in enumerate(extract.patients["patient_id"], start=1)}


def masked_ids(ids: "Series[str]", extract: Extract) -> "Series[str]":
    """The identifiers of any table replaced by :func:`masked_names`."""
    return ids.map(masked_names(extract))


def patient_behind(shown: str, extract: Extract, *, masked: bool) -> str:
    """The identifier behind a name on the screen; empty where there is no such patient.

    Whether names are masked has to be said: a file may call somebody else "Patient 12".
    """
    names = masked_names(extract)
    if not masked:
        return shown if shown in names else ""
    return next((patient for patient, name in names.items() if name == shown), "")
