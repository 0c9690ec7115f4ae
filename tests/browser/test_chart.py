"""The chart component as a reader meets it, on the gallery page."""

import re
import struct
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser import driving
from tests.browser.driving import WATCH_SHIFTS, within_the_window
from tests.browser.gallery_figures import FIGURES, HOSTILE
from tests.in_browser import watched_tab

# What a chart shows, as text: every path, its place and every letter. Numbers that Plotly draws anew each time
# (ids of clip paths) are left out.
DRAWING = """plot => [...plot.querySelectorAll('.cartesianlayer :is(path, text, image), .infolayer text')]
    .map(node => [node.tagName, node.textContent, node.getAttribute('d'), node.getAttribute('transform'),
                  node.style.fill, node.style.opacity].join('|').replace(/#clip\\w+/g, '')).join('\\n')"""
CHARTS = ".rux-chart"
COUNT_MOVES = """() => { window.moved = 0; addEventListener('transitionrun', event => {
    if (event.target.closest('.rux-chart__plot')) window.moved += 1 }, true) }"""


@pytest.fixture
def gallery_of(page, gallery_url, settled):
    """A function that opens the gallery with a chart of each kind named."""

    def opened(*kinds):
        page.goto(f"{gallery_url}/?{urlencode([('kind', kind) for kind in kinds])}")
        settled(page)
        return page

    return opened


@pytest.fixture
def gallery(gallery_of):
    return gallery_of(*FIGURES)


@pytest.fixture(scope="module")
def forest_alone(browser, gallery_url):
    """One tab for all tests that leave the chart as they found it."""
    with watched_tab(browser) as page:
        page.goto(f"{gallery_url}/?kind=forest")
        driving.settled(page)
        yield page


def figure(page, name):
    return page.locator(f"figure[aria-label='{name}']")


def plot(page, kind):
    return figure(page, f"The {kind} of two cohorts").locator(".js-plotly-plot")


def drawings(page):
    return {kind: plot(page, kind).evaluate(DRAWING) for kind in FIGURES}


def as_wide_as_their_places(page):
    for place in page.locator(f"{CHARTS}[data-state='drawn'] .rux-chart__plot").all():
        assert place.evaluate("place => Math.abs(place.offsetWidth - place._fullLayout.width)") <= 1


def other_patients(page, settled):
    page.get_by_text("Other patients").click()
    settled(page)


def test_new_data_reach_the_chart_that_is_there(gallery_of, settled):
    gallery = gallery_of("trajectories")
    trajectories = plot(gallery, "trajectories")
    trajectories.evaluate("plot => { plot.mark = 'the same node' }")
    other_patients(gallery, settled)
    assert trajectories.evaluate("plot => plot.mark") == "the same node"
    expected = FIGURES["trajectories"](1)["data"]
    assert trajectories.evaluate("plot => plot._fullData.map(trace => [...trace.y])") == [
        pytest.approx(trace["y"]) for trace in expected
    ]


def test_zoom_survives_new_data_and_a_double_click_resets_it(gallery_of, settled):
    gallery = gallery_of("trajectories")
    trajectories = plot(gallery, "trajectories")
    box = trajectories.locator(".nsewdrag").bounding_box()
    gallery.mouse.move(box["x"] + 50, box["y"] + 40)
    gallery.mouse.down()
    gallery.mouse.move(box["x"] + 200, box["y"] + 150, steps=5)
    gallery.mouse.up()
    gallery.wait_for_timeout(400)
    zoomed = trajectories.evaluate("plot => plot._fullLayout.xaxis.range")
    assert zoomed[1] < 40
    other_patients(gallery, settled)
    assert trajectories.evaluate("plot => plot._fullLayout.xaxis.range") == zoomed
    gallery.mouse.dblclick(box["x"] + 100, box["y"] + 100)
    gallery.wait_for_timeout(600)
    start, end = trajectories.evaluate("plot => plot._fullLayout.xaxis.range")
    assert start < 0 and 16 < end < 20  # the newer data end at week 16


def test_marks_move_and_come_to_rest_in_the_chart_that_is_drawn_afresh(gallery, gallery_url, settled):
    first = drawings(gallery)
    gallery.evaluate(
        """() => { window.states = []; new MutationObserver(() =>
            window.states.push(document.querySelector('.rux-chart').dataset.state)
        ).observe(document.querySelector('.rux-chart'), { attributeFilter: ['data-state'] }) }"""
    )
    gallery.evaluate(COUNT_MOVES)
    other_patients(gallery, settled)
    assert gallery.evaluate("window.states") == ["moving", "drawn"]
    assert gallery.evaluate("window.moved") > 10
    assert gallery.locator(".is-moving").count() == 0
    moved = drawings(gallery)
    other_patients(gallery, settled)
    again = drawings(gallery)
    gallery.goto(f"{gallery_url}/?other=true")
    settled(gallery)
    afresh = drawings(gallery)
    for kind in FIGURES:
        assert moved[kind] != first[kind], kind
        assert again[kind] == first[kind], kind
        assert moved[kind] == afresh[kind], kind


