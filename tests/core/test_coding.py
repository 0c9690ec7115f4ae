import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import DataFrame
from pandas.testing import assert_frame_equal

from core.coding import coded
from core.endpoints import MDA, MISSING
from core.event_coding import AFTER, BEFORE, DURING, NO_CLASS, NOT_DESCRIBED
from core.extract import extract_from_frames
from core.provenance import Provenance
from core.schema import MEASURES, NOMINAL_WEEKS

ONE = "patient_id\n p1"


def rows_of(found, kept):
    """Rows of the scores as (patient, measure, week, value), of the cells that are kept."""
    cells = found.scores.cells.iloc[found.scores.cell]
    rows = zip(found.scores.patient.tolist(), cells["measure"], cells["week"], cells["value"], strict=True)
    return sorted(row for row, wanted in zip(rows, kept(cells), strict=True) if wanted)


def counted(found):
    """The recorded scores that count."""
    return rows_of(found, lambda cells: ~cells["carried"] & (cells["measure"] != MDA))


def carried(found, measure):
    return rows_of(found, lambda cells: cells["carried"] & (cells["measure"] == measure))


@pytest.fixture
def used(extract_of):
    """Week and IGA of every score that counts, for one patient whose visits are (day, IGA)."""

    def find(*visits):
        rows = "\n".join(f"p1 | {day / 7} | {day} | {iga}" for day, iga in visits)
        return {
            week: value for _, _, week, value in counted(coded(extract_of(ONE, f"patient_id|week|day|iga\n{rows}")))
        }

    return find


@pytest.mark.parametrize(
    ("visits", "baseline"),
    [
        ([(-30, 2), (-3, 4)], 4),
        ([(-3, 4), (0, 3)], 3),
        ([(-60, 4), (1, 2)], 4),
        ([(3, 2), (7, 1)], 2),
        ([(7, 1)], 1),
        ([(-90, 3)], 3),
        ([(-91, 3)], None),
        ([(8, 3)], None),
        ([(-91, 3), (8, 2)], None),
        ([(-91, 3), (7, 2)], 2),
    ],
)
def test_baseline_is_the_last_value_before_time_zero_or_else_the_first_within_a_week(used, visits, baseline):
    assert used(*visits).get(0) == baseline


def test_baseline_is_found_for_each_measure_by_itself(extract_of):
    visits = """
        patient_id | week | day | iga | bsa_pct | itch_nrs
        p1         | -3   | -21 | 4   | 30      |
        p1         | 0    | 0   | 3   |         |
        p1         | 0.6  | 4   |     | 25      | 8
    """
    found = counted(coded(extract_of(ONE, visits)))
    assert found == [(0, "bsa_pct", 0, 30), (0, "iga", 0, 3), (0, "itch_nrs", 0, 8)]


@pytest.mark.parametrize(
    ("visits", "week", "value"),
    [
        ([(27, 1), (30, 2)], 4, 1),
        ([(20, 1), (29, 2)], 4, 2),
        ([(14, 3)], 4, 3),
        ([(41, 3)], 4, 3),
        ([(364, 0), (365, 4)], 52, 0),
        ([(308, 2)], 52, 2),
        ([(419, 2)], 52, 2),
    ],
)
def test_the_nearest_visit_counts_for_a_nominal_week(used, visits, week, value):
    assert used(*visits) == {week: value}


@pytest.mark.parametrize("week", [4, 8, 12, 16, 24, 36, 52])
@pytest.mark.parametrize("days", [1, 3, 8, 13])
def test_of_two_visits_equally_near_the_later_counts(used, week, days):
    assert used((7 * week - days, 1), (7 * week + days, 2))[week] == 2


@pytest.mark.parametrize(
    ("day", "week"), [(42, 8), (70, 12), (98, 16), (140, 24), (210, 36), (308, 52), (307, 36), (209, 24)]
)
def test_a_visit_at_a_mid_point_belongs_to_the_later_week(used, day, week):
    assert used((day, 1)) == {week: 1}


@pytest.mark.parametrize("day", [420, 500, 9, 13])
def test_a_visit_in_no_window_counts_nowhere(used, day):
    assert used((day, 1)) == {}


def test_the_week_speaks_where_the_day_is_not_known_and_is_silent_where_it_is(extract_of):
    visits = "patient_id | week | day | iga\n p1 | 4 | | 1\n p1 | 4 | 84 | 2"
    assert counted(coded(extract_of(ONE, visits))) == [(0, "iga", 4, 1), (0, "iga", 12, 2)]


