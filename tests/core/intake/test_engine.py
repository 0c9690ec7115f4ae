"""Files in, an extract or questions out: the decisions of an import, written out as small files."""

from pathlib import Path

import pytest

from core.extract import extract_bytes, read_extract
from core.intake.answers import from_document
from core.intake.engine import import_files
from core.intake.template import template_files

SAMPLE = Path(__file__).resolve().parents[3] / "sample_data" / "extract.parquet"


def table(text, mark=","):
    """A file of a table written with bars."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return ("visits.csv", "\n".join(mark.join(row) for row in rows).encode())


def run(*files, **answers):
    return import_files(files, answers=from_document(answers))


def asked(done):
    return [decision.about for decision in done.decisions if decision.blocks and not decision.answered]


def codes(done):
    return {(problem.code, problem.severity) for problem in done.problems}


PLAIN = """
    patient_id | cohort | agent     | week | iga | bsa | itch
    P1         | A      | dupilumab | 0    | 3   | 10  | 7
    P1         | A      | dupilumab | 12   | 1   | 2.5 | 3
    P2         | B      |           | 0    | 4   | 40  | 9
"""


def test_a_plain_table_is_imported_with_what_is_missing_named():
    done = run(table(PLAIN))
    assert done.outcome == "import_with_warnings"
    assert done.not_available == ("adverse_events",)
    assert done.extract.assessments["bsa_pct"].tolist() == [10, 2.5, 40]
    assert done.extract.patients["systemic_agent"].isna().tolist() == [False, True]
    assert not done.extract.provenance.synthetic


def test_the_same_files_and_answers_give_the_same_extract():
    assert run(table(PLAIN)).extract.digest == run(table(PLAIN)).extract.digest


def test_progress_is_told_step_by_step():
    steps = []
    import_files([table(PLAIN)], progress=steps.append)
    assert steps[0] == "Reading the files"
    assert len(steps) == len(set(steps)) == 5


def test_an_extract_of_our_own_is_opened_as_it_is():
    extract = run(table(PLAIN)).extract
    again = import_files([("mine.parquet", extract_bytes(extract))])
    assert again.outcome == "import_clean"
    assert again.extract.digest == extract.digest
    assert again.not_available == ("adverse_events",)
    assert again.summary["adverse_events"] is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("paper.csv", b"%PDF-1.7 ..."),
        ("picture.csv", b"\x89PNG\r\n\x1a\n0000"),
        ("zeros.csv", b"a,b\n1,2\0\n"),
        ("letter.csv", b"Dear nurse, please find\nthe data, attached\n"),
    ],
)
def test_what_is_no_table_of_patients_is_refused_with_a_reason(name, content):
    done = import_files([(name, content)])
    assert done.outcome == "reject"
    assert done.extract is None and done.summary is None
    assert len(done.message) > 20


def test_no_file_at_all_is_refused():
    assert import_files([]).outcome == "reject"


def test_a_refused_file_does_not_keep_the_others_from_being_read():
    done = import_files([table(PLAIN), ("paper.pdf", b"%PDF-1.7 ...")])
    assert done.outcome == "import_with_warnings"
    assert any(problem.severity == "refused" and problem.file == "paper.pdf" for problem in done.problems)


# Cohorts


def test_without_a_cohort_it_is_asked_and_a_constant_answers():
    file = table("""
        patient_id | week | iga
        P1         | 0    | 3
    """)
    assert asked(run(file)) == ["no_cohort"]
    assert run(file, accept="proposals").outcome == "needs_user_decision"
    done = run(file, constants={"cohort": "B"})
    assert done.extract.patients["cohort"].tolist() == ["B"]


def test_the_cohort_follows_from_the_treatment_that_started_first_and_that_is_said():
    done = run(
        table("""
        patient_id | cream start | systemic start | week | iga
        P1         | 2023-01-02  | 2023-03-06     | 0    | 3
        P2         | 2023-05-01  | 2023-03-06     | 0    | 2
    """)
    )
    assert done.extract.patients["cohort"].tolist() == ["A", "B"]
    assert done.extract.patients["cream_start_week"].tolist() == [-9, 0]
    assert done.extract.patients["systemic_start_week"].tolist() == [0, -8]
    assert [decision.about for decision in done.decisions if not decision.blocks][-1] == "cohort_from_starts"
    assert ("proposal_applied", "warning") in codes(done)


def test_numbers_for_the_cohorts_are_asked_with_a_proposal():
    file = table("""
        patient_id | group | week | iga
        P1         | 1     | 0    | 3
        P2         | 2     | 0    | 2
    """)
    assert asked(run(file)) == ["cohort_values"]
    assert run(file, accept=["cohort_values"]).extract.patients["cohort"].tolist() == ["A", "B"]
    answered = run(file, values={"cohort": {"1": "B", "2": "A"}})
    assert answered.extract.patients["cohort"].tolist() == ["B", "A"]
    assert [d.answered for d in answered.decisions if d.about == "cohort_values"] == [True]


TWO_COHORTS = """
    patient_id | cohort | week | iga
    P1         | A      | 0    | 3
    P1         | B      | 4    | 2
    P2         | B      | 0    | 2
