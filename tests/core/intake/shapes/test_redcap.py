import pytest

from core.intake.shapes.dictionary import choices, identifier_flags
from core.intake.shapes.redcap import check_box, is_redcap, structural

# The shape of a longitudinal export with a repeating instrument: REDCapTidieR calls it a block matrix.
RAW = """
    record_id | redcap_event_name | redcap_repeat_instrument | cohort | iga | bsa_pct | exam_complete | term     | grade
    1         | baseline_arm_1    |                          | 0      | 3   | 20      | 2             |          |
    1         | week_4_arm_1      |                          |        | 2   | 12      | 2             |          |
    1         | baseline_arm_1    | adverse_events           |        |     |         |               | Headache | 1
    1         | baseline_arm_1    | adverse_events           |        |     |         |               | Headache | 1
    2         | baseline_arm_1    |                          | 1      | 4   |         | 2             |          |
"""
DICTIONARY = """
    Variable / Field Name ; Form Name ; Field Type ; Field Label ; Choices, Calculations, OR Slider Labels ; Identifier?
    record_id             ; base      ; text       ; Record      ;                                         ;
    cohort                ; base      ; radio      ; Cohort      ; 0, Group A | 1, Group B                 ;
    grade                 ; ae        ; radio      ; Grade       ; 1, mild | 2, moderate | 3, severe       ;
    score_3               ; base      ; text       ; <b>IGA</b>  ;                                         ;
    contact               ; base      ; text       ; E-mail      ;                                         ; y
"""


def test_events_of_the_project_are_visits_and_forms_of_adverse_events_are_events(read):
    said = read(RAW)
    assert said.kinds == ["mixed"]
    assert said.visits == [
        ("1", {"visit": "baseline_arm_1", "iga": "3", "bsa_pct": "20"}),
        ("1", {"visit": "week_4_arm_1", "iga": "2", "bsa_pct": "12"}),
        ("2", {"visit": "baseline_arm_1", "iga": "4"}),
    ]
    assert said.events == [("1", {"term": "Headache", "severity": "1"})] * 2
    assert said.facts.events_listed_for == ()
    assert said.patients == {"1": {"cohort": ["0"]}, "2": {"cohort": ["1"]}}
    assert said.problem("redcap_structure_detected").severity == "info"


def test_a_data_dictionary_labels_codes_and_holds_no_patients(read):
    said = read(RAW, DICTIONARY)
    assert said.kinds == ["mixed", "dictionary"]
    assert said.facts.labels == {
        "cohort": {"0": "Group A", "1": "Group B"},
        "severity": {"1": "mild", "2": "moderate", "3": "severe"},
    }
    assert list(said.patients) == ["1", "2"]


def test_the_label_of_a_variable_says_what_its_name_does_not(read):
    said = read("record_id | redcap_event_name | score_3\n 1 | week_4_arm_1 | 2", DICTIONARY)
    assert said.column("score_3").field == "iga"
    assert "IGA" in said.column("score_3").reason


def test_a_dictionary_flags_identifiers_by_variable_and_by_label(tables):
    raw, labelled, book = tables("contact | iga\n a | 1", "E-mail | IGA\n a | 1", DICTIONARY)
    assert identifier_flags([raw, labelled, book]) == {(0, "contact"), (1, "E-mail")}


def test_choices_are_read_with_commas_in_their_labels():
    assert choices("0, No | 1, Yes, at once |99, Not known") == {"0": "No", "1": "Yes, at once", "99": "Not known"}
    assert choices("sum([a], [b])") == {}
    assert choices("[a]*2") == {}
    assert choices("") == {}


def test_a_codebook_names_its_variable_once(read):
    said = read(
        "patient_id | cohort\n p1 | 1\n p2 | 2",
        """
        Variable | Code | Label
        cohort   | 1    | cream first
                 | 2    | systemic first
        """,
    )
    assert said.kinds == ["patients", "codebook"]
    assert said.facts.labels == {"cohort": {"1": "cream first", "2": "systemic first"}}


def test_check_boxes_become_the_choices_that_are_ticked(read):
    said = read("""
        record_id | redcap_event_name | agent___dupilumab | agent___mtx | agent___other
        1         | baseline_arm_1    | 1                 | 0           | 0
        2         | baseline_arm_1    | Checked           | Checked     | Unchecked
        3         | baseline_arm_1    | 0                 | 0           | 0
    """)
    assert said.patients == {"1": {"agent": ["dupilumab"]}, "2": {"agent": ["dupilumab + mtx"]}, "3": {}}


def test_the_choices_of_coded_check_boxes_are_in_the_dictionary(read):
    said = read(
        "record_id | redcap_event_name | agent___1 | agent___2\n 1 | baseline_arm_1 | 0 | 1",
        """
        Variable / Field Name ; Field Type ; Field Label ; Choices, Calculations, OR Slider Labels
        agent                 ; checkbox   ; Systemic    ; 1, Dupilumab | 2, Methotrexate
        """,
    )
    assert said.patients == {"1": {"agent": ["Methotrexate"]}}
    assert said.facts.labels == {}


