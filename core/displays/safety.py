"""Adverse events: incidence with differences, and worst severity."""

from core.analyses.safety import differences, incidence, worst_severity
from core.analyses.small import for_display
from core.displays.display import Display
from core.figures.axes import share_range
from core.figures.incidence import incidence_figure, incidence_height
from core.figures.severity import severity_figure, severity_height
from core.view import View
from core.wording import read_incidence, read_severity, small_numbers


def incidence_display(view: View) -> Display:
    """Dots with exact intervals per group and event, counts to the left, the difference to the right."""
    rows = view.of(incidence)
    shown = for_display(rows)
    return Display(
        key="incidence",
        name="Patients with adverse events",
        figure=incidence_figure(shown, for_display(differences(rows)), view.looks, top=share_range(shown["estimate"])),
        height=incidence_height(len(view.tally.events.rows), len(view.looks)),
        words=read_incidence(rows, view.selection),
        table=rows,
        note=small_numbers(rows["n"]),
    )


def severity_display(view: View) -> Display:
    """Worst severity per patient, on the same axis as the incidence."""
    severity = view.of(worst_severity)
    top = share_range(for_display(view.of(incidence))["estimate"])
    return Display(
        key="severity",
        name="Worst severity per patient",
        figure=severity_figure(for_display(severity), view.looks, top=top),
        height=severity_height(len(view.looks)),
        words=read_severity(severity, view.selection),
        table=severity,
        note=small_numbers(severity["n"], interval=False),
    )
