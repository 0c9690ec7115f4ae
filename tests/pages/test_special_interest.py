"""Events of special interest: the table, the map that finds them, and what editing the map changes."""

import pytest
from streamlit.testing.v1 import AppTest

from core.selection import Selection
from core.special_interest import DEFAULT_SYNONYMS, SynonymMap
from tests.pages.reading import heads, plain_tables, sentence, shown, without_error

TABLE = "Events of special interest"


def section(own=False):
    """The section by itself, on the sample or on data of the user's own."""
    import streamlit as st
    from pandas import DataFrame

    from core.chart_options import ChartOptions
    from core.extract import extract_from_frames
    from core.provenance import Provenance
    from core.selection import Selection
    from pages.components import session
    from pages.components.special_interest import special_interest_section

    if not session.started():
        session.show(Selection(), ChartOptions())
    if own and not st.session_state.get("upload"):
        patients = DataFrame(
            {
                "patient_id": [f"p{number}" for number in range(20)],
                "cohort": ["A", "B"] * 10,
                "site": ["**North**", "Total"] * 10,
                "ae_status": ["any"] * 4 + ["none"] * 15 + ["not documented"],
            }
        )
        events = DataFrame({"patient_id": ["p0", "p1", "p2"], "term": ["Shingles", "Gürtelrose", "<b>:red[x]</b>"]})
        frames = {"patients": patients, "adverse_events": events}
        session.open_upload(extract_from_frames(frames, Provenance("Own", "a test", synthetic=False)))
    view = session.current_view()
    st.text(view.sentence)
    special_interest_section(view)
    st.button("Leave", on_click=session.close_upload, key="leave")


@pytest.fixture
def opened():
    """The section, on own data where asked, with the map open."""

    def run(own=False):
        test = AppTest.from_function(section, kwargs={"own": own}, default_timeout=30)
        test.session_state["synonym-map"] = True
        return without_error(test.run())

    return run


def cells(test, category):
    """The row of one category."""
    return next(row[1:] for row in plain_tables(test)[TABLE] if row[0] == category)


def edited(test, **changes):
    """The run after the default map was edited as in its table and taken into use."""
    test.session_state[f"synonyms-{DEFAULT_SYNONYMS.digest}"] = {
        "edited_rows": {},
        "added_rows": [],
        "deleted_rows": [],
    } | changes
    return without_error(test.button(key="synonyms-use").click().run())


def place(term):
    return [own for own, _ in DEFAULT_SYNONYMS.pairs].index(term)


def test_every_category_is_shown_with_what_zero_does_not_exclude(opened):
    test = opened()
    assert heads(test)[TABLE] == ["Event of special interest", "Cohort A", "Cohort B", "Total"]
    assert len(plain_tables(test)[TABLE]) == 10
    assert cells(test, "Serious infection") == [
        "0 of 73; up to 4.9% not excluded",
        "0 of 41; up to 8.6% not excluded",
        "0 of 114; up to 3.2% not excluded",
    ]


def test_the_map_and_the_terms_are_sent_only_while_they_are_open():
    test = without_error(AppTest.from_function(section, default_timeout=30).run())
    assert not test.data_editor
    assert not test.dataframe


def test_terms_that_matched_are_listed_apart_from_those_that_did_not(opened):
    test = opened(own=True)
    unmatched, matched = (frame.value for frame in test.dataframe if frame.editing_mode == "read_only")
    assert unmatched.to_numpy().tolist() == [["<b>:red[x]</b>", 1], ["Gürtelrose", 1]]
    assert matched.to_numpy().tolist() == [["Shingles", "herpes zoster", "term", 1]]
    assert "1 patient had an event that is not described: it can be of any row." in shown(test)


def test_a_term_added_to_the_map_counts_at_once(opened):
    test = opened(own=True)
    assert cells(test, "Herpes zoster")[2] == "1 of 19 (5.3%, 95% CI 0.1 to 26.0)"
    test = edited(test, added_rows=[{"term": "gürtelrose", "category": "herpes zoster"}])
    assert cells(test, "Herpes zoster")[2] == "2 of 19 (10.5%, 95% CI 1.3 to 33.1)"
    assert "The map in force is an edited one." in shown(test)
    assert "**Synonym map** (edited)" in shown(test)


def test_a_term_removed_or_moved_counts_there_no_longer(opened):
    test = edited(opened(own=True), deleted_rows=[place("shingles")])
    assert cells(test, "Herpes zoster")[2] == "0 of 19; up to 17.6% not excluded"
    test = edited(opened(own=True), edited_rows={place("shingles"): {"category": "eczema herpeticum"}})
    assert cells(test, "Eczema herpeticum")[2].startswith("1 of 19")


def test_the_way_back_to_the_default_map(opened):
    test = edited(opened(own=True), deleted_rows=[place("shingles")])
    test = without_error(test.button(key="synonyms-default").click().run())
    assert cells(test, "Herpes zoster")[2].startswith("1 of 19")
    assert test.button(key="synonyms-default").disabled


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"term": "shingles", "category": "MACE"}, "“shingles” stands under “herpes zoster” and under “MACE”."),
        ({"term": "**gürtelrose**", "category": None}, r"“\*\*gürtelrose\*\*” has no category."),
    ],
)
def test_an_edit_that_cannot_be_used_says_why_and_changes_nothing(opened, row, words):
    test = edited(opened(own=True), added_rows=[row])
    assert words in test.error[0].value
    assert cells(test, "Herpes zoster")[2].startswith("1 of 19")


def test_an_edited_map_is_forgotten_with_the_data_it_was_made_for(opened):
    test = edited(opened(), deleted_rows=[place("shingles")])
    assert test.session_state["synonyms"] != DEFAULT_SYNONYMS
    test = without_error(test.button(key="leave").click().run())
    assert test.session_state["synonyms"] == DEFAULT_SYNONYMS
    assert "The map in force is an edited one." not in shown(test)


def test_group_names_from_a_file_are_shown_letter_by_letter(opened):
    test = opened(own=True)
    test.session_state["selection"] = Selection(by="site")
    columns = heads(without_error(test.run()))[TABLE]
    assert columns[1:] == ["**North**", "Total", "Total of all groups"]


def test_one_group_has_no_total_beside_it(opened):
    test = opened()
    test.session_state["selection"] = Selection(by="nothing")
    test = without_error(test.run())
    assert heads(test)[TABLE] == ["Event of special interest", "All selected"]
    assert "Total adds up" not in shown(test)


def test_an_empty_selection_says_that_none_is_documented(opened):
    test = opened()
    test.session_state["selection"] = Selection(agent=("methotrexate",), severity=("mild",), cohort=("A",))
    assert cells(without_error(test.run()), "Herpes zoster") == ["none documented"]


def test_an_edited_map_survives_a_page_change_and_reaches_every_page(app):
    test = app(special="yes")
    assert "2 had an event" not in sentence(test)
    test.session_state["synonyms"] = SynonymMap.of([("vision blurred", "conjunctivitis or keratitis")])
    test = without_error(test.run())
    first = sentence(test)
    assert "Cohort A: 73 patients; 73 with AE status documented, 1 had an event of special interest" in first
    assert sentence(without_error(test.switch_page("trajectories.py").run())) == first
