PATIENTS = """
    patient_id | cohort | agent
    p1         | A      | dupilumab
    p2         | B      | methotrexate
"""
VISITS = """
    Participant ID | week | iga
    p1         | 0    | 3
    p2         | 0    | 4
    p1         | 4    | 2
"""


def test_tables_are_linked_by_the_patient_whatever_the_column_is_called(read):
    said = read(PATIENTS, VISITS)
    assert said.kinds == ["patients", "visits"]
    assert [patient for patient, _ in said.visits] == ["p1", "p2", "p1"]
    assert said.codes == []


def test_rows_of_a_patient_whom_the_table_of_patients_does_not_have_are_left_out_and_said(read):
    said = read(PATIENTS, VISITS.replace("p2 ", "p3 "))
    assert [patient for patient, _ in said.visits] == ["p1", "p1"]
    problem = said.problem("orphan_rows")
    assert (problem.severity, problem.file, problem.rows) == ("error_row", "table2.csv", (3,))
    assert "p3" in problem.message


def test_tables_of_which_no_patient_is_the_same_are_a_question(read):
    said = read(PATIENTS, VISITS.replace("p1 ", "x1 ").replace("p2 ", "x2 "))
    (question,) = said.facts.decisions
    assert (question.about, question.blocks, question.key) == ("column_map", True, ("columns", "table2.csv"))
    assert said.problem("orphan_rows").count == 3


def test_a_table_that_says_the_cohort_itself_has_no_orphans(read):
    said = read(
        PATIENTS,
        """
        patient_id | cohort | week | iga
        p3         | A      | 0    | 3
        """,
    )
    assert said.codes == []
    assert list(said.patients) == ["p1", "p2", "p3"]


def test_of_two_identifiers_of_the_same_patients_the_one_the_tables_share_is_used(read):
    said = read(
        """
        record_id | patient_id | cohort
        1         | p1         | A
        2         | p2         | B
        """,
        """
        record_id | week | iga
        1         | 0    | 3
        2         | 0    | 4
        """,
    )
    assert said.fields == {"record_id": "patient_id", "cohort": "cohort", "week": "week", "iga": "iga"}
    assert said.codes == []


def test_a_table_that_refers_to_visits_by_number_takes_patient_and_time_from_them(read):
    said = read(
        PATIENTS,
        """
        visit_key | patient_id | week
        v1        | p1         | 0
        v2        | p1         | 4
        v3        | p2         | 0
        """,
        """
        visit_key | iga
        v1        | 3
        v3        | 4
        """,
    )
    assert [visit for visit in said.visits if "iga" in visit[1]] == [
        ("p1", {"week": "0", "iga": "3"}),
        ("p2", {"week": "0", "iga": "4"}),
    ]


def test_sheets_of_the_same_columns_tell_the_cohort_by_their_names(read_grids):
    table = """
        patient_id | week | iga
        {0}1       | 0    | 3
        {0}1       | 4    | 2
    """
    said = read_grids(
        (table.format("a"), "both.xlsx", "Cohort A"),
        (table.format("b"), "both.xlsx", "Cohort B"),
    )
    assert said.patients == {"a1": {"cohort": ["Cohort A"]}, "b1": {"cohort": ["Cohort B"]}}


def test_sheets_of_the_same_columns_tell_the_visit_by_their_names(read_grids):
    table = """
        patient_id | cohort | iga
        p1         | A      | {0}
    """
    said = read_grids((table.format(3), "visits.xlsx", "Week 0"), (table.format(1), "visits.xlsx", "Week 4"))
    assert said.visits == [("p1", {"iga": "3", "visit": "Week 0"}), ("p1", {"iga": "1", "visit": "Week 4"})]


def test_a_table_without_anything_known_is_said_not_to_be_used(read):
    said = read(PATIENTS, "Room | Colour\n 1 | red\n 2 | blue")
    assert said.kinds == ["patients", "unrelated"]
    assert said.problem("table_not_used").file == "table2.csv"
    assert said.questions == ()
