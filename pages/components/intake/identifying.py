"""Columns that may identify people: named, off, and never shown with a value."""

from collections.abc import Iterator, Sequence

import streamlit as st
from pandas import DataFrame

from core.intake.answers import Answers
from core.intake.engine import Import
from pages.components.intake import state
from pages.components.intake.words import PRIVACY

_POLICY_OF = {says: policy for policy, says in PRIVACY.items()}
_PRIVATE = ("phi_column", "free_text_column")


def private_columns(done: Import, answers: Answers) -> DataFrame:
    """Columns that may identify people: title, what happens to it, why. Never a value of it."""
    return DataFrame(_private(done, answers), columns=["column", "happens", "why"]).drop_duplicates("column")


def _private(done: Import, answers: Answers) -> Iterator[tuple[str, str, str]]:
    policy: dict[str, str] = {}
    for asked in done.decisions:
        if asked.key == ("privacy",):
            policy |= asked.proposal
    policy |= answers.privacy
    for problem in done.problems:
        if problem.code in _PRIVATE:
            why = problem.message.removeprefix(f"{problem.column}: ").split(". ")[0]
            yield problem.column, PRIVACY[policy.get(problem.column, "drop")], why


def identifying(hidden: DataFrame) -> None:
    """Draw the columns with what happens to each, to be changed."""
    st.markdown("**Columns that may identify people**")
    st.caption("Off unless you say otherwise. Their values are shown nowhere. A help, not proof of de-identification.")
    key = state.key("privacy")
    st.data_editor(
        hidden.style.set_properties(subset=["column", "why"], color="gray"),
        hide_index=True,
        disabled=["column", "why"],
        key=key,
        on_change=_screened,
        args=(hidden["column"].tolist(), key),
        column_config={
            "column": "Column in your file",
            "happens": st.column_config.SelectboxColumn("What happens", options=list(_POLICY_OF), required=True),
            "why": "Why",
        },
        alt="Columns that may identify people",
    )


def _screened(titles: Sequence[str], key: str) -> None:
    edits = st.session_state[key]["edited_rows"]
    said = {titles[row]: _POLICY_OF[changed["happens"]] for row, changed in edits.items() if "happens" in changed}
    state.answer(Answers(privacy=said))
