import json
from pathlib import Path

import pytest
from pytest import approx

from core.analyses.first_event import CURVE_COLUMNS, POINT_COLUMNS, first_event, first_event_at
from core.selection import Selection
from core.stats.zero_events import upper_bound
from core.tally import tally

VALUES = Path(__file__).parents[2] / "reference" / "reference_values.json"
COUNTS = ["week", "at_risk", "events", "competing", "censored"]
PATIENTS = """
    patient_id | ae_status      | follow_up_weeks | follow_up_end
    p1         | any            | 60              | ongoing
    p2         | any            | 70              | ongoing
    p3         | none           | 20              | stopped cream
    p4         | none           | 30              | lost to follow-up
    p5         | not documented | 60              | ongoing
"""
EVENTS = """
    patient_id | term | start_week
    p1         | Acne | 10
    p1         | Boil | 5
    p2         | Acne | 53
    p2         | Rash | -3
"""


def rows(frame, *columns):
    return frame[list(columns)].to_numpy().tolist()


def test_a_patient_counts_at_the_first_of_two_events_and_not_beyond_week_52(tally_of):
    frame = first_event(tally_of(PATIENTS, "", EVENTS))
    assert frame.columns.tolist() == CURVE_COLUMNS
    own = frame[frame["group"] == "A"]
    # At risk before, first event, stopped a treatment, last seen; p2 has the first event in week 53.
    assert rows(own, *COUNTS) == [[0, 4, 0, 0, 0], [5, 4, 1, 0, 0], [20, 3, 0, 1, 0], [30, 2, 0, 0, 1]]
    assert own["estimate"].tolist() == [0, 0.25, 0.25, 0.25]
    assert own["n"].tolist() == [4] * 4


def test_events_before_time_zero_do_not_count(tally_of):
    events = "patient_id | term | start_week\n p1 | Acne | -1\n p2 | Acne | -30"
    assert first_event(tally_of(PATIENTS, "", events))["events"].sum() == 0


def test_stopping_competes_and_says_so(tally_of):
    # Of 4 at risk one stops at week 5; one of the 3 left has the event at week 10: 3/4 x 1/3 as in 1 of 4.
    patients = """
        patient_id | ae_status | follow_up_weeks | follow_up_end
        p1         | any       | 60              | ongoing
        p2         | none      | 5               | stopped systemic
        p3         | none      | 60              | ongoing
        p4         | none      | 60              | ongoing
    """
    events = "patient_id | term | start_week\n p1 | Acne | 10"
    competing = first_event(tally_of(patients, "", events))
    assert competing["method"].unique().tolist() == ["Aalen-Johansen"]
    assert competing["estimate"].tolist() == approx([0, 0, 0.25])
    # Were the one who stopped unknown instead, it would be 1 of 3.
    lost = first_event(tally_of(patients.replace("stopped systemic", "lost to follow-up"), "", events))
    assert lost["method"].unique().tolist() == ["Kaplan-Meier"]
    assert lost["estimate"].tolist() == approx([0, 0, 1 / 3])


def test_a_stop_after_week_52_does_not_change_the_method(tally_of):
    patients = "patient_id | follow_up_weeks | follow_up_end\n p1 | 53 | stopped cream\n p2 | 60 | ongoing"
    assert first_event(tally_of(patients))["method"].tolist() == ["Kaplan-Meier"]


def test_an_unknown_start_is_left_out(tally_of):
    counted = tally_of(PATIENTS, "", "patient_id | term | start_week\n p1 | Acne | \n p2 | Acne | 8")
    assert counted.events.first.left_out.tolist() == [1]
    assert rows(first_event(counted), *COUNTS)[:2] == [[0, 3, 0, 0, 0], [8, 3, 1, 0, 0]]


def test_an_event_on_day_0_stands_in_the_one_row_of_week_0(tally_of):
    frame = first_event(tally_of(PATIENTS, "", "patient_id | term | start_week\n p1 | Acne | 0\n p2 | Acne | 8"))
    assert rows(frame, "week", "events", "estimate")[:2] == [[0, 1, 0.25], [8, 1, 0.5]]


def test_times_within_a_day_tie(tally_of):
    events = "patient_id | term | start_week\n p1 | Acne | 7.1428571\n p2 | Acne | 7.15"
    frame = first_event(tally_of(PATIENTS, "", events))
    assert rows(frame, "week", "events")[1] == [approx(50 / 7), 2]


def test_before_the_first_event_what_is_not_excluded_takes_the_place_of_the_limits(tally_of):
    frame = first_event(tally_of(PATIENTS, "", EVENTS))
    assert frame["not_excluded"].tolist()[0] == upper_bound(4)
    assert frame["low"].isna().tolist() == [True, False, False, False]
    assert frame["not_excluded"].isna().tolist() == [False, True, True, True]
    none = first_event_at(tally_of(PATIENTS.replace("any ", "none"), "", ""))
    # p3 and p4 are gone by week 36.
    assert none["not_excluded"].tolist() == [upper_bound(after) for after in (4, 3, 2, 2)]