def test_a_missing_item_leaves_its_measure_to_the_next_visit(extract_of):
    visits = """
        patient_id | week | iga | itch_nrs
        p1         | 12   |     | 3
        p1         | 13   | 2   | 5
    """
    assert counted(coded(extract_of(ONE, visits))) == [(0, "iga", 12, 2), (0, "itch_nrs", 12, 3)]


def test_every_score_knows_its_baseline(extract_of):
    visits = """
        patient_id | week | iga
        p1         | 0    | 4
        p1         | 52   | 1
        p2         | 52   | 1
    """
    found = coded(extract_of("patient_id\n p1\n p2", visits))
    cells = found.scores.cells[~found.scores.cells["carried"]]
    assert cells[["week", "value"]].to_numpy().tolist() == [[0, 4], [52, 1], [52, 1]]
    assert cells["baseline"].fillna(-1).tolist() == [4, 4, -1]
    assert [found.scores.patient[found.scores.cell == cell].tolist() for cell in (1, 2)] == [[0], [1]]


def test_a_week_without_a_score_carries_the_last_one_of_an_earlier_week(extract_of):
    visits = """
        patient_id | week | iga | itch_nrs
        p1         | 0    | 4   |
        p1         | 8    | 2   |
        p1         | 16   |     | 5
        p1         | 52   | 1   | 3
    """
    found = coded(extract_of(ONE, visits))
    assert carried(found, "iga") == [(0, "iga", 4, 4), *((0, "iga", week, 2) for week in (12, 16, 24, 36))]
    assert carried(found, "itch_nrs") == [(0, "itch_nrs", week, 5) for week in (24, 36)]
    assert carried(found, "bsa_pct") == []


def test_a_carried_score_knows_the_baseline_of_its_patient(extract_of):
    visits = "patient_id | week | iga\n p1 | 0 | 4\n p1 | 36 | 1\n p2 | 36 | 1"
    cells = coded(extract_of("patient_id\n p1\n p2", visits)).scores.cells
    last = cells[cells["carried"] & (cells["week"] == 52)]
    assert last["value"].tolist() == [1, 1]
    assert last["baseline"].fillna(-1).tolist() == [4, -1]


@pytest.mark.parametrize(
    ("iga", "itch", "reached"),
    [("0", "0", 1), ("1", "1", 1), ("2", "0", 0), ("1", "1.5", 0), ("1", "2", 0), ("", "0", None), ("0", "", None)],
)
def test_minimal_disease_activity_is_iga_0_1_and_itch_0_1_together(extract_of, iga, itch, reached):
    found = coded(extract_of(ONE, f"patient_id | week | iga | itch_nrs\n p1 | 52 | {iga} | {itch}"))
    rows = rows_of(found, lambda cells: ~cells["carried"] & (cells["measure"] == MDA))
    assert rows == ([] if reached is None else [(0, MDA, 52, reached)])


def test_minimal_disease_activity_joins_the_scores_that_count_for_the_same_nominal_week(extract_of):
    visits = """
        patient_id | week | iga | itch_nrs
        p1         | 0    | 3   | 8
        p1         | 23   | 1   |
        p1         | 25   |     | 1
        p1         | 36   | 1   |
        p1         | 52   |     | 0
    """
    cells = coded(extract_of(ONE, visits)).scores.cells
    own = cells[(cells["measure"] == MDA) & ~cells["carried"]]
    assert own[["week", "baseline", "value"]].to_numpy().tolist() == [[0, 0, 0], [24, 0, 1]]
    filled = cells[(cells["measure"] == MDA) & cells["carried"]]
    assert dict(zip(filled["week"], filled["value"], strict=True)) == {4: 0, 8: 0, 12: 0, 16: 0, 36: 1, 52: 1}


def test_scores_that_count_nowhere_are_listed_with_the_reason(extract_of):
    visits = """
        patient_id | week | day  | iga
        p1         | -20  | -140 | 0
        p1         | -5   | -35  | 1
        p1         | 0    | 0    | 2
        p1         | 0.3  | 2    | 3
        p1         | 1.3  | 9    | 4
        p1         | 12   | 84   | 0
        p1         | 12.1 | 85   | 1
        p1         | 70   | 490  | 2
    """
    unused = coded(extract_of(ONE, visits)).unused
    assert list(unused) == ["patient_id", "measure", "time", "value", "reason"]
    assert set(unused["patient_id"]) == {"p1"}
    assert sorted(zip((7 * unused["time"]).round().astype(int), unused["value"], unused["reason"], strict=True)) == [
        (-140, 0, "before the baseline window"),
        (-35, 1, "another visit is the baseline"),
        (2, 3, "another visit is the baseline"),
        (9, 4, "between baseline and the window of week 4"),
        (85, 1, "another visit is nearer to week 12"),
        (490, 2, "after the window of week 52"),
    ]


