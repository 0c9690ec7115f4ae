"""What a reader saves from a page: images and tables that say what they are."""

import re
import struct
from pathlib import Path

import pytest
from openpyxl import load_workbook

STEM = r"ruxscope-trajectories-bsa-pct-cohort-B-dupilumab-\d{4}-\d\d-\d\d"
COMMAND = "python -m core summary --filter 'cohort=B&agent=dupilumab'"
SENTENCE = "Cohort B on dupilumab"


@pytest.fixture
def trajectories(page, app_url, settled):
    page.goto(f"{app_url}/trajectories?cohort=B&agent=dupilumab")
    settled(page)
    return page


def saved(page, button):
    with page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def chart(page):
    return page.locator("figure[aria-label^='Body surface']")


def test_an_svg_has_title_sentence_source_and_command(trajectories):
    name, content = saved(trajectories, chart(trajectories).get_by_role("button", name="Save as SVG"))
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.decode())).replace("&amp;", "&")
    assert re.fullmatch(STEM + r"\.svg", name)
    for part in ("Body surface with AD", SENTENCE, "SYNTHETIC - not study data", "digest", COMMAND):
        assert part in words


def test_a_png_has_twice_the_size_of_the_svg(trajectories):
    _, drawn = saved(trajectories, chart(trajectories).get_by_role("button", name="Save as SVG"))
    name, content = saved(trajectories, chart(trajectories).get_by_role("button", name="Save as PNG"))
    width, height = (float(re.search(rb'<svg[^>]* %s="([\d.]+)"' % side, drawn)[1]) for side in (b"width", b"height"))
    assert re.fullmatch(STEM + r"\.png", name)
    assert struct.unpack(">II", content[16:24]) == (int(2 * width), int(2 * height))


def test_a_table_opens_in_sight_and_stays_open_until_its_button_is_pressed_again(trajectories, settled):
    trajectories.set_viewport_size({"width": 1024, "height": 768})
    chart(trajectories).get_by_role("button", name="Open as a table").click()
    settled(trajectories)
    button = chart(trajectories).get_by_role("button", name="Close the table")
    assert button.get_attribute("aria-expanded") == "true"
    trajectories.wait_for_function(
        "() => document.querySelector('.st-key-table-bsa_pct').getBoundingClientRect().bottom <= innerHeight + 1"
    )
    trajectories.get_by_test_id("stSidebar").get_by_text("severe (IGA 4)").click()
    settled(trajectories)
    assert trajectories.get_by_text("Table: Body surface").is_visible()
    button.click()
    settled(trajectories)
    assert trajectories.get_by_text("Table: Body surface").count() == 0


def test_a_table_is_saved_as_csv_and_as_a_workbook_with_the_same_words(trajectories, settled, tmp_path):
    chart(trajectories).get_by_role("button", name="Open as a table").click()
    settled(trajectories)
    name, content = saved(trajectories, trajectories.get_by_role("button", name="Download CSV"))
    lines = content.decode("utf-8-sig").splitlines()
    assert re.fullmatch(STEM + r"\.csv", name)
    assert COMMAND in lines[-1]
    name, content = saved(trajectories, trajectories.get_by_role("button", name="Download XLSX"))
    assert re.fullmatch(STEM + r"\.xlsx", name)
    path = tmp_path / name
    path.write_bytes(content)
    book = load_workbook(path)
    assert [cell.value for cell in book["Table"][1]] == lines[0].split(",")
    notes = [row[0].value for row in book["Notes"].iter_rows()]
    assert COMMAND in notes[-1]
    assert any(SENTENCE in note for note in notes)
