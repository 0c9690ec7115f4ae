"""The choice that a question offers."""

from typing import Any

import streamlit as st

from core.intake.decisions import Decision
from pages.components.intake import state
from pages.components.intake.meanings import meanings
from pages.components.intake.words import proposed_option, said
from pages.components.text import literal

_MOST_RADIOS = 6
_EACH = {"values", "weeks", "privacy"}
# Beginnings of options that tell what to do elsewhere instead of being an answer.
_ADVICE = ("choose the column", "add a column", "another week")


def choice_of(decision: Decision, name: str) -> Any:
    """Draw the question with its choice; returns what is chosen, None while nothing is."""
    if decision.key[0] in _EACH and isinstance(decision.proposal, dict):
        return meanings(decision, name)
    st.markdown(f"**{literal(decision.question)}**")
    for advice in (option for option in decision.options if option.startswith(_ADVICE)):
        st.caption(f"Or {literal(advice)}.")
    if decision.key == ("constants", "week"):
        week = st.number_input("Week of all visits", value=None, step=1.0, format="%g", key=state.key(name), width=220)
        return None if week is None else f"{week:g}"
    return _one(decision, name)


def _one(decision: Decision, name: str) -> str | None:
    options = [option for option in decision.options if not option.startswith(_ADVICE)]
    proposal = proposed_option(decision)
    index = options.index(proposal) if proposal in options else None

    def shown(option: str) -> str:
        # A column may be called "A".
        words = option if decision.key[0] == "columns" else said(option)
        return words + (" (proposed)" if option == proposal else "")

    if len(options) > _MOST_RADIOS:
        return st.selectbox(
            "Answer", options, index=index, format_func=shown, placeholder="choose", key=state.key(name), width=420
        )
    return st.radio(
        "Answer",
        options,
        index=index,
        format_func=lambda option: literal(shown(option)),
        key=state.key(name),
        label_visibility="collapsed",
    )
