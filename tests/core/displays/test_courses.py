"""IGA, BSA and itch over time: the patients behind, what a missing score counts as, and a pinned selection."""

import json

import pytest

from core.analyses.outcomes import iga_distribution, scores
from core.chart_options import ChartOptions
from core.displays import patients_behind
from core.displays.courses import bsa_course, iga_course, itch_course

COURSES = (iga_course, bsa_course, itch_course)


def of(display, name):
    (trace,) = (trace for trace in display.figure["data"] if trace["name"] == name)
    return trace


def names(display):
    return [trace["name"] for trace in display.figure["data"]]


@pytest.fixture
def one_a_visit(extract_of):
    """Four patients of cohort A with BSA at baseline, week 8 and week 52; the last was not seen at week 8."""
    visits = [f"p{at} | {week} | {at + week / 4}" for at in range(4) for week in (0, 8, 52) if (at, week) != (3, 8)]
    return extract_of(
        "patient_id\n" + "\n".join(f"p{at}" for at in range(4)), "patient_id | week | bsa_pct\n" + "\n".join(visits)
    )


def test_every_recorded_score_is_a_mark(sample, view_of):
    view = view_of(sample)
    for course, measure in ((bsa_course, "bsa_pct"), (itch_course, "itch_nrs")):
        recorded = view.of(scores, measure).groupby("group")["n"].sum()
        for group in "AB":
            assert len(of(course(view, ChartOptions()), f"patients of Cohort {group}")["x"]) == recorded[group]


def test_a_mark_names_its_patient_and_masked_only_a_number(sample, view_of):
    view = view_of(sample)
    ids = set(sample.patients["patient_id"])
    assert set(of(itch_course(view, ChartOptions(mask="off")), "patients of Cohort A")["customdata"]) <= ids
    masked = itch_course(view, ChartOptions(mask="on", lines="on"), highlight=sample.patients["patient_id"].iloc[0])
    assert not [one for one in ids if one in json.dumps(masked.figure) + masked.words + masked.note]
    assert of(masked, "patients of Cohort A")["text"][0].startswith("Patient ")


def test_a_masked_patient_has_the_same_number_whatever_is_selected(sample, view_of):
    everyone, few = (
        itch_course(view_of(sample, **choices), ChartOptions(mask="on")) for choices in ({}, {"severity": ["severe"]})
    )
    first = of(few, "patients of Cohort A")
    places = [
        at
        for at, name in enumerate(of(everyone, "patients of Cohort A")["customdata"])
        if name == first["customdata"][0]
    ]
    assert of(everyone, "patients of Cohort A")["y"][places[0]] == first["y"][0]


def test_the_open_patient_is_highlighted_masked_or_not(sample, view_of):
    patient = sample.patients[sample.patients["cohort"] == "A"]["patient_id"].iloc[0]
    for mask in ("off", "on"):
        display = itch_course(view_of(sample), ChartOptions(mask=mask), highlight=patient)
        assert any(y is not None for y in of(display, "open patient of Cohort A")["y"])
        assert of(display, "open patient of Cohort B")["y"] == []
    assert of(itch_course(view_of(sample), ChartOptions()), "open patient of Cohort A")["y"] == []


def test_four_patients_are_drawn_one_by_one_without_median_or_band(one_a_visit, view_of):
    display = bsa_course(view_of(one_a_visit), ChartOptions(lines="on"))
    assert set(of(display, "Cohort A")["y"]) == {None}
    assert of(display, "Cohort A quartiles")["x"] == of(display, "Cohort A 80% band")["x"] == []
    assert len(of(display, "patients of Cohort A")["x"]) == 11
    # Baseline, week 8 and week 52 are no neighbours among the visits: no two marks are joined.
    y = of(display, "lines of Cohort A")["y"]
    assert not [at for at in range(len(y) - 1) if y[at] is not None and y[at + 1] is not None]
    assert "Under 5 it has only the patients' own scores." in display.note


def test_a_change_starts_at_the_first_visit_after_baseline(one_a_visit, view_of):
    marks = of(bsa_course(view_of(one_a_visit), ChartOptions(values="change")), "patients of Cohort A")
    assert sorted(marks["y"]) == [2.0] * 3 + [13.0] * 4
    assert min(marks["x"]) > 6


def test_of_very_many_patients_every_few_are_drawn_and_the_note_counts_them(sample, view_of, monkeypatch):
    monkeypatch.setattr(patients_behind, "MOST_SCORES", 100)
    display = itch_course(view_of(sample), ChartOptions())
    drawn = sum(len(of(display, f"patients of Cohort {group}")["x"]) for group in "AB")
    assert drawn <= 120
    # 501 itch scores: every sixth of the 115 patients, of whom 111 have one.
    assert " are drawn, evenly spaced in the file; all are counted." in display.note
    assert of(display, "n")["text"][0] == "73"
    whole = itch_course(view_of(sample), ChartOptions(missing="nri"))
    assert whole.words == display.words