visits = st.lists(
    st.tuples(
        st.sampled_from(["p1", "p2"]),
        st.integers(-200, 600),
        st.none() | st.integers(0, 4),
        st.none() | st.integers(0, 20).map(lambda half: half / 2),
        st.none() | st.integers(0, 10),
    ),
    max_size=30,
    unique_by=lambda visit: visit[:2],
)


def coded_from(rows):
    frame = DataFrame([(one, day / 7, day, *scores) for one, day, *scores in rows])
    frame = frame.set_axis(["patient_id", "week", "day", *MEASURES], axis=1) if rows else DataFrame()
    patients = DataFrame({"patient_id": ["p1", "p2"], "cohort": "A", "ae_status": "none"})
    return frame, coded(extract_from_frames({"patients": patients, "assessments": frame}, Provenance("t", "s", False)))


@given(visits)
@settings(max_examples=40)
def test_carrying_forward_leaves_no_week_without_a_score_after_the_first(rows):
    _, found = coded_from(rows)
    for measure in (*MEASURES, MDA):
        recorded = {
            (patient, week): value
            for patient, _, week, value in rows_of(
                found, lambda cells, measure=measure: ~cells["carried"] & (cells["measure"] == measure)
            )
        }
        filled = {(patient, week): value for patient, _, week, value in carried(found, measure)}
        for patient in (0, 1):
            last = None
            for week in NOMINAL_WEEKS:
                if (patient, week) in recorded:
                    last = recorded[patient, week]
                    assert (patient, week) not in filled
                else:
                    assert filled.get((patient, week)) == last


@given(visits)
@settings(max_examples=40)
def test_every_recorded_score_is_either_counted_or_listed(rows):
    frame, found = coded_from(rows)
    kept = [("p1", "p2")[patient] + f" {measure} {value:g}" for patient, measure, _, value in counted(found)]
    listed = [
        f"{one} {measure} {value:g}"
        for one, measure, value in found.unused[["patient_id", "measure", "value"]].itertuples(index=False)
    ]
    recorded = [
        f"{row['patient_id']} {measure} {row[measure]:g}"
        for row in frame.to_dict("records")
        for measure in MEASURES
        if row[measure] is not None and row[measure] == row[measure]
    ]
    assert sorted(kept + listed) == sorted(recorded)


def test_properties_have_their_options_and_missing_is_one_where_it_occurs(extract_of):
    found = coded(
        extract_of(
            """
            patient_id | cohort | systemic_agent | age | sex    | site
            p1         | A      | upadacitinib   | 17  | male   | Ulm
            p2         | A      | dupilumab      | 18  | female | Bonn
            p3         | A      | dupilumab      |     |        |
            p4         | A      | abrocitinib    | 66  | female | Bonn
            """,
            "patient_id | week | iga | bsa_pct | itch_nrs\n p1 | 0 | 4 | 16 | 7\n p2 | 0 | 2 | 0 | 3",
        )
    )
    assert found.options == {
        "cohort": ("A", "B"),
        "agent": ("dupilumab", "abrocitinib", "upadacitinib"),
        "agent_class": ("biologic", "oral JAK inhibitor"),
        "severity": ("mild", "moderate", "severe", MISSING),
        "bsa": ("clear", "mild", "moderate", "severe", MISSING),
        "itch": ("mild", "moderate", "severe", MISSING),
        "sex": ("female", "male", MISSING),
        "age": ("0-17", "18-39", "40-64", "65-120", MISSING),
        "site": ("Bonn", "Ulm", MISSING),
        "nothing": ("all",),
    }

    def of_each(name):
        facet = found.facets[name]
        return [facet.options[code] for code in facet.codes]

    assert of_each("agent") == ["upadacitinib", "dupilumab", "dupilumab", "abrocitinib"]
    assert of_each("severity") == ["severe", "mild", MISSING, MISSING]
    assert of_each("bsa") == ["moderate", "clear", MISSING, MISSING]
    assert of_each("age") == ["0-17", "18-39", MISSING, "65-120"]
    assert of_each("site") == ["Ulm", "Bonn", MISSING, "Bonn"]
    assert of_each("sex") == ["male", "female", MISSING, "female"]