def test_nothing_moves_for_readers_who_ask_for_less_motion(page, gallery_url, settled):
    page.emulate_media(reduced_motion="reduce")
    page.goto(gallery_url)
    settled(page)
    page.evaluate(COUNT_MOVES)
    other_patients(page, settled)
    assert page.evaluate("window.moved") == 0
    assert plot(page, "stacked bars").evaluate("plot => plot._fullData[0].y.length") == 5


def test_a_hover_label_stays_and_shows_the_new_value(gallery_of, settled):
    gallery = gallery_of("stacked bars")
    bars = plot(gallery, "stacked bars")
    bar = bars.locator(".barlayer .point path").first.bounding_box()
    gallery.mouse.move(bar["x"] + 10, bar["y"] + bar["height"] - 5)
    gallery.mouse.move(bar["x"] + 12, bar["y"] + bar["height"] - 5)
    label = bars.locator(".hoverlayer .hovertext")
    label.wait_for()
    before = label.text_content()
    gallery.evaluate("document.querySelector('[data-testid=stCheckbox] input').click()")
    settled(gallery)
    expect(label).not_to_have_text(before)


def test_a_rerun_without_new_data_draws_nothing_and_a_new_theme_needs_none(gallery, settled):
    gallery.get_by_role("button", name="Run again").click()
    settled(gallery)
    assert gallery.locator(f"{CHARTS}[data-painted='1']").count() == len(FIGURES)
    ink = "plot => getComputedStyle(plot.querySelector('.xtick text')).fill"
    forest = plot(gallery, "forest")
    assert forest.evaluate(ink) == "rgb(28, 37, 48)"
    gallery.emulate_media(color_scheme="dark")
    gallery.locator(f"{CHARTS}[data-drawn='2']").nth(4).wait_for()
    assert forest.evaluate(ink) == "rgb(232, 236, 241)"


def test_a_click_reaches_python_once(gallery_of, settled):
    gallery = gallery_of("trajectories")
    point = plot(gallery, "trajectories").locator(".point").nth(3).bounding_box()
    gallery.mouse.click(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2)
    gallery.get_by_text("Clicked: A, A-8, point 3").wait_for()
    settled(gallery)
    gallery.get_by_role("button", name="Run again").click()
    settled(gallery)
    assert gallery.get_by_text("Clicked:").count() == 0


def saved(page, kind, form):
    with page.expect_download() as download:
        figure(page, f"The {kind} of two cohorts").get_by_role("button", name=f"Save as {form}").click()
    return download.value


def test_the_svg_has_title_notes_and_light_colours(page, gallery_of):
    page.emulate_media(color_scheme="dark")
    gallery_of(*FIGURES)
    for kind in FIGURES:
        download = saved(page, kind, "SVG")
        text = Path(download.path()).read_text(encoding="utf-8")
        assert download.suggested_filename == kind.replace(" ", "_") + ".svg"
        words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))
        assert f"The {kind} of two cohorts" in words
        assert "SYNTHETIC - not study data" in words, kind
        assert "in the extract of this gallery." in words, kind
        assert "rgb(232, 236, 241)" not in text, f"the dark theme's ink is in the file of the {kind}"


def test_the_png_is_drawn_at_twice_the_size(forest_alone):
    content = Path(saved(forest_alone, "forest", "PNG").path()).read_bytes()
    width, height = struct.unpack(">II", content[16:24])
    assert content.startswith(b"\x89PNG")
    assert width == 2 * 720
    assert height > 2 * 360


def test_full_screen_fits_both_ways(forest_alone):
    forest = figure(forest_alone, "The forest of two cohorts")
    before = forest.locator(".main-svg").first.bounding_box()
    forest.get_by_role("button", name="Full screen").click()
    forest_alone.wait_for_function("() => document.fullscreenElement?.querySelector('.main-svg').clientWidth > 1300")
    assert forest.locator(".rux-chart__title").is_visible()
    forest.get_by_role("button", name="Leave full screen").click()
    forest_alone.wait_for_function(
        "name => document.querySelector(`[aria-label='${name}'] .main-svg`).clientWidth < 1000",
        arg="The forest of two cohorts",
    )
    assert forest.locator(".main-svg").first.bounding_box() == before


