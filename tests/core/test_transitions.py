"""From grade to grade, counted patient by patient."""

import pytest

from core.transitions import transitions

PATIENTS = "patient_id | cohort\n p1 | A\n p2 | A\n p3 | A\n p4 | B"
VISITS = """
    patient_id | week | iga
    p1         | 0    | 4
    p1         | 16   | 2
    p1         | 52   | 1
    p2         | 0    | 4
    p2         | 16   | 2
    p3         | 16   | 0
    p3         | 52   | 0
    p4         | 0    | 3
    p4         | 52   | 4
"""


def rows(frame):
    return frame[["group", "week_from", "week_to", "from", "to", "count", "n"]].to_numpy().tolist()


def test_flows_by_hand(extract_of, view_of):
    patients = view_of(extract_of(PATIENTS, VISITS)).individuals
    assert rows(transitions(patients, ["A", "B"], (0, 16, 52))) == [
        ["A", 0, 16, "severe", "mild", 2, 3],
        ["A", 0, 16, "missing", "clear", 1, 3],
        ["A", 16, 52, "mild", "almost clear", 1, 3],
        ["A", 16, 52, "mild", "missing", 1, 3],
        ["A", 16, 52, "clear", "clear", 1, 3],
        ["B", 0, 16, "moderate", "missing", 1, 1],
        ["B", 16, 52, "missing", "severe", 1, 1],
    ]


def test_two_visits_have_one_step(extract_of, view_of):
    patients = view_of(extract_of(PATIENTS, VISITS)).individuals
    assert rows(transitions(patients, ["B"], (0, 52))) == [["B", 0, 52, "moderate", "severe", 1, 1]]


def test_nobody_makes_no_flow(sample, view_of):
    nobody = view_of(sample, agent=["cyclosporine"], age=["0-17"])
    assert transitions(nobody.individuals, nobody.tally.groups, (0, 16, 52)).empty


@pytest.mark.parametrize("choices", [{}, {"by": "agent"}, {"by": "nothing"}])
def test_everybody_is_in_one_flow_of_each_step(sample, view_of, choices):
    view = view_of(sample, **choices)
    flows = transitions(view.individuals, view.tally.groups, (0, 8, 24, 52))
    for (_, _), step in flows.groupby(["group", "week_from"]):
        assert step["count"].sum() == step["n"].iloc[0]
    arriving = flows[flows["week_to"] == 24].groupby(["group", "to"])["count"].sum()
    leaving = flows[flows["week_from"] == 24].groupby(["group", "from"])["count"].sum()
    assert arriving.to_dict() == leaving.to_dict()
