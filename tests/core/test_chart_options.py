import pytest

from core.chart_options import CHART_OPTIONS, ChartOptions, chart_options


@pytest.mark.parametrize(
    ("pairs", "options"),
    [
        ([], ChartOptions()),
        ([("centre", "mean")], ChartOptions(centre="mean")),
        ([("values", "change"), ("centre", "mean")], ChartOptions("mean", "change")),
        ([("cohort", "B")], ChartOptions()),
    ],
)
def test_chart_options_are_read_from_a_link(pairs, options):
    assert chart_options(pairs) == (options, ())


def test_a_chart_option_that_does_not_exist_is_named():
    options, ignored = chart_options([("centre", "mode"), ("values", "change")])
    assert options == ChartOptions(values="change")
    assert [one.message for one in ignored] == ["centre: “mode” is not among median, mean"]


@pytest.mark.parametrize("centre", CHART_OPTIONS["centre"])
@pytest.mark.parametrize("values", CHART_OPTIONS["values"])
def test_chart_options_survive_the_link(centre, values):
    options = ChartOptions(centre, values)
    assert chart_options(options.pairs()) == (options, ())
    assert ChartOptions().pairs() == []
