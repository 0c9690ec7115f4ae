"""Time and exposure: the first event over time, and each patient's events."""

import numpy as np

from core.analyses.first_event import first_event, first_event_at
from core.analyses.small import for_display
from core.displays.display import Display
from core.figures.axes import share_range
from core.figures.cumulative import MOST_BANDS, TICKS, cumulative_figure, cumulative_height
from core.figures.timeline import timeline_figure, timeline_height
from core.listings import event_listing, timeline_rows
from core.masking import masked_ids
from core.numbers import MIN_FOR_INTERVAL
from core.view import View
from core.wording_time import ON_COMBINATION, first_event_note, read_first_event, read_timeline, timeline_note

MOST_ROWS = 60


def on_combination(view: View) -> View:
    """The same view counting events of the combination only: no other event has a time at risk."""
    if not view.selection.period:
        return view
    return View(view.data, view.selection.with_codes("period", ()), view.whole)


def cumulative_display(view: View) -> Display:
    """The share of patients with a first event, over 52 weeks on both treatments."""
    timed = on_combination(view)
    curves = timed.of(first_event)
    shown = for_display(curves)
    shown["not_excluded"] = np.where(shown["n"] >= MIN_FOR_INTERVAL, shown["not_excluded"], np.nan)
    drawn = [value for name in ("estimate", "high", "not_excluded") for value in shown[name]]
    points = timed.of(first_event_at, TICKS)
    left_out = dict(zip(timed.tally.groups, timed.tally.events.first.left_out.tolist(), strict=True))
    note = first_event_note(curves, left_out, timed.selection, most_bands=MOST_BANDS)
    return Display(
        key="cumulative",
        name="First adverse event, cumulative incidence",
        figure=cumulative_figure(shown, points, view.looks, top=share_range(drawn)),
        height=cumulative_height(len(view.looks)),
        words=read_first_event(points, timed.selection),
        table=curves,
        note=note if timed is view else f"{ON_COMBINATION} {note}",
    )


def timeline_display(view: View, masked: bool = False) -> Display:
    """A row per patient with an event: when each event began and ended, and how severe it was."""
    listing = event_listing(view.extract, view.coded, view.selection)
    drawn = timeline_rows(listing, view.tally.groups, most=MOST_ROWS)
    beneath = np.setdiff1d(np.arange(len(listing)), drawn.index)
    table = listing.take(np.concatenate([drawn.index, beneath]))
    if masked:
        table["patient_id"] = masked_ids(table["patient_id"], view.extract)
    shown = table.iloc[: len(drawn)].assign(row=drawn["row"])
    rows = drawn["row"].nunique()
    return Display(
        key="timeline",
        name="Adverse events over time, by patient",
        figure=timeline_figure(shown, view.looks),
        height=timeline_height(rows, drawn["group"].nunique()),
        words=read_timeline(listing, view.tally.selected),
        table=table.reset_index(drop=True),
        note=timeline_note(listing, rows),
    )
