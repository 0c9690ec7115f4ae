"""The app without a pointer: every control is reached by Tab and shows it, none holds the focus, and none loses it."""

import re

import pytest

from tests.browser.accessibility import STATES
from tests.browser.test_app import sentence

# Everything Tab should reach, in shadow trees too, each with how it looks before it has the focus.
GATHER = """() => {
    const controls = [];
    const add = root => {
        for (const node of root.querySelectorAll('*')) {
            if (node.shadowRoot) add(node.shadowRoot);
            if (!node.matches('a[href], button, input, select, textarea, summary, [tabindex]')) continue;
            if (node.tabIndex < 0 || node.disabled || !node.checkVisibility({ visibilityProperty: true })) continue;
            if (!node.closest('[data-testid="stDataFrame"]')) controls.push(node);
        }
    };
    add(document);
    const surroundings = node => [node, node.parentElement, node.closest('label'), node.closest('[data-baseweb]'),
        node.closest('[class*="stTextInput"] > div'), node.closest('[data-testid="stSelectbox"] > div > div')];
    window.looks = node => JSON.stringify(surroundings(node).map(one => {
        if (!one) return null;
        const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(one);
        return [outlineStyle === 'none' ? 0 : outlineWidth, boxShadow, borderColor];
    }));
    window.said = node => `${node.tagName.toLowerCase()} ${
        (node.getAttribute('aria-label') || node.innerText || node.title || node.type || '').slice(0, 60)}`;
    window.focused = () => {
        let node = document.activeElement;
        while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
        return node;
    };
    window.controls = controls;
    window.before = new Map(controls.map(node => [node, looks(node)]));
    window.reached = new Set();
    window.unseen = [];
    return controls.length;
}"""
STEP = """() => {
    const node = focused();
    if (before.has(node) && !reached.has(node) && looks(node) === before.get(node)) unseen.push(said(node));
    reached.add(node);
    return node === document.body ? '' : said(node);
}"""
# Of a group of radio buttons Tab reaches one; the arrow keys go through it.
MISSED = """() => controls.filter(node => node.isConnected && !reached.has(node) &&
    ![...reached].some(other => other.getAttribute('role') === 'radio' &&
        other.closest('[role=radiogroup]') === node.closest('[role=radiogroup]'))).map(said)"""
KEYBOARD = [state for state in STATES if state not in ("stage", "filters", "nobody", "each patient", "no scenes")]


@pytest.fixture
def at_safety(page, app_url, settled):
    page.goto(f"{app_url}/safety")
    settled(page)
    return page


def focused(page) -> str:
    return page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.innerText")


def marks(page, name: str):
    return page.get_by_role("slider", name=f"Marks: {name}")


def told(slider) -> str:
    return slider.get_attribute("aria-valuetext")


def says(page, slider, pattern: str) -> None:
    """Wait until the slider says what the pattern asks for."""
    told_so = "([node, pattern]) => new RegExp(pattern).test(node.getAttribute('aria-valuetext'))"
    page.wait_for_function(told_so, arg=[slider.element_handle(), pattern])


@pytest.mark.parametrize("state", KEYBOARD)
def test_tab_reaches_every_control_and_each_shows_the_focus(page, app_url, settled, state):
    page.emulate_media(reduced_motion="reduce")  # else a ring may still be on its way when it is looked at
    STATES[state](page, app_url, settled)
    many = page.evaluate(GATHER)
    page.get_by_test_id("stSkipToContent").focus()
    page.evaluate(STEP)
    for _ in range(2 * many + 60):
        page.keyboard.press("Tab")
        if not page.evaluate(STEP):
            break
    else:
        pytest.fail("Tab never came to the end of the page")
    assert page.evaluate(MISSED) == []
    assert page.evaluate("unseen") == []
    assert page.locator("[tabindex]:not([tabindex='0'], [tabindex^='-'])").count() == 0


def test_the_first_tab_skips_to_the_content(at_safety):
    page = at_safety
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_box_toggled_by_space_keeps_the_focus_and_the_new_numbers_are_said(at_safety, settled):
    page = at_safety
    status = page.locator(".rux-heard [role=status]")
    assert status.inner_text() == ""
    page.get_by_test_id("stSidebar").get_by_role("checkbox", name="dupilumab").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**agent=dupilumab")
    settled(page)
    assert page.evaluate("document.activeElement.type") == "checkbox"
    assert page.evaluate("document.activeElement.checked")
    assert page.evaluate("document.activeElement.value") == "dupilumab"
    assert status.inner_text() == sentence(page)
    page.keyboard.press("Space")
    page.get_by_text("All patients: 115 patients.").first.wait_for()
    settled(page)
    assert page.evaluate("document.activeElement.value") == "dupilumab"
    assert status.inner_text().startswith("All patients: 115 patients.")


