from core.intake.proposal import ColumnProposal

VISITS = "week | iga\n 0 | 3\n 4 | 2\n 0 | 4\n 4 | 1"


def beside(titles, rows, table=VISITS):
    """A table of visits with more columns in front."""
    lines = [titles, *rows]
    return "\n".join(f"{more} | {line}" for more, line in zip(lines, table.splitlines(), strict=True))


def test_a_column_shows_its_first_distinct_cells(read):
    said = read("patient_id | week | iga\n p1 | 0 | 3\n p1 | 4 | 3\n p1 | 8 | 2\n p1 | 12 | 1\n p1 | 16 | 0")
    assert said.column("iga") == ColumnProposal(
        0, "iga", "iga", "iga", "exact", "is the name of the field: IGA", samples=("3", "2", "1")
    )


def test_cells_of_private_columns_are_not_shown(tables):
    from core.intake.mapping.column_map import proposals

    grids = tables("patient_id | iga\n Smith | 3")
    assert proposals(grids, chosen={}, private={(0, "patient_id")})[0].samples == ()


def test_what_the_user_chose_wins(read):
    said = read(
        "patient_id | week | iga | score\n p1 | 0 | 3 | 4\n p1 | 4 | 2 | 1",
        chosen={"table1.csv": {"IGA": "ignore", "score": "iga"}},
    )
    assert (said.column("iga").field, said.column("score").how) == ("", "chosen")
    assert [fields["iga"] for _, fields in said.visits] == ["4", "1"]


def test_a_choice_may_name_the_visit_of_a_column_and_use_short_words(read):
    said = read(
        "patient_id | x | y\n p1 | 3 | 7",
        chosen={"a/table1.csv": {}, "table1.csv": {"x": "iga @ week 4", "y": "itch @ week 4"}},
    )
    assert said.visits == [("p1", {"iga": "3", "itch_nrs": "7", "visit": "week 4"})]


def test_a_choice_of_a_field_that_does_not_exist_is_not_used(read):
    said = read("patient_id | iga\n p1 | 3", chosen={"table1.csv": {"iga": "colour"}})
    assert not said.column("iga").used
    assert "colour" in said.column("iga").reason


def test_two_columns_for_one_field_are_a_question_and_neither_is_used(read):
    said = read("patient_id | week | BSA | BSA (%)\n p1 | 0 | 10 | 12\n p1 | 4 | 5 | 6")
    assert [said.column(title).how for title in ("BSA", "BSA (%)")] == ["conflict", "conflict"]
    (question,) = said.questions
    assert (question.about, question.blocks, question.key) == ("column_map", True, ("columns", "table1.csv"))
    assert question.options[:2] == ("BSA", "BSA (%)")
    assert said.facts.visits is None


def test_the_column_with_the_very_name_of_the_field_is_preferred(read):
    said = read("patient_id | week | bsa_pct | BSA (%)\n p1 | 0 | 10 | 12")
    assert (said.column("bsa_pct").field, said.column("BSA (%)").field) == ("bsa_pct", "")
    assert said.questions == ()


def test_columns_that_fill_each_others_gaps_are_all_used(read):
    said = read("patient_id | week | BSA | BSA (%)\n p1 | 0 | 10 |\n p1 | 4 | | 6")
    assert [fields["bsa_pct"] for _, fields in said.visits] == ["10", "6"]
    assert said.questions == ()


def test_of_equal_columns_the_first_is_used(read):
    said = read("patient_id | week | BSA | BSA (%)\n p1 | 0 | 10 | 10\n p1 | 4 | 6 | 6")
    assert (said.column("BSA").field, said.column("BSA (%)").field) == ("bsa_pct", "")


def test_a_column_that_is_empty_does_not_compete(read):
    said = read("patient_id | week | BSA | BSA (%)\n p1 | 0 | | 10\n p1 | 4 | | 6")
    assert said.column("BSA (%)").field == "bsa_pct"


def test_without_an_identifier_a_column_that_could_be_one_is_only_suggested(read):
    said = read(beside("Animal", ["cat", "cat", "dog", "dog"]))
    said_more = read(beside("Animal", ["cat", "cat", "dog", "cow"]))
    assert (said.column("Animal").field, said_more.column("Animal").how) == ("", "suggestion")
    (question,) = said_more.questions
    assert (question.proposal, question.blocks) == ({"Animal": "patient_id"}, True)
    assert said_more.facts.patients.empty


def test_a_table_of_scores_in_which_nobody_is_identified_is_asked_about(read):
    (question,) = read(VISITS).questions
    assert (question.id, question.proposal) == ("column_map:table1.csv:patient_id", None)


def test_a_column_whose_values_are_the_patients_of_another_table_is_the_identifier(read):
    said = read(
        "patient_id | cohort\n ann-1 | A\n bob-2 | B\n cy-3 | B",
        beside("Animal", ["ann-1", "ann-1", "bob-2", "cy-3"]),
    )
    assert (said.column("Animal").field, said.column("Animal").used) == ("patient_id", True)


def test_pseudonyms_identify_the_patients(read):
    said = read(beside("Hospital number", ["P1", "P1", "P2", "P2"]), keys={(0, "Hospital number")})
    assert list(said.patients) == ["P1", "P2"]


def test_a_column_that_numbers_the_rows_is_no_patient(read):
    said = read(beside("record | patient", ["1 | p1", "2 | p1", "3 | p2", "4 | p2"]))
    assert list(said.patients) == ["p1", "p2"]


