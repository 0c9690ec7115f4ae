"""The four or five numbers a reader came for, per group, each leading to its page."""

from collections.abc import Callable

import streamlit as st

from core.analyses.headline import GroupHeadline
from core.analyses.outcomes import changes
from core.analyses.responders import responses
from core.figures.layout import Look
from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL, UNDEFINED, interval, number, percent
from core.view import View
from pages.components.tile import Answer, tile

WEEK = 52
MOST_GROUPS = 4
_UNITS = "BSA in % of body surface, itch in points of 10; changes are week 52 minus baseline, negative is better."

Find = Callable[[View, Look], tuple[str, str]]


def headline_tiles(view: View) -> None:
    """Draw the tiles."""
    tiles: tuple[tuple[str, str, Find], ...] = (
        ("Patients", "your_data.py", _patients),
        ("Any adverse event", "safety.py", _any_event),
        (f"IGA 0/1, week {WEEK}", "trajectories.py", _iga_clear),
        (f"BSA change, week {WEEK}", "trajectories.py", _change("bsa_pct")),
        (f"Itch change, week {WEEK}", "trajectories.py", _change("itch_nrs")),
    )
    with st.container(horizontal=True, gap="small", key="tiles"):
        for label, page, find in tiles:
            with st.container(border=True, height="stretch"):
                shown = view.looks[:MOST_GROUPS]
                tile(label, page, [Answer(look.marker, look.label, *find(view, look)) for look in shown])
    more = f" The first {MOST_GROUPS} of {len(view.looks)} groups; the charts and other pages have all."
    st.caption(_UNITS + (more if len(view.looks) > MOST_GROUPS else ""))


def _patients(view: View, look: Look) -> tuple[str, str]:
    one = _group(view, look)
    return str(one.patients), f"of {one.of}"


def _any_event(view: View, look: Look) -> tuple[str, str]:
    found = _group(view, look).any_event
    return _share(found.count, found.total, found.low, found.high)


def _iga_clear(view: View, look: Look) -> tuple[str, str]:
    row = view.at_week(responses, "iga_0_1", week=WEEK)[look.group]
    return _share(int(row["count"]), int(row["n"]), row["low"], row["high"])


def _change(measure: str) -> Find:
    def find(view: View, look: Look) -> tuple[str, str]:
        row = view.at_week(changes, measure, week=WEEK)[look.group]
        n = int(row["n"])
        value = number(row["mean"]) if n >= MIN_FOR_ESTIMATE else UNDEFINED
        limits = f", 95% CI {interval(row['low'], row['high'])}" if n >= MIN_FOR_INTERVAL else ""
        return value, f"mean, n {n}{limits}"

    return find


def _share(count: int, total: int, low: float, high: float) -> tuple[str, str]:
    if total < MIN_FOR_ESTIMATE:
        return f"{count}/{total}", "too few for a percentage"
    return percent(count / total), f"{count}/{total}, 95% CI {interval(100 * low, 100 * high)}"


def _group(view: View, look: Look) -> GroupHeadline:
    return next(one for one in view.headline.groups if one.group == look.group)
