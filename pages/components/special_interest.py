"""Events of special interest, always shown, and the synonym map that finds them."""

from typing import Any

import streamlit as st
from pandas import DataFrame

from core.analyses.special_interest import special_interest, special_interest_total
from core.event_coding import NOT_DESCRIBED
from core.numbers import patients
from core.rows import rows_of
from core.schema import SPECIAL_INTERESTS
from core.special_interest import (
    DEFAULT_SYNONYMS,
    MAX_LETTERS,
    SynonymError,
    SynonymMap,
    matched_terms,
    seriousness_unknown,
)
from core.view import View
from core.wording_counts import needs_patients
from core.wording_special import ABBREVIATIONS, RULES, SPECIAL_LABELS, counted, left_open, seen
from pages.components import session
from pages.components.once import once
from pages.components.tables import Numbers, show_words
from pages.components.text import literal

_WHAT = (
    "Patients with at least one such event, of those whose AE status is documented, with the exact 95% interval; for "
    "zero, its upper limit says what is not excluded."
)
_MATCHED = "Events are found by a column of the data and a synonym map, which can be seen and edited below."
_POOLED = "Total adds up groups that were not randomised."
_COUNTED_BY = "Events were found by a column of the data and a synonym map when they were counted."
_NAME = "events of special interest, as numbers"


def special_interest_section(view: View) -> None:
    """Draw the table, what it leaves open, the numbers behind it, and the map to edit."""
    show_words(
        view,
        once(view, _worded),
        Numbers(once(view, _numbers), _NAME),
        key="special-interest",
        name="Events of special interest",
        heading="Events of special interest",
        note=" ".join(line for line in _notes(view) if line),
        scene="special-interest",
    )
    # The label stays the same: another one would close what the reader has open.
    opened = st.expander("Which terms count: synonym map", key="synonym-map", on_change="rerun", icon=":material/rule:")
    if opened.open:
        with opened:
            if view.data.patients_known:
                _matching(view)
            else:
                st.text(needs_patients("Which terms matched, and the map to edit"))


def _numbers(view: View) -> DataFrame:
    groups, total = view.of(special_interest), view.of(special_interest_total)
    rows = [row | {"over": "group"} for row in rows_of(groups)]
    return DataFrame([*rows, *(row | {"group": "", "over": "all groups"} for row in rows_of(total))])


def _worded(view: View) -> DataFrame:
    """One row per category; a column per group, and one for all of them where there are several."""
    groups, total = view.of(special_interest), view.of(special_interest_total)
    records = rows_of(groups)
    columns = {look.words: [row for row in records if row["group"] == look.group] for look in view.looks}
    if len(view.looks) > 1:
        columns["Total" if "Total" not in columns else "Total of all groups"] = rows_of(total)
    labels = [SPECIAL_LABELS[category] for category in SPECIAL_INTERESTS]
    cells = {label: [_cell(row) for row in rows] for label, rows in columns.items()}
    return DataFrame({"Event of special interest": labels, **cells})


def _cell(row: dict[Any, Any]) -> str:
    return seen(row["count"], row["n"], row["low"], row["high"])


def _notes(view: View) -> list[str]:
    rows = view.tally.events.rows
    undescribed = view.tally.events.patients[:, (rows["term"] == NOT_DESCRIBED).to_numpy()].sum()
    return [
        _WHAT,
        ABBREVIATIONS,
        counted(view.selection),
        _POOLED if len(view.looks) > 1 else "",
        left_open(int(undescribed), int(view.tally.events.died_undocumented.sum())),
        _MATCHED if view.data.patients_known else _COUNTED_BY,
        f"The map in force is {_which_map(view)}." if _edited(view) else "",
    ]


def _edited(view: View) -> bool:
    return view.data.edited_synonyms


def _which_map(view: View) -> str:
    return "an edited one" if view.data.patients_known else f"not the default one (digest {view.data.synonyms[:12]})"


def _matching(view: View) -> None:
    """The rules, the terms of the open data that matched nothing, the map, and the terms that matched."""
    events, synonyms = view.extract.adverse_events, view.coded.synonyms
    terms = matched_terms(events, synonyms)
    known = terms["matched_by"] != ""
    for rule in RULES:
        st.caption(rule)
    st.markdown("**Terms of these data that matched nothing**, whatever is selected")
    _list(terms[~known], "Every term matched.", "Terms that matched nothing")
    st.markdown("**Synonym map**" + (" (edited)" if _edited(view) else ""))
    _editor(synonyms)
    st.markdown("**Terms of these data that matched**, whatever is selected")
    _list(terms[known], "No term matched.", "Terms that matched")
    unknown = seriousness_unknown(events, synonyms)
    if unknown:
        st.caption(
            f"{patients(unknown)} had an infection of which nobody recorded whether it was serious; it counts as not "
            "serious."
        )


def _editor(synonyms: SynonymMap) -> None:
    """The map in force as a table to edit. What is edited counts once the reader says so."""
    table = st.data_editor(
        synonyms.table(),
        num_rows="dynamic",
        hide_index=True,
        height=320,
        # Another map is another table: what was edited in the last one must not be applied to it again.
        key=f"synonyms-{synonyms.digest}",
        # Not "required": a row left half empty would be kept back in silence, while the map itself says what it lacks.
        column_config={
            "term": st.column_config.TextColumn("Term", max_chars=MAX_LETTERS),
            "category": st.column_config.SelectboxColumn(
                "Counts as", options=SPECIAL_INTERESTS, format_func=SPECIAL_LABELS.__getitem__
            ),
        },
        alt="Synonym map: terms and the category each counts as",
    )
    with st.container(horizontal=True):
        use = st.button("Use this map", key="synonyms-use", type="primary")
        st.button(
            "Back to the default map",
            key="synonyms-default",
            disabled=synonyms == DEFAULT_SYNONYMS,
            on_click=session.use_synonyms,
            args=(DEFAULT_SYNONYMS,),
        )
    if use:
        _use(table)


def _use(table: DataFrame) -> None:
    """Take the edited map into use and run again, so that everything above follows it too."""
    try:
        session.use_synonyms(SynonymMap.from_table(table))
    except SynonymError as error:
        st.error(literal(str(error)))
    else:
        st.rerun()


def _list(terms: DataFrame, otherwise: str, alt: str) -> None:
    if terms.empty:
        st.caption(otherwise)
        return
    silent = terms["infection"].map({True: "nothing: infection not marked serious", False: "nothing"})
    shown = DataFrame(
        {
            "Term": terms["term"],
            "Counts as": terms["counts_as"].where(terms["counts_as"] != "", silent),
            "Matched by": terms["matched_by"],
            "Patients": terms["patients"],
        }
    )
    # A column that says "nothing" in every row says nothing.
    idle = {"Counts as": (shown["Counts as"] == "nothing").all(), "Matched by": not terms["matched_by"].any()}
    st.dataframe(shown.drop(columns=[name for name in idle if idle[name]]), hide_index=True, alt=alt)
