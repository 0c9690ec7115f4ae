"""The displays of the Safety page."""

from core.analyses.safety import differences, incidence, worst_severity
from core.analyses.small import for_display
from core.figures.axes import share_range
from core.figures.incidence import incidence_figure, incidence_height
from core.figures.severity import severity_figure, severity_height
from core.view import View
from core.wording import read_incidence, read_severity, small_numbers
from pages.components.display import display, table_behind


def incidence_display(view: View) -> None:
    """Dots with exact intervals per group and event, counts to the left, the difference to the right."""
    rows = view.of(incidence)
    shown = for_display(rows)
    display(
        view,
        incidence_figure(shown, for_display(differences(rows)), view.looks, top=share_range(shown["estimate"])),
        key="incidence",
        name="Patients with adverse events",
        height=incidence_height(len(rows) // max(len(view.looks), 1)),
        description=read_incidence(rows, view.selection),
        note=small_numbers(rows["n"]),
    )
    table_behind(view, rows, key="incidence", name="patients with adverse events")


def severity_display(view: View) -> None:
    """Worst severity per patient."""
    severity = view.of(worst_severity)
    shown = for_display(severity)
    top = share_range(view.of(incidence)["estimate"])
    display(
        view,
        severity_figure(shown, view.looks, top=top),
        key="severity",
        name="Worst severity per patient",
        height=severity_height(len(view.looks)),
        description=read_severity(severity, view.selection),
        note=small_numbers(severity["n"], interval=False),
    )
    table_behind(view, severity, key="severity", name="worst severity per patient")
