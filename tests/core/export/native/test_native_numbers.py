"""The numbers in the charts of a file are the estimates of the display, as the page shows them."""

from math import isclose

import pytest
from pptx.oxml.ns import qn

from core.analyses.small import for_display
from core.analyses.special_interest import special_interest
from core.chart_options import ChartOptions
from core.displays.catalogue import CATALOGUE
from core.endpoints import IGA_GRADES
from core.export.native.draw import DRAWN
from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL
from core.selection import Selection
from core.view import View
from tests.core.export.reading_slides import bars, charts, deck_with, points, slides_of, tables, values

QUERIES = {
    "by cohort": "",
    "by agent": "by=agent",
    "one group": "by=nothing&cohort=B",
    "few patients": "agent=methotrexate",
    "nobody": "agent=abrocitinib&sex=female&severity=mild&cohort=B",
}


@pytest.fixture(scope="module")
def made(sample_data):
    """The slide and the display of a key and query."""

    def build(key, query, **options):
        choices = "&".join(f"{name}={value}" for name, value in options.items())
        deck = deck_with(sample_data, (key, "&".join(part for part in (query, choices) if part)))
        (slide,) = slides_of(deck)
        return slide, deck.scenes[0]

    return build


def test_every_display_of_the_catalogue_has_a_native_drawing():
    assert CATALOGUE.keys() <= DRAWN.keys()


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
@pytest.mark.parametrize("key", CATALOGUE)
def test_a_slide_is_native_and_its_numbers_are_estimates_of_the_display(made, key, query):
    slide, shown = made(key, query)
    assert not [shape for shape in slide.shapes if shape.shape_type is not None and "PICTURE" in str(shape.shape_type)]
    if shown.empty:
        assert charts(slide) == {}
        return
    table = shown.display.table
    kept = for_display(table) if "n" in table else table
    numbers = list(kept.select_dtypes("number").columns)
    known = {round(factor * value, 6) for name in numbers for value in kept[name].dropna() for factor in (1, 100)}

    for chart in charts(slide).values():
        xy = "XY" in str(chart.chart_type)
        for name, drawn in points(chart).items() if xy else ():
            sideways = key in ("incidence", "special-interest", "signal", "subgroups")
            if name != "No difference":
                assert {round(x if sideways else y, 6) for x, y in drawn if y is not None} <= known | {0.0}, name
        for drawn in () if xy else values(chart).values():
            assert {round(value, 6) for value in drawn if value is not None} <= known


@pytest.mark.parametrize("rule", ["observed", "nri"])
def test_the_iga_panels_hold_every_share_of_every_visit(made, rule):
    slide, shown = made("iga", "", missing=rule)
    table = shown.display.table
    for cohort in ("A", "B"):
        chart = charts(slide)[f"IGA over time, Cohort {cohort}"]
        drawn = values(chart)
        for grade, name in enumerate(IGA_GRADES):
            own = table[(table["group"] == cohort) & (table["grade"] == grade)]
            assert drawn[f"{grade} {name}"] == pytest.approx((100 * own["share"]).tolist())
        assert [sum(stack) for stack in zip(*drawn.values(), strict=True)] == pytest.approx([100] * 8)
    assert ("not assessed" in drawn) == (rule == "nri")


