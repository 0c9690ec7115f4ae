"""The one pass of counting: written out by hand, and recounted with plain pandas on random small extracts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import DataFrame

from core.analyses.outcomes import changes
from core.analyses.responders import responses
from core.coding import coded
from core.event_coding import NO_CLASS
from core.event_tally import OVERALL
from core.facets import option_counts, selected
from core.schema import AE_SEVERITIES, MEASURES
from core.selection import EVENT_OPTIONS, PATIENT_FILTERS, Selection
from core.tally import tally
from tests.core.drawn import extracts, selections

TWO = """
    patient_id | cohort | ae_status
    p1         | A      | any
    p2         | B      | any
    p3         | A      | none
    p4         | B      | not documented
"""


def affected(counted):
    """Patients with at least one event per row, in the order of the groups, without the rows that nobody has."""
    found = {}
    for row, counts in zip(
        counted.events.rows.itertuples(index=False), counted.events.patients.sum(axis=2).T, strict=True
    ):
        name = row.term or row.organ_class or row.level
        if counts.any() and name in ("any", row.term, row.organ_class):
            found[name] = counts.tolist()
    return found


def worst(counted, level="any"):
    """Patients by worst severity (not recorded, mild, moderate, severe, life-threatening) per group, for one row."""
    place = counted.events.rows.index[counted.events.rows["level"] == level][0]
    return counted.events.patients[:, place, :].tolist()


def test_groups_and_totals_by_hand(tally_of):
    counted = tally_of(TWO)
    assert counted.groups == ("A", "B")
    assert (counted.total, counted.selected) == (4, 4)
    assert counted.patients.tolist() == counted.group_totals.tolist() == [2, 2]
    assert counted.documented.tolist() == [2, 1]


def test_a_patient_with_three_rashes_counts_once(tally_of):
    events = """
        patient_id | term | system_organ_class | start_week
        p1         | Rash | Skin               | 1
        p1         | Rash | Skin               | 9
        p1         | Rash | Skin               | 30
        p1         | Acne | Skin               | 3
        p2         | Acne | Skin               | 3
    """
    assert affected(tally_of(TWO, "", events)) == {"any": [1, 1], "Skin": [1, 1], "Rash": [1, 0], "Acne": [1, 1]}


def test_a_patient_stands_at_the_worst_severity_of_the_row(tally_of):
    events = """
        patient_id | term | system_organ_class | severity | start_week
        p1         | Rash | Skin               | severe   | 1
        p1         | Rash | Skin               | mild     | 9
        p1         | Acne | Skin               | moderate | 20
        p2         | Acne | Skin               |          | 3
    """
    counted = tally_of(TWO, "", events)
    assert worst(counted) == [[0, 0, 0, 1, 0], [1, 0, 0, 0, 0]]
    terms = {row.term: place for place, row in enumerate(counted.events.rows.itertuples()) if row.level == "term"}
    assert counted.events.patients[0, terms["Acne"]].tolist() == [0, 0, 1, 0, 0]
    assert counted.events.patients[0, terms["Rash"]].tolist() == [0, 0, 0, 1, 0]


def test_not_documented_is_not_none(tally_of):
    counted = tally_of("patient_id | ae_status\n p1 | none\n p2 | not documented\n p3 | not documented")
    assert (counted.patients.tolist(), counted.documented.tolist()) == ([3], [1])
    assert affected(counted) == {}


def test_events_before_time_zero_stand_apart(tally_of):
    events = """
        patient_id | term | start_week
        p1         | Acne | -0.1
        p1         | Boil | 0
        p3         | Acne | -20
        p3         | Acne | -10
    """
    counted = tally_of(TWO, "", events)
    assert affected(counted) == {
        "any": [1, 1],
        "organ class not recorded": [1, 0],
        "Boil": [1, 0],
        "not described": [0, 1],
    }
    assert counted.events.earlier.tolist() == [2, 0]


def test_an_event_without_a_start_counts(tally_of):
    assert affected(tally_of(TWO, "", "patient_id | term | start_week\n p1 | Acne |"))["Acne"] == [1, 0]


def test_an_event_that_is_not_described_counts_once_as_such(tally_of):
    counted = tally_of(TWO)
    assert affected(counted) == {"any": [1, 1], "not described": [1, 1]}
    assert counted.events.rows["level"].tolist() == [*OVERALL, "organ_class", "term"]


EVENTS = """
    patient_id | term | severity | serious | related_cream | related_systemic
    p1         | Acne | mild     | no      | yes           | no
    p2         | Boil | severe   | yes     | no            | yes
    p5         | Acne | moderate |         | yes           | yes
    p6         | Rash |          | no      |               |
