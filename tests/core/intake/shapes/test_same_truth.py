"""The same patients, visits and events in every shape a site could send them in."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import DataFrame

from core.intake.gathering import facts
from core.intake.grid import Grid, Layout
from core.intake.mapping.column_map import proposals

WEEKS = (0, 4, 12)
TITLES = {"iga": "IGA", "bsa_pct": "BSA"}
TERMS = ("Acne", "Headache")


@st.composite
def truths(draw):
    """Per patient the cohort, the filled scores of each visit, and the terms of events."""
    scores = st.dictionaries(st.sampled_from(sorted(TITLES)), st.sampled_from("01234"), min_size=1)
    visits = st.dictionaries(st.sampled_from(WEEKS), scores, min_size=1)
    events = st.lists(st.sampled_from(TERMS), max_size=2, unique=True)
    people = draw(st.lists(st.tuples(st.sampled_from("AB"), visits, events), min_size=2, max_size=5))
    return {f"p{number}": person for number, person in enumerate(people, start=1)}


def table(rows, name="table.csv"):
    frame = DataFrame(rows).fillna("").astype("str")
    frame.index = range(2, len(frame) + 2)
    return Grid(name, "", "text", frame, Layout(), {title: title for title in frame})


def visits_of(truth):
    return [
        (patient, week, scores) for patient, (_, visits, _) in truth.items() for week, scores in sorted(visits.items())
    ]


def long(truth):
    every = dict.fromkeys(TITLES, "")
    rows = [
        {"patient_id": patient, "cohort": truth[patient][0], "week": week, **every, **scores}
        for patient, week, scores in visits_of(truth)
    ]
    return [table(rows)]


def linked(truth):
    people = [{"patient_id": patient, "cohort": cohort} for patient, (cohort, _, _) in truth.items()]
    every = dict.fromkeys(TITLES, "")
    visits = [{"patient_id": patient, "week": week, **every, **scores} for patient, week, scores in visits_of(truth)]
    return [table(people, "people.csv"), table(visits, "visits.csv")]


def wide(truth):
    rows = []
    for patient, (cohort, visits, _) in truth.items():
        row = {"patient_id": patient, "cohort": cohort}
        for week in WEEKS:
            row |= {f"Wk{week}_{TITLES[name]}": visits.get(week, {}).get(name, "") for name in TITLES}
        rows.append(row)
    return [table(rows)]


def measurements(truth):
    people, _ = linked(truth)
    rows = [
        {"patient_id": patient, "week": week, "measure_name": TITLES[name], "measure_value": value}
        for patient, week, scores in visits_of(truth)
        for name, value in scores.items()
    ]
    return [people, table(rows, "flowsheet.csv")]


def redcap(truth):
    rows = []
    blank = {
        "redcap_event_name": "",
        "redcap_repeat_instrument": "",
        "cohort": "",
        "iga": "",
        "bsa_pct": "",
        "term": "",
    }
    for patient, (cohort, visits, events) in truth.items():
        rows.append(
            {"record_id": patient, **blank, "redcap_event_name": "week_0_arm_1", "cohort": cohort, **visits.get(0, {})}
        )
        for week in sorted(set(visits) - {0}):
            rows.append({"record_id": patient, **blank, "redcap_event_name": f"week_{week}_arm_1", **visits[week]})
        for term in events:
            rows.append({"record_id": patient, **blank, "redcap_repeat_instrument": "adverse_events", "term": term})
    return [table(rows)]


def adam(truth):
    people = [{"USUBJID": patient, "TRT01A": f"Cohort {cohort}"} for patient, (cohort, _, _) in truth.items()]
    rows = [
        {"USUBJID": patient, "PARAMCD": TITLES[name], "AVAL": value, "AVISIT": f"Week {week}"}
        for patient, week, scores in visits_of(truth)
        for name, value in scores.items()
    ]
    return [table(people, "adsl.csv"), table(rows, "adqs.csv")]


def said(grids):
    """Cohort by patient, and the scores by patient and week, whatever the words for the week are."""
    read = facts(grids, proposals(grids, chosen={}))
    cohorts = {
        row.patient: row.text.removeprefix("Cohort ") for row in read.patients.itertuples() if row.field == "cohort"
    }
    visits = {}
    for _, own in read.visits.groupby("occasion"):
        fields = dict(zip(own["field"], own["text"], strict=True))
        time = fields.pop("week", fields.pop("visit", ""))
        week = int("".join(sign for sign in time.removesuffix("_arm_1") if sign.isdigit()))
        visits[own["patient"].iloc[0], week] = fields
    return cohorts, visits


@given(truths())
@settings(max_examples=20)
def test_every_shape_says_the_same(truth):
    cohorts = {patient: cohort for patient, (cohort, _, _) in truth.items()}
    visits = {(patient, week): scores for patient, week, scores in visits_of(truth)}
    for shape in (long, linked, wide, measurements, redcap, adam):
        assert said(shape(truth)) == (cohorts, visits), shape.__name__


@given(truths())
@settings(max_examples=20)
def test_events_of_a_redcap_form_are_those_of_a_listing(truth):
    expected = [(patient, term) for patient, (_, _, events) in truth.items() for term in events]
    listing = [{"patient_id": patient, "term": term, "severity": "mild"} for patient, term in expected]
    shapes = [redcap(truth)] + ([[*linked(truth), table(listing, "events.csv")]] if listing else [])
    for grids in shapes:
        events = facts(grids, proposals(grids, chosen={})).events
        own = events[events["field"] == "term"]
        assert list(zip(own["patient"], own["text"], strict=True)) == expected
