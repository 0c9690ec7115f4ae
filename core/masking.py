"""Patients without their identifiers: the same "Patient 12" for the same patient on every page and in every export."""

from pandas import Series

from core.extract import Extract


def masked_names(extract: Extract) -> dict[str, str]:
    """What stands for each identifier: the patient's number in the order of the extract, whatever is selected."""
    return {patient: masked_name(place) for place, patient in enumerate(extract.patient_ids.tolist())}


def masked_name(place: int) -> str:
    """What stands for the identifier of the patient at a place in the extract."""
    return f"Patient {place + 1}"


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
