TREATMENTS = """
    patient_id | systemic agent | start date
    p1         | Dupilumab      | {}
    p1         | Opzelura       | 2024-01-15
    p1         | Opzelura       |
    p2         | Upadacitinib   | 2023-05-01
"""


def test_a_list_of_treatments_gives_agents_and_their_starts(read):
    said = read("patient_id | cohort\n p1 | A\n p2 | B", TREATMENTS.format("2023-06-01"))
    assert said.kinds == ["patients", "treatments"]
    assert said.patients["p1"] == {
        "cohort": ["A"],
        "agent": ["Dupilumab"],
        "systemic_start_date": ["2023-06-01"],
        "cream_start_date": ["2024-01-15"],
    }


def test_dates_that_do_not_sort_as_text_are_all_facts(read):
    text = "patient_id | agent | start date\n p1 | Dupilumab | 15/06/2023\n p1 | Dupilumab | 01/09/2022"
    said = read("patient_id | cohort\n p1 | A", text)
    assert said.patients["p1"]["systemic_start_date"] == ["15/06/2023", "01/09/2022"]


def test_an_agent_and_a_start_once_a_patient_are_a_table_of_patients(read):
    said = read("patient_id | agent | systemic_start_date\n p1 | Dupilumab | 2023-06-01\n p2 | Dupilumab | 2023-07-01")
    assert said.kinds == ["patients"]