def test_at_chosen_weeks(tally_of):
    counted = tally_of(PATIENTS, "", EVENTS)
    frame = first_event_at(counted)
    assert frame.columns.tolist() == POINT_COLUMNS
    assert rows(frame, "week", "at_risk", "events", "estimate") == [
        [12, 3, 1, 0.25],
        [24, 2, 1, 0.25],
        [36, 1, 1, 0.25],
        [52, 1, 1, 0.25],
    ]
    # The event of week 53 counts when it has come; the one who stopped before it stays without.
    assert rows(first_event_at(counted, [53]), "events", "estimate") == [[2, 0.75]]


def test_beyond_follow_up_there_is_no_estimate(tally_of):
    frame = first_event_at(tally_of("patient_id | follow_up_weeks\n p1 | 30\n p2 | 20"))
    assert frame["estimate"].isna().tolist() == [False, False, True, True]
    assert frame["at_risk"].tolist() == [2, 1, 0, 0]


def test_nobody_is_one_row_without_an_estimate(tally_of):
    counted = tally_of(PATIENTS, "", EVENTS, age=["0-17"])
    assert rows(first_event(counted), *COUNTS) == [[0, 0, 0, 0, 0]]
    assert first_event(counted)[["estimate", "low", "high", "not_excluded"]].isna().all(axis=None)
    assert first_event_at(counted)["estimate"].isna().all()


def test_events_outside_the_combination_have_no_time_at_risk(tally_of):
    counted = tally_of(PATIENTS, "", EVENTS, period=["all"])
    assert first_event(counted)["estimate"].isna().all()
    assert first_event_at(counted)["estimate"].isna().all()


def test_patients_of_published_tables_match_r(tally_of):
    # survival::survfit and etm, see tests/reference: times in weeks, cause 1 an event, cause 2 a stop.
    entries = {entry["id"]: entry for entry in json.loads(VALUES.read_text(encoding="utf-8"))}
    kaplan_meier, aalen_johansen = entries["km.freireich.6mp"], entries["cuminc.twenty"]
    expected = kaplan_meier["expected"]
    had = {
        "week": expected["times"],
        "estimate": [1 - free for free in expected["surv"]],
        "low": [1 - high for high in expected["ci_loglog"]["upper"]],
        "high": [1 - low for low in expected["ci_loglog"]["lower"]],
    }
    matches_r(tally_of, kaplan_meier["inputs"]["time"], kaplan_meier["inputs"]["event"], had)
    expected = aalen_johansen["expected"]
    matches_r(
        tally_of,
        aalen_johansen["inputs"]["time"],
        aalen_johansen["inputs"]["cause"],
        {
            "week": expected["times"],
            "estimate": expected["cuminc"],
            "low": expected["lower"],
            "high": expected["upper"],
        },
    )


def matches_r(tally_of, weeks, causes, expected):
    """The curve of these patients agrees with the R result at every time up to week 52 at which one had an event."""
    header = "patient_id | ae_status | follow_up_weeks | follow_up_end"
    patients = [
        f"p{at} | {'any' if cause == 1 else 'none'} | {week} | {'stopped both' if cause == 2 else 'ongoing'}"
        for at, (week, cause) in enumerate(zip(weeks, causes, strict=True))
    ]
    events = [f"p{at} | Acne | {week}" for at, week in enumerate(weeks) if causes[at] == 1]
    frame = first_event(
        tally_of("\n".join([header, *patients]), "", "\n".join(["patient_id|term|start_week", *events]))
    )
    for row in (dict(zip(expected, values, strict=True)) for values in zip(*expected.values(), strict=True)):
        if row["week"] <= 52:
            own = frame[frame["week"] == row["week"]].iloc[0]
            assert own[["estimate", "low", "high"]].tolist() == approx(
                [row[name] for name in ("estimate", "low", "high")]
            )


@pytest.mark.parametrize("by", ["cohort", "agent", "site", "nothing"])
def test_the_points_lie_on_the_curve(sample_coded, by):
    counted = tally(sample_coded, Selection(by=by))
    curve, points = first_event(counted), first_event_at(counted)
    for point in points.to_dict("records"):
        before = curve[(curve["group"] == point["group"]) & (curve["week"] <= point["week"])]
        assert before["events"].sum() == point["events"]
        if point["estimate"] == point["estimate"]:
            assert before["estimate"].iloc[-1] == point["estimate"]
    assert (curve["week"] <= 52).all()
    known = curve.dropna(subset=["low"])
    assert ((known["low"] < known["estimate"]) & (known["estimate"] < known["high"])).all()
