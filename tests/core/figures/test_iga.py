"""IGA bars with the missing on top, and with a pinned selection."""

import pytest

from core.analyses.outcomes import iga_distribution
from core.analyses.small import for_display
from core.figures.iga import IgaOptions, iga_figure


def figure_of(view, missing="observed", **options):
    return iga_figure(for_display(view.of(iga_distribution, missing=missing)), view.looks, **options)


def of(figure, name, axis="x"):
    return next(one for one in figure["data"] if one["name"] == name and one["xaxis"] == axis)


def test_those_not_assessed_are_hatched_on_top_and_in_the_legend(sample, view_of):
    view = view_of(sample)
    figure = figure_of(view, "nri", options=IgaOptions(whole="enrolled"))
    bars = [one for one in figure["data"] if one["type"] == "bar" and one["xaxis"] == "x"]
    assert [bar["name"] for bar in bars][-2:] == ["4 severe", "not assessed"]
    missing = bars[-1]
    assert missing["marker"]["pattern"]["shape"] == "/"
    assert missing["showlegend"] and not of(figure, "not assessed", "x2")["showlegend"]
    # 70 of the 73 patients of cohort A have an IGA at week 52.
    assert missing["y"][-1] == pytest.approx(100 * 3 / 73)
    assert missing["customdata"][-1] == ["Cohort A", "week 52: 3 of 73 enrolled"]
    for week in range(8):
        assert sum(bar["y"][week] for bar in bars) == pytest.approx(100)
    assert figure["layout"]["yaxis"]["title"]["text"] == "Patients enrolled, %"


def test_the_boundary_of_0_and_1_follows_the_denominator(sample, view_of):
    view = view_of(sample)
    # 56 of the 70 assessed at week 52, of 73 enrolled.
    assert of(figure_of(view), "IGA 0/1")["y"][-2] == pytest.approx(100 * 56 / 70)
    assert of(figure_of(view, "nri"), "IGA 0/1")["y"][-2] == pytest.approx(100 * 56 / 73)
    assert of(figure_of(view, "locf", options=IgaOptions(dash="dash")), "IGA 0/1")["line"]["dash"] == "dash"


@pytest.mark.parametrize("missing", ["observed", "nri", "bounds", "locf"])
def test_beneath_every_bar_stand_the_assessed_of_those_expected_whatever_the_rule(sample, view_of, missing):
    ticks = figure_of(view_of(sample), missing)["layout"]["xaxis"]["ticktext"]
    assert (ticks[0], ticks[-1]) == ("<b>0</b><br>73/73", "<b>52</b><br>70/73")


def test_a_pinned_selection_marks_its_0_and_1_in_the_panel_of_the_same_group(sample, view_of):
    view, severe = view_of(sample), view_of(sample, severity=["severe"])
    distribution = for_display(severe.of(iga_distribution))
    figure = figure_of(view, pinned=(distribution, severe.looks))
    rows = distribution[(distribution["group"] == "B") & (distribution["week"] == 52)]
    share = rows[rows["grade"] <= 1]["share"].sum()
    assert of(figure, "Pinned: IGA 0/1", "x2")["y"][-1] == pytest.approx(100 * share)
    assert of(figure, "Pinned: IGA 0/1", "x2")["text"][-1] == (
        f"Pinned: Cohort B, week 52: IGA 0/1 {100 * share:.0f}%, n {rows['n'].iloc[0]}"
    )
    assert [one["showlegend"] for one in figure["data"] if one["name"] == "Pinned: IGA 0/1"] == [True, False]


def test_the_only_pinned_group_stands_in_every_panel_and_other_groups_in_none(sample, view_of):
    view = view_of(sample)

    def panels(**choices):
        other = view_of(sample, **choices)
        figure = figure_of(view, pinned=(for_display(other.of(iga_distribution)), other.looks))
        return [one["xaxis"] for one in figure["data"] if one["name"] == "Pinned: IGA 0/1"]

    assert panels(by="nothing") == ["x", "x2"]
    assert panels(by="agent") == []


def test_a_narrow_figure_makes_room_for_every_row_of_its_legend(sample, view_of):
    view = view_of(sample)
    rows = [figure_of(view, rule)["narrow"]["layout"]["margin"]["t"] for rule in ("observed", "nri")]
    assert rows[0] == rows[1] > figure_of(view)["layout"]["margin"]["t"]