"""


def test_a_patient_under_both_cohorts_is_a_question_and_never_a_guess():
    done = run(table(TWO_COHORTS), accept="proposals")
    assert asked(done) == ["two_cohorts"]
    assert "rows 2 and 3" in done.decisions[-1].question


@pytest.mark.parametrize(("answer", "patients"), [("A", ["P1", "P2"]), ("leave out", ["P2"])])
def test_a_patient_under_both_cohorts_goes_where_the_user_says(answer, patients):
    done = run(table(TWO_COHORTS), patients={"P1": {"cohort": answer}})
    assert done.extract.patients["patient_id"].tolist() == patients


def test_a_patient_without_cohort_among_others_is_left_out_with_its_row():
    done = run(
        table("""
        patient_id | cohort | week | iga
        P1         | A      | 0    | 3
        P2         |        | 0    | 2
    """)
    )
    assert done.extract.patients["patient_id"].tolist() == ["P1"]
    assert done.excluded.to_numpy().tolist() == [["visits.csv", 3, "cohort missing"]]


# Time


def test_dates_that_can_be_read_in_two_ways_are_asked_only_where_they_are_needed():
    text = """
        patient_id | cohort | {} start_date | visit_date | iga
        P1         | A      | {} 01/02/2023 | 01/03/2023 | 3
    """
    needed = run(table(text.format("", "")))
    assert asked(needed) == ["date_order", "date_order"]
    assert all(problem.code != "visit_without_time" for problem in needed.problems)
    assert asked(run(table(text.format("week |", "4 |")))) == []


def test_the_answered_order_of_day_and_month_places_the_visits():
    file = table("""
        patient_id | cohort | start_date | visit_date | iga
        P1         | A      | 01/02/2023 | 01/03/2023 | 3
    """)
    day_first = run(file, date_order={"start_date": "dmy", "visit_date": "dmy"}).extract.assessments
    month_first = run(file, date_order={"start_date": "mdy", "visit_date": "mdy"}).extract.assessments
    assert (day_first["week"].tolist(), day_first["day"].tolist()) == ([4], [28])
    assert month_first["day"].tolist() == [1]


def test_a_column_that_decides_the_order_proposes_it_for_the_other():
    done = run(
        table("""
        patient_id | cohort | start_date | visit_date | iga
        P1         | A      | 01/02/2023 | 15/03/2023 | 3
    """),
        accept="proposals",
    )
    assert done.extract.assessments["day"].tolist() == [42]


def test_without_a_start_the_visit_called_baseline_is_time_zero():
    done = run(
        table("""
        patient_id | cohort | visit    | visit_date | iga
        P1         | A      | Baseline | 2023-02-01 | 3
        P1         | A      | phone    | 2023-03-01 | 2
    """)
    )
    assert done.extract.assessments["week"].tolist() == [0, 4]


def test_dates_without_any_start_are_asked_about():
    file = table("""
        patient_id | cohort | visit_date | iga
        P1         | A      | 2023-02-01 | 3
        P1         | A      | 2023-03-01 | 2
    """)
    assert asked(run(file)) == ["time_zero"]
    assert run(file, accept=["time_zero"]).extract.assessments["week"].tolist() == [0, 4]


def test_numbers_of_visits_are_asked_and_the_answered_weeks_hold():
    file = table("""
        patient_id | cohort | visit | iga
        P1         | A      | V1    | 3
        P1         | A      | V2    | 2
    """)
    assert asked(run(file)) == ["event_to_week"]
    assert run(file, weeks={"V1": 0, "V2": 12}).extract.assessments["week"].tolist() == [0, 12]


def test_scores_without_any_time_are_asked_and_may_be_of_one_week():
    file = table("""
        patient_id | cohort | iga
        P1         | A      | 3
    """)
    assert asked(run(file)) == ["no_time"]
    assert run(file, constants={"week": "0"}).extract.assessments["week"].tolist() == [0]


def test_an_unscheduled_visit_counts_by_its_date_and_is_left_out_without_one():
    text = """
        patient_id | cohort | start_date | visit       | visit_date | iga
        P1         | A      | 2023-01-02 | Week 4      | 2023-01-30 | 3
        P1         | A      | 2023-01-02 | Unscheduled | {}         | 2
    """
    assert run(table(text.format("2023-02-06"))).extract.assessments["week"].tolist() == [4, 5]
    without = run(table(text.format("")))
    assert without.extract.assessments["week"].tolist() == [4]
    assert ("visit_without_time", "error_row") in codes(without)


def test_a_date_far_from_the_week_it_is_called_is_said_and_the_week_holds():
    done = run(
        table("""
        patient_id | cohort | start_date | week | visit_date | iga
        P1         | A      | 2023-01-02 | 0    | 2023-01-02 | 3
        P1         | A      | 2023-01-02 | 12   | 2024-03-27 | 3
    """)
    )
    assert done.extract.assessments["week"].tolist() == [0, 12]
    assert done.extract.assessments["day"].isna().tolist() == [False, True]
    assert ("week_and_date_disagree", "warning") in codes(done)


def test_a_study_day_one_is_the_start_where_there_is_no_day_zero():
    done = run(
        table("""
        patient_id | cohort | study day | iga
        P1         | A      | 1         | 3
        P1         | A      | 29        | 2
    """)
    )
    assert done.extract.assessments["day"].tolist() == [0, 28]


# Several rows of a visit

CLASH = """
    patient_id | cohort | week | iga | bsa
    P1         | A      | 0    | 3   | 10
    P1         | A      | 0    | 1   | 20
    P1         | A      | 4    | 2   |
    P1         | A      | 4    |     | 5