"""
SIX = "patient_id | ae_status\n p1 | any\n p2 | any\n p3 | none\n p4 | not documented\n p5 | any\n p6 | any"


@pytest.mark.parametrize(
    ("choices", "patients"),
    [
        ({}, 4),
        ({"related": ["cream"]}, 2),
        ({"related": ["systemic"]}, 2),
        ({"related": ["cream", "systemic"]}, 3),
        ({"serious": ["yes"]}, 1),
        ({"at_least": ["moderate"]}, 2),
        ({"at_least": ["severe"]}, 1),
        ({"at_least": ["moderate", "severe"]}, 1),
        ({"related": ["cream"], "serious": ["yes"]}, 0),
        ({"related": ["cream"], "at_least": ["moderate"]}, 1),
    ],
)
def test_event_filters_change_what_is_counted_and_never_of_how_many(tally_of, choices, patients):
    counted = tally_of(SIX, "", EVENTS, by="nothing", **choices)
    assert (counted.patients.tolist(), counted.documented.tolist()) == ([6], [5])
    assert counted.events.patients[0, 0].sum() == patients
    assert counted.events.rows.equals(tally_of(SIX, "", EVENTS).events.rows)


def test_serious_and_related_have_their_own_rows(tally_of):
    counted = tally_of(SIX, "", EVENTS, by="nothing")
    assert worst(counted, "serious") == [[0, 0, 0, 1, 0]]
    assert worst(counted, "related_cream") == [[0, 1, 1, 0, 0]]
    assert worst(counted, "related_systemic") == [[0, 0, 1, 1, 0]]
    assert worst(counted, "related") == [[0, 1, 1, 1, 0]]
    assert worst(counted, "moderate") == [[0, 0, 1, 1, 0]]
    assert worst(counted, "stopping") == [[0, 0, 0, 0, 0]]


def test_rows_without_an_event_are_kept_and_keep_their_place(tally_of):
    everyone, nobody = tally_of(TWO), tally_of(TWO, cohort=["A"], sex=["female"])
    assert nobody.events.rows.equals(everyone.events.rows)
    assert nobody.events.patients.sum() == 0


def test_terms_stand_under_their_organ_class(sample_coded):
    rows = tally(sample_coded, Selection()).events.rows
    assert rows["level"].tolist()[: len(OVERALL)] == list(OVERALL)
    under = ""
    for row in rows.iloc[len(OVERALL) :].itertuples():
        under = row.organ_class if row.level == "organ_class" else under
        assert row.organ_class == under


@pytest.mark.parametrize(
    ("choices", "groups", "patients"),
    [
        ({}, ("A", "B"), [2, 2]),
        ({"cohort": ["B"]}, ("B",), [2]),
        ({"by": "sex"}, ("female", "male", "missing"), [2, 1, 1]),
        ({"by": "sex", "sex": ["male"]}, ("male",), [1]),
        ({"by": "sex", "cohort": ["B"]}, ("female", "male", "missing"), [1, 0, 1]),
        ({"by": "age"}, ("18-39", "missing"), [1, 3]),
        ({"by": "age", "age": ["65-120", "18-39"]}, ("18-39", "65-120"), [1, 0]),
        ({"by": "nothing"}, ("all",), [4]),
        ({"by": "agent", "agent": ["nobody has it"]}, (), []),
    ],
)
def test_groups_do_not_depend_on_filters_but_their_own(tally_of, choices, groups, patients):
    table = """
        patient_id | cohort | sex    | age
        p1         | A      | female | 20
        p2         | A      | male   |
        p3         | B      | female |
        p4         | B      |        |
    """
    counted = tally_of(table, **choices)
    assert (counted.groups, counted.patients.tolist()) == (groups, patients)


def test_ages_and_time_at_risk_are_counted_by_value(tally_of):
    table = """
        patient_id | cohort | age | follow_up_weeks
        p1         | A      | 40  | 60
        p2         | B      | 40  | 52.5
        p3         | B      | 20  |
        p4         | A      |     | 60
    """
    counted = tally_of(table)
    values, counts = counted.ages
    assert (values.tolist(), counts.tolist()) == ([20, 40], [[0, 1], [1, 1]])
    values, counts = counted.follow_up
    assert (values.tolist(), counts.tolist()) == ([52.5, 60], [[0, 2], [1, 0]])


# Which events are of special interest has its own tests.
PLAINLY_COUNTED = {name: options for name, options in EVENT_OPTIONS.items() if name != "special"}


@st.composite
def views(draw):
    """An extract, coded, and three selections of it."""
    own = draw(extracts())
    code = coded(own)
    return own, code, [draw(selections(code.options, PLAINLY_COUNTED)) for _ in range(3)]


@given(views())
@settings(max_examples=20)
def test_the_groups_add_up_to_the_selection(drawn):
    _, code, chosen = drawn
    for selection in chosen:
        counted = tally(code, selection)
        assert counted.selected == selected(code, selection).sum()
        assert (counted.patients <= counted.group_totals).all()
        assert (counted.documented <= counted.patients).all()
        assert (counted.events.patients.sum(axis=2) <= counted.documented[:, None]).all()
        for options, counts in counted.options.values():
            assert counts.shape == (len(counted.groups), len(options))
            assert (counts.sum(axis=1) == counted.patients).all()


@given(views())
@settings(max_examples=20)
def test_filters_commute_and_each_one_more_leaves_fewer_patients(drawn):
    _, code, chosen = drawn
    for selection in chosen:
        steps = [(name, option) for name in PATIENT_FILTERS for option in selection.chosen(name)]
        forwards = backwards = Selection(by=selection.by)
        for name, option in steps:
            forwards = forwards.with_choice(name, option, True)
        for name, option in reversed(steps):
            backwards = backwards.with_choice(name, option, True)
        assert forwards == backwards
        narrowing, before = Selection(), np.ones(code.patients, dtype=bool)
        for name in PATIENT_FILTERS:
            if selection.chosen(name):
                narrowing = narrowing.with_codes(name, selection.chosen(name))
                now = selected(code, narrowing)
                assert not (now & ~before).any()
                before = now


def in_words(own, code):
    """The properties of the patients as a plain frame, banded here a second time with pandas."""
    patients = own.patients.set_index("patient_id")
    visits = own.assessments[own.assessments["week"].between(-90 / 7, 1)]
    base = {}
    for measure in ("iga", "bsa_pct", "itch_nrs"):
        recorded = visits.dropna(subset=[measure]).sort_values("week")
        before = recorded[recorded["week"] <= 0].groupby("patient_id")[measure].last()
        after = recorded[recorded["week"] > 0].groupby("patient_id")[measure].first()
        base[measure] = before.combine_first(after).reindex(patients.index)

    def cut(values, edges, labels):
        return pd.cut(values, [*edges, np.inf], right=False, labels=labels).astype(object)

    words = DataFrame(
        {
            "cohort": patients["cohort"],
            "agent": patients["systemic_agent"],
            "agent_class": patients["agent_class"],
            "severity": cut(base["iga"], [0, 3, 4], ["mild", "moderate", "severe"]),
            "bsa": cut(base["bsa_pct"], [0, 1e-9, 16, 40], ["clear", "mild", "moderate", "severe"]),
            "itch": cut(base["itch_nrs"], [0, 4, 7], ["mild", "moderate", "severe"]),
            "sex": patients["sex"],
            "age": cut(patients["age"], [0, 18, 40, 65], ["0-17", "18-39", "40-64", "65-120"]),
            "site": patients["site"],
            "nothing": "all",
        }
    )
    return words.astype(object).where(words.notna(), "missing"), base


def keeps(words, selection, without=()):
    kept = pd.Series(True, index=words.index)
    for name in PATIENT_FILTERS:
        if selection.chosen(name) and name not in without:
            kept &= words[name].isin(selection.chosen(name))
    return kept


@given(views())
@settings(max_examples=20)
def test_the_counts_of_options_are_those_of_plain_pandas(drawn):
    own, code, chosen = drawn
    words, _ = in_words(own, code)
    for selection in chosen:
        for name, counts in option_counts(code, selection).items():
            others = words.loc[keeps(words, selection, without=[name]), name].value_counts()
            assert counts == {option: int(others.get(option, 0)) for option in code.facets[name].options}


def counting(events, selection, ends):
    """The events that count, by plain comparison; ``ends`` is the week of the last treatment by patient."""
    after = events["start_week"] > events["patient_id"].map(ends).astype(float) + 30 / 7
    kept = ~(events["start_week"] < 0) & ~after | bool(selection.period)
    if selection.related:
        to = {"cream": ["_cream"], "systemic": ["_systemic"], "treatment": ["_cream", "_systemic", ""]}
        columns = sorted({f"related{end}" for one in selection.related for end in to[one]})
        kept &= events[columns].fillna(False).astype(bool).any(axis=1)
    if selection.serious:
        kept &= events["serious"].fillna(False).astype(bool)
    rank = events["severity"].map({grade: place for place, grade in enumerate(AE_SEVERITIES)})
    for least in selection.at_least:
        kept &= rank >= AE_SEVERITIES.index(least)
    return events[kept]


@given(views())
@settings(max_examples=20)
def test_incidence_is_that_of_plain_pandas(drawn):
    own, code, chosen = drawn
    words, _ = in_words(own, code)
    statuses, ends = (own.patients.set_index("patient_id")[name] for name in ("ae_status", "follow_up_weeks"))
    for selection in chosen:
        counted = tally(code, selection)
        for at, group in enumerate(counted.groups):
            documented = keeps(words, selection) & (words[selection.by] == group) & (statuses != "not documented")
            ids = set(documented.index[documented])
            assert counted.documented[at] == len(ids)
            events = own.adverse_events[own.adverse_events["patient_id"].isin(ids)]
            kept = counting(events, selection, ends)
            # An event that no chart describes is of no known kind, so only a view without event filters counts it.
            silent = {one for one in ids if statuses[one] == "any"} - set(own.adverse_events["patient_id"])
            silent = set() if selection.related or selection.serious or selection.at_least else silent
            assert counted.events.patients[at, 0].sum() == len(set(kept["patient_id"]) | silent)
            assert counted.events.earlier[at] == events.loc[events["start_week"] < 0, "patient_id"].nunique()
            for row, counts in zip(counted.events.rows.itertuples(), counted.events.patients[at], strict=True):
                if row.level == "term" and row.term != "not described":
                    assert counts.sum() == kept.loc[kept["term"] == row.term, "patient_id"].nunique()
                if row.level == "organ_class" and row.organ_class != "not described":
                    of_class = kept["system_organ_class"].fillna(NO_CLASS) == row.organ_class
                    assert counts.sum() == kept.loc[of_class, "patient_id"].nunique()


@given(views())
@settings(max_examples=20)
def test_week_52_is_that_of_plain_pandas(drawn):
    own, code, chosen = drawn
    words, base = in_words(own, code)
    visits = own.assessments[own.assessments["week"].between(44, 60, inclusive="left")]
    visits = visits.assign(away=(visits["week"] - 52).abs()).sort_values(["away", "week"], ascending=[True, False])
    lasts = {
        measure: visits.dropna(subset=[measure]).groupby("patient_id")[measure].first().reindex(words.index)
        for measure in MEASURES
    }
    for selection in chosen:
        counted = tally(code, selection)
        for measure, last in lasts.items():
            found = changes(counted, measure).set_index(["group", "week"])
            for group in counted.groups:
                inside = keeps(words, selection) & (words[selection.by] == group)
                moved = (last - base[measure])[inside].dropna()
                row = found.loc[(group, 52)]
                assert (row["n"], row["expected"]) == (len(moved), inside.sum())
                assert row["mean"] == pytest.approx(moved.mean(), abs=1e-9, nan_ok=True)
                if measure == "iga":
                    shares = responses(counted, "iga_0_1").set_index(["group", "week"]).loc[(group, 52)]
                    assert (shares["count"], shares["n"]) == ((last[inside] <= 1).sum(), last[inside].notna().sum())
