"""Percent change of each patient as native columns, from the largest rise to the largest fall."""

from math import ceil

from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION

from core.export.native.columns import Columns, Part, columns_chart
from core.export.native.groups import groups_of, remarks
from core.export.native.page import Box, Slide, write
from core.export.native.parts import Scale, known
from core.export.native.text import label
from core.export.shown import Shown

MOST_BARS = 300
_END, _LOW = 100, 25


def draw_waterfall(slide: Slide, shown: Shown, box: Box) -> str:
    """A column per patient with a change; the numbers are whole, the axis ends at +100% at most."""
    looks, rest = groups_of(shown)
    table = shown.display.table
    own = table[table["change_pct"].notna() & table["group"].isin([look.group for look in looks])]
    if own.empty:
        write(slide, box, ["No selected patient has a BSA at baseline and at the week."])
        return rest
    step = max(ceil(len(own) / MOST_BARS), 1)
    own = own.iloc[::step]
    chosen = Columns(
        kind=XL_CHART_TYPE.COLUMN_CLUSTERED,
        categories=own["patient_id"].tolist(),
        parts=[
            Part(label(look), known(own["change_pct"].where(own["group"] == look.group)), look.colour) for look in looks
        ],
        scale=Scale("Change of BSA from baseline, %", -_END, _END if own["change_pct"].max() > _LOW else _LOW, 25),
        gap=15,
        legend=True,
    )
    chart = columns_chart(slide, box, chosen, name=shown.display.name)
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    left_out = f"Drawn is 1 patient in {step}." if step > 1 else ""
    missing = int(table["change_pct"].isna().sum())
    return remarks("Patients without a bar have no percent change: " + f"{missing}." if missing else "", left_out, rest)
