import pytest

from core.errors import Finding, findings_frame
from core.schema import ADVERSE_EVENTS, ASSESSMENTS, PATIENTS
from core.validation import LINE, check

ONE = "patient_id\n p1"


@pytest.fixture
def messages(frames_of):
    """Every finding about tables written out, as (severity, message)."""

    def find(*tables):
        return [(finding.severity, finding.message) for finding in check(frames_of(*tables))]

    return find


def test_a_whole_extract_has_no_finding(messages):
    patients = """
        patient_id | cohort | systemic_agent           | age | sex   | cream_start_week | systemic_start_week
        p1         | A      | dupilumab                | 0   | other | -20              | 0
        p2         | B      | dupilumab + methotrexate | 120 |       | 0                | -52
        p3         | B      |                          |     | male  |                  |
    """
    visits = """
        patient_id | week  | day    | iga | bsa_pct | itch_nrs
        p1         | -5200 | -36400 | 0   | 0       | 0
        p1         | 0     | 0      | 4   | 100     | 10
        p1         | 0     | 1      | 4   |         |
    """
    events = "patient_id | term | severity | start_week | end_week\n p1 | Acne | severe | -3 | -3\n p1 | Acne | | -9 |"
    assert messages(patients, visits, events) == []


REQUIRED = [
    (table.name, column.name)
    for table in (PATIENTS, ASSESSMENTS, ADVERSE_EVENTS)
    for column in table.stored
    if column.required
]


@pytest.mark.parametrize(("table", "column"), REQUIRED)
def test_a_required_value_may_not_be_empty(frames_of, table, column):
    frames = frames_of(
        "patient_id | ae_status\n p1 | any", "patient_id | week | iga\n p1 | 0 | 1", "patient_id | term\n p1 | Acne"
    )
    frames[table].loc[0, column] = None
    where = "" if column == "patient_id" else " (patient p1)"
    found = [finding for finding in check(frames) if (finding.table, finding.column) == (table, column)]
    assert [finding.message for finding in found] == [
        f"{table}, {column}: is empty{where}. Every row needs a value here."
    ]
    assert [finding.severity for finding in found] == ["error"]


LIMITS = [
    (table, column, value, word)
    for table in (PATIENTS, ASSESSMENTS)
    for column in table.stored
    if column.kind in ("integer", "number")
    for value, word in ((column.low - 1, f"is below {column.low:g}"), (column.high + 1, f"is above {column.high:g}"))
]


@pytest.mark.parametrize(
    ("table", "column", "value", "word"), LIMITS, ids=[f"{spec.name} {word}" for _, spec, _, word in LIMITS]
)
def test_a_number_outside_its_range_is_an_error(messages, table, column, value, word):
    row = (
        f"patient_id | week | {column.name}\n p1 | 0 | {value}"
        if column.name != "week"
        else f"patient_id | week | iga\n p1 | {value} | 1"
    )
    tables = (f"patient_id | {column.name}\n p1 | {value}",) if table is PATIENTS else (ONE, row)
    assert (
        "error",
        f"{table.name}, {column.name}: “{float(value):g}” {word} (patient p1). "
        f"Expected {column.low:g} to {column.high:g} {column.unit}.",
    ) in messages(*tables)


@pytest.mark.parametrize("column", ["iga", "day"])
def test_a_whole_number_has_no_fraction(messages, column):
    assert messages(ONE, f"patient_id | week | itch_nrs | {column}\n p1 | 0 | 1 | 2.5") == [
        ("error", f"assessments, {column}: “2.5” is not a whole number (patient p1). Use whole numbers.")
    ]


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        (
            ("patient_id | cohort\n p1 | a",),
            "patients, cohort: “a” is not a known value (patient p1). Use one of: A, B.",
        ),
        (
            ("patient_id | sex\n p1 | f",),
            "patients, sex: “f” is not a known value (patient p1). Use one of: female, male, other.",
        ),
        (
            ("patient_id | ae_status\n p1 | no",),
            "patients, ae_status: “no” is not a known value (patient p1). Use one of: none, any, not documented.",
        ),
        (
            ("patient_id | ae_status\n p1 | any", "", "patient_id | term | severity\n p1 | Acne | grade 2"),
            "adverse_events, severity: “grade 2” is not a known value (patient p1). "
            "Use one of: mild, moderate, severe, life-threatening.",
        ),
    ],
    ids=["cohort", "sex", "ae_status", "severity"],
)
def test_a_word_outside_its_list_is_an_error(messages, tables, message):
    assert messages(*tables) == [("error", message)]


def test_an_extract_without_patients_is_an_error(frames_of):
    frames = {name: frame.iloc[:0] for name, frame in frames_of(ONE).items()}
    assert [finding.message for finding in check(frames)] == ["patients: has no rows. Add one row per patient."]


def test_a_patient_under_both_cohorts_is_named_in_both_rows(messages):
    assert (
        messages("patient_id | cohort\n p1 | A\n p2 | A\n p1 | B")
        == [("error", "patients, patient_id: “p1” is listed under both cohorts. Keep the row of the right cohort.")] * 2
    )


def test_a_patient_listed_twice_is_named_from_the_second_row_on(messages):
    again = ("error", "patients, patient_id: “p1” is listed more than once. Keep one row per patient.")
    assert messages("patient_id\n p1\n p1\n p1") == [again, again]