def test_of_many_groups_the_iga_slide_shows_the_chosen_week_and_says_so(made):
    slide, shown = made("iga", "by=agent", week=24)
    table = shown.display.table
    (chart,) = charts(slide).values()
    own = table[(table["week"] == 24) & (table["group"] == "dupilumab") & (table["grade"] == 0)]
    # The first group is the topmost bar, which a chart of bars counts last.
    assert values(chart)["0 clear"][-1] == pytest.approx(100 * own["share"].item())
    assert list(chart.plots[0].categories)[-1] == f"dupilumab ({own['assessed'].item()}/{own['expected'].item()})"
    assert any("week 24 only" in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


@pytest.mark.parametrize(("centre", "low", "high"), [("median", "q1", "q3"), ("mean", "low", "high")])
@pytest.mark.parametrize("key", ["bsa_pct", "itch_nrs"])
def test_a_course_has_its_centre_and_error_bars_to_its_limits(made, key, centre, low, high):
    slide, shown = made(key, "", centre=centre)
    (chart,) = charts(slide).values()
    rows = shown.display.table
    assert list(points(chart)) == ["Cohort A", "Cohort B"]
    for cohort in ("A", "B"):
        own = rows[rows["group"] == cohort].reset_index(drop=True)
        drawn = points(chart)[f"Cohort {cohort}"]
        assert [y for _, y in drawn] == pytest.approx(own[centre].tolist())
        assert all(abs(x - week) <= 0.5 for (x, _), week in zip(drawn, own["week"], strict=True))
        found = bars(chart)[f"Cohort {cohort}"]
        assert set(found) == set(own.index[own["n"] >= MIN_FOR_INTERVAL])
        for place, (minus, plus) in found.items():
            row = own.loc[place]
            assert (row[centre] - minus, row[centre] + plus) == pytest.approx((row[low], row[high]))


def test_a_pinned_selection_is_drawn_beside_a_course_without_bars(made):
    slide, shown = made("bsa_pct", "agent=dupilumab", pin="cohort%3DB")
    (chart,) = charts(slide).values()
    rows = shown.display.table
    faint = rows[(rows["selection"] == "pinned") & (rows["group"] == "B")]
    assert [y for _, y in points(chart)["Pinned: Cohort B"]] == pytest.approx(faint["median"].tolist())
    assert "Pinned: Cohort B" not in bars(chart)


def test_incidence_dots_and_lines_are_the_estimates_and_exact_limits_of_their_rows(made):
    slide, shown = made("incidence", "")
    (chart,) = charts(slide).values()
    (rows,) = tables(slide).values()
    table = shown.display.table
    for cohort in ("A", "B"):
        names = [row[0] for row in rows[1:]]
        any_event = table[(table["level"] == "any") & (table["group"] == cohort)].iloc[0]
        x, y = points(chart)[f"Cohort {cohort}"][0]
        assert x == pytest.approx(100 * any_event["estimate"])
        assert names[int(len(names) - y)] == "Any adverse event"
        (low, _), (high, _), gap, *_ = points(chart)[f"Cohort {cohort}, 95% interval"]
        assert (low, high) == pytest.approx((100 * any_event["low"], 100 * any_event["high"]))
        assert gap[1] is None
    assert rows[1][1:] == ["2/73 (2.7%)", "5/41 (12.2%)"]


def test_events_of_special_interest_stand_with_every_zero_and_its_bound(made, sample_data):
    slide, _ = made("special-interest", "")
    (rows,) = tables(slide).values()
    assert len(rows) == 11
    # 1 - 0.025^(1/73) and 1 - 0.025^(1/41), the Clopper-Pearson limits of none
    assert {row[1] for row in rows[1:]} == {f"0/73, up to {100 * (1 - 0.025 ** (1 / 73)):.1f}%"}
    assert {row[2] for row in rows[1:]} == {f"0/41, up to {100 * (1 - 0.025 ** (1 / 41)):.1f}%"}
    expected = View(sample_data, Selection()).of(special_interest)
    (chart,) = charts(slide).values()
    highs = [x for x, _ in points(chart)["Cohort A, 95% interval"]][1::3]
    assert highs == pytest.approx((100 * expected.loc[expected["group"] == "A", "high"]).tolist())


def test_all_series_of_a_chart_are_equally_long_for_programs_that_drop_a_short_first_one(made):
    slide, _ = made("subgroups", "")
    (chart,) = charts(slide).values()
    assert len({len(series._element.findall(f".//{qn('c:xVal')}//{qn('c:pt')}")) for series in chart.series}) == 1
    assert points(chart)["No difference"] == [(0, 0), (0, 12)]


def test_the_forest_has_a_line_for_every_row_with_an_interval_and_none_for_fewer_patients(made):
    slide, shown = made("subgroups", "")
    (chart,) = charts(slide).values()
    rows = shown.display.table
    several = rows.groupby("factor")["level"].transform("size") > 1
    enough = rows[(rows["n"] >= MIN_FOR_INTERVAL) & (several | (rows["factor"] == "overall"))]
    drawn = points(chart)["Estimate, 95% interval"]
    assert [x for x, _ in drawn][0::3] == pytest.approx((100 * enough["low"]).tolist())
    assert [x for x, _ in drawn][1::3] == pytest.approx((100 * enough["high"]).tolist())
    assert [x for x, _ in points(chart)["Estimate"]] == pytest.approx((100 * enough["estimate"]).tolist())


def test_the_waterfall_has_a_column_for_every_patient_with_a_change(made):
    slide, shown = made("bsa-waterfall", "")
    (chart,) = charts(slide).values()
    own = shown.display.table.dropna(subset="change_pct")
    assert list(chart.plots[0].categories) == own["patient_id"].tolist()
    for cohort in ("A", "B"):
        expected = [row.change_pct if row.group == cohort else None for row in own.itertuples()]
        found = values(chart)[f"Cohort {cohort}"]
        assert [value is None for value in found] == [value is None for value in expected]
        pairs = zip(found, expected, strict=True)
        assert all(isclose(value, other) for value, other in pairs if other is not None)


def test_the_first_event_curve_ends_at_its_estimate_with_its_interval(made):
    slide, shown = made("cumulative", "")
    (chart,) = charts(slide).values()
    rows = shown.display.table
    for cohort in ("A", "B"):
        last = rows[rows["group"] == cohort].iloc[-1]
        assert points(chart)[f"Cohort {cohort}"][-1][1] == pytest.approx(100 * last["estimate"])
        minus, plus = bars(chart)[f"Cohort {cohort}, 95% interval"][0]
        ends = (100 * last["estimate"] - minus, 100 * last["estimate"] + plus)
        assert ends == pytest.approx((100 * last["low"], 100 * last["high"]))


def test_the_patients_at_risk_on_the_slide_are_those_of_the_analysis(made, sample_data):
    from core.analyses.first_event import first_event_at

    slide, _ = made("cumulative", "")
    view = View(sample_data, Selection())
    expected = view.of(first_event_at, (0, 12, 24, 36, 52))
    rows = tables(slide)["Patients at risk"]
    for row, cohort in zip(rows[1:], ("A", "B"), strict=True):
        own = expected[expected["group"] == cohort]
        assert row[1:] == [f"{left} ({seen})" for left, seen in zip(own["at_risk"], own["events"], strict=True)]


def test_the_change_of_itch_climbs_to_every_share(made):
    slide, shown = made("itch-curve", "")
    (chart,) = charts(slide).values()
    rows = shown.display.table
    steps = rows[(rows["row"] == "step") & (rows["group"] == "A")]
    drawn = points(chart)["Cohort A"]
    for change, estimate in zip(steps["change"], steps["estimate"], strict=True):
        assert (change, pytest.approx(100 * estimate)) in drawn
    assert drawn[-1] == (10.0, 100.0)


@pytest.mark.parametrize("key", ["severity", "relatedness"])
def test_stacked_bars_hold_the_shares_with_cohort_a_on_top(made, key):
    slide, shown = made(key, "")
    (chart,) = charts(slide).values()
    assert [name.split(",")[0] for name in chart.plots[0].categories] == ["Cohort B", "Cohort A"]
    rows = shown.display.table
    total = rows.groupby("group")["share"].sum()
    found = [sum(stack) for stack in zip(*values(chart).values(), strict=True)]
    assert found == pytest.approx([100 * total["B"], 100 * total["A"]])


def test_six_outcomes_have_a_chart_each_with_wilson_limits(made):
    slide, shown = made("responders", "")
    rows = shown.display.table
    assert len(charts(slide)) == 6
    own = rows[(rows["endpoint"] == "iga_0_1") & (rows["group"] == "A")].reset_index(drop=True)
    chart = charts(slide)["IGA 0/1"]
    assert [y for _, y in points(chart)["Cohort A"]] == pytest.approx((100 * own["estimate"]).tolist())
    minus, _ = bars(chart)["Cohort A"][7]
    assert 100 * own["estimate"][7] - minus == pytest.approx(100 * own["low"][7])


def test_under_five_patients_a_chart_has_no_estimate(made):
    slide, shown = made("bsa_pct", "agent=abrocitinib")
    assert shown.display.table["n"].max() < MIN_FOR_ESTIMATE
    drawn = [y for chart in charts(slide).values() for own in points(chart).values() for _, y in own]
    assert set(drawn) <= {None}


def test_what_is_drawn_of_each_patient_counts_every_cell(made):
    slide, shown = made("iga-strip", "")
    weeks = [name for name in shown.display.table if name.startswith("week_")]
    own = shown.display.table[shown.display.table["group"] == "A"][weeks]
    names = [shape.name for shape in slide.shapes]
    for grade, name in enumerate(IGA_GRADES):
        count = int((own == grade).to_numpy().sum())
        assert (f"Cohort A, IGA {grade} {name}: {count} visits" in names) == (count > 0)


def test_the_flow_has_a_ribbon_for_every_pair_of_grades(made):
    slide, shown = made("iga-flow", "by=nothing")
    names = [shape.name for shape in slide.shapes if " to " in shape.name]
    table = shown.display.table
    expected = [f"{row['from']} to {row['to']}: {row['count']}" for row in table.to_dict("records")]
    assert sorted(names) == sorted(expected)


def test_colours_are_those_of_the_groups_in_the_light_theme(made):
    slide, _ = made("bsa_pct", "")
    (chart,) = charts(slide).values()
    first, second = chart.plots[0].series
    assert [str(one.format.line.color.rgb) for one in (first, second)] == ["0063A6", "B94F09"]


def test_the_chart_options_of_a_scene_reach_its_slide(made):
    slide, shown = made("bsa-waterfall", "", week=24)
    assert shown.options == ChartOptions(week="24")
    assert "week 24" in slide.shapes.title.text_frame.text
