"""How many subgroup views this session has opened: with many looks, some differences are chance."""

from dataclasses import replace

import streamlit as st

from core.analyses.subgroup_effects import EFFECTS
from core.chart_options import ChartOptions
from core.view import View


def count_look(view: View, options: ChartOptions) -> tuple[int, int]:
    """The place of this view among the distinct ones opened in this session, and how many those are.

    What is compared by, and the week of an effect that has none, make no other view.
    """
    week = options.week if EFFECTS[options.effect].at_a_week else ""
    selection = replace(view.selection, by="cohort")
    look = (view.data.digest, selection.to_query(), options.effect, options.between, week)
    looks: list[tuple[str, ...]] = st.session_state.setdefault("subgroup-looks", [])
    if look not in looks:
        looks.append(look)
    return looks.index(look) + 1, len(looks)
