"""The list of scenes, its file, the stage without a browser, and links that were made on other data."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from core.link import DIGEST_LETTERS
from core.release import release
from core.scenes import Scene, Story, story_of
from pages.components.audience import code_of, on_a_network
from tests.pages.reading import add_table, header, sentence, shown, sidebar, tick, without_error
from tests.pages.test_your_data import OWN, SAMPLE, brought, used

HOSTILE = "<script>alert(1)</script> **bold** [a](http://x.y) :red[no] $x$"
THREE = Story((Scene("iga", "agent=dupilumab"), Scene("bsa_pct"), Scene("incidence", note="say who")), SAMPLE.digest)


def opened(app, story: Story = THREE, page: str = "presentation.py") -> AppTest:
    test = app()
    test.session_state["story"] = story
    return without_error(test.switch_page(page).run())


def kept(test: AppTest) -> Story:
    return test.session_state["story"]


def press(test: AppTest, key: str) -> AppTest:
    return without_error(test.button(key=key).click().run())


def loaded(test: AppTest, content: str) -> AppTest:
    uploader = test.file_uploader(key="load-scenes")
    return without_error(uploader.set_value(("scenes.json", content.encode(), "application/json")).run())


def displays(test: AppTest) -> list[str]:
    return [scene.display for scene in kept(test).scenes]


def test_without_scenes_the_page_says_how_to_get_some_and_the_default_story_is_one_click_away(app):
    test = without_error(app(agent="dupilumab").switch_page("presentation.py").run())
    assert "No scenes yet." in shown(test)
    test = press(test, "default-story")
    assert displays(test)[0] == "patients"
    assert displays(test)[-1] == "limits"
    assert {scene.query.split("&")[0] for scene in kept(test).scenes} == {"agent=dupilumab"}
    assert "1. Who the patients are" in shown(test)
    assert "Patients on dupilumab" in shown(test)


@pytest.mark.parametrize(("page", "display"), [("overview.py", "patients"), ("safety.py", "special-interest")])
def test_a_table_is_added_with_its_view(app, page, display):
    test = without_error(app(agent="dupilumab").switch_page(page).run())
    test = add_table(test, "table-1" if display == "patients" else display)
    assert kept(test) == Story((Scene(display, "agent=dupilumab"),), SAMPLE.digest)
    assert "(scene 1)" in test.toast[0].value


def test_an_empty_selection_has_no_default_story(app):
    test = app(cohort="A", agent="methotrexate", severity="mild").switch_page("presentation.py").run()
    assert without_error(test).button(key="default-story").disabled


@pytest.mark.parametrize(
    ("key", "order"),
    [
        ("scene-down-0", ["bsa_pct", "iga", "incidence"]),
        ("scene-up-2", ["iga", "incidence", "bsa_pct"]),
        ("scene-copy-1", ["iga", "bsa_pct", "bsa_pct", "incidence"]),
        ("scene-delete-1", ["iga", "incidence"]),
    ],
)
def test_scenes_move_multiply_and_go(app, key, order):
    assert displays(press(opened(app), key)) == order


def test_the_first_cannot_go_up_and_the_last_cannot_go_down(app):
    test = opened(app)
    assert test.button(key="scene-up-0").disabled
    assert test.button(key="scene-down-2").disabled


def test_titles_and_notes_go_with_their_scene(app):
    test = opened(app)
    test = without_error(test.text_input(key="scene-0-title").set_value(HOSTILE).run())
    test = without_error(test.text_input(key="scene-0-note").set_value("first").run())
    test = press(test, "scene-down-0")
    assert kept(test).scenes[1] == Scene("iga", "agent=dupilumab", HOSTILE, "first")
    assert test.text_input(key="scene-1-title").value == HOSTILE
    assert test.text_input(key="scene-0-title").value == ""
    assert test.text_input(key="scene-2-note").value == "say who"


def test_a_scene_says_which_view_it_shows_and_what_of_it_the_data_lack(app):
    test = opened(app, Story((Scene("iga", "agent=dupilumab&values=change&pin=all"), Scene("iga", "agent=aspirin"))))
    first, second = (caption.value for caption in test.caption if "compared by" in caption.value)
    assert first == "Patients on dupilumab; compared by cohort; values change; with a pinned reference"
    assert "not in these data: agent: “aspirin”" in second


def test_the_scenes_file_reads_back_as_the_same_presentation(app):
    test = loaded(opened(app, Story()), THREE.to_json())
    assert kept(test) == THREE
    assert "1. IGA over time" in shown(test)
    assert not test.warning


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("not a file", "it is not JSON"),
        ("[1, 2]", "it has no list of scenes"),
        (json.dumps({"format": 9, "scenes": []}), "has format 9"),
        (json.dumps({"format": 1, "scenes": [{"title": "x"}]}), "Scene 1 of this file names no display"),
    ],
)
def test_a_bad_file_gets_one_sentence_and_changes_nothing(app, content, said):
    test = loaded(opened(app), content)
    assert said in test.error[0].value
    assert kept(test) == THREE


def saving(test: AppTest) -> list[str]:
    return [button.proto.label for button in test.get("download_button")]


@pytest.mark.parametrize(
    ("key", "name"), [("make-report", "Save the report (HTML)"), ("make-slides", "Save the slides (PPTX)")]
)
def test_a_file_is_made_when_asked_for_and_kept_for_asking_again(app, key, name):
    test = opened(app)
    assert not any(label.startswith(name) for label in saving(test))
    test = press(test, key)
    assert any(label.startswith(name) for label in saving(test))
    test = press(test, "scene-down-0")
    assert not any(label.startswith(name) for label in saving(test))
    test = press(test, "scene-up-1")
    assert any(label.startswith(name) for label in saving(test))


def test_every_page_is_one_report_of_the_current_selection(app):
    test = press(opened(app), "make-report of every page")
    assert any(label.startswith("Save the report of every page (HTML)") for label in saving(test))
    test = press(test, "scene-down-0")
    assert any(label.startswith("Save the report of every page (HTML)") for label in saving(test))


def test_scenes_of_other_data_say_so_and_show_the_open_data(app):
    test = opened(app, Story((Scene("iga"),), "abcdef012345678"))
    assert "made on other data (digest abcdef012345)" in test.warning[0].value
    test = without_error(test.switch_page("present.py").run())
    assert "Made on other data (digest abcdef012345)" in shown(test)


def test_a_display_this_program_lacks_is_named_and_skipped(app):
    test = opened(app, Story((Scene("iga"), Scene("of the future"), Scene("bsa_pct"))))
    assert "no display for scene 2 (of the future)" in test.warning[0].value
    assert "Present 2 scenes" in [link.proto.label for link in test.get("page_link")]
    test = without_error(test.switch_page("present.py").run())
    test.session_state["stage-place"] = 1
    test = without_error(test.run())
    assert test.title[0].value.startswith("BSA (%), median")


def test_the_stage_shows_the_scene_and_nothing_of_the_pages_around_it(app):
    test = opened(app, page="present.py")
    assert test.title[0].value.startswith("IGA clear or almost clear at week 52: Cohort A 34/42")
    lines = [text.value for text in test.text]
    assert lines[0].startswith("Patients on dupilumab: 76 of 115 patients.")
    assert "44" in lines[1]
    assert "32" in lines[1]
    assert "SYNTHETIC - not study data" in shown(test)
    assert header(test) == {}
    assert test.query_params["scene"] in ("1", ["1"])


def test_filters_on_the_stage_hold_for_the_scene_and_the_reader_s_own_view_comes_back(app):
    test = opened(app, page="present.py")
    test = tick(test, "severe")
    assert test.text[0].value.startswith("Patients on dupilumab with severe baseline: 30 of 115")
    assert "Changed from the saved scene" in shown(test)
    test.session_state["stage-place"] = 1
    test = without_error(test.run())
    assert test.text[0].value.startswith("All patients: 115")
    assert "Changed from the saved scene" not in shown(test)
    test = without_error(test.switch_page("safety.py").run())
    assert sentence(test).startswith("All patients: 115")
    assert kept(test) == THREE


def test_a_selection_of_nobody_is_said_on_the_stage(app):
    story = Story((Scene("iga", "cohort=A&agent=methotrexate&severity=mild"),))
    test = opened(app, story, "present.py")
    assert test.text[0].value == "Cohort A on methotrexate with mild baseline: 0 of 73 patients."


def test_identifiers_are_masked_whatever_a_scene_says(app):
    test = opened(app, Story((Scene("timeline", "mask=off"),)), "present.py")
    assert test.session_state["options"].mask == "on"


def test_without_a_scene_the_stage_leads_back(app):
    test = without_error(app().switch_page("present.py").run())
    assert "no scene to present" in shown(test)


def test_a_link_of_the_same_data_and_release_opens_without_a_word(app):
    test = app(agent="dupilumab", data=SAMPLE.digest[:DIGEST_LETTERS], v=release())
    assert sentence(test).startswith("Patients on dupilumab: 76 of 115")
    assert not test.warning
    assert not test.info


def test_a_link_of_another_release_is_followed_and_said(app):
    test = app(agent="dupilumab", v="0.0.1")
    assert sentence(test).startswith("Patients on dupilumab: 76 of 115")
    assert "made with release 0.0.1 of RuxScope" in test.info[0].value


@pytest.mark.parametrize(
    ("key", "then"), [("follow-link", "Patients on dupilumab: 76 of 115"), ("drop-link", "All patients: 115 patients")]
)
def test_a_link_of_other_data_shows_nothing_until_the_reader_decides(app, key, then):
    test = app(agent="dupilumab", data="0123456789ab", v="0.0.1")
    assert "made on other data (digest 0123456789ab, with release 0.0.1" in test.warning[0].value
    assert not test.text
    assert not sidebar(test)
    test = press(test, key)
    assert sentence(test).startswith(then)
    assert not test.warning


def test_a_link_of_other_data_is_followed_once_its_files_are_open(app):
    digest = used(brought(app, OWN)).session_state["upload"]
    test = app(cohort="B", data=digest[:DIGEST_LETTERS])
    test = used(brought(lambda: test, OWN))
    assert sentence(test).startswith("Cohort B: 1 patient;")
    assert not test.warning


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("http://127.0.0.1:8501/presentation", False),
        ("http://localhost:8501/", False),
        ("http://[::1]:8501/", False),
        ("", False),
        ("http://10.2.3.4:8501/presentation", True),
        ("https://ruxscope.hospital.example/outcomes/presentation", True),
    ],
)
def test_a_code_is_offered_only_where_others_can_reach_the_app(address, answer):
    assert on_a_network(address) is answer


def _scene_link() -> None:
    import streamlit as st

    from core.scenes import Scene
    from pages.components.audience import link_of_scene

    st.text(link_of_scene(Scene("iga", "agent=dupilumab"), "https://host.example/base/presentation?x=1"))
    st.text(link_of_scene(Scene("patients"), "http://10.2.3.4:8501/presentation"))


def test_the_link_for_the_audience_is_the_whole_link_of_the_scene():
    test = without_error(AppTest.from_function(_scene_link, default_timeout=30).run())
    stamp = f"data={SAMPLE.digest[:DIGEST_LETTERS]}&v={release()}"
    assert [text.value for text in test.text] == [
        f"https://host.example/base/trajectories?agent=dupilumab&{stamp}",
        f"http://10.2.3.4:8501/?{stamp}",
    ]


def test_the_code_is_dark_on_white_in_any_theme():
    drawing = code_of("http://10.2.3.4:8501/?agent=dupilumab").decode()
    assert "<svg" in drawing
    assert 'fill="#fff"' in drawing
    assert "<script" not in drawing


def test_the_default_story_of_a_small_extract_can_be_shown_scene_by_scene(app):
    test = used(brought(app, OWN))
    test = press(without_error(test.switch_page("presentation.py").run()), "default-story")
    count = len(kept(test).scenes)
    test = without_error(test.switch_page("present.py").run())
    for place in range(count):
        test.session_state["stage-place"] = place
        test = without_error(test.run())
        assert test.title[0].value
    assert story_of(kept(test).to_json()) == kept(test)
