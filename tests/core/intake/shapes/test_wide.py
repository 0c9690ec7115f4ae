def test_columns_of_each_visit_become_visits(read):
    said = read("""
        patient_id | cohort | Wk0_IGA | Wk0_BSA | Wk4_IGA | Wk4_BSA
        p1         | A      | 3       | 20      | 2       |
        p2         | B      | 4       |         |         |
    """)
    assert said.kinds == ["wide"]
    assert sorted(said.visits, key=str) == [
        ("p1", {"iga": "2", "visit": said.column("Wk4_IGA").week}),
        ("p1", {"iga": "3", "bsa_pct": "20", "visit": said.column("Wk0_IGA").week}),
        ("p2", {"iga": "4", "visit": said.column("Wk0_IGA").week}),
    ]
    assert said.patients == {"p1": {"cohort": ["A"]}, "p2": {"cohort": ["B"]}}


def test_two_spellings_of_a_visit_are_one(read):
    said = read("""
        patient_id | IGA week 4 | Wk4_BSA
        p1         | 2          | 10
    """)
    (visit,) = said.visits
    assert (visit[1]["iga"], visit[1]["bsa_pct"]) == ("2", "10")


def test_dates_of_visits_stand_with_them(read):
    said = read("""
        patient_id | Wk4_IGA | Wk4_date
        p1         | 2       | 2024-03-01
    """)
    assert said.visits[0][1]["visit_date"] == "2024-03-01"


def test_cells_of_a_wide_table_keep_their_column(read):
    cells = read("patient_id | Wk0_IGA | Wk4_IGA\n p1 | 3 | 2").facts.visits
    assert cells.loc[cells["field"] == "iga", ["text", "column"]].values.tolist() == [
        ["3", "Wk0_IGA"],
        ["2", "Wk4_IGA"],
    ]


def test_columns_that_are_visits_hold_the_measure_the_sheet_is_named_after(read_grids):
    table = """
        patient_id | Week 0 | Week 4
        p1         | {0}    | {1}
    """
    said = read_grids((table.format(3, 2), "scores.xlsx", "IGA"), (table.format(20, ""), "scores.xlsx", "BSA"))
    assert said.visits == [
        ("p1", {"iga": "3", "visit": "Week 0"}),
        ("p1", {"iga": "2", "visit": "Week 4"}),
        ("p1", {"bsa_pct": "20", "visit": "Week 0"}),
    ]


def test_columns_that_are_visits_hold_the_measure_the_row_names(read):
    said = read("""
        patient_id | measure_name | Week 0 | Week 4
        p1         | IGA          | 3      | 2
        p1         | BSA          | 20     |
        p2         | IGA          | 4      | 4
    """)
    assert sorted(said.visits, key=str) == [
        ("p1", {"iga": "2", "visit": "Week 4"}),
        ("p1", {"iga": "3", "visit": "Week 0", "bsa_pct": "20"}),
        ("p2", {"iga": "4", "visit": "Week 0"}),
        ("p2", {"iga": "4", "visit": "Week 4"}),
    ]