def test_missing_as_no_response_leaves_medians_as_observed_and_says_so(sample, view_of):
    view = view_of(sample)
    observed = bsa_course(view, ChartOptions())
    for missing in ("nri", "bounds"):
        display = bsa_course(view, ChartOptions(missing=missing))
        assert (display.name, display.figure, display.words) == (observed.name, observed.figure, observed.words)
        assert "Observed scores only" in display.note and "Observed scores only" not in observed.note
        bars = iga_course(view, ChartOptions(missing=missing))
        assert "not assessed" in names(bars) and bars.note


def test_carried_scores_are_dashed_and_named_legacy_everywhere(sample, view_of):
    view = view_of(sample)
    for course in COURSES:
        display = course(view, ChartOptions(missing="locf"))
        assert display.name.endswith("LOCF (legacy)")
        assert "LOCF (legacy)" in display.words and "LOCF (legacy)" in display.note
    assert of(bsa_course(view, ChartOptions(missing="locf")), "Cohort A")["line"]["dash"] == "dash"
    # All 73 patients have a score or an earlier one to carry; beneath stand those of the week.
    display = itch_course(view, ChartOptions(missing="locf"))
    assert of(display, "Cohort A")["text"][-1].endswith("n 73")
    beneath = of(display, "n")
    assert (beneath["x"][7], beneath["y"][7], beneath["text"][7]) == (52, 0, "70")
    # The marks are recorded scores, never carried ones.
    assert of(display, "patients of Cohort A") == of(itch_course(view, ChartOptions()), "patients of Cohort A")


def test_only_bsa_has_a_square_root_axis_and_the_line_at_3_and_only_for_scores(sample, view_of):
    view = view_of(sample)
    root = ChartOptions(scale="sqrt")
    assert "square-root" in bsa_course(view, root).figure["layout"]["yaxis"]["title"]["text"]
    for display in (itch_course(view, root), bsa_course(view, ChartOptions(scale="sqrt", values="change"))):
        assert "square-root" not in display.figure["layout"]["yaxis"]["title"]["text"]
        assert display.figure["layout"]["shapes"] == []
    (line,) = bsa_course(view, ChartOptions()).figure["layout"]["shapes"]
    assert (line["y0"], line["y1"]) == (3, 3)


def test_more_than_three_groups_have_bars_from_quartile_to_quartile_instead_of_bands(sample, view_of):
    display = bsa_course(view_of(sample, by="agent"), ChartOptions())
    assert not [name for name in names(display) if name.endswith(("quartiles", "80% band"))]
    line = of(display, "dupilumab")
    row = view_of(sample, by="agent").of(scores, "bsa_pct").iloc[0]
    assert line["y"][0] + line["error_y"]["array"][0] == pytest.approx(row["q3"])
    assert display.note.startswith("Bars: the middle 50% of patients.")


def test_the_axis_holds_every_score_of_the_extract_whatever_is_selected(sample, view_of):
    most = sample.assessments["bsa_pct"].max()
    ranges = [
        bsa_course(view_of(sample, **choices), ChartOptions()).figure["layout"]["yaxis"]["range"]
        for choices in ({}, {"severity": ["mild"]})
    ]
    assert ranges[0] == ranges[1] and ranges[0][1] >= most


def test_a_pinned_selection_stands_in_figure_words_and_table(sample, view_of):
    view, pinned = view_of(sample), view_of(sample, severity=["severe"])
    display = bsa_course(view, ChartOptions(), pinned)
    median = pinned.of(scores, "bsa_pct", missing="observed").set_index(["group", "week"])["median"]
    assert of(display, "Pinned: Cohort B")["y"][-1] == median["B", 52]
    assert "Pinned for comparison (Patients with severe baseline): Body surface with AD, median. Cohort A:" in (
        display.words
    )
    assert display.table["selection"].tolist() == ["shown"] * 16 + ["pinned"] * 16
    bars = iga_course(view, ChartOptions(), pinned)
    assert "Pinned for comparison (Patients with severe baseline): IGA clear or almost clear." in bars.words
    assert len(bars.table) == 2 * len(view.of(iga_distribution))


def test_a_pinned_selection_of_few_patients_has_no_line(sample, view_of):
    display = bsa_course(view_of(sample), ChartOptions(), view_of(sample, agent=["cyclosporine"]))
    assert set(of(display, "Pinned: Cohort A")["y"]) == {None}
