"""Every builder on many views: valid for Plotly, in both themes, harmless, and honest about small numbers."""

import json
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from core.analyses.outcomes import changes, iga_distribution, scores
from core.analyses.responders import responses
from core.analyses.safety import differences, incidence, worst_severity
from core.analyses.small import for_display
from core.figures.course import course_figure
from core.figures.course_marks import CourseOptions, numbers_beneath
from core.figures.iga import iga_figure
from core.figures.incidence import incidence_figure, incidence_height
from core.figures.layout import look
from core.figures.severity import severity_figure, severity_height
from core.figures.theme import PALETTE, resolved

MEDIANS = CourseOptions(title="Itch", centre="median", low="q1", high="q3", bottom=0, top=10, band=True)
MEANS = CourseOptions(title="Change of IGA", centre="mean", low="low", high="high", bottom=-4, top=1)
SHARES = CourseOptions(
    title="%",
    centre="estimate",
    low="low",
    high="high",
    bottom=0,
    top=100,
    scale=100,
    decimals=0,
    unit="%",
    compact=True,
)

BUILDERS = {
    "incidence": lambda view: incidence_figure(
        for_display(view.of(incidence)), for_display(differences(view.of(incidence))), view.looks, top=0.5
    ),
    "severity": lambda view: severity_figure(for_display(view.of(worst_severity)), view.looks, top=0.5),
    "iga": lambda view: iga_figure(for_display(view.of(iga_distribution)), view.looks),
    "medians": lambda view: course_figure(for_display(view.of(scores, "itch_nrs")), view.looks, MEDIANS),
    "means": lambda view: course_figure(for_display(view.of(changes, "iga")), view.looks, MEANS),
    "shares": lambda view: course_figure(for_display(view.of(responses, "iga_0_1")), view.looks, SHARES),
}
VIEWS = {
    "two groups": {},
    "one group": {"cohort": ["B"]},
    "six groups": {"by": "agent"},
    "some of them empty": {"by": "agent", "cohort": ["B"]},
    "few patients": {"agent": ["tralokinumab"]},
    "nobody": {"agent": ["cyclosporine"], "sex": ["missing"], "age": ["0-17"]},
    "everyone at once": {"by": "nothing"},
}


def texts_in(figure):
    """Every text anywhere in a figure."""
    if isinstance(figure, dict):
        return [text for value in figure.values() for text in texts_in(value)]
    if isinstance(figure, list | tuple):
        return [text for value in figure for text in texts_in(value)]
    return [figure] if isinstance(figure, str) else []


def ranges(figure):
    """The range of every axis."""
    layout = figure["layout"]
    return {name: axis.get("range") for name, axis in layout.items() if name[:5] in ("xaxis", "yaxis")}


def drawn(figure):
    """Data and layout without what a click on an annotation gives back, which Plotly hands over and never draws."""
    notes = [
        {name: value for name, value in note.items() if name != "customdata"}
        for note in figure["layout"].get("annotations", ())
    ]
    return {"data": figure["data"], "layout": {**figure["layout"], "annotations": notes}}


def named(figure, name):
    (trace,) = (trace for trace in figure["data"] if trace.get("name") == name)
    return trace