def test_a_chart_has_a_name_and_a_description(forest_alone):
    image = forest_alone.get_by_role("img", name="The forest of two cohorts")
    assert forest_alone.get_by_role("figure", name="The forest of two cohorts").count() == 1
    described_by = image.get_attribute("aria-describedby")
    assert forest_alone.locator(f"#{described_by}").inner_text() == "Version 0 of the forest."


def test_the_buttons_are_reachable_and_large_enough(forest_alone):
    forest = figure(forest_alone, "The forest of two cohorts")
    buttons = forest.get_by_role("button")
    names = [button.get_attribute("aria-label") for button in buttons.all()]
    assert names == [f"{action}: The forest of two cohorts" for action in ("Save as PNG", "Save as SVG", "Full screen")]
    for button in buttons.all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 24
    buttons.first.focus()
    forest_alone.keyboard.press("Tab")
    assert forest_alone.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Save as SVG")


def test_charts_are_as_wide_as_their_place_in_a_narrow_window(page, gallery_of):
    page.set_viewport_size({"width": 800, "height": 900})
    as_wide_as_their_places(gallery_of(*FIGURES))


def test_a_chart_follows_the_sidebar(gallery, settled):
    forest = plot(gallery, "forest")
    before = forest.evaluate("plot => plot._fullLayout.width")
    gallery.locator("[data-testid='stSidebar']").hover()
    gallery.locator("[data-testid='stSidebarCollapseButton'] button").click()
    gallery.wait_for_function(
        "before => [...document.querySelectorAll('.js-plotly-plot')].every(({ layout }) => layout.width > before + 50)",
        arg=before,
    )


def test_a_hidden_chart_is_drawn_with_the_newest_data_when_it_is_opened(gallery_of, settled):
    gallery = gallery_of("forest")
    openers = {"In a tab": "Hidden chart", "In an expander": "More"}
    for name in openers:
        assert figure(gallery, name).get_attribute("data-state") == "hidden", name
    other_patients(gallery, settled)
    for name, opener in openers.items():
        hidden = figure(gallery, name)
        assert hidden.get_attribute("data-state") == "hidden", name
        gallery.get_by_text(opener, exact=True).click()
        gallery.locator(f"figure[aria-label='{name}'][data-state='drawn']").wait_for()
        assert hidden.locator(".js-plotly-plot").evaluate("plot => plot._fullData[1].x.length") == 6, name
        assert hidden.locator(".main-svg").first.bounding_box()["width"] > 700, name


def test_text_from_a_file_is_never_a_link_or_markup(page, gallery_url, settled):
    page.goto(f"{gallery_url}/?kind=forest&hostile=1")
    settled(page)
    chart = figure(page, "<b>Hostile</b>")
    assert chart.locator("svg a, svg img").count() == 0
    for part in (".textpoint text", ".legendtext", ".xtick text"):
        assert HOSTILE in [text.strip() for text in chart.locator(part).all_text_contents()]
    for label in chart.locator(".textpoint text, .annotation-text").all():
        label.dispatch_event("click")
    assert page.evaluate("document.body.dataset.hacked") is None


def test_nothing_shifts_while_charts_arrive(page, gallery_url, settled):
    page.add_init_script(
        """window.shifts = [];
        new PerformanceObserver(list => { for (const entry of list.getEntries())
            if (document.querySelector('.rux-chart')) window.shifts.push(entry.value) })
            .observe({ type: 'layout-shift', buffered: true });"""
    )
    page.goto(gallery_url)
    page.locator(CHARTS).first.wait_for()
    boxes = "charts => charts.map(chart => chart.clientHeight)"
    settled(page)
    assert page.locator(CHARTS).evaluate_all(boxes)[: len(FIGURES)] == [360] * len(FIGURES)
    assert sum(page.evaluate("window.shifts")) < 0.01
    as_wide_as_their_places(page)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768)])
