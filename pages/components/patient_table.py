"""The list of selected patients; a selected row opens the profile."""

from functools import partial

import streamlit as st
from pandas import DataFrame

from core.analyses.outcomes import usual_range
from core.endpoints import MEASURES
from core.figures.sparkline import sparkline
from core.masking import masked_ids
from core.patient_list import containing, patient_list
from core.view import View
from pages.components import session
from pages.components.options import option_toggle

_KEY = "patient-table"
# A picture per score and patient: beyond this the list would weigh megabytes.
MOST_PICTURES = 500
PICTURE_WIDTH, NUMBER_WIDTH = 112, 82  # pixels
_DIGITS = {"iga": "%.0f", "bsa_pct": "%.1f", "itch_nrs": "%.1f"}


def patient_table(view: View) -> list[str]:
    """Draw the list, sortable and searchable; returns the identifiers in its order."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input("Search", placeholder="patient, agent, site", key="patient-search", width=260)
        masked = option_toggle("mask", "Mask identifiers", help="Shows Patient 1, 2, ... instead of the file's own.")
    listed = patient_list(view.extract, view.coded, view.selection, view.individuals)
    ids = listed["patient"]
    if masked:
        listed = listed.assign(patient=masked_ids(ids, view.extract))
    listed = _with_pictures(view, listed)
    shown = containing(listed, words)
    _draw(shown, ids.loc[shown.index].tolist())
    return ids.loc[shown.index].tolist()


def _draw(shown: DataFrame, ids: list[str]) -> None:
    if not ids:
        st.info("No selected patient matches this search.")
        return
    st.dataframe(
        shown,
        hide_index=True,
        key=_KEY,
        # Only a new choice opens a profile: a row that stays selected must not undo "Next".
        on_select=partial(_selected, ids),
        selection_mode="single-row",
        height=320,
        alt="The selected patients",
        column_config={
            "age": st.column_config.NumberColumn(format="%d"),
            "scores": st.column_config.ProgressColumn(
                "scores recorded",
                format="%d%%",
                min_value=0,
                max_value=100,
                width=110,
                help="Of those due by the end of follow-up",
            ),
            "adverse events": st.column_config.NumberColumn("AEs", width=50, help="Adverse events, at any time"),
            **{
                facts.short: st.column_config.ImageColumn(f"{facts.short} course", width=PICTURE_WIDTH)
                for facts in MEASURES.values()
            },
            **{
                f"{facts.short} {when}": st.column_config.NumberColumn(format=_DIGITS[name], width=NUMBER_WIDTH)
                for name, facts in MEASURES.items()
                for when in ("baseline", "latest")
            },
        },
    )
    st.caption(
        "Select a row (Shift and Space by keyboard) to open the profile. Courses run from baseline to week 52 and "
        "break where a visit is missing."
    )


def _with_pictures(view: View, listed: DataFrame) -> DataFrame:
    """The list with a small course of each score, where there are not too many patients for that."""
    if len(listed) > MOST_PICTURES:
        return listed
    place = listed.columns.tolist().index("adverse events")
    for after, (name, facts) in enumerate(MEASURES.items()):
        scores = view.individuals.scores[name]
        top = facts.end or max(10.0, view.whole.of(usual_range, name)[1])
        listed.insert(place + after, facts.short, [sparkline(own, top=top) for own in scores.tolist()])
    return listed


def _selected(ids: list[str]) -> None:
    rows = st.session_state[_KEY].selection.rows
    if rows:
        session.open_patient(ids[rows[0]])
