import pytest

from core.figures.axes import change_range, covering, score_range, share_range


@pytest.mark.parametrize(
    ("high", "step", "end", "expected"),
    [
        (28.5, 10, None, (0, 30)),
        (30, 10, None, (0, 30)),
        (0, 10, None, (0, 10)),
        (3, 1, 4, (0, 4)),
        (0, 2, 10, (0, 10)),
    ],
)
def test_scores_start_at_0_and_end_at_the_end_of_the_scale_or_a_whole_step(high, step, end, expected):
    assert score_range(0, high, step=step, end=end) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"), [(-23, 4, (-30, 10)), (-20, 10, (-20, 10)), (0, 0, (-10, 10)), (-1, -1, (-10, 10))]
)
def test_changes_have_at_least_a_step_either_side_of_no_change(low, high, expected):
    assert change_range(low, high, step=10) == expected


@pytest.mark.parametrize(
    ("estimates", "end"), [([], 0.5), ([0.1, 0.5], 0.5), ([0.1, 0.51], 1), ([float("nan")], 0.5), ([1.0], 1)]
)
def test_the_incidence_axis_ends_at_half_unless_an_estimate_needs_more(estimates, end):
    assert share_range(estimates) == end


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ([], (0, 30)),
        ([5, 29], (0, 30)),
        ([5, 31], (0, 40)),
        ([-0.5], (-10, 30)),
        ([float("nan"), float("inf")], (0, 30)),
    ],
)
def test_a_fixed_range_widens_only_where_something_drawn_would_be_cut_off(drawn, expected):
    assert covering((0, 30), drawn, step=10) == expected
