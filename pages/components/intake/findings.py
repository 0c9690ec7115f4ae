"""Step 4, Check: what was found, grouped by the repair it needs; each finding opens its rows."""

from collections.abc import Sequence

import streamlit as st

from core.intake.engine import Import
from core.intake.problems import Level, Problem
from pages.components.intake.corrections import corrections
from pages.components.intake.finding_rows import finding_rows
from pages.components.intake.fold import fold
from pages.components.intake.words import counted
from pages.components.text import literal

# In the order in which they need a hand.
GROUPS: dict[Level, tuple[str, str]] = {
    "error_until_answered": ("waiting", "Waiting for your answer"),
    "error_row": ("row left out", "Rows left out unless you mend them"),
    "error_cell": ("cell left blank", "Cells left blank unless you correct them"),
    "warning": ("to look at", "Kept as read; worth a look"),
    "info": ("note", "Notes"),
}
# Told as questions and proposals, and among the columns.
_TOLD = {"proposal_applied", "phi_column", "free_text_column"}


def findings(done: Import) -> None:
    """Draw the step."""
    listed = [problem for problem in done.problems if problem.severity in GROUPS and not _is_told(problem)]
    box = fold("check", "4 Check", _state(listed))
    if box is None:
        return
    with box:
        corrections()
        if not listed:
            st.text("Nothing to report: every cell was read as it stands.")
        for level, (_, title) in GROUPS.items():
            own = [(place, problem) for place, problem in enumerate(listed) if problem.severity == level]
            if own:
                st.markdown(f"**{title}**")
            for place, problem in own:
                _finding(problem, place, done)


def _is_told(problem: Problem) -> bool:
    """Whether another step says it; that an identifying column is kept is worth saying twice."""
    return problem.code in _TOLD and (problem.code == "proposal_applied" or problem.severity != "warning")


def _state(listed: Sequence[Problem]) -> str:
    words = []
    for level, (what, _) in GROUPS.items():
        own = [problem for problem in listed if problem.severity == level]
        count = sum(problem.count for problem in own) if level in ("error_row", "error_cell") else len(own)
        if count:
            first, *rest = what.split(" ")
            plural = counted(count, first) if first not in ("waiting", "to") else f"{count} {first}"
            words.append(" ".join([plural, *rest]))
    return ", ".join(words) or "nothing found"


def _finding(problem: Problem, place: int, done: Import) -> None:
    name = (problem.code, problem.file, problem.column)
    opened = st.session_state.get("import_finding") == name
    named = len(done.files) < 2 or not problem.file or problem.file in problem.message
    place_of = "" if named else f"{problem.file}: "
    left, right = st.columns([1, 11], vertical_alignment="center")
    with left:
        if problem.rows:
            st.button(
                "Hide" if opened else "Rows",
                key=f"rows-{place}",
                type="tertiary",
                on_click=_toggle,
                args=(None if opened else name,),
            )
    right.markdown(literal(place_of + problem.message))
    if opened and problem.rows:
        finding_rows(problem, done)


def _toggle(name: tuple[str, str, str] | None) -> None:
    st.session_state["import_finding"] = name
