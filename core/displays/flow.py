"""From which IGA grade to which did the patients move?"""

from dataclasses import replace

import numpy as np

from core.chart_options import ChartOptions
from core.displays.display import Display
from core.figures.flow import HEIGHT, flow_figure
from core.figures.layout import Look
from core.transitions import transitions
from core.view import View
from core.wording_change import pooled, read_flow, visit_name

MIDDLE_WEEK = 16
_MOST_PANELS = 2
_EVERYBODY = Look("all", "All selected", "@ink", "circle", "solid")


def iga_flow(view: View, options: ChartOptions, reference: View | None = None) -> Display:
    """Flows between IGA grades from baseline over week 16 to the chosen week; absolute grades, not changes.

    Of up to two groups side by side, else of all selected patients together. ``reference`` has no place here.
    """
    week = int(options.week)
    weeks = (0, MIDDLE_WEEK, week) if week > MIDDLE_WEEK else (0, week)
    looks, patients = view.looks, view.individuals
    by, together = view.selection.by, len(looks) > _MOST_PANELS
    if together:
        by, looks = "nothing", (_EVERYBODY,)
        patients = replace(patients, groups=np.full(len(patients.ids), _EVERYBODY.group, object))
    groups = [look.group for look in looks]
    flows = transitions(patients, groups, weeks)
    return Display(
        key="iga-flow",
        name="IGA, flows between grades: " + ", ".join(visit_name(week) for week in weeks),
        figure=flow_figure(flows, looks, weeks),
        height=HEIGHT,
        words=read_flow(transitions(patients, groups, (0, week)), by, week=week),
        table=flows,
        note=pooled(view.selection, len(view.looks)) if together else "",
    )