def test_events_stand_by_the_patients_they_concern_then_by_name(extract_of):
    found = coded(
        extract_of(
            "patient_id | ae_status\n p1 | any\n p2 | any\n p3 | any",
            "",
            """
            patient_id | term      | system_organ_class
            p1         | Boil      | Skin
            p1         | Acne      | Skin
            p2         | Acne      | Skin
            p2         | Dry eye   | Eyes
            p2         | Dry eye   | Eyes
            p2         | Headache  |
            """,
        )
    )
    assert found.events.terms.to_numpy().tolist() == [
        ["Skin", "Acne"],
        ["Skin", "Boil"],
        ["Eyes", "Dry eye"],
        [NOT_DESCRIBED, NOT_DESCRIBED],
        [NO_CLASS, "Headache"],
    ]


def test_a_patient_whose_chart_lists_no_event_has_one_that_is_not_described(extract_of):
    found = coded(extract_of("patient_id | ae_status\n p1 | any\n p2 | none\n p3 | not documented"))
    assert found.events.patient.tolist() == [0]
    assert found.events.severity.tolist() == [0]
    assert found.events.period.tolist() == [DURING]
    assert found.documented.tolist() == [True, True, False]


def test_an_extract_without_visits_and_events_is_coded(extract_of):
    found = coded(extract_of(ONE))
    assert (found.patients, len(found.scores.cells), len(found.unused), len(found.events.terms)) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("start", "follow_up", "period"),
    [
        ("-0.1", "52", BEFORE),
        ("0", "52", DURING),
        ("52", "52", DURING),
        ("56.2", "52", DURING),
        ("56.3", "52", AFTER),
        ("400", "", DURING),
        ("", "52", DURING),
    ],
)
def test_an_event_is_of_the_combination_until_30_days_after_its_end(extract_of, start, follow_up, period):
    patients = f"patient_id | ae_status | follow_up_weeks\n p1 | any | {follow_up}"
    events = f"patient_id | term | start_week\n p1 | Acne | {start}"
    assert coded(extract_of(patients, "", events)).events.period.tolist() == [period]


@pytest.mark.parametrize(
    ("action", "stopping"),
    [
        ("cream stopped", True),
        ("Systemic withdrawn", True),
        ("both discontinued", True),
        ("discontinuation", True),
        ("none", False),
        ("not stopped", False),
        ("dose reduced", False),
        ("no discontinuation", False),
        ("", False),
    ],
)
def test_an_action_says_whether_a_treatment_was_stopped(extract_of, action, stopping):
    events = f"patient_id | term | action_taken\n p1 | Acne | {action}"
    assert coded(extract_of("patient_id | ae_status\n p1 | any", "", events)).events.stopping.tolist() == [stopping]


def test_the_end_of_follow_up_says_whether_a_treatment_was_stopped(extract_of):
    ends = ["ongoing", "stopped cream", "stopped systemic", "stopped both", "lost to follow-up", "died", ""]
    rows = "\n".join(f"p{place} | {end}" for place, end in enumerate(ends))
    found = coded(extract_of(f"patient_id | follow_up_end\n{rows}")).stopped
    assert found.tolist() == [False, True, True, True, False, True, False]


@given(visits)
@settings(max_examples=20)
def test_coding_and_rows_do_not_depend_on_how_many_patients_are_looked_at_together(rows):
    _, whole = coded_from(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.score_courses.BLOCK", 1)
        patch.setattr("core.score_coding.BLOCK", 1)
        _, single = coded_from(rows)
        parts = list(single.scores.rows())
    assert all(len(set(patient.tolist())) <= 1 for patient, _ in parts)
    assert_frame_equal(single.scores.cells, whole.scores.cells)
    assert_frame_equal(single.unused, whole.unused)
    assert single.scores.cell.tolist() == whole.scores.cell.tolist()
    assert single.scores.patient.tolist() == whole.scores.patient.tolist()


def test_many_distinct_values_are_coded_as_few_are(extract_of, monkeypatch):
    visits = """
        patient_id | week | iga | bsa_pct | itch_nrs
        p1         | 0    | 4   | 20      | 7
        p1         | 4    | 2   | 3.5     |
        p2         | 52   | 1   | 20      | 1
    """
    few = coded(extract_of("patient_id\n p1\n p2", visits))
    monkeypatch.setattr("core.score_coding._MOST_PLACES", 1)
    many = coded(extract_of("patient_id\n p1\n p2", visits))
    assert_frame_equal(many.scores.cells, few.scores.cells)
    assert many.scores.cell.tolist() == few.scores.cell.tolist()
