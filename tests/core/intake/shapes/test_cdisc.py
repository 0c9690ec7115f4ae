import pytest

from core.intake.shapes.cdisc import is_cdisc

DM = """
    STUDYID | DOMAIN | USUBJID | SUBJID | RFSTDTC    | SITEID | AGE | AGEU  | SEX | RACE  | ARM      | ACTARM
    S       | DM     | S-1     | 1      | 2024-01-01 | 10     | 40  | YEARS | F   | WHITE | Cohort A | Cohort A
    S       | DM     | S-2     | 2      | 2024-02-01 | 10     | 50  | YEARS | M   | ASIAN | Cohort A | Cohort B
"""


def test_demographics_of_sdtm(read):
    said = read(DM)
    assert said.kinds == ["patients"]
    assert said.patients["S-2"] == {
        "site": ["10"],
        "age": ["50"],
        "sex": ["M"],
        "race": ["ASIAN"],
        "cohort": ["Cohort B"],
        "start_date": ["2024-02-01"],
    }
    assert all(column.how in ("exact", "none") for column in said.columns)


def test_the_actual_group_is_used_and_a_planned_one_that_differs_is_said(read):
    said = read(DM)
    assert said.column("ARM").field == ""
    assert said.problem("planned_actual_differ").rows == (3,)


def test_findings_of_sdtm_are_visits(read):
    said = read(
        DM,
        """
        USUBJID | QSTESTCD | QSTEST | QSORRES | QSSTRESC | QSSTRESN | QSDRVFL | VISITNUM | VISIT     | QSDTC      | QSDY
        S-1     | IGA      | Global | 3       | 3        | 3        |         | 1        | SCREENING | 2023-12-20 | -12
        S-1     | IGA      | Global | 2       | 2        | 2        |         | 2        | WEEK 4    | 2024-01-29 | 29
        S-1     | BSA      | Body   | 12.5    | 12.5     | 12.5     |         | 2        | WEEK 4    | 2024-01-29 | 29
        S-1     | IGACHG   | Change | -1      | -1       | -1       |         | 2        | WEEK 4    | 2024-01-29 | 29
        S-1     | IGA      | Global | 2       | 2        | 2        | Y       | 3        | WEEK 8    | 2024-02-26 | 57
        """,
    )
    assert said.kinds == ["patients", "eav"]
    assert said.visits == [
        ("S-1", {"iga": "3", "visit": "SCREENING", "day": "-12", "visit_date": "2023-12-20"}),
        ("S-1", {"iga": "2", "bsa_pct": "12.5", "visit": "WEEK 4", "day": "29", "visit_date": "2024-01-29"}),
    ]
    assert said.problem("derived_rows").count == 1
    assert "IGACHG" in said.problem("measures_not_used").message


def test_analysis_rows_of_adam(read):
    said = read("""
        USUBJID | TRT01A   | PARAMCD | PARAM                | AVAL | AVISIT   | AVISITN | ADY | ABLFL | DTYPE | CHG
        S-1     | Cohort A | IGA     | Global assessment    | 3    | Baseline | 0       | 1   | Y     |       |
        S-1     | Cohort A | IGA     | Global assessment    | 2    | Week 4   | 4       | 29  |       |       | -1
        S-1     | Cohort A | IGA     | Global assessment    | 2    | Week 8   | 8       |     |       | LOCF  | -1
        S-1     | Cohort A | PPNRS   | Peak pruritus        | 7    | Baseline | 0       | 1   | Y     |       |
    """)
    assert said.visits == [
        ("S-1", {"iga": "3", "itch_nrs": "7", "visit": "Baseline", "day": "1"}),
        ("S-1", {"iga": "2", "visit": "Week 4", "day": "29"}),
    ]
    assert said.problem("derived_rows").rows == (4,)
    assert said.patients == {"S-1": {"cohort": ["Cohort A"]}}


def test_adverse_events_of_adam_prefer_coded_terms_and_analysis_dates(read):
    said = read("""
        USUBJID | AETERM   | AEDECOD      | AEBODSYS | AESEV | AESER | AEREL    | AESTDTC | ASTDT      | ASTDY | TRTEMFL
        S-1     | sore eye | Eye pain     | Eye      | MILD  | N     | POSSIBLE | 2024-02 | 2024-02-10 | 41    | Y
        S-2     |          |              |          |       |       |          |         |            |       |
    """)
    assert said.kinds == ["events"]
    assert said.events == [
        (
            "S-1",
            {
                "term": "Eye pain",
                "verbatim": "sore eye",
                "system_organ_class": "Eye",
                "severity": "MILD",
                "serious": "N",
                "related": "POSSIBLE",
                "event_start_date": "2024-02-10",
                "event_start_day": "41",
                "treatment_emergent": "Y",
            },
        )
    ]
    assert said.facts.events_listed_for == ("S-2",)


def test_without_a_coded_term_the_reported_one_is_the_term(read):
    said = read("USUBJID | AETERM | AESEV\n S-1 | sore eye | MILD")
    assert said.events == [("S-1", {"term": "sore eye", "severity": "MILD"})]


def test_a_treatment_group_that_names_agents_is_the_agent(read):
    said = read("USUBJID | TRT01A | AGE\n S-1 | Dupilumab | 40\n S-2 | Upadacitinib | 50")
    assert said.column("TRT01A").field == "agent"


def test_a_treatment_group_that_could_be_anything_is_asked_about(read):
    said = read("USUBJID | TRT01A | AGE\n S-1 | Drug X | 40\n S-2 | Drug Y | 50")
    assert (said.column("TRT01A").field, said.column("TRT01A").how) == ("cohort", "suggestion")
    assert [decision.about for decision in said.questions] == ["column_map"]
    assert said.patients == {"S-1": {"age": ["40"]}, "S-2": {"age": ["50"]}}


def test_exposure_gives_the_agent_and_when_each_treatment_began(read):
    said = read("""
        USUBJID | EXTRT             | EXSTDTC
        S-1     | RUXOLITINIB CREAM | 2024-02-01
        S-1     | RUXOLITINIB CREAM | 2024-01-15
        S-1     | DUPILUMAB         | 2023-05-01
        S-1     | DUPILUMAB         | 2023-06-01
        S-1     | TACROLIMUS        | 2020-06-01
    """)
    assert said.kinds == ["treatments"]
    assert said.patients == {
        "S-1": {"agent": ["DUPILUMAB"], "systemic_start_date": ["2023-05-01"], "cream_start_date": ["2024-01-15"]}
    }


@pytest.mark.parametrize("titles", [["USUBJID"], ["usubjid", "x"], ["STUDYID", "SUBJID", "AGE"]])
def test_a_cdisc_table_is_known_by_its_identifier(titles):
    assert is_cdisc(titles)


def test_an_ordinary_table_is_not_cdisc():
    assert not is_cdisc(["subject", "age", "sex"])


def test_groups_that_agree_are_not_mentioned(read):
    said = read("USUBJID | ARM | ACTARM | AGE\n S-1 | Cohort A | Cohort A | 40")
    assert said.codes == []
