"""Random small extracts with everything that can go wrong in them, and random selections of them."""

from hypothesis import strategies as st
from pandas import DataFrame

from core.extract import extract_from_frames
from core.provenance import Provenance
from core.schema import AE_SEVERITIES
from core.selection import EVENT_OPTIONS, GROUPINGS, PATIENT_FILTERS, Selection

PROVENANCE = Provenance("Drawn", "a test", synthetic=True)
CLASSES = {"Acne": "Skin", "Boil": "Skin", "Dry eye": "Eyes", "Herpes zoster": None}
PATIENT = st.fixed_dictionaries(
    {
        "cohort": st.sampled_from("AB"),
        "systemic_agent": st.sampled_from(["dupilumab", "upadacitinib", "dupilumab + methotrexate", "tea", None]),
        "sex": st.sampled_from(["female", "male", None]),
        "age": st.sampled_from([12.0, 30.0, 50.0, None]),
        "site": st.sampled_from(["Ulm", "Bonn", None]),
        "follow_up_weeks": st.sampled_from([0.0, 20.0, 52.5, None]),
        "follow_up_end": st.sampled_from(["ongoing", "stopped cream", "died", None]),
        "status": st.sampled_from(["none", "any", "not documented"]),
    }
)
VISIT = st.fixed_dictionaries(
    {
        "patient": st.integers(0, 9),
        "week": st.sampled_from([-20.0, -1.0, 0.0, 0.5, 4.0, 5.0, 12.0, 50.0, 52.0, 54.0, 70.0]),
        "iga": st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0, None]),
        "bsa_pct": st.sampled_from([0.0, 2.5, 16.0, 40.0, None]),
        "itch_nrs": st.sampled_from([0.0, 3.0, 4.0, 8.0, None]),
    }
)
FLAG = st.sampled_from([True, False, None])
EVENT = st.fixed_dictionaries(
    {
        "patient": st.integers(0, 9),
        "term": st.sampled_from(list(CLASSES)),
        "severity": st.sampled_from([*AE_SEVERITIES, None]),
        "serious": FLAG,
        "related_cream": FLAG,
        "related_systemic": FLAG,
        "related": FLAG,
        "action_taken": st.sampled_from(["cream stopped", None]),
        "start_week": st.sampled_from([-5.0, 0.0, 7.0, 60.0, None]),
    }
)


@st.composite
def extracts(draw):
    """A valid extract of one to ten patients."""
    drawn = draw(st.lists(PATIENT, min_size=1, max_size=10))
    count = len(drawn)
    visits = draw(st.lists(VISIT, max_size=25, unique_by=lambda visit: (visit["patient"] % count, visit["week"])))
    events = draw(st.lists(EVENT, max_size=10))
    # A patient with an event on the combination has the status that goes with it.
    with_event = {event["patient"] % count for event in events if (event["start_week"] or 0) >= 0}
    patients = [
        {"patient_id": f"p{place}", **one, "ae_status": "any" if place in with_event else one["status"]}
        for place, one in enumerate(drawn)
    ]
    owned = [{**one, "patient_id": f"p{one['patient'] % count}"} for one in events]
    frames = {
        "patients": DataFrame(patients),
        "assessments": DataFrame([{**one, "patient_id": f"p{one['patient'] % count}"} for one in visits]),
        "adverse_events": DataFrame([{**one, "system_organ_class": CLASSES[one["term"]]} for one in owned]),
    }
    return extract_from_frames(frames, PROVENANCE)


@st.composite
def selections(draw, options, events=EVENT_OPTIONS):
    """Any selection over the options that exist; most filters are off, else nobody is left to count."""
    kept = draw(st.sets(st.sampled_from(sorted(PATIENT_FILTERS)), max_size=4))
    patients = {name: draw(st.lists(st.sampled_from(options[name]), min_size=1, max_size=2)) for name in sorted(kept)}
    counting = {name: draw(st.sets(st.sampled_from(own), max_size=1)) for name, own in events.items()}
    return Selection(**patients, **counting, by=draw(st.sampled_from(sorted(GROUPINGS))))
