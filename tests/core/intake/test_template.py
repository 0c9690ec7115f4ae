import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from core.intake import template
from core.intake.template import FILE_NAMES, read_template, table_of, template_files, template_guide
from core.schema import ADVERSE_EVENTS, ASSESSMENTS, PATIENTS, TABLES

PEOPLE = b"patient_id,cohort,ae_status\np1,A,none\n"
NAMES = [table.name for table in TABLES]


def whole(**files):
    """The three files as templates, with the content of some given."""
    return [(f"{table.name}.csv", files.get(table.name, template.template_csv(table))) for table in TABLES]


def patients(text, encoding="utf-8"):
    """What reading comes to where all is whole but the patients file, which has this text."""
    return read_template(whole(patients=text.encode(encoding) if isinstance(text, str) else text))


def errors(reading):
    return [finding.message for finding in reading.findings if finding.severity == "error"]


def warnings(reading):
    return [finding.message for finding in reading.findings if finding.severity == "warning"]


FULL = (
    "patient_id,site,cohort,systemic_agent,age,sex,race,cream_start_week,systemic_start_week,follow_up_weeks,follow_up_end,ae_status\n"
    "p1,Zürich,A,dupilumab,34.5,female,,-20,0,60,ongoing,none\n"
)


def test_the_template_of_the_sample_reads_back_to_the_same_rows(sample):
    reading = read_template(template_files(sample).items())
    assert reading.findings == ()
    for name in NAMES:
        assert_frame_equal(getattr(reading.extract, name), getattr(sample, name))


@given(st.floats(0, 120), st.floats(-5200, 0), st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
@settings(max_examples=20)
def test_any_number_and_any_word_survive_the_template(extract_of, age, start, word):
    own = extract_of(f"patient_id | age | cream_start_week\n p1 | {age!r} | {start!r}")
    own.patients["site"] = word
    again = read_template(template_files(own).items()).extract.patients
    assert again.loc[0, ["age", "cream_start_week"]].tolist() == [age, start]
    site = again.loc[0, "site"]
    assert site == word.strip() if word.strip() else site != site


def test_the_empty_template_has_the_columns_of_the_schema_and_no_row():
    for table in TABLES:
        content = template_files()[FILE_NAMES[table.name]]
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.decode("utf-8-sig") == ",".join(column.name for column in table.stored) + "\r\n"


def test_the_guide_has_a_line_for_every_column():
    guide = template_guide()
    assert "`" not in guide
    parts = guide.split("\n\n")[1:]
    for table, part in zip(TABLES, parts, strict=True):
        head, *lines = part.strip("\n").split("\n")
        assert head == f"{table.name}.csv: {table.one_row} a row"
        assert [line.split(":")[0].strip() for line in lines] == [column.name for column in table.stored]
        assert [line.endswith(", required") for line in lines] == [column.required for column in table.stored]
    assert "  iga: investigator's global assessment (vIGA-AD); whole number, 0 to 4, grade" in guide.splitlines()


def test_a_whole_file_becomes_an_extract():
    reading = patients(FULL)
    assert reading.findings == ()
    assert reading.extract.patients.iloc[0].to_dict() == {
        "patient_id": "p1",
        "site": "Zürich",
        "cohort": "A",
        "systemic_agent": "dupilumab",
        "age": 34.5,
        "sex": "female",
        "race": pytest.approx(float("nan"), nan_ok=True),
        "cream_start_week": -20,
        "systemic_start_week": 0,
        "follow_up_weeks": 60,
        "follow_up_end": "ongoing",
        "ae_status": "none",
        "agent_class": "biologic",
    }
    assert reading.extract.provenance.title == "Your data: 1 patient"
    assert reading.extract.provenance.source == (
        "Template files opened on this machine: adverse_events.csv, assessments.csv, patients.csv"
    )
    assert not reading.extract.provenance.synthetic


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + FULL,
        FULL.replace("\n", "\r\n"),
        FULL.replace("\n", "\r"),
        FULL.rstrip("\n"),
        "\n\n" + FULL.replace("\n", "\n\n") + " \n,,,,,,,,,,,\n",
        FULL.replace(",", " , ").replace("patient_id", " patient_id"),
        FULL.replace("dupilumab", '"dupilumab"'),
    ],
    ids=["byte order mark", "CRLF", "CR", "no last newline", "blank lines", "spaces", "quotes"],
)
def test_ways_of_writing_the_same_file_read_the_same(text):
    reading = patients(text)
    assert reading.findings == ()
    assert_frame_equal(reading.extract.patients, patients(FULL).extract.patients)


def test_the_order_of_columns_does_not_matter():
    rows = [line.split(",") for line in FULL.splitlines()]
    turned = "\n".join(",".join(reversed(row)) for row in rows)
    assert_frame_equal(patients(turned).extract.patients, patients(FULL).extract.patients)