def test_label_exports_name_the_choice_in_the_title(read):
    said = read("""
        Record ID | Event Name                  | Agent (choice=Dupilumab) | Agent (choice=Methotrexate) | Complete?
        1         | Week 4 (Arm 1: Cream first) | Checked                  | Unchecked                   | Complete
    """)
    assert said.column("Agent (choice=Dupilumab)").choice == "Dupilumab"
    assert said.patients["1"]["agent"] == ["Dupilumab"]


def test_several_arms_are_the_cohort_where_no_column_is(read):
    said = read("""
        record_id | redcap_event_name | iga
        1         | baseline_arm_1    | 3
        1         | week_4_arm_1      | 2
        2         | baseline_arm_2    | 4
    """)
    assert said.patients == {"1": {"cohort": ["arm_1"]}, "2": {"cohort": ["arm_2"]}}


def test_arms_of_a_label_export_have_names(read):
    said = read("""
        Record ID | Event Name                     | Complete? | IGA
        1         | Week 4 (Arm 1: Cream first)    | Complete  | 3
        2         | Week 4 (Arm 2: Systemic first) | Complete  | 3
    """)
    assert said.patients == {"1": {"cohort": ["Arm 1: Cream first"]}, "2": {"cohort": ["Arm 2: Systemic first"]}}


def test_one_arm_says_nothing_of_the_cohort_and_a_cohort_column_says_more(read):
    assert read("record_id | redcap_event_name | iga\n 1 | baseline_arm_1 | 3").patients == {"1": {}}
    assert read(RAW.replace("2         | baseline_arm_1", "2         | baseline_arm_2")).patients["1"] == {
        "cohort": ["0"]
    }


def test_rows_of_other_forms_are_no_patients_without_events(read):
    said = read("""
        record_id | redcap_repeat_instrument | redcap_repeat_instance | cohort | term
        1         |                          |                        | A      |
        1         | adverse_events           | 1                      |        | Acne
        2         |                          |                        | B      |
    """)
    assert said.events == [("1", {"term": "Acne"})]
    assert said.facts.events_listed_for == ()
    assert said.facts.visits is None


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("redcap_event_name", "visit"),
        ("Event Name", "visit"),
        ("redcap_data_access_group", "site"),
        ("redcap_repeat_instance", ""),
        ("Repeat Instance", ""),
        ("skin_exam_complete", ""),
        ("Complete?", ""),
        ("Complete? (2)", ""),
        ("consent_timestamp", ""),
        ("redcap_survey_identifier", ""),
    ],
)
def test_columns_that_redcap_adds(title, field):
    assert structural(title)[0] == field


def test_a_column_of_the_site_is_none_that_redcap_adds():
    assert structural("iga_total") is None


def test_check_boxes_by_their_titles():
    assert check_box("race___2") == ("race", "2")
    assert check_box("Race (choice=White)") == ("Race", "White")
    assert check_box("race_2") is None


def test_an_ordinary_table_is_not_from_redcap():
    assert not is_redcap(["patient_id", "week", "iga", "event"])
    assert is_redcap(["Record ID", "Event Name", "IGA", "Complete?"])
    assert is_redcap(["record_id", "agent___1"])


def test_rows_of_other_forms_are_no_visits(read):
    said = read("""
        record_id | redcap_event_name | redcap_repeat_instrument | redcap_repeat_instance | cohort | week | iga
        1         | visits_arm_1      |                          |                        | A      |      |
        1         | visits_arm_1      | skin_exam                | 1                      |        | 0    | 3
        1         | visits_arm_1      | skin_exam                | 2                      |        | 4    | 2
    """)
    assert said.visits == [
        ("1", {"visit": "visits_arm_1", "week": "0", "iga": "3"}),
        ("1", {"visit": "visits_arm_1", "week": "4", "iga": "2"}),
    ]


def test_codes_of_visits_are_given_their_labels(read):
    said = read(
        "patient_id | visit | iga\n p1 | 1 | 3\n p1 | 2 | 2\n p1 | 9 | 1",
        "variable | code | label\n visit | 1 | Baseline\n visit | 2 | Week 4",
    )
    assert [fields["visit"] for _, fields in said.visits] == ["Baseline", "Week 4", "9"]


def test_two_codings_of_a_field_are_each_read_by_their_own(read):
    said = read(
        """
        patient_id | cohort | ae1_term | ae1_grade | ae2_term | ae2_grade
        p1         | A      | Acne     | 1         | Rash     | 1
        """,
        """
        variable  | code | label
        ae1_grade | 1    | mild
        ae2_grade | 1    | severe
        """,
    )
    assert [fields["severity"] for _, fields in said.events] == ["mild", "severe"]
    assert said.facts.labels == {}