"""


def test_rows_that_complement_each_other_are_one_visit_and_contradicting_ones_a_question():
    done = run(table(CLASH), accept="proposals")
    assert asked(done) == ["duplicate_visit"]
    assert "P1, week 0 (rows 2 and 3: IGA 3 or 1, BSA 10 or 20)" in done.decisions[-1].question


@pytest.mark.parametrize(
    ("answer", "iga", "bsa"),
    [
        ("keep first", [3, 2], [10, 5]),
        ("keep last", [1, 2], [20, 5]),
        ("leave both out", [2], [5]),
        ("average", [2, 2], [15, 5]),
    ],
)
def test_contradicting_rows_count_as_the_user_says(answer, iga, bsa):
    visits = run(table(CLASH), constants={"duplicate_visit": answer}).extract.assessments
    assert visits["iga"].tolist() == iga
    assert visits["bsa_pct"].tolist() == bsa


def test_a_row_left_out_by_the_user_settles_the_contradiction():
    done = run(table(CLASH), rows={"exclude": [{"file": "visits.csv", "row": 3}]})
    assert done.extract.assessments["iga"].tolist() == [3, 2]
    assert ["visits.csv", 3, "row excluded"] in done.excluded.to_numpy().tolist()


# Values


def test_a_corrected_cell_is_read_instead_of_the_one_in_the_file():
    file = table("""
        patient_id | cohort | week | bsa
        P1         | A      | 0    | 140
    """)
    assert ("value_out_of_range", "error_cell") in codes(run(file))
    done = run(file, cells=[{"file": "visits.csv", "row": 2, "column": "bsa", "value": "14"}])
    assert done.extract.assessments["bsa_pct"].tolist() == [14]
    assert ("value_out_of_range", "error_cell") not in codes(done)


def test_a_finding_says_row_column_value_and_what_was_expected():
    done = run(
        table("""
        patient_id | cohort | week | BSA
        P1         | A      | 0    | 12
        P2         | A      | 0    | 140
    """)
    )
    problem = next(problem for problem in done.problems if problem.code == "value_out_of_range")
    assert problem.message == (
        "Row 3, BSA: “140” is above 100. Expected 0-100 %. Left blank; correct it in your file or here."
    )
    assert (problem.row, problem.column, problem.value, problem.rows) == (3, "BSA", "140", (3,))


def scores(column, values):
    rows = "\n".join(
        f"P{number} | {'AB'[number % 2]} | {week} | {value}"
        for number in range(1, 9)
        for week, value in zip((0, 4, 12), (values[number % len(values)], values[0], values[-1]), strict=True)
    )
    return table(f"patient_id | cohort | week | {column}\n{rows}")


@pytest.mark.parametrize(
    ("column", "field", "values", "scale", "highest"),
    [
        ("iga", "iga", ["1", "2", "3", "4", "5"], "1-5", 4),
        ("itch", "itch_nrs", ["12", "45", "80", "66"], "0-100", 8),
        ("bsa", "bsa_pct", ["0.05", "0.125", "0.33", "0.5"], "fraction", 50),
    ],
)
def test_another_scale_is_asked_and_converted_as_answered(column, field, values, scale, highest):
    file = scores(column, values)
    assert asked(run(file)) == ["scale"]
    assert run(file, accept="proposals").extract.assessments[field].max() == highest
    assert run(file, scales={column: scale}).extract.assessments[field].max() == highest


def test_a_scale_answered_as_ours_is_not_converted():
    done = run(scores("iga", ["1", "2", "3", "4", "5"]), scales={"iga": "0-4"})
    assert done.extract.assessments["iga"].max() == 4
    assert ("value_out_of_range", "error_cell") in codes(done)


def test_a_name_two_letters_off_is_asked_and_a_topical_is_refused_with_the_reason():
    file = table("""
        patient_id | cohort | systemic_agent      | week | iga
        P1         | A      | dupilumumbb         | 0    | 3
        P2         | A      | tacrolimus ointment | 0    | 3
    """)
    assert asked(run(file)) == ["agent_values"]
    done = run(file, values={"agent": {"dupilumumbb": "dupilumab"}})
    assert done.extract.patients["systemic_agent"].fillna("").tolist() == ["dupilumab", ""]
    assert ("topical_in_systemic_column", "error_cell") in codes(done)


def test_ages_over_89_are_stored_as_90_and_not_repeated():
    done = run(
        table("""
        patient_id | cohort | age | week | iga
        P1         | A      | 93  | 0    | 3
    """)
    )
    problem = next(problem for problem in done.problems if problem.code == "age_over_89")
    assert done.extract.patients["age"].tolist() == [90]
    assert "93" not in problem.message + problem.value


def test_a_column_the_user_names_is_read_and_one_left_out_is_not():
    file = table("""
        patient_id | cohort | week | iga | Zyx
        P1         | A      | 0    | 3   | 5
    """)
    done = run(file, columns={"visits.csv": {"Zyx": "itch", "iga": "ignore"}})
    assert done.extract.assessments["itch_nrs"].tolist() == [5]
    assert "iga" in done.not_available


# Adverse events

PEOPLE = (
    "people.csv",
    b"patient_id,cohort,start_date\nP1,A,2023-01-02\nP2,B,2023-01-02\nP3,B,2023-01-02\n",
)


def events(text):
    return ("events.csv", table(text)[1])


def test_patients_without_a_row_among_the_events_are_said_to_be_read_as_none():
    file = events("""
        patient_id | term | severity | serious | start_date
        P1         | Acne | mild     | no      | 2023-01-30
        P2         |      |          |         |
    """)
    done = run(PEOPLE, file)
    assert done.extract.patients["ae_status"].tolist() == ["any", "none", "none"]
    assert done.extract.adverse_events["start_week"].tolist() == [4]
    assert done.summary["adverse_events"]["patients_any"] == {"A": 1, "B": 0}
    undocumented = run(PEOPLE, file, constants={"ae_status": "not documented"})
    assert undocumented.extract.patients["ae_status"].tolist() == ["any", "none", "not documented"]


def test_an_event_with_part_of_a_date_is_kept_without_a_week():
    file = events("""
        patient_id | term | start_date
        P1         | Acne | 2023-02
        P2         | Rash | 2022-12-26
    """)
    done = run(PEOPLE, file)
    assert done.extract.adverse_events["start_week"].isna().tolist() == [True, False]
    assert ("partial_date", "warning") in codes(done)
    assert ("event_before_time_zero", "info") in codes(done)


def test_an_event_that_ends_before_it_starts_loses_its_end_and_one_without_a_name_its_row():
    file = events("""
        patient_id | term | severity | start_week | end_week
        P1         | Acne | mild     | 4          | 2
        P2         |      | severe   | 3          |
    """)
    done = run(PEOPLE, file)
    assert done.extract.adverse_events[["start_week", "end_week"]].fillna(-1).to_numpy().tolist() == [[4, -1]]
    assert {("event_ends_before_start", "error_cell"), ("event_without_term", "error_row")} <= codes(done)


def test_a_listing_of_events_alone_holds_the_patients_it_lists():
    done = run(
        events("""
        patient_id | cohort | term     | severity | related  | serious
        P1         | A      | Acne     | Grade 2  | possible | N
        P2         | B      | Headache | Grade 1  | unlikely | N
    """)
    )
    assert done.not_available == ("systemic_agent", "assessments")
    assert done.extract.adverse_events["related"].tolist() == [True, False]
    assert {d.about for d in done.decisions if not d.blocks} >= {"severity_map", "relatedness_map"}


def test_a_status_of_none_beside_an_event_gives_way_to_the_event():
    people = ("people.csv", b"patient_id,cohort,ae_status\nP1,A,none\nP2,B,not documented\n")
    done = run(people, events("patient_id | term | severity\n P1 | Acne | mild"))
    assert done.extract.patients["ae_status"].tolist() == ["any", "not documented"]
    assert ("ae_status_contradicts_events", "warning") in codes(done)


def test_where_every_patient_is_left_out_nothing_is_imported_and_the_rows_are_named():
    done = run(
        table("""
        patient_id | cohort | week | iga
        P1         | NA     | 0    | 3
    """)
    )
    assert done.outcome == "reject"
    assert done.excluded.to_numpy().tolist() == [["visits.csv", 2, "cohort missing"]]


def test_a_date_column_read_in_the_order_of_the_others_is_said_and_not_asked():
    done = run(
        table("""
        patient_id | cohort | cream_start_date | systemic_start_date | visit_date | iga
        P1         | A      | 1/5/2023         | 3/15/2023           | 3/15/2023  | 3
    """)
    )
    assert done.extract.assessments["day"].tolist() == [0]
    assert done.extract.patients["cream_start_week"].round(2).tolist() == [-9.86]
    assert [decision.about for decision in done.decisions if decision.about == "date_order"] == ["date_order"]


def test_a_blank_status_beside_others_is_not_documented():
    people = ("people.csv", b"patient_id,cohort,ae_status\nP1,A,any\nP2,B,none\nP3,B,\n")
    done = run(people, events("patient_id | term | severity\n P1 | Acne | mild"))
    assert done.extract.patients["ae_status"].tolist() == ["any", "none", "not documented"]


def test_a_scale_in_the_title_is_asked_even_where_the_values_would_fit_ours():
    file = table("""
        patient_id | cohort | week | Itch VAS (0-100)
        P1         | A      | 0    | 8
        P2         | B      | 0    | 10
    """)
    assert asked(run(file)) == ["scale"]
    assert run(file, accept=["scale:itch_nrs"]).extract.assessments["itch_nrs"].tolist() == [0.8, 1]


def test_a_plain_title_that_names_our_scale_asks_nothing():
    file = table("""
        patient_id | cohort | week | IGA (0-4)
        P1         | A      | 0    | 4
        P2         | B      | 0    | 5
    """)
    done = run(file)
    assert asked(done) == []
    assert ("value_out_of_range", "error_cell") in codes(done)


def test_visits_of_two_tables_at_the_same_time_are_one_visit():
    people = ("people.csv", b"patient_id,cohort\nP1,A\n")
    done = run(
        people,
        ("iga.csv", b"patient_id,week,iga\nP1,0,3\nP1,4,2\n"),
        ("itch.csv", b"patient_id,week,itch\nP1,0,7\nP1,4,5\n"),
    )
    assert done.extract.assessments[["week", "iga", "itch_nrs"]].to_numpy().tolist() == [[0, 3, 7], [4, 2, 5]]


def test_the_follow_up_is_the_time_from_the_start_to_the_last_contact():
    people = (
        "people.csv",
        b"patient_id,cohort,start_date,date of last contact\nP1,A,2023-01-02,2023-03-13\nP2,B,2023-01-02,2022-01-01\n",
    )
    done = run(people, events("patient_id | term | severity\n P1 | Acne | mild"))
    assert done.extract.patients["follow_up_weeks"].fillna(-1).tolist() == [10, -1]
    assert ("follow_up_negative", "error_cell") in codes(done)


def test_starts_that_contradict_the_cohort_are_left_blank():
    done = run(
        table("""
        patient_id | cohort | cream_start_week | systemic_start_week | week | iga
        P1         | A      | -8               | 0                   | 0    | 3
        P2         | A      | 0                | -8                  | 0    | 3
    """)
    )
    starts = done.extract.patients[["cream_start_week", "systemic_start_week"]].fillna(99)
    assert starts.to_numpy().tolist() == [[-8, 0], [0, 99]]
    assert ("start_contradicts", "error_cell") in codes(done)


def test_an_agent_started_before_its_approval_is_a_warning():
    done = run(
        table("""
        patient_id | cohort | systemic_agent | systemic_start_date | week | iga
        P1         | A      | lebrikizumab   | 2022-01-02          | 0    | 3
    """)
    )
    assert ("before_approval", "warning") in codes(done)
    assert done.extract.patients["systemic_agent"].tolist() == ["lebrikizumab"]


def test_a_patient_with_two_ages_keeps_the_first_and_that_is_said():
    done = run(
        table("""
        patient_id | cohort | age | week | iga
        P1         | A      | 40  | 0    | 3
        P1         | A      | 41  | 4    | 2
    """)
    )
    assert done.extract.patients["age"].tolist() == [40]
    assert ("conflicting_patient_value", "warning") in codes(done)


def test_an_answer_that_is_no_value_of_its_column_is_said():
    done = run(table(PLAIN.replace("| A ", "| X ")), values={"cohort": {"X": "C"}})
    assert ("answer_not_understood", "error_cell") in codes(done)


def test_a_filled_template_comes_back_as_the_extract_it_was_made_of():
    extract = read_extract(SAMPLE)
    done = import_files(template_files(extract).items())
    assert done.outcome == "import_clean"
    for name in ("patients", "assessments", "adverse_events"):
        assert getattr(done.extract, name).equals(getattr(extract, name)), name