def test_a_group_is_the_cohort_or_the_agent_as_its_cells_say(read):
    said = read("patient_id | Treatment | age\n p1 | Dupilumab | 30\n p2 | Upadacitinib | 40")
    assert said.column("Treatment").field == "agent"
    said = read("patient_id | Treatment | age\n p1 | Cohort A | 30\n p2 | Cohort B | 40")
    assert said.column("Treatment").field == "cohort"


def test_cells_that_may_be_agents_under_a_title_nobody_knows_are_suggested(read):
    said = read("patient_id | cohort | Zzz\n p1 | A | dupilumab\n p2 | B | methotrexate")
    assert (said.column("Zzz").field, said.column("Zzz").how) == ("agent", "suggestion")
    assert [question.proposal for question in said.questions] == [{"Zzz": "agent"}]


def test_a_date_means_the_visit_or_the_event_as_the_table_does(read):
    said = read(
        "patient_id | date | iga\n p1 | 2024-01-01 | 3",
        "patient_id | date | term\n p1 | 2024-01-05 | Acne",
        "patient_id | date | cohort\n p1 | 2024-01-05 | A",
    )
    assert [column.field for column in said.columns if column.title == "date"] == [
        "visit_date",
        "event_start_date",
        "start_date",
    ]
    assert [column.used for column in said.columns if column.title == "date"] == [True, True, False]


def test_in_rows_of_visits_and_events_the_cells_tell_whose_date_it_is(read):
    said = read("""
        patient_id | week | iga | date       | term
        p1         | 0    | 3   |            |
        p1         | 4    | 2   |            |
        p1         |      |     | 2024-01-05 | Acne
    """)
    assert said.column("date").field == "event_start_date"


def test_a_severity_among_scores_is_not_taken_for_that_of_an_event(read):
    said = read("patient_id | week | bsa_pct | severity\n p1 | 0 | 10 | 3")
    assert said.kinds == ["visits"]
    assert (said.column("severity").field, said.column("severity").how) == ("iga", "suggestion")
    assert said.facts.events is None


def test_cells_that_name_visits_are_visits_under_a_title_nobody_knows(read):
    said = read("patient_id | Zzz | iga\n p1 | Baseline | 3\n p1 | Week 4 | 2")
    assert [fields["visit"] for _, fields in said.visits] == ["Baseline", "Week 4"]


def test_codes_that_a_codebook_labels_with_agents_are_suggested(read):
    said = read(
        "patient_id | cohort | Zzz\n p1 | A | 1\n p2 | B | 2",
        "Variable | Code | Label\n Zzz | 1 | Dupilumab\n Zzz | 2 | Methotrexate",
    )
    assert [question.proposal for question in said.questions] == [{"Zzz": "agent"}]


def test_the_identifier_the_user_chose_is_used(read):
    said = read(
        "patient_id | family | week | iga\n p1 | f1 | 0 | 3\n p2 | f1 | 0 | 4",
        chosen={"table1.csv": {"family": "patient_id"}},
    )
    assert list(said.patients) == ["f1"]


def test_two_identifiers_that_tell_different_patients_apart_are_a_question(read):
    said = read(
        "Subject ID | Patient number | week | iga\n a | x | 0 | 3\n a | y | 4 | 3\n b | y | 0 | 2\n b | y | 4 | 1"
    )
    assert {said.column(title).how for title in ("Subject ID", "Patient number")} == {"conflict"}
    assert [question.id for question in said.questions] == ["column_map:table1.csv:patient_id"]


def test_of_two_names_of_a_visit_the_one_that_says_when_is_used(read):
    said = read(
        "patient_id | Visit name | Timepoint | iga\n p1 | V2 | Week 4 | 3\n p1 | V3 | Week 8 | 3",
    )
    assert [fields["visit"] for _, fields in said.visits] == ["Week 4", "Week 8"]


def test_the_words_of_the_chart_are_the_term_where_nothing_else_names_the_event(read):
    said = read("patient_id | verbatim | severity | serious\n p1 | sore eye | mild | no")
    assert said.events == [("p1", {"term": "sore eye", "severity": "mild", "serious": "no"})]


def test_the_date_of_the_visit_at_which_an_event_was_told_is_not_its_start(read):
    said = read("patient_id | visit date | term | severity\n p1 | 2024-01-29 | Acne | mild")
    assert said.events == [("p1", {"term": "Acne", "severity": "mild"})]


def test_a_code_of_the_agent_that_nobody_explains_is_not_used(read):
    said = read("patient_id | cohort | Zzz\n p1 | A | 1\n p2 | B | 2")
    assert not said.column("Zzz").field


def test_titles_that_are_visits_mean_nothing_where_no_measure_is_named(read):
    said = read("patient_id | cohort | Week 0 | Week 4\n p1 | A | 3 | 2")
    assert said.kinds == ["patients"]
    assert said.facts.visits is None


def test_a_suggested_score_of_each_visit_is_one_question(read):
    said = read("patient_id | cohort | nrs_wk0 | nrs_wk4\n p1 | A | 3 | 2")
    assert [question.proposal for question in said.questions] == [{"nrs_wk0": "itch_nrs", "nrs_wk4": "itch_nrs"}]


def test_two_columns_for_a_field_that_is_not_needed_are_said_and_not_asked_about(read):
    said = read("patient_id | cohort | Gender | Sex at birth\n p1 | A | M | F\n p2 | B | F | F")
    assert said.patients["p1"] == {"cohort": ["A"]}
    problem = said.problem("column_conflict")
    assert (problem.severity, problem.count) == ("warning", 2)
    assert said.questions == ()


def test_a_suggestion_for_what_is_not_needed_is_said(read):
    said = read("patient_id | date | cohort\n p1 | 2024-01-05 | A")
    assert (said.problem("column_not_used").severity, said.questions) == ("info", ())
