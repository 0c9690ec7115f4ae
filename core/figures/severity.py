"""Worst severity, and what events were judged related to, as stacked bars."""

from collections.abc import Sequence

from pandas import DataFrame

from core.figures.layout import Figure, Look
from core.figures.stacked import Parts, stacked_figure, stacked_height

SEVERITY = Parts(
    column="severity",
    colours={
        "not recorded": ("@grid", "@ink"),
        "mild": ("@mild", "@ink"),
        "moderate": ("@moderate", "@ink"),
        "severe": ("@severe", "@paper"),
        "life-threatening": ("@ink", "@paper"),
    },
    labels={},
    title="Patients by worst grade of any counted event, %",
    unless_seen=("not recorded", "life-threatening"),
)
RELATEDNESS = Parts(
    column="related_to",
    colours={
        "cream": ("@iga3", "@on_iga3"),
        "both": ("@iga4", "@on_iga4"),
        "systemic": ("@iga2", "@on_iga2"),
        "not said which": ("@iga1", "@on_iga1"),
        "neither": ("@iga0", "@on_iga0"),
    },
    labels={
        "cream": "cream",
        "both": "both",
        "systemic": "systemic",
        "not said which": "treatment, not said which",
        "neither": "neither or not recorded",
    },
    title="Patients by what any counted event was judged related to, %",
    unless_seen=("not said which",),
)

severity_height = stacked_height


def severity_figure(severity: DataFrame, looks: Sequence[Look], *, top: float) -> Figure:
    """Needs columns group, severity, count, n, share."""
    return stacked_figure(severity, looks, SEVERITY, top=top)


def relatedness_figure(relatedness: DataFrame, looks: Sequence[Look], *, top: float) -> Figure:
    """Needs columns group, related_to, count, n, share."""
    return stacked_figure(relatedness, looks, RELATEDNESS, top=top)
