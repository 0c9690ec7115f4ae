"""A site's own files: findings, opening them, and the way back."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from core.extract import extract_bytes, read_extract
from core.intake.template import template_files
from tests.pages.reading import PAGES, box, boxes, sentence, shown, without_error

SAMPLE = read_extract(Path(__file__).resolve().parents[2] / "sample_data" / "extract.parquet")

OWN = {
    "patients.csv": b"patient_id,cohort,systemic_agent,age,sex,site,race,cream_start_week,systemic_start_week,"
    b"follow_up_weeks,follow_up_end,ae_status\r\n"
    b"P1,A,dupilumab,30,female,North,,-8,0,60,ongoing,any\r\n"
    b"P2,B,nemolizumab,40,male,South,,0,-20,50,ongoing,none\r\n",
    "assessments.csv": b"patient_id,week,day,iga,bsa_pct,itch_nrs\r\n"
    b"P1,0,0,4,12.5,9\r\nP1,52,364,1,1,2\r\nP2,0,,3,,7\r\n",
    "adverse_events.csv": b"patient_id,term,system_organ_class,severity,serious,related_cream,related_systemic,"
    b"special_interest,start_week,end_week,action_taken,outcome,verbatim\r\n"
    b"P1,Zoster,Infections,moderate,no,no,yes,herpes zoster,9,12,,,\r\n",
}


def brought(app, files: dict[str, bytes], **query: str) -> AppTest:
    test = app(**query).switch_page("your_data.py").run()
    uploads = [(name, content, "text/csv") for name, content in files.items()]
    return without_error(test.file_uploader(key="files-0").set_value(uploads).run())


def used(test: AppTest) -> AppTest:
    button = next(button for button in test.button if button.label == "Use this data")
    return without_error(button.click().run())


def test_good_files_are_read_and_opened_when_the_reader_says_so(app):
    test = brought(app, OWN)
    assert "Ready: 2 patients (1 in cohort A, 1 in cohort B), 3 visits, 1 adverse event." in shown(test)
    assert sentence(test).startswith("All patients: 115")
    test = used(test)
    assert sentence(test).startswith(
        "All patients: 2 patients. Cohort A: 1 patient; 1 with AE status documented, 1 had"
    )
    assert "SYNTHETIC" not in shown(test)


def test_every_page_runs_on_a_site_s_own_data(app):
    test = used(brought(app, OWN))
    for page in PAGES:
        test = without_error(test.switch_page(page).run())
        assert sentence(test).startswith("All patients: 2 patients.")


def test_opening_data_resets_the_filters_and_says_so(app):
    test = used(brought(app, OWN, agent="dupilumab", site="Site 1"))
    assert "agent" not in test.query_params
    assert "site" not in test.query_params
    assert "Filters are reset to All." in shown(test)
    assert not box(test, "dupilumab").ticked


def test_the_sample_comes_back_and_the_files_are_forgotten(app):
    test = used(brought(app, OWN))
    back = next(button for button in test.button if button.label == "Back to the sample")
    test = without_error(back.click().run())
    assert sentence(test).startswith("All patients: 115 patients.")
    assert "upload" not in test.session_state
    assert not [button for button in test.button if button.label == "Back to the sample"]


def test_patients_alone_open_and_what_is_not_available_is_said(app):
    test = brought(app, {"patients.csv": OWN["patients.csv"]})
    assert "Not available: IGA, BSA and itch, adverse events (no table lists them" in shown(test)
    test = used(test)
    for page in ("overview.py", "safety.py", "trajectories.py"):
        without_error(test.switch_page(page).run())


def test_an_extract_file_opens_as_the_extract_it_is(app):
    test = used(brought(app, {"sample.parquet": extract_bytes(SAMPLE)}))
    assert sentence(test).startswith("All patients: 115 patients.")
    assert "SYNTHETIC - not study data" in shown(test)


def test_a_truncated_extract_gets_one_plain_sentence(app):
    test = brought(app, {"sample.parquet": extract_bytes(SAMPLE)[:900]})
    assert "sample.parquet is a Parquet file whose end is missing: it is truncated. Get a fresh copy." in shown(test)


def test_a_file_that_was_dropped_twice_counts_once(app):
    test = app().switch_page("your_data.py").run()
    twice = [("patients.csv", OWN["patients.csv"], "text/csv")] * 2
    test = without_error(test.file_uploader(key="files-0").set_value(twice).run())
    assert "Ready: 2 patients" in shown(test)
    test.session_state["fold-step-check"] = True
    assert "holds the same as patients.csv and is read once" in shown(without_error(test.run()))


def test_the_sample_in_template_form_reads_back_as_115_patients(app):
    test = used(brought(app, template_files(SAMPLE)))
    assert sentence(test).startswith(
        "All patients: 115 patients. Cohort A: 73 patients; 73 with AE status documented, 2"
    )


def test_text_of_a_file_is_shown_letter_by_letter(app):
    hostile = OWN["patients.csv"].replace(b"North", b"**N** :red[x] <b>y</b> $z$ [l](http://a.b)")
    test = without_error(used(brought(app, OWN | {"patients.csv": hostile})).run())
    # the sidebar writes text, never markup
    assert any(one.words == "**N** :red[x] <b>y</b> $z$ [l](http://a.b)" for one in boxes(test))


def test_two_sessions_do_not_see_each_other_s_data(app):
    mine, other = used(brought(app, OWN)), app()
    assert sentence(mine.run()).startswith("All patients: 2 patients.")
    assert sentence(other.run()).startswith("All patients: 115 patients.")
