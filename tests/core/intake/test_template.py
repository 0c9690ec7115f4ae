import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from core.extract import extract_from_frames
from core.intake.engine import import_files
from core.intake.template import FILE_NAMES, template_files, template_guide
from core.schema import TABLES

PATIENTS = (
    "patient_id,site,cohort,systemic_agent,age,sex,race,cream_start_week,systemic_start_week,follow_up_weeks,"
    "follow_up_end,ae_status\n"
    "P1,Zürich,A,dupilumab,34.5,female,White,-20,0,60,stopped both,any\n"
    "P2,,B,nemolizumab,,other,,0,-8.5,,died,not documented\n"
)
VISITS = "patient_id,week,day,iga,bsa_pct,itch_nrs\nP1,0,0,4,12.5,9\nP1,52,364,1,1,2\nP2,0,,3,,7\n"
EVENTS = (
    "patient_id,term,system_organ_class,severity,serious,related_cream,related_systemic,related,special_interest,"
    "start_week,end_week,action_taken,outcome,verbatim\n"
    "P1,Zoster,Infections,moderate,no,no,yes,,herpes zoster,9,12,drug withdrawn,recovered,shingles on the back\n"
    "P1,Acne,,life-threatening,yes,,,yes,,-1,,,,\n"
)
FILLED = [("patients.csv", PATIENTS), ("assessments.csv", VISITS), ("adverse_events.csv", EVENTS)]


def test_the_template_of_the_sample_imports_to_the_same_rows_without_a_question(sample):
    done = import_files(template_files(sample).items())
    assert done.outcome == "import_clean"
    for table in TABLES:
        assert_frame_equal(getattr(done.extract, table.name), getattr(sample, table.name))


def test_a_filled_template_loses_no_column_of_the_schema():
    done = import_files([(name, text.encode()) for name, text in FILLED])
    again = import_files(template_files(done.extract).items())
    for table in TABLES:
        own = getattr(done.extract, table.name)
        assert [column.name for column in table.columns if own[column.name].isna().all()] == []
        assert_frame_equal(getattr(again.extract, table.name), own)


def people_again(extract):
    """The patients of an extract, written as the template's first file and imported."""
    return import_files([("patients.csv", template_files(extract)["patients.csv"])]).extract.patients


@settings(max_examples=10)
@given(st.floats(0.01, 89), st.floats(-5200, -0.01))
def test_any_number_survives_the_template(extract_of, age, start):
    own = extract_of(f"patient_id | age | cream_start_week\n p1 | {age!r} | {start!r}")
    again = people_again(own)
    assert again.loc[0, ["age", "cream_start_week"]].tolist() == [age, start]


@pytest.mark.parametrize("site", ["Zürich", "a,b", 'the "old" clinic', "=1+1", "東京"])
def test_a_text_survives_the_template(extract_of, site):
    own = extract_of("patient_id | cohort\n p1 | A")
    own = extract_from_frames({"patients": own.patients.assign(site=site)}, own.provenance)
    assert people_again(own)["site"].tolist() == [site]


def test_a_template_of_which_only_the_patients_are_filled_asks_nothing():
    files = template_files() | {"patients.csv": PATIENTS.encode()}
    assert import_files(files.items()).outcome == "import_with_warnings"


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
