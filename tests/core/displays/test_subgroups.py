"""The forest: figure, words and table agree, whatever is selected."""

import json

import plotly.graph_objects as go
import pytest

from core.analyses.subgroup_effects import EFFECTS
from core.chart_options import ChartOptions
from core.displays.subgroups import subgroup_display
from core.figures.theme import resolved

VIEWS = {
    "everyone": {},
    "one cohort": {"cohort": ["A"]},
    "few patients": {"agent": ["tralokinumab"]},
    "one patient": {"agent": ["cyclosporine"]},
    "nobody": {"agent": ["cyclosporine"], "age": ["0-17"]},
    "by agent": {"by": "agent"},
    "serious events": {"serious": ["yes"]},
}
OPTIONS = [
    *(ChartOptions(effect=effect) for effect in EFFECTS),
    ChartOptions(between="B"),
    ChartOptions(effect="itch_change", between="A", week="12"),
]


def shown(view, options=ChartOptions()):  # noqa: B008 - frozen
    return subgroup_display(view, options, place=1, looks=1)


def named(figure, name):
    (trace,) = (trace for trace in figure["data"] if trace["name"] == name)
    return trace


def texts_in(value):
    if isinstance(value, dict | list | tuple):
        return [text for item in (value.values() if isinstance(value, dict) else value) for text in texts_in(item)]
    return [value] if isinstance(value, str) else []


def notes_of(figure):
    return {note["text"]: note for note in figure["layout"]["annotations"]}


def row_at(figure, factor, level):
    """The height of the row of a level."""
    return next(
        note["y"]
        for note in figure["layout"]["annotations"]
        if "name" in note and json.loads(note["name"]) == [factor, level]
    )


def said_at(figure, y):
    said = named(figure, "estimates")
    return said["text"][said["y"].index(y)].strip("\u00a0 ")


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("options", OPTIONS, ids=lambda options: f"{options.effect} {options.between}")
@pytest.mark.parametrize("choices", VIEWS.values(), ids=VIEWS)
def test_plotly_accepts_the_figure_with_every_colour_resolved(sample, view_of, choices, options, mode):
    display = shown(view_of(sample, **choices), options)
    figure = resolved(display.figure, mode)
    assert [text for text in texts_in(figure) if text.startswith("@")] == []
    go.Figure({"data": figure["data"], "layout": figure["layout"]})
    for name, change in figure["narrow"]["layout"].items():
        go.Figure({"layout": {name: {**figure["layout"][name], **change}}})
    json.dumps(display.figure, allow_nan=False)
    assert display.words.endswith(".") and "nan" not in display.words
    assert "nan" not in display.note


