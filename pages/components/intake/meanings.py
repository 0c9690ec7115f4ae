"""A meaning for each of the texts or columns that a question names, the proposal set where there is one."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from core.intake.decisions import Decision
from pages.components.intake import state
from pages.components.intake.words import (
    BLANK,
    CHOICES,
    KNOWN_AGENTS,
    PRIVACY,
    counted,
    meaning,
    meaning_column,
    said,
    title_of,
)
from pages.components.text import literal

_MOST_BOXES = 12


def meanings(decision: Decision, name: str) -> dict[str, Any]:
    """Draw the boxes; returns the meaning of each, None where none is chosen."""
    part, field = decision.key[0], decision.key[-1]
    if part == "privacy":
        st.markdown("**These columns may identify people. What happens to them?**")
        st.caption("Nothing of them is shown or kept unless you say so. What is replaced tells patients apart.")
        with st.container(horizontal=True):
            return {
                title: _box(title, list(PRIVACY), proposal, f"{name}-{place}")
                for place, (title, proposal) in enumerate(decision.proposal.items())
            }
    # The decision's own sentence lists the texts too, which stand in the boxes below.
    field = "visit" if part == "weeks" else field
    asked = (
        "Which week is each visit?" if part == "weeks" else f"What do these texts mean for {title_of(field).lower()}?"
    )
    st.markdown(f"**{asked}**")
    if len(decision.proposal) > _MOST_BOXES:
        return _in_a_table(decision, field, name)
    with st.container(horizontal=True):
        return {
            text: _meaning(field, text, proposal, f"{name}-{place}")
            for place, (text, proposal) in enumerate(decision.proposal.items())
        }


def _meaning(field: str, text: str, proposal: Any, name: str) -> Any:
    if field == "visit":
        value = None if proposal is None else float(proposal)
        return st.number_input(
            literal(text), value=value, step=1.0, format="%g", key=state.key(name), width=200, placeholder="week"
        )
    if field in CHOICES:
        return _box(text, [*CHOICES[field], BLANK], proposal, name)
    return _box(text, [*KNOWN_AGENTS, BLANK], proposal, name, free=True)


def _box(text: str, options: list[str], proposal: Any, name: str, *, free: bool = False) -> str | None:
    if proposal is not None and proposal not in options:
        options = [str(proposal), *options]
    return st.selectbox(
        literal(text),
        options,
        index=None if proposal is None else options.index(proposal),
        format_func=lambda option: said(option) + (" (proposed)" if option == proposal else ""),
        placeholder="choose or type" if free else "choose",
        accept_new_options=free,
        key=state.key(name),
        width=300,
    )


def _in_a_table(decision: Decision, field: str, name: str) -> dict[str, Any]:
    texts = DataFrame({"text": list(decision.proposal), "means": list(decision.proposal.values())})
    edited = st.data_editor(
        texts,
        hide_index=True,
        disabled=["text"],
        key=state.key(name),
        column_config={"text": "In your file", "means": meaning_column(field)},
        alt=f"{counted(len(texts), 'text')} to give a meaning",
    )
    pairs = zip(edited["text"], edited["means"].where(edited["means"].notna(), None), strict=True)
    return {text: None if value is None else meaning(field, value) for text, value in pairs}