@pytest.mark.parametrize("path", ["", "safety", "trajectories", "subgroups"])
def test_nothing_shifts_while_a_page_opens_and_at_a_filter_click(page, app_url, settled, path, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.add_init_script(f"({WATCH_SHIFTS})()")
    page.goto(f"{app_url}/{path}")
    settled(page)
    assert sum(page.evaluate("window.shifts")) < 0.05, page.evaluate("window.shifted")
    within_the_window(page)
    page.set_viewport_size({"width": width, "height": 900})
    settled(page)
    page.evaluate("() => { window.shifts = []; window.shifted = [] }")
    for _ in ("severe only", "all again"):
        page.get_by_test_id("stSidebar").get_by_text("severe (IGA 4)").first.click()
        settled(page)
    # The row of chips changes by a chip, and a sentence beneath a chart may take a line more; 0.1 is called good.
    assert sum(page.evaluate("window.shifts")) < 0.05, page.evaluate("window.shifted")


def test_plotly_is_fetched_once_and_early(page, app_url, settled):
    page.goto(app_url)
    settled(page)
    fetched = "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('plotly.min.js')).length"
    assert page.evaluate(fetched) == 1
    assert page.locator("script[src*='plotly.min.js']").count() == 1
    assert page.locator(f"{CHARTS}[data-state='drawn']").count() == 3


def test_charts_are_drawn_where_plotly_failed_to_come_early(page, app_url, settled):
    loaded, refused = [], []

    def answer(route):
        if loaded:
            return route.continue_()
        refused.append(route.request.url)
        return route.abort()

    page.on("load", lambda: loaded.append(True))
    page.route("**/plotly.min.js", answer)
    page.goto(app_url)
    settled(page)
    assert refused
    assert page.locator(f"{CHARTS}[data-state='drawn']").count() == 3


def test_a_chart_whose_figure_did_not_change_is_not_drawn_again(page, app_url, settled):
    page.goto(f"{app_url}/trajectories")
    settled(page)
    painted = "charts => charts.map(({ ariaLabel, dataset }) => [ariaLabel, dataset.painted])"
    before = page.locator(CHARTS).evaluate_all(painted)
    page.get_by_text("and flows between grades").click()
    settled(page)
    after = dict(page.locator(CHARTS).evaluate_all(painted))
    kept = [[name, count] for name, count in before if name != "IGA, share in each grade"]
    assert kept and [[name, after[name]] for name, _ in kept] == kept
    assert len(after) == len(before) + 1


def test_what_plotly_finds_in_a_trace_is_what_its_own_walk_finds(gallery):
    gallery.wait_for_function("() => Plotly.PlotSchema.findArrayAttributes.byWalking")
    gallery.evaluate("new Promise(requestIdleCallback)")  # the walk over the schema came before
    found = gallery.evaluate(
        """() => { const { findArrayAttributes: find } = Plotly.PlotSchema;
        const traces = [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => plot._fullData ?? []);
        return { quick: traces.map(find), own: traces.map(trace => find.byWalking(trace)),
            kinds: [...new Set(traces.map(trace => trace.type))] } }"""
    )
    assert found["quick"] == found["own"]
    assert len(found["kinds"]) > 1
    # a later Plotly that looks elsewhere would be as slow as before, and say nothing
    assert gallery.evaluate(
        """async () => { const { findArrayAttributes: find } = Plotly.PlotSchema; let asked = 0;
        Plotly.PlotSchema.findArrayAttributes = trace => { asked += 1; return find(trace) };
        await Plotly.redraw(document.querySelector('.js-plotly-plot')); return asked }"""
    )


def test_a_trace_with_a_list_of_objects_is_left_to_plotly(gallery_of):
    gallery = gallery_of("trajectories")
    gallery.evaluate("new Promise(requestIdleCallback)")
    same = gallery.evaluate(
        """() => { const { findArrayAttributes: find } = Plotly.PlotSchema;
        const trace = document.querySelector('.js-plotly-plot')._fullData[0];
        trace.marker = { ...trace.marker, colorbar: { tickformatstops: [{ dtickrange: [0, 1] }] } };
        return JSON.stringify(find(trace)) === JSON.stringify(find.byWalking(trace)) }"""
    )
    assert same


def test_a_chart_that_grows_is_drawn_once_and_one_of_many_marks_does_not_move(page, app_url, settled):
    page.goto(f"{app_url}/trajectories")
    settled(page)
    curve = page.locator("figure[aria-label^='Itch, change']")  # with fewer patients it has fewer lines above it
    before = curve.evaluate("chart => [chart.clientHeight, +chart.dataset.painted]")
    page.evaluate(
        """() => { window.relayouts = 0; const { relayout } = window.Plotly;
        window.Plotly.relayout = (...given) => { window.relayouts += 1; return relayout(...given) } }"""
    )
    page.evaluate(COUNT_MOVES)
    page.get_by_test_id("stSidebar").get_by_text("severe (IGA 4)").first.click()
    settled(page)
    after = curve.evaluate("chart => [chart.clientHeight, +chart.dataset.painted]")
    assert after[0] != before[0]
    assert after[1] == before[1] + 1
    assert page.evaluate("window.relayouts") == 0
    assert page.locator(f"{CHARTS}[data-painted='2']").count() >= 3
    assert page.evaluate("window.moved") < 100