@pytest.mark.parametrize(("cell", "value"), [("yes", True), ("NO", False), (" Yes ", True), ("", None)])
def test_a_flag_is_yes_no_or_not_known(cell, value):
    events = f"patient_id,term,serious,start_week\np1,Acne,{cell},-3\n".encode()
    found = read_template([("patients.csv", PEOPLE), ("adverse_events.csv", events)]).extract.adverse_events
    assert found["serious"].astype(object).where(found["serious"].notna(), None).tolist() == [value]


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("patients.csv", PATIENTS),
        ("Patients.CSV", PATIENTS),
        ("my_site_patients.csv", PATIENTS),
        ("2024_adverse_events.csv", ADVERSE_EVENTS),
        ("assessments", ASSESSMENTS),
        ("outpatients.csv", None),
        ("patients.xlsx", None),
        ("patients_old.csv", None),
        ("", None),
    ],
)
def test_a_file_is_known_by_its_name(name, table):
    assert table_of(name) is table


def test_without_patients_nothing_opens():
    reading = read_template([])
    assert reading.extract is None
    assert errors(reading) == ["patients.csv: is missing. It is needed: one row per patient."]


def test_without_visits_or_events_a_warning_says_what_is_not_available():
    reading = read_template([("patients.csv", FULL.encode())])
    assert warnings(reading) == [
        "assessments.csv: is missing: IGA, BSA and itch are not available. Add it to see outcomes.",
        "adverse_events.csv: is missing: only what ae_status says is known of adverse events. "
        "Add it to see which events.",
    ]
    assert reading.extract.assessments.empty


def test_a_file_of_an_unknown_name_is_named():
    assert errors(read_template([*whole(patients=FULL.encode()), ("notes.csv", b"x")])) == [
        "notes.csv: is not one of the template files. "
        "Name it as one of: patients.csv, assessments.csv, adverse_events.csv."
    ]


def test_a_second_file_of_a_kind_is_named():
    assert errors(read_template([*whole(patients=FULL.encode()), ("site2_patients.csv", FULL.encode())])) == [
        "site2_patients.csv: is a second file of patients. Bring one file of each kind."
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n , \r\n", "is empty"),
        (FULL.encode("latin-1"), "is not UTF-8 text"),
        (FULL.encode("utf-16"), "is not a text file"),
        (FULL.encode() + b"\0", "is not a text file"),
        (FULL.encode() + b'p2,"Ulm', "cannot be read as CSV near line 3 (unexpected end of data)"),
        (FULL.encode() + b'p2,"Ulm"x,A', "cannot be read as CSV near line 3 (',' expected after '\"')"),
        (
            FULL.encode() + b"x" * 10_001,
            "cannot be read as CSV near line 3 (field larger than field limit (10000))",
        ),
    ],
    ids=["nothing", "blank", "latin-1", "utf-16", "NUL", "open quote", "quote inside", "long cell"],
)
def test_what_is_no_text_table_is_one_finding(content, problem):
    assert errors(patients(content))[0] == f"patients.csv: {problem}. Export it again as CSV (UTF-8)."


def test_a_file_of_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(template, "MAX_ROWS", 3)
    assert patients(FULL + "".join(f"x{place},,A,,,,,,,,,none\n" for place in range(2))).extract is not None
    too_many = patients(FULL + "".join(f"x{place},,A,,,,,,,,,none\n" for place in range(3)))
    assert errors(too_many)[0] == "patients.csv: has more than 3 rows. Export it again as CSV (UTF-8)."


def test_the_limit_of_a_cell_is_the_last_that_fits():
    assert patients(FULL.replace("Zürich", "x" * 10_000)).extract is not None


def test_reading_a_file_leaves_the_csv_module_usable_for_others():
    patients(FULL)
    assert list(csv.reader(["a,b"])) == [["a", "b"]]


def test_an_extra_column_is_named_and_not_loaded():
    reading = patients(FULL.replace("ae_status", "ae_status,phone").replace("none", "none,555"))
    assert warnings(reading) == [
        "patients.csv, row 1, phone: is not a column of the template and is not loaded. "
        "Remove it, or rename it if it is one."
    ]
    assert "phone" not in reading.extract.patients


def test_a_missing_column_is_an_error_where_it_is_required():
    reading = patients("patient_id,ae_status\np1,none\n")
    assert "patients.csv, row 1, cohort: is missing from the header. Add the column." in errors(reading)
    assert reading.extract is None


def test_a_missing_column_is_a_warning_where_it_is_not():
    reading = patients(PEOPLE)
    assert [finding.column for finding in reading.findings] == [
        "site",
        "systemic_agent",
        "age",
        "sex",
        "race",
        "cream_start_week",
        "systemic_start_week",
        "follow_up_weeks",
        "follow_up_end",
    ]
    assert warnings(reading)[0].startswith("patients.csv, row 1, site: is missing: it is not available. ")
    assert reading.extract is not None


