"""Adverse events: incidence with differences, severity, relatedness, and the signal view."""

from dataclasses import replace

from core.analyses.event_rows import RowChoice, chosen_rows, in_rows
from core.analyses.safety import (
    differences,
    incidence,
    relatedness,
    signals,
    total_incidence,
    worst_severity,
)
from core.analyses.small import for_display
from core.displays.display import Display
from core.figures.axes import share_range
from core.figures.incidence import incidence_figure, incidence_height
from core.figures.severity import relatedness_figure, severity_figure, severity_height
from core.figures.signal import SIGNAL_HEIGHT, signal_figure
from core.view import View
from core.wording import small_numbers
from core.wording_safety import SIGNAL_CAVEAT, few_events, read_incidence, read_parts, read_signals


def incidence_display(view: View, choice: RowChoice = RowChoice()) -> Display:  # noqa: B008 - frozen
    """Dots with exact intervals per group and event, counts to the left, the difference to the right."""
    rows = view.of(incidence)
    difference = differences(rows)
    if view.tally.events.related_unsaid:
        choice = replace(choice, hidden=("related_named",))
    keys = chosen_rows(rows, difference, choice)
    shown = for_display(in_rows(rows, keys))
    classes = {key[1] for key in keys if key[0] == "organ_class"}
    folded = classes - {key[1] for key in keys if key[0] == "term"}
    several = len(view.looks) > 1
    figure = incidence_figure(
        shown,
        for_display(in_rows(difference, keys)),
        view.looks,
        top=share_range(shown["estimate"]),
        total=in_rows(view.of(total_incidence), keys) if several else None,
        closed=folded if choice.order == "class" else None,
    )
    return Display(
        key="incidence",
        name="Patients with adverse events",
        figure=figure,
        height=incidence_height(figure),
        words=read_incidence(rows, view.selection),
        table=rows,
        note=" ".join(part for part in (small_numbers(rows["n"]), few_events(rows)) if part),
    )


def severity_display(view: View) -> Display:
    """Worst severity per patient."""
    severity = view.of(worst_severity)
    return Display(
        key="severity",
        name="Worst severity per patient",
        figure=severity_figure(for_display(severity), view.looks, top=_top(view)),
        height=severity_height(len(view.looks)),
        words=read_parts(severity, view.selection, column="severity", what="Patients by worst grade"),
        table=severity,
        note=small_numbers(severity["n"], interval=False),
    )


def relatedness_display(view: View) -> Display:
    """What events were judged related to, per patient."""
    judged = view.of(relatedness)
    return Display(
        key="relatedness",
        name="Judged related to",
        figure=relatedness_figure(for_display(judged), view.looks, top=_top(view)),
        height=severity_height(len(view.looks)),
        words=read_parts(judged, view.selection, column="related_to", what="Patients by what events were related to"),
        table=judged,
        note=small_numbers(judged["n"], interval=False),
    )


def signal_display(view: View) -> Display | None:
    """Difference against evidence, one mark a term; None unless there are two groups."""
    if len(view.looks) != 2:
        return None
    found = signals(differences(view.of(incidence)))
    shown = for_display(found).assign(evidence=found["evidence"])
    first, second = view.looks
    return Display(
        key="signal",
        name="Signal view",
        figure=signal_figure(shown, direction=f"{second.label} minus {first.label}"),
        height=SIGNAL_HEIGHT,
        words=read_signals(shown, first=first.words, second=second.words),
        table=found,
        note=SIGNAL_CAVEAT,
    )


def _top(view: View) -> float:
    return share_range(for_display(view.of(incidence))["estimate"])
