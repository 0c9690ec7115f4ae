"""Responders over time: six panels of the same patients, under each rule for missing scores."""

import pytest

from core.analyses.responses_over_time import responses_over_time
from core.chart_options import ChartOptions
from core.displays.responding import TITLES, responders_over_time
from core.endpoints import ENDPOINTS


def of(display, name):
    """The traces of one name, panel by panel."""
    return [trace for trace in display.figure["data"] if trace["name"] == name]


def test_every_endpoint_has_a_panel_with_a_title_and_one_legend_for_all(sample, view_of):
    display = responders_over_time(view_of(sample), ChartOptions())
    assert TITLES.keys() == ENDPOINTS.keys()
    assert [note["text"] for note in display.figure["layout"]["annotations"]] == [
        f"<b>{title}</b>" for title in TITLES.values()
    ]
    lines = of(display, "Cohort A")
    assert [line["showlegend"] for line in lines] == [True, *[False] * 5]
    assert len({line["xaxis"] for line in lines}) == len({line["yaxis"] for line in lines}) == 6


def test_a_panel_draws_the_share_with_its_wilson_limits_and_n_beneath(sample, view_of):
    view = view_of(sample)
    display = responders_over_time(view, ChartOptions())
    row = view.of(responses_over_time).query("endpoint == 'iga_0_1' and group == 'A' and week == 52").iloc[0]
    line, numbers = of(display, "Cohort A")[0], of(display, "n")[0]
    assert line["y"][-1] == pytest.approx(100 * row["estimate"]) == pytest.approx(100 * 56 / 70)
    assert line["y"][-1] + line["error_y"]["array"][-1] == pytest.approx(100 * row["high"])
    assert numbers["y"] == [0] * 8 + [1] * 8
    assert numbers["text"][:8] == ["73", "32", "18", "51", "21", "47", "40", "70"]
    # An endpoint that needs a baseline has no share at week 0.
    assert of(display, "Cohort A")[1]["x"][0] > 3


def test_missing_as_no_response_counts_everybody_who_could_respond(sample, view_of):
    display = responders_over_time(view_of(sample), ChartOptions(missing="nri"))
    assert of(display, "Cohort A")[0]["y"][-1] == pytest.approx(100 * 56 / 73)
    assert set(of(display, "n")[0]["text"][:8]) == {"73"}
    assert display.name.endswith("missing as no response")


def test_bounds_draw_what_was_observed_between_the_worst_and_the_best_case(sample, view_of):
    display = responders_over_time(view_of(sample), ChartOptions(missing="bounds"))
    line, bars = of(display, "Cohort B")[0], of(display, "Cohort B, worst to best case")[0]
    assert line["y"][-1] == pytest.approx(100 * 22 / 32) and "error_y" not in line
    assert bars["y"][-3:] == [pytest.approx(100 * 22 / 42), pytest.approx(100 * 32 / 42), None]
    for worst, best in zip(bars["y"][::3], bars["y"][1::3], strict=True):
        assert worst <= best
    assert not of(responders_over_time(view_of(sample), ChartOptions()), "Cohort B, worst to best case")


def test_bounds_stand_where_nobody_was_assessed_but_not_for_few_patients(extract_of, view_of):
    def bars(patients):
        ids = "\n".join(f"p{at}" for at in range(patients))
        visits = "patient_id | week | iga\n" + "\n".join(f"p{at} | 0 | 3" for at in range(patients))
        display = responders_over_time(
            view_of(extract_of(f"patient_id\n{ids}", visits)), ChartOptions(missing="bounds")
        )
        return of(display, "Cohort A, worst to best case")[0]["y"][-3:-1]

    assert bars(5) == [0, 100]
    assert bars(4) == [None, None]


def test_narrow_panels_stand_in_two_columns_and_none_overlaps_another(sample, view_of):
    figure = responders_over_time(view_of(sample), ChartOptions()).figure

    def places(layout):
        return [
            (tuple(layout[f"xaxis{at or ''}"]["domain"]), tuple(layout[f"yaxis{row or ''}"]["domain"]))
            for at, row in zip(["", 2, 3, 4, 5, 6], ["", 3, 5, 7, 9, 11], strict=True)
        ]

    for layout, columns in ((figure["layout"], 3), (figure["narrow"]["layout"], 2)):
        found = places(layout)
        assert len({across for across, _ in found}) == columns
        assert len(set(found)) == 6
        assert all(0 <= low < high <= 1 for place in found for low, high in place)
        rows = sorted({upward for _, upward in found})
        assert all(below[1] < above[0] for below, above in zip(rows, rows[1:], strict=False))


def test_words_and_table_say_what_each_outcome_means(sample, view_of):
    display = responders_over_time(view_of(sample), ChartOptions(week="24"))
    assert display.words.startswith("Responders at week 24. IGA 0/1: Cohort A ")
    for name, endpoint in ENDPOINTS.items():
        assert endpoint.definition in display.words
        assert set(display.table[display.table["endpoint"] == name]["definition"]) == {endpoint.definition}


def test_a_pinned_selection_is_faint_in_every_panel_and_named(sample, view_of):
    display = responders_over_time(view_of(sample), ChartOptions(), view_of(sample, severity=["severe"]))
    pinned = of(display, "Pinned: Cohort A")
    assert [line["showlegend"] for line in pinned] == [True, *[False] * 5]
    assert {line["opacity"] for line in pinned} == {0.45}
    assert "Pinned for comparison (Patients with severe baseline): Responders at week 52." in display.words


def test_few_patients_have_points_without_limits_and_fewer_only_their_number(sample, view_of):
    display = responders_over_time(view_of(sample, agent=["methotrexate", "abrocitinib"]), ChartOptions())
    line = of(display, "Cohort A")[0]
    assert line["y"][-1] is not None and line["error_y"]["array"][-1] is None
    assert set(of(display, "Cohort B")[0]["y"]) == {None}
    assert "Under 5 only counts are shown." in display.note