def test_a_column_that_stands_twice_is_an_error():
    reading = patients(FULL.replace("race", "sex"))
    assert errors(reading) == ["patients.csv, row 1, sex: stands twice in the header. Keep one of the two."]


@pytest.mark.parametrize(("row", "cells"), [("p2,,A", 3), ("p2,,A,,,,,,,,,none,", 13)])
def test_a_ragged_row_is_named_with_its_line(row, cells):
    reading = patients(FULL + "\n" + row + "\np3,,A,,,,,,,,,none\n")
    assert errors(reading) == [
        f"patients.csv, row 4: has {cells} cells, but the header has 12. Check commas and quotes in this row."
    ]


@pytest.mark.parametrize(
    "cell", ["abc", "nan", "inf", "-inf", "Infinity", "1e999", "12,5", "4_0", "12 months", "0x10", "--3"]
)
def test_a_number_that_is_none_is_named_with_row_column_and_value(cell):
    reading = patients(FULL.replace("34.5", f'"{cell}"'))
    assert errors(reading) == [f"patients.csv, row 2, age: “{cell}” is not a number. Expected number, 0 to 120."]


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("iga", "9", "“9” is above 4. Expected 0 to 4 grade."),
        ("iga", "-1", "“-1” is below 0. Expected 0 to 4 grade."),
        ("iga", "2.5", "“2.5” is not a whole number. Use whole numbers."),
        ("iga", "clear", "“clear” is not a number. Expected whole number, 0 to 4."),
        ("bsa_pct", "101", "“101” is above 100. Expected 0 to 100 % of body surface."),
        ("itch_nrs", "10.5", "“10.5” is above 10. Expected 0 to 10 points."),
        ("week", "", "is empty. Every row needs a value here."),
        ("patient_id", "p7", "“p7” is not among the patients. Add the patient, or correct the id."),
        ("patient_id", "", "is empty. Every row needs a value here."),
    ],
)
def test_a_cell_the_schema_does_not_allow_is_named_with_row_column_and_value(column, cell, message):
    row = {"patient_id": "p1", "week": "4", "day": "28", "iga": "1", "bsa_pct": "2", "itch_nrs": "3"} | {column: cell}
    visits = f"{','.join(row)}\np1,0,0,4,20,8\n{','.join(row.values())}\n"
    reading = read_template(whole(patients=FULL.encode(), assessments=visits.encode()))
    assert errors(reading) == [f"assessments.csv, row 3, {column}: {message}"]
    assert reading.extract is None


@pytest.mark.parametrize(("column", "cell"), [("serious", "maybe"), ("serious", "1"), ("related_cream", "TRUE")])
def test_a_flag_that_is_neither_yes_nor_no_is_named(column, cell):
    events = f"patient_id,term,start_week,{column}\np1,Acne,-3,{cell}\n"
    reading = read_template(whole(patients=FULL.encode(), adverse_events=events.encode()))
    assert errors(reading) == [f"adverse_events.csv, row 2, {column}: “{cell}” is not yes or no. Expected yes, no."]


def test_a_value_shown_in_a_message_is_cut_short():
    (finding,) = [
        one for one in patients(FULL.replace("34.5", "9" * 20 + "x" * 500)).findings if one.severity == "error"
    ]
    assert len(finding.value) == template.MAX_SHOWN


def test_the_row_is_the_line_of_the_file_with_blank_lines_counted():
    text = FULL + "\n\n" + "p2,,C,,,,,,,,,none\n" + "p3,,C,,,,,,,,,none\n"
    assert [finding.row for finding in patients(text).findings if finding.severity == "error"] == [5, 6]


def test_a_header_alone_has_no_patients():
    assert errors(read_template(whole())) == ["patients.csv: has no rows. Add one row per patient."]


def test_a_header_without_any_column_of_ours_is_no_crash():
    assert "patients.csv, row 1, patient_id: is missing from the header. Add the column." in errors(
        patients("x;y\n1;2\n")
    )


@settings(max_examples=40)
@given(st.sampled_from(NAMES), st.binary(max_size=200))
def test_no_bytes_ever_raise(name, content):
    reading = read_template(whole(**{"patients": FULL.encode(), name: content}))
    assert reading.extract is not None or errors(reading)


CELLS = st.sampled_from(
    ["p1", "p2", "A", "B", "none", "any", "3", "-3", "1e5", "nan", "yes", '"', '"a\n"', "dupilumab", "é", ""]
)
HEADERS = st.sampled_from(sorted({column.name for table in TABLES for column in table.stored}) + ["x", "", " iga "])


@settings(max_examples=40)
@given(st.sampled_from(NAMES), st.lists(HEADERS, max_size=8), st.lists(st.lists(CELLS, max_size=8), max_size=4))
def test_no_table_ever_raises(name, header, rows):
    content = "\n".join(",".join(row) for row in [header, *rows]).encode()
    reading = read_template(whole(**{"patients": FULL.encode(), name: content}))
    assert reading.extract is not None or errors(reading)
