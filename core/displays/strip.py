"""Which IGA grades did each patient have, visit by visit?"""

from core.chart_options import ChartOptions
from core.displays.display import Display
from core.figures.strip import strip_figure, strip_height
from core.grade_rows import grade_rows
from core.masking import masked_ids
from core.view import View
from core.wording_change import read_rows, rows_note

MOST_ROWS = 300


def iga_strip(view: View, options: ChartOptions, reference: View | None = None) -> Display:
    """A row per patient and a column per visit in the colour of the grade, the groups in blocks of their own.

    Of many patients the first ones of each group are drawn, in proportion to its size. ``reference`` has no place here.
    """
    known = view.extract.patients
    agents = dict(zip(known["patient_id"], known["systemic_agent"], strict=True))
    rows = grade_rows(view.individuals, agents, view.tally.groups, sort=options.strip_sort)
    if options.mask == "on":
        rows["patient_id"] = masked_ids(rows["patient_id"], view.extract)
    sizes = rows["group"].value_counts(sort=False).to_dict()
    part = min(1.0, MOST_ROWS / max(len(rows), 1))
    drawn = {group: max(int(part * size), 1) for group, size in sizes.items()}
    shown = rows[rows.groupby("group").cumcount() < rows["group"].map(drawn)]
    return Display(
        key="iga-strip",
        name="IGA of each patient, visit by visit",
        figure=strip_figure(shown, view.looks, named=options.strip_sort == "agent" and view.selection.by != "agent"),
        height=strip_height(len(shown), len(drawn)),
        words=read_rows(rows, view.selection, sort=options.strip_sort),
        table=rows,
        note=rows_note(drawn, sizes, view.selection),
    )