def test_the_overall_estimate_is_the_heavy_line_and_no_effect_the_light_one(sample, view_of):
    figure = shown(view_of(sample)).figure
    lines = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "line"]
    widths = {round(line["x0"], 1): line["line"]["width"] for line in lines}
    assert widths == {0: 1, 9.5: 2.5}
    (band,) = (shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect" and shape["xref"] == "x")
    assert (round(band["x0"], 1), round(band["x1"], 1)) == (-0.1, 23.0)
    assert {"\u2190 fewer<br>in B", "more \u2192<br>in B"} <= set(notes_of(figure))


def test_a_row_shows_n_of_n_per_cohort_and_the_difference_with_its_interval(sample, view_of):
    figure = shown(view_of(sample)).figure
    y = row_at(figure, "agent", "dupilumab")
    a, b = (named(figure, f"n of Cohort {cohort}") for cohort in "AB")
    assert (a["text"][a["y"].index(y)], b["text"][b["y"].index(y)]) == ("1/44 (2%)", "3/32 (9%)")
    assert said_at(figure, y) == "+7.1 (-4.2 to 22.1)"


def test_few_patients_are_hollow_and_grey_without_interval_and_fewer_have_counts_only(sample, view_of):
    figure = shown(view_of(sample)).figure
    few = named(figure, "few patients")
    y = row_at(figure, "site", "Site 2")
    place = few["y"].index(y)
    assert few["error_x"]["array"][place] is None
    assert few["marker"]["color"] == "rgba(0,0,0,0)" and few["marker"]["line"]["color"] == "@muted"
    assert said_at(figure, y) == "-4.8, under 10"
    drawn = {y for trace in figure["data"] if trace["mode"] == "markers" for y in trace["y"]}
    for level, words in (("upadacitinib", "under 5: only counts"), ("cyclosporine", "no patients in cohort B")):
        y = row_at(figure, "agent", level)
        assert y not in drawn
        assert said_at(figure, y) == words


def test_the_area_of_a_mark_is_in_proportion_to_its_patients(sample, view_of):
    display = shown(view_of(sample))
    marks = named(display.figure, "subgroups")
    patients = {
        row["label"]: row["n_A"] + row["n_B"] for row in display.table.to_dict("records") if row["factor"] != "overall"
    }
    areas = {text.split(":")[0]: size**2 for text, size in zip(marks["text"], marks["marker"]["size"], strict=True)}
    ratios = {round(area / patients[label], 6) for label, area in areas.items()}
    assert len(ratios) == 1


def test_every_factor_has_one_interaction_and_no_level_has_any(sample, view_of):
    figure = shown(view_of(sample)).figure
    headings = {note["y"] for text, note in notes_of(figure).items() if text.startswith("<b>") and note["yref"] == "y"}
    beside = [note for note in figure["layout"]["annotations"] if "interaction" in note["text"]]
    assert len(beside) == 8
    assert {note["y"] for note in beside} <= headings
    assert "interaction p = 0.34 (Breslow-Day, Tarone; rough)" in notes_of(figure)


def test_a_factor_with_one_level_is_listed_and_has_no_row(sample, view_of):
    figure = shown(view_of(sample, agent=["dupilumab"])).figure
    assert "one level only: dupilumab" in notes_of(figure)
    with pytest.raises(StopIteration):
        row_at(figure, "agent", "dupilumab")


def test_one_cohort_is_shown_in_its_own_look_without_interaction(sample, view_of):
    display = shown(view_of(sample), ChartOptions(effect="iga_success", between="B"))
    marks = named(display.figure, "subgroups")
    assert (marks["marker"]["color"], marks["marker"]["symbol"]) == ("@group1", "square")
    assert not any("interaction" in text for text in texts_in(display.figure))
    assert not any(name.endswith("_A") for name in display.table)
    assert "nothing is tested" in display.note


def test_text_of_a_file_is_shown_letter_by_letter(extract_of, view_of):
    patients = "\n".join(
        [
            "patient_id | cohort | site",
            *(f"p{place} | {'AB'[place % 2]} | {'<b>S' if place < 40 else 'T'}" for place in range(60)),
        ]
    )
    figure = shown(view_of(extract_of(patients))).figure
    assert "&lt;b&gt;S" in notes_of(figure)
    assert any(text.startswith("&lt;b&gt;S: ") for text in named(figure, "subgroups")["text"])


def test_every_level_can_be_clicked_by_name_and_by_mark(sample, view_of):
    display = shown(view_of(sample))
    several = display.table.groupby("factor")["level"].transform("size") > 1
    levels = display.table[several][["factor", "level"]].to_numpy().tolist()
    names = [json.loads(note["name"]) for note in display.figure["layout"]["annotations"] if "name" in note]
    assert names == levels
    marked = [data for name in ("subgroups", "few patients") for data in named(display.figure, name)["customdata"]]
    assert all(data in levels for data in marked)


def test_the_axis_stays_put_until_an_interval_needs_more(sample, view_of):
    ranges = [
        shown(view_of(sample, **choices), ChartOptions(effect="bsa_change")).figure["layout"]["xaxis"]["range"]
        for choices in VIEWS.values()
    ]
    assert all(low <= -10 and high >= 10 for low, high in ranges)
    assert ranges[0] == ranges[-1] == [-10.6, 10.6]


def test_words_and_note_say_what_the_figure_shows(sample, view_of):
    display = subgroup_display(view_of(sample), ChartOptions(effect="bsa_change"), place=2, looks=3)
    assert display.name == "B minus A: mean change of BSA from baseline to week 52"
    assert display.words.startswith(
        "Difference between non-randomised cohorts, B minus A, mean change of BSA from baseline to week 52. Overall: "
        "2.0 % of body surface (95% CI -0.2 to 4.2). 10 of 30 subgroups have an interval."
    )
    assert "Sex, interaction p = 0.39 (F test)" in display.words
    assert display.note.startswith("2nd of 3 subgroup views in this session, with 10 comparisons of subgroups:")
    assert "Baseline imbalance between the two groups (standardised mean differences): Age 0.44" in display.note
    everyone = subgroup_display(view_of(sample, by="site"), ChartOptions(), place=1, looks=1)
    assert "Age 0.44" in everyone.note