def test_the_focus_stays_in_its_group_when_a_control_goes_and_else_comes_to_the_heading(page, app_url, settled):
    page.goto(f"{app_url}/safety?cohort=A&agent=dupilumab&x=1")
    settled(page)
    page.locator(".rux-header button", has_text="Cohort A").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{app_url}/safety?agent=dupilumab")
    page.wait_for_function("() => document.activeElement.closest('.rux-header .filters') !== null")
    settled(page)
    page.get_by_role("button", name="Reset").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{app_url}/safety")
    page.wait_for_function("() => document.activeElement.textContent === 'Copy link'")
    page.get_by_role("button", name="Dismiss").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.matches('h1')")


def test_a_new_page_says_its_name_and_marks_its_link(at_safety, settled):
    page = at_safety
    link = page.get_by_test_id("stTopNavLink").filter(has_text="Trajectories")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/trajectories")
    settled(page)
    assert page.title() == "Trajectories - RuxScope"
    assert page.locator(".rux-heard [role=status]").inner_text() == "Trajectories"
    assert page.locator("[aria-current=page]").all_inner_texts() == ["Trajectories"]


def test_escape_closes_the_menu_and_gives_the_focus_back(at_safety):
    page = at_safety
    page.get_by_test_id("stMainMenuButton").focus()
    page.keyboard.press("Enter")
    page.get_by_test_id("stMainMenuPopover").wait_for()
    page.keyboard.press("Escape")
    page.get_by_test_id("stMainMenuPopover").wait_for(state="hidden")
    page.wait_for_function("() => document.activeElement.closest('[data-testid=\"stMainMenu\"]') !== null")


def test_arrow_keys_go_through_the_marks_and_enter_lists_the_patients(at_safety, settled):
    page = at_safety
    slider = marks(page, "Patients with adverse events")
    slider.focus()
    says(page, slider, "^Any adverse event$")
    page.keyboard.press("ArrowDown")
    says(page, slider, "^Cohort A: 2 of 73, 2.7%")
    page.keyboard.press("ArrowDown")
    says(page, slider, "^Cohort B: 5 of 41, 12.2%")
    page.keyboard.press("Enter")
    page.get_by_text("Who are they?").wait_for()
    settled(page)
    assert page.get_by_text("any adverse event: 5 patients").is_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Marks: Patients with adverse events"
    assert told(slider).startswith("Cohort B: 5 of 41, 12.2%")


def test_a_class_folds_by_keyboard_and_the_mark_stays_chosen(at_safety, settled):
    page = at_safety
    slider = marks(page, "Patients with adverse events")
    slider.focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    says(page, slider, "Eye disorders")
    page.keyboard.press("Enter")
    page.locator(".annotation-text-g", has_text="Dry eye").wait_for(state="detached")
    settled(page)
    says(page, slider, "Eye disorders")


def test_the_ring_stands_where_the_mark_is_and_escape_takes_it_away(at_safety):
    page = at_safety
    slider = marks(page, "First adverse event")
    slider.focus()
    page.keyboard.press("End")
    ring = slider.locator(".rux-chart__mark").bounding_box()
    point = (
        page.locator("figure", has=slider)
        .locator(".js-plotly-plot")
        .evaluate(
            """plot => {
            const trace = plot._fullData.find(one => one.hoverinfo !== 'skip' && one.visible === true);
            const { xaxis: x, yaxis: y } = plot._fullLayout, box = plot.getBoundingClientRect();
            return [box.left + x._offset + x.d2p(trace.x.at(-1)), box.top + y._offset + y.d2p(trace.y.at(-1))];
        }"""
        )
    )
    assert ring["x"] + ring["width"] / 2 == pytest.approx(point[0], abs=1)
    assert ring["y"] + ring["height"] / 2 == pytest.approx(point[1], abs=1)
    page.keyboard.press("Escape")
    assert not slider.locator(".rux-chart__mark").is_visible()
    page.keyboard.press("Tab")
    assert focused(page) != "Marks: First adverse event, cumulative incidence"


def test_a_patient_s_cell_opens_the_profile_by_keyboard(page, app_url, settled):
    page.goto(f"{app_url}/trajectories?iga_beside=strip&bsa_beside=none&itch_beside=none")
    settled(page)
    slider = marks(page, "IGA of each patient, visit by visit")
    slider.focus()
    page.keyboard.press("ArrowRight")
    says(page, slider, r"^Patient \d+, .*, week 4: IGA")
    patient = re.match(r"Patient \d+", told(slider))[0]
    page.keyboard.press("Enter")
    page.wait_for_url("**/patients*")
    settled(page)
    assert page.get_by_role("figure", name=patient, exact=True).is_visible()


def test_a_row_of_the_list_opens_the_profile_by_keyboard(page, app_url, settled):
    page.goto(f"{app_url}/patients")
    settled(page)
    page.get_by_test_id("data-grid-canvas").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    page.get_by_role("figure", name="Patient 2", exact=True).wait_for()


def test_tab_leaves_the_list_of_patients(page, app_url, settled):
    page.goto(f"{app_url}/patients")
    settled(page)
    page.get_by_test_id("data-grid-canvas").first.focus()
    for _ in range(30):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-testid=\"stDataFrame\"]') === null")