def test_visits_and_events_belong_to_a_listed_patient(messages):
    assert messages(ONE, "patient_id | week | iga\n p7 | 0 | 1", "patient_id | term\n p8 | Acne") == [
        ("error", "assessments, patient_id: “p7” is not among the patients. Add the patient, or correct the id."),
        ("error", "adverse_events, patient_id: “p8” is not among the patients. Add the patient, or correct the id."),
    ]


def test_agents_stand_in_alphabetical_order(messages):
    assert messages("patient_id | systemic_agent\n p1 | methotrexate + dupilumab") == [
        (
            "error",
            "patients, systemic_agent: “methotrexate + dupilumab” is not written in the standard form (patient p1). "
            "Write “dupilumab + methotrexate”.",
        )
    ]


def test_an_unknown_agent_is_a_warning_and_kept(messages):
    assert messages("patient_id | systemic_agent\n p1 | dupilumab + snake oil") == [
        (
            "warning",
            "patients, systemic_agent: “dupilumab + snake oil” has a name this program does not know (snake oil) "
            "(patient p1). Kept, in class “other”. Use the generic name if it is a known agent.",
        )
    ]


@pytest.mark.parametrize(("cohort", "column"), [("A", "systemic_start_week"), ("B", "cream_start_week")])
def test_time_zero_is_the_later_start(messages, cohort, column):
    assert messages(f"patient_id | cohort | {column}\n p1 | {cohort} | -3\n p2 | {cohort} | 0\n p3 | {cohort} |") == [
        (
            "error",
            f"patients, {column}: “-3” is not 0 in cohort {cohort} (patient p1). "
            f"Time zero of cohort {cohort} is this start: count all weeks from it, or correct the cohort.",
        )
    ]


@pytest.mark.parametrize("status", ["none", "not documented"])
@pytest.mark.parametrize("start", ["0", "3", ""])
def test_a_status_without_events_contradicts_a_listed_event(messages, status, start):
    events = f"patient_id | term | start_week\n p1 | Acne | {start}"
    assert messages(f"patient_id | ae_status\n p1 | {status}", "", events) == [
        (
            "error",
            f"patients, ae_status: “{status}” contradicts the adverse events listed for this patient on the "
            "combination (patient p1). Set it to “any”, or remove the events.",
        )
    ]


@pytest.mark.parametrize("status", ["none", "not documented", "any"])
def test_events_before_time_zero_go_with_any_status(messages, status):
    events = "patient_id | term | start_week\n p1 | Acne | -0.1"
    found = messages(f"patient_id | ae_status\n p1 | {status}", "", events)
    assert [severity for severity, _ in found] == (["note"] if status == "any" else [])


def test_a_status_of_any_without_an_event_is_a_warning(messages):
    assert messages("patient_id | ae_status\n p1 | any") == [
        (
            "warning",
            "patients, ae_status: “any” has no event listed to go with it (patient p1). "
            "Counted as a patient with an event that is not described.",
        )
    ]


def test_an_event_ends_after_it_starts(messages):
    events = "patient_id | term | start_week | end_week\n p1 | Acne | 5 | 4.5\n p1 | Boil | | 3"
    assert messages("patient_id | ae_status\n p1 | any", "", events) == [
        (
            "error",
            "adverse_events, end_week: “4.5” is before the start of the event (patient p1). "
            "Correct the start or the end.",
        )
    ]


def test_a_patient_has_one_visit_per_point_in_time(messages):
    visits = "patient_id | week | iga\n p1 | 4 | 1\n p1 | 4 | 1\n p2 | 4 | 1"
    assert messages("patient_id\n p1\n p2", visits) == [
        (
            "error",
            "assessments, week: “4” is a second visit of this patient at the same time (patient p1). "
            "Keep one row per visit.",
        )
    ]


def test_a_visit_without_a_score_is_a_note(messages):
    assert messages(ONE, "patient_id | week | iga\n p1 | 4 |\n p1 | 8 | 0") == [
        ("note", "assessments, week: “4” is a visit without any score (patient p1). Kept; it counts nowhere.")
    ]


def test_where_the_line_of_the_file_is_known_it_is_named(frames_of):
    frames = frames_of("patient_id | age\n p1 | 20\n p2 | 130")
    frames["patients"] = frames["patients"].assign(**{LINE: [2, 7]})
    assert [finding.message for finding in check(frames)] == [
        "patients, row 7, age: “130” is above 120. Expected 0 to 120 years."
    ]


def test_checking_changes_nothing(frames_of):
    frames = frames_of("patient_id | age\n p1 | 130")
    before = {name: frame.copy() for name, frame in frames.items()}
    check(frames)
    assert all(frames[name].equals(before[name]) for name in frames)


def test_findings_stand_as_a_table_with_the_most_severe_first():
    def finding(severity, row):
        return Finding(severity, "patients", row, "age", "1", "is odd", "Look.")

    frame = findings_frame([finding("note", 1), finding("error", None), finding("warning", 3), finding("error", 2)])
    assert frame["severity"].tolist() == ["error", "error", "warning", "note"]
    assert frame["row"].isna().tolist() == [True, False, False, False]
    assert list(frame) == ["severity", "table", "row", "column", "value", "problem", "remedy"]
    assert findings_frame([]).empty


def test_the_word_for_a_value_that_is_not_recorded_is_no_name(messages):
    assert messages("patient_id | site\n p1 | missing") == [
        (
            "error",
            "patients, site: “missing” is the word for a value that is not recorded (patient p1). "
            "Leave the cell empty, or use another name.",
        )
    ]