def beneath(figure, place):
    """The numbers beneath a course that belong to one group."""
    numbers = named(figure, "n")
    return [text for text, row in zip(numbers["text"], numbers["y"], strict=True) if row == place]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("choices", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("builder", BUILDERS)
def test_plotly_accepts_the_figure_with_every_colour_resolved(sample, view_of, builder, choices, mode):
    figure = resolved(BUILDERS[builder](view_of(sample, **choices)), mode)
    assert [text for text in texts_in(figure) if text.startswith("@")] == []
    go.Figure(drawn(figure))
    for name, change in figure.get("narrow", {}).get("layout", {}).items():
        go.Figure({"layout": {name: {**figure["layout"].get(name, {}), **change}}})


@pytest.mark.parametrize("choices", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("builder", BUILDERS)
def test_a_figure_is_plain_json_without_nan(sample, view_of, builder, choices):
    figure = BUILDERS[builder](view_of(sample, **choices))
    assert json.loads(json.dumps(figure, allow_nan=False)).keys() == figure.keys()


@pytest.mark.parametrize("builder", BUILDERS)
def test_the_axes_stay_put_while_filters_change(sample, view_of, builder):
    everyone = BUILDERS[builder](view_of(sample))
    severe = BUILDERS[builder](view_of(sample, severity=["severe"], agent=["dupilumab"]))
    assert ranges(severe) == ranges(everyone)
    assert all(
        limits is not None for name, limits in ranges(everyone).items() if builder != "severity" or name == "xaxis"
    )
    assert len(severe["data"]) == len(everyone["data"])


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_group_looks_the_same_whoever_stands_beside_it(sample, view_of, builder):
    def looks(figure):
        return {
            trace["name"]: (trace["marker"].get("color"), trace["marker"].get("symbol"), trace.get("line"))
            for trace in figure["data"]
            if "marker" in trace and str(trace["marker"].get("color")).startswith("@group")
        }

    both, alone = looks(BUILDERS[builder](view_of(sample))), looks(BUILDERS[builder](view_of(sample, cohort=["B"])))
    assert alone.items() <= both.items()


HOSTILE = "<b onclick='x'>%{x} & <a href='javascript:1'>site</a>"


@pytest.fixture(scope="module")
def hostile(extract_of):
    rows = "\n".join(f"p{place} | {'AB'[place % 2]} | any | {HOSTILE}" for place in range(24))
    visits = "\n".join(f"p{place} | {week} | {place % 5} | {place % 9}" for place in range(24) for week in (0, 12, 52))
    events = "\n".join(f"p{place} | {HOSTILE} term | {HOSTILE} class" for place in range(24))
    return extract_of(
        f"patient_id | cohort | ae_status | site\n{rows}",
        f"patient_id | week | iga | itch_nrs\n{visits}",
        f"patient_id | term | system_organ_class\n{events}",
    )


@pytest.mark.parametrize("builder", BUILDERS)
def test_words_from_a_file_are_shown_letter_by_letter(hostile, view_of, builder):
    figure = BUILDERS[builder](view_of(hostile, by="site"))
    # customdata is given back to the app and never drawn as it stands, except where a template names it.
    for trace in figure["data"]:
        template = trace.get("hovertemplate", "")
        assert "%{x}" not in template
        shown = {name: value for name, value in trace.items() if name != "customdata" or "customdata" in template}
        assert not [text for text in texts_in(shown) if "<a" in text or "<b onclick" in text]
    layout = drawn(figure)["layout"]
    # the name of an annotation is given back to the app on a click, and never drawn
    layout["annotations"] = [{**note, "name": ""} for note in layout.get("annotations", ())]
    assert not [text for text in texts_in(layout) if "<a" in text or "<b onclick" in text]
    assert any("&lt;" in text for text in texts_in(figure))


def limits_drawn(trace, axis):
    error = trace[f"error_{axis}"]
    return [high is not None for high in error["array"]], [low is not None for low in error["arrayminus"]]


@pytest.fixture(scope="module")
def graded(extract_of):
    """Sites of 4, 5, 9 and 10 patients, all with visits and one event each site."""
    sizes = {"four": 4, "five": 5, "nine": 9, "ten": 10}
    ids = {site: [f"{site}-{place}" for place in range(size)] for site, size in sizes.items()}
    patients = "\n".join(
        f"{one} | {site} | {'none' if place else 'any'}" for site, own in ids.items() for place, one in enumerate(own)
    )
    visits = "\n".join(
        f"{one} | {week} | {place % 3 + (2 if week == 0 else 0)} | {place % 4 + (5 if week == 0 else 0)}"
        for own in ids.values()
        for place, one in enumerate(own)
        for week in (0, 52)
    )
    return extract_of(
        f"patient_id | site | ae_status\n{patients}",
        f"patient_id | week | iga | itch_nrs\n{visits}",
        "patient_id | term | severity\n" + "\n".join(f"{own[0]} | Acne | mild" for own in ids.values()),
    )


DRAWN = {"four": (False, False), "five": (True, False), "nine": (True, False), "ten": (True, True)}


@pytest.mark.parametrize("site", DRAWN)
def test_incidence_has_no_interval_under_ten_and_no_point_under_five(graded, view_of, site):
    point, interval = DRAWN[site]
    dots = named(BUILDERS["incidence"](view_of(graded, by="site")), site)
    assert {value is not None for value in dots["x"]} == {point}
    assert limits_drawn(dots, "x") == ([interval] * len(dots["x"]), [interval] * len(dots["x"]))


@pytest.mark.parametrize("site", DRAWN)
def test_a_course_has_no_interval_under_ten_and_no_point_under_five(graded, view_of, site):
    point, interval = DRAWN[site]
    view = view_of(graded, by="site")
    line = named(BUILDERS["means"](view), site)
    assert (line["y"][-1] is not None) == point
    assert [drawn[-1] for drawn in limits_drawn(line, "y")] == [interval, interval]
    assert bool(named(BUILDERS["medians"](view), f"{site} quartiles")["x"]) == interval
    assert bool(named(BUILDERS["means"](view), f"{site} bridge")["y"]) == point
    patients = (view.extract.patients["site"] == site).sum()
    place = [look.label for look in view.looks].index(site)
    assert beneath(BUILDERS["means"](view), place)[-1] == f"{patients}"


@pytest.mark.parametrize("site", DRAWN)
def test_stacked_bars_have_no_share_under_five(graded, view_of, site):
    view = view_of(graded, by="site", site=[site])
    assert {value is not None for trace in BUILDERS["severity"](view)["data"] for value in trace["x"]} == {
        DRAWN[site][0]
    }
    bars = [trace for trace in BUILDERS["iga"](view)["data"] if trace["type"] == "bar"]
    assert {bar["y"][-1] is not None for bar in bars} == {DRAWN[site][0]}
    ticks = BUILDERS["iga"](view)["layout"]["xaxis"]["ticktext"]
    assert ticks[-1] == f"<b>52</b><br>{view.headline.patients}/{view.headline.patients}"


def test_the_difference_has_no_interval_where_a_group_is_under_ten(graded, view_of):
    for sites, point, interval in ((["nine", "ten"], True, False), (["four", "ten"], False, False)):
        trace = named(BUILDERS["incidence"](view_of(graded, by="site", site=sites)), "difference")
        assert (trace["x"][0] is not None, limits_drawn(trace, "x")[0][0]) == (point, interval)


def test_rows_without_an_event_are_drawn_with_their_counts(sample, view_of):
    view = view_of(sample, agent=["methotrexate"], by="nothing")
    rows = view.of(incidence)
    figure = BUILDERS["incidence"](view)
    counts = named(figure, "n of All selected")
    assert counts["text"] == ["0/5 (0.0%)"] * len(rows)
    assert len(named(figure, "All selected")["x"]) == len(rows)
    labels = [text["text"] for text in figure["layout"]["annotations"]]
    assert {"<b>Any adverse event</b>", "<b>Serious</b>", "Vision blurred"} <= set(labels)


def test_an_interval_past_the_end_of_the_axis_is_marked(sample, view_of):
    figure = incidence_figure(
        view_of(sample).of(incidence), differences(view_of(sample).of(incidence)), view_of(sample).looks, top=0.2
    )
    high = view_of(sample).of(incidence).query("group == 'B'")["high"]
    assert named(figure, "Cohort B beyond")["x"] == [20] * (high > 0.2).sum() != []
    assert named(figure, "Cohort A beyond")["x"] == []


def test_the_difference_stands_only_between_two_groups(sample, view_of):
    def has_difference(**choices):
        figure = BUILDERS["incidence"](view_of(sample, **choices))
        return "xaxis2" in figure["layout"], "difference" in [trace["name"] for trace in figure["data"]]

    assert has_difference() == (True, True)
    assert has_difference(by="nothing") == has_difference(by="agent") == (False, False)


def test_a_gap_in_the_weeks_breaks_the_band_and_the_line(graded, view_of):
    frame = for_display(view_of(graded, by="site").of(scores, "itch_nrs"))
    looks = view_of(graded, by="site", site=["ten"]).looks
    band = named(course_figure(frame, looks, MEDIANS), "ten quartiles")
    assert band["x"] == [0, 0, None, 52, 52]
    line = named(course_figure(frame, looks, MEDIANS), "ten")
    assert [value is None for value in line["y"]] == [False, *[True] * 6, False]
    assert named(course_figure(frame, looks, MEDIANS), "ten bridge")["x"] == [0, 52]


def test_groups_stand_beside_each_other_and_not_on_top(sample, view_of):
    figure = BUILDERS["means"](view_of(sample))
    assert named(figure, "Cohort A")["x"][0] < 4 < named(figure, "Cohort B")["x"][0]
    assert named(BUILDERS["means"](view_of(sample, cohort=["A"])), "Cohort A")["x"][0] == 4


def test_a_point_says_in_words_what_it_shows(sample, view_of):
    line = named(BUILDERS["means"](view_of(sample)), "Cohort A")
    assert line["text"][-1] == "Cohort A, week 52: -2.6 (-2.8 to -2.4), n 70"
    dots = named(BUILDERS["incidence"](view_of(sample)), "Cohort B")
    assert dots["text"][0] == "Cohort B: 5 of 41, 12.2%, 95% CI 4.1 to 26.2"


def test_the_numbers_beneath_are_the_patients_assessed_of_those_in_the_group(sample, view_of):
    figure = BUILDERS["means"](view_of(sample))
    assert beneath(figure, 0)[-1] == "70"
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["of 73", "of 42"]
    compact = course_figure(view_of(sample).of(changes, "iga"), view_of(sample).looks, replace(MEANS, compact=True))
    assert beneath(compact, 0)[-1] == "70"
    assert compact["layout"]["annotations"] == []


def test_heights_grow_with_the_rows_and_never_vanish(sample, view_of):
    def height(groups, **choices):
        view = view_of(sample, **choices)
        rows = view.of(incidence)
        return incidence_height(incidence_figure(rows[rows["level"].isin(groups)], rows[:0], view.looks, top=0.5))

    assert 0 < height(["any"]) < height(["any", "serious"]) < height(["any", "serious"], by="agent")
    assert severity_height(0) == severity_height(1) < severity_height(2)


def test_both_themes_name_the_same_roles():
    assert PALETTE["light"].keys() == PALETTE["dark"].keys()


def test_resolving_leaves_the_figure_itself_alone():
    figure = {"a": ["@ink", {"b": ("@paper", 3)}], "c": "mail@ink"}
    assert resolved(figure, "light") == {"a": ["#1c2530", {"b": ["#ffffff", 3]}], "c": "mail@ink"}
    assert figure["a"][0] == "@ink"


def test_numbers_too_large_to_stand_beneath_every_week_leave_some_without():
    def beneath_weeks(*counts, per_week=5):
        rows = {"week": [0, 4, 8, 12, 16, 24, 36, 52], "n": list(counts)}
        looks = [look("A", "Cohort A", 0)]
        trace = numbers_beneath({"A": rows}, looks, compact=True, per_week=per_week)
        assert len(trace["x"]) == len(trace["y"]) == len(trace["text"]) == len(trace["textfont"]["color"])
        return trace["x"]

    assert beneath_weeks(73, 73, 70, 70, 70, 70, 70, 70) == [0, 4, 8, 12, 16, 24, 36, 52]
    assert beneath_weeks(57_000, 49_000, 0, 52_000, 41_000, 49_000, 43_000, 40_000) == [0, 8, 12, 24, 36, 52]
    # Weeks with somebody go before those with nobody.
    assert beneath_weeks(5, 0, 0, 0, 50, 50, 50, 50, per_week=2) == [0, 4, 8, 16, 24, 36, 52]
    assert {0, 52} <= set(beneath_weeks(*[123_456] * 8))
