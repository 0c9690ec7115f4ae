from math import nan

import pytest
from pandas import DataFrame

from core.figures.iga import iga_height
from core.figures.layout import by_group, guide, look, reach, scaled
from core.figures.theme import plain_text


def test_a_look_follows_from_the_place_and_repeats_no_pair_of_colour_and_dash_early():
    looks = [look(str(place), str(place), place) for place in range(20)]
    assert looks[0].colour == "@group0"
    assert len({(one.colour, one.marker, one.dash) for one in looks}) == 20
    assert look("A", "A", 3) == look("A", "A", 3)


def test_a_look_shows_its_label_letter_by_letter():
    assert look("<x>", "<x> & y", 0).label == "&lt;x&gt; &amp; y"
    assert look("<x>", "<x>", 0).group == "<x>"


@pytest.mark.parametrize(
    ("text", "shown"), [("a < b", "a &lt; b"), ("&lt;", "&amp;lt;"), ("<b>", "&lt;b&gt;"), ("é", "é")]
)
def test_markup_and_entities_are_shown_as_they_stand(text, shown):
    assert plain_text(text) == shown


def test_a_value_that_is_undefined_leaves_a_gap():
    assert scaled([0.5, nan, 0.0], 100) == [50, None, 0]


def test_an_error_bar_reaches_from_the_value_to_its_limit_and_needs_both():
    assert reach([0.5, 0.5, nan, 0.5], [0.75, 0.25, 1.0, nan], 100) == [25, 25, None, None]


def test_the_columns_of_a_group_are_plain_lists_in_the_order_of_the_frame():
    frame = DataFrame({"group": ["A", "B", "A"], "n": [1, 2, 3]})
    assert by_group(frame) == {"A": {"group": ["A", "A"], "n": [1, 3]}, "B": {"group": ["B"], "n": [2]}}


def test_a_guide_crosses_the_other_axis():
    across = guide(50)
    assert (across["yref"], across["y0"], across["y1"], across["xref"]) == ("y", 50, 50, "paper")
    upright = guide(4, axis="x2", dash="dot")
    assert (upright["xref"], upright["x0"], upright["yref"], upright["line"]["dash"]) == ("x2", 4, "paper", "dot")


def test_iga_panels_stand_three_in_a_row_and_the_figure_grows_with_the_rows():
    heights = [iga_height(groups) for groups in (0, 1, 3, 4, 6, 7)]
    assert heights[0] == heights[1] == heights[2] < heights[3] == heights[4] < heights[5]
