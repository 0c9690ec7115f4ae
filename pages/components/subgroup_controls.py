"""Which effect the subgroups are compared on, and what a click on one of them does."""

from typing import Any

import streamlit as st

from core.analyses.subgroup_effects import EFFECTS
from core.chart_options import CHART_OPTIONS, ChartOptions
from core.subgroup_tally import with_level
from core.view import View
from pages.components import session
from pages.components.options import option_select, option_switch

_BETWEEN = {"cohorts": "B minus A", "A": "cohort A", "B": "cohort B"}


def subgroup_controls() -> ChartOptions:
    """Draw the switches, and return what they say. An effect that has no week needs no switch for it."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="subgroup-options"):
        option_switch("effect", "Effect", {name: effect.label for name, effect in EFFECTS.items()})
        option_switch("between", "Show", _BETWEEN)
        if EFFECTS[session.current_options().effect].at_a_week:
            option_select("week", "Visit", {week: f"week {week}" for week in CHART_OPTIONS["week"][::-1]}, width=108)
    return session.current_options()


def take_level(view: View, clicked: dict[str, Any] | None) -> None:
    """A click on a subgroup makes it the selection."""
    if clicked and clicked.get("customdata"):
        factor, level = clicked["customdata"]
        if factor in view.data.facets:
            session.select(with_level(view.data, view.selection, factor, level))
            st.rerun()
