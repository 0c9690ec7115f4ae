def test_one_row_a_visit_gives_visits_and_what_is_said_of_the_patient(read):
    said = read("""
        patient_id | cohort | agent     | week | iga | bsa_pct
        p1         | A      | dupilumab | 0    | 3   | 20
        p1         | A      | dupilumab | 4    |     | 11.5
        p2         | B      |           | 0    | 4   |
    """)
    assert said.kinds == ["visits"]
    assert said.visits == [
        ("p1", {"week": "0", "iga": "3", "bsa_pct": "20"}),
        ("p1", {"week": "4", "bsa_pct": "11.5"}),
        ("p2", {"week": "0", "iga": "4"}),
    ]
    assert said.patients == {"p1": {"cohort": ["A"], "agent": ["dupilumab"]}, "p2": {"cohort": ["B"]}}
    assert said.facts.events is None


def test_every_cell_keeps_its_line_and_column(read):
    cells = read("""
        patient_id | week | iga
        p1         | 0    | 3
        p2         | 0    | 4
    """).facts.visits
    assert cells[["patient", "text", "line", "column"]].values.tolist() == [
        ["p1", "0", 2, "week"],
        ["p2", "0", 3, "week"],
        ["p1", "3", 2, "iga"],
        ["p2", "4", 3, "iga"],
    ]


def test_values_that_differ_within_a_patient_are_all_facts(read):
    said = read("""
        patient_id | cohort | week | iga
        p1         | A      | 0    | 3
        p1         | B      | 4    | 2
        p1         | A      | 8    | 1
    """)
    assert said.patients == {"p1": {"cohort": ["A", "B"]}}


def test_a_patient_about_whom_nothing_is_said_is_not_lost(read):
    said = read("""
        patient_id | cohort | age
        p1         | A      | 40
        p2         |        |
    """)
    assert said.kinds == ["patients"]
    assert list(said.patients) == ["p1", "p2"]
    assert said.facts.visits is None


def test_identifiers_are_trimmed_and_never_merged_because_they_look_alike(read):
    said = read("""
        patient_id | week | iga
        P1         | 0    | 3
        p1         | 0    | 2
        P01        | 0    | 1
    """)
    assert list(said.patients) == ["P1", "p1", "P01"]


def test_a_row_without_patient_is_left_out_and_said(read):
    said = read("""
        patient_id | cohort | week | iga
        p1         | A      | 0    | 3
        p1         | A      | 4    | 2
        p2         | B      | 0    | 2
                   | B      | 4    | 1
    """)
    assert len(said.visits) == 3
    problem = said.problem("blank_patient_id")
    assert (problem.severity, problem.row, problem.count, problem.rows) == ("error_row", 5, 1, (5,))


LISTING = """
    patient_id | cohort | week | iga
    p1         | A      | 0    | 3
               |        | 4    | 2
               |        | 8    | 1
    p2         | B      | 0    | 4
               |        | 4    | 2
"""


def test_a_listing_with_the_patient_on_the_first_row_only_is_asked_about(read):
    said = read(LISTING)
    assert [(decision.about, decision.blocks) for decision in said.facts.decisions] == [("fill_down", True)]
    assert said.facts.decisions[0].proposal == {"table1.csv": True}
    assert len(said.visits) == 2


def test_the_rows_of_a_listing_belong_to_the_patient_above_once_the_user_says_so(read):
    said = read(LISTING, fill_down={"table1.csv": True})
    assert [patient for patient, _ in said.visits] == ["p1", "p1", "p1", "p2", "p2"]
    assert not said.facts.decisions
    assert said.codes == []


def test_a_listing_whose_rows_belong_to_nobody_loses_them_in_words(read):
    said = read(LISTING, fill_down={"table1.csv": False})
    assert said.problem("blank_patient_id").rows == (3, 4, 6)


def test_an_exact_duplicate_is_kept_once_and_said(read):
    said = read("""
        patient_id | week | iga
        p1         | 0    | 3
        p1         | 4    | 2
        p1         | 0    | 3
    """)
    assert len(said.visits) == 2
    problem = said.problem("duplicate_visit_exact")
    assert (problem.severity, problem.count, problem.rows) == ("warning", 1, (4,))


def test_rows_alike_without_a_time_are_not_taken_for_duplicates(read):
    said = read("""
        patient_id | iga | bsa_pct
        p1         | 3   | 10
        p1         | 3   | 10
    """)
    assert len(said.visits) == 2
    assert said.codes == []


def test_contradictory_visits_are_both_facts(read):
    said = read("""
        patient_id | week | iga
        p1         | 0    | 3
        p1         | 0    | 2
    """)
    assert [fields["iga"] for _, fields in said.visits] == ["3", "2"]


def test_derived_rows_are_left_out_and_counted(read):
    said = read("""
        patient_id | week | iga | derived
        p1         | 0    | 3   | no
        p1         | 4    | 3   | LOCF
        p1         | 8    | 3   | TRUE
        p1         | 12   | 2   |
    """)
    assert [fields["week"] for _, fields in said.visits] == ["0", "12"]
    assert said.problem("derived_rows").rows == (3, 4)
